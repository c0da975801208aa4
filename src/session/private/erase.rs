//! What is erased: its line first, then its bytes.

use std::sync::Arc;

use crate::event::{Entry, Event};
use crate::production::{Ask, Command};
use crate::session::keys::name_object;
use crate::session::notice::Ticket;
use crate::session::ports::Order;
use crate::session::sitting::Session;
use crate::terms::{Digest, PersonId};

impl Session {
    /// Erases somebody's name: what is signed later says that it was erased.
    ///
    /// # Errors
    ///
    /// Never by itself; the rules may refuse the command.
    pub fn erase_name(&mut self, person: PersonId, why: String, by: PersonId) -> Ticket {
        let name = format!("(name erased, {person})");
        let object = name_object(self.ports.entropy.bytes(), &name);
        let ask = Ask::EraseName { person, instead: object.digest, why, by };
        self.submit_with(Command::Ask(ask), vec![object])
    }

    /// The bytes of what a line erases are removed now that the line is on the disk.
    pub(in crate::session) fn forget(&mut self, entry: &Entry) {
        for event in entry.events() {
            let Event::ObjectErased(erased) = event else { continue };
            self.forget_one(erased.sha256);
        }
    }

    pub(in crate::session) fn forget_one(&mut self, object: Digest) {
        self.private.remove(&object);
        self.details.remove(&object);
        self.objects.remove(&object);
        self.text_names.remove(&object);
        Arc::make_mut(&mut self.names).remove(object);
        self.keep(Order::Erase(object));
    }
}
