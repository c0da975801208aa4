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
mod link;
mod moves;
mod names;
mod overlay;
mod possible;
mod reach;
mod step;
mod stop;
mod strings;
mod words;

pub(super) use self::cx::Sort;
pub(super) use self::overlay::{apply, overlay};

use self::cx::Cx;
use self::link::{Arrived, Layout, Row, uses};
use self::names::Names;
use crate::checklist::Step;
use crate::checklist::draft;
use crate::checklist::model::{Change, Checklist, Mode, Part, Source, Status, StepIx, Stop};
use crate::checklist::shelf::Shelf;
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
    sort: Sort,
    source: Source,
    shelf: &Shelf,
    mistakes: &mut Mistakes,
) -> Option<(Checklist, u8)> {
    let schema = list.schema.as_ref()?;
    if schema.value != SCHEMA {
        let found = format!("this is version {} of the language", schema.value);
        let told = Mistake::new(Code::Schema, schema.span, found);
        mistakes.tell(told.expected(format!("version {SCHEMA}")));
        return None;
    }
    sizes(list, mistakes)?;
    let own = list.id.as_ref().filter(|_| sort == Sort::Unit).map(|id| id.value.as_str());
    let uses = uses(list.uses.as_ref(), own, shelf, mistakes);
    let rows = list.steps.iter().flat_map(|steps| &steps.rows).map(Row::Own);
    let layout = Layout::of(rows, None, &uses);
    let mut cx = Cx::new(list, sort, &uses, &layout, mistakes);
    let list = cx.list(list, source)?;
    Some((list, uses.depth().saturating_add(1)))
}

impl<'d, 'm> Cx<'d, 'm> {
    fn new(
        list: &'d draft::Checklist,
        sort: Sort,
        uses: &'d link::Uses<'d>,
        layout: &'d Layout<'d>,
        mistakes: &'m mut Mistakes,
    ) -> Self {
        Self {
            sort,
            lang: list.lang.as_ref().map_or("", |lang| &lang.value),
            uses,
            layout,
            names: Names::of(list, layout, mistakes),
            mistakes,
            arrived: Vec::new(),
            fact_keys: Vec::new(),
            used: (0, 0),
            texts: Vec::new(),
        }
    }

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
        self.bring();
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
        let covers = self.covers(list);
        let mut strings = self.translations(list);
        if self.sort == Sort::Overlay {
            // The list keeps its title and its purpose, in every language.
            let of_the_file = |place: &str| matches!(place, "title" | "purpose");
            strings.iter_mut().for_each(|all| all.retain(|one| !of_the_file(&one.place)));
        }
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
            refs: {
                let (base, units) = self.arrived_in_order();
                let refs = joined(base, |one| &one.refs, refs??);
                add(refs, units, |one| &one.refs)
            },
            roles: roles??,
            inputs: inputs??,
            facts: joined(self.arrived.iter().flatten(), |one| &one.facts, facts??),
            flags,
            validity: validity?,
            stops: {
                let (base, units) = self.arrived_in_order();
                add(joined(base, |one| &one.stops, stops?), units, |one| &one.stops)
            },
            steps: steps?,
            covers: covered(covers?, self.arrived.iter().flatten()),
            strings: add(strings?, self.arrived.iter().flatten(), |one| &one.strings),
            changes: changes?,
            retired,
            source,
            units: parts(self.arrived.iter().flatten()),
            overlays: Vec::new(),
        })
    }

    /// What has arrived of the list that the file is applied to, and of units.
    fn arrived_in_order(&self) -> (impl Iterator<Item = &Arrived>, impl Iterator<Item = &Arrived>) {
        let base = usize::from(self.layout.brought.first().is_some_and(|one| one.part.is_none()));
        let all = || self.arrived.iter();
        (all().take(base).flatten(), all().skip(base).flatten())
    }

    fn steps(&mut self, list: &'d draft::Checklist) -> Option<Vec<Step>> {
        let written = list.steps.as_ref()?;
        let mut resolved = Vec::new();
        let mut before = None;
        for (top, row) in &self.layout.rows {
            let ix = StepIx { top: *top, inner: None };
            match row {
                Row::Own(step) => {
                    resolved.push(self.resolve_step(step, ix, before).map(|step| vec![step]));
                    before = moves::joinable(before, step);
                }
                Row::Include(step, which) => {
                    resolved.push(self.include(step, *which, ix));
                    before = None;
                }
                Row::Kept(at) => {
                    let base = self.arrived.first().and_then(Option::as_ref);
                    let step = base.and_then(|base| base.steps.get(usize::from(*at)).cloned());
                    resolved.push(step.map(|step| vec![step]));
                    before = None;
                }
            }
        }
        let kept = self.layout.rows.iter().filter(|(_, row)| matches!(row, Row::Kept(_))).count();
        let whole = resolved.len() == written.written.saturating_add(kept);
        let resolved: Vec<Vec<Step>> = resolved.into_iter().collect::<Option<_>>()?;
        if self.layout.steps() > STEPS {
            let found = format!("there are {} steps with those of the units", self.layout.steps());
            let told = Mistake::new(Code::BadLength, written.span.head(1), found);
            self.mistakes.tell(told.expected(format!("at most {STEPS}")));
            return None;
        }
        whole.then(|| resolved.concat())
    }

    fn stops(&mut self, list: &'d draft::Checklist) -> Option<Vec<Stop>> {
        let stops = list.stops.as_ref()?;
        // A stop is settled by its name, so one of that name in the list that is tightened would be settled for it.
        let base = self.layout.brought.iter().filter(|one| one.part.is_none());
        let kept = base.flat_map(|one| &one.from.stops).map(|stop| stop.id.to_string());
        let kept: Vec<String> = kept.collect();
        let mut seen: Vec<&str> = kept.iter().map(String::as_str).collect();
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
        if self.sort != Sort::List {
            return;
        }
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
            let steps = all(steps.rows.iter(), |name| self.steps_of(name));
            Some((hazard?.as_str().to_owned(), steps?.concat()))
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

/// What is written in a list, and behind it what is brought into it.
fn add<'a, T: Clone + 'a>(
    mut own: Vec<T>,
    arrived: impl Iterator<Item = &'a Arrived>,
    what: impl Fn(&'a Arrived) -> &'a Vec<T>,
) -> Vec<T> {
    own.extend(arrived.flat_map(what).cloned());
    own
}

/// What is brought into a list, and behind it what is written in it: a computed value names only those above it.
fn joined<'a, T: Clone + 'a>(
    arrived: impl Iterator<Item = &'a Arrived>,
    what: impl Fn(&'a Arrived) -> &'a Vec<T>,
    own: Vec<T>,
) -> Vec<T> {
    add(Vec::new(), arrived, what).into_iter().chain(own).collect()
}

/// The hazards of a list and of its units, each once.
fn covered<'a>(
    mut own: Vec<(String, Vec<StepIx>)>,
    arrived: impl Iterator<Item = &'a Arrived>,
) -> Vec<(String, Vec<StepIx>)> {
    for (hazard, steps) in arrived.flat_map(|one| &one.covers) {
        match own.iter_mut().find(|(known, _)| known == hazard) {
            Some((_, all)) => {
                all.extend(steps);
                all.sort_unstable();
                all.dedup();
            }
            None => own.push((hazard.clone(), steps.clone())),
        }
    }
    own
}

/// The units that are brought in, each once.
fn parts<'a>(arrived: impl Iterator<Item = &'a Arrived>) -> Vec<Part> {
    let mut all: Vec<Part> = Vec::new();
    for part in arrived.flat_map(|one| &one.parts) {
        if all.iter().all(|known| known.source.sha256 != part.source.sha256) {
            all.push(part.clone());
        }
    }
    all
}

/// Everything resolved, or `None`; all of it is tried.
fn all<T, U>(of: impl Iterator<Item = T>, one: impl FnMut(T) -> Option<U>) -> Option<Vec<U>> {
    let all: Vec<Option<U>> = of.map(one).collect();
    all.into_iter().collect()
}
