//! A list of items: read without a line, taken in line by line, and stopped at any place without harm.
#![expect(clippy::panic, reason = "a helper of tests may panic")]

use std::io;
use std::path::PathBuf;

use showclear::session::{Alarm, BrokeOff, JobId, ListRead, Particulars, TakenIn, Trouble};

use super::*;

const HEAD: &str = "tag,kind,action,barrel,capacity\n";
const STOP: Happened = Happened::Stop { by: None, item: None };

fn lay(set: &Set, text: &str) {
    set.world.lock().outside.insert(PathBuf::from("/card/list.csv"), text.as_bytes().to_vec());
}

/// A list of so many magazines.
fn magazines(many: u32) -> String {
    let rows = (1..=many).map(|number| format!("M-{number},magazine,,,15\n"));
    format!("{HEAD}{}", rows.collect::<String>())
}

fn read(set: &mut Set) -> Result<ListRead, Trouble> {
    let job = set.session.read_list(Path::new("/card/list.csv"))?;
    let Finished::ListRead(list) = set.session.wait_for_job(job)? else { panic!("it was read") };
    Ok(*list)
}

fn items(list: &ListRead) -> Vec<(NewItem, Particulars)> {
    list.reading.good.iter().map(|row| (row.item.clone(), row.particulars.clone())).collect()
}

fn end_of(told: Vec<Notice>, wanted: JobId) -> Option<TakenIn> {
    told.into_iter().find_map(|notice| {
        if let Notice::Job(job, Finished::TakenIn(taken)) = notice {
            (job == wanted).then_some(*taken)
        } else {
            None
        }
    })
}

/// The same as often as it takes.
fn settle(set: &mut Set, wanted: JobId) -> TakenIn {
    for _ in 0..200 {
        let told = set.settle();
        if let Some(taken) = end_of(told, wanted) {
            return taken;
        }
    }
    panic!("it does not end")
}

#[test]
fn a_list_is_read_without_a_line_and_taken_in_one_line_each() {
    let mut set = Set::new();
    lay(&set, &format!("{HEAD}M-1,magazine,,,15\nX,magazin,,,15\nG-07,revolver,single,open,6\n"));
    let lines = set.session.state().size();
    let list = read(&mut set).unwrap();
    assert_eq!((list.reading.good.len(), list.reading.bad.len()), (1, 1));
    assert_eq!(list.reading.in_the_book, 1);
    set.settle();
    assert_eq!(set.session.state().size(), lines, "nothing is written by reading");

    lay(&set, &magazines(40));
    let list = read(&mut set).unwrap();
    let job = set.session.take_in(items(&list)).unwrap();
    let taken = settle(&mut set, job);
    assert_eq!(taken, TakenIn { done: 40, all: 40, refused: Vec::new(), broke_off: None });
    assert_eq!(set.session.state().size(), lines + 40);
    assert!(set.session.jobs().is_empty());
    assert!(set.session.is_saved());
    let again = read(&mut set).unwrap().reading;
    assert_eq!((again.good.len(), again.in_the_book), (0, 40));
}

#[test]
fn what_is_called_off_in_the_middle_goes_on_with_the_same_file() {
    let mut set = Set::new();
    lay(&set, &magazines(40));
    let list = read(&mut set).unwrap();
    let job = set.session.take_in(items(&list)).unwrap();
    assert_eq!(set.session.take_in(items(&list)).unwrap_err(), Trouble::TakingIn);
    for _ in 0..8 {
        assert!(end_of(set.session.poll().1, job).is_none());
    }
    assert!(!set.session.is_saved());
    assert!(set.session.jobs().get(job).unwrap().control.permille() > 0);
    set.session.cancel(job);
    let taken = settle(&mut set, job);
    assert_eq!(taken.broke_off, Some(BrokeOff::Cancelled));
    assert!(taken.done > 0 && taken.done < 40, "{}", taken.done);
    assert!(set.session.is_saved());

    let list = read(&mut set).unwrap();
    assert_eq!(list.reading.in_the_book, taken.done);
    let job = set.session.take_in(items(&list)).unwrap();
    assert_eq!(settle(&mut set, job).done, 40 - taken.done);
}

#[test]
fn a_stop_waits_for_one_line_at_most_and_ends_it() {
    let mut set = Set::new();
    lay(&set, &magazines(40));
    let list = read(&mut set).unwrap();
    let job = set.session.take_in(items(&list)).unwrap();
    set.world.lock().hung = true;
    set.session.poll();
    let before = set.session.state().size();
    set.session.submit(Command::Happened(STOP));
    assert_eq!(set.session.alarm(), Alarm::Pressed);
    set.world.lock().hung = false;
    let taken = settle(&mut set, job);
    assert_eq!((taken.done, taken.broke_off), (1, Some(BrokeOff::Stopped)));
    assert_eq!(set.session.alarm(), Alarm::Recorded);
    assert_eq!(set.session.state().size(), before + 2);
    let job = set.session.take_in(items(&list)).unwrap();
    let taken = settle(&mut set, job);
    assert_eq!((taken.done, taken.broke_off), (0, Some(BrokeOff::Stopped)), "it still stands");
}

#[test]
fn what_people_enter_meanwhile_waits_behind_one_line_and_is_not_held_up() {
    let mut set = Set::new();
    lay(&set, &magazines(40));
    let list = read(&mut set).unwrap();
    let job = set.session.take_in(items(&list)).unwrap();
    set.world.lock().hung = true;
    set.session.poll();
    assert!(set.session.is_saved_but_for_a_list(), "nobody is kept from entering anything");
    let moved = set.moved(Act::TakeOut);
    let ticket = set.session.submit(moved);
    assert!(!set.session.is_saved_but_for_a_list());
    set.world.lock().hung = false;
    let before = set.session.state().size();
    set.session.wait_for(ticket).unwrap();
    assert!(set.session.state().size() <= before + 2);
    assert_eq!(settle(&mut set, job).done, 40);
}

#[test]
fn a_disk_that_fails_ends_it_and_what_is_in_the_book_stays() {
    let mut set = Set::new();
    lay(&set, &magazines(5));
    let list = read(&mut set).unwrap();
    let job = set.session.take_in(items(&list)).unwrap();
    set.world.lock().fails = Some(io::ErrorKind::StorageFull);
    let taken = settle(&mut set, job);
    assert_eq!(taken.done, 0);
    assert!(matches!(taken.broke_off, Some(BrokeOff::Trouble(Trouble::NotSaved(_)))));
    assert!(set.session.unsaved().is_empty(), "an item that was asked for has not happened");
}

#[test]
fn a_tag_that_came_into_the_book_meanwhile_is_refused_and_told() {
    let mut set = Set::new();
    lay(&set, &magazines(40));
    let list = read(&mut set).unwrap();
    let all = items(&list);
    for (item, _) in all.iter().skip(2).take(30) {
        set.ask(Ask::AddItem(item.clone()));
    }
    let job = set.session.take_in(all).unwrap();
    let taken = settle(&mut set, job);
    assert_eq!((taken.done, taken.refused.len(), taken.broke_off), (10, 30, None));
    let (tag, why) = taken.refused.first().unwrap();
    assert_eq!((tag.as_str(), why.to_string().as_str()), ("M-3", "the tag M-3 is on another item"));
}

#[test]
fn an_end_in_the_middle_is_the_last_line() {
    let mut set = Set::new();
    lay(&set, &magazines(40));
    let list = read(&mut set).unwrap();
    set.session.take_in(items(&list)).unwrap();
    set.session.poll();
    let world = set.world.clone();
    set.session.close().unwrap();
    let state = world.lock();
    let newest = state.files.iter().rfind(|(path, _)| path.starts_with("log/")).unwrap().1;
    let text = String::from_utf8(newest.clone()).unwrap();
    assert!(text.lines().next_back().unwrap().contains("log.closed"), "{text}");
}

#[test]
fn a_file_that_is_none_is_refused_with_a_remedy() {
    let mut set = Set::new();
    let bytes = b"tag,kind\n\xE9,revolver\n".to_vec();
    set.world.lock().outside.insert(PathBuf::from("/card/list.csv"), bytes);
    let refused = read(&mut set).unwrap_err();
    assert!(refused.to_string().contains("Latin-1"), "{refused}");
    assert!(refused.remedy().contains("CSV UTF-8"), "{}", refused.remedy());
}
