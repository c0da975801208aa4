//! The few widgets that every screen is made of.

mod button;
mod card;
mod digits;
mod field;
mod pick;
mod picture;
mod sign;
mod square;
mod text;

pub(super) use button::{Button, Look};
pub(super) use card::{banner, card, empty, page, pill, section, tone_card};
pub(super) use digits::{Pad, digits};
pub(super) use field::{field, secret};
pub(super) use pick::{choose, toggle};
pub(super) use picture::{BESIDE, Pictures};
pub(super) use sign::sign;
pub(super) use square::square;
pub(super) use text::{
    beside, body, caption, heading, huge, letters, mono, painted, quiet, said, strong, strong_in,
    title,
};
