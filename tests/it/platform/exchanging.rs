//! Two laptops, a clone of one, and a real stick: both ways, and whatever else lies on it.

use std::fs;
use std::path::{Path, PathBuf};

use showclear::session::{ContinuesWhy, Handed};
use showclear::verify::Options;

use super::{Place, copy};

/// Another laptop that goes on with the same production, in a log of its own.
fn second(first: &Place) -> Place {
    let place = Place::empty();
    copy(&first.folder(), &place.folder());
    let session =
        place.laptop().continue_in_new_log(&place.folder(), ContinuesWhy::NewLaptop).unwrap();
    session.close().unwrap();
    place
}

fn exchange(place: &Place, stick: &Path) -> (String, bool) {
    place.laptop().exchange(&place.folder(), stick).unwrap()
}

fn below(folder: &Path) -> Vec<PathBuf> {
    super::all_files(folder).into_iter().map(|(path, _)| path).collect()
}

#[test]
fn two_laptops_see_each_other_and_their_bundles_verify() {
    let (one, stick) = (Place::new(), tempfile::TempDir::new().unwrap());
    let two = second(&one);
    let (said, well) = exchange(&one, stick.path());
    assert!(well && said == "3 new files for others\n", "{said}");
    let (said, well) = exchange(&two, stick.path());
    assert!(well && said.contains("met for the first time"), "{said}");
    let (said, well) = exchange(&one, stick.path());
    assert!(well && said.contains("met for the first time"), "{said}");
    let (said, well) = exchange(&two, stick.path());
    assert!(well && said.contains("when last seen\n"), "it was proven: {said}");
    for place in [&one, &two] {
        let zip = place.data("out.zip");
        place.laptop().export(&place.folder(), &zip, Handed::Usual).unwrap();
        let found = place.laptop().review(&zip, Options::default()).unwrap();
        let text = found.findings().to_string();
        assert_eq!(found.findings().verdict().exit_code(), 0, "{text}");
        assert!(text.contains("\nSeen: log "), "{text}");
        super::continuing::scripts_accept(&zip);
    }
}

#[test]
fn a_cloned_disk_is_found_and_the_next_opening_goes_on_in_a_new_log() {
    let (one, stick) = (Place::new(), tempfile::TempDir::new().unwrap());
    let clone = Place::empty();
    copy(&one.data("").join(".."), &clone.data("").join(".."));
    // Both go on, each without the other.
    let (_, well) = exchange(&clone, stick.path());
    assert!(well);
    drop(one.sitting());
    one.laptop().export(&one.folder(), &one.data("a.zip"), Handed::Usual).unwrap();
    let (said, well) = exchange(&one, stick.path());
    assert!(!well && said.starts_with("TWO RECORDS of this log"), "{said}");
    let checked = one.laptop().review(&one.folder(), Options::default()).unwrap();
    let seen = showclear::review::Evidence::of(&checked).unwrap();
    let page = showclear::review::Page::of(&showclear::review::review(&seen), &seen);
    let page = format!("{page:?}");
    assert!(page.contains("he key of this laptop (log"));
    let damaged = one.damaged();
    assert!(damaged.continues.is_some(), "{}", damaged.reason);
    let session =
        one.laptop().continue_in_new_log(&one.folder(), damaged.continues.unwrap()).unwrap();
    session.close().unwrap();
    // The new log begins where both were the same, and hears of it again from the stick.
    let (said, well) = exchange(&one, stick.path());
    assert!(!well && said.starts_with("TWO RECORDS of log"), "{said}");
    drop(one.sitting());
    let found = one.laptop().review(&one.folder(), Options::default()).unwrap();
    assert_eq!(found.findings().verdict().exit_code(), 0, "{}", found.findings());
}

/// A third laptop sees both, and whoever reads its bundle does: with the notes, and the leaves between them.
#[test]
fn who_sees_two_records_hands_out_the_evidence() {
    let one = Place::new();
    let clone = Place::empty();
    copy(&one.data("").join(".."), &clone.data("").join(".."));
    let two = second(&one);
    let sticks = [tempfile::TempDir::new().unwrap(), tempfile::TempDir::new().unwrap()];
    drop(one.sitting());
    exchange(&one, sticks[0].path());
    exchange(&clone, sticks[1].path());
    let (said, well) = exchange(&two, sticks[0].path());
    assert!(well, "{said}");
    let (said, well) = exchange(&two, sticks[1].path());
    assert!(!well && said.starts_with("TWO RECORDS of log"), "{said}");
    let zip = two.data("out.zip");
    two.laptop().export(&two.folder(), &zip, Handed::Usual).unwrap();
    let found = Place::empty().laptop().review(&zip, Options::default()).unwrap();
    let text = found.findings().to_string();
    assert_eq!(found.findings().verdict().exit_code(), 0, "{text}");
    assert!(text.contains("signed two records: objects/"), "{text}");
    super::continuing::scripts_accept(&zip);
}

#[test]
fn what_else_lies_on_the_stick_is_left_alone_and_no_link_is_followed() {
    let (one, stick) = (Place::new(), tempfile::TempDir::new().unwrap());
    exchange(&one, stick.path());
    let two = second(&one);
    exchange(&two, stick.path());
    let log = one.device().1;
    let production = stick.path().join("showclear-exchange");
    let folder = below(&production).into_iter().find(|path| path.to_str().unwrap().contains(&log));
    let folder = folder.unwrap().parent().unwrap().to_owned();
    for n in 0..2_000 {
        fs::File::create(folder.join(format!("photo-{n}.jpg"))).unwrap();
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::symlink;
        // A log that is a link, a note that is one, and a note that is a pipe's name away.
        symlink("/etc", folder.with_file_name("0123456789abcdef")).unwrap();
        let name = format!("{:08}-{}.note", 99, "ab".repeat(32));
        symlink("/etc/hostname", folder.join(name)).unwrap();
        fs::create_dir(folder.join(format!("{:08}-{}.note", 98, "cd".repeat(32)))).unwrap();
    }
    let (said, well) = exchange(&two, stick.path());
    assert!(
        !well && said.contains("CHANGED: 2 files"),
        "what bears a name of ours is one of ours: {said}"
    );
    assert_eq!(said.matches("is gone, no plain file").count(), 2, "{said}");
    assert!(said.contains("a link or a file stands where a folder belongs"), "{said}");
    let photos = fs::read_dir(&folder).unwrap().flatten();
    let photos = photos.filter(|one| one.file_name().to_str().unwrap().ends_with(".jpg"));
    assert_eq!(photos.count(), 2_000);
}

#[test]
fn a_stick_is_no_production_and_is_there() {
    let one = Place::new();
    let inside = one.laptop().exchange(&one.folder(), &one.folder().join("objects")).unwrap_err();
    assert!(inside.to_string().contains("lies in the production"), "{inside}");
    let gone = one.laptop().exchange(&one.folder(), Path::new("/no/such/stick")).unwrap_err();
    assert!(gone.to_string().starts_with("there is no folder"), "{gone}");
    drop(one.sitting());
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_our_folder_leads_nowhere() {
    let (one, stick) = (Place::new(), tempfile::TempDir::new().unwrap());
    let elsewhere = tempfile::TempDir::new().unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), stick.path().join("showclear-exchange")).unwrap();
    let failed = one.laptop().exchange(&one.folder(), stick.path()).unwrap_err();
    assert!(failed.to_string().contains("a link or a file stands"), "{failed}");
    assert_eq!(below(elsewhere.path()).len(), 0);
}
