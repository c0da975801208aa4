//! The two faces that paper is set in: which characters they have, and how wide a text comes out.

use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider as _};
use unicode_normalization::UnicodeNormalization as _;

use super::Style;
use crate::terms::is_hidden;

const REGULAR: &[u8] = include_bytes!("../../../assets/fonts/inter/Inter-Regular.otf");
const BOLD: &[u8] = include_bytes!("../../../assets/fonts/inter/Inter-Bold.otf");

/// What stands for a character without a picture.
const NONE: char = '\u{25A1}';

/// What ends a text that was cut.
const CUT: char = '\u{2026}';

/// How small a text may become before it is cut, against its size.
const LEAST: f32 = 0.6;

/// How heavy a text is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Weight {
    /// Running text.
    Regular,
    /// What must be seen at a glance.
    Bold,
}

/// A text as it fits.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fit {
    pub(super) text: String,
    pub(super) size: f32,
    pub(super) wide: f32,
    /// Whether a character had no picture.
    pub(super) missing: bool,
    /// Whether it was cut.
    pub(super) short: bool,
}

/// Both faces.
#[derive(Clone)]
pub(super) struct Fonts {
    regular: Face,
    bold: Face,
}

#[derive(Clone)]
struct Face {
    font: FontRef<'static>,
    /// Font units to the size.
    units: f32,
}

/// One glyph and how far it moves on, against the size.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    pub(super) id: u32,
    pub(super) advance: f32,
}

impl Face {
    fn read(bytes: &'static [u8]) -> Option<Self> {
        let font = FontRef::new(bytes).ok()?;
        let units = font.metrics(Size::unscaled(), LocationRef::default()).units_per_em;
        (units > 0).then(|| Self { font, units: f32::from(units) })
    }

    fn glyph(&self, c: char) -> Option<Glyph> {
        let id = self.font.charmap().map(c).filter(|id| id.to_u32() != 0)?;
        let metrics = self.font.glyph_metrics(Size::unscaled(), LocationRef::default());
        let advance = metrics.advance_width(id)? / self.units;
        Some(Glyph { id: id.to_u32(), advance })
    }
}

impl Fonts {
    pub(super) fn load() -> Option<Self> {
        Some(Self { regular: Face::read(REGULAR)?, bold: Face::read(BOLD)? })
    }

    /// The bytes of a face.
    pub(super) fn bytes(weight: Weight) -> &'static [u8] {
        match weight {
            Weight::Regular => REGULAR,
            Weight::Bold => BOLD,
        }
    }

    fn face(&self, weight: Weight) -> &Face {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }

    /// The glyph of each character that has one, with the place of the character.
    pub(super) fn glyphs<'a>(
        &'a self,
        weight: Weight,
        text: &'a str,
    ) -> impl Iterator<Item = (usize, char, Glyph)> + 'a {
        let face = self.face(weight);
        text.char_indices().filter_map(|(at, c)| Some((at, c, face.glyph(c)?)))
    }

    fn wide(&self, style: Style, text: &str) -> f32 {
        let glyphs = self.glyphs(style.weight, text);
        glyphs.map(|(_, _, glyph)| glyph.advance).sum::<f32>() * style.size
    }

    /// A text with a picture for each of its characters: what has none, or turns the others round, is a box.
    fn clean(&self, weight: Weight, text: &str) -> (String, bool) {
        let face = self.face(weight);
        let mut missing = false;
        let clean = text.nfc().map(|c| match c {
            '\n' | '\r' | '\t' | '\u{A0}' => ' ',
            c if !is_hidden(c) && face.glyph(c).is_some() => c,
            _ => {
                missing = true;
                NONE
            }
        });
        let clean: String = clean.collect();
        (clean, missing)
    }

    /// One line that is no wider than `width`.
    pub(super) fn fit(&self, style: Style, width: f32, text: &str) -> Fit {
        let (text, missing) = self.clean(style.weight, text.trim_end());
        let wide = self.wide(style, &text);
        if wide <= width {
            return Fit { text, size: style.size, wide, missing, short: false };
        }
        let scale = (width / wide).max(LEAST);
        let small = Style { size: style.size * scale, ..style };
        if wide * scale <= width + 0.01 {
            return Fit { text, size: small.size, wide: wide * scale, missing, short: false };
        }
        let end = self.wide(small, &CUT.to_string());
        let (mut kept, mut so_far) = (String::new(), 0.0);
        for (_, c, glyph) in self.glyphs(style.weight, &text) {
            so_far += glyph.advance * small.size;
            if so_far + end > width {
                break;
            }
            kept.push(c);
        }
        kept.push(CUT);
        let wide = self.wide(small, &kept);
        Fit { text: kept, size: small.size, wide, missing, short: true }
    }

    /// A text in lines no wider than `width`: broken between words, and inside a word that is wider than a line. What does
    /// not go into `most` lines stays on the last, for [`Fonts::fit`] to cut.
    pub(super) fn wrap(&self, style: Style, width: f32, most: usize, text: &str) -> Vec<String> {
        let (mut lines, mut line) = (Vec::new(), String::new());
        for word in text.split_whitespace() {
            let last = lines.len() + 1 >= most;
            let with = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if last || self.clean_wide(style, &with) <= width {
                line = with;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            for c in word.chars() {
                let with = format!("{line}{c}");
                let last = lines.len() + 1 >= most;
                if !last && !line.is_empty() && self.clean_wide(style, &with) > width {
                    lines.push(std::mem::take(&mut line));
                }
                line.push(c);
            }
        }
        if !line.is_empty() {
            lines.push(line);
        }
        lines
    }

    fn clean_wide(&self, style: Style, text: &str) -> f32 {
        self.wide(style, &self.clean(style.weight, text).0)
    }
}
