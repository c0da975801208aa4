//! A concern, from anybody: sealed to the safety officer alone; the screen shows how many there are and whether they left.

use egui::{Event, TextEdit, Ui, vec2};
use zeroize::Zeroizing;

use crate::gui::action::{Action, Errand, Pin};
use crate::gui::kit::{self, Button};
use crate::gui::theme::{icon, palette, size};
use crate::gui::view::Open;

/// What was typed and not sealed yet.
#[derive(Default)]
pub(in crate::gui) struct Draft {
    text: Zeroizing<String>,
}

impl std::fmt::Debug for Draft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Draft(private)")
    }
}

impl Draft {
    /// Forgets what was typed and not sealed.
    pub(in crate::gui) fn put_away(&mut self) {
        self.text = Zeroizing::default();
    }
}

/// Draws it.
pub(in crate::gui) fn show(ui: &mut Ui, open: &Open<'_>, draft: &mut Draft, out: &mut Vec<Action>) {
    kit::page(ui, "Concern", true, |ui| {
        count(ui, open);
        let Some((person, _)) = open.production.concerns_go_to(open.now.wall) else {
            let tone = palette(ui).caution;
            let words = "No key of a safety officer is entered here, so nothing can be sealed.";
            kit::banner(ui, tone, icon::WARNING, words, |ui| {
                kit::body(
                    ui,
                    "Ring the safety officer: the number is on the printed meeting sheet. Nothing is written down here.",
                );
                kit::body(ui, "Their key is entered under Items, People, Change.");
            });
            return;
        };
        let name = open.name(person);
        kit::body(
            ui,
            format!(
                "Only {name} can read it: not this laptop, nobody on the set. Nobody is named with it."
            ),
        );
        kit::quiet(
            ui,
            "The record shows that a concern was sealed, and when. It reaches them with the next bundle. If it cannot wait, say STOP, or ring the number on the meeting sheet.",
        );
        // What is written here goes nowhere else.
        ui.input_mut(|input| {
            input.events.retain(|event| !matches!(event, Event::Copy | Event::Cut));
        });
        let label = kit::caption(ui, "What worries you");
        let wide = vec2(ui.available_width().min(size::COLUMN), size::ANSWER * 2.0);
        let field = ui.add_sized(wide, TextEdit::multiline(&mut *draft.text));
        let field = field.labelled_by(label.id);
        forget(ui, field.id);
        let ready = !draft.text.trim().is_empty();
        let seal = Button::new("Seal it").icon(icon::LOCK).first().enabled(ready);
        if seal.pressed(ui) {
            let text = Pin::take(&mut draft.text);
            out.push(Action::Do(Errand::Concern(text)));
        }
    });
}

/// What can be undone is kept in plain letters, and would come back for the next one who sits here.
fn forget(ui: &Ui, field: egui::Id) {
    if let Some(mut state) = TextEdit::load_state(ui.ctx(), field) {
        state.clear_undoer();
        state.store(ui.ctx(), field);
    }
}

/// How many there are, and when a copy of them left the laptop last.
fn count(ui: &mut Ui, open: &Open<'_>) {
    let all: Vec<_> = open.production.concerns().map(|(_, one)| one).collect();
    if all.is_empty() {
        kit::quiet(ui, "None was recorded so far.");
        return;
    }
    let here = all.iter().filter(|one| one.carried.is_none()).count();
    let last = all.iter().filter_map(|one| one.carried.as_ref()).max_by_key(|at| at.wall);
    let last = last.map_or_else(
        || "no copy has left this laptop".to_owned(),
        |at| format!("last copy {}, {}", open.clock(at.wall), open.ago(at)),
    );
    let delivered = match here {
        0 => "all of them left with a bundle".to_owned(),
        some => format!("{some} not yet delivered"),
    };
    kit::strong(ui, format!("{} recorded; {delivered}; {last}.", all.len()));
}
