//! The texts of a file beside their translations: what is missing, what was made from older words, and other words for one.

use super::EditError;
use super::layout::{self, Row, quote};
use super::tree;
use super::wording::{self, TextOf, Wording};
use crate::checklist::speak::made_from;
use crate::source::{Node, Patch, Shape};

/// A text of a file beside its translation into one language.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Translated {
    /// Its name among the translations: `title`, `armorer.title`, `muzzle.ask`, `muzzle.expect.1`.
    pub place: String,
    /// The text.
    pub source: Wording,
    /// Its translation; `None` where there is none.
    pub words: Option<String>,
    /// The hash of the text that the translation was made from; empty where there is none.
    pub made_from: String,
    /// Whether it is shown.
    pub standing: Standing,
    /// Where the translation stands in the file, from its name on.
    pub row: (usize, usize),
}

/// Whether a translation is shown.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Standing {
    /// There is none: the source is shown, marked.
    Missing,
    /// Its source has other words since: the source is shown, marked.
    Stale,
    /// It is of the words as they stand.
    Right,
}

/// A translation of a text that the file does not have.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Stray {
    /// What it is said to translate.
    pub place: String,
    /// Its words.
    pub words: String,
}

/// The languages that a file has translations into, in its order.
#[must_use]
pub fn languages(text: &str) -> Vec<String> {
    tree::rows(&tree::read(text), "strings").map(|(lang, _)| lang.to_owned()).collect()
}

/// Every text of a file that is shown in another language, in its order; those of its units stand in their own files.
#[must_use]
pub fn translations(text: &str, lang: &str) -> Vec<Translated> {
    let root = tree::read(text);
    let rows = rows(&root, lang);
    let all = translatable(&root).into_iter();
    all.map(|(place, source)| {
        let row = rows.iter().find(|row| row.place == place);
        let found = row.and_then(|row| Some((row, row.words()?)));
        let made_of = row.and_then(Line::hash).unwrap_or_default();
        let standing = match &found {
            None => Standing::Missing,
            Some(_) if made_of == made_from(&source.words) => Standing::Right,
            Some(_) => Standing::Stale,
        };
        Translated {
            words: found.map(|(_, words)| words.to_owned()),
            made_from: made_of.to_owned(),
            row: row.map_or((0, 0), |row| (row.key.span.start, row.value.span.end)),
            place,
            source,
            standing,
        }
    })
    .collect()
}

/// The translations of what the file does not have, or has no longer.
#[must_use]
pub fn strays(text: &str, lang: &str) -> Vec<Stray> {
    let root = tree::read(text);
    let known = translatable(&root);
    let known = |place: &str| known.iter().any(|(name, _)| name == place);
    // The reader takes these as well, and nobody is shown them.
    let unseen = |place: &str| {
        let mut parts = place.rsplit('.');
        let last = parts.next();
        matches!(last, Some("load" | "unit")) || parts.next() == Some("refuse")
    };
    let rows = rows(&root, lang).into_iter();
    let gone = rows.filter(|row| !known(row.place) && !unseen(row.place));
    let stray = |row: Line<'_, '_>| Stray {
        place: row.place.to_owned(),
        words: row.words().unwrap_or_default().to_owned(),
    };
    gone.map(stray).collect()
}

/// The words that were translated, where one of these files still has them.
#[must_use]
pub fn source_of<'t>(
    made_of: &str,
    place: &str,
    texts: impl Iterator<Item = &'t str>,
) -> Option<String> {
    let found = |text: &str| {
        let all = translatable(&tree::read(text)).into_iter();
        let mut all = all.filter(|(name, _)| name == place).map(|(_, source)| source.words);
        all.find(|words| made_from(words) == made_of)
    };
    texts.into_iter().find_map(found)
}

/// The translation of one text, made from that text as it stands; no words take it out.
pub(super) fn translate(
    text: &str,
    root: &Node<'_>,
    lang: &str,
    place: &str,
    words: &str,
) -> Result<Vec<Patch>, EditError> {
    let rows = rows(root, lang);
    let at = rows.iter().position(|row| row.place == place);
    let map = language(root, lang);
    if words.is_empty() {
        let taken = map.zip(at).map(|(map, at)| Row::map(map).remove(text, at));
        return Ok(taken.unwrap_or_default());
    }
    let all = translatable(root);
    let not_there = || EditError::NotThere(format!("text {place}"));
    let mine = all.iter().position(|(name, _)| name == place).ok_or_else(not_there)?;
    let source = all.get(mine).ok_or_else(not_there)?;
    let (new, hash) = (quote(words)?, quote(&made_from(&source.1.words))?);
    if let Some(row) = at.and_then(|at| rows.get(at)) {
        return Ok(match row.parts() {
            Some((old, made)) => vec![Patch::new(old.span, new), Patch::new(made.span, hash)],
            None => vec![Patch::new(row.value.span, format!("({new}, {hash})"))],
        });
    }
    let row = format!("{}: ({new}, {hash})", quote(place)?);
    if let Some(map) = map {
        // Behind the nearest text before it that is translated, as the list goes.
        let before = all.iter().take(mine).rev();
        let before = before.filter_map(|(name, _)| rows.iter().position(|row| row.place == *name));
        let at = before.map(|at| at.saturating_add(1)).next().unwrap_or(0);
        return Ok(Row::map(map).insert(text, at, &row));
    }
    let table = format!("{}: {{ {row} }}", quote(lang)?);
    Ok(match tree::field(root, "strings") {
        Some(strings) if matches!(strings.shape, Shape::Map(_)) => {
            Row::map(strings).push(text, &table)
        }
        Some(_) | None => layout::set(text, root, "strings", &format!("{{ {table} }}")),
    })
}

/// Says that the translation of one text is right for its words as they stand.
pub(super) fn still_right(
    root: &Node<'_>,
    lang: &str,
    place: &str,
) -> Result<Vec<Patch>, EditError> {
    let not_there = || EditError::NotThere(format!("translation of {place}"));
    let rows = rows(root, lang);
    let row = rows.iter().find(|row| row.place == place).ok_or_else(not_there)?;
    let all = translatable(root);
    let source = all.iter().find(|(name, _)| name == place).ok_or_else(not_there)?;
    let (_, made) = row.parts().ok_or(EditError::Broken)?;
    Ok(vec![Patch::new(made.span, quote(&made_from(&source.1.words))?)])
}

/// One row of a language.
struct Line<'n, 's> {
    place: &'n str,
    key: &'n Node<'s>,
    value: &'n Node<'s>,
}

impl<'n, 's> Line<'n, 's> {
    /// The words and the hash.
    fn parts(&self) -> Option<(&'n Node<'s>, &'n Node<'s>)> {
        let Shape::Tuple(None, parts) = &self.value.shape else { return None };
        let [words, hash] = parts.as_slice() else { return None };
        Some((words, hash))
    }

    fn words(&self) -> Option<&'n str> {
        self.parts().and_then(|(words, _)| tree::text(words))
    }

    fn hash(&self) -> Option<&'n str> {
        self.parts().and_then(|(_, hash)| tree::text(hash))
    }
}

fn language<'n, 's>(root: &'n Node<'s>, lang: &str) -> Option<&'n Node<'s>> {
    tree::rows(root, "strings").find(|(name, _)| *name == lang).map(|(_, map)| map)
}

/// The rows of a language, each at its position in the map.
fn rows<'n, 's>(root: &'n Node<'s>, lang: &str) -> Vec<Line<'n, 's>> {
    let Some(Shape::Map(pairs)) = language(root, lang).map(|map| &map.shape) else {
        return Vec::new();
    };
    let line = |(key, value): &'n (Node<'s>, Node<'s>)| Line {
        place: tree::text(key).unwrap_or_default(),
        key,
        value,
    };
    pairs.iter().map(line).collect()
}

/// Every text that is shown in another language, under its name among the translations.
fn translatable(root: &Node<'_>) -> Vec<(String, Wording)> {
    // What an overlay is called is shown where lists are not spoken.
    let overlay = root.name() == Some("Overlay");
    let all = wording::of(root).into_iter();
    all.filter_map(|one| {
        let name = match one.part {
            TextOf::Title | TextOf::Purpose if overlay => None,
            TextOf::Title | TextOf::Purpose => Some(one.place.clone()),
            TextOf::Role | TextOf::Input | TextOf::Needs | TextOf::StopWords => {
                one.place.split_once('.').map(|(_, name)| name.to_owned())
            }
            TextOf::Question | TextOf::Note | TextOf::Meaning | TextOf::PartName => {
                of_step(&one, 1)
            }
            TextOf::Answer => of_step(&one, 2),
            // Replies that do not count are told apart by the words of the list, and the rest is no speech.
            TextOf::Weak
            | TextOf::Source
            | TextOf::Edition
            | TextOf::Clause
            | TextOf::Pick
            | TextOf::Unit => None,
        };
        name.map(|name| (name, one))
    })
    .collect()
}

/// The name of a text of a step: a step inside a repeat goes by its own id.
fn of_step(one: &Wording, parts: usize) -> Option<String> {
    let id = one.step.as_deref()?.rsplit('.').next()?;
    let mut tail: Vec<&str> = one.place.rsplit('.').take(parts).collect();
    tail.reverse();
    Some(format!("{id}.{}", tail.join(".")))
}
