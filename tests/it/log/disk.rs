//! A disk that fails when told to and forgets what was not synced.

use std::collections::BTreeMap;
use std::io;

use showclear::log::{Put, Storage};

/// How much a call does before it fails.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Fault {
    Nothing,
    Half,
    All,
}

/// A byte of a file, as the running system shows it, and whether the disk has it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Byte {
    Durable(u8),
    Dirty(u8),
    /// A sync failed on it: shown until the power goes, never written (as on Linux).
    Lost(u8),
}

impl Byte {
    fn shown(self) -> u8 {
        match self {
            Self::Durable(byte) | Self::Dirty(byte) | Self::Lost(byte) => byte,
        }
    }
}

#[derive(Clone, Debug, Default)]
struct File {
    bytes: Vec<Byte>,
    /// What the disk holds of it: length and bytes as of the last sync.
    on_disk: Vec<u8>,
}

impl File {
    fn shown(&self) -> Vec<u8> {
        self.bytes.iter().map(|byte| byte.shown()).collect()
    }

    fn sync(&mut self) {
        for byte in &mut self.bytes {
            if let Byte::Dirty(shown) = *byte {
                *byte = Byte::Durable(shown);
            }
        }
        self.on_disk = self.at_most(self.bytes.len());
    }

    fn failed_sync(&mut self) {
        for byte in &mut self.bytes {
            if let Byte::Dirty(shown) = *byte {
                *byte = Byte::Lost(shown);
            }
        }
    }

    /// What the disk would hold of the first `len` bytes: zeros where a sync once failed.
    fn at_most(&self, len: usize) -> Vec<u8> {
        let bytes = self.bytes.iter().take(len);
        bytes.map(|byte| if matches!(byte, Byte::Lost(_)) { 0 } else { byte.shown() }).collect()
    }

    /// Every content the file may have after a power loss.
    fn survivors(&self) -> Vec<Vec<u8>> {
        let mut all = vec![self.on_disk.clone()];
        let (shown, durable) = (self.shown(), self.on_disk.len());
        for len in 0..=shown.len() {
            // Grown by some bytes, or by zeros in their place; or cut, where that was not synced.
            if len > durable {
                all.push(self.at_most(len));
                let mut zeros = self.on_disk.clone();
                zeros.resize(len, 0);
                all.push(zeros);
            }
        }
        if shown.len() < durable {
            all.push(self.at_most(shown.len()));
        }
        all.dedup();
        all
    }
}

/// A name in the folder: which of the files it stands for.
type Names = BTreeMap<String, usize>;

/// One folder of files, with the names the running system shows and those that are durable.
#[derive(Clone, Debug, Default)]
pub(crate) struct Disk {
    files: Vec<File>,
    names: Names,
    /// The durable names, then each state of them since.
    history: Vec<Names>,
    calls: usize,
    fail: Option<(usize, Fault)>,
    /// What stands in the folder once the call has failed: somebody put it there.
    swapped: Option<Box<Self>>,
}

impl Disk {
    /// Lets the call with this number, from 0, fail.
    pub(crate) fn failing_at(self, call: usize, fault: Fault) -> Self {
        Self { fail: Some((call, fault)), calls: 0, ..self }
    }

    /// Lets the call with this number, from 0, fail because the folder is replaced by `other`.
    pub(crate) fn swapped_at(self, call: usize, other: Self) -> Self {
        Self { swapped: Some(Box::new(other)), ..self.failing_at(call, Fault::Nothing) }
    }

    /// Returns whether the fault has happened.
    pub(crate) fn has_failed(&self) -> bool {
        self.fail.is_some_and(|(call, _)| call < self.calls)
    }

    pub(crate) fn with(files: &[(&str, &[u8])]) -> Self {
        let mut disk = Self::default();
        for (name, bytes) in files {
            let bytes = bytes.to_vec();
            disk.names.insert((*name).to_owned(), disk.files.len());
            let shown = bytes.iter().map(|byte| Byte::Durable(*byte)).collect();
            disk.files.push(File { bytes: shown, on_disk: bytes });
        }
        disk.history = vec![disk.names.clone()];
        disk
    }

    /// Every file that the running system shows, by name.
    pub(crate) fn shown(&self) -> BTreeMap<String, Vec<u8>> {
        let files = self.names.iter();
        files.filter_map(|(name, id)| Some((name.clone(), self.files.get(*id)?.shown()))).collect()
    }

    /// Every state the disk may be in after the power went now.
    pub(crate) fn after_power_loss(&self) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        let durable = [Names::new()];
        let history = if self.history.is_empty() { &durable[..] } else { &self.history };
        for names in history.iter().chain([&self.names]) {
            let mut states = vec![Vec::new()];
            for (name, id) in names {
                let contents = self.files.get(*id).map(File::survivors).unwrap_or_default();
                states = states
                    .iter()
                    .flat_map(|state: &Vec<(&str, Vec<u8>)>| {
                        contents.iter().map(move |content| {
                            let mut state = state.clone();
                            state.push((name.as_str(), content.clone()));
                            state
                        })
                    })
                    .collect();
            }
            for state in states {
                let files: Vec<(&str, &[u8])> =
                    state.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
                all.push(Self::with(&files));
            }
        }
        all
    }

    /// Counts a call, and says whether it fails.
    fn call(&mut self) -> Option<Fault> {
        let fault = self.fail.filter(|(call, _)| *call == self.calls).map(|(_, fault)| fault);
        self.calls += 1;
        if let Some(other) = self.swapped.take_if(|_| fault.is_some()) {
            *self = *other;
        }
        fault
    }

    fn file(&mut self, name: &str) -> io::Result<&mut File> {
        let id = self.names.get(name).copied().ok_or(io::ErrorKind::NotFound)?;
        Ok(self.files.get_mut(id).ok_or(io::ErrorKind::NotFound)?)
    }

    fn rename(&mut self, change: impl FnOnce(&mut Names)) {
        if self.history.is_empty() {
            self.history.push(Names::new());
        }
        change(&mut self.names);
        self.history.push(self.names.clone());
    }

    fn names_are_durable(&mut self) {
        self.history = vec![self.names.clone()];
    }

    fn new_file(&mut self, name: String, bytes: &[u8]) {
        let id = self.files.len();
        let bytes = bytes.iter().map(|byte| Byte::Dirty(*byte)).collect();
        self.files.push(File { bytes, on_disk: Vec::new() });
        self.rename(|names| {
            names.insert(name, id);
        });
    }

    fn sync(&mut self, name: &str) -> io::Result<()> {
        let fault = self.call();
        let file = self.file(name)?;
        match fault {
            None => file.sync(),
            Some(Fault::Nothing | Fault::Half) => file.failed_sync(),
            Some(Fault::All) => file.sync(),
        }
        outcome(fault)
    }

    /// Writes a file whole and durable, or not at all; what a half-done one leaves is not read.
    fn put(&mut self, name: &str, bytes: &[u8]) -> io::Result<Put> {
        let fault = self.call();
        if let Some(there) = self.shown().get(name) {
            outcome(fault)?;
            return Ok(if there == bytes { Put::Already } else { Put::Differs });
        }
        if matches!(fault, None | Some(Fault::All)) {
            self.new_file(name.to_owned(), bytes);
            self.file(name)?.sync();
            self.names_are_durable();
        }
        outcome(fault).map(|()| Put::Written)
    }
}

fn outcome(fault: Option<Fault>) -> io::Result<()> {
    fault.map_or(Ok(()), |fault| Err(io::Error::other(format!("{fault:?}"))))
}

fn segment_name(segment: u32) -> String {
    format!("{segment:05}.jsonl")
}

fn copy_name(segment: u32) -> String {
    format!("{segment:05}.jsonl.copy")
}

impl Storage for &mut Disk {
    fn segments(&self) -> io::Result<Vec<u32>> {
        let names = self.names.keys().filter_map(|name| name.strip_suffix(".jsonl"));
        Ok(names.map(|number| number.parse().unwrap()).collect())
    }

    fn read(&self, segment: u32) -> io::Result<Vec<u8>> {
        let shown = self.shown().remove(&segment_name(segment));
        shown.ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn create_new(&mut self, segment: u32) -> io::Result<()> {
        let fault = self.call();
        if self.names.contains_key(&segment_name(segment)) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        if fault != Some(Fault::Nothing) {
            self.new_file(segment_name(segment), b"");
        }
        outcome(fault)
    }

    fn append(&mut self, segment: u32, bytes: &[u8]) -> io::Result<()> {
        let fault = self.call();
        let written = match fault {
            Some(Fault::Nothing) => 0,
            Some(Fault::Half) => bytes.len() / 2,
            None | Some(Fault::All) => bytes.len(),
        };
        let bytes = bytes.iter().take(written).map(|byte| Byte::Dirty(*byte));
        self.file(&segment_name(segment))?.bytes.extend(bytes);
        outcome(fault)
    }

    fn truncate(&mut self, segment: u32, len: u64) -> io::Result<()> {
        let fault = self.call();
        if fault != Some(Fault::Nothing) {
            let len = usize::try_from(len).unwrap();
            self.file(&segment_name(segment))?.bytes.truncate(len);
        }
        outcome(fault)
    }

    fn sync_data(&mut self, segment: u32) -> io::Result<()> {
        self.sync(&segment_name(segment))
    }

    fn sync_all(&mut self, segment: u32) -> io::Result<()> {
        self.sync(&segment_name(segment))
    }

    fn sync_folder(&mut self) -> io::Result<()> {
        let fault = self.call();
        if matches!(fault, None | Some(Fault::All)) {
            self.names_are_durable();
        }
        outcome(fault)
    }

    fn write_copy(&mut self, segment: u32, bytes: &[u8]) -> io::Result<()> {
        let fault = self.call();
        let written = match fault {
            Some(Fault::Nothing) => return outcome(fault),
            Some(Fault::Half) => bytes.len() / 2,
            None | Some(Fault::All) => bytes.len(),
        };
        self.new_file(copy_name(segment), bytes.get(..written).unwrap_or_default());
        if fault != Some(Fault::Half) {
            self.file(&copy_name(segment))?.sync();
        }
        outcome(fault)
    }

    fn read_copy(&self, segment: u32) -> io::Result<Vec<u8>> {
        let shown = self.shown().remove(&copy_name(segment));
        shown.ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn rename_copy(&mut self, segment: u32) -> io::Result<()> {
        let fault = self.call();
        if fault != Some(Fault::Nothing) {
            self.rename(|names| {
                if let Some(id) = names.remove(&copy_name(segment)) {
                    names.insert(segment_name(segment), id);
                }
            });
        }
        outcome(fault)
    }

    fn put_recovered(&mut self, name: &str, bytes: &[u8]) -> io::Result<Put> {
        self.put(&format!("recovered/{name}"), bytes)
    }

    fn put_note(&mut self, size: u64, note: &str) -> io::Result<Put> {
        self.put(&format!("{size:08}.note"), note.as_bytes())
    }
}
