//! What people sign: the text in the making, the exact text being signed, and the files that are made of it.

use super::notice::Trouble;
use super::ports::{Order, Written};
use super::sitting::Session;
use crate::event::{Entry, Event, VoidedWhy};
use crate::production::{Prepare, Refusal, decide};
use crate::signing::SshSig;
use crate::statement::{Covered, Outcome, SheetRow, Statement, Text};
use crate::terms::{Digest, PersonId, RunId};

/// Why a text cannot be shown in advance.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum PreviewError {
    /// The rules refuse it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The text cannot be made.
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

impl PreviewError {
    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> String {
        match self {
            Self::Refused(refusal) => refusal.remedy(),
            Self::Trouble(trouble) => trouble.remedy(),
        }
    }
}

impl Session {
    /// The statement that is being signed.
    #[must_use]
    pub fn statement(&self) -> Option<&Statement> {
        self.past.standing().pending()
    }

    /// The exact text that is being signed: what is shown is what is signed.
    #[must_use]
    pub fn statement_text(&self) -> Option<&Text> {
        let pending = self.statement()?;
        self.text.as_ref().filter(|text| text.number() == pending.number)
    }

    /// Why the newest text about a run is void; `None` while one is being signed, and where one counts.
    #[must_use]
    pub fn why_voided(&self, run: RunId) -> Option<VoidedWhy> {
        let about = run.to_string();
        let all = self.past.standing().all();
        let newest = all.iter().rev().find(|one| one.prepared.about.as_ref() == Some(&about))?;
        match newest.outcome {
            Outcome::Voided { why, .. } => Some(why),
            Outcome::Pending | Outcome::Completed { .. } => None,
        }
    }

    /// Who must sign it still, in the order of its slots.
    pub fn still_to_sign(&self) -> impl Iterator<Item = PersonId> {
        let pending = self.statement();
        let slots = pending.into_iter().flat_map(|one| one.prepared.signers.iter());
        let signed = move |person| {
            pending.is_some_and(|one| one.signatures.iter().any(|(_, by)| by.person == person))
        };
        slots.map(|slot| slot.person).filter(move |person| !signed(*person))
    }

    /// The text as it would be if it were prepared now; root and checksum are made up.
    ///
    /// # Errors
    ///
    /// When the rules refuse it or the text cannot be made.
    pub fn preview(&self, what: &Prepare) -> Result<Text, PreviewError> {
        let ask = crate::production::Ask::Prepare(what.clone());
        let fresh = crate::production::Fresh([0; 4]);
        let decision =
            self.with_context(fresh, None, self.seat, |cx| decide(&self.state, &ask, cx))?;
        Ok(self.past.dry_run(&decision.entry, &self.text_names).map_err(Trouble::from)?)
    }

    /// One row as the sheet shows it, without its number.
    ///
    /// # Errors
    ///
    /// When the name of somebody in it is not known.
    pub fn row_text(&self, row: &SheetRow, struck: bool) -> Result<String, Trouble> {
        let offset = self.ports.locale.offset;
        Ok(self.past.row_text(row, offset, struck, &self.text_names)?)
    }

    /// The people whose sheets hold rows that they have not signed.
    pub fn who_can_sign(&self) -> impl Iterator<Item = PersonId> {
        self.past.witnesses().filter(|person| !self.past.sheet_rows(*person).is_empty())
    }

    /// Keeps the text of what was prepared, writes the files of what was completed, and keeps notes.
    pub(super) fn follow_statements(&mut self, entry: &Entry, written: &Written) {
        let mut note = written.closed.is_some();
        for event in entry.events() {
            if let Event::StatementPrepared(_) = event {
                self.text = self.text_at(written);
            } else if let Event::StatementCompleted(completed) = event {
                self.keep_statement(completed.statement);
                note = true;
            } else if let Event::StatementVoided(_) | Event::StatementRefused(_) = event {
                self.text = None;
                note = true;
            } else if let Event::StopRaised(_) | Event::StopAlarm(_) | Event::LogClosed {} = event {
                note = true;
            }
        }
        if note {
            self.keep(Order::Note);
        }
    }

    pub(super) fn keep(&mut self, order: Order) {
        self.keeping = self.keeping.saturating_add(1);
        self.ports.writer.send(order);
    }

    fn text_at(&self, written: &Written) -> Option<Text> {
        let log = self.past_log()?;
        let covered = Covered {
            root: written.root.to_base64(),
            segment: format!("log/{log}/{:05}.jsonl", written.segment),
            sha256: Digest(*written.closed?.as_bytes()),
        };
        self.past.text(&covered, &self.text_names).ok()
    }

    fn past_log(&self) -> Option<String> {
        self.log().map(|log| log.to_string())
    }

    fn keep_statement(&mut self, number: u64) {
        let Some(text) = self.text.take().filter(|text| text.number() == number) else { return };
        let (Some(log), Some(one)) = (self.past_log(), self.past.standing().get(number)) else {
            return;
        };
        for (path, bytes) in statement_files(&log, one, text.as_str()) {
            self.keep(Order::Keep { path, bytes });
        }
    }
}

/// The files of a completed statement: its text, then each signature.
pub(super) fn statement_files(log: &str, one: &Statement, text: &str) -> Vec<(String, Vec<u8>)> {
    statement_files_but(log, one, text, |_| false)
}

/// The same without those that are here, which are not even made.
pub(super) fn statement_files_but(
    log: &str,
    one: &Statement,
    text: &str,
    is_here: impl Fn(&str) -> bool,
) -> Vec<(String, Vec<u8>)> {
    let stem =
        format!("statements/{log}/{}", crate::statement::file_stem(one.number, one.prepared.kind));
    let mut files = Vec::new();
    let path = format!("{stem}.txt");
    if !is_here(&path) {
        files.push((path, text.as_bytes().to_vec()));
    }
    for (_, signed) in &one.signatures {
        let path = format!("{stem}.{}.sig", signed.person);
        if !is_here(&path)
            && let Ok(sig) = SshSig::parse_blob_base64(&signed.sig)
        {
            files.push((path, sig.to_armor().into_bytes()));
        }
    }
    files
}
