//! The roster in force as a page for paper: who may change it, who is who, and every key's fingerprint and how it is kept.

use super::html::{element, escaped, page};
use crate::terms::Role;

/// What stands beside the signed text.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Beside {
    /// The SHA-256 of the text.
    pub sha256: String,
    /// Fingerprints of keys that ended since, each with the reason in words.
    pub ended: Vec<(String, String)>,
    /// People who are here for now and whom no signed roster holds, by name and role.
    pub for_now: Vec<String>,
    /// Whether anything was entered since that is not signed.
    pub changed: bool,
}

/// One person of the text.
#[derive(Default)]
struct Entry {
    id: String,
    name: String,
    roles: Vec<String>,
    keys: Vec<(String, &'static str)>,
}

/// The signed text of a roster as one self-contained HTML page, black on white. Everything on it but the marks is read
/// from that text, so that nothing stands on it that was not signed.
#[must_use]
pub fn roster_page(text: &str, beside: &Beside) -> String {
    let (mut head, mut people, mut signed) = (Head::default(), Vec::<Entry>::new(), Vec::new());
    for line in text.lines() {
        let Some((label, rest)) = line.split_once(": ") else { continue };
        let mut words = rest.split(' ');
        let first = words.next().unwrap_or_default();
        match label {
            "mode" => rest.clone_into(&mut head.mode),
            // The log's root stands further down under the same label.
            "root" if head.root.is_empty() => {
                head.root = rest.split(' ').map(str::to_owned).collect();
            }
            "policy" => head.policy = Some(rest.to_owned()),
            "production" => head.title = after(rest, 1),
            "log" => rest.clone_into(&mut head.log),
            "prepared" => rest.clone_into(&mut head.prepared),
            "times" => rest.clone_into(&mut head.times),
            "size" => rest.clone_into(&mut head.size),
            "signer" => signed.push(after(rest, 3)),
            "person" => people.push(Entry {
                id: first.to_owned(),
                name: after(rest, 1),
                ..Entry::default()
            }),
            "key" => {
                let fingerprint = words.next().unwrap_or_default().to_owned();
                let kept = kept(rest.rsplit(' ').next().unwrap_or_default());
                if let Some(one) = people.iter_mut().find(|one| one.id == first) {
                    one.keys.push((fingerprint, kept));
                }
            }
            "role" => {
                let role = words.next().unwrap_or_default();
                let until = rest.split_once(" until ").map_or("-", |(_, until)| until);
                let until = if until == "-" { String::new() } else { format!(", until {until}") };
                if let Some(one) = people.iter_mut().find(|one| one.id == first) {
                    let words = role.parse::<Role>().map(|role| role.words());
                    one.roles.push(format!("{}{until}", words.unwrap_or_else(|_| role.to_owned())));
                }
            }
            _ => {}
        }
    }
    let mut body = head.body(&people, &signed, beside);
    body.push_str("<h2>People and keys</h2>\n<table>\n<tr><th>Name</th><th>Roles</th><th>Key</th><th>Compared, by hand</th></tr>\n");
    for one in &people {
        body.push_str(&row(one, beside));
    }
    body.push_str("</table>\n");
    if !beside.for_now.is_empty() {
        body.push_str("<h2>PROVISIONAL: here for now, and in no signed roster</h2>\n<ul>\n");
        for one in &beside.for_now {
            body.push_str(&element("li", "", one));
        }
        body.push_str("</ul>\n");
    }
    body.push_str("<h2>Signed by hand, by those who compared this page with the screen</h2>\n");
    body.push_str("<table>\n<tr><th>Name</th><th>Date</th><th>Signature</th></tr>\n");
    for name in &signed {
        let cells = "<td>&nbsp;</td><td>&nbsp;</td>";
        body.push_str(&format!("<tr><td>{}</td>{cells}</tr>\n", escaped(name)));
    }
    body.push_str("</table>\n");
    page("en", &format!("Roster of {}", head.title), &body)
}

/// What the text says once.
#[derive(Default)]
struct Head {
    mode: String,
    title: String,
    root: Vec<String>,
    policy: Option<String>,
    log: String,
    size: String,
    prepared: String,
    times: String,
}

impl Head {
    fn body(&self, people: &[Entry], signed: &[String], beside: &Beside) -> String {
        let mut body = element("h1", "", &format!("Roster of {}", self.title));
        if self.mode != "LIVE" {
            body.push_str(&element("p", "box", &self.mode));
        }
        let what = format!(
            "The roster in force: statement {}, prepared {} ({}), signed by {}.",
            self.size,
            self.prepared,
            self.times,
            signed.join(", ")
        );
        body.push_str(&element("p", "", &what));
        body.push_str(&element(
            "p",
            "",
            "Keep this page off the laptop. Whoever checks the log later compares its fingerprints with these.",
        ));
        if beside.changed {
            body.push_str(&element(
                "p",
                "box",
                "Something was entered since and is not signed: it is not on this page. Print it again once the next roster is signed.",
            ));
        }
        let name =
            |id: &String| people.iter().find(|one| one.id == *id).map(|one| one.name.clone());
        let holders: Vec<String> = self.root.iter().skip(2).filter_map(name).collect();
        let threshold = self.root.first().map(String::as_str).unwrap_or_default();
        let root = format!(
            "{threshold} of {} persons change this roster: {}.",
            holders.len(),
            holders.join(", ")
        );
        body.push_str(&element("p", "", &root));
        if let Some(policy) = &self.policy {
            body.push_str(&element("p", "", &format!("Rule: {policy}.")));
        }
        body.push_str(&element("p", "mono", &format!("Log {}", self.log)));
        body.push_str(&element(
            "p",
            "mono",
            &format!("SHA-256 of the signed text {}", beside.sha256),
        ));
        body
    }
}

fn row(one: &Entry, beside: &Beside) -> String {
    let mut keys = String::new();
    for (fingerprint, kept) in &one.keys {
        keys.push_str(&element("div", "mono", &in_groups(fingerprint)));
        keys.push_str(&element("div", "small", kept));
        if let Some((_, why)) = beside.ended.iter().find(|(ended, _)| ended == fingerprint) {
            keys.push_str(&element("div", "box", &format!("ENDED SINCE: {why}")));
        }
    }
    if one.keys.is_empty() {
        keys = element("div", "small", "does not sign");
    }
    let cells = [escaped(&one.name), escaped(&one.roles.join("; ")), keys, "&#9744;".to_owned()];
    let cells: String = cells.iter().map(|cell| format!("<td>{cell}</td>")).collect();
    format!("<tr>{cells}</tr>\n")
}

/// A fingerprint whole, in groups of eight that are easy to compare aloud.
fn in_groups(fingerprint: &str) -> String {
    let (kind, digits) = fingerprint.split_once(':').unwrap_or(("", fingerprint));
    let digits: Vec<char> = digits.chars().collect();
    let groups: Vec<String> = digits.chunks(8).map(|group| group.iter().collect()).collect();
    format!("{kind}: {}", groups.join(" "))
}

fn kept(code: &str) -> &'static str {
    match code {
        "here" => "kept on the laptop, behind a PIN",
        "own_file" => "kept in a file of their own, behind a passphrase",
        "token" => "kept on a security key, which is touched",
        _ => "kept in another way",
    }
}

/// The quoted text after so many words, without its quotes.
fn after(rest: &str, words: usize) -> String {
    let quoted = rest.splitn(words + 1, ' ').nth(words).unwrap_or_default();
    let inside = quoted.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
    inside.unwrap_or(quoted).replace("\\\"", "\"").replace("\\\\", "\\")
}
