//! How a list, or a run of one, stands to what the production approved, in words, shape and colour.

use egui::Ui;

use crate::event::{RunFile, Witness};
use crate::gui::kit;
use crate::gui::theme::{Type, icon, palette};
use crate::gui::view::Open;
use crate::production::{Deviation, Standing};
use crate::run::Run;
use crate::terms::{Digest, UtcMillis};
use crate::words;

/// "2026-11-22 14:30".
pub(super) fn minute(open: &Open<'_>, at: UtcMillis) -> String {
    let whole = at.local(open.offset);
    whole.get(..16).map_or_else(|| whole.clone(), str::to_owned)
}

/// "Sam Armorer, armorer; Ana Safety, safety officer".
pub(super) fn who(open: &Open<'_>, by: &[Witness]) -> String {
    let each = by.iter().map(|one| format!("{}, {}", open.name(one.person), one.role.words()));
    each.collect::<Vec<_>>().join("; ")
}

/// How a list or overlay stands.
pub(in crate::gui) fn of_list(ui: &mut Ui, open: Option<&Open<'_>>, file: Digest) {
    let colours = palette(ui);
    let proposal = open.and_then(|open| Some((open, open.production.proposal(file)?)));
    match proposal.map(|(open, one)| (open, one, &one.approved)) {
        Some((open, _, Some(signed))) => {
            let by = who(open, &signed.by);
            let words = format!("Approved by this production {}: {by}", minute(open, signed.at));
            kit::pill(ui, colours.in_force, icon::SIGNATURE, &words, Type::Caption);
        }
        Some((open, one, None)) => {
            let words = format!(
                "Proposed by {} {}; waits for two signatures",
                open.name(one.said.by),
                minute(open, one.at)
            );
            kit::pill(ui, colours.caution, icon::HOURGLASS, &words, Type::Caption);
        }
        None => {
            kit::pill(ui, colours.lapsed, icon::INFO, words::EXAMPLE, Type::Caption);
        }
    }
}

/// What a deviation is, in one sentence: what, why, until when, who signed.
pub(super) fn sentence(open: &Open<'_>, deviation: &Deviation) -> String {
    let asked = &deviation.asked;
    let until = minute(open, asked.until);
    let by = deviation.signed.as_ref().map_or_else(
        || "not signed".to_owned(),
        |signed| format!("signed by {}", who(open, &signed.by)),
    );
    format!(
        "\u{201c}{}\u{201d}; why: \u{201c}{}\u{201d}; until {until}; {by}",
        asked.what, asked.why
    )
}

/// What a run would begin under: local rules by title and revision, deviations in one sentence; nothing where none apply.
pub(in crate::gui) fn under(open: &Open<'_>, overlays: &[RunFile]) -> Option<String> {
    let each = overlays.iter().map(|file| {
        let title = open.library.overlay(file.sha256).map_or(&file.id, |overlay| &overlay.title);
        open.production.deviation(file.sha256).map_or_else(
            || format!("{title} (revision {})", file.rev),
            |deviation| format!("a deviation: {}", sentence(open, deviation)),
        )
    });
    let each: Vec<String> = each.collect();
    (!each.is_empty()).then(|| format!("Under: {}", each.join(" | ")))
}

/// How a run stands: on every run, in words.
pub(in crate::gui) fn of_run(ui: &mut Ui, open: &Open<'_>, run: &Run) {
    let colours = palette(ui);
    let list = |ui: &mut Ui, approved: bool| {
        if approved {
            kit::pill(ui, colours.inert, icon::SIGNATURE, words::APPROVED, Type::Caption);
        } else {
            kit::pill(ui, colours.lapsed, icon::INFO, words::EXAMPLE, Type::Caption);
        }
    };
    match open.production.standing_of(run) {
        Standing::Example => list(ui, false),
        Standing::Approved => list(ui, true),
        Standing::Deviates { approved, from } => {
            list(ui, approved);
            for one in from {
                let words = format!("Under a deviation: {}", sentence(open, one));
                kit::pill(ui, colours.caution, icon::WARNING, &words, Type::Caption);
            }
        }
    }
}

/// What whoever looks at the board must know of the run that something rests on; nothing of an approved list.
pub(in crate::gui) fn caution_of_run(open: &Open<'_>, run: &Run) -> Option<String> {
    match open.production.standing_of(run) {
        Standing::Approved => None,
        Standing::Example => Some("By an example list, not approved by this production".to_owned()),
        Standing::Deviates { from, .. } => {
            let each: Vec<String> = from.iter().map(|one| sentence(open, one)).collect();
            Some(format!("Under a deviation: {}", each.join(" | ")))
        }
    }
}
