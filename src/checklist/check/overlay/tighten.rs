//! What an overlay makes of the roles, the validity and the steps that a list has already.

use super::rows::place;
use crate::checklist::draft::{self, Name};
use crate::checklist::file;
use crate::checklist::model::{Checklist, Ending, LASTS_UNSAID, RoleIx, Validity};
use crate::checklist::{Compare, Condition, ListRole, NumberRef, ShowWhen};
use crate::source::{At, Code, Mistake, Mistakes, Span, Table, hint};
use crate::terms::Millis;

/// The list with all that the overlay says of what is in it already.
pub(super) fn tightened(
    base: &Checklist,
    draft: &file::Overlay,
    mistakes: &mut Mistakes,
) -> Checklist {
    let mut list = base.clone();
    let every_list = draft.on.as_ref().is_some_and(Vec::is_empty);
    let deviates = matches!(draft.deviates, Some(Some(_)));
    let mut tell = |code: Code, span: Span, found: String, mend: &str| {
        mistakes.tell(Mistake::new(code, span, found).mend(mend));
    };
    for (name, role) in draft.roles.iter().flat_map(Table::iter) {
        let Some(at) = list.role_named(&name.value) else { continue };
        merge(&mut list, at, name, role, &mut tell);
    }
    for (name, At { value: tighten, .. }) in draft.tighten.iter().flat_map(Table::iter) {
        let Some(at) = list.role_named(&name.value) else {
            // A rule for every list tightens the role where there is one.
            if !every_list && !is_new(draft, &name.value) {
                let known: Vec<&str> = list.roles.iter().map(|role| role.role.as_str()).collect();
                let found = format!("there is no role {:?}", name.value);
                tell(Code::UnknownName, name.span, found, &hint(&name.value, &known));
            }
            continue;
        };
        let apart: Vec<RoleIx> = others(&list, draft, tighten.not_same_as.as_deref(), &mut tell);
        let Some(role) = list.roles.get_mut(at.position()) else { continue };
        role.handler |= tighten.handler == Some(true);
        if tighten.required == Some(true) {
            role.optional = false;
            role.on_call = false;
        }
        role.exclusive_duty |= tighten.exclusive_duty == Some(true);
        keep_apart(role, at, &apart);
    }
    exclusive(&mut list);
    if deviates {
        for name in draft.skip.iter().flatten() {
            skip(&mut list, name, mistakes);
        }
    }
    list
}

type Tell<'a> = &'a mut dyn FnMut(Code, Span, String, &str);

/// Whether the overlay brings that role.
fn is_new(draft: &file::Overlay, name: &str) -> bool {
    draft.roles.iter().flat_map(Table::iter).any(|(known, _)| known.value == name)
}

/// A role that the list has already stays as it is, and becomes what the overlay says where that is more.
fn merge(list: &mut Checklist, at: RoleIx, name: &Name, role: &draft::Role, tell: Tell<'_>) {
    let Some(mine) = list.roles.get(at.position()) else { return };
    let fillers: Vec<&str> = match mine.filled_by.as_slice() {
        [] => vec![mine.role.as_str()],
        some => some.iter().map(crate::terms::Role::as_str).collect(),
    };
    for filler in role.filled_by.iter().flatten() {
        if !fillers.contains(&filler.value.as_str()) {
            let found = format!("this list does not let {:?} fill the role", filler.value);
            tell(Code::Loosens, filler.span, found, &format!("it lets {}", fillers.join(", ")));
        }
    }
    let absent = [
        (role.optional == Some(true) && !mine.optional && !mine.on_call, "optional"),
        (role.on_call == Some(true) && !mine.on_call && !mine.optional, "on call"),
    ];
    for (_, word) in absent.iter().filter(|(so, _)| *so) {
        let found =
            format!("the role {:?} would become {word}, and this list requires it", name.value);
        tell(Code::Loosens, name.span, found, "leave that out");
    }
    let narrower: Vec<crate::terms::Role> =
        role.filled_by.iter().flatten().filter_map(|filler| filler.value.parse().ok()).collect();
    let known: Vec<(String, RoleIx)> =
        (0_u16..).zip(&list.roles).map(|(at, role)| (role.role.to_string(), RoleIx(at))).collect();
    let mut apart = Vec::new();
    for other in role.not_same_as.iter().flatten() {
        match known.iter().find(|(name, _)| *name == other.value) {
            Some((_, ix)) => apart.push(*ix),
            None => {
                let found =
                    format!("this list has no role {:?} to tell it apart from", other.value);
                tell(Code::UnknownName, other.span, found, "say it of the other role");
            }
        }
    }
    let Some(mine) = list.roles.get_mut(at.position()) else { return };
    mine.handler |= role.handler == Some(true);
    mine.exclusive_duty |= role.exclusive_duty == Some(true);
    if !narrower.is_empty() {
        mine.filled_by = narrower;
    }
    keep_apart(mine, at, &apart);
}

fn keep_apart(role: &mut ListRole, own: RoleIx, others: &[RoleIx]) {
    for other in others {
        if *other != own && !role.not_same_as.contains(other) {
            role.not_same_as.push(*other);
        }
    }
}

/// The roles that a role is kept apart from, those of the overlay behind those of the list.
fn others(
    list: &Checklist,
    draft: &file::Overlay,
    names: Option<&[Name]>,
    tell: Tell<'_>,
) -> Vec<RoleIx> {
    let old = list.roles.iter().map(|role| role.role.to_string());
    let new = draft.roles.iter().flat_map(Table::iter).map(|(name, _)| name.value.clone());
    let new = new.filter(|name| list.role_named(name).is_none());
    let all: Vec<String> = old.chain(new).collect();
    let every_list = draft.on.as_ref().is_some_and(Vec::is_empty);
    let mut found = Vec::new();
    for name in names.unwrap_or_default() {
        let at = all.iter().position(|known| *known == name.value);
        match at.and_then(|at| u16::try_from(at).ok()) {
            Some(at) => found.push(RoleIx(at)),
            None if every_list => {}
            None => {
                let known: Vec<&str> = all.iter().map(String::as_str).collect();
                let told = format!("there is no role {:?}", name.value);
                tell(Code::UnknownName, name.span, told, &hint(&name.value, &known));
            }
        }
    }
    found
}

/// Whoever has an exclusive duty has no other role of the run.
fn exclusive(list: &mut Checklist) {
    let all: Vec<RoleIx> = (0_u16..).zip(&list.roles).map(|(at, _)| RoleIx(at)).collect();
    for (at, role) in all.iter().zip(&mut list.roles) {
        if role.exclusive_duty {
            keep_apart(role, *at, &all);
        }
    }
}

/// What the list declares lasts no longer than the overlay says, and ends on what it says besides.
pub(super) fn validity(
    list: &mut Checklist,
    draft: &file::Overlay,
    lasts: Option<(Millis, Span)>,
    ends_on: &[Ending],
    mistakes: &mut Mistakes,
) {
    let deviates = matches!(draft.deviates, Some(Some(_)));
    let declares = list.declares();
    if list.validity.is_none() && declares && (lasts.is_some() || !ends_on.is_empty()) {
        list.validity = Some(Validity { lasts: LASTS_UNSAID, warn: None, ends_on: Vec::new() });
    }
    let Some(validity) = &mut list.validity else { return };
    for ending in ends_on {
        if !validity.ends_on.contains(ending) {
            validity.ends_on.push(*ending);
        }
    }
    let Some((lasts, span)) = lasts else { return };
    if lasts > validity.lasts && !deviates {
        let found = format!(
            "what this list declares lasts {} s, and would last {} s",
            validity.lasts / 1_000,
            lasts / 1_000
        );
        let told = Mistake::new(Code::Loosens, span, found);
        mistakes.tell(told.mend("name a shorter time, or leave lasts: out"));
        return;
    }
    validity.lasts = lasts;
    validity.warn = validity.warn.filter(|warn| *warn < lasts);
}

/// A step that is skipped stays in the list and never applies: the record says that it was passed over.
fn skip(list: &mut Checklist, name: &Name, mistakes: &mut Mistakes) {
    let Some((first, last)) = place(list, name, mistakes) else { return };
    let never = Condition::Number(NumberRef::Literal(0), Compare::Eq, NumberRef::Literal(1));
    let inside = format!("{}.", name.value);
    for step in list.steps.iter_mut().take(last.saturating_add(1)).skip(first) {
        let path = step.path.to_string();
        if path == name.value || path.starts_with(&inside) {
            step.when = Some(ShowWhen(never.clone()));
        }
    }
}
