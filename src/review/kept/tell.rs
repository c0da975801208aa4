//! What is found of rounds, of paper and of the place, as sentences.

use crate::review::finding::{Blanks, Used, What};
use crate::terms::{ItemId, quoted};

/// The sentence of such a finding; empty for every other. `tag` is what an item is called.
pub(in crate::review) fn sentence(what: &What, tag: &dyn Fn(ItemId) -> String) -> String {
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
    } else if let What::CardsPrinted { from, to } = what {
        if from == to {
            format!("paper card {from} was printed")
        } else {
            format!("paper cards {from} to {to} were printed")
        }
    } else if let What::Photo { card, said, object } = what {
        let of = card.map_or_else(String::new, |card| format!(" of paper card {card}"));
        let said = said.as_ref().map_or_else(String::new, |said| format!(" {},", quoted(said)));
        format!("a photo{of} was brought:{said} file {object}")
    } else if let What::Law { law } = what {
        format!("from here on the law of the place is that of: {}", law.words())
    } else if let What::LotCorrected { was, is } = what {
        let said = is.against(was, tag).into_iter();
        let said = said
            .map(|(what, before, now)| format!("{what} {} is {}", quoted(&before), quoted(&now)));
        let (said, lot, why) = (said.collect::<Vec<_>>(), quoted(&was.tag), quoted(&is.why));
        format!("lot {lot} was entered wrong: {}; why: {why}", said.join(", "))
    } else {
        String::new()
    }
}
