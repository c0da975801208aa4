//! What a finished record shows: findings, runs, and each item's time without a hole.
//!
//! The contract: [`review`] is a pure function of the lines and of what verifying gave; it asks no clock, no file and no
//! checklist, and stands beside the fold of `production` with rules of its own, so that each checks the other. A
//! [`Finding`] is data with its place; [`Page`] says everything once, for window and command line alike. Time of which
//! nobody can say where an item was is never rounded away, and what was entered from a paper card never shortens it.

mod amend;
mod axis;
mod crew;
mod custody;
mod days;
mod evidence;
mod finding;
mod judge;
mod kept;
mod ledger;
mod lists;
mod page;
mod phrase;
mod runs;
mod say;
mod tell;
mod told;
mod units;
mod walk;

use std::collections::BTreeMap;

pub use amend::{AmendmentLine, Amends, View};
pub use axis::Point;
pub use custody::{Care, Course, Gap, Past, Span};
pub use days::{Day, Piece, days};
pub use evidence::Evidence;
pub use finding::{
    Blanks, Finding, Group, Known, ListFault, RowsAre, Rule, Stretch, Used, WentOn, What, Whose,
};
pub use lists::{Deviated, ListStanding};
pub use page::{
    Bar, BarPiece, CANNOT_SHOW, Custody, ItemPage, Line, Mark, NOTHING_MISSING, Page, Part,
    RunLine, RunPage, Section, TextPage, UNPROVEN,
};
pub use runs::{Happening, RunPast, Step};
pub use say::lasted;

use crate::terms::{Digest, PersonId};

/// Everything that a record shows.
#[derive(Clone, Debug, Default)]
pub struct Review {
    /// What was found, in the order of the log within each group.
    pub findings: Vec<Finding>,
    /// Each item's course, in order of the tags.
    pub courses: Vec<Course>,
    /// The runs in order.
    pub runs: Vec<RunPast>,
    /// The object that holds each person's name.
    pub people: BTreeMap<PersonId, Digest>,
}

/// Looks at a record.
#[must_use]
pub fn review(evidence: &Evidence<'_>) -> Review {
    let lines = axis::lines(evidence.entries);
    let Some(last) = lines.last().map(|line| line.point) else { return Review::default() };
    let mut walk = walk::Walk::default();
    let mut ledger = ledger::Ledger::default();
    let mut runs = runs::Runs::default();
    let mut lists = lists::Lists::default();
    let mut stores = kept::Stores::default();
    let mut rounds = kept::Rounds::default();
    let mut times = finding::Times::default();
    let mut units = units::Units::default();
    let mut before = None;
    for line in &lines {
        walk.take(before, line);
        ledger.take(before, line);
        runs.take(line);
        lists.take(line);
        stores.take(line);
        times.take(line);
        rounds.take(line);
        units.take(line);
        before = Some(line.point);
    }
    let people = walk.crew().names().clone();
    let (courses, mut findings) = walk.end(last);
    let mut runs = runs.end();
    findings.extend(lists.end(&mut runs));
    findings.extend(ledger.end(last));
    findings.extend(stores.end());
    findings.extend(times.end(evidence));
    findings.extend(rounds.end());
    findings.extend(units.end());
    findings.extend(ledger::of_runs(&runs));
    findings.extend(ledger::of_rows(evidence.rows, &lines));
    findings.sort_by_key(|one| (one.what.group(), one.at.seq, one.index));
    Review { findings, courses, runs, people }
}
