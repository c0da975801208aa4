//! The findings of the original record, and beside each what the corrected record says of it.

use std::mem::discriminant;

use super::tell::amends;
use super::{Amends, Corrections};
use crate::review::finding::{Finding, What};
use crate::review::page::Line;
use crate::review::phrase::Speaker;
use crate::review::{Review, tell};

/// A review, the one of the corrected lines, and the words for both.
pub(in crate::review) struct Teller<'a> {
    pub(in crate::review) review: &'a Review,
    pub(in crate::review) other: Option<&'a Review>,
    pub(in crate::review) corrections: &'a Corrections,
    pub(in crate::review) speaker: &'a Speaker<'a>,
}

impl Teller<'_> {
    /// A finding of the original record as a line; a correction never takes it away.
    pub(in crate::review) fn line(&self, finding: &Finding, words: String) -> Line {
        let mut amends = self.of_its_event(finding).unwrap_or_default();
        amends.corrected = None;
        if let Some(other) = self.other
            && !other.findings.contains(finding)
        {
            let like = other.findings.iter().find(|one| is_like(one, finding));
            amends.marks.push(match like {
                Some(like) => format!("in the corrected record: {}", self.speaker.finding(like)),
                None => "answered by the corrected record".to_owned(),
            });
        }
        let (at, seq) = (self.speaker.at(finding.at.wall), Some(finding.at.seq));
        Line { at, seq, words, amends }
    }

    /// What is found in the corrected record and not in the original one.
    pub(in crate::review) fn corrected_only(&self) -> Vec<Line> {
        let found = self.other.into_iter().flat_map(|other| &other.findings);
        let new = found.filter(|one| {
            let known = |old: &&Finding| *old == *one || is_like(old, one);
            !self.review.findings.iter().any(|old| known(&old))
        });
        let line = |one: &Finding| Line {
            at: self.speaker.at(one.at.wall),
            seq: Some(one.at.seq),
            words: self.speaker.finding(one),
            amends: Amends::default(),
        };
        new.map(line).collect()
    }

    /// What the amendments say of the very event that was found.
    fn of_its_event(&self, finding: &Finding) -> Option<Amends> {
        if !is_of_one_event(&finding.what) {
            return None;
        }
        let entry = self.speaker.entries().get(usize::try_from(finding.at.seq).ok()?)?;
        let event = entry.events().get(usize::try_from(finding.index).ok()?)?;
        let place = (finding.at.seq, finding.index);
        let say = |event: &_| tell::recorded(event, self.speaker);
        Some(amends(self.corrections, place, event, self.speaker, say))
    }
}

/// Whether both say the same sort of thing of the same item, person and place.
fn is_like(one: &Finding, other: &Finding) -> bool {
    let same = discriminant(&one.what) == discriminant(&other.what) && one.item == other.item;
    match (&one.what, &other.what) {
        (What::Time { gap, .. }, What::Time { gap: theirs, .. }) => same && gap == theirs,
        (What::Against { rule, .. }, What::Against { rule: theirs, .. }) => {
            same && rule == theirs && (one.at.seq, one.index) == (other.at.seq, other.index)
        }
        (What::Rows { are, .. }, What::Rows { are: theirs, .. }) => same && are == theirs,
        (_, _) if is_of_one_event(&one.what) => {
            same && (one.at.seq, one.index) == (other.at.seq, other.index)
        }
        (_, _) => same,
    }
}

/// Whether it is about one event that stands at its place.
fn is_of_one_event(what: &What) -> bool {
    matches!(
        what,
        What::Against { .. }
            | What::Breach { .. }
            | What::CardIssue { .. }
            | What::CardNobody { .. }
            | What::StopSettled { .. }
            | What::StopStands { .. }
            | What::Alarm { .. }
    )
}
