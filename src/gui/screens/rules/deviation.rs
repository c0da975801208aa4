//! Deviations from lists: those that were asked for, and the form for a new one.

use egui::Ui;

use super::{signers, standing, wording};
use crate::checklist::Checklist;
use crate::event::StatementKind;
use crate::gui::action::{Action, Errand};
use crate::gui::kit::{self, Button};
use crate::gui::theme::{Type, icon, palette};
use crate::gui::view::{Open, View};
use crate::production::{Ask, Command, Deviation, Prepare};
use crate::session::{DeviationForm, Loosens};
use crate::terms::{Digest, PersonId, UtcMillis};

/// How long a deviation may be asked for, in days.
const DAYS: [i64; 5] = [1, 3, 7, 14, 30];

/// What is loosened.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Sort {
    Skip,
    Lasts,
}

/// What is chosen and typed.
#[derive(Debug, Default)]
pub(super) struct Draft {
    asking: bool,
    list: Option<Digest>,
    sort: Option<Sort>,
    step: Option<usize>,
    minutes: String,
    what: String,
    why: String,
    days: Option<i64>,
    /// Which one is being signed or taken back.
    opened: Option<Digest>,
    signers: [Option<PersonId>; 2],
    back: String,
}

/// Draws it.
pub(super) fn show(
    ui: &mut Ui,
    view: View<'_>,
    open: &Open<'_>,
    (by, draft): (Option<PersonId>, &mut Draft),
    out: &mut Vec<Action>,
) {
    kit::section(ui, "Deviations", |ui| {
        kit::quiet(
            ui,
            "A step left out or a time lengthened, for at most 30 days. The armorer and the safety officer sign it, and it stands on every report.",
        );
        for one in open.production.deviations() {
            kit::card(ui, |ui| standing_one(ui, open, one, (by, draft), out));
        }
        if !draft.asking {
            if Button::new("Ask for a deviation \u{2026}").icon(icon::PLUS).pressed(ui) {
                draft.asking = true;
            }
            return;
        }
        kit::card(ui, |ui| form(ui, view, open, (by, draft), out));
    });
}

fn standing_one(
    ui: &mut Ui,
    open: &Open<'_>,
    one: &Deviation,
    (by, draft): (Option<PersonId>, &mut Draft),
    out: &mut Vec<Action>,
) {
    let colours = palette(ui);
    let (tone, mark, words) = if one.is_over(open.now) {
        (colours.lapsed, icon::HOURGLASS, "Over")
    } else if one.signed.is_some() {
        (colours.caution, icon::WARNING, "In force")
    } else {
        (colours.lapsed, icon::HOURGLASS, "Not signed: does not apply")
    };
    let file = one.asked.file.sha256;
    let opened = draft.opened == Some(file);
    ui.horizontal_wrapped(|ui| {
        kit::strong(ui, format!("{}, revision {}", one.asked.list.id, one.asked.list.rev));
        kit::pill(ui, tone, mark, words, Type::Caption);
        let label = if opened { "Close" } else { "Open" };
        let name = format!("{label} the deviation {}", one.asked.file.id);
        if Button::new(label).name(name).quiet().pressed(ui) {
            draft.opened = (!opened).then_some(file);
            draft.back.clear();
        }
    });
    kit::body(ui, standing::sentence(open, one));
    if !opened {
        return;
    }
    if one.signed.is_none() && !one.is_over(open.now) {
        let [armorers, safety] =
            open.production.list_signers(StatementKind::Deviate, open.now.wall);
        let places = [("Armorer", armorers.as_slice()), ("Safety officer", safety.as_slice())];
        let both = signers(ui, open, places, &mut draft.signers);
        let button = Button::new("Read it and sign").name("Sign the deviation").first();
        let button = button.icon(icon::SIGNATURE).enabled(both.is_some() && !open.saving);
        if button.pressed(ui)
            && let Some(signers) = both
        {
            let prepare = Prepare::Deviate { file, signers };
            out.push(Action::Submit(Command::Ask(Ask::Prepare(prepare))));
        }
    }
    kit::field(ui, "Why it ends", "", &mut draft.back);
    let ready = by.is_some() && !draft.back.trim().is_empty() && !open.saving;
    let button = Button::new("End it now").name("End the deviation").icon(icon::X);
    if button.enabled(ready).pressed(ui)
        && let Some(by) = by
    {
        let why = std::mem::take(&mut draft.back);
        out.push(Action::Submit(Command::Ask(Ask::WithdrawList { file, why, by })));
    }
}

fn form(
    ui: &mut Ui,
    view: View<'_>,
    open: &Open<'_>,
    (by, draft): (Option<PersonId>, &mut Draft),
    out: &mut Vec<Action>,
) {
    kit::title(ui, "A deviation");
    let lists: Vec<(Digest, String)> = view
        .library
        .lists()
        .map(|list| (list.source.sha256, format!("{}, revision {}", list.title, list.rev)))
        .collect();
    let chosen = draft.list.and_then(|list| view.library.get(list));
    if let Some(list) = chosen {
        ui.horizontal_wrapped(|ui| {
            kit::strong(ui, format!("{}, revision {}", list.title, list.rev));
            if Button::new("Another list").quiet().pressed(ui) {
                draft.list = None;
            }
        });
    } else if let Some(list) = kit::choose(ui, "From which list", &lists, draft.list) {
        draft.list = Some(list);
        draft.step = None;
    }
    let Some(list) = chosen else {
        leave(ui, draft);
        return;
    };
    let sorts = [
        (Sort::Skip, "A step is left out".to_owned()),
        (Sort::Lasts, "What it declares lasts longer".to_owned()),
    ];
    let sorts = if list.validity.is_some() { &sorts[..] } else { sorts.split_at(1).0 };
    if let Some(sort) = kit::choose(ui, "What is loosened", sorts, draft.sort) {
        draft.sort = Some(sort);
    }
    let loosens = match draft.sort {
        None => None,
        Some(Sort::Skip) => {
            let steps = steps(list);
            if let Some(step) = kit::choose(ui, "Which step", &steps, draft.step) {
                draft.step = Some(step);
            }
            let step = draft.step.and_then(|at| list.steps.get(at));
            step.map(|step| Loosens::Skip(step.path.to_string()))
        }
        Some(Sort::Lasts) => {
            kit::field(ui, "How many minutes", "", &mut draft.minutes);
            draft.minutes.trim().parse().ok().map(Loosens::Lasts)
        }
    };
    kit::field(ui, "What is done otherwise", "", &mut draft.what);
    kit::field(ui, "Why", "", &mut draft.why);
    let days: Vec<(i64, String)> = DAYS
        .iter()
        .map(|days| {
            let words = standing::minute(open, until(open, *days));
            (*days, format!("{days} d, until {words}"))
        })
        .collect();
    if let Some(days) = kit::choose(ui, "Until when", &days, draft.days) {
        draft.days = Some(days);
    }
    if by.is_none() {
        kit::quiet(ui, "Say first who is speaking.");
    }
    let typed = !draft.what.trim().is_empty() && !draft.why.trim().is_empty();
    let whole = match (loosens, draft.days, by) {
        (Some(loosens), Some(days), Some(by)) if typed => Some(DeviationForm {
            list: list.source.sha256,
            loosens,
            what: draft.what.clone(),
            why: draft.why.clone(),
            until: until(open, days),
            by,
        }),
        (_, _, _) => None,
    };
    let ready = whole.is_some() && !open.saving;
    ui.horizontal_wrapped(|ui| {
        let button = Button::new("Ask for it").first().icon(icon::PLUS).enabled(ready);
        if button.pressed(ui)
            && let Some(form) = whole
        {
            out.push(Action::Do(Errand::Deviate(form)));
            *draft = Draft::default();
        }
        leave(ui, draft);
    });
}

fn leave(ui: &mut Ui, draft: &mut Draft) {
    if Button::new("Leave it").quiet().pressed(ui) {
        *draft = Draft::default();
    }
}

/// The steps by what they ask; what people die of first said to be so.
fn steps(list: &Checklist) -> Vec<(usize, String)> {
    let each = list.steps.iter().enumerate();
    each.map(|(at, step)| {
        let killer = if step.killer { " (people die of it)" } else { "" };
        (at, format!("{}. {}{killer}", at + 1, wording::of_step(step)))
    })
    .collect()
}

/// The end of the day that lies so many days ahead: today is one.
fn until(open: &Open<'_>, days: i64) -> UtcMillis {
    let day = 24 * 60 * 60 * 1_000;
    let offset = i64::from(open.offset) * 60_000;
    let local = open.now.wall.millis() + offset;
    let midnight = local - local.rem_euclid(day);
    UtcMillis::new(midnight + days * day - offset)
}
