//! What is to be done, as its author wrote it, with every name in it resolved.

mod atom;
mod check;
mod condition;
mod coverage;
mod diff;
mod draft;
mod edit;
mod effect;
mod explain;
mod file;
mod lint;
mod model;
mod overlay;
mod read;
mod set;
mod shelf;
mod speak;
mod step;
mod unit;

pub use condition::{
    Attribute, Compare, Condition, Lookup, NumberRef, TextRef, Truth, Value, number, text, truth,
    value,
};
pub use coverage::{Coverage, Covered, DANGERS, coverage};
pub use diff::{Difference, Sort, diff};
pub use edit::{
    Edit, EditError, Gives, Included, NewAnswer, NewInclude, NewKind, NewStep, NewStop, Side,
    Standing, StepAt, Stray, TextOf, TimeOf, Timing, Translated, Wording, edit, free_name, gives,
    hazards, includes, languages, part_at, source_of, steps, strays, times, translations, unit_id,
    wordings,
};
pub use explain::{Example, Explained, explained};
pub use lint::{Advice, Hint, lint};
pub use model::{
    Change, Checklist, Clearing, Ending, FactIx, FlagIx, Input, InputIx, LASTS_UNSAID, ListRole,
    Mode, Part, Reference, RoleIx, Source, SourceMark, Status, StepIx, Stop, StopWhen, Translation,
    Validity,
};
pub use overlay::{Deviation, Overlay};
pub use read::read;
pub use set::{Content, NotTogether, Set};
pub use speak::is_language;
pub use step::{
    CheckDigit, Choice, DeclareWhen, DeclaredState, Declares, Dwell, Kind, Over, PartSort, Piece,
    ShowWhen, Step, Tally, Words,
};
pub use unit::Unit;
