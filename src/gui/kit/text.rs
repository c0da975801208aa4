//! Words on the page, each in its step of the type scale.

use egui::{Color32, Label, Response, RichText, Sense, Ui};

use crate::gui::theme::{Type, palette, space};

/// Words in a given step and colour; wraps.
pub(in crate::gui) fn painted(
    ui: &mut Ui,
    words: impl Into<String>,
    step: Type,
    colour: Color32,
) -> Response {
    ui.add(Label::new(RichText::new(words).font(step.font()).color(colour)).wrap())
}

/// The heading of a page.
pub(in crate::gui) fn heading(ui: &mut Ui, words: impl Into<String>) -> Response {
    let ink = palette(ui).ink;
    painted(ui, words, Type::Heading, ink)
}

/// The heading of a card.
pub(in crate::gui) fn title(ui: &mut Ui, words: impl Into<String>) -> Response {
    let ink = palette(ui).ink;
    painted(ui, words, Type::Title, ink)
}

/// The largest words there are.
pub(in crate::gui) fn huge(ui: &mut Ui, words: impl Into<String>) -> Response {
    let ink = palette(ui).ink;
    painted(ui, words, Type::Huge, ink)
}

/// Running text.
pub(in crate::gui) fn body(ui: &mut Ui, words: impl Into<String>) -> Response {
    let ink = palette(ui).ink;
    painted(ui, words, Type::Body, ink)
}

/// Text that stands beside.
pub(in crate::gui) fn quiet(ui: &mut Ui, words: impl Into<String>) -> Response {
    let colour = palette(ui).quiet;
    painted(ui, words, Type::Body, colour)
}

/// A value.
pub(in crate::gui) fn strong(ui: &mut Ui, words: impl Into<String>) -> Response {
    let ink = palette(ui).ink;
    painted(ui, words, Type::Strong, ink)
}

/// A value in a colour that its words also say.
pub(in crate::gui) fn strong_in(
    ui: &mut Ui,
    words: impl Into<String>,
    colour: Color32,
) -> Response {
    painted(ui, words, Type::Strong, colour)
}

/// The smallest words.
pub(in crate::gui) fn caption(ui: &mut Ui, words: impl Into<String>) -> Response {
    let colour = palette(ui).quiet;
    painted(ui, words, Type::Caption, colour)
}

/// One value letter for letter: a path, a checksum.
pub(in crate::gui) fn letters(ui: &mut Ui, words: &str) -> Response {
    let ink = palette(ui).ink;
    ui.add(Label::new(RichText::new(words).font(Type::Mono.font()).color(ink)).wrap())
}

/// Text that is signed, line for line. A line that is longer than the room goes on below, so that nothing of it is out of
/// sight; a mark stands where a line begins, so that no part of one passes for another.
pub(in crate::gui) fn mono(ui: &mut Ui, text: &str) {
    let palette = palette(ui);
    for line in text.lines() {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            let tall = ui.text_style_height(&egui::TextStyle::Monospace);
            let (rect, _) = ui.allocate_exact_size(egui::vec2(space::XS, tall), Sense::hover());
            ui.painter().circle_filled(rect.center(), space::XS / 2.0, palette.line);
            let line = RichText::new(line).font(Type::Mono.font()).color(palette.ink);
            ui.add(Label::new(line).wrap());
        });
    }
}

/// Words before controls of the given height, in the middle of it.
pub(in crate::gui) fn beside(ui: &mut Ui, words: &str, height: f32, colour: Color32) -> Response {
    let words = RichText::new(words).font(Type::Strong.font()).color(colour);
    let size = ui.painter().layout_no_wrap(words.text().to_owned(), Type::Strong.font(), colour);
    ui.add_sized(egui::vec2(size.size().x, height), Label::new(words).extend())
}

/// Words that are to be spoken, in quotes.
pub(in crate::gui) fn said(ui: &mut Ui, words: &str) -> Response {
    let ink = palette(ui).ink;
    painted(ui, format!("\u{201c}{words}\u{201d}"), Type::Huge, ink)
}
