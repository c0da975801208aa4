//! Beginning a run under local rules: the page asks for what they add, follows them while it is open, and says them.

use showclear::event::RunStarted;
use showclear::terms::UtcMillis;

use super::*;

const POWDER: &str = r#"Overlay(
    schema: 1, id: "powder", rev: 2, status: Released, lang: "en",
    title: "Powder at hand", purpose: "Somebody keeps the powder.", on: ["cold-gun-empty"],
    roles: { "keeper": Role(title: "Powder keeper", filled_by: ["stand_in"], not_same_as: ["armorer", "first_ad"]) },
    inputs: [Pick(id: "wind", ask: "Where does the wind go?", of: ["away from people", "there is none"])],
    add: [Add(first: true, steps: [
        Step(id: "powder", by: "first_ad", to: "keeper", kind: Choose(ask: "Where is the powder?", of: ["shut and boxed", "NOT SURE"])),
    ])],
)"#;

const PISTOLS: &str = r#"Overlay(
    schema: 1, id: "pistols", rev: 1, status: Released, lang: "en",
    title: "Pistols", purpose: "For tests.", on: ["cold-gun-empty"], kinds: ["pistol"],
    roles: { "keeper": Role(title: "Powder keeper", filled_by: ["stand_in"]) },
    add: [Add(first: true, steps: [
        Step(id: "pistol", by: "armorer", to: "keeper", kind: Choose(ask: "Magazine?", of: ["out of it", "NOT SURE"])),
    ])],
)"#;

/// The sample with these rules in force, and two people who may keep the powder, neither of them named in the set-up.
fn under(rules: &[&str]) -> (World, Window) {
    let (world, laptop) = laptop(rules);
    (world, at_board(over(laptop)))
}

fn laptop(rules: &[&str]) -> (World, Laptop) {
    let (world, session) = sample();
    drop(session);
    let all = [("powder.ron", POWDER), ("pistols.ron", PISTOLS)];
    let library = shipped().with_texts(&all.map(|(name, text)| (name.to_owned(), text.to_owned())));
    let mistaken: Vec<String> = library
        .set()
        .mistaken()
        .map(|(file, mistakes)| format!("{}: {mistakes:?}", file.name))
        .collect();
    assert!(mistaken.is_empty(), "{mistaken:#?}");
    let library = Arc::new(library);
    let mut session = crate::session::open_with(&world, Arc::clone(&library)).unwrap();
    let person =
        session.state().roster().with_role("camera", session.now().wall).next().unwrap().id;
    let role = "stand_in".parse().unwrap();
    session.perform(Command::Ask(Ask::GiveRole { person, role, until: None })).unwrap();
    set(&mut session, rules);
    let mut laptop = Laptop::new(Some(session));
    laptop.library = library;
    (world, laptop)
}

fn set(session: &mut Session, rules: &[&str]) {
    let all = session.library().set().overlays().into_iter();
    let named = all.filter(|one| rules.contains(&one.id.as_str()));
    let overlays = named.map(|one| one.source.sha256).collect();
    let wall = session.now().wall;
    let by = session.state().roster().with_role("armorer", wall).next().unwrap().id;
    let why = "The day's work.".to_owned();
    session.perform(Command::Ask(Ask::SetRules { overlays, why, by })).unwrap();
}

fn change(harness: &mut Window, rules: &[&str]) {
    set(session(harness), rules);
    settle(harness);
}

fn newest(harness: &mut Window) -> Option<RunStarted> {
    let state = session(harness).state();
    state.runs().next_back().map(|run| run.started().clone())
}

fn files(started: &RunStarted) -> Vec<&str> {
    started.files.iter().map(|file| file.id.as_str()).collect()
}

#[test]
fn what_a_rule_adds_is_asked_for_by_name_and_the_run_begins_once_it_is_said() {
    let (_world, mut harness) = under(&["powder"]);
    press(&mut harness, "Show clear G-07");
    assert!(newest(&mut harness).is_none(), "not without what the rule asks for");
    assert!(shows(&harness, "Under: Powder at hand (revision 2)"));
    assert!(shows(&harness, "Still to be said: Powder keeper, Where does the wind go?"));
    press(&mut harness, "Begin");
    key(&mut harness, Key::Enter);
    assert!(newest(&mut harness).is_none(), "off as long as something is missing");
    press(&mut harness, "Powder keeper: Sample Stand-in");
    assert!(shows(&harness, "Still to be said: Where does the wind go?"));
    press(&mut harness, "Where does the wind go?: there is none");
    assert!(!shows(&harness, "Still to be said"));
    press(&mut harness, "Begin");
    let started = newest(&mut harness).expect("it began");
    assert_eq!(files(&started), ["cold-gun-empty", "powder"]);
    assert!(started.roles.iter().any(|one| one.role.is("keeper")));
    assert!(started.inputs.iter().any(|one| one.id == "wind" && one.value == "there is none"));
    assert!(shows(&harness, "Where is the powder?"));
}

#[test]
fn the_page_follows_the_rules_while_it_is_open_and_keeps_what_was_chosen() {
    let (_world, mut harness) = under(&["powder"]);
    press(&mut harness, "Show clear G-07");
    press(&mut harness, "Powder keeper: Sample Camera Operator");
    press(&mut harness, "Camera: Sample Camera Operator, chosen");
    change(&mut harness, &[]);
    assert!(!shows(&harness, "Under:"));
    assert!(!shows(&harness, "Powder keeper"));
    assert!(!shows(&harness, "Still to be said"));
    change(&mut harness, &["powder"]);
    assert!(shows(&harness, "Powder keeper: Sample Camera Operator, chosen"), "nothing is lost");
    assert!(!shows(&harness, "Camera: Sample Camera Operator, chosen"), "nor what was taken out");
    change(&mut harness, &[]);
    press(&mut harness, "Begin");
    let started = newest(&mut harness).expect("it began");
    assert_eq!(files(&started), ["cold-gun-empty"]);
    assert!(started.roles.iter().all(|one| !one.role.is("keeper") && !one.role.is("camera")));
    assert!(started.inputs.iter().all(|one| one.id == "gun"));
}

#[test]
fn which_rules_apply_follows_the_gun() {
    let (_world, mut harness) = under(&["pistols"]);
    press(&mut harness, "Show clear P-03");
    assert!(shows(&harness, "Under: Pistols (revision 1)"));
    assert!(shows(&harness, "Still to be said: Powder keeper"));
    press(&mut harness, "Powder keeper: Sample Stand-in");
    press(&mut harness, "Begin");
    let started = newest(&mut harness).expect("it began");
    assert_eq!(files(&started), ["cold-gun-empty", "pistols"]);
    press(&mut harness, "Go to Board");
    press(&mut harness, "Show clear G-07");
    let started = newest(&mut harness).expect("it began");
    assert_eq!(files(&started), ["cold-gun-empty"], "no pistol");
}

/// The page of a run that is entered from card 7.
fn card(harness: &mut Window) {
    harness.state_mut().shell().go(Place::Paper);
    settle(harness);
    harness.get_by_role_and_label(Role::TextInput, "Number of the card").focus();
    settle(harness);
    type_text(harness, "7");
    press(harness, "Item G-07");
    press(harness, "Card: Cold gun: empty, shown clear");
}

#[test]
fn a_card_without_a_time_is_asked_for_by_the_rules_of_now() {
    let (_world, mut harness) = under(&[]);
    card(&mut harness);
    assert!(!shows(&harness, "Under:"));
    change(&mut harness, &["powder"]);
    assert!(shows(&harness, "Under: Powder at hand (revision 2)"));
    press(&mut harness, "Powder keeper: Sample Stand-in");
    press(&mut harness, "Where does the wind go?: there is none");
    // The lines of the card are those of the list with what applies to it.
    press(&mut harness, "Line 1: shut and boxed");
    press(&mut harness, "Write what is ticked");
    let started = newest(&mut harness).expect("it began");
    assert_eq!(started.card, Some(7));
    assert_eq!(files(&started), ["cold-gun-empty", "powder"]);
}

#[test]
fn a_card_with_a_time_is_asked_for_by_the_rules_of_that_time() {
    let (world, mut harness) = under(&[]);
    world.pass(20 * 60 * 1_000);
    settle(&mut harness);
    change(&mut harness, &["powder"]);
    card(&mut harness);
    assert!(shows(&harness, "Under: Powder at hand (revision 2)"));
    let session = session(&mut harness);
    let then = UtcMillis::new(session.now().wall.millis() - 10 * 60 * 1_000);
    let typed = then.clock(session.offset());
    harness.get_by_role_and_label(Role::TextInput, "Time on it (may stay empty)").focus();
    settle(&mut harness);
    type_text(&mut harness, &typed);
    assert!(!shows(&harness, "Under:"), "{typed}: nothing held then");
    press(&mut harness, "Line 1: pointed at nobody, finger off");
    press(&mut harness, "Write what is ticked");
    let started = newest(&mut harness).expect("it began");
    assert_eq!(files(&started), ["cold-gun-empty"]);
}

#[test]
fn a_deviation_is_said_on_the_page_and_the_run_begins_under_it() {
    let (_world, mut harness) = rules::asked();
    press(&mut harness, "Ask for it");
    press(&mut harness, "Open the deviation deviation-1");
    press(&mut harness, "Sign the deviation");
    for name in ["Sample Armorer", "Sample Safety Officer"] {
        sign_as(&mut harness, name);
    }
    card(&mut harness);
    assert!(shows(&harness, "Under: a deviation: \u{201c}The bore is not rodded.\u{201d}"));
    press(&mut harness, "Entered: As it happens");
    press(&mut harness, "Begin");
    let started = newest(&mut harness).expect("it began");
    assert_eq!(files(&started), ["cold-gun-empty", "deviation-1"]);
}

#[test]
fn the_page_under_a_rule_looks_as_it_did() {
    let mut results = egui_kittest::SnapshotResults::new();
    for preset in Preset::ALL {
        let (_world, mut laptop) = laptop(&["powder"]);
        laptop.settings.theme = match preset {
            Preset::Day => showclear::session::Theme::Day,
            Preset::Dim => showclear::session::Theme::Dim,
        };
        let mut harness = at_board(sized(laptop, vec2(1280.0, 800.0), 0.5));
        press(&mut harness, "Show clear G-07");
        press(&mut harness, "Powder keeper: Sample Stand-in");
        harness.get_by_label("Where does the wind go?: there is none").scroll_to_me();
        settle(&mut harness);
        let options = egui_kittest::SnapshotOptions::new().output_path("tests/snapshots");
        let name = format!("begin-{}", preset.words().to_lowercase());
        harness.snapshot_options(name, &options);
        results.extend(harness.take_snapshot_results());
    }
}
