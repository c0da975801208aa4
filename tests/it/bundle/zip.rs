//! The zip has one form; every other is refused by its name.

use expect_test::{Expect, expect};
use proptest::prelude::*;
use showclear::bundle::{BundlePath, Digest, Package, ZipError, read_zip, write_zip};

const FOLDER: &str = "showclear-8c1f0e6d2a7b4935-e1b5e6a033977376-00000035";

fn package(files: &[(&str, &'static [u8])]) -> Package<'static> {
    let mut package = Package::new(FOLDER).unwrap();
    for (path, bytes) in files {
        package.add(path.parse().unwrap(), *bytes).unwrap();
    }
    package
}

fn small() -> Vec<u8> {
    write_zip(&package(&[("log/a.jsonl", b"{}\n"), ("VERIFY.txt", b"how"), ("empty", b"")]))
        .unwrap()
}

#[test]
fn the_bytes_of_a_zip_are_fixed() {
    let zip = small();
    let digest = expect!["fc44f204baac1601529343b6a005db3172cddda5837a1bd161daeffd9eca481c"];
    digest.assert_eq(&Digest::of(&zip).to_string());
    assert_eq!(zip.len(), 22 + 3 * (30 + 46) + 2 * (3 * (FOLDER.len() + 1) + 26) + 6);
}

#[test]
fn what_was_written_is_read_whatever_the_order_of_adding() {
    let zip = small();
    let read = read_zip(&zip).unwrap();
    assert_eq!(read.folder(), FOLDER);
    assert_eq!(read.get("log/a.jsonl"), Some(b"{}\n".as_slice()));
    let paths: Vec<_> = read.files().map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths, ["VERIFY.txt", "empty", "log/a.jsonl"]);
    assert_eq!(write_zip(&read).unwrap(), zip);
}

#[test]
fn a_flipped_bit_anywhere_is_refused() {
    let zip = small();
    for at in 0..zip.len() * 8 {
        let mut changed = zip.clone();
        changed[at / 8] ^= 1 << (at % 8);
        assert!(read_zip(&changed).is_err(), "bit {} of byte {}", at % 8, at / 8);
    }
}

#[test]
pub(crate) fn a_cut_anywhere_is_refused() {
    let zip = small();
    for length in 0..zip.len() {
        assert!(read_zip(&zip[..length]).is_err(), "{length}");
    }
}

/// A zip in which anything can be wrong.
#[derive(Clone)]
struct Raw {
    entries: Vec<RawEntry>,
    before: &'static [u8],
    comment: &'static [u8],
    after: &'static [u8],
}

#[derive(Clone)]
struct RawEntry {
    name: String,
    content: &'static [u8],
    flags: u16,
    method: u16,
    time: u16,
    local_extra: &'static [u8],
    central_extra: &'static [u8],
    comment: &'static [u8],
    attributes: u32,
}

fn entry(name: &str) -> RawEntry {
    RawEntry {
        name: name.to_owned(),
        content: b"x",
        flags: 0,
        method: 0,
        time: 0,
        local_extra: b"",
        central_extra: b"",
        comment: b"",
        attributes: 0o100_644 << 16,
    }
}

impl Raw {
    fn of(names: &[&str]) -> Self {
        let entries = names.iter().map(|name| entry(name)).collect();
        Self { entries, before: b"", comment: b"", after: b"" }
    }

    fn bytes(&self) -> Vec<u8> {
        let mut zip = self.before.to_vec();
        let mut central = Vec::new();
        for it in &self.entries {
            let at = u32::try_from(zip.len()).unwrap();
            let size = u32::try_from(it.content.len()).unwrap();
            let mut shared = Vec::new();
            for field in [20, it.flags, it.method, it.time, 0x21] {
                shared.extend(field.to_le_bytes());
            }
            for field in [crc32fast::hash(it.content), size, size] {
                shared.extend(field.to_le_bytes());
            }
            shared.extend(short(it.name.as_bytes()));
            zip.extend(b"PK\x03\x04");
            zip.extend(&shared);
            zip.extend(short(it.local_extra));
            zip.extend(it.name.as_bytes());
            zip.extend(it.local_extra);
            zip.extend(it.content);
            central.extend(b"PK\x01\x02\x14\x03");
            central.extend(&shared);
            central.extend(short(it.central_extra));
            central.extend(short(it.comment));
            central.extend([0; 4]);
            central.extend(it.attributes.to_le_bytes());
            central.extend(at.to_le_bytes());
            central.extend(it.name.as_bytes());
            central.extend(it.central_extra);
            central.extend(it.comment);
        }
        let at = u32::try_from(zip.len()).unwrap();
        zip.extend(&central);
        zip.extend(b"PK\x05\x06\0\0\0\0");
        let count = u16::try_from(self.entries.len()).unwrap();
        zip.extend(count.to_le_bytes());
        zip.extend(count.to_le_bytes());
        zip.extend(u32::try_from(central.len()).unwrap().to_le_bytes());
        zip.extend(at.to_le_bytes());
        zip.extend(short(self.comment));
        zip.extend(self.comment);
        zip.extend(self.after);
        zip
    }
}

fn short(bytes: &[u8]) -> [u8; 2] {
    u16::try_from(bytes.len()).unwrap().to_le_bytes()
}

#[track_caller]
fn refused(zip: &Raw, expected: Expect) {
    expected.assert_eq(&read_zip(&zip.bytes()).unwrap_err().to_string());
}

#[track_caller]
fn changed(change: impl FnOnce(&mut Raw), expected: Expect) {
    let mut zip = Raw::of(&["f/a", "f/b"]);
    assert!(read_zip(&zip.bytes()).is_ok());
    change(&mut zip);
    refused(&zip, expected);
}

#[test]
pub(crate) fn paths_that_lead_elsewhere_are_refused() {
    refused(&Raw::of(&["f/../a"]), expect![[r#"the path "../a" leads out of the bundle"#]]);
    refused(&Raw::of(&["../a"]), expect![[r#"the path ".." leads out of the bundle"#]]);
    refused(&Raw::of(&["/a"]), expect![[r#"the path "" has an empty part"#]]);
    refused(&Raw::of(&["f//a"]), expect![[r#"the path "/a" does not start inside the bundle"#]]);
    refused(
        &Raw::of(&["f/C:a"]),
        expect![[r#"the path "C:a" has the character ':', which no path of a bundle has"#]],
    );
    refused(
        &Raw::of(&["f/a\\b"]),
        expect![[r#"the path "a\\b" has the character '\\', which no path of a bundle has"#]],
    );
    refused(
        &Raw::of(&["f/a\nb"]),
        expect![[r#"the path "a\nb" has the character '\n', which no path of a bundle has"#]],
    );
    refused(
        &Raw::of(&["f/ä"]),
        expect![[r#"the path "ä" has the character 'ä', which no path of a bundle has"#]],
    );
    refused(
        &Raw::of(&["f/.hidden"]),
        expect![[r#"the path ".hidden" has a part that begins or ends with a point"#]],
    );
    refused(
        &Raw::of(&["f/cut."]),
        expect![[r#"the path "cut." has a part that begins or ends with a point"#]],
    );
    for device in ["f/CON", "f/nul.txt", "f/objects/Com1", "f/lpt9.x.y"] {
        let path = device.strip_prefix("f/").unwrap();
        let said = read_zip(&Raw::of(&[device]).bytes()).unwrap_err().to_string();
        assert_eq!(
            said,
            format!("the path {path:?} has a part that is a device on some computers")
        );
    }
    for plain in ["f/CONTENT", "f/com10", "f/com0", "f/lpt", "f/null"] {
        assert!(read_zip(&Raw::of(&[plain]).bytes()).is_ok(), "{plain}");
    }
    refused(&Raw::of(&["a"]), expect![[r#"the file "a" stands outside the bundle's folder"#]]);
    refused(
        &Raw::of(&["f/a", "g/a"]),
        expect![[r#"the file "g/a" stands in a second folder, and a bundle has one"#]],
    );
    refused(
        &Raw::of(&["f/a/"]),
        expect![[r#"the folder "f/a/" has an entry of its own, which Showclear does not write"#]],
    );
    refused(
        &Raw::of(&[&format!("f/{}", "a".repeat(199))]),
        expect!["a name in this zip file is too long"],
    );
    refused(&Raw::of(&[]), expect!["this zip file is empty"]);
}

#[test]
pub(crate) fn names_that_are_one_on_some_computers_are_refused() {
    refused(
        &Raw::of(&["f/a", "f/a"]),
        expect![[r#"two files of the bundle would have the name "a" on some computers"#]],
    );
    refused(
        &Raw::of(&["f/A", "f/a"]),
        expect![[r#"two files of the bundle would have the name "a" on some computers"#]],
    );
    refused(
        &Raw::of(&["f/a", "f/a/b"]),
        expect![[r#"two files of the bundle would have the name "a/b" on some computers"#]],
    );
    refused(
        &Raw::of(&["f/A/b", "f/a"]),
        expect![[r#"two files of the bundle would have the name "a" on some computers"#]],
    );
    refused(
        &Raw::of(&["f/b", "f/a"]),
        expect![[r#"the file "f/a" is not in its place: the files of a bundle are sorted"#]],
    );
}

#[test]
pub(crate) fn what_the_layout_does_not_have_is_refused() {
    changed(
        |zip| zip.entries[0].flags = 8,
        expect![[r#"the file "f/a" has a data descriptor, which Showclear does not write"#]],
    );
    changed(
        |zip| zip.entries[0].flags = 1,
        expect![[r#"the file "f/a" is encrypted, which files of a bundle are not"#]],
    );
    changed(
        |zip| zip.entries[0].flags = 0x800,
        expect!["byte 7 of this zip file is not as Showclear writes it"],
    );
    changed(
        |zip| zip.entries[0].method = 8,
        expect![[r#"the file "f/a" is compressed, which files of a bundle are not"#]],
    );
    changed(
        |zip| zip.entries[0].time = 1,
        expect!["byte 10 of this zip file is not as Showclear writes it"],
    );
    changed(
        |zip| zip.entries[0].local_extra = b"ab\0\0",
        expect![[r#"the file "f/a" has an extra field, which Showclear does not write"#]],
    );
    changed(
        |zip| zip.entries[0].central_extra = b"ab\0\0",
        expect![[r#"the file "f/a" has an extra field, which Showclear does not write"#]],
    );
    changed(
        |zip| zip.entries[0].comment = b"c",
        expect![[r#"the file "f/a" has a comment, which Showclear does not write"#]],
    );
    changed(
        |zip| zip.entries[0].attributes = 0o120_777 << 16,
        expect![[r#""f/a" is not marked as a plain file"#]],
    );
    changed(|zip| zip.comment = b"c", expect!["there are bytes after the end of the zip file"]);
    changed(|zip| zip.after = b"\0", expect!["there are bytes after the end of the zip file"]);
    changed(
        |zip| zip.before = b"MZ",
        expect!["the directory of this zip file does not fit its contents"],
    );
    let not = read_zip(b"%PDF-1.7").unwrap_err();
    assert_eq!(not, ZipError::NoEnd);
}

#[test]
pub(crate) fn two_entries_over_the_same_bytes_are_refused() {
    let mut zip = Raw::of(&["f/a", "f/b"]).bytes();
    let second = zip.windows(4).rposition(|w| w == b"PK\x01\x02").unwrap();
    zip[second + 42..second + 46].copy_from_slice(&[0; 4]);
    assert_eq!(read_zip(&zip).unwrap_err(), ZipError::NoEntry);
}

proptest! {
    #[test]
    fn any_files_come_back(files in prop::collection::btree_map(
        "[A-Za-z0-9_-]{1,8}(/[a-z0-9_-]{1,8}){0,3}", prop::collection::vec(any::<u8>(), 0..64), 1..12,
    )) {
        let mut package = Package::new("f").unwrap();
        for (path, bytes) in files {
            let path: BundlePath = path.parse().unwrap();
            // A name that clashes with one before is refused, and then is not there.
            let refused = package.add(path, bytes).is_err();
            prop_assume!(!refused || !package.is_empty());
        }
        let zip = write_zip(&package).unwrap();
        prop_assert_eq!(read_zip(&zip).unwrap(), package);
    }

    #[test]
    fn arbitrary_bytes_are_an_answer(bytes: Vec<u8>) {
        prop_assert!(read_zip(&bytes).is_err());
    }
}
