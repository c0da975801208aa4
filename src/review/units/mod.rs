//! Hand-overs to other units, looked at anew from the events alone: what did not come back, and what was recorded of it meanwhile.

use std::collections::BTreeMap;

use crate::event::{Event, HandoverIn, HandoverOut, StatementKind};
use crate::review::axis::{Line, Point};
use crate::review::finding::{Finding, What};
use crate::terms::{Act, ItemId, PersonId, quoted};

/// Something that is with a unit.
struct Away {
    number: u32,
    unit: String,
    at: Point,
    index: u32,
    by: PersonId,
}

/// What is with other units so far.
#[derive(Default)]
pub(super) struct Units {
    away: BTreeMap<ItemId, Away>,
    /// The hand-overs by file whose text nobody signed, and where each was recorded.
    unsigned: BTreeMap<u32, (Point, u32, PersonId, String)>,
    prepared: Option<u32>,
    found: Vec<Finding>,
}

impl Units {
    /// Takes the next line.
    pub(super) fn take(&mut self, line: &Line<'_>) {
        let events = line.entry.events();
        for (index, event) in (0_u32..).zip(events) {
            let at = line.point;
            if let Event::HandoverOut(said) = event {
                self.out(said, at, index);
            } else if let Event::HandoverIn(said) = event {
                self.rounds(said, at, index);
            } else if let Event::StatementPrepared(prepared) = event {
                let about = prepared.about.as_deref();
                let about = about.filter(|_| prepared.kind == StatementKind::Handover);
                self.prepared = about.and_then(|about| about.parse().ok());
            } else if let Event::StatementCompleted(_) = event {
                if let Some(number) = self.prepared.take() {
                    self.unsigned.remove(&number);
                }
            } else if let Event::ItemMoved(moved) = event {
                let away = self.away.get(&moved.item).map(|away| away.at.wall);
                // What a card claims for a time before it went says nothing of it, and for no time brings nothing back.
                let before =
                    moved.card.is_some() && moved.at.zip(away).is_some_and(|(at, went)| at < went);
                let known = moved.card.is_none() || moved.at.is_some();
                if moved.act == Act::TransferIn {
                    if known && !before {
                        self.away.remove(&moved.item);
                    }
                } else if !before {
                    let people = moved.from.into_iter().chain(moved.to).collect();
                    self.acted(moved.item, people, (at, index));
                }
            } else if let Event::ItemDeclared(declared) = event {
                let people = declared.witnesses.iter().map(|one| one.person).collect();
                self.acted(declared.item, people, (at, index));
            } else if let Event::ItemShown(shown) = event {
                for item in &shown.items {
                    self.acted(*item, vec![shown.by], (at, index));
                }
            } else if let Event::ItemCondition(changed) = event {
                self.acted(changed.item, Vec::new(), (at, index));
            }
        }
    }

    fn out(&mut self, said: &HandoverOut, at: Point, index: u32) {
        if !said.pack {
            let unsigned = (at, index, said.by, said.unit.clone());
            self.unsigned.insert(said.number, unsigned);
        }
        if !said.back {
            return;
        }
        for one in &said.items {
            let (number, unit, by) = (said.number, said.unit.clone(), said.by);
            self.away.insert(one.item, Away { number, unit, at, index, by });
        }
    }

    fn rounds(&mut self, said: &HandoverIn, at: Point, index: u32) {
        for one in said.rounds.iter().filter(|one| one.back != Some(one.out)) {
            let (lot, out, back, fired) = (one.lot.clone(), one.out, one.back, one.fired);
            let what = What::RoundsDiffer { lot, out, back, fired };
            let people = vec![said.by];
            self.found.push(Finding { at, index, item: Some(one.tray), people, what });
        }
    }

    /// Somebody acted on what is elsewhere by the record.
    fn acted(&mut self, item: ItemId, people: Vec<PersonId>, (at, index): (Point, u32)) {
        let Some(away) = self.away.get(&item).filter(|away| away.at.seq != at.seq) else { return };
        let what = What::WhileAway { number: away.number, unit: away.unit.clone() };
        self.found.push(Finding { at, index, item: Some(item), people, what });
    }

    /// What was found; of what is with units what is so at the last line.
    pub(super) fn end(mut self) -> Vec<Finding> {
        for (item, away) in std::mem::take(&mut self.away) {
            let Away { number, unit, at, index, by } = away;
            let what = What::NotBack { number, unit };
            self.found.push(Finding { at, index, item: Some(item), people: vec![by], what });
        }
        for (number, (at, index, by, unit)) in std::mem::take(&mut self.unsigned) {
            let what = What::HandoverUnsigned { number, unit };
            self.found.push(Finding { at, index, item: None, people: vec![by], what });
        }
        self.found
    }
}

/// A finding about hand-overs in words; nothing for any other.
pub(super) fn phrase(what: &What, people: &str) -> String {
    if let What::NotBack { number, unit } = what {
        let unit = quoted(unit);
        format!(
            "went to {unit} by hand-over {number} ({people}); NOT BACK at the last entry: the day is not closed"
        )
    } else if let What::WhileAway { number, unit } = what {
        let unit = quoted(unit);
        format!(
            "recorded here ({people}) while it was with {unit} by hand-over {number}; found by review"
        )
    } else if let What::HandoverUnsigned { number, unit } = what {
        let unit = quoted(unit);
        format!("hand-over {number} to {unit} by {people} is not signed")
    } else if let What::RoundsDiffer { lot, out, back, fired } = what {
        let said = match (back, fired) {
            (Some(back), Some(fired)) => format!("{back} back and {fired} fired, as they say"),
            (Some(back), None) => format!("{back} back, as they say"),
            (None, _) => "they say nothing of them".to_owned(),
        };
        let lot = quoted(lot);
        format!(
            "rounds of lot {lot}: {out} went out, {said}; nothing in the ledger was moved by that"
        )
    } else {
        String::new()
    }
}
