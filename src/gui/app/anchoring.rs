//! Times from an authority, as the window asks for them and brings them in.

use std::path::Path;

use super::perform::sentence;
use super::{App, Follow};
use crate::session::Ticket;

impl App {
    /// The name that is proposed for a request over the newest signed text.
    pub(super) fn request_name(&self) -> String {
        let name = self.session.as_ref().and_then(|session| {
            let statement = session.newest_signed().ok()?;
            session.request_name(statement)
        });
        name.unwrap_or_else(|| "showclear.tsq".to_owned())
    }

    /// A path that was typed replaces nothing; of one from a dialog the system has asked already.
    pub(super) fn request_time(&mut self, path: &Path, typed: bool) {
        let Some(session) = &mut self.session else { return };
        let asked = match session.newest_signed() {
            Ok(statement) => session.request_time(statement, path, typed),
            Err(refusal) => Err(refusal.into()),
        };
        if let Err(failure) = asked {
            self.complain(sentence(&failure.to_string()), failure.remedy());
        }
    }

    /// Reads an answer; what it says is told when its line is on the disk.
    pub(super) fn take_time(&mut self, path: &Path) {
        let Some(session) = &mut self.session else { return };
        if let Err(trouble) = session.take_time(path) {
            self.complain(sentence(&trouble.to_string()), trouble.remedy());
        }
    }

    /// A request is a file now.
    pub(super) fn time_requested(&mut self, statement: u64, path: &Path) {
        let path = path.display();
        self.say(format!(
            "The request over statement {statement} is in {path}. Carry it to an authority."
        ));
    }

    /// An answer is on its way into the log.
    pub(super) fn time_read(&mut self, ticket: Ticket) {
        let words = "The answer of the authority is in the log.".to_owned();
        self.follow.push((ticket, Follow::Say(words)));
        self.catch_up(ticket);
    }
}
