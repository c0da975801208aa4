//! Approval and local rules through the window: who proposes, who signs, taking back, deviations, and what every run says.

use showclear::event::{Recorded, Witness};
use showclear::production::{Led, NewItem, SetUp};
use showclear::terms::{Action, Barrel, ItemKind};

use super::*;

const LIST: &str = "Cold gun: empty, shown clear";
const ARMORER: &str = "Sample Armorer";
const SAFETY: &str = "Sample Safety Officer";

/// The page, with the armorer speaking.
fn page() -> (World, Window) {
    let (world, mut harness) = sampled();
    press(&mut harness, "Go to Checklists");
    press(&mut harness, "Approval and local rules");
    press(&mut harness, &format!("Who is speaking: {ARMORER}"));
    (world, harness)
}

fn proposed() -> (World, Window) {
    let (world, mut harness) = page();
    press(&mut harness, &format!("Open {LIST}"));
    press(&mut harness, &format!("Propose {LIST}"));
    assert!(shows(&harness, "waits for two signatures"));
    press(&mut harness, &format!("Armorer or property master: {ARMORER}"));
    (world, harness)
}

pub(super) fn approved() -> (World, Window) {
    let (world, mut harness) = proposed();
    press(&mut harness, &format!("Sign {LIST}"));
    let text = session(&mut harness).statement_text().unwrap().as_str().to_owned();
    assert!(text.contains("APPROVAL v1"), "{text}");
    for line in text.lines() {
        let shown = harness.query_all_by_label(line).next().is_some();
        assert!(shown, "every line of the exact text is on the screen: {line}");
    }
    sign_as(&mut harness, ARMORER);
    sign_as(&mut harness, SAFETY);
    (world, harness)
}

#[test]
fn a_list_becomes_this_productions_and_every_run_of_it_says_so() {
    let (_world, mut harness) = approved();
    assert!(shows(&harness, "Approved by this production"));
    assert!(shows(&harness, "Sample Safety Officer, safety officer"));
    press(&mut harness, "Go to Board");
    press(&mut harness, "Show clear G-07");
    assert!(shows(&harness, "List approved by this production"));
}

#[test]
fn a_run_of_an_example_says_so_too() {
    let (_world, mut harness) = sampled();
    show_clear(&mut harness);
    assert!(shows(&harness, "Example, not approved by this production"));
    press(&mut harness, "Go to Board");
    assert!(shows(&harness, "By an example list, not approved by this production"));
}

#[test]
fn one_who_will_not_sign_leaves_it_an_example() {
    let (_world, mut harness) = proposed();
    press(&mut harness, &format!("Sign {LIST}"));
    sign_as(&mut harness, ARMORER);
    press(&mut harness, "I will not sign");
    assert!(shows(&harness, "waits for two signatures"));
    assert!(!shows(&harness, "Approved by this production"));
}

#[test]
fn it_is_taken_back_with_a_reason_and_not_without() {
    let (_world, mut harness) = approved();
    press(&mut harness, &format!("Take back {LIST}"));
    assert!(shows(&harness, "Approved by this production"), "not without a reason");
    harness.get_by_role_and_label(Role::TextInput, "Why it is taken back").focus();
    settle(&mut harness);
    type_text(&mut harness, "Step 3 is wrong.");
    press(&mut harness, &format!("Take back {LIST}"));
    assert!(!shows(&harness, "Approved by this production"));
    press(&mut harness, "Go to Board");
    press(&mut harness, "Show clear G-07");
    assert!(shows(&harness, "Example, not approved by this production"));
}

/// A deviation, asked for and open on the page.
pub(super) fn asked() -> (World, Window) {
    let (world, mut harness) = page();
    press(&mut harness, "About: Deviations");
    press(&mut harness, "Ask for a deviation \u{2026}");
    let wanted = format!("From which list: {LIST}");
    let list = harness.query_all_by_label_contains(&wanted);
    let name = list.filter_map(|node| node.accesskit_node().label()).next().unwrap();
    press(&mut harness, &name);
    press(&mut harness, "What is loosened: A step is left out");
    let step = harness.query_all_by_label_contains("Which step: 4.");
    let name = step.filter_map(|node| node.accesskit_node().label()).next().unwrap();
    press(&mut harness, &name);
    for (label, text) in
        [("What is done otherwise", "The bore is not rodded."), ("Why", "The barrel is blocked.")]
    {
        harness.get_by_role_and_label(Role::TextInput, label).focus();
        settle(&mut harness);
        type_text(&mut harness, text);
    }
    let days = harness.query_all_by_label_contains("Until when: 3 d");
    let name = days.filter_map(|node| node.accesskit_node().label()).next().unwrap();
    press(&mut harness, &name);
    (world, harness)
}

#[test]
fn a_deviation_is_asked_for_signed_by_two_and_ended() {
    let (_world, mut harness) = asked();
    press(&mut harness, "Ask for it");
    assert!(shows(&harness, "Not signed: does not apply"));
    press(&mut harness, "Open the deviation deviation-1");
    press(&mut harness, "Sign the deviation");
    for name in [ARMORER, SAFETY] {
        sign_as(&mut harness, name);
    }
    assert!(shows(&harness, "In force"));
    assert!(shows(&harness, "The barrel is blocked."), "what, why, until and who");
    harness.get_by_role_and_label(Role::TextInput, "Why it ends").focus();
    settle(&mut harness);
    type_text(&mut harness, "The barrel is free.");
    press(&mut harness, "End the deviation");
    assert!(!shows(&harness, "In force"));
}

const HOUSE: &str = r#"Overlay(
    schema: 1, id: "house", rev: 1, status: Released, lang: "en",
    title: "House rules", purpose: "What this production adds.", place: "US-CA",
    on: ["cold-gun-empty"], lasts: Min(10),
)"#;

/// The sample with a local rule among the lists at hand.
fn with_house() -> (World, Window) {
    let (world, session) = sample();
    drop(session);
    let library = shipped().with_texts(&[("house.ron".to_owned(), HOUSE.to_owned())]);
    let library = Arc::new(library);
    let session = crate::session::open_with(&world, Arc::clone(&library)).unwrap();
    let mut laptop = Laptop::new(Some(session));
    laptop.library = library;
    (world, at_board(over(laptop)))
}

#[test]
fn a_local_rule_is_switched_on_with_a_reason_and_every_run_begins_with_it() {
    let (_world, mut harness) = with_house();
    press(&mut harness, "Go to Checklists");
    press(&mut harness, "Approval and local rules");
    press(&mut harness, &format!("Who is speaking: {SAFETY}"));
    press(&mut harness, "About: Local rules");
    assert!(shows(&harness, &format!("Applies to {LIST} (US-CA)")));
    press(&mut harness, "Switch on: House rules");
    press(&mut harness, "Switch on now: House rules");
    assert!(session(&mut harness).state().rules().is_none(), "not without a reason");
    harness.get_by_role_and_label(Role::TextInput, "Why the local rules change").focus();
    settle(&mut harness);
    type_text(&mut harness, "We shoot in California.");
    press(&mut harness, "Switch on now: House rules");
    assert!(shows(&harness, "We shoot in California."), "the reason is shown");
    press(&mut harness, "Go to Board");
    press(&mut harness, "Show clear G-07");
    let files = |harness: &mut Window| -> Vec<String> {
        let run = session(harness).state().runs().next_back().unwrap().started().clone();
        run.files.iter().map(|file| file.id.clone()).collect()
    };
    assert_eq!(files(&mut harness), ["cold-gun-empty", "house"], "nobody can forget it");
    press(&mut harness, "Abandon the run");
    press(&mut harness, "Abandon now");
    press(&mut harness, "Go to Checklists");
    press(&mut harness, "Approval and local rules");
    press(&mut harness, "Switch off: House rules");
    harness.get_by_role_and_label(Role::TextInput, "Why the local rules change").focus();
    settle(&mut harness);
    type_text(&mut harness, "We left.");
    press(&mut harness, "Switch off now: House rules");
    press(&mut harness, "Go to Board");
    press(&mut harness, "Show clear G-07");
    assert_eq!(files(&mut harness), ["cold-gun-empty"]);
}

/// The sample with a muzzle-loader in the book.
fn with_a_musket() -> (World, Window) {
    let (world, mut session) = sample();
    let musket = NewItem {
        kind: ItemKind::BlackPowder,
        tag: "M-01".to_owned(),
        action: Action::MuzzleLoading,
        barrel: Barrel::Open,
        capacity: Some(1),
        known_as: None,
        particulars: None,
    };
    let tray = NewItem {
        kind: ItemKind::BlankTray,
        tag: "B-1".to_owned(),
        action: Action::None,
        barrel: Barrel::None,
        capacity: Some(50),
        known_as: None,
        particulars: None,
    };
    for item in [musket, tray] {
        session.perform(Command::Ask(Ask::AddItem(item))).unwrap();
    }
    (world, at_board(window(Some(session))))
}

/// Begins a run that loads the muzzle-loader, with the rules that the production says, and shows it.
fn load_the_musket(harness: &mut Window, people: &[(&str, &str)]) -> Result<(), String> {
    let session = session(harness);
    let wall = session.now().wall;
    let book = session.state().book();
    let who = |role: &str| session.state().roster().with_role(role, wall).next().unwrap().id;
    let list = session.library().named("blank-load-fire").unwrap().source.sha256;
    let tag = |tag: &str| book.by_tag(tag).unwrap().id.to_string();
    let inputs = [
        ("gun", tag("M-01")),
        ("shots", "1".to_owned()),
        ("load", "blank powder charge".to_owned()),
        ("tray", tag("B-1")),
    ];
    let about = ("blank-load-fire", list);
    let musket = book.by_tag("M-01").map(|item| item.id);
    let due = session.state().overlays_for(about, musket, Led::Now, session.now());
    let overlays = due.iter().map(|file| file.sha256).collect();
    let roles = people.iter();
    let roles = roles
        .map(|(role, held)| Witness { role: role.parse().unwrap(), person: who(held) })
        .collect();
    let start = Start {
        list,
        overlays,
        lang: None,
        roles,
        recorder: who("recorder"),
        inputs: inputs.map(|(id, value)| (id.to_owned(), value)).to_vec(),
        recorded: Recorded::Live,
        card: None,
        claimed: None,
        place: SetUp::default(),
    };
    session.perform(Command::Ask(Ask::Start(start))).map_err(|why| why.to_string())?;
    let run = session.state().runs().next_back().unwrap().id();
    harness.state_mut().shell().go(Place::Run(run));
    settle(harness);
    Ok(())
}

const SET: [(&str, &str); 3] =
    [("armorer", "armorer"), ("first_ad", "first_ad"), ("performer", "performer")];
const POWDER: [(&str, &str); 2] =
    [("fire_watch", "safety_officer"), ("powder_keeper", "property_master")];
const FLOOR: &str = "as measured for this set-up, nobody moved, ears on";

#[test]
fn with_the_black_powder_rule_in_force_a_muzzle_loader_is_asked_about_its_powder() {
    let (_world, mut harness) = with_a_musket();
    press(&mut harness, "Go to Checklists");
    press(&mut harness, "Approval and local rules");
    press(&mut harness, &format!("Who is speaking: {SAFETY}"));
    press(&mut harness, "About: Local rules");
    press(&mut harness, "Switch on: Black powder");
    harness.get_by_role_and_label(Role::TextInput, "Why the local rules change").focus();
    settle(&mut harness);
    type_text(&mut harness, "Muskets from Monday on.");
    press(&mut harness, "Switch on now: Black powder");
    let refused = load_the_musket(&mut harness, &SET).unwrap_err();
    assert!(refused.contains("nobody is Powder keeper"), "{refused}");
    let people = [SET.as_slice(), &POWDER].concat();
    load_the_musket(&mut harness, &people).unwrap();
    for (question, answer) in [
        ("Floor: positions, distance, arc, ears?", FLOOR),
        (
            "Flame, smoke and wind around the powder?",
            "no smoking, signs up, flames out, wind from people away",
        ),
        ("Fire watch?", "here, water in hand, grass and costumes watched"),
        ("Powder keeper: where is the powder?", "with me, paper charges only, boxed"),
        ("Since its last shot: swabbed?", "not fired yet today, bore dry"),
    ] {
        assert!(shows(&harness, question), "{question}");
        press(&mut harness, answer);
    }
    assert!(shows(&harness, "M-01 seen empty by both. Bore: what was seen?"));
}

#[test]
fn without_the_rule_only_the_gun_itself_is_asked_about() {
    let (_world, mut harness) = with_a_musket();
    load_the_musket(&mut harness, &SET).unwrap();
    press(&mut harness, FLOOR);
    assert!(shows(&harness, "Since its last shot: swabbed?"));
}
