//! Every statement derived again, and every signature held against it and against the roster in force.

mod anchors;
mod let_go;
mod rows;
mod signatures;
mod signed;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::mpsc::Sender;

pub(super) use self::anchors::anchors;
pub(super) use self::signatures::Signer;
use self::signatures::{Batch, Queue, Signatures};
use crate::event::{
    AmendFault, AmendProposed, Entry, Event, HandoverIn, Prepared, Signer as Slot, StopReleased,
    StopSettled,
};
use crate::log::{Fan, phone_code};
use crate::roster::{InForce, Roster};
use crate::signing::PublicKey;
use crate::statement::{Covered, Names, Outcome, Past, StatementError, Text, file_stem};
use crate::terms::{Digest, PersonId, UtcMillis};
use crate::verify::clock_jumps::ClockJumps;
use crate::verify::facts::{Provisional, RowState};
use crate::verify::files::Files;
use crate::verify::finding::{ASK, COMPARE, Findings};
use crate::verify::logs::OneLog;
use crate::verify::may_sign::may_sign;

/// What the pass over all entries leaves.
pub(super) struct Statements {
    pub(super) past: Past,
    pub(super) roster: Roster,
    pub(super) texts: BTreeMap<u64, Text>,
    /// The SHA-256 of those that were let go of.
    pub(super) let_go: BTreeMap<u64, Digest>,
    /// The signatures that hold, by statement.
    pub(super) signers: BTreeMap<u64, Vec<Signer>>,
    /// Statements that something speaks against.
    pub(super) bad: BTreeSet<u64>,
    /// Completed statements whose texts are withheld with the names.
    pub(super) withheld: BTreeSet<u64>,
    pub(super) provisional: Vec<Provisional>,
    pub(super) rows: BTreeMap<(u64, u32), RowState>,
    pub(super) jumps: ClockJumps,
    /// How often somebody without a key acknowledged a step.
    pub(super) acknowledged: usize,
    /// What the lines say of other laptops, each with its line.
    pub(super) told: Vec<(u64, Event)>,
    /// What the lines say was taken in from other units, each with its line.
    pub(super) handed: Vec<(u64, HandoverIn)>,
    /// What the lines say of times from an authority, each with its line and when that was written.
    timed: Vec<(u64, UtcMillis, Event)>,
}

impl Statements {
    /// Whether the statement is completed, and every signature that it needs was checked and holds.
    pub(super) fn counts(&self, number: u64) -> bool {
        let Some(one) = self.past.standing().get(number) else { return false };
        let held = self.signers.get(&number).map_or(0, Vec::len);
        let done = matches!(one.outcome, Outcome::Completed { .. });
        done && held == one.prepared.signers.len() && !self.bad.contains(&number)
    }
}

/// What the lines before a log leave to it: those of the logs that it goes on from.
#[derive(Clone, Default)]
pub(super) struct Base {
    past: Past,
    roster: Roster,
}

/// What a pass goes by.
#[derive(Clone, Copy)]
pub(super) struct Given<'a> {
    pub(super) files: &'a Files<'a>,
    pub(super) log: &'a OneLog<'a>,
    pub(super) names: &'a Names,
    pub(super) absent: &'a Absent,
    pub(super) fan: &'a dyn Fan,
}

/// The objects that are not here and need not be.
pub(super) struct Absent {
    /// All of them: erased, or withheld by the list of the bundle.
    pub(super) excused: BTreeSet<Digest>,
    /// The names of people that the list of the bundle withholds.
    pub(super) names: BTreeSet<Digest>,
}

/// One pass over the entries.
pub(super) struct Pass<'a> {
    given: Given<'a>,
    found: &'a mut Findings,
    out: Statements,
    asked: BTreeMap<u64, Asked>,
    signatures: Signatures,
    rosters: Vec<InForce>,
    /// Texts that cannot be derived again: where, why, and whether one lies here in their place.
    unread: BTreeMap<u64, (String, String, bool)>,
    /// The sizes at which another log goes on from this one, and what is left to it.
    bases: BTreeMap<u64, Option<Base>>,
    /// The declarations that cite a statement: the row, the statement, and the witnesses.
    declared: Vec<((u64, u32), u64, Vec<PersonId>)>,
    /// Whether what was signed is let go of: nobody goes on with it, and no other log does.
    lets_go: bool,
}

/// What was so when a statement was prepared; of most there is nothing to tell.
#[derive(Default, PartialEq)]
struct Asked {
    /// The slots that no signed roster held.
    provisional: Vec<Slot>,
    rows: Vec<(u64, u32)>,
    /// The bytes that must have been signed, where they were read and not derived.
    read: Option<Vec<u8>>,
}

impl<'a> Pass<'a> {
    pub(super) fn new(
        given: Given<'a>,
        found: &'a mut Findings,
        base: Base,
        wanted: impl Iterator<Item = u64>,
    ) -> Self {
        let out = Statements {
            past: base.past,
            roster: base.roster,
            texts: BTreeMap::new(),
            let_go: BTreeMap::new(),
            signers: BTreeMap::new(),
            bad: BTreeSet::new(),
            withheld: BTreeSet::new(),
            provisional: Vec::new(),
            rows: BTreeMap::new(),
            jumps: ClockJumps::new(),
            acknowledged: 0,
            told: Vec::new(),
            handed: Vec::new(),
            timed: Vec::new(),
        };
        let bases: BTreeMap<_, _> = wanted.map(|size| (size, None)).collect();
        let lets_go = !given.log.keeps() && bases.is_empty() && out.past.lines() == 0;
        let (asked, rosters) = (BTreeMap::new(), Vec::new());
        let (signatures, unread) = (Signatures::default(), BTreeMap::new());
        let declared = Vec::new();
        Self { given, found, out, asked, signatures, rosters, unread, bases, declared, lets_go }
    }

    pub(super) fn run(mut self) -> (Statements, BTreeMap<u64, Option<Base>>) {
        let fan = self.given.fan;
        let (give, queue) = Queue::new();
        let mut give = Some(give);
        fan.beside(Box::new(|| queue.work()), &mut || {
            // Given up when the lines are read, or reading them ends early: then no signature comes any more.
            if let Some(give) = give.take() {
                self.read(fan, &give, &queue);
            }
            queue.work();
        });
        self.settle(&queue);
        self.signatures.tell(self.found);
        for (seq, fault) in self.out.past.unfit() {
            self.found.altered(self.given.log.place(*seq), fault, ASK);
        }
        for (seq, fault) in self.out.past.standing().faults() {
            self.found.altered(self.given.log.place(*seq), fault, ASK);
            self.out.bad.insert(fault.number());
        }
        let standing = self.out.past.standing();
        let done = |number: &u64| {
            standing
                .get(*number)
                .is_some_and(|one| matches!(one.outcome, Outcome::Completed { .. }))
        };
        self.out.withheld = self.out.withheld.iter().copied().filter(done).collect();
        for (_, (place, what, read)) in
            std::mem::take(&mut self.unread).into_iter().filter(|(number, _)| done(number))
        {
            if read {
                self.found.note(place, what, "Its text is held against the signatures alone.");
            } else {
                self.found.missing(place, what);
            }
        }
        self.ratify();
        self.rows();
        (self.out, self.bases)
    }

    /// Reads every line, and hands its signatures to whoever checks them.
    fn read(&mut self, fan: &dyn Fan, give: &Sender<Batch>, queue: &Queue) {
        let log = self.given.log;
        let all = log.readable().max(1);
        log.each(fan, |seq, entry| {
            if seq % 256 == 0 {
                if fan.is_called_off() {
                    return false;
                }
                fan.far(u16::try_from(500 + seq * 500 / all).unwrap_or(1000));
            }
            if self.entry(seq, entry) {
                self.hand_out(give, queue);
            }
            if let Some(base) = self.bases.get_mut(&(seq + 1)) {
                let (past, roster) = (self.out.past.clone(), self.out.roster.clone());
                *base = Some(Base { past, roster });
            }
            true
        });
        self.hand_out(give, queue);
    }

    /// Takes the entry of one line, and says whether signatures are to be handed out.
    fn entry(&mut self, seq: u64, entry: &Entry) -> bool {
        let number = seq + 1;
        let mut is_enough = false;
        self.recall(entry);
        let mut prepared = None;
        self.out.jumps.feed(seq, entry);
        for (i, event) in (0..).zip(entry.events()) {
            self.gather(seq, i, event);
            if let Event::StatementPrepared(e) = event {
                prepared = Some((e, may_sign(&self.out.roster, &self.out.past, e, entry.t)));
            } else if let Event::StatementSigned(e) = event {
                is_enough |= self.signed(seq, e);
            } else if let Event::AmendProposed(e) = event {
                self.quoted(seq, e);
            } else if let Event::StopReleased(e) = event {
                self.released(seq, e);
            } else if let Event::StopSettled(e) = event {
                self.settled(seq, e);
            } else if let Event::PersonKey(e) = event {
                self.key(seq, &e.key, &e.fingerprint);
            } else if matches!(event, Event::AnchorRequested(_) | Event::AnchorReceived(_)) {
                self.out.timed.push((seq, entry.t, event.clone()));
            } else if let Event::HandoverIn(e) = event {
                self.out.handed.push((seq, e.clone()));
            } else if let Event::RunAcknowledged(_) = event {
                self.out.acknowledged += 1;
            }
            if let Err(error) = self.out.roster.apply(event, seq) {
                self.found.altered(self.given.log.place(seq), error, ASK);
            }
            if matches!(event, Event::StatementCompleted(_))
                && let Some(roster) = self.out.roster.in_force()
                && self.rosters.last().is_none_or(|last| last.size != roster.size)
            {
                self.rosters.push(roster.clone());
            }
        }
        self.out.past.feed(entry);
        if let Some((e, slots)) = prepared {
            let rows = self.sheet_rows(e);
            for fault in &slots.faults {
                self.out.bad.insert(number);
                self.found.altered(self.given.log.place(seq), fault, ASK);
            }
            let read = self.derive(number, e);
            let asked = Asked { provisional: slots.provisional, rows, read };
            if asked != Asked::default() {
                self.asked.insert(number, asked);
            }
        }
        self.let_go(entry);
        is_enough
    }

    /// Keeps what is needed once all lines were seen.
    fn gather(&mut self, seq: u64, i: u32, event: &Event) {
        if let Event::ItemDeclared(e) = event
            && let Some(number) = e.statement
        {
            let witnesses = e.witnesses.iter().map(|one| one.person).collect();
            self.declared.push(((seq, i), number, witnesses));
        } else if let Event::StopSettled(e) = event
            && let Some(number) = e.statement
        {
            let witnesses = e.witnesses.iter().map(|one| one.person).collect();
            self.declared.push(((seq, i), number, witnesses));
        } else if let Event::LogMet(_)
        | Event::LogSaw(_)
        | Event::LogForked(_)
        | Event::LogOverwritten(_) = event
        {
            self.out.told.push((seq, event.clone()));
        }
    }

    /// Holds what an amendment says was recorded against the lines before it, word for word.
    fn quoted(&mut self, seq: u64, said: &AmendProposed) {
        for one in &said.corrects {
            let log = self.given.log;
            let line = Some(one.seq).filter(|line| *line < seq);
            let line = line.and_then(|line| log.entry(line));
            let event = line.as_ref().and_then(|line| {
                let at = usize::try_from(one.i).ok()?;
                Some((line.t, line.events().get(at)?))
            });
            let (line, i) = (one.seq, one.i);
            let fault = match event {
                None => AmendFault::NotThere { seq: line, i },
                Some((t, was)) if t == one.t && *was == one.was => continue,
                Some(_) => AmendFault::OtherWords { seq: line, i },
            };
            self.found.altered(self.given.log.place(seq), fault, ASK);
        }
    }

    /// The code that somebody read back is that of this log where the alarm stands.
    fn released(&mut self, seq: u64, said: &StopReleased) {
        let alarm = self.out.past.alarms().get(said.stop);
        let root = alarm.and_then(|one| self.given.log.root_at(one.line.saturating_add(1)));
        let id = &self.given.log.id;
        let right = root.map(|root| phone_code(id, &said.stop.to_string(), &root));
        if right.as_ref() != Some(&said.code) {
            let what = "the code that was read back by phone is not that of this log at the alarm";
            self.found.altered(self.given.log.place(seq), what, ASK);
        }
    }

    /// An alarm is settled by its restart and nothing else.
    fn settled(&mut self, seq: u64, said: &StopSettled) {
        if said.statement.is_none() && self.out.past.alarms().get(said.stop).is_some() {
            let what = "an alarm is settled without a signed restart";
            self.found.altered(self.given.log.place(seq), what, ASK);
        }
    }

    fn sheet_rows(&self, prepared: &Prepared) -> Vec<(u64, u32)> {
        let witness = prepared.about.as_deref().and_then(|about| about.parse::<PersonId>().ok());
        let rows = witness.map(|witness| self.out.past.sheet_rows(witness)).unwrap_or_default();
        rows.iter().map(|row| (row.seq, row.i)).collect()
    }

    fn key(&mut self, seq: u64, key: &str, fingerprint: &str) {
        match key.parse::<PublicKey>() {
            Err(error) => self.found.altered(self.given.log.place(seq), error, ASK),
            Ok(key) if key.fingerprint().to_string() != fingerprint => {
                self.found.altered(
                    self.given.log.place(seq),
                    "the fingerprint is of another key",
                    ASK,
                );
            }
            Ok(_) => {}
        }
    }

    /// Derives the text that line N-1 prepared; where that cannot be, gives the one that lies here.
    fn derive(&mut self, number: u64, prepared: &Prepared) -> Option<Vec<u8>> {
        let place = self.given.log.place(number - 1);
        let segments = self.given.log.reading.segments();
        let after = segments.partition_point(|one| one.first < number);
        let closed = after
            .checked_sub(1)
            .and_then(|at| segments.get(at))
            .filter(|one| one.closed && one.first.saturating_add(one.lines.len() as u64) == number);
        let root = self.given.log.root_at(number);
        let (Some(segment), Some(root)) = (closed, root) else {
            self.out.bad.insert(number);
            self.found.altered(
                place,
                "the line that prepares a statement does not close its file",
                COMPARE,
            );
            return None;
        };
        let covered = Covered {
            root: root.to_base64(),
            segment: format!("log/{}/{:05}.jsonl", self.given.log.id, segment.number),
            sha256: Digest(*segment.sha256.as_bytes()),
        };
        match self.out.past.text(&covered, self.given.names) {
            Ok(text) => {
                self.out.texts.insert(number, text);
                None
            }
            Err(StatementError::Template { template }) => {
                self.found
                    .unread(place, format!("template {template} of a statement is not known here"));
                None
            }
            Err(error @ StatementError::NoName { .. }) => {
                self.read_text(number, prepared, &covered, &error)
            }
            Err(error) => {
                self.out.bad.insert(number);
                self.found.altered(place, format!("the text of statement {number}: {error}"), ASK);
                None
            }
        }
    }

    /// Where a name is withheld or erased, the text as it lies here is what was signed, if it is over these very lines: their
    /// root stands in it, so that nobody's signature goes along with other lines.
    fn read_text(
        &mut self,
        number: u64,
        prepared: &Prepared,
        covered: &Covered,
        error: &StatementError,
    ) -> Option<Vec<u8>> {
        let place = self.given.log.place(number.saturating_sub(1));
        let stem = file_stem(number, prepared.kind);
        let path = format!("statements/{}/{stem}.txt", self.given.log.id);
        let text = self.given.files.get(&path).map(<[u8]>::to_vec);
        let what = format!("statement {number} cannot be derived again: {error}");
        let StatementError::NoName { name, .. } = error else { return None };
        let excused = self.given.absent.excused.contains(name);
        // A bundle without the names holds no signed text at all, because each prints some of them.
        let names = &self.given.absent.names;
        let withheld = (names.contains(name) || excused && !names.is_empty())
            && self.given.files.below("statements").next().is_none();
        let (kind, mode) = (prepared.kind, self.given.log.created.mode);
        let other = text.as_ref().is_some_and(|text| !covered.is_under(text, number, kind, mode));
        if withheld {
            self.out.withheld.insert(number);
        } else if other {
            self.out.bad.insert(number);
            self.found.altered(place, "the text that lies here is not over these lines", ASK);
            return None;
        } else {
            // Of a text that was never signed there is no file, and none is missed.
            self.unread.insert(number, (place, what, excused && text.is_some()));
        }
        text
    }

    fn counts(&self, number: u64) -> bool {
        self.out.counts(number)
    }

    fn ratify(&mut self) {
        for (number, asked) in &self.asked {
            if !self.counts(*number) {
                continue;
            }
            for slot in &asked.provisional {
                let ratified = self.rosters.iter().any(|roster| {
                    roster.size > *number
                        && roster.has_role(slot.person, slot.role.as_str())
                        && roster.has_key(slot.person, &slot.key)
                });
                self.out.provisional.push(Provisional {
                    person: slot.person,
                    role: slot.role.clone(),
                    statement: *number,
                    ratified,
                });
            }
        }
    }
}
