//! `showclear verify`: the verdict, what goes with it, and the exit code.

use std::path::Path;

use serde::Serialize;

use super::{Said, Shell};
use crate::verify::{Checked, Facts, Files, Finding, Findings, Options, look};

/// Checks a zip or a folder.
pub(super) fn run(
    path: &Path,
    trust: Option<&Path>,
    head: Option<&str>,
    json: bool,
    shell: &dyn Shell,
) -> Said {
    match checked(path, trust, head, shell) {
        Ok(checked) => {
            let findings = checked.findings();
            let out = if json { as_json(findings) } else { findings.to_string() };
            Said { out, err: String::new(), code: findings.verdict().exit_code() }
        }
        Err(error) => Said::badly(error),
    }
}

/// Checks what stands at a path.
pub(super) fn checked(
    path: &Path,
    trust: Option<&Path>,
    head: Option<&str>,
    shell: &dyn Shell,
) -> Result<Checked, String> {
    let mut options = match trust {
        None => Options::default(),
        Some(file) => Options::trusting(&shell.read(file)?)
            .map_err(|error| format!("{}: {error}", file.display()))?,
    };
    options.head = head.map(str::to_owned);
    if let Some(gathered) = shell.gather(path)? {
        let mut files = Files::new();
        for (name, bytes) in gathered {
            files.add(name, bytes);
        }
        return Ok(look(&files, &options));
    }
    let zip = shell.read(path)?;
    Ok(match Files::from_zip(&zip) {
        Ok(files) => look(&files, &options),
        Err(error) => {
            let place = path.display().to_string();
            Checked::Nothing(Box::new(Findings::unreadable(&place, &error)))
        }
    })
}

#[derive(Serialize)]
struct Json<'a> {
    verdict: &'a str,
    exit: u8,
    contradictions: Vec<JsonFinding<'a>>,
    missing: Vec<JsonFinding<'a>>,
    unread: Vec<JsonFinding<'a>>,
    notes: Vec<JsonFinding<'a>>,
    facts: Option<JsonFacts>,
    text: String,
}

#[derive(Serialize)]
struct JsonFinding<'a> {
    place: &'a str,
    what: &'a str,
    advice: &'a str,
}

#[derive(Serialize)]
struct JsonFacts {
    debug: String,
}

fn as_json(findings: &Findings) -> String {
    let json = Json {
        verdict: findings.verdict().words(),
        exit: findings.verdict().exit_code(),
        contradictions: each(&findings.contradictions),
        missing: each(&findings.missing),
        unread: each(&findings.unread),
        notes: each(&findings.notes),
        facts: findings.facts.as_ref().map(facts),
        text: findings.to_string(),
    };
    serde_json::to_string_pretty(&json).unwrap_or_default() + "\n"
}

fn each(found: &[Finding]) -> Vec<JsonFinding<'_>> {
    found.iter().map(one).collect()
}

fn one(finding: &Finding) -> JsonFinding<'_> {
    JsonFinding { place: &finding.place, what: &finding.what, advice: finding.advice }
}

fn facts(facts: &Facts) -> JsonFacts {
    JsonFacts { debug: format!("{facts:?}") }
}
