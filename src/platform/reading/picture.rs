//! Pictures: decoded within bounds for a small one of them, and made into a PNG; whatever the bytes are, nothing breaks.

use crate::session::{Pixels, PortError};

/// A small picture of a PNG or JPEG, right side up.
///
/// # Errors
///
/// When the bytes are no such picture, a damaged one, or one too large to be decoded.
#[cfg(feature = "gui")]
pub fn picture(bytes: &[u8]) -> Result<Pixels, PortError> {
    guarded(|| decode::small(bytes)).unwrap_or_else(|| Err(decode::damaged("")))
}

/// A picture as the bytes of a PNG.
///
/// # Errors
///
/// When its bytes are not as many as its size says.
#[cfg(feature = "gui")]
pub fn png(pixels: &Pixels) -> Result<Vec<u8>, PortError> {
    guarded(|| decode::png(pixels)).unwrap_or_else(|| Err(decode::damaged("")))
}

/// Decoders are other people's code, and these bytes come from anywhere.
#[cfg(feature = "gui")]
fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(work)).ok()
}

/// Without a window no picture is shown, and so none is taken.
///
/// # Errors
///
/// Always.
#[cfg(not(feature = "gui"))]
pub fn picture(_bytes: &[u8]) -> Result<Pixels, PortError> {
    Err(PortError::new(
        "this program was built without a window, and shows no pictures",
        "Use the program with its window.",
    ))
}

/// Without a window there is no clipboard.
///
/// # Errors
///
/// Always.
#[cfg(not(feature = "gui"))]
pub fn png(_pixels: &Pixels) -> Result<Vec<u8>, PortError> {
    Err(PortError::new(
        "this program was built without a window, and makes no pictures",
        "Use the program with its window.",
    ))
}

#[cfg(feature = "gui")]
mod decode {
    use std::io::Cursor;
    use std::sync::Arc;

    use image::{DynamicImage, ImageDecoder as _, ImageError, ImageFormat, ImageReader, Limits};

    use crate::session::{MOST_PIXELS, Pixels, PortError, too_many_pixels};

    /// The most that a decoder may take for itself and for the picture, in bytes.
    const MOST_MEMORY: u64 = 320 * 1024 * 1024;

    /// The longer side of the small picture, in pixels.
    const SMALL: u32 = 480;

    pub(super) fn small(bytes: &[u8]) -> Result<Pixels, PortError> {
        let format = format(bytes)?;
        let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
        let mut limits = Limits::default();
        limits.max_alloc = Some(MOST_MEMORY);
        reader.limits(limits.clone());
        let mut decoder = reader.into_decoder().map_err(|error| failed(&error))?;
        let (width, height) = decoder.dimensions();
        // Asked before anything is decoded: the header alone says how much memory the rest would take.
        let many = u64::from(width) * u64::from(height);
        if many > MOST_PIXELS {
            return Err(too_many_pixels(many));
        }
        limits.reserve(decoder.total_bytes()).map_err(|error| failed(&error))?;
        let turned = decoder.orientation().map_err(|error| failed(&error))?;
        let whole = DynamicImage::from_decoder(decoder).map_err(|error| failed(&error))?;
        let mut small =
            if width.max(height) > SMALL { whole.thumbnail(SMALL, SMALL) } else { whole };
        small.apply_orientation(turned);
        let small = small.into_rgba8();
        let (width, height) = small.dimensions();
        Ok(Pixels { width, height, rgba: Arc::from(small.into_raw()) })
    }

    pub(super) fn png(pixels: &Pixels) -> Result<Vec<u8>, PortError> {
        let raw = pixels.rgba.to_vec();
        let whole = image::RgbaImage::from_raw(pixels.width, pixels.height, raw);
        let whole = whole.filter(|whole| whole.width() > 0 && whole.height() > 0);
        let whole = whole.ok_or_else(|| damaged(""))?;
        let mut bytes = Cursor::new(Vec::new());
        whole.write_to(&mut bytes, ImageFormat::Png).map_err(|error| failed(&error))?;
        Ok(bytes.into_inner())
    }

    /// Which of the formats that are decoded it is, by its first bytes and never by its name.
    fn format(bytes: &[u8]) -> Result<ImageFormat, PortError> {
        let heic = [b"heic", b"heix", b"mif1", b"heim", b"avif"];
        match image::guess_format(bytes) {
            Ok(ImageFormat::Png) => Ok(ImageFormat::Png),
            Ok(ImageFormat::Jpeg) => Ok(ImageFormat::Jpeg),
            Ok(_) => Err(other("it is a picture of a sort that is not shown here")),
            Err(_)
                if bytes.get(4..8) == Some(b"ftyp")
                    && bytes
                        .get(8..12)
                        .is_some_and(|brand| heic.iter().any(|one| brand == *one)) =>
            {
                Err(other("it is a HEIC picture, which is not shown here"))
            }
            Err(_) => Err(PortError::new("it is no picture", "Pick a PNG or JPEG.")),
        }
    }

    fn other(what: &str) -> PortError {
        PortError::new(what, "Save it as a PNG or JPEG, and pick that one.")
    }

    pub(super) fn damaged(why: &str) -> PortError {
        let why = if why.is_empty() { String::new() } else { format!(": {why}") };
        PortError::new(
            format!("the picture is damaged or not whole{why}"),
            "Copy it again from the camera or phone, and pick that one.",
        )
    }

    fn failed(error: &ImageError) -> PortError {
        match error {
            ImageError::Limits(_) => PortError::new(
                "the picture needs more memory than is given to one",
                "Save it smaller, and pick that one.",
            ),
            ImageError::Unsupported(_) => other("it is a picture of a sort that is not shown here"),
            ImageError::Decoding(_)
            | ImageError::Encoding(_)
            | ImageError::Parameter(_)
            | ImageError::IoError(_) => damaged(&error.to_string()),
        }
    }
}
