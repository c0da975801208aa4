//! A barcode scanner types like a keyboard, only faster: its burst is told apart from typing by timing, and kept from every field.

use egui::{Event, Key, Modifiers, Ui};
use zeroize::Zeroize as _;

/// Characters that follow each other faster than this come from no hand, in seconds.
const APART: f64 = 0.035;

/// Fewer characters than this are no burst.
const LEAST: usize = 6;

/// The same at a step that asks for a code: a short tag is scanned there too, and nothing else is typed that fast.
const LEAST_ASKED: usize = 3;

/// More characters than this are no code; what holds them is given back.
const MOST: usize = 512;

/// What was typed within the last moment, until it is clear whether it was a hand.
///
/// Nothing that a page sees may come of a burst before it is known as one: a digit of it would press an answer, and all of
/// it would stand in a field for a PIN. So printing keys wait for as long as a scanner would take for the next one, which
/// nobody notices; every other key passes at once, STOP's before all.
#[derive(Default)]
pub(super) struct Scanner {
    held: Vec<Event>,
    text: String,
    /// When the first and the last of it came.
    first: f64,
    last: f64,
}

impl std::fmt::Debug for Scanner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // What is held may be a PIN on its way to its field.
        f.debug_struct("Scanner").finish_non_exhaustive()
    }
}

impl Scanner {
    /// Takes printing keys away until it is clear what they are: gives back what was typed by hand, and the text of a burst.
    ///
    /// `asked` says whether the page asks for a code.
    pub(super) fn listen(&mut self, ui: &Ui, asked: bool) -> Option<String> {
        let now = ui.input(|input| input.time);
        let came = ui.input_mut(|input| std::mem::take(&mut input.events));
        let least = if asked { LEAST_ASKED } else { LEAST };
        let (pass, scanned) = self.sort(came, now, least);
        ui.input_mut(|input| input.events = pass);
        if !self.held.is_empty() {
            let left = (self.last + APART - now).max(0.0) + 0.001;
            ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(left));
        }
        scanned
    }

    /// What the pages see of `came`, and the burst that ended in it.
    fn sort(&mut self, came: Vec<Event>, now: f64, least: usize) -> (Vec<Event>, Option<String>) {
        let (mut pass, mut scanned) = (Vec::new(), None);
        if self.is_over(&came, now, least) {
            self.release(&mut pass);
        }
        for event in came {
            match what(&event) {
                What::Printing(text)
                    if self.text.chars().count() + text.chars().count() <= MOST =>
                {
                    if self.held.is_empty() {
                        self.first = now;
                    }
                    self.text.push_str(text);
                    self.last = now;
                    self.held.push(event);
                }
                What::Beside if !self.held.is_empty() => self.held.push(event),
                What::Enter if self.text.chars().count() >= least => {
                    self.held.clear();
                    scanned = Some(std::mem::take(&mut self.text));
                }
                What::Printing(_) | What::Enter | What::Other => {
                    self.release(&mut pass);
                    pass.push(event);
                }
                What::Beside | What::Nothing => pass.push(event),
            }
        }
        (pass, scanned)
    }

    /// Whether what is held was typed by a hand, as this frame shows.
    ///
    /// Events have no time of their own. Those of one frame came since the frame before, evenly for all that is known; where
    /// drawing takes long, all of a burst counts together. Its Enter may be late: what is held by then came from no hand.
    fn is_over(&self, came: &[Event], now: f64, least: usize) -> bool {
        let typed = came.iter().filter(|event| matches!(event, Event::Text(_))).count();
        let each = |since: f64, many: usize| {
            (now - since) / f64::from(u32::try_from(many.max(1)).unwrap_or(u32::MAX))
        };
        let all = self.text.chars().count() + typed;
        let fast = each(self.last, typed) < APART || typed > 0 && each(self.first, all) < APART;
        let ends = all >= least && came.iter().any(|event| matches!(what(event), What::Enter));
        !(fast || ends && typed == 0)
    }

    fn release(&mut self, pass: &mut Vec<Event>) {
        pass.append(&mut self.held);
        self.text.zeroize();
    }
}

/// What an event is to a burst.
enum What<'a> {
    /// A part of one, with its text.
    Printing(&'a str),
    /// What a keyboard says around a part: Shift, or that the key is up again.
    Beside,
    /// Its end.
    Enter,
    /// Nothing that a scanner sends: what came before was no burst.
    Other,
    /// Nothing to do with keys.
    Nothing,
}

fn what(event: &Event) -> What<'_> {
    match event {
        Event::Text(text) => What::Printing(text),
        Event::Key { key: Key::Enter, pressed: true, modifiers: Modifiers::NONE, .. } => {
            What::Enter
        }
        Event::Key { key: Key::ShiftLeft | Key::ShiftRight | Key::CapsLock, .. } => What::Beside,
        Event::Key { key, pressed, modifiers, .. } => {
            let plain = !modifiers.alt && !modifiers.ctrl && !modifiers.command;
            match (prints(*key), pressed) {
                (true, true) if plain => What::Printing(""),
                (true, false) => What::Beside,
                (true | false, true) => What::Other,
                (false, false) => What::Nothing,
            }
        }
        Event::Copy
        | Event::Cut
        | Event::Paste(_)
        | Event::PasteImage(_)
        | Event::MiddleClickPaste { .. }
        | Event::Ime(_) => What::Other,
        Event::ModifiersChanged(_)
        | Event::PointerMoved(_)
        | Event::MouseMoved(_)
        | Event::PointerButton { .. }
        | Event::PointerGone
        | Event::Zoom(_)
        | Event::Rotate(_)
        | Event::Touch { .. }
        | Event::MouseWheel { .. }
        | Event::WindowFocused(_)
        | Event::AccessKitActionRequest(_) => What::Nothing,
    }
}

/// Whether a key types something.
fn prints(key: Key) -> bool {
    const MARKS: [Key; 19] = [
        Key::Space,
        Key::Minus,
        Key::Plus,
        Key::Equals,
        Key::Comma,
        Key::Period,
        Key::Slash,
        Key::Semicolon,
        Key::Colon,
        Key::Quote,
        Key::Backslash,
        Key::Pipe,
        Key::Backtick,
        Key::Questionmark,
        Key::Exclamationmark,
        Key::OpenBracket,
        Key::CloseBracket,
        Key::OpenCurlyBracket,
        Key::CloseCurlyBracket,
    ];
    key.name().chars().count() == 1 || MARKS.contains(&key)
}
