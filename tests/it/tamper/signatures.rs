//! Cases of signatures: keys, people, purposes, rosters, and what was never signed.

use showclear::event::Mode;

use super::stage::{
    LOG, SHEET, Try, both, complete, good, handed_out, listed_anew, pending, prepare_sheet,
};
use crate::signing::signatures::token_signature;
use crate::verify::bundle::Folder;
use crate::verify::maker::{ARMORER, FIRST_AD, Maker, fingerprint, key_event, person_key};

const ENDS: &str = "00003.jsonl line 1";
const NEW: &str = "p-1v5tzr";

/// The bundle of a production whose sheet was signed so.
fn signed_by(what: &str, forge: impl FnOnce(&Maker, u64) -> String) -> Try {
    let (mut made, number) = pending();
    let signatures = forge(&made, number);
    complete(&mut made, number, &signatures);
    Try::of(what, handed_out(&mut made))
}

/// The bundle of a production after `more`, with a sheet of the armorer signed as it must be.
fn after(what: &str, more: impl FnOnce(&mut Maker)) -> Try {
    let mut made = Maker::usual(Mode::Live);
    more(&mut made);
    Try::of(what, handed_out(&mut made))
}

pub(super) fn a_key_of_the_forgers_own() -> Vec<Try> {
    let own = |made: &Maker, number| made.signature(number, ARMORER, 9);
    let named =
        move |made: &Maker, number| own(made, number).replace(&fingerprint(9), &fingerprint(2));
    let entered = after("entered in the log, and signed by nobody", |made| {
        made.add(&key_event(ARMORER, 9));
        made.sheet("armorer", ARMORER, 9);
    });
    // Everybody's keys are the forger's, and everything fits.
    let mut forged = Maker::new(Mode::Live);
    forged.person(ARMORER, "armorer", 12);
    forged.person(FIRST_AD, "first_ad", 13);
    forged.root(&[ARMORER, FIRST_AD], 2);
    forged.roster(&[("root", ARMORER, 12), ("root", FIRST_AD, 13)]);
    forged.declared();
    forged.sheet("armorer", ARMORER, 12);
    let forged = handed_out(&mut forged);
    let theirs = String::from_utf8(good().1["allowed_signers"].clone()).unwrap();
    vec![
        signed_by("under its own fingerprint", own)
            .refused(ENDS, "the log gives them no key")
            .scripts(1, 1),
        signed_by("under the right fingerprint", named)
            .refused(ENDS, "this signature was made with another key")
            .scripts(1, 1),
        entered.refused("line 6 (entry 11)", "the roster in force does not hold p-7k2q9x"),
        Try::of("every key a forger's: only the fingerprints tell", forged.clone())
            .says("Compare these fingerprints with the roster sheet on paper"),
        Try::of("the same, against a file of keys", forged)
            .trusting(&theirs)
            .refused("00001.jsonl line 6", "your file of keys does not hold the key")
            .scripts(1, 1),
    ]
}

pub(super) fn the_key_of_another_role() -> Vec<Try> {
    let other = |made: &Maker, number| {
        made.signature(number, ARMORER, 3).replace(&fingerprint(3), &fingerprint(2))
    };
    let role = after("as first AD, which the armorer is not", |made| {
        made.sheet("first_ad", ARMORER, 2);
    });
    vec![
        signed_by("the first AD's under the armorer's name", other)
            .refused(ENDS, "this signature was made with another key")
            .scripts(1, 1),
        role.refused("line 5 (entry 10)", "p-7k2q9x is not first_ad then"),
    ]
}

pub(super) fn one_key_for_two_people() -> Vec<Try> {
    vec![
        after("entered for the first AD too", |made| made.add(&key_event(FIRST_AD, 2)))
            .refused("line 5 (entry 10)", "is entered a second time")
            .scripts(1, 1),
    ]
}

pub(super) fn one_person_with_two_keys() -> Vec<Try> {
    let slots = [("root", ARMORER, 2), ("new", ARMORER, 7)];
    let made = after("both under one roster", |made| {
        made.add(&key_event(ARMORER, 7));
        let number = made.prepare("roster", "null", &slots, "");
        made.all_sign(number, &slots);
    });
    vec![made.refused("line 6 (entry 11)", "does not name different people").scripts(1, 1)]
}

pub(super) fn one_signature_twice() -> Vec<Try> {
    let twice = |made: &Maker, number| {
        let one = made.signature(number, ARMORER, 2);
        format!("{one},{one}")
    };
    vec![signed_by("in one line", twice).refused(ENDS, "signs statement 11 twice").scripts(0, 1)]
}

/// A run of a list, and a sign-off of it, prepared.
fn run(id: &str) -> (Maker, u64) {
    let mut made = Maker::usual(Mode::Live);
    let list = made.object(b"the list");
    made.add(&format!(
        r#"{{"k":"run.started","run":"{id}","files":[{{"as":"list","id":"gun","rev":1,"sha256":"{list}"}}],"approved":false,"lang":"en","recorder":null,"recorded":"live","card":null,"item":"i-4hq8vz","roles":[{{"role":"armorer","person":"{ARMORER}"}}],"inputs":[],"scene":"42","setup":"A","take":"1"}}"#
    ));
    let number = made.prepare("signoff", &format!("\"{id}\""), &SHEET, "");
    (made, number)
}

/// A signature taken from `theirs`, its digest put right for `ours`.
fn taken_over(ours: &Maker, theirs: &Maker, number: u64) -> String {
    let digest = |made: &Maker| made.texts[&number].digest().to_string();
    theirs.signature(number, ARMORER, 2).replace(&digest(theirs), &digest(ours))
}

const NOT_THIS: &str = "this signature is not over exactly this text";

pub(super) fn from_another_run() -> Vec<Try> {
    let ((mut ours, number), (theirs, _)) = (run("r-2fa6bn"), run("r-9d2xk7"));
    let signature = taken_over(&ours, &theirs, number);
    complete(&mut ours, number, &signature);
    vec![
        Try::of("a sign-off of the run before", handed_out(&mut ours))
            .refused(ENDS, NOT_THIS)
            .scripts(1, 1),
    ]
}

pub(super) fn from_another_production() -> Vec<Try> {
    let (mut ours, number) = pending();
    let mut theirs = Maker::of("0123456789abcdef", Mode::Live, 1, "null").begun();
    assert_eq!(prepare_sheet(&mut theirs, ""), number);
    let signature = taken_over(&ours, &theirs, number);
    complete(&mut ours, number, &signature);
    vec![
        Try::of("by the same people on the same laptop", handed_out(&mut ours))
            .refused(ENDS, NOT_THIS)
            .scripts(1, 1),
    ]
}

pub(super) fn for_another_purpose() -> Vec<Try> {
    let commit = |made: &Maker, number| {
        let text = made.texts[&number].as_str().to_owned();
        made.signature_over(number, ARMORER, 2, "git", &text)
    };
    let words = "this signature was made for another purpose: \"git\"";
    vec![signed_by("of a commit, over this very text", commit).refused(ENDS, words).scripts(1, 1)]
}

pub(super) fn from_a_drill() -> Vec<Try> {
    let (mut ours, number) = pending();
    let mut drill = Maker::usual(Mode::Drill);
    assert_eq!(prepare_sheet(&mut drill, ""), number);
    let signature = taken_over(&ours, &drill, number);
    complete(&mut ours, number, &signature);
    let words = "this signature was made for another purpose: \"drill.showclear\"";
    let same = |made: &Maker, number| {
        let text = made.texts[&number].as_str().to_owned();
        made.signature_over(number, ARMORER, 2, "drill.showclear", &text)
    };
    vec![
        Try::of("of the same sheet of a drill", handed_out(&mut ours))
            .refused(ENDS, words)
            .scripts(1, 1),
        signed_by("for a drill, over this very text", same).refused(ENDS, words).scripts(1, 1),
    ]
}

fn signature_file() -> String {
    format!("statements/{LOG}/00000011-sheet.{ARMORER}.sig")
}

pub(super) fn a_bit_of_a_signature_file() -> Vec<Try> {
    crate::signing::signatures::a_flipped_bit_anywhere_in_the_file_is_refused();
    let mut all = Vec::new();
    for (what, at) in
        [("in its head", 3), ("in the key", 80), ("in the signature", 240), ("its last byte", 294)]
    {
        let flip = move |files: &mut Folder| {
            let file = files.get_mut(&signature_file()).unwrap();
            let at = at.min(file.len() - 1);
            file[at] ^= 1;
        };
        let words = "is not what the lines of the log give";
        all.extend(both(what, flip, &signature_file(), words, (1, 1)));
    }
    all
}

pub(super) fn a_version_that_is_none() -> Vec<Try> {
    let old = |made: &Maker, number| {
        made.signature(number, ARMORER, 2).replace("U1NIU0lHAAAAAQ", "U1NIU0lHAAAAAA")
    };
    let words = "this signature has version 0, and only version 1 is read";
    vec![signed_by("in the log and in its file", old).refused(ENDS, words).scripts(1, 1)]
}

/// A sheet of somebody with a security key, signed with these flags and this counter; the roster before has 7.
fn by_token(what: &str, touch: (u8, u32)) -> Try {
    by_token_under(what, "", (1, 7), touch)
}

/// The same after `rule`; the roster that takes the key in is signed with the first flags and counter.
fn by_token_under(what: &str, rule: &str, taken_in: (u8, u32), touch: (u8, u32)) -> Try {
    let (key, _) = token_signature("", b"", touch);
    let parsed: showclear::signing::PublicKey = key.parse().unwrap();
    let print = parsed.fingerprint().to_string();
    let token = |made: &Maker, number: u64, touch| {
        let text = &made.texts[&number];
        let space = showclear::statement::namespace(text.kind(), Mode::Live);
        let (_, blob) = token_signature(space, text.as_str().as_bytes(), touch);
        format!(
            r#"{{"k":"statement.signed","statement":{number},"person":"{NEW}","key":"{print}","text":"{}","sig":"{blob}"}}"#,
            text.digest()
        )
    };
    let mut made = Maker::usual(Mode::Live);
    let name = made.object(&showclear::record::encode_name([5; 16], "Sample Deputy"));
    made.named(&name, "Sample Deputy");
    made.add(&format!(
        r#"{{"k":"person.added","person":"{NEW}","name":"{name}","details":null}},{{"k":"person.key","person":"{NEW}","key":"{key}","fingerprint":"{print}","kept":"token"}},{{"k":"person.role","person":"{NEW}","role":"armorer","until":null}}{rule}"#
    ));
    let mut prepare = |kind: &str, about: &str, slots: &[(&str, &str, &str)]| {
        let signers: Vec<_> =
            slots.iter().map(|(role, person, key)| (*role, *person, (*key).to_owned())).collect();
        let number = made.prepare_for(kind, about, &signers, "");
        let mut events: Vec<String> = Vec::new();
        for (_, person, _) in slots {
            events.push(match *person {
                ARMORER => made.signature(number, ARMORER, 2),
                FIRST_AD => made.signature(number, FIRST_AD, 3),
                _ => token(&made, number, if kind == "roster" { taken_in } else { touch }),
            });
        }
        complete(&mut made, number, &events.join(","));
    };
    let (two, three) = (fingerprint(2), fingerprint(3));
    let all = [("root", ARMORER, two.as_str()), ("root", FIRST_AD, &three), ("new", NEW, &print)];
    prepare("roster", "null", &all);
    prepare("sheet", &format!("\"{NEW}\""), &[("armorer", NEW, &print)]);
    Try::of(what, handed_out(&mut made))
}

pub(super) fn a_security_key_that_nobody_touched() -> Vec<Try> {
    vec![
        by_token("touched, as it must be", (1, 8)),
        by_token("flags without touch", (0, 8))
            .refused("(entry 14)", "the security key was not touched")
            .scripts(0, 1),
    ]
}

pub(super) fn a_security_key_without_its_pin() -> Vec<Try> {
    let asked = r#",{"k":"roster.policy","verification":true}"#;
    let words = "the security key checked no PIN and no finger";
    let under = |what, touch| by_token_under(what, asked, (1, 7), touch);
    vec![
        by_token("touched alone, where that is no rule", (1, 8)),
        under("touched, and its PIN checked", (5, 8)),
        under("touched alone", (1, 8)).refused("(entry 14)", words).scripts(0, 1),
        under("its PIN checked, and not touched", (4, 8))
            .refused("(entry 14)", "the security key was not touched")
            .scripts(0, 1),
    ]
}

pub(super) fn a_counter_that_goes_back() -> Vec<Try> {
    let words = "counted 7 signatures before, and now";
    vec![by_token("to 3", (1, 3)).says(words), by_token("it stands still", (1, 7)).says(words)]
}

pub(super) fn keys_of_other_kinds() -> Vec<Try> {
    let mut all = Vec::new();
    for kind in ["ssh-rsa", "ecdsa-sha2-nistp256", "ssh-dss"] {
        let entered = |made: &mut Maker| {
            made.add(&format!(
                r#"{{"k":"person.key","person":"{ARMORER}","key":"{kind} AAAAB3NzaC1yc2EAAAADAQABAAAAgQ==","fingerprint":"SHA256:x","kept":"here"}}"#
            ));
        };
        all.push(after(kind, entered).refused("line 5 (entry 10)", "only Ed25519 keys are taken"));
    }
    all
}

/// The same signature with the order of the group added to its second half: a second spelling.
fn plus_order(event: &str) -> String {
    use base64ct::{Base64, Encoding as _};
    const ORDER: [u8; 32] = [
        0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde,
        0x14, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
    ];
    let (_, rest) = event.split_once("\"sig\":\"").unwrap();
    let digits = rest.split('"').next().unwrap();
    let mut blob = Base64::decode_vec(digits).unwrap();
    let start = blob.len() - 32;
    let mut carry = 0;
    for (byte, more) in blob[start..].iter_mut().zip(ORDER) {
        let sum = u16::from(*byte) + u16::from(more) + carry;
        *byte = u8::try_from(sum % 256).unwrap();
        carry = sum / 256;
    }
    assert_eq!(carry, 0);
    event.replace(digits, &Base64::encode_string(&blob))
}

pub(super) fn weak_keys_and_second_spellings() -> Vec<Try> {
    let weak = |made: &mut Maker| {
        made.add(&format!(
            r#"{{"k":"person.key","person":"{ARMORER}","key":"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","fingerprint":"SHA256:x","kept":"here"}}"#
        ));
    };
    let second = |made: &Maker, number| plus_order(&made.signature(number, ARMORER, 2));
    vec![
        after("a key for which anybody can sign", weak)
            .refused("line 5 (entry 10)", "this public key is weak")
            .scripts(0, 1),
        signed_by("the order of the group added", second).refused(ENDS, NOT_THIS).scripts(0, 1),
    ]
}

pub(super) fn after_the_key_ended() -> Vec<Try> {
    let ended = after("a sheet after the key was reported lost", |made| {
        made.add(&format!(
            r#"{{"k":"person.key_ended","person":"{ARMORER}","fingerprint":"{}","why":"lost"}}"#,
            fingerprint(2)
        ));
        made.sheet("armorer", ARMORER, 2);
    });
    vec![ended.refused("line 6 (entry 11)", "p-7k2q9x does not hold the key")]
}

pub(super) fn under_a_roster_not_in_force() -> Vec<Try> {
    let mut made = Maker::new(Mode::Live);
    made.person(ARMORER, "armorer", 2);
    made.person(FIRST_AD, "first_ad", 3);
    made.declared();
    made.sheet("armorer", ARMORER, 2);
    let none = Try::of("before any roster is signed", handed_out(&mut made));
    let later = after("a key that a roster takes in only later", |made| {
        made.add(&key_event(ARMORER, 7));
        made.sheet("armorer", ARMORER, 7);
        made.roster(&[("root", ARMORER, 2), ("root", FIRST_AD, 3)]);
    });
    let words = "the roster in force does not hold p-7k2q9x";
    vec![none.refused("line 7 (entry 6)", words), later.refused("line 6 (entry 11)", words)]
}

pub(super) fn by_the_new_root_alone() -> Vec<Try> {
    let made = after("one new person, alone", |made| {
        made.person(NEW, "armorer", 4);
        made.root(&[NEW], 1);
        made.roster(&[("root", NEW, 4)]);
    });
    vec![made.refused("line 7 (entry 12)", "0 of the root before sign, and it takes 2")]
}

pub(super) fn an_older_roster_again() -> Vec<Try> {
    // A second roster, which takes in somebody more, is taken out of the log again; its signed text is still here.
    let mut honest = Maker::usual(Mode::Live);
    honest.person(NEW, "armorer", 4);
    honest.roster(&[("root", ARMORER, 2), ("root", FIRST_AD, 3), ("new", NEW, 4)]);
    let newer = handed_out(&mut honest);
    let mut older = Maker::usual(Mode::Live);
    let mut files = handed_out(&mut older);
    let texts = newer.iter().filter(|(path, _)| path.contains("00000012-roster"));
    files.extend(texts.map(|(path, bytes)| (path.clone(), bytes.clone())));
    let _zip = crate::verify::bundle::export(&older, &mut files, |_| {});
    let size = u32::try_from(honest.size()).unwrap();
    let code = showclear::log::head_code(&honest.log, size, &honest.root_now());
    vec![
        Try::of("the newer one's lines gone, its text left", files)
            .refused("00000012-roster.p-3m8d0c.sig", "lines were removed")
            .scripts(1, 1),
        Try::of("all of it gone, against a head code", handed_out(&mut Maker::usual(Mode::Live)))
            .with_head(code)
            .refused("head code", "lines were removed"),
    ]
}

pub(super) fn more_written_into_the_file_of_keys() -> Vec<Try> {
    crate::bundle::trust::what_could_stand_for_several_is_refused();
    let key = person_key(9).public_key().to_string();
    let with = |what: &str, line: String, words| {
        let change = |files: &mut Folder| {
            files.get_mut("allowed_signers").unwrap().extend(format!("{line}\n").into_bytes());
        };
        Try::of(what, listed_anew(change)).refused("allowed_signers", words).scripts(1, 1)
    };
    vec![
        with("a star for a name", format!("* {key}"), "could stand for several people"),
        with("a name with a comma", format!("{ARMORER},x {key}"), "could stand for several people"),
        with("an authority", format!("{ARMORER} cert-authority {key}"), "is not taken"),
        with("a line broken in two", format!("{ARMORER}\n{key}"), "is not a name and a public key"),
    ]
}

pub(super) fn one_person_in_two_places() -> Vec<Try> {
    let half = after("a root of half its people", |made| {
        made.root(&[ARMORER, FIRST_AD], 1);
        made.roster(&[("root", ARMORER, 2)]);
    });
    let both = after("one person for both of the root", |made| {
        let slots = [("root", ARMORER, 2), ("root", ARMORER, 2)];
        let number = made.prepare("roster", "null", &slots, "");
        made.all_sign(number, &slots);
    });
    vec![
        half.refused("line 6 (entry 11)", "1 of the root before sign, and it takes 2"),
        both.refused("line 5 (entry 10)", "1 of the root before sign, and it takes 2")
            .scripts(1, 1),
    ]
}

const STOP: &str = r#"{"k":"stop.raised","stop":"s-0t6n3w","run":null,"item":null,"rule":null,"by":null,"say":"STOP"}"#;

pub(super) fn a_stop_taken_out() -> Vec<Try> {
    let signed = |stop: bool| {
        let mut made = Maker::usual(Mode::Live);
        made.add(if stop { STOP } else { r#"{"k":"log.closed"}"# });
        let number = prepare_sheet(&mut made, "");
        (made, number)
    };
    let ((honest, number), (mut forged, _)) = (signed(true), signed(false));
    let signature = taken_over(&forged, &honest, number);
    complete(&mut forged, number, &signature);
    let (mut kept, number) = pending();
    kept.add(STOP);
    let signature = kept.signature(number, ARMORER, 2);
    complete(&mut kept, number, &signature);
    vec![
        Try::of("and the chain made anew by the laptop", handed_out(&mut forged))
            .refused(ENDS, NOT_THIS)
            .scripts(1, 1),
        Try::of("left in, and the sheet signed all the same", handed_out(&mut kept))
            .refused(ENDS, "this line had to void it (a STOP)"),
    ]
}

pub(super) fn another_text_than_was_shown() -> Vec<Try> {
    crate::session::spine::what_is_shown_is_what_is_signed();
    let other = |made: &Maker, number| {
        let text = made.texts[&number].as_str().replace("G-07", "G-08");
        made.signature_over(number, ARMORER, 2, "sheet.showclear", &text)
    };
    vec![signed_by("a signature over other words", other).refused(ENDS, NOT_THIS).scripts(1, 1)]
}
