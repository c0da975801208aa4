//! Cases of lines: changed, moved, taken away, added, and written in another form.

use showclear::event::Mode;
use showclear::log::{Hash, head_code, read};

use super::stage::{
    LOG, Try, at_length_in, both, changed, good, handed_out, lines, listed_anew, pending,
    prepare_sheet, reword, segment,
};
use crate::verify::bundle::{Folder, files_of};
use crate::verify::maker::{ARMORER, Maker, check_folder, short};
use crate::verify::sample::vector;

/// Where the declaration stands: the fourth line of the second file.
const DECLARED: usize = 3;

/// A change of the lines of the second file, which a sheet is signed over.
fn second(
    what: &str,
    change: impl Fn(&mut Vec<String>),
    place: &str,
    words: &'static str,
) -> Vec<Try> {
    both(what, |files| lines(files, 2, &change), place, words, (1, 1))
}

/// The same where line `line` of the second file is what is wrong.
fn at(what: &str, change: impl Fn(&mut String), words: &'static str) -> Vec<Try> {
    second(what, |all| change(&mut all[DECLARED]), "00002.jsonl line 4", words)
}

pub(super) fn a_bit_of_every_byte() -> Vec<Try> {
    at_length_in(crate::log::tamper::every_flipped_bit_is_found_where_it_is_or_by_the_line_after);
    let files = good().0.folder();
    let text = String::from_utf8(files[&segment(2)].clone()).unwrap();
    let start: usize = text.split_inclusive('\n').take(DECLARED).map(str::len).sum();
    let length = text.lines().nth(DECLARED).unwrap().len();
    let mut changed = files.clone();
    for at in (start..=start + length).step_by(3) {
        let bit = 1 << (at % 8);
        changed.get_mut(&segment(2)).unwrap()[at] ^= bit;
        let found = check_folder(&changed, &showclear::verify::Options::default());
        assert_ne!(found.verdict().exit_code(), 0, "byte {at}: {}", short(&found));
        let placed = found.contradictions.iter().chain(&found.unread);
        let mut placed = placed.filter(|one| one.place.contains("00002.jsonl line"));
        assert!(placed.next().is_some(), "byte {at}: {}", short(&found));
        changed.get_mut(&segment(2)).unwrap()[at] ^= bit;
    }
    at(
        "a letter of what was declared",
        |line| *line = line.replace("empty_shown", "empty_shoxn"),
        "empty_shoxn",
    )
    .into_iter()
    .chain(second(
        "a role that somebody had",
        |all| all[DECLARED] = all[DECLARED].replacen("\"armorer\"", "\"camera\"", 1),
        "00002.jsonl line 5",
        "does not fit the line before",
    ))
    .collect()
}

pub(super) fn the_link_to_the_line_before() -> Vec<Try> {
    let flip = |line: &mut String| {
        let at = line.find("\"prev\":\"").unwrap() + 8;
        let other = if line.as_bytes()[at] == b'0' { "1" } else { "0" };
        line.replace_range(at..=at, other);
    };
    at("one digit of prev", flip, "does not fit the line before")
}

pub(super) fn two_lines_change_places() -> Vec<Try> {
    second("third and fourth", |all| all.swap(2, 3), "00002.jsonl line 3", "stands before line")
}

pub(super) fn the_first_is_gone() -> Vec<Try> {
    let change = |files: &mut Folder| lines(files, 1, |all| drop(all.remove(0)));
    both("line 0", change, "00001.jsonl line 1", "line 0 of the log is missing", (1, 1))
}

pub(super) fn one_in_the_middle_is_gone() -> Vec<Try> {
    second(
        "the declaration",
        |all| drop(all.remove(DECLARED)),
        "00002.jsonl line 4",
        "line 9 of the log is missing, line 10 follows",
    )
}

fn without_the_end(files: &mut Folder) {
    files.remove(&segment(3));
    files.retain(|path, _| !path.ends_with("12.note") && !path.ends_with("13.note"));
}

pub(super) fn the_signed_end_is_gone() -> Vec<Try> {
    let place = format!("statements/{LOG}/00000011-sheet.{ARMORER}.sig");
    both("the last file with its notes", without_the_end, &place, "lines were removed", (0, 1))
}

/// The usual production with an unsigned end: what it was, and without its last line.
fn with_and_without_an_end() -> (Maker, Maker) {
    let make = |end: bool| {
        let mut made = Maker::usual(Mode::Live);
        made.sheet("armorer", ARMORER, 2);
        if end {
            made.declared();
        }
        made
    };
    (make(true), make(false))
}

pub(super) fn the_unsigned_end_is_gone() -> Vec<Try> {
    let (mut whole, mut cut) = with_and_without_an_end();
    let left = handed_out(&mut cut);
    let _files = handed_out(&mut whole);
    let code = head_code(&whole.log, u32::try_from(whole.size()).unwrap(), &whole.root_now());
    let no_key = changed(|files| {
        lines(files, 3, |all| drop(all.pop()));
        files.retain(|path, _| !path.ends_with("13.note"));
    });
    let of_tail = "vouched for by the laptop alone";
    let limit = "Lines taken away after the last one that is vouched for";
    vec![
        Try::of("by somebody without the laptop's key", no_key)
            .refused(segment(3), "was changed after the export")
            .scripts(1, 1),
        Try::of("by the laptop, before it exports", left.clone()).says(of_tail),
        Try::of("the same: what no check can see is said", left.clone()).says(limit),
        Try::of("the same, against a head code written down before", left)
            .with_head(code)
            .refused("head code", "lines were removed"),
    ]
}

pub(super) fn a_line_twice() -> Vec<Try> {
    let twice = |all: &mut Vec<String>| all.insert(DECLARED, all[DECLARED].clone());
    second("the declaration", twice, "00002.jsonl line 5", "line 9 of the log stands twice")
}

/// A production with one line more before the sheet: a forger's.
fn with_a_line_more() -> (Maker, u64) {
    let mut made = Maker::new(Mode::Live).begun();
    made.declared();
    let number = prepare_sheet(&mut made, "");
    (made, number)
}

pub(super) fn a_forged_line_and_a_new_chain() -> Vec<Try> {
    let (mut forged, number) = with_a_line_more();
    let line = format!("{},{}", forged.signature(number, ARMORER, 9), forged.completed(number));
    forged.add(&line);
    let whole = files_of(&mut forged);
    // Notes, texts and list stay the good ones: without the laptop's key there are no others.
    let files = changed(|files| {
        files.retain(|path, _| !path.starts_with("log/"));
        files.extend(whole.into_iter().filter(|(path, _)| path.starts_with("log/")));
    });
    vec![
        Try::of("a line more, all hashes right", files)
            .refused(format!("checkpoints/{LOG}"), "are not those it vouched for")
            .scripts(1, 1),
    ]
}

pub(super) fn a_new_chain_with_the_laptops_key() -> Vec<Try> {
    let (honest, number) = pending();
    let signed = honest.signature(number, ARMORER, 2);
    let words = "the text that was signed is not the one that the lines give";
    let forge = |struck: bool| {
        let mut made = Maker::usual(Mode::Live);
        let row = format!(r#"{{"seq":{},"i":0}}"#, made.size() - 1);
        prepare_sheet(&mut made, if struck { &row } else { "" });
        made
    };
    let mut struck = forge(true);
    let line = format!("{signed},{}", struck.completed(number));
    struck.add(&line);
    struck.note();
    // The signature is fitted to the new text, which was not the one that was signed.
    let mut fitted = forge(true);
    let other = signed.replace(
        &honest.texts[&number].digest().to_string(),
        &fitted.texts[&number].digest().to_string(),
    );
    let line = format!("{other},{}", fitted.completed(number));
    fitted.add(&line);
    fitted.note();
    vec![
        Try::of("a line of the sheet struck afterwards", handed_out(&mut struck))
            .refused("00003.jsonl line 1", words)
            .scripts(1, 1),
        Try::of("the same, its digest put right", handed_out(&mut fitted))
            .refused("00003.jsonl line 1", "this signature is not over exactly this text")
            .scripts(1, 1),
    ]
}

pub(super) fn a_shorter_log_of_the_same_laptop() -> Vec<Try> {
    let (mut whole, _) = with_and_without_an_end();
    let _files = handed_out(&mut whole);
    let code = head_code(&whole.log, u32::try_from(whole.size()).unwrap(), &whole.root_now());
    let short = handed_out(&mut Maker::usual(Mode::Live));
    let kept = good().1[&format!("checkpoints/{LOG}/00000013.note")].clone();
    vec![
        Try::of("an older export, nothing kept elsewhere", short.clone())
            .says("Lines taken away after the last one that is vouched for"),
        Try::of("the same, beside a note that the laptop signed later", short.clone())
            .with_note(&kept)
            .says("the laptop has vouched for 13 lines since this export"),
        Try::of("the same, against a head code written down before", short)
            .with_head(code)
            .refused("head code", "lines were removed"),
    ]
}

/// The note of another log of the same key, name and size.
pub(super) fn note_of_a_twin() -> (Vec<u8>, Hash) {
    let mut twin = Maker::usual(Mode::Live);
    while twin.size() < good().0.size() {
        twin.add(r#"{"k":"log.closed"}"#);
    }
    twin.note();
    let note = twin.files[&format!("checkpoints/{LOG}/{:08}.note", twin.size())].clone();
    (note, twin.root_now())
}

pub(super) fn two_logs_of_one_key() -> Vec<Try> {
    let (note, root) = note_of_a_twin();
    let code = head_code(LOG, u32::try_from(good().0.size()).unwrap(), &root);
    let whole = || good().1.clone();
    vec![
        Try::of("against the note of the other", whole()).with_note(&note).refused(
            "a checkpoint kept elsewhere",
            "the first 13 lines are not those it vouched for",
        ),
        Try::of("against the head code of the other", whole())
            .with_head(code)
            .refused("head code", "the first 13 lines are others"),
    ]
}

pub(super) fn lines_of_another_production() -> Vec<Try> {
    let mut other = Maker::of("0123456789abcdef", Mode::Live, 1, "null").begun();
    other.sheet("armorer", ARMORER, 2);
    let theirs = files_of(&mut other);
    let swap = |files: &mut Folder| {
        files.insert(segment(2), theirs[&segment(2)].clone());
    };
    let all =
        both("the second file", swap, "00002.jsonl line 1", "does not fit the line before", (1, 1));
    let all_of_it = listed_anew(|files| {
        for path in
            theirs.keys().filter(|path| !path.starts_with("verify") && *path != "VERIFY.txt")
        {
            files.insert(path.clone(), theirs[path].clone());
        }
    });
    let whole = Try::of("all of it, under the list of this one", all_of_it)
        .refused("SHA256SUMS", "is not the one that was exported")
        .scripts(0, 1);
    all.into_iter().chain([whole]).collect()
}

pub(super) fn lines_of_another_laptop() -> Vec<Try> {
    let mut other = Maker::of(crate::verify::maker::PRODUCTION, Mode::Live, 8, "null").begun();
    other.sheet("armorer", ARMORER, 2);
    let theirs = files_of(&mut other);
    let from = format!("log/{}/00002.jsonl", other.log);
    let swap = |files: &mut Folder| drop(files.insert(segment(2), theirs[&from].clone()));
    let mut all =
        both("the second file", swap, "00002.jsonl line 1", "does not fit the line before", (1, 1));
    let whole = |files: &mut Folder| {
        for number in 1..=3 {
            let theirs = theirs[&format!("log/{}/{number:05}.jsonl", other.log)].clone();
            files.insert(segment(number), theirs);
        }
    };
    let words = "the log does not bear the name of its device key";
    all.extend(both("all lines, under this name", whole, "00001.jsonl line 1", words, (1, 1)));
    all
}

pub(super) fn line_ends_of_another_system() -> Vec<Try> {
    at("one line", |line| line.push('\r'), "is the control character 0x0d")
}

pub(super) fn a_byte_order_mark() -> Vec<Try> {
    let change = |files: &mut Folder| {
        files.get_mut(&segment(1)).unwrap().splice(0..0, [0xef, 0xbb, 0xbf]);
    };
    both("before line 0", change, "00001.jsonl line 1", "should stand", (1, 1))
}

pub(super) fn blanks_and_pretty_lines() -> Vec<Try> {
    let mut all = at("a blank after it", |line| line.push(' '), "should stand");
    all.extend(at(
        "a blank within",
        |line| *line = line.replace("\"ev\":", "\"ev\": "),
        "not an entry",
    ));
    all
}

pub(super) fn a_member_twice() -> Vec<Try> {
    let twice = |line: &mut String| {
        *line = line.replace("\"covers\":\"\"", "\"covers\":\"all\",\"covers\":\"\"");
    };
    at("the last would win", twice, "duplicate field")
}

pub(super) fn numbers_that_are_none() -> Vec<Try> {
    let with = |what, to: &'static str, words| {
        at(
            what,
            move |line| *line = line.replace("\"until_up\":1", &format!("\"until_up\":{to}")),
            words,
        )
    };
    let mut all = with("2^53+1", "9007199254740993", "larger than a line may hold");
    all.extend(with("a float", "1.0", "invalid type: floating point"));
    all.extend(with("an exponent", "1e0", "invalid type: floating point"));
    all.extend(both(
        "seq beyond 2^53",
        |files| reword(files, 2, DECLARED, "\"seq\":9,", "\"seq\":9007199254740993,"),
        "00002.jsonl line 4",
        "not a line of this format",
        (1, 1),
    ));
    all
}

pub(super) fn bytes_that_are_no_text() -> Vec<Try> {
    let put = |bytes: &'static [u8]| {
        move |files: &mut Folder| {
            let file = files.get_mut(&segment(2)).unwrap();
            let at = String::from_utf8_lossy(file).find("\"covers\":\"").unwrap() + 10;
            file.splice(at..at, bytes.iter().copied());
        }
    };
    let mut all = Vec::new();
    for (what, bytes, words) in [
        ("a NUL", b"\0".as_slice(), "is the control character 0x00"),
        ("an escape", b"\x1b", "is the control character 0x1b"),
        ("half a character", b"\xc3", "is not UTF-8"),
        ("an overlong slash", b"\xc0\xaf", "is not UTF-8"),
    ] {
        all.extend(both(what, put(bytes), "00002.jsonl line 4", words, (1, 1)));
    }
    all
}

pub(super) fn lines_that_are_too_much() -> Vec<Try> {
    // A hundred million bytes: nothing is made of them but the sentence that they are too many.
    let mut file = good().1[&segment(1)].clone();
    file.resize(100_000_000, b'x');
    file.push(b'\n');
    let huge = read([(1, file.as_slice())], |_, _| Ok(()));
    assert_eq!(huge.size(), 6);
    let mut all = at(
        "70,000 letters",
        |line| line.insert_str(300, &"x".repeat(70_000)),
        "at most 65536 bytes",
    );
    let deep = "[".repeat(60_000);
    all.extend(at(
        "60,000 brackets",
        |line| *line = line.replace("\"covers\":\"\"", &format!("\"covers\":{deep}")),
        "not an entry",
    ));
    all
}

pub(super) fn zeros_and_garbage_after_a_crash() -> Vec<Try> {
    crate::log::tamper::tails();
    at_length_in(crate::session::opening::a_power_loss_at_any_byte_of_the_last_line_opens_again);
    let mut torn = good().0.folder();
    torn.get_mut(&segment(3)).unwrap().extend([0; 100]);
    let found = check_folder(&torn, &showclear::verify::Options::default());
    assert_eq!(found.verdict().exit_code(), 0, "in a folder it is what a power loss leaves");
    assert!(found.to_string().contains("it is set aside when the log is opened"), "{found}");
    let tail = |files: &mut Folder| files.get_mut(&segment(3)).unwrap().extend([0; 100]);
    // A bundle is made of whole lines.
    both("in a bundle", tail, "00003.jsonl", "at the end are not a whole line", (0, 1))
}

pub(super) fn a_torn_end_that_was_vouched_for() -> Vec<Try> {
    let mut torn = vector();
    let file = torn.get_mut("log/e1b5e6a033977376/00005.jsonl").unwrap();
    file.truncate(file.len() - 10);
    let found = check_folder(&torn, &showclear::verify::Options::default());
    assert!(short(&found).contains("35 lines, and 34 are here: lines were removed"));
    let cut = |files: &mut Folder| {
        let file = files.get_mut(&segment(3)).unwrap();
        file.truncate(file.len() - 10);
    };
    let place = format!("checkpoints/{LOG}/00000013.note");
    both("in a bundle", cut, &place, "lines were removed", (0, 1))
}
