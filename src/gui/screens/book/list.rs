//! A list of items from a file: what is wrong in it first, then what would be taken in.

use std::path::PathBuf;

use egui::{Grid, Ui};

use crate::gui::action::{Action, Errand};
use crate::gui::kit::{self, Button};
use crate::gui::screens::start;
use crate::gui::theme::{Tone, Type, icon, palette, size, space};
use crate::gui::view::{Open, View};
use crate::inventory::{BadRow, GoodRow, MOST_ROWS, Reading, TEMPLATE, Twin, template};
use crate::production::NewItem;
use crate::session::{BrokeOff, JobKind, ListRead, Particulars, TakenIn};
use crate::terms::{Action as Works, Barrel, quoted};

/// How many rows with mistakes stand on the page at once.
const BAD_AT_ONCE: usize = 20;

/// How many good rows stand on the page at once.
const GOOD_AT_ONCE: usize = 50;

/// What was typed and read.
#[derive(Debug, Default)]
pub(super) struct Draft {
    open: bool,
    path: String,
    template: String,
    list: Option<ListRead>,
    taken: Option<TakenIn>,
    bad_from: usize,
    good_from: usize,
}

impl Draft {
    /// Its page is to be shown.
    pub(super) fn open(&mut self) {
        self.open = true;
    }

    /// Whether its page is shown.
    pub(super) fn is_open(&self) -> bool {
        self.open
    }

    /// A list was read.
    pub(super) fn read(&mut self, list: ListRead) {
        self.list = Some(list);
        (self.bad_from, self.good_from) = (0, 0);
    }

    /// A list was taken in, as far as it went.
    pub(super) fn taken(&mut self, taken: TakenIn) -> Option<PathBuf> {
        self.taken = Some(taken);
        self.list.take().map(|list| list.path)
    }
}

/// Draws it.
pub(super) fn show(
    ui: &mut Ui,
    view: View<'_>,
    open: &Open<'_>,
    draft: &mut Draft,
    out: &mut Vec<Action>,
) {
    kit::page(ui, "Bring in a list", true, |ui| {
        let idle = !view.jobs.iter().any(|work| is_own(work.kind));
        let mut from = if idle { dropped(ui) } else { None };
        ui.horizontal(|ui| {
            if Button::new("Back to the items").icon(icon::BACK).pressed(ui) {
                draft.open = false;
            }
            if let Some(list) = &draft.list {
                let again = Button::new("Read it again").icon(icon::UNDO).enabled(idle);
                if again.pressed(ui) {
                    from = Some(Some(list.path.clone()));
                }
                let other = Button::new("Another file \u{2026}").icon(icon::FOLDER);
                if other.enabled(idle).pressed(ui) {
                    draft.list = None;
                    draft.taken = None;
                }
            }
        });
        if let Some(taken) = &draft.taken {
            result(ui, taken);
        }
        start::jobs(ui, view, out);
        if let Some(list) = &draft.list {
            let ready = idle && !open.is_stopped() && open.broken.is_none();
            counts(ui, list);
            if let Some(items) = take(ui, &list.reading, ready, open.is_stopped()) {
                draft.taken = None;
                out.push(Action::Do(Errand::TakeIn(items)));
            }
            bad_rows(ui, &list.reading.bad, &mut draft.bad_from);
            good_rows(ui, &list.reading.good, &mut draft.good_from);
        } else {
            from = from.or(ways(ui, view, idle, draft));
            out.extend(template_card(ui, view, draft));
        }
        if let Some(path) = from {
            draft.taken = None;
            out.push(Action::Do(Errand::ReadList(path)));
        }
    });
}

/// Whether work is about a list.
fn is_own(kind: JobKind) -> bool {
    match kind {
        JobKind::ReadList | JobKind::TakeIn => true,
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
        | JobKind::Attach
        | JobKind::Look
        | JobKind::Keep
        | JobKind::Unseal
        | JobKind::Lists
        | JobKind::KeepList
        | JobKind::PlayGolden
        | JobKind::WritePage => false,
    }
}

/// A file that was let go over the window.
fn dropped(ui: &Ui) -> Option<Option<PathBuf>> {
    let first = |input: &egui::InputState| {
        input.raw.dropped_files.first().map(|file| file.path().to_owned())
    };
    ui.input(first).map(Some)
}

/// The ways in which a file comes here; one without a path is one that somebody chooses.
fn ways(ui: &mut Ui, view: View<'_>, idle: bool, draft: &mut Draft) -> Option<Option<PathBuf>> {
    let mut from = None;
    kit::card(ui, |ui| {
        kit::body(
            ui,
            "A CSV file with the columns tag, kind, action, barrel and capacity, and where you have them maker, model, calibre, serial, owner and load, in any order. Nothing is written before you have seen it.",
        );
        if view.dialogs {
            let choose = Button::new("Choose the file \u{2026}").first().icon(icon::FOLDER);
            if choose.enabled(idle).pressed(ui) {
                from = Some(None);
            }
        } else {
            kit::quiet(ui, crate::words::NO_DIALOGS);
        }
        let over = ui.input(|input| !input.raw.hovered_files.is_empty());
        let (tone, words) = if over {
            (palette(ui).accent, "Let go: it is read and shown here")
        } else {
            (palette(ui).lapsed, "Or drop it on this window")
        };
        kit::pill(ui, tone, icon::EXPORT, words, Type::Body);
        let label = if view.dialogs { "Or type its path" } else { "Path of the list" };
        let hint = format!("{}/{TEMPLATE}", view.home);
        let field = kit::field(ui, label, &hint, &mut draft.path);
        let typed = draft.path.trim();
        let ready = idle && !typed.is_empty();
        let entered = ready && field.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
        if Button::new("Read it").enabled(ready).pressed(ui) || entered {
            from = Some(Some(PathBuf::from(typed)));
        }
    });
    from
}

/// The template, to be written where somebody says.
fn template_card(ui: &mut Ui, view: View<'_>, draft: &mut Draft) -> Option<Action> {
    let mut asked = None;
    kit::card(ui, |ui| {
        kit::body(
            ui,
            "The template has one row of each kind, marked SAMPLE; such rows are left out.",
        );
        let write = |path: Option<PathBuf>| {
            Action::Do(Errand::Print {
                path,
                name: TEMPLATE.to_owned(),
                page: template().into_bytes().into(),
            })
        };
        if view.dialogs {
            let button = Button::new("Write the template \u{2026}").icon(icon::NOTE);
            if button.pressed(ui) {
                asked = Some(write(None));
            }
        } else {
            let hint = format!("{}/{TEMPLATE}", view.home);
            kit::field(ui, "Path of the template", &hint, &mut draft.template);
            let typed = draft.template.trim();
            let button = Button::new("Write the template").icon(icon::NOTE);
            if button.enabled(!typed.is_empty()).pressed(ui) {
                asked = Some(write(Some(PathBuf::from(typed))));
            }
        }
    });
    asked
}

/// How many rows there are of each sort.
fn counts(ui: &mut Ui, list: &ListRead) {
    let Reading { good, bad, in_the_book, other_particulars, samples, not_read, unknown } =
        &list.reading;
    let colours = palette(ui);
    let name = list.path.file_name().unwrap_or(list.path.as_os_str()).to_string_lossy();
    kit::title(ui, quoted(&name));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(space::S, space::S);
        let mut count = |tone: Tone, icon: char, words: String| {
            kit::pill(ui, tone, icon, &words, Type::Strong);
        };
        if !bad.is_empty() {
            count(colours.caution, icon::WARNING, format!("With mistakes: {}", bad.len()));
        }
        count(colours.accent, icon::PLUS, format!("To take in: {}", good.len()));
        if *in_the_book > 0 {
            let words = format!("In the book already: {in_the_book}");
            count(colours.lapsed, icon::BOOK_OPEN, words);
        }
        if *other_particulars > 0 {
            let words = format!("Of those, with other particulars here: {other_particulars}");
            count(colours.caution, icon::WARNING, words);
        }
        let twins = good.iter().filter(|row| row.twin.is_some()).count();
        if twins > 0 {
            let words = format!("With a serial number that something else has: {twins}");
            count(colours.caution, icon::WARNING, words);
        }
        if *samples > 0 {
            count(colours.lapsed, icon::NOTE, format!("Samples, left out: {samples}"));
        }
        if *not_read > 0 {
            let words = format!("Not read, behind row {MOST_ROWS}: {not_read}");
            count(colours.caution, icon::WARNING, words);
        }
    });
    if !unknown.is_empty() {
        let names: Vec<String> = unknown.iter().map(|name| quoted(name)).collect();
        kit::quiet(ui, format!("Columns that are not read: {}", names.join(", ")));
    }
}

/// The key that takes the good rows in.
fn take(
    ui: &mut Ui,
    reading: &Reading,
    ready: bool,
    stopped: bool,
) -> Option<Vec<(NewItem, Particulars)>> {
    let many = reading.good.len();
    if many == 0 {
        kit::strong(ui, "There is nothing in it to take in.");
        return None;
    }
    let words =
        if many == 1 { "Take in 1 item".to_owned() } else { format!("Take in {many} items") };
    let pressed = Button::new(words).first().icon(icon::PLUS).enabled(ready).pressed(ui);
    if stopped {
        kit::strong(ui, "A STOP stands. Settle it first.");
    } else if reading.bad.is_empty() {
        kit::quiet(ui, "Nothing of it is in the book yet.");
    } else {
        kit::quiet(
            ui,
            "Nothing of it is in the book yet. Rows with mistakes stay out: mend them in the file, then bring it in again.",
        );
    }
    pressed.then(|| {
        let all = reading.good.iter();
        all.map(|row| (row.item.clone(), row.particulars.clone())).collect()
    })
}

/// What came of taking in.
fn result(ui: &mut Ui, taken: &TakenIn) {
    let colours = palette(ui);
    let (done, all) = (taken.done, taken.all);
    let again = "Read the list again: what is in the book already is left out.";
    let (tone, sign, words, more) = match &taken.broke_off {
        None if taken.refused.is_empty() => {
            (colours.in_force, icon::CHECK, format!("In the book: {done} of {all}."), String::new())
        }
        None => (
            colours.caution,
            icon::WARNING,
            format!("In the book: {done} of {all}. Refused: {}.", taken.refused.len()),
            String::new(),
        ),
        Some(BrokeOff::Cancelled) => (
            colours.caution,
            icon::WARNING,
            format!("Called off. In the book: {done} of {all}."),
            again.to_owned(),
        ),
        Some(BrokeOff::Stopped) => (
            colours.caution,
            icon::OCTAGON,
            format!("STOP ended it. In the book: {done} of {all}."),
            again.to_owned(),
        ),
        Some(BrokeOff::Trouble(trouble)) => (
            colours.caution,
            icon::WARNING,
            format!("It broke off: {trouble}. In the book: {done} of {all}."),
            format!("{} {again}", trouble.remedy()),
        ),
    };
    kit::banner(ui, tone, sign, &words, |ui| {
        for (tag, refusal) in taken.refused.iter().take(BAD_AT_ONCE) {
            kit::body(ui, format!("{tag}: {refusal}. {}", refusal.remedy()));
        }
        let more_refused = taken.refused.len().saturating_sub(BAD_AT_ONCE);
        if more_refused > 0 {
            kit::body(ui, format!("And {more_refused} more."));
        }
        if !more.is_empty() {
            kit::body(ui, more);
        }
    });
}

fn bad_rows(ui: &mut Ui, rows: &[BadRow], from: &mut usize) {
    if rows.is_empty() {
        return;
    }
    kit::section(ui, "Rows with mistakes", |ui| {
        let tone = palette(ui).caution;
        for row in rows.iter().skip(*from).take(BAD_AT_ONCE) {
            kit::tone_card(ui, tone, false, |ui| {
                kit::strong(ui, format!("Line {}", row.line));
                for mistake in &row.mistakes {
                    kit::strong_in(ui, mistake.to_string(), tone.text);
                    let (expected, remedy) = (mistake.expected(), mistake.remedy());
                    kit::body(ui, format!("Expected: {expected}. {remedy}"));
                }
            });
        }
        leaf(ui, "rows with mistakes", (from, BAD_AT_ONCE), rows.len());
    });
}

fn good_rows(ui: &mut Ui, rows: &[GoodRow], from: &mut usize) {
    if rows.is_empty() {
        return;
    }
    kit::section(ui, "To take in", |ui| {
        kit::card(ui, |ui| {
            let grid = Grid::new("rows to take in").num_columns(7).striped(true);
            grid.spacing([space::L, space::S]).show(ui, |ui| {
                for head in ["Line", "Tag", "Kind", "Action", "Barrel", "Holds", "Private"] {
                    cell(ui, head, Type::Caption);
                }
                ui.end_row();
                for row in rows.iter().skip(*from).take(GOOD_AT_ONCE) {
                    good_row(ui, row);
                    ui.end_row();
                }
            });
        });
        leaf(ui, "rows to take in", (from, GOOD_AT_ONCE), rows.len());
    });
}

fn good_row(ui: &mut Ui, row: &GoodRow) {
    let item = &row.item;
    let action = if item.action == Works::None { "" } else { item.action.words() };
    let barrel = if item.barrel == Barrel::None { "" } else { item.barrel.words() };
    let holds = item.capacity.map(|many| many.to_string()).unwrap_or_default();
    cell(ui, &row.line.to_string(), Type::Caption);
    cell(ui, &item.tag, Type::Strong);
    let private = match &row.twin {
        Some(Twin::Row(line)) => format!("serial as in line {line}: look again"),
        Some(Twin::InTheBook(tag)) => format!("serial as of {tag}: look again"),
        None if row.particulars.is_empty() => String::new(),
        None => "kept encrypted".to_owned(),
    };
    for words in [item.kind.words(), action, barrel, &holds, &private] {
        cell(ui, words, Type::Body);
    }
}

/// A cell that is as wide as its words: a grid finds its columns by them.
fn cell(ui: &mut Ui, words: &str, step: Type) {
    let colours = palette(ui);
    let ink = if step == Type::Caption { colours.quiet } else { colours.ink };
    let words = egui::RichText::new(words).font(step.font()).color(ink);
    ui.add(egui::Label::new(words).extend());
}

/// Turns the pages of rows that are too many for one.
fn leaf(ui: &mut Ui, what: &str, (from, at_once): (&mut usize, usize), all: usize) {
    if all <= at_once {
        return;
    }
    ui.horizontal(|ui| {
        let back = Button::new("Before").name(format!("{what}: before")).enabled(*from > 0);
        if back.pressed(ui) {
            *from = from.saturating_sub(at_once);
        }
        let to = from.saturating_add(at_once).min(all);
        kit::beside(ui, &format!("{} to {to} of {all}", *from + 1), size::BUTTON, palette(ui).ink);
        let next = Button::new("Next").name(format!("{what}: next")).enabled(to < all);
        if next.pressed(ui) {
            *from = to;
        }
    });
}
