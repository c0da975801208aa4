//! A list of guns, look-alikes, trays and magazines as a file of comma-separated values: read row by row, and its template.
//!
//! [`read`] gives every row either as an item that may be asked for, or with everything that is wrong in it. It writes
//! nothing: what is taken in is asked for item by item.

mod column;
mod fault;
mod layout;
mod mistake;
mod read;
mod row;
mod text;
mod write;

pub use column::Column;
pub use fault::FileFault;
pub use mistake::{Mistake, Wrong};
pub use read::{BadRow, GoodRow, Reading, Twin, read};
pub use write::{template, write};

/// The largest file that is read, in bytes.
pub const LARGEST: u64 = 16 * 1024 * 1024;

/// The most rows of a file that are read.
pub const MOST_ROWS: usize = 100_000;

/// What the template is called.
pub const TEMPLATE: &str = "showclear-inventory.csv";
