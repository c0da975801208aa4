//! Key files that other users of the laptop can read: noted by verifying, shown by the window, made private by one press.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use showclear::platform::Machine;
use showclear::session::Host as _;
use showclear::verify::Options;

use super::Place;

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn set(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// What verifying the folder on this laptop notes of key files.
fn noted(place: &Place) -> Vec<String> {
    let checked = place.laptop().review(&place.folder(), Options::default()).unwrap();
    let notes = checked.findings().notes.iter();
    let of_keys = notes.filter(|one| one.what.contains("key file"));
    of_keys.map(|one| format!("{}: {}. {}", one.place, one.what, one.advice)).collect()
}

#[test]
pub(crate) fn a_key_that_others_can_read_is_noted_and_made_private() {
    let place = Place::new();
    let (device, _) = place.device();
    let keys = fs::read_dir(place.data("drill-keys")).unwrap();
    let of_person = keys.map(|entry| entry.unwrap().path()).min().unwrap();
    for path in [&device, &of_person] {
        // A copy of a folder keeps the mode of each file.
        assert_eq!(mode(path), 0o600, "{}", path.display());
    }
    assert_eq!(noted(&place), Vec::<String>::new());

    set(&device, 0o644);
    set(&of_person, 0o620);
    let found = noted(&place);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found.iter().any(|one| one.starts_with(device.to_str().unwrap())), "{found:?}");
    assert!(found.iter().all(|one| one.contains("chmod 600")), "{found:?}");

    let mut machine = Machine::new(Some(place.root.path().to_owned()));
    assert_eq!(machine.exposed_keys(), 2);
    machine.make_keys_private();
    while machine.exposed_keys() > 0 {
        machine.poll();
        std::thread::yield_now();
    }
    assert_eq!((mode(&device), mode(&of_person)), (0o600, 0o600));
    assert_eq!(noted(&place), Vec::<String>::new());
}
