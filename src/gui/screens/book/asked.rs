//! What the production asks of whoever takes a gun, and saying it otherwise.

use egui::Ui;

use crate::event::PeopleRules;
use crate::gui::action::Action;
use crate::gui::kit::{self, Button};
use crate::gui::theme::icon;
use crate::gui::view::Open;
use crate::production::{Ask, Command};
use crate::terms::PersonId;

/// What was chosen and not yet said.
#[derive(Debug, Default)]
pub(super) struct Draft {
    asked: Option<Vec<Asked>>,
    by: Option<PersonId>,
}

/// One thing that may be asked.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::gui::screens) enum Asked {
    Training,
    Meeting,
}

/// The switches, with their words.
pub(in crate::gui::screens) fn switches() -> [(Asked, String); 2] {
    [
        (Asked::Training, "training, recorded and in date".to_owned()),
        (Asked::Meeting, "the safety meeting of the day".to_owned()),
    ]
}

/// The label of the switches.
pub(in crate::gui::screens) const LABEL: &str = "Before a gun is issued to somebody";

/// A switch is pressed.
pub(in crate::gui::screens) fn press(asked: &mut Vec<Asked>, pressed: Asked) {
    if asked.contains(&pressed) {
        asked.retain(|one| *one != pressed);
    } else {
        asked.push(pressed);
    }
}

/// The line that says so.
pub(in crate::gui::screens) fn rules(asked: &[Asked], by: Option<PersonId>) -> PeopleRules {
    PeopleRules {
        training: asked.contains(&Asked::Training),
        meeting: asked.contains(&Asked::Meeting),
        by,
    }
}

/// Draws the switches as they stand, and who says it otherwise.
pub(super) fn show(ui: &mut Ui, open: &Open<'_>, draft: &mut Draft, out: &mut Vec<Action>) {
    let day = open.production.day();
    let mut now = Vec::new();
    now.extend(day.asks_training().then_some(Asked::Training));
    now.extend(day.asks_meeting().then_some(Asked::Meeting));
    kit::section(ui, "What is asked of whoever takes a gun", |ui| {
        kit::card(ui, |ui| {
            let asked = draft.asked.get_or_insert_with(|| now.clone());
            if let Some(pressed) = kit::toggle(ui, LABEL, &switches(), asked) {
                press(asked, pressed);
            }
            if day.rules().is_none() {
                kit::quiet(ui, "This production was made before these could be asked for.");
            }
            let said = rules(asked, draft.by);
            let same = (said.training, said.meeting) == (day.asks_training(), day.asks_meeting());
            if same && (day.rules().is_some() || asked.is_empty()) {
                return;
            }
            let able: Vec<(PersonId, String)> = open
                .production
                .answerable(open.now)
                .into_iter()
                .map(|person| (person, open.name(person)))
                .collect();
            if let Some(person) = kit::choose(ui, "Who says so", &able, draft.by) {
                draft.by = Some(person);
            }
            let say = Button::new("Ask for this from now on").icon(icon::CHECK);
            if say.enabled(draft.by.is_some() && !open.saving).pressed(ui) {
                out.push(Action::Submit(Command::Ask(Ask::SetPeopleRules(said))));
                *draft = Draft::default();
            }
            kit::quiet(ui, "It is a line of the log, and the review tells of it.");
        });
    });
}
