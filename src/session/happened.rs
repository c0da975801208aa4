//! What happened, as the queue takes it: what is kept while nothing can be saved, and in what pieces it fits on lines.

use crate::production::{Command, Happened};
use crate::terms::{UnverifiedWhy, UtcMillis};

/// So many movements, showings and people who look stand on one line at most, so that it holds them with all that ends.
const MOVED: usize = 24;
const SHOWN: usize = 64;
const LOOKED: usize = 200;

/// Whether it is kept in memory while the log does not work. All that happens on the set is; what the log itself has to
/// say is said anew when it works again.
pub(super) fn is_kept(happened: &Happened) -> bool {
    match happened {
        Happened::Stop { .. }
        | Happened::Alarm { .. }
        | Happened::Moved(_)
        | Happened::Fired(_)
        | Happened::Offered { .. }
        | Happened::Photo(_)
        | Happened::Concern { .. }
        | Happened::ConcernAnswered { .. }
        | Happened::ConcernsCarried(_)
        | Happened::Shown { .. }
        | Happened::Cleared { .. }
        | Happened::Rounds(_)
        | Happened::Counted { .. }
        | Happened::LotApart { .. }
        | Happened::Law(_)
        | Happened::Store(_)
        | Happened::Acknowledged(_)
        | Happened::NewSetUp
        | Happened::Break
        | Happened::Ended(_)
        | Happened::Abandoned { .. }
        | Happened::Held { .. }
        | Happened::UnlockFailed { .. }
        | Happened::Exported { .. } => true,
        Happened::ClockJumped { .. }
        | Happened::Created(_)
        | Happened::Opened(_)
        | Happened::Closed
        | Happened::Exchanged(_)
        | Happened::Cut(_) => false,
    }
}

/// The rest of what happened, where more ended with it than one line holds.
pub(super) fn rest_of(happened: &Happened) -> Option<Happened> {
    match happened {
        Happened::Stop { .. } | Happened::Alarm { .. } => {
            Some(Happened::Ended(UnverifiedWhy::Stop))
        }
        // Only where this log itself has two records does so much end with it.
        Happened::Exchanged(_) => Some(Happened::Ended(UnverifiedWhy::Reopened)),
        Happened::NewSetUp | Happened::Break | Happened::Ended(_) => Some(happened.clone()),
        Happened::Opened(_)
        | Happened::Moved(_)
        | Happened::Fired(_)
        | Happened::Offered { .. }
        | Happened::Photo(_)
        | Happened::Concern { .. }
        | Happened::ConcernAnswered { .. }
        | Happened::ConcernsCarried(_)
        | Happened::Shown { .. }
        | Happened::Cleared { .. }
        | Happened::Rounds(_)
        | Happened::Counted { .. }
        | Happened::LotApart { .. }
        | Happened::Law(_)
        | Happened::Store(_)
        | Happened::Acknowledged(_)
        | Happened::Abandoned { .. }
        | Happened::Held { .. }
        | Happened::UnlockFailed { .. }
        | Happened::Exported { .. }
        | Happened::ClockJumped { .. }
        | Happened::Created(_)
        | Happened::Closed
        | Happened::Cut(_) => None,
    }
}

/// What happened in pieces that each fit on a line, in order.
pub(super) fn pieces(happened: Happened) -> Vec<Happened> {
    match happened {
        Happened::Exchanged(all) => {
            all.by_log().into_iter().map(|one| Happened::Exchanged(Box::new(one))).collect()
        }
        Happened::Moved(all) if all.len() > MOVED => {
            all.chunks(MOVED).map(|some| Happened::Moved(some.to_vec())).collect()
        }
        Happened::Fired(items) if items.len() > SHOWN => {
            items.chunks(SHOWN).map(|some| Happened::Fired(some.to_vec())).collect()
        }
        Happened::Shown { items, by, to, card } if items.len() > SHOWN || to.len() > LOOKED => {
            let items = items.chunks(SHOWN);
            let each = items.flat_map(|items| to.chunks(LOOKED).map(move |to| (items, to)));
            each.map(|(items, to)| Happened::Shown {
                items: items.to_vec(),
                by,
                to: to.to_vec(),
                card,
            })
            .collect()
        }
        Happened::Moved(_)
        | Happened::Fired(_)
        | Happened::Offered { .. }
        | Happened::Photo(_)
        | Happened::Concern { .. }
        | Happened::ConcernAnswered { .. }
        | Happened::ConcernsCarried(_)
        | Happened::Shown { .. }
        | Happened::Cleared { .. }
        | Happened::Rounds(_)
        | Happened::Counted { .. }
        | Happened::LotApart { .. }
        | Happened::Acknowledged(_)
        | Happened::Stop { .. }
        | Happened::Law(_)
        | Happened::Store(_)
        | Happened::Alarm { .. }
        | Happened::NewSetUp
        | Happened::Break
        | Happened::Ended(_)
        | Happened::Abandoned { .. }
        | Happened::Held { .. }
        | Happened::UnlockFailed { .. }
        | Happened::Exported { .. }
        | Happened::ClockJumped { .. }
        | Happened::Created(_)
        | Happened::Opened(_)
        | Happened::Closed
        | Happened::Cut(_) => vec![happened],
    }
}

pub(super) fn is_kept_command(command: &Command) -> bool {
    match command {
        Command::Happened(happened) => is_kept(happened),
        Command::Ask(_) => false,
    }
}

/// The same with the time at which it was entered, as a claim.
pub(super) fn claimed(happened: &Happened, at: UtcMillis) -> Happened {
    let mut happened = happened.clone();
    if let Happened::Moved(all) = &mut happened {
        for one in all {
            one.at = one.at.or(Some(at));
        }
    } else if let Happened::Cleared { told, .. } = &mut happened {
        told.at = told.at.or(Some(at));
    } else if let Happened::Store(told) = &mut happened {
        told.at = told.at.or(Some(at));
    } else if let Happened::Rounds(moved) = &mut happened {
        moved.at = moved.at.or(Some(at));
    }
    happened
}
