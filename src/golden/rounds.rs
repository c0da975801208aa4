//! Rounds of the ledger in a golden run: lots, trays, what came out of a gun, counts, and who was told of a difference.

use super::script::{Came, refused};
use super::world::{Trouble, World, number, unclear};
use crate::custody::Clearing;
use crate::event::Witness;
use crate::production::{Ask, Happened, NewLot};
use crate::terms::{LotId, RoundKind, Tell, role};

impl World {
    /// What a line about rounds says is done; none where it is about something else.
    pub(super) fn rounds(&mut self, words: &[&str]) -> Option<Came> {
        Some(match words {
            ["lot", tag, kind, count] => self.add_lot(tag, kind, count),
            ["fill", tray, n] => self.fill(tray, n),
            ["came-out", gun, back, held] => self.came_out(gun, back, held),
            ["counted", tray, n, name] => self.counted(tray, n, name),
            ["close-difference", tray, name] => self.close_difference(tray, name),
            _ => return None,
        })
    }

    fn add_lot(&mut self, tag: &str, kind: &str, count: &str) -> Came {
        let kind = RoundKind::from_code(kind)
            .ok_or_else(|| unclear(format_args!("no rounds are {kind:?}")))?;
        let (load, tell) = match kind {
            RoundKind::Blank => (Some("half load".to_owned()), None),
            RoundKind::Dummy => (None, Some(Tell::Drilled)),
        };
        let witnesses = vec![self.witness(role::ARMORER)?, self.witness(role::FIRST_AD)?];
        self.ask(Ask::AddLot(NewLot {
            kind,
            tag: tag.to_owned(),
            maker: "Sample Maker".to_owned(),
            calibre: ".45 5-in-1".to_owned(),
            load,
            tell,
            guns: Vec::new(),
            count: number(count)?,
            witnesses,
        }))
    }

    fn fill(&mut self, tray: &str, n: &str) -> Came {
        let (lot, by) = (self.lot_of(tray)?, self.who(role::ARMORER)?);
        let (tray, n) = (self.item(tray)?, number(n)?);
        self.ask(Ask::FillTray { lot, tray, n, by })
    }

    fn came_out(&mut self, gun: &str, back: &str, held: &str) -> Came {
        let (back, held) = (number(back)?, number(held)?);
        let (gun, told) = (self.item(gun)?, Clearing { back, held, ..Clearing::default() });
        self.happened(Happened::Cleared { gun, told })
    }

    fn counted(&mut self, tray: &str, n: &str, name: &str) -> Came {
        let (lot, by) = (self.lot_of(tray)?, self.who(name)?);
        let (tray, counted) = (Some(self.item(tray)?), number(n)?);
        self.happened(Happened::Counted { lot, tray, counted, by })
    }

    fn close_difference(&mut self, tray: &str, name: &str) -> Came {
        let (lot, told) = (self.lot_of(tray)?, self.witness(name)?);
        let tray = Some(self.item(tray)?);
        self.ask(Ask::CloseDifference { lot, tray, told })
    }

    /// The lot of a tray: the one whose tag begins with the same letter.
    fn lot_of(&self, tray: &str) -> Result<LotId, Trouble> {
        let lots = self.state.rounds().lots();
        let found = lots.iter().find(|lot| lot.added.tag.chars().next() == tray.chars().next());
        found.map(|lot| lot.id).ok_or_else(|| refused("no lot is entered for that tray"))
    }

    fn witness(&self, name: &str) -> Result<Witness, Trouble> {
        Ok(Witness { role: number(name)?, person: self.who(name)? })
    }
}
