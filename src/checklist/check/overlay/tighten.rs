//! What an overlay makes of the roles, the validity and the steps that a list has already.

use super::rows::{place, stands_for};
use crate::checklist::draft::{self, Name};
use crate::checklist::file;
use crate::checklist::model::{Checklist, Ending, LASTS_UNSAID, RoleIx, Validity};
use crate::checklist::{Compare, Condition, Kind, ListRole, NumberRef, ShowWhen, Step};
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
        left_behind(&list, draft.skip.as_deref().unwrap_or_default(), mistakes);
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
    // What an overlay before this one narrowed is no part of the list that this one is told of: both hold.
    let alone = list.overlays.is_empty();
    for filler in role.filled_by.iter().flatten() {
        if alone && !fillers.contains(&filler.value.as_str()) {
            let found = format!("this list does not let {:?} fill the role", filler.value);
            tell(Code::Loosens, filler.span, found, &format!("it lets {}", fillers.join(", ")));
        }
    }
    let absent = [
        (role.optional == Some(true) && !mine.optional && !mine.on_call, "optional"),
        (role.on_call == Some(true) && !mine.on_call && !mine.optional, "on call"),
    ];
    for (_, word) in absent.iter().filter(|(so, _)| alone && *so) {
        let found =
            format!("the role {:?} would become {word}, and this list requires it", name.value);
        tell(Code::Loosens, name.span, found, "leave that out");
    }
    let both = role.filled_by.iter().flatten();
    let both = both.filter(|filler| alone || fillers.contains(&filler.value.as_str()));
    let narrower: Vec<crate::terms::Role> =
        both.filter_map(|filler| filler.value.parse().ok()).collect();
    let said = role.filled_by.iter().flatten().next();
    if let (false, true, Some(first)) = (alone, narrower.is_empty(), said) {
        let found = format!("nobody would be left to fill the role {:?}", name.value);
        tell(Code::Loosens, first.span, found, &format!("it is filled by {}", fillers.join(", ")));
    }
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
    if role.optional == Some(false) && role.on_call == Some(false) {
        mine.optional = false;
        mine.on_call = false;
    }
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
        // An overlay before this one made it shorter than the list says, and the shortest holds.
        if !list.overlays.is_empty() {
            return;
        }
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
    for step in list.steps.iter_mut().take(last.saturating_add(1)).skip(first) {
        if stands_for(&name.value, step) {
            step.when = Some(ShowWhen(never.clone()));
        }
    }
}

/// Tells a move that would be recorded without the answer that it happens with, because that alone is skipped.
fn left_behind(list: &Checklist, skipped: &[Name], mistakes: &mut Mistakes) {
    for (at, step) in list.steps.iter().enumerate() {
        let goes_with = list.steps.iter().take(at).rev().find(|before| !is_joined(before));
        let named = |step: &Step| skipped.iter().find(|name| stands_for(&name.value, step));
        if let (true, Some(before), None) = (is_joined(step), goes_with, named(step))
            && let Some(name) = named(before)
        {
            let found = format!(
                "{:?} happens with this answer, and would happen without",
                step.path.to_string()
            );
            let told = Mistake::new(Code::BadJoin, name.span, found);
            mistakes.tell(told.mend("skip that too"));
        }
    }
}

/// Whether a step is a move that happens with the answer before it.
fn is_joined(step: &Step) -> bool {
    matches!(step.kind, Kind::Custody { joined: true, .. })
}
