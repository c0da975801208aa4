//! The user's own lists in the window: looked at again, taken over, written, printed.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{App, Picked};
use crate::checklist::Checklist;
use crate::gui::action::Place;
use crate::production::Library;
use crate::session::{JobKind, KeepList, Leaf, ListKept, Lists, Wish};
use crate::terms::Millis;

/// So often the folder of the lists is looked at while their page is shown, in milliseconds.
pub(super) const EVERY: Millis = 2_000;

/// So soon it is looked again whether what was typed is to be written, in milliseconds.
const TYPED: Millis = 300;

impl App {
    /// Looks whether a list was changed outside: now and then while the lists are shown, and when the window is
    /// come back to.
    pub(super) fn watch_lists(&mut self, ctx: &egui::Context) {
        let (now, back) = ctx.input(|input| {
            let focused = |event: &egui::Event| matches!(event, egui::Event::WindowFocused(true));
            (input.time, input.events.iter().any(focused))
        });
        let every = std::time::Duration::from_millis(EVERY).as_secs_f64();
        let due = self.looked.is_none_or(|at| now - at >= every);
        let shown = self.shell.place == Place::Checklists;
        let busy = self.host.jobs().iter().any(|job| match job.kind {
            JobKind::Lists | JobKind::KeepList => true,
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
            | JobKind::PlayGolden
            | JobKind::WritePage
            | JobKind::ReadList
            | JobKind::TakeIn => false,
        });
        for list in self.shell.drafts.checklists.wishes(now) {
            self.keep_list(list);
        }
        if !self.shell.drafts.checklists.is_saved() {
            ctx.request_repaint_after(std::time::Duration::from_millis(TYPED));
        }
        if (back || (shown && due)) && !busy {
            self.looked = Some(now);
            self.host.start(Wish::Lists);
        }
    }

    /// Goes by other lists; a run keeps the revision that it began with.
    pub(super) fn take_lists(&mut self, lists: Lists) {
        self.shell.drafts.checklists.see(&lists);
        let mut library = (*lists.library).clone();
        for list in self.library.candidates() {
            library.put_up(Arc::clone(list));
        }
        self.shelf = lists.shelf;
        self.go_by(library);
    }

    /// Has a revision at hand for those who approve it.
    pub(super) fn put_up(&mut self, list: Arc<Checklist>) {
        let mut library = (*self.library).clone();
        library.put_up(list);
        self.go_by(library);
    }

    fn go_by(&mut self, library: Library) {
        if let Some(session) = &mut self.session {
            session.use_lists(&library);
        }
        self.library = Arc::new(library);
    }

    /// Hears what became of a list file.
    pub(super) fn list_kept(&mut self, path: &Path, kept: ListKept) {
        self.shell.drafts.checklists.heard(path, kept);
    }

    pub(super) fn keep_list(&mut self, list: KeepList) {
        self.host.start(Wish::KeepList(list));
    }

    /// Writes a page where `path` says; asks where nothing does.
    pub(super) fn print(&mut self, path: Option<PathBuf>, name: String, page: Leaf) {
        self.page = Some(page);
        match path {
            Some(path) => self.write_page(path, true),
            None => {
                let job = self.host.start(Wish::PickSave { name });
                self.picks.insert(job, Picked::Print);
            }
        }
    }

    pub(super) fn write_page(&mut self, path: PathBuf, typed: bool) {
        if let Some(page) = self.page.take() {
            self.host.start(Wish::WritePage { path, page, typed });
        }
    }
}
