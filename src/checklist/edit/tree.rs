//! The parts of a list in the tree of its text, found by their ids.

use crate::source::{Field, Mistakes, Node, Shape, read as tree};

/// The tree of a text; its mistakes are told by whoever reads the list.
pub(super) fn read(text: &str) -> Node<'_> {
    tree(text, &mut Mistakes::new())
}

/// The fields of a record; of anything else, none.
pub(super) fn fields<'n, 's>(node: &'n Node<'s>) -> &'n [Field<'s>] {
    if let Shape::Record(_, fields) = &node.shape { fields } else { &[] }
}

/// The field of that name.
pub(super) fn field<'n, 's>(node: &'n Node<'s>, name: &str) -> Option<&'n Node<'s>> {
    fields(node).iter().find(|field| field.name.value == name).map(|field| &field.value)
}

/// The elements of a list; of anything else, none.
pub(super) fn items<'n, 's>(node: &'n Node<'s>) -> &'n [Node<'s>] {
    if let Shape::List(items) = &node.shape { items } else { &[] }
}

/// The elements of a list in a field.
pub(super) fn all<'n, 's>(node: &'n Node<'s>, name: &str) -> &'n [Node<'s>] {
    field(node, name).map_or(&[], items)
}

/// The rows of a map in a field, each with its key.
pub(super) fn rows<'n, 's>(
    node: &'n Node<'s>,
    name: &str,
) -> impl Iterator<Item = (&'n str, &'n Node<'s>)> {
    let pairs = match field(node, name).map(|node| &node.shape) {
        Some(Shape::Map(pairs)) => pairs.as_slice(),
        Some(_) | None => &[],
    };
    pairs.iter().filter_map(|(key, value)| Some((text(key)?, value)))
}

/// The keys of a map, in its order; an empty one for what is no text.
pub(super) fn keys<'n>(node: &'n Node<'_>) -> Vec<&'n str> {
    let Shape::Map(pairs) = &node.shape else { return Vec::new() };
    pairs.iter().map(|(key, _)| text(key).unwrap_or_default()).collect()
}

/// What a text says.
pub(super) fn text<'n>(node: &'n Node<'_>) -> Option<&'n str> {
    if let Shape::Text(text) = &node.shape { Some(text.as_ref()) } else { None }
}

/// The `id` of a record.
pub(super) fn id<'n>(node: &'n Node<'_>) -> Option<&'n str> {
    field(node, "id").and_then(text)
}

/// A step in the tree.
#[derive(Clone, Debug)]
pub(super) struct Found<'n, 's> {
    /// Its id, behind that of its repeat.
    pub(super) path: String,
    /// Its own id.
    pub(super) id: &'n str,
    /// The step.
    pub(super) node: &'n Node<'s>,
    /// The list that it stands in, and its position there.
    pub(super) within: (&'n Node<'s>, usize),
    /// The repeat that it stands in.
    pub(super) repeat: Option<&'n Node<'s>>,
}

/// Every step that has an id, a repeat before the steps inside it: those of the list, then what an overlay adds.
pub(super) fn steps<'n, 's>(root: &'n Node<'s>) -> Vec<Found<'n, 's>> {
    let mut found = Vec::new();
    let lists = field(root, "steps").into_iter();
    let added = all(root, "add").iter().filter_map(|add| field(add, "steps"));
    for list in lists.chain(added) {
        gather(list, None, &mut found);
    }
    found
}

fn gather<'n, 's>(
    list: &'n Node<'s>,
    repeat: Option<(&str, &'n Node<'s>)>,
    found: &mut Vec<Found<'n, 's>>,
) {
    for (at, node) in items(list).iter().enumerate() {
        let Some(id) = id(node) else { continue };
        let path = repeat.map_or_else(|| id.to_owned(), |(above, _)| format!("{above}.{id}"));
        let repeat = repeat.map(|(_, node)| node);
        found.push(Found { path: path.clone(), id, node, within: (list, at), repeat });
        let inner = field(node, "kind").filter(|kind| kind.name() == Some("Each"));
        if let Some(inner) = inner.and_then(|kind| field(kind, "steps")) {
            gather(inner, Some((&path, node)), found);
        }
    }
}

/// The step of that path.
pub(super) fn step<'n, 's>(root: &'n Node<'s>, path: &str) -> Option<Found<'n, 's>> {
    steps(root).into_iter().find(|step| step.path == path)
}

/// Calls `look` for a node and everything in it.
pub(super) fn walk<'n, 's>(node: &'n Node<'s>, look: &mut impl FnMut(&'n Node<'s>)) {
    look(node);
    match &node.shape {
        Shape::List(items) | Shape::Tuple(_, items) => {
            for item in items {
                walk(item, look);
            }
        }
        Shape::Map(pairs) => {
            for (key, value) in pairs {
                walk(key, look);
                walk(value, look);
            }
        }
        Shape::Record(_, fields) => {
            for field in fields {
                walk(&field.value, look);
            }
        }
        Shape::Bool(_) | Shape::Int(_) | Shape::Text(_) | Shape::Other(_) | Shape::Broken => {}
    }
}
