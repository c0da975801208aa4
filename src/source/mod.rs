//! RON text as a tree that remembers its places, and the mistakes found in it.
//!
//! People write these files by hand, so a reader that stops at the first mistake wastes their
//! time. Ours goes on: [`read`] recovers at commas and brackets, [`Decode`] reads every field
//! before it misses one, and every [`Mistake`] says where it stands, what was found, what was
//! expected and what to do. The `ron` crate has the last word on syntax: what we find nothing
//! wrong with must also parse there.
//!
//! ```text
//!  &str ─read─▶ Node (with places) ─Decode─▶ a draft of plain values, names still texts with places
//!        syntax mistakes             shape mistakes
//! ```
//!
//! Narrower than RON on purpose: whole decimal numbers, plain one-line texts, no attributes, no raw
//! texts, no bytes, no characters, at most [`DEEPEST`] brackets around a value and
//! [`LARGEST`] bytes.

mod code;
mod decode;
mod fields;
mod gate;
mod macros;
mod many;
mod mistake;
mod node;
mod reader;
mod rewrite;
mod scan;
mod suggest;
mod table;

pub use code::Code;
pub use decode::{Decode, expected};
pub use fields::Fields;
pub(crate) use macros::{choice, record};
pub use many::Many;
pub use mistake::{MOST, Mistake, Mistakes, Place, place, render};
pub use node::{At, Field, Node, Shape, Span};
pub use reader::{DEEPEST, LARGEST, read};
pub use rewrite::{Patch, after_blanks, patched, quoted};
pub use suggest::{hint, nearest};
pub use table::Table;

/// Reads `text` as one `T`, and tells every mistake of syntax and shape.
///
/// `None` means that not even the outermost value could be read. `Some` does not mean that nothing
/// was wrong: ask [`Mistakes::is_empty`].
pub fn load<'s, T: Decode<'s>>(text: &'s str, mistakes: &mut Mistakes) -> Option<T> {
    let node = read(text, mistakes);
    if mistakes.is_empty() {
        gate::check(text, mistakes);
    }
    T::decode(&node, mistakes)
}
