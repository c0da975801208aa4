//! Which lists make sense for an item as it stands, and which values for an input, so that nothing is offered that would be
//! refused at once.

use super::facts::item_facts;
use super::state::Production;
use crate::checklist::{Checklist, Input, Status};
use crate::custody::Item;
use crate::event::{Input as Given, Recorded, RunStarted};
use crate::run::{Facts, Run};
use crate::terms::{Action, ItemId, ItemKind, RunId, Stamp};

impl Production {
    /// Whether an input of a list may be given that value.
    #[must_use]
    pub fn takes(&self, input: &Input, value: &str) -> bool {
        match input {
            Input::Item { kinds, actions, .. } => {
                let item = value.parse::<ItemId>().ok().and_then(|item| self.book.item(item));
                item.is_some_and(|item| fits(item, kinds, actions))
            }
            Input::Pick { of, .. } => of.iter().any(|one| one == value),
            Input::Text { .. } => !value.trim().is_empty(),
            Input::Number { min, max, .. } => {
                value.parse::<i64>().is_ok_and(|number| (*min..=*max).contains(&number))
            }
        }
    }

    /// The item that a run of `list` is about: the first that its inputs are given, in the order of the list.
    #[must_use]
    pub fn about(&self, list: &Checklist, inputs: &[(String, String)]) -> Option<ItemId> {
        list.inputs.iter().find_map(|input| match input {
            Input::Item { id, .. } => {
                let (_, value) = inputs.iter().find(|(one, _)| one == id.as_str())?;
                let item = value.parse::<ItemId>().ok()?;
                self.book.item(item).map(|item| item.id)
            }
            Input::Pick { .. } | Input::Text { .. } | Input::Number { .. } => None,
        })
    }

    /// Whether a run of `list` about `item` may begin as far as the item goes: its kind and action fit, and what the
    /// list needs of it is so. People, other inputs and a standing STOP are asked when the run begins.
    #[must_use]
    pub fn suits(&self, list: &Checklist, item: ItemId, now: &Stamp) -> bool {
        let (Some(found), Some(subject)) = (self.book.item(item), list.subject()) else {
            return false;
        };
        let Some(Input::Item { id, kinds, actions, .. }) = list.inputs.get(subject.position())
        else {
            return false;
        };
        let usable = match list.status {
            Status::Released => true,
            Status::Draft => self.is_drill(),
            Status::Retired => false,
        };
        if !usable || !fits(found, kinds, actions) {
            return false;
        }
        let given = Given { id: id.to_string(), value: item.to_string() };
        let run = Run::begin(&never_begun(item, given), now);
        let facts = Facts {
            items: list
                .inputs
                .iter()
                .enumerate()
                .map(|(at, _)| {
                    (at == subject.position()).then(|| item_facts(found, &self.rounds, &run, now))
                })
                .collect(),
            drill: self.is_drill(),
            ..Facts::default()
        };
        run.meets(list, &facts, subject, now)
    }
}

/// A run that only stands for what would be known at its start; it is never written.
fn never_begun(item: ItemId, given: Given) -> RunStarted {
    RunStarted {
        run: RunId::from_random(0),
        files: Vec::new(),
        approved: false,
        lang: String::new(),
        recorder: None,
        recorded: Recorded::Live,
        card: None,
        item: Some(item),
        roles: Vec::new(),
        inputs: vec![given],
        scene: String::new(),
        setup: String::new(),
        take: String::new(),
    }
}

/// Whether an item is of one of those kinds, and works in one of those ways; in any where none is named.
fn fits(item: &Item, kinds: &[ItemKind], actions: &[Action]) -> bool {
    kinds.contains(&item.kind) && (actions.is_empty() || actions.contains(&item.action))
}
