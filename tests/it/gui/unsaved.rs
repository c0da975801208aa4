//! A disk that fails: what happened stays up as NOT SAVED, and goes to another disk as a text.

use std::io::ErrorKind;
use std::path::Path;

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;

use super::{opened, point_at_stop, settle};

#[test]
fn what_is_not_saved_stays_up_and_is_written_elsewhere() {
    let (world, mut harness) = opened();
    world.lock().fails = Some(ErrorKind::StorageFull);
    point_at_stop(&mut harness);
    settle(&mut harness);
    for words in ["NOT SAVED: write it down", "NOT RECORDED: write it down."] {
        assert!(harness.query_all_by_label(words).next().is_some(), "{words}");
    }
    harness.get_by_role_and_label(Role::TextInput, "Folder or file on another disk").focus();
    harness.step();
    harness.event(egui::Event::Text("/stick/list.txt".to_owned()));
    settle(&mut harness);
    harness.get_by_label("Write this list to another disk").click();
    settle(&mut harness);
    let told = harness.query_all_by_label_contains("It still is not in the log").next().is_some();
    assert!(told, "it says what the text is not");
    let text = world.lock().outside.get(Path::new("/stick/list.txt")).cloned();
    let text = String::from_utf8(text.expect("the text is on the other disk")).unwrap();
    assert!(text.contains("STOP, called by somebody"), "{text}");

    world.lock().fails = None;
    harness.get_by_label("Try to save again").click();
    settle(&mut harness);
    assert!(harness.query_all_by_label("NOT SAVED: write it down").next().is_none());
    assert!(harness.state_mut().session().unwrap().state().is_stopped(), "it came first");
}
