//! Lists put together and answered by whatever bytes come: never a panic, never a declaration that was not earned.
//!
//! The world, and what must hold after every line in it, are those of the tests.
#![no_main]

use libfuzzer_sys::fuzz_target;

use crate::production::drawn::{Drawn, KINDS, go};

/// What the world of the tests asks of the tests around it.
mod checklist {
    /// No more files than the world brings itself.
    pub(crate) fn together(_folder: &str) -> Vec<(String, String)> {
        Vec::new()
    }
}

mod production;

fuzz_target!(|bytes: &[u8]| {
    let Some((steps, rest)) = bytes.split_first() else { return };
    let steps = usize::from(*steps % 7);
    let Some((drawn, dice)) = rest.split_at_checked(steps * 2) else { return };
    let drawn: Vec<Drawn> = drawn.chunks_exact(2).map(step).collect();
    let dice: Vec<(u8, u8)> = dice.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect();
    if let Err(error) = go(&drawn, &dice) {
        panic!("{error}");
    }
});

/// A step by two bytes; a picture or a question is never what people die of.
fn step(bytes: &[u8]) -> Drawn {
    let kind = usize::from(bytes[0]) % KINDS.len();
    let looked = !["Photo", "Proof"].iter().any(|calm| KINDS[kind].starts_with(calm));
    (kind, bytes[1] & 1 == 1 && looked, bytes[1] & 2 == 2)
}
