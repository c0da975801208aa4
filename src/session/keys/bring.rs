//! Keys that people bring along: a key file of their own, or a security key behind the ssh agent.

use std::path::{Path, PathBuf};

use super::{key_trouble, unlock};
use crate::event::Kept;
use crate::production::NewKey;
use crate::session::drive::{Signed, Task, Unlock};
use crate::session::job::{JobId, JobKind};
use crate::session::notice::Trouble;
use crate::session::ports::{Control, Desk, Work};
use crate::session::sitting::Session;
use crate::signing::{Algorithm, Presence, PublicKey, Secret, agent};
use crate::statement::namespace;
use crate::terms::PersonId;

/// The largest key file that is read, in bytes.
const LARGEST_KEY: u64 = 64 * 1024;

impl Session {
    /// Enters the key of somebody's own key file: an OpenSSH Ed25519 key behind a passphrase, which has to open it. The
    /// file stays where it is; this laptop remembers its path, and the log does not.
    ///
    /// # Errors
    ///
    /// When too many other files are being read, or the passphrase has to wait.
    pub fn bring_key(
        &mut self,
        person: PersonId,
        path: PathBuf,
        passphrase: Secret,
    ) -> Result<JobId, Trouble> {
        if let Some(tries) = self.tries.get(&person)
            && let Some(wait) = tries.left(&self.now)
        {
            return Err(Trouble::Wait { tries: tries.count, wait });
        }
        let (desk, drill) = (self.ports.desk.clone(), self.is_drill());
        let work: Work =
            Box::new(move |control| Box::new(own_file(&*desk, &path, &passphrase, drill, control)));
        self.start_apart(JobKind::BringKey, Task::BringKey { person }, work)
    }

    /// Enters the security key that the ssh agent holds and nobody here has yet.
    ///
    /// # Errors
    ///
    /// When too much else is being waited for.
    pub fn bring_token(&mut self, person: PersonId) -> Result<JobId, Trouble> {
        let desk = self.ports.desk.clone();
        let people = self.state.roster().people();
        let taken: Vec<String> =
            people.flat_map(|one| &one.keys).map(|key| key.fingerprint.clone()).collect();
        let work: Work = Box::new(move |control| Box::new(token(&*desk, &taken, control)));
        self.start_apart(JobKind::BringKey, Task::BringKey { person }, work)
    }

    /// Signs the shown bytes with a security key; the wait for its touch holds up nothing and can be called off.
    pub(super) fn sign_by_token(
        &mut self,
        person: PersonId,
        fingerprint: String,
    ) -> Result<JobId, Trouble> {
        let text = self.statement_text().ok_or(Trouble::NoStatement)?.clone();
        let roster = self.state.roster();
        let held = roster.person(person);
        let key = held.and_then(|one| one.keys.iter().find(|key| key.fingerprint == fingerprint));
        let key: PublicKey =
            key.ok_or(Trouble::KeyElsewhere)?.key.parse().map_err(
                |error: crate::signing::PublicKeyError| key_trouble(&error, error.remedy()),
            )?;
        let asks = roster.basis().is_some_and(|roster| roster.verification);
        let (desk, purpose) = (self.ports.desk.clone(), namespace(text.kind(), self.mode()));
        let work: Work = Box::new(move |control| {
            let signed: Result<Signed, Unlock> = (|| {
                let bytes = text.as_str().as_bytes();
                let reply = desk.agent(&agent::ask_to_sign(&key, purpose, bytes), control)?;
                let (sig, presence) = agent::signature(&reply, &key, purpose, bytes)
                    .map_err(|error| key_trouble(&error, error.remedy()))?;
                if asks && presence != Presence::TouchedAndVerified {
                    return Err(without_pin());
                }
                let (statement, sig) = (text.number(), sig.to_blob_base64());
                Ok(Signed { statement, text: text.digest(), sig })
            })()
            .map_err(Unlock::Other);
            Box::new(signed)
        });
        self.start_apart(JobKind::Touch, Task::Sign { person, fingerprint }, work)
    }
}

fn without_pin() -> Trouble {
    Trouble::Key {
        what: "the security key asked for no PIN and no finger, and the roster in force wants that"
            .to_owned(),
        remedy: "Make the key anew with ssh-keygen -t ed25519-sk -O verify-required, and enter that one.",
    }
}

/// Opens the file once, so that nobody is entered with a key that they cannot sign with.
fn own_file(
    desk: &dyn Desk,
    path: &Path,
    passphrase: &Secret,
    drill: bool,
    control: &Control,
) -> Result<NewKey, Unlock> {
    let other = |error| Unlock::Other(Trouble::Port(error));
    let pem = zeroize::Zeroizing::new(desk.read(path, LARGEST_KEY, control).map_err(other)?);
    let key = unlock(&pem, passphrase)?;
    let fingerprint = key.public_key().fingerprint().to_string();
    if control.is_cancelled() {
        return Err(Unlock::Other(Trouble::Cancelled));
    }
    desk.remember_key(&fingerprint, drill, path).map_err(other)?;
    Ok(NewKey { key: key.public_key().to_string(), fingerprint, kept: Kept::OwnFile })
}

/// The one security key of the agent that nobody has yet.
fn token(desk: &dyn Desk, taken: &[String], control: &Control) -> Result<NewKey, Unlock> {
    let refused =
        |what: &str, remedy| Unlock::Other(Trouble::Key { what: what.to_owned(), remedy });
    let reply = desk
        .agent(&agent::ask_for_keys(), control)
        .map_err(|error| Unlock::Other(Trouble::Port(error)))?;
    let keys =
        agent::keys(&reply).map_err(|error| Unlock::Other(key_trouble(&error, error.remedy())))?;
    let is_new = |key: &&PublicKey| !taken.contains(&key.fingerprint().to_string());
    let tokens = keys.iter().filter(|key| key.algorithm() == Algorithm::SkEd25519);
    let new: Vec<&PublicKey> = tokens.filter(is_new).collect();
    match new.as_slice() {
        [] => Err(refused(
            "the ssh agent holds no security key that nobody here has yet",
            "Make one with ssh-keygen -t ed25519-sk, or plug it in, and add it with ssh-add.",
        )),
        [key] => Ok(NewKey {
            key: key.to_string(),
            fingerprint: key.fingerprint().to_string(),
            kept: Kept::Token,
        }),
        [..] => Err(refused(
            "the ssh agent holds several security keys that nobody here has yet",
            "Leave only the one that is meant in the agent: ssh-add -d takes one out.",
        )),
    }
}
