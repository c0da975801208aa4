//! Ten thousand bundles that somebody changed, each shown to the program and to the scripts that come with a bundle.
//!
//! What must hold (log format, section 10): what the program takes, both scripts take; and a bundle whose list nobody
//! signed who may is refused by all. A mutation is a value with a text form; each that ever was a finding is a line of
//! `tests/corpus/mutations`, and is played again by every run of the tests.
#![expect(clippy::indexing_slicing, clippy::string_slice, reason = "a test may panic")]

mod bases;
mod draw;
mod events;
mod random;
mod readers;
mod remake;
mod step;
mod tail;
mod zips;

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use showclear::verify::Options;

use crate::verify::bundle::Folder;
use crate::verify::maker::{check_folder, short};
use bases::BASES;
use readers::Readers;
use step::Mutation;

/// What systems leave behind in folders is no file of a bundle.
fn is_junk(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.starts_with("._") || name == ".DS_Store"
}

/// Whether the files differ from those that were exported.
fn differs(mutation: &Mutation, files: &Folder) -> bool {
    let kept = |files: &Folder| -> Folder {
        files
            .iter()
            .filter(|(path, _)| !is_junk(path))
            .map(|(a, b)| (a.clone(), b.clone()))
            .collect()
    };
    kept(files) != kept(mutation.base.files())
}

/// What the program says: its exit code, and why.
fn ours(files: &Folder) -> (u8, String) {
    let found = check_folder(files, &Options::default());
    (found.verdict().exit_code(), short(&found))
}

/// What is wrong with what the program says, if anything is.
fn fault_of_ours(
    mutation: &Mutation,
    files: &Folder,
    (code, said): &(u8, String),
) -> Option<String> {
    let unlisted = !mutation.is_listed_by_the_laptop() && differs(mutation, files);
    (unlisted && *code == 0).then(|| format!("the program takes it: {said}"))
}

/// What is wrong with what a script says beside what the program says, if anything is.
fn fault_of_script(
    name: &str,
    mutation: &Mutation,
    files: &Folder,
    ours: &(u8, String),
    (code, said): &(i32, String),
) -> Option<String> {
    let unlisted = !mutation.is_listed_by_the_laptop() && differs(mutation, files);
    if *code == 70 {
        return Some(format!("{name} {said}"));
    }
    if ours.0 == 0 && *code != 0 {
        return Some(format!("the program takes it, and {name} says {code} {said}"));
    }
    (unlisted && *code == 0).then(|| format!("{name} takes it"))
}

/// A script that was changed is not asked; and one that is gone cannot be.
fn asks(name: &str, mutation: &Mutation, files: &Folder) -> bool {
    files.get(name) == mutation.base.files().get(name)
}

#[test]
fn the_bundles_that_mutations_begin_from_are_good() {
    for base in BASES {
        let (code, said) = ours(base.files());
        assert_eq!(code, 0, "{base:?}: {said}");
        let mutation = Mutation { base, steps: vec![step::Step::Chain, step::Step::People] };
        let text = mutation.text();
        assert_eq!(Mutation::parse(&text), mutation);
    }
}

/// What a forger with every key makes anew of what was not changed is as good as before.
#[test]
fn a_bundle_that_is_made_anew_from_the_same_lines_is_good() {
    for base in BASES {
        let text = format!(
            r#"{{"base":{},"steps":["chain","people","notes","keys","head",{{"list":1}}]}}"#,
            serde_json::to_string(&base).unwrap()
        );
        let files = Mutation::parse(&text).files().unwrap();
        let (code, said) = ours(&files);
        assert_eq!(code, 0, "{base:?}: {said}");
    }
}

fn kept() -> Vec<Mutation> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/mutations/found.txt");
    let text = fs::read_to_string(path).unwrap();
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(Mutation::parse).collect()
}

#[test]
fn three_hundred_mutations_and_what_was_found_before_are_refused_where_nobody_signed_the_list() {
    let mut faults = Vec::new();
    let mut play = |name: String, mutation: &Mutation, files: &Folder| {
        let fault = fault_of_ours(mutation, files, &ours(files));
        faults.extend(fault.map(|fault| format!("{name}: {fault}\n  {}", mutation.text())));
    };
    for (at, mutation) in kept().iter().enumerate() {
        play(format!("kept {at}"), mutation, &mutation.files().unwrap());
    }
    let drawn = (0..).filter_map(|seed| Some((seed, draw::mutation(seed)?)));
    for (seed, (mutation, files)) in drawn.take(300) {
        let again = Mutation::parse(&mutation.text());
        assert!(again.files().as_ref() == Some(&files), "seed {seed}: {}", mutation.text());
        play(format!("seed {seed}"), &mutation, &files);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
#[ignore = "needs python3, ssh-keygen and sha256sum"]
fn of_what_was_found_before_all_three_say_the_same() {
    let mut readers = Readers::new();
    let mut faults = Vec::new();
    for (at, mutation) in kept().iter().enumerate() {
        let files = mutation.files().unwrap();
        assert!(readers.hold(&files), "kept {at}");
        let ours = ours(&files);
        let mut all = vec![fault_of_ours(mutation, &files, &ours)];
        all.push(fault_of_script("verify.py", mutation, &files, &ours, &readers.python()));
        if asks("verify.sh", mutation, &files) {
            all.push(fault_of_script("verify.sh", mutation, &files, &ours, &readers.shell()));
        }
        let text = mutation.text();
        faults
            .extend(all.into_iter().flatten().map(|fault| format!("kept {at}: {fault}\n  {text}")));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

const MANY: u64 = 10_000;
/// `verify.sh` starts a hundred programs a bundle: it is asked about every n-th, and about the first that the program takes.
const SHELL_EVERY: u64 = 50;
const SHELL_TAKEN: usize = 300;

#[test]
#[ignore = "needs python3, ssh-keygen and sha256sum"]
fn ten_thousand_mutations_and_what_all_three_say_of_them() {
    let next = AtomicU64::new(0);
    let (played, taken, refused, by_python, shells) = Default::default();
    let work = || worker(&next, &played, &taken, &refused, &by_python, &shells);
    let faults: Vec<String> = std::thread::scope(|both| {
        let all = [both.spawn(work), both.spawn(work)];
        all.into_iter().flat_map(|one| one.join().unwrap()).collect()
    });
    let count = |count: &AtomicUsize| count.load(Ordering::Relaxed);
    println!(
        "{} mutated bundles: the program takes {}, refuses {}; verify.py refuses {}; verify.sh was asked about {}",
        count(&played),
        count(&taken),
        count(&refused),
        count(&by_python),
        count(&shells),
    );
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
    assert_eq!(count(&played) as u64, MANY);
    assert!(count(&taken) > 300, "too few are taken to say anything of the relation");
}

fn worker(
    next: &AtomicU64,
    played: &AtomicUsize,
    taken: &AtomicUsize,
    refused: &AtomicUsize,
    by_python: &AtomicUsize,
    shells: &AtomicUsize,
) -> Vec<String> {
    let mut readers = Readers::new();
    let mut faults = Vec::new();
    let one_more = |count: &AtomicUsize| count.fetch_add(1, Ordering::Relaxed);
    loop {
        let slot = next.fetch_add(1, Ordering::Relaxed);
        if slot >= MANY {
            return faults;
        }
        // Each slot has seeds of its own, so that what is played does not hang on who comes first.
        let drawn = (0..1000).find_map(|more| {
            let seed = 1_000_000 + slot + more * MANY;
            let (mutation, files) = draw::mutation(seed)?;
            readers.hold(&files).then_some((seed, mutation, files))
        });
        let (seed, mutation, files) = drawn.unwrap();
        let ours = ours(&files);
        let mut all = vec![fault_of_ours(&mutation, &files, &ours)];
        let python = readers.python();
        one_more(played);
        if python.0 != 0 {
            one_more(by_python);
        }
        all.push(fault_of_script("verify.py", &mutation, &files, &ours, &python));
        let early =
            if ours.0 == 0 { one_more(taken) < SHELL_TAKEN } else { one_more(refused) == 0 };
        if (early || slot.is_multiple_of(SHELL_EVERY)) && asks("verify.sh", &mutation, &files) {
            one_more(shells);
            all.push(fault_of_script("verify.sh", &mutation, &files, &ours, &readers.shell()));
        }
        let text = mutation.text();
        faults.extend(
            all.into_iter().flatten().map(|fault| format!("seed {seed}: {fault}\n  {text}")),
        );
    }
}
