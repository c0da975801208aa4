//! Translations, each with the hash of the text that it was made from.

use sha2::{Digest as _, Sha256};

use super::cx::Cx;
use crate::checklist::Translation;
use crate::checklist::draft;
use crate::source::{Code, hint};
use crate::terms::LineText;

impl Cx<'_, '_> {
    /// Every translation; whether its source has changed since is found here, once.
    pub(super) fn translations(&mut self, list: &draft::Checklist) -> Option<Vec<Translation>> {
        let mut all = Vec::new();
        for (lang, table) in list.strings.as_ref()?.iter() {
            self.lang(lang);
            for (place, (line, hash)) in table.iter() {
                let source = self.texts.iter().find(|(known, _)| *known == place.value);
                let made_from = source.map(|(_, text)| hash_of(text));
                if made_from.is_none() {
                    let known: Vec<String> =
                        self.texts.iter().map(|(place, _)| place.clone()).collect();
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
                let text = self.line(Some(line), LineText::REPLY);
                all.push(text.zip(made_from).map(|(text, now)| Translation {
                    lang: lang.value.clone(),
                    place: place.value.clone(),
                    text,
                    made_from: hash.value.clone(),
                    stale: now != hash.value,
                }));
            }
        }
        all.into_iter().collect()
    }

    /// The name of a language, such as `en` or `pt-BR`.
    pub(super) fn lang(&mut self, lang: &draft::Name) -> Option<String> {
        let mut parts = lang.value.split('-');
        let first = parts.next().unwrap_or_default();
        let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let good = matches!(first.len(), 2 | 3)
            && first.bytes().all(|byte| byte.is_ascii_lowercase())
            && parts.all(|part| (2..=8).contains(&part.len()) && plain(part));
        if !good {
            let found = format!("{:?} is not the name of a language", lang.value);
            self.tell(Code::BadName, lang.span, found, "write en, es or pt-BR");
        }
        good.then(|| lang.value.clone())
    }
}

/// The first eight hexadecimal digits of the SHA-256 of `text`.
fn hash_of(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}
