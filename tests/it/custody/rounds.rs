//! The ledger: whatever is told of rounds, opening and closing balance agree; only a count shows a difference.

use expect_test::expect;
use proptest::prelude::*;
use showclear::custody::{Clearing, Heap, Lot, Rounds};
use showclear::event::{LotAdded, LotApart, LotClosed, LotCounted, LotFreed, LotMoved};
use showclear::terms::{LotId, RoundAct, RoundKind, Tell};

use super::*;

fn lot(number: u64) -> LotId {
    LotId::from_random(number)
}

fn tray(number: u64) -> ItemId {
    ItemId::from_random(100 + number)
}

fn moment() -> Moment {
    Moment { seq: 0, index: 0, at: at(0) }
}

fn take(rounds: &mut Rounds, events: &[Event]) {
    for event in events {
        rounds.apply(event, &moment()).unwrap();
    }
}

fn added(number: u64, kind: RoundKind, count: u32) -> Event {
    Event::LotAdded(LotAdded {
        lot: lot(number),
        kind,
        tag: format!("L-{number}"),
        maker: "Sample Maker".into(),
        calibre: ".45".into(),
        load: (kind == RoundKind::Blank).then(|| "half".into()),
        tell: (kind == RoundKind::Dummy).then_some(Tell::Drilled),
        guns: Vec::new(),
        count,
        witnesses: Vec::new(),
    })
}

fn moved(number: u64, act: RoundAct, n: u32, tray: Option<ItemId>, gun: Option<ItemId>) -> Event {
    Event::LotMoved(LotMoved {
        lot: lot(number),
        act,
        n,
        tray,
        gun,
        by: None,
        run: None,
        card: None,
        at: None,
    })
}

/// Fifty blanks, twelve of them in a tray, and eight dummies, six of them in another.
fn ledger() -> Rounds {
    let mut rounds = Rounds::default();
    take(
        &mut rounds,
        &[
            added(1, RoundKind::Blank, 50),
            added(2, RoundKind::Dummy, 8),
            moved(1, RoundAct::Tray, 12, Some(tray(1)), None),
            moved(2, RoundAct::Tray, 6, Some(tray(2)), None),
        ],
    );
    rounds
}

/// The gun is unloaded, and nobody says how many came out.
fn unload(rounds: &mut Rounds) {
    let mut desk = Desk::new();
    desk.note(&take_out(gun()), 0);
    let events = desk.note(&Happened::new(gun(), Act::Unload), 0);
    take(rounds, &events);
}

fn told(back: u32, held: u32) -> Clearing {
    Clearing { back, held, ..Clearing::default() }
}

/// Where the rounds of a lot are, in one line.
fn line(lot: &Lot) -> String {
    let heap = |heap: &Heap| match heap {
        Heap::Boxes => "boxes",
        Heap::Tray(_) => "tray",
    };
    let heaps: Vec<String> = lot.heaps.iter().map(|(at, n)| format!("{} {n}", heap(at))).collect();
    format!(
        "{}: {}, guns {}, fired {}, held {}, pot {}, out {}, found {}, closed {}",
        lot.added.tag,
        heaps.join(", "),
        lot.in_guns(),
        lot.fired,
        lot.held,
        lot.pot,
        lot.out,
        lot.found,
        lot.closed
    )
}

fn page(rounds: &Rounds) -> String {
    rounds.lots().into_iter().map(|lot| line(lot) + "\n").collect()
}

#[test]
fn what_does_not_come_back_of_blanks_is_fired_by_subtraction() {
    let mut rounds = ledger();
    let events = rounds.loaded(gun(), tray(1), 5, None);
    take(&mut rounds, &events);
    let events = rounds.cleared(gun(), &told(1, 1));
    take(&mut rounds, &events);
    expect![[r#"
        L-1: boxes 38, tray 8, guns 0, fired 3, held 1, pot 0, out 0, found 0, closed 0
        L-2: boxes 2, tray 6, guns 0, fired 0, held 0, pot 0, out 0, found 0, closed 0
    "#]]
    .assert_eq(&page(&rounds));
    assert_eq!(rounds.in_gun(gun()), []);
}

#[test]
fn a_new_load_finds_the_one_before_fired_where_nobody_counted() {
    let mut rounds = ledger();
    for (n, unloaded) in [(3, false), (4, true)] {
        if unloaded {
            unload(&mut rounds);
        }
        let events = rounds.loaded(gun(), tray(1), n, None);
        take(&mut rounds, &events);
    }
    assert_eq!(rounds.count_in(gun()), 4);
    expect!["L-1: boxes 38, tray 5, guns 4, fired 3, held 0, pot 0, out 0, found 0, closed 0"]
        .assert_eq(&line(rounds.lot(lot(1)).unwrap()));
}

#[test]
fn what_is_declared_again_without_an_unload_is_the_same_as_before() {
    let mut rounds = ledger();
    for n in [3, 3, 4, 2] {
        let events = rounds.loaded(gun(), tray(1), n, None);
        take(&mut rounds, &events);
        assert_eq!(rounds.count_in(gun()), n);
    }
    expect!["L-1: boxes 38, tray 10, guns 2, fired 0, held 0, pot 0, out 0, found 0, closed 0"]
        .assert_eq(&line(rounds.lot(lot(1)).unwrap()));
    assert!(!rounds.is_uncounted(gun()));
    unload(&mut rounds);
    assert!(rounds.is_uncounted(gun()));
}

#[test]
fn dummies_are_never_fired() {
    let mut rounds = ledger();
    let events = rounds.loaded(gun(), tray(2), 6, None);
    take(&mut rounds, &events);
    // Proven again as they are: nothing moves.
    assert_eq!(rounds.loaded(gun(), tray(2), 6, None), []);
    let events = rounds.loaded(gun(), tray(2), 5, None);
    take(&mut rounds, &events);
    let events = rounds.cleared(gun(), &told(3, 0));
    take(&mut rounds, &events);
    assert_eq!(
        rounds.count_in(gun()),
        0,
        "their tray is due the two that nobody has seen come out"
    );
    expect!["L-2: boxes 2, tray 6, guns 0, fired 0, held 0, pot 0, out 0, found 0, closed 0"]
        .assert_eq(&line(rounds.lot(lot(2)).unwrap()));
}

#[test]
fn more_than_went_in_goes_in_the_pot() {
    let mut rounds = ledger();
    let events = rounds.loaded(gun(), tray(1), 2, None);
    take(&mut rounds, &events);
    assert_eq!(rounds.too_many(gun(), &told(3, 0)), 1);
    let events = rounds.cleared(gun(), &told(3, 0));
    take(&mut rounds, &events);
    expect!["L-1: boxes 38, tray 10, guns 0, fired 0, held 0, pot 3, out 0, found 1, closed 0"]
        .assert_eq(&line(rounds.lot(lot(1)).unwrap()));
    // Out of a gun that by the record held none: nobody knows of which lot, so the ledger says nothing of it.
    assert_eq!(rounds.cleared(gun(), &told(1, 0)), []);
    assert_eq!(rounds.too_many(gun(), &told(1, 0)), 1);
}

#[test]
fn a_difference_stands_until_another_finds_the_same() {
    let mut rounds = ledger();
    let count = |counted, due, by: &Party| {
        Event::LotCounted(LotCounted {
            lot: lot(1),
            tray: Some(tray(1)),
            counted,
            due,
            by: by.person,
        })
    };
    let heap = Heap::Tray(tray(1));
    take(&mut rounds, &[count(11, 12, &handler())]);
    assert_eq!(rounds.differences().len(), 1);
    assert_eq!(rounds.lot(lot(1)).unwrap().agreed(heap), None);
    take(&mut rounds, &[count(11, 12, &handler())]);
    assert_eq!(rounds.lot(lot(1)).unwrap().agreed(heap), None, "the same person twice");
    take(&mut rounds, &[count(10, 12, &first_ad())]);
    assert_eq!(rounds.lot(lot(1)).unwrap().agreed(heap), None, "another difference");
    // What is loaded meanwhile changes the count, and not the difference.
    let events = rounds.loaded(gun(), tray(1), 3, None);
    take(&mut rounds, &events);
    take(&mut rounds, &[count(7, 9, &handler())]);
    let (first, again) = rounds.lot(lot(1)).unwrap().agreed(heap).unwrap();
    assert_eq!((first.difference(), again.difference()), (-2, -2));
    take(
        &mut rounds,
        &[Event::LotClosed(LotClosed {
            lot: lot(1),
            tray: Some(tray(1)),
            difference: -2,
            counted_by: first.by,
            again_by: again.by,
            told: Witness { role: "first_ad".parse().unwrap(), person: first_ad().person },
        })],
    );
    assert_eq!(rounds.differences().len(), 0);
    expect!["L-1: boxes 38, tray 7, guns 3, fired 0, held 0, pot 0, out 0, found 0, closed -2"]
        .assert_eq(&line(rounds.lot(lot(1)).unwrap()));
    take(&mut rounds, &[count(7, 7, &handler())]);
    assert!(rounds.lot(lot(1)).unwrap().balances());
}

#[derive(Clone, Debug)]
enum Step {
    Moved(u64, RoundAct, u32, Option<u64>, bool),
    Loaded(u64, u32, bool),
    Cleared(u32, u32),
    Counted(u64, u32),
    Apart(u64),
    Freed(u64),
}

fn step() -> impl Strategy<Value = Step> {
    let lots = 1..=2_u64;
    let act = proptest::sample::select(RoundAct::ALL);
    prop_oneof![
        3 => (lots.clone(), act, 0..9_u32, proptest::option::of(1..=2_u64), any::<bool>())
            .prop_map(|(lot, act, n, tray, gun)| Step::Moved(lot, act, n, tray, gun)),
        3 => (1..=2_u64, 0..9_u32, any::<bool>())
            .prop_map(|(tray, n, unloaded)| Step::Loaded(tray, n, unloaded)),
        3 => (0..9_u32, 0..3_u32).prop_map(|(back, held)| Step::Cleared(back, held)),
        1 => (lots.clone(), 0..60_u32).prop_map(|(lot, n)| Step::Counted(lot, n)),
        1 => lots.clone().prop_map(Step::Apart),
        1 => lots.prop_map(Step::Freed),
    ]
}

proptest! {
    /// Nothing that can be told makes a lot lose or gain a round without a line that says so.
    #[test]
    fn whatever_is_told_every_lot_balances(steps in proptest::collection::vec(step(), 0..60)) {
        let mut rounds = ledger();
        for step in steps {
            let events = match step {
                Step::Moved(lot, act, n, at, with_gun) => {
                    let at = at.map(tray);
                    let inside = with_gun && matches!(act, RoundAct::Load);
                    vec![moved(lot, act, n, at, inside.then(gun))]
                }
                Step::Loaded(at, n, unloaded) => {
                    if unloaded {
                        unload(&mut rounds);
                    }
                    rounds.loaded(gun(), tray(at), n, None)
                },
                Step::Cleared(back, held) => rounds.cleared(gun(), &told(back, held)),
                Step::Counted(number, counted) => {
                    let due = rounds.lot(lot(number)).unwrap().due(Heap::Boxes);
                    let by = person(1);
                    vec![Event::LotCounted(LotCounted { lot: lot(number), tray: None, counted, due, by })]
                }
                Step::Apart(number) => {
                    vec![Event::LotApart(LotApart { lot: lot(number), why: "doubt".into(), by: None })]
                }
                Step::Freed(number) => vec![Event::LotFreed(LotFreed {
                    lot: lot(number),
                    why: "looked at".into(),
                    witnesses: Vec::new(),
                })],
            };
            let before = rounds.count_in(gun());
            take(&mut rounds, &events);
            for lot in rounds.lots() {
                prop_assert!(lot.balances(), "{}", line(lot));
            }
            let inside: i32 = rounds.lots().iter().map(|lot| lot.in_guns()).sum();
            prop_assert_eq!(i64::from(inside), i64::from(rounds.count_in(gun())));
            if let Step::Cleared(back, held) = step {
                let out = before.saturating_sub(rounds.count_in(gun()));
                prop_assert!(out >= before.min(back + held), "what came out is out");
            }
        }
    }
}
