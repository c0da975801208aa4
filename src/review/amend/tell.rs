//! Amendments as sentences.

use super::{AmendmentLine, Amends, Corrections};
use crate::event::{Amendment, Correction, Event, RowRef, Signer, Stands, is_correctable};
use crate::review::phrase::{Speaker, plain};
use crate::review::say::list;
use crate::terms::ItemId;

/// What the amendments make of an event; `say` is the line that it has.
pub(in crate::review) fn amends(
    corrections: &Corrections,
    (seq, i): (u64, u32),
    event: &Event,
    speaker: &Speaker<'_>,
    say: impl Fn(&Event) -> String,
) -> Amends {
    let standing = corrections.standing(seq, i, event);
    let corrected = standing.corrected.then(|| {
        let mut words =
            if standing.struck { "this did not happen".to_owned() } else { say(&standing.event) };
        for one in &standing.words {
            words.push_str(&format!("; \u{201c}{}\u{201d}", plain(one)));
        }
        words
    });
    let marks = corrections.all.of(seq, i).map(|one| mark(corrections, one, speaker)).collect();
    let breach = matches!(event, Event::ItemMoved(moved) if moved.breach.is_some());
    let stop = matches!(event, Event::StopRaised(_) | Event::StopSettled(_));
    let place = is_correctable(event).then_some(RowRef { seq, i });
    Amends { corrected, marks, always: breach || stop, place }
}

fn mark(corrections: &Corrections, one: &Amendment, speaker: &Speaker<'_>) -> String {
    let (id, by) = (one.said.amend, speaker.name(one.said.by));
    let said = match &one.stands {
        Stands::Signed { at, by: slots, .. } => {
            let replaced = one.replaced_by.map(|id| format!("; replaced by {id}"));
            let replaced = replaced.unwrap_or_default();
            let at = speaker.at(*at);
            format!("corrected by {by} on {at}, signed by {}{replaced}", signers(slots, speaker))
        }
        Stands::Proposed if corrections.is_withheld(one) => {
            let at = speaker.at(one.at);
            format!("proposed by {by} on {at}, {WITHHELD}: {}", right(&one.said.what, speaker))
        }
        Stands::Proposed => {
            let at = speaker.at(one.at);
            format!("proposed by {by} on {at}, not signed: {}", right(&one.said.what, speaker))
        }
        Stands::Withdrawn => format!("proposed by {by}, taken back"),
    };
    format!("{said} ({id})")
}

fn signers(slots: &[Signer], speaker: &Speaker<'_>) -> String {
    let who = slots.iter().map(|slot| speaker.name(slot.person));
    list(&who.collect::<Vec<_>>())
}

/// Every amendment, in order.
pub(in crate::review) fn amendments(
    corrections: &Corrections,
    speaker: &Speaker<'_>,
    say: impl Fn(&Event) -> String,
) -> Vec<AmendmentLine> {
    let line = |one: &Amendment| {
        let recorded = one.said.corrects.iter();
        let recorded = recorded
            .map(|at| format!("entry {}.{}, {}: {}", at.seq, at.i, speaker.at(at.t), say(&at.was)));
        let replaces = one.said.replaces.map(|id| format!("; in place of {id}"));
        AmendmentLine {
            at: speaker.at(one.at),
            seq: one.place.seq,
            id: one.said.amend.to_string(),
            recorded: recorded.collect(),
            right: right(&one.said.what, speaker),
            why: format!(
                "why: \u{201c}{}\u{201d}, by {}{}",
                plain(&one.said.why),
                speaker.name(one.said.by),
                replaces.unwrap_or_default()
            ),
            standing: standing(corrections, one, speaker),
            late: one.said.is_late(),
            waits: corrections.waits(one),
            withheld: corrections.is_withheld(one),
        }
    };
    corrections.all.all().map(line).collect()
}

/// What is said of an amendment that was signed by a text that is withheld.
const WITHHELD: &str = "recorded as signed; the text that says who signed it is withheld";

fn standing(corrections: &Corrections, one: &Amendment, speaker: &Speaker<'_>) -> String {
    let replaced = one.replaced_by.map(|id| format!(", and {id} stands in its place"));
    let replaced = replaced.unwrap_or_default();
    match &one.stands {
        Stands::Proposed if corrections.is_withheld(one) => format!("{WITHHELD}{replaced}"),
        Stands::Proposed => format!("proposed, not signed{replaced}"),
        Stands::Withdrawn => "taken back before it was signed".to_owned(),
        Stands::Signed { statement, at, by } => format!(
            "signed by {} on {} (statement {statement}){replaced}",
            signers(by, speaker),
            speaker.at(*at)
        ),
    }
}

/// A late entry as a line of an item's list.
pub(in crate::review) fn late_words(
    corrections: &Corrections,
    one: &Amendment,
    speaker: &Speaker<'_>,
) -> String {
    format!("{}; {}", right(&one.said.what, speaker), standing(corrections, one, speaker))
}

/// What is right, in words.
pub(in crate::review) fn right(what: &Correction, speaker: &Speaker<'_>) -> String {
    let tags =
        |items: &[ItemId]| list(&items.iter().map(|item| speaker.tag(*item)).collect::<Vec<_>>());
    match what {
        Correction::From { person } => format!("given by {}", speaker.somebody(*person)),
        Correction::To { person } => format!("taken by {}", speaker.somebody(*person)),
        Correction::Watch { person } => format!("watched by {}", speaker.somebody(*person)),
        Correction::By { person } => format!("by {}", speaker.somebody(*person)),
        Correction::ShownTo { to, looked } => {
            let to = to.iter().map(|one| match one.person {
                Some(person) => format!("{} ({})", speaker.name(person), one.role.words()),
                None => one.role.words(),
            });
            let to: Vec<String> = to.collect();
            let to = if to.is_empty() { "nobody".to_owned() } else { list(&to) };
            format!("shown to {to}, {looked} looked")
        }
        Correction::Witnesses { witnesses } => {
            let who: Vec<String> = witnesses
                .iter()
                .map(|one| format!("{} ({})", speaker.name(one.person), one.role.words()))
                .collect();
            if who.is_empty() {
                "seen by nobody".to_owned()
            } else {
                format!("seen by {}", list(&who))
            }
        }
        Correction::Items { items } => format!("it was {}", tags(items)),
        Correction::Act { act, place } => format!("{}; {}", act.words(), place.words()),
        Correction::Time { at } => format!("it was at {}", speaker.at(*at)),
        Correction::Reply { reply, said, .. } => {
            let number = u64::from(*reply).saturating_add(1);
            format!("reply {number} was \u{201c}{}\u{201d}", plain(said))
        }
        Correction::Count { n, of } => {
            let number = |n: &Option<u32>| n.map_or_else(|| "none".to_owned(), |n| n.to_string());
            match of {
                None => format!("{} rounds", number(n)),
                Some(_) => format!("{} of {} rounds", number(n), number(of)),
            }
        }
        Correction::Words { said } => format!("\u{201c}{}\u{201d}", plain(said)),
        Correction::NotSo {} => "this did not happen".to_owned(),
        Correction::Stands {} => "what was recorded is right".to_owned(),
        Correction::Late { at, items, people, said } => {
            let mut words = format!("LATE ENTRY, claimed for {}", speaker.at(*at));
            if !items.is_empty() {
                words.push_str(&format!(", {}", tags(items)));
            }
            if !people.is_empty() {
                words.push_str(&format!(", {}", speaker.names(people)));
            }
            format!("{words}: \u{201c}{}\u{201d}", plain(said))
        }
    }
}
