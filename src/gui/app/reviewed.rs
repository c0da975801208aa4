//! What a review found, as text for the screen.

use std::path::Path;

use crate::gui::view::Reviewed;
use crate::session::{Offer, Record, Review};
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

fn with_record(found: Reviewed, _record: &Record) -> Reviewed {
    found
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
