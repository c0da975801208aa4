//! A list with an overlay applied to it: a list like any other, and never a looser one.

use super::rows::rows;
use super::tighten::{tightened, validity};
use crate::checklist::check::link::{Layout, uses};
use crate::checklist::check::{Cx, Sort, sizes};
use crate::checklist::draft;
use crate::checklist::file;
use crate::checklist::model::{Checklist, RoleIx};
use crate::checklist::overlay::Overlay;
use crate::checklist::shelf::Shelf;
use crate::source::{Code, Many, Mistake, Mistakes, Span};

/// The list `base` with `overlay` applied to it; `None` when a mistake was told, each with its place in the overlay.
pub(in crate::checklist) fn apply(
    base: &Checklist,
    overlay: &Overlay,
    shelf: &Shelf,
    mistakes: &mut Mistakes,
) -> Option<Checklist> {
    let file = &overlay.draft;
    if overlay.lang != base.lang {
        let span = file.lang.as_ref().map(|lang| lang.span).unwrap_or_default();
        let told = Mistake::new(
            Code::WrongShape,
            span,
            format!("this list is written in {:?}", base.lang),
        );
        mistakes.tell(told.mend("write the overlay in the language of its lists"));
    }
    about(base, file, mistakes);
    let mut base = tightened(base, file, mistakes);
    let own = {
        let (rows, added) = rows(&base, file, mistakes);
        let written = added_to(&base, file, added);
        sizes(&written, mistakes)?;
        let uses = uses(file.uses.as_ref(), None, shelf, mistakes);
        let layout = Layout::of(rows.into_iter(), Some(&base), &uses);
        let mut cx = Cx::new(&written, Sort::Overlay, &uses, &layout, mistakes);
        let lasts = file.lasts.as_ref().and_then(Option::as_ref);
        let lasts = lasts.and_then(|lasts| Some((cx.time(lasts)?, lasts.span)));
        let ends_on = file.ends_on.as_deref().and_then(|ends_on| cx.endings(ends_on));
        let own = cx.list(&written, overlay.source.clone());
        validity(&mut base.clone(), file, lasts, &[], mistakes);
        own.map(|own| (own, lasts, ends_on))
    };
    let (own, lasts, ends_on) = own?;
    validity(&mut base, file, lasts, &ends_on?, &mut Mistakes::new());
    Some(merged(base, own, overlay))
}

/// Tells an item that would become what runs of the list are about, where they are about none: anybody may begin those.
fn about(base: &Checklist, file: &file::Overlay, mistakes: &mut Mistakes) {
    let mut items = file.inputs.iter().flatten().filter_map(|input| match input {
        draft::Input::Item { id, .. } => id.as_ref(),
        draft::Input::Pick { .. } | draft::Input::Text { .. } | draft::Input::Number { .. } => None,
    });
    if let (None, Some(id)) = (base.subject(), items.next()) {
        let found = format!("runs of this list are about no item, and would need {:?}", id.value);
        let told = Mistake::new(Code::Loosens, id.span, found);
        mistakes.tell(told.mend("ask for its tag in a step"));
    }
}

/// What the overlay adds, written as a list of its own; a role that the list has is not added.
fn added_to(base: &Checklist, file: &file::Overlay, steps: usize) -> draft::Checklist {
    draft::Checklist {
        schema: file.schema.clone(),
        id: file.id.clone(),
        rev: file.rev.clone(),
        status: file.status.clone(),
        lang: file.lang.clone(),
        title: file.title.clone(),
        purpose: file.purpose.clone(),
        mode: Some(draft::Mode::ReadDo),
        target: Some(None),
        refs: file.refs.clone(),
        roles: file
            .roles
            .clone()
            .map(|roles| roles.without(|name| base.role_named(name).is_some())),
        inputs: file.inputs.clone(),
        facts: file.facts.clone(),
        uses: file.uses.clone(),
        validity: Some(None),
        stops: file.stops.clone(),
        // The rows say which steps there are.
        steps: Some(Many { rows: Vec::new(), written: steps, span: Span::default() }),
        covers: file.covers.clone(),
        strings: file.strings.clone(),
        changes: file.changes.clone(),
        retired: file.retired.clone(),
    }
}

/// The list with what was added; everything that was brought from it is in `own` already.
fn merged(base: Checklist, own: Checklist, overlay: &Overlay) -> Checklist {
    let mut list = base;
    let old = list.roles.len();
    list.roles.extend(own.roles);
    let new: Vec<RoleIx> = (0_u16..).zip(&list.roles).map(|(at, _)| RoleIx(at)).skip(old).collect();
    for role in list.roles.iter_mut().take(old).filter(|role| role.exclusive_duty) {
        role.not_same_as.extend(&new);
    }
    for unit in own.units {
        if list.units.iter().all(|known| known.source.sha256 != unit.source.sha256) {
            list.units.push(unit);
        }
    }
    list.inputs.extend(own.inputs);
    list.retired.extend(own.retired);
    list.overlays.push(overlay.part());
    Checklist {
        facts: own.facts,
        flags: own.flags,
        refs: own.refs,
        stops: own.stops,
        steps: own.steps,
        covers: own.covers,
        strings: own.strings,
        ..list
    }
}
