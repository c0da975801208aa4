//! Lists put together by chance, answered by chance: nothing is declared of them that was not earned.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::people::answer;
use super::property::earned;
use super::world::World;

/// A question in a repeat, whose worse answer raises a flag and is counted.
const INSIDE: &str = r##"max: 7, part: "part", tally: { "bad": ["bad"] }, steps: [Step(id: "in#", by: "armorer", kind: Choose(ask: "{part}?", of: ["good", Choice(words: "bad", raise: "flag#")]))])"##;

/// Steps by their kind; `#` is the number of the step.
pub(crate) const KINDS: [&str; 12] = [
    r##"Choose(ask: "#?", of: ["good", "also", Choice(words: "bad", raise: "flag#")])"##,
    r##"ChooseMany(ask: "#?", of: ["good", "also", Choice(words: "bad", raise: "flag#")])"##,
    r##"Count(ask: "#?", min: 0, max: 7)"##,
    r##"Measure(ask: "#?", unit: "ft", min: 1, max: 99)"##,
    r##"Scan(ask: "#?", against: "gun.tag")"##,
    r##"Scan(ask: "#?", check: Gtin)"##,
    r##"Match(ask: "#?", against: "gun.tag")"##,
    r##"Photo(ask: "#?", least: 2)"##,
    r##"Proof(pick: 1, from: ["first"], on_fail: "first", bench: true)"##,
    r##"Each(over: Magazines("#?"), "##,
    r##"Each(over: Typed("#?"), "##,
    r##"Each(over: "many", "##,
];

/// A step by its kind, whether people die of it, and whether it is left out at the bench.
pub(crate) type Drawn = (usize, bool, bool);

/// A list of those steps, each with a stop where it has an answer that calls for one, and behind them what declares.
fn list(drawn: &[Drawn]) -> String {
    let (mut stops, mut steps) = (String::new(), String::new());
    for (number, &(kind, killer, perhaps)) in drawn.iter().enumerate() {
        let kind = KINDS[kind];
        let repeats = kind.starts_with("Each");
        let what = if repeats { format!("{kind}{INSIDE}") } else { kind.to_owned() };
        let what = what.replace('#', &number.to_string());
        let when = if perhaps { r#"when: Eq("first", "on set"), "# } else { "" };
        let by = if repeats { "" } else { r#"by: "second", to: "armorer", "# };
        writeln!(steps, r#"Step(id: "s{number}", killer: {killer}, {when}{by}kind: {what}),"#)
            .unwrap();
        let when = if repeats {
            format!(r#"Gt("s{number}.bad", 0)"#)
        } else if what.contains("raise") {
            format!(r#"Raised("flag{number}")"#)
        } else {
            continue;
        };
        let clear = r#"Clear(by: ["armorer", "second"], restart_at: "first")"#;
        let at = format!(r#"id: "stop{number}", at: ["s{number}"], when: {when}"#);
        writeln!(stops, r#"Stop({at}, say: "STOP.", clear: {clear}),"#).unwrap();
    }
    format!(
        r#"Checklist(
            schema: 1, id: "drawn", rev: 1, status: Draft, lang: "en", title: "Drawn", purpose: "Sample.", mode: ReadDo,
            roles: {{
                "armorer": Role(title: "Armorer", handler: true),
                "second": Role(title: "Second", filled_by: ["property_master"], handler: true, not_same_as: ["armorer"]),
            }},
            inputs: [Item(id: "gun", ask: "Which gun?", kinds: ["pistol"])],
            validity: Validity(lasts: Min(20), ends_on: [Interrupted(Min(5))]),
            stops: [{stops}],
            steps: [
                Step(id: "first", by: "armorer", kind: Choose(ask: "Where?", of: ["on set", "at the bench"])),
                Step(id: "many", by: "armorer", kind: Count(ask: "How many?", min: 0, max: 7)),
                {steps}
                Step(id: "look", killer: true, kind: BlindCount(ask: "Rounds you see", roles: ["armorer", "second"], max: 9),
                    declares: Declares(item: "gun", state: EmptyShownClear, witnesses: ["armorer", "second"])),
                Step(id: "told", by: "armorer", kind: Say(words: "{{call gun}}", heard_by: 2)),
            ],
            changes: [Change(rev: 1, by: "Sample Armorer", why: "For the tests.")],
        )"#
    )
}

/// What leads on again, and what else comes to a run.
const BETWEEN: [&str; 8] = [
    "settle",
    "resume",
    "hold",
    "stop",
    "crash",
    "away 301",
    "hand-over second armorer",
    "move take_out P-03 armorer armorer",
];

/// Goes through a list by chance; whether anything was ever declared.
pub(crate) fn go(drawn: &[Drawn], dice: &[(u8, u8)]) -> Result<bool, TestCaseError> {
    let text = list(drawn);
    let mut world = World::only(&[("drawn.ron", &text)]);
    world.must("start drawn P-03");
    let mut declared = false;
    for (act, said) in dice {
        world.pass(u64::from(*said) * 100);
        let _may_be_refused = match act {
            0..30 => world.play(BETWEEN[usize::from(*act) % BETWEEN.len()]).map(drop),
            30..90 => world.play(BETWEEN[usize::from(*act) % 2]).map(drop),
            90.. => answer(&mut world, *said, None),
        };
        earned(&world)?;
        declared |= world.state.book().declared(&world.now).next().is_some();
    }
    world.replays();
    Ok(declared)
}

fn any_step() -> impl Strategy<Value = Drawn> {
    let calm = ["Photo", "Proof"];
    (0..KINDS.len(), any::<bool>(), any::<bool>()).prop_map(move |(kind, killer, perhaps)| {
        let looked = !calm.iter().any(|calm| KINDS[kind].starts_with(calm));
        (kind, killer && looked, perhaps)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn whatever_a_list_asks_what_is_in_force_was_earned(
        drawn in prop::collection::vec(any_step(), 0..6),
        dice in prop::collection::vec((any::<u8>(), any::<u8>()), 1..90),
    ) {
        go(&drawn, &dice)?;
    }
}

/// The property would be worth nothing if such a list never declared: every kind, answered well, leads on.
#[test]
fn a_list_of_every_kind_declares_when_it_is_answered_well() {
    for (kind, text) in KINDS.iter().enumerate() {
        assert!(go(&[(kind, false, true)], &[(100, 4); 16]).unwrap(), "{text}");
    }
}
