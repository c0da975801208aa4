//! Times from an authority: what a log tells of them is held against the answer, the request and the signed text.
#![expect(clippy::indexing_slicing, reason = "a helper of tests may panic")]

use showclear::anchor::{Request, Trust};
use showclear::event::Mode;
use showclear::terms::Digest;
use showclear::verify::{Authority, Findings, Options, Verdict};

use super::maker::{ARMORER, Maker, check_folder};
use crate::anchor::made::{Answer, CERT, ROOT};

/// When the authority answers: the lines of these logs are of the first minute of 22 November 2026.
pub(crate) const TIME: &str = "20261122000030Z";
const NONCE: u64 = 7;

/// A log with a signed sheet, and the sheet's number.
pub(crate) fn signed() -> (Maker, u64) {
    let mut made = Maker::usual(Mode::Live);
    let sheet = made.sheet("armorer", ARMORER, 2);
    (made, sheet)
}

pub(crate) fn request(made: &Maker, statement: u64, nonce: u64) -> Request {
    Request { text: made.texts[&statement].digest().0, nonce }
}

/// Tells of a request, as the program does, and gives its bytes.
pub(crate) fn asked(made: &mut Maker, statement: u64, request: Request) -> Vec<u8> {
    let object = made.object(&request.to_der());
    let (text, nonce) = (Digest(request.text), request.nonce);
    made.add(&format!(
        r#"{{"k":"anchor.requested","statement":{statement},"text":"{text}","nonce":"{nonce:016x}","request":"{object}"}}"#
    ));
    request.to_der()
}

/// Tells of an answer, as the program does.
pub(crate) fn answered(made: &mut Maker, statement: u64, request: &[u8], answer: &Answer) {
    told(made, statement, request, &answer.response(), "2026-11-22T00:00:30.000Z");
}

fn told(made: &mut Maker, statement: u64, request: &[u8], response: &[u8], time: &str) {
    let (request, response) = (made.object(request), made.object(response));
    let mut copy = Maker::new(Mode::Live);
    let certificate = copy.object(CERT);
    made.add(&format!(
        r#"{{"k":"anchor.received","statement":{statement},"request":"{request}","response":"{response}","time":"{time}","certificate":"{certificate}"}}"#
    ));
}

/// A log with a time over its sheet.
fn anchored() -> Maker {
    let (mut made, sheet) = signed();
    let asks = request(&made, sheet, NONCE);
    let asks = asked(&mut made, sheet, asks);
    answered(&mut made, sheet, &asks, &Answer::to(&asks, TIME));
    made
}

fn with_roots(made: &Maker, roots: &[u8]) -> Findings {
    let anchor_trust = Some(Trust::parse(roots).unwrap());
    check_folder(&made.folder(), &Options { anchor_trust, ..Options::default() })
}

#[track_caller]
fn refused(made: &Maker, words: &str) {
    let found = made.check();
    assert_eq!(found.verdict(), Verdict::Altered, "{found}");
    assert!(found.to_string().contains(words), "{words} in {found}");
}

#[test]
fn a_time_is_told_with_its_authority_and_what_it_proves() {
    let found = anchored().check();
    assert_eq!(found.verdict(), Verdict::NotConfirmed, "{found}");
    assert_eq!(found.notes, [], "{found}");
    let text = found.to_string();
    for words in [
        "nobody attested them but as follows\n",
        "      statement 11 (sheet) existed by 2026-11-22 00:00:30 UTC, 20 s after the laptop says it was prepared\n",
        "        says \"CN=Sample Time Authority,O=Sample\", not confirmed: compare its certificate\n",
        "        certificate SHA-256 ",
        "it existed by then, if one trusts that authority.\n",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
    assert_eq!(found.facts.unwrap().anchors[0].confirmed, Authority::NotAsked);
}

#[test]
fn only_the_readers_own_root_confirms_an_authority() {
    let made = anchored();
    let text = with_roots(&made, ROOT).to_string();
    assert!(text.contains(r#"confirmed by your root "CN=Sample Time Root,O=Sample""#), "{text}");
    // A root that leads nowhere speaks against the authority, and not against the log.
    let other = include_bytes!("../../corpus/anchor/other-root.pem");
    let found = with_roots(&made, other);
    assert_eq!(found.verdict(), Verdict::NotConfirmed, "{found}");
    let text = found.to_string();
    assert!(text.contains("your file of authorities does not confirm"), "{text}");
    assert!(text.contains("not confirmed by your roots"), "{text}");
}

#[test]
fn a_time_that_its_line_tells_otherwise_is_refused() {
    let (made, sheet) = signed();
    let asks = request(&made, sheet, NONCE);
    let with = |tell: &dyn Fn(&mut Maker, &[u8])| {
        let (mut made, _) = signed();
        let asks = asked(&mut made, sheet, asks);
        tell(&mut made, &asks);
        made
    };
    let good = |asks: &[u8]| Answer::to(asks, TIME);

    let other = with(&|made, asks| {
        answered(made, sheet, asks, &Answer { text: [7; 32], ..good(asks) });
    });
    refused(&other, "is no time from an authority over statement 11: it is over another text");
    for nonce in [None, Some(8)] {
        let other = with(&|made, asks| {
            answered(made, sheet, asks, &Answer { nonce, ..good(asks) });
        });
        refused(&other, "its nonce is another");
    }
    let other = with(&|made, asks| {
        let said = Answer { text: [7; 32], ..good(asks) }.said();
        answered(made, sheet, asks, &Answer { instead: Some(said), ..good(asks) });
    });
    refused(&other, "what it says is not what was signed");
    let other = with(&|made, asks| {
        told(made, sheet, asks, &good(asks).response(), "2026-11-21T00:00:30.000Z");
    });
    refused(&other, "says another time, or is by another authority, than this line tells");
    let other = with(&|made, asks| {
        told(made, sheet, asks, b"no answer", "2026-11-22T00:00:30.000Z");
    });
    refused(&other, "its response is not as it must be");
    let other = with(&|made, asks| answered(made, 8, asks, &good(asks)));
    refused(&other, "the answer to a request that no line before it tells of");
    let (mut unasked, _) = signed();
    answered(&mut unasked, sheet, &asks.to_der(), &good(&asks.to_der()));
    refused(&unasked, "the answer to a request that no line before it tells of");
}

#[test]
fn a_request_is_over_a_text_that_was_signed_before_it() {
    let (mut made, sheet) = signed();
    asked(&mut made, sheet, Request { text: [7; 32], nonce: NONCE });
    refused(&made, "asks for a time over something else than the signed text of statement 11");

    let (mut made, sheet) = signed();
    let asks = request(&made, sheet, NONCE);
    asked(&mut made, sheet + 1, asks);
    refused(&made, "asks for a time over something else than the signed text of statement 12");

    let (mut made, sheet) = signed();
    let asks = request(&made, sheet, NONCE);
    let (text, object) = (Digest(asks.text), made.object(&Request { nonce: 8, ..asks }.to_der()));
    made.add(&format!(
        r#"{{"k":"anchor.requested","statement":{sheet},"text":"{text}","nonce":"{NONCE:016x}","request":"{object}"}}"#
    ));
    refused(&made, "is not the request that this line tells of");
}

#[test]
fn a_clock_that_does_not_go_with_the_authoritys_is_told_and_is_no_verdict() {
    for (time, line, words) in [
        (
            "20261121233000Z",
            "2026-11-21T23:30:00.000Z",
            "the laptop's clock was at least 1812 s ahead of the clock of",
        ),
        (
            "20261122010000Z",
            "2026-11-22T01:00:00.000Z",
            "the laptop's clock was at least 3587 s behind the clock of",
        ),
    ] {
        let (mut made, sheet) = signed();
        let asks = request(&made, sheet, NONCE);
        let asks = asked(&mut made, sheet, asks);
        let response = Answer::to(&asks, time).response();
        told(&mut made, sheet, &asks, &response, line);
        let found = made.check();
        assert_eq!(found.verdict(), Verdict::NotConfirmed, "{found}");
        assert!(found.to_string().contains(words), "{words} in {found}");
    }
}

/// What this version cannot read is no contradiction, and no good verdict either.
#[test]
fn what_cannot_be_read_here_is_not_read() {
    let (mut made, sheet) = signed();
    let asks = request(&made, sheet, NONCE);
    let asks = asked(&mut made, sheet, asks);
    let mut response = Answer::to(&asks, TIME).response();
    // ecdsa-with-SHA256 becomes ecdsa-with-SHA224 in the one place that says how it is signed.
    let oid = [0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02];
    let at = response.windows(oid.len()).rposition(|part| part == oid).unwrap();
    response[at + 9] = 1;
    told(&mut made, sheet, &asks, &response, "2026-11-22T00:00:30.000Z");
    let found = made.check();
    assert_eq!(found.verdict(), Verdict::NotRead, "{found}");
    assert!(found.to_string().contains("ECDSA with SHA-224, which is not read"), "{found}");
}

#[test]
fn an_answer_that_is_gone_is_missing() {
    let made = anchored();
    let mut files = made.folder();
    let asks = request(&made, 11, NONCE).to_der();
    let response = Answer::to(&asks, TIME).response();
    let before = files.len();
    files.retain(|_, bytes| *bytes != response);
    assert_eq!(files.len(), before - 1);
    let found = check_folder(&files, &Options::default());
    assert_eq!(found.verdict(), Verdict::FilesMissing, "{found}");
}
