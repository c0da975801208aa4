//! What may be declared, and what a re-show may rest on.

use std::fmt::Write as _;

use expect_test::{expect, expect_file};

use showclear::custody::What;
use showclear::event::Event;
use showclear::production::{Happened, Moved};
use showclear::run::FaceKind;
use showclear::terms::{Act, Place};

use super::world::World;

const PROVE: &str = "start dummies-prove-load G-07\nanswer 0\nanswer text G-07\nanswer 0\nanswer 0\nanswer blind 6 6
    answer 0\nanswer 0\nanswer 0\nanswer 0\nanswer 0\nanswer 0\nanswer blind 6 6";
const OPEN: &str = "start cold-gun-empty G-07\nanswer 0\nanswer text G-07\nanswer 0\nanswer 0";
/// `every-kind` up to the answer that declares; no step of it moves the gun before.
const LOOKED: &str = "answer 0\nanswer done\nanswer 0\nanswer n 6\nanswer blind 6 6\nanswer text G-07\nanswer text SAMPLE
    answer 0\nanswer done\nanswer 0";

fn proven() -> World {
    let mut world = World::new();
    world.must(PROVE);
    world
}

/// What a re-show, and a count of what was proven, come to.
fn comes_to(world: &World) -> String {
    let one = |lines: &[&str]| {
        let mut world = world.clone();
        let told: Vec<String> = lines.iter().map(|line| world.tell(line)).collect();
        let last = told.last().unwrap();
        if last.contains("declared") { "declares".to_owned() } else { told.join("; ") }
    };
    let reshow = one(&["start re-show G-07", "answer blind 6 6"]);
    let count = one(&["start cold-gun-dummies G-07", "answer text G-07", "answer n 6"]);
    let allowed = |text: &str| if text == "declares" { "yes" } else { "no" };
    format!("re-show {}, count {}", allowed(&reshow), allowed(&count))
}

/// Everything that can come between a proof and a re-show.
const BETWEEN: &[(&str, &str)] = &[
    ("nothing", ""),
    ("its time", "pass 43201"),
    ("a new set-up", "setup"),
    ("a break", "break"),
    ("a called STOP, settled", "stop\nsettle"),
    ("a STOP called about it, settled", "stop G-07\nsettle"),
    ("a STOP called about another, settled", "stop G-08\nsettle"),
    ("a STOP called after its time", "pass 43201\nstop\nsettle"),
    ("a STOP called about it after its time", "pass 43201\nstop G-07\nsettle"),
    ("a doubtful round in another proof, settled, abandoned", "start dummies-prove-load G-07\nanswer 0\nanswer text G-07\nanswer 0\nanswer 0
        answer blind 6 6\nanswer 3\nsettle\nabandon"),
    ("the same after a new set-up", "setup\nstart dummies-prove-load G-07\nanswer 0\nanswer text G-07\nanswer 0\nanswer 0\nanswer blind 6 6
        answer 3\nsettle\nabandon"),
    ("the wrong gun in another proof, settled, abandoned", "start dummies-prove-load G-07\nanswer 0\nanswer text G-08\nsettle\nabandon"),
    ("a doubtful bore in a showing, settled, abandoned", "start cold-gun-empty G-07\nanswer 0\nanswer text G-07\nanswer 0\nanswer 3\nsettle\nabandon"),
    ("a count that differs, settled, abandoned", "start cold-gun-dummies G-07\nanswer text G-07\nanswer n 5\nsettle\nabandon"),
    ("a list's STOP and a called one, settled", "start cold-gun-dummies G-07\nanswer text G-07\nanswer n 5\nstop\nsettle\nsettle\nabandon"),
    ("a doubt at an inspection, settled, abandoned", "start weapon-intake G-07\nanswer 2\nanswer 0\nanswer text G-07\nanswer 0\nanswer 5\nsettle\nabandon"),
    ("a proof begun, nothing answered, abandoned", "start dummies-prove-load G-07\nabandon"),
    ("a proof begun, one step answered", "start dummies-prove-load G-07\nanswer 0\nabandon"),
    ("a showing given up", "start cold-gun-dummies G-07\nanswer text G-07\nanswer n 6\nabandon"),
    ("a run from a card, given up", "start cold-gun-empty G-07 card 12\nanswer 0\nabandon"),
    ("issued and collected", "start cold-gun-dummies G-07\nanswer text G-07\nanswer n 6\nshow\nanswer done\nissue G-07\ncollect G-07"),
    ("issued, set down with nobody named, collected", "start cold-gun-dummies G-07\nanswer text G-07\nanswer n 6\nshow\nanswer done\nissue G-07
        move set_down G-07 performer\ncollect G-07"),
    ("a breach", "breach out_of_sight G-07"),
    ("an unplanned discharge, unloaded", "breach unplanned_discharge G-07\nsettle\nmove unload G-07 armorer"),
    ("a shot, unloaded", "fire G-07\nmove unload G-07 armorer"),
    ("set apart and let back", "move quarantine G-07 armorer\nmove release G-07 armorer"),
    ("opened", "move open G-07 armorer"),
    ("locked away and taken out", "move lock_away G-07 armorer\nmove take_out G-07 armorer armorer"),
    ("to another handler", "move hand_over G-07 armorer property_master"),
    ("the clock set back an hour", "jump -3600"),
    ("the clock set forward a day", "jump 86400"),
    ("closed and opened", "close"),
    ("another start of the machine", "reboot"),
    ("the line struck", "sheet armorer strike"),
];

#[test]
fn what_a_re_show_may_rest_on() {
    let mut table = String::new();
    for (name, lines) in BETWEEN {
        let mut world = proven();
        world.must(lines);
        if world.state.is_stopped() || world.run().is_some() {
            panic!("{name}: something is left open");
        }
        writeln!(table, "{name}: {}", comes_to(&world)).unwrap();
    }
    expect_file!["re-show.txt"].assert_eq(&table);
}

#[test]
fn a_doubtful_round_leaves_nothing_to_go_back_to() {
    let mut world = proven();
    world.must("start dummies-prove-load G-07\nanswer 0\nanswer text G-07\nanswer 0\nanswer 0\nanswer blind 6 6\nanswer 3\nsettle\nabandon");
    expect!["refused: Custody must be unbroken since its proof; otherwise prove it anew."]
        .assert_eq(&world.tell("start re-show G-07"));
    world.must(PROVE);
    assert_eq!(comes_to(&world), "re-show yes, count yes", "after a full proof");
}

#[test]
fn a_re_show_that_began_before_the_doubt_declares_nothing() {
    for between in
        ["breach out_of_sight G-07", "break", "stop G-07\nsettle", "move open G-07 armorer"]
    {
        let mut world = proven();
        world.must("start re-show G-07");
        world.must(between);
        let told = world.tell("answer blind 6 6");
        assert!(!told.contains("declared"), "{between}: {told}");
        assert_eq!(world.words("G-07"), "UNVERIFIED", "{between}");
    }
    // A STOP called about nothing in particular leaves it: the look itself is what the re-show is.
    let mut world = proven();
    world.must("start re-show G-07\nstop\nsettle\nanswer blind 6 6");
    assert_eq!(world.words("G-07"), "DUMMIES 6/6 PROVEN");
}

#[test]
fn a_re_show_in_another_set_up_is_declared_for_that_one() {
    let mut world = proven();
    world.must("setup");
    let mut start = world.start_of("re-show", "G-07", None);
    start.place.setup = "B".to_owned();
    world.ask(showclear::production::Ask::Start(start)).unwrap();
    world.must("answer blind 6 6");
    let declared =
        world.state.book().item(world.item("G-07")).unwrap().declaration.clone().unwrap();
    assert_eq!(declared.covers, "scene 1, set-up B");
}

#[test]
fn what_was_proven_ends_with_the_first_answer_of_the_next_proof() {
    let mut world = proven();
    world.must("start dummies-prove-load G-07");
    assert_eq!(world.words("G-07"), "DUMMIES 6/6 PROVEN", "nothing has been done yet");
    world.must("answer 0");
    assert_eq!(world.words("G-07"), "UNVERIFIED", "it is being opened");

    let mut world = proven();
    world.must("start weapon-intake G-07\nanswer 2");
    assert_eq!(world.words("G-07"), "UNVERIFIED", "an inspection opens it as well");
    let mut world = proven();
    world.must("start cold-gun-dummies G-07\nanswer text G-07\nanswer n 6");
    assert_eq!(world.words("G-07"), "DUMMIES 6/6 PROVEN", "a look at what was proven does not");
}

#[test]
fn nothing_is_declared_of_what_is_not_here() {
    for (moved, why) in [
        ("move quarantine G-07 armorer", "refused: it is set apart"),
        (
            "move transfer_out G-07 armorer",
            "refused: by the record it is not here: with another unit, not seen here",
        ),
        ("breach missing G-07", "refused: by the record it is not here: MISSING"),
        (
            "breach unplanned_discharge G-07\nsettle",
            "refused: FIRED, NOT CLEARED (count unknown): it has not been unloaded since",
        ),
        ("stop", "refused: a STOP stands"),
    ] {
        for signing in ["signing sheet", "signing moment"] {
            let mut world = World::new();
            world.must(signing);
            world.must("start every-kind G-07");
            // A run that is already further on begins again by it.
            if moved == "stop" {
                world.must(LOOKED);
            }
            world.must(moved);
            if moved != "stop" {
                world.must(LOOKED);
            }
            assert_eq!(world.tell("answer done"), why, "{moved}");
            assert!(!world.words("G-07").contains("SHOWN CLEAR"), "{moved}");
        }
    }
}

#[test]
fn witnesses_are_two_people_who_still_hold_their_roles_and_do_not_write() {
    let mut world = World::new();
    world.must(OPEN);
    world.must("end first_ad");
    expect!["refused: First AD must be a first AD or first AD's deputy"]
        .assert_eq(&world.tell("answer blind 6 6"));

    let mut world = World::new();
    world.must("start every-kind G-07\nmove hand_over G-07 armorer recorder");
    world.must(LOOKED);
    expect!["refused: whoever has the item in hand does not write"]
        .assert_eq(&world.tell("answer done"));
}

#[test]
fn more_than_it_holds_is_never_declared() {
    let list =
        include_str!("../../corpus/runs/every-kind.ron").replace("every-kind", "too-many").replace(
            "state: EmptyShownClear",
            "state: DummiesProven(n: \"blind.armorer\", of: \"gun.capacity\")",
        );
    for (seen, told) in
        [("6", "declared G-07 DUMMIES 6/6 PROVEN"), ("7", "refused: 7 cannot be; from 0 to 6")]
    {
        let mut world = World::with(&[("too-many.ron", &list)]);
        world.must("start too-many G-07\nanswer 0\nanswer done\nanswer 0\nanswer n 6");
        world.must(&format!("answer blind {seen} {seen}"));
        world.must("answer text G-07\nanswer text SAMPLE\nanswer 0\nanswer done\nanswer 0");
        let came = world.tell("answer done");
        assert!(came.contains(told), "{came}");
    }
}

#[test]
fn a_step_after_the_declaration_sees_it() {
    // The wait is the last step; if it did not see what was just declared, the run would be over without it.
    let all = include_str!("../../corpus/runs/every-kind.ron");
    let (head, tail) = all.split_once("        Step(id: \"show\"").unwrap();
    let (_, end) = tail.split_once("    ],\n    changes").unwrap();
    let list =
        format!("{head}    ],\n    changes{end}").replace("every-kind", "seen-after").replace(
            "Step(id: \"wait\",",
            "Step(id: \"wait\", when: Eq(\"gun.condition\", \"empty_shown_clear\"),",
        );
    for signing in ["signing sheet", "signing moment"] {
        let mut world = World::with(&[("seen-after.ron", &list)]);
        world.must(signing);
        world.must("start seen-after G-07\nanswer 0\nanswer done\nanswer 0\nanswer n 6");
        world.must("answer blind 6 6\nanswer text G-07\nanswer text SAMPLE");
        world.must("answer 0\nanswer done\nanswer 0\nanswer done");
        if signing == "signing moment" {
            world.must("prepare\nsign\nsign");
        }
        assert!(world.standing().starts_with("at wait"), "{signing}: {}", world.standing());
    }
}

#[test]
fn nobody_has_looked_because_somebody_else_did() {
    let mut world = World::new();
    world.must(OPEN);
    world.must("answer blind 6 6");
    let mut other = world.shown("performer");
    other.person = Some(world.who("stand_in"));
    let (items, by) = (vec![world.item("G-07")], world.who("armorer"));
    let to = vec![other, world.shown("camera")];
    world.happened(Happened::Shown { items, by, to, card: None });
    expect!["refused: not yet shown to performer"].assert_eq(&world.tell("answer shown"));
}

#[test]
fn a_showing_of_another_declaration_leads_no_run_on() {
    let list = include_str!("../../corpus/runs/every-kind.ron")
        .replace("every-kind", "only-shown")
        .replace("declares: Declares(item: \"gun\", state: EmptyShownClear, witnesses: [\"armorer\", \"first_ad\"]),", "")
        .replace(
            "Step(id: \"show\", kind:",
            "Step(id: \"show\", declares: Declares(item: \"gun\", state: EmptyShownClear), kind:",
        );
    let mut world = World::with(&[("only-shown.ron", &list)]);
    world.must(OPEN);
    world.must("answer blind 6 6\nshow\nanswer done");
    world.must("show G-07 first_ad performer");
    world.must("start only-shown G-07\npass 10\nanswer 0\nanswer done\nanswer 0\nanswer n 6\nanswer blind 6 6\nanswer text G-07\nanswer text SAMPLE
        answer 0\nanswer done\nanswer 0\nanswer done\npass 300\nanswer done");
    expect!["refused: not yet shown to first AD"].assert_eq(&world.tell("answer shown"));
}

#[test]
fn what_happens_from_outside_makes_a_run_begin_again_until_only_follow_up_is_left() {
    for (line, again) in [
        ("breach out_of_sight G-07", true),
        ("breach unattended G-07", true),
        ("move hand_over G-07 armorer property_master", true),
        ("move set_down G-07 armorer", true),
        ("move quarantine G-07 armorer", true),
        ("fire G-07", true),
        ("collect G-07", true),
        ("move lock_away G-08 armorer", false),
        ("setup", false),
        ("break", false),
        ("hold", false),
        ("stop\nsettle", true),
        ("stop G-07\nsettle", true),
        ("stop G-08\nsettle", false),
    ] {
        let mut world = World::new();
        world.must(OPEN);
        let before = world.standing();
        world.must(line);
        let run = world.run().unwrap();
        let standing = world.state.run(run).unwrap().standing().count();
        assert_eq!(standing == 0, again, "{line}");
        assert_eq!(world.standing().starts_with("at muzzle"), again, "{line}, from {before}");
        if again {
            let withdrawn = world.entries.last().unwrap().events();
            let withdrawn = withdrawn.iter().filter(|one| matches!(one, Event::RunWithdrawn(_)));
            assert_eq!(withdrawn.count(), 5, "{line}: in the same line");
            continue;
        }
        if line == "hold" {
            continue;
        }
        world.must("answer blind 6 6");
        assert_eq!(world.words("G-07"), "EMPTY, SHOWN CLEAR", "{line}");
        // What is left declares nothing: it goes on, and the words say the condition as it is.
        world.must("breach out_of_sight G-07");
        assert!(world.standing().starts_with("at shown"), "{line}: {}", world.standing());
        let face = |world: &World| world.face(world.run().unwrap()).unwrap();
        world.must("show");
        let said = face(&world).words;
        assert!(!said.contains("shown clear"), "{line}: {said}");
    }
}

#[test]
fn a_tray_that_is_set_apart_meanwhile_makes_the_loading_begin_again() {
    let mut world = World::new();
    world.must("start dummies-prove-load G-07\nanswer 0\nanswer text G-07\nanswer 0\nanswer 0\nanswer blind 6 6\nanswer 0");
    world.must("move quarantine D-1 armorer");
    assert_eq!(world.standing(), "at muzzle");
}

#[test]
fn what_a_card_tells_of_the_time_before_a_run_does_not_disturb_it() {
    for (ago, standing) in [(3_600_000, "at count"), (0, "at muzzle")] {
        let mut world = World::new();
        world.must(OPEN);
        world.must("pass 60");
        let at = showclear::terms::UtcMillis::new(world.now.wall.millis() - ago);
        let (item, from, to) =
            (world.item("G-07"), world.who("armorer"), world.who("property_master"));
        let plain = Moved::plain(item, Act::HandOver, Some(from), Some(to));
        let moved = Moved { card: Some(12), at: Some(at), ..plain };
        world.happened(Happened::Moved(vec![moved]));
        assert_eq!(world.standing(), standing);
    }
}

#[test]
fn a_step_of_a_run_from_a_card_moves_nothing_without_a_time() {
    let mut world = World::new();
    world.must("start rubber-out R-07 card 12\nanswer 0");
    let item = world.state.book().item(world.item("R-07")).unwrap();
    let last = &item.history.last().unwrap().what;
    assert!(matches!(last, What::Moved { act: Act::Issue, card: Some(12), .. }), "{last:?}");
    assert_eq!((item.place, item.holder), (Place::Handler, None), "it is history");
}

#[test]
fn a_jump_of_the_clock_ends_what_a_list_that_names_it_declared() {
    let list = include_str!("../../../checklists/cold-gun-empty.ron")
        .replace("id: \"cold-gun-empty\"", "id: \"unnamed\"")
        .replace(", ClockJump", "");
    for (name, ends) in [("cold-gun-empty", true), ("unnamed", false)] {
        let mut world = World::with(&[("unnamed.ron", &list)]);
        world.must(&OPEN.replace("cold-gun-empty", name));
        world.must("answer blind 6 6\nshow\nanswer done");
        let told = world.tell("jump 60");
        assert_eq!(told.contains("G-07 ends (time)"), ends, "{name}: {told}");
        assert_eq!(world.play("issue G-07").is_err(), ends, "{name}");
        // With the list no longer at hand nothing is known of it.
        if !ends {
            world.library = showclear::production::Library::default();
            world.must("jump 60");
            assert_eq!(world.words("G-07"), "UNVERIFIED");
        }
    }
}

#[test]
fn a_tag_is_read_beside_those_that_could_be_taken_for_it() {
    let list = include_str!("../../corpus/runs/every-kind.ron")
        .replace("every-kind", "of-a-tray")
        .replace("[\"revolver\"]", "[\"dummy_tray\"]");
    for (start, beside) in [
        (
            "start every-kind G-07",
            &[
                "G-07", "G-08", "H-01", "K-01", "L-01", "M-01", "N-01", "P-03", "R-07", "S-01",
                "T-01",
            ][..],
        ),
        ("start of-a-tray D-1", &["D-1"][..]),
    ] {
        let every = include_str!("../../corpus/runs/every-kind.ron");
        let mut world = World::with(&[("every-kind.ron", every), ("of-a-tray.ron", &list)]);
        world.must(start);
        world.must("answer 0\nanswer done\nanswer 0\nanswer n 6\nanswer blind 6 6");
        let FaceKind::Match { offered } = world.face(world.run().unwrap()).unwrap().kind else {
            panic!("it stands at its tag")
        };
        assert_eq!(offered, beside, "{start}");
    }
}

#[test]
fn what_a_run_declared_of_another_item_ends_with_its_answers() {
    let list = include_str!("../../corpus/runs/every-kind.ron")
        .replace("every-kind", "of-two")
        .replace("kinds: [\"revolver\"])]", "kinds: [\"revolver\"]), Item(id: \"tray\", ask: \"Which tray?\", kinds: [\"dummy_tray\"])]")
        .replace(
            "Step(id: \"count\",",
            "Step(id: \"count\", declares: Declares(item: \"tray\", state: DummiesProven(n: \"count\", of: \"tray.capacity\"), witnesses: [\"armorer\", \"first_ad\"]),",
        );
    let mut world = World::with(&[("of-two.ron", &list)]);
    world.must("start of-two G-07\nanswer 0\nanswer done\nanswer 0\nanswer n 6\nanswer blind 6 6");
    assert_eq!(world.words("D-1"), "DUMMIES 6/6 PROVEN");
    let told = world.tell("move hand_over G-07 armorer property_master");
    assert!(told.contains("D-1 ends (reopened)"), "{told}");
    assert!(world.standing().starts_with("at challenge"), "{}", world.standing());
    assert_eq!(world.words("D-1"), "UNVERIFIED");
}

#[test]
fn what_was_looked_at_before_a_stop_is_looked_at_again_before_anything_is_declared() {
    let at = |before: &str, stop: &str| {
        let mut world = World::new();
        world.must(before);
        world.must(stop);
        let run = world.run().unwrap();
        let standing = world.state.run(run).unwrap().standing().count();
        (world.face(run).unwrap().step.to_string(), standing)
    };
    let whole = |first: &str| (first.to_owned(), 0);
    assert_eq!(at(OPEN, "stop\nsettle"), whole("muzzle"), "half a proof is none");
    assert_eq!(at(OPEN, "stop\nstop\nsettle\nsettle"), whole("muzzle"), "with the last of two");
    assert_eq!(at(OPEN, "hold\nstop\nsettle\nresume"), whole("muzzle"), "held meanwhile");
    assert_eq!(at(OPEN, "stop G-08\nsettle"), ("count".to_owned(), 5), "about another gun");

    // After it declared: about nothing in particular two look once more, about the gun at everything.
    let declared = format!("{OPEN}\nanswer blind 6 6");
    assert_eq!(at(&declared, "stop\nsettle"), ("count".to_owned(), 5));
    assert_eq!(at(&declared, "stop G-07\nsettle"), whole("muzzle"));

    // The tray that goes into it is as much in doubt as the gun.
    let (proof, _) = PROVE.rsplit_once("\nanswer blind 6 6").unwrap();
    let first = at("start dummies-prove-load G-07", "stop D-1\nsettle").0;
    assert_eq!(at(proof, "stop D-1\nsettle"), whole(&first));

    // With a STOP of its own, whichever is settled first.
    let doubt =
        format!("{declared}\nshow\nanswer done\nstart blank-load-fire G-07\nanswer 0\nanswer 1");
    assert_eq!(at(&doubt, "settle"), ("bore".to_owned(), 1), "of its own alone: where it says");
    assert_eq!(at(&doubt, "stop G-07\nsettle\nsettle"), whole("floor"));

    // What declares nothing tells what is so, and goes on.
    let list = "start custody-break -\nanswer done\nanswer n 1\nanswer parts G-07";
    assert_eq!(at(list, "stop\nsettle").1, 2);
    let card = "start cold-gun-empty G-07 card 3\nanswer 0\nanswer text G-07";
    assert_eq!(at(card, "stop G-07\nsettle").1, 2, "a card tells what was");
}

#[test]
fn a_stop_of_a_list_about_everything_makes_the_others_look_again() {
    let mut world = World::new();
    world.must(OPEN);
    world.must("start stop-concern -\nanswer 0\nsettle\nabandon");
    let standing = world.standing();
    let run = world.run().unwrap();
    assert_eq!(world.state.run(run).unwrap().standing().count(), 0, "{standing}");
}
