//! Approvals, local rules and deviations as a review finds them, beside what the log says of itself.

use expect_test::expect;

use super::tale::{ARMORER, FIRST_AD, RUN, Tale, run_started};

fn file(used_as: &str, id: &str, digit: &str) -> String {
    format!(r#"{{"as":"{used_as}","id":"{id}","rev":3,"sha256":"{}"}}"#, digit.repeat(64))
}

fn submitted(used_as: &str, id: &str, digit: &str) -> String {
    let file = file(used_as, id, digit);
    format!(r#"{{"k":"list.submitted","files":[{file}],"title":"T","by":"{ARMORER}"}}"#)
}

fn rules(overlays: &[(&str, &str, &str)]) -> String {
    let each: Vec<String> = overlays
        .iter()
        .map(|(id, digit, on)| {
            format!(r#"{{"file":{},"on":[{on}],"kinds":[]}}"#, file("overlay", id, digit))
        })
        .collect();
    format!(
        r#"{{"k":"list.rules","overlays":[{}],"why":"Here.","by":"{ARMORER}"}}"#,
        each.join(",")
    )
}

fn deviation(until: &str) -> String {
    format!(
        r#"{{"k":"list.deviation","list":{},"file":{},"what":"Not rodded.","why":"Blocked.","until":"{until}","by":"{ARMORER}"}}"#,
        file("list", "show-clear", "0"),
        file("overlay", "no-rod", "9")
    )
}

impl Tale {
    /// Two sign a statement of that kind about a file.
    fn signed(&mut self, kind: &str, digit: &str) {
        self.line(&[&format!(
            r#"{{"k":"statement.prepared","kind":"{kind}","about":"{}","template":1,"offset":0,"signers":[{{"role":"armorer","person":"{ARMORER}","key":"a"}},{{"role":"safety_officer","person":"{FIRST_AD}","key":"b"}}],"meaning":"m","declares":null,"follows":[],"struck":[]}}"#,
            digit.repeat(64)
        )]);
        self.line(&[&format!(
            r#"{{"k":"statement.completed","statement":{},"text":"{}"}}"#,
            self.seq(),
            "a".repeat(64)
        )]);
    }

    /// Two approve the list of the runs.
    pub(super) fn approved(&mut self) {
        self.line(&[&submitted("list", "show-clear", "0")]);
        self.signed("approve", "0");
    }

    /// A run that says so of its list and was led through these overlays too.
    fn runs(&mut self, approved: bool, overlays: &[(&str, &str)]) {
        self.began("live", approved, overlays);
    }

    fn began(&mut self, recorded: &str, approved: bool, overlays: &[(&str, &str)]) {
        let overlays: Vec<String> =
            overlays.iter().map(|(id, digit)| format!(",{}", file("overlay", id, digit))).collect();
        let run = run_started(RUN, recorded, "").replace(
            "}],\"approved\":false",
            &format!("}}{}],\"approved\":{approved}", overlays.concat()),
        );
        self.line(&[&run]);
    }

    fn lists(&self) -> String {
        let page = self.page();
        let run = page.runs.last().unwrap();
        let end = run.below.split("NOT ENDED in this record").nth(1).unwrap_or_default();
        let deviations: String = run.deviations.iter().map(|one| format!("{one}\n")).collect();
        let against: String = self
            .under("Against the rules")
            .lines()
            .filter(|line| line.contains("run of"))
            .map(|line| format!("! {line}\n"))
            .collect();
        format!("{end}\n{deviations}{against}{}", self.under("Lists used"))
    }
}

#[test]
fn a_run_is_told_as_an_example_approved_or_under_a_deviation() {
    let mut tale = Tale::with_gun();
    let mut told = String::new();
    let mut tell = |what: &str, tale: &Tale| told.push_str(&format!("# {what}\n{}", tale.lists()));
    let mut example = tale.clone();
    example.runs(false, &[]);
    tell("example", &example);
    tale.approved();
    let mut run = tale.clone();
    run.runs(true, &[]);
    tell("approved", &run);
    tale.line(&[&deviation("2026-11-25T00:00:00.000Z")]);
    tale.signed("deviate", "9");
    let mut run = tale.clone();
    run.runs(true, &[("no-rod", "9")]);
    tell("under a deviation", &run);
    tale.line(&[&format!(
        r#"{{"k":"list.withdrawn","file":{},"why":"x","by":"{ARMORER}"}}"#,
        file("list", "show-clear", "0")
    )]);
    tale.runs(false, &[("no-rod", "9")]);
    tell("approval taken back", &tale);
    expect![[r#"
        # example
        ; example, not approved
        List show-clear, revision 3: used once, an example, not approved.
        # approved
        ; approved by this production
        # under a deviation
        ; approved by this production, UNDER A DEVIATION
        Deviation: “Not rodded.”; why: “Blocked.”; until 2026-11-25 00:00:00; signed by Sample Armorer, armorer; Sample First AD, safety officer
        List show-clear: under a deviation once: “Not rodded.”; why: “Blocked.”; until 2026-11-25 00:00:00; signed by Sample Armorer and Sample First AD.
        # approval taken back
        ; example, not approved, UNDER A DEVIATION
        Deviation: “Not rodded.”; why: “Blocked.”; until 2026-11-25 00:00:00; signed by Sample Armorer, armorer; Sample First AD, safety officer
        List show-clear: under a deviation once: “Not rodded.”; why: “Blocked.”; until 2026-11-25 00:00:00; signed by Sample Armorer and Sample First AD.
        List show-clear, revision 3: used once, an example, not approved.
    "#]].assert_eq(&told);
}

#[test]
fn a_run_under_other_rules_than_held_is_found() {
    let mut told = String::new();
    let mut tell = |what: &str, tale: &Tale| told.push_str(&format!("# {what}\n{}", tale.lists()));
    let tale = || {
        let mut tale = Tale::with_gun();
        tale.approved();
        tale
    };
    let mut run = tale();
    run.runs(false, &[]);
    tell("approved, and says it was not", &run);
    let mut run = Tale::with_gun();
    run.runs(true, &[]);
    tell("not approved, and says it was", &run);
    let mut run = tale();
    run.line(&[&rules(&[("house", "4", "\"show-clear\""), ("other", "5", "\"re-show\"")])]);
    run.runs(true, &[]);
    tell("without a local rule", &run);
    let mut run = tale();
    run.runs(false, &[("house", "4")]);
    tell("under no local rule", &run);
    let mut run = tale();
    run.line(&[&rules(&[("house", "4", "")])]);
    run.line(&[&submitted("overlay", "house", "4")]);
    run.signed("approve", "4");
    run.runs(true, &[("house", "4")]);
    tell("under an approved local rule", &run);
    let mut run = tale();
    run.line(&[&deviation("2026-11-25T00:00:00.000Z")]);
    run.runs(false, &[("no-rod", "9")]);
    tell("under a deviation that nobody signed", &run);
    let mut run = tale();
    run.line(&[&deviation("2026-11-25T00:00:00.000Z")]);
    run.signed("deviate", "9");
    run.runs(true, &[]);
    tell("without the deviation that holds", &run);
    run = tale();
    run.line(&[&deviation("2026-11-22T20:00:00.000Z")]);
    run.signed("deviate", "9");
    // The wall clock is set back by an hour, and half an hour passes by the other one: it is over.
    run.set_clock(-3_600_000);
    run.pass(1_800_000);
    run.runs(false, &[("no-rod", "9")]);
    tell("under a deviation that is over", &run);
    expect![[r#"
        # approved, and says it was not
        ; approved by this production
        ! G-07: run of show-clear, revision 3 does not say truly whether its list was approved.
        # not approved, and says it was
        ; example, not approved
        ! G-07: run of show-clear, revision 3 does not say truly whether its list was approved.
        List show-clear, revision 3: used once, an example, not approved.
        # without a local rule
        ; approved by this production
        ! G-07: run of show-clear, revision 3 began without the local rule house.
        # under no local rule
        ; example, not approved
        ! G-07: run of show-clear, revision 3 began under house, which is no local rule here.
        List show-clear, revision 3: used once, an example, not approved.
        # under an approved local rule
        ; approved by this production
        # under a deviation that nobody signed
        ; example, not approved, UNDER A DEVIATION
        Deviation: “Not rodded.”; why: “Blocked.”; until 2026-11-25 00:00:00; signed by nobody
        ! G-07: run of show-clear, revision 3 began under the deviation no-rod, which was not in force.
        List show-clear: under a deviation once: “Not rodded.”; why: “Blocked.”; until 2026-11-25 00:00:00; signed by nobody.
        List show-clear, revision 3: used once, an example, not approved.
        # without the deviation that holds
        ; approved by this production
        ! G-07: run of show-clear, revision 3 began without the deviation no-rod, which was in force.
        # under a deviation that is over
        ; example, not approved, UNDER A DEVIATION
        Deviation: “Not rodded.”; why: “Blocked.”; until 2026-11-22 20:00:00; signed by Sample Armorer, armorer; Sample First AD, safety officer
        ! G-07: run of show-clear, revision 3 began under the deviation no-rod, which was not in force.
        List show-clear: under a deviation once: “Not rodded.”; why: “Blocked.”; until 2026-11-22 20:00:00; signed by Sample Armorer and Sample First AD.
        List show-clear, revision 3: used once, an example, not approved.
    "#]].assert_eq(&told);
}

#[test]
fn a_run_from_a_card_began_with_what_was_in_force_at_some_time() {
    let mut told = String::new();
    let mut tale = Tale::with_gun();
    tale.line(&[&rules(&[("house", "4", "")])]);
    tale.line(&[&deviation("2026-11-22T20:00:00.000Z")]);
    tale.signed("deviate", "9");
    tale.pass(3 * 3_600_000);
    tale.line(&[&rules(&[("other", "5", "")])]);
    let (house, other, rod) = (("house", "4"), ("other", "5"), ("no-rod", "9"));
    let sets: [&[(&str, &str)]; 6] =
        [&[], &[house], &[house, rod], &[other], &[other, rod], &[house, other]];
    for overlays in sets {
        let mut run = tale.clone();
        run.began("after", false, overlays);
        let ids: Vec<&str> = overlays.iter().map(|(id, _)| *id).collect();
        let against: String = run
            .under("Against the rules")
            .lines()
            .filter(|line| line.contains("run of"))
            .map(|line| format!("! {line}\n"))
            .collect();
        told.push_str(&format!("# under [{}]\n{against}", ids.join(", ")));
    }
    expect![[r#"
        # under []
        # under [house]
        # under [house, no-rod]
        # under [other]
        # under [other, no-rod]
        ! G-07: run of show-clear, revision 3 began under the deviation no-rod, which was not in force.
        # under [house, other]
        ! G-07: run of show-clear, revision 3 began under house, which is no local rule here.
    "#]].assert_eq(&told);
}
