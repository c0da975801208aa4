//! A step as it will look on the page of a run, drawn by that page itself.

use egui::Ui;

use crate::checklist::Checklist;
use crate::gui::kit;
use crate::gui::screens::run;
use crate::gui::view::{Nobody, Open, View};
use crate::run::preview;

/// Draws the step at `path`, or the steps inside it: of a repeat, of a unit.
pub(super) fn show(ui: &mut Ui, view: View<'_>, list: &Checklist, path: &str) {
    let nobody = Nobody::default();
    let open = Open::nobody(&nobody, view.now);
    let mut found = false;
    for (at, top) in list.steps.iter().enumerate() {
        let Some(ix) = list.top(at) else { continue };
        let name = top.path.to_string();
        let inside = top.kind.inside().iter().enumerate();
        let inner = inside
            .filter_map(|(at, inner)| Some((format!("{name}.{}", inner.path), ix.inside(at)?)));
        for (name, ix) in std::iter::once((name.clone(), ix)).chain(inner) {
            let mine = name.strip_prefix(path);
            let inside = mine.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
            if inside && let Some(face) = preview(list, ix, view.now) {
                found = true;
                kit::caption(ui, format!("Step {} of {}", face.behind + 1, face.of));
                run::sample(ui, view, &open, &face);
            }
        }
    }
    if !found {
        kit::quiet(ui, "There is nothing to show of it.");
    }
}
