//! How runs begin and who takes part in them.

use super::runs::{open, rests_on_nothing};
use super::{rounds, unused};
use crate::checklist::{Checklist, InputIx, ListRole, Part, Status};
use crate::event::{Event, FileAs, Input, Recorded, RunFile, RunRole, RunStarted};
use crate::production::command::Start;
use crate::production::context::{Context, Library, Names};
use crate::production::finish::Draft;

use crate::production::refusal::{Refusal, StartFault};
use crate::production::rules::{Led, RulesFault};
use crate::production::state::Production;
use crate::run::{Face, Run};
use crate::terms::{Condition, ItemId, PersonId, Role, RunId, Stamp, State};

/// Begins a run; every reason against it at once.
pub(in crate::production) fn start(
    state: &Production,
    start: &Start,
    cx: &Context<'_>,
) -> Result<Draft, Refusal> {
    let Some(list) = cx.library.with(start.list, &start.overlays) else {
        return Err(Refusal::Start(vec![StartFault::NoList]));
    };
    if state.is_halted(list) {
        return Err(Refusal::Stopped);
    }
    let mut faults = Vec::new();
    match list.status {
        Status::Retired => faults.push(StartFault::Retired),
        Status::Draft | Status::Released => {}
    }
    match (start.recorded, start.card) {
        (Recorded::Live, None) | (Recorded::After, Some(_)) => {}
        (Recorded::Live, Some(_)) | (Recorded::After, None) => faults.push(StartFault::Card),
    }
    faults.extend(role_faults(state, list, start, cx));
    let (item, input_faults) = inputs(state, list, start);
    faults.extend(input_faults);
    let live = start.recorded == Recorded::Live;
    let led = Led::of(start.recorded, start.claimed);
    let rules = state.overlays_for((list.id.as_str(), start.list), item, led, cx.now);
    if !rules.iter().map(|file| file.sha256).eq(start.overlays.iter().copied()) {
        let rules = rules.iter().map(|file| file.id.clone()).collect();
        faults.push(StartFault::Rules(RulesFault::OtherRules(rules)));
    }
    let run = unused(cx, RunId::from_random, |id| state.run(id).is_some())?;
    let started = started(state, (list, item), start, run, cx.now);
    let begun = Run::begin(&started, cx.now);
    let items = state.items_of(&begun);
    let mut held = held(state, list, &started);
    held.retain(|item| state.book.is_held_by_misfire(*item, start.card, start.claimed));
    // What a card tells gives up nothing that goes on now.
    let given_up = if live { given_up(state, &held, cx) } else { Vec::new() };
    let busy =
        |item: &ItemId| state.busy_with(*item).is_some_and(|run| !given_up.contains(&run.id()));
    if items.iter().any(busy) {
        faults.push(StartFault::RunGoesOn);
    }
    let writes =
        |item: &ItemId| state.book.item(*item).is_some_and(|one| one.held_by(start.recorder));
    if live && items.iter().any(writes) {
        faults.push(StartFault::RecorderHolds);
    }
    // What must be so for the run to begin was so when the card was written, or not: the card says, not the book of today.
    if faults.is_empty() && live {
        let unmet = begun.unmet(list, &state.facts(&begun, list, cx.names, cx.now), cx.now);
        faults.extend(unmet.into_iter().map(StartFault::Needs));
        // Said now, and not when the rounds are in the gun.
        let against = if list.declares() { rounds::against(state, &begun) } else { Vec::new() };
        let against = against.into_iter().chain(rounds::bore_first(state, &begun, list));
        faults.extend(against.map(StartFault::Rounds));
    }
    if !faults.is_empty() {
        return Err(Refusal::Start(faults));
    }
    let objects = started.files.iter().map(|file| file.sha256).collect();
    let mut events: Vec<Event> =
        given_up.iter().flat_map(|run| super::runs::give_up(state, *run, None, cx)).collect();
    events.push(Event::RunStarted(started));
    let hold = State::plain(Condition::MisfireHold);
    events.extend(held.iter().flat_map(|item| state.book.note_condition(*item, &hold, MISFIRE)));
    Ok(Draft { events, end: false, objects })
}

impl Production {
    /// The first step of the run that `start` would begin, as a screen will show it; nothing begins by asking.
    #[must_use]
    pub fn first_face(
        &self,
        start: &Start,
        library: &Library,
        names: &Names,
        now: &Stamp,
    ) -> Option<Face> {
        let list = library.with(start.list, &start.overlays)?;
        let (item, _) = inputs(self, list, start);
        let started = started(self, (list, item), start, RunId::from_random(0), now);
        let run = Run::begin(&started, now);
        run.face(list, &self.facts(&run, list, names, now), now)
    }
}

/// A run as it begins.
fn started(
    state: &Production,
    (list, item): (&Checklist, Option<ItemId>),
    start: &Start,
    run: RunId,
    now: &Stamp,
) -> RunStarted {
    let files = files(list);
    let given = |(id, value): &(String, String)| Input { id: id.clone(), value: value.clone() };
    RunStarted {
        run,
        approved: state.all_approved(&files, now),
        files,
        lang: language(list, start.lang.as_deref()),
        recorder: Some(start.recorder),
        recorded: start.recorded,
        card: start.card,
        item,
        roles: start.roles.clone(),
        inputs: start.inputs.iter().map(given).collect(),
        scene: start.place.scene.clone(),
        setup: start.place.setup.clone(),
        take: start.place.take.clone(),
    }
}

/// The code of a condition that the beginning of a list made so.
const MISFIRE: &str = "misfire";

/// The items that are in MISFIRE HOLD once a run begins.
fn held(state: &Production, list: &Checklist, started: &RunStarted) -> Vec<ItemId> {
    let item = |ix: InputIx| {
        let id = list.inputs.get(ix.position())?.id();
        let given = started.inputs.iter().find(|given| given.id == id.as_str())?;
        given.value.parse().ok().filter(|item| state.book.item(*item).is_some())
    };
    list.holds().into_iter().filter_map(item).collect()
}

/// The open runs that end as a misfire is held: whatever was looked at in them holds no more, and nobody with such a gun
/// waits until they are put away. One that holds it already goes on, so that its wait is not begun again by a second press.
fn given_up(state: &Production, held: &[ItemId], cx: &Context<'_>) -> Vec<RunId> {
    let holds = |run: &Run| {
        let list = cx.library.of(run);
        let by_it = list.map_or_else(Vec::new, |list| self::held(state, list, run.started()));
        by_it.iter().any(|item| held.contains(item))
    };
    let open = state.runs().filter(|run| run.is_open() && (run.is_recorded_after() || !holds(run)));
    let about = open.filter(|run| state.items_of(run).iter().any(|item| held.contains(item)));
    about.map(Run::id).collect()
}

/// The language of the words on the screen: the one that is asked for, where the list has it.
fn language(list: &Checklist, asked: Option<&str>) -> String {
    asked.filter(|lang| list.languages().contains(lang)).unwrap_or(&list.lang).to_owned()
}

/// The files that a list is put together from: itself, its units in the order of their first use, its overlays by id.
pub(super) fn files(list: &Checklist) -> Vec<RunFile> {
    let list_file = RunFile {
        used_as: FileAs::List,
        id: list.id.to_string(),
        rev: list.rev,
        sha256: list.source.sha256,
    };
    let part = |used_as| {
        move |part: &Part| RunFile {
            used_as,
            id: part.id.to_string(),
            rev: part.rev,
            sha256: part.source.sha256,
        }
    };
    let units = list.units.iter().map(part(FileAs::Unit));
    let overlays = list.overlays.iter().map(part(FileAs::Overlay));
    std::iter::once(list_file).chain(units).chain(overlays).collect()
}

fn role_faults(
    state: &Production,
    list: &Checklist,
    start: &Start,
    cx: &Context<'_>,
) -> Vec<StartFault> {
    let mut faults = Vec::new();
    let holder =
        |role: &Role| start.roles.iter().find(|held| held.role == *role).map(|held| held.person);
    for (at, held) in start.roles.iter().enumerate() {
        if list.roles.iter().all(|role| role.role != held.role) {
            faults.push(StartFault::NoSuchRole(held.role.words()));
        } else if start.roles.iter().skip(at + 1).any(|other| other.role == held.role) {
            faults.push(StartFault::RoleTwice(held.role.words()));
        }
    }
    if state.roster.person(start.recorder).is_none() {
        faults.push(StartFault::RecorderUnknown);
    }
    for role in &list.roles {
        let Some(person) = holder(&role.role) else {
            if !role.optional && !role.on_call {
                faults.push(StartFault::NoRole(role.title.clone()));
            }
            continue;
        };
        if let Some(fault) = qualified(state, role, person, cx) {
            faults.push(fault);
        }
        for other in role.not_same_as.iter().filter_map(|ix| list.role(*ix)) {
            if holder(&other.role) == Some(person) {
                faults.push(StartFault::SamePerson(role.title.clone(), other.title.clone()));
            }
        }
        // Whoever looks, gives or takes has no hand free to write.
        if person == start.recorder && !role.role.is(crate::terms::role::RECORDER) {
            faults.push(StartFault::RecorderBusy(role.title.clone()));
        }
    }
    faults
}

pub(super) fn qualified(
    state: &Production,
    role: &ListRole,
    person: PersonId,
    cx: &Context<'_>,
) -> Option<StartFault> {
    let holds = |role: &Role| state.roster.holds(person, role.as_str(), cx.now.wall);
    let handles = state.party(person, cx.now).handles();
    let own = std::slice::from_ref(&role.role);
    let filled_by = if role.filled_by.is_empty() { own } else { role.filled_by.as_slice() };
    let fills = filled_by.iter().any(holds);
    if fills && (!role.handler || handles) {
        return None;
    }
    let needs = if fills {
        "qualified handler".to_owned()
    } else {
        filled_by.iter().map(Role::words).collect::<Vec<_>>().join(" or ")
    };
    Some(StartFault::NotQualified { title: role.title.clone(), needs })
}

/// The item that the run is about, and the inputs that are missing or do not fit.
fn inputs(
    state: &Production,
    list: &Checklist,
    start: &Start,
) -> (Option<ItemId>, Vec<StartFault>) {
    let mut faults = Vec::new();
    for (at, (id, value)) in start.inputs.iter().enumerate() {
        let doubled = start.inputs.iter().skip(at + 1).any(|(other, same)| {
            // The same item for two inputs is one item too few.
            other == id || (value == same && value.parse::<ItemId>().is_ok())
        });
        if doubled || list.inputs.iter().all(|input| input.id().as_str() != id) {
            faults.push(StartFault::Input(id.clone()));
        }
    }
    for input in &list.inputs {
        let given = start.inputs.iter().find(|(id, _)| id == input.id().as_str());
        if !given.is_some_and(|(_, value)| state.takes(input, value)) {
            faults.push(StartFault::Input(input.id().to_string()));
        }
    }
    (state.about(list, &start.inputs), faults)
}

/// Binds a role that was not needed at the start.
pub(super) fn bind(
    state: &Production,
    run: RunId,
    role: &Role,
    person: PersonId,
    cx: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let (running, list) = open(state, run, cx)?;
    if !running.is_open() {
        return Err(Refusal::Run(crate::run::Refusal::Over));
    }
    let named = list.roles.iter().find(|one| one.role == *role).ok_or(Refusal::NoSuch("role"))?;
    if running.holder(role.as_str()).is_some() {
        return Err(Refusal::NoSuch("open role"));
    }
    // While a STOP keeps a run from going on nobody new takes part; whoever is needed to settle one of this very run is no
    // part of it yet.
    let clears = running
        .stops()
        .filter_map(|(_, rule)| rule)
        .any(|rule| Run::clearers(list, rule).contains(role));
    if state.is_halted(list) && !clears {
        return Err(Refusal::Stopped);
    }
    let faults = role_taken(state, (running, list), named, person, cx);
    if !faults.is_empty() {
        return Err(Refusal::Start(faults));
    }
    Ok(vec![Event::RunRole(RunRole { run, role: role.clone(), person })])
}

/// Gives a role of a run to somebody else: what was asked or answered in that role is asked again, for whoever has it now
/// saw none of it.
pub(super) fn hand_over(
    state: &Production,
    run: RunId,
    role: &Role,
    to: PersonId,
    cx: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let (running, list) = open(state, run, cx)?;
    if !running.is_open() {
        return Err(Refusal::Run(crate::run::Refusal::Over));
    }
    if state.is_halted(list) {
        return Err(Refusal::Stopped);
    }
    let named = list.roles.iter().find(|one| one.role == *role).ok_or(Refusal::NoSuch("role"))?;
    let from = running.holder(role.as_str()).filter(|from| *from != to);
    let from = from.ok_or(Refusal::NoSuch("role that somebody else holds"))?;
    let held = state
        .items_of(running)
        .into_iter()
        .find(|item| state.book.item(*item).is_some_and(|item| item.held_by(from)));
    // The gun does not change hands by a line about a role.
    if let Some(item) = held.and_then(|item| state.book.item(item)) {
        return Err(Refusal::StillHolds { tag: item.tag.clone() });
    }
    let faults = role_taken(state, (running, list), named, to, cx);
    if !faults.is_empty() {
        return Err(Refusal::Start(faults));
    }
    let withdrawn = running.again_without(list, role).into_iter().map(Event::RunWithdrawn);
    let withdrawn: Vec<Event> = withdrawn.collect();
    let ended = rests_on_nothing(state, running, &withdrawn, cx);
    let bound = Event::RunRole(RunRole { run, role: role.clone(), person: to });
    Ok(std::iter::once(bound).chain(withdrawn).chain(ended).collect())
}

/// Why somebody cannot take a role of a run.
fn role_taken(
    state: &Production,
    (running, list): (&Run, &Checklist),
    named: &ListRole,
    person: PersonId,
    cx: &Context<'_>,
) -> Vec<StartFault> {
    let mut faults: Vec<StartFault> = qualified(state, named, person, cx).into_iter().collect();
    if running.started().recorder == Some(person) && !named.role.is(crate::terms::role::RECORDER) {
        faults.push(StartFault::RecorderBusy(named.title.clone()));
    }
    let others = list.roles.iter().filter(|other| {
        running.holder(other.role.as_str()) == Some(person) && apart(list, named, other)
    });
    faults.extend(
        others.map(|other| StartFault::SamePerson(named.title.clone(), other.title.clone())),
    );
    faults
}

/// Whether a list says of two of its roles that they are two people, whichever of them says it.
pub(super) fn apart(list: &Checklist, one: &ListRole, other: &ListRole) -> bool {
    let names = |from: &ListRole, to: &ListRole| {
        from.not_same_as.iter().filter_map(|ix| list.role(*ix)).any(|named| named.role == to.role)
    };
    names(one, other) || names(other, one)
}
