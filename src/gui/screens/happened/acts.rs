//! Acts that need nobody else to be named: what was against the plan above, the rest below.

use egui::{Ui, vec2};

use super::{Subject, plain};
use crate::gui::kit::{self, Button};
use crate::gui::theme::{icon, size, space};
use crate::production::{Happened, Moved};
use crate::terms::{Act, Breach, Place};

/// The width of the two columns of acts, in points.
pub(super) const WIDTH: f32 = 400.0;

/// Which act, what it was against, where the item is then.
#[derive(Clone, Copy, Debug)]
enum What {
    Moved(Act, Option<Breach>, Option<Place>),
    Fired,
}

const AGAINST: [(&str, What); 6] = [
    ("UNPLANNED DISCHARGE", What::Moved(Act::MakeSafe, Some(Breach::UnplannedDischarge), None)),
    ("MISSING", What::Moved(Act::SetDown, Some(Breach::Missing), Some(Place::Missing))),
    ("Pointed outside the plan", What::Moved(Act::MakeSafe, Some(Breach::Pointed), None)),
    ("Found unattended", What::Moved(Act::SetDown, Some(Breach::Unattended), Some(Place::Set))),
    ("Out of sight", What::Moved(Act::SetDown, Some(Breach::OutOfSight), None)),
    ("Set down, nobody named", What::Moved(Act::SetDown, None, Some(Place::Set))),
];

const OTHERS: [(&str, What); 6] = [
    ("A shot was fired", What::Fired),
    ("Unloaded", What::Moved(Act::Unload, None, None)),
    ("Pointed clear and opened", What::Moved(Act::MakeSafe, None, None)),
    ("Locked away", What::Moved(Act::LockAway, None, Some(Place::Locked))),
    ("Set apart", What::Moved(Act::Quarantine, None, None)),
    ("Went to another unit", What::Moved(Act::TransferOut, None, None)),
];

/// Draws them; what was pressed. A shot is only recorded as it happens: its event has no place for a card.
pub(super) fn show(ui: &mut Ui, subject: Subject, live: bool) -> Option<Happened> {
    let mut pressed = None;
    for (heading, mark, acts) in
        [("Against the plan", Some(icon::FLAG), AGAINST), ("Or", None, OTHERS)]
    {
        kit::title(ui, heading);
        for pair in acts.chunks(2) {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::S;
                let half = (WIDTH - space::S) / 2.0;
                for (words, what) in pair {
                    let button = Button::new(*words).name(format!("Or: {words}")).left();
                    let button = match mark {
                        Some(mark) => button.icon(mark),
                        None => button,
                    };
                    let can = match what {
                        What::Moved(..) => true,
                        What::Fired => live,
                    };
                    if button.enabled(can).fixed(vec2(half, size::CELL)).pressed(ui) {
                        pressed = Some(happened(subject, *what));
                    }
                }
            });
        }
    }
    pressed
}

fn happened(subject: Subject, what: What) -> Happened {
    match what {
        What::Moved(act, breach, place) => {
            Happened::Moved(vec![Moved { breach, place, ..plain(subject, act, None) }])
        }
        What::Fired => Happened::Fired(vec![subject.item]),
    }
}
