//! The roles and items that an include gives a unit: they must be at least what the unit asks of them.

use super::Brought;
use crate::checklist::check::cx::{Cx, Site};
use crate::checklist::check::names::Given;
use crate::checklist::check::possible::can_hold;
use crate::checklist::draft::{self, Name};
use crate::checklist::model::{Checklist, InputIx, RoleIx, StepIx};
use crate::checklist::{Attribute, Condition, Input, Kind, ListRole, TextRef};
use crate::source::{Code, Span, Table, hint};
use crate::terms::{Action, ItemKind, Role};

impl<'d> Cx<'d, '_> {
    /// The list's roles and inputs for those of a unit, in its order.
    pub(super) fn bound(
        &mut self,
        brought: &Brought<'d>,
        with: Option<&'d Table<Name>>,
        span: Span,
    ) -> Option<(Vec<RoleIx>, Vec<InputIx>)> {
        let unit = brought.from;
        let own: Vec<&str> = unit.roles.iter().map(|role| role.role.as_str()).collect();
        let inputs: Vec<&str> = unit.inputs.iter().map(|input| input.id().as_str()).collect();
        let known: Vec<&str> = own.iter().chain(&inputs).copied().collect();
        for (name, _) in with.into_iter().flat_map(Table::iter) {
            if !known.contains(&name.value.as_str()) {
                let found = format!(
                    "the unit {:?} has no role or input {:?}",
                    unit.id.as_str(),
                    name.value
                );
                self.tell(Code::UnknownName, name.span, found, &hint(&name.value, &known));
            }
        }
        let at = |name: &str| {
            let mut given = with.into_iter().flat_map(Table::iter);
            given.find(|(own, _)| own.value == name).map_or(span, |(_, to)| to.span)
        };
        let mut roles = Vec::new();
        for ((role, name), list) in unit.roles.iter().zip(&own).zip(&brought.roles) {
            roles.push(self.given_role(role, list, at(name)));
        }
        let mut items = Vec::new();
        for ((input, name), list) in unit.inputs.iter().zip(&inputs).zip(&brought.inputs) {
            let found = self.given_item(input, list, at(name));
            if found.is_some() && items.contains(&found) {
                let told = format!("{list:?} is given to this unit twice");
                self.tell(Code::BadInclude, at(name), told, "give another item");
            }
            items.push(found);
        }
        let roles: Vec<RoleIx> = roles.into_iter().collect::<Option<_>>()?;
        self.apart_enough(&unit.roles, &roles, &|name| at(name));
        self.not_oneself(unit, &roles, span);
        Some((roles, items.into_iter().collect::<Option<_>>()?))
    }

    fn given_role(&mut self, role: &ListRole, list: &str, span: Span) -> Option<RoleIx> {
        let at = self.names.roles.iter().position(|known| *known == list);
        let Some(at) = at else {
            let found =
                format!("the unit's role {:?} is no role here: {list:?}", role.role.as_str());
            let mend = format!("name another in with:; {}", hint(list, &self.names.roles));
            self.tell(Code::UnknownName, span, found, &mend);
            return None;
        };
        let mut less = Vec::new();
        if role.handler && !self.names.handlers.contains(&list) {
            less.push("handler: true");
        }
        if role.exclusive_duty && !self.names.exclusive.contains(&list) {
            less.push("exclusive_duty: true");
        }
        if !role.optional && !role.on_call && self.names.absent.contains(&list) {
            less.push("that it is neither optional nor on call");
        }
        for less in less {
            let found = format!(
                "the unit asks more of {:?} than this list of {list:?}",
                role.role.as_str()
            );
            self.tell(Code::Loosens, span, found, &format!("say of {list:?}: {less}"));
        }
        let fillers = self.names.fillers.iter().find(|(name, _)| *name == list);
        let others: Vec<&str> = fillers.map_or_else(Vec::new, |(_, fillers)| fillers.clone());
        let others = others.iter().filter(|other| {
            !role.filled_by.is_empty() && role.filled_by.iter().all(|may| may.as_str() != **other)
        });
        let others: Vec<&str> = others.copied().collect();
        if !others.is_empty() {
            let may: Vec<&str> = role.filled_by.iter().map(Role::as_str).collect();
            let found = format!("{list:?} may be filled by {}", others.join(", "));
            let mend = format!("the unit allows {}", may.join(", "));
            self.tell(Code::Loosens, span, found, &mend);
        }
        u16::try_from(at).ok().map(RoleIx)
    }

    /// Roles that are two people in the unit are two people in the list.
    fn apart_enough(&mut self, unit: &[ListRole], roles: &[RoleIx], at: &dyn Fn(&str) -> Span) {
        for (role, ix) in unit.iter().zip(roles) {
            for other in &role.not_same_as {
                let (Some(second), Some(other)) =
                    (roles.get(other.position()), unit.get(other.position()))
                else {
                    continue;
                };
                if self.names.apart(*ix, *second) {
                    continue;
                }
                let (one, two) = (role.role.as_str(), other.role.as_str());
                let found = format!(
                    "the unit says that {one:?} and {two:?} are two people, and this list does not"
                );
                self.tell(
                    Code::Loosens,
                    at(one),
                    found,
                    "add not_same_as: to one of the roles given",
                );
            }
        }
    }

    /// Whoever asks, gives or shows in a step of the unit does not answer it too: that was checked of its own roles,
    /// and two of them may be given one role here.
    fn not_oneself(&mut self, unit: &Checklist, roles: &[RoleIx], span: Span) {
        let one = |a: Option<RoleIx>, b: Option<RoleIx>| {
            let (Some(a), Some(b)) = (a, b) else { return false };
            let given = roles.get(a.position()).zip(roles.get(b.position()));
            let said = |a: RoleIx, b: RoleIx| {
                unit.role(a).is_some_and(|role| role.not_same_as.contains(&b))
            };
            // Of roles that the unit keeps apart it was told already.
            given.is_some_and(|(a, b)| a == b) && !said(a, b) && !said(b, a)
        };
        let steps = unit.steps.iter().flat_map(|top| top.kind.inside().iter().chain([top]));
        for step in steps {
            let (a, b) = match &step.kind {
                Kind::Custody { from, to, .. } => (*from, *to),
                Kind::Show { by, to, .. } => {
                    (Some(*by), to.iter().copied().find(|to| one(Some(*by), Some(*to))))
                }
                // Of a blind count every file says itself that two people count.
                Kind::BlindCount { .. }
                | Kind::Say { .. }
                | Kind::Challenge { .. }
                | Kind::Confirm { .. }
                | Kind::Choose { .. }
                | Kind::ChooseMany { .. }
                | Kind::Count { .. }
                | Kind::Measure { .. }
                | Kind::Match { .. }
                | Kind::Scan { .. }
                | Kind::Photo { .. }
                | Kind::Attach { .. }
                | Kind::Proof { .. }
                | Kind::Text { .. }
                | Kind::Each { .. }
                | Kind::Wait { .. }
                | Kind::Sign { .. } => (step.by, step.to),
            };
            if one(a, b) || one(step.by, step.to) {
                let found = format!("one role here is both sides of the unit's step {}", step.path);
                self.tell(Code::SameRole, span, found, "give another role in with:");
                return;
            }
        }
    }

    fn given_item(&mut self, input: &Input, list: &str, span: Span) -> Option<InputIx> {
        let found = self.names.inputs.iter().position(|(id, _)| *id == list);
        match found.and_then(|at| Some((at, &self.names.inputs.get(at)?.1))) {
            Some((at, Given::Item { .. })) => u16::try_from(at).ok().map(InputIx),
            Some((_, Given::Pick(_) | Given::Text | Given::Number)) | None => {
                let items = self.names.inputs.iter();
                let items = items.filter(|(_, given)| matches!(given, Given::Item { .. }));
                let items: Vec<&str> = items.map(|(id, _)| *id).collect();
                let found =
                    format!("the unit's item {:?} is no item here: {list:?}", input.id().as_str());
                let mend = format!("name another in with:; {}", hint(list, &items));
                self.tell(Code::UnknownName, span, found, &mend);
                None
            }
        }
    }

    /// Whether the items given are always such as the unit is for, by their kinds and by `when` it is included.
    pub(super) fn fitting(
        &mut self,
        brought: &Brought<'d>,
        inputs: &[InputIx],
        when: Option<&Condition>,
        span: Span,
    ) {
        for (input, ix) in brought.from.inputs.iter().zip(inputs) {
            let Input::Item { kinds, actions, .. } = input else { continue };
            let Some((name, Given::Item { kinds: mine, actions: acts })) =
                self.names.inputs.get(ix.position()).cloned()
            else {
                continue;
            };
            let kinds: Vec<&str> = kinds.iter().map(|kind| kind.code()).collect();
            let actions: Vec<&str> = actions.iter().map(|action| action.code()).collect();
            let all_kinds: Vec<&str> = ItemKind::ALL.iter().map(|kind| kind.code()).collect();
            let all_acts: Vec<&str> = Action::ALL.iter().map(|action| action.code()).collect();
            let tried = [
                (Attribute::Kind, "kind", kinds, mine, all_kinds),
                (Attribute::Action, "action", actions, acts, all_acts),
            ];
            for (attribute, word, fits, given, all) in tried {
                let given = if given.is_empty() { all } else { given };
                let beyond = given.iter().filter(|one| !fits.is_empty() && !fits.contains(one));
                let beyond: Vec<String> = beyond.map(|one| (*one).to_owned()).collect();
                let from = TextRef::Attribute(*ix, attribute);
                let other = |one: &String| {
                    let so = Condition::Text(from.clone(), true, TextRef::Literal(one.clone()));
                    Condition::All(when.cloned().into_iter().chain([so]).collect())
                };
                let beyond: Vec<&String> =
                    beyond.iter().filter(|one| can_hold(&other(one), self)).collect();
                let Some(first) = beyond.first() else { continue };
                let found =
                    format!("{name:?} may be {first:?} here, and this unit is not for that");
                let fits: Vec<String> = fits.iter().map(|one| format!("{one:?}")).collect();
                let mend = format!("add when: In(\"{name}.{word}\", [{}])", fits.join(", "));
                self.tell(Code::BadInclude, span, found, &mend);
            }
        }
    }

    /// An include says when it applies and what it gives; everything else its steps say themselves.
    pub(super) fn only_includes(&mut self, step: &draft::Step, span: Span) {
        let told = [
            (step.killer.as_ref().is_some_and(|killer| killer.value), "killer"),
            (matches!(step.by, Some(Some(_))), "by"),
            (matches!(step.to, Some(Some(_))), "to"),
            (matches!(step.dwell, Some(Some(_))), "dwell"),
            (matches!(step.note, Some(Some(_))), "note"),
            (matches!(step.declares, Some(Some(_))), "declares"),
            (step.refs.as_ref().is_some_and(|refs| !refs.is_empty()), "refs"),
        ];
        for (_, field) in told.iter().filter(|(there, _)| *there) {
            let found = format!("an include has no {field}");
            self.tell(Code::BadInclude, span, found, "say it in the unit, or in a step of its own");
        }
    }

    /// When an include applies, seen from its first step.
    pub(super) fn include_when(
        &mut self,
        step: &'d draft::Step,
        first: StepIx,
    ) -> Option<Option<Condition>> {
        let when = self.when(step.when.as_ref(), Site::asking(first))?;
        Some(when.map(|when| when.0))
    }
}
