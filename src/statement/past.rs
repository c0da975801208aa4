//! Everything that statements are made from, fed one entry after the other.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::away::{Away, MOST_LINES};
use super::error::StatementError;
use super::list_book::ListBook;
use super::people::People;
use super::row::{RunCount, SheetRow, row};
use super::run_book::RunBook;
use super::standing::Standing;
use super::text::{Covered, Names, Text};
use super::v1;
use crate::event::{
    Alarms, AmendFault, Amendments, Created, Entry, Event, HandoverOut, Prepared, RowRef,
};
use crate::terms::{ItemId, ItemKind, PersonId, RunId, StopId, UtcMillis};

/// The entries so far, as statements need them.
#[derive(Clone, Debug, Default)]
pub struct Past {
    lines: u64,
    pub(super) created: Option<Created>,
    pub(super) people: People,
    pub(super) items: BTreeMap<ItemId, (String, ItemKind)>,
    pub(super) runs: BTreeMap<RunId, RunBook>,
    /// Runs that are told again from their lines before anything is said of them.
    away: BTreeMap<RunId, Away>,
    /// How many lines the runs had that were ever put away.
    promised: u64,
    pub(super) lists: ListBook,
    amendments: Amendments,
    alarms: Alarms,
    /// What was handed over, by its number, with the time of its line.
    handed: BTreeMap<u32, (UtcMillis, Arc<HandoverOut>)>,
    unfit: Vec<(u64, AmendFault)>,
    stops: BTreeMap<StopId, RunId>,
    rows: Vec<SheetRow>,
    rows_of: BTreeMap<PersonId, Vec<usize>>,
    standing: Standing,
}

impl Past {
    /// No entries yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the next entry.
    pub fn feed(&mut self, entry: &Entry) {
        if let [Event::LogCreated(created)] = entry.events()
            && created.continues.is_some()
        {
            self.go_on();
        }
        let seq = self.lines;
        for (i, event) in (0..).zip(entry.events()) {
            self.people.feed(event);
            self.amend(RowRef { seq, i }, entry.t, event);
            let signing = self.standing.pending().map(|one| (one.number, one.prepared.as_ref()));
            self.alarms.feed(seq, entry.t, event, signing);
            self.book(entry.t, event);
            let count = |run: RunId| {
                let nothing = RunCount { run, answers: 0, withdrawn: 0, stops: 0 };
                self.runs.get(&run).map_or(nothing, RunBook::count)
            };
            if let Some((what, card, who)) = row(event, |item| self.tag(item), count) {
                for person in who {
                    self.rows_of.entry(person).or_default().push(self.rows.len());
                }
                self.rows.push(SheetRow { seq, i, at: entry.t, what, card });
            }
        }
        self.standing.feed(seq, entry);
        self.lines += 1;
    }

    /// Takes what an amendment says was recorded; whoever holds the lines holds it against them.
    fn amend(&mut self, place: RowRef, at: UtcMillis, event: &Event) {
        let statement: Option<&Prepared> = self.standing.pending().map(|one| one.prepared.as_ref());
        let said = |at: &RowRef| {
            let Event::AmendProposed(proposed) = event else { return None };
            let one = proposed.corrects.iter().find(|one| one.place() == *at)?;
            Some((one.t, one.was.clone()))
        };
        let fault = self.amendments.feed(&place, at, event, statement, said).err();
        if let (Some(fault), Event::AmendProposed(_) | Event::AmendWithdrawn(_)) = (fault, event) {
            self.unfit.push((place.seq, fault));
        }
    }

    /// Every amendment and how it stands.
    #[must_use]
    pub fn amendments(&self) -> &Amendments {
        &self.amendments
    }

    /// Every STOP that is an alarm and how it stands.
    #[must_use]
    pub fn alarms(&self) -> &Alarms {
        &self.alarms
    }

    /// What was handed over under that number, and when that was recorded.
    #[must_use]
    pub fn handover(&self, number: u32) -> Option<&(UtcMillis, Arc<HandoverOut>)> {
        self.handed.get(&number)
    }

    /// The amendments that could not be proposed or taken back so, each with its line.
    #[must_use]
    pub fn unfit(&self) -> &[(u64, AmendFault)] {
        &self.unfit
    }

    /// Another log begins: its lines are counted, and its rows and statements stand, for themselves.
    fn go_on(&mut self) {
        self.lines = 0;
        self.rows.clear();
        self.rows_of.clear();
        self.unfit.clear();
        self.standing.go_on();
    }

    fn book(&mut self, at: UtcMillis, event: &Event) {
        let statement = self.standing.pending().map(|one| one.prepared.as_ref());
        self.lists.feed(at, event, statement);
        if let Event::LogCreated(e) = event {
            self.created = Some(e.clone());
        } else if let Event::ItemAdded(e) = event {
            self.items.insert(e.item, (e.tag.clone(), e.kind));
        } else if let Event::HandoverOut(e) = event {
            // A number stands for what was recorded under it first.
            self.handed.entry(e.number).or_insert_with(|| (at, Arc::new(e.clone())));
        } else if let Event::RunStarted(e) = event {
            self.runs.insert(e.run, RunBook::new(e, self.lists.of_run(e)));
        } else if let Event::StopSettled(e) = event
            && let Some(run) = self.stops.get(&e.stop).and_then(|run| self.runs.get_mut(run))
        {
            run.settle(at, e);
        }
        let run = event.run().and_then(|run| Some((run, self.runs.get_mut(&run)?)));
        if let Some((run, book)) = run.filter(|_| RunBook::tells_of(event)) {
            book.feed(at, event);
            book.stretches.add(self.lines);
            if let Event::StopRaised(e) = event {
                self.stops.insert(e.stop, run);
            }
        }
    }

    /// Puts away what sign-offs tell of a run, which takes room, until [`Past::recall`]: only its lines are remembered.
    /// Whoever does this asks [`Past::away`] before each entry.
    pub fn put_away(&mut self, run: RunId) {
        let Some(book) = self.runs.remove(&run) else { return };
        // One line may tell of many runs: all of them together are told again from no more lines than a few for each.
        let lines = book.stretches.count();
        let most = self.lines.saturating_mul(2).saturating_add(MOST_LINES);
        if self.promised.saturating_add(lines) > most {
            self.runs.insert(run, book);
            return;
        }
        self.promised = self.promised.saturating_add(lines);
        match Away::of(book) {
            Ok(away) => {
                self.away.insert(run, away);
            }
            Err(book) => {
                self.runs.insert(run, *book);
            }
        }
    }

    /// Lets go of what a completed statement says at length; what its lines say can be read there.
    pub fn let_go(&mut self, statement: u64) {
        self.standing.let_go(statement);
    }

    /// The runs that were put away and that `entry` tells of, each with its lines.
    #[must_use]
    pub fn away(&self, entry: &Entry) -> Vec<(RunId, Vec<u64>)> {
        if self.away.is_empty() {
            return Vec::new();
        }
        let of = |event: &Event| {
            if let Event::StopSettled(e) = event {
                self.stops.get(&e.stop).copied()
            } else if let Event::StatementPrepared(e) = event {
                e.about.as_deref().and_then(|about| about.parse().ok())
            } else if RunBook::tells_of(event) || matches!(event, Event::ItemDeclared(_)) {
                event.run()
            } else {
                None
            }
        };
        let runs: BTreeSet<RunId> = entry.events().iter().filter_map(of).collect();
        runs.into_iter().filter_map(|run| Some((run, self.away.get(&run)?.lines()))).collect()
    }

    /// Tells a run again that was put away, from the entries of its lines.
    pub fn recall(&mut self, run: RunId, entries: &[Entry]) {
        if let Some(book) = self.away.remove(&run).and_then(|away| away.again(run, entries)) {
            self.runs.insert(run, book);
        }
    }

    /// How many entries it was fed.
    #[must_use]
    pub fn lines(&self) -> u64 {
        self.lines
    }

    /// How every statement stands.
    #[must_use]
    pub fn standing(&self) -> &Standing {
        &self.standing
    }

    /// The people, keys and roles that stand.
    #[must_use]
    pub fn people(&self) -> &People {
        &self.people
    }

    /// The lines that the latest completed sheet of `person` covers.
    #[must_use]
    pub fn since(&self, person: PersonId) -> u64 {
        self.standing.latest_sheet(person)
    }

    /// The rows for the next sheet of `person`, in order of entry.
    #[must_use]
    pub fn sheet_rows(&self, person: PersonId) -> Vec<&SheetRow> {
        let since = self.since(person);
        let mut rows: Vec<_> = self
            .rows_of
            .get(&person)
            .into_iter()
            .flatten()
            .rev()
            .filter_map(|&at| self.rows.get(at))
            .take_while(|row| row.seq >= since)
            .collect();
        rows.reverse();
        rows
    }

    /// Every row that belongs on the sheet of anybody, in order of entry.
    #[must_use]
    pub fn rows(&self) -> &[SheetRow] {
        &self.rows
    }

    /// The row that a line's event is.
    #[must_use]
    pub fn row_at(&self, seq: u64, i: u32) -> Option<&SheetRow> {
        let at = self.rows.binary_search_by_key(&(seq, i), |row| (row.seq, row.i)).ok()?;
        self.rows.get(at)
    }

    /// Line and event of every row that names `person`, signed or not.
    pub fn rows_of(&self, person: PersonId) -> impl Iterator<Item = (u64, u32)> {
        let of = self.rows_of.get(&person).into_iter().flatten();
        of.filter_map(|&at| self.rows.get(at)).map(|row| (row.seq, row.i))
    }

    /// The people on whose sheets rows stand.
    pub fn witnesses(&self) -> impl Iterator<Item = PersonId> {
        self.rows_of.keys().copied()
    }

    /// One row as the sheet shows it, without its number.
    ///
    /// # Errors
    ///
    /// When the name of somebody in it is not known.
    pub fn row_text(
        &self,
        row: &SheetRow,
        offset: i32,
        struck: bool,
        names: &Names,
    ) -> Result<String, StatementError> {
        v1::row_text(self, row, offset, struck, names)
    }

    /// The text of the statement that the last entry prepared.
    ///
    /// # Errors
    ///
    /// When the last entry prepared none, or when its text cannot be derived or would be too long.
    pub fn text(&self, covered: &Covered, names: &Names) -> Result<Text, StatementError> {
        let pending = self
            .standing
            .pending()
            .filter(|one| one.number == self.lines)
            .ok_or(StatementError::NotPrepared)?;
        let asked =
            v1::Asked { number: pending.number, prepared: &pending.prepared, at: pending.at };
        v1::text(self, asked, covered, names)
    }

    /// The text that `entry`, which is not yet appended, would prepare; the values taken from the files are made up.
    ///
    /// # Errors
    ///
    /// As [`Past::text`].
    pub fn dry_run(&self, entry: &Entry, names: &Names) -> Result<Text, StatementError> {
        // A line that begins a log and prepares something is none of ours, and is foretold as it would be derived.
        let begins = entry.events().iter().find_map(|event| {
            if let Event::LogCreated(created) = event { Some(created.log) } else { None }
        });
        let log = begins.or(self.created.as_ref().map(|created| created.log));
        let log = log.ok_or(StatementError::NoLog)?;
        if let [before @ .., Event::StatementPrepared(prepared)] = entry.events()
            && before.iter().all(is_silent)
        {
            let asked = v1::Asked { number: self.lines.saturating_add(1), prepared, at: entry.t };
            return v1::text(self, asked, &Covered::not_yet(log), names);
        }
        let mut then = self.clone();
        then.feed(entry);
        then.text(&Covered::not_yet(log), names)
    }

    /// The number of the roster in force.
    #[must_use]
    pub fn roster(&self) -> Option<u64> {
        self.standing.latest_roster()
    }

    pub(super) fn tag(&self, item: ItemId) -> String {
        // An item that is not in the book has no tag; its id is what there is.
        self.items.get(&item).map_or_else(|| item.to_string(), |(tag, _)| tag.clone())
    }
}

/// Whether no text ever tells of this event, so that a dry run need not take it in.
fn is_silent(event: &Event) -> bool {
    matches!(
        event,
        Event::LogClockJump(_)
            | Event::StatementVoided(_)
            | Event::StatementRefused(_)
            | Event::ItemUnverified(_)
            | Event::UnlockFailed(_)
    )
}
