//! A production made here with keys of its own, so that a forger with any of the keys can be played.

use std::collections::BTreeMap;

use ed25519_dalek::SigningKey;
use showclear::event::{Event, Mode};
use showclear::log::{Checkpoint, Envelope, Hash, Note, Tree, leaf_hash};
use showclear::record::{decode, encode_name};
use showclear::signing::{PublicKey, UnlockedKey};
use showclear::statement::{Covered, Names, Past, Text, namespace};
use showclear::terms::Digest;
use showclear::verify::{Files, Findings, Options, check, look};
use zeroize::Zeroizing;

pub(crate) const ARMORER: &str = "p-7k2q9x";
pub(crate) const FIRST_AD: &str = "p-3m8d0c";
pub(crate) const SAFETY: &str = "p-9s5f2c";
pub(crate) const PRODUCTION: &str = "8c1f0e6d2a7b4935";

pub(crate) struct Maker {
    pub(crate) mode: Mode,
    production: String,
    device: SigningKey,
    pub(crate) log: String,
    pub(crate) files: BTreeMap<String, Vec<u8>>,
    segments: Vec<Vec<u8>>,
    tree: Tree,
    past: Past,
    names: Names,
    pub(crate) texts: BTreeMap<u64, Text>,
}

pub(crate) fn person_key(seed: u8) -> UnlockedKey {
    UnlockedKey::from_random(&Zeroizing::new([seed; 32])).unwrap()
}

pub(crate) fn fingerprint(seed: u8) -> String {
    person_key(seed).public_key().fingerprint().to_string()
}

impl Maker {
    /// Line 0 and the first sitting.
    pub(crate) fn new(mode: Mode) -> Self {
        Self::continuing(mode, 1, "null")
    }

    pub(crate) fn continuing(mode: Mode, device: u8, continues: &str) -> Self {
        Self::of(PRODUCTION, mode, device, continues)
    }

    /// A log that goes on from `old` as it is now.
    pub(crate) fn going_on(old: &Self, device: u8) -> Self {
        let (log, size, root) = (&old.log, old.size(), old.root_now());
        let mut made = Self::of_past(
            (PRODUCTION, old.mode, device),
            &format!(r#"{{"log":"{log}","size":{size},"root":"{root}","why":"new_laptop"}}"#),
            (old.past.clone(), old.names.clone()),
        );
        let objects = old.files.iter().filter(|(path, _)| path.starts_with("objects/"));
        made.files.extend(objects.map(|(path, bytes)| (path.clone(), bytes.clone())));
        made
    }

    pub(crate) fn of(production: &str, mode: Mode, device: u8, continues: &str) -> Self {
        Self::of_past((production, mode, device), continues, (Past::new(), Names::new()))
    }

    fn of_past(
        (production, mode, device): (&str, Mode, u8),
        continues: &str,
        (past, names): (Past, Names),
    ) -> Self {
        let device = SigningKey::from_bytes(&[device; 32]);
        let log: String =
            Hash::of(device.verifying_key().as_bytes()).to_hex().chars().take(16).collect();
        let key = PublicKey::from_bytes(device.verifying_key().as_bytes()).unwrap();
        let mut made = Self {
            mode,
            production: production.to_owned(),
            device,
            log: log.clone(),
            files: BTreeMap::new(),
            segments: vec![Vec::new()],
            tree: Tree::new(),
            past,
            names,
            texts: BTreeMap::new(),
        };
        let (word, origin) = (made.word(), made.origin());
        made.add(&format!(
            r#"{{"k":"log.created","format":1,"mode":"{word}","sample":false,"production":"{production}","log":"{log}","origin":"{origin}","title":"Night Ferry","key":"{key}","device":"cart","program":"showclear 0.1.0","continues":{continues}}}"#
        ));
        made.add(r#"{"k":"log.opened","program":"showclear 0.1.0","boot":"b","zone":"UTC","offset":0,"durable":"full"}"#);
        made
    }

    /// Two people with keys 2 and 3, a roster that both sign, and one declaration that both saw.
    pub(crate) fn usual(mode: Mode) -> Self {
        Self::new(mode).begun()
    }

    /// The same in what was made so far.
    pub(crate) fn begun(mut self) -> Self {
        let made = &mut self;
        made.person(ARMORER, "armorer", 2);
        made.person(FIRST_AD, "first_ad", 3);
        made.root(&[ARMORER, FIRST_AD], 2);
        made.roster(&[("root", ARMORER, 2), ("root", FIRST_AD, 3)]);
        made.declared();
        self
    }

    /// The usual three sign for lists: armorer, first AD and, with key 4, the safety officer.
    pub(crate) fn with_safety(mode: Mode) -> Self {
        let mut made = Self::new(mode);
        made.person(ARMORER, "armorer", 2);
        made.person(FIRST_AD, "first_ad", 3);
        made.person(SAFETY, "safety_officer", 4);
        made.root(&[ARMORER, FIRST_AD], 2);
        made.roster(&[("root", ARMORER, 2), ("root", FIRST_AD, 3), ("new", SAFETY, 4)]);
        made
    }

    /// Proposes a list with these bytes and gives their SHA-256.
    pub(crate) fn submit(&mut self, bytes: &[u8]) -> String {
        let sha256 = self.object(bytes);
        self.add(&format!(
            r#"{{"k":"list.submitted","files":[{{"as":"list","id":"gun","rev":1,"sha256":"{sha256}"}}],"title":"Gun","by":"{ARMORER}"}}"#
        ));
        sha256
    }

    /// Asks for a deviation by an overlay with these bytes, and gives their SHA-256.
    pub(crate) fn deviate(&mut self, list: &str, bytes: &[u8]) -> String {
        let sha256 = self.object(bytes);
        self.add(&format!(
            r#"{{"k":"list.deviation","list":{{"as":"list","id":"gun","rev":1,"sha256":"{list}"}},"file":{{"as":"overlay","id":"no-rod","rev":1,"sha256":"{sha256}"}},"what":"Not rodded.","why":"Blocked.","until":"2026-12-01T00:00:00.000Z","by":"{ARMORER}"}}"#
        ));
        sha256
    }

    fn word(&self) -> &'static str {
        match self.mode {
            Mode::Live => "live",
            Mode::Drill => "drill",
        }
    }

    pub(crate) fn origin(&self) -> String {
        let scheme = match self.mode {
            Mode::Live => "showclear",
            Mode::Drill => "showclear-drill",
        };
        format!("{scheme}/{}/{}", self.production, self.log)
    }

    pub(crate) fn size(&self) -> u64 {
        self.tree.size()
    }

    pub(crate) fn root_now(&self) -> Hash {
        self.tree.root()
    }

    /// Appends a line; one that prepares a statement or cuts closes its segment.
    pub(crate) fn add(&mut self, events: &str) {
        let second = self.tree.size();
        let data = format!(
            r#"{{"t":"2026-11-{:02}T{:02}:{:02}:{:02}.000Z","up":{},"seat":null,"ev":[{events}]}}"#,
            22 + second / 86_400,
            second / 3600 % 24,
            second / 60 % 60,
            second % 60,
            second * 1000
        );
        self.add_data(&data);
    }

    pub(crate) fn add_data(&mut self, data: &str) {
        let entry = decode(data.as_bytes()).map_err(|error| format!("{error}: {data}")).unwrap();
        let is_last =
            |event: &Event| matches!(event, Event::StatementPrepared(_) | Event::LogCut(_));
        let end = entry.events().iter().any(is_last);
        let first = self.segments.last().unwrap().is_empty();
        let before = self.segments.iter().rev().nth(1).map_or(Hash::ZERO, |file| Hash::of(file));
        let line = Envelope {
            seq: self.tree.size(),
            prev: self.tree.last_leaf(),
            file: first.then_some(before),
            end,
            data: data.as_bytes(),
        };
        let line = line.print().unwrap();
        self.tree.push(leaf_hash(&line));
        let open = self.segments.last_mut().unwrap();
        open.extend(&line);
        open.push(b'\n');
        if end {
            self.segments.push(Vec::new());
        }
        self.past.feed(&entry);
    }

    pub(crate) fn object(&mut self, bytes: &[u8]) -> String {
        let hex = Hash::of(bytes).to_hex();
        let (folder, rest) = hex.split_at(2);
        self.files.insert(format!("objects/{folder}/{rest}"), bytes.to_vec());
        hex
    }

    /// The name that lies in this object.
    pub(crate) fn named(&mut self, object: &str, name: &str) {
        self.names.insert(object.parse().unwrap(), name.to_owned());
    }

    pub(crate) fn person(&mut self, person: &str, role: &str, seed: u8) {
        let name = format!("Sample {role}");
        let object = self.object(&encode_name([seed; 16], &name));
        self.named(&object, &name);
        self.add(&format!(
            r#"{{"k":"person.added","person":"{person}","name":"{object}","details":null}},{},{{"k":"person.role","person":"{person}","role":"{role}","until":null}}"#,
            key_event(person, seed)
        ));
    }

    pub(crate) fn root(&mut self, persons: &[&str], threshold: u32) {
        let persons: Vec<_> = persons.iter().map(|person| format!("\"{person}\"")).collect();
        self.add(&format!(
            r#"{{"k":"roster.root","persons":[{}],"threshold":{threshold}}}"#,
            persons.join(",")
        ));
    }

    pub(crate) fn declared(&mut self) {
        if self.size() > 0 && !self.files.contains_key("item") {
            self.add(r#"{"k":"item.added","item":"i-4hq8vz","kind":"revolver","tag":"G-07","action":"single","barrel":"open","capacity":2,"particulars":null}"#);
        }
        self.add(&format!(
            r#"{{"k":"item.declared","item":"i-4hq8vz","condition":"empty_shown_clear","n":null,"of":null,"load":null,"run":null,"witnesses":[{{"role":"armorer","person":"{ARMORER}"}},{{"role":"first_ad","person":"{FIRST_AD}"}}],"covers":"","until":"2026-11-22T23:00:00.000Z","until_up":1,"statement":null,"card":null}}"#
        ));
    }

    /// Prepares a statement and gives its number; the text is derived as the program does.
    pub(crate) fn prepare(
        &mut self,
        kind: &str,
        about: &str,
        slots: &[(&str, &str, u8)],
        more: &str,
    ) -> u64 {
        let slots: Vec<_> =
            slots.iter().map(|(role, person, seed)| (*role, *person, fingerprint(*seed))).collect();
        self.prepare_for(kind, about, &slots, more)
    }

    /// The same for keys that are given by their fingerprints.
    pub(crate) fn prepare_for(
        &mut self,
        kind: &str,
        about: &str,
        slots: &[(&str, &str, String)],
        more: &str,
    ) -> u64 {
        let signers: Vec<_> = slots
            .iter()
            .map(|(role, person, key)| {
                format!(r#"{{"role":"{role}","person":"{person}","key":"{key}"}}"#)
            })
            .collect();
        self.add(&format!(
            r#"{{"k":"statement.prepared","kind":"{kind}","about":{about},"template":1,"offset":0,"signers":[{}],"meaning":"So it is.","declares":null,"follows":[],"struck":[{more}]}}"#,
            signers.join(",")
        ));
        let number = self.size();
        let closed = self.segments.len() - 1;
        let file = self.segments.iter().rev().nth(1).unwrap();
        let covered = Covered {
            root: self.tree.root().to_base64(),
            segment: format!("log/{}/{closed:05}.jsonl", self.log),
            sha256: Digest(*Hash::of(file).as_bytes()),
        };
        let text = self.past.text(&covered, &self.names).unwrap();
        self.texts.insert(number, text);
        number
    }

    fn text(&self, number: u64) -> &Text {
        self.texts.range(number..=number).map(|(_, text)| text).next().unwrap()
    }

    /// The event of a signature, as the program would write it.
    pub(crate) fn signature(&self, number: u64, person: &str, seed: u8) -> String {
        let text = self.text(number);
        let space = namespace(text.kind(), self.mode);
        self.signature_over(number, person, seed, space, text.as_str())
    }

    pub(crate) fn signature_over(
        &self,
        number: u64,
        person: &str,
        seed: u8,
        space: &str,
        text: &str,
    ) -> String {
        let signed = person_key(seed).sign(space, text.as_bytes()).unwrap();
        format!(
            r#"{{"k":"statement.signed","statement":{number},"person":"{person}","key":"{}","text":"{}","sig":"{}"}}"#,
            fingerprint(seed),
            self.text(number).digest(),
            signed.to_blob_base64()
        )
    }

    pub(crate) fn completed(&self, number: u64) -> String {
        let text = self.text(number).digest();
        format!(r#"{{"k":"statement.completed","statement":{number},"text":"{text}"}}"#)
    }

    /// All sign, each in a line, and the last line completes it.
    pub(crate) fn all_sign(&mut self, number: u64, slots: &[(&str, &str, u8)]) {
        for (place, (_, person, seed)) in slots.iter().enumerate() {
            let mut events = self.signature(number, person, *seed);
            if place + 1 == slots.len() {
                events = format!("{events},{}", self.completed(number));
            }
            self.add(&events);
        }
        self.note();
    }

    pub(crate) fn roster(&mut self, slots: &[(&str, &str, u8)]) -> u64 {
        let number = self.prepare("roster", "null", slots, "");
        self.all_sign(number, slots);
        number
    }

    pub(crate) fn sheet(&mut self, role: &str, person: &str, seed: u8) -> u64 {
        let slots = [(role, person, seed)];
        let number = self.prepare("sheet", &format!("\"{person}\""), &slots, "");
        self.all_sign(number, &slots);
        number
    }

    /// The laptop vouches for what is there now.
    pub(crate) fn note(&mut self) {
        let checkpoint = Checkpoint {
            origin: self.origin().parse().unwrap(),
            size: self.size(),
            root: self.tree.root(),
        };
        let note = Note::sign(checkpoint, &self.device).unwrap().encode();
        let path = format!("checkpoints/{}/{:08}.note", self.log, self.size());
        self.files.insert(path, note.into_bytes());
    }

    /// Every file of the folder.
    pub(crate) fn folder(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = self.files.clone();
        for (at, segment) in self.segments.iter().enumerate().filter(|(_, file)| !file.is_empty()) {
            files.insert(format!("log/{}/{:05}.jsonl", self.log, at + 1), segment.clone());
        }
        files
    }

    pub(crate) fn check(&self) -> Findings {
        check_folder(&self.folder(), &Options::default())
    }
}

pub(crate) fn key_event(person: &str, seed: u8) -> String {
    let key = person_key(seed);
    let key = key.public_key();
    format!(
        r#"{{"k":"person.key","person":"{person}","key":"{key}","fingerprint":"{}","kept":"here"}}"#,
        key.fingerprint()
    )
}

pub(crate) fn check_folder(folder: &BTreeMap<String, Vec<u8>>, options: &Options) -> Findings {
    let mut files = Files::new();
    for (path, bytes) in folder {
        files.add(path.clone(), bytes.as_slice());
    }
    let found = check(&files, options);
    // Whoever goes on with the entries is told the same as who only wants the verdict.
    assert_eq!(look(&files, options).findings(), &found);
    found
}

/// The verdict, and everything that speaks for it.
pub(crate) fn short(found: &Findings) -> String {
    let mut text = format!("{}\n", found.verdict().words());
    for (word, list) in
        [("", &found.contradictions), ("missing: ", &found.missing), ("unread: ", &found.unread)]
    {
        for one in list {
            text.push_str(&format!("{word}{}: {}\n", one.place, one.what));
        }
    }
    text
}

/// The device key, to sign lists with.
pub(crate) fn device_key() -> UnlockedKey {
    person_key(1)
}
