//! Keys through a whole sitting: brought along, on a security key, lost; and wrong PINs across closing and opening.

use std::path::PathBuf;

use showclear::event::{Kept, KeyEndedWhy};
use showclear::production::{Ask, Prepare};
use showclear::session::Trouble;
use showclear::signing::{KeyFile, Secret, UnlockedKey};
use showclear::terms::PersonId;
use showclear::verify::{Files, Options, check};

use super::{Set, open};

const PASSPHRASE: &str = "four words of sample";

/// A key file of somebody's own, on a stick.
fn stick(set: &Set) -> (PathBuf, UnlockedKey) {
    let key = UnlockedKey::from_random(&zeroize::Zeroizing::new([41; 32])).unwrap();
    let file = KeyFile::lock(&key, &Secret::from(PASSPHRASE.to_owned()), 1, [3; 16]).unwrap();
    let path = PathBuf::from("/stick/id_ed25519");
    set.world.lock().outside.insert(path.clone(), file.to_pem().unwrap().as_bytes().to_vec());
    (path, key)
}

fn secret(text: &str) -> Secret {
    Secret::from(text.to_owned())
}

/// Everybody who is asked signs the roster, each as they do.
fn roster_signed(set: &mut Set) {
    set.ask(Ask::Prepare(Prepare::Roster));
    let asked: Vec<PersonId> = set.session.still_to_sign().collect();
    for person in asked {
        set.sign(person);
    }
    assert!(set.session.statement().is_none(), "in force");
}

fn newest_key(set: &Set, person: PersonId) -> showclear::roster::Key {
    let known = set.session.state().roster().person(person).unwrap();
    known.standing_keys().next().unwrap().clone()
}

/// What a reader says of all the files.
fn verdict(set: &Set) -> String {
    let mut files = Files::new();
    for (path, bytes) in set.world.lock().files.clone() {
        files.add(path, bytes);
    }
    crate::verify::maker::short(&check(&files, &Options::default()))
}

const GOOD: &str = "UNALTERED AS FAR AS IT SHOWS, SIGNERS NOT CONFIRMED\n";

#[test]
fn a_key_of_their_own_signs_from_where_it_lies() {
    let mut set = Set::new();
    let (path, key) = stick(&set);
    let job = set.session.bring_key(set.armorer, path.clone(), secret("wrong")).unwrap();
    let error = set.session.wait_for_job(job).unwrap_err();
    assert!(matches!(error, Trouble::WrongPin { .. }), "{error:?}");
    let job = set.session.bring_key(set.armorer, path.clone(), secret(PASSPHRASE)).unwrap();
    set.session.wait_for_job(job).unwrap();
    set.settle();
    let line = set.last_line();
    assert!(line.contains(r#""kept":"own_file""#), "{line}");
    assert!(!line.contains("stick"), "the path is in no line: {line}");
    assert_eq!(newest_key(&set, set.armorer).key, key.public_key().to_string());
    roster_signed(&mut set);

    set.show_clear();
    set.prepare_sheet(set.armorer);
    let job = set.session.sign(set.armorer, secret(super::PIN)).unwrap();
    let error = set.session.wait_for_job(job).unwrap_err();
    assert!(matches!(error, Trouble::WrongPin { .. }), "{error:?}");
    set.settle();
    assert!(set.last_line().contains("unlock.failed"), "a passphrase counts as a PIN does");
    let away = set.world.lock().outside.remove(&path).unwrap();
    let job = set.session.sign(set.armorer, secret(PASSPHRASE)).unwrap();
    assert!(set.session.wait_for_job(job).is_err(), "the stick is out");
    set.world.lock().outside.insert(path, away);
    let job = set.session.sign(set.armorer, secret(PASSPHRASE)).unwrap();
    set.session.wait_for_job(job).unwrap();
    set.settle();
    assert!(set.session.statement().is_none());
    assert_eq!(verdict(&set), GOOD);
}

#[test]
fn a_security_key_signs_when_it_is_touched_and_where_it_is_a_rule_with_its_pin() {
    let mut set = Set::new();
    let job = set.session.bring_token(set.armorer).unwrap();
    assert!(set.session.wait_for_job(job).is_err(), "there is no agent");
    set.world.lock().token = Some((0x01, 1));
    let job = set.session.bring_token(set.armorer).unwrap();
    set.session.wait_for_job(job).unwrap();
    set.settle();
    assert_eq!(newest_key(&set, set.armorer).kept, Kept::Token);
    let job = set.session.bring_token(set.first_ad).unwrap();
    let error = set.session.wait_for_job(job).unwrap_err();
    assert!(error.to_string().contains("that nobody here has yet"), "{error}");
    roster_signed(&mut set);

    let sign = |set: &mut Set, touch| {
        set.world.lock().token = Some(touch);
        let job = set.session.sign(set.armorer, secret("")).unwrap();
        let done = set.session.wait_for_job(job).map(|_| ());
        set.settle();
        done
    };
    set.show_clear();
    set.prepare_sheet(set.armorer);
    let error = sign(&mut set, (0x00, 2)).unwrap_err();
    assert!(error.to_string().contains("was not touched"), "{error}");
    sign(&mut set, (0x01, 3)).unwrap();
    assert!(set.session.statement().is_none(), "touched is enough");

    set.ask(Ask::SetPolicy { verification: true });
    roster_signed(&mut set);
    set.show_clear();
    set.prepare_sheet(set.armorer);
    let error = sign(&mut set, (0x01, 4)).unwrap_err();
    assert!(error.to_string().contains("no PIN and no finger"), "{error}");
    sign(&mut set, (0x05, 5)).unwrap();
    assert!(set.session.statement().is_none());
    assert_eq!(verdict(&set), GOOD);
    let texts = set.world.lock().files.clone();
    let rosters: Vec<bool> = texts
        .iter()
        .filter(|(path, _)| path.ends_with("-roster.txt"))
        .map(|(_, text)| String::from_utf8_lossy(text).contains("\npolicy: a security key"))
        .collect();
    assert_eq!(rosters, [false, false, true]);
}

#[test]
fn a_touch_that_does_not_come_holds_up_no_stop_and_is_called_off() {
    let mut set = Set::new();
    set.world.lock().token = Some((0x01, 1));
    let job = set.session.bring_token(set.armorer).unwrap();
    set.session.wait_for_job(job).unwrap();
    set.settle();
    roster_signed(&mut set);
    set.show_clear();
    set.prepare_sheet(set.armorer);
    set.world.lock().card_hangs = true;
    let job = set.session.sign(set.armorer, secret("")).unwrap();
    let words = set.session.jobs().get(job).unwrap().kind.words();
    assert_eq!(words, "touch the security key now");
    set.happened(showclear::production::Happened::Stop { by: None, item: None });
    assert!(set.last_line().contains("stop.raised"));
    set.session.cancel(job);
    assert!(set.session.jobs().is_empty());
}

#[test]
fn wrong_pins_are_counted_across_closing_and_another_start_of_the_machine() {
    let mut set = Set::new();
    set.show_clear();
    set.prepare_sheet(set.armorer);
    for _ in 0..5 {
        let job = set.session.sign(set.armorer, secret("4321")).unwrap();
        assert!(set.session.wait_for_job(job).is_err());
        set.settle();
    }
    let (world, armorer) = (set.world.clone(), set.armorer);
    set.session.close().unwrap();
    let again = open(&world).unwrap();
    let left = again.pin_wait(armorer).unwrap();
    assert!((1..=5_000).contains(&left), "{left}");
    again.close().unwrap();
    {
        let mut state = world.lock();
        (state.boot, state.up) = ("second", 9_000_000);
    }
    let again = open(&world).unwrap();
    let left = again.pin_wait(armorer).unwrap();
    assert!((4_900..=5_000).contains(&left), "nobody knows how long ago it was: {left}");
}

#[test]
fn a_lost_key_is_ended_and_the_others_take_the_new_one_in() {
    let mut set = Set::new();
    let make = |set: &mut Set, person| {
        let job = set.session.make_key(person, secret(super::PIN)).unwrap();
        set.session.wait_for_job(job).unwrap();
        set.settle();
    };
    let recorder = set.recorder;
    make(&mut set, recorder);
    let persons = vec![set.armorer, set.first_ad, set.recorder];
    set.ask(Ask::SetRoot { persons });
    roster_signed(&mut set);
    set.show_clear();
    set.prepare_sheet(set.armorer);
    set.sign(set.armorer);
    let lost = newest_key(&set, set.armorer).fingerprint;
    let why = KeyEndedWhy::Lost;
    let person = set.armorer;
    set.ask(Ask::EndKey { person, fingerprint: lost.clone(), why });
    make(&mut set, person);
    let new = newest_key(&set, person).fingerprint;
    assert_ne!(lost, new);
    set.ask(Ask::Prepare(Prepare::Roster));
    let slots = &set.session.statement().unwrap().prepared.signers;
    let of_armorer = slots.iter().find(|slot| slot.person == person).unwrap();
    assert_eq!((slots.len(), of_armorer.key.as_str()), (3, new.as_str()));
    let asked: Vec<PersonId> = set.session.still_to_sign().collect();
    for person in asked {
        set.sign(person);
    }
    set.show_clear();
    set.prepare_sheet(person);
    assert_eq!(set.session.statement().unwrap().prepared.signers[0].key, new);
    set.sign(person);
    assert_eq!(
        verdict(&set),
        GOOD,
        "what was signed before the end counts, and after it with the new key"
    );
}
