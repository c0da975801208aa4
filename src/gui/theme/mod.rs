//! How the window looks: every colour, size and font of it, by meaning.
//!
//! No other file of `gui` holds a literal colour, and none a size that is not made from these.

mod fonts;
pub(super) mod icon;
mod palette;
mod style;

use egui::{FontFamily, FontId, Ui};

pub use palette::{Palette, Preset, Tone, contrast};

/// Spaces between things, in points.
pub mod space {
    /// Between a word and its icon.
    pub const XS: f32 = 4.0;
    /// Between things of one group.
    pub const S: f32 = 8.0;
    /// Between controls.
    pub const M: f32 = 12.0;
    /// Inside a card; between paragraphs.
    pub const L: f32 = 16.0;
    /// Between cards and around the content.
    pub const XL: f32 = 24.0;
    /// Between parts of a page.
    pub const XXL: f32 = 40.0;
}

/// Sizes of things, in points.
pub mod size {
    /// The least height and width of anything that can be pressed.
    pub const TARGET: f32 = 44.0;
    /// The same with gloves: 20 mm, at 96 points to the inch.
    pub const GLOVED: f32 = 76.0;
    /// A button of the ordinary kind.
    pub const BUTTON: f32 = 48.0;
    /// A button that is pressed with gloves, between roll and cut.
    pub const CELL: f32 = 56.0;
    /// A large answer.
    pub const ANSWER: f32 = 72.0;
    /// A key of the pad of digits.
    pub const DIGIT: f32 = 76.0;
    /// The column in which a PIN is entered.
    pub const PIN: f32 = 300.0;
    /// The bar at the top.
    pub const BAR: f32 = 84.0;
    /// The least width of *New set-up*, which then stands on one line.
    pub const NEW_SET_UP: f32 = 176.0;
    /// The width of STOP.
    pub const STOP: f32 = 176.0;
    /// The rail of places at the left.
    pub const RAIL: f32 = 104.0;
    /// One place of the rail; ten of them stand in a window of 800 points inside the frame of a drill.
    pub const RAIL_ITEM: f32 = 60.0;
    /// The widest column of running text and forms.
    pub const COLUMN: f32 = 760.0;
    /// The narrowest field.
    pub const FIELD: f32 = 200.0;
    /// The key cap on a button.
    pub const CAP: f32 = 24.0;
    /// A dot of the place in a list.
    pub const DOT: f32 = 10.0;
    /// Rounding of a control.
    pub const ROUND: u8 = 10;
    /// Rounding of a card.
    pub const ROUND_CARD: u8 = 14;
    /// Line around a control.
    pub const LINE: f32 = 1.5;
    /// Line around what has the focus.
    pub const FOCUS: f32 = 3.0;
    /// Line between parts.
    pub const HAIR: f32 = 1.0;
    /// The striped frame of a drill.
    pub const STRIPES: f32 = 14.0;
}

/// The type scale.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Type {
    /// What stands beside something, in the smallest letters there are.
    Caption,
    /// Running text.
    Body,
    /// Labels, buttons, values.
    Strong,
    /// The heading of a card.
    Title,
    /// The heading of a page.
    Heading,
    /// A tag, a state: read from three metres.
    Display,
    /// The question of a step, the word STOP over the page.
    Huge,
    /// Text that is signed, byte for byte; times under each other.
    Mono,
    /// Digits to be entered.
    Digits,
}

impl Type {
    /// The font.
    #[must_use]
    pub fn font(self) -> FontId {
        match self {
            Self::Caption => FontId::new(14.0, family(fonts::MEDIUM)),
            Self::Body => FontId::new(16.0, FontFamily::Proportional),
            Self::Strong => FontId::new(16.0, family(fonts::MEDIUM)),
            Self::Title => FontId::new(20.0, family(fonts::BOLD)),
            Self::Heading => FontId::new(28.0, family(fonts::BOLD)),
            Self::Display => FontId::new(34.0, family(fonts::BOLD)),
            Self::Huge => FontId::new(42.0, family(fonts::BOLD)),
            Self::Mono => FontId::new(15.0, FontFamily::Monospace),
            Self::Digits => FontId::new(32.0, family(fonts::BOLD)),
        }
    }
}

/// An icon of so many points: the filled style.
#[must_use]
pub fn icon_font(points: f32) -> FontId {
    FontId::new(points, family(fonts::ICONS))
}

fn family(name: &str) -> FontFamily {
    FontFamily::Name(name.into())
}

/// The colours in use.
#[must_use]
pub fn palette(ui: &Ui) -> &'static Palette {
    if ui.visuals().dark_mode { &palette::DIM } else { &palette::DAY }
}

/// Gives the context its fonts and both presets, and turns one of them on.
pub fn install(ctx: &egui::Context, preset: Preset) {
    fonts::install(ctx);
    style::install(ctx);
    // A slip of two fingers must not close the program in the middle of a run.
    ctx.options_mut(|options| options.quit_shortcuts.clear());
    choose(ctx, preset);
}

/// Sets whether everything that can be pressed is large enough for gloves, whatever the window's own scale is.
pub fn fit_targets(ctx: &egui::Context, gloves: bool) {
    let least = if gloves { size::GLOVED / ctx.zoom_factor() } else { size::TARGET };
    ctx.data_mut(|data| data.insert_temp(egui::Id::unique(TARGET_ID), least));
}

const TARGET_ID: &str = "least target";

/// The least height and width, in points, of what can be pressed now.
#[must_use]
pub fn target(ui: &Ui) -> f32 {
    ui.data(|data| data.get_temp(egui::Id::unique(TARGET_ID))).unwrap_or(size::TARGET)
}

/// Turns a preset on.
pub fn choose(ctx: &egui::Context, preset: Preset) {
    let theme = match preset {
        Preset::Day => egui::ThemePreference::Light,
        Preset::Dim => egui::ThemePreference::Dark,
    };
    ctx.set_theme(theme);
}
