//! The text and signature files beside the log, held against what the lines give.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::files::Files;
use super::finding::{ASK, COMPARE, Findings, UNCOUNTED};
use super::logs::OneLog;
use super::statements::Statements;
use crate::event::{Event, Mode, Signed, StatementKind};
use crate::log::{Fan, Hash, fan_out};
use crate::signing::{PublicKey, SshSig, armor_around};
use crate::statement::{Outcome, Standing, Statement, Text, file_stem, namespace};
use crate::terms::PersonId;

/// Holds `statements/<log>/` against the statements of the first `size` lines; in a folder that is opened to be written
/// to, a file with other bytes than the lines give is noted, for the lines are what counts.
pub(super) fn compare(
    files: &Files<'_>,
    log: &OneLog<'_>,
    statements: &Statements,
    (size, opening, fan): (u64, bool, &dyn Fan),
    found: &mut Findings,
    beyond: &mut Findings,
) {
    let folder = format!("statements/{}", log.id);
    let all = statements.past.standing().all();
    let looked = fan_out(fan, all.len().div_ceil(PIECE), |piece| {
        let mut own = Own::default();
        for one in all.iter().skip(piece * PIECE).take(PIECE) {
            own.look(files, log, statements, (one, size, opening));
        }
        own
    });
    let mut expected: BTreeSet<(u64, Option<PersonId>)> = BTreeSet::new();
    for own in looked {
        expected.extend(own.expected);
        found.take(own.found);
    }
    let standing = statements.past.standing();
    let is_expected = |name: &str| file_of(standing, name).is_some_and(|at| expected.contains(&at));
    for (name, _) in files.below(&folder).filter(|(name, _)| !is_expected(name)) {
        let found = if log.limit.is_some() { &mut *beyond } else { &mut *found };
        stray(files, log, statements, name, found);
    }
}

/// How many statements are one piece of work.
const PIECE: usize = 64;

/// What some statements say of their files.
#[derive(Default)]
struct Own {
    expected: Vec<(u64, Option<PersonId>)>,
    found: Findings,
}

impl Own {
    /// Holds the files of one statement against it, where it is completed.
    fn look(
        &mut self,
        files: &Files<'_>,
        log: &OneLog<'_>,
        statements: &Statements,
        (one, size, opening): (&Statement, u64, bool),
    ) {
        let Outcome::Completed { seq, text } = one.outcome else { return };
        let needed = seq < size && !statements.withheld.contains(&one.number);
        // The files of one statement, in the order of their names.
        let mut own: BTreeMap<String, Must<'_>> = BTreeMap::new();
        let signers = statements.signers.get(&one.number).into_iter().flatten();
        let keys: Vec<&PublicKey> = signers.map(|(_, key)| key.as_ref()).collect();
        for signed in &signatures(log, one) {
            if SshSig::parse_blob_base64_by(&signed.sig, &keys).is_ok() {
                let who = Some(signed.person);
                let armor = Cow::Owned(armor_around(&signed.sig).into_bytes());
                own.insert(file_name(one, who), Must::Be(armor));
                self.expected.push((one.number, who));
            }
        }
        let must = match statements.texts.get(&one.number).map(Text::as_str) {
            Some(derived) => Must::Be(Cow::Borrowed(derived.as_bytes())),
            None => {
                let sha256 = statements.let_go.get(&one.number).copied().unwrap_or(text);
                Must::HaveHash(Hash::new(sha256.0))
            }
        };
        own.insert(file_name(one, None), must);
        self.expected.push((one.number, None));
        let found = &mut self.found;
        for (name, must) in &own {
            let place = format!("statements/{}/{name}", log.id);
            match files.get(&place) {
                Some(bytes) if !must.fits(bytes) && opening => {
                    found.note(
                        place,
                        "is not what the lines of the log give, and was not read",
                        UNCOUNTED,
                    );
                }
                Some(bytes) if !must.fits(bytes) => {
                    found.altered(place, "is not what the lines of the log give", COMPARE);
                }
                None if files.is_bundle() && needed => found.missing(place, "is not here"),
                Some(_) | None => {}
            }
        }
    }
}

/// The signatures on a statement; those that were let go of as their lines give them.
fn signatures<'s>(log: &OneLog<'_>, one: &'s Statement) -> Vec<Cow<'s, Signed>> {
    let kept = one.signatures.iter().map(|(_, signed)| Cow::Borrowed(signed));
    let mut all: Vec<Cow<'s, Signed>> = kept.collect();
    for lines in one.let_go.chunk_by(|line, next| line == next) {
        let entry = lines.first().and_then(|line| log.entry(*line));
        let signed = entry.iter().flat_map(|entry| entry.events()).filter_map(|event| {
            if let Event::StatementSigned(signed) = event { Some(signed) } else { None }
        });
        let signed = signed.filter(|signed| signed.statement == one.number);
        // What a line holds after the last signature that counted was taken in by nobody.
        all.extend(signed.take(lines.len()).map(|signed| Cow::Owned(signed.clone())));
    }
    all
}

/// The name of a statement's file: of its text, or of somebody's signature on it.
fn file_name(one: &Statement, who: Option<PersonId>) -> String {
    let stem = file_stem(one.number, one.prepared.kind);
    match who {
        Some(who) => format!("{stem}.{who}.sig"),
        None => format!("{stem}.txt"),
    }
}

/// The statement and the signer whose file has exactly that name.
fn file_of(standing: &Standing, name: &str) -> Option<(u64, Option<PersonId>)> {
    let (stem, ending) = name.split_once('.')?;
    let (digits, _) = stem.split_once('-')?;
    let one = standing.get(digits.parse().ok()?)?;
    let who = match ending.strip_suffix(".sig") {
        Some(who) => Some(who.parse().ok()?),
        None => None,
    };
    (file_name(one, who) == name).then_some((one.number, who))
}

enum Must<'a> {
    Be(Cow<'a, [u8]>),
    HaveHash(Hash),
}

impl Must<'_> {
    fn fits(&self, bytes: &[u8]) -> bool {
        match self {
            Self::Be(wanted) => **wanted == *bytes,
            Self::HaveHash(hash) => Hash::of(bytes) == *hash,
        }
    }
}

/// A file that belongs to no completed statement: at best unknown, at worst the proof that lines were removed.
fn stray(
    files: &Files<'_>,
    log: &OneLog<'_>,
    statements: &Statements,
    name: &str,
    found: &mut Findings,
) {
    let place = format!("statements/{}/{name}", log.id);
    let number = name.split_once('-').and_then(|(digits, _)| digits.parse::<u64>().ok());
    if log.is_cut_short() && number.is_some_and(|number| number >= log.readable()) {
        return;
    }
    if let Some((number, who)) = signed_but_not_said(files, log, statements, name) {
        let what = format!(
            "{who} signed this text over {number} lines, and the lines that say so are not here: lines were removed"
        );
        found.altered(place, what, ASK);
    } else if files.is_bundle() {
        found.altered(place, "belongs to no completed statement of the log", COMPARE);
    } else {
        found.note(place, "belongs to no completed statement and was not read", UNCOUNTED);
    }
}

/// The statement that the file `name` is a valid signature on, and who signed: such files are made from lines alone.
fn signed_but_not_said(
    files: &Files<'_>,
    log: &OneLog<'_>,
    statements: &Statements,
    name: &str,
) -> Option<(u64, String)> {
    let armor = files.get(&format!("statements/{}/{name}", log.id))?;
    let (stem, who) = name.strip_suffix(".sig")?.split_once('.')?;
    let (digits, kind) = stem.split_once('-')?;
    let number: u64 = digits.parse().ok()?;
    let kind = match kind {
        "roster" => StatementKind::Roster,
        "sheet" => StatementKind::Sheet,
        "signoff" => StatementKind::Signoff,
        "approve" => StatementKind::Approve,
        "deviate" => StatementKind::Deviate,
        "amend" => StatementKind::Amend,
        "restart" => StatementKind::Restart,
        "ratify" => StatementKind::Ratify,
        "handover" => StatementKind::Handover,
        _ => return None,
    };
    let text = files.get(&format!("statements/{}/{stem}.txt", log.id))?;
    let signature = SshSig::parse_armor(armor).ok()?;
    let person = statements.roster.person(who.parse().ok()?)?;
    let mode: Mode = log.created.mode;
    let holds = person
        .keys
        .iter()
        .filter_map(|key| key.key.parse::<PublicKey>().ok())
        .any(|key| signature.verify(&key, namespace(kind, mode), text).is_ok());
    holds.then(|| (number, who.to_owned()))
}
