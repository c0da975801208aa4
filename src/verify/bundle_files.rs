//! What an export adds: the list of its files, the laptop's signature over it, and the keys it hands out.

use std::collections::BTreeSet;

use super::files::Files;
use super::finding::{ASK, COMPARE, Findings};
use super::logs::OneLog;
use super::statements::Statements;
use crate::bundle::{BundlePath, Manifest, ManifestError, TrustFile};
use crate::log::Hash;
use crate::signing::{PublicKey, SshSig};
use crate::statement::namespace;
use crate::terms::Digest;

/// Reads the list; nothing where there is none to be read.
pub(super) fn manifest(files: &Files<'_>, found: &mut Findings) -> Option<Manifest> {
    let Some(bytes) = files.get("SHA256SUMS") else {
        found.missing("SHA256SUMS", "the list of the bundle is not here");
        return None;
    };
    let text = str::from_utf8(bytes).ok();
    match text.ok_or(ManifestError::Title).and_then(str::parse::<Manifest>) {
        Ok(manifest) => {
            listed(files, &manifest, found);
            Some(manifest)
        }
        Err(error @ ManifestError::Version) => {
            found.unread("SHA256SUMS", error);
            None
        }
        Err(error) => {
            found.altered("SHA256SUMS", error, COMPARE);
            None
        }
    }
}

/// Every file as listed, and none beside them.
fn listed(files: &Files<'_>, manifest: &Manifest, found: &mut Findings) {
    for (path, digest) in &manifest.files {
        match files.get(path.as_str()) {
            None => found.missing(path.as_str(), "is listed and is not here"),
            Some(bytes) if *Hash::of(bytes).as_bytes() != digest.to_bytes() => {
                found.altered(path.as_str(), "was changed after the export", COMPARE);
            }
            Some(_) => {}
        }
    }
    let names: BTreeSet<&str> = manifest.files.keys().map(BundlePath::as_str).collect();
    for (path, _) in files.iter() {
        if !names.contains(path) && path != "SHA256SUMS" && path != "SHA256SUMS.sig" {
            found.altered(path, "was added after the export: it is not listed", COMPARE);
        }
    }
    if files.zip_folder().is_some_and(|folder| folder != manifest.bundle_name()) {
        found.altered(
            "SHA256SUMS",
            "the folder in the zip has another name than it must have",
            COMPARE,
        );
    }
}

/// The digests that the list says are withheld.
pub(super) fn withheld(manifest: Option<&Manifest>) -> BTreeSet<Digest> {
    let all = manifest.map(|manifest| &manifest.withheld).into_iter().flatten();
    all.map(|digest| Digest(digest.to_bytes())).collect()
}

/// The heads in the list are those of the logs that are here.
pub(super) fn heads(manifest: &Manifest, logs: &[&OneLog<'_>], found: &mut Findings) {
    for head in manifest.also.iter().chain([&manifest.head]) {
        let Some(log) = logs.iter().find(|log| log.id == head.origin.log()) else {
            found
                .missing(format!("log/{}", head.origin.log()), "is listed and cannot be read here");
            continue;
        };
        let root = log.root_at(head.size);
        let same = root.is_some_and(|root| *root.as_bytes() == head.root);
        let whole = *head != manifest.head || log.size() == head.size;
        if !same || !whole || log.created.origin != head.origin.to_string() {
            let what = format!("the log {} is not the one that was exported", head.origin.log());
            found.altered("SHA256SUMS", what, COMPARE);
        }
    }
    for log in logs {
        let known = |head: &crate::bundle::Head| head.origin.log() == log.id;
        if !known(&manifest.head) && !manifest.also.iter().any(known) {
            found.altered(format!("log/{}", log.id), "is of no log that is listed", COMPARE);
        }
    }
}

/// The laptop signed the list, by the key in line 0 and by the reader's own where it has one.
pub(super) fn signature(
    files: &Files<'_>,
    manifest: &Manifest,
    log: &OneLog<'_>,
    trust: Option<&TrustFile>,
    found: &mut Findings,
) {
    let (Some(list), Some(armor)) = (files.get("SHA256SUMS"), files.get("SHA256SUMS.sig")) else {
        found.missing("SHA256SUMS.sig", "the laptop's signature over the list is not here");
        return;
    };
    let namespace = manifest.head.origin.mode().export_namespace();
    match SshSig::parse_armor(armor) {
        Err(error) => found.altered("SHA256SUMS.sig", error, COMPARE),
        Ok(signature) => {
            if let Err(error) = signature.verify(&log.device, namespace, list) {
                found.altered("SHA256SUMS.sig", error, COMPARE);
            }
        }
    }
    let device = format!("device-{}", log.id);
    let known = |trust: &&TrustFile| trust.keys().iter().any(|key| key.principal == device);
    if let Some(trust) = trust.filter(known)
        && !trust.allows(&device, namespace, &log.device.to_string())
    {
        found.altered(log.place(0), "the laptop's key is not the one in your file of keys", ASK);
    }
}

/// The file of keys that the bundle hands out holds the keys that the logs hold, for the same people.
pub(super) fn keys(
    files: &Files<'_>,
    manifest: &Manifest,
    logs: &[(&OneLog<'_>, &Statements)],
    found: &mut Findings,
) {
    const PLACE: &str = "allowed_signers";
    let Some(bytes) = files.get(PLACE) else {
        found.missing(PLACE, "the file of keys is not here");
        return;
    };
    let text = String::from_utf8_lossy(bytes);
    let trust = match TrustFile::parse(&text) {
        Ok(trust) => trust,
        Err(error) => {
            found.altered(PLACE, error, COMPARE);
            return;
        }
    };
    for key in trust.keys().iter().filter(|key| key.key.parse::<PublicKey>().is_err()) {
        found.altered(
            PLACE,
            format!("the key of {} is none that is taken", key.principal),
            COMPARE,
        );
    }
    let export = manifest.head.origin.mode().export_namespace();
    for (log, statements) in logs {
        keys_of(&trust, export, log, statements, found);
    }
}

fn keys_of(
    trust: &TrustFile,
    export: &str,
    log: &OneLog<'_>,
    statements: &Statements,
    found: &mut Findings,
) {
    const PLACE: &str = "allowed_signers";
    if !trust.allows(&format!("device-{}", log.id), export, &log.device.to_string()) {
        found.altered(PLACE, "does not hold the laptop's key for the list", COMPARE);
    }
    for one in statements.past.standing().all() {
        let namespace = namespace(one.prepared.kind, log.created.mode);
        for (signer, key) in statements.signers.get(&one.number).into_iter().flatten() {
            if !trust.allows(&signer.person.to_string(), namespace, &key.to_string()) {
                let what = format!(
                    "does not hold the key of {} for statement {}",
                    signer.person, one.number
                );
                found.altered(PLACE, what, COMPARE);
            }
        }
    }
}
