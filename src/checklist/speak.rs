//! A list in another language: what people read and hear is translated, what is recorded as said stays as it was written.

use sha2::{Digest as _, Sha256};

use super::model::{Checklist, ListRole};
use super::step::{Choice, Kind, Over, Piece, Step, Words};
use crate::terms::StepPath;

/// What a translation says it was made from: the first eight hexadecimal digits of the SHA-256 of that text.
pub(super) fn made_from(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

/// Whether that is the name of a language, such as `en` or `pt-BR`.
#[must_use]
pub fn is_language(name: &str) -> bool {
    let mut parts = name.split('-');
    let first = parts.next().unwrap_or_default();
    let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    matches!(first.len(), 2 | 3)
        && first.bytes().all(|byte| byte.is_ascii_lowercase())
        && parts.all(|part| (2..=8).contains(&part.len()) && plain(part))
}

impl Checklist {
    /// The languages that it can be led through in: its own first, then those of its translations by name.
    #[must_use]
    pub fn languages(&self) -> Vec<&str> {
        let mut others: Vec<&str> = self
            .strings
            .iter()
            .map(|text| text.lang.as_str())
            .filter(|lang| *lang != self.lang)
            .collect();
        others.sort_unstable();
        others.dedup();
        std::iter::once(self.lang.as_str()).chain(others).collect()
    }

    /// The list as it is shown in `lang`: where there is no translation, or one of an older text, the source stands with
    /// its language in front of it, `[en] Muzzle?`. Answers keep the words that are recorded, and replies that do not
    /// count keep theirs.
    #[must_use]
    pub fn speaking(&self, lang: &str) -> Self {
        let mut spoken = self.clone();
        if lang == self.lang {
            return spoken;
        }
        let speaker = Speaker { list: self, lang };
        for ListRole { role, title, .. } in &mut spoken.roles {
            speaker.text(&format!("{role}.title"), title);
        }
        for stop in &mut spoken.stops {
            speaker.words(&format!("{}.say", stop.id), &mut stop.say);
        }
        for top in &mut spoken.steps {
            let place = top.path.to_string();
            speaker.step(&place, top);
            let unit = top.path.to_string();
            let unit = unit.rsplit_once('.').map_or("", |(unit, _)| unit);
            if let Kind::Each { steps, .. } = &mut top.kind {
                for step in steps {
                    speaker.step(&inside(unit, &step.path), step);
                }
            }
        }
        speaker.text("title", &mut spoken.title);
        spoken
    }
}

/// The name under which the texts of a step inside a repeat stand: steps of one file share its names.
fn inside(unit: &str, step: &StepPath) -> String {
    if unit.is_empty() { step.to_string() } else { format!("{unit}.{step}") }
}

struct Speaker<'l> {
    list: &'l Checklist,
    lang: &'l str,
}

impl Speaker<'_> {
    fn found(&self, place: &str) -> Option<&Words> {
        let mut all = self.list.strings.iter();
        all.find(|text| text.lang == self.lang && text.place == place && !text.stale)
            .map(|text| &text.words)
    }

    fn mark(&self) -> String {
        format!("[{}] ", self.list.lang)
    }

    fn words(&self, place: &str, words: &mut Words) {
        match self.found(place) {
            Some(translated) => words.clone_from(translated),
            None => words.0.insert(0, Piece::Literal(self.mark())),
        }
    }

    fn text(&self, place: &str, text: &mut String) {
        match self.found(place).map(|words| words.0.as_slice()) {
            Some([Piece::Literal(translated)]) => text.clone_from(translated),
            Some(_) | None => text.insert_str(0, &self.mark()),
        }
    }

    fn step(&self, place: &str, step: &mut Step) {
        if let Some(note) = &mut step.note {
            self.text(&format!("{place}.note"), note);
        }
        match &mut step.kind {
            Kind::Say { words, .. } => self.words(&format!("{place}.words"), words),
            Kind::Challenge { ask, expect: of, .. } => {
                self.words(&format!("{place}.ask"), ask);
                self.choices(&format!("{place}.expect"), of);
            }
            Kind::Choose { ask, of } | Kind::ChooseMany { ask, of } => {
                self.words(&format!("{place}.ask"), ask);
                self.choices(&format!("{place}.of"), of);
            }
            Kind::Confirm { ask }
            | Kind::Count { ask, .. }
            | Kind::Measure { ask, .. }
            | Kind::BlindCount { ask, .. }
            | Kind::Match { ask, .. }
            | Kind::Text { ask, .. }
            | Kind::Photo { ask, .. }
            | Kind::Attach { ask }
            | Kind::Scan { ask, .. }
            | Kind::Wait { ask, .. }
            | Kind::Show { ask, .. } => self.words(&format!("{place}.ask"), ask),
            Kind::Sign { meaning, .. } => self.text(&format!("{place}.meaning"), meaning),
            Kind::Each { over, part, .. } => {
                self.text(&format!("{place}.part"), part);
                match over {
                    Over::Named { ask, .. } => self.words(&format!("{place}.over"), ask),
                    Over::Number(_) => {}
                }
            }
            // Their words are those of the act, and of the step that is asked about.
            Kind::Custody { .. } | Kind::Proof { .. } => {}
        }
    }

    fn choices(&self, place: &str, choices: &mut [Choice]) {
        for (number, choice) in (1_usize..).zip(choices) {
            let mut shown = choice.words.clone();
            self.words(&format!("{place}.{number}"), &mut shown);
            choice.shown = Some(shown);
        }
    }
}
