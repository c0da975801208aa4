//! Local rules: which overlays every run that they apply to begins with, switched on and off with a reason.

use egui::Ui;

use super::{approval, standing};
use crate::checklist::Overlay;
use crate::event::LocalRule;
use crate::gui::action::Action;
use crate::gui::kit::{self, Button};
use crate::gui::theme::{Type, icon, palette};
use crate::gui::view::{Open, View};
use crate::production::{Ask, Command};
use crate::terms::{Digest, PersonId};

/// Which rule is being switched, and why.
#[derive(Debug, Default)]
pub(super) struct Draft {
    opened: Option<Digest>,
    why: String,
    approval: approval::Draft,
}

/// Draws it.
pub(super) fn show(
    ui: &mut Ui,
    view: View<'_>,
    open: &Open<'_>,
    (by, draft): (Option<PersonId>, &mut Draft),
    out: &mut Vec<Action>,
) {
    let rules = open.production.rules();
    kit::section(ui, "Local rules", |ui| {
        kit::quiet(
            ui,
            "What is on is applied to every run that it is for. It only ever adds steps, stops and shorter times.",
        );
        if let Some(rules) = rules {
            let words = format!(
                "Since {}, said by {}: \u{201c}{}\u{201d}",
                standing::minute(open, rules.at),
                open.name(rules.by),
                rules.why
            );
            kit::body(ui, words);
        }
        let on: &[LocalRule] = rules.map_or(&[], |rules| &rules.overlays);
        let set = view.library.set();
        let at_hand: Vec<&Overlay> = set
            .overlays()
            .into_iter()
            .map(AsRef::as_ref)
            .filter(|overlay| overlay.deviates.is_none())
            .collect();
        if at_hand.is_empty() && on.is_empty() {
            kit::empty(ui, icon::CLIPBOARD, "No local rules are among the lists at hand.");
        }
        for overlay in &at_hand {
            let file = overlay.source.sha256;
            let one = approval::One {
                title: &overlay.title,
                called: overlay.title.clone(),
                id: overlay.id.as_str(),
                rev: overlay.rev,
                status: overlay.status,
                file,
            };
            kit::card(ui, |ui| {
                approval::one(ui, open, &one, (by, &mut draft.approval), out);
                kit::body(ui, &overlay.purpose);
                kit::caption(ui, applies(view, overlay));
                switch(ui, open, (&overlay.title, file, on), (by, draft), out);
            });
        }
        let here = |rule: &&LocalRule| {
            at_hand.iter().all(|overlay| overlay.source.sha256 != rule.file.sha256)
        };
        for rule in on.iter().filter(here) {
            kit::card(ui, |ui| {
                kit::strong(ui, format!("{}, revision {}", rule.file.id, rule.file.rev));
                kit::caption(ui, "Its file is another one by now; what was switched on holds.");
                switch(ui, open, (&rule.file.id, rule.file.sha256, on), (by, draft), out);
            });
        }
    });
}

/// Where it applies, in words.
fn applies(view: View<'_>, overlay: &Overlay) -> String {
    let title =
        |id: &str| view.library.named(id).map_or_else(|| id.to_owned(), |list| list.title.clone());
    let lists: Vec<String> = overlay.on.iter().map(|id| title(id.as_str())).collect();
    let lists = if lists.is_empty() { "every list".to_owned() } else { lists.join("; ") };
    let kinds: Vec<&str> = overlay.kinds.iter().map(|kind| kind.words()).collect();
    let kinds = if kinds.is_empty() { String::new() } else { format!(", {}", kinds.join(", ")) };
    let place = overlay.place.as_ref().map_or_else(String::new, |place| format!(" ({place})"));
    format!("Applies to {lists}{kinds}{place}")
}

/// Whether it is on, and the way to change that.
fn switch(
    ui: &mut Ui,
    open: &Open<'_>,
    (title, file, on): (&str, Digest, &[LocalRule]),
    (by, draft): (Option<PersonId>, &mut Draft),
    out: &mut Vec<Action>,
) {
    let colours = palette(ui);
    let is_on = on.iter().any(|rule| rule.file.sha256 == file);
    let (tone, mark, words, does) = if is_on {
        (colours.in_force, icon::CHECK, "On", "Switch off")
    } else {
        (colours.lapsed, icon::X, "Off", "Switch on")
    };
    let opened = draft.opened == Some(file);
    ui.horizontal_wrapped(|ui| {
        kit::pill(ui, tone, mark, words, Type::Caption);
        let button = Button::new(format!("{does} \u{2026}")).name(format!("{does}: {title}"));
        if !opened && button.quiet().pressed(ui) {
            draft.opened = Some(file);
            draft.why.clear();
        }
    });
    if !opened {
        return;
    }
    kit::field(ui, "Why the local rules change", "", &mut draft.why);
    let ready = by.is_some() && !draft.why.trim().is_empty() && !open.saving;
    ui.horizontal_wrapped(|ui| {
        let button = Button::new(does).name(format!("{does} now: {title}")).first();
        if button.enabled(ready).pressed(ui)
            && let Some(by) = by
        {
            let mut overlays: Vec<Digest> = on.iter().map(|rule| rule.file.sha256).collect();
            if is_on {
                overlays.retain(|one| *one != file);
            } else {
                overlays.push(file);
            }
            let why = std::mem::take(&mut draft.why);
            draft.opened = None;
            out.push(Action::Submit(Command::Ask(Ask::SetRules { overlays, why, by })));
        }
        if Button::new("Leave it").quiet().pressed(ui) {
            draft.opened = None;
        }
    });
    if by.is_none() {
        kit::quiet(ui, "Say first who is speaking.");
    }
}
