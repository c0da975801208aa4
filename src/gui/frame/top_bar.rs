//! The bar at the top: STOP, what happened, which production, which set-up, who records, what is saved.

use egui::{Align, Frame, Layout, Margin, Panel, Stroke, Ui, vec2};

use crate::gui::action::{Action, Place, Verb};
use crate::gui::kit::{self, Button, Look};
use crate::gui::theme::{Type, icon, palette, size, space};
use crate::gui::view::Open;

/// Draws it.
pub(in crate::gui) fn top_bar(ui: &mut Ui, open: &Open<'_>, out: &mut Vec<Action>) {
    let colours = palette(ui);
    let frame =
        Frame::new().fill(colours.surface).inner_margin(Margin::from(vec2(space::L, space::M)));
    let bar = Panel::top("bar").exact_size(size::BAR).frame(frame).show_separator_line(false);
    let shown = bar.show(ui, |ui| {
        ui.horizontal_centered(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::M, space::XS);
            let stop = Button::new(Verb::Stop.label())
                .icon(icon::OCTAGON)
                .key("F12")
                .look(Look::Stop)
                .step(Type::Heading)
                .least(vec2(size::STOP, size::BAR - space::XL))
                .tooltip(Verb::Stop.tooltip());
            if stop.pressed(ui) {
                out.extend(Verb::Stop.action(Some(open)));
            }
            let happened = Button::new(Verb::WhatHappened.label())
                .icon(icon::NOTE)
                .key("F9")
                .least(vec2(size::TARGET, size::BAR - space::XL))
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
    lines(ui, |ui| {
        let title = egui::RichText::new(open.title).font(Type::Strong.font()).color(colours.ink);
        ui.add(egui::Label::new(title).truncate());
        kit::painted(ui, words, Type::Caption, colour);
    });
}

fn set_up(ui: &mut Ui, open: &Open<'_>) {
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
    lines(ui, |ui| {
        line(ui, words, Type::Strong, palette(ui).ink);
        line(ui, format!("Recorder: {recorder}"), Type::Caption, palette(ui).quiet);
    });
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
    lines(ui, |ui| {
        line(ui, words.to_owned(), Type::Strong, colour);
        line(ui, age, Type::Caption, colours.quiet);
    });
}

fn line(ui: &mut Ui, words: String, step: Type, colour: egui::Color32) {
    let words = egui::RichText::new(words).font(step.font()).color(colour);
    ui.add(egui::Label::new(words).extend());
}

/// Two lines, in the middle of the bar's height.
fn lines(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = space::XS / 2.0;
        ui.add_space(space::M);
        contents(ui);
    });
}
