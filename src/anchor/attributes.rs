//! What the signature of a token is over: its signed attributes (RFC 5652, 5.3; RFC 5035).

use der::{Decode as _, Encode as _, Tag, TagNumber};
use sha1::Sha1;
use sha2::Digest as _;
use x509_cert::name::Name;

use super::cert::Cert;
use super::cursor::{Part, context};
use super::fault::Fault;
use super::key::Hash;
use super::oid;

const WHAT: &str = "signed attributes";
const MOST: usize = 32;

/// The attributes that count here.
#[derive(Debug)]
pub(super) struct Attributes<'a> {
    digest: &'a [u8],
    v1: Option<Part<'a>>,
    v2: Option<Part<'a>>,
}

/// Takes the one value of an attribute that may stand once.
fn once<'a>(place: &mut Option<Part<'a>>, values: Part<'a>, tag: Tag) -> Result<(), Fault> {
    let value = values.parts().only(tag)?;
    if place.replace(value).is_some() { Err(Fault::Form(WHAT)) } else { Ok(()) }
}

impl<'a> Attributes<'a> {
    pub(super) fn read(part: Part<'a>) -> Result<Self, Fault> {
        let (mut kind, mut digest, mut v1, mut v2) = (None, None, None, None);
        for attribute in part.parts_of(WHAT).all(Tag::Sequence, MOST)? {
            let mut parts = attribute.parts();
            let name = parts.next(Tag::ObjectIdentifier)?.oid()?;
            let values = parts.only(Tag::Set)?;
            match name {
                oid::CONTENT_TYPE => once(&mut kind, values, Tag::ObjectIdentifier)?,
                oid::MESSAGE_DIGEST => once(&mut digest, values, Tag::OctetString)?,
                oid::SIGNING_CERTIFICATE => once(&mut v1, values, Tag::Sequence)?,
                oid::SIGNING_CERTIFICATE_V2 => once(&mut v2, values, Tag::Sequence)?,
                // Others say nothing that is asked here.
                _ => {}
            }
        }
        let (Some(kind), Some(digest)) = (kind, digest) else { return Err(Fault::Form(WHAT)) };
        if kind.oid()? != oid::TST_INFO {
            return Err(Fault::Form(WHAT));
        }
        Ok(Self { digest: digest.value, v1, v2 })
    }

    /// That they are over this content.
    pub(super) fn are_over(&self, content: &[u8], hash: Hash) -> Result<(), Fault> {
        if self.digest == hash.digest(content) { Ok(()) } else { Err(Fault::Digest) }
    }

    /// That they name this certificate, in each way in which they name one.
    pub(super) fn name(&self, cert: &Cert) -> Result<(), Fault> {
        if self.v1.is_none() && self.v2.is_none() {
            return Err(Fault::Form(WHAT));
        }
        if let Some(v1) = self.v1 {
            let mut id = first(v1)?.parts();
            let hash = id.next(Tag::OctetString)?.value;
            let issuer = id.if_next(Tag::Sequence)?;
            id.end()?;
            // SHA-1 is all that this version knows; it picks the certificate, which the signature then proves.
            is_of(cert, hash == Sha1::digest(cert.raw()).as_slice(), issuer)?;
        }
        if let Some(v2) = self.v2 {
            let mut id = first(v2)?.parts();
            let algorithm = match id.if_next(Tag::Sequence)? {
                Some(part) => Hash::of(part.algorithm()?.0, WHAT)?,
                None => Hash::Sha256,
            };
            let hash = id.next(Tag::OctetString)?.value;
            let issuer = id.if_next(Tag::Sequence)?;
            id.end()?;
            is_of(cert, hash == algorithm.digest(cert.raw()), issuer)?;
        }
        Ok(())
    }
}

/// The first certificate that is named, which is the signer's.
fn first(signing: Part<'_>) -> Result<Part<'_>, Fault> {
    let mut parts = signing.parts();
    let ids = parts.next(Tag::Sequence)?.parts().all(Tag::Sequence, MOST)?;
    // The policies after it are not asked for here.
    parts.if_next(Tag::Sequence)?;
    parts.end()?;
    ids.first().copied().ok_or(Fault::Form(WHAT))
}

fn is_of(cert: &Cert, hashed: bool, issuer: Option<Part<'_>>) -> Result<(), Fault> {
    let issued = match issuer {
        Some(issuer) => {
            let mut parts = issuer.parts();
            let names = parts.next(Tag::Sequence)?;
            let serial = parts.only(Tag::Integer)?;
            let name = names.parts().only(context(TagNumber::N4))?.parts().only(Tag::Sequence)?;
            let name = Name::from_der(name.whole).map_err(|_wrong| Fault::Form(WHAT))?;
            let name = name.to_der().map_err(|_wrong| Fault::Form(WHAT))?;
            name == cert.issuer_der() && serial.whole == cert.serial_der()
        }
        None => true,
    };
    if hashed && issued { Ok(()) } else { Err(Fault::OtherCertificate) }
}
