//! The lists about no gun in particular, and those of a gun that is out.

use super::*;

#[test]
fn a_break_begins_on_the_board_and_is_found_again_there() {
    let (_, mut harness) = sampled();
    press(&mut harness, "Guns in: lunch, move, wait");
    assert!(shows(&harness, "Guns back, every one"));
    press(&mut harness, "Said aloud, and 2 answered");
    key(&mut harness, Key::F2);
    press(&mut harness, "Go on with Guns in: lunch, move, wait");
    assert!(shows(&harness, "How many guns were out?"));
}

#[test]
fn stop_now_in_the_list_for_anybody_is_a_stop_about_everything() {
    let (_, mut harness) = sampled();
    press(&mut harness, "STOP or concern, written down");
    press(&mut harness, "stop now, everybody holds");
    assert!(session(&mut harness).state().is_stopped());
}

#[test]
fn a_concern_is_written_down_while_a_stop_stands() {
    let (_, mut harness) = sampled();
    point_at_stop(&mut harness);
    settle(&mut harness);
    press(&mut harness, "STOP or concern, written down");
    press(&mut harness, "it is stopped, or was: only write it down");
    assert!(shows(&harness, "What is it about?"));
    assert_eq!(session(&mut harness).state().standing_stops().count(), 1);
}

#[test]
fn a_misfire_is_held_out_of_a_run_by_the_board_and_one_key_whatever_is_stopped() {
    for stopped in [false, true] {
        let (_, mut harness) = sampled();
        press(&mut harness, "Show clear G-07");
        press(&mut harness, "pointed at nobody, finger off");
        if stopped {
            point_at_stop(&mut harness);
            settle(&mut harness);
        }
        key(&mut harness, Key::F2);
        assert!(harness.query_by_label("Re-show G-07").is_none(), "nothing else is offered");
        press(&mut harness, "Misfire or jam G-07");
        assert!(shows(&harness, "Misfire. Hold. Nobody moves."), "stopped: {stopped}");
        press(&mut harness, "Said aloud, and 2 answered");
        assert!(shows(&harness, "G-07: how is it held?"), "stopped: {stopped}");
        key(&mut harness, Key::F2);
        assert!(shows(&harness, "MISFIRE HOLD"), "stopped: {stopped}");
        assert!(harness.query_by_label("Misfire or jam G-07").is_none(), "it is held already");
        let held = session(&mut harness).state().runs().filter(|run| run.is_open()).count();
        assert_eq!(held, 1, "the other run is given up");
    }
}

#[test]
fn a_gun_that_is_out_offers_what_fits_it_and_no_proof() {
    let (_, mut harness) = sampled();
    show_clear(&mut harness);
    press(&mut harness, "Shown to Sample Performer, performer");
    press(&mut harness, "Shown to Sample Camera Operator, camera");
    press(&mut harness, "Said aloud, and 2 answered");
    key(&mut harness, Key::F2);
    press(&mut harness, "Issue G-07 to Sample Performer");
    assert!(shows(&harness, "In hand of Sample Performer"));
    for fits in ["Between takes G-07", "Misfire or jam G-07"] {
        assert!(harness.query_by_label(fits).is_some(), "{fits} is not offered");
    }
    for not in ["Show clear G-07", "Load blanks G-07", "After the cut G-07"] {
        assert!(harness.query_by_label(not).is_none(), "{not} is offered");
    }
    key(&mut harness, Key::W);
    assert!(shows(&harness, "Cut. Where is G-07?"));
}
