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
    ("weapon-intake.ron", include_str!("../../checklists/weapon-intake.ron")),
    ("blank-intake.ron", include_str!("../../checklists/blank-intake.ron")),
];

/// The units that those include: file name and text.
pub const UNITS: &[(&str, &str)] = &[
    ("units/blank-only.ron", include_str!("../../checklists/units/blank-only.ron")),
    ("units/blanks.ron", include_str!("../../checklists/units/blanks.ron")),
    ("units/bolt-action.ron", include_str!("../../checklists/units/bolt-action.ron")),
    ("units/bore.ron", include_str!("../../checklists/units/bore.ron")),
    ("units/break-open.ron", include_str!("../../checklists/units/break-open.ron")),
    ("units/double-action.ron", include_str!("../../checklists/units/double-action.ron")),
    ("units/dummy-drilled.ron", include_str!("../../checklists/units/dummy-drilled.ron")),
    ("units/dummy-no-primer.ron", include_str!("../../checklists/units/dummy-no-primer.ron")),
    ("units/dummy-pellet.ron", include_str!("../../checklists/units/dummy-pellet.ron")),
    ("units/lever-action.ron", include_str!("../../checklists/units/lever-action.ron")),
    ("units/muzzle-loader.ron", include_str!("../../checklists/units/muzzle-loader.ron")),
    ("units/replica.ron", include_str!("../../checklists/units/replica.ron")),
    ("units/rubber.ron", include_str!("../../checklists/units/rubber.ron")),
    ("units/self-loader.ron", include_str!("../../checklists/units/self-loader.ron")),
    ("units/single-action.ron", include_str!("../../checklists/units/single-action.ron")),
    ("units/tube-shotgun.ron", include_str!("../../checklists/units/tube-shotgun.ron")),
];

/// The largest file that is read as a checklist, in bytes.
const LARGEST: u64 = 1024 * 1024;

/// The texts of all checklists at hand, each with its name; a file that cannot be read is passed over.
#[must_use]
pub(super) fn texts(own: &Path) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = SHIPPED
        .iter()
        .chain(UNITS)
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
        .collect();
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
