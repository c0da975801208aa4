//! A list of items: read, shown on its page, and taken in when somebody says so.

use std::path::Path;

use super::App;
use super::perform::sentence;
use crate::gui::action::Place;
use crate::production::NewItem;
use crate::session::{ListRead, Particulars, TakenIn};

impl App {
    /// Reads a list against the book.
    pub(super) fn read_list(&mut self, path: &Path) {
        let Some(session) = &mut self.session else { return };
        if let Err(trouble) = session.read_list(path) {
            self.complain(sentence(&trouble.to_string()), trouble.remedy());
        }
    }

    /// A list was read.
    pub(super) fn list_read(&mut self, list: ListRead) {
        self.shell.drafts.list_read(list);
    }

    /// Has items taken in.
    pub(super) fn take_in(&mut self, items: Vec<(NewItem, Particulars)>) {
        let Some(session) = &mut self.session else { return };
        if let Err(trouble) = session.take_in(items) {
            self.complain(sentence(&trouble.to_string()), trouble.remedy());
        }
    }

    /// Items were taken in; the list is read again, against the book as it is now.
    pub(super) fn taken_in(&mut self, taken: TakenIn) {
        // Its own page says more.
        if self.shell.place != Place::Book {
            self.say(format!("In the book: {} of {}.", taken.done, taken.all));
        }
        if let Some(path) = self.shell.drafts.taken_in(taken) {
            self.read_list(&path);
        }
    }
}
