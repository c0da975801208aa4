//! Several texts read together: lists with their units, overlays against their lists, and what is wrong in each.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::draft::{self, Name};
use super::file::File;
use super::model::{Checklist, Source};
use super::overlay::Overlay;
use super::read;
use super::shelf::{Shelf, Shelved};
use super::unit::Unit;
use crate::source::{At, Code, Mistake, Mistakes, Table, hint, load};
use crate::terms::Digest;

/// One file of a [`Set`], read.
#[derive(Clone, Debug)]
pub enum Content {
    /// A list, put together with its units.
    List(Arc<Checklist>),
    /// A unit.
    Unit(Arc<Unit>),
    /// An overlay; it fits every list of the set that it is for.
    Overlay(Arc<Overlay>),
    /// It has mistakes: all of them, in the order of their places.
    Mistaken(Vec<Mistake>),
}

/// Why overlays cannot be applied to a list together.
#[derive(Clone, Debug)]
pub struct NotTogether {
    /// The overlay that does not fit.
    pub overlay: Arc<Overlay>,
    /// What is wrong in it, against this list.
    pub mistakes: Vec<Mistake>,
}

/// Texts that were read together, in the order they were given.
#[derive(Clone, Debug, Default)]
pub struct Set {
    files: Vec<(Source, Content)>,
    shelf: Shelf,
}

impl Set {
    /// Reads `texts`, each with the name that messages call it by. Of the same bytes given twice the first is read.
    #[must_use]
    pub fn read<'t>(texts: impl IntoIterator<Item = (&'t str, &'t str)>) -> Self {
        let drafts = drafts(texts);
        let mut set = Self::of(&drafts);
        // A list with mistakes is still there to be named.
        let ids: Vec<&str> = drafts
            .iter()
            .filter(|draft| matches!(draft.file, Some(File::List(_))))
            .filter_map(|draft| Some(draft.named()?.1.value.as_str()))
            .collect();
        set.check_overlays(&ids);
        set
    }

    /// The list of those bytes out of `texts`, with the units and exactly these overlays among them: what a run was begun
    /// with. Whether an overlay fits other lists, which may be others by now, is not asked. `None` where a text is missing
    /// or has mistakes.
    #[must_use]
    pub fn again<'t>(
        texts: impl IntoIterator<Item = (&'t str, &'t str)>,
        list: Digest,
        overlays: &[Digest],
    ) -> Option<Checklist> {
        let set = Self::of(&drafts(texts));
        let list = set.lists().find(|one| one.source.sha256 == list)?;
        let known = set.overlays();
        let found: Option<Vec<Arc<Overlay>>> = overlays
            .iter()
            .map(|sha256| known.iter().find(|one| one.source.sha256 == *sha256))
            .map(|overlay| overlay.map(|one| Arc::clone(one)))
            .collect();
        set.tightened(list, &found?).ok()
    }

    /// Each of them by itself and with the units it names.
    fn of(drafts: &[Draft]) -> Self {
        let mut reader = Reader::of(drafts);
        let units = std::mem::take(&mut reader.read);
        let mut set = Self { files: Vec::new(), shelf: reader.shelf };
        for draft in drafts {
            let content = draft.content(&set.shelf, &units);
            set.files.push((draft.source.clone(), content));
        }
        set
    }

    /// The same set with `text` in place of the file `name`, or beside the others: what it would say of all of them.
    #[must_use]
    pub fn with_text(&self, name: &str, text: &str) -> Self {
        let mut texts: Vec<(&str, &str)> =
            self.files.iter().map(|(file, _)| (file.name.as_str(), &*file.text)).collect();
        match texts.iter_mut().find(|(known, _)| *known == name) {
            Some(file) => file.1 = text,
            None => texts.push((name, text)),
        }
        Self::read(texts)
    }

    /// Every file in the order it was given.
    pub fn files(&self) -> impl Iterator<Item = (&Source, &Content)> {
        self.files.iter().map(|(source, content)| (source, content))
    }

    /// The files with mistakes.
    pub fn mistaken(&self) -> impl Iterator<Item = (&Source, &[Mistake])> {
        self.files.iter().filter_map(|(source, content)| match content {
            Content::Mistaken(mistakes) => Some((source, mistakes.as_slice())),
            Content::List(_) | Content::Unit(_) | Content::Overlay(_) => None,
        })
    }

    /// The lists without mistakes.
    pub fn lists(&self) -> impl Iterator<Item = &Arc<Checklist>> {
        self.files.iter().filter_map(|(_, content)| match content {
            Content::List(list) => Some(list),
            Content::Unit(_) | Content::Overlay(_) | Content::Mistaken(_) => None,
        })
    }

    /// The units without mistakes.
    pub fn units(&self) -> impl Iterator<Item = &Arc<Unit>> {
        self.files.iter().filter_map(|(_, content)| match content {
            Content::Unit(unit) => Some(unit),
            Content::List(_) | Content::Overlay(_) | Content::Mistaken(_) => None,
        })
    }

    /// The overlays without mistakes, in the order in which they are applied.
    #[must_use]
    pub fn overlays(&self) -> Vec<&Arc<Overlay>> {
        let mut all: Vec<&Arc<Overlay>> = self
            .files
            .iter()
            .filter_map(|(_, content)| match content {
                Content::Overlay(overlay) => Some(overlay),
                Content::List(_) | Content::Unit(_) | Content::Mistaken(_) => None,
            })
            .collect();
        all.sort_by(|a, b| (a.id.as_str(), a.rev).cmp(&(b.id.as_str(), b.rev)));
        all
    }

    /// The list with overlays applied to it one after another, in ascending order of their ids.
    ///
    /// # Errors
    ///
    /// With the first overlay that does not fit, and what is wrong in it.
    pub fn tightened(
        &self,
        list: &Checklist,
        overlays: &[Arc<Overlay>],
    ) -> Result<Checklist, NotTogether> {
        let mut overlays = overlays.to_vec();
        overlays.sort_by(|a, b| (a.id.as_str(), a.rev).cmp(&(b.id.as_str(), b.rev)));
        overlays.iter().try_fold(list.clone(), |list, overlay| {
            read::apply(&list, overlay, &self.shelf)
                .map_err(|mistakes| NotTogether { overlay: Arc::clone(overlay), mistakes })
        })
    }

    /// An overlay is right when it fits every list that it is for.
    fn check_overlays(&mut self, ids: &[&str]) {
        let lists: Vec<Arc<Checklist>> = self.lists().cloned().collect();
        let mut faults = Vec::new();
        for (at, (_, content)) in self.files.iter().enumerate() {
            let Content::Overlay(overlay) = content else { continue };
            let mut mistakes = Mistakes::new();
            named(overlay, &lists, ids, &mut mistakes);
            for mistake in against(overlay, &lists, &self.shelf) {
                mistakes.tell(mistake);
            }
            if !mistakes.is_empty() {
                faults.push((at, mistakes.into_sorted()));
            }
        }
        for (at, mistakes) in faults {
            if let Some((_, content)) = self.files.get_mut(at) {
                *content = Content::Mistaken(mistakes);
            }
        }
    }
}

/// What an overlay names must be there: its lists, and the roles that it tightens in one of them at least.
fn named(overlay: &Overlay, lists: &[Arc<Checklist>], known: &[&str], mistakes: &mut Mistakes) {
    let adds = overlay.draft.add.iter().flatten().flat_map(|add| add.value.on.iter().flatten());
    // Steps for a list that the overlay is not for would be asked nowhere.
    let is_for =
        |name: &str| overlay.on.is_empty() || overlay.on.iter().any(|on| on.as_str() == name);
    for name in adds.clone().filter(|name| known.contains(&name.value.as_str())) {
        if !is_for(&name.value) {
            let found = format!("this overlay is not for {:?}", name.value);
            let told = Mistake::new(Code::UnknownName, name.span, found);
            mistakes.tell(told.mend("name it in on: of the overlay too"));
        }
    }
    let all: Vec<&Name> = overlay.draft.on.iter().flatten().chain(adds).collect();
    for name in all.into_iter().filter(|name| !known.contains(&name.value.as_str())) {
        let told = Mistake::new(
            Code::UnknownName,
            name.span,
            format!("there is no list {:?}", name.value),
        );
        mistakes.tell(told.mend(hint(&name.value, known)));
    }
    let own = |name: &str| {
        overlay.draft.roles.iter().flat_map(Table::iter).any(|(known, _)| known.value == name)
    };
    for (name, _) in overlay.draft.tighten.iter().flat_map(Table::iter) {
        let there = lists.iter().any(|list| list.role_named(&name.value).is_some());
        if overlay.on.is_empty() && !there && !own(&name.value) {
            let found = format!("no list has a role {:?}", name.value);
            mistakes
                .tell(Mistake::new(Code::UnknownName, name.span, found).mend("correct its name"));
        }
    }
}

/// What is wrong in an overlay against the lists that it is for; what is not wrong against all of them says against which.
fn against(overlay: &Overlay, lists: &[Arc<Checklist>], shelf: &Shelf) -> Vec<Mistake> {
    let mut told: Vec<(Mistake, Vec<&str>)> = Vec::new();
    let mut count = 0_usize;
    for list in lists.iter().filter(|list| overlay.is_for(list)) {
        count = count.saturating_add(1);
        let Err(mistakes) = read::apply(list, overlay, shelf) else { continue };
        for mistake in mistakes {
            match told.iter_mut().find(|(known, _)| *known == mistake) {
                Some((_, of)) => of.push(list.id.as_str()),
                None => told.push((mistake, vec![list.id.as_str()])),
            }
        }
    }
    let of_some = |(mistake, of): (Mistake, Vec<&str>)| {
        if of.len() == count {
            return mistake;
        }
        Mistake { found: format!("on {}: {}", of.join(", "), mistake.found), ..mistake }
    };
    told.into_iter().map(of_some).collect()
}

/// Syntax and shape of each text; of the same bytes given twice the first.
fn drafts<'t>(texts: impl IntoIterator<Item = (&'t str, &'t str)>) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    for (name, text) in texts {
        let source = Source::of(name, text);
        if drafts.iter().all(|known| known.source.sha256 != source.sha256) {
            let mut mistakes = Mistakes::new();
            let file = load(text, &mut mistakes);
            let mut draft = Draft { source, file, mistakes };
            draft.doubled(&drafts);
            drafts.push(draft);
        }
    }
    drafts
}

/// A text whose syntax and shape are read.
struct Draft {
    source: Source,
    file: Option<File>,
    mistakes: Mistakes,
}

impl Draft {
    /// Its sort, its id and its revision, where they could be read.
    fn named(&self) -> Option<(&'static str, &Name, &At<u32>)> {
        let (sort, id, rev) = match self.file.as_ref()? {
            File::List(list) => ("list", &list.id, &list.rev),
            File::Unit(unit) => ("unit", &unit.id, &unit.rev),
            File::Overlay(overlay) => ("overlay", &overlay.id, &overlay.rev),
        };
        Some((sort, id.as_ref()?, rev.as_ref()?))
    }

    /// Tells that another file has its id and its revision: nobody could tell which of the two is meant.
    fn doubled(&mut self, before: &[Self]) {
        let Some((sort, id, rev)) = self.named() else { return };
        let other = before.iter().find(|other| {
            other.named().is_some_and(|(other_sort, other_id, other_rev)| {
                (other_sort, &other_id.value, other_rev.value) == (sort, &id.value, rev.value)
            })
        });
        if let Some(other) = other {
            let found =
                format!("{} is revision {} of {:?} too", other.source.name, rev.value, id.value);
            let told = Mistake::new(Code::DoubledName, rev.span, found);
            self.mistakes.tell(told.mend("raise rev:, or take another id"));
        }
    }

    fn content(&self, shelf: &Shelf, units: &Units) -> Content {
        let mistakes = self.mistakes.clone();
        match &self.file {
            Some(File::List(list)) => match read::list(list, &self.source, shelf, mistakes) {
                Ok(list) => Content::List(Arc::new(list)),
                Err(mistakes) => Content::Mistaken(mistakes),
            },
            Some(File::Unit(_)) => match units.get(&self.source.sha256) {
                Some(Ok(unit)) => Content::Unit(Arc::clone(unit)),
                Some(Err(mistakes)) => Content::Mistaken(mistakes.clone()),
                None => Content::Mistaken(mistakes.into_sorted()),
            },
            Some(File::Overlay(overlay)) => match read::overlay(overlay, &self.source, mistakes) {
                Ok(overlay) => Content::Overlay(Arc::new(overlay)),
                Err(mistakes) => Content::Mistaken(mistakes),
            },
            None => Content::Mistaken(mistakes.into_sorted()),
        }
    }
}

/// The longest chain of units that is read from its end; it is far longer than one that is taken.
const CHAIN: usize = 64;

/// Every unit as it was read, by its bytes.
type Units = BTreeMap<Digest, Result<Arc<Unit>, Vec<Mistake>>>;

/// Reads units before the files that use them.
struct Reader<'d> {
    drafts: BTreeMap<Digest, (&'d Source, &'d draft::Checklist, &'d Mistakes)>,
    shelf: Shelf,
    read: Units,
}

impl<'d> Reader<'d> {
    fn of(drafts: &'d [Draft]) -> Self {
        let mut reader =
            Self { drafts: BTreeMap::new(), shelf: Shelf::default(), read: BTreeMap::new() };
        for Draft { source, file, mistakes } in drafts {
            let Some(File::Unit(unit)) = file else { continue };
            reader.drafts.insert(source.sha256, (source, unit, mistakes));
            if let Some(id) = &unit.id {
                reader.shelf.announce(&id.value, used(unit).filter_map(|(id, _)| id));
            }
        }
        let all: Vec<Digest> = reader.drafts.keys().copied().collect();
        let mut open = Vec::new();
        for sha256 in all {
            reader.read(sha256, &mut open);
        }
        reader
    }

    fn read(&mut self, sha256: Digest, open: &mut Vec<Digest>) {
        let Some((source, unit, mistakes)) = self.drafts.get(&sha256).copied() else { return };
        if self.read.contains_key(&sha256) || open.contains(&sha256) || open.len() > CHAIN {
            return;
        }
        open.push(sha256);
        for below in used(unit).filter_map(|(_, sha256)| sha256) {
            self.read(below, open);
        }
        open.pop();
        let read = read::unit(unit, source, &self.shelf, mistakes.clone()).map(Arc::new);
        if let (Some(id), Some(rev)) = (&unit.id, &unit.rev) {
            let shelved = Shelved {
                name: source.name.clone(),
                id: id.value.clone(),
                rev: rev.value,
                unit: read.as_ref().ok().cloned(),
            };
            self.shelf.put(sha256, shelved);
        }
        self.read.insert(sha256, read);
    }
}

/// The ids and the bytes that a file names in `uses`.
fn used(list: &draft::Checklist) -> impl Iterator<Item = (Option<String>, Option<Digest>)> {
    list.uses.iter().flat_map(Table::iter).map(|(_, used)| {
        let id = used.value.id.as_ref().map(|id| id.value.clone());
        let sha256 = used.value.sha256.as_ref().and_then(|sha256| sha256.value.parse().ok());
        (id, sha256)
    })
}
