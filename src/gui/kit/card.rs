//! What things stand on: pages, cards, banners, pills.

use egui::{
    Align2, Color32, CornerRadius, Frame, Label, Margin, Response, RichText, Role, ScrollArea,
    Sense, Stroke, Ui, UiBuilder, Vec2, WidgetInfo, pos2, vec2,
};

use super::text;
use crate::gui::theme::{Tone, Type, icon_font, palette, size, space};

fn margin(points: f32) -> Margin {
    Margin::from(Vec2::splat(points))
}

/// A page that scrolls, with its heading; `wide` pages use all the room, the others a column.
pub(in crate::gui) fn page<R>(
    ui: &mut Ui,
    heading: &str,
    wide: bool,
    contents: impl FnOnce(&mut Ui) -> R,
) -> R {
    let shown = ScrollArea::vertical().id_salt(heading).auto_shrink(false).show(ui, |ui| {
        let shown = Frame::new().inner_margin(margin(space::XL)).show(ui, |ui| {
            let room = ui.available_width();
            ui.set_max_width(if wide { room } else { room.min(size::COLUMN) });
            ui.spacing_mut().item_spacing.y = space::M;
            if !heading.is_empty() {
                text::heading(ui, heading);
                ui.add_space(space::XS);
            }
            contents(ui)
        });
        shown.inner
    });
    shown.inner
}

/// A white card across the width.
pub(in crate::gui) fn card<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let palette = palette(ui);
    let line = Stroke::new(size::HAIR, palette.hair);
    on(ui, palette.surface, line, contents)
}

/// A card whose left edge carries a colour that its words also say.
pub(in crate::gui) fn tone_card<R>(
    ui: &mut Ui,
    tone: Tone,
    selected: bool,
    contents: impl FnOnce(&mut Ui) -> R,
) -> R {
    let palette = palette(ui);
    let line = if selected {
        Stroke::new(size::FOCUS, palette.accent.text)
    } else {
        Stroke::new(size::HAIR, palette.hair)
    };
    let shown = Frame::new()
        .fill(palette.surface)
        .stroke(line)
        .corner_radius(CornerRadius::same(size::ROUND_CARD))
        .inner_margin(margin(space::L))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = space::S;
            contents(ui)
        });
    let rect = shown.response.rect.shrink(size::FOCUS);
    let edge = rect.with_max_x(rect.left() + space::S - space::XS / 2.0);
    let round = CornerRadius { nw: size::ROUND, sw: size::ROUND, ne: 0, se: 0 };
    ui.painter().rect_filled(edge, round, tone.fill);
    shown.inner
}

fn on<R>(ui: &mut Ui, fill: Color32, line: Stroke, contents: impl FnOnce(&mut Ui) -> R) -> R {
    Frame::new()
        .fill(fill)
        .stroke(line)
        .corner_radius(CornerRadius::same(size::ROUND_CARD))
        .inner_margin(margin(space::L))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = space::S;
            contents(ui)
        })
        .inner
}

/// A block across the width in one meaning: icon and words, then what may be done.
pub(in crate::gui) fn banner<R>(
    ui: &mut Ui,
    tone: Tone,
    icon: char,
    words: &str,
    contents: impl FnOnce(&mut Ui) -> R,
) -> R {
    on(ui, tone.tint, Stroke::new(size::LINE, tone.text), |ui| {
        ui.horizontal_top(|ui| {
            let (rect, _) = ui.allocate_exact_size(Vec2::splat(space::XL), Sense::hover());
            let at = rect.center();
            ui.painter().text(at, Align2::CENTER_CENTER, icon, icon_font(space::XL), tone.text);
            ui.vertical(|ui| {
                text::painted(ui, words, Type::Strong, tone.text);
                contents(ui)
            })
            .inner
        })
        .inner
    })
}

/// A few words in a rounded block: shape, word and colour together.
pub(in crate::gui) fn pill(
    ui: &mut Ui,
    tone: Tone,
    icon: char,
    words: &str,
    step: Type,
) -> Response {
    let points = step.font().size;
    let galley = {
        let room = (ui.available_width() - points * 1.4 - space::L * 2.0).max(size::TARGET);
        ui.painter().layout(words.to_owned(), step.font(), tone.text, room)
    };
    let inside = vec2(points * 1.3 + space::S + galley.size().x, galley.size().y);
    let (rect, response) =
        ui.allocate_exact_size(inside + vec2(space::M * 2.0, space::S * 1.5), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    let round = CornerRadius::same(size::ROUND);
    ui.painter().rect_filled(rect, round, tone.tint);
    let at = pos2(rect.left() + space::M + points * 0.65, rect.center().y);
    ui.painter().text(at, Align2::CENTER_CENTER, icon, icon_font(points * 1.15), tone.text);
    let left = rect.left() + space::M + points * 1.3 + space::S;
    ui.painter().galley(pos2(left, rect.center().y - galley.size().y / 2.0), galley, tone.text);
    response
}

/// A heading inside a page, with what belongs to it.
pub(in crate::gui) fn section<R>(
    ui: &mut Ui,
    words: &str,
    contents: impl FnOnce(&mut Ui) -> R,
) -> R {
    ui.add_space(space::S);
    text::title(ui, words);
    contents(ui)
}

/// What a page says while there is nothing on it.
pub(in crate::gui) fn empty(ui: &mut Ui, icon: char, words: &str) {
    let palette = palette(ui);
    ui.scope_builder(UiBuilder::new(), |ui| {
        ui.vertical_centered(|ui| {
            ui.add_space(space::XXL);
            let (rect, _) = ui.allocate_exact_size(Vec2::splat(size::ANSWER), Sense::hover());
            let at = rect.center();
            ui.painter().text(at, Align2::CENTER_CENTER, icon, icon_font(size::CELL), palette.line);
            ui.add_space(space::S);
            let words = RichText::new(words).font(Type::Body.font()).color(palette.quiet);
            ui.add(Label::new(words).wrap());
        });
    });
}
