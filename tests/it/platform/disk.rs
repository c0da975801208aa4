//! Disks that are full or read-only for real: small ones that are mounted for the test.

use std::fs;
use std::path::Path;
use std::process::Command as Process;

use showclear::platform::Opened;
use showclear::production::{Ask, Command, Happened, Moved};
use showclear::terms::{Act, role};

use super::{Place, copy, item, who};

/// Mounts a small disk at a folder, and takes it away in the end.
struct Disk<'p>(&'p Path);

impl<'p> Disk<'p> {
    /// The disk; none where this machine lets nobody mount one, which is said.
    fn mount(at: &'p Path, options: &str) -> Option<Self> {
        let done =
            Process::new("mount").args(["-t", "tmpfs", "-o", options, "none"]).arg(at).status();
        if !done.unwrap().success() {
            eprintln!("no disk could be mounted here: not tried");
            return None;
        }
        Some(Self(at))
    }
}

impl Drop for Disk<'_> {
    fn drop(&mut self) {
        let _gone = Process::new("umount").arg("-l").arg(self.0).status();
    }
}

#[test]
#[ignore = "needs root, to mount a small disk"]
pub(crate) fn a_disk_that_fills_up_loses_nothing_that_was_acknowledged() {
    let place = Place::new();
    let (folder, kept) = (place.folder(), place.data("kept"));
    copy(&folder, &kept);
    let Some(_disk) = Disk::mount(&folder, "size=20m") else { return };
    copy(&kept, &folder);
    let mut session = place.sitting();
    assert!(session.is_low_on_space(), "{:?}", session.free_space());
    let start = showclear::production::Start {
        overlays: Vec::new(),
        lang: None,
        list: session.library().named("cold-gun-empty").unwrap().source.sha256,
        roles: Vec::new(),
        recorder: who(&session, role::RECORDER),
        inputs: Vec::new(),
        recorded: showclear::event::Recorded::Live,
        card: None,
        claimed: None,
        place: showclear::production::SetUp::default(),
    };
    let failure = session.perform(Command::Ask(Ask::Start(start))).unwrap_err();
    assert!(failure.to_string().contains("a run does not begin below 64"), "{failure}");

    // Something else fills the disk to the last byte.
    let hog = folder.join("hog");
    let mut bytes = 1 << 20;
    let mut written = Vec::new();
    while bytes > 0 {
        written.extend(vec![0_u8; bytes]);
        if fs::write(&hog, &written).is_err() {
            written.truncate(written.len() - bytes);
            bytes /= 2;
        }
    }
    let armorer = who(&session, role::ARMORER);
    let gun = item(&session, "G-07");
    let taken = Happened::Moved(vec![Moved::plain(gun, Act::TakeOut, None, Some(armorer))]);
    session.perform(Command::Happened(taken)).expect("the reserve is given up for it");
    session.perform(Command::Happened(Happened::Stop { by: None, item: None })).unwrap();
    assert!(!folder.join("reserve").exists(), "given up");
    let size = session.state().size();

    // The reserve is used up as well.
    let mut more = 0;
    while fs::write(folder.join(format!("hog-{more}")), vec![0_u8; 64 * 1024]).is_ok() {
        more += 1;
    }
    let away = || Happened::Moved(vec![Moved::plain(gun, Act::LockAway, Some(armorer), None)]);
    let failure = loop {
        match session.perform(Command::Happened(away())) {
            Ok(()) => {}
            Err(failure) => break failure,
        }
    };
    let sentence = format!("{failure}. {}", failure.remedy());
    assert!(sentence.contains("the log") && sentence.contains("No space left"), "{sentence}");
    assert!(sentence.contains("Make room"), "{sentence}");
    assert_eq!(session.unsaved().len(), 1);
    assert!(session.state().size() >= size);

    let acknowledged = session.state().size();
    fs::remove_file(&hog).unwrap();
    session.reopen();
    for _ in 0..200 {
        session.poll();
        std::thread::sleep(std::time::Duration::from_millis(10));
        if session.is_saved() {
            break;
        }
    }
    assert!(session.is_saved() && session.broken().is_none(), "{:?}", session.broken());
    assert!(session.state().size() > acknowledged);
    session.close().unwrap();
    drop(place.sitting());
}

#[test]
#[ignore = "needs root, to mount a small disk"]
pub(crate) fn a_disk_that_cannot_be_written_is_read() {
    let place = Place::new();
    let (folder, kept) = (place.folder(), place.data("kept"));
    copy(&folder, &kept);
    let Some(_disk) = Disk::mount(&folder, "size=40m") else { return };
    copy(&kept, &folder);
    let done = Process::new("mount").args(["-o", "remount,ro"]).arg(&folder).status().unwrap();
    assert!(done.success());
    let record = place.read_only();
    assert!(record.why.contains("Read-only file system"), "{}", record.why);
    assert!(record.remedy.contains("may write to"), "{}", record.remedy);
    assert!(matches!(place.open(), Opened::ReadOnly(_)));
}
