//! A new production: title, live or drill, the first people with their roles and PINs.

use std::path::PathBuf;

use egui::Ui;

use super::book::asked::{Asked, LABEL, press, rules, switches};
use super::settings::recovery;
use super::start;
use crate::event::Mode;
use crate::gui::action::{Action, Errand, Pin, Place};
use crate::gui::kit::{self, Button};
use crate::gui::theme::{icon, palette, space};
use crate::gui::view::View;
use crate::session::{Member, Plan, Secret};
use crate::terms::{Role, role};

/// What was typed.
#[derive(Debug, Default)]
pub(in crate::gui) struct Draft {
    title: String,
    drill: bool,
    folder: String,
    people: Vec<Person>,
    /// What is asked of whoever takes a gun; all of it where nobody pressed yet.
    asked: Option<Vec<Asked>>,
    recovery: recovery::Draft,
}

#[derive(Default)]
struct Person {
    name: String,
    roles: Vec<&'static str>,
    /// Whether every role there is stands in view, not only the usual ones.
    all_roles: bool,
    pin: String,
    again: String,
}

impl std::fmt::Debug for Person {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Person").field("name", &self.name).finish_non_exhaustive()
    }
}

/// The shortest PIN that is offered.
const SHORTEST: usize = 6;

/// The roles that nearly every production has; the others stand behind one press.
const USUAL: [&str; 6] = [
    role::ARMORER,
    role::PROPERTY_MASTER,
    role::FIRST_AD,
    role::PERFORMER,
    role::RECORDER,
    role::CAMERA,
];

/// So many may change the roster at the most.
const ROOTS: usize = 5;

/// Every role with its words, for a row of choices.
pub(super) fn roles() -> Vec<(&'static str, String)> {
    let words = |name: &&'static str| name.parse::<Role>().ok().map(|role| (*name, role.words()));
    role::ALL.iter().filter_map(words).collect()
}

/// Draws it.
pub(in crate::gui) fn show(ui: &mut Ui, view: View<'_>, draft: &mut Draft, out: &mut Vec<Action>) {
    if draft.people.is_empty() {
        draft.people.push(Person { roles: vec![role::ARMORER], ..Person::default() });
        draft.people.push(Person { roles: vec![role::FIRST_AD], ..Person::default() });
        draft.people.push(Person { roles: vec![role::RECORDER], ..Person::default() });
    }
    kit::page(ui, "New production", false, |ui| {
        kit::card(ui, |ui| {
            kit::field(ui, "Title of the production", "such as: Night Ferry", &mut draft.title);
            let kinds = [(false, "Live".to_owned()), (true, "Drill".to_owned())];
            if let Some(drill) = kit::choose(ui, "For ever", &kinds, Some(draft.drill)) {
                draft.drill = drill;
            }
            if draft.drill {
                kit::quiet(
                    ui,
                    "A drill has its own keys, its own log and a striped frame. It can never become live.",
                );
            }
            let hint = view.home;
            kit::field(ui, "Folder (empty: the usual place)", hint, &mut draft.folder);
        });
        kit::section(ui, "People", |ui| {
            kit::quiet(
                ui,
                "One upwards; a card without a name is passed over. A PIN makes a key that signs. A run needs a recorder besides those who handle and look.",
            );
            let mut gone = None;
            let several = draft.people.len() > 1;
            for (at, one) in draft.people.iter_mut().enumerate() {
                kit::card(ui, |ui| person(ui, at, one));
                let name = format!("Remove person {}", at + 1);
                if several && Button::new("Remove").name(name).quiet().pressed(ui) {
                    gone = Some(at);
                }
            }
            if let Some(at) = gone {
                draft.people.remove(at);
            }
            if Button::new("Add another person").icon(icon::USER_PLUS).pressed(ui) {
                draft.people.push(Person::default());
            }
        });
        kit::section(ui, "What is asked of whoever takes a gun", |ui| {
            kit::card(ui, |ui| {
                let asked = asked(draft);
                if let Some(pressed) = kit::toggle(ui, LABEL, &switches(), asked) {
                    press(asked, pressed);
                }
                kit::quiet(
                    ui,
                    "Without it no gun is issued. It can be said otherwise later, under People; the review tells of it.",
                );
            });
        });
        kit::section(ui, "Who can read what is private", |ui| {
            kit::card(ui, |ui| recovery::show(ui, view, &mut draft.recovery, out));
        });
        if let Some(words) = who_may_change(draft) {
            kit::quiet(ui, words);
        }
        let missing = missing(draft);
        if let Some(first) = missing.first() {
            kit::strong_in(ui, *first, palette(ui).caution.text);
        }
        ui.horizontal(|ui| {
            let busy = !view.jobs.is_empty();
            let make = Button::new("Make the production").first().icon(icon::CHECK);
            if make.enabled(missing.is_empty() && !busy).pressed(ui) {
                out.push(Action::Do(Errand::Create(plan(draft, view.home))));
            }
            if Button::new("Back").quiet().pressed(ui) {
                out.push(Action::Go(Place::Start));
            }
        });
        start::jobs(ui, view, out);
    });
}

/// What is asked as it is chosen; everything, before somebody presses.
fn asked(draft: &mut Draft) -> &mut Vec<Asked> {
    draft.asked.get_or_insert_with(|| switches().into_iter().map(|(one, _)| one).collect())
}

fn person(ui: &mut Ui, at: usize, one: &mut Person) {
    let n = at + 1;
    let third = (ui.available_width() - space::M * 2.0) / 3.0;
    ui.horizontal_top(|ui| {
        let column = |ui: &mut Ui, contents: &mut dyn FnMut(&mut Ui)| {
            ui.vertical(|ui| {
                ui.set_width(third);
                contents(ui);
            });
        };
        column(ui, &mut |ui| {
            kit::field(ui, &format!("Name of person {n}"), "", &mut one.name);
        });
        column(ui, &mut |ui| {
            kit::secret(ui, &format!("PIN of person {n}, 6 digits"), &mut one.pin);
        });
        if !one.pin.is_empty() {
            column(ui, &mut |ui| {
                kit::secret(ui, &format!("PIN of person {n} once more"), &mut one.again);
            });
        }
    });
    if let Some(fault) = pin_fault(one) {
        kit::strong_in(ui, fault, palette(ui).caution.text);
    }
    let label = format!("Roles of person {n}");
    let shown: Vec<_> = roles()
        .into_iter()
        .filter(|(name, _)| one.all_roles || USUAL.contains(name) || one.roles.contains(name))
        .collect();
    if let Some(role) = kit::toggle(ui, &label, &shown, &one.roles) {
        if one.roles.contains(&role) {
            one.roles.retain(|other| *other != role);
        } else {
            one.roles.push(role);
        }
    }
    let more = Button::new("More roles").name(format!("More roles for person {n}"));
    if !one.all_roles && more.quiet().pressed(ui) {
        one.all_roles = true;
    }
}

/// What is wrong with a PIN as far as it is typed; while it is being typed again, nothing is.
fn pin_fault(one: &Person) -> Option<&'static str> {
    if one.pin.is_empty() {
        return None;
    }
    if one.pin.chars().count() < SHORTEST {
        return Some("A PIN has at least six digits.");
    }
    (!one.pin.starts_with(&one.again)).then_some("The two PINs differ; type them again.")
}

/// Who of the named may change who is who, and what that means where they are few.
fn who_may_change(draft: &Draft) -> Option<String> {
    let named = draft.people.iter().filter(|one| !one.name.trim().is_empty());
    let roots: Vec<&str> =
        named.filter(|one| !one.pin.is_empty()).map(|one| one.name.trim()).take(ROOTS).collect();
    let needed = roots.len() / 2 + 1;
    Some(match roots.as_slice() {
        [] => return None,
        [one] => format!(
            "Only {one} can change who is who. If that key is lost, the production goes on in a new log."
        ),
        [one, other] => format!("{one} and {other} change who is who together: both must sign."),
        more => {
            format!("{} change who is who: {needed} of {} must sign.", more.join(", "), more.len())
        }
    })
}

fn missing(draft: &Draft) -> Vec<&'static str> {
    let people: Vec<&Person> =
        draft.people.iter().filter(|one| !one.name.trim().is_empty()).collect();
    let mut missing = Vec::new();
    if draft.title.trim().is_empty() {
        missing.push("Give it a title.");
    }
    if people.is_empty() {
        missing.push("Name at least one person.");
    }
    if people.iter().any(|one| one.roles.is_empty()) {
        missing.push("Give everybody a role.");
    }
    if people.iter().any(|one| one.pin != one.again) {
        missing.push("The two PINs of somebody differ.");
    }
    if people.iter().any(|one| !one.pin.is_empty() && one.pin.chars().count() < SHORTEST) {
        missing.push("A PIN has at least six digits.");
    }
    if !people.iter().any(|one| !one.pin.is_empty()) {
        missing.push("Somebody needs a PIN, to sign who is who.");
    }
    missing
}

fn plan(draft: &mut Draft, home: &str) -> Plan {
    let title = draft.title.trim().to_owned();
    let folder = if draft.folder.trim().is_empty() {
        let plain = |c: char| if c.is_alphanumeric() || c == ' ' || c == '-' { c } else { '-' };
        PathBuf::from(home).join(title.chars().map(plain).collect::<String>())
    } else {
        PathBuf::from(draft.folder.trim())
    };
    let mut members: Vec<Member> = Vec::new();
    for one in &mut draft.people {
        if one.name.trim().is_empty() {
            continue;
        }
        one.again.clear();
        let signs = !one.pin.is_empty();
        let pin = signs.then(|| Secret::from(Pin::take(&mut one.pin).reveal().to_owned()));
        members.push(Member {
            name: one.name.trim().to_owned(),
            roles: one.roles.iter().filter_map(|role| role.parse().ok()).collect(),
            pin,
            root: signs && members.iter().filter(|one| one.root).count() < ROOTS,
        });
    }
    let asks = Some(rules(asked(draft), None));
    Plan {
        title,
        mode: if draft.drill { Mode::Drill } else { Mode::Live },
        sample: false,
        folder,
        device: "this laptop".to_owned(),
        members,
        synced_too: false,
        asks,
    }
}
