//! Long work that somebody calls off, or watches: an export, and a check of a folder or a bundle.

use std::fs;

use showclear::production::{Command, Happened};
use showclear::session::{Control, Finished, Trouble};
use showclear::verify::{Options, Verdict};

use super::{Place, all_files};

const STOP: Happened = Happened::Stop { by: None, item: None };

#[test]
fn an_export_that_is_called_off_leaves_nothing_behind() {
    let place = Place::new();
    let mut session = place.sitting();
    session.perform(Command::Happened(STOP)).unwrap();
    let folder = place.data("out");
    fs::create_dir_all(&folder).unwrap();
    let zip = folder.join("day.zip");
    let job = session.export(&zip).unwrap();
    session.cancel(job);
    assert_eq!(session.wait_for_job(job).unwrap_err(), Trouble::Cancelled);
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0, "no bundle, and no half of one");
    assert!(session.jobs().is_empty());
    // The line that closes the file is in the log, and the next export takes it from there.
    let job = session.export(&zip).unwrap();
    let finished = session.wait_for_job(job).unwrap();
    assert!(matches!(finished, Finished::Exported(_)), "{finished:?}");
    session.close().unwrap();
    let found = place.laptop().review(&zip, Options::default()).unwrap();
    assert_eq!(found.findings().verdict(), Verdict::NotConfirmed, "{}", found.findings());
}

#[test]
fn a_stop_is_not_behind_an_export() {
    let place = Place::new();
    let mut session = place.sitting();
    session.perform(Command::Happened(STOP)).unwrap();
    let job = session.export(&place.data("day.zip")).unwrap();
    let control = session.jobs().get(job).unwrap().control.clone();
    session.perform(Command::Happened(STOP)).unwrap();
    assert_eq!(session.state().stops().iter().filter(|stop| stop.settled.is_none()).count(), 2);
    let finished = session.wait_for_job(job).unwrap();
    assert!(matches!(finished, Finished::Exported(_)), "{finished:?}");
    assert!(control.permille() >= 900, "the bar moved: {}", control.permille());
    session.close().unwrap();
}

#[test]
fn a_check_that_is_called_off_gives_no_verdict_and_touches_nothing() {
    let place = Place::new();
    let before = all_files(&place.folder());
    let control = Control::default();
    control.cancel();
    let error =
        place.laptop().review_watched(&place.folder(), Options::default(), &control).unwrap_err();
    assert_eq!(error.to_string(), "it was called off");
    let mut session = place.sitting();
    let zip = place.data("day.zip");
    let job = session.export(&zip).unwrap();
    session.wait_for_job(job).unwrap();
    session.close().unwrap();
    let error = place.laptop().review_watched(&zip, Options::default(), &control).unwrap_err();
    assert_eq!(error.to_string(), "it was called off");
    for (path, bytes) in before.iter().filter(|(path, _)| path.ends_with("00001.jsonl")) {
        assert_eq!(&fs::read(path).unwrap(), bytes);
    }
}

#[test]
fn the_bar_of_a_check_moves_to_its_end() {
    let place = Place::new();
    let control = Control::default();
    let checked = place.laptop().review_watched(&place.folder(), Options::default(), &control);
    assert_eq!(checked.unwrap().findings().verdict(), Verdict::NotConfirmed);
    assert_eq!(control.permille(), 1000);
}
