//! Every sort of state that a run can be in, by everything that can come to it.

use std::fmt::Write as _;

use expect_test::expect_file;

use crate::production::world::World;

/// The steps of `every-kind`, each with the answer that leads on.
const STEPS: [(&str, &str); 17] = [
    ("challenge", "answer 0"),
    ("confirm", "answer done"),
    ("choose", "answer 0"),
    ("count", "answer n 6"),
    ("blind", "answer blind 6 6"),
    ("match", "answer text G-07"),
    ("text", "answer text SAMPLE"),
    ("each[1].look", "answer 0"),
    ("each[1].felt", "answer done"),
    ("each[2].look", "answer 0"),
    ("each[2].felt", "answer done"),
    ("wait", "pass 300\nanswer done"),
    ("show", "show"),
    ("sign", "answer witnessed"),
    ("say", "answer done"),
    ("issue", "answer done"),
    ("back", "answer done"),
];

/// The steps of `more-kinds`, likewise; its question is asked about the magazine.
const MORE: [(&str, &str); 14] = [
    ("bore", "answer 0"),
    ("ears", "answer many 0"),
    ("distance", "answer n 22"),
    ("label", "answer text P-03"),
    ("code", "answer text 4006381333931"),
    ("sides", "answer files left.png right.png"),
    ("paper", "answer files paper.pdf"),
    ("magazines", "answer parts M-1"),
    ("magazines[1].lips", "answer 0"),
    ("heard", "answer parts"),
    ("boxes", "answer parts BOX-9"),
    ("boxes[1].sealed", "answer 0"),
    ("proof", "answer many 0"),
    ("count", "answer blind 0 0"),
];

/// What comes to the steps of `more-kinds` beside what comes to all.
const MORE_ACTS: &[&str] = &[
    "answer 0",
    "answer n 22",
    "answer n 5",
    "answer text P-03",
    "answer text 4006381333931",
    "answer text 4006381333930",
    "answer done",
    "answer many",
    "answer many 0",
    "answer many 0 1",
    "answer many 0 0",
    "answer many 2",
    "answer files left.png",
    "answer files left.png right.png",
    "answer parts",
    "answer parts M-1",
    "answer parts M-1 M-1",
    "answer parts performer",
    "answer parts BOX-9",
    "hand-over second armorer",
    "hand-over armorer property_master",
    "hold\npass 301\nresume",
    "close\npass 301\nresume",
    "crash\nresume",
    "stop\nsettle",
    "reboot\nresume",
    "move take_out P-03 armorer armorer",
];

/// Everything that touches a run: every sort of answer, every other thing asked, everything that happens.
const ACTS: &[&str] = &[
    "start every-kind G-07",
    "answer 0",
    "answer 1",
    "answer 9",
    "answer n 6",
    "answer n 99",
    "answer blind 6 6",
    "answer blind 99 6",
    "answer text G-07",
    "answer text G-08",
    "answer done",
    "answer waited 300",
    "answer shown",
    "answer witnessed",
    "weak",
    "show",
    "show G-07 first_ad stand_in",
    "bind safety safety_officer",
    "bind safety recorder",
    "resume",
    "hold",
    "close",
    "reboot",
    "stop",
    "stop G-07",
    "stop G-08",
    "settle",
    "settle wrong",
    "abandon",
    "prepare",
    "sign",
    "decline",
    "cancel",
    "issue G-07",
    "collect G-07",
    "breach unattended G-07",
    "fire G-07",
    "move unload G-07 armorer",
    "move lock_away G-07 armorer",
    "move quarantine G-07 armorer",
    "setup",
    "break",
    "end first_ad",
    "jump -3600",
    "jump 3600",
];

fn after(setting: &str, steps: usize) -> World {
    let mut world = World::new();
    world.must(setting);
    for (_, lines) in STEPS.iter().take(steps) {
        world.must(lines);
    }
    world
}

fn states() -> Vec<(String, World)> {
    let begin = "start every-kind G-07";
    let mut states = vec![("not begun".to_owned(), World::new())];
    for (at, (step, _)) in STEPS.iter().enumerate() {
        states.push((format!("at {step}"), after(begin, at)));
    }
    states.push(("done".to_owned(), after(begin, STEPS.len())));
    let mut more = |name: &str, setting: &str, steps: usize, lines: &str| {
        let mut world = after(setting, steps);
        world.must(lines);
        states.push((name.to_owned(), world));
    };
    more("abandoned", begin, 3, "abandon");
    more("held before it declared", begin, 3, "hold");
    more("held after it declared", begin, 11, "hold");
    more("closed and opened again", begin, 3, "close");
    more("stopped by its list", begin, 2, "answer 1");
    more("stopped by its list in a repeat", begin, 7, "answer 1");
    more("stopped by a call before it declared", begin, 3, "stop");
    more("stopped by a call after it declared", begin, 11, "stop");
    more("stopped by its list and by a call", begin, 2, "answer 1\nstop");
    more("held, then stopped by a call", begin, 11, "hold\nstop");
    let moment = "signing moment\nstart every-kind G-07";
    more("waits for signatures", moment, 11, "");
    more("waits for signatures, held", moment, 11, "hold");
    more("being signed", moment, 11, "prepare");
    more("being signed, one has signed", moment, 11, "prepare\nsign");
    more("being signed for more than ten minutes", moment, 11, "prepare\npass 601");
    more("signed", moment, 11, "prepare\nsign\nsign");
    let card = "start every-kind G-07 card 12";
    more("from a card, at count", card, 3, "");
    more("from a card, at wait", card, 11, "");
    more(
        "from a card, signing at the moment",
        "signing moment\nstart every-kind G-07 card 12",
        11,
        "",
    );
    states
}

/// What comes of each of `acts` in each of `states`; those that come to the same stand together.
fn table(states: Vec<(String, World)>, acts: &[&str]) -> String {
    let mut table = String::new();
    for (name, world) in states {
        writeln!(table, "{name}: {}", world.standing()).unwrap();
        let mut groups: Vec<(String, Vec<String>)> = Vec::new();
        for act in acts {
            let mut world = world.clone();
            world.pass(5_000);
            let came: Vec<String> = act.lines().map(|one| world.tell(one)).collect();
            world.replays();
            let came = format!("{}\n        = {}", came.join("\n      "), world.standing());
            let act = act.replace('\n', " then ");
            match groups.iter_mut().find(|(known, _)| *known == came) {
                Some((_, acts)) => acts.push(act),
                None => groups.push((came, vec![act])),
            }
        }
        for (came, acts) in groups {
            writeln!(table, "    {}\n      {came}", acts.join(", ")).unwrap();
        }
    }
    table
}

#[test]
fn every_state_by_everything_that_can_come() {
    expect_file!["table.txt"].assert_eq(&table(states(), ACTS));
}

#[test]
fn every_step_of_more_kinds_by_everything_that_can_come() {
    let mut world = World::new();
    world.must("start more-kinds P-03");
    let mut states = Vec::new();
    for (step, lines) in MORE {
        states.push((format!("at {step}"), world.clone()));
        world.must(lines);
    }
    states.push(("done".to_owned(), world));
    let mut card = World::new();
    card.must("start more-kinds P-03 card 12");
    for (_, lines) in MORE.iter().take(6) {
        card.must(lines);
    }
    states.push(("from a card, at paper".to_owned(), card));
    expect_file!["more.txt"].assert_eq(&table(states, MORE_ACTS));
}

/// Giving up a run is possible in every state of it, by one person, and leaves nothing in force of what it was about.
#[test]
fn an_open_run_can_always_be_abandoned() {
    for (name, world) in states() {
        let Some(run) = world.run() else { continue };
        let mut world = world.clone();
        let answered = !world.state.run(run).unwrap().given().is_empty();
        let from_card = world.state.run(run).unwrap().is_recorded_after();
        assert_eq!(world.play("abandon"), Ok(true), "{name}");
        assert!(!world.state.run(run).unwrap().is_open(), "{name}");
        assert_eq!(world.pending(), None, "{name}: nothing of it can be signed");
        let item = world.state.book().item(world.item("G-07")).unwrap();
        if answered && !from_card {
            assert!(item.in_force(&world.now).is_none() && !item.unbroken, "{name}");
        }
    }
}
