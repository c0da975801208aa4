//! Items, rounds and people of the production: what there is, and adding to it.

pub(in crate::gui::screens) mod asked;
mod container;
mod items;
mod list;
mod particulars;
mod people;
mod permit;
mod person;
mod photos;
mod private;
mod reach;
mod root;
mod rounds;
mod term;
mod training;

use egui::Ui;

use crate::gui::action::Action;
use crate::gui::kit;
use crate::gui::screens::files::photo;
use crate::gui::view::{Open, View};
use crate::session::{ListRead, TakenIn};
use crate::terms::{Action as Works, Barrel, ItemId, ItemKind, LotId};

pub(in crate::gui::screens) use rounds::inside;

/// Which part of the page is shown.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
enum Tab {
    #[default]
    Items,
    Rounds,
    People,
    Private,
}

/// What was typed.
#[derive(Default)]
pub(in crate::gui) struct Draft {
    tab: Tab,
    rounds: rounds::Draft,
    container: container::Draft,
    hidden: particulars::Draft,
    reach: reach::Draft,
    private: private::Draft,
    photos: photos::Draft,
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
    sheet: String,
    person: person::Draft,
    training: training::Draft,
    asked: asked::Draft,
    root: root::Draft,
    list: list::Draft,
}

impl Draft {
    /// A list that was read, for somebody to look at.
    pub(in crate::gui) fn list_read(&mut self, list: ListRead) {
        self.list.read(list);
    }

    /// What came of taking a list in; where that list is, so that it is read again.
    pub(in crate::gui) fn taken_in(&mut self, taken: TakenIn) -> Option<std::path::PathBuf> {
        self.list.taken(taken)
    }

    /// A lot, or a tray of it, that was scanned: to be counted.
    pub(in crate::gui) fn count(&mut self, lot: LotId, tray: Option<ItemId>) {
        self.tab = Tab::Rounds;
        self.rounds.count(lot, tray);
    }

    /// A PIN that was typed and not used is forgotten with the page.
    pub(in crate::gui) fn put_pins_away(&mut self) {
        self.pin.clear();
        self.again.clear();
        self.person.put_away();
    }

    /// The page was left: nothing private stays in sight.
    pub(in crate::gui) fn put_away(&mut self) {
        self.hidden.hide();
        self.reach.hide();
        self.private.put_away();
    }

    /// A list was read against the book of one production, and is nothing to another.
    pub(in crate::gui) fn put_list_away(&mut self) {
        self.list = list::Draft::default();
        (self.person, self.root) = (person::Draft::default(), root::Draft::default());
        (self.training, self.asked) = (training::Draft::default(), asked::Draft::default());
    }
}

impl std::fmt::Debug for Draft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Draft").field("tag", &self.tag).finish_non_exhaustive()
    }
}

/// Draws it.
pub(in crate::gui) fn show(
    ui: &mut Ui,
    view: View<'_>,
    open: &Open<'_>,
    (draft, photo): (&mut Draft, &mut photo::Draft),
    out: &mut Vec<Action>,
) {
    if draft.list.is_open() {
        list::show(ui, view, open, &mut draft.list, out);
        return;
    }
    kit::page(ui, "Items and people", false, |ui| {
        let pages = [
            (Tab::Items, "Items".to_owned()),
            (Tab::Rounds, "Rounds".to_owned()),
            (Tab::People, "People".to_owned()),
            (Tab::Private, "Private".to_owned()),
        ];
        if let Some(tab) = kit::choose(ui, "", &pages, Some(draft.tab)) {
            draft.tab = tab;
            draft.hidden.hide();
            draft.reach.hide();
        }
        match draft.tab {
            Tab::Items => items::show(ui, (view, open), draft, photo, out),
            Tab::Rounds => rounds::show(ui, view, open, &mut draft.rounds, out),
            Tab::People => people::show(ui, view, open, draft, out),
            Tab::Private => private::show(ui, open, &mut draft.private, out),
        }
    });
}
