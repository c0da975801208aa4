//! Translations, each with the hash of the text that it was made from.

use super::cx::{Cx, Source};
use crate::checklist::draft::{self, Line};
use crate::checklist::speak::{is_language, made_from};
use crate::checklist::{Piece, Translation, Words};
use crate::source::{Code, hint};
use crate::terms::LineText;

impl Cx<'_, '_> {
    /// Every translation; whether its source has changed since is found here, once.
    pub(super) fn translations(&mut self, list: &draft::Checklist) -> Option<Vec<Translation>> {
        let mut all = Vec::new();
        for (lang, table) in list.strings.as_ref()?.iter() {
            self.lang(lang);
            for (place, (line, hash)) in table.iter() {
                let source = self.texts.iter().find(|known| known.place == place.value).cloned();
                let made_from = source.as_ref().map(|source| made_from(&source.text));
                if source.is_none() {
                    let known: Vec<String> =
                        self.texts.iter().map(|known| known.place.clone()).collect();
                    let known: Vec<&str> = known.iter().map(String::as_str).collect();
                    let found = format!("there is no text {:?} to translate", place.value);
                    let mend = hint(&place.value, &known);
                    self.tell(Code::UnknownName, place.span, found, &mend);
                }
                if hash.value.len() != 8
                    || !hash.value.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
                {
                    let found = format!("{:?} is not the hash of a text", hash.value);
                    let now = made_from.as_deref().unwrap_or("1b7e88d0");
                    self.tell(
                        Code::BadName,
                        hash.span,
                        found,
                        &format!("of the text as it stands it is {now}"),
                    );
                }
                let stale = made_from.as_ref().is_some_and(|now| *now != hash.value);
                let words = self.translated(line, source.as_ref(), stale);
                all.push(words.zip(made_from).map(|(words, _)| Translation {
                    lang: lang.value.clone(),
                    place: place.value.clone(),
                    words,
                    made_from: hash.value.clone(),
                    stale,
                }));
            }
        }
        all.into_iter().collect()
    }

    /// The words of a translation: they fill in what their source fills in, in any order. A stale one is never shown, so
    /// what it fills in does not matter.
    fn translated(&mut self, line: &Line, source: Option<&Source>, stale: bool) -> Option<Words> {
        let text = self.line(Some(line), LineText::REPLY)?;
        let Some((words, site)) = source?.filled.as_ref().filter(|_| !stale) else {
            return Some(Words(vec![Piece::Literal(text)]));
        };
        let translated = self.filled(&text, line.span, *site)?;
        if places(&translated) == places(words) {
            return Some(translated);
        }
        let all: Vec<&str> = braces(&source?.text).collect();
        let found = "this fills in something else than the text that it translates";
        let mend = if all.is_empty() {
            "write no {…} in it".to_owned()
        } else {
            format!("write each of these in it: {}", all.join(" "))
        };
        self.tell(Code::BadTranslation, line.span, found, &mend);
        None
    }

    /// The name of a language, such as `en` or `pt-BR`.
    pub(super) fn lang(&mut self, lang: &draft::Name) -> Option<String> {
        let good = is_language(&lang.value);
        if !good {
            let found = format!("{:?} is not the name of a language", lang.value);
            self.tell(Code::BadName, lang.span, found, "write en, es or pt-BR");
        }
        good.then(|| lang.value.clone())
    }
}

/// What is filled in, in an order that does not depend on the sentence.
fn places(words: &Words) -> Vec<String> {
    let filled = words.0.iter().filter(|piece| !matches!(piece, Piece::Literal(_)));
    let mut all: Vec<String> = filled.map(|piece| format!("{piece:?}")).collect();
    all.sort_unstable();
    all
}

/// The places to fill in as they are written.
fn braces(text: &str) -> impl Iterator<Item = &str> {
    let open = text.match_indices('{').map(|(at, _)| at);
    open.filter_map(|at| text.get(at..)?.split_inclusive('}').next())
        .filter(|place| place.ends_with('}') && !place.starts_with("{{"))
}
