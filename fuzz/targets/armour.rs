//! Any bytes as a signature file, as its base64 and as the blob in it: refused, or written again just as they were; and
//! nothing but what was signed holds.
#![no_main]

use std::sync::LazyLock;

use base64ct::{Base64, Encoding as _};
use libfuzzer_sys::fuzz_target;
use showclear::bundle::TrustFile;
use showclear::signing::{PublicKey, SshSig};

mod sample;

const HEADER: &str = "-----BEGIN SSH SIGNATURE-----\n";
const FOOTER: &str = "-----END SSH SIGNATURE-----\n";

static ARMOURS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| sample::files("statements/", ".sig"));

static BLOBS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let digits = |armour: &Vec<u8>| {
        let text = std::str::from_utf8(armour).unwrap();
        text.lines().filter(|line| !line.starts_with('-')).collect::<String>()
    };
    ARMOURS.iter().map(|armour| Base64::decode_vec(&digits(armour)).unwrap()).collect()
});

static TEXTS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| sample::files("statements/", ".txt"));

/// The keys of the people of the sample production.
static KEYS: LazyLock<Vec<PublicKey>> = LazyLock::new(|| {
    let file = String::from_utf8(sample::FILES["allowed_signers"].clone()).unwrap();
    let key =
        |line: &str| line.split_once("ssh-ed25519 ").map(|(_, key)| format!("ssh-ed25519 {key}"));
    file.lines().filter_map(key).map(|key| key.parse().unwrap()).collect()
});

fuzz_target!(|bytes: &[u8]| {
    let Some((form, rest)) = bytes.split_first() else { return };
    match form % 4 {
        0 => armour(&sample::given(rest, &ARMOURS)),
        // Behind base64 few changes would reach the blob.
        1 => blob(&Base64::encode_string(&sample::given(rest, &BLOBS))),
        2 => blob(&String::from_utf8_lossy(rest)),
        3.. => keys(&String::from_utf8_lossy(&sample::given(
            rest,
            &[sample::FILES["allowed_signers"].clone()],
        ))),
    }
});

fn armour(bytes: &[u8]) {
    match SshSig::parse_armor(bytes) {
        Ok(found) => {
            assert_eq!(found.to_armor().as_bytes(), bytes, "an armour that is written otherwise");
            holds(&found);
        }
        Err(error) => assert!(!error.to_string().is_empty() && !error.remedy().is_empty()),
    }
}

fn blob(digits: &str) {
    let Ok(found) = SshSig::parse_blob_base64(digits) else { return };
    assert_eq!(found.to_blob_base64(), digits, "a blob that is written otherwise");
    let armour = found.to_armor();
    assert!(armour.starts_with(HEADER) && armour.ends_with(FOOTER));
    assert_eq!(SshSig::parse_armor(armour.as_bytes()).as_ref(), Ok(&found));
    holds(&found);
}

/// Only the bytes that were signed hold, and each of them over one text.
fn holds(found: &SshSig) {
    assert!(!found.namespace().is_empty());
    let signed = |key: &PublicKey| {
        TEXTS.iter().filter(|text| found.verify(key, found.namespace(), text).is_ok()).count()
    };
    let held: usize = KEYS.iter().map(signed).sum();
    let good = ARMOURS.contains(&found.to_armor().into_bytes());
    assert_eq!(held, usize::from(good), "only what was signed holds");
}

/// Any text as somebody's file of keys, and as one key.
fn keys(text: &str) {
    if let Ok(key) = text.parse::<PublicKey>() {
        assert_eq!(key.to_string().parse::<PublicKey>(), Ok(key));
    }
    if let Err(error) = TrustFile::parse(text) {
        assert!(!error.to_string().is_empty());
    }
}
