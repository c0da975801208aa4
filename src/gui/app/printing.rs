//! Paper cards: their numbers are on the disk before a card with one of them is.

use std::path::PathBuf;

use super::{App, Follow};
use crate::production::{Ask, Command};
use crate::report::{Deck, cards};

impl App {
    /// Takes the numbers of a deck; the cards are written once that is on the disk.
    pub(super) fn take_numbers(&mut self, path: PathBuf, typed: bool, deck: Deck) {
        let Some(session) = &mut self.session else { return };
        let ticket = session.submit(Command::Ask(Ask::PrintCards { n: deck.len() }));
        self.follow.push((ticket, Follow::Cards(path, typed, deck)));
    }

    /// Writes the cards with the numbers that were taken last.
    pub(super) fn write_cards(&mut self, path: PathBuf, typed: bool, deck: &Deck) {
        let Some(session) = &self.session else { return };
        let state = session.state();
        let Some(taken) = state.printed_cards().last() else { return };
        match cards(state, deck, taken.from) {
            Ok(paper) => {
                self.page = Some(paper.into());
                self.write_page(path, typed);
            }
            Err(error) => self.complain(error.to_string(), ""),
        }
    }
}
