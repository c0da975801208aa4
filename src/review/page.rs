//! The page of a review: everything said once, in order, for window and command line alike.

use std::collections::BTreeMap;

use super::amend::tell::amendments;
use super::amend::{Alike, AmendmentLine, Amends, Corrections, Teller, View};
use super::custody::{Care, Course, Gap};
use super::evidence::Evidence;
use super::finding::{Finding, Group, Known, Rule, WentOn, What};
use super::phrase::{Speaker, plain};
use super::say::times;
use super::{Review, tell};
use crate::event::Mode;
use crate::terms::{ItemId, Millis, RunId};
use crate::verify::RowWord;

/// What a log cannot show; it stands wherever something is said of what is missing.
pub const CANNOT_SHOW: &str = "A log shows what somebody entered. Handling that nobody entered, an entry that is not true, and what \
     happened where no laptop was, do not show here; nor do entries that were taken off its end before anybody vouched for them, a laptop \
     clock that was wrong from the start, or sweeps, which this version does not keep. That there was no training and no safety meeting shows only \
     where the record says that they are asked for.";

/// Said only where nothing at all was found missing; never without [`CANNOT_SHOW`].
pub const NOTHING_MISSING: &str = "Nothing is missing that this log could show.";

/// Over what can still be shown of a record against which something speaks.
pub const UNPROVEN: &str = "UNPROVEN: something speaks against these files. What follows is what can still be read, and proves nothing.";

/// Everything that a review says of a record.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The production as people call it.
    pub title: String,
    /// Whether it is a drill; unknown is not live.
    pub drill: bool,
    /// Whether it is the shipped example.
    pub sample: bool,
    /// Whether something speaks against the files.
    pub unproven: bool,
    /// Whether every file that must be here is.
    pub whole: bool,
    /// How many entries there are.
    pub entries: usize,
    /// What was not recorded; the first thing that is read.
    pub missing: Vec<Line>,
    /// What was found, group by group, for those who read on.
    pub sections: Vec<Section>,
    /// The runs in order.
    pub runs: Vec<RunPage>,
    /// Every amendment, in every view.
    pub amendments: Vec<AmendmentLine>,
    /// What is found in the corrected record alone.
    pub corrected_only: Vec<Line>,
    /// Each row of the sheets, signed or not.
    pub rows: Vec<Part>,
    /// Each text that people signed, were to sign, or struck lines of.
    pub texts: Vec<TextPage>,
    /// Each item's custody.
    pub items: Vec<ItemPage>,
}

/// One sentence with its place.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Line {
    /// When, as the laptop showed it; empty where it is about a whole.
    pub at: String,
    /// The line of the log.
    pub seq: Option<u64>,
    /// What.
    pub words: String,
    /// What the amendments make of it.
    pub amends: Amends,
}

/// Sentences under a heading.
#[derive(Clone, Debug)]
pub struct Section {
    /// The heading.
    pub heading: &'static str,
    /// The sentences.
    pub lines: Vec<Line>,
}

/// One row, and how it stands.
#[derive(Clone, Debug)]
pub struct Part {
    /// What it says.
    pub line: Line,
    /// *signed by …*, *struck by …*, *recorded, not yet signed*, *recorded after, card n*.
    pub standing: String,
    /// The same as one word.
    pub word: RowWord,
}

/// One run.
#[derive(Clone, Debug)]
pub struct RunPage {
    /// Which.
    pub run: RunId,
    /// List, revision and item.
    pub heading: String,
    /// Scene, set-up and take; live or after; outcome.
    pub below: String,
    /// The deviations that it began under: what, why, until when, signed by whom.
    pub deviations: Vec<String>,
    /// Who holds which role.
    pub roles: String,
    /// What happened in it.
    pub steps: Vec<RunLine>,
}

/// One step of a run.
#[derive(Clone, Debug)]
pub struct RunLine {
    /// When.
    pub at: String,
    /// What was asked, or happened.
    pub asked: String,
    /// What was said, and by whom.
    pub said: String,
    /// A mark: withdrawn, fast, STOP.
    pub mark: Option<String>,
    /// What the amendments make of it.
    pub amends: Amends,
}

/// One text.
#[derive(Clone, Debug)]
pub struct TextPage {
    /// What it is.
    pub heading: String,
    /// How it stands.
    pub standing: String,
    /// The text, byte for byte; empty where it could not be derived.
    pub text: String,
}

/// One item's custody.
#[derive(Clone, Debug)]
pub struct ItemPage {
    /// The tag, and what it is.
    pub heading: String,
    /// Its time, as it was recorded.
    pub custody: Custody,
    /// Its time as it stands corrected, where that is another.
    pub corrected: Option<Custody>,
    /// Every line that names it.
    pub past: Vec<Line>,
    /// The late entries about it.
    pub late: Vec<Line>,
}

impl ItemPage {
    /// Its time in a view, each under its heading where there are two.
    #[must_use]
    pub fn in_view(&self, view: View) -> Vec<(Option<&'static str>, &Custody)> {
        match (&self.corrected, view) {
            (None, _) | (_, View::Original) => vec![(None, &self.custody)],
            (Some(corrected), View::Corrected) => vec![(Some("As it stands corrected"), corrected)],
            (Some(corrected), View::Both) => vec![
                (Some("As it was recorded"), &self.custody),
                (Some("As it stands corrected"), corrected),
            ],
        }
    }
}

/// One item's time without a hole.
#[derive(Clone, Debug)]
pub struct Custody {
    /// What is missing of it, and of how much.
    pub below: String,
    /// One bar a day.
    pub bars: Vec<Bar>,
    /// Every span.
    pub spans: Vec<Line>,
}

/// One day of an item as a bar.
#[derive(Clone, Debug)]
pub struct Bar {
    /// The day.
    pub day: String,
    /// From when.
    pub from: String,
    /// Until when.
    pub to: String,
    /// The pieces, in order.
    pub pieces: Vec<BarPiece>,
}

/// One piece of a bar.
#[derive(Clone, Debug)]
pub struct BarPiece {
    /// How it is drawn.
    pub mark: Mark,
    /// How long it is.
    pub lasts: Millis,
    /// From when, how long, in whose care: what a screen reader says.
    pub words: String,
}

/// How a piece of a bar is drawn; each has a word and a pattern of its own.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Mark {
    /// Locked away.
    Locked,
    /// With a handler.
    Handler,
    /// In hand of the action.
    Hand,
    /// Watched on the set.
    Watched,
    /// Not seen here.
    Elsewhere,
    /// With a handler, nobody named.
    Unnamed,
    /// Nobody named.
    Nobody,
    /// Unaccounted for while the program did not run.
    NotRunning,
    /// MISSING.
    Missing,
}

impl Mark {
    /// Every one, in the order of the legend.
    pub const ALL: [Self; 9] = [
        Self::Locked,
        Self::Handler,
        Self::Hand,
        Self::Watched,
        Self::Elsewhere,
        Self::Unnamed,
        Self::Nobody,
        Self::NotRunning,
        Self::Missing,
    ];

    /// As people read it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Locked => "locked away",
            Self::Handler => "with handler",
            Self::Hand => "in hand",
            Self::Watched => "watched",
            Self::Elsewhere => "not seen here",
            Self::Unnamed => "handler not named",
            Self::Nobody => "nobody named",
            Self::NotRunning => "program not running",
            Self::Missing => "MISSING",
        }
    }

    /// Of a care.
    #[must_use]
    pub fn of(care: Care) -> Self {
        match care {
            Care::Locked => Self::Locked,
            Care::Handler(_) => Self::Handler,
            Care::Hand(_) => Self::Hand,
            Care::Watched(_) => Self::Watched,
            Care::Unit | Care::Left => Self::Elsewhere,
            Care::HandlerUnnamed => Self::Unnamed,
            Care::Nobody => Self::Nobody,
            Care::NotRunning { .. } => Self::NotRunning,
            Care::Missing => Self::Missing,
        }
    }
}

impl Page {
    /// Says what a review found.
    #[must_use]
    pub fn of(review: &Review, evidence: &Evidence<'_>) -> Self {
        let speaker = Speaker::new(review, evidence);
        let created = evidence.created();
        let corrections = Corrections::of(evidence);
        let entries = corrections.entries(evidence.entries);
        // Findings are those of the original; the corrected lines are looked at by the same rules beside it.
        let other = entries
            .map(|entries| super::review(&Evidence { entries: &entries, ..evidence.clone() }));
        let alike = other.as_ref().map(|other| Alike::of(&other.findings));
        let teller = Teller { review, other: alike, corrections: &corrections, speaker: &speaker };
        let (missing, sections) = (missing(&teller), sections(&teller));
        let courses = other.iter().flat_map(|other| &other.courses);
        let courses: BTreeMap<ItemId, &Course> = courses.map(|one| (one.item, one)).collect();
        let course = |item: ItemId| courses.get(&item).copied();
        Self {
            title: created.map_or_else(String::new, |created| plain(&created.title)),
            drill: created.is_none_or(|created| match created.mode {
                Mode::Drill => true,
                Mode::Live => false,
            }),
            sample: created.is_some_and(|created| created.sample),
            unproven: evidence.unproven,
            whole: evidence.whole,
            entries: evidence.entries.len(),
            missing,
            sections,
            amendments: amendments(&corrections, &speaker, |event| tell::recorded(event, &speaker)),
            corrected_only: teller.corrected_only(),
            runs: review.runs.iter().map(|run| tell::run(run, &corrections, &speaker)).collect(),
            rows: tell::rows(evidence, &corrections, &speaker),
            texts: tell::texts(evidence, &speaker),
            items: review
                .courses
                .iter()
                .map(|one| tell::item(one, course(one.item), &corrections, &speaker))
                .collect(),
        }
    }

    /// What stands in the first panel where nothing was found missing; silent wherever it could mislead.
    #[must_use]
    pub fn nothing_missing(&self) -> Option<&'static str> {
        let proven = self.whole && !self.unproven && self.entries > 0;
        // A late entry tells of something that was not recorded, whatever the rest of the log shows.
        // One whose signatures cannot be seen may correct what nothing was found in.
        let silent = |one: &AmendmentLine| !one.late && !one.waits && !one.withheld;
        let proven = proven && self.amendments.iter().all(silent);
        (self.missing.is_empty() && proven).then_some(NOTHING_MISSING)
    }
}

/// The first panel: the gravest first, then by item; acts of one sort are counted together.
fn missing(teller: &Teller<'_>) -> Vec<Line> {
    let (review, speaker) = (teller.review, teller.speaker);
    let mut by_item: Vec<(&Finding, String)> = Vec::new();
    let mut counted: BTreeMap<(ItemId, Rule, u8), (usize, &Finding)> = BTreeMap::new();
    for finding in review.findings.iter().filter(|one| one.what.is_missing()) {
        match (&finding.what, finding.item) {
            (What::Against { rule, known, .. }, Some(item)) => {
                let known = match known {
                    Known::ByReview => 0,
                    Known::Recorded => 1,
                };
                counted.entry((item, *rule, known)).or_insert((0, finding)).0 += 1;
            }
            (_, _) => by_item.push((finding, speaker.finding(finding))),
        }
    }
    for (times_found, finding) in counted.into_values() {
        let said = speaker.finding(finding);
        let said = match times_found {
            1 => said,
            many => format!("{} ({}).", said.trim_end_matches('.'), times(many)),
        };
        by_item.push((finding, said));
    }
    let places = review.courses.iter().enumerate().map(|(place, course)| (course.item, place));
    let places: BTreeMap<ItemId, usize> = places.collect();
    by_item.sort_by_key(|(finding, _)| {
        let item = finding.item.and_then(|item| places.get(&item).copied());
        let item = item.unwrap_or(usize::MAX);
        (weight(&finding.what), item, finding.at.seq, finding.index)
    });
    by_item.into_iter().map(|(finding, words)| teller.line(finding, words)).collect()
}

/// The place of a sort of finding in the first panel; 0 is read first.
fn weight(what: &What) -> u8 {
    match what {
        What::Time { gap: Gap::Missing, .. }
        | What::WhileAway { .. }
        | What::NotInBook
        | What::Seal { .. }
        | What::TwoRecords { .. } => 0,
        What::Time { gap: Gap::Nobody, .. } => 1,
        What::Time { gap: Gap::Unclean | Gap::Closed, .. } => 2,
        What::Against { known: Known::ByReview, .. }
        | What::BlanksAfterDummies { .. }
        | What::ApartUsed { .. }
        | What::ListAgainst { .. } => 3,
        What::Against { known: Known::Recorded, .. } => 4,
        What::CardIssue { .. }
        | What::CardNobody { .. }
        | What::KeyUnknown { .. }
        | What::RoundsDiffer { .. } => 5,
        What::Alarm { went_on: WentOn::No | WentOn::NotRatified | WentOn::Unsigned, .. } => 0,
        What::StopStands { .. } => 6,
        What::NotBack { .. } | What::StillOut { .. } => 7,
        What::Time { gap: Gap::HandlerUnnamed, .. } => 8,
        What::RunAbandoned { .. }
        | What::RunOpen { .. }
        | What::StatementPending { .. }
        | What::HandoverUnsigned { .. } => 9,
        What::Rows { .. } | What::Runs { .. } | What::Card { .. } => 10,
        What::SittingNotClosed { .. }
        | What::SittingOpen
        | What::Between { .. }
        | What::TornTail { .. }
        | What::ClockJump { .. }
        | What::StickChanged
        | What::Erased { .. }
        | What::WeakVolume
        | What::Continues => 11,
        What::Breach { .. }
        | What::LotCorrected { .. }
        | What::CardsPrinted { .. }
        | What::Photo { .. }
        | What::Law { .. }
        | What::PeopleRules { .. }
        | What::Alarm { went_on: WentOn::Signed | WentOn::Ratified, .. }
        | What::StopSettled { .. }
        | What::Fast { .. }
        | What::WeakReplies { .. }
        | What::Withdrawn { .. }
        | What::Showings { .. }
        | What::LapsedOut { .. }
        | What::StatementVoided { .. }
        | What::StatementNotSigned { .. }
        | What::Provisional { .. }
        | What::Hold { .. }
        | What::Term { .. }
        | What::TimeAsked { .. }
        | What::TimeCame { .. }
        | What::WrongPins { .. }
        | What::NotApproved { .. }
        | What::UnderDeviation { .. } => 12,
    }
}

/// The groups after the first panel, each with all of its findings.
fn sections(teller: &Teller<'_>) -> Vec<Section> {
    let (review, speaker) = (teller.review, teller.speaker);
    let of = |group: Group| {
        let found = review.findings.iter().filter(|one| one.what.group() == group);
        found.map(|one| teller.line(one, speaker.finding(one))).collect::<Vec<_>>()
    };
    let groups = Group::ALL.into_iter().filter(|group| *group != Group::NotRecorded);
    let sections = groups.map(|group| Section { heading: heading(group), lines: of(group) });
    sections.filter(|section| !section.lines.is_empty()).collect()
}

fn heading(group: Group) -> &'static str {
    match group {
        Group::NotRecorded => "What was not recorded",
        Group::Against => "Against the rules",
        Group::Stops => "STOPs and answers",
        Group::After => "Recorded live, recorded after",
        Group::Showings => "Showings against issues",
        Group::Signing => "Signed and not signed",
        Group::Times => "Times from authorities",
        Group::Sittings => "Sittings, clock and disk",
        Group::Lists => "Lists used",
    }
}
