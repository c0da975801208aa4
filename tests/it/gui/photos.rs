//! Pictures outside runs through the window: of an item and of a paper card, shown where they belong.

use super::files::drop_file;
use super::kinds::lay_picture;
use super::*;

fn field(harness: &mut Window, label: &str, text: &str) {
    harness.get_by_role_and_label(Role::TextInput, label).focus();
    settle(harness);
    type_text(harness, text);
}

const SAID: &str = "What is on it, without names (may stay empty)";

#[test]
fn a_picture_of_an_item_is_brought_where_the_items_are_and_shown_there() {
    let (world, mut harness) = sampled();
    press(&mut harness, "Go to Items");
    assert!(!shows(&harness, "Photos of G-07"), "none so far");
    press(&mut harness, "Add a photo of G-07");
    field(&mut harness, SAID, "scratch on the frame");
    assert!(shows(&harness, "1 picture to go"));
    lay_picture(&world, "/card/frame.png", 10);
    drop_file(&mut harness, "/card/frame.png");
    press(&mut harness, "Record 1 picture");
    settle(&mut harness);
    let gun = session(&mut harness).state().book().by_tag("G-07").unwrap().id;
    let state = session(&mut harness).shared();
    let [one] = state.photos_of(gun) else { panic!("{:?}", state.photos_of(gun)) };
    assert_eq!((one.added.card, one.added.said.as_deref()), (None, Some("scratch on the frame")));
    assert!(shows(&harness, "Add a photo of G-07"), "the form is gone");
    press(&mut harness, "Photos of G-07");
    settle(&mut harness);
    assert!(shows(&harness, "scratch on the frame"));
    assert!(harness.query_all_by_role(Role::Image).count() >= 1, "it is drawn");
    assert!(!shows(&harness, "Photos of R-07"), "and at no other item");
}

#[test]
fn a_picture_of_a_card_stands_with_the_card_and_with_the_gun_of_its_run() {
    let (world, mut harness) = sampled();
    press(&mut harness, "What happened");
    press(&mut harness, "From a paper card");
    assert!(!shows(&harness, "Photo of the card"), "not before it has a number");
    field(&mut harness, "Number of the card", "7");
    press(&mut harness, "Photo of the card");
    lay_picture(&world, "/card/paper.png", 200);
    drop_file(&mut harness, "/card/paper.png");
    press(&mut harness, "Record 1 picture");
    settle(&mut harness);
    let state = session(&mut harness).shared();
    assert_eq!(state.photos_of_card(7).len(), 1);
    assert!(shows(&harness, "card 7: no words with it"), "on the page of the card");
    press(&mut harness, "Item G-07");
    press(&mut harness, "Card: Cold gun: empty, shown clear");
    key(&mut harness, Key::T);
    key(&mut harness, Key::Enter);
    press(&mut harness, "Photo of the card");
    lay_picture(&world, "/card/after.png", 100);
    drop_file(&mut harness, "/card/after.png");
    press(&mut harness, "Record 1 picture");
    settle(&mut harness);
    let state = session(&mut harness).shared();
    assert_eq!(state.photos_of_card(7).len(), 2);
}

#[test]
fn a_picture_that_was_not_recorded_is_not_kept_with_another_page() {
    let (world, mut harness) = sampled();
    press(&mut harness, "Go to Items");
    press(&mut harness, "Add a photo of G-07");
    lay_picture(&world, "/card/frame.png", 10);
    drop_file(&mut harness, "/card/frame.png");
    assert!(shows(&harness, "Record 1 picture"));
    let lines = session(&mut harness).state().size();
    press(&mut harness, "Go to Board");
    press(&mut harness, "Go to Items");
    assert!(!shows(&harness, "Record 1 picture"));
    assert!(shows(&harness, "Add a photo of G-07"));
    assert_eq!(session(&mut harness).state().size(), lines);
    let bytes = world.lock().outside[Path::new("/card/frame.png")].clone();
    let digest = showclear::session::Object::of(bytes).digest.to_string();
    let (_, rest) = digest.split_at(2);
    assert!(!world.lock().files.keys().any(|path| path.ends_with(rest)));
}
