//! `showclear verify`: the verdict, what goes with it, and the exit code.

use std::path::Path;

use serde::Serialize;

use super::{Said, Shell};
use crate::anchor::Trust;
use crate::event::{Kept, Mode, StatementKind, VoidedWhy};
use crate::verify::{
    AnchorFact, Authority, Checked, Disclosed, Facts, Finding, Findings, Options, StatementFact,
};

/// What the reader brings along: an `allowed_signers` file, roots of authorities, a head code.
type Held<'a> = (Option<&'a Path>, Option<&'a Path>, Option<&'a str>);

/// Checks a zip or a folder.
pub(super) fn run(path: &Path, held: Held<'_>, json: bool, shell: &dyn Shell) -> Said {
    match checked(path, held, shell) {
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
    (trust, roots, head): Held<'_>,
    shell: &dyn Shell,
) -> Result<Checked, String> {
    let mut options = match trust {
        None => Options::default(),
        Some(file) => Options::trusting(&shell.read(file)?).map_err(|error| {
            format!("{}: {error}. Choose an allowed_signers file.\n", file.display())
        })?,
    };
    options.anchor_trust = match roots {
        None => None,
        Some(file) => Some(Trust::parse(&shell.read(file)?).map_err(|error| {
            format!("{}: {error}. Choose a file of root certificates.\n", file.display())
        })?),
    };
    options.head = head.map(str::to_owned);
    shell.check(path, options)
}

#[derive(Serialize)]
struct Json<'a> {
    verdict: &'a str,
    exit: u8,
    contradictions: Vec<JsonFinding<'a>>,
    missing: Vec<JsonFinding<'a>>,
    unread: Vec<JsonFinding<'a>>,
    notes: Vec<JsonFinding<'a>>,
    facts: Option<JsonFacts<'a>>,
    disclosed: Option<JsonDisclosed<'a>>,
    text: String,
}

#[derive(Serialize)]
struct JsonDisclosed<'a> {
    origin: &'a str,
    run: &'a str,
    lines: &'a [u64],
    size: u64,
    root: &'a str,
    fingerprint: &'a str,
    known: bool,
}

#[derive(Serialize)]
struct JsonFinding<'a> {
    place: &'a str,
    what: &'a str,
    advice: &'a str,
}

#[derive(Serialize)]
struct JsonFacts<'a> {
    mode: Mode,
    sample: bool,
    title: &'a str,
    origin: &'a str,
    size: u64,
    root: &'a str,
    signed_up_to: u64,
    vouched_up_to: Option<u64>,
    vouched_by_laptop_alone: u64,
    root_threshold: Option<u32>,
    root_persons: Vec<String>,
    keys: Vec<JsonKey<'a>>,
    statements: Vec<JsonStatement>,
    rows: JsonRows,
    provisional: Vec<JsonProvisional>,
    acknowledged: usize,
    clock_jumps: Vec<JsonJump>,
    withheld: usize,
    names_withheld: usize,
    erased: usize,
    other_logs: Vec<JsonOther<'a>>,
    seen: Vec<JsonSeen<'a>>,
    anchors: Vec<JsonAnchor<'a>>,
}

#[derive(Serialize)]
struct JsonAnchor<'a> {
    log: String,
    entry: u64,
    statement: u64,
    time: String,
    after_prepared_ms: Option<i64>,
    accuracy_ms: Option<u64>,
    authority: &'a str,
    certificate: String,
    response: String,
    root: Option<&'a str>,
    refused: Option<&'a str>,
}

fn anchor(one: &AnchorFact) -> JsonAnchor<'_> {
    let (root, refused) = match &one.confirmed {
        Authority::NotAsked => (None, None),
        Authority::Confirmed { root } => (Some(root.as_str()), None),
        Authority::Refused(why) => (None, Some(why.as_str())),
    };
    JsonAnchor {
        log: one.log.to_string(),
        entry: one.entry,
        statement: one.statement,
        time: one.time.to_string(),
        after_prepared_ms: one.after_prepared,
        accuracy_ms: one.accuracy,
        authority: &one.authority,
        certificate: one.certificate.to_string(),
        response: one.response.to_string(),
        root,
        refused,
    }
}

#[derive(Serialize)]
struct JsonKey<'a> {
    person: String,
    name: Option<&'a str>,
    fingerprint: &'a str,
    kept: Kept,
    ended: bool,
    roles: Vec<String>,
}

#[derive(Serialize)]
struct JsonStatement {
    number: u64,
    kind: StatementKind,
    counts: bool,
    voided: Option<VoidedWhy>,
    text_withheld: bool,
    signers: Vec<JsonSigner>,
}

#[derive(Serialize)]
struct JsonSigner {
    role: String,
    person: String,
    fingerprint: String,
    touched: bool,
}

#[derive(Serialize)]
struct JsonRows {
    signed: usize,
    struck: usize,
    not_yet_signed: usize,
    recorded_after: usize,
    text_withheld: usize,
}

#[derive(Serialize)]
struct JsonProvisional {
    person: String,
    role: String,
    statement: u64,
    ratified: bool,
}

#[derive(Serialize)]
struct JsonJump {
    entry: u64,
    wall_ms: i64,
}

#[derive(Serialize)]
struct JsonOther<'a> {
    log: &'a str,
    size: u64,
    what: &'a str,
}

#[derive(Serialize)]
struct JsonSeen<'a> {
    log: &'a str,
    device: Option<&'a str>,
    size: u64,
    notes: usize,
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
        disclosed: findings.disclosed.as_ref().map(disclosed),
        text: findings.to_string(),
    };
    serde_json::to_string_pretty(&json).unwrap_or_default() + "\n"
}

fn disclosed(shown: &Disclosed) -> JsonDisclosed<'_> {
    JsonDisclosed {
        origin: &shown.origin,
        run: &shown.run,
        lines: &shown.lines,
        size: shown.size,
        root: &shown.root,
        fingerprint: &shown.fingerprint,
        known: shown.known,
    }
}

fn each(found: &[Finding]) -> Vec<JsonFinding<'_>> {
    found.iter().map(one).collect()
}

fn one(finding: &Finding) -> JsonFinding<'_> {
    JsonFinding { place: &finding.place, what: &finding.what, advice: finding.advice }
}

fn facts(facts: &Facts) -> JsonFacts<'_> {
    let keys = facts.keys.iter().map(|key| JsonKey {
        person: key.person.to_string(),
        name: facts.names.get(&key.person).map(String::as_str),
        fingerprint: &key.fingerprint,
        kept: key.kept,
        ended: key.ended,
        roles: key.roles.iter().map(ToString::to_string).collect(),
    });
    let provisional = facts.provisional.iter().map(|one| JsonProvisional {
        person: one.person.to_string(),
        role: one.role.to_string(),
        statement: one.statement,
        ratified: one.ratified,
    });
    let others =
        facts.others.iter().map(|one| JsonOther { log: &one.log, size: one.size, what: &one.what });
    let root = facts.root_of.as_ref();
    JsonFacts {
        mode: facts.mode,
        sample: facts.sample,
        title: &facts.title,
        origin: &facts.origin,
        size: facts.size,
        root: &facts.root,
        signed_up_to: facts.signed_up_to,
        vouched_up_to: facts.vouched_up_to,
        vouched_by_laptop_alone: facts.tail(),
        root_threshold: root.map(|(threshold, _)| *threshold),
        root_persons: root
            .map(|(_, persons)| persons.iter().map(ToString::to_string).collect())
            .unwrap_or_default(),
        keys: keys.collect(),
        statements: facts.statements.iter().map(statement).collect(),
        rows: JsonRows {
            signed: facts.rows.signed,
            struck: facts.rows.struck,
            not_yet_signed: facts.rows.unsigned,
            recorded_after: facts.rows.after,
            text_withheld: facts.rows.withheld,
        },
        provisional: provisional.collect(),
        acknowledged: facts.acknowledged,
        clock_jumps: facts
            .clock_jumps
            .iter()
            .map(|(entry, wall_ms)| JsonJump { entry: *entry, wall_ms: *wall_ms })
            .collect(),
        withheld: facts.withheld,
        names_withheld: facts.names_withheld,
        erased: facts.erased,
        other_logs: others.collect(),
        anchors: facts.anchors.iter().map(anchor).collect(),
        seen: facts
            .seen
            .iter()
            .map(|one| JsonSeen {
                log: &one.log,
                device: one.device.as_deref(),
                size: one.size,
                notes: one.notes,
            })
            .collect(),
    }
}

fn statement(one: &StatementFact) -> JsonStatement {
    let signers = one.signers.iter().map(|signer| JsonSigner {
        role: signer.role.to_string(),
        person: signer.person.to_string(),
        fingerprint: signer.fingerprint.clone(),
        touched: signer.touched,
    });
    JsonStatement {
        number: one.number,
        kind: one.kind,
        counts: one.counts,
        voided: one.voided,
        text_withheld: one.withheld,
        signers: signers.collect(),
    }
}
