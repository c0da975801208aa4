//! Overlays: local rules that tighten a list, and signed deviations, the one legal way to loosen one.

use super::file;
use super::model::{Change, Checklist, Input, Part, Source, Status};
use crate::terms::{ItemKind, StepId};

/// A file of rules that are applied to lists; what it does to one is checked against that one.
#[derive(Clone, Debug)]
pub struct Overlay {
    /// Its permanent name; overlays apply in ascending order of it.
    pub id: StepId,
    /// Its revision; only grows.
    pub rev: u32,
    /// Whether it may be used.
    pub status: Status,
    /// The language that it is written in.
    pub lang: String,
    /// What people call it.
    pub title: String,
    /// One sentence on when it applies.
    pub purpose: String,
    /// The place whose rules it says, such as `US-CA`.
    pub place: Option<String>,
    /// The lists that it applies to; every list where it names none.
    pub on: Vec<StepId>,
    /// The kinds of the item that a run is about; every kind where it names none.
    pub kinds: Vec<ItemKind>,
    /// What it deviates from, where it loosens; it is applied only while that is signed.
    pub deviates: Option<Deviation>,
    /// What changed from revision to revision.
    pub changes: Vec<Change>,
    /// The bytes that it was read from.
    pub source: Source,
    pub(super) draft: Box<file::Overlay>,
}

/// What a deviation says of itself.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Deviation {
    /// What is done otherwise.
    pub what: String,
    /// Why.
    pub why: String,
    /// The last day on which it holds: `2026-12-31`.
    pub until: String,
}

impl Overlay {
    /// Whether it applies to runs of a list.
    #[must_use]
    pub fn is_for(&self, list: &Checklist) -> bool {
        let named = self.on.is_empty() || self.on.contains(&list.id);
        let about = list.subject().and_then(|at| list.inputs.get(at.position()));
        let of_kind = match about {
            Some(Input::Item { kinds, .. }) => kinds.iter().any(|kind| self.suits(Some(*kind))),
            Some(Input::Pick { .. } | Input::Text { .. } | Input::Number { .. }) | None => {
                self.suits(None)
            }
        };
        named && of_kind
    }

    /// Whether it applies to runs about an item of that kind.
    #[must_use]
    pub fn suits(&self, kind: Option<ItemKind>) -> bool {
        self.kinds.is_empty() || kind.is_some_and(|kind| self.kinds.contains(&kind))
    }

    /// It as a part of a list.
    pub(super) fn part(&self) -> Part {
        Part { id: self.id.clone(), rev: self.rev, source: self.source.clone() }
    }
}
