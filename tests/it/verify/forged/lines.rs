//! Lines that had to say something else, that are gone, or are of another log.

use expect_test::expect;
use showclear::event::Mode;
use showclear::verify::Options;

use super::{check, pending};
use crate::verify::maker::{ARMORER, Maker, check_folder, short};

#[test]
fn a_stop_voids_what_is_pending() {
    const STOP: &str = r#"{"k":"stop.raised","stop":"s-0t6n3w","run":null,"item":null,"rule":null,"by":null,"say":"STOP"}"#;
    let (mut made, number) = pending();
    made.add(STOP);
    let line = format!("{},{}", made.signature(number, ARMORER, 2), made.completed(number));
    made.add(&line);
    check(
        "46 the stop did not void it",
        &made,
        expect![[r#"
        46 the stop did not void it: ALTERED
        log/34750f98bd59fcfc/00003.jsonl line 1 (entry 11): statement 11 was still pending, and this line had to void it (a STOP)
    "#]],
    );
    let (mut made, number) = pending();
    made.add(&format!(r#"{STOP},{{"k":"statement.voided","statement":{number},"why":"stop"}}"#));
    check(
        "it did",
        &made,
        expect![[r#"
        it did: UNALTERED AS FAR AS IT SHOWS, SIGNERS NOT CONFIRMED
    "#]],
    );
}

#[test]
fn a_name_that_was_erased_leaves_the_text_as_it_was_signed() {
    let mut made = Maker::usual(Mode::Live);
    let number = made.sheet("armorer", ARMORER, 2);
    let text = made.texts[&number].clone();
    for text in made.texts.values() {
        let path = format!("statements/{}/{}.txt", made.log, text.file_stem());
        made.files.insert(path, text.as_str().into());
    }
    let name = made
        .files
        .iter()
        .find(|(_, bytes)| bytes.ends_with(b"Sample armorer\"}"))
        .unwrap()
        .0
        .clone();
    let digest = name.replace("objects", "").replace('/', "");
    made.files.remove(&name);
    check(
        "missing",
        &made,
        expect![[r#"
        missing: FILES MISSING
        missing: objects/fa/20ad04677c134d8cef8148a906fd580b2083f4115dc16ebec0f1ede435d4b0: is not here, and is named in log/34750f98bd59fcfc/00001.jsonl line 3 (entry 2)
        missing: log/34750f98bd59fcfc/00001.jsonl line 6 (entry 5): statement 6 cannot be derived again: the name of p-7k2q9x is not here (object fa20ad04677c134d8cef8148a906fd580b2083f4115dc16ebec0f1ede435d4b0)
        missing: log/34750f98bd59fcfc/00002.jsonl line 5 (entry 10): statement 11 cannot be derived again: the name of p-7k2q9x is not here (object fa20ad04677c134d8cef8148a906fd580b2083f4115dc16ebec0f1ede435d4b0)
    "#]],
    );
    made.add(&format!(
        r#"{{"k":"object.erased","sha256":"{digest}","why":"asked for","by":"{ARMORER}"}}"#
    ));
    check(
        "erased",
        &made,
        expect![[r#"
        erased: UNALTERED AS FAR AS IT SHOWS, SIGNERS NOT CONFIRMED
    "#]],
    );
    assert_eq!(made.check().facts.unwrap().signed_up_to, number);
    let path = format!("statements/{}/{}.txt", made.log, text.file_stem());
    made.files.get_mut(&path).unwrap().push(b'x');
    check(
        "erased, and the text changed",
        &made,
        expect![[r#"
            erased, and the text changed: ALTERED
            log/34750f98bd59fcfc/00002.jsonl line 5 (entry 10): the text that lies here is not over these lines
            statements/34750f98bd59fcfc/00000011-sheet.txt: is not what the lines of the log give
        "#]],
    );
}

/// Whoever has the laptop's key writes other lines, and unhooks the texts that people signed by erasing a name in them.
#[test]
fn a_signature_does_not_go_along_with_other_lines_where_a_name_was_erased() {
    let showing = |made: &mut Maker, looked: u32| {
        made.declared();
        made.add(&format!(
            r#"{{"k":"show_me.offered","item":"i-4hq8vz","by":"{ARMORER}","looked":{looked}}}"#
        ));
    };
    let mut honest = Maker::usual(Mode::Live);
    showing(&mut honest, 1);
    let number = honest.sheet("armorer", ARMORER, 2);
    let signed = honest.texts[&number].clone();
    let mut forged = Maker::usual(Mode::Live);
    showing(&mut forged, 9);
    let slots = [("armorer", ARMORER, 2)];
    assert_eq!(forged.prepare("sheet", &format!("\"{ARMORER}\""), &slots, ""), number);
    let own = forged.texts[&number].digest().to_string();
    let events = format!(
        "{},{}",
        forged.signature_over(number, ARMORER, 2, "sheet.showclear", signed.as_str()),
        forged.completed(number)
    );
    forged.add(&events.replace(&own, &signed.digest().to_string()));
    forged.note();
    let name = forged.files.iter().find(|(_, bytes)| bytes.ends_with(b"Sample armorer\"}"));
    let name = name.unwrap().0.clone();
    let digest = name.replace("objects", "").replace('/', "");
    forged.files.remove(&name);
    forged.add(&format!(
        r#"{{"k":"object.erased","sha256":"{digest}","why":"asked for","by":"{ARMORER}"}}"#
    ));
    for text in forged.texts.values().filter(|text| text.number() != number).chain([&signed]) {
        let path = format!("statements/{}/{}.txt", forged.log, text.file_stem());
        forged.files.insert(path, text.as_str().into());
    }
    check(
        "forged",
        &forged,
        expect![[r#"
        forged: ALTERED
        log/34750f98bd59fcfc/00002.jsonl line 8 (entry 13): the text that lies here is not over these lines
    "#]],
    );
}

#[test]
fn texts_of_lines_that_are_gone_show_that_they_were_removed() {
    let mut made = Maker::usual(Mode::Live);
    let before = made.folder();
    let number = made.sheet("armorer", ARMORER, 2);
    let text = made.texts[&number].clone();
    let signature = crate::verify::maker::person_key(2)
        .sign("sheet.showclear", text.as_str().as_bytes())
        .unwrap();
    let mut files = before;
    let stem = format!("statements/{}/{}", made.log, text.file_stem());
    files.insert(format!("{stem}.txt"), text.as_str().into());
    files.insert(format!("{stem}.{ARMORER}.sig"), signature.to_armor().into());
    expect![[r#"
        ALTERED
        statements/34750f98bd59fcfc/00000011-sheet.p-7k2q9x.sig: p-7k2q9x signed this text over 11 lines, and the lines that say so are not here: lines were removed
    "#]].assert_eq(&short(&check_folder(&files, &Options::default())));
}

#[test]
fn other_logs_are_shown_and_never_folded() {
    let mut old = Maker::usual(Mode::Live);
    old.note();
    let continues = format!(
        r#"{{"log":"{}","size":{},"root":"{}","why":"new_laptop"}}"#,
        old.log,
        old.size(),
        old.root_now()
    );
    let new = |device| {
        let mut new = Maker::continuing(Mode::Live, device, &continues);
        new.add(r#"{"k":"log.closed"}"#);
        new
    };
    let both = |one: &Maker, other: &Maker| {
        let mut files = one.folder();
        files.extend(other.folder());
        check_folder(&files, &Options::default())
    };
    let found = both(&old, &new(8));
    assert_eq!(short(&found), "UNALTERED AS FAR AS IT SHOWS, SIGNERS NOT CONFIRMED\n");
    assert_eq!(
        found.facts.unwrap().others[0].what,
        format!("continued by {}: on another laptop", new(8).log)
    );
    old.add(r#"{"k":"log.closed"}"#);
    let facts = both(&old, &new(8)).facts.unwrap();
    expect![
        "a fork: 1 lines were written after it was continued by 5c29b78f10a35a49: on another laptop"
    ]
    .assert_eq(&facts.others[0].what);
    let other = Maker::continuing(Mode::Live, 8, &continues.replace("\"size\":", "\"size\":9"));
    expect![[r#"
        ALTERED
        log/5c29b78f10a35a49/00001.jsonl line 1 (entry 0): continues 910 lines of log 34750f98bd59fcfc, and fewer are here
    "#]].assert_eq(&short(&both(&old, &other)));
}
