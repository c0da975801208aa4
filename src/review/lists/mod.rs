//! What the production said of lists, looked at anew: approvals, local rules, deviations, and the runs held against them.

pub(super) mod tell;

use std::collections::{BTreeMap, BTreeSet};

use crate::event::{
    Event, FileAs, ListDeviation, LocalRule, Prepared, Recorded, RunFile, RunStarted,
    StatementKind, Witness,
};
use crate::review::axis::{Line, Point};
use crate::review::finding::{Finding, ListFault, What};
use crate::review::runs::RunPast;
use crate::terms::{Digest, ItemId, ItemKind, Millis, RunId};

/// A deviation that a run began under.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Deviated {
    /// What was asked for.
    pub asked: ListDeviation,
    /// Who signed it, each in which role; nobody where it was not signed.
    pub by: Vec<Witness>,
}

/// How a run's files stand to what the production said before it began.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct ListStanding {
    /// Whether all of them were approved, by the review's own reckoning.
    pub approved: bool,
    /// The deviations that it began under.
    pub deviations: Vec<Deviated>,
}

struct Deviation {
    asked: ListDeviation,
    at: Point,
    by: Vec<Witness>,
    over: bool,
}

impl Deviation {
    fn lasts(&self) -> Millis {
        let lasts = self.asked.until.millis().saturating_sub(self.at.wall.millis());
        u64::try_from(lasts).unwrap_or(0)
    }

    /// Over by the wall clock or by the time that passed, whichever says so first.
    fn is_over(&self, at: Point) -> bool {
        self.over || at.wall >= self.asked.until || at.at.saturating_sub(self.at.at) >= self.lasts()
    }
}

/// What was in force together for a while.
#[derive(Default, PartialEq)]
struct Held {
    rules: Vec<LocalRule>,
    /// Each deviation with its list.
    deviations: Vec<(Digest, Digest)>,
}

impl Held {
    /// Whether a run of `list` about an item of that kind began under these overlays then, and under no others.
    fn is_just(&self, overlays: &[&RunFile], list: &RunFile, kind: Option<ItemKind>) -> bool {
        let rules = self.rules.iter().filter(|rule| applies(rule, &list.id, kind));
        let deviations = self.deviations.iter().filter(|(_, of)| *of == list.sha256);
        let due = rules.map(|rule| rule.file.sha256).chain(deviations.map(|(file, _)| *file));
        let due: BTreeSet<Digest> = due.collect();
        due == overlays.iter().map(|file| file.sha256).collect()
    }
}

/// What was said so far, the newest word on each file.
#[derive(Default)]
pub(super) struct Lists {
    /// The lists and overlays that were proposed, and whether both have signed.
    proposed: BTreeMap<Digest, bool>,
    deviations: BTreeMap<Digest, Deviation>,
    rules: Vec<LocalRule>,
    /// What was in force, one after the other.
    past: Vec<Held>,
    pending: Option<Prepared>,
    kinds: BTreeMap<ItemId, ItemKind>,
    /// What was said before is in another log, so that nothing can be found missing here.
    goes_on: bool,
    standings: BTreeMap<RunId, ListStanding>,
    found: Vec<Finding>,
}

impl Lists {
    pub(super) fn take(&mut self, line: &Line<'_>) {
        let at = line.point;
        for deviation in self.deviations.values_mut() {
            deviation.over = deviation.is_over(at);
        }
        // What lapsed since the line before was over for a while, whatever this one changes.
        self.keep(at);
        for (index, event) in (0_u32..).zip(line.entry.events()) {
            if let Event::RunStarted(started) = event {
                self.began(at, index, started);
            } else {
                self.said(at, event);
            }
        }
        self.keep(at);
    }

    /// Keeps what is in force now, where it is something else than before.
    fn keep(&mut self, at: Point) {
        let deviations = self.deviations.iter();
        let deviations = deviations.filter(|(_, one)| !one.by.is_empty() && !one.is_over(at));
        let deviations = deviations.map(|(file, one)| (*file, one.asked.list.sha256)).collect();
        let held = Held { rules: self.rules.clone(), deviations };
        if self.past.last() != Some(&held) {
            self.past.push(held);
        }
    }

    fn said(&mut self, at: Point, event: &Event) {
        if let Event::LogCreated(created) = event {
            self.goes_on |= created.continues.is_some();
        } else if let Event::ItemAdded(added) = event {
            self.kinds.insert(added.item, added.kind);
        } else if let Event::ListSubmitted(said) = event {
            self.proposed.extend(said.files.first().map(|first| (first.sha256, false)));
        } else if let Event::ListRules(said) = event {
            self.rules.clone_from(&said.overlays);
        } else if let Event::ListDeviation(asked) = event {
            let deviation = Deviation { asked: asked.clone(), at, by: Vec::new(), over: false };
            self.deviations.insert(asked.file.sha256, deviation);
        } else if let Event::ListWithdrawn(said) = event {
            self.proposed.remove(&said.file.sha256);
            self.deviations.remove(&said.file.sha256);
        } else if let Event::StatementPrepared(prepared) = event {
            self.pending = Some(prepared.clone());
        } else if let Event::StatementVoided(_) = event {
            self.pending = None;
        } else if let Event::StatementCompleted(_) = event
            && let Some(prepared) = self.pending.take()
        {
            self.signed(&prepared);
        }
    }

    fn signed(&mut self, prepared: &Prepared) {
        let about = prepared.about.as_deref().and_then(|about| about.parse::<Digest>().ok());
        let Some(about) = about else { return };
        match prepared.kind {
            StatementKind::Approve => {
                if let Some(approved) = self.proposed.get_mut(&about) {
                    *approved = true;
                }
            }
            StatementKind::Deviate => {
                if let Some(deviation) = self.deviations.get_mut(&about) {
                    let slots = prepared.signers.iter();
                    let by =
                        slots.map(|one| Witness { role: one.role.clone(), person: one.person });
                    deviation.by = by.collect();
                }
            }
            StatementKind::Roster
            | StatementKind::Sheet
            | StatementKind::Signoff
            | StatementKind::Amend
            | StatementKind::Restart
            | StatementKind::Ratify
            | StatementKind::Handover => {}
        }
    }

    fn is_approved(&self, file: Digest) -> bool {
        self.proposed.get(&file).copied().unwrap_or(false)
    }

    fn began(&mut self, at: Point, index: u32, started: &RunStarted) {
        let Some(list) = started.files.iter().find(|file| file.used_as == FileAs::List) else {
            return;
        };
        let overlays: Vec<&RunFile> =
            started.files.iter().filter(|file| file.used_as == FileAs::Overlay).collect();
        let mut standing =
            ListStanding { approved: self.is_approved(list.sha256), deviations: Vec::new() };
        let mut faults: Vec<(ListFault, String)> = Vec::new();
        let kind = started.item.and_then(|item| self.kinds.get(&item).copied());
        let due = |file: &RunFile| {
            let rule = self.rules.iter().find(|rule| rule.file.sha256 == file.sha256);
            rule.is_some_and(|rule| applies(rule, &list.id, kind))
        };
        for file in &overlays {
            let deviation = self.deviations.get(&file.sha256);
            let deviation = deviation.filter(|one| one.asked.list.sha256 == list.sha256);
            let holds = deviation.filter(|one| !one.by.is_empty() && !one.is_over(at));
            standing.approved &= holds.is_some() || self.is_approved(file.sha256);
            if let Some(one) = deviation {
                let (asked, by) = (one.asked.clone(), one.by.clone());
                standing.deviations.push(Deviated { asked, by });
            }
            if holds.is_none() && !due(file) {
                let fault =
                    if deviation.is_some() { ListFault::NoDeviation } else { ListFault::NoRule };
                faults.push((fault, file.id.clone()));
            }
        }
        for rule in self.rules.iter().filter(|rule| applies(rule, &list.id, kind)) {
            if overlays.iter().all(|file| file.sha256 != rule.file.sha256) {
                faults.push((ListFault::WithoutRule, rule.file.id.clone()));
            }
        }
        for (file, one) in &self.deviations {
            let left_out = overlays.iter().all(|overlay| overlay.sha256 != *file);
            let holds = !one.by.is_empty() && !one.is_over(at);
            if holds && left_out && one.asked.list.sha256 == list.sha256 {
                faults.push((ListFault::WithoutDeviation, one.asked.file.id.clone()));
            }
        }
        // The line of a run from a card has no time: any will do at which just its overlays were in force.
        if started.recorded == Recorded::After
            && self.past.iter().any(|held| held.is_just(&overlays, list, kind))
        {
            faults.clear();
        }
        if started.approved != standing.approved {
            faults.push((ListFault::ApprovedUntruly, list.id.clone()));
        }
        if self.goes_on {
            // What an older log of the chain approved is not looked at here.
            faults.clear();
            standing.approved = started.approved;
        }
        self.found.extend(faults.into_iter().map(|(fault, file)| Finding {
            at,
            index,
            item: started.item,
            people: Vec::new(),
            what: What::ListAgainst { run: started.run, fault, file },
        }));
        self.standings.insert(started.run, standing);
    }

    /// The findings, and each run with how its files stood.
    pub(super) fn end(mut self, runs: &mut [RunPast]) -> Vec<Finding> {
        for run in runs.iter_mut() {
            run.standing = self.standings.remove(&run.started.run).unwrap_or_default();
        }
        let mut used: BTreeMap<Digest, (Point, usize, Deviated)> = BTreeMap::new();
        for run in runs.iter() {
            for one in &run.standing.deviations {
                let first = (run.at, 0, one.clone());
                used.entry(one.asked.file.sha256).or_insert(first).1 += 1;
            }
        }
        self.found.extend(used.into_values().map(|(at, runs, one)| Finding {
            at,
            index: 0,
            item: None,
            people: one.by.iter().map(|who| who.person).collect(),
            what: What::UnderDeviation {
                list: one.asked.list.id,
                what: one.asked.what,
                why: one.asked.why,
                until: one.asked.until,
                runs,
            },
        }));
        self.found
    }
}

/// Whether a rule applies to a list and an item of that kind.
fn applies(rule: &LocalRule, list: &str, kind: Option<ItemKind>) -> bool {
    let on = rule.on.is_empty() || rule.on.iter().any(|id| id == list);
    on && (rule.kinds.is_empty() || kind.is_some_and(|kind| rule.kinds.contains(&kind)))
}
