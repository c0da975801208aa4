//! What a check that nobody goes on with lets go of while it reads, and tells again where a later line speaks of it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::Pass;
use crate::event::{Entry, Event, StatementKind};
use crate::statement::Text;

impl Pass<'_> {
    /// Tells the runs again that `entry` speaks of and that were let go of.
    pub(super) fn recall(&mut self, entry: &Entry) {
        for (run, lines) in self.out.past.away(entry) {
            let lines = lines.into_iter().filter_map(|at| self.given.log.entry(at));
            let entries: Vec<Entry> = lines.map(Cow::into_owned).collect();
            self.out.past.recall(run, &entries);
        }
    }

    /// Lets go of the runs whose sign-offs `entry` completes: most are never spoken of again.
    pub(super) fn let_go(&mut self, entry: &Entry) {
        for event in entry.events().iter().filter(|_| self.lets_go) {
            let Event::StatementCompleted(e) = event else { continue };
            let one = self.out.past.standing().get(e.statement);
            let Some(one) = one.filter(|one| one.prepared.kind == StatementKind::Signoff) else {
                continue;
            };
            let run = one.prepared.about.as_deref().and_then(|about| about.parse().ok());
            self.out.past.let_go(e.statement);
            if let Some(run) = run {
                self.out.past.put_away(run);
            }
        }
    }

    /// Lets go of the texts whose signatures were handed out; what they must be is remembered.
    pub(super) fn let_go_of_texts(&mut self) {
        if !self.lets_go {
            return;
        }
        // A signature on a text that nobody waits for any more contradicts the log by itself.
        let waits = self.out.past.standing().pending().map(|one| one.number);
        let all = std::mem::take(&mut self.out.texts);
        let (gone, kept) = all.into_iter().partition(|(number, _)| Some(*number) != waits);
        self.out.texts = kept;
        let gone: BTreeMap<u64, Text> = gone;
        self.out.let_go.extend(gone.into_iter().map(|(number, text)| (number, text.digest())));
    }
}
