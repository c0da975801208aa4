//! Every kind of step in the window: its keys by their names, by the keyboard, in sight on a small laptop, and what is recorded.
#![expect(clippy::panic, reason = "a helper of tests may panic")]

use showclear::checklist;
use showclear::event::{Recorded, Witness};
use showclear::production::{NewItem, SetUp};
use showclear::terms::{Barrel, ItemKind, PersonId, RunId};

use super::*;
use crate::session::open_with;

/// One step of every kind that is not in the shipped lists.
const LIST: &str = r#"Checklist(
    schema: 1, id: "every-kind", rev: 1, status: Released, lang: "en",
    title: "Every kind", purpose: "For tests.", mode: ReadDo, target: Secs(240),
    roles: {
        "armorer": Role(title: "Armorer", filled_by: ["armorer"], handler: true),
        "first_ad": Role(title: "First AD", filled_by: ["first_ad"], not_same_as: ["armorer"]),
    },
    inputs: [Item(id: "gun", ask: "Which gun?", kinds: ["revolver"])],
    steps: [
        Step(id: "ears", by: "first_ad", to: "armorer",
            kind: ChooseMany(ask: "Who has ears on?", of: ["camera", "sound", "stunts", "electric", "grips", "nobody else"])),
        Step(id: "far", by: "armorer", kind: Measure(ask: "Muzzle to the nearest person", unit: "ft", min: 10, max: 500)),
        Step(id: "bore", by: "armorer", kind: Choose(ask: "How is the bore?", of: ["clean", "dusty", "blocked"])),
        Step(id: "sides", by: "armorer", kind: Photo(ask: "Both sides of the gun", least: 2)),
        Step(id: "paper", by: "armorer", pause_before: true, kind: Attach(ask: "The supplier's paper")),
        Step(id: "box", by: "armorer", kind: Scan(ask: "The label of the box", check: Gtin)),
        Step(id: "people", kind: Each(over: People("Who is here?"), max: 8, part: "person", steps: [
            Step(id: "told", by: "armorer", kind: Confirm(ask: "{part} was told where to stand")),
        ])),
        Step(id: "magazines", kind: Each(over: Magazines("Which magazines are with it?"), max: 4, part: "magazine", steps: [
            Step(id: "empty", by: "armorer", kind: Choose(ask: "Magazine {part}?", of: ["empty", "not empty"])),
        ])),
        Step(id: "boxes", kind: Each(over: Typed("Which boxes?"), max: 4, part: "box", steps: [
            Step(id: "shut", by: "armorer", kind: Choose(ask: "Box {part}?", of: ["sealed", "open"])),
        ])),
        Step(id: "memory", by: "armorer", kind: Proof(pick: 1, from: ["bore"], on_fail: "bore", bench: true)),
        Step(id: "end", by: "armorer", kind: Confirm(ask: "The case is shut")),
    ],
)"#;

/// The window at the first step of that list, with two magazines in the book.
pub(super) fn at_the_first(size: Vec2, pixels: f32, preset: Preset) -> (World, Window) {
    let (world, session) = copied();
    drop(session);
    let mut library = Library::default();
    library.add(checklist::read("every-kind.ron", LIST).unwrap());
    let mut session = open_with(&world, Arc::new(library)).unwrap();
    for tag in ["M-1", "M-2"] {
        let item = NewItem {
            kind: ItemKind::Magazine,
            tag: tag.to_owned(),
            action: showclear::terms::Action::None,
            barrel: Barrel::None,
            capacity: Some(8),
            known_as: None,
            particulars: None,
        };
        session.perform(Command::Ask(Ask::AddItem(item))).unwrap();
    }
    let run = start(&mut session);
    let mut laptop = Laptop::new(Some(session));
    laptop.settings.theme = match preset {
        Preset::Day => showclear::session::Theme::Day,
        Preset::Dim => showclear::session::Theme::Dim,
    };
    let mut harness = at_board(sized(laptop, size, pixels));
    harness.state_mut().shell().go(Place::Run(run));
    settle(&mut harness);
    (world, harness)
}

fn start(session: &mut Session) -> RunId {
    let wall = session.now().wall;
    let who = |role: &str| -> PersonId {
        session.state().roster().with_role(role, wall).next().unwrap().id
    };
    let roles = ["armorer", "first_ad"]
        .map(|role| Witness { role: role.parse().unwrap(), person: who(role) });
    let start = Start {
        list: session.library().named("every-kind").unwrap().source.sha256,
        overlays: Vec::new(),
        lang: None,
        roles: roles.to_vec(),
        recorder: who("recorder"),
        inputs: vec![(
            "gun".to_owned(),
            session.state().book().by_tag("G-07").unwrap().id.to_string(),
        )],
        recorded: Recorded::Live,
        card: None,
        claimed: None,
        place: SetUp::default(),
    };
    session.perform(Command::Ask(Ask::Start(start))).unwrap();
    session.state().runs().next_back().unwrap().id()
}

/// What was said at a step, reply by reply; nothing while no answer stands.
fn said(harness: &mut Window, step: &str) -> Vec<String> {
    let step = step.parse().unwrap();
    let run = session(harness).state().runs().next_back().unwrap();
    let given = run.answer_to(&step);
    given
        .into_iter()
        .flat_map(|given| &given.said.replies)
        .map(|reply| reply.said.clone())
        .collect()
}

fn small() -> (World, Window) {
    at_the_first(vec2(1280.0, 800.0), 1.0, Preset::Day)
}

/// A picture on a card, of its own colour.
pub(super) fn lay_picture(world: &World, path: &str, shade: u8) {
    let rgba = [shade, 90, 40, 255].repeat(640 * 480);
    let pixels = showclear::session::Pixels { width: 640, height: 480, rgba: Arc::from(rgba) };
    let png = showclear::platform::png(&pixels).unwrap();
    world.lock().outside.insert(PathBuf::from(path), png);
}

fn drop_file(harness: &mut Window, path: &str) {
    files::drop_file(harness, path);
}

/// Answers everything up to the step of that question.
pub(super) fn go_to(world: &World, harness: &mut Window, question: &str) {
    for _ in 0..30 {
        if shows(harness, question) {
            return;
        }
        next(world, harness);
    }
    panic!("{question} never came");
}

/// What a page looks like in the middle of its answer.
pub(super) fn half_answered(world: &World, harness: &mut Window, page: &str) {
    match page {
        "Who has ears on?" => press(harness, "sound"),
        "Both sides of the gun" => {
            lay_picture(world, "/card/left.png", 10);
            lay_picture(world, "/card/right.png", 200);
            drop_file(harness, "/card/left.png");
            drop_file(harness, "/card/right.png");
        }
        "Which boxes?" => {
            harness.get_by_label("Label of the next one").focus();
            settle(harness);
            type_text(harness, "B-11");
            press(harness, "Add it");
        }
        _ => {}
    }
}

/// Answers the step at hand, whichever it is.
pub(super) fn next(world: &World, harness: &mut Window) {
    let face = |harness: &mut Window| {
        let session = session(harness);
        let run = session.state().runs().next_back().unwrap().id();
        let face = session.state().face(run, session.library(), session.names(), session.now());
        face.map(|face| face.step.to_string()).unwrap_or_default()
    };
    match face(harness).as_str() {
        "ears" => {
            press(harness, "camera");
            press(harness, "Record these");
        }
        "far" => {
            for digit in ["2", "2", "Enter"] {
                press(harness, digit);
            }
        }
        "bore" => press(harness, "dusty"),
        "sides" => {
            lay_picture(world, "/card/left.png", 10);
            lay_picture(world, "/card/right.png", 200);
            drop_file(harness, "/card/left.png");
            drop_file(harness, "/card/right.png");
            press(harness, "Record 2 pictures");
        }
        "paper" => {
            world.lock().outside.insert(PathBuf::from("/card/paper.pdf"), b"%PDF".to_vec());
            drop_file(harness, "/card/paper.pdf");
            press(harness, "Record 1 file");
        }
        "box" => {
            harness.get_by_label("Or type it as it stands there").focus();
            settle(harness);
            type_text(harness, "4006381333931");
            press(harness, "Record it");
        }
        "memory" => press(harness, "dusty"),
        step if step.ends_with("told") || step == "end" => press(harness, "Done"),
        step if step.ends_with("empty") => press(harness, "empty"),
        step if step.ends_with("shut") => press(harness, "sealed"),
        "people" => {
            press(harness, "Sample Armorer");
            press(harness, "That is all");
        }
        "magazines" => {
            press(harness, "M-1");
            press(harness, "That is all");
        }
        "boxes" => {
            harness.get_by_label("Label of the next one").focus();
            settle(harness);
            type_text(harness, "B-12");
            press(harness, "Add it");
            press(harness, "That is all");
        }
        other => panic!("{other}"),
    }
    settle(harness);
}

#[test]
fn several_answers_are_pressed_on_and_off_and_recorded_together() {
    let (_world, mut harness) = small();
    let record = harness.get_by_role_and_label(Role::Button, "Record these");
    assert!(record.accesskit_node().is_disabled(), "nothing is chosen yet");
    press(&mut harness, "sound");
    press(&mut harness, "camera");
    press(&mut harness, "sound, chosen");
    key(&mut harness, Key::Num3);
    key(&mut harness, Key::Enter);
    assert_eq!(said(&mut harness, "ears"), ["camera", "stunts"]);
}

#[test]
fn a_measure_is_typed_with_its_unit_and_one_outside_its_bounds_is_not_taken() {
    let (world, mut harness) = small();
    go_to(&world, &mut harness, "Muzzle to the nearest person");
    assert!(shows(&harness, "10 to 500 ft, then Enter"));
    for digit in [Key::Num9, Key::Enter] {
        key(&mut harness, digit);
    }
    assert!(shows(&harness, "9 ft is outside that, and was not taken"));
    assert!(said(&mut harness, "far").is_empty());
    for digit in [Key::Num2, Key::Num2] {
        key(&mut harness, digit);
    }
    assert!(shows(&harness, "22 ft"));
    key(&mut harness, Key::Enter);
    assert_eq!(said(&mut harness, "far"), ["22 ft"]);
}

#[test]
fn quick_digits_are_all_taken_and_in_their_order() {
    let (world, mut harness) = small();
    go_to(&world, &mut harness, "Muzzle to the nearest person");
    scanner::type_at(&mut harness, "221", 2, 0.01);
    settle(&mut harness);
    assert!(shows(&harness, "221 ft"));
    key(&mut harness, Key::Enter);
    assert_eq!(said(&mut harness, "far"), ["221 ft"]);
}

#[test]
fn pictures_stand_in_sight_are_taken_away_again_and_kept_with_the_answer() {
    let (world, mut harness) = small();
    go_to(&world, &mut harness, "Both sides of the gun");
    assert!(shows(&harness, "2 pictures to go"));
    lay_picture(&world, "/card/left.png", 10);
    lay_picture(&world, "/card/right.png", 200);
    lay_picture(&world, "/card/private.png", 100);
    for path in ["/card/left.png", "/card/private.png", "/card/left.png", "/card/right.png"] {
        drop_file(&mut harness, path);
    }
    assert!(shows(&harness, "picture 3: right.png"), "the same one twice is one");
    press(&mut harness, "Remove picture 2: private.png");
    press(&mut harness, "Record 2 pictures");
    let objects: Vec<String> = {
        let state = world.lock();
        let all = state.files.keys().filter(|path| path.starts_with("objects/"));
        all.cloned().collect()
    };
    for (path, kept) in
        [("/card/left.png", true), ("/card/right.png", true), ("/card/private.png", false)]
    {
        let bytes = world.lock().outside[Path::new(path)].clone();
        let hex = showclear::session::Object::of(bytes).digest.to_string();
        let (start, rest) = hex.split_at(2);
        let here = objects.contains(&format!("objects/{start}/{rest}"));
        assert_eq!(here, kept, "{path}");
    }
    let said = said(&mut harness, "sides");
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said[0].starts_with("left.png"), "{said:?}");
    // They stand with the gun, once somebody asks for them.
    press(&mut harness, "Go to Items");
    assert!(!shows(&harness, "left.png"));
    press(&mut harness, "Photos of G-07");
    settle(&mut harness);
    assert!(shows(&harness, "left.png") && shows(&harness, "right.png"));
    let seen = harness.query_all_by_role(Role::Image).count();
    assert!(seen >= 2, "both are drawn: {seen}");
    press(&mut harness, "Hide the photos of G-07");
    assert!(!shows(&harness, "left.png"));
}

#[test]
fn what_cannot_be_taken_says_why_and_nothing_that_was_taken_is_lost() {
    let (world, mut harness) = small();
    go_to(&world, &mut harness, "Both sides of the gun");
    lay_picture(&world, "/card/left.png", 10);
    drop_file(&mut harness, "/card/left.png");
    world.lock().outside.insert(PathBuf::from("/card/notes.txt"), b"only words".to_vec());
    drop_file(&mut harness, "/card/notes.txt");
    assert!(shows(&harness, "It is no picture."));
    assert!(shows(&harness, "Pick a PNG or JPEG."));
    drop_file(&mut harness, "/card/gone.png");
    assert!(shows(&harness, "It is not there."));
    assert!(shows(&harness, "picture 1: left.png"));
}

#[test]
fn a_picture_that_was_copied_is_pasted_and_a_path_is_typed_where_there_are_no_dialogs() {
    let (world, mut harness) = small();
    go_to(&world, &mut harness, "Both sides of the gun");
    let copied = egui::ColorImage::filled([8, 6], egui::Color32::from_rgb(10, 20, 30));
    harness.event(Event::PasteImage(Arc::new(copied)));
    settle(&mut harness);
    assert!(shows(&harness, "picture 1: pasted.png"));
    lay_picture(&world, "/card/right.png", 200);
    harness.get_by_label("Path of the picture").focus();
    settle(&mut harness);
    type_text(&mut harness, "/card/right.png");
    press(&mut harness, "Take the file of this path");
    press(&mut harness, "Record 2 pictures");
    assert_eq!(said(&mut harness, "sides").len(), 2);
}

#[test]
fn a_card_that_hangs_stops_nothing_and_reading_is_called_off() {
    let (world, mut harness) = small();
    go_to(&world, &mut harness, "Both sides of the gun");
    lay_picture(&world, "/card/left.png", 10);
    world.lock().card_hangs = true;
    drop_file(&mut harness, "/card/left.png");
    assert!(shows(&harness, "reading the file"));
    press(&mut harness, "Cancel 1: reading the file");
    assert!(!shows(&harness, "reading the file \u{2026}"));
    drop_file(&mut harness, "/card/left.png");
    point_at_stop(&mut harness);
    settle(&mut harness);
    assert_eq!(alarm(&mut harness), Alarm::Recorded);
}

#[test]
fn a_code_is_scanned_or_typed_and_a_misreading_is_refused_with_a_remedy() {
    let (world, mut harness) = small();
    go_to(&world, &mut harness, "The label of the box");
    scanner::scan(&mut harness, "4006381333932");
    assert!(said(&mut harness, "box").is_empty(), "its check digit is wrong");
    assert!(shows(&harness, "The label of the box"), "it is asked again");
    scanner::scan(&mut harness, "4006381333931");
    assert_eq!(said(&mut harness, "box"), ["4006381333931"]);
}

#[test]
fn people_magazines_and_typed_labels_are_what_a_repeat_goes_over() {
    let (world, mut harness) = small();
    go_to(&world, &mut harness, "Who is here?");
    press(&mut harness, "Sample First AD");
    press(&mut harness, "Sample Armorer");
    press(&mut harness, "That is all");
    assert!(shows(&harness, "was told where to stand"));
    go_to(&world, &mut harness, "Which magazines are with it?");
    press(&mut harness, "M-2");
    press(&mut harness, "That is all");
    assert!(shows(&harness, "Magazine M-2?"));
    press(&mut harness, "empty");
    assert!(shows(&harness, "Which boxes?"));
    harness.get_by_label("Label of the next one").focus();
    settle(&mut harness);
    type_text(&mut harness, "B-12");
    key(&mut harness, Key::Enter);
    type_text(&mut harness, "B-13");
    key(&mut harness, Key::Enter);
    press(&mut harness, "Take away B-12");
    press(&mut harness, "That is all");
    assert!(shows(&harness, "Box B-13?"));
}

#[test]
fn that_there_is_none_is_said_by_a_key_and_the_repeat_is_passed_over() {
    let (world, mut harness) = small();
    go_to(&world, &mut harness, "Which magazines are with it?");
    press(&mut harness, "M-1");
    assert!(harness.query_by_label("No magazine").is_none(), "not while one is chosen");
    press(&mut harness, "M-1, chosen");
    press(&mut harness, "No magazine");
    assert!(shows(&harness, "Which boxes?"));
}

#[test]
fn a_question_from_memory_stands_alone_and_large() {
    let (world, mut harness) = small();
    go_to(&world, &mut harness, "From memory");
    for words in ["How is the bore?", "clean", "dusty", "blocked"] {
        assert!(shows(&harness, words), "{words}");
    }
    press(&mut harness, "dusty");
    assert!(shows(&harness, "The case is shut"));
}

#[test]
fn a_role_is_handed_over_in_the_head_of_the_run() {
    let (_world, mut harness) = small();
    press(&mut harness, "Hand over a role");
    press(&mut harness, "Which role: First AD: Sample First AD");
    press(&mut harness, "To whom: Sample Recorder");
    press(&mut harness, "Hand it over");
    assert!(shows(&harness, "Understood"), "the recorder is no first AD, and the rules say so");
    assert!(shows(&harness, "Who has ears on?"), "the run stands as before");
}

#[test]
fn whoever_may_fill_a_role_takes_it_over_and_is_asked_anew() {
    let (_world, mut harness) = sampled();
    press(&mut harness, "Show clear G-07");
    press(&mut harness, "pointed at nobody, finger off");
    press(&mut harness, "Hand over a role");
    press(&mut harness, "Which role: Armorer: Sample Armorer");
    press(&mut harness, "To whom: Sample Property Master");
    press(&mut harness, "Hand it over");
    assert!(shows(&harness, "asks Sample Property Master"), "the new one is asked");
    assert!(
        shows(&harness, "pointed at nobody, finger off"),
        "and from where the old one answered"
    );
}

/// Every page of the run, at its question.
pub(super) const PAGES: [&str; 11] = [
    "Who has ears on?",
    "Muzzle to the nearest person",
    "Both sides of the gun",
    "The supplier's paper",
    "The label of the box",
    "Who is here?",
    "was told where to stand",
    "Which magazines are with it?",
    "Which boxes?",
    "From memory",
    "The case is shut",
];

#[test]
fn every_kind_has_certain_names_and_is_in_sight_without_scrolling() {
    for size in [vec2(1280.0, 800.0), vec2(1920.0, 1080.0)] {
        let (world, mut harness) = at_the_first(size, 1.0, Preset::Day);
        for page in PAGES {
            go_to(&world, &mut harness, page);
            pages::names_are_certain(&harness, page);
            half_answered(&world, &mut harness, page);
            for node in harness.query_all_by(|node| node.role() == Role::Button) {
                let rect = node.rect();
                let name = node.accesskit_node().label().unwrap_or_default();
                // No answer to the step: it stands below everything of it.
                if name == "Somebody without a key acknowledges" {
                    continue;
                }
                assert!(rect.bottom() <= size.y, "{page}: {name} ends at {}", rect.bottom());
                assert!(rect.right() <= size.x, "{page}: {name} ends at {}", rect.right());
            }
            next(&world, &mut harness);
        }
    }
}
