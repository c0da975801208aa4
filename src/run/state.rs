//! A run as the fold of its events; folding needs no checklist and judges nothing.

use std::sync::Arc;

use crate::event::{
    Acknowledged, Answered, FileAs, InterruptedWhy, Parts, Recorded, RunDrawn, RunEndedHow,
    RunStarted, StopRaised, Withdrawn, WithdrawnWhy, Witness,
};
use crate::terms::{Digest, PersonId, Role, RunId, Stamp, StepPath, StopId};

/// One execution of a checklist.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Run {
    started: RunStarted,
    begun: Stamp,
    roles: Vec<Witness>,
    given: Vec<Given>,
    passed: Vec<(StepPath, usize)>,
    /// What repeats go over, each with the number of answers before it was named.
    parts: Vec<(StepPath, Vec<String>, usize)>,
    /// What was drawn at steps, likewise.
    drawn: Vec<(StepPath, Vec<StepPath>, usize)>,
    stops: Vec<RunStop>,
    acknowledged: Vec<(Stamp, Acknowledged)>,
    held: Option<(InterruptedWhy, Stamp)>,
    declared: Vec<usize>,
    ended: Option<RunEndedHow>,
    under_stop: bool,
    doubted: Option<Doubt>,
}

/// What a STOP that is none of a run's own says of it.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Doubt {
    /// It is about nothing in particular.
    Everything,
    /// It is about an item of the run.
    Item,
}

/// One answer; it stays for ever, standing or withdrawn.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Given {
    /// What was asked and said, as the log holds it; its lines and what else tells of it share it.
    pub said: Arc<Answered>,
    /// When it was recorded.
    pub at: Stamp,
    /// Why it was withdrawn, if it was.
    pub withdrawn: Option<WithdrawnWhy>,
}

/// A stop of this run.
#[derive(Clone, Debug, Eq, PartialEq)]
struct RunStop {
    stop: StopId,
    rule: Option<String>,
    standing: bool,
    /// Whether its restart has not yet been carried out.
    owed: bool,
}

/// An event that no writer of this program could have written here.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("run {run}: {what}")]
pub struct IllegalEvent {
    /// Which run.
    pub run: RunId,
    /// What is wrong.
    pub what: &'static str,
}

impl Run {
    /// A run that has just begun.
    #[must_use]
    pub fn begin(started: &RunStarted, at: &Stamp) -> Self {
        Self {
            roles: started.roles.clone(),
            started: started.clone(),
            begun: at.clone(),
            given: Vec::new(),
            passed: Vec::new(),
            parts: Vec::new(),
            drawn: Vec::new(),
            stops: Vec::new(),
            acknowledged: Vec::new(),
            held: None,
            declared: Vec::new(),
            ended: None,
            under_stop: false,
            doubted: None,
        }
    }

    /// Which run.
    #[must_use]
    pub fn id(&self) -> RunId {
        self.started.run
    }

    /// How it began.
    #[must_use]
    pub fn started(&self) -> &RunStarted {
        &self.started
    }

    /// When it began.
    #[must_use]
    pub fn begun(&self) -> &Stamp {
        &self.begun
    }

    /// The SHA-256 of its checklist.
    #[must_use]
    pub fn list(&self) -> Option<Digest> {
        self.started.files.iter().find(|file| file.used_as == FileAs::List).map(|file| file.sha256)
    }

    /// The SHA-256 of the overlays that were applied to its checklist, in order.
    #[must_use]
    pub fn overlays(&self) -> Vec<Digest> {
        let overlays = self.started.files.iter().filter(|file| file.used_as == FileAs::Overlay);
        overlays.map(|file| file.sha256).collect()
    }

    /// Who holds which role, those bound later among them.
    #[must_use]
    pub fn roles(&self) -> &[Witness] {
        &self.roles
    }

    /// Who holds the role of that name.
    #[must_use]
    pub fn holder(&self, role: &str) -> Option<PersonId> {
        self.roles.iter().rev().find(|held| held.role.is(role)).map(|held| held.person)
    }

    /// Whether it is entered from a paper card; then nothing is ever in force from it.
    #[must_use]
    pub fn is_recorded_after(&self) -> bool {
        match self.started.recorded {
            Recorded::After => true,
            Recorded::Live => false,
        }
    }

    /// Every answer in order of entry.
    #[must_use]
    pub fn given(&self) -> &[Given] {
        &self.given
    }

    /// The standing answer to a step.
    #[must_use]
    pub fn answer_to(&self, step: &StepPath) -> Option<&Given> {
        self.given.iter().rev().find(|given| given.withdrawn.is_none() && given.said.step == *step)
    }

    /// Every standing answer in order of entry.
    pub fn standing(&self) -> impl DoubleEndedIterator<Item = &Given> {
        self.given.iter().filter(|given| given.withdrawn.is_none())
    }

    /// How often a step was answered, withdrawn answers among them.
    #[must_use]
    pub fn attempts(&self, step: &StepPath) -> u32 {
        let answers = self.given.iter().filter(|given| given.said.step == *step).count();
        u32::try_from(answers).unwrap_or(u32::MAX)
    }

    /// Whether a step was recorded as passed over.
    #[must_use]
    pub fn is_passed(&self, step: &StepPath) -> bool {
        self.passed.iter().any(|(passed, _)| passed == step)
    }

    /// What people without a key acknowledged, each with when; none of it is a signature, and nothing rests on it.
    #[must_use]
    pub fn acknowledged(&self) -> &[(Stamp, Acknowledged)] {
        &self.acknowledged
    }

    /// Somebody without a key acknowledged it.
    pub fn acknowledge(&mut self, said: &Acknowledged, at: &Stamp) {
        self.acknowledged.push((at.clone(), said.clone()));
    }

    /// The stops of this run that stand, each with its id in the list.
    pub fn stops(&self) -> impl Iterator<Item = (StopId, Option<&str>)> {
        self.stops.iter().filter(|stop| stop.standing).map(|stop| (stop.stop, stop.rule.as_deref()))
    }

    /// The ids in the list of every stop whose restart is still to be carried out.
    pub fn restarts_owed(&self) -> impl Iterator<Item = Option<&str>> {
        self.stops.iter().filter(|stop| stop.owed).map(|stop| stop.rule.as_deref())
    }

    /// Why it stands still, and since when.
    #[must_use]
    pub fn held(&self) -> Option<&(InterruptedWhy, Stamp)> {
        self.held.as_ref()
    }

    /// How it ended.
    #[must_use]
    pub fn ended(&self) -> Option<RunEndedHow> {
        self.ended
    }

    /// Whether it still goes on.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.ended.is_none()
    }

    /// Whether it began or was answered while a STOP stood; then nothing is ever declared or issued by it.
    #[must_use]
    pub fn went_on_under_stop(&self) -> bool {
        self.under_stop
    }

    /// Whether something was declared from the answers up to this one.
    #[must_use]
    pub fn declared_at(&self, step: &StepPath) -> bool {
        let at = self
            .given
            .iter()
            .rposition(|given| given.withdrawn.is_none() && given.said.step == *step);
        at.is_some_and(|at| self.declared.iter().any(|&count| count == at + 1 || count > at))
    }

    /// How often something was declared from answers that stand.
    #[must_use]
    pub fn declarations(&self) -> usize {
        self.declared.len()
    }

    /// When the newest standing answer was recorded; the beginning where there is none.
    #[must_use]
    pub fn latest(&self) -> &Stamp {
        self.standing().last().map_or(&self.begun, |given| &given.at)
    }

    fn wrong(&self, what: &'static str) -> IllegalEvent {
        IllegalEvent { run: self.started.run, what }
    }

    /// A step was answered.
    ///
    /// # Errors
    ///
    /// When the run is over.
    pub fn answered(&mut self, answered: &Arc<Answered>, at: &Stamp) -> Result<(), IllegalEvent> {
        if self.ended.is_some() {
            return Err(self.wrong("an answer after its end"));
        }
        self.given.push(Given { said: Arc::clone(answered), at: at.clone(), withdrawn: None });
        Ok(())
    }

    /// A step did not apply.
    pub fn pass(&mut self, step: &StepPath) {
        self.passed.push((step.clone(), self.given.len()));
    }

    /// What a repeat goes over was named.
    pub fn named(&mut self, parts: &Parts) {
        self.parts.push((parts.step.clone(), parts.parts.clone(), self.given.len()));
    }

    /// Questions were drawn.
    ///
    /// # Errors
    ///
    /// When one of them is no address of a step.
    pub fn drew(&mut self, drawn: &RunDrawn) -> Result<(), IllegalEvent> {
        let picked = drawn.picked.iter().map(|path| path.parse().ok());
        let picked: Option<Vec<StepPath>> = picked.collect();
        let picked = picked.ok_or_else(|| self.wrong("what was drawn is no step"))?;
        self.drawn.push((drawn.step.clone(), picked, self.given.len()));
        Ok(())
    }

    /// What a repeat goes over, where that was named.
    #[must_use]
    pub fn parts_of(&self, step: &StepPath) -> Option<&[String]> {
        let found = self.parts.iter().rfind(|(named, _, _)| named == step);
        found.map(|(_, parts, _)| parts.as_slice())
    }

    /// The steps that were drawn at a step, where they were.
    #[must_use]
    pub fn drawn_at(&self, step: &StepPath) -> Option<&[StepPath]> {
        let found = self.drawn.iter().rfind(|(at, _, _)| at == step);
        found.map(|(_, picked, _)| picked.as_slice())
    }

    /// An answer no longer counts.
    ///
    /// # Errors
    ///
    /// When no such answer stands.
    pub fn withdraw(&mut self, withdrawn: &Withdrawn) -> Result<(), IllegalEvent> {
        let found = self.given.iter_mut().enumerate().find(|(_, given)| {
            given.withdrawn.is_none()
                && given.said.n == withdrawn.n
                && given.said.step == withdrawn.step
        });
        let Some((position, given)) = found else {
            return Err(self.wrong("an answer is withdrawn that does not stand"));
        };
        given.withdrawn = Some(withdrawn.why);
        // What was passed over after it is open again, and so is what it led to.
        self.passed.retain(|(_, before)| *before <= position);
        // A repeat restarts whole: without its first answer its parts are named anew.
        self.parts.retain(|(_, _, before)| *before < position);
        self.drawn.retain(|(_, _, before)| *before <= position);
        self.declared.retain(|count| *count <= position);
        Ok(())
    }

    /// It began or was answered while a STOP stood.
    pub fn goes_on_under_stop(&mut self) {
        self.under_stop = true;
    }

    /// A STOP was raised that is none of its own.
    pub fn doubt(&mut self, doubt: Doubt) {
        self.doubted = self.doubted.max(Some(doubt));
    }

    /// What STOPs that are none of its own say of it, until no STOP stands any more.
    #[must_use]
    pub fn doubted(&self) -> Option<Doubt> {
        self.doubted
    }

    /// No STOP stands any more.
    pub fn undoubt(&mut self) {
        self.doubted = None;
    }

    /// A role was bound during the run.
    pub fn bind(&mut self, role: Role, person: PersonId) {
        self.roles.push(Witness { role, person });
    }

    /// It stands still.
    pub fn hold(&mut self, why: InterruptedWhy, at: &Stamp) {
        self.held = Some((why, at.clone()));
    }

    /// It goes on.
    pub fn resume(&mut self) {
        self.held = None;
    }

    /// It is over.
    ///
    /// # Errors
    ///
    /// When it was over before.
    pub fn end(&mut self, how: RunEndedHow) -> Result<(), IllegalEvent> {
        if self.ended.is_some() {
            return Err(self.wrong("it ends twice"));
        }
        self.ended = Some(how);
        self.held = None;
        Ok(())
    }

    /// A stop was raised in it.
    pub fn stopped(&mut self, raised: &StopRaised) {
        let rule = raised.rule.clone();
        let owed = rule.is_some();
        self.stops.push(RunStop { stop: raised.stop, rule, standing: true, owed });
    }

    /// A stop was settled.
    pub fn settled(&mut self, stop: StopId) {
        for mine in self.stops.iter_mut().filter(|mine| mine.stop == stop) {
            mine.standing = false;
        }
        if self.stops.iter().all(|stop| !stop.standing) {
            for stop in &mut self.stops {
                stop.owed = false;
            }
        }
    }

    /// Something was declared from it.
    pub fn declared(&mut self) {
        self.declared.push(self.given.len());
    }
}
