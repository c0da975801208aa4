//! Checkpoints on a stick: other laptops, their forks, our own clone, and every way in which a stick lets one down.
#![expect(clippy::panic, clippy::wildcard_enum_match_arm, reason = "a helper of tests may panic")]

use std::path::Path;

use ed25519_dalek::SigningKey;
use showclear::event::{Created, Entry, Event, Events};
use showclear::log::{Checkpoint, Note, Tree, leaf_hash, log_id, write_leaves};
use showclear::production::{Happened, Moved};
use showclear::record::encode;
use showclear::session::{Control, Exchanged, Finished, News, Object, Trouble};
use showclear::terms::{Act, UtcMillis};
use showclear::verify::{Findings, Options, check};

use super::world::World;
use super::{Set, open};
use showclear::session::as_files;

/// Exchanges with the stick that is plugged in.
fn exchange(set: &mut Set) -> Result<Exchanged, Trouble> {
    let job = set.session.exchange(Path::new("/stick"))?;
    match set.session.wait_for_job(job)? {
        Finished::Exchanged(done, ticket) => {
            set.session.wait_for(ticket).unwrap();
            Ok(*done)
        }
        other => panic!("{other:?}"),
    }
}

/// Another laptop of the same production, put together by hand from the page of the format.
pub(crate) struct Foreign {
    key: SigningKey,
    first: Vec<u8>,
    origin: String,
    folder: String,
    tree: Tree,
}

impl Foreign {
    fn new(set: &Set, seed: u8) -> Self {
        let own = set.session.state().created().unwrap();
        Self::of(own, seed)
    }

    pub(crate) fn of(own: &Created, seed: u8) -> Self {
        let key = SigningKey::from_bytes(&[seed; 32]);
        let log = log_id(&key.verifying_key());
        let scheme = own.origin.split('/').next().unwrap();
        let origin = format!("{scheme}/{}/{log}", own.production);
        let public = ssh(&key);
        let created = Created {
            log: log.parse().unwrap(),
            origin: origin.clone(),
            key: public,
            device: "camera truck".to_owned(),
            continues: None,
            ..own.clone()
        };
        let entry = Entry {
            t: UtcMillis::new(1_800_000_000_000),
            up: 1,
            seat: None,
            ev: Events::try_from(vec![Event::LogCreated(created)]).unwrap(),
        };
        let zeros = "0".repeat(64);
        let data = String::from_utf8(encode(&entry).unwrap()).unwrap();
        let first = format!(
            "{{\"v\":1,\"seq\":0,\"prev\":\"{zeros}\",\"file\":\"{zeros}\",\"data\":{data}}}"
        );
        let mut tree = Tree::new();
        tree.push(leaf_hash(first.as_bytes()));
        let folder = format!("showclear-exchange/{}/{log}", own.production);
        Self { key, first: first.into_bytes(), origin, folder, tree }
    }

    pub(crate) fn log(&self) -> String {
        log_id(&self.key.verifying_key())
    }

    /// Writes on, up to so many lines; what they say differs with `story`.
    pub(crate) fn grow(&mut self, size: u64, story: u8) {
        while self.tree.size() < size {
            let line = [self.tree.size().to_be_bytes().as_slice(), &[story]].concat();
            self.tree.push(leaf_hash(&line));
        }
    }

    pub(crate) fn note(&self) -> Vec<u8> {
        let checkpoint = Checkpoint {
            origin: self.origin.parse().unwrap(),
            size: self.tree.size(),
            root: self.tree.root(),
        };
        Note::sign(checkpoint, &self.key).unwrap().encode().into_bytes()
    }

    fn name(&self, bytes: &[u8], ending: &str) -> String {
        let digest = Object::of(bytes).digest;
        match ending {
            "line" => format!("{}/first-{digest}.line", self.folder),
            _ => format!("{}/{:08}-{digest}.{ending}", self.folder, self.tree.size()),
        }
    }

    /// What it leaves on a stick.
    pub(crate) fn leaves(&self, leaves: bool) -> Vec<(String, Vec<u8>)> {
        let note = self.note();
        let mut files = vec![
            (self.name(&self.first, "line"), self.first.clone()),
            (self.name(&note, "note"), note),
        ];
        if leaves {
            let bytes = write_leaves(&self.tree, self.tree.size()).unwrap();
            files.push((self.name(&bytes, "leaves"), bytes));
        }
        files
    }

    pub(crate) fn plug(&self, world: &World, leaves: bool) {
        world.lock().stick.files.extend(self.leaves(leaves));
    }
}

/// The public half as OpenSSH writes it.
fn ssh(key: &SigningKey) -> String {
    use base64ct::{Base64, Encoding as _};
    let mut blob = Vec::new();
    for part in [b"ssh-ed25519".as_slice(), key.verifying_key().as_bytes()] {
        blob.extend(u32::try_from(part.len()).unwrap().to_be_bytes());
        blob.extend(part);
    }
    format!("ssh-ed25519 {}", Base64::encode_string(&blob))
}

/// What is found in the folder as it is.
fn found(set: &Set) -> Findings {
    use showclear::session::Desk as _;
    let files =
        as_files(set.world.gather(Path::new("/sample.drill"), &Control::default()).unwrap());
    check(&files, &Options::default())
}

/// Where an object lies.
fn object(hex: &str) -> String {
    let (folder, name) = hex.split_at(2);
    format!("objects/{folder}/{name}")
}

fn lines(set: &Set) -> String {
    let state = set.world.lock();
    let logs = state.files.iter().filter(|(path, _)| path.starts_with("log/"));
    logs.map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).collect()
}

#[test]
fn a_laptop_is_met_once_seen_as_it_grows_and_proven() {
    let mut set = Set::new();
    let mut other = Foreign::new(&set, 3);
    other.grow(12, 0);
    other.plug(&set.world, true);
    let done = exchange(&mut set).unwrap();
    let laptop = &done.laptops[0];
    assert_eq!(
        (laptop.device.as_str(), laptop.size, laptop.news),
        ("camera truck", 12, News::First)
    );
    assert_eq!((done.written, &done.unwritten, done.is_well()), (3, &None, true));
    let size = set.session.state().size();
    let again = exchange(&mut set).unwrap();
    // The other's first line and note were there already; this one's line of the meeting makes a new note and new leaves.
    assert_eq!((again.laptops[0].news, again.written), (News::Nothing, 2));
    assert_eq!(set.session.state().size(), size, "nothing new is no line");
    assert_eq!(exchange(&mut set).unwrap().written, 0);
    other.grow(40, 0);
    other.plug(&set.world, true);
    let more = exchange(&mut set).unwrap();
    let laptop = &more.laptops[0];
    assert_eq!((laptop.size, laptop.news, laptop.proven), (40, News::Newer { before: 12 }, true));
    let told = found(&set);
    assert_eq!(told.verdict().exit_code(), 0, "{told}");
    let seen = &told.facts.as_ref().unwrap().seen;
    assert_eq!(
        (seen[0].size, seen[0].notes, seen[0].device.as_deref()),
        (40, 2, Some("camera truck"))
    );
    assert!(
        told.to_string().contains("with 40 entries, by 2 notes; its key was taken as it came"),
        "{told}"
    );
    let lines = lines(&set);
    assert_eq!(lines.matches("\"k\":\"log.met\"").count(), 1);
    assert_eq!(lines.matches("\"k\":\"log.saw\"").count(), 2);
    // What was seen is known again after another opening.
    set.session.close().unwrap();
    let session = open(&set.world).unwrap();
    let id = other.log().parse().unwrap();
    assert_eq!(session.state().others().get(id).unwrap().newest().unwrap().0.size, 40);
}

#[test]
pub(crate) fn two_records_of_another_laptop_are_kept_with_both_notes() {
    // At one size, and at two with the leaves between.
    for size in [12, 30] {
        let mut set = Set::new();
        let mut other = Foreign::new(&set, 3);
        other.grow(12, 0);
        other.plug(&set.world, true);
        assert!(exchange(&mut set).unwrap().is_well());
        set.world.lock().stick.files.clear();
        let mut copy = Foreign::new(&set, 3);
        copy.grow(size, 1);
        copy.plug(&set.world, true);
        let done = exchange(&mut set).unwrap();
        assert!(!done.is_well());
        assert_eq!(done.laptops[0].forks, 1, "{done}");
        assert_eq!(done.notes.len(), 2);
        assert!(done.to_string().contains("TWO RECORDS of log"), "{done}");
        assert_eq!(set.session.state().others().forked().len(), 1);
        let told = found(&set);
        assert_eq!(told.verdict().exit_code(), 0, "{told}");
        let both = [other.note(), copy.note()].map(|note| Object::of(note).digest.to_string());
        let text = told.to_string();
        assert!(text.contains("signed two records"), "{text}");
        for digest in both {
            let path = object(&digest);
            assert!(text.contains(&path), "{path} in {text}");
            assert!(set.world.lock().files.contains_key(&path));
        }
        // Told once.
        let size = set.session.state().size();
        assert!(!exchange(&mut set).unwrap().is_well());
        assert_eq!(set.session.state().size(), size);
    }
}

#[test]
pub(crate) fn a_copy_of_this_laptop_is_found_by_either_and_nothing_stays_in_force() {
    let mut set = Set::new();
    let copy = set.world.copy();
    set.show_clear();
    let gun = set.gun;
    let in_force = |set: &Set| {
        let item = set.session.state().book().item(gun).unwrap();
        item.in_force(set.session.now()).is_some()
    };
    assert!(in_force(&set));
    let mut clone = Set { session: open(&copy).unwrap(), world: copy, ..Set::new() };
    let taken = Moved::plain(clone.gun, Act::TakeOut, None, Some(clone.armorer));
    clone.happened(Happened::Moved(vec![taken]));
    assert!(exchange(&mut clone).unwrap().is_well());
    let stick = clone.world.lock().stick.files.clone();
    set.world.lock().stick.files = stick;
    let done = exchange(&mut set).unwrap();
    assert_eq!(done.own_forks.len(), 1, "{done}");
    assert!(done.to_string().starts_with("TWO RECORDS of this log"), "{done}");
    assert!(!in_force(&set), "nobody knows what was done last");
    let log = set.session.state().created().unwrap().log;
    let heads = set.world.lock().heads.clone();
    assert!(heads.iter().any(|(of, _, against)| *of == log && *against));
    let told = found(&set);
    assert!(told.to_string().contains("signed two records"), "{told}");
    // The other one finds the same.
    let stick = set.world.lock().stick.files.clone();
    clone.world.lock().stick.files = stick;
    assert_eq!(exchange(&mut clone).unwrap().own_forks.len(), 1);
}

/// This laptop with something in force, and a stick on which a clone of it left another record.
fn with_a_clone() -> Set {
    let mut set = Set::new();
    let copy = set.world.copy();
    set.show_clear();
    let mut clone = Set { session: open(&copy).unwrap(), world: copy, ..Set::new() };
    let taken = Moved::plain(clone.gun, Act::TakeOut, None, Some(clone.armorer));
    clone.happened(Happened::Moved(vec![taken]));
    assert!(exchange(&mut clone).unwrap().is_well());
    let stick = clone.world.lock().stick.files.clone();
    set.world.lock().stick.files = stick;
    set
}

/// Whether the other record of this laptop was found, recorded, and nothing is in force any more.
#[track_caller]
fn is_doubted(set: &Set, done: &Exchanged) {
    assert_eq!(done.own_forks.len(), 1, "{done}");
    let state = set.session.state();
    let own = state.created().unwrap().log;
    assert!(state.others().forked().iter().any(|forked| forked.log == own));
    let item = state.book().item(set.gun).unwrap();
    assert!(item.in_force(set.session.now()).is_none(), "nobody knows what was done last");
}

#[test]
fn records_that_strangers_make_up_hide_none_of_this_laptop_or_of_another() {
    let mut set = with_a_clone();
    let mut other = Foreign::new(&set, 3);
    for story in 0..2 {
        other = Foreign::new(&set, 3);
        other.grow(12, story);
        other.plug(&set.world, true);
    }
    for seed in 20..26 {
        for story in 0..8 {
            let mut stranger = Foreign::new(&set, seed);
            stranger.grow(9, story);
            stranger.plug(&set.world, false);
        }
    }
    let done = exchange(&mut set).unwrap();
    is_doubted(&set, &done);
    assert_eq!(done.laptops.len(), 7);
    for laptop in &done.laptops {
        let pairs = if laptop.log.to_string() == other.log() { 1 } else { 28 };
        assert_eq!(laptop.forks, pairs, "{done}");
        let forked = set.session.state().others();
        assert!(forked.forked().iter().any(|one| one.log == laptop.log), "{}", laptop.log);
    }
    assert_eq!(found(&set).verdict().exit_code(), 0);
}

#[test]
fn whatever_else_lies_there_keeps_neither_this_log_nor_one_that_was_met_from_being_read() {
    let mut set = with_a_clone();
    let own = set.session.state().created().unwrap().clone();
    let mut other = Foreign::new(&set, 3);
    other.grow(12, 0);
    {
        let mut state = set.world.lock();
        for n in 0..40_u8 {
            for log in [format!("ffffffffffffff{n:02x}"), format!("00000000000000{n:02x}")] {
                let folder = format!("showclear-exchange/{}/{log}", own.production);
                state.stick.files.insert(format!("{folder}/nothing"), Vec::new());
            }
        }
        for n in 0..5_000_u32 {
            let digest = Object::of(n.to_be_bytes().as_slice()).digest;
            let folder = format!("showclear-exchange/{}/{}", own.production, own.log);
            state.stick.files.insert(format!("{folder}/first-{digest}.line"), vec![0]);
        }
    }
    other.plug(&set.world, true);
    let done = exchange(&mut set).unwrap();
    is_doubted(&set, &done);
    assert!(!done.is_well() && done.cut_short);
    assert!(done.to_string().contains("NOT ALL READ"), "{done}");
}

#[test]
fn what_is_private_here_is_not_published_because_it_lies_on_a_stick() {
    let mut set = Set::new();
    let (photo, other) = (b"a photo of ours".to_vec(), Foreign::new(&set, 3));
    let digest = set.answer_with_file(&photo);
    other.plug(&set.world, true);
    let note = other.note();
    set.world.lock().stick.files.insert(other.name(&note, "note"), photo);
    let done = exchange(&mut set).unwrap();
    assert!(done.overwritten > 0 && !done.is_well());
    assert!(set.session.state().others().overwritten().is_empty());
    assert!(set.session.state().private_objects().any(|one| one == digest));
}

#[test]
fn a_name_that_is_too_long_introduces_nobody() {
    let mut set = Set::new();
    let own = set.session.state().created().unwrap().clone();
    let mut other = Foreign::of(&own, 3);
    let first = String::from_utf8(other.first.clone()).unwrap();
    other.first = first.replace("camera truck", &"x".repeat(40_000)).into_bytes();
    other.tree = Tree::new();
    other.tree.push(leaf_hash(&other.first));
    other.grow(5, 0);
    other.plug(&set.world, true);
    let done = exchange(&mut set).unwrap();
    assert!(done.laptops.is_empty(), "{done}");
    assert!(done.to_string().contains("is no first line of that log"), "{done}");
}

#[test]
fn a_stick_that_is_pulled_out_at_any_call_leaves_nothing_that_is_not_so() {
    let mut calls = 1;
    let mut at = 0;
    while at < calls {
        let mut set = Set::new();
        let mut other = Foreign::new(&set, 3);
        other.grow(12, 0);
        other.plug(&set.world, true);
        set.world.lock().stick.pulled_at = Some(at);
        let size = set.session.state().size();
        match exchange(&mut set) {
            Ok(done) => assert!(
                done.unwritten.is_some()
                    || !done.passed_over.is_empty()
                    || !done.laptops.is_empty(),
                "{done}"
            ),
            Err(error) => assert_eq!(error.to_string(), "the stick is gone"),
        }
        let seen = set.session.state().others().iter().count();
        assert!(seen == 0 || set.session.state().size() == size + 1, "call {at}");
        assert_eq!(found(&set).verdict().exit_code(), 0, "call {at}");
        // It is plugged in again, and everything is as if nothing had been.
        set.world.lock().stick.pulled_at = None;
        set.world.lock().stick.calls = 0;
        let done = exchange(&mut set).unwrap();
        assert!(done.is_well() && done.unwritten.is_none(), "call {at}: {done}");
        assert_eq!(done.laptops[0].size, 12, "call {at}");
        assert_eq!(set.session.state().others().iter().count(), 1, "call {at}");
        calls = calls.max(set.world.lock().stick.calls);
        at += 1;
    }
    assert!(at > 10, "{at} calls were tried");
}

#[test]
fn a_stick_that_takes_nothing_still_gives_what_is_on_it() {
    for (what, full) in [("the stick is read-only", false), ("the stick is full", true)] {
        let mut set = Set::new();
        let mut other = Foreign::new(&set, 3);
        other.grow(12, 0);
        other.plug(&set.world, true);
        {
            let mut state = set.world.lock();
            state.stick.read_only = !full;
            state.stick.room = full.then_some(100);
        }
        let done = exchange(&mut set).unwrap();
        assert_eq!(done.unwritten.as_ref().unwrap().to_string(), what);
        assert_eq!(done.laptops[0].size, 12);
        assert_eq!(set.session.state().others().iter().count(), 1);
    }
}

#[test]
pub(crate) fn a_file_that_was_overwritten_is_kept_as_evidence_and_never_believed() {
    let mut set = Set::new();
    let mut other = Foreign::new(&set, 3);
    other.grow(12, 0);
    other.plug(&set.world, true);
    exchange(&mut set).unwrap();
    // Every file on the stick in turn gets another last byte; this laptop's older leaves are read by nobody any more.
    let own = set.session.state().created().unwrap().log.to_string();
    let mut paths: Vec<String> = set.world.lock().stick.files.keys().cloned().collect();
    paths.retain(|path| !(path.contains(&own) && path.ends_with(".leaves")));
    assert_eq!(paths.len(), 5, "{paths:?}");
    for path in paths {
        let before = set.world.lock().stick.files[&path].clone();
        let mut changed = before.clone();
        *changed.last_mut().unwrap() ^= 1;
        set.world.lock().stick.files.insert(path.clone(), changed.clone());
        let done = exchange(&mut set).unwrap();
        assert_eq!(done.overwritten, 1, "{path}: {done}");
        assert!(!done.is_well());
        assert_eq!(set.world.lock().stick.files[&path], changed, "what is there is left alone");
        let told = set.session.state().others().overwritten().last().unwrap().clone();
        assert_eq!(told.path, path);
        let kept = object(&told.found.to_string());
        assert_eq!(set.world.lock().files[&kept], changed, "and kept");
        set.world.lock().stick.files.insert(path, before);
    }
    let found = found(&set);
    assert_eq!(found.verdict().exit_code(), 0, "{found}");
    assert_eq!(found.to_string().matches("had other bytes than its name says").count(), 5);
}

/// By more bytes than a note has, or than anybody keeps.
#[test]
fn a_file_that_was_overwritten_by_a_longer_one_is_an_alarm_too() {
    for (more, kept) in [(2_000, true), (2 << 20, false)] {
        let mut set = Set::new();
        let mut other = Foreign::new(&set, 3);
        other.grow(12, 0);
        other.plug(&set.world, false);
        let path = other.name(&other.note(), "note");
        set.world.lock().stick.files.insert(path, vec![7; more]);
        let done = exchange(&mut set).unwrap();
        assert_eq!((done.overwritten, done.laptops.len()), (1, 0), "{done}");
        assert_eq!(set.session.state().others().overwritten().len(), usize::from(kept));
        assert_eq!(found(&set).verdict().exit_code(), 0);
    }
}

#[test]
pub(crate) fn a_store_that_gives_back_other_bytes_is_found_at_once() {
    let mut set = Set::new();
    set.world.lock().stick.spoils = true;
    let done = exchange(&mut set).unwrap();
    assert_eq!((done.overwritten, done.written, done.is_well()), (3, 0, false), "{done}");
}

#[test]
fn what_others_leave_there_is_bounded_and_not_believed() {
    let mut set = Set::new();
    let mut other = Foreign::new(&set, 3);
    other.grow(12, 0);
    let mut stranger = Foreign::new(&set, 4);
    stranger.grow(9, 0);
    {
        let mut state = set.world.lock();
        let files = &mut state.stick.files;
        for n in 0..5_000_u32 {
            files.insert(format!("{}/{n:08}-nothing.note", other.folder), vec![0]);
        }
        for n in 0..100_000_u32 {
            files.insert(format!("{}/x{n}", other.folder), Vec::new());
        }
        // The note of another laptop, under this one's log, and one without its first line.
        let note = stranger.note();
        files.insert(other.name(&note, "note"), note.clone());
        files.insert(stranger.name(&note, "note"), note);
    }
    other.plug(&set.world, false);
    let done = exchange(&mut set).unwrap();
    assert!(done.is_well());
    assert_eq!(done.laptops.len(), 1);
    assert_eq!((done.laptops[0].size, done.laptops[0].proven), (12, false));
    let why: Vec<&str> = done.passed_over.iter().map(|(_, why)| why.as_str()).collect();
    assert_eq!(why.len(), 2, "{why:?}");
    assert!(why.contains(&"nothing there says by which key its notes are signed"), "{why:?}");
}

#[test]
fn leaves_that_were_made_up_accuse_nobody() {
    let mut set = Set::new();
    let mut other = Foreign::new(&set, 3);
    other.grow(12, 0);
    other.plug(&set.world, true);
    exchange(&mut set).unwrap();
    set.world.lock().stick.files.clear();
    other.grow(30, 0);
    other.plug(&set.world, false);
    let mut liar = Foreign::new(&set, 3);
    liar.grow(30, 1);
    let bytes = write_leaves(&liar.tree, 30).unwrap();
    set.world.lock().stick.files.insert(other.name(&bytes, "leaves"), bytes);
    let done = exchange(&mut set).unwrap();
    assert!(done.is_well(), "{done}");
    assert!(!done.laptops[0].proven);
    assert_eq!(done.laptops[0].size, 30);
}

#[test]
fn nothing_is_exchanged_while_nothing_can_be_saved_and_stop_never_waits_for_a_stick() {
    let mut set = Set::new();
    set.world.lock().card_hangs = true;
    let job = set.session.exchange(Path::new("/stick")).unwrap();
    set.session.poll();
    set.happened(Happened::Stop { by: None, item: None });
    assert_eq!(set.session.state().stops().len(), 1);
    set.session.cancel(job);
    assert!(matches!(set.session.wait_for_job(job), Err(Trouble::Cancelled)));
    set.world.lock().card_hangs = false;
    set.session.poll();
    assert_eq!(set.session.state().others().iter().count(), 0);
}
