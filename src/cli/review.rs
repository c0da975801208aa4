//! `showclear review`: what a record shows, in the words of the Review page, and the exit code of the verdict.

use std::path::Path;

use serde::Serialize;

use super::{Said, Shell, verify};
use crate::review::{CANNOT_SHOW, Evidence, Line, Page, UNPROVEN, review};
use crate::verify::{Checked, Findings};

/// Looks at a zip or a folder.
pub(super) fn run(path: &Path, json: bool, shell: &dyn Shell) -> Said {
    match verify::checked(path, None, None, shell) {
        Ok(checked) => {
            let page = Evidence::of(&checked).map(|seen| Page::of(&review(&seen), &seen));
            let out =
                if json { as_json(&checked, page.as_ref()) } else { text(&checked, page.as_ref()) };
            Said { out, err: String::new(), code: checked.findings().verdict().exit_code() }
        }
        Err(error) => Said::badly(error),
    }
}

/// The page as text; the verdict comes first only where something speaks against the files.
fn text(checked: &Checked, page: Option<&Page>) -> String {
    let findings = checked.findings();
    let faulty = findings.verdict().exit_code() != 0;
    let mut out = String::new();
    if faulty || page.is_none() {
        out.push_str(&verdict(findings));
    }
    let Some(page) = page else { return out };
    out.push_str(&head(page));
    out.push_str(&missing(page));
    if !faulty {
        out.push('\n');
        out.push_str(&verdict(findings));
    }
    for section in &page.sections {
        out.push_str(&format!("\n{}\n", section.heading));
        out.extend(section.lines.iter().map(line));
    }
    out.push_str(&happened(page));
    out
}

fn verdict(findings: &Findings) -> String {
    if findings.verdict().exit_code() == 0 {
        let said = findings.to_string();
        let first: Vec<&str> = said.lines().take(2).collect();
        return first.join("\n") + "\n";
    }
    let mut out = format!("{}\n", findings.verdict().words());
    let faults = findings.contradictions.iter().chain(&findings.missing).chain(&findings.unread);
    for one in faults {
        out.push_str(&format!("  {one}\n"));
    }
    out + "\n"
}

fn head(page: &Page) -> String {
    let drill = if page.drill { "  DRILL, not real" } else { "" };
    let sample = if page.sample { "  SAMPLE" } else { "" };
    let unproven = if page.unproven { format!("{UNPROVEN}\n") } else { String::new() };
    format!("{unproven}{}{drill}{sample}, {} entries\n", page.title, page.entries)
}

fn missing(page: &Page) -> String {
    let mut out = "\nWhat was not recorded\n".to_owned();
    if let Some(words) = page.nothing_missing() {
        out.push_str(&format!("  {words}\n"));
    }
    out.extend(page.missing.iter().map(line));
    out.push_str(&format!("  {CANNOT_SHOW}\n"));
    out
}

fn happened(page: &Page) -> String {
    let mut out = String::new();
    if !page.runs.is_empty() {
        out.push_str("\nRuns\n");
    }
    for run in &page.runs {
        out.push_str(&format!("  {}\n    {}\n", run.heading, run.below));
        out.extend(run.deviations.iter().map(|one| format!("    {one}\n")));
        out.push_str(&format!("    {}\n", run.roles));
        for step in &run.steps {
            let said = if step.said.is_empty() {
                String::new()
            } else {
                format!(" \u{2013} {}", step.said)
            };
            let mark = step.mark.as_ref().map_or_else(String::new, |mark| format!(" [{mark}]"));
            out.push_str(&format!("    {}  {}{said}{mark}\n", step.at, step.asked));
        }
    }
    if !page.rows.is_empty() {
        out.push_str("\nRows\n");
    }
    for row in &page.rows {
        out.push_str(line(&row.line).trim_end());
        out.push_str(&format!(" [{}]\n", row.standing));
    }
    if !page.texts.is_empty() {
        out.push_str("\nTexts\n");
    }
    for text in &page.texts {
        out.push_str(&format!("  {}: {}\n", text.heading, text.standing));
    }
    for item in &page.items {
        out.push_str(&format!("\nCustody of {}\n  {}\n", item.heading, item.below));
        out.extend(item.spans.iter().map(line));
    }
    out
}

fn line(line: &Line) -> String {
    let entry = line.seq.map_or_else(String::new, |seq| format!("  entry {seq}"));
    format!("  {}{entry}  {}\n", line.at, line.words)
}

#[derive(Serialize)]
struct Json<'a> {
    verdict: &'a str,
    exit: u8,
    unproven: bool,
    drill: bool,
    sample: bool,
    title: &'a str,
    entries: usize,
    nothing_missing: bool,
    cannot_show: &'a str,
    missing: Vec<JsonLine<'a>>,
    findings: Vec<JsonSection<'a>>,
    items: Vec<JsonItem<'a>>,
}

#[derive(Serialize)]
struct JsonLine<'a> {
    at: &'a str,
    entry: Option<u64>,
    words: &'a str,
}

#[derive(Serialize)]
struct JsonSection<'a> {
    heading: &'a str,
    lines: Vec<JsonLine<'a>>,
}

#[derive(Serialize)]
struct JsonItem<'a> {
    item: &'a str,
    time: &'a str,
    spans: Vec<JsonLine<'a>>,
}

fn as_json(checked: &Checked, page: Option<&Page>) -> String {
    let nothing = Page { unproven: true, drill: true, ..Page::default() };
    let page = page.unwrap_or(&nothing);
    let verdict = checked.findings().verdict();
    let json = Json {
        verdict: verdict.words(),
        exit: verdict.exit_code(),
        unproven: page.unproven,
        drill: page.drill,
        sample: page.sample,
        title: &page.title,
        entries: page.entries,
        nothing_missing: page.nothing_missing().is_some(),
        cannot_show: CANNOT_SHOW,
        missing: each(&page.missing),
        findings: page
            .sections
            .iter()
            .map(|one| JsonSection { heading: one.heading, lines: each(&one.lines) })
            .collect(),
        items: page
            .items
            .iter()
            .map(|one| JsonItem { item: &one.heading, time: &one.below, spans: each(&one.spans) })
            .collect(),
    };
    serde_json::to_string_pretty(&json).unwrap_or_default() + "\n"
}

fn each(lines: &[Line]) -> Vec<JsonLine<'_>> {
    let one = lines.iter();
    one.map(|line| JsonLine { at: &line.at, entry: line.seq, words: &line.words }).collect()
}
