//! Times from an authority over signed texts: what was asked for, and what was answered.

use std::collections::BTreeMap;

use super::state::Production;
use crate::anchor;
use crate::event::{AnchorReceived, AnchorRequested, Event, StatementCompleted, StatementKind};
use crate::terms::{Digest, UtcMillis};

/// Why no time is asked for, or an answer not taken.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum AnchorFault {
    /// Nothing is signed in this log.
    #[error("no text is signed in this log yet")]
    NothingSigned,
    /// The statement is not completed, or there is none of that number.
    #[error("statement {0} is not signed by all who must")]
    NotCompleted(u64),
    /// The request is over other bytes than were signed.
    #[error("this is not the text that was signed")]
    NotItsText,
    /// No request was written for it.
    #[error("this answer is over a text for which no time was asked here")]
    NotAsked,
    /// It repeats another nonce than that of any request over its text.
    #[error("this answer does not repeat the number of any request over its text")]
    OtherNonce,
    /// It is here already.
    #[error("this answer was brought in before")]
    Twice,
}

impl AnchorFault {
    /// What to do instead.
    #[must_use]
    pub fn remedy(self) -> &'static str {
        match self {
            Self::NothingSigned => {
                "Have a roster or a sheet signed first; the time is over its text."
            }
            Self::NotCompleted(_) => "Choose a statement that is signed, or have this one signed.",
            Self::NotItsText => "Write the request again.",
            Self::NotAsked => "Choose the answer to a request that this production wrote.",
            Self::OtherNonce => {
                "Choose the answer to the newest request, or carry that request to the authority again."
            }
            Self::Twice => "Nothing is left to be done.",
        }
    }
}

/// A request that was written.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Asked {
    /// What was asked.
    pub what: AnchorRequested,
    /// When that was recorded, by the laptop's clock.
    pub at: UtcMillis,
}

/// An answer that was brought in.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Anchored {
    /// What was answered.
    pub what: AnchorReceived,
    /// When that was recorded, by the laptop's clock.
    pub at: UtcMillis,
}

/// The signed texts of this log, what was asked over them, and what was answered.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Anchors {
    texts: BTreeMap<u64, (StatementKind, Digest)>,
    asked: Vec<Asked>,
    received: Vec<Anchored>,
}

impl Anchors {
    pub(super) fn completed(&mut self, completed: &StatementCompleted, kind: StatementKind) {
        self.texts.insert(completed.statement, (kind, completed.text));
    }

    pub(super) fn apply(&mut self, event: &Event, at: UtcMillis) {
        if let Event::AnchorRequested(what) = event {
            self.asked.push(Asked { what: what.clone(), at });
        } else if let Event::AnchorReceived(what) = event {
            self.received.push(Anchored { what: what.clone(), at });
        }
    }

    /// The newest signed text: the number of its statement, what sort, and its SHA-256.
    #[must_use]
    pub fn newest(&self) -> Option<(u64, StatementKind, Digest)> {
        let (statement, (kind, text)) = self.texts.last_key_value()?;
        Some((*statement, *kind, *text))
    }

    /// What sort a completed statement is, and the SHA-256 of its text.
    #[must_use]
    pub fn text(&self, statement: u64) -> Option<(StatementKind, Digest)> {
        self.texts.get(&statement).copied()
    }

    /// The requests, in order.
    #[must_use]
    pub fn asked(&self) -> &[Asked] {
        &self.asked
    }

    /// The answers, in order.
    #[must_use]
    pub fn received(&self) -> &[Anchored] {
        &self.received
    }

    /// The newest request over a statement that nobody has answered.
    #[must_use]
    pub fn open(&self, statement: u64) -> Option<&Asked> {
        let answered =
            |one: &Asked| self.received.iter().any(|got| got.what.request == one.what.request);
        let newest = self.asked.iter().rev().find(|one| one.what.statement == statement);
        newest.filter(|one| !answered(one))
    }

    /// What speaks against a request.
    pub(super) fn against_request(&self, what: &AnchorRequested) -> Option<AnchorFault> {
        match self.text(what.statement) {
            None if self.texts.is_empty() => Some(AnchorFault::NothingSigned),
            None => Some(AnchorFault::NotCompleted(what.statement)),
            Some((_, text)) if text != what.text => Some(AnchorFault::NotItsText),
            Some(_) => None,
        }
    }

    /// What speaks against an answer, by the lines alone.
    pub(super) fn against_answer(&self, what: &AnchorReceived) -> Option<AnchorFault> {
        let asked = self.asked.iter().find(|one| one.what.request == what.request);
        match asked {
            Some(asked) if asked.what.statement == what.statement => {
                let twice = self.received.iter().any(|one| one.what.response == what.response);
                twice.then_some(AnchorFault::Twice)
            }
            Some(_) | None => Some(AnchorFault::NotAsked),
        }
    }

    /// The request that a token answers.
    ///
    /// # Errors
    ///
    /// When it answers none.
    pub(super) fn answered(&self, token: &anchor::Token) -> Result<&AnchorRequested, AnchorFault> {
        let mut over_it =
            self.asked.iter().rev().filter(|one| one.what.text.0 == token.imprint()).peekable();
        if over_it.peek().is_none() {
            return Err(AnchorFault::NotAsked);
        }
        let answers = |one: &&Asked| {
            let nonce = u64::from_be_bytes(one.what.nonce.0);
            token.answers(&anchor::Request { text: one.what.text.0, nonce }).is_ok()
        };
        over_it.find(answers).map(|one| &one.what).ok_or(AnchorFault::OtherNonce)
    }
}

impl Production {
    /// Times from an authority over the signed texts of this log.
    #[must_use]
    pub fn anchors(&self) -> &Anchors {
        &self.anchors
    }
}
