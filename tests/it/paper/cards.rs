//! Paper cards: what stands on them, their codes read back, and numbers that are never taken twice.

use expect_test::expect;
use proptest::prelude::*;
use showclear::event::{Continues, ContinuesWhy, Created, Entry, Event, Shown};
use showclear::production::{Ask, Command, HandOut, Happened};
use showclear::report::{Deck, Format, cards};
use showclear::session::Session;
use showclear::terms::{Digest, ItemId, Label, PersonId};

use super::{codes, outside, text};
use crate::production::world::World;
use crate::session::copied;

fn print(session: &mut Session, n: u32) -> Result<(u32, u32), String> {
    let command = Command::Ask(Ask::PrintCards { n });
    session.perform(command).map_err(|failure| failure.to_string())?;
    let state = session.state();
    let last = state.printed_cards().last().unwrap();
    Ok((last.from, last.to))
}

#[test]
fn a_card_has_its_map_its_calls_and_its_number() {
    let (_world, session) = copied();
    let state = session.state();
    let gun = state.book().by_tag("G-07").unwrap().id;
    let deck = Deck { format: Format::A4, items: vec![gun], each: 1 };
    let paper = cards(state, &deck, 41).unwrap();
    expect![[r#"
        41
        Number of this card
        Paper card
        SAMPLE Night Ferry
        DRILL, not real
        Entered afterwards: What happened, From a paper card, then
        scan the code or type the number. Recorded after; nothing is in
        force from it.
        Tag of the item
        G-07
        Date
        Scene
        Set-up
        Take
        E empty, D dummy, B blank, F fired, M misfired
        1
        2
        3
        4
        5
        6
        Called out:
        Cold gun: empty, shown clear.
        Cold gun: ______ dummies, proven. No blanks, no powder.
        Hot gun: ______ ______.
        Bore seen clear
        Something else: __________________
        Looked, initials
        Looked, initials
        First AD, initials
        Shown to, initials of each
        At, hour and minute
        Given by
        Taken by
        At
        Collected by
        At
        Loaded
        Misfired, held
        Back unfired
        Counted by, initials
        Counted again by, initials
        Paper cards of SAMPLE Night Ferry
        Page 1 of 1"#]]
    .assert_eq(&text(&paper));
    let log = state.created().unwrap().log;
    assert_eq!(codes(&paper, 0), [Label::Card(log, 41).to_string()]);
}

#[test]
fn every_kind_of_item_fits_on_both_papers() {
    let (_world, session) = copied();
    let state = session.state();
    let items: Vec<ItemId> = state.book().items().into_iter().map(|item| item.id).collect();
    for format in Format::ALL {
        let deck = Deck { format, items: items.clone(), each: 3 };
        let paper = cards(state, &deck, 998).unwrap();
        assert_eq!(paper.len(), (items.len() * 3).div_ceil(2));
        assert_eq!(outside(&paper), Vec::<String>::new());
        assert_eq!(codes(&paper, 0).len(), 2, "two cards to a page");
    }
}

#[test]
fn a_number_is_taken_once() {
    let (_world, mut session) = copied();
    assert_eq!(print(&mut session, 12), Ok((1, 12)));
    assert_eq!(print(&mut session, 1), Ok((13, 13)));
    let refused = print(&mut session, 0).unwrap_err();
    assert!(refused.contains("between 1 and 200"), "{refused}");
    assert!(print(&mut session, 201).is_err());
    assert_eq!(print(&mut session, 200), Ok((14, 213)));
    let state = session.state();
    assert_eq!(state.printed_card(13).map(|one| one.from), Some(13));
    assert!(state.printed_card(214).is_none() && state.printed_card(0).is_none());
}

#[test]
fn labels_are_read_back_and_nothing_else_is() {
    let (item, person) = (ItemId::from_random(77), PersonId::from_random(78));
    let log = "e1b5e6a033977376".parse().unwrap();
    let all = [
        Label::Item(item),
        Label::Slot(item, 12),
        Label::Lot(showclear::terms::LotId::from_random(79)),
        Label::Person(person),
        Label::Card(log, 120_041),
    ];
    for label in all {
        let code = label.to_string();
        assert!(code.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit()), "{code}");
        assert_eq!(Label::parse(&code), Some(label));
        assert_eq!(Label::parse(&format!(" {} ", code.to_lowercase())), Some(label));
        for end in 0..code.len() {
            let cut: String = code.chars().take(end).collect();
            assert_ne!(Label::parse(&cut), Some(label), "cut to {end}");
        }
    }
    let code = Label::Slot(item, 12).to_string();
    for wrong in
        ["", "SC", "G-07", "SCX123456", &code.replace("12", "012"), &code.replace("12", "0")]
    {
        assert_eq!(Label::parse(wrong), None, "{wrong}");
    }
}

proptest! {
    #[test]
    fn any_text_is_a_label_only_if_it_is_written_so(text in "[Ss][Cc][IiSsLlPpCcXx][0-9A-Za-z]{0,24}") {
        if let Some(label) = Label::parse(&text) {
            prop_assert!(label.to_string().eq_ignore_ascii_case(&text));
        }
    }

    #[test]
    fn no_text_is_too_much_to_be_read_as_a_label(text in "\\PC{0,60}") {
        if let Some(label) = Label::parse(&text) {
            prop_assert!(label.to_string().eq_ignore_ascii_case(text.trim()));
        }
    }
}

/// Another log goes on from all lines so far.
fn go_on(world: &mut World, log: &str) {
    let before = world.state.created().unwrap().clone();
    let continues = Continues {
        log: before.log,
        size: world.state.size(),
        root: Digest([0; 32]),
        why: ContinuesWhy::NewLaptop,
    };
    let next = Created { log: log.parse().unwrap(), continues: Some(continues), ..before };
    let ev = vec![Event::LogCreated(next)].try_into().unwrap();
    let entry = Entry { t: world.now.wall, up: world.now.up, seat: None, ev };
    world.state.apply(&entry, 0).unwrap();
}

#[test]
fn two_laptops_that_go_on_from_the_same_lines_begin_at_other_numbers() {
    let numbers = |log: &str| {
        let mut world = World::new();
        world.ask(Ask::PrintCards { n: 12 }).unwrap();
        go_on(&mut world, log);
        world.ask(Ask::PrintCards { n: 5 }).unwrap();
        let all = world.state.printed_cards().iter();
        all.map(|one| (one.from, one.to)).collect::<Vec<_>>()
    };
    assert_eq!(numbers("0000000000000007"), [(1, 12), (107_001, 107_005)]);
    assert_eq!(numbers("0000000000000008"), [(1, 12), (108_001, 108_005)]);
    // What two laptops had in common before, they have no more.
    assert_eq!(numbers("00000000000003e5"), [(1, 12), (1_097_001, 1_097_005)]);
    assert_eq!(numbers("00000000000026ab"), [(1, 12), (9_999_001, 9_999_005)]);
}

#[test]
fn their_hand_overs_begin_at_other_numbers_too() {
    let numbers = |log: &str| {
        let mut world = World::new();
        let (by, gun) = (world.who("armorer"), world.item("G-07"));
        let out = |item| HandOut {
            items: vec![item],
            unit: "Second unit".to_owned(),
            addressed: None,
            back: true,
            pack: false,
            by,
            to: None,
        };
        world.ask(Ask::HandOut(out(gun))).unwrap();
        go_on(&mut world, log);
        for tag in ["R-07", "P-03"] {
            let item = world.item(tag);
            world.ask(Ask::HandOut(out(item))).unwrap();
        }
        let outs = world.state.units().outs().iter();
        outs.map(|one| one.said.number).collect::<Vec<u32>>()
    };
    assert_eq!(numbers("0000000000000007"), [1, 107_001, 107_002]);
    assert_eq!(numbers("0000000000000008"), [1, 108_001, 108_002]);
}

#[test]
fn a_number_that_was_entered_from_is_not_printed_any_more() {
    let mut world = World::new();
    let by = world.who("armorer");
    let gun = world.item("G-07");
    let to = vec![Shown { role: "first_ad".parse().unwrap(), person: Some(world.who("first_ad")) }];
    let shown = Happened::Shown { items: vec![gun], by, to, card: Some(3) };
    assert!(world.happened(shown));
    world.ask(Ask::PrintCards { n: 2 }).unwrap();
    world.ask(Ask::PrintCards { n: 2 }).unwrap();
    let all = world.state.printed_cards().iter();
    let all: Vec<_> = all.map(|one| (one.from, one.to)).collect();
    assert_eq!(all, [(1, 2), (4, 5)]);
    assert_eq!(world.state.entered_card(3).map(|one| one.times), Some(1));
    world.replays();
}
