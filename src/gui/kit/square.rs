//! A picture that a phone reads: black on white in every theme.

use egui::{Color32, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo, vec2};

use crate::report::Square;

/// Points of a module: at arm's length a phone still tells one from the next.
const MODULE: f32 = 7.0;

/// Draws it; a screen reader and a test call it `name`.
pub(in crate::gui) fn square(ui: &mut Ui, square: &Square, name: &str) -> Response {
    let of = |modules: usize| f32::from(u16::try_from(modules).unwrap_or(u16::MAX)) * MODULE;
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(of(square.side())), Sense::hover());
    let painter = ui.painter();
    painter.rect_filled(rect, 0.0, Color32::WHITE);
    for (column, row) in square.dark() {
        let corner = rect.min + vec2(of(column), of(row));
        let module = Rect::from_min_size(corner, Vec2::splat(MODULE));
        painter.rect_filled(module, 0.0, Color32::BLACK);
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, name));
    response
}
