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
use crate::terms::{Digest, LineText};

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
    /// A text in it is none that this program takes from anybody.
    #[error("{0} in it is too long, or holds characters that deceive the eye")]
    Unfit(&'static str),
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
            | Self::Unfit(_)
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
    if let Some(what) = unfit(&read, &said) {
        return Err(HandoverFault::Unfit(what));
    }
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

/// The longest title that is taken, in characters.
const TITLE: usize = 200;

/// What in it is no text of one line as the program takes it from people: it is shown before anybody knows whose it is.
fn unfit(text: &HandedText, said: &HandoverOut) -> Option<&'static str> {
    let fits =
        |text: &str, most| LineText::parse(text, most).is_ok_and(|line| line.as_str() == text);
    let some = |text: &Option<String>| {
        text.as_ref().is_none_or(|text| text.is_empty() || fits(text, LineText::REASON))
    };
    let items = said.items.iter();
    let rounds = said.rounds.iter();
    [
        (fits(&text.title, TITLE), "the title"),
        (fits(&text.name, LineText::NAME), "the name of the giver"),
        (
            text.taker.as_ref().is_none_or(|name| fits(name, LineText::NAME)),
            "the name of the taker",
        ),
        (fits(&said.unit, LineText::NAME), "the unit"),
        (items.clone().all(|one| fits(&one.tag, LineText::TAG)), "a tag"),
        (items.clone().all(|one| some(&one.load)), "a load"),
        (items.clone().all(|one| some(&one.seal)), "a seal"),
        (
            rounds
                .clone()
                .all(|one| some(&Some(one.lot.clone())) && some(&Some(one.maker.clone()))),
            "a lot",
        ),
        (
            rounds.clone().all(|one| some(&Some(one.calibre.clone())) && some(&one.load)),
            "a calibre or load",
        ),
    ]
    .into_iter()
    .find_map(|(fits, what)| (!fits).then_some(what))
}
