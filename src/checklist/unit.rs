//! Units: steps that several lists include, each by the SHA-256 of its exact bytes.

use super::model::{Checklist, Part};
use crate::terms::StepId;

/// The most units that stand inside each other.
pub(super) const DEEPEST: u8 = 4;

/// A file of steps that lists include; it declares nothing and has no validity.
#[derive(Clone, Debug)]
pub struct Unit {
    pub(super) list: Checklist,
    /// How deep units stand inside each other in it: 1 where it uses none.
    pub(super) depth: u8,
}

impl Unit {
    /// Its permanent name.
    #[must_use]
    pub fn id(&self) -> &StepId {
        &self.list.id
    }

    /// Its steps and all that belongs to them, as a list of their own: for reading it, never for a run.
    #[must_use]
    pub fn as_list(&self) -> &Checklist {
        &self.list
    }

    /// It as a part of a list.
    pub(super) fn part(&self) -> Part {
        let Checklist { id, rev, source, .. } = &self.list;
        Part { id: id.clone(), rev: *rev, source: source.clone() }
    }
}
