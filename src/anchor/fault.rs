//! Why a response counts for nothing, each way by its name and with what to do.

use super::{MOST_BYTES, MOST_CERTIFICATES};

/// Why a response or its token was not taken.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Fault {
    /// Larger than any token is.
    #[error("it has {0} bytes, and at most {MOST_BYTES} are read")]
    TooLarge(usize),
    /// A part of it is not what it must be.
    #[error("its {0} is not as it must be")]
    Form(&'static str),
    /// Another encoding.
    #[error("it has parts of indefinite length, which are not read")]
    Indefinite,
    /// A token alone, out of its response.
    #[error("it is a token without the response it came in")]
    BareToken,
    /// What was asked was not done.
    #[error("the authority did not grant it: {0}")]
    NotGranted(String),
    /// Granted, and nothing in it.
    #[error("it has no token in it")]
    NoToken,
    /// A version that did not exist when this was written.
    #[error("its {part} says version {found}, which is not read")]
    Version {
        /// Of which part.
        part: &'static str,
        /// Which.
        found: u8,
    },
    /// An algorithm or a key that is not read.
    #[error("its {part} is {name}, which is not read")]
    Algorithm {
        /// Of which part.
        part: &'static str,
        /// Which, by its name or number.
        name: String,
    },
    /// Too short to rely on, or too long.
    #[error("it is signed with an RSA key of {0} bits, and 2048 to 8192 are read")]
    RsaBits(usize),
    /// A critical extension that nobody here understands.
    #[error("its {part} demands what is not understood here ({name})")]
    Critical {
        /// Of which part.
        part: &'static str,
        /// The number of what it demands.
        name: String,
    },
    /// More than a token ever needs.
    #[error("it brings more than {MOST_CERTIFICATES} certificates")]
    TooManyCertificates,
    /// The certificate that was asked for is not there.
    #[error("it does not bring the certificate of whoever signed it")]
    NoCertificate,
    /// Another certificate than the one that the signature is bound to.
    #[error("its certificate is another one than the signature names")]
    OtherCertificate,
    /// A certificate that may not sign times.
    #[error("its certificate is not for time stamps and nothing else")]
    Usage,
    /// Signed at a time at which the certificate did not hold.
    #[error("its certificate does not hold at the time it says")]
    Validity,
    /// What was signed is not what is there.
    #[error("what it says is not what was signed")]
    Digest,
    /// No signature of that certificate.
    #[error("the signature under it is wrong")]
    Signature,
    /// Over other bytes.
    #[error("it is over another text")]
    OtherText,
    /// The answer to another request.
    #[error("it does not answer this request: its nonce is another")]
    OtherNonce,
}

impl Fault {
    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::TooLarge(_) | Self::Form(_) => {
                "Choose the file that the authority answered with (.tsr), as it came."
            }
            Self::BareToken => "Ask the authority for the whole response (.tsr).",
            Self::NotGranted(_) | Self::NoToken => {
                "Send the request again later, or to another authority."
            }
            Self::Indefinite
            | Self::Version { .. }
            | Self::Algorithm { .. }
            | Self::RsaBits(_)
            | Self::Critical { .. }
            | Self::TooManyCertificates
            | Self::NoCertificate
            | Self::Usage
            | Self::Validity => "Send the request to another authority.",
            Self::OtherCertificate | Self::Digest | Self::Signature => {
                "Do not rely on it; send the request again."
            }
            Self::OtherText | Self::OtherNonce => {
                "Choose the response to a request that this record wrote."
            }
        }
    }
}

/// Why an authority is not confirmed by the roots that a reader brings.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Untrusted {
    /// No way leads from it to one of them.
    #[error("no certificate in your file leads to it")]
    NoRoot,
    /// Something on the way speaks against it.
    #[error("{subject}: {why}")]
    Refused {
        /// The certificate on the way.
        subject: String,
        /// What speaks against it.
        why: &'static str,
    },
}
