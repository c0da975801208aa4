//! The golden runs of a list that is to be released: played with the bytes that it would have, each with what came of it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::digest;
use crate::checklist::{Content, Set};
use crate::golden::{Change, Difference, Lack, Sort, changes, lack, replay};
use crate::terms::Digest;

/// A list whose golden runs are to be played.
#[derive(Clone, Debug)]
pub struct PlayGolden {
    /// Its id.
    pub id: String,
    /// The file that it is now.
    pub draft: PathBuf,
    /// The file that it would be; its golden runs lie in the folder `golden` beside that.
    pub file: PathBuf,
    /// Exactly what that file would say.
    pub text: String,
    /// The files at hand.
    pub files: Arc<Set>,
    /// The mark of the shelf that they stand on.
    pub mark: u64,
}

/// What came of the golden runs of a list.
#[derive(Clone, Debug)]
pub struct Played {
    /// SHA-256 of the list's bytes that they were played with.
    pub sha256: Digest,
    /// The mark of the shelf on which they were played.
    pub mark: u64,
    /// Each run, by name.
    pub runs: Vec<GoldenRun>,
}

/// What came of one golden run.
#[derive(Clone, Debug)]
pub struct GoldenRun {
    /// Its file.
    pub path: PathBuf,
    /// Its case, as the file's name says it.
    pub case: String,
    /// What came of it.
    pub came: Came,
}

/// What a golden run came to.
#[derive(Clone, Debug)]
pub enum Came {
    /// Exactly what it says.
    Passed,
    /// Something else.
    Differs(Box<Differs>),
    /// Exactly what it says, and that is not what its case has to show.
    Lacks(Lack),
    /// Nothing: a line of it says nothing that can be done.
    Mistaken {
        /// The number of the line.
        line: usize,
        /// Why.
        why: String,
    },
    /// Nothing: it could not be read or written.
    Unread(String),
}

/// A golden run that comes otherwise now.
#[derive(Clone, Debug)]
pub struct Differs {
    /// The first line that does.
    pub first: Difference,
    /// Every act that does.
    pub changes: Vec<Change>,
    /// SHA-256 of the file as it is.
    pub was: Digest,
    /// The whole file as it comes now.
    pub now: String,
}

impl PlayGolden {
    /// The files that the runs are played with: those at hand, with this list in the place of its other revisions.
    #[must_use]
    pub fn texts(&self) -> Vec<(String, String)> {
        let draft = self.draft.display().to_string();
        let other = self.files.files().filter(|(source, content)| {
            let mine = match content {
                Content::List(list) => list.id.as_str() == self.id,
                Content::Unit(_) | Content::Overlay(_) | Content::Mistaken(_) => false,
            };
            !mine && source.name != draft
        });
        let other = other.map(|(source, _)| (source.name.clone(), source.text.to_string()));
        std::iter::once((self.file.display().to_string(), self.text.clone())).chain(other).collect()
    }

    /// Plays one run; `read` is its text, or why there is none.
    #[must_use]
    pub fn play(
        &self,
        texts: &[(String, String)],
        path: PathBuf,
        read: Result<String, String>,
    ) -> GoldenRun {
        let case = case(&path, &self.id);
        let came = match read {
            Ok(text) => self.came(texts, &case, &text),
            Err(why) => Came::Unread(why),
        };
        GoldenRun { path, case, came }
    }

    fn came(&self, texts: &[(String, String)], case: &str, text: &str) -> Came {
        let outcome = replay(texts, text);
        if let Some((line, why)) = outcome.mistakes.into_iter().next() {
            return Came::Mistaken { line, why };
        }
        let Some(first) = outcome.first_difference else {
            return lack(&self.id, case, text).map_or(Came::Passed, Came::Lacks);
        };
        let changes = changes(text, &outcome.now);
        Came::Differs(Box::new(Differs { first, changes, was: digest(text), now: outcome.now }))
    }
}

impl Played {
    /// The sorts of runs that every list has, and this one has not.
    #[must_use]
    pub fn missing(&self) -> Vec<Sort> {
        let there = |sort: &Sort| self.runs.iter().any(|run| run.case == sort.name());
        Sort::ALL.into_iter().filter(|sort| !there(sort)).collect()
    }

    /// How many came to exactly what they say.
    #[must_use]
    pub fn passed(&self) -> usize {
        self.runs.iter().filter(|run| matches!(run.came, Came::Passed)).count()
    }

    /// Whether none is missing and all came to exactly what they say.
    #[must_use]
    pub fn is_good(&self) -> bool {
        self.missing().is_empty() && self.passed() == self.runs.len()
    }
}

/// The case that the name of a golden run of the list `id` says: what stands between the id and the ending.
fn case(path: &Path, id: &str) -> String {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    stem.strip_prefix(id).unwrap_or_default().trim_start_matches('.').to_owned()
}
