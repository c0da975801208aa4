//! Rounds: lots as they come in, trays, what a declaration and an unload say of them, and differences that are closed.

pub(in crate::production) mod resting;

use crate::checklist::Checklist;
use crate::custody::{Clearing, Heap, Item, Lot, LotRefusal};
use crate::event::{
    Event, LotAdded, LotClosed, LotFreed, LotLimit, LotMoved, LotParticulars, Witness,
};
use crate::production::command::{NewLot, ReadAgain};
use crate::production::context::Context;
use crate::production::decide::unused;
use crate::production::refusal::Refusal;
use crate::production::state::Production;
use crate::run::{Declaring, Out, Run};
use crate::terms::{
    Condition, ItemId, ItemKind, LineText, LotId, PersonId, RoundAct, RoundKind, UnverifiedWhy,
    UtcMillis, role,
};

/// The most rounds of one lot.
const MOST: u32 = 100_000;

fn known(state: &Production, lot: LotId) -> Result<&Lot, Refusal> {
    state.rounds.lot(lot).ok_or(Refusal::NoSuch("lot"))
}

/// Two different people, one of them a handler.
fn two(state: &Production, witnesses: &[Witness], cx: &Context<'_>) -> Result<(), Refusal> {
    let [first, second] = witnesses else { return Err(Refusal::TwoCount) };
    let handles = |one: &Witness| state.party(one.person, cx.now).handles();
    let known = |one: &Witness| state.roster.person(one.person).is_some();
    let fit = first.person != second.person
        && (handles(first) || handles(second))
        && known(first)
        && known(second);
    if fit { Ok(()) } else { Err(Refusal::TwoCount) }
}

/// Enters a lot.
pub(super) fn add(
    state: &Production,
    new: &NewLot,
    cx: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let read = ReadAgain {
        tag: new.tag.clone(),
        maker: new.maker.clone(),
        calibre: new.calibre.clone(),
        load: new.load.clone(),
        tell: new.tell,
        guns: new.guns.clone(),
    };
    let read = on_the_box(state, None, new.kind, &read)?;
    if new.count == 0 || new.count > MOST {
        let most = i32::try_from(MOST).unwrap_or(i32::MAX);
        return Err(Refusal::Rounds(vec![LotRefusal::TooMany { asked: new.count, most }]));
    }
    two(state, &new.witnesses, cx)?;
    let lot = unused(cx, LotId::from_random, |id| state.rounds.lot(id).is_some())?;
    Ok(vec![Event::LotAdded(LotAdded {
        lot,
        kind: new.kind,
        tag: read.tag,
        maker: read.maker,
        calibre: read.calibre,
        load: read.load,
        tell: read.tell,
        guns: read.guns,
        count: new.count,
        witnesses: new.witnesses.clone(),
    })])
}

/// What stands on the boxes of a lot of `kind`, as a line holds it; `own` is the lot that it is read again of.
fn on_the_box(
    state: &Production,
    own: Option<LotId>,
    kind: RoundKind,
    read: &ReadAgain,
) -> Result<ReadAgain, Refusal> {
    let text = |text: &str, most| LineText::parse(text, most).map(|text| text.as_str().to_owned());
    let tag = text(&read.tag, LineText::TAG)?;
    let lower = tag.to_lowercase();
    let lots = state.rounds.lots();
    let mut others = lots.iter().filter(|lot| Some(lot.id) != own);
    if others.any(|lot| lot.added.tag.to_lowercase() == lower) {
        return Err(Refusal::TagTaken(tag));
    }
    let maker = text(&read.maker, LineText::NAME)?;
    let calibre = text(&read.calibre, LineText::TAG)?;
    let load = read.load.as_deref().map(|load| text(load, LineText::TAG)).transpose()?;
    // A blank without its load, a dummy without what it is told by, is one that nobody knows.
    match kind {
        RoundKind::Blank if load.is_none() => return Err(Refusal::NoSuch("load")),
        RoundKind::Dummy if read.tell.is_none() => return Err(Refusal::NoSuch("style of dummy")),
        RoundKind::Blank | RoundKind::Dummy => {}
    }
    if read.guns.iter().any(|gun| state.book.item(*gun).is_none_or(|gun| !gun.kind.is_gun())) {
        return Err(Refusal::NoSuch("gun"));
    }
    Ok(ReadAgain {
        tag,
        maker,
        calibre,
        load: load.filter(|_| kind == RoundKind::Blank),
        tell: read.tell.filter(|_| kind == RoundKind::Dummy),
        guns: read.guns.clone(),
    })
}

/// Corrects what stands on the boxes of a lot. Where that says otherwise what they are for or how they are told, nothing stays in
/// force of a gun or a tray that rounds of it are in: it was declared of others.
pub(super) fn correct(
    state: &Production,
    lot: LotId,
    read: &ReadAgain,
    (why, by): (&str, PersonId),
    cx: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let found = known(state, lot)?;
    if !state.party(by, cx.now).handles() {
        return Err(Refusal::NoSuch("qualified handler"));
    }
    let why = LineText::parse(why, LineText::REASON)?.as_str().to_owned();
    let was = &found.added;
    let ReadAgain { tag, maker, calibre, load, tell, guns } =
        on_the_box(state, Some(lot), was.kind, read)?;
    let for_others =
        calibre != was.calibre || load != was.load || tell != was.tell || guns != was.guns;
    if !for_others && tag == was.tag && maker == was.maker {
        return Err(Refusal::NoSuch("difference to what was entered"));
    }
    let said = LotParticulars { lot, tag, maker, calibre, load, tell, guns, why, by };
    let mut events = vec![Event::LotParticulars(said)];
    if for_others {
        let trays = found.heaps.keys().filter_map(|heap| heap.tray());
        let inside = found.guns.keys().copied().chain(trays);
        let doubted =
            inside.flat_map(|item| state.book.doubt(item, UnverifiedWhy::Reopened, cx.now));
        events.extend(doubted);
    }
    Ok(events)
}

/// Puts rounds of a lot into a tray.
pub(super) fn fill(
    state: &Production,
    lot: LotId,
    tray: ItemId,
    n: u32,
    by: PersonId,
) -> Result<Vec<Event>, Refusal> {
    let lot = known(state, lot)?;
    let tray = state.book.item(tray).ok_or(Refusal::NoSuch("tray"))?;
    let against = state.rounds.against_tray(lot, tray, n);
    if !against.is_empty() {
        return Err(Refusal::Rounds(against));
    }
    Ok(vec![Event::LotMoved(LotMoved {
        lot: lot.id,
        act: RoundAct::Tray,
        n,
        tray: Some(tray.id),
        gun: None,
        by: Some(by),
        run: None,
        card: None,
        at: None,
    })])
}

/// Closes a difference that two people counted alike, one after the other.
pub(super) fn close(
    state: &Production,
    lot: LotId,
    tray: Option<ItemId>,
    told: &Witness,
    cx: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let found = known(state, lot)?;
    let heap = Heap::of(tray);
    if !found.differences().any(|(open, _)| open == heap) {
        return Err(Refusal::Rounds(vec![LotRefusal::NothingOpen]));
    }
    let Some((first, again)) = found.agreed(heap) else {
        return Err(Refusal::Rounds(vec![LotRefusal::NotRecounted]));
    };
    let holds = |name: &&str| state.roster.holds(told.person, name, cx.now.wall);
    let hears = role::DIRECTORS.iter().chain(&[role::PRODUCTION_REP]).any(holds);
    if !hears {
        return Err(Refusal::NotTold);
    }
    Ok(vec![Event::LotClosed(LotClosed {
        lot,
        tray,
        difference: again.difference(),
        counted_by: first.by,
        again_by: again.by,
        told: told.clone(),
    })])
}

/// Takes a lot into use again.
pub(super) fn free(
    state: &Production,
    lot: LotId,
    why: &str,
    witnesses: &[Witness],
    cx: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let found = known(state, lot)?;
    if found.apart.is_none() {
        return Err(Refusal::NoSuch("lot that is set apart"));
    }
    two(state, witnesses, cx)?;
    let why = LineText::parse(why, LineText::REASON)?.as_str().to_owned();
    Ok(vec![Event::LotFreed(LotFreed { lot, why, witnesses: witnesses.to_vec() })])
}

/// The armorer's limit of misfires; a lot that is at it already is set apart at once.
pub(super) fn limit(
    state: &Production,
    lot: LotId,
    misfires: Option<u32>,
    by: PersonId,
    cx: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let found = known(state, lot)?;
    if !state.party(by, cx.now).handles() {
        return Err(Refusal::NoSuch("qualified handler"));
    }
    if let Some(asked) = misfires.filter(|n| *n == 0 || *n > MOST) {
        let most = i32::try_from(MOST).unwrap_or(i32::MAX);
        return Err(Refusal::Rounds(vec![LotRefusal::TooMany { asked, most }]));
    }
    let mut events = vec![Event::LotLimit(LotLimit { lot, misfires, by })];
    if let Some(limit) = misfires.filter(|limit| found.held >= *limit && found.apart.is_none()) {
        let why = resting::at_limit(found.held, limit);
        events.extend(resting::apart(state, (lot, &why, None), None, cx));
    }
    Ok(events)
}

/// What the ledger has against loading the gun of a run from its trays.
pub(super) fn against(state: &Production, run: &Run) -> Vec<LotRefusal> {
    let items: Vec<&Item> =
        state.items_of(run).into_iter().filter_map(|item| state.book.item(item)).collect();
    let trays = || {
        let kinds = [ItemKind::BlankTray, ItemKind::DummyTray];
        items.iter().filter(move |item| kinds.contains(&item.kind))
    };
    let guns = items.iter().filter(|item| item.kind.is_gun());
    guns.flat_map(|gun| trays().flat_map(|tray| state.rounds.against_loading(gun, tray.id)))
        .collect()
}

/// Blanks in a gun that dummies were in since it was last shown clear: no list declares that. One that is only about blanks does
/// not even begin, so that it is said before the rounds are in the gun.
pub(super) fn bore_first(state: &Production, run: &Run, list: &Checklist) -> Option<LotRefusal> {
    let item = run.started().item?;
    let gun = state.book.item(item).filter(|gun| gun.kind.is_gun())?;
    (list.declares_blanks_alone() && state.rounds.is_bore_due(gun.id))
        .then(|| LotRefusal::BoreFirst { gun: gun.tag.clone() })
}

/// What a declaration of rounds in a gun says of the tray that its run names; refused where they may not be loaded.
pub(super) fn loaded(
    state: &Production,
    run: &Run,
    declaring: &Declaring,
) -> Result<Vec<Event>, Refusal> {
    let kind = match declaring.state.condition {
        Condition::Hot | Condition::LoadedChamberEmpty => ItemKind::BlankTray,
        Condition::DummiesProven => ItemKind::DummyTray,
        Condition::Unverified
        | Condition::EmptyShownClear
        | Condition::FiredNotCleared
        | Condition::MisfireHold
        | Condition::Quarantine
        | Condition::Inert
        | Condition::GasFlash => return Ok(Vec::new()),
    };
    let gun = state.book.item(declaring.item).filter(|gun| gun.kind.is_gun());
    if let Some(gun) = gun
        && declaring.state.condition.is_of_blanks()
        && state.rounds.is_bore_due(gun.id)
    {
        return Err(Refusal::Rounds(vec![LotRefusal::BoreFirst { gun: gun.tag.clone() }]));
    }
    let trays = state.items_of(run).into_iter().filter_map(|item| state.book.item(item));
    let tray = trays.filter(|item| item.kind == kind).map(|item| item.id).next();
    let (Some(tray), Some(gun), Some(n)) = (tray, gun, declaring.state.n) else {
        return Ok(Vec::new());
    };
    let against = state.rounds.against_loading(gun, tray);
    if !against.is_empty() {
        return Err(Refusal::Rounds(against));
    }
    Ok(state.rounds.loaded(gun.id, tray, n, Some(run.id())))
}

/// What a run says came out of a gun. One from a paper card has loaded nothing here, so nothing comes out by it either: what
/// was fired then shows itself when the tray is counted.
pub(super) fn came_out(
    state: &Production,
    run: &Run,
    gun: ItemId,
    out: Out,
    by: Option<PersonId>,
    at: Option<UtcMillis>,
) -> Vec<Event> {
    if run.is_recorded_after() {
        return Vec::new();
    }
    let told = told(run, out, by, at);
    state.rounds.cleared(gun, &told)
}

/// Whether more came out of a gun than went in by the record; of one that nothing went into by the record nobody can say so.
pub(super) fn is_too_many(state: &Production, run: &Run, gun: ItemId, out: Out) -> bool {
    let told = told(run, out, None, None);
    !run.is_recorded_after()
        && !state.rounds.in_gun(gun).is_empty()
        && state.rounds.too_many(gun, &told) > 0
}

fn told(run: &Run, out: Out, by: Option<PersonId>, at: Option<UtcMillis>) -> Clearing {
    let Out { back, held } = out;
    Clearing { back, held, by, run: Some(run.id()), card: None, at }
}
