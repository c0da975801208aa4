//! `showclear diff`: what one revision of a list changes against another, by meaning.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::lists::Lists;
use super::{Said, Shell};
use crate::checklist::{Difference, Sort, diff};

#[derive(Serialize)]
struct Json {
    sort: &'static str,
    place: String,
    words: String,
    was: String,
    is: String,
}

/// Compares two files, each with the units at hand beside it.
pub(super) fn run(old: &Path, new: &Path, json: bool, shell: &dyn Shell) -> Said {
    let read = |path: &Path| {
        let (lists, told) = Lists::read(&[PathBuf::from(path)], shell).lists();
        lists.into_iter().next().ok_or(told)
    };
    let (old, new) = match (read(old), read(new)) {
        (Ok(old), Ok(new)) => (old, new),
        (old, new) => {
            let told: Vec<String> = [old.err(), new.err()].into_iter().flatten().collect();
            return Said::badly(told.concat());
        }
    };
    let all = diff(&old, &new);
    let code = u8::from(!all.is_empty());
    let out = if json {
        let all: Vec<Json> = all.into_iter().map(as_json).collect();
        serde_json::to_string_pretty(&all).unwrap_or_default() + "\n"
    } else {
        text(&all)
    };
    Said { out, err: String::new(), code }
}

fn name(sort: Sort) -> &'static str {
    match sort {
        Sort::Loosens => "loosens",
        Sort::Tightens => "tightens",
        Sort::Wording => "wording",
    }
}

fn as_json(one: Difference) -> Json {
    let Difference { sort, place, words, was, is } = one;
    Json { sort: name(sort), place, words, was, is }
}

fn text(all: &[Difference]) -> String {
    if all.is_empty() {
        return "Nothing is different.\n".to_owned();
    }
    let mut out = String::new();
    for (sort, heading) in [
        (Sort::Loosens, "LOOSENS"),
        (Sort::Tightens, "tightens"),
        (Sort::Wording, "in other words"),
    ] {
        let of_sort: Vec<&Difference> = all.iter().filter(|one| one.sort == sort).collect();
        if of_sort.is_empty() {
            continue;
        }
        out.push_str(&format!("{heading} ({})\n", of_sort.len()));
        for one in of_sort {
            out.push_str(&format!("  {}: {}\n", one.place, one.words));
        }
    }
    out
}
