//! A scanner that types like a keyboard: its burst reaches the step that asks, and no field and no answer key ever.

use super::*;

/// What a keyboard sends for one character.
fn stroke(letter: char) -> Vec<Event> {
    let key = Key::from_name(&letter.to_ascii_uppercase().to_string());
    let (physical_key, repeat, modifiers) = (None, false, Modifiers::NONE);
    let press =
        |pressed| key.map(|key| Event::Key { key, physical_key, pressed, repeat, modifiers });
    let text = Event::Text(letter.to_string());
    [press(true), Some(text), press(false)].into_iter().flatten().collect()
}

fn enter() -> Vec<Event> {
    let (key, physical_key, repeat, modifiers) = (Key::Enter, None, false, Modifiers::NONE);
    [true, false]
        .map(|pressed| Event::Key { key, physical_key, pressed, repeat, modifiers })
        .to_vec()
}

/// A burst as it comes: a few characters to a frame of ten milliseconds, then Enter.
pub(super) fn scan(harness: &mut Window, code: &str) {
    type_at(harness, code, 3, 0.01);
    frame(harness, enter(), 0.01);
    settle(harness);
}

/// So many characters to a frame, and so many seconds from one frame to the next.
pub(super) fn type_at(harness: &mut Window, code: &str, many: usize, apart: f64) {
    let letters: Vec<char> = code.chars().collect();
    for some in letters.chunks(many) {
        frame(harness, some.iter().flat_map(|letter| stroke(*letter)).collect(), apart);
    }
}

/// One frame with these events, so many seconds after the one before.
fn frame(harness: &mut Window, events: Vec<Event>, after: f64) {
    let time = harness.ctx.input(|input| input.time) + after;
    harness.input_mut().time = Some(time);
    harness.input_mut().events.extend(events);
    harness.step();
    harness.input_mut().time = None;
}

fn at_the_match(harness: &mut Window) {
    press(harness, "Show clear G-07");
    press(harness, "pointed at nobody, finger off");
    assert!(shows(harness, "Something else"), "the step that reads the tag");
}

/// What was answered last in the newest run.
fn said(harness: &mut Window) -> Option<String> {
    let run = session(harness).state().runs().next_back()?;
    run.given().last()?.said.replies.first().map(|reply| reply.said.clone())
}

const NOT_ASKED: &str = "Something was scanned, and nothing here asks for it.";

#[test]
fn a_burst_answers_the_step_that_asks_for_something_read_off() {
    let (_world, mut harness) = sampled();
    at_the_match(&mut harness);
    scan(&mut harness, "G-0771");
    assert_eq!(said(&mut harness).as_deref(), Some("G-0771"));
    assert!(!shows(&harness, NOT_ASKED));
}

#[test]
fn a_short_tag_is_scanned_where_it_is_asked_for_and_typed_elsewhere() {
    let (_world, mut harness) = sampled();
    at_the_match(&mut harness);
    scan(&mut harness, "G-07");
    assert_eq!(said(&mut harness).as_deref(), Some("G-07"));
    press(&mut harness, "Go to Set-up");
    let value = |harness: &Window| harness.get_by_label("Scene").value().unwrap_or_default();
    harness.get_by_label("Scene").focus();
    settle(&mut harness);
    let before = value(&harness);
    scan(&mut harness, "42A");
    assert_eq!(value(&harness), format!("{before}42A"));
}

#[test]
fn a_burst_is_one_where_drawing_takes_long_and_its_end_comes_late() {
    let (_world, mut harness) = sampled();
    at_the_match(&mut harness);
    for (some, after) in [("G-07", 0.2), ("71-AB", 0.1), ("C", 0.1)] {
        frame(&mut harness, some.chars().flat_map(stroke).collect(), after);
    }
    frame(&mut harness, enter(), 0.1);
    settle(&mut harness);
    assert_eq!(said(&mut harness).as_deref(), Some("G-0771-ABC"));
}

#[test]
fn a_burst_answers_it_whatever_has_the_focus_and_leaves_the_field_as_it_was() {
    let (_world, mut harness) = sampled();
    at_the_match(&mut harness);
    harness.get_by_label("Something else").focus();
    settle(&mut harness);
    type_text(&mut harness, "by hand ");
    let typed = |harness: &Window, words: &str| {
        let fields = harness.query_all_by(|node| node.role() == Role::TextInput);
        fields.filter_map(|node| node.value()).any(|value| value.contains(words))
    };
    assert!(typed(&harness, "by hand"), "a hand still types");
    type_at(&mut harness, "G-0771", 2, 0.01);
    assert!(!typed(&harness, "G-0"), "nothing of it stands in the field meanwhile");
    frame(&mut harness, enter(), 0.01);
    settle(&mut harness);
    assert_eq!(said(&mut harness).as_deref(), Some("G-0771"));
}

#[test]
fn a_burst_of_digits_presses_no_answer_and_says_that_nothing_asks_for_it() {
    let (_world, mut harness) = sampled();
    press(&mut harness, "Show clear G-07");
    scan(&mut harness, "1111111");
    assert!(shows(&harness, "pointed at nobody, finger off"), "the first step is still asked");
    assert_eq!(said(&mut harness), None);
    assert!(shows(&harness, NOT_ASKED));
    assert!(!shows(&harness, "1111111"), "what nobody asked for is not shown: it may be a PIN");
}

#[test]
fn a_burst_never_lands_in_a_pin() {
    let (_world, mut harness) = sampled();
    press(&mut harness, "Go to Settings");
    press(&mut harness, "When people sign: At the moment, before anything is declared");
    press(&mut harness, "Go to Board");
    show_clear(&mut harness);
    press(&mut harness, "Read it and sign");
    let pins = |harness: &Window| {
        let fields = harness.query_all_by(|node| node.role() == Role::PasswordInput);
        fields.filter_map(|node| node.value()).collect::<String>()
    };
    type_text(&mut harness, "2");
    let before = pins(&harness);
    assert!(!before.is_empty(), "the PIN has the focus");
    scan(&mut harness, "00012345678905");
    assert_eq!(pins(&harness), before);
    assert!(shows(&harness, NOT_ASKED));
}

#[test]
fn a_hand_is_no_scanner_however_short_or_slow() {
    for (code, many, apart) in [("G-077", 5, 0.04), ("G-0771", 1, 0.04), ("G-0771", 6, 0.3)] {
        let (_world, mut harness) = sampled();
        at_the_match(&mut harness);
        harness.get_by_label("Something else").focus();
        settle(&mut harness);
        // Typed at once after something else, so that frames are counted from there.
        type_at(&mut harness, "x", 1, 0.01);
        type_at(&mut harness, code, many, apart);
        settle(&mut harness);
        settle(&mut harness);
        let fields = harness.query_all_by(|node| node.role() == Role::TextInput);
        let value: String = fields.filter_map(|node| node.value()).collect();
        assert_eq!(value, format!("x{code}"), "{many} a frame, {apart} s apart");
        assert_eq!(said(&mut harness).as_deref(), Some("pointed at nobody, finger off"));
    }
}

#[test]
fn an_answer_key_pressed_by_hand_works_as_before_and_stop_passes_a_burst_at_once() {
    let (_world, mut harness) = sampled();
    press(&mut harness, "Show clear G-07");
    frame(&mut harness, stroke('1'), 0.01);
    settle(&mut harness);
    assert_eq!(said(&mut harness).as_deref(), Some("pointed at nobody, finger off"));
    type_at(&mut harness, "G-0771", 3, 0.01);
    let (physical_key, repeat, modifiers) = (None, false, Modifiers::NONE);
    let stop = Event::Key { key: Key::F12, physical_key, pressed: true, repeat, modifiers };
    frame(&mut harness, vec![stop], 0.01);
    assert_ne!(alarm(&mut harness), Alarm::None, "in the same frame");
}

#[test]
fn while_a_stop_stands_a_burst_answers_nothing() {
    let (_world, mut harness) = sampled();
    at_the_match(&mut harness);
    press(&mut harness, "STOP");
    scan(&mut harness, "G-0771");
    assert_eq!(said(&mut harness).as_deref(), Some("pointed at nobody, finger off"));
    assert!(shows(&harness, NOT_ASKED));
}
