//! Every name of a list, gathered before anything is resolved, so that order does not matter.

use std::collections::BTreeSet;

use super::link::{Layout, Row};
use crate::checklist::atom::Choice;
use crate::checklist::draft::{self, Input, Kind, Name};
use crate::checklist::{self, RoleIx, StepIx};
use crate::source::{Code, Many, Mistake, Mistakes, Span, Table};
use crate::terms::{Role, StepId};

/// A place in the order of the steps; a step inside a repeat comes before the repeat is over.
pub(super) type Key = (u16, u16);

/// The place of a step in that order; a repeat comes after its steps.
pub(super) fn key_of(ix: StepIx) -> Key {
    (ix.top, ix.inner.unwrap_or(u16::MAX))
}

/// What an answer can be named for.
#[derive(Clone, Debug)]
pub(super) enum Gives<'d> {
    /// A number.
    Number,
    /// A text; one of these, where they are known.
    Text(Option<Vec<&'d str>>),
    /// A number for each of these roles.
    Blind(Vec<&'d str>),
    /// A number for each of these tallies.
    Tallies(Vec<&'d str>),
    /// Only that and when it was given.
    Answer,
    /// The kind could not be read, so nothing that is said of it is complained of.
    Unclear,
}

/// One step by name.
#[derive(Clone, Debug)]
pub(super) struct StepName<'d> {
    pub(super) id: &'d str,
    pub(super) ix: StepIx,
    pub(super) gives: Gives<'d>,
    /// Whether it is a `Choose`.
    pub(super) is_chosen: bool,
}

impl StepName<'_> {
    pub(super) fn key(&self) -> Key {
        key_of(self.ix)
    }
}

/// What is given at the start, as conditions may name it.
#[derive(Clone, Debug)]
pub(super) enum Given<'d> {
    /// An item of one of these kinds and actions; of any where none is named.
    Item {
        kinds: Vec<&'d str>,
        actions: Vec<&'d str>,
    },
    /// One of these texts, where they could be read.
    Pick(Option<Vec<&'d str>>),
    Text,
    Number,
}

/// An include by name.
#[derive(Clone, Debug)]
pub(super) struct Included<'d> {
    pub(super) id: &'d str,
    /// Its steps; `None` where its unit is not at hand.
    pub(super) steps: Option<std::ops::Range<u16>>,
}

/// Every name of a list.
#[derive(Debug, Default)]
pub(super) struct Names<'d> {
    pub(super) roles: Vec<&'d str>,
    /// Pairs of roles that two people have to fill.
    pub(super) apart: Vec<(&'d str, &'d str)>,
    /// Roles whose holder has no other role in the run.
    pub(super) exclusive: Vec<&'d str>,
    /// Roles that nobody may hold when the run begins.
    pub(super) absent: Vec<&'d str>,
    /// Roles that only a qualified handler fills.
    pub(super) handlers: Vec<&'d str>,
    /// Who in the production may fill each role.
    pub(super) fillers: Vec<(&'d str, Vec<&'d str>)>,
    pub(super) refs: Vec<&'d str>,
    pub(super) inputs: Vec<(&'d str, Given<'d>)>,
    pub(super) includes: Vec<Included<'d>>,
    pub(super) facts: Vec<&'d str>,
    pub(super) steps: Vec<StepName<'d>>,
    /// Flags, and the last step that raises each.
    pub(super) flags: Vec<(&'d str, Key)>,
    /// How many of them are those of the list that a file is applied to.
    pub(super) kept_flags: usize,
}

impl<'d> Names<'d> {
    /// All names of `list` and of what `layout` brings into it; those that are doubled, retired or badly formed are told.
    pub(super) fn of(
        list: &'d draft::Checklist,
        layout: &'d Layout<'d>,
        mistakes: &mut Mistakes,
    ) -> Self {
        let mut names = Self::default();
        let mut taken =
            Taken { names: BTreeSet::from(["run", "n", "part"]), retired: BTreeSet::new() };
        for retired in list.retired.iter().flatten() {
            check_name(retired, mistakes);
            if !taken.retired.insert(retired.value.as_str()) {
                tell_doubled(retired, mistakes);
            }
        }
        for brought in &layout.brought {
            if brought.part.is_none() {
                names.keep(brought.from, &mut taken);
                names.kept_flags = brought.flags.len();
                names.refs.extend(brought.refs.iter().map(String::as_str));
            }
            names.facts.extend(brought.facts.iter().map(String::as_str));
            names.flags.extend(brought.flags.iter().map(|(flag, last)| (flag.as_str(), *last)));
            names.steps.extend(brought.steps.iter().map(|step| StepName {
                id: &step.name,
                ix: step.ix,
                gives: step.gives.clone(),
                is_chosen: step.is_chosen,
            }));
        }
        for (name, role) in list.roles.iter().flat_map(Table::iter) {
            check_name(name, mistakes);
            names.role_of(&name.value, role);
        }
        for (name, _) in list.refs.iter().flat_map(Table::iter) {
            check_name(name, mistakes);
            names.refs.push(&name.value);
        }
        for input in list.inputs.iter().flatten() {
            // An input whose name could not be read still holds its place.
            let id = input_id(input);
            names.inputs.push((id.map_or("", |id| id.value.as_str()), given(input)));
            if let Some(id) = id {
                taken.take(id, mistakes);
            }
        }
        for (name, _) in list.facts.iter().flat_map(Table::iter) {
            names.facts.push(&name.value);
            taken.take(name, mistakes);
        }
        for (top, row) in &layout.rows {
            match row {
                Row::Kept(_) => {}
                Row::Include(step, which) => {
                    let Some(id) = &step.id else { continue };
                    taken.take(id, mistakes);
                    let long = which.and_then(|which| layout.brought.get(which));
                    let long = long.and_then(|one| u16::try_from(one.from.steps.len()).ok());
                    let steps = long.map(|long| *top..top.saturating_add(long));
                    names.includes.push(Included { id: &id.value, steps });
                }
                Row::Own(step) => {
                    names.step(step, StepIx { top: *top, inner: None }, &mut taken, mistakes);
                    let Some(Kind::Each { steps: Some(inside), .. }) = kind(step) else { continue };
                    for (inner, step) in (0_u16..).zip(&inside.rows) {
                        let ix = StepIx { top: *top, inner: Some(inner) };
                        names.step(step, ix, &mut taken, mistakes);
                    }
                }
            }
        }
        names
    }

    /// The roles and inputs of the list that a file is applied to.
    fn keep(&mut self, list: &'d checklist::Checklist, taken: &mut Taken<'d>) {
        let role_name = |ix: &RoleIx| list.role(*ix).map(|role| role.role.as_str());
        for role in &list.roles {
            let name = role.role.as_str();
            self.roles.push(name);
            if role.optional || role.on_call {
                self.absent.push(name);
            }
            if role.exclusive_duty {
                self.exclusive.push(name);
            }
            if role.handler {
                self.handlers.push(name);
            }
            let fillers: Vec<&str> = role.filled_by.iter().map(Role::as_str).collect();
            self.fillers.push((name, if fillers.is_empty() { vec![name] } else { fillers }));
            let others = role.not_same_as.iter().filter_map(role_name);
            self.apart.extend(others.map(|other| (name, other)));
        }
        for input in &list.inputs {
            let id = input.id().as_str();
            let given = match input {
                checklist::Input::Item { kinds, actions, .. } => Given::Item {
                    kinds: kinds.iter().map(|kind| kind.code()).collect(),
                    actions: actions.iter().map(|action| action.code()).collect(),
                },
                checklist::Input::Pick { of, .. } => {
                    Given::Pick(Some(of.iter().map(String::as_str).collect()))
                }
                checklist::Input::Text { .. } => Given::Text,
                checklist::Input::Number { .. } => Given::Number,
            };
            self.inputs.push((id, given));
            taken.names.insert(id);
        }
        taken.retired.extend(list.retired.iter().map(StepId::as_str));
        let steps = list.steps.iter().flat_map(|top| {
            std::iter::once(top.path.first())
                .chain(top.kind.inside().iter().map(|step| step.path.first()))
        });
        taken.names.extend(steps.chain(list.facts.iter().map(|(name, _)| name.first())));
    }

    fn role_of(&mut self, name: &'d str, role: &'d draft::Role) {
        if self.roles.contains(&name) {
            return;
        }
        self.roles.push(name);
        if role.optional == Some(true) || role.on_call == Some(true) {
            self.absent.push(name);
        }
        if role.exclusive_duty == Some(true) {
            self.exclusive.push(name);
        }
        if role.handler == Some(true) {
            self.handlers.push(name);
        }
        let fillers = role.filled_by.iter().flatten().map(|may| may.value.as_str());
        let fillers: Vec<&str> = fillers.collect();
        self.fillers.push((name, if fillers.is_empty() { vec![name] } else { fillers }));
        let others = role.not_same_as.iter().flatten();
        self.apart.extend(others.map(|other| (name, other.value.as_str())));
    }

    fn step(
        &mut self,
        step: &'d draft::Step,
        ix: StepIx,
        taken: &mut Taken<'d>,
        mistakes: &mut Mistakes,
    ) {
        let Some(id) = &step.id else { return };
        taken.take(id, mistakes);
        let is_chosen = matches!(kind(step), Some(Kind::Choose { .. }));
        let named = StepName { id: &id.value, ix, gives: gives(step), is_chosen };
        for flag in choices(step).filter_map(|choice| choice.raise.as_ref()) {
            check_name(flag, mistakes);
            let kept = self.flags.iter().take(self.kept_flags);
            if kept.into_iter().any(|(name, _)| *name == flag.value) {
                // A condition of the list could say that it was not raised.
                let found = format!("the list raises {:?} itself", flag.value);
                let told = Mistake::new(Code::Loosens, flag.span, found);
                mistakes.tell(told.mend("raise another flag, and add a stop for it"));
            }
            match self.flags.iter_mut().find(|(name, _)| *name == flag.value) {
                Some((_, last)) => *last = named.key().max(*last),
                None => self.flags.push((&flag.value, named.key())),
            }
        }
        self.steps.push(named);
    }

    /// Whether two people have to fill these two roles.
    pub(super) fn apart(&self, a: RoleIx, b: RoleIx) -> bool {
        let exclusive = |role: RoleIx| self.exclusive.contains(&self.role(role));
        a != b && (self.named_apart(a, b) || exclusive(a) || exclusive(b))
    }

    /// The roles that `role` keeps apart from itself by being an exclusive duty, and that no `not_same_as` names.
    pub(super) fn kept_apart(&self, role: RoleIx) -> Vec<RoleIx> {
        let all = (0_u16..).zip(&self.roles).map(|(at, _)| RoleIx(at));
        let exclusive = |role: &RoleIx| self.exclusive.contains(&self.role(*role));
        // Of two exclusive duties the earlier one says it.
        let said = |other: &RoleIx| exclusive(other) && other.position() < role.position();
        all.filter(|other| exclusive(&role) && *other != role)
            .filter(|other| !said(other) && !self.named_apart(role, *other))
            .collect()
    }

    fn role(&self, role: RoleIx) -> &'d str {
        self.roles.get(role.position()).copied().unwrap_or_default()
    }

    fn named_apart(&self, a: RoleIx, b: RoleIx) -> bool {
        let (a, b) = (self.role(a), self.role(b));
        self.apart.iter().any(|pair| *pair == (a, b) || *pair == (b, a))
    }

    /// The include of that name.
    pub(super) fn include_named(&self, name: &str) -> Option<&Included<'d>> {
        self.includes.iter().find(|include| include.id == name)
    }

    /// Whether `name` stands behind an include whose unit is not at hand, so that nothing is known of it.
    pub(super) fn is_unclear(&self, name: &str) -> bool {
        let root = name.split('.').next().unwrap_or(name);
        self.include_named(root).is_some_and(|include| include.steps.is_none())
    }

    /// The step of that name.
    pub(super) fn step_named(&self, name: &str) -> Option<&StepName<'d>> {
        self.steps.iter().find(|step| step.id == name)
    }
}

/// What the kind of a step can be named for.
fn gives(step: &draft::Step) -> Gives<'_> {
    let Some(kind) = kind(step) else { return Gives::Unclear };
    match kind {
        Kind::Count { .. } | Kind::Measure { .. } => Gives::Number,
        Kind::BlindCount { roles: Some(roles), .. } => {
            Gives::Blind(roles.rows.iter().map(|role| role.value.as_str()).collect())
        }
        Kind::Each { tally: Some(tally), .. } => {
            Gives::Tallies(tally.iter().map(|(name, _)| name.value.as_str()).collect())
        }
        Kind::Choose { of: Some(of), .. } | Kind::Challenge { expect: Some(of), .. } => {
            Gives::Text(domain(of))
        }
        Kind::Match { .. } | Kind::Text { .. } | Kind::Scan { .. } => Gives::Text(None),
        Kind::Choose { of: None, .. }
        | Kind::Challenge { expect: None, .. }
        | Kind::BlindCount { roles: None, .. }
        | Kind::Each { tally: None, .. }
        | Kind::Include { .. } => Gives::Unclear,
        Kind::Say { .. }
        | Kind::ChooseMany { .. }
        | Kind::Proof { .. }
        | Kind::Confirm { .. }
        | Kind::Photo { .. }
        | Kind::Attach { .. }
        | Kind::Wait { .. }
        | Kind::Custody { .. }
        | Kind::Show { .. }
        | Kind::Sign { .. } => Gives::Answer,
    }
}

/// The answers there are, unless one has a place to fill in or could not be read.
fn domain(of: &Many<Choice>) -> Option<Vec<&str>> {
    let words = of.rows.iter().map(|choice| choice.words.as_ref().map(|line| line.value.as_str()));
    let words: Vec<&str> = words.collect::<Option<_>>()?;
    let whole = words.len() == of.written && !words.iter().any(|words| words.contains(['{', '}']));
    whole.then_some(words)
}

/// The answers offered by a step.
pub(super) fn choices(step: &draft::Step) -> impl Iterator<Item = &Choice> {
    let of = match kind(step) {
        Some(Kind::Choose { of, .. } | Kind::ChooseMany { of, .. }) => of.as_ref(),
        Some(Kind::Challenge { expect, .. }) => expect.as_ref(),
        Some(_) | None => None,
    };
    of.into_iter().flat_map(|of| &of.rows)
}

fn kind(step: &draft::Step) -> Option<&Kind> {
    step.kind.as_ref().map(|kind| &kind.value)
}

/// What an input can be named for.
fn given(input: &Input) -> Given<'_> {
    match input {
        Input::Item { kinds, actions, .. } => Given::Item {
            kinds: kinds.iter().flat_map(|kinds| &kinds.rows).map(code).collect(),
            actions: actions.iter().flatten().map(code).collect(),
        },
        Input::Pick { of, .. } => {
            Given::Pick(of.as_ref().map(|of| of.rows.iter().map(code).collect()))
        }
        Input::Text { .. } => Given::Text,
        Input::Number { .. } => Given::Number,
    }
}

fn code(name: &Name) -> &str {
    &name.value
}

fn input_id(input: &Input) -> Option<&Name> {
    match input {
        Input::Item { id, .. }
        | Input::Pick { id, .. }
        | Input::Text { id, .. }
        | Input::Number { id, .. } => id.as_ref(),
    }
}

/// The one namespace of steps, inputs and computed values.
struct Taken<'d> {
    names: BTreeSet<&'d str>,
    retired: BTreeSet<&'d str>,
}

impl<'d> Taken<'d> {
    fn take(&mut self, name: &'d Name, mistakes: &mut Mistakes) {
        check_name(name, mistakes);
        if !self.names.insert(&name.value) {
            tell_doubled(name, mistakes);
        }
        if self.retired.contains(name.value.as_str()) {
            let found = format!("{:?} was retired", name.value);
            let told = Mistake::new(Code::RetiredName, name.span, found);
            mistakes.tell(told.mend("old records mean another thing by it; take a new name"));
        }
    }
}

fn tell_doubled(name: &Name, mistakes: &mut Mistakes) {
    let found = format!("there is already something called {:?}", name.value);
    mistakes.tell(Mistake::new(Code::DoubledName, name.span, found).mend("take another name"));
}

/// Tells a name that breaks the rules for names.
pub(super) fn check_name(name: &Name, mistakes: &mut Mistakes) -> Option<StepId> {
    let id = name.value.parse();
    if id.is_err() {
        tell_bad_name(&name.value, name.span, mistakes);
    }
    id.ok()
}

fn tell_bad_name(name: &str, span: Span, mistakes: &mut Mistakes) {
    let told = Mistake::new(Code::BadName, span, format!("{name:?} is not a name"));
    mistakes
        .tell(told.expected("at most 40 small letters, digits, - and _, beginning with a letter"));
}
