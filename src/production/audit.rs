//! The rules derived again: what a line says against the state before it, whoever wrote it.

use std::borrow::Cow;

use super::anchoring::AnchorFault;
use super::state::Production;
use crate::custody::Refusal;
use crate::event::{Entry, Event, FileAs, ItemDeclared, ItemMoved, RunStarted};
use crate::terms::{Act, Condition, ItemId, Place, RunId, SealFound, Stamp};

/// A rule that a line breaks; this program writes no such line.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Fault {
    /// Something was declared while a STOP stood.
    #[error("declared of {item} while a STOP stood")]
    DeclaredUnderStop {
        /// Of which item.
        item: ItemId,
    },
    /// Something was declared from a paper card.
    #[error("declared of {item} from a paper card")]
    DeclaredFromCard {
        /// Of which item.
        item: ItemId,
    },
    /// Something was declared of what was not here, set apart or not unloaded.
    #[error("declared of {item}, which could not be looked into: {}", words(.why))]
    NotDeclarable {
        /// Of which item.
        item: ItemId,
        /// Why not.
        why: Vec<Refusal>,
    },
    /// What is in it was declared by fewer than two people, or by the one who wrote.
    #[error("declared of {item} by too few who looked")]
    TooFewLooked {
        /// Of which item.
        item: ItemId,
    },
    /// Blanks were declared in a gun that dummies were in since it was last shown clear.
    #[error(
        "blanks were declared in {item} with nobody looking down its bore since dummies were in it"
    )]
    NoBoreCheck {
        /// In which gun.
        item: ItemId,
    },
    /// It was issued against a rule, and the line does not say so.
    #[error("{item} was issued without a word of what was against it: {}", words(.why))]
    IssuedInSilence {
        /// Which item.
        item: ItemId,
        /// What was against it.
        why: Vec<Refusal>,
    },
    /// Something was declared or issued by a run that began or went on while a STOP stood.
    #[error("run {run} went on while a STOP stood, and {item} was declared or issued by it")]
    WentOnUnderStop {
        /// Which run.
        run: RunId,
        /// Of which item.
        item: ItemId,
    },
    /// Something is in force of what a standing STOP is about.
    #[error("something is in force of {item} under a STOP")]
    InForceUnderStop {
        /// Of which item.
        item: ItemId,
    },
    /// A run began without an overlay that the local rules say.
    #[error("run {run} began without the local rule {overlay}")]
    WithoutRule {
        /// Which run.
        run: RunId,
        /// The overlay's id.
        overlay: String,
    },
    /// A run began under an overlay that the local rules do not have.
    #[error("run {run} began under {overlay}, which is no local rule here")]
    NoRule {
        /// Which run.
        run: RunId,
        /// The overlay's id.
        overlay: String,
    },
    /// A run began under a deviation that was not signed, or was over.
    #[error("run {run} began under the deviation {overlay}, which was not in force")]
    NoDeviation {
        /// Which run.
        run: RunId,
        /// The overlay's id.
        overlay: String,
    },
    /// A run says that its list was approved, or that it was not, and the record says otherwise.
    #[error("run {run} does not say truly whether its list was approved")]
    ApprovedUntruly {
        /// Which run.
        run: RunId,
    },
    /// Something went into or out of a container that was sealed, and the line does not say that it was opened.
    #[error(
        "{item} went into or out of the sealed container {container}, and nothing says that it was opened"
    )]
    OpenedInSilence {
        /// What went into or out of it.
        item: ItemId,
        /// The container.
        container: ItemId,
    },
    /// A container was opened, and how its seal was found is not said truly.
    #[error("the container {container} does not say truly how its seal was found")]
    SealUntruly {
        /// Which.
        container: ItemId,
    },
    /// A time from an authority that was asked for, or taken, against the lines before it.
    #[error("a time from an authority: {0}")]
    Anchor(AnchorFault),
    /// The line cannot follow the lines before it.
    #[error("the line cannot stand here")]
    Illegal,
}

fn words(why: &[Refusal]) -> String {
    why.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

impl Production {
    /// What `entry`, as line `seq` after this state, says against the rules.
    ///
    /// It reads the record alone: no checklist and nothing that a decision remembered.
    #[must_use]
    pub fn audit(&self, entry: &Entry, seq: u64) -> Vec<Fault> {
        let Ok(after) = self.rehearse(entry, seq) else { return vec![Fault::Illegal] };
        let now = Stamp { wall: entry.t, up: entry.up, boot: after.boot.0.clone() };
        let mut faults = Vec::new();
        let mut so_far = self.clone();
        so_far.boot = after.boot.clone();
        for (index, event) in (0_u32..).zip(entry.events()) {
            // Everything else is told as it happened, and may be told at any time.
            if let Event::ItemDeclared(declared) = event {
                faults.extend(so_far.declared(declared));
            } else if let Event::ItemMoved(moved) = event {
                faults.extend(so_far.issued(moved, &now));
            } else if let Event::AnchorRequested(what) = event {
                faults.extend(so_far.anchors.against_request(what).map(Fault::Anchor));
            } else if let Event::AnchorReceived(what) = event {
                faults.extend(so_far.anchors.against_answer(what).map(Fault::Anchor));
            }
            faults.extend(so_far.went_on(event));
            faults.extend(so_far.seal(event));
            if let Event::RunStarted(started) = event {
                faults.extend(so_far.began(started, &now));
            }
            if so_far.apply_one(Cow::Borrowed(event), seq, index, &now).is_err() {
                return vec![Fault::Illegal];
            }
        }
        let moved = entry.events().iter().filter(|event| matches!(event, Event::ItemMoved(_)));
        for item in moved.flat_map(Event::items) {
            let sealed = self.stores.opened_by(&self.book, &after.book, *item).into_iter();
            let seal = |state: &Self, of: ItemId| {
                state.stores.of_item(of).and_then(|store| store.seal.clone())
            };
            let still = sealed.filter(|of| seal(self, *of) == seal(&after, *of));
            faults.extend(still.map(|container| Fault::OpenedInSilence { item: *item, container }));
        }
        let in_force: Vec<ItemId> = after.book.declared(&now).collect();
        let about = |item: &ItemId| {
            after.standing_stops().any(|stop| {
                let all = after.alarms().get(stop.raised.stop).is_some();
                all || stop.raised.item.is_none_or(|about| about == *item)
            })
        };
        let under = in_force.into_iter().filter(about);
        faults.extend(under.map(|item| Fault::InForceUnderStop { item }));
        faults
    }

    /// What a run's files say against the rules, deviations and approvals as they were when it began.
    fn began(&self, started: &RunStarted, now: &Stamp) -> Vec<Fault> {
        let run = started.run;
        let mut faults = Vec::new();
        if started.approved != self.all_approved(&started.files, now) {
            faults.push(Fault::ApprovedUntruly { run });
        }
        let due = self.due(started, now);
        let used = || started.files.iter().filter(|file| file.used_as == FileAs::Overlay);
        for file in due.iter().filter(|due| used().all(|used| used.sha256 != due.sha256)) {
            faults.push(Fault::WithoutRule { run, overlay: file.id.clone() });
        }
        for file in used().filter(|used| due.iter().all(|due| due.sha256 != used.sha256)) {
            let overlay = file.id.clone();
            faults.push(match self.deviation(file.sha256) {
                Some(_) => Fault::NoDeviation { run, overlay },
                None => Fault::NoRule { run, overlay },
            });
        }
        faults
    }

    /// A container says how its seal was found as the number that was read back says it.
    fn seal(&self, event: &Event) -> Option<Fault> {
        let Event::StoreOpened(opened) = event else { return None };
        let store = self.stores.of_item(opened.item)?;
        let broken = opened.found == SealFound::Broken;
        let truly = store.found(opened.read.as_deref(), broken) == opened.found;
        // A paper card tells of another time.
        (!truly && opened.card.is_none()).then_some(Fault::SealUntruly { container: opened.item })
    }

    /// What is declared or issued rests on no run that began or went on under a STOP.
    fn went_on(&self, event: &Event) -> Option<Fault> {
        let (run, item) = if let Event::ItemDeclared(declared) = event {
            (declared.run?, declared.item)
        } else if let Event::ItemMoved(moved) = event
            && moved.act == Act::Issue
        {
            (moved.run?, moved.item)
        } else {
            return None;
        };
        self.run(run)?.went_on_under_stop().then_some(Fault::WentOnUnderStop { run, item })
    }

    fn declared(&self, declared: &ItemDeclared) -> Vec<Fault> {
        let item = declared.item;
        let run = declared.run.and_then(|run| self.run(run));
        let mut faults = Vec::new();
        if declared.card.is_some() || run.is_some_and(crate::run::Run::is_recorded_after) {
            faults.push(Fault::DeclaredFromCard { item });
        }
        if self.is_stopped() {
            faults.push(Fault::DeclaredUnderStop { item });
        }
        if let Err(why) = self.book.offer_declare(item, false) {
            faults.push(Fault::NotDeclarable { item, why });
        }
        let mut people: Vec<_> = declared.witnesses.iter().map(|one| one.person).collect();
        people.sort_unstable();
        people.dedup();
        let recorder = run.and_then(|run| run.started().recorder);
        if declared.condition.is_of_blanks() && self.rounds.is_bore_due(item) {
            faults.push(Fault::NoBoreCheck { item });
        }
        let wrote = recorder.is_some_and(|recorder| people.contains(&recorder));
        if wrote || people.len() < needed(declared.condition) {
            faults.push(Fault::TooFewLooked { item });
        }
        faults
    }

    fn issued(&self, moved: &ItemMoved, now: &Stamp) -> Option<Fault> {
        let silent = moved.act == Act::Issue
            && moved.place == Place::Hand
            && moved.breach.is_none()
            && moved.card.is_none();
        if !silent {
            return None;
        }
        let item = moved.item;
        let party = |person| self.party(person, now);
        let Some(from) = moved.from.map(party) else {
            return Some(Fault::IssuedInSilence { item, why: vec![Refusal::NobodyNamed] });
        };
        let to: Vec<_> = moved.action.iter().map(|person| party(*person)).collect();
        let why = self.book.offer_issue(item, &from, &to, self.is_stopped(), now).err()?;
        Some(Fault::IssuedInSilence { item, why })
    }
}

/// How many people have to have seen it for that to be declared.
fn needed(condition: Condition) -> usize {
    match condition {
        Condition::EmptyShownClear
        | Condition::DummiesProven
        | Condition::LoadedChamberEmpty
        | Condition::Hot => 2,
        Condition::Unverified
        | Condition::FiredNotCleared
        | Condition::MisfireHold
        | Condition::Quarantine
        | Condition::Inert
        | Condition::GasFlash => 1,
    }
}
