//! Texts with places to fill in.

use super::bare::bare_word;
use super::cx::{Cx, Found, Site, Source};
use crate::checklist::draft::Line;
use crate::checklist::{Piece, StepIx, TextRef, Words};
use crate::source::{At, Code, Span};
use crate::terms::LineText;

impl Cx<'_, '_> {
    /// A text with places to fill in, which can be translated under the name `place`.
    pub(super) fn words(&mut self, place: &str, line: Option<&Line>, site: Site) -> Option<Words> {
        self.bare(line?);
        let text = self.line(line, LineText::REPLY)?;
        let words = self.filled(&text, line?.span, site)?;
        let filled = Some((words.clone(), site));
        self.texts.push(Source { place: place.to_owned(), text, filled });
        Some(words)
    }

    /// The words of a text, with the places to fill in that stand in braces.
    pub(super) fn filled(&mut self, text: &str, span: Span, site: Site) -> Option<Words> {
        let mut pieces = Vec::new();
        let mut literal = String::new();
        let mut whole = true;
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}']) {
            let (before, from) = rest.split_at(at);
            literal.push_str(before);
            if let Some(after) = from.strip_prefix("{{") {
                literal.push('{');
                rest = after;
            } else if let Some(after) = from.strip_prefix("}}") {
                literal.push('}');
                rest = after;
            } else if let Some((name, after)) =
                from.strip_prefix('{').and_then(|from| from.split_once('}'))
            {
                if !literal.is_empty() {
                    pieces.push(Piece::Literal(std::mem::take(&mut literal)));
                }
                match self.piece(name.trim(), span, site) {
                    Some(piece) => pieces.push(piece),
                    None => whole = false,
                }
                rest = after;
            } else {
                self.tell(
                    Code::BadText,
                    span,
                    "a brace in this text has no partner",
                    "write {name} for a value, {{ or }} for a brace alone",
                );
                return None;
            }
        }
        literal.push_str(rest);
        if !literal.is_empty() {
            pieces.push(Piece::Literal(literal));
        }
        whole.then_some(Words(pieces))
    }

    fn piece(&mut self, name: &str, span: Span, site: Site) -> Option<Piece> {
        let named = |value: &str| At { value: value.trim().to_owned(), span };
        if name == "n" {
            if site.inside.is_none() {
                let found = "{n} stands outside of a repeat";
                self.tell(Code::UnknownName, span, found, "use it in the steps of an Each only");
                return None;
            }
            return Some(Piece::Instance);
        }
        if name == "part" {
            let Some(top) = site.inside else {
                let found = "{part} stands outside of a repeat";
                self.tell(Code::UnknownName, span, found, "use it in the steps of an Each only");
                return None;
            };
            return Some(Piece::Part(StepIx { top, inner: None }));
        }
        if let Some(item) = name.strip_prefix("call ") {
            return Some(Piece::Call(self.item(&named(item))?));
        }
        if let Some(role) = name.strip_prefix("role ") {
            return Some(Piece::Person(self.role(&named(role))?));
        }
        Some(match self.value(name, span, site)? {
            Found::Number(number) => Piece::Number(number),
            Found::Text(text, _) => Piece::Text(text),
            Found::Answer(step) => Piece::Text(TextRef::Step(step)),
        })
    }

    /// Tells a text that says "cold", "hot" or "safe" and not what is in it or what was done.
    pub(super) fn bare(&mut self, line: &Line) {
        let Some(word) = bare_word(&line.value) else { return };
        let found = format!("{:?} alone says less than it seems to", word.as_str());
        self.tell(Code::BareWord, line.span, found, word.mend());
    }
}
