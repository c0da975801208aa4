//! The rules of issuing and handling, looked at anew from the events alone: what the record calls a breach is not asked.

use super::axis::Point;
use super::crew::Crew;
use super::finding::Rule;
use super::told::When;
use crate::event::{ItemDeclared, ItemMoved, ItemShown};
use crate::terms::{
    Act, BootId, Condition, ItemKind, Millis, PersonId, Place, Stamp, State, UtcMillis,
};

/// What was declared of an item, as long as nothing ended it.
#[derive(Clone, Debug)]
pub(super) struct Declared {
    pub(super) state: State,
    /// When its time is over, on the axis and by the wall clock.
    pub(super) over: (Millis, UtcMillis),
    boot: BootId,
    seen_by: Vec<PersonId>,
}

impl Declared {
    pub(super) fn new(said: &ItemDeclared, at: Point, stamp: &Stamp) -> Self {
        let state = State {
            condition: said.condition,
            n: said.n,
            of: said.of,
            load: said.load.as_deref().map(Into::into),
        };
        let by_wall = said.until.millis().saturating_sub(stamp.wall.millis()).max(0).unsigned_abs();
        let lasts = by_wall.min(said.until_up.saturating_sub(stamp.up));
        Self {
            state,
            over: (at.at.saturating_add(lasts), stamp.wall.plus(lasts)),
            boot: stamp.boot.clone(),
            seen_by: said.witnesses.iter().map(|one| one.person).collect(),
        }
    }

    /// Whether another start of the machine ended it.
    pub(super) fn is_of_another_start(&self, stamp: &Stamp) -> bool {
        !self.boot.same(&stamp.boot)
    }

    /// Takes a showing; whoever shows it is not shown it, and a paper card counts for no issue.
    pub(super) fn shown(&mut self, shown: &ItemShown) {
        if shown.card.is_none() {
            let looked = shown.to.iter().filter_map(|one| one.person);
            self.seen_by.extend(looked.filter(|person| *person != shown.by));
        }
    }

    /// Whether what is declared may be issued at all.
    fn may_be_issued(&self, kind: Option<ItemKind>) -> bool {
        let look_alike = kind.is_some_and(ItemKind::is_look_alike);
        match self.state.condition {
            Condition::EmptyShownClear
            | Condition::DummiesProven
            | Condition::LoadedChamberEmpty
            | Condition::Hot => !look_alike,
            Condition::Inert | Condition::GasFlash => look_alike,
            Condition::Unverified
            | Condition::FiredNotCleared
            | Condition::MisfireHold
            | Condition::Quarantine => false,
        }
    }

    /// A look-alike of which INERT is in force: nobody need see it again, and only locking away ends it.
    pub(super) fn is_inert(&self, kind: Option<ItemKind>) -> bool {
        self.state.condition == Condition::Inert && kind.is_some_and(ItemKind::is_look_alike)
    }
}

/// What a move is, whatever it was called.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Sort {
    /// A handler gives it to the people of an action.
    Issue,
    /// It stays with the people of its action.
    Inside,
    /// It goes elsewhere, or is handled.
    Other,
}

/// The moment of a move: who is who, what stood, what is in force.
pub(super) struct Scene<'a> {
    pub(super) crew: &'a Crew,
    pub(super) kind: Option<ItemKind>,
    pub(super) declared: Option<&'a Declared>,
    /// The people of the action it was issued to.
    pub(super) action: &'a [PersonId],
    pub(super) stopped: bool,
    pub(super) wall: UtcMillis,
    /// What is so without a declaration.
    pub(super) physical: Condition,
    /// The line.
    pub(super) at: Point,
}

impl Scene<'_> {
    pub(super) fn sort(&self, moved: &ItemMoved) -> Sort {
        let inside = |person: PersonId| self.action.contains(&person);
        match moved.act {
            Act::Issue => Sort::Issue,
            Act::HandOver => match moved.to {
                Some(to) if inside(to) && moved.from.is_none_or(inside) => Sort::Inside,
                Some(to) if self.handles(to) => Sort::Other,
                Some(_) | None => {
                    let given = moved.from.filter(|from| !inside(*from));
                    if given.is_some_and(|from| self.handles(from)) {
                        Sort::Issue
                    } else {
                        Sort::Other
                    }
                }
            },
            Act::SetDown => {
                let stays = moved.watch.is_some_and(|one| inside(one) || self.handles(one));
                if stays && !self.action.is_empty() { Sort::Inside } else { Sort::Other }
            }
            Act::TakeOut
            | Act::Collect
            | Act::LockAway
            | Act::MakeSafe
            | Act::Unload
            | Act::Seal
            | Act::Open
            | Act::TransferOut
            | Act::TransferIn
            | Act::Quarantine
            | Act::Release => Sort::Other,
        }
    }

    fn handles(&self, person: PersonId) -> bool {
        self.crew.handles(person, self.wall)
    }

    /// Whether the move ends what is in force, an event saying so or not.
    pub(super) fn ends(&self, moved: &ItemMoved) -> bool {
        let inert = self.declared.is_some_and(|one| one.is_inert(self.kind));
        match moved.act {
            Act::Issue => false,
            Act::HandOver | Act::SetDown => self.sort(moved) == Sort::Other && !inert,
            Act::Collect => !inert,
            Act::TakeOut
            | Act::LockAway
            | Act::MakeSafe
            | Act::Unload
            | Act::Seal
            | Act::Open
            | Act::TransferOut
            | Act::TransferIn
            | Act::Quarantine
            | Act::Release => true,
        }
    }

    /// The rules that the move is against, each with the person it is about.
    pub(super) fn against(&self, moved: &ItemMoved) -> Vec<(Rule, Option<PersonId>)> {
        match (moved.act, self.sort(moved)) {
            (_, Sort::Issue) => self.issue(moved),
            (_, Sort::Inside) => self.inside(moved),
            (Act::HandOver, Sort::Other) => self.hand_over(moved),
            (Act::Collect | Act::TakeOut | Act::TransferIn, Sort::Other) => match moved.to {
                None => vec![(Rule::Named, None)],
                Some(to) => self.handled_by(to),
            },
            (Act::SetDown, Sort::Other) => match moved.watch {
                None => vec![(Rule::Named, None)],
                Some(watch) if self.handles(watch) => Vec::new(),
                Some(watch) => vec![(Rule::InsideAction, Some(watch))],
            },
            (
                Act::LockAway
                | Act::Unload
                | Act::Seal
                | Act::Open
                | Act::TransferOut
                | Act::Quarantine
                | Act::Release,
                Sort::Other,
            ) => {
                // A move that stays where it was names the holder as the taker; whoever did it is then not in the line.
                let stays = matches!(moved.place, Place::Hand | Place::Set);
                let by = moved.from.or(moved.to.filter(|_| !stays));
                by.map_or_else(Vec::new, |by| self.handled_by(by))
            }
            // Whoever has it in hand points it clear and opens it.
            (Act::MakeSafe | Act::Issue, Sort::Other) => Vec::new(),
        }
    }

    /// Passing it on inside the action: only to people it was shown for, as far as what stands says.
    fn inside(&self, moved: &ItemMoved) -> Vec<(Rule, Option<PersonId>)> {
        let mut found: Vec<_> = self.stopped.then_some((Rule::NoStop, None)).into_iter().collect();
        let declared = self.declared.filter(|one| !one.is_inert(self.kind));
        if let (Act::HandOver, None, Some(to), Some(declared)) =
            (moved.act, moved.card, moved.to, declared)
            && !declared.seen_by.contains(&to)
        {
            found.push((Rule::ShownToTaker, Some(to)));
        }
        if let (Act::HandOver, None, Some(to)) = (moved.act, moved.card, moved.to) {
            // That no meeting counts any more, past midnight, is nothing against what was issued before.
            let told = self.told(&[to], When::Line(self.at)).into_iter();
            found.extend(told.filter(|(rule, _)| *rule != Rule::Meeting));
        }
        found
    }

    /// What is asked of `people` and not recorded of them.
    fn told(&self, people: &[PersonId], when: When) -> Vec<(Rule, Option<PersonId>)> {
        if self.declared.is_some_and(|one| one.is_inert(self.kind)) {
            return Vec::new();
        }
        let declared = self.declared.is_some_and(|one| one.state.condition.is_of_blanks());
        self.crew.told().against(people, declared || self.physical.is_of_blanks(), when)
    }

    fn issue(&self, moved: &ItemMoved) -> Vec<(Rule, Option<PersonId>)> {
        let mut found = Vec::new();
        if self.stopped {
            found.push((Rule::NoStop, None));
        }
        match moved.from {
            None => found.push((Rule::Named, None)),
            Some(from) => {
                let handled = self.handled_by(from);
                if handled.is_empty() && self.crew.permit_is_over(from, self.wall) {
                    found.push((Rule::PermitInDate, Some(from)));
                }
                found.extend(handled);
            }
        }
        match moved.to {
            None if moved.from.is_some() => found.push((Rule::Named, None)),
            None => {}
            Some(to) if self.crew.directs(to, self.wall) => {
                found.push((Rule::DirectorLooksOnly, Some(to)));
            }
            Some(to) if !self.crew.takes(to, self.wall) => found.push((Rule::ToTaker, Some(to))),
            Some(_) => {}
        }
        let mut people = moved.action.clone();
        people.extend(moved.to.filter(|to| !moved.action.contains(to)));
        people.retain(|person| !self.crew.directs(*person, self.wall));
        let when = match (moved.card, moved.at) {
            (None, _) => Some(When::Line(self.at)),
            (Some(_), claimed) => claimed.map(When::Claimed),
        };
        found.extend(when.map_or_else(Vec::new, |when| self.told(&people, when)));
        // A paper card is read afterwards: what was declared and shown at that time is not in the record.
        if moved.card.is_none() {
            found.extend(self.seen(moved.to));
        }
        found
    }

    /// What is missing of declaring and showing.
    fn seen(&self, taker: Option<PersonId>) -> Vec<(Rule, Option<PersonId>)> {
        let declared = self.declared.filter(|one| one.may_be_issued(self.kind));
        let inert = declared.is_some_and(|one| one.is_inert(self.kind));
        let seen_by = declared.map_or(&[][..], |one| one.seen_by.as_slice());
        let mut found = Vec::new();
        if declared.is_none() {
            found.push((Rule::Declared, None));
        }
        if inert {
            return found;
        }
        if !seen_by.iter().any(|person| self.crew.directs(*person, self.wall)) {
            found.push((Rule::ShownToDirector, None));
        }
        if !taker.is_some_and(|taker| seen_by.contains(&taker)) {
            found.push((Rule::ShownToTaker, taker));
        }
        found
    }

    fn hand_over(&self, moved: &ItemMoved) -> Vec<(Rule, Option<PersonId>)> {
        match moved.to {
            None => vec![(Rule::Named, None)],
            Some(to) if self.crew.directs(to, self.wall) => {
                vec![(Rule::DirectorLooksOnly, Some(to))]
            }
            Some(to) if self.handles(to) => Vec::new(),
            Some(to) => vec![(Rule::InsideAction, Some(to))],
        }
    }

    fn handled_by(&self, person: PersonId) -> Vec<(Rule, Option<PersonId>)> {
        if self.crew.directs(person, self.wall) {
            vec![(Rule::DirectorLooksOnly, Some(person))]
        } else if self.handles(person) {
            Vec::new()
        } else {
            vec![(Rule::ByHandler, Some(person))]
        }
    }
}
