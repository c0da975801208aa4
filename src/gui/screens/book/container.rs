//! One container: what lies in it, the seal on it, who holds its keys, and what is told of them.

use egui::Ui;

use crate::custody::Store;
use crate::gui::action::Action;
use crate::gui::kit::{self, Button};
use crate::gui::theme::{icon, palette};
use crate::gui::view::Open;
use crate::production::{Ask, Command, Contained, Container, Happened};
use crate::terms::{ItemId, PersonId};

/// What was typed of one container.
#[derive(Debug, Default)]
pub(super) struct Draft {
    item: Option<ItemId>,
    seal: String,
    read: String,
    key: String,
    by: Option<PersonId>,
}

/// Draws it.
pub(super) fn show(
    ui: &mut Ui,
    open: &Open<'_>,
    item: ItemId,
    draft: &mut Draft,
    out: &mut Vec<Action>,
) {
    let tag = open.tag(item);
    let Some(store) = open.production.stores().of_item(item) else {
        let add = Button::new("Lock things away in it").icon(icon::LOCK);
        if add.name(format!("Lock things away in {tag}")).pressed(ui) {
            out.push(Action::Submit(Command::Ask(Ask::AddStore { item })));
        }
        return;
    };
    let chosen = draft.item == Some(item);
    told(ui, open, store, chosen);
    let words = format!("Seal and keys of {tag}");
    let toggle = Button::new("Seal and keys").name(words).icon(icon::LOCK);
    if toggle.pressed(ui) {
        *draft = Draft { item: (!chosen).then_some(item), by: open.handler(), ..Draft::default() };
        return;
    }
    if chosen && let Some(what) = asked(ui, open, store, draft) {
        out.push(Action::Submit(Command::Happened(Happened::Store(Contained {
            item,
            what,
            by: draft.by,
            at: None,
        }))));
        (draft.seal, draft.read, draft.key) = (String::new(), String::new(), String::new());
    }
}

/// What the record says of it; the number of its seal stands in view only while nobody is asked to read it.
fn told(ui: &mut Ui, open: &Open<'_>, store: &Store, asking: bool) {
    let inside = open.production.stores().inside(store.item, open.book);
    let tags: Vec<String> = inside.iter().map(|item| item.tag.clone()).collect();
    kit::body(
        ui,
        if tags.is_empty() {
            "Nothing is in it by the record".to_owned()
        } else {
            format!("In it by the record: {}", tags.join(", "))
        },
    );
    let by = |person: Option<PersonId>| {
        person.map_or_else(|| "nobody named".to_owned(), |person| open.name(person))
    };
    if let Some(seal) = &store.seal {
        let number = if asking { "A seal".to_owned() } else { format!("Seal {}", seal.number) };
        let (at, by) = (open.clock(seal.at.at.wall), by(seal.by));
        kit::body(ui, format!("{number} was put on {at} by {by}"));
    } else {
        kit::body(ui, "No seal is on it by the record");
    }
    if let Some(opened) = &store.opened {
        let words = format!(
            "Opened {} by {}: {}",
            open.clock(opened.at.at.wall),
            by(opened.by),
            opened.found.words()
        );
        if opened.found.is_in_doubt() {
            let words = format!("{words}. Everything in it is UNVERIFIED.");
            kit::banner(ui, palette(ui).stop, icon::WARNING, &words, |_| ());
        } else {
            kit::quiet(ui, words);
        }
    }
    for (key, held) in &store.keys {
        let since = open.clock(held.at.at.wall);
        kit::body(
            ui,
            match held.holder {
                Some(holder) => format!("Key {key}: with {} since {since}", open.name(holder)),
                None => format!("Key {key}: NOBODY KNOWS who has it, since {since}"),
            },
        );
    }
    if store.keys.is_empty() {
        kit::body(ui, "Nobody said who has its keys");
    }
}

/// What may be told of it now; with the last press it is recorded.
fn asked(ui: &mut Ui, open: &Open<'_>, store: &Store, draft: &mut Draft) -> Option<Container> {
    let mut pressed = None;
    let handlers: Vec<_> =
        open.handlers().into_iter().map(|person| (person, open.name(person))).collect();
    draft.by = kit::choose(ui, "Done by", &handlers, draft.by).or(draft.by);
    if store.seal.is_some() {
        kit::field(ui, "Number that is read back from its seal", "", &mut draft.read);
        let read = draft.read.trim().to_owned();
        let opened = Button::new("Opened").icon(icon::LOCK_OPEN).enabled(!read.is_empty());
        if opened.pressed(ui) {
            pressed = Some(Container::Opened { read: Some(read.clone()), broken: false });
        }
        if Button::new("Its seal is broken or gone").icon(icon::WARNING).pressed(ui) {
            let read = (!read.is_empty()).then_some(read);
            pressed = Some(Container::Opened { read, broken: true });
        }
        if Button::new("Opened, nobody read the number").pressed(ui) {
            pressed = Some(Container::Opened { read: None, broken: false });
        }
    } else {
        if Button::new("Opened, no seal was on it").icon(icon::LOCK_OPEN).pressed(ui) {
            pressed = Some(Container::Opened { read: None, broken: false });
        }
        kit::field(ui, "Number on the new seal", "004512", &mut draft.seal);
        let seal = draft.seal.trim().to_owned();
        let sealed = Button::new("Seal put on").icon(icon::LOCK).enabled(!seal.is_empty());
        if sealed.pressed(ui) {
            pressed = Some(Container::Sealed { seal });
        }
    }
    kit::field(ui, "Key: the number on it", "1", &mut draft.key);
    let key = draft.key.trim().to_owned();
    if !key.is_empty() {
        let mut people: Vec<(Option<PersonId>, String)> =
            open.roster.people().map(|person| (Some(person.id), open.name(person.id))).collect();
        people.push((None, "nobody knows".to_owned()));
        if let Some(holder) = kit::choose(ui, &format!("Who has key {key}"), &people, None) {
            pressed = Some(Container::Key { key, holder });
        }
    }
    pressed
}
