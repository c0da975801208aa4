//! Who is named in `allowed_signers`, and what a reader's own file may say.

use expect_test::{Expect, expect};
use showclear::bundle::{AllowedKey, Mode, TrustError, TrustFile, write_allowed_signers};

const KEY: &str =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINVioZdwfvwDg4gE7dKcFTrSecWm/qNCUQCvAfFZizu2";
const OTHER: &str =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFvPDmEjvr/1WzIZ4+59oTsf9DzU99LNPlwN7bue0vyV";

fn keys() -> [AllowedKey; 2] {
    [
        AllowedKey::Device { log: "e1b5e6a033977376".to_owned(), key: KEY.to_owned() },
        AllowedKey::Person { person: "p-3m8d0c".to_owned(), key: OTHER.to_owned() },
    ]
}

#[test]
fn the_file_of_a_bundle_is_fixed() {
    expect![[r#"
        device-e1b5e6a033977376 namespaces="export.showclear" ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINVioZdwfvwDg4gE7dKcFTrSecWm/qNCUQCvAfFZizu2
        p-3m8d0c namespaces="roster.showclear,sheet.showclear,signoff.showclear,restart.showclear,ratify.showclear,dayclose.showclear,amend.showclear,approve.showclear,handover.showclear,deviate.showclear" ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFvPDmEjvr/1WzIZ4+59oTsf9DzU99LNPlwN7bue0vyV
    "#]].assert_eq(&write_allowed_signers(Mode::Live, &keys()).unwrap());
    expect![[r#"
        device-e1b5e6a033977376 namespaces="drill.showclear" ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINVioZdwfvwDg4gE7dKcFTrSecWm/qNCUQCvAfFZizu2
        p-3m8d0c namespaces="drill.showclear" ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFvPDmEjvr/1WzIZ4+59oTsf9DzU99LNPlwN7bue0vyV
    "#]].assert_eq(&write_allowed_signers(Mode::Drill, &keys()).unwrap());
    let shared =
        [&keys()[..], &[AllowedKey::Person { person: "p-7k2q9x".to_owned(), key: KEY.to_owned() }]]
            .concat();
    let error = write_allowed_signers(Mode::Live, &shared).unwrap_err();
    assert_eq!(error, TrustError::SharedKey { line: 3 });
    let spread = [AllowedKey::Person { person: "p-1\np-2".to_owned(), key: KEY.to_owned() }];
    assert!(write_allowed_signers(Mode::Live, &spread).is_err());
    let key = format!("{KEY} comment");
    let commented = [AllowedKey::Person { person: "p-1".to_owned(), key }];
    let error = write_allowed_signers(Mode::Live, &commented).unwrap_err();
    assert_eq!(error, TrustError::Line { line: 1 });
}

#[test]
fn a_trust_file_says_who_for_what() {
    let text = format!(
        "# from the roster sheet\r\n\r\np-1 namespaces=\"sheet.showclear\" {KEY} of mine\r\np-2 {OTHER}\n"
    );
    let trust = TrustFile::parse(&text).unwrap();
    assert_eq!(trust.keys().len(), 2);
    assert!(trust.allows("p-1", "sheet.showclear", KEY));
    assert!(!trust.allows("p-1", "signoff.showclear", KEY));
    assert!(!trust.allows("p-1", "sheet.showclear", OTHER));
    assert!(!trust.allows("p-2", "sheet.showclear", KEY));
    assert!(trust.allows("p-2", "signoff.showclear", OTHER));
}

#[track_caller]
fn refused(text: &str, expected: Expect) {
    expected.assert_eq(&TrustFile::parse(text).unwrap_err().to_string());
}

#[test]
pub(crate) fn what_could_stand_for_several_is_refused() {
    refused("", expect!["there is no key in this file"]);
    refused("# nobody\n", expect!["there is no key in this file"]);
    refused(
        &format!("* {KEY}"),
        expect![[r#"line 1: "*" is no plain name, and could stand for several people"#]],
    );
    refused(
        &format!("p-1,p-2 {KEY}"),
        expect![[r#"line 1: "p-1,p-2" is no plain name, and could stand for several people"#]],
    );
    refused(
        &format!("!p-1 {KEY}"),
        expect![[r#"line 1: "!p-1" is no plain name, and could stand for several people"#]],
    );
    refused(
        &format!("p-1 namespaces=\"*\" {KEY}"),
        expect![[
            r#"line 1: "namespaces=\"*\"" is no plain name, and could stand for several people"#
        ]],
    );
    refused(
        &format!("p-1 namespaces=sheet.showclear {KEY}"),
        expect![[
            r#"line 1: "namespaces=sheet.showclear" is no plain name, and could stand for several people"#
        ]],
    );
    refused(
        &format!("p-1 cert-authority {KEY}"),
        expect![[r#"line 1: the option "cert-authority" is not taken, only namespaces"#]],
    );
    refused(
        &format!("p-1 valid-before=\"20270101\" {KEY}"),
        expect![[
            r#"line 1: the option "valid-before=\"20270101\"" is not taken, only namespaces"#
        ]],
    );
    refused(
        &format!("p-1 {KEY}\np-2 {KEY} again"),
        expect!["line 2: this key already stands under another name"],
    );
    refused("p-1 ssh-ed25519", expect!["line 1 is not a name and a public key"]);
    refused("p-1 ssh-ed25519 key", expect!["line 1 is not a name and a public key"]);
    refused("p-1", expect!["line 1 is not a name and a public key"]);
}
