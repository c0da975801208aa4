//! Signatures by the algorithms that are read: RSA (PKCS #1 version 1.5), ECDSA on P-256 and P-384, and Ed25519.

use der::asn1::ObjectIdentifier;
use der::{Decode as _, Tag};
use rsa::pkcs1::RsaPublicKey as RsaKey;
use rsa::traits::PublicKeyParts as _;
use rsa::{BigUint, Pkcs1v15Sign, RsaPublicKey};
use sha2::{Digest as _, Sha256, Sha384, Sha512};
use x509_cert::spki::SubjectPublicKeyInfoOwned;

use super::cursor::Part;
use super::fault::Fault;
use super::oid;

const RSA_BITS: std::ops::RangeInclusive<usize> = 2048..=8192;

/// A digest that is read.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Hash {
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    /// By its number; `part` names what has it.
    pub(super) fn of(oid: ObjectIdentifier, part: &'static str) -> Result<Self, Fault> {
        match oid {
            oid::SHA_256 => Ok(Self::Sha256),
            oid::SHA_384 => Ok(Self::Sha384),
            oid::SHA_512 => Ok(Self::Sha512),
            other => Err(Fault::Algorithm { part, name: oid::name(other) }),
        }
    }

    pub(super) fn digest(self, bytes: &[u8]) -> Vec<u8> {
        match self {
            Self::Sha256 => Sha256::digest(bytes).to_vec(),
            Self::Sha384 => Sha384::digest(bytes).to_vec(),
            Self::Sha512 => Sha512::digest(bytes).to_vec(),
        }
    }

    fn padding(self) -> Pkcs1v15Sign {
        match self {
            Self::Sha256 => Pkcs1v15Sign::new::<Sha256>(),
            Self::Sha384 => Pkcs1v15Sign::new::<Sha384>(),
            Self::Sha512 => Pkcs1v15Sign::new::<Sha512>(),
        }
    }
}

/// What is said to be signed, and how.
#[derive(Debug)]
pub(super) struct Signed<'a> {
    /// The algorithm of the signature.
    pub(super) algorithm: Part<'a>,
    /// The digest that is named beside it (CMS); it must be the same one.
    pub(super) digest: Option<Hash>,
    pub(super) message: &'a [u8],
    pub(super) signature: &'a [u8],
}

enum Scheme {
    Rsa(Hash),
    Ecdsa(Hash),
    Ed25519,
}

const PART: &str = "signature algorithm";

fn scheme(signed: &Signed<'_>) -> Result<Scheme, Fault> {
    let (oid, parameters) = signed.algorithm.algorithm()?;
    let refused = || Fault::Algorithm { part: PART, name: oid::name(oid) };
    let is_null = |part: &Part<'_>| part.tag == Tag::Null && part.value.is_empty();
    let scheme = match oid {
        oid::RSA => Scheme::Rsa(signed.digest.ok_or_else(refused)?),
        oid::RSA_SHA_256 => Scheme::Rsa(Hash::Sha256),
        oid::RSA_SHA_384 => Scheme::Rsa(Hash::Sha384),
        oid::RSA_SHA_512 => Scheme::Rsa(Hash::Sha512),
        oid::ECDSA_SHA_256 => Scheme::Ecdsa(Hash::Sha256),
        oid::ECDSA_SHA_384 => Scheme::Ecdsa(Hash::Sha384),
        oid::ECDSA_SHA_512 => Scheme::Ecdsa(Hash::Sha512),
        oid::ED25519 => Scheme::Ed25519,
        _ => return Err(refused()),
    };
    let (plain, hash) = match scheme {
        Scheme::Rsa(hash) => (parameters.is_none_or(|part| is_null(&part)), Some(hash)),
        Scheme::Ecdsa(hash) => (parameters.is_none(), Some(hash)),
        // RFC 8419, 3: with Ed25519 the digest of a message is SHA-512.
        Scheme::Ed25519 => (parameters.is_none(), Some(Hash::Sha512)),
    };
    if plain && (signed.digest.is_none() || signed.digest == hash) {
        Ok(scheme)
    } else {
        Err(Fault::Form(PART))
    }
}

/// That `key` signed it.
pub(super) fn verify(key: &SubjectPublicKeyInfoOwned, signed: &Signed<'_>) -> Result<(), Fault> {
    let bits = key.subject_public_key.as_bytes().ok_or(Fault::Form("public key"))?;
    let kind = key.algorithm.oid;
    match scheme(signed)? {
        Scheme::Rsa(hash) if kind == oid::RSA => rsa(bits, hash, signed),
        Scheme::Ecdsa(hash) if kind == oid::EC => {
            let curve = key.algorithm.parameters.as_ref();
            let curve = curve.and_then(|any| any.decode_as::<ObjectIdentifier>().ok());
            ecdsa(bits, curve, &hash.digest(signed.message), signed.signature)
        }
        Scheme::Ed25519 if kind == oid::ED25519 => ed25519(bits, signed),
        Scheme::Rsa(_) | Scheme::Ecdsa(_) | Scheme::Ed25519 => Err(Fault::Signature),
    }
}

fn rsa(bits: &[u8], hash: Hash, signed: &Signed<'_>) -> Result<(), Fault> {
    let form = Fault::Form("public key");
    let key = RsaKey::from_der(bits).map_err(|_wrong| form.clone())?;
    let n = BigUint::from_bytes_be(key.modulus.as_bytes());
    let e = BigUint::from_bytes_be(key.public_exponent.as_bytes());
    let length = n.bits();
    if !RSA_BITS.contains(&length) {
        return Err(Fault::RsaBits(length));
    }
    let key = RsaPublicKey::new_with_max_size(n, e, *RSA_BITS.end()).map_err(|_wrong| form)?;
    if signed.signature.len() != key.size() {
        return Err(Fault::Signature);
    }
    key.verify(hash.padding(), &hash.digest(signed.message), signed.signature)
        .map_err(|_wrong| Fault::Signature)
}

fn ecdsa(
    bits: &[u8],
    curve: Option<ObjectIdentifier>,
    digest: &[u8],
    signature: &[u8],
) -> Result<(), Fault> {
    const PART: &str = "public key";
    match curve {
        Some(oid::P_256) => {
            use p256::ecdsa::signature::hazmat::PrehashVerifier as _;
            let key = p256::ecdsa::VerifyingKey::from_sec1_bytes(bits)
                .map_err(|_wrong| Fault::Form(PART))?;
            let signature = p256::ecdsa::DerSignature::try_from(signature)
                .map_err(|_wrong| Fault::Signature)?;
            key.verify_prehash(digest, &signature).map_err(|_wrong| Fault::Signature)
        }
        Some(oid::P_384) => {
            use p384::ecdsa::signature::hazmat::PrehashVerifier as _;
            let key = p384::ecdsa::VerifyingKey::from_sec1_bytes(bits)
                .map_err(|_wrong| Fault::Form(PART))?;
            let signature = p384::ecdsa::DerSignature::try_from(signature)
                .map_err(|_wrong| Fault::Signature)?;
            key.verify_prehash(digest, &signature).map_err(|_wrong| Fault::Signature)
        }
        Some(other) => Err(Fault::Algorithm { part: PART, name: oid::name(other) }),
        None => Err(Fault::Form(PART)),
    }
}

fn ed25519(bits: &[u8], signed: &Signed<'_>) -> Result<(), Fault> {
    use ed25519_dalek::{Signature, VerifyingKey};
    let form = Fault::Form("public key");
    let bits = bits.try_into().map_err(|_other| form.clone())?;
    let key = VerifyingKey::from_bytes(bits).map_err(|_wrong| form)?;
    let signature = Signature::from_slice(signed.signature).map_err(|_wrong| Fault::Signature)?;
    key.verify_strict(signed.message, &signature).map_err(|_wrong| Fault::Signature)
}
