//! The run in the making: its list put together with what applies to it now, and what the set-up says of its roles and inputs.

use std::sync::Arc;

use crate::checklist::{Checklist, Input, Kind, ListRole, Step};
use crate::custody::Item;
use crate::event::{FileAs, Recorded, RunFile, Witness};
use crate::gui::action::{Action, Place};
use crate::gui::screens::{card_entry, ticks};
use crate::gui::view::{Open, View};
use crate::production::{Ask, Command, Led, Start};
use crate::run::Run;
use crate::terms::{Digest, ItemId, PersonId, Role, role};

/// How often what is filled in may bring further rules with it before the page is drawn.
const ROUNDS: usize = 3;

/// The run in the making; what was chosen stays when the rules change, and counts where the list asks for it.
#[derive(Debug, Default)]
pub(in crate::gui) struct Draft {
    list: Option<Digest>,
    pub(super) item: Option<ItemId>,
    whole: Option<Whole>,
    pub(super) roles: Vec<(Role, PersonId)>,
    pub(super) recorder: Option<PersonId>,
    pub(super) inputs: Vec<(String, String)>,
    /// The roles that the set-up was asked about: it is asked once, so that what was taken out again stays out.
    asked: Vec<Role>,
    /// Something stands as it did in an earlier run of this set-up, and nobody said it of this one yet.
    as_before: bool,
    /// The roles for which the set-up names several, and the list must not guess.
    which: Vec<Role>,
    /// What a paper card says of its steps.
    pub(super) ticks: ticks::Draft,
}

/// The list with the overlays that apply to it.
#[derive(Debug)]
struct Whole {
    overlays: Vec<RunFile>,
    /// `None` where one of them is not at hand or does not fit.
    list: Option<Arc<Checklist>>,
}

impl Draft {
    /// Begins anew with a list and the item that was chosen for it, and fills in what the set-up says.
    pub(in crate::gui::screens) fn ask(
        &mut self,
        open: &Open<'_>,
        (list, item): (Digest, Option<ItemId>),
        led: Led,
    ) {
        *self =
            Self { list: Some(list), item, recorder: open.situation.recorder, ..Self::default() };
        if let Some(plain) = open.library.get(list) {
            self.fill_inputs(open, plain);
        }
        self.follow(open, led);
    }

    /// The list as it lies in its file.
    pub(super) fn plain<'o>(&self, open: &Open<'o>) -> Option<&'o Checklist> {
        open.library.get(self.list?)
    }

    /// Whether it is the input whose item was chosen before the page came up.
    pub(super) fn is_given(&self, list: &Checklist, input: &Input) -> bool {
        let subject = list.subject().and_then(|at| list.inputs.get(at.position()));
        self.item.is_some() && subject.is_some_and(|one| one.id() == input.id())
    }

    /// The list put together with what applies to it.
    pub(super) fn list(&self) -> Option<Arc<Checklist>> {
        self.whole.as_ref()?.list.clone()
    }

    /// The local rules and deviations that apply.
    pub(super) fn overlays(&self) -> &[RunFile] {
        self.whole.as_ref().map_or(&[], |whole| &whole.overlays)
    }

    /// Puts the list together with what applies to it now, and asks for what it then asks for.
    pub(super) fn follow(&mut self, open: &Open<'_>, led: Led) {
        let Some(plain) = self.plain(open) else { return };
        let id = (plain.id.as_str(), plain.source.sha256);
        for _ in 0..ROUNDS {
            let held = self.list();
            let about = open.production.about(held.as_deref().unwrap_or(plain), &self.inputs);
            let due = open.production.overlays_for(id, about, led, open.now);
            if held.is_some() && due.iter().copied().eq(self.overlays()) {
                return;
            }
            let overlays: Vec<RunFile> = due.into_iter().cloned().collect();
            let digests: Vec<Digest> = overlays.iter().map(|file| file.sha256).collect();
            let list = open.library.together(plain.source.sha256, &digests);
            let list = list.map(|list| Arc::new(list.into_owned()));
            self.whole = Some(Whole { overlays, list: list.clone() });
            let Some(list) = list else { return };
            self.fill_inputs(open, &list);
            self.fill_roles(open, &list);
        }
    }

    /// Every input that nothing was given yet, with what is known of it: the item itself, others where only one fits, and
    /// what the same list was given for it before in this set-up.
    fn fill_inputs(&mut self, open: &Open<'_>, list: &Checklist) {
        let before = self.before(open, list);
        for input in &list.inputs {
            if self.inputs.iter().any(|(id, _)| id == input.id().as_str()) {
                continue;
            }
            let about = self.item.filter(|_| self.is_given(list, input));
            let fitting = self.fitting(open, input);
            let only = match fitting.as_slice() {
                [only] => Some(only.id),
                [] | [_, _, ..] => None,
            };
            let known = about.or(only).map(|item| item.to_string());
            let given = before.and_then(|run| {
                let inputs = run.started().inputs.iter();
                inputs.clone().find(|given| given.id == input.id().as_str())
            });
            let again = given.filter(|given| match input {
                Input::Item { .. } => fitting.iter().any(|item| item.id.to_string() == given.value),
                Input::Pick { .. } | Input::Text { .. } | Input::Number { .. } => {
                    open.production.takes(input, &given.value)
                }
            });
            self.as_before |= known.is_none() && again.is_some();
            let value = known.or_else(|| again.map(|given| given.value.clone()));
            self.inputs.push((input.id().to_string(), value.unwrap_or_default()));
        }
    }

    /// The newest run of the same list about the same thing in the same scene and set-up.
    fn before<'o>(&self, open: &Open<'o>, list: &Checklist) -> Option<&'o Run> {
        let here = &open.situation.place;
        let mut runs = open.production.runs().rev();
        runs.find(|run| {
            let began = run.started();
            list_of(run) == Some(list.id.as_str())
                && began.item.is_some()
                && began.item == self.item
                && began.recorded == Recorded::Live
                && (&began.scene, &began.setup) == (&here.scene, &here.setup)
        })
    }

    /// The items that may be given for an input, without those that are given for another.
    pub(super) fn fitting<'o>(&self, open: &Open<'o>, input: &Input) -> Vec<&'o Item> {
        let elsewhere = |value: &str| {
            self.inputs.iter().any(|(id, one)| id != input.id().as_str() && one == value)
        };
        let fits = |item: &&Item| {
            let value = item.id.to_string();
            open.production.takes(input, &value) && !elsewhere(&value)
        };
        match input {
            Input::Item { .. } => open.book.items().into_iter().filter(fits).collect(),
            Input::Pick { .. } | Input::Text { .. } | Input::Number { .. } => Vec::new(),
        }
    }

    /// Every role that was not asked for before, where the set-up says who.
    fn fill_roles(&mut self, open: &Open<'_>, list: &Checklist) {
        let item = self.item;
        for role in &list.roles {
            if self.asked.contains(&role.role) {
                continue;
            }
            self.asked.push(role.role.clone());
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

    /// What a run cannot begin without and nobody said yet, by name.
    pub(super) fn missing(&self, open: &Open<'_>, list: &Checklist) -> Vec<String> {
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
        let given = |input: &Input| {
            let mut inputs = self.inputs.iter().filter(|(id, _)| id == input.id().as_str());
            inputs.any(|(_, value)| open.production.takes(input, value))
        };
        let asked = list.inputs.iter().filter(|input| !given(input));
        missing.extend(asked.map(|input| ask(input).to_owned()));
        missing
    }

    /// An item that was scanned, for the first input that it fits and that has none yet; `false` where it fits none.
    pub(in crate::gui::screens) fn take_item(&mut self, open: &Open<'_>, item: ItemId) -> bool {
        let Some(list) = self.list() else { return false };
        let asked: Vec<&Input> =
            list.inputs.iter().filter(|input| !self.is_given(&list, input)).collect();
        let fits = |input: &&&Input| self.fitting(open, input).iter().any(|one| one.id == item);
        let is_empty = |input: &&&Input| {
            let mut inputs = self.inputs.iter().filter(|(id, _)| id == input.id().as_str());
            inputs.any(|(_, value)| value.is_empty())
        };
        let found = asked.iter().filter(fits).find(is_empty).or_else(|| asked.iter().find(fits));
        let Some(id) = found.map(|input| input.id().to_string()) else { return false };
        if let Some((_, value)) = self.inputs.iter_mut().find(|(one, _)| *one == id) {
            *value = item.to_string();
        }
        true
    }

    /// Somebody who was scanned, for the first role without anybody that they may have, else as the recorder where there is
    /// none; `false` where nobody is asked for whom they could be.
    pub(in crate::gui::screens) fn take_person(
        &mut self,
        open: &Open<'_>,
        person: PersonId,
    ) -> bool {
        let Some(list) = self.list() else { return false };
        let empty = list.roles.iter().find(|role| {
            !self.roles.iter().any(|(one, _)| *one == role.role)
                && qualified(open, role).contains(&person)
                && self.is_free(&list, role, person)
        });
        if let Some(role) = empty {
            self.roles.push((role.role.clone(), person));
            return true;
        }
        if self.recorder.is_none() {
            self.recorder = Some(person);
            return true;
        }
        false
    }

    /// Whether nothing is missing.
    pub(in crate::gui::screens) fn is_whole(&self, open: &Open<'_>) -> bool {
        self.list().is_some_and(|list| self.missing(open, &list).is_empty())
    }

    /// Whether it begins without a page: nothing is missing, and nothing is taken for granted that only an earlier run said.
    pub(in crate::gui::screens) fn is_said(&self, open: &Open<'_>) -> bool {
        self.is_whole(open) && !self.as_before
    }

    /// What its inputs are given but for the item that it is about, in words.
    pub(in crate::gui::screens) fn given(&self, open: &Open<'_>) -> String {
        let Some(list) = self.list() else { return String::new() };
        let others = list.inputs.iter().filter(|input| !self.is_given(&list, input));
        let words = others.filter_map(|input| {
            let (_, value) = self.inputs.iter().find(|(id, _)| id == input.id().as_str())?;
            let value = value.parse().map_or_else(|_| value.clone(), |item| open.tag(item));
            Some(format!("{} {value}", ask(input)))
        });
        words.collect::<Vec<_>>().join(" \u{b7} ")
    }

    /// Begins it, with what the list asks for and nothing else.
    pub(in crate::gui::screens) fn start(
        &self,
        view: View<'_>,
        open: &Open<'_>,
        card: &card_entry::Draft,
    ) -> Action {
        match self.started(view, open, card) {
            Some(start) => Action::Submit(Command::Ask(Ask::Start(start))),
            None => Action::Go(Place::Begin),
        }
    }

    /// The run that it comes to.
    pub(in crate::gui::screens) fn started(
        &self,
        view: View<'_>,
        open: &Open<'_>,
        card: &card_entry::Draft,
    ) -> Option<Start> {
        let (whole, recorder) = (self.list()?, self.recorder?);
        let asks_role = |role: &Role| whole.roles.iter().any(|one| one.role == *role);
        let asks = |id: &str| whole.inputs.iter().any(|one| one.id().as_str() == id);
        let roles = self.roles.iter().filter(|(role, _)| asks_role(role)).cloned();
        Some(Start {
            overlays: self.overlays().iter().map(|file| file.sha256).collect(),
            lang: view.settings.lang.clone(),
            list: whole.source.sha256,
            roles: roles.map(|(role, person)| Witness { role, person }).collect(),
            recorder,
            inputs: self.inputs.iter().filter(|(id, _)| asks(id)).cloned().collect(),
            recorded: if card.is_on() { Recorded::After } else { Recorded::Live },
            card: card.number(),
            claimed: card.at(open),
            place: open.situation.place.clone(),
        })
    }
}

/// The list that a run is led through, by its id.
pub(in crate::gui::screens) fn list_of(run: &Run) -> Option<&str> {
    let mut files = run.started().files.iter();
    files.find(|file| file.used_as == FileAs::List).map(|file| file.id.as_str())
}

/// What is asked for an input.
fn ask(input: &Input) -> &str {
    match input {
        Input::Item { ask, .. }
        | Input::Pick { ask, .. }
        | Input::Text { ask, .. }
        | Input::Number { ask, .. } => ask,
    }
}

fn filled_by(role: &ListRole) -> Vec<&str> {
    if role.filled_by.is_empty() {
        vec![role.role.as_str()]
    } else {
        role.filled_by.iter().map(Role::as_str).collect()
    }
}

/// Everybody who may have the role.
pub(super) fn qualified(open: &Open<'_>, role: &ListRole) -> Vec<PersonId> {
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
