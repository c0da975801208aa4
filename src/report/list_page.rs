//! A list as a page for paper: every word, its sources and their marks, its revision and its bytes' checksum.

use super::html::{element, escaped, page};
use super::list_words::{StepLines, ending, mark, plain, role, step_lines};
use crate::checklist::{Checklist, Kind, Status, Step};
use crate::terms::length;
use crate::words;

/// Whether the production stands behind a list.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Approval {
    /// Two named people of the production approved exactly these bytes.
    Approved,
    /// Nobody did.
    Example,
}

/// The list as one self-contained HTML page, black on white.
#[must_use]
pub fn list_page(list: &Checklist, approval: Approval) -> String {
    let mut body = element("h1", "", &list.title);
    body.push_str(&element("p", "", &list.purpose));
    let revision = format!("Revision {}, {} steps", list.rev, list.steps.len());
    body.push_str(&element("p", "small", &revision));
    match (list.status, approval) {
        (Status::Released, Approval::Approved) => {}
        (Status::Released, Approval::Example) => {
            body.push_str(&element("p", "box", words::EXAMPLE));
        }
        (Status::Draft, _) => body.push_str(&element("p", "box", "Draft: for drills only")),
        (Status::Retired, _) => body.push_str(&element("p", "box", "Retired: no longer used")),
    }
    people(list, &mut body);
    declares(list, &mut body);
    body.push_str("<h2>Steps</h2>\n");
    for (number, one) in (1_usize..).zip(&list.steps) {
        if one.pause_before && number > 1 {
            body.push_str(&element("p", "small", "A place to pause."));
        }
        step(list, one, &number.to_string(), "step", &mut body);
    }
    stops(list, &mut body);
    sources(list, &mut body);
    changes(list, &mut body);
    for source in list.sources() {
        let line = format!("{} SHA-256 {}", source.name, source.sha256);
        body.push_str(&element("p", "mono", &line));
    }
    page(&list.lang, &format!("{}, revision {}", list.title, list.rev), &body)
}

fn people(list: &Checklist, body: &mut String) {
    body.push_str("<h2>Who takes part</h2>\n<ul>\n");
    for one in &list.roles {
        let mut words = one.title.clone();
        for (is, more) in [
            (one.handler, "a qualified handler"),
            (one.exclusive_duty, "no other duty meanwhile"),
            (one.optional, "may be absent"),
            (one.on_call, "called when needed"),
        ] {
            if is {
                words.push_str(", ");
                words.push_str(more);
            }
        }
        body.push_str(&element("li", "", &words));
    }
    body.push_str("</ul>\n");
}

fn declares(list: &Checklist, body: &mut String) {
    let Some(validity) = &list.validity else { return };
    let ends: Vec<String> = validity.ends_on.iter().map(|one| ending(*one)).collect();
    body.push_str("<h2>How long it may be relied on</h2>\n");
    let words = format!("At most {}; ends {}.", length(validity.lasts), ends.join(", "));
    body.push_str(&element("p", "", &words));
}

fn step(list: &Checklist, one: &Step, number: &str, class: &str, body: &mut String) {
    let StepLines { who, ask, answers, how } = step_lines(list, one);
    let killer = if one.killer { " killer" } else { "" };
    body.push_str(&format!("<div class=\"{class}{killer}\">\n"));
    let marked = if one.killer { "  \u{25c6} people die of this one" } else { "" };
    let head = if who.is_empty() { String::new() } else { format!("  {who}") };
    body.push_str(&element("p", "small", &format!("{number}{head}{marked}")));
    body.push_str(&element("p", "ask", &ask));
    if one.when.is_some() {
        body.push_str(&element("p", "small", "Only where it applies."));
    }
    if !answers.is_empty() {
        body.push_str("<ul>\n");
        for answer in answers {
            body.push_str(&element("li", "answer", &answer));
        }
        body.push_str("</ul>\n");
    }
    for more in [Some(how), one.note.clone()].into_iter().flatten().filter(|more| !more.is_empty())
    {
        body.push_str(&element("p", "", &more));
    }
    let cites: Vec<String> = one
        .refs
        .iter()
        .filter_map(|at| list.refs.get(*at))
        .map(|source| format!("{} ({})", source.id, mark(source.mark)))
        .collect();
    if !cites.is_empty() {
        body.push_str(&element("p", "small", &format!("Source: {}", cites.join("; "))));
    }
    if let Kind::Each { steps, .. } = &one.kind {
        for (inner_number, inner) in (1_usize..).zip(steps) {
            step(list, inner, &format!("{number}.{inner_number}"), "step inner", body);
        }
    }
    body.push_str("</div>\n");
}

fn stops(list: &Checklist, body: &mut String) {
    if list.stops.is_empty() {
        return;
    }
    body.push_str(
        "<h2>When to stop</h2>\n<table>\n<tr><th>Said aloud</th><th>Settled by</th></tr>\n",
    );
    for stop in &list.stops {
        let by: Vec<&str> = stop.clearing.by.iter().map(|ix| role(list, *ix)).collect();
        let by = match stop.alarm {
            Some(alarm) => format!("ALARM, {}: a signed restart", alarm.words()),
            None => by.join(" and "),
        };
        let (say, by) = (escaped(&plain(&stop.say)), escaped(&by));
        body.push_str(&format!("<tr><td>{say}</td><td>{by}</td></tr>\n"));
    }
    body.push_str("</table>\n");
}

fn sources(list: &Checklist, body: &mut String) {
    if list.refs.is_empty() {
        return;
    }
    body.push_str("<h2>Sources</h2>\n<table>\n");
    for one in &list.refs {
        let clause = one.clause.as_ref().map_or_else(String::new, |clause| format!(", {clause}"));
        let title = escaped(&format!("{}, {}{clause}", one.title, one.edition));
        let (id, mark) = (escaped(&one.id.to_string()), escaped(mark(one.mark)));
        body.push_str(&format!("<tr><td>{id}</td><td>{title}</td><td>{mark}</td></tr>\n"));
    }
    body.push_str("</table>\n");
}

fn changes(list: &Checklist, body: &mut String) {
    if list.changes.is_empty() {
        return;
    }
    body.push_str("<h2>Revisions</h2>\n<table>\n");
    for one in list.changes.iter().rev() {
        let (by, why) = (escaped(&one.by), escaped(&one.why));
        body.push_str(&format!("<tr><td>{}</td><td>{by}</td><td>{why}</td></tr>\n", one.rev));
    }
    body.push_str("</table>\n");
}
