//! STOP: by the pointer on every page and under every sheet, by its keys in every field, with a disk that hangs.

use super::*;

#[test]
fn stop_by_the_pointer_takes_effect_within_one_frame_on_every_page() {
    for place in [
        Place::Board,
        Place::SetUp,
        Place::Meeting,
        Place::Sheet,
        Place::Book,
        Place::Checklists,
        Place::Rules,
        Place::Export,
        Place::HandOvers,
        Place::Laptops,
        Place::Review,
        Place::Settings,
        Place::Help,
        Place::Happened,
    ] {
        for hung in [false, true] {
            let (world, mut harness) = opened();
            harness.state_mut().shell().go(place);
            settle(&mut harness);
            world.lock().hung = hung;
            point_at_stop(&mut harness);
            harness.step();
            assert_ne!(alarm(&mut harness), Alarm::None, "{place:?}, hung: {hung}");
            harness.step();
            let told =
                harness.query_all_by_label_contains("STOPPED. Say it aloud.").next().is_some();
            assert!(told, "{place:?}, hung: {hung}: it is on the screen");
            if hung {
                assert_eq!(
                    alarm(&mut harness),
                    Alarm::Pressed,
                    "not shown as recorded before it is on the disk"
                );
            }
        }
    }
}

#[test]
fn stop_by_the_pointer_works_with_a_field_focused_and_by_its_key() {
    let (_world, mut harness) = opened();
    harness.state_mut().shell().go(Place::SetUp);
    settle(&mut harness);
    harness.get_all_by_role(Role::TextInput).next().unwrap().focus();
    harness.step();
    point_at_stop(&mut harness);
    harness.step();
    assert_ne!(alarm(&mut harness), Alarm::None);

    let (_world, mut harness) = opened();
    harness.state_mut().shell().go(Place::SetUp);
    settle(&mut harness);
    harness.get_all_by_role(Role::TextInput).next().unwrap().focus();
    harness.step();
    harness.key_press(Key::F12);
    harness.step();
    assert_ne!(alarm(&mut harness), Alarm::None, "the key is taken before any field");
}

#[test]
fn stop_by_the_pointer_works_in_the_middle_of_a_run() {
    let (world, mut harness) = opened();
    begin(&mut harness);
    world.lock().hung = true;
    point_at_stop(&mut harness);
    harness.step();
    assert_eq!(alarm(&mut harness), Alarm::Pressed);
}

/// Presses a key and lets go, one frame each.
fn tap(harness: &mut Window, key: Key) {
    harness.key_press(key);
    harness.step();
}

#[test]
fn stop_by_the_pointer_works_on_the_pages_of_runs_and_cards() {
    for place in [Place::Paper, Place::Begin, Place::Start, Place::NewProduction] {
        let (world, mut harness) = sampled();
        harness.state_mut().shell().go(place);
        settle(&mut harness);
        world.lock().hung = true;
        point_at_stop(&mut harness);
        harness.step();
        assert_eq!(alarm(&mut harness), Alarm::Pressed, "{place:?}");
    }
}

#[test]
fn stop_by_the_pointer_works_under_every_sheet() {
    type Reach = fn(&mut Window);
    let sheets: [(&str, Reach); 4] = [
        ("abandon", |harness| {
            press(harness, "Show clear G-07");
            press(harness, "Abandon the run");
        }),
        ("held", |harness| {
            press(harness, "Show clear G-07");
            press(harness, "Hold for roll");
        }),
        ("signing with the PIN focused", |harness| {
            press(harness, "Go to Settings");
            press(harness, "When people sign: At the moment, before anything is declared");
            press(harness, "Go to Board");
            show_clear(harness);
            press(harness, "Read it and sign");
            type_text(harness, "12");
        }),
        ("a key for the pad", |harness| {
            press(harness, "Go to Settings");
            press(harness, "Pad key for shown: no key");
        }),
    ];
    for (name, reach) in sheets {
        let (world, mut harness) = sampled();
        reach(&mut harness);
        world.lock().hung = true;
        point_at_stop(&mut harness);
        harness.step();
        assert_eq!(alarm(&mut harness), Alarm::Pressed, "{name}");
    }
}

#[test]
fn escape_held_down_is_stop_in_a_field_too_and_a_tap_is_not() {
    let (_world, mut harness) = sampled();
    harness.state_mut().shell().go(Place::SetUp);
    settle(&mut harness);
    harness.get_all_by_role(Role::TextInput).next().unwrap().focus();
    harness.step();
    tap(&mut harness, Key::Escape);
    settle(&mut harness);
    assert_eq!(alarm(&mut harness), Alarm::None, "a tap closes something, no more");
    harness.get_all_by_role(Role::TextInput).next().unwrap().focus();
    harness.step();
    harness.key_down(Key::Escape);
    settle(&mut harness);
    assert_ne!(alarm(&mut harness), Alarm::None, "held for longer than half a second");
    let stops = session(&mut harness).state().stops().len();
    settle(&mut harness);
    assert_eq!(session(&mut harness).state().stops().len(), stops, "once for each time");
    harness.key_up(Key::Escape);
}

#[test]
fn a_pad_says_its_six_things_from_any_page_and_in_any_field() {
    let (_world, mut harness) = sampled();
    press(&mut harness, "Go to Settings");
    for (name, key) in [
        ("shown", Key::F13),
        ("in hand", Key::F14),
        ("cut, collected", Key::F15),
        ("count", Key::F16),
        ("STOP", Key::F17),
        ("new set-up", Key::F18),
    ] {
        press(&mut harness, &format!("Pad key for {name}: no key"));
        tap(&mut harness, key);
        settle(&mut harness);
        let kept = format!("Pad key for {name}: {}", key.name());
        assert!(harness.query_by_label(&kept).is_some(), "{kept}");
    }
    press(&mut harness, "Go to Board");
    show_clear(&mut harness);
    press(&mut harness, "Go to Set-up");
    harness.get_all_by_role(Role::TextInput).next().unwrap().focus();
    harness.step();
    key(&mut harness, Key::F13);
    assert!(shows(&harness, "G-07: shown to Sample First AD."), "said once it is on the disk");
    key(&mut harness, Key::F13);
    assert!(shows(&harness, "G-07: shown to Sample Performer."));
    key(&mut harness, Key::F14);
    assert!(shows(&harness, "G-07: in hand of Sample Performer."));
    key(&mut harness, Key::F14);
    assert!(shows(&harness, "No gun can be issued now."), "nothing is recorded twice");
    key(&mut harness, Key::F15);
    assert!(shows(&harness, "G-07: cut and collected."));
    harness.get_all_by_role(Role::TextInput).next().unwrap().focus();
    harness.step();
    tap(&mut harness, Key::F17);
    assert_ne!(alarm(&mut harness), Alarm::None, "within the frame, with a field focused");
}

#[test]
fn a_key_that_types_is_not_taken_for_the_pad() {
    let (_world, mut harness) = sampled();
    press(&mut harness, "Go to Settings");
    press(&mut harness, "Pad key for STOP: no key");
    tap(&mut harness, Key::Num1);
    settle(&mut harness);
    assert!(shows(&harness, "Set the pad to send F13 to F24"));
    assert!(harness.query_by_label("Pad key for STOP: no key").is_some());
    press(&mut harness, "Pad key for STOP: no key");
    tap(&mut harness, Key::F12);
    assert_ne!(alarm(&mut harness), Alarm::None, "F12 stays STOP while a key is waited for");
}

#[test]
fn stop_by_the_pointer_works_under_the_words_that_hang_below_it() {
    let (_world, mut harness) = sampled();
    let pos = harness.get_by_label("STOP").rect().center();
    harness.event(Event::PointerMoved(pos));
    for _ in 0..12 {
        harness.step();
    }
    assert!(shows(&harness, "Say STOP aloud; the key records it."), "the words hang open");
    point_at_stop(&mut harness);
    harness.step();
    assert_ne!(alarm(&mut harness), Alarm::None);
}
