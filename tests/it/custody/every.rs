//! Every place by every condition by every act, as text: what may be declared, what is offered, and what is recorded.

use std::fmt::Write as _;

use expect_test::expect_file;
use showclear::event::{ItemCondition, ItemMoved};
use showclear::terms::Place;

use super::*;

/// A gun or look-alike that is at `place`, given by a move, in `condition`, declared or told.
fn at_place(place: Place, condition: Condition, look_alike: bool) -> (Desk, ItemId) {
    let mut desk = Desk::new();
    let item = if look_alike { rubber() } else { gun() };
    let told =
        ItemCondition { item, condition, n: None, of: None, load: None, why: "told".to_owned() };
    let of_it = match condition {
        Condition::Unverified => None,
        Condition::EmptyShownClear
        | Condition::DummiesProven
        | Condition::LoadedChamberEmpty
        | Condition::Hot
        | Condition::Inert
        | Condition::GasFlash => Some(Event::ItemDeclared(declared(item, condition, 0))),
        Condition::FiredNotCleared | Condition::MisfireHold | Condition::Quarantine => {
            Some(Event::ItemCondition(told))
        }
    };
    let who = match place {
        Place::Handler => Some(handler()),
        Place::Hand => Some(performer()),
        Place::Locked | Place::Set | Place::Unit | Place::Missing | Place::Out => None,
    };
    let inside = matches!(place, Place::Hand | Place::Set);
    let moved = ItemMoved {
        item,
        act: Act::Issue,
        from: None,
        to: who.map(|who| who.person),
        place,
        store: (place == Place::Locked).then(store),
        watch: (place == Place::Set).then(|| partner().person),
        action: if inside { vec![performer().person, partner().person] } else { Vec::new() },
        run: None,
        breach: None,
        card: None,
        at: None,
    };
    desk.enter(&[Event::ItemMoved(moved)], 0);
    desk.enter(&of_it.into_iter().collect::<Vec<_>>(), 0);
    desk.enter(&[shown_to_all(item)], 0);
    (desk, item)
}

const NOW: u64 = MINUTE;

/// Everything that one person, or two, may have done: whoever gave it, and whoever took or watches it.
fn parties() -> [(&'static str, Option<Party>, Option<Party>); 6] {
    [
        ("handler to handler2", Some(handler()), Some(other_handler())),
        ("nobody to handler", None, Some(handler())),
        ("performer to handler", Some(performer()), Some(handler())),
        ("handler to performer", Some(handler()), Some(performer())),
        ("performer to stranger", Some(performer()), Some(stranger())),
        ("first AD to nobody", Some(first_ad()), None),
    ]
}

/// Acts with the same outcome stand together.
fn together(outcomes: Vec<(&'static str, String)>) -> String {
    let mut groups: Vec<(String, Vec<&str>)> = Vec::new();
    for (act, outcome) in outcomes {
        match groups.iter_mut().find(|(known, _)| *known == outcome) {
            Some((_, acts)) => acts.push(act),
            None => groups.push((outcome, vec![act])),
        }
    }
    let words = groups.iter().map(|(outcome, acts)| format!("{}: {outcome}", acts.join("/")));
    words.collect::<Vec<_>>().join("; ")
}

#[test]
fn every_state_by_every_move() {
    // States of which everything is the same stand together, so that the table shows only what makes a difference.
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    let mut states = 0;
    for look_alike in [false, true] {
        for &place in Place::ALL {
            for &condition in Condition::ALL {
                states += 1;
                let (desk, item) = at_place(place, condition, look_alike);
                let kind = if look_alike { "rubber" } else { "revolver" };
                let state = format!("{kind}, {}, {}", place.words(), condition.words());
                let text = one(&desk, item);
                match groups.iter_mut().find(|(known, _)| *known == text) {
                    Some((_, states)) => states.push(state),
                    None => groups.push((text, vec![state])),
                }
            }
        }
    }
    let mut table = String::new();
    for (text, states) in &groups {
        writeln!(table, "{}\n{text}", states.join("\n")).unwrap();
    }
    assert_eq!(states, 2 * Place::ALL.len() * Condition::ALL.len());
    expect_file!["every.txt"].assert_eq(&table);
}

fn one(desk: &Desk, item: ItemId) -> String {
    let mut text = String::new();
    let names = |why: &[showclear::custody::Refusal]| {
        why.iter().map(table::name).collect::<Vec<_>>().join(", ")
    };
    let declare =
        desk.book.offer_declare(item, false).map_or_else(|why| names(&why), |()| "yes".into());
    let offers: Vec<String> = desk
        .book
        .offers(item, &at(NOW), false)
        .iter()
        .map(|offer| {
            let never = offer.act.is_never_refused();
            assert!(!never || offer.withheld.is_empty(), "{offer:?} is withheld");
            let why = names(&offer.withheld);
            if why.is_empty() {
                offer.act.code().into()
            } else {
                format!("({}: {why})", offer.act.code())
            }
        })
        .collect();
    writeln!(text, "  declare: {declare}; offered: {}", offers.join(" ")).unwrap();
    let mut last: Option<(String, Vec<&str>)> = None;
    let mut rows: Vec<(String, Vec<&str>)> = Vec::new();
    for (who, from, to) in parties() {
        let outcomes = Act::ALL.iter().map(|&act| {
            let mut what = Happened { from, ..Happened::new(item, act) };
            if act == Act::SetDown {
                what.watch = to;
            } else {
                what.to = to;
            }
            let events = desk.book.note(&what, false, &at(NOW));
            // Nothing that happened is unrecordable, under a STOP neither, and whatever is recorded applies.
            desk.clone().enter(&events, NOW);
            let stopped = desk.book.note(&what, true, &at(NOW));
            desk.clone().enter(&stopped, NOW);
            assert!(!(act == Act::Issue && short(&stopped) == "ok"), "issued under a STOP");
            (act.code(), short(&events))
        });
        let row = together(outcomes.collect());
        match &mut last {
            Some((same, names)) if *same == row => names.push(who),
            Some(_) | None => rows.extend(last.replace((row, vec![who]))),
        }
    }
    rows.extend(last);
    for (row, who) in rows {
        writeln!(text, "  {} > {row}", who.join(", ")).unwrap();
    }
    text
}
