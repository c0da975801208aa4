//! Several texts read together: lists, the units that they include, and what is wrong in each.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::draft;
use super::file::File;
use super::model::{Checklist, Source};
use super::read;
use super::shelf::{Shelf, Shelved};
use super::unit::Unit;
use crate::source::{Mistake, Mistakes, Table, load};
use crate::terms::Digest;

/// One file of a [`Set`], read.
#[derive(Clone, Debug)]
pub enum Content {
    /// A list, put together with its units.
    List(Arc<Checklist>),
    /// A unit.
    Unit(Arc<Unit>),
    /// It has mistakes: all of them, in the order of their places.
    Mistaken(Vec<Mistake>),
}

/// Texts that were read together, in the order they were given.
#[derive(Clone, Debug, Default)]
pub struct Set {
    files: Vec<(Source, Content)>,
}

impl Set {
    /// Reads `texts`, each with the name that messages call it by. Of the same bytes given twice the first is read.
    #[must_use]
    pub fn read<'t>(texts: impl IntoIterator<Item = (&'t str, &'t str)>) -> Self {
        let mut drafts: Vec<Draft> = Vec::new();
        for (name, text) in texts {
            let source = Source::of(name, text);
            if drafts.iter().all(|known| known.source.sha256 != source.sha256) {
                let mut mistakes = Mistakes::new();
                let file = load(text, &mut mistakes);
                drafts.push(Draft { source, file, mistakes });
            }
        }
        let shelf = Reader::of(&drafts).shelf;
        let files = drafts.into_iter().map(|draft| {
            let Draft { source, file, mistakes } = draft;
            let content = match file {
                Some(File::List(list)) => match read::list(&list, &source, &shelf, mistakes) {
                    Ok(list) => Content::List(Arc::new(list)),
                    Err(mistakes) => Content::Mistaken(mistakes),
                },
                Some(File::Unit(unit)) => match read::unit(&unit, &source, &shelf, mistakes) {
                    Ok(unit) => Content::Unit(Arc::new(unit)),
                    Err(mistakes) => Content::Mistaken(mistakes),
                },
                Some(File::Overlay(_)) | None => Content::Mistaken(mistakes.into_sorted()),
            };
            (source, content)
        });
        Self { files: files.collect() }
    }

    /// Every file in the order it was given.
    pub fn files(&self) -> impl Iterator<Item = (&Source, &Content)> {
        self.files.iter().map(|(source, content)| (source, content))
    }

    /// The lists without mistakes.
    pub fn lists(&self) -> impl Iterator<Item = &Arc<Checklist>> {
        self.files.iter().filter_map(|(_, content)| match content {
            Content::List(list) => Some(list),
            Content::Unit(_) | Content::Mistaken(_) => None,
        })
    }
}

/// A text whose syntax and shape are read.
struct Draft {
    source: Source,
    file: Option<File>,
    mistakes: Mistakes,
}

/// Reads units before the files that use them.
struct Reader<'d> {
    drafts: BTreeMap<Digest, (&'d Source, &'d draft::Checklist, &'d Mistakes)>,
    open: Vec<Digest>,
    shelf: Shelf,
}

impl<'d> Reader<'d> {
    fn of(drafts: &'d [Draft]) -> Self {
        let mut reader =
            Self { drafts: BTreeMap::new(), open: Vec::new(), shelf: Shelf::default() };
        for Draft { source, file, mistakes } in drafts {
            let Some(File::Unit(unit)) = file else { continue };
            reader.drafts.insert(source.sha256, (source, unit, mistakes));
            if let Some(id) = &unit.id {
                reader.shelf.announce(&id.value, used(unit).filter_map(|(id, _)| id));
            }
        }
        let all: Vec<Digest> = reader.drafts.keys().copied().collect();
        for sha256 in all {
            reader.read(sha256);
        }
        reader
    }

    fn read(&mut self, sha256: Digest) {
        let Some((source, unit, mistakes)) = self.drafts.get(&sha256).copied() else { return };
        if self.shelf.get(sha256).is_some() || self.open.contains(&sha256) {
            return;
        }
        self.open.push(sha256);
        let below: Vec<Digest> = used(unit).filter_map(|(_, sha256)| sha256).collect();
        for sha256 in below {
            self.read(sha256);
        }
        self.open.pop();
        let read = read::unit(unit, source, &self.shelf, mistakes.clone()).ok();
        let (Some(id), Some(rev)) = (&unit.id, &unit.rev) else { return };
        let shelved = Shelved {
            name: source.name.clone(),
            id: id.value.clone(),
            rev: rev.value,
            unit: read.map(Arc::new),
        };
        self.shelf.put(sha256, shelved);
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
