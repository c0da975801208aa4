//! Public keys, fingerprints and key files.

use base64ct::{Base64, Encoding as _};
use expect_test::{Expect, expect};
use showclear::signing::{Fingerprint, KeyFile, KeyFileError, PublicKey, Secret, UnlockError};

use super::{FEW_ROUNDS, key, locked, public};

const ARMORER: &str =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINVioZdwfvwDg4gE7dKcFTrSecWm/qNCUQCvAfFZizu2";

#[test]
fn a_key_is_printed_as_it_was_read() {
    let found = public(ARMORER);
    assert_eq!(found.to_string(), ARMORER);
    let fingerprint = found.fingerprint().to_string();
    assert_eq!(fingerprint, "SHA256:JJC43svHzHCAnEByxvcSBgt/3FRiOpXbLiKlTes/5H8");
    assert_eq!(fingerprint.parse::<Fingerprint>(), Ok(found.fingerprint()));
    assert_eq!(PublicKey::from_bytes(&found.to_bytes()), Ok(found));
}

#[test]
fn a_fingerprint_has_one_spelling() {
    let good = "SHA256:JJC43svHzHCAnEByxvcSBgt/3FRiOpXbLiKlTes/5H8";
    for bad in [
        good.trim_start_matches("SHA256:"),
        good.trim_end_matches('8'),
        &format!("{good}="),
        &format!(" {good}"),
        // The last digit carries four bits that count and two that must be none.
        &good.replace("5H8", "5H9"),
        "MD5:16:27",
        "",
    ] {
        assert!(bad.parse::<Fingerprint>().is_err(), "{bad:?}");
    }
}

fn blob(algorithm: &str, point: &[u8], rest: &[u8]) -> String {
    let mut blob = Vec::new();
    for part in [algorithm.as_bytes(), point] {
        blob.extend_from_slice(&u32::try_from(part.len()).unwrap().to_be_bytes());
        blob.extend_from_slice(part);
    }
    blob.extend_from_slice(rest);
    format!("{algorithm} {}", Base64::encode_string(&blob))
}

#[track_caller]
fn refused(text: &str, expected: Expect) {
    let error = text.parse::<PublicKey>().unwrap_err();
    expected.assert_eq(&format!("{error}. {}", error.remedy()));
}

#[test]
fn other_keys_and_other_spellings_are_refused() {
    let rsa = expect![[
        r#"only Ed25519 keys are taken, not "ssh-rsa". Make an Ed25519 key: ssh-keygen -t ed25519."#
    ]];
    refused("ssh-rsa AAAA", rsa);
    let malformed = || {
        expect![
            "this is no public key as ssh-keygen writes it, without a comment. Copy the key's line again, from its type to the end of its base64."
        ]
    };
    for text in [
        "ssh-ed25519",
        "ssh-ed25519 ",
        "ssh-ed25519 AAAA",
        &format!("{ARMORER} comment"),
        &format!("{ARMORER}\n"),
        &ARMORER.replacen(' ', "  ", 1),
        &blob("ssh-ed25519", &[9; 31], &[]),
        &blob("ssh-ed25519", &public(ARMORER).to_bytes(), &[0]),
        &blob("sk-ssh-ed25519@openssh.com", &public(ARMORER).to_bytes(), &[]),
        // The name before the base64 is not the one inside.
        &blob("ssh-ed25519", &public(ARMORER).to_bytes(), b"\0\0\0\x04ssh:").replacen(
            "ssh-ed25519",
            "sk-ssh-ed25519@openssh.com",
            1,
        ),
    ] {
        refused(text, malformed());
    }
}

#[test]
fn weak_points_and_second_spellings_are_refused() {
    let weak = || {
        expect![
            "this public key is weak: anybody could sign for it. Do not use this key, and ask where it came from."
        ]
    };
    let mut identity = [0; 32];
    identity[0] = 1;
    refused(&blob("ssh-ed25519", &identity, &[]), weak());
    refused(&blob("ssh-ed25519", &[0; 32], &[]), weak());
    refused(&blob("sk-ssh-ed25519@openssh.com", &identity, b"\0\0\0\x04ssh:"), weak());

    let none = || {
        expect![
            "this public key is damaged: its bytes are no point of the curve. Copy the key again from where it was made."
        ]
    };
    // 2^255 - 18 is one again.
    let mut second = [0xff; 32];
    (second[0], second[31]) = (0xee, 0x7f);
    refused(&blob("ssh-ed25519", &second, &[]), none());
    let mut no_point = [0; 32];
    no_point[0] = 2;
    refused(&blob("ssh-ed25519", &no_point, &[]), none());
}

#[test]
fn a_locked_file_opens_with_its_passphrase_alone() {
    let key = key(1);
    let file = locked(&key, "four words of mine");
    let pem = file.to_pem().unwrap();
    let read = KeyFile::parse(pem.as_bytes()).unwrap();
    assert!(read.is_locked());
    assert_eq!(read.public_key(), key.public_key());
    assert_eq!(*read.to_pem().unwrap(), *pem);

    let opened = read.unlock(&"four words of mine".to_owned().into()).unwrap();
    assert_eq!(opened.sign("a", b"b"), key.sign("a", b"b"));
    for wrong in ["", "four words of mine ", "Four words of mine"] {
        let error = read.unlock(&wrong.to_owned().into()).unwrap_err();
        assert_eq!(error, UnlockError::WrongPassphrase, "{wrong:?}");
    }
    assert_eq!(read.without_passphrase().unwrap_err(), UnlockError::Locked);
}

#[test]
fn a_device_key_is_open() {
    let key = key(2);
    let pem = KeyFile::open(&key).unwrap().to_pem().unwrap();
    let read = KeyFile::parse(pem.as_bytes()).unwrap();
    assert!(!read.is_locked());
    assert_eq!(read.without_passphrase().unwrap().public_key(), key.public_key());
    assert_eq!(read.unlock(&"x".to_owned().into()).unwrap_err(), UnlockError::NotLocked);
}

#[test]
fn a_key_file_is_the_same_for_the_same_salt() {
    let one = locked(&key(3), "pass").to_pem().unwrap();
    assert_eq!(*one, *locked(&key(3), "pass").to_pem().unwrap());
    let other = KeyFile::lock(&key(3), &"pass".to_owned().into(), FEW_ROUNDS, [8; 16]).unwrap();
    assert_ne!(*one, *other.to_pem().unwrap());
}

#[test]
fn files_that_could_stall_or_mislead_are_refused() {
    let lock = |rounds, passphrase: &str| {
        KeyFile::lock(&key(4), &passphrase.to_owned().into(), rounds, [0; 16]).unwrap_err()
    };
    assert_eq!(lock(FEW_ROUNDS, ""), KeyFileError::NoPassphrase);
    assert_eq!(lock(0, "x"), KeyFileError::Rounds { found: 0 });
    assert_eq!(lock(1025, "x"), KeyFileError::Rounds { found: 1025 });
    assert_eq!(KeyFile::parse(b"").unwrap_err(), KeyFileError::Malformed);
    let public = ARMORER.as_bytes();
    assert_eq!(KeyFile::parse(public).unwrap_err(), KeyFileError::Malformed);
}

#[test]
fn a_file_whose_halves_do_not_belong_together_is_refused() {
    let pem = KeyFile::open(&key(5)).unwrap().to_pem().unwrap();
    let body: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    let mut bytes = Base64::decode_vec(&body).unwrap();
    // The public half stands three times: put that of another key into all of them.
    let (own, other) = (key(5).public_key().to_bytes(), key(6).public_key().to_bytes());
    let places: Vec<usize> =
        (0..bytes.len() - 32).filter(|at| bytes[*at..at + 32] == own).collect();
    assert_eq!(places.len(), 3);
    for at in places {
        bytes[at..at + 32].copy_from_slice(&other);
    }
    let digits = Base64::encode_string(&bytes).into_bytes();
    let lines: Vec<&str> = digits.chunks(70).map(|line| str::from_utf8(line).unwrap()).collect();
    let forged = format!(
        "-----BEGIN OPENSSH PRIVATE KEY-----\n{}\n-----END OPENSSH PRIVATE KEY-----\n",
        lines.join("\n")
    );
    let opened =
        KeyFile::parse(forged.as_bytes()).map(|file| file.without_passphrase().map(|_| ()));
    assert!(!matches!(opened, Ok(Ok(()))), "{opened:?}");
}

#[test]
fn nothing_secret_is_shown() {
    let secret = Secret::from("hunter2".to_owned());
    assert_eq!(format!("{secret:?}"), "Secret(…)");
    assert!(secret.matches(&secret.clone()) && !secret.is_empty());
    assert!(!secret.matches(&Secret::from("hunter3".to_owned())));
    let key = key(1);
    let print = key.public_key().fingerprint();
    assert_eq!(format!("{key:?}"), format!("UnlockedKey({print})"));
    assert_eq!(format!("{:?}", locked(&key, "x")), format!("KeyFile({print}, locked)"));
}
