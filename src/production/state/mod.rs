//! The state: the parts side by side, and what may be asked of them together.

mod others;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::production::amend::Record;
use crate::production::anchoring::Anchors;
use crate::production::cards::Cards;
use crate::production::concerns::Concerns;
use crate::production::context::{Library, Names};
use crate::production::keeping::Keeping;
use crate::production::photos::Photos;
use crate::production::rules::Governance;
pub use others::{Other, Others};

use crate::checklist::Checklist;
use crate::custody::{self, Book, Party, Rounds, Standing, Stores, Units};
use crate::day::Day;
use crate::event::{
    AlarmedStop, Alarms, Created, Entry, Event, Mode, Prepared, StopRaised, Witness,
};
use crate::roster::{self, Roster};
use crate::run::{Face, Run};
use crate::terms::{
    BootId, Digest, ItemId, Law, Millis, PersonId, RunId, Stamp, State, StopId, UtcMillis,
};

/// Everything that follows from the lines so far.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Production {
    pub(in crate::production) created: Option<Arc<Created>>,
    pub(in crate::production) boot: Boot,
    pub(in crate::production) offset: i32,
    pub(in crate::production) size: u64,
    pub(in crate::production) last: Option<Stamp>,
    /// When the first line was written, of the oldest log that this one goes on from.
    pub(in crate::production) began: Option<UtcMillis>,
    /// Whether a sitting began and did not end.
    pub(in crate::production) sits: bool,
    pub(in crate::production) book: Book,
    pub(in crate::production) roster: Roster,
    pub(in crate::production) runs: BTreeMap<RunId, Arc<Run>>,
    pub(in crate::production) order: Vec<RunId>,
    pub(in crate::production) stops: Vec<Stop>,
    pub(in crate::production) alarms: Arc<Alarms>,
    pub(in crate::production) pending: Option<Pending>,
    pub(in crate::production) sheets: BTreeMap<PersonId, u64>,
    pub(in crate::production) governance: Governance,
    pub(in crate::production) others: Arc<Others>,
    /// Whose law counts where the work is, by what was said last.
    pub(super) law: Option<Law>,
    pub(in crate::production) anchors: Arc<Anchors>,
    pub(super) day: Day,
    pub(super) rounds: Rounds,
    pub(super) stores: Stores,
    pub(super) units: Units,
    pub(super) record: Record,
    pub(super) keeping: Keeping,
    pub(super) cards: Cards,
    pub(super) photos: Photos,
    pub(in crate::production) concerns: Arc<Concerns>,
}

/// The start of the machine that the newest sitting belongs to.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(in crate::production) struct Boot(pub(in crate::production) BootId);

impl Default for Boot {
    fn default() -> Self {
        Self(BootId(None))
    }
}

/// A STOP, standing or settled.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Stop {
    /// How it was raised.
    pub raised: StopRaised,
    /// When.
    pub at: Stamp,
    /// By whom it was settled, and when.
    pub settled: Option<(Vec<Witness>, Stamp)>,
}

/// A statement that is being signed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Pending {
    /// The number of lines that it covers, which is also its name.
    pub statement: u64,
    /// How it was prepared.
    pub prepared: Prepared,
    /// When.
    pub at: Stamp,
    /// Who has signed.
    pub signed: Vec<PersonId>,
    /// The SHA-256 of the text that the first of them signed; the others sign the same.
    pub text: Option<Digest>,
}

impl Production {
    /// How the log began.
    #[must_use]
    pub fn created(&self) -> Option<&Created> {
        self.created.as_deref()
    }

    /// Whether it is a drill; unknown is not live.
    #[must_use]
    pub fn is_drill(&self) -> bool {
        self.created.as_ref().is_none_or(|created| match created.mode {
            Mode::Drill => true,
            Mode::Live => false,
        })
    }

    /// Minutes from UTC of the newest sitting.
    #[must_use]
    pub fn offset(&self) -> i32 {
        self.offset
    }

    /// Whose law counts where the work is; nothing where nobody has said.
    #[must_use]
    pub fn law(&self) -> Option<Law> {
        self.law
    }

    /// How many lines it was folded from.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// When the newest line was written.
    #[must_use]
    pub fn last(&self) -> Option<&Stamp> {
        self.last.as_ref()
    }

    /// The place in its log that `entry` takes as the next line: a log that begins here begins at 0.
    #[must_use]
    pub fn next_seq(&self, entry: &Entry) -> u64 {
        let begins = entry.events().iter().any(|event| matches!(event, Event::LogCreated(_)));
        if begins { 0 } else { self.size }
    }

    /// Whether this log goes on from an older one.
    #[must_use]
    pub fn is_continued(&self) -> bool {
        self.created.as_ref().is_some_and(|created| created.continues.is_some())
    }

    /// Whether it goes on from an older one, and no roster was signed in it yet: nothing else is signed before that.
    #[must_use]
    pub fn needs_roster(&self) -> bool {
        self.is_continued() && self.roster.in_force().is_none()
    }

    /// What is known of the logs of other laptops.
    #[must_use]
    pub fn others(&self) -> &Others {
        &self.others
    }

    /// Where every item is.
    #[must_use]
    pub fn book(&self) -> &Book {
        &self.book
    }

    /// How many rounds of each lot are where.
    #[must_use]
    pub fn rounds(&self) -> &Rounds {
        &self.rounds
    }

    /// The containers that things are locked away in.
    #[must_use]
    pub fn stores(&self) -> &Stores {
        &self.stores
    }

    /// What went to other units, and what came in from them.
    #[must_use]
    pub fn units(&self) -> &Units {
        &self.units
    }

    /// Who may do what.
    #[must_use]
    pub fn roster(&self) -> &Roster {
        &self.roster
    }

    /// Every run in the order in which they began.
    pub fn runs(&self) -> impl DoubleEndedIterator<Item = &Run> {
        self.order.iter().filter_map(|id| self.runs.get(id)).map(Arc::as_ref)
    }

    /// The run of that id.
    #[must_use]
    pub fn run(&self, id: RunId) -> Option<&Run> {
        self.runs.get(&id).map(Arc::as_ref)
    }

    /// The open run about an item.
    #[must_use]
    pub fn open_run_of(&self, item: ItemId) -> Option<&Run> {
        self.runs().rev().find(|run| run.is_open() && run.started().item == Some(item))
    }

    /// Every STOP in the order in which they were raised.
    #[must_use]
    pub fn stops(&self) -> &[Stop] {
        &self.stops
    }

    /// The STOPs that stand.
    pub fn standing_stops(&self) -> impl Iterator<Item = &Stop> {
        self.stops.iter().filter(|stop| stop.settled.is_none())
    }

    /// The STOP of that id.
    #[must_use]
    pub fn stop(&self, id: StopId) -> Option<&Stop> {
        self.stops.iter().find(|stop| stop.raised.stop == id)
    }

    /// Whether a STOP stands; then nothing is declared or issued.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.standing_stops().next().is_some()
    }

    /// The STOPs that are alarms.
    #[must_use]
    pub fn alarms(&self) -> &Alarms {
        &self.alarms
    }

    /// The alarm that stands: nothing is declared or issued until the restart is signed.
    #[must_use]
    pub fn alarm(&self) -> Option<&AlarmedStop> {
        self.alarms.standing()
    }

    /// Whether a STOP that stands keeps runs of a list from beginning and going on.
    #[must_use]
    pub fn is_halted(&self, list: &Checklist) -> bool {
        self.is_stopped() && !list.goes_on_under_stop()
    }

    /// The statement that is being signed.
    #[must_use]
    pub fn pending(&self) -> Option<&Pending> {
        self.pending.as_ref()
    }

    /// The size of somebody's newest sheet that counts.
    #[must_use]
    pub fn newest_sheet(&self, person: PersonId) -> Option<u64> {
        self.sheets.get(&person).copied()
    }

    /// The exact condition of an item: what is in force, or UNVERIFIED without an event.
    #[must_use]
    pub fn state_of(&self, item: ItemId, now: &Stamp) -> Option<State> {
        self.book.state(item, now)
    }

    /// The step that a run stands at, as a screen shows it.
    #[must_use]
    pub fn face(&self, run: RunId, library: &Library, names: &Names, now: &Stamp) -> Option<Face> {
        let run = self.run(run).filter(|run| run.is_open())?;
        let list = library.of(run)?;
        run.face(list, &self.facts(run, list, names, now), now)
    }

    /// Whether the witnesses of a run sign before it goes on: `Some` with what they would declare.
    #[must_use]
    pub fn awaits_signing(
        &self,
        run: RunId,
        library: &Library,
        names: &Names,
        now: &Stamp,
    ) -> Option<crate::run::Declaring> {
        let run = self.run(run)?;
        let list = library.of(run)?;
        run.awaits_signing(list, &self.facts(run, list, names, now), now)
            .map(|(_, declaring, _)| declaring)
    }

    /// How long until something that a screen shows may change by itself.
    #[must_use]
    pub fn next_change(&self, now: &Stamp) -> Option<Millis> {
        self.book.next_change(now)
    }

    /// What somebody is by the roster; somebody who is not in it is nothing.
    #[must_use]
    pub fn party(&self, person: PersonId, now: &Stamp) -> Party {
        let (known, wall) = (self.roster.person(person), now.wall);
        let is =
            |test: fn(&roster::Person, UtcMillis) -> bool| known.is_some_and(|one| test(one, wall));
        let standing = Standing {
            handler: is(roster::Person::is_handler),
            director: is(roster::Person::is_director),
            taker: is(roster::Person::is_taker),
            permit_ok: known.is_none_or(|one| one.permits_count(wall)),
            lacks: self.lacks(person, now),
        };
        Party { person, standing }
    }

    /// A moment as the fold sees it, at the given place of the present line.
    pub(in crate::production) fn moment(
        &self,
        seq: u64,
        index: u32,
        at: &Stamp,
    ) -> custody::Moment {
        custody::Moment { seq, index, at: at.clone() }
    }

    /// The open runs that do not stand still.
    pub(in crate::production) fn going(&self) -> impl Iterator<Item = &Run> {
        self.runs().filter(|run| run.is_open() && run.held().is_none())
    }

    /// Whether something is in force that rests on a run.
    pub(in crate::production) fn rests_on(&self, run: RunId, now: &Stamp) -> bool {
        !self.declared_in(run, now).is_empty()
    }

    /// The items of which something is in force that a run declared.
    pub(in crate::production) fn declared_in(&self, run: RunId, now: &Stamp) -> Vec<ItemId> {
        let items = self.book.items().into_iter();
        let of_it = items.filter(|item| item.in_force(now).is_some_and(|one| one.run == Some(run)));
        of_it.map(|item| item.id).collect()
    }
}
