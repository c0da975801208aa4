//! The colours, by meaning: day is dark on light, dim is light on dark.

use egui::Color32;

/// A preset of the window.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Preset {
    /// Dark on light.
    #[default]
    Day,
    /// Light on dark, for the night and the stage.
    Dim,
}

impl Preset {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Day, Self::Dim];

    /// As people read it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Day => "Day",
            Self::Dim => "Dim",
        }
    }

    /// Its colours.
    #[must_use]
    pub fn palette(self) -> &'static Palette {
        match self {
            Self::Day => &DAY,
            Self::Dim => &DIM,
        }
    }
}

/// One meaning in its four uses.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Tone {
    /// Text and icons on a surface or on the tint.
    pub text: Color32,
    /// A faint ground for a block that has this meaning.
    pub tint: Color32,
    /// A strong ground.
    pub fill: Color32,
    /// Text on the strong ground.
    pub on_fill: Color32,
}

/// Every colour of the window.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Palette {
    /// Behind everything.
    pub canvas: Color32,
    /// Cards, bars, sheets.
    pub surface: Color32,
    /// Fields, and buttons that are not the first choice.
    pub sunken: Color32,
    /// A control under the pointer.
    pub hover: Color32,
    /// Text.
    pub ink: Color32,
    /// Text that stands beside.
    pub quiet: Color32,
    /// The outline of a control.
    pub line: Color32,
    /// Between parts; carries no meaning.
    pub hair: Color32,
    /// Around what has the focus.
    pub focus: Color32,
    /// What the person is led to.
    pub accent: Tone,
    /// STOP, and what nobody may use: fired and not cleared, missing.
    pub stop: Tone,
    /// Blanks, warnings, what waits.
    pub caution: Tone,
    /// A declaration in force.
    pub in_force: Tone,
    /// Nothing declared, or no longer.
    pub lapsed: Tone,
    /// Rubber guns and replicas.
    pub inert: Tone,
}

const fn rgb(hex: u32) -> Color32 {
    let [_, r, g, b] = hex.to_be_bytes();
    Color32::from_rgb(r, g, b)
}

const fn tone(text: u32, tint: u32, fill: u32, on_fill: u32) -> Tone {
    Tone { text: rgb(text), tint: rgb(tint), fill: rgb(fill), on_fill: rgb(on_fill) }
}

pub(super) static DAY: Palette = Palette {
    canvas: rgb(0x00F1_F3F6),
    surface: rgb(0x00FF_FFFF),
    sunken: rgb(0x00F7_F8FA),
    hover: rgb(0x00E6_EAF1),
    ink: rgb(0x0012_161C),
    quiet: rgb(0x0042_4B59),
    line: rgb(0x0077_8292),
    hair: rgb(0x00DB_E0E7),
    focus: rgb(0x001B_4BD6),
    accent: tone(0x0017_3FA8, 0x00EA_F0FF, 0x0017_3FA8, 0x00FF_FFFF),
    stop: tone(0x0096_0C14, 0x00FF_ECEB, 0x00A3_0E17, 0x00FF_FFFF),
    caution: tone(0x0066_3C00, 0x00FF_F2D6, 0x00FF_C24A, 0x0022_1500),
    in_force: tone(0x0006_4F59, 0x00E2_F4F5, 0x0006_4F59, 0x00FF_FFFF),
    lapsed: tone(0x0039_4250, 0x00E9_ECF1, 0x0039_4250, 0x00FF_FFFF),
    inert: tone(0x004B_3480, 0x00F1_ECFB, 0x004B_3480, 0x00FF_FFFF),
};

pub(super) static DIM: Palette = Palette {
    canvas: rgb(0x000D_0F12),
    surface: rgb(0x0016_191E),
    sunken: rgb(0x001F_242B),
    hover: rgb(0x002B_323C),
    ink: rgb(0x00EE_F1F5),
    quiet: rgb(0x00B9_C1CC),
    line: rgb(0x007D_8797),
    hair: rgb(0x002A_3039),
    focus: rgb(0x00FF_D166),
    accent: tone(0x00A9_C2FF, 0x001A_2440, 0x00A9_C2FF, 0x000B_1530),
    stop: tone(0x00FF_A9A3, 0x0035_1416, 0x00A3_0E17, 0x00FF_FFFF),
    caution: tone(0x00FF_CB66, 0x0031_2510, 0x00FF_C24A, 0x0022_1500),
    in_force: tone(0x007F_D8DE, 0x0010_2B2F, 0x007F_D8DE, 0x0002_2326),
    lapsed: tone(0x00C5_CCD6, 0x0026_2B33, 0x00C5_CCD6, 0x0014_181E),
    inert: tone(0x00CB_B8FF, 0x0024_1E38, 0x00CB_B8FF, 0x001A_1030),
};

/// The contrast of two opaque colours, 1 to 21, as WCAG 2.2 defines it.
#[must_use]
pub fn contrast(a: Color32, b: Color32) -> f32 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(colour: Color32) -> f32 {
    let linear = |byte: u8| {
        let c = f32::from(byte) / 255.0;
        if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(colour.r()) + 0.7152 * linear(colour.g()) + 0.0722 * linear(colour.b())
}
