//! The sample production's statements, derived byte for byte.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use showclear::log;
use showclear::record;
use showclear::statement::{Covered, Names, Past};
use showclear::terms::Digest;

const LOG: &str = "e1b5e6a033977376";

fn vector(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/vector").join(path)
}

fn names() -> Names {
    let mut names = BTreeMap::new();
    for folder in fs::read_dir(vector("objects")).unwrap() {
        let folder = folder.unwrap();
        for file in fs::read_dir(folder.path()).unwrap() {
            let file = file.unwrap();
            let hex = format!("{}{}", folder.file_name().display(), file.file_name().display());
            let text = fs::read_to_string(file.path()).unwrap();
            if let Some((_, name)) = text.split_once("\"name\":\"") {
                let name = name.trim_end().strip_suffix("\"}").unwrap();
                names.insert(hex.parse().unwrap(), name.to_owned());
            }
        }
    }
    assert_eq!(names.len(), 4);
    names
}

#[test]
fn every_statement_of_the_sample_production_is_derived_byte_for_byte() {
    let names = names();
    let segments: Vec<_> = (1..=5)
        .map(|number| (number, fs::read(vector(&format!("log/{LOG}/{number:05}.jsonl"))).unwrap()))
        .collect();
    let mut entries = Vec::new();
    let reading = log::read(segments, |_, data| {
        entries.push(record::decode(data).unwrap());
        Ok(())
    });
    let mut past = Past::new();
    let mut texts = Vec::new();
    for entry in &entries {
        let dry = past.dry_run(entry, &names);
        past.feed(entry);
        if past.standing().pending().is_none_or(|one| one.number != past.lines()) {
            continue;
        }
        let segment = reading
            .segments()
            .iter()
            .find(|one| one.first + one.lines.len() as u64 == past.lines())
            .unwrap();
        let covered = Covered {
            root: reading.tree().root_at(past.lines()).unwrap().to_base64(),
            segment: format!("log/{LOG}/{:05}.jsonl", segment.number),
            sha256: Digest(*segment.sha256.as_bytes()),
        };
        let text = past.text(&covered, &names).unwrap();
        assert_eq!(
            dry.unwrap().as_str().len(),
            text.as_str().len(),
            "the dry run says how long it will be"
        );
        let file = format!("statements/{LOG}/{}.txt", text.file_stem());
        assert_eq!(text.as_str(), fs::read_to_string(vector(&file)).unwrap(), "{file}");
        texts.push((text.number(), text.digest()));
    }
    let numbers: Vec<_> = texts.iter().map(|(number, _)| *number).collect();
    assert_eq!(numbers, [8, 26, 28, 32]);
    for (number, digest) in texts {
        let statement = past.standing().get(number).unwrap();
        assert!(
            statement.signatures.iter().all(|(_, signed)| signed.text == digest),
            "{number} is not the text that was signed"
        );
    }
    assert_eq!(past.standing().faults(), []);
    assert_eq!(past.roster(), Some(8));
    assert_eq!(past.since("p-3m8d0c".parse().unwrap()), 28);
}

/// Found by fuzzing: no writer begins a log in the line that prepares a roster, and a reader derives the text of one all the same.
#[test]
fn a_line_that_begins_a_log_and_prepares_is_foretold_as_it_is_derived() {
    let names = names();
    let first = fs::read(vector(&format!("log/{LOG}/00001.jsonl"))).unwrap();
    let mut entries = Vec::new();
    log::read([(1, first)], |_, data| {
        entries.push(record::decode(data).unwrap());
        Ok(())
    });
    let begins = entries.remove(0);
    let mut both: Vec<_> = entries.last().unwrap().events().to_vec();
    assert!(matches!(both.last(), Some(showclear::event::Event::StatementPrepared(_))));
    both.extend(begins.events().iter().cloned());
    entries.last_mut().unwrap().ev = both.try_into().unwrap();
    let (mut past, mut derived) = (Past::new(), 0);
    for entry in &entries {
        let dry = past.dry_run(entry, &names);
        past.feed(entry);
        if let Ok(text) = past.text(&Covered::not_yet(LOG.parse().unwrap()), &names) {
            assert_eq!(dry.unwrap().as_str().len(), text.as_str().len());
            derived += 1;
        }
    }
    assert_eq!(derived, 1);
}
