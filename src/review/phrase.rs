//! Each finding as one sentence, phrased here and nowhere else.

use std::collections::BTreeMap;

use super::custody::{Care, Gap};
use super::evidence::Evidence;
use super::finding::{Finding, Known, RowsAre, Rule, WentOn, What, time_sentence};
use super::say::{capital, count, lasted, list, paths, times};
use super::{Point, Review};
use crate::event::{Entry, StatementKind, VoidedWhy, WithdrawnWhy};
use crate::terms::{Act, ItemId, PersonId, RunId, StepPath, UtcMillis, quoted};

/// Who and what is called how, and in whose time.
pub(super) struct Speaker<'a> {
    review: &'a Review,
    names: &'a BTreeMap<crate::terms::Digest, String>,
    tags: BTreeMap<ItemId, &'a str>,
    lists: BTreeMap<RunId, String>,
    offset: i32,
    entries: &'a [Entry],
}

impl<'a> Speaker<'a> {
    pub(super) fn new(review: &'a Review, evidence: &'a Evidence<'_>) -> Self {
        let tags = review.courses.iter().map(|one| (one.item, one.tag.as_str())).collect();
        let list = |run: &super::RunPast| {
            run.list()
                .map_or_else(|| "a list".to_owned(), |(id, rev)| format!("{id}, revision {rev}"))
        };
        let lists = review.runs.iter().map(|run| (run.started.run, list(run))).collect();
        Self {
            review,
            names: evidence.names,
            tags,
            lists,
            offset: evidence.offset(),
            entries: evidence.entries,
        }
    }

    pub(super) fn entries(&self) -> &'a [Entry] {
        self.entries
    }

    pub(super) fn offset(&self) -> i32 {
        self.offset
    }

    /// The name; the id where the name was withheld or erased.
    pub(super) fn name(&self, person: PersonId) -> String {
        let name = self.review.people.get(&person).and_then(|object| self.names.get(object));
        name.map_or_else(|| format!("{person} (name not here)"), |name| plain(name))
    }

    /// The name in a sealed object that is no person's of the production.
    pub(super) fn named(&self, object: &crate::terms::Digest) -> String {
        let name = self.names.get(object);
        name.map_or_else(|| "somebody (name not here)".to_owned(), |name| plain(name))
    }

    /// What a line says, with the people in it by name.
    pub(super) fn recorded(&self, text: &str) -> String {
        let named = |text: String, person: &PersonId| {
            let id = person.to_string();
            if text.contains(&id) { text.replace(&id, &self.name(*person)) } else { text }
        };
        self.review.people.keys().fold(plain(text), named)
    }

    pub(super) fn names(&self, people: &[PersonId]) -> String {
        let names: Vec<String> = people.iter().map(|person| self.name(*person)).collect();
        if names.is_empty() { "nobody named".to_owned() } else { list(&names) }
    }

    pub(super) fn somebody(&self, person: Option<PersonId>) -> String {
        person.map_or_else(|| "nobody named".to_owned(), |person| self.name(person))
    }

    pub(super) fn tag(&self, item: ItemId) -> String {
        self.tags.get(&item).map_or_else(|| item.to_string(), |tag| plain(tag))
    }

    pub(super) fn list(&self, run: RunId) -> String {
        self.lists.get(&run).cloned().unwrap_or_else(|| run.to_string())
    }

    /// "2026-11-22 14:30:12".
    pub(super) fn at(&self, at: UtcMillis) -> String {
        at.local(self.offset)
    }

    /// "14:30:12".
    pub(super) fn clock(&self, at: UtcMillis) -> String {
        let local = at.local(self.offset);
        local.split_once(' ').map_or_else(|| local.clone(), |(_, clock)| clock.to_owned())
    }

    pub(super) fn entry(&self, at: Point) -> String {
        format!("entry {}", at.seq)
    }

    /// In whose care.
    pub(super) fn care(&self, care: Care) -> String {
        match care {
            Care::Locked => "locked away".to_owned(),
            Care::Handler(person) => format!("with handler {}", self.name(person)),
            Care::Hand(person) => format!("in hand of {}", self.name(person)),
            Care::Watched(person) => format!("on set, watched by {}", self.name(person)),
            Care::Unit => "with another unit, not seen here".to_owned(),
            Care::Left => "left the production".to_owned(),
            Care::HandlerUnnamed => "with a handler, nobody named".to_owned(),
            Care::Nobody => "out of the handler's hands, nobody named".to_owned(),
            Care::Missing => "MISSING".to_owned(),
            Care::NotRunning { closed: true } => {
                "not locked away while the program was closed".to_owned()
            }
            Care::NotRunning { closed: false } => {
                "unaccounted for: the sitting was not closed".to_owned()
            }
        }
    }

    /// The sentence of a finding.
    pub(super) fn finding(&self, finding: &Finding) -> String {
        let said = self.what(finding);
        let said = match finding.item {
            Some(item) => format!("{}: {said}", self.tag(item)),
            None => capital(&said),
        };
        format!("{said}.")
    }

    fn what(&self, finding: &Finding) -> String {
        let people = &finding.people;
        match &finding.what {
            What::Time { gap, stretches } => {
                let whole = stretches.iter().map(super::Stretch::lasted).sum();
                let often = match stretches.len() {
                    1 => String::new(),
                    many => format!(", in {many} stretches"),
                };
                format!("{} {}{often}", lasted(whole), gap_words(*gap))
            }
            What::StillOut { care } => {
                format!("not locked away at the last entry: {}", self.care(*care))
            }
            What::CardNobody { card, claimed } => {
                let when = claimed
                    .map_or_else(String::new, |claimed| format!(" from {} on", self.at(claimed)));
                format!(
                    "card {card} tells of a time with nobody named{when}; how long it was is not in the record"
                )
            }
            What::Against { rule, act, known } => {
                format!("{} {}; {}", act_words(*act), self.rule(*rule, people), known_words(*known))
            }
            What::CardIssue { card } => format!(
                "issued, recorded after from card {card}: what was declared and shown then is not in the record"
            ),
            What::Seal { found, known } => {
                let by =
                    if people.is_empty() { "nobody named".to_owned() } else { self.names(people) };
                let known = match known {
                    Known::Recorded => "the log says so itself",
                    Known::ByReview => "found by review",
                };
                format!("opened by {by}: {}; {known}", found.words())
            }
            What::KeyUnknown { key } => {
                format!("nobody knows who has key {}", quoted(key))
            }
            What::LotCorrected { .. }
            | What::BlanksAfterDummies { .. }
            | What::ApartUsed { .. }
            | What::CardsPrinted { .. }
            | What::Photo { .. }
            | What::Law { .. } => super::kept::sentence(&finding.what, &|item| self.tag(item)),
            What::NotBack { .. }
            | What::WhileAway { .. }
            | What::HandoverUnsigned { .. }
            | What::RoundsDiffer { .. } => super::units::phrase(&finding.what, &self.names(people)),
            What::PeopleRules { rules } => super::told::asked(rules, &self.names(people)),
            What::NotInBook => "not in the book; acts were recorded of it all the same".to_owned(),
            What::Breach { code, act, card } => {
                let card = card.map_or_else(String::new, |card| format!(", from card {card}"));
                format!(
                    "BREACH recorded: {} ({}; {}){card}",
                    code.words(),
                    act_words(*act),
                    self.names(people)
                )
            }
            What::StopSettled { by, after, .. } => format!(
                "STOP{}, settled after {} by {}",
                self.called(*by),
                lasted(*after),
                self.names(people)
            ),
            What::StopStands { by, so_far, .. } => format!(
                "STOP{}, still standing at the last entry, {} later",
                self.called(*by),
                lasted(*so_far)
            ),
            What::Alarm { alarm, went_on, .. } => {
                let went_on = match went_on {
                    WentOn::No => "nothing says that work went on".to_owned(),
                    WentOn::Signed => {
                        format!("the restart is signed by {}", self.names(people))
                    }
                    WentOn::Ratified => {
                        format!(
                            "restarted by phone, signed since; agreed by {}",
                            self.names(people)
                        )
                    }
                    WentOn::NotRatified => {
                        format!(
                            "restarted by phone, not ratified; agreed by {}",
                            self.names(people)
                        )
                    }
                    WentOn::Unsigned => "settled without a signed restart".to_owned(),
                };
                format!("ALARM, {}; {went_on}", alarm.words())
            }
            What::RunAbandoned { run } => format!("run of {} was abandoned", self.list(*run)),
            What::RunOpen { run } => {
                format!("run of {} was begun and has no end in this record", self.list(*run))
            }
            What::Fast { run, steps } => format!(
                "{} came sooner than {} thinks possible ({})",
                count(steps.len(), "answer", "answers"),
                self.list(*run),
                paths(steps.iter())
            ),
            What::WeakReplies { run, steps } => format!(
                "{} not taken by {} ({})",
                count(steps.len(), "weak reply was", "weak replies were"),
                self.list(*run),
                paths(steps.iter())
            ),
            What::Withdrawn { run, steps } => self.withdrawn(*run, steps),
            What::TimeAsked { .. } | What::TimeCame { .. } => time_sentence(&finding.what, self),
            What::UnderDeviation { .. } | What::ListAgainst { .. } => {
                super::lists::tell::sentence(finding, self)
            }
            What::Runs { .. }
            | What::Card { .. }
            | What::Showings { .. }
            | What::LapsedOut { .. }
            | What::NotApproved { .. } => self.counted(&finding.what),
            What::Rows { .. }
            | What::StatementVoided { .. }
            | What::StatementNotSigned { .. }
            | What::StatementPending { .. }
            | What::Provisional { .. } => self.of_signing(&finding.what, people),
            What::SittingNotClosed { .. }
            | What::SittingOpen
            | What::Between { .. }
            | What::TornTail { .. }
            | What::WeakVolume
            | What::ClockJump { .. }
            | What::TwoRecords { .. }
            | What::StickChanged
            | What::Hold { .. }
            | What::Term { .. }
            | What::Erased { .. }
            | What::WrongPins { .. }
            | What::Continues => self.of_sittings(&finding.what, people),
        }
    }

    fn called(&self, by: Option<PersonId>) -> String {
        by.map_or_else(String::new, |by| format!(" called by {}", self.name(by)))
    }

    fn rule(&self, rule: Rule, people: &[PersonId]) -> String {
        let who = self.names(people);
        match rule {
            Rule::Declared => "with no declaration in force".to_owned(),
            Rule::ShownToDirector => "without a showing to the first AD or a deputy".to_owned(),
            Rule::ShownToTaker => format!("without a showing to the taker, {who}"),
            Rule::ByHandler => format!("by {who}, who is no qualified handler"),
            Rule::PermitInDate => format!("by {who}, a permit of whom was over"),
            Rule::ToTaker => format!("to {who}, who holds no role that takes it for the action"),
            Rule::Trained => format!("to {who}, with no training recorded for it, or none in date"),
            Rule::Meeting => "with no safety meeting recorded that day".to_owned(),
            Rule::AtMeeting => format!("to {who}, not recorded at the meeting of the day"),
            Rule::DirectorLooksOnly => {
                format!("with {who} handling it, who directs and only looks")
            }
            Rule::Named => "with nobody named".to_owned(),
            Rule::InsideAction => format!("with {who}, outside its action"),
            Rule::NoStop => "while a STOP stood".to_owned(),
        }
    }

    fn withdrawn(&self, run: RunId, steps: &[(StepPath, WithdrawnWhy)]) -> String {
        let why = |why: WithdrawnWhy| match why {
            WithdrawnWhy::Restart => "sent back by a STOP",
            WithdrawnWhy::NotApplicable => "no longer applied",
            WithdrawnWhy::Redo => "done again",
        };
        let mut whys: Vec<&str> = steps.iter().map(|(_, one)| why(*one)).collect();
        whys.sort_unstable();
        whys.dedup();
        format!(
            "{} withdrawn in {}: {} ({})",
            count(steps.len(), "answer", "answers"),
            self.list(run),
            whys.join(", "),
            paths(steps.iter().map(|(step, _)| step))
        )
    }

    fn counted(&self, what: &What) -> String {
        if let What::Runs { live, after } = what {
            let after = count(*after, "run", "runs");
            format!(
                "{} recorded as it happened, {after} recorded after",
                count(*live, "run", "runs")
            )
        } else if let What::Card { card, entries } = what {
            let entries = count(*entries, "entry", "entries");
            format!("card {card}: {entries} recorded after; nothing is ever in force from it")
        } else if let What::Showings { shown, shown_after, issued, issued_after } = what {
            let more = |n: usize| match n {
                0 => String::new(),
                n => format!(" and {n} from cards"),
            };
            format!(
                "{}{} against {}{}",
                count(*shown, "showing", "showings"),
                more(*shown_after),
                count(*issued, "issue", "issues"),
                more(*issued_after)
            )
        } else if let What::LapsedOut { care } = what {
            format!(
                "the declaration's time was over while it was {}; that interrupts no take",
                self.care(*care)
            )
        } else if let What::NotApproved { list, rev, runs } = what {
            let used = times(*runs);
            format!("list {}, revision {rev}: used {used}, an example, not approved", plain(list))
        } else {
            String::new()
        }
    }

    fn of_signing(&self, what: &What, people: &[PersonId]) -> String {
        if let What::Rows { are, rows } = what {
            let rows = count(rows.len(), "row", "rows");
            match are {
                RowsAre::NotYetSigned => format!("{rows} recorded, not yet signed"),
                RowsAre::Struck => format!("{rows} struck by a witness"),
                RowsAre::Withheld => {
                    format!("{rows} recorded, and whether they are signed stands in withheld texts")
                }
                RowsAre::After => format!("{rows} recorded after, from paper cards"),
            }
        } else if let What::StatementVoided { number, kind, why } = what {
            let why = match why {
                VoidedWhy::Stop => "a STOP",
                VoidedWhy::Changed => "what it is about changed",
                VoidedWhy::Refused => "a signer did not sign",
                VoidedWhy::Timeout => "ten minutes passed",
                VoidedWhy::Closed => "the program was closed",
                VoidedWhy::Cancelled => "it was cancelled",
            };
            format!("{} {number} was voided: {why}", kind_words(*kind))
        } else if let What::StatementNotSigned { number, kind } = what {
            format!("{} {number} was not signed by everybody asked", kind_words(*kind))
        } else if let What::StatementPending { number, kind } = what {
            format!("{} {number} still waits for signatures", kind_words(*kind))
        } else if let What::Provisional { role } = what {
            let who = self.names(people);
            format!("{who} was added as PROVISIONAL {}; no later roster holds that", role.words())
        } else {
            String::new()
        }
    }

    fn of_sittings(&self, what: &What, people: &[PersonId]) -> String {
        let how_long = |gap: &Option<u64>| {
            gap.map_or_else(|| "a time that no clock can tell".to_owned(), lasted)
        };
        if let What::SittingNotClosed { last, gap } = what {
            format!(
                "the sitting before was not closed: {} from its last entry ({}, {}) to this opening",
                how_long(gap),
                self.entry(*last),
                self.at(last.wall)
            )
        } else if let What::SittingOpen = what {
            "the last sitting has no end in this record: it goes on, or was not closed".to_owned()
        } else if let What::Between { gap } = what {
            format!("{} between a closed sitting and this opening", how_long(gap))
        } else if let What::TornTail { bytes } = what {
            let bytes = count(usize::try_from(*bytes).unwrap_or(usize::MAX), "byte", "bytes");
            format!("a torn tail of {bytes} was set aside: an entry that was being written is lost")
        } else if let What::WeakVolume = what {
            "the disk does not promise to keep what it acknowledged".to_owned()
        } else if let What::ClockJump { by, known } = what {
            let way = if *by < 0 { "back" } else { "forward" };
            let known = match known {
                Known::Recorded => "the log says so itself",
                Known::ByReview => "found by review",
            };
            format!("the wall clock jumped {way} by {}; {known}", lasted(by.unsigned_abs()))
        } else if let What::TwoRecords { log, own } = what {
            let whose = if *own { "this laptop" } else { "another laptop" };
            format!(
                "the key of {whose} (log {log}) signed two records: keep both laptops, and ask which was used on set"
            )
        } else if let What::StickChanged = what {
            "a file on a stick had other bytes than its name says; what was there is kept"
                .to_owned()
        } else if let What::Hold { placed, why } = what {
            let done = if *placed { "placed" } else { "lifted" };
            format!("an evidence hold was {done} by {}: {}", self.names(people), quoted(why))
        } else if let What::Term { sort, days } = what {
            let days = days.map_or_else(
                || "until somebody says otherwise".to_owned(),
                |days| {
                    format!(
                        "{} after the last work",
                        count(usize::try_from(days).unwrap_or(usize::MAX), "day", "days")
                    )
                },
            );
            format!("{} are kept {days}, says {}", sort.words(), self.names(people))
        } else if let What::Erased { object, why } = what {
            let start: String = object.to_string().chars().take(12).collect();
            format!(
                "the private object {start}\u{2026} was erased by {}: {}",
                self.names(people),
                quoted(why)
            )
        } else if let What::WrongPins { times: n } = what {
            format!("a wrong PIN for the key of {}, {}", self.names(people), times(*n))
        } else if let What::Continues = what {
            "this log goes on from another, whose lines are not looked at here".to_owned()
        } else {
            String::new()
        }
    }
}

/// What is missing of a time.
pub(super) fn gap_words(gap: Gap) -> &'static str {
    match gap {
        Gap::Missing => "MISSING",
        Gap::Nobody => "out of the handler's hands with nobody named",
        Gap::Unclean => {
            "unaccounted for, not locked away when a sitting ended without being closed"
        }
        Gap::Closed => "not locked away while the program was closed",
        Gap::HandlerUnnamed => "with a handler, and no handler named",
    }
}

fn act_words(act: Act) -> &'static str {
    act.words()
}

fn known_words(known: Known) -> &'static str {
    match known {
        Known::Recorded => "recorded as a breach",
        Known::ByReview => "found by review, not recorded as a breach",
    }
}

pub(super) fn kind_words(kind: StatementKind) -> &'static str {
    match kind {
        StatementKind::Roster => "roster",
        StatementKind::Sheet => "sheet of showings",
        StatementKind::Signoff => "sign-off",
        StatementKind::Approve => "approval of a list",
        StatementKind::Deviate => "deviation from a list",
        StatementKind::Amend => "amendment",
        StatementKind::Restart => "restart",
        StatementKind::Ratify => "ratification",
        StatementKind::Handover => "hand-over",
    }
}

/// Words of a line with whatever would steer a terminal or turn text round escaped.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '"' | '\\') {
            out.push(c);
        } else {
            out.push_str(quoted(c.encode_utf8(&mut [0; 4])).trim_matches('"'));
        }
    }
    out
}
