//! A concern: sealed to the safety officer alone before the line that counts it, and carried out beside a bundle.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::production::{Ask, Command, Happened};
use crate::sealed::{LONGEST_CONCERN, Recipient, RecipientError, encode_concern};
use crate::session::drive::Task;
use crate::session::job::{Finished, JobId, JobKind};
use crate::session::notice::{Ticket, Trouble};
use crate::session::ports::{Control, Desk, Object, PortError, Work, Worked};
use crate::session::sitting::Session;
use crate::terms::{ConcernId, Digest, PersonId};

/// The longest age file of a concern, in bytes.
const LONGEST_FILE: u64 = 64 * 1024;

impl Session {
    /// Seals a concern to the safety officer alone; the line that counts it follows, with nobody at its keyboard. The end is
    /// [`Finished::Kept`].
    ///
    /// # Errors
    ///
    /// When no safety officer has a key here, when nothing was written, or when too many other files are being written.
    pub fn raise_concern(&mut self, text: &str) -> Result<JobId, Trouble> {
        let (sealed, work) = self.sealing_away(text)?;
        self.start_apart(JobKind::Keep, Task::Concern { sealed }, work)
    }

    /// Seals the answer to a concern to the safety officer alone, as the concern is; the line that says so follows. The end is
    /// [`Finished::Kept`].
    ///
    /// # Errors
    ///
    /// As [`Session::raise_concern`], and where there is no such concern.
    pub fn answer_concern(&mut self, concern: ConcernId, text: &str) -> Result<JobId, Trouble> {
        if !self.state.concerns().any(|(one, _)| one == concern) {
            let remedy = "Choose one of those that the page counts.";
            return Err(PortError::new("there is no such concern", remedy).into());
        }
        let (sealed, work) = self.sealing_away(text)?;
        self.start_apart(JobKind::Keep, Task::Answer { concern, sealed }, work)
    }

    /// The object of what was written, and the work that makes it durable.
    fn sealing_away(&mut self, text: &str) -> Result<(Digest, Work), Trouble> {
        let said = text.trim();
        if said.is_empty() || said.len() > LONGEST_CONCERN {
            return Err(PortError::new(
                format!("it has to have between 1 and {LONGEST_CONCERN} characters"),
                "Write it in a few sentences.",
            )
            .into());
        }
        let to = self.state.concerns_go_to(self.now.wall).map(|(_, key)| key.to_owned());
        let Some(to) = to else {
            return Err(PortError::new(
                "no safety officer has a key here, so that nothing can be sealed",
                "Ring the number on the meeting sheet.",
            )
            .into());
        };
        let object = Object::of(encode_concern(self.salt(), said));
        let sealed = object.digest;
        let (desk, folder) = (Arc::clone(&self.ports.desk), self.folder.clone());
        let work: Work = Box::new(move |_| {
            let kept: Result<(), Trouble> =
                desk.seal_for(&folder, &object, &to).map_err(Trouble::from);
            Box::new(kept)
        });
        Ok((sealed, work))
    }

    /// Enters the age key of a safety officer, whom concerns are sealed to from then on.
    ///
    /// # Errors
    ///
    /// When it is no such key.
    pub fn set_recipient(&mut self, person: PersonId, typed: &str) -> Result<Ticket, Trouble> {
        let read: Recipient = typed
            .parse()
            .map_err(|error: RecipientError| PortError::new(error.to_string(), error.remedy()))?;
        let recipient = read.to_string();
        Ok(self.submit(Command::Ask(Ask::SetRecipient { person, recipient })))
    }

    /// It is durable: the line that counts it follows.
    pub(in crate::session) fn was_sealed_away(
        &mut self,
        sealed: Digest,
        worked: Worked,
    ) -> Result<Finished, Trouble> {
        let kept = worked.downcast::<Result<(), Trouble>>();
        kept.map_err(|_other| Trouble::Broke).and_then(|kept| *kept)?;
        self.durable.insert(sealed);
        // Whoever sits at the keyboard is not in the line: somebody else may have typed it.
        let seat = self.seat.take();
        let ticket = self.submit(Command::Happened(Happened::Concern { sealed }));
        self.seat = seat;
        Ok(Finished::Kept(ticket))
    }

    /// The answer is durable: the line that says so follows.
    pub(in crate::session) fn was_answered(
        &mut self,
        concern: ConcernId,
        sealed: Digest,
        worked: Worked,
    ) -> Result<Finished, Trouble> {
        let kept = worked.downcast::<Result<(), Trouble>>();
        kept.map_err(|_other| Trouble::Broke).and_then(|kept| *kept)?;
        self.durable.insert(sealed);
        let answered = Happened::ConcernAnswered { concern, sealed };
        Ok(Finished::Kept(self.submit(Command::Happened(answered))))
    }

    /// The concerns that a copy of leaves with a bundle, each with its answers behind it: all of them, for an older copy may be
    /// lost.
    pub(in crate::session) fn concerns_to_carry(&self) -> Vec<(ConcernId, Vec<Digest>)> {
        let erased = self.state.erased();
        let all = self.state.concerns().map(|(id, one)| {
            let answers = one.answers.iter().map(|(sealed, _)| *sealed);
            let kept = std::iter::once(one.sealed).chain(answers);
            (id, kept.filter(|sealed| !erased.contains(sealed)).collect::<Vec<_>>())
        });
        all.filter(|(_, sealed)| !sealed.is_empty()).collect()
    }
}

/// Copies the age files of concerns beside a bundle, each under its own name; those that are whole there now. One that cannot
/// be read or written is not counted as carried, and keeps no bundle from being written.
pub(in crate::session) fn carry(
    desk: &dyn Desk,
    (folder, bundle): (&Path, &Path),
    concerns: &[(ConcernId, Vec<Digest>)],
    control: &Control,
) -> Vec<ConcernId> {
    let beside = bundle.parent().unwrap_or(bundle);
    let copy = |concern: ConcernId, nth: usize, sealed: &Digest| {
        let hex = sealed.to_string();
        let (start, rest) = hex.split_at_checked(2)?;
        let from = folder.join(format!("sealed/{start}/{rest}.age"));
        let bytes = desk.read(&from, LONGEST_FILE, control).ok()?;
        let answer = if nth == 0 { String::new() } else { format!("-answer-{nth}") };
        let to: PathBuf = beside.join(format!("showclear-concern-{concern}{answer}.age"));
        desk.write_whole(&to, &bytes).ok()
    };
    let whole = |(concern, all): &&(ConcernId, Vec<Digest>)| {
        let copied = all.iter().enumerate().map(|(nth, sealed)| copy(*concern, nth, sealed));
        copied.collect::<Vec<_>>().iter().all(Option::is_some)
    };
    concerns.iter().filter(whole).map(|(concern, _)| *concern).collect()
}
