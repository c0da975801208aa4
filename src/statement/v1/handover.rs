//! The body of HANDOVER v1: what goes to whom, as it was last recorded, and that nothing of it holds any more.

use sha2::{Digest as _, Sha256};

use super::page::Page;
use crate::event::{Event, HandedItem, HandedRounds, HandoverOut, Prepared};
use crate::record::encode_event;
use crate::statement::StatementError;
use crate::terms::{Digest, quoted};

/// What the text says of all that it lists.
const IN_FORCE: &str = "in force: nothing. This is what was last recorded before it went; whoever \
    takes it in looks into each anew.";

/// What the text leaves out.
const PRIVATE: &str = "private: serial numbers and other particulars are not in this text.";

pub(super) fn body(page: &mut Page<'_>, prepared: &Prepared) -> Result<(), StatementError> {
    let about = prepared.about.as_deref().unwrap_or_default();
    let number = about.parse::<u32>().ok().filter(|number| number.to_string() == about);
    let past = page.past;
    let found = number.and_then(|number| past.handover(number)).filter(|(_, said)| !said.pack);
    let (at, said) = found.ok_or_else(|| StatementError::About { about: about.to_owned() })?;
    let (number, time, unit) = (said.number, page.time(*at), quoted(&said.unit));
    let back = if said.back { "comes back here" } else { "does not come back" };
    page.line(format_args!("handover: {number} | recorded {time} | to {unit} | {back}"));
    let by = page.person(said.by)?;
    page.line(format_args!("given by: {} {by}", said.by));
    let to = match said.to {
        Some(to) => format!("{to} {}", page.person(to)?),
        None => "-".to_owned(),
    };
    page.line(format_args!("taken along by: {to}"));
    for line in rows(said) {
        page.line(line);
    }
    Ok(())
}

/// The lines that follow from what was recorded alone, and name nobody.
pub(in crate::statement) fn rows(said: &HandoverOut) -> Vec<String> {
    let addressed = said.addressed.map_or_else(|| "-".to_owned(), |one| one.to_string());
    let mut lines = vec![
        format!("addressed to: {addressed}"),
        format!("record: sha256:{}", digest(said)),
        format!("items: {}", said.items.len()),
    ];
    lines.extend((1u64..).zip(&said.items).map(|(k, one)| format!("  {k}. {}", item(one))));
    lines.push(format!("rounds: {}", said.rounds.len()));
    lines.extend((1u64..).zip(&said.rounds).map(|(k, one)| format!("  {k}. {}", rounds(one))));
    lines.push(IN_FORCE.to_owned());
    lines.push(PRIVATE.to_owned());
    lines
}

/// The SHA-256 of the event as its line holds it.
fn digest(said: &HandoverOut) -> Digest {
    // What a line held can be written again.
    let bytes = encode_event(&Event::HandoverOut(said.clone())).unwrap_or_default();
    Digest(Sha256::digest(bytes).into())
}

fn item(one: &HandedItem) -> String {
    let dash = || "-".to_owned();
    let capacity = one.capacity.map_or_else(dash, |n| n.to_string());
    let inside = one.inside.map_or_else(dash, |item| item.to_string());
    let seal = one.seal.as_deref().map_or_else(dash, quoted);
    let came =
        one.came.map_or_else(dash, |came| format!("{} number {}", came.production, came.number));
    format!(
        "{} {} {} | {} | barrel {} | holds {capacity} | last recorded {} | {} | in {inside} | seal \
         {seal} | came {came}",
        one.item,
        quoted(&one.tag),
        one.kind.code(),
        one.action.code(),
        one.barrel.code(),
        one.state().words(),
        one.place.code(),
    )
}

fn rounds(one: &HandedRounds) -> String {
    let dash = || "-".to_owned();
    let load = one.load.as_deref().map_or_else(dash, quoted);
    let tell = one.tell.map_or_else(dash, |tell| tell.code().to_owned());
    format!(
        "{} | lot {} {} | {} {} load {load} told by {tell} | {} in it by the record | of the lot: {} \
         fired by subtraction, {} held or in the pot",
        one.tray,
        quoted(&one.lot),
        one.kind.code(),
        quoted(&one.maker),
        quoted(&one.calibre),
        one.n,
        one.fired,
        one.held,
    )
}
