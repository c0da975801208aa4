//! Particulars and names: sealed, replaced and erased as somebody asks for it.

use std::path::Path;

use super::perform::sentence;
use super::{App, Follow};
use crate::gui::action::Pin;
use crate::production::NewItem;
use crate::session::{Along, Details, JobId, Particulars, Trouble};
use crate::terms::{ConcernId, ItemId, PersonId, RunId};

impl App {
    /// Enters an item with its particulars.
    pub(super) fn add_item(&mut self, item: NewItem, said: Particulars) {
        let Some(session) = &mut self.session else { return };
        let started = session.add_item(item, said);
        self.sealing(started);
    }

    /// Puts other particulars in the place of an item's.
    pub(super) fn set_particulars(&mut self, item: ItemId, said: Particulars) {
        let Some(session) = &mut self.session else { return };
        let started = session.set_particulars(item, said);
        self.sealing(started);
    }

    /// Puts other details in the place of somebody's.
    pub(super) fn set_details(&mut self, person: PersonId, said: &Details) {
        let Some(session) = &mut self.session else { return };
        let started = session.set_details(person, said);
        self.sealing(started);
    }

    /// Seals a concern to the safety officer alone, or the answer to one. What was written is kept until it is durable.
    pub(super) fn raise_concern(&mut self, text: Pin, about: Option<ConcernId>) {
        let Some(session) = &mut self.session else { return };
        let started = match about {
            Some(concern) => session.answer_concern(concern, text.reveal()),
            None => session.raise_concern(text.reveal()),
        };
        match started {
            Ok(job) => self.sealing.push((job, text, about)),
            Err(trouble) => self.not_sealed(text, about, &trouble),
        }
    }

    /// Such a job came to its end: what was written is wiped, or given back where it could not be sealed.
    pub(super) fn was_sealed(&mut self, job: JobId, trouble: Option<&Trouble>) -> bool {
        let Some(at) = self.sealing.iter().position(|(one, ..)| *one == job) else { return false };
        let (_, text, about) = self.sealing.remove(at);
        if let Some(trouble) = trouble {
            self.not_sealed(text, about, trouble);
        }
        true
    }

    fn not_sealed(&mut self, text: Pin, about: Option<ConcernId>, trouble: &Trouble) {
        let why = sentence(&trouble.to_string());
        self.shell.drafts.not_sealed(text, about, &why, &trouble.remedy());
        self.complain(
            format!("NOT SEALED. {why} What was written is kept, unseen, on the page Concern."),
            trouble.remedy(),
        );
    }

    /// Enters the age key of a safety officer.
    pub(super) fn set_recipient(&mut self, person: PersonId, key: &str) {
        let Some(session) = &mut self.session else { return };
        match session.set_recipient(person, key) {
            Ok(ticket) => {
                let words = "Concerns are sealed to this key from now on.";
                self.follow.push((ticket, Follow::Say(words.to_owned())));
            }
            Err(trouble) => self.complain(sentence(&trouble.to_string()), trouble.remedy()),
        }
    }

    fn sealing(&mut self, started: Result<JobId, Trouble>) {
        if let Err(trouble) = started {
            self.complain(sentence(&trouble.to_string()), trouble.remedy());
        }
    }

    /// Writes the lines of one run.
    pub(super) fn disclose(&mut self, path: &Path, typed: bool, run: (RunId, Along)) {
        let Some(session) = &mut self.session else { return };
        self.exported = None;
        if let Err(trouble) = session.disclose(path, typed, run) {
            self.complain(sentence(&trouble.to_string()), trouble.remedy());
        }
    }

    pub(super) fn disclosed_name(&self, run: RunId) -> String {
        let name = self.session.as_ref().and_then(|session| session.disclosed_name(run));
        name.unwrap_or_else(|| "showclear-disclosed.zip".to_owned())
    }

    /// Erases somebody's name.
    pub(super) fn erase_name(&mut self, person: PersonId, why: String, by: PersonId) {
        let Some(session) = &mut self.session else { return };
        let ticket = session.erase_name(person, why, by);
        let words = "The name is erased. Texts that were signed before keep it.";
        self.follow.push((ticket, Follow::Say(words.to_owned())));
    }

    /// Erases everything that is due.
    pub(super) fn erase_due(&mut self, why: &str, by: PersonId) {
        let Some(session) = &mut self.session else { return };
        let tickets = session.erase_due(why, by);
        if let Some(last) = tickets.last() {
            let words = "What was due is erased. The lines that name it stay.";
            self.follow.push((*last, Follow::Say(words.to_owned())));
        }
    }
}
