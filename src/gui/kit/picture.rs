//! A small picture with its name, kept on the graphics card as long as whoever shows it.

use std::collections::BTreeMap;

use egui::{
    Color32, ColorImage, Rect, Response, Role, Sense, TextureHandle, TextureOptions, Ui, Vec2,
    WidgetInfo, pos2, vec2,
};

use crate::gui::theme::{palette, size};
use crate::session::Pixels;
use crate::terms::Digest;

/// The pictures that a page shows, by the SHA-256 of their files.
#[derive(Default)]
pub(in crate::gui) struct Pictures(BTreeMap<Digest, TextureHandle>);

impl Pictures {
    /// Draws a picture inside `most`, in its own shape; a screen reader and a test call it `name`.
    pub(in crate::gui) fn show(
        &mut self,
        ui: &mut Ui,
        (digest, pixels): (Digest, &Pixels),
        name: &str,
        most: Vec2,
    ) -> Response {
        let texture = self.0.entry(digest).or_insert_with(|| {
            ui.ctx().load_texture(digest.to_string(), image(pixels), TextureOptions::LINEAR)
        });
        let own = texture.size_vec2().max(Vec2::splat(1.0));
        let scale = (most.x / own.x).min(most.y / own.y).min(1.0);
        let (rect, response) = ui.allocate_exact_size(own * scale, Sense::hover());
        let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        ui.painter().image(texture.id(), rect, whole, Color32::WHITE);
        let line = egui::Stroke::new(size::HAIR, palette(ui).line);
        ui.painter().rect_stroke(rect, 0.0, line, egui::StrokeKind::Outside);
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, name));
        response
    }
}

/// The size of a picture that stands beside a step.
pub(in crate::gui) const BESIDE: Vec2 = vec2(size::STOP * 0.9, size::STOP * 0.675);

fn image(pixels: &Pixels) -> ColorImage {
    let side = |side: u32| usize::try_from(side).unwrap_or(0);
    let [width, height] = [side(pixels.width), side(pixels.height)];
    if pixels.rgba.len() == width.saturating_mul(height).saturating_mul(4) {
        ColorImage::from_rgba_unmultiplied([width, height], &pixels.rgba)
    } else {
        ColorImage::filled([1, 1], Color32::TRANSPARENT)
    }
}
