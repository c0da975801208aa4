//! Cases of what comes in from outside and of the machine under it: names, links, zips, copies, locks, faults, PINs.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use showclear::bundle::{BundlePath, read_zip};
use showclear::log::Hash;
use showclear::platform::gather;

use super::lines::note_of_a_twin;
use super::stage::{Try, at_length_in, changed, good, handed_out, listed_anew, segment};
use crate::verify::bundle::{Folder, whole};
use crate::verify::lists::approved;
use crate::verify::maker::{ARMORER, Maker, device_key};
use crate::verify::relation::{SCRIPTS, run};

pub(super) fn paths_that_lead_elsewhere() -> Vec<Try> {
    crate::bundle::zip::paths_that_lead_elsewhere_are_refused();
    for path in ["../../x", "/x", "C:x", "a:b", "a\\b", "CON", "objects/aux.txt", "x.", "a//b"] {
        assert!(path.parse::<BundlePath>().is_err(), "{path}");
    }
    let listed = |name: &str| {
        let one = Try::of(format!("listed by the laptop: {name}"), listed_as(name, b"x", false));
        one.refused("SHA256SUMS", "the path").scripts(1, 1)
    };
    let device =
        Try::of("listed by the laptop and here: nul.txt", listed_as("nul.txt", b"x", true));
    vec![
        listed("../x"),
        listed("/x"),
        listed("a:b"),
        listed("a\\b"),
        device.refused("SHA256SUMS", "is a device on some computers"),
    ]
}

/// The good bundle with a file more in its list, which the laptop signed anew.
fn listed_as(name: &str, bytes: &[u8], here: bool) -> Folder {
    let mut files = good().1.clone();
    if here {
        files.insert(name.to_owned(), bytes.to_vec());
    }
    let text = String::from_utf8(files["SHA256SUMS"].clone()).unwrap();
    let (head, mut listed): (Vec<&str>, Vec<&str>) =
        text.lines().partition(|line| line.starts_with('#'));
    let line = format!("{}  {name}", Hash::of(bytes).to_hex());
    listed.push(&line);
    listed.sort_by_key(|line| line.get(66..));
    let text: String = head.iter().chain(&listed).map(|line| format!("{line}\n")).collect();
    let signed = device_key().sign("export.showclear", text.as_bytes()).unwrap();
    files.insert("SHA256SUMS".to_owned(), text.into());
    files.insert("SHA256SUMS.sig".to_owned(), signed.to_armor().into());
    files
}

fn write(folder: &Path, files: &Folder) {
    for (path, bytes) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

type Odd = (&'static str, fn(&Path));

/// What lies in an unpacked bundle and is no plain file of it, and how it comes to be.
const ODD: [Odd; 6] = [
    ("a link more", |folder| symlink("/etc/hostname", folder.join("more")).unwrap()),
    ("a link named as systems name theirs", |folder| {
        symlink("/etc/hostname", folder.join("._more")).unwrap();
    }),
    ("a link in the place of a file", |folder| {
        let path = folder.join(segment(1));
        fs::rename(&path, folder.parent().unwrap().join("moved")).unwrap();
        symlink(folder.parent().unwrap().join("moved"), path).unwrap();
    }),
    ("a pipe", |folder| {
        assert!(Command::new("mkfifo").arg(folder.join("pipe")).status().unwrap().success());
    }),
    ("a file named as our lock", |folder| fs::write(folder.join("lock"), b"").unwrap()),
    ("a file in a folder named as systems name theirs", |folder| {
        fs::create_dir(folder.join("._more")).unwrap();
        fs::write(folder.join("._more/x"), b"x").unwrap();
    }),
];

/// Whether the program refuses what lies in this folder.
fn refused(folder: &Path) -> bool {
    let Ok(found) = gather(folder) else { return true };
    let mut files = showclear::verify::Files::new();
    for (path, held) in found {
        match held {
            showclear::session::Held::Whole(bytes) => files.add(path, bytes),
            showclear::session::Held::Large(_) => return true,
        }
    }
    showclear::verify::check(&files, &showclear::verify::Options::default()).verdict().exit_code()
        != 0
}

pub(super) fn links_and_pipes() -> Vec<Try> {
    for (what, make) in ODD {
        let outside = tempfile::tempdir().unwrap();
        let folder = outside.path().join("bundle");
        write(&folder, &good().1);
        assert!(!refused(&folder), "{what}: before");
        make(&folder);
        assert!(refused(&folder), "{what}");
    }
    Vec::new()
}

#[test]
#[ignore = "needs python3, ssh-keygen and sha256sum"]
fn what_the_scripts_refuse_among_the_files_the_program_refuses() {
    for (what, make) in ODD {
        let outside = tempfile::tempdir().unwrap();
        let folder = outside.path().join("bundle");
        write(&folder, &good().1);
        make(&folder);
        for script in SCRIPTS {
            let (code, said) = run(&folder, script);
            assert!(code == 0 || refused(&folder), "{what}: {} says {said}", script.1);
        }
    }
}

pub(super) fn zips_that_are_none_of_ours() -> Vec<Try> {
    crate::bundle::zip::names_that_are_one_on_some_computers_are_refused();
    crate::bundle::zip::what_the_layout_does_not_have_is_refused();
    crate::bundle::zip::two_entries_over_the_same_bytes_are_refused();
    let (_, _, zip) = whole();
    assert!(read_zip(&zip).is_ok());
    let central = zip.windows(4).rposition(|four| four == b"PK\x01\x02").unwrap();
    // The four bytes of each size: in the directory, and before the bytes themselves.
    for at in [central + 20, central + 24, 18, 22] {
        for lie in [[0xff; 4], [0xff, 0xff, 0xff, 0x7f], [0; 4]] {
            let mut lying = zip.clone();
            lying[at..at + 4].copy_from_slice(&lie);
            assert!(read_zip(&lying).is_err(), "byte {at}, {lie:?}");
        }
    }
    Vec::new()
}

pub(super) fn a_store_overwrites() -> Vec<Try> {
    crate::session::exchanging::a_file_that_was_overwritten_is_kept_as_evidence_and_never_believed(
    );
    Vec::new()
}

pub(super) fn a_store_gives_back_other_bytes() -> Vec<Try> {
    crate::session::exchanging::a_store_that_gives_back_other_bytes_is_found_at_once();
    Vec::new()
}

pub(super) fn changed_while_it_is_copied() -> Vec<Try> {
    crate::log::power_loss::files_that_changed_since_they_were_read_are_not_copied();
    Vec::new()
}

pub(super) fn half_a_copy() -> Vec<Try> {
    crate::bundle::zip::a_cut_anywhere_is_refused();
    let mut all = Vec::new();
    for path in [segment(2), "allowed_signers".to_owned(), "VERIFY.txt".to_owned()] {
        let files = changed(|files| drop(files.remove(&path)));
        all.push(
            Try::of(format!("without {path}"), files).refused(path, "is not here").scripts(1, 1),
        );
    }
    all
}

pub(super) fn two_laptops_with_one_key() -> Vec<Try> {
    at_length_in(crate::platform::opening::an_older_copy_is_known_by_the_note_kept_outside);
    let (note, _) = note_of_a_twin();
    vec![
        Try::of("nothing of the other at hand", good().1.clone())
            .says("A record that everybody whose keys it needs made up together"),
        Try::of("a note of the other at hand", good().1.clone())
            .with_note(&note)
            .refused("a checkpoint kept elsewhere", "are not those it vouched for"),
    ]
}

pub(super) fn two_programs_on_one_log() -> Vec<Try> {
    crate::platform::opening::a_second_instance_reads_and_does_not_write();
    Vec::new()
}

pub(super) fn a_fault_at_every_step() -> Vec<Try> {
    at_length_in(crate::log::power_loss::an_acknowledged_line_survives_any_single_fault);
    at_length_in(crate::log::power_loss::a_log_that_was_reopened_after_a_fault_keeps_all_its_lines);
    at_length_in(crate::platform::disk::a_disk_that_fills_up_loses_nothing_that_was_acknowledged);
    at_length_in(crate::platform::disk::a_disk_that_cannot_be_written_is_read);
    crate::log::power_loss::a_fault_while_reopening_loses_nothing();
    Vec::new()
}

pub(super) fn keys_that_others_can_read() -> Vec<Try> {
    #[cfg(unix)]
    crate::platform::keys::a_key_that_others_can_read_is_noted_and_made_private();
    Vec::new()
}

pub(super) fn wrong_pins() -> Vec<Try> {
    crate::session::spine::five_wrong_pins_are_taken_and_then_each_waits_longer();
    Vec::new()
}

pub(super) fn what_is_good_is_good_for_all() -> Vec<Try> {
    let mut drill = Maker::usual(showclear::event::Mode::Drill);
    drill.sheet("armorer", ARMORER, 2);
    vec![
        Try::of("a day with a sheet", good().1.clone()),
        Try::of("an approved list and a deviation", approved().1),
        Try::of("a drill", handed_out(&mut drill)),
    ]
}

pub(super) fn what_is_changed_is_good_for_none() -> Vec<Try> {
    let mut all = Vec::new();
    for path in good().1.keys().filter(|path| !path.starts_with("verify.")) {
        let files = changed(|files| {
            let file = files.get_mut(path).unwrap();
            let middle = file.len() / 2;
            file[middle] ^= 4;
        });
        all.push(Try::of(format!("a bit of {path}"), files).refused(path, "").scripts(1, 1));
    }
    let more =
        listed_anew(|files| drop(files.insert("log/x/00001.jsonl".to_owned(), b"x\n".into())));
    all.push(Try::of("a log more, the list signed anew", more).refused("log/x", "").scripts(0, 1));
    all
}
