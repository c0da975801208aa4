//! The text of a list for those who maintain it, with its mistakes at their lines.

use std::ops::Range;

use egui::text::{CCursor, CCursorRange};
use egui::{
    Align2, CentralPanel, Frame, Galley, Id, Margin, Panel, Pos2, ScrollArea, TextEdit, Ui, Vec2,
    pos2, vec2,
};

use super::desk::Desk;
use super::{Page, change, fields};
use crate::gui::kit::{self, Button};
use crate::gui::theme::{Type, icon, icon_font, palette, size, space};
use crate::source::{Mistake, place};
use crate::terms::Digest;

/// The text as it is typed, before it is saved.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// What it was typed over.
    over: Option<Digest>,
    typed: String,
    mistakes: Vec<Mistake>,
    /// The byte to go to.
    go: Option<usize>,
}

/// The width of the margin in which the lines are numbered.
const MARGIN: f32 = size::TARGET + space::L;

/// Draws it; where it leads, if anywhere else.
pub(super) fn show(ui: &mut Ui, desk: &mut Desk, draft: &mut Draft) -> Option<Page> {
    if draft.over != Some(desk.sha256()) {
        draft.typed = desk.text().to_owned();
        draft.over = Some(desk.sha256());
        draft.look(desk);
    }
    let mut next = None;
    let around = Frame::new().inner_margin(Margin::from(Vec2::splat(space::L)));
    let top = Panel::top("text head").frame(around).show_separator_line(false);
    top.show(ui, |ui| next = head(ui, desk, draft));
    if !draft.mistakes.is_empty() {
        let below = Panel::bottom("text mistakes").frame(around).show_separator_line(false);
        below.max_size(ui.available_height() * 0.3).show(ui, |ui| wrong(ui, desk, draft));
    }
    CentralPanel::default().frame(around).show(ui, |ui| {
        ScrollArea::vertical().id_salt("text").auto_shrink(false).show(ui, |ui| {
            editor(ui, desk, draft);
        });
    });
    next
}

impl Draft {
    fn look(&mut self, desk: &Desk) {
        self.mistakes = desk.mistakes_in(&self.typed);
    }

    fn is_changed(&self, desk: &Desk) -> bool {
        self.typed != desk.text()
    }
}

fn head(ui: &mut Ui, desk: &mut Desk, draft: &mut Draft) -> Option<Page> {
    let mut next = None;
    kit::heading(ui, desk.name());
    let changed = draft.is_changed(desk);
    ui.horizontal_wrapped(|ui| {
        let back = Button::new("Back to the draft").icon(icon::BACK).enabled(!changed);
        if back.pressed(ui) {
            next = Some(Page::Change(desk.path().to_owned()));
        }
        if Button::new("Save").first().enabled(changed).pressed(ui) {
            desk.set(draft.typed.clone());
            draft.over = Some(desk.sha256());
        }
        if Button::new("Revert").enabled(changed).pressed(ui) {
            draft.over = None;
        }
        if Button::new("Undo").enabled(!changed && desk.can_undo()).pressed(ui) {
            desk.undo();
        }
        if changed {
            kit::pill(ui, palette(ui).caution, icon::WARNING, "typed, not saved", Type::Strong);
        } else {
            change::saved(ui, desk);
        }
    });
    change::contest(ui, desk);
    next
}

/// Every mistake; a press goes to it.
fn wrong(ui: &mut Ui, desk: &Desk, draft: &mut Draft) {
    let words = match draft.mistakes.len() {
        1 => "1 mistake".to_owned(),
        count => format!("{count} mistakes"),
    };
    kit::title(ui, words);
    ScrollArea::vertical().id_salt("mistakes").auto_shrink(false).show(ui, |ui| {
        for mistake in &draft.mistakes {
            let at = place(&draft.typed, mistake.span.start);
            let words = format!("{}:{}:{}: {mistake}", desk.name(), at.line, at.column);
            let least = vec2(ui.available_width(), size::TARGET);
            let button = Button::new(words).step(Type::Body).left().least(least);
            if button.icon(icon::WARNING).pressed(ui) {
                draft.go = Some(mistake.span.start);
            }
        }
    });
}

fn editor(ui: &mut Ui, desk: &Desk, draft: &mut Draft) {
    let id = Id::unique("text of a list");
    let go = draft.go.take().map(|at| {
        let before = draft.typed.get(..at).unwrap_or(&draft.typed);
        CCursor::new(before.chars().count())
    });
    if let Some(cursor) = go {
        let mut state = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
        state.cursor.set_char_range(Some(CCursorRange::one(cursor)));
        state.store(ui.ctx(), id);
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let (margin, _) = ui.allocate_exact_size(vec2(MARGIN, 0.0), egui::Sense::hover());
        let edit = TextEdit::multiline(&mut draft.typed)
            .id(id)
            .font(Type::Mono.font())
            .desired_width(f32::INFINITY)
            .lock_focus(true)
            .margin(Margin::from(vec2(space::S, space::S)));
        let output = edit.show(ui);
        let response = &output.response.response;
        response.widget_info(|| {
            egui::WidgetInfo::labeled(egui::Role::MultilineTextInput, true, "The text of the list")
        });
        fields::ring(ui, response);
        numbers(ui, margin.left(), &output.galley, output.galley_pos, &lines(draft));
        if let Some(cursor) = go {
            let rect = output.galley.pos_from_cursor(cursor).translate(output.galley_pos.to_vec2());
            ui.scroll_to_rect(rect, Some(egui::Align::Center));
        }
        if response.changed() {
            draft.look(desk);
        }
    });
}

/// The lines that a mistake begins in.
fn lines(draft: &Draft) -> Vec<usize> {
    let at = |mistake: &Mistake| place(&draft.typed, mistake.span.start).line;
    draft.mistakes.iter().map(at).collect()
}

/// Numbers the lines in the margin, and marks those with a mistake.
fn numbers(ui: &Ui, left: f32, galley: &Galley, at: Pos2, wrong: &[usize]) {
    let colours = palette(ui);
    let clip: Range<f32> = ui.clip_rect().top()..ui.clip_rect().bottom();
    let (mut line, mut begins) = (1_usize, true);
    for row in &galley.rows {
        let y = at.y + row.pos.y;
        if begins && y + row.height() >= clip.start && y <= clip.end {
            let (font, colour) = (Type::Mono.font(), colours.quiet);
            let right = pos2(left + MARGIN - space::S, y);
            ui.painter().text(right, Align2::RIGHT_TOP, line.to_string(), font, colour);
            if wrong.contains(&line) {
                let sign = icon_font(Type::Mono.font().size * 1.2);
                let colour = colours.caution.text;
                ui.painter().text(pos2(left, y), Align2::LEFT_TOP, icon::WARNING, sign, colour);
            }
        }
        begins = row.ends_with_newline;
        line += usize::from(begins);
    }
}
