//! The marks of a drill, around and behind everything: a striped frame, a watermark, the word.

use egui::{
    Align2, Color32, CornerRadius, Id, LayerId, Margin, Mesh, Order, Painter, Rect, Shape, Ui,
    Vec2, pos2, vec2,
};

use crate::gui::theme::{Type, palette, size, space};
use crate::gui::view::Open;

/// The room that the striped frame takes.
pub(in crate::gui) fn drill_margin(drill: bool) -> Margin {
    if drill { Margin::from(Vec2::splat(size::STRIPES)) } else { Margin::ZERO }
}

/// Draws the watermark on the ground, before anything stands on it: no word of a step is ever read through it.
pub(in crate::gui) fn watermark(ui: &Ui, open: &Open<'_>) {
    let colours = palette(ui);
    let inner = ui.ctx().content_rect().shrink(size::STRIPES);
    let faint = colours.stop.text.gamma_multiply(0.06);
    for part in [0.42, 0.68, 0.94] {
        let at = pos2(inner.right() - space::XXL, inner.top() + inner.height() * part);
        let font = egui::FontId { size: size::STOP * 0.6, ..Type::Huge.font() };
        ui.painter().text(at, Align2::RIGHT_BOTTOM, words(open), font, faint);
    }
}

fn words(open: &Open<'_>) -> &'static str {
    if open.sample { "SAMPLE DRILL" } else { "DRILL" }
}

/// Draws the frame over everything; it takes no click.
pub(in crate::gui) fn drill(ui: &Ui, open: &Open<'_>) {
    let colours = palette(ui);
    let whole = ui.ctx().content_rect();
    let painter = ui.ctx().layer_painter(LayerId::new(Order::Foreground, Id::unique("drill")));
    let inner = whole.shrink(size::STRIPES);
    let sides = [
        whole.with_max_y(inner.top()),
        whole.with_min_y(inner.bottom()),
        whole.with_max_x(inner.left()),
        whole.with_min_x(inner.right()),
    ];
    for side in sides {
        stripes(&painter, side, colours.stop.fill, colours.stop.on_fill);
    }
    let tab = Rect::from_center_size(
        pos2(whole.center().x, whole.bottom() - size::STRIPES),
        vec2(size::STOP * 1.6, size::STRIPES * 2.0),
    );
    painter.rect_filled(tab, CornerRadius::same(size::ROUND / 2), colours.stop.fill);
    let text = format!("{}: NOT A LIVE RECORD", words(open));
    let font = Type::Caption.font();
    painter.text(tab.center(), Align2::CENTER_CENTER, text, font, colours.stop.on_fill);
}

fn stripes(painter: &Painter, side: Rect, red: Color32, white: Color32) {
    let painter = painter.with_clip_rect(side);
    painter.rect_filled(side, 0.0, white);
    let reach = size::STRIPES;
    let along = side.width() > side.height();
    let (from, to) = if along { (side.left(), side.right()) } else { (side.top(), side.bottom()) };
    let mut mesh = Mesh::default();
    let mut at = from - reach;
    while at < to {
        let corners = if along {
            [
                pos2(at, side.bottom()),
                pos2(at + reach, side.top()),
                pos2(at + reach * 2.0, side.top()),
                pos2(at + reach, side.bottom()),
            ]
        } else {
            [
                pos2(side.left(), at + reach),
                pos2(side.right(), at),
                pos2(side.right(), at + reach),
                pos2(side.left(), at + reach * 2.0),
            ]
        };
        let first = u32::try_from(mesh.vertices.len()).unwrap_or(0);
        for corner in corners {
            mesh.colored_vertex(corner, red);
        }
        mesh.add_triangle(first, first + 1, first + 2);
        mesh.add_triangle(first, first + 2, first + 3);
        at += reach * 2.0;
    }
    painter.add(Shape::mesh(mesh));
}
