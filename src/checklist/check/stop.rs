//! Stops: when they fire, what is said, who settles them, and where the run goes on.

use super::cx::{Cx, Site};
use super::names::{Key, check_name};
use super::possible::can_hold;
use crate::checklist::draft::{self, Ending};
use crate::checklist::model::StepIx;
use crate::checklist::{self, Clearing, Condition, Stop, StopWhen, Validity};
use crate::source::{At, Code};
use crate::terms::{Danger, StepPath};

impl<'d> Cx<'d, '_> {
    pub(super) fn stop(&mut self, draft: &'d draft::Stop) -> Option<Stop> {
        let id = draft.id.as_ref().and_then(|id| check_name(id, self.mistakes));
        let place = draft.id.as_ref().map_or("", |id| id.value.as_str());
        let armed: Option<Vec<StepIx>> = draft.at.as_ref().and_then(|at| {
            let all: Vec<Option<StepIx>> = at.iter().map(|name| self.step(name)).collect();
            all.into_iter().collect()
        });
        let site = armed.as_deref().map(site);
        let when = draft.when.as_ref().and_then(|when| {
            let resolved = self.condition(&when.value, site?)?;
            if !can_hold(&resolved, self) {
                let found = "this can never be so, and the stop never fires";
                self.tell(Code::Constant, when.span, found, "mend the condition");
            } else if !can_hold(&Condition::Not(Box::new(resolved.clone())), self) {
                let found = "this is always so, and no run gets past the stop";
                self.tell(Code::Constant, when.span, found, "mend the condition");
            }
            Some(resolved)
        });
        let say =
            site.and_then(|site| self.words(&format!("{place}.say"), draft.say.as_ref(), site));
        let clearing =
            draft.clear.as_ref().and_then(|clear| self.clearing(&clear.value, armed.as_deref()));
        let when = match armed? {
            armed if armed.is_empty() => StopWhen::Always(when?),
            armed => StopWhen::At(armed, when?),
        };
        let alarm = draft.alarm.as_ref()?.as_ref().map(|alarm| match alarm {
            draft::Danger::LiveFound => Danger::LiveFound,
            draft::Danger::Discharge => Danger::Discharge,
            draft::Danger::Injury => Danger::Injury,
        });
        Some(Stop { id: StepPath::top(id?), when, say: say?, clearing: clearing?, alarm })
    }

    fn clearing(&mut self, clear: &draft::Clear, armed: Option<&[StepIx]>) -> Option<Clearing> {
        let by = clear.by.as_ref().and_then(|by| self.roles(&by.rows));
        let name = clear.restart_at.as_ref()?;
        // An include starts again at its first step.
        let restart = self.steps_of(name)?.first().copied()?;
        if restart.inner.is_some() {
            let found = format!("{:?} stands inside a repeat", name.value);
            self.tell(
                Code::BadRestart,
                name.span,
                found,
                "name the repeat itself; it starts again whole",
            );
        } else if armed?.iter().any(|step| restart.top > step.top) {
            let found = format!("{:?} comes after the step that arms this stop", name.value);
            self.tell(Code::BadRestart, name.span, found, "restart at that step or before it");
        }
        Some(Clearing { by: by?, restart })
    }

    pub(super) fn validity(&mut self, draft: &draft::Validity) -> Option<Validity> {
        let lasts = draft.lasts.as_ref().and_then(|lasts| self.time(lasts));
        let warn = match draft.warn.as_ref()? {
            Some(warn) => {
                let time = self.time(warn);
                if let (Some(time), Some(lasts)) = (time, lasts)
                    && time >= lasts
                {
                    let found = "the warning comes before the time begins";
                    self.tell(Code::OutOfRange, warn.span, found, "warn for less than it lasts");
                }
                time.map(Some)
            }
            None => Some(None),
        };
        let ends_on = self.endings(draft.ends_on.as_ref()?);
        Some(Validity { lasts: lasts?, warn: warn?, ends_on: ends_on? })
    }

    /// What ends a declaration.
    pub(super) fn endings(&mut self, endings: &[At<Ending>]) -> Option<Vec<checklist::Ending>> {
        let ends_on = endings.iter().map(|ending| {
            Some(match &ending.value {
                Ending::Interrupted(time) => checklist::Ending::Interrupted(self.time(time)?),
                Ending::HandOver => checklist::Ending::HandOver,
                Ending::OutOfSight => checklist::Ending::OutOfSight,
                Ending::Opened => checklist::Ending::Opened,
                Ending::SetUp => checklist::Ending::SetUp,
                Ending::Break => checklist::Ending::Break,
                Ending::ClockJump => checklist::Ending::ClockJump,
            })
        });
        let ends_on: Vec<Option<checklist::Ending>> = ends_on.collect();
        ends_on.into_iter().collect()
    }
}

/// From where the condition of a stop looks: just after the earliest step that arms it.
///
/// At a later one more would be known, but at the earliest it would be unknown, and unknown fires.
fn site(armed: &[StepIx]) -> Site {
    let mut sites = armed.iter().copied().map(Site::answered);
    let Some(first) = sites.next() else { return Site::ANY };
    sites.fold(first, |found, site| Site {
        before: Key::min(found.before, site.before),
        inside: found.inside.filter(|inside| site.inside == Some(*inside)),
    })
}
