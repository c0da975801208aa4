//! The object identifiers that are read here, and the names of those that are refused.

use der::asn1::ObjectIdentifier;

const fn oid(text: &str) -> ObjectIdentifier {
    ObjectIdentifier::new_unwrap(text)
}

pub(super) const SIGNED_DATA: ObjectIdentifier = oid("1.2.840.113549.1.7.2");
pub(super) const TST_INFO: ObjectIdentifier = oid("1.2.840.113549.1.9.16.1.4");

pub(super) const CONTENT_TYPE: ObjectIdentifier = oid("1.2.840.113549.1.9.3");
pub(super) const MESSAGE_DIGEST: ObjectIdentifier = oid("1.2.840.113549.1.9.4");
pub(super) const SIGNING_CERTIFICATE: ObjectIdentifier = oid("1.2.840.113549.1.9.16.2.12");
pub(super) const SIGNING_CERTIFICATE_V2: ObjectIdentifier = oid("1.2.840.113549.1.9.16.2.47");

pub(super) const TIME_STAMPING: ObjectIdentifier = oid("1.3.6.1.5.5.7.3.8");
pub(super) const ANY_USAGE: ObjectIdentifier = oid("2.5.29.37.0");

pub(super) const SHA_256: ObjectIdentifier = oid("2.16.840.1.101.3.4.2.1");
pub(super) const SHA_384: ObjectIdentifier = oid("2.16.840.1.101.3.4.2.2");
pub(super) const SHA_512: ObjectIdentifier = oid("2.16.840.1.101.3.4.2.3");

pub(super) const RSA: ObjectIdentifier = oid("1.2.840.113549.1.1.1");
pub(super) const RSA_SHA_256: ObjectIdentifier = oid("1.2.840.113549.1.1.11");
pub(super) const RSA_SHA_384: ObjectIdentifier = oid("1.2.840.113549.1.1.12");
pub(super) const RSA_SHA_512: ObjectIdentifier = oid("1.2.840.113549.1.1.13");
pub(super) const EC: ObjectIdentifier = oid("1.2.840.10045.2.1");
pub(super) const ECDSA_SHA_256: ObjectIdentifier = oid("1.2.840.10045.4.3.2");
pub(super) const ECDSA_SHA_384: ObjectIdentifier = oid("1.2.840.10045.4.3.3");
pub(super) const ECDSA_SHA_512: ObjectIdentifier = oid("1.2.840.10045.4.3.4");
pub(super) const P_256: ObjectIdentifier = oid("1.2.840.10045.3.1.7");
pub(super) const P_384: ObjectIdentifier = oid("1.3.132.0.34");
pub(super) const ED25519: ObjectIdentifier = oid("1.3.101.112");

/// Extensions of a certificate that may be critical, because they are looked at, or ask nothing of a reader without
/// policies of its own.
pub(super) const UNDERSTOOD: [ObjectIdentifier; 4] =
    [oid("2.5.29.19"), oid("2.5.29.15"), oid("2.5.29.37"), oid("2.5.29.32")];

/// What is known by name and not read.
const REFUSED: [(&str, &str); 13] = [
    ("1.2.840.113549.1.1.10", "RSA-PSS"),
    ("1.2.840.113549.1.1.5", "RSA with SHA-1"),
    ("1.2.840.113549.1.1.4", "RSA with MD5"),
    ("1.2.840.113549.1.1.14", "RSA with SHA-224"),
    ("1.2.840.10045.4.1", "ECDSA with SHA-1"),
    ("1.2.840.10045.4.3.1", "ECDSA with SHA-224"),
    ("1.2.840.10040.4.3", "DSA"),
    ("2.16.840.1.101.3.4.3.2", "DSA"),
    ("1.3.101.113", "Ed448"),
    ("1.3.14.3.2.26", "SHA-1"),
    ("2.16.840.1.101.3.4.2.4", "SHA-224"),
    ("1.2.840.113549.2.5", "MD5"),
    ("1.3.132.0.35", "the curve P-521"),
];

/// What to call an algorithm that is not read: its name, or its number.
pub(super) fn name(found: ObjectIdentifier) -> String {
    let number = found.to_string();
    let known = REFUSED.iter().find(|(one, _)| *one == number);
    known.map_or(number, |(_, name)| (*name).to_owned())
}
