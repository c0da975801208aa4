//! A deviation as it is asked for in the window: the overlay that makes it, written from what was chosen and typed.

use std::sync::Arc;

use crate::production::{Ask, Command, Deviate, Refusal, last_day};
use crate::session::notice::{Ticket, Trouble};
use crate::session::ports::Object;
use crate::session::sitting::Session;
use crate::session::statements::PreviewError;
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
        let (id, lang) = (self.free_id(), list.lang.clone());
        let day = last_day(form.until, self.offset());
        let loosens = match &form.loosens {
            Loosens::Skip(step) => format!("skip: [{}]", ron(step)),
            Loosens::Lasts(minutes) => format!("lasts: Min({minutes})"),
        };
        let text = format!(
            "Overlay(\n    schema: 1, id: {}, rev: 1, status: Released, lang: {},\n    title: {}, purpose: {},\n    on: [{}],\n    deviates: Deviates(what: {}, why: {}, until: {}),\n    {loosens},\n)\n",
            ron(&id),
            ron(&lang),
            ron("Deviation"),
            ron(what.as_str()),
            ron(list.id.as_str()),
            ron(what.as_str()),
            ron(why.as_str()),
            ron(&day),
        );
        let object = Object::of(text.clone().into_bytes());
        let file = object.digest;
        let library = self.library.with_texts(&[(format!("{id}.ron"), text)]);
        if let Some((_, mistakes)) = library.set().mistaken().find(|(one, _)| one.sha256 == file) {
            let first = mistakes.first().map(ToString::to_string);
            return Err(Trouble::Line(first.unwrap_or_default()).into());
        }
        self.library = Arc::new(library);
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

    /// Puts together what a run needs that begins, or that was going on.
    pub(in crate::session) fn put_together(&mut self, list: Digest, overlays: &[Digest]) {
        if self.library.with(list, overlays).is_none() {
            Arc::make_mut(&mut self.library).tighten(list, overlays);
        }
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
