//! Containers in the window: locked away by name on the board; seals and keys on the page of items, read back where they are sealed.

use egui_kittest::kittest::Queryable as _;
use showclear::production::{Ask, Command, NewItem};
use showclear::terms::{Action, Barrel, ItemKind, Place, SealFound};

use super::{Window, opened, press, settle, type_text};

/// A window on a production with a safe in the book, opened at the page of items.
pub(super) fn with_safe(harness: &mut Window) {
    let session = harness.state_mut().session().unwrap();
    let safe = NewItem {
        kind: ItemKind::Container,
        tag: "SAFE-1".into(),
        action: Action::None,
        barrel: Barrel::None,
        capacity: None,
        known_as: None,
        particulars: None,
    };
    session.perform(Command::Ask(Ask::AddItem(safe))).unwrap();
    settle(harness);
}

pub(super) fn type_into(harness: &mut Window, label: &str, text: &str) {
    harness.get_by_label(label).focus();
    settle(harness);
    type_text(harness, text);
    settle(harness);
}

#[test]
fn a_gun_is_locked_away_in_a_container_with_one_key_and_its_seal_is_read_back() {
    let (_world, mut harness) = opened();
    with_safe(&mut harness);
    harness.state_mut().shell().go(showclear::gui::Place::Board);
    settle(&mut harness);
    press(&mut harness, "Lock G-07 away in SAFE-1");
    let says =
        |harness: &Window, words: &str| harness.query_all_by_label_contains(words).next().is_some();
    assert!(says(&harness, "Locked away in SAFE-1"));
    press(&mut harness, "Go to Items");
    assert!(says(&harness, "In it by the record: G-07"));
    assert!(says(&harness, "Nobody said who has its keys"));
    press(&mut harness, "Seal and keys of SAFE-1");
    type_into(&mut harness, "Number on the new seal", "004512");
    press(&mut harness, "Seal put on");
    assert!(says(&harness, "A seal was put on"));
    type_into(&mut harness, "Key: the number on it", "2");
    press(&mut harness, "Who has key 2: nobody knows");
    assert!(says(&harness, "Key 2: NOBODY KNOWS who has it"));
    // Whoever reads it back does not see what it should be.
    assert!(!says(&harness, "004512"));
    press(&mut harness, "Seal and keys of SAFE-1");
    assert!(says(&harness, "Seal 004512 was put on"));
    press(&mut harness, "Go to Board");
    assert!(says(&harness, "SAFE-1 is sealed. Read the number on its seal back"));
    press(&mut harness, "Go to Items");
    press(&mut harness, "Seal and keys of SAFE-1");
    type_into(&mut harness, "Number that is read back from its seal", "004513");
    press(&mut harness, "Opened");
    assert!(says(&harness, "ANOTHER SEAL was on it"));
    let session = harness.state_mut().session().unwrap();
    let state = session.state();
    let safe = state.book().by_tag("SAFE-1").unwrap().id;
    let store = state.stores().of_item(safe).unwrap();
    assert_eq!(store.opened.as_ref().unwrap().found, SealFound::Differs);
    let gun = state.book().by_tag("G-07").unwrap();
    assert_eq!((gun.place, gun.store), (Place::Locked, Some(store.id)));
}
