//! `showclear lint`: every mistake in checklist files with line and column, and advice.

use std::path::PathBuf;

use serde::Serialize;

use super::{Said, Shell};
use crate::checklist;
use crate::source;

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
    sentence: String,
}

/// Reads each file and says what is to be said of it.
pub(super) fn run(files: &[PathBuf], json: bool, shell: &dyn Shell) -> Said {
    let (mut all, mut text, mut err) = (Vec::new(), String::new(), String::new());
    let (mut mistaken, mut advised) = (false, false);
    for path in files {
        let name = path.display().to_string();
        let bytes = match shell.read(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                err.push_str(&format!("{}\n", error.trim_end()));
                continue;
            }
        };
        let Ok(source) = String::from_utf8(bytes) else {
            err.push_str(&format!("{name}: this is not UTF-8 text; save it as UTF-8\n"));
            continue;
        };
        let mut found = Json { file: name.clone(), mistakes: Vec::new(), advice: Vec::new() };
        match checklist::read(&name, &source) {
            Err(mistakes) => {
                mistaken = true;
                text.push_str(&source::render(&name, &source, &mistakes));
                found.mistakes = mistakes.iter().map(|one| mistake(&source, one)).collect();
            }
            Ok(list) => {
                for advice in checklist::lint(&list) {
                    advised = true;
                    let source::Place { line, column } = advice.place;
                    text.push_str(&format!("{name}:{line}:{column}: advice: {advice}\n"));
                    let code = format!("{:?}", advice.hint);
                    found.advice.push(JsonMistake {
                        code,
                        line,
                        column,
                        sentence: advice.to_string(),
                    });
                }
            }
        }
        all.push(found);
    }
    let code = if mistaken || !err.is_empty() { 2 } else { u8::from(advised) };
    let out =
        if json { serde_json::to_string_pretty(&all).unwrap_or_default() + "\n" } else { text };
    Said { out, err, code }
}

fn mistake(source: &str, mistake: &source::Mistake) -> JsonMistake {
    let source::Place { line, column } = source::place(source, mistake.span.start);
    JsonMistake {
        code: mistake.code.name().to_owned(),
        line,
        column,
        sentence: mistake.to_string(),
    }
}
