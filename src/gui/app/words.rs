//! What happened and is not saved, in a few words each.

use crate::production::Happened;
use crate::session::Session;

/// Something that happened, in a few words, for the list of what is not saved.
pub(super) fn words(happened: &Happened, session: &Session) -> String {
    let tag = |item| {
        session.state().book().item(item).map_or_else(|| format!("{item}"), |item| item.tag.clone())
    };
    match happened {
        Happened::Stop { .. } => "STOP".to_owned(),
        Happened::Alarm { alarm, .. } => format!("ALARM: {}", alarm.words()),
        Happened::Moved(moved) => {
            let each: Vec<String> =
                moved.iter().map(|one| format!("{} {}", tag(one.item), one.act.words())).collect();
            each.join(", ")
        }
        Happened::Shown { items, to, .. } => {
            let tags: Vec<String> = items.iter().map(|item| tag(*item)).collect();
            format!("{} shown to {} people", tags.join(", "), to.len())
        }
        Happened::Photo(photo) => {
            format!("a photo of {} was brought", photo.item.map_or("a card".to_owned(), tag))
        }
        Happened::Concern { .. } => "a concern was sealed".to_owned(),
        Happened::ConcernAnswered { .. } => "a concern was answered".to_owned(),
        Happened::ConcernsCarried(_) => "concerns were copied".to_owned(),
        Happened::Offered { item, .. } => format!("{} offered to be looked at", tag(*item)),
        Happened::Fired(items) => {
            let tags: Vec<String> = items.iter().map(|item| tag(*item)).collect();
            format!("{} fired", tags.join(", "))
        }
        Happened::Cleared { gun, .. } => format!("{} unloaded and counted", tag(*gun)),
        Happened::Rounds(moved) => format!("{} rounds {}", moved.n, moved.act.words()),
        Happened::Counted { counted, .. } => format!("{counted} rounds counted"),
        Happened::LotApart { .. } => "a lot was set apart".to_owned(),
        Happened::Store(_) => "a container: seal or key".to_owned(),
        Happened::Law(law) => format!("the law of {}", law.words()),
        Happened::Acknowledged(_) => "somebody without a key acknowledged a step".to_owned(),
        Happened::NewSetUp => "new set-up".to_owned(),
        Happened::Break => "break".to_owned(),
        Happened::Ended(why) => format!("declarations ended: {}", why.words()),
        Happened::Abandoned { .. } => "a run was given up".to_owned(),
        Happened::Held { .. } => "a run was held".to_owned(),
        Happened::ClockJumped { .. } => "the clock jumped".to_owned(),
        Happened::UnlockFailed { .. } => "a wrong PIN".to_owned(),
        Happened::Created(_)
        | Happened::Opened(_)
        | Happened::Closed
        | Happened::Cut(_)
        | Happened::Exchanged(_)
        | Happened::Exported { .. } => "an entry of the log itself".to_owned(),
    }
}
