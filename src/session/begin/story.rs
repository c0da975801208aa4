//! One finished day of the sample production, lived through the real session: so that there is something to look at.

use super::sample::SAMPLE_PEOPLE;
use crate::event::{Recorded, RowRef, Shown, Witness};
use crate::production::{Ask, Command, Happened, Moved, Prepare, Refusal, SetUp, Start};
use crate::run::{Answer, Sealed};
use crate::session::drive::Failure;
use crate::session::job::Finished;
use crate::session::notice::Trouble;
use crate::session::sitting::Session;
use crate::signing::Secret;
use crate::terms::{Act, ItemId, Millis, PersonId, Role, RunId, StepPath, role};

const SECOND: Millis = 1_000;
const MINUTE: Millis = 60_000;

/// Lives one day: proof, a stop, showing, issue, a breach, collecting, dummies out, re-show, a rubber gun, and two sheets, one line of
/// which is struck. `pass` lets time go by.
///
/// # Errors
///
/// When something is refused or cannot be written; the day then ends there.
pub fn finished_day(session: &mut Session, pass: &mut dyn FnMut(Millis)) -> Result<(), Failure> {
    let mut day = Day { session, pass };
    day.sit()?;
    let (revolver, pistol, rubber, tray) =
        (day.item("G-07")?, day.item("P-03")?, day.item("R-07")?, day.item("D-1")?);

    day.after(5 * MINUTE);
    let proof = day.start("dummies-prove-load", revolver, &[("tray", tray)])?;
    day.prove(proof, "G-07")?;
    day.rounds(proof, Some(4))?;
    // The two at the bench: the doubtful one in the pot, the gun emptied and seen empty again, six others proven.
    day.settle()?;
    day.blind(proof, "empty", 6)?;
    day.rounds(proof, None)?;
    day.blind(proof, "loaded", 6)?;

    day.after(6 * MINUTE);
    let declared = day.start("cold-gun-dummies", revolver, &[])?;
    day.answer(declared, "tag", Answer::Text("G-07".to_owned()))?;
    day.answer(declared, "count", Answer::Number(6))?;
    day.show(revolver)?;
    day.answer(declared, "call", Answer::Done)?;
    day.issue(revolver)?;
    day.after(4 * MINUTE);
    day.happened(Happened::Moved(vec![Moved::plain(
        revolver,
        Act::SetDown,
        Some(day.who(role::PERFORMER)?),
        None,
    )]))?;
    day.after(2 * MINUTE);
    day.collect(revolver)?;
    day.after(2 * MINUTE);
    let out = day.start("dummies-out", revolver, &[])?;
    day.answer(out, "muzzle", Answer::Choice(0))?;
    day.answer(out, "tag", Answer::Text("G-07".to_owned()))?;
    day.answer(out, "out", Answer::Choice(0))?;
    day.blind(out, "count", 6)?;

    day.after(9 * MINUTE);
    let shown = day.start("cold-gun-empty", pistol, &[])?;
    day.opened(shown, "P-03")?;
    day.blind(shown, "count", 1)?;
    day.show(pistol)?;
    day.answer(shown, "call", Answer::Done)?;
    day.issue(pistol)?;
    day.after(3 * MINUTE);
    day.collect(pistol)?;
    let again = day.start("re-show", pistol, &[])?;
    day.blind(again, "empty", 1)?;
    day.show(pistol)?;
    day.issue(pistol)?;
    day.after(3 * MINUTE);
    day.collect(pistol)?;

    day.after(20 * MINUTE);
    let out = day.start("rubber-out", rubber, &[])?;
    day.answer(out, "twin", Answer::Choice(0))?;
    day.after(15 * MINUTE);
    day.collect(rubber)?;
    let armorer = day.who(role::ARMORER)?;
    let away = [revolver, pistol, rubber]
        .map(|item| Moved::plain(item, Act::LockAway, Some(armorer), None));
    day.happened(Happened::Moved(away.to_vec()))?;

    day.after(10 * MINUTE);
    day.sheet(role::ARMORER, false)?;
    day.after(2 * MINUTE);
    day.sheet(role::FIRST_AD, true)
}

struct Day<'d> {
    session: &'d mut Session,
    pass: &'d mut dyn FnMut(Millis),
}

impl Day<'_> {
    fn after(&mut self, time: Millis) {
        (self.pass)(time);
        // The sitting reads the clock before anything is waited for, so that time gone by is not taken for a slow disk.
        let _nothing_is_on_its_way = self.session.poll();
    }

    fn do_it(&mut self, command: Command) -> Result<(), Failure> {
        self.after(3 * SECOND);
        self.session.perform(command)
    }

    fn happened(&mut self, happened: Happened) -> Result<(), Failure> {
        self.do_it(Command::Happened(happened))
    }

    fn sit(&mut self) -> Result<(), Failure> {
        let recorder = self.who(role::RECORDER)?;
        self.session.sit(Some(recorder));
        Ok(())
    }

    fn who(&self, role: &str) -> Result<PersonId, Failure> {
        let found = self.session.state().roster().with_role(role, self.session.now().wall).next();
        found.map(|person| person.id).ok_or(Refusal::NoSuch("person of the sample").into())
    }

    fn item(&self, tag: &str) -> Result<ItemId, Failure> {
        let found = self.session.state().book().by_tag(tag).map(|item| item.id);
        found.ok_or(Refusal::NoSuch("item of the sample").into())
    }

    fn start(
        &mut self,
        list: &str,
        item: ItemId,
        more: &[(&str, ItemId)],
    ) -> Result<RunId, Failure> {
        let library = self.session.library();
        let list = library.named(list).ok_or(Refusal::NoSuch("checklist"))?;
        let mut roles = Vec::new();
        for one in &list.roles {
            let wanted: Vec<&str> = if one.filled_by.is_empty() {
                vec![one.role.as_str()]
            } else {
                one.filled_by.iter().map(Role::as_str).collect()
            };
            let taken: Vec<PersonId> = roles.iter().map(|held: &Witness| held.person).collect();
            let free = wanted
                .into_iter()
                .filter_map(|name| self.who(name).ok())
                .find(|person| !taken.contains(person));
            roles.extend(free.map(|person| Witness { role: one.role.clone(), person }));
        }
        let subject = ("gun".to_owned(), item.to_string());
        let more = more.iter().map(|(id, item)| ((*id).to_owned(), item.to_string()));
        let start = Start {
            overlays: Vec::new(),
            lang: None,
            list: list.source.sha256,
            roles,
            recorder: self.who(role::RECORDER)?,
            inputs: std::iter::once(subject).chain(more).collect(),
            recorded: Recorded::Live,
            card: None,
            claimed: None,
            place: SetUp { scene: "42".to_owned(), setup: "A".to_owned(), take: "1".to_owned() },
        };
        self.do_it(Command::Ask(Ask::Start(start)))?;
        let run = self.session.state().runs().next_back().map(crate::run::Run::id);
        run.ok_or(Refusal::NoSuch("run").into())
    }

    fn answer(&mut self, run: RunId, step: &str, answer: Answer) -> Result<(), Failure> {
        let step: StepPath = step.parse().ok().ok_or(Refusal::NoSuch("step"))?;
        self.do_it(Command::Ask(Ask::Answer { run, step, answer, at: None }))
    }

    fn blind(&mut self, run: RunId, step: &str, both: i64) -> Result<(), Failure> {
        self.answer(run, step, Answer::Blind(Sealed::new(both), Sealed::new(both)))
    }

    /// Muzzle, tag, open, bore.
    fn opened(&mut self, run: RunId, tag: &str) -> Result<(), Failure> {
        self.answer(run, "muzzle", Answer::Choice(0))?;
        self.answer(run, "tag", Answer::Text(tag.to_owned()))?;
        self.answer(run, "opened", Answer::Choice(0))?;
        self.answer(run, "bore", Answer::Choice(0))
    }

    fn prove(&mut self, run: RunId, tag: &str) -> Result<(), Failure> {
        self.opened(run, tag)?;
        self.blind(run, "empty", 6)
    }

    /// Six dummies; at `doubt` somebody is not sure, which stops the run.
    fn rounds(&mut self, run: RunId, doubt: Option<u16>) -> Result<(), Failure> {
        for round in 1..=doubt.unwrap_or(6) {
            let said = if doubt == Some(round) { 4 } else { 0 };
            self.answer(run, &format!("rounds[{round}].proof"), Answer::Choice(said))?;
        }
        Ok(())
    }

    fn settle(&mut self) -> Result<(), Failure> {
        let state = self.session.state();
        let stop = state
            .standing_stops()
            .next()
            .map(|stop| stop.raised.stop)
            .ok_or(Refusal::NoSuch("STOP"))?;
        let settlers = state.settlers(stop, self.session.library(), self.session.now().wall);
        let witnesses = settlers
            .into_iter()
            .filter_map(|one| Some(Witness { person: *one.people.first()?, role: one.role }));
        let witnesses = witnesses.collect();
        self.do_it(Command::Ask(Ask::Settle { stop, witnesses, why: None }))
    }

    fn show(&mut self, item: ItemId) -> Result<(), Failure> {
        let by = self.who(role::ARMORER)?;
        for name in [role::FIRST_AD, role::PERFORMER, role::CAMERA] {
            let role: Role = name.parse().ok().ok_or(Refusal::NoSuch("role"))?;
            let to = vec![Shown { role, person: Some(self.who(name)?) }];
            self.happened(Happened::Shown { items: vec![item], by, to, card: None })?;
        }
        Ok(())
    }

    fn issue(&mut self, item: ItemId) -> Result<(), Failure> {
        let (from, action) = (self.who(role::ARMORER)?, vec![self.who(role::PERFORMER)?]);
        self.do_it(Command::Ask(Ask::Issue { items: vec![item], from, action }))
    }

    fn collect(&mut self, item: ItemId) -> Result<(), Failure> {
        let (from, to) = (self.who(role::PERFORMER)?, self.who(role::ARMORER)?);
        self.happened(Happened::Moved(vec![Moved::plain(item, Act::Collect, Some(from), Some(to))]))
    }

    /// One witness's sheet, signed; with `strike` the first showing in it is struck.
    fn sheet(&mut self, role: &str, strike: bool) -> Result<(), Failure> {
        let person = self.who(role)?;
        let first = self
            .session
            .sheet_rows(person)
            .into_iter()
            .next()
            .map(|row| RowRef { seq: row.seq, i: row.i });
        let struck = first.into_iter().filter(|_| strike).collect();
        self.do_it(Command::Ask(Ask::Prepare(Prepare::Sheet { person, struck })))?;
        let pin = SAMPLE_PEOPLE
            .iter()
            .find(|one| one.role == role)
            .and_then(|one| one.pin)
            .unwrap_or_default();
        let job = self.session.sign(person, Secret::from(pin.to_owned()))?;
        match self.session.wait_for_job(job)? {
            Finished::Signed { ticket, .. } => self.session.wait_for(ticket),
            Finished::Failed(trouble) => Err(trouble.into()),
            Finished::KeyMade { .. }
            | Finished::Exported(_)
            | Finished::UnsavedWritten(_)
            | Finished::Attached(_)
            | Finished::Looked(..)
            | Finished::Kept(_)
            | Finished::Exchanged(..)
            | Finished::TimeRequested { .. }
            | Finished::TimeRead(_)
            | Finished::HandedOut { .. }
            | Finished::HandoverCame(_)
            | Finished::Unsealed
            | Finished::ListRead(_)
            | Finished::TakenIn(_) => Err(Trouble::Broke.into()),
        }
    }
}
