//! What an amendment makes of the event that it corrects, and whom that event names.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{AmendProposed, Correction, Event, ItemMoved};
use crate::terms::{ItemId, PersonId};

/// Why a correction does not fit an event.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Unfit {
    /// Who is who, what was signed, what the log says of itself and how runs went are not corrected by an amendment.
    #[error("an entry of that kind is not corrected by an amendment")]
    Kind,
    /// The event says nothing of that sort.
    #[error("that entry says nothing of the kind")]
    NoSuchFact,
    /// Nothing would be other than it was recorded.
    #[error("that is what was recorded")]
    Same,
}

impl Unfit {
    /// What to do instead.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Kind => "Change it where it is entered, or tell it as a late entry.",
            Self::NoSuchFact => "Say in words what is right.",
            Self::Same => "Say what is right, if it is something else.",
        }
    }
}

/// An event as it stands corrected.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Corrected {
    /// With another value.
    Event(Box<Event>),
    /// As it was, with words beside it.
    InWords(String),
    /// It did not happen.
    Struck,
}

/// Whether an amendment may name the event: what people did, saw and said, and nothing of the roster, the log, the lists or
/// the statements.
#[must_use]
pub fn is_correctable(event: &Event) -> bool {
    matches!(
        event,
        Event::ItemDeclared(_)
            | Event::ItemShown(_)
            | Event::ItemMoved(_)
            | Event::ItemCondition(_)
            | Event::RunAnswered(_)
            | Event::StopRaised(_)
            | Event::StopSettled(_)
            | Event::ShowMeOffered(_)
    )
}

/// Whether nobody signs a correction of the event alone: what people saw, said or stopped, and what was against a rule.
#[must_use]
pub fn takes_two(event: &Event) -> bool {
    if let Event::ItemMoved(moved) = event {
        moved.breach.is_some()
    } else {
        is_correctable(event) && !matches!(event, Event::ShowMeOffered(_))
    }
}

impl Correction {
    /// The event as it stands corrected; `None` where the original stands.
    ///
    /// # Errors
    ///
    /// When the event has no such fact, or the fact is as it was recorded.
    pub fn of(&self, was: &Event) -> Result<Option<Corrected>, Unfit> {
        if !is_correctable(was) {
            return Err(Unfit::Kind);
        }
        let mut is = was.clone();
        match self {
            Self::Words { said } => return Ok(Some(Corrected::InWords(said.clone()))),
            Self::NotSo {} => return Ok(Some(Corrected::Struck)),
            Self::Stands {} => return Ok(None),
            Self::Late { .. } => return Err(Unfit::NoSuchFact),
            Self::From { person } => moved(&mut is)?.from = *person,
            Self::To { person } => moved(&mut is)?.to = *person,
            Self::Watch { person } => moved(&mut is)?.watch = *person,
            Self::Act { act, place } => {
                let moved = moved(&mut is)?;
                (moved.act, moved.place) = (*act, *place);
            }
            Self::By { person } => by(&mut is, *person)?,
            Self::ShownTo { to, looked } => {
                let Event::ItemShown(shown) = &mut is else { return Err(Unfit::NoSuchFact) };
                (shown.to, shown.looked) = (to.clone(), *looked);
            }
            Self::Witnesses { witnesses } => {
                let of = if let Event::ItemDeclared(declared) = &mut is {
                    &mut declared.witnesses
                } else if let Event::StopSettled(settled) = &mut is {
                    &mut settled.witnesses
                } else {
                    return Err(Unfit::NoSuchFact);
                };
                of.clone_from(witnesses);
            }
            Self::Items { items: right } => items(&mut is, right)?,
            Self::Time { at } => {
                let of = if let Event::ItemMoved(moved) = &mut is {
                    &mut moved.at
                } else if let Event::RunAnswered(answered) = &mut is {
                    &mut Arc::make_mut(answered).at
                } else {
                    return Err(Unfit::NoSuchFact);
                };
                // What was recorded as it happened has the time of its line.
                *of.as_mut().ok_or(Unfit::NoSuchFact)? = *at;
            }
            Self::Reply { reply, said, value } => {
                let Event::RunAnswered(answered) = &mut is else { return Err(Unfit::NoSuchFact) };
                let at = usize::try_from(*reply).ok();
                let reply = at.and_then(|at| Arc::make_mut(answered).replies.get_mut(at));
                let reply = reply.ok_or(Unfit::NoSuchFact)?;
                // The number is that of the words, so that whoever reads the words has read it.
                let number = reply.value.and_then(|_| said.parse::<i64>().ok());
                if number != *value || reply.value.is_some() != value.is_some() {
                    return Err(Unfit::NoSuchFact);
                }
                (reply.said, reply.value) = (said.clone(), *value);
            }
            Self::Count { n, of } => {
                let (count, whole) = if let Event::ItemDeclared(declared) = &mut is {
                    (&mut declared.n, &mut declared.of)
                } else if let Event::ItemCondition(changed) = &mut is {
                    (&mut changed.n, &mut changed.of)
                } else {
                    return Err(Unfit::NoSuchFact);
                };
                if count.is_none() {
                    return Err(Unfit::NoSuchFact);
                }
                (*count, *whole) = (*n, *of);
            }
        }
        if is == *was { Err(Unfit::Same) } else { Ok(Some(Corrected::Event(Box::new(is)))) }
    }

    /// The people whom it names.
    #[must_use]
    pub fn people(&self) -> BTreeSet<PersonId> {
        match self {
            Self::From { person }
            | Self::To { person }
            | Self::Watch { person }
            | Self::By { person } => person.iter().copied().collect(),
            Self::ShownTo { to, .. } => to.iter().filter_map(|one| one.person).collect(),
            Self::Witnesses { witnesses } => witnesses.iter().map(|one| one.person).collect(),
            Self::Late { people, .. } => people.iter().copied().collect(),
            Self::Items { .. }
            | Self::Act { .. }
            | Self::Time { .. }
            | Self::Reply { .. }
            | Self::Count { .. }
            | Self::Words { .. }
            | Self::NotSo {}
            | Self::Stands {} => BTreeSet::new(),
        }
    }

    /// The items that it names.
    #[must_use]
    pub fn items(&self) -> &[ItemId] {
        match self {
            Self::Items { items } | Self::Late { items, .. } => items,
            Self::From { .. }
            | Self::To { .. }
            | Self::Watch { .. }
            | Self::By { .. }
            | Self::ShownTo { .. }
            | Self::Witnesses { .. }
            | Self::Act { .. }
            | Self::Time { .. }
            | Self::Reply { .. }
            | Self::Count { .. }
            | Self::Words { .. }
            | Self::NotSo {}
            | Self::Stands {} => &[],
        }
    }
}

impl AmendProposed {
    /// Whether it tells what nobody recorded.
    #[must_use]
    pub fn is_late(&self) -> bool {
        matches!(self.what, Correction::Late { .. })
    }

    /// Everybody whose act, witness or word it touches, and whom it names instead.
    #[must_use]
    pub fn people(&self) -> BTreeSet<PersonId> {
        let named = self.corrects.iter().flat_map(|one| named(&one.was));
        named.chain(self.what.people()).collect()
    }

    /// Whether it takes two people to sign it.
    #[must_use]
    pub fn takes_two(&self) -> bool {
        self.replaces.is_some() || self.corrects.iter().any(|one| takes_two(&one.was))
    }
}

/// Whom an event that can be corrected names as giver, taker, watcher, witness or speaker.
fn named(event: &Event) -> Vec<PersonId> {
    if let Event::ItemMoved(e) = event {
        [e.from, e.to, e.watch].into_iter().flatten().collect()
    } else if let Event::ItemShown(e) = event {
        e.to.iter().filter_map(|one| one.person).chain([e.by]).collect()
    } else if let Event::ItemDeclared(e) = event {
        e.witnesses.iter().map(|one| one.person).collect()
    } else if let Event::StopSettled(e) = event {
        e.witnesses.iter().map(|one| one.person).collect()
    } else if let Event::StopRaised(e) = event {
        e.by.into_iter().collect()
    } else if let Event::RunAnswered(e) = event {
        e.replies.iter().filter_map(|one| one.person).collect()
    } else if let Event::ShowMeOffered(e) = event {
        vec![e.by]
    } else {
        Vec::new()
    }
}

fn moved(event: &mut Event) -> Result<&mut ItemMoved, Unfit> {
    if let Event::ItemMoved(moved) = event { Ok(moved) } else { Err(Unfit::NoSuchFact) }
}

fn by(event: &mut Event, right: Option<PersonId>) -> Result<(), Unfit> {
    if let Event::StopRaised(raised) = event {
        raised.by = right;
    } else if let Event::ItemShown(shown) = event {
        shown.by = right.ok_or(Unfit::NoSuchFact)?;
    } else if let Event::ShowMeOffered(offered) = event {
        offered.by = right.ok_or(Unfit::NoSuchFact)?;
    } else {
        return Err(Unfit::NoSuchFact);
    }
    Ok(())
}

fn items(event: &mut Event, right: &[ItemId]) -> Result<(), Unfit> {
    if let Event::ItemShown(shown) = event {
        if right.is_empty() {
            return Err(Unfit::NoSuchFact);
        }
        shown.items = right.to_vec();
        return Ok(());
    }
    let [right] = right else { return Err(Unfit::NoSuchFact) };
    if let Event::ItemMoved(moved) = event {
        moved.item = *right;
    } else if let Event::ItemDeclared(declared) = event {
        declared.item = *right;
    } else if let Event::ItemCondition(changed) = event {
        changed.item = *right;
    } else if let Event::StopRaised(raised) = event {
        raised.item = Some(*right);
    } else if let Event::ShowMeOffered(offered) = event {
        offered.item = *right;
    } else {
        return Err(Unfit::NoSuchFact);
    }
    Ok(())
}
