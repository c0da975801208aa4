//! Golden runs through the laptop: taken over, played with the bytes of a release, each with what came of it.

use showclear::golden::{Lack, Sort};
use showclear::platform::SHIPPED;
use showclear::session::{Came, HostNotice, PlayGolden, Played, Wish, digest, lists};

use super::lists::Desk;
use super::*;

/// Plays the runs of the list `id` with `text` as its next revision.
fn play(desk: &mut Desk, id: &str, text: &str) -> Played {
    let texts: Vec<(String, String)> = showclear::platform::shipped()
        .map(|(name, text)| (name.to_owned(), text.to_owned()))
        .collect();
    let wish = PlayGolden {
        id: id.to_owned(),
        draft: desk.folder.join(format!("{id}.2.draft.ron")),
        file: desk.folder.join(format!("{id}.2.ron")),
        text: text.to_owned(),
        files: lists(&texts).files(),
        mark: 7,
    };
    let said = desk.said(Wish::PlayGolden(Box::new(wish)));
    let played = said.into_iter().find_map(|one| {
        if let HostNotice::GoldenPlayed(_, played) = one { Some(played) } else { None }
    });
    played.unwrap()
}

fn shipped(id: &str) -> String {
    let (_, text) = SHIPPED.iter().find(|(name, _)| *name == format!("{id}.ron")).unwrap();
    text.replace("rev: 1, status: Released", "rev: 2, status: Released")
}

#[test]
fn the_runs_of_a_shipped_list_pass_with_its_next_revision() {
    let mut desk = Desk::new();
    let text = shipped("rubber-out");
    let played = play(&mut desk, "rubber-out", &text);
    assert_eq!((played.sha256, played.mark), (digest(&text), 7));
    assert_eq!((played.runs.len(), played.passed()), (4, 4), "{played:?}");
    assert!(played.is_good());
}

#[test]
fn the_very_text_is_played_and_not_the_list_in_use() {
    let mut desk = Desk::new();
    let text = shipped("rubber-out").replace("rubber, bends in the hand", "soft all over");
    let played = play(&mut desk, "rubber-out", &text);
    assert!(!played.is_good());
    let clean = played.runs.iter().find(|run| run.case == "clean").unwrap();
    let Came::Differs(differs) = &clean.came else { panic!("{:?}", clean.came) };
    assert_eq!(differs.first.line, 6);
    assert!(differs.first.was.contains("bends") && differs.first.is.contains("soft all over"));
    assert!(differs.changes.iter().all(|change| change.doing == "> answer 0"));
    assert!(differs.now.contains("soft all over"));
    assert_eq!(differs.was, digest(&fs::read_to_string(&clean.path).unwrap()));
}

#[test]
fn what_cannot_be_played_is_told_of_each_run() {
    let mut desk = Desk::new();
    let folder = desk.folder.join("golden");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("rubber-out.clean.txt"), b"\xff\xfe").unwrap();
    fs::write(folder.join("rubber-out.mine.txt"), "# Nothing.\n").unwrap();
    fs::write(folder.join("rubber-out.stopped.txt"), "> dance\n").unwrap();
    fs::write(folder.join("rubber-outside.clean.txt"), "> dance\n").unwrap();
    let played = play(&mut desk, "rubber-out", &shipped("rubber-out"));
    let of = |case: &str| &played.runs.iter().find(|run| run.case == case).unwrap().came;
    assert!(matches!(of("clean"), Came::Unread(_)));
    assert!(matches!(of("mine"), Came::Lacks(Lack::NotBegun)));
    assert!(matches!(of("stopped"), Came::Mistaken { line: 1, .. }));
    assert!(matches!(of("recovered"), Came::Passed));
    assert_eq!(played.runs.len(), 5, "no run of another list: {:?}", played.runs);
    assert!(!played.is_good());
}

#[test]
fn a_run_that_cannot_be_taken_over_is_told_and_withholds() {
    let mut desk = Desk::new();
    fs::create_dir_all(&desk.folder).unwrap();
    fs::write(desk.folder.join("golden"), "a file in the place of the folder").unwrap();
    let played = play(&mut desk, "rubber-out", &shipped("rubber-out"));
    assert_eq!(played.runs.len(), 4);
    assert!(played.runs.iter().all(|run| matches!(run.came, Came::Unread(_))));
}

#[test]
fn a_list_of_ones_own_has_no_run_until_it_is_written() {
    let mut desk = Desk::new();
    let text = shipped("rubber-out").replace("id: \"rubber-out\"", "id: \"mine\"");
    let played = play(&mut desk, "mine", &text);
    assert!(played.runs.is_empty() && !played.is_good());
    assert_eq!(played.missing(), Sort::ALL);
    desk.look();
    fs::create_dir_all(desk.folder.join("golden")).unwrap();
    fs::write(desk.folder.join("golden/mine.clean.txt"), "> start mine R-07\n").unwrap();
    assert!(desk.look().is_some(), "a run that is written is a change of the folder");
    let played = play(&mut desk, "mine", &text);
    assert_eq!(played.missing(), [Sort::Stopped, Sort::Recovered]);
}
