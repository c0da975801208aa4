//! A bundle made from the files of a production: what is closed, completed and not withheld, with the means to check it.

use std::collections::{BTreeMap, BTreeSet};

use super::notice::Trouble;
use super::statements::statement_files;
use crate::bundle::{
    AllowedKey, BundlePath, Digest as FileDigest, Guide, GuideSigner, GuideStatement, Head,
    Manifest, Mode, Package, VERIFY_PY, VERIFY_SH, write_allowed_signers, write_zip,
};
use crate::event::{Entry, Event, Mode as EventMode};
use crate::statement::{Outcome, Statement, namespace};
use crate::terms::Digest;
use crate::verify::{Files, Options, Verified};

/// The folder of a production as bytes: path with `/`, and the bytes.
pub(super) type Gathered = Vec<(String, Vec<u8>)>;

/// A zip and what is in it.
#[derive(Debug)]
pub(super) struct Zipped {
    pub(super) zip: Vec<u8>,
    pub(super) size: u64,
    pub(super) withheld: u32,
}

/// Gives the device's armoured signature over bytes, for a namespace.
pub(super) type DeviceSign<'a> = &'a dyn Fn(&str, &[u8]) -> Result<String, Trouble>;

/// Makes the bundle; `sign` gives the device's armoured signature over the list of files.
///
/// Only what verifies is handed out.
pub(super) fn make(gathered: &Gathered, sign: DeviceSign<'_>) -> Result<Zipped, Trouble> {
    let mut files = Files::new();
    for (path, bytes) in gathered {
        files.add(path.as_str(), bytes.as_slice());
    }
    let verified = crate::verify::open(&files, &Options::default())
        .map_err(|found| Trouble::Bundle(found.verdict().words().to_owned()))?;
    let bundle = Bundle::of(&verified, &files)?;
    let mut manifest = bundle.manifest()?;
    let mut package = Package::new(&manifest.bundle_name()).map_err(bad)?;
    bundle.add_all(&mut package)?;
    manifest.list(&package);
    let list = manifest.to_string();
    let signature = sign(bundle.mode().export_namespace(), list.as_bytes())?;
    package.add(path("SHA256SUMS")?, list.into_bytes()).map_err(bad)?;
    package.add(path("SHA256SUMS.sig")?, signature.into_bytes()).map_err(bad)?;
    let zip = write_zip(&package).map_err(bad)?;
    let withheld = u32::try_from(manifest.withheld.len()).unwrap_or(u32::MAX);
    Ok(Zipped { zip, size: bundle.size, withheld })
}

/// What goes into a bundle, up to the end of the last closed segment.
struct Bundle<'a> {
    log: String,
    size: u64,
    segments: Vec<(u32, u64)>,
    verified: &'a Verified,
    files: &'a Files<'a>,
    named: BTreeSet<Digest>,
    withheld: BTreeSet<Digest>,
}

impl<'a> Bundle<'a> {
    fn of(verified: &'a Verified, files: &'a Files<'a>) -> Result<Self, Trouble> {
        let closed = verified.reading().segments().iter().filter(|segment| segment.closed);
        let segments: Vec<(u32, u64)> =
            closed.map(|one| (one.number, one.first + one.lines.len() as u64)).collect();
        let size = segments.last().map(|(_, end)| *end);
        let size = size.ok_or_else(|| Trouble::Bundle("nothing is closed yet".to_owned()))?;
        let mut bundle = Self {
            log: verified.created().log.to_string(),
            size,
            segments,
            verified,
            files,
            named: BTreeSet::new(),
            withheld: BTreeSet::new(),
        };
        bundle.sort_objects();
        Ok(bundle)
    }

    fn mode(&self) -> Mode {
        match self.verified.created().mode {
            EventMode::Live => Mode::Live,
            EventMode::Drill => Mode::Drill,
        }
    }

    fn events(&self) -> impl Iterator<Item = &'a Event> {
        let size = usize::try_from(self.size).unwrap_or(usize::MAX);
        self.verified.entries().iter().take(size).flat_map(Entry::events)
    }

    /// Which named objects are handed out, and which are private and withheld.
    fn sort_objects(&mut self) {
        let (mut plain, mut private, mut erased) = (Vec::new(), Vec::new(), BTreeSet::new());
        for event in self.events() {
            if let Event::PersonAdded(e) = event {
                plain.push(e.name);
                private.extend(e.details);
            } else if let Event::PersonNamed(e) = event {
                plain.push(e.name);
            } else if let Event::RunStarted(e) = event {
                plain.extend(e.files.iter().map(|file| file.sha256));
            } else if let Event::RunAcknowledged(e) = event {
                plain.push(e.name);
            } else if let Event::LogSaw(e) = event {
                plain.push(e.sha256);
            } else if let Event::RunAnswered(e) = event {
                private.extend(e.replies.iter().filter_map(|reply| reply.object));
            } else if let Event::ItemAdded(e) = event {
                private.extend(e.particulars);
            } else if let Event::ItemParticulars(e) = event {
                private.push(e.particulars);
            } else if let Event::ConcernRaised(e) = event {
                private.push(e.sealed);
            } else if let Event::ConcernAnswered(e) = event {
                private.push(e.sealed);
            } else if let Event::ObjectErased(e) = event {
                erased.insert(e.sha256);
            }
        }
        self.named = plain.into_iter().filter(|one| !erased.contains(one)).collect();
        self.withheld = private.into_iter().filter(|one| !erased.contains(one)).collect();
    }

    /// The completed statements that the closed lines hold.
    fn statements(&self) -> impl Iterator<Item = &'a Statement> {
        let size = self.size;
        self.verified.past().standing().all().iter().filter(move |one| match one.outcome {
            Outcome::Completed { seq, .. } => seq < size,
            Outcome::Pending | Outcome::Voided { .. } => false,
        })
    }

    fn manifest(&self) -> Result<Manifest, Trouble> {
        let root = self.verified.reading().tree().root_at(self.size);
        let root =
            *root.ok_or_else(|| Trouble::Bundle("the root is not known".to_owned()))?.as_bytes();
        let origin = self.verified.created().origin.parse().map_err(bad)?;
        Ok(Manifest {
            head: Head { origin, size: self.size, root },
            also: Vec::new(),
            program: super::PROGRAM.to_owned(),
            withheld: self.withheld.iter().map(|one| FileDigest::from_bytes(one.0)).collect(),
            files: BTreeMap::new(),
        })
    }

    fn add_all(&self, package: &mut Package<'a>) -> Result<(), Trouble> {
        let log = &self.log;
        for (number, _) in &self.segments {
            self.copy(package, &format!("log/{log}/{number:05}.jsonl"))?;
        }
        for size in self.notes() {
            self.copy(package, &format!("checkpoints/{log}/{size:08}.note"))?;
        }
        for digest in &self.named {
            let hex = digest.to_string();
            let (folder, name) = hex.split_at_checked(2).unwrap_or(("", &hex));
            self.copy(package, &format!("objects/{folder}/{name}"))?;
        }
        for one in self.statements() {
            let text = self.verified.texts().get(&one.number);
            let text = text
                .ok_or_else(|| Trouble::Bundle(format!("statement {} has no text", one.number)))?;
            for (name, bytes) in statement_files(log, one, text) {
                package.add(path(&name)?, bytes).map_err(bad)?;
            }
        }
        package.add(path("allowed_signers")?, self.allowed_signers()?.into_bytes()).map_err(bad)?;
        package.add(path("VERIFY.txt")?, self.guide()?.to_string().into_bytes()).map_err(bad)?;
        package.add(path("verify.sh")?, VERIFY_SH.as_bytes()).map_err(bad)?;
        package.add(path("verify.py")?, VERIFY_PY.as_bytes()).map_err(bad)
    }

    fn copy(&self, package: &mut Package<'a>, name: &str) -> Result<(), Trouble> {
        let bytes = self.files.get(name);
        let bytes = bytes.ok_or_else(|| Trouble::Bundle(format!("{name} is not here")))?;
        package.add(path(name)?, bytes).map_err(bad)
    }

    /// The notes at the segments' ends and the newest that the closed lines cover, those of them that are here.
    fn notes(&self) -> BTreeSet<u64> {
        let folder = format!("checkpoints/{}", self.log);
        let here: BTreeSet<u64> = self
            .files
            .below(&folder)
            .filter_map(|(name, _)| name.strip_suffix(".note")?.parse().ok())
            .filter(|size| *size <= self.size)
            .collect();
        let ends = self.segments.iter().map(|(_, end)| *end).filter(|end| here.contains(end));
        ends.chain(here.last().copied()).collect()
    }

    fn allowed_signers(&self) -> Result<String, Trouble> {
        let created = self.verified.created();
        let mut keys = vec![AllowedKey::Device { log: self.log.clone(), key: created.key.clone() }];
        for event in self.events() {
            if let Event::PersonKey(e) = event {
                let key = AllowedKey::Person { person: e.person.to_string(), key: e.key.clone() };
                if !keys.contains(&key) {
                    keys.push(key);
                }
            }
        }
        write_allowed_signers(self.mode(), &keys).map_err(bad)
    }

    fn guide(&self) -> Result<Guide, Trouble> {
        let log = &self.log;
        let mut signers = Vec::new();
        let mut statements = Vec::new();
        for one in self.statements() {
            for slot in &one.prepared.signers {
                let signer = GuideSigner {
                    role: slot.role.to_string(),
                    person: slot.person.to_string(),
                    fingerprint: slot.key.clone(),
                };
                if !signers.iter().any(|known: &GuideSigner| {
                    (&known.person, &known.fingerprint) == (&signer.person, &signer.fingerprint)
                }) {
                    signers.push(signer);
                }
            }
            let stem = crate::statement::file_stem(one.number, one.prepared.kind);
            let file = |end: &str| path(&format!("statements/{log}/{stem}{end}"));
            let signatures = one.signatures.iter().map(|(_, signed)| {
                let person = signed.person.to_string();
                let at = file(&format!(".{person}.sig"))?;
                Ok((person, at))
            });
            let segment = self.segments.iter().find(|(_, end)| *end == one.number);
            let segment = segment.map_or(0, |(number, _)| *number);
            statements.push(GuideStatement {
                text: file(".txt")?,
                namespace: namespace(one.prepared.kind, self.verified.created().mode).to_owned(),
                signatures: signatures.collect::<Result<_, Trouble>>()?,
                segment: path(&format!("log/{log}/{segment:05}.jsonl"))?,
            });
        }
        let logs =
            self.segments.iter().map(|(number, _)| path(&format!("log/{log}/{number:05}.jsonl")));
        let signed = self.statements().map(|one| one.number).max().unwrap_or(0);
        Ok(Guide {
            mode: self.mode(),
            log: log.clone(),
            signers,
            statements,
            logs: logs.collect::<Result<_, _>>()?,
            unsigned_tail: self.size.saturating_sub(signed),
        })
    }
}

fn path(name: &str) -> Result<BundlePath, Trouble> {
    name.parse().map_err(bad)
}

fn bad(error: impl std::fmt::Display) -> Trouble {
    Trouble::Bundle(error.to_string())
}
