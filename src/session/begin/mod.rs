//! How a sitting comes to be: a production made anew, opened, continued in a new log, or only read; and the sample's day.

mod continuing;
mod create;
mod opening;
mod reading;
mod sample;
mod story;

pub use continuing::{GoingOn, go_on};
pub use create::create;
pub(in crate::session) use opening::fold;
pub use opening::{Ground, check_line};
pub use reading::{lists, page};
pub use sample::{SAMPLE_PEOPLE, SamplePerson, sample, sample_plan};
pub use story::finished_day;
