//! A head code as a picture that a phone reads.

use qrcodegen::{QrCode, QrCodeEcc};

/// The light margin on each side that a reader needs, in modules (ISO/IEC 18004, 5.3.8).
const QUIET: usize = 4;

/// A square of dark and light modules, the light margin included.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Square {
    side: usize,
    dark: Vec<bool>,
}

impl Square {
    /// `code` in capitals, which a head code is read in as well; they take less room. `None` where it is too long.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        let made = QrCode::encode_text(&code.to_ascii_uppercase(), QrCodeEcc::Medium).ok()?;
        let inside = usize::try_from(made.size()).ok()?;
        let side = inside + 2 * QUIET;
        let at = |place: usize| -> Option<i32> {
            let inner = place.checked_sub(QUIET).filter(|inner| *inner < inside)?;
            i32::try_from(inner).ok()
        };
        let is_dark = |place: usize| {
            at(place % side).zip(at(place / side)).is_some_and(|(x, y)| made.get_module(x, y))
        };
        Some(Self { side, dark: (0..side * side).map(is_dark).collect() })
    }

    /// How many modules each side has.
    #[must_use]
    pub fn side(&self) -> usize {
        self.side
    }

    /// The dark modules: column and row, from the top left.
    pub fn dark(&self) -> impl Iterator<Item = (usize, usize)> {
        let dark = self.dark.iter().enumerate().filter(|(_, dark)| **dark);
        dark.map(|(place, _)| (place % self.side, place / self.side))
    }
}
