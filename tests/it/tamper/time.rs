//! Cases of time: clocks set back and forth, days that were made up, and times that are none.

use showclear::event::Mode;
use showclear::record::decode;

use super::stage::{LOG, Try, handed_out};
use crate::anchor::made::Answer;
use crate::verify::anchored::{TIME, answered, asked, request, signed};
use crate::verify::maker::{ARMORER, Maker, key_event};

const CLOSED: &str = r#"{"k":"log.closed"}"#;
const OPENED: &str = r#"{"k":"log.opened","program":"showclear 0.1.0","boot":"c","zone":"UTC","offset":0,"durable":"full"}"#;

/// A line at this time of both clocks.
fn at(made: &mut Maker, time: &str, up: u64, event: &str) {
    made.add_data(&format!(r#"{{"t":"{time}","up":{up},"seat":null,"ev":[{event}]}}"#));
}

/// The bundle of a production with these lines in it, signed afterwards.
fn with(what: &str, lines: &[(&str, u64, &str)]) -> Try {
    let mut made = Maker::usual(Mode::Live);
    for (time, up, event) in lines {
        at(&mut made, time, *up, event);
    }
    made.sheet("armorer", ARMORER, 2);
    Try::of(what, handed_out(&mut made))
}

pub(super) fn set_back() -> Vec<Try> {
    vec![
        with("by an hour, between two lines", &[("2026-11-21T23:00:11.000Z", 11_000, CLOSED)])
            .says("Clock: at entry 10 the wall clock jumped by -3600000 ms"),
        with("while the laptop was off", &[("2026-11-21T23:00:11.000Z", 500, OPENED)])
            .says("Clock: at entry 10 the wall clock jumped by -3598000 ms"),
    ]
}

pub(super) fn set_forward_and_back() -> Vec<Try> {
    let lines = [
        ("2026-11-22T06:00:11.000Z", 11_000, CLOSED),
        ("2026-11-22T00:00:12.000Z", 12_000, CLOSED),
    ];
    vec![
        with("six hours on", &lines)
            .says("Clock: at entry 10 the wall clock jumped by 21600000 ms"),
        with("and back again", &lines)
            .says("Clock: at entry 11 the wall clock jumped by -21600000 ms"),
    ]
}

pub(super) fn a_day_dated_back() -> Vec<Try> {
    let mut made = Maker::usual(Mode::Live);
    made.sheet("armorer", ARMORER, 2);
    let files = handed_out(&mut made);
    let sheet = format!("statements/{}/00000011-sheet.txt", made.log);
    let text = String::from_utf8(files[&sheet].clone()).unwrap();
    assert!(text.contains("laptop clock, not attested"), "{text}");
    vec![
        Try::of("the clock was wrong before line 0", files)
            .says("The time of day: it is the laptop's, and nobody else attested it"),
    ]
}

/// The bundle of a log that tells of an answer over its sheet; the laptop's key is at hand.
fn with_answer(what: &str, answer: impl FnOnce(&[u8]) -> Answer) -> Try {
    let (mut made, sheet) = signed();
    let asks = request(&made, sheet, 7);
    let asks = asked(&mut made, sheet, asks);
    answered(&mut made, sheet, &asks, &answer(&asks));
    Try::of(what, handed_out(&mut made))
}

pub(super) fn a_time_over_another_text() -> Vec<Try> {
    let (made, _) = signed();
    let roster = made.texts.values().next().unwrap().digest().0;
    let line = format!("log/{LOG}/");
    let (mut anchored, sheet) = signed();
    let asks = request(&anchored, sheet, 7);
    let asks = asked(&mut anchored, sheet, asks);
    answered(&mut anchored, sheet, &asks, &Answer::to(&asks, TIME));
    let mut swapped = handed_out(&mut anchored);
    let good = Answer::to(&asks, TIME).response();
    let place = swapped.iter().find(|(_, bytes)| **bytes == good).unwrap().0.clone();
    let other = Answer { text: roster, ..Answer::to(&asks, TIME) }.response();
    swapped.insert(place.clone(), other);
    vec![
        with_answer("a good one", |asks| Answer::to(asks, TIME)).says("existed by"),
        with_answer("over the roster", |asks| Answer { text: roster, ..Answer::to(asks, TIME) })
            .refused(&line, "it is over another text")
            .scripts(0, 1),
        with_answer("signed over another than it shows", |asks| {
            let other = Answer { text: roster, ..Answer::to(asks, TIME) };
            Answer { instead: Some(Answer::to(asks, TIME).said()), ..other }
        })
        .refused(&line, "what it says is not what was signed")
        .scripts(0, 0),
        Try::of("another is put in its place", swapped)
            .refused(place, "was changed: its bytes are not those of its name")
            .scripts(1, 1),
    ]
}

pub(super) fn a_time_that_is_too_old() -> Vec<Try> {
    let line = format!("log/{LOG}/");
    vec![
        with_answer("the answer to a request before", |asks| Answer {
            nonce: Some(6),
            ..Answer::to(asks, TIME)
        })
        .refused(&line, "its nonce is another")
        .scripts(0, 1),
        with_answer("it repeats no number", |asks| Answer {
            nonce: None,
            ..Answer::to(asks, TIME)
        })
        .refused(&line, "its nonce is another")
        .scripts(0, 1),
        with_answer("at a time before its certificate", |asks| Answer::to(asks, "20191231235959Z"))
            .refused(&line, "does not hold at the time it says")
            .scripts(0, 0),
    ]
}

pub(super) fn odd_times() -> Vec<Try> {
    let line = |time: &str| format!(r#"{{"t":"{time}","up":1,"seat":null,"ev":[{CLOSED}]}}"#);
    for none in [
        "2016-12-31T23:59:60.000Z",
        "10000-01-01T00:00:00.000Z",
        "2026-02-29T00:00:00.000Z",
        "2026-11-22T24:00:00.000Z",
        "2026-11-22T01:30:00.000+01:00",
        "2026-11-22T01:30:00Z",
    ] {
        assert!(decode(line(none).as_bytes()).is_err(), "{none}");
    }
    let zone = OPENED.replace("\"UTC\",\"offset\":0", "\"Europe/Berlin\",\"offset\":60");
    vec![
        with("after 2038", &[("2038-01-19T03:14:08.000Z", 11_000, CLOSED)])
            .says("Clock: at entry 10"),
        with("the end of 9999", &[("9999-12-31T23:59:59.999Z", 11_000, CLOSED)])
            .says("Clock: at entry 10"),
        with("an hour that a summer has twice", &[("2026-11-22T00:00:11.000Z", 11_000, &zone)]),
        with("29 February", &[("2028-02-29T00:00:00.000Z", 11_000, &key_event(ARMORER, 7))])
            .says("Clock: at entry 10"),
    ]
}
