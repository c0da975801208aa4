//! A small bundle made of nothing but a few keys, so that the scripts have something to check.

use std::collections::{BTreeMap, BTreeSet};

use base64ct::{Base64, Encoding as _};
use sha2::{Digest as _, Sha256};
use showclear::bundle::{
    AllowedKey, Head, Manifest, Mode, Origin, Package, VERIFY_PY, VERIFY_SH, write_allowed_signers,
};
use showclear::signing::UnlockedKey;
use zeroize::Zeroizing;

const PRODUCTION: &str = "8c1f0e6d2a7b4935";
const PEOPLE: [(&str, u8); 2] = [("p-7k2q9x", 2), ("p-3m8d0c", 3)];
pub(super) const FOLDER: &str = "bundle";

fn key(seed: u8) -> UnlockedKey {
    UnlockedKey::from_random(&Zeroizing::new([seed; 32])).unwrap()
}

fn hash(parts: &[&[u8]]) -> [u8; 32] {
    Sha256::digest(parts.concat()).into()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The root of the tree over `leaves`, as RFC 6962 defines it.
fn root(leaves: &[[u8; 32]]) -> [u8; 32] {
    match leaves {
        [] => hash(&[]),
        [leaf] => *leaf,
        _ => {
            let (left, right) = leaves.split_at(leaves.len().next_power_of_two() / 2);
            hash(&[b"\x01", &root(left), &root(right)])
        }
    }
}

/// A log as it grows, and the files beside it.
pub(super) struct Sample {
    mode: Mode,
    device: UnlockedKey,
    log: String,
    leaves: Vec<[u8; 32]>,
    segments: Vec<Vec<u8>>,
    pub(super) files: BTreeMap<String, Vec<u8>>,
    withheld: BTreeSet<showclear::bundle::Digest>,
    older: Vec<(AllowedKey, Head)>,
}

impl Sample {
    /// Two people sign one sheet each and one sign-off together; one object is withheld.
    pub(super) fn new(mode: Mode) -> Self {
        Self::by(1, mode)
    }

    /// The same, by a laptop that went on where another one ended.
    pub(super) fn continued(mode: Mode) -> Self {
        let (mut it, mut old) = (Self::by(1, mode), Self::by(4, mode));
        old.add_log();
        it.files.append(&mut old.files);
        it.older.push((old.device_key(), old.head()));
        it
    }

    fn by(seed: u8, mode: Mode) -> Self {
        let device = key(seed);
        let log = hex(&hash(&[&device.public_key().to_bytes()])[..8]);
        let mut it = Self {
            mode,
            device,
            log,
            leaves: Vec::new(),
            segments: vec![Vec::new()],
            files: BTreeMap::new(),
            withheld: BTreeSet::new(),
            older: Vec::new(),
        };
        let word = if mode == Mode::Live { "live" } else { "drill" };
        it.append(&format!(
            r#"{{"k":"log.created","format":1,"mode":"{word}","sample":true,"production":"{PRODUCTION}","log":"{}","origin":"{}","title":"Sample","key":"{}","device":"cart","program":"showclear 0.1.0","continues":null}}"#,
            it.log, it.origin(), it.device.public_key(),
        ), false);
        for (person, _) in PEOPLE {
            let name =
                it.object(&format!(r#"{{"showclear":"name","name":"Sample {person} é \\"}}"#));
            let details = hash(&[person.as_bytes()]);
            it.withheld.insert(showclear::bundle::Digest::from_bytes(details));
            it.append(
                &format!(
                    r#"{{"k":"person.added","person":"{person}","name":"{name}","details":"{}"}}"#,
                    hex(&details),
                ),
                false,
            );
        }
        it.statement("sheet", &PEOPLE[..1]);
        it.statement("signoff", &PEOPLE);
        it.append(r#"{"k":"log.cut","why":"export"}"#, true);
        it.note();
        it
    }

    fn origin(&self) -> String {
        let scheme = if self.mode == Mode::Live { "showclear" } else { "showclear-drill" };
        format!("{scheme}/{PRODUCTION}/{}", self.log)
    }

    fn append(&mut self, events: &str, end: bool) {
        let seq = self.leaves.len();
        let prev = self.leaves.last().map_or_else(|| "0".repeat(64), |leaf| hex(leaf));
        let file = match &self.segments[..] {
            [.., before, open] if open.is_empty() => {
                format!(r#""file":"{}","#, hex(&hash(&[before])))
            }
            [open] if open.is_empty() => format!(r#""file":"{}","#, "0".repeat(64)),
            _ => String::new(),
        };
        let mark = if end { r#""end":true,"# } else { "" };
        let line = format!(
            r#"{{"v":1,"seq":{seq},"prev":"{prev}",{file}{mark}"data":{{"t":"2026-11-22T19:30:04.000Z","up":{seq},"seat":null,"ev":[{events}]}}}}"#
        );
        self.leaves.push(hash(&[b"\0", line.as_bytes()]));
        let open = self.segments.last_mut().unwrap();
        open.extend(line.as_bytes());
        open.push(b'\n');
        if end {
            self.segments.push(Vec::new());
        }
    }

    fn object(&mut self, text: &str) -> String {
        let name = hex(&hash(&[text.as_bytes()]));
        let (folder, rest) = name.split_at(2);
        self.files.insert(format!("objects/{folder}/{rest}"), text.into());
        name
    }

    fn note(&mut self) {
        let origin = self.origin();
        let size = self.leaves.len();
        let text = format!("{origin}\n{size}\n{}\n", Base64::encode_string(&root(&self.leaves)));
        let point = self.device.public_key().to_bytes();
        let id = hash(&[origin.as_bytes(), b"\n\x01", &point]);
        let line = [&id[..4], &self.device.sign_note(text.as_bytes())].concat();
        let note = format!("{text}\n— {origin} {}\n", Base64::encode_string(&line));
        self.files.insert(format!("checkpoints/{}/{size:08}.note", self.log), note.into());
    }

    fn statement(&mut self, kind: &str, people: &[(&str, u8)]) {
        let slots: Vec<_> = people
            .iter()
            .map(|(person, seed)| (*person, key(*seed).public_key().fingerprint()))
            .map(|(person, key)| {
                format!(r#"{{"role":"armorer","person":"{person}","key":"{key}"}}"#)
            })
            .collect();
        self.append(&format!(
            r#"{{"k":"statement.prepared","kind":"{kind}","about":null,"template":1,"offset":0,"signers":[{}],"meaning":"Seen.","declares":null,"follows":[],"struck":[]}}"#,
            slots.join(","),
        ), true);
        self.note();
        let number = self.leaves.len();
        let lines: String = people
            .iter()
            .map(|(person, seed)| (*person, key(*seed).public_key().fingerprint()))
            .map(|(person, key)| format!("signer: armorer {person} {key} \"Sample\"\n"))
            .collect();
        let closed = self.segments.iter().rev().nth(1).unwrap();
        let (title, mode) = match self.mode {
            Mode::Live => ("SHOWCLEAR", "LIVE"),
            Mode::Drill => ("SHOWCLEAR DRILL", "DRILL, NOT REAL"),
        };
        let text = format!(
            "{title} {} v1\nmode: {mode}\nmeaning: \"Seen.\"\n{lines}log: {}\nsize: {number}\nroot: {}\nSHA256 (log/{}/{:05}.jsonl) = {}\n",
            kind.to_uppercase(),
            self.origin(),
            Base64::encode_string(&root(&self.leaves)),
            self.log,
            self.segments.len() - 1,
            hex(&hash(&[closed])),
        );
        let digest = hex(&hash(&[text.as_bytes()]));
        let stem = format!("statements/{}/{number:08}-{kind}", self.log);
        let namespace = match self.mode {
            Mode::Live => format!("{kind}.showclear"),
            Mode::Drill => "drill.showclear".to_owned(),
        };
        let mut events = Vec::new();
        for (person, seed) in people {
            let signature = key(*seed).sign(&namespace, text.as_bytes()).unwrap();
            self.files.insert(format!("{stem}.{person}.sig"), signature.to_armor().into());
            events.push(format!(
                r#"{{"k":"statement.signed","statement":{number},"person":"{person}","key":"{}","text":"{digest}","sig":"{}"}}"#,
                signature.key().fingerprint(), signature.to_blob_base64(),
            ));
        }
        events.push(format!(
            r#"{{"k":"statement.completed","statement":{number},"text":"{digest}"}}"#
        ));
        self.files.insert(format!("{stem}.txt"), text.into());
        self.append(&events.join(","), false);
    }

    /// `allowed_signers` of this bundle.
    pub(super) fn keys(&self) -> String {
        let mut keys: Vec<_> = self.older.iter().map(|(key, _)| key.clone()).collect();
        keys.push(self.device_key());
        for (person, seed) in PEOPLE {
            let key = key(seed).public_key().to_string();
            keys.push(AllowedKey::Person { person: person.to_owned(), key });
        }
        write_allowed_signers(self.mode, &keys).unwrap()
    }

    fn device_key(&self) -> AllowedKey {
        AllowedKey::Device { log: self.log.clone(), key: self.device.public_key().to_string() }
    }

    fn head(&self) -> Head {
        let origin: Origin = self.origin().parse().unwrap();
        Head { origin, size: self.leaves.len() as u64, root: root(&self.leaves) }
    }

    /// The path of a file of this log.
    pub(super) fn path(&self, kind: &str, name: &str) -> String {
        format!("{kind}/{}/{name}", self.log)
    }

    fn add_log(&mut self) {
        let closed = self.segments.iter().filter(|segment| !segment.is_empty()).enumerate();
        for (at, segment) in closed {
            let path = format!("log/{}/{:05}.jsonl", self.log, at + 1);
            self.files.insert(path, segment.clone());
        }
    }

    /// Adds the log, the scripts and the keys, but no manifest.
    pub(super) fn close(&mut self) {
        self.add_log();
        for (path, text) in [
            ("verify.sh", VERIFY_SH.to_owned()),
            ("verify.py", VERIFY_PY.to_owned()),
            ("VERIFY.txt", "how\n".to_owned()),
            ("allowed_signers", self.keys()),
        ] {
            self.files.insert(path.to_owned(), text.into());
        }
    }

    /// Lists and signs the files as they are now, as a forger with the device key could.
    pub(super) fn export(&mut self) {
        self.files.retain(|path, _| !path.starts_with("SHA256SUMS"));
        let mut package = Package::new(FOLDER).unwrap();
        for (path, bytes) in &self.files {
            package.add(path.parse().unwrap(), bytes.as_slice()).unwrap();
        }
        let mut manifest = Manifest {
            head: self.head(),
            also: self.older.iter().map(|(_, head)| head.clone()).collect(),
            program: "showclear 0.1.0".to_owned(),
            withheld: self.withheld.clone(),
            files: BTreeMap::new(),
        };
        manifest.list(&package);
        let text = manifest.to_string();
        let signature = self.device.sign(self.mode.export_namespace(), text.as_bytes()).unwrap();
        self.files.insert("SHA256SUMS".to_owned(), text.into());
        self.files.insert("SHA256SUMS.sig".to_owned(), signature.to_armor().into());
    }
}
