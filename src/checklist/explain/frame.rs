//! From the few lines of an example to whole files.

use crate::checklist::Source;

/// What a list says when an example does not.
const LIST: &[&str] = &[
    "schema: 1,",
    "rev: 1,",
    "status: Draft,",
    "lang: \"en\",",
    "title: \"An example\",",
    "purpose: \"An example.\",",
    "mode: ReadDo,",
    "roles: { \"armorer\": Role(title: \"Armorer\", handler: true), \"first_ad\": Role(title: \"First AD\", not_same_as: [\"armorer\"]) },",
    "inputs: [Item(id: \"gun\", ask: \"Which gun?\", kinds: [\"revolver\"])],",
    "steps: [Step(id: \"look\", by: \"first_ad\", to: \"armorer\", kind: Choose(ask: \"What is in it?\", of: [\"empty\", \"dummies\", \"NOT SURE\"]))],",
    "covers: { \"not-as-told\": [\"look\"] },",
];

/// The fields that a unit does not have.
const NOT_UNIT: &[&str] = &["mode"];
/// The fields of a list that an overlay does not have, or need not have.
const NOT_OVERLAY: &[&str] = &["mode", "roles", "inputs", "steps", "covers"];

/// The files of an example, with each other's digests in them.
pub(super) fn files(example: &str) -> Vec<(String, String)> {
    let mut parts: Vec<(&str, &str, String)> = vec![("list", "example", String::new())];
    for line in example.lines() {
        let mut words = line.strip_prefix("// ").unwrap_or_default().split(' ');
        match (words.next(), words.next(), words.next()) {
            (Some(sort @ ("list" | "unit" | "overlay")), Some(id), None) => {
                parts.push((sort, id, String::new()));
            }
            _ => {
                if let Some((_, _, text)) = parts.last_mut() {
                    text.push_str(line);
                    text.push('\n');
                }
            }
        }
    }
    // An example that begins with the line of a file has no list of its own.
    parts.retain(|(_, id, text)| *id != "example" || !text.is_empty());
    if parts.is_empty() {
        parts.push(("list", "example", String::new()));
    }
    let mut files: Vec<(String, String)> = parts
        .iter()
        .map(|(sort, id, text)| (format!("{id}.ron"), whole(sort, id, &repeated(text))))
        .collect();
    digests(&mut files);
    files
}

/// The whole file around some of its fields, or in place of `...`.
fn whole(sort: &str, id: &str, fields: &str) -> String {
    let (name, without) = match sort {
        "unit" => ("Unit", NOT_UNIT),
        "overlay" => ("Overlay", NOT_OVERLAY),
        _ => ("Checklist", [].as_slice()),
    };
    let id = format!("id: \"{id}\",");
    let rest: Vec<&str> = LIST
        .iter()
        .copied()
        .chain([id.as_str()])
        .filter(|line| {
            let field = key(line);
            !without.contains(&field) && fields.lines().all(|line| key(line) != field)
        })
        .collect();
    let rest = rest.join("\n");
    if fields.contains("...") {
        fields.replace("...", &rest)
    } else {
        format!("{name}(\n{rest}\n{fields})\n")
    }
}

/// The name of the field that a line begins, or nothing.
fn key(line: &str) -> &str {
    let end = line.find(|c: char| !c.is_ascii_lowercase() && c != '_').unwrap_or(line.len());
    let (name, rest) = line.split_at_checked(end).unwrap_or_default();
    if rest.trim_start().starts_with([':', '=']) { name } else { "" }
}

/// `⟨x × 80⟩` written out.
fn repeated(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('⟨') {
        out.push_str(before);
        let (times, behind) = after.split_once('⟩').unwrap_or((after, ""));
        let (what, count) = times.split_once(" × ").unwrap_or((times, "1"));
        out.push_str(&what.repeat(count.parse().unwrap_or(1)));
        rest = behind;
    }
    out + rest
}

/// Writes the digest of a file wherever `sha256 of ID` stands; a file that names another is filled in after it.
fn digests(files: &mut [(String, String)]) {
    for _ in 0..files.len() {
        let ready: Vec<(String, String)> = files
            .iter()
            .filter(|(_, text)| !text.contains("sha256 of"))
            .map(|(name, text)| {
                let id = name.trim_end_matches(".ron");
                (format!("sha256 of {id}"), Source::of(name, text).sha256.to_string())
            })
            .collect();
        for (_, text) in &mut *files {
            for (token, digest) in &ready {
                *text = text.replace(token, digest);
            }
        }
    }
}
