//! The sample production: a drill with people, guns and a tray of dummies, every name of it plainly a sample.

use std::path::Path;
use std::sync::Arc;

use super::create::create;
use crate::event::Mode;
use crate::production::{Ask, Command, Library, NewItem};
use crate::session::drive::Failure;
use crate::session::host::{Member, Plan};
use crate::session::ports::{Control, Desk, Entropy, Writer};
use crate::session::sitting::{Ports, Session};
use crate::signing::Secret;
use crate::terms::{Action, Barrel, ItemKind, Role, role};

/// One of the sample's people; the PIN stands on the screen, because nothing that it signs is real.
#[derive(Clone, Copy, Debug)]
pub struct SamplePerson {
    /// The name.
    pub name: &'static str,
    /// The role.
    pub role: &'static str,
    /// The PIN of the key; without one the person does not sign.
    pub pin: Option<&'static str>,
    /// Whether the person may change the roster.
    pub root: bool,
}

const fn person(
    name: &'static str,
    role: &'static str,
    pin: Option<&'static str>,
    root: bool,
) -> SamplePerson {
    SamplePerson { name, role, pin, root }
}

/// The sample's people.
pub const SAMPLE_PEOPLE: &[SamplePerson] = &[
    person("Sample Armorer", role::ARMORER, Some("100001"), true),
    person("Sample Property Master", role::PROPERTY_MASTER, Some("200002"), false),
    person("Sample First AD", role::FIRST_AD, Some("300003"), true),
    person("Sample Performer", role::PERFORMER, None, false),
    person("Sample Stand-in", role::STAND_IN, None, false),
    person("Sample Recorder", role::RECORDER, None, false),
    person("Sample Camera Operator", role::CAMERA, None, false),
    person("Sample Safety Officer", role::SAFETY_OFFICER, Some("400004"), true),
];

/// How the sample production is made.
#[must_use]
pub fn sample_plan(folder: &Path) -> Plan {
    let member = |one: &SamplePerson| Member {
        name: one.name.to_owned(),
        roles: one.role.parse::<Role>().into_iter().collect(),
        pin: one.pin.map(|pin| Secret::from(pin.to_owned())),
        root: one.root,
    };
    Plan {
        title: "SAMPLE Night Ferry".to_owned(),
        mode: Mode::Drill,
        sample: true,
        folder: folder.to_owned(),
        device: "sample laptop".to_owned(),
        members: SAMPLE_PEOPLE.iter().map(member).collect(),
        synced_too: true,
        asks: None,
    }
}

/// The sample's items.
fn items() -> [NewItem; 4] {
    let item = |kind, tag: &str, action, barrel, capacity| NewItem {
        kind,
        tag: tag.to_owned(),
        action,
        barrel,
        capacity,
        known_as: None,
        particulars: None,
    };
    [
        item(ItemKind::Revolver, "G-07", Action::Single, Barrel::Open, Some(6)),
        item(ItemKind::Rubber, "R-07", Action::None, Barrel::None, None),
        item(ItemKind::Pistol, "P-03", Action::SemiAuto, Barrel::Restricted, Some(10)),
        item(ItemKind::DummyTray, "D-1", Action::None, Barrel::None, Some(12)),
    ]
}

/// Makes the sample production and begins its first sitting.
///
/// # Errors
///
/// As [`create`](super::create::create).
pub fn sample(
    folder: &Path,
    desk: &dyn Desk,
    entropy: &mut dyn Entropy,
    library: Arc<Library>,
    ports: impl FnOnce(Box<dyn Writer>) -> Ports,
    control: &Control,
) -> Result<Session, Failure> {
    let mut session = create(&sample_plan(folder), desk, entropy, library, ports, control)?;
    for item in items() {
        session.perform(Command::Ask(Ask::AddItem(item)))?;
    }
    Ok(session)
}
