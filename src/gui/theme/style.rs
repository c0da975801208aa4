//! What egui itself draws (fields, scroll bars, tooltips), in our sizes and colours.

use egui::style::ScrollStyle;
use egui::{Color32, Context, CornerRadius, Stroke, Style, TextStyle, Theme, Visuals, vec2};

use super::palette::{Palette, Preset};
use super::{Type, size, space};

pub(super) fn install(ctx: &Context) {
    for (theme, preset) in [(Theme::Light, Preset::Day), (Theme::Dark, Preset::Dim)] {
        ctx.style_mut_of(theme, |style| dress(style, preset));
    }
}

fn dress(style: &mut Style, preset: Preset) {
    style.text_styles = [
        (TextStyle::Small, Type::Caption.font()),
        (TextStyle::Body, Type::Body.font()),
        (TextStyle::Button, Type::Strong.font()),
        (TextStyle::Heading, Type::Heading.font()),
        (TextStyle::Monospace, Type::Mono.font()),
    ]
    .into();
    style.spacing.item_spacing = vec2(space::M, space::S);
    style.spacing.interact_size = vec2(size::TARGET, size::TARGET);
    style.spacing.button_padding = vec2(space::L, space::M);
    style.spacing.scroll = ScrollStyle { bar_width: space::M, ..ScrollStyle::solid() };
    style.interaction.selectable_labels = false;
    style.animation_time = 0.0;
    style.visuals = visuals(preset);
}

fn visuals(preset: Preset) -> Visuals {
    let palette: &Palette = preset.palette();
    let mut visuals = match preset {
        Preset::Day => Visuals::light(),
        Preset::Dim => Visuals::dark(),
    };
    visuals.panel_fill = palette.canvas;
    visuals.window_fill = palette.surface;
    visuals.window_stroke = Stroke::new(size::LINE, palette.line);
    visuals.extreme_bg_color = palette.sunken;
    visuals.faint_bg_color = palette.sunken;
    visuals.text_edit_bg_color = Some(palette.sunken);
    visuals.weak_text_color = Some(palette.quiet);
    visuals.selection.bg_fill = palette.accent.tint;
    visuals.selection.stroke = Stroke::new(size::FOCUS, palette.focus);
    visuals.text_cursor.stroke = Stroke::new(size::FOCUS, palette.focus);
    visuals.text_cursor.blink = false;
    visuals.warn_fg_color = palette.caution.text;
    visuals.error_fg_color = palette.stop.text;
    let widgets = &mut visuals.widgets;
    for one in [
        &mut widgets.noninteractive,
        &mut widgets.inactive,
        &mut widgets.hovered,
        &mut widgets.active,
        &mut widgets.open,
    ] {
        one.corner_radius = CornerRadius::same(size::ROUND);
        one.fg_stroke = Stroke::new(size::LINE, palette.ink);
        one.bg_stroke = Stroke::new(size::LINE, palette.line);
        one.bg_fill = palette.hover;
        one.weak_bg_fill = palette.sunken;
        one.expansion = 0.0;
    }
    widgets.noninteractive.bg_stroke = Stroke::new(size::HAIR, palette.hair);
    widgets.hovered.bg_stroke = Stroke::new(size::FOCUS, palette.line);
    widgets.active.bg_stroke = Stroke::new(size::FOCUS, palette.focus);
    // The handle of a scroll bar.
    widgets.inactive.bg_fill = palette.line;
    widgets.hovered.bg_fill = palette.quiet;
    widgets.active.bg_fill = palette.ink;
    visuals.window_shadow.color = Color32::TRANSPARENT;
    visuals
}
