//! Which lists this production approved, which local rules are in force, and which deviations hold.

use std::collections::BTreeMap;

use super::state::{Pending, Production};
use crate::event::{
    Event, FileAs, ListDeviation, ListSubmitted, LocalRule, RunFile, RunStarted, StatementKind,
    Witness,
};
use crate::run::Run;
use crate::terms::{Digest, ItemId, ItemKind, PersonId, Stamp, UtcMillis};

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
    /// The time was reached once; it stays over, whatever the clock is set to afterwards.
    over: bool,
    /// When it was asked for, by both clocks.
    since: Stamp,
}

impl Deviation {
    /// Whether its time is over at `now`, by whichever clock says so first.
    #[must_use]
    pub fn is_over(&self, now: &Stamp) -> bool {
        let lasts = self.asked.until.millis().saturating_sub(self.at.millis());
        let lasts = u64::try_from(lasts).unwrap_or(0);
        let run_out = now.since(&self.since).is_some_and(|elapsed| elapsed >= lasts);
        self.over || run_out || now.wall >= self.asked.until
    }

    /// Whether it holds at `now`: signed, and its time not over.
    #[must_use]
    pub fn is_in_force(&self, now: &Stamp) -> bool {
        self.signed.is_some() && !self.is_over(now)
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

/// What the production said of lists, newest word on each.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Governance {
    proposals: BTreeMap<Digest, Proposal>,
    deviations: BTreeMap<Digest, Deviation>,
    rules: Option<Rules>,
    /// The deviations that a run began under, as they were then.
    began_under: BTreeMap<crate::terms::RunId, Vec<Deviation>>,
}

impl Governance {
    /// Moves on by one event; `pending` is the statement that is being signed.
    pub(super) fn apply(&mut self, event: &Event, pending: Option<&Pending>, at: &Stamp) {
        for deviation in self.deviations.values_mut() {
            deviation.over = deviation.is_over(at);
        }
        if let Event::ListSubmitted(said) = event {
            if let Some(first) = said.files.first() {
                let proposal = Proposal { said: said.clone(), at: at.wall, approved: None };
                self.proposals.insert(first.sha256, proposal);
            }
        } else if let Event::ListRules(said) = event {
            self.rules = Some(Rules {
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
                over: false,
                since: at.clone(),
            };
            self.deviations.insert(asked.file.sha256, deviation);
        } else if let Event::ListWithdrawn(said) = event {
            self.proposals.remove(&said.file.sha256);
            self.deviations.remove(&said.file.sha256);
        } else if let Event::StatementCompleted(_) = event {
            if let Some(pending) = pending {
                self.signed(pending, at);
            }
        } else if let Event::RunStarted(started) = event {
            let under: Vec<Deviation> = self
                .under(started)
                .into_iter()
                .filter(|one| one.is_in_force(at))
                .cloned()
                .collect();
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
            StatementKind::Roster | StatementKind::Sheet | StatementKind::Signoff => {}
        }
    }

    /// The deviations from its list that a run's files name.
    fn under(&self, started: &RunStarted) -> Vec<&Deviation> {
        let list = started.files.iter().find(|file| file.used_as == FileAs::List);
        let overlays = started.files.iter().filter(|file| file.used_as == FileAs::Overlay);
        let named = overlays.filter_map(|file| self.deviations.get(&file.sha256));
        let of_list =
            |one: &&Deviation| list.is_some_and(|list| list.sha256 == one.asked.list.sha256);
        named.filter(of_list).collect()
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
        self.governance.rules.as_ref()
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

    /// The overlays that a run of `list` about an item of `kind` begins with at `now`, in the order of their ids: the local
    /// rules that apply, and the deviations that hold.
    #[must_use]
    pub fn overlays_for(
        &self,
        list: (&str, Digest),
        kind: Option<ItemKind>,
        now: &Stamp,
    ) -> Vec<&RunFile> {
        let (id, sha256) = list;
        let rules = self.governance.rules.iter().flat_map(|rules| &rules.overlays);
        let rules = rules.filter(|rule| applies(rule, id, kind)).map(|rule| &rule.file);
        let deviations = self.governance.deviations.values();
        let deviations = deviations
            .filter(|one| one.is_in_force(now) && one.asked.list.sha256 == sha256)
            .map(|one| &one.asked.file);
        let mut all: Vec<&RunFile> = rules.chain(deviations).collect();
        all.sort_by(|a, b| (&a.id, a.rev).cmp(&(&b.id, b.rev)));
        all.dedup_by(|a, b| a.sha256 == b.sha256);
        all
    }

    /// The overlays that a run may still need: those of the local rules, and of every deviation that is not over.
    pub fn overlays(&self) -> impl Iterator<Item = &RunFile> {
        let rules = self.governance.rules.iter().flat_map(|rules| &rules.overlays);
        let deviations = self.governance.deviations.values();
        rules.map(|rule| &rule.file).chain(deviations.map(|one| &one.asked.file))
    }

    /// The kind of the item that a run would be about.
    #[must_use]
    pub fn kind_of(&self, item: Option<ItemId>) -> Option<ItemKind> {
        self.book.item(item?).map(|item| item.kind)
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

/// Whether a rule applies to a list and to an item of that kind.
fn applies(rule: &LocalRule, list: &str, kind: Option<ItemKind>) -> bool {
    let on = rule.on.is_empty() || rule.on.iter().any(|id| id == list);
    let of_kind = rule.kinds.is_empty() || kind.is_some_and(|kind| rule.kinds.contains(&kind));
    on && of_kind
}
