//! How the window looks and is pressed, when people sign, and leaving the production.

mod pad;
pub(super) mod recovery;

use egui::Ui;

use crate::gui::action::{Action, Errand};
use crate::gui::kit::{self, Button};
use crate::gui::theme::{Preset, icon};
use crate::gui::view::View;
use crate::production::Signing;
use crate::session::{PadVerb, Theme};

/// The key of the pad that waits to be pressed.
#[derive(Debug, Default)]
pub(in crate::gui) struct Draft {
    recovery: recovery::Draft,
    recording: Option<PadVerb>,
    refused: Option<egui::Key>,
}

impl Draft {
    /// Whether the next key that is pressed is taken for the pad.
    pub(in crate::gui) fn is_recording(&self) -> bool {
        self.recording.is_some()
    }
}

/// Draws it.
pub(in crate::gui) fn show(ui: &mut Ui, view: View<'_>, draft: &mut Draft, out: &mut Vec<Action>) {
    kit::page(ui, "Settings", false, |ui| {
        kit::card(ui, |ui| look(ui, view, out));
        if let Some(open) = view.open {
            kit::card(ui, |ui| {
                let ways = [
                    (Signing::Sheet, "Once, over the sheet of showings".to_owned()),
                    (Signing::AtTheMoment, "At the moment, before anything is declared".to_owned()),
                ];
                let now = open.situation.signing;
                if let Some(signing) = kit::choose(ui, "When people sign", &ways, Some(now)) {
                    let mut situation = open.situation.clone();
                    situation.signing = signing;
                    out.push(Action::Situate(situation));
                }
            });
        }
        kit::card(ui, |ui| pad::show(ui, view, draft, out));
        kit::card(ui, |ui| recovery::show(ui, view, &mut draft.recovery, out));
        let Some(open) = view.open else { return };
        kit::card(ui, |ui| {
            kit::body(ui, "Closing takes nothing away: everything is in the folder.");
            let idle = !open.saving && open.unsaved.is_empty();
            let close = Button::new("Close this production").icon(icon::X).enabled(idle);
            if close.pressed(ui) {
                out.push(Action::Do(Errand::Close));
            }
        });
    });
}

/// In which language lists are shown; asked only where one of them has another.
fn language(ui: &mut Ui, view: View<'_>, out: &mut Vec<Action>) {
    let mut others: Vec<&str> =
        view.library.lists().flat_map(|list| list.languages().into_iter().skip(1)).collect();
    others.sort_unstable();
    others.dedup();
    if others.is_empty() {
        return;
    }
    languages(ui, view, &others, out);
    kit::caption(ui, "What is not translated stands as it was written, with [en] before it.");
}

/// The choice among the language of the list and `others`.
pub(in crate::gui) fn languages(
    ui: &mut Ui,
    view: View<'_>,
    others: &[&str],
    out: &mut Vec<Action>,
) {
    let mut all = vec![(None, "As written".to_owned())];
    all.extend(others.iter().map(|lang| (Some(*lang), language_name(lang))));
    let now = view.settings.lang.as_deref().filter(|lang| others.contains(lang));
    if let Some(lang) = kit::choose(ui, "Language of the lists", &all, Some(now)) {
        out.push(Action::Do(Errand::Language(lang.map(str::to_owned))));
    }
}

/// The language by its own name, where we know it.
fn language_name(lang: &str) -> String {
    match lang {
        "en" => "English",
        "es" => "Español",
        "fr" => "Français",
        "de" => "Deutsch",
        "pt" => "Português",
        "it" => "Italiano",
        other => other,
    }
    .to_owned()
}

fn look(ui: &mut Ui, view: View<'_>, out: &mut Vec<Action>) {
    let looks: Vec<(Preset, String)> =
        Preset::ALL.iter().map(|one| (*one, one.words().to_owned())).collect();
    let now = match view.settings.theme {
        Theme::Day | Theme::Sun => Preset::Day,
        Theme::Dim | Theme::Night => Preset::Dim,
    };
    if let Some(look) = kit::choose(ui, "How it looks", &looks, Some(now)) {
        out.push(Action::Do(Errand::Look(look)));
    }
    let sizes = [(false, "Bare hands".to_owned()), (true, "Gloves: 20 mm".to_owned())];
    if let Some(gloves) = kit::choose(ui, "What is pressed", &sizes, Some(view.settings.gloves)) {
        out.push(Action::Do(Errand::Gloves(gloves)));
    }
    let scales: Vec<(u16, String)> =
        [80, 100, 125, 150, 200].iter().map(|scale| (*scale, format!("{scale} %"))).collect();
    let scale = if view.settings.scale == 0 { 100 } else { view.settings.scale };
    if let Some(scale) = kit::choose(ui, "How large", &scales, Some(scale)) {
        out.push(Action::Do(Errand::Scale(scale)));
    }
    kit::caption(ui, "Ctrl with plus or minus does the same, and is kept.");
    language(ui, view, out);
}
