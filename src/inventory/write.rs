//! Items as rows of a file, and the template that people fill in.

use super::column::Column;
use super::row::FORMULA;
use crate::production::NewItem;
use crate::terms::{Action, Barrel, ItemKind};

/// How the tag of a sample begins; no row with such a tag is taken in.
const SAMPLE: &str = "SAMPLE";

/// Whether a tag is that of a sample: the word by itself, or with something behind it that is no letter.
pub(super) fn is_sample(tag: &str) -> bool {
    let start: String = tag.chars().take(SAMPLE.len()).collect();
    let next = tag.chars().nth(SAMPLE.len());
    start.eq_ignore_ascii_case(SAMPLE) && next.is_none_or(|next| !next.is_alphabetic())
}

/// The template: the first row, and one sample of each kind.
#[must_use]
pub fn template() -> String {
    let samples: Vec<NewItem> =
        (1_u32..).zip(ItemKind::ALL).map(|(number, kind)| sample(number, *kind)).collect();
    write(&samples)
}

/// Items as a file that [`super::read`] reads, with empty cells for what is private.
#[must_use]
pub fn write(items: &[NewItem]) -> String {
    let mut text = line(Column::ALL.map(|column| column.name().to_owned()));
    for item in items {
        let gun = item.kind.is_gun();
        let part = |words: &str| if gun { words.to_owned() } else { String::new() };
        let capacity = item.capacity.map_or_else(String::new, |many| many.to_string());
        text.push_str(&line(Column::ALL.map(|column| match column {
            Column::Tag => item.tag.clone(),
            Column::Kind => item.kind.words().to_owned(),
            Column::Action => part(item.action.words()),
            Column::Barrel => part(item.barrel.words()),
            Column::Capacity => capacity.clone(),
            // What is private leaves the laptop in a bundle for the police, and in no list.
            Column::Maker
            | Column::Model
            | Column::Calibre
            | Column::Serial
            | Column::Owner
            | Column::Load => String::new(),
        })));
    }
    text
}

fn line(cells: [String; Column::ALL.len()]) -> String {
    let cells = cells.map(|text| cell(&text));
    format!("{}\r\n", cells.join(","))
}

/// A cell as it is written: no spreadsheet program takes it for a formula, and no reader for two.
fn cell(text: &str) -> String {
    let formula = text.starts_with(FORMULA) || text.starts_with(['\t', '\r', '\n']);
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', ';', '\t', '"', '\r', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

fn sample(number: u32, kind: ItemKind) -> NewItem {
    let (action, barrel, capacity) = match kind {
        ItemKind::Revolver => (Action::Single, Barrel::Open, Some(6)),
        ItemKind::Pistol => (Action::SemiAuto, Barrel::Restricted, Some(15)),
        ItemKind::Rifle => (Action::Bolt, Barrel::Open, Some(5)),
        ItemKind::Shotgun => (Action::Break, Barrel::Open, Some(2)),
        ItemKind::MachineGun => (Action::Automatic, Barrel::Restricted, Some(30)),
        ItemKind::BlackPowder => (Action::MuzzleLoading, Barrel::Open, Some(1)),
        ItemKind::BlankOnly => (Action::Double, Barrel::Solid, Some(6)),
        ItemKind::DummyTray => (Action::None, Barrel::None, Some(12)),
        ItemKind::BlankTray => (Action::None, Barrel::None, Some(50)),
        ItemKind::Magazine => (Action::None, Barrel::None, Some(15)),
        ItemKind::Replica
        | ItemKind::Rubber
        | ItemKind::Airsoft
        | ItemKind::Flash
        | ItemKind::Container => (Action::None, Barrel::None, None),
    };
    let tag = format!("{SAMPLE} {number}");
    NewItem { kind, tag, action, barrel, capacity, known_as: None, particulars: None }
}
