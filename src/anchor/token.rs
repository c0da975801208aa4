//! What an authority says: a digest and a time (RFC 3161, 2.4.2), and whose certificate signed it.

use der::{DateTime, Tag, TagNumber};

use super::cert::Cert;
use super::cursor::{Cursor, Part, context, plain_context};
use super::fault::{Fault, Untrusted};
use super::request::{Request, number};
use super::trust::{Root, Trust};
use super::{chain, oid};
use crate::terms::UtcMillis;

const WHAT: &str = "time stamp";
const MOST_EXTENSIONS: usize = 16;

/// What was signed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Stamp {
    imprint: [u8; 32],
    /// Milliseconds since 1970.
    pub(super) time: i64,
    accuracy: Option<u64>,
    nonce: Option<Vec<u8>>,
}

/// A token whose signature holds; whether its authority is one to believe is another question ([`Token::confirm`]).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Token {
    stamp: Stamp,
    cert: Cert,
    others: Vec<Cert>,
}

impl Stamp {
    pub(super) fn read(said: &[u8]) -> Result<Self, Fault> {
        let mut parts = Cursor::new(said, WHAT).only(Tag::Sequence)?.parts();
        match parts.next(Tag::Integer)?.small()? {
            1 => {}
            found => return Err(Fault::Version { part: WHAT, found }),
        }
        parts.next(Tag::ObjectIdentifier)?;
        let mut imprint = parts.next(Tag::Sequence)?.parts();
        let (algorithm, _) = imprint.next(Tag::Sequence)?.algorithm()?;
        if algorithm != oid::SHA_256 {
            return Err(Fault::OtherText);
        }
        let imprint = imprint.only(Tag::OctetString)?.value;
        let imprint = imprint.try_into().map_err(|_other| Fault::Form(WHAT))?;
        parts.next(Tag::Integer)?.unsigned()?;
        let time = time(parts.next(Tag::GeneralizedTime)?.value)?;
        let accuracy = parts.if_next(Tag::Sequence)?.map(accuracy).transpose()?;
        if let Some(ordering) = parts.if_next(Tag::Boolean)? {
            ordering.boolean()?;
        }
        let nonce = parts.if_next(Tag::Integer)?.map(|part| part.unsigned().map(<[u8]>::to_vec));
        let nonce = nonce.transpose()?;
        // The name that it gives itself counts for nothing beside its certificate.
        parts.if_next(context(TagNumber::N0))?;
        if let Some(extensions) = parts.if_next(context(TagNumber::N1))? {
            demands_nothing(extensions)?;
        }
        parts.end()?;
        Ok(Self { imprint, time, accuracy, nonce })
    }
}

/// That no extension must be understood.
fn demands_nothing(extensions: Part<'_>) -> Result<(), Fault> {
    for extension in extensions.parts().all(Tag::Sequence, MOST_EXTENSIONS)? {
        let mut parts = extension.parts();
        let name = parts.next(Tag::ObjectIdentifier)?.oid()?;
        let critical = parts.if_next(Tag::Boolean)?.map(|part| part.boolean()).transpose()?;
        parts.only(Tag::OctetString)?;
        if critical == Some(true) {
            return Err(Fault::Critical { part: WHAT, name: name.to_string() });
        }
    }
    Ok(())
}

/// `YYYYMMDDhhmmss`, a fraction without zeros at its end where there is one, and `Z`; cut to the millisecond.
fn time(text: &[u8]) -> Result<i64, Fault> {
    let form = || Fault::Form(WHAT);
    let text = text.strip_suffix(b"Z").ok_or_else(form)?;
    let (whole, fraction) = text.split_at_checked(14).ok_or_else(form)?;
    if !whole.iter().all(u8::is_ascii_digit) {
        return Err(form());
    }
    let digits = |from: usize, to: usize| {
        let digits = whole.get(from..to).unwrap_or_default();
        digits.iter().fold(0_u16, |sum, digit| {
            sum.saturating_mul(10).saturating_add(u16::from(digit.saturating_sub(b'0')))
        })
    };
    let two = |from: usize| u8::try_from(digits(from, from + 2)).unwrap_or(u8::MAX);
    let date = DateTime::new(digits(0, 4), two(4), two(6), two(8), two(10), two(12));
    let seconds = date.map_err(|_wrong| form())?.unix_duration().as_secs();
    let millis = match fraction.split_first() {
        None => 0,
        Some((b'.', digits)) if digits.last().is_some_and(|last| *last != b'0') => {
            if !digits.iter().all(u8::is_ascii_digit) {
                return Err(form());
            }
            let three = digits.iter().chain(b"00").take(3);
            three.fold(0, |sum, digit| sum * 10 + i64::from(digit - b'0'))
        }
        Some(_) => return Err(form()),
    };
    let seconds = i64::try_from(seconds).map_err(|_large| form())?;
    Ok(seconds.saturating_mul(1000).saturating_add(millis))
}

/// How far from the truth the time may be, in milliseconds, rounded up.
fn accuracy(part: Part<'_>) -> Result<u64, Fault> {
    let mut parts = part.parts();
    let seconds = parts.if_next(Tag::Integer)?.map(|part| part.unsigned()).transpose()?;
    let millis = parts.if_next(plain_context(TagNumber::N0))?;
    let micros = parts.if_next(plain_context(TagNumber::N1))?;
    parts.end()?;
    let seconds = number(seconds.unwrap_or_default()).ok_or(Fault::Form(WHAT))?;
    let below = |part: Option<Part<'_>>| match part.map(|part| number(part.value)) {
        None => Ok(0),
        Some(Some(found)) if (1..=999).contains(&found) => Ok(found),
        Some(_) => Err(Fault::Form(WHAT)),
    };
    let (millis, micros) = (below(millis)?, below(micros)?);
    Ok(seconds.saturating_mul(1000).saturating_add(millis).saturating_add(u64::from(micros > 0)))
}

impl Token {
    pub(super) fn new(stamp: Stamp, cert: Cert, others: Vec<Cert>) -> Self {
        Self { stamp, cert, others }
    }

    /// The SHA-256 of the text that it is over.
    #[must_use]
    pub fn imprint(&self) -> [u8; 32] {
        self.stamp.imprint
    }

    /// The time that the authority says, cut to the millisecond.
    #[must_use]
    pub fn time(&self) -> UtcMillis {
        UtcMillis::new(self.stamp.time)
    }

    /// How far from the truth that may be, in milliseconds, where the authority says.
    #[must_use]
    pub fn accuracy(&self) -> Option<u64> {
        self.stamp.accuracy
    }

    /// The nonce that it repeats, where it has one of at most eight bytes.
    #[must_use]
    pub fn nonce(&self) -> Option<u64> {
        self.stamp.nonce.as_deref().and_then(number)
    }

    /// Whom the certificate that signed it is of; the authority's own words.
    #[must_use]
    pub fn authority(&self) -> String {
        self.cert.subject()
    }

    /// The SHA-256 of that certificate, in DER.
    #[must_use]
    pub fn certificate(&self) -> [u8; 32] {
        self.cert.sha256()
    }

    /// That it is the answer to this request.
    ///
    /// # Errors
    ///
    /// When it is over another text, or repeats another nonce or none.
    pub fn answers(&self, request: &Request) -> Result<(), Fault> {
        if self.stamp.imprint != request.text {
            Err(Fault::OtherText)
        } else if self.nonce() != Some(request.nonce) {
            Err(Fault::OtherNonce)
        } else {
            Ok(())
        }
    }

    /// That a root of the reader's own leads to whoever signed it, at the time that it says (RFC 5280, 6).
    ///
    /// Nobody asks whether a certificate on the way was revoked: that takes a network.
    ///
    /// # Errors
    ///
    /// When none does, or something on the way speaks against it.
    pub fn confirm(&self, trust: &Trust) -> Result<Root, Untrusted> {
        chain::lead(&self.cert, &self.others, trust, self.stamp.time)
    }
}
