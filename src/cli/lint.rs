//! `showclear lint`: every mistake in checklist files with line and column, and advice.

use std::path::PathBuf;

use serde::Serialize;

use super::lists::Lists;
use super::{Said, Shell};
use crate::checklist::{self, Checklist, Content, Source};
use crate::source::{self, Place, place};

#[derive(Serialize)]
struct Json {
    file: String,
    mistakes: Vec<JsonMistake>,
    advice: Vec<JsonMistake>,
}

#[derive(Serialize)]
struct JsonMistake {
    code: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    found: String,
    expected: String,
    mend: String,
    sentence: String,
}

/// Reads the files together, with what is at hand beside them, and says what is to be said of each.
pub(super) fn run(files: &[PathBuf], json: bool, shell: &dyn Shell) -> Said {
    let lists = Lists::read(files, shell);
    let (mut all, mut text) = (Vec::new(), String::new());
    let (mut mistaken, mut advised) = (false, false);
    for (source, content) in lists.named() {
        let mut found =
            Json { file: source.name.clone(), mistakes: Vec::new(), advice: Vec::new() };
        match content {
            Content::Mistaken(mistakes) => {
                mistaken = true;
                text.push_str(&source::render(&source.name, &source.text, mistakes));
                found.mistakes = mistakes.iter().map(|one| mistake(source, one)).collect();
            }
            Content::List(list) => advice(list, source, &mut found, &mut text),
            Content::Unit(unit) => advice(unit.as_list(), source, &mut found, &mut text),
            // Its steps are read against every list that it is for; advice is about lists.
            Content::Overlay(_) => {}
        }
        advised |= !found.advice.is_empty();
        all.push(found);
    }
    let code = if mistaken || !lists.unread.is_empty() { 2 } else { u8::from(advised) };
    let out =
        if json { serde_json::to_string_pretty(&all).unwrap_or_default() + "\n" } else { text };
    Said { out, err: lists.unread, code }
}

fn advice(list: &Checklist, source: &Source, found: &mut Json, text: &mut String) {
    for advice in checklist::lint(list) {
        let Place { line, column } = advice.place;
        text.push_str(&format!("{}:{line}:{column}: advice: {advice}\n", source.name));
        found.advice.push(JsonMistake {
            code: advice.hint.name().to_owned(),
            line,
            column,
            end_line: line,
            end_column: column,
            sentence: advice.to_string(),
            found: advice.found,
            expected: String::new(),
            mend: advice.mend.to_owned(),
        });
    }
}

fn mistake(source: &Source, mistake: &source::Mistake) -> JsonMistake {
    let Place { line, column } = place(&source.text, mistake.span.start);
    let end = place(&source.text, mistake.span.end);
    JsonMistake {
        code: mistake.code.name().to_owned(),
        line,
        column,
        end_line: end.line,
        end_column: end.column,
        found: mistake.found.clone(),
        expected: mistake.expected.clone(),
        mend: mistake.mend.clone(),
        sentence: mistake.to_string(),
    }
}
