//! Pictures outside runs: durable before their line, in no bundle, under the term of photos, and missed where they are gone.
#![expect(clippy::indexing_slicing, reason = "a test may panic")]

use showclear::event::PhotoAdded;
use showclear::session::Handed;
use showclear::terms::Private;
use showclear::verify::{Verdict, check};

use super::attaching::object_path;
use super::continuing::files;
use super::private::enter_gun;
use super::*;

const BYTES: &[u8] = b"the bytes of a picture of a gun";

fn photo(item: Option<ItemId>, card: Option<u32>, said: Option<&str>) -> (Command, Object) {
    let object = Object::of(BYTES.to_vec());
    let said = said.map(str::to_owned);
    let photo = PhotoAdded { item, card, object: object.digest, said };
    (Command::Happened(Happened::Photo(photo)), object)
}

/// A production with a gun, and a picture of it.
fn set() -> (Set, ItemId, Digest) {
    let mut set = Set::new();
    enter_gun(&mut set, "G-09");
    let item = set.session.state().book().by_tag("G-09").unwrap().id;
    let (command, object) = photo(Some(item), Some(7), Some("  scratch on the frame "));
    let digest = object.digest;
    bring(&mut set, command, object);
    (set, item, digest)
}

fn bring(set: &mut Set, command: Command, object: Object) {
    let job = set.session.submit_with_files(command, vec![object]).unwrap();
    let Finished::Kept(ticket) = set.session.wait_for_job(job).unwrap() else { unreachable!() };
    set.session.wait_for(ticket).unwrap();
}

fn zip(set: &mut Set, handed: Handed) -> Vec<u8> {
    let job = set.session.hand_out(Path::new("/out/day.zip"), false, handed).unwrap();
    let Finished::Exported(_) = set.session.wait_for_job(job).unwrap() else { unreachable!() };
    set.world.lock().outside[Path::new("/out/day.zip")].clone()
}

#[test]
fn a_picture_stands_at_its_item_and_its_card_and_its_file_is_there_first() {
    let mut set = Set::new();
    enter_gun(&mut set, "G-09");
    let item = set.session.state().book().by_tag("G-09").unwrap().id;
    let (command, object) = photo(Some(item), Some(7), Some("  scratch on the frame "));
    let path = object_path(&object);
    let before = set.session.state().size();
    set.world.lock().hung = true;
    set.session.submit_with_files(command, vec![object]).unwrap();
    set.settle();
    assert!(set.world.lock().files.contains_key(&path), "durable");
    assert_eq!(set.session.state().size(), before, "and the line is not there yet");
    set.world.lock().hung = false;
    set.settle();
    let state = set.session.shared();
    let [one] = state.photos_of(item) else { panic!("{:?}", state.photos_of(item)) };
    assert_eq!(one.added.said.as_deref(), Some("scratch on the frame"));
    assert_eq!(state.photos_of_card(7), std::slice::from_ref(one));
    assert_eq!(state.with_photos().collect::<Vec<_>>(), [item]);
}

#[test]
fn a_picture_of_nothing_is_no_line_and_one_without_its_file_neither() {
    let (mut set, ..) = set();
    let before = set.session.state().size();
    let stranger = ItemId::from_random(12_345);
    for item in [None, Some(stranger)] {
        let (command, object) = photo(item, None, None);
        bring(&mut set, command, object);
    }
    assert_eq!(set.session.state().size(), before);
    let missing = PhotoAdded { item: None, card: Some(7), object: Digest([9; 32]), said: None };
    assert!(set.session.perform(Command::Happened(Happened::Photo(missing))).is_err());
    assert_eq!(set.session.state().size(), before);
}

#[test]
fn no_bundle_holds_it_and_all_of_them_name_it() {
    let (mut set, ..) = set();
    for handed in [Handed::Usual, Handed::ToPolice, Handed::WithoutNames] {
        let zip = zip(&mut set, handed);
        assert!(!zip.windows(BYTES.len()).any(|window| window == BYTES), "{handed:?}");
        let found = check(&Files::from_zip(&zip).unwrap(), &Options::default());
        assert_eq!(found.verdict(), Verdict::NotConfirmed, "{found}");
        assert!(found.to_string().contains("withheld"), "{found}");
    }
}

#[test]
fn where_its_file_is_gone_it_is_missed() {
    let (set, _, digest) = set();
    let found = check(&files(&set.world), &Options::default());
    assert_eq!(found.verdict(), Verdict::NotConfirmed, "{found}");
    let object = Object::of(BYTES.to_vec());
    assert_eq!(object.digest, digest);
    set.world.lock().files.remove(&object_path(&object)).unwrap();
    let found = check(&files(&set.world), &Options::default());
    let digest = digest.to_string();
    let (_, rest) = digest.split_at(2);
    assert!(found.to_string().contains(rest), "{found}");
    assert_ne!(found.verdict(), Verdict::NotConfirmed, "{found}");
}

#[test]
fn it_goes_by_the_term_of_photos_and_its_line_stays() {
    let (mut set, item, digest) = set();
    let by = set.armorer;
    set.ask(Ask::SetTerm { what: Private::Photo, days: Some(1), by });
    set.world.pass(2 * 24 * 60 * 60 * 1000);
    set.settle();
    let now = set.session.now().wall;
    let due: Vec<String> =
        set.session.state().overdue(now).iter().map(|one| set.session.kept_words(one)).collect();
    assert_eq!(due, ["a photo of G-09"]);
    for ticket in set.session.erase_due("the term is over", by) {
        set.session.wait_for(ticket).unwrap();
    }
    assert!(set.session.wait_for_files().is_empty());
    assert!(!set.world.lock().files.contains_key(&object_path(&Object::of(BYTES.to_vec()))));
    assert_eq!(set.session.state().photos_of(item).len(), 1, "the line stays");
    assert!(set.session.state().erased().contains(&digest));
    let zip = zip(&mut set, Handed::Usual);
    let found = check(&Files::from_zip(&zip).unwrap(), &Options::default());
    assert_eq!(found.verdict(), Verdict::NotConfirmed, "{found}");
}
