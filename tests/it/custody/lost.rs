//! Since when something is missing: the clocks run from when that was known, and end when it is found.

use showclear::terms::{Breach, Place};

use super::*;

fn gone(item: ItemId) -> Happened {
    Happened { place: Some(Place::Missing), ..Happened::new(item, Act::SetDown) }
}

fn since(desk: &Desk) -> Vec<(ItemId, UtcMillis)> {
    desk.book.missing().iter().map(|one| (one.item, one.since)).collect()
}

#[test]
fn it_is_missing_from_when_that_was_known_until_it_is_found() {
    let mut desk = Desk::new();
    desk.note(&take_out(gun()), 0);
    assert_eq!(since(&desk), []);
    assert_eq!(short(&desk.note(&gone(gun()), 5 * MINUTE)), "missing");
    // Told once more, it is not missing for less long.
    desk.note(&gone(gun()), 9 * MINUTE);
    assert_eq!(since(&desk), [(gun(), at(5 * MINUTE).wall)]);
    // A card that claims an earlier time begins the clocks earlier, but not before it was last seen.
    let card = |minutes: u64| Happened {
        card: Some(12),
        at: Some(at(minutes * MINUTE).wall),
        ..gone(gun())
    };
    desk.note(&card(2), 10 * MINUTE);
    assert_eq!(since(&desk), [(gun(), at(2 * MINUTE).wall)]);
    let found = Happened { to: Some(handler()), ..Happened::new(gun(), Act::Collect) };
    assert_eq!(short(&desk.note(&found, 20 * MINUTE)), "ok");
    assert_eq!((since(&desk), desk.state(gun(), 20 * MINUTE)), (vec![], "UNVERIFIED".to_owned()));
    desk.note(&gone(gun()), 30 * MINUTE);
    desk.note(&card(3), 31 * MINUTE);
    assert_eq!(since(&desk), [(gun(), at(30 * MINUTE).wall)]);
}

#[test]
fn what_is_declared_of_a_missing_gun_ends_and_nothing_is_offered_of_it() {
    let mut desk = Desk::new();
    desk.note(&take_out(gun()), 0);
    desk.declare(gun(), Condition::EmptyShownClear, 0);
    assert_eq!(short(&desk.note(&gone(gun()), MINUTE)), "missing ends:breach");
    assert!(desk.book.offer_declare(gun(), false).is_err());
    assert!(desk.book.reshow(gun(), &at(MINUTE)).is_none());
}

#[test]
fn what_may_be_a_gun_stands_first() {
    let mut desk = Desk::new();
    desk.note(&gone(rubber()), MINUTE);
    desk.note(&gone(gun()), 2 * MINUTE);
    let told = Happened { reported: Some(Breach::Missing), ..gone(unknown()) };
    desk.note(&told, 3 * MINUTE);
    let missing = desk.book.missing();
    let order: Vec<_> = missing.iter().map(|one| (one.item, one.is_reported())).collect();
    assert_eq!(order, [(gun(), true), (unknown(), true), (rubber(), false)]);
}
