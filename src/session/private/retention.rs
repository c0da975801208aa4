//! How long what is private is kept: what there is, what is due, and erasing what is due, as somebody says so.

use std::fmt::Write as _;

use crate::production::{Ask, Command, KeepingFault, Kept, LONGEST_TERM, Of, Production, Refusal};
use crate::session::begin::fold;
use crate::session::drive::Failure;
use crate::session::notice::Ticket;
use crate::session::ports::PortError;
use crate::session::sitting::Session;
use crate::terms::{PersonId, Private, UtcMillis, quoted};
use crate::verify::Verified;

/// What stays when something is erased; whoever erases reads it first.
pub const STAYS: [&str; 4] = [
    "every line of the log, with the SHA-256 of what was erased, and the proof that no line was removed",
    "a line that says what was erased, why, and who said so",
    "names in texts that were signed before, and all that is in bundles that were handed out",
    "copies of the folder and backups elsewhere, and what a disk keeps of a file that was removed",
];

/// What is to be done about what is kept.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Retain {
    /// New terms: of which sort, and how many days, or none until somebody says otherwise.
    pub terms: Vec<(Private, Option<u32>)>,
    /// Why what is due is erased now; none where nothing is.
    pub erase: Option<String>,
    /// Who says so: the id, or the name as it stands.
    pub by: Option<String>,
}

impl Retain {
    /// Whether nothing is to be written.
    #[must_use]
    pub fn only_lists(&self) -> bool {
        self.terms.is_empty() && self.erase.is_none()
    }
}

/// A term as it is typed: `particulars=90`, or `particulars=ever`.
///
/// # Errors
///
/// When it is none, in a sentence.
pub fn typed_term(text: &str) -> Result<(Private, Option<u32>), String> {
    let (sort, days) = text.split_once('=').unwrap_or((text, ""));
    let sorts: Vec<&str> = Private::ALL.iter().map(|one| one.code()).collect();
    let sort = Private::from_code(sort)
        .ok_or_else(|| format!("begin with one of {} and =", sorts.join(", ")))?;
    if days == "ever" {
        return Ok((sort, None));
    }
    let days = days.parse().ok().filter(|days| (1..=LONGEST_TERM).contains(days));
    let days =
        days.ok_or_else(|| format!("end in a number of days up to {LONGEST_TERM}, or in ever"))?;
    Ok((sort, Some(days)))
}

/// What is private in a production and how long it is kept, in words.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Retention {
    /// The page.
    pub text: String,
    /// How many things are due.
    pub due: usize,
}

/// The same of a record that was verified.
///
/// # Errors
///
/// When its lines cannot be followed.
pub fn retention_of(verified: &Verified, now: UtcMillis) -> Result<Retention, PortError> {
    let state = fold(verified)?;
    let name = |person: PersonId| {
        let known = state.roster().person(person).and_then(|one| verified.names().get(&one.name));
        known.cloned().unwrap_or_else(|| person.to_string())
    };
    Ok(retention(&state, &name, now))
}

fn retention(state: &Production, name: &dyn Fn(PersonId) -> String, now: UtcMillis) -> Retention {
    let offset = state.offset();
    let (kept, due) = (state.kept(), state.overdue(now));
    let mut text = match state.worked_last() {
        Some(at) => format!(
            "What is private here, each sort with its term. Terms count from the last work that was recorded, on {}.\n",
            at.local(offset)
        ),
        None => "Nothing is recorded here yet.\n".to_owned(),
    };
    for sort in Private::ALL {
        let of_sort = kept.iter().filter(|one| one.of.sort() == *sort);
        let (here, gone): (Vec<_>, Vec<_>) = of_sort.partition(|one| !one.objects.is_empty());
        let (here, gone) = (here.len(), gone.len());
        let term = state.keep_terms().get(sort).and_then(|term| Some((term.days?, term.by)));
        let over = kept.iter().find(|one| one.of.sort() == *sort).and_then(|one| one.due);
        let term = match (term, over) {
            (Some((days, by)), Some(over)) => {
                format!("{}, so until {}; said by {}", in_days(days), over.local(offset), name(by))
            }
            (Some((days, by)), None) => format!("{}; said by {}", in_days(days), name(by)),
            (None, _) => "no term: kept until somebody says otherwise".to_owned(),
        };
        let words = format!("{} ({})", sort.words(), sort.code());
        let _written = writeln!(text, "  {words:<44} {here:>4} kept, {gone} erased; {term}");
    }
    let concerns = state.concerns().count();
    if concerns > 0 {
        let _written = writeln!(
            text,
            "  concerns {concerns:>40} kept; they are the safety officer's, and nobody erases one here"
        );
    }
    if let Some(hold) = state.hold() {
        let _written = writeln!(
            text,
            "\nAn evidence hold stands since {}, by {}: {}. Nothing is due and nothing is erased while it stands.",
            hold.at.wall.local(offset),
            name(hold.by),
            quoted(&hold.why)
        );
    } else if due.is_empty() {
        text.push_str("\nNothing is due.\n");
    } else {
        text.push_str("\nDue:\n");
        for one in &due {
            let _written = writeln!(text, "  {}", what(state, name, one));
        }
    }
    text.push_str("\nWhat stays when something is erased:\n");
    for stays in STAYS {
        let _written = writeln!(text, "  {stays}");
    }
    Retention { text, due: due.len() }
}

/// "1 day", "30 days".
fn in_days(days: u32) -> String {
    if days == 1 { "1 day".to_owned() } else { format!("{days} days") }
}

/// What would be erased, as people call it.
fn what(state: &Production, name: &dyn Fn(PersonId) -> String, kept: &Kept) -> String {
    match kept.of {
        Of::Person(person) => format!("the name of {} ({person})", name(person)),
        Of::Item(item) => {
            let tag =
                state.book().item(item).map_or_else(|| item.to_string(), |one| one.tag.clone());
            format!("the particulars of {tag}")
        }
        Of::Details(person) => format!("the details of {} ({person})", name(person)),
        Of::Photo(run) => format!("a photo or file of run {run}"),
        Of::ItemPhoto(item) => {
            let tag =
                state.book().item(item).map_or_else(|| item.to_string(), |one| one.tag.clone());
            format!("a photo of {tag}")
        }
        Of::CardPhoto(Some(card)) => format!("a photo of paper card {card}"),
        Of::CardPhoto(None) => "a photo of a paper card".to_owned(),
        Of::Keyless(run) => format!("the name of somebody without a key in run {run}"),
    }
}

impl Session {
    /// What is private here and what of it is due, in words.
    #[must_use]
    pub fn retention(&self) -> Retention {
        retention(&self.state, &|person| self.called(person), self.now.wall)
    }

    fn called(&self, person: PersonId) -> String {
        let known = self.state.roster().person(person).and_then(|one| self.names.get(one.name));
        known.map_or_else(|| person.to_string(), str::to_owned)
    }

    /// What would be erased, as people call it.
    #[must_use]
    pub fn kept_words(&self, kept: &Kept) -> String {
        what(&self.state, &|person| self.called(person), kept)
    }

    /// The person of that id or name; nobody where two have it.
    #[must_use]
    pub fn person_called(&self, typed: &str) -> Option<PersonId> {
        let all: Vec<PersonId> = self.state.roster().people().map(|one| one.id).collect();
        let mut is =
            all.into_iter().filter(|id| id.to_string() == typed || self.called(*id) == typed);
        is.next().filter(|_| is.next().is_none())
    }

    /// Sets the terms that are asked for, then erases what is due, and waits until it is gone; how much that was.
    ///
    /// # Errors
    ///
    /// When nobody, or more than one, is called so; when the rules refuse it, as they do under an evidence hold; when a line
    /// cannot be written; when a file that a line erases may still be there.
    pub fn retain(&mut self, retain: &Retain) -> Result<usize, PortError> {
        let typed = retain.by.as_deref().unwrap_or_default();
        let by = self.person_called(typed).ok_or_else(|| {
            PortError::new(
                format!("nobody of this production, or more than one, is called {}", quoted(typed)),
                "Name a person by the id that stands under People, such as p-7k2q9x.",
            )
        })?;
        for (what, days) in &retain.terms {
            let ask = Ask::SetTerm { what: *what, days: *days, by };
            self.perform(Command::Ask(ask)).map_err(|failure| told(&failure))?;
        }
        let Some(why) = &retain.erase else { return Ok(0) };
        if self.state.hold().is_some() {
            return Err(told(&Refusal::from(KeepingFault::OnHold).into()));
        }
        let tickets = self.erase_due(why, by);
        let many = tickets.len();
        for ticket in tickets {
            self.wait_for(ticket).map_err(|failure| told(&failure))?;
        }
        self.wait_for_files().into_iter().next().map_or(Ok(many), Err)
    }

    /// Erases everything that is due now, each as a command of its own; nothing while an evidence hold stands.
    pub fn erase_due(&mut self, why: &str, by: PersonId) -> Vec<Ticket> {
        let mut tickets = Vec::new();
        for one in self.state.overdue(self.now.wall) {
            let ticket = match one.of {
                Of::Person(person) => Some(self.erase_name(person, why.to_owned(), by)),
                // With one version of particulars or details go all the others.
                Of::Item(_)
                | Of::Details(_)
                | Of::Photo(_)
                | Of::ItemPhoto(_)
                | Of::CardPhoto(_)
                | Of::Keyless(_) => one.objects.first().map(|object| {
                    let ask = Ask::Erase { object: *object, why: why.to_owned(), by };
                    self.submit(Command::Ask(ask))
                }),
            };
            tickets.extend(ticket);
        }
        tickets
    }
}

fn told(failure: &Failure) -> PortError {
    PortError::new(failure.to_string(), failure.remedy())
}
