//! An alarm in the window: two presses freeze everything, the page says what to do, and the way on is signed.

use showclear::custody::What;
use showclear::terms::{Danger, Place};

use super::*;

const LIVE: &str = "Alarm: LIVE ROUND FOUND";

/// The alarm that stands, and how many were said.
fn standing(harness: &mut Window) -> Option<(Danger, usize)> {
    let alarm = session(harness).state().alarm()?;
    Some((alarm.alarms.first()?.what.alarm, alarm.alarms.len()))
}

#[test]
fn from_stop_it_is_one_more_press_and_no_name_settles_it() {
    let (_world, mut harness) = sampled();
    key(&mut harness, Key::F12);
    assert!(harness.query_by_label_contains("Settle STOP: Sample Armorer").is_some());
    press(&mut harness, LIVE);
    assert_eq!(standing(&mut harness), Some((Danger::LiveFound, 1)));
    assert!(harness.query_by_label_contains("Settle STOP").is_none(), "it takes signatures");
    assert!(shows(&harness, "Nobody touches the round"), "the page says what to do");
    assert!(shows(&harness, "ALARM: LIVE ROUND FOUND. No item is declared or issued"));
    press(&mut harness, "Go to Board");
    assert!(shows(&harness, "ALARM: LIVE ROUND FOUND"), "across the top of every page");
    press(&mut harness, "What to do now");
    assert!(shows(&harness, "Nobody touches the round"));
}

#[test]
fn from_what_happened_it_is_two_presses_and_a_shot_not_planned_is_three() {
    let (_world, mut harness) = sampled();
    key(&mut harness, Key::F9);
    press(&mut harness, "Alarm: SOMEBODY IS HURT");
    assert_eq!(standing(&mut harness), Some((Danger::Injury, 1)));
    assert!(shows(&harness, "Ring the emergency number now"));
    let (_world, mut harness) = sampled();
    key(&mut harness, Key::F9);
    press(&mut harness, "Item G-07");
    press(&mut harness, "Or: UNPLANNED DISCHARGE");
    assert_eq!(standing(&mut harness), Some((Danger::Discharge, 1)));
    assert!(shows(&harness, "SHOT NOT PLANNED"));
}

#[test]
fn an_ordinary_stop_is_settled_in_three_as_before() {
    let (_world, mut harness) = sampled();
    key(&mut harness, Key::F12);
    for name in ["Settle STOP: Sample Armorer, armorer", "Settle STOP: Sample First AD, first AD"] {
        press(&mut harness, name);
    }
    assert_eq!(alarm(&mut harness), Alarm::None);
}

#[test]
fn stop_by_the_pointer_works_on_its_page_and_while_the_restart_is_signed() {
    let (world, mut harness) = sampled();
    key(&mut harness, Key::F9);
    press(&mut harness, LIVE);
    let stops = session(&mut harness).state().stops().len();
    world.lock().hung = true;
    point_at_stop(&mut harness);
    harness.step();
    assert_eq!(alarm(&mut harness), Alarm::Pressed);
    world.lock().hung = false;
    settle(&mut harness);
    assert_eq!(session(&mut harness).state().stops().len(), stops + 1);
}

#[test]
fn nothing_is_offered_that_touches_a_gun_and_what_is_touched_is_told() {
    let (_world, mut harness) = sampled();
    key(&mut harness, Key::F9);
    press(&mut harness, LIVE);
    press(&mut harness, "Place the evidence hold");
    assert!(shows(&harness, "Evidence hold since"));
    assert!(session(&mut harness).state().hold().is_some());
    press(&mut harness, "Go to Board");
    assert!(harness.query_by_label("Show clear G-07").is_none(), "no list is offered");
    press(&mut harness, "Lock away G-07");
    let item = session(&mut harness).state().book().by_tag("G-07").unwrap();
    assert_eq!(item.place, Place::Locked, "locking away is never refused");
    press(&mut harness, "What to do now");
    assert!(shows(&harness, "G-07 locked away"));
}

#[test]
fn the_restart_is_agreed_by_phone_with_the_code_and_signed_by_those_on_the_set() {
    let (_world, mut harness) = sampled();
    key(&mut harness, Key::F9);
    press(&mut harness, LIVE);
    let stop = session(&mut harness).state().alarm().unwrap().raised.what.stop;
    let code = session(&mut harness).phone_code(stop).unwrap();
    let (first, rest) = code.split_at(4);
    assert!(shows(&harness, &format!("{first} {rest}")));
    let field = "The code as they read it back";
    harness.get_by_role_and_label(Role::TextInput, field).focus();
    settle(&mut harness);
    type_text(&mut harness, "wrong");
    press(&mut harness, "By phone: Sample Safety Officer, safety officer");
    assert!(shows(&harness, "is not the one on the screen"));
    harness.get_by_role_and_label(Role::TextInput, field).focus();
    settle(&mut harness);
    type_text(&mut harness, &code.to_uppercase());
    press(&mut harness, "By phone: Sample Safety Officer, safety officer");
    assert!(shows(&harness, "Sample Safety Officer agreed by phone"));
    let armorer = "Signs, on the set: Sample Armorer, armorer";
    if harness.query_by_label(armorer).is_some() {
        press(&mut harness, armorer);
    }
    press(&mut harness, "Read the restart and sign");
    assert!(shows(&harness, "by phone: safety_officer"), "the exact text is shown");
    sign_as(&mut harness, "Sample Armorer");
    sign_as(&mut harness, "Sample First AD");
    assert_eq!(alarm(&mut harness), Alarm::None);
    assert!(shows(&harness, "let work go on by phone, and has not signed that yet"));
    press(&mut harness, "Sign for Sample Safety Officer, by phone");
    sign_as(&mut harness, "Sample Safety Officer");
    assert!(!shows(&harness, "has not signed that yet"));
}

#[test]
fn show_me_is_one_key_and_the_handlers_act() {
    let (_world, mut harness) = sampled();
    press(&mut harness, "Show me G-07");
    key(&mut harness, Key::V);
    let item = session(&mut harness).state().book().by_tag("G-07").unwrap();
    let offers = item.history.iter().filter(|past| matches!(past.what, What::Offered { .. }));
    assert_eq!(offers.count(), 2);
}

/// The sample with a key for concerns of its safety officer.
fn with_key() -> (World, Window) {
    let (world, mut session) = sample();
    let wall = session.now().wall;
    let officer = session.state().roster().with_role("safety_officer", wall).next().unwrap().id;
    let key = age::x25519::Identity::generate().to_public().to_string();
    let ticket = session.set_recipient(officer, &key).unwrap();
    session.wait_for(ticket).unwrap();
    (world, at_board(window(Some(session))))
}

#[test]
fn a_concern_is_three_presses_and_its_words_stay_nowhere() {
    let (world, mut harness) = with_key();
    key(&mut harness, Key::F9);
    press(&mut harness, "Concern, for the safety officer alone");
    assert!(shows(&harness, "Only Sample Safety Officer can read it"));
    let field = |harness: &mut Window| {
        harness.get_by_role_and_label(Role::MultilineTextInput, "What worries you").focus();
        settle(harness);
    };
    field(&mut harness);
    type_text(&mut harness, "SAMPLE-WORDS one");
    press(&mut harness, "Go to Board");
    key(&mut harness, Key::F9);
    press(&mut harness, "Concern, for the safety officer alone");
    assert!(!shows(&harness, "SAMPLE-WORDS"), "what was not sealed is forgotten with the page");
    field(&mut harness);
    type_text(&mut harness, "SAMPLE-WORDS two");
    // STOP by the pointer, with the field in use.
    let stops = session(&mut harness).state().stops().len();
    point_at_stop(&mut harness);
    settle(&mut harness);
    assert_eq!(session(&mut harness).state().stops().len(), stops + 1);
    press(&mut harness, "Seal it");
    settle(&mut harness);
    assert!(shows(&harness, "1 recorded; 1 not yet delivered; no copy has left this laptop."));
    assert!(!shows(&harness, "SAMPLE-WORDS"));
    let state = world.lock();
    let holds = |bytes: &[u8]| bytes.windows(12).any(|some| some == b"SAMPLE-WORDS");
    assert!(!state.files.values().any(|bytes| holds(bytes)));
}

/// Goes to the page of concerns.
fn concern(harness: &mut Window) {
    key(harness, Key::F9);
    press(harness, "Concern, for the safety officer alone");
}

/// Writes into a field of several lines.
fn write(harness: &mut Window, label: &str, words: &str) {
    harness.get_by_role_and_label(Role::MultilineTextInput, label).focus();
    settle(harness);
    type_text(harness, words);
}

#[test]
fn a_concern_that_cannot_be_sealed_is_kept_unseen_and_sealed_again() {
    let (world, mut harness) = with_key();
    concern(&mut harness);
    write(&mut harness, "What worries you", "SAMPLE-WORDS three");
    world.lock().fails = Some(std::io::ErrorKind::StorageFull);
    press(&mut harness, "Seal it");
    settle(&mut harness);
    assert!(shows(&harness, "A concern was NOT SEALED."));
    press(&mut harness, "Go to Board");
    concern(&mut harness);
    assert!(shows(&harness, "A concern was NOT SEALED."), "it outlives the page");
    assert!(!shows(&harness, "SAMPLE-WORDS"), "and nobody reads it there");
    pages::names_are_certain(&harness, "a concern that was not sealed");
    world.lock().fails = None;
    press(&mut harness, "Seal it again: 1");
    settle(&mut harness);
    assert!(shows(&harness, "1 recorded; 1 not yet delivered"));
    assert!(!shows(&harness, "NOT SEALED."));
}

#[test]
fn an_answer_is_counted_and_its_words_stay_nowhere() {
    let (world, mut harness) = with_key();
    concern(&mut harness);
    write(&mut harness, "What worries you", "SAMPLE-WORDS four");
    press(&mut harness, "Seal it");
    settle(&mut harness);
    let (id, at) = {
        let session = session(&mut harness);
        let (id, concern) = session.state().concerns().next().unwrap();
        (id, concern.at.clock(session.offset()))
    };
    press(&mut harness, "Answer a concern");
    pages::names_are_certain(&harness, "answering a concern");
    press(&mut harness, &format!("Which concern: {id}, {at}"));
    write(&mut harness, "Your answer", "SAMPLE-WORDS five");
    press(&mut harness, "Seal the answer");
    settle(&mut harness);
    assert!(shows(&harness, "1 recorded; 1 answered; "));
    assert!(!shows(&harness, "not yet delivered"), "whoever answered has read it");
    assert!(!shows(&harness, "SAMPLE-WORDS"));
    let state = world.lock();
    let holds = |bytes: &[u8]| bytes.windows(12).any(|some| some == b"SAMPLE-WORDS");
    assert!(!state.files.values().any(|bytes| holds(bytes)));
}

#[test]
fn without_a_key_the_page_names_the_phone_and_has_no_field() {
    let (_world, mut harness) = sampled();
    key(&mut harness, Key::F9);
    press(&mut harness, "Concern, for the safety officer alone");
    assert!(shows(
        &harness,
        "Ring the safety officer: the number is on the printed meeting sheet."
    ));
    assert!(harness.query_by_label("What worries you").is_none());
}

#[test]
fn who_places_the_hold_is_asked_where_nobody_records_and_never_made_up() {
    let (_world, mut harness) = sampled();
    press(&mut harness, "Go to Set-up");
    press(&mut harness, "Recorder: Sample Recorder, chosen");
    press(&mut harness, "Keep this set-up");
    press(&mut harness, "What happened");
    press(&mut harness, LIVE);
    press(&mut harness, "Place the evidence hold");
    assert!(session(&mut harness).state().hold().is_none(), "nobody says so yet");
    press(&mut harness, "Who places it: Sample Armorer");
    press(&mut harness, "Place the evidence hold");
    let state = session(&mut harness).state();
    let armorer =
        state.roster().with_role("armorer", state.last().unwrap().wall).next().unwrap().id;
    assert_eq!(state.hold().map(|hold| hold.by), Some(armorer));
}

#[test]
fn the_page_and_the_band_look_as_they_did() {
    let mut results = egui_kittest::SnapshotResults::new();
    for (preset, size) in [
        (Preset::Day, vec2(1280.0, 800.0)),
        (Preset::Dim, vec2(1280.0, 800.0)),
        (Preset::Day, vec2(1920.0, 1080.0)),
    ] {
        let (_world, sitting) = sample();
        let mut laptop = Laptop::new(Some(sitting));
        laptop.settings.theme = match preset {
            Preset::Day => showclear::session::Theme::Day,
            Preset::Dim => showclear::session::Theme::Dim,
        };
        let mut harness = at_board(sized(laptop, size, 0.5));
        key(&mut harness, Key::F12);
        let options = egui_kittest::SnapshotOptions::new().output_path("tests/snapshots");
        let name = |page: &str| format!("{page}-{}-{}", preset.words().to_lowercase(), size.x);
        harness.snapshot_options(name("stop-band"), &options);
        results.extend(harness.take_snapshot_results());
        press(&mut harness, LIVE);
        harness.snapshot_options(name("alarm"), &options);
        results.extend(harness.take_snapshot_results());
        let ticket = {
            let session = session(&mut harness);
            let wall = session.now().wall;
            let roster = session.state().roster();
            let officer = roster.with_role("safety_officer", wall).next().unwrap().id;
            let key = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";
            session.set_recipient(officer, key).unwrap()
        };
        session(&mut harness).wait_for(ticket).unwrap();
        key(&mut harness, Key::F9);
        harness.snapshot_options(name("happened"), &options);
        results.extend(harness.take_snapshot_results());
        press(&mut harness, "Concern, for the safety officer alone");
        harness.snapshot_options(name("concern"), &options);
        results.extend(harness.take_snapshot_results());
    }
}
