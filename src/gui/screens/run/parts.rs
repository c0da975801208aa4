//! What a repeat goes over: magazines of the book, people of the roster, or labels that are typed.

use egui::{Key, Modifiers, Ui, vec2};

use super::{Draft, answer, many};
use crate::checklist::PartSort;
use crate::gui::action::Action;
use crate::gui::kit::{self, Button};
use crate::gui::theme::size;
use crate::run::{Answer, Face, Part};
use crate::terms::RunId;

/// Draws what may be named.
pub(super) fn show(
    ui: &mut Ui,
    (run, face): (RunId, &Face),
    (sort, offered, most): (PartSort, &[(Part, String)], u32),
    ready: bool,
    draft: &mut Draft,
    out: &mut Vec<Action>,
) {
    let named = match sort {
        PartSort::Magazines | PartSort::People => {
            let names: Vec<String> = offered.iter().map(|(_, name)| name.clone()).collect();
            let done = !names.is_empty()
                && many::show(ui, &names, ready, &mut draft.chosen, "That is all");
            let chosen = draft.chosen.iter().filter_map(|at| offered.get(*at));
            done.then(|| chosen.map(|(part, _)| part.clone()).collect::<Vec<_>>())
        }
        PartSort::Typed => {
            let done = many::labels(ui, ready, &mut draft.typed, &mut draft.labels, "one");
            done.then(|| draft.labels.iter().cloned().map(Part::Typed).collect())
        }
    };
    let nothing = draft.chosen.is_empty() && draft.labels.is_empty();
    let named = named.or_else(|| {
        // Of a killer step something is always looked at.
        (nothing && !face.killer && none(ui, sort, ready)).then(Vec::new)
    });
    kit::caption(ui, beside(sort, offered.is_empty(), most));
    if let Some(named) = named {
        out.push(answer(run, face, Answer::Parts(named)));
    }
}

/// The key that says that there is none.
fn none(ui: &mut Ui, sort: PartSort, ready: bool) -> bool {
    let words = match sort {
        PartSort::Magazines => "No magazine",
        PartSort::People => "Nobody",
        PartSort::Typed => "None",
    };
    let keyed = ready
        && !ui.ctx().text_edit_focused()
        && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Num0));
    let none = Button::new(words).key("0").enabled(ready);
    none.least(vec2(size::FIELD, size::CELL)).pressed(ui) || keyed
}

/// How many there may be, and what to do where there is nothing to choose from.
fn beside(sort: PartSort, none: bool, most: u32) -> String {
    match (sort, none) {
        (PartSort::Magazines, true) => "No magazine is in the book: add it under Items.".to_owned(),
        (PartSort::People, true) => "Nobody is in the roster: add them under Items.".to_owned(),
        (PartSort::Magazines | PartSort::People | PartSort::Typed, _) => format!("At most {most}."),
    }
}
