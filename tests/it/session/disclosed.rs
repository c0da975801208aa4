//! One run disclosed alone: what it shows, what it leaves out, and every way to forge it refused.

use std::collections::BTreeMap;
use std::path::Path;

use expect_test::{Expect, expect};
use showclear::session::{Along, Finished};
use showclear::terms::RunId;
use showclear::verify::{Files, Options, Verdict, check};

use super::Set;

type Parts = BTreeMap<String, Vec<u8>>;

/// A production in which one run was led, and the zip of that run.
fn disclosed(along: Along) -> (Set, RunId, Vec<u8>) {
    let mut set = Set::new();
    let run = set.show_clear();
    let zip = disclose(&mut set, run, along);
    (set, run, zip)
}

fn disclose(set: &mut Set, run: RunId, along: Along) -> Vec<u8> {
    let path = Path::new("/out/run.zip");
    let job = set.session.disclose(path, false, (run, along)).unwrap();
    let Finished::Exported(done) = set.session.wait_for_job(job).unwrap() else { unreachable!() };
    assert_eq!(done.head_code, None);
    set.settle();
    assert!(set.last_line().contains("log.exported"), "that something left is in the log");
    set.world.lock().outside.get(path).cloned().unwrap()
}

fn parts(zip: &[u8]) -> Parts {
    let files = Files::from_zip(zip).unwrap();
    files.iter().map(|(path, bytes)| (path.to_owned(), bytes.to_vec())).collect()
}

fn verify(parts: &Parts, options: &Options) -> (Verdict, String) {
    let mut files = Files::new();
    for (path, bytes) in parts {
        files.add(path.as_str(), bytes.as_slice());
    }
    let findings = check(&files, options);
    (findings.verdict(), findings.to_string())
}

#[test]
fn the_lines_of_a_run_are_shown_and_nothing_is_said_of_the_others() {
    let (_, run, zip) = disclosed(Along::default());
    let parts = parts(&zip);
    let (verdict, text) = verify(&parts, &Options::default());
    assert_eq!(verdict, Verdict::LinesOnly, "{text}");
    assert_eq!(verdict.exit_code(), 0);
    let lines: Vec<&str> = text.lines().take(4).collect();
    assert_eq!(lines[0], "THESE LINES ARE IN THE LOG, NOTHING IS SAID OF THE OTHERS");
    assert_eq!(
        lines[1],
        "These 3 lines are in the log that this checkpoint covers; nothing is said of the others"
    );
    assert_eq!(lines[2], "Mode: DRILL, NOT REAL");
    assert_eq!(lines[3], format!("Run: \"{run}\""));
    for (path, bytes) in parts.iter().filter(|(path, _)| path.starts_with("lines/")) {
        let line = String::from_utf8(bytes.clone()).unwrap();
        assert!(line.contains(&format!("\"{run}\"")), "{path}: {line}");
    }
    let names = parts.values().any(|bytes| String::from_utf8_lossy(bytes).contains("Sample First"));
    assert!(!names, "no name unless it was chosen");
    assert!(parts.keys().any(|path| path.starts_with("objects/")), "the list goes along");
}

#[test]
fn names_go_along_where_they_are_chosen_with_the_lines_that_gave_them() {
    let (_, _, zip) = disclosed(Along { names: true, ..Along::default() });
    let parts = parts(&zip);
    let (verdict, text) = verify(&parts, &Options::default());
    assert_eq!(verdict, Verdict::LinesOnly, "{text}");
    let name =
        parts.iter().find(|(_, bytes)| String::from_utf8_lossy(bytes).contains("Sample First"));
    assert!(name.unwrap().0.starts_with("objects/"));
}

#[test]
fn a_laptop_that_the_reader_knows_is_said_to_be_known() {
    let (mut set, _, zip) = disclosed(Along::default());
    let job = set.session.export(Path::new("/out/day.zip")).unwrap();
    set.session.wait_for_job(job).unwrap();
    let bundle = set.world.lock().outside.get(Path::new("/out/day.zip")).cloned().unwrap();
    let keys = Files::from_zip(&bundle).unwrap().get("allowed_signers").unwrap().to_vec();
    let (verdict, text) = verify(&parts(&zip), &Options::trusting(&keys).unwrap());
    assert_eq!(verdict, Verdict::LinesOnly);
    assert!(text.ends_with(", known here\n"), "{text}");
    let device = String::from_utf8(keys.clone()).unwrap();
    let device = device.lines().find(|line| line.starts_with("device-")).unwrap().to_owned();
    let (key, person) = (device.rsplit(' ').next().unwrap(), String::from_utf8(keys).unwrap());
    let person = person.lines().find(|line| line.starts_with("p-")).unwrap().to_owned();
    let forged = device.replace(key, person.rsplit(' ').next().unwrap());
    let (verdict, text) =
        verify(&parts(&zip), &Options::trusting(format!("{forged}\n").as_bytes()).unwrap());
    assert_eq!(verdict, Verdict::Altered, "{text}");
}

#[track_caller]
fn refused(change: impl FnOnce(&mut Parts), expected: Expect) {
    let (_, _, zip) = disclosed(Along::default());
    let mut parts = parts(&zip);
    change(&mut parts);
    let (verdict, text) = verify(&parts, &Options::default());
    assert!(
        matches!(verdict, Verdict::Altered | Verdict::FilesMissing | Verdict::NotRead),
        "{text}"
    );
    let first = text.lines().find(|line| line.starts_with("  ")).unwrap_or(&text);
    expected.assert_eq(&format!("{}: {}", verdict.words(), first.trim()));
    // The script that goes along refuses it too.
    let folder = tempfile::tempdir().unwrap();
    write(&parts, folder.path());
    if let Some(said) = python(folder.path()) {
        assert_ne!(said.0, 0, "{}", said.1);
    }
}

fn write(parts: &Parts, folder: &Path) {
    for (path, bytes) in parts {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
}

fn python(folder: &Path) -> Option<(i32, String)> {
    let mut python = std::process::Command::new("python3");
    let done =
        python.arg(folder.join("verify.py")).env("PYTHONDONTWRITEBYTECODE", "1").output().ok()?;
    let said = String::from_utf8_lossy(&done.stdout).into_owned();
    Some((done.status.code()?, said))
}

fn first(parts: &Parts, folder: &str) -> String {
    parts.keys().find(|path| path.starts_with(folder)).unwrap().clone()
}

#[test]
#[ignore = "needs python3"]
fn the_script_that_goes_along_takes_it_without_ssh_keygen() {
    let (_, _, zip) = disclosed(Along { names: true, ..Along::default() });
    let folder = tempfile::tempdir().unwrap();
    write(&parts(&zip), folder.path());
    let (code, said) = python(folder.path()).unwrap();
    assert_eq!(code, 0, "{said}");
    assert!(
        said.ends_with("THESE LINES ARE IN THE LOG, NOTHING IS SAID OF THE OTHERS\n"),
        "{said}"
    );
}

#[test]
fn a_changed_line_is_refused() {
    let change = |parts: &mut Parts| {
        let path = first(parts, "lines/");
        let line = String::from_utf8(parts[&path].clone()).unwrap();
        assert!(line.contains("\"scene\":\"42\""));
        parts.insert(path, line.replace("\"scene\":\"42\"", "\"scene\":\"43\"").into_bytes());
    };
    refused(
        change,
        expect![
            "ALTERED: lines/00000012.json: the proof does not show that the line is in the log. Do not rely on it. Compare it with another copy."
        ],
    );
}

#[test]
fn a_line_moved_to_another_place_is_refused() {
    let change = |parts: &mut Parts| {
        let (line, proof) = (first(parts, "lines/"), first(parts, "proofs/"));
        let (bytes, proven) = (parts.remove(&line).unwrap(), parts.remove(&proof).unwrap());
        parts.insert("lines/00000099.json".to_owned(), bytes);
        parts.insert("proofs/00000099.txt".to_owned(), proven);
    };
    refused(
        change,
        expect![
            "ALTERED: lines/00000099.json: stands at another place in the log than its name says. Do not rely on it. Compare it with another copy."
        ],
    );
}

#[test]
fn two_lines_that_change_places_are_refused() {
    let change = |parts: &mut Parts| {
        let lines: Vec<String> =
            parts.keys().filter(|path| path.starts_with("lines/")).take(2).cloned().collect();
        let one = parts[&lines[0]].clone();
        let other = parts.insert(lines[1].clone(), one).unwrap();
        parts.insert(lines[0].clone(), other);
    };
    refused(
        change,
        expect![
            "ALTERED: lines/00000012.json: stands at another place in the log than its name says. Do not rely on it. Compare it with another copy."
        ],
    );
}

#[test]
fn the_checkpoint_of_another_log_is_refused() {
    let (_, _, other) = {
        let (world, session) = super::make();
        let mut set = Set::of(world, session);
        let run = set.show_clear();
        let zip = disclose(&mut set, run, Along::default());
        (set, run, zip)
    };
    let other = parts(&other);
    let change = |parts: &mut Parts| {
        let path = first(parts, "proofs/");
        let own = String::from_utf8(parts[&path].clone()).unwrap();
        let from = String::from_utf8(other[&first(&other, "proofs/")].clone()).unwrap();
        let head = own.split("\n\n").next().unwrap().to_owned();
        let note = from.split_once("\n\n").unwrap().1.to_owned();
        parts.insert(path, format!("{head}\n\n{note}").into_bytes());
    };
    refused(
        change,
        expect![
            "ALTERED: lines/00000012.json: the proof has more hashes than lead to the root. Do not rely on it. Compare it with another copy."
        ],
    );
    let key = |parts: &mut Parts| {
        let key = showclear::signing::UnlockedKey::from_random(&zeroize::Zeroizing::new([3; 32]))
            .unwrap();
        let key = format!("{}\n", key.public_key());
        parts.insert("device.pub".to_owned(), key.into_bytes());
    };
    refused(
        key,
        expect![
            "ALTERED: lines/00000012.json: the key belongs to log b62e867fa2f33afe, the note to log 70075a8ca1449a2e. Do not rely on it. Compare it with another copy."
        ],
    );
}

#[test]
fn a_checkpoint_with_another_root_is_refused() {
    let change = |parts: &mut Parts| {
        for (_, proof) in parts.iter_mut().filter(|(path, _)| path.starts_with("proofs/")) {
            let text = String::from_utf8(proof.clone()).unwrap();
            let (head, note) = text.split_once("\n\n").unwrap();
            let root = note.lines().nth(2).unwrap();
            let turned: String = root.chars().rev().skip_while(|c| *c == '=').collect();
            *proof =
                format!("{head}\n\n{}", note.replace(root, &format!("{turned}="))).into_bytes();
        }
    };
    refused(
        change,
        expect![
            "ALTERED: lines/00000012.json: the signature on the note is not right. Do not rely on it. Compare it with another copy."
        ],
    );
}

#[test]
fn a_line_without_its_proof_and_a_proof_without_its_line_are_refused() {
    refused(
        |parts| drop(parts.remove(&first(parts, "proofs/"))),
        expect![
            "ALTERED: objects/51/4cacacc350aee04f27be2be7898b04cb355a18ca9d8a32ae903710f11b60e8: is named by no line that is here. Do not rely on it. Compare it with another copy."
        ],
    );
    refused(
        |parts| drop(parts.remove(&first(parts, "lines/"))),
        expect![
            "ALTERED: proofs/00000012.txt: is the proof of no line here. Do not rely on it. Compare it with another copy."
        ],
    );
    refused(
        |parts| drop(parts.remove("device.pub")),
        expect![
            "NOT READ: device.pub: the laptop's key is not here. Ask for it where these files came from."
        ],
    );
    refused(
        |parts| {
            let path = first(parts, "proofs/");
            let half = parts[&path].len() / 2;
            parts.get_mut(&path).unwrap().truncate(half);
        },
        expect![
            "ALTERED: lines/00000012.json: this is not a proof that a line is in a log. Do not rely on it. Compare it with another copy."
        ],
    );
}

#[test]
fn a_text_that_says_more_is_refused() {
    let change = |parts: &mut Parts| {
        let text = String::from_utf8(parts["DISCLOSE.txt"].clone()).unwrap();
        let text = text.replace("nobody can tell from this whether", "it is certain that");
        parts.insert("DISCLOSE.txt".to_owned(), text.into_bytes());
    };
    let (_, _, zip) = disclosed(Along::default());
    let mut changed = parts(&zip);
    change(&mut changed);
    assert_eq!(verify(&changed, &Options::default()).0, Verdict::Altered);
    refused(
        |parts| {
            parts.insert("objects/aa/more".to_owned(), b"more".to_vec());
        },
        expect![
            "ALTERED: objects/aa/more: was changed: its bytes are not those of its name. Do not rely on it. Compare it with another copy."
        ],
    );
    refused(
        |parts| {
            parts.insert("more.txt".to_owned(), b"more".to_vec());
        },
        expect![
            "ALTERED: more.txt: does not belong to a disclosure. Do not rely on it. Compare it with another copy."
        ],
    );
}

/// What is so large that of a production only its SHA-256 is held is looked at all the same, where it was unpacked.
#[test]
fn a_large_photo_that_nobody_disclosed_is_refused_in_a_folder() {
    let (_, _, zip) = disclosed(Along::default());
    let mut parts = parts(&zip);
    let photo = vec![7_u8; 2 * 1024 * 1024];
    let hex = showclear::log::Hash::of(&photo).to_hex();
    let (folder, name) = hex.split_at(2);
    parts.insert(format!("objects/{folder}/{name}"), photo.clone());
    parts.insert(format!("objects/00/{}", "0".repeat(62)), photo);
    let folder = tempfile::tempdir().unwrap();
    write(&parts, folder.path());
    let gathered = showclear::platform::gather(folder.path()).unwrap();
    let findings = check(&showclear::session::as_files(gathered), &Options::default());
    assert_eq!(findings.verdict(), Verdict::Altered);
    let text = findings.to_string();
    assert!(text.contains("is named by no line that is here"), "{text}");
    assert!(text.contains("its bytes are not those of its name"), "{text}");
}

#[test]
fn lines_of_one_run_do_not_pass_for_those_of_another() {
    for other in ["r-000000", "i-000000", "ev"] {
        let (_, run, zip) = disclosed(Along::default());
        let mut parts = parts(&zip);
        let text = String::from_utf8(parts["DISCLOSE.txt"].clone()).unwrap();
        let text = text.replace(&format!("run: {run}"), &format!("run: {other}"));
        parts.insert("DISCLOSE.txt".to_owned(), text.into_bytes());
        let (verdict, text) = verify(&parts, &Options::default());
        assert_eq!(verdict, Verdict::Altered, "{other}: {text}");
        let folder = tempfile::tempdir().unwrap();
        write(&parts, folder.path());
        if let Some((status, said)) = python(folder.path()) {
            assert_eq!(status, 1, "{other}: {said}");
        }
    }
}

#[test]
fn a_script_that_is_another_is_pointed_out() {
    let (_, _, zip) = disclosed(Along::default());
    let mut parts = parts(&zip);
    parts.insert("verify.py".to_owned(), b"print('fine')".to_vec());
    let (verdict, text) = verify(&parts, &Options::default());
    assert_eq!(verdict, Verdict::LinesOnly);
    assert!(text.contains("is not the script of this version of the program"), "{text}");
}
