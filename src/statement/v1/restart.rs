//! The body of RESTART v1: the STOP, what happened, and who agreed by phone.

use super::page::{Page, plain};
use crate::event::{AlarmedStop, Prepared};
use crate::statement::StatementError;
use crate::terms::{StopId, quoted};

pub(super) fn body(page: &mut Page<'_>, prepared: &Prepared) -> Result<(), StatementError> {
    let alarm = of(page, prepared)?;
    told(page, alarm)?;
    let phoned = alarm.phoned.as_ref();
    let phoned = phoned.map_or_else(|| Ok("-".to_owned()), |one| by_phone(page, one));
    let phoned = phoned?;
    page.line(format_args!("by phone: {phoned}"));
    Ok(())
}

/// The alarm that a statement is about.
pub(super) fn of<'a>(
    page: &Page<'a>,
    prepared: &Prepared,
) -> Result<&'a AlarmedStop, StatementError> {
    let about = prepared.about.as_deref().unwrap_or_default();
    let stop: Option<StopId> = about.parse().ok();
    stop.and_then(|stop| page.past.alarms().get(stop))
        .ok_or_else(|| StatementError::About { about: about.to_owned() })
}

/// The STOP and what happened.
pub(super) fn told(page: &mut Page<'_>, alarm: &AlarmedStop) -> Result<(), StatementError> {
    let raised = &alarm.raised;
    let (time, by) = (page.time(raised.at), page.person_or(raised.what.by)?);
    let (stop, say) = (raised.what.stop, quoted(&raised.what.say));
    page.line(format_args!("stop: {stop} | raised {time} | by {by} | {say}"));
    page.line(format_args!("alarms: {}", alarm.alarms.len()));
    for (number, one) in (1u64..).zip(&alarm.alarms) {
        let (time, by) = (page.time(one.at), page.person_or(one.what.by)?);
        let tag = one.what.item.map_or_else(|| "-".to_owned(), |item| quoted(&page.past.tag(item)));
        let code = one.what.alarm.code();
        page.line(format_args!("  {number}. {code} | {time} | {tag} | by {by}"));
    }
    Ok(())
}

/// Who agreed by phone, when, and the code that was read back.
pub(super) fn by_phone(
    page: &mut Page<'_>,
    one: &crate::event::Told<crate::event::StopReleased>,
) -> Result<String, StatementError> {
    let (time, person) = (page.time(one.at), page.person(one.what.person)?);
    let code = plain(&one.what.code)?;
    Ok(format!("{} {person} | {time} | read back {code}", one.what.role))
}
