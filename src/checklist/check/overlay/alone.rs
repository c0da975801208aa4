//! An overlay by itself: what can be said of it before there is a list.

use crate::checklist::check::names::check_name;
use crate::checklist::check::{SCHEMA, bare::bare_word};
use crate::checklist::draft::{self, Line, Name};
use crate::checklist::file;
use crate::checklist::model::{Change, Source, Status};
use crate::checklist::overlay::{Deviation, Overlay};
use crate::source::{At, Code, Mistake, Mistakes, Span, hint};
use crate::terms::{ItemKind, LineText, StepId};

/// The overlay that `draft` describes; `None` when a mistake was told.
pub(in crate::checklist) fn overlay(
    draft: &file::Overlay,
    source: Source,
    mistakes: &mut Mistakes,
) -> Option<Overlay> {
    let schema = draft.schema.as_ref()?;
    if schema.value != SCHEMA {
        let found = format!("this is version {} of the language", schema.value);
        let told = Mistake::new(Code::Schema, schema.span, found);
        mistakes.tell(told.expected(format!("version {SCHEMA}")));
        return None;
    }
    let mut alone = Alone { mistakes };
    let id = draft.id.as_ref().and_then(|id| check_name(id, alone.mistakes));
    let title = alone.shown(draft.title.as_ref(), LineText::NAME);
    let purpose = alone.shown(draft.purpose.as_ref(), LineText::REASON);
    let place = match draft.place.as_ref() {
        Some(Some(place)) => alone.place(place).map(Some),
        Some(None) => Some(None),
        None => None,
    };
    let on = alone.names(draft.on.as_deref());
    let kinds = alone.kinds(draft.kinds.as_deref());
    let deviates = match draft.deviates.as_ref() {
        Some(Some(deviates)) => alone.deviation(&deviates.value).map(Some),
        Some(None) => Some(None),
        None => None,
    };
    alone.skipping(draft);
    alone.places(draft);
    let changes = alone.changes(draft);
    let rev = draft.rev.as_ref()?;
    if rev.value == 0 {
        alone.tell(Code::OutOfRange, rev.span, "revisions are counted from 1", "");
    }
    Some(Overlay {
        id: id?,
        rev: rev.value,
        status: match draft.status.as_ref()? {
            draft::Status::Draft => Status::Draft,
            draft::Status::Released => Status::Released,
            draft::Status::Retired => Status::Retired,
        },
        lang: draft.lang.as_ref()?.value.clone(),
        title: title?,
        purpose: purpose?,
        place: place?,
        on: on?,
        kinds: kinds?,
        deviates: deviates?,
        changes: changes?,
        source,
        draft: Box::new(draft.clone()),
    })
}

struct Alone<'m> {
    mistakes: &'m mut Mistakes,
}

impl Alone<'_> {
    fn tell(&mut self, code: Code, span: Span, found: impl Into<String>, mend: &str) {
        self.mistakes.tell(Mistake::new(code, span, found).mend(mend));
    }

    fn line(&mut self, line: Option<&Line>, most: usize) -> Option<String> {
        let line = line?;
        match LineText::parse(&line.value, most) {
            Ok(text) if text.as_str() == line.value => Some(line.value.clone()),
            Ok(_) => {
                let found = "this text has blanks at an end, or letters made of two characters";
                self.tell(Code::BadText, line.span, found, "");
                None
            }
            Err(error) => {
                self.tell(Code::BadText, line.span, format!("this text cannot stand: {error}"), "");
                None
            }
        }
    }

    fn shown(&mut self, line: Option<&Line>, most: usize) -> Option<String> {
        if let Some(line) = line
            && let Some(word) = bare_word(&line.value)
        {
            let found = format!("{:?} alone says less than it seems to", word.as_str());
            self.tell(Code::BareWord, line.span, found, word.mend());
        }
        self.line(line, most)
    }

    /// `US`, `US-CA`: a country, and a part of it.
    fn place(&mut self, place: &Name) -> Option<String> {
        let good = |part: &str| {
            (2..=3).contains(&part.len())
                && part.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        };
        let parts: Vec<&str> = place.value.split('-').collect();
        let so = matches!(parts.as_slice(), [_] | [_, _]) && parts.iter().all(|part| good(part));
        if !so {
            let found = format!("{:?} is not the code of a place", place.value);
            self.tell(Code::BadName, place.span, found, "write US, US-CA or GB");
        }
        so.then(|| place.value.clone())
    }

    fn names(&mut self, names: Option<&[Name]>) -> Option<Vec<StepId>> {
        let all: Vec<Option<StepId>> =
            names?.iter().map(|name| check_name(name, self.mistakes)).collect();
        all.into_iter().collect()
    }

    fn kinds(&mut self, names: Option<&[Name]>) -> Option<Vec<ItemKind>> {
        let mut all = Vec::new();
        for name in names? {
            let kind = ItemKind::from_code(&name.value);
            if kind.is_none() {
                let known: Vec<&str> = ItemKind::ALL.iter().map(|kind| kind.code()).collect();
                let found = format!("{:?} is not known here", name.value);
                self.tell(Code::UnknownName, name.span, found, &hint(&name.value, &known));
            }
            all.push(kind);
        }
        all.into_iter().collect()
    }

    fn deviation(&mut self, deviates: &file::Deviates) -> Option<Deviation> {
        let what = self.shown(deviates.what.as_ref(), LineText::REASON);
        let why = self.shown(deviates.why.as_ref(), LineText::REASON);
        let until = deviates.until.as_ref()?;
        if !is_day(&until.value) {
            let found = format!("{:?} is not a day", until.value);
            self.tell(Code::BadName, until.span, found, "write it as 2026-12-31");
            return None;
        }
        Some(Deviation { what: what?, why: why?, until: until.value.clone() })
    }

    /// Skipping loosens, and that a deviation alone may do.
    fn skipping(&mut self, draft: &file::Overlay) {
        if matches!(draft.deviates, Some(None)) {
            for name in draft.skip.iter().flatten() {
                let found = format!("this overlay would skip {:?}", name.value);
                let mend = "an overlay only tightens; say deviates: and have that signed";
                self.tell(Code::Loosens, name.span, found, mend);
            }
        }
    }

    /// What is added stands at one place.
    fn places(&mut self, draft: &file::Overlay) {
        for add in draft.add.iter().flatten() {
            let At { value: file::Add { before, after, first, last, .. }, span } = add;
            let (Some(before), Some(after), Some(first), Some(last)) = (before, after, first, last)
            else {
                continue;
            };
            let named = [before.is_some(), after.is_some(), *first, *last];
            let named = named.iter().filter(|named| **named).count();
            if named != 1 {
                let found = format!("{named} places are named for these steps");
                let mend = "say one of before:, after:, first: true or last: true";
                self.tell(Code::WrongShape, span.head("Add".len()), found, mend);
            }
        }
    }

    fn changes(&mut self, draft: &file::Overlay) -> Option<Vec<Change>> {
        let mut all = Vec::new();
        for change in draft.changes.as_deref()? {
            let by = self.line(change.by.as_ref(), LineText::NAME);
            let why = self.line(change.why.as_ref(), LineText::REPLY);
            let rev = change.rev.as_ref().map(|rev| rev.value);
            all.push((|| Some(Change { rev: rev?, by: by?, why: why? }))());
        }
        all.into_iter().collect()
    }
}

/// `2026-12-31`: four, two and two digits, a month and a day that there are.
fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return false };
    let number = |part: &str, digits: usize| {
        let plain = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
        if plain { part.parse::<u32>().ok() } else { None }
    };
    let (Some(year), Some(month), Some(day)) = (number(year, 4), number(month, 2), number(day, 2))
    else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    year >= 2000 && (1..=days).contains(&day)
}
