//! Units and overlays as written, and what sort of file a text is.

use super::draft::{
    Change, Checklist, Ending, Input, Line, Mode, Name, Ref, Role, Status, Step, Stop, Time, Use,
    Value,
};
use crate::source::{At, Decode, Many, Mistakes, Node, Table, record};

record! { pub(super) Unit {
    schema: At<u32>, id: Name, rev: At<u32>, status: Status, lang: Name, title: Line, purpose: Line,
    refs: Table<Ref>, roles: Table<Role>, inputs: Vec<Input>, facts: Table<Value>,
    uses: Table<At<Use>>, stops: Vec<Stop>, steps: Many<Step>, covers: Table<Many<Name>>,
    strings: Table<Table<(Line, Name)>>, changes: Vec<Change>, retired: Vec<Name>,
} }

record! { pub(super) Overlay {
    schema: At<u32>, id: Name, rev: At<u32>, status: Status, lang: Name, title: Line, purpose: Line,
    place: Option<Name>, on: Vec<Name>, kinds: Vec<Name>, refs: Table<Ref>, roles: Table<Role>,
    inputs: Vec<Input>, facts: Table<Value>, uses: Table<At<Use>>, add: Vec<At<Add>>,
    tighten: Table<At<Tighten>>, stops: Vec<Stop>, lasts: Option<At<Time>>,
    ends_on: Vec<At<Ending>>, skip: Vec<Name>, deviates: Option<At<Deviates>>,
    covers: Table<Many<Name>>, strings: Table<Table<(Line, Name)>>, changes: Vec<Change>,
    retired: Vec<Name>,
} }

record! { pub(super) Add {
    before: Option<Name>, after: Option<Name>, first: bool, last: bool, steps: Many<Step>,
    on: Vec<Name>,
} }

record! { pub(super) Tighten {
    handler: bool, exclusive_duty: bool, not_same_as: Vec<Name>, required: bool,
} }

record! { pub(super) Deviates { what: Line, why: Line, until: Name } }

/// A file of the language; its outermost name says which sort it is.
#[derive(Clone, Debug)]
pub(super) enum File {
    List(Checklist),
    Unit(Checklist),
    Overlay(Box<Overlay>),
}

impl<'s> Decode<'s> for File {
    const WHAT: &'static str = "Checklist(…), Unit(…) or Overlay(…)";

    fn decode(node: &Node<'s>, mistakes: &mut Mistakes) -> Option<Self> {
        match node.name() {
            Some("Unit") => Unit::decode(node, mistakes).map(|unit| Self::Unit(unit.into())),
            Some("Overlay") => {
                Overlay::decode(node, mistakes).map(|overlay| Self::Overlay(Box::new(overlay)))
            }
            Some(_) | None => Checklist::decode(node, mistakes).map(Self::List),
        }
    }
}

/// A unit is checked as a list that says nothing of how it is worked through.
impl From<Unit> for Checklist {
    fn from(unit: Unit) -> Self {
        Self {
            schema: unit.schema,
            id: unit.id,
            rev: unit.rev,
            status: unit.status,
            lang: unit.lang,
            title: unit.title,
            purpose: unit.purpose,
            mode: Some(Mode::ReadDo),
            target: Some(None),
            refs: unit.refs,
            roles: unit.roles,
            inputs: unit.inputs,
            facts: unit.facts,
            uses: unit.uses,
            validity: Some(None),
            stops: unit.stops,
            steps: unit.steps,
            covers: unit.covers,
            strings: unit.strings,
            changes: unit.changes,
            retired: unit.retired,
        }
    }
}
