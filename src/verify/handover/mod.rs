//! Hand-over files: whether one is unaltered and by whom it is signed, and whether what a line took in is what its file says.

mod lines;
mod render;

pub(super) use lines::taken_in;

use crate::bundle::{self, HandoverFile, HandoverFileError};
use crate::event::{Event, HandoverOut, Mode, StatementKind};
use crate::log::Hash;
use crate::record::{DecodeError, decode_event};
use crate::signing::{ParseError, Presence, PublicKey, PublicKeyError, SshSig, VerifyError};
use crate::statement::{HandedFault, HandedText, namespace, read_handed};
use crate::terms::Digest;

/// A hand-over file that nothing speaks against. Whose the key is, it cannot say.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct HandoverRead {
    /// What the signed text says.
    pub text: HandedText,
    /// What was recorded there.
    pub said: HandoverOut,
    /// The key that signed: type and base64.
    pub key: String,
    /// Its fingerprint.
    pub fingerprint: String,
    /// Whether a security key was touched for it.
    pub touched: bool,
    /// The SHA-256 of the file.
    pub file: Digest,
}

/// Why a file is not taken for a hand-over.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum HandoverFault {
    /// Not one file of ours.
    #[error(transparent)]
    File(#[from] HandoverFileError),
    /// Its record is none.
    #[error("its record cannot be read: {0}")]
    Record(#[from] DecodeError),
    /// Its record is of something else.
    #[error("its record is of no hand-over by file")]
    OtherRecord,
    /// Text and record do not agree.
    #[error(transparent)]
    Text(#[from] HandedFault),
    /// The text is none.
    #[error("its text cannot be read")]
    NoText,
    /// The parts name different things.
    #[error("its parts do not belong together: {0} differs")]
    Apart(&'static str),
    /// The key is none that signs.
    #[error("the key in it: {0}")]
    Key(#[from] PublicKeyError),
    /// The signature is none.
    #[error("the signature in it: {0}")]
    Form(#[from] ParseError),
    /// The signature does not hold.
    #[error("the signature in it: {0}")]
    Signature(#[from] VerifyError),
}

impl HandoverFault {
    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::File(error) => error.remedy(),
            Self::Record(error) if error.is_newer() => {
                "Read it with the newest version of the program."
            }
            Self::Record(_)
            | Self::OtherRecord
            | Self::Text(_)
            | Self::NoText
            | Self::Apart(_)
            | Self::Key(_)
            | Self::Form(_)
            | Self::Signature(_) => {
                "Take nothing in from it. Ask for the file again; keep this one, it shows what came."
            }
        }
    }
}

/// Checks the bytes of a hand-over file: form, digests, text against record, and the signature.
///
/// # Errors
///
/// With the first thing that speaks against it.
pub fn read_handover(bytes: &[u8]) -> Result<HandoverRead, HandoverFault> {
    let file = HandoverFile::parse(bytes)?;
    let Event::HandoverOut(said) = decode_event(&file.record)? else {
        return Err(HandoverFault::OtherRecord);
    };
    if said.pack {
        return Err(HandoverFault::OtherRecord);
    }
    let text = str::from_utf8(&file.text).map_err(|_not_text| HandoverFault::NoText)?;
    let read = read_handed(text, &said)?;
    let key: PublicKey = file.key.parse()?;
    let fingerprint = key.fingerprint().to_string();
    let mode = match file.mode {
        bundle::Mode::Live => Mode::Live,
        bundle::Mode::Drill => Mode::Drill,
    };
    let apart = [
        (mode != read.mode, "live or drill"),
        (file.production != read.production.to_string(), "the production"),
        (file.number != said.number, "the number"),
        (file.person != read.signer.to_string(), "the giver"),
        (fingerprint != read.key, "the key"),
    ];
    if let Some((_, what)) = apart.into_iter().find(|(differs, _)| *differs) {
        return Err(HandoverFault::Apart(what));
    }
    let signature = SshSig::parse_armor(&file.signature)?;
    let wanted = namespace(StatementKind::Handover, mode);
    let presence = signature.verify(&key, wanted, &file.text)?;
    Ok(HandoverRead {
        text: read,
        said,
        key: key.to_string(),
        fingerprint,
        touched: presence != Presence::NotAttested,
        file: Digest(*Hash::of(bytes).as_bytes()),
    })
}
