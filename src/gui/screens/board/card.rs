//! The card of one gun: what is so above, one key each below.

use egui::{Align, Layout, Ui, vec2};

use super::sight::{self, Sight};
use super::strip;
use crate::gui::action::Action;
use crate::gui::kit::{self, Button};
use crate::gui::theme::{Type, icon, palette, size, space};
use crate::gui::view::Open;

/// Room for the key that chooses the card, in points.
const CHOOSE: f32 = size::STOP * 0.75;

/// Draws it; whether it was chosen.
pub(super) fn show(
    ui: &mut Ui,
    open: &Open<'_>,
    one: &Sight<'_>,
    number: usize,
    selected: bool,
    out: &mut Vec<Action>,
) -> bool {
    let colours = palette(ui);
    let (tone, sign) = sight::tone(colours, one.state.condition);
    let tag = &one.item.tag;
    let mut chosen = false;
    kit::tone_card(ui, tone, selected, |ui| {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::L;
            ui.add_space(space::S);
            let left = vec2(size::STOP, size::ANSWER);
            ui.allocate_ui_with_layout(left, Layout::top_down(Align::Min), |ui| {
                ui.set_width(size::STOP);
                ui.spacing_mut().item_spacing.y = space::XS;
                kit::painted(ui, tag, Type::Display, colours.ink);
                kit::caption(ui, one.item.kind.words());
            });
            let middle = ui.available_width() - CHOOSE - space::L;
            ui.allocate_ui_with_layout(vec2(middle, 0.0), Layout::top_down(Align::Min), |ui| {
                ui.set_width(middle);
                ui.spacing_mut().item_spacing.y = space::S;
                ui.horizontal_wrapped(|ui| {
                    ui.spacing_mut().item_spacing = vec2(space::L, space::S);
                    kit::pill(ui, tone, sign, &one.state.words(), Type::Heading);
                    if let Some(lapses) = &one.lapses {
                        kit::pill(ui, colours.caution, icon::CLOCK, lapses, Type::Title);
                    }
                    let missing = one.item.place == crate::terms::Place::Missing;
                    let colour = if missing { colours.stop.text } else { colours.ink };
                    let words = egui::RichText::new(&one.place).font(Type::Title.font());
                    ui.add(egui::Label::new(words.color(colour)));
                });
                for line in &one.since {
                    kit::quiet(ui, line);
                }
            });
            let room = vec2(ui.available_width().max(size::TARGET), size::BUTTON);
            ui.allocate_ui_with_layout(room, Layout::right_to_left(Align::Min), |ui| {
                let key = number.to_string();
                let look = if selected { kit::Look::Chosen } else { kit::Look::Quiet };
                let words = if selected { "Chosen" } else { "Choose" };
                let button = Button::new(words).name(format!("Choose {tag}")).look(look).key(&key);
                chosen = button.pressed(ui);
            });
        });
        ui.add_space(space::XS);
        strip::show(ui, open, one, selected, out);
    });
    chosen
}
