//! The main job with the keyboard alone: sample, list, showing, issue, back, sheet, bundle.

use super::*;

/// Moves the focus with Tab until it is on the control of that name, and presses Space.
#[track_caller]
fn by_tab(harness: &mut Window, name: &str) {
    let focused = |harness: &Window| {
        let all = harness.query_all_by(|node| node.is_focused() && !node.is_hidden());
        all.map(|node| node.accesskit_node().label().unwrap_or_default()).next()
    };
    for _ in 0..120 {
        if focused(harness).as_deref() == Some(name) {
            break;
        }
        harness.key_press(Key::Tab);
        harness.step();
        harness.step();
    }
    assert_eq!(focused(harness).as_deref(), Some(name), "Tab comes to it");
    key(harness, Key::Space);
}

#[test]
fn the_main_job_needs_no_pointer() {
    let (world, session_at_start) = sample();
    let mut harness = window(Some(session_at_start));
    by_tab(&mut harness, "Try the sample production");
    assert!(shows(&harness, "Last recorded"));
    // The digit on its card chooses a gun; the list for an empty gun fits this one.
    let number = harness.get_by_label("Choose G-07").rect().top();
    let above = ["Choose P-03", "Choose R-07"].map(|name| harness.get_by_label(name).rect().top());
    let before = above.iter().filter(|top| **top < number).count();
    key(&mut harness, [Key::Num1, Key::Num2, Key::Num3][before]);
    key(&mut harness, Key::S);
    for answer in [Key::Num1, Key::Num1, Key::Num1, Key::Num1, Key::Num6, Key::Num6] {
        key(&mut harness, answer);
    }
    assert!(shows(&harness, "Show G-07 open"));
    key(&mut harness, Key::Num1);
    key(&mut harness, Key::Num1);
    assert!(shows(&harness, "Cold gun: empty, shown clear"));
    key(&mut harness, Key::Num1);
    key(&mut harness, Key::F2);
    key(&mut harness, Key::A);
    key(&mut harness, Key::I);
    assert!(shows(&harness, "In hand of Sample Performer"));
    key(&mut harness, Key::C);
    assert!(!shows(&harness, "In hand of Sample Performer"));
    key(&mut harness, Key::F4);
    by_tab(&mut harness, "Witness: Sample First AD: 2 rows");
    by_tab(&mut harness, "Read it and sign");
    type_text(&mut harness, "300003");
    key(&mut harness, Key::Enter);
    assert!(shows(&harness, "Signed and saved: Sample First AD."));
    key(&mut harness, Key::F7);
    by_tab(&mut harness, "Path of the file");
    type_text(&mut harness, "/elsewhere/night.zip");
    by_tab(&mut harness, "Export to this path");
    let written = world.lock().outside.keys().any(|path| path.ends_with("night.zip"));
    assert!(written, "the bundle is written");
    assert!(shows(&harness, "Written"));
}
