//! How each row of the sheets stands: signed, struck, withheld, or not signed yet.

use std::collections::BTreeMap;

use super::Pass;
use crate::verify::facts::RowState;

impl Pass<'_> {
    /// How each row stands, now that it is known which statements count.
    pub(super) fn rows(&mut self) {
        let mut rows: BTreeMap<(u64, u32), RowState> = BTreeMap::new();
        for row in self.out.past.rows() {
            rows.insert((row.seq, row.i), RowState { card: row.card, ..RowState::default() });
        }
        for (number, asked) in &self.asked {
            if self.out.withheld.contains(number) {
                for at in &asked.rows {
                    if let Some(state) = rows.get_mut(at) {
                        state.withheld = true;
                    }
                }
            }
            let Some(one) = self.out.past.standing().get(*number).filter(|_| self.counts(*number))
            else {
                continue;
            };
            let Some(witness) = one.prepared.signers.first().map(|slot| slot.person) else {
                continue;
            };
            for at in &asked.rows {
                let Some(state) = rows.get_mut(at) else { continue };
                let struck = one.prepared.struck.iter().any(|struck| (struck.seq, struck.i) == *at);
                let to = if struck { &mut state.struck } else { &mut state.signed };
                to.insert(witness, *number);
            }
        }
        for (at, number, witnesses) in &self.declared {
            let Some(state) = rows.get_mut(at) else { continue };
            state.withheld |= self.out.withheld.contains(number);
            if self.counts(*number) {
                let one = self.out.past.standing().get(*number);
                let signers = one.map_or(&[][..], |one| &one.prepared.signers);
                // Whoever agreed by phone is named, and did not sign that.
                let signed =
                    witnesses.iter().filter(|one| signers.iter().any(|slot| slot.person == **one));
                state.signed.extend(signed.map(|person| (*person, *number)));
            }
        }
        for witness in self.out.past.witnesses() {
            let has_key = self.out.roster.person(witness).is_some_and(|one| !one.keys.is_empty());
            for at in self.out.past.rows_of(witness).filter(|_| has_key) {
                if let Some(state) = rows.get_mut(&at)
                    && !state.signed.contains_key(&witness)
                    && !state.struck.contains_key(&witness)
                {
                    state.open.push(witness);
                }
            }
        }
        self.out.rows = rows;
    }
}
