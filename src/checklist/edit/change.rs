//! Steps that come and go, killers, revisions.

use super::layout::{Row, append, quote, set};
use super::new_step::NewStep;
use super::tree::{self, Found};
use super::{EditError, Side};
use crate::checklist::model::Status;
use crate::source::{Node, Patch, Shape};

pub(super) fn add(
    text: &str,
    root: &Node<'_>,
    beside: &str,
    side: Side,
    step: &NewStep,
) -> Result<Vec<Patch>, EditError> {
    let found = step_at(root, beside)?;
    let (list, at) = found.within;
    let at = match side {
        Side::Before => at,
        Side::After => at.saturating_add(1),
    };
    let mut patches = Row::list(list).insert(text, at, &step.text()?);
    if let Some(stop) = step.stop_text()? {
        patches.extend(append(text, root, "stops", &stop));
    }
    Ok(patches)
}

/// Takes a step out; its id is retired, and so are those of the steps inside it.
pub(super) fn remove(text: &str, root: &Node<'_>, path: &str) -> Result<Vec<Patch>, EditError> {
    let found = step_at(root, path)?;
    let (list, at) = found.within;
    let mut patches = Row::list(list).remove(text, at);
    let below = format!("{path}.");
    let all = tree::steps(root).into_iter();
    let gone = all.filter(|step| step.path == path || step.path.starts_with(&below));
    let gone: Vec<&str> = gone.map(|step| step.id).collect();
    let retired = gone.iter().map(|id| quote(id)).collect::<Result<Vec<_>, _>>()?;
    patches.extend(append(text, root, "retired", &retired.join(", ")));
    // A translation names a step by its own id, in a repeat too; a role or a STOP may have the name of a step.
    let mine = |key: &str| {
        key.split_once('.')
            .is_some_and(|(id, text)| gone.contains(&id) && text != "say" && text != "title")
    };
    patches.extend(untranslated(text, root, mine));
    Ok(patches)
}

/// Takes the translations of what is gone along: there is nothing left that they could be shown for.
fn untranslated(text: &str, root: &Node<'_>, mine: impl Fn(&str) -> bool) -> Vec<Patch> {
    let of_lang = |(_, map): (&str, &Node<'_>)| {
        let keys = tree::keys(map).into_iter().enumerate();
        let gone = keys.filter(|(_, key)| mine(key)).map(|(at, _)| at);
        Row::map(map).remove_all(text, &gone.collect::<Vec<_>>())
    };
    tree::rows(root, "strings").flat_map(of_lang).collect()
}

pub(super) fn remove_stop(
    text: &str,
    root: &Node<'_>,
    stop: &str,
) -> Result<Vec<Patch>, EditError> {
    let not_there = || EditError::NotThere(format!("stop {stop}"));
    let list = tree::field(root, "stops").ok_or_else(not_there)?;
    let at = tree::items(list).iter().position(|one| tree::id(one) == Some(stop));
    let mut patches = Row::list(list).remove(text, at.ok_or_else(not_there)?);
    patches.extend(untranslated(text, root, |key| key == format!("{stop}.say")));
    Ok(patches)
}

pub(super) fn killer(
    text: &str,
    root: &Node<'_>,
    path: &str,
    on: bool,
) -> Result<Vec<Patch>, EditError> {
    let found = step_at(root, path)?;
    let at = tree::fields(found.node).iter().position(|field| field.name.value == "killer");
    let id = tree::field(found.node, "id");
    Ok(match (at, on, id) {
        (None, false, _) => Vec::new(),
        (Some(_), true, _) => set(text, found.node, "killer", "true"),
        (Some(at), false, _) => Row::record(text, found.node).remove(text, at),
        (None, true, Some(id)) => vec![Patch::insert(id.span.end, ", killer: true")],
        (None, true, None) => return Err(EditError::Broken),
    })
}

/// The next revision, as a draft.
pub(super) fn revise(
    text: &str,
    root: &Node<'_>,
    by: &str,
    why: &str,
) -> Result<Vec<Patch>, EditError> {
    let rev = tree::field(root, "rev").ok_or_else(|| EditError::NotThere("rev".to_owned()))?;
    let Shape::Int(number) = rev.shape else { return Err(EditError::Broken) };
    let next = number.saturating_add(1);
    let mut patches = vec![Patch::new(rev.span, next.to_string())];
    let change = format!("Change(rev: {next}, by: {}, why: {})", quote(by)?, quote(why)?);
    patches.extend(status(text, root, Status::Draft)?);
    patches.extend(append(text, root, "changes", &change));
    Ok(patches)
}

/// Other words for why the newest revision is there.
pub(super) fn why(root: &Node<'_>, why: &str) -> Result<Vec<Patch>, EditError> {
    let rev = tree::field(root, "rev").map(|rev| &rev.shape);
    let changes = tree::all(root, "changes").iter().rev();
    let mut mine = changes.filter(|change| tree::field(change, "rev").map(|rev| &rev.shape) == rev);
    let old = mine.next().and_then(|change| tree::field(change, "why"));
    let old = old.ok_or_else(|| EditError::NotThere("changes".to_owned()))?;
    Ok(vec![Patch::new(old.span, quote(why)?)])
}

pub(super) fn status(text: &str, root: &Node<'_>, status: Status) -> Result<Vec<Patch>, EditError> {
    if tree::fields(root).is_empty() {
        return Err(EditError::Broken);
    }
    let name = match status {
        Status::Draft => "Draft",
        Status::Released => "Released",
        Status::Retired => "Retired",
    };
    Ok(set(text, root, "status", name))
}

fn step_at<'n, 's>(root: &'n Node<'s>, path: &str) -> Result<Found<'n, 's>, EditError> {
    tree::step(root, path).ok_or_else(|| EditError::NotThere(format!("step {path}")))
}
