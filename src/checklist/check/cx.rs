//! What the checks share: the names, the mistakes, and how a name is looked up from where it stands.

use super::link::{Arrived, Layout, Uses};
use super::names::{Given, Gives, Included, Key, Names};
use crate::checklist::draft::{Line, Name};
use crate::checklist::{Attribute, FactIx, InputIx, NumberRef, RoleIx, StepIx, TextRef, Words};
use crate::source::{Code, Mistake, Mistakes, Span, hint};
use crate::terms::{Action, Balance, Barrel, Condition, ItemKind, LineText, Place};

/// From where something is named.
#[derive(Clone, Copy, Debug)]
pub(super) struct Site {
    /// Only steps before this are answered.
    pub(super) before: Key,
    /// The repeat that the site stands in.
    pub(super) inside: Option<u16>,
}

impl Site {
    /// Before the run begins: no step is answered.
    pub(super) const START: Self = Self { before: (0, 0), inside: None };
    /// Any time: every step may be answered.
    pub(super) const ANY: Self = Self { before: (u16::MAX, u16::MAX), inside: None };

    /// While the step is asked.
    pub(super) fn asking(step: StepIx) -> Self {
        let inside = step.inner.map(|_| step.top);
        Self { before: (step.top, step.inner.unwrap_or(0)), inside }
    }

    /// When the step was just answered.
    pub(super) fn answered(step: StepIx) -> Self {
        let before = match step.inner {
            None => (step.top.saturating_add(1), 0),
            Some(inner) => (step.top, inner.saturating_add(1)),
        };
        Self { before, inside: step.inner.map(|_| step.top) }
    }
}

/// What a name stands for.
#[derive(Clone, Debug)]
pub(super) enum Found<'d> {
    /// A number.
    Number(NumberRef),
    /// A text; one of these, where they are known.
    Text(TextRef, Option<Vec<&'d str>>),
    /// A step that has no value, only an answer.
    Answer(StepIx),
}

/// What sort of file is checked.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::checklist) enum Sort {
    List,
    Unit,
    Overlay,
}

/// The state of a check.
#[derive(Debug)]
pub(super) struct Cx<'d, 'm> {
    pub(super) sort: Sort,
    /// The language of the file.
    pub(super) lang: &'d str,
    pub(super) uses: &'d Uses<'d>,
    pub(super) layout: &'d Layout<'d>,
    pub(super) names: Names<'d>,
    pub(super) mistakes: &'m mut Mistakes,
    /// What is brought into the list, as the layout has it; `None` where it does not fit.
    pub(super) arrived: Vec<Option<Arrived>>,
    /// For each computed value that is already resolved, the last step that it rests on.
    pub(super) fact_keys: Vec<Key>,
    /// The last step that was named since this was reset.
    pub(super) used: Key,
    /// Every text that can be translated.
    pub(super) texts: Vec<Source>,
}

/// A text that can be translated.
#[derive(Clone, Debug)]
pub(super) struct Source {
    pub(super) place: String,
    pub(super) text: String,
    /// What is filled in it, and from where it is named; nothing in a text that stands as it is.
    pub(super) filled: Option<(Words, Site)>,
}

impl<'d> Cx<'d, '_> {
    pub(super) fn tell(&mut self, code: Code, span: Span, found: impl Into<String>, mend: &str) {
        self.mistakes.tell(Mistake::new(code, span, found).mend(mend));
    }

    /// A text of one line and at most `most` characters, written as it is recorded.
    pub(super) fn line(&mut self, line: Option<&Line>, most: usize) -> Option<String> {
        let line = line?;
        self.plain(&line.value, line.span, most).then(|| line.value.clone())
    }

    /// Whether `text` can stand as written: an answer is compared with it letter by letter.
    pub(super) fn plain(&mut self, text: &str, span: Span, most: usize) -> bool {
        let found = match LineText::parse(text, most) {
            Ok(normal) if normal.as_str() == text => return true,
            Ok(_) => "it has blanks at an end, or letters made of two characters".to_owned(),
            Err(error) => error.to_string(),
        };
        self.tell(Code::BadText, span, format!("this text cannot stand: {found}"), "");
        false
    }

    /// A text of one line that is shown, said or recorded; it can be translated under the name `place`.
    pub(super) fn shown(
        &mut self,
        place: &str,
        line: Option<&Line>,
        most: usize,
    ) -> Option<String> {
        self.bare(line?);
        self.translatable(place, line, most)
    }

    /// A text of one line that can be translated under the name `place`.
    pub(super) fn translatable(
        &mut self,
        place: &str,
        line: Option<&Line>,
        most: usize,
    ) -> Option<String> {
        let text = self.line(line, most)?;
        self.texts.push(Source { place: place.to_owned(), text: text.clone(), filled: None });
        Some(text)
    }

    pub(super) fn role(&mut self, name: &Name) -> Option<RoleIx> {
        let at = self.names.roles.iter().position(|role| *role == name.value);
        if at.is_none() {
            let mend = hint(&name.value, &self.names.roles);
            self.tell(
                Code::UnknownName,
                name.span,
                format!("there is no role {:?}", name.value),
                &mend,
            );
        }
        at.and_then(|at| u16::try_from(at).ok()).map(RoleIx)
    }

    /// All of `names`; a role written twice is told.
    pub(super) fn roles(&mut self, names: &[Name]) -> Option<Vec<RoleIx>> {
        let mut all = Vec::new();
        let mut whole = true;
        for name in names {
            match self.role(name) {
                Some(role) if all.contains(&role) => {
                    let found = format!("{:?} stands here a second time", name.value);
                    self.tell(Code::SameRole, name.span, found, "name another role");
                    whole = false;
                }
                Some(role) => all.push(role),
                None => whole = false,
            }
        }
        whole.then_some(all)
    }

    pub(super) fn step(&mut self, name: &Name) -> Option<StepIx> {
        let found = self.names.step_named(&name.value).map(|step| step.ix);
        if found.is_none() && self.names.is_unclear(&name.value) {
            // That its unit is not at hand was told.
            return None;
        }
        if found.is_none() && self.names.include_named(&name.value).is_some() {
            self.tell_include(&name.value, name.span);
            return None;
        }
        if found.is_none() {
            let known: Vec<&str> = self.names.steps.iter().map(|step| step.id).collect();
            let mend = hint(&name.value, &known);
            self.tell(
                Code::UnknownName,
                name.span,
                format!("there is no step {:?}", name.value),
                &mend,
            );
        }
        found
    }

    fn tell_include(&mut self, name: &str, span: Span) {
        let inside = format!("{name}.");
        let first = self.names.steps.iter().find(|step| step.id.starts_with(&inside));
        let mend = first.map(|step| format!("name one of its steps, such as {}", step.id));
        let found = format!("{name:?} is an include and no step");
        self.tell(Code::WrongType, span, found, &mend.unwrap_or_default());
    }

    /// The steps that a name stands for: the step itself, or all of an include.
    pub(super) fn steps_of(&mut self, name: &Name) -> Option<Vec<StepIx>> {
        match self.names.include_named(&name.value) {
            Some(Included { steps: Some(steps), .. }) => {
                Some(steps.clone().map(|top| StepIx { top, inner: None }).collect())
            }
            Some(Included { steps: None, .. }) => None,
            None => self.step(name).map(|step| vec![step]),
        }
    }

    /// The item of that name.
    pub(super) fn item(&mut self, name: &Name) -> Option<InputIx> {
        let at = self.names.inputs.iter().position(|(id, _)| *id == name.value);
        match at.and_then(|at| self.names.inputs.get(at)) {
            Some((_, Given::Item { .. })) => at.and_then(|at| u16::try_from(at).ok()).map(InputIx),
            Some((_, Given::Pick(_) | Given::Text | Given::Number)) => {
                let found = format!("the input {:?} is not an item", name.value);
                self.tell(Code::WrongType, name.span, found, "name an Item(…) of the inputs");
                None
            }
            None => {
                let items = self.names.inputs.iter();
                let items: Vec<&str> = items
                    .filter(|(_, input)| matches!(input, Given::Item { .. }))
                    .map(|(id, _)| *id)
                    .collect();
                let mend = hint(&name.value, &items);
                self.tell(
                    Code::UnknownName,
                    name.span,
                    format!("there is no item {:?}", name.value),
                    &mend,
                );
                None
            }
        }
    }

    /// What `name` stands for, named from `site`; `None` when a mistake was told.
    pub(super) fn value(&mut self, name: &str, span: Span, site: Site) -> Option<Found<'d>> {
        let (root, rest) =
            name.split_once('.').map_or((name, None), |(root, rest)| (root, Some(rest)));
        if root == "run" {
            return self.of_run(name, rest, span);
        }
        if let Some(at) = self.names.inputs.iter().position(|(id, _)| *id == root) {
            let ix = InputIx(u16::try_from(at).ok()?);
            let input = self.names.inputs.get(at).map(|(_, input)| input.clone())?;
            return self.of_input(name, ix, input, rest, span);
        }
        if let Some(at) = self.names.facts.iter().position(|fact| *fact == name) {
            return self.of_fact(name, at, span, site);
        }
        if self.names.is_unclear(name) {
            // That its unit is not at hand was told.
            return None;
        }
        // A step of an include has a name of several parts itself.
        let whole = self.names.step_named(name).is_some();
        let (root, rest) = match name.rsplit_once('.') {
            Some((root, rest)) if !whole && self.names.step_named(root).is_some() => {
                (root, Some(rest))
            }
            Some(_) | None if whole => (name, None),
            Some(_) | None => (root, rest),
        };
        if let Some(step) = self.names.step_named(root).cloned() {
            let found = match (&step.gives, rest) {
                (Gives::Unclear, _) => return None,
                (Gives::Number, None) => Found::Number(NumberRef::Step(step.ix)),
                (Gives::Text(domain), None) => Found::Text(TextRef::Step(step.ix), domain.clone()),
                (Gives::Answer, None) => Found::Answer(step.ix),
                (Gives::Blind(roles), Some(role)) if roles.contains(&role) => {
                    let at = self.names.roles.iter().position(|known| *known == role)?;
                    Found::Number(NumberRef::Blind(step.ix, RoleIx(u16::try_from(at).ok()?)))
                }
                (Gives::Tallies(tallies), Some(tally)) if tallies.contains(&tally) => {
                    let at = tallies.iter().position(|known| *known == tally)?;
                    Found::Number(NumberRef::Tally(step.ix, at))
                }
                (Gives::Blind(parts) | Gives::Tallies(parts), _) => {
                    let parts: Vec<String> =
                        parts.iter().map(|part| format!("{root}.{part}")).collect();
                    let known: Vec<&str> = parts.iter().map(String::as_str).collect();
                    self.tell_unknown(name, span, &known);
                    return None;
                }
                (Gives::Number | Gives::Text(_) | Gives::Answer, Some(_)) => {
                    self.tell_unknown(name, span, &[root]);
                    return None;
                }
            };
            return self.may_name(step.id, step.ix, step.key(), span, site).then_some(found);
        }
        self.tell_no_such(name, root, span);
        None
    }

    fn tell_no_such(&mut self, name: &str, root: &str, span: Span) {
        if self.names.include_named(name).is_some() {
            self.tell_include(name, span);
            return;
        }
        if self.names.roles.contains(&root) {
            let mend = format!("write HasRole({root:?}) to ask whether somebody holds the role");
            self.tell(
                Code::UnknownName,
                span,
                format!("{name:?} is a role and has no value"),
                &mend,
            );
            return;
        }
        let inputs = self.names.inputs.iter().map(|(id, _)| *id);
        let facts = self.names.facts.iter().copied();
        let known: Vec<&str> =
            inputs.chain(facts).chain(self.names.steps.iter().map(|step| step.id)).collect();
        self.tell_unknown(name, span, &known);
    }

    pub(super) fn tell_unknown(&mut self, name: &str, span: Span, known: &[&str]) {
        let mend = hint(name, known);
        self.tell(Code::UnknownName, span, format!("nothing is called {name:?} here"), &mend);
    }

    /// Whether a step may be named from `site`; told when not.
    pub(super) fn may_name(
        &mut self,
        id: &str,
        ix: StepIx,
        key: Key,
        span: Span,
        site: Site,
    ) -> bool {
        self.used = self.used.max(key);
        if ix.inner.is_some() && site.inside != Some(ix.top) {
            let found =
                format!("{id:?} is answered once for each part, so it has no one answer here");
            self.tell(
                Code::UnknownName,
                span,
                found,
                "count its answers with a tally, and name that",
            );
            return false;
        }
        let answered = key < site.before;
        if !answered {
            let found = format!("{id:?} is not answered yet at this point");
            self.tell(
                Code::LooksAhead,
                span,
                found,
                "name only inputs, computed values and earlier steps",
            );
        }
        answered
    }

    fn of_run(&mut self, name: &str, rest: Option<&str>, span: Span) -> Option<Found<'d>> {
        let found = match rest {
            Some("drill") => (TextRef::Drill, Some(vec!["yes", "no"])),
            Some("stopped") => (TextRef::Stopped, Some(vec!["yes", "no"])),
            Some("scene") => (TextRef::Scene, None),
            Some("setup") => (TextRef::Setup, None),
            Some("take") => (TextRef::Take, None),
            Some("rounds") => (TextRef::Rounds, Some(codes(Balance::ALL, Balance::code))),
            Some("ledger") => (TextRef::Ledger, None),
            Some(_) | None => {
                let known = ["drill", "stopped", "scene", "setup", "take", "rounds", "ledger"];
                let known = known.map(|name| format!("run.{name}"));
                let known: Vec<&str> = known.iter().map(String::as_str).collect();
                self.tell_unknown(name, span, &known);
                return None;
            }
        };
        Some(Found::Text(found.0, found.1))
    }

    fn of_input(
        &mut self,
        name: &str,
        ix: InputIx,
        input: Given<'d>,
        rest: Option<&str>,
        span: Span,
    ) -> Option<Found<'d>> {
        match (input, rest) {
            (Given::Item { kinds, actions }, Some(rest)) => {
                self.of_item(name, ix, rest, (kinds, actions), span)
            }
            (Given::Item { .. }, None) => {
                let root = name;
                let mend =
                    format!("name what of it is meant, such as {root}.tag or {root}.capacity");
                self.tell(Code::WrongType, span, format!("{root:?} is an item"), &mend);
                None
            }
            (Given::Pick(of), None) => Some(Found::Text(TextRef::Input(ix), of)),
            (Given::Text, None) => Some(Found::Text(TextRef::Input(ix), None)),
            (Given::Number, None) => Some(Found::Number(NumberRef::Input(ix))),
            (Given::Pick(_) | Given::Text | Given::Number, Some(_)) => {
                let root = name.split('.').next().unwrap_or(name).to_owned();
                self.tell_unknown(name, span, &[&root]);
                None
            }
        }
    }

    fn of_item(
        &mut self,
        name: &str,
        ix: InputIx,
        attribute: &str,
        (kinds, actions): (Vec<&'d str>, Vec<&'d str>),
        span: Span,
    ) -> Option<Found<'d>> {
        match attribute {
            "capacity" => return Some(Found::Number(NumberRef::Capacity(ix))),
            "last_count" => return Some(Found::Number(NumberRef::LastCount(ix))),
            _ => {}
        }
        let Some((_, attribute)) = Attribute::ALL.iter().find(|(name, _)| *name == attribute)
        else {
            let root = name.split('.').next().unwrap_or(name);
            let known = ["capacity", "last_count"].into_iter();
            let known = known.chain(Attribute::ALL.iter().map(|(name, _)| *name));
            let known: Vec<String> = known.map(|attribute| format!("{root}.{attribute}")).collect();
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            self.tell_unknown(name, span, &known);
            return None;
        };
        let every =
            |all: Vec<&'static str>, some: Vec<&'d str>| if some.is_empty() { all } else { some };
        let domain = match attribute {
            Attribute::Tag | Attribute::Lot => None,
            Attribute::Kind => Some(every(codes(ItemKind::ALL, ItemKind::code), kinds)),
            Attribute::Action => Some(every(codes(Action::ALL, Action::code), actions)),
            Attribute::Barrel => Some(codes(Barrel::ALL, Barrel::code)),
            Attribute::Condition | Attribute::Last => Some(codes(Condition::ALL, Condition::code)),
            Attribute::Place => Some(codes(Place::ALL, Place::code)),
            Attribute::Unbroken => Some(vec!["yes", "no"]),
            Attribute::Fired => Some(vec!["lately", "no"]),
        };
        Some(Found::Text(TextRef::Attribute(ix, *attribute), domain))
    }

    fn of_fact(&mut self, name: &str, at: usize, span: Span, site: Site) -> Option<Found<'d>> {
        let Some(key) = self.fact_keys.get(at).copied() else {
            let found = format!("{name:?} is computed later");
            self.tell(Code::LooksAhead, span, found, "a computed value names only those above it");
            return None;
        };
        self.used = self.used.max(key);
        if key >= site.before && key > (0, 0) {
            let found = format!("{name:?} rests on a step that is not answered yet at this point");
            self.tell(
                Code::LooksAhead,
                span,
                found,
                "name only inputs, computed values and earlier steps",
            );
            return None;
        }
        Some(Found::Number(NumberRef::Fact(FactIx(u16::try_from(at).ok()?))))
    }
}

fn codes<T: Copy>(all: &[T], code: impl Fn(T) -> &'static str) -> Vec<&'static str> {
    all.iter().copied().map(code).collect()
}
