//! Hand-over files: what was signed goes out as one, and one that comes in is checked before anything is written.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::bundle::{self, HandoverFile, LARGEST_HANDOVER};
use crate::event::{Event, HandoverOut, Mode, Signed};
use crate::production::{Ask, Command, HandoverFault, Incoming, Refusal};
use crate::record::encode_event;
use crate::session::drive::{Failure, Task};
use crate::session::job::{Finished, JobId, JobKind};
use crate::session::notice::{Ticket, Trouble};
use crate::session::ports::{Control, Object, PortError, Work};
use crate::session::sitting::Session;
use crate::signing::SshSig;
use crate::statement::{Outcome, file_stem};
use crate::terms::{Digest, ItemId, PersonId};
use crate::verify::{HandoverRead, read_handover};

/// The longest signed text, in bytes.
const LONGEST: u64 = 65_536;

/// A hand-over file that was checked, and its bytes.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct HandoverCame {
    /// What it says; its signature holds.
    pub read: HandoverRead,
    /// Its bytes.
    object: Object,
}

/// A hand-over on its way to a file.
#[derive(Clone, Debug)]
pub(in crate::session) struct Handing {
    number: u32,
    path: PathBuf,
    typed: bool,
}

impl Session {
    /// The name of the file of a hand-over.
    #[must_use]
    pub fn handover_name(&self, number: u32) -> Option<String> {
        let production = self.state.created()?.production.to_string();
        Some(format!("{}.zip", HandoverFile::name_of(&production, number)))
    }

    /// Writes the file of a signed hand-over, the same to the byte each time; the end is [`Finished::HandedOut`]. `typed` says
    /// that the path was typed, as for [`Session::export_new`].
    ///
    /// # Errors
    ///
    /// When the hand-over is not signed in this log.
    pub fn write_handover(
        &mut self,
        number: u32,
        path: &Path,
        typed: bool,
    ) -> Result<JobId, Failure> {
        let signed = self.state.units().out(number).and_then(|out| out.signed);
        signed.ok_or(Refusal::from(HandoverFault::NotSigned(number)))?;
        let path = path.to_owned();
        let (id, _) =
            self.new_job(JobKind::HandOut, Task::HandOut(Handing { number, path, typed }));
        self.go_on_handing();
        Ok(id)
    }

    /// Starts the hand-overs whose texts are kept.
    pub(in crate::session) fn go_on_handing(&mut self) {
        if self.keeping > 0 {
            return;
        }
        let ready = self.tasks.iter().filter_map(|(id, task)| {
            let Task::HandOut(handing) = task else { return None };
            Some((JobId(*id), handing.clone()))
        });
        for (id, handing) in ready.collect::<Vec<_>>() {
            match self.parts(&handing) {
                Some(parts) => self.start_handing(id, handing, parts),
                None => self.end_job(id, Finished::Failed(Trouble::Broke)),
            }
        }
    }

    /// All but the bytes of the signed text, with the place and the SHA-256 of those.
    fn parts(&self, handing: &Handing) -> Option<(HandoverFile, PathBuf, Digest)> {
        let created = self.state.created()?;
        let out = self.state.units().out(handing.number)?;
        let one = self.past.standing().get(out.signed?)?;
        let Outcome::Completed { text, .. } = one.outcome else { return None };
        let [(_, signed)] = one.signatures.as_slice() else { return None };
        let Signed { person, key, sig, .. } = signed;
        let person = self.state.roster().person(*person)?;
        let key = person.keys.iter().find(|held| held.fingerprint == *key)?;
        let signature = SshSig::parse_blob_base64(sig).ok()?.to_armor();
        let said: &HandoverOut = &out.said;
        let file = HandoverFile {
            mode: match created.mode {
                Mode::Live => bundle::Mode::Live,
                Mode::Drill => bundle::Mode::Drill,
            },
            production: created.production.to_string(),
            number: handing.number,
            person: person.id.to_string(),
            key: key.key.clone(),
            text: Vec::new(),
            signature: signature.into_bytes(),
            record: encode_event(&Event::HandoverOut(said.clone())).ok()?,
        };
        let stem = file_stem(one.number, one.prepared.kind);
        let path = self.folder.join(format!("statements/{}/{stem}.txt", created.log));
        Some((file, path, text))
    }

    fn start_handing(
        &mut self,
        id: JobId,
        handing: Handing,
        (file, from, digest): (HandoverFile, PathBuf, Digest),
    ) {
        let Some(control) = self.jobs.get(id).map(|job| job.control.clone()) else { return };
        let Handing { number, path, typed } = handing;
        // A path without an ending is a folder, which takes the file under its own name.
        let name = format!("{}.zip", file.name());
        let path = if path.extension().is_none() { path.join(name) } else { path };
        let desk = Arc::clone(&self.ports.desk);
        let work: Work = Box::new(move |control: &Control| {
            let write = || -> Result<PathBuf, Trouble> {
                if typed {
                    desk.may_make(&path)?;
                }
                let text = desk.read(&from, LONGEST, control)?;
                if Object::of(text.as_slice()).digest != digest {
                    let what = format!("{} is not the text that was signed", from.display());
                    let remedy = "Close the production and open it again: its texts are made anew.";
                    return Err(PortError::new(what, remedy).into());
                }
                let bad = |error: &dyn std::fmt::Display| Trouble::Bundle(error.to_string());
                let zip = HandoverFile { text, ..file }.to_zip().map_err(|error| bad(&error))?;
                // As whoever takes it in will read it.
                read_handover(&zip).map_err(|fault| bad(&fault))?;
                desk.write_whole(&path, &zip)?;
                Ok(path)
            };
            Box::new(write())
        });
        self.tasks.insert(id.0, Task::WriteHandover { number });
        self.ports.workers.start(id.0, control, work);
    }

    /// Reads a hand-over file and checks all of it; the end is [`Finished::HandoverCame`]. Nothing is written.
    ///
    /// # Errors
    ///
    /// When too many other files are still being read.
    pub fn read_handover(&mut self, path: &Path) -> Result<JobId, Trouble> {
        let (desk, path) = (Arc::clone(&self.ports.desk), path.to_owned());
        let work: Work = Box::new(move |control| {
            let look = || -> Result<HandoverCame, Trouble> {
                let bytes = desk.read(&path, LARGEST_HANDOVER, control)?;
                let read = read_handover(&bytes).map_err(|fault| {
                    let what = format!("{}: {fault}", path.display());
                    PortError::new(what, fault.remedy())
                })?;
                Ok(HandoverCame { read, object: Object::of(bytes) })
            };
            Box::new(look())
        });
        self.start_apart(JobKind::ReadHandover, Task::ReadHandover, work)
    }

    /// Takes in what a file brings, in one line: `typed` is what was typed of the fingerprint, `tags` are other tags for what is
    /// new here.
    pub fn take_in_handover(
        &mut self,
        came: &HandoverCame,
        by: PersonId,
        typed: &str,
        tags: &[(ItemId, String)],
    ) -> Ticket {
        let incoming = came.incoming(by, typed, tags);
        self.submit_with(Command::Ask(Ask::TakeIn(Box::new(incoming))), vec![came.object.clone()])
    }
}

impl HandoverCame {
    /// What is put to the production.
    #[must_use]
    pub fn incoming(&self, by: PersonId, typed: &str, tags: &[(ItemId, String)]) -> Incoming {
        let HandoverRead { text, said, key, fingerprint, file, .. } = &self.read;
        Incoming {
            file: *file,
            drill: match text.mode {
                Mode::Live => false,
                Mode::Drill => true,
            },
            production: text.production,
            title: text.title.clone(),
            log: text.log,
            said: said.clone(),
            key: key.clone(),
            fingerprint: fingerprint.clone(),
            typed: typed.to_owned(),
            by,
            tags: tags.to_vec(),
        }
    }
}
