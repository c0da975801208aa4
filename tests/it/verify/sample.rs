//! The sample production as a folder: whole, and held against what a reader brings along.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use expect_test::expect;
use showclear::bundle::TrustFile;
use showclear::verify::{Files, Options, RowWord, open};

use super::maker::{check_folder, short};

pub(crate) fn vector() -> BTreeMap<String, Vec<u8>> {
    fn walk(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(root, &path, files);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                files.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/vector");
    let mut files = BTreeMap::new();
    walk(&root, &root, &mut files);
    files
}

const HEAD_29: &str = "00000 7cwf1 wt5x3 rxc67 4bsrq s6c18 q1tt7 5r8c8 tjfkq bn2zf 1cw13 1mz48";

#[test]
fn the_sample_production_is_unaltered() {
    let found = check_folder(&vector(), &Options::default());
    expect![[r#"
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
    "#]].assert_eq(&found.to_string());
    assert_eq!(found.verdict().exit_code(), 0);
}

#[test]
fn with_its_keys_its_signers_are_confirmed() {
    let files = vector();
    let text = String::from_utf8(files["allowed_signers"].clone()).unwrap();
    let trust =
        |text: &str| Options { trust: Some(TrustFile::parse(text).unwrap()), ..Options::default() };
    let found = check_folder(&files, &trust(&text));
    assert_eq!(short(&found), "UNALTERED, SIGNERS CONFIRMED\n");
    let other = text.replace("p-3m8d0c ", "p-zzzzzz ");
    expect![[r#"
        ALTERED
        log/e1b5e6a033977376/00001.jsonl line 8 (entry 7): your file of keys does not hold the key SHA256:D8+1Tr6fwsOt6efFwN9y49AjxSZG4TWBPToqu2RegfM for p-3m8d0c, who signed statement 8
        log/e1b5e6a033977376/00003.jsonl line 2 (entry 27): your file of keys does not hold the key SHA256:D8+1Tr6fwsOt6efFwN9y49AjxSZG4TWBPToqu2RegfM for p-3m8d0c, who signed statement 28
        log/e1b5e6a033977376/00004.jsonl line 4 (entry 31): your file of keys does not hold the key SHA256:D8+1Tr6fwsOt6efFwN9y49AjxSZG4TWBPToqu2RegfM for p-3m8d0c, who signed statement 32
    "#]].assert_eq(&short(&check_folder(&files, &trust(&other))));
}

#[test]
fn a_head_code_says_up_to_where_nothing_was_removed() {
    let files = vector();
    let with = |code: &str| Options { head: Some(code.to_owned()), ..Options::default() };
    let mut longer = files.clone();
    longer.remove("log/e1b5e6a033977376/00005.jsonl").unwrap();
    let found = check_folder(&longer, &with(&HEAD_29.replace("7cwf1", "7cwf2")));
    assert_eq!(found.verdict().words(), "ALTERED", "a slip of the finger hides nothing");
    let found = check_folder(&files, &with(HEAD_29));
    assert_eq!(found.verdict().exit_code(), 0);
    assert_eq!(found.facts.unwrap().vouched_up_to, Some(29));
    let wrong = HEAD_29.replace("7cwf1", "7cwf2");
    expect![[r#"
        NOT READ
        unread: head code: the head code was mistyped, or is of another log
    "#]]
    .assert_eq(&short(&check_folder(&files, &with(&wrong))));
}

#[test]
fn a_note_kept_elsewhere_shows_an_older_copy() {
    let mut files = vector();
    let note = files.remove("checkpoints/e1b5e6a033977376/00000035.note").unwrap();
    let options = Options { notes: vec![note, b"showclear/0/0\n".to_vec()], ..Options::default() };
    let found = check_folder(&files, &options);
    assert!(found.to_string().contains("\nNo lines removed up to entry 35, by a head code or note kept elsewhere; signed by people up to entry 32; 0 entries"), "{found}");
    let last = files.get_mut("log/e1b5e6a033977376/00005.jsonl").unwrap();
    let cut = last[..last.len() - 1].iter().rposition(|byte| *byte == b'\n').unwrap();
    last.truncate(cut + 1);
    assert_eq!(
        check_folder(&files, &Options::default()).verdict().exit_code(),
        0,
        "nobody can tell by the folder alone"
    );
    expect![[r#"
        ALTERED
        a checkpoint kept elsewhere: the laptop vouched for 35 lines, and 34 are here: lines were removed
    "#]].assert_eq(&short(&check_folder(&files, &options)));
}

#[test]
fn what_is_verified_can_be_gone_on_with() {
    let files = vector();
    let mut folder = Files::new();
    for (path, bytes) in &files {
        folder.add(path.clone(), bytes.as_slice());
    }
    let log = open(&folder, &Options::default()).unwrap();
    assert_eq!(log.entries().len(), 35);
    assert_eq!(log.past().lines(), 35);
    assert_eq!(log.texts().keys().copied().collect::<Vec<_>>(), [8, 26, 28, 32]);
    assert_eq!(log.names().len(), 4);
    assert_eq!(log.created().title, "SAMPLE Night Ferry");
    let words: Vec<_> = log.rows().iter().map(|(at, row)| (*at, row.word())).collect();
    assert_eq!(
        words,
        [
            ((16, 0), RowWord::Signed),
            ((19, 2), RowWord::Signed),
            ((20, 0), RowWord::Signed),
            ((22, 0), RowWord::Struck),
            ((23, 0), RowWord::Signed),
            ((33, 2), RowWord::Signed),
        ]
    );
}

#[test]
fn what_is_not_ours_is_not_read() {
    let nothing = BTreeMap::from([("readme.txt".to_owned(), b"hello".to_vec())]);
    expect![[r#"
        NOT READ
        unread: log: there is no log of this program here
    "#]]
    .assert_eq(&short(&check_folder(&nothing, &Options::default())));
    expect![[r#"
        NOT READ
        unread: log: there is no log of this program here
    "#]]
    .assert_eq(&short(&check_folder(&BTreeMap::new(), &Options::default())));
}
