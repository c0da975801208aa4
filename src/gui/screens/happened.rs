//! What happened: any act by anybody, recorded with the last press; what it was against is said afterwards.

use egui::{Ui, vec2};

use crate::custody::What;
use crate::gui::action::Action;
use crate::gui::kit::{self, Button};
use crate::gui::theme::{icon, palette, size, space};
use crate::gui::view::Open;
use crate::production::{Command, Happened, Moved};
use crate::terms::{Act, Breach, ItemId, PersonId, Place, role};

/// What was pressed so far.
#[derive(Debug, Default)]
pub(in crate::gui) struct Draft {
    item: Option<ItemId>,
    giver: Option<PersonId>,
    told: Option<ItemId>,
}

/// Draws it.
pub(in crate::gui) fn show(ui: &mut Ui, open: &Open<'_>, draft: &mut Draft, out: &mut Vec<Action>) {
    kit::page(ui, "What happened", true, |ui| {
        kit::quiet(
            ui,
            "Anything can be recorded, allowed or not. It is recorded with the last press.",
        );
        if let Some(told) = draft.told {
            after(ui, open, told);
        }
        kit::section(ui, "Which item", |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(space::S, space::S);
                for item in open.book.items() {
                    let chosen = draft.item == Some(item.id);
                    let look = if chosen { kit::Look::Chosen } else { kit::Look::Plain };
                    let button = Button::new(&item.tag)
                        .name(format!("Item {}", item.tag))
                        .below(item.kind.words())
                        .look(look)
                        .least(vec2(size::STOP * 0.8, size::ANSWER));
                    if button.pressed(ui) {
                        *draft = Draft { item: Some(item.id), giver: None, told: None };
                    }
                }
            });
        });
        let Some(item) = draft.item.and_then(|item| open.book.item(item)) else { return };
        let holder = draft.giver.or(item.holder).or(item.watch);
        let people: Vec<(PersonId, String)> =
            open.roster.people().map(|one| (one.id, open.name(one.id))).collect();
        kit::card(ui, |ui| {
            kit::title(ui, "To whom, or what");
            let mut send = |moved: Moved| {
                draft.told = Some(moved.item);
                draft.item = None;
                draft.giver = None;
                out.push(Action::Submit(Command::Happened(Happened::Moved(vec![moved]))));
            };
            for (words, act) in [("Handed to", Act::HandOver), ("Collected by", Act::Collect)] {
                if let Some(to) = kit::choose(ui, words, &ordered(open, &people, act), None) {
                    send(Moved::plain(item.id, act, holder, Some(to)));
                }
            }
            let takers = ordered(open, &people, Act::Issue);
            if let Some(to) = kit::choose(ui, "Issued for the action to", &takers, None) {
                send(Moved::plain(item.id, Act::Issue, holder, Some(to)));
            }
            if let Some(watch) = kit::choose(ui, "Set down, watched by", &people, None) {
                let down = Moved::plain(item.id, Act::SetDown, holder, None);
                send(Moved { watch: Some(watch), place: Some(Place::Set), ..down });
            }
            ui.add_space(space::S);
            if let Some(at) = kit::choose(ui, "Or", &others(), None)
                && let Some((_, act, breach, place)) = OTHERS.get(at)
            {
                let plain = Moved::plain(item.id, *act, holder, None);
                send(Moved { breach: *breach, place: *place, ..plain });
            }
        });
        kit::card(ui, |ui| {
            let now = holder.map_or_else(|| "nobody named".to_owned(), |one| open.name(one));
            kit::caption(ui, format!("Given by: {now} (by the record; press another to change)"));
            if let Some(giver) = kit::choose(ui, "Given by", &people, holder) {
                draft.giver = Some(giver);
            }
        });
    });
}

type Other = (&'static str, Act, Option<Breach>, Option<Place>);

/// Acts that need nobody else, the worst first.
const OTHERS: [Other; 10] = [
    ("UNPLANNED DISCHARGE", Act::MakeSafe, Some(Breach::UnplannedDischarge), None),
    ("MISSING", Act::SetDown, Some(Breach::Missing), Some(Place::Missing)),
    ("Pointed outside the plan", Act::MakeSafe, Some(Breach::Pointed), None),
    ("Found unattended", Act::SetDown, Some(Breach::Unattended), Some(Place::Set)),
    ("Out of sight", Act::SetDown, Some(Breach::OutOfSight), None),
    ("Set down, nobody named", Act::SetDown, None, Some(Place::Set)),
    ("Unloaded", Act::Unload, None, None),
    ("Pointed clear and opened", Act::MakeSafe, None, None),
    ("Locked away", Act::LockAway, None, Some(Place::Locked)),
    ("Set apart", Act::Quarantine, None, None),
];

fn others() -> Vec<(usize, String)> {
    OTHERS.iter().enumerate().map(|(at, (words, ..))| (at, (*words).to_owned())).collect()
}

/// Everybody, those who should do it first.
fn ordered(open: &Open<'_>, people: &[(PersonId, String)], act: Act) -> Vec<(PersonId, String)> {
    let roles = if act == Act::Collect {
        role::HANDLERS
    } else if act == Act::Issue {
        role::TAKERS
    } else {
        &[]
    };
    let likely = open.holding(roles);
    let mut sorted = people.to_vec();
    sorted.sort_by_key(|(person, _)| !likely.contains(person));
    sorted
}

fn after(ui: &mut Ui, open: &Open<'_>, item: ItemId) {
    let Some(item) = open.book.item(item) else { return };
    let Some((at, act, breach)) = item.history.iter().rev().find_map(|past| match &past.what {
        What::Moved { act, breach, .. } => Some((&past.at.at, *act, *breach)),
        What::Added
        | What::Declared { .. }
        | What::Shown { .. }
        | What::Offered { .. }
        | What::Condition { .. }
        | What::Unverified(_) => None,
    }) else {
        return;
    };
    if open.saving {
        kit::strong(ui, "saving \u{2026}");
        return;
    }
    let colours = palette(ui);
    let words = format!("Recorded: {} {}, {}", item.tag, act.words(), open.ago(at));
    let (tone, mark) = match breach {
        Some(_) => (colours.caution, icon::FLAG),
        None => (colours.lapsed, icon::CHECK_CIRCLE),
    };
    kit::banner(ui, tone, mark, &words, |ui| {
        if let Some(breach) = breach {
            kit::body(ui, format!("Recorded as a breach: {}.", breach.words()));
        }
        kit::body(ui, format!("It is {}.", item.state(open.now).words()));
    });
}
