//! Items and people of the production: what there is, and adding to it.

use egui::Ui;

use super::new_production::roles;
use crate::custody::Item;
use crate::gui::action::{Action, Errand, Pin};
use crate::gui::kit::{self, Button};
use crate::gui::theme::{icon, palette};
use crate::gui::view::Open;
use crate::production::{Ask, Command, NewItem};
use crate::terms::{Action as Works, Barrel, ItemId, ItemKind};

/// What was typed.
#[derive(Default)]
pub(in crate::gui) struct Draft {
    people: bool,
    tag: String,
    kind: Option<ItemKind>,
    action: Option<Works>,
    barrel: Option<Barrel>,
    capacity: String,
    known_as: Option<ItemId>,
    name: String,
    roles: Vec<&'static str>,
    pin: String,
    again: String,
}

impl std::fmt::Debug for Draft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Draft").field("tag", &self.tag).finish_non_exhaustive()
    }
}

/// Draws it.
pub(in crate::gui) fn show(ui: &mut Ui, open: &Open<'_>, draft: &mut Draft, out: &mut Vec<Action>) {
    kit::page(ui, "Items and people", false, |ui| {
        let pages = [(false, "Items".to_owned()), (true, "People".to_owned())];
        if let Some(people) = kit::choose(ui, "", &pages, Some(draft.people)) {
            draft.people = people;
        }
        if draft.people { people(ui, open, draft, out) } else { items(ui, open, draft, out) }
    });
}

fn items(ui: &mut Ui, open: &Open<'_>, draft: &mut Draft, out: &mut Vec<Action>) {
    kit::quiet(ui, "Not a bound book, and not your licence register.");
    for item in open.book.items() {
        kit::card(ui, |ui| {
            kit::title(ui, &item.tag);
            kit::body(ui, particulars(item));
            kit::quiet(ui, format!("{}, {}", item.place.words(), item.state(open.now).words()));
        });
    }
    kit::section(ui, "Add an item", |ui| {
        kit::card(ui, |ui| {
            kit::field(ui, "Tag on it", "G-08", &mut draft.tag);
            let strangers: Vec<_> =
                open.book.strangers().map(|(item, _)| (item, item.to_string())).collect();
            if !strangers.is_empty()
                && let Some(item) = kit::choose(
                    ui,
                    "Recorded before it was in the book as",
                    &strangers,
                    draft.known_as,
                )
            {
                draft.known_as = (draft.known_as != Some(item)).then_some(item);
            }
            let all = |kinds: &[ItemKind]| {
                kinds.iter().map(|k| (*k, k.words().to_owned())).collect::<Vec<_>>()
            };
            if let Some(kind) = kit::choose(ui, "Kind", &all(ItemKind::ALL), draft.kind) {
                draft.kind = Some(kind);
                if !kind.is_gun() {
                    draft.action = Some(Works::None);
                    draft.barrel = Some(Barrel::None);
                }
            }
            let gun = draft.kind.is_some_and(ItemKind::is_gun);
            if gun {
                let works: Vec<_> = Works::ALL.iter().map(|a| (*a, a.words().to_owned())).collect();
                draft.action = kit::choose(ui, "Action", &works, draft.action).or(draft.action);
                let barrels: Vec<_> =
                    Barrel::ALL.iter().map(|b| (*b, b.words().to_owned())).collect();
                draft.barrel = kit::choose(ui, "Barrel", &barrels, draft.barrel).or(draft.barrel);
            }
            kit::field(
                ui,
                "Chambers, rounds in the magazine, or places of a tray",
                "6",
                &mut draft.capacity,
            );
            let typed = draft.capacity.trim();
            let capacity = typed.parse::<u32>().ok();
            let odd = !typed.is_empty() && capacity.is_none();
            let new = match (draft.kind, draft.action, draft.barrel) {
                (Some(kind), Some(action), Some(barrel))
                    if !odd && !draft.tag.trim().is_empty() =>
                {
                    let tag = draft.tag.trim().to_owned();
                    let known_as = draft.known_as;
                    Some(NewItem { kind, tag, action, barrel, capacity, known_as })
                }
                (_, _, _) => None,
            };
            let add = Button::new("Add the item").first().icon(icon::PLUS);
            if add.enabled(new.is_some() && !open.saving).pressed(ui)
                && let Some(new) = new
            {
                out.push(Action::Submit(Command::Ask(Ask::AddItem(new))));
                draft.tag.clear();
                draft.capacity.clear();
                draft.known_as = None;
            }
        });
    });
}

/// What it is, as far as that kind of thing has an action, a barrel, places.
fn particulars(item: &Item) -> String {
    let mut words = vec![item.kind.words().to_owned()];
    if item.action != Works::None {
        words.push(item.action.words().to_owned());
    }
    if item.barrel != Barrel::None {
        words.push(format!("barrel {}", item.barrel.words()));
    }
    words.extend(item.capacity.map(|n| format!("holds {n}")));
    words.join(", ")
}

fn people(ui: &mut Ui, open: &Open<'_>, draft: &mut Draft, out: &mut Vec<Action>) {
    for one in open.roster.people() {
        kit::card(ui, |ui| {
            kit::title(ui, open.name(one.id));
            let held: Vec<String> = one
                .roles
                .iter()
                .map(|held| {
                    let now = if held.provisional { " (for now)" } else { "" };
                    format!("{}{now}", held.role.words())
                })
                .collect();
            kit::body(ui, held.join(", "));
            let key = match open.roster.signing_key(one.id) {
                Some(_) => "Signs with a key on this laptop, behind a PIN.",
                None => "Does not sign.",
            };
            kit::quiet(ui, key);
        });
    }
    kit::section(ui, "Who is who, to be printed", |ui| {
        kit::card(ui, |ui| {
            let text = who_is_who(open);
            kit::quiet(ui, "Compare the fingerprints by voice, then keep a copy off this laptop.");
            kit::mono(ui, &text);
            let copy = Button::new("Copy this text").name("Copy who is who").icon(icon::CLIPBOARD);
            if copy.pressed(ui) {
                ui.ctx().copy_text(text);
            }
        });
    });
    kit::section(ui, "Add a person", |ui| {
        kit::card(ui, |ui| {
            kit::field(ui, "Name", "", &mut draft.name);
            if let Some(role) = kit::toggle(ui, "Roles", &roles(), &draft.roles) {
                if draft.roles.contains(&role) {
                    draft.roles.retain(|one| *one != role);
                } else {
                    draft.roles.push(role);
                }
            }
            kit::secret(ui, "PIN (at least 6 digits; empty: does not sign)", &mut draft.pin);
            kit::secret(ui, "PIN once more", &mut draft.again);
            let same = draft.pin == draft.again;
            if !same {
                kit::strong_in(ui, "The two PINs differ.", palette(ui).caution.text);
            }
            let long = draft.pin.is_empty() || draft.pin.chars().count() >= 6;
            let named = !draft.name.trim().is_empty() && !draft.roles.is_empty();
            let add = Button::new("Add the person").first().icon(icon::USER_PLUS);
            if add.enabled(same && long && named && !open.saving).pressed(ui) {
                draft.again.clear();
                let pin = (!draft.pin.is_empty()).then(|| Pin::take(&mut draft.pin));
                let roles = draft.roles.iter().filter_map(|role| role.parse().ok()).collect();
                let name = std::mem::take(&mut draft.name).trim().to_owned();
                draft.roles.clear();
                out.push(Action::Do(Errand::AddPerson { name, roles, pin }));
            }
        });
    });
}

/// Everybody with roles and the fingerprint of the key they sign with, one under the other.
fn who_is_who(open: &Open<'_>) -> String {
    let mut lines = vec![open.title.to_owned()];
    for one in open.roster.people() {
        let roles: Vec<String> = one.roles.iter().map(|held| held.role.words()).collect();
        lines.push(format!("{}, {}", open.name(one.id), roles.join(", ")));
        let key = open.roster.signing_key(one.id);
        lines.push(key.map_or_else(
            || "    does not sign".to_owned(),
            |key| format!("    {}", key.fingerprint),
        ));
    }
    lines.join("\n")
}
