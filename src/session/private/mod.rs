//! Private objects of a sitting: sealed before the line that names them, read back for the window, never part of the state.

pub(in crate::session) mod concern;
mod details;
mod erase;
mod retention;

pub(in crate::session) use details::ReadDetails;
pub use retention::{Retain, Retention, STAYS, retention_of, typed_term};

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::production::{Ask, Command, NewItem};
use crate::sealed::{Details, Particulars, decode_particulars, encode_particulars};
use crate::session::drive::Task;
use crate::session::job::{Finished, JobId, JobKind};
use crate::session::notice::Trouble;
use crate::session::ports::{Desk, Object, PortError, Work, Worked};
use crate::session::sitting::Session;
use crate::terms::{Digest, ItemId, LineText};

/// What was read of private objects, or why it could not be.
pub(in crate::session) type Read = BTreeMap<Digest, Result<Particulars, PortError>>;

/// A private object that is being sealed, as it was typed.
#[derive(Debug)]
pub(in crate::session) enum Said {
    /// The particulars of an item.
    Particulars(Particulars),
    /// How somebody is reached.
    Details(Details),
}

/// What could be read of something private: of an item's particulars, where nothing else is said.
#[derive(Debug, Eq, PartialEq)]
pub enum Known<'a, T = Particulars> {
    /// None were ever entered.
    None,
    /// They were erased.
    Erased,
    /// They were not looked at yet.
    NotRead,
    /// They cannot be read here.
    Unreadable(&'a PortError),
    /// These.
    Read(&'a T),
}

impl<T> Clone for Known<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Known<'_, T> {}

impl Session {
    /// What is known here of an item's particulars.
    #[must_use]
    pub fn particulars(&self, item: ItemId) -> Known<'_> {
        let named = self.state.book().item(item).and_then(|item| item.particulars);
        let Some(object) = named else { return Known::None };
        if self.state.erased().contains(&object) {
            return Known::Erased;
        }
        match self.private.get(&object) {
            None => Known::NotRead,
            Some(Err(error)) => Known::Unreadable(error),
            Some(Ok(read)) => Known::Read(read),
        }
    }

    /// The same of every item that ever had any.
    #[must_use]
    pub fn known_particulars(&self) -> BTreeMap<ItemId, Known<'_>> {
        let items = self.state.book().items().into_iter();
        let had = items.filter(|item| item.particulars.is_some());
        had.map(|item| (item.id, self.particulars(item.id))).collect()
    }

    /// The particulars of everything in the book, as far as they were read.
    pub fn all_particulars(&self) -> impl Iterator<Item = (&str, &Particulars)> {
        let items = self.state.book().items().into_iter();
        items.filter_map(|item| {
            let read = self.private.get(&item.particulars?)?.as_ref().ok()?;
            Some((item.tag.as_str(), read))
        })
    }

    /// Enters an item with its particulars, which are sealed first; the end is [`Finished::Kept`].
    ///
    /// # Errors
    ///
    /// When a part of them cannot be taken, or too many other files are still being written.
    pub fn add_item(&mut self, item: NewItem, said: Particulars) -> Result<JobId, Trouble> {
        let command =
            |particulars| Ask::AddItem(NewItem { particulars: Some(particulars), ..item });
        self.seal(said, command)
    }

    /// Puts other particulars in the place of an item's, which are sealed first; the end is [`Finished::Kept`].
    ///
    /// # Errors
    ///
    /// As [`Session::add_item`].
    pub fn set_particulars(&mut self, item: ItemId, said: Particulars) -> Result<JobId, Trouble> {
        self.seal(said, |particulars| Ask::SetParticulars { item, particulars })
    }

    fn seal(
        &mut self,
        said: Particulars,
        command: impl FnOnce(Digest) -> Ask,
    ) -> Result<JobId, Trouble> {
        let said = taken_as(said)?;
        let object = Object::of(encode_particulars(self.salt(), &said));
        let ask = command(object.digest);
        self.seal_object(object, Said::Particulars(said), ask)
    }

    fn seal_object(&mut self, object: Object, said: Said, ask: Ask) -> Result<JobId, Trouble> {
        let task = Task::Seal { command: Command::Ask(ask), object: object.digest, said };
        let (desk, folder) = (Arc::clone(&self.ports.desk), self.folder.clone());
        let work: Work = Box::new(move |_| {
            let kept: Result<(), Trouble> = desk.seal(&folder, &object).map_err(Trouble::from);
            Box::new(kept)
        });
        self.start_apart(JobKind::Keep, task, work)
    }

    /// The private object is durable: the command that names it follows.
    pub(in crate::session) fn was_sealed(
        &mut self,
        command: Command,
        (object, said): (Digest, Said),
        worked: Worked,
    ) -> Result<Finished, Trouble> {
        let kept = worked.downcast::<Result<(), Trouble>>();
        kept.map_err(|_other| Trouble::Broke).and_then(|kept| *kept)?;
        self.durable.insert(object);
        match said {
            Said::Particulars(said) => drop(self.private.insert(object, Ok(said))),
            Said::Details(said) => drop(self.details.insert(object, Ok(said))),
        }
        Ok(Finished::Kept(self.submit(command)))
    }

    /// Whether the book names particulars, or the roster details, that were not read yet.
    #[must_use]
    pub fn has_unread(&self) -> bool {
        let known = |object: &Digest| {
            self.private.contains_key(object) || self.state.erased().contains(object)
        };
        let named = self.state.book().items().into_iter().filter_map(|item| item.particulars);
        named.into_iter().any(|object| !known(&object)) || !self.unread_details().is_empty()
    }

    /// Reads the particulars and details that were not read yet; the end is [`Finished::Unsealed`].
    ///
    /// # Errors
    ///
    /// When too many other files are still being read.
    pub fn unseal(&mut self) -> Result<JobId, Trouble> {
        let named = self.state.book().items().into_iter().filter_map(|item| item.particulars);
        let unread: Vec<Digest> = named
            .filter(|object| !self.private.contains_key(object))
            .filter(|object| !self.state.erased().contains(object))
            .collect();
        let people = self.unread_details();
        let (desk, folder) = (Arc::clone(&self.ports.desk), self.folder.clone());
        let work: Work = Box::new(move |control| {
            let (mut read, mut read_details) = (Read::new(), ReadDetails::new());
            let many = u32::try_from(unread.len()).unwrap_or(u32::MAX).max(1);
            for object in people {
                if control.is_cancelled() {
                    break;
                }
                read_details.insert(object, details::read_one(&*desk, &folder, object));
            }
            for (done, object) in (1_u32..).zip(unread) {
                if control.is_cancelled() {
                    break;
                }
                read.insert(object, read_one(&*desk, &folder, object));
                control.progress(u16::try_from(done * 1000 / many).unwrap_or(1000));
            }
            Box::new((read, read_details))
        });
        self.start_apart(JobKind::Unseal, Task::Unseal, work)
    }

    pub(in crate::session) fn was_unsealed(&mut self, worked: Worked) -> Result<Finished, Trouble> {
        let read = worked.downcast::<(Read, ReadDetails)>().map_err(|_other| Trouble::Broke)?;
        let (read, read_details) = *read;
        let erased = self.state.erased().clone();
        let people = read_details.into_iter().filter(|(object, _)| !erased.contains(object));
        for (object, read) in people {
            self.details.entry(object).or_insert(read);
        }
        let still = read.into_iter().filter(|(object, _)| !erased.contains(object));
        for (object, read) in still {
            self.private.entry(object).or_insert(read);
        }
        Ok(Finished::Unsealed)
    }
}

fn read_one(
    desk: &dyn Desk,
    folder: &std::path::Path,
    object: Digest,
) -> Result<Particulars, PortError> {
    let bytes = desk.unseal(folder, object)?;
    decode_particulars(&bytes).ok_or_else(|| {
        PortError::new(
            format!("the private object {object} is not written as this program writes one"),
            "Enter the particulars again.",
        )
    })
}

/// What was typed, as it is kept.
fn taken_as(said: Particulars) -> Result<Particulars, Trouble> {
    let one = |text: &str| -> Result<String, Trouble> {
        if text.trim().is_empty() {
            return Ok(String::new());
        }
        Ok(LineText::parse(text, LineText::NAME)?.as_str().to_owned())
    };
    Ok(Particulars {
        maker: one(&said.maker)?,
        model: one(&said.model)?,
        calibre: one(&said.calibre)?,
        serial: one(&said.serial)?,
        owner: one(&said.owner)?,
        load: one(&said.load)?,
    })
}
