//! The way on after an alarm: who signs the restart, and who agrees by phone with a code that is read back.

use egui::Ui;

use crate::event::{AlarmedStop, Witness};
use crate::gui::action::Action;
use crate::gui::kit::{self, Button};
use crate::gui::theme::icon;
use crate::gui::view::Open;
use crate::production::{Ask, Command, Prepare, RestartSlot};
use crate::terms::{PersonId, StopId};

/// Who was chosen for which signature, and the code as it was read back; of one STOP.
#[derive(Debug, Default)]
pub(super) struct Draft {
    stop: Option<StopId>,
    chosen: Vec<Option<PersonId>>,
    said: String,
}

/// Draws it.
pub(super) fn show(
    ui: &mut Ui,
    open: &Open<'_>,
    alarm: &AlarmedStop,
    draft: &mut Draft,
    out: &mut Vec<Action>,
) {
    let stop = alarm.raised.what.stop;
    let slots = open.production.restart_slots(open.now.wall);
    if draft.stop != Some(stop) || draft.chosen.len() != slots.len() {
        *draft = Draft { stop: Some(stop), chosen: vec![None; slots.len()], said: String::new() };
    }
    kit::title(ui, "Restart");
    kit::quiet(
        ui,
        "Work goes on once those on the set have signed, and whoever answers for safety has signed or agreed by phone.",
    );
    let mut signers: Vec<Witness> = Vec::new();
    let mut whole = true;
    for (slot, chosen) in slots.iter().zip(draft.chosen.iter_mut()) {
        let last = slot.answers;
        if last && let Some(phoned) = &alarm.phoned {
            let name = open.name(phoned.what.person);
            let at = open.clock(phoned.at);
            kit::strong(ui, format!("{name} agreed by phone at {at}, and read the code back."));
            continue;
        }
        match pick(ui, open, slot, chosen) {
            Some(witness) => signers.push(witness),
            None => whole = false,
        }
        if last {
            by_phone(ui, open, (stop, slot), &mut draft.said, out);
        }
    }
    let twice = signers
        .iter()
        .enumerate()
        .any(|(at, one)| signers.iter().skip(at + 1).any(|other| other.person == one.person));
    if twice {
        kit::strong(ui, "One person cannot sign in two roles.");
    }
    let ready = whole && !twice && !open.saving;
    let sign = Button::new("Read the restart and sign").icon(icon::SIGNATURE).first();
    if sign.enabled(ready).pressed(ui) {
        let prepare = Prepare::Restart { stop, signers };
        out.push(Action::Submit(Command::Ask(Ask::Prepare(prepare))));
    }
}

/// Who gives one of the signatures.
fn pick(
    ui: &mut Ui,
    open: &Open<'_>,
    slot: &RestartSlot,
    chosen: &mut Option<PersonId>,
) -> Option<Witness> {
    let label = if slot.answers { "Signs for safety" } else { "Signs, on the set" };
    if slot.people.is_empty() {
        let who = if slot.answers {
            "Nobody who is safety officer or production representative has a key here."
        } else {
            "Nobody on the set who must sign has a key: make one under Items, People."
        };
        kit::quiet(ui, who);
        return None;
    }
    if chosen.is_none() && !slot.answers {
        *chosen = on_set(open, slot);
    }
    let people: Vec<(PersonId, String)> = slot
        .people
        .iter()
        .map(|one| (one.person, format!("{}, {}", open.name(one.person), one.role.words())))
        .collect();
    if let Some(person) = kit::choose(ui, label, &people, *chosen) {
        *chosen = if *chosen == Some(person) { None } else { Some(person) };
    }
    slot.people.iter().find(|one| Some(one.person) == *chosen).cloned()
}

/// The only one who can, or the only one of the set-up who can.
fn on_set(open: &Open<'_>, slot: &RestartSlot) -> Option<PersonId> {
    let crew = |person: PersonId| open.situation.crew.iter().any(|(_, one)| *one == person);
    let here: Vec<PersonId> =
        slot.people.iter().map(|one| one.person).filter(|one| crew(*one)).collect();
    match (here.as_slice(), slot.people.as_slice()) {
        ([only], _) => Some(*only),
        ([], [only]) => Some(only.person),
        (_, _) => None,
    }
}

/// The code to be read out, and the keys of those who may agree by phone.
fn by_phone(
    ui: &mut Ui,
    open: &Open<'_>,
    (stop, slot): (StopId, &RestartSlot),
    said: &mut String,
    out: &mut Vec<Action>,
) {
    let Some(code) = &open.phone_code else { return };
    if slot.by_phone.is_empty() {
        kit::strong(
            ui,
            "Nobody is entered as safety officer or production representative: enter one under Items, People.",
        );
        return;
    }
    let (first, rest) = code.split_at_checked(4).unwrap_or((code, ""));
    kit::body(
        ui,
        "Not here? Ring, tell what happened, and read them this code; they read it back.",
    );
    kit::huge(ui, format!("{first} {rest}"));
    kit::field(ui, "The code as they read it back", "", said);
    ui.horizontal_wrapped(|ui| {
        for who in &slot.by_phone {
            let name = open.name(who.person);
            let words = format!("{name} agrees");
            let button =
                Button::new(&words).name(format!("By phone: {name}, {}", who.role.words()));
            let button = button.below("by phone, read back").icon(icon::CHECK);
            if button.enabled(!said.trim().is_empty() && !open.saving).pressed(ui) {
                let (code, said) = (code.clone(), std::mem::take(said));
                let ask = Ask::ReleaseByPhone { stop, who: who.clone(), code, said };
                out.push(Action::Submit(Command::Ask(ask)));
            }
        }
    });
}
