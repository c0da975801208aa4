//! The good bundles that the mutations begin from.

use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};
use showclear::event::Mode;
use showclear::log::Hash;
use showclear::record::encode_name;

use super::remake;
use crate::verify::amended::amended;
use crate::verify::bundle::{Folder, export, files_of, whole};
use crate::verify::lists::approved;
use crate::verify::maker::{ARMORER, Maker};

/// Which good bundle.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Base {
    /// A signed roster, a declaration, a signed sheet.
    Sheet,
    /// An approved list and a deviation, each signed by two.
    Approved,
    /// The first as a drill.
    Drill,
    /// A log that goes on from an older one.
    Chain,
    /// Every kind of event that a line can hold and that needs no statement.
    Kinds,
    /// Amendments that are signed, replaced, proposed and taken back, and a late entry.
    Amended,
}

pub(super) const BASES: [Base; 6] =
    [Base::Sheet, Base::Approved, Base::Drill, Base::Chain, Base::Kinds, Base::Amended];

impl Base {
    pub(super) fn files(self) -> &'static Folder {
        static ALL: [OnceLock<Folder>; 6] = [const { OnceLock::new() }; 6];
        ALL[self as usize].get_or_init(|| match self {
            Self::Sheet => whole().1,
            Self::Approved => approved().1,
            Self::Drill => drill(),
            Self::Chain => chain(),
            Self::Kinds => kinds(),
            Self::Amended => amended().1,
        })
    }
}

fn drill() -> Folder {
    let mut made = Maker::usual(Mode::Drill);
    made.sheet("armorer", ARMORER, 2);
    let mut files = files_of(&mut made);
    let _zip = export(&made, &mut files, |_| {});
    files
}

fn chain() -> Folder {
    let mut old = Maker::continuing(Mode::Live, 8, "null").begun();
    old.sheet("armorer", ARMORER, 2);
    let older = files_of(&mut old);
    let continues = format!(
        r#"{{"log":"{}","size":{},"root":"{}","why":"new_laptop"}}"#,
        old.log,
        old.size(),
        old.root_now()
    );
    let mut new = Maker::continuing(Mode::Live, 1, &continues);
    new.add(r#"{"k":"log.closed"}"#);
    let mut files = files_of(&mut new);
    files.extend(older.into_iter().filter(|(path, _)| path.contains('/')));
    remake::keys(&mut files);
    let head = showclear::bundle::Head {
        origin: old.origin().parse().unwrap(),
        size: old.size(),
        root: *old.root_now().as_bytes(),
    };
    let _zip = export(&new, &mut files, |manifest| manifest.also.push(head));
    files
}

/// The events of the golden lines, one a kind.
pub(super) fn golden_events() -> &'static [String] {
    static ALL: OnceLock<Vec<String>> = OnceLock::new();
    ALL.get_or_init(|| {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/lines/v1");
        let mut files: Vec<PathBuf> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        let event = |path: &PathBuf| {
            let line = fs::read_to_string(path).unwrap();
            let (_, events) = line.split_once("\"ev\":[").unwrap();
            events.trim_end().strip_suffix("]}").unwrap().to_owned()
        };
        files.iter().map(event).collect()
    })
}

fn kinds() -> Folder {
    let mut made = Maker::usual(Mode::Live);
    for event in golden_events() {
        let kind = event.split('"').nth(3).unwrap();
        // What belongs to a statement, to line 0, to keys, to other lines or to other logs has rules of its own.
        let starts = [
            "statement.",
            "log.created",
            "log.cut",
            "person.key",
            "roster.",
            "amend.",
            "anchor.",
            "stop.alarm",
            "stop.released",
        ];
        let others = [
            "object.erased",
            "person.added",
            "person.role_ended",
            "item.declared",
            "log.met",
            "handover.in",
        ];
        if starts.iter().any(|start| kind.starts_with(start)) || others.contains(&kind) {
            continue;
        }
        // Settled by those on the set, without a restart that is signed.
        let event = event.replace(
            r#""restart":"chambers","statement":28"#,
            r#""restart":"chambers","statement":null"#,
        );
        let event = with_objects(&mut made, kind, &event);
        made.add(&event);
    }
    let erased = Hash::of(b"erased").to_hex();
    made.add(&format!(r#"{{"k":"item.particulars","item":"i-4hq8vz","particulars":"{erased}"}}"#));
    made.add(&format!(
        r#"{{"k":"object.erased","sha256":"{erased}","why":"asked for","by":"{ARMORER}"}}"#
    ));
    let withheld = Hash::of(b"withheld").to_hex();
    made.add(&format!(
        r#"{{"k":"item.particulars","item":"i-4hq8vz","particulars":"{withheld}"}}"#
    ));
    made.sheet("armorer", ARMORER, 2);
    let mut files = files_of(&mut made);
    let _zip = export(&made, &mut files, |manifest| {
        assert!(manifest.withheld.insert(withheld.parse().unwrap()));
    });
    files
}

/// The event with objects of its own in the place of those that the golden line makes up.
fn with_objects(made: &mut Maker, kind: &str, event: &str) -> String {
    let mut event = event.to_owned();
    for digit in ["a", "b", "c", "d"] {
        let made_up = digit.repeat(64);
        if event.contains(&made_up) && kind != "log.exported" && kind != "log.recovered" {
            let name = format!("{kind} {digit}");
            let object = made.object(&encode_name([0; 16], &name));
            made.named(&object, &name);
            event = event.replace(&made_up, &object);
        }
    }
    event
}
