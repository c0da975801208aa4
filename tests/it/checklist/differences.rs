//! What a comparison sees that stands in another file than the list: its units, its overlays, its order.

use expect_test::{Expect, expect};
use showclear::checklist::{Checklist, Content, Set, Source, diff};

const UNIT: &str = r#"Unit(
    schema: 1, id: "bore", rev: 1, status: Released, lang: "en", title: "Bore", purpose: "A look.",
    roles: { "armorer": Role(title: "Armorer") },
    steps: [
        Step(id: "rod", dwell: Dwell(floor: Secs(3), on_fast: Flag), kind: Choose(ask: "Rod?", of: ["through", "stopped", "NOT SURE"])),
    ],
)"#;

const OVERLAY: &str = r#"Overlay(
    schema: 1, id: "local", rev: 1, status: Released, lang: "en", title: "Local", purpose: "Local rules.",
    add: [Add(last: true, steps: [Step(id: "ears", kind: Choose(ask: "Ears?", of: ["all covered", "NOT SURE"]))])],
    lasts: Min(10),
)"#;

fn list(steps: &[&str], unit: &str) -> String {
    let sha256 = Source::of("", unit).sha256;
    format!(
        r#"Checklist(
    schema: 1, id: "l", rev: 1, status: Draft, lang: "en", title: "L", purpose: "P", mode: ReadDo,
    roles: {{ "armorer": Role(title: "Armorer") }}, validity: Validity(lasts: Min(20)),
    uses: {{ "bore": Use(id: "bore", rev: 1, sha256: "{sha256}") }},
    steps: [{}],
)"#,
        steps.join(", ")
    )
}

const MUZZLE: &str = r#"Step(id: "muzzle", kind: Count(ask: "People in line", max: 9))"#;
const BORE: &str = r#"Step(id: "b", kind: Include(unit: "bore"))"#;

/// The list of these texts, with their overlays applied.
fn read(list: &str, unit: &str, overlay: Option<&str>) -> Checklist {
    let texts = [("l.ron", list), ("bore.ron", unit)].into_iter();
    let set = Set::read(texts.chain(overlay.map(|text| ("local.ron", text))));
    assert_eq!(set.mistaken().count(), 0, "{:?}", set.mistaken().collect::<Vec<_>>());
    let (_, found) = set.files().find(|(source, _)| source.name == "l.ron").unwrap();
    let list = if let Content::List(list) = found { Some(list) } else { None };
    let list = list.unwrap();
    let overlays: Vec<_> = set.overlays().into_iter().cloned().collect();
    set.tightened(list, &overlays).unwrap()
}

#[track_caller]
fn check(was: &Checklist, is: &Checklist, expected: Expect) {
    let told: String = diff(was, is)
        .iter()
        .map(|one| format!("{:?} {}: {}\n", one.sort, one.place, one.words))
        .collect();
    expected.assert_eq(&told);
}

#[test]
fn a_changed_unit_is_seen_at_its_steps() {
    let less = UNIT.replace("Secs(3)", "Secs(1)").replace("\"stopped\", ", "");
    let was = read(&list(&[MUZZLE, BORE], UNIT), UNIT, None);
    let is = read(&list(&[MUZZLE, BORE], &less), &less, None);
    check(
        &was,
        &is,
        expect![[r#"
        Loosens steps.b.rod: the shortest honest time: 3 s became 1 s
        Tightens steps.b.rod: the answer "stopped" is gone
    "#]],
    );
}

#[test]
fn a_changed_overlay_is_seen() {
    let text = list(&[MUZZLE, BORE], UNIT);
    let was = read(&text, UNIT, Some(OVERLAY));
    let longer = OVERLAY.replace("Min(10)", "Min(15)").replace("all covered", "most covered");
    let is = read(&text, UNIT, Some(&longer));
    check(
        &was,
        &is,
        expect![[r#"
        Loosens validity.lasts: it lasts: 10 min became 15 min
        Loosens steps.ears: the answer "most covered" is new
        Tightens steps.ears: the answer "all covered" is gone
    "#]],
    );
    check(
        &read(&text, UNIT, None),
        &was,
        expect![[r#"
        Tightens validity.lasts: it lasts: 20 min became 10 min
        Tightens steps.ears: the step is new
    "#]],
    );
}

#[test]
fn a_step_that_moved_is_seen() {
    let was = read(&list(&[MUZZLE, BORE], UNIT), UNIT, None);
    let is = read(&list(&[BORE, MUZZLE], UNIT), UNIT, None);
    check(
        &was,
        &is,
        expect![[r#"
        Loosens steps: the order of the steps is another, which may loosen
    "#]],
    );
}
