//! The icons by name; none of them ever stands without a word or an accessible name.

// The text font stands before the icons and has signs of its own among the lower codes (U+E138, U+E0E6): those are not
// taken here.
macro_rules! icons {
    ($($name:ident = $code:literal;)*) => { $(pub(in crate::gui) const $name: char = $code;)* };
}

icons! {
    OCTAGON = '\u{e38e}';
    WARNING = '\u{e4e0}';
    WARNING_DIAMOND = '\u{e7fc}';
    PROHIBIT = '\u{e3de}';
    CHECK = '\u{e182}';
    CHECK_CIRCLE = '\u{e184}';
    X = '\u{e4f6}';
    EYE = '\u{e220}';
    EYE_SLASH = '\u{e224}';
    HAND_DOWN = '\u{ea4e}';
    HAND_UP = '\u{ee5a}';
    LOCK = '\u{e2fa}';
    LOCK_OPEN = '\u{e306}';
    USERS = '\u{e4d6}';
    USER_PLUS = '\u{e4d0}';
    CLOCK = '\u{e19a}';
    HOURGLASS = '\u{e2b2}';
    PLAY = '\u{e3d0}';
    PAUSE = '\u{e39e}';
    BACK = '\u{e51a}';
    UNDO = '\u{e08a}';
    PENCIL = '\u{e3b4}';
    PRINTER = '\u{e3dc}';
    BOOK_OPEN = '\u{e8f2}';
    SLATE = '\u{e8c2}';
    CLIPBOARD = '\u{e198}';
    LIST_CHECKS = '\u{eadc}';
    LIST_NUMBERS = '\u{e2f6}';
    FOLDER = '\u{e256}';
    ZIP = '\u{e958}';
    EXPORT = '\u{eaf0}';
    SEARCH = '\u{e30c}';
    SHIELD_CHECK = '\u{e40c}';
    SIGNATURE = '\u{ebac}';
    STRIKE = '\u{e5c2}';
    GEAR = '\u{e270}';
    QUESTION = '\u{e3e8}';
    INFO = '\u{e2ce}';
    PLUS = '\u{e3d4}';
    FLAG = '\u{e244}';
    NOTE = '\u{e34c}';
    CIRCLE = '\u{e18a}';
    BARCODE = '\u{e0b8}';
    SWAP = '\u{e0a0}';
    TARGET = '\u{e47c}';
}
