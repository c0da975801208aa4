//! The texts that people sign, each a frozen function of the entries before it.
//!
//! Log format, section 7. No clock, zone, locale or checklist enters: a reader who holds the lines and the name objects
//! derives the same bytes. [`Past`] is fed every entry once and gives the rows of a sheet, the text of the statement
//! that is pending, and how every statement stands.

mod away;
mod error;
mod fault;
mod handed;
mod kind;
mod list_book;
mod past;
mod people;
mod row;
mod run_book;
mod standing;
mod text;
mod v1;

pub use error::StatementError;
pub use fault::Fault;
pub use handed::{HandedFault, HandedText, read_handed};
pub use kind::{file_stem, kind_word, namespace};
pub use past::Past;
pub use people::{KeyHeld, People, RoleHeld};
pub use row::{RowWhat, RunCount, SheetRow};
pub use standing::{Outcome, Standing, Statement};
pub use text::{Covered, LONGEST_TEXT, Names, Text};
