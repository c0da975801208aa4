//! Whose lists they are: proposed, approved by two, taken back; local rules; deviations and their end.

use showclear::checklist::Checklist;
use showclear::event::{Entry, Event, FileAs, RunFile};
use showclear::production::{Ask, Deviate, Fault, Happened, Prepare, Standing};
use showclear::terms::{Digest, PersonId, UtcMillis, role};

use super::world::World;

pub(super) const LIST: &str = "cold-gun-empty";
pub(super) const DAY: i64 = 24 * 60 * 60 * 1_000;
const WHAT: &str = "It is looked at after an hour.";
const WHY: &str = "The take is long.";
/// The last of five days; the end of it is not quite five days ahead.
const DAY_5: &str = "2026-11-22";

fn list(world: &World) -> &Checklist {
    world.library.named(LIST).unwrap()
}

/// An overlay that tightens: a shorter time.
pub(super) fn rule(id: &str, on: &str) -> String {
    format!(
        r#"Overlay(schema: 1, id: "{id}", rev: 1, status: Released, lang: "en", title: "Rule {id}", purpose: "For tests.", on: [{on}], lasts: Min(10))"#
    )
}

/// An overlay that loosens: a longer time, until the end of that day.
fn loosens(until: &str) -> String {
    format!(
        r#"Overlay(schema: 1, id: "longer", rev: 1, status: Released, lang: "en", title: "Longer", purpose: "For tests.", on: ["{LIST}"], deviates: Deviates(what: "{WHAT}", why: "{WHY}", until: "{until}"), lasts: Min(60))"#
    )
}

/// The usual world with overlays at hand.
pub(super) fn world() -> World {
    let mut world = World::new();
    let text = |id: &str, text: String| (format!("{id}.ron"), text);
    world.library = world.library.with_texts(&[
        text("house", rule("house", "\"cold-gun-empty\"")),
        text(
            "house-2",
            rule("house", "\"cold-gun-empty\"")
                .replace("Min(10)", "Min(9)")
                .replace("rev: 1", "rev: 2"),
        ),
        text("all", rule("all", "")),
        text("other", rule("other", "\"re-show\"")),
        text("draft", rule("draft", "").replace("Released", "Draft")),
        text("longer", loosens(DAY_5)),
    ]);
    let wrong: Vec<String> = world
        .library
        .set()
        .mistaken()
        .filter(|(file, _)| file.name != "house-2.ron")
        .map(|(file, mistakes)| format!("{}: {mistakes:?}", file.name))
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    world
}

pub(super) fn overlay(world: &World, id: &str) -> RunFile {
    let all = world.library.set().overlays();
    let found = all.into_iter().find(|one| one.id.as_str() == id).unwrap();
    let (rev, sha256) = (found.rev, found.source.sha256);
    RunFile { used_as: FileAs::Overlay, id: id.to_owned(), rev, sha256 }
}

fn approve(world: &World) -> Prepare {
    let signers = [world.who(role::ARMORER), world.who(role::SAFETY_OFFICER)];
    Prepare::Approve { file: list(world).source.sha256, signers }
}

fn submit(world: &mut World, by: &str) -> Result<(), String> {
    let (file, by) = (list(world).source.sha256, world.who(by));
    world.ask(Ask::SubmitList { file, by })
}

/// The list, approved by the armorer and the safety officer.
fn approved() -> World {
    let mut world = world();
    submit(&mut world, role::ARMORER).unwrap();
    world.ask(Ask::Prepare(approve(&world))).unwrap();
    world.sign_all().unwrap();
    world
}

/// Until the end of the day that the file says.
pub(super) fn end() -> UtcMillis {
    "2026-11-23T00:00:00.000Z".parse().unwrap()
}

pub(super) fn deviation(world: &World) -> Deviate {
    Deviate {
        list: list(world).source.sha256,
        file: overlay(world, "longer").sha256,
        what: WHAT.to_owned(),
        why: WHY.to_owned(),
        until: end(),
        by: world.who(role::ARMORER),
    }
}

pub(super) fn sign_deviation(world: &mut World) {
    let signers = [world.who(role::ARMORER), world.who(role::SAFETY_OFFICER)];
    let file = overlay(world, "longer").sha256;
    world.ask(Ask::Prepare(Prepare::Deviate { file, signers })).unwrap();
    world.sign_all().unwrap();
}

pub(super) fn set(world: &mut World, ids: &[&str]) -> Result<(), String> {
    let overlays = ids.iter().map(|id| overlay(world, id).sha256).collect();
    let by = world.who(role::SAFETY_OFFICER);
    world.ask(Ask::SetRules { overlays, why: "We moved.".to_owned(), by })
}

/// Begins a run with the overlays that the production says.
fn begin_as_said(world: &mut World) -> bool {
    let start = world.start_of(LIST, "G-07", None);
    world.ask(Ask::Start(start)).unwrap();
    world.state.run(world.run().unwrap()).unwrap().started().approved
}

/// Begins a run with no overlays, whatever the production says.
pub(super) fn begin(world: &mut World) -> Result<bool, String> {
    let mut start = world.start_of(LIST, "G-07", None);
    start.overlays = Vec::new();
    world.ask(Ask::Start(start))?;
    Ok(world.state.run(world.run().unwrap()).unwrap().started().approved)
}

#[test]
fn a_run_is_approved_once_two_have_signed_the_exact_bytes_and_not_before() {
    let mut world = world();
    assert_eq!(begin(&mut world), Ok(false), "nobody proposed it");
    world.must("abandon");
    submit(&mut world, role::ARMORER).unwrap();
    assert_eq!(begin(&mut world), Ok(false), "proposed only");
    world.must("abandon");
    world.ask(Ask::Prepare(approve(&world))).unwrap();
    world.sign_one().unwrap();
    assert_eq!(begin(&mut world), Ok(false), "one has signed");
    world.must("abandon");
    world.sign_one().unwrap();
    assert_eq!(begin(&mut world), Ok(true), "both have signed");
    let run = world.state.run(world.run().unwrap()).unwrap();
    assert_eq!(world.state.standing_of(run), Standing::Approved);
    world.replays();
}

#[test]
fn only_two_different_people_of_the_roster_in_the_right_roles_approve() {
    let mut world = world();
    let (armorer, safety) = (world.who(role::ARMORER), world.who(role::SAFETY_OFFICER));
    let property = world.who(role::PROPERTY_MASTER);
    let file = list(&world).source.sha256;
    let prepare = |world: &mut World, signers: [PersonId; 2]| {
        world.ask(Ask::Prepare(Prepare::Approve { file, signers }))
    };
    let refused = |answer: Result<(), String>| answer.unwrap_err();
    assert_eq!(
        refused(prepare(&mut world, [armorer, safety])),
        "nobody proposed it, or it was taken back"
    );
    submit(&mut world, role::PROPERTY_MASTER).unwrap();
    assert_eq!(refused(prepare(&mut world, [armorer, armorer])), "one person cannot sign for both");
    assert_eq!(
        refused(prepare(&mut world, [armorer, property])),
        format!("{property} is not safety officer or production representative")
    );
    assert_eq!(
        refused(prepare(&mut world, [safety, armorer])),
        format!("{safety} is not armorer or property master")
    );
    // Somebody who holds both roles is still one person.
    world
        .ask(Ask::GiveRole { person: safety, role: role::ARMORER.parse().unwrap(), until: None })
        .unwrap();
    assert_eq!(refused(prepare(&mut world, [safety, safety])), "one person cannot sign for both");
    // A role that no signed roster holds yet approves nothing.
    let performer = world.who(role::PERFORMER);
    world
        .ask(Ask::GiveRole {
            person: performer,
            role: role::PRODUCTION_REP.parse().unwrap(),
            until: None,
        })
        .unwrap();
    assert_eq!(
        refused(prepare(&mut world, [armorer, performer])),
        format!("the signed roster does not hold {performer} in that role with a key")
    );
    prepare(&mut world, [property, safety]).unwrap();
    let slots = world.state.pending().unwrap().prepared.signers.clone();
    let roles: Vec<&str> = slots.iter().map(|slot| slot.role.as_str()).collect();
    assert_eq!(roles, [role::PROPERTY_MASTER, role::SAFETY_OFFICER]);
}

#[test]
fn only_those_who_answer_for_lists_speak_of_them_and_only_of_what_is_at_hand() {
    let mut world = world();
    let performer = world.who(role::PERFORMER);
    let no = format!(
        "{performer} is neither armorer, property master, safety officer nor production representative"
    );
    assert_eq!(submit(&mut world, role::PERFORMER).unwrap_err(), no);
    let file = list(&world).source.sha256;
    let (why, by) = ("x".to_owned(), performer);
    let withdraw = Ask::WithdrawList { file, why: why.clone(), by };
    assert_eq!(world.ask(withdraw).unwrap_err(), no);
    assert_eq!(world.ask(Ask::SetRules { overlays: Vec::new(), why, by }).unwrap_err(), no);
    let asked = Deviate { by: performer, ..deviation(&world) };
    assert_eq!(world.ask(Ask::Deviate(asked)).unwrap_err(), no);
    let (file, by) = (Digest([5; 32]), world.who(role::ARMORER));
    let other = world.ask(Ask::SubmitList { file, by }).unwrap_err();
    assert!(other.ends_with("is not at hand, or is another file by now"), "{other}");
}

#[test]
fn what_is_proposed_anew_or_taken_back_is_to_be_signed_anew() {
    let mut world = approved();
    let (file, by) = (list(&world).source.sha256, world.who(role::SAFETY_OFFICER));
    assert_eq!(
        world.ask(Ask::Prepare(approve(&world))).unwrap_err(),
        "it is signed already",
        "there is nothing to sign"
    );
    world.ask(Ask::WithdrawList { file, why: "A step is wrong.".to_owned(), by }).unwrap();
    assert_eq!(begin(&mut world), Ok(false), "taken back");
    world.must("abandon");
    submit(&mut world, role::ARMORER).unwrap();
    assert_eq!(begin(&mut world), Ok(false), "proposed anew");
    world.must("abandon");
    for again in ["proposed", "withdrawn"] {
        world.ask(Ask::Prepare(approve(&world))).unwrap();
        world.sign_one().unwrap();
        if again == "proposed" {
            submit(&mut world, role::ARMORER).unwrap();
        } else {
            world.ask(Ask::WithdrawList { file, why: "No.".to_owned(), by }).unwrap();
        }
        assert!(world.state.pending().is_none(), "{again}: what was being signed is void");
        let last = world.entries.last().unwrap().events();
        assert_eq!(world.short(last.last().unwrap()), "void (changed)");
    }
    world.replays();
}

#[test]
fn declining_leaves_it_an_example() {
    let mut world = world();
    submit(&mut world, role::ARMORER).unwrap();
    world.ask(Ask::Prepare(approve(&world))).unwrap();
    world.sign_one().unwrap();
    let statement = world.state.pending().unwrap().statement;
    let person = world.who(role::SAFETY_OFFICER);
    world.ask(Ask::Decline { statement, person }).unwrap();
    assert_eq!(begin(&mut world), Ok(false));
    assert!(world.state.proposals().all(|one| one.approved.is_none()));
}

#[test]
fn a_run_begins_with_the_rules_that_apply_to_it_and_no_others() {
    let mut world = approved();
    set(&mut world, &["other"]).unwrap();
    assert_eq!(begin(&mut world), Ok(true), "it does not apply");
    world.must("abandon");
    set(&mut world, &["other", "house", "all"]).unwrap();
    assert_eq!(
        begin(&mut world).unwrap_err(),
        "this production's rules for this list are all, house",
        "they cannot be forgotten"
    );
    assert!(!begin_as_said(&mut world), "the list is approved, and the overlays are not");
    let run = world.state.run(world.run().unwrap()).unwrap();
    let files: Vec<&str> = run.started().files.iter().map(|file| file.id.as_str()).collect();
    assert_eq!(files, [LIST, "all", "house"]);
    world.must("abandon");
    for id in ["all", "house"] {
        let (file, by) = (overlay(&world, id).sha256, world.who(role::ARMORER));
        world.ask(Ask::SubmitList { file, by }).unwrap();
        let signers = [world.who(role::ARMORER), world.who(role::SAFETY_OFFICER)];
        world.ask(Ask::Prepare(Prepare::Approve { file, signers })).unwrap();
        world.sign_all().unwrap();
    }
    assert!(begin_as_said(&mut world), "now they are");
    world.must("abandon");
    set(&mut world, &[]).unwrap();
    assert_eq!(begin(&mut world), Ok(true), "all off");
    world.replays();
}

#[test]
fn only_a_released_overlay_that_loosens_nothing_is_a_rule() {
    let mut world = approved();
    assert_eq!(set(&mut world, &["house", "house"]).unwrap_err(), "house is named twice");
    assert_eq!(set(&mut world, &["draft"]).unwrap_err(), "Rule draft is not released");
    assert_eq!(set(&mut world, &["longer"]).unwrap_err(), "Longer deviates from a list");
    let by = world.who(role::ARMORER);
    let nothing = Ask::SetRules { overlays: vec![Digest([1; 32])], why: "x".to_owned(), by };
    assert!(world.ask(nothing).unwrap_err().ends_with("is not at hand, or is another file by now"));
    let silent = Ask::SetRules { overlays: Vec::new(), why: " ".to_owned(), by };
    assert_eq!(world.ask(silent).unwrap_err(), "write something here");
}

#[test]
fn a_deviation_says_what_why_and_until_as_its_file_and_holds_once_signed_and_no_longer() {
    let mut world = approved();
    let refused = |world: &mut World, asked: Deviate| world.ask(Ask::Deviate(asked)).unwrap_err();
    let good = deviation(&world);
    let empty = "write something here";
    assert_eq!(refused(&mut world, Deviate { what: " ".into(), ..good.clone() }), empty);
    assert_eq!(refused(&mut world, Deviate { why: String::new(), ..good.clone() }), empty);
    let past = Deviate { until: world.now.wall, ..good.clone() };
    assert_eq!(refused(&mut world, past), "its time is over");
    let far = UtcMillis::new(world.now.wall.millis() + 30 * DAY + 1);
    let far = Deviate { until: far, ..good.clone() };
    assert_eq!(refused(&mut world, far), "it would hold for more than 30 days");
    let otherwise = "the file of Longer says something else";
    let next = UtcMillis::new(end().millis() + 1);
    for asked in [
        Deviate { what: "Nothing.".into(), ..good.clone() },
        Deviate { why: "No reason.".into(), ..good.clone() },
        Deviate { until: next, ..good.clone() },
        Deviate { list: world.library.named("re-show").unwrap().source.sha256, ..good.clone() },
    ] {
        assert_eq!(refused(&mut world, asked), otherwise);
    }
    let house = Deviate { file: overlay(&world, "house").sha256, ..good.clone() };
    assert_eq!(refused(&mut world, house), "Rule house deviates from nothing");
    world.ask(Ask::Deviate(good)).unwrap();
    assert_eq!(begin(&mut world), Ok(true), "not signed, so it does not apply");
    world.must("abandon");
    sign_deviation(&mut world);
    assert_eq!(begin(&mut world).unwrap_err(), "this production's rules for this list are longer");
    assert!(begin_as_said(&mut world), "list and deviation are signed");
    let run = world.state.run(world.run().unwrap()).unwrap();
    let Standing::Deviates { approved: true, from } = world.state.standing_of(run) else {
        unreachable!("it says that it deviates")
    };
    assert_eq!(from.first().unwrap().asked.what, WHAT);
    world.must("abandon");
    world.pass(5 * 24 * 60 * 60 * 1_000);
    assert_eq!(begin(&mut world), Ok(true), "over");
    world.must("abandon");
    world.jump(-2 * DAY);
    assert_eq!(begin(&mut world), Ok(true), "a clock set back brings nothing back");
    world.replays();
}

#[test]
fn a_run_that_began_under_a_deviation_declares_nothing_after_its_end() {
    let mut world = world();
    world.ask(Ask::Deviate(deviation(&world))).unwrap();
    sign_deviation(&mut world);
    begin_as_said(&mut world);
    for line in ["answer 0", "answer text G-07", "answer 0", "answer 0"] {
        world.must(line);
    }
    let mut held = world.clone();
    held.must("answer blind 6 6");
    world.pass(5 * DAY.unsigned_abs());
    let refused = world.play("answer blind 6 6").unwrap_err();
    assert!(refused.contains("deviation longer, which holds no more"), "{refused}");
    world.must("abandon");
    world.replays();
}

#[test]
fn a_jump_of_either_clock_only_shortens_a_deviation() {
    let holds = |world: &World| {
        let file = overlay(world, "longer").sha256;
        world.state.deviation(file).unwrap().is_in_force(&world.now)
    };
    let mut world = approved();
    world.ask(Ask::Deviate(deviation(&world))).unwrap();
    sign_deviation(&mut world);
    assert!(holds(&world));
    // Set forward past its end and noted: over, also once the clock is right again.
    let mut forward = world.clone();
    forward.jump(6 * DAY);
    forward.happened(Happened::ClockJumped { wall_ms: 6 * DAY });
    forward.jump(-6 * DAY);
    assert!(!holds(&forward));
    // Set back: the time since start-up still runs.
    let mut back = world.clone();
    back.jump(-6 * DAY);
    assert!(holds(&back));
    back.pass(5 * 24 * 60 * 60 * 1_000);
    assert!(!holds(&back), "five days have passed by the other clock");
}

#[test]
fn the_record_alone_shows_a_run_under_other_rules_than_held() {
    let mut world = approved();
    begin(&mut world).unwrap();
    let line = world.entries.last().unwrap().clone();
    world.must("abandon");
    // The line as somebody with the laptop's key would write it, under what `files` and `approved` say.
    let again = |world: &World, files: &[RunFile], approved: bool| -> Vec<Fault> {
        let mut events: Vec<Event> = line.events().to_vec();
        for event in &mut events {
            if let Event::RunStarted(started) = event {
                started.run = "r-zzzzzz".parse().unwrap();
                started.files.extend(files.iter().cloned());
                started.approved = approved;
            }
        }
        let (t, up) = (world.now.wall, world.now.up);
        let entry = Entry { t, up, seat: None, ev: events.try_into().unwrap() };
        world.state.audit(&entry, world.state.size())
    };
    let (house, longer) = (overlay(&world, "house"), overlay(&world, "longer"));
    let run = "r-zzzzzz".parse().unwrap();
    let named = |id: &str| id.to_owned();
    assert_eq!(again(&world, &[], true), []);
    assert_eq!(again(&world, &[], false), [Fault::ApprovedUntruly { run }]);
    assert_eq!(
        again(&world, std::slice::from_ref(&house), false),
        [Fault::NoRule { run, overlay: named("house") }]
    );
    set(&mut world, &["house"]).unwrap();
    assert_eq!(again(&world, &[], true), [Fault::WithoutRule { run, overlay: named("house") }]);
    assert_eq!(again(&world, std::slice::from_ref(&house), false), []);
    world.ask(Ask::Deviate(deviation(&world))).unwrap();
    let both = [house.clone(), longer.clone()];
    assert_eq!(
        again(&world, &both, false),
        [Fault::NoDeviation { run, overlay: named("longer") }],
        "asked for, and not signed"
    );
    sign_deviation(&mut world);
    assert_eq!(again(&world, &both, false), [], "in force; the local rule was never approved");
    world.pass(5 * 24 * 60 * 60 * 1_000);
    assert_eq!(again(&world, &both, false), [Fault::NoDeviation { run, overlay: named("longer") }]);
}
