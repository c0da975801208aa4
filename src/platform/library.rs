//! The checklist files at hand: those that ship with the program, and the user's own.
#![expect(clippy::disallowed_methods, reason = "files are read here")]

use std::fs;
use std::path::Path;

/// The checklists that ship with the program: file name and text.
pub const SHIPPED: &[(&str, &str)] = &[
    ("cold-gun-empty.ron", include_str!("../../checklists/cold-gun-empty.ron")),
    ("cold-gun-dummies.ron", include_str!("../../checklists/cold-gun-dummies.ron")),
    ("dummies-prove-load.ron", include_str!("../../checklists/dummies-prove-load.ron")),
    ("dummies-out.ron", include_str!("../../checklists/dummies-out.ron")),
    ("dummy-tray-proof.ron", include_str!("../../checklists/dummy-tray-proof.ron")),
    ("re-show.ron", include_str!("../../checklists/re-show.ron")),
    ("rubber-out.ron", include_str!("../../checklists/rubber-out.ron")),
    ("blank-load-fire.ron", include_str!("../../checklists/blank-load-fire.ron")),
    ("blank-after-take.ron", include_str!("../../checklists/blank-after-take.ron")),
    ("misfire.ron", include_str!("../../checklists/misfire.ron")),
    ("between-takes.ron", include_str!("../../checklists/between-takes.ron")),
    ("custody-break.ron", include_str!("../../checklists/custody-break.ron")),
    ("wrap.ron", include_str!("../../checklists/wrap.ron")),
    ("stop-concern.ron", include_str!("../../checklists/stop-concern.ron")),
    ("inspect-single-action.ron", include_str!("../../checklists/inspect-single-action.ron")),
    (
        "inspect-semi-auto-restricted.ron",
        include_str!("../../checklists/inspect-semi-auto-restricted.ron"),
    ),
    ("inspect-rubber-twin.ron", include_str!("../../checklists/inspect-rubber-twin.ron")),
];

/// The largest file that is read as a checklist, in bytes.
const LARGEST: u64 = 1024 * 1024;

/// The texts of all checklists at hand, each with its name; a file that cannot be read is passed over.
#[must_use]
pub(super) fn texts(own: &Path) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> =
        SHIPPED.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    let mut mine = Vec::new();
    for entry in fs::read_dir(own).into_iter().flatten().flatten() {
        let path = entry.path();
        let is_list = path.extension().is_some_and(|end| end == "ron");
        let small = entry.metadata().is_ok_and(|data| data.is_file() && data.len() <= LARGEST);
        if is_list
            && small
            && let Ok(text) = fs::read_to_string(&path)
        {
            mine.push((path.display().to_string(), text));
        }
    }
    mine.sort();
    all.extend(mine);
    all
}
