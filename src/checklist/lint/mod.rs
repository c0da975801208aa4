//! Advice on a list that can be used, for whoever writes it.

mod answers;
mod hint;

use std::collections::BTreeSet;
use std::fmt;

use crate::checklist::model::{Checklist, Input, RoleIx, Status, StopWhen};
use crate::checklist::step::{Kind, Over, Piece, Step, Words};
use crate::source::{Place, place};
use crate::terms::Role;

pub use hint::Hint;

/// The most steps in one go, before people lose their place.
const STEPS: usize = 9;
/// The most words of a question that are still taken in when read aloud.
const WORDS: usize = 12;

/// Replies that say that somebody spoke, and not what is so.
const WEAK: &[&str] =
    &["ok", "okay", "yes", "check", "checked", "clear", "good", "fine", "set", "done", "ready"];

/// One piece of advice; the list can be used without following it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Advice {
    /// Which sort.
    pub hint: Hint,
    /// The name of the step, stop or role that it is about; empty for the whole list.
    pub about: String,
    /// What was found, as a clause.
    pub found: String,
    /// What to do, as a request.
    pub mend: &'static str,
    /// Where that name stands in the file.
    pub place: Place,
}

impl fmt::Display for Advice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.found, self.mend)
    }
}

/// Everything that could be better in `list`, in the order of the file.
#[must_use]
pub fn lint(list: &Checklist) -> Vec<Advice> {
    let mut lint = Lint { list, advice: Vec::new() };
    lint.groups();
    for step in list.every_step() {
        lint.texts(step);
    }
    lint.alarms();
    lint.answers();
    lint.hazards();
    lint.stops();
    lint.roles();
    lint.rest();
    lint.advice.sort_by_key(|advice| (advice.place, advice.hint));
    lint.advice
}

struct Lint<'l> {
    list: &'l Checklist,
    advice: Vec<Advice>,
}

impl Lint<'_> {
    fn say(&mut self, hint: Hint, about: &str, found: String, mend: &'static str) {
        let text = &self.list.source.text;
        let quoted = format!("\"{about}\"");
        // Where it is defined, not where it is named.
        let at = text.find(&format!("id: {quoted}")).or_else(|| text.find(&format!("{quoted}:")));
        let place = place(text, if about.is_empty() { 0 } else { at.unwrap_or(0) });
        self.advice.push(Advice { hint, about: about.to_owned(), found, mend, place });
    }

    fn groups(&mut self) {
        let mut first: Option<&Step> = None;
        let mut count = 0_usize;
        let steps = &self.list.steps;
        for (step, next) in steps.iter().zip(steps.iter().skip(1).map(Some).chain([None])) {
            first = first.or(Some(step));
            count = count.saturating_add(1);
            if next.is_none_or(|next| next.pause_before) {
                if count > STEPS {
                    let about = first.map_or("", |step| step.path.leaf()).to_owned();
                    let found = format!("{count} steps stand here without a place to pause");
                    self.say(
                        Hint::ManySteps,
                        &about,
                        found,
                        "put pause_before: true on one of them",
                    );
                }
                first = None;
                count = 0;
            }
        }
    }

    fn texts(&mut self, step: &Step) {
        let id = step.path.leaf();
        for text in texts_of(step) {
            let words = text.split_whitespace().count();
            if words > WORDS {
                let found = format!("{words} words in one text of step {id}");
                self.say(Hint::LongText, id, found, "say it in twelve, or in two steps");
            }
            if step.killer && WEAK.contains(&text.to_lowercase().trim_end_matches(['.', '!'])) {
                let found = format!("step {id} is satisfied by {text:?}");
                self.say(Hint::WeakReply, id, found, "let the reply name what was seen");
            }
        }
    }

    /// Live rounds are an alarm: what asks for them or offers them has to raise a stop.
    fn alarms(&mut self) {
        let armed = self.armed();
        for (at, top) in self.list.steps.iter().enumerate() {
            let inside = top.kind.inside();
            for step in std::iter::once(top).chain(inside) {
                let entered = match &step.kind {
                    Kind::Count { ask, .. }
                    | Kind::BlindCount { ask, .. }
                    | Kind::Measure { ask, .. }
                    | Kind::Text { ask, .. } => says_live(&plain(ask)),
                    Kind::Challenge { expect: of, .. }
                    | Kind::Choose { of, .. }
                    | Kind::ChooseMany { of, .. } => of
                        .iter()
                        .any(|choice| choice.raise.is_none() && says_live(&plain(&choice.words))),
                    Kind::Say { .. }
                    | Kind::Confirm { .. }
                    | Kind::Match { .. }
                    | Kind::Scan { .. }
                    | Kind::Photo { .. }
                    | Kind::Attach { .. }
                    | Kind::Proof { .. }
                    | Kind::Each { .. }
                    | Kind::Wait { .. }
                    | Kind::Custody { .. }
                    | Kind::Show { .. }
                    | Kind::Sign { .. } => false,
                };
                if entered && !armed.contains(&at) {
                    self.live(step.path.leaf());
                }
            }
        }
    }

    fn live(&mut self, id: &str) {
        let found = format!("live rounds can be entered at {id}");
        self.say(Hint::LiveRound, id, found, "they are an alarm: let the answer raise a stop");
    }

    /// Which steps at the top of the list a stop looks at.
    fn armed(&self) -> BTreeSet<usize> {
        let steps = self.list.stops.iter().flat_map(|stop| match &stop.when {
            StopWhen::At(steps, _) => steps.as_slice(),
            StopWhen::Always(_) => &[],
        });
        steps.map(|step| step.top()).collect()
    }

    fn hazards(&mut self) {
        if self.list.covers.is_empty() {
            let found = "this list names no hazard".to_owned();
            self.say(Hint::NoHazards, "", found, "say in covers: which steps catch which hazard");
            return;
        }
        let covered: BTreeSet<usize> =
            self.list.covers.iter().flat_map(|(_, steps)| steps).map(|step| step.top()).collect();
        for (at, step) in self.list.steps.iter().enumerate() {
            if !covered.contains(&at) {
                let found = format!("step {} catches no hazard", step.path);
                self.say(
                    Hint::CoversNothing,
                    step.path.leaf(),
                    found,
                    "name it in covers:, or leave it out",
                );
            }
        }
    }

    fn stops(&mut self) {
        let armed = self.armed();
        for (at, step) in self.list.steps.iter().enumerate() {
            if step.killer && step.kind.finds() && !armed.contains(&at) && !raises(step) {
                let found = format!("no stop looks at the killer step {}", step.path);
                self.say(
                    Hint::SilentKiller,
                    step.path.leaf(),
                    found,
                    "add a Stop(at: […]) for the wrong answer",
                );
            }
        }
        for stop in &self.list.stops {
            if stop.alarm.is_none() && says_live(&plain(&stop.say)) {
                self.say(
                    Hint::LiveStop,
                    stop.id.leaf(),
                    format!("stop {} speaks of a live round and is an ordinary one", stop.id),
                    "add alarm: LiveFound, which freezes every item until a restart is signed",
                );
            }
            for role in &stop.clearing.by {
                let Some(role) = self.list.role(*role) else { continue };
                if role.optional && !role.on_call {
                    let found =
                        format!("stop {} is settled by {}, who may be absent", stop.id, role.title);
                    self.say(
                        Hint::AbsentClearer,
                        stop.id.leaf(),
                        found,
                        "let somebody settle it who is there",
                    );
                }
            }
        }
    }

    fn roles(&mut self) {
        let used: BTreeSet<RoleIx> = self
            .list
            .every_step()
            .flat_map(Step::people)
            .chain(self.list.stops.iter().flat_map(|stop| stop.clearing.by.iter().copied()))
            .collect();
        for role in &self.list.roles {
            if self.list.role_named(role.role.as_str()).is_some_and(|ix| !used.contains(&ix)) {
                let found = format!("nobody asks {} for anything", role.title);
                let name = Role::as_str(&role.role);
                self.say(Hint::UnusedRole, name, found, "name the role in a step, or leave it out");
            }
        }
    }

    fn rest(&mut self) {
        for input in &self.list.inputs {
            let asked = match input {
                Input::Item { ask, .. } | Input::Text { ask, .. } | Input::Number { ask, .. } => {
                    std::slice::from_ref(ask)
                }
                Input::Pick { of, .. } => of.as_slice(),
            };
            if asked.iter().any(|text| says_live(text)) {
                self.live(input.id().as_str());
            }
        }
        for text in self.list.strings.iter().filter(|text| text.stale) {
            let found = format!("the {} of {} was made from an older text", text.lang, text.place);
            self.say(
                Hint::StaleTranslation,
                &text.place,
                found,
                "translate it again; until then it is not shown",
            );
        }
        let told = self.list.changes.iter().any(|change| change.rev == self.list.rev);
        if self.list.status == Status::Released && !told {
            let found = format!("revision {} does not say what changed", self.list.rev);
            self.say(Hint::NoChange, "", found, "add a Change(…) for it");
        }
    }
}

/// Whether `text` speaks of something that is live, and not of there being none.
fn says_live(text: &str) -> bool {
    let text = text.to_lowercase();
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let live = |(at, word): (usize, &&str)| {
        let before = at.checked_sub(1).and_then(|at| words.get(at));
        *word == "live" && !matches!(before, Some(&("no" | "not" | "nothing")))
    };
    words.iter().enumerate().any(live)
}

/// Whether an answer raises a flag, which stops ask for by name.
fn raises(step: &Step) -> bool {
    if let Kind::Choose { of, .. } | Kind::ChooseMany { of, .. } = &step.kind {
        of.iter().any(|choice| choice.raise.is_some())
    } else {
        false
    }
}

/// What a step says and asks, with `_` for what is filled in.
fn texts_of(step: &Step) -> Vec<String> {
    let mut all: Vec<String> = match &step.kind {
        Kind::Say { words: ask, .. }
        | Kind::Confirm { ask }
        | Kind::Count { ask, .. }
        | Kind::Measure { ask, .. }
        | Kind::Scan { ask, .. }
        | Kind::Photo { ask, .. }
        | Kind::Attach { ask }
        | Kind::Each { over: Over::Named { ask, .. }, .. }
        | Kind::BlindCount { ask, .. }
        | Kind::Match { ask, .. }
        | Kind::Text { ask, .. }
        | Kind::Wait { ask, .. }
        | Kind::Show { ask, .. } => vec![plain(ask)],
        Kind::Challenge { ask, expect: of, .. }
        | Kind::Choose { ask, of }
        | Kind::ChooseMany { ask, of } => std::iter::once(plain(ask))
            .chain(of.iter().map(|choice| plain(&choice.words)))
            .collect(),
        Kind::Sign { meaning, .. } => vec![meaning.clone()],
        Kind::Each { over: Over::Number(_), .. } | Kind::Proof { .. } | Kind::Custody { .. } => {
            Vec::new()
        }
    };
    all.extend(step.note.clone());
    all
}

fn plain(words: &Words) -> String {
    words
        .0
        .iter()
        .map(|piece| match piece {
            Piece::Literal(text) => text.as_str(),
            Piece::Instance
            | Piece::Part(_)
            | Piece::Text(_)
            | Piece::Number(_)
            | Piece::Call(_)
            | Piece::Person(_) => "_",
        })
        .collect()
}
