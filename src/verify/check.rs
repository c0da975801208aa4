//! The check itself: every file of one production against every other, in one pass.

use std::collections::BTreeSet;

use super::bundle_files;
use super::facts::{Facts, KeyFact, OtherLog, RowCounts, RowWord, StatementFact};
use super::files::Files;
use super::finding::{ASK, COMPARE, Findings, Verdict};
use super::objects::Objects;
use super::one_log::{self, OneLog};
use super::options::Options;
use super::statement_files;
use super::statements::{Pass, Statements};
use super::verified::{Checked, Unproven, Verified};
use crate::bundle::Manifest;
use crate::event::{Continues, Event};
use crate::log::parse_head_code;
use crate::statement::{Outcome, Standing, namespace};
use crate::terms::{BootId, Stamp};

/// Checks the files and keeps the log, where nothing speaks against it.
///
/// # Errors
///
/// With the findings, when the log was altered or could not be read.
pub fn open(files: &Files<'_>, options: &Options) -> Result<Verified, Box<Findings>> {
    match look(files, options) {
        Checked::Verified(log) => Ok(*log),
        Checked::Unproven(log) => Err(Box::new(log.findings().clone())),
        Checked::Nothing(findings) => Err(findings),
    }
}

/// Checks the files and keeps whatever can be read, marked as unproven where something speaks against it.
#[must_use]
pub fn look(files: &Files<'_>, options: &Options) -> Checked {
    let (findings, log) = check_all(files, options);
    let Some(mut log) = log else { return Checked::Nothing(Box::new(findings)) };
    let stands = match findings.verdict() {
        Verdict::Confirmed | Verdict::NotConfirmed | Verdict::FilesMissing => true,
        Verdict::Altered | Verdict::NotRead => false,
    };
    log.findings = findings;
    if stands {
        Checked::Verified(Box::new(log))
    } else {
        Checked::Unproven(Box::new(Unproven(log)))
    }
}

/// Checks the files and says what was found.
#[must_use]
pub fn check(files: &Files<'_>, options: &Options) -> Findings {
    check_all(files, options).0
}

fn check_all(files: &Files<'_>, options: &Options) -> (Findings, Option<Verified>) {
    let mut found = Findings::default();
    let manifest = if files.is_bundle() { bundle_files::manifest(files, &mut found) } else { None };
    let ids: BTreeSet<&str> =
        files.below("log").filter_map(|(name, _)| Some(name.split_once('/')?.0)).collect();
    let logs: Vec<OneLog> =
        ids.iter().filter_map(|id| one_log::read(files, id, &mut found)).collect();
    let Some(main) = main_log(&logs, manifest.as_ref()) else {
        if ids.is_empty() {
            found.unread("log", "there is no log of this program here");
        }
        return (found, None);
    };
    unknown(files, &ids, &mut found);
    let all: Vec<&OneLog> = logs.iter().collect();
    let objects = Objects::read(files, &all, bundle_files::withheld(manifest.as_ref()), &mut found);
    objects.compare(&mut found);
    let excused = objects.excused();
    let others = others(&logs, main, &mut found);
    let mut of_main = None;
    for log in &logs {
        one_log::notes(files, log, &mut found);
        let statements = Pass::new(files, log, &objects.names, &excused, &mut found).run();
        let head = manifest.as_ref().and_then(|manifest| {
            manifest.also.iter().find(|head| head.origin.log() == log.id).map(|head| head.size)
        });
        let size = head.unwrap_or_else(|| log.size());
        statement_files::compare(files, log, &statements, size, &mut found);
        if log.id == main.id {
            of_main = Some(statements);
        }
    }
    let Some(statements) = of_main else { return (found, None) };
    if let Some(manifest) = &manifest {
        bundle_files::heads(manifest, &all, &mut found);
        bundle_files::signature(files, manifest, main, options.trust.as_ref(), &mut found);
        bundle_files::keys(files, main, &statements, &mut found);
    }
    let vouched = vouched(main, options, &mut found);
    found.confirmed = confirmed(main, &statements, options, &mut found);
    let mut facts = facts(main, &statements, &objects, vouched);
    facts.others = others;
    found.facts = Some(facts);
    let verified = take(main.id.clone(), logs, statements, objects);
    (found, verified)
}

fn take(
    id: String,
    logs: Vec<OneLog>,
    statements: Statements,
    objects: Objects,
) -> Option<Verified> {
    let log = logs.into_iter().find(|log| log.id == id)?;
    let Statements { past, texts, rows, .. } = statements;
    Some(Verified {
        created: log.created,
        entries: log.entries,
        reading: log.reading,
        past,
        names: objects.names,
        texts,
        rows,
        findings: Findings::default(),
    })
}

/// The log that the list names; in a folder the newest that no other continues.
fn main_log<'a>(logs: &'a [OneLog], manifest: Option<&Manifest>) -> Option<&'a OneLog> {
    let named = manifest.map(|manifest| manifest.head.origin.log());
    let continued: BTreeSet<String> = logs
        .iter()
        .filter_map(|log| Some(log.created.continues.as_ref()?.log.to_string()))
        .collect();
    let named = logs.iter().find(|log| Some(log.id.as_str()) == named);
    let tips = logs.iter().filter(|log| !continued.contains(&log.id));
    named.or_else(|| tips.max_by_key(|log| log.entries.last().map(|entry| entry.t)))
}

/// Files that no part of the format names.
fn unknown(files: &Files<'_>, ids: &BTreeSet<&str>, found: &mut Findings) {
    const KNOWN: &[&str] = &[
        "lock",
        "reserve",
        "allowed_signers",
        "SHA256SUMS",
        "SHA256SUMS.sig",
        "VERIFY.txt",
        "verify.sh",
        "verify.py",
        "report.pdf",
    ];
    for (path, _) in files.iter() {
        let mut parts = path.split('/');
        let known = match (parts.next(), parts.next()) {
            (Some(name), None) => KNOWN.contains(&name),
            (Some("log" | "checkpoints" | "statements"), Some(log)) => ids.contains(log),
            (Some("objects" | "sealed" | "recovered"), Some(_)) => true,
            (Some(_) | None, _) => false,
        };
        let of_a_log = path.starts_with("checkpoints/") || path.starts_with("statements/");
        if !known && of_a_log && files.is_bundle() {
            found.altered(path, "is of no log that is here", COMPARE);
        } else if !known {
            found.note(path, "is not known here and was not read", "");
        }
    }
}

/// What the other logs are to this one.
fn others(logs: &[OneLog], main: &OneLog, found: &mut Findings) -> Vec<OtherLog> {
    let mut others = Vec::new();
    for log in logs.iter().filter(|log| log.id != main.id) {
        let continued = logs.iter().filter_map(|other| {
            let continues = other.created.continues.as_ref()?;
            (continues.log.to_string() == log.id).then_some((other, continues))
        });
        let continued: Vec<_> = continued.collect();
        let what = match continued.as_slice() {
            [] => "another log, which this one does not continue".to_owned(),
            [(by, continues)] => continuation(log, by, continues, found),
            [_, _, ..] => {
                let what = "a fork: more than one log continues it".to_owned();
                found.note(format!("log/{}", log.id), &what, "Ask which of them was used on set.");
                what
            }
        };
        others.push(OtherLog { log: log.id.clone(), size: log.size(), what });
    }
    others
}

fn continuation(log: &OneLog, by: &OneLog, continues: &Continues, found: &mut Findings) -> String {
    if log.created.production != by.created.production || log.created.mode != by.created.mode {
        found.altered(by.place(0), "continues a log of another production or mode", ASK);
    }
    match log.root_at(continues.size) {
        None => {
            let what =
                format!("continues {} lines of log {}, and fewer are here", continues.size, log.id);
            found.altered(by.place(0), what, COMPARE);
        }
        Some(root) if *root.as_bytes() != continues.root.0 => {
            found.altered(
                by.place(0),
                format!("continues other lines than those of log {}", log.id),
                COMPARE,
            );
        }
        Some(_) => {}
    }
    let beyond = log.size().saturating_sub(continues.size);
    if beyond == 0 {
        return format!("continued by {}", by.id);
    }
    let what = format!("a fork: {beyond} lines were written after it was continued by {}", by.id);
    found.note(format!("log/{}", log.id), &what, "They count for nothing; ask who wrote them.");
    what
}

/// How many lines a head code or a note kept elsewhere covers.
fn vouched(log: &OneLog, options: &Options, found: &mut Findings) -> Option<u64> {
    let mut sizes = Vec::new();
    if let Some(code) = &options.head {
        match parse_head_code(&log.id, code) {
            Err(error) => found.altered("head code", error, "Compare it letter by letter."),
            Ok((size, root)) => {
                let size = u64::from(size);
                match log.root_at(size) {
                    Some(here) if here == root => sizes.push(size),
                    Some(_) => {
                        found.altered(
                            "head code",
                            format!("the first {size} lines are others"),
                            COMPARE,
                        );
                    }
                    None => {
                        let here = log.size();
                        let what = format!(
                            "it is over {size} lines, and {here} are here: lines were removed"
                        );
                        found.altered("head code", what, COMPARE);
                    }
                }
            }
        }
    }
    let first = format!("{}\n", log.created.origin);
    for note in options.notes.iter().filter(|note| note.starts_with(first.as_bytes())) {
        const PLACE: &str = "a checkpoint kept elsewhere";
        if one_log::is_signed(log, note) {
            sizes.extend(one_log::note(log, note, found, PLACE));
        } else {
            found.note(PLACE, "is not signed by the laptop and was not used", "");
        }
    }
    sizes.into_iter().max()
}

/// Whether every signer's key is one that the reader trusts; a file of keys must hold all of them.
fn confirmed(
    log: &OneLog,
    statements: &Statements,
    options: &Options,
    found: &mut Findings,
) -> bool {
    let completed = statements.past.standing().all().iter();
    let completed: Vec<_> =
        completed.filter(|one| matches!(one.outcome, Outcome::Completed { .. })).collect();
    let mut all = !completed.is_empty();
    for one in completed {
        all &= statements.counts(one.number);
        let namespace = namespace(one.prepared.kind, log.created.mode);
        for (signer, key) in statements.signers.get(&one.number).into_iter().flatten() {
            let key = key.to_string();
            match &options.trust {
                Some(trust) if !trust.allows(&signer.person.to_string(), namespace, &key) => {
                    let what = format!(
                        "your file of keys does not hold the key {} for {}, who signed statement {}",
                        signer.fingerprint, signer.person, one.number
                    );
                    found.altered(log.place(one.number.saturating_sub(1)), what, ASK);
                    all = false;
                }
                Some(_) => {}
                None => all &= options.known.contains(&key),
            }
        }
    }
    all
}

fn facts(log: &OneLog, statements: &Statements, objects: &Objects, vouched: Option<u64>) -> Facts {
    let standing: &Standing = statements.past.standing();
    let all: Vec<StatementFact> = standing
        .all()
        .iter()
        .map(|one| {
            let voided = match one.outcome {
                Outcome::Voided { why, .. } => Some(why),
                Outcome::Completed { .. } | Outcome::Pending => None,
            };
            let signers = statements.signers.get(&one.number).into_iter().flatten();
            StatementFact {
                number: one.number,
                kind: one.prepared.kind,
                counts: statements.counts(one.number),
                voided,
                signers: signers.map(|(signer, _)| signer.clone()).collect(),
            }
        })
        .collect();
    let mut rows = RowCounts::default();
    for state in statements.rows.values() {
        match state.word() {
            RowWord::Signed => rows.signed += 1,
            RowWord::Struck => rows.struck += 1,
            RowWord::NotYetSigned => rows.unsigned += 1,
            RowWord::RecordedAfter => rows.after += 1,
        }
    }
    let keys = statements.roster.people().flat_map(|person| {
        person.keys.iter().map(|key| KeyFact {
            person: person.id,
            fingerprint: key.fingerprint.clone(),
            kept: key.kept,
            ended: key.ended.is_some(),
            roles: person.roles.iter().map(|held| held.role.clone()).collect(),
        })
    });
    let names = statements.roster.people();
    let names = names.filter_map(|one| Some((one.id, objects.names.get(&one.name)?.clone())));
    Facts {
        mode: log.created.mode,
        sample: log.created.sample,
        title: log.created.title.clone(),
        origin: log.created.origin.clone(),
        size: log.size(),
        root: log.reading.tree().root().to_base64(),
        signed_up_to: all.iter().rev().find(|one| one.counts).map_or(0, |one| one.number),
        vouched_up_to: vouched,
        root_of: statements.roster.root().map(|root| (root.threshold, root.persons.clone())),
        keys: keys.collect(),
        statements: all,
        rows,
        provisional: statements.provisional.clone(),
        clock_jumps: clock_jumps(log),
        withheld: objects.withheld(),
        erased: objects.erased.len(),
        others: Vec::new(),
        names: names.collect(),
    }
}

/// The jumps that were recorded, and those that were not.
fn clock_jumps(log: &OneLog) -> Vec<(u64, i64)> {
    let mut boot = BootId(None);
    let mut before: Option<Stamp> = None;
    let mut jumps = Vec::new();
    for (seq, entry) in (0..).zip(&log.entries) {
        let mut recorded = None;
        for event in entry.events() {
            if let Event::LogOpened(e) = event {
                boot = BootId(e.boot.as_deref().map(Into::into));
            } else if let Event::LogClockJump(e) = event {
                recorded = Some(e.wall_ms);
            }
        }
        let now = Stamp { wall: entry.t, up: entry.up, boot: boot.clone() };
        let seen = before.as_ref().and_then(|before| now.jump_since(before));
        jumps.extend(recorded.or(seen).map(|ms| (seq, ms)));
        before = Some(now);
    }
    jumps
}
