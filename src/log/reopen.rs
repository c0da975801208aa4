//! Opens a log for writing: keeps a torn tail, and makes sure that what was read is on the disk.

use super::append::{Log, Tip, failed_to};
use super::checkpoint::Origin;
use super::error::LogError;
use super::merkle::Hash;
use super::reading::{DataError, Reading, Rest, Torn};
use super::scan;
use super::standing::Sound;
use super::storage::{Put, Storage};

/// A torn tail that was moved to `recovered/`; the next line of the log should name it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Recovered {
    /// The name of the file in `recovered/`.
    pub name: String,
    /// The place the line would have had.
    pub seq: u64,
    /// The length in bytes.
    pub bytes: u64,
    /// The SHA-256 of the bytes.
    pub sha256: Hash,
}

/// Reads a log from its disk; `decode` as for [`scan::read`].
///
/// # Errors
///
/// Fails when a file cannot be read; damage is not an error here, see [`Reading::rest`].
pub fn read_storage<S, D>(storage: &S, decode: D) -> Result<Reading, LogError>
where
    S: Storage,
    D: FnMut(u64, &[u8]) -> Result<(), DataError>,
{
    let mut failed = None;
    let numbers = storage.segments().map_err(failed_to("list"))?;
    let segments = numbers.into_iter().map_while(|number| match storage.read(number) {
        Ok(bytes) => Some((number, bytes)),
        Err(err) => {
            failed = Some(err);
            None
        }
    });
    let reading = scan::read(segments, decode);
    match failed {
        Some(err) => Err(failed_to("read")(err)),
        None => Ok(reading),
    }
}

impl<S: Storage> Log<S> {
    /// Opens a log that was read and found sound; a torn tail is moved to `recovered/` first.
    ///
    /// # Errors
    ///
    /// Fails when the disk does or the files changed meanwhile: then read it again.
    pub fn open(mut storage: S, sound: Sound) -> Result<(Self, Option<Recovered>), LogError> {
        let Sound { origin, reading } = sound;
        let (tip, recovered) = settle(&mut storage, &origin, &reading)?;
        let log = Self { storage, origin, tree: reading.tree, tip, poisoned: false };
        Ok((log, recovered))
    }

    /// Reads the log anew after a failed write, and takes lines again if all is well.
    ///
    /// Complete lines count although they were not acknowledged: `decode` is given all lines
    /// from the first, and [`Log::tree`] may hold more than before.
    ///
    /// # Errors
    ///
    /// Fails when the disk still does, or the lines are not as they were acknowledged; the log
    /// then stays as it was.
    pub fn reopen<D>(&mut self, decode: D) -> Result<Option<Recovered>, LogError>
    where
        D: FnMut(u64, &[u8]) -> Result<(), DataError>,
    {
        self.poisoned = true;
        let reading = read_storage(&self.storage, decode)?;
        if let Rest::Damaged(damage) = &reading.rest {
            return Err(LogError::Damaged(damage.clone()));
        }
        if let Some(newer) = reading.too_new() {
            return Err(LogError::Newer(newer.clone()));
        }
        if reading.tree.root_at(self.tree.size()) != Some(self.tree.root()) {
            return Err(LogError::Lost { size: self.tree.size() });
        }
        let (tip, recovered) = settle(&mut self.storage, &self.origin, &reading)?;
        self.tree = reading.tree;
        self.tip = tip;
        self.poisoned = false;
        Ok(recovered)
    }
}

/// Makes the disk hold exactly the good lines, durably.
fn settle<S: Storage>(
    storage: &mut S,
    origin: &Origin,
    reading: &Reading,
) -> Result<(Tip, Option<Recovered>), LogError> {
    let recovered = match reading.rest() {
        Rest::Torn(torn) => Some(keep_tail(storage, origin, reading, torn)?),
        Rest::Nothing => None,
        Rest::Damaged(damage) => return Err(LogError::Damaged(damage.clone())),
        Rest::Newer(newer) => return Err(LogError::Newer(newer.clone())),
    };
    let last = copy_last(storage, reading)?;
    Ok((Tip::after(reading, &last), recovered))
}

/// Moves a torn tail to `recovered/`, where it is durable before it is cut off.
fn keep_tail<S: Storage>(
    storage: &mut S,
    origin: &Origin,
    reading: &Reading,
    torn: &Torn,
) -> Result<Recovered, LogError> {
    let segment = reading.segments().last().filter(|last| last.number == torn.segment);
    let segment = segment.ok_or(LogError::Changed { segment: torn.segment })?;
    let (seq, sha256) = (reading.size(), Hash::of(&torn.bytes));
    let start: String = sha256.to_hex().chars().take(16).collect();
    let name = format!("{}-{seq:08}-{start}.bin", origin.log());
    match storage.put_recovered(&name, &torn.bytes).map_err(failed_to("keep the torn tail of"))? {
        Put::Written | Put::Already => {}
        Put::Differs => return Err(LogError::RecoveredDiffers { name }),
    }
    storage.truncate(torn.segment, segment.len as u64).map_err(failed_to("cut the tail of"))?;
    storage.sync_all(torn.segment).map_err(failed_to("sync"))?;
    Ok(Recovered { name, seq, bytes: torn.bytes.len() as u64, sha256 })
}

/// Writes the last segment with lines anew and returns its bytes.
///
/// After a failed sync the system may show bytes that never reach the disk, and no later sync
/// brings them there. Nobody remembers a failed sync across a restart of the program, so this
/// happens at every opening.
fn copy_last<S: Storage>(storage: &mut S, reading: &Reading) -> Result<Vec<u8>, LogError> {
    let Some(segment) = reading.segments().iter().rfind(|segment| !segment.lines.is_empty()) else {
        return Ok(Vec::new());
    };
    let number = segment.number;
    let bytes = storage.read(number).map_err(failed_to("read"))?;
    if Hash::of(&bytes) != segment.sha256 {
        return Err(LogError::Changed { segment: number });
    }
    storage.write_copy(number, &bytes).map_err(failed_to("copy a segment of"))?;
    if storage.read_copy(number).map_err(failed_to("read back"))? != bytes {
        return Err(LogError::Changed { segment: number });
    }
    storage.rename_copy(number).map_err(failed_to("rename a segment of"))?;
    storage.sync_folder().map_err(failed_to("sync the folder of"))?;
    Ok(bytes)
}
