//! What of the private objects is still kept: which there are, for how long, which were erased, and the evidence hold that
//! forbids erasing.

mod term;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use term::{Kept, LONGEST_TERM, Of, Term};

use crate::event::Event;
use crate::production::state::Production;
use crate::terms::{Digest, ItemId, PersonId, Private, Stamp, UtcMillis};

/// An evidence hold that stands: nothing of the production may be erased.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Hold {
    /// Why.
    pub why: String,
    /// Who placed it.
    pub by: PersonId,
    /// When.
    pub at: Stamp,
}

/// Why nothing is erased, or no hold placed or lifted.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum KeepingFault {
    /// A hold stands.
    #[error("an evidence hold stands, and while it does nothing is erased")]
    OnHold,
    /// There is one already.
    #[error("an evidence hold stands already")]
    HoldStands,
    /// There is none.
    #[error("no evidence hold stands")]
    NoHold,
    /// It was erased before.
    #[error("this was erased already")]
    Erased,
    /// Only private objects and names are ever erased.
    #[error("the log names no private object with these bytes")]
    NotPrivate,
    /// No number of days that a term may have.
    #[error("a term is between 1 and {LONGEST_TERM} days")]
    Term,
    /// It is so already.
    #[error("it is kept just so long already")]
    SameTerm,
}

impl KeepingFault {
    /// What to do instead.
    #[must_use]
    pub fn remedy(self) -> &'static str {
        match self {
            Self::OnHold => "Ask whoever placed the hold, and lift it first, under Private.",
            Self::HoldStands => "Nothing more is needed: it holds everything.",
            Self::Term => {
                "Enter a number of days, or say that it is kept until somebody says otherwise."
            }
            Self::NoHold | Self::Erased | Self::SameTerm => "Nothing is left to be done.",
            Self::NotPrivate => "Choose it again from what is shown.",
        }
    }
}

/// The private objects and the hold, as the lines so far tell them.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Keeping {
    hold: Option<Hold>,
    /// Every private object that a line names, and what it is of; names of people are not among them.
    private: Arc<BTreeMap<Digest, Of>>,
    /// The objects that hold, or held, somebody's name.
    names: Arc<BTreeMap<PersonId, Vec<Digest>>>,
    erased: Arc<BTreeSet<Digest>>,
    /// The particulars that an item has or had, the newest last.
    particulars: Arc<BTreeMap<ItemId, Vec<Digest>>>,
    /// The details that are or were known of a person, the newest last.
    details: Arc<BTreeMap<PersonId, Vec<Digest>>>,
    /// How long what is kept.
    terms: BTreeMap<Private, Term>,
    /// The latest clock of any line of work.
    worked: Option<UtcMillis>,
}

impl Keeping {
    pub(super) fn apply(&mut self, event: &Event, at: &Stamp) {
        self.worked(event, at);
        if let Event::HoldPlaced(placed) = event {
            self.hold = Some(Hold { why: placed.why.clone(), by: placed.by, at: at.clone() });
        } else if let Event::HoldLifted(_) = event {
            self.hold = None;
        } else if let Event::PersonAdded(added) = event {
            self.name(added.person, added.name);
            self.reach(added.person, added.details);
        } else if let Event::PersonDetails(said) = event {
            self.reach(said.person, Some(said.details));
        } else if let Event::PersonNamed(named) = event {
            self.name(named.person, named.name);
        } else if let Event::ItemAdded(added) = event {
            self.keep(added.particulars, Of::Item(added.item));
            self.describe(added.item, added.particulars);
        } else if let Event::ItemParticulars(said) = event {
            self.keep([said.particulars], Of::Item(said.item));
            self.describe(said.item, Some(said.particulars));
        } else if let Event::RunAnswered(answered) = event {
            let objects = answered.replies.iter().filter_map(|reply| reply.object);
            self.keep(objects, Of::Photo(answered.run));
        } else if let Event::PhotoAdded(photo) = event {
            let of = photo.item.map_or(Of::CardPhoto(photo.card), Of::ItemPhoto);
            self.keep([photo.object], of);
        } else if let Event::RunAcknowledged(said) = event {
            self.keep([said.name], Of::Keyless(said.run));
        } else if let Event::KeepTerm(term) = event {
            self.terms.insert(term.what, Term { days: term.days, by: term.by });
        } else if let Event::ObjectErased(erased) = event {
            Arc::make_mut(&mut self.erased).insert(erased.sha256);
        }
    }

    fn keep(&mut self, objects: impl IntoIterator<Item = Digest>, of: Of) {
        for object in objects {
            Arc::make_mut(&mut self.private).entry(object).or_insert(of);
        }
    }

    fn name(&mut self, person: PersonId, name: Digest) {
        Arc::make_mut(&mut self.names).entry(person).or_default().push(name);
    }

    fn reach(&mut self, person: PersonId, details: Option<Digest>) {
        self.keep(details, Of::Details(person));
        if let Some(details) = details {
            Arc::make_mut(&mut self.details).entry(person).or_default().push(details);
        }
    }

    fn describe(&mut self, item: ItemId, particulars: Option<Digest>) {
        if let Some(particulars) = particulars {
            Arc::make_mut(&mut self.particulars).entry(item).or_default().push(particulars);
        }
    }

    /// An object and, where it is the particulars of an item or the details of a person, all that they ever had, as far as they
    /// are not erased: a corrected serial number is as private as the right one.
    pub(super) fn with_versions(&self, object: Digest) -> Vec<Digest> {
        let all = self.particulars.values().chain(self.details.values());
        let all = all.into_iter().find(|all| all.contains(&object));
        let mut versions: BTreeSet<Digest> = all.into_iter().flatten().copied().collect();
        versions.insert(object);
        versions.into_iter().filter(|one| !self.erased.contains(one)).collect()
    }

    /// The objects with somebody's name that are not erased.
    pub(super) fn names_of(&self, person: PersonId) -> impl Iterator<Item = Digest> {
        let all = self.names.get(&person).into_iter().flatten().copied();
        all.filter(|name| !self.erased.contains(name))
    }

    /// Why an object may not be erased.
    pub(super) fn against(&self, object: Digest) -> Option<KeepingFault> {
        if self.hold.is_some() {
            Some(KeepingFault::OnHold)
        } else if self.erased.contains(&object) {
            Some(KeepingFault::Erased)
        } else if !self.private.contains_key(&object) {
            Some(KeepingFault::NotPrivate)
        } else {
            None
        }
    }
}

impl Production {
    /// The evidence hold that stands.
    #[must_use]
    pub fn hold(&self) -> Option<&Hold> {
        self.keeping.hold.as_ref()
    }

    /// Every private object that a line names, erased or not; names of people are not among them.
    pub fn private_objects(&self) -> impl Iterator<Item = Digest> {
        self.keeping.private.keys().copied()
    }

    /// The objects that were erased by the record; their bytes may not have gone yet.
    #[must_use]
    pub fn erased(&self) -> &BTreeSet<Digest> {
        &self.keeping.erased
    }

    /// Whether somebody's name was erased.
    #[must_use]
    pub fn name_was_erased(&self, person: PersonId) -> bool {
        let all = self.keeping.names.get(&person);
        all.is_some_and(|all| all.iter().any(|name| self.keeping.erased.contains(name)))
    }
}
