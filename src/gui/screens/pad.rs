//! What a key of a small pad says: the one true thing that fits what is in hand, or why it cannot be told which.

use crate::custody::Item;
use crate::event::Shown;
use crate::gui::action::{Action, Verb};
use crate::gui::view::Open;
use crate::production::{Ask, Command, Happened, Moved};
use crate::session::PadVerb;
use crate::terms::{Act, ItemId, PersonId, Place, Role, role};

/// What a press comes to.
#[derive(Debug)]
pub(in crate::gui) enum Said {
    /// This is asked for.
    Do(Box<Action>),
    /// One more in the count at hand.
    Count,
    /// Nothing is recorded; these words say why.
    Not(String),
}

/// What a press comes to. With several guns that it fits, the one that somebody chose on the board is meant; it never falls
/// through to another.
pub(super) fn say(open: &Open<'_>, verb: PadVerb, chosen: Option<ItemId>) -> Said {
    let global = |verb: Verb| {
        verb.action(Some(open)).map_or(Said::Count, |action| Said::Do(Box::new(action)))
    };
    match verb {
        PadVerb::Stop => global(Verb::Stop),
        PadVerb::NewSetUp => global(Verb::NewSetUp),
        PadVerb::Count => Said::Count,
        PadVerb::Shown => {
            let fits = |item: &&Item| {
                item.in_force(open.now).is_some()
                    && item.place == Place::Handler
                    && next_viewer(open, item).is_some()
            };
            on(open, "shown", chosen, fits, |item| {
                let (role, person) = next_viewer(open, item)?;
                let by = item.holder.or_else(|| open.handler())?;
                let saw = person.map_or_else(|| role.words(), |person| open.name(person));
                let to = vec![Shown { role, person }];
                let shown = Happened::Shown { items: vec![item.id], by, to, card: None };
                Some((Command::Happened(shown), format!("{}: shown to {saw}.", item.tag)))
            })
        }
        PadVerb::InHand => {
            let fits = |item: &&Item| {
                let offers = open.book.offers(item.id, open.now, open.is_stopped());
                offers.iter().any(|offer| offer.act == Act::Issue && offer.withheld.is_empty())
            };
            on(open, "issued", chosen, fits, |item| {
                let action = open.takers_of(item.id);
                let from = item.holder.or_else(|| open.handler())?;
                let issue = Ask::Issue { items: vec![item.id], from, action };
                let to = open.name(*open.takers_of(item.id).first()?);
                Some((Command::Ask(issue), format!("{}: in hand of {to}.", item.tag)))
            })
        }
        PadVerb::Collected => {
            let fits = |item: &&Item| matches!(item.place, Place::Hand | Place::Set);
            on(open, "collected", chosen, fits, |item| {
                let from = item.holder.or(item.watch);
                let moved = Moved::plain(item.id, Act::Collect, from, open.collector(item.id));
                let words = format!("{}: cut and collected.", item.tag);
                Some((Command::Happened(Happened::Moved(vec![moved])), words))
            })
        }
    }
}

fn on(
    open: &Open<'_>,
    what: &str,
    chosen: Option<ItemId>,
    fits: impl Fn(&&Item) -> bool,
    command: impl Fn(&Item) -> Option<(Command, String)>,
) -> Said {
    let fitting: Vec<&Item> = open.guns().into_iter().filter(|item| fits(item)).collect();
    let guns = open.guns();
    let chosen = chosen.filter(|chosen| guns.iter().any(|item| item.id == *chosen));
    let mine = chosen.map(|chosen| fitting.iter().find(|item| item.id == chosen));
    let found = match (mine, fitting.as_slice()) {
        (Some(Some(item)), _) | (None, [item]) => *item,
        (Some(None), _) => {
            let tag = chosen.map(|item| open.tag(item)).unwrap_or_default();
            return Said::Not(format!("{tag} is chosen, and cannot be {what} now."));
        }
        (None, []) => return Said::Not(format!("No gun can be {what} now.")),
        (None, _) => {
            let tags: Vec<&str> = fitting.iter().map(|item| item.tag.as_str()).collect();
            let words = format!("Which is {what}? Choose it on the board: {}.", tags.join(", "));
            return Said::Not(words);
        }
    };
    match command(found) {
        Some((command, words)) => Said::Do(Box::new(Action::Tell(command, words))),
        None => Said::Not("The set-up names nobody for that (F3).".to_owned()),
    }
}

/// Who has to see it next: the first AD, then whoever takes it, then camera.
fn next_viewer(open: &Open<'_>, item: &Item) -> Option<(Role, Option<PersonId>)> {
    let seen = |person: PersonId| {
        let live = item.showings.iter().filter(|one| one.card.is_none());
        live.flat_map(|one| &one.to).any(|to| to.person == Some(person))
    };
    let director = open.director().into_iter().map(|person| (role::FIRST_AD, person));
    let takers = open.takers_of(item.id).into_iter().filter_map(|person| {
        let mine = open.situation.crew.iter().find(|(_, one)| *one == person);
        mine.map(|(role, _)| (role.as_str(), person))
    });
    let camera = open.on_set(&[role::CAMERA]);
    let camera = camera.into_iter().map(|person| (role::CAMERA, person));
    let (role, person) = director.chain(takers).chain(camera).find(|(_, person)| !seen(*person))?;
    Some((role.parse().ok()?, Some(person)))
}
