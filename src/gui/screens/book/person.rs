//! One person: roles and keys as they stand, and all that can be changed of them.

use std::path::PathBuf;

use egui::Ui;

use super::{permit, reach, training};
use crate::event::{Kept, KeyEndedWhy, Witness};
use crate::gui::action::{Action, Errand, Pin};
use crate::gui::kit::{self, Button};
use crate::gui::screens::new_production::roles;
use crate::gui::theme::{icon, palette};
use crate::gui::view::Open;
use crate::production::{Ask, Command};
use crate::roster::{Held, Key, Person};
use crate::terms::{PersonId, Role, role};

/// Milliseconds of a day.
const DAY: u64 = 86_400_000;

/// What was typed about the person whose entry is being changed.
#[derive(Default)]
pub(super) struct Draft {
    who: Option<PersonId>,
    days: String,
    way: Option<Way>,
    pin: String,
    again: String,
    path: String,
    recipient: String,
    why: Option<KeyEndedWhy>,
    permit: permit::Draft,
    for_now: Option<&'static str>,
    /// The first AD and the handler who stand by it.
    by: (Option<PersonId>, Option<PersonId>),
}

impl Draft {
    /// Forgets what was typed and not used.
    pub(super) fn put_away(&mut self) {
        self.pin.clear();
        self.again.clear();
    }
}

/// How somebody comes to a key.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Way {
    Here,
    OwnFile,
    Token,
}

/// Draws one person, and below what can be changed where that was asked for.
pub(super) fn show(
    ui: &mut Ui,
    open: &Open<'_>,
    one: &Person,
    (draft, reach, trained): (&mut Draft, &mut reach::Draft, &mut training::Draft),
    out: &mut Vec<Action>,
) {
    let name = open.name(one.id);
    kit::card(ui, |ui| {
        kit::title(ui, name.as_str());
        for held in &one.roles {
            kit::body(ui, role_words(held, open.offset));
        }
        if one.roles.is_empty() {
            kit::quiet(ui, "Holds no role.");
        }
        permit::lines(ui, open, one);
        training::lines(ui, open, one);
        reach::of(ui, open, one.id, reach, out);
        if one.standing_keys().next().is_none() {
            kit::quiet(ui, "Does not sign.");
        }
        for key in &one.keys {
            key_lines(ui, open, one.id, key);
        }
        training::enter(ui, open, one, trained, out);
        let changing = draft.who == Some(one.id);
        let (label, said) = if changing { ("Done", "Done with") } else { ("Change", "Change") };
        let button = Button::new(label).name(format!("{said} {name}"));
        if button.pressed(ui) {
            *draft = Draft { who: (!changing).then_some(one.id), ..Draft::default() };
        } else if changing {
            change(ui, open, one, draft, out);
        }
    });
}

fn role_words(held: &Held, offset: i32) -> String {
    let until = held.until.map(|until| format!(", until {}", until.local(offset)));
    let now = if held.provisional { ", for now: no signed roster holds it yet" } else { "" };
    format!("{}{}{now}", held.role.words(), until.unwrap_or_default())
}

fn key_lines(ui: &mut Ui, open: &Open<'_>, person: PersonId, key: &Key) {
    let kept = match key.kept {
        Kept::Here => "Key on this laptop, behind a PIN",
        Kept::OwnFile => "Key in a file of their own",
        Kept::Token => "Key on a security key",
    };
    let signed = open.roster.in_force().is_some_and(|old| old.has_key(person, &key.fingerprint));
    match key.ended {
        Some(why) => kit::quiet(ui, format!("{kept}, ended: {}.", why_words(why))),
        None if signed => kit::quiet(ui, format!("{kept}.")),
        None => kit::quiet(ui, format!("{kept}; not in a signed roster yet.")),
    };
    kit::mono(ui, &key.fingerprint);
}

fn why_words(why: KeyEndedWhy) -> &'static str {
    match why {
        KeyEndedWhy::Lost => "it is lost",
        KeyEndedWhy::Replaced => "another takes its place",
        KeyEndedWhy::Left => "they left",
        KeyEndedWhy::Compromised => "somebody else may have it",
    }
}

fn change(ui: &mut Ui, open: &Open<'_>, one: &Person, draft: &mut Draft, out: &mut Vec<Action>) {
    change_roles(ui, open, one, draft, out);
    permit::enter(ui, open, one, &mut draft.permit, out);
    for_now(ui, open, one, draft, out);
    new_key(ui, open, one.id, draft, out);
    end_key(ui, open, one, draft, out);
    if one.holds(role::SAFETY_OFFICER, open.now.wall) {
        recipient(ui, open, one.id, draft, out);
    }
}

/// The key that concerns are sealed to: theirs alone, whose secret half never was on this laptop.
fn recipient(
    ui: &mut Ui,
    open: &Open<'_>,
    person: PersonId,
    draft: &mut Draft,
    out: &mut Vec<Action>,
) {
    if let Some((key, at)) = open.production.recipient(person) {
        kit::quiet(
            ui,
            format!("Concerns are sealed to this key, entered {}:", at.local(open.offset)),
        );
        kit::mono(ui, key);
    }
    kit::field(ui, "Their age key for concerns", "age1\u{2026}", &mut draft.recipient);
    let ready = !draft.recipient.trim().is_empty() && !open.saving;
    if Button::new("Seal concerns to this key").enabled(ready).pressed(ui) {
        let key = std::mem::take(&mut draft.recipient);
        out.push(Action::Do(Errand::SetRecipient(person, key)));
    }
}

fn change_roles(
    ui: &mut Ui,
    open: &Open<'_>,
    one: &Person,
    draft: &mut Draft,
    out: &mut Vec<Action>,
) {
    kit::field(ui, "A role given now is for so many days", "empty: for good", &mut draft.days);
    let all = roles();
    let names = all.iter().map(|(name, _)| *name);
    let held: Vec<&str> =
        names.filter(|name| one.roles.iter().any(|held| held.role.is(name))).collect();
    let days: Result<Option<u64>, ()> = match draft.days.trim() {
        "" => Ok(None),
        days => days.parse().ok().filter(|days| (1..=3_650).contains(days)).map(Some).ok_or(()),
    };
    if days.is_err() {
        kit::strong_in(ui, "Give 1 to 3650 days.", palette(ui).caution.text);
    }
    let pressed = kit::toggle(ui, "Roles", &all, &held);
    let (Some(pressed), Ok(days)) = (pressed, days) else { return };
    let Ok(role) = pressed.parse::<Role>() else { return };
    let person = one.id;
    let ask = if held.contains(&pressed) {
        Ask::EndRole { person, role }
    } else {
        let until = days.map(|days| open.now.wall.plus(days * DAY));
        Ask::GiveRole { person, role, until }
    };
    out.push(Action::Submit(Command::Ask(ask)));
}

/// A handler or deputy until the roster is signed: the first AD and a handler who is here stand by it.
fn for_now(ui: &mut Ui, open: &Open<'_>, one: &Person, draft: &mut Draft, out: &mut Vec<Action>) {
    let wall = open.now.wall;
    let may = |name: &str| name == role::AD_DEPUTY || role::HANDLERS.contains(&name);
    let all: Vec<(&'static str, String)> =
        roles().into_iter().filter(|(name, _)| may(name) && !one.holds(name, wall)).collect();
    let label = "Only for now, until the roster is signed";
    if let Some(role) = kit::choose(ui, label, &all, draft.for_now) {
        draft.for_now = if draft.for_now == Some(role) { None } else { Some(role) };
    }
    let Some(new) = draft.for_now else { return };
    let others = || open.roster.people().filter(|other| other.id != one.id);
    let named = |other: &Person| (other.id, open.name(other.id));
    let ads: Vec<_> =
        others().filter(|other| other.holds(role::FIRST_AD, wall)).map(named).collect();
    let handlers: Vec<_> = others().filter(|other| other.is_handler(wall)).map(named).collect();
    if let Some(person) = kit::choose(ui, "The first AD who adds them", &ads, draft.by.0) {
        draft.by.0 = Some(person);
    }
    let label = "The handler here who adds them";
    if let Some(person) = kit::choose(ui, label, &handlers, draft.by.1) {
        draft.by.1 = Some(person);
    }
    let witnesses = draft.by.0.zip(draft.by.1).and_then(|(first_ad, handler)| {
        let known = open.roster.person(handler)?;
        let as_what = role::HANDLERS.iter().find(|name| known.holds(name, wall))?;
        Some(vec![
            Witness { role: role::FIRST_AD.parse().ok()?, person: first_ad },
            Witness { role: as_what.parse().ok()?, person: handler },
        ])
    });
    let add = Button::new("Add for now").icon(icon::USER_PLUS);
    if add.enabled(witnesses.is_some() && !open.saving).pressed(ui)
        && let (Some(witnesses), Ok(role)) = (witnesses, new.parse::<Role>())
    {
        let ask = Ask::AddForNow { person: one.id, role, witnesses };
        out.push(Action::Submit(Command::Ask(ask)));
        (draft.for_now, draft.by) = (None, (None, None));
    }
}

fn new_key(
    ui: &mut Ui,
    open: &Open<'_>,
    person: PersonId,
    draft: &mut Draft,
    out: &mut Vec<Action>,
) {
    let ways = [
        (Way::Here, "on this laptop".to_owned()),
        (Way::OwnFile, "their own key file".to_owned()),
        (Way::Token, "a security key".to_owned()),
    ];
    if let Some(way) = kit::choose(ui, "A new key", &ways, draft.way) {
        draft.way = Some(way);
        draft.put_away();
    }
    match draft.way {
        None => {}
        Some(Way::Here) => {
            kit::secret(ui, "PIN of the new key (at least 6 digits)", &mut draft.pin);
            kit::secret(ui, "PIN of the new key once more", &mut draft.again);
            let ready = draft.pin == draft.again && draft.pin.chars().count() >= 6;
            let make = Button::new("Make the key").icon(icon::CHECK);
            if make.enabled(ready && !open.saving).pressed(ui) {
                draft.again.clear();
                let pin = Pin::take(&mut draft.pin);
                out.push(Action::Do(Errand::MakeKey { person, pin }));
            }
        }
        Some(Way::OwnFile) => {
            kit::quiet(
                ui,
                "An OpenSSH Ed25519 key with a passphrase. It stays where it is; this laptop remembers the path, the log does not.",
            );
            kit::field(ui, "Path of the key file", "/path/to/id_ed25519", &mut draft.path);
            kit::secret(ui, "Its passphrase", &mut draft.pin);
            let path = draft.path.trim();
            let ready = !path.is_empty() && !draft.pin.is_empty();
            let enter = Button::new("Enter this key").icon(icon::CHECK);
            if enter.enabled(ready && !open.saving).pressed(ui) {
                let (path, passphrase) = (PathBuf::from(path), Pin::take(&mut draft.pin));
                out.push(Action::Do(Errand::BringKey { person, path, passphrase }));
            }
        }
        Some(Way::Token) => {
            kit::quiet(
                ui,
                "Plug it in and add it to the ssh agent (ssh-add). Each signature then waits for a touch.",
            );
            let enter = Button::new("Enter the security key of the agent").icon(icon::CHECK);
            if enter.enabled(!open.saving).pressed(ui) {
                out.push(Action::Do(Errand::BringToken { person }));
            }
        }
    }
}

fn end_key(ui: &mut Ui, open: &Open<'_>, one: &Person, draft: &mut Draft, out: &mut Vec<Action>) {
    if one.standing_keys().next().is_none() {
        return;
    }
    let all =
        [KeyEndedWhy::Lost, KeyEndedWhy::Replaced, KeyEndedWhy::Left, KeyEndedWhy::Compromised];
    let reasons = all.map(|why| (why, why_words(why).to_owned()));
    if let Some(why) = kit::choose(ui, "End a key, because", &reasons, draft.why) {
        draft.why = Some(why);
    }
    let Some(why) = draft.why else { return };
    kit::quiet(ui, "From then on it signs nothing. What it signed before still counts.");
    for key in one.standing_keys() {
        let end = Button::new(format!("End {}", key.fingerprint)).icon(icon::PROHIBIT);
        if end.enabled(!open.saving).pressed(ui) {
            let (person, fingerprint) = (one.id, key.fingerprint.clone());
            let ask = Ask::EndKey { person, fingerprint, why };
            out.push(Action::Submit(Command::Ask(ask)));
            draft.why = None;
        }
    }
}
