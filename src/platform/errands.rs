//! What the command line has done on this laptop: a sitting for one errand, and what came of it in words.

use std::path::Path;

use super::clock::{SystemClock, ToldClock};
use super::entropy::SystemEntropy;
use super::laptop::{Laptop, Opened};
use super::target;
use crate::session::{
    Along, Clock as _, Control, Desk as _, Exported, Failure, Finished, Handed, JobId, PortError,
    Ports, Retain, SAMPLE_PEOPLE, Session, Trouble, finished_day, retention_of, roster_sheet,
    sample,
};
use crate::terms::RunId;
use crate::verify::{Checked, Options};

/// How long ago the sample's day begins, in milliseconds.
const DAY: crate::terms::Millis = 5 * 60 * 60 * 1_000;

impl Laptop {
    /// Writes the bundle of a production, and says what was written.
    ///
    /// # Errors
    ///
    /// When the production cannot be opened or the bundle not be written: never over a file, nor into a production.
    pub fn export(&self, folder: &Path, zip: &Path, handed: Handed) -> Result<String, PortError> {
        self.hand_out(folder, zip, |session| session.hand_out(zip, true, handed))
    }

    /// Writes the lines of one run, and says what was written.
    ///
    /// # Errors
    ///
    /// As [`Laptop::export`], and where there is no such run.
    pub fn disclose(
        &self,
        folder: &Path,
        zip: &Path,
        run: (RunId, Along),
    ) -> Result<String, PortError> {
        self.hand_out(folder, zip, |session| session.disclose(zip, true, run))
    }

    fn hand_out(
        &self,
        folder: &Path,
        zip: &Path,
        start: impl FnOnce(&mut Session) -> Result<JobId, Trouble>,
    ) -> Result<String, PortError> {
        let trouble = |trouble: Trouble| PortError::new(trouble.to_string(), trouble.remedy());
        // A path without an ending is a folder, which takes the file under its own name: that is asked when it has one.
        if zip.extension().is_some() {
            target::is_free(zip)?;
        }
        let mut session = self.to_write(folder)?;
        let job = start(&mut session).map_err(trouble)?;
        let said = match session.wait_for_job(job).map_err(trouble)? {
            Finished::Exported(done) => exported(&done),
            Finished::Failed(failed) => return Err(trouble(failed)),
            Finished::Signed { .. }
            | Finished::KeyMade { .. }
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
            | Finished::TakenIn(_) => String::new(),
        };
        session.close().map_err(|failure| told(&failure))?;
        Ok(said)
    }

    /// Opens a production to write to it, or says why that is not possible.
    fn to_write(&self, folder: &Path) -> Result<Box<Session>, PortError> {
        match self.open(folder).map_err(|failure| told(&failure))? {
            Opened::Sitting(session) => Ok(session),
            Opened::ReadOnly(record) => Err(PortError::new(record.why, record.remedy)),
            Opened::Damaged(damaged) => Err(PortError::new(
                damaged.reason,
                "Keep the folder as it is, and continue in a new log.",
            )),
        }
    }

    /// Exchanges checkpoints with other laptops through a stick; says what came of it, and whether nothing speaks against any
    /// of them.
    ///
    /// # Errors
    ///
    /// When the production cannot be opened, or the stick cannot be read.
    pub fn exchange(&self, folder: &Path, stick: &Path) -> Result<(String, bool), PortError> {
        let failed = |error: Trouble| PortError::new(error.to_string(), error.remedy());
        let mut session = self.to_write(folder)?;
        let job = session.exchange(stick).map_err(failed)?;
        let Finished::Exchanged(done, ticket) = session.wait_for_job(job).map_err(failed)? else {
            return Err(failed(Trouble::Broke));
        };
        session.wait_for(ticket).map_err(|failure| told(&failure))?;
        session.close().map_err(|failure| told(&failure))?;
        let well = done.is_well();
        Ok((done.to_string(), well))
    }

    /// Writes a request for a time over a signed text, the newest where none is named; says what was written and what to do
    /// with it.
    ///
    /// # Errors
    ///
    /// When the production cannot be opened, the text is not signed, or the file not be written: never over another.
    pub fn request_time(
        &self,
        folder: &Path,
        file: &Path,
        statement: Option<u64>,
    ) -> Result<String, PortError> {
        target::is_free(file)?;
        let mut session = self.to_write(folder)?;
        let statement = match statement {
            Some(statement) => statement,
            None => session.newest_signed().map_err(|refusal| told(&refusal.into()))?,
        };
        let job = session.request_time(statement, file, true).map_err(|failure| told(&failure))?;
        let trouble = |trouble: Trouble| PortError::new(trouble.to_string(), trouble.remedy());
        let Finished::TimeRequested { path, .. } = session.wait_for_job(job).map_err(trouble)?
        else {
            return Err(trouble(Trouble::Broke));
        };
        session.close().map_err(|failure| told(&failure))?;
        Ok(format!(
            "{}: a request for a time over statement {statement}\n\
             Carry it to a time-stamp authority (RFC 3161), and bring the answer in with --response. For example:\n  \
             curl -H 'Content-Type: application/timestamp-query' --data-binary @{} -o answer.tsr ADDRESS\n",
            path.display(),
            path.display()
        ))
    }

    /// Brings in the answer of an authority, and says what it says.
    ///
    /// # Errors
    ///
    /// When the production cannot be opened, or the file is no answer to a request that it wrote.
    pub fn take_time(&self, folder: &Path, file: &Path) -> Result<String, PortError> {
        let trouble = |trouble: Trouble| PortError::new(trouble.to_string(), trouble.remedy());
        let mut session = self.to_write(folder)?;
        let job = session.take_time(file).map_err(trouble)?;
        let Finished::TimeRead(ticket) = session.wait_for_job(job).map_err(trouble)? else {
            return Err(trouble(Trouble::Broke));
        };
        session.wait_for(ticket).map_err(|failure| told(&failure))?;
        let taken = session.state().anchors().received().last().map(|one| one.what.clone());
        session.close().map_err(|failure| told(&failure))?;
        let taken = taken.ok_or_else(|| trouble(Trouble::Broke))?;
        Ok(format!(
            "{}: the text of statement {} existed by {} UTC, says the authority whose certificate has the SHA-256 {}\n\
             Whose that is, `showclear verify --anchor-trust FILE` tells by roots of your own.\n",
            file.display(),
            taken.statement,
            taken.time.local(0),
            taken.certificate
        ))
    }

    /// Does what is asked of what is private, lists it, and says whether nothing is due.
    ///
    /// # Errors
    ///
    /// When the record cannot be read or written, something speaks against it, nobody of it has the name, or a file that was
    /// erased by the record is still there.
    pub fn retention(&self, folder: &Path, retain: &Retain) -> Result<(String, bool), PortError> {
        if retain.only_lists() {
            let checked = self.review(folder, Options::default())?;
            let Checked::Verified(verified) = checked else {
                return Err(PortError::new(
                    format!("{}: {}", folder.display(), checked.findings().verdict().words()),
                    "Verify it first: what is private is read from a record that nothing speaks against.",
                ));
            };
            let listed = retention_of(&verified, SystemClock::new().now().wall)?;
            return Ok((listed.text, listed.due == 0));
        }
        let mut session = self.to_write(folder)?;
        let done = session.retain(retain);
        let listed = session.retention();
        session.close().map_err(|failure| told(&failure))?;
        let erased = match done? {
            0 if retain.erase.is_none() => String::new(),
            many => format!("{many} erased.\n\n"),
        };
        Ok((format!("{erased}{}", listed.text), listed.due == 0))
    }

    /// Writes the sheet of the roster in force and the keys of it beside it, and says what was written.
    ///
    /// # Errors
    ///
    /// When something speaks against the record, no roster is signed, or a file is there already or cannot be written.
    pub fn roster_sheet(&self, folder: &Path, page: &Path) -> Result<String, PortError> {
        let keys = page.with_extension("allowed_signers");
        target::is_free(page)?;
        target::is_free(&keys)?;
        let sheet = match self.review(folder, Options::default())? {
            Checked::Verified(verified) => roster_sheet(&verified)?,
            checked @ (Checked::Unproven(_) | Checked::Nothing(_)) => {
                return Err(PortError::new(
                    format!("{}: {}", folder.display(), checked.findings().verdict().words()),
                    "Verify it first: a page of keys is made of a record that nothing speaks against.",
                ));
            }
        };
        let files = self.files();
        files.write_whole(page, sheet.page.as_bytes())?;
        files.write_whole(&keys, sheet.allowed_signers.as_bytes())?;
        Ok(format!(
            "{}: the roster in force, to be printed\n{}: its keys\n",
            page.display(),
            keys.display()
        ))
    }

    /// Prints something for the set as a PDF, and says what was written.
    ///
    /// # Errors
    ///
    /// When the record cannot be read, something speaks against it, or a file is there already or cannot be written.
    #[cfg(feature = "pdf")]
    pub fn print(
        &self,
        folder: &Path,
        pdf: &Path,
        print: &crate::session::Print,
    ) -> Result<String, PortError> {
        use crate::session::{print_cards, print_page};
        target::is_free(pdf)?;
        let bytes = if print.takes_numbers() {
            let mut session = self.to_write(folder)?;
            let made = print_cards(&mut session, print);
            session.close().map_err(|failure| told(&failure))?;
            made?
        } else {
            match self.review(folder, Options::default())? {
                Checked::Verified(verified) => {
                    let now = SystemClock::new().now();
                    print_page(&verified, print, &now)?
                }
                checked @ (Checked::Unproven(_) | Checked::Nothing(_)) => {
                    return Err(PortError::new(
                        format!("{}: {}", folder.display(), checked.findings().verdict().words()),
                        "Verify it first: pages are made of a record that nothing speaks against.",
                    ));
                }
            }
        };
        let bytes = bytes.unwrap_or_default();
        self.files().write_whole(pdf, &bytes)?;
        Ok(format!("{}: to be printed at its own size\n", pdf.display()))
    }

    /// Writes the sample production, and says what was written.
    ///
    /// # Errors
    ///
    /// When it cannot be made.
    pub fn sample(&self, folder: &Path) -> Result<String, PortError> {
        let control = Control::default();
        let clock = ToldClock::before_now(DAY);
        let ports = |writer| Ports { clock: Box::new(clock.clone()), ..self.ports(writer) };
        let made =
            sample(folder, &self.files(), &mut SystemEntropy, self.library(), ports, &control);
        let mut session = made.map_err(|failure| told(&failure))?;
        finished_day(&mut session, &mut |millis| clock.push(millis))
            .map_err(|failure| told(&failure))?;
        let mut said = format!("{}: a drill production, SAMPLE\n", session.folder().display());
        for person in SAMPLE_PEOPLE {
            said.push_str(&format!(
                "  {} ({}){}\n",
                person.name,
                person.role,
                person.pin.map_or(String::new(), |pin| format!(", PIN {pin}"))
            ));
        }
        session.close().map_err(|failure| told(&failure))?;
        Ok(said)
    }
}

/// A bundle that was written, as the command line tells it.
fn exported(done: &Exported) -> String {
    let unreadable = match done.unreadable {
        0 => String::new(),
        many => format!(
            "{many} private objects cannot be read on this laptop, and stay withheld: read them with the recovery key.\n"
        ),
    };
    let code =
        done.head_code.as_ref().map_or_else(String::new, |code| format!("Head code: {code}\n"));
    format!(
        "{}: {} entries, SHA-256 {}\nWithheld: {} private objects and names\n{unreadable}{code}",
        done.path.display(),
        done.size,
        done.sha256,
        done.withheld,
    )
}

/// A failure as the command line tells it.
fn told(failure: &Failure) -> PortError {
    PortError::new(failure.to_string(), failure.remedy())
}
