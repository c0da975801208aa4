//! A production of any length, the same each time: runs of fifty lines, each with a sign-off of two.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use showclear::event::Event;
use showclear::log::{Envelope, Hash, Origin, Tree, leaf_hash};
use showclear::record::{decode, encode_name};
use showclear::signing::{PublicKey, SshSig, UnlockedKey};
use showclear::statement::{Covered, Names, Past, Text, file_stem, namespace};
use showclear::terms::{Digest, LogId, ProductionId, RunId, UtcMillis};
use zeroize::Zeroizing;

/// How many lines one run has, its sign-off among them.
pub(crate) const BLOCK: u64 = 50;

const ARMORER: &str = "p-7k2q9x";
const FIRST_AD: &str = "p-3m8d0c";
const SIGNERS: [(&str, &str, u8); 2] = [("armorer", ARMORER, 2), ("first_ad", FIRST_AD, 3)];

/// A production in memory.
pub(crate) struct Made {
    pub(crate) log: LogId,
    pub(crate) device: UnlockedKey,
    pub(crate) origin: String,
    /// Each closed segment, and the open one.
    pub(crate) segments: Vec<Vec<u8>>,
    /// Name objects, the list, and the files of statements where they were asked for.
    pub(crate) beside: BTreeMap<String, Vec<u8>>,
    /// The text that was signed last, the signature in armour, and who signed.
    pub(crate) last: Option<(Text, SshSig, &'static str)>,
    with_files: bool,
    /// The digests of photos that answers still bring.
    photos: std::vec::IntoIter<String>,
    tree: Tree,
    before: Hash,
    past: Past,
    names: Names,
    people: [UnlockedKey; 2],
}

fn key(seed: u8) -> UnlockedKey {
    UnlockedKey::from_random(&Zeroizing::new([seed; 32])).unwrap()
}

/// A production of at most `lines` lines; `with_files` has the files of each statement beside them.
pub(crate) fn made(lines: u64, with_files: bool) -> Made {
    made_with(lines, with_files, Vec::new())
}

/// The same with photos in its answers, by their digests.
pub(crate) fn made_with(lines: u64, with_files: bool, photos: Vec<String>) -> Made {
    let device = key(7);
    let hash = Hash::of(&device.public_key().to_bytes());
    let log = LogId(std::array::from_fn(|at| hash.as_bytes().get(at).copied().unwrap_or_default()));
    let production = ProductionId([1; 8]);
    let origin = format!("showclear/{production}/{log}");
    let people = SIGNERS.map(|(_, _, seed)| key(seed));
    let mut made = Made {
        log,
        origin: origin.parse::<Origin>().unwrap().to_string(),
        segments: vec![Vec::new()],
        beside: BTreeMap::new(),
        last: None,
        with_files,
        photos: photos.into_iter(),
        tree: Tree::new(),
        before: Hash::ZERO,
        past: Past::new(),
        names: Names::new(),
        people,
        device,
    };
    made.begin(production);
    let mut run = 0;
    while made.tree.size() + BLOCK <= lines {
        made.run(run);
        run += 1;
    }
    made
}

impl Made {
    pub(crate) fn lines(&self) -> u64 {
        self.tree.size()
    }

    /// All lines, one after the other.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.segments.concat()
    }

    /// The path of a segment, from 0.
    pub(crate) fn path(&self, at: usize) -> String {
        format!("log/{}/{:05}.jsonl", self.log, at + 1)
    }

    /// The key of whoever signed last.
    pub(crate) fn signer(&self) -> PublicKey {
        self.people[1].public_key().clone()
    }

    /// Writes it as a folder, without syncing.
    pub(crate) fn write(&self, folder: &Path) {
        let segments = self.segments.iter().enumerate().map(|(at, bytes)| (self.path(at), bytes));
        let beside = self.beside.iter().map(|(path, bytes)| (path.clone(), bytes));
        for (path, bytes) in segments.filter(|(_, bytes)| !bytes.is_empty()).chain(beside) {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        fs::write(folder.join("lock"), b"").unwrap();
    }

    fn begin(&mut self, production: ProductionId) {
        let (log, origin, key) = (self.log, self.origin.clone(), self.device.public_key());
        self.add(&format!(
            r#"{{"k":"log.created","format":1,"mode":"live","sample":true,"production":"{production}","log":"{log}","origin":"{origin}","title":"SAMPLE benchmark","key":"{key}","device":"sample laptop","program":"showclear","continues":null}}"#
        ));
        self.add(r#"{"k":"log.opened","program":"showclear","boot":"b","zone":"UTC","offset":0,"durable":"full"}"#);
        for (at, (role, person, seed)) in SIGNERS.into_iter().enumerate() {
            let name = format!("Sample {role}");
            let object = self.object(&encode_name([seed; 16], &name));
            self.names.insert(object.parse().unwrap(), name);
            let key = self.people[at].public_key();
            let fingerprint = key.fingerprint();
            self.add(&format!(
                r#"{{"k":"person.added","person":"{person}","name":"{object}","details":null}},{{"k":"person.key","person":"{person}","key":"{key}","fingerprint":"{fingerprint}","kept":"here"}},{{"k":"person.role","person":"{person}","role":"{role}","until":null}}"#
            ));
        }
        self.add(&format!(
            r#"{{"k":"roster.root","persons":["{ARMORER}","{FIRST_AD}"],"threshold":2}}"#
        ));
        let number = self.prepare("roster", "null", ["root", "root"], "null");
        self.sign(number, "");
        self.add(r#"{"k":"item.added","item":"i-4hq8vz","kind":"revolver","tag":"G-07","action":"single","barrel":"open","capacity":2,"particulars":null}"#);
    }

    /// Fifty lines: a run that begins, is answered, is signed by two, declares, and ends.
    fn run(&mut self, number: u64) {
        let run = RunId::from_random(number);
        let list = self.object(b"a list, in a benchmark");
        let last = self.tree.size() + BLOCK;
        let witnesses = format!(
            r#"[{{"role":"armorer","person":"{ARMORER}"}},{{"role":"first_ad","person":"{FIRST_AD}"}}]"#
        );
        self.add(&format!(
            r#"{{"k":"run.started","run":"{run}","files":[{{"as":"list","id":"show-clear","rev":1,"sha256":"{list}"}}],"approved":false,"lang":"en","recorder":null,"recorded":"live","card":null,"item":"i-4hq8vz","roles":{witnesses},"inputs":[],"scene":"42","setup":"A","take":"1"}}"#
        ));
        for step in 1..=last - self.tree.size() - 3 {
            if step % 3 == 0 {
                self.add(&format!(r#"{{"k":"run.passed","run":"{run}","step":"step{step}"}}"#));
            } else {
                let photo =
                    self.photos.next().map_or("null".to_owned(), |hex| format!("\"{hex}\""));
                self.add(&format!(
                    r#"{{"k":"run.answered","run":"{run}","step":"step{step}","n":1,"asker":null,"asked":"Say what you see in the chamber.","replies":[{{"role":"armorer","person":"{ARMORER}","said":"empty","value":null,"object":{photo}}}],"fast":false,"at":null}}"#
                ));
            }
        }
        let until = r#""until":"2027-01-01T00:00:00.000Z""#;
        let declares = format!(
            r#"{{"item":"i-4hq8vz","condition":"empty_shown_clear","n":null,"of":null,"load":null,{until}}}"#
        );
        let number =
            self.prepare("signoff", &format!("\"{run}\""), ["armorer", "first_ad"], &declares);
        let then = format!(
            r#",{{"k":"item.declared","item":"i-4hq8vz","condition":"empty_shown_clear","n":null,"of":null,"load":null,"run":"{run}","witnesses":{witnesses},"covers":"scene 42","until":"2027-01-01T00:00:00.000Z","until_up":9000000000,"statement":{number},"card":null}},{{"k":"run.ended","run":"{run}","how":"done","why":null}}"#
        );
        self.sign(number, &then);
    }

    fn add(&mut self, events: &str) {
        let seq = self.tree.size();
        let t = UtcMillis::new(1_795_000_000_000 + i64::try_from(seq).unwrap() * 2_000);
        let up = 5_000_000 + seq * 2_000;
        let data = format!(r#"{{"t":"{t}","up":{up},"seat":"{ARMORER}","ev":[{events}]}}"#);
        let entry = decode(data.as_bytes()).map_err(|error| format!("{error}: {data}")).unwrap();
        let is_last = |event: &Event| matches!(event, Event::StatementPrepared(_));
        let end = entry.events().iter().any(is_last);
        let open = self.segments.last_mut().unwrap();
        let file = open.is_empty().then_some(self.before);
        let prev = self.tree.last_leaf();
        let line = Envelope { seq, prev, file, end, data: data.as_bytes() }.print().unwrap();
        self.tree.push(leaf_hash(&line));
        open.extend(&line);
        open.push(b'\n');
        if end {
            self.before = Hash::of(open);
            self.segments.push(Vec::new());
        }
        self.past.feed(&entry);
    }

    fn object(&mut self, bytes: &[u8]) -> String {
        let hex = Hash::of(bytes).to_hex();
        let (folder, rest) = hex.split_at(2);
        self.beside.insert(format!("objects/{folder}/{rest}"), bytes.to_vec());
        hex
    }

    fn prepare(&mut self, kind: &str, about: &str, roles: [&str; 2], declares: &str) -> u64 {
        let slot = |at: usize| {
            let fingerprint = self.people[at].public_key().fingerprint();
            format!(
                r#"{{"role":"{}","person":"{}","key":"{fingerprint}"}}"#,
                roles[at], SIGNERS[at].1
            )
        };
        let slots = format!("{},{}", slot(0), slot(1));
        self.add(&format!(
            r#"{{"k":"statement.prepared","kind":"{kind}","about":{about},"template":1,"offset":0,"signers":[{slots}],"meaning":"So it is.","declares":{declares},"follows":[],"struck":[]}}"#
        ));
        self.tree.size()
    }

    /// Both sign the statement that was just prepared, and the second line completes it.
    fn sign(&mut self, number: u64, then: &str) {
        let covered = Covered {
            root: self.tree.root().to_base64(),
            segment: self.path(self.segments.len() - 2),
            sha256: Digest(*self.before.as_bytes()),
        };
        let text = self.past.text(&covered, &self.names).unwrap();
        let (kind, digest) = (text.kind(), text.digest());
        let space = namespace(kind, showclear::event::Mode::Live);
        let stem = format!("statements/{}/{}", self.log, file_stem(number, kind));
        for (at, (_, person, _)) in SIGNERS.into_iter().enumerate() {
            let key = &self.people[at];
            let signed = key.sign(space, text.as_str().as_bytes()).unwrap();
            let (fingerprint, sig) = (key.public_key().fingerprint(), signed.to_blob_base64());
            let mut events = format!(
                r#"{{"k":"statement.signed","statement":{number},"person":"{person}","key":"{fingerprint}","text":"{digest}","sig":"{sig}"}}"#
            );
            if at == 1 {
                events.push_str(&format!(
                    r#",{{"k":"statement.completed","statement":{number},"text":"{digest}"}}{then}"#
                ));
            }
            if self.with_files {
                let armor = signed.to_armor().into_bytes();
                self.beside.insert(format!("{stem}.{person}.sig"), armor);
            }
            self.add(&events);
            self.last = Some((text.clone(), signed, person));
        }
        if self.with_files {
            self.beside.insert(format!("{stem}.txt"), text.as_str().as_bytes().to_vec());
        }
    }
}
