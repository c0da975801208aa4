//! Hands that press too long, too often, or leave things lying: one press is one true thing.

use std::io::ErrorKind;

use showclear::terms::ItemKind;

use super::*;

/// A key that is held down: one press, then what the keyboard makes up.
fn hold(harness: &mut Window, key: Key, modifiers: Modifiers) {
    for repeat in [false, true, true, true, true] {
        harness.event(Event::Key { key, physical_key: None, pressed: true, repeat, modifiers });
        settle(harness);
    }
    harness.event(Event::Key { key, physical_key: None, pressed: false, repeat: false, modifiers });
    settle(harness);
}

fn stops(harness: &mut Window) -> usize {
    session(harness).state().stops().len()
}

#[test]
fn a_digit_held_down_never_counts_for_two_people() {
    let (_world, mut harness) = sampled();
    press(&mut harness, "Show clear G-07");
    for answer in [
        "pointed at nobody, finger off",
        "G-07",
        "gate open, turned through all, each seen empty",
        "rod passed from muzzle to recoil plate",
    ] {
        press(&mut harness, answer);
    }
    assert!(shows(&harness, "What did Sample First AD"));
    hold(&mut harness, Key::Num6, Modifiers::NONE);
    assert!(shows(&harness, "What did Sample Armorer"), "the second is asked, and not answered");
    let session = session(&mut harness);
    let gun = session.state().book().by_tag("G-07").unwrap();
    assert!(gun.in_force(session.now()).is_none());
}

#[test]
fn a_stop_key_held_down_is_one_stop_whatever_else_is_held() {
    for modifiers in [Modifiers::NONE, Modifiers::CTRL, Modifiers::SHIFT] {
        let (_world, mut harness) = sampled();
        hold(&mut harness, Key::F12, modifiers);
        assert_eq!(stops(&mut harness), 1, "{modifiers:?}");
    }
}

#[test]
fn what_was_called_twice_is_settled_by_one_pair_of_presses() {
    let (_world, mut harness) = sampled();
    key(&mut harness, Key::F12);
    key(&mut harness, Key::F12);
    assert_eq!(stops(&mut harness), 2, "both voices are recorded");
    press(&mut harness, "Settle STOP: Sample Armorer, armorer");
    press(&mut harness, "Settle STOP: Sample First AD, first AD");
    settle(&mut harness);
    assert_eq!(session(&mut harness).state().standing_stops().count(), 0);
}

#[test]
fn whoever_agreed_before_another_stop_is_asked_again() {
    let (_world, mut harness) = sampled();
    key(&mut harness, Key::F12);
    press(&mut harness, "Settle STOP: Sample Armorer, armorer");
    key(&mut harness, Key::F12);
    press(&mut harness, "Settle STOP: Sample First AD, first AD");
    assert_eq!(session(&mut harness).state().standing_stops().count(), 2, "one of two has agreed");
    press(&mut harness, "Settle STOP: Sample Armorer, armorer");
    settle(&mut harness);
    assert_eq!(session(&mut harness).state().standing_stops().count(), 0);
}

#[test]
fn the_window_stays_once_while_a_stop_waits_for_a_hung_disk() {
    let (world, mut harness) = sampled();
    world.lock().hung = true;
    point_at_stop(&mut harness);
    settle(&mut harness);
    let root = harness.input_mut().viewports.entry(egui::ViewportId::ROOT).or_default();
    root.events.push(egui::ViewportEvent::Close);
    harness.step();
    settle(&mut harness);
    assert!(shows(&harness, "Something that was entered is not on the disk."));
}

#[test]
fn a_pin_that_was_typed_and_left_signs_nothing_later() {
    let (_world, mut harness) = sampled();
    show_clear(&mut harness);
    press(&mut harness, "Go to Showings");
    let mine = harness.query_all_by_label_contains("Sample Armorer:").next().unwrap();
    mine.click_accesskit();
    settle(&mut harness);
    press(&mut harness, "Read it and sign");
    type_text(&mut harness, "100001");
    key(&mut harness, Key::F2);
    key(&mut harness, Key::F4);
    let empty = |harness: &Window| {
        let mut fields = harness.query_all_by_role(Role::PasswordInput);
        fields.all(|field| field.value().is_none_or(|value| value.is_empty()))
    };
    assert!(empty(&harness), "the PIN does not wait on the page");
    key(&mut harness, Key::Enter);
    for _ in 0..8 {
        settle(&mut harness);
    }
    assert!(!shows(&harness, "Signed and saved"), "Enter is somebody else's");
    assert!(session(&mut harness).state().pending().is_some());
}

#[test]
fn the_pad_never_falls_through_to_another_gun() {
    let (_world, mut harness) = sampled();
    press(&mut harness, "Go to Settings");
    press(&mut harness, "Pad key for cut, collected: no key");
    key(&mut harness, Key::F15);
    press(&mut harness, "Go to Board");
    show_clear(&mut harness);
    press(&mut harness, "Shown to Sample Performer, performer");
    press(&mut harness, "Go to Board");
    press(&mut harness, "Issue G-07 to Sample Performer");
    press(&mut harness, "Choose P-03");
    key(&mut harness, Key::F15);
    assert!(shows(&harness, "P-03 is chosen, and cannot be collected now."));
    assert!(shows(&harness, "In hand of Sample Performer"), "G-07 is where it was");
    let book = session(&mut harness).state().book();
    assert_eq!(book.by_tag("P-03").unwrap().kind, ItemKind::Pistol);
}

#[test]
fn the_window_stays_once_for_what_is_not_saved() {
    let (world, mut harness) = sampled();
    world.lock().fails = Some(ErrorKind::StorageFull);
    point_at_stop(&mut harness);
    settle(&mut harness);
    let close = |harness: &mut Window| {
        let root = harness.input_mut().viewports.entry(egui::ViewportId::ROOT).or_default();
        root.events.push(egui::ViewportEvent::Close);
        harness.step();
        let sent = &harness.output().viewport_output[&egui::ViewportId::ROOT].commands;
        sent.contains(&egui::ViewportCommand::CancelClose)
    };
    assert!(close(&mut harness), "it is not closed over a STOP that is in no log");
    settle(&mut harness);
    assert!(shows(&harness, "Something that was entered is not on the disk."));
    assert!(!close(&mut harness), "whoever asks again may go");
}
