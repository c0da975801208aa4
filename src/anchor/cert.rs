//! One certificate (RFC 5280), with the bytes that were signed.

use der::asn1::ObjectIdentifier;
use der::{Decode as _, Encode as _, Tag};
use sha2::{Digest as _, Sha256};
use x509_cert::Certificate;
use x509_cert::ext::pkix::{BasicConstraints, ExtendedKeyUsage, KeyUsage, SubjectKeyIdentifier};

use super::cursor::Cursor;
use super::fault::Fault;
use super::key::{self, Signed};
use super::oid;

const WHAT: &str = "certificate";
/// As much of a name as is shown.
const LONGEST_NAME: usize = 200;

/// A certificate that was read whole.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Cert {
    raw: Vec<u8>,
    body: Vec<u8>,
    pub(super) read: Certificate,
}

/// What the uses of a certificate say.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Usages {
    /// Nothing is said of them.
    Unsaid,
    /// Time stamps are among them, or all are.
    Allowed,
    /// For something else.
    Other,
}

impl Cert {
    pub(super) fn read(raw: &[u8]) -> Result<Self, Fault> {
        let body = Cursor::new(raw, WHAT).only(Tag::Sequence)?.parts().next(Tag::Sequence)?.whole;
        let read = Certificate::from_der(raw).map_err(|_wrong| Fault::Form(WHAT))?;
        if read.signature_algorithm != read.tbs_certificate.signature {
            return Err(Fault::Form(WHAT));
        }
        Ok(Self { raw: raw.to_vec(), body: body.to_vec(), read })
    }

    pub(super) fn raw(&self) -> &[u8] {
        &self.raw
    }

    pub(super) fn sha256(&self) -> [u8; 32] {
        Sha256::digest(&self.raw).into()
    }

    /// Whom it is of, in the form of RFC 4514, cut where it is very long.
    pub(super) fn subject(&self) -> String {
        let name = self.read.tbs_certificate.subject.to_string();
        if name.chars().count() <= LONGEST_NAME {
            return name;
        }
        let mut cut: String = name.chars().take(LONGEST_NAME).collect();
        cut.push('…');
        cut
    }

    pub(super) fn subject_der(&self) -> Vec<u8> {
        self.read.tbs_certificate.subject.to_der().unwrap_or_default()
    }

    pub(super) fn issuer_der(&self) -> Vec<u8> {
        self.read.tbs_certificate.issuer.to_der().unwrap_or_default()
    }

    pub(super) fn serial_der(&self) -> Vec<u8> {
        self.read.tbs_certificate.serial_number.to_der().unwrap_or_default()
    }

    pub(super) fn is_self_issued(&self) -> bool {
        self.read.tbs_certificate.subject == self.read.tbs_certificate.issuer
    }

    /// Whether it holds at that time, in milliseconds since 1970.
    pub(super) fn holds_at(&self, millis: i64) -> bool {
        let validity = &self.read.tbs_certificate.validity;
        let at = |time: &x509_cert::time::Time| {
            i64::try_from(time.to_unix_duration().as_secs()).unwrap_or(i64::MAX)
        };
        let seconds = millis.div_euclid(1000);
        at(&validity.not_before) <= seconds && seconds <= at(&validity.not_after)
    }

    /// That the key of `issuer` signed it.
    pub(super) fn signed_by(&self, issuer: &Self) -> Result<(), Fault> {
        let signature = self.read.signature.as_bytes().ok_or(Fault::Signature)?;
        let algorithm =
            self.read.signature_algorithm.to_der().map_err(|_wrong| Fault::Form(WHAT))?;
        let algorithm = Cursor::new(&algorithm, WHAT).only(Tag::Sequence)?;
        key::verify(
            &issuer.read.tbs_certificate.subject_public_key_info,
            &Signed { algorithm, digest: None, message: &self.body, signature },
        )
    }

    /// That it demands nothing that is not understood here.
    pub(super) fn demands_nothing_else(&self) -> Result<(), Fault> {
        let mut seen: Vec<ObjectIdentifier> = Vec::new();
        for extension in self.read.tbs_certificate.extensions.iter().flatten() {
            if seen.contains(&extension.extn_id) {
                return Err(Fault::Form(WHAT));
            }
            seen.push(extension.extn_id);
            if extension.critical && !oid::UNDERSTOOD.contains(&extension.extn_id) {
                let name = extension.extn_id.to_string();
                return Err(Fault::Critical { part: WHAT, name });
            }
        }
        Ok(())
    }

    /// That it is for time stamps and nothing else, and says so as something that must be understood (RFC 3161, 2.3).
    pub(super) fn is_for_time_stamps(&self) -> Result<(), Fault> {
        self.demands_nothing_else()?;
        let body = &self.read.tbs_certificate;
        let usage = body.get::<ExtendedKeyUsage>().map_err(|_wrong| Fault::Form(WHAT))?;
        match usage {
            Some((true, ExtendedKeyUsage(uses))) if uses == [oid::TIME_STAMPING] => {}
            Some(_) | None => return Err(Fault::Usage),
        }
        let key = body.get::<KeyUsage>().map_err(|_wrong| Fault::Form(WHAT))?;
        let signs = |usage: &KeyUsage| usage.digital_signature() || usage.non_repudiation();
        let other = |usage: &KeyUsage| {
            usage.key_encipherment()
                || usage.data_encipherment()
                || usage.key_agreement()
                || usage.key_cert_sign()
                || usage.crl_sign()
                || usage.encipher_only()
                || usage.decipher_only()
        };
        match key {
            Some((_, usage)) if !signs(&usage) || other(&usage) => Err(Fault::Usage),
            Some(_) | None => Ok(()),
        }
    }

    /// As an issuer: how many issuers may stand below it, if it may be one at all.
    pub(super) fn may_issue(&self) -> Option<Option<u8>> {
        let body = &self.read.tbs_certificate;
        let (_, limits) = body.get::<BasicConstraints>().ok()??;
        let may_sign = match body.get::<KeyUsage>().ok()? {
            Some((_, usage)) => usage.key_cert_sign(),
            None => true,
        };
        (limits.ca && may_sign).then_some(limits.path_len_constraint)
    }

    /// Whether it says that what it issues is for something else.
    pub(super) fn usages(&self) -> Usages {
        match self.read.tbs_certificate.get::<ExtendedKeyUsage>() {
            Ok(None) => Usages::Unsaid,
            Ok(Some((_, ExtendedKeyUsage(uses))))
                if uses.contains(&oid::TIME_STAMPING) || uses.contains(&oid::ANY_USAGE) =>
            {
                Usages::Allowed
            }
            Ok(Some(_)) | Err(_) => Usages::Other,
        }
    }

    /// Its key's identifier, where it has one.
    pub(super) fn key_identifier(&self) -> Option<Vec<u8>> {
        let (_, id) = self.read.tbs_certificate.get::<SubjectKeyIdentifier>().ok()??;
        Some(id.0.as_bytes().to_vec())
    }
}
