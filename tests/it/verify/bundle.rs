//! A bundle: as a zip, unpacked, and with something changed, added or taken away.

use std::collections::{BTreeMap, BTreeSet};

use expect_test::{Expect, expect};
use showclear::bundle::{
    AllowedKey, Head, Manifest, Mode as BundleMode, Package, VERIFY_PY, VERIFY_SH,
    write_allowed_signers, write_zip,
};
use showclear::event::Mode;
use showclear::verify::{Files, Findings, Options, check};

use super::maker::{ARMORER, FIRST_AD, Maker, SAFETY, check_folder, device_key, person_key, short};

/// Whose key is which.
const KEYS: [(&str, u8); 3] = [(ARMORER, 2), (FIRST_AD, 3), (SAFETY, 4)];

pub(crate) type Folder = BTreeMap<String, Vec<u8>>;

/// Everything of an exported bundle but its list.
fn content() -> (Maker, Folder) {
    let mut made = Maker::usual(Mode::Live);
    made.sheet("armorer", ARMORER, 2);
    let files = files_of(&mut made);
    (made, files)
}

/// What is handed out of `made`, as if all had signed every statement.
pub(crate) fn files_of(made: &mut Maker) -> Folder {
    made.add(r#"{"k":"log.cut","why":"export"}"#);
    made.note();
    let mut files = made.folder();
    let mut has_safety = false;
    for (number, text) in &made.texts {
        let stem = format!("statements/{}/{}", made.log, text.file_stem());
        files.insert(format!("{stem}.txt"), text.as_str().into());
        let signers = text.as_str().lines().filter_map(|line| {
            let person = line.strip_prefix("signer: ")?.split(' ').nth(1)?;
            KEYS.iter().find(|(known, _)| *known == person)
        });
        for (person, seed) in signers {
            has_safety |= *person == SAFETY;
            let space = showclear::statement::namespace(text.kind(), made.mode);
            let signature = person_key(*seed).sign(space, text.as_str().as_bytes()).unwrap();
            files.insert(format!("{stem}.{person}.sig"), signature.to_armor().into());
        }
        assert!(*number > 0);
    }
    let device =
        AllowedKey::Device { log: made.log.clone(), key: device_key().public_key().to_string() };
    let person = |person: &str, seed| AllowedKey::Person {
        person: person.to_owned(),
        key: person_key(seed).public_key().to_string(),
    };
    let mut keys = vec![device, person(ARMORER, 2), person(FIRST_AD, 3)];
    keys.extend(has_safety.then(|| person(SAFETY, 4)));
    files.insert(
        "allowed_signers".to_owned(),
        write_allowed_signers(bundle_mode(made), &keys).unwrap().into(),
    );
    for (path, text) in
        [("verify.sh", VERIFY_SH), ("verify.py", VERIFY_PY), ("VERIFY.txt", "how\n")]
    {
        files.insert(path.to_owned(), text.into());
    }
    files
}

fn bundle_mode(made: &Maker) -> BundleMode {
    match made.mode {
        Mode::Live => BundleMode::Live,
        Mode::Drill => BundleMode::Drill,
    }
}

/// Lists and signs the files as they are.
pub(crate) fn export(
    made: &Maker,
    files: &mut Folder,
    change: impl FnOnce(&mut Manifest),
) -> Vec<u8> {
    files.retain(|path, _| !path.starts_with("SHA256SUMS"));
    let head = Head {
        origin: made.origin().parse().unwrap(),
        size: made.size(),
        root: *made.root_now().as_bytes(),
    };
    let mut manifest = Manifest {
        head,
        also: Vec::new(),
        program: "showclear 0.1.0".to_owned(),
        withheld: BTreeSet::new(),
        files: BTreeMap::new(),
    };
    let pack = |files: &Folder, name: &str| {
        let mut package = Package::new(name).unwrap();
        for (path, bytes) in files {
            package.add(path.parse().unwrap(), bytes.clone()).unwrap();
        }
        package
    };
    let name = manifest.bundle_name();
    manifest.list(&pack(files, &name));
    change(&mut manifest);
    let text = manifest.to_string();
    let signature =
        device_key().sign(bundle_mode(made).export_namespace(), text.as_bytes()).unwrap();
    files.insert("SHA256SUMS".to_owned(), text.into());
    files.insert("SHA256SUMS.sig".to_owned(), signature.to_armor().into());
    write_zip(&pack(files, &name)).unwrap()
}

pub(crate) fn whole() -> (Maker, Folder, Vec<u8>) {
    let (made, mut files) = content();
    let zip = export(&made, &mut files, |_| {});
    (made, files, zip)
}

fn check_zip(zip: &[u8]) -> Findings {
    check(&Files::from_zip(zip).unwrap(), &Options::default())
}

#[test]
fn a_bundle_is_unaltered_as_a_zip_and_unpacked() {
    let (_, files, zip) = whole();
    let good = "UNALTERED AS FAR AS IT SHOWS, SIGNERS NOT CONFIRMED\n";
    assert_eq!(short(&check_zip(&zip)), good);
    assert_eq!(short(&check_folder(&files, &Options::default())), good);
}

#[test]
fn any_changed_byte_of_the_zip_is_found() {
    let (_, _, zip) = whole();
    for at in (0..zip.len()).step_by(zip.len() / 150) {
        let mut changed = zip.clone();
        changed[at] ^= 1 << (at % 8);
        let Ok(files) = Files::from_zip(&changed) else { continue };
        let found = check(&files, &Options::default());
        assert_ne!(found.verdict().exit_code(), 0, "byte {at}: {}", short(&found));
    }
}

#[test]
fn any_changed_file_of_an_unpacked_bundle_is_found() {
    let (_, files, _) = whole();
    for path in files.keys() {
        let mut changed = files.clone();
        let file = changed.get_mut(path).unwrap();
        let middle = file.len() / 2;
        file[middle] ^= 4;
        let found = check_folder(&changed, &Options::default());
        assert_eq!(found.verdict().exit_code(), 1, "{path}: {}", short(&found));
        let mut gone = files.clone();
        gone.remove(path);
        let found = check_folder(&gone, &Options::default());
        assert_eq!(found.verdict().exit_code(), 1, "{path} gone: {}", short(&found));
    }
}

#[track_caller]
fn by_the_laptop(
    case: &str,
    change: impl FnOnce(&Maker, &mut Folder, &mut Vec<Box<dyn FnOnce(&mut Manifest)>>),
    expected: Expect,
) {
    let (made, mut files) = content();
    let mut later = Vec::new();
    change(&made, &mut files, &mut later);
    let _zip =
        export(&made, &mut files, |manifest| later.into_iter().for_each(|change| change(manifest)));
    let found = check_folder(&files, &Options::default());
    expected.assert_eq(&format!("{case}: {}", short(&found)));
}

#[test]
fn what_the_laptop_itself_lists_wrongly_is_found() {
    by_the_laptop(
        "a file more",
        |_, files, _| drop(files.insert("more.txt".to_owned(), b"x".to_vec())),
        expect![[r#"
            a file more: UNALTERED AS FAR AS IT SHOWS, SIGNERS NOT CONFIRMED
        "#]],
    );
    by_the_laptop(
        "no texts",
        |_, files, _| files.retain(|path, _| !path.starts_with("statements/")),
        expect![[r#"
            no texts: FILES MISSING
            missing: statements/34750f98bd59fcfc/00000006-roster.p-3m8d0c.sig: is not here
            missing: statements/34750f98bd59fcfc/00000006-roster.p-7k2q9x.sig: is not here
            missing: statements/34750f98bd59fcfc/00000006-roster.txt: is not here
            missing: statements/34750f98bd59fcfc/00000011-sheet.p-7k2q9x.sig: is not here
            missing: statements/34750f98bd59fcfc/00000011-sheet.txt: is not here
        "#]],
    );
    by_the_laptop(
        "another size",
        |_, _, later| later.push(Box::new(|manifest| manifest.head.size -= 1)),
        expect![[r#"
            another size: ALTERED
            SHA256SUMS: the log 34750f98bd59fcfc is not the one that was exported
        "#]],
    );
    by_the_laptop(
        "withheld, and never named",
        |_, _, later| {
            later.push(Box::new(|manifest| {
                assert!(manifest.withheld.insert(showclear::bundle::Digest::of(b"x")));
            }));
        },
        expect![[r#"
            withheld, and never named: ALTERED
            SHA256SUMS: 2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881 is withheld, and no line names it
        "#]],
    );
    by_the_laptop(
        "a name is withheld",
        |_, files, later| {
            let name = files
                .iter()
                .find(|(_, bytes)| bytes.ends_with(b"Sample first_ad\"}"))
                .unwrap()
                .0
                .clone();
            let digest = name.replace("objects", "").replace('/', "");
            files.remove(&name);
            later.push(Box::new(move |manifest| {
                assert!(manifest.withheld.insert(digest.parse().unwrap()));
            }));
        },
        expect![[r#"
            a name is withheld: UNALTERED AS FAR AS IT SHOWS, SIGNERS NOT CONFIRMED
        "#]],
    );
    by_the_laptop(
        "a key less is handed out",
        |_, files, _| {
            let text = String::from_utf8(files["allowed_signers"].clone()).unwrap();
            let less: String = text
                .lines()
                .filter(|line| !line.starts_with(ARMORER))
                .map(|line| format!("{line}\n"))
                .collect();
            files.insert("allowed_signers".to_owned(), less.into());
        },
        expect![[r#"
            a key less is handed out: ALTERED
            allowed_signers: does not hold the key of p-7k2q9x for statement 6
            allowed_signers: does not hold the key of p-7k2q9x for statement 11
        "#]],
    );
}

#[test]
fn a_list_signed_by_another_or_not_at_all_is_found() {
    let (_, mut files, _) = whole();
    let text = files["SHA256SUMS"].clone();
    let other = person_key(2).sign("export.showclear", &text).unwrap();
    files.insert("SHA256SUMS.sig".to_owned(), other.to_armor().into());
    expect![[r#"
        ALTERED
        SHA256SUMS.sig: this signature was made with another key
    "#]]
    .assert_eq(&short(&check_folder(&files, &Options::default())));
    files.remove("SHA256SUMS");
    expect![[r#"
        FILES MISSING
        missing: SHA256SUMS: the list of the bundle is not here
    "#]]
    .assert_eq(&short(&check_folder(&files, &Options::default())));
}

#[test]
fn a_zip_in_a_folder_of_another_name_is_found() {
    let (_, files, _) = whole();
    let mut package = Package::new("showclear-other").unwrap();
    for (path, bytes) in &files {
        package.add(path.parse().unwrap(), bytes.as_slice()).unwrap();
    }
    expect![[r#"
        ALTERED
        SHA256SUMS: the folder in the zip has another name than it must have
    "#]]
    .assert_eq(&short(&check_zip(&write_zip(&package).unwrap())));
}
