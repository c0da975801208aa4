//! A bundle made from the files of a production: what is closed, completed and not withheld, with the means to check it.

use std::collections::{BTreeMap, BTreeSet};

use super::Handed;
use super::part::Part;
use super::watched::Watched;
use crate::bundle::{
    AllowedKey, BundlePath, Digest as FileDigest, Guide, GuideAnchor, Head, Manifest, Mode,
    Package, VERIFY_PY, VERIFY_SH, write_allowed_signers, write_zip,
};
use crate::event::{Event, Mode as EventMode};
use crate::log::{Fan, Hash};
use crate::report::record_page;
use crate::review::{Evidence, Page, View, review};
use crate::session::notice::Trouble;
use crate::session::ports::{Control, Gathered, PortError, as_files};
use crate::statement::{Outcome, file_stem};
use crate::terms::{Digest, LogId};
use crate::verify::{Files, Options, Verified};

/// A zip and what is in it.
#[derive(Debug)]
pub(super) struct Zipped {
    pub(super) zip: Vec<u8>,
    pub(super) size: u64,
    /// The root over so many lines.
    pub(super) root: Hash,
    pub(super) withheld: u32,
    /// How many of those would have been handed out, and cannot be read on this laptop.
    pub(super) unreadable: u32,
}

/// Reads a private object.
pub(super) type Unseal<'a> = &'a dyn Fn(Digest) -> Result<Vec<u8>, PortError>;

/// Gives the device's armoured signature over bytes, for a namespace.
pub(super) type DeviceSign<'a> = &'a dyn Fn(&str, &[u8]) -> Result<String, Trouble>;

/// Makes the bundle of `log` and of those it goes on from; `sign` gives the device's armoured signature over the list of
/// files.
///
/// Only what verifies is handed out. Of the work that is watched, this is from the third tenth to the ninth.
pub(super) fn make(
    gathered: Gathered,
    log: LogId,
    sign: DeviceSign<'_>,
    (fan, control): (&dyn Fan, &Control),
    (handed, unseal): (Handed, Unseal<'_>),
) -> Result<Zipped, Trouble> {
    let files = as_files(gathered);
    let own = [log.to_string()].into();
    let options = Options { own, opening: true, ..Options::default() };
    let watched = Watched::new(fan, control, 300, 600);
    let verified = crate::verify::open_with(&files, &options, &watched)
        .map_err(|found| Trouble::Bundle(found.verdict().words().to_owned()))?;
    let bundle = Bundle::of(&verified, &files, handed, unseal)?;
    let bare = bundle.zipped(None, sign)?;
    // The report is made from what the bundle holds, and from nothing that it leaves out.
    let report = report(&bare.zip)?;
    let made = bundle.zipped(Some(report), sign)?;
    let files = Files::from_zip(&made.zip).map_err(bad)?;
    let watched = Watched::new(fan, control, 600, 900);
    let again = crate::verify::check_with(&files, &Options::default(), &watched);
    if again.verdict().exit_code() == 0 {
        return Ok(made);
    }
    let all = again.contradictions.iter().chain(&again.missing).chain(&again.unread);
    let first = all.map(|one| format!("{}: {}", one.place, one.what)).next();
    Err(Trouble::Bundle(first.unwrap_or_else(|| again.verdict().words().to_owned())))
}

/// The report of what a bundle holds, original and corrected.
fn report(zip: &[u8]) -> Result<String, Trouble> {
    let checked = crate::verify::look(&Files::from_zip(zip).map_err(bad)?, &Options::default());
    let evidence = Evidence::of(&checked);
    let evidence = evidence.ok_or_else(|| Trouble::Bundle("it cannot be read again".to_owned()))?;
    let page = Page::of(&review(&evidence), &evidence);
    Ok(record_page(&page, View::Both))
}

/// What goes into a bundle, up to the end of the last closed segment.
struct Bundle<'a> {
    main: Part<'a>,
    /// The logs that it goes on from, the oldest first.
    older: Vec<Part<'a>>,
    files: &'a Files<'a>,
    named: BTreeSet<Digest>,
    withheld: BTreeSet<Digest>,
    /// The private objects that are handed out, as they are inside.
    disclosed: BTreeMap<Digest, Vec<u8>>,
    unreadable: u32,
    handed: Handed,
    mode: Mode,
}

impl<'a> Bundle<'a> {
    fn of(
        verified: &'a Verified,
        files: &'a Files<'a>,
        handed: Handed,
        unseal: Unseal<'_>,
    ) -> Result<Self, Trouble> {
        let mut bundle = Self {
            main: Part::main(verified)?,
            older: verified.older().iter().map(Part::older).collect(),
            files,
            named: BTreeSet::new(),
            withheld: BTreeSet::new(),
            disclosed: BTreeMap::new(),
            unreadable: 0,
            handed,
            mode: match verified.created().mode {
                EventMode::Live => Mode::Live,
                EventMode::Drill => Mode::Drill,
            },
        };
        bundle.sort_objects(unseal);
        Ok(bundle)
    }

    /// Whether the signed texts, which print names, are handed out.
    fn has_texts(&self) -> bool {
        match self.handed {
            Handed::Usual | Handed::ToPolice => true,
            Handed::WithoutNames => false,
        }
    }

    fn mode(&self) -> Mode {
        self.mode
    }

    /// The logs, the oldest first.
    fn parts(&self) -> impl Iterator<Item = &Part<'a>> {
        self.older.iter().chain([&self.main])
    }

    fn events(&self) -> impl Iterator<Item = &'a Event> + use<'a, '_> {
        self.parts().flat_map(Part::events)
    }

    /// Which named objects are handed out, and which are private and withheld.
    fn sort_objects(&mut self, unseal: Unseal<'_>) {
        let (mut plain, mut private, mut erased) = (Vec::new(), Vec::new(), BTreeSet::new());
        let (mut names, mut particulars) = (Vec::new(), Vec::new());
        for event in self.events() {
            if let Event::PersonAdded(e) = event {
                names.push(e.name);
                private.extend(e.details);
            } else if let Event::PersonDetails(e) = event {
                private.push(e.details);
            } else if let Event::PersonNamed(e) = event {
                names.push(e.name);
            } else if let Event::RunStarted(e) = event {
                plain.extend(e.files.iter().map(|file| file.sha256));
            } else if let Event::ListSubmitted(e) = event {
                plain.extend(e.files.iter().map(|file| file.sha256));
            } else if let Event::ListRules(e) = event {
                plain.extend(e.overlays.iter().map(|rule| rule.file.sha256));
            } else if let Event::ListDeviation(e) = event {
                plain.extend([e.list.sha256, e.file.sha256]);
            } else if let Event::RunAcknowledged(e) = event {
                names.push(e.name);
            } else if let Event::LogSaw(e) = event {
                plain.push(e.sha256);
            } else if let Event::LogMet(e) = event {
                plain.push(e.sha256);
            } else if let Event::LogForked(e) = event {
                plain.push(e.one);
                plain.extend(e.other.into_iter().chain(e.leaves));
            } else if let Event::AnchorRequested(e) = event {
                plain.push(e.request);
            } else if let Event::AnchorReceived(e) = event {
                plain.extend([e.request, e.response]);
            } else if let Event::HandoverIn(e) = event {
                names.push(e.file);
            } else if let Event::LogOverwritten(e) = event {
                plain.push(e.found);
            } else if let Event::RunAnswered(e) = event {
                private.extend(e.replies.iter().filter_map(|reply| reply.object));
            } else if let Event::ItemAdded(e) = event {
                particulars.extend(e.particulars);
            } else if let Event::ItemParticulars(e) = event {
                particulars.push(e.particulars);
            } else if let Event::PhotoAdded(e) = event {
                private.push(e.object);
            } else if let Event::ConcernRaised(e) = event {
                private.push(e.sealed);
            } else if let Event::ConcernAnswered(e) = event {
                private.push(e.sealed);
            } else if let Event::ObjectErased(e) = event {
                erased.insert(e.sha256);
            }
        }
        match self.handed {
            Handed::Usual => {
                plain.extend(names);
                private.extend(particulars);
            }
            Handed::WithoutNames => private.extend(names.into_iter().chain(particulars)),
            Handed::ToPolice => {
                plain.extend(names);
                for object in particulars.into_iter().filter(|one| !erased.contains(one)) {
                    if let Ok(bytes) = unseal(object) {
                        self.disclosed.insert(object, bytes);
                    } else {
                        self.unreadable += 1;
                        private.push(object);
                    }
                }
            }
        }
        self.named = plain.into_iter().filter(|one| !erased.contains(one)).collect();
        // The same bytes may be a list and somebody's answer: what is handed out is not withheld as well, nor twice there.
        self.disclosed.retain(|one, _| !self.named.contains(one));
        let handed = |one: &Digest| self.named.contains(one) || self.disclosed.contains_key(one);
        let withheld = private.into_iter().filter(|one| !erased.contains(one) && !handed(one));
        self.withheld = withheld.collect();
    }

    fn manifest(&self) -> Result<Manifest, Trouble> {
        Ok(Manifest {
            head: self.main.head()?,
            also: self.older.iter().map(Part::head).collect::<Result<_, _>>()?,
            program: crate::session::PROGRAM.to_owned(),
            withheld: self.withheld.iter().map(|one| FileDigest::from_bytes(one.0)).collect(),
            files: BTreeMap::new(),
        })
    }

    fn add_all(&self, package: &mut Package<'a>) -> Result<(), Trouble> {
        for part in self.parts() {
            part.add_to(package, self.files, self.has_texts())?;
        }
        for digest in &self.named {
            self.copy(package, &place(*digest))?;
        }
        for (digest, bytes) in &self.disclosed {
            package.add(path(&place(*digest))?, bytes.clone()).map_err(bad)?;
        }
        package.add(path("allowed_signers")?, self.allowed_signers()?.into_bytes()).map_err(bad)?;
        package.add(path("VERIFY.txt")?, self.guide()?.to_string().into_bytes()).map_err(bad)?;
        package.add(path("verify.sh")?, VERIFY_SH.as_bytes()).map_err(bad)?;
        package.add(path("verify.py")?, VERIFY_PY.as_bytes()).map_err(bad)
    }

    /// The zip of it, with the report where there is one already.
    fn zipped(&self, report: Option<String>, sign: DeviceSign<'_>) -> Result<Zipped, Trouble> {
        let mut manifest = self.manifest()?;
        let mut package = Package::new(&manifest.bundle_name()).map_err(bad)?;
        self.add_all(&mut package)?;
        if let Some(report) = report {
            package.add(path("report.html")?, report.into_bytes()).map_err(bad)?;
        }
        manifest.list(&package);
        let list = manifest.to_string();
        let signature = sign(self.mode().export_namespace(), list.as_bytes())?;
        package.add(path("SHA256SUMS")?, list.into_bytes()).map_err(bad)?;
        package.add(path("SHA256SUMS.sig")?, signature.into_bytes()).map_err(bad)?;
        let zip = write_zip(&package).map_err(bad)?;
        let withheld = u32::try_from(manifest.withheld.len()).unwrap_or(u32::MAX);
        let Head { size, root, .. } = manifest.head;
        let unreadable = self.unreadable;
        Ok(Zipped { zip, size, root: Hash::new(root), withheld, unreadable })
    }

    fn copy(&self, package: &mut Package<'a>, name: &str) -> Result<(), Trouble> {
        let bytes = self.files.get(name);
        let bytes = bytes.ok_or_else(|| Trouble::Bundle(format!("{name} is not here")))?;
        package.add(path(name)?, bytes).map_err(bad)
    }

    fn allowed_signers(&self) -> Result<String, Trouble> {
        let mut keys: Vec<AllowedKey> = self.parts().map(Part::device).collect();
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

    /// The times from authorities whose answers are handed out.
    fn anchors(&self) -> Result<Vec<GuideAnchor>, Trouble> {
        let mut anchors = Vec::new();
        for part in self.parts() {
            for event in part.events() {
                let Event::AnchorReceived(e) = event else { continue };
                let Some(one) = part.statements().find(|one| one.number == e.statement) else {
                    continue;
                };
                let Outcome::Completed { text, .. } = one.outcome else { continue };
                if !self.named.contains(&e.request) || !self.named.contains(&e.response) {
                    continue;
                }
                let stem = file_stem(one.number, one.prepared.kind);
                let file = format!("statements/{}/{stem}.txt", part.log());
                anchors.push(GuideAnchor {
                    text: if self.has_texts() { Some(path(&file)?) } else { None },
                    sha256: text.to_string(),
                    request: path(&place(e.request))?,
                    response: path(&place(e.response))?,
                    time: e.time.millis().div_euclid(1000),
                });
            }
        }
        Ok(anchors)
    }

    fn guide(&self) -> Result<Guide, Trouble> {
        let (mut signers, mut statements, mut logs) = (Vec::new(), Vec::new(), Vec::new());
        for part in self.parts() {
            if self.has_texts() {
                part.guide(&mut signers, &mut statements)?;
            }
            logs.extend(part.segment_paths()?);
        }
        Ok(Guide {
            mode: self.mode(),
            log: self.main.log().to_owned(),
            signers,
            statements,
            logs,
            anchors: self.anchors()?,
            unsigned_tail: if self.has_texts() { self.main.tail() } else { self.main.size },
        })
    }
}

pub(super) fn place(digest: Digest) -> String {
    let hex = digest.to_string();
    let (folder, name) = hex.split_at_checked(2).unwrap_or(("", &hex));
    format!("objects/{folder}/{name}")
}

pub(super) fn path(name: &str) -> Result<BundlePath, Trouble> {
    name.parse().map_err(bad)
}

pub(super) fn bad(error: impl std::fmt::Display) -> Trouble {
    Trouble::Bundle(error.to_string())
}
