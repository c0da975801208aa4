//! Private objects on the disk: age files, encrypted to this laptop's own key and to whom its settings name.
#![expect(clippy::disallowed_methods, reason = "the files are read here")]

use std::fmt;
use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use age::secrecy::ExposeSecret as _;
use age::x25519;
use age::{DecryptError, Decryptor, Encryptor};
use zeroize::Zeroizing;

use super::calls::Calls;
use super::durable::Whole;
use crate::log::Put;
use crate::platform::writer::not_written;
use crate::sealed::LONGEST;
use crate::session::{Object, PortError, Recipient};
use crate::terms::Digest;

/// How the line with the secret half of a key begins.
const SECRET: &str = "AGE-SECRET-KEY-1";

/// The longest age file that is read: what a private object may have, with what age puts around it for many recipients.
const LONGEST_FILE: u64 = 256 * 1024;

/// Where a private object lies.
fn place(folder: &Path, digest: &str) -> PathBuf {
    let (start, rest) = digest.split_at_checked(2).unwrap_or((digest, ""));
    folder.join("sealed").join(start).join(format!("{rest}.age"))
}

/// Removes the bytes of an object that the record erases, encrypted or not.
///
/// # Errors
///
/// When one of the files may still be there.
pub fn erase(calls: &dyn Calls, folder: &Path, digest: &str) -> Result<(), PortError> {
    let (start, rest) = digest.split_at_checked(2).unwrap_or((digest, ""));
    let plain = folder.join("objects").join(start).join(rest);
    for path in [plain, place(folder, digest)] {
        Whole(calls).remove(&path).map_err(|error| {
            PortError::new(
                format!(
                    "{} was erased by the record, and could not be removed: {error}",
                    path.display()
                ),
                "Remove the file by hand, or open the production again: it is tried anew then.",
            )
        })?;
    }
    Ok(())
}

/// The private objects of productions, and the key of this laptop that reads them.
#[derive(Clone)]
pub struct Vault<'a> {
    calls: &'a dyn Calls,
    identity: PathBuf,
}

impl fmt::Debug for Vault<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Vault").field("identity", &self.identity).finish_non_exhaustive()
    }
}

impl<'a> Vault<'a> {
    /// With the file of this laptop's own key, which is made at first need.
    #[must_use]
    pub fn new(calls: &'a dyn Calls, identity: PathBuf) -> Self {
        Self { calls, identity }
    }

    fn whole(&self) -> Whole<'a> {
        Whole(self.calls)
    }

    /// Keeps a private object, encrypted to this laptop and to the `recovery` keys, and reads it back before it counts as kept.
    ///
    /// # Errors
    ///
    /// When it may not be there as a whole, or could not be read again; when the key that reads it may not be.
    pub fn seal(
        &self,
        folder: &Path,
        object: &Object,
        recovery: &[String],
    ) -> Result<(), PortError> {
        let path = place(folder, &object.digest.to_string());
        let own = self.own()?;
        if self.calls.read(&path, LONGEST_FILE).is_ok() {
            // A try before this one wrote it; what it holds is the same under another key of its own.
            self.unseal(folder, object.digest)?;
            return self.whole().settle(&path).map_err(|error| not_written(&path, &error));
        }
        let mut recipients = vec![own.to_public()];
        for named in recovery {
            recipients.push(self::recovery(named)?);
        }
        let sealed = encrypt(&recipients, &object.bytes);
        let sealed = sealed.map_err(|error| not_written(&path, &error))?;
        match self.whole().put(&path, &sealed) {
            Ok(Put::Written | Put::Already) => {}
            Ok(Put::Differs) => {
                return Err(PortError::new(
                    format!("{} is there with other bytes, and was left as it is", path.display()),
                    "Keep the folder as it is, and enter it again.",
                ));
            }
            Err(error) => return Err(not_written(&path, &error)),
        }
        self.unseal(folder, object.digest).map(|_plain| ())
    }

    /// Keeps a private object for one reader alone: not even this laptop can read it again.
    ///
    /// # Errors
    ///
    /// When it may not be there as a whole.
    pub fn seal_for(
        &self,
        folder: &Path,
        object: &Object,
        recipient: &str,
    ) -> Result<(), PortError> {
        let path = place(folder, &object.digest.to_string());
        let sealed = encrypt(&[recovery(recipient)?], &object.bytes);
        let sealed = sealed.map_err(|error| not_written(&path, &error))?;
        match self.whole().put(&path, &sealed) {
            Ok(Put::Written | Put::Already) => Ok(()),
            Ok(Put::Differs) => Err(PortError::new(
                format!("{} is there already", path.display()),
                "Write it again.",
            )),
            Err(error) => Err(not_written(&path, &error)),
        }
    }

    /// The plain bytes of a private object: those that its name says.
    ///
    /// # Errors
    ///
    /// When it is not there, is not for this laptop, or holds anything else.
    pub fn unseal(&self, folder: &Path, object: Digest) -> Result<Vec<u8>, PortError> {
        let path = place(folder, &object.to_string());
        let damaged = |why: &str| {
            PortError::new(
                format!("{} {why}", path.display()),
                "Put the file back from a copy of the folder, or enter the particulars again.",
            )
        };
        let file = self.calls.read(&path, LONGEST_FILE).map_err(|error| {
            if error.kind() == io::ErrorKind::FileTooLarge {
                damaged("is longer than anything that belongs here")
            } else if error.kind() == io::ErrorKind::NotFound {
                damaged(&format!("is not here: {error}"))
            } else {
                damaged(&format!("cannot be read: {error}"))
            }
        })?;
        let Some(own) = self.identity()? else {
            return Err(not_for_us("the key that reads private objects is not on this laptop"));
        };
        let plain = decrypt(&own, &file).map_err(|error| match error {
            DecryptError::NoMatchingKeys => {
                not_for_us(&format!("{} is encrypted to other keys", path.display()))
            }
            DecryptError::DecryptionFailed
            | DecryptError::ExcessiveWork { .. }
            | DecryptError::InvalidHeader
            | DecryptError::InvalidMac
            | DecryptError::Io(_)
            | DecryptError::KeyDecryptionFailed
            | DecryptError::UnknownFormat => damaged("is damaged, or was changed"),
        })?;
        if Object::of(plain.as_slice()).digest != object {
            return Err(damaged(
                "holds other bytes than its name says: it was put in the place of another",
            ));
        }
        Ok(plain)
    }

    /// This laptop's own key, durable before anything is encrypted to it: a try before this one may have left it with a name
    /// that a power cut takes away.
    fn own(&self) -> Result<x25519::Identity, PortError> {
        let Some(own) = self.identity()? else { return self.make_identity() };
        let settled = self.whole().settle(&self.identity);
        settled.map(|()| own).map_err(|error| not_written(&self.identity, &error))
    }

    /// This laptop's own key; none where it was never made.
    fn identity(&self) -> Result<Option<x25519::Identity>, PortError> {
        let unusable = |why: String| {
            PortError::new(
                format!("{} cannot be used: {why}", self.identity.display()),
                "Put it back from a copy; the recovery key reads what it would.",
            )
        };
        let bytes = match self.calls.read(&self.identity, LONGEST_FILE) {
            Ok(bytes) => Zeroizing::new(bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(unusable(error.to_string())),
        };
        let text = str::from_utf8(&bytes).map_err(|error| unusable(error.to_string()))?;
        let line = text.lines().find(|line| line.starts_with(SECRET));
        let line = line.ok_or_else(|| unusable("there is no key in it".to_owned()))?;
        line.parse().map(Some).map_err(|why: &str| unusable(why.to_owned()))
    }

    /// Makes this laptop's own key, as `age-keygen` writes one, for this user alone.
    fn make_identity(&self) -> Result<x25519::Identity, PortError> {
        let made = x25519::Identity::generate();
        let secret = made.to_string();
        let text = Zeroizing::new(format!(
            "# Reads the private objects of productions on this laptop.\n# public key: {}\n{}\n",
            made.to_public(),
            secret.expose_secret()
        ));
        match self.whole().put(&self.identity, text.as_bytes()) {
            Ok(Put::Written | Put::Already) => Ok(made),
            // Another of our programs was quicker; its key counts.
            Ok(Put::Differs) => {
                let theirs = self.identity()?.ok_or_else(|| not_for_us("its key went away"))?;
                let settled = self.whole().settle(&self.identity);
                settled.map(|()| theirs).map_err(|error| not_written(&self.identity, &error))
            }
            Err(error) => Err(not_written(&self.identity, &error)),
        }
    }
}

/// The secret half of a key, in a file as `age-keygen` writes it.
fn secret(identity: &Path) -> Result<x25519::Identity, PortError> {
    let unread = |why: String| {
        let what = format!("{} cannot be read: {why}", identity.display());
        PortError::new(what, "Name the file that age-keygen wrote.")
    };
    let text = fs::read_to_string(identity).map(Zeroizing::new);
    let text = text.map_err(|error| unread(error.to_string()))?;
    let line = text.lines().find(|line| line.starts_with(SECRET));
    let none = || unread("no line in it begins with AGE-SECRET-KEY-1".to_owned());
    line.ok_or_else(none)?.trim().parse().map_err(|why: &str| unread(why.to_owned()))
}

/// Whether the file holds a key.
///
/// # Errors
///
/// When it does not, or cannot be read.
pub(in crate::platform) fn check_identity(identity: &Path) -> Result<(), PortError> {
    secret(identity).map(|_key| ())
}

/// What an age file holds that is for the key in the file `identity`; none where it is for another key.
///
/// # Errors
///
/// When the key's file or the age file cannot be read.
pub(in crate::platform) fn open_with(
    identity: &Path,
    sealed: &Path,
) -> Result<Option<Vec<u8>>, PortError> {
    let own = secret(identity)?;
    let unread = |why: String| {
        let what = format!("{} cannot be read: {why}", sealed.display());
        PortError::new(what, "Ask for another copy of it.")
    };
    let length = fs::metadata(sealed).map_err(|error| unread(error.to_string()))?;
    if length.len() > LONGEST_FILE {
        return Err(unread("it is longer than anything that belongs here".to_owned()));
    }
    let file = fs::read(sealed).map_err(|error| unread(error.to_string()))?;
    match decrypt(&own, &file) {
        Ok(plain) => Ok(Some(plain)),
        Err(DecryptError::NoMatchingKeys) => Ok(None),
        Err(error) => Err(unread(error.to_string())),
    }
}

fn not_for_us(what: &str) -> PortError {
    PortError::new(
        format!("not readable on this laptop: {what}"),
        "Read it on the laptop that wrote it, or with the recovery key.",
    )
}

/// A key that the settings name; one that cannot be read is never passed over, for then nobody could recover what is sealed.
fn recovery(named: &str) -> Result<x25519::Recipient, PortError> {
    let read = named.parse::<Recipient>().map_err(|error| {
        PortError::new(format!("the recovery key {named} in the settings: {error}"), error.remedy())
    })?;
    read.to_string().parse().map_err(|why: &str| PortError::new(why, "Enter it again."))
}

fn encrypt(recipients: &[x25519::Recipient], plain: &[u8]) -> io::Result<Vec<u8>> {
    let named = recipients.iter().map(|one| one as &dyn age::Recipient);
    let encryptor = Encryptor::with_recipients(named).map_err(io::Error::other)?;
    let mut sealed = Vec::new();
    let mut writer = encryptor.wrap_output(&mut sealed)?;
    writer.write_all(plain)?;
    writer.finish()?;
    Ok(sealed)
}

fn decrypt(own: &x25519::Identity, file: &[u8]) -> Result<Vec<u8>, DecryptError> {
    let decryptor = Decryptor::new_buffered(file)?;
    let reader = decryptor.decrypt(std::iter::once(own as &dyn age::Identity))?;
    let mut plain = Vec::new();
    let most = u64::try_from(LONGEST).unwrap_or(u64::MAX);
    let read = reader.take(most.saturating_add(1)).read_to_end(&mut plain)?;
    if read > LONGEST {
        return Err(DecryptError::DecryptionFailed);
    }
    Ok(plain)
}
