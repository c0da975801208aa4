//! What a repeat goes over: magazines of the book, people of the roster, or labels that are typed.

use egui::Ui;

use super::{Draft, answer, many};
use crate::checklist::PartSort;
use crate::gui::action::Action;
use crate::gui::kit;
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
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let named = match sort {
        PartSort::Magazines | PartSort::People => {
            if offered.is_empty() {
                kit::title(ui, none(sort));
                return;
            }
            let names: Vec<String> = offered.iter().map(|(_, name)| name.clone()).collect();
            let record = "That is all";
            let done = many::show(ui, &names, ready, &mut draft.chosen, record);
            let chosen = draft.chosen.iter().filter_map(|at| offered.get(*at));
            done.then(|| chosen.map(|(part, _)| part.clone()).collect::<Vec<_>>())
        }
        PartSort::Typed => {
            let done = many::labels(ui, ready, &mut draft.typed, &mut draft.labels, "one");
            done.then(|| draft.labels.iter().cloned().map(Part::Typed).collect())
        }
    };
    let Some(named) = named else { return };
    if named.len() <= most {
        out.push(answer(run, face, Answer::Parts(named)));
    }
}

/// What stands there where the book or the roster has nothing to offer.
fn none(sort: PartSort) -> &'static str {
    match sort {
        PartSort::Magazines => "No magazine is in the book. Add it under Items, then come back.",
        PartSort::People => {
            "Nobody is in the roster. Add them under Items, People, then come back."
        }
        PartSort::Typed => "Type the first label.",
    }
}
