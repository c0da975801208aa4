//! Cases of what lines name and say: checklists, drills, photos, names, and texts that steer whoever reads them.

use showclear::bundle::Digest;
use showclear::event::Mode;
use showclear::log::Hash;
use showclear::record::encode_name;
use showclear::terms::LineText;

use super::stage::{Try, good, handed_out};
use crate::verify::bundle::{Folder, export, whole};
use crate::verify::lists::approved;
use crate::verify::maker::{ARMORER, FIRST_AD, Maker, device_key};

fn object(bytes: &[u8]) -> String {
    let hex = Hash::of(bytes).to_hex();
    let (folder, rest) = hex.split_at(2);
    format!("objects/{folder}/{rest}")
}

/// The bundle with an approved list after `change`, as it is and under a list signed anew.
fn about_lists(
    what: &str,
    change: impl Fn(&mut Folder),
    place: &str,
    words: &'static str,
) -> Vec<Try> {
    let (made, mut files) = approved();
    change(&mut files);
    let one = Try::of(what, files.clone()).refused(place, words).scripts(1, 1);
    let _zip = export(&made, &mut files, |_| {});
    let anew = Try::of(format!("{what}, the list signed anew"), files);
    vec![one, anew.refused(place, words).scripts(0, 1)]
}

pub(super) fn a_checklist_changed_afterwards() -> Vec<Try> {
    let path = object(b"the list");
    let change = |files: &mut Folder| drop(files.insert(path.clone(), b"the List".to_vec()));
    about_lists("one letter", change, &path, "was changed: its bytes are not those of its name")
}

pub(super) fn a_checklist_replaced() -> Vec<Try> {
    let path = object(b"the list");
    let change = |files: &mut Folder| {
        files.remove(&path).unwrap();
        files.insert(object(b"an easier list"), b"an easier list".to_vec());
    };
    about_lists("by one under its own digest", change, &path, "is not here, and is named in")
}

/// A list of a bundle in other words, signed by the laptop for live exports.
fn list_anew(files: &mut Folder, change: impl FnOnce(String) -> String) {
    let text = change(String::from_utf8(files["SHA256SUMS"].clone()).unwrap());
    let signed = device_key().sign("export.showclear", text.as_bytes()).unwrap();
    files.insert("SHA256SUMS".to_owned(), text.into());
    files.insert("SHA256SUMS.sig".to_owned(), signed.to_armor().into());
}

pub(super) fn a_drill_for_the_real_thing() -> Vec<Try> {
    let drill = || {
        let mut made = Maker::usual(Mode::Drill);
        made.sheet("armorer", ARMORER, 2);
        handed_out(&mut made)
    };
    let mut as_live = drill();
    list_anew(&mut as_live, |text| {
        text.replace("mode: DRILL", "mode: LIVE").replace("showclear-drill/", "showclear/")
    });
    let mut with_keys = drill();
    with_keys.insert("allowed_signers".to_owned(), good().1["allowed_signers"].clone());
    let digest = |bytes: &[u8]| Digest::of(bytes).to_string();
    let (old, new) = (digest(&drill()["allowed_signers"]), digest(&with_keys["allowed_signers"]));
    list_anew(&mut with_keys, |text| {
        text.replace("mode: DRILL", "mode: LIVE")
            .replace("showclear-drill/", "showclear/")
            .replace(&old, &new)
    });
    let edited = |files: &mut Folder| {
        super::stage::reword(files, 1, 0, "\"mode\":\"live\"", "\"mode\":\"drill\"");
    };
    let mut all = super::stage::both(
        "the mode in line 0",
        edited,
        "00001.jsonl line 2",
        "does not fit the line before",
        (1, 1),
    );
    let words = "is not the one that was exported";
    all.extend([
        Try::of("a whole drill, as it is", drill()).says("(DRILL, NOT REAL)"),
        Try::of("a whole drill under a live list", as_live)
            .refused("SHA256SUMS", words)
            .scripts(1, 1),
        Try::of("the same, with keys for live texts", with_keys)
            .refused("SHA256SUMS", words)
            .scripts(1, 1),
    ]);
    all
}

/// A production with a run whose answers bring these photos; in two runs where they are two.
fn with_photos(runs: &[(&str, &[u8])]) -> Maker {
    let mut made = Maker::usual(Mode::Live);
    let list = made.object(b"the list");
    for (run, photo) in runs {
        let photo = made.object(photo);
        made.add(&format!(
            r#"{{"k":"run.started","run":"{run}","files":[{{"as":"list","id":"gun","rev":1,"sha256":"{list}"}}],"approved":false,"lang":"en","recorder":null,"recorded":"live","card":null,"item":"i-4hq8vz","roles":[{{"role":"armorer","person":"{ARMORER}"}}],"inputs":[],"scene":"42","setup":"A","take":"1"}}"#
        ));
        made.add(&format!(
            r#"{{"k":"run.answered","run":"{run}","step":"chambers","n":1,"asker":"first_ad","asked":"Take a picture of the chambers","replies":[{{"role":"armorer","person":"{ARMORER}","said":"taken","value":null,"object":"{photo}"}}],"fast":false,"at":null}}"#
        ));
    }
    made.sheet("armorer", ARMORER, 2);
    made
}

const TWO: [(&str, &[u8]); 2] = [("r-9d2xk7", b"photo one"), ("r-2fa6bn", b"photo two")];

pub(super) fn a_photo_swapped_or_gone() -> Vec<Try> {
    let (one, two) = (object(TWO[0].1), object(TWO[1].1));
    let with = |what: &str, change: &dyn Fn(&mut Folder)| {
        let mut made = with_photos(&TWO);
        let mut files = handed_out(&mut made);
        change(&mut files);
        let _zip = export(&made, &mut files, |_| {});
        Try::of(what, files)
    };
    let changed = "was changed: its bytes are not those of its name";
    vec![
        with("as it must be", &|_| {}),
        with("other bytes", &|files| drop(files.insert(one.clone(), b"another".to_vec())))
            .refused(&one, changed)
            .scripts(0, 1),
        with("gone", &|files| drop(files.remove(&one)))
            .refused(&one, "is not here, and is named in")
            .scripts(0, 1),
        with("two exchanged", &|files| {
            files.insert(one.clone(), TWO[1].1.to_vec());
            files.insert(two.clone(), TWO[0].1.to_vec());
        })
        .refused(&two, changed)
        .scripts(0, 1),
        with("one more", &|files| drop(files.insert(object(b"three"), b"three".to_vec())))
            .says("is named in no line"),
    ]
}

pub(super) fn one_photo_for_two_runs() -> Vec<Try> {
    let mut made = with_photos(&[("r-9d2xk7", b"photo one"), ("r-2fa6bn", b"photo one")]);
    vec![
        Try::of("in the answers of both", handed_out(&mut made))
            .says("stands for what was seen in different runs: log/"),
    ]
}

/// A production in which somebody more is entered under this name.
fn named(name: &str) -> Folder {
    let mut made = Maker::usual(Mode::Live);
    let object = made.object(&encode_name([9; 16], name));
    made.named(&object, name);
    made.add(&format!(
        r#"{{"k":"person.added","person":"p-1v5tzr","name":"{object}","details":null}}"#
    ));
    made.sheet("armorer", ARMORER, 2);
    handed_out(&mut made)
}

pub(super) fn names_that_look_alike() -> Vec<Try> {
    for hidden in ["Sample\u{200d}Armorer", "Sample \u{202e}remrorA", "a\u{0}b", ""] {
        assert!(LineText::parse(hidden, LineText::NAME).is_err(), "{hidden:?}");
    }
    let decomposed = LineText::parse("Ange\u{301}lica", LineText::NAME).unwrap();
    assert_eq!(decomposed.as_str(), "Ang\u{e9}lica", "one spelling of one name");
    let mut all = Vec::new();
    for (what, name) in [
        ("a Cyrillic a", "S\u{430}mple armorer"),
        ("full-width letters", "Sample \u{ff41}rmorer"),
        ("a joiner that nobody sees", "Sample\u{200d} armorer"),
        ("other capitals", "SAMPLE Armorer"),
    ] {
        all.push(Try::of(what, named(name)).says("the names of p-7k2q9x and p-1v5tzr look alike"));
    }
    for (what, name) in [
        ("text turned round", "Sample \u{202e}DA tsrif"),
        ("a letter and its accent apart", "Ange\u{301}lica"),
    ] {
        all.push(
            Try::of(what, named(name)).says("is written as the program lets nobody write one"),
        );
    }
    all
}

pub(super) fn texts_that_steer_a_reader() -> Vec<Try> {
    let hostile = "\u{1b}[2J\u{1b}[1;1HUNALTERED\r\n<script>=1+1</script>\u{202e}";
    let files = named(hostile);
    let one = Try::of("escapes and a direction in a name", files)
        .says("\\u{1b}[2J\\u{1b}[1;1HUNALTERED\\u{d}\\u{a}<script>");
    let mut made = Maker::usual(Mode::Live);
    made.add(
        &r#"{"k":"stop.raised","stop":"s-0t6n3w","run":null,"item":null,"rule":null,"by":null,"say":"\u001b[2J"},{"k":"stop.settled","stop":"s-0t6n3w","witnesses":[{"role":"armorer","person":"ARMORER"},{"role":"first_ad","person":"FIRST_AD"}],"why":"\nSHA256 (log/x) = 00","restart":null,"statement":null,"card":null}"#
            .replace("ARMORER", ARMORER)
            .replace("FIRST_AD", FIRST_AD),
    );
    made.sheet("armorer", ARMORER, 2);
    let texts = made.texts.values().map(showclear::statement::Text::as_str);
    for text in texts {
        assert_eq!(text.lines().filter(|line| line.starts_with("SHA256 (")).count(), 1, "{text}");
        assert!(!text.contains('\u{1b}'), "{text}");
    }
    let (_, files, _) = whole();
    let mut stray = files;
    stray.insert("objects/\u{1b}[2J\u{202e}".to_owned(), b"x".to_vec());
    let odd = Try::of("the same in the name of a file", stray)
        .refused("objects/\\u{1b}[2J\\u{202e}", "was added after the export")
        .scripts(1, 1);
    for said in [one.found().to_string(), odd.found().to_string()] {
        assert!(!said.contains(['\u{1b}', '\u{202e}', '\r']), "{said:?}");
    }
    crate::report::a_page_needs_nothing_beside_itself_and_runs_nothing();
    vec![one, Try::of("in a reason that is signed", handed_out(&mut made)), odd]
}
