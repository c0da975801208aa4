//! How people are reached: sealed before its line, in no bundle, replaced, erased with every version, read by the next sitting.

use showclear::session::{Details, Handed, Known, Trouble};
use showclear::verify::{Verdict, check};

use super::world::sealed;
use super::*;

/// A number that stands nowhere else.
const PHONE: &str = "SAMPLE-555-0100";

fn said(phone: &str) -> Details {
    Details { phone: phone.to_owned(), ..Details::default() }
}

fn enter(set: &mut Set, details: &Details) -> Digest {
    let person = set.first_ad;
    let job = set.session.set_details(person, details).unwrap();
    let Finished::Kept(ticket) = set.session.wait_for_job(job).unwrap() else { unreachable!() };
    set.session.wait_for(ticket).unwrap();
    set.session.state().roster().person(person).unwrap().details.unwrap()
}

#[test]
fn a_number_stands_in_no_line_and_no_bundle_whoever_gets_it() {
    let mut set = Set::new();
    assert_eq!(set.session.details(set.first_ad), Known::None);
    enter(&mut set, &said(PHONE));
    assert_eq!(set.session.details(set.first_ad), Known::Read(&said(PHONE)));
    assert!(!format!("{:?} {:?}", said(PHONE), set.session).contains(PHONE));
    let holds = |bytes: &[u8]| bytes.windows(PHONE.len()).any(|part| part == PHONE.as_bytes());
    for (path, bytes) in &set.world.lock().files {
        assert!(!holds(bytes), "{path}");
    }
    for handed in [Handed::Usual, Handed::WithoutNames, Handed::ToPolice] {
        let job = set.session.hand_out(Path::new("/out/day.zip"), false, handed).unwrap();
        let Finished::Exported(_) = set.session.wait_for_job(job).unwrap() else { unreachable!() };
        let zip = set.world.lock().outside[Path::new("/out/day.zip")].clone();
        assert!(!holds(&zip), "{handed:?}");
        let findings = check(&Files::from_zip(&zip).unwrap(), &Options::default());
        assert_eq!(findings.verdict(), Verdict::NotConfirmed, "{findings}");
    }
}

#[test]
fn the_next_sitting_reads_it_and_what_replaces_it_is_a_line() {
    let mut set = Set::new();
    let first = enter(&mut set, &said(PHONE));
    let second = enter(&mut set, &said("SAMPLE-555-0101"));
    assert_ne!(first, second);
    assert!(set.last_line().contains("person.details"));
    let (world, person) = (set.world.clone(), set.first_ad);
    drop(set);
    let mut session = open(&world).unwrap();
    assert!(session.has_unread());
    let job = session.unseal().unwrap();
    assert_eq!(session.wait_for_job(job).unwrap(), Finished::Unsealed);
    assert_eq!(session.details(person), Known::Read(&said("SAMPLE-555-0101")));
    assert!(!session.has_unread());
}

#[test]
fn erasing_it_erases_every_version_and_long_texts_are_not_taken() {
    let mut set = Set::new();
    let first = enter(&mut set, &said(PHONE));
    let second = enter(&mut set, &said("SAMPLE-555-0101"));
    let erase = Ask::Erase { object: first, why: "asked for".into(), by: set.armorer };
    set.ask(erase);
    set.settle();
    for object in [first, second] {
        assert!(set.session.state().erased().contains(&object));
        assert!(!set.world.lock().files.contains_key(&sealed(object)));
    }
    assert_eq!(set.session.details(set.first_ad), Known::Erased);
    let long = said(&"x".repeat(501));
    assert!(matches!(set.session.set_details(set.first_ad, &long), Err(Trouble::Typed(_))));
}

#[test]
fn the_line_is_not_written_without_the_sealed_file() {
    let mut set = Set::new();
    let before = set.session.state().size();
    set.world.lock().fails = Some(std::io::ErrorKind::StorageFull);
    let job = set.session.set_details(set.first_ad, &said(PHONE)).unwrap();
    assert!(matches!(set.session.wait_for_job(job), Err(Trouble::Port(_))));
    set.world.lock().fails = None;
    assert_eq!(set.session.state().size(), before);
    assert_eq!(set.session.details(set.first_ad), Known::None);
}
