//! From text to checklist, or to every mistake in it.

use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use super::check::check;
use super::draft;
use super::model::{Checklist, Source};
use crate::source::{Code, Mistake, Mistakes, Span, load};
use crate::terms::Digest;

/// Reads the checklist in `text`; `name` is what messages call the file.
///
/// # Errors
///
/// Every mistake of syntax, shape and meaning, in the order of their places; never an empty list.
/// [`render`](crate::source::render) makes lines of them.
pub fn read(name: &str, text: &str) -> Result<Checklist, Vec<Mistake>> {
    let mut mistakes = Mistakes::new();
    let draft: Option<draft::Checklist> = load(text, &mut mistakes);
    let source = Source {
        name: name.to_owned(),
        text: Arc::from(text),
        sha256: Digest(Sha256::digest(text.as_bytes()).into()),
    };
    let list = draft.and_then(|draft| check(&draft, source, &mut mistakes));
    match list {
        Some(list) if mistakes.is_empty() => Ok(list),
        Some(_) | None => {
            if mistakes.is_empty() {
                // Whatever is left out was told; should that ever fail, the list is still refused.
                let found = "this list cannot be used, and this program cannot say why";
                mistakes.tell(Mistake::new(Code::WrongShape, Span::default(), found));
            }
            Err(mistakes.into_sorted())
        }
    }
}
