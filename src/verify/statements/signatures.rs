//! Signatures held against the texts that they are over: gathered while the lines are read, and checked beside that.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SendError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};

use crate::event::{Mode, Signed, StatementKind};
use crate::log::Hash;
use crate::signing::{Hashed, Presence, PublicKey, SshSig};
use crate::statement::namespace;
use crate::terms::Role;
use crate::verify::facts::SignerFact;
use crate::verify::finding::{ASK, Findings, Mark};

/// How many are gathered before somebody checks them.
const BATCH: usize = 8;

/// How many batches may wait for somebody who checks them beside the pass, before the pass does so itself.
const MOST: usize = 32;

/// A signature whose text is known.
pub(super) struct Waiting {
    pub(super) place: String,
    pub(super) kind: StatementKind,
    pub(super) signed: Signed,
    /// The role in which its signer was asked, where they were.
    pub(super) role: Option<Role>,
    /// The key that the log gave the signer by then, as it is written.
    pub(super) key: Option<String>,
    /// Whether the roster in force asks that a security key checks a PIN or a finger.
    pub(super) checks: bool,
    /// Where what is found belongs among what else was found.
    pub(super) mark: Mark,
}

/// What holds.
struct Held {
    key: PublicKey,
    presence: Presence,
    counter: Option<u32>,
}

/// Signatures with the texts that they are over, in the order of their lines.
pub(super) struct Batch {
    at: usize,
    waiting: Vec<Waiting>,
    texts: BTreeMap<u64, Vec<u8>>,
    mode: Mode,
}

/// What became of a batch.
type Checked = Vec<(Waiting, Result<Held, String>)>;

/// Where batches wait for whoever checks them, and what became of them.
pub(super) struct Queue {
    todo: Mutex<Receiver<Batch>>,
    waiting: AtomicUsize,
    done: Mutex<BTreeMap<usize, Checked>>,
    /// Keys by how they are written. A few sign everything: each is read once.
    keys: Mutex<BTreeMap<String, ReadKey>>,
}

/// A key, or why it is none.
type ReadKey = Result<PublicKey, String>;

impl Queue {
    pub(super) fn new() -> (Sender<Batch>, Self) {
        let (give, todo) = channel();
        (
            give,
            Self {
                todo: Mutex::new(todo),
                waiting: AtomicUsize::new(0),
                done: Mutex::default(),
                keys: Mutex::default(),
            },
        )
    }

    /// Checks one after the other, until none will come any more.
    pub(super) fn work(&self) {
        while let Some(batch) = self.todo.lock().ok().and_then(|todo| todo.recv().ok()) {
            self.check(batch);
        }
    }

    /// Checks some, where many wait: nobody may be there who does.
    fn help(&self) {
        while self.waiting.load(Ordering::Relaxed) > MOST
            // Whoever is before us holds it while nothing waits.
            && let Some(batch) = self.todo.try_lock().ok().and_then(|todo| todo.try_recv().ok())
        {
            self.check(batch);
        }
    }

    fn check(&self, batch: Batch) {
        self.waiting.fetch_sub(1, Ordering::Relaxed);
        let Batch { at, waiting, texts, mode } = batch;
        // Several sign one text: it is hashed once.
        let texts: BTreeMap<u64, (Hash, Hashed)> = texts
            .into_iter()
            .map(|(number, text)| (number, (Hash::of(&text), Hashed::of(&text))))
            .collect();
        let of = |one: Waiting| {
            let text = texts.get(&one.signed.statement);
            let key = one.key.as_deref().map(|written| self.key(written));
            let held = hold(&one, key, mode, text);
            (one, held)
        };
        let checked = waiting.into_iter().map(of).collect();
        if let Ok(mut done) = self.done.lock() {
            done.insert(at, checked);
        }
    }

    fn key(&self, written: &str) -> ReadKey {
        // Whoever ended early while it was held had read a key whole, or not at all.
        let mut keys = self.keys.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(read) = keys.get(written) {
            return read.clone();
        }
        let read: ReadKey = written.parse().map_err(|error| format!("{error}"));
        keys.insert(written.to_owned(), read.clone());
        read
    }

    /// What became of the batch numbered `at`, once somebody has checked it.
    fn take(&self, at: usize) -> Option<Checked> {
        self.done.lock().ok()?.remove(&at)
    }
}

/// Those that are gathered, what each security key last said of how often it signed, by fingerprint, and what was found.
#[derive(Default)]
pub(super) struct Signatures {
    waiting: Vec<Waiting>,
    /// How many batches were handed out, and of how many it is known what became of them.
    handed: usize,
    settled: usize,
    counters: BTreeMap<String, u32>,
    /// Those that hold, each once however often somebody signed so.
    held: BTreeMap<Arc<SignerFact>, Arc<PublicKey>>,
    /// What was found, and where it belongs.
    said: Vec<(Mark, Findings)>,
}

/// A signature that holds, and its key.
pub(in crate::verify) type Signer = (Arc<SignerFact>, Arc<PublicKey>);

/// A statement, and the signature on it that holds.
pub(super) type Good = (u64, Signer);

impl Signatures {
    /// One more; says whether there are enough of them for a batch.
    pub(super) fn wait(&mut self, one: Waiting) -> bool {
        self.waiting.push(one);
        self.waiting.len() >= BATCH
    }

    /// Hands those that wait to whoever checks them, with the `texts` of their statements.
    pub(super) fn hand_out(
        &mut self,
        to: &Sender<Batch>,
        queue: &Queue,
        mode: Mode,
        texts: impl Fn(u64) -> Option<Vec<u8>>,
    ) {
        let waiting = std::mem::take(&mut self.waiting);
        let numbers: BTreeSet<u64> = waiting.iter().map(|one| one.signed.statement).collect();
        let texts =
            numbers.into_iter().filter_map(|number| Some((number, texts(number)?))).collect();
        let at = self.handed;
        self.handed += 1;
        queue.waiting.fetch_add(1, Ordering::Relaxed);
        if let Err(SendError(batch)) = to.send(Batch { at, waiting, texts, mode }) {
            queue.check(batch);
        }
        queue.help();
    }

    /// Takes what became of those that were checked, in order: those that hold, and the statements of the others.
    pub(super) fn settle(&mut self, queue: &Queue) -> (Vec<Good>, Vec<u64>) {
        let (mut good, mut bad) = (Vec::new(), Vec::new());
        while let Some(checked) = queue.take(self.settled) {
            self.settled += 1;
            for (one, result) in checked {
                let Waiting { place, signed, role, mark, .. } = one;
                let (number, mut own) = (signed.statement, Findings::default());
                match (result, role) {
                    (Ok(held), Some(role)) => {
                        self.counted(&place, &signed, held.counter, &mut own);
                        let fact = SignerFact {
                            role,
                            person: signed.person,
                            fingerprint: signed.key,
                            touched: held.presence != Presence::NotAttested,
                        };
                        good.push((number, self.shared(fact, held.key)));
                    }
                    (Ok(_), None) => {}
                    (Err(what), _) => {
                        let what = format!(
                            "the signature of {} on statement {number}: {what}",
                            signed.person
                        );
                        bad.push(number);
                        own.altered(place, what, ASK);
                    }
                }
                if own != Findings::default() {
                    self.said.push((mark, own));
                }
            }
        }
        (good, bad)
    }

    /// Tells what was found, at its places.
    pub(super) fn tell(&mut self, found: &mut Findings) {
        // From the last on, so that what is put in moves no place that is still to come.
        for (mark, own) in std::mem::take(&mut self.said).into_iter().rev() {
            found.put_in(mark, own);
        }
    }

    fn shared(&mut self, fact: SignerFact, key: PublicKey) -> Signer {
        if let Some((fact, held)) =
            self.held.get_key_value(&fact).filter(|(_, held)| ***held == key)
        {
            return (Arc::clone(fact), Arc::clone(held));
        }
        let (fact, key) = (Arc::new(fact), Arc::new(key));
        self.held.insert(Arc::clone(&fact), Arc::clone(&key));
        (fact, key)
    }

    /// Notes a security key whose counter does not go on: two of them may hold one key.
    fn counted(
        &mut self,
        place: &str,
        signed: &Signed,
        counter: Option<u32>,
        found: &mut Findings,
    ) {
        let Some(counter) = counter else { return };
        let before = self.counters.insert(signed.key.clone(), counter);
        // One that keeps no counter says 0 each time.
        if let Some(before) = before.filter(|before| counter <= *before && *before > 0) {
            let what = format!(
                "the security key {} of {} counted {before} signatures before, and now {counter}",
                signed.key, signed.person
            );
            let advice = "There may be a second key like it. Ask who holds it.";
            found.note(place, what, advice);
        }
    }
}

fn hold(
    one: &Waiting,
    key: Option<ReadKey>,
    mode: Mode,
    text: Option<&(Hash, Hashed)>,
) -> Result<Held, String> {
    let signed = &one.signed;
    let Some((_, text)) = text.filter(|(hash, _)| *hash.as_bytes() == signed.text.0) else {
        return Err("the text that was signed is not the one that the lines give".to_owned());
    };
    let key = key.ok_or_else(|| format!("the log gives them no key {}", signed.key))??;
    let blob = SshSig::parse_blob_base64_by(&signed.sig, &[&key]);
    let blob = blob.map_err(|error| error.to_string())?;
    let namespace = namespace(one.kind, mode);
    let presence = blob.verify_hashed(&key, namespace, text).map_err(|error| error.to_string())?;
    if one.checks && presence == Presence::Touched {
        return Err("the security key checked no PIN and no finger, and the roster in force asks \
                    for it"
            .to_owned());
    }
    Ok(Held { key, presence, counter: blob.counter() })
}
