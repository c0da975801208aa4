//! What follows the verdict: findings, runs, rows, texts and custody.

use egui::{Layout, Ui, vec2};

use super::{Draft, Fold, bar, disclose};
use crate::gui::action::Action;
use crate::gui::kit::{self, Button, Look};
use crate::gui::theme::{Tone, Type, icon, palette, size, space};
use crate::gui::view;
use crate::review::{
    AmendmentLine, Amends, ItemPage, Line, Page, RunLine, RunPage, TextPage, View,
};
use crate::verify::RowWord;

/// Draws them in their order.
pub(super) fn show(
    ui: &mut Ui,
    page: &Page,
    (view, draft): (view::View<'_>, &mut Draft),
    out: &mut Vec<Action>,
) {
    if !page.sections.is_empty() {
        kit::section(ui, "Findings", |ui| {
            for section in &page.sections {
                kit::card(ui, |ui| {
                    kit::strong(ui, section.heading);
                    for one in &section.lines {
                        line(ui, draft, one);
                    }
                });
            }
        });
    }
    corrections(ui, page, draft);
    if !page.runs.is_empty() {
        kit::section(ui, "Runs", |ui| {
            for (at, one) in page.runs.iter().enumerate() {
                kit::card(ui, |ui| run(ui, (view, draft), (at, one), out));
            }
        });
    }
    if !page.rows.is_empty() || !page.texts.is_empty() {
        kit::section(ui, "Texts and their rows", |ui| {
            if !page.rows.is_empty() {
                kit::card(ui, |ui| rows(ui, draft, page));
            }
            for (at, one) in page.texts.iter().enumerate() {
                kit::card(ui, |ui| text(ui, draft, at, one));
            }
        });
    }
    if !page.items.is_empty() {
        kit::section(ui, "Custody, item by item", |ui| {
            bar::legend(ui, page);
            for (at, one) in page.items.iter().enumerate() {
                kit::card(ui, |ui| item(ui, draft, at, one));
            }
        });
    }
}

/// A sentence with its place at the left.
pub(super) fn line(ui: &mut Ui, draft: &mut Draft, line: &Line) {
    let place = match line.seq {
        Some(seq) => format!("{}  entry {seq}", line.at),
        None => line.at.clone(),
    };
    beside(ui, &place, |ui| {
        let (words, below) = line.amends.says(draft.view, &line.words);
        kit::body(ui, words);
        marks(ui, &below);
        correct(ui, draft, &line.amends, &line.words);
    });
}

/// The way to correct an entry, where it is one of the production that is open.
fn correct(ui: &mut Ui, draft: &mut Draft, amends: &Amends, words: &str) {
    let Some(place) = amends.place.as_ref().filter(|_| draft.correct) else { return };
    let name = format!("Correct entry {}.{}: {words}", place.seq, place.i);
    if Button::new("Correct this \u{2026}").name(name).quiet().icon(icon::NOTE).pressed(ui) {
        draft.pressed = Some((place.clone(), words.to_owned()));
    }
}

/// What the amendments say of a line.
fn marks(ui: &mut Ui, marks: &[String]) {
    for mark in marks {
        kit::pill(ui, palette(ui).caution, icon::NOTE, mark, Type::Caption);
    }
}

/// Every amendment and how it stands, in every view.
fn corrections(ui: &mut Ui, page: &Page, draft: &mut Draft) {
    if page.amendments.is_empty() {
        return;
    }
    kit::section(ui, "Corrections", |ui| {
        for one in &page.amendments {
            kit::card(ui, |ui| amendment(ui, one));
        }
        if draft.view != View::Original && !page.corrected_only.is_empty() {
            kit::card(ui, |ui| {
                kit::strong(ui, "Found in the corrected record only");
                for one in &page.corrected_only {
                    line(ui, draft, one);
                }
            });
        }
    });
}

fn amendment(ui: &mut Ui, one: &AmendmentLine) {
    let colours = palette(ui);
    beside(ui, &format!("{}  entry {}", one.at, one.seq), |ui| {
        for was in &one.recorded {
            kit::quiet(ui, format!("Recorded: {was}"));
        }
        kit::strong(ui, &one.right);
        kit::body(ui, &one.why);
        let (tone, mark) = if one.waits {
            (colours.caution, icon::HOURGLASS)
        } else {
            (colours.lapsed, icon::SIGNATURE)
        };
        kit::pill(ui, tone, mark, &format!("{}: {}", one.id, one.standing), Type::Caption);
    });
}

/// Something with a quiet column at the left, so that times stand under each other.
fn beside(ui: &mut Ui, left: &str, right: impl FnOnce(&mut Ui)) {
    ui.horizontal_top(|ui| {
        let quiet = palette(ui).quiet;
        let narrow = vec2(size::FIELD + space::XXL, 0.0);
        ui.allocate_ui_with_layout(narrow, Layout::top_down(egui::Align::Min), |ui| {
            ui.set_width(narrow.x);
            ui.add_space(space::XS / 2.0);
            kit::painted(ui, left, Type::Caption, quiet);
        });
        ui.vertical(right);
    });
}

/// A heading that unfolds what belongs to it; whether it is unfolded.
pub(super) fn fold(ui: &mut Ui, draft: &mut Draft, here: (Fold, usize), words: &str) -> bool {
    fold_over(ui, draft, here, words, "")
}

/// The same with a quiet line below the heading.
fn fold_over(
    ui: &mut Ui,
    draft: &mut Draft,
    here: (Fold, usize),
    words: &str,
    below: &str,
) -> bool {
    let opened = draft.opened.contains(&here);
    let (mark, does) = if opened { (icon::X, "Close") } else { (icon::PLUS, "Show") };
    let button = Button::new(words).name(format!("{does}: {words}")).icon(mark).left();
    let button = if below.is_empty() { button } else { button.below(below) };
    if button.look(Look::Quiet).pressed(ui) {
        if opened {
            draft.opened.remove(&here);
        } else {
            draft.opened.insert(here);
        }
    }
    opened
}

fn run(
    ui: &mut Ui,
    (view, draft): (view::View<'_>, &mut Draft),
    (at, run): (usize, &RunPage),
    out: &mut Vec<Action>,
) {
    let opened = fold_over(ui, draft, (Fold::Run, at), &run.heading, &run.below);
    // Said whether it is unfolded or not: it stands on every report.
    for one in &run.deviations {
        kit::pill(ui, palette(ui).caution, icon::WARNING, one, Type::Caption);
    }
    if opened {
        kit::quiet(ui, &run.roles);
        for step in &run.steps {
            self::step(ui, step, draft);
        }
        disclose::show(ui, view, run.run, &mut draft.disclose, out);
    }
}

fn step(ui: &mut Ui, step: &RunLine, draft: &mut Draft) {
    let colours = palette(ui);
    beside(ui, &step.at, |ui| {
        let (words, below) = step.amends.says(draft.view, &step.asked);
        kit::body(ui, words);
        if !step.said.is_empty() && words == step.asked {
            kit::strong(ui, &step.said);
        }
        marks(ui, &below);
        if let Some(mark) = &step.mark {
            kit::pill(ui, colours.caution, icon::FLAG, mark, Type::Caption);
        }
        let words = format!("{} \u{2013} {}", step.asked, step.said);
        correct(ui, draft, &step.amends, &words);
    });
}

fn rows(ui: &mut Ui, draft: &mut Draft, page: &Page) {
    let words = format!("Every row and how it stands ({})", page.rows.len());
    if !fold(ui, draft, (Fold::Rows, 0), &words) {
        return;
    }
    for row in &page.rows {
        let (tone, mark) = row_look(ui, row.word);
        let place = row.line.seq.map_or_else(String::new, |seq| format!("entry {seq}"));
        beside(ui, &format!("{}  {place}", row.line.at), |ui| {
            let (words, below) = row.line.amends.says(draft.view, &row.line.words);
            kit::body(ui, words);
            marks(ui, &below);
            kit::pill(ui, tone, mark, &row.standing, Type::Caption);
            correct(ui, draft, &row.line.amends, &row.line.words);
        });
    }
}

fn row_look(ui: &Ui, word: RowWord) -> (Tone, char) {
    let colours = palette(ui);
    match word {
        RowWord::Signed => (colours.in_force, icon::SIGNATURE),
        RowWord::Struck => (colours.stop, icon::STRIKE),
        RowWord::NotYetSigned => (colours.caution, icon::HOURGLASS),
        RowWord::RecordedAfter => (colours.inert, icon::NOTE),
        RowWord::Withheld => (colours.lapsed, icon::HOURGLASS),
    }
}

fn text(ui: &mut Ui, draft: &mut Draft, at: usize, text: &TextPage) {
    let opened = fold_over(ui, draft, (Fold::Text, at), &text.heading, &text.standing);
    if opened && text.text.is_empty() {
        kit::body(ui, "Its text cannot be made from what is here.");
    }
    if opened {
        egui::ScrollArea::horizontal().id_salt(("text", at)).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::XS / 2.0;
            for line in text.text.lines() {
                kit::mono(ui, line);
            }
        });
    }
}

fn item(ui: &mut Ui, draft: &mut Draft, at: usize, item: &ItemPage) {
    kit::title(ui, &item.heading);
    let in_view = item.in_view(draft.view);
    for (heading, custody) in &in_view {
        if let Some(heading) = heading {
            kit::strong(ui, *heading);
        }
        kit::body(ui, &custody.below);
        for day in &custody.bars {
            bar::day(ui, (&item.heading, heading.unwrap_or_default()), day);
        }
    }
    if draft.view != View::Original {
        for one in &item.late {
            line(ui, draft, one);
        }
    }
    let spans: Vec<&Line> = in_view.iter().flat_map(|(_, custody)| &custody.spans).collect();
    for (kind, words, lines) in [
        (Fold::Spans, "In whose care, from when to when", spans),
        (Fold::Past, "Every entry that names it", item.past.iter().collect()),
    ] {
        let words = format!("{}: {words} ({})", item.heading, lines.len());
        if fold(ui, draft, (kind, at), &words) {
            for one in lines {
                line(ui, draft, one);
            }
        }
    }
}
