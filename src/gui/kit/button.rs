//! One button in a few looks: word, icon, key cap; painted by us, so that its size, focus and name are certain.

use egui::{
    Align2, Color32, CornerRadius, FontId, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui,
    Vec2, WidgetInfo, pos2, vec2,
};

use crate::gui::theme::{Palette, Type, icon_font, palette, size, space, target};

/// How much a button stands out.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(in crate::gui) enum Look {
    /// One of several.
    #[default]
    Plain,
    /// What the page leads to; at most one in view.
    First,
    /// Beside the point: no ground, no outline.
    Quiet,
    /// STOP.
    Stop,
    /// One of several that is chosen.
    Chosen,
    /// Done already, and may be done again.
    Done,
}

/// A button in the making.
#[derive(Clone, Debug)]
#[must_use]
pub(in crate::gui) struct Button<'a> {
    words: String,
    below: Option<String>,
    name: Option<String>,
    icon: Option<char>,
    key: Option<&'a str>,
    look: Look,
    step: Type,
    enabled: bool,
    least: Vec2,
    most: f32,
    left: bool,
    tooltip: Option<&'a str>,
}

impl<'a> Button<'a> {
    /// A button that says `words`.
    pub(in crate::gui) fn new(words: impl Into<String>) -> Self {
        Self {
            words: words.into(),
            below: None,
            name: None,
            icon: None,
            key: None,
            look: Look::Plain,
            step: Type::Strong,
            enabled: true,
            least: vec2(size::TARGET, size::BUTTON),
            most: f32::INFINITY,
            left: false,
            tooltip: None,
        }
    }

    /// What a screen reader and a test call it, where the words alone would be one of many.
    pub(in crate::gui) fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// A second, quiet line.
    pub(in crate::gui) fn below(mut self, words: impl Into<String>) -> Self {
        self.below = Some(words.into());
        self
    }

    /// An icon before the words.
    pub(in crate::gui) fn icon(mut self, icon: char) -> Self {
        self.icon = Some(icon);
        self
    }

    /// The key that does the same.
    pub(in crate::gui) fn key(mut self, key: &'a str) -> Self {
        self.key = (!key.is_empty()).then_some(key);
        self
    }

    /// How it stands out.
    pub(in crate::gui) fn look(mut self, look: Look) -> Self {
        self.look = look;
        self
    }

    /// What the page leads to.
    pub(in crate::gui) fn first(self) -> Self {
        self.look(Look::First)
    }

    /// Beside the point.
    pub(in crate::gui) fn quiet(self) -> Self {
        self.look(Look::Quiet)
    }

    /// The size of its words.
    pub(in crate::gui) fn step(mut self, step: Type) -> Self {
        self.step = step;
        self
    }

    /// Whether it can be pressed.
    pub(in crate::gui) fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }

    /// The least size.
    pub(in crate::gui) fn least(mut self, least: Vec2) -> Self {
        self.least = least;
        self
    }

    /// The exact width, in which its words wrap, and the least height.
    pub(in crate::gui) fn fixed(mut self, size: Vec2) -> Self {
        self.least = size;
        self.most = size.x;
        self
    }

    /// Words at the left.
    pub(in crate::gui) fn left(mut self) -> Self {
        self.left = true;
        self
    }

    /// What it does, under the pointer.
    pub(in crate::gui) fn tooltip(mut self, words: &'a str) -> Self {
        self.tooltip = Some(words);
        self
    }

    /// Draws it; whether it was pressed.
    pub(in crate::gui) fn pressed(self, ui: &mut Ui) -> bool {
        self.show(ui).clicked()
    }

    /// Draws it.
    pub(in crate::gui) fn show(self, ui: &mut Ui) -> Response {
        let palette = palette(ui);
        let icon_size = self.step.font().size * 1.2;
        let icon_width = self.icon.map_or(0.0, |_| icon_size + space::S);
        let cap_width = self.key.map_or(0.0, |key| cap_width(ui, key) + space::M);
        let narrow = self.most.is_finite();
        let padding = if narrow { vec2(space::M, space::XS) } else { vec2(space::L, space::S) };
        let room = (ui.available_width().min(self.most) - padding.x * 2.0 - icon_width - cap_width)
            .max(size::TARGET);
        let galley =
            ui.painter().layout(self.words.clone(), self.step.font(), Color32::PLACEHOLDER, room);
        let below = self.below.as_ref().map(|below| {
            ui.painter().layout(below.clone(), Type::Caption.font(), Color32::PLACEHOLDER, room)
        });
        let below_size = below.as_ref().map_or(Vec2::ZERO, |below| below.size());
        let words_size = vec2(galley.size().x.max(below_size.x), galley.size().y + below_size.y);
        let inside = vec2(icon_width + words_size.x + cap_width, words_size.y);
        let wanted = (inside + padding * 2.0).max(self.least).max(Vec2::splat(target(ui)));
        let sense = if self.enabled { Sense::click() } else { Sense::hover() };
        let (rect, response) = ui.allocate_exact_size(wanted, sense);
        let name = self.name.clone().unwrap_or_else(|| self.words.clone());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, self.enabled, &name));
        if ui.is_rect_visible(rect) {
            let paint = Paint::of(palette, self.look, self.enabled, &response);
            paint.ground(ui, rect);
            let mut x = if self.left || self.key.is_some() {
                rect.left() + padding.x
            } else {
                rect.center().x - inside.x / 2.0
            };
            if let Some(icon) = self.icon {
                let at = pos2(x + icon_size / 2.0, rect.center().y);
                ui.painter().text(
                    at,
                    Align2::CENTER_CENTER,
                    icon,
                    icon_font(icon_size),
                    paint.text,
                );
                x += icon_width;
            }
            let top = rect.center().y - words_size.y / 2.0;
            let height = galley.size().y;
            ui.painter().galley(pos2(x, top), galley, paint.text);
            if let Some(below) = below {
                ui.painter().galley(pos2(x, top + height), below, paint.beside);
            }
            if let Some(key) = self.key {
                cap(ui, rect, key, paint.beside);
            }
            paint.focus(ui, rect, &response);
        }
        match self.tooltip {
            Some(words) => response.on_hover_text(words),
            None => response,
        }
    }
}

struct Paint {
    ground: Color32,
    line: Stroke,
    text: Color32,
    beside: Color32,
    focus: Color32,
}

impl Paint {
    fn of(palette: &Palette, look: Look, enabled: bool, response: &Response) -> Self {
        let outline = Stroke::new(size::LINE, palette.line);
        let plain =
            |ground, line, text, beside| Self { ground, line, text, beside, focus: palette.focus };
        if !enabled {
            let hair = Stroke::new(size::LINE, palette.hair);
            return plain(palette.canvas, hair, palette.quiet, palette.quiet);
        }
        let under = response.hovered() || response.is_pointer_button_down_on();
        let ground = if under { palette.hover } else { palette.sunken };
        match look {
            Look::Plain => plain(ground, outline, palette.ink, palette.quiet),
            Look::First => {
                let tone = palette.accent;
                let line = if under { Stroke::new(size::FOCUS, palette.ink) } else { Stroke::NONE };
                plain(tone.fill, line, tone.on_fill, tone.on_fill)
            }
            Look::Quiet => {
                let ground = if under { palette.hover } else { Color32::TRANSPARENT };
                plain(ground, Stroke::NONE, palette.ink, palette.quiet)
            }
            Look::Stop => {
                let tone = palette.stop;
                let line = if under { Stroke::new(size::FOCUS, palette.ink) } else { Stroke::NONE };
                plain(tone.fill, line, tone.on_fill, tone.on_fill)
            }
            Look::Chosen => {
                let tone = palette.accent;
                plain(tone.tint, Stroke::new(size::FOCUS, tone.text), tone.text, tone.text)
            }
            Look::Done => plain(
                if under { palette.hover } else { palette.surface },
                Stroke::new(size::HAIR, palette.line),
                palette.in_force.text,
                palette.quiet,
            ),
        }
    }

    fn ground(&self, ui: &Ui, rect: Rect) {
        let round = CornerRadius::same(size::ROUND);
        ui.painter().rect(rect, round, self.ground, self.line, StrokeKind::Inside);
    }

    fn focus(&self, ui: &Ui, rect: Rect, response: &Response) {
        if response.has_focus() {
            let round = CornerRadius::same(size::ROUND);
            let ring = Stroke::new(size::FOCUS, self.focus);
            ui.painter().rect_stroke(rect.expand(size::FOCUS), round, ring, StrokeKind::Inside);
        }
    }
}

fn cap_font() -> FontId {
    Type::Caption.font()
}

fn cap_width(ui: &Ui, key: &str) -> f32 {
    let galley = ui.painter().layout_no_wrap(key.to_owned(), cap_font(), Color32::PLACEHOLDER);
    (galley.size().x + space::M).max(size::CAP)
}

fn cap(ui: &Ui, rect: Rect, key: &str, colour: Color32) {
    let width = cap_width(ui, key);
    let right = rect.right() - space::M;
    let place =
        Rect::from_center_size(pos2(right - width / 2.0, rect.center().y), vec2(width, size::CAP));
    let round = CornerRadius::same(size::ROUND / 2);
    let line = Stroke::new(size::HAIR, colour);
    ui.painter().rect_stroke(place, round, line, StrokeKind::Inside);
    ui.painter().text(place.center(), Align2::CENTER_CENTER, key, cap_font(), colour);
}
