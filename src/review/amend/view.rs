//! The three views of a line: as it was recorded, as it stands corrected, and both.

use crate::event::RowRef;

/// In which view a record is read.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum View {
    /// As it was recorded.
    Original,
    /// As it stands corrected.
    Corrected,
    /// As it was recorded, and beside it what corrects it.
    #[default]
    Both,
}

impl View {
    /// Every one, in order.
    pub const ALL: [Self; 3] = [Self::Original, Self::Corrected, Self::Both];

    /// As people read it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Original => "Original",
            Self::Corrected => "Corrected",
            Self::Both => "Both",
        }
    }

    /// As it is typed.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Original => "original",
            Self::Corrected => "corrected",
            Self::Both => "both",
        }
    }

    /// The view of that code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.code() == code)
    }

    /// What it shows, in a sentence.
    #[must_use]
    pub fn says(self) -> &'static str {
        match self {
            Self::Original => "As it was recorded. What corrects it is listed under Corrections.",
            Self::Corrected => {
                "As it stands corrected by what was signed. Findings are those of the original record."
            }
            Self::Both => "As it was recorded, and beside it what corrects it, signed or not.",
        }
    }
}

/// What the amendments make of one line.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Amends {
    /// The line as it stands corrected; nothing where nothing that counts corrects it.
    pub corrected: Option<String>,
    /// By what it is corrected, and how that stands.
    pub marks: Vec<String>,
    /// Whether it is a STOP or a breach, of which a correction is seen in every view.
    pub always: bool,
    /// Where it stands, where an amendment may name it.
    pub place: Option<RowRef>,
}

impl Amends {
    /// The line in a view, and what stands below it.
    #[must_use]
    pub fn says<'a>(&'a self, view: View, words: &'a str) -> (&'a str, Vec<String>) {
        let marks = || self.marks.iter().cloned();
        let corrected = self.corrected.as_deref();
        let both = || corrected.map(|words| format!("corrected: {words}")).into_iter();
        match view {
            View::Original if self.always => (words, both().chain(marks()).collect()),
            View::Original => (words, Vec::new()),
            View::Corrected => (corrected.unwrap_or(words), marks().collect()),
            View::Both => (words, both().chain(marks()).collect()),
        }
    }
}

/// One amendment, as the page lists them in every view.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AmendmentLine {
    /// When it was proposed.
    pub at: String,
    /// The line in which it was.
    pub seq: u64,
    /// Its id.
    pub id: String,
    /// What it corrects, as it was recorded; a late entry corrects nothing.
    pub recorded: Vec<String>,
    /// What is right, or what the late entry tells.
    pub right: String,
    /// Why, and who proposed it.
    pub why: String,
    /// Signed by whom, proposed and not signed, taken back, or replaced.
    pub standing: String,
    /// Whether it is a late entry.
    pub late: bool,
    /// Whether it waits to be signed.
    pub waits: bool,
    /// Whether it is recorded as signed by a text that is withheld.
    pub withheld: bool,
}
