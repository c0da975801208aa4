//! Runs, rows, texts and custody as their pages.

use super::amend::tell::{amends, late_words};
use super::amend::{Amends, Corrections};
use super::custody::{Course, Gap, Past, Span};
use super::days::{Day, days};
use super::evidence::Evidence;
use super::page::{Bar, BarPiece, Custody, ItemPage, Line, Mark, Part, RunLine, RunPage, TextPage};
use super::phrase::{Speaker, gap_words, kind_words, plain};
use super::runs::{Happening, RunPast, Step};
use super::say::{lasted, list};
use crate::event::{Event, InterruptedWhy, ItemMoved, ItemShown, Recorded, RunEndedHow, Witness};
use crate::terms::{PersonId, State};
use crate::verify::{RowState, RowWord, StatementFact};

/// One run.
pub(super) fn run(run: &RunPast, corrections: &Corrections, speaker: &Speaker<'_>) -> RunPage {
    let started = &run.started;
    let item = started.item.map_or_else(String::new, |item| format!(", {}", speaker.tag(item)));
    let recorded = match (started.recorded, started.card) {
        (Recorded::Live, _) => "recorded as it happened".to_owned(),
        (Recorded::After, Some(card)) => format!("recorded after, card {card}"),
        (Recorded::After, None) => "recorded after".to_owned(),
    };
    let outcome = match run.ended {
        Some((RunEndedHow::Done, at)) => format!("done at {}", speaker.clock(at.wall)),
        Some((RunEndedHow::Abandoned, at)) => format!("ABANDONED at {}", speaker.clock(at.wall)),
        None => "NOT ENDED in this record".to_owned(),
    };
    let standing = super::lists::tell::standing(run);
    let mut roles = vec![format!("recorder: {}", speaker.somebody(started.recorder))];
    roles.extend(held(&run.roles, speaker));
    let line = |step: &Step| {
        let line = run_line(run, step, speaker);
        let place = (step.at.seq, step.index);
        let event = usize::try_from(step.at.seq).ok().and_then(|seq| {
            let at = usize::try_from(step.index).ok()?;
            speaker.entries().get(seq)?.events().get(at)
        });
        let amends = event.map(|event| {
            amends(corrections, place, event, speaker, |event| self::recorded(event, speaker))
        });
        RunLine { amends: amends.unwrap_or_default(), ..line }
    };
    RunPage {
        run: started.run,
        heading: format!("{}{item}", speaker.list(started.run)),
        below: format!(
            "{}; scene {}, set-up {}, take {}; {recorded}; {outcome}{standing}",
            speaker.at(run.at.wall),
            or_none(&started.scene),
            or_none(&started.setup),
            or_none(&started.take)
        ),
        deviations: super::lists::tell::deviations(run, speaker),
        roles: roles.join("; "),
        steps: run.steps.iter().map(line).collect(),
    }
}

fn or_none(words: &str) -> String {
    if words.is_empty() { "\u{2013}".to_owned() } else { plain(words) }
}

fn held(roles: &[Witness], speaker: &Speaker<'_>) -> Vec<String> {
    roles.iter().map(|one| format!("{}: {}", one.role.words(), speaker.name(one.person))).collect()
}

fn run_line(run: &RunPast, step: &Step, speaker: &Speaker<'_>) -> RunLine {
    let at = speaker.clock(step.at.wall);
    let line = |asked: String, said: String, mark: Option<String>| RunLine {
        at,
        asked,
        said,
        mark,
        amends: Amends::default(),
    };
    match &step.what {
        Happening::Answered { answer, withdrawn } => {
            let asker = answer.asker.as_ref().and_then(|role| run.holder(role));
            let by = asker.map_or_else(String::new, |who| format!(" ({})", speaker.name(who)));
            let said = |reply: &crate::event::Reply| {
                format!("{}: {}", speaker.somebody(reply.person), speaker.recorded(&reply.said))
            };
            let said: Vec<String> = answer.replies.iter().map(said).collect();
            let claimed = answer.at.map(|at| format!("claimed for {}", speaker.at(at)));
            let withdrawn =
                withdrawn.map(|(_, at)| format!("withdrawn at {}", speaker.clock(at.wall)));
            let fast = answer.fast.then(|| "sooner than the list thinks possible".to_owned());
            let marks: Vec<String> = [withdrawn, fast, claimed].into_iter().flatten().collect();
            let mark = (!marks.is_empty()).then(|| marks.join("; "));
            line(format!("{}{by}", speaker.recorded(&answer.asked)), said.join("; "), mark)
        }
        Happening::Weak { step, said } => line(
            step.to_string(),
            format!("\u{201c}{}\u{201d} was not taken as an answer", plain(said)),
            Some("weak reply".to_owned()),
        ),
        Happening::Stopped { say, by, .. } => {
            let by = by.map_or_else(String::new, |by| format!("called by {}", speaker.name(by)));
            line(plain(say), by, Some("STOP".to_owned()))
        }
        Happening::Settled { witnesses, .. } => line(
            "STOP settled".to_owned(),
            format!("by {}", list(&held(witnesses, speaker))),
            Some("settled".to_owned()),
        ),
        Happening::Named { step, parts } => {
            line(step.to_string(), format!("goes over {parts} that were named"), None)
        }
        Happening::Drawn { step, picked } => {
            line(step.to_string(), format!("asked by chance about {}", list(picked)), None)
        }
        Happening::Acknowledged(said) => {
            let who = speaker.named(&said.name);
            let seen = held(&said.witnesses, speaker);
            let seen = if seen.is_empty() { "nobody".to_owned() } else { list(&seen) };
            let (role, how) = (said.role.words(), plain(&said.how));
            line(
                format!("{}: acknowledged, not signed", said.step),
                format!("{who} ({role}, no key): \u{201c}{how}\u{201d}; witnessed by {seen}"),
                Some("acknowledged".to_owned()),
            )
        }
        Happening::Photo { said, object } => {
            let said = said.as_ref().map_or_else(String::new, |said| format!("{}; ", plain(said)));
            line("photo of the card".to_owned(), format!("{said}file {object}"), None)
        }
        Happening::Held(why) => {
            let why = match why {
                InterruptedWhy::Stop => "interrupted by a STOP",
                InterruptedWhy::Closed => "interrupted: the program was closed",
                InterruptedWhy::Hold => "held",
            };
            line(why.to_owned(), String::new(), None)
        }
        Happening::Resumed(step) => line(format!("went on at {step}"), String::new(), None),
    }
}

/// Each row, signed or not.
pub(super) fn rows(
    evidence: &Evidence<'_>,
    corrections: &Corrections,
    speaker: &Speaker<'_>,
) -> Vec<Part> {
    let part = |((seq, index), state): (&(u64, u32), &RowState)| {
        let entry = evidence.entries.get(usize::try_from(*seq).ok()?)?;
        let event = entry.events().get(usize::try_from(*index).ok()?)?;
        let words = row_words(event, speaker);
        let amends =
            amends(corrections, (*seq, *index), event, speaker, |event| row_words(event, speaker));
        let line = Line { at: speaker.at(entry.t), seq: Some(*seq), words, amends };
        Some(Part { line, standing: standing(state, speaker), word: state.word() })
    };
    evidence.rows.iter().filter_map(part).collect()
}

fn row_words(event: &Event, speaker: &Speaker<'_>) -> String {
    let tags: Vec<String> = event.items().iter().map(|item| speaker.tag(*item)).collect();
    let about = if tags.is_empty() { String::new() } else { format!("{}: ", list(&tags)) };
    format!("{about}{}", deed(event, speaker))
}

fn standing(state: &RowState, speaker: &Speaker<'_>) -> String {
    let who = |people: &std::collections::BTreeMap<PersonId, u64>| {
        let all = people.iter().map(|(who, on)| format!("{} (statement {on})", speaker.name(*who)));
        list(&all.collect::<Vec<_>>())
    };
    let open = if state.open.is_empty() {
        String::new()
    } else {
        format!("; not yet by {}", speaker.names(&state.open))
    };
    let signed = if state.signed.is_empty() {
        String::new()
    } else {
        format!("; signed by {}", who(&state.signed))
    };
    match state.word() {
        RowWord::Struck => format!("struck by {}{signed}{open}", who(&state.struck)),
        RowWord::RecordedAfter => {
            let card = state.card.map_or_else(String::new, |card| format!(", card {card}"));
            format!("recorded after{card}{signed}{open}")
        }
        RowWord::Withheld => "recorded; the text that says who signed it is withheld".to_owned(),
        RowWord::NotYetSigned => format!("recorded, not yet signed{signed}{open}"),
        RowWord::Signed => format!("signed by {}", who(&state.signed)),
    }
}

/// Each text with its standing.
pub(super) fn texts(evidence: &Evidence<'_>, speaker: &Speaker<'_>) -> Vec<TextPage> {
    let statements = evidence.facts.map_or(&[][..], |facts| facts.statements.as_slice());
    let text = |one: &StatementFact| TextPage {
        heading: format!("Statement {}, {}", one.number, kind_words(one.kind)),
        standing: match (one.counts, one.voided) {
            (true, _) => {
                let signers = one.signers.iter();
                let signers = signers
                    .map(|one| format!("{} ({})", speaker.name(one.person), one.role.words()));
                format!("signed by {}", list(&signers.collect::<Vec<_>>()))
            }
            (false, Some(_)) => "void: it counts for nothing".to_owned(),
            (false, None) => "not signed by everybody asked: it does not count".to_owned(),
        },
        text: evidence.texts.get(&one.number).copied().unwrap_or_default().to_owned(),
    };
    statements.iter().map(text).collect()
}

/// One item's custody; `other` is its course as it stands corrected.
pub(super) fn item(
    course: &Course,
    other: Option<&Course>,
    corrections: &Corrections,
    speaker: &Speaker<'_>,
) -> ItemPage {
    let kind = course.kind.map_or("not in the book", crate::terms::ItemKind::words);
    let late = corrections.late(course.item).map(|one| Line {
        at: speaker.at(one.at),
        seq: Some(one.place.seq),
        words: late_words(corrections, one, speaker),
        amends: Amends::default(),
    });
    let corrected = other.filter(|other| other.spans != course.spans);
    ItemPage {
        heading: format!("{} ({kind})", plain(&course.tag)),
        custody: custody(course, speaker),
        corrected: corrected.map(|other| custody(other, speaker)),
        past: course.past.iter().map(|one| past(one, corrections, speaker)).collect(),
        late: late.collect(),
    }
}

/// The time of an item, as one reckoning has it.
fn custody(course: &Course, speaker: &Speaker<'_>) -> Custody {
    let missing = Gap::ALL.into_iter().filter_map(|gap| {
        let time = course.missing(gap);
        (time > 0).then(|| format!("{} {}", lasted(time), gap_words(gap)))
    });
    let mut below: Vec<String> = missing.collect();
    if below.is_empty() {
        below.push("somebody is named, or it is locked away, all the time".to_owned());
    }
    Custody {
        below: format!("Of {}: {}", lasted(course.whole()), below.join("; ")),
        bars: days(course, speaker.offset()).iter().map(|day| bar(day, speaker)).collect(),
        spans: course.spans.iter().map(|one| span(one, speaker)).collect(),
    }
}

fn bar(day: &Day, speaker: &Speaker<'_>) -> Bar {
    let first = day.pieces.first().map_or(day.begins, |piece| piece.from);
    let last = day.pieces.last().map_or(day.begins, |piece| piece.from.plus(piece.lasts));
    let pieces = day.pieces.iter().map(|piece| BarPiece {
        mark: Mark::of(piece.care),
        lasts: piece.lasts,
        words: format!(
            "{} for {}: {}",
            speaker.clock(piece.from),
            lasted(piece.lasts),
            speaker.care(piece.care)
        ),
    });
    let at = speaker.at(day.begins);
    Bar {
        day: at.split_once(' ').map_or_else(|| at.clone(), |(day, _)| day.to_owned()),
        from: speaker.clock(first),
        to: speaker.clock(last),
        pieces: pieces.collect(),
    }
}

fn span(span: &Span, speaker: &Speaker<'_>) -> Line {
    let card = span.card.map_or_else(String::new, |card| format!(", recorded after, card {card}"));
    Line {
        at: speaker.at(span.from.wall),
        seq: Some(span.from.seq),
        words: format!(
            "{}: {}; {}{card}",
            lasted(span.lasted()),
            speaker.care(span.care),
            span.state.words()
        ),
        amends: Amends::default(),
    }
}

fn past(past: &Past, corrections: &Corrections, speaker: &Speaker<'_>) -> Line {
    // The list is the item's own; only where it was another does the corrected line name it.
    let same = |event: &Event| event.items() == past.event.items();
    let say = |event: &Event| {
        if same(event) { deed(event, speaker) } else { row_words(event, speaker) }
    };
    Line {
        at: speaker.at(past.at.wall),
        seq: Some(past.at.seq),
        words: deed(&past.event, speaker),
        amends: amends(corrections, (past.at.seq, past.index), &past.event, speaker, say),
    }
}

/// What an event that may be corrected says, by itself.
pub(super) fn recorded(event: &Event, speaker: &Speaker<'_>) -> String {
    if let Event::RunAnswered(e) = event {
        let said = e.replies.iter().map(|one| {
            format!("{}: {}", speaker.somebody(one.person), speaker.recorded(&one.said))
        });
        let said: Vec<String> = said.collect();
        let claimed = e.at.map(|at| format!("; claimed for {}", speaker.at(at)));
        let claimed = claimed.unwrap_or_default();
        format!("{} \u{2013} {}{claimed}", speaker.recorded(&e.asked), said.join("; "))
    } else if let Event::StopRaised(e) = event {
        let by = e.by.map_or_else(String::new, |by| format!(", called by {}", speaker.name(by)));
        let tag = e.item.map_or_else(String::new, |item| format!("{}: ", speaker.tag(item)));
        format!("{tag}{}{by}", plain(&e.say))
    } else {
        row_words(event, speaker)
    }
}

/// What an event says of an item, or of people.
fn deed(event: &Event, speaker: &Speaker<'_>) -> String {
    if let Event::ItemAdded(_) = event {
        "entered in the book".to_owned()
    } else if let Event::ItemDeclared(e) = event {
        let state = State {
            condition: e.condition,
            n: e.n,
            of: e.of,
            load: e.load.as_deref().map(Into::into),
        };
        let witnesses = list(&held(&e.witnesses, speaker));
        match e.card {
            None => format!("declared {}, seen by {witnesses}", state.words()),
            Some(card) => {
                format!(
                    "noted from card {card}, never in force: {}, seen by {witnesses}",
                    state.words()
                )
            }
        }
    } else if let Event::ItemShown(e) = event {
        shown(e, speaker)
    } else if let Event::ItemMoved(e) = event {
        moved(e, speaker)
    } else if let Event::ItemCondition(e) = event {
        let state = State {
            condition: e.condition,
            n: e.n,
            of: e.of,
            load: e.load.as_deref().map(Into::into),
        };
        format!("{} ({})", state.words(), plain(&e.why))
    } else if let Event::ItemUnverified(e) = event {
        format!("UNVERIFIED: {}", e.why.words())
    } else if let Event::ShowMeOffered(e) = event {
        format!("offered by {}, {} looked", speaker.name(e.by), e.looked)
    } else if let Some(words) = container(event, speaker) {
        words
    } else if let Event::StopAlarm(e) = event {
        format!("ALARM: {}", e.alarm.words())
    } else if let Event::StopSettled(e) = event {
        format!("STOP settled by {}", list(&held(&e.witnesses, speaker)))
    } else if let Event::PersonProvisional(e) = event {
        let by = list(&held(&e.witnesses, speaker));
        format!("{} added as PROVISIONAL {} by {by}", speaker.name(e.person), e.role.words())
    } else {
        "its particulars were entered".to_owned()
    }
}

/// What an event says of a container.
fn container(event: &Event, speaker: &Speaker<'_>) -> Option<String> {
    let claimed = |at: Option<crate::terms::UtcMillis>| {
        at.map_or_else(String::new, |at| format!("; claimed for {}", speaker.at(at)))
    };
    if let Event::StoreAdded(_) = event {
        Some("things are locked away in it".to_owned())
    } else if let Event::StoreSealed(e) = event {
        let by = speaker.somebody(e.by);
        Some(format!("seal {} put on by {by}{}", plain(&e.seal), claimed(e.at)))
    } else if let Event::StoreOpened(e) = event {
        let read = e.read.as_deref().map(|read| format!(", {} read back", plain(read)));
        let (by, read) = (speaker.somebody(e.by), read.unwrap_or_default());
        Some(format!("opened by {by}{read}: {}{}", e.found.words(), claimed(e.at)))
    } else if let Event::StoreKey(e) = event {
        let who = e.holder.map_or_else(
            || "nobody knows with whom".to_owned(),
            |holder| format!("with {}", speaker.name(holder)),
        );
        Some(format!("key {}: {who}{}", plain(&e.key), claimed(e.at)))
    } else {
        None
    }
}

fn shown(e: &ItemShown, speaker: &Speaker<'_>) -> String {
    let to: Vec<String> =
        e.to.iter()
            .map(|one| match one.person {
                Some(person) => format!("{} ({})", speaker.name(person), one.role.words()),
                None => one.role.words(),
            })
            .collect();
    let to = if to.is_empty() { String::new() } else { format!(" to {}", list(&to)) };
    let card = e.card.map_or_else(String::new, |card| format!(", recorded after, card {card}"));
    format!("shown by {}{to}, {} looked{card}", speaker.name(e.by), e.looked)
}

fn moved(e: &ItemMoved, speaker: &Speaker<'_>) -> String {
    let mut words = e.act.words().to_owned();
    if let Some(from) = e.from {
        words.push_str(&format!(", from {}", speaker.name(from)));
    }
    if let Some(to) = e.to {
        words.push_str(&format!(", to {}", speaker.name(to)));
    }
    if let Some(watch) = e.watch {
        words.push_str(&format!(", watched by {}", speaker.name(watch)));
    }
    words.push_str(&format!("; {}", e.place.words()));
    if let Some(breach) = e.breach {
        words.push_str(&format!("; BREACH: {}", breach.words()));
    }
    if let Some(card) = e.card {
        words.push_str(&format!("; recorded after, card {card}"));
    }
    if let Some(at) = e.at {
        words.push_str(&format!("; claimed for {}", speaker.at(at)));
    }
    words
}
