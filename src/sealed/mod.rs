//! Private bytes: salted, encrypted to named keys, withheld or erased as files.
//!
//! Log format, section 9: one JSON object each, named by the SHA-256 of its plain bytes, read without leniency: decode,
//! re-encode, compare. The salt is random and keeps the name from telling what is inside. What is here is the plain form and
//! who may read it; encrypting draws random bits, and is done in `platform`. It protects copies of the folder, and not a
//! laptop that is unlocked.

mod concern;
mod details;
mod particulars;
mod recipient;

pub use concern::{LONGEST_CONCERN, decode_concern, encode_concern};
pub use details::{Details, decode_details, encode_details};
pub use particulars::{Particulars, decode_particulars, encode_particulars};
pub use recipient::{Recipient, RecipientError};

/// The longest private object, in bytes.
pub const LONGEST: usize = 16 * 1024;
