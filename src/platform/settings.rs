//! The settings: a small versioned file outside every production.
#![expect(clippy::disallowed_methods, reason = "the file is read here")]

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::disk::durable;
use super::writer::not_written;
use crate::session::{
    FirstHourOf, PadVerb, PortError, Recent, SetUp, Settings, Signing, Situation, Theme,
};
use crate::terms::{ItemId, PersonId, ProductionId, Role, UtcMillis};

/// The productions opened last that are remembered.
const RECENT: usize = 12;

/// What is kept for the next start.
#[derive(Clone, Debug, Default)]
pub(super) struct Kept {
    /// The settings.
    pub(super) settings: Settings,
    /// The productions opened last, the newest first.
    pub(super) recent: Vec<Recent>,
}

#[derive(Serialize, Deserialize)]
struct File {
    version: u32,
    theme: String,
    gloves: bool,
    scale: u16,
    // What came in later is empty in the files of earlier versions.
    #[serde(default)]
    lang: Option<String>,
    #[serde(default)]
    pad: Vec<(String, String)>,
    #[serde(default)]
    recovery: Vec<String>,
    #[serde(default)]
    codes: Vec<(ProductionId, UtcMillis)>,
    #[serde(default)]
    first_hours: Vec<FileFirstHour>,
    situations: Vec<FileSituation>,
    recent: Vec<FileRecent>,
}

#[derive(Serialize, Deserialize)]
struct FileFirstHour {
    production: ProductionId,
    ring: String,
}

#[derive(Serialize, Deserialize)]
struct FileSituation {
    production: ProductionId,
    scene: String,
    setup: String,
    take: String,
    sign_at_the_moment: bool,
    crew: Vec<(Role, PersonId)>,
    guns: Vec<ItemId>,
    #[serde(default)]
    takes: Vec<(ItemId, PersonId)>,
    recorder: Option<PersonId>,
}

#[derive(Serialize, Deserialize)]
struct FileRecent {
    title: String,
    folder: PathBuf,
    drill: bool,
    at: UtcMillis,
}

const THEMES: [(&str, Theme); 4] =
    [("day", Theme::Day), ("dim", Theme::Dim), ("sun", Theme::Sun), ("night", Theme::Night)];

const PAD: [(&str, PadVerb); 6] = [
    ("shown", PadVerb::Shown),
    ("in-hand", PadVerb::InHand),
    ("collected", PadVerb::Collected),
    ("count", PadVerb::Count),
    ("stop", PadVerb::Stop),
    ("new-set-up", PadVerb::NewSetUp),
];

/// The recovery keys. Settings that cannot be read are no settings without keys.
///
/// # Errors
///
/// When there are settings and they cannot be read.
pub(super) fn recovery(path: &Path) -> Result<Vec<String>, PortError> {
    let unread = |why: String| {
        PortError::new(
            format!("{} cannot be read, and nobody knows its recovery keys: {why}", path.display()),
            "Put the file right or away, enter the recovery keys under Settings, and try again.",
        )
    };
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(unread(error.to_string())),
    };
    let file = ron::from_str::<File>(&text).map_err(|error| unread(error.to_string()))?;
    if file.version == 1 {
        Ok(file.recovery)
    } else {
        Err(unread("a newer version wrote it".to_owned()))
    }
}

/// Reads the settings; what is missing or cannot be read is as on a first start.
#[must_use]
pub(super) fn read(path: &Path) -> Kept {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let Ok(file) = ron::from_str::<File>(&text) else { return Kept::default() };
    if file.version != 1 {
        return Kept::default();
    }
    let theme =
        THEMES.iter().find(|(name, _)| *name == file.theme).map_or(Theme::Day, |(_, theme)| *theme);
    let situations = file.situations.into_iter().map(|one| {
        let place = SetUp { scene: one.scene, setup: one.setup, take: one.take };
        let signing = if one.sign_at_the_moment { Signing::AtTheMoment } else { Signing::Sheet };
        let situation = Situation {
            place,
            signing,
            crew: one.crew,
            guns: one.guns,
            takes: one.takes,
            recorder: one.recorder,
        };
        (one.production, situation)
    });
    let pad = file.pad.into_iter().filter_map(|(name, key)| {
        PAD.iter().find(|(one, _)| *one == name).map(|(_, verb)| (*verb, key))
    });
    let settings = Settings {
        theme,
        gloves: file.gloves,
        scale: file.scale,
        lang: file.lang,
        pad: pad.collect(),
        situations: situations.collect(),
        first_hours: file
            .first_hours
            .into_iter()
            .map(|one| (one.production, FirstHourOf { ring: one.ring }))
            .collect(),
        recovery: file.recovery,
        codes: file.codes,
    };
    let recent = file.recent.into_iter().map(|one| Recent {
        here: one.folder.is_dir(),
        title: one.title,
        folder: one.folder,
        drill: one.drill,
        at: one.at,
    });
    Kept { settings, recent: recent.collect() }
}

/// Keeps the settings.
///
/// # Errors
///
/// When the file cannot be written.
pub(super) fn write(path: &Path, kept: &Kept) -> Result<(), PortError> {
    let settings = &kept.settings;
    let theme =
        THEMES.iter().find(|(_, theme)| *theme == settings.theme).map_or("day", |(name, _)| *name);
    let situations = settings.situations.iter().map(|(production, one)| FileSituation {
        production: *production,
        scene: one.place.scene.clone(),
        setup: one.place.setup.clone(),
        take: one.place.take.clone(),
        sign_at_the_moment: one.signing == Signing::AtTheMoment,
        crew: one.crew.clone(),
        guns: one.guns.clone(),
        takes: one.takes.clone(),
        recorder: one.recorder,
    });
    let pad = settings.pad.iter().filter_map(|(verb, key)| {
        let name = PAD.iter().find(|(_, one)| one == verb).map(|(name, _)| (*name).to_owned())?;
        Some((name, key.clone()))
    });
    let recent = kept.recent.iter().take(RECENT).map(|one| FileRecent {
        title: one.title.clone(),
        folder: one.folder.clone(),
        drill: one.drill,
        at: one.at,
    });
    let file = File {
        version: 1,
        theme: theme.to_owned(),
        gloves: settings.gloves,
        scale: settings.scale,
        lang: settings.lang.clone(),
        pad: pad.collect(),
        recovery: settings.recovery.clone(),
        codes: settings.codes.clone(),
        first_hours: settings
            .first_hours
            .iter()
            .map(|(production, of)| FileFirstHour {
                production: *production,
                ring: of.ring.clone(),
            })
            .collect(),
        situations: situations.collect(),
        recent: recent.collect(),
    };
    let text =
        ron::ser::to_string_pretty(&file, ron::ser::PrettyConfig::default()).map_err(|error| {
            PortError::new(error.to_string(), "Send in a report: this cannot happen.")
        })?;
    durable::write(path, text.as_bytes()).map_err(|error| not_written(path, &error))
}
