//! One item as the log tells it: place, holder, what was declared, who looked.

use crate::event::{Shown, Witness};
use crate::terms::{
    Act, Action, Barrel, Breach, Condition, Digest, ItemId, ItemKind, PersonId, Place, RunId,
    Stamp, State, StoreId, Until, UnverifiedWhy, UtcMillis, role,
};

/// Where in the log an event stands, and when that was.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Moment {
    /// The line.
    pub seq: u64,
    /// The event in it, from 0.
    pub index: u32,
    /// When.
    pub at: Stamp,
}

/// What witnesses declared of an item.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Declaration {
    /// The condition, with its numbers.
    pub state: State,
    /// When its time is over.
    pub until: Until,
    /// The run it rests on.
    pub run: Option<RunId>,
    /// Who saw it.
    pub witnesses: Vec<Witness>,
    /// For what: scene and set-up.
    pub covers: String,
    /// The sign-off it rests on, where the production signs at the moment.
    pub statement: Option<u64>,
    /// Where it was recorded.
    pub at: Moment,
}

impl Declaration {
    /// Whether its time is not over.
    #[must_use]
    pub fn in_force(&self, now: &Stamp) -> bool {
        !self.until.passed(now)
    }
}

/// What ended a declaration.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Ending {
    /// An `item.unverified`.
    Unverified(UnverifiedWhy),
    /// An `item.condition`: a shot, a misfire, being set apart.
    Condition(Condition),
    /// A new declaration in its place.
    Replaced,
}

/// A declaration that has ended.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Ended {
    /// What had been declared.
    pub declaration: Declaration,
    /// Why it ended.
    pub why: Ending,
    /// When.
    pub at: Moment,
}

/// One showing since the declaration began.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Showing {
    /// Who showed it.
    pub by: PersonId,
    /// To whom.
    pub to: Vec<Shown>,
    /// How many looked.
    pub looked: u32,
    /// Where it was recorded.
    pub at: Moment,
    /// The paper card it was entered from; it then counts for no issue.
    pub card: Option<u32>,
}

/// One line of an item's custody list.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Past {
    /// Where it was recorded.
    pub at: Moment,
    /// What.
    pub what: What,
}

/// What a line of the custody list says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum What {
    /// It was entered in the book.
    Added,
    /// Something was declared of it.
    Declared {
        /// What.
        state: State,
        /// From which paper card; it was never in force then.
        card: Option<u32>,
        /// The run it rests on.
        run: Option<RunId>,
    },
    /// It was shown.
    Shown {
        /// By whom.
        by: PersonId,
        /// How many looked.
        looked: u32,
        /// From which paper card.
        card: Option<u32>,
    },
    /// The handler offered to show it.
    Offered {
        /// Who offered.
        by: PersonId,
        /// How many looked.
        looked: u32,
    },
    /// It was moved.
    Moved {
        /// What was done.
        act: Act,
        /// Who gave it.
        from: Option<PersonId>,
        /// Who has it then.
        to: Option<PersonId>,
        /// Where it is then.
        place: Place,
        /// Who watches it then.
        watch: Option<PersonId>,
        /// Which rule it was against.
        breach: Option<Breach>,
        /// From which paper card.
        card: Option<u32>,
        /// When, as claimed afterwards.
        claimed: Option<UtcMillis>,
    },
    /// Its condition changed without a declaration.
    Condition {
        /// The condition then.
        state: State,
        /// The code.
        why: String,
    },
    /// What was declared ended.
    Unverified(UnverifiedWhy),
}

/// When what the record says of an item last became so: by its own claim where that came from a paper card, else by the
/// clock at the entry.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Newest {
    /// The last move that says where it is.
    pub moved: Option<UtcMillis>,
    /// The last change of condition: a declaration, a shot, an unload, being set apart.
    pub changed: Option<UtcMillis>,
    /// The line of the newest move from a card, and the time that it claims: a change of condition in it is as old.
    pub(super) card: Option<(u64, UtcMillis)>,
}

/// An item under custody.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Item {
    /// Which.
    pub id: ItemId,
    /// What it is.
    pub kind: ItemKind,
    /// The tag on it.
    pub tag: String,
    /// How it works.
    pub action: Action,
    /// What state its barrel is in.
    pub barrel: Barrel,
    /// How many chambers, or places of a tray.
    pub capacity: Option<u32>,
    /// The private object that tells its maker, calibre, serial and owner; what that holds is no part of the state.
    pub particulars: Option<Digest>,
    /// Where it is, by the record. Before the first move: with a handler, nobody named yet.
    pub place: Place,
    /// In whose hands, by the record.
    pub holder: Option<PersonId>,
    /// Who watches it on the set; a watcher is a holder.
    pub watch: Option<PersonId>,
    /// In which locked place.
    pub store: Option<StoreId>,
    /// The people of the action it is issued to.
    pub action_people: Vec<PersonId>,
    /// The last move.
    pub moved: Option<Moment>,
    /// When the last move and the last change of condition were, for what is entered from a paper card afterwards.
    pub newest: Newest,
    /// What was declared and not yet ended by an event; its time may be over.
    pub declaration: Option<Declaration>,
    /// The last declaration that ended.
    pub ended: Option<Ended>,
    /// What is so without a declaration: UNVERIFIED, or what an `item.condition` said last.
    pub physical: State,
    /// The showings since the declaration began.
    pub showings: Vec<Showing>,
    /// Whether a proof by a run stands behind it that only issue, passing inside the action and collecting followed, and
    /// that nobody has doubted; the short re-show may then take the place of a full proof.
    pub unbroken: bool,
    /// Its custody list, oldest first.
    pub history: Vec<Past>,
}

impl Item {
    /// The declaration in force at `now`.
    #[must_use]
    pub fn in_force(&self, now: &Stamp) -> Option<&Declaration> {
        self.declaration.as_ref().filter(|declaration| declaration.in_force(now))
    }

    /// The newest declaration, whether or not it has ended.
    #[must_use]
    pub fn proof(&self) -> Option<&Declaration> {
        self.declaration.as_ref().or(self.ended.as_ref().map(|ended| &ended.declaration))
    }

    /// Whether anything declared of it still counts: a declaration that no event has ended, or a chain that a re-show may
    /// rest on.
    #[must_use]
    pub fn has_standing(&self) -> bool {
        self.declaration.is_some() || self.unbroken
    }

    /// Its condition at `now`: what is in force, else what is so without a declaration.
    #[must_use]
    pub fn state(&self, now: &Stamp) -> State {
        self.in_force(now).map_or_else(|| self.physical.clone(), |one| one.state.clone())
    }

    /// Whether `person` has or watches it, by the record.
    #[must_use]
    pub fn held_by(&self, person: PersonId) -> bool {
        self.holder == Some(person) || self.watch == Some(person)
    }

    /// Whether `person` is one of the action it is issued to.
    #[must_use]
    pub fn is_action_of(&self, person: PersonId) -> bool {
        self.action_people.contains(&person)
    }

    /// Whether `person` saw it for the declaration that stands: as a witness, or shown by somebody else. What was
    /// entered from a paper card does not count.
    #[must_use]
    pub fn seen_by(&self, person: PersonId) -> bool {
        self.declaration
            .as_ref()
            .is_some_and(|one| one.witnesses.iter().any(|w| w.person == person))
            || self.live_showings().any(|showing| {
                showing.by != person && showing.to.iter().any(|shown| shown.person == Some(person))
            })
    }

    /// Whether passing it to `person` inside the action needs nothing more: it was shown to them for the newest declaration,
    /// ended since or not (an end interrupts no take), or it is a look-alike that was declared INERT.
    #[must_use]
    pub fn was_shown_to(&self, person: PersonId) -> bool {
        let saw = |one: &Declaration| one.witnesses.iter().any(|witness| witness.person == person);
        let inert = |one: &Declaration| one.state.condition == Condition::Inert;
        self.seen_by(person)
            || self.proof().is_some_and(|one| saw(one) || self.kind.is_look_alike() && inert(one))
    }

    /// Whether a first AD or a deputy saw it for the declaration that stands.
    #[must_use]
    pub fn seen_by_director(&self) -> bool {
        self.declaration.as_ref().is_some_and(|one| one.witnesses.iter().any(|w| directs(&w.role)))
            || self.live_showings().any(|showing| {
                showing.to.iter().any(|shown| {
                    directs(&shown.role) && shown.person.is_some_and(|person| person != showing.by)
                })
            })
    }

    /// When it was last shown for the declaration that stands.
    #[must_use]
    pub fn last_shown(&self) -> Option<&Showing> {
        self.live_showings().last()
    }

    fn live_showings(&self) -> impl Iterator<Item = &Showing> {
        self.showings.iter().filter(|showing| showing.card.is_none())
    }

    /// Whether it is a look-alike of which INERT is in force: no set-up, issue or coming back ends that.
    pub(super) fn is_inert(&self, now: &Stamp) -> bool {
        self.kind.is_look_alike()
            && self.in_force(now).is_some_and(|one| one.state.condition == Condition::Inert)
    }
}

fn directs(role: &crate::terms::Role) -> bool {
    role::DIRECTORS.iter().any(|name| role.is(name))
}
