//! The take strip: for one gun, one key for each true thing; and for all of them, where that is true.

use std::collections::BTreeMap;

use egui::{Ui, vec2};

use super::containers;
use super::sight::{Sight, is_out, viewers};
use crate::custody::{Clearing, Item};
use crate::event::Shown;
use crate::gui::action::{Action, Place};
use crate::gui::kit::{self, Button, Look};
use crate::gui::screens::book::inside;
use crate::gui::theme::{Type, icon, size, space};
use crate::gui::view::Open;
use crate::production::{Ask, Command, Happened, Moved};
use crate::terms::{Act, Condition, ItemId, PersonId, Role, RoundKind};

/// The cells of one gun.
pub(super) fn show(
    ui: &mut Ui,
    open: &Open<'_>,
    one: &Sight<'_>,
    selected: bool,
    out: &mut Vec<Action>,
) {
    let tag = &one.item.tag;
    let key = |key: &'static str| if selected { key } else { "" };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::S);
        if let Some(run) = open.run_of(one.item.id) {
            let button = Button::new(format!("Go on: {}", run.title))
                .name(format!("Go on with {} {tag}", run.title))
                .icon(icon::PLAY)
                .first()
                .least(vec2(size::TARGET, size::CELL));
            if button.pressed(ui) {
                out.push(Action::Go(Place::Run(run.run.id())));
            }
        }
        if one.in_force && !is_out(one.item) {
            cells_of_showing(ui, open, one, &key, out);
        }
        if one.acts.contains(&Act::Issue) && one.withheld.is_empty() {
            cells_of_issue(ui, open, one, &key, out);
        }
        if one.acts.contains(&Act::Collect) {
            let missing = one.item.place == crate::terms::Place::Missing;
            let words = if missing { "Found again" } else { "Collect" };
            let button = cell(words, icon::HAND_DOWN)
                .name(format!("{words} {tag}"))
                .below(collected_by(open, &[one.item.id]))
                .first()
                .step(Type::Title)
                .least(vec2(size::FIELD, size::ANSWER))
                .key(key("C"));
            if button.pressed(ui) {
                out.push(collect(open, &[one.item.id]));
            }
        }
        // Which of them fit a gun that is out, they say themselves; after an alarm nobody is asked to touch it.
        let lists = one.lists.iter().filter(|_| open.production.alarm().is_none());
        for (list, title, letter) in lists {
            let button =
                cell(title, icon::CLIPBOARD).name(format!("{title} {tag}")).key(key(letter));
            if button.pressed(ui) {
                out.push(Action::Begin(*list, Some(one.item.id)));
            }
        }
        // Of a gun that is set apart nobody at the cart is asked anything.
        let apart = one.state.condition == Condition::Quarantine;
        let asked = !apart && open.production.alarm().is_none();
        if asked && open.production.rounds().is_uncounted(one.item.id) {
            cells_of_count(ui, open, one, out);
        }
        for (act, words, icon, letter) in [
            (Act::TakeOut, "Take out", icon::LOCK_OPEN, "O"),
            (Act::LockAway, "Lock away", icon::LOCK, "L"),
            (Act::TransferIn, "Came back", icon::HAND_DOWN, ""),
            (Act::Unload, "Unloaded", icon::CIRCLE, "U"),
        ] {
            let fits = if act == Act::Unload { needs_unloading(one) } else { !is_out(one.item) };
            let button = cell(words, icon).name(format!("{words} {tag}")).key(key(letter));
            if fits && one.acts.contains(&act) && button.pressed(ui) {
                out.push(moved(open, one.item.id, act));
            }
        }
        if one.acts.contains(&Act::LockAway) && !is_out(one.item) {
            out.extend(containers::lock_away(ui, open, one.item));
        }
        if is_offered(one) {
            let button = cell("Show me", icon::EYE)
                .name(format!("Show me {tag}"))
                .below("once for each who looks")
                .key(key("V"));
            if button.pressed(ui) {
                out.extend(offered(open, one.item.id));
            }
        }
    });
    containers::ask(ui, open, one.item);
    if one.acts.contains(&Act::Issue) && one.in_force && !one.withheld.is_empty() {
        kit::caption(ui, format!("Issue is withheld: {}", one.withheld.join("; ")));
    }
}

fn cell<'a>(words: &str, icon: char) -> Button<'a> {
    Button::new(words).icon(icon).least(vec2(size::TARGET, size::CELL))
}

fn cells_of_showing(
    ui: &mut Ui,
    open: &Open<'_>,
    one: &Sight<'_>,
    key: &dyn Fn(&'static str) -> &'static str,
    out: &mut Vec<Action>,
) {
    for (role, person, words, letter) in viewers(open) {
        let name = format!("Shown to {words}, {}", one.item.tag);
        let button = cell(&format!("Shown to {words}"), icon::EYE).name(name).key(key(letter));
        let button = match seen(open, one.item, &role, person) {
            Some(when) => button.look(Look::Done).icon(icon::CHECK).below(when),
            None => button.below("not shown yet"),
        };
        if button.pressed(ui) {
            out.extend(shown(open, &[one.item.id], &role, person));
        }
    }
}

/// When somebody saw it for what is in force: at a showing, or as a witness of the declaration itself.
fn seen(open: &Open<'_>, item: &Item, role: &Role, person: Option<PersonId>) -> Option<String> {
    let theirs = |to: &Shown| match person {
        Some(person) => to.person == Some(person),
        None => to.role == *role,
    };
    let live = item.showings.iter().rev().filter(|showing| showing.card.is_none());
    let shown = live.clone().find(|showing| showing.to.iter().any(theirs));
    if let Some(showing) = shown {
        let at = open.shown_at(showing);
        return Some(format!("{}, {}", open.clock(at.wall), open.ago(at)));
    }
    let declared = item.in_force(open.now)?;
    let witness = declared.witnesses.iter().any(|one| Some(one.person) == person);
    witness.then(|| format!("saw it declared, {}", open.clock(declared.at.at.wall)))
}

fn cells_of_issue(
    ui: &mut Ui,
    open: &Open<'_>,
    one: &Sight<'_>,
    key: &dyn Fn(&'static str) -> &'static str,
    out: &mut Vec<Action>,
) {
    let mut letter = "I";
    for person in open.takers_of(one.item.id) {
        let name = open.name(person);
        let button = cell(&format!("Issue to {name}"), icon::HAND_UP)
            .name(format!("Issue {} to {name}", one.item.tag))
            .first()
            .key(key(letter));
        letter = "";
        if button.pressed(ui) {
            out.extend(issue(open, one.item.id, person));
        }
    }
}

/// It was unloaded, and nobody said yet how many came out.
fn cells_of_count(ui: &mut Ui, open: &Open<'_>, one: &Sight<'_>, out: &mut Vec<Action>) {
    let most = open.production.rounds().count_in(one.item.id);
    kit::caption(
        ui,
        format!(
            "{} went in. Came out unfired (misfired, or more: page Items, Rounds):",
            inside(open, one.item.id)
        ),
    );
    // More than a hand of keys is told on the page of rounds.
    for back in 0..=most.min(9) {
        let button = cell(&back.to_string(), icon::UNDO)
            .below(format!("{} not", most.saturating_sub(back)))
            .name(format!("{back} came out of {} unfired", one.item.tag));
        if button.pressed(ui) {
            let by = holder_of(open, one.item.id);
            let told = Clearing { back, by, ..Clearing::default() };
            let cleared = Happened::Cleared { gun: one.item.id, told };
            out.push(Action::Submit(Command::Happened(cleared)));
        }
    }
    // A misfire is said with the same key press; two of them are told on the page of rounds.
    for back in 0..=most.saturating_sub(1).min(9) {
        if !blanks(open, one.item.id) || most == 0 {
            break;
        }
        let button = cell(&format!("{back} + 1 misfired"), icon::WARNING)
            .below(format!("{} not", most.saturating_sub(back).saturating_sub(1)))
            .name(format!("{back} came out of {} unfired, 1 misfired", one.item.tag));
        if button.pressed(ui) {
            let by = holder_of(open, one.item.id);
            let told = Clearing { back, held: 1, by, ..Clearing::default() };
            let cleared = Happened::Cleared { gun: one.item.id, told };
            out.push(Action::Submit(Command::Happened(cleared)));
        }
    }
}

/// Whether blanks went into a gun: a dummy cannot misfire.
fn blanks(open: &Open<'_>, gun: ItemId) -> bool {
    let rounds = open.production.rounds();
    let blank = |lot| rounds.lot(lot).is_some_and(|lot| lot.added.kind == RoundKind::Blank);
    rounds.in_gun(gun).iter().any(|one| blank(one.lot))
}

/// Whether somebody who asks can be shown it: a handler has it, and it is neither fired nor held nor set apart.
pub(super) fn is_offered(one: &Sight<'_>) -> bool {
    use crate::terms::Condition as C;
    let here = one.item.place == crate::terms::Place::Handler;
    let gun = one.item.kind.is_gun() || one.item.kind.is_look_alike();
    match one.state.condition {
        C::FiredNotCleared | C::MisfireHold | C::Quarantine => false,
        C::Unverified
        | C::EmptyShownClear
        | C::DummiesProven
        | C::LoadedChamberEmpty
        | C::Hot
        | C::Inert
        | C::GasFlash => here && gun,
    }
}

/// The handler opened it for somebody who asked.
pub(super) fn offered(open: &Open<'_>, item: ItemId) -> Option<Action> {
    let by = holder_of(open, item)?;
    Some(Action::Submit(Command::Happened(Happened::Offered { item, by, looked: 1 })))
}

fn needs_unloading(one: &Sight<'_>) -> bool {
    use crate::terms::Condition as C;
    match one.state.condition {
        C::Hot | C::FiredNotCleared | C::MisfireHold | C::LoadedChamberEmpty => true,
        C::Unverified
        | C::EmptyShownClear
        | C::DummiesProven
        | C::Quarantine
        | C::Inert
        | C::GasFlash => false,
    }
}

/// What is true of several guns at once.
pub(super) fn batch(ui: &mut Ui, open: &Open<'_>, sights: &[Sight<'_>], out: &mut Vec<Action>) {
    let outside: Vec<ItemId> =
        sights.iter().filter(|one| is_out(one.item)).map(|one| one.item.id).collect();
    let showable: Vec<ItemId> = sights
        .iter()
        .filter(|one| one.in_force && one.item.place == crate::terms::Place::Handler)
        .map(|one| one.item.id)
        .collect();
    if outside.len() < 2 && showable.len() < 2 {
        return;
    }
    let tags =
        |items: &[ItemId]| items.iter().map(|item| open.tag(*item)).collect::<Vec<_>>().join(", ");
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::S);
        if outside.len() > 1 {
            let button =
                cell("Collect all", icon::HAND_DOWN).first().below(collected_by(open, &outside));
            if button.pressed(ui) {
                out.push(collect(open, &outside));
            }
        }
        if showable.len() > 1 {
            for (role, person, words, _) in viewers(open) {
                let button =
                    cell(&format!("All shown to {words}"), icon::EYE).below(tags(&showable));
                if button.pressed(ui) {
                    out.extend(shown(open, &showable, &role, person));
                }
            }
        }
    });
}

/// Recording a showing, one for each who has some of the guns; nobody can show without a handler on the set.
pub(super) fn shown(
    open: &Open<'_>,
    items: &[ItemId],
    role: &Role,
    person: Option<PersonId>,
) -> Vec<Action> {
    let mut by_holder: BTreeMap<PersonId, Vec<ItemId>> = BTreeMap::new();
    for item in items {
        if let Some(by) = holder_of(open, *item) {
            by_holder.entry(by).or_default().push(*item);
        }
    }
    let one = |(by, items)| {
        let to = vec![Shown { role: role.clone(), person }];
        Action::Submit(Command::Happened(Happened::Shown { items, by, to, card: None }))
    };
    by_holder.into_iter().map(one).collect()
}

/// Issue to somebody of the action.
pub(super) fn issue(open: &Open<'_>, item: ItemId, person: PersonId) -> Option<Action> {
    let from = holder_of(open, item)?;
    let others = open.takers().into_iter().filter(|one| *one != person);
    let action = std::iter::once(person).chain(others).collect();
    Some(Action::Submit(Command::Ask(Ask::Issue { items: vec![item], from, action })))
}

/// To whom the guns go back, each name once with its tags where there are several.
fn collected_by(open: &Open<'_>, items: &[ItemId]) -> String {
    let mut to: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for item in items {
        let name =
            open.collector(*item).map_or_else(|| "nobody named".to_owned(), |one| open.name(one));
        to.entry(name).or_default().push(open.tag(*item));
    }
    let alone = items.len() == 1;
    let each = to.iter().map(|(name, tags)| {
        if alone { format!("to {name}") } else { format!("{} to {name}", tags.join(", ")) }
    });
    each.collect::<Vec<_>>().join("; ")
}

/// Taking back, each by whoever issued it.
pub(super) fn collect(open: &Open<'_>, items: &[ItemId]) -> Action {
    let one = |item: &ItemId| {
        let from = open.book.item(*item).and_then(|item| item.holder.or(item.watch));
        Moved::plain(*item, Act::Collect, from, open.collector(*item))
    };
    Action::Submit(Command::Happened(Happened::Moved(items.iter().map(one).collect())))
}

/// Any other act of the strip, by whoever has the item.
pub(super) fn moved(open: &Open<'_>, item: ItemId, act: Act) -> Action {
    let holder = holder_of(open, item);
    let (from, to) = match act {
        Act::TakeOut | Act::TransferIn => (None, open.handler()),
        Act::LockAway => (holder, None),
        Act::Issue
        | Act::Collect
        | Act::SetDown
        | Act::HandOver
        | Act::MakeSafe
        | Act::Unload
        | Act::Seal
        | Act::Open
        | Act::TransferOut
        | Act::Quarantine
        | Act::Release => (holder, holder),
    };
    Action::Submit(Command::Happened(Happened::Moved(vec![Moved::plain(item, act, from, to)])))
}

fn holder_of(open: &Open<'_>, item: ItemId) -> Option<PersonId> {
    let held = open.book.item(item).and_then(|item| item.holder);
    held.or_else(|| open.handler())
}
