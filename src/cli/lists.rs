//! Checklist files as the commands read them: those that were named, with the units and overlays at hand beside them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Shell;
use crate::checklist::{Checklist, Content, Set, Source};
use crate::source::render;

/// The named files, read together with what is at hand.
pub(super) struct Lists {
    /// Everything that was read, the named files first.
    pub(super) set: Set,
    /// The names of those that were asked for.
    pub(super) named: Vec<String>,
    /// What could not be read, a sentence a line.
    pub(super) unread: String,
}

impl Lists {
    /// Reads `files`; their units and overlays come from beside them, or are those that ship.
    pub(super) fn read(files: &[PathBuf], shell: &dyn Shell) -> Self {
        let (mut texts, mut named, mut unread) = (Vec::new(), Vec::new(), String::new());
        for path in files {
            match text(path, shell) {
                Ok(text) => {
                    named.push(path.display().to_string());
                    texts.push((path.display().to_string(), text));
                }
                Err(sentence) => unread.push_str(&sentence),
            }
        }
        for path in files {
            for (name, text) in shell.beside(path) {
                if texts.iter().all(|(known, _)| *known != name) {
                    texts.push((name, text));
                }
            }
        }
        let set = Set::read(texts.iter().map(|(name, text)| (name.as_str(), text.as_str())));
        Self { set, named, unread }
    }

    /// The named files in the order they were named, each with what it holds.
    pub(super) fn named(&self) -> impl Iterator<Item = (&Source, &Content)> {
        let is_named = |source: &Source| self.named.contains(&source.name);
        self.set.files().filter(move |(source, _)| is_named(source))
    }

    /// The lists among the named files; whatever cannot be compared or counted is told instead.
    pub(super) fn lists(&self) -> (Vec<Arc<Checklist>>, String) {
        let (mut lists, mut told) = (Vec::new(), self.unread.clone());
        for (source, content) in self.named() {
            match content {
                Content::List(list) => lists.push(Arc::clone(list)),
                Content::Unit(_) => {
                    told.push_str(&format!(
                        "{}: this is a unit; name the list that includes it\n",
                        source.name
                    ));
                }
                Content::Overlay(_) => {
                    told.push_str(&format!("{}: this is an overlay; name a list\n", source.name));
                }
                Content::Mistaken(mistakes) => {
                    told.push_str(&render(&source.name, &source.text, mistakes));
                }
            }
        }
        (lists, told)
    }
}

fn text(path: &Path, shell: &dyn Shell) -> Result<String, String> {
    let bytes = shell.read(path).map_err(|error| format!("{}\n", error.trim_end()))?;
    let not_text = |_| format!("{}: this is not UTF-8 text; save it as UTF-8\n", path.display());
    String::from_utf8(bytes).map_err(not_text)
}
