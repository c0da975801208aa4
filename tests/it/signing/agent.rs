//! An ssh agent: a software one that holds a security key, a real one, and whatever else may answer.
#![expect(clippy::indexing_slicing, reason = "a test may panic")]

use ed25519_dalek::{Signer as _, SigningKey};
use proptest::prelude::*;
use sha2::{Digest as _, Sha256};
use showclear::signing::agent::{AgentError, ask_for_keys, ask_to_sign, keys, signature};
use showclear::signing::{Presence, PublicKey, VerifyError};

use super::public;
use super::signatures::{string, token_signature};

const NAME: &[u8] = b"sk-ssh-ed25519@openssh.com";
const SPACE: &str = "sheet.showclear";
const TEXT: &[u8] = b"as shown";

/// The security key of the agent below.
pub(crate) fn token() -> PublicKey {
    public(&token_signature("", b"", (1, 1)).0)
}

fn secret() -> SigningKey {
    SigningKey::from_bytes(&[9; 32])
}

fn blob() -> Vec<u8> {
    [string(NAME), string(secret().verifying_key().as_bytes()), string(b"ssh:")].concat()
}

/// What an agent answers that holds an RSA key and one security key, which signs with these flags and counter.
pub(crate) fn answer(request: &[u8], (flags, counter): (u8, u32)) -> Vec<u8> {
    if request == ask_for_keys() {
        let rsa = [string(b"ssh-rsa"), string(b"\x01\x00\x01"), string(b"n")].concat();
        let each = [string(&rsa), string(b"old"), string(&blob()), string(b"token")].concat();
        return [&[12, 0, 0, 0, 2][..], &each].concat();
    }
    let head = [&[13][..], &string(&blob())].concat();
    let Some(data) = request.strip_prefix(head.as_slice()) else { return vec![5] };
    let data = &data[4..data.len() - 4];
    let touch = [&[flags][..], &counter.to_be_bytes()].concat();
    let signed = [&Sha256::digest(b"ssh:")[..], &touch, &Sha256::digest(data)].concat();
    let made = secret().sign(&signed).to_bytes();
    let inner = [string(NAME), string(&made), touch].concat();
    [&[14][..], &string(&inner)].concat()
}

fn signed(flags: u8) -> Result<Presence, AgentError> {
    let reply = answer(&ask_to_sign(&token(), SPACE, TEXT), (flags, 3));
    signature(&reply, &token(), SPACE, TEXT).map(|(_, presence)| presence)
}

#[test]
fn a_security_key_signs_through_the_agent_if_it_is_touched() {
    assert_eq!(keys(&answer(&ask_for_keys(), (1, 1))), Ok(vec![token()]), "no RSA key");
    assert_eq!(signed(0x01), Ok(Presence::Touched));
    assert_eq!(signed(0x05), Ok(Presence::TouchedAndVerified));
    assert_eq!(signed(0x00), Err(AgentError::Signature(VerifyError::NotTouched)));
    let reply = answer(&ask_to_sign(&token(), SPACE, TEXT), (5, 3));
    let (made, _) = signature(&reply, &token(), SPACE, TEXT).unwrap();
    assert_eq!(made.to_blob_base64(), token_signature(SPACE, TEXT, (5, 3)).1);
}

#[test]
fn another_answer_is_refused() {
    let reply = answer(&ask_to_sign(&token(), SPACE, TEXT), (1, 3));
    let other = |space, text| signature(&reply, &token(), space, text).unwrap_err();
    assert_eq!(other("git", TEXT), AgentError::Signature(VerifyError::Mismatch));
    assert_eq!(other(SPACE, b"another"), AgentError::Signature(VerifyError::Mismatch));
    let not = |reply: &[u8]| signature(reply, &token(), SPACE, TEXT).unwrap_err();
    assert_eq!(not(&[5]), AgentError::Failed);
    assert_eq!(not(&[]), AgentError::Malformed);
    assert_eq!(not(&[&reply[..], b"x"].concat()), AgentError::Malformed);
    for length in 0..reply.len() {
        assert_eq!(not(&reply[..length]), AgentError::Malformed, "{length}");
    }
    let list = answer(&ask_for_keys(), (1, 1));
    for length in 0..list.len() {
        assert_eq!(keys(&list[..length]), Err(AgentError::Malformed), "{length}");
    }
    let many = [&[12, 255, 255, 255, 255][..], &list[5..]].concat();
    assert_eq!(keys(&many), Err(AgentError::Malformed));
}

proptest! {
    #[test]
    fn whatever_an_agent_says_is_read_within_its_bytes(kind in 0_u8..20, bytes: Vec<u8>) {
        let reply = [&[kind][..], &bytes].concat();
        if let Ok(found) = keys(&reply) {
            prop_assert!(found.len() <= bytes.len() / 8);
        }
        prop_assert!(signature(&reply, &token(), SPACE, TEXT).is_err());
    }

    #[test]
    fn no_changed_byte_of_a_signature_is_taken(at in 0_usize..130, by in 1_u8..) {
        let mut reply = answer(&ask_to_sign(&token(), SPACE, TEXT), (5, 3));
        let at = at % reply.len();
        reply[at] ^= by;
        prop_assert!(signature(&reply, &token(), SPACE, TEXT).is_err());
    }
}

/// A real agent that holds an ordinary key signs what we ask it to, to the byte as we would.
#[cfg(unix)]
#[test]
#[ignore = "needs ssh-agent and ssh-add"]
fn a_real_agent_signs_as_we_do() {
    use std::io::{Read as _, Write as _};
    use std::process::Command;

    let folder = tempfile::tempdir().unwrap();
    let (socket, file) = (folder.path().join("agent"), folder.path().join("key"));
    let mut agent = Command::new("ssh-agent").arg("-D").arg("-a").arg(&socket).spawn().unwrap();
    let key = super::key(4);
    let pem = showclear::signing::KeyFile::open(&key).unwrap().to_pem().unwrap();
    std::fs::write(&file, pem.as_bytes()).unwrap();
    let private = <std::fs::Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o600);
    std::fs::set_permissions(&file, private).unwrap();
    while !socket.exists() {
        std::thread::yield_now();
    }
    let added = Command::new("ssh-add").arg(&file).env("SSH_AUTH_SOCK", &socket).output().unwrap();
    assert!(added.status.success(), "{added:?}");
    let ask = |request: &[u8]| {
        let mut stream = std::os::unix::net::UnixStream::connect(&socket).unwrap();
        let length = u32::try_from(request.len()).unwrap().to_be_bytes();
        stream.write_all(&[&length[..], request].concat()).unwrap();
        let mut length = [0; 4];
        stream.read_exact(&mut length).unwrap();
        let mut reply = vec![0; u32::from_be_bytes(length) as usize];
        stream.read_exact(&mut reply).unwrap();
        reply
    };
    let ours = key.public_key().clone();
    assert_eq!(keys(&ask(&ask_for_keys())), Ok(vec![ours.clone()]));
    let reply = ask(&ask_to_sign(&ours, SPACE, TEXT));
    let (made, presence) = signature(&reply, &ours, SPACE, TEXT).unwrap();
    assert_eq!(presence, Presence::NotAttested);
    assert_eq!(made.to_armor(), key.sign(SPACE, TEXT).unwrap().to_armor());
    agent.kill().unwrap();
    agent.wait().unwrap();
}
