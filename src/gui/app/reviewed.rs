//! What a review found, as text for the screen.

use std::path::Path;

use crate::custody::{Item, Moment, Past, What};
use crate::event::RunEndedHow;
use crate::gui::view::Reviewed;
use crate::run::Run;
use crate::session::{Offer, Record, Review};
use crate::terms::{PersonId, Place};
use crate::verify::{Finding, Findings, Verdict};

/// A folder or bundle that was verified.
pub(super) fn review(review: &Review) -> Reviewed {
    let found = findings(&review.path, &review.findings);
    match &review.record {
        Some(record) => with_record(found, record),
        None => found,
    }
}

/// A production that can only be read.
pub(super) fn record(record: &Record) -> Reviewed {
    with_record(findings(&record.folder, record.verified.findings()), record)
}

/// What verifying alone says.
pub(super) fn findings(path: &Path, findings: &Findings) -> Reviewed {
    let line =
        |finding: &Finding| format!("{}: {}. {}", finding.place, finding.what, finding.advice);
    let faults = findings.contradictions.iter().chain(&findings.missing).chain(&findings.unread);
    let said = findings.to_string();
    let beside = said.lines().skip(1).map(str::to_owned);
    Reviewed {
        path: path.display().to_string(),
        verdict: findings.verdict().words().to_owned(),
        faulty: match findings.verdict() {
            Verdict::Confirmed | Verdict::NotConfirmed => false,
            Verdict::Altered | Verdict::FilesMissing | Verdict::NotRead => true,
        },
        findings: faults.map(line).chain(beside).collect(),
        ..Reviewed::default()
    }
}

fn with_record(found: Reviewed, record: &Record) -> Reviewed {
    let told = Told { record, offset: record.state.offset() };
    Reviewed {
        missing: told.missing(),
        runs: record.state.runs().map(|run| told.run(run)).collect(),
        texts: told.texts(),
        custody: record.state.book().items().into_iter().map(|item| told.custody(item)).collect(),
        ..found
    }
}

/// A record told in sentences, with times as the laptop showed them.
struct Told<'a> {
    record: &'a Record,
    offset: i32,
}

impl Told<'_> {
    fn name(&self, person: PersonId) -> String {
        let known = self.record.state.roster().person(person);
        let name = known.and_then(|person| self.record.names.get(person.name));
        name.map_or_else(|| person.to_string(), str::to_owned)
    }

    fn somebody(&self, person: Option<PersonId>) -> String {
        person.map_or_else(|| "nobody named".to_owned(), |person| self.name(person))
    }

    fn at(&self, moment: &Moment) -> String {
        moment.at.wall.local(self.offset)
    }

    /// What was not recorded, and what was recorded as against the rules; the first thing that is read.
    fn missing(&self) -> Vec<String> {
        let state = &self.record.state;
        let mut told = Vec::new();
        for item in state.book().items() {
            let minutes = unaccounted(item);
            if minutes > 0 {
                told.push(format!("{}: {minutes} min out with nobody named.", item.tag));
            }
            for past in &item.history {
                if let What::Moved { act, breach: Some(breach), from, to, .. } = &past.what {
                    told.push(format!(
                        "{} {}: {}, {}; from {} to {}.",
                        self.at(&past.at),
                        item.tag,
                        act.words(),
                        breach.words(),
                        self.somebody(*from),
                        self.somebody(*to),
                    ));
                }
            }
        }
        let open = state.runs().filter(|run| run.is_open()).count();
        let given_up =
            state.runs().filter(|run| run.ended() == Some(RunEndedHow::Abandoned)).count();
        let after = state.runs().filter(|run| run.is_recorded_after()).count();
        let unsettled = state.standing_stops().count();
        let unsigned = self.record.verified.facts().map_or(0, |facts| facts.rows.unsigned);
        for (count, words) in [
            (open, "runs never ended"),
            (given_up, "runs were given up"),
            (after, "runs were recorded after, from paper"),
            (unsettled, "STOPs never settled"),
            (unsigned, "rows are recorded and not yet signed"),
        ] {
            if count > 0 {
                told.push(format!("{count} {words}."));
            }
        }
        if told.is_empty() {
            told.push("Nothing is missing that this log could show.".to_owned());
        }
        told
    }

    fn run(&self, run: &Run) -> (String, Vec<String>) {
        let started = run.started();
        let list = started
            .files
            .first()
            .map_or_else(String::new, |file| format!("{} revision {}", file.id, file.rev));
        let tag = started
            .item
            .and_then(|item| self.record.state.book().item(item))
            .map_or("", |item| &item.tag);
        let end = match run.ended() {
            None => "not ended",
            Some(RunEndedHow::Done) => "done",
            Some(RunEndedHow::Abandoned) => "given up",
        };
        let heading = format!("{} {tag} {list}, {end}", run.begun().wall.local(self.offset));
        let mut lines = vec![format!("Recorder: {}", self.somebody(started.recorder))];
        if !started.approved {
            lines.push("Example, not approved by this production".to_owned());
        }
        let roles = run
            .roles()
            .iter()
            .map(|held| format!("{}: {}", held.role.words(), self.name(held.person)));
        lines.extend(roles);
        for given in run.given() {
            let said: Vec<String> = given
                .replies
                .iter()
                .map(|reply| format!("{}: {}", self.somebody(reply.person), reply.said))
                .collect();
            let mark = if given.withdrawn.is_some() {
                " (withdrawn)"
            } else if given.fast {
                " (fast)"
            } else {
                ""
            };
            lines.push(format!(
                "{} {} \u{2013} {}{mark}",
                given.at.wall.clock(self.offset),
                given.asked,
                said.join("; ")
            ));
        }
        (heading, lines)
    }

    /// Each text that was prepared, with how it stands.
    fn texts(&self) -> Vec<(String, String)> {
        let facts = self.record.verified.facts();
        let standing = |number: u64| {
            let found =
                facts.and_then(|facts| facts.statements.iter().find(|one| one.number == number));
            match found {
                Some(one) if one.counts => {
                    let names: Vec<String> =
                        one.signers.iter().map(|one| self.name(one.person)).collect();
                    format!(", signed by {}", names.join(", "))
                }
                Some(one) if one.voided.is_some() => ", void".to_owned(),
                Some(_) => ", being signed".to_owned(),
                None => String::new(),
            }
        };
        let texts = self.record.verified.texts().iter();
        texts
            .map(|(number, text)| {
                (format!("Statement {number}{}", standing(*number)), text.as_str().to_owned())
            })
            .collect()
    }

    fn custody(&self, item: &Item) -> (String, Vec<String>) {
        let heading = format!(
            "{} ({}), {} min with nobody named",
            item.tag,
            item.kind.words(),
            unaccounted(item)
        );
        let line = |past: &Past| format!("{} {}", self.at(&past.at), self.what(&past.what));
        (heading, item.history.iter().map(line).collect())
    }

    fn what(&self, what: &What) -> String {
        match what {
            What::Added => "entered in the book".to_owned(),
            What::Declared { state, card: None } => format!("declared {}", state.words()),
            What::Declared { state, card: Some(card) } => {
                format!("noted from card {card}, never in force: {}", state.words())
            }
            What::Shown { by, looked, .. } => {
                format!("shown by {}, {looked} looked", self.name(*by))
            }
            What::Offered { by, looked } => {
                format!("offered by {}, {looked} looked", self.name(*by))
            }
            What::Moved { act, from, to, place, breach, .. } => {
                let against = breach
                    .map_or_else(String::new, |breach| format!("; BREACH: {}", breach.words()));
                let (from, to) = (self.somebody(*from), self.somebody(*to));
                format!("{}, from {from} to {to}, {}{against}", act.words(), place.words())
            }
            What::Condition { state, why } => format!("{} ({why})", state.words()),
            What::Unverified(why) => format!("UNVERIFIED: {}", why.words()),
        }
    }
}

/// Minutes in which an item was neither locked away nor with anybody named; the last place counts up to its next move.
fn unaccounted(item: &Item) -> u64 {
    let mut since: Option<&Moment> = None;
    let mut millis = 0;
    for past in &item.history {
        let What::Moved { to, watch, place, .. } = &past.what else { continue };
        if let Some(from) = since.take() {
            millis += past.at.at.since(&from.at).unwrap_or(0);
        }
        let nobody = to.is_none() && watch.is_none();
        if nobody && matches!(place, Place::Set | Place::Missing | Place::Hand) {
            since = Some(&past.at);
        }
    }
    millis / 60_000
}

/// What can be done about a log that cannot be continued.
pub(super) fn way_on(offer: Offer) -> &'static str {
    match offer {
        Offer::ContinueInNewLog => {
            "Nothing is repaired. Keep the folder as evidence; go on in a new production, every item UNVERIFIED."
        }
        Offer::UpdateProgram => "Open it with the newest version of the program.",
        Offer::ReadOnly => "It can only be looked at.",
    }
}
