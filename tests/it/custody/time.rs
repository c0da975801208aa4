//! When a declaration is over: by either clock, at another start of the machine, and for good.

use super::*;

const END: u64 = 20 * MINUTE;

fn desk() -> Desk {
    let mut desk = Desk::new();
    desk.note(&take_out(gun()), 0);
    desk.declare(gun(), Condition::EmptyShownClear, 0);
    desk
}

#[track_caller]
fn check(now: &Stamp, in_force: bool) {
    let book = desk().book;
    let declared = book.state(gun(), now).unwrap().condition == Condition::EmptyShownClear;
    assert_eq!(declared, in_force, "state");
    assert_eq!(book.declared(now).count(), usize::from(in_force), "declared");
    assert_eq!(book.lapsed(now).len(), usize::from(!in_force), "lapsed");
    assert_eq!(book.lapses(now).len(), usize::from(!in_force), "lapses");
    assert_eq!(book.next_change(now).is_some(), in_force, "next change");
}

#[test]
fn it_is_over_by_whichever_clock_comes_first() {
    check(&at(0), true);
    check(&at(END - 1), true);
    check(&at(END), false);
    check(&Stamp { wall: at(0).wall, ..at(END) }, false);
    check(&Stamp { up: at(0).up, ..at(END) }, false);
    check(&Stamp { wall: at(0).wall, ..at(END - 1) }, true);
}

#[test]
fn another_or_an_unknown_start_of_the_machine_ends_it() {
    check(&Stamp { boot: BootId(Some("another".into())), ..at(1) }, false);
    check(&Stamp { boot: BootId(None), ..at(1) }, false);
}

#[test]
fn the_next_change_is_the_first_end() {
    let mut desk = desk();
    desk.declare(rubber(), Condition::Inert, 2 * MINUTE);
    assert_eq!(desk.book.next_change(&at(5 * MINUTE)), Some(15 * MINUTE));
    assert_eq!(desk.book.next_change(&at(END)), Some(2 * MINUTE));
    assert_eq!(desk.book.next_change(&at(END + 2 * MINUTE)), None);
}

#[test]
fn what_lapsed_is_recorded_once() {
    let mut desk = desk();
    let lapses = desk.book.lapses(&at(END));
    assert_eq!(short(&lapses), "ends:time");
    desk.enter(&lapses, END);
    assert!(desk.book.lapses(&at(END)).is_empty());
    let back = Stamp { wall: at(0).wall, up: at(0).up, ..at(0) };
    assert_eq!(desk.book.state(gun(), &back).unwrap().condition, Condition::Unverified);
}

#[test]
fn its_end_does_not_interrupt_a_take_and_withholds_the_next_issue() {
    let mut desk = desk();
    desk.enter(&[shown_to_all(gun())], 0);
    desk.enter(&[Event::ItemShown(shown(&[gun()], vec![shown_as("performer", partner())]))], 0);
    desk.note(&issue(gun()), 0);
    let pass = Happened {
        from: Some(performer()),
        to: Some(partner()),
        ..Happened::new(gun(), Act::HandOver)
    };
    assert_eq!(short(&desk.note(&pass, END + 1)), "ok");
    let back = Happened { from: Some(partner()), ..collect(gun()) };
    assert_eq!(short(&desk.note(&back, END + 2)), "ok");
    let offered = desk.book.offer_issue(gun(), &handler(), &[performer()], false, &at(END + 3));
    let why: Vec<String> = offered.unwrap_err().iter().map(ToString::to_string).collect();
    assert_eq!(why, ["nothing is declared of it: its time was over"]);
    assert!(desk.book.reshow(gun(), &at(END + 3)).is_some(), "a re-show is enough");
}
