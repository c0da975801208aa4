//! Reading without a pen: a verified record folded for the screen, and the checklists at hand.

use std::path::Path;
use std::sync::Arc;

use super::opening::fold;
use crate::checklist::Set;
use crate::production::{Library, Names};
use crate::review::{Evidence, Page, review};
use crate::session::host::{Record, Review};
use crate::session::ports::PortError;
use crate::session::shelf::Kept;
use crate::verify::{Checked, Files, Verified};

impl Record {
    /// A verified record of a folder, whose files are given too, as a screen shows it; `why` says why it is only read.
    ///
    /// # Errors
    ///
    /// When a line says what no writer of this program could have written there.
    pub fn of(
        verified: Verified,
        (folder, files): (&Path, &Files<'_>),
        why: &PortError,
        library: &Arc<Library>,
    ) -> Result<Self, PortError> {
        let state = Arc::new(fold(&verified)?);
        let library = Kept::of(&state, files).taken_up(library, &state);
        let mut names = Names::default();
        for (object, name) in verified.names() {
            names.add(*object, name.clone());
        }
        Ok(Self {
            folder: folder.to_owned(),
            why: why.what.clone(),
            remedy: why.remedy.clone(),
            continues: None,
            state,
            names,
            library,
            verified,
        })
    }
}

impl Review {
    /// What a check of `path` gave, and what the record shows.
    #[must_use]
    pub fn of(path: &Path, checked: &Checked) -> Self {
        Self { path: path.to_owned(), findings: checked.findings().clone(), page: page(checked) }
    }
}

/// What a checked record shows; `None` where nothing can be read.
#[must_use]
pub fn page(checked: &Checked) -> Option<Box<Page>> {
    let evidence = Evidence::of(checked)?;
    Some(Box::new(Page::of(&review(&evidence), &evidence)))
}

/// The checklists in these texts, each with its file's name, put together with the units among them; what is wrong in the
/// others stands in [`Library::set`].
#[must_use]
pub fn lists(texts: &[(String, String)]) -> Library {
    Library::of_set(Set::read(texts.iter().map(|(name, text)| (name.as_str(), text.as_str()))))
}
