//! Where a new element goes and what leaves with an old one, so that the text looks as if its author had typed it.

use super::EditError;
use super::tree::{fields, items};
use crate::source::{Node, Patch, Shape, Span, after_blanks, quoted};

/// The elements of a list or the fields of a record, as places.
pub(super) struct Row {
    /// The byte after the opening bracket.
    open: usize,
    items: Vec<Span>,
}

impl Row {
    /// The elements of a list.
    pub(super) fn list(node: &Node<'_>) -> Self {
        let items = items(node).iter().map(|item| item.span).collect();
        Self { open: node.span.start.saturating_add(1), items }
    }

    /// The rows of a map.
    pub(super) fn map(node: &Node<'_>) -> Self {
        let items = if let Shape::Map(pairs) = &node.shape {
            pairs.iter().map(|(key, value)| Span::new(key.span.start, value.span.end)).collect()
        } else {
            Vec::new()
        };
        Self { open: node.span.start.saturating_add(1), items }
    }

    /// The fields of a record.
    pub(super) fn record(text: &str, node: &Node<'_>) -> Self {
        let name = node.name().map_or(0, str::len);
        let bracket = after_blanks(text, node.span.start.saturating_add(name));
        let items = fields(node)
            .iter()
            .map(|field| Span::new(field.name.span.start, field.value.span.end))
            .collect();
        Self { open: bracket.saturating_add(1), items }
    }

    /// Puts `what` in as the element at position `at`.
    pub(super) fn insert(&self, text: &str, at: usize, what: &str) -> Vec<Patch> {
        let Some(first) = self.items.first() else { return vec![Patch::insert(self.open, what)] };
        let Some(before) = at.checked_sub(1).and_then(|at| self.items.get(at)) else {
            return vec![match (indent(text, first.start), line_end(text, self.open)) {
                (Some(indent), Some(end)) => Patch::insert(end, format!("\n{indent}{what},")),
                (Some(_) | None, _) => Patch::insert(first.start, format!("{what}, ")),
            }];
        };
        let indent = indent(text, before.start);
        if let Some(after) = comma(text, before.end) {
            return vec![match indent {
                Some(indent) => {
                    let end = line_end(text, after).unwrap_or(after);
                    Patch::insert(end, format!("\n{indent}{what},"))
                }
                None => Patch::insert(after, format!(" {what},")),
            }];
        }
        let end = line_end(text, before.end).unwrap_or(before.end);
        match indent {
            Some(indent) if end > before.end => {
                vec![
                    Patch::insert(before.end, ","),
                    Patch::insert(end, format!("\n{indent}{what}")),
                ]
            }
            Some(indent) => vec![Patch::insert(before.end, format!(",\n{indent}{what}"))],
            None => vec![Patch::insert(before.end, format!(", {what}"))],
        }
    }

    /// Puts `what` in as the last element.
    pub(super) fn push(&self, text: &str, what: &str) -> Vec<Patch> {
        self.insert(text, self.items.len(), what)
    }

    /// Takes the elements at these positions out, in ascending order; comments stay.
    pub(super) fn remove_all(&self, text: &str, all: &[usize]) -> Vec<Patch> {
        let Some(last) = self.items.last() else { return Vec::new() };
        if comma(text, last.end).is_some() {
            return all.iter().flat_map(|at| self.remove(text, *at)).collect();
        }
        // The last ones take the commas before them along.
        let mut tail = self.items.len();
        while tail.checked_sub(1).is_some_and(|at| all.contains(&at)) {
            tail = tail.saturating_sub(1);
        }
        let before = all.iter().filter(|at| **at < tail).flat_map(|at| self.remove(text, *at));
        let mut patches: Vec<Patch> = before.collect();
        for at in tail..self.items.len() {
            let Some(item) = self.items.get(at) else { continue };
            patches.push(Patch::new(*item, ""));
            let before = at.checked_sub(1).and_then(|at| self.items.get(at));
            let Some(gap) = before.map(|before| Span::new(before.end, item.start)) else {
                continue;
            };
            let between = text.get(gap.start..gap.end).unwrap_or_default();
            if between.chars().all(|c| c == ',' || c.is_whitespace()) {
                patches.push(Patch::new(gap, ""));
            } else if let Some(after) = comma(text, gap.start) {
                patches.push(Patch::new(Span::new(after.saturating_sub(1), after), ""));
            }
        }
        patches
    }

    /// Takes the element at position `at` out; comments stay.
    pub(super) fn remove(&self, text: &str, at: usize) -> Vec<Patch> {
        let Some(item) = self.items.get(at) else { return Vec::new() };
        let Some(after) = comma(text, item.end) else {
            let before = at.checked_sub(1).and_then(|at| self.items.get(at));
            let gap = before.map(|before| Span::new(before.end, item.start));
            let plain = |gap: &Span| {
                let between = text.get(gap.start..gap.end).unwrap_or_default();
                between.chars().all(|c| c == ',' || c.is_whitespace())
            };
            let start = gap.filter(plain).map_or(item.start, |gap| gap.start);
            return vec![Patch::new(Span::new(start, item.end), "")];
        };
        let bracket = Span::new(after.saturating_sub(1), after);
        let close =
            text.get(item.end..bracket.start).is_some_and(|between| between.trim().is_empty());
        if !close {
            return vec![Patch::new(*item, ""), Patch::new(bracket, "")];
        }
        let rest = text.get(after..).unwrap_or_default();
        let line = rest.split_inclusive('\n').next().unwrap_or_default();
        match indent(text, item.start) {
            Some(indent) if line.trim().is_empty() => {
                let start = item.start.saturating_sub(indent.len());
                vec![Patch::new(Span::new(start, after.saturating_add(line.len())), "")]
            }
            Some(_) | None => {
                let blanks = line.len().saturating_sub(line.trim_start_matches(' ').len());
                vec![Patch::new(Span::new(item.start, after.saturating_add(blanks)), "")]
            }
        }
    }
}

/// Words as a file holds them.
pub(super) fn quote(words: &str) -> Result<String, EditError> {
    quoted(words).map_err(EditError::Unseen)
}

/// Sets the field of a record: instead of its value, or as a new one at the end.
pub(super) fn set(text: &str, node: &Node<'_>, name: &str, value: &str) -> Vec<Patch> {
    match fields(node).iter().find(|field| field.name.value == name) {
        Some(field) => vec![Patch::new(field.value.span, value)],
        None => Row::record(text, node).push(text, &format!("{name}: {value}")),
    }
}

/// Adds an element to the list in a field; the field is made where there is none.
pub(super) fn append(text: &str, node: &Node<'_>, name: &str, what: &str) -> Vec<Patch> {
    match fields(node).iter().find(|field| field.name.value == name) {
        Some(field) if matches!(field.value.shape, Shape::List(_)) => {
            Row::list(&field.value).push(text, what)
        }
        Some(_) | None => set(text, node, name, &format!("[{what}]")),
    }
}

/// The byte after the comma that follows `at`, over blanks and comments.
fn comma(text: &str, at: usize) -> Option<usize> {
    let next = after_blanks(text, at);
    text.get(next..).is_some_and(|rest| rest.starts_with(',')).then(|| next.saturating_add(1))
}

/// The blanks before `at`, where nothing else stands before it on its line.
fn indent(text: &str, at: usize) -> Option<&str> {
    let before = text.get(..at)?;
    let line = before.rfind('\n').map_or(0, |newline| newline.saturating_add(1));
    before.get(line..).filter(|blanks| line > 0 && blanks.trim().is_empty())
}

/// The end of the line that `at` stands in, where nothing follows on it but blanks and one `//` comment.
fn line_end(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let length = rest.find('\n').unwrap_or(rest.len());
    let line = rest.get(..length)?.trim();
    let carriage = usize::from(rest.get(..length)?.ends_with('\r'));
    let end = at.saturating_add(length).saturating_sub(carriage);
    (line.is_empty() || line.starts_with("//")).then_some(end)
}
