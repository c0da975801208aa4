//! Declarations: only what a step can witness, only in the exact words, only with two who look.

use super::cx::{Cx, Site, Sort};
use super::possible::can_hold;
use crate::checklist::draft::{self, Kind as K, State};
use crate::checklist::model::StepIx;
use crate::checklist::{DeclareWhen, DeclaredState, Declares, NumberRef, RoleIx, Words};
use crate::source::{At, Code, Span};
use crate::terms::Condition;

impl<'d> Cx<'d, '_> {
    pub(super) fn declares(
        &mut self,
        draft: &'d At<draft::Declares>,
        step: &'d draft::Step,
        ix: StepIx,
    ) -> Option<Declares> {
        let site = Site::answered(ix);
        let span = draft.span.head(1);
        let declares = &draft.value;
        let kind = step.kind.as_ref().map(|kind| &kind.value);
        match self.sort {
            Sort::List => {}
            Sort::Unit => {
                let found = "a unit declares nothing";
                self.tell(
                    Code::ListOnly,
                    span,
                    found,
                    "declare in a step of the list behind the include",
                );
                return None;
            }
            Sort::Overlay => {
                let found = "what an overlay adds would declare something";
                self.tell(
                    Code::Loosens,
                    span,
                    found,
                    "an overlay only tightens; declare in the list",
                );
                return None;
            }
        }
        if ix.inner.is_some() {
            let found = "a step inside a repeat declares something";
            self.tell(Code::BadDeclaration, span, found, "declare in a step after the repeat");
        } else if kind.is_some_and(|kind| !witnesses(kind)) {
            self.tell(
                Code::BadDeclaration,
                span,
                "a step of this kind witnesses nothing",
                "declare in a Show, Sign, Challenge, Choose, Count, BlindCount, Match or Each",
            );
        }
        if let Some(rests) = step.kind.as_ref().and_then(|kind| rests(&kind.value)) {
            self.tell(
                Code::RestsDeclares,
                rests.span,
                "an answer sets a lot apart, and this step declares something",
                "ask for the lot in a step of its own, before this one",
            );
        }
        let item = declares.item.as_ref().and_then(|item| self.item(item));
        let state = declares.state.as_ref();
        let resolved = state.and_then(|state| self.state(step, state, site));
        let when = match declares.when.as_ref()? {
            Some(when) => self.condition(&when.value, site).map(|resolved| {
                if !can_hold(&resolved, self) {
                    let found = "this can never be so, and nothing is ever declared";
                    self.tell(Code::Unreachable, when.span, found, "mend the condition");
                }
                Some(DeclareWhen(resolved))
            }),
            None => Some(None),
        };
        let witnesses = self.witnesses(declares.witnesses.as_deref()?, step, span);
        let (witnesses, state) = (witnesses?, state?);
        let pairs = witnesses.iter().flat_map(|a| witnesses.iter().map(move |b| (*a, *b)));
        if needs_two(state) && !pairs.into_iter().any(|(a, b)| self.names.apart(a, b)) {
            self.tell(
                Code::BadDeclaration,
                span,
                "what is in a gun could be declared by one person alone",
                "two roles that are not_same_as each other have to see it; add to: or witnesses:",
            );
        }
        Some(Declares { item: item?, state: resolved?, when: when?, witnesses })
    }

    /// Those named, or else the people of the step who have to be there.
    fn witnesses(
        &mut self,
        named: &[draft::Name],
        step: &'d draft::Step,
        span: Span,
    ) -> Option<Vec<RoleIx>> {
        let named = self.roles(named)?;
        if !named.is_empty() {
            return Some(named);
        }
        // A showing goes on without those who are not there, so it does not wait for them either.
        let mut people = people(step);
        if people.iter().any(|name| !self.names.absent.contains(name)) {
            people.retain(|name| !self.names.absent.contains(name));
        }
        let people: Vec<RoleIx> = people
            .into_iter()
            .filter_map(|name| self.names.roles.iter().position(|role| *role == name))
            .filter_map(|at| u16::try_from(at).ok().map(RoleIx))
            .collect();
        let mut all = Vec::new();
        for role in people {
            if !all.contains(&role) {
                all.push(role);
            }
        }
        if all.is_empty() {
            let found = "nobody of this step could have seen it";
            self.tell(Code::BadDeclaration, span, found, "add by: and to:, or witnesses:");
            return None;
        }
        Some(all)
    }

    fn state(
        &mut self,
        step: &'d draft::Step,
        state: &'d State,
        site: Site,
    ) -> Option<DeclaredState> {
        let id = step.id.as_ref().map_or("", |id| id.value.as_str());
        let number = |cx: &mut Self, n: &'d Option<At<crate::checklist::atom::Operand>>| {
            n.as_ref().and_then(|n| cx.operand(n, site))
        };
        let load = |cx: &mut Self, line: &'d Option<draft::Line>| {
            cx.words(&format!("{id}.load"), line.as_ref(), site)
        };
        let plain = |condition| exactly(condition, None, None, None);
        Some(match state {
            State::EmptyShownClear => plain(Condition::EmptyShownClear),
            State::FiredNotCleared => plain(Condition::FiredNotCleared),
            State::MisfireHold => plain(Condition::MisfireHold),
            State::Quarantine => plain(Condition::Quarantine),
            State::DummiesProven { n, of } => {
                let (n, of) = (number(self, n), number(self, of));
                exactly(Condition::DummiesProven, Some(n?), Some(of?), None)
            }
            State::LoadedChamberEmpty { n, load: line } => {
                let (n, line) = (number(self, n), load(self, line));
                exactly(Condition::LoadedChamberEmpty, Some(n?), None, Some(line?))
            }
            State::Hot { n, load: line } => {
                let (n, line) = (number(self, n), load(self, line));
                exactly(Condition::Hot, Some(n?), None, Some(line?))
            }
            State::Inert { load: line } => {
                exactly(Condition::Inert, None, None, Some(load(self, line)?))
            }
            State::GasFlash { load: line } => {
                exactly(Condition::GasFlash, None, None, Some(load(self, line)?))
            }
            State::AsBefore => DeclaredState::AsBefore,
        })
    }
}

fn exactly(
    condition: Condition,
    n: Option<NumberRef>,
    of: Option<NumberRef>,
    load: Option<Words>,
) -> DeclaredState {
    DeclaredState::Exactly { condition, n, of, load }
}

/// Whether people see something in a step of this kind.
fn witnesses(kind: &K) -> bool {
    match kind {
        K::Show { .. }
        | K::Sign { .. }
        | K::Challenge { .. }
        | K::Choose { .. }
        | K::Count { .. }
        | K::BlindCount { .. }
        | K::Match { .. }
        // It declares with the last answer of its last part.
        | K::Each { .. } => true,
        K::Say { .. }
        | K::Confirm { .. }
        | K::ChooseMany { .. }
        | K::Measure { .. }
        | K::Text { .. }
        | K::Photo { .. }
        | K::Attach { .. }
        | K::Scan { .. }
        | K::Include { .. }
        | K::Proof { .. }
        | K::Wait { .. }
        | K::Custody { .. } => false,
    }
}

/// The first answer that sets a lot apart: what declares may wait for signatures, and the lot must not.
fn rests(kind: &K) -> Option<&draft::Name> {
    match kind {
        K::Challenge { expect: choices, .. }
        | K::Choose { of: choices, .. }
        | K::ChooseMany { of: choices, .. } => {
            choices.iter().flat_map(|all| &all.rows).find_map(|choice| choice.rests.as_ref())
        }
        K::Each { steps, .. } => {
            let inside = steps.iter().flat_map(|steps| &steps.rows);
            inside.filter_map(|step| step.kind.as_ref()).find_map(|kind| rests(&kind.value))
        }
        K::Show { .. }
        | K::Sign { .. }
        | K::Count { .. }
        | K::BlindCount { .. }
        | K::Match { .. }
        | K::Say { .. }
        | K::Confirm { .. }
        | K::Measure { .. }
        | K::Text { .. }
        | K::Photo { .. }
        | K::Attach { .. }
        | K::Scan { .. }
        | K::Include { .. }
        | K::Proof { .. }
        | K::Wait { .. }
        | K::Custody { .. } => None,
    }
}

/// Whether a state speaks of what is in a gun, which no one person may declare.
fn needs_two(state: &State) -> bool {
    match state {
        State::EmptyShownClear
        | State::DummiesProven { .. }
        | State::LoadedChamberEmpty { .. }
        | State::Hot { .. }
        | State::AsBefore => true,
        State::FiredNotCleared
        | State::MisfireHold
        | State::Quarantine
        | State::Inert { .. }
        | State::GasFlash { .. } => false,
    }
}

/// Whether a state holds for a time only, so that the list has to say for how long.
pub(super) fn needs_validity(state: &State) -> bool {
    needs_two(state)
}

/// Who takes part in a step, by the names that it gives.
fn people(step: &draft::Step) -> Vec<&str> {
    let mut all: Vec<&draft::Name> = Vec::new();
    match step.kind.as_ref().map(|kind| &kind.value) {
        Some(K::Show { by, to, .. }) => {
            all.extend(by);
            all.extend(to.iter().flat_map(|to| &to.rows));
        }
        Some(K::Sign { roles, .. } | K::BlindCount { roles, .. }) => {
            all.extend(roles.iter().flat_map(|roles| &roles.rows));
        }
        Some(K::Each { steps, .. }) => {
            let inside = steps.iter().flat_map(|steps| &steps.rows);
            all.extend(inside.flat_map(|step| step.by.iter().chain(&step.to).flatten()));
        }
        Some(_) | None => {}
    }
    all.extend(step.by.iter().flatten());
    all.extend(step.to.iter().flatten());
    all.into_iter().map(|name| name.value.as_str()).collect()
}
