//! The rows of a sheet: what a witness is asked to stand by, or to strike.

use std::collections::BTreeSet;

use crate::event::{Event, Shown, Witness};
use crate::terms::{
    Act, Breach, ItemId, PersonId, Role, RunId, State, StepPath, StopId, UtcMillis,
};

/// One row: an event that names witnesses.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SheetRow {
    /// The line.
    pub seq: u64,
    /// The event in it, from 0.
    pub i: u32,
    /// When the line was written.
    pub at: UtcMillis,
    /// What happened.
    pub what: RowWhat,
    /// Number of the paper card, where it was recorded after.
    pub card: Option<u32>,
}

/// What a row says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum RowWhat {
    /// Witnesses declared a condition.
    Proven {
        /// The item's tag.
        tag: String,
        /// The condition in fixed words.
        words: String,
        /// The run, and how it stood then.
        run: Option<RunCount>,
        /// Who saw it.
        witnesses: Vec<Witness>,
    },
    /// Items were shown.
    Shown {
        /// Their tags.
        tags: Vec<String>,
        /// Who showed them.
        by: PersonId,
        /// To whom.
        to: Vec<Shown>,
    },
    /// A stop was settled.
    Settled {
        /// Which.
        stop: StopId,
        /// By whom.
        witnesses: Vec<Witness>,
        /// Where the run goes on.
        restart: Option<StepPath>,
    },
    /// An item was moved against a rule.
    Breach {
        /// Which rule.
        code: Breach,
        /// The item's tag.
        tag: String,
        /// What was done.
        act: Act,
        /// Who gave it.
        from: Option<PersonId>,
        /// Who took it.
        to: Option<PersonId>,
    },
    /// Somebody was added for now.
    Added {
        /// Who.
        person: PersonId,
        /// As what.
        role: Role,
        /// By whom.
        witnesses: Vec<Witness>,
    },
}

/// How a run stood when something was declared from it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct RunCount {
    /// Which.
    pub run: RunId,
    /// Answers that stood.
    pub answers: usize,
    /// Answers that had been withdrawn.
    pub withdrawn: usize,
    /// Stops that had been raised.
    pub stops: usize,
}

/// The row that `event` is, and everybody whose sheet it belongs on.
pub(super) fn row(
    event: &Event,
    tag: impl Fn(ItemId) -> String,
    count: impl Fn(RunId) -> RunCount,
) -> Option<(RowWhat, Option<u32>, BTreeSet<PersonId>)> {
    let persons = |witnesses: &[Witness]| witnesses.iter().map(|one| one.person).collect();
    if let Event::ItemDeclared(e) = event {
        let state = State {
            condition: e.condition,
            n: e.n,
            of: e.of,
            load: e.load.as_deref().map(Into::into),
        };
        let what = RowWhat::Proven {
            tag: tag(e.item),
            words: state.words(),
            run: e.run.map(count),
            witnesses: e.witnesses.clone(),
        };
        Some((what, e.card, persons(&e.witnesses)))
    } else if let Event::ItemShown(e) = event {
        let mut who: BTreeSet<_> = e.to.iter().filter_map(|one| one.person).collect();
        who.insert(e.by);
        let tags = e.items.iter().copied().map(tag).collect();
        Some((RowWhat::Shown { tags, by: e.by, to: e.to.clone() }, e.card, who))
    } else if let Event::StopSettled(e) = event {
        let what = RowWhat::Settled {
            stop: e.stop,
            witnesses: e.witnesses.clone(),
            restart: e.restart.clone(),
        };
        Some((what, e.card, persons(&e.witnesses)))
    } else if let Event::ItemMoved(e) = event {
        let code = e.breach?;
        let who = [e.from, e.to, e.watch].into_iter().flatten().collect();
        let what = RowWhat::Breach { code, tag: tag(e.item), act: e.act, from: e.from, to: e.to };
        Some((what, e.card, who))
    } else if let Event::PersonProvisional(e) = event {
        let what = RowWhat::Added {
            person: e.person,
            role: e.role.clone(),
            witnesses: e.witnesses.clone(),
        };
        Some((what, None, persons(&e.witnesses)))
    } else {
        None
    }
}
