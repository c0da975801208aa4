//! Parts of a list said by names alone, so that those of two revisions can be compared whatever places they have.

use crate::checklist::{
    Checklist, Compare, Condition, FactIx, FlagIx, InputIx, NumberRef, Piece, RoleIx, StepIx,
    TextRef, Value, Words,
};

/// A list whose parts are said by name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said<'l>(pub(super) &'l Checklist);

impl Said<'_> {
    pub(super) fn role(self, ix: RoleIx) -> String {
        self.0.role(ix).map_or_else(|| "?".to_owned(), |role| role.role.to_string())
    }

    pub(super) fn roles(self, all: &[RoleIx]) -> Vec<String> {
        all.iter().map(|ix| self.role(*ix)).collect()
    }

    pub(super) fn input(self, ix: InputIx) -> String {
        let input = self.0.inputs.get(ix.position());
        input.map_or_else(|| "?".to_owned(), |input| input.id().to_string())
    }

    pub(super) fn step(self, ix: StepIx) -> String {
        let top = self.0.steps.get(ix.top());
        match (top, ix.inner().and_then(|_| self.0.step(ix))) {
            (Some(top), Some(inner)) => format!("{}.{}", top.path, inner.path),
            (Some(top), None) => top.path.to_string(),
            (None, _) => "?".to_owned(),
        }
    }

    pub(super) fn flag(self, ix: FlagIx) -> String {
        self.0.flags.get(ix.position()).map_or_else(|| "?".to_owned(), ToString::to_string)
    }

    fn fact(self, ix: FactIx) -> String {
        self.0.facts.get(ix.position()).map_or_else(|| "?".to_owned(), |(name, _)| name.to_string())
    }

    pub(super) fn number(self, from: &NumberRef) -> String {
        match from {
            NumberRef::Literal(n) => n.to_string(),
            NumberRef::Step(ix) => self.step(*ix),
            NumberRef::Blind(ix, role) => format!("{}.{}", self.step(*ix), self.role(*role)),
            NumberRef::Tally(ix, which) => {
                let tallies = self.0.step(*ix).map(|step| step.kind.tallies()).unwrap_or_default();
                let name = tallies.get(*which).map_or("?", |tally| tally.name.as_str());
                format!("{}.{name}", self.step(*ix))
            }
            NumberRef::Capacity(ix) => format!("{}.capacity", self.input(*ix)),
            NumberRef::LastCount(ix) => format!("{}.last_count", self.input(*ix)),
            NumberRef::Input(ix) => self.input(*ix),
            NumberRef::Fact(ix) => self.fact(*ix),
        }
    }

    pub(super) fn text(self, from: &TextRef) -> String {
        match from {
            TextRef::Literal(text) => format!("{text:?}"),
            TextRef::Step(ix) => self.step(*ix),
            TextRef::Input(ix) => self.input(*ix),
            TextRef::Attribute(ix, attribute) => {
                format!("{}.{}", self.input(*ix), attribute.name())
            }
            TextRef::Drill => "run.drill".to_owned(),
            TextRef::Stopped => "run.stopped".to_owned(),
            TextRef::Scene => "run.scene".to_owned(),
            TextRef::Setup => "run.setup".to_owned(),
            TextRef::Take => "run.take".to_owned(),
            TextRef::Rounds => "run.rounds".to_owned(),
            TextRef::Ledger => "run.ledger".to_owned(),
        }
    }

    pub(super) fn value(self, value: &Value) -> String {
        match value {
            Value::Number(from) => self.number(from),
            Value::If(when, yes, no) => {
                format!("if {} {} else {}", self.condition(when), self.value(yes), self.value(no))
            }
            Value::Sum(all) => {
                all.iter().map(|one| self.value(one)).collect::<Vec<_>>().join(" + ")
            }
            Value::Diff(from, less) => format!("{} - {}", self.value(from), self.value(less)),
        }
    }

    pub(super) fn condition(self, condition: &Condition) -> String {
        let all = |all: &[Condition], with: &str| {
            let each: Vec<String> = all.iter().map(|one| self.condition(one)).collect();
            format!("({})", each.join(with))
        };
        match condition {
            Condition::Number(left, how, right) => {
                format!("{} {} {}", self.number(left), sign(*how), self.number(right))
            }
            Condition::Text(left, same, right) => {
                let sign = if *same { "=" } else { "is not" };
                format!("{} {sign} {}", self.text(left), self.text(right))
            }
            Condition::OneOf(from, of) => format!("{} is one of {of:?}", self.text(from)),
            Condition::KnownNumber(from) => format!("{} is known", self.number(from)),
            Condition::KnownText(from) => format!("{} is known", self.text(from)),
            Condition::Raised(flag) => format!("{} is raised", self.flag(*flag)),
            Condition::Older(step, than) => {
                format!("{} is older than {} s", self.step(*step), than / 1_000)
            }
            Condition::Bound(role) => format!("somebody is {}", self.role(*role)),
            Condition::All(of) => all(of, " and "),
            Condition::Any(of) => all(of, " or "),
            Condition::Not(inner) => format!("not {}", self.condition(inner)),
        }
    }

    pub(super) fn words(self, words: &Words) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Literal(text) => text.clone(),
            Piece::Instance => "{n}".to_owned(),
            Piece::Part(_) => "{part}".to_owned(),
            Piece::Text(from) => format!("{{{}}}", self.text(from)),
            Piece::Number(from) => format!("{{{}}}", self.number(from)),
            Piece::Call(ix) => format!("{{call {}}}", self.input(*ix)),
            Piece::Person(ix) => format!("{{role {}}}", self.role(*ix)),
        };
        words.0.iter().map(piece).collect()
    }
}

fn sign(how: Compare) -> &'static str {
    match how {
        Compare::Eq => "=",
        Compare::Ne => "is not",
        Compare::Lt => "<",
        Compare::Le => "at most",
        Compare::Gt => ">",
        Compare::Ge => "at least",
    }
}

/// How a condition of one revision stands to that of another.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Holds {
    /// The same.
    Alike,
    /// Whenever the old one does, and more.
    More,
    /// Only when the old one does, and less.
    Less,
    /// This program cannot tell.
    Otherwise,
}

/// How often `new` holds beside `old`, as far as their parts tell.
pub(super) fn holds(old: (Said<'_>, &Condition), new: (Said<'_>, &Condition)) -> Holds {
    if old.0.condition(old.1) == new.0.condition(new.1) {
        return Holds::Alike;
    }
    let within = |some: &[String], all: &[String]| some.iter().all(|one| all.contains(one));
    let (any_old, any_new) = (any_of(old), any_of(new));
    let (all_old, all_new) = (all_of(old), all_of(new));
    if within(&any_old, &any_new) || within(&all_new, &all_old) {
        Holds::More
    } else if within(&any_new, &any_old) || within(&all_old, &all_new) {
        Holds::Less
    } else {
        Holds::Otherwise
    }
}

fn any_of((said, condition): (Said<'_>, &Condition)) -> Vec<String> {
    if let Condition::Any(of) = condition {
        of.iter().map(|one| said.condition(one)).collect()
    } else {
        vec![said.condition(condition)]
    }
}

fn all_of((said, condition): (Said<'_>, &Condition)) -> Vec<String> {
    if let Condition::All(of) = condition {
        of.iter().map(|one| said.condition(one)).collect()
    } else {
        vec![said.condition(condition)]
    }
}
