//! One log as its files hold it: lines, line 0, and the notes over it.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::entries::{Entries, Keep, Lines};
use crate::event::{Created, Entry, Event, Mode};
use crate::log::{
    self, Checkpoint, DataError, Fan, Hash, Note, Reading, Rest, Thin, Tree, leaf_hash,
};
use crate::record::{self, DecodeError};
use crate::signing::{Algorithm, PublicKey};
use crate::terms::UtcMillis;
use crate::verify::files::Files;
use crate::verify::finding::{ASK, COMPARE, Findings, UNCOUNTED};
use crate::verify::objects::{Mention, mention};

/// A log that could be read at all.
pub(in crate::verify) struct OneLog<'a> {
    pub(in crate::verify) id: String,
    pub(in crate::verify) created: Created,
    pub(in crate::verify) device: PublicKey,
    pub(in crate::verify) entries: Entries,
    pub(in crate::verify) reading: Reading<Held>,
    /// The bytes of its segments, by number.
    bytes: Vec<(u32, &'a [u8])>,
    /// The objects that its lines name.
    pub(in crate::verify) mentions: Vec<Mention>,
    /// When the last line that could be read was written.
    pub(in crate::verify) last: Option<UtcMillis>,
    /// How many of its lines count, where another log goes on from there and what follows is only shown.
    pub(in crate::verify) limit: Option<u64>,
}

impl OneLog<'_> {
    /// How many good lines there are, counted or not.
    pub(in crate::verify) fn good(&self) -> u64 {
        self.reading.size()
    }

    /// How many lines count.
    pub(in crate::verify) fn size(&self) -> u64 {
        self.limit.map_or(self.good(), |limit| limit.min(self.good()))
    }

    /// From here on, only so many lines count.
    pub(in crate::verify) fn cut(&mut self, size: u64) {
        self.limit = Some(size);
        self.entries.truncate(size);
    }

    /// Whether what vouches for so many lines is about lines that only are shown.
    pub(in crate::verify) fn is_beyond(&self, size: u64) -> bool {
        self.limit.is_some_and(|limit| size > limit)
    }

    /// Whether lines follow that cannot be read, so that what vouches for more lines says nothing new.
    pub(in crate::verify) fn is_cut_short(&self) -> bool {
        let newer = self.reading.newer().is_some();
        self.limit.is_none() && newer
            || matches!(self.reading.rest(), Rest::Damaged(_) | Rest::Newer(_))
    }

    /// Whether its entries are kept, for somebody to go on with them.
    pub(in crate::verify) fn keeps(&self) -> bool {
        self.entries.are_kept()
    }

    /// How many lines could be read as entries.
    pub(in crate::verify) fn readable(&self) -> u64 {
        self.entries.len()
    }

    /// Gives each entry that could be read to `take`, in order, until it wants no more.
    pub(in crate::verify) fn each(&self, fan: &dyn Fan, take: impl FnMut(u64, &Entry) -> bool) {
        self.entries.each(&self.lines(), fan, take);
    }

    /// The entry of line `seq`, if there is one that could be read.
    pub(in crate::verify) fn entry(&self, seq: u64) -> Option<Cow<'_, Entry>> {
        self.entries.get(seq, &self.lines())
    }

    fn lines(&self) -> Lines<'_, '_> {
        Lines { bytes: &self.bytes, reading: &self.reading }
    }

    /// The file and line in which line `seq` stands.
    pub(in crate::verify) fn place(&self, seq: u64) -> String {
        place(&self.id, &self.reading, seq)
    }

    /// The root over the first `size` lines, or nothing where there are fewer.
    pub(in crate::verify) fn root_at(&self, size: u64) -> Option<Hash> {
        match self.reading.tree() {
            Held::Whole(tree) => tree.root_at(size),
            Held::Nodes(nodes) => {
                let lines = self.lines();
                nodes.root_at(size, |seq| lines.line(seq).map(leaf_hash))
            }
        }
    }
}

fn place(id: &str, reading: &Reading<Held>, seq: u64) -> String {
    let segments = reading.segments();
    let after = segments.partition_point(|segment| segment.first <= seq);
    let segment = after.checked_sub(1).and_then(|at| segments.get(at));
    let (number, first) = segment.map_or((1, 0), |segment| (segment.number, segment.first));
    format!("log/{id}/{number:05}.jsonl line {} (entry {seq})", seq.saturating_sub(first) + 1)
}

/// Reads the log `id`; nothing where it does not even say which log it is.
pub(in crate::verify) fn read<'a>(
    files: &'a Files<'_>,
    id: &str,
    keep: Keep,
    fan: &dyn Fan,
    found: &mut Findings,
) -> Option<OneLog<'a>> {
    let mut segments = Vec::new();
    let folder = format!("log/{id}");
    for (name, bytes) in files.below(&folder) {
        match segment_number(name) {
            Some(number) => segments.push((number, bytes)),
            None if files.is_bundle() => {
                found.altered(format!("log/{id}/{name}"), "is no segment of the log", COMPARE);
            }
            None => {
                found.note(format!("log/{id}/{name}"), "is no segment and was not read", UNCOUNTED);
            }
        }
    }
    let (mut entries, mut mentions, mut last) = (Entries::new(keep), Vec::new(), None);
    let (mut beginnings, mut seen) = (Beginnings::default(), BTreeSet::new());
    let decode = |data: &[u8]| {
        record::decode(data).map_err(|error| {
            if error.is_newer() {
                DataError::Newer(what(&error))
            } else {
                DataError::NotAnEntry(error.to_string())
            }
        })
    };
    let read = |data: &[u8]| decode(data).map(|entry| Told::of(entry, keep));
    let reading = log::read_with(&segments, fan, read, |seq, told| {
        // Up to the first line that is too new: without it, those after it say nothing sure.
        if entries.len() == seq {
            last = Some(told.t);
            beginnings.take(seq, told.beginning);
            let new = told.mentions.into_iter().filter(|one| one.is_new(&mut seen));
            mentions.extend(new.map(|one| one.at(seq)));
            entries.push(told.entry);
        }
    });
    let reading = reading.with_tree(|tree| match keep {
        Keep::Entries => Held::Whole(tree),
        Keep::Nothing => Held::Nodes(tree.into_thin()),
    });
    let Some((created, device)) = first_line(id, &reading, beginnings, found) else {
        rest(files, id, &reading, found);
        return None;
    };
    let id = id.to_owned();
    let bytes = segments;
    Some(OneLog { id, created, device, entries, reading, bytes, mentions, last, limit: None })
}

fn what(error: &DecodeError) -> String {
    match error {
        DecodeError::Newer { what } => what.clone(),
        DecodeError::NotAnEntry { .. }
        | DecodeError::OtherForm { .. }
        | DecodeError::Integer { .. } => error.to_string(),
    }
}

fn segment_number(name: &str) -> Option<u32> {
    let digits = name.strip_suffix(".jsonl")?;
    let number = digits.parse().ok()?;
    (digits.len() == 5 && format!("{number:05}") == digits).then_some(number)
}

/// What stands after the good lines, and the first of them that is too new.
pub(in crate::verify) fn rest(
    files: &Files<'_>,
    id: &str,
    reading: &Reading<Held>,
    found: &mut Findings,
) {
    if let Some(newer) = reading.newer() {
        found.unread(format!("log/{id}/{}", newer.place), &newer.what);
    }
    match reading.rest() {
        Rest::Nothing => {}
        Rest::Damaged(damage) => {
            found.altered(format!("log/{id}/{}", damage.place), &damage.reason, COMPARE);
        }
        Rest::Newer(newer) => found.unread(format!("log/{id}/{}", newer.place), &newer.what),
        Rest::Torn(torn) => {
            let place = format!("log/{id}/{:05}.jsonl", torn.segment);
            let what = format!("{} bytes at the end are not a whole line", torn.bytes.len());
            if files.is_bundle() {
                found.altered(place, what, COMPARE);
            } else {
                let advice = "A power loss leaves this; it is set aside when the log is opened.";
                found.note(place, what, advice);
            }
        }
    }
}

/// What is kept of the tree over the lines.
pub(in crate::verify) enum Held {
    /// All of it, for somebody to go on with.
    Whole(Tree),
    /// Its nodes; the leaves stand in the lines.
    Nodes(Thin),
}

/// The same with all of the tree, where all of it was kept.
pub(in crate::verify) fn whole(reading: Reading<Held>) -> Option<Reading> {
    let mut is_whole = true;
    let reading = reading.with_tree(|held| match held {
        Held::Whole(tree) => tree,
        Held::Nodes(_) => {
            is_whole = false;
            Tree::new()
        }
    });
    is_whole.then_some(reading)
}

/// What a line leaves once it was read. Where nobody goes on with its entry, the core that read it also gives it up.
struct Told {
    t: UtcMillis,
    beginning: Option<Beginning>,
    /// The objects that it names, with the place of the line still to be said.
    mentions: Vec<Mention>,
    entry: Option<Entry>,
}

impl Told {
    fn of(entry: Entry, keep: Keep) -> Self {
        let events = entry.events();
        let mut mentions = Vec::new();
        events.iter().for_each(|event| mention(0, event, &mut mentions));
        let beginning = match events {
            [Event::LogCreated(created)] => Some(Beginning::Alone(Box::new(created.clone()))),
            _ if events.iter().any(|event| matches!(event, Event::LogCreated(_))) => {
                Some(Beginning::AmongOthers)
            }
            [..] => None,
        };
        let t = entry.t;
        let entry = match keep {
            Keep::Entries => Some(entry),
            Keep::Nothing => None,
        };
        Self { t, beginning, mentions, entry }
    }
}

/// That a line says which log this is.
enum Beginning {
    Alone(Box<Created>),
    AmongOthers,
}

/// The lines that say which log this is: line 0, and no other.
#[derive(Default)]
struct Beginnings {
    /// Line 0, and what it says where it says that alone.
    first: Option<Option<Created>>,
    /// Later ones.
    others: Vec<u64>,
}

impl Beginnings {
    fn take(&mut self, seq: u64, said: Option<Beginning>) {
        match said {
            Some(Beginning::Alone(created)) if self.first.is_none() => {
                self.first = Some(Some(*created));
            }
            Some(Beginning::AmongOthers) | None if self.first.is_none() => self.first = Some(None),
            Some(Beginning::Alone(_) | Beginning::AmongOthers) => self.others.push(seq),
            None => {}
        }
    }
}

/// Line 0 says which log this is, alone, and no other line does.
fn first_line(
    id: &str,
    reading: &Reading<Held>,
    beginnings: Beginnings,
    found: &mut Findings,
) -> Option<(Created, PublicKey)> {
    let at = |seq| place(id, reading, seq);
    let created = match beginnings.first {
        Some(Some(created)) => created,
        Some(None) => {
            found.altered(at(0), "line 0 does not say, alone, which log this is", COMPARE);
            return None;
        }
        None => {
            if reading.newer().is_none() && *reading.rest() == Rest::Nothing {
                found.missing(format!("log/{id}/00001.jsonl"), "the log has no lines");
            }
            return None;
        }
    };
    for seq in beginnings.others {
        found.altered(at(seq), "a second beginning of the log", COMPARE);
    }
    if created.format != 1 {
        found.unread(at(0), format!("folder format {} is not known here", created.format));
    }
    let device = match created.key.parse::<PublicKey>() {
        Ok(key) if key.algorithm() == Algorithm::Ed25519 => key,
        Ok(_) => {
            found.altered(at(0), "the device key is kept on a security key", COMPARE);
            return None;
        }
        Err(error) => {
            found.altered(at(0), format!("the device key: {error}"), COMPARE);
            return None;
        }
    };
    let scheme = match created.mode {
        Mode::Live => "showclear",
        Mode::Drill => "showclear-drill",
    };
    let by_key: String = Hash::of(&device.to_bytes()).to_hex().chars().take(16).collect();
    if by_key != id || created.log.to_string() != id {
        found.altered(at(0), "the log does not bear the name of its device key", COMPARE);
    }
    if created.origin != format!("{scheme}/{}/{}", created.production, created.log) {
        found.altered(at(0), "the origin is not that of this production, log and mode", COMPARE);
    }
    Some((created, device))
}

/// Holds every note in the folder against the log; those over lines that only are shown go to `beyond`.
pub(in crate::verify) fn notes(
    files: &Files<'_>,
    log: &OneLog<'_>,
    opening: bool,
    counted: &mut Findings,
    beyond: &mut Findings,
) {
    for (name, bytes) in files.below(&format!("checkpoints/{}", log.id)) {
        let place = format!("checkpoints/{}/{name}", log.id);
        let size = name.strip_suffix(".note").filter(|digits| digits.len() == 8);
        let Some(size) = size.and_then(|digits| digits.parse::<u64>().ok()) else {
            if files.is_bundle() {
                counted.altered(place, "is no checkpoint of the log", COMPARE);
            } else {
                counted.note(place, "is no checkpoint and was not read", UNCOUNTED);
            }
            continue;
        };
        let found = if log.is_beyond(size) { &mut *beyond } else { &mut *counted };
        if opening && !is_signed(log, bytes) {
            found.note(place, "is no note that the laptop signed, and was not used", UNCOUNTED);
            continue;
        }
        match note(log, bytes, found, &place) {
            Some(covered) if covered != size => {
                found.altered(place, format!("is over {covered} lines, not {size}"), COMPARE);
            }
            Some(_) | None => {}
        }
    }
}

/// Whether the device key of the log signed this note.
pub(in crate::verify) fn is_signed(log: &OneLog<'_>, bytes: &[u8]) -> bool {
    Note::parse(bytes).and_then(|note| note.verify_by(&log.device.to_bytes())).is_ok()
}

/// What a note says that the device key of the log signed.
pub(in crate::verify) fn claim(log: &OneLog<'_>, bytes: &[u8]) -> Option<Checkpoint> {
    let verified = Note::parse(bytes).and_then(|note| note.verify_by(&log.device.to_bytes()));
    let said = verified.ok()?.checkpoint().clone();
    (said.origin.as_str() == log.created.origin).then_some(said)
}

/// The size of a note that its device key signed over these lines.
pub(in crate::verify) fn note(
    log: &OneLog<'_>,
    bytes: &[u8],
    found: &mut Findings,
    place: &str,
) -> Option<u64> {
    let verified = Note::parse(bytes).and_then(|note| note.verify_by(&log.device.to_bytes()));
    let verified = match verified {
        Ok(verified) => verified,
        Err(error) => {
            found.altered(place, error, COMPARE);
            return None;
        }
    };
    let said = verified.checkpoint();
    if said.origin.as_str() != log.created.origin {
        found.altered(place, "is of another production or mode", COMPARE);
        return None;
    }
    match log.root_at(said.size) {
        None if log.is_cut_short() => None,
        None => {
            let what = format!(
                "the laptop vouched for {} lines, and {} are here: lines were removed",
                said.size,
                log.size()
            );
            found.altered(place, what, COMPARE);
            None
        }
        Some(root) if root != said.root => {
            let what = format!("the first {} lines are not those it vouched for", said.size);
            found.altered(place, what, ASK);
            None
        }
        Some(_) => Some(said.size),
    }
}
