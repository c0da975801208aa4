//! Keys of people: made, unlocked and used on another thread; a wrong PIN is an event and makes the next try wait.

mod bring;
mod tries;

use zeroize::Zeroizing;

pub(super) use tries::Tries;

use crate::event::{Acknowledged, Kept, Witness};
use crate::production::{Ask, Command, Happened, NewKey, NewPerson};
use crate::record;
use crate::session::drive::{Signed, Task, Unlock};
use crate::session::job::{JobId, JobKind};
use crate::session::notice::{Ticket, Trouble};
use crate::session::ports::{Control, Desk, Object};
use crate::session::sitting::Session;
use crate::signing::{KeyFile, ROUNDS, Secret, UnlockError, UnlockedKey};
use crate::statement::namespace;
use crate::terms::{LineText, Millis, PersonId, Role, RunId, StepPath, UtcMillis};

/// The shortest PIN, in characters.
pub const SHORTEST_PIN: usize = 4;

/// Who is to be entered.
#[derive(Clone, Debug)]
pub struct Newcomer {
    /// The name.
    pub name: String,
    /// Roles, each until when.
    pub roles: Vec<(Role, Option<UtcMillis>)>,
    /// The PIN of a key that is made now; without one they do not sign.
    pub pin: Option<Secret>,
}

/// Somebody without a key who saw or heard a step of a run: a day player, a grip, whoever stands there.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Keyless {
    /// Which run.
    pub run: RunId,
    /// Which step.
    pub step: StepPath,
    /// In what role.
    pub role: Role,
    /// The name as given.
    pub name: String,
    /// How: "looked", "said so".
    pub how: String,
    /// Who of the production saw them do it.
    pub witnesses: Vec<Witness>,
}

/// What came of [`Session::enter_person`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Entering {
    /// The command is on its way.
    Asked(PersonId, Ticket),
    /// A key is being made first; the command follows.
    MakingKey(PersonId, JobId),
}

impl Session {
    /// How long somebody has to wait before the next PIN.
    #[must_use]
    pub fn pin_wait(&self, person: PersonId) -> Option<Millis> {
        self.tries.get(&person)?.left(&self.now)
    }

    /// Enters a person; with a PIN a key is made for them first, on another thread.
    ///
    /// # Errors
    ///
    /// When the name cannot be taken or the PIN is too short.
    pub fn enter_person(&mut self, new: Newcomer) -> Result<Entering, Trouble> {
        let name = LineText::parse(&new.name, LineText::NAME)?;
        check_pin(new.pin.as_ref())?;
        let person = self.unused_person();
        let object = name_object(self.ports.entropy.bytes(), name.as_str());
        let entered = NewPerson { person, name: object.digest, roles: new.roles, key: None };
        match new.pin {
            None => {
                let command = Command::Ask(Ask::AddPerson(entered));
                Ok(Entering::Asked(person, self.submit_with(command, vec![object])))
            }
            Some(pin) => {
                let task = Task::Enter { person: entered, objects: vec![object] };
                Ok(Entering::MakingKey(person, self.start_key(pin, task)))
            }
        }
    }

    /// Records that somebody without a key said they saw or heard a step of a run.
    ///
    /// # Errors
    ///
    /// When the name cannot be taken.
    pub fn acknowledged(&mut self, said: Keyless) -> Result<Ticket, Trouble> {
        let name = LineText::parse(&said.name, LineText::NAME)?;
        let object = name_object(self.ports.entropy.bytes(), name.as_str());
        let Keyless { run, step, role, how, witnesses, .. } = said;
        let said = Acknowledged { run, step, role, name: object.digest, how, witnesses };
        Ok(self.submit_with(Command::Happened(Happened::Acknowledged(said)), vec![object]))
    }

    /// Makes a key for somebody who is entered; the command follows.
    ///
    /// # Errors
    ///
    /// When the PIN is too short.
    pub fn make_key(&mut self, person: PersonId, pin: Secret) -> Result<JobId, Trouble> {
        check_pin(Some(&pin))?;
        Ok(self.start_key(pin, Task::AddKey { person }))
    }

    pub(super) fn unused_person(&mut self) -> PersonId {
        loop {
            let fresh = self.ports.entropy.fresh();
            let free = fresh.0.iter().map(|bits| PersonId::from_random(*bits));
            let mut free = free.filter(|id| self.state.roster().person(*id).is_none());
            if let Some(person) = free.next() {
                return person;
            }
        }
    }

    fn start_key(&mut self, pin: Secret, task: Task) -> JobId {
        let (seed, salt) = (Zeroizing::new(self.ports.entropy.bytes()), self.salt());
        let (desk, drill) = (self.ports.desk.clone(), self.is_drill());
        let work = move |control: &Control| -> Result<NewKey, Trouble> {
            make_key(&*desk, &seed, salt, &pin, drill, control).map(|(key, _)| key)
        };
        self.start_task(JobKind::MakeKey, task, Box::new(move |control| Box::new(work(control))))
    }

    pub(super) fn salt(&mut self) -> [u8; 16] {
        let bytes = self.ports.entropy.bytes();
        std::array::from_fn(|at| bytes.get(at).copied().unwrap_or_default())
    }

    /// Somebody signs the statement with their PIN: the key is unlocked and signs the shown bytes on another thread. On a
    /// security key no PIN is asked for here: the agent does that, and waits for the touch.
    ///
    /// # Errors
    ///
    /// When nothing is being signed, it is not for them, their key is not here, or they have to wait.
    pub fn sign(&mut self, person: PersonId, pin: Secret) -> Result<JobId, Trouble> {
        let text = self.statement_text().ok_or(Trouble::NoStatement)?.clone();
        let pending = self.statement().ok_or(Trouble::NoStatement)?;
        let (number, kind) = (pending.number, pending.prepared.kind);
        let slot = pending.prepared.signers.iter().find(|slot| slot.person == person);
        let fingerprint = slot.ok_or(Trouble::NotAsked(person))?.key.clone();
        if let Some(tries) = self.tries.get(&person)
            && let Some(wait) = tries.left(&self.now)
        {
            return Err(Trouble::Wait { tries: tries.count, wait });
        }
        let held = self.state.roster().person(person);
        let key = held.and_then(|one| one.keys.iter().find(|key| key.fingerprint == fingerprint));
        match key.map(|key| key.kept) {
            Some(Kept::Here | Kept::OwnFile) => {}
            Some(Kept::Token) => return self.sign_by_token(person, fingerprint),
            None => return Err(Trouble::KeyElsewhere),
        }
        let (desk, drill) = (self.ports.desk.clone(), self.is_drill());
        let purpose = namespace(kind, self.mode());
        let wanted = fingerprint.clone();
        let work = move |_: &Control| -> Result<Signed, Unlock> {
            let pem = desk.key(&wanted, drill).map_err(|error| Unlock::Other(error.into()))?;
            let key = unlock(&pem, &pin)?;
            let sig = key
                .sign(purpose, text.as_str().as_bytes())
                .map_err(|error| key_trouble(&error, error.remedy()))
                .map_err(Unlock::Other)?;
            Ok(Signed { statement: number, text: text.digest(), sig: sig.to_blob_base64() })
        };
        let task = Task::Sign { person, fingerprint };
        Ok(self.start_task(JobKind::Sign, task, Box::new(move |control| Box::new(work(control)))))
    }

    pub(super) fn wrong_pin(&mut self, person: PersonId) -> Millis {
        let now = self.now.clone();
        Tries::more(&mut self.tries, person, &now);
        self.pin_wait(person).unwrap_or(0)
    }

    pub(super) fn right_pin(&mut self, person: PersonId) {
        self.tries.remove(&person);
    }
}

fn check_pin(pin: Option<&Secret>) -> Result<(), Trouble> {
    match pin {
        Some(pin) if pin.characters() < SHORTEST_PIN => {
            Err(Trouble::ShortPin { least: SHORTEST_PIN })
        }
        Some(_) | None => Ok(()),
    }
}

fn unlock(pem: &[u8], pin: &Secret) -> Result<UnlockedKey, Unlock> {
    let file =
        KeyFile::parse(pem).map_err(|error| Unlock::Other(key_trouble(&error, error.remedy())))?;
    file.unlock(pin).map_err(|error| match error {
        UnlockError::WrongPassphrase => Unlock::WrongPin,
        UnlockError::Locked | UnlockError::NotLocked | UnlockError::Damaged => {
            Unlock::Other(key_trouble(&error, error.remedy()))
        }
    })
}

pub(super) fn key_trouble(error: &dyn std::fmt::Display, remedy: &'static str) -> Trouble {
    Trouble::Key { what: error.to_string(), remedy }
}

/// The object that holds a name; the first half of `random` is its salt.
pub(super) fn name_object(random: [u8; 32], name: &str) -> Object {
    let salt = std::array::from_fn(|at| random.get(at).copied().unwrap_or_default());
    Object::of(record::encode_name(salt, name))
}

/// Makes a key, locks it with a PIN and keeps its file.
pub(super) fn make_key(
    desk: &dyn Desk,
    seed: &Zeroizing<[u8; 32]>,
    salt: [u8; 16],
    pin: &Secret,
    drill: bool,
    control: &Control,
) -> Result<(NewKey, UnlockedKey), Trouble> {
    check_pin(Some(pin))?;
    let key =
        UnlockedKey::from_random(seed).map_err(|error| key_trouble(&error, error.remedy()))?;
    control.progress(100);
    let file = KeyFile::lock(&key, pin, ROUNDS, salt)
        .map_err(|error| key_trouble(&error, error.remedy()))?;
    if control.is_cancelled() {
        return Err(Trouble::Cancelled);
    }
    let pem = file.to_pem().map_err(|error| key_trouble(&error, error.remedy()))?;
    let fingerprint = key.public_key().fingerprint().to_string();
    desk.keep_key(&fingerprint, drill, &pem)?;
    let new = NewKey { key: key.public_key().to_string(), fingerprint, kept: Kept::Here };
    Ok((new, key))
}
