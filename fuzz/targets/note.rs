//! Any bytes as a checkpoint note: refused, or written again just as they were; and nothing but what the device signed holds.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use showclear::event::Event;
use showclear::log::{Envelope, Note};
use showclear::record;
use showclear::signing::PublicKey;

mod sample;

static GOOD: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| sample::files("checkpoints/", ".note"));

/// The device key of the sample production, from its first line.
static KEY: LazyLock<[u8; 32]> = LazyLock::new(|| {
    let lines = sample::lines();
    let entry = record::decode(Envelope::parse(&lines[0]).unwrap().data).unwrap();
    let [Event::LogCreated(created)] = entry.events() else { panic!("no first line") };
    created.key.parse::<PublicKey>().unwrap().to_bytes()
});

fuzz_target!(|bytes: &[u8]| {
    let bytes = sample::given(bytes, &GOOD);
    let Ok(note) = Note::parse(&bytes) else { return };
    assert_eq!(note.encode().as_bytes(), bytes, "a note that is written otherwise");
    if let Some(other) = bytes.first_chunk() {
        assert!(note.clone().verify_by(other).is_err(), "held by a key that never signed");
    }
    let claims = note.claims().clone();
    let held = note.verify_by(&KEY);
    assert_eq!(held.is_ok(), GOOD.contains(&bytes), "only what was signed holds");
    if let Ok(held) = held {
        assert_eq!(*held.checkpoint(), claims);
    }
});
