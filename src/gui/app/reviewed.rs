//! What a review found, ready for the screen.

use std::path::Path;

use crate::gui::view::Reviewed;
use crate::review::{Evidence, Page};
use crate::session::{Damaged, Offer, Record, Review};
use crate::verify::{Finding, Findings, Verdict};

/// A folder or bundle that was verified.
pub(super) fn review(review: Review) -> Reviewed {
    with(&review.path, &review.findings, review.page)
}

/// A production that can only be read.
pub(super) fn record(record: &Record) -> Reviewed {
    let evidence = Evidence::verified(&record.verified);
    let page = Page::of(&crate::review::review(&evidence), &evidence);
    with(&record.folder, record.verified.findings(), Some(Box::new(page)))
}

/// A log that cannot be continued; `None` where it could not be verified at all.
pub(super) fn damaged(damaged: &mut Damaged) -> Option<Reviewed> {
    let page = damaged.page.take();
    damaged.findings.as_ref().map(|findings| with(&damaged.folder, findings, page))
}

fn with(path: &Path, findings: &Findings, page: Option<Box<Page>>) -> Reviewed {
    let faults = findings.contradictions.iter().chain(&findings.missing).chain(&findings.unread);
    let said = findings.to_string();
    let beside =
        said.lines().skip(1).take_while(|line| !line.ends_with("s:") && *line != "Missing:");
    Reviewed {
        path: path.display().to_string(),
        verdict: findings.verdict().words().to_owned(),
        faulty: match findings.verdict() {
            Verdict::Confirmed | Verdict::NotConfirmed | Verdict::LinesOnly => false,
            Verdict::Altered | Verdict::FilesMissing | Verdict::NotRead => true,
        },
        faults: faults.map(Finding::to_string).collect(),
        beside: beside.map(str::to_owned).collect(),
        notes: findings.notes.iter().map(Finding::to_string).collect(),
        page,
    }
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
