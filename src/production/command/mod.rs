//! What a person or the program can put to the production: what is asked for, and what happened.

mod begin;
mod card;
mod creation;
mod happened;
mod moved;
mod new;
mod signing;
mod store;

pub use begin::{Deviate, SetUp, Start};
pub use card::{CardRun, EnterCard};
pub use creation::{Creation, Sitting};
pub use happened::Happened;
pub use moved::{Exchange, Moved};
pub use new::{NewItem, NewKey, NewLot, NewPerson, ReadAgain};
pub use signing::{Prepare, Signature, TimeAnswer, TimeRequest};
pub use store::{Contained, Container};

use crate::event::{KeyEndedWhy, PeopleRules, PersonTrained, Witness};
use crate::production::amend::Amend;
use crate::production::handover::{HandOut, Incoming};
use crate::run::Answer;
use crate::terms::{
    AmendId, Digest, ItemId, LotId, PersonId, Private, Role, RunId, StepPath, StopId, UtcMillis,
};

/// Anything that becomes one line of the log.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Command {
    /// Something that the rules may refuse.
    Ask(Ask),
    /// Something that has happened, whether the rules like it or not: recording it cannot be refused.
    Happened(Happened),
}

/// What is asked for: to declare, to issue as offered, to answer, to sign, to change who is who.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Ask {
    /// Enter a person, with roles and, where they sign, a key.
    AddPerson(NewPerson),
    /// Give somebody a role.
    GiveRole {
        /// Who.
        person: PersonId,
        /// Which role.
        role: Role,
        /// Until when.
        until: Option<UtcMillis>,
    },
    /// Enter a permit of somebody.
    SetPermit {
        /// Whose.
        person: PersonId,
        /// Which, in words.
        permit: String,
        /// When it is over.
        until: Option<UtcMillis>,
    },
    /// Enter what somebody was trained in, or when that is over.
    Train(PersonTrained),
    /// Record the safety meeting of the day, or that somebody was briefed after it.
    Meet {
        /// Who was there; or who was briefed.
        present: Vec<PersonId>,
        /// Who led it.
        led_by: PersonId,
        /// Whether it was a briefing after the meeting.
        after: bool,
    },
    /// Say what is asked of whoever takes a gun.
    SetPeopleRules(PeopleRules),
    /// Name the private object that holds how somebody is reached from now on.
    SetDetails {
        /// Whom.
        person: PersonId,
        /// The private object.
        details: Digest,
    },
    /// Take a role from somebody.
    EndRole {
        /// Who.
        person: PersonId,
        /// Which role.
        role: Role,
    },
    /// Give somebody a key to sign with.
    AddKey {
        /// Whose.
        person: PersonId,
        /// The key.
        key: NewKey,
    },
    /// Add a handler or deputy for now, until the roster takes them in.
    AddForNow {
        /// Who; already entered as a person.
        person: PersonId,
        /// As what.
        role: Role,
        /// The first AD and a present handler.
        witnesses: Vec<Witness>,
    },
    /// Say who may change the roster: one to five people, a majority of them.
    SetRoot {
        /// Who.
        persons: Vec<PersonId>,
    },
    /// End a key, from this line on.
    EndKey {
        /// Whose.
        person: PersonId,
        /// Which, by its fingerprint.
        fingerprint: String,
        /// Why.
        why: KeyEndedWhy,
    },
    /// Enter the age key that what is meant for somebody alone is encrypted to.
    SetRecipient {
        /// Whose: a safety officer.
        person: PersonId,
        /// `age1…`, as it was checked.
        recipient: String,
    },
    /// Say whether a security key counts only where it checked a PIN or a finger.
    SetPolicy {
        /// Whether it has to.
        verification: bool,
    },
    /// Enter an item in the book.
    AddItem(NewItem),
    /// Make a container of the book a place to lock things away in.
    AddStore {
        /// The container.
        item: ItemId,
    },
    /// Enter a lot of blanks or dummies with its opening balance.
    AddLot(NewLot),
    /// Put rounds of a lot into a numbered tray.
    FillTray {
        /// Which lot.
        lot: LotId,
        /// Which tray.
        tray: ItemId,
        /// How many.
        n: u32,
        /// Who does it.
        by: PersonId,
    },
    /// Close a difference that two people counted alike: searched, and somebody told.
    CloseDifference {
        /// Which lot.
        lot: LotId,
        /// The tray; none for its boxes.
        tray: Option<ItemId>,
        /// The first AD, a deputy or the production, who was told.
        told: Witness,
    },
    /// Use a lot again that was set apart.
    FreeLot {
        /// Which.
        lot: LotId,
        /// On what ground.
        why: String,
        /// The two who looked at every round of it.
        witnesses: Vec<Witness>,
    },
    /// Correct what stands on the boxes of a lot; what was entered before stays in the log.
    CorrectLot {
        /// Which.
        lot: LotId,
        /// As it was read again.
        read: ReadAgain,
        /// Why it was entered wrong, or how that was found.
        why: String,
        /// The handler who read it again.
        by: PersonId,
    },
    /// Say with how many misfires all of a lot is set apart.
    LimitLot {
        /// Which.
        lot: LotId,
        /// With how many; none where it has no limit any more.
        misfires: Option<u32>,
        /// The handler who says so.
        by: PersonId,
    },
    /// Name the private object that holds an item's particulars from now on.
    SetParticulars {
        /// Which item.
        item: ItemId,
        /// The private object.
        particulars: Digest,
    },
    /// Erase the bytes of a private object; the line that says so stays.
    Erase {
        /// The object.
        object: Digest,
        /// Why.
        why: String,
        /// Who says so.
        by: PersonId,
    },
    /// Erase somebody's name; where lines name them, it says so from now on.
    EraseName {
        /// Whose.
        person: PersonId,
        /// The sealed object that stands in the place of the name.
        instead: Digest,
        /// Why.
        why: String,
        /// Who says so.
        by: PersonId,
    },
    /// Place an evidence hold: while it stands nothing is erased.
    PlaceHold {
        /// Why.
        why: String,
        /// Who says so.
        by: PersonId,
    },
    /// Lift the evidence hold.
    LiftHold {
        /// Why.
        why: String,
        /// Who says so.
        by: PersonId,
    },
    /// Say how long private things of one sort are kept after the last day of work.
    SetTerm {
        /// Of which sort.
        what: Private,
        /// How many days; none where they are kept until somebody says otherwise.
        days: Option<u32>,
        /// Who says so.
        by: PersonId,
    },
    /// Take numbers for so many paper cards, which nobody else is given again.
    PrintCards {
        /// How many.
        n: u32,
    },
    /// Begin a run.
    Start(Start),
    /// Bind a role of a run that was not needed at its start.
    Bind {
        /// Which run.
        run: RunId,
        /// Which role of its list.
        role: Role,
        /// Who.
        person: PersonId,
    },
    /// Give a role of a run to somebody else; what was answered with it is answered again.
    HandOverRole {
        /// Which run.
        run: RunId,
        /// Which role of its list.
        role: Role,
        /// Who takes it on.
        to: PersonId,
    },
    /// Answer the step that a run stands at.
    Answer {
        /// Which run.
        run: RunId,
        /// Which step.
        step: StepPath,
        /// What was said or done.
        answer: Answer,
        /// When, as claimed afterwards; only in a run recorded after.
        at: Option<UtcMillis>,
    },
    /// Enter what a paper card says of a list, all at once.
    EnterCard(Box<EnterCard>),
    /// Note that a weak reply was given and does not count.
    RefuseReply {
        /// Which run.
        run: RunId,
        /// Which step.
        step: StepPath,
        /// The words.
        said: String,
    },
    /// Go on with a run that was interrupted.
    Resume {
        /// Which run.
        run: RunId,
    },
    /// Hand items to the people of the action that they were shown for.
    Issue {
        /// Which items; one line for all.
        items: Vec<ItemId>,
        /// The handler who gives.
        from: PersonId,
        /// The people of the action; the first of them takes it in hand.
        action: Vec<PersonId>,
    },
    /// Settle a STOP.
    Settle {
        /// Which.
        stop: StopId,
        /// By whom.
        witnesses: Vec<Witness>,
        /// Why, where somebody says so.
        why: Option<String>,
    },
    /// Somebody who is not on the set agrees by phone that work goes on after an alarm.
    ReleaseByPhone {
        /// Which STOP.
        stop: StopId,
        /// The safety officer or the production representative, in that role.
        who: Witness,
        /// The code of the alarm, as the screen shows it.
        code: String,
        /// The code as they read it back.
        said: String,
    },
    /// Propose a list or overlay, as it is at hand, as this production's.
    SubmitList {
        /// The SHA-256 of its bytes.
        file: Digest,
        /// Who proposes it.
        by: PersonId,
    },
    /// Say which local rules hold from now on: these overlays and no others.
    SetRules {
        /// The overlays, by the SHA-256 of their bytes.
        overlays: Vec<Digest>,
        /// Why they change.
        why: String,
        /// Who says so.
        by: PersonId,
    },
    /// Ask for a deviation from a list.
    Deviate(Deviate),
    /// Take back what was proposed or asked for, signed or not.
    WithdrawList {
        /// The SHA-256 of the list, or of the overlay.
        file: Digest,
        /// Why.
        why: String,
        /// Who says so.
        by: PersonId,
    },
    /// Propose an amendment: a correction of what was recorded, or a late entry.
    Amend(Box<Amend>),
    /// Take back an amendment that is not signed.
    WithdrawAmendment {
        /// Which.
        amend: AmendId,
        /// Why.
        why: String,
        /// Who takes it back.
        by: PersonId,
    },
    /// Ask an authority for a time over the text of a completed statement: the request is a file that somebody carries there.
    RequestTime(TimeRequest),
    /// Take the answer of an authority.
    TakeTime(Box<TimeAnswer>),
    /// Hand items over to another unit, a rental house or a range.
    HandOut(HandOut),
    /// Take in what a hand-over file brings; its signature holds.
    TakeIn(Box<Incoming>),
    /// Prepare a statement for signing.
    Prepare(Prepare),
    /// Add a signature to the statement being signed.
    Sign(Signature),
    /// Decline to sign; the statement is void.
    Decline {
        /// The number of lines that the statement covers.
        statement: u64,
        /// Who declines.
        person: PersonId,
    },
    /// Give up the statement being signed.
    Cancel {
        /// The number of lines that the statement covers.
        statement: u64,
    },
}
