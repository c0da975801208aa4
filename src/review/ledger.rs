//! What is found beside the items: STOPs, runs and answers, paper cards, signatures, sittings, lists.

use std::collections::BTreeMap;

use super::axis::{Before, Line, Point};
use super::finding::{Finding, Known, RowsAre, WentOn, What};
use super::runs::{Happening, RunPast};
use crate::event::{
    Alarms, Durable, Event, Prepared, Recorded, RunEndedHow, StatementKind, StopRaised,
};
use crate::terms::{Millis, PersonId, Role, StopId};
use crate::verify::{RowState, RowWord};

/// What is open at a line, and what was found.
#[derive(Default)]
pub(super) struct Ledger {
    stops: BTreeMap<StopId, (Point, u32, StopRaised)>,
    pending: Option<(Point, u64, StatementKind)>,
    alarms: Alarms,
    signing: Option<(u64, Prepared)>,
    alarmed: BTreeMap<StopId, (Point, u32)>,
    provisional: Vec<(Point, u32, PersonId, Role)>,
    pins: BTreeMap<PersonId, (Point, u32, usize)>,
    cards: BTreeMap<u32, (Point, u32, usize)>,
    closed: bool,
    pub(super) found: Vec<Finding>,
}

impl Ledger {
    fn add(&mut self, at: Point, index: u32, people: Vec<PersonId>, what: What) {
        self.found.push(Finding { at, index, item: None, people, what });
    }

    /// Takes the next line; `last` is the one before.
    pub(super) fn take(&mut self, last: Option<Point>, line: &Line<'_>) {
        let at = line.point;
        if let (Before::Opens { clean }, Some(last)) = (line.before, last)
            && at.seq > 1
        {
            let gap = (!line.back).then(|| at.at.saturating_sub(last.at));
            let what =
                if clean { What::Between { gap } } else { What::SittingNotClosed { last, gap } };
            self.add(at, 0, Vec::new(), what);
        }
        let mut told = false;
        for (index, event) in (0_u32..).zip(line.entry.events()) {
            if let Event::LogClockJump(jump) = event {
                told = true;
                let what = What::ClockJump { by: jump.wall_ms, known: Known::Recorded };
                self.add(at, index, Vec::new(), what);
            }
            self.kept(at, index, event);
            self.alarm(line, index, event);
            self.card(at, index, event);
            if !self.of_the_log(at, index, event) {
                self.of_the_people(at, index, event);
            }
        }
        if let Some(by) = line.jump.filter(|_| !told) {
            self.add(at, 0, Vec::new(), What::ClockJump { by, known: Known::ByReview });
        }
        self.closed = line.entry.events().iter().any(|event| matches!(event, Event::LogClosed {}));
    }

    /// What was erased, and what forbids it.
    fn kept(&mut self, at: Point, index: u32, event: &Event) {
        let (by, what) = if let Event::HoldPlaced(hold) = event {
            (hold.by, What::Hold { placed: true, why: hold.why.clone() })
        } else if let Event::HoldLifted(hold) = event {
            (hold.by, What::Hold { placed: false, why: hold.why.clone() })
        } else if let Event::KeepTerm(term) = event {
            (term.by, What::Term { sort: term.what, days: term.days })
        } else if let Event::ObjectErased(erased) = event {
            (erased.by, What::Erased { object: erased.sha256, why: erased.why.clone() })
        } else {
            return;
        };
        self.add(at, index, vec![by], what);
    }

    /// How the alarms stand.
    fn alarm(&mut self, line: &Line<'_>, index: u32, event: &Event) {
        let signing = self.signing.as_ref().map(|(number, prepared)| (*number, prepared));
        self.alarms.feed(line.point.seq, line.entry.t, event, signing);
        if let Event::StatementPrepared(prepared) = event {
            self.signing = Some((line.point.seq.saturating_add(1), prepared.clone()));
        } else if let Event::StopAlarm(alarm) = event {
            self.alarmed.entry(alarm.stop).or_insert((line.point, index));
        }
    }

    /// What is found of the alarms at the last line.
    fn alarms(&self) -> Vec<Finding> {
        let found = self.alarms.all().filter_map(|one| {
            let first = &one.alarms.first()?.what;
            let (at, index) = self.alarmed.get(&first.stop).copied()?;
            let agreed = one.settled.iter().flat_map(|told| &told.what);
            let people = agreed.map(|witness| witness.person).collect();
            let went_on = match (&one.settled, &one.restart) {
                (None, _) => WentOn::No,
                (Some(_), None) => WentOn::Unsigned,
                (Some(_), Some(_)) if one.owes().is_some() => WentOn::NotRatified,
                (Some(_), Some(_)) if one.is_by_phone() => WentOn::Ratified,
                (Some(_), Some(_)) => WentOn::Signed,
            };
            let what = What::Alarm { stop: first.stop, alarm: first.alarm, went_on };
            Some(Finding { at, index, item: first.item, people, what })
        });
        found.collect()
    }

    /// Whether the event is one of the log itself, of its paper, or of where it is kept.
    fn of_the_log(&mut self, at: Point, index: u32, event: &Event) -> bool {
        if let Event::LogCreated(created) = event {
            if created.continues.is_some() {
                self.add(at, index, Vec::new(), What::Continues);
            }
        } else if let Event::LogOpened(opened) = event {
            if opened.durable == Durable::Weak {
                self.add(at, index, Vec::new(), What::WeakVolume);
            }
        } else if let Event::LogRecovered(recovered) = event {
            self.add(at, index, Vec::new(), What::TornTail { bytes: recovered.bytes });
        } else if let Event::LogForked(forked) = event {
            let what = What::TwoRecords { log: forked.log, own: forked.other.is_none() };
            self.add(at, index, Vec::new(), what);
        } else if let Event::LogOverwritten(_) = event {
            self.add(at, index, Vec::new(), What::StickChanged);
        } else if let Event::CardsPrinted(cards) = event {
            let what = What::CardsPrinted { from: cards.from, to: cards.to };
            self.add(at, index, Vec::new(), what);
        } else if let Event::PhotoAdded(e) = event {
            let what = What::Photo { card: e.card, said: e.said.clone(), object: e.object };
            self.found.push(Finding { at, index, item: e.item, people: Vec::new(), what });
        } else if let Event::RulesPeople(rules) = event {
            let what = What::PeopleRules { rules: *rules };
            self.add(at, index, rules.by.into_iter().collect(), what);
        } else if let Event::DayLaw(told) = event {
            self.add(at, index, Vec::new(), What::Law { law: told.law });
        } else {
            return false;
        }
        true
    }

    fn of_the_people(&mut self, at: Point, index: u32, event: &Event) {
        if let Event::StopRaised(raised) = event {
            self.stops.insert(raised.stop, (at, index, raised.clone()));
        } else if let Event::StopSettled(settled) = event {
            if let Some((from, first, raised)) = self.stops.remove(&settled.stop) {
                let after = at.at.saturating_sub(from.at);
                let who = settled.witnesses.iter().map(|one| one.person).collect();
                let what = What::StopSettled { stop: settled.stop, by: raised.by, after };
                let item = raised.item;
                self.found.push(Finding { at: from, index: first, item, people: who, what });
            }
        } else if let Event::UnlockFailed(failed) = event {
            self.pins.entry(failed.person).or_insert((at, index, 0)).2 += 1;
        } else if let Event::PersonProvisional(given) = event {
            self.provisional.push((at, index, given.person, given.role.clone()));
        } else {
            self.of_statements(at, index, event);
        }
    }

    fn of_statements(&mut self, at: Point, index: u32, event: &Event) {
        if let Event::StatementPrepared(prepared) = event {
            self.prepare(at, prepared);
        } else if let Event::StatementCompleted(_) = event {
            if let Some((from, _, StatementKind::Roster)) = self.pending.take() {
                self.provisional.retain(|(added, ..)| added.seq > from.seq);
            }
        } else if let Event::StatementVoided(voided) = event {
            if let Some((_, number, kind)) = self.pending.take() {
                let what = What::StatementVoided { number, kind, why: voided.why };
                self.add(at, index, Vec::new(), what);
            }
        } else if let Event::StatementRefused(refused) = event {
            let kind = self.pending.map_or(StatementKind::Sheet, |(_, _, kind)| kind);
            let number = refused.statement;
            self.add(at, index, Vec::new(), What::StatementNotSigned { number, kind });
        }
    }

    fn prepare(&mut self, at: Point, prepared: &Prepared) {
        self.pending = Some((at, at.seq.saturating_add(1), prepared.kind));
    }

    fn card(&mut self, at: Point, index: u32, event: &Event) {
        let card = if let Event::RunStarted(e) = event {
            e.card
        } else if let Event::ItemDeclared(e) = event {
            e.card
        } else if let Event::ItemShown(e) = event {
            e.card
        } else if let Event::ItemMoved(e) = event {
            e.card
        } else if let Event::StopSettled(e) = event {
            e.card
        } else {
            None
        };
        if let Some(card) = card {
            self.cards.entry(card).or_insert((at, index, 0)).2 += 1;
        }
    }

    /// What is open at the last line, and what is counted over all.
    pub(super) fn end(mut self, last: Point) -> Vec<Finding> {
        let alarms = self.alarms();
        self.found.extend(alarms);
        for (stop, (at, index, raised)) in std::mem::take(&mut self.stops) {
            let so_far: Millis = last.at.saturating_sub(at.at);
            let what = What::StopStands { stop, by: raised.by, so_far };
            self.found.push(Finding { at, index, item: raised.item, people: Vec::new(), what });
        }
        if let Some((at, number, kind)) = self.pending.take() {
            self.add(at, 0, Vec::new(), What::StatementPending { number, kind });
        }
        for (at, index, person, role) in std::mem::take(&mut self.provisional) {
            self.add(at, index, vec![person], What::Provisional { role });
        }
        for (person, (at, index, times)) in std::mem::take(&mut self.pins) {
            self.add(at, index, vec![person], What::WrongPins { times });
        }
        for (card, (at, index, entries)) in std::mem::take(&mut self.cards) {
            self.add(at, index, Vec::new(), What::Card { card, entries });
        }
        if !self.closed {
            self.add(last, 0, Vec::new(), What::SittingOpen);
        }
        self.found
    }
}

/// What is found about the runs.
pub(super) fn of_runs(runs: &[RunPast]) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut lists: BTreeMap<(String, u32), (Point, usize)> = BTreeMap::new();
    for run in runs {
        let id = run.started.run;
        let mut add = |what: What| {
            let item = run.started.item;
            found.push(Finding { at: run.at, index: 0, item, people: Vec::new(), what });
        };
        match run.ended {
            None => add(What::RunOpen { run: id }),
            Some((RunEndedHow::Abandoned, _)) => add(What::RunAbandoned { run: id }),
            Some((RunEndedHow::Done, _)) => {}
        }
        let (mut fast, mut weak, mut withdrawn) = (Vec::new(), Vec::new(), Vec::new());
        for step in &run.steps {
            if let Happening::Answered { answer, withdrawn: why } = &step.what {
                if answer.fast {
                    fast.push(answer.step.clone());
                }
                withdrawn.extend(why.map(|(why, _)| (answer.step.clone(), why)));
            } else if let Happening::Weak { step, .. } = &step.what {
                weak.push(step.clone());
            }
        }
        if !fast.is_empty() {
            add(What::Fast { run: id, steps: fast });
        }
        if !weak.is_empty() {
            add(What::WeakReplies { run: id, steps: weak });
        }
        if !withdrawn.is_empty() {
            add(What::Withdrawn { run: id, steps: withdrawn });
        }
        if let Some((list, rev)) = run.list().filter(|_| !run.standing.approved) {
            lists.entry((list.to_owned(), rev)).or_insert((run.at, 0)).1 += 1;
        }
    }
    for ((list, rev), (at, runs)) in lists {
        let what = What::NotApproved { list, rev, runs };
        found.push(Finding { at, index: 0, item: None, people: Vec::new(), what });
    }
    if let Some(first) = runs.first() {
        let after = runs.iter().filter(|run| run.started.recorded == Recorded::After).count();
        let what = What::Runs { live: runs.len() - after, after };
        found.push(Finding { at: first.at, index: 0, item: None, people: Vec::new(), what });
    }
    found
}

/// What is found about the rows of the sheets.
pub(super) fn of_rows(rows: &BTreeMap<(u64, u32), RowState>, lines: &[Line<'_>]) -> Vec<Finding> {
    let mut sorted: BTreeMap<RowsAre, Vec<(u64, u32)>> = BTreeMap::new();
    for (place, state) in rows {
        let are = match state.word() {
            RowWord::Signed => continue,
            RowWord::NotYetSigned => RowsAre::NotYetSigned,
            RowWord::Struck => RowsAre::Struck,
            RowWord::RecordedAfter => RowsAre::After,
            RowWord::Withheld => RowsAre::Withheld,
        };
        sorted.entry(are).or_default().push(*place);
    }
    let first = |rows: &[(u64, u32)]| {
        let (seq, index) = rows.first().copied()?;
        Some((lines.get(usize::try_from(seq).ok()?)?.point, index))
    };
    let found = sorted.into_iter().filter_map(|(are, rows)| {
        let (at, index) = first(&rows)?;
        let what = What::Rows { are, rows };
        Some(Finding { at, index, item: None, people: Vec::new(), what })
    });
    found.collect()
}
