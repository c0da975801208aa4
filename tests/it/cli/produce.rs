//! `showclear sample` and `showclear export`: what they write, and what they say when they cannot.

use std::fs;

use expect_test::expect;

use super::Bench;

#[test]
fn an_export_is_a_bundle_that_verifies() {
    let bench = Bench::new();
    bench.with_sample();
    bench.says(
        &["export", "sample.drill", "out.zip"],
        &expect![[r#"
            exit 0
            out.zip: 84 entries, SHA-256 HEX
            Withheld: 0 private objects and names
            Head code: CODE
        "#]],
    );
    let said = bench.run(&["verify", "out.zip"]);
    assert!(
        said.starts_with("exit 0\nUNALTERED AS FAR AS IT SHOWS, SIGNERS NOT CONFIRMED\n"),
        "{said}"
    );
    let before = fs::read(bench.path("out.zip")).unwrap();
    for (path, why) in [
        ("out.zip", "out.zip is there already. Choose another name."),
        ("nowhere/out.zip", "there is no folder nowhere. Make it first"),
        ("sample.drill/out.zip", "sample.drill/out.zip lies in the production "),
        ("sample.drill/log/out.zip", "sample.drill/log/out.zip lies in the production "),
    ] {
        let said = bench.run(&["export", "sample.drill", path]);
        assert!(
            said.starts_with(&format!("exit 2\n-- on standard error\n{why}")),
            "{path}: {said}"
        );
    }
    assert!(fs::read(bench.path("out.zip")).unwrap() == before, "as it was");
    assert!(!bench.path("nowhere").exists());
    assert!(!bench.path("sample.drill/out.zip").exists());
}

#[test]
fn the_roster_sheet_has_every_fingerprint_and_its_keys_are_trusted() {
    let bench = Bench::new();
    bench.with_sample();
    let said = bench.run(&["roster", "sample.drill", "roster.html"]);
    assert!(said.starts_with("exit 0\nroster.html: the roster in force"), "{said}");
    let page = fs::read_to_string(bench.path("roster.html")).unwrap();
    let keys = fs::read_to_string(bench.path("roster.allowed_signers")).unwrap();
    let logs = bench.path("sample.drill/statements");
    let log = fs::read_dir(logs).unwrap().next().unwrap().unwrap().path();
    let files = fs::read_dir(log).unwrap().map(|entry| entry.unwrap().path());
    let text = files.filter(|path| path.to_str().unwrap().ends_with("-roster.txt")).max().unwrap();
    let text = fs::read_to_string(text).unwrap();
    let mut seen = 0;
    for line in text.lines().filter_map(|line| line.strip_prefix("key: ")) {
        let words: Vec<&str> = line.split(' ').collect();
        let digits = words[1].strip_prefix("SHA256:").unwrap();
        let groups: Vec<&str> =
            digits.as_bytes().chunks(8).map(|group| str::from_utf8(group).unwrap()).collect();
        assert!(page.contains(&format!("SHA256: {}", groups.join(" "))), "{line}");
        assert!(keys.contains(&format!("{} {}\n", words[2], words[3])), "{line}");
        seen += 1;
    }
    assert_eq!(seen, 4);
    for words in ["DRILL, NOT REAL", "persons change this roster: Sample", "kept on the laptop"] {
        assert!(page.contains(words), "{words}");
    }
    assert!(!page.contains("not on this page"), "nothing waits to be signed");
    let said = bench.run(&["verify", "sample.drill", "--trust", "roster.allowed_signers"]);
    assert!(said.starts_with("exit 0\nUNALTERED, SIGNERS CONFIRMED\n"), "{said}");
    let again = bench.run(&["roster", "sample.drill", "roster.html"]);
    assert!(again.starts_with("exit 2\n-- on standard error\nroster.html is there"), "{again}");
    let none = bench.run(&["roster", "nowhere", "other.html"]);
    assert!(none.starts_with("exit 2\n"), "{none}");
}

/// What stands behind "Head code: " in what an export said.
fn head_code(said: &str) -> &str {
    said.lines().find_map(|line| line.strip_prefix("Head code: ")).unwrap()
}

#[test]
fn the_head_code_of_each_export_is_for_that_bundle() {
    let bench = Bench::new();
    bench.with_sample();
    for zip in ["first.zip", "second.zip", "third.zip"] {
        let said = bench.run_as_it_is(&["export", "sample.drill", zip]);
        let code = head_code(&said);
        let said = bench.run(&["verify", zip, "--head", code]);
        assert!(said.starts_with("exit 0\nUNALTERED"), "{zip}: {said}");
        assert!(said.contains("by a head code or note kept elsewhere"), "{zip}: {said}");
    }
}

#[test]
fn what_is_no_production_is_not_exported() {
    let bench = Bench::new();
    bench.says(
        &["export", "nowhere", "out.zip"],
        &expect![[r#"
        exit 2
        -- on standard error
        nowhere is no production of Showclear. Choose a folder that ends in .showclear or .drill.
    "#]],
    );
    bench.says(&["export", "vector", "out.zip"], &expect![[r#"
        exit 2
        -- on standard error
        the key of this log is not on this laptop: No such file or directory (os error 2). Open it on the laptop that wrote it, or continue in a new log.
    "#]]);
    assert!(!bench.path("out.zip").exists());
    bench.says(
        &["export", "vector"],
        &expect![[r#"
        exit 2
        -- on standard error
        error: the following required arguments were not provided:
          <ZIP>

        Usage: showclear export <FOLDER> <ZIP>

        For more information, try '--help'.
    "#]],
    );
}

#[test]
fn a_sample_is_written_once_and_verifies() {
    let bench = Bench::new();
    bench.says(
        &["sample", "night"],
        &expect![[r#"
        exit 0
        night.drill: a drill production, SAMPLE
          Sample Armorer (armorer), PIN 100001
          Sample Property Master (property_master), PIN 200002
          Sample First AD (first_ad), PIN 300003
          Sample Performer (performer)
          Sample Stand-in (stand_in)
          Sample Recorder (recorder)
          Sample Camera Operator (camera)
          Sample Safety Officer (safety_officer), PIN 400004
    "#]],
    );
    let said = bench.run(&["verify", "night.drill"]);
    assert!(said.starts_with("exit 0\n") && said.contains("SAMPLE"), "{said}");
    bench.says(
        &["sample", "night"],
        &expect![[r#"
            exit 2
            -- on standard error
            there is a production in night.drill already. Open that one, or choose another name.
        "#]],
    );
    fs::write(bench.path("file"), "x").unwrap();
    bench.says(&["sample", "file/night"], &expect![[r#"
        exit 2
        -- on standard error
        file/night.drill could not be written: Not a directory (os error 20). Check the disk, then try again.
    "#]]);
}

#[test]
fn what_nobody_knows_is_refused_with_the_usage() {
    let bench = Bench::new();
    bench.says(
        &["frobnicate"],
        &expect![[r#"
        exit 2
        -- on standard error
        error: unrecognized subcommand 'frobnicate'

        Usage: showclear [COMMAND]

        For more information, try '--help'.
    "#]],
    );
    let said = bench.run(&["--version"]);
    assert_eq!(said, format!("exit 0\nshowclear {}\n", env!("CARGO_PKG_VERSION")));
}

/// The first run that the log of the sample names.
fn a_run(bench: &Bench) -> String {
    let logs = fs::read_dir(bench.path("sample.drill/log")).unwrap();
    let log = logs.map(|entry| entry.unwrap().path()).next().unwrap();
    let files = fs::read_dir(log).unwrap().map(|entry| fs::read_to_string(entry.unwrap().path()));
    let text: String = files.map(Result::unwrap).collect();
    let (_, rest) = text.split_once("\"run\":\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

#[test]
fn names_are_withheld_and_a_run_is_disclosed_alone() {
    let bench = Bench::new();
    bench.with_sample();
    let said = bench.run(&["export", "sample.drill", "out.zip", "--without-names"]);
    assert!(said.starts_with("exit 0\nout.zip: "), "{said}");
    let said = bench.run(&["verify", "out.zip"]);
    assert!(said.contains("\nThe names are withheld, and with them the "), "{said}");
    assert!(!said.contains("Sample "), "{said}");
    let said = bench.run(&["export", "sample.drill", "x.zip", "--without-names", "--to-police"]);
    assert!(said.starts_with("exit 2"), "one or the other: {said}");

    let run = a_run(&bench);
    let said = bench.run(&["disclose", "sample.drill", &run, "run.zip"]);
    assert!(said.starts_with("exit 0\nrun.zip: ") && !said.contains("Head code"), "{said}");
    let said = bench.run(&["verify", "run.zip"]);
    assert!(
        said.starts_with("exit 0\nTHESE LINES ARE IN THE LOG, NOTHING IS SAID OF THE OTHERS\n"),
        "{said}"
    );
    assert!(bench.run(&["verify", "run.zip", "--json"]).contains(&run));
    bench.says(
        &["disclose", "sample.drill", "the first", "no.zip"],
        &expect![[r#"
        exit 2
        -- on standard error
        "the first" is no run. Write it as the review does: r- and six letters or digits.
    "#]],
    );
    bench.says(
        &["disclose", "sample.drill", "r-000000", "no.zip"],
        &expect![[r#"
        exit 2
        -- on standard error
        there is no run r-000000 in this production. Take it from the review of this production.
    "#]],
    );
}

#[cfg(feature = "pdf")]
#[test]
fn everything_for_the_set_is_printed_and_the_record_stays_unaltered() {
    let bench = Bench::new();
    bench.with_sample();
    fs::write(bench.path("ring.txt"), "Sample producer 555 0100\n").unwrap();
    for (pdf, args) in [
        ("cards.pdf", &["--item", "G-07", "--count", "3"][..]),
        ("labels.pdf", &["--letter", "--slots", "--people", "--item", "D-1", "--start", "5"][..]),
        ("rounds.pdf", &[][..]),
        ("first-hour.pdf", &["--ring", "ring.txt"][..]),
    ] {
        let what = pdf.strip_suffix(".pdf").unwrap();
        let all: Vec<&str> =
            ["print", "sample.drill", what, pdf].into_iter().chain(args.iter().copied()).collect();
        let said = bench.run(&all);
        assert_eq!(said, format!("exit 0\n{pdf}: to be printed at its own size\n"));
        assert!(fs::read(bench.path(pdf)).unwrap().starts_with(b"%PDF-"), "{pdf}");
        let again = bench.run(&all);
        assert!(again.contains(&format!("{pdf} is there")), "{again}");
    }
    for (args, why) in [
        (
            &["labels", "a.pdf", "--item", "G-07"][..],
            "guns and what looks like them have no labels",
        ),
        (&["cards", "a.pdf", "--item", "nobody"][..], "no item has the tag"),
        (&["cards", "a.pdf", "--count", "201"][..], "between 1 and 200 cards"),
    ] {
        let all: Vec<&str> =
            ["print", "sample.drill"].into_iter().chain(args.iter().copied()).collect();
        let said = bench.run(&all);
        assert!(said.starts_with("exit 2\n") && said.contains(why), "{said}");
        assert!(!bench.path("a.pdf").exists(), "{why}");
    }
    let said = bench.run(&["verify", "sample.drill"]);
    assert!(said.starts_with("exit 0\nUNALTERED"), "{said}");
}

#[test]
fn what_is_private_is_listed_with_its_term_and_erased_only_when_told() {
    let bench = Bench::new();
    bench.with_sample();
    let said = bench.run(&["retention", "sample.drill"]);
    let (listed, stays) = said.split_once("\nWhat stays").unwrap();
    let listed: Vec<&str> = listed.lines().filter(|line| !line.contains("Terms count")).collect();
    expect![[r#"
        exit 0
          names of people (name)                          8 kept, 0 erased; no term: kept until somebody says otherwise
          names of people without a key (keyless)         0 kept, 0 erased; no term: kept until somebody says otherwise
          particulars of items (particulars)              0 kept, 0 erased; no term: kept until somebody says otherwise
          details of people (details)                     0 kept, 0 erased; no term: kept until somebody says otherwise
          photos and files of answers (photo)             0 kept, 0 erased; no term: kept until somebody says otherwise

        Nothing is due."#]].assert_eq(&listed.join("\n"));
    assert!(stays.contains("names in texts that were signed before"), "{said}");
    // Listing writes nothing.
    assert!(bench.run(&["retention", "sample.drill"]) == said);

    let by = ["--by", "Sample Armorer"];
    let keep = ["retention", "sample.drill", "--keep", "name=ever", "--keep", "photo=30"];
    let refused = bench.run(&[&keep[..], &by[..]].concat());
    expect![[r#"
        exit 2
        -- on standard error
        it is kept just so long already. Nothing is left to be done.
    "#]]
    .assert_eq(&refused);
    let said = bench.run(&[&keep[..2], &["--keep", "photo=30"], &by[..]].concat());
    assert!(said.contains("30 days; said by Sample Armorer"), "{said}");
    let said = bench.run(&[&keep[..2], &["--erase-due", "--why", "over"], &by[..]].concat());
    assert!(said.starts_with("exit 0\n0 erased.\n"), "{said}");
    for (args, words) in [
        (&["--erase-due"][..], "--by"),
        (&["--erase-due", "--by", "x"], "--why"),
        (&["--keep", "photo=30"], "--by"),
        (&["--keep", "photo=soon", "--by", "x"], "end in a number of days up to 36500, or in ever"),
    ] {
        let said = bench.run(&[&keep[..2], args].concat());
        assert!(said.starts_with("exit 2\n") && said.contains(words), "{args:?}: {said}");
    }
    let said = bench.run(&[&keep[..2], &["--keep", "photo=31", "--by", "Somebody"]].concat());
    assert!(said.starts_with("exit 2\n-- on standard error\nnobody of this production"), "{said}");
    let verdict = bench.run(&["verify", "sample.drill"]);
    assert!(verdict.starts_with("exit 0\n"), "{verdict}");
}
