//! A concern through a whole sitting: durable before its line, in nobody's name, on nobody's screen, carried beside a bundle.

use std::path::Path;

use showclear::production::{Ask, Command, Refusal};
use showclear::session::{Failure, Finished, Handed, Trouble};
use showclear::verify::{Files, Options, Verdict, check};

use super::{Set, open};

const WORDS: &str = "SAMPLE-CONCERN-2342: the tray stood open.";
const KEY: &str = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kf5sfp7s9dkkn6";

/// The recorder is the safety officer too, and has a key for concerns.
fn set() -> Set {
    let mut set = Set::new();
    let role = "safety_officer".parse().unwrap();
    set.ask(Ask::GiveRole { person: set.recorder, role, until: None });
    let key = key();
    let ticket = set.session.set_recipient(set.recorder, &key).unwrap();
    set.session.wait_for(ticket).unwrap();
    set
}

/// A key that can be read; which one is of no matter here.
fn key() -> String {
    age::x25519::Identity::generate().to_public().to_string()
}

fn raise(set: &mut Set, words: &str) -> Result<(), String> {
    let said = |trouble: &Trouble| format!("{trouble}. {}", trouble.remedy());
    let job = set.session.raise_concern(words).map_err(|trouble| said(&trouble))?;
    let done = set.session.wait_for_job(job).map_err(|trouble| said(&trouble))?;
    let Finished::Kept(ticket) = done else { unreachable!() };
    set.session.wait_for(ticket).map_err(|failure| failure.to_string())
}

/// Whether words stand anywhere in what this laptop has.
fn stands(set: &Set, words: &str) -> bool {
    let state = set.world.lock();
    let holds = |bytes: &[u8]| bytes.windows(words.len()).any(|some| some == words.as_bytes());
    state.files.values().chain(state.outside.values()).any(|bytes| holds(bytes))
}

#[test]
fn without_a_key_of_a_safety_officer_nothing_is_kept() {
    let mut set = Set::new();
    let before = set.world.lock().files.len();
    assert_eq!(
        raise(&mut set, WORDS).unwrap_err(),
        "no safety officer has a key here, so that nothing can be sealed. Ring the number on the meeting sheet."
    );
    set.settle();
    assert_eq!(set.world.lock().files.len(), before);
    assert!(!stands(&set, WORDS));
}

#[test]
fn only_a_safety_officer_has_such_a_key_and_only_its_public_half_is_taken() {
    let mut set = set();
    let recipient = key();
    let armorer = Ask::SetRecipient { person: set.armorer, recipient };
    match set.session.perform(Command::Ask(armorer)) {
        Err(Failure::Refused(Refusal::NoSuch("safety officer"))) => {}
        other => unreachable!("{other:?}"),
    }
    let secret = "AGE-SECRET-KEY-1QQPQYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQ";
    let error = set.session.set_recipient(set.recorder, secret).unwrap_err();
    assert_eq!(error.to_string(), "this is the secret half of the key");
    assert!(set.session.set_recipient(set.recorder, KEY).is_err(), "its check does not fit");
}

#[test]
fn it_is_counted_in_nobodys_name_and_stands_nowhere() {
    let mut set = set();
    set.session.sit(Some(set.armorer));
    raise(&mut set, WORDS).unwrap();
    let line = set.last_line();
    assert!(line.contains(r#""seat":null,"ev":[{"k":"concern.raised""#), "{line}");
    assert_eq!(set.session.seat(), Some(set.armorer), "whoever sits there still does");
    assert!(!stands(&set, WORDS));
    let (_, concern) = set.session.state().concerns().next().unwrap();
    assert!(concern.carried.is_none());
    let path = super::world::sealed(concern.sealed);
    assert!(set.world.lock().files.contains_key(&path), "durable before its line");
    let again = open(&set.world).unwrap();
    assert_eq!(again.state().concerns().count(), 1);
}

#[test]
fn a_disk_that_fails_keeps_nothing_and_says_so() {
    let mut set = set();
    set.world.lock().fails = Some(std::io::ErrorKind::StorageFull);
    assert!(raise(&mut set, WORDS).is_err());
    set.world.lock().fails = None;
    assert_eq!(set.session.state().concerns().count(), 0);
    assert!(!stands(&set, WORDS));
    raise(&mut set, WORDS).unwrap();
    assert_eq!(set.session.state().concerns().count(), 1);
    assert!(raise(&mut set, "  ").is_err());
}

#[test]
fn a_copy_leaves_beside_each_bundle_and_the_line_says_which() {
    let mut set = set();
    raise(&mut set, WORDS).unwrap();
    raise(&mut set, "Another.").unwrap();
    let job = set.session.hand_out(Path::new("/out/day.zip"), false, Handed::Usual).unwrap();
    let Finished::Exported(done) = set.session.wait_for_job(job).unwrap() else { unreachable!() };
    set.settle();
    assert_eq!(done.withheld, 2, "nothing encrypted is in the bundle");
    assert!(set.last_line().contains(r#""k":"concern.carried""#));
    for (id, concern) in set.session.state().concerns() {
        assert!(concern.carried.is_some());
        let file = format!("/out/showclear-concern-{id}.age");
        let state = set.world.lock();
        let copy = &state.outside[Path::new(&file)];
        assert_eq!(Some(copy), state.files.get(&super::world::sealed(concern.sealed)));
    }
    let zip = set.world.lock().outside.get(Path::new("/out/day.zip")).cloned().unwrap();
    let found = check(&Files::from_zip(&zip).unwrap(), &Options::default());
    assert_eq!(found.verdict(), Verdict::NotConfirmed, "{found}");
    assert!(!stands(&set, WORDS));
}

#[test]
fn a_new_key_holds_from_then_on() {
    let mut set = set();
    let other = key();
    let ticket = set.session.set_recipient(set.recorder, &other).unwrap();
    set.session.wait_for(ticket).unwrap();
    raise(&mut set, WORDS).unwrap();
    let (_, concern) = set.session.state().concerns().next().unwrap();
    let state = set.world.lock();
    let file = &state.files[&super::world::sealed(concern.sealed)];
    assert!(String::from_utf8_lossy(file).contains(&other));
}

#[test]
fn an_answer_is_sealed_counted_and_carried_and_stands_nowhere() {
    const ANSWER: &str = "SAMPLE-ANSWER-2342: the tray is locked now.";
    let mut set = set();
    raise(&mut set, WORDS).unwrap();
    let (id, _) = set.session.state().concerns().next().unwrap();
    let other = showclear::terms::ConcernId::from_random(7);
    assert!(set.session.answer_concern(other, ANSWER).is_err(), "there is no such concern");
    set.world.lock().fails = Some(std::io::ErrorKind::StorageFull);
    let job = set.session.answer_concern(id, ANSWER).unwrap();
    assert!(set.session.wait_for_job(job).is_err());
    set.world.lock().fails = None;
    assert!(!set.session.state().concerns().next().unwrap().1.is_answered());
    let job = set.session.answer_concern(id, ANSWER).unwrap();
    let Finished::Kept(ticket) = set.session.wait_for_job(job).unwrap() else { unreachable!() };
    set.session.wait_for(ticket).unwrap();
    assert!(set.last_line().contains(r#""k":"concern.answered""#), "{}", set.last_line());
    let (_, concern) = set.session.state().concerns().next().unwrap();
    let [(sealed, _)] = concern.answers.as_slice() else { unreachable!() };
    let path = super::world::sealed(*sealed);
    assert!(set.world.lock().files.contains_key(&path), "durable before its line");
    assert!(!stands(&set, ANSWER) && !stands(&set, WORDS));
    let job = set.session.hand_out(Path::new("/out/day.zip"), false, Handed::Usual).unwrap();
    let Finished::Exported(done) = set.session.wait_for_job(job).unwrap() else { unreachable!() };
    set.settle();
    assert_eq!(done.withheld, 2, "neither is in the bundle");
    let file = format!("/out/showclear-concern-{id}-answer-1.age");
    assert!(set.world.lock().outside.contains_key(Path::new(&file)));
    let again = open(&set.world).unwrap();
    assert!(again.state().concerns().next().unwrap().1.is_answered());
}
