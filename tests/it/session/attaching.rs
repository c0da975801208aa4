//! Files that go with an answer: durable before any line names them, and never before STOP.
#![expect(clippy::panic, reason = "a helper of tests may panic")]

use std::io;
use std::path::PathBuf;

use showclear::production::{Command, Happened};
use showclear::session::{
    Alarm, Finished, JobId, LARGEST_FILE, Notice, Object, Session, Source, Trouble, Wanted,
};
use showclear::terms::Act;

use super::Set;

const STOP: Happened = Happened::Stop { by: None, item: None };

fn lay(set: &Set, path: &str, bytes: &[u8]) -> Source {
    set.world.lock().outside.insert(PathBuf::from(path), bytes.to_vec());
    Source::File(PathBuf::from(path))
}

fn end_of(told: Vec<Notice>, wanted: JobId) -> Option<Finished> {
    told.into_iter().find_map(|notice| {
        if let Notice::Job(job, finished) = notice {
            (job == wanted).then_some(finished)
        } else {
            None
        }
    })
}

fn attach(session: &mut Session, source: Source) -> Result<(String, Object), Trouble> {
    let job = session.attach(source, Wanted::File)?;
    let Finished::Attached(file) = session.wait_for_job(job)? else { panic!("it was read") };
    Ok((file.name, file.object))
}

pub(super) fn object_path(object: &Object) -> String {
    let hex = object.digest.to_string();
    let (start, rest) = hex.split_at(2);
    format!("objects/{start}/{rest}")
}

#[test]
fn a_file_is_read_as_it_is_and_nothing_of_it_is_kept_yet() {
    let mut set = Set::new();
    let before = set.world.lock().files.clone();
    let source = lay(&set, "/card/load sheet.pdf", b"%PDF not really");
    let (name, object) = attach(&mut set.session, source).unwrap();
    assert_eq!((name.as_str(), &*object.bytes), ("load sheet.pdf", b"%PDF not really".as_slice()));
    assert_eq!(set.world.lock().files, before);
}

#[test]
fn a_name_that_deceives_is_made_plain_and_a_long_one_short() {
    let mut set = Set::new();
    let mut name = |name: &str| {
        let source = lay(&set, &format!("/card/{name}"), b"x");
        attach(&mut set.session, source).unwrap().0
    };
    assert_eq!(name("gun\u{202e}gpj.exe"), "gun?gpj.exe");
    assert_eq!(name("a\nb.png"), "a?b.png");
    let long = name(&format!("{}.jpeg", "x".repeat(200)));
    assert_eq!(long.chars().count(), 79);
    assert!(long.contains('\u{2026}') && long.ends_with(".jpeg"), "{long}");
}

#[test]
fn the_files_are_in_the_folder_before_the_answer_is_a_line() {
    let mut set = Set::new();
    let run = set.start();
    let lines = set.session.state().size();
    let ask = set.answer(run).unwrap();
    let object = Object::of(b"a photo".to_vec());
    let path = object_path(&object);
    set.world.lock().hung = true;
    let job = set.session.submit_with_files(Command::Ask(ask), vec![object]).unwrap();
    assert!(!set.session.is_saved(), "an answer that waits for its files is not saved");
    let told = set.settle();
    assert!(matches!(end_of(told, job), Some(Finished::Kept(_))));
    assert!(set.world.lock().files.contains_key(&path), "durable");
    assert_eq!(set.session.state().size(), lines, "and the line is not there yet");
    set.world.lock().hung = false;
    set.settle();
    assert_eq!(set.session.state().size(), lines + 1);
    assert!(set.session.is_saved());
}

#[test]
fn a_stop_is_a_line_while_the_files_of_an_answer_hang_and_the_answer_is_refused() {
    let mut set = Set::new();
    let run = set.start();
    set.world.lock().card_hangs = true;
    let ask = set.answer(run).unwrap();
    let files = vec![Object::of(b"a photo".to_vec())];
    let job = set.session.submit_with_files(Command::Ask(ask), files).unwrap();
    set.session.submit(Command::Happened(STOP));
    set.settle();
    assert_eq!(set.session.alarm(), Alarm::Recorded, "nothing waits for the card");
    set.world.lock().card_hangs = false;
    let told = set.settle();
    let refused = told.iter().any(|one| format!("{one:?}").ends_with("Stopped)"));
    assert!(refused, "{told:?}");
    assert!(set.session.jobs().get(job).is_none());
}

#[test]
fn a_disk_that_fails_makes_no_line_and_says_so() {
    let mut set = Set::new();
    let run = set.start();
    let lines = set.session.state().size();
    let ask = set.answer(run).unwrap();
    set.world.lock().fails = Some(io::ErrorKind::StorageFull);
    let files = vec![Object::of(b"a photo".to_vec())];
    let job = set.session.submit_with_files(Command::Ask(ask), files).unwrap();
    let told = set.settle();
    let Some(Finished::Failed(trouble)) = end_of(told, job) else { panic!("it cannot be kept") };
    assert_eq!(trouble.remedy(), "Look at the disk.");
    assert_eq!(set.session.state().size(), lines);
    assert!(set.session.broken().is_none(), "the log itself still works");
    assert!(set.answer(run).is_some(), "the step is asked as before");
}

#[test]
fn what_hangs_is_called_off_at_once_and_its_end_is_forgotten() {
    let mut set = Set::new();
    set.world.lock().card_hangs = true;
    let source = lay(&set, "/card/a.png", b"x");
    let job = set.session.attach(source, Wanted::File).unwrap();
    set.session.cancel(job);
    let told = set.settle();
    assert!(matches!(end_of(told, job), Some(Finished::Failed(Trouble::Cancelled))));
    assert!(set.session.jobs().is_empty());
    set.world.lock().card_hangs = false;
    assert!(set.settle().is_empty(), "nothing comes of it later");
}

#[test]
fn a_card_that_never_answers_takes_only_so_many_threads() {
    let mut set = Set::new();
    set.world.lock().card_hangs = true;
    let mut starts = || {
        let source = lay(&set, "/card/a.png", b"x");
        set.session.attach(source, Wanted::File)
    };
    for _ in 0..8 {
        starts().unwrap();
    }
    assert_eq!(starts().unwrap_err(), Trouble::TooManyFiles);
    assert_eq!(set.session.jobs().iter().count(), 8);
    // Everything else goes on.
    set.command_moved(Act::TakeOut);
}

#[test]
fn too_large_a_file_is_refused_with_a_remedy() {
    let mut set = Set::new();
    let most = usize::try_from(LARGEST_FILE).unwrap();
    let whole = lay(&set, "/card/whole", &vec![0; most]);
    assert!(attach(&mut set.session, whole).is_ok());
    let over = lay(&set, "/card/over", &vec![0; most + 1]);
    assert!(!attach(&mut set.session, over).unwrap_err().remedy().is_empty());
}

#[cfg(feature = "gui")]
mod pictures {
    use std::sync::Arc;

    use showclear::session::Pixels;

    use super::*;

    fn pixels(width: u32, height: u32) -> Pixels {
        let rgba = vec![200; (width * height * 4) as usize];
        Pixels { width, height, rgba: Arc::from(rgba) }
    }

    fn small(set: &mut Set, source: Source, wanted: Wanted) -> Result<Option<Pixels>, Trouble> {
        let job = set.session.attach(source, wanted)?;
        let Finished::Attached(file) = set.session.wait_for_job(job)? else {
            panic!("it was read")
        };
        Ok(file.small)
    }

    #[test]
    fn a_pasted_picture_becomes_a_png_with_a_small_one_beside_it() {
        let mut set = Set::new();
        let job = set.session.attach(Source::Pasted(pixels(960, 480)), Wanted::Picture).unwrap();
        let Finished::Attached(file) = set.session.wait_for_job(job).unwrap() else { panic!() };
        assert_eq!(file.name, "pasted.png");
        assert!(file.object.bytes.starts_with(b"\x89PNG"));
        let small = file.small.unwrap();
        assert_eq!((small.width, small.height), (480, 240));
    }

    #[test]
    fn what_is_no_picture_is_refused_as_one_and_taken_as_a_file() {
        let mut set = Set::new();
        let source = lay(&set, "/card/notes.txt", b"only words");
        let refused = small(&mut set, source.clone(), Wanted::Picture).unwrap_err();
        assert_eq!(refused.to_string(), "it is no picture");
        assert_eq!(refused.remedy(), "Pick a PNG or JPEG.");
        assert_eq!(small(&mut set, source, Wanted::File).unwrap(), None);
    }

    #[test]
    fn too_many_pixels_on_the_clipboard_are_refused_before_anything_is_made_of_them() {
        let mut set = Set::new();
        let rgba = Arc::from(Vec::new());
        let source = Source::Pasted(Pixels { width: 20_000, height: 10_000, rgba });
        let refused = small(&mut set, source, Wanted::Picture).unwrap_err();
        assert_eq!(refused.to_string(), "the picture has 200 megapixels, and at most 60 are taken");
    }

    #[test]
    fn a_picture_of_the_production_is_read_again_and_one_that_was_changed_is_not_shown() {
        let mut set = Set::new();
        let run = set.start();
        let png = showclear::platform::png(&pixels(10, 10)).unwrap();
        let object = Object::of(png);
        let (digest, path) = (object.digest, object_path(&object));
        let ask = set.answer(run).unwrap();
        let job = set.session.submit_with_files(Command::Ask(ask), vec![object]).unwrap();
        set.session.wait_for_job(job).unwrap();
        let job = set.session.look_at(digest).unwrap();
        let seen = set.session.wait_for_job(job).unwrap();
        assert_eq!(seen, Finished::Looked(digest, Some(pixels(10, 10))));

        set.world.lock().files.get_mut(&path).unwrap().push(0);
        let job = set.session.look_at(digest).unwrap();
        let refused = set.session.wait_for_job(job).unwrap_err();
        assert!(refused.to_string().ends_with("has other bytes than its name says"), "{refused}");
    }
}
