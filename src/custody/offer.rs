//! What the program offers for an item, and the reasons where it withholds.

use super::{Book, Happened, Item, Party, Refusal, judge};
use crate::event::Event;
use crate::terms::{Act, Condition, ItemId, ItemKind, Place, Stamp, State};

/// An act that makes sense for an item now.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Offer {
    /// Which act.
    pub act: Act,
    /// Why it is not offered; empty when it is. What depends on the people is asked by [`Book::offer_issue`].
    pub withheld: Vec<Refusal>,
}

impl Book {
    /// Issue of an item by `from` to the people of an action, of whom the first takes it: the events, or every reason
    /// against it at once.
    ///
    /// Whatever this allows, [`Book::note`] records without a breach, and the reverse.
    ///
    /// # Errors
    ///
    /// When a STOP stands, nothing is in force, the first AD or the taker has not seen it, the giver is no handler or
    /// does not have it, or the taker may not take it.
    pub fn offer_issue(
        &self,
        item: ItemId,
        from: &Party,
        to: &[Party],
        stopped: bool,
        now: &Stamp,
    ) -> Result<Vec<Event>, Vec<Refusal>> {
        let Some(found) = self.item(item) else { return Err(vec![Refusal::Unknown]) };
        let against = judge::against_issue(found, Some(from), to, stopped, now);
        if !against.is_empty() {
            return Err(against);
        }
        let what = Happened {
            from: Some(*from),
            to: to.first().copied(),
            action: to.to_vec(),
            ..Happened::new(item, Act::Issue)
        };
        Ok(self.note(&what, stopped, now))
    }

    /// Whether something may be declared of an item now.
    ///
    /// # Errors
    ///
    /// When a STOP stands, when it is not here or set apart, or when it has to be unloaded first.
    pub fn offer_declare(&self, item: ItemId, stopped: bool) -> Result<(), Vec<Refusal>> {
        let Some(item) = self.item(item) else { return Err(vec![Refusal::Unknown]) };
        let against: Vec<Refusal> = stopped
            .then_some(Refusal::Stopped)
            .into_iter()
            .chain(judge::not_here(item))
            .chain(judge::not_clear(item))
            .collect();
        if against.is_empty() { Ok(()) } else { Err(against) }
    }

    /// What the short re-show would declare again: the last declaration, where the chain behind it is unbroken and
    /// nothing is in force. `None` asks for a full proof.
    #[must_use]
    pub fn reshow(&self, item: ItemId, now: &Stamp) -> Option<&State> {
        let item = self.item(item)?;
        if !item.unbroken || item.in_force(now).is_some() || judge::not_clear(item).is_some() {
            return None;
        }
        let lapsed = item.declaration.as_ref();
        let ended = item.ended.as_ref().map(|ended| &ended.declaration);
        lapsed.or(ended).map(|declaration| &declaration.state)
    }

    /// The acts that make sense for an item now, the likeliest first.
    #[must_use]
    pub fn offers(&self, item: ItemId, now: &Stamp, stopped: bool) -> Vec<Offer> {
        let Some(item) = self.item(item) else { return Vec::new() };
        acts(item)
            .into_iter()
            .map(|act| Offer { act, withheld: withheld(item, act, now, stopped) })
            .collect()
    }
}

/// The acts that lead on from where the item is.
fn acts(item: &Item) -> Vec<Act> {
    let mut acts = match item.place {
        Place::Locked => vec![Act::TakeOut, Act::TransferOut],
        Place::Handler => {
            vec![Act::Issue, Act::LockAway, Act::HandOver, Act::SetDown, Act::TransferOut]
        }
        Place::Hand => vec![Act::Collect, Act::HandOver, Act::SetDown],
        Place::Set => vec![Act::Collect, Act::HandOver, Act::LockAway],
        Place::Missing => vec![Act::Collect],
        Place::Unit | Place::Out => return vec![Act::TransferIn],
    };
    if !takes_part(item.kind) {
        acts.retain(|act| *act != Act::Issue);
    }
    if item.kind.is_gun() && item.place != Place::Locked {
        acts.extend([Act::MakeSafe, Act::Unload]);
    }
    if item.kind == ItemKind::Container {
        acts.extend([Act::Open, Act::Seal]);
    }
    acts.push(match item.physical.condition {
        Condition::Quarantine => Act::Release,
        Condition::Unverified
        | Condition::EmptyShownClear
        | Condition::DummiesProven
        | Condition::LoadedChamberEmpty
        | Condition::Hot
        | Condition::FiredNotCleared
        | Condition::MisfireHold
        | Condition::Inert
        | Condition::GasFlash => Act::Quarantine,
    });
    acts
}

/// Whether somebody in the action can have it in hand.
fn takes_part(kind: ItemKind) -> bool {
    kind.is_gun() || kind.is_look_alike() || kind == ItemKind::Magazine
}

fn withheld(item: &Item, act: Act, now: &Stamp, stopped: bool) -> Vec<Refusal> {
    match act {
        Act::Issue => judge::against_any_issue(item, stopped, now),
        Act::TakeOut | Act::Open | Act::Release | Act::TransferOut | Act::TransferIn => {
            stopped.then_some(Refusal::Stopped).into_iter().collect()
        }
        Act::Collect
        | Act::SetDown
        | Act::HandOver
        | Act::LockAway
        | Act::MakeSafe
        | Act::Unload
        | Act::Seal
        | Act::Quarantine => Vec::new(),
    }
}
