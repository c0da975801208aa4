//! What a run came to: what was declared, the call to speak, what to do next.

use egui::{Ui, vec2};

use super::{given, next};
use crate::event::RunEndedHow;
use crate::gui::action::{Action, Place as Page};
use crate::gui::kit::{self, Button};
use crate::gui::theme::{Type, icon, palette, size, space};
use crate::gui::view::{Open, RunSight, View};
use crate::production::{Command, Happened, Moved};
use crate::terms::{Act, Place};

/// Draws it.
pub(super) fn show(
    ui: &mut Ui,
    (view, open): (View<'_>, &Open<'_>),
    sight: &RunSight<'_>,
    pictures: &mut kit::Pictures,
    out: &mut Vec<Action>,
) {
    let item = sight.run.started().item.and_then(|item| open.book.item(item));
    let declared = item
        .and_then(|item| item.in_force(open.now))
        .filter(|declared| declared.run == Some(sight.run.id()));
    ui.add_space(space::L);
    match (sight.run.ended(), declared, item) {
        (Some(RunEndedHow::Abandoned), _, _) => {
            kit::huge(ui, "Abandoned. Nothing was declared.");
        }
        (_, Some(declared), Some(item)) => {
            let people: Vec<_> = declared.witnesses.iter().map(|one| one.person).collect();
            kit::painted(ui, "Declared", Type::Title, palette(ui).quiet);
            kit::huge(ui, declared.state.words());
            kit::body(ui, format!("Seen by {}. {}", open.names_of(&people), declared.covers));
            kit::body(ui, format!("At the latest until {}.", open.clock(declared.until.wall)));
            ui.add_space(space::M);
            kit::title(ui, "Say it aloud");
            kit::said(ui, &declared.state.call(&item.tag));
        }
        (Some(RunEndedHow::Done), _, _) => {
            kit::huge(ui, "Done.");
            kit::body(ui, "This run has no declaration in force.");
        }
        (None, _, _) => {
            kit::huge(ui, "Every step is answered.");
        }
    }
    next::show(ui, (view, open), sight, out);
    ui.add_space(space::XL);
    ui.horizontal_wrapped(|ui| {
        if let Some(item) = item.filter(|item| item.place == Place::Hand) {
            let to = open.collector(item.id);
            let name = to.map_or_else(|| "nobody named".to_owned(), |person| open.name(person));
            let back = Button::new("Collect").name(format!("Collect {}", item.tag));
            let back = back.below(format!("to {name}"));
            if back.icon(icon::HAND_DOWN).least(vec2(size::FIELD, size::ANSWER)).pressed(ui) {
                let moved = Moved::plain(item.id, Act::Collect, item.holder, to);
                out.push(Action::Submit(Command::Happened(Happened::Moved(vec![moved]))));
            }
        }
        let wide = vec2(size::FIELD, size::ANSWER);
        let next = Button::new("Board: show it, issue it").first().icon(icon::TARGET).key("F2");
        if next.step(Type::Title).least(wide).pressed(ui) {
            out.push(Action::Go(Page::Board));
        }
        let sheet = Button::new("Sheet of showings").icon(icon::SIGNATURE).key("F4");
        if sheet.least(wide).pressed(ui) {
            out.push(Action::Go(Page::Sheet));
        }
    });
    given::show(ui, open, sight, pictures, out);
}
