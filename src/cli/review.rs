//! `showclear review`: what a record shows, in the words of the Review page, and the exit code of the verdict.

use std::path::Path;

use serde::Serialize;

use super::{Said, Shell, verify};
use crate::review::{CANNOT_SHOW, Evidence, Line, Page, UNPROVEN, View, review};
use crate::verify::{Checked, Findings};

/// Looks at a zip or a folder.
pub(super) fn run(path: &Path, json: bool, view: View, shell: &dyn Shell) -> Said {
    match verify::checked(path, (None, None, None), shell) {
        Ok(checked) => {
            let page = Evidence::of(&checked).map(|seen| Page::of(&review(&seen), &seen));
            let out = if json {
                as_json(&checked, page.as_ref(), view)
            } else {
                text(&checked, page.as_ref(), view)
            };
            Said { out, err: String::new(), code: checked.findings().verdict().exit_code() }
        }
        Err(error) => Said::badly(error),
    }
}

/// The page as text; the verdict comes first only where something speaks against the files.
fn text(checked: &Checked, page: Option<&Page>, view: View) -> String {
    let findings = checked.findings();
    let faulty = findings.verdict().exit_code() != 0;
    let mut out = String::new();
    if faulty || page.is_none() {
        out.push_str(&verdict(findings));
    }
    let Some(page) = page else { return out };
    out.push_str(&head(page, view));
    out.push_str(&missing(page, view));
    if !faulty {
        out.push('\n');
        out.push_str(&verdict(findings));
    }
    for section in &page.sections {
        out.push_str(&format!("\n{}\n", section.heading));
        out.extend(section.lines.iter().map(|one| line(one, view)));
    }
    out.push_str(&corrections(page, view));
    out.push_str(&happened(page, view));
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

fn head(page: &Page, view: View) -> String {
    let drill = if page.drill { "  DRILL, not real" } else { "" };
    let sample = if page.sample { "  SAMPLE" } else { "" };
    let unproven = if page.unproven { format!("{UNPROVEN}\n") } else { String::new() };
    // Only where something was corrected is there anything to choose between.
    let view = if page.amendments.is_empty() {
        String::new()
    } else {
        format!("View: {}. {}\n", view.code(), view.says())
    };
    format!("{unproven}{}{drill}{sample}, {} entries\n{view}", page.title, page.entries)
}

fn missing(page: &Page, view: View) -> String {
    let mut out = "\nWhat was not recorded\n".to_owned();
    if let Some(words) = page.nothing_missing() {
        out.push_str(&format!("  {words}\n"));
    }
    out.extend(page.missing.iter().map(|one| line(one, view)));
    out.push_str(&format!("  {CANNOT_SHOW}\n"));
    out
}

/// What was corrected, signed or not, in every view.
fn corrections(page: &Page, view: View) -> String {
    let mut out = String::new();
    if !page.amendments.is_empty() {
        out.push_str("\nCorrections\n");
    }
    for one in &page.amendments {
        out.push_str(&format!("  {}  entry {}  {}: {}\n", one.at, one.seq, one.id, one.right));
        out.extend(one.recorded.iter().map(|was| format!("    recorded: {was}\n")));
        out.push_str(&format!("    {}\n    {}\n", one.why, one.standing));
    }
    if view != View::Original && !page.corrected_only.is_empty() {
        out.push_str("\nFound in the corrected record only\n");
        out.extend(page.corrected_only.iter().map(|one| line(one, view)));
    }
    out
}

fn happened(page: &Page, view: View) -> String {
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
            let words = format!("{}{said}", step.asked);
            let (words, below) = step.amends.says(view, &words);
            out.push_str(&format!("    {}  {words}{mark}\n", step.at));
            out.extend(below.iter().map(|one| format!("      {one}\n")));
        }
    }
    if !page.rows.is_empty() {
        out.push_str("\nRows\n");
    }
    for row in &page.rows {
        let said = line(&row.line, view);
        let (first, below) = said.split_once('\n').unwrap_or((&said, ""));
        out.push_str(&format!("{first} [{}]\n{below}", row.standing));
    }
    if !page.texts.is_empty() {
        out.push_str("\nTexts\n");
    }
    for text in &page.texts {
        out.push_str(&format!("  {}: {}\n", text.heading, text.standing));
    }
    for item in &page.items {
        out.push_str(&format!("\nCustody of {}\n", item.heading));
        for (heading, custody) in item.in_view(view) {
            out.extend(heading.map(|heading| format!("  {heading}\n")));
            out.push_str(&format!("  {}\n", custody.below));
            out.extend(custody.spans.iter().map(|one| line(one, view)));
        }
        if view != View::Original {
            out.extend(item.late.iter().map(|one| line(one, view)));
        }
    }
    out
}

fn line(line: &Line, view: View) -> String {
    let entry = line.seq.map_or_else(String::new, |seq| format!("  entry {seq}"));
    let (words, below) = line.amends.says(view, &line.words);
    let below: String = below.iter().map(|one| format!("      {one}\n")).collect();
    format!("  {}{entry}  {words}\n{below}", line.at)
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
    view: &'a str,
    corrections: Vec<JsonAmendment<'a>>,
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
    #[serde(skip_serializing_if = "Vec::is_empty")]
    below: Vec<String>,
}

#[derive(Serialize)]
struct JsonAmendment<'a> {
    at: &'a str,
    entry: u64,
    id: &'a str,
    recorded: &'a [String],
    right: &'a str,
    why: &'a str,
    standing: &'a str,
    late: bool,
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

fn as_json(checked: &Checked, page: Option<&Page>, view: View) -> String {
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
        view: view.code(),
        corrections: page
            .amendments
            .iter()
            .map(|one| JsonAmendment {
                at: &one.at,
                entry: one.seq,
                id: &one.id,
                recorded: &one.recorded,
                right: &one.right,
                why: &one.why,
                standing: &one.standing,
                late: one.late,
            })
            .collect(),
        nothing_missing: page.nothing_missing().is_some(),
        cannot_show: CANNOT_SHOW,
        missing: each(&page.missing, view),
        findings: page
            .sections
            .iter()
            .map(|one| JsonSection { heading: one.heading, lines: each(&one.lines, view) })
            .collect(),
        items: page
            .items
            .iter()
            .map(|one| {
                let custody = match view {
                    View::Original | View::Both => &one.custody,
                    View::Corrected => one.corrected.as_ref().unwrap_or(&one.custody),
                };
                let spans = each(&custody.spans, view);
                JsonItem { item: &one.heading, time: &custody.below, spans }
            })
            .collect(),
    };
    serde_json::to_string_pretty(&json).unwrap_or_default() + "\n"
}

fn each(lines: &[Line], view: View) -> Vec<JsonLine<'_>> {
    let mut all = Vec::with_capacity(lines.len());
    for line in lines {
        let (words, below) = line.amends.says(view, &line.words);
        all.push(JsonLine { at: &line.at, entry: line.seq, words, below });
    }
    all
}
