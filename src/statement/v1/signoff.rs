//! The body of SIGN-OFF v1: one run as it stood when it was signed.

use super::page::{Page, plain};
use crate::event::{Answered, Prepared};
use crate::statement::StatementError;
use crate::statement::run_book::{RunBook, Step, StepWhat, Stop};
use crate::terms::{Quoted, Role, RunId, quoted};

pub(super) fn body(page: &mut Page<'_>, prepared: &Prepared) -> Result<(), StatementError> {
    let past = page.past;
    let about = prepared.about.as_deref().unwrap_or_default();
    let run: Option<RunId> = about.parse().ok();
    let book = run
        .and_then(|run| past.runs.get(&run))
        .ok_or_else(|| StatementError::About { about: about.to_owned() })?;
    started(page, book)?;
    let standing: Vec<_> = book.steps.iter().filter(|step| !step.withdrawn).collect();
    let withdrawn: Vec<_> = book.steps.iter().filter(|step| step.withdrawn).collect();
    steps(page, "steps", &standing);
    steps(page, "withdrawn", &withdrawn);
    page.line(format_args!("stops: {}", book.stops.len()));
    for (number, one) in (1u64..).zip(&book.stops) {
        let text = stop(page, one)?;
        page.line(format_args!("  {number}. {text}"));
    }
    let follows: Vec<_> = prepared.follows.iter().map(ToString::to_string).collect();
    let follows = if follows.is_empty() { "-".to_owned() } else { follows.join(" ") };
    page.line(format_args!("follows: {follows}"));
    Ok(())
}

fn started(page: &mut Page<'_>, book: &RunBook) -> Result<(), StatementError> {
    let run = &book.started;
    let (scene, setup, take) = (quoted(&run.scene), quoted(&run.setup), quoted(&run.take));
    page.line(format_args!("run: {} | scene {scene} | set-up {setup} | take {take}", run.run));
    for file in &run.files {
        page.file(file);
    }
    page.line(if run.approved {
        "status: approved by this production"
    } else {
        "status: example, not approved by this production"
    });
    // Only a log that holds signed deviations has these lines, so no text of one without them is other than it was.
    for one in &book.deviations {
        let asked = &one.asked;
        let who = page.who(one.signers.iter().map(|slot| (&slot.role, Some(slot.person))))?;
        let (id, what, why) = (quoted(&asked.file.id), quoted(&asked.what), quoted(&asked.why));
        let until = page.time(asked.until);
        page.line(format_args!(
            "deviation: {id} | {what} | {why} | until {until} | signed by {who}"
        ));
    }
    if let Some(item) = run.item {
        let (tag, kind) = page.past.items.get(&item).ok_or(StatementError::NoItem { item })?;
        page.line(format_args!("item: {item} {} {}", quoted(tag), quoted(kind.code())));
    }
    for holder in &book.roles {
        let id = page.id(holder.person);
        page.line(format_args!("role: {} {id}", holder.role));
    }
    let recorder = run.recorder.map_or_else(|| "-".to_owned(), |person| page.id(person));
    page.line(format_args!("recorder: {recorder}"));
    for input in &run.inputs {
        page.line(format_args!("input: {} {}", plain(&input.id)?, quoted(&input.value)));
    }
    Ok(())
}

fn steps(page: &mut Page<'_>, label: &str, steps: &[&Step]) {
    page.line(format_args!("{label}: {}", steps.len()));
    for (number, step) in (1u64..).zip(steps) {
        page.put(format_args!("  {number}. {}", step.path()));
        match &step.what {
            StepWhat::NotAsked(_) => page.line(" | not asked"),
            StepWhat::Answered(answer) => {
                page.put(format_args!("/{} | {} | ", answer.n, page.time(step.at)));
                say(page, answer);
            }
        }
    }
}

fn say(page: &mut Page<'_>, answer: &Answered) {
    page.put(format_args!("{}: {}", role(answer.asker.as_ref()), Quoted(&answer.asked)));
    for reply in &answer.replies {
        page.put(format_args!(" | {}: {}", role(reply.role.as_ref()), Quoted(&reply.said)));
    }
    page.line(if answer.fast { " | fast" } else { "" });
}

fn role(role: Option<&Role>) -> &str {
    role.map_or("-", Role::as_str)
}

fn stop(page: &mut Page<'_>, stop: &Stop) -> Result<String, StatementError> {
    let rule = plain(stop.rule.as_deref().unwrap_or("called"))?;
    let raised = page.time(stop.at);
    let said = quoted(&stop.say);
    let rest = match &stop.settled {
        None => "standing".to_owned(),
        Some((at, settled)) => {
            let who =
                page.who(settled.witnesses.iter().map(|one| (&one.role, Some(one.person))))?;
            let why = settled.why.as_ref().map(|why| format!(" | {}", quoted(why)));
            format!("settled {} by {who}{}", page.time(*at), why.unwrap_or_default())
        }
    };
    Ok(format!("{rule} | raised {raised} | {said} | {rest}"))
}
