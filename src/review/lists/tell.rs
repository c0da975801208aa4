//! The sentences about approvals, local rules and deviations.

use super::Deviated;
use crate::review::finding::{Finding, ListFault, What};
use crate::review::phrase::{Speaker, plain};
use crate::review::runs::RunPast;
use crate::review::say::times;

/// How a run's files stand, behind what else is said of it.
pub(in crate::review) fn standing(run: &RunPast) -> &'static str {
    match (run.standing.approved, run.standing.deviations.is_empty()) {
        (true, true) => "; approved by this production",
        (true, false) => "; approved by this production, UNDER A DEVIATION",
        (false, true) => "; example, not approved",
        (false, false) => "; example, not approved, UNDER A DEVIATION",
    }
}

/// The deviations that a run began under, each with all that was signed about it.
pub(in crate::review) fn deviations(run: &RunPast, speaker: &Speaker<'_>) -> Vec<String> {
    run.standing.deviations.iter().map(|one| deviation(one, speaker)).collect()
}

fn deviation(one: &Deviated, speaker: &Speaker<'_>) -> String {
    let by: Vec<String> = one
        .by
        .iter()
        .map(|who| format!("{}, {}", speaker.name(who.person), who.role.words()))
        .collect();
    let by = if by.is_empty() {
        "signed by nobody".to_owned()
    } else {
        format!("signed by {}", by.join("; "))
    };
    let (what, why) = (plain(&one.asked.what), plain(&one.asked.why));
    format!(
        "Deviation: \u{201c}{what}\u{201d}; why: \u{201c}{why}\u{201d}; until {}; {by}",
        speaker.at(one.asked.until)
    )
}

/// What was found about lists; nothing for what is about something else.
pub(in crate::review) fn sentence(finding: &Finding, speaker: &Speaker<'_>) -> String {
    if let What::UnderDeviation { list, what, why, until, runs } = &finding.what {
        let by = if finding.people.is_empty() {
            "signed by nobody".to_owned()
        } else {
            format!("signed by {}", speaker.names(&finding.people))
        };
        format!(
            "list {}: under a deviation {}: \u{201c}{}\u{201d}; why: \u{201c}{}\u{201d}; until {}; {by}",
            plain(list),
            times(*runs),
            plain(what),
            plain(why),
            speaker.at(*until)
        )
    } else if let What::ListAgainst { run, fault, file } = &finding.what {
        let (list, file) = (speaker.list(*run), plain(file));
        match fault {
            ListFault::WithoutRule => {
                format!("run of {list} began without the local rule {file}")
            }
            ListFault::WithoutDeviation => {
                format!("run of {list} began without the deviation {file}, which was in force")
            }
            ListFault::NoRule => {
                format!("run of {list} began under {file}, which is no local rule here")
            }
            ListFault::NoDeviation => {
                format!("run of {list} began under the deviation {file}, which was not in force")
            }
            ListFault::ApprovedUntruly => {
                format!("run of {list} does not say truly whether its list was approved")
            }
        }
    } else {
        String::new()
    }
}
