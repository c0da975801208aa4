//! What a run may know of the rest: handed down as plain values, so that it names no other part.

use crate::event::{Shown, Witness};
use crate::terms::{
    Act, Action, Balance, Barrel, Condition, Danger, ItemId, ItemKind, Millis, PersonId, Place,
    State, StepPath,
};

/// What a run may know at one moment.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// For each input of the list, in order: what is known of the item it names.
    pub items: Vec<Option<ItemFacts>>,
    /// Whether this is a drill.
    pub drill: bool,
    /// Whether a STOP stands about an item of the run, or about everything.
    pub stopped: bool,
    /// How the ledger of rounds stands, and in words what is open, short or over; none where no lot is entered.
    pub rounds: Option<(Balance, String)>,
    /// The tags in the book, in its order, each with what it is on.
    pub tags: Vec<(ItemKind, String)>,
    /// The magazines in the book, each with its tag.
    pub magazines: Vec<(ItemId, String)>,
    /// The names of the people of the roster.
    pub names: Vec<(PersonId, String)>,
}

impl Facts {
    /// What is known once `declared` is in force: the steps after it see it.
    pub(super) fn after(&self, declared: &Declaring) -> Self {
        let mut told = self.clone();
        for item in told.items.iter_mut().flatten().filter(|item| item.item == declared.item) {
            item.state = declared.state.clone();
            item.last = Some(declared.state.clone());
            item.in_force = Some(declared.state.condition);
            item.unbroken = true;
            item.shown = Vec::new();
        }
        told
    }
}

/// What is known of an item.
#[derive(Clone, Debug)]
pub struct ItemFacts {
    /// Which.
    pub item: ItemId,
    /// Its tag.
    pub tag: String,
    /// What it is.
    pub kind: ItemKind,
    /// How it works.
    pub action: Action,
    /// What state its barrel is in.
    pub barrel: Barrel,
    /// Chambers or places.
    pub capacity: Option<u32>,
    /// Where it is.
    pub place: Place,
    /// What may be said of it now.
    pub state: State,
    /// What was declared of it last, in force or not.
    pub last: Option<State>,
    /// Whether since its last proof it was only issued to its action and collected, and nobody doubted it.
    pub unbroken: bool,
    /// Whether something to fire was in it shortly before the run began.
    pub fired_lately: bool,
    /// The numbers of the lots that the rounds in it, or last in it, are of.
    pub lot: Option<String>,
    /// To whom it was shown since its declaration began.
    pub shown: Vec<Shown>,
    /// The condition that a declaration in force gives it.
    pub in_force: Option<Condition>,
}

/// What a run asks of the rest: `production` settles all of it, or the answer is refused.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Demand {
    /// Declare a condition.
    Declare(Declaring),
    /// Move an item.
    Move {
        /// Which.
        item: ItemId,
        /// What is done.
        act: Act,
        /// Who gives.
        from: Option<PersonId>,
        /// Who takes.
        to: Option<PersonId>,
        /// What came out of it, where that is said and known.
        out: Option<Out>,
    },
    /// Set apart the whole lot of the rounds in an item, or last in it.
    Rest {
        /// Which item.
        item: ItemId,
        /// Why: what was said.
        why: String,
    },
    /// Raise a stop of the list.
    Raise {
        /// Its id in the list.
        rule: StepPath,
        /// What is said aloud.
        say: String,
        /// The alarm that it is, where its list says so.
        alarm: Option<Danger>,
    },
}

/// Rounds that came out of a gun.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Out {
    /// Unfired.
    pub back: u32,
    /// Misfired.
    pub held: u32,
}

/// What is to be declared.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Declaring {
    /// Of what.
    pub item: ItemId,
    /// What.
    pub state: State,
    /// Who saw it.
    pub witnesses: Vec<Witness>,
    /// How long it lasts at the most.
    pub lasts: Millis,
}
