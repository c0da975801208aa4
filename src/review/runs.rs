//! The runs in order: what was asked, what was said, what was withdrawn, and the STOPs in between.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::axis::{Line, Point};
use super::lists::ListStanding;
use crate::event::{
    Acknowledged, Answered, Event, FileAs, InterruptedWhy, RunEndedHow, RunStarted, StopRaised,
    StopSettled, WithdrawnWhy, Witness,
};
use crate::terms::{Digest, PersonId, Role, RunId, StepPath, StopId};

/// One execution of a checklist.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RunPast {
    /// Where it began.
    pub at: Point,
    /// How it began.
    pub started: RunStarted,
    /// Who holds which role, those bound later among them.
    pub roles: Vec<Witness>,
    /// What happened in it, in order.
    pub steps: Vec<Step>,
    /// How its files stood to what the production had said.
    pub standing: ListStanding,
    /// How it ended, and where.
    pub ended: Option<(RunEndedHow, Point)>,
}

/// One thing that happened in a run.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Step {
    /// Where and when.
    pub at: Point,
    /// The event in that line, from 0.
    pub index: u32,
    /// What.
    pub what: Happening,
}

/// What happened in a run.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Happening {
    /// A step was answered.
    Answered {
        /// The answer as it stands in the line.
        answer: Arc<Answered>,
        /// Where and why it was withdrawn, if it was.
        withdrawn: Option<(WithdrawnWhy, Point)>,
    },
    /// A reply was not taken.
    Weak {
        /// At which step.
        step: StepPath,
        /// The words.
        said: String,
    },
    /// A STOP was raised.
    Stopped {
        /// Which.
        stop: StopId,
        /// What is said aloud.
        say: String,
        /// Who called it.
        by: Option<PersonId>,
    },
    /// A STOP was settled.
    Settled {
        /// Which.
        stop: StopId,
        /// By whom.
        witnesses: Vec<Witness>,
    },
    /// What a repeat goes over was named.
    Named {
        /// Which repeat.
        step: StepPath,
        /// How many parts.
        parts: usize,
    },
    /// Questions were drawn about what was seen.
    Drawn {
        /// At which step.
        step: StepPath,
        /// The steps that were drawn, as they are written.
        picked: Vec<String>,
    },
    /// Somebody without a key acknowledged it; that is no signature.
    Acknowledged(Acknowledged),
    /// A picture was brought of the paper card that it is entered from.
    Photo {
        /// What is on it, as whoever brought it says.
        said: Option<String>,
        /// Its bytes.
        object: Digest,
    },
    /// It stood still.
    Held(InterruptedWhy),
    /// It went on.
    Resumed(StepPath),
}

impl RunPast {
    /// The id and revision of its list.
    #[must_use]
    pub fn list(&self) -> Option<(&str, u32)> {
        let list = self.started.files.iter().find(|file| file.used_as == FileAs::List)?;
        Some((&list.id, list.rev))
    }

    /// In which role somebody answered; the role of the list where nobody is named.
    #[must_use]
    pub fn holder(&self, role: &Role) -> Option<PersonId> {
        self.roles.iter().rev().find(|held| held.role == *role).map(|held| held.person)
    }

    fn withdraw(&mut self, step: &StepPath, n: u32, why: WithdrawnWhy, at: Point) {
        for one in self.steps.iter_mut().rev() {
            if let Happening::Answered { answer, withdrawn } = &mut one.what
                && withdrawn.is_none()
                && answer.n == n
                && answer.step == *step
            {
                *withdrawn = Some((why, at));
                return;
            }
        }
    }
}

/// The runs so far.
#[derive(Default)]
pub(super) struct Runs {
    all: BTreeMap<RunId, RunPast>,
    order: Vec<RunId>,
    of_stop: BTreeMap<StopId, RunId>,
    /// The first pictures of each paper card.
    cards: BTreeMap<u32, Vec<Step>>,
}

/// As many pictures of a card stand with its runs; all of them stand among the findings.
const PHOTOS: usize = 12;

impl Runs {
    pub(super) fn take(&mut self, line: &Line<'_>) {
        let at = line.point;
        for (index, event) in (0_u32..).zip(line.entry.events()) {
            if let Event::RunStarted(started) = event {
                self.begin(started, at);
            } else if let Event::StopSettled(settled) = event {
                self.settle(settled, at, index);
            } else if let Event::PhotoAdded(photo) = event {
                let Some(card) = photo.card else { continue };
                let all = self.cards.entry(card).or_default();
                if all.len() < PHOTOS {
                    let what = Happening::Photo { said: photo.said.clone(), object: photo.object };
                    all.push(Step { at, index, what });
                }
            } else if let Some(run) = event.run().and_then(|run| self.all.get_mut(&run)) {
                if let Event::StopRaised(raised) = event {
                    self.of_stop.insert(raised.stop, raised.run.unwrap_or(run.started.run));
                    run.steps.push(Step { at, index, what: stopped(raised) });
                } else {
                    tell(run, event, at, index);
                }
            }
        }
    }

    fn begin(&mut self, started: &RunStarted, at: Point) {
        if self.all.contains_key(&started.run) {
            return;
        }
        self.order.push(started.run);
        self.all.insert(
            started.run,
            RunPast {
                at,
                roles: started.roles.clone(),
                started: started.clone(),
                steps: Vec::new(),
                standing: ListStanding::default(),
                ended: None,
            },
        );
    }

    fn settle(&mut self, settled: &StopSettled, at: Point, index: u32) {
        let run = self.of_stop.get(&settled.stop).and_then(|run| self.all.get_mut(run));
        if let Some(run) = run {
            let witnesses = settled.witnesses.clone();
            let what = Happening::Settled { stop: settled.stop, witnesses };
            run.steps.push(Step { at, index, what });
        }
    }

    /// Every run in the order in which they began.
    pub(super) fn end(mut self) -> Vec<RunPast> {
        for run in self.all.values_mut() {
            let photos = run.started.card.and_then(|card| self.cards.get(&card));
            if let Some(photos) = photos {
                run.steps.extend(photos.iter().cloned());
                run.steps.sort_by_key(|step| (step.at.seq, step.index));
            }
        }
        let order = std::mem::take(&mut self.order);
        order.iter().filter_map(|run| self.all.remove(run)).collect()
    }
}

fn stopped(raised: &StopRaised) -> Happening {
    Happening::Stopped { stop: raised.stop, say: raised.say.clone(), by: raised.by }
}

fn tell(run: &mut RunPast, event: &Event, at: Point, index: u32) {
    let mut push = |what: Happening| run.steps.push(Step { at, index, what });
    if let Event::RunAnswered(answer) = event {
        push(Happening::Answered { answer: Arc::clone(answer), withdrawn: None });
    } else if let Event::RunReplyRefused(weak) = event {
        push(Happening::Weak { step: weak.step.clone(), said: weak.said.clone() });
    } else if let Event::RunParts(named) = event {
        push(Happening::Named { step: named.step.clone(), parts: named.parts.len() });
    } else if let Event::RunDrawn(drawn) = event {
        push(Happening::Drawn { step: drawn.step.clone(), picked: drawn.picked.clone() });
    } else if let Event::RunAcknowledged(said) = event {
        push(Happening::Acknowledged(said.clone()));
    } else if let Event::RunInterrupted(held) = event {
        push(Happening::Held(held.why));
    } else if let Event::RunResumed(resumed) = event {
        push(Happening::Resumed(resumed.step.clone()));
    } else if let Event::RunWithdrawn(withdrawn) = event {
        run.withdraw(&withdrawn.step, withdrawn.n, withdrawn.why, at);
    } else if let Event::RunRole(bound) = event {
        run.roles.push(Witness { role: bound.role.clone(), person: bound.person });
    } else if let Event::RunEnded(ended) = event
        && run.ended.is_none()
    {
        run.ended = Some((ended.how, at));
    }
}
