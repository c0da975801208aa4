//! A barcode scanner types like a keyboard, only faster: its burst is told apart from typing by timing, and kept from every field.

use std::collections::VecDeque;

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
/// nobody notices; what prints nothing and edits nothing passes at once, STOP's keys before all. What was held comes back
/// one press to a frame: two quick digits are two, and in their order.
#[derive(Default)]
pub(super) struct Scanner {
    held: Vec<Event>,
    text: String,
    /// When the first and the last of it came.
    first: f64,
    last: f64,
    /// What was typed by hand and is not given back yet.
    waiting: VecDeque<Event>,
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
        if !self.waiting.is_empty() {
            ui.ctx().request_repaint();
        } else if !self.held.is_empty() {
            let left = (self.last + APART - now).max(0.0) + 0.001;
            ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(left));
        }
        scanned
    }

    /// What the pages see of `came`, and the burst that ended in it.
    fn sort(&mut self, came: Vec<Event>, now: f64, least: usize) -> (Vec<Event>, Option<String>) {
        let (mut pass, mut scanned) = (Vec::new(), None);
        if self.is_over(&came, now, least) {
            self.release();
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
                What::Beside if !self.waiting.is_empty() => self.waiting.push_back(event),
                What::Enter if self.text.chars().count() >= least => {
                    self.held.clear();
                    scanned = Some(std::mem::take(&mut self.text));
                }
                What::Printing(_) | What::Enter | What::Edit => {
                    self.release();
                    self.waiting.push_back(event);
                }
                What::Beside | What::Nothing => pass.push(event),
            }
        }
        self.one_press(&mut pass);
        (pass, scanned)
    }

    /// The first press that waits, with its text and its end.
    fn one_press(&mut self, pass: &mut Vec<Event>) {
        let (mut pressed, mut typed) = (false, false);
        while let Some(event) = self.waiting.front() {
            let text = matches!(event, Event::Text(_));
            let press = !text && !matches!(event, Event::Key { pressed: false, .. });
            if pressed && press || typed && (press || text) {
                break;
            }
            (pressed, typed) = (pressed || press, typed || text);
            pass.extend(self.waiting.pop_front());
        }
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

    fn release(&mut self) {
        self.waiting.extend(self.held.drain(..));
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
    /// What edits, moves or confirms: what came before was no burst, and goes before it.
    Edit,
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
                (true, true) => What::Edit,
                (false, true) if EDITING.contains(key) => What::Edit,
                (false, true | false) => What::Nothing,
            }
        }
        Event::Copy
        | Event::Cut
        | Event::Paste(_)
        | Event::PasteImage(_)
        | Event::MiddleClickPaste { .. }
        | Event::Ime(_) => What::Edit,
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

/// What has to come after what was typed before it.
const EDITING: [Key; 11] = [
    Key::Enter,
    Key::Backspace,
    Key::Delete,
    Key::Tab,
    Key::ArrowLeft,
    Key::ArrowRight,
    Key::ArrowUp,
    Key::ArrowDown,
    Key::Home,
    Key::End,
    Key::Insert,
];

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
