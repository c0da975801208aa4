//! Private objects on a real disk: whose key reads them, and every way in which the file may be wrong.

use std::fs;
use std::io::{Read as _, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;

use expect_test::{Expect, expect};
use showclear::production::{Ask, Command, NewItem};
use showclear::session::{Finished, Known, Particulars, Session};
use showclear::terms::{Action, Barrel, ItemId, ItemKind};

use super::{Place, who};

const SERIAL: &str = "SAMPLE-SN-481516";

/// Enters a gun with particulars, and gives its age file.
fn gun(session: &mut Session, place: &Place, tag: &str) -> (ItemId, PathBuf) {
    let new = NewItem {
        kind: ItemKind::Revolver,
        tag: tag.to_owned(),
        action: Action::Single,
        barrel: Barrel::Open,
        capacity: Some(6),
        known_as: None,
        particulars: None,
    };
    let said = Particulars { serial: format!("{SERIAL}-{tag}"), ..Particulars::default() };
    let job = session.add_item(new, said).unwrap();
    let Finished::Kept(ticket) = session.wait_for_job(job).unwrap() else { panic!("it was kept") };
    session.wait_for(ticket).unwrap();
    let item = session.state().book().by_tag(tag).unwrap();
    let hex = item.particulars.unwrap().to_string();
    let (start, rest) = hex.split_at(2);
    (item.id, place.folder().join("sealed").join(start).join(format!("{rest}.age")))
}

/// What the next sitting can read of an item.
fn read_again(place: &Place, item: ItemId) -> Result<String, String> {
    let mut session = place.sitting();
    assert!(session.has_unread());
    let job = session.unseal().unwrap();
    session.wait_for_job(job).unwrap();
    assert!(!session.has_unread());
    match session.particulars(item) {
        Known::Read(read) => Ok(read.serial.clone()),
        Known::Unreadable(error) => Err(format!("{error}. {}", error.remedy())),
        other => panic!("{other:?}"),
    }
}

#[test]
fn particulars_are_encrypted_to_this_laptop_and_read_by_the_next_sitting() {
    let place = Place::new();
    let mut session = place.sitting();
    assert!(!place.data("identity.age").exists(), "made at first need");
    let (item, file) = gun(&mut session, &place, "G-50");
    drop(session);
    let mode = fs::metadata(place.data("identity.age")).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode, 0o600);
    let sealed = fs::read(&file).unwrap();
    assert!(sealed.starts_with(b"age-encryption.org/v1\n-> X25519 "));
    for (path, bytes) in super::all_files(&place.folder()) {
        let found = bytes.windows(SERIAL.len()).any(|window| window == SERIAL.as_bytes());
        assert!(!found, "{}", path.display());
    }
    assert_eq!(read_again(&place, item).unwrap(), format!("{SERIAL}-G-50"));
}

#[track_caller]
fn unreadable(change: impl FnOnce(&Place, PathBuf, PathBuf), expected: Expect) {
    let place = Place::new();
    let mut session = place.sitting();
    let (item, file) = gun(&mut session, &place, "G-50");
    let (_, other) = gun(&mut session, &place, "G-51");
    drop(session);
    let name = file.clone();
    change(&place, file, other);
    let said = read_again(&place, item).unwrap_err();
    assert!(!said.contains(SERIAL));
    let said = said.replace(name.to_str().unwrap(), "FILE");
    expected.assert_eq(&said.replace(place.data("").to_str().unwrap(), "DATA/"));
}

#[test]
fn a_file_that_is_wrong_is_said_to_be_so_and_the_rest_works() {
    unreadable(
        |_, file, _| {
            let bytes = fs::read(&file).unwrap();
            fs::write(&file, &bytes[..bytes.len() - 7]).unwrap();
        },
        expect![
            "FILE is damaged, or was changed. Put the file back from a copy of the folder, or enter the particulars again."
        ],
    );
    unreadable(
        |_, file, _| {
            let mut bytes = fs::read(&file).unwrap();
            let last = bytes.len() - 20;
            bytes[last] ^= 1;
            fs::write(&file, bytes).unwrap();
        },
        expect![
            "FILE is damaged, or was changed. Put the file back from a copy of the folder, or enter the particulars again."
        ],
    );
    unreadable(
        |_, file, other| assert_ne!(fs::copy(other, file).unwrap(), 0),
        expect![
            "FILE holds other bytes than its name says: it was put in the place of another. Put the file back from a copy of the folder, or enter the particulars again."
        ],
    );
    unreadable(
        |_, file, _| fs::write(file, b"no age file").unwrap(),
        expect![
            "FILE is damaged, or was changed. Put the file back from a copy of the folder, or enter the particulars again."
        ],
    );
    unreadable(
        |_, file, _| fs::write(file, vec![0; 300_000]).unwrap(),
        expect![
            "FILE is longer than anything that belongs here. Put the file back from a copy of the folder, or enter the particulars again."
        ],
    );
    unreadable(
        |_, file, _| {
            let stranger = age::x25519::Identity::generate().to_public();
            fs::write(file, age::encrypt(&stranger, b"{}").unwrap()).unwrap();
        },
        expect![
            "not readable on this laptop: FILE is encrypted to other keys. Read it on the laptop that wrote it, or with the recovery key."
        ],
    );
    unreadable(
        |place, _, _| fs::remove_file(place.data("identity.age")).unwrap(),
        expect![
            "not readable on this laptop: the key that reads private objects is not on this laptop. Read it on the laptop that wrote it, or with the recovery key."
        ],
    );
    unreadable(
        |place, _, _| fs::write(place.data("identity.age"), "nothing\n").unwrap(),
        expect![
            "DATA/identity.age cannot be used: there is no key in it. Put it back from a copy; the recovery key reads what it would."
        ],
    );
}

#[test]
fn whoever_holds_the_recovery_key_reads_what_was_entered_since() {
    let place = Place::new();
    let recovery = age::x25519::Identity::generate();
    let settings = |named: &str| {
        let text = format!(
            r#"(version: 1, theme: "day", gloves: false, scale: 0, situations: [], recent: [], recovery: ["{named}"])"#
        );
        fs::write(place.data("settings.ron"), text).unwrap();
    };
    settings(&recovery.to_public().to_string());
    let mut session = place.sitting();
    let (_, file) = gun(&mut session, &place, "G-50");
    let plain = age::decrypt(&recovery, &fs::read(file).unwrap()).unwrap();
    assert!(String::from_utf8(plain).unwrap().contains(SERIAL));

    // A key that cannot be read is never passed over: nobody could recover what is sealed without it.
    settings("age1nothing");
    let new = NewItem {
        kind: ItemKind::Rubber,
        tag: "R-50".to_owned(),
        action: Action::None,
        barrel: Barrel::None,
        capacity: None,
        known_as: None,
        particulars: None,
    };
    let said = Particulars { owner: "Sample Rentals".to_owned(), ..Particulars::default() };
    let job = session.add_item(new, said).unwrap();
    let failed = session.wait_for_job(job).unwrap_err();
    expect!["the recovery key age1nothing in the settings: this is no age recipient / Enter the whole line that begins with age1, as age-keygen prints it."]
        .assert_eq(&format!("{failed} / {}", failed.remedy()));
    assert!(session.state().book().by_tag("R-50").is_none());
}

#[test]
fn settings_that_cannot_be_read_are_no_settings_without_recovery_keys() {
    for (text, why) in [("(version: 1, theme", "Expected"), ("(version: 2)", "")] {
        let place = Place::new();
        let mut session = place.sitting();
        fs::write(place.data("settings.ron"), text).unwrap();
        let new = NewItem {
            kind: ItemKind::Rubber,
            tag: "R-50".to_owned(),
            action: Action::None,
            barrel: Barrel::None,
            capacity: None,
            known_as: None,
            particulars: None,
        };
        let said = Particulars { owner: "Sample Rentals".to_owned(), ..Particulars::default() };
        let job = session.add_item(new, said).unwrap();
        let failed = session.wait_for_job(job).unwrap_err().to_string();
        assert!(failed.contains("nobody knows its recovery keys"), "{failed}");
        assert!(failed.contains(why), "{failed}");
        assert!(session.state().book().by_tag("R-50").is_none());
    }
}

#[test]
fn a_disclosure_that_was_unzipped_into_a_production_leaves_it_open() {
    let place = Place::new();
    drop(place.sitting());
    fs::write(place.folder().join("DISCLOSE.txt"), "SHOWCLEAR DISCLOSURE v1\n").unwrap();
    drop(place.sitting());
}

#[test]
fn what_is_erased_leaves_the_disk_after_its_line_and_at_the_next_opening_at_the_latest() {
    let place = Place::new();
    let mut session = place.sitting();
    let (item, file) = gun(&mut session, &place, "G-50");
    let (_, other) = gun(&mut session, &place, "G-51");
    let kept = fs::read(&file).unwrap();
    let object = session.state().book().item(item).unwrap().particulars.unwrap();
    let by = who(&session, "armorer");
    let erase = Ask::Erase { object, why: "asked for".to_owned(), by };
    session.perform(Command::Ask(erase)).unwrap();
    session.close().unwrap();
    assert!(!file.exists() && other.exists());
    // As if the power had gone between the line and the file.
    fs::write(&file, kept).unwrap();
    let session = place.sitting();
    assert_eq!(session.particulars(item), Known::Erased);
    session.close().unwrap();
    assert!(!file.exists() && other.exists());
}

#[test]
fn an_age_file_by_other_hands_is_read_if_it_holds_what_its_name_says() {
    let place = Place::new();
    let mut session = place.sitting();
    let (item, file) = gun(&mut session, &place, "G-50");
    drop(session);
    let own = fs::read_to_string(place.data("identity.age")).unwrap();
    let own: age::x25519::Identity =
        own.lines().find(|line| line.starts_with("AGE-")).unwrap().parse().unwrap();
    let mut plain = Vec::new();
    let sealed = fs::read(&file).unwrap();
    let open = age::Decryptor::new_buffered(sealed.as_slice()).unwrap();
    let mut open = open.decrypt(std::iter::once(&own as &dyn age::Identity)).unwrap();
    open.read_to_end(&mut plain).unwrap();
    let mut again = Vec::new();
    let recipient = own.to_public();
    let named = std::iter::once(&recipient as &dyn age::Recipient);
    let mut out = age::Encryptor::with_recipients(named).unwrap().wrap_output(&mut again).unwrap();
    out.write_all(&plain).unwrap();
    out.finish().unwrap();
    assert_ne!(again, sealed);
    fs::write(&file, again).unwrap();
    assert_eq!(read_again(&place, item).unwrap(), format!("{SERIAL}-G-50"));
}

const CONCERN: &str = "SAMPLE-CONCERN-2342:\nthe tray stood open\u{1b}[2J.";

/// A key as `age-keygen` writes it, in a file of the safety officer's own.
fn keygen(place: &Place, name: &str) -> (String, PathBuf) {
    use age::secrecy::ExposeSecret as _;
    let key = age::x25519::Identity::generate();
    let file = place.data(name);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, format!("# sample\n{}\n", key.to_string().expose_secret())).unwrap();
    (key.to_public().to_string(), file)
}

#[test]
fn a_concern_is_read_by_the_safety_officer_alone_from_beside_a_bundle() {
    let place = Place::new();
    let mut session = place.sitting();
    let (_, other) = keygen(&place, "other.txt");
    let (key, own) = keygen(&place, "own.txt");
    let wall = session.now().wall;
    let officer = session.state().roster().with_role("safety_officer", wall).next().unwrap().id;
    let ticket = session.set_recipient(officer, &key).unwrap();
    session.wait_for(ticket).unwrap();
    let job = session.raise_concern(CONCERN).unwrap();
    let Finished::Kept(ticket) = session.wait_for_job(job).unwrap() else { panic!("it was kept") };
    session.wait_for(ticket).unwrap();
    let _gun = gun(&mut session, &place, "G-50");
    for (path, bytes) in super::all_files(&place.folder()) {
        let words = "SAMPLE-CONCERN";
        let found = bytes.windows(words.len()).any(|some| some == words.as_bytes());
        assert!(!found, "{}", path.display());
    }
    let out = place.data("out");
    fs::create_dir_all(&out).unwrap();
    let zip = out.join("day.zip");
    let job = session.export(&zip).unwrap();
    session.wait_for_job(job).unwrap();
    drop(session);

    let read = |path: &std::path::Path, key: &std::path::Path| {
        let found = showclear::platform::concerns(path, key).unwrap();
        (found.read.into_iter().map(|(_, text)| text).collect::<Vec<_>>(), found.for_others)
    };
    let all = vec![CONCERN.to_owned()];
    assert_eq!(read(&zip, &own), (all.clone(), 0), "beside the bundle");
    assert_eq!(read(&out, &own), (all.clone(), 0), "in its folder");
    assert_eq!(read(&place.folder(), &own), (all, 0), "in the production itself");
    assert_eq!(read(&zip, &other), (Vec::new(), 1));
    // Not even this laptop reads it again.
    let laptop = place.data("identity.age");
    assert_eq!(read(&place.folder(), &laptop).0, Vec::<String>::new());
    assert_eq!(read(&zip, &laptop), (Vec::new(), 1));

    let file = fs::read_dir(&out).unwrap().map(|one| one.unwrap().path());
    let file = file.into_iter().find(|path| path.extension().is_some_and(|end| end == "age"));
    let file = file.unwrap();
    let bytes = fs::read(&file).unwrap();
    fs::write(&file, &bytes[..bytes.len() - 3]).unwrap();
    let found = showclear::platform::concerns(&zip, &own).unwrap();
    assert_eq!((found.read.len(), found.unread.len()), (0, 1), "a torn copy is said to be one");
    assert!(showclear::platform::concerns(&zip, &zip).is_err(), "that is no key");
    assert!(showclear::platform::concerns(&out.join("nowhere.zip"), &own).is_err());
}
