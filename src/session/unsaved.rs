//! What happened and is not in the log, as a text for people: written to another folder when somebody asks.

use std::path::{Path, PathBuf};

use super::drive::Task;
use super::job::{JobId, JobKind};
use super::notice::{Trouble, Unsaved};
use super::ports::{Control, Work};
use super::sitting::Session;
use crate::production::{Happened, Moved};
use crate::terms::{ItemId, PersonId, quoted};

impl Session {
    /// Writes what is not saved as a text to `path`, on another disk if need be; a folder takes it under a name of its own.
    ///
    /// # Errors
    ///
    /// When everything is saved.
    pub fn write_unsaved(&mut self, path: &Path) -> Result<JobId, Trouble> {
        if self.unsaved.is_empty() {
            return Err(Trouble::AllSaved);
        }
        let path = if path.extension().is_none() {
            path.join(self.unsaved_name())
        } else {
            path.to_owned()
        };
        let (desk, text, to) = (self.ports.desk.clone(), self.unsaved_text(), path.clone());
        let work: Work = Box::new(move |_: &Control| {
            let written: Result<PathBuf, Trouble> =
                desk.write_whole(&to, text.as_bytes()).map(|()| to).map_err(Trouble::from);
            Box::new(written)
        });
        Ok(self.start_task(JobKind::Unsaved, Task::Unsaved, work))
    }

    /// Writes what is not saved as a text into `folder` at once, before the program ends; the path, where it could be.
    ///
    /// The last resort: it waits for that disk, which nothing else in a sitting does.
    #[must_use]
    pub fn leave_unsaved(&self, folder: &Path) -> Option<PathBuf> {
        if self.unsaved.is_empty() {
            return None;
        }
        let path = folder.join(self.unsaved_name());
        let written = self.ports.desk.write_whole(&path, self.unsaved_text().as_bytes());
        written.ok().map(|()| path)
    }

    /// A name for that text: the log and the minute.
    #[must_use]
    pub fn unsaved_name(&self) -> String {
        let log = self.log().map_or_else(|| "log".to_owned(), |log| log.to_string());
        let minute: String =
            self.local(self.now.wall).chars().filter(char::is_ascii_digit).take(12).collect();
        format!("not-saved-{log}-{minute}.txt")
    }

    /// What is not saved, one act after the other, as it is written down.
    #[must_use]
    pub fn unsaved_text(&self) -> String {
        let mut text = String::from("SHOWCLEAR: NOT SAVED IN THE LOG\n");
        if let Some(created) = self.state.created() {
            text.push_str(&format!(
                "production: {} {}\n",
                created.production,
                quoted(&created.title)
            ));
            text.push_str(&format!("log: {}, {} entries\n", created.origin, self.state.size()));
        }
        if let Some(broken) = &self.broken {
            text.push_str(&format!("because: {}\n", quoted(&broken.what)));
        }
        text.push_str("This happened, in this order, and stands in no log. It is signed by nobody. Keep it with the production.\n");
        for (place, one) in (1_u32..).zip(&self.unsaved) {
            text.push_str(&format!("  {place}. {}\n", self.unsaved_line(one)));
        }
        text
    }

    fn unsaved_line(&self, one: &Unsaved) -> String {
        let seat = one.seat.map_or_else(|| "-".to_owned(), |person| self.named(person));
        format!(
            "{} | {} | at the keyboard: {seat}",
            self.local(one.at.wall),
            self.told(&one.happened)
        )
    }

    fn told(&self, happened: &Happened) -> String {
        match happened {
            Happened::Stop { by, item } => {
                let by = by.map_or_else(|| "somebody".to_owned(), |person| self.named(person));
                let about =
                    item.map_or_else(String::new, |item| format!(" about {}", self.tag(item)));
                format!("STOP{about}, called by {by}")
            }
            Happened::Moved(all) => {
                all.iter().map(|one| self.moved(one)).collect::<Vec<_>>().join("; ")
            }
            Happened::Shown { items, by, to, card } => {
                let items: Vec<String> = items.iter().map(|item| self.tag(*item)).collect();
                let to: Vec<String> = to
                    .iter()
                    .map(|one| match one.person {
                        Some(person) => format!("{} {}", one.role, self.named(person)),
                        None => one.role.to_string(),
                    })
                    .collect();
                let card = card.map_or_else(String::new, |card| format!(", card {card}"));
                format!(
                    "{} shown by {} to {}{card}",
                    items.join(", "),
                    self.named(*by),
                    to.join(", ")
                )
            }
            Happened::Fired(items) => {
                let items: Vec<String> = items.iter().map(|item| self.tag(*item)).collect();
                format!("a shot was fired from {}", items.join(", "))
            }
            Happened::NewSetUp => "a new set-up".to_owned(),
            Happened::Break => "a break".to_owned(),
            Happened::Abandoned { run, why } => {
                let why =
                    why.as_deref().map_or_else(String::new, |why| format!(": {}", quoted(why)));
                format!("run {run} was given up{why}")
            }
            Happened::Held { run } => format!("run {run} was held"),
            Happened::Ended(why) => format!("declarations ended: {}", why.words()),
            Happened::ClockJumped { wall_ms } => format!("the clock jumped by {wall_ms} ms"),
            Happened::UnlockFailed { person, .. } => {
                format!("a wrong PIN for {}", self.named(*person))
            }
            Happened::Exported { size, sha256, .. } => {
                format!("a bundle of {size} entries was written, SHA-256 {sha256}")
            }
            Happened::Created(_) | Happened::Opened(_) | Happened::Closed | Happened::Cut(_) => {
                "an entry of the log itself".to_owned()
            }
        }
    }

    fn moved(&self, one: &Moved) -> String {
        let mut words = format!("{} {}", self.tag(one.item), one.act.words());
        for (word, person) in [("from", one.from), ("to", one.to), ("watched by", one.watch)] {
            if let Some(person) = person {
                words.push_str(&format!(" {word} {}", self.named(person)));
            }
        }
        if let Some(place) = one.place {
            words.push_str(&format!(", {}", place.words()));
        }
        if let Some(breach) = one.breach {
            words.push_str(&format!(", against the rules: {}", breach.words()));
        }
        if let Some(card) = one.card {
            words.push_str(&format!(", card {card}"));
        }
        words
    }

    fn named(&self, person: PersonId) -> String {
        let name = self.state.roster().person(person).and_then(|one| self.names.get(one.name));
        name.map_or_else(|| person.to_string(), |name| format!("{person} {}", quoted(name)))
    }

    fn tag(&self, item: ItemId) -> String {
        let known = self.state.book().item(item);
        known.map_or_else(|| item.to_string(), |one| format!("{item} {}", quoted(&one.tag)))
    }

    fn local(&self, wall: crate::terms::UtcMillis) -> String {
        wall.local(self.ports.locale.offset)
    }
}
