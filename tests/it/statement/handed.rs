//! The text of a hand-over, and reading it again where it comes in.

use expect_test::expect;
use showclear::event::{Event, HandoverOut};
use showclear::record::{decode_event, encode_event};
use showclear::statement::read_handed;

use super::production::{ARMORER, KEY_A, PERFORMER, Production};

/// What went out, with tags and a unit that want to be taken for other lines.
fn out(pack: bool) -> String {
    format!(
        r#"{{"k":"handover.out","number":3,"pack":{pack},"unit":"Second unit | comes back here","addressed":null,"back":true,"by":"{ARMORER}","to":"{PERFORMER}","items":[{{"item":"i-4hq8vz","kind":"machine_gun","tag":"G-07\n  2. forged","action":"single","barrel":"open","capacity":2,"place":"locked","inside":"i-c0nta1","seal":null,"condition":"dummies_proven","n":2,"of":2,"load":null,"came":{{"production":"2e6d2a7b49358c1f","number":4}}}},{{"item":"i-c0nta1","kind":"container","tag":"Case 2","action":"none","barrel":"none","capacity":null,"place":"handler","inside":null,"seal":"00\"12","condition":"quarantine","n":null,"of":null,"load":null,"came":null}}],"rounds":[{{"tray":"i-tray01","lot":"B-12","kind":"blank","maker":"Sample Maker","calibre":".45","load":"half","tell":null,"n":-1,"fired":6,"held":1}}]}}"#
    )
}

fn prepared(about: &str) -> String {
    format!(
        r#"{{"k":"statement.prepared","kind":"handover","about":"{about}","template":1,"offset":60,"signers":[{{"role":"armorer","person":"{ARMORER}","key":"{KEY_A}"}}],"meaning":"I hand it over.","declares":null,"follows":[],"struck":[]}}"#
    )
}

fn made() -> Production {
    let mut made = Production::new("live");
    made.add_typed(&out(false));
    made
}

fn said(made: &Production) -> HandoverOut {
    made.past.handover(3).unwrap().1.as_ref().clone()
}

#[test]
fn it_tells_what_goes_to_whom_and_that_nothing_holds() {
    let mut made = made();
    made.add(&prepared("3"));
    expect![[r#"
        SHOWCLEAR HANDOVER v1
        mode: LIVE
        meaning: "I hand it over."
        signer: armorer p-7k2q9x SHA256:JJC43svHzHCAnEByxvcSBgt/3FRiOpXbLiKlTes/5H8 "Sample \"Armorer\""
        handover: 3 | recorded 2026-11-22 20:00:05 | to "Second unit | comes back here" | comes back here
        given by: p-7k2q9x "Sample \"Armorer\""
        taken along by: p-1v5tzr "Sample\u{202e}Performer"
        addressed to: -
        record: sha256:2ce8e2717d243fad9c1e50262a0a3fd778f662e1b9acfa83bf7e813904268869
        items: 2
          1. i-4hq8vz "G-07\u{a}  2. forged" machine_gun | single | barrel open | holds 2 | last recorded DUMMIES 2/2 PROVEN | locked | in i-c0nta1 | seal - | came 2e6d2a7b49358c1f number 4
          2. i-c0nta1 "Case 2" container | none | barrel none | holds - | last recorded QUARANTINE | handler | in - | seal "00\"12" | came -
        rounds: 1
          1. i-tray01 | lot "B-12" blank | "Sample Maker" ".45" load "half" told by - | -1 in it by the record | of the lot: 6 fired by subtraction, 1 held or in the pot
        in force: nothing. This is what was last recorded before it went; whoever takes it in looks into each anew.
        private: serial numbers and other particulars are not in this text.
        name: p-1v5tzr "Sample\u{202e}Performer"
        name: p-7k2q9x "Sample \"Armorer\""
        production: 8c1f0e6d2a7b4935 "Night \"Ferry\"\u{a}"
        log: showclear/8c1f0e6d2a7b4935/e1b5e6a033977376
        roster: -
        prepared: 2026-11-22 20:00:06
        times: UTC+01:00, laptop clock, not attested
        size: 7
    "#]].assert_eq(&made.shown());
}

#[test]
fn a_number_that_was_never_handed_out_and_a_pack_on_paper_have_no_text() {
    for about in ["4", "03", "+3", "", "r-9d2xk7"] {
        let mut made = made();
        made.add(&prepared(about));
        assert!(made.text().is_err(), "{about}");
    }
    let mut pack = Production::new("live");
    pack.add_typed(&out(true));
    pack.add(&prepared("3"));
    assert!(pack.text().is_err());
}

#[test]
fn what_it_says_is_read_again_and_nothing_else_is() {
    let mut made = made();
    made.add(&prepared("3"));
    let text = made.text().unwrap();
    let text = text.as_str().replace(&"R".repeat(44), &format!("{}=", "R".repeat(43)));
    let said = said(&made);
    let read = read_handed(&text, &said).unwrap();
    assert_eq!((read.name.as_str(), read.key.as_str()), ("Sample \"Armorer\"", KEY_A));
    assert_eq!(read.taker.as_deref(), Some("Sample\u{202e}Performer"));
    assert_eq!(read.title, "Night \"Ferry\"\n");
    // A line less, a line twice, or any of them changed at its end.
    let lines: Vec<&str> = text.lines().collect();
    for at in 0..lines.len() {
        let (mut less, mut twice) = (lines.clone(), lines.clone());
        less.remove(at);
        twice.insert(at, lines[at]);
        for other in [less, twice] {
            let other: String = other.iter().map(|line| format!("{line}\n")).collect();
            assert!(read_handed(&other, &said).is_err(), "line {}: {other}", at + 1);
        }
    }
    // Another record under the same text.
    let mut other = said.clone();
    other.items[0].tag = "G-08".to_owned();
    let fault = read_handed(&text, &other).unwrap_err();
    assert_eq!(fault.to_string(), "line 9 of its text is not as it must be: what the record says");
    let mut other = said;
    other.unit = "Second unit".to_owned();
    assert!(read_handed(&text, &other).is_err());
}

#[test]
fn a_record_is_read_in_its_one_spelling_and_alone() {
    let event = Event::HandoverOut(said(&made()));
    let bytes = encode_event(&event).unwrap();
    assert_eq!(decode_event(&bytes).unwrap(), event);
    let text = String::from_utf8(bytes).unwrap();
    for other in [
        format!("{text},{text}"),
        format!("{text} "),
        text.replace("\"number\":3", "\"number\":3.0"),
        text.replace("\"pack\":false,", ""),
        format!("{text}],\"ev\":[{text}"),
        String::new(),
    ] {
        assert!(decode_event(other.as_bytes()).is_err(), "{other}");
    }
    assert!(made().past.handover(3).is_some());
}
