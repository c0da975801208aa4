//! Hand-over files, as the window writes, reads and takes them in.

use std::path::Path;

use super::perform::sentence;
use super::{App, Follow};
use crate::gui::action::Place;
use crate::session::{Entering, HandoverCame, Newcomer, Ticket};
use crate::terms::{ItemId, PersonId};

impl App {
    /// The name that is proposed for the file of a hand-over.
    pub(super) fn handover_name(&self, number: u32) -> String {
        let name = self.session.as_ref().and_then(|session| session.handover_name(number));
        name.unwrap_or_else(|| "handover.zip".to_owned())
    }

    /// A path that was typed replaces nothing; of one from a dialog the system has asked already.
    pub(super) fn write_handover(&mut self, path: &Path, typed: bool, number: u32) {
        let Some(session) = &mut self.session else { return };
        if let Err(failure) = session.write_handover(number, path, typed) {
            self.complain(sentence(&failure.to_string()), failure.remedy());
        }
    }

    /// Reads a file that comes in.
    pub(super) fn read_handover(&mut self, path: &Path) {
        let Some(session) = &mut self.session else { return };
        if let Err(trouble) = session.read_handover(path) {
            self.complain(sentence(&trouble.to_string()), trouble.remedy());
        }
    }

    /// The file of a hand-over is written.
    pub(super) fn handed_out(&mut self, number: u32, path: &Path) {
        let path = path.display();
        self.say(format!("Hand-over {number} is in {path}. Let it go with the things."));
    }

    /// A file was read and checked: somebody looks at it.
    pub(super) fn handover_came(&mut self, came: HandoverCame) {
        self.shell.drafts.handovers.came(came);
        self.shell.go(Place::HandOvers);
    }

    /// Takes in what was looked at; refused, it is shown again as it was.
    pub(super) fn take_in_handover(
        &mut self,
        came: HandoverCame,
        by: PersonId,
        typed: &str,
        tags: &[(ItemId, String)],
    ) {
        let Some(session) = &mut self.session else { return };
        let ticket = session.take_in_handover(&came, by, typed, tags);
        let words = format!(
            "Hand-over {} of {} is taken in. Look into each item anew.",
            came.read.said.number, came.read.text.title
        );
        self.follow.push((ticket, Follow::TakenIn(Box::new(came), words)));
        self.catch_up(ticket);
    }

    /// Enters somebody who takes something along; once that is on the disk they are chosen.
    pub(super) fn add_taker(&mut self, name: String) {
        let Some(session) = &mut self.session else { return };
        let words = format!("{name} is entered, without a role.");
        match session.enter_person(Newcomer { name, roles: Vec::new(), pin: None }) {
            Ok(Entering::Asked(person, ticket)) => {
                self.follow.push((ticket, Follow::Taker(person, words)));
                self.catch_up(ticket);
            }
            Ok(Entering::MakingKey(..)) => {}
            Err(trouble) => self.complain(sentence(&trouble.to_string()), trouble.remedy()),
        }
    }

    /// What was to be taken in is not on the disk: it is shown again.
    pub(super) fn not_taken_in(&mut self, ticket: Ticket) {
        let waits = self.follow.iter().find(|(one, _)| *one == ticket);
        if let Some((_, Follow::TakenIn(came, _))) = waits {
            self.shell.drafts.handovers.came(came.as_ref().clone());
        }
    }
}
