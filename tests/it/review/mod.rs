//! What a record shows, from entries made by hand: every finding as its sentence, and time that adds up to the millisecond.

mod acts;
mod amend;
mod anchors;
mod around;
mod containers;
mod lists;
mod page;
mod property;
mod rounds;
mod tale;
mod time;
mod told;
