//! Private objects: sealed before their line, read back beside the state, withheld, disclosed, held and erased.

use std::path::Path;

use expect_test::expect;
use showclear::production::{Ask, Command, NewItem};
use showclear::session::{Details, Failure, Finished, Handed, Known, Particulars, Trouble};
use showclear::terms::{Action, Barrel, Digest, ItemId, ItemKind, PersonId};
use showclear::verify::{Files, Options, Verdict, check};

use super::world::{World, sealed};
use super::{Set, open};

/// A serial number that stands nowhere else.
const SERIAL: &str = "SAMPLE-SN-481516";

fn gun(tag: &str) -> NewItem {
    NewItem {
        kind: ItemKind::Revolver,
        tag: tag.to_owned(),
        action: Action::Single,
        barrel: Barrel::Open,
        capacity: Some(6),
        known_as: None,
        particulars: None,
    }
}

fn said() -> Particulars {
    Particulars {
        maker: "Sample Works".to_owned(),
        serial: SERIAL.to_owned(),
        ..Particulars::default()
    }
}

/// A production with a gun whose particulars are known.
fn set() -> (Set, ItemId) {
    let mut set = Set::new();
    let job = set.session.add_item(gun("G-09"), said()).unwrap();
    assert!(!set.session.is_saved(), "it is not on the disk yet");
    let Finished::Kept(ticket) = set.session.wait_for_job(job).unwrap() else { unreachable!() };
    set.session.wait_for(ticket).unwrap();
    let item = set.session.state().book().by_tag("G-09").unwrap().id;
    (set, item)
}

/// Enters a gun with particulars.
pub(super) fn enter_gun(set: &mut Set, tag: &str) {
    let job = set.session.add_item(gun(tag), said()).unwrap();
    let Finished::Kept(ticket) = set.session.wait_for_job(job).unwrap() else { unreachable!() };
    set.session.wait_for(ticket).unwrap();
}

pub(super) fn particulars_of(set: &Set, item: ItemId) -> Digest {
    set.session.state().book().item(item).unwrap().particulars.unwrap()
}

fn export(set: &mut Set, handed: Handed) -> (Vec<u8>, u32) {
    let job = set.session.hand_out(Path::new("/out/day.zip"), false, handed).unwrap();
    let Finished::Exported(done) = set.session.wait_for_job(job).unwrap() else { unreachable!() };
    let zip = set.world.lock().outside.get(Path::new("/out/day.zip")).cloned().unwrap();
    (zip, done.unreadable)
}

fn said_of(zip: &[u8]) -> String {
    let findings = check(&Files::from_zip(zip).unwrap(), &Options::default());
    assert_eq!(findings.verdict(), Verdict::NotConfirmed, "{findings}");
    findings.to_string()
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

#[track_caller]
fn refused(set: &mut Set, ask: Ask) -> String {
    match set.session.perform(Command::Ask(ask)) {
        Err(Failure::Refused(refusal)) => format!("{refusal}. {}", refusal.remedy()),
        other => format!("{other:?}"),
    }
}

#[test]
fn a_serial_number_stands_in_no_line_no_bundle_and_no_debug_output() {
    let (mut set, item) = set();
    assert_eq!(set.session.particulars(item), Known::Read(&said()));
    assert!(!format!("{:?} {:?}", said(), set.session.particulars(item)).contains(SERIAL));
    for (path, bytes) in &set.world.lock().files {
        assert!(!holds(bytes, SERIAL), "{path}");
    }
    let (zip, _) = export(&mut set, Handed::Usual);
    assert!(!holds(&zip, SERIAL) && !holds(&zip, "Sample Works"));
    assert!(said_of(&zip).contains("Objects: 1 withheld, 0 erased"));
}

#[test]
fn what_the_police_get_holds_the_particulars_and_verifies() {
    let (mut set, item) = set();
    let (zip, unreadable) = export(&mut set, Handed::ToPolice);
    assert!(holds(&zip, SERIAL) && unreadable == 0);
    assert!(said_of(&zip).contains("Objects: 0 withheld"));
    let plain = set
        .world
        .lock()
        .files
        .keys()
        .any(|path| path.ends_with(particulars_of(&set, item).to_string().split_at(2).1));
    assert!(!plain, "the folder itself keeps them sealed");

    set.world.lock().no_identity = true;
    let (zip, unreadable) = export(&mut set, Handed::ToPolice);
    assert!(
        !holds(&zip, SERIAL) && unreadable == 1,
        "what cannot be read is said, and stays withheld"
    );
    said_of(&zip);
}

#[test]
fn without_names_the_bundle_verifies_and_says_that_no_signature_was_checked() {
    let (mut set, _) = set();
    let (zip, _) = export(&mut set, Handed::WithoutNames);
    assert!(!holds(&zip, "Sample Armorer") && !holds(&zip, "Sample First AD"));
    let files = Files::from_zip(&zip).unwrap();
    assert!(files.below("statements").next().is_none());
    let findings = check(&files, &Options::default());
    assert_eq!(findings.verdict(), Verdict::NotConfirmed, "{findings}");
    let text = findings.to_string();
    let about = |line: &&str| {
        ["The names", "Objects", "Statement"].iter().any(|word| line.starts_with(word))
    };
    let told: Vec<&str> = text.lines().filter(about).collect();
    expect![[r#"
        The names are withheld, and with them the 1 texts that people signed: none of their signatures can be checked here; 14 entries are vouched for by the laptop alone
        Objects: 4 withheld (3 of them names), 0 erased
        Statement 7 (roster): not checked, its text is withheld"#]]
    .assert_eq(&told.join("\n"));
    let trust = files.get("allowed_signers").unwrap();
    let trusting = Options::trusting(trust).unwrap();
    assert_eq!(check(&files, &trusting).verdict(), Verdict::NotConfirmed);
}

#[test]
fn the_line_waits_for_the_sealed_file_and_is_not_written_without_it() {
    let mut set = Set::new();
    let before = set.session.state().size();
    set.world.lock().fails = Some(std::io::ErrorKind::StorageFull);
    let job = set.session.add_item(gun("G-09"), said()).unwrap();
    assert!(matches!(set.session.wait_for_job(job), Err(Trouble::Port(_))));
    set.world.lock().fails = None;
    assert_eq!(set.session.state().size(), before);
    assert!(set.session.state().book().by_tag("G-09").is_none());

    // A line that names what this sitting did not make durable is not written.
    let never = NewItem { particulars: Some(Digest([7; 32])), ..gun("G-10") };
    let failure = set.session.perform(Command::Ask(Ask::AddItem(never))).unwrap_err();
    assert!(failure.to_string().contains("not in the production's folder"), "{failure}");
}

#[test]
fn what_was_sealed_before_a_crash_is_read_by_the_next_sitting_and_an_orphan_is_only_noted() {
    let (set, item) = set();
    let named = particulars_of(&set, item);
    let world = set.world.clone();
    drop(set);
    world.lock().files.insert(sealed(Digest([9; 32])), b"left behind".to_vec());
    let mut session = open(&world).unwrap();
    assert_eq!(session.particulars(item), Known::NotRead);
    let job = session.unseal().unwrap();
    assert_eq!(session.wait_for_job(job).unwrap(), Finished::Unsealed);
    assert_eq!(session.particulars(item), Known::Read(&said()));
    drop(session);

    world.lock().no_identity = true;
    let mut session = open(&world).unwrap();
    let job = session.unseal().unwrap();
    session.wait_for_job(job).unwrap();
    let Known::Unreadable(error) = session.particulars(item) else { unreachable!() };
    assert_eq!(error.to_string(), "not readable on this laptop");
    assert!(session.state().book().item(item).is_some(), "the rest works");
    drop(session);

    world.lock().files.remove(&sealed(named));
    assert_eq!(verdict(&world), Verdict::FilesMissing);
}

fn verdict(world: &World) -> Verdict {
    let state = world.lock();
    let mut files = Files::new();
    for (path, bytes) in &state.files {
        files.add(path.as_str(), bytes.as_slice());
    }
    check(&files, &Options::default()).verdict()
}

fn erase(object: Digest, by: PersonId) -> Ask {
    Ask::Erase { object, why: "they asked for it".to_owned(), by }
}

#[test]
fn under_an_evidence_hold_nothing_is_erased() {
    let (mut set, item) = set();
    let (named, by) = (particulars_of(&set, item), set.armorer);
    let why = || "the police asked".to_owned();
    set.ask(Ask::PlaceHold { why: why(), by });
    assert_eq!(set.session.state().hold().unwrap().why, why());
    expect!["an evidence hold stands, and while it does nothing is erased. Ask whoever placed the hold, and lift it first, under Private."]
        .assert_eq(&refused(&mut set, erase(named, by)));
    let ticket = set.session.erase_name(set.recorder, why(), by);
    assert!(set.session.wait_for(ticket).is_err());
    expect!["an evidence hold stands already. Nothing more is needed: it holds everything."]
        .assert_eq(&refused(&mut set, Ask::PlaceHold { why: why(), by }));
    assert!(set.world.lock().files.contains_key(&sealed(named)));
    set.ask(Ask::LiftHold { why: why(), by });
    expect!["no evidence hold stands. Nothing is left to be done."]
        .assert_eq(&refused(&mut set, Ask::LiftHold { why: why(), by }));
    set.ask(erase(named, by));
    set.settle();
    assert!(!set.world.lock().files.contains_key(&sealed(named)));
    expect!["this was erased already. Nothing is left to be done."]
        .assert_eq(&refused(&mut set, erase(named, by)));
    expect![
        "the log names no private object with these bytes. Choose it again from what is shown."
    ]
    .assert_eq(&refused(&mut set, erase(Digest([1; 32]), by)));
    assert_eq!(set.session.particulars(item), Known::Erased);
    let (zip, _) = export(&mut set, Handed::Usual);
    assert!(said_of(&zip).contains("Objects: 0 withheld, 1 erased"));
}

#[test]
fn an_erased_name_goes_out_of_the_folder_and_later_texts_say_so() {
    let (mut set, _) = set();
    set.show_clear();
    set.prepare_sheet(set.first_ad);
    set.sign(set.first_ad);
    let (by, gone) = (set.armorer, set.recorder);
    let old = set.session.state().roster().person(gone).unwrap().name;
    let ticket = set.session.erase_name(gone, "asked for".to_owned(), by);
    set.session.wait_for(ticket).unwrap();
    set.settle();
    let hex = old.to_string();
    let (start, rest) = hex.split_at(2);
    let path = format!("objects/{start}/{rest}");
    assert!(!set.world.lock().files.contains_key(&path));
    assert!(set.session.names().get(old).is_none());
    let now = set.session.state().roster().person(gone).unwrap().name;
    assert_eq!(set.session.names().get(now), Some(format!("(name erased, {gone})").as_str()));
    // The texts that were signed before keep it, and are handed out as they were signed.
    let (zip, _) = export(&mut set, Handed::Usual);
    let text = said_of(&zip);
    assert!(text.contains("Its text is held against the signatures alone."), "{text}");
    set.ask(Ask::Prepare(showclear::production::Prepare::Roster));
    let text = set.session.statement_text().unwrap().as_str().to_owned();
    assert!(text.contains("name erased") && !text.contains("Sample Recorder"), "{text}");
    set.sign(set.armorer);
    set.sign(set.first_ad);
    drop(set.session);
    assert_eq!(verdict(&set.world), Verdict::NotConfirmed);
    open(&set.world).unwrap();
}

#[test]
fn what_a_crash_left_between_the_line_and_the_file_is_erased_at_the_next_opening() {
    let (mut set, item) = set();
    let named = particulars_of(&set, item);
    set.world.lock().power_goes = true;
    set.ask(erase(named, set.armorer));
    set.settle();
    let world = set.world.clone();
    drop(set);
    assert!(world.lock().files.contains_key(&sealed(named)));
    assert_eq!(
        verdict(&world),
        Verdict::NotConfirmed,
        "erased by the log, and noted as still here"
    );
    world.lock().power_goes = false;
    let mut session = open(&world).unwrap();
    session.poll();
    assert!(!world.lock().files.contains_key(&sealed(named)));
    assert_eq!(session.particulars(item), Known::Erased);
}

#[test]
fn particulars_are_replaced_by_a_line_and_the_older_ones_stay_sealed() {
    let (mut set, item) = set();
    let first = particulars_of(&set, item);
    let better = Particulars { calibre: "9 mm".to_owned(), ..said() };
    let job = set.session.set_particulars(item, better.clone()).unwrap();
    let Finished::Kept(ticket) = set.session.wait_for_job(job).unwrap() else { unreachable!() };
    set.session.wait_for(ticket).unwrap();
    assert_ne!(particulars_of(&set, item), first);
    assert_eq!(set.session.particulars(item), Known::Read(&better));
    assert!(set.last_line().contains("item.particulars") && !set.last_line().contains("9 mm"));
    assert!(set.world.lock().files.contains_key(&sealed(first)));
    let long = Particulars { owner: "x".repeat(81), ..said() };
    assert!(matches!(set.session.set_particulars(item, long), Err(Trouble::Typed(_))));
}

#[test]
fn erasing_particulars_erases_every_version_of_them() {
    let (mut set, item) = set();
    let first = particulars_of(&set, item);
    let better = Particulars { serial: "SAMPLE-SN-2".to_owned(), ..said() };
    let job = set.session.set_particulars(item, better).unwrap();
    let Finished::Kept(ticket) = set.session.wait_for_job(job).unwrap() else { unreachable!() };
    set.session.wait_for(ticket).unwrap();
    let second = particulars_of(&set, item);
    let by = set.armorer;
    set.session.perform(Command::Ask(erase(second, by))).unwrap();
    set.settle();
    for object in [first, second] {
        assert!(set.session.state().erased().contains(&object));
        assert!(!set.world.lock().files.contains_key(&sealed(object)));
    }
    let (zip, unreadable) = export(&mut set, Handed::ToPolice);
    assert_eq!(unreadable, 0);
    assert!(!holds(&zip, SERIAL) && !holds(&zip, "SAMPLE-SN-2"));
    said_of(&zip);
}

#[test]
fn a_file_of_an_answer_that_is_also_a_list_is_no_hindrance_to_an_export() {
    let (mut set, _) = set();
    // The very list that the run names.
    set.answer_with_file(super::PAPER.as_bytes());
    for handed in [Handed::Usual, Handed::ToPolice, Handed::WithoutNames] {
        let (zip, _) = export(&mut set, handed);
        said_of(&zip);
    }
}

#[test]
fn a_bundle_is_a_function_of_its_lines_and_of_what_is_withheld() {
    let (mut set, _) = set();
    let all = [Handed::Usual, Handed::ToPolice, Handed::WithoutNames];
    let first = all.map(|handed| export(&mut set, handed).0);
    let world = set.world.clone();
    drop(set);
    // By another sitting, later.
    world.pass(60 * 60 * 1000);
    let mut set = Set::of(world.clone(), open(&world).unwrap());
    for (handed, first) in all.into_iter().zip(first) {
        let again = export(&mut set, handed).0;
        assert!(again == first, "{handed:?}: other bytes of the same lines");
        let told = check(&Files::from_zip(&again).unwrap(), &Options::default());
        assert_eq!(told.verdict(), Verdict::NotConfirmed, "{told}");
    }
}

/// Both scripts of a bundle, with their exit status and last line.
fn scripts(zip: &[u8], trust: bool) -> Vec<(i32, String)> {
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in Files::from_zip(zip).unwrap().iter() {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    let keys = folder.path().join("allowed_signers");
    let run = |(program, script): (&str, &str)| {
        let mut command = std::process::Command::new(program);
        command.arg(folder.path().join(script)).env("PYTHONDONTWRITEBYTECODE", "1");
        if trust {
            command.arg("--trust").arg(&keys);
        }
        let done = command.output().unwrap();
        let said = String::from_utf8_lossy(&done.stdout).into_owned();
        (done.status.code().unwrap(), said.lines().last().unwrap_or_default().to_owned())
    };
    [("sh", "verify.sh"), ("python3", "verify.py")].into_iter().map(run).collect()
}

#[test]
#[ignore = "needs python3, ssh-keygen and sha256sum"]
fn the_scripts_say_the_same_of_every_bundle() {
    let (mut set, item) = set();
    let (person, reached) =
        (set.first_ad, Details { phone: SERIAL.to_owned(), ..Details::default() });
    let job = set.session.set_details(person, &reached).unwrap();
    let Finished::Kept(ticket) = set.session.wait_for_job(job).unwrap() else { unreachable!() };
    set.session.wait_for(ticket).unwrap();
    for handed in [Handed::Usual, Handed::ToPolice, Handed::WithoutNames] {
        let (zip, _) = export(&mut set, handed);
        for trust in [false, true] {
            let confirmed = trust && handed != Handed::WithoutNames;
            let words =
                if confirmed { "UNALTERED, SIGNERS" } else { "UNALTERED AS FAR AS IT SHOWS" };
            for (status, last) in scripts(&zip, trust) {
                assert_eq!(status, 0, "{handed:?}: {last}");
                assert!(last.starts_with(words), "{handed:?}, {trust}: {last}");
            }
        }
    }
    let (named, by) = (particulars_of(&set, item), set.armorer);
    set.ask(erase(named, by));
    let ticket = set.session.erase_name(set.recorder, "asked for".to_owned(), by);
    set.session.wait_for(ticket).unwrap();
    let (zip, _) = export(&mut set, Handed::Usual);
    for (status, last) in scripts(&zip, true) {
        assert_eq!(status, 0, "{last}");
    }
}

#[test]
fn a_text_that_is_missing_beside_others_is_not_excused_by_withheld_names() {
    let (mut set, _) = set();
    let (zip, _) = export(&mut set, Handed::Usual);
    let all = Files::from_zip(&zip).unwrap();
    // What a forger would try: the text gone, its name as if withheld, and the signatures left.
    let mut files = Files::new();
    for (path, bytes) in all.iter().filter(|(path, _)| !path.ends_with("-roster.txt")) {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let gone = |line: &&str| !line.contains("-roster.txt");
        let listed: String = text.lines().filter(gone).map(|line| format!("{line}\n")).collect();
        if path == "SHA256SUMS" {
            files.add(path, listed.into_bytes());
        } else {
            files.add(path, bytes.to_vec());
        }
    }
    let findings = check(&files, &Options::default());
    assert_eq!(findings.verdict(), Verdict::Altered);
    assert!(findings.missing.iter().any(|one| one.place.ends_with("-roster.txt")), "{findings}");
}
