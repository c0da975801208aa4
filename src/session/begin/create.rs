//! A new production: its device key, folder and log, the first people with their keys, and the signed roster.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use zeroize::Zeroizing;

use super::opening::Ground;
use crate::event::Mode;
use crate::log::Hash;
use crate::production::{Ask, Command, Creation, Happened, Library, NewPerson, Prepare, Signature};
use crate::session::drive::Failure;
use crate::session::host::{Member, Plan};
use crate::session::keys::{key_trouble, make_key, name_object};
use crate::session::notice::Trouble;
use crate::session::ports::{Control, Desk, Entropy, NewLog, Writer};
use crate::session::sitting::{Ports, Session};
use crate::signing::UnlockedKey;
use crate::statement::namespace;
use crate::terms::{LineText, LogId, PersonId, ProductionId};

/// At most so many people may change the roster.
const MOST_ROOT: usize = 5;

/// Makes a production and begins its first sitting; takes half a second a key, so never on the thread that draws.
///
/// `ports` gives the ports of the sitting around a writer.
///
/// # Errors
///
/// When the folder or a key cannot be made, or a name or PIN cannot be taken; the folder then stays as far as it got.
pub fn create(
    plan: &Plan,
    desk: &dyn Desk,
    entropy: &mut dyn Entropy,
    library: Arc<Library>,
    ports: impl FnOnce(Box<dyn Writer>) -> Ports,
    control: &Control,
) -> Result<Session, Failure> {
    let title = LineText::parse(&plan.title, LineText::NAME).map_err(Trouble::from)?;
    for member in &plan.members {
        LineText::parse(&member.name, LineText::NAME).map_err(Trouble::from)?;
    }
    let (device, log) = device_key(entropy)?;
    let production = ProductionId(first_eight(entropy.bytes()));
    let origin = origin(plan.mode, production, log);
    let folder = with_ending(&plan.folder, plan.mode);
    let new = NewLog {
        folder: &folder,
        log,
        origin: &origin,
        key: &device,
        synced_too: plan.synced_too || plan.mode == Mode::Drill,
    };
    let found = desk.found(&new).map_err(Trouble::from)?;
    control.progress(100);
    let ports = ports(found.writer);
    let creation = Creation {
        mode: plan.mode,
        sample: plan.sample,
        production,
        log,
        title: title.as_str().to_owned(),
        key: device.public_key().to_string(),
        device: plan.device.clone(),
        program: crate::session::PROGRAM.to_owned(),
        continues: None,
    };
    let mut session = Session::new(ports, &folder, Ground::default(), library);
    session.perform(Command::Happened(Happened::Created(Box::new(creation))))?;
    session.open_sitting(found.durable, Vec::new())?;
    if let Some(asks) = plan.asks {
        session.perform(Command::Ask(Ask::SetPeopleRules(asks)))?;
    }
    first_people(&mut session, plan, desk, entropy, control)?;
    Ok(session)
}

/// A new device key, and the log that it is the key of.
pub(super) fn device_key(entropy: &mut dyn Entropy) -> Result<(UnlockedKey, LogId), Trouble> {
    let seed = Zeroizing::new(entropy.bytes());
    let device =
        UnlockedKey::from_random(&seed).map_err(|error| key_trouble(&error, error.remedy()))?;
    let log = LogId(first_eight(*Hash::of(&device.public_key().to_bytes()).as_bytes()));
    Ok((device, log))
}

/// The log's name in notes.
pub(super) fn origin(mode: Mode, production: ProductionId, log: LogId) -> String {
    let prefix = match mode {
        Mode::Live => "showclear",
        Mode::Drill => "showclear-drill",
    };
    format!("{prefix}/{production}/{log}")
}

/// Enters the people, names the root, and has the first roster signed by all of the root.
fn first_people(
    session: &mut Session,
    plan: &Plan,
    desk: &dyn Desk,
    entropy: &mut dyn Entropy,
    control: &Control,
) -> Result<(), Failure> {
    let drill = plan.mode == Mode::Drill;
    let mut keys: Vec<(PersonId, UnlockedKey)> = Vec::new();
    let mut root: Vec<PersonId> = Vec::new();
    let wants_root = plan.members.iter().any(|member| member.root);
    for (member, done) in plan.members.iter().zip(1_u16..) {
        let (person, key) = enter(session, member, desk, entropy, drill, control)?;
        let of_root = member.root || !wants_root;
        if let Some(key) = key {
            if of_root && root.len() < MOST_ROOT {
                root.push(person);
            }
            keys.push((person, key));
        }
        let all = u16::try_from(plan.members.len()).unwrap_or(u16::MAX).max(1);
        control.progress(100 + (done.min(all) * 800 / all));
        if control.is_cancelled() {
            return Err(Trouble::Cancelled.into());
        }
    }
    if root.is_empty() {
        return Ok(());
    }
    session.perform(Command::Ask(Ask::SetRoot { persons: root }))?;
    session.perform(Command::Ask(Ask::Prepare(Prepare::Roster)))?;
    session.sign_with(&keys)
}

fn enter(
    session: &mut Session,
    member: &Member,
    desk: &dyn Desk,
    entropy: &mut dyn Entropy,
    drill: bool,
    control: &Control,
) -> Result<(PersonId, Option<UnlockedKey>), Failure> {
    let name = LineText::parse(&member.name, LineText::NAME).map_err(Trouble::from)?;
    let person = session.unused_person();
    let object = name_object(entropy.bytes(), name.as_str());
    let (new_key, key) = match &member.pin {
        None => (None, None),
        Some(pin) => {
            let seed = Zeroizing::new(entropy.bytes());
            let salt = half(entropy.bytes());
            let (new, key) = make_key(desk, &seed, salt, pin, drill, control)?;
            (Some(new), Some(key))
        }
    };
    let roles = member.roles.iter().map(|role| (role.clone(), None)).collect();
    let entered = NewPerson { person, name: object.digest, roles, key: new_key };
    session.perform_with(Command::Ask(Ask::AddPerson(entered)), vec![object])?;
    Ok((person, key))
}

impl Session {
    /// Signs the pending statement with keys that are open, for those of their holders who are asked.
    pub(in crate::session) fn sign_with(
        &mut self,
        keys: &[(PersonId, UnlockedKey)],
    ) -> Result<(), Failure> {
        let Some((text, kind)) =
            self.statement_text().cloned().zip(self.statement().map(|one| one.prepared.kind))
        else {
            return Err(Trouble::NoStatement.into());
        };
        let asked: Vec<PersonId> = self.still_to_sign().collect();
        for (person, key) in keys.iter().filter(|(person, _)| asked.contains(person)) {
            let sig = key
                .sign(namespace(kind, self.mode()), text.as_str().as_bytes())
                .map_err(|error| key_trouble(&error, error.remedy()))?;
            let signature = Signature {
                statement: text.number(),
                person: *person,
                key: key.public_key().fingerprint().to_string(),
                text: text.digest(),
                sig: sig.to_blob_base64(),
            };
            self.perform(Command::Ask(Ask::Sign(signature)))?;
        }
        Ok(())
    }
}

/// The folder with the ending of its mode; the ending is never evidence.
fn with_ending(folder: &Path, mode: Mode) -> PathBuf {
    let ending = match mode {
        Mode::Live => "showclear",
        Mode::Drill => "drill",
    };
    match folder.extension() {
        Some(found) if found == ending => folder.to_owned(),
        Some(_) | None => {
            let mut name = folder.as_os_str().to_owned();
            name.push(".");
            name.push(ending);
            PathBuf::from(name)
        }
    }
}

fn first_eight(bytes: [u8; 32]) -> [u8; 8] {
    std::array::from_fn(|at| bytes.get(at).copied().unwrap_or_default())
}

fn half(bytes: [u8; 32]) -> [u8; 16] {
    std::array::from_fn(|at| bytes.get(at).copied().unwrap_or_default())
}
