//! A record as a page for paper: what was not recorded first, then findings, corrections, runs, rows and custody, in one view.

use super::html::{element, escaped, page};
use crate::review::{
    AmendmentLine, CANNOT_SHOW, Custody, ItemPage, Line, NOTHING_MISSING, Page, RunPage, UNPROVEN,
    View,
};

const NO_PROOF: &str = "This page is made from the record and proves nothing by itself: VERIFY.txt says how the files are checked.";

/// The record as one self-contained HTML page, black on white: no script, nothing fetched, everything typed escaped.
#[must_use]
pub fn record_page(record: &Page, view: View) -> String {
    let mut body = element("h1", "", &record.title);
    for (is, words) in
        [(record.drill, "DRILL, NOT REAL"), (record.sample, "SAMPLE"), (record.unproven, UNPROVEN)]
    {
        if is {
            body.push_str(&element("p", "box", words));
        }
    }
    let entries =
        format!("Record of {} entries. View: {}. {}", record.entries, view.code(), view.says());
    body.push_str(&element("p", "small", &entries));
    body.push_str(&element("p", "small", NO_PROOF));
    missing(record, view, &mut body);
    for section in &record.sections {
        heading(section.heading, &mut body);
        table(section.lines.iter().map(|line| (line, "")), view, &mut body);
    }
    corrections(record, view, &mut body);
    if !record.runs.is_empty() {
        heading("Runs", &mut body);
    }
    record.runs.iter().for_each(|one| run(one, view, &mut body));
    if !record.rows.is_empty() {
        heading("Rows, and how each stands", &mut body);
        let rows = record.rows.iter().map(|row| (&row.line, row.standing.as_str()));
        table(rows, view, &mut body);
    }
    if !record.texts.is_empty() {
        heading("Texts", &mut body);
    }
    for text in &record.texts {
        body.push_str(&element("p", "", &format!("{}: {}", text.heading, text.standing)));
    }
    record.items.iter().for_each(|one| item(one, view, &mut body));
    page("en", &format!("{}, record report", record.title), &body)
}

fn heading(words: &str, body: &mut String) {
    body.push_str(&element("h2", "", words));
}

fn missing(record: &Page, view: View, body: &mut String) {
    heading("What was not recorded", body);
    if record.nothing_missing().is_some() {
        body.push_str(&element("p", "box", NOTHING_MISSING));
    }
    table(record.missing.iter().map(|line| (line, "")), view, body);
    body.push_str(&element("p", "small", CANNOT_SHOW));
}

fn corrections(record: &Page, view: View, body: &mut String) {
    if record.amendments.is_empty() {
        return;
    }
    heading("Corrections", body);
    record.amendments.iter().for_each(|one| amendment(one, body));
    if view != View::Original && !record.corrected_only.is_empty() {
        heading("Found in the corrected record only", body);
        table(record.corrected_only.iter().map(|line| (line, "")), view, body);
    }
}

fn amendment(one: &AmendmentLine, body: &mut String) {
    body.push_str("<div class=\"step\">\n");
    let head = format!("{}, entry {}, {}: {}", one.at, one.seq, one.id, one.right);
    body.push_str(&element("p", "", &head));
    for was in &one.recorded {
        body.push_str(&element("p", "inner", &format!("recorded: {was}")));
    }
    body.push_str(&element("p", "inner", &one.why));
    body.push_str(&element("p", "inner", &one.standing));
    body.push_str("</div>\n");
}

fn run(run: &RunPage, view: View, body: &mut String) {
    body.push_str("<div class=\"step\">\n");
    body.push_str(&element("p", "ask", &run.heading));
    body.push_str(&element("p", "small", &run.below));
    for one in &run.deviations {
        body.push_str(&element("p", "box", one));
    }
    body.push_str(&element("p", "small", &run.roles));
    body.push_str("</div>\n<table>\n");
    for step in &run.steps {
        let words = match step.said.as_str() {
            "" => step.asked.clone(),
            said => format!("{} \u{2013} {said}", step.asked),
        };
        let (words, below) = step.amends.says(view, &words);
        row(&[&step.at, "", words], &below, step.mark.as_deref().unwrap_or_default(), body);
    }
    body.push_str("</table>\n");
}

fn item(item: &ItemPage, view: View, body: &mut String) {
    heading(&format!("Custody of {}", item.heading), body);
    for (words, custody) in item.in_view(view) {
        if let Some(words) = words {
            body.push_str(&element("p", "ask", words));
        }
        time(custody, view, body);
    }
    if view != View::Original && !item.late.is_empty() {
        body.push_str(&element("p", "ask", "Late entries"));
        table(item.late.iter().map(|line| (line, "")), view, body);
    }
    body.push_str(&element("p", "ask", "Every entry that names it"));
    table(item.past.iter().map(|line| (line, "")), view, body);
}

fn time(custody: &Custody, view: View, body: &mut String) {
    body.push_str(&element("p", "", &custody.below));
    table(custody.spans.iter().map(|line| (line, "")), view, body);
}

/// Lines with their places, and how each stands.
fn table<'a>(lines: impl Iterator<Item = (&'a Line, &'a str)>, view: View, body: &mut String) {
    let mut lines = lines.peekable();
    if lines.peek().is_none() {
        return;
    }
    body.push_str("<table>\n");
    for (line, standing) in lines {
        let entry = line.seq.map_or_else(String::new, |seq| format!("entry {seq}"));
        let (words, below) = line.amends.says(view, &line.words);
        row(&[&line.at, &entry, words], &below, standing, body);
    }
    body.push_str("</table>\n");
}

fn row(cells: &[&str], below: &[String], standing: &str, body: &mut String) {
    body.push_str("<tr>");
    let last = cells.len().saturating_sub(1);
    for (at, cell) in cells.iter().enumerate() {
        body.push_str(&format!("<td>{}", escaped(cell)));
        if at == last {
            for one in below {
                body.push_str(&format!("<br><b>{}</b>", escaped(one)));
            }
            if !standing.is_empty() {
                body.push_str(&format!("<br><i>{}</i>", escaped(standing)));
            }
        }
        body.push_str("</td>");
    }
    body.push_str("</tr>\n");
}
