//! Overlays: what is said in the file itself, and what it makes of a list.

mod alone;
mod apply;
mod rows;
mod tighten;

pub(in crate::checklist) use alone::overlay;
pub(in crate::checklist) use apply::apply;
