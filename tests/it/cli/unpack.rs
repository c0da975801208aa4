//! `showclear unpack`: a good bundle becomes a folder, and whatever else somebody sends leaves nothing behind.
#![expect(clippy::indexing_slicing, reason = "a test may panic")]

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use expect_test::expect;
use showclear::bundle::read_zip;

use super::Bench;
use crate::verify::bundle::{Folder, whole};

/// Every path below a folder, links not followed, with the bytes of files.
fn all(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let about = fs::symlink_metadata(&path).unwrap();
        if about.is_dir() {
            found.extend(all(&path));
        }
        let bytes = if about.is_file() { fs::read(&path).unwrap() } else { Vec::new() };
        found.insert(path, bytes);
    }
    found
}

fn bench() -> (Bench, Folder, Vec<u8>) {
    let bench = Bench::new();
    let (_, files, zip) = whole();
    fs::write(bench.path("good.zip"), &zip).unwrap();
    (bench, files, zip)
}

#[test]
fn a_good_bundle_becomes_a_folder_that_verifies() {
    let (bench, files, _) = bench();
    let said = bench.run(&["unpack", "good.zip", "kept"]);
    assert!(said.starts_with("exit 0\nUNALTERED AS FAR AS IT SHOWS"), "{said}");
    assert!(said.ends_with("Unpacked into kept\n"), "{said}");
    let folder = bench.path("kept");
    let here = all(&folder).into_iter().filter(|(path, _)| path.is_file());
    let here: Folder = here
        .map(|(path, bytes)| {
            (path.strip_prefix(&folder).unwrap().to_str().unwrap().to_owned(), bytes)
        })
        .collect();
    assert!(here == files, "each file, and no other");
    assert!(bench.run(&["verify", "kept"]).starts_with("exit 0\n"));
}

/// Runs it and sees that nothing at all was written.
#[track_caller]
fn leaves_nothing(bench: &Bench, arguments: [&str; 3], code: u8) -> String {
    let before = all(&bench.path(""));
    let said = bench.run_as_it_is(&arguments);
    assert!(said.starts_with(&format!("exit {code}\n")), "{arguments:?}: {said}");
    let after = all(&bench.path(""));
    let made: Vec<_> = after.keys().filter(|path| !before.contains_key(*path)).collect();
    assert!(before == after, "{arguments:?} left {made:?}");
    said
}

#[test]
fn nothing_is_written_over_and_nothing_into_a_production() {
    let (bench, ..) = bench();
    fs::create_dir(bench.path("empty")).unwrap();
    fs::create_dir(bench.path("full")).unwrap();
    fs::write(bench.path("full/mine"), "mine").unwrap();
    fs::write(bench.path("file"), "mine").unwrap();
    symlink(bench.path("nowhere"), bench.path("link")).unwrap();
    for name in ["empty", "full", "file", "link"] {
        let said = leaves_nothing(&bench, ["unpack", "good.zip", name], 2);
        assert!(said.contains(&format!("{name} is there already. Choose another name.")), "{said}");
    }
    let said = leaves_nothing(&bench, ["unpack", "good.zip", "nowhere/kept"], 2);
    assert!(said.contains("there is no folder nowhere. Make it first"), "{said}");
    let said = leaves_nothing(&bench, ["unpack", "good.zip", "vector/kept"], 2);
    assert!(said.contains("lies in the production"), "{said}");
}

#[test]
fn what_was_changed_is_left_as_evidence_and_said_how_to_look_into_it() {
    let (bench, _, zip) = bench();
    // The same files under a list that nobody signed.
    let package = read_zip(&zip).unwrap();
    let mut changed = showclear::bundle::Package::new(package.folder()).unwrap();
    for (path, bytes) in package.files() {
        let list = path.as_str() == "SHA256SUMS";
        let text = String::from_utf8_lossy(bytes).replace("showclear 0.1.0", "showclear 0.1.1");
        let bytes = if list { text.into_bytes() } else { bytes.to_vec() };
        changed.add(path.clone(), bytes).unwrap();
    }
    let changed = showclear::bundle::write_zip(&changed).unwrap();
    fs::write(bench.path("changed.zip"), changed).unwrap();
    let said = leaves_nothing(&bench, ["unpack", "changed.zip", "kept"], 1);
    expect![[r#"
        exit 1
        ALTERED
        Contradictions:
          SHA256SUMS.sig: this signature is not over exactly this text. Do not rely on it. Compare it with another copy."#]]
    .assert_eq(&said.lines().take(4).collect::<Vec<_>>().join("\n"));
    assert!(said.contains("Nothing was unpacked. Keep the zip as it is, as evidence."), "{said}");
}

/// Every place where these bytes stand, with others of the same length.
fn replaced(zip: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let mut new = zip.to_vec();
    let at: Vec<usize> =
        (0..zip.len() - from.len()).filter(|at| &zip[*at..*at + from.len()] == from).collect();
    assert!(!at.is_empty(), "{} is not there", String::from_utf8_lossy(from));
    for at in at {
        new[at..at + to.len()].copy_from_slice(to);
    }
    new
}

#[test]
fn a_hostile_zip_leaves_nothing_behind() {
    let (bench, _, zip) = bench();
    let central = zip.windows(4).rposition(|four| four == b"PK\x01\x02").unwrap();
    let first = zip.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
    let at = |at: usize, bytes: &[u8]| {
        let mut new = zip.clone();
        new[at..at + bytes.len()].copy_from_slice(bytes);
        new
    };
    let folder = read_zip(&zip).unwrap().folder().to_owned();
    let up = |name: &str| format!("{folder}/{name}").into_bytes();
    let mut hostile: Vec<(&str, Vec<u8>)> = vec![
        ("a way up", replaced(&zip, &up("VERIFY.txt"), &up("../../x.tx"))),
        ("an absolute path", replaced(&zip, &up("VERIFY.txt"), &up("//tmp/x.tx"))),
        ("a backslash", replaced(&zip, &up("VERIFY.txt"), &up("..\\..\\x.tx"))),
        ("a device", replaced(&zip, &up("VERIFY.txt"), &up("log/aux.tx"))),
        ("one name twice", replaced(&zip, &up("verify.py"), &up("verify.sh"))),
        ("two names in one", replaced(&zip, &up("verify.py"), &up("VERIFY.sh"))),
        ("a link", at(central + 38, &(0o120_777_u32 << 16).to_le_bytes())),
        ("a program", at(central + 38, &(0o104_755_u32 << 16).to_le_bytes())),
        ("a size that is a lie", at(central + 24, &[0xff, 0xff, 0xff, 0x7f])),
        ("two entries over the same bytes", at(central + 42, &zip[first + 42..first + 46])),
        ("no end", zip[..zip.len() - 1].to_vec()),
        ("something behind it", [zip.as_slice(), b"x"].concat()),
        ("something before it", [b"x", zip.as_slice()].concat()),
        ("nothing", Vec::new()),
        ("a text", b"hello\n".to_vec()),
    ];
    hostile.extend((0..zip.len()).step_by(zip.len() / 12).map(|cut| ("half", zip[..cut].to_vec())));
    for (what, bytes) in hostile {
        fs::write(bench.path("hostile.zip"), bytes).unwrap();
        let said = leaves_nothing(&bench, ["unpack", "hostile.zip", "kept"], 2);
        assert!(said.contains("NOT READ"), "{what}: {said}");
        assert!(said.contains("Nothing was unpacked."), "{what}: {said}");
    }
}

#[test]
fn what_is_no_zip_at_all_is_not_waited_for() {
    let (bench, ..) = bench();
    assert!(Command::new("mkfifo").arg(bench.path("pipe.zip")).status().unwrap().success());
    for (path, why) in [
        ("pipe.zip", "pipe.zip could not be read: it is no file"),
        ("vector", "vector could not be read: it is no file"),
        ("none.zip", "none.zip could not be read: "),
    ] {
        let said = leaves_nothing(&bench, ["unpack", path, "kept"], 2);
        assert!(said.contains(why), "{said}");
    }
    let huge = fs::File::create(bench.path("huge.zip")).unwrap();
    huge.set_len(5 << 30).unwrap();
    drop(huge);
    for command in ["verify", "review"] {
        for path in ["pipe.zip", "huge.zip"] {
            let said = bench.run(&[command, path]);
            assert!(said.starts_with("exit 2\n"), "{said}");
        }
    }
    fs::remove_file(bench.path("pipe.zip")).unwrap();
    fs::File::options().write(true).open(bench.path("huge.zip")).unwrap().set_len(0).unwrap();
}
