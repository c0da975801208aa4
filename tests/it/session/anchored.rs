//! Times from an authority: nothing leaves, and nothing counts, before its line is on the disk.

use std::io::ErrorKind;
use std::path::Path;

use showclear::event::{AnchorReceived, AnchorRequested, Entry, Event, Events};
use showclear::production::{AnchorFault, Fault, Production, Refusal};
use showclear::session::Failure;
use showclear::terms::{Digest, Nonce};

use super::sample;
use crate::anchor::made::Answer;

const FILE: &str = "/stick/a";

#[test]
fn a_request_is_no_file_before_its_line_is_on_the_disk() {
    let (world, mut session) = sample();
    let statement = session.newest_signed().unwrap();
    world.lock().fails = Some(ErrorKind::StorageFull);
    let job = session.request_time(statement, Path::new(FILE), true).unwrap();
    assert!(session.wait_for_job(job).is_err());
    assert!(!world.lock().outside.contains_key(Path::new(FILE)));
    assert!(session.state().anchors().asked().is_empty());
}

#[test]
fn an_answer_does_not_count_before_its_line_is_on_the_disk() {
    let (world, mut session) = sample();
    let statement = session.newest_signed().unwrap();
    let job = session.request_time(statement, Path::new(FILE), true).unwrap();
    session.wait_for_job(job).unwrap();
    let request = world.lock().outside.get(Path::new(FILE)).cloned().unwrap();
    let answer = Answer::to(&request, "20261122193300Z").response();
    world.lock().outside.insert(FILE.into(), answer);
    world.lock().fails = Some(ErrorKind::StorageFull);
    let job = session.take_time(Path::new(FILE)).unwrap();
    if let Ok(showclear::session::Finished::TimeRead(ticket)) = session.wait_for_job(job) {
        assert!(session.wait_for(ticket).is_err());
    }
    assert!(session.state().anchors().received().is_empty());
}

#[test]
fn what_is_not_signed_is_not_asked_for() {
    let (_world, mut session) = sample();
    let Err(Failure::Refused(refusal)) = session.request_time(3, Path::new(FILE), true) else {
        panic!("statement 3 was asked for");
    };
    assert_eq!(refusal, Refusal::Anchor(AnchorFault::NotCompleted(3)));
    assert_eq!(refusal.remedy(), "Choose a statement that is signed, or have this one signed.");
}

#[test]
fn the_audit_finds_what_no_decision_would_have_written() {
    let (_world, session) = sample();
    let state = session.state();
    let (statement, _, text) = state.anchors().newest().unwrap();
    let faults = |state: &Production, event: Event| {
        let last = state.last().cloned();
        let t = last.as_ref().map_or_else(|| showclear::terms::UtcMillis::new(0), |last| last.wall);
        let up = last.map_or(0, |last| last.up);
        let ev = Events::try_from(vec![event]).unwrap();
        state.audit(&Entry { t, up, seat: None, ev }, state.size())
    };
    let asks = |statement, text| {
        let (nonce, request) = (Nonce([1; 8]), Digest([2; 32]));
        Event::AnchorRequested(AnchorRequested { statement, text, nonce, request })
    };
    let none = Production::default();
    assert_eq!(faults(&none, asks(1, text)), [Fault::Anchor(AnchorFault::NothingSigned)]);
    let other = statement + 1;
    assert_eq!(faults(state, asks(other, text)), [Fault::Anchor(AnchorFault::NotCompleted(other))]);
    let wrong = asks(statement, Digest([3; 32]));
    assert_eq!(faults(state, wrong), [Fault::Anchor(AnchorFault::NotItsText)]);
    assert_eq!(faults(state, asks(statement, text)), []);
    let unasked = Event::AnchorReceived(AnchorReceived {
        statement,
        request: Digest([2; 32]),
        response: Digest([4; 32]),
        time: showclear::terms::UtcMillis::new(0),
        certificate: Digest([5; 32]),
    });
    assert_eq!(faults(state, unasked), [Fault::Anchor(AnchorFault::NotAsked)]);
}
