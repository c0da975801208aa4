//! The zip file of a bundle, written in one way to the byte, and read in no other.
//!
//! The layout (log-format, section 9): entries stored and sorted, 1980-01-01 00:00, made by Unix
//! 2.0, needing 2.0, `0100644`; no extra fields, comments, descriptors, folders, zip64. Records and
//! fields: PKWARE `APPNOTE.TXT`, 4.3.7 (local), 4.3.12 (central), 4.3.16 (end).

use super::package::Package;
use super::path::LONGEST;
use super::zip_error::ZipError;

/// The longest zip, in bytes; one byte more would need another layout.
pub const MOST_BYTES: u64 = u32::MAX as u64 - 1;

/// The most files in a zip; one more would need another layout.
pub const MOST_ENTRIES: usize = u16::MAX as usize - 1;

const LOCAL: &[u8; 4] = b"PK\x03\x04";
const CENTRAL: &[u8; 4] = b"PK\x01\x02";
const END: &[u8; 4] = b"PK\x05\x06";
const LOCAL_LENGTH: usize = 30;
const CENTRAL_LENGTH: usize = 46;
const END_LENGTH: usize = 22;

const NEEDED: u16 = 20;
/// High byte: Unix. Low byte: version 2.0 of the format.
const MADE_BY: u16 = 3 << 8 | 20;
/// 1980-01-01: year 0 from 1980, month 1, day 1.
const DATE: u16 = 1 << 5 | 1;
/// A plain file that its owner may write and everybody may read.
const ATTRIBUTES: u32 = 0o100_644 << 16;

/// Writes `package` as a zip.
///
/// # Errors
/// When it has more files or bytes than this layout holds.
pub fn write_zip(package: &Package<'_>) -> Result<Vec<u8>, ZipError> {
    let mut zip = Vec::new();
    emit(package, &mut |piece| {
        zip.extend_from_slice(piece);
        Ok(())
    })?;
    Ok(zip)
}

/// Hands the zip of `package` to `put`, piece by piece.
fn emit(
    package: &Package<'_>,
    put: &mut dyn FnMut(&[u8]) -> Result<(), ZipError>,
) -> Result<(), ZipError> {
    let count = match u16::try_from(package.len()) {
        Ok(count) if package.len() <= MOST_ENTRIES => count,
        Ok(_) | Err(_) => return Err(ZipError::TooManyFiles { found: package.len() }),
    };
    let mut central = Vec::new();
    let mut offset = 0_u64;
    for (path, bytes) in package.files() {
        let name = format!("{}/{path}", package.folder());
        let (Ok(size), Ok(at)) = (u32::try_from(bytes.len()), u32::try_from(offset)) else {
            return Err(ZipError::TooLarge);
        };
        let Ok(name_length) = u16::try_from(name.len()) else {
            return Err(ZipError::TooLarge);
        };
        // Needed version to name length: the same in both records.
        let mut shared = Vec::with_capacity(LOCAL_LENGTH);
        for field in [NEEDED, 0, 0, 0, DATE] {
            shared.extend_from_slice(&field.to_le_bytes());
        }
        for field in [crc32fast::hash(bytes), size, size] {
            shared.extend_from_slice(&field.to_le_bytes());
        }
        shared.extend_from_slice(&name_length.to_le_bytes());
        shared.extend_from_slice(&[0; 2]);

        put(LOCAL)?;
        put(&shared)?;
        put(name.as_bytes())?;
        put(bytes)?;

        central.extend_from_slice(CENTRAL);
        central.extend_from_slice(&MADE_BY.to_le_bytes());
        central.extend_from_slice(&shared);
        central.extend_from_slice(&[0; 6]);
        central.extend_from_slice(&ATTRIBUTES.to_le_bytes());
        central.extend_from_slice(&at.to_le_bytes());
        central.extend_from_slice(name.as_bytes());
        offset += LOCAL_LENGTH as u64 + u64::from(name_length) + u64::from(size);
    }
    let whole = offset + central.len() as u64 + END_LENGTH as u64;
    let (Ok(length), Ok(at)) = (u32::try_from(central.len()), u32::try_from(offset)) else {
        return Err(ZipError::TooLarge);
    };
    if whole > MOST_BYTES {
        return Err(ZipError::TooLarge);
    }
    put(&central)?;
    put(END)?;
    put(&[0; 4])?;
    put(&count.to_le_bytes())?;
    put(&count.to_le_bytes())?;
    put(&length.to_le_bytes())?;
    put(&at.to_le_bytes())?;
    put(&[0; 2])
}

/// Reads a zip that [`write_zip`] wrote; its files are parts of `zip`, none is copied.
///
/// # Errors
/// When it is anything else: the named reasons first, then any byte that would be written
/// differently.
pub fn read_zip(zip: &[u8]) -> Result<Package<'_>, ZipError> {
    if zip.len() as u64 > MOST_BYTES {
        return Err(ZipError::TooLarge);
    }
    let package = collect(zip)?;
    let mut rest = zip;
    emit(&package, &mut |piece| match rest.strip_prefix(piece) {
        Some(left) => {
            rest = left;
            Ok(())
        }
        None => {
            let same = rest.iter().zip(piece).take_while(|(a, b)| a == b).count();
            Err(ZipError::OtherBytes { at: zip.len() - rest.len() + same })
        }
    })?;
    if rest.is_empty() { Ok(package) } else { Err(ZipError::Trailing) }
}

/// The files that the central directory lists, with the reasons why one is not taken.
fn collect(zip: &[u8]) -> Result<Package<'_>, ZipError> {
    let end = zip.len().checked_sub(END_LENGTH).and_then(|at| Fields::at(zip, at));
    let mut end = end.ok_or(ZipError::NoEnd)?;
    if end.four() != Some(u32::from_le_bytes(*END)) {
        let has_end = zip.windows(END.len()).any(|window| window == END);
        return Err(if has_end { ZipError::Trailing } else { ZipError::NoEnd });
    }
    let (Some(0), Some(0)) = (end.two(), end.two()) else { return Err(ZipError::SeveralDisks) };
    let count = end.two().map(usize::from).ok_or(ZipError::NoEnd)?;
    if count > MOST_ENTRIES {
        return Err(ZipError::TooManyFiles { found: count });
    }
    end.skip(6);
    let mut central = end.four().and_then(|at| Fields::at(zip, usize::try_from(at).ok()?));
    let mut package: Option<Package<'_>> = None;
    let mut before: &str = "";
    let mut next = 0;
    for _ in 0..count {
        let entry = central.as_mut().and_then(Entry::read).ok_or(ZipError::NoEntry)?;
        entry.check()?;
        let Some((folder, path)) = entry.name.split_once('/') else {
            return Err(ZipError::NoFolder { path: entry.name.to_owned() });
        };
        let package = match &mut package {
            Some(package) => package,
            None => package.insert(Package::new(folder)?),
        };
        if package.folder() != folder {
            return Err(ZipError::TwoFolders { path: entry.name.to_owned() });
        }
        // One after the other: no bytes are read twice, however many entries there are.
        if usize::try_from(entry.offset) != Ok(next) {
            return Err(ZipError::NoEntry);
        }
        let content = entry.content(zip)?;
        next += LOCAL_LENGTH + entry.name.len() + content.len();
        package.add(path.parse()?, content)?;
        if entry.name < before {
            return Err(ZipError::NotSorted { path: entry.name.to_owned() });
        }
        before = entry.name;
    }
    package.ok_or(ZipError::Empty)
}

/// Little-endian numbers, read forward.
struct Fields<'a>(&'a [u8]);

impl<'a> Fields<'a> {
    fn at(zip: &'a [u8], at: usize) -> Option<Self> {
        zip.get(at..).map(Self)
    }

    fn bytes(&mut self, count: usize) -> Option<&'a [u8]> {
        let (head, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(head)
    }

    fn skip(&mut self, count: usize) {
        self.0 = self.0.get(count..).unwrap_or_default();
    }

    fn two(&mut self) -> Option<u16> {
        self.bytes(2)?.try_into().ok().map(u16::from_le_bytes)
    }

    fn four(&mut self) -> Option<u32> {
        self.bytes(4)?.try_into().ok().map(u32::from_le_bytes)
    }
}

/// One record of the central directory.
struct Entry<'a> {
    flags: u16,
    method: u16,
    crc: u32,
    size: u32,
    extra: u16,
    comment: u16,
    attributes: u32,
    offset: u32,
    name: &'a str,
}

impl<'a> Entry<'a> {
    fn read(fields: &mut Fields<'a>) -> Option<Self> {
        let mut head = Fields(fields.bytes(CENTRAL_LENGTH)?);
        if head.bytes(4) != Some(CENTRAL) {
            return None;
        }
        head.skip(4);
        let (flags, method) = (head.two()?, head.two()?);
        head.skip(4);
        let crc = head.four()?;
        head.skip(4);
        let size = head.four()?;
        let (name_length, extra, comment) = (head.two()?, head.two()?, head.two()?);
        head.skip(4);
        let (attributes, offset) = (head.four()?, head.four()?);
        let name = str::from_utf8(fields.bytes(usize::from(name_length))?).ok()?;
        Some(Self { flags, method, crc, size, extra, comment, attributes, offset, name })
    }

    fn check(&self) -> Result<(), ZipError> {
        let path = || self.name.to_owned();
        if self.name.len() > LONGEST {
            return Err(ZipError::LongName);
        }
        if self.flags & 1 != 0 {
            return Err(ZipError::Encrypted { path: path() });
        }
        if self.flags & 8 != 0 {
            return Err(ZipError::Descriptor { path: path() });
        }
        if self.method != 0 {
            return Err(ZipError::Compressed { path: path() });
        }
        if self.extra != 0 {
            return Err(ZipError::ExtraField { path: path() });
        }
        if self.comment != 0 {
            return Err(ZipError::Comment { path: path() });
        }
        if self.name.ends_with('/') {
            return Err(ZipError::FolderEntry { path: path() });
        }
        if self.attributes != ATTRIBUTES {
            return Err(ZipError::NotPlain { path: path() });
        }
        Ok(())
    }

    /// The bytes of the file, where a local record without an extra field puts them.
    fn content(&self, zip: &'a [u8]) -> Result<&'a [u8], ZipError> {
        let path = || self.name.to_owned();
        let start = usize::try_from(self.offset).ok().and_then(|at| Fields::at(zip, at));
        let mut local = start.ok_or(ZipError::NoEntry)?;
        if local.bytes(4) != Some(LOCAL) {
            return Err(ZipError::NoEntry);
        }
        local.skip(LOCAL_LENGTH - 6);
        if local.two() != Some(0) {
            return Err(ZipError::ExtraField { path: path() });
        }
        local.skip(self.name.len());
        let size = usize::try_from(self.size).ok();
        let bytes = size.and_then(|size| local.bytes(size)).ok_or(ZipError::NoEntry)?;
        if crc32fast::hash(bytes) == self.crc {
            Ok(bytes)
        } else {
            Err(ZipError::Damaged { path: path() })
        }
    }
}
