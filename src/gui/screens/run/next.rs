//! What comes next for the thing that a run was about: the first question of the list that followed the last time, with every answer.

use std::collections::BTreeMap;

use egui::{Id, Ui, vec2};

use crate::event::Recorded;
use crate::gui::action::Action;
use crate::gui::kit::{self, Button};
use crate::gui::screens::begin::{self, list_of};
use crate::gui::screens::card_entry;
use crate::gui::theme::{Type, size, space};
use crate::gui::view::{Open, RunSight, View};
use crate::production::Led;
use crate::run::{Answer, FaceKind, Run};
use crate::terms::ItemId;

/// So many seconds pass before it can be pressed: the second press of a double one was meant for the step before.
const SETTLED: f64 = 0.5;

/// Draws it where there is one that needs nothing more to be said; every answer costs the same.
pub(super) fn show(
    ui: &mut Ui,
    (view, open): (View<'_>, &Open<'_>),
    sight: &RunSight<'_>,
    out: &mut Vec<Action>,
) {
    let live = sight.run.ended().is_some() && !sight.run.is_recorded_after();
    let Some(item) = sight.run.started().item.filter(|_| live) else { return };
    let id = followed(open, sight.run);
    let mut offered = view.library.offered(open.drill);
    let list = id.and_then(|id| offered.find(|list| list.id.as_str() == id));
    let Some(list) = list.filter(|list| open.production.suits(list, item, open.now)) else {
        return;
    };
    let mut draft = begin::Draft::default();
    draft.ask(open, (list.source.sha256, Some(item)), Led::Now);
    if !draft.is_whole(open) {
        return;
    }
    let Some(start) = draft.started(view, open, &card_entry::Draft::default()) else { return };
    let face = open.production.first_face(&start, open.library, open.names, open.now);
    let Some(face) = face else { return };
    let FaceKind::Choose { of: answers } = &face.kind else { return };
    ui.add_space(space::L);
    kit::card(ui, |ui| {
        let tag = open.tag(item);
        kit::title(ui, format!("Next: {}: {tag}", list.title));
        let given = draft.given(open);
        if !given.is_empty() {
            kit::quiet(ui, format!("As before in this set-up: {given}"));
        }
        kit::body(ui, &face.words);
        let ready = is_settled(ui, sight.run) && !open.saving && !open.is_stopped();
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::S, space::S);
            for (at, words) in answers.iter().enumerate() {
                let button = Button::new(words).name(format!("{words}, {tag}"));
                let large = vec2(size::TARGET, size::CELL);
                if button.step(Type::Title).least(large).enabled(ready).pressed(ui) {
                    let (start, answer) = (Box::new(start.clone()), Answer::Choice(at));
                    out.push(Action::BeginWith(start, item, face.step.clone(), answer));
                }
            }
        });
        let otherwise = Button::new("Otherwise planned").name(format!("Otherwise planned, {tag}"));
        if !given.is_empty() && otherwise.quiet().pressed(ui) {
            out.push(Action::Begin(list.source.sha256, Some(item)));
        }
    });
}

/// Whether the page has stood long enough.
fn is_settled(ui: &Ui, run: &Run) -> bool {
    let now = ui.input(|i| i.time);
    let id = Id::unique(("run ended", run.id().to_string()));
    let since = ui.data_mut(|data| *data.get_temp_mut_or_insert_with(id, || now));
    let left = SETTLED - (now - since);
    if left > 0.0 {
        ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(left));
    }
    left <= 0.0
}

/// The list that was begun next about the same thing, the last time that the list of `ended` had been led before.
fn followed<'o>(open: &Open<'o>, ended: &Run) -> Option<&'o str> {
    let id = list_of(ended)?;
    let mut later: BTreeMap<ItemId, &str> = BTreeMap::new();
    for run in open.production.runs().rev().filter(|run| run.started().recorded == Recorded::Live) {
        let (Some(item), Some(list)) = (run.started().item, list_of(run)) else { continue };
        if run.id() != ended.id()
            && list == id
            && let Some(next) = later.get(&item)
        {
            return Some(next);
        }
        later.insert(item, list);
    }
    None
}
