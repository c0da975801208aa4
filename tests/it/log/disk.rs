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
    /// Half of it, and from then on every call, until there is room again.
    Full,
    /// Nothing of it, nor of any call from then on, until the folder may be written to.
    ReadOnly,
}

impl Fault {
    fn error(self) -> io::Error {
        match self {
            Self::Nothing | Self::Half | Self::All => io::Error::other("the disk failed"),
            Self::Full => io::ErrorKind::StorageFull.into(),
            Self::ReadOnly => io::ErrorKind::ReadOnlyFilesystem.into(),
        }
    }

    /// How much of a write of `len` bytes is done all the same.
    fn written(fault: Option<Self>, len: usize) -> usize {
        match fault {
            Some(Self::Nothing | Self::ReadOnly) => 0,
            Some(Self::Half | Self::Full) => len / 2,
            None | Some(Self::All) => len,
        }
    }

    /// Whether what cannot be done by half is done all the same.
    fn done(fault: Option<Self>) -> bool {
        match fault {
            None | Some(Self::Half | Self::All) => true,
            Some(Self::Nothing | Self::Full | Self::ReadOnly) => false,
        }
    }

    /// Whether a sync is done all the same: one that is done by half promises nothing.
    fn synced(fault: Option<Self>) -> bool {
        match fault {
            None | Some(Self::All) => true,
            Some(Self::Nothing | Self::Half | Self::Full | Self::ReadOnly) => false,
        }
    }
}

/// Where a power loss may cut what was not synced.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Cuts {
    /// At every byte.
    Every,
    /// At its ends, beside them, and in the middle.
    Some,
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
    fn survivors(&self, cuts: Cuts) -> Vec<Vec<u8>> {
        let mut all = vec![self.on_disk.clone()];
        let (shown, durable) = (self.shown(), self.on_disk.len());
        let places = match cuts {
            Cuts::Every => (0..=shown.len()).collect(),
            Cuts::Some => {
                let middle = usize::midpoint(durable, shown.len());
                vec![durable + 1, middle, shown.len().saturating_sub(1), shown.len()]
            }
        };
        for len in places {
            // Grown by some bytes, or by zeros in their place; or cut, where that was not synced.
            if (durable + 1..=shown.len()).contains(&len) {
                all.push(self.at_most(len));
                let mut zeros = self.on_disk.clone();
                zeros.resize(len, 0);
                all.push(zeros);
            }
        }
        if shown.len() < durable {
            all.push(self.at_most(shown.len()));
        }
        all.sort();
        all.dedup();
        all
    }
}

/// A name below the production's folder: which of the files it stands for.
type Names = BTreeMap<String, usize>;

/// Folders of files, with the names the running system shows and those that are durable.
#[derive(Clone, Debug, Default)]
pub(crate) struct Disk {
    files: Vec<File>,
    names: Names,
    /// Of each folder whose names changed: the durable names, then each state of them since.
    history: BTreeMap<String, Vec<Names>>,
    calls: usize,
    /// What each call was.
    made: Vec<String>,
    fail: Option<(usize, Fault)>,
    /// What stands in the folder once the call has failed: somebody put it there.
    swapped: Option<Box<Self>>,
}

impl Disk {
    /// Lets the call with this number, from 0, fail.
    pub(crate) fn failing_at(self, call: usize, fault: Fault) -> Self {
        Self { fail: Some((call, fault)), calls: 0, made: Vec::new(), ..self }
    }

    /// Whatever was wrong with it is mended.
    pub(crate) fn mend(&mut self) {
        self.fail = None;
    }

    /// What each call was, in order.
    pub(crate) fn made(&self) -> &[String] {
        &self.made
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
        disk
    }

    /// Every file that the running system shows, by name.
    pub(crate) fn shown(&self) -> BTreeMap<String, Vec<u8>> {
        let files = self.names.iter();
        files.filter_map(|(name, id)| Some((name.clone(), self.files.get(*id)?.shown()))).collect()
    }

    /// Every state the disk may be in after the power went now.
    pub(crate) fn after_power_loss(&self) -> Vec<Self> {
        self.survivors(Cuts::Every)
    }

    /// The states the disk may be in after the power went now, with so many cuts of what was not synced.
    pub(crate) fn survivors(&self, cuts: Cuts) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        for names in self.names_that_survive() {
            let mut states = vec![Vec::new()];
            for (name, id) in &names {
                let contents = self.files.get(*id).map(|file| file.survivors(cuts));
                let contents = contents.unwrap_or_default();
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

    /// Every set of names there may be: of each folder some state since its names were made durable.
    fn names_that_survive(&self) -> Vec<Names> {
        let is_settled = |name: &str| !self.history.contains_key(folder(name));
        let settled = self.names.iter().filter(|(name, _)| is_settled(name));
        let mut all = vec![settled.map(|(name, id)| (name.clone(), *id)).collect::<Names>()];
        for states in self.history.values() {
            let with = |names: &Names| {
                let names = names.clone();
                states.iter().map(move |more| names.iter().chain(more).map(owned).collect())
            };
            all = all.iter().flat_map(with).collect();
        }
        all.sort();
        all.dedup();
        all
    }

    /// Counts a call, and says whether it fails.
    pub(super) fn call(&mut self, what: &str, name: &str) -> Option<Fault> {
        let happens = |(call, fault): &(usize, Fault)| match fault {
            Fault::Nothing | Fault::Half | Fault::All => *call == self.calls,
            Fault::Full | Fault::ReadOnly => *call <= self.calls,
        };
        let fault = self.fail.filter(happens).map(|(_, fault)| fault);
        self.calls += 1;
        self.made.push(format!("{what} {name}"));
        if let Some(other) = self.swapped.take_if(|_| fault.is_some()) {
            *self = *other;
        }
        fault
    }

    fn file(&mut self, name: &str) -> io::Result<&mut File> {
        let id = self.names.get(name).copied().ok_or(io::ErrorKind::NotFound)?;
        Ok(self.files.get_mut(id).ok_or(io::ErrorKind::NotFound)?)
    }

    /// The names in a folder, changed, and as they were before.
    fn rename(&mut self, folder: &str, change: impl FnOnce(&mut Names)) {
        let before = self.names_in(folder);
        change(&mut self.names);
        let after = self.names_in(folder);
        self.history.entry(folder.to_owned()).or_insert_with(|| vec![before]).push(after);
    }

    fn names_in(&self, within: &str) -> Names {
        self.names.iter().filter(|(name, _)| folder(name) == within).map(owned).collect()
    }

    fn new_file(&mut self, name: String, bytes: &[u8]) {
        let id = self.files.len();
        let bytes = bytes.iter().map(|byte| Byte::Dirty(*byte)).collect();
        self.files.push(File { bytes, on_disk: Vec::new() });
        let within = folder(&name).to_owned();
        self.rename(&within, |names| {
            names.insert(name, id);
        });
    }

    /// Writes a new file, in the place of one of that name.
    pub(super) fn write(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let fault = self.call("write", name);
        let written = Fault::written(fault, bytes.len());
        if written > 0 || Fault::done(fault) {
            self.new_file(name.to_owned(), bytes.get(..written).unwrap_or_default());
        }
        outcome(fault)
    }

    pub(super) fn sync(&mut self, name: &str) -> io::Result<()> {
        let fault = self.call("sync", name);
        let file = self.file(name)?;
        if Fault::synced(fault) {
            file.sync();
        } else {
            file.failed_sync();
        }
        outcome(fault)
    }

    /// Renames a file over another, in one folder.
    pub(super) fn rename_file(&mut self, from: &str, to: &str) -> io::Result<()> {
        let fault = self.call("rename to", to);
        if Fault::done(fault) {
            self.rename(folder(to), |names| {
                if let Some(id) = names.remove(from) {
                    names.insert(to.to_owned(), id);
                }
            });
        }
        outcome(fault)
    }

    /// Makes a folder, of which only the name counts.
    pub(super) fn mark(&mut self, name: &str) -> io::Result<()> {
        let fault = self.call("make", name);
        if Fault::done(fault) {
            self.new_file(name.to_owned(), b"");
        }
        outcome(fault)
    }

    /// Takes a name away.
    pub(super) fn remove(&mut self, what: &str, name: &str) -> io::Result<()> {
        if !self.names.contains_key(name) {
            return Err(io::ErrorKind::NotFound.into());
        }
        let fault = self.call(what, name);
        if Fault::done(fault) {
            self.rename(folder(name), |names| {
                names.remove(name);
            });
        }
        outcome(fault)
    }

    /// Takes away a file that nobody waits for; what becomes of it matters to nobody.
    pub(super) fn forget(&mut self, name: &str) {
        self.rename(folder(name), |names| {
            names.remove(name);
        });
    }

    pub(super) fn sync_names(&mut self, folder: &str) -> io::Result<()> {
        let fault = self.call("sync folder", folder);
        if Fault::synced(fault) {
            self.history.remove(folder);
        }
        outcome(fault)
    }
}

fn owned((name, id): (&String, &usize)) -> (String, usize) {
    (name.clone(), *id)
}

/// The folder that a name stands in; the segments stand in one without a name.
pub(super) fn folder(name: &str) -> &str {
    name.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn outcome(fault: Option<Fault>) -> io::Result<()> {
    fault.map_or(Ok(()), |fault| Err(fault.error()))
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
        let name = segment_name(segment);
        let fault = self.call("create", &name);
        if self.names.contains_key(&name) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        if Fault::done(fault) {
            self.new_file(name, b"");
        }
        outcome(fault)
    }

    fn append(&mut self, segment: u32, bytes: &[u8]) -> io::Result<()> {
        let name = segment_name(segment);
        let fault = self.call("append to", &name);
        let written = Fault::written(fault, bytes.len());
        let bytes = bytes.iter().take(written).map(|byte| Byte::Dirty(*byte));
        self.file(&name)?.bytes.extend(bytes);
        outcome(fault)
    }

    fn truncate(&mut self, segment: u32, len: u64) -> io::Result<()> {
        let name = segment_name(segment);
        let fault = self.call("cut", &name);
        if Fault::done(fault) {
            self.file(&name)?.bytes.truncate(usize::try_from(len).unwrap());
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
        self.sync_names("")
    }

    fn write_copy(&mut self, segment: u32, bytes: &[u8]) -> io::Result<()> {
        self.write(&copy_name(segment), bytes)?;
        self.sync(&copy_name(segment))
    }

    fn read_copy(&self, segment: u32) -> io::Result<Vec<u8>> {
        let shown = self.shown().remove(&copy_name(segment));
        shown.ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn rename_copy(&mut self, segment: u32) -> io::Result<()> {
        self.rename_file(&copy_name(segment), &segment_name(segment))
    }

    fn put_recovered(&mut self, name: &str, bytes: &[u8]) -> io::Result<Put> {
        self.put(&format!("recovered/{name}"), bytes)
    }

    fn put_note(&mut self, size: u64, note: &str) -> io::Result<Put> {
        self.put(&format!("checkpoints/{size:08}.note"), note.as_bytes())
    }
}
