//! `showclear verify`: every verdict with its exit code.

use std::fs;

use expect_test::expect;

use super::Bench;
use crate::platform::copy;

const SEGMENT: &str = "vector/log/e1b5e6a033977376/00003.jsonl";

#[test]
fn unaltered() {
    let bench = Bench::new();
    bench.says(&["verify", "vector"], &expect![[r#"
        exit 0
        UNALTERED AS FAR AS IT SHOWS, SIGNERS NOT CONFIRMED
        No lines removed up to entry 32, signed by people; 3 entries after it are vouched for by the laptop alone
        Production: "SAMPLE Night Ferry" (live, SAMPLE)
        Log: showclear/8c1f0e6d2a7b4935/e1b5e6a033977376, 35 entries, root jDQ+nuz1mxvXx75culn+H1MG3nIq9Yyaadzz0/CFrG0=
        Rows: 5 signed, 1 struck, 0 recorded and not yet signed, 0 recorded after
        Objects: 0 withheld, 0 erased
        Time: the order of the entries is proven; the hours are the laptop's own, and nobody attested them
        Root: 2 of 2 persons: p-7k2q9x, p-3m8d0c
        Compare these fingerprints with the roster sheet on paper:
        Key: p-7k2q9x "Sample Armorer" SHA256:JJC43svHzHCAnEByxvcSBgt/3FRiOpXbLiKlTes/5H8 kept on the laptop (armorer)
        Key: p-3m8d0c "Sample First AD" SHA256:D8+1Tr6fwsOt6efFwN9y49AjxSZG4TWBPToqu2RegfM kept on the laptop (first_ad)
        Statement 8 (roster): signed by root "Sample Armorer", root "Sample First AD"
        Statement 26 (sheet): signed by armorer "Sample Armorer"
        Statement 28 (sheet): signed by first_ad "Sample First AD"
        Statement 32 (signoff): signed by armorer "Sample Armorer", first_ad "Sample First AD"
        What no check of files can show:
          Lines taken away after the last one that is vouched for, where no head code or newer note is at hand.
          The time of day: it is the laptop's, and nobody else attested it.
          A record that everybody whose keys it needs made up together, and whether what was said is true.
          What else ran on the laptop when somebody signed.
    "#]]);
    bench.says(&["verify", "vector", "--trust", "vector/allowed_signers"], &expect![[r#"
        exit 0
        UNALTERED, SIGNERS CONFIRMED
        No lines removed up to entry 32, signed by people; 3 entries after it are vouched for by the laptop alone
        Production: "SAMPLE Night Ferry" (live, SAMPLE)
        Log: showclear/8c1f0e6d2a7b4935/e1b5e6a033977376, 35 entries, root jDQ+nuz1mxvXx75culn+H1MG3nIq9Yyaadzz0/CFrG0=
        Rows: 5 signed, 1 struck, 0 recorded and not yet signed, 0 recorded after
        Objects: 0 withheld, 0 erased
        Time: the order of the entries is proven; the hours are the laptop's own, and nobody attested them
        Root: 2 of 2 persons: p-7k2q9x, p-3m8d0c
        Key: p-7k2q9x "Sample Armorer" SHA256:JJC43svHzHCAnEByxvcSBgt/3FRiOpXbLiKlTes/5H8 kept on the laptop (armorer)
        Key: p-3m8d0c "Sample First AD" SHA256:D8+1Tr6fwsOt6efFwN9y49AjxSZG4TWBPToqu2RegfM kept on the laptop (first_ad)
        Statement 8 (roster): signed by root "Sample Armorer", root "Sample First AD"
        Statement 26 (sheet): signed by armorer "Sample Armorer"
        Statement 28 (sheet): signed by first_ad "Sample First AD"
        Statement 32 (signoff): signed by armorer "Sample Armorer", first_ad "Sample First AD"
        What no check of files can show:
          Lines taken away after the last one that is vouched for, where no head code or newer note is at hand.
          The time of day: it is the laptop's, and nobody else attested it.
          A record that everybody whose keys it needs made up together, and whether what was said is true.
          What else ran on the laptop when somebody signed.
    "#]]);
}

#[test]
fn a_head_code_right_wrong_and_misspelt() {
    let bench = Bench::new();
    let code = "00000 7cwf1 wt5x3 rxc67 4bsrq s6c18 q1tt7 5r8c8 tjfkq bn2zf 1cw13 1mz48";
    let said = bench.run(&["verify", "vector", "--head", code]);
    assert!(said.starts_with("exit 0\n"), "{said}");
    let said = bench.run(&["verify", "vector", "--head", &code.replace("7cwf1", "7cwf2")]);
    let mistyped = "the head code was mistyped, or is of another log. Compare it letter by letter";
    assert!(said.starts_with(&format!("exit 2\n-- on standard error\n{mistyped}")), "{said}");
    bench.says(&["verify", "vector", "--head", "1234"], &expect![[r#"
        exit 2
        -- on standard error
        a head code has 60 letters, this one has 4. Compare it letter by letter with what was written down.
    "#]]);
    bench.says(
        &["verify", "vector", "--head", &code.replace("7cwf1", "7cw\u{fc}1")],
        &expect![[r#"
            exit 2
            -- on standard error
            a head code does not hold 'ü'. Compare it letter by letter with what was written down.
        "#]],
    );
    let root = showclear::log::Hash::of(b"another root");
    let other = showclear::log::head_code("e1b5e6a033977376", 29, &root);
    let said = bench.run(&["verify", "vector", "--head", &other]);
    let first = "ALTERED\nContradictions:\n  head code: the first 29 lines are others.";
    assert!(said.starts_with(&format!("exit 1\n{first}")), "{said}");
}

#[test]
fn a_folder_that_is_older_than_this_laptop_has_seen() {
    let bench = Bench::new();
    bench.with_sample();
    let said = bench.run(&["verify", "sample.drill"]);
    assert!(said.starts_with("exit 0\nUNALTERED"), "{said}");
    copy(&bench.path("sample.drill"), &bench.path("older.drill"));
    let said = bench.run(&["export", "sample.drill", "out.zip"]);
    assert!(said.starts_with("exit 0\n"), "{said}");
    for command in ["verify", "review"] {
        let said = bench.run(&[command, "older.drill"]);
        assert!(said.starts_with("exit 1\nALTERED\n"), "{command}: {said}");
        assert!(said.contains("lines were removed"), "{command}: {said}");
        let said = bench.run(&[command, "sample.drill"]);
        assert!(said.starts_with("exit 0\n"), "{command}: {said}");
        let said = bench.run(&[command, "out.zip"]);
        assert!(said.starts_with("exit 0\n"), "{command}: {said}");
    }
}

#[test]
fn altered() {
    let bench = Bench::new();
    let text = fs::read_to_string(bench.path(SEGMENT)).unwrap();
    let changed = text.replacen("19:32:02", "19:32:03", 1);
    assert_ne!(changed, text);
    fs::write(bench.path(SEGMENT), changed).unwrap();
    bench.says(&["verify", "vector"], &expect![[r#"
        exit 1
        ALTERED
        Contradictions:
          log/e1b5e6a033977376/00003.jsonl line 2: does not fit the line before: one of the two was changed. Do not rely on it. Compare it with another copy.
          checkpoints/e1b5e6a033977376/00000027.note: the first 27 lines are not those it vouched for. Do not rely on it. Ask the people named who signed what.
        Production: "SAMPLE Night Ferry" (live, SAMPLE)
        Log: showclear/8c1f0e6d2a7b4935/e1b5e6a033977376, 27 entries, root d/G2DD9d4N6FRTKI3ZX545uXNIKngPk88YvfQPVHUZ8=
        Rows: 1 signed, 0 struck, 4 recorded and not yet signed, 0 recorded after
        Objects: 0 withheld, 0 erased
        Time: the order of the entries is proven; the hours are the laptop's own, and nobody attested them
        Root: 2 of 2 persons: p-7k2q9x, p-3m8d0c
        Key: p-7k2q9x "Sample Armorer" SHA256:JJC43svHzHCAnEByxvcSBgt/3FRiOpXbLiKlTes/5H8 kept on the laptop (armorer)
        Key: p-3m8d0c "Sample First AD" SHA256:D8+1Tr6fwsOt6efFwN9y49AjxSZG4TWBPToqu2RegfM kept on the laptop (first_ad)
        Statement 8 (roster): signed by root "Sample Armorer", root "Sample First AD"
        Statement 26 (sheet): signed by armorer "Sample Armorer"
    "#]]);
}

#[test]
fn files_missing() {
    let bench = Bench::new();
    fs::remove_dir_all(bench.path("vector/objects/45")).unwrap();
    bench.says(&["verify", "vector"], &expect![[r#"
        exit 1
        FILES MISSING
        Production: "SAMPLE Night Ferry" (live, SAMPLE)
        Log: showclear/8c1f0e6d2a7b4935/e1b5e6a033977376, 35 entries, root jDQ+nuz1mxvXx75culn+H1MG3nIq9Yyaadzz0/CFrG0=
        Rows: 5 signed, 1 struck, 0 recorded and not yet signed, 0 recorded after
        Objects: 0 withheld, 0 erased
        Time: the order of the entries is proven; the hours are the laptop's own, and nobody attested them
        Root: 2 of 2 persons: p-7k2q9x, p-3m8d0c
        Key: p-7k2q9x "Sample Armorer" SHA256:JJC43svHzHCAnEByxvcSBgt/3FRiOpXbLiKlTes/5H8 kept on the laptop (armorer)
        Key: p-3m8d0c "Sample First AD" SHA256:D8+1Tr6fwsOt6efFwN9y49AjxSZG4TWBPToqu2RegfM kept on the laptop (first_ad)
        Statement 8 (roster): signed by root "Sample Armorer", root "Sample First AD"
        Statement 26 (sheet): signed by armorer "Sample Armorer"
        Statement 28 (sheet): signed by first_ad "Sample First AD"
        Statement 32 (signoff): signed by armorer "Sample Armorer", first_ad "Sample First AD"
        Missing:
          objects/45/60db02f1bbcff9891752afc9e43842e5f95f2052e8b2bb9b79b3fbd4b4293a: is not here, and is named in log/e1b5e6a033977376/00002.jsonl line 4 (entry 11). Ask for it where these files came from.
    "#]]);
}

#[test]
fn not_read() {
    let bench = Bench::new();
    let text = fs::read_to_string(bench.path(SEGMENT)).unwrap();
    fs::write(bench.path(SEGMENT), text.replace("{\"v\":1,", "{\"v\":2,")).unwrap();
    let said = bench.run(&["verify", "vector"]);
    assert!(said.starts_with("exit 2\nNOT READ\n"), "{said}");
    fs::create_dir(bench.path("empty")).unwrap();
    bench.says(
        &["verify", "empty"],
        &expect![[r#"
            exit 2
            NOT READ
            Not read:
              log: there is no log of this program here. Choose a production's folder, or a bundle.
        "#]],
    );
    fs::write(bench.path("bundle.zip"), b"PK is not enough").unwrap();
    bench.says(&["verify", "bundle.zip"], &expect![[r#"
        exit 2
        NOT READ
        Not read:
          bundle.zip: this is no zip file, or its end is missing. Ask for the file again, as it was exported.
    "#]]);
    bench.says(&["verify", "nowhere.zip"], &expect![[r#"
        exit 2
        -- on standard error
        nowhere.zip could not be read: No such file or directory (os error 2). Check the path, then try again.
    "#]]);
    bench.says(
        &["verify"],
        &expect![[r#"
        exit 2
        -- on standard error
        error: the following required arguments were not provided:
          <PATH>

        Usage: showclear verify <PATH>

        For more information, try '--help'.
    "#]],
    );
}

#[test]
fn a_file_of_keys_that_is_missing_broken_or_of_others() {
    let bench = Bench::new();
    bench.says(&["verify", "vector", "--trust", "nowhere"], &expect![[r#"
        exit 2
        -- on standard error
        nowhere could not be read: No such file or directory (os error 2). Check the path, then try again.
    "#]]);
    fs::write(bench.path("broken"), "* ssh-ed25519 AAAA\n").unwrap();
    bench.says(&["verify", "vector", "--trust", "broken"], &expect![[r#"
        exit 2
        -- on standard error
        broken: line 1: "*" is no plain name, and could stand for several people. Choose an allowed_signers file.
    "#]]);
    let keys = fs::read_to_string(bench.path("vector/allowed_signers")).unwrap();
    let others: String = keys
        .lines()
        .filter(|line| !line.starts_with("p-3m8d0c"))
        .map(|line| format!("{line}\n"))
        .collect();
    fs::write(bench.path("others"), others).unwrap();
    let said = bench.run(&["verify", "vector", "--trust", "others"]);
    assert!(said.starts_with("exit 1\nALTERED\n"), "{said}");
    assert!(said.contains("your file of keys does not hold the key"), "{said}");
}

#[test]
fn as_json() {
    let bench = Bench::new();
    let said = bench.run(&["verify", "vector", "--json"]);
    let json = said.strip_prefix("exit 0\n").unwrap();
    let value: serde_json::Value = serde_json::from_str(json).unwrap();
    assert_eq!(value["verdict"], "UNALTERED AS FAR AS IT SHOWS, SIGNERS NOT CONFIRMED");
    assert_eq!(value["exit"], 0);
    expect![[r#"
        {
          "acknowledged": 0,
          "anchors": [],
          "clock_jumps": [],
          "erased": 0,
          "keys": [
            {
              "ended": false,
              "fingerprint": "SHA256:JJC43svHzHCAnEByxvcSBgt/3FRiOpXbLiKlTes/5H8",
              "kept": "here",
              "name": "Sample Armorer",
              "person": "p-7k2q9x",
              "roles": [
                "armorer"
              ]
            },
            {
              "ended": false,
              "fingerprint": "SHA256:D8+1Tr6fwsOt6efFwN9y49AjxSZG4TWBPToqu2RegfM",
              "kept": "here",
              "name": "Sample First AD",
              "person": "p-3m8d0c",
              "roles": [
                "first_ad"
              ]
            }
          ],
          "mode": "live",
          "names_withheld": 0,
          "origin": "showclear/8c1f0e6d2a7b4935/e1b5e6a033977376",
          "other_logs": [],
          "provisional": [],
          "root": "jDQ+nuz1mxvXx75culn+H1MG3nIq9Yyaadzz0/CFrG0=",
          "root_persons": [
            "p-7k2q9x",
            "p-3m8d0c"
          ],
          "root_threshold": 2,
          "rows": {
            "not_yet_signed": 0,
            "recorded_after": 0,
            "signed": 5,
            "struck": 1,
            "text_withheld": 0
          },
          "sample": true,
          "seen": [],
          "signed_up_to": 32,
          "size": 35,
          "statements": [
            {
              "counts": true,
              "kind": "roster",
              "number": 8,
              "signers": [
                {
                  "fingerprint": "SHA256:JJC43svHzHCAnEByxvcSBgt/3FRiOpXbLiKlTes/5H8",
                  "person": "p-7k2q9x",
                  "role": "root",
                  "touched": false
                },
                {
                  "fingerprint": "SHA256:D8+1Tr6fwsOt6efFwN9y49AjxSZG4TWBPToqu2RegfM",
                  "person": "p-3m8d0c",
                  "role": "root",
                  "touched": false
                }
              ],
              "text_withheld": false,
              "voided": null
            },
            {
              "counts": true,
              "kind": "sheet",
              "number": 26,
              "signers": [
                {
                  "fingerprint": "SHA256:JJC43svHzHCAnEByxvcSBgt/3FRiOpXbLiKlTes/5H8",
                  "person": "p-7k2q9x",
                  "role": "armorer",
                  "touched": false
                }
              ],
              "text_withheld": false,
              "voided": null
            },
            {
              "counts": true,
              "kind": "sheet",
              "number": 28,
              "signers": [
                {
                  "fingerprint": "SHA256:D8+1Tr6fwsOt6efFwN9y49AjxSZG4TWBPToqu2RegfM",
                  "person": "p-3m8d0c",
                  "role": "first_ad",
                  "touched": false
                }
              ],
              "text_withheld": false,
              "voided": null
            },
            {
              "counts": true,
              "kind": "signoff",
              "number": 32,
              "signers": [
                {
                  "fingerprint": "SHA256:JJC43svHzHCAnEByxvcSBgt/3FRiOpXbLiKlTes/5H8",
                  "person": "p-7k2q9x",
                  "role": "armorer",
                  "touched": false
                },
                {
                  "fingerprint": "SHA256:D8+1Tr6fwsOt6efFwN9y49AjxSZG4TWBPToqu2RegfM",
                  "person": "p-3m8d0c",
                  "role": "first_ad",
                  "touched": false
                }
              ],
              "text_withheld": false,
              "voided": null
            }
          ],
          "title": "SAMPLE Night Ferry",
          "vouched_by_laptop_alone": 3,
          "vouched_up_to": null,
          "withheld": 0
        }"#]]
    .assert_eq(&serde_json::to_string_pretty(&value["facts"]).unwrap());
}
