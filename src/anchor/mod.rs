//! Time from an authority: requests and tokens of RFC 3161, built and checked without any network.
//!
//! A token proves that a text existed at or before the time that the authority says, as far as one trusts that
//! authority. It never proves that the text was made then, and nothing about what the text says.
//!
//! What is read is strict DER (ITU-T X.690): each part is taken as the bytes that were signed or hashed, and none is
//! encoded anew. The structure is a fixed one, so that nothing here nests deeper than its own code does. Keys only ever
//! verify; what is known of timing in the `rsa` crate (RUSTSEC-2023-0071) is about private keys.

mod attributes;
mod cert;
mod chain;
mod cursor;
mod fault;
mod key;
mod oid;
mod request;
mod response;
mod token;
mod trust;

pub use fault::{Fault, Untrusted};
pub use request::Request;
pub use response::read;
pub use token::Token;
pub use trust::{Root, Trust, TrustError};

/// The most bytes that a response may have.
pub const MOST_BYTES: usize = 65_536;
/// The most certificates that a token may bring along.
pub const MOST_CERTIFICATES: usize = 16;
