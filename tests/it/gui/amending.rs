//! Corrections through the window: an entry of the open production, a late entry, who signs, and the three views.

use showclear::session::Review;
use showclear::verify::{Files, Options, look};

use super::*;

const ARMORER: &str = "Sample Armorer";
const FIRST_AD: &str = "Sample First AD";

/// What a disk holds, looked at.
pub(super) fn reviewed(path: &Path, disk: &World) -> HostNotice {
    let gathered = disk.lock().files.clone();
    let mut files = Files::new();
    for (path, bytes) in &gathered {
        files.add(path.as_str(), bytes.as_slice());
    }
    let checked = look(&files, &Options::default());
    HostNotice::Reviewed(JobId(1), Box::new(Review::of(path, &checked)))
}

pub(super) fn sample_on_a_disk(
    size: Vec2,
    pixels: f32,
    theme: showclear::session::Theme,
) -> Window {
    let (world, session) = sample();
    let mut laptop = Laptop::new(Some(session));
    laptop.settings.theme = theme;
    laptop.disk = Some(world);
    at_board(sized(laptop, size, pixels))
}

fn sampled_on_a_disk() -> Window {
    sample_on_a_disk(vec2(1280.0, 800.0), 1.0, showclear::session::Theme::Day)
}

pub(super) fn review(harness: &mut Window) {
    press(harness, "Go to Review");
    let again = harness.query_all_by_label("Review again").next().is_some();
    press(harness, if again { "Review again" } else { "Review this production" });
}

/// Presses the first button whose name begins so.
fn press_first(harness: &mut Window, name: &str) {
    let found = harness
        .get_all_by_role(Role::Button)
        .find(|node| node.accesskit_node().label().is_some_and(|label| label.starts_with(name)));
    assert!(found.is_some(), "no button begins with {name:?}");
    found.unwrap().click_accesskit();
    settle(harness);
}

fn write(harness: &mut Window, field: &str, text: &str) {
    harness.get_by_role_and_label(Role::TextInput, field).focus();
    settle(harness);
    type_text(harness, text);
}

/// The first entry that can be corrected, and why it did not happen.
pub(super) fn asked(harness: &mut Window) {
    show_clear(harness);
    review(harness);
    press_first(harness, "Show: G-07 (revolver): Every entry");
    press_first(harness, "Correct entry ");
    assert!(shows(harness, "Recorded, entry "));
    press(harness, "What is wrong: It did not happen");
    write(harness, "Why", "Pressed by mistake.");
    press(harness, &format!("Who proposes it: {ARMORER}"));
}

pub(super) fn propose(harness: &mut Window) {
    press(harness, "Propose it");
    assert!(shows(harness, "Proposed, not signed"));
}

pub(super) fn prepared(harness: &mut Window) {
    press_first(harness, "Sign or take back ");
    let second = format!("Signs too: {FIRST_AD}");
    if harness.query_all_by_label(&second).next().is_some() {
        press(harness, &second);
    }
    press_first(harness, "Read and sign ");
}

/// Everybody whose turn it is signs.
pub(super) fn sign(harness: &mut Window) {
    let still: Vec<_> = session(harness).still_to_sign().collect();
    for next in still {
        let name = session(harness).state().roster().person(next).unwrap().name;
        let name = session(harness).names().get(name).unwrap().to_owned();
        sign_as(harness, &name);
    }
}

/// Scrolls to what was corrected.
pub(super) fn at_corrections(harness: &mut Window) {
    let found = harness.get_all_by_label("this did not happen").next().unwrap();
    found.scroll_to_me();
    settle(harness);
}

fn signed(harness: &mut Window) {
    prepared(harness);
    let text = session(harness).statement_text().unwrap().as_str().to_owned();
    assert!(text.contains("AMENDMENT v1"), "{text}");
    for line in text.lines() {
        assert!(
            harness.query_all_by_label(line).next().is_some(),
            "every line of the exact text is on the screen: {line}"
        );
    }
    sign(harness);
}

#[test]
fn an_entry_is_corrected_and_read_in_three_views() {
    let mut harness = sampled_on_a_disk();
    asked(&mut harness);
    propose(&mut harness);
    signed(&mut harness);
    let all: Vec<bool> = session(&mut harness)
        .state()
        .amendments()
        .all()
        .map(showclear::event::Amendment::counts)
        .collect();
    assert_eq!(all, [true]);
    review(&mut harness);
    assert!(shows(&harness, "signed by Sample"));
    for view in ["Original", "Corrected", "Both"] {
        press_first(&mut harness, &format!("View: {view}"));
    }
    assert!(shows(&harness, "this did not happen"));
}

#[test]
fn a_late_entry_says_when_and_waits_for_its_signature() {
    let mut harness = sampled_on_a_disk();
    press(&mut harness, "Go to Board");
    key(&mut harness, Key::F9);
    press(&mut harness, "Correct an entry, or enter something late");
    press(&mut harness, "Something was not recorded");
    write(&mut harness, "What happened", "It lay on the table.");
    write(&mut harness, "Time", "25:00");
    assert!(shows(&harness, "not in the future"));
    write(&mut harness, "Day (may stay empty)", "2026-11-21");
    press(&mut harness, "About: G-07");
    write(&mut harness, "Why", "Nobody wrote it down.");
    press(&mut harness, &format!("Who proposes it: {ARMORER}"));
    let ready = |harness: &Window| {
        let button = harness.get_by_role_and_label(Role::Button, "Propose it");
        !button.accesskit_node().is_disabled()
    };
    assert!(!ready(&harness), "the time is none");
    press(&mut harness, "Leave it");
    press(&mut harness, "Something was not recorded");
    write(&mut harness, "What happened", "It lay on the table.");
    write(&mut harness, "Time", "14:02");
    write(&mut harness, "Day (may stay empty)", "2026-11-21");
    write(&mut harness, "Why", "Nobody wrote it down.");
    assert!(ready(&harness));
    point_at_stop(&mut harness);
    settle(&mut harness);
    assert_ne!(alarm(&mut harness), Alarm::None, "STOP is never behind a question");
    press(&mut harness, "Propose it");
    assert!(shows(&harness, "Late entry: \u{201c}It lay on the table.\u{201d}"));
    press_first(&mut harness, "Sign or take back ");
    write(&mut harness, "Why it is taken back", "It lay in the safe.");
    press_first(&mut harness, "Take back ");
    assert!(!shows(&harness, "Proposed, not signed"));
}

#[test]
fn of_another_record_nothing_can_be_corrected_here() {
    let (world, session) = sample();
    let mut laptop = Laptop::new(Some(session));
    laptop.disk = Some(world.copy());
    let mut harness = at_board(over(laptop));
    press(&mut harness, "Go to Review");
    write(&mut harness, "Path of a bundle or folder", "/elsewhere");
    press(&mut harness, "Review this path");
    assert!(shows(&harness, "/elsewhere"));
    let named = |node: &egui_kittest::Node<'_>| node.accesskit_node().label();
    let offered = harness
        .query_all_by_role(Role::Button)
        .any(|node| named(&node).is_some_and(|one| one.starts_with("Correct entry")));
    assert!(!offered, "only of the production that is open");
}
