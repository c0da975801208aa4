//! The file that an authority answers with: its status, and the token (RFC 3161, 2.4.2).

use der::{Tag, TagNumber};

use super::MOST_BYTES;
use super::cursor::{Cursor, Part, plain_context};
use super::fault::Fault;
use super::token::{Stamp, Token};
use super::{MOST_CERTIFICATES, attributes::Attributes, cert::Cert, cursor::context};
use super::{key, key::Hash, key::Signed, oid};
use crate::terms::quoted;

const STATUS: &str = "status";
const TOKEN: &str = "token";
const SIGNER: &str = "signer";
const MOST: usize = 16;

/// Reads a response and checks everything in it that can be checked without the request and without a root.
///
/// # Errors
///
/// When it is not granted, is not as it must be, or its signature does not hold.
pub fn read(response: &[u8]) -> Result<Token, Fault> {
    if response.len() > MOST_BYTES {
        return Err(Fault::TooLarge(response.len()));
    }
    let mut parts = Cursor::new(response, "response").only(Tag::Sequence)?.parts();
    if parts.if_next(Tag::ObjectIdentifier)?.is_some() {
        return Err(Fault::BareToken);
    }
    status(parts.next(Tag::Sequence)?)?;
    let token = parts.if_next(Tag::Sequence)?.ok_or(Fault::NoToken)?;
    parts.end()?;
    content(token)
}

/// That it was granted.
fn status(part: Part<'_>) -> Result<(), Fault> {
    let mut parts = part.parts_of(STATUS);
    let code = parts.next(Tag::Integer)?.small()?;
    let mut words = Vec::new();
    if let Some(texts) = parts.if_next(Tag::Sequence)? {
        for text in texts.parts().all(Tag::Utf8String, MOST)? {
            let text = str::from_utf8(text.value).map_err(|_wrong| Fault::Form(STATUS))?;
            words.push(quoted(&text.chars().take(120).collect::<String>()));
        }
    }
    let failed = parts.if_next(Tag::BitString)?;
    parts.end()?;
    let word = match code {
        0 | 1 => return Ok(()),
        2 => "it was rejected",
        3 => "it waits",
        4 => "a certificate will soon be revoked",
        5 => "a certificate was revoked",
        _ => return Err(Fault::Form(STATUS)),
    };
    let mut said = vec![word.to_owned()];
    said.extend(failed.and_then(|bits| failure(bits.value)).map(str::to_owned));
    said.extend(words);
    Err(Fault::NotGranted(said.join(", ")))
}

/// Why it failed, in words: the first bit that is set.
fn failure(bits: &[u8]) -> Option<&'static str> {
    const WORDS: [(usize, &str); 8] = [
        (0, "it does not know the algorithm"),
        (2, "it does not take such requests"),
        (5, "it could not read the request"),
        (14, "its clock is not available"),
        (15, "it has no such policy"),
        (16, "it has no such extension"),
        (17, "it cannot say what was asked for"),
        (25, "it does not work at present"),
    ];
    let (_unused, bits) = bits.split_first()?;
    let is_set = |at: usize| bits.get(at / 8).is_some_and(|byte| byte & (0x80 >> (at % 8)) != 0);
    WORDS.iter().find(|(at, _)| is_set(*at)).map(|(_, word)| *word)
}

fn version(part: Part<'_>, what: &'static str, known: &[u8]) -> Result<u8, Fault> {
    let found = part.small()?;
    if known.contains(&found) { Ok(found) } else { Err(Fault::Version { part: what, found }) }
}

/// The token: signed data (RFC 5652, 5.1) around what the authority says.
fn content(token: Part<'_>) -> Result<Token, Fault> {
    let mut parts = token.parts_of(TOKEN);
    if parts.next(Tag::ObjectIdentifier)?.oid()? != oid::SIGNED_DATA {
        return Err(Fault::Form(TOKEN));
    }
    let data = parts.only(context(TagNumber::N0))?.parts().only(Tag::Sequence)?;
    let mut parts = data.parts();
    version(parts.next(Tag::Integer)?, TOKEN, &[3])?;
    // Which digests it may use is told again beside the signature, where it counts.
    parts.next(Tag::Set)?;
    let mut inside = parts.next(Tag::Sequence)?.parts();
    if inside.next(Tag::ObjectIdentifier)?.oid()? != oid::TST_INFO {
        return Err(Fault::Form(TOKEN));
    }
    let said = inside.only(context(TagNumber::N0))?.parts().only(Tag::OctetString)?.value;
    let certs = parts.if_next(context(TagNumber::N0))?.ok_or(Fault::NoCertificate)?;
    // Lists of revoked certificates may come along; nobody asks them without a network.
    parts.if_next(context(TagNumber::N1))?;
    let signers = parts.next(Tag::Set)?;
    parts.end()?;

    let certs = certificates(certs)?;
    let signer = signers.parts().only(Tag::Sequence)?;
    let (cert, others) = signature(signer, said, certs)?;
    cert.is_for_time_stamps()?;
    let stamp = Stamp::read(said)?;
    if !cert.holds_at(stamp.time) {
        return Err(Fault::Validity);
    }
    Ok(Token::new(stamp, cert, others))
}

fn certificates(part: Part<'_>) -> Result<Vec<Cert>, Fault> {
    let mut certs: Vec<Cert> = Vec::new();
    let all = part.parts_of("certificates").all(Tag::Sequence, MOST_CERTIFICATES + 1)?;
    if all.len() > MOST_CERTIFICATES {
        return Err(Fault::TooManyCertificates);
    }
    for part in all {
        let cert = Cert::read(part.whole)?;
        if !certs.contains(&cert) {
            certs.push(cert);
        }
    }
    Ok(certs)
}

/// The certificate that signed what is said, and those that came with it.
fn signature(
    signer: Part<'_>,
    said: &[u8],
    mut certs: Vec<Cert>,
) -> Result<(Cert, Vec<Cert>), Fault> {
    let mut parts = signer.parts_of(SIGNER);
    let found = version(parts.next(Tag::Integer)?, SIGNER, &[1, 3])?;
    let at = if found == 1 {
        let id = parts.next(Tag::Sequence)?;
        let mut id = id.parts();
        let (issuer, serial) = (id.next(Tag::Sequence)?, id.only(Tag::Integer)?);
        certs
            .iter()
            .position(|cert| cert.issuer_der() == issuer.whole && cert.serial_der() == serial.whole)
    } else {
        let id = parts.next(plain_context(TagNumber::N0))?.value;
        certs.iter().position(|cert| cert.key_identifier().as_deref() == Some(id))
    };
    let cert = certs.remove(at.ok_or(Fault::NoCertificate)?);
    let digest = Hash::of(parts.next(Tag::Sequence)?.algorithm()?.0, "digest algorithm")?;
    let attributes = parts.next(context(TagNumber::N0))?;
    let algorithm = parts.next(Tag::Sequence)?;
    let signature = parts.next(Tag::OctetString)?.value;
    // Nobody signed what stands in the unsigned attributes.
    parts.if_next(context(TagNumber::N1))?;
    parts.end()?;

    // RFC 5652, 5.4: signed is the set itself, under its own tag.
    let mut message = attributes.whole.to_vec();
    if let Some(tag) = message.first_mut() {
        *tag = 0x31;
    }
    let attributes = Attributes::read(attributes)?;
    attributes.are_over(said, digest)?;
    attributes.name(&cert)?;
    let signed = Signed { algorithm, digest: Some(digest), message: &message, signature };
    key::verify(&cert.read.tbs_certificate.subject_public_key_info, &signed)?;
    Ok((cert, certs))
}
