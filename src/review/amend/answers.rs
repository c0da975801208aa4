//! The findings of the original record, and beside each what the corrected record says of it.

use std::collections::BTreeMap;
use std::mem::{Discriminant, discriminant};

use super::tell::amends;
use super::{Amends, Corrections};
use crate::review::custody::Gap;
use crate::review::finding::{Finding, RowsAre, Rule, What};
use crate::review::page::Line;
use crate::review::phrase::Speaker;
use crate::review::{Review, tell};
use crate::terms::ItemId;

/// A review, the one of the corrected lines, and the words for both.
pub(in crate::review) struct Teller<'a> {
    pub(in crate::review) review: &'a Review,
    pub(in crate::review) other: Option<Alike<'a>>,
    pub(in crate::review) corrections: &'a Corrections,
    pub(in crate::review) speaker: &'a Speaker<'a>,
}

impl Teller<'_> {
    /// A finding of the original record as a line; a correction never takes it away.
    pub(in crate::review) fn line(&self, finding: &Finding, words: String) -> Line {
        let mut amends = self.of_its_event(finding).unwrap_or_default();
        amends.corrected = None;
        if let Some(other) = &self.other
            && !other.has(finding)
        {
            let like = other.first_like(finding);
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
        let Some(other) = &self.other else { return Vec::new() };
        let ours = Alike::of(&self.review.findings);
        let new = other.all.iter().filter(|one| ours.first_like(one).is_none());
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

/// What two findings have in common that say the same sort of thing: item, and of some sorts more.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
struct Common {
    item: Option<ItemId>,
    gap: Option<Gap>,
    rule: Option<Rule>,
    rows: Option<RowsAre>,
    /// Line and event, of what is about one event.
    place: Option<(u64, u32)>,
}

impl Common {
    fn of(finding: &Finding) -> Self {
        let (mut gap, mut rule, mut rows) = (None, None, None);
        if let What::Time { gap: of, .. } = &finding.what {
            gap = Some(*of);
        } else if let What::Against { rule: of, .. } = &finding.what {
            rule = Some(*of);
        } else if let What::Rows { are, .. } = &finding.what {
            rows = Some(*are);
        }
        let place = is_of_one_event(&finding.what).then_some((finding.at.seq, finding.index));
        Self { item: finding.item, gap, rule, rows, place }
    }
}

/// The findings of a record by what they have in common, so that one is found among many without looking at all of them:
/// whoever writes a log decides how many there are.
pub(in crate::review) struct Alike<'a> {
    all: &'a [Finding],
    /// Of each sort, which there are few of, the first of those alike, and where in the log each stands.
    sorts: Vec<(Discriminant<What>, Sort<'a>)>,
}

#[derive(Default)]
struct Sort<'a> {
    first: BTreeMap<Common, &'a Finding>,
    at: BTreeMap<(u64, u32, Common), Vec<&'a Finding>>,
}

impl<'a> Alike<'a> {
    pub(in crate::review) fn of(all: &'a [Finding]) -> Self {
        let mut sorts: Vec<(Discriminant<What>, Sort<'a>)> = Vec::new();
        for finding in all {
            let sort = discriminant(&finding.what);
            if !sorts.iter().any(|(known, _)| *known == sort) {
                sorts.push((sort, Sort::default()));
            }
            let Some((_, of)) = sorts.iter_mut().find(|(known, _)| *known == sort) else {
                continue;
            };
            let common = Common::of(finding);
            of.first.entry(common).or_insert(finding);
            of.at.entry((finding.at.seq, finding.index, common)).or_default().push(finding);
        }
        Self { all, sorts }
    }

    fn sort(&self, finding: &Finding) -> Option<&Sort<'a>> {
        let sort = discriminant(&finding.what);
        self.sorts.iter().find(|(known, _)| *known == sort).map(|(_, of)| of)
    }

    /// Whether it is among them, word for word.
    fn has(&self, finding: &Finding) -> bool {
        let place = (finding.at.seq, finding.index, Common::of(finding));
        let here = self.sort(finding).and_then(|sort| sort.at.get(&place));
        here.is_some_and(|here| here.contains(&finding))
    }

    /// The first that says the same sort of thing of the same item, person and place.
    fn first_like(&self, finding: &Finding) -> Option<&'a Finding> {
        self.sort(finding)?.first.get(&Common::of(finding)).copied()
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
