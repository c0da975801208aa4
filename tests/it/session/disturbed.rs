//! A hung disk, a broken one, a full one, a clock set back, and STOP in the midst of everything.

use std::io;

use showclear::event::Shown;
use showclear::production::{Ask, Command, Happened};
use showclear::run::{Answer, Sealed};
use showclear::session::{Alarm, Notice, Ticket, Trouble};
use showclear::terms::{Act, Condition, Danger, RunId};

use super::{Set, is_done};

const STOP: Happened = Happened::Stop { by: None, item: None };

#[test]
fn on_a_hung_disk_stop_shows_at_once_and_goes_first() {
    let mut set = Set::new();
    let run = set.start();
    set.world.lock().hung = true;
    let first = set.session.submit(set.moved(Act::TakeOut));
    set.session.poll();
    let go_on = set.answer(run).map(|ask| set.session.submit(Command::Ask(ask))).unwrap();
    let collected = set.session.submit(set.moved(Act::Collect));
    let stop = set.session.submit(Command::Happened(STOP));
    assert_eq!(set.session.alarm(), Alarm::Pressed);
    set.session.poll();
    assert_eq!(set.session.alarm(), Alarm::Pressed);
    assert!(!set.session.state().is_stopped(), "not shown as done before it is on the disk");

    set.world.lock().hung = false;
    let told = set.settle();
    assert_eq!(set.session.alarm(), Alarm::Recorded);
    let ends: Vec<String> = told.iter().map(|one| format!("{one:?}")).collect();
    let done = |ticket: Ticket| format!("Done({ticket:?})");
    let refused = format!("Refused({go_on:?}, Stopped)");
    assert_eq!(ends, [done(first), done(stop), refused, done(collected)]);
}

#[test]
fn a_settled_stop_ends_the_alarm() {
    let mut set = Set::new();
    set.happened(STOP);
    assert_eq!(set.session.alarm(), Alarm::Recorded);
    let stop = set.session.state().standing_stops().next().unwrap().raised.stop;
    let held =
        |role: &str, person| showclear::event::Witness { role: role.parse().unwrap(), person };
    let witnesses = vec![held("armorer", set.armorer), held("first_ad", set.first_ad)];
    set.ask(Ask::Settle { stop, witnesses, why: None });
    assert_eq!(set.session.alarm(), Alarm::None);
}

#[test]
fn what_happens_while_the_log_is_broken_is_kept_and_written_first() {
    let mut set = Set::new();
    let run = set.start();
    set.world.lock().fails = Some(io::ErrorKind::StorageFull);
    let answer = set.answer(run).unwrap();
    let asked = set.session.submit(Command::Ask(answer));
    let told = set.settle();
    assert!(
        told.iter()
            .any(|one| matches!(one, Notice::Failed(t, Trouble::NotSaved(_)) if *t == asked))
    );
    let stop = set.session.submit(Command::Happened(STOP));
    let collect = set.session.submit(set.moved(Act::Collect));
    let set_up = set.session.submit(Command::Happened(Happened::NewSetUp));
    let told = set.settle();
    assert_eq!(set.session.alarm(), Alarm::NotRecorded);
    let unsaved: Vec<_> = set.session.unsaved().iter().map(|one| one.ticket).collect();
    assert_eq!(unsaved, [stop, collect, set_up], "everything that happened, in order");
    assert!(told.iter().any(|one| matches!(one, Notice::Unsaved(t) if *t == set_up)), "{told:?}");

    let job = set.session.write_unsaved(std::path::Path::new("/stick")).unwrap();
    let finished = set.session.wait_for_job(job).unwrap();
    let showclear::session::Finished::UnsavedWritten(path) = finished else { panic!() };
    let text = String::from_utf8(set.world.lock().outside[&path].clone()).unwrap();
    assert!(text.starts_with("SHOWCLEAR: NOT SAVED IN THE LOG\n"), "{text}");
    assert!(text.contains("  1. ") && text.contains("STOP, called by somebody"), "{text}");
    assert!(text.contains("\"G-07\" collected from"), "{text}");
    assert!(text.contains("a new set-up"), "{text}");

    set.session.reopen();
    set.settle();
    assert_eq!(set.session.unsaved().len(), 3, "the disk is still full");

    set.world.lock().fails = None;
    let before = set.session.state().size();
    set.session.reopen();
    let told = set.settle();
    assert!(told.iter().any(|one| matches!(one, Notice::Reopened)), "{told:?}");
    assert!(is_done(&told, stop) && is_done(&told, collect), "{told:?}");
    assert!(set.session.unsaved().is_empty());
    assert_eq!(set.session.alarm(), Alarm::Recorded);
    assert_eq!(set.session.state().size(), before + 2, "nothing lapsed at the set-up");
    assert_eq!(
        set.session.write_unsaved(std::path::Path::new("/x")).unwrap_err(),
        Trouble::AllSaved
    );
    let line = set.last_line();
    assert!(line.contains("\"act\":\"collect\"") && !line.contains("\"at\":null"), "{line}");
}

/// The count at which the two do not agree: the list calls STOP by its own rule.
fn not_empty(set: &mut Set, run: RunId) -> Command {
    let first = set.answer(run).unwrap();
    set.ask(first);
    let step = |ask| if let Ask::Answer { step, .. } = ask { Some(step) } else { None };
    let step = set.answer(run).and_then(step).unwrap();
    let answer = Answer::Blind(Sealed::new(0), Sealed::new(1));
    Command::Ask(Ask::Answer { run, step, answer, at: None })
}

#[test]
fn a_stop_of_the_list_shows_at_once_on_a_hung_disk() {
    let mut set = Set::new();
    let run = set.start();
    let count = not_empty(&mut set, run);
    set.world.lock().hung = true;
    let ticket = set.session.submit(count);
    assert_eq!(set.session.alarm(), Alarm::Pressed);
    set.session.poll();
    assert_eq!(set.session.alarm(), Alarm::Pressed);
    set.world.lock().hung = false;
    assert!(is_done(&set.settle(), ticket));
    assert_eq!(set.session.alarm(), Alarm::Recorded);
    assert_eq!(set.session.state().stops().len(), 1);
}

#[test]
fn a_stop_of_the_list_that_cannot_be_saved_is_kept_as_a_stop() {
    for in_flight in [true, false] {
        let mut set = Set::new();
        let run = set.start();
        let count = not_empty(&mut set, run);
        set.world.lock().fails = Some(io::ErrorKind::StorageFull);
        if !in_flight {
            set.session.submit(set.moved(Act::Collect));
        }
        let ticket = set.session.submit(count);
        let told = set.settle();
        assert_eq!(set.session.alarm(), Alarm::NotRecorded);
        assert!(told.iter().any(|one| matches!(one, Notice::Unsaved(t) if *t == ticket)));
        let stop = Happened::Stop { by: None, item: Some(set.gun) };
        let kept = set.session.unsaved().last().unwrap();
        assert_eq!((kept.ticket, &kept.happened), (ticket, &stop));

        set.world.lock().fails = None;
        set.session.reopen();
        let good = set.answer(run).map(|ask| set.session.submit(Command::Ask(ask))).unwrap();
        let told = set.settle();
        assert!(is_done(&told, ticket) && !is_done(&told, good), "{told:?}");
        assert_eq!(set.session.alarm(), Alarm::Recorded);
        let gun = set.session.state().book().item(set.gun).unwrap();
        assert!(!gun.unbroken && gun.declaration.is_none());
        assert!(set.session.state().run(run).unwrap().is_open());
    }
}

/// The same list, of which the STOP is an alarm.
fn alarming() -> Set {
    let (world, session) = super::copied();
    drop(session);
    let clear = "restart_at: \"muzzle\"))";
    let text = super::LIST.replace(clear, "restart_at: \"muzzle\"), alarm: LiveFound)");
    assert_ne!(text, super::LIST);
    let mut library = showclear::production::Library::default();
    library.add(showclear::checklist::read("shown-empty.ron", &text).unwrap());
    let session = super::open_with(&world, std::sync::Arc::new(library)).unwrap();
    Set::of(world, session)
}

#[test]
fn an_alarm_of_the_list_is_one_whatever_the_disk_does() {
    let mut set = alarming();
    let run = set.start();
    let count = not_empty(&mut set, run);
    set.session.perform(count).unwrap();
    let alarm = set.session.state().alarm().unwrap();
    assert_eq!(alarm.raised.what.rule.as_deref(), Some("not-empty"));
    assert_eq!(alarm.alarms.first().unwrap().what.alarm, Danger::LiveFound);

    // Kept as an alarm while it cannot be saved, and where a STOP was pressed before it was.
    for overtaken in [false, true] {
        let mut set = alarming();
        let run = set.start();
        let count = not_empty(&mut set, run);
        if overtaken {
            set.world.lock().hung = true;
            set.session.submit(set.moved(Act::TakeOut));
            set.session.poll();
        } else {
            set.world.lock().fails = Some(io::ErrorKind::StorageFull);
        }
        let asked = set.session.submit(count);
        if overtaken {
            set.session.submit(Command::Happened(STOP));
            set.session.poll();
            set.world.lock().hung = false;
        } else {
            set.settle();
            assert!(set.session.unsaved_text().contains("ALARM, a live round was found"));
            set.world.lock().fails = None;
            set.session.reopen();
        }
        let told = set.settle();
        assert!(is_done(&told, asked), "{told:?}");
        let alarm = set.session.state().alarm().unwrap();
        assert_eq!(alarm.alarms.first().unwrap().what.alarm, Danger::LiveFound);
    }
}

#[test]
fn a_stop_pressed_after_the_list_called_one_loses_no_doubt() {
    let mut set = Set::new();
    set.show_clear();
    set.happened(Happened::NewSetUp);
    let run = set.start();
    let count = not_empty(&mut set, run);
    set.world.lock().hung = true;
    set.session.submit(set.moved(Act::TakeOut));
    set.session.poll();
    let asked = set.session.submit(count);
    let stop = set.session.submit(Command::Happened(STOP));
    set.session.poll();
    set.world.lock().hung = false;
    let told = set.settle();
    assert!(is_done(&told, asked) && is_done(&told, stop), "{told:?}");
    let about: Vec<_> = set.session.state().stops().iter().map(|one| one.raised.item).collect();
    assert_eq!(about, [Some(set.gun), None]);
}

#[test]
fn a_showing_that_waited_for_the_disk_is_as_old_as_it_was_entered() {
    for breaks in [true, false] {
        let mut set = Set::new();
        set.show_clear();
        if breaks {
            set.world.lock().fails = Some(io::ErrorKind::StorageFull);
        } else {
            set.world.lock().hung = true;
            set.session.submit(Command::Happened(Happened::Exported {
                size: 1,
                sha256: showclear::terms::Digest([0; 32]),
                withheld: 0,
            }));
            set.session.poll();
        }
        let looked = Shown { role: "first_ad".parse().unwrap(), person: Some(set.first_ad) };
        let shown =
            Happened::Shown { items: vec![set.gun], by: set.armorer, to: vec![looked], card: None };
        let entered = set.session.now().clone();
        set.session.submit(Command::Happened(shown.clone()));
        set.settle();
        set.world.pass(10 * 60_000);
        set.world.lock().fails = None;
        set.world.lock().hung = false;
        set.session.reopen();
        let told = set.settle();
        let late = |one: &Notice| matches!(one, Notice::Late(items, at) if items == &[set.gun] && *at == entered);
        assert!(told.iter().any(late), "{told:?}");
        let gun = set.session.state().book().item(set.gun).unwrap();
        let showing = gun.last_shown().unwrap();
        assert_eq!(set.session.late().get(&showing.at.seq), Some(&entered));
        set.happened(shown);
        let gun = set.session.state().book().item(set.gun).unwrap();
        let showing = gun.last_shown().unwrap();
        assert_eq!(set.session.late().get(&showing.at.seq), None, "one that did not wait");
    }
}

#[test]
fn a_stop_of_the_list_whose_sync_failed_counts_once() {
    let mut set = Set::new();
    let run = set.start();
    let count = not_empty(&mut set, run);
    set.world.lock().sync_fails = true;
    set.session.submit(count);
    set.settle();
    assert_eq!(set.session.alarm(), Alarm::NotRecorded);
    set.world.lock().sync_fails = false;
    set.session.reopen();
    set.settle();
    assert_eq!(set.session.state().stops().len(), 1, "found on the disk");
    assert!(set.session.unsaved().is_empty());
}

#[test]
fn a_line_whose_sync_failed_counts_once() {
    let mut set = Set::new();
    set.world.lock().sync_fails = true;
    let stop = set.session.submit(Command::Happened(STOP));
    set.settle();
    assert_eq!(set.session.alarm(), Alarm::NotRecorded);
    set.world.lock().sync_fails = false;
    set.session.reopen();
    let told = set.settle();
    assert!(is_done(&told, stop), "{told:?}");
    assert_eq!(set.session.state().stops().len(), 1, "found on the disk, not written twice");
    assert!(set.session.unsaved().is_empty());
    assert_eq!(set.session.alarm(), Alarm::Recorded);
}

#[test]
fn a_stop_voids_the_statement_in_the_same_line() {
    let mut set = Set::new();
    set.show_clear();
    set.prepare_sheet(set.first_ad);
    set.happened(STOP);
    let line = set.last_line();
    assert!(line.contains("stop.raised") && line.contains("statement.voided"), "{line}");
    assert!(set.session.statement_text().is_none());
    let error = set.session.sign(set.first_ad, super::PIN.to_owned().into()).unwrap_err();
    assert_eq!(error, Trouble::NoStatement);
}

#[test]
fn a_statement_is_void_after_ten_minutes_without_a_key_being_pressed() {
    let mut set = Set::new();
    set.show_clear();
    set.prepare_sheet(set.first_ad);
    assert!(set.session.next_wake().unwrap() <= 600_001);
    set.world.pass(600_002);
    set.settle();
    assert!(set.session.statement().is_none());
    assert!(set.last_line().contains("statement.voided"), "{}", set.last_line());
}

#[test]
fn a_clock_set_back_is_recorded_and_brings_nothing_back() {
    let mut set = Set::new();
    set.show_clear();
    set.world.lock().wall -= 3_600_000;
    set.settle();
    assert!(set.last_line().contains("log.clock_jump"), "{}", set.last_line());
    let size = set.session.state().size();
    set.settle();
    assert_eq!(set.session.state().size(), size, "once");
    set.world.pass(20 * 60_000);
    set.settle();
    assert_eq!(set.condition(), Condition::Unverified);
}

#[test]
fn a_run_does_not_begin_on_a_full_disk_and_stop_is_taken_all_the_same() {
    let mut set = Set::new();
    set.world.lock().free = Some(10 * 1024 * 1024);
    set.happened(Happened::Moved(vec![showclear::production::Moved::plain(
        set.gun,
        Act::TakeOut,
        None,
        Some(set.armorer),
    )]));
    let list = set.session.library().named("shown-empty").unwrap().source.sha256;
    let start = showclear::production::Start {
        overlays: Vec::new(),
        lang: None,
        list,
        roles: Vec::new(),
        recorder: set.recorder,
        inputs: Vec::new(),
        recorded: showclear::event::Recorded::Live,
        card: None,
        claimed: None,
        place: showclear::production::SetUp::default(),
    };
    let failure = set.session.perform(Command::Ask(Ask::Start(start))).unwrap_err();
    assert!(failure.to_string().contains("10 MiB"), "{failure}");
    set.happened(STOP);
    assert_eq!(set.session.alarm(), Alarm::Recorded);
}

#[test]
fn a_disk_that_breaks_refuses_what_is_asked_and_says_what_to_do() {
    let mut set = Set::new();
    set.world.lock().sync_fails = false;
    let world = set.world.clone();
    let run = set.start();
    world.lock().fails = Some(io::ErrorKind::ReadOnlyFilesystem);
    let asked = set.answer(run).map(|ask| set.session.submit(Command::Ask(ask))).unwrap();
    let told = set.settle();
    let failed = |one: &Notice| matches!(one, Notice::Failed(ticket, trouble) if *ticket == asked && !trouble.remedy().is_empty());
    assert!(told.iter().any(failed), "{told:?}");
    assert!(set.session.broken().is_some());
}
