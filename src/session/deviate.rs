//! A deviation as it is asked for in the window: the overlay that makes it, written from what was chosen and typed.

use super::notice::{Ticket, Trouble};
use super::ports::Object;
use super::sitting::Session;
use super::statements::PreviewError;
use crate::event::{FileAs, RunFile};
use crate::production::{Ask, Command, Deviate, Refusal};
use crate::terms::{Digest, LineText, PersonId, UtcMillis};

/// What a deviation loosens.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Loosens {
    /// A step is left out.
    Skip(String),
    /// What the list declares lasts so many minutes.
    Lasts(u32),
}

/// A deviation from a list, as it is asked for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct DeviationForm {
    /// The list, by the SHA-256 of its bytes.
    pub list: Digest,
    /// What is loosened.
    pub loosens: Loosens,
    /// What is done otherwise.
    pub what: String,
    /// Why.
    pub why: String,
    /// Until when; at most 30 days ahead.
    pub until: UtcMillis,
    /// Who asks for it.
    pub by: PersonId,
}

impl Session {
    /// Asks for a deviation: writes the overlay that makes it and puts both to the production.
    ///
    /// # Errors
    ///
    /// When the list is not at hand or a text cannot be taken; what else is against it is told by the ticket.
    pub fn deviate(&mut self, form: &DeviationForm) -> Result<Ticket, PreviewError> {
        let list = self.library().get(form.list).ok_or(Refusal::NoSuch("checklist"))?;
        let what = LineText::parse(&form.what, LineText::REASON).map_err(Trouble::from)?;
        let why = LineText::parse(&form.why, LineText::REASON).map_err(Trouble::from)?;
        let id = self.free_id();
        let day = until_day(form.until, self.offset());
        let loosens = match &form.loosens {
            Loosens::Skip(step) => format!("skip: [{}]", ron(step)),
            Loosens::Lasts(minutes) => format!("lasts: Min({minutes})"),
        };
        let text = format!(
            "Overlay(\n    schema: 1, id: {}, rev: 1, status: Released, lang: {},\n    title: {}, purpose: {},\n    on: [{}],\n    deviates: Deviates(what: {}, why: {}, until: {}),\n    {loosens},\n)\n",
            ron(&id),
            ron(&list.lang),
            ron("Deviation"),
            ron(what.as_str()),
            ron(list.id.as_str()),
            ron(what.as_str()),
            ron(why.as_str()),
            ron(&day),
        );
        let object = Object::of(text.into_bytes());
        let file = RunFile { used_as: FileAs::Overlay, id, rev: 1, sha256: object.digest };
        let asked = Deviate {
            list: form.list,
            file,
            what: what.to_string(),
            why: why.to_string(),
            until: form.until,
            by: form.by,
        };
        Ok(self.submit_with(Command::Ask(Ask::Deviate(asked)), vec![object]))
    }

    /// `deviation-n`, with the first number that no deviation of this production has.
    fn free_id(&self) -> String {
        let taken: Vec<&str> =
            self.state().deviations().map(|one| one.asked.file.id.as_str()).collect();
        let mut names = (1_u32..).map(|n| format!("deviation-{n}"));
        names.find(|name| !taken.contains(&name.as_str())).unwrap_or_default()
    }
}

/// A text as a file has it.
fn ron(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// The last day on which it holds, by the calendar here.
fn until_day(until: UtcMillis, offset: i32) -> String {
    let last = UtcMillis::new(until.millis() - 1);
    last.local(offset).chars().take(10).collect()
}
