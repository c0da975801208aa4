//! All that is neither state nor command; nothing else may influence a decision.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::checklist::{Checklist, Overlay, Set, Source, Status};
use crate::event::{Entry, Event, Events};
use crate::run::Run;
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

impl Fresh {
    /// The bits that decide what is drawn; the first of them make identifiers.
    #[must_use]
    pub fn seed(self) -> u64 {
        let Self([_, _, _, seed]) = self;
        seed
    }
}

/// The checklists at hand, by the SHA-256 of their bytes and of the overlays that are applied to them.
#[derive(Clone, Debug, Default)]
pub struct Library {
    lists: BTreeMap<Digest, Arc<Checklist>>,
    /// Those with overlays, by the list and the overlays in order.
    tightened: BTreeMap<(Digest, Vec<Digest>), Arc<Checklist>>,
    /// Those with translations, in each of their languages but their own.
    spoken: BTreeMap<(Digest, Vec<Digest>, String), Arc<Checklist>>,
    /// All the files at hand, those with mistakes among them.
    set: Arc<Set>,
    /// Revisions that are put up for approval before they are released; they are at hand, and never offered.
    candidates: BTreeMap<Digest, Arc<Checklist>>,
    /// What runs are led through whose files are others by now; nothing begins from it.
    held: BTreeMap<(Digest, Vec<Digest>), Arc<Checklist>>,
}

impl Library {
    /// The lists of these files.
    #[must_use]
    pub fn of_set(set: Set) -> Self {
        let mut library = Self::default();
        for list in set.lists() {
            library.put(Arc::clone(list));
        }
        library.set = Arc::new(set);
        library
    }

    /// All the files at hand: units and overlays too, and what is wrong in each.
    #[must_use]
    pub fn set(&self) -> &Set {
        &self.set
    }

    /// The same, to be kept.
    #[must_use]
    pub fn files(&self) -> Arc<Set> {
        Arc::clone(&self.set)
    }

    /// Adds a list.
    pub fn add(&mut self, list: Checklist) {
        self.put(Arc::new(list));
    }

    fn put(&mut self, list: Arc<Checklist>) {
        let (sha256, overlays) = self.speak(&list);
        if overlays.is_empty() {
            self.lists.insert(sha256, list);
        } else {
            self.tightened.insert((sha256, overlays), list);
        }
    }

    /// Has a list at hand in its other languages; its bytes and those of the overlays that are applied to it.
    fn speak(&mut self, list: &Checklist) -> (Digest, Vec<Digest>) {
        let overlays = list.overlays.iter().map(|overlay| overlay.source.sha256);
        let (sha256, overlays) = (list.source.sha256, overlays.collect::<Vec<Digest>>());
        for lang in list.languages().into_iter().skip(1) {
            let key = (sha256, overlays.clone(), lang.to_owned());
            self.spoken.insert(key, Arc::new(list.speaking(lang)));
        }
        (sha256, overlays)
    }

    /// The list of those bytes, with no overlay applied to it.
    #[must_use]
    pub fn get(&self, sha256: Digest) -> Option<&Checklist> {
        self.lists.get(&sha256).or_else(|| self.candidates.get(&sha256)).map(Arc::as_ref)
    }

    /// Has a revision at hand for those who approve it, before it is one of the lists.
    pub fn put_up(&mut self, list: Arc<Checklist>) {
        self.candidates.insert(list.source.sha256, list);
    }

    /// The revisions that are put up for approval and not released yet.
    pub fn candidates(&self) -> impl Iterator<Item = &Arc<Checklist>> {
        self.candidates.values().filter(|list| !self.lists.contains_key(&list.source.sha256))
    }

    /// The list of those bytes with these overlays applied to it, where it was put together.
    #[must_use]
    pub fn with(&self, sha256: Digest, overlays: &[Digest]) -> Option<&Checklist> {
        if overlays.is_empty() {
            return self.get(sha256);
        }
        self.tightened.get(&(sha256, overlays.to_vec())).map(Arc::as_ref)
    }

    /// The list that a run is led through, with the overlays that were applied when it began, in the run's language.
    #[must_use]
    pub fn of(&self, run: &Run) -> Option<&Checklist> {
        let (list, overlays) = (run.list()?, run.overlays());
        let spoken = (list, overlays, run.started().lang.clone());
        if let Some(list) = self.spoken.get(&spoken) {
            return Some(list);
        }
        let (list, overlays, _) = spoken;
        self.with(list, &overlays).or_else(|| self.held.get(&(list, overlays)).map(Arc::as_ref))
    }

    /// Has at hand what runs are led through, for them alone.
    pub fn hold(&mut self, list: Checklist) {
        let key = self.speak(&list);
        self.held.insert(key, Arc::new(list));
    }

    /// The exact bytes of a file at hand: a list, a unit of one, or an overlay.
    #[must_use]
    pub fn source(&self, sha256: Digest) -> Option<&Source> {
        let all =
            self.lists.values().chain(self.candidates.values()).chain(self.tightened.values());
        let mut parts = all.flat_map(|list| list.sources());
        let here = |source: &&Source| source.sha256 == sha256;
        parts.find(here).or_else(|| self.set.files().map(|(source, _)| source).find(here))
    }

    /// The overlay of those bytes.
    #[must_use]
    pub fn overlay(&self, sha256: Digest) -> Option<&Arc<Overlay>> {
        self.set.overlays().into_iter().find(|overlay| overlay.source.sha256 == sha256)
    }

    /// A list with these overlays, put together here where it was not before; `None` where one is not at hand or does not fit.
    #[must_use]
    pub fn together(&self, list: Digest, overlays: &[Digest]) -> Option<Cow<'_, Checklist>> {
        if let Some(list) = self.with(list, overlays) {
            return Some(Cow::Borrowed(list));
        }
        let found: Option<Vec<Arc<Overlay>>> =
            overlays.iter().map(|overlay| self.overlay(*overlay).cloned()).collect();
        self.set.tightened(self.get(list)?, &found?).ok().map(Cow::Owned)
    }

    /// Keeps a list put together with overlays that are at hand; whether they fit.
    pub fn tighten(&mut self, list: Digest, overlays: &[Digest]) -> bool {
        match self.together(list, overlays) {
            Some(Cow::Owned(tightened)) => {
                self.add(tightened);
                true
            }
            Some(Cow::Borrowed(_)) => true,
            None => false,
        }
    }

    /// With more files at hand, each with its name; what was put together stays so.
    #[must_use]
    pub fn with_texts(&self, more: &[(String, String)]) -> Self {
        let files = self.set.files().map(|(source, _)| (source.name.as_str(), &*source.text));
        // Those that were given by themselves are in no set; of the same bytes given twice the first is read.
        let alone = self.lists.values().map(|list| (list.source.name.as_str(), &*list.source.text));
        let more = more.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        let mut library = Self::of_set(Set::read(files.chain(alone).chain(more)));
        for (sha256, list) in &self.lists {
            library.lists.entry(*sha256).or_insert_with(|| Arc::clone(list));
        }
        library.tightened.clone_from(&self.tightened);
        for (key, list) in &self.spoken {
            library.spoken.entry(key.clone()).or_insert_with(|| Arc::clone(list));
        }
        library.candidates.clone_from(&self.candidates);
        library.held.clone_from(&self.held);
        library
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

    /// The same with what `runs` are led through, as `older` has it.
    #[must_use]
    pub fn keeping<'r>(&self, older: &Self, runs: impl Iterator<Item = &'r Run>) -> Self {
        let mut all = self.clone();
        for run in runs {
            let Some(digest) = run.list() else { continue };
            let key = (digest, run.overlays());
            if all.with(key.0, &key.1).is_some() {
                continue;
            }
            let list = older.held.get(&key).map(Arc::as_ref);
            if let Some(list) = list.or_else(|| older.with(key.0, &key.1)) {
                all.hold(list.clone());
            }
        }
        all
    }

    /// Every list, by title.
    pub fn lists(&self) -> impl Iterator<Item = &Checklist> {
        let mut all: Vec<&Checklist> = self.lists.values().map(Arc::as_ref).collect();
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

    /// Forgets what the object holds.
    pub fn remove(&mut self, object: Digest) {
        self.0.remove(&object);
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
