//! `showclear handover`: every verdict with its exit code, and nothing typed that steers a terminal.

use std::fs;

use expect_test::expect;
use showclear::bundle::HandoverFile;

use super::Bench;

#[test]
fn a_file_is_checked_and_told_item_by_item() {
    let bench = Bench::new();
    let good = fs::read("tests/corpus/handover/good.zip").unwrap();
    fs::write(bench.path("good.zip"), &good).unwrap();
    bench.says(&["handover", "good.zip"], &expect![[r#"
        exit 0
        UNALTERED AS FAR AS IT SHOWS, SIGNERS NOT CONFIRMED
        Mode: DRILL, NOT REAL
        From: "SAMPLE Second Unit" 71bb54d832771c09, log 3b62d86f4b337b00
        Hand-over 1 to "Main unit", comes back
        Recorded 2026-11-22 14:30:00 by their clock; taken along by nobody named
        Signed by "Sample Armorer" as armorer: SHA256:8mBNQri4GF8KG7TwR3jtYWBAbQDxRtKHu6H+3bXki8k
          "G-07" revolver, single action, loading gate, barrel open, holds 6: last recorded UNVERIFIED, with handler
          "T-9" tray of blanks, holds 24: last recorded UNVERIFIED, with handler
          in "T-9": 24 blanks of lot "B-77"
        Nothing of this is in force: whoever takes it in looks into each anew.
        SHA-256 of the file: HEX
        Compare the fingerprint with their roster sheet on paper, or their voice.
    "#]]);
    let parts = HandoverFile::parse(&good).unwrap();
    let keys = |person: &str, key: &str| format!("{person} namespaces=\"drill.showclear\" {key}\n");
    fs::write(bench.path("keys"), keys(&parts.person, &parts.key)).unwrap();
    let said = bench.run(&["handover", "good.zip", "--trust", "keys"]);
    assert!(said.starts_with("exit 0\nUNALTERED, SIGNERS CONFIRMED\n"), "{said}");
    let other = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIICWZ81b/s3IS917VE5h7yWLlgBfkL+HtiP6T+BhgzR7";
    fs::write(bench.path("keys"), keys(&parts.person, other)).unwrap();
    let said = bench.run(&["handover", "good.zip", "--trust", "keys"]);
    assert!(said.starts_with("exit 1\nALTERED\n"), "{said}");
    assert!(said.contains("Your file of keys has another key"), "{said}");
}

#[test]
fn what_is_none_is_told_with_what_to_do() {
    let bench = Bench::new();
    let good = fs::read("tests/corpus/handover/good.zip").unwrap();
    let mut parts = HandoverFile::parse(&good).unwrap();
    parts.record = String::from_utf8(parts.record).unwrap().replace("T-9", "T-8").into_bytes();
    fs::write(bench.path("forged.zip"), parts.to_zip().unwrap()).unwrap();
    bench.says(&["handover", "forged.zip"], &expect![[r#"
        exit 1
        ALTERED
        forged.zip: line 9 of its text is not as it must be: what the record says. Take nothing in from it. Ask for the file again; keep this one, it shows what came.
    "#]]);
    fs::write(bench.path("none.zip"), b"PK").unwrap();
    bench.says(&["handover", "none.zip"], &expect![[r#"
        exit 2
        NOT READ
        none.zip: this is no zip file, or its end is missing. Ask for the file again, as it was written; keep this one, it shows what came.
    "#]]);
    bench.says(&["handover", "missing.zip"], &expect![[r#"
        exit 2
        -- on standard error
        missing.zip could not be read: No such file or directory (os error 2). Check the path, then try again.
    "#]]);
}
