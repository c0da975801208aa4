//! Signing at the moment: nothing is in force before the last signature, nothing after it that was not signed.

use showclear::event::{Event, Recorded};
use showclear::production::{Ask, Prepare, Signature};
use showclear::terms::Digest;

use super::world::World;

const SEEN: &str = "signing moment\nstart cold-gun-empty G-07\nanswer 0\nanswer text G-07\nanswer 0\nanswer 0\nanswer blind 6 6";

fn seen() -> World {
    let mut world = World::new();
    world.must(SEEN);
    world
}

fn waits(world: &World) -> bool {
    world.run().is_some_and(|run| {
        world.state.awaits_signing(run, &world.library, &world.names, &world.now).is_some()
    })
}

fn last(world: &World) -> Vec<String> {
    world.entries.last().unwrap().events().iter().map(|event| world.short(event)).collect()
}

#[test]
fn a_repeat_waits_for_signatures_after_its_last_part_only() {
    let mut world = World::new();
    world.must("signing moment\nstart every-kind G-07\nanswer 0\nanswer done\nanswer 0\nanswer n 6\nanswer blind 6 6\nanswer text G-07\nanswer text SAMPLE");
    for line in ["answer 0", "answer done", "answer 0"] {
        world.must(line);
        assert!(!waits(&world), "{line}: a part is left");
        assert!(world.play("prepare").is_err(), "{line}: prepared with a part left");
    }
    world.must("answer done");
    assert!(waits(&world), "the last part is answered");
    world.must("prepare\nsign\nsign");
    assert_eq!(world.words("G-07"), "EMPTY, SHOWN CLEAR");
}

#[test]
fn a_run_from_a_card_waits_for_nothing_and_declares_nothing() {
    let mut world = World::new();
    world.must("signing moment");
    let start = world.start_of("cold-gun-empty", "G-07", Some(12));
    assert_eq!(start.recorded, Recorded::After);
    world.ask(Ask::Start(start)).unwrap();
    world.must("answer 0\nanswer text G-07\nanswer 0\nanswer 0\nanswer blind 6 6");
    assert!(!waits(&world));
    assert!(world.play("prepare").is_err());
    assert_eq!(world.words("G-07"), "UNVERIFIED");
    world.must("show card 12");
    assert!(world.standing().starts_with("at call"), "{}", world.standing());
    world.must("answer done");
    assert!(world.run().is_none(), "it is finished");
    assert_eq!(world.play("issue G-07").unwrap_err(), "nothing is declared of it");
}

#[test]
fn what_is_signed_lasts_from_the_look_and_no_longer_than_the_text_says() {
    let mut world = seen();
    world.must("pass 120\nprepare");
    let until = world.state.pending().unwrap().prepared.declares.as_ref().unwrap().until.unwrap();
    world.must("pass 120\nsign\npass 120\nsign");
    let item = world.state.book().item(world.item("G-07")).unwrap();
    let declared = item.in_force(&world.now).unwrap();
    assert_eq!(declared.until.wall, until);
    assert_eq!(
        declared.until.left(&world.now),
        Some(14 * 60_000),
        "20 min less the 6 since the look"
    );
}

#[test]
fn a_clock_set_back_before_it_is_signed_adds_nothing() {
    // Set back before anything is noted of it; noted, it ends the look, as it ends a declaration.
    for before in [true, false] {
        let mut world = seen();
        world.must("pass 60");
        if before {
            world.jump(-600_000);
        }
        world.must("prepare");
        if !before {
            world.jump(-600_000);
        }
        world.must("sign\nsign");
        let item = world.state.book().item(world.item("G-07")).unwrap();
        let until = &item.in_force(&world.now).unwrap().until;
        assert_eq!(until.left(&world.now), Some(19 * 60_000), "{before}");
        assert!(until.wall <= world.now.until(20 * 60_000).wall, "{before}");
    }
}

#[test]
fn a_move_that_goes_with_the_answer_goes_with_the_last_signature() {
    let mut world = World::new();
    world.must("signing moment\nstart rubber-out R-07\nanswer 0\nprepare\nsign");
    assert_eq!(
        last(&world),
        [
            "armorer signs",
            "counts",
            "declared R-07 INERT \"rubber, bends in the hand\" by armorer, signed",
            "R-07 issue",
            "out/1: issued to the action",
            "run done",
        ]
    );
}

#[test]
fn a_second_prepare_voids_one_that_took_too_long_in_the_same_line() {
    let mut world = seen();
    world.must("prepare\nsign");
    assert_eq!(world.play("prepare").unwrap_err(), "another statement is being signed");
    world.must("pass 601\nprepare");
    assert_eq!(last(&world), ["void (timeout)", "signoff prepared for armorer and first_ad"]);
    world.must("sign\nsign");
    assert_eq!(world.words("G-07"), "EMPTY, SHOWN CLEAR");
}

#[test]
fn the_same_holds_for_a_sheet_and_for_the_roster() {
    for what in [false, true] {
        let mut world = seen();
        world.must("prepare\npass 601");
        let person = world.who("armorer");
        let prepare =
            if what { Prepare::Roster } else { Prepare::Sheet { person, struck: Vec::new() } };
        world.ask(Ask::Prepare(prepare)).unwrap();
        assert_eq!(last(&world).first().map(String::as_str), Some("void (timeout)"));
        world.sign_all().unwrap();
    }
}

#[test]
fn everybody_signs_the_same_text_once_and_with_their_own_key() {
    let mut world = seen();
    world.must("prepare\nsign");
    let pending = world.state.pending().unwrap().clone();
    let [first, second] = pending.prepared.signers.as_slice() else { panic!("two sign") };
    let by = |slot: &showclear::event::Signer, text: u8| Signature {
        statement: pending.statement,
        person: slot.person,
        key: slot.key.clone(),
        text: Digest([text; 32]),
        sig: "U1NIU0lH".to_owned(),
    };
    let refused = |world: &mut World, signature| world.ask(Ask::Sign(signature)).unwrap_err();
    assert_eq!(refused(&mut world, by(first, 7)), "that person has signed");
    assert_eq!(
        refused(&mut world, by(second, 8)),
        "this signature is over another text than the one before it"
    );
    let other = Signature { key: first.key.clone(), ..by(second, 7) };
    assert_eq!(refused(&mut world, other), "this statement is not for that person and key");
    let another = Signature { statement: pending.statement + 1, ..by(second, 7) };
    assert_eq!(refused(&mut world, another), "this statement is no longer being signed");
    world.ask(Ask::Sign(by(second, 7))).unwrap();
    assert_eq!(refused(&mut world, by(second, 7)), "this statement is no longer being signed");
}

/// Whatever voids a sign-off, and whether the same look may be signed after it.
#[test]
fn whatever_is_about_the_run_or_its_item_voids() {
    for (line, void, again) in [
        ("stop", "void (stop)", false),
        ("stop G-08", "void (stop)", true),
        ("move hand_over G-07 armorer property_master", "void (changed)", false),
        ("move set_down G-07 armorer", "void (changed)", false),
        ("fire G-07", "void (changed)", false),
        ("show G-07 performer", "void (changed)", true),
        ("bind camera armorer", "", true),
        ("hold", "void (changed)", true),
        ("weak", "void (changed)", true),
        ("setup", "void (changed)", false),
        ("break", "void (changed)", false),
        ("abandon", "void (changed)", false),
        ("end stand_in", "void (changed)", true),
        ("end first_ad", "void (changed)", false),
        ("decline", "void (refused)", true),
        ("cancel", "void (cancelled)", true),
        ("close", "void (closed)", true),
        ("reboot", "void (closed)", false),
        ("move lock_away G-08 armorer", "", true),
        ("jump 60", "void (changed)", false),
    ] {
        let mut world = seen();
        world.must("prepare\nsign\npass 3");
        let came = world.tell(line);
        assert_eq!(came.contains("void"), !void.is_empty(), "{line}: {came}");
        assert!(came.contains(void), "{line}: {came}");
        if void.is_empty() {
            world.must("sign");
            assert_eq!(world.words("G-07"), "EMPTY, SHOWN CLEAR", "{line}");
            continue;
        }
        assert!(world.play("sign").is_err(), "{line}: signed after it was void");
        assert!(!world.words("G-07").contains("SHOWN CLEAR"), "{line}");
        while world.state.is_stopped() {
            world.must("settle");
        }
        let held = world.run().is_some_and(|run| world.state.run(run).unwrap().held().is_some());
        if held {
            world.must("resume");
        }
        let prepared = world.play("prepare");
        assert_eq!(prepared.is_ok(), again, "{line}: {prepared:?}");
        if again {
            world.must("sign\nsign");
            assert_eq!(world.words("G-07"), "EMPTY, SHOWN CLEAR", "{line}");
        }
    }
}

#[test]
fn an_earlier_declaration_that_runs_out_meanwhile_voids_it() {
    let mut world = World::new();
    world.must("start cold-gun-empty G-07\nanswer 0\nanswer text G-07\nanswer 0\nanswer 0\nanswer blind 6 6\nshow\nanswer done");
    world.must(
        "signing moment\npass 1190\nstart re-show G-07\nanswer blind 6 6\nprepare\nsign\npass 20",
    );
    assert_eq!(world.play("sign").unwrap_err(), "this statement is no longer being signed");
    world.must("prepare");
    assert_eq!(
        last(&world),
        ["G-07 ends (time)", "void (changed)", "signoff prepared for armorer and first_ad"]
    );
    world.must("sign\nsign");
    assert_eq!(world.words("G-07"), "EMPTY, SHOWN CLEAR");
}

#[test]
fn a_struck_line_ends_what_was_signed_at_the_moment() {
    let mut world = seen();
    world.must("prepare\nsign\nsign\nsheet first_ad strike");
    let events = world.entries.last().unwrap().events();
    assert!(events.iter().any(|event| matches!(event, Event::ItemUnverified(_))), "it ends");
    assert_eq!(world.words("G-07"), "UNVERIFIED");
    assert!(world.play("start re-show G-07").is_err(), "and no re-show rests on it");
}
