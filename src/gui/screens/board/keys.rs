//! The keys of the board: a digit chooses a gun, a letter does one true thing with it.

use egui::{Key, Modifiers, Ui};

use super::sight::{Sight, is_out, viewers};
use super::{Draft, strip};
use crate::gui::action::Action;
use crate::gui::view::Open;
use crate::terms::Act;

const DIGITS: [Key; 9] = [
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num5,
    Key::Num6,
    Key::Num7,
    Key::Num8,
    Key::Num9,
];

/// Takes the keys of this frame.
pub(super) fn take(
    ui: &Ui,
    open: &Open<'_>,
    sights: &[Sight<'_>],
    draft: &mut Draft,
    out: &mut Vec<Action>,
) {
    if ui.ctx().text_edit_focused() {
        return;
    }
    let pressed = |key: Key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    for (key, one) in DIGITS.into_iter().zip(sights) {
        if pressed(key) {
            draft.choose(one.item.id);
        }
    }
    let Some(one) = sights.iter().find(|one| Some(one.item.id) == draft.selected) else { return };
    let item = one.item.id;
    let out_of_hand = is_out(one.item);
    if one.in_force && !out_of_hand {
        for (role, person, _, letter) in viewers(open) {
            if letter_key(letter).is_some_and(pressed) {
                out.extend(strip::shown(open, &[item], &role, person));
            }
        }
    }
    if one.acts.contains(&Act::Issue)
        && one.withheld.is_empty()
        && let Some(person) = open.takers_of(item).first()
        && pressed(Key::I)
    {
        out.extend(strip::issue(open, item, *person));
    }
    if one.acts.contains(&Act::Collect) && pressed(Key::C) {
        out.push(strip::collect(open, &[item]));
    }
    if strip::is_offered(one) && pressed(Key::V) {
        out.extend(strip::offered(open, item));
    }
    let lists = one.lists.iter().filter(|_| open.production.alarm().is_none());
    for (list, _, letter) in lists {
        if letter_key(letter).is_some_and(pressed) {
            out.push(Action::Begin(*list, Some(item)));
        }
    }
    if out_of_hand {
        return;
    }
    for (key, act) in [(Key::O, Act::TakeOut), (Key::L, Act::LockAway)] {
        if one.acts.contains(&act) && pressed(key) {
            out.push(strip::moved(open, item, act));
        }
    }
}

fn letter_key(letter: &str) -> Option<Key> {
    (!letter.is_empty()).then(|| Key::from_name(letter)).flatten()
}
