//! The pages, one file each: every one draws what is so and says what was asked for.

mod begin;
mod board;
mod book;
mod checklists;
mod export;
mod happened;
mod help;
mod new_production;
mod review;
mod run;
mod settings;
mod setup;
mod sheet;
mod start;

use egui::Ui;

use crate::gui::action::{Action, Place};
use crate::gui::frame::SettleDraft;
use crate::gui::view::View;
use crate::terms::{Digest, ItemId};

/// What is typed and not yet said, page by page.
#[derive(Debug, Default)]
pub(super) struct Drafts {
    pub(super) settle: SettleDraft,
    start: start::Draft,
    new_production: new_production::Draft,
    board: board::Draft,
    setup: setup::Draft,
    begin: begin::Draft,
    run: run::Draft,
    happened: happened::Draft,
    sheet: sheet::Draft,
    book: book::Draft,
    checklists: checklists::Draft,
    export: export::Draft,
    review: review::Draft,
}

impl Drafts {
    /// Sets out to begin a run: at once where the set-up says everything, else `false` and the page asks.
    pub(super) fn begin(
        &mut self,
        view: View<'_>,
        list: Digest,
        item: ItemId,
        out: &mut Vec<Action>,
    ) -> bool {
        self.begin.open(view, list, item, out)
    }
}

/// Draws the page.
pub(super) fn show(
    ui: &mut Ui,
    view: View<'_>,
    place: Place,
    drafts: &mut Drafts,
    out: &mut Vec<Action>,
) {
    let Some(open) = view.open else {
        match place {
            Place::NewProduction => new_production::show(ui, view, &mut drafts.new_production, out),
            Place::Review => review::show(ui, view, &mut drafts.review, out),
            Place::Checklists => checklists::show(ui, view, &mut drafts.checklists, out),
            Place::Settings => settings::show(ui, view, out),
            Place::Help => help::show(ui),
            Place::Start
            | Place::Board
            | Place::SetUp
            | Place::Begin
            | Place::Run(_)
            | Place::Happened
            | Place::Sheet
            | Place::Book
            | Place::Export => start::show(ui, view, &mut drafts.start, out),
        }
        return;
    };
    match place {
        Place::Start | Place::NewProduction | Place::Board => {
            board::show(ui, view, open, &mut drafts.board, out);
        }
        Place::SetUp => setup::show(ui, open, &mut drafts.setup, out),
        Place::Begin => begin::show(ui, view, open, &mut drafts.begin, out),
        Place::Run(run) => run::show(ui, open, run, &mut drafts.run, out),
        Place::Happened => happened::show(ui, open, &mut drafts.happened, out),
        Place::Sheet => sheet::show(ui, open, &mut drafts.sheet, out),
        Place::Book => book::show(ui, open, &mut drafts.book, out),
        Place::Checklists => checklists::show(ui, view, &mut drafts.checklists, out),
        Place::Export => export::show(ui, view, open, &mut drafts.export, out),
        Place::Review => review::show(ui, view, &mut drafts.review, out),
        Place::Settings => settings::show(ui, view, out),
        Place::Help => help::show(ui),
    }
}
