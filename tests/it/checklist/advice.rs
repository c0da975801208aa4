//! Advice on lists that can be used.

use expect_test::{Expect, expect};
use showclear::checklist;

const GOOD: &str = include_str!("../../corpus/checklists/good.ron");

#[track_caller]
fn check(text: &str, expected: Expect) {
    let list = checklist::read("t", text).unwrap();
    let advice: String = checklist::lint(&list)
        .iter()
        .map(|advice| format!("{}:{}: {advice}\n", advice.place.line, advice.place.column))
        .collect();
    expected.assert_eq(&advice);
}

#[test]
fn the_good_list_could_be_better() {
    check(
        GOOD,
        expect![[r#"
            41:14: step muzzle catches no hazard; name it in covers:, or leave it out
            59:14: step looks-left catches no hazard; name it in covers:, or leave it out
            61:14: step remark catches no hazard; name it in covers:, or leave it out
            63:14: step settle catches no hazard; name it in covers:, or leave it out
            64:14: step show catches no hazard; name it in covers:, or leave it out
            67:14: step sign catches no hazard; name it in covers:, or leave it out
            70:14: step call catches no hazard; name it in covers:, or leave it out
            71:14: step offer catches no hazard; name it in covers:, or leave it out
            73:14: step issue catches no hazard; name it in covers:, or leave it out
            76:24: the es of muzzle.ask was made from an older text; translate it again; until then it is not shown
            76:63: the es of bore.of.1 was made from an older text; translate it again; until then it is not shown
        "#]],
    );
}

#[test]
fn a_hasty_list_is_advised() {
    let ticks: String = (0..11)
        .map(|n| format!("Step(id: \"t{n}\", kind: Confirm(ask: \"Is the gun open\")),"))
        .collect();
    let text = format!(
        r#"Checklist(
    schema: 1, id: "t", rev: 3, status: Released, lang: "en", title: "T", purpose: "P", mode: ReadDo,
    roles: {{ "armorer": Role(title: "Armorer"), "first_ad": Role(title: "First AD", optional: true) }},
    stops: [Stop(id: "s", at: ["t0"], when: Known("t0"), say: "STOP.", clear: Clear(by: ["first_ad"], restart_at: "t0"))],
    steps: [
        Step(id: "bore", killer: true, kind: Choose(ask: "Is there any light to be seen at the far end of the barrel now?", of: ["yes", "no"])),
        {ticks}
    ],
)"#
    );
    check(
        &text,
        expect![[r#"
            1:1: this list names no hazard; say in covers: which steps catch which hazard
            1:1: revision 3 does not say what changed; add a Change(…) for it
            3:14: nobody asks Armorer for anything; name the role in a step, or leave it out
            4:18: stop s is settled by First AD, who may be absent; let somebody settle it who is there
            6:14: 12 steps stand here without a place to pause; put pause_before: true on one of them
            6:14: 15 words in one text of step bore; say it in twelve, or in two steps
            6:14: no stop looks at the killer step bore; add a Stop(at: […]) for the wrong answer
            6:14: step bore is satisfied by "yes"; let the reply name what was seen
            6:14: step bore is answered with yes or no; let each answer say what was seen
            6:14: the killer step bore has 2 answers; give at least three, one of them that it is not sure
        "#]],
    );
}

#[test]
fn live_rounds_are_an_alarm_and_nothing_to_enter() {
    check(
        r#"Checklist(
    schema: 1, id: "t", rev: 1, status: Draft, lang: "en", title: "T", purpose: "P", mode: ReadDo,
    roles: { "armorer": Role(title: "Armorer") },
    inputs: [
        Pick(id: "load", ask: "Contents", of: ["empty", "live rounds"]),
        Number(id: "shots", ask: "How many live rounds", min: 0, max: 6),
        Text(id: "beat", ask: "Beat"),
    ],
    stops: [
        Stop(id: "s", when: Raised("live"), say: "STOP. It may be live.", clear: Clear(by: ["armorer"], restart_at: "a")),
        Stop(id: "t", at: ["d"], when: Gt("d", 0), say: "STOP. It may be live.", clear: Clear(by: ["armorer"], restart_at: "a")),
    ],
    steps: [
        Step(id: "a", by: "armorer", kind: Choose(ask: "What is it?", of: ["dummy", Choice(words: "may be live", raise: "live")])),
        Step(id: "b", kind: Choose(ask: "What is it?", of: ["dummy", "live round", "no live round"])),
        Step(id: "c", kind: Count(ask: "Live rounds", max: 6)),
        Step(id: "d", kind: Count(ask: "Live rounds", max: 6)),
        Step(id: "e", kind: Confirm(ask: "No live rounds on the set")),
    ],
    covers: { "live": ["a", "b", "c", "d", "e"] },
)"#,
        expect![[r#"
            2:16: stop t speaks of a live round and is an ordinary one; add alarm: LiveFound, which freezes every item until a restart is signed
            5:14: live rounds can be entered at load; they are an alarm: let the answer raise a stop
            6:16: live rounds can be entered at shots; they are an alarm: let the answer raise a stop
            10:14: stop s speaks of a live round and is an ordinary one; add alarm: LiveFound, which freezes every item until a restart is signed
            15:14: live rounds can be entered at b; they are an alarm: let the answer raise a stop
            16:14: live rounds can be entered at c; they are an alarm: let the answer raise a stop
        "#]],
    );
}
