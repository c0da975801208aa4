//! Hand-overs between two laptops: production to second unit and back, and every way a file can be another.

#![expect(clippy::panic, clippy::indexing_slicing, reason = "a test may panic")]

use std::path::Path;

use showclear::bundle::{HandoverFile, Package, read_zip, write_zip};
use showclear::custody::Heap;
use showclear::event::{Kept, KeyEndedWhy, Mode, Witness};
use showclear::production::{
    Ask, Coming, Command, HandOut, HandoverFault, Happened, Moved, NewItem, NewKey, NewLot,
    Prepare, Refusal,
};
use showclear::review::{Evidence, Page, review};
use showclear::session::{Failure, Finished, HandoverCame};
use showclear::terms::{
    Act, Action, Barrel, Condition, HandoverTrust, ItemId, ItemKind, Place, RoundKind, UtcMillis,
};
use showclear::verify::{Files, Options, Verdict, check, look, read_handover};

use super::world::World;
use super::{Set, make_of};
use crate::verify::relation::agree;

const STICK: &str = "/stick/handover.zip";

/// The production at home, and that of the second unit.
fn two() -> (Set, Set) {
    (Set::new(), elsewhere("SAMPLE Second Unit", Mode::Drill, 1))
}

fn elsewhere(title: &str, mode: Mode, seed: u64) -> Set {
    let (world, session) = make_of(World::seeded(seed), mode, title);
    Set::of(world, session)
}

impl Set {
    fn item(&mut self, kind: ItemKind, tag: &str) -> ItemId {
        let gun = kind.is_gun();
        self.ask(Ask::AddItem(NewItem {
            kind,
            tag: tag.to_owned(),
            action: if gun { Action::Double } else { Action::None },
            barrel: if gun { Barrel::Open } else { Barrel::None },
            capacity: (kind != ItemKind::Container).then_some(24),
            known_as: None,
            particulars: None,
        }));
        self.session.state().book().by_tag(tag).unwrap().id
    }

    /// A tray with rounds of a lot of that number.
    fn filled(&mut self, tray: ItemId, lot: &str, count: u32, n: u32) {
        let who = |role: &str, person| Witness { role: role.parse().unwrap(), person };
        self.ask(Ask::AddLot(NewLot {
            kind: RoundKind::Blank,
            tag: lot.to_owned(),
            maker: "Sample Maker".to_owned(),
            calibre: ".45".to_owned(),
            load: Some("half".to_owned()),
            tell: None,
            guns: Vec::new(),
            count,
            witnesses: vec![who("armorer", self.armorer), who("first_ad", self.first_ad)],
        }));
        let lots = self.session.state().rounds().lots();
        let lot = lots.iter().find(|one| one.added.tag == lot).unwrap().id;
        self.ask(Ask::FillTray { lot, tray, n, by: self.armorer });
    }

    fn out(&self, items: &[ItemId], unit: &str, back: bool) -> HandOut {
        HandOut {
            items: items.to_vec(),
            unit: unit.to_owned(),
            addressed: None,
            back,
            pack: false,
            by: self.armorer,
            to: None,
        }
    }

    /// Hands over, signs and writes the file.
    fn hand_out(&mut self, what: HandOut) -> (u32, Vec<u8>) {
        let number = self.session.state().units().next_number();
        self.ask(Ask::HandOut(what));
        self.ask(Ask::Prepare(Prepare::Handover { number }));
        self.sign(self.armorer);
        (number, self.written(number))
    }

    fn written(&mut self, number: u32) -> Vec<u8> {
        let job = self.session.write_handover(number, Path::new(STICK), false).unwrap();
        let Finished::HandedOut { .. } = self.session.wait_for_job(job).unwrap() else { panic!() };
        self.world.lock().outside[Path::new(STICK)].clone()
    }

    fn read(&mut self, file: &[u8]) -> Result<HandoverCame, String> {
        self.world.lock().outside.insert(STICK.into(), file.to_vec());
        let job = self.session.read_handover(Path::new(STICK)).unwrap();
        match self.session.wait_for_job(job) {
            Ok(Finished::HandoverCame(came)) => Ok(*came),
            Ok(other) => panic!("{other:?}"),
            Err(trouble) => Err(format!("{trouble}. {}", trouble.remedy())),
        }
    }

    fn take(&mut self, file: &[u8], tags: &[(ItemId, String)]) -> Result<(), Refusal> {
        let came = self.read(file).unwrap();
        let typed = came.read.fingerprint.chars().take(20).collect::<String>();
        self.take_typed(&came, &typed, tags)
    }

    fn take_typed(
        &mut self,
        came: &HandoverCame,
        typed: &str,
        tags: &[(ItemId, String)],
    ) -> Result<(), Refusal> {
        let ticket = self.session.take_in_handover(came, self.armorer, typed, tags);
        match self.session.wait_for(ticket) {
            Ok(()) => Ok(()),
            Err(Failure::Refused(refusal)) => Err(refusal),
            Err(Failure::Trouble(trouble)) => panic!("{trouble}"),
        }
    }

    fn place(&self, item: ItemId) -> Place {
        self.session.state().book().item(item).unwrap().place
    }

    fn size(&self) -> u64 {
        self.session.state().size()
    }

    pub(super) fn bundle(&mut self) -> Vec<u8> {
        let path = Path::new("/out/day.zip");
        let job = self.session.export(path).unwrap();
        let Finished::Exported(_) = self.session.wait_for_job(job).unwrap() else { panic!() };
        self.world.lock().outside[path].clone()
    }
}

/// A file of another production with a gun that has a tag of the sample's, and with a tray; the fingerprint of its key.
#[cfg(feature = "gui")]
pub(crate) fn brought() -> (Vec<u8>, String) {
    let mut unit = elsewhere("SAMPLE Second Unit", Mode::Drill, 1);
    let tray = unit.item(ItemKind::BlankTray, "T-9");
    unit.filled(tray, "B-77", 50, 24);
    let gun = unit.gun;
    let (_, file) = unit.hand_out(unit.out(&[gun, tray], "Main unit", true));
    let fingerprint = read_handover(&file).unwrap().fingerprint;
    (file, fingerprint)
}

fn fault(refused: Result<(), Refusal>) -> HandoverFault {
    match refused {
        Err(Refusal::Handover(fault)) => fault,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_gun_is_missing_and_a_tray_is_short_when_the_unit_hands_back() {
    let (mut home, mut unit) = two();
    let (one, two) = (home.item(ItemKind::Revolver, "G-01"), home.item(ItemKind::Pistol, "G-02"));
    let tray = home.item(ItemKind::BlankTray, "T-1");
    home.filled(tray, "B-100", 50, 24);
    let (number, file) = home.hand_out(home.out(&[one, two, tray], "Second unit", true));
    assert_eq!((number, home.place(one)), (1, Place::Unit));
    let open = home.session.state().units().open();
    assert_eq!((open[0].unit, open[0].items.len()), ("Second unit", 3));

    unit.take(&file, &[]).unwrap();
    for item in [one, two, tray] {
        let known = unit.session.state().book().item(item).unwrap();
        let state = known.state(unit.session.now());
        assert_eq!((known.place, state.condition), (Place::Handler, Condition::Unverified));
    }
    let taken = &unit.session.state().units().ins()[0].said;
    assert_eq!(
        (taken.trust, taken.title.as_str()),
        (HandoverTrust::Compared, "SAMPLE Night Ferry")
    );
    // What came in is counted there as a lot of its own; six of it are shot, and G-02 is lost.
    unit.filled(tray, "B-100", 24, 24);
    let home_id = home.session.state().created().unwrap().production;
    let lot = unit.session.state().rounds().of_tray(tray).unwrap().id;
    let shot = showclear::event::LotMoved {
        lot,
        act: showclear::terms::RoundAct::Held,
        n: 6,
        tray: Some(tray),
        gun: None,
        by: None,
        run: None,
        card: None,
        at: None,
    };
    unit.happened(Happened::Rounds(shot));
    let back = HandOut { addressed: Some(home_id), ..unit.out(&[one, tray], "Home", false) };
    let (_, returned) = unit.hand_out(back);
    assert_eq!(unit.place(one), Place::Out);
    assert!(unit.session.state().units().open().is_empty(), "what is given back is not awaited");

    home.take(&returned, &[]).unwrap();
    assert_eq!(
        (home.place(one), home.place(tray), home.place(two)),
        (Place::Handler, Place::Handler, Place::Unit)
    );
    let state = home.session.state();
    let said = &state.units().ins()[0].said;
    assert_eq!(said.items.iter().map(|one| one.answers).collect::<Vec<_>>(), [Some(1), Some(1)]);
    let rounds = &said.rounds[0];
    assert_eq!((rounds.out, rounds.back, rounds.lot.as_str()), (24, Some(18), "B-100"));
    // The ledger still says what it said: somebody counts, and the difference is one.
    let lot = state.rounds().of_tray(tray).unwrap();
    assert_eq!(lot.due(Heap::Tray(tray)), 24);
    let open = state.units().open();
    assert_eq!((open.len(), open[0].items.as_slice()), (1, [two].as_slice()));
    let lot = lot.id;
    home.happened(Happened::Counted { lot, tray: Some(tray), counted: 18, by: home.armorer });
    assert_eq!(home.session.state().rounds().differences()[0].2, -6);
    // Both records are unaltered, and the file is held against the line once more.
    for set in [&mut home, &mut unit] {
        let zip = set.bundle();
        let found = check(&Files::from_zip(&zip).unwrap(), &Options::default());
        assert_eq!(found.verdict(), Verdict::NotConfirmed, "{found}");
        super::open(&set.world).unwrap();
    }
    // What the record at home shows of it.
    let said = shown(&home);
    for words in [
        "G-02: went to \"Second unit\" by hand-over 1 (Sample Armorer); NOT BACK at the last entry",
        "rounds of lot \"B-100\": 24 went out, 18 back and 0 fired, as they say",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(!said.contains("is not signed"), "{said}");
    // Somebody acts on what is elsewhere: it is recorded, and found.
    let collected = Moved::plain(two, Act::Collect, None, Some(home.armorer));
    home.happened(Happened::Moved(vec![collected]));
    let said = shown(&home);
    let words =
        "G-02: recorded here (Sample Armorer) while it was with \"Second unit\" by hand-over 1";
    assert!(said.contains(words), "{said}");
    home.ask(Ask::HandOut(home.out(&[one], "Range", true)));
    assert!(shown(&home).contains("Hand-over 2 to \"Range\" by Sample Armorer is not signed"));
}

/// What a review finds in the record so far.
fn shown(set: &Set) -> String {
    let gathered = set.world.lock().files.clone();
    let mut files = Files::new();
    for (path, bytes) in &gathered {
        files.add(path.as_str(), bytes.as_slice());
    }
    let checked = look(&files, &Options::default());
    let evidence = Evidence::of(&checked).unwrap();
    let page = Page::of(&review(&evidence), &evidence);
    let lines = page.sections.iter().flat_map(|part| &part.lines);
    lines.chain(&page.missing).map(|line| format!("{}\n", line.words)).collect()
}

#[test]
#[ignore = "needs python3, ssh-keygen and sha256sum"]
fn all_three_verifiers_take_bundles_with_hand_overs_out_and_in() {
    let (mut home, mut unit) = two();
    let gun = home.item(ItemKind::Revolver, "G-01");
    let (_, file) = home.hand_out(home.out(&[gun], "Second unit", true));
    unit.take(&file, &[]).unwrap();
    for (name, set) in [("handed-out", &mut home), ("handed-in", &mut unit)] {
        let zip = set.bundle();
        let files = Files::from_zip(&zip).unwrap();
        let files = files.iter().map(|(path, bytes)| (path.to_owned(), bytes.to_vec())).collect();
        assert_eq!(agree(name, &files), 0);
    }
}

#[test]
fn a_container_goes_with_what_is_in_it_and_what_withholds_comes_along() {
    let (mut home, mut unit) = two();
    let case = home.item(ItemKind::Container, "Case 2");
    let store = home.session.state().stores().of_item(case).unwrap().id;
    let gun = home.item(ItemKind::Revolver, "G-01");
    let locked =
        Moved { store: Some(store), ..Moved::plain(gun, Act::LockAway, Some(home.armorer), None) };
    home.happened(Happened::Moved(vec![locked]));
    let apart = Moved::plain(gun, Act::Quarantine, Some(home.armorer), None);
    home.happened(Happened::Moved(vec![apart]));
    let (_, file) = home.hand_out(home.out(&[case], "Range", true));
    let read = read_handover(&file).unwrap();
    let handed: Vec<_> = read.said.items.iter().map(|one| (one.tag.as_str(), one.inside)).collect();
    assert_eq!(handed, [("Case 2", None), ("G-01", Some(case))]);
    unit.take(&file, &[]).unwrap();
    let known = unit.session.state().book().item(gun).unwrap();
    assert_eq!(known.state(unit.session.now()).condition, Condition::Quarantine);
    assert!(unit.session.state().stores().of_item(case).is_some());
}

#[test]
fn nothing_is_handed_out_before_it_is_on_the_disk_and_the_file_comes_out_the_same() {
    let mut home = Set::new();
    let gun = home.gun;
    home.world.lock().fails = Some(std::io::ErrorKind::StorageFull);
    let ask = Ask::HandOut(home.out(&[gun], "Second unit", true));
    assert!(home.session.perform(Command::Ask(ask)).is_err());
    assert!(home.session.state().units().outs().is_empty());
    assert_ne!(home.place(gun), Place::Unit);

    let mut home = Set::new();
    home.ask(Ask::HandOut(home.out(&[home.gun], "Second unit", true)));
    let unsigned = home.session.write_handover(1, Path::new(STICK), false);
    let Err(Failure::Refused(refusal)) = unsigned else { panic!() };
    assert_eq!(refusal, Refusal::Handover(HandoverFault::NotSigned(1)));
    home.ask(Ask::Prepare(Prepare::Handover { number: 1 }));
    home.sign(home.armorer);
    let first = home.written(1);
    let mut again = Set::of(home.world.clone(), super::open(&home.world).unwrap());
    assert_eq!(again.written(1), first);
    let again = HandoverFile::parse(&first).unwrap().to_zip().unwrap();
    assert_eq!(again, first);
}

#[test]
fn what_was_only_told_to_be_with_another_unit_is_open_as_well() {
    let mut home = Set::new();
    let gun = home.gun;
    let told = Moved::plain(gun, Act::TransferOut, Some(home.armorer), None);
    home.happened(Happened::Moved(vec![told]));
    assert_eq!(home.place(gun), Place::Unit);
    let open = home.session.state().open_units();
    assert_eq!((open[0].unit, open[0].items.as_slice()), ("Another unit", [gun].as_slice()));
    let back = Moved::plain(gun, Act::TransferIn, None, Some(home.armorer));
    home.happened(Happened::Moved(vec![back]));
    assert!(home.session.state().open_units().is_empty());
}

#[test]
fn what_a_card_tells_of_an_earlier_time_brings_nothing_back() {
    let mut home = Set::new();
    let gun = home.gun;
    home.ask(Ask::HandOut(home.out(&[gun], "Second unit", true)));
    let went = home.session.state().units().outs()[0].at.at.wall;
    let card = |act, at: Option<i64>, by| Moved {
        card: Some(7),
        at: at.map(|at| UtcMillis::new(went.millis() + at)),
        ..Moved::plain(gun, act, None, Some(by))
    };
    let told = |home: &mut Set, act, at| {
        let moved = card(act, at, home.armorer);
        home.happened(Happened::Moved(vec![moved]));
    };
    told(&mut home, Act::TransferIn, Some(-60_000));
    told(&mut home, Act::TransferIn, None);
    told(&mut home, Act::Collect, Some(-60_000));
    let out = &home.session.state().units().outs()[0];
    assert!(out.open.contains(&gun), "it has not come back");
    assert!(out.meanwhile.is_empty(), "nobody acted on it since it went");
    let said = shown(&home);
    assert!(said.contains("G-07: went to \"Second unit\" by hand-over 1"), "{said}");
    assert!(!said.contains("while it was with"), "{said}");
    home.world.pass(2_000);
    told(&mut home, Act::TransferIn, Some(1_000));
    assert!(home.session.state().units().outs()[0].open.is_empty());
    assert!(!shown(&home).contains("went to \"Second unit\""));
}

#[test]
fn a_key_that_was_compared_vouches_for_that_person_of_that_production_alone() {
    let (mut home, mut unit) = two();
    let (_, file) = home.hand_out(home.out(&[home.gun], "Second unit", true));
    unit.take(&file, &[(home.gun, "G-07 N".to_owned())]).unwrap();
    let incoming = unit.read(&file).unwrap().incoming(unit.armorer, "", &[]);
    let state = unit.session.state();
    assert_eq!(state.knows_key(&incoming), Some(HandoverTrust::Before));
    let mut other = incoming.clone();
    other.production = showclear::terms::ProductionId([7; 8]);
    assert_eq!(state.knows_key(&other), None, "of another production");
    let mut other = incoming.clone();
    other.said.by = home.first_ad;
    assert_eq!(state.knows_key(&other), None, "of another person");
    let mut other = incoming;
    other.log = showclear::terms::LogId([7; 8]);
    let before = Some(HandoverTrust::Before);
    assert_eq!(state.knows_key(&other), before, "they go on in another log with the same key");
}

#[test]
#[ignore = "needs ssh-keygen and sha256sum"]
fn the_commands_that_go_along_say_who_signed_and_that_the_record_is_the_one_that_was() {
    let mut home = Set::new();
    let (_, file) = home.hand_out(home.out(&[home.gun], "Second unit", true));
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in read_zip(&file).unwrap().files() {
        std::fs::write(folder.path().join(path.as_str()), bytes).unwrap();
    }
    let guide = std::fs::read_to_string(folder.path().join("VERIFY.txt")).unwrap();
    let verify = guide.lines().find(|line| line.contains("-Y verify")).unwrap().trim();
    let run = |command: &str| {
        let mut shell = std::process::Command::new("sh");
        let done = shell.args(["-c", command]).current_dir(folder.path()).output().unwrap();
        (done.status.success(), String::from_utf8(done.stdout).unwrap())
    };
    let (good, said) = run(verify);
    let fingerprint = read_handover(&file).unwrap().fingerprint;
    assert!(good && said.contains(&fingerprint), "{verify}: {said}");
    let (_, sum) = run("sha256sum record.json");
    let text = std::fs::read_to_string(folder.path().join("handover.txt")).unwrap();
    assert!(text.contains(&format!("record: sha256:{}\n", sum.split(' ').next().unwrap())));
    std::fs::write(folder.path().join("handover.txt"), text.replace("G-07", "G-08")).unwrap();
    assert!(!run(verify).0, "another text is not signed");
}

#[test]
fn every_byte_of_a_file_that_is_another_is_refused() {
    let mut home = Set::new();
    let (_, file) = home.hand_out(home.out(&[home.gun], "Second unit", true));
    read_handover(&file).unwrap();
    for at in 0..file.len() {
        let mut other = file.clone();
        other[at] ^= 1;
        assert!(read_handover(&other).is_err(), "byte {at}");
    }
    for at in (0..file.len()).step_by(97) {
        assert!(read_handover(&file[..at]).is_err(), "cut at {at}");
    }
}

/// The parts of a file, put together anew after a change.
fn forged(file: &[u8], change: impl FnOnce(&mut HandoverFile)) -> Vec<u8> {
    let mut parts = HandoverFile::parse(file).unwrap();
    change(&mut parts);
    parts.to_zip().unwrap()
}

#[test]
fn what_a_forger_puts_together_is_refused() {
    let (mut home, mut unit) = two();
    let (_, file) = home.hand_out(home.out(&[home.gun], "Second unit", true));
    let gun = unit.gun;
    let (_, other) = unit.hand_out(unit.out(&[gun], "Home", true));
    let theirs = HandoverFile::parse(&other).unwrap();
    let said = |file: &[u8]| read_handover(file).unwrap_err().to_string();
    // Another record, another text, another's signature, another's key.
    let record = forged(&file, |parts| {
        let text = String::from_utf8(parts.record.clone()).unwrap();
        parts.record = text.replace("\"back\":true", "\"back\":false").into_bytes();
    });
    assert!(said(&record).contains("is not as it must be"), "{}", said(&record));
    let text = forged(&file, |parts| {
        let text = String::from_utf8(parts.text.clone()).unwrap();
        parts.text = text.replace("Second unit", "Second unot").into_bytes();
    });
    assert!(said(&text).contains("is not as it must be"), "{}", said(&text));
    let signature = forged(&file, |parts| parts.signature.clone_from(&theirs.signature));
    assert!(said(&signature).contains("the signature in it"), "{}", said(&signature));
    let key = forged(&file, |parts| parts.key.clone_from(&theirs.key));
    assert!(said(&key).contains("the key differs"), "{}", said(&key));
    let number = forged(&file, |parts| parts.number = 2);
    assert!(said(&number).contains("the number differs"), "{}", said(&number));
    let mode = forged(&file, |parts| parts.mode = showclear::bundle::Mode::Live);
    assert!(said(&mode).contains("live or drill differs"), "{}", said(&mode));
    // What is no hand-over, and one with more in it than belongs there.
    let zip = unit.bundle();
    let refused = unit.read(&zip).unwrap_err();
    assert!(refused.contains("there") || refused.contains("hand-over"), "{refused}");
    let package = read_zip(&file).unwrap();
    let mut more = Package::new(package.folder()).unwrap();
    for (path, bytes) in package.files() {
        more.add(path.as_str().parse().unwrap(), bytes).unwrap();
    }
    more.add("evil.sh".parse().unwrap(), b"rm".as_slice()).unwrap();
    let more = write_zip(&more).unwrap();
    assert!(
        said(&more).contains("evil.sh was changed, or does not belong to it"),
        "{}",
        said(&more)
    );
}

#[test]
fn a_key_that_nobody_compared_takes_nothing_in() {
    let (mut home, mut unit) = two();
    let (_, file) = home.hand_out(home.out(&[home.gun], "Second unit", true));
    let came = unit.read(&file).unwrap();
    let tags = [(home.gun, "G-07 N".to_owned())];
    let before = unit.size();
    let fingerprint = came.read.fingerprint.clone();
    assert_eq!(fault(unit.take_typed(&came, "", &tags)), HandoverFault::NotCompared);
    let short: String = fingerprint.chars().take(18).collect();
    assert_eq!(fault(unit.take_typed(&came, &short, &tags)), HandoverFault::NotCompared);
    let wrong = "SHA256:AAAAAAAAAAAAAAAA";
    assert_eq!(fault(unit.take_typed(&came, wrong, &tags)), HandoverFault::OtherFingerprint);
    assert_eq!(unit.size(), before, "nothing was written");
    let blanks: String = fingerprint.chars().take(19).flat_map(|c| [c, ' ']).collect();
    unit.take_typed(&came, &blanks, &tags).unwrap();
    // The next one by the same key is known by this one.
    let gun = home.item(ItemKind::Revolver, "G-01");
    let (_, next) = home.hand_out(home.out(&[gun], "Second unit", true));
    let came = unit.read(&next).unwrap();
    unit.take_typed(&came, "", &[]).unwrap();
    assert_eq!(unit.session.state().units().ins()[1].said.trust, HandoverTrust::Before);
    // Once somebody here had that key and it was ended, nothing vouches for whoever has it now.
    let key = unit.session.state().units().ins()[1].said.key.clone();
    let (person, fingerprint, why) = (unit.first_ad, fingerprint, KeyEndedWhy::Lost);
    let new = NewKey { key, fingerprint: fingerprint.clone(), kept: Kept::OwnFile };
    unit.ask(Ask::AddKey { person, key: new });
    unit.ask(Ask::EndKey { person, fingerprint: fingerprint.clone(), why });
    let gun = home.item(ItemKind::Revolver, "G-02");
    let (_, later) = home.hand_out(home.out(&[gun], "Second unit", true));
    let came = unit.read(&later).unwrap();
    for typed in ["", fingerprint.as_str()] {
        assert_eq!(fault(unit.take_typed(&came, typed, &[])), HandoverFault::EndedKey);
    }
}

#[test]
fn collisions_are_told_by_name_and_what_can_come_in_does() {
    let (mut home, mut unit) = two();
    let gun = home.item(ItemKind::Revolver, "G-01");
    let (_, file) = home.hand_out(home.out(&[home.gun, gun], "Second unit", true));
    let came = unit.read(&file).unwrap();
    let rows = |set: &Set, came: &HandoverCame, tags: &[(ItemId, String)]| {
        let incoming = came.incoming(set.armorer, "", tags);
        let rows = set.session.state().incoming_rows(&incoming);
        rows.into_iter().map(|row| row.coming).collect::<Vec<_>>()
    };
    let new = |tag: &str| Coming::New { tag: tag.to_owned() };
    assert_eq!(rows(&unit, &came, &[]), [Coming::TagTaken, new("G-01")]);
    let tagged = |tag: &str| vec![(home.gun, tag.to_owned())];
    assert_eq!(rows(&unit, &came, &tagged("g-07")), [Coming::BadTag, new("G-01")]);
    assert_eq!(rows(&unit, &came, &tagged("a\u{202e}b")), [Coming::BadTag, new("G-01")]);
    assert_eq!(rows(&unit, &came, &tagged("G-01")), [new("G-01"), Coming::TagTaken]);
    // One is left out and named; the other comes in, and the same file brings the first in later.
    unit.take(&file, &[]).unwrap();
    assert!(unit.session.state().book().item(home.gun).is_none());
    let line = unit.size();
    assert_eq!(
        rows(&unit, &came, &tagged("G-07 N")),
        [new("G-07 N"), Coming::TakenBefore { line }]
    );
    unit.take(&file, &tagged("G-07 N")).unwrap();
    let all = fault(unit.take(&file, &[]));
    assert_eq!(all, HandoverFault::TakenBefore { line: unit.size() });
    // The same thing comes once more although it is here.
    let back = Moved::plain(gun, Act::TransferIn, None, Some(home.armorer));
    home.happened(Happened::Moved(vec![back]));
    let (_, second) = home.hand_out(home.out(&[gun], "Second unit", true));
    let refused = fault(unit.take(&second, &[]));
    let HandoverFault::NothingComes(why) = refused else { panic!("{refused:?}") };
    assert_eq!(why, "G-01 is left out: by the record here it is with handler");
}

#[test]
fn an_older_file_moves_nothing_after_a_later_one() {
    let (mut home, mut unit) = two();
    let gun = home.item(ItemKind::Revolver, "G-01");
    let home_id = home.session.state().created().unwrap().production;
    let (_, first) = home.hand_out(home.out(&[gun], "Second unit", true));
    unit.take(&first, &[]).unwrap();
    let back = |unit: &Set| HandOut { addressed: Some(home_id), ..unit.out(&[gun], "Home", false) };
    let (_, returned) = unit.hand_out(back(&unit));
    home.take(&returned, &[]).unwrap();
    let (_, second) = home.hand_out(home.out(&[gun], "Second unit", true));
    // At home the old return is one that was taken in, and on the other laptop the old hand-over is older than the new one.
    assert!(matches!(fault(home.take(&returned, &[])), HandoverFault::TakenBefore { .. }));
    unit.take(&second, &[]).unwrap();
    let away = Moved {
        place: Some(Place::Out),
        ..Moved::plain(gun, Act::TransferOut, Some(unit.armorer), None)
    };
    unit.happened(Happened::Moved(vec![away]));
    assert!(matches!(fault(unit.take(&first, &[])), HandoverFault::NothingComes(_)));
    assert_eq!((home.place(gun), unit.place(gun)), (Place::Unit, Place::Out));

    // A return that was never taken in before the thing went out again.
    let (mut home, mut unit) = two();
    let gun = home.item(ItemKind::Revolver, "G-01");
    let (_, first) = home.hand_out(home.out(&[gun], "Second unit", true));
    unit.take(&first, &[]).unwrap();
    let (_, returned) = unit.hand_out(back(&unit));
    let by_hand = Moved::plain(gun, Act::TransferIn, None, Some(home.armorer));
    home.happened(Happened::Moved(vec![by_hand]));
    let told = Moved::plain(gun, Act::TransferOut, Some(home.armorer), None);
    home.happened(Happened::Moved(vec![told]));
    // It went out again without a number; it is known to be back from the hand-over that the file answers.
    let HandoverFault::NothingComes(why) = fault(home.take(&returned, &[])) else { panic!() };
    assert_eq!(why, "G-01 is left out: a later hand-over of it is known here");
    let by_hand = Moved::plain(gun, Act::TransferIn, None, Some(home.armorer));
    home.happened(Happened::Moved(vec![by_hand]));
    home.hand_out(home.out(&[gun], "Second unit", true));
    let HandoverFault::NothingComes(why) = fault(home.take(&returned, &[])) else { panic!() };
    assert_eq!(why, "G-01 is left out: a later hand-over of it is known here");
}

#[test]
fn a_file_is_taken_in_where_it_is_meant_for_and_nowhere_else() {
    let (mut home, mut unit) = two();
    let (_, file) = home.hand_out(home.out(&[home.gun], "Second unit", true));
    assert_eq!(fault(home.take(&file, &[])), HandoverFault::Own);
    let mut live = elsewhere("SAMPLE Real Thing", Mode::Live, 2);
    assert_eq!(fault(live.take(&file, &[])), HandoverFault::OtherMode { drill: true });
    let gun = live.gun;
    let (_, real) = live.hand_out(live.out(&[gun], "Second unit", true));
    assert_eq!(fault(unit.take(&real, &[])), HandoverFault::OtherMode { drill: false });
    let gun = unit.gun;
    let other = live.session.state().created().unwrap().production;
    let what = HandOut { addressed: Some(other), ..unit.out(&[gun], "Third unit", true) };
    let (_, addressed) = unit.hand_out(what);
    let refused = fault(home.take(&addressed, &[]));
    assert_eq!(refused, HandoverFault::Addressed { unit: "Third unit".to_owned() });
    assert!(refused.remedy().contains("What happened"));
}

#[test]
fn what_may_not_go_is_said_and_what_is_told_of_it_elsewhere_is_kept() {
    let mut home = Set::new();
    let refused = |home: &mut Set, what: HandOut| match home
        .session
        .perform(Command::Ask(Ask::HandOut(what)))
    {
        Err(Failure::Refused(refusal)) => refusal.to_string(),
        other => panic!("{other:?}"),
    };
    let gun = home.gun;
    let by_ad = HandOut { by: home.first_ad, ..home.out(&[gun], "Range", true) };
    assert_eq!(refused(&mut home, by_ad), "only a handler hands over, and the first AD never does");
    let nothing = home.out(&[], "Range", true);
    assert_eq!(refused(&mut home, nothing), "nothing is chosen to be handed over");
    let hidden = home.out(&[gun], "Ra\u{202e}nge", true);
    assert!(refused(&mut home, hidden).contains("U+202E"));
    home.happened(Happened::Fired(vec![gun]));
    let fired = home.out(&[gun], "Range", true);
    assert_eq!(
        refused(&mut home, fired),
        "G-07 is FIRED, NOT CLEARED (count unknown) by the record"
    );
    // Setting it apart hides no shot.
    home.command_moved(Act::Quarantine);
    let apart = home.out(&[gun], "Range", true);
    assert_eq!(
        refused(&mut home, apart),
        "G-07 was loaded or fired by the record, and not unloaded since"
    );
    home.command_moved(Act::Release);
    let unload = Moved::plain(gun, Act::Unload, Some(home.armorer), None);
    home.happened(Happened::Moved(vec![unload]));
    home.hand_out(home.out(&[gun], "Range", true));
    let again = home.out(&[gun], "Range", true);
    assert!(refused(&mut home, again).contains("with another unit, not seen here"));
    // Whatever is told of it here is recorded, and known to be of what is elsewhere.
    home.command_moved(Act::Collect);
    let out = home.session.state().units().out_of(gun).unwrap();
    assert!(out.meanwhile.contains(&gun) && out.open.contains(&gun));
    let line = home.last_line();
    assert!(line.contains("item.moved"), "{line}");
}

#[test]
fn what_is_too_much_for_one_text_goes_in_two_and_the_most_that_goes_is_signed_and_taken_in() {
    let (mut home, mut unit) = two();
    let tag = |n: usize| format!("{n:02}{}", "\u{10348}".repeat(30));
    let items: Vec<ItemId> = (0..61).map(|n| home.item(ItemKind::Rubber, &tag(n))).collect();
    let ask =
        |home: &Set, items: &[ItemId]| Command::Ask(Ask::HandOut(home.out(items, "Range", true)));
    let command = ask(&home, &items);
    let Err(Failure::Refused(refusal)) = home.session.perform(command) else { panic!() };
    assert_eq!(refusal, Refusal::Handover(HandoverFault::TooMany { found: 61 }));
    let (_, file) = home.hand_out(home.out(&items[..60], "Range", true));
    unit.take(&file, &[]).unwrap();
    assert_eq!(unit.session.state().units().ins()[0].said.items.len(), 60);
    super::open(&unit.world).unwrap();
}

fn kept() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/handover/good.zip")
}

/// What a fuzzer begins from, and what every later version must still take: a file as this version writes it.
#[test]
fn the_kept_file_is_written_again_byte_for_byte_and_read_as_ever() {
    let kept = std::fs::read(kept()).unwrap();
    let again = HandoverFile::parse(&kept).unwrap().to_zip().unwrap();
    assert_eq!(again, kept, "its form is frozen: another one is another version");
    let said = read_handover(&kept).unwrap().to_string();
    expect_test::expect![[r#"
        Mode: DRILL, NOT REAL
        From: "SAMPLE Second Unit" 71bb54d832771c09, log 3b62d86f4b337b00
        Hand-over 1 to "Main unit", comes back
        Recorded 2026-11-22 14:30:00 by their clock; taken along by nobody named
        Signed by "Sample Armorer" as armorer: SHA256:8mBNQri4GF8KG7TwR3jtYWBAbQDxRtKHu6H+3bXki8k
          "G-07" revolver, single action, loading gate, barrel open, holds 6: last recorded UNVERIFIED, with handler
          "T-9" tray of blanks, holds 24: last recorded UNVERIFIED, with handler
          in "T-9": 24 blanks of lot "B-77"
        Nothing of this is in force: whoever takes it in looks into each anew.
        SHA-256 of the file: e85d61491399ff1c05ac34379b8bf0ddca0b238d5a96cbeb289f4c5efddf2eaf
    "#]].assert_eq(&said);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(256))]

    /// Any few bytes of the kept file changed, put in, or taken out.
    #[test]
    fn a_file_with_changes_is_refused(
        at in 0_usize..1_000_000,
        cut in 0_usize..40,
        put in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..40),
    ) {
        let good = std::fs::read(kept()).unwrap();
        let at = at % good.len();
        let mut other = good.clone();
        other.splice(at..(at + cut).min(good.len()), put);
        proptest::prop_assume!(other != good);
        let fault = read_handover(&other).unwrap_err();
        proptest::prop_assert!(!fault.remedy().is_empty());
        proptest::prop_assert!(fault.verdict() != Verdict::Confirmed);
    }
}
