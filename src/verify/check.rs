//! The check itself: every file of one production against every other, in one pass.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::bundle_files;
use super::disclosed;
use super::facts::{AnchorFact, Facts, KeyFact, RowCounts, RowWord, StatementFact};
use super::files::Files;
use super::finding::{ASK, COMPARE, Findings, HEAD_CODE, UNCOUNTED, Verdict};
use super::handover;
use super::logs::{Keep, OneLog, chain, one_log};
use super::names;
use super::objects::Objects;
use super::options::Options;
use super::others;
use super::statement_files;
use super::statements::{Absent, Base, Given, Pass, Statements, anchors};
use super::verified::{Checked, Older, Unproven, Verified};
use crate::log::{Fan, Hash, Serial, parse_head_code};
use crate::statement::{Outcome, Standing, namespace};

/// Checks the files and keeps the log, where nothing speaks against it.
///
/// # Errors
///
/// With the findings, when the log was altered or could not be read.
pub fn open(files: &Files<'_>, options: &Options) -> Result<Verified, Box<Findings>> {
    open_with(files, options, &Serial)
}

/// The same with work done side by side by `fan`; what comes of it is the same.
///
/// # Errors
///
/// As [`open`].
pub fn open_with(
    files: &Files<'_>,
    options: &Options,
    fan: &dyn Fan,
) -> Result<Verified, Box<Findings>> {
    match look_with(files, options, fan) {
        Checked::Verified(log) => Ok(*log),
        Checked::Unproven(log) => Err(Box::new(log.findings().clone())),
        Checked::Nothing(findings) => Err(findings),
    }
}

/// Checks the files and keeps whatever can be read, marked as unproven where something speaks against it.
#[must_use]
pub fn look(files: &Files<'_>, options: &Options) -> Checked {
    look_with(files, options, &Serial)
}

/// The same with work done side by side by `fan`; what comes of it is the same.
#[must_use]
pub fn look_with(files: &Files<'_>, options: &Options, fan: &dyn Fan) -> Checked {
    let (findings, log) = check_all(files, options, Keep::Entries, fan);
    let Some(mut log) = log else { return Checked::Nothing(Box::new(findings)) };
    let stands = match findings.verdict() {
        Verdict::Confirmed | Verdict::NotConfirmed | Verdict::FilesMissing => true,
        // Single lines are no log that anything could be folded from.
        Verdict::Altered | Verdict::NotRead | Verdict::LinesOnly => false,
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
    check_with(files, options, &Serial)
}

/// What to do where others could have read a key.
const EXPOSED: &str = "Make it private (chmod 600, or in the window), and ask who else uses this laptop; if in doubt, end the key.";

/// The same with work done side by side by `fan`; what comes of it is the same.
#[must_use]
pub fn check_with(files: &Files<'_>, options: &Options, fan: &dyn Fan) -> Findings {
    check_all(files, options, Keep::Nothing, fan).0
}

/// What was not looked at to its end says nothing, whatever was seen by then.
fn check_all(
    files: &Files<'_>,
    options: &Options,
    keep: Keep,
    fan: &dyn Fan,
) -> (Findings, Option<Verified>) {
    let checked = check_each(files, options, keep, fan);
    if fan.is_called_off() {
        return (Findings::called_off(), None);
    }
    checked
}

/// With the log that was checked, where its entries were to be kept.
fn check_each(
    files: &Files<'_>,
    options: &Options,
    keep: Keep,
    fan: &dyn Fan,
) -> (Findings, Option<Verified>) {
    if disclosed::is_one(files) {
        return (disclosed::check(files, options), None);
    }
    let mut found = Findings::default();
    let manifest = if files.is_bundle() { bundle_files::manifest(files, &mut found) } else { None };
    let ids: BTreeSet<&str> =
        files.below("log").filter_map(|(name, _)| Some(name.split_once('/')?.0)).collect();
    let (mut logs, mut first_lines, mut nameless) = (Vec::new(), Vec::new(), Vec::new());
    for id in &ids {
        let mut own = Findings::default();
        match one_log::read(files, id, keep, fan, &mut own) {
            Some(log) => {
                logs.push(log);
                first_lines.push(own);
            }
            None => nameless.push(own),
        }
    }
    let Some(main) = chain::main_log(&logs, manifest.as_ref(), options) else {
        nameless.into_iter().for_each(|own| found.take(own));
        if ids.is_empty() {
            found.not_ours("log", "there is no log of this program here");
        }
        return (found, None);
    };
    unknown(files, &ids, &mut found);
    let links = chain::of(&logs, main);
    let is_link = |at: usize| links.iter().any(|(link, _)| *link == at);
    let strict: Vec<bool> = (0..logs.len()).map(|at| files.is_bundle() || is_link(at)).collect();
    for (at, size) in links.iter().filter_map(|(at, size)| Some((*at, (*size)?))) {
        // A bundle holds what was exported and nothing else, so that all of it is checked.
        if let Some(log) = logs.get_mut(at).filter(|_| !files.is_bundle()) {
            log.cut(size);
        }
    }
    for own in nameless {
        if files.is_bundle() {
            found.take(own);
        } else {
            found.take_as_notes(own);
        }
    }
    let counted: Vec<&OneLog<'_>> =
        logs.iter().zip(&strict).filter(|(_, strict)| **strict).map(|(log, _)| log).collect();
    let withheld = bundle_files::withheld(manifest.as_ref());
    let objects = Objects::read(files, &counted, withheld, &mut found);
    objects.compare(&mut found);
    let absent = Absent { excused: objects.excused(), names: objects.withheld_names.clone() };
    let beside = chain::others(&logs, main, &mut found);

    let mut all: BTreeMap<usize, Statements> = BTreeMap::new();
    let mut anchored: BTreeMap<usize, Vec<AnchorFact>> = BTreeMap::new();
    let mut bases: BTreeMap<(usize, u64), Base> = BTreeMap::new();
    for at in chain::order(&logs) {
        let Some(log) = logs.get(at) else { continue };
        let (mut own, mut beyond) = (Findings::default(), Findings::default());
        let past_limit = log.limit.is_some_and(|limit| limit <= log.readable());
        one_log::rest(
            files,
            &log.id,
            &log.reading,
            if past_limit { &mut beyond } else { &mut own },
        );
        own.take(first_lines.get_mut(at).map(std::mem::take).unwrap_or_default());
        chain::joint(&logs, at, &mut own);
        one_log::notes(files, log, options.opening, &mut own, &mut beyond);
        let base = chain::parent(&logs, at).and_then(|parent| bases.get(&parent)).cloned();
        let base = base.unwrap_or_default();
        let wanted = chain::wanted(&logs, &log.id).into_iter();
        let given = Given { files, log, names: &objects.names, absent: &absent, fan };
        let pass = Pass::new(given, &mut own, base, wanted);
        let (statements, left) = pass.run();
        let left = left.into_iter().filter_map(|(size, base)| Some(((at, size), base?)));
        bases.extend(left);
        let head = manifest.as_ref().and_then(|manifest| {
            manifest.also.iter().find(|head| head.origin.log() == log.id).map(|head| head.size)
        });
        let size = (head.unwrap_or_else(|| log.size()), options.opening, fan);
        statement_files::compare(files, log, &statements, size, &mut own, &mut beyond);
        let roots = options.anchor_trust.as_ref();
        handover::taken_in(files, log, &statements.handed, &mut own);
        anchored.insert(at, anchors(files, log, &statements, roots, &mut own));
        all.insert(at, statements);
        let strict = strict.get(at).copied().unwrap_or(true);
        if strict {
            found.take(own);
        } else {
            found.take_as_notes(own);
        }
        found.take_as_notes(beyond);
    }
    let of = |at: usize| Some((logs.get(at)?, all.get(&at)?));
    let Some((log, statements)) = of(main) else { return (found, None) };
    if let Some(manifest) = &manifest {
        bundle_files::heads(manifest, &counted, &mut found);
        bundle_files::signature(files, manifest, log, options.trust.as_ref(), &mut found);
        let of_all: Vec<_> = (0..logs.len()).filter_map(of).collect();
        bundle_files::keys(files, manifest, &of_all, &mut found);
    }
    for file in &options.exposed {
        found.note(file, "other users of this laptop can read this key file", EXPOSED);
    }
    let people = statements.roster.people().map(|one| (one.id, one.name));
    names::alike(&format!("log/{}", log.id), people, &objects.names, &mut found);
    let vouched = vouched(log, options, files.is_bundle(), &mut found);
    let mut known = true;
    for (older, statements) in (0..logs.len()).filter(|at| *at != main).filter_map(of) {
        if strict_of(&logs, &strict, older) && has_completed(statements) {
            known &= confirmed(older, statements, options, &mut found);
        }
    }
    found.confirmed = confirmed(log, statements, options, &mut found) && known;
    let mut facts = facts(log, statements, &objects, vouched);
    facts.others = beside;
    facts.seen = others::read(files, log, &statements.told, &logs, &mut found);
    facts.anchors = links.iter().filter_map(|(at, _)| anchored.remove(at)).flatten().collect();
    found.facts = Some(facts);
    let verified = take(&links, logs, all, objects);
    (found, verified)
}

/// Whether what is found of this log counts.
fn strict_of(logs: &[OneLog<'_>], strict: &[bool], log: &OneLog<'_>) -> bool {
    logs.iter().zip(strict).any(|(one, strict)| one.id == log.id && *strict)
}

fn has_completed(statements: &Statements) -> bool {
    let all = statements.past.standing().all();
    all.iter().any(|one| matches!(one.outcome, Outcome::Completed { .. }))
}

/// The log that was checked with those it goes on from; `links` ends in it.
fn take(
    links: &[(usize, Option<u64>)],
    logs: Vec<OneLog<'_>>,
    mut all: BTreeMap<usize, Statements>,
    objects: Objects,
) -> Option<Verified> {
    let mut logs: Vec<Option<OneLog<'_>>> = logs.into_iter().map(Some).collect();
    let mut parts = Vec::new();
    for (at, size) in links {
        let mut log = logs.get_mut(*at)?.take()?;
        if let Some(size) = size {
            log.cut(*size);
        }
        let entries = log.entries.into_kept()?;
        let reading = one_log::whole(log.reading)?;
        parts.push((log.created, reading, entries, all.remove(at)?));
    }
    let (created, reading, entries, statements) = parts.pop()?;
    let older = parts.into_iter().map(|(created, reading, entries, statements)| Older {
        created,
        entries,
        reading,
        past: statements.past,
        texts: statements.texts,
    });
    let Statements { past, texts, rows, .. } = statements;
    Some(Verified {
        older: older.collect(),
        created,
        entries,
        reading,
        past,
        names: objects.names,
        texts,
        rows,
        findings: Findings::default(),
    })
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
        "report.html",
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
            found.note(path, "is not known here and was not read", UNCOUNTED);
        }
    }
}

/// How many lines a head code or a note kept elsewhere covers.
fn vouched(
    log: &OneLog<'_>,
    options: &Options,
    is_bundle: bool,
    found: &mut Findings,
) -> Option<u64> {
    let mut sizes = Vec::new();
    if let Some(code) = &options.head {
        match parse_head_code(&log.id, code) {
            Err(error) => found.mistyped(error),
            Ok((size, root)) => {
                let size = u64::from(size);
                match log.root_at(size) {
                    Some(here) if here == root => sizes.push(size),
                    Some(_) => {
                        found.altered(
                            HEAD_CODE,
                            format!("the first {size} lines are others"),
                            COMPARE,
                        );
                    }
                    None => {
                        let here = log.size();
                        let what = format!(
                            "it is over {size} lines, and {here} are here: lines were removed"
                        );
                        found.altered(HEAD_CODE, what, COMPARE);
                    }
                }
            }
        }
    }
    let first = format!("{}\n", log.created.origin);
    for note in options.notes.iter().filter(|note| note.starts_with(first.as_bytes())) {
        const PLACE: &str = "a checkpoint kept elsewhere";
        let later = one_log::claim(log, note).filter(|said| is_bundle && said.size > log.size());
        if let Some(said) = later {
            // A bundle is as old as its export, and the laptop has gone on since: no line of it is gone.
            let what = format!("the laptop has vouched for {} lines since this export", said.size);
            found.note(PLACE, what, "Ask for a new export if what came after it matters.");
        } else if one_log::is_signed(log, note) {
            sizes.extend(one_log::note(log, note, found, PLACE));
        } else {
            found.note(PLACE, "is not signed by the laptop and was not used", UNCOUNTED);
        }
    }
    sizes.into_iter().max()
}

/// Whether every signer's key is one that the reader trusts; a file of keys must hold all of them.
fn confirmed(
    log: &OneLog<'_>,
    statements: &Statements,
    options: &Options,
    found: &mut Findings,
) -> bool {
    let completed = statements.past.standing().all().iter();
    let completed: Vec<_> =
        completed.filter(|one| matches!(one.outcome, Outcome::Completed { .. })).collect();
    // Only a reader's own file says whose a key is.
    let Some(trust) = &options.trust else { return false };
    let mut all = !completed.is_empty();
    for one in completed {
        all &= statements.counts(one.number);
        let namespace = namespace(one.prepared.kind, log.created.mode);
        for (signer, key) in statements.signers.get(&one.number).into_iter().flatten() {
            let key = key.to_string();
            if !trust.allows(&signer.person.to_string(), namespace, &key) {
                let what = format!(
                    "your file of keys does not hold the key {} for {}, who signed statement {}",
                    signer.fingerprint, signer.person, one.number
                );
                found.altered(log.place(one.number.saturating_sub(1)), what, ASK);
                all = false;
            }
        }
    }
    all
}

fn facts(
    log: &OneLog<'_>,
    statements: &Statements,
    objects: &Objects,
    vouched: Option<u64>,
) -> Facts {
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
                withheld: statements.withheld.contains(&one.number),
                signers: signers.map(|(signer, _)| Arc::clone(signer)).collect(),
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
            RowWord::Withheld => rows.withheld += 1,
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
        root: log.root_at(log.good()).map(Hash::to_base64).unwrap_or_default(),
        signed_up_to: all.iter().rev().find(|one| one.counts).map_or(0, |one| one.number),
        vouched_up_to: vouched,
        root_of: statements.roster.root().map(|root| (root.threshold, root.persons.clone())),
        keys: keys.collect(),
        statements: all,
        rows,
        provisional: statements.provisional.clone(),
        clock_jumps: statements.jumps.found.clone(),
        acknowledged: statements.acknowledged,
        withheld: objects.withheld(),
        names_withheld: objects.withheld_names.len(),
        erased: objects.erased.len(),
        others: Vec::new(),
        seen: Vec::new(),
        anchors: Vec::new(),
        names: names.collect(),
    }
}
