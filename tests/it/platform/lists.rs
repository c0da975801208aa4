//! The user's own list files through the laptop: seen, written, never over what somebody else wrote.

use std::time::{Duration, Instant};

use showclear::platform::Machine;
use showclear::session::{Host as _, HostNotice, KeepList, ListKept, Lists, Wish, digest};

use super::*;

pub(super) struct Desk {
    machine: Machine,
    pub(super) folder: PathBuf,
    _root: TempDir,
}

impl Desk {
    pub(super) fn new() -> Self {
        let root = TempDir::new().unwrap();
        let machine = Machine::new(Some(root.path().to_owned()));
        Self { machine, folder: root.path().join("data/checklists"), _root: root }
    }

    /// Everything that is said within a moment after a wish.
    pub(super) fn said(&mut self, wish: Wish) -> Vec<HostNotice> {
        self.machine.start(wish);
        let (begun, mut all) = (Instant::now(), Vec::new());
        while begun.elapsed() < Duration::from_secs(20) {
            all.extend(self.machine.poll());
            if self.machine.jobs().is_empty() {
                break;
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        all.extend(self.machine.poll());
        all
    }

    pub(super) fn look(&mut self) -> Option<Lists> {
        lists(self.said(Wish::Lists))
    }

    fn keep(&mut self, name: &str, text: &str, instead: Option<&str>) -> (ListKept, Option<Lists>) {
        let list = KeepList {
            path: self.folder.join(name),
            text: text.to_owned(),
            instead: instead.map(digest),
            remove: None,
        };
        self.keep_list(list)
    }

    fn keep_list(&mut self, list: KeepList) -> (ListKept, Option<Lists>) {
        let mut said = self.said(Wish::KeepList(list));
        let at = said.iter().position(|one| matches!(one, HostNotice::ListKept(..))).unwrap();
        let HostNotice::ListKept(_, _, kept) = said.remove(at) else { panic!() };
        (kept, lists(said))
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.folder.join(name)).unwrap()
    }
}

fn lists(said: Vec<HostNotice>) -> Option<Lists> {
    let mut found = None;
    for one in said {
        if let HostNotice::Lists(_, lists) = one {
            found = Some(*lists);
        }
    }
    found
}

fn good(title: &str) -> String {
    let text = showclear::platform::SHIPPED[0].1;
    text.replace("title: \"Cold gun: empty, shown clear\"", &format!("title: \"{title}\""))
        .replace("id: \"cold-gun-empty\"", "id: \"mine\"")
}

#[test]
fn a_list_that_is_written_is_at_hand_at_once() {
    let mut desk = Desk::new();
    assert!(desk.look().is_none(), "nothing changed since the start");
    let (kept, lists) = desk.keep("mine.ron", &good("Mine"), None);
    assert_eq!(kept, ListKept::Written);
    let lists = lists.unwrap();
    assert_eq!(lists.library.named("mine").unwrap().title, "Mine");
    assert_eq!(lists.shelf.files.len(), 1);
    assert_eq!(desk.machine.library().named("mine").unwrap().title, "Mine", "for what opens next");
    assert!(desk.look().is_none());
}

#[test]
fn what_somebody_else_wrote_meanwhile_is_left_as_it_is() {
    let mut desk = Desk::new();
    let (first, second, third) = (good("First"), good("Second"), good("Third"));
    desk.keep("mine.ron", &first, None);
    fs::write(desk.folder.join("mine.ron"), &second).unwrap();
    let (kept, lists) = desk.keep("mine.ron", &third, Some(&first));
    assert_eq!(kept, ListKept::Changed);
    assert_eq!(desk.read("mine.ron"), second);
    assert_eq!(&*lists.unwrap().shelf.files[0].text, &second, "and it is seen");
    assert_eq!(desk.keep("mine.ron", &third, None).0, ListKept::Changed, "no new file either");
    assert_eq!(desk.keep("mine.ron", &second, None).0, ListKept::Written, "the same bytes already");
    assert_eq!(desk.keep("mine.ron", &third, Some(&second)).0, ListKept::Written);
    assert_eq!(desk.read("mine.ron"), third);
    fs::write(desk.folder.join("mine.ron"), b"\xff\xfe not text").unwrap();
    assert_eq!(desk.keep("mine.ron", &first, Some(&third)).0, ListKept::Changed);
}

#[test]
fn a_draft_goes_only_when_what_it_became_is_there() {
    let mut desk = Desk::new();
    let (draft, released) = (good("Draft"), good("Released"));
    desk.keep("mine.2.draft.ron", &draft, None);
    let becomes = |digest_of: &str, folder: &Path| KeepList {
        path: folder.join("mine.2.ron"),
        text: released.clone(),
        instead: None,
        remove: Some((folder.join("mine.2.draft.ron"), digest(digest_of))),
    };
    let folder = desk.folder.clone();
    let (kept, _) = desk.keep_list(becomes("other bytes", &folder));
    assert_eq!(kept, ListKept::Written);
    assert_eq!(desk.read("mine.2.draft.ron"), draft, "it was changed meanwhile, so it stays");
    let (kept, _) = desk.keep_list(becomes(&draft, &folder));
    assert_eq!(kept, ListKept::Written);
    assert!(!folder.join("mine.2.draft.ron").exists());
    assert_eq!(desk.read("mine.2.ron"), released);
}

#[test]
fn files_with_mistakes_and_files_that_are_no_text_are_told() {
    let mut desk = Desk::new();
    fs::create_dir_all(&desk.folder).unwrap();
    fs::write(desk.folder.join("a.ron"), "Checklist(").unwrap();
    fs::write(desk.folder.join("b.ron"), b"\xff\xfe").unwrap();
    fs::write(desk.folder.join("c.ron"), "x".repeat(2 * 1024 * 1024)).unwrap();
    fs::create_dir(desk.folder.join("d.ron")).unwrap();
    fs::write(desk.folder.join("notes.txt"), "nothing").unwrap();
    let lists = desk.look().unwrap();
    assert_eq!(lists.shelf.files.len(), 1);
    assert!(!lists.shelf.files[0].read.as_ref().unwrap_err().is_empty());
    let unread: Vec<String> = lists
        .shelf
        .unread
        .iter()
        .map(|(path, why)| format!("{}: {why}", path.file_name().unwrap().to_string_lossy()))
        .collect();
    assert_eq!(
        unread,
        [
            "b.ron: this is not UTF-8 text; save it as UTF-8",
            "c.ron: it has 2097152 bytes, and a list has at most 1048576",
            "d.ron: this is no file",
        ]
    );
}

#[test]
fn what_cannot_be_written_is_said_with_a_remedy() {
    let mut desk = Desk::new();
    fs::create_dir_all(desk.folder.join("mine.ron")).unwrap();
    let (kept, _) = desk.keep("mine.ron", &good("Mine"), None);
    let ListKept::Failed { why, remedy } = kept else { panic!("{kept:?}") };
    assert!(why.contains("mine.ron") && !remedy.is_empty(), "{why}; {remedy}");
}

#[test]
fn a_run_keeps_the_revision_that_it_began_with() {
    let place = Place::new();
    let mut session = place.sitting();
    assert!(session.state().runs().next().is_some());
    session.use_lists(&showclear::production::Library::default());
    for run in session.state().runs() {
        let led = session.library().of(run).map(|list| list.source.sha256);
        assert_eq!(led, run.list(), "what the run was led through");
    }
    assert_eq!(session.library().lists().count(), 0, "and nothing is offered");
}
