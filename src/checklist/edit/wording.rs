//! Every text that people read in a list, by its place, and other words for one of them.

use super::EditError;
use super::layout::Row;
use super::tree::{self, Found};
use crate::source::{Node, Patch, Shape, Span, quoted};

/// A text that people read.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Wording {
    /// Its name: `title`, `roles.armorer.title`, `steps.muzzle.ask`, `steps.muzzle.expect.1`, `stops.doubt.say`.
    pub place: String,
    /// What it is.
    pub part: TextOf,
    /// The step that it belongs to, as [`steps`](super::steps) names it.
    pub step: Option<String>,
    /// What it says.
    pub words: String,
    span: Span,
}

/// What a text is to those who read it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum TextOf {
    /// The title of the list.
    Title,
    /// When the list is used.
    Purpose,
    /// What a role is called.
    Role,
    /// What a source is called.
    Source,
    /// The edition of a source.
    Edition,
    /// Where in a source.
    Clause,
    /// What is asked at the start.
    Input,
    /// One of the things to pick from at the start.
    Pick,
    /// What to do where an item does not fit.
    Needs,
    /// What a step asks or has said.
    Question,
    /// An answer of a step.
    Answer,
    /// A reply that does not count.
    Weak,
    /// The remark under a question.
    Note,
    /// The sentence that witnesses stand for.
    Meaning,
    /// What one part of a repeat is called.
    PartName,
    /// The unit of a measure.
    Unit,
    /// What is said at a STOP.
    StopWords,
}

impl TextOf {
    /// What it is called on the screen.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Title => "Title",
            Self::Purpose => "When it is used",
            Self::Role => "Role",
            Self::Source => "Source",
            Self::Edition => "Edition",
            Self::Clause => "Where in it",
            Self::Input => "Asked at the start",
            Self::Pick => "To pick from",
            Self::Needs => "What to do if it does not fit",
            Self::Question => "Question",
            Self::Answer => "Answer",
            Self::Weak => "Reply that does not count",
            Self::Note => "Note",
            Self::Meaning => "What the witnesses say",
            Self::PartName => "One part is called",
            Self::Unit => "Unit",
            Self::StopWords => "What is said",
        }
    }
}

/// Every text that people read in a list, in the order of their places; translations are not among them.
#[must_use]
pub fn wordings(text: &str) -> Vec<Wording> {
    of(&tree::read(text))
}

/// The same of a tree.
pub(super) fn of(root: &Node<'_>) -> Vec<Wording> {
    let mut out = Out(Vec::new());
    out.field(root, "title", "title", TextOf::Title, None);
    out.field(root, "purpose", "purpose", TextOf::Purpose, None);
    for (id, source) in tree::rows(root, "refs") {
        for (name, part) in
            [("title", TextOf::Source), ("edition", TextOf::Edition), ("clause", TextOf::Clause)]
        {
            out.field(source, name, &format!("refs.{id}.{name}"), part, None);
        }
    }
    for (id, role) in tree::rows(root, "roles") {
        out.field(role, "title", &format!("roles.{id}.title"), TextOf::Role, None);
    }
    for input in tree::all(root, "inputs") {
        let place = format!("inputs.{}", tree::id(input).unwrap_or_default());
        out.field(input, "ask", &format!("{place}.ask"), TextOf::Input, None);
        out.list(input, "of", &place, TextOf::Pick, None);
        out.field(input, "needs_words", &format!("{place}.needs_words"), TextOf::Needs, None);
    }
    for stop in tree::all(root, "stops") {
        let place = format!("stops.{}.say", tree::id(stop).unwrap_or_default());
        out.field(stop, "say", &place, TextOf::StopWords, None);
    }
    for step in tree::steps(root) {
        out.step(&step);
    }
    out.0.sort_by_key(|one| one.span);
    out.0
}

struct Out(Vec<Wording>);

impl Out {
    fn put(&mut self, node: &Node<'_>, place: &str, part: TextOf, step: Option<&str>) {
        if let Some(words) = tree::text(node) {
            let (place, words, span) = (place.to_owned(), words.to_owned(), node.span);
            self.0.push(Wording { place, part, step: step.map(str::to_owned), words, span });
        }
    }

    fn field(&mut self, of: &Node<'_>, name: &str, place: &str, part: TextOf, step: Option<&str>) {
        if let Some(node) = tree::field(of, name) {
            self.put(node, place, part, step);
        }
    }

    /// The texts of a list, bare or as `Choice(words: …)`, numbered from 1.
    fn list(&mut self, of: &Node<'_>, name: &str, place: &str, part: TextOf, step: Option<&str>) {
        for (number, item) in (1_usize..).zip(tree::all(of, name)) {
            let words = tree::field(item, "words").unwrap_or(item);
            self.put(words, &format!("{place}.{name}.{number}"), part, step);
        }
    }

    fn step(&mut self, step: &Found<'_, '_>) {
        let place = format!("steps.{}", step.path);
        let mine = Some(step.path.as_str());
        self.field(step.node, "note", &format!("{place}.note"), TextOf::Note, mine);
        let Some(kind) = tree::field(step.node, "kind") else { return };
        // The `unit` of an Include is a name.
        let unit = (kind.name() != Some("Include")).then_some(("unit", TextOf::Unit));
        let texts = [
            ("ask", TextOf::Question),
            ("words", TextOf::Question),
            ("meaning", TextOf::Meaning),
            ("part", TextOf::PartName),
        ];
        for (name, part) in texts.into_iter().chain(unit) {
            self.field(kind, name, &format!("{place}.{name}"), part, mine);
        }
        if let Some(Shape::Tuple(Some(_), asked)) =
            tree::field(kind, "over").map(|over| &over.shape)
            && let [asked] = asked.as_slice()
        {
            self.put(asked, &format!("{place}.over"), TextOf::Question, mine);
        }
        for (name, part) in
            [("expect", TextOf::Answer), ("of", TextOf::Answer), ("refuse", TextOf::Weak)]
        {
            self.list(kind, name, &place, part, mine);
        }
    }
}

/// Other words for the text at `place`, and for what names it by its words.
pub(super) fn reword(
    text: &str,
    root: &Node<'_>,
    place: &str,
    words: &str,
) -> Result<Vec<Patch>, EditError> {
    let not_there = || EditError::NotThere(place.to_owned());
    let all = of(root);
    let old = all.iter().find(|one| one.place == place).ok_or_else(not_there)?;
    let new = quoted(words).map_err(EditError::Unseen)?;
    let mut patches = vec![Patch::new(old.span, new.as_str())];
    if old.part == TextOf::Answer
        && let Some(step) = old.step.as_deref().and_then(|path| tree::step(root, path))
    {
        asked_for(root, &step, &old.words, &new, &mut patches);
        counted(text, &all, &step, &old.words, &new, &mut patches);
    }
    Ok(patches)
}

/// Conditions on the step that name the answer: `Eq`, `Ne` and `In`.
fn asked_for(root: &Node<'_>, step: &Found<'_, '_>, old: &str, new: &str, out: &mut Vec<Patch>) {
    let is_step =
        |node: &Node<'_>| tree::text(node).is_some_and(|name| name == step.id || name == step.path);
    let mut rename = |node: &Node<'_>| {
        if tree::text(node) == Some(old) {
            out.push(Patch::new(node.span, new));
        }
    };
    tree::walk(root, &mut |node| {
        let Shape::Tuple(Some(name), values) = &node.shape else { return };
        let [asked, value] = values.as_slice() else { return };
        match *name {
            "Eq" | "Ne" if is_step(asked) => rename(value),
            "In" if is_step(asked) => tree::items(value).iter().for_each(&mut rename),
            _ => {}
        }
    });
}

/// The tallies of the repeat that count the answer; where another step of it still says the old words, the new ones are
/// counted beside them.
fn counted(
    text: &str,
    all: &[Wording],
    step: &Found<'_, '_>,
    old: &str,
    new: &str,
    out: &mut Vec<Patch>,
) {
    let Some(repeat) = step.repeat.and_then(|repeat| tree::field(repeat, "kind")) else { return };
    let said_elsewhere = all.iter().any(|one| {
        one.part == TextOf::Answer
            && one.words == old
            && one.step.as_deref() != Some(step.path.as_str())
            && repeat.span.start < one.span.start
            && one.span.end < repeat.span.end
    });
    for (_, answers) in tree::rows(repeat, "tally") {
        for (at, answer) in tree::items(answers).iter().enumerate() {
            if tree::text(answer) != Some(old) {
                continue;
            }
            if said_elsewhere {
                out.extend(Row::list(answers).insert(text, at.saturating_add(1), new));
            } else {
                out.push(Patch::new(answer.span, new));
            }
        }
    }
}
