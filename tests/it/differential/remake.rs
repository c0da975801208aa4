//! What a forger with some of the keys makes anew, so that only what it says speaks against it.

use std::collections::BTreeMap;

use base64ct::{Base64, Encoding as _};
use ed25519_dalek::SigningKey;
use showclear::event::{Event, Mode};
use showclear::log::{Checkpoint, Envelope, Hash, Note, Tree, leaf_hash};
use showclear::record::{decode, decode_name};
use showclear::statement::{Covered, Names, Past, Text, namespace};
use showclear::terms::Digest;

use crate::verify::bundle::Folder;
use crate::verify::maker::{fingerprint, person_key};

/// The logs that are here, each with its segments in order of their names.
fn logs(files: &Folder) -> BTreeMap<String, Vec<String>> {
    let mut all: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for path in files.keys() {
        if let Some((log, _)) = path.strip_prefix("log/").and_then(|rest| rest.split_once('/')) {
            all.entry(log.to_owned()).or_default().push(path.clone());
        }
    }
    all
}

fn seed_of(log: &str) -> Option<u8> {
    (1..=9).find(|seed| {
        let key = SigningKey::from_bytes(&[*seed; 32]);
        Hash::of(key.verifying_key().as_bytes()).to_hex().starts_with(log)
    })
}

/// The data of a line, and whether it closes its segment.
fn parts(line: &[u8]) -> Option<(&[u8], bool)> {
    const DATA: &[u8] = b"\"data\":";
    let at = line.windows(DATA.len()).position(|word| word == DATA)?;
    let ends = line[..at].ends_with(b"\"end\":true,");
    Some((line[at + DATA.len()..].strip_suffix(b"}")?, ends))
}

/// A log that is written anew, line by line.
#[derive(Default)]
struct Writer {
    tree: Tree,
    before: Option<Hash>,
    open: Vec<u8>,
}

impl Writer {
    fn add(&mut self, data: &[u8], end: bool) -> bool {
        let first = self.open.is_empty();
        let line = Envelope {
            seq: self.tree.size(),
            prev: self.tree.last_leaf(),
            file: first.then(|| self.before.unwrap_or(Hash::ZERO)),
            end,
            data,
        };
        let Ok(line) = line.print() else { return false };
        self.tree.push(leaf_hash(&line));
        self.open.extend(line);
        self.open.push(b'\n');
        true
    }

    fn close(&mut self) -> Vec<u8> {
        let file = std::mem::take(&mut self.open);
        self.before = Some(Hash::of(&file));
        file
    }
}

/// Numbers and links the lines of every log anew.
pub(super) fn chain(files: &mut Folder) -> bool {
    for (_, segments) in logs(files) {
        let mut log = Writer::default();
        for path in segments {
            let file = files[&path].clone();
            for line in lines(&file) {
                let Some((data, end)) = parts(line) else { return false };
                if !log.add(data, end) {
                    return false;
                }
            }
            let file = log.close();
            files.insert(path, file);
        }
    }
    true
}

fn lines(file: &[u8]) -> impl Iterator<Item = &[u8]> {
    let whole = file.strip_suffix(b"\n").unwrap_or(file);
    whole.split(|byte| *byte == b'\n')
}

/// The tree of a log as far as it has lines.
fn tree(files: &Folder, segments: &[String]) -> Tree {
    let mut tree = Tree::new();
    for path in segments {
        lines(&files[path]).for_each(|line| tree.push(leaf_hash(line)));
    }
    tree
}

/// Signs every note of a log anew at the size of its name; one of a longer log goes.
pub(super) fn notes(files: &mut Folder) -> bool {
    for (log, segments) in logs(files) {
        let (Some(seed), Some(origin)) = (seed_of(&log), origin(files, &log)) else {
            return false;
        };
        let tree = tree(files, &segments);
        let folder = format!("checkpoints/{log}/");
        let paths: Vec<String> =
            files.keys().filter(|path| path.starts_with(&folder)).cloned().collect();
        for path in paths {
            let name = path.strip_prefix(&folder).and_then(|name| name.strip_suffix(".note"));
            let Some(size) = name.and_then(|size| size.parse().ok()) else { continue };
            files.remove(&path);
            if let (Some(root), Ok(origin)) = (tree.root_at(size), origin.parse()) {
                let key = SigningKey::from_bytes(&[seed; 32]);
                let note = Note::sign(Checkpoint { origin, size, root }, &key).unwrap();
                files.insert(path, note.encode().into_bytes());
            }
        }
    }
    true
}

fn origin(files: &Folder, log: &str) -> Option<String> {
    let text = String::from_utf8_lossy(files.get("SHA256SUMS")?).into_owned();
    let known = text
        .lines()
        .filter_map(|line| line.strip_prefix("# log: ").or(line.strip_prefix("# also: ")));
    known
        .map(|line| line.split(' ').next().unwrap_or_default().to_owned())
        .find(|origin| origin.ends_with(log))
}

/// People sign anew, with all their keys, what the lines of every log now give.
pub(super) fn people(files: &mut Folder) -> bool {
    let mut names = Names::new();
    for (path, bytes) in files.iter().filter(|(path, _)| path.starts_with("objects/")) {
        let digest = path["objects/".len()..].replace('/', "");
        if let (Ok(digest), Some(name)) = (digest.parse::<Digest>(), decode_name(bytes)) {
            names.insert(digest, name);
        }
    }
    files.retain(|path, _| !path.starts_with("statements/"));
    logs(files).into_iter().all(|(log, segments)| people_of(files, &log, segments, &names))
}

fn people_of(files: &mut Folder, log: &str, segments: Vec<String>, names: &Names) -> bool {
    let (mut out, mut past) = (Writer::default(), Past::new());
    let (mut texts, mut pending) = (BTreeMap::<u64, (String, Text)>::new(), None);
    let mut mode = Mode::Live;
    for path in segments {
        let file = files[&path].clone();
        for line in lines(&file) {
            let Some((data, end)) = parts(line) else { return false };
            let Ok(mut data) = String::from_utf8(data.to_vec()) else { return false };
            let Ok(entry) = decode(data.as_bytes()) else { return false };
            for event in entry.events() {
                if let Event::LogCreated(created) = event {
                    mode = created.mode;
                } else if let Event::StatementPrepared(_) = event {
                    pending = Some(out.tree.size() + 1);
                } else if let Event::StatementSigned(e) = event
                    && let Some((stem, text)) = texts.get(&e.statement)
                    && let Some(seed) = (1..=9).find(|seed| fingerprint(*seed) == e.key)
                {
                    let space = namespace(text.kind(), mode);
                    let signed = person_key(seed).sign(space, text.as_str().as_bytes()).unwrap();
                    data = data.replace(&e.sig, &signed.to_blob_base64());
                    data = data.replace(&e.text.to_string(), &text.digest().to_string());
                    files.insert(format!("{stem}.{}.sig", e.person), signed.to_armor().into());
                } else if let Event::StatementCompleted(e) = event
                    && let Some((stem, text)) = texts.get(&e.statement)
                {
                    data = data.replace(&e.text.to_string(), &text.digest().to_string());
                    files.insert(format!("{stem}.txt"), text.as_str().into());
                }
            }
            let Ok(entry) = decode(data.as_bytes()) else { return false };
            past.feed(&entry);
            if !out.add(data.as_bytes(), end) {
                return false;
            }
        }
        let file = out.close();
        if pending.take_if(|number| *number == out.tree.size()).is_some() {
            let covered = Covered {
                root: out.tree.root().to_base64(),
                segment: path.clone(),
                sha256: Digest(*Hash::of(&file).as_bytes()),
            };
            if let Ok(text) = past.text(&covered, names) {
                let stem = format!("statements/{log}/{}", text.file_stem());
                texts.insert(out.tree.size(), (stem, text));
            }
        }
        files.insert(path, file);
    }
    true
}

/// Makes the file of keys from the lines of all logs.
pub(super) fn keys(files: &mut Folder) -> bool {
    let Some(old) = files.get("allowed_signers") else { return false };
    let old = String::from_utf8_lossy(old).into_owned();
    let spaces = |device: bool| {
        let line = old.lines().find(|line| line.starts_with("device-") == device);
        line.and_then(|line| line.split(' ').nth(1)).unwrap_or("none").to_owned()
    };
    let (mut devices, mut people) = (Vec::new(), Vec::new());
    for (log, segments) in logs(files) {
        for line in segments.iter().flat_map(|path| lines(&files[path])) {
            let Some(entry) = parts(line).and_then(|(data, _)| decode(data).ok()) else { continue };
            for event in entry.events() {
                if let Event::LogCreated(e) = event {
                    devices.push(format!("device-{log} {} {}\n", spaces(true), e.key));
                } else if let Event::PersonKey(e) = event {
                    let line = format!("{} {} {}\n", e.person, spaces(false), e.key);
                    if !people.contains(&line) {
                        people.push(line);
                    }
                }
            }
        }
    }
    let all: String = devices.into_iter().chain(people).collect();
    files.insert("allowed_signers".to_owned(), all.into());
    true
}

fn header(files: &Folder) -> Option<Vec<String>> {
    let text = String::from_utf8_lossy(files.get("SHA256SUMS")?).into_owned();
    Some(text.lines().filter(|line| line.starts_with('#')).map(str::to_owned).collect())
}

/// Size and root of every log that the list names are those of its lines.
pub(super) fn head(files: &mut Folder) -> bool {
    let Some(mut header) = header(files) else { return false };
    for (log, segments) in logs(files) {
        let tree = tree(files, &segments);
        let at = header.iter().position(|line| {
            line.starts_with("# ")
                && line.split(' ').nth(2).is_some_and(|word| word.ends_with(&log))
        });
        let Some(at) = at else { continue };
        if let Some(line) = header[at].strip_prefix("# also: ") {
            let origin = line.split(' ').next().unwrap_or_default();
            header[at] = format!("# also: {origin} {} {}", tree.size(), tree.root().to_base64());
        } else if header.len() > at + 2 {
            header[at + 1] = format!("# size: {}", tree.size());
            header[at + 2] = format!("# root: {}", tree.root().to_base64());
        }
    }
    let text = String::from_utf8_lossy(&files["SHA256SUMS"]).into_owned();
    let rest = text.lines().filter(|line| !line.starts_with('#')).map(str::to_owned);
    let text: String = header.into_iter().chain(rest).map(|line| line + "\n").collect();
    files.insert("SHA256SUMS".to_owned(), text.into());
    true
}

/// Lists every file that is here under the header as it is, and signs the list.
pub(super) fn list(files: &mut Folder, seed: u8) -> bool {
    let Some(header) = header(files) else { return false };
    let header = header.into_iter().map(|line| line + "\n");
    let listed = files.iter().filter(|(path, _)| !path.starts_with("SHA256SUMS"));
    let listed = listed.map(|(path, bytes)| format!("{}  {path}\n", Hash::of(bytes).to_hex()));
    let text: String = header.chain(listed).collect();
    files.insert("SHA256SUMS".to_owned(), text.into());
    sign(files, seed)
}

/// Signs the list as it is.
pub(super) fn sign(files: &mut Folder, seed: u8) -> bool {
    let Some(text) = files.get("SHA256SUMS") else { return false };
    let drill = text.windows(13).any(|word| word == b"# mode: DRILL");
    let space = if drill { "drill.showclear" } else { "export.showclear" };
    let signature = person_key(seed).sign(space, text).unwrap();
    files.insert("SHA256SUMS.sig".to_owned(), signature.to_armor().into());
    true
}

/// The armour over a blob that was changed.
pub(super) fn armour_with(digits: &str, change: &dyn Fn(&mut Vec<u8>)) -> Option<String> {
    let mut blob = Base64::decode_vec(&digits.replace('\n', "")).ok()?;
    change(&mut blob);
    let digits = Base64::encode_string(&blob);
    let lines = digits.as_bytes().chunks(70).map(|line| str::from_utf8(line).unwrap());
    let lines: Vec<&str> = lines.collect();
    Some(format!(
        "-----BEGIN SSH SIGNATURE-----\n{}\n-----END SSH SIGNATURE-----\n",
        lines.join("\n")
    ))
}

/// Adds the order of the group to the second half of an Ed25519 signature: some readers take both spellings.
pub(super) fn second_half(blob: &mut [u8]) {
    const ORDER: [u8; 32] = [
        0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde,
        0x14, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
    ];
    let Some(start) = blob.len().checked_sub(32) else { return };
    let mut carry = 0_u16;
    for (byte, more) in blob[start..].iter_mut().zip(ORDER) {
        let sum = u16::from(*byte) + u16::from(more) + carry;
        *byte = sum.to_le_bytes()[0];
        carry = sum >> 8;
    }
}
