//! The lines of a list as they stand on a paper card: nothing is ticked beforehand, one key ticks the rest as expected, one writes all of it.

mod line;

use std::borrow::Cow;

use egui::{Key, Modifiers, Ui, vec2};

use crate::gui::action::Action;
use crate::gui::kit::{self, Button, Look};
use crate::gui::theme::{icon, palette, size, space};
use crate::gui::view::Open;
use crate::production::{Ask, CardLine, CardRun, Command, EnterCard, Refusal, Then};
use crate::run::{Face, FaceKind, Ticked};
use crate::terms::{Digest, ItemId, RunId, StepPath, UtcMillis};

/// What is ticked so far; another card, and a card that was written, finds it empty.
#[derive(Debug, Default)]
pub(in crate::gui::screens) struct Draft {
    about: Option<About>,
    said: Vec<(StepPath, Ticked)>,
    /// The lines as they stood when something was said of them: an answer by its place means the words that stood there.
    meant: Vec<Meant>,
    /// Two counts of which only one is entered yet, or a number that is none.
    half: Vec<(StepPath, [Option<i64>; 2])>,
    typed: Vec<(StepPath, String)>,
    /// The lines that stood on the page when all of them were said to be as expected, with what that was. What comes into
    /// sight later, as by another answer, is asked anew.
    expected: Vec<(Face, Ticked)>,
    seen: Option<Seen>,
}

/// What the ticks are of.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum About {
    /// A run that begins with them: its list, its item and the number of the card.
    New(Digest, Option<ItemId>, Option<u32>),
    /// One that began before, with so many answers.
    Open(RunId, usize),
}

/// What a line asked when something was said of it.
#[derive(Debug)]
struct Meant {
    step: StepPath,
    /// Its words; none where the same was said of another part of a repeat.
    words: Option<String>,
    answers: Vec<String>,
}

impl Meant {
    fn is(&self, face: &Face) -> bool {
        let same = self.words.as_ref().is_none_or(|words| *words == face.words);
        same && self.answers == answers(&face.kind)
    }
}

/// The lines as they were worked out last, and from what.
#[derive(Debug)]
struct Seen {
    size: u64,
    at: Option<UtcMillis>,
    run: CardRun,
    said: Vec<(StepPath, Ticked)>,
    lines: Result<Vec<CardLine>, Refusal>,
}

impl Draft {
    /// Works out the lines of a run, where anything changed.
    pub(in crate::gui::screens) fn look(
        &mut self,
        open: &Open<'_>,
        run: CardRun,
        at: Option<UtcMillis>,
    ) {
        let about = match &run {
            CardRun::New(start) => {
                let item = start.inputs.iter().find_map(|(_, value)| value.parse().ok());
                About::New(start.list, item, start.card)
            }
            CardRun::Open(run) => {
                let given = open.run(*run).map_or(0, |sight| sight.run.given().len());
                About::Open(*run, given)
            }
        };
        if self.about != Some(about) {
            *self = Self { about: Some(about), ..Self::default() };
        }
        // Who was to see it is another person now; what was ticked of it was about somebody else.
        if self.seen.as_ref().is_some_and(|seen| seen.run != run) {
            self.said.retain(|(_, said)| !matches!(said, Ticked::Shown(_)));
        }
        let size = open.production.size();
        let same = self.seen.as_ref().is_some_and(|seen| {
            (seen.size, seen.at) == (size, at) && seen.run == run && seen.said == self.said
        });
        if same {
            return;
        }
        let mut library = Cow::Borrowed(open.library);
        if let CardRun::New(start) = &run
            && !start.overlays.is_empty()
        {
            library.to_mut().tighten(start.list, &start.overlays);
        }
        let with = (library.as_ref(), open.names, open.now);
        let mut lines = open.production.card_lines(&run, (&self.said, at), with);
        while let Some(step) = lines.as_ref().ok().and_then(|lines| self.other_words(lines)) {
            self.forget(&step);
            lines = open.production.card_lines(&run, (&self.said, at), with);
        }
        self.seen = Some(Seen { size, at, run, said: self.said.clone(), lines });
    }

    fn lines(&self) -> &[CardLine] {
        self.seen.as_ref().and_then(|seen| seen.lines.as_deref().ok()).unwrap_or_default()
    }

    /// What stands at a line: what is said of it, or what is expected of all the rest. A line of which half is said stands for
    /// nothing: what is written is what is seen.
    fn stands(&self, line: &CardLine) -> Option<Ticked> {
        if self.half.iter().any(|(step, _)| *step == line.face.step) {
            return None;
        }
        let expected = line.expected.clone().filter(|expected| {
            let same = |(face, was): &(Face, Ticked)| is_same(face, &line.face) && was == expected;
            self.expected.iter().any(same)
        });
        line.said.clone().or(expected)
    }

    /// A line of which something was said when it had other words.
    fn other_words(&self, lines: &[CardLine]) -> Option<StepPath> {
        let other = |line: &&CardLine| {
            let meant = self.meant.iter().find(|meant| meant.step == line.face.step);
            line.said.is_some() && meant.is_some_and(|meant| !meant.is(&line.face))
        };
        lines.iter().find(other).map(|line| line.face.step.clone())
    }

    fn forget(&mut self, step: &StepPath) {
        self.said.retain(|(one, _)| one != step);
        self.half.retain(|(one, _)| one != step);
        self.meant.retain(|meant| meant.step != *step);
    }

    /// Whether something is expected of a line in sight that nothing stands at.
    fn leaves_any(&self) -> bool {
        let mut lines = self.lines().iter();
        lines.any(|line| self.stands(line).is_none() && line.expected.is_some())
    }

    /// Everything in sight of which nothing is said is as expected; once more, where it is so already, takes that back.
    fn expect_all(&mut self) {
        if self.leaves_any() {
            let lines = self.lines().iter();
            let all = lines.filter_map(|line| Some((line.face.clone(), line.expected.clone()?)));
            self.expected = all.collect();
        } else {
            self.expected.clear();
        }
    }

    /// Whether its first line is one that is ticked here.
    pub(in crate::gui::screens) fn is_ticked_here(&self) -> bool {
        self.lines().first().is_some_and(|line| is_ticked_here(&line.face))
    }

    /// What is written: every line up to the first of which nothing is said, or which is not taken so.
    fn ready(&self) -> Vec<(StepPath, Ticked)> {
        let mut ready = Vec::new();
        for line in self.lines() {
            let taken = !matches!(line.then, Then::Open | Then::Refused(_));
            let Some(said) = self.stands(line).filter(|_| taken) else { break };
            ready.push((line.face.step.clone(), said));
        }
        ready
    }

    /// The button, or its key, that writes what is ticked; all of it or none.
    pub(in crate::gui::screens) fn write(&self, ui: &mut Ui, ready: bool, out: &mut Vec<Action>) {
        let said = self.ready();
        let fits = ready && !said.is_empty();
        let button = Button::new("Write what is ticked").first().icon(icon::CLIPBOARD).key("Enter");
        let keyed = fits
            && !ui.ctx().text_edit_focused()
            && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
        if (button.enabled(fits).pressed(ui) || keyed)
            && let Some(seen) = &self.seen
        {
            let card = EnterCard { run: seen.run.clone(), said, at: seen.at };
            out.push(Action::Submit(Command::Ask(Ask::EnterCard(Box::new(card)))));
        }
    }

    fn say(&mut self, face: &Face, said: Ticked) {
        self.forget(&face.step);
        self.said.push((face.step.clone(), said));
        self.meant.push(Meant {
            step: face.step.clone(),
            words: Some(face.words.clone()),
            answers: answers(&face.kind).to_vec(),
        });
    }

    /// What stands at a step is not whole yet.
    fn say_half(&mut self, step: &StepPath, half: [Option<i64>; 2]) {
        self.forget(step);
        self.half.push((step.clone(), half));
    }

    /// Says the same of every later part of a repeat of which nothing is said.
    fn say_of_the_rest(&mut self, face: &Face, said: &Ticked) {
        let Some((part, of, _)) = face.part else { return };
        for later in part.saturating_add(1)..=of {
            let Some(step) = u16::try_from(later).ok().and_then(|at| face.step.of_part(at)) else {
                return;
            };
            if !self.said.iter().any(|(one, _)| *one == step) {
                self.said.push((step.clone(), said.clone()));
                let answers = answers(&face.kind).to_vec();
                self.meant.push(Meant { step, words: None, answers });
            }
        }
    }
}

/// Whether a line asks the same in the same words, with the same answers in the same places.
fn is_same(one: &Face, other: &Face) -> bool {
    let same = (&one.step, &one.words) == (&other.step, &other.words);
    same && answers(&one.kind) == answers(&other.kind)
}

/// The answers that are meant by their places.
fn answers(kind: &FaceKind) -> &[String] {
    match kind {
        FaceKind::Challenge { replies: of, .. }
        | FaceKind::Choose { of }
        | FaceKind::ChooseMany { of } => of,
        FaceKind::Say { .. }
        | FaceKind::Confirm
        | FaceKind::Measure { .. }
        | FaceKind::Photo { .. }
        | FaceKind::Attach
        | FaceKind::Proof { .. }
        | FaceKind::Parts { .. }
        | FaceKind::Count { .. }
        | FaceKind::Blind { .. }
        | FaceKind::Match { .. }
        | FaceKind::Scan { .. }
        | FaceKind::Text { .. }
        | FaceKind::Wait { .. }
        | FaceKind::Custody { .. }
        | FaceKind::Show { .. }
        | FaceKind::Sign { .. } => &[],
    }
}

/// Whether a step is answered among the lines: not one that needs a file, names its parts, or draws its questions.
pub(in crate::gui::screens) fn is_ticked_here(face: &Face) -> bool {
    match &face.kind {
        FaceKind::Photo { .. }
        | FaceKind::Attach
        | FaceKind::Proof { .. }
        | FaceKind::Parts { .. } => false,
        FaceKind::Say { .. }
        | FaceKind::Challenge { .. }
        | FaceKind::Confirm
        | FaceKind::Choose { .. }
        | FaceKind::ChooseMany { .. }
        | FaceKind::Measure { .. }
        | FaceKind::Count { .. }
        | FaceKind::Blind { .. }
        | FaceKind::Match { .. }
        | FaceKind::Scan { .. }
        | FaceKind::Text { .. }
        | FaceKind::Wait { .. }
        | FaceKind::Custody { .. }
        | FaceKind::Show { .. }
        | FaceKind::Sign { .. } => true,
    }
}

/// Draws the lines.
pub(in crate::gui::screens) fn show(ui: &mut Ui, open: &Open<'_>, draft: &mut Draft) {
    if let Some(Err(refusal)) = draft.seen.as_ref().map(|seen| &seen.lines) {
        kit::strong_in(ui, refusal.to_string(), palette(ui).caution.text);
        kit::body(ui, refusal.remedy());
        return;
    }
    let lines = draft.lines().to_vec();
    if lines.is_empty() {
        return;
    }
    kit::card(ui, |ui| {
        kit::title(ui, "What the card says, line by line");
        kit::quiet(ui, "Nothing is ticked beforehand, and nothing is written before you say so.");
        expected(ui, draft);
        for (at, line) in (1_usize..).zip(&lines) {
            ui.add_space(space::S);
            ui.push_id(line.face.step.to_string(), |ui| one(ui, open, (at, line), draft));
        }
    });
}

const EXPECTED: &str = "Every line on the card is ticked as expected";

/// One key for everything that is as the list wants it; a line that differs is pressed itself, before or after.
fn expected(ui: &mut Ui, draft: &mut Draft) {
    let all = !draft.expected.is_empty() && !draft.leaves_any();
    let look = if all { Look::Chosen } else { Look::Plain };
    let button = Button::new(EXPECTED);
    let name = if all { ", chosen" } else { "" };
    let button = button.name(format!("{EXPECTED}{name}"));
    let button = button.icon(icon::LIST_CHECKS).key("T").look(look);
    let keyed =
        !ui.ctx().text_edit_focused() && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::T));
    if button.least(vec2(size::FIELD, size::CELL)).pressed(ui) || keyed {
        draft.expect_all();
    }
    kit::caption(ui, "A line that says something else is pressed itself.");
}

fn one(ui: &mut Ui, open: &Open<'_>, (at, line): (usize, &CardLine), draft: &mut Draft) {
    let face = &line.face;
    kit::strong(ui, format!("{at}  {}", face.words));
    let stands = draft.stands(line);
    if !is_ticked_here(face) {
        kit::quiet(ui, "This is asked by itself, once what is above is written.");
        return;
    }
    if let Some(said) = line::show(ui, open, (at, face), stands.as_ref(), draft) {
        draft.say(face, said);
    }
    if face.part.as_ref().is_some_and(|(part, of, _)| part < of)
        && let Some(said) = line.said.as_ref().filter(|_| line.then == Then::On)
    {
        let rest = Button::new("The same for each one after it").icon(icon::LIST_CHECKS);
        if rest.name(format!("Line {at}: the same for each one after it")).quiet().pressed(ui) {
            draft.say_of_the_rest(face, said);
        }
    }
    if stands.is_some() {
        then(ui, &line.then);
    }
}

/// What comes after a line, where it is not the next.
fn then(ui: &mut Ui, then: &Then) {
    let caution = palette(ui).caution.text;
    match then {
        Then::On | Then::Open => {}
        Then::Stop(say) => {
            kit::strong_in(ui, say, caution);
            kit::body(ui, "It is written as found on the card, and the list stands there.");
        }
        Then::Stays => {
            let words = "Somebody who has to see it has not: the run stays open at this line.";
            kit::strong_in(ui, words, caution);
        }
        Then::Refused(refusal) => {
            kit::strong_in(ui, format!("This is not taken: {refusal}."), caution);
            kit::body(ui, refusal.remedy());
        }
        Then::Full => {
            kit::quiet(ui, "What comes after it is asked once this is written.");
        }
    }
}
