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

/// The golden runs of the lists that ship, from `checklists/golden/`.
pub const SHIPPED_GOLDEN: &[(&str, &str)] = shipped![
    "golden/between-takes.clean.txt",
    "golden/between-takes.recovered.txt",
    "golden/between-takes.stopped.txt",
    "golden/blank-after-take.clean.txt",
    "golden/blank-after-take.recovered.txt",
    "golden/blank-after-take.shot-recorded.txt",
    "golden/blank-after-take.stopped.txt",
    "golden/blank-intake.clean.txt",
    "golden/blank-intake.may-be-live.txt",
    "golden/blank-intake.near.txt",
    "golden/blank-intake.recovered.txt",
    "golden/blank-intake.stopped.txt",
    "golden/blank-intake.untested.txt",
    "golden/blank-load-fire.california.txt",
    "golden/blank-load-fire.clean.txt",
    "golden/blank-load-fire.close-load.txt",
    "golden/blank-load-fire.dummies-before.txt",
    "golden/blank-load-fire.powder-clean.txt",
    "golden/blank-load-fire.powder-doubt.txt",
    "golden/blank-load-fire.powder-keeper.txt",
    "golden/blank-load-fire.powder-later.txt",
    "golden/blank-load-fire.powder-recovered.txt",
    "golden/blank-load-fire.powder-stopped.txt",
    "golden/blank-load-fire.recovered.txt",
    "golden/blank-load-fire.signed.txt",
    "golden/blank-load-fire.stopped.txt",
    "golden/blank-load-fire.unseen.txt",
    "golden/cold-gun-dummies.clean.txt",
    "golden/cold-gun-dummies.recovered.txt",
    "golden/cold-gun-dummies.signed.txt",
    "golden/cold-gun-dummies.stopped.txt",
    "golden/cold-gun-empty.clean.txt",
    "golden/cold-gun-empty.recovered.txt",
    "golden/cold-gun-empty.signed.txt",
    "golden/cold-gun-empty.stopped.txt",
    "golden/cold-gun-empty.unseen.txt",
    "golden/custody-break.clean.txt",
    "golden/custody-break.recovered.txt",
    "golden/custody-break.short.txt",
    "golden/custody-break.stopped.txt",
    "golden/dummies-out.breach.txt",
    "golden/dummies-out.clean.txt",
    "golden/dummies-out.recovered.txt",
    "golden/dummies-out.stopped.txt",
    "golden/dummies-out.wrong-gun.txt",
    "golden/dummies-prove-load.clean.txt",
    "golden/dummies-prove-load.left-empty.txt",
    "golden/dummies-prove-load.may-be-live.txt",
    "golden/dummies-prove-load.mixed.txt",
    "golden/dummies-prove-load.opened.txt",
    "golden/dummies-prove-load.recovered.txt",
    "golden/dummies-prove-load.signed.txt",
    "golden/dummies-prove-load.stopped.txt",
    "golden/dummies-prove-load.tray.txt",
    "golden/dummies-prove-load.unload-re-prove.txt",
    "golden/dummy-tray-proof.clean.txt",
    "golden/dummy-tray-proof.dent.txt",
    "golden/dummy-tray-proof.loose.txt",
    "golden/dummy-tray-proof.may-be-live.txt",
    "golden/dummy-tray-proof.mixed.txt",
    "golden/dummy-tray-proof.recovered.txt",
    "golden/dummy-tray-proof.short.txt",
    "golden/dummy-tray-proof.signed.txt",
    "golden/dummy-tray-proof.stopped.txt",
    "golden/dummy-tray-proof.too-many.txt",
    "golden/dummy-tray-proof.two-styles.txt",
    "golden/misfire.clean.txt",
    "golden/misfire.clock.txt",
    "golden/misfire.obstructed.txt",
    "golden/misfire.recovered.txt",
    "golden/misfire.stopped.txt",
    "golden/misfire.weak.txt",
    "golden/misfire.worked.txt",
    "golden/re-show.clean.txt",
    "golden/re-show.recovered.txt",
    "golden/re-show.signed.txt",
    "golden/re-show.stopped.txt",
    "golden/rubber-out.clean.txt",
    "golden/rubber-out.recovered.txt",
    "golden/rubber-out.signed.txt",
    "golden/rubber-out.stopped.txt",
    "golden/stop-concern.clean.txt",
    "golden/stop-concern.recovered.txt",
    "golden/stop-concern.standing.txt",
    "golden/stop-concern.stopped.txt",
    "golden/weapon-intake.blank-only.txt",
    "golden/weapon-intake.bolt.txt",
    "golden/weapon-intake.break.txt",
    "golden/weapon-intake.clean.txt",
    "golden/weapon-intake.double.txt",
    "golden/weapon-intake.lever.txt",
    "golden/weapon-intake.muzzle-loader.txt",
    "golden/weapon-intake.not-empty.txt",
    "golden/weapon-intake.one-armorer.txt",
    "golden/weapon-intake.pump.txt",
    "golden/weapon-intake.recovered.txt",
    "golden/weapon-intake.replica.txt",
    "golden/weapon-intake.rubber.txt",
    "golden/weapon-intake.self-loader.txt",
    "golden/weapon-intake.stopped.txt",
    "golden/weapon-intake.twin.txt",
    "golden/weapon-intake.unseen.txt",
    "golden/weapon-intake.wrong-gun.txt",
    "golden/wrap.balanced.txt",
    "golden/wrap.clean.txt",
    "golden/wrap.not-ours.txt",
    "golden/wrap.open.txt",
    "golden/wrap.recovered.txt",
    "golden/wrap.short.txt",
    "golden/wrap.stopped.txt",
];

/// The largest file that is read as a checklist, in bytes.
pub(super) const LARGEST: u64 = 1024 * 1024;

/// The folders beside the lists.
pub(super) const BESIDE: [&str; 2] = ["units", "overlays"];

/// Every list file that ships with the program, lists first: its name below `checklists/`, and its text.
pub fn shipped() -> impl Iterator<Item = (&'static str, &'static str)> {
    SHIPPED.iter().chain(SHIPPED_UNITS).chain(SHIPPED_OVERLAYS).copied()
}
