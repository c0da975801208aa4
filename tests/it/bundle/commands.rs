//! Every command that `VERIFY.txt` names: run as it stands there, or held against what the system it is for documents.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use showclear::bundle::read_zip;

/// For which system a command is written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum For {
    Linux,
    Mac,
    Windows,
    All,
}

/// The bundle that is kept of the first version, unpacked, and its guide.
fn bundle() -> (tempfile::TempDir, String) {
    let kept = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/productions/0.1.0");
    let zip = fs::read(kept.join("bundle.zip")).unwrap();
    let place = tempfile::tempdir().unwrap();
    for (path, bytes) in read_zip(&zip).unwrap().files() {
        let path = place.path().join(path.as_str());
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let guide = fs::read_to_string(place.path().join("VERIFY.txt")).unwrap();
    (place, guide)
}

/// The commands of a guide, each with the system that it is for.
fn commands(guide: &str) -> Vec<(For, String)> {
    let (mut found, mut windows) = (Vec::new(), false);
    for line in guide.lines().filter_map(|line| line.strip_prefix("     ")) {
        let line = line.trim();
        let (system, rest) = if let Some(rest) = line.strip_prefix("Linux:") {
            (For::Linux, rest)
        } else if let Some(rest) = line.strip_prefix("macOS:") {
            (For::Mac, rest)
        } else if let Some(rest) = line.strip_prefix("Linux, macOS:") {
            (For::All, rest)
        } else if let Some(rest) = line.strip_prefix("Windows:") {
            (For::Windows, rest)
        } else if line.starts_with("ssh-keygen") {
            (if windows { For::Windows } else { For::All }, line)
        } else if line.starts_with("certutil") || line.starts_with("and compare with:") {
            (For::Windows, line.trim_start_matches("and compare with:"))
        } else {
            continue;
        };
        // A line that says only the system is about the next one.
        windows = system == For::Windows && rest.trim().is_empty();
        let several = rest.trim().split("    ").map(str::trim).filter(|one| !one.is_empty());
        found.extend(several.map(|one| (system, one.to_owned())));
    }
    found.retain(|(_, one)| !one.starts_with("for each file"));
    found
}

fn succeeds(folder: &Path, command: &str) -> bool {
    let mut sh = Command::new("bash");
    sh.current_dir(folder).env("PYTHONDONTWRITEBYTECODE", "1").args(["-o", "pipefail"]);
    let sh = sh.args(["-c", command]).output().unwrap();
    sh.status.success()
}

#[test]
#[ignore = "needs bash, python3, ssh-keygen, sha256sum and shasum"]
fn each_command_takes_the_bundle_and_refuses_a_changed_one() {
    let (place, guide) = bundle();
    let mut counts = [0; 2];
    for (system, command) in commands(&guide) {
        if system == For::Windows {
            continue;
        }
        counts[usize::from(system == For::Mac)] += 1;
        assert!(succeeds(place.path(), &command), "{command}");
        // The file that it is about: the last that it names, or a segment where it reads a list.
        let words: Vec<&str> = command.split(' ').collect();
        let last = words.iter().rev().find(|word| place.path().join(word).is_file()).unwrap();
        let about = match *last {
            "SHA256SUMS" if command.contains(" -c ") => "VERIFY.txt".to_owned(),
            "verify.sh" | "verify.py" => "allowed_signers".to_owned(),
            text if command.starts_with("grep") => {
                let text = fs::read_to_string(place.path().join(text)).unwrap();
                let line = text.lines().last().unwrap();
                line.split(['(', ')']).nth(1).unwrap().to_owned()
            }
            other => other.to_owned(),
        };
        let file = place.path().join(about);
        let whole = fs::read(&file).unwrap();
        let mut changed = whole.clone();
        let middle = changed.len() / 2;
        changed[middle] ^= 1;
        fs::write(&file, changed).unwrap();
        assert!(!succeeds(place.path(), &command), "{command}: {} was changed", file.display());
        fs::write(&file, whole).unwrap();
    }
    assert!(counts[0] >= 12 && counts[1] >= 4, "{counts:?} of Linux and macOS were run");
}

/// In `cmd`: paths with backslashes, `certutil -hashfile FILE SHA256`, `findstr /b "TEXT" FILE`, `<` for a file on standard
/// input, and nothing that only another shell has.
#[test]
fn each_command_for_windows_is_one_that_cmd_has() {
    let (place, guide) = bundle();
    let all = commands(&guide);
    let is_file = |path: &str| {
        assert!(!path.contains('/'), "{path}");
        path == "FILE" || place.path().join(path.replace('\\', "/")).is_file()
    };
    let mut seen = [0; 4];
    for (_, command) in all.iter().filter(|(system, _)| *system == For::Windows) {
        let words: Vec<&str> = command.split(' ').collect();
        let which = match words[..] {
            ["certutil", "-hashfile", path, "SHA256"] if is_file(path) => 0,
            ["findstr", "/b", "\"SHA256\"", path] if is_file(path) => 1,
            [
                "ssh-keygen",
                "-Y",
                "verify",
                "-f",
                keys,
                "-I",
                _,
                "-n",
                _,
                "-s",
                signature,
                "<",
                text,
            ] if is_file(keys) && is_file(signature) && is_file(text) => {
                let same = (For::All, command.replace('\\', "/"));
                assert!(all.contains(&same), "the same as elsewhere: {command}");
                2
            }
            ["py", "verify.py"] => 3,
            _ => panic!("not known: {command}"),
        };
        seen[which] += 1;
    }
    // Each segment and text, each signature, and the script.
    let signatures = all
        .iter()
        .filter(|(system, one)| *system == For::All && one.contains("statements/"))
        .count();
    assert!(seen[0] >= 6 && seen[1] >= 3 && seen[2] == signatures && seen[3] == 1, "{seen:?}");
    let segments = fs::read_dir(place.path().join("log")).unwrap().flat_map(|log| {
        fs::read_dir(log.unwrap().path()).unwrap().map(|file| file.unwrap().path())
    });
    for segment in segments {
        let path = segment.strip_prefix(place.path()).unwrap().to_str().unwrap().replace('/', "\\");
        assert!(guide.contains(&format!("certutil -hashfile {path} SHA256")), "{path}");
    }
}
