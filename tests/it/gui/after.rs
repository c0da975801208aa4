//! Paper cards through the window: fewer inputs than live, marked everywhere, and nothing in force from them.

use super::*;

/// From the board to the page of a run that is entered from card 7, and the inputs it took.
fn card(harness: &mut Window) {
    press(harness, "What happened");
    press(harness, "From a paper card");
    harness.get_by_role_and_label(Role::TextInput, "Number of the card").focus();
    settle(harness);
    type_text(harness, "7");
    harness.get_by_role_and_label(Role::TextInput, "Time on it (may stay empty)").focus();
    settle(harness);
    type_text(harness, "14:02");
}

#[test]
fn a_list_from_a_card_is_marked_and_puts_nothing_in_force() {
    let (_world, mut harness) = sampled();
    card(&mut harness);
    press(&mut harness, "Item G-07");
    press(&mut harness, "Card: Cold gun: empty, shown clear");
    press(&mut harness, "Begin");
    assert!(shows(&harness, "RECORDED AFTER, card 7"));
    for answer in [
        "pointed at nobody, finger off",
        "G-07",
        "gate open, turned through all, each seen empty",
        "rod passed from muzzle to recoil plate",
        "6",
        "6",
        "Shown to all of them, by the card",
        "Ticked on the card, and all like it up to the next question",
    ] {
        press(&mut harness, answer);
        assert!(shows(&harness, "RECORDED AFTER, card 7"), "after {answer}");
    }
    assert!(shows(&harness, "This run has no declaration in force."));
    let session = session(&mut harness);
    let run = session.state().runs().next_back().unwrap();
    assert_eq!(run.started().card, Some(7));
    let clock = |at: showclear::terms::UtcMillis| at.clock(session.offset());
    // That everybody saw it is told by the showing, which has the card's number and no time of its own.
    let mut answers = run.standing().filter(|given| given.step.head().to_string() != "shown");
    assert!(answers.all(|given| given.claimed.map(clock).as_deref() == Some("14:02")));
    let gun = session.state().book().by_tag("G-07").unwrap();
    assert!(gun.in_force(session.now()).is_none(), "nothing is in force from a card");
    assert!(gun.showings.iter().all(|showing| showing.card == Some(7)));
}

#[test]
fn a_showing_from_a_card_counts_for_no_issue() {
    let (_world, mut harness) = sampled();
    card(&mut harness);
    press(&mut harness, "Item G-07");
    press(&mut harness, "Seen by: Sample Performer");
    press(&mut harness, "Record the showing");
    let session = session(&mut harness);
    let gun = session.state().book().by_tag("G-07").unwrap();
    assert_eq!(gun.showings.last().map(|one| one.card), Some(Some(7)));
    press(&mut harness, "Go to Board");
    assert!(harness.query_by_label("Issue G-07 to Sample Performer").is_none());
}

#[test]
fn a_viewer_who_holds_no_role_is_said_by_name_and_cannot_be_picked() {
    let (_world, mut harness) = sampled();
    let state = session(&mut harness).shared();
    let wall = session(&mut harness).now().wall;
    let performer = state.roster().people().find(|one| one.holds("performer", wall)).unwrap();
    let (person, roles) = (performer.id, performer.roles.clone());
    let name = session(&mut harness).names().get(performer.name).unwrap().to_owned();
    card(&mut harness);
    press(&mut harness, "Item G-07");
    assert!(shows(&harness, &format!("Seen by: {name}")));
    for held in roles {
        let command = Command::Ask(Ask::EndRole { person, role: held.role });
        session(&mut harness).perform(command).unwrap();
    }
    settle(&mut harness);
    assert!(!shows(&harness, &format!("Seen by: {name}")));
    let why = format!("Holds no role, so cannot be named here: {name}. Give a role under People.");
    assert!(shows(&harness, &why));
}

#[test]
fn a_card_is_put_away_with_its_page() {
    let (_world, mut harness) = sampled();
    card(&mut harness);
    press(&mut harness, "Go to Board");
    press(&mut harness, "Show clear G-07");
    assert!(!shows(&harness, "RECORDED AFTER"), "what follows is live");
    assert!(shows(&harness, "Muzzle and finger?"));
}

#[test]
fn without_a_number_no_card_is_entered() {
    let (_world, mut harness) = sampled();
    harness.state_mut().shell().go(Place::Paper);
    settle(&mut harness);
    press(&mut harness, "Item G-07");
    assert!(shows(&harness, "Type the number on the card."));
    let lines = session(&mut harness).state().size();
    press(&mut harness, "Card: Cold gun: empty, shown clear");
    assert_eq!(session(&mut harness).state().size(), lines);
    assert!(harness.query_by_label("Begin").is_none());
}

#[test]
fn an_act_from_a_card_keeps_its_number_and_its_time() {
    let (_world, mut harness) = sampled();
    card(&mut harness);
    press(&mut harness, "Item G-07");
    press(&mut harness, "The card says something else");
    press(&mut harness, "Item G-07");
    press(&mut harness, "Handed to: Sample First AD");
    let session = session(&mut harness);
    let gun = session.state().book().by_tag("G-07").unwrap();
    let last = gun.history.last().unwrap();
    let showclear::custody::What::Moved { card, .. } = &last.what else { panic!("{last:?}") };
    assert_eq!(*card, Some(7));
}
