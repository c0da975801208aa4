//! A small production made of lines written here, for the tests of statements.

use std::collections::BTreeMap;

use showclear::event::Entry;
use showclear::record::decode;
use showclear::statement::{Covered, Names, Past, StatementError, Text};
use showclear::terms::Digest;

pub(super) const ARMORER: &str = "p-7k2q9x";
pub(super) const FIRST_AD: &str = "p-3m8d0c";
pub(super) const PERFORMER: &str = "p-1v5tzr";
pub(super) const KEY_A: &str = "SHA256:JJC43svHzHCAnEByxvcSBgt/3FRiOpXbLiKlTes/5H8";
pub(super) const KEY_B: &str = "SHA256:D8+1Tr6fwsOt6efFwN9y49AjxSZG4TWBPToqu2RegfM";

pub(super) const WITNESSES: &str =
    r#"[{"role":"armorer","person":"p-7k2q9x"},{"role":"first_ad","person":"p-3m8d0c"}]"#;

/// The entries so far, and the second of the day at which the next is written.
pub(super) struct Production {
    pub(super) past: Past,
    second: u64,
}

impl Production {
    pub(super) fn new(mode: &str) -> Self {
        let mut made = Self { past: Past::new(), second: 0 };
        let origin = if mode == "drill" { "showclear-drill" } else { "showclear" };
        made.add(&format!(
            r#"{{"k":"log.created","format":1,"mode":"{mode}","sample":false,"production":"8c1f0e6d2a7b4935","log":"e1b5e6a033977376","origin":"{origin}/8c1f0e6d2a7b4935/e1b5e6a033977376","title":"Night \"Ferry\"\n","key":"ssh-ed25519 AAAA","device":"cart","program":"showclear 0.1.0","continues":null}}"#
        ));
        for (place, person) in [ARMORER, FIRST_AD, PERFORMER].iter().enumerate() {
            let name = name_object(place);
            made.add(&format!(
                r#"{{"k":"person.added","person":"{person}","name":"{name}","details":null}}"#
            ));
        }
        made.add(r#"{"k":"item.added","item":"i-4hq8vz","kind":"machine_gun","tag":"G-07","action":"single","barrel":"open","capacity":2,"particulars":null}"#);
        made
    }

    pub(super) fn run(&mut self, recorded: &str, card: &str) {
        self.add(&format!(
            r#"{{"k":"run.started","run":"r-9d2xk7","files":[{{"as":"list","id":"proof \"a\"","rev":4,"sha256":"{0}"}},{{"as":"unit","id":"u","rev":1,"sha256":"{0}"}},{{"as":"overlay","id":"o","rev":2,"sha256":"{0}"}}],"approved":true,"lang":"en","recorder":null,"recorded":"{recorded}","card":{card},"item":"i-4hq8vz","roles":{WITNESSES},"inputs":[{{"id":"load","value":"half\tload"}}],"scene":"42 | b","setup":"A","take":"1"}}"#,
            "0".repeat(64)
        ));
    }

    /// Adds events in which strings may be written in other ways than the program writes them.
    pub(super) fn add_typed(&mut self, events: &str) {
        let plain: Vec<showclear::event::Event> =
            serde_json::from_str(&format!("[{events}]")).unwrap();
        let mut entry = self.entry(r#"{"k":"log.closed"}"#);
        entry.ev = plain.try_into().unwrap();
        self.past.feed(&entry);
        self.second += 1;
    }

    pub(super) fn entry(&self, events: &str) -> Entry {
        let (minute, second) = (self.second / 60, self.second % 60);
        let data = format!(
            r#"{{"t":"2026-11-22T19:{minute:02}:{second:02}.000Z","up":{},"seat":null,"ev":[{events}]}}"#,
            self.second * 1000
        );
        decode(data.as_bytes()).map_err(|error| format!("{error}: {data}")).unwrap()
    }

    pub(super) fn add(&mut self, events: &str) {
        let entry = self.entry(events);
        self.past.feed(&entry);
        self.second += 1;
    }

    pub(super) fn wait(&mut self, seconds: u64) {
        self.second += seconds;
    }

    pub(super) fn text(&self) -> Result<Text, StatementError> {
        let covered = Covered {
            root: "R".repeat(44),
            segment: "log/e1b5e6a033977376/00001.jsonl".to_owned(),
            sha256: Digest([0; 32]),
        };
        self.past.text(&covered, &names())
    }

    /// The text without its record lines' last two, which are made up here.
    #[track_caller]
    pub(super) fn shown(&self) -> String {
        let text = self.text().unwrap();
        text.as_str()
            .lines()
            .filter(|line| !line.starts_with("SHA256 (") && !line.starts_with("root: RRR"))
            .map(|line| format!("{line}\n"))
            .collect()
    }

    pub(super) fn faults(&self) -> Vec<String> {
        self.past.standing().faults().iter().map(|(seq, fault)| format!("{seq}: {fault}")).collect()
    }
}

fn name_object(place: usize) -> String {
    format!("{place:064x}")
}

pub(super) fn names() -> Names {
    let said = ["Sample \"Armorer\"", "Sample First AD", "Sample\u{202e}Performer"];
    let objects = said.iter().enumerate();
    objects
        .map(|(place, name)| (name_object(place).parse().unwrap(), (*name).to_owned()))
        .collect::<BTreeMap<_, _>>()
}

pub(super) fn sheet(person: &str, struck: &str) -> String {
    let (role, key) = if person == FIRST_AD { ("first_ad", KEY_B) } else { ("armorer", KEY_A) };
    format!(
        r#"{{"k":"statement.prepared","kind":"sheet","about":"{person}","template":1,"offset":330,"signers":[{{"role":"{role}","person":"{person}","key":"{key}"}}],"meaning":"I saw it.","declares":null,"follows":[],"struck":[{struck}]}}"#
    )
}

pub(super) fn signoff(declares: &str) -> String {
    format!(
        r#"{{"k":"statement.prepared","kind":"signoff","about":"r-9d2xk7","template":1,"offset":0,"signers":[{{"role":"armorer","person":"{ARMORER}","key":"{KEY_A}"}},{{"role":"first_ad","person":"{FIRST_AD}","key":"{KEY_B}"}}],"meaning":"I saw it.","declares":{declares},"follows":["hand-over","each[2].look"],"struck":[]}}"#
    )
}

pub(super) fn signed(number: u64, person: &str, text: &str) -> String {
    let key = if person == FIRST_AD { KEY_B } else { KEY_A };
    let text = text.repeat(64);
    format!(
        r#"{{"k":"statement.signed","statement":{number},"person":"{person}","key":"{key}","text":"{text}","sig":"AAAA"}}"#
    )
}

pub(super) fn completed(number: u64, text: &str) -> String {
    let text = text.repeat(64);
    format!(r#"{{"k":"statement.completed","statement":{number},"text":"{text}"}}"#)
}

pub(super) fn voided(number: u64, why: &str) -> String {
    format!(r#"{{"k":"statement.voided","statement":{number},"why":"{why}"}}"#)
}

/// `text` as JSON writes it, with every character escaped.
pub(super) fn json(text: &str) -> String {
    let units = text.encode_utf16();
    format!("\"{}\"", units.map(|unit| format!("\\u{unit:04x}")).collect::<String>())
}
