//! Opening a folder that is in use, read-only, gone, synced, changed, or older than this laptop has seen; and what it keeps.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use expect_test::expect;
use showclear::event::Mode;
use showclear::platform::{Machine, Opened};
use showclear::production::{Ask, Command, Happened, Prepare};
use showclear::session::{
    ContinuesWhy, Control, Failure, Host as _, Member, Offer, Plan, Settings, Theme, Trouble,
    create,
};
use showclear::signing::Secret;
use showclear::terms::role;
use showclear::verify::{Options, Verdict};

use super::{Place, all_files, ask, who};

fn said(failure: &Failure, place: &Place) -> String {
    let text = format!("{failure}. {}", failure.remedy());
    text.replace(place.folder().to_str().unwrap(), "FOLDER")
}

#[test]
pub(crate) fn a_second_instance_reads_and_does_not_write() {
    let place = Place::new();
    let first = place.sitting();
    let record = place.read_only();
    assert_eq!(record.continues, None);
    expect!["another Showclear has this production open / Use that window, or close it first. Until then it can only be read here."]
        .assert_eq(&format!("{} / {}", record.why, record.remedy));
    assert!(record.state.size() > 50);
    let refused = place.laptop().continue_in_new_log(&place.folder(), ContinuesWhy::Damaged);
    assert!(refused.unwrap_err().to_string().contains("another Showclear"));
    drop(first);
    drop(place.sitting());
}

#[test]
fn a_folder_that_is_gone_or_another_is_said_to_be_so() {
    let place = Place::new();
    let failure = place.laptop().open(Path::new("/nowhere/at/all.drill")).unwrap_err();
    expect!["/nowhere/at/all.drill is no production of Showclear. Choose a folder that ends in .showclear or .drill."]
        .assert_eq(&said(&failure, &place));
    let failure = place.laptop().open(&place.data("device")).unwrap_err();
    assert!(failure.to_string().ends_with("is no production of Showclear"));
}

#[test]
fn every_write_into_a_folder_that_vanished_is_kept_as_not_saved() {
    let place = Place::new();
    let mut session = place.sitting();
    fs::remove_dir_all(place.folder().join("log")).unwrap();
    let stop = Command::Happened(Happened::Stop { by: None, item: None });
    let failure = session.perform(stop).unwrap_err();
    assert!(
        failure.to_string().starts_with("nothing can be saved: cannot append to the log"),
        "{failure}"
    );
    assert_eq!(session.unsaved().len(), 1);
    let text = session.unsaved_text();
    assert!(text.contains("STOP, called by somebody"), "{text}");
    let job = session.write_unsaved(&place.data("elsewhere/unsaved.txt")).unwrap();
    session.wait_for_job(job).unwrap();
    assert_eq!(fs::read_to_string(place.data("elsewhere/unsaved.txt")).unwrap(), text);
}

#[test]
fn keys_are_readable_by_their_user_alone_and_never_in_the_folder() {
    let place = Place::new();
    let mut seen = 0;
    for folder in ["device", "drill-keys"] {
        for (path, bytes) in all_files(&place.data(folder)) {
            let mode = fs::metadata(&path).unwrap().permissions().mode() & 0o777;
            assert_eq!(mode, 0o600, "{}", path.display());
            assert!(String::from_utf8_lossy(&bytes).contains("OPENSSH PRIVATE KEY"));
            seen += 1;
        }
    }
    assert_eq!(seen, 5, "one of the laptop, four of people");
    for (path, bytes) in all_files(&place.folder()) {
        assert!(!String::from_utf8_lossy(&bytes).contains("PRIVATE KEY"), "{}", path.display());
    }
}

#[test]
fn a_folder_holds_what_the_format_names_and_nothing_else() {
    let place = Place::new();
    drop(place.sitting());
    let (_, log) = place.device();
    let mut names: Vec<String> = all_files(&place.folder())
        .into_iter()
        .map(|(path, _)| {
            path.strip_prefix(place.folder()).unwrap().to_str().unwrap().replace(&log, "LOG")
        })
        .map(|name| match name.split_once("objects/") {
            Some((_, rest)) => {
                assert!(rest.len() == 65 && rest.as_bytes()[2] == b'/', "{rest}");
                "objects/…".to_owned()
            }
            None => name,
        })
        .map(|name| name.split("sheet.p-").next().unwrap().to_owned())
        .map(|name| name.split("roster.p-").next().unwrap().to_owned())
        .collect();
    names.dedup();
    names.retain(|name| !name.starts_with("checkpoints/LOG/") || !name.ends_with(".note"));
    names.retain(|name| !name.starts_with("log/LOG/"));
    expect![[r#"
        lock
        objects/…
        reserve
        statements/LOG/00000012-
        statements/LOG/00000012-roster.txt
        statements/LOG/00000078-
        statements/LOG/00000078-sheet.txt
        statements/LOG/00000080-
        statements/LOG/00000080-sheet.txt"#]]
    .assert_eq(&names.join("\n"));
}

#[test]
fn a_statement_file_with_other_bytes_is_left_alone_and_does_not_close_the_production() {
    let place = Place::new();
    let (_, log) = place.device();
    let folder = place.folder().join("statements").join(log);
    let text = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let text = text.filter(|path| path.extension().is_some_and(|end| end == "txt")).min().unwrap();
    fs::write(&text, "changed\n").unwrap();
    let mut session = place.sitting();
    session.poll();
    assert_eq!(fs::read_to_string(&text).unwrap(), "changed\n");
    session.close().unwrap();
    let found = place.laptop().review(&place.folder(), Options::default()).unwrap();
    let found = found.findings();
    assert_eq!(found.verdict(), Verdict::Altered, "a reader says so: {found}");
}

#[test]
fn an_object_that_was_changed_closes_the_production_and_says_which() {
    let place = Place::new();
    let (path, mut bytes) = all_files(&place.folder().join("objects")).remove(0);
    bytes[0] ^= 1;
    fs::write(&path, bytes).unwrap();
    let damaged = place.damaged();
    assert_eq!((damaged.offer, damaged.continues), (Offer::ReadOnly, None));
    assert!(damaged.reason.starts_with("objects/"), "{}", damaged.reason);
}

#[test]
pub(crate) fn an_older_copy_is_known_by_the_note_kept_outside() {
    let place = Place::new();
    let (_, log) = place.device();
    let last = place.segments(&log).pop().unwrap();
    let before = fs::read(&last).unwrap();
    let mut session = place.sitting();
    session.perform(Command::Happened(Happened::Stop { by: None, item: None })).unwrap();
    session.close().unwrap();
    fs::write(&last, before).unwrap();
    for (path, _) in all_files(&place.folder().join("checkpoints")) {
        let size: u64 = path.file_stem().unwrap().to_str().unwrap().parse().unwrap();
        if size > 100 {
            fs::remove_file(path).unwrap();
        }
    }
    let damaged = place.damaged();
    assert!(damaged.continues.is_some(), "{}", damaged.reason);
}

#[test]
fn the_first_settings_are_taken_where_the_file_cannot_be_read() {
    let place = Place::empty();
    let root = place.data("").parent().unwrap().to_owned();
    let mut machine = Machine::new(Some(root.clone()));
    machine.keep(Settings { theme: Theme::Night, gloves: true, ..Settings::default() });
    assert_eq!(Machine::new(Some(root.clone())).settings().theme, Theme::Night);
    let path = place.data("settings.ron");
    let whole = fs::read(&path).unwrap();
    for bytes in [Vec::new(), b"(".to_vec(), vec![0xff; 40], whole[..whole.len() / 2].to_vec()] {
        fs::write(&path, &bytes).unwrap();
        let machine = Machine::new(Some(root.clone()));
        assert_eq!(machine.settings(), &Settings::default());
        assert_eq!(fs::read(&path).unwrap(), bytes, "and the file is left until something is kept");
    }
}

#[test]
fn wrong_pins_are_events_and_make_the_next_one_wait() {
    let place = Place::new();
    let mut session = place.sitting();
    let person = who(&session, role::ARMORER);
    ask(&mut session, Ask::Prepare(Prepare::Roster));
    for _ in 0..5 {
        let job = session.sign(person, Secret::from("999999".to_owned())).unwrap();
        let error = session.wait_for_job(job).unwrap_err();
        assert!(matches!(error, Trouble::WrongPin { .. }), "{error}");
    }
    let error = session.sign(person, Secret::from("100001".to_owned())).unwrap_err();
    assert!(matches!(error, Trouble::Wait { tries: 5, wait } if wait > 1_000), "{error}");
    session.close().unwrap();
    let (_, log) = place.device();
    let last = fs::read_to_string(place.segments(&log).pop().unwrap()).unwrap();
    assert_eq!(last.matches("unlock.failed").count(), 5, "{last}");
    let mut session = place.sitting();
    ask(&mut session, Ask::Prepare(Prepare::Roster));
    let error = session.sign(person, Secret::from("100001".to_owned())).unwrap_err();
    assert!(matches!(error, Trouble::Wait { tries: 5, .. }), "closing shortens no wait: {error}");
    fs::remove_dir_all(place.data("drill-keys")).unwrap();
    let other = who(&session, role::FIRST_AD);
    let job = session.sign(other, Secret::from("300003".to_owned())).unwrap();
    let error = session.wait_for_job(job).unwrap_err();
    assert!(error.to_string().contains("is not on this laptop"), "{error}");
    assert!(error.remedy().contains("make a new key"), "{}", error.remedy());
}

fn plan(folder: &Path, synced_too: bool) -> Plan {
    Plan {
        title: "Sample".to_owned(),
        mode: Mode::Live,
        sample: false,
        folder: folder.to_owned(),
        device: "cart laptop".to_owned(),
        members: vec![Member {
            name: "Sample Armorer".to_owned(),
            roles: vec![role::ARMORER.parse().unwrap()],
            pin: None,
            root: false,
        }],
        synced_too,
        asks: None,
    }
}

#[test]
fn a_live_production_is_kept_out_of_synced_folders_unless_somebody_insists_and_that_is_recorded() {
    let place = Place::empty();
    let laptop = place.laptop();
    let make = |folder: &Path, too: bool| {
        create(
            &plan(folder, too),
            &laptop.files(),
            &mut showclear::platform::SystemEntropy,
            laptop.library(),
            |writer| laptop.ports(writer),
            &Control::default(),
        )
    };
    for (name, program) in [
        ("Dropbox", "Dropbox"),
        ("OneDrive - Sample", "OneDrive"),
        ("Library/Mobile Documents/x", "iCloud"),
        ("Google Drive", "Google Drive"),
    ] {
        let folder = place.data(name).join("night");
        let failure = make(&folder, false).unwrap_err();
        assert!(failure.to_string().starts_with(program), "{failure}");
        assert!(!folder.exists(), "nothing was made");
    }
    let folder = place.data("Dropbox/night.showclear");
    let session = make(&folder, true).unwrap();
    let log = session.log().unwrap().to_string();
    session.close().unwrap();
    let line = fs::read_to_string(folder.join("log").join(log).join("00001.jsonl")).unwrap();
    assert!(line.contains(r#""durable":"weak""#), "{line}");
    let Opened::Sitting(session) = laptop.open(&folder).unwrap() else { panic!() };
    assert!(session.state().size() > 3);
}

#[test]
fn a_log_that_was_changed_is_kept_as_it_is_and_never_offered_to_be_put_right() {
    let clean = Place::new();
    let (_, log) = clean.device();
    let of = |place: &Place| all_files(&place.folder().join("log").join(&log));
    let count = of(&clean).len();
    assert!(count >= 4, "{count} segments");
    for at in 0..count - 1 {
        let place = Place::new();
        let (path, mut bytes) = of(&place).remove(at);
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        fs::write(&path, bytes).unwrap();
        let before = all_files(&place.folder());
        let damaged = place.damaged();
        assert!(damaged.reason.contains("line"), "{}", damaged.reason);
        assert!(matches!(damaged.offer, Offer::ContinueInNewLog | Offer::ReadOnly));
        assert!(all_files(&place.folder()) == before, "{}: something was written", path.display());
    }
}
