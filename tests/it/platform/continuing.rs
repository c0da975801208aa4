//! Going on in a new log on a real disk: after damage, over an older copy, on another laptop; checked by all three readers.

use std::fs;
use std::path::Path;
use std::process::Command as Process;

use showclear::production::{Command, Happened, Moved, Prepare};
use showclear::session::{ContinuesWhy, Offer, Session};
use showclear::terms::{Act, role};
use showclear::verify::{Options, Verdict};

use super::{Place, all_files, all_sign, ask, copy, item, who};

/// Goes on, signs the roster, moves a gun, signs a sheet and exports; gives the bundle's path.
fn live_on(place: &Place, why: ContinuesWhy) -> std::path::PathBuf {
    let before = all_files(&place.folder().join("log"));
    let mut session = place.laptop().continue_in_new_log(&place.folder(), why).unwrap();
    let folder = session.folder().to_owned();
    assert_eq!(folder, place.folder());
    all_sign(&mut session, Prepare::Roster);
    let armorer = who(&session, role::ARMORER);
    let gun = item(&session, "G-07");
    let taken = Moved::plain(gun, Act::TakeOut, None, Some(armorer));
    session.perform(Command::Happened(Happened::Moved(vec![taken]))).unwrap();
    shown(&mut session);
    all_sign(&mut session, Prepare::Sheet { person: armorer, struck: Vec::new() });
    let zip = place.data("out.zip");
    let job = session.export(&zip).unwrap();
    session.wait_for_job(job).unwrap();
    session.close().unwrap();
    for (path, bytes) in before {
        assert_eq!(fs::read(&path).unwrap(), bytes, "{} is evidence", path.display());
    }
    let found = place.laptop().review(&zip, Options::default()).unwrap();
    let found = found.findings();
    assert_eq!(found.verdict(), Verdict::NotConfirmed, "{found}");
    let found = place.laptop().review(&place.folder(), Options::default()).unwrap();
    let found = found.findings();
    assert_eq!(found.verdict(), Verdict::NotConfirmed, "the folder: {found}");
    drop(place.sitting());
    zip
}

fn shown(session: &mut Session) {
    let (armorer, first_ad) = (who(session, role::ARMORER), who(session, role::FIRST_AD));
    let seen =
        showclear::event::Shown { role: "first_ad".parse().unwrap(), person: Some(first_ad) };
    let items = vec![item(session, "G-07")];
    let shown = Happened::Shown { items, by: armorer, to: vec![seen], card: None };
    session.perform(Command::Happened(shown)).unwrap();
}

/// A bundle's files in a folder.
fn unpacked(zip: &Path) -> tempfile::TempDir {
    let files = fs::read(zip).unwrap();
    let files = showclear::bundle::read_zip(&files).unwrap();
    let folder = tempfile::TempDir::new().unwrap();
    for (path, bytes) in files.files() {
        let to = folder.path().join(path.as_str());
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::write(to, bytes).unwrap();
    }
    folder
}

const SCRIPTS: [(&str, &str); 2] = [("sh", "verify.sh"), ("python3", "verify.py")];

fn run(folder: &Path, (program, script): (&str, &str)) -> (bool, String) {
    let done = Process::new(program)
        .arg(folder.join(script))
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .output()
        .unwrap();
    (done.status.success(), String::from_utf8_lossy(&done.stdout).into_owned())
}

/// Unpacks a bundle and runs both scripts in it.
pub(super) fn scripts_accept(zip: &Path) {
    let folder = unpacked(zip);
    for script in SCRIPTS {
        let (well, said) = run(folder.path(), script);
        assert!(well && said.contains("UNALTERED"), "{}: {said}", script.1);
    }
}

fn flip_in_last_segment(place: &Place) {
    let (_, log) = place.device();
    let path = place.segments(&log).pop().unwrap();
    let mut bytes = fs::read(&path).unwrap();
    let lines: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at] == b'\n').collect();
    let at = if lines.len() > 1 { lines[0] + 40 } else { 40 };
    bytes[at] ^= 1;
    fs::write(path, bytes).unwrap();
}

#[test]
fn over_a_damaged_log() {
    let place = Place::new();
    flip_in_last_segment(&place);
    let damaged = place.damaged();
    assert_eq!(
        (damaged.offer, damaged.continues),
        (Offer::ContinueInNewLog, Some(ContinuesWhy::Damaged))
    );
    let placed = [".jsonl line", "lines were removed"];
    assert!(placed.iter().any(|words| damaged.reason.contains(words)), "{}", damaged.reason);
    live_on(&place, ContinuesWhy::Damaged);
}

/// The folder as it was before something more was written.
fn put_back(place: &Place) {
    let copied = tempfile::TempDir::new().unwrap();
    copy(&place.folder(), copied.path());
    let mut session = place.sitting();
    session.perform(Command::Happened(Happened::Stop { by: None, item: None })).unwrap();
    session.close().unwrap();
    fs::remove_dir_all(place.folder()).unwrap();
    copy(copied.path(), &place.folder());
}

#[test]
fn over_an_older_copy() {
    let place = Place::new();
    put_back(&place);
    let damaged = place.damaged();
    assert_eq!(
        (damaged.offer, damaged.continues),
        (Offer::ContinueInNewLog, Some(ContinuesWhy::OlderCopy))
    );
    assert!(damaged.reason.contains("older copy"), "{}", damaged.reason);
    live_on(&place, ContinuesWhy::OlderCopy);
}

/// Another laptop: the folder and people's keys came along, the device key did not.
fn another_laptop() -> Place {
    let place = Place::new();
    fs::remove_dir_all(place.data("device")).unwrap();
    fs::remove_dir_all(place.data("heads")).unwrap();
    place
}

#[test]
fn on_another_laptop() {
    let place = another_laptop();
    let record = place.read_only();
    assert_eq!(record.continues, Some(ContinuesWhy::NewLaptop));
    assert!(record.why.contains("not on this laptop"), "{}", record.why);
    live_on(&place, ContinuesWhy::NewLaptop);
}

#[test]
fn a_broken_device_key_is_as_none() {
    let place = Place::new();
    let (path, _) = place.device();
    let pem = fs::read(&path).unwrap();
    for bytes in [Vec::new(), b"not a key".to_vec(), pem[..pem.len() / 2].to_vec()] {
        fs::write(&path, bytes).unwrap();
        let record = place.read_only();
        assert_eq!(record.continues, Some(ContinuesWhy::NewLaptop));
        assert!(record.why.contains("key of this log"), "{}", record.why);
    }
}

#[test]
#[ignore = "needs python3, ssh-keygen and sha256sum"]
fn all_three_readers_accept_each_chain() {
    let damaged = Place::new();
    flip_in_last_segment(&damaged);
    scripts_accept(&live_on(&damaged, ContinuesWhy::Damaged));
    // Once more on top of it: a chain of three.
    fs::remove_dir_all(damaged.data("device")).unwrap();
    scripts_accept(&live_on(&damaged, ContinuesWhy::NewLaptop));
    let older = Place::new();
    put_back(&older);
    scripts_accept(&live_on(&older, ContinuesWhy::OlderCopy));
    scripts_accept(&live_on(&another_laptop(), ContinuesWhy::NewLaptop));
}

#[test]
fn a_stop_can_be_called_before_the_roster_is_signed() {
    let place = another_laptop();
    let mut session =
        place.laptop().continue_in_new_log(&place.folder(), ContinuesWhy::NewLaptop).unwrap();
    session.perform(Command::Happened(Happened::Stop { by: None, item: None })).unwrap();
    assert!(session.state().is_stopped());
    let refused =
        session.perform(Command::Ask(showclear::production::Ask::Prepare(Prepare::Sheet {
            person: who(&session, role::ARMORER),
            struck: Vec::new(),
        })));
    assert!(refused.unwrap_err().to_string().contains("roster is not signed yet"));
    ask(&mut session, showclear::production::Ask::Prepare(Prepare::Roster));
}

#[test]
#[ignore = "needs python3, ssh-keygen and sha256sum"]
fn one_flipped_byte_in_any_file_of_a_chain_is_refused_by_all_three() {
    let place = Place::new();
    flip_in_last_segment(&place);
    let folder = unpacked(&live_on(&place, ContinuesWhy::Damaged));
    let all = all_files(folder.path());
    assert!(all.len() > 30, "{} files", all.len());
    for (path, bytes) in &all {
        let name = path.strip_prefix(folder.path()).unwrap().to_str().unwrap();
        let mut changed = bytes.clone();
        let at = changed.len() * 2 / 3;
        changed[at] ^= 1;
        fs::write(path, &changed).unwrap();
        let found = place.laptop().review(folder.path(), Options::default()).unwrap();
        let found = found.findings();
        assert_ne!(found.verdict().exit_code(), 0, "{name}: {found}");
        // A script that was changed cannot be asked about itself; the others are.
        for script in SCRIPTS.iter().filter(|(_, script)| *script != name) {
            let (well, said) = run(folder.path(), *script);
            assert!(!well, "{name}, {}: {said}", script.1);
        }
        fs::write(path, bytes).unwrap();
    }
    for script in SCRIPTS {
        assert!(run(folder.path(), script).0, "whole again");
    }
}
