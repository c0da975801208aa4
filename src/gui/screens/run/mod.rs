//! A run: one step at a time, large, with nothing coloured right or wrong while it is being answered.

mod after;
mod answers;
mod counts;
mod ended;
mod signing;

use egui::{Align2, Sense, Ui, vec2};

use crate::event::InterruptedWhy;
use crate::gui::action::{Action, Place};
use crate::gui::kit::{self, Button};
use crate::gui::screens::{card_entry, rules, sheet};
use crate::gui::theme::{Type, icon, palette, size, space};
use crate::gui::view::{Open, RunSight};
use crate::production::{Ask, Command, Happened};
use crate::run::{Actor, Answer, Face, FaceKind, Sealed};
use crate::terms::{RunId, StepPath};

/// What is typed at one step; another step finds it empty.
#[derive(Default)]
pub(in crate::gui) struct Draft {
    at: Option<(RunId, StepPath)>,
    typed: String,
    first: Option<Sealed>,
    abandon: bool,
    signing: sheet::Signing,
    /// Steps of a paper card are being answered as ticked.
    ticked: bool,
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

    /// Forgets a PIN that was typed and not used.
    pub(in crate::gui) fn put_away(&mut self) {
        self.signing = sheet::Signing::default();
    }
}

/// Draws it.
pub(in crate::gui) fn show(
    ui: &mut Ui,
    open: &Open<'_>,
    run: RunId,
    draft: &mut Draft,
    card: &mut card_entry::Draft,
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
        *draft = Draft { at, ticked: draft.ticked && same, ..Draft::default() };
    }
    let after = sight.run.is_recorded_after();
    let before = out.len();
    kit::page(ui, "", true, |ui| {
        header(ui, open, sight, draft, out);
        if after {
            after::banner(ui, open, sight, card);
        }
        if draft.abandon {
            abandon(ui, run, draft, out);
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
                if after {
                    after::as_ticked(ui, open, sight, &mut draft.ticked, out);
                } else {
                    signing::void_note(ui, sight);
                }
                step(ui, open, run, face, draft, out);
            }
            None => ended::show(ui, open, sight, out),
        }
    });
    if after {
        after::mark(out.get_mut(before..).unwrap_or_default(), sight, card.at_in_run(open));
    }
}

/// Draws a step that no run stands at, so that its author sees it; nothing that is pressed on it is recorded.
pub(in crate::gui) fn sample(ui: &mut Ui, open: &Open<'_>, face: &Face) {
    let mut unheard = Vec::new();
    // The item of a sample has no tag that could be read.
    let alone = Face { then: Vec::new(), ..face.clone() };
    step(ui, open, RunId::from_random(0), &alone, &mut Draft::default(), &mut unheard);
    for joined in &face.then {
        kit::title(ui, format!("then: it is {}", joined.act.words()));
    }
}

fn header(
    ui: &mut Ui,
    open: &Open<'_>,
    sight: &RunSight<'_>,
    draft: &mut Draft,
    out: &mut Vec<Action>,
) {
    let tag = sight.run.started().item.map(|item| open.tag(item)).unwrap_or_default();
    ui.horizontal_wrapped(|ui| {
        kit::heading(ui, format!("{tag}  \u{b7}  {}", sight.title));
        if sight.run.is_open() && sight.run.held().is_none() {
            ui.add_space(space::L);
            let hold = Button::new("Hold for roll").icon(icon::PAUSE).key("H");
            let held = !ui.ctx().text_edit_focused()
                && ui.input_mut(|i| i.consume_key(egui::Modifiers::NONE, egui::Key::H));
            if hold.pressed(ui) || held {
                let run = sight.run.id();
                out.push(Action::Submit(Command::Happened(Happened::Held { run })));
            }
            if Button::new("Abandon \u{2026}").name("Abandon the run").quiet().pressed(ui) {
                draft.abandon = !draft.abandon;
            }
        }
    });
    ui.horizontal_wrapped(|ui| {
        if let Some(face) = &sight.face {
            place(ui, face);
        }
        rules::of_run(ui, open, sight.run);
    });
}

/// Where in the list: dots, and the same in words.
fn place(ui: &mut Ui, face: &Face) {
    let colours = palette(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        for step in 0..face.of {
            let (rect, _) = ui.allocate_exact_size(vec2(size::DOT, size::CAP), Sense::hover());
            let (radius, colour) = match step.cmp(&face.behind) {
                std::cmp::Ordering::Less => (size::DOT / 2.0, colours.quiet),
                std::cmp::Ordering::Equal => (size::DOT / 1.6, colours.accent.text),
                std::cmp::Ordering::Greater => (size::DOT / 2.5, colours.line),
            };
            ui.painter().circle_filled(rect.center(), radius, colour);
        }
        ui.add_space(space::S);
        let mut words = format!("Step {} of {}", face.behind + 1, face.of);
        if let Some((part, of, name)) = &face.part {
            words.push_str(&format!(", {name} {part} of {of}"));
        }
        kit::strong(ui, words);
    });
}

fn step(
    ui: &mut Ui,
    open: &Open<'_>,
    run: RunId,
    face: &Face,
    draft: &mut Draft,
    out: &mut Vec<Action>,
) {
    ui.add_space(space::M);
    ui.scope(|ui| {
        ui.set_max_width(ui.available_width().min(size::COLUMN * 1.4));
        people(ui, open, face);
        answers::show(ui, open, run, face, draft, out);
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
        if open.is_stopped() {
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

/// An icon that stands for the moment, in the middle of nothing else.
fn sign(ui: &mut Ui, icon: char) {
    let colours = palette(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(size::ANSWER, size::ANSWER), Sense::hover());
    let font = crate::gui::theme::icon_font(size::CELL);
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, icon, font, colours.quiet);
}
