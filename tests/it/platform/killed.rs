//! A hundred times the program is killed while it writes: what it said was saved is there, and the log opens.
//!
//! The program is this test binary, started anew with the folder as one more word of its arguments, which as a name of
//! a test fits none.

use std::io::{BufRead as _, BufReader};
use std::process::{Command as Process, Stdio};

use showclear::production::{Command, Happened, Moved};
use showclear::terms::{Act, role};
use showclear::verify::Options;

use super::*;

const KILLS: u64 = 100;
const FOLDER: &str = "in=";
const CHILD: &str = "platform::killed::writes_until_it_is_killed";

/// The one that is killed: it says the size of the log after each act that was saved.
#[test]
#[ignore = "does nothing by itself; the one below starts and kills it"]
fn writes_until_it_is_killed() {
    let folder = std::env::args().find_map(|word| Some(PathBuf::from(word.strip_prefix(FOLDER)?)));
    let Some(root) = folder else { return };
    let laptop = Laptop::new(Some(root.clone()), Arc::new(|| {}));
    let opened = laptop.open(&root.join("productions/sample.drill")).unwrap();
    let Opened::Sitting(mut session) = opened else { panic!("{opened:?}") };
    println!("\nopen {}", session.state().size());
    let armorer = who(&session, role::ARMORER);
    let gun = item(&session, "G-07");
    loop {
        for (act, from, to) in
            [(Act::TakeOut, None, Some(armorer)), (Act::LockAway, Some(armorer), None)]
        {
            let moved = Happened::Moved(vec![Moved::plain(gun, act, from, to)]);
            session.perform(Command::Happened(moved)).unwrap();
            println!("saved {}", session.state().size());
        }
    }
}

#[test]
#[ignore = "long: it starts the program a hundred times"]
fn what_was_saved_is_there_after_a_hundred_kills() {
    let place = Place::new();
    let (mut saved, mut acts) = (0_u64, 0_u64);
    for round in 0..KILLS {
        let mut child = Process::new(std::env::current_exe().unwrap())
            .args(["--exact", CHILD, "--ignored", "--nocapture"])
            .arg(format!("{FOLDER}{}", place.root.path().display()))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        // Now while it opens or soon after, now in the middle of its acts.
        let wanted = round * 7 % 23;
        let mut heard = 0;
        let size = |line: &str, word: &str| line.strip_prefix(word)?.parse::<u64>().ok();
        while let Some(Ok(line)) = lines.next() {
            if let Some(size) = size(&line, "open ") {
                assert!(
                    size > saved,
                    "kill {round}: {saved} lines were saved, and {size} are here"
                );
                saved = size;
            } else if let Some(size) = size(&line, "saved ") {
                saved = size;
                heard += 1;
            } else {
                continue;
            }
            if heard >= wanted {
                break;
            }
        }
        child.kill().unwrap();
        assert!(!child.wait().unwrap().success(), "kill {round}: it ended by itself");
        // What it still said before it was gone.
        for line in lines.map_while(Result::ok) {
            saved = size(&line, "saved ").unwrap_or(saved);
        }
        acts += heard;
    }
    let session = place.sitting();
    assert!(session.state().size() > saved, "{saved} lines were saved");
    session.close().unwrap();
    let found = place.laptop().review(&place.folder(), Options::default()).unwrap();
    assert_eq!(found.findings().verdict().exit_code(), 0, "{}", found.findings());
    println!("{KILLS} kills: {acts} acts said to be saved, {saved} lines, all there");
}
