//! Whether something asked for may be done, and the one line that it becomes.

mod amendments;
mod anchoring;
mod begin;
mod handover;
mod items;
mod keeping;
mod lists;
mod people;
mod restarting;
pub(super) mod rounds;
mod runs;
mod settling;
mod statements;
mod stops;

pub use lists::last_day;
pub use restarting::RestartSlot;
pub use stops::Settler;

pub(super) use begin::start as begin;
pub(super) use runs::{answer, give_up, interrupt};

use crate::production::cards;
use crate::production::command::Ask;
use crate::production::context::{Context, Decision};
use crate::production::finish::Draft;
use crate::production::people as asked;
use crate::production::refusal::Refusal;
use crate::production::state::Production;
use crate::production::stores;

/// Decides what is asked for.
///
/// # Errors
///
/// With every reason against it at once, each with its remedy.
pub fn decide(state: &Production, ask: &Ask, cx: &Context<'_>) -> Result<Decision, Refusal> {
    let draft = match ask {
        Ask::AddPerson(new) => Draft::of(people::add(state, new, cx)?),
        Ask::GiveRole { person, role, until } => {
            Draft::of(people::give(state, *person, role, *until, cx)?)
        }
        Ask::SetPermit { person, permit, until } => {
            Draft::of(people::permit(state, *person, permit, *until)?)
        }
        Ask::Train(said) => Draft::of(people::train(state, said, cx)?),
        Ask::Meet { present, led_by, after } => {
            Draft::of(asked::meet(state, present, *led_by, *after, cx)?)
        }
        Ask::SetPeopleRules(rules) => Draft::of(asked::rules(state, *rules, cx)?),
        Ask::SetDetails { person, details } => {
            Draft::of(people::details(state, *person, *details)?)
        }
        Ask::EndRole { person, role } => Draft::of(people::end(state, *person, role)?),
        Ask::AddKey { person, key } => Draft::of(people::key(state, *person, key)?),
        Ask::AddForNow { person, role, witnesses } => {
            Draft::of(people::for_now(state, *person, role, witnesses, cx)?)
        }
        Ask::SetRoot { persons } => Draft::of(people::root(state, persons)?),
        Ask::EndKey { person, fingerprint, why } => {
            Draft::of(people::end_key(state, *person, fingerprint, *why)?)
        }
        Ask::SetRecipient { person, recipient } => {
            Draft::of(people::recipient(state, *person, recipient, cx)?)
        }
        Ask::SetPolicy { verification } => Draft::of(people::policy(state, *verification)?),
        Ask::AddItem(new) => Draft::of(items::add(state, new, cx)?),
        Ask::AddStore { item } => Draft::of(stores::add(state, *item, cx)?),
        Ask::SetParticulars { item, particulars } => {
            Draft::of(items::particulars(state, *item, *particulars)?)
        }
        Ask::Erase { object, why, by } => Draft::of(keeping::erase(state, *object, why, *by)?),
        Ask::EraseName { person, instead, why, by } => {
            Draft::of(keeping::erase_name(state, *person, *instead, (why, *by))?)
        }
        Ask::PlaceHold { why, by } => Draft::of(keeping::place_hold(state, why, *by)?),
        Ask::SetTerm { what, days, by } => Draft::of(keeping::term(state, *what, *days, *by)?),
        Ask::LiftHold { why, by } => Draft::of(keeping::lift_hold(state, why, *by)?),
        Ask::Issue { items, from, action } => {
            Draft::of(items::issue(state, items, *from, action, cx)?)
        }
        Ask::AddLot(new) => Draft::of(rounds::add(state, new, cx)?),
        Ask::FillTray { lot, tray, n, by } => Draft::of(rounds::fill(state, *lot, *tray, *n, *by)?),
        Ask::CloseDifference { lot, tray, told } => {
            Draft::of(rounds::close(state, *lot, *tray, told, cx)?)
        }
        Ask::FreeLot { lot, why, witnesses } => {
            Draft::of(rounds::free(state, *lot, why, witnesses, cx)?)
        }
        Ask::CorrectLot { lot, read, why, by } => {
            Draft::of(rounds::correct(state, *lot, read, (why, *by), cx)?)
        }
        Ask::LimitLot { lot, misfires, by } => {
            Draft::of(rounds::limit(state, *lot, *misfires, *by, cx)?)
        }
        Ask::PrintCards { n } => Draft::of(state.print_cards(*n)?),
        Ask::Start(start) => begin::start(state, start, cx)?,
        Ask::Bind { run, role, person } => Draft::of(begin::bind(state, *run, role, *person, cx)?),
        Ask::HandOverRole { run, role, to } => {
            Draft::of(begin::hand_over(state, *run, role, *to, cx)?)
        }
        Ask::Answer { run, step, answer, at } => {
            Draft::of(runs::answer(state, *run, step, answer, *at, cx)?)
        }
        Ask::EnterCard(asked) => cards::enter(state, asked, cx)?,
        Ask::RefuseReply { run, step, said } => {
            Draft::of(runs::refuse_reply(state, *run, step, said, cx)?)
        }
        Ask::Resume { run } => Draft::of(runs::resume(state, *run, cx)?),
        Ask::Settle { stop, witnesses, why } => {
            Draft::of(stops::settle(state, *stop, witnesses, why.as_deref(), cx)?)
        }
        Ask::ReleaseByPhone { stop, who, code, said } => {
            Draft::of(restarting::release(state, *stop, who, (code, said), cx)?)
        }
        Ask::SubmitList { file, by } => lists::submit(state, *file, *by, cx)?,
        Ask::SetRules { overlays, why, by } => lists::rules(state, overlays, why, *by, cx)?,
        Ask::Deviate(asked) => lists::deviate(state, asked, cx)?,
        Ask::WithdrawList { file, why, by } => lists::withdraw(state, *file, why, *by, cx)?,
        Ask::Amend(asked) => amendments::propose(state, asked, cx)?,
        Ask::WithdrawAmendment { amend, why, by } => {
            Draft::of(amendments::withdraw(state, *amend, why, *by, cx)?)
        }
        Ask::RequestTime(asked) => anchoring::request(state, asked)?,
        Ask::TakeTime(answer) => anchoring::take(state, answer)?,
        Ask::HandOut(asked) => Draft::of(handover::out(state, asked, cx)?),
        Ask::TakeIn(incoming) => handover::take_in(state, incoming, cx)?,
        Ask::Prepare(what) => statements::prepare(state, what, cx)?,
        Ask::Sign(signature) => Draft::of(statements::sign(state, signature, cx)?),
        Ask::Decline { statement, person } => {
            Draft::of(statements::decline(state, *statement, *person)?)
        }
        Ask::Cancel { statement } => Draft::of(statements::cancel(state, *statement, cx)?),
    };
    state.finish(draft, cx)
}

/// An identifier that nothing in the production has yet, from the fresh bits of this decision.
///
/// Thirty bits collide rarely; four tries with different bits practically never all do.
fn unused<T: Copy>(
    cx: &Context<'_>,
    make: impl Fn(u64) -> T,
    taken: impl Fn(T) -> bool,
) -> Result<T, Refusal> {
    cx.fresh
        .0
        .iter()
        .map(|bits| make(*bits))
        .find(|id| !taken(*id))
        .ok_or(Refusal::NoSuch("free identifier; try again"))
}
