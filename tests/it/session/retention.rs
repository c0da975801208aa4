//! How long what is private is kept: terms as lines, what is due, erasing it in one go, and the hold that forbids it.

use expect_test::{Expect, expect};
use showclear::session::{Keyless, Retain, typed_term};
use showclear::terms::{Private, role};
use showclear::verify::{Verdict, check};

use super::private::{enter_gun, particulars_of};
use super::world::sealed;
use super::*;

const DAY: u64 = 24 * 60 * 60 * 1000;

/// A production with one private thing of each sort, beside the names.
fn set() -> Set {
    let mut set = Set::new();
    enter_gun(&mut set, "G-09");
    set.answer_with_file(b"the bytes of a photo");
    let run = set.session.state().runs().next().unwrap().id();
    let said = Keyless {
        run,
        step: "paper".parse().unwrap(),
        role: role::PERFORMER.parse().unwrap(),
        name: "Sample Day Player".into(),
        how: "looked".into(),
        witnesses: Vec::new(),
    };
    set.session.acknowledged(said).unwrap();
    set.settle();
    set
}

fn term(set: &mut Set, what: Private, days: Option<u32>) {
    let by = set.armorer;
    set.ask(Ask::SetTerm { what, days, by });
}

fn pass(set: &mut Set, days: u64) {
    set.world.pass(days * DAY);
    set.settle();
}

/// The page without what stays, and without ids drawn at random.
#[track_caller]
fn listed(set: &Set, expected: Expect) {
    let text = set.session.retention().text;
    let (text, stays) = text.split_once("\nWhat stays").unwrap();
    assert!(stays.contains("the proof that no line was removed"));
    expected.assert_eq(text);
}

fn due(set: &Set) -> Vec<String> {
    let now = set.session.now().wall;
    set.session.state().overdue(now).iter().map(|one| set.session.kept_words(one)).collect()
}

#[test]
fn without_a_term_nothing_is_ever_due() {
    let mut set = set();
    pass(&mut set, 10_000);
    listed(
        &set,
        expect![[r#"
            What is private here, each sort with its term. Terms count from the last work that was recorded, on 2026-11-22 14:30:00.
              names of people (name)                          3 kept, 0 erased; no term: kept until somebody says otherwise
              names of people without a key (keyless)         1 kept, 0 erased; no term: kept until somebody says otherwise
              particulars of items (particulars)              1 kept, 0 erased; no term: kept until somebody says otherwise
              details of people (details)                     0 kept, 0 erased; no term: kept until somebody says otherwise
              photos and files of answers (photo)             1 kept, 0 erased; no term: kept until somebody says otherwise

            Nothing is due.
        "#]],
    );
    assert!(due(&set).is_empty());
    assert!(set.session.erase_due("over", set.armorer).is_empty());
}

#[test]
fn a_term_counts_from_the_last_work_and_not_from_what_the_program_writes() {
    let mut set = set();
    term(&mut set, Private::Particulars, Some(30));
    pass(&mut set, 29);
    assert!(due(&set).is_empty());
    // Exports, holds and terms are no work; a gun that moves is.
    set.ask(Ask::PlaceHold { why: "asked".into(), by: set.armorer });
    set.ask(Ask::LiftHold { why: "over".into(), by: set.armorer });
    term(&mut set, Private::Photo, Some(400));
    pass(&mut set, 1);
    assert_eq!(due(&set), ["the particulars of G-09"]);
    listed(
        &set,
        expect![[r#"
            What is private here, each sort with its term. Terms count from the last work that was recorded, on 2026-11-22 14:30:00.
              names of people (name)                          3 kept, 0 erased; no term: kept until somebody says otherwise
              names of people without a key (keyless)         1 kept, 0 erased; no term: kept until somebody says otherwise
              particulars of items (particulars)              1 kept, 0 erased; 30 days, so until 2026-12-22 14:30:00; said by Sample Armorer
              details of people (details)                     0 kept, 0 erased; no term: kept until somebody says otherwise
              photos and files of answers (photo)             1 kept, 0 erased; 400 days, so until 2027-12-27 14:30:00; said by Sample Armorer

            Due:
              the particulars of G-09
        "#]],
    );
    set.command_moved(Act::TakeOut);
    assert!(due(&set).is_empty(), "the production is at work");
    pass(&mut set, 30);
    assert_eq!(due(&set), ["the particulars of G-09"]);
    term(&mut set, Private::Particulars, None);
    assert!(due(&set).is_empty());
}

#[test]
fn what_is_due_goes_and_its_lines_stay() {
    let mut set = set();
    let gun = set.session.state().book().by_tag("G-09").unwrap().id;
    let object = particulars_of(&set, gun);
    for sort in [Private::Particulars, Private::Photo, Private::Keyless] {
        term(&mut set, sort, Some(1));
    }
    pass(&mut set, 2);
    assert_eq!(due(&set).len(), 3, "{:?}", due(&set));
    let before = set.session.state().size();
    let retain = Retain {
        terms: vec![(Private::Name, Some(400))],
        erase: Some("the term is over".into()),
        by: Some("Sample Armorer".into()),
    };
    assert_eq!(set.session.retain(&retain).unwrap(), 3);
    assert_eq!(set.session.state().size(), before + 4, "one line each, and the term");
    assert!(!set.world.lock().files.contains_key(&sealed(object)));
    assert!(due(&set).is_empty());
    listed(
        &set,
        expect![[r#"
            What is private here, each sort with its term. Terms count from the last work that was recorded, on 2026-11-22 14:30:00.
              names of people (name)                          3 kept, 0 erased; 400 days, so until 2027-12-27 14:30:00; said by Sample Armorer
              names of people without a key (keyless)         0 kept, 1 erased; 1 day, so until 2026-11-23 14:30:00; said by Sample Armorer
              particulars of items (particulars)              0 kept, 1 erased; 1 day, so until 2026-11-23 14:30:00; said by Sample Armorer
              details of people (details)                     0 kept, 0 erased; no term: kept until somebody says otherwise
              photos and files of answers (photo)             0 kept, 1 erased; 1 day, so until 2026-11-23 14:30:00; said by Sample Armorer

            Nothing is due.
        "#]],
    );
    let job = set.session.export(Path::new("/out/day.zip")).unwrap();
    let Finished::Exported(_) = set.session.wait_for_job(job).unwrap() else { unreachable!() };
    let zip = set.world.lock().outside[Path::new("/out/day.zip")].clone();
    let findings = check(&Files::from_zip(&zip).unwrap(), &Options::default());
    assert_eq!(findings.verdict(), Verdict::NotConfirmed, "{findings}");
    assert!(findings.to_string().contains("3 erased"), "{findings}");
}

#[test]
fn the_names_of_everybody_go_by_their_term_as_one_by_one() {
    let mut set = set();
    term(&mut set, Private::Name, Some(1));
    pass(&mut set, 2);
    let people = set.session.state().roster().people().count();
    assert_eq!(due(&set).len(), people);
    let by = set.armorer;
    for ticket in set.session.erase_due("the term is over", by) {
        set.session.wait_for(ticket).unwrap();
    }
    assert!(set.session.wait_for_files().is_empty());
    assert!(due(&set).is_empty(), "the words in their place are no names");
    let world = set.world.clone();
    drop(set);
    open(&world).unwrap();
}

#[test]
fn under_a_hold_nothing_is_due_and_nobody_erases() {
    let mut set = set();
    term(&mut set, Private::Particulars, Some(1));
    pass(&mut set, 2);
    set.ask(Ask::PlaceHold { why: "the police asked".into(), by: set.armorer });
    assert!(due(&set).is_empty());
    listed(
        &set,
        expect![[r#"
            What is private here, each sort with its term. Terms count from the last work that was recorded, on 2026-11-22 14:30:00.
              names of people (name)                          3 kept, 0 erased; no term: kept until somebody says otherwise
              names of people without a key (keyless)         1 kept, 0 erased; no term: kept until somebody says otherwise
              particulars of items (particulars)              1 kept, 0 erased; 1 day, so until 2026-11-23 14:30:00; said by Sample Armorer
              details of people (details)                     0 kept, 0 erased; no term: kept until somebody says otherwise
              photos and files of answers (photo)             1 kept, 0 erased; no term: kept until somebody says otherwise

            An evidence hold stands since 2026-11-24 14:30:00, by Sample Armorer: "the police asked". Nothing is due and nothing is erased while it stands.
        "#]],
    );
    let retain =
        Retain { terms: Vec::new(), erase: Some("over".into()), by: Some(set.armorer.to_string()) };
    let refused = set.session.retain(&retain).unwrap_err();
    expect!["an evidence hold stands, and while it does nothing is erased. Ask whoever placed the hold, and lift it first, under Private."].assert_eq(&format!("{refused}. {}", refused.remedy()));
    assert!(set.session.state().erased().is_empty());
}

#[test]
fn what_cannot_be_removed_is_said_and_the_line_stands() {
    let mut set = set();
    term(&mut set, Private::Particulars, Some(1));
    pass(&mut set, 2);
    set.world.lock().power_goes = true;
    let by = Some(set.armorer.to_string());
    let retain = Retain { terms: Vec::new(), erase: Some("over".into()), by };
    // The world writes the line and nothing after it: what a crash leaves is removed at the next opening.
    let _said = set.session.retain(&retain);
    assert_eq!(set.session.state().erased().len(), 1);
}

#[test]
fn who_says_so_is_somebody_and_a_term_is_one() {
    let mut set = set();
    for by in [None, Some("Nobody"), Some("p-000000")] {
        let by = by.map(str::to_owned);
        let retain = Retain { terms: Vec::new(), erase: Some("over".into()), by };
        let refused = set.session.retain(&retain).unwrap_err().to_string();
        assert!(refused.contains("nobody of this production"), "{refused}");
    }
    let by = set.armorer;
    let what = Private::Name;
    for days in [Some(0), Some(36_501)] {
        let ask = Command::Ask(Ask::SetTerm { what, days, by });
        assert!(set.session.perform(ask).is_err());
    }
    let same = Command::Ask(Ask::SetTerm { what, days: None, by });
    expect!["it is kept just so long already"]
        .assert_eq(&set.session.perform(same).unwrap_err().to_string());
    assert_eq!(typed_term("photo=7"), Ok((Private::Photo, Some(7))));
    assert_eq!(typed_term("name=ever"), Ok((Private::Name, None)));
    let wrong = ["", "photo", "photo=", "photo=0", "photo=-1", "concern=7", "name=99999"];
    let said: Vec<String> = wrong.iter().map(|text| typed_term(text).unwrap_err()).collect();
    expect![[r#"
        begin with one of name, keyless, particulars, details, photo and =
        end in a number of days up to 36500, or in ever
        end in a number of days up to 36500, or in ever
        end in a number of days up to 36500, or in ever
        end in a number of days up to 36500, or in ever
        begin with one of name, keyless, particulars, details, photo and =
        end in a number of days up to 36500, or in ever"#]]
    .assert_eq(&said.join("\n"));
}

#[test]
fn a_clock_that_was_once_ahead_keeps_things_longer() {
    let mut set = set();
    term(&mut set, Private::Particulars, Some(1));
    pass(&mut set, 100);
    set.command_moved(Act::TakeOut);
    let ahead = set.session.state().worked_last().unwrap();
    pass(&mut set, 1);
    assert_eq!(due(&set).len(), 1);
    assert_eq!(set.session.state().worked_last(), Some(ahead));
}
