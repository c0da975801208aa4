//! The keys that work on every page: the verbs, a small pad, and Escape held down, which is STOP.

use egui::{Event, Key, Modifiers, Ui};

use super::action::{Action, Place, Verb};
use super::view::View;
use crate::session::PadVerb;

/// So long Escape is held until it is STOP, in seconds: longer than the tap that closes something, shorter than the word.
const HELD: f64 = 0.5;

/// Since when Escape is held down.
///
/// Escape is the key in the corner: a hand in a glove finds it without looking, and every keyboard has it. A tap would call
/// STOPs that nobody meant, and twice is too much to ask of a glove; held down it says STOP in a field as well.
#[derive(Clone, Copy, Debug, Default)]
pub(super) enum Held {
    #[default]
    Up,
    Since(f64),
    Said,
}

impl Held {
    /// Whether it has just been held for long enough; once for each time that it is held.
    pub(super) fn is_long_enough(&mut self, ui: &Ui) -> bool {
        let (down, now) = ui.input(|input| (input.key_down(Key::Escape), input.time));
        let (next, said) = match (*self, down) {
            (_, false) => (Self::Up, false),
            (Self::Up, true) => (Self::Since(now), false),
            (Self::Since(since), true) if now - since >= HELD => (Self::Said, true),
            (held @ (Self::Since(_) | Self::Said), true) => (held, false),
        };
        *self = next;
        if let Self::Since(since) = next {
            let left = (since + HELD - now).max(0.0);
            ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(left));
        }
        said
    }
}

/// Takes away the presses that a keyboard makes up while a key is held down: one press is one true thing, and two people
/// never count with one. Only what edits a field goes on repeating there.
pub(super) fn once(ui: &Ui) {
    const EDITING: [Key; 8] = [
        Key::Backspace,
        Key::Delete,
        Key::ArrowLeft,
        Key::ArrowRight,
        Key::ArrowUp,
        Key::ArrowDown,
        Key::Home,
        Key::End,
    ];
    let typing = ui.ctx().text_edit_focused();
    let made_up = |event: &Event| matches!(event, Event::Key { key, pressed: true, repeat: true, .. } if !(typing && EDITING.contains(key)));
    ui.input_mut(|input| input.events.retain(|event| !made_up(event)));
}

/// Whether a key was pressed, whatever else is held down with it: STOP is never in the wrong company.
fn alone_or_not(ui: &Ui, wanted: Key) -> bool {
    let is_it =
        |event: &Event| matches!(event, Event::Key { key, pressed: true, .. } if *key == wanted);
    ui.input_mut(|input| {
        let said = input.events.iter().any(is_it);
        input.events.retain(|event| !is_it(event));
        said
    })
}

/// What the verbs' own keys come to.
pub(super) fn verbs(ui: &Ui, view: View<'_>) -> Vec<Action> {
    let mut out = Vec::new();
    for verb in Verb::ALL {
        let said = if verb == Verb::Stop {
            alone_or_not(ui, verb.key())
        } else {
            ui.input_mut(|input| input.consume_key(Modifiers::NONE, verb.key()))
        };
        if said {
            out.extend(verb.action(view.open));
        }
    }
    let asks = || ui.input(|i| i.events.iter().any(|e| matches!(e, Event::Text(t) if t == "?")));
    if !ui.ctx().text_edit_focused() && asks() {
        out.push(Action::Go(Place::Help));
    }
    out
}

/// So soon after a press the same key of a pad is a bounce or a slip, not a second true thing; in seconds.
const BOUNCE: f64 = 0.3;

/// The last press of a pad, so that one press of a glove is one true thing.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Bounce(Option<(PadVerb, f64)>);

impl Bounce {
    /// Whether a press counts. STOP always does.
    pub(super) fn counts(&mut self, ui: &Ui, verb: PadVerb) -> bool {
        let now = ui.input(|input| input.time);
        let soon = self.0.is_some_and(|(last, at)| last == verb && now - at < BOUNCE);
        let counts = !soon || matches!(verb, PadVerb::Stop | PadVerb::Count);
        if counts {
            self.0 = Some((verb, now));
        }
        counts
    }
}

/// What the pad says in this frame. While the settings wait for a key, only its STOP is heard.
pub(super) fn pad(ui: &Ui, pad: &[(PadVerb, String)], recording: bool) -> Vec<PadVerb> {
    let mut said = Vec::new();
    for (verb, name) in pad {
        let Some(key) = Key::from_name(name).filter(|key| may_be_on_a_pad(*key)) else { continue };
        let heard = if *verb == PadVerb::Stop {
            alone_or_not(ui, key)
        } else {
            !recording && ui.input_mut(|input| input.consume_key(Modifiers::NONE, key))
        };
        if heard {
            said.push(*verb);
        }
    }
    said
}

/// Whether a key types nothing and means nothing else, so that a pad with it works while a field has the focus.
pub(super) fn may_be_on_a_pad(key: Key) -> bool {
    const PLAIN: &[Key] = &[
        Key::Insert,
        Key::PageUp,
        Key::PageDown,
        Key::Pause,
        Key::ScrollLock,
        Key::BrowserBack,
        Key::BrowserForward,
        Key::BrowserRefresh,
        Key::BrowserSearch,
        Key::BrowserHome,
        Key::BrowserFavorites,
        Key::BrowserStop,
        Key::MediaPlayPause,
        Key::MediaTrackNext,
        Key::MediaTrackPrevious,
        Key::MediaStop,
        Key::LaunchMail,
        Key::LaunchApp1,
        Key::LaunchApp2,
        Key::Help,
        Key::Clear,
    ];
    let beyond = key.name().strip_prefix('F').and_then(|number| number.parse::<u8>().ok());
    PLAIN.contains(&key) || beyond.is_some_and(|number| number > 12)
}
