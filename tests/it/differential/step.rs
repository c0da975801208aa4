//! What a hand does to a bundle, as a value with a text form: the same text does the same again.

use serde::{Deserialize, Serialize};

use super::bases::Base;
use super::{events, remake};
use crate::verify::bundle::Folder;

/// One thing that is done to the files. Numbers of lines, events and values count from 0.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Step {
    /// A byte is changed by these bits.
    Byte(String, usize, u8),
    /// Bytes are put in.
    PutIn(String, usize, String),
    /// Bytes are taken out, so many.
    TakeOut(String, usize, usize),
    /// The file ends here.
    Truncate(String, usize),
    LineSwap(String, usize, usize),
    LineDrop(String, usize),
    LineTwice(String, usize),
    /// A line goes to the end of another file, or to its beginning.
    LineMove(String, usize, String, bool),
    /// The n-th place where the word stands says another one.
    Word(String, usize, String, String),
    Rename(String, String),
    Remove(String),
    Add(String, String),
    /// One file gets the bytes of another.
    Copy(String, String),
    Swap(String, String),
    /// The armour of a signature is spelled in another way.
    Respell(String, Spelling),
    /// An event of a line is dropped.
    EventDrop(String, usize, usize),
    EventTwice(String, usize, usize),
    /// An event changes places with one of another line.
    EventSwap(String, (usize, usize), (usize, usize)),
    /// An event is put in before another.
    EventPutIn(String, usize, usize, String),
    /// The n-th value of a line that is no object or list becomes another.
    Value(String, usize, usize, String),
    /// A whole line is put in before another, with these events.
    LinePutIn(String, usize, String),
    /// A line closes its segment, or no longer does.
    End(String, usize),
    /// The lines are numbered and linked anew.
    Chain,
    /// People with all their keys sign anew what the lines now give; texts and signatures are written anew.
    People,
    /// The laptop's key signs every note anew.
    Notes,
    /// The file of keys is made from the lines.
    Keys,
    /// The list says size and root as they are now.
    Head,
    /// The list is made anew and signed with the key of this seed.
    List(u8),
    /// The list is signed as it is, with the key of this seed.
    Sign(u8),
}

/// How an armour can be spelled.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Spelling {
    Crlf,
    Narrow,
    NoEnd,
    LineMore,
    Blanks,
    Version,
    Reserved,
    SecondHalf,
}

/// A bundle, what is done to it, and so what it is.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub(super) struct Mutation {
    pub(super) base: Base,
    pub(super) steps: Vec<Step>,
}

impl Mutation {
    pub(super) fn parse(text: &str) -> Self {
        serde_json::from_str(text).map_err(|error| format!("{error}: {text}")).unwrap()
    }

    pub(super) fn text(&self) -> String {
        serde_json::to_string(self).unwrap()
    }

    /// The files after it; none where a step finds nothing to do.
    pub(super) fn files(&self) -> Option<Folder> {
        let mut files = self.base.files().clone();
        self.steps.iter().all(|step| step.act(&mut files)).then_some(files)
    }

    /// Whether somebody signed the list who may: then only what it says can speak against it.
    pub(super) fn is_listed_by_the_laptop(&self) -> bool {
        self.steps.iter().any(|step| matches!(step, Step::List(1) | Step::Sign(1)))
    }
}

impl Step {
    /// Does it; says whether there was anything to do it to.
    pub(super) fn act(&self, files: &mut Folder) -> bool {
        match self {
            Self::Byte(path, at, bits) => on(files, path, |file| {
                file.get_mut(*at).map(|byte| *byte ^= bits).is_some() && *bits != 0
            }),
            Self::PutIn(path, at, text) => on(files, path, |file| {
                let fits = *at <= file.len();
                if fits {
                    file.splice(at..at, text.bytes());
                }
                fits
            }),
            Self::TakeOut(path, at, many) => on(files, path, |file| {
                let fits = at + many <= file.len();
                if fits {
                    file.drain(*at..at + many);
                }
                fits
            }),
            Self::Truncate(path, at) => on(files, path, |file| {
                file.truncate(*at);
                true
            }),
            Self::LineSwap(path, one, other) => on_lines(files, path, |lines| {
                let fits = one.max(other) < &lines.len();
                if fits {
                    lines.swap(*one, *other);
                }
                fits
            }),
            Self::LineDrop(path, at) => on_lines(files, path, |lines| {
                let fits = *at < lines.len();
                if fits {
                    lines.remove(*at);
                }
                fits
            }),
            Self::LineTwice(path, at) => on_lines(files, path, |lines| {
                let line = lines.get(*at).cloned();
                line.map(|line| lines.insert(*at, line)).is_some()
            }),
            Self::LineMove(path, at, to, first) => {
                let mut moved = None;
                let there = files.contains_key(to)
                    && on_lines(files, path, |lines| {
                        if *at < lines.len() {
                            moved = Some(lines.remove(*at));
                        }
                        true
                    });
                there
                    && on_lines(files, to, |lines| {
                        let at = if *first { 0 } else { lines.len() };
                        moved.map(|line| lines.insert(at, line)).is_some()
                    })
            }
            Self::Word(path, n, from, to) => on(files, path, |file| {
                let starts = file.windows(from.len()).enumerate();
                let at = starts.filter(|(_, word)| *word == from.as_bytes()).nth(*n);
                let at = at.map(|(at, _)| at);
                at.map(|at| drop(file.splice(at..at + from.len(), to.bytes()))).is_some()
            }),
            Self::Rename(from, to) => {
                let free = free(files, to);
                let bytes = if free { files.remove(from) } else { None };
                bytes.map(|bytes| files.insert(to.clone(), bytes)).is_some()
            }
            Self::Remove(path) => files.remove(path).is_some(),
            Self::Add(path, text) => {
                let free = free(files, path);
                if free {
                    files.insert(path.clone(), text.clone().into());
                }
                free
            }
            Self::Copy(from, to) => {
                let bytes = files.get(from).cloned();
                let there = files.get_mut(to);
                bytes.zip(there).map(|(bytes, there)| *there = bytes).is_some()
            }
            Self::Swap(one, other) => {
                let (Some(a), Some(b)) = (files.get(one).cloned(), files.get(other).cloned())
                else {
                    return false;
                };
                files.insert(one.clone(), b);
                files.insert(other.clone(), a);
                true
            }
            Self::Respell(path, how) => on(files, path, |file| respelled(file, *how)),
            Self::EventDrop(path, line, at) => events::change(files, path, *line, |events| {
                let fits = *at < events.len();
                if fits {
                    events.remove(*at);
                }
                fits
            }),
            Self::EventTwice(path, line, at) => events::change(files, path, *line, |events| {
                let one = events.get(*at).cloned();
                one.map(|one| events.insert(*at, one)).is_some()
            }),
            Self::EventPutIn(path, line, at, event) => {
                events::change(files, path, *line, |events| {
                    let fits = *at <= events.len();
                    if fits {
                        events.insert(*at, event.clone());
                    }
                    fits
                })
            }
            Self::EventSwap(path, one, other) => events::swap(files, path, *one, *other),
            Self::Value(path, line, at, to) => events::value(files, path, *line, *at, to),
            Self::LinePutIn(path, at, events) => on_lines(files, path, |lines| {
                let line = events::line_like(lines.get(*at), events);
                line.map(|line| lines.insert(*at, line)).is_some()
            }),
            Self::End(path, line) => events::end(files, path, *line),
            Self::Chain => remake::chain(files),
            Self::People => remake::people(files),
            Self::Notes => remake::notes(files),
            Self::Keys => remake::keys(files),
            Self::Head => remake::head(files),
            Self::List(seed) => remake::list(files, *seed),
            Self::Sign(seed) => remake::sign(files, *seed),
        }
    }
}

/// Whether a disk could hold a file of this name beside the others.
fn free(files: &Folder, path: &str) -> bool {
    let below = format!("{path}/");
    let on_the_way = |other: &&String| {
        *other == path || other.starts_with(&below) || path.starts_with(&format!("{other}/"))
    };
    !files.keys().any(|other| on_the_way(&other))
}

fn on(files: &mut Folder, path: &str, change: impl FnOnce(&mut Vec<u8>) -> bool) -> bool {
    files.get_mut(path).is_some_and(change)
}

/// Changes the lines of a file; each is without its line end, and a last piece without one stays so.
pub(super) fn on_lines(
    files: &mut Folder,
    path: &str,
    change: impl FnOnce(&mut Vec<Vec<u8>>) -> bool,
) -> bool {
    on(files, path, |file| {
        let ends = file.ends_with(b"\n");
        let whole = file.strip_suffix(b"\n").unwrap_or(file);
        let mut lines: Vec<Vec<u8>> =
            whole.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
        if file.is_empty() {
            lines.clear();
        }
        let done = change(&mut lines);
        *file = lines.join(&b'\n');
        if ends && !lines.is_empty() {
            file.push(b'\n');
        }
        done
    })
}

/// Spells an armour in another way that says the same, or nearly.
fn respelled(file: &mut Vec<u8>, how: Spelling) -> bool {
    let Ok(text) = String::from_utf8(file.clone()) else { return false };
    let Some((first, rest)) = text.split_once('\n') else { return false };
    let Some((digits, last)) = rest.trim_end().rsplit_once('\n') else { return false };
    let blob = |change: &dyn Fn(&mut Vec<u8>)| remake::armour_with(digits, change);
    let new = match how {
        Spelling::Crlf => Some(text.replace('\n', "\r\n")),
        Spelling::Narrow => {
            let one: String = digits.split('\n').collect();
            let lines: Vec<&str> =
                one.as_bytes().chunks(64).filter_map(|line| str::from_utf8(line).ok()).collect();
            Some(format!("{first}\n{}\n{last}\n", lines.join("\n")))
        }
        Spelling::NoEnd => Some(text.trim_end().to_owned()),
        Spelling::LineMore => Some(format!("{text}\n")),
        Spelling::Blanks => Some(text.replacen('\n', " \n", 1)),
        Spelling::Version => blob(&|blob| blob.iter_mut().skip(9).take(1).for_each(|v| *v = 2)),
        Spelling::Reserved => blob(&|blob| {
            if let Some(at) = blob.windows(6).position(|word| word == b"sha512")
                && let Some(at) = at.checked_sub(8)
            {
                blob.splice(at..at + 4, [0, 0, 0, 1, b'x']);
            }
        }),
        Spelling::SecondHalf => blob(&|blob| remake::second_half(blob)),
    };
    let changed = new.filter(|new| *new != text);
    changed.map(|new| *file = new.into_bytes()).is_some()
}
