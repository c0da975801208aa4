//! Labels, rounds sheets and the first-hour card: what stands on them, and that all of it stays on the paper.

use expect_test::expect;
use showclear::production::{Ask, Command, HandOut, Happened};
use showclear::report::{
    Format, Sheet, Told, away_pack, first_hour, first_hour_card, labels, labels_of, per_sheet,
    rounds_sheet, sticker,
};
use showclear::session::Session;
use showclear::terms::{ItemId, Label, Law, PersonId, UtcMillis};

use super::{codes, outside, text};
use crate::production::rounds::shot;
use crate::session::{copied, sample};

fn someone(person: PersonId) -> String {
    format!("Sample {person}")
}

#[test]
fn a_sheet_of_labels_begins_where_a_begun_one_is_free() {
    let (_world, session) = sample();
    let state = session.state();
    let tray = state.book().by_tag("D-1").unwrap();
    let mut all = labels_of(state, tray.id, true);
    let person = state.roster().people().next().unwrap().id;
    all.push(Label::Person(person));
    let stickers: Vec<_> =
        all.iter().map(|label| sticker(state, &someone, *label).unwrap()).collect();
    for (format, per) in [(Format::A4, 21), (Format::Letter, 30)] {
        assert_eq!(per_sheet(format), per);
        let paper = labels(format, per, &stickers).unwrap();
        assert_eq!(paper.len(), 1 + (stickers.len() - 1).div_ceil(per));
        assert_eq!(outside(&paper), Vec::<String>::new());
        assert_eq!(codes(&paper, 0), [Label::Item(tray.id).to_string()]);
        let next = all.get(1).map(ToString::to_string);
        assert_eq!(codes(&paper, 1).first(), next.as_ref());
        let found: usize = (0..paper.len()).map(|page| codes(&paper, page).len()).sum();
        assert_eq!(found, stickers.len());
    }
}

#[test]
fn guns_and_what_looks_like_them_have_no_label() {
    let (_world, session) = sample();
    let state = session.state();
    for tag in ["G-07", "R-07"] {
        let item = state.book().by_tag(tag).unwrap().id;
        assert_eq!(sticker(state, &someone, Label::Item(item)), None, "{tag}");
        assert_eq!(sticker(state, &someone, Label::Slot(item, 1)), None, "{tag}");
    }
    assert_eq!(sticker(state, &someone, Label::Item(ItemId::from_random(5))), None);
}

#[test]
fn hostile_names_stay_on_their_label() {
    let (_world, session) = copied();
    let state = session.state();
    let person = state.roster().people().next().unwrap().id;
    for name in ["\u{202E}Sample\nname".to_owned(), "W".repeat(80), "\u{5D0}".repeat(80)] {
        let said = |_: PersonId| name.clone();
        let one = sticker(state, &said, Label::Person(person)).unwrap();
        let paper = labels(Format::A4, 21, &[one]).unwrap();
        assert_eq!(outside(&paper), Vec::<String>::new());
        assert_eq!(codes(&paper, 0), [Label::Person(person).to_string()], "the code is whole");
        assert!(text(&paper).contains(" stands "), "what is missing is said: {}", text(&paper));
    }
}

#[test]
fn the_rounds_sheet_balances_by_lot_and_by_gun() {
    let world = shot();
    let tag = |item: ItemId| world.state.book().item(item).unwrap().tag.clone();
    let at = |wall: UtcMillis| wall.local(0);
    let sheet = Sheet {
        title: "Sample production",
        drill: true,
        tag: &tag,
        name: &|_| "Sample person".to_owned(),
        at: &at,
        now: UtcMillis::new(0),
    };
    let paper = rounds_sheet(world.state.rounds(), &sheet, Format::A4).unwrap();
    expect![[r#"
        Lot B-100
        DRILL, not real
        Sample production. As last recorded, written 1970-01-01 00:00:00. Fired is never measured: it is what went in less what came out. This is
        no bound book and no licence register.
        .45 5-in-1 blanks, half load, Sample Maker
        Opening balance, counted by two
        50
        Found
        0
        Fired, by subtraction
        2
        Misfired, held apart
        0
        Doubtful, in the pot
        0
        Left the production
        0
        Differences closed (below zero: short)
        0
        In G-07, not counted out yet
        3
        In its boxes
        38
        In B-1
        7
        Closing balance, boxes and trays
        45
        When
        What
        By
        2026-11-18 11:06:40
        12 put in a tray, B-1
        Sample person
        2026-11-18 11:06:40
        3 loaded, B-1, G-07
        -
        2026-11-18 11:06:40
        1 came back unfired, B-1, G-07
        Sample person
        2026-11-18 11:06:40
        2 fired, by subtraction, B-1, G-07
        Sample person
        2026-11-18 11:06:40
        3 loaded, B-1, G-07
        -
        Counted by, initials
        At
        Counted again by, initials
        At
        Blanks and dummies of Sample production
        Page 1 of 2
        --
        Gun G-07
        DRILL, not real
        Sample production. As last recorded, written 1970-01-01 00:00:00. Fired is never measured: it is what went in less what came out. This is
        no bound book and no licence register.
        Lot
        In it at the
        start
        Loaded
        Fired, by
        subtraction
        Misfired,
        held
        Back
        Doubtful or
        not back
        In it now
        B-100
        0
        6
        2
        0
        1
        0
        3
        Loaded = fired + misfired + back + doubtful or not back + in it now. Below zero in the last but one: more came out than
        went in.
        Counted by, initials
        At
        Counted again by, initials
        At
        Blanks and dummies of Sample production
        Page 2 of 2"#]].assert_eq(&text(&paper));
    assert_eq!(outside(&paper), Vec::<String>::new());
}

/// The card of a production whose law is said to be this.
fn hour(session: &mut Session, law: Option<Law>, ring: &str) -> String {
    if let Some(law) = law {
        session.perform(Command::Happened(Happened::Law(law))).unwrap();
    }
    let state = session.state();
    let now = state.last().unwrap().clone();
    let at = |wall: UtcMillis| wall.clock(0);
    let told = Told { ring, name: &|_| "Sample person".to_owned(), at: &at, now: &now };
    let paper = first_hour_card(&first_hour(state, &told), Format::Letter).unwrap();
    assert_eq!(outside(&paper), Vec::<String>::new());
    text(&paper)
}

#[test]
fn the_first_hour_says_what_to_leave_whom_to_ring_and_which_clocks_run() {
    let (_world, mut session) = copied();
    let ring = "Sample producer 555 0100\n\n  Sample safety officer 555 0101";
    expect![[r#"
        The first hour
        SAMPLE Night Ferry. DRILL, not real
        You need not write anything here; ask your representative. This is no legal advice, and it says nothing of
        why it happened.
        First
        •
        Help whoever is hurt. Ring the emergency number of the place.
        •
        Everybody stands still, then leaves by one way, nobody in front of a muzzle.
        •
        Somebody stays with each gun until the police take it. Write down who, and from when.
        Leave as it is
        •
        The gun, its magazine, its rounds and its cases: not unloaded, not cleaned, not counted, not moved,
        unless somebody would be hurt otherwise.
        •
        Where something had to be touched: who, what, when. That can be recorded under What happened.
        •
        Trays, boxes, belts, the cart, and the rounds of the same lots. Nobody takes one away.
        •
        Cameras, cards, sound and phones keep what they have. Nothing of this record is erased: place the
        evidence hold, Items, Private.
        Ring
        •
        Sample producer 555 0100
        •
        Sample safety officer 555 0101
        Clocks that run
        •
        A death or a serious injury: the employer tells Cal/OSHA at once, and within 8 hours. (8 CCR 342)
        •
        A gun is missing: a California licensee (such as the rental house) tells the local police within 48 hours.
        (Penal Code 29115, dealers 26885)
        •
        A gun is missing: a federal licensee (such as the rental house) tells ATF and the local police within 48
        hours. (27 CFR 478.39a)
        •
        A gun is missing: whoever owns or has it tells the police where it was lost within 5 days. (Penal Code
        25250)
        •
        A county or city may ask for more. Ask the police. (not known here)
        Last recorded of each gun
        Tag
        Place and condition
        Who
        Recorded
        G-07
        with handler; UNVERIFIED
        nobody named
        19:30
        The first hour. SAMPLE Night Ferry. DRILL, not real
        Page 1 of 1"#]].assert_eq(&hour(&mut session, Some(Law::California), ring));
}

#[test]
fn where_the_law_is_not_known_the_first_hour_says_so_and_never_why_it_happened() {
    let (_world, mut session) = copied();
    let unsaid = hour(&mut session, None, "");
    assert!(unsaid.contains("Nobody said whose law counts here."), "{unsaid}");
    let elsewhere = hour(&mut session, Some(Law::Elsewhere), "");
    assert!(elsewhere.contains("What this place asks for is not known here."), "{elsewhere}");
    assert!(elsewhere.contains("No numbers were entered."), "{elsewhere}");
    assert!(!elsewhere.contains("OSHA"), "{elsewhere}");
    for law in Law::ALL {
        let words = hour(&mut session, Some(*law), "").replace('\n', " ");
        assert!(words.contains("no legal advice"), "{words}");
    }
}

#[test]
fn an_away_pack_has_its_number_each_thing_and_room_for_who_had_it() {
    let (_world, mut session) = copied();
    let gun = session.state().book().by_tag("G-07").unwrap().id;
    let wall = session.now().wall;
    let by = session.state().roster().people().find(|one| one.is_handler(wall)).unwrap().id;
    let what = HandOut {
        items: vec![gun],
        unit: "Sample Range".to_owned(),
        addressed: None,
        back: true,
        pack: true,
        by,
        to: None,
    };
    session.perform(Command::Ask(Ask::HandOut(what))).unwrap();
    let tag = |item: ItemId| session.state().book().item(item).unwrap().tag.clone();
    let at = |_: UtcMillis| "2026-11-22 14:30:00".to_owned();
    let sheet = Sheet {
        title: "Sample production",
        drill: true,
        tag: &tag,
        name: &|_| "Sample person".to_owned(),
        at: &at,
        now: UtcMillis::new(0),
    };
    let out = session.state().units().out(1).unwrap();
    for format in [Format::A4, Format::Letter] {
        let paper = away_pack(out, &sheet, format).unwrap();
        assert_eq!(outside(&paper), Vec::<String>::new());
    }
    let paper = away_pack(out, &sheet, Format::A4).unwrap();
    expect![[r#"
        Away-pack 1
        DRILL, not real
        Sample production: to Sample Range
        Recorded 2026-11-22 14:30:00. Given by Sample person, taken along by nobody named.
        Nothing on this sheet is declared. Open and look at each thing yourself before it is used, and again when it is back.
        Given by, initials
        Taken by, initials
        Date and time out
        G-07
        revolver, single action, loading gate, barrel open, holds 6. Last recorded before it went: UNVERIFIED, with handler.
        Who had it
        From
        Until
        Initials
        Who had it
        From
        Until
        Initials
        Who had it
        From
        Until
        Initials
        Back
        Given back by, initials
        Taken back by, initials
        Date and time back
        What is not back
        When it is back: record each thing under What happened as taken back from another unit, and count the trays. Keep this
        sheet; its number is 1.
        Away-pack 1 of Sample production
        Page 1 of 1"#]].assert_eq(&text(&paper));
}
