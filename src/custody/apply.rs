//! The fold: each event moves the book, and none is judged.

use std::collections::btree_map::Entry as Slot;
use std::sync::Arc;

use super::{Book, Declaration, Ended, Ending, Item, Moment, Newest, Past, Showing, What, note};
use crate::event::{
    Event, ItemAdded, ItemCondition, ItemDeclared, ItemMoved, ItemShown, ItemUnverified, StopRaised,
};
use crate::terms::{Act, Condition, ItemId, Place, State, Until, UnverifiedWhy};

/// An event that no writer of this program could have written.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum IllegalEvent {
    /// An item was entered twice.
    #[error("item {item} is entered a second time")]
    AddedTwice {
        /// Which.
        item: ItemId,
    },
    /// Something was declared of, or ended for, an item that is not in the book.
    #[error("item {item} is not in the book")]
    NotInTheBook {
        /// Which.
        item: ItemId,
    },
}

impl Book {
    /// Moves the book on by one event that stands at `moment`; events of other parts move nothing.
    ///
    /// # Errors
    ///
    /// Only for what no writer of this program could have written. Whatever [`Book::note`] returns applies.
    pub fn apply(&mut self, event: &Event, moment: &Moment) -> Result<(), IllegalEvent> {
        match event {
            Event::ItemAdded(added) => self.add(added, moment),
            Event::ItemParticulars(said) => {
                self.known(said.item)?.particulars = Some(said.particulars);
                Ok(())
            }
            Event::ItemDeclared(declared) => self.declare(declared, moment),
            Event::ItemShown(shown) => {
                self.show(shown, moment);
                Ok(())
            }
            Event::ItemMoved(moved) => {
                self.go(moved, moment);
                Ok(())
            }
            Event::ItemCondition(condition) => {
                self.change(condition, moment);
                Ok(())
            }
            Event::ItemUnverified(unverified) => self.end(unverified, moment),
            Event::ShowMeOffered(offered) => {
                let what = What::Offered { by: offered.by, looked: offered.looked };
                self.remember(offered.item, what, moment);
                Ok(())
            }
            Event::StopRaised(raised) => {
                self.stopped(raised, moment);
                Ok(())
            }
            Event::StopAlarm(_) => {
                self.doubt_all();
                Ok(())
            }
            Event::LogOpened(_) => {
                self.opened(moment);
                Ok(())
            }
            Event::LogCreated(_)
            | Event::LogClosed {}
            | Event::LogRecovered(_)
            | Event::LogCut(_)
            | Event::LogClockJump(_)
            | Event::LogExported(_)
            | Event::LogSaw(_)
            | Event::LogMet(_)
            | Event::LogForked(_)
            | Event::LogOverwritten(_)
            | Event::AnchorRequested(_)
            | Event::AnchorReceived(_)
            | Event::CardsPrinted(_)
            | Event::PersonAdded(_)
            | Event::PersonNamed(_)
            | Event::PersonKey(_)
            | Event::PersonKeyEnded(_)
            | Event::PersonRole(_)
            | Event::PersonRoleEnded(_)
            | Event::PersonProvisional(_)
            | Event::PersonDetails(_)
            | Event::PersonPermit(_)
            | Event::PersonTrained(_)
            | Event::RulesPeople(_)
            | Event::MeetingHeld(_)
            | Event::RosterRoot(_)
            | Event::RosterPolicy(_)
            | Event::UnlockFailed(_)
            | Event::StatementPrepared(_)
            | Event::StatementSigned(_)
            | Event::StatementCompleted(_)
            | Event::StatementRefused(_)
            | Event::StatementVoided(_)
            | Event::RunStarted(_)
            | Event::RunRole(_)
            | Event::RunParts(_)
            | Event::RunDrawn(_)
            | Event::RunAnswered(_)
            | Event::RunReplyRefused(_)
            | Event::RunPassed(_)
            | Event::RunAcknowledged(_)
            | Event::RunWithdrawn(_)
            | Event::RunInterrupted(_)
            | Event::RunResumed(_)
            | Event::RunEnded(_)
            | Event::StopSettled(_)
            | Event::ConcernRaised(_)
            | Event::ConcernAnswered(_)
            | Event::LotAdded(_)
            | Event::LotMoved(_)
            | Event::LotCounted(_)
            | Event::LotClosed(_)
            | Event::LotApart(_)
            | Event::LotFreed(_)
            | Event::LotLimit(_)
            | Event::LotParticulars(_)
            | Event::DayLaw(_)
            | Event::StoreAdded(_)
            | Event::StoreSealed(_)
            | Event::StoreOpened(_)
            | Event::StoreKey(_)
            | Event::ListSubmitted(_)
            | Event::ListRules(_)
            | Event::ListDeviation(_)
            | Event::ListWithdrawn(_)
            | Event::ObjectErased(_)
            | Event::AmendProposed(_)
            | Event::HoldPlaced(_)
            | Event::KeepTerm(_)
            | Event::PhotoAdded(_)
            | Event::StopReleased(_)
            | Event::ConcernCarried(_)
            | Event::PersonRecipient(_)
            | Event::HandoverOut(_)
            | Event::HandoverIn(_)
            | Event::HoldLifted(_)
            | Event::AmendWithdrawn(_) => Ok(()),
        }
    }

    fn add(&mut self, added: &ItemAdded, moment: &Moment) -> Result<(), IllegalEvent> {
        let Slot::Vacant(slot) = self.items.entry(added.item) else {
            return Err(IllegalEvent::AddedTwice { item: added.item });
        };
        let mut history = self.strangers.remove(&added.item).unwrap_or_default();
        history.push(Past { at: moment.clone(), what: What::Added });
        slot.insert(Arc::new(Item {
            id: added.item,
            kind: added.kind,
            tag: added.tag.clone(),
            action: added.action,
            barrel: added.barrel,
            capacity: added.capacity,
            particulars: added.particulars,
            place: Place::Handler,
            holder: None,
            watch: None,
            store: None,
            action_people: Vec::new(),
            moved: None,
            newest: Newest::default(),
            declaration: None,
            ended: None,
            physical: State::plain(Condition::Unverified),
            showings: Vec::new(),
            unbroken: false,
            history,
        }));
        Ok(())
    }

    fn declare(&mut self, declared: &ItemDeclared, moment: &Moment) -> Result<(), IllegalEvent> {
        let state = State {
            condition: declared.condition,
            n: declared.n,
            of: declared.of,
            load: declared.load.as_deref().map(Into::into),
        };
        let item = self.known(declared.item)?;
        let what = What::Declared { state: state.clone(), card: declared.card, run: declared.run };
        item.history.push(Past { at: moment.clone(), what });
        if declared.card.is_some() {
            return Ok(());
        }
        end(item, Ending::Replaced, moment);
        item.declaration = Some(Declaration {
            state,
            until: Until {
                wall: declared.until,
                up: declared.until_up,
                boot: moment.at.boot.clone(),
            },
            run: declared.run,
            witnesses: declared.witnesses.clone(),
            covers: declared.covers.clone(),
            statement: declared.statement,
            at: moment.clone(),
        });
        item.newest.changed = Some(moment.at.wall);
        item.physical = State::plain(Condition::Unverified);
        item.showings.clear();
        item.unbroken |= declared.run.is_some();
        Ok(())
    }

    fn show(&mut self, shown: &ItemShown, moment: &Moment) {
        for id in &shown.items {
            let what = What::Shown { by: shown.by, looked: shown.looked, card: shown.card };
            self.remember(*id, what, moment);
            if let Some(item) = self.items.get_mut(id).map(Arc::make_mut) {
                item.showings.push(Showing {
                    by: shown.by,
                    to: shown.to.clone(),
                    looked: shown.looked,
                    at: moment.clone(),
                    card: shown.card,
                });
            }
        }
    }

    fn go(&mut self, moved: &ItemMoved, moment: &Moment) {
        let what = What::Moved {
            act: moved.act,
            from: moved.from,
            to: moved.to,
            place: moved.place,
            watch: moved.watch,
            breach: moved.breach,
            card: moved.card,
            claimed: moved.at,
        };
        self.remember(moved.item, what, moment);
        let Some(item) = self.items.get_mut(&moved.item).map(Arc::make_mut) else { return };
        let keeps_the_chain = match moved.act {
            Act::Issue | Act::Collect => true,
            // Only passing inside the action carries the action on.
            Act::HandOver => !moved.action.is_empty(),
            Act::TakeOut
            | Act::SetDown
            | Act::LockAway
            | Act::MakeSafe
            | Act::Unload
            | Act::Seal
            | Act::Open
            | Act::TransferOut
            | Act::TransferIn
            | Act::Quarantine
            | Act::Release => false,
        };
        item.unbroken &= keeps_the_chain && moved.breach.is_none();
        let current = note::is_current(item, moved.card, moved.at);
        let claimed = moved.at.filter(|_| moved.card.is_some());
        if let Some(at) = claimed {
            item.newest.card = Some((moment.seq, at));
        }
        if !current {
            return;
        }
        let in_hand = matches!(moved.place, Place::Handler | Place::Hand);
        item.place = moved.place;
        item.holder = moved.to.filter(|_| in_hand);
        item.watch = moved.watch.filter(|_| moved.place == Place::Set);
        item.store = moved.store.filter(|_| moved.place == Place::Locked);
        item.action_people.clone_from(&moved.action);
        item.moved = Some(moment.clone());
        item.newest.moved = Some(claimed.unwrap_or(moment.at.wall));
    }

    fn change(&mut self, changed: &ItemCondition, moment: &Moment) {
        let state = State {
            condition: changed.condition,
            n: changed.n,
            of: changed.of,
            load: changed.load.as_deref().map(Into::into),
        };
        let what = What::Condition { state: state.clone(), why: changed.why.clone() };
        self.remember(changed.item, what, moment);
        if let Some(item) = self.items.get_mut(&changed.item).map(Arc::make_mut) {
            end(item, Ending::Condition(changed.condition), moment);
            let told = item.newest.card.filter(|(line, _)| *line == moment.seq);
            item.newest.changed = Some(told.map_or(moment.at.wall, |(_, claimed)| claimed));
            item.physical = state;
            item.unbroken = false;
        }
    }

    /// A STOP that a list's own rule raised about an item, or that a person called about it, is a doubt about that very
    /// item: no re-show rests on what was proven before, whether or not anything was in force.
    fn stopped(&mut self, raised: &StopRaised, moment: &Moment) {
        match (raised.item, raised.rule.as_deref()) {
            (None, None) => self.called = Some(moment.seq),
            (Some(item), _) => {
                if let Some(item) = self.items.get_mut(&item).map(Arc::make_mut) {
                    item.unbroken = false;
                }
            }
            (None, Some(_)) => {}
        }
    }

    /// After an alarm nothing rests on what was proven before, of any item.
    fn doubt_all(&mut self) {
        for item in self.items.values_mut().filter(|item| item.unbroken) {
            Arc::make_mut(item).unbroken = false;
        }
    }

    /// After another start of the machine nobody knows for how long nothing was recorded.
    fn opened(&mut self, moment: &Moment) {
        let boot = &moment.at.boot;
        for item in self.items.values_mut().filter(|item| item.unbroken) {
            if item.proof().is_none_or(|proof| !proof.at.at.boot.same(boot)) {
                Arc::make_mut(item).unbroken = false;
            }
        }
    }

    fn end(&mut self, ended: &ItemUnverified, moment: &Moment) -> Result<(), IllegalEvent> {
        // A STOP called about nothing in particular is no doubt about an item; any other is.
        let called = self.called == Some(moment.seq);
        let item = self.known(ended.item)?;
        item.history.push(Past { at: moment.clone(), what: What::Unverified(ended.why) });
        end(item, Ending::Unverified(ended.why), moment);
        item.unbroken &= match ended.why {
            UnverifiedWhy::Time | UnverifiedWhy::HandOver | UnverifiedWhy::SetUp => true,
            UnverifiedWhy::Stop => called,
            UnverifiedWhy::OutOfSight
            | UnverifiedWhy::Break
            | UnverifiedWhy::Breach
            | UnverifiedWhy::Reopened
            | UnverifiedWhy::Struck
            | UnverifiedWhy::Abandoned
            | UnverifiedWhy::Continued => false,
        };
        Ok(())
    }

    fn known(&mut self, item: ItemId) -> Result<&mut Item, IllegalEvent> {
        let found = self.items.get_mut(&item).map(Arc::make_mut);
        found.ok_or(IllegalEvent::NotInTheBook { item })
    }

    fn remember(&mut self, item: ItemId, what: What, moment: &Moment) {
        let history = match self.items.get_mut(&item) {
            Some(item) => &mut Arc::make_mut(item).history,
            None => self.strangers.entry(item).or_default(),
        };
        history.push(Past { at: moment.clone(), what });
    }
}

fn end(item: &mut Item, why: Ending, moment: &Moment) {
    if let Some(declaration) = item.declaration.take() {
        item.ended = Some(Ended { declaration, why, at: moment.clone() });
    }
}
