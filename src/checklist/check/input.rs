//! Who takes part and what is given at the start.

use super::cx::{Cx, Site, Sort};
use super::names::check_name;
use super::possible::can_hold;
use crate::checklist::draft;
use crate::checklist::model::RoleIx;
use crate::checklist::{Condition, Input, ListRole, Reference, SourceMark};
use crate::source::{At, Code, Span, hint};
use crate::terms::{Action, ItemKind, LineText, Role, StepId, StepPath, role};

impl<'d> Cx<'d, '_> {
    pub(super) fn list_role(&mut self, name: &At<String>, draft: &draft::Role) -> Option<ListRole> {
        let title =
            self.shown(&format!("{}.title", name.value), draft.title.as_ref(), LineText::NAME);
        let mut filled_by = Vec::new();
        for filler in draft.filled_by.as_deref()? {
            if !role::ALL.contains(&filler.value.as_str()) {
                let found = format!("nobody can be given the role {:?}", filler.value);
                self.tell(Code::UnknownName, filler.span, found, &hint(&filler.value, role::ALL));
            }
            filled_by.extend(filler.value.parse::<Role>());
        }
        if self.sort != Sort::Unit
            && draft.filled_by.as_ref()?.is_empty()
            && !role::ALL.contains(&name.value.as_str())
        {
            let found = format!("nobody can be given the role {:?}", name.value);
            let all = role::ALL.join(", ");
            let mend = format!("add filled_by: with one or more of {all}");
            self.tell(Code::UnknownName, name.span, found, &mend);
        }
        let mut not_same_as: Vec<RoleIx> = Vec::new();
        let mut whole = true;
        for other in draft.not_same_as.as_deref()? {
            if other.value == name.value {
                let found = format!("{:?} has to differ from itself", name.value);
                self.tell(Code::SameRole, other.span, found, "name the other role");
            }
            match self.role(other) {
                Some(role) => not_same_as.push(role),
                None => whole = false,
            }
        }
        // No second duty in this run: whoever has an exclusive one has no other role.
        not_same_as.extend(self.role(name).into_iter().flat_map(|own| self.names.kept_apart(own)));
        Some(ListRole {
            role: name.value.parse().ok()?,
            title: title?,
            filled_by,
            handler: draft.handler?,
            not_same_as: whole.then_some(not_same_as)?,
            exclusive_duty: draft.exclusive_duty?,
            optional: draft.optional?,
            on_call: draft.on_call?,
        })
    }

    pub(super) fn reference(&mut self, name: &At<String>, draft: &draft::Ref) -> Option<Reference> {
        let title = self.line(draft.title.as_ref(), LineText::REASON);
        let edition = self.line(draft.edition.as_ref(), LineText::REASON);
        let clause = match draft.clause.as_ref()? {
            Some(clause) => self.line(Some(clause), LineText::REASON).map(Some),
            None => Some(None),
        };
        let mark = draft.mark.as_ref().map(|mark| match mark {
            draft::Mark::Read => SourceMark::Read,
            draft::Mark::Recalled => SourceMark::Recalled,
            draft::Mark::Proposed => SourceMark::Proposed,
        });
        Some(Reference {
            id: StepPath::top(name.value.parse().ok()?),
            title: title?,
            edition: edition?,
            clause: clause?,
            mark: mark?,
        })
    }

    /// A unit is given roles and items under the same names, and only items.
    fn unit_input(&mut self, draft: &'d draft::Input) {
        let (id, needs) = match draft {
            draft::Input::Item { id, needs, .. } => (id, matches!(needs, Some(Some(_)))),
            draft::Input::Pick { id, .. }
            | draft::Input::Text { id, .. }
            | draft::Input::Number { id, .. } => {
                let found = "a unit asks for nothing but items at the start";
                let span = id.as_ref().map(|id| id.span).unwrap_or_default();
                self.tell(Code::ListOnly, span, found, "ask for it in the list, or in a step");
                (id, false)
            }
        };
        let Some(id) = id else { return };
        if needs {
            let found = "what must be so at the start is said in the list, not in a unit";
            self.tell(Code::ListOnly, id.span, found, "move needs: to the item of the list");
        }
        if self.names.roles.contains(&id.value.as_str()) {
            let found = format!("{:?} is a role and an item of this unit", id.value);
            self.tell(Code::DoubledName, id.span, found, "take another name");
        }
    }

    pub(super) fn input(&mut self, draft: &'d draft::Input) -> Option<Input> {
        if self.sort == Sort::Unit {
            self.unit_input(draft);
        }
        match draft {
            draft::Input::Item { id, ask, kinds, actions, needs, needs_words } => {
                let (id, ask) = self.asked(id.as_ref(), ask.as_ref());
                let kinds = kinds.as_ref().and_then(|kinds| {
                    self.codes(&kinds.rows, ItemKind::from_code, ItemKind::ALL, ItemKind::code)
                });
                let actions = actions.as_ref().and_then(|actions| {
                    self.codes(actions, Action::from_code, Action::ALL, Action::code)
                });
                let (needs, words) = (needs.as_ref()?, needs_words.as_ref()?);
                let place = id.as_ref().map_or("", StepId::as_str).to_owned();
                let words_read = match words {
                    Some(words) => {
                        self.shown(&format!("{place}.needs_words"), Some(words), LineText::REASON)
                    }
                    None => Some(String::new()),
                };
                if needs.is_some() && words.is_none() {
                    let span = id_span(draft);
                    let found = "this item needs something, and nobody is told what";
                    self.tell(Code::MissingField, span, found, "add needs_words: with what to do");
                }
                let needs = match needs {
                    Some(needs) => self.needed(needs, id_span(draft)).map(Some),
                    None => Some(None),
                };
                Some(Input::Item {
                    id: id?,
                    ask: ask?,
                    kinds: kinds?,
                    actions: actions?,
                    needs: needs?,
                    needs_words: words_read?,
                })
            }
            draft::Input::Pick { id, ask, of } => {
                let (id, ask) = self.asked(id.as_ref(), ask.as_ref());
                let of = of.as_ref().and_then(|of| {
                    let mut one = |line| {
                        self.bare(line);
                        self.line(Some(line), LineText::NAME)
                    };
                    let all: Vec<Option<String>> = of.rows.iter().map(&mut one).collect();
                    all.into_iter().collect()
                });
                Some(Input::Pick { id: id?, ask: ask?, of: of? })
            }
            draft::Input::Text { id, ask } => {
                let (id, ask) = self.asked(id.as_ref(), ask.as_ref());
                Some(Input::Text { id: id?, ask: ask? })
            }
            draft::Input::Number { id, ask, min, max } => {
                let (id, ask) = self.asked(id.as_ref(), ask.as_ref());
                let min = min.as_ref().and_then(|min| self.within(min, 0, 1_000_000));
                let least = min.unwrap_or(0);
                let max = max.as_ref().and_then(|max| self.within(max, least, 1_000_000));
                Some(Input::Number { id: id?, ask: ask?, min: min?, max: max? })
            }
        }
    }

    /// What must be so of an item at the start; where that can never be, no run begins and nothing is recorded.
    fn needed(&mut self, needs: &'d draft::Condition, span: Span) -> Option<Condition> {
        let needs = self.condition(needs, Site::START)?;
        if !can_hold(&needs, self) {
            let found = "what this item needs can never be so, and no run ever begins";
            self.tell(Code::Unreachable, span, found, "mend needs:");
        }
        Some(needs)
    }

    fn asked(
        &mut self,
        id: Option<&draft::Name>,
        ask: Option<&draft::Line>,
    ) -> (Option<StepId>, Option<String>) {
        let place = id.map_or("", |id| id.value.as_str());
        let ask = self.shown(&format!("{place}.ask"), ask, LineText::REASON);
        // The form of the name was told with the names.
        (id.and_then(|id| id.value.parse().ok()), ask)
    }

    fn codes<T: Copy>(
        &mut self,
        names: &[draft::Name],
        from_code: impl Fn(&str) -> Option<T>,
        all: &[T],
        code: impl Fn(T) -> &'static str,
    ) -> Option<Vec<T>> {
        let mut found = Vec::new();
        for name in names {
            let one = from_code(&name.value);
            if one.is_none() {
                let known: Vec<&str> = all.iter().copied().map(&code).collect();
                let mend = hint(&name.value, &known);
                self.tell(
                    Code::UnknownName,
                    name.span,
                    format!("{:?} is not known here", name.value),
                    &mend,
                );
            }
            found.push(one);
        }
        found.into_iter().collect()
    }

    /// A computed value, under its name; the last step that it rests on is kept.
    pub(super) fn fact(
        &mut self,
        name: &At<String>,
        draft: &'d draft::Value,
    ) -> Option<(StepPath, crate::checklist::Value)> {
        self.used = (0, 0);
        let value = self.computed(draft, Site::ANY);
        self.fact_keys.push(self.used);
        let name = check_name(name, &mut crate::source::Mistakes::new())?;
        Some((StepPath::top(name), value?))
    }
}

/// Where to point when a condition has no place of its own.
fn id_span(input: &draft::Input) -> Span {
    let id = match input {
        draft::Input::Item { id, .. }
        | draft::Input::Pick { id, .. }
        | draft::Input::Text { id, .. }
        | draft::Input::Number { id, .. } => id.as_ref(),
    };
    id.map(|id| id.span).unwrap_or_default()
}
