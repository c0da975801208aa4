//! What is to be done, as its author wrote it, with every name in it resolved.

mod atom;
mod check;
mod condition;
mod draft;
mod edit;
mod file;
mod lint;
mod model;
mod read;
mod set;
mod shelf;
mod step;
mod unit;

pub use condition::{
    Attribute, Compare, Condition, Lookup, NumberRef, TextRef, Truth, Value, number, text, truth,
    value,
};
pub use edit::{
    Edit, EditError, NewAnswer, NewKind, NewStep, NewStop, Side, StepAt, TextOf, TimeOf, Timing,
    Wording, edit, free_name, hazards, part_at, steps, times, wordings,
};
pub use lint::{Advice, Hint, lint};
pub use model::{
    Change, Checklist, Clearing, Ending, FactIx, FlagIx, Input, InputIx, ListRole, Mode, Part,
    Reference, RoleIx, Source, SourceMark, Status, StepIx, Stop, StopWhen, Translation, Validity,
};
pub use read::read;
pub use set::{Content, Set};
pub use step::{
    Choice, DeclareWhen, DeclaredState, Declares, Dwell, Kind, Piece, ShowWhen, Step, Tally, Words,
};
pub use unit::Unit;
