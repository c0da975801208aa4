//! Power cuts under a real file system: a disk whose cache forgets, and what is there when it is mounted again.
//!
//! The production lies on ext4 (and on whatever else this machine can make) on a loop device, which stands on
//! `volatile_disk.py`: that keeps what is written in a cache until it is told to flush, and with one write, drawn by
//! chance, loses any part of it by sectors. Nothing is simulated above it: the kernel's file system, its journal, our
//! own opening. What must hold: every line that was acknowledged is there, byte for byte, and the log opens.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command as Process, Stdio};

use showclear::production::{Command, Happened, Moved};
use showclear::terms::{Act, role};
use showclear::verify::Options;

use super::*;

/// How often the power is cut on each file system.
const CUTS: u64 = 15;

/// A file system, how it is made, and how it is mounted.
struct Kind {
    name: &'static str,
    make: &'static [&'static str],
    options: &'static str,
    mib: u64,
}

const KINDS: [Kind; 4] = [
    Kind {
        name: "ext4",
        make: &["mkfs.ext4", "-q", "-F", "-E", "lazy_itable_init=0,lazy_journal_init=0"],
        options: "data=ordered",
        mib: 64,
    },
    Kind {
        name: "ext4, data not ordered",
        make: &["mkfs.ext4", "-q", "-F", "-E", "lazy_itable_init=0,lazy_journal_init=0"],
        options: "data=writeback",
        mib: 64,
    },
    Kind { name: "btrfs", make: &["mkfs.btrfs", "-q", "-f"], options: "noatime", mib: 128 },
    Kind { name: "xfs", make: &["mkfs.xfs", "-q", "-f"], options: "noatime", mib: 320 },
];

fn done(program: &str, arguments: &[&str]) -> Result<String, String> {
    let done = Process::new(program).args(arguments).output();
    let done = done.map_err(|error| format!("{program}: {error}"))?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
    if done.status.success() {
        Ok(text(&done.stdout))
    } else {
        Err(format!("{program} {}: {}", arguments.join(" "), text(&done.stderr)))
    }
}

/// The disk, its loop device, and the file system on it.
struct Disk {
    python: Child,
    ask: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
    device: String,
    stands_on: PathBuf,
    at: PathBuf,
}

impl Disk {
    fn mount(image: &Path, stands_on: &Path, at: &Path, kind: &Kind) -> Result<Self, String> {
        let script =
            PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/it/platform/volatile_disk.py");
        let mut python = Process::new("python3")
            .arg(script)
            .args([stands_on, image])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("python3: {error}"))?;
        let ask = python.stdin.take();
        let mut answers = BufReader::new(python.stdout.take().unwrap());
        let mut line = String::new();
        answers.read_line(&mut line).unwrap();
        let file = stands_on.join("disk");
        let mut disk = Self {
            python,
            ask,
            answers,
            device: String::new(),
            stands_on: stands_on.to_owned(),
            at: at.to_owned(),
        };
        if line != "ready\n" {
            return Err("nothing can be mounted through /dev/fuse".to_owned());
        }
        disk.device = done("losetup", &["-f", "--show", file.to_str().unwrap()])?;
        let what = kind.name.split(',').next().unwrap();
        let at = at.to_str().unwrap();
        done("mount", &["-t", what, "-o", kind.options, &disk.device, at])?;
        Ok(disk)
    }

    /// The power is gone with the n-th write from now.
    fn cut_with_write(&mut self, n: u64, seed: u64) {
        let ask = self.ask.as_mut().unwrap();
        ask.write_all(format!("cut {n} {seed}\n").as_bytes()).unwrap();
    }

    /// What the cache held when the power went, and what of it was kept, in sectors.
    fn forgot(&mut self) -> String {
        let mut line = String::new();
        self.answers.read_line(&mut line).unwrap();
        line.trim().to_owned()
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _gone = done("umount", &["-l", self.at.to_str().unwrap()]);
        let _gone = done("losetup", &["-d", &self.device]);
        drop(self.ask.take());
        let _gone = self.python.kill();
        let _gone = self.python.wait();
        let _gone = done("umount", &["-l", self.stands_on.to_str().unwrap()]);
    }
}

/// The bytes of every segment, as they were when the last line was acknowledged.
type Acknowledged = BTreeMap<PathBuf, Vec<u8>>;

fn segments(place: &Place) -> Acknowledged {
    let (_, log) = place.device();
    let all = place.segments(&log).into_iter();
    all.map(|path| (path.clone(), fs::read(path).unwrap())).collect()
}

/// One sitting until the power goes: acts, each acknowledged or not. How many were.
fn sitting(
    place: &Place,
    disk: &mut Disk,
    cut: (u64, u64),
    early: bool,
    kept: &mut Acknowledged,
) -> usize {
    if early {
        disk.cut_with_write(cut.0, cut.1);
    }
    let mut session = match place.laptop().open(&place.folder()) {
        Ok(Opened::Sitting(session)) => session,
        other if early => {
            drop(other);
            return 0;
        }
        other => panic!("the log does not open: {other:?}"),
    };
    if !early {
        disk.cut_with_write(cut.0, cut.1);
    }
    let armorer = who(&session, role::ARMORER);
    let gun = item(&session, "G-07");
    for count in 0.. {
        let act = match count % 3 {
            0 => Happened::Moved(vec![Moved::plain(gun, Act::TakeOut, None, Some(armorer))]),
            1 => Happened::Moved(vec![Moved::plain(gun, Act::LockAway, Some(armorer), None)]),
            _ => Happened::Stop { by: None, item: Some(gun) },
        };
        if let Err(failure) = session.perform(Command::Happened(act)) {
            assert!(failure.to_string().contains("cannot"), "the power went: {failure}");
            return count;
        }
        *kept = segments(place);
    }
    0
}

#[track_caller]
fn all_is_there(kept: &Acknowledged, place: &Place, when: &str) {
    let here = segments(place);
    for (path, bytes) in kept {
        let found = here.get(path).map_or(&[][..], Vec::as_slice);
        assert!(
            found.starts_with(bytes),
            "{when}: {}: {} bytes were acknowledged, and {} are here",
            path.display(),
            bytes.len(),
            found.len()
        );
    }
}

/// What came of one file system; why it was not tried, where it was not.
fn on(kind: &Kind) -> Result<(), String> {
    let work = TempDir::new().unwrap();
    let image = work.path().join("image");
    let stands_on = work.path().join("disk");
    fs::create_dir(&stands_on).unwrap();
    fs::File::create(&image).unwrap().set_len(kind.mib << 20).unwrap();
    let mut make = kind.make.to_vec();
    make.push(image.to_str().unwrap());
    done(make[0], &make[1..])?;

    let place = Place::new();
    let at = place.folder().parent().unwrap().to_owned();
    let outside = place.data("outside");
    copy(&place.folder(), &outside);
    let first = done("mount", &["-o", "loop", image.to_str().unwrap(), at.to_str().unwrap()]);
    first?;
    copy(&outside, &place.folder());
    done("umount", &[at.to_str().unwrap()])?;

    let (mut kept, mut lines, mut lost) = (Acknowledged::new(), 0, Vec::new());
    for round in 0..CUTS {
        let when = format!("{}, cut {round}", kind.name);
        let mut disk = Disk::mount(&image, &stands_on, &at, kind)
            .map_err(|error| if round == 0 { error } else { panic!("{when}: {error}") })?;
        all_is_there(&kept, &place, &when);
        // Now early, while the log is opened, now late.
        let early = round % 3 == 2;
        let seed = round * 7919 + kind.mib;
        let write = 1 + seed * 2_654_435_761 % if early { 150 } else { 400 };
        let acts = sitting(&place, &mut disk, (write, seed), early, &mut kept);
        lines += acts;
        lost.push(disk.forgot());
    }
    let when = format!("{}, after all", kind.name);
    let _disk = Disk::mount(&image, &stands_on, &at, kind).unwrap();
    all_is_there(&kept, &place, &when);
    place.sitting().close().unwrap();
    all_is_there(&kept, &place, &when);
    let found = place.laptop().review(&place.folder(), Options::default()).unwrap();
    assert_eq!(found.findings().verdict().exit_code(), 0, "{when}: {}", found.findings());
    assert!(lines > 100, "{when}: only {lines} acts were acknowledged");
    println!(
        "{}: {CUTS} power cuts, {lines} acts acknowledged, all there; sectors in the cache and kept: {}",
        kind.name,
        lost.join(", ").replace("cut ", "")
    );
    Ok(())
}

#[test]
#[ignore = "needs root, /dev/fuse, loop devices, python3 and mkfs.ext4"]
fn power_cuts_under_real_file_systems() {
    for kind in &KINDS {
        if let Err(why) = on(kind) {
            println!("NOT RUN: power cuts on {}: {why}", kind.name);
        }
    }
}
