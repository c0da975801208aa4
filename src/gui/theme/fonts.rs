//! The fonts that come with the program, and nothing from the system.

use std::sync::Arc;

use egui::{Context, FontData, FontDefinitions, FontFamily};

pub(super) const MEDIUM: &str = "medium";
pub(super) const BOLD: &str = "bold";
pub(super) const ICONS: &str = "icons";

pub(super) fn install(ctx: &Context) {
    let mut fonts = FontDefinitions::empty();
    let files: [(&str, &'static [u8]); 6] = [
        ("inter", include_bytes!("../../../assets/fonts/inter/Inter-Regular.otf")),
        ("inter-medium", include_bytes!("../../../assets/fonts/inter/Inter-Medium.otf")),
        ("inter-bold", include_bytes!("../../../assets/fonts/inter/Inter-Bold.otf")),
        ("plex", include_bytes!("../../../assets/fonts/plex-mono/IBMPlexMono-Medium.ttf")),
        ("phosphor", include_bytes!("../../../assets/icons/phosphor/Phosphor.ttf")),
        ("phosphor-fill", include_bytes!("../../../assets/icons/phosphor/Phosphor-Fill.ttf")),
    ];
    for (name, bytes) in files {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    // The icon fonts map letters to blanks, so they stand behind a text font.
    let families: [(FontFamily, &[&str]); 5] = [
        (FontFamily::Proportional, &["inter", "phosphor"]),
        (FontFamily::Monospace, &["plex", "inter", "phosphor"]),
        (FontFamily::Name(MEDIUM.into()), &["inter-medium", "phosphor"]),
        (FontFamily::Name(BOLD.into()), &["inter-bold", "phosphor-fill"]),
        // Nothing but icons is drawn in it, and the text font has signs of its own under some of their codes.
        (FontFamily::Name(ICONS.into()), &["phosphor-fill", "inter-medium"]),
    ];
    for (family, names) in families {
        fonts.families.insert(family, names.iter().map(|&name| name.to_owned()).collect());
    }
    ctx.set_fonts(fonts);
}
