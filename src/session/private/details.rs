//! How people are reached: sealed before the line that names it, and read back for the window.

use std::collections::BTreeMap;
use std::path::Path;

use super::{Known, Said};
use crate::production::Ask;
use crate::sealed::{Details, decode_details, encode_details};
use crate::session::job::JobId;
use crate::session::notice::Trouble;
use crate::session::ports::{Desk, Object, PortError};
use crate::session::sitting::Session;
use crate::terms::{Digest, LineText, PersonId};

/// What was read of them, or why it could not be.
pub(in crate::session) type ReadDetails = BTreeMap<Digest, Result<Details, PortError>>;

impl Session {
    /// What is known here of how somebody is reached.
    #[must_use]
    pub fn details(&self, person: PersonId) -> Known<'_, Details> {
        let named = self.state.roster().person(person).and_then(|one| one.details);
        let Some(object) = named else { return Known::None };
        if self.state.erased().contains(&object) {
            return Known::Erased;
        }
        match self.details.get(&object) {
            None => Known::NotRead,
            Some(Err(error)) => Known::Unreadable(error),
            Some(Ok(read)) => Known::Read(read),
        }
    }

    /// The same of everybody of whom anything was ever entered.
    #[must_use]
    pub fn known_details(&self) -> BTreeMap<PersonId, Known<'_, Details>> {
        let people = self.state.roster().people().filter(|one| one.details.is_some());
        people.map(|one| (one.id, self.details(one.id))).collect()
    }

    /// Puts other details in the place of somebody's, which are sealed first; the end is [`Finished::Kept`].
    ///
    /// [`Finished::Kept`]: crate::session::Finished::Kept
    ///
    /// # Errors
    ///
    /// As [`Session::add_item`].
    pub fn set_details(&mut self, person: PersonId, said: &Details) -> Result<JobId, Trouble> {
        let said = taken_as(said)?;
        let object = Object::of(encode_details(self.salt(), &said));
        let ask = Ask::SetDetails { person, details: object.digest };
        self.seal_object(object, Said::Details(said), ask)
    }

    /// Those that were not read yet.
    pub(super) fn unread_details(&self) -> Vec<Digest> {
        let named = self.state.roster().people().filter_map(|one| one.details);
        named
            .filter(|object| !self.details.contains_key(object))
            .filter(|object| !self.state.erased().contains(object))
            .collect()
    }
}

pub(super) fn read_one(
    desk: &dyn Desk,
    folder: &Path,
    object: Digest,
) -> Result<Details, PortError> {
    let bytes = desk.unseal(folder, object)?;
    decode_details(&bytes).ok_or_else(|| {
        PortError::new(
            format!("the private object {object} is not written as this program writes one"),
            "Enter the details again.",
        )
    })
}

/// What was typed, as it is kept.
fn taken_as(said: &Details) -> Result<Details, Trouble> {
    let one = |text: &str| -> Result<String, Trouble> {
        if text.trim().is_empty() {
            return Ok(String::new());
        }
        Ok(LineText::parse(text, LineText::REASON)?.as_str().to_owned())
    };
    Ok(Details {
        phone: one(&said.phone)?,
        mail: one(&said.mail)?,
        permits: one(&said.permits)?,
        emergency: one(&said.emergency)?,
    })
}
