//! Text to tree, going on after every mistake.

use super::code::Code;
use super::mistake::{Mistake, Mistakes};
use super::node::{Field, Node, Shape, Span};
use super::scan::{Scanner, is_name_char};

/// The most brackets around a value.
pub const DEEPEST: usize = 64;

/// The largest file that is read, in bytes.
pub const LARGEST: usize = 1 << 20;

/// Reads `text` as one value.
///
/// Whatever could not be read is [`Shape::Broken`] in the tree, and told in `mistakes`.
pub fn read<'s>(text: &'s str, mistakes: &mut Mistakes) -> Node<'s> {
    if text.len() > LARGEST {
        let found = format!("the file has {} bytes", text.len());
        let told = Mistake::new(Code::TooLarge, Span::default(), found);
        mistakes.tell(told.expected(format!("at most {LARGEST}")));
        return Node { span: Span::default(), shape: Shape::Broken };
    }
    let mut reader =
        Reader { scan: Scanner::new(text, mistakes), open: Vec::new(), too_deep: false };
    reader.attributes();
    let node = reader.value();
    reader.scan.blank();
    if reader.scan.peek().is_some() {
        reader.scan.tell_here(
            Code::AfterEnd,
            "nothing may follow the end of the list",
            "look for a bracket closed too early",
        );
    }
    node
}

#[derive(Debug)]
struct Reader<'s, 'm> {
    scan: Scanner<'s, 'm>,
    /// The closing brackets that are awaited, innermost last.
    open: Vec<char>,
    /// Brackets were nested too deeply, and what is missing at the end of those around follows from that.
    too_deep: bool,
}

impl<'s> Reader<'s, '_> {
    /// `#![…]` lines change what RON means, so none of them is for these files.
    fn attributes(&mut self) {
        self.scan.blank();
        while self.scan.rest().starts_with("#!") {
            let line = self.scan.rest().lines().next().map_or(0, str::len);
            let span = Span::new(self.scan.at(), self.scan.at().saturating_add(line));
            let told = Mistake::new(
                Code::Unsupported,
                span,
                "lines that begin with #! are not for these files",
            );
            self.scan.tell(told.mend("remove it; a value is written without Some"));
            self.scan.advance(line);
            self.scan.blank();
        }
    }

    fn value(&mut self) -> Node<'s> {
        self.scan.blank();
        let start = self.scan.at();
        let shape = if self.open.len() <= DEEPEST { self.shape() } else { self.too_deep() };
        Node { span: Span::new(start, self.scan.at().max(start)), shape }
    }

    fn too_deep(&mut self) -> Shape<'s> {
        self.scan.tell_here(Code::TooDeep, "brackets are nested too deeply here", "");
        self.too_deep = true;
        self.skip();
        Shape::Broken
    }

    fn shape(&mut self) -> Shape<'s> {
        match self.scan.peek() {
            None => self.missing("the file ends here, but a value is still missing"),
            Some('"') => self.scan.text(),
            Some('[') => Shape::List(self.items('[', |reader| Some(reader.value()))),
            Some('{') => Shape::Map(self.items('{', |reader| Some(reader.pair()))),
            Some('(') => self.inside(None),
            Some('0'..='9' | '-' | '+' | '.') => self.scan.number(),
            Some(',') => {
                let shape = self.missing("a value is missing here");
                self.commas();
                shape
            }
            Some(')' | ']' | '}') => self.missing("a value is missing here"),
            Some('\'') => self.single_quoted(),
            Some(c) => match self.scan.name() {
                Some(name) => self.named(name.value),
                None => self.stray(c),
            },
        }
    }

    fn missing(&mut self, found: &str) -> Shape<'s> {
        self.scan.tell_here(Code::MissingValue, found, "");
        Shape::Broken
    }

    /// Leaves one of the commas in a row that begins here: they are one mistake.
    fn commas(&mut self) {
        let another = |ahead: &mut Scanner<'_, '_>| {
            ahead.advance(1);
            ahead.blank();
            (ahead.peek() == Some(',')).then(|| ahead.at())
        };
        while let Some(next) = self.scan.look(another) {
            self.scan.rewind(next);
        }
    }

    fn stray(&mut self, c: char) -> Shape<'s> {
        let mend = match c {
            '“' | '”' | '„' | '«' | '»' => "use straight quotation marks",
            _ => "",
        };
        self.scan.tell_here(Code::Stray, format!("a value cannot start with {c:?}"), mend);
        let at = self.scan.at();
        self.skip();
        if self.scan.at() == at {
            self.scan.advance(c.len_utf8());
        }
        Shape::Broken
    }

    fn named(&mut self, name: &'s str) -> Shape<'s> {
        let here = self.scan.at();
        match self.scan.peek() {
            Some('"' | '#' | '\'') if is_raw(name) => self.raw(),
            _ if name == "true" => Shape::Bool(true),
            _ if name == "false" => Shape::Bool(false),
            _ => {
                self.scan.blank();
                if self.scan.peek() == Some('(') {
                    return self.inside(Some(name));
                }
                self.scan.rewind(here);
                Shape::Tuple(Some(name), Vec::new())
            }
        }
    }

    /// `r"…"`, `b"…"`, `r#name`: RON, but there is one way to write a text, and this is not it.
    fn raw(&mut self) -> Shape<'s> {
        let rest = self.scan.rest();
        let hashes = rest.bytes().take_while(|byte| *byte == b'#').count();
        let quote = rest.get(hashes..).unwrap_or_default();
        let end = format!("\"{}", "#".repeat(hashes));
        let length = match quote.strip_prefix('"') {
            Some(body) => body.find(&end).map_or_else(
                || rest.lines().next().map_or(0, str::len),
                |body| hashes.saturating_add(1).saturating_add(body).saturating_add(end.len()),
            ),
            // A raw name.
            None => {
                let name = quote.find(|c: char| !is_name_char(c)).unwrap_or(quote.len());
                hashes.saturating_add(name)
            }
        };
        self.scan.tell_here(
            Code::Unsupported,
            "raw texts, raw names and bytes are not for these files",
            "write a plain text in quotation marks",
        );
        self.scan.advance(length);
        Shape::Broken
    }

    fn single_quoted(&mut self) -> Shape<'s> {
        let line = self.scan.rest().lines().next().unwrap_or_default();
        let body = line.get(1..).unwrap_or_default();
        let length = body.find('\'').map_or(1, |end| end.saturating_add(2));
        self.scan.tell_here(
            Code::Unsupported,
            "single quotation marks are not for these files",
            "use double ones",
        );
        self.scan.advance(length);
        Shape::Broken
    }

    fn inside(&mut self, name: Option<&'s str>) -> Shape<'s> {
        if self.begins_with_field() {
            Shape::Record(name, self.items('(', Self::field))
        } else {
            Shape::Tuple(name, self.items('(', |reader| Some(reader.value())))
        }
    }

    /// Whether the parenthesis here opens a record: a name, then `:`, or a value at once where only
    /// the `:` can have been forgotten.
    fn begins_with_field(&self) -> bool {
        self.scan.look(|ahead| {
            ahead.advance(1);
            ahead.blank();
            let Some(name) = ahead.name() else { return false };
            ahead.blank();
            match ahead.peek() {
                Some(':' | '=') => true,
                Some('"') => !is_raw(name.value),
                Some(c) => matches!(c, '[' | '{') || is_name_char(c),
                None => false,
            }
        })
    }

    fn field(&mut self) -> Option<Field<'s>> {
        let Some(name) = self.scan.name() else {
            self.scan.tell_here(
                Code::MissingName,
                "a field name is missing here",
                "write it as name: value",
            );
            self.skip();
            return None;
        };
        if is_raw(name.value) && self.scan.peek() == Some('#') {
            let _broken = self.raw();
            self.skip();
            return None;
        }
        self.scan.blank();
        if matches!(self.scan.peek(), Some(',' | ')' | ']' | '}')) {
            let told =
                Mistake::new(Code::MissingValue, name.span, format!("{} has no value", name.value));
            self.scan.tell(told.mend(format!("write {}: and the value", name.value)));
            return Some(Field { value: Node { span: name.span, shape: Shape::Broken }, name });
        }
        self.colon();
        Some(Field { name, value: self.value() })
    }

    fn pair(&mut self) -> (Node<'s>, Node<'s>) {
        let key = self.value();
        self.scan.blank();
        if self.too_deep && matches!(self.scan.peek(), None | Some(',' | ')' | ']' | '}')) {
            let here = Span::new(self.scan.at(), self.scan.at());
            return (key, Node { span: here, shape: Shape::Broken });
        }
        self.colon();
        (key, self.value())
    }

    fn colon(&mut self) {
        self.scan.blank();
        if self.scan.eat(':') {
            return;
        }
        if self.scan.peek() == Some('=') {
            self.scan.tell_here(Code::MissingColon, "`=` stands here", "write `:`");
            self.scan.advance(1);
        } else if !self.scan.startled {
            let here = Span::new(self.scan.at(), self.scan.at());
            self.scan.tell(Mistake::new(Code::MissingColon, here, "`:` is missing here"));
        }
    }

    fn items<T>(&mut self, opening: char, mut one: impl FnMut(&mut Self) -> Option<T>) -> Vec<T> {
        let opened = self.scan.at();
        let close = closing(opening);
        self.scan.advance(1);
        self.open.push(close);
        let mut items = Vec::new();
        loop {
            self.scan.blank();
            if self.ends(opened, close) {
                self.open.pop();
                return items;
            }
            let before = self.scan.at();
            items.extend(one(self));
            self.comma(before);
        }
    }

    /// Whether the bracket opened at `opened` ends here, as it should or with a mistake told.
    fn ends(&mut self, opened: usize, close: char) -> bool {
        loop {
            let Some(next) = self.scan.peek() else {
                if self.too_deep {
                    return true;
                }
                let span = Span::new(opened, opened.saturating_add(1));
                let told = Mistake::new(Code::Unclosed, span, "this is never closed");
                self.scan.tell(told.mend(format!("add `{close}` where it ends")));
                return true;
            };
            if next == close {
                self.scan.advance(1);
                return true;
            }
            if !matches!(next, ')' | ']' | '}') {
                return false;
            }
            // A bracket of somebody further out: ours is missing, and theirs is not our business.
            if self.open.contains(&next) {
                if !self.scan.startled {
                    let found = format!("`{close}` is missing before this");
                    self.scan.tell_here(Code::Unclosed, found, "");
                }
                return true;
            }
            self.scan.tell_here(
                Code::Unopened,
                format!("this `{next}` closes nothing"),
                "remove it",
            );
            self.scan.advance(1);
            self.scan.eat(',');
            self.scan.blank();
        }
    }

    /// The comma after an item that began at `before`.
    fn comma(&mut self, before: usize) {
        let after = self.scan.at();
        let startled = std::mem::take(&mut self.scan.startled);
        self.scan.blank();
        if self.scan.eat(',') {
            return;
        }
        match self.scan.peek() {
            None | Some(')' | ']' | '}') => self.scan.startled = startled,
            Some(c @ (':' | '=')) => {
                let found = format!("`{c}` does not fit here");
                self.scan.tell_here(Code::Stray, found, "");
                self.skip();
                self.scan.eat(',');
            }
            Some(_) => {
                if !startled {
                    let here = Span::new(after, after);
                    self.scan.tell(Mistake::new(Code::MissingComma, here, "`,` is missing here"));
                }
                if self.scan.at() == before {
                    self.skip();
                    self.scan.eat(',');
                }
            }
        }
    }

    /// Goes to the next `,` or closing bracket of this level.
    fn skip(&mut self) {
        let mut depth = 0_usize;
        while let Some(next) = self.scan.peek() {
            match next {
                '"' => self.skip_text(),
                '(' | '[' | '{' => {
                    depth = depth.saturating_add(1);
                    self.scan.advance(1);
                }
                ')' | ']' | '}' | ',' if depth == 0 => return,
                ')' | ']' | '}' => {
                    depth = depth.saturating_sub(1);
                    self.scan.advance(1);
                }
                _ => self.scan.advance(next.len_utf8()),
            }
        }
    }

    fn skip_text(&mut self) {
        let end = self.scan.look(|ahead| {
            let _shape = ahead.text();
            ahead.at()
        });
        self.scan.rewind(end);
    }
}

/// Whether a quotation mark right after `name` belongs to it.
fn is_raw(name: &str) -> bool {
    matches!(name, "r" | "b" | "br" | "rb")
}

const fn closing(opening: char) -> char {
    match opening {
        '[' => ']',
        '{' => '}',
        _ => ')',
    }
}
