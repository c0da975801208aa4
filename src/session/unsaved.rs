//! What happened and is not in the log, as a text for people: written to another folder when somebody asks.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::drive::Task;
use super::job::{JobId, JobKind};
use super::notice::{Trouble, Unsaved};
use super::ports::{Control, Desk, Work};
use super::sitting::Session;
use crate::production::{Command, Container, Happened, Moved};
use crate::terms::{ItemId, LotId, PersonId, quoted};

/// A text that is ready to be written when nothing else can be.
pub struct LastWords {
    desk: Arc<dyn Desk>,
    path: PathBuf,
    text: String,
}

impl fmt::Debug for LastWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LastWords").field("path", &self.path).finish_non_exhaustive()
    }
}

impl LastWords {
    /// Writes it, and waits for that disk, which nothing else does; the path, where it could be.
    #[must_use]
    pub fn leave(self) -> Option<PathBuf> {
        let written = self.desk.write_whole(&self.path, self.text.as_bytes());
        written.ok().map(|()| self.path)
    }
}

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

    /// What would be lost if the disk never answered: to be written into `folder` where the end cannot be recorded.
    #[must_use]
    pub fn last_words(&self, folder: &Path) -> Option<LastWords> {
        let waiting = self.flight.iter().map(|flight| &flight.queued).chain(&self.queue);
        let waiting = waiting.filter_map(|queued| match &queued.command {
            Command::Happened(happened) => Some(Unsaved {
                ticket: queued.ticket,
                happened: happened.clone(),
                at: queued.entered.clone(),
                seat: queued.seat,
            }),
            Command::Ask(_) => None,
        });
        let mut all: Vec<Unsaved> = self.unsaved.clone();
        all.extend(
            waiting.filter(|one| !self.unsaved.iter().any(|kept| kept.ticket == one.ticket)),
        );
        (!all.is_empty()).then(|| LastWords {
            desk: self.ports.desk.clone(),
            path: folder.join(self.unsaved_name()),
            text: self.text_of(&all),
        })
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
        self.text_of(&self.unsaved)
    }

    fn text_of(&self, all: &[Unsaved]) -> String {
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
        for (place, one) in (1_u32..).zip(all) {
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
            Happened::Alarm { alarm, item, by } => {
                let by = by.map_or_else(|| "somebody".to_owned(), |person| self.named(person));
                let about =
                    item.map_or_else(String::new, |item| format!(" with {}", self.tag(item)));
                format!("ALARM, {}{about}, said by {by}", alarm.words())
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
            Happened::Photo(photo) => {
                let of = photo.item.map_or_else(|| "a card".to_owned(), |item| self.tag(item));
                format!("a photo of {of} was brought")
            }
            Happened::Concern { .. } => "a concern was sealed".to_owned(),
            Happened::ConcernAnswered { .. } => "a concern was answered".to_owned(),
            Happened::ConcernsCarried(all) => format!("{} concerns were copied", all.len()),
            Happened::Offered { item, by, looked } => {
                format!("{} offered by {}, {looked} looked", self.tag(*item), self.named(*by))
            }
            Happened::Fired(items) => {
                let items: Vec<String> = items.iter().map(|item| self.tag(*item)).collect();
                format!("a shot was fired from {}", items.join(", "))
            }
            Happened::Cleared { gun, told } => {
                let (back, held) = (told.back, told.held);
                format!("{} unloaded: {back} unfired, {held} misfired", self.tag(*gun))
            }
            Happened::Rounds(moved) => {
                format!("{} of lot {} {}", moved.n, self.lot(moved.lot), moved.act.words())
            }
            Happened::Counted { lot, tray, counted, by } => {
                let tray = tray.map_or_else(String::new, |tray| format!(" in {}", self.tag(tray)));
                format!("{counted} of lot {}{tray} counted by {}", self.lot(*lot), self.named(*by))
            }
            Happened::LotApart { lot, why, .. } => {
                format!("lot {} set apart: {}", self.lot(*lot), quoted(why))
            }
            Happened::Store(told) => {
                let what = match &told.what {
                    Container::Sealed { seal } => format!("seal {seal} put on"),
                    Container::Opened { broken: true, .. } => "opened, its seal broken".to_owned(),
                    Container::Opened { read: Some(read), .. } => {
                        format!("opened, seal {read} read")
                    }
                    Container::Opened { read: None, .. } => "opened, no seal read".to_owned(),
                    Container::Key { key, .. } => format!("key {key} changed hands"),
                };
                format!("{}: {what}", self.tag(told.item))
            }
            Happened::Law(law) => format!("the law that counts here: {}", law.words()),
            Happened::Acknowledged(said) => {
                let name = self.names.get(said.name).unwrap_or("somebody");
                let by: Vec<String> =
                    said.witnesses.iter().map(|one| self.named(one.person)).collect();
                let (step, how, by) = (&said.step, quoted(&said.how), by.join(", "));
                format!(
                    "{name}, without a key, at {step} of run {}: {how}, witnessed by {by}",
                    said.run
                )
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
            Happened::Created(_)
            | Happened::Opened(_)
            | Happened::Closed
            | Happened::Exchanged(_)
            | Happened::Cut(_) => "an entry of the log itself".to_owned(),
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

    fn lot(&self, lot: LotId) -> String {
        let known = self.state.rounds().lot(lot);
        known.map_or_else(|| lot.to_string(), |one| format!("{lot} {}", quoted(&one.added.tag)))
    }

    fn tag(&self, item: ItemId) -> String {
        let known = self.state.book().item(item);
        known.map_or_else(|| item.to_string(), |one| format!("{item} {}", quoted(&one.tag)))
    }

    fn local(&self, wall: crate::terms::UtcMillis) -> String {
        wall.local(self.ports.locale.offset)
    }
}
