//! What comes of a draft: how a step will look, what is wrong, what changed, and what a release still needs.

use egui::Ui;

use super::Open;
use super::golden::Golden;
use super::parts::{Parts, home};
use super::{preview, release};
use crate::checklist::{Checklist, Difference, Sort, Status, diff, lint, part_at, steps};
use crate::gui::action::Action;
use crate::gui::kit::{self, Button};
use crate::gui::screens::checklists::Page;
use crate::gui::screens::checklists::desk::Desk;
use crate::gui::theme::{Type, icon, palette};
use crate::gui::view::View;
use crate::source::place;

/// Which of them is shown.
#[derive(Debug, Default)]
pub(super) struct Draft {
    tab: Tab,
}

#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
enum Tab {
    #[default]
    Preview,
    Mistakes,
    Differences,
    Release,
}

/// Draws it; where it leads, if anywhere else.
pub(super) fn show(
    ui: &mut Ui,
    view: View<'_>,
    desk: &mut Desk,
    (open, draft, golden): (&mut Option<Open>, &mut Draft, &mut Golden),
    out: &mut Vec<Action>,
) -> Option<Page> {
    let count = desk.mistakes().len();
    let mistakes = match count {
        0 => "No mistakes".to_owned(),
        1 => "1 mistake".to_owned(),
        count => format!("{count} mistakes"),
    };
    let tabs = [
        (Tab::Preview, "Preview".to_owned()),
        (Tab::Mistakes, mistakes),
        (Tab::Differences, "Changes".to_owned()),
        (Tab::Release, "Release".to_owned()),
    ];
    draft.tab = kit::choose(ui, "", &tabs, Some(draft.tab)).unwrap_or(draft.tab);
    match draft.tab {
        Tab::Preview => as_it_will_look(ui, view, desk, open.as_ref()),
        Tab::Mistakes => return wrong(ui, desk, open),
        Tab::Differences => differences(ui, view, desk),
        Tab::Release => return release::show(ui, view, (desk, golden), out),
    }
    None
}

/// The revision in use that a draft is held against.
pub(super) fn released<'v>(view: View<'v>, id: &str) -> Option<&'v Checklist> {
    view.library.named(id).filter(|list| list.status == Status::Released)
}

fn as_it_will_look(ui: &mut Ui, view: View<'_>, desk: &Desk, open: Option<&Open>) {
    let path = match open {
        Some(Open::Step(path)) => Some(path.clone()),
        Some(Open::List | Open::Stops) | None => {
            steps(desk.text()).first().map(|step| step.path.clone())
        }
    };
    match (desk.list(), path) {
        (Some(list), Some(path)) => kit::card(ui, |ui| preview::show(ui, view, &list, &path)),
        (Some(_), None) => {}
        (None, _) if desk.is_good() => {
            kit::quiet(ui, "Local rules are seen in the lists that they apply to.");
        }
        (None, _) => {
            kit::quiet(ui, "It can be shown once the mistakes are mended.");
        }
    }
}

/// Every mistake with its place, and the advice where there is none.
fn wrong(ui: &mut Ui, desk: &Desk, open: &mut Option<Open>) -> Option<Page> {
    let mut next = None;
    if !desk.is_good() {
        let parts = Parts::of(desk);
        let all = steps(desk.text());
        for (number, mistake) in (1_usize..).zip(desk.mistakes()) {
            let at = place(desk.text(), mistake.span.start);
            let step = home(&all, mistake);
            let row = step.and_then(|step| parts.steps.iter().find(|row| row.at == *step));
            let (words, there) = match row {
                Some(row) => (format!("Step {}", row.number), Open::Step(row.at.path.clone())),
                None if part_at(desk.text(), mistake.span.start).as_deref() == Some("stops") => {
                    ("When to stop".to_owned(), Open::Stops)
                }
                None => ("The list itself".to_owned(), Open::List),
            };
            let tone = palette(ui).caution;
            kit::banner(ui, tone, icon::WARNING, &mistake.to_string(), |ui| {
                if Button::new(&words).name(format!("Mistake {number}: {words}")).pressed(ui) {
                    *open = Some(there);
                }
                kit::caption(ui, format!("{}:{}:{}", desk.name(), at.line, at.column));
            });
        }
        if Button::new("Mend them in the text itself").pressed(ui) {
            next = Some(Page::Text(desk.path().to_owned()));
        }
        return next;
    }
    kit::pill(ui, palette(ui).lapsed, icon::CHECK, "The list can be read", Type::Strong);
    let advice = desk.list().map(|list| lint(&list)).unwrap_or_default();
    if !advice.is_empty() {
        kit::section(ui, "Advice", |ui| {
            for one in advice {
                kit::body(ui, format!("{}; {}", one.found, one.mend));
            }
        });
    }
    next
}

fn differences(ui: &mut Ui, view: View<'_>, desk: &Desk) {
    let Some(list) = desk.list() else {
        kit::quiet(ui, "What changed can be told of a list without mistakes.");
        return;
    };
    let Some(old) = released(view, list.id.as_str()) else {
        kit::body(ui, "No revision of this list is in use: all of it is new.");
        return;
    };
    kit::caption(ui, format!("Against revision {}, which is in use", old.rev));
    tell(ui, diff(old, &list));
}

/// Every difference, what loosens as a banner.
pub(super) fn tell(ui: &mut Ui, all: Vec<Difference>) {
    if all.is_empty() {
        kit::body(ui, "Nothing is different.");
    }
    for one in all {
        let words = format!("{}: {}", one.place, one.words);
        match one.sort {
            Sort::Loosens => {
                let tone = palette(ui).caution;
                kit::banner(ui, tone, icon::LOCK_OPEN, &format!("Loosens: {words}"), |_| ());
            }
            Sort::Tightens => {
                kit::body(ui, format!("Tightens: {words}"));
            }
            Sort::Wording => {
                kit::body(ui, words);
            }
        }
    }
}
