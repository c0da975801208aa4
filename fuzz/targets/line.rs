//! Any bytes as a line of the log, as its data and as a segment: refused, or written again just as they were; never a panic.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use showclear::event::Entry;
use showclear::log::{DataError, Envelope, Rest, read};
use showclear::record;

mod sample;

/// Good lines, their data, and the first segment, which is a log by itself.
static GOOD: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let lines = sample::lines();
    let data = lines.iter().map(|line| Envelope::parse(line).unwrap().data.to_vec());
    let mut good: Vec<Vec<u8>> = data.collect();
    good.extend(lines);
    good.extend(sample::files("log/", "00001.jsonl"));
    good
});

fuzz_target!(|bytes: &[u8]| {
    let bytes = sample::given(bytes, &GOOD);
    if let Ok(line) = Envelope::parse(&bytes) {
        assert_eq!(line.print().as_ref(), Ok(&bytes), "a line that is written otherwise");
        data(line.data);
    }
    data(&bytes);
    segment(&bytes);
});

/// Any bytes as what a line says: taken exactly where decoding, encoding again and comparing takes them.
fn data(bytes: &[u8]) {
    let plain = serde_json::from_slice::<Entry>(bytes).ok().filter(|entry| {
        record::encode(entry).is_ok_and(|again| again == bytes)
    });
    let found = record::decode(bytes);
    assert_eq!(found.as_ref().ok(), plain.as_ref());
    assert_eq!(record::decode_at_length(bytes), found);
    if let Some(exact) = record::decode_exact(bytes) {
        assert_eq!(Some(exact), plain, "read in one pass and not taken");
    }
    match found {
        Ok(entry) => assert_eq!(record::encode(&entry).unwrap(), bytes),
        Err(error) => {
            assert!(!error.to_string().trim().is_empty(), "refused without a reason");
            assert!(!error.remedy().is_empty(), "refused without a way on");
        }
    }
}

/// Any bytes as the only segment of a log: what counts is whole lines from the first, and no byte is passed over.
fn segment(bytes: &[u8]) {
    let reading = read([(1, bytes)], |_, data| match record::decode(data) {
        Ok(_) => Ok(()),
        Err(error) if error.is_newer() => Err(DataError::Newer(error.to_string())),
        Err(error) => Err(DataError::NotAnEntry(error.to_string())),
    });
    let mut good = Vec::new();
    for seq in 0..reading.size() {
        let (segment, place) = reading.line(seq).unwrap();
        let line = Envelope::parse(&bytes[place]).unwrap();
        assert_eq!((segment, line.seq), (1, seq));
        good.extend(line.print().unwrap());
        good.push(b'\n');
    }
    let rest = bytes.strip_prefix(&good[..]).expect("the lines that count stand first");
    match reading.rest() {
        Rest::Nothing => assert!(rest.is_empty(), "bytes were passed over"),
        Rest::Torn(torn) => assert_eq!(torn.bytes, rest),
        Rest::Damaged(_) | Rest::Newer(_) => assert!(!rest.is_empty(), "nothing is damaged"),
    }
}
