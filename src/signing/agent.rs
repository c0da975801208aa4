//! What is said to an ssh agent and what it answers: which keys it holds, and a signature by one of them.
//!
//! Source: draft-ietf-sshm-ssh-agent, sections 3.5 (keys) and 3.6 (signing); of a security key the signature is as in
//! `PROTOCOL.u2f`. Messages are without the length that stands in front of each.

use super::public_key::PublicKey;
use super::sshsig::{self, Hashed, Presence, SshSig, VerifyError};
use super::wire::{self, Reader};

/// The longest answer that is read, as OpenSSH bounds it, in bytes.
pub const LONGEST_REPLY: usize = 256 * 1024;

const FAILURE: u8 = 5;
const REQUEST_IDENTITIES: u8 = 11;
const IDENTITIES_ANSWER: u8 = 12;
const SIGN_REQUEST: u8 = 13;
const SIGN_RESPONSE: u8 = 14;

/// Why an agent's answer is of no use.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum AgentError {
    /// It would not.
    #[error(
        "the ssh agent did not sign: nobody touched the key, its PIN was wrong, or it is not plugged in"
    )]
    Failed,
    /// Not an answer to what was asked.
    #[error("the ssh agent gave an answer that cannot be read")]
    Malformed,
    /// Its signature does not hold.
    #[error("the ssh agent gave a signature that does not hold: {0}")]
    Signature(#[from] VerifyError),
}

impl AgentError {
    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Failed => "Plug the key in, and touch it when it blinks.",
            Self::Malformed | Self::Signature(_) => {
                "Look which program answers as the agent, then try again."
            }
        }
    }
}

/// Asks for the keys.
#[must_use]
pub fn ask_for_keys() -> Vec<u8> {
    vec![REQUEST_IDENTITIES]
}

/// The keys of an answer that could sign here; those of other kinds are passed over.
///
/// # Errors
///
/// When it is no such answer.
pub fn keys(reply: &[u8]) -> Result<Vec<PublicKey>, AgentError> {
    let mut reader = opened(reply, IDENTITIES_ANSWER)?;
    let count = reader.int().ok_or(AgentError::Malformed)?;
    let mut found = Vec::new();
    for _ in 0..count {
        // Each takes bytes, so that a count that lies ends with them.
        let blob = reader.string().ok_or(AgentError::Malformed)?;
        reader.string().ok_or(AgentError::Malformed)?;
        found.extend(PublicKey::from_blob(blob).ok());
    }
    if reader.is_done() { Ok(found) } else { Err(AgentError::Malformed) }
}

/// Asks for a signature of `message` for one purpose.
#[must_use]
pub fn ask_to_sign(key: &PublicKey, namespace: &str, message: &[u8]) -> Vec<u8> {
    let mut request = vec![SIGN_REQUEST];
    wire::put(&mut request, &key.blob());
    wire::put(&mut request, &sshsig::signed_data(namespace, &Hashed::of(message)));
    request.extend_from_slice(&0_u32.to_be_bytes());
    request
}

/// The signature of an answer, checked as every reader will, and what it says of the person at the key.
///
/// # Errors
///
/// When it is no such answer, or its signature is not by `key` over exactly `message` for exactly `namespace`.
pub fn signature(
    reply: &[u8],
    key: &PublicKey,
    namespace: &str,
    message: &[u8],
) -> Result<(SshSig, Presence), AgentError> {
    let mut reader = opened(reply, SIGN_RESPONSE)?;
    let inner = reader.string().filter(|_| reader.is_done()).ok_or(AgentError::Malformed)?;
    let signed = SshSig::by_agent(key.clone(), namespace.to_owned(), inner);
    let signed = signed.ok_or(AgentError::Malformed)?;
    let presence = signed.verify(key, namespace, message)?;
    Ok((signed, presence))
}

/// The body of an answer of that type.
fn opened(reply: &[u8], wanted: u8) -> Result<Reader<'_>, AgentError> {
    let mut reader = Reader::new(reply);
    match reader.byte() {
        Some(found) if found == wanted => Ok(reader),
        Some(FAILURE) if reader.is_done() => Err(AgentError::Failed),
        Some(_) | None => Err(AgentError::Malformed),
    }
}
