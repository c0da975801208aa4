//! A step after checking: what it asks, of whom, and what it declares.

mod check_digit;

pub use check_digit::CheckDigit;

use crate::checklist::condition::{Condition, NumberRef, TextRef};
use crate::checklist::model::{FlagIx, InputIx, RoleIx, StepIx};
use crate::terms::{Act, Condition as Declared, Millis, StepId, StepPath};

/// The condition under which a step is shown: shown on true *and on unknown*.
#[derive(Clone, Debug)]
pub struct ShowWhen(pub Condition);

/// The condition under which something is declared: on true only.
#[derive(Clone, Debug)]
pub struct DeclareWhen(pub Condition);

/// One step.
#[derive(Clone, Debug)]
pub struct Step {
    /// Its permanent name, behind those of the includes that brought it; inside a repeat its own name alone.
    pub path: StepPath,
    /// Whether it is one that people die of; never a mere tick.
    pub killer: bool,
    /// Who asks or acts.
    pub by: Option<RoleIx>,
    /// Who answers.
    pub to: Option<RoleIx>,
    /// When it applies.
    pub when: Option<ShowWhen>,
    /// What it cites, as places in [`Checklist::refs`](crate::checklist::Checklist::refs).
    pub refs: Vec<usize>,
    /// The shortest time that it can honestly take.
    pub dwell: Option<Dwell>,
    /// A remark under the question.
    pub note: Option<String>,
    /// Whether a new group of steps begins here: a place to pause.
    pub pause_before: bool,
    /// What the last witness of this step declares.
    pub declares: Option<Declares>,
    /// What it asks.
    pub kind: Kind,
}

/// The shortest time that a step can honestly take.
#[derive(Clone, Copy, Debug)]
pub struct Dwell {
    /// Sooner than this is too fast.
    pub floor: Millis,
    /// Whether a faster answer is refused (otherwise it is marked).
    pub block: bool,
}

/// What a step declares once its last witness is recorded.
#[derive(Clone, Debug)]
pub struct Declares {
    /// Of which item.
    pub item: InputIx,
    /// Which condition.
    pub state: DeclaredState,
    /// Only when this is true.
    pub when: Option<DeclareWhen>,
    /// Who must have seen it: the people of the step; at least one.
    pub witnesses: Vec<RoleIx>,
}

/// What is declared; a number that is unknown declares nothing.
#[derive(Clone, Debug)]
pub enum DeclaredState {
    /// A condition with its numbers and words.
    Exactly {
        /// Which.
        condition: Declared,
        /// How many rounds.
        n: Option<NumberRef>,
        /// Of how many.
        of: Option<NumberRef>,
        /// Which load, or what sort of look-alike.
        load: Option<Words>,
    },
    /// What was declared of it last, for showing it once more.
    AsBefore,
}

/// A text with places to fill in.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Words(pub Vec<Piece>);

/// A piece of a text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Piece {
    /// As written.
    Literal(String),
    /// `{n}`: the number of the part at hand, from 1.
    Instance,
    /// `{part}`: the name of the part at hand of this repeat; its number where parts have no names.
    Part(StepIx),
    /// `{step}`, `{input}`, `{gun.tag}`: a text.
    Text(TextRef),
    /// `{count}`, `{gun.capacity}`: a number.
    Number(NumberRef),
    /// `{call gun}`: what is called out for the item, contents included.
    Call(InputIx),
    /// `{role armorer}`: the name of whoever holds the role.
    Person(RoleIx),
}

/// What a step asks.
#[derive(Clone, Debug)]
pub enum Kind {
    /// Exact words aloud, acknowledged by so many.
    Say {
        /// The words.
        words: Words,
        /// How many must have heard them.
        heard_by: u32,
    },
    /// A question with accepted replies; weak words are refused.
    Challenge {
        /// The question.
        ask: Words,
        /// The replies that count; at least one.
        expect: Vec<Choice>,
        /// Weak words that are offered and do not count.
        refuse: Vec<String>,
    },
    /// A plain tick.
    Confirm {
        /// What is confirmed.
        ask: Words,
    },
    /// One of several concrete answers; at least two.
    Choose {
        /// The question.
        ask: Words,
        /// The answers.
        of: Vec<Choice>,
    },
    /// Every answer that is so, of several concrete ones; at least one, of at least two.
    ChooseMany {
        /// The question.
        ask: Words,
        /// The answers.
        of: Vec<Choice>,
    },
    /// One number.
    Count {
        /// The question.
        ask: Words,
        /// The smallest.
        min: i64,
        /// The largest.
        max: i64,
    },
    /// A whole number of a unit.
    Measure {
        /// The question.
        ask: Words,
        /// The unit, as it is written behind the number.
        unit: String,
        /// The smallest that can be entered.
        min: i64,
        /// The largest that can be entered.
        max: i64,
    },
    /// Two people each say a number, unseen by the other.
    BlindCount {
        /// The question.
        ask: Words,
        /// The two roles; different.
        roles: [RoleIx; 2],
        /// The largest number.
        max: i64,
    },
    /// What is read off the thing itself must equal what is known of it.
    Match {
        /// The question.
        ask: Words,
        /// What it must equal; never shown.
        against: TextRef,
        /// The item whose tag or the like it is: others of the book are offered beside it.
        item: Option<InputIx>,
    },
    /// A typed text.
    Text {
        /// The question.
        ask: Words,
        /// The most characters.
        max: usize,
    },
    /// Pictures, kept byte for byte.
    Photo {
        /// What they show.
        ask: Words,
        /// How many at the least; at least one.
        least: u32,
    },
    /// One file, kept byte for byte.
    Attach {
        /// What it is.
        ask: Words,
    },
    /// A code, scanned or typed.
    Scan {
        /// What is scanned.
        ask: Words,
        /// What it must equal, and the item whose tag or the like it is; never shown.
        against: Option<(TextRef, Option<InputIx>)>,
        /// The check digit at its end.
        check: Option<CheckDigit>,
    },
    /// Questions that only somebody who looked can answer, drawn at random among earlier steps of this run.
    Proof {
        /// How many are drawn; at least one, and no more than there are steps to draw from.
        pick: usize,
        /// From which `Choose` steps, at the top or inside a repeat.
        from: Vec<StepIx>,
        /// A step at the top of the list: where the run goes back to after a wrong answer.
        on_fail: StepIx,
        /// Whether it is asked in a live run too; otherwise in drills alone.
        bench: bool,
    },
    /// Once for each part.
    Each {
        /// Which parts.
        over: Over,
        /// The most there can be.
        most: u32,
        /// What one part is called: "chamber", "round".
        part: String,
        /// Which answers are counted, and under what name.
        tally: Vec<Tally>,
        /// The steps of one part; at least one, none of them a repeat.
        steps: Vec<Step>,
    },
    /// A wait that cannot be cut short.
    Wait {
        /// Why.
        ask: Words,
        /// How long.
        lasts: Millis,
        /// What it holds: from the beginning of the run on that is in MISFIRE HOLD, and the wait counts from there. Without
        /// it the wait counts from the answer before.
        holds: Option<InputIx>,
    },
    /// A move of an item.
    Custody {
        /// Which item.
        item: InputIx,
        /// What is done.
        act: Act,
        /// Who gives.
        from: Option<RoleIx>,
        /// Who takes.
        to: Option<RoleIx>,
        /// Whether it happens with the answer before it, whose words say so.
        joined: bool,
        /// Unload: how many rounds came out unfired; where it is not said or not known, somebody says so in the ledger.
        back: Option<NumberRef>,
        /// Unload: how many of them misfired, and are held apart.
        held: Option<NumberRef>,
    },
    /// An item is shown to people, one key each as the recorder hears it.
    Show {
        /// The question or instruction.
        ask: Words,
        /// Which item.
        item: InputIx,
        /// Who shows it.
        by: RoleIx,
        /// To whom; those not bound are passed over. At least one.
        to: Vec<RoleIx>,
    },
    /// Named people are recorded as witnesses of a sentence.
    Sign {
        /// Who; at least one.
        roles: Vec<RoleIx>,
        /// The sentence.
        meaning: String,
    },
}

/// What a repeat goes over.
#[derive(Clone, Debug)]
pub enum Over {
    /// So many parts, which have no names.
    Number(NumberRef),
    /// What is named when the run gets there.
    Named {
        /// The question.
        ask: Words,
        /// What sort of thing is named.
        sort: PartSort,
    },
}

/// What the parts of a repeat are, where they have names.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PartSort {
    /// Magazines of the book.
    Magazines,
    /// People of the roster.
    People,
    /// Typed names, such as the numbers of boxes.
    Typed,
}

/// One answer among several.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The words, which are also what the log records.
    pub words: Words,
    /// The words in the language of the run, where that is another.
    pub shown: Option<Words>,
    /// A flag that it raises.
    pub raise: Option<FlagIx>,
    /// When it is offered: on true and on unknown.
    pub when: Option<ShowWhen>,
    /// The item of which it says that the whole lot of its rounds rests: set apart until somebody frees it.
    pub rests: Option<InputIx>,
}

/// Which answers of a repeat are counted.
#[derive(Clone, Debug)]
pub struct Tally {
    /// The name of the count.
    pub name: StepId,
    /// The answers that count.
    pub answers: Vec<String>,
}

impl Step {
    /// The roles that take part in it itself: who asks, answers, sees, gives, takes or shows; those of the steps of a
    /// repeat stand with these.
    #[must_use]
    pub fn people(&self) -> Vec<RoleIx> {
        let mut all: Vec<RoleIx> = self.by.iter().chain(&self.to).copied().collect();
        all.extend(self.declares.iter().flat_map(|declares| &declares.witnesses));
        match &self.kind {
            Kind::BlindCount { roles, .. } => all.extend(roles),
            Kind::Custody { from, to, .. } => all.extend(from.iter().chain(to)),
            Kind::Show { by, to, .. } => {
                all.push(*by);
                all.extend(to);
            }
            Kind::Sign { roles, .. } => all.extend(roles),
            Kind::Say { .. }
            | Kind::Challenge { .. }
            | Kind::Confirm { .. }
            | Kind::Choose { .. }
            | Kind::ChooseMany { .. }
            | Kind::Count { .. }
            | Kind::Measure { .. }
            | Kind::Match { .. }
            | Kind::Scan { .. }
            | Kind::Photo { .. }
            | Kind::Attach { .. }
            | Kind::Proof { .. }
            | Kind::Text { .. }
            | Kind::Each { .. }
            | Kind::Wait { .. } => {}
        }
        all
    }
}

impl Kind {
    /// The name that lists write it by.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Say { .. } => "Say",
            Self::Challenge { .. } => "Challenge",
            Self::Confirm { .. } => "Confirm",
            Self::Choose { .. } => "Choose",
            Self::ChooseMany { .. } => "ChooseMany",
            Self::Count { .. } => "Count",
            Self::Measure { .. } => "Measure",
            Self::BlindCount { .. } => "BlindCount",
            Self::Match { .. } => "Match",
            Self::Scan { .. } => "Scan",
            Self::Text { .. } => "Text",
            Self::Photo { .. } => "Photo",
            Self::Attach { .. } => "Attach",
            Self::Proof { .. } => "Proof",
            Self::Each { .. } => "Each",
            Self::Wait { .. } => "Wait",
            Self::Custody { .. } => "Custody",
            Self::Show { .. } => "Show",
            Self::Sign { .. } => "Sign",
        }
    }

    /// Whether the answer is what people found when they looked into the thing itself, so that none is right beforehand and
    /// only a stop can tell a right one from a wrong one.
    #[must_use]
    pub fn finds(&self) -> bool {
        match self {
            Self::Choose { .. }
            | Self::ChooseMany { .. }
            | Self::Count { .. }
            | Self::Measure { .. }
            | Self::BlindCount { .. }
            | Self::Each { .. } => true,
            Self::Say { .. }
            | Self::Scan { .. }
            | Self::Photo { .. }
            | Self::Attach { .. }
            | Self::Proof { .. }
            | Self::Challenge { .. }
            | Self::Confirm { .. }
            | Self::Match { .. }
            | Self::Text { .. }
            | Self::Wait { .. }
            | Self::Custody { .. }
            | Self::Show { .. }
            | Self::Sign { .. } => false,
        }
    }

    /// Whether people are asked something, rather than led to a move, a signature or a call.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        match self {
            Self::Challenge { .. }
            | Self::Confirm { .. }
            | Self::Choose { .. }
            | Self::ChooseMany { .. }
            | Self::Count { .. }
            | Self::Measure { .. }
            | Self::BlindCount { .. }
            | Self::Match { .. }
            | Self::Scan { .. }
            | Self::Text { .. }
            | Self::Photo { .. }
            | Self::Attach { .. }
            | Self::Proof { .. }
            | Self::Each { .. } => true,
            Self::Say { .. }
            | Self::Wait { .. }
            | Self::Custody { .. }
            | Self::Show { .. }
            | Self::Sign { .. } => false,
        }
    }

    /// What a repeat counts; nothing of any other kind.
    #[must_use]
    pub fn tallies(&self) -> &[Tally] {
        self.repeat().map_or(&[], |(tally, _)| tally)
    }

    /// The steps that are asked for each part of a repeat; of any other kind, none.
    #[must_use]
    pub fn inside(&self) -> &[Step] {
        self.repeat().map_or(&[], |(_, steps)| steps)
    }

    fn repeat(&self) -> Option<(&[Tally], &[Step])> {
        match self {
            Self::Each { tally, steps, .. } => Some((tally, steps)),
            Self::Say { .. }
            | Self::Challenge { .. }
            | Self::Confirm { .. }
            | Self::Choose { .. }
            | Self::ChooseMany { .. }
            | Self::Count { .. }
            | Self::Measure { .. }
            | Self::BlindCount { .. }
            | Self::Match { .. }
            | Self::Scan { .. }
            | Self::Text { .. }
            | Self::Photo { .. }
            | Self::Attach { .. }
            | Self::Proof { .. }
            | Self::Wait { .. }
            | Self::Custody { .. }
            | Self::Show { .. }
            | Self::Sign { .. } => None,
        }
    }
}
