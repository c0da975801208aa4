//! The page *What happened*: any act by anybody in at most four presses, and what is not in the book.

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use showclear::custody::What;
use showclear::gui::Place;
use showclear::production::{Ask, Command, NewItem};
use showclear::terms::{Act, Action, Barrel, Breach, Condition, ItemKind};

use super::{opened, settle};

/// Opens the page and presses `names` in turn; the page itself was the first press of the four.
fn told(
    names: &[&str],
) -> (crate::session::world::World, egui_kittest::Harness<'static, showclear::gui::App>) {
    let (world, mut harness) = opened();
    harness.get_by_label("What happened").click();
    settle(&mut harness);
    assert!(names.len() <= 3, "at most four presses");
    for name in names {
        harness.get_by_role_and_label(Role::Button, name).click();
        settle(&mut harness);
    }
    (world, harness)
}

#[test]
fn any_giver_and_any_taker_take_three_presses_on_the_page() {
    let (_world, mut harness) =
        told(&["Item G-07", "Given by: Sample Recorder", "Handed to: Sample First AD"]);
    let recorder = harness.state_mut().session().unwrap();
    let wall = recorder.now().wall;
    let who = |role: &str| recorder.state().roster().with_role(role, wall).next().unwrap().id;
    let item = recorder.state().book().by_tag("G-07").unwrap();
    let Some(What::Moved { act, from, to, breach, .. }) = item
        .history
        .iter()
        .rev()
        .map(|past| past.what.clone())
        .find(|what| matches!(what, What::Moved { .. }))
    else {
        panic!("nothing moved")
    };
    assert_eq!(act, Act::HandOver);
    assert_eq!((from, to), (Some(who("recorder")), Some(who("first_ad"))));
    assert!(breach.is_some(), "the first AD looks and never handles");
    assert!(harness.query_all_by_label_contains("Recorded as a breach").next().is_some());
}

#[test]
fn a_shot_leaves_it_fired_and_not_cleared() {
    let (_world, mut harness) = told(&["Item G-07", "Or: A shot was fired"]);
    let session = harness.state_mut().session().unwrap();
    let state = session.state();
    let item = state.book().by_tag("G-07").unwrap();
    assert_eq!(item.state(session.now()).condition, Condition::FiredNotCleared);
    assert!(harness.query_all_by_label_contains("FIRED, NOT CLEARED").next().is_some());
}

#[test]
fn what_is_not_in_the_book_is_recorded_all_the_same_and_stands_on_the_board() {
    let (_world, mut harness) = told(&["Item that is not in the book", "Or: Found unattended"]);
    let session = harness.state_mut().session().unwrap();
    let (item, past) = session.state().book().strangers().next().expect("it is remembered");
    assert!(matches!(
        past.last().unwrap().what,
        What::Moved { act: Act::SetDown, breach: Some(Breach::Unattended), .. }
    ));
    let name = item.to_string();
    assert!(harness.query_all_by_label_contains(&format!("Recorded: {name}")).next().is_some());
    harness.state_mut().shell().go(Place::Board);
    settle(&mut harness);
    assert!(harness.query_all_by_label_contains(&name).next().is_some(), "the board tells of it");
    harness.state_mut().shell().go(Place::Happened);
    settle(&mut harness);
    assert!(harness.query_by_label(&format!("Item {name}")).is_some(), "and it can be named again");

    let session = harness.state_mut().session().unwrap();
    let entered = NewItem {
        kind: ItemKind::Revolver,
        tag: "G-99".to_owned(),
        action: Action::Single,
        barrel: Barrel::Open,
        capacity: Some(6),
        known_as: Some(item),
        particulars: None,
    };
    session.perform(Command::Ask(Ask::AddItem(entered.clone()))).unwrap();
    let kept = session.state().book().item(item).unwrap();
    assert_eq!(kept.tag, "G-99");
    assert_eq!(kept.history.len(), 2, "its history stays with it");
    let again = NewItem { tag: "G-98".to_owned(), ..entered };
    session.perform(Command::Ask(Ask::AddItem(again))).unwrap_err();
}

#[test]
fn what_is_away_comes_back_unverified_by_one_key_of_the_board() {
    for left in [true, false] {
        let (_world, mut harness) =
            if left { told(&[]) } else { told(&["Item G-07", "Or: Went to another unit"]) };
        let gone = |harness: &mut egui_kittest::Harness<'static, showclear::gui::App>| {
            let session = harness.state_mut().session().unwrap();
            let item = session.state().book().by_tag("G-07").unwrap();
            (item.place, item.state(session.now()).condition)
        };
        if left {
            harness.state_mut().shell().go(Place::Book);
            settle(&mut harness);
            harness.get_by_label("G-07 left the production").click();
            settle(&mut harness);
        }
        let away = if left { showclear::terms::Place::Out } else { showclear::terms::Place::Unit };
        assert_eq!(gone(&mut harness).0, away);
        harness.state_mut().shell().go(Place::Board);
        settle(&mut harness);
        harness.get_by_label("Came back G-07").click();
        settle(&mut harness);
        let back = (showclear::terms::Place::Handler, Condition::Unverified);
        assert_eq!(gone(&mut harness), back);
    }
}
