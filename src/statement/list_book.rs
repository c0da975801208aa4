//! What is proposed for approval and asked for as a deviation, as the texts that people sign tell it.

use std::collections::BTreeMap;

use crate::event::{
    Event, FileAs, ListDeviation, ListSubmitted, Prepared, RunStarted, Signer, StatementKind,
};
use crate::terms::{Digest, UtcMillis};

/// Something said of a file, and when.
#[derive(Clone, Debug)]
pub(super) struct Said<T> {
    pub(super) at: UtcMillis,
    pub(super) what: T,
}

/// A deviation that was signed, and by whom.
#[derive(Clone, Debug)]
pub(super) struct SignedDeviation {
    pub(super) asked: ListDeviation,
    pub(super) signers: Vec<Signer>,
}

/// The newest word on each file.
#[derive(Clone, Debug, Default)]
pub(super) struct ListBook {
    submitted: BTreeMap<Digest, Said<ListSubmitted>>,
    deviations: BTreeMap<Digest, Said<ListDeviation>>,
    signed: BTreeMap<Digest, SignedDeviation>,
}

impl ListBook {
    /// Takes the next event; `statement` is the one that it completes.
    pub(super) fn feed(&mut self, at: UtcMillis, event: &Event, statement: Option<&Prepared>) {
        if let Event::ListSubmitted(e) = event {
            if let Some(first) = e.files.first() {
                self.submitted.insert(first.sha256, Said { at, what: e.clone() });
            }
        } else if let Event::ListDeviation(e) = event {
            self.signed.remove(&e.file.sha256);
            self.deviations.insert(e.file.sha256, Said { at, what: e.clone() });
        } else if let Event::ListWithdrawn(e) = event {
            self.submitted.remove(&e.file.sha256);
            self.deviations.remove(&e.file.sha256);
            self.signed.remove(&e.file.sha256);
        } else if let Event::StatementCompleted(_) = event
            && let Some(prepared) = statement.filter(|one| one.kind == StatementKind::Deviate)
            && let Some(asked) = self.deviation(prepared.about.as_deref().unwrap_or_default())
        {
            let (asked, signers) = (asked.what.clone(), prepared.signers.clone());
            self.signed.insert(asked.file.sha256, SignedDeviation { asked, signers });
        }
    }

    /// What was proposed under that SHA-256.
    pub(super) fn submitted(&self, about: &str) -> Option<&Said<ListSubmitted>> {
        self.submitted.get(&about.parse().ok()?)
    }

    /// The deviation that was asked for with the overlay of that SHA-256.
    pub(super) fn deviation(&self, about: &str) -> Option<&Said<ListDeviation>> {
        self.deviations.get(&about.parse().ok()?)
    }

    /// The signed deviations that a run began under, in the order of its files.
    pub(super) fn of_run(&self, run: &RunStarted) -> Vec<SignedDeviation> {
        let list = run.files.iter().find(|file| file.used_as == FileAs::List);
        let overlays = run.files.iter().filter(|file| file.used_as == FileAs::Overlay);
        let signed = overlays.filter_map(|file| self.signed.get(&file.sha256));
        let of_list =
            |one: &&SignedDeviation| list.is_some_and(|list| list.sha256 == one.asked.list.sha256);
        signed.filter(of_list).cloned().collect()
    }
}
