//! From one text to a checklist, or to every mistake in it.

use super::check::{Sort, check};
use super::file::File;
use super::model::{Checklist, Source};
use super::overlay::Overlay;
use super::shelf::Shelf;
use super::unit::Unit;
use crate::source::{Code, Mistake, Mistakes, Span, load};

/// Reads the checklist in `text`, with no unit beside it; `name` is what messages call the file.
///
/// # Errors
///
/// Every mistake of syntax, shape and meaning, in the order of their places; never an empty list.
/// [`render`](crate::source::render) makes lines of them.
pub fn read(name: &str, text: &str) -> Result<Checklist, Vec<Mistake>> {
    let mut mistakes = Mistakes::new();
    let list = match load(text, &mut mistakes) {
        Some(File::List(list)) => Some(list),
        Some(File::Unit(_) | File::Overlay(_)) => {
            let told = Mistake::new(Code::WrongShape, Span::default(), "this is no list");
            mistakes.tell(told.expected("Checklist(…)"));
            None
        }
        None => None,
    };
    let source = Source::of(name, text);
    let shelf = Shelf::default();
    let list = list.and_then(|list| check(&list, Sort::List, source, &shelf, &mut mistakes));
    whole(list, mistakes).map(|(list, _)| list)
}

/// Checks a list with the units at hand.
pub(super) fn list(
    draft: &super::draft::Checklist,
    source: &Source,
    shelf: &Shelf,
    mut mistakes: Mistakes,
) -> Result<Checklist, Vec<Mistake>> {
    let list = check(draft, Sort::List, source.clone(), shelf, &mut mistakes);
    whole(list, mistakes).map(|(list, _)| list)
}

/// Checks a unit with the other units at hand.
pub(super) fn unit(
    draft: &super::draft::Checklist,
    source: &Source,
    shelf: &Shelf,
    mut mistakes: Mistakes,
) -> Result<Unit, Vec<Mistake>> {
    let unit = check(draft, Sort::Unit, source.clone(), shelf, &mut mistakes);
    whole(unit, mistakes).map(|(list, depth)| Unit { list, depth })
}

/// Checks an overlay by itself.
pub(super) fn overlay(
    draft: &super::file::Overlay,
    source: &Source,
    mut mistakes: Mistakes,
) -> Result<Overlay, Vec<Mistake>> {
    let overlay = super::check::overlay(draft, source.clone(), &mut mistakes);
    whole(overlay, mistakes)
}

/// Applies an overlay to a list.
pub(super) fn apply(
    base: &Checklist,
    overlay: &Overlay,
    shelf: &Shelf,
) -> Result<Checklist, Vec<Mistake>> {
    let mut mistakes = Mistakes::new();
    let list = super::check::apply(base, overlay, shelf, &mut mistakes);
    whole(list, mistakes)
}

/// What was read, unless a mistake was told.
pub(super) fn whole<T>(read: Option<T>, mut mistakes: Mistakes) -> Result<T, Vec<Mistake>> {
    match read {
        Some(read) if mistakes.is_empty() => Ok(read),
        Some(_) | None => {
            if mistakes.is_empty() {
                // Whatever is left out was told; should that ever fail, the file is still refused.
                let found = "this file cannot be used, and this program cannot say why";
                mistakes.tell(Mistake::new(Code::WrongShape, Span::default(), found));
            }
            Err(mistakes.into_sorted())
        }
    }
}
