//! What a thief could use of an item: hidden until somebody asks for it, entered with the item or later.

use egui::Ui;

use crate::custody::Item;
use crate::gui::action::{Action, Errand};
use crate::gui::kit::{self, Button};
use crate::gui::theme::{icon, palette};
use crate::gui::view::Open;
use crate::session::{Known, Particulars};
use crate::terms::{ItemId, ItemKind};

/// What was typed, and whether particulars are shown.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// Those of the item that is being added.
    pub(super) new: Particulars,
    shown: bool,
    changing: Option<(ItemId, Particulars)>,
}

impl Draft {
    /// Nothing private is left on the screen, nor in a field.
    pub(super) fn hide(&mut self) {
        *self = Self::default();
    }
}

/// The key that shows and hides them.
pub(super) fn key(ui: &mut Ui, open: &Open<'_>, draft: &mut Draft) {
    if open.particulars.is_empty() {
        return;
    }
    let (words, sign) = if draft.shown {
        ("Hide particulars", icon::EYE_SLASH)
    } else {
        ("Show particulars", icon::EYE)
    };
    if Button::new(words).icon(sign).pressed(ui) {
        draft.shown = !draft.shown;
        draft.changing = None;
    }
    if draft.shown {
        kit::quiet(
            ui,
            "Serial numbers and owners: look who else can see this screen. They are hidden again when you leave the page.",
        );
    }
}

/// Those of one item.
pub(super) fn of(
    ui: &mut Ui,
    open: &Open<'_>,
    item: &Item,
    draft: &mut Draft,
    out: &mut Vec<Action>,
) {
    let known = open.particulars.get(&item.id).copied().unwrap_or(Known::None);
    let now = match known {
        Known::None => Particulars::default(),
        Known::Read(_) | Known::NotRead | Known::Unreadable(_) | Known::Erased if !draft.shown => {
            return;
        }
        Known::Read(read) => {
            for (name, text) in read.all().into_iter().filter(|(_, text)| !text.is_empty()) {
                kit::body(ui, format!("{name}: {text}"));
            }
            read.clone()
        }
        Known::NotRead => {
            kit::quiet(ui, "Particulars: being read.");
            return;
        }
        Known::Unreadable(error) => {
            kit::quiet(ui, format!("Particulars: {error}. {}", error.remedy()));
            Particulars::default()
        }
        Known::Erased => {
            kit::quiet(ui, "Particulars: erased.");
            Particulars::default()
        }
    };
    let mine = draft.changing.as_ref().is_some_and(|(one, _)| *one == item.id);
    if !mine {
        let words = if known == Known::None { "Enter particulars" } else { "Change particulars" };
        let button = Button::new(words).name(format!("{words} of {}", item.tag)).quiet();
        if button.icon(icon::PENCIL).pressed(ui) {
            draft.changing = Some((item.id, now));
        }
        return;
    }
    let Some((_, typed)) = &mut draft.changing else { return };
    let said = form(ui, open, (Some(item.id), Some(item.kind)), typed);
    let mut done = false;
    ui.horizontal(|ui| {
        let keep = Button::new("Keep").name(format!("Keep the particulars of {}", item.tag));
        let keep = keep.first().icon(icon::LOCK).enabled(!said.is_empty() && !open.saving);
        if keep.pressed(ui) {
            out.push(Action::Do(Errand::SetParticulars(item.id, said.clone())));
            done = true;
        }
        let leave = Button::new("Leave as it is").name(format!("Leave {} as it is", item.tag));
        done |= leave.icon(icon::X).pressed(ui);
    });
    if done {
        draft.changing = None;
    }
}

/// The fields; what stands in them, as far as that kind of thing has it.
pub(super) fn form(
    ui: &mut Ui,
    open: &Open<'_>,
    (item, kind): (Option<ItemId>, Option<ItemKind>),
    typed: &mut Particulars,
) -> Particulars {
    // Two forms may stand on the page, that of a new item and that of one in the book.
    let tag = item.and_then(|item| open.book.item(item)).map(|item| format!(" of {}", item.tag));
    let of = |words: &str| format!("{words}{}", tag.as_deref().unwrap_or_default());
    let lot = matches!(kind, Some(ItemKind::DummyTray | ItemKind::BlankTray));
    kit::quiet(
        ui,
        "What follows is kept encrypted, stands in no line of the log, and leaves the laptop only in a bundle for the police.",
    );
    kit::field(ui, &of("Maker"), "", &mut typed.maker);
    if !lot {
        kit::field(ui, &of("Model"), "", &mut typed.model);
    }
    kit::field(ui, &of("Calibre"), "", &mut typed.calibre);
    if lot {
        kit::field(ui, &of("Load"), "", &mut typed.load);
    } else {
        kit::field(ui, &of("Serial number"), "", &mut typed.serial);
        kit::field(ui, &of("Owner"), "", &mut typed.owner);
    }
    let mut said = typed.clone();
    if lot {
        (said.model, said.serial, said.owner) = Default::default();
    } else {
        said.load.clear();
    }
    if let Some(tag) = twin(open, item, &said) {
        let words = format!("{tag} has the same serial number. Look at both again.");
        kit::strong_in(ui, words, palette(ui).caution.text);
    }
    said
}

/// The tag of another item with the same number, among those that can be read here.
fn twin<'a>(open: &Open<'a>, item: Option<ItemId>, said: &Particulars) -> Option<&'a str> {
    let others = open.particulars.iter().filter(|(one, _)| Some(**one) != item);
    let mut same = others.filter(|(_, known)| match known {
        Known::Read(read) => read.same_serial(said),
        Known::None | Known::Erased | Known::NotRead | Known::Unreadable(_) => false,
    });
    same.next().and_then(|(one, _)| Some(open.book.item(*one)?.tag.as_str()))
}
