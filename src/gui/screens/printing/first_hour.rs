//! The first hour: what not to touch, whom to ring, which clocks run, what was recorded last; to be read at a glance, and printed.

use egui::{Margin, TextEdit, Ui, vec2};

use crate::gui::action::{Action, Errand};
use crate::gui::kit::{self, Button};
use crate::gui::theme::{Type, icon, palette, space};
use crate::gui::view::{Open, View};
use crate::production::{Command, Happened};
use crate::report::{Format, PaperError, Told, first_hour, first_hour_card};
use crate::session::FirstHourOf;
use crate::terms::{Law, UtcMillis};

/// What was typed.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// The numbers as they are being typed, and of which production; before that they are as they were kept.
    ring: Option<(String, String)>,
    path: String,
    failed: Option<PaperError>,
}

/// Draws it.
pub(super) fn show(
    ui: &mut Ui,
    (view, open): (View<'_>, &Open<'_>),
    format: &mut Format,
    draft: &mut Draft,
    out: &mut Vec<Action>,
) {
    let kept = open
        .production
        .created()
        .map(|created| view.settings.first_hour(created.production))
        .unwrap_or_default();
    let name_of = |person| open.name(person);
    let at = |wall: UtcMillis| wall.local(open.offset);
    let told = Told { ring: &kept.ring, name: &name_of, at: &at, now: open.now };
    let card = first_hour(open.production, &told);
    kit::page(ui, "The first hour", false, |ui| {
        kit::banner(ui, palette(ui).caution, icon::WARNING, &card.note, |_| ());
        for (title, points) in
            [("First", &card.first), ("Leave as it is", &card.leave), ("Ring", &card.ring)]
        {
            kit::card(ui, |ui| {
                kit::title(ui, title);
                for point in points {
                    kit::painted(ui, point, Type::Strong, palette(ui).ink);
                }
            });
        }
        kit::card(ui, |ui| {
            kit::title(ui, "Clocks that run");
            let laws: Vec<_> = Law::ALL.iter().map(|law| (*law, law.words().to_owned())).collect();
            let said = open.production.law();
            if let Some(law) = kit::choose(ui, "Whose law counts here", &laws, said) {
                out.push(Action::Submit(Command::Happened(Happened::Law(law))));
            }
            for (what, source) in &card.clocks {
                kit::painted(ui, what, Type::Strong, palette(ui).ink);
                kit::caption(ui, source);
            }
        });
        kit::card(ui, |ui| {
            kit::title(ui, "Last recorded of each gun");
            for [tag, so, who, at] in &card.guns {
                kit::body(ui, format!("{tag}: {so}. {who}. Recorded {at}."));
            }
        });
        kit::card(ui, |ui| {
            kit::title(ui, "On paper");
            let formats = Format::ALL.map(|format| (format, format.words().to_owned()));
            if let Some(chosen) = kit::choose(ui, "Size of the paper", &formats, Some(*format)) {
                *format = chosen;
            }
            if let Some(error) = draft.failed {
                kit::strong(ui, error.to_string());
            }
            let name = "first-hour.pdf";
            let what = ("the first-hour card", name);
            if let Some(path) = super::to(ui, view, what, true, &mut draft.path) {
                let paper = first_hour_card(&card, *format);
                super::write((path, name), paper, &mut draft.failed, out);
            }
        });
        numbers(ui, open, &kept, draft, out);
    });
}

/// Whom to ring, typed beforehand. It stays in the settings of this laptop.
fn numbers(
    ui: &mut Ui,
    open: &Open<'_>,
    kept: &FirstHourOf,
    draft: &mut Draft,
    out: &mut Vec<Action>,
) {
    kit::card(ui, |ui| {
        kit::title(ui, "Whom to ring, typed beforehand");
        kit::quiet(
            ui,
            "One to a line: who, and the number. It stays on this laptop and on the printed card; it is in no log and no bundle.",
        );
        let here = open.folder.display().to_string();
        if draft.ring.as_ref().is_none_or(|(folder, _)| *folder != here) {
            draft.ring = Some((here, kept.ring.clone()));
        }
        let Some((_, typed)) = &mut draft.ring else { return };
        let named = kit::caption(ui, "Whom to ring");
        let field = TextEdit::multiline(typed)
            .desired_rows(4)
            .desired_width(f32::INFINITY)
            .font(Type::Body.font())
            .margin(Margin::from(vec2(space::M, space::M)));
        ui.add(field).labelled_by(named.id);
        let changed = *typed != kept.ring;
        if Button::new("Keep these numbers").enabled(changed).pressed(ui) {
            let ring = typed.clone();
            out.push(Action::Do(Errand::KeepFirstHour(FirstHourOf { ring })));
        }
    });
}
