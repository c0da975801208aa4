//! A laptop in memory: a disk that can hang or fail, a clock that is set by hand, and keys that unlock quickly.

use std::collections::{BTreeMap, VecDeque};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use base64ct::{Base64, Encoding as _};
use showclear::event::Durable;
use showclear::log::{Log, Note, Origin, Put, Storage};
use showclear::production::Fresh;
use showclear::session::{
    Answer, Batch, Clock, Control, Desk, Entropy, Found, Gathered, Held, Locale, NewLog, Object,
    Order, Pixels, PortError, Ports, Reopened, Work, Worked, Workers, Writer, Written, check_line,
};
use showclear::signing::{KeyFile, Secret, UnlockedKey};
use showclear::terms::{BootId, Digest, LogId, Stamp, UtcMillis};

/// The PIN of everybody who has one.
pub(crate) const PIN: &str = "1234";

/// What is common to all parts of the laptop.
#[derive(Default)]
pub(crate) struct State {
    /// Every file of the production, by path with `/`.
    pub(crate) files: BTreeMap<String, Vec<u8>>,
    /// Files elsewhere.
    pub(crate) outside: BTreeMap<PathBuf, Vec<u8>>,
    keys: BTreeMap<String, String>,
    /// The PINs of the keys to come, where they are not [`PIN`].
    pub(crate) pins: VecDeque<&'static str>,
    /// Where people keep key files of their own.
    own_keys: BTreeMap<String, PathBuf>,
    /// Flags and counter of the security key that the agent holds; none where there is no agent.
    pub(crate) token: Option<(u8, u32)>,
    /// The device key's file.
    device: Vec<u8>,
    /// The writer does nothing while it is set.
    pub(crate) hung: bool,
    /// Work on files of answers does not begin while it is set.
    pub(crate) card_hangs: bool,
    /// Every write fails with it while it is set.
    pub(crate) fails: Option<io::ErrorKind>,
    /// A sync fails after the bytes were written, while it is set.
    pub(crate) sync_fails: bool,
    /// Nothing is removed any more, as if the power went before it was.
    pub(crate) power_goes: bool,
    /// The key that reads private objects is not here.
    pub(crate) no_identity: bool,
    /// Milliseconds by the wall clock, and since start-up.
    pub(crate) wall: i64,
    pub(crate) up: u64,
    pub(crate) boot: &'static str,
    /// What the volume says is free.
    pub(crate) free: Option<u64>,
    random: u64,
    /// The stick that is plugged in.
    pub(crate) stick: Stick,
    /// Notes kept outside the folder, by log.
    pub(crate) heads: Vec<(LogId, Vec<u8>, bool)>,
    /// Leaves kept outside it.
    leaves: BTreeMap<LogId, Vec<u8>>,
}

/// A stick, and what is wrong with it.
#[derive(Clone, Default)]
pub(crate) struct Stick {
    pub(crate) files: BTreeMap<String, Vec<u8>>,
    /// How many calls there were.
    pub(crate) calls: usize,
    /// It is pulled out at this call, and stays out.
    pub(crate) pulled_at: Option<usize>,
    /// Nothing can be written to it.
    pub(crate) read_only: bool,
    /// So many bytes can still be written to it.
    pub(crate) room: Option<usize>,
    /// What is written is kept with its last byte changed.
    pub(crate) spoils: bool,
}

/// The laptop.
#[derive(Clone)]
pub(crate) struct World(Arc<Mutex<State>>);

impl World {
    pub(crate) fn new() -> Self {
        let wall = "2026-11-22T19:30:00.000Z".parse::<UtcMillis>().unwrap().millis();
        let state = State { wall, up: 1_000_000, boot: "first", ..State::default() };
        Self(Arc::new(Mutex::new(state)))
    }

    /// A laptop on which other things come out of chance.
    pub(crate) fn seeded(random: u64) -> Self {
        let world = Self::new();
        world.lock().random = random;
        world
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap()
    }

    /// Lets time pass on both clocks.
    pub(crate) fn pass(&self, millis: u64) {
        let mut state = self.lock();
        state.up += millis;
        state.wall = state.wall.checked_add_unsigned(millis).unwrap();
    }

    /// A copy of the laptop as it is, to be tried out on its own.
    pub(crate) fn copy(&self) -> Self {
        let state = self.lock();
        Self(Arc::new(Mutex::new(State {
            files: state.files.clone(),
            outside: state.outside.clone(),
            keys: state.keys.clone(),
            device: state.device.clone(),
            ..State {
                wall: state.wall,
                up: state.up,
                boot: state.boot,
                random: state.random,
                ..State::default()
            }
        })))
    }

    pub(crate) fn ports(&self, writer: Box<dyn Writer>) -> Ports {
        Ports {
            clock: Box::new(self.clone()),
            entropy: Box::new(self.clone()),
            writer,
            workers: Box::new(AtOnce { world: self.clone(), done: Vec::new(), held: Vec::new() }),
            desk: Arc::new(self.clone()),
            locale: Locale { zone: "America/New_York".to_owned(), offset: -300 },
        }
    }

    pub(crate) fn device_key(&self) -> UnlockedKey {
        KeyFile::parse(&self.lock().device).unwrap().without_passphrase().unwrap()
    }

    pub(crate) fn writer(&self, log: Log<Folder>) -> Box<dyn Writer> {
        Box::new(Pen {
            world: self.clone(),
            log,
            key: self.device_key(),
            orders: VecDeque::new(),
            answers: VecDeque::new(),
        })
    }

    pub(crate) fn storage(&self, log: &str) -> Folder {
        Folder { world: self.clone(), log: log.to_owned() }
    }

    fn next(&self) -> u64 {
        let mut state = self.lock();
        // SplitMix64: a good enough stand-in for randomness.
        state.random = state.random.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (state.random ^ (state.random >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb)
    }
}

impl Clock for World {
    fn now(&mut self) -> Stamp {
        let mut state = self.lock();
        state.up += 1;
        state.wall += 1;
        Stamp {
            wall: UtcMillis::new(state.wall),
            up: state.up,
            boot: BootId(Some(state.boot.into())),
        }
    }
}

impl Entropy for World {
    fn fresh(&mut self) -> Fresh {
        Fresh(std::array::from_fn(|_| self.next()))
    }

    fn bytes(&mut self) -> [u8; 32] {
        let words: [u64; 4] = std::array::from_fn(|_| self.next());
        let bytes: Vec<u8> = words.iter().flat_map(|word| word.to_be_bytes()).collect();
        bytes.try_into().unwrap()
    }
}

impl Desk for World {
    fn found(&self, new: &NewLog<'_>) -> Result<Found, PortError> {
        let pem = KeyFile::open(new.key).unwrap().to_pem().unwrap();
        self.lock().device = pem.as_bytes().to_vec();
        let origin: Origin = new.origin.parse().unwrap();
        let log = Log::create(self.storage(&new.log.to_string()), origin).unwrap();
        Ok(Found { writer: self.writer(log), durable: Durable::Full })
    }

    fn key(&self, fingerprint: &str, _drill: bool) -> Result<Vec<u8>, PortError> {
        let own = self.lock().own_keys.get(fingerprint).cloned();
        if let Some(path) = own {
            return self.read(&path, u64::MAX, &Control::default());
        }
        let pem = self.lock().keys.get(fingerprint).cloned();
        pem.map(String::into_bytes).ok_or_else(|| PortError::new("no key", "Make one."))
    }

    fn keep_key(&self, fingerprint: &str, _drill: bool, pem: &str) -> Result<(), PortError> {
        // One round instead of sixty-four, so that tests do not wait for each PIN.
        let pin = self.lock().pins.pop_front().unwrap_or(PIN);
        let secret = Secret::from(pin.to_owned());
        let key = KeyFile::parse(pem.as_bytes()).unwrap().unlock(&secret).unwrap();
        let quick = KeyFile::lock(&key, &secret, 1, [7; 16]).unwrap().to_pem().unwrap();
        self.lock().keys.insert(fingerprint.to_owned(), quick.to_string());
        Ok(())
    }

    fn remember_key(&self, fingerprint: &str, _: bool, path: &Path) -> Result<(), PortError> {
        self.lock().own_keys.insert(fingerprint.to_owned(), path.to_owned());
        Ok(())
    }

    fn agent(&self, request: &[u8], _: &Control) -> Result<Vec<u8>, PortError> {
        let token = self.lock().token;
        let touch = token.ok_or_else(|| PortError::new("no agent", "Start one."))?;
        Ok(crate::signing::agent::answer(request, touch))
    }

    fn sign_as_device(&self, _: LogId, name: &str, bytes: &[u8]) -> Result<String, PortError> {
        Ok(self.device_key().sign(name, bytes).unwrap().to_armor())
    }

    fn gather(&self, _folder: &Path, _: &Control) -> Result<Gathered, PortError> {
        let files = self.lock().files.clone().into_iter();
        Ok(files.map(|(path, bytes)| (path, Held::Whole(bytes))).collect())
    }

    fn write_whole(&self, path: &Path, bytes: &[u8]) -> Result<(), PortError> {
        self.lock().outside.insert(path.to_owned(), bytes.to_vec());
        Ok(())
    }

    fn read(&self, path: &Path, most: u64, _: &Control) -> Result<Vec<u8>, PortError> {
        let state = self.lock();
        let inside = path.strip_prefix("/sample.drill").or(path.strip_prefix("/sample.showclear"));
        let inside = inside.ok().and_then(|path| path.to_str());
        let inside = inside.and_then(|path| state.files.get(path)).cloned();
        let found = inside.or_else(|| state.outside.get(path).cloned());
        let found = found.filter(|bytes| bytes.len() as u64 <= most);
        found.ok_or_else(|| PortError::new("it is not there", "Look where it is."))
    }

    fn picture(&self, bytes: &[u8]) -> Result<Pixels, PortError> {
        showclear::platform::picture(bytes)
    }

    fn png(&self, pixels: &Pixels) -> Result<Vec<u8>, PortError> {
        showclear::platform::png(pixels)
    }

    fn keep_object(&self, _folder: &Path, object: &Object) -> Result<(), PortError> {
        let mut state = self.lock();
        if let Some(kind) = state.fails {
            return Err(PortError::new(kind.to_string(), "Look at the disk."));
        }
        let hex = object.digest.to_string();
        let (folder, name) = hex.split_at(2);
        state.files.insert(format!("objects/{folder}/{name}"), object.bytes.to_vec());
        Ok(())
    }

    fn stick(&self, _at: &Path) -> Result<Box<dyn showclear::session::Stick>, PortError> {
        Ok(Box::new(self.clone()))
    }

    fn keep_head(&self, log: LogId, note: &[u8], against: bool) -> Result<(), PortError> {
        self.lock().heads.push((log, note.to_vec(), against));
        Ok(())
    }

    fn keep_leaves(&self, log: LogId, leaves: &[u8]) -> Result<(), PortError> {
        self.lock().leaves.insert(log, leaves.to_vec());
        Ok(())
    }

    fn kept_leaves(&self, log: LogId, _most: u64) -> Option<Vec<u8>> {
        self.lock().leaves.get(&log).cloned()
    }

    fn seal(&self, _folder: &Path, object: &Object) -> Result<(), PortError> {
        let mut state = self.lock();
        if let Some(kind) = state.fails {
            return Err(PortError::new(kind.to_string(), "Look at the disk."));
        }
        let turned = object.bytes.iter().map(|byte| !byte).collect();
        state.files.insert(sealed(object.digest), turned);
        Ok(())
    }

    /// For one reader alone: what is inside is in none of the bytes here, and no test can read it again.
    fn seal_for(&self, _folder: &Path, object: &Object, to: &str) -> Result<(), PortError> {
        let mut state = self.lock();
        if let Some(kind) = state.fails {
            return Err(PortError::new(kind.to_string(), "Look at the disk."));
        }
        let bytes = format!("for {to} alone: {} bytes", object.bytes.len());
        state.files.insert(sealed(object.digest), bytes.into_bytes());
        Ok(())
    }

    fn unseal(&self, _folder: &Path, object: Digest) -> Result<Vec<u8>, PortError> {
        let state = self.lock();
        let found = state.files.get(&sealed(object)).filter(|_| !state.no_identity);
        let bytes = found.map(|bytes| bytes.iter().map(|byte| !byte).collect::<Vec<_>>());
        bytes.ok_or_else(|| PortError::new("not readable on this laptop", "Use the other one."))
    }

    fn may_make(&self, path: &Path) -> Result<(), PortError> {
        if self.lock().outside.contains_key(path) {
            let why = format!("{} is there already", path.display());
            return Err(PortError::new(why, "Choose another name."));
        }
        Ok(())
    }
}

impl World {
    /// One more call to the stick.
    fn reach(&self) -> Result<(), PortError> {
        let mut state = self.lock();
        state.stick.calls += 1;
        let out = state.stick.pulled_at.is_some_and(|at| state.stick.calls > at);
        if out { Err(PortError::new("the stick is gone", "Plug it in again.")) } else { Ok(()) }
    }
}

impl showclear::session::Stick for World {
    fn names(
        &self,
        folder: &str,
        wanted: &dyn Fn(&str) -> bool,
        most: usize,
    ) -> Result<Vec<String>, PortError> {
        self.reach()?;
        let state = self.lock();
        let below = format!("{folder}/");
        let names = state.stick.files.keys().filter_map(|path| path.strip_prefix(&below));
        let mut names: Vec<String> = names
            .filter_map(|rest| rest.split('/').next())
            .filter(|name| wanted(name))
            .map(str::to_owned)
            .collect();
        names.dedup();
        names.truncate(most);
        Ok(names)
    }

    fn read(&self, path: &str, most: u64) -> Result<Option<Vec<u8>>, PortError> {
        self.reach()?;
        let found = self.lock().stick.files.get(path).cloned();
        Ok(found.filter(|bytes| bytes.len() as u64 <= most))
    }

    fn put(&self, path: &str, bytes: &[u8]) -> Result<Put, PortError> {
        self.reach()?;
        let mut state = self.lock();
        if let Some(there) = state.stick.files.get(path) {
            return Ok(if there == bytes { Put::Already } else { Put::Differs });
        }
        if state.stick.read_only {
            return Err(PortError::new("the stick is read-only", "Take another one."));
        }
        if let Some(room) = state.stick.room {
            let left = room.checked_sub(bytes.len());
            let full = || PortError::new("the stick is full", "Take another one.");
            state.stick.room = Some(left.ok_or_else(full)?);
        }
        let mut bytes = bytes.to_vec();
        if let Some(last) = bytes.last_mut().filter(|_| state.stick.spoils) {
            *last ^= 1;
        }
        state.stick.files.insert(path.to_owned(), bytes);
        Ok(Put::Written)
    }
}

/// Where a private object lies; here its bytes are turned over, so that what is inside is not found in them.
pub(crate) fn sealed(object: Digest) -> String {
    let hex = object.to_string();
    let (folder, name) = hex.split_at(2);
    format!("sealed/{folder}/{name}.age")
}

/// Work that is done where it is started; what stands apart waits while the card hangs.
struct AtOnce {
    world: World,
    done: Vec<(u64, Worked)>,
    held: Vec<(u64, Control, Work)>,
}

impl Workers for AtOnce {
    fn start(&mut self, id: u64, control: Control, work: Work) {
        self.done.push((id, work(&control)));
    }

    fn start_apart(&mut self, id: u64, control: Control, work: Work) -> bool {
        if self.held.len() >= 8 {
            return false;
        }
        self.held.push((id, control, work));
        true
    }

    fn finished(&mut self) -> Vec<(u64, Worked)> {
        if !self.world.lock().card_hangs {
            for (id, control, work) in std::mem::take(&mut self.held) {
                self.done.push((id, work(&control)));
            }
        }
        std::mem::take(&mut self.done)
    }

    fn wait(&mut self, _most: u64) -> Vec<(u64, Worked)> {
        self.finished()
    }
}

/// The writer: it writes when it is asked for an answer.
struct Pen {
    world: World,
    log: Log<Folder>,
    key: UnlockedKey,
    orders: VecDeque<Order>,
    answers: VecDeque<Answer>,
}

impl Pen {
    fn work(&mut self) {
        while !self.world.lock().hung
            && let Some(order) = self.orders.pop_front()
        {
            let answer = match order {
                Order::Append(batch) => Answer::Appended(self.append(&batch)),
                Order::Reopen => Answer::Reopened(self.reopen()),
                Order::Keep { path, bytes } => {
                    self.world.lock().files.entry(path).or_insert(bytes);
                    Answer::Kept(Ok(()))
                }
                Order::Erase(object) => {
                    let mut state = self.world.lock();
                    if state.power_goes {
                        Answer::Kept(Err(said("the power went")))
                    } else {
                        let path = sealed(object).replace("sealed/", "objects/");
                        state.files.remove(path.trim_end_matches(".age"));
                        state.files.remove(&sealed(object));
                        Answer::Kept(Ok(()))
                    }
                }
                Order::Note => {
                    self.note();
                    Answer::Kept(Ok(()))
                }
            };
            self.answers.push_back(answer);
        }
    }

    fn append(&mut self, batch: &Batch) -> Result<Written, PortError> {
        for object in &batch.objects {
            let hex = object.digest.to_string();
            let (folder, name) = hex.split_at(2);
            let path = format!("objects/{folder}/{name}");
            self.world.lock().files.insert(path, object.bytes.to_vec());
        }
        let done = self.log.append(&batch.data, batch.end).map_err(said)?;
        Ok(Written {
            size: done.size,
            root: done.root,
            segment: done.segment,
            closed: done.closed,
            open: self.log.open_segment_len(),
            free: self.world.lock().free,
        })
    }

    fn reopen(&mut self) -> Result<Reopened, PortError> {
        let known = self.log.tree().size();
        let mut more = Vec::new();
        let decode = |seq, data: &[u8]| {
            check_line(seq, data)?;
            if seq >= known {
                more.push(data.to_vec());
            }
            Ok(())
        };
        self.log.reopen(decode).map_err(said)?;
        let written = Written {
            size: self.log.tree().size(),
            root: self.log.tree().root(),
            segment: 1,
            closed: None,
            open: self.log.open_segment_len(),
            free: None,
        };
        Ok(Reopened { written, more })
    }

    /// Composes the note by hand from its page of the log format.
    fn note(&mut self) {
        let checkpoint = self.log.checkpoint();
        let (text, origin) = (checkpoint.text(), checkpoint.origin.to_string());
        let mut named = format!("{origin}\n\u{1}").into_bytes();
        named.extend(self.key.public_key().to_bytes());
        let mut blob = showclear::log::Hash::of(&named).as_bytes()[..4].to_vec();
        blob.extend(self.key.sign_note(text.as_bytes()));
        let note = format!("{text}\n\u{2014} {origin} {}\n", Base64::encode_string(&blob));
        self.log.put_note(&Note::parse(note.as_bytes()).unwrap()).unwrap();
    }
}

fn said(error: impl std::fmt::Display) -> PortError {
    PortError::new(error.to_string(), "Try again.")
}

impl Writer for Pen {
    fn send(&mut self, order: Order) {
        self.orders.push_back(order);
    }

    fn answer(&mut self) -> Option<Answer> {
        self.work();
        self.answers.pop_front()
    }

    fn wait(&mut self, most: u64) -> Option<Answer> {
        let answer = self.answer();
        if answer.is_none() {
            self.world.pass(most);
        }
        answer
    }
}

/// The segments of one log in memory.
pub(crate) struct Folder {
    world: World,
    log: String,
}

impl Folder {
    fn path(&self, segment: u32) -> String {
        format!("log/{}/{segment:05}.jsonl", self.log)
    }

    fn may_write(&self) -> io::Result<()> {
        self.world.lock().fails.map_or(Ok(()), |kind| Err(kind.into()))
    }
}

impl Storage for Folder {
    fn segments(&self) -> io::Result<Vec<u32>> {
        let state = self.world.lock();
        let folder = format!("log/{}/", self.log);
        let names = state.files.keys().filter_map(|path| path.strip_prefix(&folder));
        Ok(names.filter_map(|name| name.strip_suffix(".jsonl")?.parse().ok()).collect())
    }

    fn read(&self, segment: u32) -> io::Result<Vec<u8>> {
        let bytes = self.world.lock().files.get(&self.path(segment)).cloned();
        bytes.ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn create_new(&mut self, segment: u32) -> io::Result<()> {
        self.may_write()?;
        self.world.lock().files.insert(self.path(segment), Vec::new());
        Ok(())
    }

    fn append(&mut self, segment: u32, bytes: &[u8]) -> io::Result<()> {
        self.may_write()?;
        let path = self.path(segment);
        self.world.lock().files.get_mut(&path).unwrap().extend_from_slice(bytes);
        Ok(())
    }

    fn truncate(&mut self, segment: u32, len: u64) -> io::Result<()> {
        let path = self.path(segment);
        self.world.lock().files.get_mut(&path).unwrap().truncate(usize::try_from(len).unwrap());
        Ok(())
    }

    fn sync_data(&mut self, _segment: u32) -> io::Result<()> {
        if self.world.lock().sync_fails { Err(io::ErrorKind::Other.into()) } else { Ok(()) }
    }

    fn sync_all(&mut self, segment: u32) -> io::Result<()> {
        self.sync_data(segment)
    }

    fn sync_folder(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn write_copy(&mut self, segment: u32, bytes: &[u8]) -> io::Result<()> {
        self.may_write()?;
        let path = format!("{}.copy", self.path(segment));
        self.world.lock().files.insert(path, bytes.to_vec());
        Ok(())
    }

    fn read_copy(&self, segment: u32) -> io::Result<Vec<u8>> {
        let path = format!("{}.copy", self.path(segment));
        self.world.lock().files.get(&path).cloned().ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn rename_copy(&mut self, segment: u32) -> io::Result<()> {
        let path = self.path(segment);
        let mut state = self.world.lock();
        let bytes = state.files.remove(&format!("{path}.copy")).unwrap();
        state.files.insert(path, bytes);
        Ok(())
    }

    fn put_recovered(&mut self, name: &str, bytes: &[u8]) -> io::Result<Put> {
        self.world.lock().files.insert(format!("recovered/{name}"), bytes.to_vec());
        Ok(Put::Written)
    }

    fn put_note(&mut self, size: u64, note: &str) -> io::Result<Put> {
        let path = format!("checkpoints/{}/{size:08}.note", self.log);
        self.world.lock().files.insert(path, note.as_bytes().to_vec());
        Ok(Put::Written)
    }
}
