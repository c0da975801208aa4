//! Texts with places to fill in, and the words that no text may say alone.

use super::cx::{Cx, Found, Site};
use crate::checklist::draft::Line;
use crate::checklist::{Piece, TextRef, Words};
use crate::source::{At, Code, Span};
use crate::terms::LineText;

impl Cx<'_, '_> {
    /// A text with places to fill in, which can be translated under the name `place`.
    pub(super) fn words(&mut self, place: &str, line: Option<&Line>, site: Site) -> Option<Words> {
        let span = line.map(|line| line.span).unwrap_or_default();
        let text = self.shown(place, line, LineText::REPLY)?;
        let mut pieces = Vec::new();
        let mut literal = String::new();
        let mut whole = true;
        let mut rest = text.as_str();
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

    /// Tells a text that says "cold" or "safe" and not of what or in what condition.
    pub(super) fn bare(&mut self, line: Option<&Line>) {
        let Some(line) = line else { return };
        let mend = match bare_word(&line.value) {
            Some("cold") => {
                "say what is in it, \"cold gun: empty, shown clear\", or write {call gun}"
            }
            Some("safe") => "say what was done or seen instead",
            Some(_) | None => return,
        };
        let found = "\"cold\" or \"safe\" alone says less than it seems to";
        self.tell(Code::BareWord, line.span, found, mend);
    }
}

/// The first of "cold", "safe" and "hot" that stands in `text` without its contents.
///
/// "cold gun: empty" names the contents, "safe direction" is no state of a gun, and "the safe" is
/// where guns are locked away.
pub(in crate::checklist) fn bare_word(text: &str) -> Option<&'static str> {
    let text = text.to_lowercase();
    let spans: Vec<(usize, &str)> = words_of(&text).collect();
    let at = |index: Option<usize>| {
        index.and_then(|index| spans.get(index)).map_or("", |(_, word)| *word)
    };
    for (index, (start, word)) in spans.iter().enumerate() {
        let after = text.get(start.saturating_add(word.len())..).unwrap_or_default();
        let next = at(index.checked_add(1));
        let previous = at(index.checked_sub(1));
        let contents = after.strip_prefix(" gun:").is_some_and(|rest| !rest.trim().is_empty());
        let found = match *word {
            "cold" if !contents => "cold",
            "hot" if !contents && next != "work" => "hot",
            "safe" if !is_direction(next) && !is_cabinet(previous, next) => "safe",
            _ => continue,
        };
        return Some(found);
    }
    None
}

fn words_of(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut end = 0_usize;
    text.split(|c: char| !c.is_alphanumeric()).filter_map(move |word| {
        let start = end;
        // Every separator is one character; its length is found by looking where the next word is.
        let rest = text.get(start..)?;
        let offset = rest.find(word)?;
        end = start.saturating_add(offset).saturating_add(word.len());
        (!word.is_empty()).then_some((start.saturating_add(offset), word))
    })
}

fn is_direction(next: &str) -> bool {
    matches!(next, "direction" | "directions" | "distance" | "distances")
}

fn is_cabinet(previous: &str, next: &str) -> bool {
    matches!(previous, "the" | "a" | "this" | "that" | "each" | "every" | "gun" | "locked")
        && !matches!(next, "gun" | "weapon" | "pistol" | "revolver" | "rifle" | "set" | "state")
}
