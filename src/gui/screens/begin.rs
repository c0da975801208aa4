//! What a run needs before it begins: asked only for what the set-up does not say.

use egui::Ui;

use super::settings::languages;
use super::{card_entry, rules};
use crate::checklist::{Checklist, Input, Kind, ListRole, Step};
use crate::event::{Recorded, Witness};
use crate::gui::action::{Action, Place};
use crate::gui::kit::{self, Button};
use crate::gui::theme::{icon, palette};
use crate::gui::view::{Open, View};
use crate::production::{Ask, Command, Start};
use crate::terms::{Digest, ItemId, PersonId, Role, role};

/// The run in the making.
#[derive(Debug, Default)]
pub(in crate::gui) struct Draft {
    list: Option<Digest>,
    item: Option<ItemId>,
    roles: Vec<(Role, PersonId)>,
    recorder: Option<PersonId>,
    inputs: Vec<(String, String)>,
    /// The roles for which the set-up names several, and the list must not guess.
    which: Vec<Role>,
}

impl Draft {
    /// Fills in what the set-up says; begins at once where that is everything.
    pub(super) fn open(
        &mut self,
        view: View<'_>,
        digest: Digest,
        item: Option<ItemId>,
        out: &mut Vec<Action>,
    ) -> bool {
        self.ask(view, digest, item);
        let (Some(open), Some(list)) = (view.open, view.library.get(digest)) else { return false };
        if self.missing(list).is_empty() {
            out.push(self.start(view, open, &card_entry::Draft::default()));
            return true;
        }
        false
    }

    /// Fills in what the set-up says, and leaves the rest to the page: who a paper card names is not who is here now.
    pub(super) fn ask(&mut self, view: View<'_>, digest: Digest, item: Option<ItemId>) {
        let (Some(open), Some(list)) = (view.open, view.library.get(digest)) else { return };
        *self = Self {
            list: Some(digest),
            item,
            roles: Vec::new(),
            recorder: open.situation.recorder,
            inputs: inputs(open, list, item),
            which: Vec::new(),
        };
        for role in &list.roles {
            let free = |person: &PersonId| self.is_free(list, role, *person);
            let able: Vec<PersonId> = named(open, role, item).into_iter().filter(free).collect();
            if self.is_open_question(open, list, role, item, &able) {
                self.which.push(role.role.clone());
                continue;
            }
            let found = able.first().copied();
            let found = found.or_else(|| {
                let asked = !role.optional && !role.on_call;
                let mut only = asked.then(|| qualified(open, role)).into_iter().flatten();
                match (only.next(), only.next()) {
                    (Some(person), None) if self.is_free(list, role, person) => Some(person),
                    (_, _) => None,
                }
            });
            if let Some(person) = found {
                self.roles.push((role.role.clone(), person));
            }
        }
    }

    /// Whether the set-up names several for a role that takes the gun, and does not say which of them takes this one.
    ///
    /// Where the list neither needs the role nor hands it anything, a name in the wrong place does no harm.
    fn is_open_question(
        &self,
        open: &Open<'_>,
        list: &Checklist,
        role: &ListRole,
        item: Option<ItemId>,
        able: &[PersonId],
    ) -> bool {
        let mapped =
            open.situation.takes.iter().any(|(gun, who)| Some(*gun) == item && able.contains(who));
        let counts = !role.optional || is_handed(list, role);
        able.len() > 1 && takes(role) && counts && !mapped
    }

    fn is_free(&self, list: &Checklist, role: &ListRole, person: PersonId) -> bool {
        let others: Vec<&Role> =
            role.not_same_as.iter().filter_map(|ix| list.role(*ix)).map(|one| &one.role).collect();
        self.recorder != Some(person)
            && !self.roles.iter().any(|(other, one)| *one == person && others.contains(&other))
    }

    fn missing(&self, list: &Checklist) -> Vec<String> {
        let mut missing = Vec::new();
        for role in &list.roles {
            let filled = self.roles.iter().any(|(one, _)| *one == role.role);
            let needed = !role.optional && !role.on_call || self.which.contains(&role.role);
            if !filled && needed {
                missing.push(role.title.clone());
            }
        }
        if self.recorder.is_none() {
            missing.push("Recorder".to_owned());
        }
        for (id, value) in &self.inputs {
            if value.trim().is_empty() {
                missing.push(ask(list, id));
            }
        }
        missing
    }

    fn start(&self, view: View<'_>, open: &Open<'_>, card: &card_entry::Draft) -> Action {
        let roles = self.roles.iter().cloned();
        let (Some(list), Some(recorder)) = (self.list, self.recorder) else {
            return Action::Go(Place::Begin);
        };
        Action::Submit(Command::Ask(Ask::Start(Start {
            overlays: self.overlays(view, open, list),
            lang: view.settings.lang.clone(),
            list,
            roles: roles.map(|(role, person)| Witness { role, person }).collect(),
            recorder,
            inputs: self.inputs.clone(),
            recorded: if card.is_on() { Recorded::After } else { Recorded::Live },
            card: card.number(),
            place: open.situation.place.clone(),
        })))
    }
}

impl Draft {
    /// The local rules and deviations that apply: taken from the production, so that nobody can forget one.
    fn overlays(&self, view: View<'_>, open: &Open<'_>, list: Digest) -> Vec<Digest> {
        let Some(found) = view.library.get(list) else { return Vec::new() };
        let kind = open.production.kind_of(self.item);
        let rules = open.production.overlays_for((found.id.as_str(), list), kind, open.now);
        rules.iter().map(|file| file.sha256).collect()
    }
}

fn ask(list: &Checklist, wanted: &str) -> String {
    let found = list.inputs.iter().find_map(|input| {
        let (id, ask) = match input {
            Input::Item { id, ask, .. }
            | Input::Pick { id, ask, .. }
            | Input::Text { id, ask }
            | Input::Number { id, ask, .. } => (id, ask),
        };
        (id.as_str() == wanted).then(|| ask.clone())
    });
    found.unwrap_or_else(|| wanted.to_owned())
}

/// Every input with what is known of it: the item itself, and others where only one fits.
fn inputs(open: &Open<'_>, list: &Checklist, item: Option<ItemId>) -> Vec<(String, String)> {
    let mut subject = item;
    let value = |input: &Input| match input {
        Input::Item { id, kinds, .. } => {
            let mut fitting = open.book.items().into_iter().filter(|one| kinds.contains(&one.kind));
            let only = match (fitting.next(), fitting.next()) {
                (Some(one), None) => one.id.to_string(),
                (_, _) => String::new(),
            };
            (id.to_string(), subject.take().map_or(only, |item| item.to_string()))
        }
        Input::Pick { id, .. } | Input::Text { id, .. } | Input::Number { id, .. } => {
            (id.to_string(), String::new())
        }
    };
    list.inputs.iter().map(value).collect()
}

fn filled_by(role: &ListRole) -> Vec<&str> {
    if role.filled_by.is_empty() {
        vec![role.role.as_str()]
    } else {
        role.filled_by.iter().map(Role::as_str).collect()
    }
}

fn qualified(open: &Open<'_>, role: &ListRole) -> Vec<PersonId> {
    open.holding(&filled_by(role))
}

/// Those whom the set-up names for a role of the list; first whoever takes this gun, and who has it for whoever gives it.
fn named(open: &Open<'_>, role: &ListRole, item: Option<ItemId>) -> Vec<PersonId> {
    let fits = filled_by(role);
    let crew = open.situation.crew.iter();
    let mut named: Vec<PersonId> =
        crew.filter(|(one, _)| fits.iter().any(|name| one.is(name))).map(|(_, who)| *who).collect();
    let first = if role.handler {
        item.and_then(|item| open.book.item(item)).and_then(|item| item.holder)
    } else {
        open.situation.takes.iter().find(|(gun, _)| Some(*gun) == item).map(|(_, who)| *who)
    };
    named.sort_by_key(|person| Some(*person) != first);
    named
}

/// Whether the role is one of those who take a gun for the action.
fn takes(role: &ListRole) -> bool {
    filled_by(role).iter().any(|name| role::TAKERS.contains(name))
}

/// Whether a step hands something to whoever fills the role.
fn is_handed(list: &Checklist, role: &ListRole) -> bool {
    let hands = |step: &Step| match &step.kind {
        Kind::Custody { to: Some(to), .. } => {
            list.role(*to).is_some_and(|one| one.role == role.role)
        }
        Kind::Custody { to: None, .. }
        | Kind::Say { .. }
        | Kind::Challenge { .. }
        | Kind::Confirm { .. }
        | Kind::Choose { .. }
        | Kind::Count { .. }
        | Kind::BlindCount { .. }
        | Kind::ChooseMany { .. }
        | Kind::Measure { .. }
        | Kind::Scan { .. }
        | Kind::Photo { .. }
        | Kind::Attach { .. }
        | Kind::Proof { .. }
        | Kind::Match { .. }
        | Kind::Text { .. }
        | Kind::Wait { .. }
        | Kind::Show { .. }
        | Kind::Sign { .. }
        | Kind::Each { .. } => false,
    };
    list.steps.iter().any(|step| hands(step) || step.kind.inside().iter().any(hands))
}

/// Draws it.
pub(in crate::gui) fn show(
    ui: &mut Ui,
    view: View<'_>,
    open: &Open<'_>,
    (draft, card): (&mut Draft, &mut card_entry::Draft),
    out: &mut Vec<Action>,
) {
    let Some(list) = draft.list.and_then(|list| view.library.get(list)) else {
        out.push(Action::Go(Place::Board));
        return;
    };
    let title = draft
        .item
        .map_or_else(|| list.title.clone(), |item| format!("{}: {}", list.title, open.tag(item)));
    // The item was chosen on the board.
    let chosen = usize::from(draft.item.is_some());
    kit::page(ui, &title, false, |ui| {
        kit::quiet(ui, &list.purpose);
        rules::of_list(ui, Some(open), list.source.sha256);
        kit::card(ui, |ui| card_entry::card_entry(ui, open, card));
        if let [_, others @ ..] = list.languages().as_slice()
            && !others.is_empty()
        {
            kit::card(ui, |ui| languages(ui, view, others, out));
        }
        kit::card(ui, |ui| {
            kit::title(ui, "Who takes part");
            for role in &list.roles {
                let people: Vec<(PersonId, String)> = qualified(open, role)
                    .into_iter()
                    .map(|person| (person, open.name(person)))
                    .collect();
                if people.is_empty() {
                    if !role.optional && !role.on_call {
                        kit::strong(ui, format!("{}: nobody holds this role", role.title));
                    }
                    continue;
                }
                let chosen = draft.roles.iter().find(|(one, _)| *one == role.role);
                let chosen = chosen.map(|(_, person)| *person);
                if let Some(person) = kit::choose(ui, &role.title, &people, chosen) {
                    draft.roles.retain(|(one, _)| *one != role.role);
                    if chosen != Some(person) || !role.optional {
                        draft.roles.push((role.role.clone(), person));
                    }
                }
            }
            let people: Vec<(PersonId, String)> =
                open.roster.people().map(|one| (one.id, open.name(one.id))).collect();
            if let Some(person) = kit::choose(ui, "Recorder", &people, draft.recorder) {
                draft.recorder = Some(person);
            }
        });
        for (input, (_, value)) in list.inputs.iter().zip(&mut draft.inputs).skip(chosen) {
            kit::card(ui, |ui| one_input(ui, open, input, value));
        }
        let missing = draft.missing(list);
        let fault = card.fault(open);
        if !missing.is_empty() {
            let words = format!("Still to be said: {}", missing.join(", "));
            kit::strong_in(ui, words, palette(ui).caution.text);
        }
        ui.horizontal(|ui| {
            let ready = missing.is_empty() && fault.is_none() && !open.saving;
            let begin = Button::new("Begin").first().icon(icon::PLAY).key("Enter").enabled(ready);
            let entered = ready
                && !ui.ctx().text_edit_focused()
                && ui.input_mut(|i| i.consume_key(egui::Modifiers::NONE, egui::Key::Enter));
            if begin.pressed(ui) || entered {
                out.push(draft.start(view, open, card));
            }
            if Button::new("Back to the board").quiet().pressed(ui) {
                out.push(Action::Go(Place::Board));
            }
        });
    });
}

fn one_input(ui: &mut Ui, open: &Open<'_>, input: &Input, value: &mut String) {
    match input {
        Input::Item { ask, kinds, .. } => {
            let fitting: Vec<(ItemId, String)> = open
                .book
                .items()
                .into_iter()
                .filter(|one| kinds.contains(&one.kind))
                .map(|one| (one.id, one.tag.clone()))
                .collect();
            let chosen = fitting.iter().find(|(id, _)| id.to_string() == *value).map(|(id, _)| *id);
            if let Some(item) = kit::choose(ui, ask, &fitting, chosen) {
                *value = item.to_string();
            }
        }
        Input::Pick { ask, of, .. } => {
            let choices: Vec<(usize, String)> = of.iter().cloned().enumerate().collect();
            let chosen = of.iter().position(|one| one == value);
            let picked = kit::choose(ui, ask, &choices, chosen).and_then(|at| of.get(at));
            if let Some(picked) = picked {
                picked.clone_into(value);
            }
        }
        Input::Text { ask, .. } | Input::Number { ask, .. } => {
            kit::field(ui, ask, "", value);
        }
    }
}
