//! The pages, one file each: every one draws what is so and says what was asked for.

pub(super) mod alarm;
mod amend;
mod begin;
mod board;
mod book;
mod card_entry;
mod checklists;
mod concern;
mod continuing;
mod export;
mod files;
mod handovers;
mod happened;
mod help;
mod laptops;
mod meeting;
mod new_production;
mod pad;
mod paper;
mod printing;
mod review;
mod rules;
mod run;
mod scan;
mod settings;
mod setup;
mod sheet;
mod start;
mod ticks;
mod trust;

pub(super) use pad::Said;
pub(super) use scan::Scanned;

use std::path::PathBuf;

use egui::Ui;

use crate::gui::action::{Action, FileFor, Pin, Place};
use crate::gui::frame::{SettleDraft, UnsavedDraft};
use crate::gui::view::{Open, View};
use crate::session::{Attachment, ListRead, PadVerb, TakenIn};
use crate::terms::{ConcernId, Digest, ItemId, RunId};

/// What is typed and not yet said, page by page.
#[derive(Debug, Default)]
pub(super) struct Drafts {
    pub(super) settle: SettleDraft,
    pub(super) unsaved: UnsavedDraft,
    alarm: alarm::Draft,
    concern: concern::Draft,
    pub(super) amend: amend::Draft,
    start: start::Draft,
    new_production: new_production::Draft,
    board: board::Draft,
    setup: setup::Draft,
    meeting: meeting::Draft,
    begin: begin::Draft,
    run: run::Draft,
    happened: happened::Draft,
    sheet: sheet::Draft,
    book: book::Draft,
    pub(super) checklists: checklists::Draft,
    export: export::Draft,
    pub(super) handovers: handovers::Draft,
    laptops: laptops::Draft,
    review: review::Draft,
    rules: rules::Draft,
    settings: settings::Draft,
    pub(super) card: card_entry::Draft,
    paper: paper::Draft,
    /// A picture that is being brought, of an item or a card.
    photo: files::photo::Draft,
    printing: printing::Draft,
    pub(super) trust: trust::Draft,
}

impl Drafts {
    /// Sets out to begin a run: at once where the set-up says everything, else `false` and the page asks.
    pub(super) fn begin(
        &mut self,
        view: View<'_>,
        list: Digest,
        item: Option<ItemId>,
        out: &mut Vec<Action>,
    ) -> bool {
        let Some(open) = view.open else { return false };
        self.begin.ask(open, (list, item), self.card.led(open));
        // Who a paper card names is not who is here now.
        if self.card.is_on() || !self.begin.is_said(open) {
            return false;
        }
        out.push(self.begin.start(view, open, &self.card));
        true
    }

    /// What a key of the pad comes to.
    pub(super) fn pad(&self, open: &Open<'_>, verb: PadVerb) -> Said {
        pad::say(open, verb, self.board.chosen())
    }

    /// Whether the settings wait for a key to be pressed.
    pub(super) fn is_recording_a_key(&self) -> bool {
        self.settings.is_recording()
    }

    /// One more in the count that a run asks for.
    pub(super) fn count_one(&mut self, open: &Open<'_>, place: Place) {
        if let Place::Run(run) = place {
            self.run.count_one(open, run);
        }
    }

    /// Whether the page asks for a code that a scanner may read.
    pub(super) fn asks_for_a_code(&self, view: View<'_>, place: Place) -> bool {
        let Some(open) = view.open else { return false };
        match run_of(place) {
            Some(run) => self.run.reads(open, run).is_some(),
            None => takes_codes(place),
        }
    }

    /// What a scanner read: the answer of the step that asks for it, or the item, person or card that the page is about.
    pub(super) fn scanned(
        &mut self,
        open: &Open<'_>,
        place: Place,
        text: &str,
        out: &mut Vec<Action>,
    ) -> Scanned {
        if let Some(run) = run_of(place) {
            let words = scan::as_words(open, text);
            if let Some(answer) = self.run.scanned(open, run, &words, &self.card) {
                out.push(answer);
                return Scanned::Taken;
            }
        }
        let Some(heard) = scan::heard(open, text) else {
            return if takes_codes(place) { Scanned::Unknown } else { Scanned::NotAsked };
        };
        self.take(open, place, heard)
    }

    /// Gives a page what was scanned.
    fn take(&mut self, open: &Open<'_>, place: Place, heard: scan::Heard) -> Scanned {
        use scan::Heard;
        let taken = match (place, heard) {
            (Place::Paper | Place::Begin, Heard::Card(number)) => {
                self.card.take_up_number(number);
                true
            }
            (Place::Happened, Heard::Card(number)) if self.card.is_on() => {
                self.card.take_up_number(number);
                true
            }
            // Nothing that is under way is left for a card by a scan alone.
            (Place::Board | Place::Happened | Place::Print, Heard::Card(number)) => {
                self.card.take_up_number(number);
                return Scanned::Card;
            }
            (Place::Board, Heard::Item(item)) => {
                self.board.choose(item);
                true
            }
            (Place::Happened, Heard::Item(item)) => {
                self.happened.choose(item);
                true
            }
            (Place::Happened, Heard::Person(person)) => self.happened.given_by(person),
            (Place::Paper, Heard::Item(item)) => {
                self.paper.choose(item);
                true
            }
            (Place::Paper, Heard::Person(person)) => self.paper.seen_by(open, person),
            (Place::Begin, Heard::Item(item)) => self.begin.take_item(open, item),
            (Place::Begin, Heard::Person(person)) => self.begin.take_person(open, person),
            (Place::Book, Heard::Lot(lot)) => {
                self.book.count(lot, None);
                true
            }
            (Place::Book, Heard::Item(item)) => {
                let lot = open.production.rounds().of_tray(item).map(|lot| lot.id);
                lot.is_some_and(|lot| {
                    self.book.count(lot, Some(item));
                    true
                })
            }
            (_, _) => false,
        };
        if taken { Scanned::Taken } else { Scanned::NotAsked }
    }

    /// A file that was read; `false` where what it was read for is not on the page any more.
    pub(super) fn attached(&mut self, at: &FileFor, file: &Attachment) -> bool {
        self.run.attached(at, file) || self.photo.attached(at, file)
    }

    /// What was written to the safety officer could not be sealed.
    pub(super) fn not_sealed(
        &mut self,
        text: Pin,
        about: Option<ConcernId>,
        why: &str,
        remedy: &str,
    ) {
        self.concern.not_sealed(text, about, format!("{why} {remedy}"));
    }

    /// A list of items was read.
    pub(super) fn list_read(&mut self, list: ListRead) {
        self.book.list_read(list);
    }

    /// A list of items was taken in; where it is, so that it is read again.
    pub(super) fn taken_in(&mut self, taken: TakenIn) -> Option<PathBuf> {
        self.book.taken_in(taken)
    }

    /// Another production was opened.
    pub(super) fn put_list_away(&mut self) {
        self.book.put_list_away();
        self.handovers.forget();
        self.meeting = meeting::Draft::default();
    }

    /// A PIN that was typed and not used does not wait on a page that nobody looks at: the next Enter is somebody else's.
    fn put_pins_away(&mut self, place: Place) {
        if place != Place::Sheet {
            self.sheet.put_away();
        }
        if place != Place::Concern {
            self.concern.put_away();
        }
        if place != Place::Alarm {
            self.alarm.put_away();
        }
        if place != Place::Amend {
            self.amend.put_away();
        }
        if place != Place::Book {
            self.book.put_pins_away();
        }
        if place != Place::Book {
            self.book.put_away();
        }
        if !matches!(place, Place::Book | Place::Paper | Place::Run(_)) {
            self.photo.put_away();
        }
        if place != Place::Meeting {
            self.meeting = meeting::Draft::default();
        }
        if place != Place::HandOvers {
            self.handovers.put_away();
        }
        if place != Place::Rules {
            self.rules.put_away();
        }
        if !matches!(place, Place::Run(_)) {
            self.run.put_away();
        }
    }
}

/// Whether a page is about items or people that are picked, so that a scan may pick them.
fn takes_codes(place: Place) -> bool {
    matches!(
        place,
        Place::Board | Place::Happened | Place::Paper | Place::Begin | Place::Book | Place::Print
    )
}

/// The run that a page shows.
fn run_of(place: Place) -> Option<RunId> {
    match place {
        Place::Run(run) => Some(run),
        Place::Start
        | Place::NewProduction
        | Place::Board
        | Place::SetUp
        | Place::Meeting
        | Place::Begin
        | Place::Happened
        | Place::Paper
        | Place::Print
        | Place::FirstHour
        | Place::Sheet
        | Place::Book
        | Place::Amend
        | Place::Alarm
        | Place::Concern
        | Place::Checklists
        | Place::Rules
        | Place::Export
        | Place::HandOvers
        | Place::Laptops
        | Place::Review
        | Place::Settings
        | Place::Help
        | Place::Continue => None,
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
    drafts.put_pins_away(place);
    let Some(open) = view.open else {
        match place {
            Place::NewProduction => new_production::show(ui, view, &mut drafts.new_production, out),
            Place::Review => {
                review::show(ui, view, (&mut drafts.review, &mut drafts.trust), out);
            }
            Place::Checklists => checklists::show(ui, view, &mut drafts.checklists, out),
            Place::Settings => settings::show(ui, view, &mut drafts.settings, out),
            Place::Help => help::show(ui),
            Place::Continue => continuing::show(ui, view, out),
            Place::Start
            | Place::Board
            | Place::SetUp
            | Place::Meeting
            | Place::Begin
            | Place::Paper
            | Place::Print
            | Place::FirstHour
            | Place::Run(_)
            | Place::Happened
            | Place::Sheet
            | Place::Book
            | Place::Amend
            | Place::Alarm
            | Place::Concern
            | Place::Rules
            | Place::HandOvers
            | Place::Laptops
            | Place::Export => start::show(ui, view, &mut drafts.start, out),
        }
        return;
    };
    if !keeps_the_card(open, place) {
        drafts.card.put_away();
    }
    match place {
        Place::Start | Place::NewProduction | Place::Board => {
            board::show(ui, view, open, &mut drafts.board, out);
        }
        Place::SetUp => setup::show(ui, open, &mut drafts.setup, out),
        Place::Meeting => meeting::show(ui, open, &mut drafts.meeting, out),
        Place::Begin => begin::show(ui, view, open, (&mut drafts.begin, &mut drafts.card), out),
        Place::Paper => {
            let drafts = (&mut drafts.paper, &mut drafts.card, &mut drafts.photo);
            paper::show(ui, view, open, drafts, out);
        }
        Place::Print => printing::show(ui, view, open, &mut drafts.printing, out),
        Place::FirstHour => {
            printing::first_hour(ui, view, open, &mut drafts.printing, out);
        }
        Place::Run(run) => {
            let drafts = (&mut drafts.run, &mut drafts.card, &mut drafts.photo);
            run::show(ui, (view, open), run, drafts, out);
        }
        Place::Happened => {
            card_entry::strip(ui, open, &mut drafts.card);
            let before = out.len();
            let ready = drafts.card.fault(open).is_none();
            let live = !drafts.card.is_on();
            ui.add_enabled_ui(ready, |ui| {
                happened::show(ui, open, (&mut drafts.happened, live), out);
            });
            drafts.card.mark(open, out.get_mut(before..).unwrap_or_default());
        }
        Place::Sheet => sheet::show(ui, open, &mut drafts.sheet, out),
        Place::Concern => concern::show(ui, open, &mut drafts.concern, out),
        Place::Alarm => alarm::show(ui, open, &mut drafts.alarm, out),
        Place::Amend => amend::show(ui, open, &mut drafts.amend, out),
        Place::Book => {
            book::show(ui, view, open, (&mut drafts.book, &mut drafts.photo), out);
        }
        Place::Checklists => checklists::show(ui, view, &mut drafts.checklists, out),
        Place::Rules => rules::show(ui, view, open, &mut drafts.rules, out),
        Place::Export => export::show(ui, view, open, &mut drafts.export, out),
        Place::HandOvers => handovers::show(ui, view, open, &mut drafts.handovers, out),
        Place::Laptops => laptops::show(ui, view, open, &mut drafts.laptops, out),
        Place::Review => {
            review::show(ui, view, (&mut drafts.review, &mut drafts.trust), out);
        }
        Place::Settings => settings::show(ui, view, &mut drafts.settings, out),
        Place::Help => help::show(ui),
        Place::Continue => continuing::show(ui, view, out),
    }
}

/// Whether a card that was taken up stays in hand on a page; elsewhere it is put away, so that nothing live is taken for
/// a card by mistake.
fn keeps_the_card(open: &Open<'_>, place: Place) -> bool {
    match place {
        Place::Paper | Place::Begin | Place::Happened => true,
        Place::Run(run) => open.run(run).is_some_and(|sight| sight.run.is_recorded_after()),
        Place::Start
        | Place::NewProduction
        | Place::Board
        | Place::SetUp
        | Place::Meeting
        | Place::Print
        | Place::FirstHour
        | Place::Sheet
        | Place::Amend
        | Place::Alarm
        | Place::Concern
        | Place::Book
        | Place::Checklists
        | Place::Rules
        | Place::Export
        | Place::HandOvers
        | Place::Laptops
        | Place::Review
        | Place::Settings
        | Place::Help
        | Place::Continue => false,
    }
}
