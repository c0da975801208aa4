//! What is printed for the set: cards, labels, sheets and the first hour, each as pages for paper.

mod cards;
mod first_hour;
mod form;
mod labels;
mod pack;
mod rounds;

pub use cards::{Deck, cards};
pub use first_hour::{FirstHour, Told, first_hour, first_hour_card};
pub use labels::{Sticker, labels, labels_of, per_sheet, sticker};
pub use pack::away_pack;
pub use rounds::rounds_sheet;
