//! Why a file as a whole is not read, each with what to do about it.

use super::column::Column;
use super::{LARGEST, TEMPLATE};

/// Why nothing of a file is read.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum FileFault {
    /// It is too large.
    #[error("the file has {} MiB, and a list has at most {}", .bytes.div_ceil(1 << 20), LARGEST >> 20)]
    TooLarge {
        /// How large it is, in bytes.
        bytes: u64,
    },
    /// There is no row in it.
    #[error("there is no row in the file")]
    Empty,
    /// It is the workbook of a spreadsheet program.
    #[error("this is a workbook of a spreadsheet program, not a CSV file")]
    Workbook,
    /// Its characters have two bytes each.
    #[error("the file is written in UTF-16, and only UTF-8 is read")]
    Utf16,
    /// Its bytes are those of an encoding with one byte a character.
    #[error(
        "line {line} holds the byte {byte:02X}, which is no UTF-8; the file looks like Latin-1 (Windows-1252)"
    )]
    Latin1 {
        /// The first line in which that shows.
        line: u64,
        /// The first byte that shows it.
        byte: u8,
    },
    /// It is no text.
    #[error("line {line} holds a byte of zeros: the file is no text")]
    NoText {
        /// Where that shows.
        line: u64,
    },
    /// The first row lacks columns.
    #[error("the first row has no column {}", names(.missing))]
    Missing {
        /// Those that are missing.
        missing: Vec<Column>,
    },
    /// The first row has a column twice.
    #[error("the first row has the column {} twice", .0.name())]
    Twice(Column),
    /// The rows cannot be told apart.
    #[error("the rows cannot be told apart: {0}")]
    Rows(String),
}

impl FileFault {
    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> String {
        match self {
            Self::TooLarge { .. } => "Bring it in as several files.".to_owned(),
            Self::Workbook | Self::Utf16 | Self::Latin1 { .. } => {
                "Open it in the spreadsheet program, save it as \"CSV UTF-8\", and bring in that file."
                    .to_owned()
            }
            Self::Empty | Self::NoText { .. } | Self::Missing { .. } | Self::Rows(_) => {
                let needed = Column::ALL.iter().filter(|column| column.is_needed());
                let all: Vec<&str> = needed.map(|column| column.name()).collect();
                format!(
                    "Write the template ({TEMPLATE}), fill it in, and bring in that file; its first row begins with {}.",
                    all.join(", ")
                )
            }
            Self::Twice(_) => "Give one of them another name, or take it out.".to_owned(),
        }
    }
}

fn names(columns: &[Column]) -> String {
    let names: Vec<&str> = columns.iter().map(|column| column.name()).collect();
    names.join(", ")
}
