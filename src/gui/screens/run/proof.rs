//! Questions that only somebody who looked can answer: one at a time, large, and nothing says whether it was right.

use egui::Ui;

use super::{Draft, answer, answers};
use crate::gui::action::Action;
use crate::gui::kit;
use crate::gui::theme::space;
use crate::gui::view::Open;
use crate::run::{Answer, Face, Question};
use crate::terms::RunId;

/// Draws the next question.
pub(super) fn show(
    ui: &mut Ui,
    open: &Open<'_>,
    (run, face): (RunId, &Face),
    questions: &[Question],
    ready: bool,
    draft: &mut Draft,
    out: &mut Vec<Action>,
) {
    let Some(question) = questions.get(draft.proof.len()) else {
        // Every one is answered, and the answer is on its way; or none is drawn.
        answers::asked(ui, open, face);
        return;
    };
    kit::title(ui, "What was it? From memory, without looking.");
    if questions.len() > 1 {
        kit::quiet(ui, format!("Question {} of {}", draft.proof.len() + 1, questions.len()));
    }
    ui.add_space(space::S);
    kit::huge(ui, &question.words);
    ui.add_space(space::L);
    let Some(at) = answers::list(ui, &question.of, ready, 0) else { return };
    draft.proof.push(at);
    if draft.proof.len() == questions.len() {
        out.push(answer(run, face, Answer::Several(std::mem::take(&mut draft.proof))));
    }
}
