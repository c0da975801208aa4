//! One exchange: what this laptop has is written, what others left is read, and every note is held against every other.

use std::collections::BTreeMap;

use super::mine::Mine;
use super::name::{FOLDER, Name};
use super::notes::{KEPT, Pair, Vouched, contradictions};
use super::told::{Exchanged, Laptop, News};
use crate::event::{Forked, Met, Overwritten, Saw};
use crate::log::{MAX_LINE, Put, Tree, read_leaves, write_leaves};
use crate::production::Exchange;
use crate::session::notice::Trouble;
use crate::session::ports::{Control, Object, PortError, Stick};
use crate::terms::{Digest, LineText, LogId};
use crate::verify::Introduced;

/// So many logs of one production are looked at.
const LOGS: usize = 32;
/// So many notes, the longest first, and so many first lines are read in the folder of one log.
const NOTES: usize = 1_024;
const FIRSTS: usize = 4;
/// So many files of leaves may come to no note's root before the rest is left.
const TREES: usize = 8;
/// So many names of leaves are looked at: each exchange leaves one.
const LEAVES_NAMED: usize = 4_096;
/// So many changed files are kept as evidence, and so many notes against this laptop's own log.
const EVIDENCE: usize = 24;
/// So many pairs of notes that do not go together are kept of another log; all are counted, so that none hides another's.
const PAIRS: usize = 4;
/// The longest note, and the leaves of as many lines as anybody writes, in bytes.
const NOTE: u64 = 1_024;
pub(super) const LEAVES: u64 = 64 * 1024 * 1024;

/// What came of it: what the log says of it, the bytes that its lines name, and what the window shows.
pub(in crate::session) struct Meeting {
    pub(super) exchange: Exchange,
    pub(super) objects: Vec<Object>,
    /// Those of the bytes that are durable already.
    pub(super) durable: Vec<Digest>,
    /// Notes to be kept outside the folder: of which log, the note, and whether it speaks against this laptop's own.
    pub(super) heads: Vec<(LogId, Vec<u8>, bool)>,
    /// Leaves to be kept outside the folder, so that a shorter note that comes later can be held against them.
    pub(super) leaves: Vec<(LogId, Vec<u8>)>,
    pub(super) told: Exchanged,
}

/// Meets whoever left something on `stick`.
pub(super) fn meet(stick: &dyn Stick, mine: &Mine, control: &Control) -> Result<Meeting, Trouble> {
    let mut at = At {
        stick,
        mine,
        control,
        folder: format!("{FOLDER}/{}", mine.origin.production()),
        out: Meeting {
            exchange: Exchange::default(),
            objects: Vec::new(),
            durable: Vec::new(),
            heads: Vec::new(),
            leaves: Vec::new(),
            told: Exchanged::default(),
        },
    };
    if let Err(error) = at.write() {
        at.out.told.unwritten = Some(error);
    }
    control.progress(300);
    // Whether this laptop's own log has another record comes first, then those that were met: nothing that lies there pushes
    // them out.
    let mut all: Vec<LogId> = vec![mine.log];
    all.extend(mine.held.iter().map(|held| held.log).filter(|log| *log != mine.log));
    let is_new = |name: &str| name.parse::<LogId>().is_ok_and(|log| !all.contains(&log));
    let mut new = stick.names(&at.folder, &is_new, LOGS + 1)?;
    if new.len() > LOGS {
        at.cut_short(FOLDER, &format!("{LOGS} more logs"));
        new.truncate(LOGS);
    }
    all.extend(new.iter().filter_map(|name| name.parse::<LogId>().ok()));
    let count = u32::try_from(all.len()).unwrap_or(u32::MAX).max(1);
    for (done, log) in (0_u32..).zip(all) {
        if control.is_cancelled() {
            return Err(Trouble::Cancelled);
        }
        if let Err(error) = at.read(log) {
            at.passed_over(&log.to_string(), error.to_string());
        }
        control.progress(300 + u16::try_from(done.saturating_mul(700) / count).unwrap_or(700));
    }
    if control.is_cancelled() {
        return Err(Trouble::Cancelled);
    }
    Ok(at.out)
}

struct At<'a> {
    stick: &'a dyn Stick,
    mine: &'a Mine,
    control: &'a Control,
    folder: String,
    out: Meeting,
}

impl At<'_> {
    fn passed_over(&mut self, path: &str, why: String) {
        if self.out.told.passed_over.len() < EVIDENCE {
            self.out.told.passed_over.push((path.to_owned(), why));
        }
    }

    /// More lies there than is read.
    fn cut_short(&mut self, path: &str, read: &str) {
        self.out.told.cut_short = true;
        self.passed_over(path, format!("more lies there than is read: {read}"));
    }

    /// The files of one sort in the folder of a log, the largest first.
    fn names(
        &mut self,
        folder: &str,
        sort: &str,
        wanted: &dyn Fn(&Name) -> bool,
        most: usize,
    ) -> Result<Vec<Name>, PortError> {
        let ours = |name: &str| Name::parse(name).is_some_and(|name| wanted(&name));
        let names = self.stick.names(folder, &ours, most + 1)?;
        let mut names: Vec<Name> = names.iter().filter_map(|name| Name::parse(name)).collect();
        names.sort_unstable_by(|one, other| other.cmp(one));
        if names.len() > most {
            self.cut_short(folder, &format!("{most} {sort}"));
            names.truncate(most);
        }
        Ok(names)
    }

    /// Writes this laptop's line 0, leaves and note, and what it holds of others. The note comes last: a note that is there
    /// has its leaves.
    fn write(&mut self) -> Result<(), PortError> {
        let mine = self.mine;
        let (size, note) = (mine.note.0, mine.note.1.as_slice());
        self.put(mine.log, &mine.first, Name::First)?;
        if let Some(leaves) =
            write_leaves(&mine.tree, size).filter(|all| all.len() as u64 <= LEAVES)
        {
            self.put(mine.log, &leaves, |digest| Name::Leaves(size, digest))?;
        }
        self.put(mine.log, note, |digest| Name::Note(size, digest))?;
        for held in &mine.held {
            let Some(first) = &held.first else { continue };
            let Some(who) = Introduced::parse(first) else { continue };
            self.put(held.log, first, Name::First)?;
            for note in &held.notes {
                let Some(said) = who.vouched(note) else { continue };
                self.put(held.log, note, |digest| Name::Note(said.size, digest))?;
            }
        }
        Ok(())
    }

    /// Makes a file, never changes one, and reads it back.
    fn put(
        &mut self,
        log: LogId,
        bytes: &[u8],
        name: impl Fn(Digest) -> Name,
    ) -> Result<(), PortError> {
        let name = name(Object::of(bytes).digest);
        let path = format!("{}/{log}/{name}", self.folder);
        let put = self.stick.put(&path, bytes)?;
        // What stands there with other bytes, or comes back with others, is found by its name when it is read.
        let back = self.get(log, name, bytes.len() as u64)?;
        match put {
            Put::Written if back.is_some() => self.out.told.written += 1,
            Put::Written | Put::Already | Put::Differs => {}
        }
        Ok(())
    }

    /// The bytes of a file, if they are those that its name says; else they are kept as evidence.
    fn get(&mut self, log: LogId, name: Name, most: u64) -> Result<Option<Vec<u8>>, PortError> {
        let path = format!("{}/{log}/{name}", self.folder);
        let Some(bytes) = self.stick.read(&path, most.max(KEPT as u64))? else {
            self.out.told.overwritten += 1;
            self.passed_over(
                &path,
                "is gone, no plain file, or larger than one of ours".to_owned(),
            );
            return Ok(None);
        };
        let object = Object::of(bytes.as_slice());
        if object.digest == name.digest() {
            return Ok(Some(bytes));
        }
        if object.bytes.len() > KEPT {
            self.out.told.overwritten += 1;
            self.passed_over(
                &path,
                "has other bytes than its name says, too many to be kept".to_owned(),
            );
            return Ok(None);
        }
        // What is private here goes into no bundle because somebody laid it on a stick.
        if self.mine.private.contains(&object.digest) {
            self.out.told.overwritten += 1;
            self.passed_over(&path, "holds something that is private here".to_owned());
            return Ok(None);
        }
        let told = Overwritten { path, named: name.digest(), found: object.digest };
        if !self.out.exchange.overwritten.contains(&told) {
            self.out.told.overwritten += 1;
            if self.out.exchange.overwritten.len() < EVIDENCE {
                self.out.exchange.overwritten.push(told);
                self.out.objects.push(object);
            }
        }
        Ok(None)
    }

    /// Reads what lies there of one log, and holds it against everything known of it.
    fn read(&mut self, log: LogId) -> Result<(), PortError> {
        let folder = format!("{}/{log}", self.folder);
        let notes = self.names(&folder, "notes", &|name| matches!(name, Name::Note(..)), NOTES)?;
        let Some((who, first)) = self.who(log, &folder)? else {
            if !notes.is_empty() {
                self.passed_over(
                    &folder,
                    "nothing there says by which key its notes are signed".to_owned(),
                );
            }
            return Ok(());
        };
        let held = self.mine.held.iter().find(|held| held.log == log);
        let vouched =
            |bytes: &Vec<u8>| Some(Vouched { said: who.vouched(bytes)?, bytes: bytes.clone() });
        let held: Vec<Vouched> =
            held.iter().flat_map(|held| &held.notes).filter_map(vouched).collect();
        let mut found: Vec<Vouched> = Vec::new();
        for name in notes {
            if self.control.is_cancelled() {
                return Ok(());
            }
            let Some(bytes) = self.get(log, name, NOTE)? else { continue };
            match vouched(&bytes) {
                Some(note) if Name::Note(note.said.size, note.digest()) == name => {
                    found.push(note);
                }
                Some(_) | None => self.passed_over(
                    &format!("{folder}/{name}"),
                    "is no note that this laptop's key signed".to_owned(),
                ),
            }
        }
        found.sort_by_key(|note| note.said.size);
        if log == self.mine.log {
            self.own(&found);
            return Ok(());
        }
        let here = self.tree(log, &who, &folder, &found)?;
        let kept = self.mine.held.iter().find(|held| held.log == log);
        let kept = kept.and_then(|held| read_leaves(held.leaves.as_ref()?)).filter(|tree| {
            held.iter().any(|note| note.said.size == tree.size() && note.said.root == tree.root())
        });
        if let Some(tree) = &here
            && kept.as_ref().is_none_or(|kept| kept.size() < tree.size())
            && let Some(leaves) = write_leaves(tree, tree.size())
        {
            self.out.leaves.push((log, leaves));
        }
        let trees: Vec<Tree> = here.into_iter().chain(kept).collect();
        self.other(log, (&who, first), held, found, &trees);
        Ok(())
    }

    /// Whose log it is: as it was met, else as the first line there that fits says.
    fn who(
        &mut self,
        log: LogId,
        folder: &str,
    ) -> Result<Option<(Introduced, Vec<u8>)>, PortError> {
        if log == self.mine.log {
            return Ok(Some((self.mine.who.clone(), self.mine.first.clone())));
        }
        let held = self.mine.held.iter().find(|held| held.log == log);
        if let Some(first) = held.and_then(|held| held.first.as_ref())
            && let Some(who) = Introduced::parse(first)
        {
            return Ok(Some((who, first.clone())));
        }
        let firsts =
            self.names(folder, "first lines", &|name| matches!(name, Name::First(_)), FIRSTS)?;
        for name in firsts {
            let Some(bytes) = self.get(log, name, MAX_LINE as u64)? else { continue };
            let own = self.mine.who.created();
            let who = Introduced::parse(&bytes).filter(|who| {
                let met = who.created();
                let fits = met.device.chars().count() <= LineText::NAME;
                met.log == log && met.production == own.production && met.mode == own.mode && fits
            });
            match who {
                Some(who) => return Ok(Some((who, bytes))),
                None => {
                    self.passed_over(&name.to_string(), "is no first line of that log".to_owned());
                }
            }
        }
        Ok(None)
    }

    /// The tree under the longest note that has its leaves there.
    fn tree(
        &mut self,
        log: LogId,
        who: &Introduced,
        folder: &str,
        found: &[Vouched],
    ) -> Result<Option<Tree>, PortError> {
        let signed = |name: &Name| matches!(name, Name::Leaves(size, _) if found.iter().any(|note| note.said.size == *size));
        let leaves = self.names(folder, "leaves", &signed, LEAVES_NAMED)?;
        for (tried, name) in leaves.into_iter().enumerate() {
            if tried >= TREES {
                self.cut_short(folder, &format!("{TREES} files of leaves that are none"));
                return Ok(None);
            }
            // Each may be large, and whoever waits may have called it off.
            if self.control.is_cancelled() {
                return Ok(None);
            }
            let Name::Leaves(size, _) = name else { continue };
            let Some(note) = found.iter().find(|note| note.said.size == size) else { continue };
            let Some(bytes) = self.get(log, name, LEAVES)? else { continue };
            let tree = read_leaves(&bytes).filter(|tree| {
                let same = found.iter().filter(|one| one.said.size == note.said.size);
                tree.size() == size
                    && tree.leaves().first() == Some(who.leaf())
                    && same.into_iter().any(|one| one.said.root == tree.root())
            });
            match tree {
                Some(tree) => return Ok(Some(tree)),
                None => self.passed_over(
                    &name.to_string(),
                    "does not come to the root of a note there".to_owned(),
                ),
            }
        }
        Ok(None)
    }

    /// Notes of this laptop's own log: each is over lines that are here, or there is another record.
    fn own(&mut self, found: &[Vouched]) {
        for note in found {
            if self.mine.tree.root_at(note.said.size) == Some(note.said.root) {
                continue;
            }
            let newest = self.mine.newest().map_or(0, |note| note.claims().size);
            self.out.told.own_forks.push((note.said.size, newest));
            self.out.heads.push((self.mine.log, note.bytes.clone(), true));
            self.forked(Forked {
                log: self.mine.log,
                one: note.digest(),
                other: None,
                leaves: None,
            });
            self.saw(self.mine.log, note);
            self.show(note);
            if self.out.told.own_forks.len() >= EVIDENCE {
                return;
            }
        }
    }

    /// A note is recorded, and its bytes with it.
    fn saw(&mut self, log: LogId, note: &Vouched) {
        let object = Object::of(note.bytes.as_slice());
        self.out.exchange.saw.push(Saw {
            log,
            size: note.said.size,
            root: Digest(*note.said.root.as_bytes()),
            sha256: object.digest,
        });
        self.out.objects.push(object);
    }

    /// A note that does not go with another is shown as it was signed.
    fn show(&mut self, note: &Vouched) {
        let text = String::from_utf8_lossy(&note.bytes).into_owned();
        let digest = note.digest();
        if !self.out.told.notes.iter().any(|(one, _)| *one == digest) {
            self.out.told.notes.push((digest, text));
        }
    }

    fn forked(&mut self, forked: Forked) {
        if !self.out.exchange.forked.contains(&forked) {
            self.out.exchange.forked.push(forked);
        }
    }

    /// Notes of another log: the newest is recorded, and whatever does not go with the rest.
    fn other(
        &mut self,
        log: LogId,
        (who, first): (&Introduced, Vec<u8>),
        held: Vec<Vouched>,
        found: Vec<Vouched>,
        trees: &[Tree],
    ) {
        let before = held.iter().map(|note| note.said.size).max();
        let Some(newest) = found.last().or_else(|| held.iter().max_by_key(|note| note.said.size))
        else {
            return;
        };
        let newest = newest.clone();
        let first = Object::of(first);
        let mut saw: BTreeMap<Digest, Vouched> = BTreeMap::new();
        if before.is_none_or(|before| newest.said.size > before) {
            saw.insert(newest.digest(), newest.clone());
        }
        let is_under = |note: &Vouched| {
            // The first is that of the longest note there, where its leaves are.
            trees.first().is_some_and(|tree| tree.root_at(note.said.size) == Some(note.said.root))
        };
        let proven = is_under(&newest) && held.iter().all(is_under);
        let mut all: Vec<Vouched> = Vec::new();
        for note in held.into_iter().chain(found) {
            if !all.iter().any(|one| one.bytes == note.bytes) {
                all.push(note);
            }
        }
        let (forks, pairs) = contradictions(&all, trees, PAIRS);
        for Pair { one, other, leaves } in pairs {
            self.forked(Forked {
                log,
                one: one.digest(),
                other: Some(other.digest()),
                leaves: leaves.as_ref().map(|leaves| leaves.digest),
            });
            self.out.objects.extend(leaves);
            for note in [one, other] {
                self.show(note);
                saw.insert(note.digest(), note.clone());
            }
        }
        let created = who.created();
        self.out.exchange.met.push(Met {
            log,
            device: created.device.clone(),
            key: created.key.clone(),
            sha256: first.digest,
        });
        self.out.objects.push(first);
        for note in saw.values() {
            self.saw(log, note);
        }
        let news = match before {
            None => News::First,
            Some(before) if newest.said.size > before => News::Newer { before },
            Some(_) => News::Nothing,
        };
        self.out.told.laptops.push(Laptop {
            log,
            device: created.device.clone(),
            size: newest.said.size,
            news,
            proven,
            forks: u32::try_from(forks).unwrap_or(u32::MAX),
        });
        self.out.heads.push((log, newest.bytes, false));
    }
}
