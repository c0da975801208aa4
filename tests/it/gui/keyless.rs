//! Somebody without a key, as the recorder writes it down in a run and after it.

use super::*;

fn enter(harness: &mut Window) {
    press(harness, "Somebody without a key acknowledges");
    harness.get_by_label("Their name").focus();
    settle(harness);
    type_text(harness, "Sample Day Player");
    press(harness, "As what: stand-in");
    press(harness, "How: looked");
    press(harness, "Who saw them do it: Sample First AD");
}

fn written(harness: &mut Window) -> Vec<String> {
    let state = session(harness).state();
    let all = state.runs().flat_map(|run| run.acknowledged().to_vec());
    all.map(|(_, one)| format!("{} {} {}", one.step, one.role, one.how)).collect()
}

#[test]
fn a_day_player_who_looked_is_written_down_at_the_step_and_after_the_run() {
    let (_world, mut harness) = sampled();
    press(&mut harness, "Show clear G-07");
    enter(&mut harness);
    press(&mut harness, "Record it");
    assert_eq!(written(&mut harness), ["muzzle stand_in looked"]);
    assert!(shows(&harness, "recorded, not signed"));
    look(&mut harness);
    enter(&mut harness);
    press(&mut harness, "Record it");
    assert_eq!(written(&mut harness).len(), 2);
    assert!(shows(&harness, "none of these is a signature"));
}

#[test]
fn without_a_witness_there_is_nothing_to_press_and_a_stop_works_over_it() {
    let (_world, mut harness) = sampled();
    press(&mut harness, "Show clear G-07");
    press(&mut harness, "Somebody without a key acknowledges");
    harness.get_by_label("Their name").focus();
    settle(&mut harness);
    type_text(&mut harness, "Sample Day Player");
    press(&mut harness, "Record it");
    assert!(written(&mut harness).is_empty());
    key(&mut harness, Key::F12);
    assert_eq!(session(&mut harness).state().standing_stops().count(), 1);
}
