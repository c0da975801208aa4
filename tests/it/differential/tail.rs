//! Lines that an older log holds after another goes on from it: they leave nothing to the next log.

use showclear::event::Mode;
use showclear::signing::{PublicKey, SshSig};
use showclear::verify::Options;

use super::remake;
use crate::signing::signatures::token_signature;
use crate::verify::bundle::{Folder, export, files_of};
use crate::verify::maker::{ARMORER, FIRST_AD, Maker, check_folder, fingerprint};
use crate::verify::relation::agree;

const NEW: &str = "p-1v5tzr";

/// A sheet that somebody signed by touch alone, in a log that goes on from one whose tail asks for a PIN as well.
fn after_a_tail(tail: &str) -> Folder {
    let mut old = Maker::continuing(Mode::Live, 8, "null").begun();
    old.add(r#"{"k":"log.cut","why":"day"}"#);
    old.note();
    let mut new = Maker::going_on(&old, 1);
    let head = showclear::bundle::Head {
        origin: old.origin().parse().unwrap(),
        size: old.size(),
        root: *old.root_now().as_bytes(),
    };
    old.add(tail);
    let older = files_of(&mut old);

    let (key, _) = token_signature("", b"", (1, 1));
    let print = key.parse::<PublicKey>().unwrap().fingerprint().to_string();
    let name = new.object(&showclear::record::encode_name([5; 16], "Sample Deputy"));
    new.named(&name, "Sample Deputy");
    new.add(&format!(
        r#"{{"k":"person.added","person":"{NEW}","name":"{name}","details":null}},{{"k":"person.key","person":"{NEW}","key":"{key}","fingerprint":"{print}","kept":"token"}},{{"k":"person.role","person":"{NEW}","role":"armorer","until":null}}"#
    ));
    let mut signatures = Folder::new();
    let mut sign = |kind: &str, about: &str, slots: &[(&str, &str, String)], counter: u32| {
        let number = new.prepare_for(kind, about, slots, "");
        let text = new.texts[&number].clone();
        let space = showclear::statement::namespace(text.kind(), Mode::Live);
        let (_, blob) = token_signature(space, text.as_str().as_bytes(), (1, counter));
        let path = format!("statements/{}/{}.{NEW}.sig", new.log, text.file_stem());
        signatures.insert(path, SshSig::parse_blob_base64(&blob).unwrap().to_armor().into());
        let digest = text.digest();
        let mut all: Vec<String> = slots
            .iter()
            .filter_map(|(_, person, _)| match *person {
                ARMORER => Some(new.signature(number, ARMORER, 2)),
                FIRST_AD => Some(new.signature(number, FIRST_AD, 3)),
                _ => None,
            })
            .collect();
        all.push(format!(
            r#"{{"k":"statement.signed","statement":{number},"person":"{NEW}","key":"{print}","text":"{digest}","sig":"{blob}"}}"#
        ));
        all.push(new.completed(number));
        new.add(&all.join(","));
        new.note();
    };
    let slots = [
        ("root", ARMORER, fingerprint(2)),
        ("root", FIRST_AD, fingerprint(3)),
        ("new", NEW, print.clone()),
    ];
    sign("roster", "null", &slots, 7);
    sign("sheet", &format!("\"{NEW}\""), &[("armorer", NEW, print.clone())], 8);

    let mut files = files_of(&mut new);
    files.extend(older.into_iter().filter(|(path, _)| path.contains('/')));
    files.extend(signatures);
    remake::keys(&mut files);
    let _zip = export(&new, &mut files, |manifest| manifest.also.push(head));
    files
}

#[test]
#[ignore = "needs python3, ssh-keygen and sha256sum"]
fn the_tail_of_an_older_log_sets_no_rule_for_the_next_one() {
    let rule = after_a_tail(r#"{"k":"roster.policy","verification":true}"#);
    let found = check_folder(&rule, &Options::default());
    assert!(found.to_string().contains("a fork: 2 lines were written after"), "{found}");
    assert_eq!(agree("a rule in the tail", &rule), 0);
    assert_eq!(agree("a close in the tail", &after_a_tail(r#"{"k":"log.closed"}"#)), 0);
}
