//! Any bytes as a hand-over file, and a good one with changes in its zip or in one of its parts: refused with a reason, or just what
//! was signed; never a panic.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use showclear::bundle::HandoverFile;
use showclear::verify::{HandoverRead, read_handover};

#[allow(dead_code, reason = "the sample production is for the other targets")]
mod sample;

const GOOD: &[u8] = include_bytes!("../../tests/corpus/handover/good.zip");

static PARTS: LazyLock<HandoverFile> = LazyLock::new(|| HandoverFile::parse(GOOD).unwrap());
static READ: LazyLock<HandoverRead> = LazyLock::new(|| read_handover(GOOD).unwrap());

fuzz_target!(|bytes: &[u8]| {
    let Some((form, rest)) = bytes.split_first() else { return };
    let mut parts = PARTS.clone();
    match form % 8 {
        0 => parts.text = sample::changed(&parts.text, rest),
        1 => parts.record = sample::changed(&parts.record, rest),
        2 => parts.signature = sample::changed(&parts.signature, rest),
        3 => parts.key = String::from_utf8_lossy(&sample::changed(parts.key.as_bytes(), rest)).into_owned(),
        4 => return any(&sample::changed(GOOD, rest)),
        5.. => return any(rest),
    }
    if let Ok(zip) = parts.to_zip() {
        any(&zip);
    }
});

/// Whatever is taken is what was signed, byte for byte.
fn any(bytes: &[u8]) {
    match read_handover(bytes) {
        Ok(read) => {
            assert_eq!(bytes, GOOD, "something is taken that nobody signed");
            assert_eq!(read, *READ);
        }
        Err(fault) => assert!(!fault.to_string().is_empty() && !fault.remedy().is_empty()),
    }
}
