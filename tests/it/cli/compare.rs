//! `showclear diff` and `showclear coverage`: what is said of a pair of revisions, and of lists together.

use std::fs;

use expect_test::expect;

use super::Bench;

fn bench() -> Bench {
    let bench = Bench::new();
    for name in ["old.ron", "new.ron"] {
        fs::copy(format!("tests/corpus/diffs/{name}"), bench.path(name)).unwrap();
    }
    fs::copy("tests/corpus/checklists/comma-missing.ron", bench.path("wrong.ron")).unwrap();
    bench
}

#[test]
fn what_loosens_stands_first() {
    bench().says(&["diff", "old.ron", "new.ron"], &expect![[r#"
        exit 1
        LOOSENS (17)
          roles.armorer: no other duty meanwhile: not any more
          roles.armorer: another person than: safety is gone
          roles.second: may be filled by: first_ad is new
          inputs.gun: actions: double is new
          inputs.gun: it needs: (gun.capacity is known and gun.place = "handler") became gun.capacity is known
          validity.lasts: it lasts: 20 min became 1 h
          validity.ends_on: it ends: ClockJump is gone
          stops.doubt: it fires: (bore-doubt is raised or chambers.unsure > 0) became (bore-doubt is raised or chambers.unsure > 1)
          stops.counts: settled by: second is gone
          covers: dangers covered: bore-obstruction is gone
          steps.muzzle: the answer "fine" is new
          steps.muzzle: replies turned away: checked is gone
          steps.bore: the shortest honest time: 3 s became 2 s
          steps.bore: a faster answer is refused: not any more
          steps.chambers: counted as unsure: something in it is gone
          steps.quiet: the wait: 30 s became 20 s
          steps.remark: the step is gone
        tightens (8)
          roles.second: another person than: safety is new
          validity.ends_on: it ends: Break is new
          validity.warn: warned before: 3 min became 5 min
          stops.counts: it fires: not count.armorer = count.second became (not count.armorer = count.second or count.armorer > 0)
          stops.counts: it begins again at chambers, not at count
          covers: dangers covered: poor-light is new
          steps.bore: the answer "stopped short" is new
          steps.light: the step is new
        in other words (1)
          steps.quiet.ask: “Quiet” became “Be quiet”
    "#]]);
}

#[test]
fn the_other_way_round_what_loosened_tightens() {
    bench().says(&["diff", "new.ron", "old.ron"], &expect![[r#"
        exit 1
        LOOSENS (9)
          roles.second: another person than: safety is gone
          validity.ends_on: it ends: Break is gone
          validity.warn: warned before: 5 min became 3 min
          stops.doubt: it fires: (bore-doubt is raised or chambers.unsure > 1) became (bore-doubt is raised or chambers.unsure > 0)
          stops.counts: it fires: (not count.armorer = count.second or count.armorer > 0) became not count.armorer = count.second
          stops.counts: it begins again at count, not at chambers
          covers: dangers covered: poor-light is gone
          steps.bore: the answer "stopped short" is gone
          steps.light: the step is gone
        tightens (16)
          roles.armorer: no other duty meanwhile: now
          roles.armorer: another person than: safety is new
          roles.second: may be filled by: first_ad is gone
          inputs.gun: actions: double is gone
          inputs.gun: it needs: gun.capacity is known became (gun.capacity is known and gun.place = "handler")
          validity.lasts: it lasts: 1 h became 20 min
          validity.ends_on: it ends: ClockJump is new
          stops.counts: settled by: second is new
          covers: dangers covered: bore-obstruction is new
          steps.muzzle: the answer "fine" is gone
          steps.muzzle: replies turned away: checked is new
          steps.bore: the shortest honest time: 2 s became 3 s
          steps.bore: a faster answer is refused: now
          steps.chambers: counted as unsure: something in it is new
          steps.quiet: the wait: 20 s became 30 s
          steps.remark: the step is new
        in other words (1)
          steps.quiet.ask: “Be quiet” became “Quiet”
    "#]]);
}

#[test]
fn the_same_is_the_same_and_what_cannot_be_read_says_why() {
    let bench = bench();
    bench.says(
        &["diff", "old.ron", "old.ron"],
        &expect![[r#"
        exit 0
        Nothing is different.
    "#]],
    );
    bench.says(
        &["diff", "old.ron", "wrong.ron"],
        &expect![[r#"
        exit 2
        -- on standard error
        wrong.ron:16:18: `,` is missing here
        wrong.ron:16:23: `,` is missing here
        wrong.ron:17:23: found a number with a fraction, expected a whole number
    "#]],
    );
    bench.says(&["diff", "old.ron", "none.ron"], &expect![[r#"
        exit 2
        -- on standard error
        none.ron could not be read: No such file or directory (os error 2). Check the path, then try again.
    "#]]);
    bench.says(
        &["coverage", "wrong.ron"],
        &expect![[r#"
        exit 2
        -- on standard error
        wrong.ron:16:18: `,` is missing here
        wrong.ron:16:23: `,` is missing here
        wrong.ron:17:23: found a number with a fraction, expected a whole number
    "#]],
    );
}

#[test]
fn each_difference_is_data_too() {
    let said = bench().run(&["diff", "--json", "old.ron", "new.ron"]);
    let json: serde_json::Value =
        serde_json::from_str(said.strip_prefix("exit 1\n").unwrap()).unwrap();
    let all = json.as_array().unwrap();
    let lasts = all.iter().find(|one| one["place"] == "validity.lasts").unwrap();
    assert_eq!(
        (&lasts["sort"], &lasts["was"], &lasts["is"]),
        (&"loosens".into(), &"20 min".into(), &"1 h".into())
    );
}

#[test]
fn what_two_lists_catch_and_what_nothing_does() {
    bench().says(
        &["coverage", "old.ron", "new.ron"],
        &expect![[r#"
        exit 1
        bore-obstruction: something in the bore is driven out by the next blank
          pair: bore
          drills: none
        round-left-in-a-chamber: a round stays in a chamber that nobody saw
          pair: chambers, count
          drills: none
        poor-light
          pair: light
          drills: none

        NOTHING CATCHES (36)
          live-round-on-set: somebody has a live round or a weapon of their own on the set
          live-round-among-dummies: a live round lies among dummies, or in a box that says dummies
          live-round-among-blanks: a round with a bullet lies among blanks
          primer-only-dummy: a dummy still has its primer, and drives its bullet into the barrel
          home-made-blank: a blank was made by nobody who answers for it
          wrong-load: another load goes in than was tested and planned
          swapped-gun: the gun in hand is not the one that was looked at
          real-gun-for-its-twin: a real gun goes out where its look-alike was meant
          round-left-in-a-magazine: a round stays in a magazine
          round-put-in-between-takes: something was put in since it was seen
          blank-missing: a blank is not accounted for
          dummy-missing: a dummy is not accounted for
          round-in-a-belt: a round goes home in a belt, a holster or a pocket
          second-person-not-looking: the second person agrees and has not looked
          performer-not-shown: whoever takes it in hand did not see it
          handed-by-nobody: somebody hands it over who may not
          bare-words: a call says less than what is in it
          muzzle-at-somebody: it points at somebody while it is handled
          somebody-in-the-line: somebody stands in the line of fire
          too-close: somebody is nearer than the load was tested for
          hearing: ears are not covered
          hangfire: a round goes off late, in a hand that has opened it
          gun-left-with-performer: a gun stays in a hand while everybody waits
          gun-left-out: a gun lies somewhere, and nobody has it
          rounds-left-on-the-cart: guns are locked away, and rounds are not
          keys-with-others: somebody else can open what is locked
          changed-action: the action is another than the one that was planned
          second-duty: whoever keeps the guns has another job as well
          untrained-near-a-gun: somebody near a gun was never told what to do
          nobody-told: nobody was told that a gun is on set
          hurry: somebody is asked to be quicker
          nobody-stops: somebody saw it and said nothing
          concern-unheeded: somebody said it, and nothing came of it
          evidence-disturbed: after an accident things are opened, cleaned or thrown away
          tired-handler: whoever keeps the guns has not slept
          drill-round-on-set: what was planted in a drill stays among what is used

        catches nothing (4)
          pair: muzzle
          pair: remark
          pair: muzzle
          pair: bore
    "#]],
    );
}

#[test]
fn every_danger_of_a_day_on_set_is_caught_or_said_to_be_open() {
    let lists: Vec<String> = fs::read_dir("checklists")
        .unwrap()
        .map(|entry| entry.unwrap().path().canonicalize().unwrap().display().to_string())
        .filter(|path| path.ends_with(".ron"))
        .collect();
    let mut args = vec!["coverage"];
    args.extend(lists.iter().map(String::as_str));
    let said = bench().run(&args);
    let (_, open) = said.split_once("NOTHING CATCHES").unwrap();
    expect![[r#"
        NOTHING CATCHES (7)
          live-round-on-set: somebody has a live round or a weapon of their own on the set
          second-duty: whoever keeps the guns has another job as well
          untrained-near-a-gun: somebody near a gun was never told what to do
          nobody-told: nobody was told that a gun is on set
          evidence-disturbed: after an accident things are opened, cleaned or thrown away
          tired-handler: whoever keeps the guns has not slept
          drill-round-on-set: what was planted in a drill stays among what is used
    "#]]
    .assert_eq(&format!("NOTHING CATCHES{open}"));
}
