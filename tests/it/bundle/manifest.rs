//! The manifest is written in one form and read in no other.

use expect_test::{Expect, expect};
use showclear::bundle::{Fault, Manifest, Origin, Package};

const PAGE: &str = "\
# SHOWCLEAR EXPORT v1
# mode: LIVE
# production: 8c1f0e6d2a7b4935
# log: showclear/8c1f0e6d2a7b4935/e1b5e6a033977376
# size: 35
# root: jDQ+nuz1mxvXx75culn+H1MG3nIq9Yyaadzz0/CFrG0=
# also: showclear/8c1f0e6d2a7b4935/0123456789abcdef 7 jDQ+nuz1mxvXx75culn+H1MG3nIq9Yyaadzz0/CFrG0=
# program: showclear 0.1.0
# withheld: 2b67202c54ac0a4612b35b12cf631648819a52f4e04e98c0019461b0f82ed458
# withheld: 3e398b7487a912d7e8f8617eef8f3ee66992f9c1443c62bc998740343072e354
2edf3b82232f94f78a2a847381e4d4ec560d92228d3e43004e7e9aba925a6e22  VERIFY.txt
c0fcd899185a898f9aa6d5fe48a303513666a5a37be416f06e6bfad0f40b8ad1  allowed_signers
";

fn page() -> Manifest {
    PAGE.parse().unwrap()
}

#[test]
fn the_page_is_read_and_written_again() {
    let manifest = page();
    assert_eq!(manifest.to_string(), PAGE);
    assert_eq!(manifest.bundle_name(), "showclear-8c1f0e6d2a7b4935-e1b5e6a033977376-00000035");
    let counts = (manifest.also.len(), manifest.withheld.len(), manifest.files.len());
    assert_eq!(counts, (1, 2, 2));
    assert_eq!(manifest.head.origin.mode().export_namespace(), "export.showclear");
}

#[test]
fn an_origin_has_one_spelling() {
    let drill: Origin = "showclear-drill/8c1f0e6d2a7b4935/e1b5e6a033977376".parse().unwrap();
    assert_eq!(drill.mode().export_namespace(), "drill.showclear");
    assert_eq!(drill.to_string(), "showclear-drill/8c1f0e6d2a7b4935/e1b5e6a033977376");
    for bad in [
        "showclear/8c1f0e6d2a7b4935",
        "showclear/8c1f0e6d2a7b4935/E1b5e6a033977376",
        "showclear/8c1f0e6d2a7b4935/e1b5e6a033977376/",
        "other/8c1f0e6d2a7b4935/e1b5e6a033977376",
    ] {
        assert!(bad.parse::<Origin>().is_err(), "{bad}");
    }
}

#[track_caller]
fn refused(from: &str, to: &str, expected: Expect) {
    let text = PAGE.replacen(from, to, 1);
    assert_ne!(text, PAGE);
    expected.assert_eq(&text.parse::<Manifest>().unwrap_err().to_string());
}

#[test]
fn other_forms_are_refused() {
    refused(
        "EXPORT v1",
        "EXPORT v2",
        expect!["SHA256SUMS was written by a newer version of Showclear"],
    );
    refused(
        "# SHOWCLEAR EXPORT v1\n",
        "",
        expect!["SHA256SUMS is not the list of a Showclear bundle"],
    );
    refused("LIVE", "DRILL", expect!["line 2 of SHA256SUMS is not as Showclear writes it"]);
    refused(
        "# size: 35",
        "# size: 035",
        expect!["line 5 of SHA256SUMS is not as Showclear writes it"],
    );
    refused(
        "# size: 35",
        "# size: -1",
        expect![[r##"the line "# size: " of SHA256SUMS cannot be right"##]],
    );
    refused(
        "# root: j",
        "# root: jj",
        expect![[r##"the line "# root: " of SHA256SUMS cannot be right"##]],
    );
    refused(
        "# production: 8",
        "# production: 9",
        expect!["line 3 of SHA256SUMS is not as Showclear writes it"],
    );
    refused(
        "also: showclear/8",
        "also: showclear/9",
        expect![[r##"the line "# also: " of SHA256SUMS cannot be right"##]],
    );
    refused(
        "also: showclear",
        "also: showclear-drill",
        expect![[r##"the line "# also: " of SHA256SUMS cannot be right"##]],
    );
    refused(
        "showclear 0.1.0",
        "",
        expect![[r##"the line "# program: " of SHA256SUMS cannot be right"##]],
    );
    refused(
        "showclear 0.1.0",
        "showclear\u{7f}",
        expect![[r##"the line "# program: " of SHA256SUMS cannot be right"##]],
    );
    refused(
        "# withheld: 2b",
        "# withheld: 2B",
        expect![[r##"the line "# withheld: " of SHA256SUMS cannot be right"##]],
    );
    refused(
        "# withheld: 2b",
        "# withheld: 4b",
        expect!["line 9 of SHA256SUMS is not as Showclear writes it"],
    );
    refused(
        "22  VERIFY.txt",
        "22 VERIFY.txt",
        expect!["line 11 of SHA256SUMS is not a digest and a path"],
    );
    refused(
        "22  VERIFY.txt",
        "22 *VERIFY.txt",
        expect!["line 11 of SHA256SUMS is not a digest and a path"],
    );
    refused(
        "22  VERIFY.txt",
        "22  ../VERIFY.txt",
        expect![[r#"the path "../VERIFY.txt" leads out of the bundle"#]],
    );
    refused(
        "22  VERIFY.txt",
        "22  allowed_signers",
        expect!["line 11 of SHA256SUMS is not as Showclear writes it"],
    );
    refused(
        "22  VERIFY.txt",
        "22  b",
        expect!["line 11 of SHA256SUMS is not as Showclear writes it"],
    );
    refused(
        "22  VERIFY.txt\n",
        "22  VERIFY.txt\r\n",
        expect![[
            r#"the path "VERIFY.txt\r" has the character '\r', which no path of a bundle has"#
        ]],
    );
    refused(
        "22  VERIFY.txt\n",
        "22  VERIFY.txt\n\n",
        expect!["line 13 of SHA256SUMS is not as Showclear writes it"],
    );
    refused(
        "22  VERIFY.txt\n",
        "22  VERIFY.txt\n# more\n",
        expect!["line 12 of SHA256SUMS is not a digest and a path"],
    );
    refused(
        "allowed_signers\n",
        "allowed_signers",
        expect!["line 13 of SHA256SUMS is not as Showclear writes it"],
    );
}

#[test]
fn differences_are_named() {
    let package = |files: &[(&str, &'static [u8])]| {
        let mut package = Package::new("f").unwrap();
        for (path, bytes) in files {
            package.add(path.parse().unwrap(), *bytes).unwrap();
        }
        package
    };
    let mut manifest = page();
    let whole = package(&[("a", b"1"), ("b", b"2"), ("SHA256SUMS", b""), ("SHA256SUMS.sig", b"")]);
    manifest.list(&whole);
    assert_eq!(manifest.compare(&whole), []);
    assert_eq!(
        manifest.compare(&package(&[("a", b"2"), ("c", b"2")])),
        [
            Fault::Changed("a".parse().unwrap()),
            Fault::Missing("b".parse().unwrap()),
            Fault::Unlisted("c".parse().unwrap()),
        ]
    );
}
