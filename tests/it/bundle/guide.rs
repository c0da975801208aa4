//! The words of `VERIFY.txt`.

use expect_test::expect;
use showclear::bundle::{Guide, GuideAnchor, GuideSigner, GuideStatement, Mode};

#[test]
fn the_guide_names_every_signature_and_file() {
    let folder = "statements/e1b5e6a033977376";
    let signature = |person: &str, text: &str| {
        (person.to_owned(), format!("{folder}/{text}.{person}.sig").parse().unwrap())
    };
    let log = |segment: &str| format!("log/e1b5e6a033977376/{segment}.jsonl").parse().unwrap();
    let signer = |role: &str, person: &str, fingerprint: &str| GuideSigner {
        role: role.to_owned(),
        person: person.to_owned(),
        fingerprint: fingerprint.to_owned(),
    };
    let guide = Guide {
        mode: Mode::Live,
        log: "e1b5e6a033977376".to_owned(),
        signers: vec![
            signer("armorer", "p-7k2q9x", "SHA256:JJC43svHzHCAnEByxvcSBgt/3FRiOpXbLiKlTes/5H8"),
            signer("first_ad", "p-3m8d0c", "SHA256:D8+1Tr6fwsOt6efFwN9y49AjxSZG4TWBPToqu2RegfM"),
        ],
        statements: vec![
            GuideStatement {
                text: format!("{folder}/00000026-sheet.txt").parse().unwrap(),
                namespace: "sheet.showclear".to_owned(),
                signatures: vec![signature("p-7k2q9x", "00000026-sheet")],
                segment: log("00002"),
            },
            GuideStatement {
                text: format!("{folder}/00000032-signoff.txt").parse().unwrap(),
                namespace: "signoff.showclear".to_owned(),
                signatures: vec![
                    signature("p-7k2q9x", "00000032-signoff"),
                    signature("p-3m8d0c", "00000032-signoff"),
                ],
                segment: log("00004"),
            },
        ],
        logs: vec![log("00001"), log("00002")],
        unsigned_tail: 3,
        anchors: Vec::new(),
    };
    let object = |of: &str| format!("objects/{of}/{}", of.repeat(31)).parse().unwrap();
    let anchor = |text: Option<&str>| GuideAnchor {
        text: text.map(|text| format!("{folder}/{text}.txt").parse().unwrap()),
        sha256: "ab".repeat(32),
        request: object("cd"),
        response: object("ef"),
        time: 1_795_375_980,
    };
    let anchored =
        Guide { anchors: vec![anchor(Some("00000026-sheet")), anchor(None)], ..guide.clone() };
    let anchored = anchored.to_string();
    let (_, times) = anchored.split_once("--trust FILE\n").unwrap();
    let (times, _) = times.split_once("What these commands").unwrap();
    expect![[r#"
        6. By when did a text exist, as an authority says?  (where openssl is; ROOT.pem: the root certificate that the authority itself publishes)
             openssl ts -verify -attime 1795375980 -in objects/ef/efefefefefefefefefefefefefefefefefefefefefefefefefefefefefefef -CAfile ROOT.pem -data statements/e1b5e6a033977376/00000026-sheet.txt
             openssl ts -verify -attime 1795375980 -in objects/ef/efefefefefefefefefefefefefefefefefefefefefefefefefefefefefefef -CAfile ROOT.pem -queryfile objects/cd/cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd
             openssl ts -reply -in objects/ef/efefefefefefefefefefefefefefefefefefefefefefefefefefefefefefef -text
             openssl ts -verify -attime 1795375980 -in objects/ef/efefefefefefefefefefefefefefefefefefefefefefefefefefefefefefef -CAfile ROOT.pem -digest abababababababababababababababababababababababababababababababab
             openssl ts -verify -attime 1795375980 -in objects/ef/efefefefefefefefefefefefefefefefefefefefefefefefefefefefefefef -CAfile ROOT.pem -queryfile objects/cd/cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd
             openssl ts -reply -in objects/ef/efefefefefefefefefefefefefefefefefefefefefefefefefefefefefefef -text
             It says that the text existed by then, not that it was made then. Without -attime an old certificate fails.
    "#]].assert_eq(times);
    assert_eq!(anchored.replace(times, ""), guide.to_string(), "nothing else changes");
    expect![[r#"
        SHOWCLEAR BUNDLE v1                                  MODE: LIVE
        1. Whose keys? Compare these fingerprints with the roster sheet on paper, or use your own allowed_signers:
             armorer   p-7k2q9x  SHA256:JJC43svHzHCAnEByxvcSBgt/3FRiOpXbLiKlTes/5H8
             first_ad  p-3m8d0c  SHA256:D8+1Tr6fwsOt6efFwN9y49AjxSZG4TWBPToqu2RegfM
        2. Is every file the one the laptop exported?
             Linux:    sha256sum -c SHA256SUMS
             macOS:    shasum -a 256 -c SHA256SUMS
             Windows:  certutil -hashfile FILE SHA256      for each file, and compare with its line in SHA256SUMS; the log first:
                       certutil -hashfile log\e1b5e6a033977376\00001.jsonl SHA256
                       certutil -hashfile log\e1b5e6a033977376\00002.jsonl SHA256
             ssh-keygen -Y verify -f allowed_signers -I device-e1b5e6a033977376 -n export.showclear -s SHA256SUMS.sig < SHA256SUMS
        3. Who signed this text?                        (Windows: in cmd, not PowerShell)
             ssh-keygen -Y verify -f allowed_signers -I p-7k2q9x -n sheet.showclear -s statements/e1b5e6a033977376/00000026-sheet.p-7k2q9x.sig < statements/e1b5e6a033977376/00000026-sheet.txt
             Windows:
             ssh-keygen -Y verify -f allowed_signers -I p-7k2q9x -n sheet.showclear -s statements\e1b5e6a033977376\00000026-sheet.p-7k2q9x.sig < statements\e1b5e6a033977376\00000026-sheet.txt
             ssh-keygen -Y verify -f allowed_signers -I p-7k2q9x -n signoff.showclear -s statements/e1b5e6a033977376/00000032-signoff.p-7k2q9x.sig < statements/e1b5e6a033977376/00000032-signoff.txt
             Windows:
             ssh-keygen -Y verify -f allowed_signers -I p-7k2q9x -n signoff.showclear -s statements\e1b5e6a033977376\00000032-signoff.p-7k2q9x.sig < statements\e1b5e6a033977376\00000032-signoff.txt
             ssh-keygen -Y verify -f allowed_signers -I p-3m8d0c -n signoff.showclear -s statements/e1b5e6a033977376/00000032-signoff.p-3m8d0c.sig < statements/e1b5e6a033977376/00000032-signoff.txt
             Windows:
             ssh-keygen -Y verify -f allowed_signers -I p-3m8d0c -n signoff.showclear -s statements\e1b5e6a033977376\00000032-signoff.p-3m8d0c.sig < statements\e1b5e6a033977376\00000032-signoff.txt
        4. Is the log the one they signed?
             Linux:    grep "^SHA256 (" statements/e1b5e6a033977376/00000026-sheet.txt | sha256sum -c -
             macOS:    grep "^SHA256 (" statements/e1b5e6a033977376/00000026-sheet.txt | shasum -a 256 -c -
             Windows:  certutil -hashfile log\e1b5e6a033977376\00002.jsonl SHA256
                       and compare with:  findstr /b "SHA256" statements\e1b5e6a033977376\00000026-sheet.txt
             Linux:    grep "^SHA256 (" statements/e1b5e6a033977376/00000032-signoff.txt | sha256sum -c -
             macOS:    grep "^SHA256 (" statements/e1b5e6a033977376/00000032-signoff.txt | shasum -a 256 -c -
             Windows:  certutil -hashfile log\e1b5e6a033977376\00004.jsonl SHA256
                       and compare with:  findstr /b "SHA256" statements\e1b5e6a033977376\00000032-signoff.txt
        5. All of this at once, and every entry of the log?
             Linux, macOS:  sh verify.sh    python3 verify.py
             Windows:       py verify.py
             With your own list of keys:  --trust FILE
        What these commands cannot show: what happened after a text was signed; revoked or provisional keys; touch of a security key; entries after the last statement (3 of them here, vouched for by the laptop alone);
        lines taken away after that statement before the export, or written since; that what was said is true; the time of day.
    "#]].assert_eq(&guide.to_string());
    let drill = Guide { mode: Mode::Drill, ..guide }.to_string();
    assert!(drill.lines().next().unwrap().ends_with("MODE: DRILL, NOT REAL"), "{drill}");
    assert!(drill.contains("-I device-e1b5e6a033977376 -n drill.showclear"), "{drill}");
}
