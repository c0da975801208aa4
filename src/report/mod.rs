//! The document handed out: composed once, rendered to several formats.

mod html;
mod list_page;
mod list_words;
#[cfg(feature = "pdf")]
mod paper;
#[cfg(feature = "pdf")]
mod print;
mod qr;
mod record_page;
mod roster_page;
mod rounds_page;

pub use list_page::{Approval, list_page};
pub use list_words::{StepLines, ending, mark, plain, role, step_lines};
#[cfg(feature = "pdf")]
pub use paper::{Format, MARGIN, Mark, Paper, PaperError, Style, Weight};
#[cfg(feature = "pdf")]
pub use print::{
    Deck, FirstHour, Sticker, Told, away_pack, cards, first_hour, first_hour_card, labels,
    labels_of, per_sheet, rounds_sheet, sticker,
};
pub use qr::Square;
pub use record_page::record_page;
pub use roster_page::{Beside, roster_page};
pub use rounds_page::{Sheet, rounds_page};
