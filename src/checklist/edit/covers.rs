//! Which steps are said to catch which hazard.

use super::EditError;
use super::layout::{self, Row, quote};
use super::tree;
use crate::source::{Node, Patch, Shape};

/// Every hazard of a list, each with the steps that are said to catch it, as written.
#[must_use]
pub fn hazards(text: &str) -> Vec<(String, Vec<String>)> {
    let root = tree::read(text);
    let steps = |node: &Node<'_>| {
        tree::items(node).iter().filter_map(tree::text).map(str::to_owned).collect()
    };
    tree::rows(&root, "covers").map(|(hazard, node)| (hazard.to_owned(), steps(node))).collect()
}

/// Says that `step` catches `hazard`, or no longer.
pub(super) fn set(
    text: &str,
    root: &Node<'_>,
    hazard: &str,
    step: &str,
    on: bool,
) -> Result<Vec<Patch>, EditError> {
    let rows: Vec<(&str, &Node<'_>)> = tree::rows(root, "covers").collect();
    let Some(row) = rows.iter().position(|(name, _)| *name == hazard) else {
        let new = format!("{}: [{}]", quote(hazard)?, quote(step)?);
        return Ok(match (on, tree::field(root, "covers")) {
            (false, _) => Vec::new(),
            (true, Some(map)) if matches!(map.shape, Shape::Map(_)) => {
                Row::map(map).push(text, &new)
            }
            (true, Some(_) | None) => layout::set(text, root, "covers", &format!("{{ {new} }}")),
        });
    };
    let steps = rows.get(row).map(|(_, steps)| *steps);
    let steps = steps.ok_or_else(|| EditError::NotThere(hazard.to_owned()))?;
    let at = tree::items(steps).iter().position(|one| tree::text(one) == Some(step));
    Ok(match (at, on) {
        (None, true) => Row::list(steps).push(text, &quote(step)?),
        (Some(at), false) if tree::items(steps).len() > 1 => Row::list(steps).remove(text, at),
        // The last one takes the hazard with it: a hazard that nothing catches is a mistake.
        (Some(_), false) => {
            tree::field(root, "covers").map_or_else(Vec::new, |map| Row::map(map).remove(text, row))
        }
        (Some(_), true) | (None, false) => Vec::new(),
    })
}
