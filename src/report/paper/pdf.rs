//! Pages as a PDF: the glyphs that they need go along, and nothing of when or where it was made.

use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, Stroke};
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};

use super::face::Fonts;
use super::{Format, Mark, Page, PaperError, Weight};

/// How far the handles of a quarter circle stand out, against its radius.
const HANDLE: f32 = 0.552_285;

/// Writes the pages.
pub(super) fn write(
    format: Format,
    title: &str,
    fonts: &Fonts,
    pages: &[Page],
) -> Result<Vec<u8>, PaperError> {
    let font =
        |weight: Weight| Font::new(Fonts::bytes(weight).to_vec().into(), 0).ok_or(PaperError::Font);
    let faces = (font(Weight::Regular)?, font(Weight::Bold)?);
    let mut document = Document::new_with(SerializeSettings::default());
    document.set_metadata(Metadata::new().title(title.to_owned()).language("en".to_owned()));
    let (width, height) = format.size();
    for page in pages {
        let settings = PageSettings::from_wh(width, height).ok_or(PaperError::Pdf)?;
        let mut on = document.start_page_with(settings);
        let mut surface = on.surface();
        for mark in &page.marks {
            draw(&mut surface, mark, fonts, &faces);
        }
        surface.finish();
        on.finish();
    }
    // The reason is for whoever maintains the library; nothing that is put in can bring it about.
    document.finish().map_err(|_reason| PaperError::Pdf)
}

fn draw(surface: &mut Surface<'_>, mark: &Mark, fonts: &Fonts, faces: &(Font, Font)) {
    match mark {
        Mark::Text { at, weight, size, text, wide: _ } => {
            let font = match weight {
                Weight::Regular => &faces.0,
                Weight::Bold => &faces.1,
            };
            fill(surface);
            let glyphs: Vec<KrillaGlyph> = fonts
                .glyphs(*weight, text)
                .map(|(start, c, glyph)| KrillaGlyph {
                    glyph_id: GlyphId::new(glyph.id),
                    text_range: start..start + c.len_utf8(),
                    x_advance: glyph.advance,
                    x_offset: 0.0,
                    y_offset: 0.0,
                    y_advance: 0.0,
                    location: None,
                })
                .collect();
            let start = Point::from_xy(at.0, at.1);
            surface.draw_glyphs(start, &glyphs, font.clone(), text, *size, false);
        }
        Mark::Line { from, to, thick } => {
            stroke(surface, *thick);
            let mut path = PathBuilder::new();
            path.move_to(from.0, from.1);
            path.line_to(to.0, to.1);
            put(surface, path.finish());
        }
        Mark::Box { at, size, thick } => {
            stroke(surface, *thick);
            let mut path = PathBuilder::new();
            if let Some(rect) = Rect::from_xywh(at.0, at.1, size.0, size.1) {
                path.push_rect(rect);
            }
            put(surface, path.finish());
        }
        Mark::Circle { centre, radius, thick } => {
            stroke(surface, *thick);
            put(surface, circle(*centre, *radius));
        }
        Mark::Code { at, side, square } => {
            fill(surface);
            let count = u16::try_from(square.side()).unwrap_or(u16::MAX);
            let cell = side / f32::from(count);
            let mut path = PathBuilder::new();
            for (column, row) in square.dark() {
                let place = |n: usize| f32::from(u16::try_from(n).unwrap_or(u16::MAX)) * cell;
                let rect = Rect::from_xywh(at.0 + place(column), at.1 + place(row), cell, cell);
                if let Some(rect) = rect {
                    path.push_rect(rect);
                }
            }
            put(surface, path.finish());
        }
    }
}

fn put(surface: &mut Surface<'_>, path: Option<Path>) {
    if let Some(path) = path {
        surface.draw_path(&path);
    }
}

fn circle((x, y): (f32, f32), radius: f32) -> Option<Path> {
    let (r, h) = (radius, radius * HANDLE);
    let mut path = PathBuilder::new();
    path.move_to(x + r, y);
    path.cubic_to(x + r, y + h, x + h, y + r, x, y + r);
    path.cubic_to(x - h, y + r, x - r, y + h, x - r, y);
    path.cubic_to(x - r, y - h, x - h, y - r, x, y - r);
    path.cubic_to(x + h, y - r, x + r, y - h, x + r, y);
    path.close();
    path.finish()
}

fn fill(surface: &mut Surface<'_>) {
    surface.set_stroke(None);
    surface.set_fill(Some(Fill {
        paint: rgb::Color::new(0, 0, 0).into(),
        opacity: NormalizedF32::ONE,
        rule: FillRule::NonZero,
    }));
}

fn stroke(surface: &mut Surface<'_>, thick: f32) {
    surface.set_fill(None);
    let paint = rgb::Color::new(0, 0, 0).into();
    surface.set_stroke(Some(Stroke { paint, width: thick, ..Stroke::default() }));
}
