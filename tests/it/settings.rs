//! The settings file: what is kept comes back, and the files of earlier versions are read.
#![expect(clippy::disallowed_methods, reason = "the file of an earlier version is written here")]

use showclear::platform::Machine;
use showclear::session::{FirstHourOf, Host as _, PadVerb, Settings, Situation, Theme};
use showclear::terms::{ItemId, PersonId, ProductionId};

#[test]
fn gloves_scale_pad_and_who_takes_which_gun_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let root = || Some(folder.path().to_owned());
    let production = "8c1f0e6d2a7b4935".parse::<ProductionId>().unwrap();
    let takes = vec![(ItemId::from_random(1), PersonId::from_random(2))];
    let kept = Settings {
        theme: Theme::Dim,
        gloves: true,
        scale: 125,
        lang: Some("es".to_owned()),
        pad: vec![(PadVerb::Stop, "F13".to_owned()), (PadVerb::Count, "PageUp".to_owned())],
        situations: vec![(production, Situation { takes, ..Situation::default() })],
        first_hours: vec![(production, FirstHourOf { ring: "Sample 555 0100\nnext".to_owned() })],
        recovery: vec!["age1sample".to_owned()],
        codes: vec![(production, "2026-11-22T19:30:00.000Z".parse().unwrap())],
    };
    let mut machine = Machine::new(root());
    machine.keep(kept.clone());
    drop(machine);
    assert_eq!(*Machine::new(root()).settings(), kept);
}

#[test]
fn the_settings_of_an_earlier_version_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let production = "8c1f0e6d2a7b4935".parse::<ProductionId>().unwrap();
    let person = PersonId::from_random(2);
    let text = format!(
        r#"(version: 1, theme: "dim", gloves: true, scale: 0, situations: [(production: "{production}",
            scene: "42", setup: "B", take: "3", sign_at_the_moment: true, crew: [("armorer", "{person}")],
            guns: [], recorder: None)], recent: [])"#
    );
    std::fs::create_dir_all(folder.path().join("data")).unwrap();
    std::fs::write(folder.path().join("data/settings.ron"), text).unwrap();
    let machine = Machine::new(Some(folder.path().to_owned()));
    let settings = machine.settings();
    assert_eq!((settings.theme, settings.gloves), (Theme::Dim, true));
    let situation = settings.situation(production);
    assert_eq!(situation.place.scene, "42");
    assert_eq!(situation.crew.len(), 1);
    assert!(situation.takes.is_empty() && settings.pad.is_empty() && settings.codes.is_empty());
}
