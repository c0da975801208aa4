//! Private objects as bytes: written in one way, read in no other.

use expect_test::expect;
use proptest::prelude::*;
use showclear::sealed::{Particulars, Recipient, decode_particulars, encode_particulars};

fn some() -> Particulars {
    Particulars {
        maker: "Sample \"Works\"".to_owned(),
        serial: "SN-1".to_owned(),
        ..Default::default()
    }
}

#[test]
fn an_object_is_written_so() {
    let bytes = encode_particulars([0xab; 16], &some());
    expect![[r#"{"showclear":"particulars","salt":"abababababababababababababababab","maker":"Sample \"Works\"","model":null,"calibre":null,"serial":"SN-1","owner":null,"load":null}"#]]
        .assert_eq(&String::from_utf8(bytes.clone()).unwrap());
    assert_eq!(decode_particulars(&bytes), Some(some()));
}

#[test]
fn what_our_writer_never_writes_is_not_read() {
    let good = String::from_utf8(encode_particulars([0xab; 16], &some())).unwrap();
    let changes = [
        ("\"particulars\"", "\"name\""),
        ("abab", "ABAB"),
        ("abab", "ab"),
        ("\"model\":null", "\"model\":\"\""),
        ("\"model\":null,", ""),
        ("\"model\":null", "\"model\": null"),
        ("\"SN-1\"", "\"\\u0053N-1\""),
        ("\"load\":null", "\"load\":null,\"more\":null"),
        ("\"load\":null", "\"load\":null,\"load\":null"),
        ("{\"showclear\"", "[{\"showclear\""),
    ];
    for (from, to) in changes {
        let changed = good.replacen(from, to, 1);
        assert_ne!(changed, good);
        assert_eq!(decode_particulars(changed.as_bytes()), None, "{changed}");
    }
}

#[test]
fn a_recipient_is_read_and_a_secret_key_is_told_from_one() {
    let made = age::x25519::Identity::generate();
    let named = made.to_public().to_string();
    assert_eq!(format!(" {named}\n").parse::<Recipient>().unwrap().to_string(), named);
    let secret = "AGE-SECRET-KEY-1QQPZRYQ".parse::<Recipient>().unwrap_err();
    expect!["this is the secret half of the key / Keep that off this laptop, and enter the line that begins with age1."]
        .assert_eq(&format!("{secret} / {}", secret.remedy()));
    let (cut, _) = named.split_at(named.len() - 1);
    for text in ["", "age1", "ssh-ed25519 AAAA", cut, &format!("{named}q")] {
        assert!(text.parse::<Recipient>().is_err(), "{text}");
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(salt: [u8; 16], parts in proptest::collection::vec(".{0,40}", 6)) {
        let mut parts = parts.into_iter();
        let mut next = || parts.next().unwrap_or_default();
        let said = Particulars {
            maker: next(), model: next(), calibre: next(), serial: next(), owner: next(), load: next(),
        };
        let bytes = encode_particulars(salt, &said);
        prop_assert_eq!(decode_particulars(&bytes), Some(said));
        prop_assert!(!bytes.contains(&b'\n'));
    }

    #[test]
    fn no_bytes_are_too_much(bytes: Vec<u8>) {
        prop_assert_eq!(decode_particulars(&bytes), None);
    }
}
