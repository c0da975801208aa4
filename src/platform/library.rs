//! The checklist files that ship with the program.

/// The checklists that ship with the program: file name and text.
pub const SHIPPED: &[(&str, &str)] = &[
    ("cold-gun-empty.ron", include_str!("../../checklists/cold-gun-empty.ron")),
    ("cold-gun-dummies.ron", include_str!("../../checklists/cold-gun-dummies.ron")),
    ("dummies-prove-load.ron", include_str!("../../checklists/dummies-prove-load.ron")),
    ("dummies-out.ron", include_str!("../../checklists/dummies-out.ron")),
    ("dummy-tray-proof.ron", include_str!("../../checklists/dummy-tray-proof.ron")),
    ("re-show.ron", include_str!("../../checklists/re-show.ron")),
    ("rubber-out.ron", include_str!("../../checklists/rubber-out.ron")),
    ("inspect-single-action.ron", include_str!("../../checklists/inspect-single-action.ron")),
    (
        "inspect-semi-auto-restricted.ron",
        include_str!("../../checklists/inspect-semi-auto-restricted.ron"),
    ),
    ("inspect-rubber-twin.ron", include_str!("../../checklists/inspect-rubber-twin.ron")),
];

/// The largest file that is read as a checklist, in bytes.
pub(super) const LARGEST: u64 = 1024 * 1024;

/// The texts of the checklists that ship with the program, each with its name.
#[must_use]
pub(super) fn shipped() -> Vec<(String, String)> {
    SHIPPED.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}
