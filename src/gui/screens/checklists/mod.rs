//! The lists: found, read, changed, released, printed, and how to write one.

mod change;
mod desk;
mod fields;
mod guide;
mod library;
mod print;
mod reading;
mod step;
mod text;

use std::path::{Path, PathBuf};

use egui::Ui;

use self::desk::Desk;
use crate::gui::action::Action;
use crate::gui::view::View;
use crate::session::{KeepList, ListKept, Lists, Played};
use crate::terms::Digest;

/// Which of the pages, and what is being changed on them.
#[derive(Debug, Default)]
pub(in crate::gui) struct Draft {
    page: Page,
    find: library::Find,
    reading: reading::Draft,
    desks: Vec<Desk>,
    change: change::Draft,
    translate: change::translate::Draft,
    text: text::Draft,
    print: print::Draft,
}

#[derive(Clone, Debug, Default, Eq, PartialEq)]
enum Page {
    #[default]
    Library,
    Read(Digest),
    Change(PathBuf),
    Text(PathBuf),
    Translate(PathBuf),
    Guide(usize),
}

impl Draft {
    /// The files that are to be written now; `now` is the window's time in seconds.
    pub(in crate::gui) fn wishes(&mut self, now: f64) -> Vec<KeepList> {
        self.desks.iter_mut().filter_map(|desk| desk.wish(now)).collect()
    }

    /// Whether something was changed and is not on the disk.
    pub(in crate::gui) fn is_saved(&self) -> bool {
        self.desks.iter().all(Desk::is_saved)
    }

    /// Takes what came of the golden runs of a draft.
    pub(in crate::gui) fn played(&mut self, played: Played) {
        self.change.golden.take(played);
    }

    /// Hears what became of a file that was to be written.
    pub(in crate::gui) fn heard(&mut self, path: &Path, kept: ListKept) {
        for desk in self.desks.iter_mut().filter(|desk| desk.writes(path)) {
            desk.heard(path, &kept);
        }
        self.change.golden.heard(path, &kept);
        if let Some(gone) = self.desks.iter().position(Desk::is_over) {
            let desk = self.desks.remove(gone);
            if self.page == Page::Change(desk.path().to_owned()) {
                self.page = Page::Library;
            }
        }
    }

    /// Sees what lies in the folder now.
    pub(in crate::gui) fn see(&mut self, lists: &Lists) {
        let files = lists.library.files();
        for desk in &mut self.desks {
            desk.see(&lists.shelf, &files);
        }
    }

    /// Goes to the file at `path`, which is taken up where nobody did yet.
    fn take_up(&mut self, view: View<'_>, path: &Path) {
        if !self.desks.iter().any(|desk| desk.path() == path)
            && let Some(file) = view.shelf.file(path)
        {
            self.desks.push(Desk::of(file, view.library.files()));
        }
    }
}

/// Draws the page.
pub(in crate::gui) fn show(ui: &mut Ui, view: View<'_>, draft: &mut Draft, out: &mut Vec<Action>) {
    let before = draft.page.clone();
    match &before {
        Page::Library => library::show(ui, view, draft, out),
        Page::Read(list) => match library::found(view, *list) {
            Some(list) => reading::show(ui, view, list, draft, out),
            None => draft.page = Page::Library,
        },
        Page::Change(path) | Page::Text(path) | Page::Translate(path) => {
            let Some(at) = draft.desks.iter().position(|desk| desk.path() == path) else {
                draft.page = Page::Library;
                return;
            };
            let Some(desk) = draft.desks.get_mut(at) else { return };
            let next = match &before {
                Page::Text(_) => text::show(ui, desk, &mut draft.text),
                Page::Translate(_) => change::translate::show(ui, view, desk, &mut draft.translate),
                Page::Change(_) | Page::Library | Page::Read(_) | Page::Guide(_) => {
                    change::show(ui, view, desk, (&mut draft.change, &mut draft.print), out)
                }
            };
            if let Some(next) = next {
                desk.settle();
                draft.page = next;
            }
        }
        Page::Guide(at) => {
            if let Some(next) = guide::show(ui, *at) {
                draft.page = next;
            }
        }
    }
}
