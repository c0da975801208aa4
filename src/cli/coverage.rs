//! `showclear coverage`: which danger is caught by which steps, what nothing catches, and what catches nothing.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Serialize;

use super::lists::Lists;
use super::{Said, Shell};
use crate::checklist::{Coverage, coverage};

#[derive(Serialize)]
struct Json {
    dangers: Vec<JsonDanger>,
    idle: Vec<JsonStep>,
}

#[derive(Serialize)]
struct JsonDanger {
    danger: String,
    what: Option<&'static str>,
    steps: Vec<JsonStep>,
    drills: Vec<String>,
}

#[derive(Serialize)]
struct JsonStep {
    list: String,
    step: String,
}

/// Counts over the named lists together.
pub(super) fn run(files: &[PathBuf], json: bool, shell: &dyn Shell) -> Said {
    let (lists, told) = Lists::read(files, shell).lists();
    if !told.is_empty() {
        return Said::badly(told);
    }
    let found = coverage(lists.iter().map(AsRef::as_ref));
    let bare = found.dangers.iter().any(|one| one.what.is_some() && one.steps.is_empty());
    let code = u8::from(bare || !found.idle.is_empty());
    let out = if json { as_json(found) } else { text(&found) };
    Said { out, err: String::new(), code }
}

fn as_json(found: Coverage) -> String {
    let step = |(list, step): (String, String)| JsonStep { list, step };
    let dangers = found.dangers.into_iter().map(|one| JsonDanger {
        danger: one.danger,
        what: one.what,
        steps: one.steps.into_iter().map(step).collect(),
        drills: Vec::new(),
    });
    let json =
        Json { dangers: dangers.collect(), idle: found.idle.into_iter().map(step).collect() };
    serde_json::to_string_pretty(&json).unwrap_or_default() + "\n"
}

fn text(found: &Coverage) -> String {
    let mut out = String::new();
    for one in found.dangers.iter().filter(|one| !one.steps.is_empty()) {
        out.push_str(&one.danger);
        if let Some(what) = one.what {
            out.push_str(&format!(": {what}"));
        }
        out.push('\n');
        let mut by_list: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (list, step) in &one.steps {
            by_list.entry(list).or_default().push(step);
        }
        for (list, steps) in by_list {
            out.push_str(&format!("  {list}: {}\n", steps.join(", ")));
        }
        // Drills are files of their own, which this version does not read.
        out.push_str("  drills: none\n");
    }
    let bare = found.dangers.iter().filter(|one| one.steps.is_empty());
    let bare: Vec<_> = bare.filter_map(|one| Some((&one.danger, one.what?))).collect();
    if !bare.is_empty() {
        out.push_str(&format!("\nNOTHING CATCHES ({})\n", bare.len()));
        for (danger, what) in bare {
            out.push_str(&format!("  {danger}: {what}\n"));
        }
    }
    if !found.idle.is_empty() {
        out.push_str(&format!("\ncatches nothing ({})\n", found.idle.len()));
        for (list, step) in &found.idle {
            out.push_str(&format!("  {list}: {step}\n"));
        }
    }
    out
}
