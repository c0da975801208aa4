//! The bar at the top: STOP, what happened, which production, which set-up, who records, what is saved.

use egui::{
    Align, Color32, Frame, Label, Layout, Margin, Panel, RichText, Sense, Stroke, Ui, UiBuilder,
    vec2,
};

use crate::gui::action::{Action, Place, Verb};
use crate::gui::kit::{Button, Look};
use crate::gui::theme::{Type, icon, palette, size, space, target};
use crate::gui::view::Open;

/// Draws it.
pub(in crate::gui) fn top_bar(ui: &mut Ui, open: &Open<'_>, out: &mut Vec<Action>) {
    let colours = palette(ui);
    let frame =
        Frame::new().fill(colours.surface).inner_margin(Margin::from(vec2(space::L, space::M)));
    let tall = (size::BAR - space::XL).max(target(ui));
    let bar =
        Panel::top("bar").exact_size(tall + space::XL).frame(frame).show_separator_line(false);
    let shown = bar.show(ui, |ui| {
        ui.horizontal_centered(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::M, space::XS);
            let stop = Button::new(Verb::Stop.label())
                .icon(icon::OCTAGON)
                .key("F12")
                .look(Look::Stop)
                .step(Type::Heading)
                .least(vec2(size::STOP, tall))
                .tooltip(Verb::Stop.tooltip());
            if stop.pressed(ui) {
                out.extend(Verb::Stop.action(Some(open)));
            }
            let happened = Button::new(Verb::WhatHappened.label())
                .icon(icon::NOTE)
                .key("F9")
                .least(vec2(size::TARGET, tall))
                .tooltip(Verb::WhatHappened.tooltip());
            if happened.pressed(ui) {
                out.push(Action::Go(Place::Happened));
            }
            ui.add_space(space::S);
            let room = ui.available_size();
            ui.allocate_ui_with_layout(room, Layout::right_to_left(Align::Center), |ui| {
                saved(ui, open);
                ui.add_space(space::M);
                let new = Button::new(Verb::NewSetUp.label())
                    .icon(icon::SLATE)
                    .key("F8")
                    .least(vec2(size::NEW_SET_UP, size::BUTTON))
                    .tooltip(Verb::NewSetUp.tooltip());
                if new.pressed(ui) {
                    out.extend(Verb::NewSetUp.action(Some(open)));
                }
                set_up(ui, open);
                let room = ui.available_size();
                let layout = Layout::left_to_right(Align::Center);
                ui.allocate_ui_with_layout(room, layout, |ui| production(ui, open));
            });
        });
    });
    let rect = shown.response.rect;
    let line = Stroke::new(size::HAIR, colours.hair);
    ui.painter().hline(rect.x_range(), rect.bottom(), line);
}

fn production(ui: &mut Ui, open: &Open<'_>) {
    let colours = palette(ui);
    let (words, colour) = match (open.drill, open.sample) {
        (true, true) => ("SAMPLE DRILL", colours.stop.text),
        (true, false) => ("DRILL", colours.stop.text),
        (false, true) => ("SAMPLE", colours.caution.text),
        (false, false) => ("LIVE", colours.quiet),
    };
    block(ui, (open.title.to_owned(), colours.ink), (words.to_owned(), colour));
}

fn set_up(ui: &mut Ui, open: &Open<'_>) {
    let colours = palette(ui);
    let place = &open.situation.place;
    let or = |text: &str| if text.is_empty() { "\u{2013}".to_owned() } else { text.to_owned() };
    let words = format!(
        "Scene {} \u{b7} set-up {} \u{b7} take {}",
        or(&place.scene),
        or(&place.setup),
        or(&place.take)
    );
    let recorder = open
        .situation
        .recorder
        .map_or_else(|| "nobody named".to_owned(), |person| open.name(person));
    block(ui, (words, colours.ink), (format!("Recorder: {recorder}"), colours.quiet));
}

fn saved(ui: &mut Ui, open: &Open<'_>) {
    let colours = palette(ui);
    let (words, colour) = if open.broken.is_some() || !open.unsaved.is_empty() {
        ("NOT SAVED", colours.stop.text)
    } else if open.saving {
        ("saving \u{2026}", colours.ink)
    } else {
        ("Saved", colours.ink)
    };
    let age = open
        .last
        .map_or_else(|| "no entry yet".to_owned(), |at| format!("last entry {}", open.ago(at)));
    block(ui, (words.to_owned(), colour), (age, colours.quiet));
}

/// Two lines, as wide as the wider of them and no wider than the room, in the middle of the bar's height.
fn block(ui: &mut Ui, (top, ink): (String, Color32), (below, beside): (String, Color32)) {
    let wide = |words: &str, step: Type| {
        ui.painter().layout_no_wrap(words.to_owned(), step.font(), Color32::PLACEHOLDER).size()
    };
    let (first, second) = (wide(&top, Type::Strong), wide(&below, Type::Caption));
    let gap = space::XS / 2.0;
    let width = (first.x.max(second.x) + 1.0).min(ui.available_width());
    let (rect, _) = ui.allocate_exact_size(vec2(width, first.y + gap + second.y), Sense::hover());
    let inside = UiBuilder::new().max_rect(rect).layout(Layout::top_down(Align::Min));
    ui.scope_builder(inside, |ui| {
        ui.spacing_mut().item_spacing.y = gap;
        for (words, step, colour) in [(top, Type::Strong, ink), (below, Type::Caption, beside)] {
            let words = RichText::new(words).font(step.font()).color(colour);
            ui.add(Label::new(words).truncate());
        }
    });
}
