//! All that is neither state nor command; nothing else may influence a decision.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::checklist::{Checklist, Status};
use crate::event::{Entry, Event, Events};
use crate::terms::{Digest, PersonId, Stamp};

/// What a decision is made with.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// Now.
    pub now: &'a Stamp,
    /// When the step that is being answered came up on the screen.
    pub opened: Option<&'a Stamp>,
    /// The person at the keyboard.
    pub seat: Option<PersonId>,
    /// Random bits; a counter in tests.
    pub fresh: Fresh,
    /// How many lines the log holds.
    pub size: u64,
    /// Minutes from UTC.
    pub offset: i32,
    /// Whether the production wants signatures at the moment.
    pub signing: Signing,
    /// The checklists at hand.
    pub library: &'a Library,
    /// The people's names.
    pub names: &'a Names,
}

/// When people sign.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Signing {
    /// Once, at a break or wrap, over the sheet of what they saw.
    #[default]
    Sheet,
    /// Over each run, before anything is declared.
    AtTheMoment,
}

/// Random bits for one decision.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Fresh(pub [u64; 4]);

/// The checklists at hand, by the SHA-256 of their bytes.
#[derive(Clone, Debug, Default)]
pub struct Library(BTreeMap<Digest, Arc<Checklist>>);

impl Library {
    /// Adds a list.
    pub fn add(&mut self, list: Checklist) {
        self.0.insert(list.source.sha256, Arc::new(list));
    }

    /// The list of those bytes.
    #[must_use]
    pub fn get(&self, sha256: Digest) -> Option<&Checklist> {
        self.0.get(&sha256).map(Arc::as_ref)
    }

    /// The list of that id with the highest revision; one that may be used goes before a draft.
    #[must_use]
    pub fn named(&self, id: &str) -> Option<&Checklist> {
        let mine = self.lists().filter(|list| list.id.as_str() == id);
        mine.max_by_key(|list| (list.status == Status::Released, list.rev))
    }

    /// The lists that are offered: of each id the highest revision that may be used, and in a drill the drafts too.
    pub fn offered(&self, drill: bool) -> impl Iterator<Item = &Checklist> {
        let newest = |list: &Checklist| {
            let found = self.named(list.id.as_str());
            found.is_some_and(|found| found.source.sha256 == list.source.sha256)
        };
        self.lists().filter(move |list| match list.status {
            Status::Released => newest(list),
            Status::Draft => drill,
            Status::Retired => false,
        })
    }

    /// The same with those lists of `older` that are in use.
    #[must_use]
    pub fn keeping(&self, older: &Self, used: impl Iterator<Item = Digest>) -> Self {
        let mut all = self.clone();
        for digest in used {
            if let Some(list) = older.0.get(&digest) {
                all.0.entry(digest).or_insert_with(|| Arc::clone(list));
            }
        }
        all
    }

    /// Every list, by title.
    pub fn lists(&self) -> impl Iterator<Item = &Checklist> {
        let mut all: Vec<&Checklist> = self.0.values().map(Arc::as_ref).collect();
        all.sort_by(|a, b| (&a.title, a.rev).cmp(&(&b.title, b.rev)));
        all.into_iter()
    }
}

/// The people's names: they stand in sealed objects, never in the state.
#[derive(Clone, Debug, Default)]
pub struct Names(BTreeMap<Digest, String>);

impl Names {
    /// Adds the name that a sealed object holds.
    pub fn add(&mut self, object: Digest, name: String) {
        self.0.insert(object, name);
    }

    /// The name that the object holds; `None` where it is withheld or erased.
    #[must_use]
    pub fn get(&self, object: Digest) -> Option<&str> {
        self.0.get(&object).map(String::as_str)
    }
}

/// What a command becomes: one line, all of it or nothing.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Decision {
    /// The line.
    pub entry: Entry,
    /// Whether it closes its segment.
    pub end: bool,
    /// Objects that must be durable before the line that names them, by digest.
    pub objects: Vec<Digest>,
}

impl Decision {
    /// A line of a few events, which therefore fits.
    pub(super) fn new(events: Vec<Event>, cx: &Context<'_>) -> Option<Self> {
        let ev = Events::try_from(events).ok()?;
        Some(Self {
            entry: Entry { t: cx.now.wall, up: cx.now.up, seat: cx.seat, ev },
            end: false,
            objects: Vec::new(),
        })
    }
}
