//! What has happened, as one line: total, because nothing that happened can be refused.

use super::command::{Creation, Exchange, Happened, Moved, Sitting};
use super::context::{Context, Decision};
use super::decide::rounds::resting::{self, cleared};
use super::decide::{give_up, interrupt};
use super::finish::Draft;
use super::state::Production;
use super::stores;
use crate::checklist::{Ending, Validity};
use crate::custody::{self, Heap};
use crate::event::{
    Acknowledged, ClockJump, ConcernAnswered, ConcernCarried, ConcernRaised, Created, Cut, DayLaw,
    Event, Events, Exported, InterruptedWhy, ItemShown, LotCounted, Opened, PhotoAdded, RunEnded,
    RunEndedHow, RunInterrupted, ShowMeOffered, Shown, StopAlarm, StopRaised, UnlockFailed, Voided,
    VoidedWhy, Witness,
};
use crate::run::{Answer, Run};
use crate::terms::{
    ConcernId, Condition, Danger, Digest, ItemId, LineText, PersonId, RunId, State, StopId,
    UnverifiedWhy,
};

/// As many torn tails as one line names.
const RECOVERED: usize = 64;

/// What is said aloud when a person calls STOP.
const STOP: &str = "STOP.";

/// What is said aloud when more came out of a gun than went in.
pub(super) const TOO_MANY: &str = "STOP. More came out than went in. Nobody touches them.";

/// As many witnesses of somebody without a key as one line names.
const MOST_WITNESSES: usize = 16;

/// What `happened` becomes; `None` when nothing is to be recorded, such as a new set-up under which nothing lapses.
#[must_use]
pub fn note(state: &Production, happened: &Happened, cx: &Context<'_>) -> Option<Decision> {
    let (mut end, mut objects) = (false, Vec::new());
    let events = match happened {
        Happened::Stop { by, item } => stop(state, (*by, *item), STOP, cx),
        Happened::Alarm { alarm, item, by } => self::alarm(state, (*alarm, *item), *by, cx),
        Happened::Moved(moved) => moves(state, moved, cx),
        Happened::Shown { items, by, to, card } => shown(state, items, *by, to, *card, cx),
        Happened::Photo(photo) => photo_added(state, photo).into_iter().collect(),
        Happened::Concern { sealed } => vec![Event::ConcernRaised(concern(state, *sealed, cx))],
        Happened::ConcernAnswered { concern, sealed } => {
            let known = state.concerns().any(|(one, _)| one == *concern);
            let answer = ConcernAnswered { concern: *concern, sealed: *sealed };
            known.then_some(Event::ConcernAnswered(answer)).into_iter().collect()
        }
        Happened::ConcernsCarried(concerns) => {
            vec![Event::ConcernCarried(ConcernCarried { concerns: concerns.clone() })]
        }
        Happened::Offered { item, by, looked } => {
            vec![Event::ShowMeOffered(ShowMeOffered { item: *item, by: *by, looked: *looked })]
        }
        Happened::Fired(items) => fired(state, items),
        Happened::Cleared { gun, told } => cleared(state, *gun, told, cx),
        Happened::Acknowledged(said) => {
            objects.push(said.name);
            acknowledged(state, said)
        }
        Happened::Rounds(moved) => {
            let known = state.rounds.lot(moved.lot).map(|_| Event::LotMoved(moved.clone()));
            resting::with_those_at_their_limit(state, known.into_iter().collect(), cx)
        }
        Happened::Counted { lot, tray, counted, by } => {
            let due = state.rounds.lot(*lot).map(|lot| lot.due(Heap::of(*tray)));
            let count =
                |due| LotCounted { lot: *lot, tray: *tray, counted: *counted, due, by: *by };
            due.map(|due| Event::LotCounted(count(due))).into_iter().collect()
        }
        Happened::LotApart { lot, why, by } => {
            resting::apart(state, (*lot, &reason(why), *by), None, cx)
        }
        Happened::Store(told) => stores::note(state, told, cx),
        Happened::Law(law) => {
            let new = state.law() != Some(*law);
            new.then_some(Event::DayLaw(DayLaw { law: *law })).into_iter().collect()
        }
        Happened::NewSetUp => lapse(state, UnverifiedWhy::SetUp, cx),
        Happened::Break => lapse(state, UnverifiedWhy::Break, cx),
        Happened::Ended(why) => match why {
            UnverifiedWhy::Continued => state.book.end_every(*why),
            UnverifiedWhy::Time
            | UnverifiedWhy::HandOver
            | UnverifiedWhy::OutOfSight
            | UnverifiedWhy::SetUp
            | UnverifiedWhy::Break
            | UnverifiedWhy::Breach
            | UnverifiedWhy::Reopened
            | UnverifiedWhy::Stop
            | UnverifiedWhy::Struck
            | UnverifiedWhy::Abandoned => lapse(state, *why, cx),
        },
        Happened::Abandoned { run, why } => {
            let why = why.as_deref().map(reason).filter(|why| !why.is_empty());
            give_up(state, *run, why, cx)
        }
        Happened::Held { run } => {
            let going = state.run(*run).filter(|run| run.is_open() && run.held().is_none());
            let held =
                |_| Event::RunInterrupted(RunInterrupted { run: *run, why: InterruptedWhy::Hold });
            going.map(held).into_iter().collect()
        }
        Happened::ClockJumped { wall_ms } => jumped(state, *wall_ms, cx),
        Happened::UnlockFailed { person, fingerprint } => {
            vec![Event::UnlockFailed(UnlockFailed {
                person: *person,
                fingerprint: fingerprint.clone(),
            })]
        }
        // Line 0 says which log this is, alone.
        Happened::Created(creation) => return Decision::new(vec![created(creation)], cx),
        Happened::Opened(sitting) => return opened(state, sitting, cx),
        Happened::Closed => {
            let interrupted = interrupt(state, InterruptedWhy::Closed);
            std::iter::once(Event::LogClosed {}).chain(interrupted).collect()
        }
        Happened::Cut(why) => {
            end = true;
            vec![Event::LogCut(Cut { why: *why })]
        }
        Happened::Exported { size, sha256, withheld } => {
            vec![Event::LogExported(Exported { size: *size, sha256: *sha256, withheld: *withheld })]
        }
        Happened::Exchanged(exchange) => {
            let events = exchanged(state, exchange, cx);
            objects.extend(events.iter().flat_map(evidence));
            events
        }
    };
    state.finish_what_happened(Draft { end, objects, ..Draft::of(events) }, cx)
}

fn created(creation: &Creation) -> Event {
    let Creation { mode, sample, production, log, title, key, device, program, continues } =
        creation;
    let prefix = match mode {
        crate::event::Mode::Live => "showclear",
        crate::event::Mode::Drill => "showclear-drill",
    };
    Event::LogCreated(Created {
        format: 1,
        mode: *mode,
        sample: *sample,
        production: *production,
        log: *log,
        origin: format!("{prefix}/{production}/{log}"),
        title: title.clone(),
        key: key.clone(),
        device: device.clone(),
        program: program.clone(),
        continues: continues.clone(),
    })
}

/// What other laptops brought. Where this log itself has two records, nobody knows from this one alone what was done last, so
/// that nothing stays in force.
fn exchanged(state: &Production, exchange: &Exchange, cx: &Context<'_>) -> Vec<Event> {
    let Exchange { met, saw, forked, overwritten } = exchange;
    let own = state.created().map(|created| created.log);
    let met = met.iter().cloned().map(Event::LogMet);
    let saw = saw.iter().cloned().map(Event::LogSaw);
    let forked = forked.iter().cloned().map(Event::LogForked);
    let overwritten = overwritten.iter().cloned().map(Event::LogOverwritten);
    let mut events: Vec<Event> = met.chain(saw).chain(forked).chain(overwritten).collect();
    events.retain(|event| !state.others.knows(event));
    let doubted = events
        .iter()
        .any(|event| matches!(event, Event::LogForked(forked) if Some(forked.log) == own));
    if doubted {
        events.extend(lapse(state, UnverifiedWhy::Reopened, cx));
    }
    events
}

/// The bytes that an exchange leaves with its line.
fn evidence(event: &Event) -> Vec<Digest> {
    if let Event::LogMet(met) = event {
        vec![met.sha256]
    } else if let Event::LogSaw(saw) = event {
        vec![saw.sha256]
    } else if let Event::LogForked(forked) = event {
        std::iter::once(forked.one).chain(forked.other).chain(forked.leaves).collect()
    } else if let Event::LogOverwritten(overwritten) = event {
        vec![overwritten.found]
    } else {
        Vec::new()
    }
}

/// What was shown lapses, and so does what was looked at and is not signed yet.
fn lapse(state: &Production, why: UnverifiedWhy, cx: &Context<'_>) -> Vec<Event> {
    let mut events = state.book.end_all(why, cx.now);
    events.extend(again(state, |_, _| true, cx));
    events
}

/// Answers that wait for signatures and no longer hold, in the runs and of the items that `about` names: what was seen before
/// is looked at again.
pub(super) fn again(
    state: &Production,
    about: impl Fn(&Run, ItemId) -> bool,
    cx: &Context<'_>,
) -> Vec<Event> {
    let mut events = Vec::new();
    for run in state.runs().filter(|run| run.is_open()) {
        let Some(list) = cx.library.of(run) else { continue };
        let facts = state.facts(run, list, cx.names, cx.now);
        let Some((step, declaring, _)) = run.awaits_signing(list, &facts, cx.now) else { continue };
        if about(run, declaring.item) {
            events.extend(run.redo(&step).into_iter().map(Event::RunWithdrawn));
        }
    }
    events
}

/// The clock jumped: nobody knows how much time went by, and what a list declared only while that is known ends. Of a list
/// that is not at hand nothing is known, so what it declared ends too.
fn jumped(state: &Production, wall_ms: i64, cx: &Context<'_>) -> Vec<Event> {
    let ends = |run: Option<RunId>| {
        let list = run.and_then(|run| cx.library.of(state.run(run)?));
        list.is_none_or(|list| {
            let validity = list.validity.as_ref();
            validity.is_some_and(|validity| validity.ends_on.contains(&Ending::ClockJump))
        })
    };
    let mut events = vec![Event::LogClockJump(ClockJump { wall_ms })];
    for item in state.book.items() {
        if item.in_force(cx.now).is_some_and(|one| ends(one.run)) {
            events.extend(state.book.doubt(item.id, UnverifiedWhy::Time, cx.now));
        }
    }
    events.extend(again(state, |run, _| ends(Some(run.id())), cx));
    events
}

/// A sitting begins: its line carries everything that ended while the program was closed.
fn opened(state: &Production, sitting: &Sitting, cx: &Context<'_>) -> Option<Decision> {
    let mut events = vec![Event::LogOpened(Opened {
        program: sitting.program.clone(),
        boot: cx.now.boot.0.as_deref().map(str::to_owned),
        zone: sitting.zone.clone(),
        offset: sitting.offset,
        durable: sitting.durable,
    })];
    // Those that do not fit are named at the next opening.
    let recovered = sitting.recovered.iter().take(RECOVERED).cloned();
    events.extend(recovered.map(Event::LogRecovered));
    if state.is_continued() && state.size() == 1 {
        events.extend(continued(state));
        events.truncate(Events::MOST);
        return Decision::new(events, cx);
    }
    if let Some(pending) = &state.pending {
        events.push(Event::StatementVoided(Voided {
            statement: pending.statement,
            why: VoidedWhy::Closed,
        }));
    }
    events.extend(interrupt(state, InterruptedWhy::Closed));
    if state.boot.0.same(&cx.now.boot) {
        events.extend(interrupted(state, cx));
    } else {
        events.extend(again(state, |_, _| true, cx));
    }
    events.extend(state.prologue(cx));
    events.truncate(Events::MOST);
    Decision::new(events, cx)
}

/// While the program was closed nothing was recorded: what a list declared that outlives no such time ends, as does what one
/// declared that is not at hand, and what waits for signatures in it is looked at again. Another start of the machine ends everything anyway.
fn interrupted(state: &Production, cx: &Context<'_>) -> Vec<Event> {
    let gap = state.last().and_then(|last| cx.now.since(last));
    let ends = |run: Option<RunId>| {
        let list = run.and_then(|run| cx.library.of(state.run(run)?));
        list.is_none_or(|list| {
            let outlives = list.validity.as_ref().and_then(Validity::outlives);
            outlives.is_some_and(|limit| gap.is_none_or(|gap| gap > limit))
        })
    };
    let mut events = Vec::new();
    for item in state.book.items() {
        if item.in_force(cx.now).is_some_and(|one| ends(one.run)) {
            events.extend(state.book.doubt(item.id, UnverifiedWhy::Time, cx.now));
        }
    }
    events.extend(again(state, |run, _| ends(Some(run.id())), cx));
    events
}

/// The first line after the beginning of a log that goes on from another: nothing declared there holds here.
fn continued(state: &Production) -> impl Iterator<Item = Event> {
    let open = state.runs().filter(|run| run.is_open());
    let ended = open.map(|run| {
        Event::RunEnded(RunEnded { run: run.id(), how: RunEndedHow::Abandoned, why: None })
    });
    ended.chain(state.book.end_every(UnverifiedWhy::Continued))
}

/// Somebody without a key looked or said so; nothing is in force from it, and nobody is the worse for not being asked.
fn acknowledged(state: &Production, said: &Acknowledged) -> Vec<Event> {
    let mut witnesses: Vec<Witness> = Vec::new();
    for one in said.witnesses.iter().take(MOST_WITNESSES) {
        let known = state.roster.person(one.person).is_some();
        if known && witnesses.iter().all(|other| other.person != one.person) {
            witnesses.push(one.clone());
        }
    }
    if state.run(said.run).is_none() {
        return Vec::new();
    }
    vec![Event::RunAcknowledged(Acknowledged { how: reason(&said.how), witnesses, ..said.clone() })]
}

pub(super) fn stop(
    state: &Production,
    (by, item): (Option<PersonId>, Option<ItemId>),
    say: &str,
    cx: &Context<'_>,
) -> Vec<Event> {
    let free = cx
        .fresh
        .0
        .iter()
        .map(|bits| StopId::from_random(*bits))
        .find(|id| state.stop(*id).is_none());
    // All of them taken cannot practically be; a STOP is recorded all the same.
    let stop = free.unwrap_or_else(|| StopId::from_random(cx.size));
    let mut events = vec![Event::StopRaised(StopRaised {
        stop,
        run: None,
        item,
        rule: None,
        by,
        say: say.to_owned(),
    })];
    events.extend(state.book.stop(item, cx.now));
    events.extend(again(state, |_, one| item.is_none_or(|item| item == one), cx));
    events.extend(interrupt(state, InterruptedWhy::Stop));
    events
}

/// A concern, under an id that none has yet.
fn concern(state: &Production, sealed: Digest, cx: &Context<'_>) -> ConcernRaised {
    let known = |id: &ConcernId| state.concerns().any(|(one, _)| one == *id);
    let free = cx.fresh.0.iter().map(|bits| ConcernId::from_random(*bits)).find(|id| !known(id));
    let concern = free.unwrap_or_else(|| ConcernId::from_random(cx.size));
    ConcernRaised { concern, sealed }
}

/// An alarm is the matter of the STOP that stands, or calls one; nothing stays in force of any item.
fn alarm(
    state: &Production,
    (alarm, item): (Danger, Option<ItemId>),
    by: Option<PersonId>,
    cx: &Context<'_>,
) -> Vec<Event> {
    let frozen = state.alarm().map(|one| one.raised.what.stop);
    let standing = frozen.or_else(|| state.standing_stops().last().map(|one| one.raised.stop));
    let mut events = Vec::new();
    if standing.is_none() {
        events.extend(stop(state, (by, None), STOP, cx));
    }
    let called = events.first().and_then(|event| {
        if let Event::StopRaised(raised) = event { Some(raised.stop) } else { None }
    });
    let Some(stop) = standing.or(called) else { return events };
    let at = usize::from(called.is_some());
    events.insert(at, Event::StopAlarm(StopAlarm { stop, alarm, item, by }));
    if alarm == Danger::LiveFound {
        // Where nobody says in what it was, whatever runs hold is suspect.
        let items: Vec<ItemId> = match item {
            Some(item) => vec![item],
            None => {
                let open = state.runs().filter(|run| run.is_open());
                open.flat_map(|run| state.items_of(run)).collect()
            }
        };
        events.extend(resting::of_items(state, items, alarm.words(), None, cx));
    }
    if called.is_none() {
        events.extend(state.book.stop(None, cx.now));
        events.extend(again(state, |_, _| true, cx));
        events.extend(interrupt(state, InterruptedWhy::Stop));
    }
    events
}

fn moves(state: &Production, moved: &[Moved], cx: &Context<'_>) -> Vec<Event> {
    let mut book = state.book.clone();
    let mut events = Vec::new();
    for one in moved {
        let party = |person: PersonId| state.party(person, cx.now);
        let what = custody::Happened {
            from: one.from.map(party),
            to: one.to.map(party),
            place: one.place,
            store: one.store,
            watch: one.watch.map(party),
            reported: one.breach,
            card: one.card,
            at: one.at,
            ..custody::Happened::new(one.item, one.act)
        };
        let noted = book.note(&what, state.is_stopped(), cx.now);
        for event in &noted {
            // What the book itself noted applies to it.
            let _applied = book.apply(event, &state.moment(cx.size, 0, cx.now));
        }
        events.extend(noted);
    }
    // Nobody records a shot that was not planned and leaves the guns in use; what a card tells is of another time.
    let discharged = moved.iter().find(|one| one.is_alarm());
    if let Some(one) = discharged {
        let after = Production { book, ..state.clone() };
        events.extend(alarm(&after, (Danger::Discharge, Some(one.item)), cx.seat, cx));
    }
    events
}

/// Shots: only an unload ends FIRED, NOT CLEARED.
fn fired(state: &Production, items: &[ItemId]) -> Vec<Event> {
    let fired = State::plain(Condition::FiredNotCleared);
    items.iter().flat_map(|item| state.book.note_condition(*item, &fired, "shot")).collect()
}

/// A showing; a run that stands at a showing which is thereby over goes on in the same line.
fn shown(
    state: &Production,
    items: &[ItemId],
    by: PersonId,
    to: &[Shown],
    card: Option<u32>,
    cx: &Context<'_>,
) -> Vec<Event> {
    let looked = u32::try_from(to.len()).unwrap_or(u32::MAX);
    let mut events = vec![Event::ItemShown(ItemShown {
        items: items.to_vec(),
        by,
        to: to.to_vec(),
        looked,
        card,
    })];
    let mut next = state.clone();
    for event in &events {
        let _applied = next.book.apply(event, &state.moment(cx.size, 0, cx.now));
    }
    for item in items {
        let Some(run) = next.open_run_of(*item) else { continue };
        let Some(face) = next.face(run.id(), cx.library, cx.names, cx.now) else { continue };
        let crate::run::FaceKind::Show { to, .. } = &face.kind else { continue };
        if to.iter().all(|(_, looked)| *looked) {
            let answer = Answer::ShownToAll;
            let answered = super::decide::answer(&next, run.id(), &face.step, &answer, None, cx);
            events.extend(answered.unwrap_or_default());
        }
    }
    events
}

/// A picture of something that is known, or of a card; of neither there is nothing to record.
fn photo_added(state: &Production, photo: &PhotoAdded) -> Option<Event> {
    let item = photo.item.filter(|item| state.book.knows(*item));
    let said = photo.said.as_deref().map(|said| reason(said.trim()));
    let said = said.filter(|said| !said.is_empty());
    let about = item.is_some() || photo.card.is_some();
    about.then(|| Event::PhotoAdded(PhotoAdded { item, said, ..photo.clone() }))
}

/// A reason as a line can hold it: what happened is recorded whatever somebody typed.
fn reason(typed: &str) -> String {
    match LineText::parse(typed, LineText::REASON) {
        Ok(fit) => fit.as_str().to_owned(),
        Err(_unfit) => typed.chars().filter(|c| !c.is_control()).take(LineText::REASON).collect(),
    }
}
