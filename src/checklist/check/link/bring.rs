//! A file whose steps come into a list: under what names, at what places.

use super::moved;
use super::names::{gives, raised_last};
use crate::checklist::Kind;
use crate::checklist::check::names::{Gives, Key};
use crate::checklist::draft::{self, Name};
use crate::checklist::model::{Checklist, Part, StepIx};
use crate::checklist::unit::Unit;
use crate::source::Table;
use crate::terms::StepPath;

/// One step that is brought in.
#[derive(Debug)]
pub(in crate::checklist::check) struct BroughtStep<'d> {
    /// What the list calls it.
    pub(in crate::checklist::check) name: String,
    pub(in crate::checklist::check) ix: StepIx,
    pub(in crate::checklist::check) gives: Gives<'d>,
    /// Whether it is a `Choose`.
    pub(in crate::checklist::check) is_chosen: bool,
}

/// A file whose steps come into a list.
#[derive(Debug)]
pub(in crate::checklist::check) struct Brought<'d> {
    pub(in crate::checklist::check) from: &'d Checklist,
    /// It as a part of the list; `None` for the list that the file at hand is applied to.
    pub(in crate::checklist::check) part: Option<Part>,
    /// The include that brings it.
    pub(in crate::checklist::check) prefix: Option<StepPath>,
    /// The list's names for its roles and inputs, in its order.
    pub(in crate::checklist::check) roles: Vec<&'d str>,
    pub(in crate::checklist::check) inputs: Vec<&'d str>,
    /// Where each of its steps stands in the list.
    pub(in crate::checklist::check) tops: Vec<u16>,
    pub(in crate::checklist::check) steps: Vec<BroughtStep<'d>>,
    pub(in crate::checklist::check) facts: Vec<String>,
    /// Its flags, and the last step that raises each.
    pub(in crate::checklist::check) flags: Vec<(String, Key)>,
    pub(in crate::checklist::check) refs: Vec<String>,
}

impl<'d> Brought<'d> {
    /// The list that a file is applied to: everything in it keeps its name.
    pub(super) fn base(list: &'d Checklist) -> Self {
        Self {
            roles: list.roles.iter().map(|role| role.role.as_str()).collect(),
            inputs: list.inputs.iter().map(|input| input.id().as_str()).collect(),
            ..Self::empty(list)
        }
    }

    /// A unit that `step` includes at the position `at`; what `with` does not name is called the same in the list.
    pub(super) fn unit(
        step: &'d draft::Step,
        unit: &'d Unit,
        with: Option<&'d Table<Name>>,
        at: u16,
    ) -> Self {
        let list = &unit.list;
        let bound = |name: &'d str| {
            let mut given = with.into_iter().flat_map(Table::iter);
            given.find(|(own, _)| own.value == name).map_or(name, |(_, to)| to.value.as_str())
        };
        let id = step.id.as_ref().and_then(|id| id.value.parse().ok());
        Self {
            part: Some(unit.part()),
            prefix: id.map(StepPath::top),
            roles: list.roles.iter().map(|role| bound(role.role.as_str())).collect(),
            inputs: list.inputs.iter().map(|input| bound(input.id().as_str())).collect(),
            tops: (at..).take(list.steps.len()).collect(),
            ..Self::empty(list)
        }
    }

    fn empty(from: &'d Checklist) -> Self {
        Self {
            from,
            part: None,
            prefix: None,
            roles: Vec::new(),
            inputs: Vec::new(),
            tops: Vec::new(),
            steps: Vec::new(),
            facts: Vec::new(),
            flags: Vec::new(),
            refs: Vec::new(),
        }
    }

    /// The step `step` of the list stands at the position `at` now.
    pub(super) fn keep(&mut self, step: u16, at: u16) {
        if usize::from(step) == self.tops.len() {
            self.tops.push(at);
        }
    }

    /// What the list calls something of this file.
    pub(in crate::checklist::check) fn named(&self, name: &StepPath) -> StepPath {
        self.prefix.as_ref().map_or_else(|| name.clone(), |prefix| prefix.unit(name))
    }

    /// Gives everything its name, once all places are known.
    pub(super) fn name_all(&mut self) {
        let list = self.from;
        let mut steps = Vec::new();
        for (at, top) in list.steps.iter().enumerate() {
            let Some(ix) = list.top(at) else { continue };
            let around = self.named(&top.path);
            let own = (ix, around.to_string(), top);
            let inside = top.kind.inside().iter().enumerate().filter_map(|(inner, step)| {
                // The steps of a part share the names of the file that the repeat is written in.
                let unit = around.to_string();
                let unit = unit.rsplit_once('.').map(|(unit, _)| unit.to_owned());
                let name = match unit {
                    Some(unit) => format!("{unit}.{}", step.path),
                    None => step.path.to_string(),
                };
                Some((ix.inside(inner)?, name, step))
            });
            steps.extend(std::iter::once(own).chain(inside));
        }
        self.steps = steps
            .into_iter()
            .filter_map(|(ix, name, step)| {
                let ix = moved(&self.tops, ix)?;
                let is_chosen = matches!(step.kind, Kind::Choose { .. });
                Some(BroughtStep { name, ix, gives: gives(step, &self.roles), is_chosen })
            })
            .collect();
        self.facts = list.facts.iter().map(|(name, _)| self.named(name).to_string()).collect();
        let flags = list.flags.iter().zip(raised_last(list, &self.tops));
        self.flags = flags.map(|(flag, last)| (self.named(flag).to_string(), last)).collect();
        self.refs = list.refs.iter().map(|one| self.named(&one.id).to_string()).collect();
    }
}
