//! Advice on questions that are answered without looking, and on where killer steps stand.

use super::{Hint, Lint, plain};
use crate::checklist::step::{Kind, Step};

/// The fewest answers of a killer step: with two, people miss what is rare.
const ANSWERS: usize = 3;

/// Questions that one word answers for everything at once.
const ALL_OK: &[&str] = &[
    "all ok",
    "all okay",
    "all clear",
    "all good",
    "all set",
    "all fine",
    "all right",
    "all ready",
    "everything ok",
    "everything okay",
    "everything good",
    "everything fine",
    "everything clear",
    "everything ready",
    "everything set",
];

impl Lint<'_> {
    pub(super) fn answers(&mut self) {
        for step in self.list.every_step() {
            self.question(step);
        }
        self.late();
    }

    fn question(&mut self, step: &Step) {
        let id = step.path.leaf();
        let (ask, answers) = match &step.kind {
            Kind::Choose { ask, of } => {
                if step.killer && of.len() < ANSWERS {
                    let found = format!("the killer step {id} has {} answers", of.len());
                    let mend = "give at least three, one of them that it is not sure";
                    self.say(Hint::FewAnswers, id, found, mend);
                }
                (ask, of.as_slice())
            }
            Kind::Challenge { ask, expect: of, .. } | Kind::ChooseMany { ask, of } => {
                (ask, of.as_slice())
            }
            Kind::Confirm { ask }
            | Kind::Say { words: ask, .. }
            | Kind::Text { ask, .. }
            | Kind::Show { ask, .. } => (ask, [].as_slice()),
            Kind::Count { .. }
            | Kind::BlindCount { .. }
            | Kind::Measure { .. }
            | Kind::Match { .. }
            | Kind::Scan { .. }
            | Kind::Photo { .. }
            | Kind::Attach { .. }
            | Kind::Proof { .. }
            | Kind::Each { .. }
            | Kind::Wait { .. }
            | Kind::Custody { .. }
            | Kind::Sign { .. } => return,
        };
        let said =
            |text: &str| matches!(text.to_lowercase().trim_end_matches(['.', '!']), "yes" | "no");
        if answers.iter().any(|answer| said(&plain(&answer.words))) {
            let found = format!("step {id} is answered with yes or no");
            self.say(Hint::YesNo, id, found, "let each answer say what was seen");
        }
        if asks_all(&plain(ask)) {
            let found = format!("step {id} asks whether all is well");
            self.say(Hint::AllOk, id, found, "ask of one thing how it is");
        }
    }

    /// What kills comes first: who is called away from the paperwork has done the worst of it.
    fn late(&mut self) {
        let mut paper: Option<&Step> = None;
        for step in &self.list.steps {
            if step.pause_before {
                paper = None;
            }
            if let Some(paper) = paper.filter(|_| step.killer) {
                let found = format!("the killer step {} comes after {}", step.path, paper.path);
                let mend = "put it before the paperwork, or a place to pause between them";
                self.say(Hint::LateKiller, step.path.leaf(), found, mend);
            }
            if is_paperwork(&step.kind) {
                paper = Some(step);
            }
        }
    }
}

/// Whether a question takes everything together.
fn asks_all(ask: &str) -> bool {
    let ask = ask.to_lowercase();
    let words: Vec<&str> = ask.split(|c: char| !c.is_alphanumeric()).collect();
    let pairs = words.windows(2).map(|pair| pair.join(" "));
    ask.contains('?') && pairs.into_iter().any(|pair| ALL_OK.contains(&pair.as_str()))
}

/// Whether a step keeps a record of what was seen. A Text is none: read off a box, it tells what is in it.
const fn is_paperwork(kind: &Kind) -> bool {
    match kind {
        Kind::Attach { .. } | Kind::Photo { .. } | Kind::Sign { .. } => true,
        Kind::Say { .. }
        | Kind::Challenge { .. }
        | Kind::Confirm { .. }
        | Kind::Choose { .. }
        | Kind::ChooseMany { .. }
        | Kind::Count { .. }
        | Kind::BlindCount { .. }
        | Kind::Measure { .. }
        | Kind::Match { .. }
        | Kind::Text { .. }
        | Kind::Scan { .. }
        | Kind::Proof { .. }
        | Kind::Each { .. }
        | Kind::Wait { .. }
        | Kind::Custody { .. }
        | Kind::Show { .. } => false,
    }
}
