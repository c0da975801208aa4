//! The sheet of the roster in force, and the keys of it as a file that a reader trusts.

use crate::bundle::{AllowedKey, Mode as Allowed, write_allowed_signers};
use crate::event::{KeyEndedWhy, Mode};
use crate::report::{Beside, roster_page};
use crate::session::PortError;
use crate::session::begin::fold;
use crate::verify::Verified;

/// What is handed out of a roster.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RosterSheet {
    /// The page for paper.
    pub page: String,
    /// An `allowed_signers` file of the laptop and of everybody whose key stands.
    pub allowed_signers: String,
}

/// Makes both of the roster in force: nothing that is only entered stands in either.
///
/// # Errors
///
/// When no roster of this log is signed, or its text cannot be derived.
pub fn roster_sheet(verified: &Verified) -> Result<RosterSheet, PortError> {
    let number = verified.past().roster();
    let text = number.and_then(|number| verified.texts().get(&number)).ok_or_else(|| {
        PortError::new(
            "no roster of this log is signed yet",
            "Read and sign the roster under Items, People.",
        )
    })?;
    let state = fold(verified)?;
    let roster = state.roster();
    let in_force = roster.in_force();
    let mut beside = Beside {
        sha256: text.digest().to_string(),
        changed: roster.is_changed(),
        ..Beside::default()
    };
    let mut keys = vec![AllowedKey::Device {
        log: verified.created().log.to_string(),
        key: verified.created().key.clone(),
    }];
    for person in roster.people() {
        let name = verified.names().get(&person.name).map_or("-", String::as_str);
        for held in person.roles.iter().filter(|held| held.provisional) {
            beside.for_now.push(format!("{name}, {}", held.role.words()));
        }
        let signed =
            |fingerprint: &str| in_force.is_some_and(|it| it.has_key(person.id, fingerprint));
        for key in person.keys.iter().filter(|key| signed(&key.fingerprint)) {
            match key.ended {
                Some(why) => beside.ended.push((key.fingerprint.clone(), words(why).to_owned())),
                None => keys.push(AllowedKey::Person {
                    person: person.id.to_string(),
                    key: key.key.clone(),
                }),
            }
        }
    }
    let mode = match verified.created().mode {
        Mode::Live => Allowed::Live,
        Mode::Drill => Allowed::Drill,
    };
    let allowed_signers = write_allowed_signers(mode, &keys).map_err(|error| {
        PortError::new(error.to_string(), "Send in a report: this cannot happen.")
    })?;
    Ok(RosterSheet { page: roster_page(text.as_str(), &beside), allowed_signers })
}

fn words(why: KeyEndedWhy) -> &'static str {
    match why {
        KeyEndedWhy::Lost => "it is lost",
        KeyEndedWhy::Replaced => "another takes its place",
        KeyEndedWhy::Left => "they left",
        KeyEndedWhy::Compromised => "somebody else may have it",
    }
}
