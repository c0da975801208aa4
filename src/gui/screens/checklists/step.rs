//! One step for reading: who asks whom, what, the answers, and where the rule comes from.

use egui::Ui;

use crate::checklist::{Checklist, Kind, SourceMark, Step};
use crate::gui::kit;
use crate::gui::theme::{Type, icon, palette};
use crate::report::{StepLines, mark, step_lines};

/// Draws it, and the steps inside it.
pub(super) fn show(ui: &mut Ui, list: &Checklist, one: &Step, number: &str) {
    let StepLines { who, ask, answers, how } = step_lines(list, one);
    ui.horizontal_wrapped(|ui| {
        kit::caption(ui, format!("Step {number}"));
        if one.killer {
            let tone = palette(ui).stop;
            kit::pill(ui, tone, icon::WARNING_DIAMOND, "People die of this one", Type::Caption);
        }
        if one.when.is_some() {
            kit::caption(ui, "only where it applies");
        }
        if one.pause_before {
            kit::caption(ui, "a place to pause before it");
        }
    });
    if !who.is_empty() {
        kit::quiet(ui, who);
    }
    kit::title(ui, ask);
    for answer in answers {
        kit::body(ui, format!("\u{2022} {answer}"));
    }
    for more in [Some(how), one.note.clone()].into_iter().flatten() {
        if !more.is_empty() {
            kit::quiet(ui, more);
        }
    }
    if one.declares.is_some() {
        kit::strong(ui, "Its witnesses put a declaration in force.");
    }
    for source in one.refs.iter().filter_map(|at| list.refs.get(*at)) {
        source_line(ui, source.mark, &format!("{}, {}", source.title, source.edition));
    }
    if let Kind::Each { steps, .. } = &one.kind {
        ui.indent(number, |ui| {
            for (at, inner) in (1_usize..).zip(steps) {
                show(ui, list, inner, &format!("{number}.{at}"));
            }
        });
    }
}

/// A source with what it is worth, in a word and a shape.
pub(super) fn source_line(ui: &mut Ui, of: SourceMark, words: &str) {
    let sign = match of {
        SourceMark::Read => icon::CHECK_CIRCLE,
        SourceMark::Recalled => icon::CIRCLE,
        SourceMark::Proposed => icon::NOTE,
    };
    ui.horizontal_wrapped(|ui| {
        kit::pill(ui, palette(ui).lapsed, sign, mark(of), Type::Caption);
        kit::caption(ui, words);
    });
}
