//! What the sitting and its jobs say is put to the person.

use super::perform::sentence;
use super::{App, Follow, situating};
use crate::gui::action::Place;
use crate::gui::view::Written;
use crate::production::{Ask, Command};
use crate::session::{Finished, JobId, Notice, Ticket, Trouble};
use crate::terms::{ItemId, Stamp};

impl App {
    /// Hears what became of something that was put to the sitting.
    pub(super) fn hear_sitting(&mut self, notice: Notice) {
        match notice {
            Notice::Done(ticket) => self.done(ticket),
            Notice::Refused(ticket, refusal) => {
                self.not_taken_in(ticket);
                self.forget(ticket);
                // Who it is, the production cannot say: names are no part of its state.
                let who: Vec<String> =
                    refusal.not_told().into_iter().map(|one| self.name(one)).collect();
                let who = match who.as_slice() {
                    [] => String::new(),
                    [_, ..] => format!(". This is about {}", who.join(", ")),
                };
                self.complain(sentence(&format!("{refusal}{who}")), refusal.remedy());
            }
            Notice::Failed(ticket, trouble) => {
                self.not_taken_in(ticket);
                self.forget(ticket);
                self.complain(sentence(&trouble.to_string()), trouble.remedy());
            }
            Notice::Unsaved(ticket) => self.wait_for_the_disk(ticket),
            Notice::Job(job, finished) => self.finished(job, finished),
            Notice::Broken(error) => {
                self.complain(format!("Nothing can be saved: {error}."), error.remedy());
            }
            Notice::Reopened => {
                self.say("The log takes lines again; what stood as NOT SAVED is written first.");
            }
            Notice::Late(items, at) => self.say_late(&items, &at),
            Notice::NotKept(error) => self.complain(sentence(&error.to_string()), error.remedy()),
        }
    }

    fn say_late(&mut self, items: &[ItemId], at: &Stamp) {
        let Some(session) = &self.session else { return };
        let tag = |item: &ItemId| {
            let known = session.state().book().item(*item);
            known.map_or_else(|| item.to_string(), |item| item.tag.clone())
        };
        let tags = items.iter().map(tag).collect::<Vec<_>>().join(", ");
        let clock = at.wall.clock(session.offset());
        self.say(format!(
            "{tags} was shown {clock} and is recorded only now. Show it again if in doubt."
        ));
    }

    /// A new set-up counts on once it is recorded at last; anything else was told as NOT SAVED and is not told again.
    fn wait_for_the_disk(&mut self, ticket: Ticket) {
        self.follow.retain(|(one, follow)| *one != ticket || matches!(follow, Follow::SetUp));
    }

    fn forget(&mut self, ticket: Ticket) {
        self.follow.retain(|(one, _)| *one != ticket);
    }

    fn done(&mut self, ticket: Ticket) {
        let Some(at) = self.follow.iter().position(|(one, _)| *one == ticket) else { return };
        match self.follow.remove(at).1 {
            Follow::Say(words) | Follow::TakenIn(_, words) => self.say(words),
            Follow::Taker(person, words) => {
                self.shell.drafts.handovers.taken_along_by(person);
                self.say(words);
            }
            Follow::Cards(path, typed, deck) => self.write_cards(path, typed, &deck),
            Follow::Run => {
                let runs = self.session.as_ref().map(|session| session.state().runs());
                if let Some(run) = runs.and_then(|mut runs| runs.next_back()) {
                    self.shell.go(Place::Run(run.id()));
                }
            }
            Follow::RunWith(item, step, answer) => {
                let Some(session) = &mut self.session else { return };
                let about = |run: &&crate::run::Run| run.started().item == Some(item);
                let run = session.state().runs().rev().find(about).map(crate::run::Run::id);
                let Some(run) = run else { return };
                self.shell.go(Place::Run(run));
                let face = session.state().face(run, session.library(), session.names(), &self.now);
                if face.is_some_and(|face| face.step == step) {
                    session.submit(Command::Ask(Ask::Answer { run, step, answer, at: None }));
                }
            }
            Follow::SetUp => {
                // Counted on from what holds now: it may have waited for a disk, and another one before it.
                let situation = situating::next_set_up(&self.situation);
                let lapsed = self.lapsed();
                let words = format!(
                    "Scene {}, set-up {}. {lapsed}",
                    situation.place.scene, situation.place.setup
                );
                self.situate(situation);
                self.say(words);
            }
        }
    }

    /// What the newest line ended.
    fn lapsed(&self) -> String {
        let Some(session) = &self.session else { return String::new() };
        let state = session.state();
        let last = state.size().saturating_sub(1);
        let ended = |item: &&crate::custody::Item| {
            item.ended.as_ref().is_some_and(|ended| ended.at.seq == last)
        };
        let tags: Vec<String> =
            state.book().items().into_iter().filter(ended).map(|item| item.tag.clone()).collect();
        if tags.is_empty() {
            "Nothing lapsed.".to_owned()
        } else {
            format!("Lapsed: {}.", tags.join(", "))
        }
    }

    fn finished(&mut self, job: JobId, finished: Finished) {
        if let Finished::Failed(trouble) = &finished {
            self.attaching.forget(job);
            if self.was_sealed(job, Some(trouble)) {
                return;
            }
        } else {
            self.was_sealed(job, None);
        }
        match finished {
            Finished::Attached(file) => self.attached(job, *file),
            Finished::Looked(object, small) => self.looked(object, small),
            Finished::Kept(_) | Finished::Unsealed => {}
            Finished::ListRead(list) => self.list_read(*list),
            Finished::TakenIn(taken) => self.taken_in(*taken),
            Finished::Signed { person, ticket } => {
                let name = self.name(person);
                self.follow.push((ticket, Follow::Say(format!("Signed and saved: {name}."))));
                self.catch_up(ticket);
            }
            Finished::KeyMade { person, ticket } => {
                let name = self.name(person);
                self.follow
                    .push((ticket, Follow::Say(format!("{name} is entered and has a key."))));
                self.catch_up(ticket);
            }
            Finished::Exported(done) => {
                self.exported = Some(Written {
                    path: done.path.display().to_string(),
                    size: done.size,
                    sha256: done.sha256.to_string(),
                    withheld: done.withheld,
                    unreadable: done.unreadable,
                    head_code: done.head_code,
                });
            }
            Finished::Exchanged(done, _) => {
                if done.is_well() {
                    self.say("Checkpoints were exchanged.");
                } else {
                    self.complain(
                        "One laptop has two records, or the stick was changed.",
                        "It is shown under Other laptops. Ring the safety officer.",
                    );
                }
                self.exchanged = Some(*done);
            }
            Finished::TimeRequested { statement, path } => self.time_requested(statement, &path),
            Finished::TimeRead(ticket) => self.time_read(ticket),
            Finished::HandedOut { number, path } => self.handed_out(number, &path),
            Finished::HandoverCame(came) => self.handover_came(*came),
            Finished::UnsavedWritten(path) => {
                self.say(format!("Written to {}. It still is not in the log.", path.display()));
            }
            Finished::Failed(trouble) if self.attaching.is_look(job) => {
                self.not_looked(job, &trouble);
            }
            Finished::Failed(Trouble::Cancelled) => self.say("It was called off."),
            Finished::Failed(trouble) => {
                self.complain(sentence(&trouble.to_string()), trouble.remedy());
            }
        }
    }

    /// A command that is no longer on its way was done before anybody waited for it.
    pub(super) fn catch_up(&mut self, ticket: Ticket) {
        let waits =
            self.session.as_ref().is_some_and(|session| session.waiting().any(|one| one == ticket));
        if !waits {
            self.done(ticket);
        }
    }
}
