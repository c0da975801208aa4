//! What a check lets go of while it reads, and needs once more: it finds what a check finds that keeps everything.

use showclear::event::Mode;
use showclear::verify::{Checked, Files, Options, check, look};

use super::bundle::{Folder, export, files_of};
use super::maker::{ARMORER, FIRST_AD, Maker, short};

const TWO: [(&str, &str, u8); 2] = [("armorer", ARMORER, 2), ("first_ad", FIRST_AD, 3)];
const RUN: &str = "r-9d2xk7";
const OTHER: &str = "r-2fa6bn";
const UNALTERED: &str = "UNALTERED AS FAR AS IT SHOWS, SIGNERS NOT CONFIRMED\n";

fn started(list: &str) -> String {
    format!(
        r#"{{"k":"run.started","run":"{RUN}","files":[{{"as":"list","id":"proof","rev":1,"sha256":"{list}"}}],"approved":false,"lang":"en","recorder":null,"recorded":"live","card":null,"item":"i-4hq8vz","roles":[{{"role":"armorer","person":"{ARMORER}"}},{{"role":"first_ad","person":"{FIRST_AD}"}}],"inputs":[],"scene":"42","setup":"A","take":"1"}}"#
    )
}

fn answered(n: u32, said: &str) -> String {
    format!(
        r#"{{"k":"run.answered","run":"{RUN}","step":"count","n":{n},"asker":null,"asked":"Rounds you saw","replies":[{{"role":"armorer","person":"{ARMORER}","said":"{said}","value":null,"object":null}}],"fast":false,"at":null}}"#
    )
}

/// A run is signed off, spoken of again in several ways, and signed off once more.
fn twice() -> Maker {
    let mut made = Maker::usual(Mode::Live);
    let list = made.object(b"the list");
    made.add(&started(&list));
    made.add(&answered(1, "two"));
    let number = made.prepare("signoff", &format!("\"{RUN}\""), &TWO, "");
    made.all_sign(number, &TWO);
    made.sheet("armorer", ARMORER, 2);
    made.add(&format!(
        r#"{{"k":"run.withdrawn","run":"{RUN}","step":"count","n":1,"why":"redo"}}"#
    ));
    made.sheet("first_ad", FIRST_AD, 3);
    made.add(&format!(r#"{{"k":"stop.raised","stop":"s-0t6n3w","run":"{RUN}","item":null,"rule":null,"by":null,"say":"STOP."}}"#));
    made.add(&format!(r#"{{"k":"stop.settled","stop":"s-0t6n3w","witnesses":[{{"role":"armorer","person":"{ARMORER}"}}],"why":"looked again","restart":"count","statement":null,"card":null}}"#));
    made.add(&answered(2, "three"));
    let number = made.prepare("signoff", &format!("\"{RUN}\""), &TWO, "");
    made.all_sign(number, &TWO);
    made
}

fn files_in(folder: &Folder) -> Files<'_> {
    let mut files = Files::new();
    folder.iter().for_each(|(path, bytes)| files.add(path.clone(), bytes.as_slice()));
    files
}

/// The verdict of a check that keeps nothing, after it was held against that of one that keeps everything.
#[track_caller]
fn both(folder: &Folder) -> String {
    let files = files_in(folder);
    let (kept, let_go) = (look(&files, &Options::default()), check(&files, &Options::default()));
    assert_eq!(*kept.findings(), let_go);
    short(&let_go)
}

#[test]
fn a_run_that_is_spoken_of_after_it_was_signed_is_told_again() {
    let mut made = twice();
    assert_eq!(both(&made.folder()), UNALTERED);
    let mut folder = files_of(&mut made);
    let _zip = export(&made, &mut folder, |_| {});
    let Checked::Verified(record) = look(&files_in(&folder), &Options::default()) else {
        panic!("it verifies")
    };
    let (_, text) = record.texts().iter().next_back().unwrap();
    for told in ["\"two\"", "\"three\"", "\"looked again\""] {
        assert!(text.as_str().contains(told), "{told} is told in {}", text.as_str());
    }
}

/// A STOP is raised under one id in two runs, and its settling stands in a line that tells of the first as well.
#[test]
fn a_settling_is_about_the_run_that_raised_the_stop_last() {
    let mut made = Maker::usual(Mode::Live);
    let list = made.object(b"the list");
    let raised = |run: &str| {
        format!(
            r#"{{"k":"stop.raised","stop":"s-0t6n3w","run":"{run}","item":null,"rule":null,"by":null,"say":"STOP."}}"#
        )
    };
    made.add(&started(&list));
    made.add(&started(&list).replace(RUN, OTHER));
    made.add(&raised(RUN));
    made.add(&raised(OTHER));
    let settled = format!(
        r#"{{"k":"stop.settled","stop":"s-0t6n3w","witnesses":[{{"role":"armorer","person":"{ARMORER}"}}],"why":"looked again","restart":"count","statement":null,"card":null}}"#
    );
    made.add(&format!("{},{settled}", answered(1, "two")));
    for _ in 0..2 {
        let number = made.prepare("signoff", &format!("\"{RUN}\""), &TWO, "");
        made.all_sign(number, &TWO);
    }
    assert_eq!(both(&made.folder()), UNALTERED);
}

#[test]
fn texts_and_signatures_that_lie_in_their_files_are_held_against_them() {
    let mut made = twice();
    let mut folder = files_of(&mut made);
    let _zip = export(&made, &mut folder, |_| {});
    assert_eq!(both(&folder), UNALTERED);
    let all: Vec<_> =
        folder.keys().filter(|path| path.starts_with("statements/")).cloned().collect();
    let texts = all.iter().filter(|path| path.ends_with(".txt")).count();
    assert_eq!((texts, all.len() - texts), (5, 8), "{all:?}");
    for path in all {
        for change in [
            |bytes: &mut Vec<u8>| bytes.push(b'\n'),
            |bytes: &mut Vec<u8>| bytes.iter_mut().take(1).for_each(|byte| *byte ^= 1),
            Vec::clear,
        ] {
            let mut changed = folder.clone();
            change(changed.get_mut(&path).unwrap());
            assert_ne!(both(&changed), UNALTERED, "{path} was changed");
        }
        let mut gone = folder.clone();
        gone.remove(&path);
        assert_ne!(both(&gone), UNALTERED, "{path} is gone");
    }
}
