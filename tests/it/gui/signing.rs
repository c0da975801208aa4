//! Signing at the moment, through the window: who must sign, the exact text, decline, put off, and a STOP on the way.

use showclear::terms::Condition;

use super::*;

const TWO: [&str; 2] = ["Sample Armorer", "Sample First AD"];

/// The sample with a run that waits for signatures.
fn waiting() -> (World, Window) {
    let (world, mut harness) = sampled();
    press(&mut harness, "Go to Settings");
    press(&mut harness, "When people sign: At the moment, before anything is declared");
    press(&mut harness, "Go to Board");
    show_clear(&mut harness);
    (world, harness)
}

#[test]
fn a_security_key_is_asked_for_by_a_touch_that_can_be_called_off() {
    let (world, mut harness) = sampled();
    world.lock().token = Some((0x01, 1));
    press(&mut harness, "Go to Items");
    press(&mut harness, "People");
    press(&mut harness, &format!("Change {}", TWO[0]));
    press(&mut harness, "A new key: a security key");
    press(&mut harness, "Enter the security key of the agent");
    settle(&mut harness);
    assert!(shows(&harness, "Key on a security key; not in a signed roster yet."));
    press(&mut harness, "Read and sign the roster");
    let asked: Vec<_> = session(&mut harness).still_to_sign().collect();
    assert!(!asked.is_empty());
    for person in asked {
        let session = session(&mut harness);
        let name = session.state().roster().person(person).unwrap().name;
        let name = session.names().get(name).unwrap().to_owned();
        sign_as(&mut harness, &name);
    }
    press(&mut harness, "Go to Settings");
    press(&mut harness, "When people sign: At the moment, before anything is declared");
    press(&mut harness, "Go to Board");
    show_clear(&mut harness);
    press(&mut harness, "Read it and sign");
    assert!(shows(&harness, "With a security key: plug it in"));
    world.lock().card_hangs = true;
    press(&mut harness, "Sign as Sample Armorer");
    assert!(shows(&harness, "Touch the security key now."));
    press(&mut harness, "Cancel the touch");
    assert!(!shows(&harness, "Touch the security key now."));
    world.lock().card_hangs = false;
    press(&mut harness, "Sign as Sample Armorer");
    settle(&mut harness);
    sign_as(&mut harness, TWO[1]);
    assert!(in_force(&mut harness));
}

fn in_force(harness: &mut Window) -> bool {
    let session = session(harness);
    let gun = session.state().book().by_tag("G-07").unwrap();
    gun.in_force(session.now()).is_some_and(|one| one.state.condition == Condition::EmptyShownClear)
}

#[test]
fn a_declaring_run_waits_for_both_and_goes_on_by_itself() {
    let (_world, mut harness) = waiting();
    assert!(shows(&harness, "These sign before it is declared"));
    for name in TWO {
        assert!(shows(&harness, name), "{name} must sign");
    }
    assert!(!in_force(&mut harness));
    press(&mut harness, "Read it and sign");
    let text = session(&mut harness).statement_text().unwrap().as_str().to_owned();
    for line in text.lines() {
        let shown = harness.query_all_by_label(line).next().is_some();
        assert!(shown, "every line of the exact text is on the screen: {line}");
    }
    sign_as(&mut harness, TWO[0]);
    assert!(!in_force(&mut harness), "one of two has signed");
    sign_as(&mut harness, TWO[1]);
    assert!(in_force(&mut harness));
    assert!(shows(&harness, "Show G-07 open"), "the run stands at its next step");
}

#[test]
fn who_will_not_sign_voids_the_text_and_it_can_be_prepared_anew() {
    for (way, told) in
        [("I will not sign", "somebody will not sign it"), ("Not now", "The signing was put off")]
    {
        let (_world, mut harness) = waiting();
        press(&mut harness, "Read it and sign");
        sign_as(&mut harness, TWO[0]);
        press(&mut harness, way);
        assert!(shows(&harness, told), "{way}");
        assert!(!in_force(&mut harness));
        press(&mut harness, "Read it and sign");
        for name in TWO {
            sign_as(&mut harness, name);
        }
        assert!(in_force(&mut harness), "{way}: everybody signed anew");
    }
}

#[test]
fn a_stop_voids_the_text_and_the_run_asks_and_prepares_again() {
    let (_world, mut harness) = waiting();
    press(&mut harness, "Read it and sign");
    sign_as(&mut harness, TWO[0]);
    point_at_stop(&mut harness);
    settle(&mut harness);
    press(&mut harness, "Settle STOP: Sample Armorer, armorer");
    press(&mut harness, "Settle STOP: Sample First AD, first AD");
    assert!(shows(&harness, "void: a STOP"), "it says why");
    look(&mut harness);
    press(&mut harness, "Read it and sign");
    for name in TWO {
        sign_as(&mut harness, name);
    }
    assert!(in_force(&mut harness));
}

#[test]
fn closing_while_people_sign_comes_back_to_the_same_place() {
    let (world, mut harness) = waiting();
    press(&mut harness, "Read it and sign");
    press(&mut harness, "Go to Settings");
    press(&mut harness, "Close this production");
    let again = crate::session::open_with(&world, shipped()).unwrap();
    let mut harness = at_board(window(Some(again)));
    assert!(shows(&harness, "The program was closed during this run"));
    press(&mut harness, "Resume");
    assert!(shows(&harness, "void: the program was closed"));
    press(&mut harness, "Read it and sign");
    for name in TWO {
        sign_as(&mut harness, name);
    }
    assert!(in_force(&mut harness));
}

#[test]
fn a_wrong_pin_is_told_and_changes_nothing() {
    let (_world, mut harness) = waiting();
    press(&mut harness, "Read it and sign");
    type_text(&mut harness, "999999");
    press(&mut harness, "Sign as Sample Armorer");
    assert!(shows(&harness, "PIN"), "it is told");
    assert_eq!(session(&mut harness).still_to_sign().count(), 2);
    let typed =
        harness.query_all_by(|node| node.value().is_some_and(|value| value.contains("999")));
    assert_eq!(typed.count(), 0, "nobody reads a PIN, not even a screen reader");
}

#[test]
fn everything_that_a_signer_presses_is_in_sight_on_a_small_laptop() {
    let (_world, mut harness) = waiting();
    press(&mut harness, "Read it and sign");
    let window = egui::Rect::from_min_size(egui::Pos2::ZERO, vec2(1280.0, 800.0));
    for name in ["Sign as Sample Armorer", "I will not sign", "Not now", "Enter"] {
        let rect = harness.get_by_role_and_label(Role::Button, name).rect();
        assert!(window.contains_rect(rect), "{name} is at {rect:?}");
    }
}
