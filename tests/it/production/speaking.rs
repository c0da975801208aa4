//! A run in another language: shown and asked translated, said as written, and what is not translated with a mark.

use showclear::production::Ask;
use showclear::run::FaceKind;

use super::world::World;

const LIST: &str = r#"Checklist(
    schema: 1, id: "spoken", rev: 1, status: Released, lang: "en", title: "Spoken", purpose: "A list in two languages.", mode: ReadDo,
    roles: { "armorer": Role(title: "Armorer", handler: true), "first_ad": Role(title: "First AD", not_same_as: ["armorer"]) },
    inputs: [Item(id: "gun", ask: "Which gun?", kinds: ["revolver"])],
    stops: [Stop(id: "doubt", at: ["bore"], when: Raised("doubt"), say: "STOP. {gun.tag}.", clear: Clear(by: ["armorer"], restart_at: "bore"))],
    steps: [
        Step(id: "bore", killer: true, by: "first_ad", to: "armorer", note: "Look twice.", kind: Choose(ask: "Bore of {gun.tag}?", of: ["light seen", Choice(words: "not seen", raise: "doubt")])),
        Step(id: "rest", kind: Each(over: 1, max: 1, part: "round", tally: {}, steps: [Step(id: "one", kind: Confirm(ask: "Round {n} shown"))])),
    ],
    strings: { "es": {
        "bore.ask": ("¿Cañón de {gun.tag}?", "HASH1"), "bore.of.1": ("se ve luz", "HASH2"), "bore.of.2": ("no se ve", "00000000"),
        "doubt.say": ("ALTO. {gun.tag}.", "HASH3"), "one.ask": ("Cartucho {n} mostrado", "HASH4"), "armorer.title": ("Armero", "HASH5"),
    } },
)"#;

/// The list, with the hash of each text in its place.
fn list() -> String {
    let texts =
        ["Bore of {gun.tag}?", "light seen", "STOP. {gun.tag}.", "Round {n} shown", "Armorer"];
    (1..).zip(texts).fold(LIST.to_owned(), |list, (n, text)| {
        let hash = showclear::checklist::Source::of("", text).sha256.to_string();
        list.replace(&format!("HASH{n}"), hash.split_at(8).0)
    })
}

#[test]
fn a_run_is_led_through_in_its_language() {
    let text = list();
    let mut world = World::with(&[("spoken.ron", &text)]);
    let mut start = world.start_of("spoken", "G-07", None);
    start.lang = Some("es".into());
    world.ask(Ask::Start(start)).unwrap();
    let run = world.run().unwrap();
    let face = world.face(run).unwrap();
    assert_eq!(face.words, "¿Cañón de G-07?");
    assert_eq!(face.note.as_deref(), Some("[en] Look twice."));
    assert_eq!(face.answerer.as_ref().unwrap().title, "Armero");
    assert_eq!(face.asker.as_ref().unwrap().title, "[en] First AD");
    // A stale translation is never shown.
    let FaceKind::Choose { of } = &face.kind else { panic!("{face:?}") };
    assert_eq!(*of, ["se ve luz", "[en] not seen"]);

    // What is said is one and the same in every language, so its stop fires and its words are Spanish.
    world.must("answer 1");
    let given = world.state.run(run).unwrap().given()[0].clone();
    assert_eq!(
        (given.said.asked.as_str(), given.said.replies[0].said.as_str()),
        ("¿Cañón de G-07?", "not seen")
    );
    let say: Vec<String> =
        world.state.standing_stops().map(|stop| stop.raised.say.clone()).collect();
    assert_eq!(say, ["ALTO. G-07."]);
    world.must("settle\nanswer 0");
    assert_eq!(world.face(run).unwrap().words, "Cartucho 1 mostrado");
    world.must("answer done");
    assert_eq!(world.state.run(run).unwrap().started().lang, "es");
    world.replays();
}

#[test]
fn a_language_that_the_list_does_not_have_is_its_own() {
    let text = list();
    let mut world = World::with(&[("spoken.ron", &text)]);
    let mut start = world.start_of("spoken", "G-07", None);
    start.lang = Some("fr".into());
    world.ask(Ask::Start(start)).unwrap();
    let run = world.run().unwrap();
    assert_eq!(world.state.run(run).unwrap().started().lang, "en");
    assert_eq!(world.face(run).unwrap().words, "Bore of G-07?");
}
