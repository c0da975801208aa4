//! A gun was unloaded and nobody has said yet how many came out: one press for each number.

use egui::Ui;

use crate::custody::{Clearing, Item};
use crate::gui::action::Action;
use crate::gui::kit::{self, Button};
use crate::gui::theme::{icon, palette};
use crate::gui::view::Open;
use crate::production::{Command, Happened};
use crate::terms::{ItemId, RoundKind};

/// As many keys as a page has for what came out.
const MOST_KEYS: u32 = 60;

/// How many misfired, for the gun that is being told of.
#[derive(Debug, Default)]
pub(super) struct Draft {
    held: Option<(ItemId, u32)>,
}

/// The guns that were unloaded since rounds went in, and of which nobody said how many came out.
fn uncounted<'a>(open: &'a Open<'_>) -> Vec<&'a Item> {
    let rounds = open.production.rounds();
    let told = |item: &&Item| rounds.is_uncounted(item.id);
    open.book.items().into_iter().filter(told).collect()
}

/// What went into a gun, in words: "3 of B-100".
pub(in crate::gui::screens) fn inside(open: &Open<'_>, gun: ItemId) -> String {
    let rounds = open.production.rounds();
    let each = rounds.in_gun(gun).iter().map(|one| {
        let lot = rounds.lot(one.lot).map_or("?", |lot| lot.added.tag.as_str());
        format!("{} of {lot}", one.n)
    });
    each.collect::<Vec<_>>().join(", ")
}

/// Draws them.
pub(super) fn show(ui: &mut Ui, open: &Open<'_>, draft: &mut Draft, out: &mut Vec<Action>) {
    let tone = palette(ui).caution;
    for gun in uncounted(open) {
        kit::tone_card(ui, tone, false, |ui| one(ui, open, gun, draft, out));
    }
}

fn one(ui: &mut Ui, open: &Open<'_>, gun: &Item, draft: &mut Draft, out: &mut Vec<Action>) {
    let rounds = open.production.rounds();
    let most = rounds.count_in(gun.id);
    let blanks = rounds
        .in_gun(gun.id)
        .iter()
        .any(|one| rounds.lot(one.lot).is_some_and(|lot| lot.added.kind == RoundKind::Blank));
    kit::title(ui, format!("{}: {} went in. How many came out?", gun.tag, inside(open, gun.id)));
    let held = draft.held.filter(|(of, _)| *of == gun.id).map_or(0, |(_, held)| held.min(most));
    if blanks {
        let choices: Vec<(u32, String)> = (0..=most.min(3)).map(|n| (n, n.to_string())).collect();
        let label = format!("Misfired, {}", gun.tag);
        if let Some(n) = kit::choose(ui, &label, &choices, Some(held)) {
            draft.held = Some((gun.id, n));
        }
    }
    kit::caption(ui, "Unfired, back in the tray");
    ui.horizontal_wrapped(|ui| {
        for back in (0..=most.saturating_sub(held).min(MOST_KEYS)).rev() {
            let fired = most.saturating_sub(held).saturating_sub(back);
            let below =
                if blanks { format!("so {fired} fired") } else { format!("{fired} not back") };
            let button = Button::new(back.to_string())
                .name(format!("{back} came out of {} unfired", gun.tag))
                .below(below);
            if button.pressed(ui) {
                let told = Clearing {
                    back,
                    held,
                    by: gun.holder.or_else(|| open.handler()),
                    ..Clearing::default()
                };
                let cleared = Happened::Cleared { gun: gun.id, told };
                out.push(Action::Submit(Command::Happened(cleared)));
                draft.held = None;
            }
        }
        let more = Button::new("More came out than went in")
            .name(format!("More came out of {} than went in", gun.tag))
            .icon(icon::FLAG)
            .below("that is a STOP");
        if more.pressed(ui) {
            let back = most.saturating_sub(held).saturating_add(1);
            let told = Clearing {
                back,
                held,
                by: gun.holder.or_else(|| open.handler()),
                ..Clearing::default()
            };
            out.push(Action::Submit(Command::Happened(Happened::Cleared { gun: gun.id, told })));
            draft.held = None;
        }
    });
}
