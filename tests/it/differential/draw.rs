//! Draws mutations: one seed gives one mutation, of whatever layer.

use super::bases::{BASES, golden_events};
use super::events;
use super::random::Random;
use super::step::{Mutation, Spelling, Step};
use crate::verify::bundle::Folder;

/// Words that mean something to one of the readers, and so change what it sees.
const WORDS: [(&str, &str); 45] = [
    ("live", "drill"),
    ("LIVE", "DRILL"),
    ("showclear/", "showclear-drill/"),
    ("p-7k2q9x", "p-3m8d0c"),
    ("p-3m8d0c", "p-7k2q9x"),
    ("p-3m8d0c", "p-zzzzzz"),
    ("armorer", "first_ad"),
    ("safety_officer", "armorer"),
    ("first_ad", "production_rep"),
    ("sheet", "signoff"),
    ("sheet", "roster"),
    ("approve", "deviate"),
    ("\"template\":1", "\"template\":2"),
    ("\"format\":1", "\"format\":2"),
    ("\"v\":1", "\"v\":2"),
    ("statement.completed", "statement.voided"),
    ("statement.voided", "statement.completed"),
    ("object.erased", "object.found"),
    ("ssh-ed25519", "ssh-rsa"),
    ("sheet.showclear", "git"),
    ("export.showclear", "sheet.showclear"),
    ("# size: ", "# size: 1"),
    ("# withheld: ", "# also: "),
    ("\n", "\r\n"),
    ("\n", "\n\n"),
    (" ", "  "),
    ("namespaces=", "cert-authority,namespaces="),
    ("Sample", "S\u{202e}mple"),
    ("namespaces=", "valid-before=\"20200101\",namespaces="),
    ("namespaces=", "NAMESPACES="),
    ("namespaces=\"", "namespaces=\"!"),
    (".showclear,", ".showclear, "),
    ("export.showclear", "*.showclear"),
    ("export.showclear", "git,export.showclear"),
    (" ssh-ed25519 ", " SSH-ED25519 "),
    (" ssh-ed25519 ", "\tssh-ed25519\t"),
    (" ssh-ed25519 ", " sk-ssh-ed25519@openssh.com "),
    (" ssh-ed25519 ", " ecdsa ssh-ed25519 "),
    ("AAAAC3", "AAAAC4"),
    ("AAAAC3NzaC1lZDI1NTE5AAAAI", "AAAAC3NzaC1lZDI1NTE5AAAAI=="),
    ("p-7k2q9x ", "p-7k2q9x,p-x "),
    ("p-7k2q9x ", "\"p-7k2q9x\" "),
    ("p-7k2q9x ", "#p-7k2q9x "),
    ("\n", " # a comment\n"),
    ("\n", "\u{b}\n"),
];

const NAMES: [&str; 16] = [
    "more.txt",
    "._more",
    ".DS_Store",
    ".hidden",
    "a b",
    "\u{e4}.txt",
    "lock",
    "sealed/aa/bb.age",
    "statements/34750f98bd59fcfc/00000009-sheet.txt",
    "statements/34750f98bd59fcfc/00000009-sheet.p-7k2q9x.sig",
    "statements/other/00000009-sheet.txt",
    "checkpoints/34750f98bd59fcfc/00000003.note",
    "log/34750f98bd59fcfc/00009.jsonl",
    "log/0000000000000000/00001.jsonl",
    "objects/aa/bb",
    "report.pdf",
];

const VALUES: [&str; 14] = [
    "null",
    "0",
    "1",
    "-1",
    "1.0",
    "1e0",
    "9007199254740992",
    "true",
    "false",
    "\"\"",
    "\"\\u0041\"",
    "[]",
    "{}",
    "\"2026-11-22T19:30:04.000Z\"",
];

/// The mutation of this seed; none where a step found nothing to do.
pub(super) fn mutation(seed: u64) -> Option<(Mutation, Folder)> {
    let mut random = Random::new(seed);
    let base = *random.one(&BASES);
    let mut files = base.files().clone();
    let mut steps = Vec::new();
    let way = random.below(100);
    let in_lines = way >= 50;
    for _ in 0..=random.below(2) + usize::from(random.percent(15)) {
        let step = if in_lines && random.percent(85) {
            of_lines(&mut random, &files)
        } else {
            of_files(&mut random, &files, way >= 30)
        };
        if !step.act(&mut files) {
            return None;
        }
        steps.push(step);
    }
    let finish: &[Step] = match way {
        0..22 => &[],
        22..26 => &[Step::List(9)],
        26..30 => &[Step::Head, Step::List(2)],
        30..35 => &[Step::Sign(1)],
        35..50 => &[Step::Head, Step::List(1)],
        50..55 => &[Step::Chain],
        55..65 => &[Step::Chain, Step::Head, Step::List(1)],
        65..75 => &[Step::Chain, Step::Notes, Step::Keys, Step::Head, Step::List(1)],
        _ => &[Step::Chain, Step::People, Step::Notes, Step::Keys, Step::Head, Step::List(1)],
    };
    for step in finish {
        // Lines that no longer can be read are not signed anew; the rest still is.
        let mut after = files.clone();
        if step.act(&mut after) {
            files = after;
            steps.push(step.clone());
        }
    }
    (files != *base.files()).then_some((Mutation { base, steps }, files))
}

fn any_path(random: &mut Random, files: &Folder) -> String {
    if random.percent(8) {
        return "allowed_signers".to_owned();
    }
    let mut paths: Vec<&String> = files.keys().collect();
    // What is hashed and else read by nobody is drawn less often.
    if random.percent(90) {
        paths.retain(|path| !path.starts_with("verify.") && *path != "VERIFY.txt");
    }
    if random.percent(60) {
        paths.retain(|path| !path.starts_with("objects/"));
    }
    if paths.is_empty() { String::new() } else { (*random.one(&paths)).clone() }
}

fn lines(files: &Folder, path: &str) -> usize {
    files.get(path).map_or(0, |file| file.iter().filter(|byte| **byte == b'\n').count())
}

/// A step on any file; where the list is signed anew, one that may leave the files well formed.
fn of_files(random: &mut Random, files: &Folder, listed: bool) -> Step {
    let path = any_path(random, files);
    let length = files.get(&path).map_or(0, Vec::len);
    let at = random.below(length);
    let (count, other) = (lines(files, &path), any_path(random, files));
    let line = random.below(count);
    match random.below(if listed { 13 } else { 16 }) {
        0 => Step::LineSwap(path, line, random.below(count)),
        1 => Step::LineDrop(path, line),
        2 => Step::LineTwice(path, line),
        3 => Step::LineMove(path, line, other, random.percent(50)),
        4 | 5 => word(random, files, path),
        6 => renamed(random, files, path),
        7 => Step::Remove(path),
        8 => {
            let text = *random.one(&["", "x\n", "x"]);
            Step::Add((*random.one(&NAMES)).to_owned(), text.to_owned())
        }
        9 => Step::Copy(other, path),
        10 => Step::Swap(path, other),
        11 => {
            let armours: Vec<&String> =
                files.keys().filter(|path| path.ends_with(".sig")).collect();
            if armours.is_empty() {
                return Step::Remove(path);
            }
            let all = [
                Spelling::Crlf,
                Spelling::Narrow,
                Spelling::NoEnd,
                Spelling::LineMore,
                Spelling::Blanks,
                Spelling::Version,
                Spelling::Reserved,
                Spelling::SecondHalf,
            ];
            Step::Respell((*random.one(&armours)).clone(), *random.one(&all))
        }
        12 => header(random),
        13 => Step::PutIn(path, at, (*random.one(&["\n", " ", "\r", "\0", "x", "{", "\""])).into()),
        14 if random.percent(50) => Step::Truncate(path, at),
        14 => Step::TakeOut(path, at, 1 + random.below(8.min(length.saturating_sub(at)))),
        _ => Step::Byte(path, at, 1 << random.below(8)),
    }
}

/// Something else in the head of the list.
fn header(random: &mut Random) -> Step {
    let (from, to) = *random.one(&[
        ("# program: showclear", "# program: another"),
        ("# program: ", "# withheld: "),
        ("# mode: LIVE", "# mode: DRILL"),
        ("# mode: LIVE\n", "# mode: LIVE\n# mode: LIVE\n"),
        ("# mode: LIVE", "# mode:  LIVE"),
        (
            "0.1.0\n",
            "0.1.0\n# withheld: 2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881\n",
        ),
        ("# production: ", "# production: 0"),
        ("# size: ", "# size: 0"),
        ("# root: ", "# root: A"),
        ("v1\n", "v2\n"),
        ("v1\n", "v1\n\n"),
        ("0.1.0", "0.1.0\u{e9}"),
        ("0.1.0", ""),
    ]);
    Step::Word("SHA256SUMS".to_owned(), 0, from.to_owned(), to.to_owned())
}

fn word(random: &mut Random, files: &Folder, path: String) -> Step {
    let file = String::from_utf8_lossy(files.get(&path).map_or(&[], Vec::as_slice)).into_owned();
    let here: Vec<_> = WORDS.iter().filter(|(from, _)| file.contains(from)).collect();
    if here.is_empty() {
        return Step::Byte(path, random.below(file.len()), 1);
    }
    let (from, to) = **random.one(&here);
    let n = random.below(file.matches(from).count());
    Step::Word(path, n, from.to_owned(), to.to_owned())
}

fn renamed(random: &mut Random, files: &Folder, path: String) -> Step {
    let to = match random.below(8) {
        0 => path.to_uppercase(),
        1 => format!("{path}.txt"),
        2 => path.replacen('/', "/x", 1),
        3 => path.replace("0000", "0001"),
        4 => path.replace("objects/", "sealed/") + ".age",
        5 => path.replace("p-7k2q9x", "p-3m8d0c"),
        6 => path.replace(".jsonl", ".json"),
        _ => (*random.one(&NAMES)).to_owned(),
    };
    if to == path || files.contains_key(&to) { Step::Remove(path) } else { Step::Rename(path, to) }
}

/// A step within the lines of a log.
fn of_lines(random: &mut Random, files: &Folder) -> Step {
    let segments: Vec<&String> = files.keys().filter(|path| path.starts_with("log/")).collect();
    if segments.is_empty() {
        return Step::Chain;
    }
    let path = (*random.one(&segments)).clone();
    let count = lines(files, &path);
    let line = random.below(count);
    let events = events::count(files, &path, line);
    let event = random.below(events);
    match random.below(16) {
        0 => Step::EventDrop(path, line, event),
        1 => Step::EventTwice(path, line, event),
        2 | 3 => {
            let other = random.below(count);
            let there = random.below(events::count(files, &path, other));
            Step::EventSwap(path, (line, event), (other, there))
        }
        4..7 => {
            let put_in = random.one(golden_events()).clone();
            Step::EventPutIn(path, line, random.below(events + 1), fitted(random, files, put_in))
        }
        7..11 => {
            let here = events::values_of(files, &path, line);
            let others = events::values_of(files, &path, random.below(count));
            let to = if random.percent(60) && !others.is_empty() {
                random.one(&others).clone()
            } else {
                (*random.one(&VALUES)).to_owned()
            };
            Step::Value(path, line, random.below(here.len()), to)
        }
        11 => {
            let put_in = random.one(golden_events()).clone();
            Step::LinePutIn(path, line, fitted(random, files, put_in))
        }
        12 => Step::End(path, line),
        13 => Step::LineDrop(path, line),
        14 => Step::LineSwap(path, line, random.below(count)),
        _ => word(random, files, path),
    }
}

/// An event that names an object names one that is here, more often than not.
fn fitted(random: &mut Random, files: &Folder, event: String) -> String {
    let objects: Vec<String> = files
        .keys()
        .filter_map(|path| Some(path.strip_prefix("objects/")?.replace('/', "")))
        .collect();
    if objects.is_empty() || random.percent(30) {
        return event;
    }
    let object = random.one(&objects);
    ["a", "b", "c", "d"].iter().fold(event, |event, digit| event.replace(&digit.repeat(64), object))
}
