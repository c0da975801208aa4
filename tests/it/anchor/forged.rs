//! Answers that are not what they must be: each is refused, or says the same.

use proptest::prelude::*;

use super::made::{Answer, CERT, ISSUER, Named, sequence, tlv};
use super::{NONCE, answer, request, roots};
use showclear::anchor::{Fault, MOST_BYTES, Request, Token, Trust, read};

fn refused(answer: &Answer) -> Fault {
    read(&answer.response()).unwrap_err()
}

#[test]
fn each_wrong_part_is_named() {
    let good = answer();
    let other = Answer { text: [7; 32], ..good.clone() };
    assert_eq!(
        refused(&Answer { status: 2, ..good.clone() }),
        Fault::NotGranted("it was rejected".into())
    );
    assert_eq!(refused(&Answer { status: 9, ..good.clone() }), Fault::Form("status"));
    assert_eq!(refused(&Answer { certs: vec![], ..good.clone() }), Fault::NoCertificate);
    assert_eq!(
        refused(&Answer { certs: vec![ISSUER.to_vec()], ..good.clone() }),
        Fault::NoCertificate
    );
    let many = (0..17).map(|_| CERT.to_vec()).collect();
    assert_eq!(refused(&Answer { certs: many, ..good.clone() }), Fault::TooManyCertificates);
    assert_eq!(
        refused(&Answer { named: Named::Never, ..good.clone() }),
        Fault::Form("signed attributes")
    );
    assert_eq!(
        refused(&Answer { kind: "1.2.840.113549.1.7.1", ..good.clone() }),
        Fault::Form("signed attributes")
    );
    assert_eq!(refused(&Answer { instead: Some(other.said()), ..good.clone() }), Fault::Digest);
    assert_eq!(
        refused(&Answer { time: "20190101000000Z".into(), ..good.clone() }),
        Fault::Validity
    );
    assert_eq!(
        refused(&Answer { time: "21200101000001Z".into(), ..good.clone() }),
        Fault::Validity
    );

    let token = |answer: &Answer| read(&answer.response()).unwrap();
    assert_eq!(token(&other).answers(&request()), Err(Fault::OtherText));
    for nonce in [None, Some(NONCE + 1)] {
        let other = Answer { nonce, ..good.clone() };
        assert_eq!(token(&other).answers(&request()), Err(Fault::OtherNonce));
    }
    assert_eq!(token(&good).answers(&Request { nonce: 1, ..request() }), Err(Fault::OtherNonce));
}

#[test]
fn another_file_is_no_answer() {
    let good = answer().response();
    assert_eq!(read(&[]), Err(Fault::Form("response")));
    assert_eq!(read(b"<html>Not found</html>"), Err(Fault::Form("response")));
    assert_eq!(read(&vec![0x30; MOST_BYTES + 1]), Err(Fault::TooLarge(MOST_BYTES + 1)));
    assert_eq!(read(&[&good[..], &[0]].concat()), Err(Fault::Form("response")));
    assert_eq!(read(&request().to_der()), Err(Fault::Form("response")));
    assert_eq!(read(&sequence(&[sequence(&[vec![2, 1, 0]])])), Err(Fault::NoToken));
    // The token alone, without its status before it.
    assert_eq!(read(&sequence(&[tlv(0x06, &[vec![0x2a]])])), Err(Fault::BareToken));
    assert_eq!(read(&[0x30, 0x80, 0, 0]), Err(Fault::Indefinite));
    for end in 0..good.len() {
        assert!(read(&good[..end]).is_err(), "cut to {end} bytes");
    }
}

#[test]
fn what_an_authority_says_of_its_refusal_is_told() {
    let words = tlv(0x0c, &["no \u{202e}time\n".as_bytes().to_vec()]);
    let failed = vec![0x03, 0x03, 0x01, 0x00, 0x02];
    let status = sequence(&[vec![2, 1, 2], sequence(&[words]), failed]);
    let Err(Fault::NotGranted(said)) = read(&sequence(&[status])) else { panic!("taken") };
    assert_eq!(said, r#"it was rejected, its clock is not available, "no \u{202e}time\u{a}""#);
}

/// A flipped bit is refused, or stands where nobody signed and says nothing that is read.
#[test]
fn a_flipped_bit_changes_nothing_that_is_read() {
    let good = answer().response();
    let meant = read(&good).unwrap();
    let meaning =
        |token: &Token| (token.imprint(), token.nonce(), token.time(), token.certificate());
    let (mut same, mut unconfirmed) = (0, 0);
    for at in 0..good.len() {
        for bit in 0..8 {
            let mut changed = good.clone();
            changed[at] ^= 1 << bit;
            if let Ok(token) = read(&changed) {
                assert_eq!(meaning(&token), meaning(&meant), "byte {at}, bit {bit}");
                same += 1;
                unconfirmed += usize::from(token.confirm(&roots()).is_err());
            }
        }
    }
    // The digests named twice, the status that also grants, and the issuer's certificate, without which no root leads here.
    assert!(
        same > unconfirmed && unconfirmed > 0,
        "{same} say the same, {unconfirmed} of them unconfirmed"
    );
}

/// Roots that lead nowhere.
#[test]
fn only_a_root_that_may_issue_leads_to_it() {
    let token = read(&answer().response()).unwrap();
    let pem = |der: &[u8]| {
        use base64ct::Encoding as _;
        let inside = base64ct::Base64::encode_string(der);
        format!("-----BEGIN CERTIFICATE-----\n{inside}\n-----END CERTIFICATE-----\n")
    };
    let with = |der: &[u8]| token.confirm(&Trust::parse(pem(der).as_bytes()).unwrap());
    assert!(with(ISSUER).is_ok(), "an issuer that the reader brings is a root");
    assert_eq!(with(CERT).unwrap_err().to_string(), "no certificate in your file leads to it");
    // Without the issuer between, nothing leads to the root.
    let alone = read(&Answer { certs: vec![CERT.to_vec()], ..answer() }.response()).unwrap();
    assert!(alone.confirm(&roots()).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// Whatever the bytes are, reading ends without a panic.
    #[test]
    fn any_bytes_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(read(&bytes).is_err());
        prop_assert!(Request::read(&bytes).is_err());
        if let Err(error) = Trust::parse(&bytes) {
            prop_assert!(!error.to_string().is_empty());
        }
    }

    /// Several bytes changed at once.
    #[test]
    fn a_mangled_answer_is_refused_or_says_the_same(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let mut bytes = answer().response();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok(token) = read(&bytes) {
            prop_assert_eq!(token.answers(&request()), Ok(()));
        }
    }
}
