//! What a checked file says, said with the places that it has in the list that it becomes part of.

use super::{Brought, moved};
use crate::checklist::check::names::{Key, key_of};
use crate::checklist::model::{Clearing, FactIx, FlagIx, InputIx, RoleIx, StepIx, Stop, StopWhen};
use crate::checklist::{
    Choice, Condition, DeclareWhen, DeclaredState, Declares, Kind, NumberRef, Over, Piece,
    ShowWhen, Step, TextRef, Value, Words,
};

/// Turns the places of one file into those of the list; `None` nowhere in a file that was checked.
#[derive(Debug)]
pub(super) struct Rebase<'d, 'b> {
    pub(super) of: &'b Brought<'d>,
    pub(super) roles: Vec<RoleIx>,
    pub(super) inputs: Vec<InputIx>,
    /// Its first computed value, its first flag, and each of its sources in the list.
    pub(super) facts: u16,
    pub(super) flags: u16,
    pub(super) refs: Vec<usize>,
    /// For each computed value that is in its place the last step that it rests on.
    pub(super) fact_keys: Vec<Key>,
    /// The last step that was named since this was reset.
    pub(super) used: Key,
}

impl Rebase<'_, '_> {
    pub(super) fn ix(&mut self, ix: StepIx) -> Option<StepIx> {
        let ix = moved(&self.of.tops, ix)?;
        self.used = self.used.max(key_of(ix));
        Some(ix)
    }

    pub(super) fn role(&self, ix: RoleIx) -> Option<RoleIx> {
        self.roles.get(ix.position()).copied()
    }

    fn role_or_none(&self, ix: Option<RoleIx>) -> Option<Option<RoleIx>> {
        match ix {
            Some(ix) => self.role(ix).map(Some),
            None => Some(None),
        }
    }

    pub(super) fn all_roles(&self, all: &[RoleIx]) -> Option<Vec<RoleIx>> {
        all.iter().map(|ix| self.role(*ix)).collect()
    }

    fn item(&self, ix: InputIx) -> Option<InputIx> {
        self.inputs.get(ix.position()).copied()
    }

    fn item_or_none(&self, ix: Option<InputIx>) -> Option<Option<InputIx>> {
        match ix {
            Some(ix) => self.item(ix).map(Some),
            None => Some(None),
        }
    }

    fn flag(&mut self, ix: FlagIx) -> Option<FlagIx> {
        let (_, last) = self.of.flags.get(ix.position())?;
        self.used = self.used.max(*last);
        ix.0.checked_add(self.flags).map(FlagIx)
    }

    fn fact(&mut self, ix: FactIx) -> Option<FactIx> {
        let ix = FactIx(ix.0.checked_add(self.facts)?);
        self.used = self.used.max(self.fact_keys.get(ix.position()).copied().unwrap_or_default());
        Some(ix)
    }

    pub(super) fn step(&mut self, step: &Step) -> Option<Step> {
        Some(Step {
            path: step.path.clone(),
            killer: step.killer,
            by: self.role_or_none(step.by)?,
            to: self.role_or_none(step.to)?,
            when: self.when(step.when.as_ref())?,
            refs: step.refs.iter().map(|at| self.refs.get(*at).copied()).collect::<Option<_>>()?,
            dwell: step.dwell,
            note: step.note.clone(),
            pause_before: step.pause_before,
            declares: match &step.declares {
                Some(declares) => Some(self.declares(declares)?),
                None => None,
            },
            kind: self.kind(&step.kind)?,
        })
    }

    fn when(&mut self, when: Option<&ShowWhen>) -> Option<Option<ShowWhen>> {
        match when {
            Some(when) => self.condition(&when.0).map(|when| Some(ShowWhen(when))),
            None => Some(None),
        }
    }

    fn declares(&mut self, declares: &Declares) -> Option<Declares> {
        Some(Declares {
            item: self.item(declares.item)?,
            state: match &declares.state {
                DeclaredState::AsBefore => DeclaredState::AsBefore,
                DeclaredState::Exactly { condition, n, of, load } => DeclaredState::Exactly {
                    condition: *condition,
                    n: self.number_or_none(n.as_ref())?,
                    of: self.number_or_none(of.as_ref())?,
                    load: match load {
                        Some(load) => Some(self.words(load)?),
                        None => None,
                    },
                },
            },
            when: match &declares.when {
                Some(when) => Some(DeclareWhen(self.condition(&when.0)?)),
                None => None,
            },
            witnesses: self.all_roles(&declares.witnesses)?,
        })
    }

    fn kind(&mut self, kind: &Kind) -> Option<Kind> {
        Some(match kind {
            Kind::Say { words, heard_by } => {
                Kind::Say { words: self.words(words)?, heard_by: *heard_by }
            }
            Kind::Challenge { ask, expect, refuse } => Kind::Challenge {
                ask: self.words(ask)?,
                expect: self.choices(expect)?,
                refuse: refuse.clone(),
            },
            Kind::Confirm { ask } => Kind::Confirm { ask: self.words(ask)? },
            Kind::Choose { ask, of } => {
                Kind::Choose { ask: self.words(ask)?, of: self.choices(of)? }
            }
            Kind::Count { ask, min, max } => {
                Kind::Count { ask: self.words(ask)?, min: *min, max: *max }
            }
            Kind::BlindCount { ask, roles: [first, second], max } => Kind::BlindCount {
                ask: self.words(ask)?,
                roles: [self.role(*first)?, self.role(*second)?],
                max: *max,
            },
            Kind::Match { ask, against, item } => Kind::Match {
                ask: self.words(ask)?,
                against: self.text(against)?,
                item: self.item_or_none(*item)?,
            },
            Kind::ChooseMany { ask, of } => {
                Kind::ChooseMany { ask: self.words(ask)?, of: self.choices(of)? }
            }
            Kind::Measure { ask, unit, min, max } => {
                Kind::Measure { ask: self.words(ask)?, unit: unit.clone(), min: *min, max: *max }
            }
            Kind::Photo { ask, least } => Kind::Photo { ask: self.words(ask)?, least: *least },
            Kind::Attach { ask } => Kind::Attach { ask: self.words(ask)? },
            Kind::Scan { ask, against, check } => Kind::Scan {
                ask: self.words(ask)?,
                against: match against {
                    Some((text, item)) => Some((self.text(text)?, self.item_or_none(*item)?)),
                    None => None,
                },
                check: *check,
            },
            Kind::Proof { pick, from, on_fail, bench } => Kind::Proof {
                pick: *pick,
                from: from.iter().map(|ix| self.ix(*ix)).collect::<Option<_>>()?,
                on_fail: self.ix(*on_fail)?,
                bench: *bench,
            },
            Kind::Text { ask, max } => Kind::Text { ask: self.words(ask)?, max: *max },
            Kind::Each { over, most, part, tally, steps } => Kind::Each {
                over: match over {
                    Over::Number(over) => Over::Number(self.number(over)?),
                    Over::Named { ask, sort } => Over::Named { ask: self.words(ask)?, sort: *sort },
                },
                most: *most,
                part: part.clone(),
                tally: tally.clone(),
                steps: steps.iter().map(|step| self.step(step)).collect::<Option<_>>()?,
            },
            Kind::Wait { ask, lasts, holds } => Kind::Wait {
                ask: self.words(ask)?,
                lasts: *lasts,
                holds: match holds {
                    Some(item) => Some(self.item(*item)?),
                    None => None,
                },
            },
            Kind::Custody { item, act, from, to, joined, back, held } => Kind::Custody {
                item: self.item(*item)?,
                act: *act,
                from: self.role_or_none(*from)?,
                to: self.role_or_none(*to)?,
                joined: *joined,
                back: self.number_or_none(back.as_ref())?,
                held: self.number_or_none(held.as_ref())?,
            },
            Kind::Show { ask, item, by, to } => Kind::Show {
                ask: self.words(ask)?,
                item: self.item(*item)?,
                by: self.role(*by)?,
                to: self.all_roles(to)?,
            },
            Kind::Sign { roles, meaning } => {
                Kind::Sign { roles: self.all_roles(roles)?, meaning: meaning.clone() }
            }
        })
    }

    fn choices(&mut self, choices: &[Choice]) -> Option<Vec<Choice>> {
        let mut one = |choice: &Choice| {
            Some(Choice {
                words: self.words(&choice.words)?,
                shown: None,
                raise: match choice.raise {
                    Some(flag) => Some(self.flag(flag)?),
                    None => None,
                },
                when: self.when(choice.when.as_ref())?,
                rests: match choice.rests {
                    Some(item) => Some(self.item(item)?),
                    None => None,
                },
            })
        };
        choices.iter().map(&mut one).collect()
    }

    pub(super) fn stop(&mut self, stop: &Stop) -> Option<Stop> {
        Some(Stop {
            id: self.of.named(&stop.id),
            when: match &stop.when {
                StopWhen::At(armed, when) => {
                    let armed = armed.iter().map(|ix| self.ix(*ix)).collect::<Option<_>>()?;
                    StopWhen::At(armed, self.condition(when)?)
                }
                StopWhen::Always(when) => StopWhen::Always(self.condition(when)?),
            },
            say: self.words(&stop.say)?,
            clearing: Clearing {
                by: self.all_roles(&stop.clearing.by)?,
                restart: self.ix(stop.clearing.restart)?,
            },
            alarm: stop.alarm,
        })
    }

    pub(super) fn words(&mut self, words: &Words) -> Option<Words> {
        let mut piece = |piece: &Piece| {
            Some(match piece {
                Piece::Literal(text) => Piece::Literal(text.clone()),
                Piece::Instance => Piece::Instance,
                Piece::Part(ix) => Piece::Part(self.ix(*ix)?),
                Piece::Text(from) => Piece::Text(self.text(from)?),
                Piece::Number(from) => Piece::Number(self.number(from)?),
                Piece::Call(ix) => Piece::Call(self.item(*ix)?),
                Piece::Person(ix) => Piece::Person(self.role(*ix)?),
            })
        };
        words.0.iter().map(&mut piece).collect::<Option<_>>().map(Words)
    }

    fn number_or_none(&mut self, from: Option<&NumberRef>) -> Option<Option<NumberRef>> {
        match from {
            Some(from) => self.number(from).map(Some),
            None => Some(None),
        }
    }

    fn number(&mut self, from: &NumberRef) -> Option<NumberRef> {
        Some(match from {
            NumberRef::Literal(n) => NumberRef::Literal(*n),
            NumberRef::Step(ix) => NumberRef::Step(self.ix(*ix)?),
            NumberRef::Blind(ix, role) => NumberRef::Blind(self.ix(*ix)?, self.role(*role)?),
            NumberRef::Tally(ix, which) => NumberRef::Tally(self.ix(*ix)?, *which),
            NumberRef::Capacity(ix) => NumberRef::Capacity(self.item(*ix)?),
            NumberRef::LastCount(ix) => NumberRef::LastCount(self.item(*ix)?),
            NumberRef::Input(ix) => NumberRef::Input(self.item(*ix)?),
            NumberRef::Fact(ix) => NumberRef::Fact(self.fact(*ix)?),
        })
    }

    fn text(&mut self, from: &TextRef) -> Option<TextRef> {
        Some(match from {
            TextRef::Step(ix) => TextRef::Step(self.ix(*ix)?),
            TextRef::Input(ix) => TextRef::Input(self.item(*ix)?),
            TextRef::Attribute(ix, attribute) => TextRef::Attribute(self.item(*ix)?, *attribute),
            TextRef::Literal(_)
            | TextRef::Drill
            | TextRef::Stopped
            | TextRef::Scene
            | TextRef::Setup
            | TextRef::Take
            | TextRef::Rounds
            | TextRef::Ledger => from.clone(),
        })
    }

    pub(super) fn value(&mut self, value: &Value) -> Option<Value> {
        Some(match value {
            Value::Number(from) => Value::Number(self.number(from)?),
            Value::If(when, yes, no) => Value::If(
                Box::new(self.condition(when)?),
                Box::new(self.value(yes)?),
                Box::new(self.value(no)?),
            ),
            Value::Sum(all) => {
                Value::Sum(all.iter().map(|one| self.value(one)).collect::<Option<_>>()?)
            }
            Value::Diff(from, less) => {
                Value::Diff(Box::new(self.value(from)?), Box::new(self.value(less)?))
            }
        })
    }

    pub(super) fn condition(&mut self, condition: &Condition) -> Option<Condition> {
        Some(match condition {
            Condition::Number(left, how, right) => {
                Condition::Number(self.number(left)?, *how, self.number(right)?)
            }
            Condition::Text(left, same, right) => {
                Condition::Text(self.text(left)?, *same, self.text(right)?)
            }
            Condition::OneOf(from, of) => Condition::OneOf(self.text(from)?, of.clone()),
            Condition::KnownNumber(from) => Condition::KnownNumber(self.number(from)?),
            Condition::KnownText(from) => Condition::KnownText(self.text(from)?),
            Condition::Raised(flag) => Condition::Raised(self.flag(*flag)?),
            Condition::Older(step, than) => Condition::Older(self.ix(*step)?, *than),
            Condition::Bound(role) => Condition::Bound(self.role(*role)?),
            Condition::All(all) => Condition::All(self.conditions(all)?),
            Condition::Any(any) => Condition::Any(self.conditions(any)?),
            Condition::Not(inner) => Condition::Not(Box::new(self.condition(inner)?)),
        })
    }

    fn conditions(&mut self, all: &[Condition]) -> Option<Vec<Condition>> {
        all.iter().map(|one| self.condition(one)).collect()
    }
}
