//! A paper card entered afterwards: its number and time, then the list it was, or who saw the gun, or what was done.

use egui::{Ui, vec2};

use super::card_entry;
use super::files::photo;
use crate::checklist::{Checklist, Input, Status};
use crate::custody::Item;
use crate::event::Shown;
use crate::gui::action::{Action, Place};
use crate::gui::kit::{self, Button, Look, Pictures};
use crate::gui::theme::{icon, size, space};
use crate::gui::view::{Open, View};
use crate::production::{Command, Happened};
use crate::roster::Person;
use crate::terms::{ItemId, PersonId};

/// What was pressed so far.
#[derive(Default)]
pub(in crate::gui) struct Draft {
    item: Option<ItemId>,
    by: Option<PersonId>,
    seen: Vec<PersonId>,
    pictures: Pictures,
}

impl std::fmt::Debug for Draft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Draft").field("item", &self.item).finish_non_exhaustive()
    }
}

impl Draft {
    /// An item that was scanned.
    pub(in crate::gui::screens) fn choose(&mut self, item: ItemId) {
        *self = Self { item: Some(item), ..Self::default() };
    }

    /// Whoever was scanned saw it; `false` where no item is chosen, or they hold no role to have seen it in.
    pub(in crate::gui::screens) fn seen_by(&mut self, open: &Open<'_>, person: PersonId) -> bool {
        let holds = shown(open, person).is_some() && self.item.is_some();
        if holds && !self.seen.contains(&person) {
            self.seen.push(person);
        }
        holds
    }
}

/// Draws it.
pub(in crate::gui) fn show(
    ui: &mut Ui,
    view: View<'_>,
    open: &Open<'_>,
    (draft, card, photo): (&mut Draft, &mut card_entry::Draft, &mut photo::Draft),
    out: &mut Vec<Action>,
) {
    card.take_up();
    kit::page(ui, "From a paper card", false, |ui| {
        kit::card(ui, |ui| {
            card_entry::card_entry(ui, open, card);
            if let Some(number) = card.number() {
                let about = (draft.item, number);
                photo::of_card(ui, (view, open), about, (photo, &mut draft.pictures), out);
            }
        });
        if !card.is_on() {
            out.push(Action::Go(Place::Board));
            return;
        }
        kit::section(ui, "Which item", |ui| items(ui, open, draft));
        let Some(item) = draft.item.and_then(|item| open.book.item(item)) else { return };
        let ready = card.fault(open).is_none() && !open.saving;
        kit::card(ui, |ui| {
            kit::title(ui, "The card is a list");
            for list in view.library.lists().filter(|list| fits(list, item)) {
                let newest = view.library.named(list.id.as_str());
                let newest = newest.is_some_and(|one| one.source.sha256 == list.source.sha256);
                // A card may have been printed before the newest revision.
                let title = match list.status {
                    Status::Retired => continue,
                    Status::Draft if !open.drill => continue,
                    Status::Released if newest => list.title.clone(),
                    Status::Released => format!("{}, revision {}", list.title, list.rev),
                    Status::Draft => format!("{}, draft {}", list.title, list.rev),
                };
                let button = Button::new(&title).name(format!("Card: {title}"));
                if button.icon(icon::CLIPBOARD).left().enabled(ready).pressed(ui) {
                    out.push(Action::Begin(list.source.sha256, Some(item.id)));
                }
            }
        });
        kit::card(ui, |ui| {
            kit::title(ui, "The card says who saw it");
            showing(ui, open, item.id, draft, (card.number(), ready), out);
        });
        let other = Button::new("The card says something else").icon(icon::NOTE);
        if other.quiet().pressed(ui) {
            out.push(Action::Go(Place::Happened));
        }
    });
}

fn items(ui: &mut Ui, open: &Open<'_>, draft: &mut Draft) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::S);
        for item in open.book.items() {
            let look = if draft.item == Some(item.id) { Look::Chosen } else { Look::Plain };
            let button = Button::new(&item.tag).name(format!("Item {}", item.tag)).look(look);
            let least = vec2(size::STOP * 0.8, size::ANSWER);
            if button.below(item.kind.words()).least(least).pressed(ui) {
                *draft = Draft { item: Some(item.id), ..Draft::default() };
            }
        }
    });
}

fn showing(
    ui: &mut Ui,
    open: &Open<'_>,
    item: ItemId,
    draft: &mut Draft,
    (card, ready): (Option<u32>, bool),
    out: &mut Vec<Action>,
) {
    let named = |people: Vec<PersonId>| -> Vec<(PersonId, String)> {
        people.into_iter().map(|person| (person, open.name(person))).collect()
    };
    let handlers = named(open.holding(crate::terms::role::HANDLERS));
    draft.by = draft.by.or_else(|| open.handler());
    draft.by = kit::choose(ui, "Shown by", &handlers, draft.by).or(draft.by);
    // A showing names the role in which somebody looked.
    let (all, without): (Vec<_>, Vec<_>) =
        open.roster.people().partition(|one| !one.roles.is_empty());
    let ids = |people: Vec<&Person>| people.into_iter().map(|one| one.id).collect::<Vec<_>>();
    let (all, without) = (named(ids(all)), ids(without));
    if let Some(person) = kit::toggle(ui, "Seen by", &all, &draft.seen) {
        if draft.seen.contains(&person) {
            draft.seen.retain(|one| *one != person);
        } else {
            draft.seen.push(person);
        }
    }
    if !without.is_empty() {
        let names = open.names_of(&without);
        kit::quiet(
            ui,
            format!("Holds no role, so cannot be named here: {names}. Give a role under People."),
        );
    }
    let ready = ready && !draft.seen.is_empty();
    let record = Button::new("Record the showing").icon(icon::EYE).enabled(ready);
    if record.pressed(ui)
        && let (Some(by), Some(card)) = (draft.by, card)
    {
        let to = draft.seen.iter().filter_map(|person| shown(open, *person)).collect();
        let happened = Happened::Shown { items: vec![item], by, to, card: Some(card) };
        out.push(Action::Submit(Command::Happened(happened)));
        draft.seen.clear();
    }
}

/// Somebody who looked, in the first role that they hold.
fn shown(open: &Open<'_>, person: PersonId) -> Option<Shown> {
    let held = open.roster.person(person)?.roles.first()?;
    Some(Shown { role: held.role.clone(), person: Some(person) })
}

/// Whether a list is about such an item.
fn fits(list: &Checklist, item: &Item) -> bool {
    let subject = list.inputs.iter().find_map(|input| match input {
        Input::Item { kinds, actions, .. } => Some((kinds, actions)),
        Input::Pick { .. } | Input::Text { .. } | Input::Number { .. } => None,
    });
    subject.is_some_and(|(kinds, actions)| {
        kinds.contains(&item.kind) && (actions.is_empty() || actions.contains(&item.action))
    })
}
