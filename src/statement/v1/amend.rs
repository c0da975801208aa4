//! The body of AMENDMENT v1: what was recorded, word for word, what corrects it, and why.

use super::page::Page;
use super::sheet;
use crate::event::{Amended, Correction, Event, ItemMoved, Prepared, Shown, Witness};
use crate::statement::StatementError;
use crate::terms::{AmendId, ItemId, PersonId, State, quoted};

pub(super) fn body(page: &mut Page<'_>, prepared: &Prepared) -> Result<(), StatementError> {
    let past = page.past;
    let about = prepared.about.as_deref().unwrap_or_default();
    let id: Option<AmendId> = about.parse().ok();
    let one = id
        .and_then(|id| past.amendments().get(id))
        .ok_or_else(|| StatementError::About { about: about.to_owned() })?;
    let (time, by) = (page.time(one.at), page.person(one.said.by)?);
    page.line(format_args!("amendment: {} | proposed {time} | by {by}", one.said.amend));
    let replaces = one.said.replaces.map_or_else(|| "-".to_owned(), |id| id.to_string());
    page.line(format_args!("replaces: {replaces}"));
    page.line(format_args!("corrects: {}", one.said.corrects.len()));
    for (number, target) in (1u64..).zip(&one.said.corrects) {
        let text = recorded(page, target)?;
        page.line(format_args!("  {number}. {text}"));
    }
    let (label, right) = right(page, &one.said.what)?;
    page.line(format_args!("{label}: {right}"));
    page.line(format_args!("why: {}", quoted(&one.said.why)));
    Ok(())
}

/// What was recorded: as a sheet prints it, where it is a row of one.
fn recorded(page: &mut Page<'_>, target: &Amended) -> Result<String, StatementError> {
    if let Some(row) = page.past.row_at(target.seq, target.i) {
        return sheet::row(page, row, false);
    }
    let words = plain_form(page, &target.was)?;
    Ok(format!("{}.{} | {} | {words}", target.seq, target.i, page.time(target.t)))
}

fn plain_form(page: &mut Page<'_>, was: &Event) -> Result<String, StatementError> {
    if let Event::ItemMoved(e) = was {
        moved(page, e)
    } else if let Event::ItemCondition(e) = was {
        let state = State {
            condition: e.condition,
            n: e.n,
            of: e.of,
            load: e.load.as_deref().map(Into::into),
        };
        Ok(format!("condition | {} {} | {}", tags(page, &[e.item]), state.words(), quoted(&e.why)))
    } else if let Event::RunAnswered(e) = was {
        let mut text = format!("answered | {} {}/{} | {}", e.run, e.step, e.n, quoted(&e.asked));
        for reply in &e.replies {
            let role = reply.role.as_ref().map_or_else(|| "-".to_owned(), ToString::to_string);
            let by = page.person_or(reply.person)?;
            text.push_str(&format!(" | {role} {by}: {}", quoted(&reply.said)));
        }
        if let Some(at) = e.at {
            text.push_str(&format!(" | claimed {}", page.time(at)));
        }
        Ok(text)
    } else if let Event::StopRaised(e) = was {
        let by = page.person_or(e.by)?;
        Ok(format!("stop raised | {} | {} | by {by}", e.stop, quoted(&e.say)))
    } else if let Event::ShowMeOffered(e) = was {
        let by = page.person(e.by)?;
        Ok(format!("offered | {} | by {by} | {} looked", tags(page, &[e.item]), e.looked))
    } else {
        // What no amendment may name has no form here.
        Err(StatementError::About { about: "an entry that is not corrected so".to_owned() })
    }
}

fn moved(page: &mut Page<'_>, e: &ItemMoved) -> Result<String, StatementError> {
    let (from, to) = (page.person_or(e.from)?, page.person_or(e.to)?);
    let watch = page.person_or(e.watch)?;
    let tag = tags(page, &[e.item]);
    let mut text = format!(
        "moved | {tag} {} | from {from} to {to} | watched by {watch} | {}",
        e.act.code(),
        e.place.code()
    );
    if let Some(at) = e.at {
        text.push_str(&format!(" | claimed {}", page.time(at)));
    }
    if let Some(card) = e.card {
        text.push_str(&format!(" | RECORDED AFTER, card {card}"));
    }
    Ok(text)
}

/// What is right, and the label that it stands under.
fn right(page: &mut Page<'_>, what: &Correction) -> Result<(&'static str, String), StatementError> {
    let text = match what {
        Correction::From { person } => format!("from {}", page.person_or(*person)?),
        Correction::To { person } => format!("to {}", page.person_or(*person)?),
        Correction::Watch { person } => format!("watched by {}", page.person_or(*person)?),
        Correction::By { person } => format!("by {}", page.person_or(*person)?),
        Correction::ShownTo { to, looked } => {
            format!("to {} | {looked} looked", shown_to(page, to)?)
        }
        Correction::Witnesses { witnesses } => format!("seen by {}", seen_by(page, witnesses)?),
        Correction::Items { items } => format!("item {}", tags(page, items)),
        Correction::Act { act, place } => format!("act {} | {}", act.code(), place.code()),
        Correction::Time { at } => format!("time {}", page.time(*at)),
        Correction::Reply { reply, said, value: _ } => {
            format!("reply {} {}", u64::from(*reply).saturating_add(1), quoted(said))
        }
        Correction::Count { n, of } => format!("count {}/{}", count(*n), count(*of)),
        Correction::Words { said } => format!("in words {}", quoted(said)),
        Correction::NotSo {} => "THIS DID NOT HAPPEN".to_owned(),
        Correction::Stands {} => "what was recorded stands".to_owned(),
        Correction::Late { at, items, people, said } => {
            let tags = if items.is_empty() { "-".to_owned() } else { tags(page, items) };
            let people = people_or_none(page, people)?;
            let time = page.time(*at);
            let text = format!("claimed {time} | {tags} | {people} | {}", quoted(said));
            return Ok(("late entry, not recorded at the time", text));
        }
    };
    Ok(("correct", text))
}

fn count(n: Option<u32>) -> String {
    n.map_or_else(|| "-".to_owned(), |n| n.to_string())
}

fn tags(page: &Page<'_>, items: &[ItemId]) -> String {
    let tags: Vec<String> = items.iter().map(|item| quoted(&page.past.tag(*item))).collect();
    tags.join(", ")
}

fn shown_to(page: &mut Page<'_>, to: &[Shown]) -> Result<String, StatementError> {
    if to.is_empty() {
        return Ok("-".to_owned());
    }
    page.who(to.iter().map(|one| (&one.role, one.person)))
}

fn seen_by(page: &mut Page<'_>, witnesses: &[Witness]) -> Result<String, StatementError> {
    if witnesses.is_empty() {
        return Ok("-".to_owned());
    }
    page.who(witnesses.iter().map(|one| (&one.role, Some(one.person))))
}

fn people_or_none(page: &mut Page<'_>, people: &[PersonId]) -> Result<String, StatementError> {
    if people.is_empty() {
        return Ok("-".to_owned());
    }
    let names = people.iter().map(|person| page.person(*person));
    Ok(names.collect::<Result<Vec<_>, _>>()?.join(", "))
}
