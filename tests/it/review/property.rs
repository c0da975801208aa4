//! Whatever happens: an item's spans leave no hole and add up exactly, and no finding hangs on the order of the items.

#![expect(clippy::indexing_slicing, reason = "a test may panic")]

use proptest::prelude::{Strategy, any, proptest};
use proptest::prop_assert_eq;
use showclear::review::{Finding, Review, Span, days};

use super::tale::{ARMORER, PERFORMER, Tale, added, declared, moved_of};

const ITEMS: [&str; 3] = ["i-111111", "i-222222", "i-333333"];

/// One thing that happens.
#[derive(Clone, Debug)]
enum Thing {
    Move(usize, usize),
    Declare(usize),
    Pass(u64),
    Jump(i64),
    Closed(u64),
    Died(u64),
}

/// Act, place, and who is named.
type Move = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

const MOVES: [Move; 8] = [
    ("take_out", "handler", &[("to", ARMORER)]),
    ("issue", "hand", &[("from", ARMORER), ("to", PERFORMER)]),
    ("collect", "handler", &[]),
    ("set_down", "set", &[]),
    ("set_down", "set", &[("watch", ARMORER)]),
    ("lock_away", "locked", &[("from", ARMORER)]),
    ("set_down", "missing", &[("breach", "missing")]),
    ("transfer_out", "unit", &[("from", ARMORER)]),
];

fn thing() -> impl Strategy<Value = Thing> {
    (0_u8..10, any::<u16>(), 0_u64..200_000_000).prop_map(|(sort, which, time)| {
        let item = usize::from(which) % ITEMS.len();
        match sort {
            0..=3 => Thing::Move(item, usize::from(which / 8) % MOVES.len()),
            4 => Thing::Declare(item),
            5 => Thing::Pass(time % 3_000),
            6 => Thing::Pass(time),
            7 => Thing::Jump(i64::try_from(time).unwrap() - 100_000_000),
            8 => Thing::Closed(time),
            _ => Thing::Died(time),
        }
    })
}

/// The tale, and the time that went by, counted on its own: with the wall clock only where nothing else can tell.
fn told(things: &[Thing], order: [usize; 3]) -> Tale {
    let mut tale = Tale::new();
    for at in order {
        tale.line(&[&added(ITEMS[at], "revolver", &format!("G-{at}"))]);
    }
    let mut starts = 0;
    for thing in things {
        match thing {
            Thing::Move(item, which) => {
                let (act, place, more) = MOVES[*which];
                tale.line(&[&moved_of(ITEMS[*item], act, place, more)]);
            }
            Thing::Declare(item) => {
                let said = declared(&tale.until(20), "").replace("i-g7g7g7", ITEMS[*item]);
                tale.line(&[&said]);
            }
            Thing::Pass(time) => tale.pass(*time),
            Thing::Jump(by) => tale.set_clock(*by),
            Thing::Closed(time) => {
                tale.close();
                tale.pass(*time);
                tale.open("first");
            }
            Thing::Died(time) => {
                starts += 1;
                tale.pass(*time);
                tale.restart();
                tale.open(&format!("start {starts}"));
            }
        }
    }
    tale.close();
    tale
}

/// What a finding says, without the line it stands in.
fn sayings(tale: &Tale, review: &Review) -> Vec<String> {
    let page = tale.page();
    let mut all: Vec<String> = page
        .sections
        .iter()
        .flat_map(|one| &one.lines)
        .chain(&page.missing)
        .map(|line| line.words.clone())
        .collect();
    let items = review.findings.iter().map(|one: &Finding| format!("{:?}", one.item));
    all.extend(items);
    all.sort();
    all
}

proptest! {
    #[test]
    fn spans_leave_no_hole_and_add_up_to_the_whole_time(
        things in proptest::collection::vec(thing(), 0..40),
    ) {
        let tale = told(&things, [0, 1, 2]);
        let review = tale.review();
        for course in &review.courses {
            let kept: u64 = course.spans.iter().filter(|one| one.care.gap().is_none())
                .map(Span::lasted).sum();
            let gone: u64 = showclear::review::Gap::ALL.iter().map(|gap| course.missing(*gap)).sum();
            prop_assert_eq!(kept + gone, course.whole());
            for pair in course.spans.windows(2) {
                prop_assert_eq!(pair[0].to.at, pair[1].from.at, "no hole and no overlap");
            }
            let last = review.courses.iter().filter_map(|one| one.spans.last()).map(|one| one.to.at);
            let end = course.spans.last().map(|one| one.to.at);
            prop_assert_eq!(end, last.max(), "up to the last line");
            let drawn: u64 = days(course, -300).iter().flat_map(|day| &day.pieces)
                .map(|piece| piece.lasts).sum();
            prop_assert_eq!(drawn, course.whole(), "the bars hold all of it");
        }
    }

    #[test]
    fn time_goes_by_for_an_item_as_by_the_clocks(
        things in proptest::collection::vec(thing(), 0..40),
    ) {
        // Without a jump the wall clock alone says how long it was.
        let steady: Vec<Thing> =
            things.into_iter().filter(|one| !matches!(one, Thing::Jump(_))).collect();
        let tale = told(&steady, [0, 1, 2]);
        let first = tale.entries[6].t.millis();
        let last = tale.entries.last().unwrap().t.millis();
        for course in tale.review().courses {
            prop_assert_eq!(course.whole(), (last - first).unsigned_abs());
        }
    }

    #[test]
    fn no_finding_is_lost_when_the_items_come_in_another_order(
        things in proptest::collection::vec(thing(), 0..40),
    ) {
        let (one, other) = (told(&things, [0, 1, 2]), told(&things, [2, 0, 1]));
        prop_assert_eq!(sayings(&one, &one.review()), sayings(&other, &other.review()));
    }
}
