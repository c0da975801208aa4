//! What can stand on a page, and how large a page is.

use super::Weight;
use crate::report::qr::Square;

/// The size of the paper.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Format {
    /// ISO 216 A4, 210 by 297 mm.
    #[default]
    A4,
    /// US Letter, 8.5 by 11 inches.
    Letter,
}

impl Format {
    /// Both.
    pub const ALL: [Self; 2] = [Self::A4, Self::Letter];

    /// Width and height in points.
    #[must_use]
    pub fn size(self) -> (f32, f32) {
        match self {
            Self::A4 => (595.28, 841.89),
            Self::Letter => (612.0, 792.0),
        }
    }

    /// As it is said.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::A4 => "A4",
            Self::Letter => "US Letter",
        }
    }

    /// By its name on the command line.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "a4" => Some(Self::A4),
            "letter" => Some(Self::Letter),
            _ => None,
        }
    }
}

/// Something on a page, black on white.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// One line of text.
    Text {
        /// Its left end on the baseline.
        at: (f32, f32),
        /// Regular or bold.
        weight: Weight,
        /// Its size.
        size: f32,
        /// How wide it is.
        wide: f32,
        /// The characters, each with a picture in the font.
        text: String,
    },
    /// A straight line.
    Line {
        /// One end.
        from: (f32, f32),
        /// The other.
        to: (f32, f32),
        /// How thick.
        thick: f32,
    },
    /// A box that is not filled.
    Box {
        /// Its upper left corner.
        at: (f32, f32),
        /// Width and height.
        size: (f32, f32),
        /// How thick its line is.
        thick: f32,
    },
    /// A circle that is not filled.
    Circle {
        /// Its middle.
        centre: (f32, f32),
        /// Its radius.
        radius: f32,
        /// How thick its line is.
        thick: f32,
    },
    /// A code, its light margin included.
    Code {
        /// Its upper left corner.
        at: (f32, f32),
        /// How long each side is.
        side: f32,
        /// Its modules.
        square: Square,
    },
}
