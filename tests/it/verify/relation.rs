//! The verifiers against each other: what the scripts of a bundle refuse, the program refuses.

use std::fs;
use std::path::Path;
use std::process::Command;

use showclear::event::Mode;
use showclear::verify::Options;

use super::bundle::{Folder, export, files_of, whole};
use super::maker::{ARMORER, FIRST_AD, Maker, check_folder, fingerprint, short};

type Forge = fn(&Maker, u64) -> String;

pub(crate) const SCRIPTS: [(&str, &str); 2] = [("sh", "verify.sh"), ("python3", "verify.py")];

/// Exit status and last line of one script of the bundle, taken from the program and not from the bundle.
pub(crate) fn run(folder: &Path, (program, script): (&str, &str)) -> (i32, String) {
    let mut command = Command::new(program);
    command.current_dir(folder).arg(script).env("PYTHONDONTWRITEBYTECODE", "1");
    let done = command.output().unwrap();
    let said = String::from_utf8_lossy(&done.stdout).into_owned();
    (done.status.code().unwrap_or(-1), said.lines().last().unwrap_or_default().to_owned())
}

/// Writes the files of a bundle into a folder.
pub(crate) fn lay_out(folder: &Path, files: &Folder) {
    for (path, bytes) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

#[track_caller]
pub(crate) fn agree(case: &str, files: &Folder) -> u8 {
    let outside = tempfile::tempdir().unwrap();
    lay_out(outside.path(), files);
    let ours = check_folder(files, &Options::default());
    for script in SCRIPTS.iter().filter(|(_, script)| files.contains_key(*script)) {
        let (status, said) = run(outside.path(), *script);
        assert!(
            status == 0 || ours.verdict().exit_code() != 0,
            "{case}: {} says {status} {said}, and the program says {}",
            script.1,
            short(&ours)
        );
    }
    ours.verdict().exit_code()
}

#[test]
#[ignore = "needs python3, ssh-keygen and sha256sum"]
fn of_a_whole_bundle_all_three_say_the_same() {
    let (_, files, _) = whole();
    assert_eq!(agree("whole", &files), 0);
}

#[test]
#[ignore = "needs python3, ssh-keygen and sha256sum"]
fn what_a_script_refuses_of_a_changed_file_the_program_refuses() {
    let (_, files, _) = whole();
    for path in files.keys().filter(|path| !path.starts_with("verify.")) {
        let mut changed = files.clone();
        let file = changed.get_mut(path).unwrap();
        let middle = file.len() / 2;
        if let Some(byte) = file.get_mut(middle) {
            *byte ^= 4;
        }
        assert_ne!(agree(path, &changed), 0, "{path}");
        let mut gone = files.clone();
        gone.remove(path);
        assert_ne!(agree(&format!("{path} gone"), &gone), 0, "{path} gone");
    }
    let mut more = files.clone();
    more.insert("statements/notes.txt".to_owned(), b"x".to_vec());
    assert_ne!(agree("a file more", &more), 0);
}

/// A bundle whose list the laptop signed, whatever stands in it.
#[track_caller]
fn by_the_laptop(case: &str, made: &mut Maker, change: impl FnOnce(&mut Folder)) {
    let mut files = files_of(made);
    change(&mut files);
    let _zip = export(made, &mut files, |_| {});
    agree(case, &files);
}

#[test]
#[ignore = "needs python3, ssh-keygen and sha256sum"]
fn what_a_script_refuses_of_a_forgers_bundle_the_program_refuses() {
    by_the_laptop("as it must be", &mut Maker::usual(Mode::Live), |_| {});
    by_the_laptop("no texts", &mut Maker::usual(Mode::Live), |files| {
        files.retain(|path, _| !path.starts_with("statements/"));
    });
    by_the_laptop("no objects", &mut Maker::usual(Mode::Live), |files| {
        files.retain(|path, _| !path.starts_with("objects/"));
    });
    by_the_laptop("no notes", &mut Maker::usual(Mode::Live), |files| {
        files.retain(|path, _| !path.starts_with("checkpoints/"));
    });
    by_the_laptop("no keys", &mut Maker::usual(Mode::Live), |files| {
        drop(files.remove("allowed_signers"));
    });
    for name in
        ["log/x/00001.jsonl", "statements/x/y.txt", "checkpoints/x/y.note", "objects/aa/bb", "more"]
    {
        by_the_laptop(name, &mut Maker::usual(Mode::Live), |files| {
            drop(files.insert(name.to_owned(), b"x\n".to_vec()));
        });
    }
    for name in ["00000003-sheet.txt", "00000003-sheet.p-7k2q9x.sig", "x.txt"] {
        let mut made = Maker::usual(Mode::Live);
        let path = format!("statements/{}/{name}", made.log);
        by_the_laptop(name, &mut made, |files| drop(files.insert(path, b"x\n".to_vec())));
    }
    for name in ["x.jsonl", "00009.jsonl"] {
        let mut made = Maker::usual(Mode::Live);
        let path = format!("log/{}/{name}", made.log);
        by_the_laptop(name, &mut made, |files| drop(files.insert(path, b"x\n".to_vec())));
    }
    for name in ["x.note", "00000003.note"] {
        let mut made = Maker::usual(Mode::Live);
        let path = format!("checkpoints/{}/{name}", made.log);
        by_the_laptop(name, &mut made, |files| drop(files.insert(path, b"x\n".to_vec())));
    }
}

#[test]
#[ignore = "needs python3, ssh-keygen and sha256sum"]
fn what_a_script_refuses_of_a_forgers_signature_the_program_refuses() {
    let slots = [("armorer", ARMORER, 2)];
    let forgeries: [(&str, Forge); 6] = [
        ("another key", |made, n| made.signature(n, ARMORER, 9)),
        ("another person", |made, n| made.signature(n, FIRST_AD, 3)),
        ("twice", |made, n| format!("{0},{0}", made.signature(n, ARMORER, 2))),
        ("another namespace", |made, n| made.signature_over(n, ARMORER, 2, "git", "x")),
        ("its fingerprint", |made, n| {
            made.signature(n, ARMORER, 9).replace(&fingerprint(9), &fingerprint(2))
        }),
        ("voided as well", |made, n| {
            let voided = format!(r#"{{"k":"statement.voided","statement":{n},"why":"cancelled"}}"#);
            format!("{},{voided}", made.signature(n, ARMORER, 2))
        }),
    ];
    for (case, forge) in forgeries {
        let mut made = Maker::usual(Mode::Live);
        let number = made.prepare("sheet", &format!("\"{ARMORER}\""), &slots, "");
        let line = format!("{},{}", forge(&made, number), made.completed(number));
        made.add(&line);
        by_the_laptop(case, &mut made, |_| {});
    }
}
