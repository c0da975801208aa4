//! Any bytes as the zip of a bundle, and a bundle with changed files: read within bounds, never a path outside, never a panic,
//! and written again just as it was.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use showclear::bundle::{BundlePath, Package, read_zip, write_zip};
use showclear::verify::{Files, Options, Verdict, check};

mod sample;

const FOLDER: &str = "showclear-8c1f0e6d2a7b4935-e1b5e6a033977376-00000035";

/// A small zip, one of an empty file, and the sample production.
static GOOD: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let small: [(&str, &[u8]); 3] =
        [("log/a.jsonl", b"{}\n"), ("VERIFY.txt", b"how"), ("empty", b"")];
    let all = sample::FILES.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()));
    vec![zip(small), zip([("empty", &b""[..])]), zip(all)]
});

fn zip<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    let mut package = Package::new(FOLDER).unwrap();
    for (path, bytes) in files {
        package.add(path.parse().unwrap(), bytes).unwrap();
    }
    write_zip(&package).unwrap()
}

fuzz_target!(|bytes: &[u8]| {
    let Some((form, rest)) = bytes.split_first() else { return };
    match form % 32 {
        0 => folder(rest, true),
        1 => folder(rest, false),
        2 => named(rest),
        3.. => any(&sample::given(rest, &GOOD)),
    }
});

/// Any bytes as a zip.
fn any(bytes: &[u8]) {
    match read_zip(bytes) {
        Ok(package) => {
            let size: usize = package.files().map(|(_, bytes)| bytes.len()).sum();
            assert!(size < bytes.len(), "more came out than stood in it");
            inside(package.folder());
            for (path, bytes) in package.files() {
                inside(path.as_str());
                assert_eq!(package.get(path.as_str()), Some(bytes));
            }
            assert_eq!(write_zip(&package).unwrap(), bytes, "a zip that is written otherwise");
            let _found = check(&Files::from_zip(bytes).unwrap(), &Options::default());
        }
        Err(error) => {
            assert!(!error.to_string().is_empty() && !error.remedy().is_empty());
            assert!(Files::from_zip(bytes).is_err());
        }
    }
}

/// A path that any system takes as one below the folder that it is put in.
fn inside(path: &str) {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    for part in path.split('/') {
        let pointed = part.starts_with('.') || part.ends_with('.');
        assert!(!part.is_empty() && part.chars().all(plain) && !pointed, "{path:?} leads outside");
    }
}

/// Any text as the path of a file, beside another one.
fn named(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let Ok(path) = text.parse::<BundlePath>() else { return };
    inside(&text);
    let mut package = Package::new(FOLDER).unwrap();
    package.add("log/a".parse().unwrap(), &b"1"[..]).unwrap();
    if package.add(path, &b"2"[..]).is_ok() {
        any(&write_zip(&package).unwrap());
    }
}

/// The sample production with one file changed, as a zip and as a folder: checked to the end. A zip without a list of what
/// was exported is never found to be whole.
fn folder(dice: &[u8], zipped: bool) {
    let Some((which, dice)) = dice.split_first() else { return };
    let which = usize::from(*which) % sample::FILES.len();
    let mut files = sample::FILES.clone();
    if let Some(bytes) = files.values_mut().nth(which) {
        *bytes = sample::changed(bytes, dice);
    }
    if zipped {
        let zip = zip(files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())));
        let found = check(&Files::from_zip(&zip).unwrap(), &Options::default());
        assert!(!matches!(found.verdict(), Verdict::Confirmed | Verdict::NotConfirmed));
    } else {
        let mut folder = Files::new();
        for (path, bytes) in &files {
            folder.add(path.clone(), bytes.as_slice());
        }
        let _found = check(&folder, &Options::default());
    }
}
