//! `showclear lint`: mistakes with line and column, advice, and the exit code.

use std::fs;

use expect_test::expect;

use super::Bench;

fn bench() -> Bench {
    let bench = Bench::new();
    for name in ["good", "comma-missing", "nobody"] {
        let file = format!("{name}.ron");
        fs::copy(format!("tests/corpus/checklists/{file}"), bench.path(&file)).unwrap();
    }
    for name in ["cold-gun-empty", "re-show"] {
        let file = format!("{name}.ron");
        fs::copy(format!("checklists/{file}"), bench.path(&file)).unwrap();
    }
    bench
}

#[test]
fn what_ships_has_nothing_against_it() {
    bench().says(
        &["lint", "cold-gun-empty.ron", "re-show.ron"],
        &expect![[r#"
        exit 0
    "#]],
    );
}

#[test]
fn mistakes() {
    let bench = bench();
    bench.says(
        &["lint", "comma-missing.ron"],
        &expect![[r#"
        exit 2
        comma-missing.ron:16:18: `,` is missing here
        comma-missing.ron:16:23: `,` is missing here
        comma-missing.ron:17:23: found a number with a fraction, expected a whole number
    "#]],
    );
    bench.says(&["lint", "good.ron", "nobody.ron"], &expect![[r#"
        exit 2
        good.ron:41:14: advice: step muzzle catches no hazard; name it in covers:, or leave it out
        good.ron:59:14: advice: step looks-left catches no hazard; name it in covers:, or leave it out
        good.ron:61:14: advice: step remark catches no hazard; name it in covers:, or leave it out
        good.ron:63:14: advice: step settle catches no hazard; name it in covers:, or leave it out
        good.ron:64:14: advice: step show catches no hazard; name it in covers:, or leave it out
        good.ron:67:14: advice: step sign catches no hazard; name it in covers:, or leave it out
        good.ron:70:14: advice: step call catches no hazard; name it in covers:, or leave it out
        good.ron:71:14: advice: step offer catches no hazard; name it in covers:, or leave it out
        good.ron:73:14: advice: step issue catches no hazard; name it in covers:, or leave it out
        good.ron:76:24: advice: the es of muzzle.ask was made from an older text; translate it again; until then it is not shown
        good.ron:76:63: advice: the es of bore.of.1 was made from an older text; translate it again; until then it is not shown
        nobody.ron:6:14: nobody can be given the role "second"; add filled_by: with one or more of armorer, property_master, assistant_property_master, first_ad, ad_deputy, performer, stand_in, stunt_performer, photo_double, recorder, production_rep, safety_officer, camera, trainer
        nobody.ron:6:89: nobody can be given the role "armourer"; did you mean armorer?
    "#]]);
    bench.says(
        &["lint", "comma-missing.ron", "--json"],
        &expect![[r#"
            exit 2
            [
              {
                "file": "comma-missing.ron",
                "mistakes": [
                  {
                    "code": "missing-comma",
                    "line": 16,
                    "column": 18,
                    "end_line": 16,
                    "end_column": 18,
                    "found": "`,` is missing here",
                    "expected": "",
                    "mend": "",
                    "sentence": "`,` is missing here"
                  },
                  {
                    "code": "missing-comma",
                    "line": 16,
                    "column": 23,
                    "end_line": 16,
                    "end_column": 23,
                    "found": "`,` is missing here",
                    "expected": "",
                    "mend": "",
                    "sentence": "`,` is missing here"
                  },
                  {
                    "code": "wrong-shape",
                    "line": 17,
                    "column": 23,
                    "end_line": 17,
                    "end_column": 26,
                    "found": "found a number with a fraction",
                    "expected": "a whole number",
                    "mend": "",
                    "sentence": "found a number with a fraction, expected a whole number"
                  }
                ],
                "advice": []
              }
            ]
        "#]],
    );
}

#[test]
fn files_that_are_none() {
    let bench = bench();
    fs::write(bench.path("latin.ron"), b"Checklist(title: \"\xe9\")").unwrap();
    bench.says(&["lint", "latin.ron", "nowhere.ron", "re-show.ron"], &expect![[r#"
        exit 2
        -- on standard error
        latin.ron: this is not UTF-8 text; save it as UTF-8
        nowhere.ron could not be read: No such file or directory (os error 2). Check the path, then try again.
    "#]]);
    bench.says(
        &["lint"],
        &expect![[r#"
        exit 2
        -- on standard error
        error: the following required arguments were not provided:
          <FILES>...

        Usage: showclear lint <FILES>...

        For more information, try '--help'.
    "#]],
    );
}
