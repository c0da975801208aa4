//! A run: one step at a time, large, with nothing coloured right or wrong while it is being answered.

mod acknowledged;
mod after;
mod answers;
mod counts;
mod ended;
mod given;
mod handover;
mod head;
mod many;
mod next;
mod parts;
mod proof;
mod signing;

use std::collections::BTreeSet;

use egui::Ui;

use crate::event::InterruptedWhy;
use crate::gui::action::{Action, FileFor, Place};
use crate::gui::kit::{self, Button};
use crate::gui::screens::files::photo;
use crate::gui::screens::{card_entry, files, sheet, ticks};
use crate::gui::theme::{Type, icon, palette, size, space};
use crate::gui::view::{Open, View};
use crate::production::{Ask, Command, Happened};
use crate::run::{Actor, Answer, Face, FaceKind, Sealed};
use crate::session::Attachment;
use crate::terms::{RunId, StepPath};

/// What is typed at one step; another step finds it empty.
#[derive(Default)]
pub(in crate::gui) struct Draft {
    at: Option<(RunId, StepPath)>,
    typed: String,
    first: Option<Sealed>,
    abandon: bool,
    /// A role is being handed over.
    handing: Option<handover::Handing>,
    /// Somebody without a key acknowledges.
    acknowledging: Option<acknowledged::Entering>,
    signing: sheet::Signing,
    /// The answers that are chosen, by their places.
    chosen: BTreeSet<usize>,
    /// The labels that are typed.
    labels: Vec<String>,
    /// A number that was entered and is outside what can be.
    outside: Option<i64>,
    /// What was said to the first questions of a proof, by place.
    proof: Vec<usize>,
    /// The files that go with the answer.
    files: files::Brought,
    /// What a paper card says of the steps to come.
    ticks: ticks::Draft,
}

impl std::fmt::Debug for Draft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // What is typed may be a count that nobody may see yet, or a PIN.
        f.debug_struct("Draft").field("at", &self.at).finish_non_exhaustive()
    }
}

impl Draft {
    /// One more in the number that is being entered, where the run asks for one.
    pub(in crate::gui) fn count_one(&mut self, open: &Open<'_>, run: RunId) {
        let face = open.run(run).and_then(|sight| sight.face.as_ref());
        let counts = face.is_some_and(|face| match face.kind {
            FaceKind::Count { .. } | FaceKind::Measure { .. } | FaceKind::Blind { .. } => true,
            FaceKind::Say { .. }
            | FaceKind::Challenge { .. }
            | FaceKind::Confirm
            | FaceKind::Choose { .. }
            | FaceKind::ChooseMany { .. }
            | FaceKind::Scan { .. }
            | FaceKind::Photo { .. }
            | FaceKind::Attach
            | FaceKind::Proof { .. }
            | FaceKind::Parts { .. }
            | FaceKind::Match { .. }
            | FaceKind::Text { .. }
            | FaceKind::Wait { .. }
            | FaceKind::Custody { .. }
            | FaceKind::Show { .. }
            | FaceKind::Sign { .. } => false,
        });
        if counts && !self.abandon {
            let number = self.typed.parse::<u32>().unwrap_or(0);
            self.typed = number.saturating_add(1).to_string();
        }
    }

    /// The step at hand, where it is answered by what is read off a thing and may be answered now.
    pub(in crate::gui) fn reads<'a>(&self, open: &'a Open<'_>, run: RunId) -> Option<&'a Face> {
        let sight = open.run(run).filter(|sight| sight.run.held().is_none())?;
        let asks = self.abandon || self.handing.is_some() || self.acknowledging.is_some();
        let busy = asks || open.saving || open.is_halted(run) || open.signing.is_some();
        let face = sight.face.as_ref().filter(|face| reads(&face.kind))?;
        (!busy && sight.awaits.is_none()).then_some(face)
    }

    /// What a scanner read, as the answer of the step at hand; where it is entered from a card, with the time of that.
    pub(in crate::gui) fn scanned(
        &self,
        open: &Open<'_>,
        run: RunId,
        text: &str,
        card: &card_entry::Draft,
    ) -> Option<Action> {
        let mut said = [answer(run, self.reads(open, run)?, Answer::Text(text.to_owned()))];
        let sight = open.run(run).filter(|sight| sight.run.is_recorded_after());
        if let Some(sight) = sight {
            after::mark(&mut said, sight, card.at_in_run(open));
        }
        let [said] = said;
        Some(said)
    }

    /// A file that was read for an answer; `false` where its step is not at hand any more.
    pub(in crate::gui) fn attached(&mut self, at: &FileFor, file: &Attachment) -> bool {
        let step = self.at.as_ref().map(|(run, step)| FileFor::Step(*run, step.clone()));
        let here = step.as_ref() == Some(at);
        if here {
            self.files.add(file.clone());
        }
        here
    }

    /// Forgets a PIN that was typed and not used.
    pub(in crate::gui) fn put_away(&mut self) {
        self.signing = sheet::Signing::default();
    }
}

/// Draws it.
pub(in crate::gui) fn show(
    ui: &mut Ui,
    (view, open): (View<'_>, &Open<'_>),
    run: RunId,
    (draft, card, photo): (&mut Draft, &mut card_entry::Draft, &mut photo::Draft),
    out: &mut Vec<Action>,
) {
    let Some(sight) = open.run(run) else {
        kit::page(ui, "", false, |ui| {
            kit::empty(ui, icon::LIST_CHECKS, "This run is being recorded \u{2026}");
        });
        return;
    };
    let at = sight.face.as_ref().map(|face| (run, face.step.clone()));
    if at != draft.at {
        let same = draft.at.as_ref().is_some_and(|(before, _)| *before == run);
        // What is being written of somebody is about the run, and outlives the step.
        let acknowledging = draft.acknowledging.take().filter(|_| same);
        *draft = Draft { at, acknowledging, ..Draft::default() };
    }
    let after = sight.run.is_recorded_after();
    let before = out.len();
    kit::page(ui, "", true, |ui| {
        head::show(ui, open, sight, draft, out);
        if after {
            after::banner(ui, (view, open), sight, card, (photo, &mut draft.files.pictures), out);
        }
        if draft.abandon {
            abandon(ui, run, draft, out);
            return;
        }
        if let Some(handing) = &mut draft.handing {
            if handover::show(ui, open, sight, handing, out) {
                draft.handing = None;
            }
            return;
        }
        if let Some(entering) = &mut draft.acknowledging {
            if acknowledged::show(ui, open, sight, entering, out) {
                draft.acknowledging = None;
            }
            return;
        }
        if sight.run.is_open() && sight.list.is_none() {
            unread(ui, draft);
            return;
        }
        if let Some((why, since)) = sight.run.held() {
            interrupted(ui, open, run, *why, &open.ago(since), out);
            return;
        }
        if open.signing.is_some() {
            sheet::signing(ui, open, &mut draft.signing, out);
            return;
        }
        if let Some(declaring) = &sight.awaits {
            signing::show(ui, open, sight, declaring, out);
            return;
        }
        match &sight.face {
            Some(face) => {
                if after && ticks::is_ticked_here(face) && !open.is_halted(run) {
                    after::lines(ui, open, sight, &mut draft.ticks, card, out);
                } else {
                    if !after {
                        signing::void_note(ui, sight);
                    }
                    step(ui, (view, open), run, face, draft, out);
                }
            }
            None => ended::show(ui, (view, open), sight, &mut draft.files.pictures, out),
        }
        acknowledged::list(ui, open, sight);
        if acknowledged::offer(ui, sight) {
            draft.acknowledge();
        }
    });
    if after {
        after::mark(out.get_mut(before..).unwrap_or_default(), sight, card.at_in_run(open));
    }
}

/// Draws a step that no run stands at, so that its author sees it; nothing that is pressed on it is recorded.
pub(in crate::gui) fn sample(ui: &mut Ui, view: View<'_>, open: &Open<'_>, face: &Face) {
    let mut unheard = Vec::new();
    // The item of a sample has no tag that could be read.
    let alone = Face { then: Vec::new(), ..face.clone() };
    let none = RunId::from_random(0);
    step(ui, (view, open), none, &alone, &mut Draft::default(), &mut unheard);
    for joined in &face.then {
        kit::title(ui, format!("then: it is {}", joined.act.words()));
    }
}

fn step(
    ui: &mut Ui,
    (view, open): (View<'_>, &Open<'_>),
    run: RunId,
    face: &Face,
    draft: &mut Draft,
    out: &mut Vec<Action>,
) {
    ui.add_space(space::M);
    // A press that began on one step's answer is never an answer to the next.
    ui.push_id((run, face.step.to_string()), |ui| {
        ui.set_max_width(ui.available_width().min(size::COLUMN * 1.4));
        people(ui, open, face);
        answers::show(ui, (view, open), run, face, draft, out);
        ui.add_space(space::M);
        if let Some(note) = &face.note {
            kit::body(ui, note);
        }
        for cite in &face.cites {
            kit::caption(ui, cite);
        }
        if open.saving {
            kit::strong(ui, "saving \u{2026}");
        }
    });
}

fn people(ui: &mut Ui, open: &Open<'_>, face: &Face) {
    let who = |actor: &Actor| match actor.person {
        Some(person) => format!("{} ({})", open.name(person), actor.title),
        None => actor.title.clone(),
    };
    let words = match (&face.asker, &face.answerer) {
        (Some(asker), Some(answerer)) => format!("{} asks {}", who(asker), who(answerer)),
        (None, Some(answerer)) => who(answerer),
        (Some(asker), None) => who(asker),
        (None, None) => return,
    };
    kit::painted(ui, words, Type::Title, palette(ui).quiet);
}

fn interrupted(
    ui: &mut Ui,
    open: &Open<'_>,
    run: RunId,
    why: InterruptedWhy,
    ago: &str,
    out: &mut Vec<Action>,
) {
    let words = match why {
        InterruptedWhy::Stop => "A STOP interrupted this run",
        InterruptedWhy::Closed => "The program was closed during this run",
        InterruptedWhy::Hold => "This run is held",
    };
    let tone = palette(ui).caution;
    kit::banner(ui, tone, icon::PAUSE, &format!("{words}, {ago}."), |ui| {
        if open.is_halted(run) {
            kit::body(ui, "This run goes on when the STOP is settled.");
            return;
        }
        kit::body(ui, "It goes on where it stood. Look again before you answer.");
        let resume = Button::new("Resume").first().icon(icon::PLAY).key("Enter");
        let ready = !open.saving;
        let entered = ready
            && !ui.ctx().text_edit_focused()
            && ui.input_mut(|i| i.consume_key(egui::Modifiers::NONE, egui::Key::Enter));
        if resume.enabled(ready).pressed(ui) || entered {
            out.push(Action::Submit(Command::Ask(Ask::Resume { run })));
        }
    });
}

/// The words of the run cannot be read, so nobody can answer what it asks.
fn unread(ui: &mut Ui, draft: &mut Draft) {
    let tone = palette(ui).caution;
    let words = "The list that this run was begun with cannot be read here.";
    kit::banner(ui, tone, icon::WARNING, words, |ui| {
        kit::body(ui, "What was answered stands in the record. Nobody can go on with the run.");
        kit::body(
            ui,
            "Abandon it and begin again, or open the production with the program that began it.",
        );
        if Button::new("Abandon this run \u{2026}")
            .name("Abandon the run that cannot be read")
            .pressed(ui)
        {
            draft.abandon = true;
        }
    });
}

fn abandon(ui: &mut Ui, run: RunId, draft: &mut Draft, out: &mut Vec<Action>) {
    let tone = palette(ui).caution;
    let words = "Abandon this run? Nothing is declared, and the item becomes UNVERIFIED.";
    kit::banner(ui, tone, icon::WARNING, words, |ui| {
        kit::field(ui, "Why (may stay empty)", "", &mut draft.typed);
        ui.horizontal(|ui| {
            if Button::new("Abandon now").pressed(ui) {
                let why = Some(draft.typed.trim().to_owned()).filter(|why| !why.is_empty());
                out.push(Action::Submit(Command::Happened(Happened::Abandoned { run, why })));
                out.push(Action::Go(Place::Board));
                draft.abandon = false;
            }
            if Button::new("Go on with it").first().pressed(ui) {
                draft.abandon = false;
            }
        });
    });
}

/// Whether a step is answered by what is read off a thing, so that a scanner may read it.
fn reads(kind: &FaceKind) -> bool {
    match kind {
        FaceKind::Match { .. } | FaceKind::Scan { .. } => true,
        FaceKind::Say { .. }
        | FaceKind::Challenge { .. }
        | FaceKind::Confirm
        | FaceKind::Choose { .. }
        | FaceKind::ChooseMany { .. }
        | FaceKind::Measure { .. }
        | FaceKind::Photo { .. }
        | FaceKind::Attach
        | FaceKind::Proof { .. }
        | FaceKind::Parts { .. }
        | FaceKind::Count { .. }
        | FaceKind::Blind { .. }
        | FaceKind::Text { .. }
        | FaceKind::Wait { .. }
        | FaceKind::Custody { .. }
        | FaceKind::Show { .. }
        | FaceKind::Sign { .. } => false,
    }
}

/// An answer to the step at hand.
fn answer(run: RunId, face: &Face, answer: Answer) -> Action {
    let step = face.step.clone();
    Action::Submit(Command::Ask(Ask::Answer { run, step, answer, at: None }))
}

/// The question, as large as it gets.
fn question(ui: &mut Ui, words: &str) {
    kit::huge(ui, words);
    ui.add_space(space::L);
}
