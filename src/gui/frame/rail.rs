//! The rail of pages at the left.

use egui::{
    Align2, Color32, CornerRadius, Frame, Margin, Panel, Role, ScrollArea, Sense, Stroke,
    StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use crate::gui::action::{Action, Place, Verb};
use crate::gui::theme::{Type, icon, icon_font, palette, size, space, target};
use crate::gui::view::View;

/// Draws it.
pub(in crate::gui) fn rail(ui: &mut Ui, view: View<'_>, here: Place, out: &mut Vec<Action>) {
    let colours = palette(ui);
    let frame =
        Frame::new().fill(colours.surface).inner_margin(Margin::from(vec2(space::S, space::M)));
    let rail = Panel::left("rail")
        .exact_size(size::RAIL.max(target(ui) + space::L))
        .resizable(false)
        .frame(frame);
    rail.show_separator_line(false).show(ui, |ui| {
        ScrollArea::vertical().show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            if view.open.is_none() && item(ui, "Start", icon::FOLDER, here == Place::Start) {
                out.push(Action::Go(Place::Start));
            }
            for (verb, icon) in [
                (Verb::Board, icon::TARGET),
                (Verb::SetUp, icon::SLATE),
                (Verb::Sheet, icon::SIGNATURE),
                (Verb::Book, icon::LIST_NUMBERS),
                (Verb::Checklists, icon::LIST_CHECKS),
                (Verb::Export, icon::EXPORT),
                (Verb::Review, icon::SEARCH),
                (Verb::Settings, icon::GEAR),
                (Verb::Help, icon::QUESTION),
            ] {
                let Some(action) = verb.action(view.open) else { continue };
                let at = matches!(&action, Action::Go(place) if *place == here);
                if item(ui, verb.label(), icon, at) {
                    out.push(action);
                }
            }
            // Below the others, so that none of them moves when a run begins or ends.
            let going = view.open.and_then(|open| {
                open.runs.iter().rev().find(|one| one.run.is_open()).map(|one| one.run.id())
            });
            if let Some(run) = going
                && item(ui, "Run", icon::PLAY, matches!(here, Place::Run(_)))
            {
                out.push(Action::Go(Place::Run(run)));
            }
        });
    });
}

/// One page of the rail. It keeps its identity where others come and go above it, so that a press on its way to one never
/// lands on its neighbour.
fn item(ui: &mut Ui, words: &str, icon: char, here: bool) -> bool {
    ui.push_id(words, |ui| drawn(ui, words, icon, here)).inner
}

fn drawn(ui: &mut Ui, words: &str, icon: char, here: bool) -> bool {
    let colours = palette(ui);
    let wanted = vec2(ui.available_width(), size::RAIL_ITEM).max(Vec2::splat(target(ui)));
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::click());
    let name = format!("Go to {words}");
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, here, &name));
    let (ground, ink) = if here {
        (colours.accent.tint, colours.accent.text)
    } else if response.hovered() {
        (colours.hover, colours.ink)
    } else {
        (Color32::TRANSPARENT, colours.quiet)
    };
    let round = CornerRadius::same(size::ROUND);
    ui.painter().rect_filled(rect, round, ground);
    let at = pos2(rect.center().x, rect.center().y - space::M);
    ui.painter().text(at, Align2::CENTER_CENTER, icon, icon_font(space::XL), ink);
    let at = pos2(rect.center().x, rect.center().y + space::L);
    ui.painter().text(at, Align2::CENTER_CENTER, words, Type::Caption.font(), ink);
    if response.has_focus() {
        let ring = Stroke::new(size::FOCUS, colours.focus);
        ui.painter().rect_stroke(rect, round, ring, StrokeKind::Inside);
    }
    response.clicked()
}
