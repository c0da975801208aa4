//! Times from an authority over statements: each answer is held against its request, its text and what its line says of it.

use std::collections::BTreeMap;

use super::Statements;
use crate::anchor::{Fault, Request, Token, Trust, read};
use crate::event::{AnchorReceived, AnchorRequested, Event};
use crate::log::Hash;
use crate::statement::Outcome;
use crate::terms::{Digest, UtcMillis};
use crate::verify::facts::{AnchorFact, Authority};
use crate::verify::files::Files;
use crate::verify::finding::{ASK, COMPARE, Findings};
use crate::verify::logs::OneLog;

/// How far an authority's clock and the laptop's may be apart before it is worth a word, in milliseconds.
const APART: i64 = 120_000;

/// A request that the lines hold.
struct Asked<'a> {
    what: &'a AnchorRequested,
    at: UtcMillis,
    request: Request,
}

struct Reader<'a> {
    files: &'a Files<'a>,
    log: &'a OneLog<'a>,
    statements: &'a Statements,
    trust: Option<&'a Trust>,
    asked: BTreeMap<Digest, Asked<'a>>,
    facts: Vec<AnchorFact>,
}

/// Every time from an authority that `log` tells of.
pub(in crate::verify) fn anchors(
    files: &Files<'_>,
    log: &OneLog<'_>,
    statements: &Statements,
    trust: Option<&Trust>,
    found: &mut Findings,
) -> Vec<AnchorFact> {
    let asked = BTreeMap::new();
    let mut reader = Reader { files, log, statements, trust, asked, facts: Vec::new() };
    for (seq, at, event) in &statements.timed {
        if let Event::AnchorRequested(what) = event {
            reader.requested(what, *seq, *at, found);
        } else if let Event::AnchorReceived(what) = event {
            reader.received(what, *seq, *at, found);
        }
    }
    reader.facts
}

/// The bytes of an object.
enum Bytes<'a> {
    Here(&'a [u8]),
    /// More than anything of the sort has.
    TooMany,
    /// Told as missing, or erased.
    Gone,
}

impl<'a> Reader<'a> {
    fn object(&self, digest: Digest) -> (String, Bytes<'a>) {
        let hex = digest.to_string();
        let (folder, name) = hex.split_at_checked(2).unwrap_or(("", &hex));
        let (inside, path) = (format!("{folder}/{name}"), format!("objects/{folder}/{name}"));
        let bytes = match self.files.get(&path) {
            Some(bytes) => Bytes::Here(bytes),
            None if self.files.large_below("objects").any(|(one, _)| one == inside) => {
                Bytes::TooMany
            }
            None => Bytes::Gone,
        };
        (path, bytes)
    }

    fn requested(
        &mut self,
        what: &'a AnchorRequested,
        seq: u64,
        at: UtcMillis,
        found: &mut Findings,
    ) {
        let place = self.log.place(seq);
        let all = self.statements.past.standing().all();
        let signed = all.iter().find(|one| one.number == what.statement);
        match signed.map(|one| one.outcome) {
            Some(Outcome::Completed { seq: done, text }) if done < seq && text == what.text => {}
            Some(Outcome::Completed { .. } | Outcome::Pending | Outcome::Voided { .. }) | None => {
                let what = format!(
                    "asks for a time over something else than the signed text of statement {}",
                    what.statement
                );
                found.altered(place, what, ASK);
                return;
            }
        }
        let request = Request { text: what.text.0, nonce: u64::from_be_bytes(what.nonce.0) };
        if Hash::of(&request.to_der()).as_bytes() == &what.request.0 {
            self.asked.insert(what.request, Asked { what, at, request });
        } else {
            let (path, _) = self.object(what.request);
            found.altered(place, format!("{path} is not the request that this line tells of"), ASK);
        }
    }

    fn received(&mut self, what: &AnchorReceived, seq: u64, at: UtcMillis, found: &mut Findings) {
        let place = self.log.place(seq);
        let asked = self.asked.get(&what.request);
        let Some(asked) = asked.filter(|asked| asked.what.statement == what.statement) else {
            let what = "tells of the answer to a request that no line before it tells of";
            found.altered(place, what, ASK);
            return;
        };
        let (path, bytes) = self.object(what.response);
        let token = match bytes {
            Bytes::Here(bytes) => read(bytes),
            Bytes::TooMany => Err(Fault::Form("response")),
            Bytes::Gone => return,
        };
        let token = token.and_then(|token| token.answers(&asked.request).map(|()| token));
        let token = match token {
            Ok(token) => token,
            Err(
                fault @ (Fault::Algorithm { .. } | Fault::Version { .. } | Fault::Critical { .. }),
            ) => {
                found.unread(place, format!("{path}, a time from an authority: {fault}"));
                return;
            }
            Err(fault) => {
                let what = format!(
                    "{path} is no time from an authority over statement {}: {fault}",
                    what.statement
                );
                found.altered(place, what, COMPARE);
                return;
            }
        };
        if token.time() != what.time || token.certificate() != what.certificate.0 {
            let what = format!(
                "{path} says another time, or is by another authority, than this line tells"
            );
            found.altered(place, what, ASK);
            return;
        }
        self.apart(&token, (asked.at, at), &place, found);
        let fact = self.fact(&token, what, seq);
        if let Authority::Refused(why) = &fact.confirmed {
            found.note(
                place,
                format!("your file of authorities does not confirm {}: {why}", fact.authority),
                "Its time counts as far as you trust that authority; compare its certificate.",
            );
        }
        self.facts.push(fact);
    }

    /// Between asking and answering, by the laptop's clock, lies what the authority says, if both clocks are right.
    fn apart(
        &self,
        token: &Token,
        (asked, received): (UtcMillis, UtcMillis),
        place: &str,
        found: &mut Findings,
    ) {
        let accuracy = token.accuracy().and_then(|ms| i64::try_from(ms).ok()).unwrap_or(0);
        let most = APART.saturating_add(accuracy);
        let before = asked.millis().saturating_sub(token.time().millis());
        let after = token.time().millis().saturating_sub(received.millis());
        let (by, how) = if before > most {
            (before, "ahead of")
        } else if after > most {
            (after, "behind")
        } else {
            return;
        };
        found.note(
            place,
            format!(
                "the laptop's clock was at least {} s {how} the clock of {}",
                by.unsigned_abs() / 1000,
                token.authority()
            ),
            "The hours of the entries about it are the laptop's; ask which clock was wrong.",
        );
    }

    fn fact(&self, token: &Token, what: &AnchorReceived, seq: u64) -> AnchorFact {
        let all = self.statements.past.standing().all();
        let statement = all.iter().find(|one| one.number == what.statement);
        let confirmed = match self.trust.map(|trust| token.confirm(trust)) {
            None => Authority::NotAsked,
            Some(Ok(root)) => Authority::Confirmed { root: root.subject },
            Some(Err(why)) => Authority::Refused(why.to_string()),
        };
        AnchorFact {
            log: self.log.created.log,
            entry: seq,
            statement: what.statement,
            kind: statement.map(|one| one.prepared.kind),
            time: token.time(),
            after_prepared: statement
                .map(|one| token.time().millis().saturating_sub(one.at.millis())),
            accuracy: token.accuracy(),
            authority: token.authority(),
            certificate: Digest(token.certificate()),
            response: what.response,
            confirmed,
        }
    }
}
