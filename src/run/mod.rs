//! One execution of a checklist by named people.

mod answer;

pub use answer::{Actor, Answer, Face, FaceKind, Sealed};
