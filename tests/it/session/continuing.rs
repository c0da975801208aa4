//! A log that cannot be gone on with is continued in a new one: what stands, what ends, and what comes out in the end.
#![expect(clippy::panic, clippy::indexing_slicing, reason = "a helper of tests may panic")]

use std::path::Path;
use std::sync::Arc;

use showclear::event::{ContinuesWhy, Witness};
use showclear::production::{Ask, Command, Happened, Library, Prepare, Refusal};
use showclear::session::{Failure, Finished, GoingOn, Session, go_on};
use showclear::terms::{Act, Condition, UnverifiedWhy};
use showclear::verify::{Files, Options, Verdict, check, good_part, open as verified};

use super::world::World;
use super::{Set, library, open};

pub(super) fn files(world: &World) -> Files<'static> {
    let mut files = Files::new();
    for (path, bytes) in world.lock().files.clone() {
        files.add(path, bytes);
    }
    files
}

/// Continues the production of `world` in a new log, from all of the older one or from what is good of it.
fn continued(world: &World, why: ContinuesWhy) -> Session {
    continued_with(world, why, library())
}

/// The same with other lists at hand.
pub(super) fn continued_with(world: &World, why: ContinuesWhy, library: Arc<Library>) -> Session {
    let files = files(world);
    let whole = verified(&files, &Options::default()).ok();
    let before = whole.or_else(|| good_part(&files, &Options::default())).unwrap();
    let plan = GoingOn {
        folder: Path::new("/sample.drill"),
        before: &before,
        files: &files,
        why,
        device: "another laptop".to_owned(),
    };
    let found = |new: &showclear::session::NewLog<'_>| showclear::session::Desk::found(world, new);
    go_on(plan, &mut world.clone(), library, found, |writer| world.ports(writer)).unwrap()
}

fn set(world: &World, session: Session) -> Set {
    Set::of(world.clone(), session)
}

/// The newest line of the log that is written to.
fn line(set: &Set, back: usize) -> String {
    let log = set.session.log().unwrap().to_string();
    let state = set.world.lock();
    let newest = state.files.iter().rfind(|(path, _)| path.starts_with(&format!("log/{log}/")));
    let text = String::from_utf8(newest.unwrap().1.clone()).unwrap();
    text.lines().rev().nth(back).unwrap().to_owned()
}

/// Lets the root sign the roster, as the first statement of a continued log has to be.
fn sign_roster(set: &mut Set) {
    set.ask(Ask::Prepare(Prepare::Roster));
    for person in [set.armorer, set.first_ad] {
        set.sign(person);
    }
    assert!(set.session.state().roster().in_force().is_some(), "in force");
}

/// A run, a sheet and a bundle, which verifies.
fn live_on(set: &mut Set, case: &str) {
    sign_roster(set);
    set.show_clear();
    set.prepare_sheet(set.armorer);
    set.sign(set.armorer);
    let job = set.session.export(Path::new("/out/chain.zip")).unwrap();
    let Finished::Exported(_) = set.session.wait_for_job(job).unwrap() else { panic!("{case}") };
    set.settle();
    let zip = set.world.lock().outside[Path::new("/out/chain.zip")].clone();
    let found = check(&Files::from_zip(&zip).unwrap(), &Options::default());
    assert_eq!(found.verdict(), Verdict::NotConfirmed, "{case}: {found}");
    let facts = found.facts.unwrap();
    assert!(!facts.others.is_empty(), "{case}: the older log is in the bundle");
    assert!(facts.statements.iter().filter(|one| one.counts).count() == 2, "{case}");
    let folder = check(&files(&set.world), &Options::default());
    assert_eq!(folder.verdict(), Verdict::NotConfirmed, "{case}: the folder: {folder}");
    open(&set.world).unwrap_or_else(|why| panic!("{case}: opened again: {why}"));
}

#[test]
fn what_was_declared_and_begun_ends_and_a_stop_stands() {
    let mut old = Set::new();
    old.show_clear();
    let run = old.start();
    old.happened(Happened::Stop { by: Some(old.first_ad), item: None });
    let before = old.session.shared();
    let (world, gun) = (old.world.clone(), old.gun);
    drop(old);
    let session = continued(&world, ContinuesWhy::NewLaptop);
    let mut new = set(&world, session);
    let state = new.session.shared();
    assert_eq!(state.size(), 2, "line 0 and the one that opens");
    assert_eq!(state.created().unwrap().production, before.created().unwrap().production);
    assert_ne!(state.created().unwrap().log, before.created().unwrap().log);
    assert!(line(&new, 1).contains("\"why\":\"new_laptop\""), "{}", line(&new, 1));
    assert!(!state.run(run).unwrap().is_open(), "abandoned");
    assert!(state.is_stopped(), "the STOP stands");
    assert_eq!(state.book().item(gun).unwrap().tag, "G-07");
    assert_eq!(state.roster().people().count(), 3);
    assert!(state.roster().in_force().is_none());
    let first = line(&new, 0);
    assert!(
        first.contains(r#""k":"log.opened""#) && first.contains(r#""how":"abandoned""#),
        "{first}"
    );
    let stop = state.standing_stops().next().unwrap().raised.stop;
    let held = |role: &str, person| Witness { role: role.parse().unwrap(), person };
    let witnesses = vec![held("armorer", new.armorer), held("first_ad", new.first_ad)];
    new.ask(Ask::Settle { stop, witnesses, why: None });
    live_on(&mut new, "after a STOP");
}

#[test]
fn every_declaration_ends_with_its_reason_although_it_was_in_force() {
    let mut old = Set::new();
    old.show_clear();
    let world = old.world.clone();
    drop(old);
    let new = continued(&world, ContinuesWhy::Damaged);
    let new = set(&world, new);
    assert_eq!(new.condition(), Condition::Unverified);
    let why = format!(
        "\"why\":\"{}\"",
        serde_json::to_value(UnverifiedWhy::Continued).unwrap().as_str().unwrap()
    );
    let said = line(&new, 0);
    assert!(said.contains("item.unverified") && said.contains(&why), "{said}");
}

#[test]
fn no_re_show_rests_on_what_was_proven_in_the_older_log() {
    for why in [ContinuesWhy::Damaged, ContinuesWhy::OlderCopy, ContinuesWhy::NewLaptop] {
        let mut old = Set::new();
        old.show_clear();
        old.command_moved(Act::TakeOut);
        old.show_clear();
        old.happened(Happened::NewSetUp);
        let item = old.session.state().book().item(old.gun).unwrap();
        assert!(item.declaration.is_none() && item.unbroken, "ended, and the chain stands");
        let world = old.world.clone();
        drop(old);
        // Lines that came after it, a shot or a STOP, may be lost.
        let new = set(&world, continued(&world, why));
        let item = new.session.state().book().item(new.gun).unwrap();
        assert!(!item.unbroken, "{why:?}");
        let reshow = new.session.state().book().reshow(new.gun, new.session.now());
        assert_eq!(reshow, None, "{why:?}");
    }
}

#[test]
fn nothing_is_signed_before_the_roster() {
    let mut old = Set::new();
    old.show_clear();
    let world = old.world.clone();
    drop(old);
    let mut new = set(&world.clone(), continued(&world, ContinuesWhy::OlderCopy));
    new.show_clear();
    let sheet = Ask::Prepare(Prepare::Sheet { person: new.armorer, struck: Vec::new() });
    let failure = new.session.perform(Command::Ask(sheet)).unwrap_err();
    assert!(matches!(failure, Failure::Refused(Refusal::RosterFirst)), "{failure:?}");
    live_on(&mut new, "an older copy");
}

#[test]
fn a_pending_statement_and_a_clock_that_went_back_do_not_reach_the_first_line() {
    let mut old = Set::new();
    old.show_clear();
    old.prepare_sheet(old.armorer);
    let world = old.world.clone();
    drop(old);
    world.lock().wall -= 3_600_000;
    world.lock().up += 700_000;
    let mut new = set(&world.clone(), continued(&world, ContinuesWhy::Damaged));
    assert!(new.session.statement().is_none());
    assert!(line(&new, 1).contains("log.created"), "{}", line(&new, 1));
    live_on(&mut new, "while a sheet was being signed");
}

/// Changes the bytes of the newest segment that holds more than one line.
fn damage(world: &World, change: impl FnOnce(&mut Vec<Vec<u8>>)) {
    let mut state = world.lock();
    let (_, bytes) = state.files.iter_mut().rfind(|(path, _)| path.starts_with("log/")).unwrap();
    let mut lines: Vec<Vec<u8>> =
        bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    assert!(lines.len() > 6, "enough lines to damage one in the middle");
    change(&mut lines);
    *bytes = lines.concat();
}

#[test]
fn after_damage_of_every_sort_the_day_goes_on_and_the_evidence_stays() {
    type Change = fn(&mut Vec<Vec<u8>>);
    let cases: [(&str, Change); 8] = [
        ("a flipped bit", |lines| lines[4][40] ^= 1),
        ("a missing line", |lines| drop(lines.remove(4))),
        ("a doubled line", |lines| lines.insert(4, lines[4].clone())),
        ("two lines the other way round", |lines| lines.swap(4, 5)),
        ("an over-long line", |lines| lines[4].splice(5..5, vec![b' '; 70_000]).for_each(drop)),
        ("a line that is not UTF-8", |lines| lines[4][30] = 0xff),
        ("zeros over the last lines", |lines| {
            for line in lines.iter_mut().skip(4) {
                line.fill(0);
            }
        }),
        ("a last line that was cut off", |lines| lines.truncate(5)),
    ];
    for (case, change) in cases {
        let mut old = Set::new();
        old.show_clear();
        old.happened(Happened::Stop { by: None, item: None });
        let stop = old.session.state().standing_stops().next().unwrap().raised.stop;
        let held = |role: &str, person| Witness { role: role.parse().unwrap(), person };
        let witnesses = vec![held("armorer", old.armorer), held("first_ad", old.first_ad)];
        old.ask(Ask::Settle { stop, witnesses, why: None });
        let world = old.world.clone();
        drop(old);
        damage(&world, change);
        let evidence = world.lock().files.clone();
        assert!(open(&world).is_err(), "{case}: must not be opened to write");
        let mut new = set(&world, continued(&world, ContinuesWhy::Damaged));
        new.settle();
        if new.session.state().is_stopped() {
            let stop = new.session.state().standing_stops().next().unwrap().raised.stop;
            let witnesses = vec![held("armorer", new.armorer), held("first_ad", new.first_ad)];
            new.ask(Ask::Settle { stop, witnesses, why: None });
        }
        live_on(&mut new, case);
        let now = world.lock().files.clone();
        for (path, bytes) in &evidence {
            assert_eq!(now.get(path), Some(bytes), "{case}: {path} stays as it was");
        }
    }
}

#[test]
fn a_power_loss_at_any_byte_of_the_beginning_can_be_continued_again() {
    let mut old = Set::new();
    old.show_clear();
    let world = old.world.clone();
    drop(old);
    let whole = world.copy();
    drop(continued(&whole, ContinuesWhy::NewLaptop));
    let path = {
        let state = whole.lock();
        let before = world.lock().files.clone();
        state
            .files
            .keys()
            .find(|path| path.starts_with("log/") && !before.contains_key(*path))
            .unwrap()
            .clone()
    };
    let log = path.split('/').nth(1).unwrap().to_owned();
    let bytes = whole.lock().files[&path].clone();
    let first = bytes.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    for cut in (0..=bytes.len()).step_by(13).chain([first - 1, first, first + 1]) {
        let world = whole.copy();
        world.lock().files.insert(path.clone(), bytes[..cut].to_vec());
        world
            .lock()
            .files
            .retain(|path, _| !path.starts_with("checkpoints/") || !path.contains(&log));
        let new = if cut < first {
            continued(&world, ContinuesWhy::NewLaptop)
        } else {
            open(&world).unwrap_or_else(|why| panic!("cut at {cut}: {why}"))
        };
        let new = set(&world, new);
        assert_eq!(new.condition(), Condition::Unverified, "cut at {cut}");
        let book = new.session.state().book().item(new.gun).unwrap();
        assert!(book.declaration.is_none(), "cut at {cut}: the declaration ended in a line");
        let found = check(&files(&world), &Options::default());
        assert_eq!(found.contradictions, [], "cut at {cut}");
    }
}

#[test]
fn a_chain_of_three_logs_is_one_record() {
    let mut old = Set::new();
    old.show_clear();
    let world = old.world.clone();
    drop(old);
    let mut second = set(&world.clone(), continued(&world, ContinuesWhy::Damaged));
    live_on(&mut second, "the second log");
    drop(second);
    world.pass(1_000);
    let mut third = set(&world.clone(), continued(&world, ContinuesWhy::NewLaptop));
    live_on(&mut third, "the third log");
    let found = check(&files(&world), &Options::default());
    assert_eq!(found.facts.unwrap().others.len(), 2);
}

#[test]
fn lines_after_the_place_of_continuation_are_a_fork_and_never_folded() {
    let mut old = Set::new();
    let (world, other) = (old.world.copy(), old.world.clone());
    drop(set(&world, continued(&world, ContinuesWhy::NewLaptop)));
    old.ask(Ask::AddItem(showclear::production::NewItem {
        kind: showclear::terms::ItemKind::Revolver,
        tag: "G-99".to_owned(),
        action: showclear::terms::Action::Single,
        barrel: showclear::terms::Barrel::Open,
        capacity: Some(6),
        known_as: None,
        particulars: None,
    }));
    old.command_moved(Act::TakeOut);
    for (path, bytes) in other.lock().files.clone() {
        world.lock().files.insert(path, bytes);
    }
    let mut new = set(&world, open(&world).unwrap());
    assert!(new.session.state().book().by_tag("G-99").is_none(), "never folded");
    let found = check(&files(&world), &Options::default());
    let said = &found.facts.as_ref().unwrap().others[0].what;
    assert!(said.starts_with("a fork: 2 lines were written after it was continued by"), "{said}");
    live_on(&mut new, "beside a fork");
}

#[test]
fn where_the_keys_of_the_root_are_lost_a_new_root_signs_and_it_is_said() {
    let old = Set::new();
    let world = old.world.clone();
    drop(old);
    let mut new = set(&world, continued(&world, ContinuesWhy::RootLost));
    for person in [new.armorer, new.first_ad] {
        let job = new.session.make_key(person, super::PIN.to_owned().into()).unwrap();
        new.session.wait_for_job(job).unwrap();
        new.settle();
    }
    let persons = vec![new.armorer, new.first_ad];
    new.ask(Ask::SetRoot { persons });
    live_on(&mut new, "with a new root");
    let found = check(&files(&world), &Options::default());
    assert!(found.notes.iter().any(|one| one.what.contains("said to be lost")), "{found}");
}

#[test]
fn two_logs_that_continue_one_are_a_fork_and_one_of_them_is_gone_on_with() {
    let old = Set::new();
    let (one, two) = (old.world.copy(), old.world.copy());
    drop(old);
    let _another_draw = showclear::session::Entropy::fresh(&mut two.clone());
    drop(continued(&one, ContinuesWhy::NewLaptop));
    two.pass(5_000);
    drop(continued(&two, ContinuesWhy::NewLaptop));
    for (path, bytes) in one.lock().files.clone() {
        two.lock().files.entry(path).or_insert(bytes);
    }
    let mut new = set(&two, open(&two).unwrap());
    let found = check(&files(&two), &Options::default());
    let others = found.facts.unwrap().others;
    let said: Vec<&str> = others.iter().map(|one| one.what.as_str()).collect();
    assert_eq!(others.len(), 2, "{said:?}");
    assert!(said.contains(&"a fork: more than one log continues it"), "{said:?}");
    assert!(said.contains(&"another log, which this one does not continue"), "{said:?}");
    live_on(&mut new, "beside another branch");
}
