//! Training and the meeting as custody sees them: what is in the gun decides which training, a look-alike asks for none, and
//! what is passed on inside the action is held to the same.

use showclear::custody::{Lacks, Refusal};
use showclear::terms::{Breach, Training};

use super::*;

fn lacking(of: Party, lacks: Lacks) -> Party {
    Party { standing: Standing { lacks, ..of.standing }, ..of }
}

fn declared_as(item: ItemId, condition: Condition) -> Desk {
    let mut desk = Desk::new();
    desk.note(&take_out(item), 0);
    desk.declare(item, condition, 0);
    desk.enter(&[shown_to_all(item)], 0);
    desk
}

fn against(desk: &Desk, item: ItemId, lacks: Lacks) -> Vec<Refusal> {
    let to = [lacking(performer(), lacks)];
    desk.book.offer_issue(item, &handler(), &to, false, &at(1)).err().unwrap_or_default()
}

#[test]
fn what_is_in_the_gun_decides_which_training_is_asked_for() {
    let person = performer().person;
    let untrained = |covers| vec![Refusal::NotTrained { person, covers }];
    let for_blanks = Lacks { blanks: true, ..Lacks::default() };
    let for_all = Lacks { handling: true, blanks: true, ..Lacks::default() };
    for condition in [Condition::EmptyShownClear, Condition::DummiesProven] {
        let desk = declared_as(gun(), condition);
        assert_eq!(against(&desk, gun(), for_blanks), [], "{condition:?}");
        assert_eq!(against(&desk, gun(), for_all), untrained(Training::Handling), "{condition:?}");
    }
    for condition in [Condition::LoadedChamberEmpty, Condition::Hot] {
        let desk = declared_as(gun(), condition);
        let found = against(&desk, gun(), for_blanks);
        assert_eq!(found, untrained(Training::Blanks), "{condition:?}");
        assert_eq!(against(&desk, gun(), for_all).len(), 1, "{condition:?}: said once");
    }
}

#[test]
fn a_look_alike_that_is_inert_asks_for_nothing_of_it() {
    let all = Lacks { handling: true, blanks: true, meeting: true, briefing: true };
    let desk = declared_as(rubber(), Condition::Inert);
    assert_eq!(against(&desk, rubber(), all), []);
    let desk = declared_as(rubber(), Condition::GasFlash);
    assert_eq!(against(&desk, rubber(), all).len(), 3);
}

#[test]
fn passing_it_on_inside_the_action_is_held_to_it_and_midnight_is_not() {
    let issued = || {
        let mut desk = declared_as(gun(), Condition::EmptyShownClear);
        desk.enter(&[Event::ItemShown(shown(&[gun()], vec![shown_as("performer", partner())]))], 0);
        let action = vec![performer(), partner()];
        desk.note(
            &Happened { from: Some(handler()), action, ..Happened::new(gun(), Act::Issue) },
            0,
        );
        desk
    };
    let passed = |lacks: Lacks, card: Option<u32>| {
        let what = Happened {
            from: Some(performer()),
            to: Some(lacking(partner(), lacks)),
            card,
            ..Happened::new(gun(), Act::HandOver)
        };
        let Event::ItemMoved(moved) = &issued().book.note(&what, false, &at(1))[0] else {
            return None;
        };
        moved.breach
    };
    let lacks = Lacks::default();
    assert_eq!(passed(lacks, None), None);
    assert_eq!(passed(Lacks { handling: true, ..lacks }, None), Some(Breach::OutsideAction));
    assert_eq!(passed(Lacks { briefing: true, ..lacks }, None), Some(Breach::OutsideAction));
    assert_eq!(passed(Lacks { meeting: true, ..lacks }, None), None, "it withholds the next issue");
    assert_eq!(passed(Lacks { handling: true, ..lacks }, Some(7)), None, "of another time");
}
