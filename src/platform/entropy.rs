//! Random bits from the operating system.

use crate::session::{Entropy, Fresh};

/// The operating system's random bits.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    fn fresh(&mut self) -> Fresh {
        let bytes = self.bytes();
        let mut bits = [0; 4];
        for (bits, chunk) in bits.iter_mut().zip(bytes.chunks_exact(8)) {
            *bits = chunk.iter().fold(0, |bits, byte| bits << 8 | u64::from(*byte));
        }
        Fresh(bits)
    }

    #[expect(
        clippy::expect_used,
        reason = "without random bits no key may be made and nothing may go on"
    )]
    fn bytes(&mut self) -> [u8; 32] {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).expect("the operating system gives no random bits");
        bytes
    }
}
