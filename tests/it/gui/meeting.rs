//! The safety meeting and training in the window: said once, cheap to record, and asked of nobody who has a gun in hand.

use showclear::event::PeopleRules;
use showclear::terms::{Training, role};

use super::private::type_into;
use super::*;

/// The sample, which asks for both from now on.
fn asking() -> (World, Window) {
    let (world, mut harness) = sampled();
    ask_for_both(&mut harness);
    (world, harness)
}

fn ask_for_both(harness: &mut Window) {
    let session = session(harness);
    let wall = session.now().wall;
    let by = session.state().roster().with_role(role::ARMORER, wall).next().map(|one| one.id);
    let rules = PeopleRules { training: true, meeting: true, by };
    session.perform(Command::Ask(Ask::SetPeopleRules(rules))).unwrap();
    settle(harness);
}

const NO_MEETING: &str = "No safety meeting is recorded today.";

#[test]
fn the_board_says_what_is_missing_and_the_gun_goes_out_once_it_is_recorded() {
    let (_world, mut harness) = asking();
    assert!(shows(&harness, NO_MEETING));
    assert!(shows(&harness, "No training is recorded of: Sample Performer"));
    show_clear(&mut harness);
    press(&mut harness, "Go to Board");
    press(&mut harness, "Safety meeting");
    pages::names_are_certain(&harness, "the safety meeting");
    // Nobody is chosen before somebody presses.
    let record = harness.get_by_role_and_label(Role::Button, "Record the meeting");
    assert!(record.accesskit_node().is_disabled());
    press(&mut harness, "Led by: Sample First AD");
    press(&mut harness, "Everyone in this set-up was there");
    press(&mut harness, "In this set-up: Sample Performer, chosen");
    press(&mut harness, "Record the meeting");
    assert!(shows(&harness, "Safety meeting recorded"));
    press(&mut harness, "Go to Board");
    assert!(!shows(&harness, NO_MEETING));
    assert!(shows(&harness, "Not at the safety meeting: Sample Performer."));
    press(&mut harness, "Brief them");
    press(&mut harness, "Led by: Sample First AD");
    pages::names_are_certain(&harness, "somebody came later");
    press(&mut harness, "Briefed now: Sample Performer");
    assert!(harness.query_by_label("Briefed now: Sample Performer").is_none());
    press(&mut harness, "Go to Board");
    assert!(!shows(&harness, "Not at the safety meeting"));
    press(&mut harness, "Open items and people");
    press(&mut harness, "People");
    assert!(shows(&harness, "No training is recorded."));
    press(&mut harness, "Training of Sample Performer");
    pages::names_are_certain(&harness, "training");
    press(&mut harness, "Trained by: Sample Armorer");
    press(&mut harness, "Record: handling guns");
    assert!(shows(&harness, "Trained: handling guns, by Sample Armorer"));
    press(&mut harness, "Go to Board");
    assert!(!shows(&harness, "No training is recorded of"));
}

#[test]
fn nothing_is_asked_while_somebody_has_a_gun_in_hand() {
    use showclear::production::{Happened, Moved};
    use showclear::terms::Act;
    let (_world, mut harness) = asking();
    let now = session(&mut harness);
    let wall = now.now().wall;
    let who = |role: &str| now.state().roster().with_role(role, wall).next().unwrap().id;
    let item = now.state().book().by_tag("G-07").unwrap().id;
    let (from, to) = (Some(who(role::ARMORER)), Some(who(role::PERFORMER)));
    let given = Moved::plain(item, Act::Issue, from, to);
    now.perform(Command::Happened(Happened::Moved(vec![given]))).unwrap();
    settle(&mut harness);
    assert!(!shows(&harness, NO_MEETING));
    press(&mut harness, "Collect G-07");
    assert!(shows(&harness, NO_MEETING));
}

#[test]
fn what_happened_all_the_same_is_recorded_and_says_what_was_missing() {
    let (_world, mut harness) = asking();
    show_clear(&mut harness);
    press(&mut harness, "Go to Board");
    for who in ["first AD", "Sample Performer"] {
        press(&mut harness, &format!("Shown to {who}, G-07"));
    }
    press(&mut harness, "Issue G-07 to Sample Performer");
    assert!(shows(&harness, "No training in handling guns is recorded"));
    assert!(shows(
        &harness,
        "no safety meeting is recorded today. This is about Sample Performer."
    ));
    assert!(shows(&harness, "Hold the meeting, and record who was there."));
    assert!(harness.query_by_label("Collect G-07").is_none(), "it was not issued");
    press(&mut harness, "What happened");
    press(&mut harness, "Item G-07");
    press(&mut harness, "Issued for the action to: Sample Performer");
    for words in [
        "Recorded as a breach: outside the action.",
        "No training of Sample Performer is recorded and in date.",
        "No safety meeting is recorded today.",
    ] {
        assert!(shows(&harness, words), "{words}");
    }
}

#[test]
fn what_is_asked_is_said_otherwise_by_somebody_who_answers_for_it() {
    let (_world, mut harness) = asking();
    press(&mut harness, "Go to Items");
    press(&mut harness, "People");
    let label = "Before a gun is issued to somebody";
    press(&mut harness, &format!("{label}: training, recorded and in date, chosen"));
    press(&mut harness, "Who says so: Sample First AD");
    pages::names_are_certain(&harness, "what is asked of people");
    press(&mut harness, "Ask for this from now on");
    let day = session(&mut harness).state().day();
    assert!(!day.asks_training() && day.asks_meeting());
    assert!(day.rules().unwrap().by.is_some());
    assert!(harness.query_by_label("Ask for this from now on").is_none());
}

#[test]
fn training_by_somebody_from_outside_names_nobody_in_the_log() {
    let (_world, mut harness) = asking();
    press(&mut harness, "Go to Items");
    press(&mut harness, "People");
    press(&mut harness, "Training of Sample Performer");
    press(&mut harness, "Trained by: somebody from outside");
    type_into(&mut harness, "Its last day", "2026-12-31");
    press(&mut harness, "Record: handling guns and firing blanks");
    let roster = session(&mut harness).state().roster().clone();
    let mut trained = roster.people().flat_map(|one| &one.trainings);
    let trained = trained.next().copied().unwrap();
    assert_eq!((trained.covers, trained.by), (Training::Blanks, None));
    assert!(trained.until.is_some());
    assert!(shows(&harness, "by somebody from outside, last day 2026-12-31"));
}

#[test]
fn a_new_production_asks_for_both_unless_somebody_switches_one_off() {
    for off in [false, true] {
        let laptop = Laptop::new(None);
        let wishes = Arc::clone(&laptop.wishes);
        let mut harness = over(laptop);
        press(&mut harness, "New production");
        let label = "Before a gun is issued to somebody";
        for (field, words) in [
            ("Title of the production", "SAMPLE Night Ferry"),
            ("Name of person 1", "Sample Armorer"),
            ("PIN of person 1, 6 digits", "100001"),
            ("PIN of person 1 once more", "100001"),
        ] {
            type_into(&mut harness, field, words);
        }
        if off {
            press(&mut harness, &format!("{label}: the safety meeting of the day, chosen"));
        }
        press(&mut harness, "Make the production");
        let wishes = wishes.lock().unwrap();
        let said = format!("PeopleRules {{ training: true, meeting: {}, by: None }}", !off);
        assert!(wishes.iter().any(|wish| wish.contains(&said)), "{wishes:?}");
    }
}

#[test]
fn the_meeting_and_training_look_as_they_did() {
    use egui_kittest::{SnapshotOptions, SnapshotResults};
    let mut results = SnapshotResults::new();
    let options = SnapshotOptions::new().output_path("tests/snapshots");
    for preset in Preset::ALL {
        let theme = match preset {
            Preset::Day => showclear::session::Theme::Day,
            Preset::Dim => showclear::session::Theme::Dim,
        };
        let (_world, session) = sample();
        let mut laptop = Laptop::new(Some(session));
        laptop.settings.theme = theme;
        let mut harness = at_board(sized(laptop, vec2(1280.0, 800.0), 0.5));
        ask_for_both(&mut harness);
        let mut take = |harness: &mut Window, name: &str| {
            let name = format!("{name}-{}", preset.words().to_lowercase());
            harness.snapshot_options(name, &options);
            results.extend(harness.take_snapshot_results());
        };
        take(&mut harness, "people-missing");
        press(&mut harness, "Safety meeting");
        press(&mut harness, "Led by: Sample First AD");
        press(&mut harness, "Everyone in this set-up was there");
        press(&mut harness, "In this set-up: Sample Performer, chosen");
        take(&mut harness, "meeting");
        press(&mut harness, "Record the meeting");
        take(&mut harness, "meeting-held");
    }
}
