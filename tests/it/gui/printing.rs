//! Paper in the window: numbers are taken before cards are written, labels are scanned where things are picked, the first hour.

use egui_kittest::{SnapshotOptions, SnapshotResults};
use showclear::terms::Label;

use super::*;
use crate::gui::scanner::scan;

fn fill(harness: &mut Window, label: &str, words: &str) {
    harness.get_by_role_and_label(Role::TextInput, label).focus();
    settle(harness);
    type_text(harness, words);
}

fn label_of(harness: &mut Window, tag: &str) -> String {
    let item = session(harness).state().book().by_tag(tag).unwrap().id;
    Label::Item(item).to_string()
}

fn person(harness: &mut Window, role: &str) -> (String, String) {
    let session = session(harness);
    let wall = session.now().wall;
    let one = session.state().roster().people().find(|one| one.holds(role, wall)).unwrap();
    let name = session.names().get(one.name).unwrap().to_owned();
    (Label::Person(one.id).to_string(), name)
}

/// A window at the page for printing, and what its laptop is asked for.
fn at_paper() -> (World, Window, Arc<Mutex<Vec<String>>>) {
    let (world, session) = copied();
    let laptop = Laptop::new(Some(session));
    let wishes = Arc::clone(&laptop.wishes);
    let mut harness = at_board(over(laptop));
    press(&mut harness, "What happened");
    press(&mut harness, "Print cards, labels and sheets");
    (world, harness, wishes)
}

#[test]
fn the_numbers_of_cards_are_taken_before_they_are_written_and_never_again() {
    let (_world, mut harness, wishes) = at_paper();
    let is_written = |wishes: &Arc<Mutex<Vec<String>>>| {
        let all = wishes.lock().unwrap();
        all.iter().filter(|wish| wish.contains("WritePage") && wish.contains("cards.pdf")).count()
    };
    press(&mut harness, "With the map of: G-07");
    for (path, times) in [("/sample/cards.pdf", 1), ("/sample/more/cards.pdf", 2)] {
        fill(&mut harness, "Path of the PDF with the cards", path);
        press(&mut harness, "Write the cards");
        settle(&mut harness);
        assert_eq!(is_written(&wishes), times);
    }
    let printed = session(&mut harness).state().printed_cards().to_vec();
    let ranges: Vec<(u32, u32)> = printed.iter().map(|one| (one.from, one.to)).collect();
    assert_eq!(ranges, [(1, 10), (11, 20)]);
    assert!(shows(&harness, "Numbers 11 to 20: taken"));
}

#[test]
fn a_card_says_whether_its_number_was_printed_or_entered_before() {
    let (_world, mut harness) = sampled();
    let command = Command::Ask(Ask::PrintCards { n: 3 });
    session(&mut harness).perform(command).unwrap();
    press(&mut harness, "What happened");
    press(&mut harness, "From a paper card");
    fill(&mut harness, "Number of the card", "4");
    assert!(shows(&harness, "Card 4 was never printed by this record."));
    let log = session(&mut harness).state().created().unwrap().log;
    scan(&mut harness, &Label::Card(log, 3).to_string());
    assert!(shows(&harness, "Card 3 was printed"));
    assert!(!shows(&harness, "was entered from before"));
    press(&mut harness, "Item G-07");
    press(&mut harness, "Seen by: Sample Performer");
    press(&mut harness, "Record the showing");
    assert!(shows(&harness, "Card 3 was entered from before"));
    assert!(shows(&harness, "1 entry. Enter only what is missing."));
}

#[test]
fn a_scanned_card_is_taken_up_from_the_board_and_leaves_nothing_under_way() {
    let (_world, mut harness) = sampled();
    let log = session(&mut harness).state().created().unwrap().log;
    let code = Label::Card(log, 12).to_string();
    scan(&mut harness, &code);
    assert!(shows(&harness, "From a paper card") && shows(&harness, "Card 12 was never printed"));
    press(&mut harness, "Go to Board");
    press(&mut harness, "Show clear G-07");
    scan(&mut harness, &code);
    assert!(shows(&harness, "pointed at nobody, finger off"), "the run goes on");
    assert!(shows(&harness, "nothing here asks for it"));
}

#[test]
fn a_scan_picks_the_item_and_the_person_and_an_unknown_one_says_so() {
    let (_world, mut harness) = sampled();
    press(&mut harness, "What happened");
    let tray = label_of(&mut harness, "D-1");
    scan(&mut harness, &tray);
    assert!(shows(&harness, "Locked away") || shows(&harness, "Handed to"), "the tray is chosen");
    scan(&mut harness, "G-07");
    press(&mut harness, "Go to Board");
    scan(&mut harness, "R-07");
    // Somebody else's label, and one for a gun that nobody printed here.
    let gun = label_of(&mut harness, "G-07");
    for code in ["SCI000000", gun.as_str(), "NOBODY-1"] {
        scan(&mut harness, code);
        let unknown = "What was scanned is no tag and no label of this production.";
        assert!(shows(&harness, unknown), "{code}");
        assert!(!shows(&harness, code), "it is not shown: it may be a PIN");
    }
    harness.state_mut().shell().go(Place::Paper);
    settle(&mut harness);
    fill(&mut harness, "Number of the card", "7");
    scan(&mut harness, "G-07");
    let (performer, name) = person(&mut harness, "performer");
    scan(&mut harness, &performer);
    assert!(harness.query_by_label(&format!("Seen by: {name}, chosen")).is_some());
}

#[test]
fn a_label_answers_a_step_with_the_tag_that_it_stands_for() {
    let (_world, mut harness) = sampled();
    press(&mut harness, "Show clear G-07");
    press(&mut harness, "pointed at nobody, finger off");
    let tray = label_of(&mut harness, "D-1");
    scan(&mut harness, &tray);
    let run = session(&mut harness).state().runs().next_back().unwrap().clone();
    let said = run.given().last().unwrap().said.replies.first().unwrap().said.clone();
    assert_eq!(said, "D-1", "the wrong thing, by its tag");
}

#[test]
fn a_list_from_a_scanned_card_costs_fewer_inputs_than_live() {
    // Live: the list on the board, each answer, the showing to each.
    let (_world, mut harness) = sampled();
    let mut live = 0;
    let count = |harness: &mut Window, name: &str, inputs: &mut u32| {
        press(harness, name);
        *inputs += 1;
    };
    count(&mut harness, "Show clear G-07", &mut live);
    for answer in [
        "pointed at nobody, finger off",
        "G-07",
        "gate open, turned through all, each seen empty",
        "rod passed from muzzle to recoil plate",
        "6",
        "6",
    ] {
        count(&mut harness, answer, &mut live);
    }
    let left = session(&mut harness).state().runs().next_back().unwrap().is_open();
    assert!(left, "the showing and the end are still to come");
    live += 3;

    let (_world, mut harness) = sampled();
    let log = session(&mut harness).state().created().unwrap().log;
    scan(&mut harness, &Label::Card(log, 7).to_string());
    let mut card = 1;
    for answer in
        ["Item G-07", "Seen by: Sample First AD", "Seen by: Sample Performer", "Record the showing"]
    {
        count(&mut harness, answer, &mut card);
    }
    assert!(card < live, "{card} from a card, {live} live");
    let gun = session(&mut harness).state().book().by_tag("G-07").unwrap().clone();
    assert_eq!(gun.showings.last().map(|one| one.card), Some(Some(7)));
}

#[test]
fn the_first_hour_is_one_press_from_a_stop_and_keeps_its_numbers() {
    let (_world, mut harness) = sampled();
    press(&mut harness, "STOP");
    press(&mut harness, "The first hour: what not to touch, whom to ring");
    assert!(shows(&harness, "No numbers were entered."));
    harness.get_by_role_and_label(Role::MultilineTextInput, "Whom to ring").focus();
    settle(&mut harness);
    type_text(&mut harness, "Sample producer 555 0100");
    press(&mut harness, "Keep these numbers");
    assert!(!shows(&harness, "No numbers were entered."));
    press(&mut harness, "Whose law counts here: California");
    let told = "tells Cal/OSHA at once, and within 8 hours. Counted from the newest STOP,";
    assert!(shows(&harness, told) && shows(&harness, "8 CCR 342"));
    assert!(shows(&harness, "You need not write anything here; ask your representative."));
    let state = session(&mut harness).state();
    assert_eq!(state.law(), Some(showclear::terms::Law::California), "the board goes by the same");
}

#[test]
fn the_pages_for_paper_look_as_they_did() {
    let mut results = SnapshotResults::new();
    let options = SnapshotOptions::new().output_path("tests/snapshots");
    for preset in Preset::ALL {
        let theme = match preset {
            Preset::Day => showclear::session::Theme::Day,
            Preset::Dim => showclear::session::Theme::Dim,
        };
        for (size, name) in [(vec2(1280.0, 800.0), ""), (vec2(1920.0, 1080.0), "-large")] {
            let (_world, session) = sample();
            let mut laptop = Laptop::new(Some(session));
            laptop.settings.theme = theme;
            let mut harness = at_board(sized(laptop, size, 0.5));
            for (place, page) in [(Place::Print, "paper"), (Place::FirstHour, "first-hour")] {
                harness.state_mut().shell().go(place);
                settle(&mut harness);
                let theme = preset.words().to_lowercase();
                harness.snapshot_options(format!("{page}{name}-{theme}"), &options);
                results.extend(harness.take_snapshot_results());
            }
        }
    }
}
