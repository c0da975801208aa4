//! A run seen through its checklist: the values that conditions and texts ask for.

use super::facts::{Facts, ItemFacts};
use super::parts;
use super::state::{Given, Run};
use crate::checklist::{
    Attribute, Checklist, Choice, Condition, FlagIx, Input, InputIx, Kind, Lookup, NumberRef, Over,
    Piece, RoleIx, Step, StepIx, TextRef, Truth, Value, Words, number, text, truth,
};
use crate::event::Reply;
use crate::terms::{Condition as Declared, ItemId, Millis, PersonId, Stamp, State, StepPath};

/// How people stand in a text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Naming {
    /// By their names.
    Shown,
    /// By their role's title, or by their number: names lie in sealed objects, which can be withheld, and never in a line.
    Recorded,
}

/// A run, its list and what is known beside them, at one moment and in one part of a repeat.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sight<'a> {
    pub(super) run: &'a Run,
    pub(super) list: &'a Checklist,
    pub(super) facts: &'a Facts,
    pub(super) now: &'a Stamp,
    pub(super) instance: Option<u16>,
}

impl<'a> Sight<'a> {
    /// The same, seen from the part `instance` of a repeat.
    pub(super) fn within(self, instance: Option<u16>) -> Self {
        Self { instance, ..self }
    }

    /// The address of a step, in the part at hand where it lies in a repeat.
    pub(super) fn path(&self, ix: StepIx) -> Option<StepPath> {
        let top = self.list.steps.get(ix.top())?;
        match ix.inner() {
            None => Some(top.path.clone()),
            Some(_) => {
                let inner = self.list.step(ix)?;
                Some(top.path.each(self.instance?, &inner.path))
            }
        }
    }

    fn answer(&self, ix: StepIx) -> Option<&'a Given> {
        self.run.answer_to(&self.path(ix)?)
    }

    /// Whether a condition holds.
    pub(super) fn truth(&self, condition: &Condition) -> Truth {
        truth(condition, self.list, self)
    }

    /// The number that `from` names.
    pub(super) fn number_of(&self, from: &NumberRef) -> Option<i64> {
        number(from, self.list, self)
    }

    /// The text that `from` names.
    pub(super) fn text_of(&self, from: &TextRef) -> Option<String> {
        text(from, self)
    }

    /// What is known of the item that an input names.
    pub(super) fn item(&self, ix: InputIx) -> Option<&'a ItemFacts> {
        self.facts.items.get(ix.position())?.as_ref()
    }

    /// The item that an input names.
    pub(super) fn item_id(&self, ix: InputIx) -> Option<ItemId> {
        self.item(ix).map(|item| item.item)
    }

    /// Who holds a role.
    pub(super) fn holder(&self, ix: RoleIx) -> Option<PersonId> {
        self.run.holder(self.list.role(ix)?.role.as_str())
    }

    /// A text with its places filled in, as people read it; what is not known stands as `?`.
    pub(super) fn fill(&self, words: &Words) -> String {
        self.filled(words, Naming::Shown)
    }

    /// The same as a line keeps it.
    pub(super) fn record(&self, words: &Words) -> String {
        self.filled(words, Naming::Recorded)
    }

    fn filled(&self, words: &Words, naming: Naming) -> String {
        let unknown = || "?".to_owned();
        words
            .0
            .iter()
            .map(|piece| match piece {
                Piece::Literal(text) => text.clone(),
                Piece::Instance => self.instance.map_or_else(unknown, |n| n.to_string()),
                Piece::Part(repeat) => {
                    let name = self.instance.and_then(|n| parts::label(self, *repeat, n, naming));
                    name.unwrap_or_else(unknown)
                }
                Piece::Text(from) => self.text_of(from).unwrap_or_else(unknown),
                Piece::Number(from) => self.number_of(from).map_or_else(unknown, |n| n.to_string()),
                Piece::Call(ix) => {
                    self.item(*ix).map_or_else(unknown, |item| item.state.call(&item.tag))
                }
                Piece::Person(ix) => match naming {
                    Naming::Shown => {
                        self.holder(*ix).map_or_else(unknown, |person| self.name(person))
                    }
                    Naming::Recorded => {
                        self.list.role(*ix).map_or_else(unknown, |role| role.title.clone())
                    }
                },
            })
            .collect()
    }

    fn name(&self, person: PersonId) -> String {
        let found = self.facts.names.iter().find(|(id, _)| *id == person);
        found.map_or_else(|| person.to_string(), |(_, name)| name.clone())
    }

    /// The choices that are offered at a step, with their words filled in.
    pub(super) fn offered<'c>(
        &self,
        choices: &'c [Choice],
        naming: Naming,
    ) -> Vec<(&'c Choice, String)> {
        let offered = |choice: &&Choice| match &choice.when {
            None => true,
            Some(when) => self.truth(&when.0) != Truth::False,
        };
        let said = |choice: &'c Choice| (choice, self.filled(&choice.words, naming));
        choices.iter().filter(offered).map(said).collect()
    }

    /// The choices that are offered at a step, as the screen shows them.
    pub(super) fn labels(&self, choices: &[Choice]) -> Vec<String> {
        let offered = self.offered(choices, Naming::Shown).into_iter();
        offered
            .map(|(choice, words)| choice.shown.as_ref().map_or(words, |shown| self.fill(shown)))
            .collect()
    }

    /// When a wait begins: with the run where it holds something, else with the answer before it.
    pub(super) fn wait_from(&self, holds: bool) -> &'a Stamp {
        if holds { self.run.begun() } else { self.run.latest() }
    }

    /// Whether whoever holds a role, or somebody in it where nobody is named, has been shown an item.
    pub(super) fn has_looked(&self, item: &ItemFacts, ix: RoleIx) -> bool {
        let holder = self.holder(ix);
        let role = self.list.role(ix).map(|role| &role.role);
        item.shown
            .iter()
            .any(|shown| Some(&shown.role) == role && (holder.is_none() || shown.person == holder))
    }

    /// Whether what the list needs of an item could not be so if nothing had ever been proven of it.
    pub(super) fn rests_on_proof(&self, ix: InputIx) -> bool {
        let Some(Input::Item { needs: Some(needs), .. }) = self.list.inputs.get(ix.position())
        else {
            return false;
        };
        if !of_proof(needs, self.list, ix) {
            return false;
        }
        let mut bare = self.facts.clone();
        if let Some(Some(item)) = bare.items.get_mut(ix.position()) {
            if item.in_force.take().is_some() {
                item.state = State::plain(Declared::Unverified);
            }
            item.last = None;
            item.unbroken = false;
        }
        Sight { facts: &bare, ..*self }.truth(needs) != Truth::True
    }

    /// Whether a step is a repeat over a number that is known to be none: it asks nothing, and all that it counts is none.
    /// A killer step that nobody answers is never passed over for that.
    pub(super) fn goes_over_nothing(&self, step: &Step) -> bool {
        match &step.kind {
            Kind::Each { over: Over::Number(number), .. } => {
                !step.killer && self.number_of(number) == Some(0)
            }
            Kind::Each { over: Over::Named { .. }, .. }
            | Kind::Say { .. }
            | Kind::Challenge { .. }
            | Kind::Confirm { .. }
            | Kind::Choose { .. }
            | Kind::ChooseMany { .. }
            | Kind::Count { .. }
            | Kind::Measure { .. }
            | Kind::BlindCount { .. }
            | Kind::Match { .. }
            | Kind::Scan { .. }
            | Kind::Text { .. }
            | Kind::Photo { .. }
            | Kind::Attach { .. }
            | Kind::Proof { .. }
            | Kind::Wait { .. }
            | Kind::Custody { .. }
            | Kind::Show { .. }
            | Kind::Sign { .. } => false,
        }
    }

    /// How many parts a repeat has; `None` while that is not known or there is none.
    pub(super) fn parts(&self, over: &NumberRef, most: u32) -> Option<u16> {
        let parts = u32::try_from(self.number_of(over)?).ok();
        let parts = parts.filter(|parts| (1..=most).contains(parts))?;
        u16::try_from(parts).ok()
    }

    fn raises(&self, given: &Given, flag: FlagIx) -> bool {
        self.chosen(&given.said.step, &given.said.replies).any(|choice| choice.raise == Some(flag))
    }

    /// The answers of a step that were given, of those that it offers.
    pub(super) fn chosen<'r>(
        &self,
        step: &StepPath,
        replies: &'r [Reply],
    ) -> impl Iterator<Item = &'a Choice> + use<'a, 'r> {
        let choices: &[Choice] = self.find(step).map_or(&[], |(_, step)| match &step.kind {
            Kind::Challenge { expect, .. } => expect,
            Kind::Choose { of, .. } | Kind::ChooseMany { of, .. } => of,
            Kind::Say { .. }
            | Kind::Confirm { .. }
            | Kind::Count { .. }
            | Kind::Measure { .. }
            | Kind::Scan { .. }
            | Kind::Photo { .. }
            | Kind::Attach { .. }
            | Kind::Proof { .. }
            | Kind::BlindCount { .. }
            | Kind::Match { .. }
            | Kind::Text { .. }
            | Kind::Each { .. }
            | Kind::Wait { .. }
            | Kind::Custody { .. }
            | Kind::Show { .. }
            | Kind::Sign { .. } => &[],
        });
        let there = self.within(step.instance());
        choices
            .iter()
            .filter(move |choice| replies.iter().any(|one| one.said == there.record(&choice.words)))
    }

    /// The step of the list that an address names.
    pub(super) fn find(&self, path: &StepPath) -> Option<(StepIx, &'a Step)> {
        let at = self.list.steps.iter().position(|step| path.is_in(&step.path))?;
        let top = self.list.top(at)?;
        let step = self.list.steps.get(at)?;
        match (&step.kind, path.instance()) {
            (Kind::Each { steps, .. }, Some(_)) => {
                let inner = steps.iter().position(|inner| inner.path.leaf() == path.leaf())?;
                Some((top.inside(inner)?, steps.get(inner)?))
            }
            (_, _) => Some((top, step)),
        }
    }

    fn input(&self, ix: InputIx) -> Option<&'a str> {
        let id = self.list.inputs.get(ix.position())?.id();
        let given = self.run.started().inputs.iter().find(|input| input.id == id.as_str())?;
        Some(&given.value)
    }
}

impl Lookup for Sight<'_> {
    fn number(&self, from: &NumberRef) -> Option<i64> {
        match from {
            NumberRef::Literal(n) => Some(*n),
            NumberRef::Fact(_) => None, // answered by the caller
            NumberRef::Step(ix) => self.answer(*ix)?.said.replies.first()?.value,
            NumberRef::Blind(ix, role) => {
                let role = &self.list.role(*role)?.role;
                self.answer(*ix)?
                    .said
                    .replies
                    .iter()
                    .find(|reply| reply.role.as_ref() == Some(role))?
                    .value
            }
            NumberRef::Tally(ix, which) => {
                let step = self.list.step(*ix)?;
                let Kind::Each { tally, .. } = &step.kind else { return None };
                let counted = &tally.get(*which)?.answers;
                let mut inside = self
                    .run
                    .standing()
                    .filter(|given| given.said.step.is_in(&step.path))
                    .peekable();
                if inside.peek().is_none() {
                    // It goes over nothing, so nothing can be counted; anything else is not known yet.
                    let none_named = self.run.parts_of(&step.path).is_some_and(<[_]>::is_empty);
                    return (none_named || self.goes_over_nothing(step)).then_some(0);
                }
                let hits = inside.filter(|given| {
                    given.said.replies.iter().any(|reply| counted.contains(&reply.said))
                });
                i64::try_from(hits.count()).ok()
            }
            NumberRef::Capacity(ix) => self.item(*ix)?.capacity.map(i64::from),
            NumberRef::LastCount(ix) => self.item(*ix)?.last.as_ref()?.n.map(i64::from),
            NumberRef::Input(ix) => self.input(*ix)?.parse().ok(),
        }
    }

    fn text(&self, from: &TextRef) -> Option<String> {
        let started = self.run.started();
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        match from {
            TextRef::Literal(text) => Some(text.clone()),
            TextRef::Step(ix) => Some(self.answer(*ix)?.said.replies.first()?.said.clone()),
            TextRef::Input(ix) => self.input(*ix).map(str::to_owned),
            TextRef::Attribute(ix, attribute) => {
                let item = self.item(*ix)?;
                Some(match attribute {
                    Attribute::Tag => item.tag.clone(),
                    Attribute::Kind => item.kind.code().to_owned(),
                    Attribute::Action => item.action.code().to_owned(),
                    Attribute::Barrel => item.barrel.code().to_owned(),
                    Attribute::Condition => item.state.condition.code().to_owned(),
                    Attribute::Place => item.place.code().to_owned(),
                    Attribute::Last => item.last.as_ref()?.condition.code().to_owned(),
                    Attribute::Unbroken => yes_no(item.unbroken),
                    Attribute::Fired => {
                        (if item.fired_lately { "lately" } else { "no" }).to_owned()
                    }
                    Attribute::Lot => item.lot.clone()?,
                })
            }
            TextRef::Drill => Some(yes_no(self.facts.drill)),
            TextRef::Stopped => Some(yes_no(self.facts.stopped)),
            TextRef::Scene => some(&started.scene),
            TextRef::Setup => some(&started.setup),
            TextRef::Take => some(&started.take),
            TextRef::Rounds => Some(self.facts.rounds.as_ref()?.0.code().to_owned()),
            TextRef::Ledger => Some(self.facts.rounds.as_ref()?.1.clone()),
        }
    }

    fn raised(&self, flag: FlagIx) -> bool {
        self.run.standing().any(|given| self.raises(given, flag))
    }

    fn age(&self, step: StepIx) -> Option<Millis> {
        self.now.since(&self.answer(step)?.at)
    }

    fn bound(&self, role: RoleIx) -> bool {
        self.holder(role).is_some()
    }
}

/// Whether a condition speaks of what was declared of an item.
fn of_proof(condition: &Condition, list: &Checklist, ix: InputIx) -> bool {
    let inside = |inner: &Condition| of_proof(inner, list, ix);
    let number = |from: &NumberRef| number_of_proof(from, list, ix);
    let text = |from: &TextRef| match from {
        TextRef::Attribute(of, attribute) => {
            *of == ix
                && match attribute {
                    Attribute::Condition | Attribute::Last | Attribute::Unbroken => true,
                    Attribute::Tag
                    | Attribute::Kind
                    | Attribute::Action
                    | Attribute::Barrel
                    | Attribute::Place
                    | Attribute::Fired
                    | Attribute::Lot => false,
                }
        }
        TextRef::Literal(_)
        | TextRef::Step(_)
        | TextRef::Input(_)
        | TextRef::Drill
        | TextRef::Stopped
        | TextRef::Scene
        | TextRef::Setup
        | TextRef::Take
        | TextRef::Rounds
        | TextRef::Ledger => false,
    };
    match condition {
        Condition::Number(left, _, right) => number(left) || number(right),
        Condition::Text(left, _, right) => text(left) || text(right),
        Condition::OneOf(from, _) | Condition::KnownText(from) => text(from),
        Condition::KnownNumber(from) => number(from),
        Condition::All(all) | Condition::Any(all) => all.iter().any(inside),
        Condition::Not(inner) => inside(inner),
        Condition::Raised(_) | Condition::Older(..) | Condition::Bound(_) => false,
    }
}

fn number_of_proof(from: &NumberRef, list: &Checklist, ix: InputIx) -> bool {
    match from {
        NumberRef::LastCount(of) => *of == ix,
        NumberRef::Fact(fact) => list
            .facts
            .get(fact.position())
            .is_some_and(|(_, value)| value_of_proof(value, list, ix)),
        NumberRef::Literal(_)
        | NumberRef::Step(_)
        | NumberRef::Blind(..)
        | NumberRef::Tally(..)
        | NumberRef::Capacity(_)
        | NumberRef::Input(_) => false,
    }
}

/// Facts name only facts before them, so this ends.
fn value_of_proof(value: &Value, list: &Checklist, ix: InputIx) -> bool {
    let of = |inner: &Value| value_of_proof(inner, list, ix);
    match value {
        Value::Number(from) => number_of_proof(from, list, ix),
        Value::If(when, yes, no) => of_proof(when, list, ix) || of(yes) || of(no),
        Value::Sum(all) => all.iter().any(of),
        Value::Diff(from, less) => of(from) || of(less),
    }
}

fn yes_no(so: bool) -> String {
    if so { "yes" } else { "no" }.to_owned()
}
