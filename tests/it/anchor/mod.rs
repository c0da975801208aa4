//! Time from an authority: what is asked, what is read of the answer, and what is refused.

mod forged;
pub(crate) mod made;
pub(crate) mod openssl;

use made::{Answer, CERT, ISSUER, Named, ROOT, hex};
use sha2::{Digest as _, Sha256};
use showclear::anchor::{Fault, Request, Trust, read};

const TEXT: &[u8] = b"SHOWCLEAR SHEET v1\nmode: LIVE\n";
const NONCE: u64 = 0x1234_5678_9abc_def0;
const TIME: &str = "20261122193300Z";

fn request() -> Request {
    Request { text: Sha256::digest(TEXT).into(), nonce: NONCE }
}

fn answer() -> Answer {
    Answer::to(&request().to_der(), TIME)
}

fn roots() -> Trust {
    Trust::parse(ROOT).unwrap()
}

/// As `openssl ts -query -sha256 -cert` writes it, but for the nonce, which is ours.
#[test]
fn a_request_is_these_bytes() {
    let written = request().to_der();
    let digest = hex("dd2f6a4d2a1c1d3ff2bbf7c9a1b0ad9ec0b6ed3cd8d2b1e0b0e9b1fa6e6cf0d4");
    let fixed = Request { text: digest.try_into().unwrap(), nonce: NONCE };
    let expected = "3043020101\
        3031300d060960864801650304020105000420\
        dd2f6a4d2a1c1d3ff2bbf7c9a1b0ad9ec0b6ed3cd8d2b1e0b0e9b1fa6e6cf0d4\
        0208123456789abcdef0\
        0101ff";
    assert_eq!(fixed.to_der(), hex(expected));
    assert_eq!(Request::read(&written), Ok(request()));
    for nonce in [0, 1, 0x7f, 0x80, u64::MAX] {
        let one = Request { nonce, ..request() };
        assert_eq!(Request::read(&one.to_der()), Ok(one));
    }
}

#[test]
fn a_request_has_one_spelling() {
    let written = request().to_der();
    for at in 0..written.len() {
        assert_eq!(Request::read(&written[..at]), Err(Fault::Form("request")));
        for bit in 0..8 {
            let mut changed = written.clone();
            changed[at] ^= 1 << bit;
            let read = Request::read(&changed);
            assert!(read.is_err() || read.unwrap().to_der() == changed, "byte {at}, bit {bit}");
        }
    }
    assert!(Request::read(&[written, vec![0]].concat()).is_err());
}

#[test]
fn a_good_answer_is_read_and_confirmed_by_the_readers_root() {
    for named in [Named::V1, Named::V2, Named::Both] {
        let token = read(&Answer { named, ..answer() }.response()).unwrap();
        assert_eq!(token.answers(&request()), Ok(()));
        assert_eq!(token.imprint(), request().text);
        assert_eq!(token.nonce(), Some(NONCE));
        assert_eq!(token.time().to_string(), "2026-11-22T19:33:00.000Z");
        assert_eq!(token.accuracy(), None);
        assert_eq!(token.authority(), "CN=Sample Time Authority,O=Sample");
        assert_eq!(token.certificate(), <[u8; 32]>::from(Sha256::digest(CERT)));
        assert_eq!(token.confirm(&roots()).unwrap().subject, "CN=Sample Time Root,O=Sample");
    }
}

/// Bytes that were made once and are kept: what was read stays readable.
#[test]
fn a_kept_answer_is_read_as_it_was() {
    let kept = include_bytes!("../../corpus/anchor/response.tsr");
    assert_eq!(answer().response(), kept);
    let token = read(kept).unwrap();
    assert_eq!(token.answers(&request()), Ok(()));
}

/// What `openssl ts` answered, with its accuracy, its name and its SHA-1 identifier.
#[test]
fn a_kept_answer_of_openssl_is_read() {
    let asked = Request::read(include_bytes!("../../corpus/anchor/openssl.tsq")).unwrap();
    let token = read(include_bytes!("../../corpus/anchor/openssl.tsr")).unwrap();
    assert_eq!(token.answers(&asked), Ok(()));
    assert_eq!(asked.text, request().text);
    assert_eq!(token.authority(), "CN=Sample Time Authority,O=Sample");
    assert_eq!(token.accuracy(), Some(1_501));
    assert!(token.confirm(&roots()).is_ok());
}

#[test]
fn times_are_cut_to_the_millisecond() {
    let at = |time: &str| read(&Answer { time: time.to_owned(), ..answer() }.response());
    for (written, expected) in [
        ("20261122193300.5Z", "2026-11-22T19:33:00.500Z"),
        ("20261122193300.0419999Z", "2026-11-22T19:33:00.041Z"),
        ("20200229235959.999Z", "2020-02-29T23:59:59.999Z"),
    ] {
        assert_eq!(at(written).unwrap().time().to_string(), expected);
    }
    for wrong in [
        "20261122193300",
        "20261122193300.Z",
        "20261122193300.50Z",
        "20261122193300,5Z",
        "20261122193300+0100",
        "20261322193300Z",
        "20260229193300Z",
        "202611221933Z",
        "2026112219330 Z",
        "2026112219330éZ",
    ] {
        assert_eq!(at(wrong), Err(Fault::Form("time stamp")), "{wrong}");
    }
}

#[test]
fn a_file_of_roots_is_read_whole() {
    let text = str::from_utf8(ROOT).unwrap();
    let with_words =
        format!("# Sample Time Root\r\n{}\nsome words\n{text}", text.replace('\n', "\r\n"));
    let two = Trust::parse(with_words.as_bytes()).unwrap();
    assert!(read(&answer().response()).unwrap().confirm(&two).is_ok());
    let refused = |file: &str| Trust::parse(file.as_bytes()).unwrap_err().to_string();
    assert_eq!(refused("words"), "there is no certificate in it (PEM)");
    let half: String = text.chars().take(text.len() - 40).collect();
    assert_eq!(refused(&half), "certificate 1 in it cannot be read");
    assert_eq!(refused(&text.replace("MII", "MIJ")), "certificate 1 in it cannot be read");
    assert_eq!(refused(&format!("{half}\n{text}")), "certificate 1 in it cannot be read");
    let none = Trust::default();
    let unknown = read(&answer().response()).unwrap().confirm(&none).unwrap_err();
    assert_eq!(unknown.to_string(), "no certificate in your file leads to it");
    assert_ne!(ISSUER, CERT);
}
