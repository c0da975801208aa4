//! Single rules of custody, one test each.

use showclear::custody::{Ending, IllegalEvent, What};
use showclear::event::{Entry, ItemMoved, ItemUnverified};
use showclear::terms::{Breach, Place, State, UnverifiedWhy};

use super::*;

fn ready() -> Desk {
    let mut desk = Desk::new();
    desk.note(&take_out(gun()), 0);
    desk.declare(gun(), Condition::EmptyShownClear, 0);
    desk.enter(&[shown_to_all(gun())], 0);
    desk
}

#[track_caller]
fn offered(desk: &Desk, item: ItemId) -> bool {
    desk.book.offer_issue(item, &handler(), &[performer()], false, &at(1)).is_ok()
}

#[test]
fn a_showing_counts_only_for_the_declaration_before_it() {
    let mut desk = ready();
    assert!(offered(&desk, gun()));
    desk.declare(gun(), Condition::EmptyShownClear, 0);
    assert!(!offered(&desk, gun()), "declared anew, not shown since");
    let ended = desk.book.item(gun()).unwrap().ended.as_ref().unwrap();
    assert_eq!(ended.why, Ending::Replaced);
}

#[test]
fn witnesses_have_looked() {
    let mut desk = Desk::new();
    desk.note(&take_out(gun()), 0);
    let mut one = declared(gun(), Condition::EmptyShownClear, 0);
    one.witnesses = vec![
        witness("armorer", handler()),
        witness("first_ad", first_ad()),
        witness("performer", performer()),
    ];
    desk.enter(&[Event::ItemDeclared(one)], 0);
    assert!(offered(&desk, gun()));
}

#[test]
fn a_first_ad_who_shows_has_not_been_shown() {
    let mut desk = ready();
    desk.declare(gun(), Condition::EmptyShownClear, 0);
    let to = vec![shown_as("first_ad", first_ad()), shown_as("performer", performer())];
    let by = first_ad().person;
    desk.enter(&[Event::ItemShown(ItemShown { by, ..shown(&[gun()], to) })], 0);
    assert!(!offered(&desk, gun()));
}

#[test]
fn many_items_are_shown_in_one_line() {
    let mut desk = Desk::new();
    let other = ItemId::from_random(3);
    desk.enter(&[added(other, ItemKind::Pistol, "G-08")], 0);
    for item in [gun(), other] {
        desk.note(&take_out(item), 0);
        desk.declare(item, Condition::EmptyShownClear, 0);
    }
    let to = vec![shown_as("ad_deputy", first_ad()), shown_as("performer", performer())];
    desk.enter(&[Event::ItemShown(shown(&[gun(), other, unknown()], to))], 0);
    assert!(offered(&desk, gun()));
    assert!(offered(&desk, other));
    assert_eq!(desk.book.strangers().count(), 1, "the unknown one is remembered");
}

#[test]
fn nothing_from_a_paper_card_is_ever_in_force() {
    let mut desk = Desk::new();
    desk.note(&take_out(gun()), 0);
    let mut one = declared(gun(), Condition::EmptyShownClear, 0);
    one.card = Some(12);
    desk.enter(&[Event::ItemDeclared(one)], 0);
    let item = desk.book.item(gun()).unwrap();
    assert_eq!((&item.declaration, item.unbroken), (&None, false));
    assert!(matches!(item.history.last().unwrap().what, What::Declared { card: Some(12), .. }));

    desk.declare(gun(), Condition::EmptyShownClear, 0);
    let to = vec![shown_as("first_ad", first_ad()), shown_as("performer", performer())];
    let from_card = ItemShown { card: Some(13), ..shown(&[gun()], to) };
    desk.enter(&[Event::ItemShown(from_card)], 0);
    assert!(!offered(&desk, gun()), "a showing from a card opens no issue");
}

#[test]
fn a_card_is_judged_by_its_people_alone() {
    let mut desk = Desk::new();
    desk.note(&take_out(gun()), 0);
    let card = Happened { card: Some(12), at: Some(at(MINUTE).wall), ..issue(gun()) };
    assert_eq!(short(&desk.note(&card, 9 * MINUTE)), "ok");
    let by_the_ad = Happened { from: Some(first_ad()), ..card };
    assert_eq!(short(&desk.note(&by_the_ad, 9 * MINUTE)), "director_handled");
}

#[test]
fn a_card_of_what_was_before_moves_nothing_and_ends_nothing() {
    let mut desk = Desk::new();
    desk.note(&take_out(gun()), 5 * MINUTE);
    desk.declare(gun(), Condition::EmptyShownClear, 6 * MINUTE);
    let left = Happened {
        from: Some(performer()),
        card: Some(12),
        at: Some(at(MINUTE).wall),
        ..Happened::new(gun(), Act::SetDown)
    };
    assert_eq!(short(&desk.note(&left, 7 * MINUTE)), "nobody_named");
    let item = desk.book.item(gun()).unwrap();
    assert_eq!((item.place, item.holder), (Place::Handler, Some(handler().person)));
    assert_eq!(desk.state(gun(), 7 * MINUTE), "EMPTY, SHOWN CLEAR");
    assert!(!item.unbroken, "but no re-show rests on it");
    let after = Happened { at: Some(at(6 * MINUTE + 1).wall), ..left };
    assert_eq!(short(&desk.note(&after, 7 * MINUTE)), "nobody_named ends:breach");
    assert_eq!(desk.book.item(gun()).unwrap().place, Place::Set);
}

#[test]
fn a_card_without_a_time_is_history_and_moves_nothing() {
    let mut desk = ready();
    desk.note(&issue(gun()), 5 * MINUTE);
    let back = Happened { card: Some(12), ..collect(gun()) };
    assert_eq!(
        short(&desk.note(&back, 6 * MINUTE)),
        "ok ends:hand_over",
        "it ends what it may end"
    );
    let item = desk.book.item(gun()).unwrap();
    assert_eq!((item.place, item.holder), (Place::Hand, Some(performer().person)));
    assert_eq!(item.action_people.len(), 2, "and it is issued still");
    let timed = Happened { at: Some(at(5 * MINUTE).wall), ..back };
    desk.note(&timed, 7 * MINUTE);
    assert_eq!(desk.book.item(gun()).unwrap().place, Place::Handler);
    let never_moved = Happened {
        from: Some(handler()),
        card: Some(12),
        ..Happened::new(rubber(), Act::LockAway)
    };
    desk.note(&never_moved, 8 * MINUTE);
    assert_eq!(desk.book.item(rubber()).unwrap().place, Place::Handler, "nor the first of all");
}

#[test]
fn a_card_lifts_no_condition_that_is_newer_than_it() {
    let mut desk = ready();
    desk.note(&issue(gun()), MINUTE);
    let fired = State::plain(Condition::FiredNotCleared);
    let shot = desk.book.note_condition(gun(), &fired, "shot");
    desk.enter(&shot, 5 * MINUTE);
    let words = "FIRED, NOT CLEARED (count unknown)";
    let card =
        Happened { from: Some(handler()), card: Some(12), ..Happened::new(gun(), Act::Unload) };
    for before in [None, Some(at(2 * MINUTE).wall)] {
        let unload = Happened { at: before, ..card.clone() };
        assert_eq!(short(&desk.note(&unload, 9 * MINUTE)), "ok");
        assert_eq!(desk.state(gun(), 9 * MINUTE), words);
    }
    let after = Happened { at: Some(at(6 * MINUTE).wall), ..card };
    assert_eq!(short(&desk.note(&after, 9 * MINUTE)), "ok now:unverified");
    // What the next card tells is held against what this one claims and not against when it was entered.
    let back = Happened { card: Some(13), at: Some(at(7 * MINUTE).wall), ..collect(gun()) };
    desk.note(&back, 10 * MINUTE);
    assert_eq!(desk.book.item(gun()).unwrap().place, Place::Handler);
}

#[test]
fn a_card_that_withholds_counts_unless_it_is_known_to_be_older() {
    let discharged = |at| Happened {
        reported: Some(Breach::UnplannedDischarge),
        card: Some(12),
        at,
        ..collect(gun())
    };
    let mut moved_since = ready();
    moved_since.note(&issue(gun()), 5 * MINUTE);
    let mut declared_since = ready();
    declared_since.declare(gun(), Condition::EmptyShownClear, 5 * MINUTE);
    let (early, words) = (Some(at(2 * MINUTE).wall), "FIRED, NOT CLEARED (count unknown)");
    for (desk, at, fired) in [
        (&moved_since, None, true),
        (&moved_since, early, true),
        (&declared_since, None, true),
        (&declared_since, early, false),
    ] {
        let mut desk = desk.clone();
        desk.note(&discharged(at), 6 * MINUTE);
        assert_eq!(desk.state(gun(), 6 * MINUTE) == words, fired, "{at:?}");
    }
}

#[test]
fn collected_twice_is_no_breach_and_breaks_no_chain() {
    let mut desk = ready();
    desk.note(&issue(gun()), 0);
    assert_eq!(short(&desk.note(&collect(gun()), 0)), "ok ends:hand_over");
    assert_eq!(short(&desk.note(&collect(gun()), 0)), "ok");
    assert!(desk.book.reshow(gun(), &at(0)).is_some(), "a re-show is enough");
    let by_another = Happened { to: Some(other_handler()), ..collect(gun()) };
    assert_eq!(short(&desk.note(&by_another, 0)), "not_holder", "another did not have it");
}

#[test]
fn inside_the_action_it_goes_only_to_people_it_was_shown_to() {
    let mut desk = ready();
    assert_eq!(short(&desk.note(&issue(gun()), 0)), "ok", "the crew hinders no issue");
    let pass = Happened {
        from: Some(performer()),
        to: Some(partner()),
        ..Happened::new(gun(), Act::HandOver)
    };
    let mut unseen = desk.clone();
    assert_eq!(short(&unseen.note(&pass, 0)), "not_shown ends:breach");
    let seen = shown(&[gun()], vec![shown_as("performer", partner())]);
    desk.enter(&[Event::ItemShown(seen)], 0);
    assert_eq!(short(&desk.note(&pass, 0)), "ok");
    // A rubber gun is shown to nobody, and stays one when its time is over.
    desk.note(&take_out(rubber()), 0);
    desk.declare(rubber(), Condition::Inert, 0);
    desk.note(&issue(rubber()), 0);
    let pass = Happened { item: rubber(), ..pass };
    assert_eq!(short(&desk.note(&pass, 30 * MINUTE)), "ok");
}

#[test]
fn only_an_unload_ends_fired_not_cleared() {
    let mut desk = ready();
    desk.note(&issue(gun()), 0);
    let fired = State::plain(Condition::FiredNotCleared);
    let events = desk.book.note_condition(gun(), &fired, "shot");
    desk.enter(&events, 0);
    assert!(desk.book.item(gun()).unwrap().declaration.is_none(), "a shot ends what was declared");
    desk.note(&collect(gun()), 0);
    let words = "FIRED, NOT CLEARED (count unknown)";
    assert_eq!(desk.state(gun(), 0), words);
    assert!(desk.book.offer_declare(gun(), false).is_err());
    let by_another = Happened { from: Some(stranger()), ..Happened::new(gun(), Act::Unload) };
    assert_eq!(short(&desk.note(&by_another, 0)), "not_handler");
    assert_eq!(desk.state(gun(), 0), words);
    let unload = Happened { from: Some(handler()), ..Happened::new(gun(), Act::Unload) };
    assert_eq!(short(&desk.note(&unload, 0)), "ok now:unverified");
    assert_eq!(desk.state(gun(), 0), "UNVERIFIED");
    assert!(desk.book.offer_declare(gun(), false).is_ok());
}

#[test]
fn what_is_set_apart_stays_so_until_it_is_let_back() {
    let mut desk = ready();
    let by = |act| Happened { from: Some(handler()), ..Happened::new(gun(), act) };
    assert_eq!(short(&desk.note(&by(Act::Quarantine), 0)), "ok ends:hand_over now:quarantine");
    assert_eq!(short(&desk.note(&by(Act::Unload), 0)), "ok");
    assert_eq!(desk.state(gun(), 0), "QUARANTINE");
    assert!(desk.book.offer_declare(gun(), false).is_err());
    assert_eq!(short(&desk.note(&by(Act::Release), 0)), "ok now:unverified");
    assert!(desk.book.offer_declare(gun(), false).is_ok());
}

#[test]
fn a_reported_breach_outweighs_the_record() {
    let mut desk = ready();
    desk.note(&issue(gun()), 0);
    let shot = Happened {
        reported: Some(Breach::UnplannedDischarge),
        from: Some(performer()),
        ..collect(gun())
    };
    assert_eq!(
        short(&desk.note(&shot, 0)),
        "unplanned_discharge ends:breach now:fired_not_cleared"
    );
    let lost = Happened { place: Some(Place::Missing), ..Happened::new(gun(), Act::SetDown) };
    assert_eq!(short(&desk.note(&lost, 0)), "missing");
    assert_eq!(desk.book.item(gun()).unwrap().place, Place::Missing);
}

#[test]
fn what_ends_many_at_once() {
    #[track_caller]
    fn check(events: &[Event], items: &[ItemId]) {
        let item = |event: &Event| {
            if let Event::ItemUnverified(ended) = event { Some(ended.item) } else { None }
        };
        let ended: Vec<ItemId> = events.iter().map(|event| item(event).unwrap()).collect();
        assert_eq!(ended, items);
    }
    let mut desk = ready();
    desk.declare(rubber(), Condition::Inert, 0);
    let (book, now) = (&desk.book, at(1));
    check(&book.end_all(UnverifiedWhy::SetUp, &now), &[gun()]);
    check(&book.end_all(UnverifiedWhy::Break, &now), &[gun(), rubber()]);
    check(&book.stop(None, &now), &[gun(), rubber()]);
    check(&book.stop(Some(rubber()), &now), &[rubber()]);
    check(&book.stop(Some(unknown()), &now), &[]);
    check(&book.doubt(rubber(), UnverifiedWhy::Abandoned, &now), &[rubber()]);
    check(&book.doubt(unknown(), UnverifiedWhy::Abandoned, &now), &[]);
    check(&book.strike(&[(2, 0)], &now), &[gun()]);
    check(&book.strike(&[(3, 0)], &now), &[gun()]);
    check(&book.strike(&[(1, 0), (3, 1)], &now), &[]);
    check(&book.end_all(UnverifiedWhy::Break, &at(30 * MINUTE)), &[]);
    // A doubt is told even where nothing is in force, because a re-show could rest on what was.
    check(&book.doubt(gun(), UnverifiedWhy::Stop, &at(30 * MINUTE)), &[gun()]);
    let nothing_was = Desk::new();
    check(&nothing_was.book.doubt(gun(), UnverifiedWhy::Stop, &now), &[]);
}

#[test]
fn a_rubber_gun_goes_out_and_back_without_another_proof() {
    let mut desk = Desk::new();
    desk.note(&take_out(rubber()), 0);
    desk.declare(rubber(), Condition::Inert, 0);
    for _ in 0..2 {
        assert!(offered(&desk, rubber()));
        assert_eq!(short(&desk.note(&issue(rubber()), 0)), "ok");
        assert_eq!(short(&desk.note(&collect(rubber()), 0)), "ok");
    }
    // A gun is no look-alike because somebody declared it one.
    desk.declare(gun(), Condition::Inert, 0);
    assert!(!offered(&desk, gun()));
}

#[test]
fn items_are_found_by_tag() {
    let mut desk = Desk::new();
    assert_eq!(desk.book.by_tag(" g-07 ").unwrap().id, gun());
    assert!(desk.book.by_tag("G-99").is_none());
    desk.enter(&[added(unknown(), ItemKind::Pistol, "g-07")], 0);
    assert!(desk.book.by_tag("G-07").is_none(), "two have it");
    let tags: Vec<&str> = desk.book.items().iter().map(|item| item.tag.as_str()).collect();
    assert_eq!(tags, ["G-07", "R-02", "g-07"]);
}

#[test]
fn what_nobody_could_have_written_is_refused() {
    let mut book = Desk::new().book;
    let moment = Moment { seq: 1, index: 0, at: at(0) };
    let twice = added(gun(), ItemKind::Pistol, "G-08");
    assert_eq!(book.apply(&twice, &moment), Err(IllegalEvent::AddedTwice { item: gun() }));
    let missing = Err(IllegalEvent::NotInTheBook { item: unknown() });
    let why = UnverifiedWhy::Time;
    let ended = Event::ItemUnverified(ItemUnverified { item: unknown(), why });
    assert_eq!(book.apply(&ended, &moment), missing);
    let one = Event::ItemDeclared(declared(unknown(), Condition::Hot, 0));
    assert_eq!(book.apply(&one, &moment), missing);
}

#[test]
fn an_unknown_item_keeps_its_past_when_it_is_entered() {
    let mut desk = Desk::new();
    assert_eq!(short(&desk.note(&issue(unknown()), 0)), "unknown");
    desk.enter(&[added(unknown(), ItemKind::Pistol, "G-09")], 0);
    assert_eq!(desk.book.item(unknown()).unwrap().history.len(), 2);
    assert_eq!(desk.book.strangers().count(), 0);
}

#[test]
fn the_sample_production_folds() {
    let folder = "tests/corpus/vector/log/e1b5e6a033977376";
    let mut book = Book::default();
    let mut boot = BootId(None);
    let mut places = Vec::new();
    for segment in 1..=5 {
        let text = std::fs::read_to_string(format!("{folder}/{segment:05}.jsonl")).unwrap();
        for line in text.lines() {
            let (_, data) = line.split_once(r#""data":"#).unwrap();
            let entry: Entry = serde_json::from_str(data.strip_suffix('}').unwrap()).unwrap();
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            for (index, event) in (0..).zip(entry.events()) {
                if let Event::LogOpened(opened) = event {
                    boot = BootId(opened.boot.as_deref().map(Into::into));
                }
                let now = Stamp { wall: entry.t, up: entry.up, boot: boot.clone() };
                let seq = line["seq"].as_u64().unwrap();
                book.apply(event, &Moment { seq, index, at: now.clone() }).unwrap();
                if let Event::ItemMoved(ItemMoved { item, .. }) = event {
                    let item = book.item(*item).unwrap();
                    places.push(format!("{} {}", item.tag, item.place.code()));
                }
            }
        }
    }
    assert_eq!(places, ["G-07 hand", "G-07 set", "G-07 handler"]);
}

#[test]
fn being_set_apart_hides_no_shot_and_an_unload_frees_nothing_that_is_set_apart() {
    let told = |acts: &[Option<Act>]| {
        let mut desk = Desk::new();
        desk.note(&take_out(gun()), 0);
        let mut states = Vec::new();
        for act in acts {
            match act {
                Some(act) => {
                    desk.note(&Happened { from: Some(handler()), ..Happened::new(gun(), *act) }, 0);
                }
                None => {
                    let fired = State::plain(Condition::FiredNotCleared);
                    let events = desk.book.note_condition(gun(), &fired, "shot");
                    desk.enter(&events, 0);
                }
            }
            states.push(desk.book.item(gun()).unwrap().physical.condition.code());
        }
        states.join(", ")
    };
    let (apart, free, unload) = (Some(Act::Quarantine), Some(Act::Release), Some(Act::Unload));
    assert_eq!(
        told(&[None, apart, free, unload]),
        "fired_not_cleared, quarantine, fired_not_cleared, unverified"
    );
    assert_eq!(
        told(&[None, apart, unload, free]),
        "fired_not_cleared, quarantine, quarantine, unverified"
    );
    assert_eq!(
        told(&[apart, None, unload, free]),
        "quarantine, fired_not_cleared, quarantine, unverified"
    );
    assert_eq!(told(&[apart, free]), "quarantine, unverified");
    assert_eq!(
        told(&[None, unload, apart, free]),
        "fired_not_cleared, unverified, quarantine, unverified"
    );
}

#[test]
fn a_card_without_a_time_lifts_nothing_from_what_is_set_apart() {
    let mut desk = Desk::new();
    desk.note(&take_out(gun()), 0);
    let fired = State::plain(Condition::FiredNotCleared);
    let events = desk.book.note_condition(gun(), &fired, "shot");
    desk.enter(&events, 0);
    desk.note(&Happened::new(gun(), Act::Quarantine), 0);
    for act in [Act::Unload, Act::Release] {
        let from_a_card = Happened { card: Some(4), at: None, ..Happened::new(gun(), act) };
        desk.note(&from_a_card, 0);
        let code = desk.book.item(gun()).unwrap().physical.condition.code();
        assert_eq!(code, "quarantine", "{act:?}");
    }
    desk.note(&Happened::new(gun(), Act::Release), 0);
    let code = desk.book.item(gun()).unwrap().physical.condition.code();
    assert_eq!(code, "fired_not_cleared", "the shot is not forgotten");
}
