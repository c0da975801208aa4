//! A log told line by line, with both clocks set by hand.

use std::collections::BTreeMap;

use showclear::event::Entry;
use showclear::review::{Evidence, Page, Review, review};
use showclear::terms::{Digest, UtcMillis};
use showclear::verify::RowState;

pub(super) const ARMORER: &str = "p-aaaaaa";
pub(super) const FIRST_AD: &str = "p-dddddd";
pub(super) const PERFORMER: &str = "p-pppppp";
pub(super) const RECORDER: &str = "p-rrrrrr";
pub(super) const GUN: &str = "i-g7g7g7";
pub(super) const RUN: &str = "r-r1r1r1";

/// The log so far.
#[derive(Clone)]
pub(super) struct Tale {
    pub(super) entries: Vec<Entry>,
    pub(super) rows: BTreeMap<(u64, u32), RowState>,
    wall: i64,
    up: u64,
}

impl Tale {
    /// Line 0, a sitting, four people.
    pub(super) fn new() -> Self {
        let wall = "2026-11-22T19:30:00.000Z".parse::<UtcMillis>().unwrap().millis();
        let mut tale = Self { entries: Vec::new(), rows: BTreeMap::new(), wall, up: 1_000 };
        tale.line(&[
            r#"{"k":"log.created","format":1,"mode":"live","sample":false,"production":"8c1f0e6d2a7b4935","log":"e1b5e6a033977376","origin":"o","title":"Night Ferry","key":"k","device":"cart","program":"showclear"}"#,
        ]);
        tale.open("first");
        for (at, (person, role)) in (1_u8..).zip([
            (ARMORER, "armorer"),
            (FIRST_AD, "first_ad"),
            (PERFORMER, "performer"),
            (RECORDER, "recorder"),
        ]) {
            let name = format!("{at:02x}").repeat(32);
            let added = format!(r#"{{"k":"person.added","person":"{person}","name":"{name}"}}"#);
            let role = format!(r#"{{"k":"person.role","person":"{person}","role":"{role}"}}"#);
            tale.line(&[&added, &role]);
        }
        tale
    }

    /// With a revolver that is locked away in the line that enters it.
    pub(super) fn with_gun() -> Self {
        let mut tale = Self::new();
        let added = added(GUN, "revolver", "G-07");
        tale.line(&[&added, &moved("lock_away", "locked", &[("from", ARMORER)])]);
        tale
    }

    /// With the revolver in the armorer's hands.
    pub(super) fn taken_out() -> Self {
        let mut tale = Self::with_gun();
        tale.line(&[&moved("take_out", "handler", &[("to", ARMORER)])]);
        tale
    }

    /// With the revolver declared, shown to both who must see it, and issued.
    pub(super) fn issued() -> Self {
        let mut tale = Self::taken_out();
        tale.line(&[&declared(&tale.until(20), "")]);
        tale.line(&[&shown(&[("first_ad", FIRST_AD), ("performer", PERFORMER)])]);
        tale.line(&[&issue(ARMORER, PERFORMER, "")]);
        tale
    }

    pub(super) fn open(&mut self, boot: &str) {
        self.line(&[&format!(
            r#"{{"k":"log.opened","program":"showclear","boot":"{boot}","zone":"UTC","offset":0,"durable":"full"}}"#
        )]);
    }

    pub(super) fn close(&mut self) {
        self.line(&[r#"{"k":"log.closed"}"#]);
    }

    /// Time goes by on both clocks.
    pub(super) fn pass(&mut self, millis: u64) {
        self.up += millis;
        self.wall = self.wall.checked_add_unsigned(millis).unwrap();
    }

    /// The wall clock alone is set.
    pub(super) fn set_clock(&mut self, by: i64) {
        self.wall += by;
    }

    /// The machine starts anew.
    pub(super) fn restart(&mut self) {
        self.up = 500;
    }

    pub(super) fn seq(&self) -> u64 {
        self.entries.len() as u64
    }

    /// The end that lies so many minutes on, as a declaration writes it.
    pub(super) fn until(&self, minutes: u64) -> String {
        let millis = minutes * 60_000;
        let wall = UtcMillis::new(self.wall).plus(millis);
        format!(r#""until":"{wall}","until_up":{}"#, self.up + millis)
    }

    pub(super) fn line(&mut self, events: &[&str]) {
        let (t, up) = (UtcMillis::new(self.wall), self.up);
        let text = format!(r#"{{"t":"{t}","up":{up},"ev":[{}]}}"#, events.join(","));
        let entry = serde_json::from_str(&text).map_err(|error| format!("{error}: {text}"));
        self.entries.push(entry.unwrap());
    }

    pub(super) fn review(&self) -> Review {
        self.with(review)
    }

    pub(super) fn page(&self) -> Page {
        self.with(|evidence| Page::of(&review(evidence), evidence))
    }

    fn with<T>(&self, look: impl FnOnce(&Evidence<'_>) -> T) -> T {
        let names: BTreeMap<Digest, String> = self
            .review_people()
            .into_iter()
            .map(|(person, object)| {
                let name = match person.as_str() {
                    ARMORER => "Sample Armorer",
                    FIRST_AD => "Sample First AD",
                    PERFORMER => "Sample Performer",
                    _ => "Sample Recorder",
                };
                (object, name.to_owned())
            })
            .collect();
        look(&Evidence {
            entries: &self.entries,
            names: &names,
            rows: &self.rows,
            texts: BTreeMap::new(),
            facts: None,
            unproven: false,
            whole: true,
        })
    }

    fn review_people(&self) -> Vec<(String, Digest)> {
        let events = self.entries.iter().flat_map(Entry::events);
        events
            .filter_map(|event| {
                if let showclear::event::Event::PersonAdded(added) = event {
                    Some((added.person.to_string(), added.name))
                } else {
                    None
                }
            })
            .collect()
    }

    /// The first panel.
    pub(super) fn missing(&self) -> String {
        self.page().missing.iter().map(|line| format!("{}\n", line.words)).collect()
    }

    /// The sentences under one heading.
    pub(super) fn under(&self, heading: &str) -> String {
        let page = self.page();
        let sections = page.sections.iter().filter(|section| section.heading == heading);
        sections.flat_map(|one| &one.lines).map(|line| format!("{}\n", line.words)).collect()
    }
}

pub(super) fn added(item: &str, kind: &str, tag: &str) -> String {
    format!(
        r#"{{"k":"item.added","item":"{item}","kind":"{kind}","tag":"{tag}","action":"single","barrel":"open"}}"#
    )
}

/// A move of the revolver; members such as `from`, `to`, `watch`, `breach` as text, `card` as a number.
pub(super) fn moved(act: &str, place: &str, more: &[(&str, &str)]) -> String {
    moved_of(GUN, act, place, more)
}

pub(super) fn moved_of(item: &str, act: &str, place: &str, more: &[(&str, &str)]) -> String {
    let mut text =
        format!(r#"{{"k":"item.moved","item":"{item}","act":"{act}","place":"{place}","action":["#);
    let to = more.iter().find(|(name, _)| *name == "to");
    if let Some((_, to)) = to.filter(|_| act == "issue") {
        text.push_str(&format!("\"{to}\""));
    }
    text.push(']');
    for (name, value) in more {
        if *name == "card" {
            text.push_str(&format!(r#","card":{value}"#));
        } else {
            text.push_str(&format!(r#","{name}":"{value}""#));
        }
    }
    text.push('}');
    text
}

pub(super) fn issue(from: &str, to: &str, breach: &str) -> String {
    let mut more = vec![("from", from), ("to", to)];
    if !breach.is_empty() {
        more.push(("breach", breach));
    }
    moved("issue", "hand", &more)
}

/// The revolver is declared empty, seen by the armorer alone; `until` as [`Tale::until`] gives it.
pub(super) fn declared(until: &str, more: &str) -> String {
    format!(
        r#"{{"k":"item.declared","item":"{GUN}","condition":"empty_shown_clear","witnesses":[{{"role":"armorer","person":"{ARMORER}"}}],"covers":"42 A",{until}{more}}}"#
    )
}

pub(super) fn shown(to: &[(&str, &str)]) -> String {
    shown_from("", to)
}

pub(super) fn shown_from(card: &str, to: &[(&str, &str)]) -> String {
    let to: Vec<String> = to
        .iter()
        .map(|(role, person)| format!(r#"{{"role":"{role}","person":"{person}"}}"#))
        .collect();
    format!(
        r#"{{"k":"item.shown","items":["{GUN}"],"by":"{ARMORER}","to":[{}],"looked":{}{card}}}"#,
        to.join(","),
        to.len()
    )
}

pub(super) fn run_started(run: &str, recorded: &str, more: &str) -> String {
    format!(
        r#"{{"k":"run.started","run":"{run}","files":[{{"as":"list","id":"show-clear","rev":3,"sha256":"{}"}}],"approved":false,"lang":"en","recorder":"{RECORDER}","recorded":"{recorded}","item":"{GUN}","roles":[{{"role":"armorer","person":"{ARMORER}"}},{{"role":"first_ad","person":"{FIRST_AD}"}}],"inputs":[],"scene":"42","setup":"A","take":"1"{more}}}"#,
        "0".repeat(64)
    )
}

pub(super) fn answered(step: &str, n: u32, said: &str, fast: bool) -> String {
    format!(
        r#"{{"k":"run.answered","run":"{RUN}","step":"{step}","n":{n},"asker":"first_ad","asked":"What is at {step}?","replies":[{{"role":"armorer","person":"{ARMORER}","said":"{said}"}}],"fast":{fast}}}"#
    )
}
