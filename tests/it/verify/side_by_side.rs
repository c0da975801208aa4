//! The check with work done side by side: it finds the same, in the same order, and says so when it was called off.

use std::sync::atomic::{AtomicU32, Ordering};

use showclear::event::Mode;
use showclear::log::Fan;
use showclear::verify::{Files, Options, Verdict, check, check_with};

use super::maker::{ARMORER, FIRST_AD, Maker};

/// From the last piece on.
struct Backwards;

impl Fan for Backwards {
    fn each(&self, count: usize, work: &(dyn Fn(usize) + Sync)) {
        (0..count).rev().for_each(work);
    }
}

/// Called off when it was asked so many times.
struct CalledOff(AtomicU32);

impl Fan for CalledOff {
    fn each(&self, count: usize, work: &(dyn Fn(usize) + Sync)) {
        (0..count).for_each(work);
    }

    fn is_called_off(&self) -> bool {
        let left = |left: u32| Some(left.saturating_sub(1));
        self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, left) == Ok(0)
    }
}

fn files(made: &Maker) -> Files<'static> {
    let mut files = Files::new();
    made.folder().into_iter().for_each(|(path, bytes)| files.add(path, bytes));
    files
}

/// Several sheets, some of whose signatures are another's, with other contradictions between them.
fn forged() -> Maker {
    let mut made = Maker::usual(Mode::Live);
    for (at, (role, person, seed)) in
        [("armorer", ARMORER, 2), ("first_ad", FIRST_AD, 3), ("armorer", ARMORER, 2)]
            .into_iter()
            .enumerate()
    {
        let number = made.prepare("sheet", &format!("\"{person}\""), &[(role, person, seed)], "");
        let other = if at == 1 { seed } else { 9 };
        let line = made.signature(number, person, other) + "," + &made.completed(number);
        made.add(&line);
        made.add(&super::maker::key_event(person, 9).replace("SHA256:", "SHA256:x"));
    }
    made
}

#[test]
fn what_is_found_is_the_same_and_in_the_same_order() {
    for made in [Maker::usual(Mode::Live), forged()] {
        let files = files(&made);
        let options = Options::default();
        let one = check(&files, &options);
        assert_eq!(format!("{one:?}"), format!("{:?}", check_with(&files, &options, &Backwards)));
    }
    let found = check(&files(&forged()), &Options::default());
    let places: Vec<_> = found.contradictions.iter().map(|one| one.place.as_str()).collect();
    let entry = |place: &str| -> u64 {
        place.rsplit_once("(entry ").unwrap().1.trim_end_matches(')').parse().unwrap()
    };
    let of_lines: Vec<u64> = places.iter().map(|place| entry(place)).take(5).collect();
    assert!(of_lines.is_sorted(), "in the order of the lines: {places:?}");
    assert!(found.contradictions.iter().any(|one| one.what.contains("signature of")), "{found}");
}

#[test]
fn a_check_that_is_called_off_says_nothing_else() {
    let made = forged();
    let files = files(&made);
    let mut ended = false;
    for times in 0..100 {
        let fan = CalledOff(AtomicU32::new(times));
        let found = check_with(&files, &Options::default(), &fan);
        ended |= found.verdict() == Verdict::Altered;
        if found.verdict() != Verdict::Altered {
            assert!(!ended && found.contradictions.is_empty() && found.facts.is_none());
            assert_eq!(found.verdict(), Verdict::NotRead);
            let said: Vec<_> = found.unread.iter().map(|one| one.what.as_str()).collect();
            assert_eq!(said, ["the check was called off before its end"]);
        }
    }
    assert!(ended, "it comes to its end when nobody calls it off");
}
