//! Every state by every act by every sort of people, as text: what is recorded and what is withheld.

use std::fmt::Write as _;

use expect_test::expect_file;
use showclear::custody::{Lacks, Refusal};
use showclear::event::{Durable, Opened, StopRaised};
use showclear::terms::{Breach, Place, State, StopId, UnverifiedWhy};

use super::*;

/// Every sort of state an item can be in; each ends at `NOW`.
fn states() -> Vec<(&'static str, Desk, ItemId)> {
    let new = Desk::new();
    let mut out = new.clone();
    out.note(&take_out(gun()), 0);
    let mut locked = out.clone();
    let lock_away = Happened {
        from: Some(handler()),
        store: Some(store()),
        ..Happened::new(gun(), Act::LockAway)
    };
    locked.note(&lock_away, 0);
    let mut declared = out.clone();
    declared.declare(gun(), Condition::EmptyShownClear, 0);
    let mut shown = declared.clone();
    shown.enter(&[shown_to_all(gun())], 0);
    let mut issued = shown.clone();
    issued.note(&issue(gun()), 0);
    let mut lapsed = out.clone();
    lapsed.enter(
        &[Event::ItemDeclared(ItemDeclared {
            until: at(NOW - 1).wall,
            ..super::declared(gun(), Condition::EmptyShownClear, 0)
        })],
        0,
    );
    lapsed.enter(&[shown_to_all(gun())], 0);
    lapsed.note(&issue(gun()), 0);
    let mut watched = issued.clone();
    let set_down = Happened {
        from: Some(performer()),
        watch: Some(partner()),
        ..Happened::new(gun(), Act::SetDown)
    };
    watched.note(&set_down, 0);
    let mut left = issued.clone();
    left.note(&Happened { watch: None, ..set_down }, 0);
    let mut fired = issued.clone();
    let state = State::plain(Condition::FiredNotCleared);
    let events = fired.book.note_condition(gun(), &state, "shot");
    fired.enter(&events, 0);
    let mut apart = out.clone();
    apart.note(&Happened { from: Some(handler()), ..Happened::new(gun(), Act::Quarantine) }, 0);
    let mut missing = issued.clone();
    let gone = Happened { reported: Some(Breach::Missing), ..Happened::new(gun(), Act::SetDown) };
    missing.note(&gone, 0);
    let mut unit = out.clone();
    unit.note(&Happened { from: Some(handler()), ..Happened::new(gun(), Act::TransferOut) }, 0);
    let mut inert = new.clone();
    inert.note(&take_out(rubber()), 0);
    inert.declare(rubber(), Condition::Inert, 0);
    let mut inert_out = inert.clone();
    inert_out.note(&issue(rubber()), 0);
    vec![
        ("never moved", new.clone(), gun()),
        ("locked away", locked, gun()),
        ("with handler, nothing declared", out, gun()),
        ("with handler, declared, not shown", declared, gun()),
        ("with handler, declared and shown", shown, gun()),
        ("in the action", issued, gun()),
        ("in the action, its time over", lapsed, gun()),
        ("in the action, set down and watched", watched, gun()),
        ("set down with nobody named", left, gun()),
        ("in the action, fired", fired, gun()),
        ("set apart", apart, gun()),
        ("missing", missing, gun()),
        ("with another unit", unit, gun()),
        ("rubber, INERT, with handler", inert, rubber()),
        ("rubber, INERT, in the action", inert_out, rubber()),
        ("not in the book", new, unknown()),
    ]
}

const NOW: u64 = 5 * MINUTE;

fn people() -> Vec<(&'static str, Option<Party>)> {
    vec![
        ("nobody", None),
        ("handler", Some(handler())),
        ("handler2", Some(other_handler())),
        ("performer", Some(performer())),
        ("partner", Some(partner())),
        ("first AD", Some(first_ad())),
        ("stranger", Some(stranger())),
    ]
}

/// Names with the same text share a line, so that the table shows only where people make a difference.
fn grouped(cells: Vec<(&'static str, String)>) -> Vec<(String, String)> {
    let mut groups: Vec<(String, String)> = Vec::new();
    for (name, text) in cells {
        match groups.iter_mut().find(|(_, known)| *known == text) {
            Some((names, _)) => {
                names.push('/');
                names.push_str(name);
            }
            None => groups.push((name.to_owned(), text)),
        }
    }
    groups
}

#[test]
fn whatever_happens_is_recorded() {
    let mut table = String::new();
    for (name, desk, item) in states() {
        writeln!(table, "{name}: {}", desk.state(item, NOW)).unwrap();
        let mut acts = Vec::new();
        for &act in Act::ALL {
            let rows = people().into_iter().map(|(from_name, from)| {
                let cells = people().into_iter().map(|(to_name, to)| {
                    let mut what = Happened { from, ..Happened::new(item, act) };
                    if act == Act::SetDown {
                        what.watch = to;
                    } else {
                        what.to = to;
                    }
                    let events = desk.book.note(&what, false, &at(NOW));
                    // Whatever is recorded also applies.
                    desk.clone().enter(&events, NOW);
                    (to_name, short(&events))
                });
                let cells = grouped(cells.collect());
                let cells = cells.iter().map(|(to, what)| format!("{to}: {what}"));
                (from_name, cells.collect::<Vec<_>>().join("; "))
            });
            let mut text = String::new();
            for (from, to) in grouped(rows.collect()) {
                writeln!(text, "    {from} > {to}").unwrap();
            }
            acts.push((act.code(), text));
        }
        for (act, text) in grouped(acts) {
            write!(
                table,
                "  {act}
{text}"
            )
            .unwrap();
        }
    }
    expect_file!["note.txt"].assert_eq(&table);
}

pub(super) fn name(refusal: &Refusal) -> String {
    let text = format!("{refusal:?}");
    text.split([' ', '{']).next().unwrap().to_owned()
}

#[test]
fn an_issue_is_withheld_for_every_reason_at_once() {
    let lapsed_permit = party(1, Standing { handler: true, permit_ok: false, ..standing() });
    let both = party(8, Standing { handler: true, director: true, ..standing() });
    let givers = [
        ("handler", handler()),
        ("handler whose permit is over", lapsed_permit),
        ("handler2", other_handler()),
        ("performer", performer()),
        ("first AD", first_ad()),
        ("first AD who handles", both),
    ];
    let none = Lacks::default();
    let lacking = |lacks: Lacks| {
        let Party { person, standing } = performer();
        Party { person, standing: Standing { lacks, ..standing } }
    };
    let briefing = Lacks { briefing: true, ..none };
    let absent = party(4, Standing { lacks: briefing, ..partner().standing });
    let takers = [
        ("performer", vec![performer(), partner()]),
        ("extra", vec![extra()]),
        ("first AD", vec![first_ad()]),
        ("performer and stranger", vec![performer(), stranger()]),
        ("nobody", vec![]),
        ("performer untrained for blanks", vec![lacking(Lacks { blanks: true, ..none })]),
        ("untrained performer", vec![lacking(Lacks { handling: true, blanks: true, ..none })]),
        ("performer and a double not at the meeting", vec![performer(), absent]),
        ("performer without a meeting", vec![lacking(Lacks { meeting: true, ..none })]),
    ];
    let mut table = String::new();
    for (state, desk, item) in states() {
        writeln!(table, "{state}: {}", desk.state(item, NOW)).unwrap();
        for (giver_name, giver) in &givers {
            let mut cells = Vec::new();
            for (taker_name, taker) in &takers {
                for stopped in [false, true] {
                    let offered = desk.book.offer_issue(item, giver, taker, stopped, &at(NOW));
                    let text = match &offered {
                        Ok(events) => short(events),
                        Err(why) => why.iter().map(name).collect::<Vec<_>>().join(", "),
                    };
                    if !stopped {
                        cells.push((*taker_name, text));
                    }
                    // What is offered is no breach when it happens, and the reverse.
                    let what = Happened {
                        from: Some(*giver),
                        action: taker.clone(),
                        ..Happened::new(item, Act::Issue)
                    };
                    let noted = desk.book.note(&what, stopped, &at(NOW));
                    let clean = short(&noted) == "ok";
                    assert_eq!(offered.is_ok(), clean, "{state}: {giver_name} to {taker_name}");
                    assert!(!(stopped && clean), "issued under a STOP");
                }
            }
            for (taker, text) in grouped(cells) {
                writeln!(table, "  {giver_name} > {taker}: {text}").unwrap();
            }
        }
    }
    expect_file!["issue.txt"].assert_eq(&table);
}

#[test]
fn what_the_screen_offers() {
    let mut table = String::new();
    for (state, desk, item) in states() {
        for stopped in [false, true] {
            let offers = desk.book.offers(item, &at(NOW), stopped);
            for offer in &offers {
                let never = offer.act.is_never_refused();
                assert!(!never || offer.withheld.is_empty(), "{state}: {offer:?}");
            }
            let words: Vec<String> = offers
                .iter()
                .map(|offer| match offer.withheld.as_slice() {
                    [] => offer.act.code().to_owned(),
                    why => {
                        let why: Vec<String> = why.iter().map(name).collect();
                        format!("({}: {})", offer.act.code(), why.join(", "))
                    }
                })
                .collect();
            let stop = if stopped { ", STOP" } else { "" };
            writeln!(table, "{state}{stop}: {}", words.join(" ")).unwrap();
        }
    }
    expect_file!["offers.txt"].assert_eq(&table);
}

#[test]
fn the_safe_acts_apply_in_every_state_and_are_no_breach_for_the_handler() {
    for (state, desk, item) in states() {
        for &act in Act::ALL.iter().filter(|act| act.is_never_refused()) {
            let what = Happened { from: None, to: Some(handler()), ..Happened::new(item, act) };
            let events = desk.book.note(&what, true, &at(NOW));
            let clean = item == unknown() || short(&events).starts_with("ok");
            assert!(clean, "{state}: {}: {}", act.code(), short(&events));
            desk.clone().enter(&events, NOW);
        }
    }
}

#[test]
fn what_keeps_the_chain_unbroken() {
    let mut table = String::new();
    let mut line = |name: &str, desk: &Desk| {
        let item = desk.book.item(gun()).unwrap();
        let reshow = desk.book.reshow(gun(), &at(NOW)).is_some();
        writeln!(table, "{name}: unbroken {}, re-show {reshow}", item.unbroken).unwrap();
    };
    let mut desk = Desk::new();
    desk.note(&take_out(gun()), 0);
    line("taken out", &desk);
    desk.declare(gun(), Condition::EmptyShownClear, 0);
    desk.enter(&[shown_to_all(gun())], 0);
    line("proven by a run", &desk);
    let with = |what: &Happened| {
        let mut desk = desk.clone();
        let events = desk.book.note(what, false, &at(NOW));
        desk.enter(&events, NOW);
        desk
    };
    let act = |act| Happened { from: Some(handler()), ..Happened::new(gun(), act) };
    for &one in Act::ALL {
        let mut what = act(one);
        let taker = [
            (Act::Collect, handler()),
            (Act::TakeOut, handler()),
            (Act::TransferIn, handler()),
            (Act::HandOver, other_handler()),
            (Act::Issue, performer()),
        ];
        what.to = taker.iter().find(|(act, _)| *act == one).map(|(_, taker)| *taker);
        what.watch = (one == Act::SetDown).then(handler);
        let after = with(&what);
        line(one.code(), &after);
    }
    let mut inside = with(&issue(gun()));
    let mut not_shown = inside.clone();
    inside.enter(&[Event::ItemShown(shown(&[gun()], vec![shown_as("performer", partner())]))], NOW);
    let pass = Happened {
        from: Some(performer()),
        to: Some(partner()),
        ..Happened::new(gun(), Act::HandOver)
    };
    inside.note(&pass, NOW);
    line("issued and passed inside the action", &inside);
    not_shown.note(&pass, NOW);
    line("issued and passed inside the action to one who was not shown it", &not_shown);
    let back = Happened { from: Some(partner()), ..collect(gun()) };
    inside.note(&back, NOW);
    line("and collected", &inside);
    line("outside the action", &with(&Happened { to: Some(extra()), ..act(Act::HandOver) }));
    let raised = |rule: Option<&str>, item| {
        Event::StopRaised(StopRaised {
            stop: StopId::from_random(1),
            run: None,
            item,
            rule: rule.map(str::to_owned),
            by: None,
            say: "STOP.".to_owned(),
        })
    };
    let stops = [
        ("no STOP", None),
        ("STOP of a list about it", Some(raised(Some("unsure-round"), Some(gun())))),
        ("STOP of a list about another", Some(raised(Some("unsure-round"), Some(rubber())))),
        ("STOP called", Some(raised(None, None))),
        ("STOP called about it", Some(raised(None, Some(gun())))),
        ("STOP called about another", Some(raised(None, Some(rubber())))),
    ];
    for (stop, raised) in &stops {
        let mut alone = desk.clone();
        alone.enter(raised.as_slice(), NOW);
        alone.note(&issue(gun()), NOW);
        alone.note(&collect(gun()), NOW);
        line(&format!("{stop}, nothing ended"), &alone);
        for &why in UnverifiedWhy::ALL {
            let mut desk = desk.clone();
            let mut events: Vec<Event> = raised.iter().cloned().collect();
            events.extend(desk.book.end_all(why, &at(NOW)));
            desk.enter(&events, NOW);
            line(&format!("{stop}, ended: {}", why.code()), &desk);
            // A STOP of an earlier line excuses nothing.
            if why == UnverifiedWhy::Stop {
                let mut later = alone.clone();
                later.declare(gun(), Condition::EmptyShownClear, NOW);
                let events = later.book.end_all(why, &at(NOW));
                later.enter(&events, NOW);
                line(&format!("{stop}, declared anew, ended later: stop"), &later);
            }
        }
    }
    let opened = |boot: Option<&str>| {
        Event::LogOpened(Opened {
            program: "showclear".to_owned(),
            boot: boot.map(str::to_owned),
            zone: "UTC".to_owned(),
            offset: 0,
            durable: Durable::Full,
        })
    };
    let mut ended = desk.clone();
    let events = ended.book.end_all(UnverifiedWhy::SetUp, &at(NOW));
    ended.enter(&events, NOW);
    for boot in [Some("boot"), Some("another"), None] {
        let mut desk = ended.clone();
        let now = Stamp { boot: BootId(boot.map(Into::into)), ..at(NOW) };
        let moment = Moment { seq: desk.line, index: 0, at: now };
        desk.book.apply(&opened(boot), &moment).unwrap();
        line(&format!("opened again, start of the machine: {}", boot.unwrap_or("?")), &desk);
    }
    let mut shot = desk.clone();
    let events = shot.book.note_condition(gun(), &State::plain(Condition::FiredNotCleared), "shot");
    shot.enter(&events, NOW);
    line("fired", &shot);
    expect_file!["unbroken.txt"].assert_eq(&table);
}

#[test]
fn places_and_holders() {
    let mut table = String::new();
    for (state, desk, item) in states() {
        let Some(item) = desk.book.item(item) else { continue };
        let who = |id: Option<PersonId>| {
            people()
                .into_iter()
                .find(|(_, one)| one.map(|one| one.person) == id)
                .map_or("?", |(name, _)| name)
        };
        writeln!(
            table,
            "{state}: {}, held by {}, watched by {}, action of {}, store {}",
            item.place.words(),
            who(item.holder),
            who(item.watch),
            item.action_people.len(),
            item.store.is_some(),
        )
        .unwrap();
        assert!(item.place == Place::Locked || item.store.is_none(), "{state}");
    }
    expect_file!["places.txt"].assert_eq(&table);
}
