//! Handing over: what goes, to whom, and how it was last recorded.

use egui::Ui;

use crate::custody::Item;
use crate::gui::action::{Action, Errand};
use crate::gui::kit::{self, Button};
use crate::gui::theme::{Type, icon, palette};
use crate::gui::view::Open;
use crate::production::{Ask, Command, HandOut};
use crate::terms::{ItemId, PersonId, Place, ProductionId, role};

/// What was marked and typed.
#[derive(Debug)]
pub(super) struct Draft {
    items: Vec<ItemId>,
    unit: String,
    addressed: Option<ProductionId>,
    back: bool,
    pack: bool,
    by: Option<PersonId>,
    to: Option<PersonId>,
    /// The name of somebody who is not in the book and takes it along.
    name: String,
}

impl Draft {
    /// Somebody was entered who takes it along.
    pub(super) fn taken_along_by(&mut self, person: PersonId) {
        self.to = Some(person);
        self.name.clear();
    }
}

impl Default for Draft {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            unit: String::new(),
            addressed: None,
            back: true,
            pack: false,
            by: None,
            to: None,
            name: String::new(),
        }
    }
}

/// Draws it; whether it was pressed.
pub(super) fn show(ui: &mut Ui, open: &Open<'_>, draft: &mut Draft, out: &mut Vec<Action>) -> bool {
    let here = |item: &&Item| match item.place {
        Place::Locked | Place::Handler => true,
        Place::Hand | Place::Set | Place::Unit | Place::Missing | Place::Out => false,
    };
    let choices: Vec<(ItemId, String)> = open
        .book
        .items()
        .into_iter()
        .filter(here)
        .map(|item| (item.id, item.tag.clone()))
        .collect();
    draft.items.retain(|item| choices.iter().any(|(one, _)| one == item));
    if choices.is_empty() {
        kit::empty(ui, icon::HAND_UP, "Nothing is locked away or with a handler.");
        return false;
    }
    kit::card(ui, |ui| {
        if let Some(item) = kit::toggle(ui, "What goes", &choices, &draft.items) {
            if draft.items.contains(&item) {
                draft.items.retain(|one| *one != item);
            } else {
                draft.items.push(item);
            }
        }
        kit::caption(ui, "What lies in a container goes with it.");
    });
    kit::card(ui, |ui| whom(ui, open, draft));
    kit::card(ui, |ui| taker(ui, open, draft, out));
    let items = open.production.going_along(&draft.items);
    if !items.is_empty() {
        kit::section(ui, "What goes, as last recorded", |ui| {
            kit::card(ui, |ui| items.iter().for_each(|item| row(ui, open, *item)));
        });
    }
    let by = draft.by.filter(|by| open.handlers().contains(by)).or(open.handler());
    let ready = !items.is_empty() && !draft.unit.trim().is_empty() && by.is_some();
    let many =
        if items.len() == 1 { "1 item".to_owned() } else { format!("{} items", items.len()) };
    kit::quiet(
        ui,
        "Nothing that was declared goes along. Whoever takes it in looks into each anew.",
    );
    let button = Button::new(format!("Hand over {many}")).first().icon(icon::HAND_UP);
    let pressed = button.enabled(ready && !open.saving && !open.is_stopped()).pressed(ui);
    if open.is_stopped() {
        kit::strong(ui, "A STOP stands. Settle it first.");
    }
    let (true, Some(by)) = (pressed, by) else { return false };
    let Draft { items, unit, addressed, back, pack, to, .. } = std::mem::take(draft);
    let what = HandOut { items, unit, addressed, back, pack, by, to };
    out.push(Action::Submit(Command::Ask(Ask::HandOut(what))));
    true
}

fn whom(ui: &mut Ui, open: &Open<'_>, draft: &mut Draft) {
    if kit::field(ui, "To which unit", "Second unit", &mut draft.unit).changed() {
        draft.addressed = None;
    }
    let known: Vec<(ProductionId, String)> = open
        .production
        .units()
        .known()
        .into_iter()
        .map(|(id, title)| (id, title.to_owned()))
        .collect();
    if !known.is_empty()
        && let Some(id) = kit::choose(ui, "Or back to", &known, draft.addressed)
        && let Some((_, title)) = known.iter().find(|(one, _)| *one == id)
    {
        (draft.addressed, draft.back) = (Some(id), false);
        draft.unit.clone_from(title);
    }
    let ways = [(true, "It comes back here".to_owned()), (false, "It does not".to_owned())];
    if let Some(back) = kit::choose(ui, "Afterwards", &ways, Some(draft.back)) {
        draft.back = back;
    }
    let how = [
        (false, "A signed file, for a laptop".to_owned()),
        (true, "A numbered sheet of paper".to_owned()),
    ];
    if let Some(pack) = kit::choose(ui, "With it goes", &how, Some(draft.pack)) {
        draft.pack = pack;
    }
    let names = |people: Vec<PersonId>| -> Vec<(PersonId, String)> {
        people.into_iter().map(|person| (person, open.name(person))).collect()
    };
    let by = draft.by.or(open.handler());
    if let Some(by) = kit::choose(ui, "Given by", &names(open.handlers()), by) {
        draft.by = Some(by);
    }
    if open.holding(role::HANDLERS).is_empty() {
        kit::strong(ui, "No handler is in the book: enter one under People.");
    }
}

/// Who takes it along: somebody of the book, or somebody whose name is entered here, such as a courier.
fn taker(ui: &mut Ui, open: &Open<'_>, draft: &mut Draft, out: &mut Vec<Action>) {
    let by = draft.by.or(open.handler());
    let others = open.roster.people().map(|one| one.id).filter(|one| Some(*one) != by);
    let others: Vec<(PersonId, String)> = others.map(|one| (one, open.name(one))).collect();
    if let Some(to) = kit::choose(ui, "Taken along by", &others, draft.to) {
        draft.to = (draft.to != Some(to)).then_some(to);
    }
    kit::field(ui, "Or somebody who is not in the book", "their name", &mut draft.name);
    let named = !draft.name.trim().is_empty() && !open.saving;
    if Button::new("Enter them, and they take it").icon(icon::USER_PLUS).enabled(named).pressed(ui)
    {
        out.push(Action::Do(Errand::AddTaker(draft.name.trim().to_owned())));
    }
    kit::caption(ui, "The name stands with the other names, in no line, and can be withheld.");
}

/// One item, its place and condition apart, and what is not known of it.
fn row(ui: &mut Ui, open: &Open<'_>, item: ItemId) {
    let Some(item) = open.book.item(item) else { return };
    ui.horizontal_wrapped(|ui| {
        kit::strong(ui, &item.tag);
        let place = open.locked_in(item).unwrap_or_else(|| item.place.words().to_owned());
        kit::body(ui, format!("{}; {place}", item.kind.words()));
        let words = item.state(open.now).words();
        kit::pill(ui, palette(ui).lapsed, icon::CLOCK, &words, Type::Body);
        if let Some(rounds) = open.production.rounds_in(item.id) {
            kit::body(ui, format!("{} of lot {} in it by the record", rounds.n, rounds.lot));
        }
        if item.moved.is_none() {
            kit::quiet(ui, "never moved since it was entered");
        }
    });
}
