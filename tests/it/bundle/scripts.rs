//! The two scripts of a bundle take a good one and refuse a changed one.

use std::fs;
use std::path::Path;
use std::process::Command;

use expect_test::expect;
use showclear::bundle::{Mode, Package, write_zip};
use tempfile::TempDir;

use super::sample::{FOLDER, Sample};

const SCRIPTS: [(&str, &str); 2] = [("sh", "verify.sh"), ("python3", "verify.py")];

fn good(mode: Mode) -> Sample {
    let mut sample = Sample::new(mode);
    sample.close();
    sample.export();
    sample
}

fn unpacked(sample: &Sample) -> TempDir {
    let outside = tempfile::tempdir().unwrap();
    for (path, bytes) in &sample.files {
        let path = outside.path().join(FOLDER).join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    outside
}

/// Exit status and last line of one script.
fn run(outside: &Path, (program, script): (&str, &str), arguments: &[&str]) -> (i32, String) {
    let script = format!("{FOLDER}/{script}");
    let mut command = Command::new(program);
    command.current_dir(outside).arg(script).args(arguments).env("PYTHONDONTWRITEBYTECODE", "1");
    let done = command.output().unwrap();
    let said = String::from_utf8(done.stdout).unwrap();
    let error = String::from_utf8(done.stderr).unwrap();
    let last = said.lines().last().unwrap_or(&error).to_owned();
    (done.status.code().unwrap(), last)
}

/// Both scripts, with the same outcome.
#[track_caller]
fn both(sample: &Sample, arguments: &[&str], expected: &str) {
    let outside = unpacked(sample);
    for script in SCRIPTS {
        let (status, last) = run(outside.path(), script, arguments);
        assert!(last.starts_with(expected), "{script:?}: {status} {last}");
        assert_eq!(status, i32::from(!expected.starts_with("UNALTERED")), "{script:?}: {last}");
    }
}

#[test]
#[ignore = "needs python3, ssh-keygen and sha256sum"]
fn a_good_bundle_passes() {
    for mode in [Mode::Live, Mode::Drill] {
        both(&good(mode), &[], "UNALTERED AS FAR AS IT SHOWS, SIGNERS NOT CONFIRMED");
    }
}

#[test]
#[ignore = "needs python3, ssh-keygen and sha256sum"]
fn the_older_logs_of_a_chain_are_checked_too() {
    let chain = || {
        let mut sample = Sample::continued(Mode::Live);
        sample.close();
        sample
    };
    let mut sample = chain();
    sample.export();
    both(&sample, &[], "UNALTERED AS FAR AS IT SHOWS, SIGNERS NOT CONFIRMED");

    let mut sample = chain();
    let own = sample.path("statements", "");
    let older = |path: &&String| path.contains("-signoff.txt") && !path.starts_with(&own);
    let path = sample.files.keys().find(older).unwrap().clone();
    edit(&mut sample, &path, "Seen", "seen");
    sample.export();
    both(&sample, &[], "ALTERED: ");
}

#[test]
#[ignore = "needs python3, ssh-keygen and sha256sum"]
fn one_changed_byte_in_any_file_is_refused() {
    let sample = good(Mode::Live);
    let outside = unpacked(&sample);
    for (path, bytes) in &sample.files {
        let mut changed = bytes.clone();
        // In a script, a byte of a comment, so that it still runs.
        let at = if path.starts_with("verify.") { 22 } else { bytes.len() / 2 };
        changed[at] ^= 1;
        let file = outside.path().join(FOLDER).join(path);
        fs::write(&file, changed).unwrap();
        for script in SCRIPTS {
            let (status, last) = run(outside.path(), script, &[]);
            assert_ne!(status, 0, "{script:?}, {path}: {last}");
        }
        fs::remove_file(&file).unwrap();
        for script in SCRIPTS.iter().filter(|(_, script)| script != path) {
            let (status, last) = run(outside.path(), *script, &[]);
            assert_ne!(status, 0, "{script:?}, without {path}: {last}");
        }
        fs::write(&file, bytes).unwrap();
    }
    fs::write(outside.path().join(FOLDER).join("log/more"), "x").unwrap();
    for script in SCRIPTS {
        assert_ne!(run(outside.path(), script, &[]).0, 0, "{script:?}, with one file more");
    }
}

#[test]
#[ignore = "needs python3, ssh-keygen and sha256sum"]
fn keys_of_the_readers_own_confirm_or_contradict() {
    let sample = good(Mode::Live);
    let outside = unpacked(&sample);
    let own = sample.keys();
    let people: String = own.lines().skip(1).map(|line| format!("{line} on paper\r\n")).collect();
    let swapped =
        own.replace("p-7k2q9x", "p-x").replace("p-3m8d0c", "p-7k2q9x").replace("p-x", "p-3m8d0c");
    for (text, status, expected) in [
        (own.as_str(), 0, "UNALTERED, SIGNERS CONFIRMED"),
        (people.as_str(), 0, "UNALTERED, SIGNERS CONFIRMED"),
        (swapped.as_str(), 1, "ALTERED: "),
        (&own.replacen("p-7k2q9x", "*", 1), 1, "ALTERED: "),
        (own.lines().next().unwrap(), 1, "ALTERED: "),
    ] {
        fs::write(outside.path().join("mine"), text).unwrap();
        for script in SCRIPTS {
            let (found, last) = run(outside.path(), script, &["--trust", "mine"]);
            assert!(found == status && last.starts_with(expected), "{script:?} {text}: {last}");
        }
    }
    for script in SCRIPTS {
        assert_ne!(run(outside.path(), script, &["--trust", "none"]).0, 0, "{script:?}");
        assert_ne!(run(outside.path(), script, &["--trst", "mine"]).0, 0, "{script:?}");
    }
}

/// The sample production of the format page has no manifest, so its parts are checked one by one.
#[test]
#[ignore = "needs python3, ssh-keygen and sha256sum"]
fn the_python_script_takes_the_sample_production() {
    const PROGRAM: &str = r#"
import os, sys
sys.path.insert(0, sys.argv[1])
import verify as v
os.chdir(sys.argv[2])
files, origin = v.all_files(), "showclear/8c1f0e6d2a7b4935/e1b5e6a033977376"
keys, root = v.read_keys("allowed_signers"), "jDQ+nuz1mxvXx75culn+H1MG3nIq9Yyaadzz0/CFrG0="
events, tree, segments, notes = v.check_log(files, keys, "LIVE", origin, 35, root)
print(tree.size, notes, v.check_statements(files, "allowed_signers", "LIVE", origin, 35, events, tree, segments, {"entered": False, "asked": False}))
print(v.check_objects(files, set(), [events]))
"#;
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut command = Command::new("python3");
    command.args(["-B", "-c", PROGRAM]);
    command.arg(root.join("assets/bundle")).arg(root.join("tests/corpus/vector"));
    let done = command.output().unwrap();
    let error = String::from_utf8(done.stderr).unwrap();
    let said = String::from_utf8(done.stdout).unwrap();
    expect![[r#"
        35 9 (4, 6, 32)
        10
    "#]]
    .assert_eq(&(said + &error));
}

/// What a forger with the device key can do: change files, then list and sign them again.
#[track_caller]
fn forged(change: impl FnOnce(&mut Sample)) {
    let mut sample = good(Mode::Live);
    change(&mut sample);
    sample.export();
    both(&sample, &[], "ALTERED: ");
}

fn edit(sample: &mut Sample, path: &str, from: &str, to: &str) {
    let text = String::from_utf8(sample.files.get(path).cloned().unwrap()).unwrap();
    let changed = text.replacen(from, to, 1);
    assert_ne!(text, changed);
    sample.files.insert(path.to_owned(), changed.into());
}

#[test]
#[ignore = "needs python3, ssh-keygen and sha256sum"]
fn signing_the_list_again_does_not_hide_a_change() {
    forged(|it| {
        let path = it.path("log", "00001.jsonl");
        edit(it, &path, "\"up\":1", "\"up\":2");
    });
    forged(|it| {
        let path = it.path("statements", "00000004-sheet.txt");
        edit(it, &path, "Seen", "seen");
    });
    forged(|it| {
        let path = it.path("statements", "00000004-sheet.p-7k2q9x.sig");
        let other = it.files[&it.path("statements", "00000006-signoff.p-7k2q9x.sig")].clone();
        it.files.insert(path, other);
    });
    forged(|it| {
        let path = it.path("statements", "00000004-sheet.p-3m8d0c.sig");
        let other = it.files[&it.path("statements", "00000006-signoff.p-3m8d0c.sig")].clone();
        it.files.insert(path, other);
    });
    forged(|it| {
        let line = it.keys().lines().nth(1).unwrap().replace("p-7k2q9x", "p-1v5tzr");
        it.files.get_mut("allowed_signers").unwrap().extend(format!("{line}\n").bytes());
    });
    forged(|it| edit(it, "allowed_signers", "p-7k2q9x", "*"));
}

#[test]
#[ignore = "needs python3, ssh-keygen and shasum"]
fn the_shell_script_does_with_shasum_alone() {
    let outside = unpacked(&good(Mode::Live));
    let tools = outside.path().join("tools");
    fs::create_dir(&tools).unwrap();
    let link = r#"for tool in sh dirname shasum ssh-keygen sed fold grep sort uniq find xargs awk tail wc tr
        do ln -s "$(command -v $tool)" "$0/$tool"; done"#;
    assert!(Command::new("sh").arg("-c").arg(link).arg(&tools).status().unwrap().success());
    let run = || {
        let mut command = Command::new("sh");
        command.current_dir(outside.path()).arg("bundle/verify.sh").env("PATH", &tools);
        let done = command.output().unwrap();
        (done.status.success(), String::from_utf8(done.stdout).unwrap())
    };
    let (good, said) = run();
    assert!(good, "{said}");
    fs::write(outside.path().join(FOLDER).join("VERIFY.txt"), "other\n").unwrap();
    assert_eq!(run(), (false, "ALTERED: changed after the export: VERIFY.txt\n".to_owned()));
}

#[test]
#[ignore = "needs python3"]
fn other_programs_read_the_zip() {
    const PROGRAM: &str = r#"
import sys, zipfile
zip = zipfile.ZipFile(sys.argv[1])
print(zip.testzip(), len(zip.namelist()), zip.namelist() == sorted(zip.namelist()))
print({(it.date_time, oct(it.external_attr >> 16), it.compress_type) for it in zip.infolist()})
"#;
    let sample = good(Mode::Live);
    let mut package = Package::new(FOLDER).unwrap();
    for (path, bytes) in &sample.files {
        package.add(path.parse().unwrap(), bytes.as_slice()).unwrap();
    }
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), write_zip(&package).unwrap()).unwrap();
    let mut command = Command::new("python3");
    let done = command.args(["-c", PROGRAM]).arg(file.path()).output().unwrap();
    expect![[r#"
        None 19 True
        {((1980, 1, 1, 0, 0, 0), '0o100644', 0)}
    "#]]
    .assert_eq(&String::from_utf8(done.stdout).unwrap());
}

/// What only the one that reads the log can see.
#[track_caller]
fn seen_by_python(change: impl FnOnce(&mut Sample), expected: &str) {
    let mut sample = good(Mode::Live);
    change(&mut sample);
    sample.export();
    let outside = unpacked(&sample);
    let (status, last) = run(outside.path(), SCRIPTS[1], &[]);
    assert!(status == 1 && last.starts_with(expected), "{status} {last}");
}

#[test]
#[ignore = "needs python3, ssh-keygen and sha256sum"]
fn the_log_is_read_line_by_line() {
    let segment = "00003.jsonl";
    let change = |from: &'static str, to: &'static str| {
        move |it: &mut Sample| {
            let path = it.path("log", segment);
            edit(it, &path, from, to);
        }
    };
    seen_by_python(change("\"up\":7", "\"up\":8"), "ALTERED: ");
    seen_by_python(change("\"up\":7", "\"up\":7.0"), "ALTERED: ");
    seen_by_python(change("\"up\":7", "\"up\":7,\"up\":7"), "ALTERED: ");
    seen_by_python(change("\"up\":7", "\"up\": 7"), "ALTERED: ");
    seen_by_python(change("\"seq\":7", "\"seq\":8"), "ALTERED: ");
    seen_by_python(change("\"end\":true,", ""), "ALTERED: ");
    seen_by_python(change("export", "\\u0065xport"), "ALTERED: ");
    seen_by_python(
        |it| {
            let note = it.path("checkpoints", "00000004.note");
            edit(it, &note, "showclear/8", "showclear/9");
        },
        "ALTERED: ",
    );
    seen_by_python(
        |it| {
            // One character of the signature in a note.
            let path = it.path("checkpoints", "00000008.note");
            let note = it.files.get_mut(&path).unwrap();
            let at = note.len() - 20;
            note[at] = if note[at] == b'A' { b'B' } else { b'A' };
        },
        "ALTERED: ",
    );
    seen_by_python(
        |it| {
            let object = it.files.keys().find(|path| path.starts_with("objects/")).unwrap().clone();
            it.files.remove(&object);
        },
        "FILES MISSING: objects/",
    );
    seen_by_python(
        |it| {
            let weak = "p-1v5tzr ssh-ed25519 \
                AAAAC3NzaC1lZDI1NTE5AAAAIAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n";
            it.files.get_mut("allowed_signers").unwrap().extend(weak.bytes());
        },
        "ALTERED: allowed_signers: a weak key of p-1v5tzr",
    );
    seen_by_python(
        |it| it.files.retain(|path, _| !path.contains("00000004-sheet")),
        "FILES MISSING: statements/",
    );
}
