//! Files as people have them: gone, empty, too large, no file at all, and pictures that are none, too many or torn.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use showclear::session::{
    Answer, Control, Desk as _, Held, LARGEST_FILE, Order, PortError, Work, Writer,
};
use tempfile::TempDir;

use super::Place;

fn read(path: &Path) -> Result<Vec<u8>, PortError> {
    Place::empty().laptop().files().read(path, LARGEST_FILE, &Control::default())
}

/// Reason and remedy; the reason names the file and never its folder.
#[track_caller]
fn refused(path: &Path) -> String {
    let error = read(path).unwrap_err();
    let folder = path.parent().unwrap().display().to_string();
    assert!(!error.what.contains(&folder), "{}", error.what);
    format!("{}. {}", error.what, error.remedy())
}

#[test]
fn a_file_that_cannot_go_with_an_answer_says_why_and_what_to_do() {
    let folder = TempDir::new().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("whole.png"), b"bytes").unwrap();
    assert_eq!(read(&at("whole.png")).unwrap(), b"bytes");

    assert_eq!(
        refused(&at("gone.png")),
        "gone.png is not there any more. Look where it is now, and pick it again."
    );
    fs::write(at("empty.png"), b"").unwrap();
    assert_eq!(refused(&at("empty.png")), "empty.png is empty. Save it again, then pick it again.");
    fs::create_dir(at("folder")).unwrap();
    assert_eq!(refused(&at("folder")), "folder is no file. Pick one file, not a folder.");
    fs::File::create(at("large")).unwrap().set_len(LARGEST_FILE + 1).unwrap();
    assert_eq!(
        refused(&at("large")),
        "large has 33 MiB, and a file has at most 32. Make it smaller, and pick it again."
    );
    fs::File::create(at("just")).unwrap().set_len(LARGEST_FILE).unwrap();
    assert_eq!(read(&at("just")).unwrap().len() as u64, LARGEST_FILE);
}

#[cfg(unix)]
#[test]
fn what_never_ends_and_what_never_begins_is_not_waited_for() {
    let began = Instant::now();
    assert!(refused(Path::new("/dev/zero")).starts_with("zero is no file"));
    let folder = TempDir::new().unwrap();
    let pipe = folder.path().join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().unwrap();
    assert!(made.success());
    assert!(refused(&pipe).starts_with("pipe is no file"));
    assert!(began.elapsed() < Duration::from_secs(5));
}

#[test]
fn what_is_called_off_is_not_read_on() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a");
    fs::write(&path, b"x").unwrap();
    let control = Control::default();
    control.cancel();
    let read = Place::empty().laptop().files().read(&path, LARGEST_FILE, &control);
    assert_eq!(read.unwrap_err().what, "it was called off");
}

#[test]
fn an_object_lies_under_its_digest_and_is_never_replaced() {
    let place = Place::empty();
    let folder = TempDir::new().unwrap();
    let object = showclear::session::Object::of(b"abc".to_vec());
    let files = place.laptop().files();
    files.keep_object(folder.path(), &object).unwrap();
    files.keep_object(folder.path(), &object).unwrap();
    let path = folder
        .path()
        .join("objects/ba/7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_eq!(fs::read(&path).unwrap(), b"abc");
    fs::write(&path, b"abd").unwrap();
    let refused = files.keep_object(folder.path(), &object).unwrap_err();
    assert!(refused.what.ends_with("is there with other bytes than its name says"), "{refused}");
}

#[cfg(feature = "gui")]
mod pictures {
    use image::{ExtendedColorType, ImageEncoder as _, codecs};
    use showclear::platform::picture;

    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        let raw: Vec<u8> = (0..width * height * 3).map(|n| (n % 251) as u8).collect();
        let encoder = codecs::png::PngEncoder::new(&mut bytes);
        encoder.write_image(&raw, width, height, ExtendedColorType::Rgb8).unwrap();
        bytes
    }

    fn jpeg(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        let raw = vec![90; (width * height * 3) as usize];
        let encoder = codecs::jpeg::JpegEncoder::new(&mut bytes);
        encoder.write_image(&raw, width, height, ExtendedColorType::Rgb8).unwrap();
        bytes
    }

    /// A PNG whose header promises so many pixels, with a right sum, and nothing behind it.
    fn promises(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = png(1, 1);
        bytes[16..20].copy_from_slice(&width.to_be_bytes());
        bytes[20..24].copy_from_slice(&height.to_be_bytes());
        let sum = crc32fast::hash(&bytes[12..29]);
        bytes[29..33].copy_from_slice(&sum.to_be_bytes());
        bytes
    }

    #[test]
    fn png_and_jpeg_become_small_pictures_and_small_ones_stay_as_they_are() {
        for bytes in [png(1_200, 600), jpeg(1_200, 600)] {
            let small = picture(&bytes).unwrap();
            assert_eq!((small.width, small.height), (480, 240));
            assert_eq!(small.rgba.len(), 480 * 240 * 4);
        }
        let same = picture(&png(3, 2)).unwrap();
        assert_eq!((same.width, same.height), (3, 2));
        assert_eq!(&same.rgba[..8], &[0, 1, 2, 255, 3, 4, 5, 255]);
    }

    #[test]
    fn a_photo_taken_on_its_side_is_shown_upright() {
        // An Exif block that says "turn it by 90 degrees", right behind the start of the JPEG.
        let exif = b"\xff\xe1\x00\x22Exif\0\0II\x2a\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
        let plain = jpeg(40, 20);
        let turned: Vec<u8> = [&plain[..2], exif, &plain[2..]].concat();
        let upright = picture(&turned).unwrap();
        assert_eq!((upright.width, upright.height), (20, 40));
    }

    #[test]
    fn two_hundred_megapixels_are_refused_by_their_header_alone() {
        let began = Instant::now();
        let error = picture(&promises(20_000, 10_000)).unwrap_err();
        assert_eq!(error.what, "the picture has 200 megapixels, and at most 60 are taken");
        let huge = picture(&promises(0x7fff_ffff, 0x7fff_ffff)).unwrap_err();
        assert!(!huge.remedy().is_empty(), "{huge}");
        assert!(began.elapsed() < Duration::from_secs(2));
    }

    #[test]
    fn what_is_no_picture_here_says_what_to_do() {
        for (bytes, said) in [
            (b"only words".to_vec(), "it is no picture. Pick a PNG or JPEG."),
            (
                b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec(),
                "it is a HEIC picture, which is not shown here. Save it as a PNG or JPEG, and pick that one.",
            ),
            (
                b"GIF89a\x01\0\x01\0".to_vec(),
                "it is a picture of a sort that is not shown here. Save it as a PNG or JPEG, and pick that one.",
            ),
        ] {
            let error = picture(&bytes).unwrap_err();
            assert_eq!(format!("{}. {}", error.what, error.remedy()), said);
        }
        let torn = picture(&png(300, 300)[..2_000]).unwrap_err();
        assert!(torn.what.starts_with("the picture is damaged or not whole"), "{torn}");
    }

    #[test]
    fn no_bytes_break_anything() {
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        let mut next = move || {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(state >> 33).unwrap()
        };
        let whole = [png(24, 16), jpeg(24, 16)];
        for n in 0..3_000 {
            let mut bytes = whole[n % 2].clone();
            for _ in 0..1 + next() % 6 {
                let at = next() % bytes.len();
                bytes[at] = u8::try_from(next() % 256).unwrap();
            }
            if n % 5 == 0 {
                bytes.truncate(next() % bytes.len());
            }
            if let Ok(small) = picture(&bytes) {
                assert_eq!(small.rgba.len(), (small.width * small.height * 4) as usize);
                assert!(small.width.max(small.height) <= 480);
            }
        }
    }
}

/// A writer for those who only want the other ports.
struct NoWriter;

impl Writer for NoWriter {
    fn send(&mut self, _order: Order) {}

    fn answer(&mut self) -> Option<Answer> {
        None
    }

    fn wait(&mut self, _most: u64) -> Option<Answer> {
        None
    }
}

#[test]
fn a_card_that_never_answers_keeps_its_threads_and_nobody_elses() {
    let mut workers = Place::empty().laptop().ports(Box::new(NoWriter)).workers;
    let (open, door) = std::sync::mpsc::channel::<()>();
    let door = std::sync::Arc::new(std::sync::Mutex::new(door));
    let hangs = || -> Work {
        let door = std::sync::Arc::clone(&door);
        Box::new(move |_: &Control| {
            let opened = door.lock().unwrap().recv();
            Box::new(opened.is_ok())
        })
    };
    for id in 0..8 {
        assert!(workers.start_apart(id, Control::default(), hangs()), "{id}");
    }
    assert!(!workers.start_apart(8, Control::default(), hangs()), "no thread without end");
    workers.start(9, Control::default(), Box::new(|_: &Control| Box::new(true)));
    let finished = workers.wait(5_000);
    assert_eq!(finished.iter().map(|(id, _)| *id).collect::<Vec<_>>(), [9], "work goes on");

    for _ in 0..8 {
        open.send(()).unwrap();
    }
    let mut ended = 0;
    while ended < 8 {
        let finished = workers.wait(5_000).len();
        assert!(finished > 0, "{ended} of 8 have ended");
        ended += finished;
    }
    // A piece of work that breaks gives its thread back too.
    for id in 10..40 {
        let broken: Work = Box::new(|_: &Control| std::panic::resume_unwind(Box::new(())));
        let began = Instant::now();
        let mut broken = Some(broken);
        while let Some(work) = broken.take() {
            if !workers.start_apart(id, Control::default(), work) {
                assert!(began.elapsed() < Duration::from_secs(5), "{id}");
                std::thread::sleep(Duration::from_millis(5));
                broken = Some(Box::new(|_: &Control| std::panic::resume_unwind(Box::new(()))));
            }
        }
    }
}

#[test]
fn a_large_object_is_held_against_its_name_and_not_kept_in_memory() {
    let place = Place::new();
    let folder = place.folder();
    let object = showclear::session::Object::of(vec![7; 2 * 1024 * 1024]);
    place.laptop().files().keep_object(&folder, &object).unwrap();
    let hex = object.digest.to_string();
    let (start, rest) = hex.split_at(2);
    let path = format!("objects/{start}/{rest}");
    let held = |folder: &Path| {
        let gathered = showclear::platform::gather(folder).unwrap();
        gathered.into_iter().find(|(name, _)| *name == path).unwrap().1
    };
    assert_eq!(held(&folder), Held::Large(object.digest.0));
    let review = |folder: &Path| {
        let checked = place.laptop().review(folder, Default::default()).unwrap();
        checked.findings().to_string()
    };
    assert!(!review(&folder).contains("was changed"), "{}", review(&folder));
    fs::write(folder.join(&path), vec![8; 2 * 1024 * 1024]).unwrap();
    assert!(review(&folder).contains("was changed: its bytes are not those of its name"));
}
