//! What is found of rounds, as sentences.

use crate::review::finding::{Blanks, Used, What};
use crate::terms::quoted;

/// The sentence of a finding about rounds; empty for every other.
pub(in crate::review) fn sentence(what: &What) -> String {
    if let What::BlanksAfterDummies { how } = what {
        let how = match how {
            Blanks::Loaded => "blanks were loaded",
            Blanks::Declared => "blanks were declared in it",
            Blanks::Fired => "it was fired",
        };
        format!(
            "{how} after dummies, and nobody had declared it empty, shown clear between; found by review"
        )
    } else if let What::ApartUsed { lot, used } = what {
        let used = match used {
            Used::Loaded => "loaded from".to_owned(),
            Used::Tray => "filled from".to_owned(),
            Used::Card { card } => format!("used, as card {card} tells, with rounds of"),
        };
        format!("{used} lot {} while it was set apart; found by review", quoted(lot))
    } else {
        String::new()
    }
}
