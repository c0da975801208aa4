//! What went out and what came in, newest first: signing for it, writing the file, printing the sheet.

use egui::Ui;

use super::typed;
use crate::custody::{In, Out};
use crate::gui::action::{Action, Errand, Place};
use crate::gui::kit::{self, Button};
use crate::gui::theme::{Type, icon, palette};
use crate::gui::view::{Open, View};
use crate::production::{Ask, Command, Happened, Moved, Prepare};
use crate::terms::{Act, ItemId, RoundAct};
use crate::words;

/// The path as typed.
#[derive(Debug, Default)]
pub(super) struct Draft {
    path: String,
}

/// Draws it.
pub(super) fn show(
    ui: &mut Ui,
    view: View<'_>,
    open: &Open<'_>,
    draft: &mut Draft,
    out: &mut Vec<Action>,
) {
    let units = open.production.units();
    if units.outs().is_empty() && units.ins().is_empty() {
        kit::empty(ui, icon::HAND_UP, "Nothing was handed over yet, and nothing was taken in.");
        return;
    }
    if units.outs().iter().any(|one| one.signed.is_some()) && !view.dialogs {
        kit::quiet(ui, words::NO_DIALOGS);
        let hint = format!("{}/handover.zip", view.home);
        kit::field(ui, "Path of the file", &hint, &mut draft.path);
    }
    for one in units.outs().iter().rev() {
        kit::card(ui, |ui| went(ui, view, open, (one, draft), out));
    }
    for one in units.ins().iter().rev() {
        kit::card(ui, |ui| came(ui, open, one));
    }
}

fn went(
    ui: &mut Ui,
    view: View<'_>,
    open: &Open<'_>,
    (one, draft): (&Out, &Draft),
    out: &mut Vec<Action>,
) {
    let said = &one.said;
    let number = said.number;
    let (clock, ago) = (open.clock(one.at.at.wall), open.ago(&one.at.at));
    ui.horizontal_wrapped(|ui| {
        kit::title(ui, format!("{number}: to {}", said.unit));
        let colours = palette(ui);
        if one.open.is_empty() && said.back {
            kit::pill(ui, colours.lapsed, icon::CHECK, "All of it is back", Type::Strong);
        } else if said.back {
            let words = format!("Not back: {} of {}", one.open.len(), said.items.len());
            kit::pill(ui, colours.caution, icon::CLOCK, &words, Type::Strong);
        } else {
            kit::pill(ui, colours.lapsed, icon::HAND_UP, "Does not come back", Type::Body);
        }
    });
    let by = open.name(said.by);
    let to = said.to.map_or_else(String::new, |to| format!(", taken along by {}", open.name(to)));
    kit::quiet(ui, format!("{clock} ({ago}), given by {by}{to}"));
    let tag = |item: &crate::event::HandedItem| {
        let away = if one.open.contains(&item.item) { " (not back)" } else { "" };
        format!("{}{away}", item.tag)
    };
    kit::body(ui, said.items.iter().map(tag).collect::<Vec<_>>().join(", "));
    for rounds in &said.rounds {
        let tray = open.tag(rounds.tray);
        kit::quiet(ui, format!("{tray}: {} of lot {} went with it", rounds.n, rounds.lot));
    }
    if !one.meanwhile.is_empty() {
        let tags = one.meanwhile.iter().map(|item| open.tag(*item)).collect::<Vec<_>>().join(", ");
        let words = format!("Recorded here while it was there: {tags}. Ask where it is.");
        kit::pill(ui, palette(ui).caution, icon::WARNING, &words, Type::Strong);
    }
    came_back(ui, open, &one.open, &format!(" from hand-over {number}"), out);
    let idle = view.jobs.is_empty() && !open.saving;
    ui.horizontal_wrapped(|ui| {
        if said.pack {
            let print = Button::new("Print its sheet").icon(icon::NOTE);
            if print.name(format!("Print the sheet of hand-over {number}")).pressed(ui) {
                out.push(Action::Go(Place::Print));
            }
            kit::quiet(ui, "It goes on a sheet of paper; no file.");
        } else if one.signed.is_none() {
            let sign = Button::new("Read it and sign").first().icon(icon::SIGNATURE);
            let name = format!("Read and sign hand-over {number}");
            if sign.name(name).enabled(!open.saving).pressed(ui) {
                let ask = Ask::Prepare(Prepare::Handover { number });
                out.push(Action::Submit(Command::Ask(ask)));
            }
            kit::quiet(ui, format!("{by} signs; until then there is no file."));
        } else {
            let path = if view.dialogs { None } else { typed(&draft.path) };
            let words =
                if view.dialogs { "Write the file\u{2026}" } else { "Write the file there" };
            let name = format!("Write the file of hand-over {number}");
            let ready = idle && (view.dialogs || path.is_some());
            if Button::new(words).name(name).icon(icon::EXPORT).enabled(ready).pressed(ui) {
                out.push(Action::Do(Errand::WriteHandover(path, number)));
            }
        }
    });
}

/// One key for each of `items` that came back without a file, of whatever kind it is and wherever it is by now.
pub(super) fn came_back<'i>(
    ui: &mut Ui,
    open: &Open<'_>,
    items: impl IntoIterator<Item = &'i ItemId>,
    from: &str,
    out: &mut Vec<Action>,
) {
    ui.horizontal_wrapped(|ui| {
        for item in items {
            let tag = open.tag(*item);
            let back = Button::new(format!("{tag} came back")).icon(icon::HAND_DOWN);
            let name = format!("{tag} came back{from}");
            if back.name(name).enabled(!open.saving).pressed(ui) {
                let back = Moved::plain(*item, Act::TransferIn, None, open.handler());
                out.push(Action::Submit(Command::Happened(Happened::Moved(vec![back]))));
            }
        }
    });
}

fn came(ui: &mut Ui, open: &Open<'_>, one: &In) {
    let said = &one.said;
    kit::title(ui, format!("From {}: its hand-over {}", said.title, said.number));
    let (clock, ago) = (open.clock(one.at.at.wall), open.ago(&one.at.at));
    let by = open.name(said.by);
    kit::quiet(ui, format!("{clock} ({ago}), taken in by {by}; {}", said.trust.words()));
    let tags = said.items.iter().map(|item| open.tag(item.item)).collect::<Vec<_>>().join(", ");
    kit::body(ui, tags);
    for rounds in &said.rounds {
        let tray = open.tag(rounds.tray);
        let back = rounds.back.map_or_else(
            || "they say nothing of what is back".to_owned(),
            |back| format!("{back} back, as they say"),
        );
        let fired = rounds
            .fired
            .map_or_else(String::new, |fired| format!(", {fired} {}", RoundAct::Fired.words()));
        kit::strong(
            ui,
            format!("{tray}: {} of lot {} went, {back}{fired}. Count it.", rounds.out, rounds.lot),
        );
    }
}
