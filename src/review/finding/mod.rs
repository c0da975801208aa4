//! What a review finds: data with its place in the log, never a sentence and never an opinion.

mod group;
mod manner;
mod times;

pub use group::Group;
pub use manner::{Blanks, Known, ListFault, RowsAre, Used, WentOn, Whose};
pub(super) use times::{Times, sentence as time_sentence};

use crate::event::{LotAdded, LotParticulars, PeopleRules, StatementKind, VoidedWhy, WithdrawnWhy};
use crate::review::axis::Point;
use crate::review::custody::{Care, Gap};
use crate::terms::{
    Act, Breach, Danger, Digest, ItemId, Law, LogId, Millis, PersonId, Private, Role, RunId,
    SealFound, StepPath, StopId, UtcMillis,
};

/// One finding.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Finding {
    /// Where in the log, and when.
    pub at: Point,
    /// The event in that line, from 0.
    pub index: u32,
    /// About which item.
    pub item: Option<ItemId>,
    /// Who is named in it, in the order of the sentence.
    pub people: Vec<PersonId>,
    /// What.
    pub what: What,
}

/// A stretch of time.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Stretch {
    /// From when.
    pub from: Point,
    /// Until when.
    pub to: Point,
}

impl Stretch {
    /// How long.
    #[must_use]
    pub fn lasted(&self) -> Millis {
        self.to.at.saturating_sub(self.from.at)
    }
}

/// A rule of issuing and handling, looked at anew by the review.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Rule {
    /// Something that may be issued is declared of it and in force.
    Declared,
    /// The first AD or a deputy saw it for that declaration.
    ShownToDirector,
    /// Whoever takes it saw it for that declaration.
    ShownToTaker,
    /// Whoever gives it or takes it back is a qualified handler.
    ByHandler,
    /// No permit of whoever gives it is over.
    PermitInDate,
    /// Whoever takes it may take it for the action.
    ToTaker,
    /// The first AD looks and never handles.
    DirectorLooksOnly,
    /// Giver and taker are named.
    Named,
    /// Training of whoever takes it is recorded, and in date.
    Trained,
    /// A safety meeting of the day is recorded.
    Meeting,
    /// Whoever takes it was at it, or briefed after it.
    AtMeeting,
    /// It stays with the people of its action, or goes back to a handler.
    InsideAction,
    /// No STOP stands.
    NoStop,
}

impl Rule {
    /// Whether breaking it leaves a hole in the record: no declaration, no showing, no name.
    #[must_use]
    pub fn is_of_the_record(self) -> bool {
        match self {
            Self::Declared
            | Self::ShownToDirector
            | Self::ShownToTaker
            | Self::Trained
            | Self::Meeting
            | Self::AtMeeting
            | Self::Named => true,
            Self::ByHandler
            | Self::PermitInDate
            | Self::ToTaker
            | Self::DirectorLooksOnly
            | Self::InsideAction
            | Self::NoStop => false,
        }
    }

    /// Whether a breach of that code says that this rule was broken.
    pub(super) fn is_told_by(self, code: Breach) -> bool {
        let told = match self {
            Self::Declared => Breach::NotDeclared,
            Self::ShownToDirector | Self::ShownToTaker => Breach::NotShown,
            Self::ByHandler | Self::PermitInDate => Breach::NotHandler,
            Self::ToTaker
            | Self::Trained
            | Self::Meeting
            | Self::AtMeeting
            | Self::InsideAction => Breach::OutsideAction,
            Self::DirectorLooksOnly => Breach::DirectorHandled,
            Self::Named => Breach::NobodyNamed,
            Self::NoStop => Breach::WhileStopped,
        };
        code == told
    }
}

/// What was found.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum What {
    /// Time of which something is missing, per item and sort.
    Time {
        /// What is missing.
        gap: Gap,
        /// Every stretch, in order.
        stretches: Vec<Stretch>,
    },
    /// At the last line the item was not locked away.
    StillOut {
        /// In whose care it was then.
        care: Care,
    },
    /// A paper card tells of a time with nobody named; how long it was is not in the record.
    CardNobody {
        /// Which card.
        card: u32,
        /// When, as claimed.
        claimed: Option<UtcMillis>,
    },
    /// An act against a rule.
    Against {
        /// Which rule.
        rule: Rule,
        /// Which act.
        act: Act,
        /// Whether the log says so.
        known: Known,
    },
    /// An issue from a paper card: what was declared and shown then is not in the record.
    CardIssue {
        /// Which card.
        card: u32,
    },
    /// A container was opened, and its seal was not as it should be.
    Seal {
        /// How it was found.
        found: SealFound,
        /// Whether the log says so.
        known: Known,
    },
    /// Nobody knows who has a key of a container.
    KeyUnknown {
        /// The number on the key.
        key: String,
    },
    /// Blanks were in a gun that dummies were in before, and nobody declared it empty, shown clear between.
    BlanksAfterDummies {
        /// How that shows.
        how: Blanks,
    },
    /// Rounds of a lot were used while it was set apart.
    ApartUsed {
        /// The number of the lot.
        lot: String,
        /// How.
        used: Used,
    },
    /// Something of a hand-over is not back at the last line.
    NotBack {
        /// The number of the hand-over.
        number: u32,
        /// To whom it went.
        unit: String,
    },
    /// Something was recorded here of what was with another unit by the record.
    WhileAway {
        /// The number of the hand-over.
        number: u32,
        /// To whom it went.
        unit: String,
    },
    /// Nobody signed for a hand-over.
    HandoverUnsigned {
        /// Its number.
        number: u32,
        /// To whom it went.
        unit: String,
    },
    /// Another number of rounds comes back in a tray than went out in it, as whoever gives it says; or they say nothing.
    RoundsDiffer {
        /// The number on the boxes of the lot.
        lot: String,
        /// How many went out by the record here.
        out: i32,
        /// How many come back, as they say.
        back: Option<i32>,
        /// How many were fired, as they say.
        fired: Option<u32>,
    },
    /// What stands on the boxes of a lot was entered wrong, and corrected.
    LotCorrected {
        /// As it was until then.
        was: Box<LotAdded>,
        /// As it is.
        is: Box<LotParticulars>,
    },
    /// Something was recorded of an item that is not in the book.
    NotInBook,
    /// A breach that was recorded.
    Breach {
        /// Which rule.
        code: Breach,
        /// Which act.
        act: Act,
        /// From which card.
        card: Option<u32>,
    },
    /// A STOP that was settled, by the people named.
    StopSettled {
        /// Which.
        stop: StopId,
        /// Who called it; the list itself where nobody did.
        by: Option<PersonId>,
        /// After how long.
        after: Millis,
    },
    /// A STOP that still stands at the last line.
    StopStands {
        /// Which.
        stop: StopId,
        /// Who called it.
        by: Option<PersonId>,
        /// How long until the last line.
        so_far: Millis,
    },
    /// A STOP that was an alarm.
    Alarm {
        /// Which.
        stop: StopId,
        /// What happened.
        alarm: Danger,
        /// Whether work went on, and on whose word.
        went_on: WentOn,
    },
    /// A run that was given up.
    RunAbandoned {
        /// Which.
        run: RunId,
    },
    /// A run that has no end in this record.
    RunOpen {
        /// Which.
        run: RunId,
    },
    /// Answers marked fast, per run.
    Fast {
        /// Which run.
        run: RunId,
        /// The steps.
        steps: Vec<StepPath>,
    },
    /// Replies that the list does not take, per run; nobody is named.
    WeakReplies {
        /// Which run.
        run: RunId,
        /// The steps.
        steps: Vec<StepPath>,
    },
    /// Answers withdrawn, per run.
    Withdrawn {
        /// Which run.
        run: RunId,
        /// The steps, and why.
        steps: Vec<(StepPath, WithdrawnWhy)>,
    },
    /// Runs as they happened, and entered afterwards.
    Runs {
        /// Live.
        live: usize,
        /// From paper cards.
        after: usize,
    },
    /// What was entered from one paper card.
    Card {
        /// Which.
        card: u32,
        /// Runs, declarations, showings, moves and settled STOPs.
        entries: usize,
    },
    /// Numbers were taken for paper cards.
    CardsPrinted {
        /// The first.
        from: u32,
        /// The last.
        to: u32,
    },
    /// A picture of an item, a paper card or both was brought outside runs.
    Photo {
        /// The number of the card.
        card: Option<u32>,
        /// What is on it, as whoever brought it says.
        said: Option<String>,
        /// Its bytes.
        object: Digest,
    },
    /// Whose law counts where the work is, from then on.
    Law {
        /// Whose.
        law: Law,
    },
    /// What is asked of whoever takes a gun was said.
    PeopleRules {
        /// What.
        rules: PeopleRules,
    },
    /// Showings against issues, per item.
    Showings {
        /// Showings as they happened.
        shown: usize,
        /// Showings from paper cards.
        shown_after: usize,
        /// Issues as they happened.
        issued: usize,
        /// Issues from paper cards.
        issued_after: usize,
    },
    /// A declaration's time was over while the item was out; expiry never interrupts a take.
    LapsedOut {
        /// In whose care it was.
        care: Care,
    },
    /// Rows and how they stand.
    Rows {
        /// How.
        are: RowsAre,
        /// Line and event of each.
        rows: Vec<(u64, u32)>,
    },
    /// A statement that was voided.
    StatementVoided {
        /// Its number.
        number: u64,
        /// What sort.
        kind: StatementKind,
        /// Why.
        why: VoidedWhy,
    },
    /// A statement that a signer did not sign; nobody is named.
    StatementNotSigned {
        /// Its number.
        number: u64,
        /// What sort.
        kind: StatementKind,
    },
    /// A statement that still waited for signatures at the last line.
    StatementPending {
        /// Its number.
        number: u64,
        /// What sort.
        kind: StatementKind,
    },
    /// Somebody added for now, whom no later signed roster holds.
    Provisional {
        /// As what.
        role: Role,
    },
    /// A sitting that was not closed.
    SittingNotClosed {
        /// The last line of it.
        last: Point,
        /// From that line to the next opening; `None` where the wall clock was set back.
        gap: Option<Millis>,
    },
    /// The last sitting has no end in this record: it goes on, or it ended without being closed.
    SittingOpen,
    /// Time between a closed sitting and the next opening.
    Between {
        /// How long; `None` where the wall clock was set back.
        gap: Option<Millis>,
    },
    /// A torn tail was set aside.
    TornTail {
        /// How many bytes.
        bytes: u64,
    },
    /// The disk did not promise to keep what it acknowledged.
    WeakVolume,
    /// An evidence hold was placed, or lifted.
    Hold {
        /// Whether it was placed.
        placed: bool,
        /// Why.
        why: String,
    },
    /// How long private things of a sort are kept was set.
    Term {
        /// Which sort.
        sort: Private,
        /// How many days after the last work; none where until somebody says otherwise.
        days: Option<u32>,
    },
    /// The bytes of a private object or a name were erased.
    Erased {
        /// Which object.
        object: Digest,
        /// Why.
        why: String,
    },
    /// The wall clock jumped.
    ClockJump {
        /// By how many milliseconds.
        by: i64,
        /// Whether the log says so itself.
        known: Known,
    },
    /// One laptop's key signed two records.
    TwoRecords {
        /// Whose log; this one where it is the laptop's own.
        log: LogId,
        /// Whether it is this log.
        own: bool,
    },
    /// A file on a stick had other bytes than its name says.
    StickChanged,
    /// A time was asked of an authority, over a signed text.
    TimeAsked {
        /// The number of the statement.
        statement: u64,
        /// What sort.
        kind: Option<StatementKind>,
        /// Whether an answer is in this record.
        answered: bool,
    },
    /// The answer of an authority was brought in.
    TimeCame {
        /// The number of the statement.
        statement: u64,
        /// What sort.
        kind: Option<StatementKind>,
        /// By when the text existed, as the authority says.
        time: UtcMillis,
        /// How long that is after the statement was prepared by the laptop's clock, in milliseconds.
        after: Option<i64>,
        /// Whose word it is.
        whose: Whose,
    },
    /// Wrong PINs for somebody's key.
    WrongPins {
        /// How many.
        times: usize,
    },
    /// A list that was used and is an example, not approved.
    NotApproved {
        /// The list's id.
        list: String,
        /// Its revision.
        rev: u32,
        /// How many runs used it.
        runs: usize,
    },
    /// A run that began under a deviation from its list.
    UnderDeviation {
        /// The list's id.
        list: String,
        /// What is done otherwise.
        what: String,
        /// Why.
        why: String,
        /// Until when at the latest.
        until: UtcMillis,
        /// How many runs began under it.
        runs: usize,
    },
    /// A run whose files are not what the production's rules, deviations and approvals say.
    ListAgainst {
        /// Which run.
        run: RunId,
        /// What is against it.
        fault: ListFault,
        /// The id of the list or overlay that it is about.
        file: String,
    },
    /// The log goes on from another, whose lines are not looked at here.
    Continues,
}
