//! What is always there, around every page: the bar with STOP, the band of a STOP, the rail, the marks of a drill.

mod drill;
mod rail;
mod stop_band;
mod top_bar;
mod unsaved;

use egui::{Frame, Margin, vec2};

use crate::gui::theme::space;

pub(super) use drill::{drill, drill_margin, watermark};
pub(super) use rail::rail;
pub(super) use stop_band::{Draft as SettleDraft, stop_band};
pub(super) use top_bar::top_bar;
pub(super) use unsaved::{Draft as UnsavedDraft, show as not_saved};

/// The room around a block that stands above the page.
pub(super) fn around() -> Frame {
    Frame::new().inner_margin(Margin::from(vec2(space::XL, space::M)))
}
