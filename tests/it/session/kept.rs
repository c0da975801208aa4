//! A run is led through the very words it was begun with, whatever becomes of the files: in a sitting, and after the next.
#![expect(clippy::panic, clippy::indexing_slicing, reason = "a helper of tests may panic")]

use std::path::Path;
use std::sync::Arc;

use sha2::{Digest as _, Sha256};
use showclear::event::{ContinuesWhy, Recorded, Witness};
use showclear::log::{Covers, Log, Origin, read_storage};
use showclear::production::{Ask, Command, Happened, Library, Refusal, SetUp, Start, StartFault};
use showclear::run::{Answer, FaceKind, Sealed};
use showclear::session::{
    DeviationForm, Failure, Finished, Ground, Loosens, Session, check_line, lists,
};
use showclear::terms::{Digest, RunId, UtcMillis};
use showclear::verify::{Files, Options, Verdict, check, open as verified};

use super::continuing::continued_with;
use super::{Set, copied, open_with, world::World};

const UNIT: &str = r#"Unit(
    schema: 1, id: "line", rev: 1, status: Released, lang: "en",
    title: "Line", purpose: "For tests.",
    roles: {
        "armorer": Role(title: "Armorer", filled_by: ["armorer"], handler: true),
        "first_ad": Role(title: "First AD", filled_by: ["first_ad"], not_same_as: ["armorer"]),
    },
    steps: [
        Step(id: "muzzle", by: "first_ad", to: "armorer",
            kind: Challenge(ask: "Muzzle of old?", expect: ["clear direction"], refuse: ["ok"])),
    ],
    strings: { "es": { "muzzle.ask": ("¿El cañón de antes?", "1593f07b") } },
)"#;

/// A shorter time, so that the list is one with local rules.
const SHORTER: &str = r#"Overlay(
    schema: 1, id: "shorter", rev: 1, status: Released, lang: "en",
    title: "Shorter", purpose: "For tests.", on: ["with-unit"], lasts: Min(10),
)"#;

/// The list that includes `unit`.
fn text(unit: &str, rev: u32, ask: &str) -> String {
    let sha256 = Digest(Sha256::digest(unit).into());
    format!(
        r#"Checklist(
    schema: 1, id: "with-unit", rev: {rev}, status: Released, lang: "en",
    title: "With a unit", purpose: "For tests.", mode: ChallengeResponse,
    uses: {{ "line": Use(id: "line", rev: {rev}, sha256: "{sha256}") }},
    roles: {{
        "armorer": Role(title: "Armorer", filled_by: ["armorer"], handler: true),
        "first_ad": Role(title: "First AD", filled_by: ["first_ad"], not_same_as: ["armorer"]),
    }},
    inputs: [Item(id: "gun", ask: "Which gun?", kinds: ["revolver"])],
    validity: Validity(lasts: Min(20), warn: Min(3), ends_on: [HandOver, OutOfSight, Opened, SetUp, Break, ClockJump]),
    stops: [
        Stop(id: "not-empty", at: ["count"], when: Not(All([Eq("count.armorer", 0), Eq("count.first_ad", 0)])),
            say: "STOP. Not empty.", clear: Clear(by: ["armorer", "first_ad"], restart_at: "line")),
    ],
    steps: [
        Step(id: "line", kind: Include(unit: "line")),
        Step(id: "count", declares: Declares(item: "gun", state: EmptyShownClear, witnesses: ["armorer", "first_ad"]),
            kind: BlindCount(ask: "{ask}", roles: ["armorer", "first_ad"], max: 50)),
    ],
)"#
    )
}

fn of(texts: &[(&str, &str)]) -> Arc<Library> {
    let texts: Vec<(String, String)> =
        texts.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    let library = lists(&texts);
    let wrong: Vec<_> = library.set().mistaken().collect();
    let said = wrong.iter().flat_map(|(_, all)| all.iter()).map(ToString::to_string);
    assert!(wrong.is_empty(), "{}", said.collect::<Vec<_>>().join("\n"));
    Arc::new(library)
}

fn before() -> Arc<Library> {
    let list = text(UNIT, 1, "Rounds you saw");
    of(&[("with-unit.ron", &list), ("line.ron", UNIT), ("shorter.ron", SHORTER)])
}

/// The same files after somebody changed their words; the local rules now are for another list.
fn after() -> Arc<Library> {
    let unit = UNIT.replace("rev: 1", "rev: 2").replace("of old", "of now");
    let unit = unit.replace("1593f07b", "0e43fd35");
    let list = text(&unit, 2, "Cartridges you saw");
    let rules = SHORTER.replace("rev: 1", "rev: 2").replace("Min(10)", "Min(5)");
    of(&[("with-unit.ron", &list), ("line.ron", &unit), ("shorter.ron", &rules)])
}

fn start(set: &Set, lang: Option<&str>, overlays: Vec<Digest>) -> Start {
    let held = |role: &str, person| Witness { role: role.parse().unwrap(), person };
    Start {
        overlays,
        lang: lang.map(str::to_owned),
        list: set.session.library().named("with-unit").unwrap().source.sha256,
        roles: vec![held("armorer", set.armorer), held("first_ad", set.first_ad)],
        recorder: set.recorder,
        inputs: vec![("gun".to_owned(), set.gun.to_string())],
        recorded: Recorded::Live,
        card: None,
        claimed: None,
        place: SetUp { scene: "42".to_owned(), setup: "A".to_owned(), take: "1".to_owned() },
    }
}

/// A run that was begun in Spanish under the local rules.
fn begun() -> (Set, RunId) {
    let (world, session) = copied();
    drop(session);
    let session = open_with(&world, before()).unwrap();
    let mut set = Set::of(world, session);
    let overlay = set.session.library().set().overlays()[0].source.sha256;
    let by = set.armorer;
    set.ask(Ask::SetRules { overlays: vec![overlay], why: "We moved.".to_owned(), by });
    let start = start(&set, Some("es"), vec![overlay]);
    set.ask(Ask::Start(start));
    let run = set.session.state().runs().next_back().unwrap().id();
    (set, run)
}

fn asked(session: &Session, run: RunId) -> String {
    let face = session.state().face(run, session.library(), session.names(), session.now());
    face.unwrap().words
}

/// Answers what is asked to the end of the run, and checks what it asked and for how long it declared.
fn finish(set: &mut Set, run: RunId) {
    set.ask(Ask::Resume { run });
    to_the_end(set, run);
}

fn to_the_end(set: &mut Set, run: RunId) {
    assert_eq!(asked(&set.session, run), "¿El cañón de antes?");
    loop {
        let session = &set.session;
        let face = session.state().face(run, session.library(), session.names(), session.now());
        let Some(face) = face else { break };
        let answer = if matches!(face.kind, FaceKind::Blind { .. }) {
            assert_eq!(face.words, "[en] Rounds you saw");
            Answer::Blind(Sealed::new(0), Sealed::new(0))
        } else {
            Answer::Choice(0)
        };
        set.ask(Ask::Answer { run, step: face.step, answer, at: None });
    }
    let item = set.session.state().book().item(set.gun).unwrap();
    let declared = item.in_force(set.session.now()).unwrap();
    let lasts = declared.until.wall.millis() - set.session.now().wall.millis();
    assert!(lasts > 9 * 60_000 && lasts <= 10 * 60_000, "as the rules of that day said: {lasts}");
}

/// Nothing begins from what only an older run is led through.
fn begins_anew_only_from_what_is_there(set: &mut Set, old: Digest, overlays: &[Digest]) {
    for overlays in [overlays.to_vec(), Vec::new()] {
        let start = Start { list: old, ..start(set, None, overlays) };
        let refused = set.session.perform(Command::Ask(Ask::Start(start)));
        let Err(Failure::Refused(Refusal::Start(why))) = refused else { panic!("{refused:?}") };
        assert_eq!(why, [StartFault::NoList]);
    }
}

fn verifies(set: &mut Set) {
    let job = set.session.export(Path::new("/out/day.zip")).unwrap();
    let Finished::Exported(_) = set.session.wait_for_job(job).unwrap() else { panic!() };
    let zip = set.world.lock().outside[Path::new("/out/day.zip")].clone();
    let found = check(&Files::from_zip(&zip).unwrap(), &Options::default());
    assert_eq!(found.verdict(), Verdict::NotConfirmed, "{found}");
}

#[test]
fn changed_files_change_no_run_that_goes_on_in_the_sitting() {
    let (mut set, run) = begun();
    let old = set.session.state().run(run).unwrap();
    let (list, overlays) = (old.list().unwrap(), old.overlays());
    for library in [after(), Arc::new(Library::default()), after()] {
        set.session.use_lists(&library);
        assert_eq!(asked(&set.session, run), "¿El cañón de antes?");
    }
    to_the_end(&mut set, run);
    begins_anew_only_from_what_is_there(&mut set, list, &overlays);
    verifies(&mut set);
}

#[test]
fn nor_one_that_goes_on_when_the_program_is_opened_again() {
    for now in [after(), Arc::new(Library::default())] {
        let (set, run) = begun();
        let old = set.session.state().run(run).unwrap();
        let (list, overlays) = (old.list().unwrap(), old.overlays());
        let world = set.world.clone();
        drop(set);
        let session = open_with(&world, Arc::clone(&now)).unwrap();
        let offered: Vec<u32> = session.library().lists().map(|list| list.rev).collect();
        assert_eq!(offered, now.lists().map(|list| list.rev).collect::<Vec<_>>(), "not offered");
        let mut set = Set::of(world.clone(), session);
        if offered == [2] {
            begins_anew_only_from_what_is_there(&mut set, list, &overlays);
        }
        finish(&mut set, run);
        verifies(&mut set);
        drop(set);
        let again = open_with(&world, now).unwrap();
        let done = again.state().run(run).unwrap();
        assert_eq!(again.library().of(done).unwrap().title, "[en] With a unit");
    }
}

#[test]
fn local_rules_in_force_stay_as_they_were_taken() {
    let (set, _) = begun();
    let world = set.world.clone();
    let mut rules = set.session.state().overlays();
    let rule = rules.next().unwrap().sha256;
    drop(rules);
    drop(set);
    let opened = open_with(&world, after()).unwrap();
    assert!(opened.library().overlay(rule).is_some(), "opened again");
    drop(opened);
    let continued = continued_with(&world, ContinuesWhy::NewLaptop, after());
    assert!(continued.library().overlay(rule).is_some(), "in a new log");
}

#[test]
fn so_does_a_deviation_that_the_form_wrote_in_a_log_that_goes_on() {
    let (mut set, _) = begun();
    let form = DeviationForm {
        list: set.session.library().named("with-unit").unwrap().source.sha256,
        loosens: Loosens::Lasts(60),
        what: "For an hour.".to_owned(),
        why: "Bench only.".to_owned(),
        until: "2026-11-25T05:00:00.000Z".parse::<UtcMillis>().unwrap(),
        by: set.armorer,
    };
    set.session.deviate(&form).unwrap();
    set.settle();
    let file = set.session.state().deviations().next().unwrap().asked.file.sha256;
    let world = set.world.clone();
    drop(set);
    let continued = continued_with(&world, ContinuesWhy::NewLaptop, before());
    assert!(continued.library().overlay(file).is_some());
}

/// A run that goes on, in a production that is opened where what it was begun with is out of reach.
pub(crate) fn unread() -> (World, Session, RunId) {
    let (set, run) = begun();
    let world = set.world.clone();
    drop(set);
    let session = without_objects(&world);
    (world, session, run)
}

/// The production of `world` opened where the kept files of its runs are out of reach.
fn without_objects(world: &World) -> Session {
    let mut files = Files::new();
    for (path, bytes) in world.lock().files.clone() {
        files.add(path, bytes);
    }
    let verified = verified(&files, &Options::default()).unwrap();
    let log = verified.created().log.to_string();
    let origin: Origin = verified.created().origin.parse().unwrap();
    let storage = world.storage(&log);
    let sound = read_storage(&storage, check_line).unwrap().sound(origin, &Covers::default());
    let (log, _) = Log::open(storage, sound.unwrap()).unwrap();
    let (ground, _) = Ground::of(verified, &Files::new()).unwrap();
    let ports = world.ports(world.writer(log));
    let durable = showclear::event::Durable::Full;
    Session::begin(ports, Path::new("/sample.drill"), ground, after(), durable).unwrap()
}

#[test]
fn a_run_whose_words_are_gone_can_be_abandoned_and_nothing_else() {
    let (world, session, run) = unread();
    let mut set = Set::of(world, session);
    assert!(set.session.library().of(set.session.state().run(run).unwrap()).is_none());
    let refused = set.session.perform(Command::Ask(Ask::Resume { run })).unwrap_err();
    let Failure::Refused(Refusal::Start(why)) = refused else { panic!("{refused:?}") };
    assert_eq!(why, [StartFault::NoList]);
    set.happened(Happened::Abandoned { run, why: None });
    assert!(!set.session.state().run(run).unwrap().is_open());
}
