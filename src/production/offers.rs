//! Which lists make sense for an item as it stands, so that nothing is offered that would be refused at once.

use super::facts::item_facts;
use super::state::Production;
use crate::checklist::{Checklist, Input, Status};
use crate::event::{Input as Given, Recorded, RunStarted};
use crate::run::{Facts, Run};
use crate::terms::{ItemId, RunId, Stamp};

impl Production {
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
        let fits =
            kinds.contains(&found.kind) && (actions.is_empty() || actions.contains(&found.action));
        if !usable || !fits {
            return false;
        }
        let given = Given { id: id.to_string(), value: item.to_string() };
        let run = Run::begin(&never_begun(item, given), now);
        let facts = Facts {
            items: list
                .inputs
                .iter()
                .enumerate()
                .map(|(at, _)| (at == subject.position()).then(|| item_facts(found, &run, now)))
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
