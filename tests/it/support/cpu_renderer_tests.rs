//! Checks that the pictures of the tests show what was painted.

use egui::epaint::{Mesh, Vertex};
use egui::{Color32, Pos2, Rect, Ui, Vec2, pos2, vec2};
use egui_kittest::Harness;
use image::{Rgba, RgbaImage};

use super::CpuRenderer;

const BACKGROUND: Color32 = Color32::from_rgb(10, 20, 30);

fn picture(size: Vec2, pixels_per_point: f32, mut paint: impl FnMut(&mut Ui)) -> RgbaImage {
    Harness::builder()
        .with_size(size)
        .with_pixels_per_point(pixels_per_point)
        .with_render_cursor(false)
        .renderer(CpuRenderer::default())
        .build_ui(|ui| {
            ui.painter().rect_filled(Rect::EVERYTHING, 0.0, BACKGROUND);
            paint(ui);
        })
        .render()
        .unwrap()
}

fn rgb(colour: Color32) -> Rgba<u8> {
    Rgba(colour.to_array())
}

#[test]
fn a_rectangle_covers_its_pixels_and_no_others() {
    for scale in [1.0, 2.0] {
        let red = Color32::from_rgb(200, 0, 0);
        let at = Rect::from_min_max(pos2(10.0, 12.0), pos2(20.0, 15.0));
        let picture = picture(vec2(40.0, 30.0), scale, |ui| {
            ui.painter().rect_filled(at, 0.0, red);
        });
        for (x, y, pixel) in picture.enumerate_pixels() {
            let centre = pos2(x as f32 + 0.5, y as f32 + 0.5) / scale;
            let expected = if at.contains(centre) { red } else { BACKGROUND };
            assert_eq!(*pixel, rgb(expected), "{x} {y} at {scale}");
        }
    }
}

/// With an edge covered twice, or not at all, a half-transparent fan shows its spokes.
#[test]
fn triangles_with_a_common_edge_leave_no_seam() {
    let glass = Color32::from_rgba_premultiplied(50, 60, 70, 128);
    let hub = pos2(31.37, 28.91);
    let rim: Vec<Pos2> = [(-9.0, -7.0), (37.3, -11.0), (80.0, -3.0), (77.7, 33.3), (70.0, 70.0)]
        .into_iter()
        .chain([(20.1, 66.0), (-8.0, 71.0), (-5.0, 29.9)])
        .map(|(x, y)| pos2(x, y))
        .collect();
    let picture = picture(vec2(64.0, 64.0), 1.0, |ui| {
        let mut fan = Mesh::default();
        for pos in std::iter::once(hub).chain(rim.iter().copied()) {
            fan.vertices.push(Vertex { pos, uv: egui::epaint::WHITE_UV, color: glass });
        }
        let count = u32::try_from(rim.len()).unwrap();
        for spoke in 0..count {
            fan.add_triangle(0, 1 + spoke, 1 + (spoke + 1) % count);
        }
        ui.painter().add(fan);
    });
    for (x, y, pixel) in picture.enumerate_pixels() {
        assert_eq!(*pixel, Rgba([55, 70, 85, 255]), "{x} {y}");
    }
}

#[test]
fn what_is_clipped_is_not_drawn() {
    let green = Color32::from_rgb(0, 200, 0);
    let clip = Rect::from_min_max(pos2(5.0, 5.0), pos2(9.0, 25.0));
    let picture = picture(vec2(30.0, 30.0), 1.0, |ui| {
        ui.painter().with_clip_rect(clip).rect_filled(Rect::EVERYTHING, 0.0, green);
    });
    let drawn = picture.pixels().filter(|pixel| **pixel == rgb(green)).count();
    assert_eq!(drawn, 4 * 20);
}

#[test]
fn a_letter_has_ink_of_its_colour_where_it_stands() {
    let mut stands = Rect::NOTHING;
    let picture = picture(vec2(60.0, 40.0), 1.0, |ui| {
        let font = egui::FontId::proportional(20.0);
        let at = pos2(20.0, 8.0);
        stands = ui.painter().text(at, egui::Align2::LEFT_TOP, "H", font, Color32::WHITE);
    });
    let ink = |x: u32, y: u32| picture.get_pixel(x, y).0[0] > 200;
    let inked: Vec<Pos2> = picture
        .enumerate_pixels()
        .filter(|(x, y, _)| ink(*x, *y))
        .map(|(x, y, _)| pos2(x as f32 + 0.5, y as f32 + 0.5))
        .collect();
    assert!(inked.len() > 15, "{} pixels of ink", inked.len());
    assert!(inked.iter().all(|place| stands.contains(*place)), "{stands:?} {inked:?}");
}
