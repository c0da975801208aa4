//! Golden runs as files: found beside their list, those that ship taken over, played again, written anew.

use std::fs;
use std::path::{Path, PathBuf};

use super::disk::durable;
use super::library;
use super::writer::not_written;
use crate::session::{Control, PlayGolden, Played, PortError, digest};

/// The folder of the golden runs beside the lists.
const FOLDER: &str = "golden";

/// Every golden run in the folder beside the lists of `home`, by name.
pub(super) fn files(home: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(home.join(FOLDER)).into_iter().flatten().flatten();
    let paths = entries.map(|entry| entry.path());
    let mut all: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|end| end == "txt")).collect();
    all.sort();
    all
}

/// The golden runs of the list `id` beside its file, by name.
fn of(file: &Path, id: &str) -> Vec<PathBuf> {
    let mut all = files(file.parent().unwrap_or(Path::new("")));
    all.retain(|path| {
        path.file_name().and_then(|name| name.to_str()).is_some_and(|name| is_of(name, id))
    });
    all
}

fn is_of(name: &str, id: &str) -> bool {
    name.strip_prefix(id).is_some_and(|rest| rest.starts_with('.'))
}

/// The golden runs of the list `id` in the folder beside its file, by name, each with its text.
///
/// # Errors
///
/// When one of them cannot be read.
pub fn golden(file: &Path, id: &str) -> Result<Vec<(PathBuf, String)>, PortError> {
    let texts = of(file, id).into_iter().map(|path| {
        let bytes = super::read(&path)?;
        Ok((path, String::from_utf8_lossy(&bytes).into_owned()))
    });
    texts.collect()
}

/// Writes a golden run anew, whole or not at all.
///
/// # Errors
///
/// When it cannot be written.
pub fn rewrite(path: &Path, text: &str) -> Result<(), PortError> {
    durable::write(path, text.as_bytes()).map_err(|error| not_written(path, &error))
}

/// Plays every golden run of a list; one that ships with the program is taken over first where it is not there.
pub(super) fn play(wish: &PlayGolden, control: &Control) -> Played {
    let texts = wish.texts();
    let mut runs: Vec<_> = take_over(&wish.file, &wish.id)
        .into_iter()
        .map(|(path, error)| wish.play(&texts, path, Err(error.to_string())))
        .collect();
    let all = of(&wish.file, &wish.id);
    for (done, path) in all.iter().enumerate() {
        let permille = done.saturating_mul(1000).checked_div(all.len()).unwrap_or_default();
        control.progress(u16::try_from(permille).unwrap_or_default());
        runs.push(wish.play(&texts, path.clone(), text(path)));
    }
    runs.sort_by(|a, b| a.path.cmp(&b.path));
    Played { sha256: digest(&wish.text), mark: wish.mark, runs }
}

/// The text of a run, or why there is none; what is no text is not played, for it would be written anew as something else.
fn text(path: &Path) -> Result<String, String> {
    let bytes = super::read(path).map_err(|error| error.to_string())?;
    String::from_utf8(bytes).map_err(|_other| "this is not UTF-8 text; save it as UTF-8".to_owned())
}

/// Writes the runs of the list that ship with the program and are not there; those that could not be written.
fn take_over(file: &Path, id: &str) -> Vec<(PathBuf, PortError)> {
    let home = file.parent().unwrap_or(Path::new(""));
    let mine = library::SHIPPED_GOLDEN
        .iter()
        .filter(|(name, _)| name.rsplit('/').next().is_some_and(|name| is_of(name, id)));
    let lacking = mine.map(|(name, text)| (home.join(name), text));
    let written = lacking.map(|(path, text)| {
        let put = durable::put(&path, text.as_bytes());
        put.map_err(|error| (path.clone(), not_written(&path, &error)))
    });
    written.filter_map(Result::err).collect()
}
