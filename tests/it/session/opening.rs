//! Opening again: after a clean end, a power loss at every byte, another start of the machine, and over damage.

use showclear::production::{Command, Happened};
use showclear::terms::{Act, Condition};

use super::{Set, open};

#[test]
fn what_is_opened_again_is_what_was_closed() {
    let mut set = Set::new();
    set.show_clear();
    set.prepare_sheet(set.armorer);
    set.sign(set.armorer);
    let (world, gun) = (set.world.clone(), set.gun);
    let before = set.session.shared();
    set.session.close().unwrap();
    let mut again = open(&world).unwrap();
    assert_eq!(again.state().size(), before.size() + 2, "closed and opened");
    assert_eq!(again.state().roster().people().count(), before.roster().people().count());
    assert_eq!(again.state().book().item(gun).unwrap().tag, "G-07");
    let named = again.state().roster().people().next().unwrap().name;
    assert_eq!(again.names().get(named), Some("Sample Armorer"));
    again.perform(Command::Happened(Happened::NewSetUp)).unwrap();
}

#[test]
fn another_start_of_the_machine_ends_every_declaration_and_voids_the_statement() {
    let mut set = Set::new();
    set.show_clear();
    set.prepare_sheet(set.armorer);
    let world = set.world.copy();
    {
        let mut state = world.lock();
        (state.boot, state.up) = ("second", 5_000);
    }
    let again = open(&world).unwrap();
    let condition = again.state().state_of(set.gun, again.now()).unwrap().condition;
    assert_eq!(condition, Condition::Unverified);
    assert!(again.statement().is_none());
    let line = Set { world, session: again, ..set }.last_line();
    for kind in ["log.opened", "statement.voided", "item.unverified"] {
        assert!(line.contains(kind), "{kind} in {line}");
    }
}

#[test]
pub(crate) fn a_power_loss_at_any_byte_of_the_last_line_opens_again() {
    let mut set = Set::new();
    set.happened(Happened::Moved(vec![showclear::production::Moved::plain(
        set.gun,
        Act::TakeOut,
        None,
        Some(set.armorer),
    )]));
    let path = {
        let state = set.world.lock();
        state.files.keys().rfind(|path| path.starts_with("log/")).unwrap().clone()
    };
    let whole = set.world.lock().files[&path].clone();
    let start = whole[..whole.len() - 1].iter().rposition(|byte| *byte == b'\n').unwrap() + 1;
    let size = set.session.state().size();
    for cut in start..=whole.len() {
        let world = set.world.copy();
        world.lock().files.insert(path.clone(), whole[..cut].to_vec());
        let again = open(&world).unwrap_or_else(|why| panic!("cut at {cut}: {why}"));
        let kept = if cut == whole.len() { size } else { size - 1 };
        assert_eq!(again.state().size(), kept + 1, "cut at {cut}");
        let torn = cut > start && cut < whole.len();
        let line = Set { world: world.clone(), session: again, ..set_like(&set) }.last_line();
        assert_eq!(line.contains("log.recovered"), torn, "cut at {cut}: {line}");
        drop(open(&world).unwrap_or_else(|why| panic!("again, cut at {cut}: {why}")));
    }
}

/// The people and the gun of a set, with nothing else of it.
fn set_like(set: &Set) -> Set {
    let world = set.world.copy();
    let session = open(&world).unwrap();
    Set { world, session, ..*set }
}

#[test]
fn missing_statement_files_are_made_again() {
    let mut set = Set::new();
    set.show_clear();
    set.prepare_sheet(set.armorer);
    set.sign(set.armorer);
    let world = set.world.copy();
    let statements = |path: &String| path.starts_with("statements/");
    let before = world.lock().files.clone();
    world.lock().files.retain(|path, _| !statements(path));
    let mut again = open(&world).unwrap();
    again.poll();
    let state = world.lock();
    for (path, bytes) in before.iter().filter(|(path, _)| statements(path)) {
        assert_eq!(state.files.get(path), Some(bytes), "{path}");
    }
}

#[test]
fn a_changed_line_is_not_opened_to_write() {
    let set = Set::new();
    let world = set.world.copy();
    let path = world.lock().files.keys().find(|path| path.starts_with("log/")).unwrap().clone();
    let text = String::from_utf8(world.lock().files[&path].clone()).unwrap();
    let changed = text.replacen("cart laptop", "tart laptop", 1);
    world.lock().files.insert(path, changed.into_bytes());
    assert!(open(&world).unwrap_err().starts_with("ALTERED"));
}
