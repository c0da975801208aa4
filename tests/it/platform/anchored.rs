//! A time from an authority the whole way: asked for, answered, brought in, exported, and checked by whoever has the bundle.

use std::fs;
use std::path::Path;
use std::process::Command;

use showclear::anchor::{Request, Trust};
use showclear::bundle::read_zip;
use showclear::session::Handed;
use showclear::verify::{Options, Verdict};
use tempfile::TempDir;

use super::Place;
use crate::anchor::made::{Answer, ROOT};
use crate::anchor::openssl::Authority;

/// A place with a request over the newest signed text, and the request's bytes.
fn asked() -> (Place, Vec<u8>) {
    let place = Place::new();
    let file = place.data("request.tsq");
    let said = place.laptop().request_time(&place.folder(), &file, None).unwrap();
    assert!(said.contains("Carry it to a time-stamp authority"), "{said}");
    let bytes = fs::read(file).unwrap();
    (place, bytes)
}

fn take(place: &Place, response: &[u8]) -> Result<String, String> {
    let file = place.data("answer.tsr");
    fs::write(&file, response).unwrap();
    let taken = place.laptop().take_time(&place.folder(), &file);
    taken.map_err(|error| format!("{error}. {}", error.remedy()))
}

fn exported(place: &Place) -> Vec<u8> {
    let zip = place.data("out.zip");
    place.laptop().export(&place.folder(), &zip, Handed::Usual).unwrap();
    fs::read(zip).unwrap()
}

fn unpacked(zip: &[u8]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in read_zip(zip).unwrap().files() {
        let path = folder.path().join(path.as_str());
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

#[test]
fn an_answer_is_brought_in_and_goes_into_every_bundle() {
    let (place, request) = asked();
    let answer = Answer::to(&request, "20261126120000.5Z");
    let said = take(&place, &answer.response()).unwrap();
    assert!(said.contains("existed by 2026-11-26 12:00:00 UTC, says the authority"), "{said}");
    let again = take(&place, &answer.response()).unwrap_err();
    assert!(again.contains("this answer was brought in before"), "{again}");

    let zip = exported(&place);
    let path = place.data("out.zip");
    let anchor_trust = Some(Trust::parse(ROOT).unwrap());
    let options = Options { anchor_trust, ..Options::default() };
    let found = place.laptop().review(&path, options).unwrap();
    let text = found.findings().to_string();
    assert_eq!(found.findings().verdict(), Verdict::NotConfirmed, "{text}");
    assert!(text.contains("confirmed by your root"), "{text}");
    let folder = unpacked(&zip);
    let guide = fs::read_to_string(folder.path().join("VERIFY.txt")).unwrap();
    assert_eq!(guide.matches("openssl ts -verify").count(), 2, "{guide}");
    super::continuing::scripts_accept(&path);
}

#[test]
fn what_is_no_answer_to_a_request_of_this_log_is_refused() {
    let (place, request) = asked();
    let good = Answer::to(&request, "20261126120000Z");
    for (answer, words) in [
        (
            Answer { text: [7; 32], ..good.clone() },
            "over a text for which no time was asked here. Choose",
        ),
        (
            Answer { nonce: Some(1), ..good.clone() },
            "does not repeat the number of any request over its text. Choose",
        ),
        (
            Answer { status: 2, ..good.clone() },
            "the authority did not grant it: it was rejected. Send",
        ),
        (
            Answer { certs: vec![], ..good.clone() },
            "does not bring the certificate of whoever signed it. Send",
        ),
    ] {
        let said = take(&place, &answer.response()).unwrap_err();
        assert!(said.contains(words), "{words} in {said}");
    }
    let said = take(&place, b"<html>").unwrap_err();
    assert!(said.contains("its response is not as it must be. Choose the file"), "{said}");
    let said = take(&place, &vec![0x30; 70_000]).unwrap_err();
    assert!(!said.is_empty());
    assert!(place.sitting().state().anchors().received().is_empty());
}

#[test]
fn a_request_that_nobody_answered_is_written_again_as_it_was() {
    let (place, request) = asked();
    let laptop = place.laptop();
    let lines = place.sitting().state().size();
    let again = place.data("again.tsq");
    laptop.request_time(&place.folder(), &again, None).unwrap();
    assert_eq!(fs::read(&again).unwrap(), request);
    assert_eq!(place.sitting().state().anchors().asked().len(), 1, "since line {lines}");
    // Never over a file.
    assert!(laptop.request_time(&place.folder(), &again, None).is_err());
    // Once it is answered, another is asked.
    take(&place, &Answer::to(&request, "20261126120000Z").response()).unwrap();
    let third = place.data("third.tsq");
    laptop.request_time(&place.folder(), &third, None).unwrap();
    let (one, other) = (Request::read(&request).unwrap(), fs::read(third).unwrap());
    let other = Request::read(&other).unwrap();
    assert!(one.text == other.text && one.nonce != other.nonce);
    // Over an older text, by its number; and over one that is none.
    let state = place.sitting().state().anchors().clone();
    let newest = state.newest().unwrap().0;
    let older = (1..newest).rev().find(|number| state.text(*number).is_some()).unwrap();
    laptop.request_time(&place.folder(), &place.data("older.tsq"), Some(older)).unwrap();
    let none = laptop.request_time(&place.folder(), &place.data("none.tsq"), Some(1)).unwrap_err();
    assert!(none.to_string().contains("statement 1 is not signed by all who must"), "{none}");
}

/// The commands of `VERIFY.txt`, run as they stand there.
fn commands_hold(folder: &Path, guide: &str) -> Vec<bool> {
    let lines = guide.lines().map(str::trim).filter(|line| line.starts_with("openssl ts"));
    let run = |line: &str| {
        let mut sh = Command::new("sh");
        sh.current_dir(folder).args(["-c", line]).output().unwrap().status.success()
    };
    lines.map(run).collect()
}

#[test]
#[ignore = "needs openssl, python3, ssh-keygen and sha256sum"]
fn a_real_authority_answers_and_the_printed_commands_hold() {
    for (key, ess) in [
        ("-algorithm EC -pkeyopt ec_paramgen_curve:P-256", "sha256"),
        ("-algorithm RSA -pkeyopt rsa_keygen_bits:2048", "sha1"),
    ] {
        let (place, request) = asked();
        let authority = Authority::new(key, "sha256", ess);
        let response = authority.answers(&request);
        take(&place, &response).unwrap();
        let folder = unpacked(&exported(&place));
        super::continuing::scripts_accept(&place.data("out.zip"));
        let guide = fs::read_to_string(folder.path().join("VERIFY.txt")).unwrap();
        fs::copy(authority.path().join("root.pem"), folder.path().join("ROOT.pem")).unwrap();
        assert_eq!(commands_hold(folder.path(), &guide), [true, true, true], "{guide}");
        // Not with another root, nor over another text.
        let other = Authority::new(key, "sha256", ess);
        fs::copy(other.path().join("root.pem"), folder.path().join("ROOT.pem")).unwrap();
        assert_eq!(commands_hold(folder.path(), &guide), [false, false, true]);
        fs::copy(authority.path().join("root.pem"), folder.path().join("ROOT.pem")).unwrap();
        let data = guide.split_once("-data ").unwrap().1;
        let text = folder.path().join(data.split_whitespace().next().unwrap());
        fs::write(text, b"another text").unwrap();
        assert_eq!(commands_hold(folder.path(), &guide), [false, true, true]);
    }
}
