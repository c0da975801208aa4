//! The fields of one record, taken out by name, so that what is left over can be told.

use std::collections::BTreeSet;

use super::code::Code;
use super::decode::{Decode, expected};
use super::mistake::{Mistake, Mistakes};
use super::node::{Field, Node, Shape, Span};
use super::suggest::{hint, nearest};

/// The fields of one record while it is being read.
#[derive(Debug)]
pub struct Fields<'n, 's> {
    owner: &'static str,
    /// Where the record's name stands, or its opening parenthesis.
    head: Span,
    fields: &'n [Field<'s>],
    known: Vec<&'static str>,
    /// What could not be left out and was, with what a sentence calls it.
    missed: Vec<(&'static str, &'static str)>,
}

impl<'n, 's> Fields<'n, 's> {
    /// The fields of `node`, which has to be a record called `owner`.
    ///
    /// A record without a name, `(id: "x")`, is read too: where it stands says what it is.
    pub fn of(owner: &'static str, node: &'n Node<'s>, mistakes: &mut Mistakes) -> Option<Self> {
        let (name, fields): (&Option<&str>, &[Field<'s>]) = match &node.shape {
            Shape::Record(name, fields) => (name, fields),
            Shape::Tuple(name, items) if items.is_empty() => (name, &[]),
            Shape::Bool(_)
            | Shape::Int(_)
            | Shape::Text(_)
            | Shape::List(_)
            | Shape::Map(_)
            | Shape::Tuple(..)
            | Shape::Other(_)
            | Shape::Broken => {
                return expected(&format!("{owner}(field: …)"), node, mistakes);
            }
        };
        if name.is_some_and(|name| name != owner) {
            return expected(&format!("{owner}(field: …)"), node, mistakes);
        }
        let head = node.span.head(name.map_or(1, str::len));
        Some(Self { owner, head, fields, known: Vec::new(), missed: Vec::new() })
    }

    /// The field called `name`; `None` means that a mistake was told, here or in [`finish`](Self::finish).
    pub fn take<T: Decode<'s>>(
        &mut self,
        name: &'static str,
        mistakes: &mut Mistakes,
    ) -> Option<T> {
        self.known.push(name);
        match self.fields.iter().find(|field| field.name.value == name) {
            Some(field) => T::decode(&field.value, mistakes),
            None => T::absent().or_else(|| {
                self.missed.push((name, T::WHAT));
                None
            }),
        }
    }

    /// Tells what is missing, what was written and never taken, and what was written twice.
    pub fn finish(self, mistakes: &mut Mistakes) {
        let names = self.fields.iter().map(|field| field.name.value);
        let unknown: Vec<&str> = names.filter(|name| !self.known.contains(name)).collect();
        for (name, what) in &self.missed {
            // A misspelt field is told once, as misspelt, and not again as missing.
            if nearest(name, &unknown).is_none() {
                let found = format!("{} needs {name}", self.owner);
                let mistake = Mistake::new(Code::MissingField, self.head, found);
                mistakes.tell(mistake.mend(format!("add {name}: {what}")));
            }
        }
        let mut seen = BTreeSet::new();
        for field in self.fields {
            let (name, span, owner) = (field.name.value, field.name.span, self.owner);
            if !seen.insert(name) {
                let found = format!("{name} stands twice in this {owner}");
                mistakes.tell(Mistake::new(Code::DoubledField, span, found).mend("remove one"));
            } else if !self.known.contains(&name) {
                let found = format!("{owner} has no field {name}");
                let mistake = Mistake::new(Code::UnknownField, span, found);
                mistakes.tell(mistake.mend(hint(name, &self.known)));
            }
        }
    }
}
