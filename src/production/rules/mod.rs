//! Which lists this production approved, which local rules are in force, and which deviations hold.

mod fault;
mod overlays;

pub use fault::RulesFault;
pub use overlays::Led;

use std::collections::BTreeMap;

use crate::event::{
    Event, FileAs, ListDeviation, ListSubmitted, LocalRule, Recorded, RunFile, RunStarted,
    StatementKind, Witness,
};
use crate::production::state::{Pending, Production};
use crate::run::Run;
use crate::terms::{Digest, PersonId, Stamp, UtcMillis};

/// A signed text: who signed it, and in which statement.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Signed {
    /// The number of lines that the statement covers.
    pub statement: u64,
    /// Who signed, each in the role that they signed in.
    pub by: Vec<Witness>,
    /// When the last of them did.
    pub at: UtcMillis,
}

/// A list or overlay that was proposed as this production's.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Proposal {
    /// What was proposed, and by whom.
    pub said: ListSubmitted,
    /// When.
    pub at: UtcMillis,
    /// By whom it was approved; `None` until both have signed.
    pub approved: Option<Signed>,
}

/// A deviation from a list.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Deviation {
    /// What was asked for, and by whom.
    pub asked: ListDeviation,
    /// When.
    pub at: UtcMillis,
    /// By whom it was signed; `None` until both have.
    pub signed: Option<Signed>,
    /// When it ended; it stays over, whatever the clock is set to afterwards.
    ended: Option<UtcMillis>,
    /// When it was asked for, by both clocks.
    since: Stamp,
    /// The newest line before which it was not over.
    seen: Stamp,
}

impl Deviation {
    /// Whether its time is over at `now`, by whichever clock says so first.
    #[must_use]
    pub fn is_over(&self, now: &Stamp) -> bool {
        let lasts = self.asked.until.millis().saturating_sub(self.at.millis());
        let lasts = u64::try_from(lasts).unwrap_or(0);
        let run_out = now.since(&self.since).is_some_and(|elapsed| elapsed >= lasts);
        self.ended.is_some() || run_out || now.wall >= self.asked.until
    }

    /// Whether it holds at `now`: signed, and its time not over.
    #[must_use]
    pub fn is_in_force(&self, now: &Stamp) -> bool {
        self.signed.is_some() && !self.is_over(now)
    }

    /// When it ended, where it is over at `now`. Where a clock jumped it counts from the last line before that: what
    /// loosens holds at no time at which that is unsure.
    fn ending(&self, now: &Stamp) -> Option<UtcMillis> {
        let by_the_wall = now.wall >= self.asked.until && now.jump_since(&self.seen).is_none();
        let found = if by_the_wall { self.asked.until } else { self.seen.wall };
        self.ended.or_else(|| self.is_over(now).then_some(found))
    }

    /// Whether it held at `then`, as far as is known at `now`.
    pub(super) fn held(&self, then: UtcMillis, now: &Stamp) -> bool {
        let signed = self.signed.as_ref().is_some_and(|signed| signed.at <= then);
        let ended = self.ending(now).is_some_and(|ended| ended <= then);
        signed && !ended && then < self.asked.until
    }

    /// When it began or ended to hold, as far as is known at `now`.
    pub(super) fn turns(&self, now: &Stamp) -> impl Iterator<Item = UtcMillis> {
        let signed = self.signed.as_ref().map(|signed| signed.at);
        signed.into_iter().chain(self.ending(now))
    }

    /// The same, taken back at `at`.
    fn taken_back(mut self, at: &Stamp) -> Self {
        self.ended = self.ending(at).or(Some(at.wall));
        self
    }
}

/// The local rules in force, and who said so.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Rules {
    /// The overlays, in the order of their ids.
    pub overlays: Vec<LocalRule>,
    /// Why they are so.
    pub why: String,
    /// Who says so.
    pub by: PersonId,
    /// Since when.
    pub at: UtcMillis,
}

/// How a run stands to what the production approved.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Standing<'a> {
    /// Nobody approved these bytes.
    Example,
    /// All of its files were approved.
    Approved,
    /// It began under signed deviations from its list.
    Deviates {
        /// Whether everything else of it was approved.
        approved: bool,
        /// The deviations, in the order of its files.
        from: Vec<&'a Deviation>,
    },
}

/// What the production said of lists: the newest word on each, and what held before where a card may go back to it.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Governance {
    proposals: BTreeMap<Digest, Proposal>,
    pub(super) deviations: BTreeMap<Digest, Deviation>,
    /// The deviations that were signed, and taken back or asked for anew since.
    pub(super) former: Vec<Deviation>,
    /// The local rules each time that they were set, the newest last.
    pub(super) rules: Vec<Rules>,
    /// The deviations that a run began under, as they were then.
    began_under: BTreeMap<crate::terms::RunId, Vec<Deviation>>,
}

impl Governance {
    /// Moves on by one event; `pending` is the statement that is being signed.
    pub(super) fn apply(&mut self, event: &Event, pending: Option<&Pending>, at: &Stamp) {
        for deviation in self.deviations.values_mut() {
            deviation.ended = deviation.ending(at);
            if deviation.ended.is_none() {
                deviation.seen = at.clone();
            }
        }
        if let Event::ListSubmitted(said) = event {
            if let Some(first) = said.files.first() {
                let proposal = Proposal { said: said.clone(), at: at.wall, approved: None };
                self.proposals.insert(first.sha256, proposal);
            }
        } else if let Event::ListRules(said) = event {
            self.rules.push(Rules {
                overlays: said.overlays.clone(),
                why: said.why.clone(),
                by: said.by,
                at: at.wall,
            });
        } else if let Event::ListDeviation(asked) = event {
            let deviation = Deviation {
                asked: asked.clone(),
                at: at.wall,
                signed: None,
                ended: None,
                since: at.clone(),
                seen: at.clone(),
            };
            self.take_back(asked.file.sha256, at);
            self.deviations.insert(asked.file.sha256, deviation);
        } else if let Event::ListWithdrawn(said) = event {
            self.proposals.remove(&said.file.sha256);
            self.take_back(said.file.sha256, at);
        } else if let Event::StatementCompleted(_) = event {
            if let Some(pending) = pending {
                self.signed(pending, at);
            }
        } else if let Event::RunStarted(started) = event {
            let under = self.under(started, at);
            if !under.is_empty() {
                self.began_under.insert(started.run, under);
            }
        }
    }

    fn signed(&mut self, pending: &Pending, at: &Stamp) {
        let prepared = &pending.prepared;
        let Some(about) = prepared.about.as_deref().and_then(|about| about.parse().ok()) else {
            return;
        };
        let by = prepared.signers.iter();
        let by = by.map(|slot| Witness { role: slot.role.clone(), person: slot.person }).collect();
        let signed = Some(Signed { statement: pending.statement, by, at: at.wall });
        match prepared.kind {
            StatementKind::Approve => {
                if let Some(proposal) = self.proposals.get_mut(&about) {
                    proposal.approved = signed;
                }
            }
            StatementKind::Deviate => {
                if let Some(deviation) = self.deviations.get_mut(&about) {
                    deviation.signed = signed;
                }
            }
            StatementKind::Roster
            | StatementKind::Sheet
            | StatementKind::Signoff
            | StatementKind::Amend
            | StatementKind::Restart
            | StatementKind::Ratify
            | StatementKind::Handover => {}
        }
    }

    fn take_back(&mut self, overlay: Digest, at: &Stamp) {
        let gone = self.deviations.remove(&overlay).filter(|one| one.signed.is_some());
        self.former.extend(gone.map(|one| one.taken_back(at)));
    }

    /// The deviations that ever were, the newest word on each first.
    pub(super) fn all_deviations(&self) -> impl Iterator<Item = &Deviation> {
        self.deviations.values().chain(self.former.iter().rev())
    }

    /// The signed deviations from its list that a run's files name: those in force, and for a run from a card whichever
    /// it was led under.
    fn under(&self, started: &RunStarted, at: &Stamp) -> Vec<Deviation> {
        let list = started.files.iter().find(|file| file.used_as == FileAs::List);
        let holds = |one: &Deviation| match started.recorded {
            Recorded::Live => one.is_in_force(at),
            Recorded::After => one.signed.is_some(),
        };
        let named = |file: &RunFile| {
            self.all_deviations().find(|one| {
                one.asked.file.sha256 == file.sha256
                    && list.is_some_and(|list| list.sha256 == one.asked.list.sha256)
                    && holds(one)
            })
        };
        let overlays = started.files.iter().filter(|file| file.used_as == FileAs::Overlay);
        overlays.filter_map(named).cloned().collect()
    }
}

impl Production {
    /// What was proposed under the SHA-256 of a list or overlay.
    #[must_use]
    pub fn proposal(&self, sha256: Digest) -> Option<&Proposal> {
        self.governance.proposals.get(&sha256)
    }

    /// Everything that was proposed, approved or not.
    pub fn proposals(&self) -> impl Iterator<Item = &Proposal> {
        self.governance.proposals.values()
    }

    /// The local rules in force; `None` where nobody ever said.
    #[must_use]
    pub fn rules(&self) -> Option<&Rules> {
        self.governance.rules.last()
    }

    /// Every deviation that was asked for and not taken back, signed or not, over or not.
    pub fn deviations(&self) -> impl Iterator<Item = &Deviation> {
        self.governance.deviations.values()
    }

    /// The deviation that the overlay of that SHA-256 makes.
    #[must_use]
    pub fn deviation(&self, overlay: Digest) -> Option<&Deviation> {
        self.governance.deviations.get(&overlay)
    }

    /// Whether every file of a run was approved, or stands in a deviation that holds.
    #[must_use]
    pub fn all_approved(&self, files: &[RunFile], now: &Stamp) -> bool {
        let of = |used_as| files.iter().filter(move |file| file.used_as == used_as);
        let units: Vec<&RunFile> = of(FileAs::Unit).collect();
        let Some(list) = of(FileAs::List).next() else { return false };
        self.governance.proposals.get(&list.sha256).is_some_and(|one| {
            let pinned = one
                .said
                .files
                .iter()
                .skip(1)
                .all(|unit| units.iter().any(|used| used.sha256 == unit.sha256));
            one.approved.is_some() && pinned
        }) && of(FileAs::Overlay).all(|file| {
            let deviates = self.deviation(file.sha256);
            let holds = deviates
                .is_some_and(|one| one.is_in_force(now) && one.asked.list.sha256 == list.sha256);
            let proposal = self.proposal(file.sha256);
            holds || proposal.is_some_and(|one| one.approved.is_some())
        })
    }

    /// How a run stands to what the production approved, as it was when it began.
    #[must_use]
    pub fn standing_of(&self, run: &Run) -> Standing<'_> {
        let approved = run.started().approved;
        match self.governance.began_under.get(&run.id()) {
            Some(under) => Standing::Deviates { approved, from: under.iter().collect() },
            None if approved => Standing::Approved,
            None => Standing::Example,
        }
    }
}
