//! Fields for words of any length, and for times as people write them.

use egui::{Margin, Response, TextEdit, Ui, vec2};

use crate::gui::kit;
use crate::gui::theme::{Type, palette, size, space};
use crate::terms::Millis;

/// Words under their label, over as many lines as they take.
pub(super) fn words(ui: &mut Ui, label: &str, value: &mut String) -> Response {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        let named = kit::caption(ui, label);
        // Found again by its label: what appears above it while it is typed in must not take the focus away.
        let field = TextEdit::multiline(value)
            .id(egui::Id::unique(("words of a list", label)))
            .desired_rows(1)
            .desired_width(f32::INFINITY)
            .font(Type::Body.font())
            .margin(Margin::from(vec2(space::M, space::M)))
            .return_key(None);
        let response = ui.add(field).labelled_by(named.id);
        ring(ui, &response);
        response
    })
    .inner
}

/// Shows where the focus is.
pub(super) fn ring(ui: &Ui, response: &Response) {
    if response.has_focus() {
        let ring = egui::Stroke::new(size::FOCUS, palette(ui).focus);
        let round = egui::CornerRadius::same(size::ROUND);
        ui.painter().rect_stroke(response.rect, round, ring, egui::StrokeKind::Inside);
    }
}

/// A time as people write it: "90 s", "20 min", "1 h"; a number alone is minutes.
pub(super) fn time(typed: &str) -> Option<Millis> {
    let typed = typed.trim();
    let digits = typed.find(|c: char| !c.is_ascii_digit()).unwrap_or(typed.len());
    let count: Millis = typed.get(..digits)?.parse().ok()?;
    let unit = match typed.get(digits..)?.trim() {
        "s" | "sec" | "secs" | "seconds" => 1_000,
        "" | "m" | "min" | "mins" | "minutes" => 60_000,
        "h" | "hour" | "hours" => 3_600_000,
        _ => return None,
    };
    count.checked_mul(unit).filter(|time| *time > 0)
}
