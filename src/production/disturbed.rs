//! What an act from outside does to an open run: what was seen before it is worth nothing, and the run begins again.

use super::context::Context;
use super::state::Production;
use crate::event::{Event, ItemMoved, RunEnded, RunEndedHow};
use crate::run::Run;
use crate::terms::{ItemId, UnverifiedWhy};

/// At most so many answers are withdrawn in one line; a run with more of them is given up instead.
const WITHDRAWN: usize = 200;

impl Production {
    /// The withdrawals of every open run, about an item of which something happened in `events` that is no step of that run.
    ///
    /// A run that has declared, and in which nothing is left that declares, goes on: its words say the condition as it is.
    /// One from a paper card goes on too: it tells what was, and nothing is ever in force from it.
    pub(super) fn disturbed(&self, events: &[Event], cx: &Context<'_>) -> Vec<Event> {
        let mut more = Vec::new();
        let ends = |run: &Run| {
            events.iter().any(|event| matches!(event, Event::RunEnded(one) if one.run == run.id()))
        };
        for run in self.runs().filter(|run| run.is_open() && !run.is_recorded_after() && !ends(run))
        {
            let items = self.items_of(run);
            if !items.iter().any(|item| touched(events, run, *item)) || self.follows_up(run, cx) {
                continue;
            }
            let again = run.begin_again();
            if again.len() > WITHDRAWN {
                // Half withdrawn it would go on from the middle.
                let how = RunEndedHow::Abandoned;
                more.push(Event::RunEnded(RunEnded { run: run.id(), how, why: None }));
            } else {
                more.extend(again.into_iter().map(Event::RunWithdrawn));
            }
            // What it declared of another item rests on answers that are gone.
            for item in items.into_iter().filter(|item| !touched(events, run, *item)) {
                let declared = self.book.item(item).and_then(|one| one.in_force(cx.now));
                if declared.is_some_and(|one| one.run == Some(run.id())) {
                    more.extend(self.book.doubt(item, UnverifiedWhy::Reopened, cx.now));
                }
            }
        }
        more
    }

    fn follows_up(&self, run: &Run, cx: &Context<'_>) -> bool {
        let list = cx.library.of(run);
        list.is_some_and(|list| {
            run.only_follows_up(list, &self.facts(run, list, cx.names, cx.now), cx.now)
        })
    }
}

/// Whether something happened to `item` in this line that is no step of `run`: a move, a breach, a change of condition.
fn touched(events: &[Event], run: &Run, item: ItemId) -> bool {
    let own = |moved: &ItemMoved| moved.run == Some(run.id());
    let before = |moved: &ItemMoved| {
        // What a paper card tells of the time before the run began was so when it began.
        moved.card.is_some() && moved.at.is_some_and(|at| at < run.begun().wall)
    };
    let of_it: Vec<&ItemMoved> = events
        .iter()
        .filter_map(|event| if let Event::ItemMoved(moved) = event { Some(moved) } else { None })
        .filter(|moved| moved.item == item)
        .collect();
    let changed = |event: &Event| matches!(event, Event::ItemCondition(one) if one.item == item);
    // A condition that a move brings with it is as much the run's own as the move.
    of_it.iter().any(|moved| !own(moved) && !before(moved))
        || of_it.is_empty() && events.iter().any(changed)
}
