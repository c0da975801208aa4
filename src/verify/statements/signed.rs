//! The signatures of a line: over which text and with whose key each is, and who checks it.

use std::collections::BTreeMap;
use std::sync::mpsc::Sender;

use super::signatures::{Batch, Queue, Waiting};
use super::{Asked, Pass};
use crate::event::Signed;
use crate::statement::Text;

impl Pass<'_> {
    /// Takes one signature, and says whether there are enough for a batch.
    pub(super) fn signed(&mut self, seq: u64, signed: &Signed) -> bool {
        let number = signed.statement;
        let statement = self.out.past.standing().get(number);
        let Some(kind) = statement.map(|one| one.prepared.kind) else { return false };
        let role = statement.and_then(|one| {
            one.prepared
                .signers
                .iter()
                .find(|slot| slot.person == signed.person)
                .map(|slot| slot.role.clone())
        });
        // Without the text nothing can be said here; that it is missing is said elsewhere.
        if text_of(&self.out.texts, &self.asked, number).is_none() {
            return false;
        }
        let person = self.out.roster.person(signed.person);
        let key = person
            .and_then(|person| person.keys.iter().find(|key| key.fingerprint == signed.key))
            .map(|key| key.key.clone());
        let place = self.given.log.place(seq);
        let checks = self.out.roster.basis().is_some_and(|roster| roster.verification);
        let (signed, mark) = (signed.clone(), self.found.mark());
        self.signatures.wait(Waiting { place, kind, signed, role, key, checks, mark })
    }

    /// Hands out those that wait, with their texts, and takes what became of others.
    pub(super) fn hand_out(&mut self, give: &Sender<Batch>, queue: &Queue) {
        let (texts, asked) = (&self.out.texts, &self.asked);
        let text = |number| text_of(texts, asked, number).map(<[u8]>::to_vec);
        let mode = self.given.log.created.mode;
        self.signatures.hand_out(give, queue, mode, text);
        self.let_go_of_texts();
        self.settle(queue);
    }

    /// Takes what became of those that were checked.
    pub(super) fn settle(&mut self, queue: &Queue) {
        let (good, bad) = self.signatures.settle(queue);
        for (number, signer) in good {
            self.out.signers.entry(number).or_default().push(signer);
        }
        self.out.bad.extend(bad);
    }
}

/// The bytes that must have been signed, as far as they are known.
fn text_of<'t>(
    texts: &'t BTreeMap<u64, Text>,
    asked: &'t BTreeMap<u64, Asked>,
    number: u64,
) -> Option<&'t [u8]> {
    let derived = texts.get(&number).map(|text| text.as_str().as_bytes());
    derived.or_else(|| asked.get(&number)?.read.as_deref())
}
