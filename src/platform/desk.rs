//! The files and keys that jobs need, on this laptop.
#![expect(clippy::disallowed_methods, reason = "files are read here")]

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use super::disk::{System, Vault, durable, keep_head, lock, stick, volume};
use super::paths::Paths;
use super::reading::{picture, png};
use super::workers::Cores;
use super::writer::{self, not_written};
use super::{reading, settings, target};
use crate::log::{Fan, Log, Origin, fan_out};
use crate::session::{
    Control, Desk, Found, Gathered, Held, NewLog, Object, Pixels, PortError, Stick, Wake, Watched,
};
use crate::signing::{KeyFile, UnlockedKey};
use crate::terms::{Digest, LogId};

/// The largest file that is gathered, in bytes.
const LARGEST: u64 = 64 * 1024 * 1024;

/// The largest key file that is read, in bytes.
const LARGEST_KEY: u64 = 64 * 1024;

/// An object that is larger is a file of an answer, in bytes: names are short, and lists are not read above it. Only its
/// SHA-256 is held on to, so that a production with a thousand photos opens on any laptop.
const LARGE: u64 = 1024 * 1024;

/// The files and keys of this laptop.
#[derive(Clone)]
pub struct Files {
    paths: Paths,
    wake: Wake,
    cores: Cores,
}

impl std::fmt::Debug for Files {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Files").field("paths", &self.paths).finish_non_exhaustive()
    }
}

impl Files {
    /// The files under `paths`; `wake` is called by the writers that it makes.
    #[must_use]
    pub fn new(paths: Paths, wake: Wake) -> Self {
        Self { paths, wake, cores: Cores::here() }
    }

    fn vault(&self) -> Vault<'static> {
        Vault::new(&System, self.paths.identity())
    }

    /// The device key of a log.
    ///
    /// # Errors
    ///
    /// When it is not on this laptop or cannot be read.
    pub fn device_key(&self, log: &str) -> Result<UnlockedKey, PortError> {
        let path = self.paths.device_key(log);
        let missing = |why: String| {
            PortError::new(
                format!("the key of this log is not on this laptop: {why}"),
                "Open it on the laptop that wrote it, or continue in a new log.",
            )
        };
        let pem = fs::read(&path).map_err(|error| missing(error.to_string()))?;
        let file = KeyFile::parse(&pem).map_err(|error| missing(error.to_string()))?;
        file.without_passphrase().map_err(|error| missing(error.to_string()))
    }
}

impl Files {
    /// Keeps the device key and makes the log, in a folder that is there and that `held` is the lock on.
    ///
    /// # Errors
    ///
    /// When it cannot be written, or has that log already.
    pub(super) fn found_under(&self, held: File, new: &NewLog<'_>) -> Result<Found, PortError> {
        let folder = new.folder;
        let durable = volume::probe(folder).map_err(|error| not_written(folder, &error))?;
        let origin: Origin = new.origin.parse().map_err(|error: crate::log::OriginError| {
            PortError::new(error.to_string(), "Send in a report: this cannot happen.")
        })?;
        let log_id = new.log.to_string();
        let pem = KeyFile::open(new.key).and_then(|file| file.to_pem());
        let pem = pem.map_err(|error| PortError::new(error.to_string(), "Try again."))?;
        let path = self.paths.device_key(&log_id);
        durable::write(&path, pem.as_bytes()).map_err(|error| not_written(&path, &error))?;
        let key = self.device_key(&log_id)?;
        let storage = super::disk::FileStorage::new(folder, &log_id);
        let log = Log::create(storage, origin).map_err(|error| writer::log_error(&error))?;
        volume::keep_reserve(folder);
        let desk = writer::Desk {
            folder: folder.to_owned(),
            log,
            key,
            paths: self.paths.clone(),
            _lock: held,
        };
        Ok(Found { writer: Box::new(writer::Thread::start(desk, self.wake.clone())), durable })
    }
}

impl Desk for Files {
    fn found(&self, new: &NewLog<'_>) -> Result<Found, PortError> {
        let folder = new.folder;
        let live = !new.origin.starts_with("showclear-drill/");
        if let (true, false, Some(program)) = (live, new.synced_too, volume::synced_by(folder)) {
            return Err(PortError::new(
                format!(
                    "{program} copies this folder to other machines, and could change it under the log"
                ),
                "Choose a folder that only this laptop writes to.",
            ));
        }
        if folder.join("log").exists() {
            return Err(PortError::new(
                format!("there is a production in {} already", folder.display()),
                "Open that one, or choose another name.",
            ));
        }
        durable::make_folder(folder).map_err(|error| not_written(folder, &error))?;
        let held = lock::take(folder)?;
        self.found_under(held, new)
    }

    fn key(&self, fingerprint: &str, drill: bool) -> Result<Vec<u8>, PortError> {
        if let Ok(path) = fs::read_to_string(self.paths.key_place(fingerprint, drill)) {
            let own = Path::new(&path);
            return reading::chosen(own, LARGEST_KEY, &Control::default()).map_err(|error| {
                PortError::new(
                    format!("the key file {path} could not be read: {error}"),
                    "Put in the stick that it is on, or bring the file along again under People.",
                )
            });
        }
        fs::read(self.paths.key(fingerprint, drill)).map_err(|error| {
            PortError::new(
                format!("the key {fingerprint} is not on this laptop: {error}"),
                "Sign on the laptop that the key was made on, or make a new key under People.",
            )
        })
    }

    fn keep_key(&self, fingerprint: &str, drill: bool, pem: &str) -> Result<(), PortError> {
        let path = self.paths.key(fingerprint, drill);
        durable::write(&path, pem.as_bytes()).map_err(|error| not_written(&path, &error))
    }

    fn remember_key(&self, fingerprint: &str, drill: bool, path: &Path) -> Result<(), PortError> {
        let text = path.to_str().filter(|_| path.is_absolute()).ok_or_else(|| {
            PortError::new(
                format!("{} is no whole path", path.display()),
                "Give the path from the top, in letters that this system can write.",
            )
        })?;
        let place = self.paths.key_place(fingerprint, drill);
        durable::write(&place, text.as_bytes()).map_err(|error| not_written(&place, &error))
    }

    fn agent(&self, request: &[u8], control: &Control) -> Result<Vec<u8>, PortError> {
        super::keys::ask(request, control)
    }

    fn sign_as_device(
        &self,
        log: LogId,
        namespace: &str,
        message: &[u8],
    ) -> Result<String, PortError> {
        let key = self.device_key(&log.to_string())?;
        let signed = key.sign(namespace, message);
        signed
            .map(|signature| signature.to_armor())
            .map_err(|error| PortError::new(error.to_string(), error.remedy()))
    }

    fn gather(&self, folder: &Path, control: &Control) -> Result<Gathered, PortError> {
        gather_watched(folder, control)
    }

    fn fan(&self) -> &dyn Fan {
        &self.cores
    }

    fn write_whole(&self, path: &Path, bytes: &[u8]) -> Result<(), PortError> {
        durable::write(path, bytes).map_err(|error| not_written(path, &error))
    }

    fn stick(&self, at: &Path) -> Result<Box<dyn Stick>, PortError> {
        Ok(Box::new(stick::Folder::at(at)?))
    }

    fn keep_head(&self, log: LogId, note: &[u8], against: bool) -> Result<(), PortError> {
        let log = log.to_string();
        let path = self.paths.head(&log);
        if against {
            let digest = Object::of(note).digest.to_string();
            let path = path.with_file_name(format!("{log}-{digest}.note"));
            return durable::put(&path, note)
                .map(|_| ())
                .map_err(|error| not_written(&path, &error));
        }
        keep_head(&System, &path, note).map_err(|error| not_written(&path, &error))
    }

    fn keep_leaves(&self, log: LogId, leaves: &[u8]) -> Result<(), PortError> {
        let path = self.paths.leaves(&log.to_string());
        durable::write(&path, leaves).map_err(|error| not_written(&path, &error))
    }

    fn kept_leaves(&self, log: LogId, most: u64) -> Option<Vec<u8>> {
        let path = self.paths.leaves(&log.to_string());
        let len = fs::metadata(&path).ok()?.len();
        if len > most { None } else { fs::read(&path).ok() }
    }

    fn may_make(&self, path: &Path) -> Result<(), PortError> {
        target::is_free(path)
    }

    fn read(&self, path: &Path, most: u64, control: &Control) -> Result<Vec<u8>, PortError> {
        reading::chosen(path, most, control)
    }

    fn picture(&self, bytes: &[u8]) -> Result<Pixels, PortError> {
        picture(bytes)
    }

    fn png(&self, pixels: &Pixels) -> Result<Vec<u8>, PortError> {
        png(pixels)
    }

    fn seal(&self, folder: &Path, object: &Object) -> Result<(), PortError> {
        let recovery = settings::recovery(&self.paths.settings())?;
        self.vault().seal(folder, object, &recovery)
    }

    fn seal_for(&self, folder: &Path, object: &Object, recipient: &str) -> Result<(), PortError> {
        self.vault().seal_for(folder, object, recipient)
    }

    fn unseal(&self, folder: &Path, object: Digest) -> Result<Vec<u8>, PortError> {
        self.vault().unseal(folder, object)
    }

    fn keep_object(&self, folder: &Path, object: &Object) -> Result<(), PortError> {
        writer::keep_object(folder, &object.digest.to_string(), &object.bytes)
    }
}

/// All bytes of a file.
///
/// # Errors
///
/// When it cannot be read.
pub fn read(path: &Path) -> Result<Vec<u8>, PortError> {
    fs::read(path).map_err(|error| {
        PortError::new(
            format!("{} could not be read: {error}", path.display()),
            "Check the path, then try again.",
        )
    })
}

/// Every file of a production's folder or of an unpacked bundle: path with `/` and what it holds, in order of path. Links are not
/// followed, and what other systems leave in folders is passed over.
///
/// # Errors
///
/// When one cannot be read, or when there is a link in an unpacked bundle.
pub fn gather(folder: &Path) -> Result<Gathered, PortError> {
    gather_watched(folder, &Control::default())
}

/// The same as the first third of the work that `control` watches.
///
/// # Errors
///
/// As [`gather`], and when it is not wanted any more.
pub(super) fn gather_watched(folder: &Path, control: &Control) -> Result<Gathered, PortError> {
    // An unpacked bundle has every file in its list, and is read whole; so is a disclosure, which has no log.
    let there = |name: &str| folder.join(name).exists();
    let whole = there("SHA256SUMS") || there("DISCLOSE.txt") && !there("log");
    let (cores, mut places) = (Cores::here(), Vec::new());
    walk(folder, "", whole, &mut places).map_err(unread)?;
    places.sort_by(|one, other| one.path.cmp(&other.path));
    let watched = Watched::new(&cores, control, 0, 300);
    let done = AtomicUsize::new(0);
    let found = fan_out(&cores, places.len(), |at| {
        let place = places.get(at)?;
        if control.is_cancelled() {
            return None;
        }
        let held = place.read().map_err(|error| unread((place.path.clone(), error)));
        let far = done.fetch_add(1, Ordering::Relaxed).saturating_mul(1000) / places.len();
        watched.far(u16::try_from(far).unwrap_or(1000));
        Some(held.map(|held| (place.path.clone(), held)))
    });
    let called_off = || PortError::new("it was called off", "Begin again when you want it.");
    found.into_iter().map(|held| held.ok_or_else(called_off)?).collect()
}

fn unread((path, error): (String, io::Error)) -> PortError {
    PortError::new(format!("{path} could not be read: {error}"), "Check the disk, then try again.")
}

/// A file that is to be read.
struct Place {
    path: String,
    at: PathBuf,
    /// Only its SHA-256 is wanted, where it is large.
    object: bool,
}

impl Place {
    fn read(&self) -> io::Result<Held> {
        let file = File::open(&self.at)?;
        let length = file.metadata()?.len();
        let too_large = || io::Error::other("larger than anything that belongs here");
        if length > LARGEST {
            return Err(too_large());
        }
        // One byte more shows that it grew meanwhile.
        let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default() + 1);
        let read = file.take(LARGEST + 1).read_to_end(&mut bytes)? as u64;
        if read > LARGEST {
            return Err(too_large());
        }
        let large = self.object && read > LARGE;
        Ok(if large { Held::Large(Object::of(bytes).digest.0) } else { Held::Whole(bytes) })
    }
}

fn walk(
    folder: &Path,
    prefix: &str,
    whole: bool,
    found: &mut Vec<Place>,
) -> Result<(), (String, io::Error)> {
    let at = |error| (folder.display().to_string(), error);
    for entry in fs::read_dir(folder).map_err(at)? {
        let entry = entry.map_err(at)?;
        let Some(name) = entry.file_name().to_str().map(str::to_owned) else {
            let name = entry.file_name().to_string_lossy().into_owned();
            return Err((name, io::Error::other("its name is not Unicode")));
        };
        let path = if prefix.is_empty() { name.clone() } else { format!("{prefix}/{name}") };
        let kind = entry.file_type().map_err(|error| (path.clone(), error))?;
        // Nothing but plain files is exported, and the scripts of a bundle refuse whatever else lies in it.
        if whole && !kind.is_dir() && !kind.is_file() {
            return Err((path, io::Error::other("it is a link, or no plain file")));
        }
        let passed_over =
            if whole { kind.is_file() && is_left_by_systems(&name) } else { is_passed_over(&name) };
        if passed_over {
            continue;
        }
        if kind.is_dir() {
            walk(&entry.path(), &path, whole, found)?;
        } else if kind.is_file() {
            let object = !whole && path.starts_with("objects/");
            found.push(Place { path, at: entry.path(), object });
        }
    }
    Ok(())
}

/// What systems leave in folders.
fn is_left_by_systems(name: &str) -> bool {
    matches!(name, ".DS_Store" | "Thumbs.db" | "desktop.ini") || name.starts_with("._")
}

/// That, our own temporary files, the lock and the reserve.
fn is_passed_over(name: &str) -> bool {
    is_left_by_systems(name)
        || matches!(name, "lock" | "reserve")
        || name.starts_with(".showclear-")
        || (name.starts_with('.') && name.ends_with(".copy"))
}
