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
