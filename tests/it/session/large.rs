//! More than a line holds: what is asked for is refused, what happened is recorded in pieces, and nothing breaks the log.

use showclear::production::{Ask, Command, Happened, Moved, Refusal, SetUp, Start};
use showclear::session::{Failure, Notice};
use showclear::terms::{Act, UnverifiedWhy};

use super::{Set, is_done};

#[test]
fn what_is_asked_for_is_refused_and_the_log_works_on() {
    let mut set = Set::new();
    let list = set.session.library().named("shown-empty").unwrap().source.sha256;
    let held =
        |role: &str, person| showclear::event::Witness { role: role.parse().unwrap(), person };
    let start = Start {
        overlays: Vec::new(),
        lang: None,
        list,
        roles: vec![held("armorer", set.armorer), held("first_ad", set.first_ad)],
        recorder: set.recorder,
        inputs: vec![("gun".to_owned(), set.gun.to_string())],
        recorded: showclear::event::Recorded::Live,
        card: None,
        claimed: None,
        place: SetUp { scene: "4".repeat(70_000), setup: "A".to_owned(), take: "1".to_owned() },
    };
    let failure = set.session.perform(Command::Ask(Ask::Start(start))).unwrap_err();
    assert!(matches!(failure, Failure::Refused(Refusal::TooMuch)), "{failure:?}");
    assert!(set.session.broken().is_none());
    set.happened(Happened::Stop { by: None, item: None });
    assert!(set.session.state().is_stopped());
}

#[test]
fn a_thousand_things_that_happened_at_once_are_all_recorded() {
    let mut set = Set::new();
    let before = set.session.state().size();
    let one = Moved::plain(set.gun, Act::SetDown, Some(set.armorer), None);
    let ticket = set.session.submit(Command::Happened(Happened::Moved(vec![one; 1_000])));
    set.session.wait_for(ticket).unwrap();
    let written = set.session.state().size() - before;
    assert!(written > 30, "{written} lines");
    let item = set.session.state().book().item(set.gun).unwrap();
    assert!(item.history.len() >= 1_000, "{}", item.history.len());
    assert!(set.session.unsaved().is_empty() && set.session.broken().is_none());

    let seen = showclear::event::Shown { role: "performer".parse().unwrap(), person: None };
    let shown = Happened::Shown {
        items: vec![set.gun; 300],
        by: set.armorer,
        to: vec![seen; 900],
        card: None,
    };
    set.happened(shown);
    assert!(set.session.broken().is_none());
}

#[test]
fn a_reason_of_any_length_does_not_keep_a_run_going() {
    let mut set = Set::new();
    let run = set.start();
    set.happened(Happened::Abandoned { run, why: Some("\u{1}".repeat(100_000)) });
    assert!(!set.session.state().run(run).unwrap().is_open());
}

/// Declares six hundred guns: more than one line can end.
fn six_hundred(set: &mut Set) {
    for number in 0..600 {
        let gun = set.gun;
        set.ask(Ask::AddItem(showclear::production::NewItem {
            kind: showclear::terms::ItemKind::Revolver,
            tag: format!("X-{number}"),
            action: showclear::terms::Action::Single,
            barrel: showclear::terms::Barrel::Open,
            capacity: Some(6),
            known_as: None,
            particulars: None,
        }));
        set.gun = set.session.state().book().by_tag(&format!("X-{number}")).unwrap().id;
        set.show_clear();
        set.gun = gun;
        // The declarations last twenty minutes; all of them are to be in force at once.
    }
    assert_eq!(declared(set), 600);
}

fn declared(set: &Set) -> usize {
    set.session.state().book().items().iter().filter(|item| item.declaration.is_some()).count()
}

#[test]
fn a_stop_ends_six_hundred_declarations_and_is_recorded_first() {
    let mut set = Set::new();
    six_hundred(&mut set);
    let before = set.session.state().size();
    let stop = set.session.submit(Command::Happened(Happened::Stop { by: None, item: None }));
    let told: Vec<Notice> = (0..40).flat_map(|_| set.session.poll().1).collect();
    assert!(is_done(&told, stop), "{told:?}");
    assert!(set.session.state().is_stopped());
    assert_eq!(declared(&set), 0);
    assert!(set.session.state().size() > before + 1, "in more lines than one");
}

#[test]
fn six_hundred_lapses_do_not_keep_anything_from_being_entered() {
    let mut set = Set::new();
    six_hundred(&mut set);
    set.world.pass(25 * 60_000);
    set.settle();
    set.happened(Happened::Moved(vec![Moved::plain(
        set.gun,
        Act::LockAway,
        Some(set.armorer),
        None,
    )]));
    set.happened(Happened::Break);
    set.happened(Happened::Moved(vec![Moved::plain(
        set.gun,
        Act::TakeOut,
        None,
        Some(set.armorer),
    )]));
    assert_eq!(declared(&set), 0, "each line took some of them along");
    let _why = UnverifiedWhy::Time;
}

#[test]
fn space_that_runs_low_is_told_before_runs_are_refused() {
    let mut set = Set::new();
    for (free, low) in
        [(Some(300 << 20), false), (Some(255 << 20), true), (Some(1 << 20), true), (None, false)]
    {
        set.world.lock().free = free;
        set.happened(Happened::Held { run: set_run(&set) });
        set.command_moved(Act::TakeOut);
        assert_eq!(set.session.is_low_on_space(), low, "{free:?}");
    }
}

/// A run that is not there: held, it says nothing.
fn set_run(_set: &Set) -> showclear::terms::RunId {
    showclear::terms::RunId::from_random(1)
}
