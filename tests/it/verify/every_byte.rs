//! A byte that was changed in any file of a bundle: the program and both scripts refuse it.

use std::fs;
use std::path::Path;
use std::process::Command;

use base64ct::{Base64, Encoding as _};
use showclear::signing::SshSig;
use showclear::verify::Options;

use super::bundle::{Folder, whole};
use super::lists::approved;
use super::maker::{check_folder, short};

const SIGNATURE: &str = "SHA256SUMS.sig";
const SCRIPTS: [(&str, &str); 2] = [("sh", "verify.sh"), ("python3", "verify.py")];

fn unpack(files: &Folder) -> tempfile::TempDir {
    let outside = tempfile::tempdir().unwrap();
    for (path, bytes) in files {
        let path = outside.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    outside
}

/// What a program says on its output, and whether it was content.
fn said(command: &mut Command) -> (bool, String) {
    let done = command.env("PYTHONDONTWRITEBYTECODE", "1").output().unwrap();
    (done.status.success(), String::from_utf8_lossy(&done.stdout).into_owned())
}

fn run(folder: &Path, (program, script): (&str, &str)) -> (bool, String) {
    said(Command::new(program).current_dir(folder).arg(script))
}

/// With `bytes` in the place of a file: the program, and each script but the changed one, refuse.
#[track_caller]
fn refused(case: &str, files: &Folder, folder: &Path, path: &str, bytes: &[u8]) {
    let mut changed = files.clone();
    changed.insert(path.to_owned(), bytes.to_vec());
    let found = check_folder(&changed, &Options::default());
    assert_ne!(found.verdict().exit_code(), 0, "{case}: {}", short(&found));
    fs::write(folder.join(path), bytes).unwrap();
    for script in SCRIPTS.iter().filter(|(_, script)| *script != path) {
        let (content, said) = run(folder, *script);
        assert!(!content, "{case}: {} says {said}", script.1);
    }
    fs::write(folder.join(path), &files[path]).unwrap();
}

#[test]
#[ignore = "needs python3, ssh-keygen and sha256sum"]
fn the_first_the_middle_the_last_and_every_line_end_of_every_file() {
    let (_, files, _) = whole();
    every_file(&files, |_| true);
}

#[test]
#[ignore = "needs python3, ssh-keygen and sha256sum"]
fn the_same_of_what_is_signed_about_lists() {
    let (_, files) = approved();
    let about_lists = |path: &str| {
        let text = String::from_utf8_lossy(&files[path]);
        path.contains("-approve.") || path.contains("-deviate.") || text.contains("list.submitted")
    };
    assert!(
        files.keys().filter(|path| about_lists(path)).count() >= 7,
        "two texts, four signatures"
    );
    every_file(&files, about_lists);
}

#[track_caller]
fn every_file(files: &Folder, wanted: impl Fn(&str) -> bool) {
    let outside = unpack(files);
    for script in SCRIPTS {
        let (content, said) = run(outside.path(), script);
        assert!(content, "{said}");
    }
    for (path, bytes) in files.iter().filter(|(path, _)| wanted(path)) {
        let all = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
        let mut places: Vec<usize> = all.map(|(at, _)| at).collect();
        if path.starts_with("verify.") {
            // Hundreds of lines, all of them under one digest.
            places = places.into_iter().step_by(50).collect();
        }
        places.extend([0, bytes.len() / 2, bytes.len() - 1]);
        for at in places {
            let mut changed = bytes.clone();
            changed.get_mut(at).map(|byte| *byte ^= 1).unwrap();
            refused(&format!("{path}, byte {at}"), files, outside.path(), path, &changed);
        }
    }
}

/// The armour of other bytes, as it must be written.
fn respelled(good: &str, change: impl FnOnce(&mut Vec<u8>)) -> String {
    let (head, rest) = good.split_once('\n').unwrap();
    let (digits, foot) = rest.trim_end().rsplit_once('\n').unwrap();
    let mut blob = Base64::decode_vec(&digits.replace('\n', "")).unwrap();
    change(&mut blob);
    let digits = Base64::encode_string(&blob);
    let body: Vec<&str> =
        digits.as_bytes().chunks(70).map(|line| str::from_utf8(line).unwrap()).collect();
    format!("{}\n{}\n{}\n", head, body.join("\n"), foot)
}

#[test]
#[ignore = "needs python3, ssh-keygen and sha256sum"]
fn a_signature_of_the_list_in_another_spelling() {
    let (_, files, _) = whole();
    let outside = unpack(&files);
    let good = String::from_utf8(files[SIGNATURE].clone()).unwrap();
    let line = good.lines().nth(1).unwrap();
    let (left, right) = line.split_at(30);
    assert_eq!(respelled(&good, |_| ()), good);
    let spellings = [
        ("no last line end", good.trim_end().to_owned()),
        ("a line end more", format!("{good}\n")),
        ("a word after the end", format!("{good}x\n")),
        ("a zero after the end", good.trim_end().to_owned() + "\0\n"),
        ("a line before", format!("\n{good}")),
        ("line ends of another system", good.replace('\n', "\r\n")),
        ("a line in two", good.replace(line, &format!("{left}\n{right}"))),
        ("a blank in a line", good.replace(line, &format!("{left} {right}"))),
        ("a blank after a line", good.replace(line, &format!("{line} "))),
        ("nothing", String::new()),
        ("of version 0", respelled(&good, |blob| blob[9] = 0)),
        (
            "with reserved bytes",
            respelled(&good, |blob| {
                let at = 10 + 4 + 51 + 4 + "export.showclear".len();
                blob.splice(at..at + 4, [0, 0, 0, 1, b'x']);
            }),
        ),
    ];
    for (case, text) in spellings {
        refused(case, &files, outside.path(), SIGNATURE, text.as_bytes());
    }
}

/// What the scripts do with this file alone, for thousands of changed ones in one process.
const IN_SHELL: &str = r#"
LC_ALL=C sum=sha256sum
export LC_ALL
eval "$(sed -n '/^exact() {/,/^}/p;/^signed() {/,/^}/p' verify.sh)"
for file in "$@"; do
    [ -z "$(signed allowed_signers "$device" export.showclear "$file" SHA256SUMS)" ] || echo "$file"
done
"#;
const IN_PYTHON: &str = r#"
import os, sys
sys.path.insert(0, ".")
import verify as v
for file in sys.argv[1:]:
    try:
        v.signed("allowed_signers", os.environ["device"], "export.showclear", file, v.read("SHA256SUMS"))
        print(file)
    except v.Altered:
        pass
"#;

#[test]
#[ignore = "needs python3, ssh-keygen and sha256sum"]
fn every_bit_of_the_signature_of_the_list() {
    let (made, files, _) = whole();
    let outside = unpack(&files);
    let good = &files[SIGNATURE];
    let mut names = vec![SIGNATURE.to_owned()];
    for (at, bit) in (0..good.len()).flat_map(|at| (0..8).map(move |bit| (at, bit))) {
        let mut changed = good.clone();
        changed[at] ^= 1 << bit;
        let name = format!("byte-{at}-bit-{bit}");
        fs::write(outside.path().join(&name), &changed).unwrap();
        names.push(name);
        // The program refuses at once what it cannot parse; that this is a refusal is seen for one bit of each byte.
        if bit == at % 8 || SshSig::parse_armor(&changed).is_ok() {
            let mut folder = files.clone();
            folder.insert(SIGNATURE.to_owned(), changed);
            let found = check_folder(&folder, &Options::default());
            assert_ne!(found.verdict().exit_code(), 0, "byte {at} bit {bit}: {}", short(&found));
        }
    }
    let device = format!("device-{}", made.log);
    let (folder, device, names) = (outside.path(), &device, &names);
    let takes_no_other = |program: &str, arguments: &[&str]| {
        let mut command = Command::new(program);
        command.current_dir(folder).env("device", device).args(arguments).args(names);
        let (content, said) = said(&mut command);
        assert!(content, "{program}: {said}");
        assert_eq!(said, format!("{SIGNATURE}\n"), "{program} takes no other");
    };
    std::thread::scope(|both| {
        both.spawn(|| takes_no_other("sh", &["-c", IN_SHELL, "sh"]));
        both.spawn(|| takes_no_other("python3", &["-c", IN_PYTHON]));
    });
}
