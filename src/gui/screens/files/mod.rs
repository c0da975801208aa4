//! Files that are brought: picked, pasted, dropped or named by their path, each in sight and to be taken away again.

pub(super) mod photo;

use std::path::PathBuf;
use std::sync::Arc;

use egui::{Align, Color32, ColorImage, Event, Key, Layout, Modifiers, Ui, ViewportCommand, vec2};

use crate::gui::action::{Action, Errand, FileFor};
use crate::gui::kit::{self, BESIDE, Button};
use crate::gui::theme::{Type, icon, palette, size, space};
use crate::gui::view::View;
use crate::session::{Attachment, JobKind, Pixels, Source, Wanted};

/// What was brought, and is not recorded yet.
#[derive(Default)]
pub(super) struct Brought {
    /// The files.
    pub(super) files: Vec<Attachment>,
    /// A path that is typed.
    path: String,
    /// Those that were drawn.
    pub(super) pictures: kit::Pictures,
}

impl Brought {
    /// Takes a file, once.
    pub(super) fn add(&mut self, file: Attachment) {
        if !self.files.iter().any(|one| one.object == file.object) {
            self.files.push(file);
        }
    }
}

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked {
    /// Pictures, or any file.
    pub(super) wanted: Wanted,
    /// How many at least.
    pub(super) least: usize,
    /// How many at most.
    pub(super) most: usize,
}

impl Asked {
    fn noun(self, many: usize) -> &'static str {
        match (self.wanted, many) {
            (Wanted::Picture, 1) => "picture",
            (Wanted::Picture, _) => "pictures",
            (Wanted::File, 1) => "file",
            (Wanted::File, _) => "files",
        }
    }
}

/// Draws them, and the ways to more; whether they are to be recorded.
pub(super) fn show(
    ui: &mut Ui,
    view: View<'_>,
    at: &FileFor,
    asked: Asked,
    ready: bool,
    draft: &mut Brought,
    out: &mut Vec<Action>,
) -> bool {
    let room = draft.files.len() < asked.most;
    let mut from = Vec::new();
    if room {
        from = ways(ui, view, asked, ready, draft);
    }
    for from in from {
        out.push(Action::Do(Errand::Attach { at: at.clone(), wanted: asked.wanted, from }));
    }
    going(ui, view, out);
    in_sight(ui, asked, ready, draft);
    ui.add_space(space::M);
    record(ui, asked, ready, draft)
}

/// The ways in which a file comes here; `None` is one that somebody chooses.
fn ways(
    ui: &mut Ui,
    view: View<'_>,
    asked: Asked,
    ready: bool,
    draft: &mut Brought,
) -> Vec<Option<Source>> {
    let mut from = Vec::new();
    let typing = ui.ctx().text_edit_focused();
    let key = |ui: &Ui, key: Key| {
        ready && !typing && ui.input_mut(|i| i.consume_key(Modifiers::NONE, key))
    };
    ui.horizontal(|ui| {
        let wide = vec2(size::FIELD * 0.75, size::ANSWER);
        if view.dialogs {
            let pick = Button::new("Pick \u{2026}").name(format!("Pick a {}", asked.noun(1)));
            let pick = pick.icon(icon::FOLDER).key("P").step(Type::Title).enabled(ready);
            if pick.least(wide).pressed(ui) || key(ui, Key::P) {
                from.push(None);
            }
        }
        let paste = Button::new("Paste").name("Paste the picture that was copied");
        let paste = paste.icon(icon::CLIPBOARD).key("V").step(Type::Title).enabled(ready);
        if paste.least(wide).pressed(ui) || key(ui, Key::V) {
            ui.ctx().send_viewport_cmd(ViewportCommand::RequestPaste);
        }
        if !view.dialogs {
            from.extend(by_path(ui, asked, ready, draft).map(Some));
        }
        let over = ui.input(|input| !input.raw.hovered_files.is_empty());
        let (tone, words) = if over {
            (palette(ui).accent, "Let go: it is taken here")
        } else {
            (palette(ui).lapsed, "Or drop it on this window")
        };
        kit::pill(ui, tone, icon::EXPORT, words, Type::Body);
    });
    if ready {
        from.extend(came(ui).into_iter().map(Some));
    }
    from
}

/// A path that is typed, where the system has no dialogs.
fn by_path(ui: &mut Ui, asked: Asked, ready: bool, draft: &mut Brought) -> Option<Source> {
    let label = format!("Path of the {}", asked.noun(1));
    let field = kit::field(ui, &label, "", &mut draft.path);
    let typed = draft.path.trim().to_owned();
    let fits = ready && !typed.is_empty();
    let entered = fits && field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
    let take = Button::new("Take it").name("Take the file of this path").enabled(fits);
    (take.least(vec2(size::TARGET, size::ANSWER)).pressed(ui) || entered).then(|| {
        draft.path.clear();
        Source::File(PathBuf::from(typed))
    })
}

/// What was dropped on the window or pasted since the last frame.
fn came(ui: &Ui) -> Vec<Source> {
    let (dropped, pasted) = ui.input_mut(|input| {
        let dropped: Vec<PathBuf> =
            input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect();
        let mut pasted = Vec::new();
        input.events.retain(|event| {
            let Event::PasteImage(image) = event else { return true };
            pasted.push(Arc::clone(image));
            false
        });
        (dropped, pasted)
    });
    let dropped = dropped.into_iter().map(Source::File);
    dropped.chain(pasted.iter().map(|image| Source::Pasted(pixels(image)))).collect()
}

fn pixels(image: &ColorImage) -> Pixels {
    let side = |side: usize| u32::try_from(side).unwrap_or(u32::MAX);
    let [width, height] = image.size.map(side);
    let rgba = image.pixels.iter().flat_map(Color32::to_srgba_unmultiplied).collect();
    Pixels { width, height, rgba }
}

/// What is being read or kept, and the way to call it off.
fn going(ui: &mut Ui, view: View<'_>, out: &mut Vec<Action>) {
    let mine = |kind: JobKind| match kind {
        JobKind::Attach | JobKind::Keep => true,
        JobKind::MakeKey
        | JobKind::BringKey
        | JobKind::Sign
        | JobKind::Touch
        | JobKind::Export
        | JobKind::Exchange
        | JobKind::RequestTime
        | JobKind::TakeTime
        | JobKind::HandOut
        | JobKind::ReadHandover
        | JobKind::Create
        | JobKind::Open
        | JobKind::Continue
        | JobKind::Review
        | JobKind::Unsaved
        | JobKind::Pick
        | JobKind::Unseal
        | JobKind::Lists
        | JobKind::KeepList
        | JobKind::PlayGolden
        | JobKind::WritePage
        | JobKind::ReadList
        | JobKind::TakeIn
        | JobKind::Look => false,
    };
    for (number, work) in (1_u32..).zip(view.jobs.iter().filter(|work| mine(work.kind))) {
        ui.horizontal(|ui| {
            let percent = work.permille / 10;
            kit::strong(ui, format!("{} \u{2026} {percent} %", work.words));
            let cancel = Button::new("Cancel").name(format!("Cancel {number}: {}", work.words));
            if cancel.pressed(ui) {
                out.push(Action::Do(Errand::Cancel(work.job)));
            }
        });
    }
}

/// The files that will be recorded.
fn in_sight(ui: &mut Ui, asked: Asked, ready: bool, draft: &mut Brought) {
    if draft.files.is_empty() {
        return;
    }
    let mut gone = None;
    ui.add_space(space::S);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::L, space::M);
        for (at, file) in draft.files.iter().enumerate() {
            let number = at + 1;
            let beside = vec2(BESIDE.x * 2.0 + space::S, BESIDE.y);
            let across = Layout::left_to_right(Align::Min);
            ui.allocate_ui_with_layout(beside, across, |ui| {
                ui.set_width(beside.x);
                ui.spacing_mut().item_spacing = vec2(space::S, space::XS);
                let what = format!("{} {number}: {}", asked.noun(1), file.name);
                match &file.small {
                    Some(small) => {
                        let picture = (file.object.digest, small);
                        draft.pictures.show(ui, picture, &what, BESIDE);
                    }
                    None => kit::sign(ui, icon::NOTE),
                }
                ui.vertical(|ui| {
                    kit::caption(ui, format!("{}, {}", file.name, length(file)));
                    let remove = Button::new("Remove").icon(icon::X);
                    let remove = remove.name(format!("Remove {what}")).enabled(ready);
                    if remove.pressed(ui) {
                        gone = Some(at);
                    }
                });
            });
        }
    });
    if let Some(at) = gone {
        draft.files.remove(at);
    }
}

/// "1.4 MB", as people's file managers count.
fn length(file: &Attachment) -> String {
    match file.size() {
        bytes @ 0..10_000 => format!("{bytes} bytes"),
        bytes @ 10_000..1_000_000 => format!("{} kB", bytes / 1_000),
        bytes => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}

fn record(ui: &mut Ui, asked: Asked, ready: bool, draft: &Brought) -> bool {
    let many = draft.files.len();
    let missing = asked.least.saturating_sub(many);
    let fits = ready && missing == 0 && many > 0;
    let words = if missing > 0 {
        format!("{missing} {} to go", asked.noun(missing))
    } else {
        format!("Record {many} {}", asked.noun(many))
    };
    let record = Button::new(words).first().key("Enter").step(Type::Title).enabled(fits);
    let entered = fits
        && !ui.ctx().text_edit_focused()
        && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
    record.least(vec2(size::FIELD * 2.0, size::ANSWER)).pressed(ui) || entered
}
