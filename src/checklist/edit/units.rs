//! Units in a file: which ones it includes, at which bytes each is pinned, and includes that are not there yet.

use super::layout::{self, Row, quote};
use super::tree;
use super::{EditError, Side};
use crate::source::{Node, Patch, Shape};
use crate::terms::Digest;

/// An include as it stands in the text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Included {
    /// The step that it is, as [`steps`](super::steps) names it.
    pub step: String,
    /// What the file calls the unit.
    pub name: String,
    /// The unit's permanent name.
    pub id: String,
    /// Its revision.
    pub rev: u32,
    /// The SHA-256 that it is pinned by, as written.
    pub sha256: String,
}

/// An include that is not there yet.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct NewInclude {
    /// The step's permanent name, which stands before all that the unit brings.
    pub id: String,
    /// The unit's permanent name.
    pub unit: String,
    /// Its revision.
    pub rev: u32,
    /// Its bytes.
    pub sha256: Digest,
    /// What it is given: its roles and items, each with what this file calls it. What is called the same is left out.
    pub with: Vec<(String, String)>,
}

/// What a file has that a unit can be given, each with what people call it.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Gives {
    /// Its roles.
    pub roles: Vec<(String, String)>,
    /// The items that are given at the start.
    pub items: Vec<(String, String)>,
}

/// Every include of a file, in its order.
#[must_use]
pub fn includes(text: &str) -> Vec<Included> {
    let root = tree::read(text);
    let all = tree::steps(&root).into_iter();
    all.filter_map(|step| {
        let kind = tree::field(step.node, "kind").filter(|kind| kind.name() == Some("Include"))?;
        let name = tree::field(kind, "unit").and_then(tree::text)?;
        let (_, used) = tree::rows(&root, "uses").find(|(used, _)| *used == name)?;
        let words = |field: &str| tree::field(used, field).and_then(tree::text);
        let Shape::Int(rev) = tree::field(used, "rev")?.shape else { return None };
        Some(Included {
            step: step.path,
            name: name.to_owned(),
            id: words("id")?.to_owned(),
            rev: u32::try_from(rev).ok()?,
            sha256: words("sha256")?.to_owned(),
        })
    })
    .collect()
}

/// The permanent name of the unit in a text; `None` where it is no unit.
#[must_use]
pub fn unit_id(text: &str) -> Option<String> {
    let root = tree::read(text);
    (root.name() == Some("Unit")).then(|| tree::id(&root).map(str::to_owned)).flatten()
}

/// What a file has that a unit can be given.
#[must_use]
pub fn gives(text: &str) -> Gives {
    let root = tree::read(text);
    let title = |node: &Node<'_>, field: &str| {
        tree::field(node, field).and_then(tree::text).unwrap_or_default().to_owned()
    };
    let roles = tree::rows(&root, "roles");
    let roles = roles.map(|(id, role)| (id.to_owned(), title(role, "title"))).collect();
    let items = tree::all(&root, "inputs").iter().filter(|input| input.name() == Some("Item"));
    let items = items.filter_map(|item| Some((tree::id(item)?.to_owned(), title(item, "ask"))));
    Gives { roles, items: items.collect() }
}

/// Pins a unit by other bytes, at every step that includes it under that name.
pub(super) fn pin(
    text: &str,
    root: &Node<'_>,
    name: &str,
    rev: u32,
    sha256: Digest,
) -> Result<Vec<Patch>, EditError> {
    let not_there = || EditError::NotThere(format!("unit {name}"));
    let mut rows = tree::rows(root, "uses");
    let (_, used) = rows.find(|(used, _)| *used == name).ok_or_else(not_there)?;
    let mut patches = layout::set(text, used, "rev", &rev.to_string());
    patches.extend(layout::set(text, used, "sha256", &quote(&sha256.to_string())?));
    Ok(patches)
}

/// Includes a unit beside a step.
pub(super) fn include(
    text: &str,
    root: &Node<'_>,
    beside: &str,
    side: Side,
    step: &NewInclude,
) -> Result<Vec<Patch>, EditError> {
    let found = tree::step(root, beside);
    let found = found.ok_or_else(|| EditError::NotThere(format!("step {beside}")))?;
    let (list, at) = found.within;
    let at = match side {
        Side::Before => at,
        Side::After => at.saturating_add(1),
    };
    let (name, mut patches) = used(text, root, step)?;
    let with = step.with.iter().filter(|(asked, given)| asked != given);
    let with = with.map(|(asked, given)| Ok(format!("{}: {}", quote(asked)?, quote(given)?)));
    let with = with.collect::<Result<Vec<_>, EditError>>()?;
    let with = match with.as_slice() {
        [] => String::new(),
        with => format!(", with: {{ {} }}", with.join(", ")),
    };
    let (id, unit) = (quote(&step.id)?, quote(&name)?);
    let new = format!("Step(id: {id}, kind: Include(unit: {unit}{with}))");
    patches.extend(Row::list(list).insert(text, at, &new));
    Ok(patches)
}

/// What the file calls those bytes, and what has to be written for it to do so.
fn used(text: &str, root: &Node<'_>, step: &NewInclude) -> Result<(String, Vec<Patch>), EditError> {
    let sha256 = step.sha256.to_string();
    let rows: Vec<(&str, &Node<'_>)> = tree::rows(root, "uses").collect();
    let pinned =
        |used: &Node<'_>| tree::field(used, "sha256").and_then(tree::text) == Some(sha256.as_str());
    if let Some((name, _)) = rows.iter().find(|(_, used)| pinned(used)) {
        return Ok(((*name).to_owned(), Vec::new()));
    }
    let short: String = step.unit.chars().take(34).collect();
    let numbered = (2_u32..).map(|number| format!("{short}-{number}"));
    let mut names = std::iter::once(step.unit.clone()).chain(numbered);
    let free = |name: &String| rows.iter().all(|(taken, _)| taken != name);
    let name = names.find(free).ok_or(EditError::Broken)?;
    let new = format!(
        "{}: Use(id: {}, rev: {}, sha256: {})",
        quote(&name)?,
        quote(&step.unit)?,
        step.rev,
        quote(&sha256)?,
    );
    let patches = match tree::field(root, "uses") {
        Some(map) if matches!(map.shape, Shape::Map(_)) => Row::map(map).push(text, &new),
        Some(_) | None => layout::set(text, root, "uses", &format!("{{ {new} }}")),
    };
    Ok((name, patches))
}
