//! The six keys of a small pad: which key says what, recorded by pressing it.

use egui::{Event, Key, Ui, vec2};

use super::Draft;
use crate::gui::action::{Action, Errand};
use crate::gui::keys::may_be_on_a_pad;
use crate::gui::kit::{self, Button, Look};
use crate::gui::theme::{icon, palette, size};
use crate::gui::view::View;
use crate::session::PadVerb;

/// Draws the table, and takes the key that is pressed for it.
pub(super) fn show(ui: &mut Ui, view: View<'_>, draft: &mut Draft, out: &mut Vec<Action>) {
    kit::title(ui, "A pad with six keys");
    kit::quiet(
        ui,
        "Any USB pad that can send F13 to F24, or page and media keys. It works on every page and in every field.",
    );
    if let Some(verb) = draft.recording
        && let Some(key) = pressed(ui)
    {
        draft.recording = None;
        draft.refused = None;
        if key == Key::Escape {
            // Put off.
        } else if may_be_on_a_pad(key) {
            out.push(Action::Do(Errand::Pad(verb, Some(key))));
        } else {
            draft.refused = Some(key);
        }
    }
    if let Some(key) = draft.refused {
        let words = format!(
            "{} types text or means something else here. Set the pad to send F13 to F24.",
            key.name()
        );
        kit::strong_in(ui, words, palette(ui).caution.text);
    }
    for verb in PadVerb::ALL {
        let (label, below) = words(verb);
        let key = view.settings.pad.iter().find(|(one, _)| *one == verb).map(|(_, key)| key);
        let waits = draft.recording == Some(verb);
        ui.horizontal_wrapped(|ui| {
            let says = match (waits, key) {
                (true, _) => "press the key \u{2026}".to_owned(),
                (false, Some(key)) => key.clone(),
                (false, None) => "no key".to_owned(),
            };
            let look = if waits { Look::Chosen } else { Look::Plain };
            let record = Button::new(format!("{label}: {says}"))
                .name(format!("Pad key for {label}: {says}"))
                .below(below)
                .look(look)
                .left()
                .least(vec2(size::COLUMN / 2.0, size::BUTTON));
            if record.pressed(ui) {
                draft.recording = (!waits).then_some(verb);
                draft.refused = None;
            }
            let none = Button::new("None").name(format!("No pad key for {label}"));
            if key.is_some() && none.quiet().icon(icon::X).pressed(ui) {
                out.push(Action::Do(Errand::Pad(verb, None)));
            }
        });
    }
}

/// The key that was pressed in this frame; what it would do elsewhere it does not do.
fn pressed(ui: &Ui) -> Option<Key> {
    ui.input_mut(|input| {
        let key = input.events.iter().find_map(|event| {
            if let Event::Key { key, pressed: true, .. } = event { Some(*key) } else { None }
        });
        if key.is_some() {
            input.events.retain(|event| !matches!(event, Event::Key { .. } | Event::Text(_)));
        }
        key
    })
}

/// What a key says, and what it does.
pub(in crate::gui::screens) fn words(verb: PadVerb) -> (&'static str, &'static str) {
    match verb {
        PadVerb::Shown => ("shown", "to the next who has to see it"),
        PadVerb::InHand => ("in hand", "issued to whoever takes this gun"),
        PadVerb::Collected => ("cut, collected", "back with the handler"),
        PadVerb::Count => ("count", "one more, where a number is asked for"),
        PadVerb::Stop => ("STOP", "say it aloud first"),
        PadVerb::NewSetUp => ("new set-up", "what was shown for the old one lapses"),
    }
}
