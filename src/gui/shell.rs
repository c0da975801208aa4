//! The shell of the window: bar, band, rail, one page; the actions come back and are performed after drawing.

use egui::{Frame, Panel, Ui};

use super::action::{Action, Errand, Place, Verb};
use super::frame;
use super::keys::{self, Bounce, Held};
use super::kit;
use super::scanner::Scanner;
use super::screens::{self, Drafts, Said, Scanned};
use super::theme::{Tone, Type, icon, palette};
use super::view::{Open, View};
use crate::event::RowRef;
use crate::terms::{Digest, ItemId};

/// Something to be said to the person at the keyboard until they go on.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Message {
    /// What is so.
    pub words: String,
    /// What to do about it.
    pub remedy: String,
    /// Whether something was refused or failed.
    pub bad: bool,
}

/// What the window itself remembers; losing it loses nothing that happened.
#[derive(Debug)]
pub struct Shell {
    /// The page.
    pub place: Place,
    /// What stands above the page.
    pub message: Option<Message>,
    pub(super) drafts: Drafts,
    held: Held,
    bounce: Bounce,
    scanner: Scanner,
}

impl Default for Shell {
    fn default() -> Self {
        Self {
            place: Place::Start,
            message: None,
            drafts: Drafts::default(),
            held: Held::default(),
            bounce: Bounce::default(),
            scanner: Scanner::default(),
        }
    }
}

impl Shell {
    /// Draws everything; what the person asked for is put into `out`.
    pub fn draw(&mut self, ui: &mut Ui, view: View<'_>, out: &mut Vec<Action>) {
        self.keys(ui, view, out);
        let ground = palette(ui).canvas;
        ui.painter().rect_filled(ui.max_rect(), 0.0, ground);
        let drill = view.open.filter(|open| open.drill);
        let inside = frame::drill_margin(drill.is_some());
        if let Some(open) = drill {
            frame::watermark(ui, open);
        }
        Frame::new().inner_margin(inside).show(ui, |ui| {
            if let Some(open) = view.open {
                frame::top_bar(ui, open, out);
                frame::stop_band(ui, open, &mut self.drafts.settle, out);
                frame::not_saved(ui, view, open, &mut self.drafts.unsaved, out);
                little_space(ui, open);
            }
            exposed_keys(ui, view, out);
            frame::rail(ui, view, self.place, out);
            egui::CentralPanel::no_frame().show(ui, |ui| {
                self.message(ui);
                screens::show(ui, view, self.place, &mut self.drafts, out);
            });
        });
        if let Some(open) = drill {
            frame::drill(ui, open);
        }
    }

    /// Shows a page; the message goes with the page it was about.
    pub fn go(&mut self, place: Place) {
        if self.place != place {
            self.message = None;
        }
        self.place = place;
    }

    /// Sets out to begin a run of a list, for an item or about none: at once where the set-up says everything, else on a page that asks.
    pub fn begin(
        &mut self,
        view: View<'_>,
        list: Digest,
        item: Option<ItemId>,
        out: &mut Vec<Action>,
    ) {
        if !self.drafts.begin(view, list, item, out) {
            self.go(Place::Begin);
        }
    }

    /// Sets out to correct an entry.
    pub fn correct(&mut self, at: RowRef, words: String) {
        self.drafts.amend.correct(at, words);
        self.go(Place::Amend);
    }

    /// The keys that work everywhere, taken before any widget sees them.
    fn keys(&mut self, ui: &Ui, view: View<'_>, out: &mut Vec<Action>) {
        keys::once(ui);
        let scanned = self.scanner.listen(ui, self.drafts.asks_for_a_code(view, self.place));
        if self.held.is_long_enough(ui) {
            out.extend(Verb::Stop.action(view.open));
        }
        out.extend(keys::verbs(ui, view));
        let Some(open) = view.open else { return };
        if let Some(text) = scanned {
            self.scanned(open, &text, out);
        }
        for verb in keys::pad(ui, &view.settings.pad, self.drafts.is_recording_a_key()) {
            if !self.bounce.counts(ui, verb) {
                continue;
            }
            match self.drafts.pad(open, verb) {
                Said::Do(action) => out.push(*action),
                Said::Count => self.drafts.count_one(open, self.place),
                Said::Not(words) => {
                    self.message = Some(Message { words, remedy: String::new(), bad: true });
                }
            }
        }
    }

    /// What a scanner read goes to the step or page that asks for it, and nowhere else; elsewhere it is not even shown.
    fn scanned(&mut self, open: &Open<'_>, text: &str, out: &mut Vec<Action>) {
        let (words, remedy) = match self.drafts.scanned(open, self.place, text, out) {
            Scanned::Taken => {
                self.message = None;
                return;
            }
            Scanned::Card => return self.go(Place::Paper),
            Scanned::NotAsked => (
                "Something was scanned, and nothing here asks for it.",
                "Go to the step that asks, and scan it again.",
            ),
            Scanned::Unknown => (
                "What was scanned is no tag and no label of this production.",
                "Read what is written beside the code, and pick it by hand.",
            ),
        };
        self.message =
            Some(Message { words: words.to_owned(), remedy: remedy.to_owned(), bad: true });
    }

    fn message(&mut self, ui: &mut Ui) {
        let Some(message) = &self.message else { return };
        let palette = palette(ui);
        let (tone, icon) = if message.bad {
            (palette.caution, icon::PROHIBIT)
        } else {
            (palette.lapsed, icon::CHECK_CIRCLE)
        };
        let mut gone = false;
        Panel::top("message").frame(frame::around()).show_separator_line(false).show(ui, |ui| {
            if !message.bad && message.remedy.is_empty() {
                gone = said(ui, tone, icon, &message.words);
                return;
            }
            kit::banner(ui, tone, icon, &message.words, |ui| {
                if !message.remedy.is_empty() {
                    kit::body(ui, &message.remedy);
                }
                gone = kit::Button::new("Understood").pressed(ui);
            });
        });
        if gone {
            self.message = None;
        }
    }
}

/// What went well, on one line; whether it was pressed away.
fn said(ui: &mut Ui, tone: Tone, icon: char, words: &str) -> bool {
    ui.horizontal(|ui| {
        kit::pill(ui, tone, icon, words, Type::Strong);
        kit::Button::new("Understood").quiet().pressed(ui)
    })
    .inner
}

/// What to do where other users of this laptop can read keys: whoever has one tries its PIN without end, and unseen.
fn exposed_keys(ui: &mut Ui, view: View<'_>, out: &mut Vec<Action>) {
    let words = match view.exposed_keys {
        0 => return,
        1 => "Other users of this laptop can read a key file.".to_owned(),
        many => format!("Other users of this laptop can read {many} key files."),
    };
    Panel::top("keys").frame(frame::around()).show_separator_line(false).show(ui, |ui| {
        kit::banner(ui, palette(ui).caution, icon::WARNING, &words, |ui| {
            kit::body(ui, "If somebody else uses this laptop, end the keys and make new ones.");
            if kit::Button::new("Make them private").pressed(ui) {
                out.push(Action::Do(Errand::MakeKeysPrivate));
            }
        });
    });
}

/// What to do while the disk fills up: a run does not begin with less than 64 MiB, recording goes on longest.
fn little_space(ui: &mut Ui, open: &Open<'_>) {
    let Some(free) = open.little_space else { return };
    let words = format!("Only {free} MiB are free on this disk.");
    Panel::top("space").frame(frame::around()).show_separator_line(false).show(ui, |ui| {
        kit::banner(ui, palette(ui).caution, icon::WARNING, &words, |ui| {
            kit::body(
                ui,
                "Free some now: below 64 MiB no run begins. STOP and returns are kept longest.",
            );
        });
    });
}
