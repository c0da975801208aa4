//! The checklist files that ship with the program.

/// The files of `checklists/` by name, each with its text as it was when the program was built.
macro_rules! shipped {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../checklists/", $name)))),*]
    };
}

/// The checklists that ship with the program: file name and text.
pub const SHIPPED: &[(&str, &str)] = shipped![
    "cold-gun-empty.ron",
    "cold-gun-dummies.ron",
    "dummies-prove-load.ron",
    "dummies-out.ron",
    "dummy-tray-proof.ron",
    "re-show.ron",
    "rubber-out.ron",
    "blank-load-fire.ron",
    "blank-after-take.ron",
    "misfire.ron",
    "between-takes.ron",
    "custody-break.ron",
    "wrap.ron",
    "stop-concern.ron",
    "weapon-intake.ron",
    "blank-intake.ron",
];

/// The units that ship with the program, from `checklists/units/`.
pub const SHIPPED_UNITS: &[(&str, &str)] = shipped![
    "units/blank-only.ron",
    "units/blanks.ron",
    "units/bolt-action.ron",
    "units/bore.ron",
    "units/break-open.ron",
    "units/double-action.ron",
    "units/dummy-drilled.ron",
    "units/dummy-no-primer.ron",
    "units/dummy-pellet.ron",
    "units/lever-action.ron",
    "units/muzzle-loader.ron",
    "units/replica.ron",
    "units/rubber.ron",
    "units/self-loader.ron",
    "units/single-action.ron",
    "units/tube-shotgun.ron",
];

/// The overlays that ship with the program, from `checklists/overlays/`.
pub const SHIPPED_OVERLAYS: &[(&str, &str)] =
    shipped!["overlays/black-powder.ron", "overlays/california.ron"];

/// The largest file that is read as a checklist, in bytes.
pub(super) const LARGEST: u64 = 1024 * 1024;

/// The folders beside the lists.
pub(super) const BESIDE: [&str; 2] = ["units", "overlays"];

/// Every file that ships with the program, lists first: its name below `checklists/`, and its text.
pub fn shipped() -> impl Iterator<Item = (&'static str, &'static str)> {
    SHIPPED.iter().chain(SHIPPED_UNITS).chain(SHIPPED_OVERLAYS).copied()
}
