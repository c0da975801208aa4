//! The steps of units and of the list that is tightened, put into their places.

use super::rebase::Rebase;
use super::{Brought, included};
use crate::checklist::check::cx::Cx;
use crate::checklist::draft;
use crate::checklist::model::{
    InputIx, Part, Reference, RoleIx, StepIx, Stop, StopWhen, Translation,
};
use crate::checklist::{Condition, Kind, ShowWhen, Step, Value};
use crate::source::{Code, Span};
use crate::terms::StepPath;

/// What a brought file says, in the places that it has in the list.
#[derive(Debug)]
pub(in crate::checklist::check) struct Arrived {
    pub(in crate::checklist::check) steps: Vec<Step>,
    pub(in crate::checklist::check) facts: Vec<(StepPath, Value)>,
    pub(in crate::checklist::check) stops: Vec<Stop>,
    pub(in crate::checklist::check) refs: Vec<Reference>,
    pub(in crate::checklist::check) covers: Vec<(String, Vec<StepIx>)>,
    pub(in crate::checklist::check) strings: Vec<Translation>,
    pub(in crate::checklist::check) parts: Vec<Part>,
    inputs: Vec<InputIx>,
}

impl<'d> Cx<'d, '_> {
    /// Everything that is brought into the list; its conditions stand alone still.
    pub(in crate::checklist::check) fn bring(&mut self) {
        let layout = self.layout;
        let (mut facts, mut flags, mut refs) = (0_u16, 0_u16, self.names.refs.len());
        for (which, brought) in layout.brought.iter().enumerate() {
            let bound = match brought.part {
                None => same(brought),
                Some(_) => layout
                    .rows
                    .iter()
                    .find_map(|(_, row)| match row {
                        super::Row::Include(step, Some(at)) if *at == which => Some(*step),
                        super::Row::Include(..) | super::Row::Own(_) | super::Row::Kept(_) => None,
                    })
                    .and_then(|step| {
                        let (_, with) = included(step)?;
                        self.bound(brought, with, include_span(step))
                    }),
            };
            // The sources of the list that is tightened come first, so they keep their places.
            let first = if brought.part.is_none() { 0 } else { refs };
            let arrived =
                bound.and_then(|bound| self.rebased(brought, bound, (facts, flags), first));
            if arrived.is_none() {
                let missing = brought.facts.len();
                self.fact_keys.extend(std::iter::repeat_n((0, 0), missing));
            }
            if brought.part.is_some() {
                refs = refs.saturating_add(brought.refs.len());
            }
            facts = facts.saturating_add(u16::try_from(brought.facts.len()).unwrap_or(u16::MAX));
            flags = flags.saturating_add(u16::try_from(brought.flags.len()).unwrap_or(u16::MAX));
            self.arrived.push(arrived);
        }
    }

    fn rebased(
        &mut self,
        brought: &Brought<'d>,
        (roles, inputs): (Vec<RoleIx>, Vec<InputIx>),
        (facts, flags): (u16, u16),
        refs: usize,
    ) -> Option<Arrived> {
        let list = brought.from;
        let before = self.fact_keys.len();
        let mut rebase = Rebase {
            of: brought,
            roles,
            inputs,
            facts,
            flags,
            refs: (refs..).take(list.refs.len()).collect(),
            fact_keys: self.fact_keys.clone(),
            used: (0, 0),
        };
        let mut values = Vec::new();
        for (name, value) in &list.facts {
            rebase.used = (0, 0);
            values.push((brought.named(name), rebase.value(value)?));
            rebase.fact_keys.push(rebase.used);
        }
        let steps = list.steps.iter().map(|step| {
            let path = brought.named(&step.path);
            Some(Step { path, ..rebase.step(step)? })
        });
        let steps = steps.collect::<Option<_>>()?;
        let stops = list.stops.iter().map(|stop| rebase.stop(stop)).collect::<Option<_>>()?;
        let covers = list.covers.iter().map(|(hazard, steps)| {
            let steps = steps.iter().map(|ix| rebase.ix(*ix)).collect::<Option<_>>()?;
            Some((hazard.clone(), steps))
        });
        let covers = covers.collect::<Option<_>>()?;
        let strings = list.strings.iter().map(|one| {
            let place = match &brought.prefix {
                Some(prefix) => format!("{prefix}.{}", one.place),
                None => one.place.clone(),
            };
            Some(Translation { place, words: rebase.words(&one.words)?, ..one.clone() })
        });
        let strings = strings.collect::<Option<_>>()?;
        let own = list.refs.iter();
        let sources = own.map(|one| Reference { id: brought.named(&one.id), ..one.clone() });
        self.fact_keys.extend(rebase.fact_keys.iter().skip(before));
        Some(Arrived {
            steps,
            facts: values,
            stops,
            refs: sources.collect(),
            covers,
            strings,
            parts: brought.part.iter().chain(&list.units).cloned().collect(),
            inputs: rebase.inputs,
        })
    }

    /// The steps that an include stands for: each of them applies only when the include does.
    pub(in crate::checklist::check) fn include(
        &mut self,
        step: &'d draft::Step,
        which: Option<usize>,
        first: StepIx,
    ) -> Option<Vec<Step>> {
        let span = include_span(step);
        self.only_includes(step, span);
        let when = self.include_when(step, first);
        let Some(which) = which else {
            self.not_used(step);
            return None;
        };
        let brought = self.layout.brought.get(which)?;
        let when = when?;
        let mut arrived = self.arrived.get_mut(which)?.take()?;
        let inputs = arrived.inputs.clone();
        if brought.from.lang != self.lang {
            let found = format!("this unit is written in {:?}", brought.from.lang);
            let mend = format!("include one that is written in {:?}, as this file is", self.lang);
            self.tell(Code::BadInclude, span, found, &mend);
        }
        self.fitting(brought, &inputs, when.as_ref(), span);
        for step in arrived.steps.iter().flat_map(|top| top.kind.inside().iter().chain([top])) {
            if let Kind::Custody { act, .. } = step.kind {
                self.adds_move(act, span);
            }
        }
        if let Some(when) = &when {
            for step in &mut arrived.steps {
                let own = step.when.take().map(|own| own.0);
                step.when = Some(ShowWhen(both(when, own)));
            }
            for stop in &mut arrived.stops {
                if let StopWhen::Always(own) = &stop.when {
                    stop.when = StopWhen::Always(both(when, Some(own.clone())));
                }
            }
        }
        if let Some(first) = arrived.steps.first_mut() {
            first.pause_before |= step.pause_before?;
        }
        let steps = std::mem::take(&mut arrived.steps);
        if let Some(place) = self.arrived.get_mut(which) {
            *place = Some(arrived);
        }
        Some(steps)
    }

    /// Tells an include of a unit that the file does not name in `uses`; one that is named there was told there.
    fn not_used(&mut self, step: &draft::Step) {
        let Some((Some(unit), _)) = included(step) else { return };
        let known = self.uses.names();
        if !known.contains(&unit.value.as_str()) {
            let found = format!("uses: names no unit {:?}", unit.value);
            let mend = crate::source::hint(&unit.value, &known);
            self.tell(Code::UnknownName, unit.span, found, &mend);
        }
    }
}

/// The list that a file is applied to keeps its roles and inputs.
fn same(brought: &Brought<'_>) -> Option<(Vec<RoleIx>, Vec<InputIx>)> {
    let roles = u16::try_from(brought.from.roles.len()).ok()?;
    let inputs = u16::try_from(brought.from.inputs.len()).ok()?;
    Some(((0..roles).map(RoleIx).collect(), (0..inputs).map(InputIx).collect()))
}

fn both(when: &Condition, own: Option<Condition>) -> Condition {
    match own {
        None => when.clone(),
        Some(own) => Condition::All(vec![when.clone(), own]),
    }
}

/// Where an include is told: at its name.
fn include_span(step: &draft::Step) -> Span {
    step.kind.as_ref().map(|kind| kind.span.head("Include".len())).unwrap_or_default()
}
