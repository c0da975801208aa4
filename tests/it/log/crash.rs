//! The crash matrix: each call that a production makes to its disk, failing in each way, with the power gone at once.
#![expect(
    clippy::panic,
    clippy::indexing_slicing,
    reason = "the matrix is shown on request, and a test may panic"
)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;

use expect_test::expect_file;
use showclear::log::{
    Covers, Hash, Log, LogError, Note, Put, Remedy, Storage as _, Verified, read_storage,
};

use super::disk::{Cuts, Disk, Fault};
use super::shared::Shared;
use super::{decode, device};

/// What a production asks of its disk, in the order in which the writing thread does it.
#[derive(Clone, Copy, Debug)]
enum Order {
    /// A line, after the object that it names; whether it closes its segment.
    Line(&'static str, Option<&'static str>, bool),
    /// A note beside the log, and the newest one outside the production.
    Note,
    /// A file that is made from the lines.
    Keep(&'static str, &'static str),
}

const ORDERS: [Order; 9] = [
    Order::Line("created", None, false),
    Order::Line("photo", Some("the bytes of a photo"), false),
    Order::Line("prepared", None, true),
    Order::Note,
    Order::Line("signed", None, false),
    Order::Keep("statements/00000003-sheet.txt", "SHOWCLEAR SHEET v1\n"),
    Order::Keep("statements/00000003-sheet.p-7k2q9x.sig", "a signature\n"),
    Order::Line("closed", None, true),
    Order::Note,
];

/// The start of a line that was never acknowledged.
const TAIL: &[u8] = b"{\"v\":1,\"seq\":5,";

/// The newest note, outside the production.
const HEAD: &str = "heads/log.note";

fn data(word: &str, object: Option<&str>) -> String {
    match object {
        Some(bytes) => {
            format!("{{\"e\":\"{word}\",\"object\":\"{}\"}}", Hash::of(bytes.as_bytes()))
        }
        None => format!("{{\"e\":\"{word}\"}}"),
    }
}

/// The words of the lines, all of them.
fn words() -> Vec<&'static str> {
    let word = |order: &Order| match order {
        Order::Line(word, ..) => Some(*word),
        Order::Note | Order::Keep(..) => None,
    };
    ORDERS.iter().filter_map(word).collect()
}

/// Why an order was not carried out.
#[derive(Debug)]
enum Failed {
    Log(LogError),
    Beside(io::Error),
}

/// Carries out one order as the writing thread does.
fn carry_out((disk, log): (&Shared, &mut Log<&Shared>), order: Order) -> Result<(), Failed> {
    let kept = |put: io::Result<Put>| match put {
        Ok(Put::Written | Put::Already) => Ok(()),
        Ok(Put::Differs) => panic!("a file is there with other bytes"),
        Err(error) => Err(Failed::Beside(error)),
    };
    match order {
        Order::Line(word, object, end) => {
            if let Some(bytes) = object {
                let path = format!("objects/{}", Hash::of(bytes.as_bytes()));
                kept(disk.disk().put(&path, bytes.as_bytes()))?;
            }
            log.append(data(word, object).as_bytes(), end).map(drop).map_err(Failed::Log)
        }
        Order::Note => {
            let note = Note::sign(log.checkpoint(), &device().0).unwrap();
            log.put_note(&note).map_err(Failed::Log)?;
            disk.disk().replace(HEAD, note.encode().as_bytes()).map_err(Failed::Beside)
        }
        Order::Keep(path, bytes) => kept(disk.disk().put(path, bytes.as_bytes())),
    }
}

/// What a production is, as it is opened: the words of its lines, and whether a torn tail was set aside.
#[derive(Clone, Debug, Eq, PartialEq)]
struct Found {
    words: Vec<&'static str>,
    torn: bool,
}

/// Opens the production as a program that starts does, and looks at every file that counts.
fn open(disk: &Shared) -> Result<(Log<&Shared>, Found), LogError> {
    let (mut words, mut named) = (Vec::new(), Vec::new());
    let reading = read_storage(&disk, |seq, data| {
        decode(seq, data)?;
        let value: serde_json::Value = serde_json::from_slice(data).unwrap();
        let word = value["e"].as_str().unwrap();
        words.push(self::words().into_iter().find(|known| *known == word).unwrap());
        named.push(value["object"].as_str().map(str::to_owned));
        Ok(())
    })?;
    let size = usize::try_from(reading.size()).unwrap();
    words.truncate(size);
    let (notes, heads) = beside(&disk.disk().shown(), named.into_iter().take(size).flatten());
    let covers = Covers { notes, heads, statements: Vec::new() };
    let sound = reading.sound(device().1, &covers).unwrap();
    let (log, recovered) = Log::open(disk, sound)?;
    Ok((log, Found { words, torn: recovered.is_some() }))
}

/// The notes beside the log and outside it; no file that counts is there by half, and every object that a line names is there.
fn beside(
    files: &BTreeMap<String, Vec<u8>>,
    named: impl Iterator<Item = String>,
) -> (Vec<Verified>, Vec<Verified>) {
    for object in named {
        assert!(files.contains_key(&format!("objects/{object}")), "a line names what is gone");
    }
    let (mut notes, mut heads) = (Vec::new(), Vec::new());
    for (path, bytes) in files.iter().filter(|(path, _)| !path.ends_with(".tmp")) {
        match path.split_once('/') {
            Some(("objects", digest)) => assert_eq!(digest, Hash::of(bytes).to_string()),
            Some(("checkpoints", _)) => notes.push(vouched(bytes)),
            Some(("heads", _)) => heads.push(vouched(bytes)),
            Some(("statements", _)) => assert!(
                ORDERS.iter().any(|order| matches!(order, Order::Keep(at, whole)
                    if at == path && whole.as_bytes() == bytes)),
                "half of {path} is shown as whole"
            ),
            Some(("recovered", name)) => {
                let start: String = Hash::of(bytes).to_string().chars().take(16).collect();
                assert!(name.contains(&start), "half of {path} is shown as whole");
            }
            Some(_) | None => assert!(!path.contains('/'), "{path}"),
        }
    }
    (notes, heads)
}

fn vouched(note: &[u8]) -> Verified {
    Note::parse(note).unwrap().verify(&device().0.verifying_key()).unwrap()
}

/// What becomes of each disk that a power loss may leave, however often the power goes again while it is opened.
#[derive(Default)]
struct Starts {
    known: BTreeMap<BTreeMap<String, Vec<u8>>, Found>,
}

impl Starts {
    /// Opens what is left, with every fault and every power loss in the meantime.
    fn of(&mut self, left: &Disk) -> Found {
        // What was being written beside is looked at by nobody.
        let mut files = left.shown();
        files.retain(|path, _| !path.ends_with(".tmp") && !path.ends_with(".copy"));
        if let Some(found) = self.known.get(&files) {
            return found.clone();
        }
        let whole = Shared::new(left.clone().failing_at(usize::MAX, Fault::Nothing));
        let (_, found) = open(&whole).unwrap();
        self.known.insert(files, found.clone());
        let calls = whole.disk().made().to_vec();
        for (call, fault) in every_fault(&calls) {
            let disk = Shared::new(left.clone().failing_at(call, fault));
            let failed = open(&disk).map(drop).unwrap_err();
            assert_eq!(failed.remedy(), Remedy::Reopen, "{failed}");
            let mut disk = disk.into_disk();
            for next in disk.survivors(Cuts::Some) {
                assert_eq!(self.of(&next).words, found.words, "{fault:?} at {call} of opening");
            }
            disk.mend();
            let again = open(&Shared::new(disk)).unwrap().1;
            assert_eq!(again.words, found.words, "{fault:?} at {call} of opening, then again");
        }
        found
    }
}

const FAULTS: [Fault; 5] = [Fault::Nothing, Fault::Half, Fault::All, Fault::Full, Fault::ReadOnly];

/// Each call with each fault that it can have.
pub(super) fn every_fault(calls: &[String]) -> impl Iterator<Item = (usize, Fault)> {
    calls.iter().enumerate().flat_map(|(call, what)| {
        let writes = what.starts_with("write") || what.starts_with("append");
        let faults = FAULTS.into_iter().filter(move |fault| writes || *fault != Fault::Half);
        faults.map(move |fault| (call, fault))
    })
}

/// How a fault is told.
pub(super) fn told(fault: Fault) -> &'static str {
    match fault {
        Fault::Nothing => "not done",
        Fault::Half => "torn",
        Fault::All => "done, said to fail",
        Fault::Full => "disk full",
        Fault::ReadOnly => "read-only",
    }
}

/// Carries out all orders up to the fault; gives the words that were acknowledged, and the order that failed.
fn up_to_the_fault(disk: &Shared) -> (Log<&Shared>, usize, Option<(usize, Failed)>) {
    let mut log = Log::create(disk, device().1).unwrap();
    let mut acknowledged = 0;
    for (at, order) in ORDERS.into_iter().enumerate() {
        match carry_out((disk, &mut log), order) {
            Ok(()) => acknowledged += usize::from(matches!(order, Order::Line(..))),
            Err(failed) => return (log, acknowledged, Some((at, failed))),
        }
    }
    (log, acknowledged, None)
}

/// Goes on when all is well again, as a person who presses *Try again*: every order from the failed one on. Before that
/// nothing is taken, and it is said.
fn go_on(disk: &Shared, mut log: Log<&Shared>, failed: usize) {
    let before = log.tree().size();
    if log.is_poisoned() {
        assert!(matches!(log.append(b"{}", false), Err(LogError::Poisoned)));
        disk.disk().mend();
        log.reopen(decode).unwrap();
    }
    disk.disk().mend();
    let is_there = log.tree().size() > before;
    for order in ORDERS.into_iter().skip(failed + usize::from(is_there)) {
        carry_out((disk, &mut log), order).unwrap();
    }
}

/// What is left at once after a call with a fault: how many disks open with just the acknowledged lines, with the one in
/// flight as well, and how many of them had a torn tail.
fn at_once(starts: &mut Starts, disk: &Disk, acknowledged: usize) -> [usize; 3] {
    let [mut just, mut one_more, mut torn] = [0; 3];
    for left in disk.survivors(Cuts::Some) {
        let found = starts.of(&left);
        let words = words();
        assert_eq!(words.get(..found.words.len()), Some(&found.words[..]), "a line was invented");
        match found.words.len().checked_sub(acknowledged) {
            Some(0) => just += 1,
            Some(1) => one_more += 1,
            Some(_) | None => panic!("{found:?}, and {acknowledged} were acknowledged"),
        }
        torn += usize::from(found.torn);
    }
    [just, one_more, torn]
}

#[test]
fn crash_matrix() {
    let mut starts = Starts::default();
    let mut table = Table::new();
    let whole = Shared::new(Disk::default());
    let (_, lines, failed) = up_to_the_fault(&whole);
    assert!(failed.is_none());
    let calls = whole.disk().made().to_vec();
    for (call, fault) in every_fault(&calls) {
        let disk = Shared::new(Disk::default().failing_at(call, fault));
        let (log, acknowledged, failed) = up_to_the_fault(&disk);
        let what = &calls[call];
        let (failed, why) = failed.unwrap_or_else(|| panic!("{what}: nobody noticed"));
        let counts = at_once(&mut starts, &disk.disk(), acknowledged);
        go_on(&disk, log, failed);
        for left in disk.disk().survivors(Cuts::Some) {
            assert_eq!(starts.of(&left).words, words(), "{what}, {}, then on", told(fault));
        }
        table.row(what, fault, counts, &said(&why));
    }

    table.part("opening what a power loss left, with a torn tail");
    let mut torn = whole.into_disk();
    (&mut torn).create_new(3).unwrap();
    (&mut torn).append(3, TAIL).unwrap();
    (&mut torn).sync_all(3).unwrap();
    (&mut torn).sync_folder().unwrap();
    let whole = Shared::new(torn.clone().failing_at(usize::MAX, Fault::Nothing));
    assert!(open(&whole).unwrap().1.torn);
    let calls = whole.disk().made().to_vec();
    for (call, fault) in every_fault(&calls) {
        let disk = Shared::new(torn.clone().failing_at(call, fault));
        let why = Failed::Log(open(&disk).map(drop).unwrap_err());
        let counts = at_once(&mut starts, &disk.disk(), lines);
        table.row(&calls[call], fault, counts, &said(&why));
        tail_is_kept(&disk.disk());
        disk.disk().mend();
        open(&disk).unwrap();
        tail_is_kept(&disk.disk());
    }
    table.part(&format!(
        "{} different disks were left, each opened with every fault and power loss again",
        starts.known.len()
    ));
    println!("{}", table.0);
    expect_file!["crash.txt"].assert_eq(&table.0);
}

/// What a power loss left of a line that nobody acknowledged is never lost: it may show what happened.
fn tail_is_kept(disk: &Disk) {
    for left in disk.survivors(Cuts::Some) {
        let files = left.shown();
        let whole = |bytes: &Vec<u8>| bytes.windows(TAIL.len()).any(|part| part == TAIL);
        assert!(files.values().any(whole), "the tail is gone: {:?}", files.keys());
    }
}

/// The matrix as text.
struct Table(String);

impl Table {
    fn new() -> Self {
        Self(format!(
            "{:<40} {:<18} {:>5} {:>8} {:>5}  {}\n",
            "call", "is", "just", "one more", "torn", "what is said"
        ))
    }

    fn row(&mut self, call: &str, fault: Fault, [just, one_more, torn]: [usize; 3], said: &str) {
        let (call, is) = (short(call), told(fault));
        writeln!(self.0, "{call:<40} {is:<18} {just:>5} {one_more:>8} {torn:>5}  {said}").unwrap();
    }

    fn part(&mut self, words: &str) {
        writeln!(self.0, "-- {words}").unwrap();
    }
}

/// The call, with a point in the place of every name that is a digest or has one.
fn short(call: &str) -> String {
    let (what, name) = call.rsplit_once(' ').unwrap_or_default();
    match name.split_once('/') {
        Some((folder @ ("objects" | "recovered"), name)) => {
            let end = if name.ends_with(".tmp") { ".tmp" } else { "" };
            format!("{what} {folder}/…{end}")
        }
        Some((_, file)) if file.starts_with("00000003-sheet.p") => {
            call.replace("00000003-sheet.p-7k2q9x", "…")
        }
        Some(_) | None => call.to_owned(),
    }
}

/// What the person is told.
fn said(why: &Failed) -> String {
    match why {
        Failed::Log(error) => error.to_string(),
        Failed::Beside(error) => format!("could not be written: {error}"),
    }
}
