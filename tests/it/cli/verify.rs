//! `showclear verify`: every verdict with its exit code.

use std::fs;

use expect_test::expect;

use super::Bench;

const SEGMENT: &str = "vector/log/e1b5e6a033977376/00003.jsonl";

#[test]
fn unaltered() {
    let bench = Bench::new();
    bench.says(&["verify", "vector"], &expect![""]);
    bench.says(&["verify", "vector", "--trust", "vector/allowed_signers"], &expect![""]);
}

#[test]
fn a_head_code_right_wrong_and_misspelt() {
    let bench = Bench::new();
    let code = "00000 7cwf1 wt5x3 rxc67 4bsrq s6c18 q1tt7 5r8c8 tjfkq bn2zf 1cw13 1mz48";
    let said = bench.run(&["verify", "vector", "--head", code]);
    assert!(said.starts_with("exit 0\n"), "{said}");
    let said = bench.run(&["verify", "vector", "--head", &code.replace("7cwf1", "7cwf2")]);
    assert!(said.starts_with("exit 1\nALTERED\n"), "{said}");
    assert!(said.contains("  head code: the head code has a wrong letter"), "{said}");
    let said = bench.run(&["verify", "vector", "--head", "1234"]);
    assert!(said.starts_with("exit 1\nALTERED\n"), "{said}");
}

#[test]
fn altered() {
    let bench = Bench::new();
    let text = fs::read_to_string(bench.path(SEGMENT)).unwrap();
    fs::write(bench.path(SEGMENT), text.replacen("\"n\":1", "\"n\":2", 1)).unwrap();
    bench.says(&["verify", "vector"], &expect![""]);
}

#[test]
fn files_missing() {
    let bench = Bench::new();
    fs::remove_dir_all(bench.path("vector/objects/45")).unwrap();
    bench.says(&["verify", "vector"], &expect![""]);
}

#[test]
fn not_read() {
    let bench = Bench::new();
    let text = fs::read_to_string(bench.path(SEGMENT)).unwrap();
    fs::write(bench.path(SEGMENT), text.replace("{\"v\":1,", "{\"v\":2,")).unwrap();
    let said = bench.run(&["verify", "vector"]);
    assert!(said.starts_with("exit 2\nNOT READ\n"), "{said}");
    fs::create_dir(bench.path("empty")).unwrap();
    bench.says(&["verify", "empty"], &expect![""]);
    fs::write(bench.path("bundle.zip"), b"PK is not enough").unwrap();
    bench.says(&["verify", "bundle.zip"], &expect![""]);
    bench.says(&["verify", "nowhere.zip"], &expect![""]);
    bench.says(&["verify"], &expect![""]);
}

#[test]
fn a_file_of_keys_that_is_missing_broken_or_of_others() {
    let bench = Bench::new();
    bench.says(&["verify", "vector", "--trust", "nowhere"], &expect![""]);
    fs::write(bench.path("broken"), "* ssh-ed25519 AAAA\n").unwrap();
    bench.says(&["verify", "vector", "--trust", "broken"], &expect![""]);
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
    expect![""].assert_eq(&serde_json::to_string_pretty(&value["facts"]).unwrap());
}
