//! The sample production of the tests, and what becomes of good bytes in the hands of a fuzzer.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

/// Every file of the sample production by its path with `/`.
pub(crate) static FILES: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/corpus/vector");
    let mut files = BTreeMap::new();
    walk(&root, &root, &mut files);
    assert!(!files.is_empty(), "the sample production is gone");
    files
});

fn walk(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(root, &path, files);
        } else {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            files.insert(name, fs::read(&path).unwrap());
        }
    }
}

/// The files whose path begins and ends so, in order.
pub(crate) fn files(start: &str, end: &str) -> Vec<Vec<u8>> {
    let all = FILES.iter().filter(|(path, _)| path.starts_with(start) && path.ends_with(end));
    all.map(|(_, bytes)| bytes.clone()).collect()
}

/// The lines of the sample production, without their LF.
#[allow(dead_code, reason = "not every target asks for lines")]
pub(crate) fn lines() -> Vec<Vec<u8>> {
    let segments = files("log/", ".jsonl").concat();
    segments.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).map(Vec::from).collect()
}

/// What a target is given: the bytes as they come, or good ones, which the first byte names, with the changes that the rest
/// asks for.
#[allow(dead_code, reason = "not every target is given bytes as they come")]
pub(crate) fn given(bytes: &[u8], good: &[Vec<u8>]) -> Vec<u8> {
    let Some((first, rest)) = bytes.split_first() else { return Vec::new() };
    match usize::from(*first).checked_sub(128).and_then(|at| good.get(at % good.len().max(1))) {
        Some(good) => changed(good, rest),
        None => rest.to_vec(),
    }
}

/// `good` after the changes that `dice` asks for, five bytes each: what, where, and with what.
pub(crate) fn changed(good: &[u8], dice: &[u8]) -> Vec<u8> {
    let mut bytes = good.to_vec();
    for die in dice.chunks_exact(5) {
        let place = usize::from(u16::from_be_bytes([die[1], die[2]]));
        let at = place % bytes.len().max(1);
        let to = (at + usize::from(die[4])).min(bytes.len());
        match die[0] % 7 {
            0 if !bytes.is_empty() => bytes[at] = die[3],
            1 if !bytes.is_empty() => bytes[at] ^= 1 << (die[3] % 8),
            2 => bytes.insert(at, die[3]),
            3 => drop(bytes.drain(at..to)),
            4 => {
                let again = bytes[at..to].to_vec();
                let there = usize::from(die[3]) * bytes.len() / 256;
                bytes.splice(there..there, again);
            }
            5 => bytes.truncate(at),
            0 | 1 | 6.. => bytes.extend_from_slice(&die[3..]),
        }
    }
    bytes
}
