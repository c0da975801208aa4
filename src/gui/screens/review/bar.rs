//! One day of one item as a bar: each piece by pattern, word and accessible name, never by colour alone.

use egui::{Color32, CornerRadius, Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::gui::kit;
use crate::gui::theme::{Palette, Type, palette, size, space};
use crate::review::{Bar, BarPiece, Mark, Page, lasted};

/// The narrowest piece: however short a time was, it is seen.
const NARROWEST: f32 = space::S;

/// What the patterns mean, for those that are on the page.
pub(super) fn legend(ui: &mut Ui, page: &Page) {
    let bars = || {
        page.items
            .iter()
            .flat_map(|item| [Some(&item.custody), item.corrected.as_ref()])
            .flatten()
            .flat_map(|one| &one.bars)
            .flat_map(|bar| &bar.pieces)
    };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        for mark in Mark::ALL {
            if bars().any(|piece| piece.mark == mark) {
                swatch(ui, mark);
                kit::caption(ui, mark.words());
                ui.add_space(space::S);
            }
        }
    });
}

fn swatch(ui: &mut Ui, mark: Mark) {
    let (rect, _) = ui.allocate_exact_size(vec2(space::XL, space::L), Sense::hover());
    paint(ui, rect, mark);
}

/// The bar, its ends, and every piece of which something is missing.
pub(super) fn day(ui: &mut Ui, (item, of): (&str, &str), bar: &Bar) {
    ui.add_space(space::XS);
    kit::strong(ui, format!("{}, {} to {}", bar.day, bar.from, bar.to));
    let width = ui.available_width();
    let (rect, _) = ui.allocate_exact_size(vec2(width, size::BUTTON), Sense::hover());
    let mut left = rect.left();
    for (at, (piece, width)) in bar.pieces.iter().zip(widths(&bar.pieces, width)).enumerate() {
        let place = Rect::from_min_size(pos2(left, rect.top()), vec2(width, rect.height()));
        left += width;
        let id = ui.scope_id().with((item, of, &bar.day, at));
        let words = format!("{item}, {}", piece.words);
        let response = ui.interact(place, id, Sense::hover()).on_hover_text(&piece.words);
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, &words));
        if ui.is_rect_visible(place) {
            paint(ui, place, piece.mark);
            name(ui, place, piece.mark);
        }
    }
    let round = CornerRadius::same(size::ROUND / 2);
    let line = Stroke::new(size::LINE, palette(ui).line);
    ui.painter().rect_stroke(rect, round, line, StrokeKind::Inside);
    for piece in bar.pieces.iter().filter(|piece| is_gap(piece.mark)) {
        ui.horizontal(|ui| {
            swatch(ui, piece.mark);
            kit::body(ui, &piece.words);
        });
    }
    let whole: u64 = bar.pieces.iter().map(|piece| piece.lasts).sum();
    let gaps = bar.pieces.iter().filter(|piece| is_gap(piece.mark));
    let gone: u64 = gaps.map(|piece| piece.lasts).sum();
    if gone > 0 {
        let words = format!(
            "{} of {} that day with nobody named, or unaccounted for",
            lasted(gone),
            lasted(whole)
        );
        kit::strong_in(ui, words, palette(ui).caution.text);
    }
}

/// Whether something is missing of a piece.
fn is_gap(mark: Mark) -> bool {
    match mark {
        Mark::Unnamed | Mark::Nobody | Mark::NotRunning | Mark::Missing => true,
        Mark::Locked | Mark::Handler | Mark::Hand | Mark::Watched | Mark::Elsewhere => false,
    }
}

/// How wide each piece is: by its time, and never narrower than can be seen.
fn widths(pieces: &[BarPiece], width: f32) -> Vec<f32> {
    let whole: f64 = pieces.iter().map(|piece| as_number(piece.lasts)).sum::<f64>().max(1.0);
    let count = f64::from(u32::try_from(pieces.len()).unwrap_or(u32::MAX)).max(1.0);
    let width = f64::from(width);
    let least = f64::from(NARROWEST).min(width / count);
    let free = width - least * count;
    let share = |piece: &BarPiece| least + free * as_number(piece.lasts) / whole;
    pieces.iter().map(|piece| narrow(share(piece))).collect()
}

fn as_number(millis: u64) -> f64 {
    // A bar is a day at most, so the number is small.
    f64::from(u32::try_from(millis).unwrap_or(u32::MAX))
}

#[expect(clippy::cast_possible_truncation, reason = "a width on the screen")]
fn narrow(width: f64) -> f32 {
    width as f32
}

/// The word on a piece that has room for it.
fn name(ui: &Ui, rect: Rect, mark: Mark) {
    let colours = palette(ui);
    let font = Type::Caption.font();
    let galley = ui.painter().layout_no_wrap(mark.words().to_owned(), font, colours.ink);
    if galley.size().x + space::M > rect.width() {
        return;
    }
    let place = Rect::from_center_size(rect.center(), galley.size() + vec2(space::S, space::XS));
    let round = CornerRadius::same(size::ROUND / 2);
    ui.painter().rect_filled(place, round, colours.surface);
    ui.painter().galley(place.min + vec2(space::XS, space::XS / 2.0), galley, colours.ink);
}

fn paint(ui: &Ui, rect: Rect, mark: Mark) {
    let colours = palette(ui);
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let (ground, lines) = look(colours, mark);
    painter.rect_filled(rect, CornerRadius::ZERO, ground);
    let pattern = Stroke::new(size::LINE, lines);
    match mark {
        Mark::Handler => {}
        Mark::Locked => along(&painter, rect, pattern),
        Mark::Hand => across(&painter, rect, 0.0, space::S, pattern),
        Mark::Watched => dots(&painter, rect, lines),
        Mark::Elsewhere => across(&painter, rect, 0.0, space::L, pattern),
        Mark::Unnamed => across(&painter, rect, 1.0, space::M, pattern),
        Mark::Nobody => across(&painter, rect, 1.0, space::S, Stroke::new(size::FOCUS, lines)),
        Mark::NotRunning | Mark::Missing => {
            across(&painter, rect, 1.0, space::S, pattern);
            across(&painter, rect, -1.0, space::S, pattern);
        }
    }
    let edge = Stroke::new(size::HAIR, colours.line);
    painter.rect_stroke(rect, CornerRadius::ZERO, edge, StrokeKind::Inside);
}

fn look(colours: &Palette, mark: Mark) -> (Color32, Color32) {
    match mark {
        Mark::Locked => (colours.sunken, colours.line),
        Mark::Handler => (colours.in_force.tint, colours.in_force.tint),
        Mark::Hand => (colours.accent.tint, colours.accent.text),
        Mark::Watched => (colours.inert.tint, colours.inert.text),
        Mark::Elsewhere => (colours.canvas, colours.line),
        Mark::Unnamed | Mark::Nobody => (colours.caution.tint, colours.caution.text),
        Mark::NotRunning => (colours.lapsed.tint, colours.lapsed.text),
        Mark::Missing => (colours.stop.tint, colours.stop.text),
    }
}

/// Lines across, upright or slanting by `slant` heights.
fn across(painter: &egui::Painter, rect: Rect, slant: f32, step: f32, stroke: Stroke) {
    let lean = rect.height() * slant;
    let mut x = rect.left() - lean.abs();
    while x < rect.right() + lean.abs() {
        painter.line_segment([pos2(x, rect.bottom()), pos2(x + lean, rect.top())], stroke);
        x += step;
    }
}

/// Two bars along it, as of a bolt that is shut.
fn along(painter: &egui::Painter, rect: Rect, stroke: Stroke) {
    for share in [1.0 / 6.0, 5.0 / 6.0] {
        let y = rect.top() + rect.height() * share;
        painter.line_segment([pos2(rect.left(), y), pos2(rect.right(), y)], stroke);
    }
}

fn dots(painter: &egui::Painter, rect: Rect, colour: Color32) {
    let mut y = rect.top() + space::XS;
    while y < rect.bottom() {
        let mut x = rect.left() + space::XS;
        while x < rect.right() {
            painter.circle_filled(pos2(x, y), size::LINE, colour);
            x += space::S;
        }
        y += space::S;
    }
}
