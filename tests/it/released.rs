//! Productions as each released version of the program wrote them: still read, verified, folded and reviewed as they were.
#![expect(clippy::indexing_slicing, reason = "a test may panic")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use expect_test::expect_file;
use showclear::bundle::{VERIFY_PY, VERIFY_SH, read_zip};
use showclear::platform::Opened;
use showclear::session::Record;

use crate::platform::{Place, copy};

/// What was kept of each version, oldest first; how that is done stands in `ARCHITECTURE.md`.
const RELEASED: [&str; 1] = ["0.1.0"];

fn kept(version: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/productions").join(version)
}

#[test]
fn this_version_has_a_production_that_is_kept() {
    let mut here: Vec<String> = fs::read_dir(kept("")).unwrap().map(name).collect();
    here.sort();
    assert_eq!(here, RELEASED, "each version that is kept is played, and no other");
    let version = env!("CARGO_PKG_VERSION");
    let what = format!("keep a production of {version}: ARCHITECTURE.md, \"Before a release\"");
    assert!(RELEASED.contains(&version), "{what}");
    for version in RELEASED {
        let formats = formats(&kept(version).join("folder.drill"), &kept(version));
        assert!(
            formats.contains(&format!("program showclear {version}")),
            "{version}: written by another program: {formats:?}"
        );
    }
}

fn name(entry: std::io::Result<fs::DirEntry>) -> String {
    entry.unwrap().file_name().into_string().unwrap()
}

/// Nothing that the writer marks with a version is newer than in the production that was kept last.
#[test]
fn the_writer_writes_the_formats_that_were_kept_last() {
    let place = Place::new();
    let bundle = tempfile::tempdir().unwrap();
    export(&place.folder(), bundle.path(), &place.data(""));
    let newest = kept(RELEASED[RELEASED.len() - 1]);
    assert_eq!(
        formats(&place.folder(), bundle.path()),
        formats(&newest.join("folder.drill"), &newest),
        "a format changed: keep a production of it; ARCHITECTURE.md, \"Before a release\""
    );
}

fn export(folder: &Path, to: &Path, data: &Path) {
    let done = showclear()
        .env("SHOWCLEAR_HOME", data.parent().unwrap())
        .arg("export")
        .arg(folder)
        .arg(to.join("bundle.zip"))
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

fn showclear() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_showclear"));
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
    command
}

/// Every mark of a version in a folder and in the bundle beside it.
fn formats(folder: &Path, beside: &Path) -> BTreeSet<String> {
    let zip = fs::read(beside.join("bundle.zip")).unwrap();
    let package = read_zip(&zip).unwrap();
    let mut found = BTreeSet::new();
    for (path, bytes) in package.files() {
        let text = String::from_utf8_lossy(bytes);
        let first = text.lines().next().unwrap_or_default();
        match path.as_str() {
            "SHA256SUMS" => drop(found.insert(format!("list {first}"))),
            "VERIFY.txt" => {
                found.insert(format!("guide {}", first.split("  ").next().unwrap_or_default()));
            }
            path if path.ends_with(".txt") => drop(found.insert(format!("text {first}"))),
            _ => {}
        }
    }
    let log = fs::read_dir(folder.join("log")).unwrap().next().unwrap().unwrap().path();
    for segment in fs::read_dir(log).unwrap() {
        for line in fs::read_to_string(segment.unwrap().path()).unwrap().lines() {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            found.insert(format!("line {}", line["v"]));
            let created = &line["data"]["ev"][0];
            if created["k"] == "log.created" {
                found.insert(format!("folder {}", created["format"]));
                found.insert(format!("program {}", created["program"].as_str().unwrap()));
            }
        }
    }
    found
}

/// The folder and the bundle of a version, each under its own name, so that what is said of them names no place.
fn at_hand(version: &str) -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    copy(&kept(version).join("folder.drill"), &place.path().join("folder.drill"));
    for file in ["bundle.zip", "handover.zip"] {
        fs::copy(kept(version).join(file), place.path().join(file)).unwrap();
    }
    place
}

fn said(place: &Path, arguments: &[&str]) -> String {
    let done = showclear()
        .current_dir(place)
        .env("SHOWCLEAR_HOME", place.join("home"))
        .args(arguments)
        .output()
        .unwrap();
    let err = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(done.status.success(), "{arguments:?}: {err}");
    String::from_utf8(done.stdout).unwrap()
}

#[test]
fn what_is_kept_is_verified_and_reviewed_as_it_was() {
    for version in RELEASED {
        let place = at_hand(version);
        for (what, file) in [("folder.drill", "folder"), ("bundle.zip", "bundle")] {
            for command in ["verify", "review"] {
                let text = said(place.path(), &[command, what]);
                expect_file![kept(version).join(format!("{file}.{command}.txt"))].assert_eq(&text);
            }
        }
    }
}

/// A hand-over file of each version still opens, and says what it said.
#[test]
fn a_hand_over_of_each_version_still_opens() {
    for version in RELEASED {
        let text = said(at_hand(version).path(), &["handover", "handover.zip"]);
        expect_file![kept(version).join("handover.txt")].assert_eq(&text);
    }
}

/// On a laptop that has no key for it, it is folded and shown as the maker's laptop left it.
#[test]
fn what_is_kept_is_folded_as_it_was() {
    for version in RELEASED {
        let place = Place::empty();
        let folder = place.folder();
        copy(&kept(version).join("folder.drill"), &folder);
        let opened = place.laptop().open(&folder).unwrap();
        let Opened::ReadOnly(record) = opened else { panic!("{version}: {opened:?}") };
        expect_file![kept(version).join("folded.txt")].assert_eq(&folded(&record));
    }
}

fn folded(record: &Record) -> String {
    let state = &record.state;
    let now = state.last().unwrap();
    let mut text = format!("{} entries\n", state.size());
    for item in state.book().items() {
        writeln!(text, "item {} {:?}: {:?}", item.tag, item.place, item.state(now)).unwrap();
    }
    for run in state.runs() {
        writeln!(text, "run {} of {}: {:?}", run.id(), run.started().files[0].id, run.ended())
            .unwrap();
    }
    let standing = state.standing_stops().count();
    writeln!(text, "stops {}, standing {standing}", state.stops().len()).unwrap();
    for person in state.roster().people() {
        let name = record.names.get(person.name).unwrap();
        writeln!(text, "person {name}").unwrap();
    }
    text
}

/// The scripts of its own day, and those of today.
#[test]
#[ignore = "needs python3, ssh-keygen and sha256sum"]
fn both_scripts_take_what_is_kept() {
    for version in RELEASED {
        let zip = fs::read(kept(version).join("bundle.zip")).unwrap();
        let place = tempfile::tempdir().unwrap();
        for (path, bytes) in read_zip(&zip).unwrap().files() {
            let path = place.path().join(path.as_str());
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        for (program, script) in [("sh", "verify.sh"), ("python3", "verify.py")] {
            let mut command = Command::new(program);
            command.current_dir(place.path()).env("PYTHONDONTWRITEBYTECODE", "1");
            let done = command.arg(script).output().unwrap();
            let said = String::from_utf8_lossy(&done.stdout).into_owned();
            assert!(done.status.success(), "{version}: its {script} says {said}");
        }
        assert!(today_s_take(place.path()), "{version}");
    }
}

/// Today's scripts, whose own bytes are not those that were listed, so that they are asked of everything else.
fn today_s_take(bundle: &Path) -> bool {
    let own = |name: &str| fs::read_to_string(bundle.join(name)).unwrap();
    let same = own("verify.sh") == VERIFY_SH && own("verify.py") == VERIFY_PY;
    if same {
        return true;
    }
    let scripts = tempfile::tempdir().unwrap();
    fs::write(scripts.path().join("verify.py"), VERIFY_PY).unwrap();
    let program = "import os, sys\nsys.path.insert(0, sys.argv[1])\nimport verify\n\
                   verify.__file__ = os.path.abspath('verify.py')\nsys.exit(verify.main([]))";
    let mut python = Command::new("python3");
    python.current_dir(bundle).env("PYTHONDONTWRITEBYTECODE", "1");
    let python = python.args(["-c", program]).arg(scripts.path()).output().unwrap();
    let mut shell = Command::new("sh");
    let text = VERIFY_SH.replace("$(dirname \"$0\")", ".");
    let shell = shell.current_dir(bundle).args(["-c", &text, "verify.sh"]).output().unwrap();
    python.status.success() && shell.status.success()
}
