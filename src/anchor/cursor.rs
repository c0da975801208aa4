//! One part after the other of DER, each with the exact bytes that it has.

use der::asn1::{ObjectIdentifier, UintRef};
use der::{Decode as _, ErrorKind, Header, Reader as _, SliceReader, Tag, TagNumber};

use super::fault::Fault;

/// One part: what it is, what is in it, and all of its bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part<'a> {
    pub(super) tag: Tag,
    pub(super) value: &'a [u8],
    pub(super) whole: &'a [u8],
    what: &'static str,
}

/// The parts in some bytes, in order; `what` names them where they are not as they must be.
#[derive(Clone, Debug)]
pub(super) struct Cursor<'a> {
    rest: &'a [u8],
    what: &'static str,
}

/// `[n]` around parts.
pub(super) const fn context(number: TagNumber) -> Tag {
    Tag::ContextSpecific { constructed: true, number }
}

/// `[n]` instead of the tag of a plain value.
pub(super) const fn plain_context(number: TagNumber) -> Tag {
    Tag::ContextSpecific { constructed: false, number }
}

impl<'a> Cursor<'a> {
    pub(super) const fn new(rest: &'a [u8], what: &'static str) -> Self {
        Self { rest, what }
    }

    fn take(&mut self) -> Result<Part<'a>, Fault> {
        let what = self.what;
        let form = |error: der::Error| {
            if error.kind() == ErrorKind::IndefiniteLength {
                Fault::Indefinite
            } else {
                Fault::Form(what)
            }
        };
        let mut reader = SliceReader::new(self.rest).map_err(form)?;
        let whole = reader.tlv_bytes().map_err(form)?;
        let mut inside = SliceReader::new(whole).map_err(form)?;
        let header = Header::decode(&mut inside).map_err(form)?;
        let value = inside.read_slice(header.length).map_err(form)?;
        self.rest = self.rest.get(whole.len()..).unwrap_or_default();
        Ok(Part { tag: header.tag, value, whole, what })
    }

    /// The next part, which must have this tag.
    pub(super) fn next(&mut self, tag: Tag) -> Result<Part<'a>, Fault> {
        let part = self.take()?;
        if part.tag == tag { Ok(part) } else { Err(Fault::Form(self.what)) }
    }

    /// The next part if it has this tag.
    pub(super) fn if_next(&mut self, tag: Tag) -> Result<Option<Part<'a>>, Fault> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        let mut ahead = self.clone();
        let part = ahead.take()?;
        if part.tag != tag {
            return Ok(None);
        }
        *self = ahead;
        Ok(Some(part))
    }

    /// Every part that is left, all with this tag and at most so many.
    pub(super) fn all(mut self, tag: Tag, most: usize) -> Result<Vec<Part<'a>>, Fault> {
        let mut parts = Vec::new();
        while !self.rest.is_empty() {
            if parts.len() == most {
                return Err(Fault::Form(self.what));
            }
            parts.push(self.next(tag)?);
        }
        Ok(parts)
    }

    /// The only part that is left, which must have this tag.
    pub(super) fn only(mut self, tag: Tag) -> Result<Part<'a>, Fault> {
        let part = self.next(tag)?;
        self.end()?;
        Ok(part)
    }

    /// That nothing is left.
    pub(super) fn end(self) -> Result<(), Fault> {
        if self.rest.is_empty() { Ok(()) } else { Err(Fault::Form(self.what)) }
    }
}

impl<'a> Part<'a> {
    /// The parts in it.
    pub(super) const fn parts(&self) -> Cursor<'a> {
        Cursor::new(self.value, self.what)
    }

    /// The parts in it, under a name of their own.
    pub(super) const fn parts_of(&self, what: &'static str) -> Cursor<'a> {
        Cursor::new(self.value, what)
    }

    pub(super) fn oid(&self) -> Result<ObjectIdentifier, Fault> {
        ObjectIdentifier::from_der(self.whole).map_err(|_wrong| Fault::Form(self.what))
    }

    /// A version, or another number below 256.
    pub(super) fn small(&self) -> Result<u8, Fault> {
        u8::from_der(self.whole).map_err(|_wrong| Fault::Form(self.what))
    }

    pub(super) fn boolean(&self) -> Result<bool, Fault> {
        bool::from_der(self.whole).map_err(|_wrong| Fault::Form(self.what))
    }

    /// A number that is not negative, as its bytes without zeros before them.
    pub(super) fn unsigned(&self) -> Result<&'a [u8], Fault> {
        let number = UintRef::from_der(self.whole).map_err(|_wrong| Fault::Form(self.what))?;
        Ok(number.as_bytes())
    }

    /// An algorithm: its number, and its parameters where it has any.
    pub(super) fn algorithm(&self) -> Result<(ObjectIdentifier, Option<Self>), Fault> {
        let mut parts = self.parts();
        let oid = parts.next(Tag::ObjectIdentifier)?.oid()?;
        let parameters = if parts.rest.is_empty() { None } else { Some(parts.take()?) };
        parts.end()?;
        Ok((oid, parameters))
    }
}
