//! What every page holds with the sample open: its words, and every control with a name of its own.

use std::collections::BTreeSet;

use super::*;

/// Every page of an open production, with what must be there.
const PAGES: [(Place, &[&str]); 17] = [
    (Place::Board, &["Last recorded", "G-07", "P-03", "R-07", "Look-alikes"]),
    (Place::SetUp, &["Set-up", "Scene", "Take", "Keep this set-up"]),
    (Place::Meeting, &["Safety meeting", "Who was there", "No safety meeting is recorded today."]),
    (Place::Happened, &["What happened", "Item G-07", "Item R-07"]),
    (Place::Paper, &["From a paper card", "Number of the card", "Item G-07"]),
    (
        Place::Print,
        &["Paper cards", "Labels", "Not for guns", "Rounds sheets", "Away-packs", "First hour"],
    ),
    (Place::FirstHour, &["Leave as it is", "Clocks that run", "no legal advice", "G-07: "]),
    (Place::Sheet, &["Sheet of showings", "Nothing waits for a signature."]),
    (Place::Book, &["Items and people", "G-07", "D-1", "Add the item"]),
    (Place::Checklists, &["Checklists", "Cold gun: empty, shown clear"]),
    (Place::Export, &["Export", "Path of the file"]),
    (Place::HandOvers, &["Hand-overs", "Hand over", "Take in", "Nothing was handed over yet"]),
    (Place::Laptops, &["Other laptops", "Folder of the stick", "No other laptop was seen yet."]),
    (Place::Review, &["Review"]),
    (Place::Settings, &["Settings", "When people sign", "A pad with six keys"]),
    (Place::Help, &["Keys", "Everywhere", "Escape"]),
    (Place::NewProduction, &["Last recorded"]),
];

#[test]
fn every_page_holds_what_it_is_for() {
    let (_world, mut harness) = sampled();
    for (place, all) in PAGES {
        harness.state_mut().shell().go(place);
        settle(&mut harness);
        for words in all {
            assert!(shows(&harness, words), "{place:?} shows {words:?}");
        }
        for always in ["STOP", "What happened", "New set-up", "SAMPLE DRILL", "Recorder:"] {
            assert!(shows(&harness, always), "{place:?} keeps {always:?}");
        }
    }
}

#[track_caller]
pub(super) fn names_are_certain(harness: &Window, place: &str) {
    let all = controls(harness);
    assert!(!all.is_empty(), "{place}");
    let mut seen = BTreeSet::new();
    for (role, name) in all {
        assert!(!name.trim().is_empty(), "{place}: a {role:?} without a name");
        assert!(seen.insert(name.clone()), "{place}: two controls are called {name:?}");
    }
}

#[test]
fn every_control_has_a_name_of_its_own() {
    let start = window(None);
    names_are_certain(&start, "start");
    for place in [Place::NewProduction, Place::Review, Place::Settings] {
        let mut harness = window(None);
        harness.state_mut().shell().go(place);
        settle(&mut harness);
        names_are_certain(&harness, &format!("{place:?}, nothing open"));
    }
    let (_world, mut harness) = sampled();
    for (place, _) in PAGES {
        harness.state_mut().shell().go(place);
        settle(&mut harness);
        names_are_certain(&harness, &format!("{place:?}"));
    }
    press(&mut harness, "Go to Items");
    press(&mut harness, "People");
    names_are_certain(&harness, "people");
    press(&mut harness, "What happened");
    press(&mut harness, "Item G-07");
    names_are_certain(&harness, "what happened, item chosen");
    press(&mut harness, "Go to Board");
    for answer in ["Show clear G-07", "pointed at nobody, finger off", "G-07"] {
        press(&mut harness, answer);
        names_are_certain(&harness, answer);
    }
}

#[test]
fn with_gloves_everything_pressed_is_at_least_20_mm_whatever_the_scale() {
    for scale in ["80 %", "100 %", "150 %"] {
        let (_world, mut harness) = sampled();
        press(&mut harness, "Go to Settings");
        press(&mut harness, "What is pressed: Gloves: 20 mm");
        if scale != "100 %" {
            press(&mut harness, &format!("How large: {scale}"));
        }
        harness.run_ok();
        for place in [Place::Board, Place::Happened, Place::Settings] {
            harness.state_mut().shell().go(place);
            settle(&mut harness);
            let zoom = harness.ctx.zoom_factor();
            let all = harness.query_all_by(|node| node.role() == Role::Button);
            for node in all {
                let size = node.rect().size() * zoom;
                let name = node.accesskit_node().label().unwrap_or_default();
                assert!(
                    size.x >= 75.5 && size.y >= 75.5,
                    "{place:?} at {scale}: {name:?} is {size:?}"
                );
            }
        }
    }
}

#[test]
fn the_issue_key_goes_first_to_whoever_takes_this_gun() {
    let (_world, mut harness) = sampled();
    press(&mut harness, "Go to Set-up");
    press(&mut harness, "People of the action: Sample Stand-in");
    press(&mut harness, "G-07 goes to: Sample Stand-in");
    press(&mut harness, "Keep this set-up");
    show_clear(&mut harness);
    press(&mut harness, "Go to Board");
    press(&mut harness, "Shown to Sample Stand-in, G-07");
    for digit in [Key::Num1, Key::Num2, Key::Num3] {
        key(&mut harness, digit);
        key(&mut harness, Key::I);
    }
    assert!(shows(&harness, "In hand of Sample Stand-in"), "not the first of the crew");
}

#[test]
fn little_space_is_said_on_every_page() {
    let (world, mut harness) = sampled();
    world.lock().free = Some(200 * 1024 * 1024);
    press(&mut harness, "Lock away R-07");
    assert!(shows(&harness, "Only 200 MiB are free on this disk."));
    press(&mut harness, "Go to Export");
    assert!(shows(&harness, "Only 200 MiB are free on this disk."));
}

#[test]
fn closing_in_the_middle_of_a_run_comes_back_to_the_same_step() {
    let (world, mut harness) = sampled();
    press(&mut harness, "Show clear G-07");
    press(&mut harness, "pointed at nobody, finger off");
    assert!(shows(&harness, "Read the tag off the gun in hand"));
    press(&mut harness, "Go to Settings");
    press(&mut harness, "Close this production");
    assert!(harness.query_by_label("Try the sample production").is_some());
    let again = crate::session::open_with(&world, shipped()).unwrap();
    let mut harness = at_board(window(Some(again)));
    assert!(shows(&harness, "The program was closed during this run"));
    assert!(!shows(&harness, "Read the tag off the gun in hand"), "nothing is answered first");
    press(&mut harness, "Resume");
    assert!(shows(&harness, "Read the tag off the gun in hand"));
}

#[test]
fn a_log_that_cannot_go_on_offers_a_new_one() {
    let mut laptop = Laptop::new(None);
    let wishes = Arc::clone(&laptop.wishes);
    laptop.notices.push(HostNotice::Damaged(
        JobId(1),
        Box::new(showclear::session::Damaged {
            folder: PathBuf::from("/sample/Night Ferry.showclear"),
            reason: "log/x/00001.jsonl, line 4: not a line of this program".to_owned(),
            offer: showclear::session::Offer::ContinueInNewLog,
            continues: Some(showclear::session::ContinuesWhy::Damaged),
            findings: None,
            page: None,
        }),
    ));
    let mut harness = over(laptop);
    for words in ["line 4", "UNVERIFIED", "as evidence"] {
        assert!(shows(&harness, words), "{words}");
    }
    press(&mut harness, "Continue now, in a new log");
    let asked = wishes.lock().unwrap().join("; ");
    assert!(asked.contains("Continue") && asked.contains("Damaged"), "{asked}");
}

#[track_caller]
fn fill(harness: &mut Window, role: Role, name: &str, text: &str) {
    harness.get_by_role_and_label(role, name).focus();
    settle(harness);
    type_text(harness, text);
}

#[test]
fn a_production_of_two_takes_ten_inputs_and_says_who_may_change_the_roster() {
    let laptop = Laptop::new(None);
    let wishes = Arc::clone(&laptop.wishes);
    let mut harness = over(laptop);
    press(&mut harness, "New production");
    fill(&mut harness, Role::TextInput, "Title of the production", "Night Ferry");
    fill(&mut harness, Role::TextInput, "Name of person 1", "Sample Armorer");
    fill(&mut harness, Role::PasswordInput, "PIN of person 1, 6 digits", "135790");
    fill(&mut harness, Role::PasswordInput, "PIN of person 1 once more", "135791");
    assert!(shows(&harness, "The two PINs differ; type them again."));
    for _ in 0..6 {
        key(&mut harness, Key::Backspace);
    }
    type_text(&mut harness, "135790");
    assert!(shows(&harness, "Only Sample Armorer can change who is who."));
    fill(&mut harness, Role::TextInput, "Name of person 2", "Sample First AD");
    fill(&mut harness, Role::PasswordInput, "PIN of person 2, 6 digits", "246802");
    fill(&mut harness, Role::PasswordInput, "PIN of person 2 once more", "246802");
    assert!(shows(&harness, "Sample Armorer and Sample First AD change who is who together"));
    fill(&mut harness, Role::TextInput, "Name of person 3", "Sample Recorder");
    press(&mut harness, "Make the production");
    let asked = wishes.lock().unwrap().join("; ");
    assert!(asked.contains("Create") && asked.contains("Sample Recorder"), "{asked}");
    assert!(!asked.contains("135790") && !asked.contains("246802"), "no PIN is ever written");
}

#[test]
fn a_review_is_checked_against_the_keys_and_the_code_that_were_given() {
    let laptop = Laptop::new(None);
    let wishes = Arc::clone(&laptop.wishes);
    let mut harness = over(laptop);
    press(&mut harness, "Go to Review");
    fill(&mut harness, Role::TextInput, "File of trusted keys (may stay empty)", "/t/keys");
    let head = "Head code, as written down (may stay empty)";
    fill(&mut harness, Role::TextInput, head, "abcde fghij");
    fill(&mut harness, Role::TextInput, "Path of a bundle or folder", "/t/night.zip");
    press(&mut harness, "Review this path");
    let asked = wishes.lock().unwrap().join("; ");
    for part in ["/t/night.zip", "/t/keys", "abcde fghij"] {
        assert!(asked.contains(part), "{asked}");
    }
}

#[test]
fn who_is_who_stands_as_text_with_every_fingerprint() {
    let (_world, mut harness) = sampled();
    press(&mut harness, "Go to Items");
    press(&mut harness, "People");
    let session = session(&mut harness);
    let keys: Vec<String> = session
        .state()
        .roster()
        .people()
        .flat_map(|one| one.keys.iter().map(|key| key.fingerprint.clone()))
        .collect();
    assert_eq!(keys.len(), 4);
    for fingerprint in keys {
        assert!(shows(&harness, &fingerprint));
    }
    assert!(shows(&harness, "Write the roster sheet"));
}

#[test]
fn a_persons_roles_and_keys_are_changed_and_the_roster_then_waits() {
    let (_world, mut harness) = sampled();
    press(&mut harness, "Go to Items");
    press(&mut harness, "People");
    press(&mut harness, "Change Sample Armorer");
    press(&mut harness, "A new key: on this laptop");
    assert!(shows(&harness, "Make the key"));
    press(&mut harness, "A new key: their own key file");
    assert!(shows(&harness, "Enter this key"));
    press(&mut harness, "A new key: a security key");
    assert!(shows(&harness, "Enter the security key of the agent"));
    press(&mut harness, "End a key, because: it is lost");
    let print = {
        let mut people = session(&mut harness).state().roster().people();
        people.next().unwrap().standing_keys().next().unwrap().fingerprint.clone()
    };
    press(&mut harness, &format!("End {print}"));
    assert!(shows(&harness, "Key on this laptop, behind a PIN, ended: it is lost."));
    assert!(shows(&harness, "Who is who has changed and is not signed yet."));
    press(&mut harness, "Security keys: only with PIN or finger");
    assert!(session(&mut harness).state().roster().verification());
    point_at_stop(&mut harness);
    harness.step();
    assert_ne!(alarm(&mut harness), Alarm::None, "STOP is live above all of it");
}

#[test]
fn where_no_file_dialogs_are_it_is_said_and_a_path_is_typed() {
    let said = "This desktop offers no file dialog: type the path.";
    assert!(shows(&window(None), said), "on the first page");
    let (_world, mut harness) = sampled();
    for (page, field) in
        [("Go to Export", "Path of the file"), ("Go to Review", "Path of a bundle or folder")]
    {
        press(&mut harness, page);
        assert!(shows(&harness, said), "{page}");
        assert!(
            harness.query_by_role_and_label(Role::TextInput, field).is_some(),
            "{page}: {field}"
        );
    }
}

#[test]
fn a_typed_path_replaces_no_file() {
    let (world, mut harness) = sampled();
    world.lock().outside.insert("/stick/mine.zip".into(), b"precious".to_vec());
    press(&mut harness, "Go to Export");
    harness.get_by_role_and_label(Role::TextInput, "Path of the file").focus();
    harness.step();
    type_text(&mut harness, "/stick/mine.zip");
    press(&mut harness, "Export to this path");
    for _ in 0..4 {
        settle(&mut harness);
    }
    assert!(shows(&harness, "/stick/mine.zip is there already"));
    let kept = world.lock().outside[Path::new("/stick/mine.zip")].clone();
    assert_eq!(kept, b"precious");
}

#[test]
fn a_run_whose_words_cannot_be_read_says_so_and_can_only_be_abandoned() {
    let (_world, unread, run) = crate::session::kept::unread();
    let mut harness = at_board(window(Some(unread)));
    harness.state_mut().shell().go(Place::Run(run));
    settle(&mut harness);
    assert!(shows(&harness, "The list that this run was begun with cannot be read here."));
    assert!(!shows(&harness, "Resume") && !shows(&harness, "Every step is answered."));
    press(&mut harness, "Abandon the run that cannot be read");
    press(&mut harness, "Abandon now");
    assert!(!session(&mut harness).state().run(run).unwrap().is_open());
}
