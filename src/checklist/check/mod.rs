//! From draft to checklist: names become places, and what cannot be run is refused.
//!
//! Every part is resolved before any is given up on, so all mistakes are told at once. A part that
//! could not be resolved is `None`, and then a mistake was told.

mod bare;
mod condition;
mod cx;
mod declares;
mod input;
mod kind;
mod names;
mod not_yet;
mod possible;
mod step;
mod stop;
mod strings;
mod words;

use self::cx::Cx;
use self::names::Names;
use crate::checklist::Step;
use crate::checklist::draft;
use crate::checklist::model::{Change, Checklist, Mode, Source, Status, StepIx, Stop};
use crate::source::{At, Code, Mistake, Mistakes, Span};
use crate::terms::{LineText, StepId};

/// The language version that this program reads.
const SCHEMA: u32 = 1;
/// The most steps at the top of a list.
const STEPS: usize = 200;
/// The most of anything else: roles, inputs, stops, computed values.
const PARTS: usize = 100;

/// The checklist that `draft` describes; `None` when a mistake was told.
pub(in crate::checklist) fn check(
    list: &draft::Checklist,
    source: Source,
    mistakes: &mut Mistakes,
) -> Option<Checklist> {
    let schema = list.schema.as_ref()?;
    if schema.value != SCHEMA {
        let found = format!("this is version {} of the language", schema.value);
        let told = Mistake::new(Code::Schema, schema.span, found);
        mistakes.tell(told.expected(format!("version {SCHEMA}")));
        return None;
    }
    sizes(list, mistakes)?;
    let names = Names::of(list, mistakes);
    let mut cx = Cx { names, mistakes, fact_keys: Vec::new(), used: (0, 0), texts: Vec::new() };
    cx.list(list, source)
}

impl<'d> Cx<'d, '_> {
    fn list(&mut self, list: &'d draft::Checklist, source: Source) -> Option<Checklist> {
        let id: Option<StepId> =
            list.id.as_ref().and_then(|id| names::check_name(id, self.mistakes));
        let rev = list.rev.as_ref().and_then(|rev| self.within_u32(rev, 1, 1_000_000));
        let lang = list.lang.as_ref().and_then(|lang| self.lang(lang));
        let title = self.shown("title", list.title.as_ref(), LineText::NAME);
        let purpose = self.shown("purpose", list.purpose.as_ref(), LineText::REASON);
        let target = match list.target.as_ref() {
            Some(Some(target)) => self.time(target).map(Some),
            Some(None) => Some(None),
            None => None,
        };
        let roles = list.roles.as_ref();
        let roles = roles.map(|roles| all(roles.iter(), |(name, role)| self.list_role(name, role)));
        let refs = list.refs.as_ref();
        let refs = refs.map(|refs| all(refs.iter(), |(name, one)| self.reference(name, one)));
        let inputs = list.inputs.as_ref();
        let inputs = inputs.map(|inputs| all(inputs.iter(), |input| self.input(input)));
        let facts = list.facts.as_ref();
        let facts = facts.map(|facts| all(facts.iter(), |(name, value)| self.fact(name, value)));
        let steps = self.steps(list);
        let stops = self.stops(list);
        let validity = match list.validity.as_ref() {
            Some(Some(validity)) => self.validity(validity).map(Some),
            Some(None) => {
                self.lasting(list);
                Some(None)
            }
            None => None,
        };
        self.units(list);
        let covers = self.covers(list);
        let strings = self.translations(list);
        let changes = self.changes(list);
        let retired =
            list.retired.as_ref()?.iter().filter_map(|id| id.value.parse().ok()).collect();
        let flags = self.names.flags.iter().filter_map(|(name, _)| name.parse().ok()).collect();
        Some(Checklist {
            id: id?,
            rev: rev?,
            status: match list.status.as_ref()? {
                draft::Status::Draft => Status::Draft,
                draft::Status::Released => Status::Released,
                draft::Status::Retired => Status::Retired,
            },
            lang: lang?,
            title: title?,
            purpose: purpose?,
            mode: match list.mode.as_ref()? {
                draft::Mode::ChallengeResponse => Mode::ChallengeResponse,
                draft::Mode::ReadDo => Mode::ReadDo,
                draft::Mode::DoConfirm => Mode::DoConfirm,
            },
            target: target?,
            refs: refs??,
            roles: roles??,
            inputs: inputs??,
            facts: facts??,
            flags,
            validity: validity?,
            stops: stops?,
            steps: steps?,
            covers: covers?,
            strings: strings?,
            changes: changes?,
            retired,
            source,
            units: Vec::new(),
            overlays: Vec::new(),
        })
    }

    fn steps(&mut self, list: &'d draft::Checklist) -> Option<Vec<Step>> {
        let steps = list.steps.as_ref()?;
        let mut resolved = Vec::new();
        let mut before = None;
        for (top, step) in (0_u16..).zip(&steps.rows) {
            resolved.push(self.resolve_step(step, StepIx { top, inner: None }, before));
            before = kind::joinable(before, step);
        }
        let resolved: Vec<Step> = resolved.into_iter().collect::<Option<_>>()?;
        (resolved.len() == steps.written).then_some(resolved)
    }

    fn stops(&mut self, list: &'d draft::Checklist) -> Option<Vec<Stop>> {
        let stops = list.stops.as_ref()?;
        let mut seen: Vec<&str> = Vec::new();
        for id in stops.iter().filter_map(|stop| stop.id.as_ref()) {
            if seen.contains(&id.value.as_str()) {
                let found = format!("there is already a stop {:?}", id.value);
                self.tell(Code::DoubledName, id.span, found, "take another name");
            }
            seen.push(&id.value);
        }
        all(stops.iter(), |stop| self.stop(stop))
    }

    /// What is declared of a gun dies after a time, so the list has to say after which.
    fn lasting(&mut self, list: &draft::Checklist) {
        let steps = list.steps.iter().flat_map(|steps| &steps.rows);
        let declares = steps.filter_map(|step| step.declares.as_ref()?.as_ref());
        for declares in declares {
            if declares.value.state.as_ref().is_some_and(declares::needs_validity) {
                let found = "this declares something, and the list does not say how long it lasts";
                let mend = "add validity: Validity(lasts: Min(20), …) to the list";
                self.tell(Code::MissingField, declares.span.head(1), found, mend);
            }
        }
    }

    fn covers(&mut self, list: &draft::Checklist) -> Option<Vec<(String, Vec<StepIx>)>> {
        let covers = list.covers.as_ref()?;
        all(covers.iter(), |(hazard, steps)| {
            let hazard = names::check_name(hazard, self.mistakes);
            let steps = all(steps.rows.iter(), |name| self.step(name));
            Some((hazard?.as_str().to_owned(), steps?))
        })
    }

    fn changes(&mut self, list: &draft::Checklist) -> Option<Vec<Change>> {
        let newest = list.rev.as_ref().map_or(u32::MAX, |rev| rev.value);
        all(list.changes.as_ref()?.iter(), |change| {
            let by = self.line(change.by.as_ref(), LineText::NAME);
            let why = self.line(change.why.as_ref(), LineText::REPLY);
            let rev: &At<u32> = change.rev.as_ref()?;
            let rev = self.within_u32(rev, 1, newest);
            Some(Change { rev: rev?, by: by?, why: why? })
        })
    }
}

/// Refuses a list with more parts than anybody can oversee, before time is spent on it.
fn sizes(list: &draft::Checklist, mistakes: &mut Mistakes) -> Option<()> {
    let steps = list.steps.as_ref().map(|steps| (steps.written, STEPS, "steps", steps.span));
    let inputs = list.inputs.as_ref().map(|all| (all.len(), PARTS, "inputs", Span::default()));
    let facts = list.facts.as_ref().map(|all| (all.len(), PARTS, "facts", Span::default()));
    let roles = list.roles.as_ref().map(|all| (all.len(), PARTS, "roles", Span::default()));
    let stops = list.stops.as_ref().map(|all| (all.len(), PARTS, "stops", Span::default()));
    let mut small = true;
    for (found, most, what, span) in [steps, inputs, facts, roles, stops].into_iter().flatten() {
        if found > most {
            let found = format!("there are {found} {what}");
            let told = Mistake::new(Code::BadLength, span.head(1), found);
            mistakes.tell(told.expected(format!("at most {most}")));
            small = false;
        }
    }
    small.then_some(())
}

/// Everything resolved, or `None`; all of it is tried.
fn all<T, U>(of: impl Iterator<Item = T>, one: impl FnMut(T) -> Option<U>) -> Option<Vec<U>> {
    let all: Vec<Option<U>> = of.map(one).collect();
    all.into_iter().collect()
}
