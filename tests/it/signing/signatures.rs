//! Signatures: the ones of the sample production hold, and everything beside them is refused.

use std::fs;
use std::path::{Path, PathBuf};

use base64ct::{Base64, Encoding as _};
use ed25519_dalek::{Signer as _, SigningKey};
use proptest::prelude::*;
use sha2::{Digest as _, Sha256, Sha512};
use showclear::signing::{ParseError, Presence, PublicKey, PublicKeyError, SshSig, VerifyError};

use super::{key, public};

fn vector() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/vector")
}

/// The key of each person in the sample's `allowed_signers`.
fn signers() -> Vec<(String, PublicKey)> {
    let text = fs::read_to_string(vector().join("allowed_signers")).unwrap();
    text.lines()
        .map(|line| {
            let (person, rest) = line.split_once(' ').unwrap();
            (person.to_owned(), public(rest.split_once(' ').unwrap().1))
        })
        .collect()
}

#[test]
fn every_signature_of_the_sample_production_holds() {
    let folder = vector().join("statements/e1b5e6a033977376");
    let mut seen = 0;
    for entry in fs::read_dir(&folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let Some(stem) = name.strip_suffix(".sig") else { continue };
        let (text, person) = stem.split_once('.').unwrap();
        let kind = text.split_once('-').unwrap().1;
        let message = fs::read(folder.join(format!("{text}.txt"))).unwrap();
        let armor = fs::read(folder.join(&name)).unwrap();
        let key = &signers().into_iter().find(|(id, _)| id == person).unwrap().1;

        let signature = SshSig::parse_armor(&armor).unwrap();
        let namespace = format!("{kind}.showclear");
        assert_eq!(signature.verify(key, &namespace, &message), Ok(Presence::NotAttested));
        assert_eq!(signature.to_armor().as_bytes(), armor);
        seen += 1;
    }
    assert_eq!(seen, 6);
}

#[test]
fn a_signature_is_for_one_key_one_purpose_one_text() {
    let (own, other) = (key(1), key(2));
    let signature = own.sign("sheet.showclear", b"as shown").unwrap();
    let verify = |key: &PublicKey, namespace, text| signature.verify(key, namespace, text);
    let good = verify(own.public_key(), "sheet.showclear", b"as shown".as_slice());
    assert_eq!(good, Ok(Presence::NotAttested));
    let key = other.public_key();
    assert_eq!(verify(key, "sheet.showclear", b"as shown"), Err(VerifyError::OtherKey));
    assert_eq!(
        verify(own.public_key(), "signoff.showclear", b"as shown"),
        Err(VerifyError::OtherNamespace { found: "sheet.showclear".to_owned() })
    );
    for text in [b"as shown\n".as_slice(), b"As shown", b""] {
        assert_eq!(
            verify(own.public_key(), "sheet.showclear", text),
            Err(VerifyError::Mismatch),
            "{text:?}"
        );
    }
    assert!(own.sign("", b"as shown").is_err());
}

/// Every bit of the file: what is still read is the same to the byte, and there is no such one.
#[test]
pub(crate) fn a_flipped_bit_anywhere_in_the_file_is_refused() {
    let own = key(1);
    let armor = own.sign("sheet.showclear", b"as shown").unwrap().to_armor().into_bytes();
    for at in 0..armor.len() * 8 {
        let mut changed = armor.clone();
        changed[at / 8] ^= 1 << (at % 8);
        let accepted = SshSig::parse_armor(&changed)
            .is_ok_and(|it| it.verify(own.public_key(), "sheet.showclear", b"as shown").is_ok());
        assert!(!accepted, "bit {} of byte {}", at % 8, at / 8);
    }
}

/// The parts of a blob, so that each can be written wrongly.
struct Blob {
    version: u32,
    key: Vec<u8>,
    namespace: &'static [u8],
    reserved: &'static [u8],
    hash: &'static [u8],
    signature: Vec<u8>,
    rest: &'static [u8],
}

impl Blob {
    fn good() -> Self {
        Self {
            version: 1,
            key: key_blob(&key(1).public_key().to_bytes()),
            namespace: b"sheet.showclear",
            reserved: b"",
            hash: b"sha512",
            signature: [string(b"ssh-ed25519"), string(&[5; 64])].concat(),
            rest: b"",
        }
    }

    fn read(&self) -> Result<SshSig, ParseError> {
        let blob = [
            b"SSHSIG".to_vec(),
            self.version.to_be_bytes().to_vec(),
            string(&self.key),
            string(self.namespace),
            string(self.reserved),
            string(self.hash),
            string(&self.signature),
            self.rest.to_vec(),
        ];
        SshSig::parse_blob_base64(&Base64::encode_string(&blob.concat()))
    }
}

pub(super) fn string(bytes: &[u8]) -> Vec<u8> {
    let length = u32::try_from(bytes.len()).unwrap().to_be_bytes();
    [length.as_slice(), bytes].concat()
}

fn key_blob(point: &[u8]) -> Vec<u8> {
    [string(b"ssh-ed25519"), string(point)].concat()
}

#[track_caller]
fn refused(change: impl FnOnce(&mut Blob), expected: &ParseError) {
    let mut blob = Blob::good();
    assert!(blob.read().is_ok());
    change(&mut blob);
    assert_eq!(blob.read().as_ref(), Err(expected));
}

#[test]
fn every_field_is_as_written_or_refused() {
    let malformed = ParseError::Malformed;
    refused(|it| it.version = 0, &ParseError::Version { found: 0 });
    refused(|it| it.version = 2, &ParseError::Version { found: 2 });
    refused(|it| it.namespace = b"", &ParseError::NoNamespace);
    refused(|it| it.namespace = b"\xff", &malformed);
    refused(|it| it.reserved = b"x", &ParseError::Reserved);
    refused(|it| it.hash = b"sha256", &ParseError::Hash { found: "sha256".to_owned() });
    refused(|it| it.rest = b"\0", &malformed);
    refused(|it| it.signature.push(0), &malformed);
    refused(|it| it.signature.truncate(30), &malformed);
    refused(|it| it.signature[4] = b'x', &malformed);
    let mut identity = [0; 32];
    identity[0] = 1;
    refused(|it| it.key = key_blob(&identity), &ParseError::Key(PublicKeyError::Weak));
    refused(
        |it| it.key = [string(b"ssh-dss"), string(b"")].concat(),
        &ParseError::Key(PublicKeyError::Algorithm { found: "ssh-dss".to_owned() }),
    );
}

#[test]
fn the_armor_has_one_form() {
    let armor = key(1).sign("sheet.showclear", b"as shown").unwrap().to_armor();
    assert!(SshSig::parse_armor(armor.as_bytes()).is_ok());
    let (head, body) = armor.split_once('\n').unwrap();
    for changed in [
        armor.replace('\n', "\r\n"),
        armor.trim_end().to_owned(),
        format!("{armor}\n"),
        format!("\n{armor}"),
        format!("{head}\n\n{body}"),
        format!("{head}\n{}", body.replacen('\n', "", 1)),
        armor.replace("SSH SIGNATURE", "SSH SIGNATURES"),
        String::new(),
    ] {
        assert!(SshSig::parse_armor(changed.as_bytes()).is_err(), "{changed}");
    }
}

/// A signature as a security key makes it, with these flags and counter: the public key as a line, and the blob in base64.
pub(crate) fn token_signature(
    namespace: &str,
    text: &[u8],
    (flags, counter): (u8, u32),
) -> (String, String) {
    const NAME: &[u8] = b"sk-ssh-ed25519@openssh.com";
    let secret = SigningKey::from_bytes(&[9; 32]);
    let key = [string(NAME), string(secret.verifying_key().as_bytes()), string(b"ssh:")].concat();
    let fields = [string(namespace.as_bytes()), string(b""), string(b"sha512")].concat();
    let data = [b"SSHSIG".as_slice(), &fields, &string(&Sha512::digest(text))].concat();
    let touch = [&[flags][..], &counter.to_be_bytes()].concat();
    let signed = [&Sha256::digest(b"ssh:")[..], &touch, &Sha256::digest(&data)].concat();
    let signature = secret.sign(&signed).to_bytes();
    let inner = [string(NAME), string(&signature), touch].concat();
    let blob = [b"SSHSIG\0\0\0\x01".to_vec(), string(&key), fields, string(&inner)].concat();
    let line = format!("sk-ssh-ed25519@openssh.com {}", Base64::encode_string(&key));
    (line, Base64::encode_string(&blob))
}

fn by_token(flags: u8) -> (PublicKey, Result<SshSig, ParseError>) {
    let (line, blob) = token_signature("sheet.showclear", b"as shown", (flags, 7));
    (public(&line), SshSig::parse_blob_base64(&blob))
}

#[test]
fn a_security_key_must_have_been_touched() {
    let verify = |flags| {
        let (key, signature) = by_token(flags);
        signature.unwrap().verify(&key, "sheet.showclear", b"as shown")
    };
    assert_eq!(verify(0x00), Err(VerifyError::NotTouched));
    assert_eq!(verify(0x04), Err(VerifyError::NotTouched));
    assert_eq!(verify(0x01), Ok(Presence::Touched));
    assert_eq!(verify(0x05), Ok(Presence::TouchedAndVerified));
}

proptest! {
    #[test]
    fn what_is_signed_is_read_back(seed: [u8; 32], name in "[a-z.]{1,40}", text: Vec<u8>) {
        let key = showclear::signing::UnlockedKey::from_random(&zeroize::Zeroizing::new(seed)).unwrap();
        let signature = key.sign(&name, &text).unwrap();
        prop_assert_eq!(SshSig::parse_armor(signature.to_armor().as_bytes()), Ok(signature.clone()));
        prop_assert_eq!(SshSig::parse_blob_base64(&signature.to_blob_base64()), Ok(signature.clone()));
        prop_assert!(signature.verify(key.public_key(), &name, &text).is_ok());
    }

    #[test]
    fn arbitrary_bytes_are_an_answer(bytes: Vec<u8>) {
        prop_assert!(SshSig::parse_armor(&bytes).is_err());
        prop_assert!(SshSig::parse_blob_base64(&Base64::encode_string(&bytes)).is_err());
    }

    #[test]
    fn keys_that_are_known_change_nothing(
        at: prop::sample::Index,
        byte: u8,
        is_changed: bool,
        by_token: bool,
        known in 0..4_usize,
    ) {
        let (own, other) = (key(1), key(2));
        let (line, touched) = token_signature("sheet.showclear", b"as shown", (1, 7));
        let token = public(&line);
        let by_file = own.sign("sheet.showclear", b"as shown").unwrap().to_blob_base64();
        let blob = if by_token { touched } else { by_file };
        let mut bytes = Base64::decode_vec(&blob).unwrap();
        if is_changed {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let text = Base64::encode_string(&bytes);
        let keys = [other.public_key(), own.public_key(), &token];
        prop_assert_eq!(
            SshSig::parse_blob_base64_by(&text, &keys[..known]),
            SshSig::parse_blob_base64(&text),
        );
    }
}
