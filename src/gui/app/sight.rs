//! A sitting as the screens see it.

use std::collections::BTreeMap;

use crate::event::{Kept, RowRef};
use crate::gui::view::{Open, RunSight, Sheet, SigningSight, StopSight, Work};
use crate::production::SetUp;
use crate::run::{Declaring, Run};
use crate::session::{JobKind, Jobs, Pixels, Session, Situation};
use crate::terms::{BootId, Digest, ItemId, PersonId, Role, Stamp, UtcMillis, role};

const MIB: u64 = 1024 * 1024;

/// The moment before the clock was read.
pub(super) fn long_ago() -> Stamp {
    Stamp { wall: UtcMillis::new(0), up: 0, boot: BootId(None) }
}

/// The long work of the laptop and the sitting.
pub(super) fn work(host: &Jobs, session: Option<&Session>) -> Vec<Work> {
    let own = session.into_iter().flat_map(|session| session.jobs().iter());
    let all = host.iter().chain(own);
    all.map(|job| Work {
        job: job.id,
        kind: job.kind,
        words: job.kind.words(),
        permille: job.control.permille(),
    })
    .collect()
}

/// The production that is open.
pub(super) fn open<'a>(
    session: &'a Session,
    situation: &'a Situation,
    (sheets, pictures): (&'a [Sheet], &'a BTreeMap<Digest, Option<Pixels>>),
    stranger: Option<ItemId>,
    now: &'a Stamp,
) -> Open<'a> {
    let state = session.state();
    let created = state.created();
    let (library, names) = (session.library(), session.names());
    let runs = state.runs().map(|run| {
        let list = library.of(run);
        RunSight {
            run,
            title: list.map_or("a list that is not at hand", |list| &list.title),
            list,
            face: state.face(run.id(), library, names, now),
            awaits: awaits(session, run, now),
            // Looks through every statement, so it is asked only of what a page can show.
            voided: run.is_open().then(|| session.why_voided(run.id())).flatten(),
        }
    });
    let settlers = |stop| {
        let all = state.settlers(stop, library, now.wall).into_iter();
        all.map(|one| (one.role, present(one.people, situation))).collect()
    };
    let stops = state.standing_stops().map(|stop| StopSight {
        stop: stop.raised.stop,
        say: stop.raised.say.clone(),
        called: stop.raised.rule.is_none() && stop.raised.item.is_none(),
        alarmed: state.alarms().get(stop.raised.stop).is_some(),
        at: stop.at.wall,
        settlers: settlers(stop.raised.stop),
    });
    Open {
        title: created.map_or("", |created| &created.title),
        folder: session.folder(),
        drill: state.is_drill(),
        sample: created.is_some_and(|created| created.sample),
        production: state,
        library,
        stranger,
        book: state.book(),
        roster: state.roster(),
        names,
        offset: session.offset(),
        now,
        runs: runs.collect(),
        stops: stops.collect(),
        alarm: session.alarm(),
        phone_code: state.alarm().and_then(|one| session.phone_code(one.raised.what.stop)),
        last: state.last(),
        saving: !session.is_saved_but_for_a_list(),
        little_space: little_space(session),
        broken: session.broken().map(ToString::to_string),
        unsaved: session
            .unsaved()
            .iter()
            .map(|one| super::words::words(&one.happened, session))
            .collect(),
        late: session.late(),
        situation,
        signing: signing(session),
        sheets,
        pictures,
        head_code: session.head_code(),
        particulars: session.known_particulars(),
        details: session.known_details(),
        bundle_name: session.bundle_name(),
        roster_changed: state.roster().is_changed(),
    }
}

/// What the witnesses of a run sign now; from a paper card nothing is declared, so nothing is signed.
fn awaits(session: &Session, run: &Run, now: &Stamp) -> Option<Declaring> {
    let live = run.is_open() && !run.is_recorded_after();
    let state = session.state();
    live.then(|| state.awaits_signing(run.id(), session.library(), session.names(), now)).flatten()
}

/// How many MiB are free, where that is little.
fn little_space(session: &Session) -> Option<u64> {
    session.free_space().filter(|_| session.is_low_on_space()).map(|free| free / MIB)
}

/// Those on the set first; all where nobody on the set can.
fn present(people: Vec<PersonId>, situation: &Situation) -> Vec<PersonId> {
    let here = |person: &PersonId| situation.crew.iter().any(|(_, one)| one == person);
    let on_set: Vec<PersonId> = people.iter().copied().filter(here).collect();
    if on_set.is_empty() { people } else { on_set }
}

fn signing(session: &Session) -> Option<SigningSight<'_>> {
    let text = session.statement_text()?;
    let still: Vec<PersonId> = session.still_to_sign().collect();
    let wait = still.first().and_then(|person| session.pin_wait(*person));
    let slots = session.statement().map(|one| one.prepared.signers.as_slice()).unwrap_or_default();
    let slot = still.first().and_then(|next| slots.iter().find(|slot| slot.person == *next));
    let key = slot.and_then(|slot| {
        let person = session.state().roster().person(slot.person)?;
        person.keys.iter().find(|key| key.fingerprint == slot.key)
    });
    let token = key.is_some_and(|key| key.kept == Kept::Token);
    let mut jobs = session.jobs().iter();
    let touching = jobs.find(|job| job.kind == JobKind::Touch).map(|job| job.id);
    let (statement, text) = (text.number(), text.as_str());
    Some(SigningSight { statement, text, still, token, touching, wait })
}

/// What each witness has not signed yet, as the sheet words it.
pub(super) fn sheets(session: &Session) -> Vec<Sheet> {
    let rows = |person: PersonId| {
        let rows = session.sheet_rows(person).into_iter();
        rows.map(|row| {
            let words = session.row_text(row, false).unwrap_or_else(|trouble| trouble.to_string());
            (RowRef { seq: row.seq, i: row.i }, words)
        })
    };
    session.who_can_sign().map(|person| Sheet { person, rows: rows(person).collect() }).collect()
}

/// Fills in what nobody said yet, and nothing else: the first of each role by the roster, and a recorder with no other role.
pub(super) fn guess(session: &Session, situation: &mut Situation) {
    if situation.place == SetUp::default() {
        let (scene, setup, take) = ("1".to_owned(), "A".to_owned(), "1".to_owned());
        situation.place = SetUp { scene, setup, take };
    }
    let roster = session.state().roster();
    let wall = session.now().wall;
    let first = |name: &str| roster.with_role(name, wall).next().map(|person| person.id);
    if situation.crew.is_empty() {
        for name in role::ALL {
            let enough = !role::TAKERS.contains(name) || *name == role::PERFORMER;
            if let (true, Some(person), Ok(role)) = (enough, first(name), name.parse::<Role>()) {
                situation.crew.push((role, person));
            }
        }
    }
    let free = |person: &PersonId| {
        !situation.crew.iter().any(|(role, one)| one == person && !role.is(role::RECORDER))
    };
    let recorders = roster.with_role(role::RECORDER, wall);
    let found = recorders.chain(roster.people()).map(|person| person.id).find(free);
    situation.recorder = situation.recorder.or(found);
}
