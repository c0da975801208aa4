//! How long what is private is kept, what of it is due, and erasing that, by a word that somebody types.

use egui::Ui;

use crate::gui::action::{Action, Errand};
use crate::gui::kit::{self, Button};
use crate::gui::theme::icon;
use crate::gui::view::Open;
use crate::production::{Ask, Command, Kept, LONGEST_TERM, Of};
use crate::session::STAYS;
use crate::terms::{PersonId, Private};

/// The word that is typed before anything goes.
const WORD: &str = "erase";

/// So many of the things that are due are named.
const NAMED: usize = 12;

/// What was typed and chosen.
#[derive(Debug, Default)]
pub(super) struct Draft {
    sort: Option<Private>,
    days: String,
    why: String,
    word: String,
}

/// The terms, and setting one.
pub(super) fn terms(
    ui: &mut Ui,
    open: &Open<'_>,
    (draft, by): (&mut Draft, Option<PersonId>),
    out: &mut Vec<Action>,
) {
    let count_from = match open.production.worked_last() {
        Some(at) => format!(
            "Terms count from the last work that was recorded, on {}. Nothing is ever erased by itself.",
            at.local(open.offset)
        ),
        None => {
            "Terms count from the last work that is recorded. Nothing is ever erased by itself."
                .to_owned()
        }
    };
    kit::body(ui, count_from);
    let kept = open.production.kept();
    for sort in Private::ALL {
        kit::body(ui, term_of(open, &kept, *sort));
    }
    let sorts: Vec<_> = Private::ALL.iter().map(|one| (*one, one.words().to_owned())).collect();
    if let Some(sort) = kit::choose(ui, "Set the term of", &sorts, draft.sort) {
        draft.sort = Some(sort);
    }
    let Some(sort) = draft.sort else { return };
    kit::field(ui, "Days after the last work", "", &mut draft.days);
    let days = draft.days.trim().parse::<u32>().ok();
    let days = days.filter(|days| (1..=LONGEST_TERM).contains(days));
    let ready = by.filter(|_| !open.saving);
    let mut set = None;
    ui.horizontal(|ui| {
        let button = Button::new("Keep so long").name(format!("Keep {} so long", sort.words()));
        if button.icon(icon::CHECK).enabled(ready.is_some() && days.is_some()).pressed(ui) {
            set = Some(days);
        }
        let button = Button::new("Until somebody says otherwise");
        if button.enabled(ready.is_some()).pressed(ui) {
            set = Some(None);
        }
    });
    if let (Some(days), Some(by)) = (set, ready) {
        (draft.sort, draft.days) = (None, String::new());
        out.push(Action::Submit(Command::Ask(Ask::SetTerm { what: sort, days, by })));
    }
}

/// One sort in a sentence.
fn term_of(open: &Open<'_>, kept: &[Kept], sort: Private) -> String {
    let of = || kept.iter().filter(|one| one.of.sort() == sort);
    let here = of().filter(|one| !one.objects.is_empty()).count();
    let gone = of().count().saturating_sub(here);
    let term = open.production.keep_terms().get(&sort).and_then(|term| Some((term.days?, term.by)));
    let term = match term {
        Some((days, by)) => {
            let until = of()
                .find_map(|one| one.due)
                .map_or_else(String::new, |due| format!(", until {}", due.local(open.offset)));
            let unit = if days == 1 { "day" } else { "days" };
            format!("{days} {unit}{until}, says {}", open.name(by))
        }
        None => "until somebody says otherwise".to_owned(),
    };
    format!("{}: {here} kept, {gone} erased; {term}.", sort.words())
}

/// What is due, and erasing it.
pub(super) fn due(
    ui: &mut Ui,
    open: &Open<'_>,
    (draft, by): (&mut Draft, Option<PersonId>),
    out: &mut Vec<Action>,
) {
    if open.production.hold().is_some() {
        kit::strong(ui, "An evidence hold stands: nothing is due.");
        return;
    }
    let due = open.production.overdue(open.now.wall);
    if due.is_empty() {
        kit::body(ui, "Nothing is due.");
        return;
    }
    for one in due.iter().take(NAMED) {
        kit::body(ui, what(open, one));
    }
    if due.len() > NAMED {
        kit::body(ui, format!("and {} more", due.len() - NAMED));
    }
    kit::body(ui, "What stays when it is erased:");
    for stays in STAYS {
        kit::quiet(ui, stays);
    }
    kit::field(ui, "Why what is due is erased", "", &mut draft.why);
    kit::field(ui, &format!("Type {WORD} to erase it for good"), "", &mut draft.word);
    let typed = draft.word.trim().eq_ignore_ascii_case(WORD);
    let ready = by.filter(|_| typed && !draft.why.trim().is_empty() && !open.saving);
    let words = match due.len() {
        1 => "Erase the one that is due".to_owned(),
        many => format!("Erase all {many} that are due"),
    };
    if Button::new(words).icon(icon::X).enabled(ready.is_some()).pressed(ui)
        && let Some(by) = ready
    {
        let why = std::mem::take(&mut draft.why);
        draft.word.clear();
        out.push(Action::Do(Errand::EraseDue { why, by }));
    }
}

fn what(open: &Open<'_>, kept: &Kept) -> String {
    match kept.of {
        Of::Person(person) => format!("The name of {}", open.name(person)),
        Of::Item(item) => {
            let tag = open.book.item(item).map_or_else(|| item.to_string(), |one| one.tag.clone());
            format!("The particulars of {tag}")
        }
        Of::Details(person) => format!("The details of {}", open.name(person)),
        Of::Photo(run) => format!("A photo or file of run {run}"),
        Of::ItemPhoto(item) => format!("A photo of {}", open.tag(item)),
        Of::CardPhoto(Some(card)) => format!("A photo of paper card {card}"),
        Of::CardPhoto(None) => "A photo of a paper card".to_owned(),
        Of::Keyless(run) => format!("The name of somebody without a key, in run {run}"),
    }
}
