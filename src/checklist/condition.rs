//! Conditions over inputs, facts and answers, in three-valued logic.

use super::model::{Checklist, FactIx, FlagIx, InputIx, RoleIx, StepIx};
use crate::terms::Millis;

/// True, false, or not known; only a slot turns it into a decision.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Truth {
    /// Known not to be so.
    False,
    /// Not known.
    Unknown,
    /// Known to be so.
    True,
}

impl Truth {
    /// The truth of something that is known.
    #[must_use]
    pub fn known(so: bool) -> Self {
        if so { Self::True } else { Self::False }
    }
}

/// The opposite of unknown is unknown.
impl std::ops::Not for Truth {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
            Self::True => Self::False,
        }
    }
}

/// How two numbers are compared.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Compare {
    /// Equal.
    Eq,
    /// Not equal.
    Ne,
    /// Less.
    Lt,
    /// Less or equal.
    Le,
    /// Greater.
    Gt,
    /// Greater or equal.
    Ge,
}

/// Where a number comes from.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum NumberRef {
    /// Written in the list.
    Literal(i64),
    /// The number that a `Count` was answered with.
    Step(StepIx),
    /// The number that one role gave in a `BlindCount`.
    Blind(StepIx, RoleIx),
    /// A tally of a repeat: the position in its list of tallies.
    Tally(StepIx, usize),
    /// The capacity of an item.
    Capacity(InputIx),
    /// How many rounds were declared of an item last.
    LastCount(InputIx),
    /// A number given at the start.
    Input(InputIx),
    /// A computed value.
    Fact(FactIx),
}

/// Where a text comes from.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum TextRef {
    /// Written in the list.
    Literal(String),
    /// What a step was answered with.
    Step(StepIx),
    /// A text given at the start.
    Input(InputIx),
    /// A property of an item.
    Attribute(InputIx, Attribute),
    /// `run.drill`: `yes` or `no`.
    Drill,
    /// `run.stopped`: `yes` while a STOP stands about what the run is about, or about everything.
    Stopped,
    /// `run.scene`.
    Scene,
    /// `run.setup`.
    Setup,
    /// `run.take`.
    Take,
    /// `run.rounds`: how the ledger of rounds stands; unknown where no lot is entered.
    Rounds,
    /// `run.ledger`: the same in words, with what is open, short or over, and where.
    Ledger,
}

/// A property of an item that is a text, by its code.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Attribute {
    /// `tag`.
    Tag,
    /// `kind`.
    Kind,
    /// `action`.
    Action,
    /// `barrel`.
    Barrel,
    /// `condition`: what is in force of it now.
    Condition,
    /// `place`.
    Place,
    /// `last`: the condition declared of it last, in force or not; unknown where there was none.
    Last,
    /// `unbroken`: `yes` when since its last proof it was only issued to its action and collected, and nobody doubted it.
    Unbroken,
    /// `fired`: `lately` when within ten minutes before the run began something to fire was in it by the record, or nobody
    /// recorded that it was taken out; else `no`.
    Fired,
    /// `lot`: the numbers of the lots that the rounds in it, or last in it, are of; unknown where the ledger knows of none.
    Lot,
}

impl Attribute {
    /// Every one with the name that lists call it by.
    pub const ALL: &[(&str, Self)] = &[
        ("tag", Self::Tag),
        ("kind", Self::Kind),
        ("action", Self::Action),
        ("barrel", Self::Barrel),
        ("condition", Self::Condition),
        ("place", Self::Place),
        ("last", Self::Last),
        ("unbroken", Self::Unbroken),
        ("fired", Self::Fired),
        ("lot", Self::Lot),
    ];

    /// The name that lists call it by.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, one)| *one == self).map_or("", |(name, _)| name)
    }
}

/// A computed number; unknown on overflow.
#[derive(Clone, Debug)]
pub enum Value {
    /// A number from elsewhere.
    Number(NumberRef),
    /// One of two numbers; unknown when the condition is.
    If(Box<Condition>, Box<Self>, Box<Self>),
    /// The sum of all.
    Sum(Vec<Self>),
    /// The first less the second.
    Diff(Box<Self>, Box<Self>),
}

/// Something that is true, false or unknown.
#[derive(Clone, Debug)]
pub enum Condition {
    /// Two numbers compared.
    Number(NumberRef, Compare, NumberRef),
    /// Two texts equal (or, with `false`, not equal).
    Text(TextRef, bool, TextRef),
    /// A text is one of several; at least one.
    OneOf(TextRef, Vec<String>),
    /// A number is known; never itself unknown.
    KnownNumber(NumberRef),
    /// A text is known; never itself unknown.
    KnownText(TextRef),
    /// A flag was raised and the answer stands; never itself unknown.
    Raised(FlagIx),
    /// The answer to a step is older than so long; unknown where there is none.
    Older(StepIx, Millis),
    /// Somebody holds the role; never itself unknown.
    Bound(RoleIx),
    /// All hold; at least one.
    All(Vec<Self>),
    /// At least one holds; at least one.
    Any(Vec<Self>),
    /// The opposite.
    Not(Box<Self>),
}

/// What a condition may ask of a run.
pub trait Lookup {
    /// The number, if it is known. Never asked for literals and facts.
    fn number(&self, from: &NumberRef) -> Option<i64>;
    /// The text, if it is known. Never asked for literals.
    fn text(&self, from: &TextRef) -> Option<String>;
    /// Whether a standing answer raised the flag.
    fn raised(&self, flag: FlagIx) -> bool;
    /// How long ago the step was answered.
    fn age(&self, step: StepIx) -> Option<Millis>;
    /// Whether somebody holds the role.
    fn bound(&self, role: RoleIx) -> bool;
}

/// The number that `from` names.
#[must_use]
pub fn number(from: &NumberRef, list: &Checklist, run: &dyn Lookup) -> Option<i64> {
    match from {
        NumberRef::Literal(n) => Some(*n),
        NumberRef::Fact(ix) => value(&list.facts.get(ix.position())?.1, list, run),
        NumberRef::Step(_)
        | NumberRef::Blind(..)
        | NumberRef::Tally(..)
        | NumberRef::Capacity(_)
        | NumberRef::LastCount(_)
        | NumberRef::Input(_) => run.number(from),
    }
}

/// The text that `from` names.
#[must_use]
pub fn text(from: &TextRef, run: &dyn Lookup) -> Option<String> {
    match from {
        TextRef::Literal(text) => Some(text.clone()),
        TextRef::Step(_)
        | TextRef::Input(_)
        | TextRef::Attribute(..)
        | TextRef::Drill
        | TextRef::Stopped
        | TextRef::Scene
        | TextRef::Setup
        | TextRef::Take
        | TextRef::Rounds
        | TextRef::Ledger => run.text(from),
    }
}

/// What a computed value comes to; facts name only facts before them, so this ends.
#[must_use]
pub fn value(value: &Value, list: &Checklist, run: &dyn Lookup) -> Option<i64> {
    let of = |inner: &Value| self::value(inner, list, run);
    match value {
        Value::Number(from) => number(from, list, run),
        Value::If(when, yes, no) => match truth(when, list, run) {
            Truth::True => of(yes),
            Truth::False => of(no),
            Truth::Unknown => None,
        },
        Value::Sum(all) => all.iter().try_fold(0_i64, |sum, one| sum.checked_add(of(one)?)),
        Value::Diff(from, less) => of(from)?.checked_sub(of(less)?),
    }
}

/// Whether a condition holds.
#[must_use]
pub fn truth(condition: &Condition, list: &Checklist, run: &dyn Lookup) -> Truth {
    let of = |inner: &Condition| truth(inner, list, run);
    match condition {
        Condition::Number(left, how, right) => {
            match (number(left, list, run), number(right, list, run)) {
                (Some(left), Some(right)) => Truth::known(match how {
                    Compare::Eq => left == right,
                    Compare::Ne => left != right,
                    Compare::Lt => left < right,
                    Compare::Le => left <= right,
                    Compare::Gt => left > right,
                    Compare::Ge => left >= right,
                }),
                (None, _) | (_, None) => Truth::Unknown,
            }
        }
        Condition::Text(left, same, right) => match (text(left, run), text(right, run)) {
            (Some(left), Some(right)) => Truth::known((left == right) == *same),
            (None, _) | (_, None) => Truth::Unknown,
        },
        Condition::OneOf(from, of) => {
            text(from, run).map_or(Truth::Unknown, |text| Truth::known(of.contains(&text)))
        }
        Condition::KnownNumber(from) => Truth::known(number(from, list, run).is_some()),
        Condition::KnownText(from) => Truth::known(text(from, run).is_some()),
        Condition::Raised(flag) => Truth::known(run.raised(*flag)),
        Condition::Older(step, than) => {
            run.age(*step).map_or(Truth::Unknown, |age| Truth::known(age > *than))
        }
        Condition::Bound(role) => Truth::known(run.bound(*role)),
        Condition::All(all) => all.iter().map(of).min().unwrap_or(Truth::Unknown),
        Condition::Any(any) => any.iter().map(of).max().unwrap_or(Truth::Unknown),
        Condition::Not(inner) => !of(inner),
    }
}
