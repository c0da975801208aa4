//! The form for a unit that is to be included: which one, under which name, and who and what it is given.

use std::collections::BTreeMap;

use egui::Ui;

use super::add::Done;
use super::unit::units;
use crate::checklist::{
    Checklist, Edit, Gives, Input, NewInclude, Side, Status, free_name, gives, unit_id,
};
use crate::gui::kit::{self, Button};
use crate::gui::screens::checklists::desk::Desk;
use crate::gui::theme::{icon, palette, space};
use crate::gui::view::View;
use crate::terms::Digest;

/// An include in the making.
#[derive(Debug)]
pub(super) struct Form {
    beside: String,
    unit: Option<Digest>,
    id: String,
    /// What the unit is given, by what it asks for.
    given: BTreeMap<String, String>,
}

/// One thing that a unit asks for.
struct Asked {
    id: String,
    label: String,
    missing: String,
    of: Vec<(String, String)>,
}

impl Form {
    /// An empty form for a unit behind a step.
    pub(super) fn after(beside: String) -> Self {
        Self { beside, unit: None, id: String::new(), given: BTreeMap::new() }
    }

    fn take(&mut self, text: &str, unit: &Checklist) {
        self.unit = Some(unit.source.sha256);
        self.id = free_name(text, unit.id.as_str());
        self.given.clear();
        for one in asked(unit, &gives(text)) {
            if one.of.iter().any(|(id, _)| *id == one.id) {
                self.given.insert(one.id.clone(), one.id);
            }
        }
    }

    /// What is missing before it can be added.
    fn missing(&self, asked: &[Asked]) -> Option<String> {
        if self.id.trim().is_empty() {
            return Some("Give it a name in this list.".to_owned());
        }
        // What an overlay does not name, the lists that it is for may have.
        let open = asked.iter().find(|one| !one.of.is_empty() && !self.given.contains_key(&one.id));
        open.map(|one| one.missing.clone())
    }
}

/// Draws it; what it led to, if anything yet.
pub(super) fn show(ui: &mut Ui, view: View<'_>, desk: &Desk, form: &mut Form) -> Option<Done> {
    kit::title(ui, "A unit after this step");
    let chosen = form.unit.and_then(|of| units(view).find(|unit| unit.source.sha256 == of));
    let Some(unit) = chosen else {
        choices(ui, view, desk, form);
        return Button::new("Leave it").quiet().pressed(ui).then_some(Done::Close);
    };
    about(ui, unit);
    if Button::new("Another unit").icon(icon::BACK).pressed(ui) {
        form.unit = None;
    }
    kit::field(ui, "Its name in this list", "", &mut form.id);
    let first = unit.steps.first().map(|step| step.path.to_string()).unwrap_or_default();
    kit::caption(
        ui,
        format!("It stands before the names of its steps: {}.{first}", form.id.trim()),
    );
    let asked = asked(unit, &gives(desk.text()));
    for one in &asked {
        give(ui, one, &mut form.given);
    }
    let missing = form.missing(&asked);
    if let Some(missing) = &missing {
        kit::strong_in(ui, missing.as_str(), palette(ui).caution.text);
    }
    ui.horizontal_wrapped(|ui| {
        if Button::new("Add the unit").first().enabled(missing.is_none()).pressed(ui) {
            let step = NewInclude {
                id: free_name(desk.text(), &form.id),
                unit: unit.id.to_string(),
                rev: unit.rev,
                sha256: unit.source.sha256,
                with: form.given.clone().into_iter().collect(),
            };
            let beside = form.beside.clone();
            let edit = Edit::Include { beside, side: Side::After, step: Box::new(step) };
            return Some(Done::Add(edit));
        }
        Button::new("Leave it").quiet().pressed(ui).then_some(Done::Close)
    })
    .inner
}

/// The newest revision of every unit at hand that this file could include.
fn choices(ui: &mut Ui, view: View<'_>, desk: &Desk, form: &mut Form) {
    let own = unit_id(desk.text());
    let list = desk.list();
    let newest = |unit: &&Checklist| {
        units(view).all(|other| other.id != unit.id || other.rev <= unit.rev)
            && own.as_deref() != Some(unit.id.as_str())
            && list.as_ref().is_none_or(|list| list.lang == unit.lang)
    };
    let all: Vec<&Checklist> = units(view).filter(newest).collect();
    if all.is_empty() {
        kit::body(
            ui,
            "No unit is at hand. A unit is a file in the folder units beside your lists.",
        );
    }
    for unit in all {
        ui.add_space(space::S);
        about(ui, unit);
        let take = Button::new("Include it").name(format!("Include it: {}", unit.title));
        if take.icon(icon::PLUS).pressed(ui) {
            form.take(desk.text(), unit);
        }
    }
}

/// What a unit is for.
fn about(ui: &mut Ui, unit: &Checklist) {
    kit::strong(ui, &unit.title);
    kit::body(ui, &unit.purpose);
    let steps = match unit.steps.len() {
        1 => "1 step".to_owned(),
        steps => format!("{steps} steps"),
    };
    let draft = match unit.status {
        Status::Draft => ", a draft: its release will have other bytes",
        Status::Released => "",
        Status::Retired => ", retired",
    };
    kit::caption(ui, format!("{steps}, revision {}{draft}", unit.rev));
}

/// Everything that a unit asks for, and what the file could give.
fn asked(unit: &Checklist, gives: &Gives) -> Vec<Asked> {
    let roles = unit.roles.iter().map(|role| Asked {
        id: role.role.as_str().to_owned(),
        label: format!("Who is its {}", role.title),
        missing: format!("Say who is its {}.", role.title),
        of: gives.roles.clone(),
    });
    let items = unit.inputs.iter().filter_map(|input| match input {
        Input::Item { id, ask, .. } => Some(Asked {
            id: id.to_string(),
            label: format!("What it asks for as \u{201c}{ask}\u{201d}"),
            missing: format!("Say what it takes for \u{201c}{ask}\u{201d}"),
            of: gives.items.clone(),
        }),
        Input::Pick { .. } | Input::Text { .. } | Input::Number { .. } => None,
    });
    roles.chain(items).collect()
}

fn give(ui: &mut Ui, asked: &Asked, given: &mut BTreeMap<String, String>) {
    if asked.of.is_empty() {
        kit::quiet(ui, format!("{}: {}, as the list calls it", asked.label, asked.id));
        return;
    }
    let of: Vec<(usize, String)> =
        asked.of.iter().map(|(_, title)| title.clone()).enumerate().collect();
    let chosen = given.get(&asked.id);
    let chosen = chosen.and_then(|given| asked.of.iter().position(|(id, _)| id == given));
    if let Some(at) = kit::choose(ui, &asked.label, &of, chosen)
        && let Some((id, _)) = asked.of.get(at)
    {
        given.insert(asked.id.clone(), id.clone());
    }
}
