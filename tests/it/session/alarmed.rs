//! An alarm through a whole sitting: what is frozen and what stays open, the code by phone, the restart, what is owed.

#![expect(clippy::panic, reason = "a test may panic")]

use std::path::Path;

use showclear::event::Witness;
use showclear::production::{Ask, Command, Happened, Moved, Prepare, Refusal};
use showclear::session::{Failure, Finished};
use showclear::signing::{KeyFile, Secret, UnlockedKey};
use showclear::terms::{Act, Breach, Condition, Danger, StopId};
use showclear::verify::{Files, Options, Verdict, check};

use super::Set;
use crate::verify::relation::agree;

fn alarm(set: &mut Set, alarm: Danger) -> StopId {
    let by = Some(set.first_ad);
    set.happened(Happened::Alarm { alarm, item: None, by });
    set.session.state().alarm().unwrap().raised.what.stop
}

/// The recorder answers for safety as well, has no key, and is rung.
fn answers(set: &mut Set) -> Witness {
    let role: showclear::terms::Role = "production_rep".parse().unwrap();
    set.ask(Ask::GiveRole { person: set.recorder, role: role.clone(), until: None });
    Witness { role, person: set.recorder }
}

fn on_set(set: &Set) -> Vec<Witness> {
    let slot = |role: &str, person| Witness { role: role.parse().unwrap(), person };
    vec![slot("armorer", set.armorer), slot("first_ad", set.first_ad)]
}

fn refused(set: &mut Set, ask: Ask) -> Refusal {
    match set.session.perform(Command::Ask(ask)) {
        Err(Failure::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

const PASSPHRASE: &str = "four words of sample";

/// They bring a key along, and everybody signs the roster.
fn brings_a_key(set: &mut Set, who: &Witness) {
    let key = UnlockedKey::from_random(&zeroize::Zeroizing::new([41; 32])).unwrap();
    let file = KeyFile::lock(&key, &Secret::from(PASSPHRASE.to_owned()), 1, [3; 16]).unwrap();
    let path = std::path::PathBuf::from("/stick/id_ed25519");
    set.world.lock().outside.insert(path.clone(), file.to_pem().unwrap().as_bytes().to_vec());
    let job = set.session.bring_key(who.person, path, Secret::from(PASSPHRASE.to_owned())).unwrap();
    set.session.wait_for_job(job).unwrap();
    set.settle();
    set.ask(Ask::Prepare(Prepare::Roster));
    set.sign(set.armorer);
    set.sign(set.first_ad);
    signs(set, who);
}

fn signs(set: &mut Set, who: &Witness) {
    let job = set.session.sign(who.person, Secret::from(PASSPHRASE.to_owned())).unwrap();
    set.session.wait_for_job(job).unwrap();
    set.settle();
}

fn phoned(set: &mut Set, stop: StopId, who: &Witness) {
    let code = set.session.phone_code(stop).unwrap();
    // As somebody says it who reads it off a piece of paper.
    let (first, rest) = code.split_at(4);
    let said = format!("{} {rest}", first.to_uppercase());
    set.ask(Ask::ReleaseByPhone { stop, who: who.clone(), code, said });
}

fn restarted(set: &mut Set, stop: StopId) {
    let signers = on_set(set);
    set.ask(Ask::Prepare(Prepare::Restart { stop, signers }));
    set.sign(set.armorer);
    assert!(set.session.state().is_stopped(), "not before all have signed");
    set.sign(set.first_ad);
    assert!(!set.session.state().is_stopped());
}

#[test]
fn a_live_round_ends_everything_and_freezes_declaring_and_issuing_alone() {
    let mut set = Set::new();
    set.show_clear();
    let stop = alarm(&mut set, Danger::LiveFound);
    assert_eq!(set.condition(), Condition::Unverified);
    assert!(set.last_line().contains(r#""k":"stop.raised""#), "a STOP is called with it");
    let by_name = Ask::Settle { stop, witnesses: on_set(&set), why: None };
    assert_eq!(refused(&mut set, by_name), Refusal::Alarm);
    let issue = Ask::Issue { items: vec![set.gun], from: set.armorer, action: vec![set.first_ad] };
    refused(&mut set, issue);
    for act in [Act::Collect, Act::Unload, Act::MakeSafe, Act::LockAway] {
        set.command_moved(act);
    }
    // A second alarm belongs to the STOP that stands.
    let again = alarm(&mut set, Danger::Injury);
    assert_eq!(again, stop);
    assert_eq!(set.session.state().alarm().unwrap().alarms.len(), 2);
    assert_eq!(set.session.state().standing_stops().count(), 1);
}

#[test]
fn a_stop_that_stands_becomes_the_alarm() {
    let mut set = Set::new();
    set.happened(Happened::Stop { by: None, item: Some(set.gun) });
    let stop = set.session.state().standing_stops().next().unwrap().raised.stop;
    assert_eq!(alarm(&mut set, Danger::Injury), stop);
    assert!(!set.last_line().contains("stop.raised"));
}

#[test]
fn a_shot_that_nobody_planned_is_an_alarm_by_itself_and_from_a_card_it_is_history() {
    let mut set = Set::new();
    let shot = |card| Moved {
        breach: Some(Breach::UnplannedDischarge),
        card,
        ..Moved::plain(set.gun, Act::MakeSafe, None, None)
    };
    let (told, live) = (shot(Some(7)), shot(None));
    set.happened(Happened::Moved(vec![told]));
    assert!(set.session.state().alarm().is_none());
    set.happened(Happened::Moved(vec![live]));
    let alarm = set.session.state().alarm().unwrap();
    assert_eq!(alarm.alarms[0].what.alarm, Danger::Discharge);
    assert_eq!(alarm.alarms[0].what.item, Some(set.gun));
}

#[test]
fn what_is_kept_while_the_disk_fails_is_an_alarm_when_it_is_written() {
    let mut set = Set::new();
    set.world.lock().fails = Some(std::io::ErrorKind::StorageFull);
    let ticket = set.session.submit(Command::Happened(Happened::Alarm {
        alarm: Danger::LiveFound,
        item: None,
        by: None,
    }));
    set.settle();
    assert_eq!(set.session.alarm(), showclear::session::Alarm::NotRecorded);
    assert!(set.session.unsaved_text().contains("ALARM, a live round was found"));
    set.world.lock().fails = None;
    set.session.reopen();
    let told = set.settle();
    assert!(super::is_done(&told, ticket), "{told:?}");
    assert!(set.session.state().alarm().is_some());
}

#[test]
fn nobody_restarts_without_who_answers_for_safety() {
    let mut set = Set::new();
    let stop = alarm(&mut set, Danger::LiveFound);
    let signers = on_set(&set);
    let ask = Ask::Prepare(Prepare::Restart { stop, signers });
    let why = refused(&mut set, ask.clone());
    assert_eq!(
        format!("{why}. {}", why.remedy()),
        "neither the safety officer nor the production representative signs it or agreed by phone. Ring the safety officer or the production representative, let them read the code back, or let one of them sign."
    );
    let who = answers(&mut set);
    let code = set.session.phone_code(stop).unwrap();
    let wrong = |code: &str, said: &str| Ask::ReleaseByPhone {
        stop,
        who: who.clone(),
        code: code.to_owned(),
        said: said.to_owned(),
    };
    assert_eq!(refused(&mut set, wrong(&code, "0000 0000")), Refusal::OtherCode);
    assert_eq!(refused(&mut set, wrong(&code, "")), Refusal::OtherCode);
    let mut other = wrong(&code, &code);
    if let Ask::ReleaseByPhone { who, .. } = &mut other {
        who.role = "first_ad".parse().unwrap();
        who.person = set.first_ad;
    }
    refused(&mut set, other);
    refused(&mut set, ask);
}

#[test]
fn by_phone_signed_opened_again_and_ratified_it_verifies_everywhere() {
    let mut set = Set::new();
    let who = answers(&mut set);
    let stop = alarm(&mut set, Danger::Discharge);
    let code = set.session.phone_code(stop);
    set.session = super::open(&set.world).unwrap();
    assert_eq!(set.session.phone_code(stop), code, "the same after opening again");
    phoned(&mut set, stop, &who);
    restarted(&mut set, stop);
    set.show_clear();
    assert_eq!(set.session.state().alarms().get(stop).unwrap().owes().unwrap().person, who.person);
    let ask = Ask::Prepare(Prepare::Ratify { stop });
    assert_eq!(refused(&mut set, ask.clone()), Refusal::NoKey(who.person));
    brings_a_key(&mut set, &who);
    set.ask(ask.clone());
    signs(&mut set, &who);
    assert!(set.session.state().alarms().get(stop).unwrap().owes().is_none());
    refused(&mut set, ask);
    let files = files(&set);
    let found = check(&files, &Options::default());
    assert_eq!(found.verdict(), Verdict::NotConfirmed, "{found}");
    let again = super::open(&set.world).unwrap();
    assert_eq!(again.state().alarms(), set.session.state().alarms());
}

fn files(set: &Set) -> Files<'static> {
    let mut files = Files::new();
    for (path, bytes) in set.world.lock().files.clone() {
        files.add(path, bytes);
    }
    files
}

#[test]
fn whoever_answers_for_safety_and_is_here_signs_with_the_others_and_nobody_owes_anything() {
    let mut set = Set::new();
    let who = answers(&mut set);
    brings_a_key(&mut set, &who);
    let stop = alarm(&mut set, Danger::Injury);
    let mut signers = on_set(&set);
    signers.push(who.clone());
    set.ask(Ask::Prepare(Prepare::Restart { stop, signers }));
    set.sign(set.armorer);
    set.sign(set.first_ad);
    signs(&mut set, &who);
    let settled = set.session.state().stop(stop).unwrap().settled.clone().unwrap().0;
    assert_eq!(settled.len(), 3);
    assert!(set.session.state().alarms().get(stop).unwrap().owes().is_none());
}

#[test]
fn another_alarm_voids_the_restart_that_is_being_signed() {
    let mut set = Set::new();
    let who = answers(&mut set);
    let stop = alarm(&mut set, Danger::Discharge);
    phoned(&mut set, stop, &who);
    let signers = on_set(&set);
    set.ask(Ask::Prepare(Prepare::Restart { stop, signers }));
    set.sign(set.armorer);
    alarm(&mut set, Danger::Injury);
    assert!(set.session.statement().is_none());
    assert!(set.last_line().contains(r#""why":"stop""#));
    // Whoever agreed by phone knew of the first alarm alone.
    let signers = on_set(&set);
    let ask = Ask::Prepare(Prepare::Restart { stop, signers });
    let why = refused(&mut set, ask.clone());
    assert!(why.to_string().starts_with("neither the safety officer"), "{why}");
    phoned(&mut set, stop, &who);
    set.ask(ask);
    assert!(set.session.statement().is_some());
}

#[test]
#[ignore = "needs python3, ssh-keygen and sha256sum"]
fn all_three_verifiers_take_what_the_program_writes_after_an_alarm() {
    let mut set = Set::new();
    let who = answers(&mut set);
    let stop = alarm(&mut set, Danger::Discharge);
    phoned(&mut set, stop, &who);
    restarted(&mut set, stop);
    let job = set.session.export(Path::new("/out/day.zip")).unwrap();
    let Finished::Exported(_) = set.session.wait_for_job(job).unwrap() else { panic!() };
    let zip = set.world.lock().outside[Path::new("/out/day.zip")].clone();
    let files = Files::from_zip(&zip).unwrap();
    let files = files.iter().map(|(path, bytes)| (path.to_owned(), bytes.to_vec())).collect();
    assert_eq!(agree("alarmed-session", &files), 0);
}
