//! The sorts of golden runs that every list has, and what each of them has to show.

use std::fmt;

/// A sort of run, by the case in its file's name.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Sort {
    /// Nothing is wrong, and the list is done.
    Clean,
    /// A STOP is raised.
    Stopped,
    /// A STOP is raised and settled, and the list is done.
    Recovered,
}

/// What a run does not show.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Lack {
    /// The list is not begun in it.
    NotBegun,
    /// No run is done in it.
    NotDone,
    /// No STOP is raised in it.
    NoStop,
}

impl fmt::Display for Lack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotBegun => "the list is never begun in it",
            Self::NotDone => "the list is never done in it",
            Self::NoStop => "no STOP is raised in it",
        })
    }
}

impl Sort {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Clean, Self::Stopped, Self::Recovered];

    /// The case, as it stands in the file's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Clean => "clean",
            Self::Stopped => "stopped",
            Self::Recovered => "recovered",
        }
    }

    /// The sort of the case of that name, where it is one that every list has.
    #[must_use]
    pub fn of(case: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.name() == case)
    }
}

/// What the run `text` of the list `id` does not show, though its case says so.
#[must_use]
pub fn lack(id: &str, case: &str, text: &str) -> Option<Lack> {
    let start = format!("> start {id} ");
    let begun = |came: &str| came.trim().split(" \u{b7} ").any(|act| act == "begun");
    let begins = |(line, came): (&str, &str)| line.starts_with(&start) && begun(came);
    if !text.lines().zip(text.lines().skip(1)).any(begins) {
        return Some(Lack::NotBegun);
    }
    let came = || text.lines().filter(|line| line.starts_with(' '));
    let (done, stop) = match Sort::of(case) {
        Some(Sort::Clean) => (true, false),
        Some(Sort::Stopped) => (false, true),
        Some(Sort::Recovered) => (true, true),
        None => (false, false),
    };
    if done && !came().any(|line| line.contains("run done")) {
        Some(Lack::NotDone)
    } else if stop && !came().any(|line| line.contains("STOP ")) {
        Some(Lack::NoStop)
    } else {
        None
    }
}
