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

#[test]
fn a_golden_run_is_played_again_told_and_accepted() {
    let bench = bench();
    let run = "golden/cold-gun-empty.clean.txt";
    fs::create_dir(bench.path("golden")).unwrap();
    let text = fs::read_to_string(format!("checklists/{run}")).unwrap();
    let lint = ["lint", "--golden", "cold-gun-empty.ron"];
    fs::write(bench.path(run), &text).unwrap();
    assert_eq!(bench.run(&lint).trim(), "exit 0");
    fs::write(bench.path(run), text.replace("tag/1: G-07", "tag/1: G-08")).unwrap();
    let told = bench.run(&lint);
    assert!(told.starts_with("exit 2"), "{told}");
    assert!(told.contains(":9: was \"tag/1: G-08\", is \"tag/1: G-07\""), "{told}");
    let accepted = bench.run(&["lint", "--golden", "--accept", "cold-gun-empty.ron"]);
    assert!(accepted.starts_with("exit 0"), "{accepted}");
    assert_eq!(fs::read_to_string(bench.path(run)).unwrap(), text);
    // What cannot be played is never accepted.
    let slip = format!("{text}> dance\n");
    fs::write(bench.path(run), &slip).unwrap();
    let refused = bench.run(&["lint", "--golden", "--accept", "cold-gun-empty.ron"]);
    assert!(refused.contains("no such line: dance"), "{refused}");
    assert_eq!(fs::read_to_string(bench.path(run)).unwrap(), slip);
}

#[test]
fn a_golden_run_under_local_rules_is_played_with_the_overlay_beside_the_list() {
    let bench = bench();
    let run = "golden/blank-load-fire.california.txt";
    for folder in ["golden", "overlays"] {
        fs::create_dir_all(bench.path(folder)).unwrap();
    }
    for file in ["blank-load-fire.ron", run] {
        fs::copy(format!("checklists/{file}"), bench.path(file)).unwrap();
    }
    let lint = ["lint", "--golden", "blank-load-fire.ron"];
    assert_eq!(bench.run(&lint).trim(), "exit 0", "with the overlay that ships");
    let overlay = fs::read_to_string("checklists/overlays/california.ron").unwrap();
    let changed = overlay.replace("nothing else until it is locked away", "only this, all day");
    fs::write(bench.path("overlays/california.ron"), changed).unwrap();
    let told = bench.run(&lint);
    let first =
        "was \"duty/1: nothing else until it is locked away\", is \"duty/1: only this, all day\"";
    assert!(told.contains(first), "{told}");
    fs::write(bench.path(run), "> rules texas\n").unwrap();
    let told = bench.run(&["lint", "--golden", "--accept", "blank-load-fire.ron"]);
    assert!(told.contains("no overlay \"texas\" without mistakes is at hand"), "{told}");
}

#[test]
fn what_a_code_means() {
    let bench = Bench::new();
    bench.says(&["lint", "--explain", "bad-join"], &expect![[r#"
        exit 0
        bad-join: A move that is to happen with the answer before it has no answer before it.
        Put it right after a Choose, Challenge, Count or BlindCount, or leave joined out.

        wrong:
            steps: [Step(id: "look", kind: Custody(item: "gun", act: SetDown, from: "armorer", joined: true))],

        mended:
            steps: [Step(id: "look", kind: Custody(item: "gun", act: SetDown, from: "armorer"))],
    "#]]);
    bench.says(&["lint", "--explain", "few-answers", "--json"], &expect![[r#"
        exit 0
        [
          {
            "code": "few-answers",
            "what": "A killer step has fewer than three answers, and people miss what is rare when there are two.",
            "mend": "Give at least three, and one that it is not sure.",
            "wrong": "steps: [Step(id: \"look\", killer: true, by: \"first_ad\", to: \"armorer\", kind: Choose(ask: \"What is in it?\", of: [\"empty\", \"NOT SURE\"]))],\nstops: [Stop(id: \"s\", at: [\"look\"], when: Eq(\"look\", \"NOT SURE\"), say: \"STOP.\", clear: Clear(by: [\"armorer\"], restart_at: \"look\"))],",
            "mended": "steps: [Step(id: \"look\", killer: true, by: \"first_ad\", to: \"armorer\", kind: Choose(ask: \"What is in it?\", of: [\"empty\", \"dummies\", \"NOT SURE\"]))],\nstops: [Stop(id: \"s\", at: [\"look\"], when: Eq(\"look\", \"NOT SURE\"), say: \"STOP.\", clear: Clear(by: [\"armorer\"], restart_at: \"look\"))],"
          }
        ]
    "#]]);
    bench.says(
        &["lint", "--explain", "bad-joint"],
        &expect![[r#"
        exit 2
        -- on standard error
        "bad-joint" is no code of a mistake or of advice; did you mean bad-join?
    "#]],
    );
    bench.says(&["lint", "--explain"], &expect![[r#"
        exit 0
        too-large          The file has more bytes than a checklist can have.
        too-deep           Brackets stand inside each other deeper than anybody can follow.
        unclosed           A bracket, a text or a comment is opened and never closed.
        unopened           A closing bracket closes nothing.
        missing-comma      Two values stand side by side without a comma.
        missing-colon      There is no colon between a name and its value.
        missing-value      A value is missing.
        missing-name       A value stands where only a named field can.
        stray              Something stands where nothing of its sort can.
        after-end          Something follows the end of the list.
        bad-escape         A backslash in a text stands before something that it does not go with.
        bad-character      A character cannot be seen, or only looks like the right one.
        unsupported        It is RON, but not for these files, where a thing is written in one way only.
        ron                The program found nothing wrong, and the reader of RON that others use refuses the file.
        wrong-shape        One sort of value stands where another is needed.
        unknown-field      A field has a name that nothing here has.
        missing-field      A field that cannot be left out is not there.
        doubled-field      A field is written twice.
        unknown-choice     A name is none of those to choose from.
        doubled-key        A name is written twice in one map.
        schema             The file is of a version of the language that this program does not read.
        bad-name           A name breaks the rules for names: small letters, digits, - and _, a letter first.
        bad-text           A text is empty, too long, of more than one line, or would never equal what is recorded.
        out-of-range       A number or a time is outside its limits.
        bad-length         A list has too few rows or too many.
        unknown-name       Something is called by a name that nothing has.
        doubled-name       Two things have one name.
        retired-name       A name was retired, and old records mean another thing by it.
        looks-ahead        A condition looks at a step that comes later, or at itself.
        wrong-type         A number is compared with a text, or something with a thing that has no value.
        constant           The condition of a stop can never be so, and it never fires; or is always so, and no run gets past it.
        bad-restart        A stop restarts, or a proof goes back, where it may not.
        killer-tick        A killer step is a mere tick, which says nothing of what was seen.
        same-role          Two roles have to differ here, and are one.
        bad-declaration    A step declares what its people cannot have witnessed.
        rests-declares     An answer sets a whole lot apart in the very step that declares something.
        bad-join           A move that is to happen with the answer before it has no answer before it.
        unreachable        A step, what it declares, or what an item needs has a condition that can never be so.
        bare-word          A word about the gun says less than it seems to: how it is, and not what is in it.
        unknown-unit       A unit is used, and no file at hand has that id.
        wrong-digest       A unit is used by a SHA-256 that its file does not have: it has been changed, or is another unit.
        unit-mistaken      A unit is used that has mistakes of its own.
        cycle              A unit uses itself, at once or by way of others.
        nested-units       Units use units deeper than anybody can follow.
        bad-include        An include says what only steps can say, or gives a unit what it is not for.
        list-only          A unit says what only a list can say.
        loosens            An overlay, which only tightens, would loosen the list.
        bad-translation    A translation fills in something else than the text that it translates.
        many-steps         So many steps stand without a place to pause that people lose their place.
        long-text          A question has more words than are taken in when it is read aloud.
        no-hazards         The list says of no hazard which steps catch it.
        covers-nothing     A step catches no hazard.
        silent-killer      A killer step whose wrong answer stops nothing.
        weak-reply         A killer step is satisfied by a word that says nothing of what was seen.
        unused-role        No step and no stop names a role.
        absent-clearer     A stop can be settled only by somebody who may be absent.
        live-round         Live rounds are something to be entered, as if they could be there.
        live-no-alarm      A stop for a live round is an ordinary one: names settle it, and the other guns go on.
        stale-translation  A translation was made from a text that has changed since, and is not shown.
        no-change          A released revision says nowhere what changed.
        yes-no             A question is answered with yes or no, which people say without looking.
        all-ok             A question asks of everything at once whether it is well.
        few-answers        A killer step has fewer than three answers, and people miss what is rare when there are two.
        late-killer        A killer step comes after paperwork: who is called away from that never gets to it.
    "#]]);
}
