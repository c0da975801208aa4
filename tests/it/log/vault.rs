//! Private objects, keys and the newest notes against a failing disk: each call that keeping or erasing one makes, failing in
//! each way, with the power gone at once and again after it was tried anew.
#![expect(clippy::panic, reason = "a test may panic")]

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

use expect_test::expect_file;
use showclear::log::{Checkpoint, Hash, Note};
use showclear::platform::{Beside, Calls, Vault, Whole, erase, keep_head};
use showclear::session::Object;
use showclear::terms::Digest;

use super::crash::{every_fault, told};
use super::device;
use super::disk::{Cuts, Disk};

const FOLDER: &str = "p";
const IDENTITY: &str = "home/data/identity.age";
const KEY: &str = "home/data/keys/k.key";
const HEAD: &str = "home/data/heads/log.note";

/// How a name says that it is a folder's; a file whose folder's name is gone is gone with it.
const MARK: &str = "#";

/// The failing disk with folders on it.
struct Failing(RefCell<Disk>, RefCell<BTreeSet<PathBuf>>);

impl Failing {
    fn new(disk: Disk) -> Self {
        Self(RefCell::new(disk), RefCell::default())
    }

    /// A disk with the folder of a production and that of a user.
    fn start() -> Disk {
        Disk::with(&[("p#", b""), ("home#", b"")])
    }

    fn name(path: &Path) -> String {
        path.to_str().unwrap().to_owned()
    }
}

/// A file that was written beside another.
struct Temporary<'a>(&'a Failing, Option<String>);

impl Calls for Failing {
    fn read(&self, path: &Path, _most: u64) -> io::Result<Vec<u8>> {
        let shown = self.0.borrow().shown().remove(&Self::name(path));
        shown.ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn is_folder(&self, folder: &Path) -> bool {
        let name = Self::name(folder);
        name.is_empty() || name == "." || self.0.borrow().shown().contains_key(&(name + MARK))
    }

    fn make(&self, folder: &Path) -> io::Result<()> {
        if self.is_folder(folder) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        self.0.borrow_mut().mark(&(Self::name(folder) + MARK))
    }

    fn unmake(&self, folder: &Path) -> io::Result<()> {
        self.0.borrow_mut().remove("unmake", &(Self::name(folder) + MARK))
    }

    fn doubt(&self, folder: &Path, doubted: bool) {
        let mut all = self.1.borrow_mut();
        if doubted {
            all.insert(folder.to_owned());
        } else {
            all.remove(folder);
        }
    }

    fn is_doubted(&self, folder: &Path) -> bool {
        self.1.borrow().contains(folder)
    }

    fn beside(&self, path: &Path, bytes: &[u8]) -> io::Result<Box<dyn Beside + '_>> {
        assert!(self.is_folder(path.parent().unwrap()), "{}: no folder", path.display());
        let name = format!("{}.tmp", Self::name(path));
        let written = self.0.borrow_mut().write(&name, bytes);
        // It goes with its handle, written or not.
        let file = Temporary(self, Some(name));
        written.map(|()| -> Box<dyn Beside + '_> { Box::new(file) })
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.0.borrow_mut().remove("remove", &Self::name(path))
    }

    fn sync(&self, path: &Path) -> io::Result<()> {
        self.0.borrow_mut().sync(&Self::name(path))
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.0.borrow_mut().sync_names(&Self::name(folder))
    }
}

impl Temporary<'_> {
    fn rename(&mut self, path: &Path) -> io::Result<()> {
        let name = self.1.clone().unwrap();
        self.0.0.borrow_mut().rename_file(&name, &Failing::name(path))
    }
}

impl Beside for Temporary<'_> {
    fn sync(&mut self) -> io::Result<()> {
        self.0.0.borrow_mut().sync(self.1.as_ref().unwrap())
    }

    fn replace(mut self: Box<Self>, path: &Path) -> io::Result<()> {
        self.rename(path)
    }

    fn place(mut self: Box<Self>, path: &Path) -> io::Result<()> {
        if self.0.0.borrow().shown().contains_key(&Failing::name(path)) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        self.rename(path)
    }
}

impl Drop for Temporary<'_> {
    fn drop(&mut self) {
        if let Some(name) = self.1.take() {
            self.0.0.borrow_mut().forget(&name);
        }
    }
}

/// Something that a production asks of the disk outside its log.
#[derive(Clone, Copy, Debug)]
enum Order {
    /// A private object.
    Seal(&'static str),
    /// Erasing it.
    Erase(&'static str),
    /// A key of a person, in the place of one before.
    Key(&'static str),
    /// The newest note of a log, of so many lines.
    Head(u64),
}

const ORDERS: [Order; 8] = [
    Order::Seal("particulars of a gun"),
    Order::Seal("particulars of another"),
    Order::Key("a key"),
    Order::Head(3),
    Order::Erase("particulars of a gun"),
    Order::Key("the same key with another PIN"),
    Order::Head(8),
    Order::Head(5),
];

fn object(words: &str) -> Object {
    Object::of(words.as_bytes())
}

fn head(lines: u64) -> Vec<u8> {
    let origin = device().1;
    let checkpoint = Checkpoint { origin, size: lines, root: Hash::of(&lines.to_be_bytes()) };
    Note::sign(checkpoint, &device().0).unwrap().encode().into_bytes()
}

/// Carries one order out; the error in the words that people read.
fn carry_out(disk: &Failing, order: Order) -> Result<(), String> {
    let vault = Vault::new(disk, PathBuf::from(IDENTITY));
    let folder = Path::new(FOLDER);
    match order {
        Order::Seal(words) => {
            vault.seal(folder, &object(words), &[]).map_err(|error| error.to_string())
        }
        Order::Erase(words) => erase(disk, folder, &object(words).digest.to_string())
            .map_err(|error| error.to_string()),
        Order::Key(pem) => {
            Whole(disk).write(Path::new(KEY), pem.as_bytes()).map_err(|error| error.to_string())
        }
        Order::Head(lines) => {
            keep_head(disk, Path::new(HEAD), &head(lines)).map_err(|error| error.to_string())
        }
    }
}

/// What somebody finds after a power loss: each private object that can be read, the key, and how far the note goes.
#[derive(Clone, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
struct Found {
    sealed: Vec<&'static str>,
    key: Option<&'static str>,
    head: u64,
}

impl Found {
    /// What must be there once these orders were carried out.
    fn after(orders: &[Order]) -> Self {
        let mut found = Self::default();
        for order in orders {
            match *order {
                Order::Seal(words) => found.sealed.push(words),
                Order::Erase(words) => found.sealed.retain(|one| *one != words),
                Order::Key(pem) => found.key = Some(pem),
                Order::Head(lines) => found.head = found.head.max(lines),
            }
        }
        found
    }

    /// What is there. No file that counts is there by half.
    fn on(disk: &Disk) -> Self {
        let left = Failing::new(with_folders(disk));
        let vault = Vault::new(&left, PathBuf::from(IDENTITY));
        let mut found = Self::default();
        for order in ORDERS {
            let Order::Seal(words) = order else { continue };
            let digest: Digest = object(words).digest;
            match vault.unseal(Path::new(FOLDER), digest) {
                Ok(bytes) => {
                    assert_eq!(bytes, words.as_bytes());
                    found.sealed.push(words);
                }
                Err(error) => {
                    let is_gone = error.to_string().contains("is not here");
                    assert!(is_gone, "half of it is shown as whole: {error}");
                }
            }
        }
        let files = left.0.borrow().shown();
        if let Some(bytes) = files.get(KEY) {
            let keys = ORDERS.iter().filter_map(|order| match order {
                Order::Key(pem) => Some(*pem),
                Order::Seal(_) | Order::Erase(_) | Order::Head(_) => None,
            });
            let is = |pem: &&str| pem.as_bytes() == bytes;
            found.key = Some(keys.clone().find(is).unwrap_or_else(|| panic!("half a key")));
        }
        if let Some(bytes) = files.get(HEAD) {
            let lines = Note::parse(bytes).unwrap().claims().size;
            assert_eq!(&head(lines), bytes, "half a note is shown as whole");
            found.head = lines;
        }
        found
    }
}

/// The disk without what lies in folders whose names are gone.
fn with_folders(disk: &Disk) -> Disk {
    let files = disk.shown();
    let is_there = |path: &str| {
        Path::new(path).ancestors().skip(1).all(|folder| {
            let folder = folder.to_str().unwrap();
            folder.is_empty() || files.contains_key(&format!("{folder}{MARK}"))
        })
    };
    let left: Vec<(&str, &[u8])> = files
        .iter()
        .filter(|(path, _)| is_there(path) && !path.ends_with(".tmp"))
        .map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
        .collect();
    Disk::with(&left)
}

/// Whether what is found is what was acknowledged, or that and the order in flight.
fn weigh(found: &Found, just: &Found, more: &Found, what: &str) -> bool {
    if found == more {
        return true;
    }
    assert_eq!(found, just, "{what}: what was acknowledged is not what is there");
    false
}

#[test]
fn crash_matrix_of_the_vault() {
    let mut table = format!(
        "{:<34} {:<18} {:>6} {:>8}  {}\n",
        "call", "is", "before", "after it", "what is said"
    );
    let whole = Failing::new(Failing::start());
    for order in ORDERS {
        carry_out(&whole, order).unwrap();
    }
    let calls = whole.0.borrow().made().to_vec();
    for (call, fault) in every_fault(&calls) {
        let disk = Failing::new(Failing::start().failing_at(call, fault));
        let mut done = 0;
        let said = loop {
            match carry_out(&disk, ORDERS[done]) {
                Ok(()) => done += 1,
                Err(said) => break Some(said),
            }
            if done == ORDERS.len() {
                break None;
            }
        };
        let what = format!("{} {}", calls[call], told(fault));
        // What is taken back, and the end of a folder that could not be named, are nobody's promise.
        let Some(said) = said else {
            assert!(calls[call].starts_with("unmake"), "{what}: nobody noticed");
            continue;
        };
        let (just, more) = (Found::after(&ORDERS[..done]), Found::after(&ORDERS[..=done]));
        let mut counts = [0, 0];
        for left in disk.0.borrow().survivors(Cuts::Some) {
            counts[usize::from(weigh(&Found::on(&left), &just, &more, &what))] += 1;
        }
        let (row, is) = (short(&calls[call]), told(fault));
        writeln!(table, "{row:<34} {is:<18} {:>6} {:>8}  {}", counts[0], counts[1], plain(&said))
            .unwrap();
        // Once all is well again, the order is given again, and those after it: from then on it is there.
        disk.0.borrow_mut().mend();
        for at in done..ORDERS.len() {
            carry_out(&disk, ORDERS[at]).unwrap_or_else(|said| panic!("{what}, again: {said}"));
            let now = Found::after(&ORDERS[..=at]);
            for left in disk.0.borrow().survivors(Cuts::Some) {
                assert_eq!(Found::on(&left), now, "{what}, then on to {at}");
            }
        }
    }
    println!("{table}");
    expect_file!["vault.txt"].assert_eq(&table);
}

/// The call, with a point in the place of every name that is a digest.
fn short(call: &str) -> String {
    let mut parts: Vec<&str> = call.split('/').collect();
    for part in &mut parts {
        let name = part.trim_end_matches(MARK).trim_end_matches(".tmp").trim_end_matches(".age");
        let hex =
            name.len() == 62 || (name.len() == 2 && name.chars().all(|c| c.is_ascii_hexdigit()));
        if hex {
            *part = "…";
        }
    }
    parts.join("/")
}

/// What is said, without the names.
fn plain(said: &str) -> String {
    let words = said.split(' ').map(|word| if word.contains('/') { "FILE" } else { word });
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn what_was_sealed_to_one_reader_is_whole_or_not_there() {
    let reader = age::x25519::Identity::generate();
    let to = reader.to_public().to_string();
    let concern = object("a concern");
    let seal = |disk: &Failing| {
        let vault = Vault::new(disk, PathBuf::from(IDENTITY));
        vault.seal_for(Path::new(FOLDER), &concern, &to)
    };
    let read = |disk: &Disk| -> Option<Vec<u8>> {
        let left: BTreeMap<String, Vec<u8>> = with_folders(disk).shown();
        let (_, file) = left.into_iter().find(|(path, _)| path.ends_with(".age"))?;
        Some(age::decrypt(&reader, &file).unwrap())
    };
    let whole = Failing::new(Failing::start());
    seal(&whole).unwrap();
    let calls = whole.0.borrow().made().to_vec();
    for (call, fault) in every_fault(&calls) {
        let disk = Failing::new(Failing::start().failing_at(call, fault));
        seal(&disk).unwrap_err();
        for left in disk.0.borrow().survivors(Cuts::Some) {
            assert!(read(&left).is_none_or(|bytes| bytes == b"a concern"));
        }
        disk.0.borrow_mut().mend();
        // Another try draws other random bits, so the first one's file stays and is told of.
        if seal(&disk).is_ok() {
            for left in disk.0.borrow().survivors(Cuts::Some) {
                assert_eq!(read(&left).as_deref(), Some(&b"a concern"[..]));
            }
        }
    }
}
