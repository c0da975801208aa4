//! Checks that what is bundled says where it comes from, and that the icons are where their table says.

use std::fs;
use std::path::{Path, PathBuf};

fn assets() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets")
}

#[test]
fn every_bundled_font_has_its_licence_and_its_source() {
    let mut fonts = 0;
    for kind in ["fonts", "icons"] {
        for folder in fs::read_dir(assets().join(kind)).unwrap().map(|entry| entry.unwrap().path())
        {
            if !folder.is_dir() {
                continue;
            }
            let licence = ["OFL.txt", "LICENSE"].iter().any(|name| folder.join(name).is_file());
            assert!(licence, "{} has no licence", folder.display());
            let source = fs::read_to_string(folder.join("SOURCE.md")).unwrap();
            for file in fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
                if file.extension().is_some_and(|end| end == "otf" || end == "ttf") {
                    let name = file.file_name().unwrap().to_str().unwrap();
                    assert!(source.contains(&format!("`{name}`")), "SOURCE.md is silent on {name}");
                    fonts += 1;
                }
            }
        }
    }
    assert_eq!(fonts, 6);
}

#[cfg(feature = "gui")]
#[test]
fn the_icons_are_where_their_table_says() {
    let folder = assets().join("icons/phosphor");
    let table = fs::read_to_string(folder.join("SOURCE.md")).unwrap();
    let icons: Vec<(&str, char)> = table
        .lines()
        .filter_map(|line| {
            let (name, rest) = line.strip_prefix("| ")?.split_once(" | U+")?;
            let point = u32::from_str_radix(rest.split_once(' ')?.0, 16).ok()?;
            Some((name, char::from_u32(point)?))
        })
        .collect();
    assert!(icons.len() >= 90, "{} icons in the table", icons.len());
    for file in ["Phosphor.ttf", "Phosphor-Fill.ttf"] {
        let bytes = fs::read(folder.join(file)).unwrap();
        let mut fonts = egui::FontDefinitions::empty();
        fonts.font_data.insert(file.to_owned(), egui::FontData::from_owned(bytes).into());
        for family in [egui::FontFamily::Proportional, egui::FontFamily::Monospace] {
            fonts.families.insert(family, vec![file.to_owned()]);
        }
        let context = egui::Context::default();
        context.set_fonts(fonts);
        let mut missing = Vec::new();
        let mut draw = |ui: &mut egui::Ui| {
            let font = egui::FontId::proportional(20.0);
            missing = ui.fonts_mut(|fonts| {
                icons.iter().filter(|(_, icon)| !fonts.has_glyph(&font, *icon)).collect()
            });
        };
        let mut output = context.run_ui(egui::RawInput::default(), &mut draw);
        output.textures_delta.clear();
        assert!(missing.is_empty(), "{file} lacks {missing:?}");
    }
}
