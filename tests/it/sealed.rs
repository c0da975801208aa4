//! Private objects as bytes: written in one way, read in no other.

use expect_test::expect;
use proptest::prelude::*;
use showclear::sealed::{
    Details, Particulars, Recipient, decode_concern, decode_details, decode_particulars,
    encode_concern, encode_details, encode_particulars,
};

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
fn details_are_written_in_one_way_and_read_in_no_other() {
    let some = Details { phone: "SAMPLE-555-0100".to_owned(), ..Details::default() };
    let bytes = encode_details([0xab; 16], &some);
    let good = String::from_utf8(bytes.clone()).unwrap();
    expect![[r#"{"showclear":"details","salt":"abababababababababababababababab","phone":"SAMPLE-555-0100","mail":null,"permits":null,"emergency":null}"#]].assert_eq(&good);
    assert_eq!(decode_details(&bytes), Some(some));
    assert_eq!(decode_particulars(&bytes), None);
    for (from, to) in [
        ("\"details\"", "\"particulars\""),
        ("abab", "ABAB"),
        ("\"mail\":null", "\"mail\":\"\""),
        ("\"mail\":null,", ""),
        ("\"mail\":null", "\"mail\": null"),
        ("\"emergency\":null", "\"emergency\":null,\"more\":null"),
    ] {
        let changed = good.replacen(from, to, 1);
        assert_ne!(changed, good);
        assert_eq!(decode_details(changed.as_bytes()), None, "{changed}");
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

#[test]
fn a_concern_is_as_long_as_the_next_kibibyte_and_read_only_as_it_is_written() {
    let short = encode_concern([0xab; 16], "It stood open.");
    assert_eq!(short.len(), 1024);
    assert_eq!(encode_concern([1; 16], &"x".repeat(900)).len(), 1024);
    assert_eq!(encode_concern([1; 16], &"x".repeat(1000)).len(), 2048);
    assert_eq!(decode_concern(&short).as_deref(), Some("It stood open."));
    let text = String::from_utf8(short.clone()).unwrap();
    assert!(text.starts_with(r#"{"showclear":"concern","salt":"abababababababababababababababab","concern":"It stood open.","pad":"   "#));
    let changes = [
        ("\"concern\"", "\"details\""),
        ("abab", "ABAB"),
        ("  ", " "),
        ("  ", " x"),
        ("open.", "open. "),
    ];
    for (from, to) in changes {
        let changed = text.replacen(from, to, 1);
        assert_ne!(changed, text);
        assert_eq!(decode_concern(changed.as_bytes()), None, "{from} to {to}");
    }
    assert_eq!(decode_concern(&encode_particulars([1; 16], &some())), None);
}

proptest! {
    #[test]
    fn any_concern_comes_back_and_any_bytes_are_met(text in any::<String>(), salt in any::<[u8; 16]>(), bytes in any::<Vec<u8>>()) {
        prop_assert_eq!(decode_concern(&encode_concern(salt, &text)), Some(text));
        prop_assert_eq!(decode_concern(&bytes), None);
    }
}
