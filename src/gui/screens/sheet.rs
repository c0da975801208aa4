//! The sheet of showings: rows that can be struck, the exact text, the PIN.

use egui::{Frame, Margin, ScrollArea, Stroke, Ui, Vec2, vec2};

use crate::event::RowRef;
use crate::gui::action::{Action, Errand, Pin};
use crate::gui::kit::{self, Button, Look, Pad};
use crate::gui::theme::{icon, palette, size, space};
use crate::gui::view::{Open, SigningSight};
use crate::production::{Ask, Command, Prepare};
use crate::session::SAMPLE_PEOPLE;
use crate::terms::PersonId;

/// Whose sheet, and which rows are struck.
#[derive(Debug, Default)]
pub(in crate::gui) struct Draft {
    person: Option<PersonId>,
    struck: Vec<RowRef>,
    signing: Signing,
}

impl Draft {
    /// Forgets a PIN that was typed and not used.
    pub(in crate::gui) fn put_away(&mut self) {
        self.signing = Signing::default();
    }
}

/// The PIN as typed.
#[derive(Default)]
pub(in crate::gui) struct Signing {
    pin: String,
    /// Whose PIN was asked for last; the field has the focus when it is somebody else's turn.
    asked: Option<(u64, PersonId)>,
}

impl std::fmt::Debug for Signing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Signing")
    }
}

/// Draws it.
pub(in crate::gui) fn show(ui: &mut Ui, open: &Open<'_>, draft: &mut Draft, out: &mut Vec<Action>) {
    kit::page(ui, "Sheet of showings", true, |ui| {
        if open.signing.is_some() {
            draft.struck.clear();
            draft.person = None;
            signing(ui, open, &mut draft.signing, out);
            return;
        }
        roster(ui, open, out);
        super::alarm::owed(ui, open, out);
        kit::quiet(
            ui,
            "What each witness saw since the last signature. Anybody can strike a row they did not see; no reason is asked.",
        );
        if open.sheets.is_empty() {
            kit::empty(ui, icon::SIGNATURE, "Nothing waits for a signature.");
            return;
        }
        let people: Vec<(PersonId, String)> = open
            .sheets
            .iter()
            .map(|one| {
                let rows = one.rows.len();
                let noun = if rows == 1 { "row" } else { "rows" };
                (one.person, format!("{}: {rows} {noun}", open.name(one.person)))
            })
            .collect();
        if let Some(person) = kit::choose(ui, "Witness", &people, draft.person) {
            draft.person = Some(person);
            draft.struck.clear();
        }
        let chosen = open.sheets.iter().find(|one| Some(one.person) == draft.person);
        let Some(sheet) = chosen else { return };
        for (at, (row, words)) in sheet.rows.iter().enumerate() {
            let struck = draft.struck.contains(row);
            kit::card(ui, |ui| {
                ui.horizontal_wrapped(|ui| {
                    let name = format!("Not seen by me: row {}", at + 1);
                    let (label, look) = if struck {
                        ("Struck: not seen by me", Look::Chosen)
                    } else {
                        ("Not seen by me", Look::Plain)
                    };
                    let button = Button::new(label).name(name).look(look).icon(icon::STRIKE);
                    if button.pressed(ui) {
                        if struck {
                            draft.struck.retain(|one| one != row);
                        } else {
                            draft.struck.push(row.clone());
                        }
                    }
                    let mut text = egui::RichText::new(words).color(palette(ui).ink);
                    if struck {
                        text = text.strikethrough().color(palette(ui).quiet);
                    }
                    ui.add(egui::Label::new(text).wrap());
                });
            });
        }
        let prepare = Button::new("Read it and sign").first().icon(icon::SIGNATURE);
        if prepare.enabled(!open.saving).pressed(ui) {
            let (person, struck) = (sheet.person, draft.struck.clone());
            let ask = Ask::Prepare(Prepare::Sheet { person, struck });
            out.push(Action::Submit(Command::Ask(ask)));
        }
    });
}

fn roster(ui: &mut Ui, open: &Open<'_>, out: &mut Vec<Action>) {
    if !open.roster_changed {
        return;
    }
    let tone = palette(ui).caution;
    let words = "Who is who has changed and is not signed yet.";
    kit::banner(ui, tone, icon::USERS, words, |ui| {
        let sign = Button::new("Read and sign the roster").enabled(!open.saving);
        if sign.pressed(ui) {
            out.push(Action::Submit(Command::Ask(Ask::Prepare(Prepare::Roster))));
        }
    });
}

/// The exact text of what is being signed, byte for byte, and the PIN of the next who signs it.
pub(super) fn signing(ui: &mut Ui, open: &Open<'_>, draft: &mut Signing, out: &mut Vec<Action>) {
    let Some(statement) = &open.signing else { return };
    let beside = ui.available_width() >= size::PIN * 2.0;
    if !beside {
        exact(ui, statement.text);
        pin(ui, open, statement, draft, out);
        refuse(ui, statement, draft, out);
        return;
    }
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::L;
        let room = ui.available_width() - size::PIN - space::L;
        ui.vertical(|ui| {
            ui.set_max_width(room);
            exact(ui, statement.text);
            refuse(ui, statement, draft, out);
        });
        ui.vertical(|ui| {
            ui.set_max_width(size::PIN);
            pin(ui, open, statement, draft, out);
        });
    });
}

/// The text, line for line, in a frame of its own that scrolls.
fn exact(ui: &mut Ui, text: &str) {
    let colours = palette(ui);
    kit::quiet(ui, "This very text is signed.");
    Frame::new()
        .fill(colours.surface)
        .stroke(Stroke::new(size::LINE, colours.line))
        .inner_margin(Margin::from(Vec2::splat(space::L)))
        .corner_radius(egui::CornerRadius::same(size::ROUND))
        .show(ui, |ui| {
            let tall = (ui.ctx().content_rect().height() * 0.5).max(size::FIELD);
            let area = ScrollArea::vertical().id_salt("statement").max_height(tall);
            area.auto_shrink([false, true]).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                kit::mono(ui, text);
            });
        });
}

/// The two ways out without a signature.
fn refuse(ui: &mut Ui, statement: &SigningSight<'_>, draft: &mut Signing, out: &mut Vec<Action>) {
    let Some(person) = statement.still.first().copied() else { return };
    let number = statement.statement;
    ui.horizontal_wrapped(|ui| {
        if Button::new("I will not sign").quiet().pressed(ui) {
            draft.pin.clear();
            let ask = Ask::Decline { statement: number, person };
            out.push(Action::Submit(Command::Ask(ask)));
        }
        if Button::new("Not now").quiet().pressed(ui) {
            draft.pin.clear();
            let ask = Ask::Cancel { statement: number };
            out.push(Action::Submit(Command::Ask(ask)));
        }
    });
}

/// Who signs next with a security key: no PIN is typed here, and the wait for the touch can be called off.
fn touch(
    ui: &mut Ui,
    open: &Open<'_>,
    statement: &SigningSight<'_>,
    person: PersonId,
    out: &mut Vec<Action>,
) {
    let name = open.name(person);
    if let Some(job) = statement.touching {
        kit::banner(
            ui,
            palette(ui).caution,
            icon::HAND_DOWN,
            "Touch the security key now.",
            |ui| {
                if Button::new("Cancel").name("Cancel the touch").pressed(ui) {
                    out.push(Action::Do(Errand::Cancel(job)));
                }
            },
        );
        return;
    }
    kit::quiet(ui, "With a security key: plug it in, press Sign, and touch it when it blinks.");
    let ready = !open.saving;
    let entered = ready && ui.input(|i| i.key_pressed(egui::Key::Enter));
    let wide = vec2(ui.available_width(), size::BUTTON);
    let sign = Button::new("Sign").name(format!("Sign as {name}")).first().least(wide);
    if sign.icon(icon::SIGNATURE).enabled(ready).pressed(ui) || entered {
        let pin = Pin::take(&mut String::new());
        out.push(Action::Do(Errand::Sign { person, pin }));
    }
}

/// Who signs next, and with what PIN.
fn pin(
    ui: &mut Ui,
    open: &Open<'_>,
    statement: &SigningSight<'_>,
    draft: &mut Signing,
    out: &mut Vec<Action>,
) {
    let colours = palette(ui);
    let Some(person) = statement.still.first().copied() else {
        kit::strong(ui, "Signed by everybody; saving \u{2026}");
        return;
    };
    let name = open.name(person);
    kit::card(ui, |ui| {
        kit::title(ui, format!("{name} signs"));
        if statement.token {
            touch(ui, open, statement, person, out);
            return;
        }
        let field = kit::secret(ui, &format!("PIN of {name}"), &mut draft.pin);
        let turn = Some((statement.statement, person));
        if draft.asked != turn {
            draft.asked = turn;
            draft.pin.clear();
            field.request_focus();
        }
        let sample = SAMPLE_PEOPLE.iter().find(|one| open.sample && one.name == name);
        if let Some(pin) = sample.and_then(|one| one.pin) {
            kit::caption(ui, format!("SAMPLE: the PIN is {pin}"));
        }
        if let Some(wait) = statement.wait {
            let words = format!("The PIN was wrong too often: wait {} s.", wait.div_ceil(1000));
            kit::strong_in(ui, words, colours.caution.text);
        }
        let ready = !draft.pin.is_empty() && statement.wait.is_none() && !open.saving;
        let mut entered = ready && ui.input(|i| i.key_pressed(egui::Key::Enter));
        match kit::digits(ui, false) {
            Some(Pad::Digit(digit)) => draft.pin.push_str(&digit.to_string()),
            Some(Pad::Back) => {
                draft.pin.pop();
            }
            Some(Pad::Enter) => entered |= ready,
            None => {}
        }
        ui.add_space(space::XS);
        let wide = vec2(ui.available_width(), size::BUTTON);
        let sign = Button::new("Sign").name(format!("Sign as {name}")).first().least(wide);
        if sign.icon(icon::SIGNATURE).enabled(ready).pressed(ui) || entered {
            let pin = Pin::take(&mut draft.pin);
            out.push(Action::Do(Errand::Sign { person, pin }));
        }
        if let Some((_, rest)) = statement.still.split_first()
            && !rest.is_empty()
        {
            kit::caption(ui, format!("Then: {}", open.names_of(rest)));
        }
    });
}
