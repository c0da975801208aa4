//! The smallest parts of a file: blanks, comments, names, numbers and texts.

use std::borrow::Cow;

use super::code::Code;
use super::mistake::{Mistake, Mistakes};
use super::node::{At, Shape, Span};

/// A cursor over the text that never moves back and never leaves a character in half.
#[derive(Debug)]
pub(super) struct Scanner<'s, 'm> {
    source: &'s str,
    at: usize,
    mistakes: &'m mut Mistakes,
    /// A mistake was just told, and what follows it is likely its consequence.
    pub(super) startled: bool,
}

impl<'s, 'm> Scanner<'s, 'm> {
    pub(super) fn new(source: &'s str, mistakes: &'m mut Mistakes) -> Self {
        Self { source, at: 0, mistakes, startled: false }
    }

    pub(super) const fn at(&self) -> usize {
        self.at
    }

    pub(super) fn rest(&self) -> &'s str {
        self.source.get(self.at..).unwrap_or_default()
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Goes on by `bytes`, which the caller counted in [`rest`](Self::rest).
    pub(super) fn advance(&mut self, bytes: usize) {
        self.at = self.at.saturating_add(bytes).min(self.source.len());
    }

    pub(super) fn eat(&mut self, wanted: char) -> bool {
        let hit = self.peek() == Some(wanted);
        if hit {
            self.advance(wanted.len_utf8());
        }
        hit
    }

    /// Goes back to where a look-ahead began.
    pub(super) fn rewind(&mut self, at: usize) {
        self.at = at;
    }

    /// Runs `look` without moving and without telling anything.
    pub(super) fn look<T>(&self, look: impl FnOnce(&mut Scanner<'s, '_>) -> T) -> T {
        let mut unheard = Mistakes::new();
        let mut ahead = Scanner::new(self.source, &mut unheard);
        ahead.at = self.at;
        look(&mut ahead)
    }

    pub(super) fn tell(&mut self, mistake: Mistake) {
        self.mistakes.tell(mistake);
    }

    /// Tells a mistake about the next character, or about the end of the file.
    pub(super) fn tell_here(&mut self, code: Code, found: impl Into<String>, mend: &str) {
        let end = self.at.saturating_add(self.peek().map_or(0, char::len_utf8));
        self.tell(Mistake::new(code, Span::new(self.at, end), found).mend(mend));
    }

    /// Goes over blanks and comments.
    pub(super) fn blank(&mut self) {
        while let Some(next) = self.peek() {
            match next {
                ' ' | '\t' | '\n' | '\r' => self.advance(1),
                '/' if self.rest().starts_with("//") => self.line_comment(),
                '/' if self.rest().starts_with("/*") => self.block_comment(),
                '\u{200b}'..='\u{200f}' | '\u{feff}' => self.lookalike(next),
                _ if next.is_whitespace() || is_hidden(next) => self.lookalike(next),
                _ => return,
            }
        }
    }

    fn lookalike(&mut self, c: char) {
        let found = format!("a blank that is not a plain one ({})", code_point(c));
        self.tell_here(Code::BadCharacter, found, "type a space, or remove it");
        // Of the same in a row one mistake.
        while self.eat(c) {}
    }

    fn line_comment(&mut self) {
        let rest = self.rest();
        let end = rest.find('\n').unwrap_or(rest.len());
        self.comment(end);
    }

    fn block_comment(&mut self) {
        let mut depth = 0_usize;
        let mut end = 0_usize;
        while let Some(rest) = self.rest().get(end..) {
            let step = if rest.starts_with("/*") {
                depth = depth.saturating_add(1);
                2
            } else if rest.starts_with("*/") {
                depth = depth.saturating_sub(1);
                2
            } else if let Some(c) = rest.chars().next() {
                c.len_utf8()
            } else {
                let span = Span::new(self.at, self.at.saturating_add(2));
                let told = Mistake::new(Code::Unclosed, span, "this comment is never closed");
                self.tell(told.mend("end it with */"));
                break;
            };
            end = end.saturating_add(step);
            if depth == 0 {
                break;
            }
        }
        self.comment(end);
    }

    /// Goes over `bytes` of comment; what a reviewer cannot see is not let pass.
    fn comment(&mut self, bytes: usize) {
        let body = self.rest().get(..bytes).unwrap_or_default();
        let blank = |c: char| matches!(c, '\t' | '\n' | '\r');
        if let Some((at, c)) = body.char_indices().find(|(_, c)| is_hidden(*c) && !blank(*c)) {
            let start = self.at.saturating_add(at);
            let span = Span::new(start, start.saturating_add(c.len_utf8()));
            self.tell(hidden(c, span));
        }
        self.advance(bytes);
    }

    /// A name: letters, digits and `_`, not starting with a digit.
    pub(super) fn name(&mut self) -> Option<At<&'s str>> {
        let rest = self.rest();
        let end = rest.find(|c: char| !is_name_char(c)).unwrap_or(rest.len());
        let value = rest.get(..end)?;
        if !value.starts_with(|c: char| c.is_alphabetic() || c == '_') {
            return None;
        }
        let start = self.at;
        self.advance(end);
        Some(At { value, span: Span::new(start, self.at) })
    }

    /// A number; only whole decimal ones are for these files.
    pub(super) fn number(&mut self) -> Shape<'s> {
        let rest = self.rest();
        let inside = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.' | '_');
        let end = rest.find(|c: char| !inside(c)).unwrap_or(rest.len());
        let token = rest.get(..end).unwrap_or_default();
        self.advance(end);
        let digits = token.strip_prefix(['-', '+']).unwrap_or(token);
        let first = digits.starts_with(|c: char| c.is_ascii_digit());
        if first && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_') {
            let plain = token.replace('_', "");
            plain.parse().map_or(Shape::Other("a number too large to count with"), Shape::Int)
        } else if token.contains('.') {
            Shape::Other("a number with a fraction")
        } else {
            Shape::Other("something like a number, but not a whole decimal one")
        }
    }

    /// A text in quotation marks, on one line.
    pub(super) fn text(&mut self) -> Shape<'s> {
        let start = self.at;
        self.advance(1);
        let mut owned: Option<String> = None;
        let mut sound = true;
        loop {
            let rest = self.rest();
            let stop = rest.find(|c: char| matches!(c, '"' | '\\') || is_hidden(c));
            let plain = rest.get(..stop.unwrap_or(rest.len())).unwrap_or_default();
            self.advance(plain.len());
            match self.peek() {
                Some('"') => {
                    self.advance(1);
                    return match owned {
                        _ if !sound => Shape::Broken,
                        None => Shape::Text(Cow::Borrowed(plain)),
                        Some(text) => Shape::Text(Cow::Owned(text + plain)),
                    };
                }
                Some('\\') => {
                    let text = owned.get_or_insert_default();
                    text.push_str(plain);
                    match self.escape() {
                        Some(c) => owned.get_or_insert_default().push(c),
                        None => sound = false,
                    }
                }
                None | Some('\n' | '\r') => {
                    self.unclosed_text(start);
                    return Shape::Broken;
                }
                Some(c) => {
                    let span = Span::new(self.at, self.at.saturating_add(c.len_utf8()));
                    self.tell(hidden(c, span));
                    self.advance(c.len_utf8());
                    sound = false;
                }
            }
        }
    }

    /// Leaves the brackets and the comma at the line's end to whoever they close.
    fn unclosed_text(&mut self, start: usize) {
        let line = self.source.get(start..self.at).unwrap_or_default();
        let kept = line.trim_end_matches([' ', '\t', ',', ')', ']', '}']).len().max(1);
        self.at = start.saturating_add(kept);
        let span = Span::new(start, start.saturating_add(1));
        let told = Mistake::new(Code::Unclosed, span, "this text is not closed on its line");
        self.tell(told.mend("add a quotation mark where it ends"));
        self.startled = true;
    }

    fn escape(&mut self) -> Option<char> {
        let start = self.at;
        self.advance(1);
        let Some(c) = self.peek().filter(|c| *c != '\n' && *c != '\r') else {
            return None; // The text ends here, and is told as not closed.
        };
        self.advance(c.len_utf8());
        let found = match c {
            'n' => Some('\n'),
            '"' | '\\' | '\'' => Some(c),
            'u' => self.code_point(),
            _ => None,
        };
        if found.is_none() {
            let span = Span::new(start, self.at);
            let told = Mistake::new(
                Code::BadEscape,
                span,
                format!("\\{c} does not stand for anything here"),
            );
            self.tell(told.mend("a backslash is written \\\\, a character code \\u{00e9}"));
        }
        found
    }

    fn code_point(&mut self) -> Option<char> {
        let rest = self.rest().strip_prefix('{')?;
        let digits = rest.find('}').filter(|digits| *digits <= 6)?;
        let value = u32::from_str_radix(rest.get(..digits)?, 16).ok()?;
        let c = char::from_u32(value).filter(|c| !is_hidden(*c))?;
        self.advance(digits.saturating_add(2));
        Some(c)
    }
}

/// Whether `c` can be part of a name.
pub(super) fn is_name_char(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Controls, and the marks that turn the order of what is shown around.
pub(super) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

fn hidden(c: char, span: Span) -> Mistake {
    let found = format!("a character that cannot be seen ({})", code_point(c));
    Mistake::new(Code::BadCharacter, span, found).mend("remove it")
}

fn code_point(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}
