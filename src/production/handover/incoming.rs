//! What a hand-over file would bring here, row by row, before anything is written.

use std::collections::BTreeSet;

use super::{HandoverFault, MOST_ITEMS};
use crate::event::{HandedItem, HandoverIn, HandoverOut};
use crate::production::state::Production;
use crate::terms::{Digest, HandoverTrust, ItemId, LineText, LogId, PersonId, Place, ProductionId};

/// How much of a fingerprint is typed, in characters: 72 bits, which nobody makes a second key for.
const TYPED: usize = 12;

/// A hand-over file whose signature holds, to be taken in.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Incoming {
    /// The file, as an object.
    pub file: Digest,
    /// Whether it is of a drill.
    pub drill: bool,
    /// From which production.
    pub production: ProductionId,
    /// Its title.
    pub title: String,
    /// From which log of it.
    pub log: LogId,
    /// What was recorded there.
    pub said: HandoverOut,
    /// The key that signed: type and base64.
    pub key: String,
    /// Its fingerprint, `SHA256:…`.
    pub fingerprint: String,
    /// What somebody typed of the fingerprint, from paper or a voice.
    pub typed: String,
    /// Who takes it in.
    pub by: PersonId,
    /// Other tags for things whose tag somebody else's thing has here.
    pub tags: Vec<(ItemId, String)>,
}

/// What would become of one item of a file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Coming {
    /// It is not in the book, and is entered under this tag.
    New {
        /// The tag.
        tag: String,
    },
    /// It is in the book and not here: it comes back.
    Back {
        /// The hand-over out of here that it comes back from.
        answers: Option<u32>,
    },
    /// Another thing here has that tag.
    TagTaken,
    /// The tag that was typed instead cannot be.
    BadTag,
    /// The record says that it is here.
    HeldHere {
        /// Where.
        place: Place,
    },
    /// It was taken in from this very hand-over.
    TakenBefore {
        /// In which line, from 1.
        line: u64,
    },
    /// A later hand-over of it is known here.
    Older,
    /// Another sort of thing stands in the book under its identifier.
    OtherThing,
    /// The row itself cannot be: the same thing or tag twice, or a text that no book takes.
    BadRow,
}

impl Coming {
    /// Whether it would be taken in.
    #[must_use]
    pub fn comes(&self) -> bool {
        match self {
            Self::New { .. } | Self::Back { .. } => true,
            Self::TagTaken
            | Self::BadTag
            | Self::HeldHere { .. }
            | Self::TakenBefore { .. }
            | Self::Older
            | Self::OtherThing
            | Self::BadRow => false,
        }
    }

    /// What becomes of it, for people.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::New { tag } => format!("is entered as {tag}, UNVERIFIED"),
            Self::Back { answers: Some(number) } => {
                format!("comes back from hand-over {number}, UNVERIFIED")
            }
            Self::Back { answers: None } => "comes back, UNVERIFIED".to_owned(),
            Self::TagTaken => "is left out: another thing here has this tag".to_owned(),
            Self::BadTag => "is left out: the tag typed for it is taken, or no tag".to_owned(),
            Self::HeldHere { place } => {
                format!("is left out: by the record here it is {}", place.words())
            }
            Self::TakenBefore { line } => {
                format!("is left out: it was taken in from this file before, at line {line}")
            }
            Self::Older => "is left out: a later hand-over of it is known here".to_owned(),
            Self::OtherThing => {
                "is left out: another sort of thing has its identifier here".to_owned()
            }
            Self::BadRow => {
                "is left out: it stands twice in the file, or its tag cannot be written".to_owned()
            }
        }
    }

    /// What to do about it, where something is.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::New { .. } | Self::Back { .. } => "Look into it anew before it is used.",
            Self::TagTaken | Self::BadTag => "Put another tag on it, and type that tag here.",
            Self::HeldHere { .. } => {
                "Look whether it is here. If it had left, record that under What happened, then take the file in again."
            }
            Self::TakenBefore { .. } => "Nothing is left to be done for it.",
            Self::Older => {
                "Take in the newest file. If the thing is here, record that under What happened."
            }
            Self::OtherThing | Self::BadRow => "Ask the other unit for a new file.",
        }
    }
}

/// One item of a file, and what would become of it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct IncomingRow {
    /// As the file has it.
    pub item: HandedItem,
    /// What would become of it.
    pub coming: Coming,
}

impl Production {
    /// By what the key of a hand-over file is known here without comparing it.
    #[must_use]
    pub fn knows_key(&self, incoming: &Incoming) -> Option<HandoverTrust> {
        let key = incoming.key.as_str();
        let held = self.roster.people().any(|one| one.standing_keys().any(|own| own.key == key));
        if held {
            return Some(HandoverTrust::Roster);
        }
        // It was compared as the key of one person of one production, and vouches for nobody else.
        let same = |said: &HandoverIn| {
            let (there, signer) = (said.production, said.signer);
            said.key == key && (there, signer) == (incoming.production, incoming.said.by)
        };
        let before = self.units.ins().iter().any(|one| same(&one.said));
        (before && !self.has_ended(key)).then_some(HandoverTrust::Before)
    }

    /// Whether somebody here had this key, and it was ended: then nothing vouches for who has it now.
    fn has_ended(&self, key: &str) -> bool {
        let mut keys = self.roster.people().flat_map(|one| &one.keys);
        keys.any(|own| own.ended.is_some() && own.key == key)
    }

    /// By what the key is known, with what somebody typed of its fingerprint.
    pub(in crate::production) fn trust(
        &self,
        incoming: &Incoming,
    ) -> Result<HandoverTrust, HandoverFault> {
        if let Some(known) = self.knows_key(incoming) {
            return Ok(known);
        }
        if self.has_ended(&incoming.key) {
            return Err(HandoverFault::EndedKey);
        }
        let typed: String = incoming.typed.chars().filter(|c| !c.is_whitespace()).collect();
        let typed = typed.strip_prefix("SHA256:").unwrap_or(&typed);
        let whole = incoming.fingerprint.strip_prefix("SHA256:").unwrap_or_default();
        if typed.chars().count() < TYPED {
            Err(HandoverFault::NotCompared)
        } else if whole.starts_with(typed) {
            Ok(HandoverTrust::Compared)
        } else {
            Err(HandoverFault::OtherFingerprint)
        }
    }

    /// What speaks against the file as a whole.
    #[must_use]
    pub fn against_file(&self, incoming: &Incoming) -> Option<HandoverFault> {
        let own = self.created().map(|created| created.production);
        let addressed = incoming.said.addressed;
        if incoming.drill != self.is_drill() {
            return Some(HandoverFault::OtherMode { drill: incoming.drill });
        }
        if own == Some(incoming.production) {
            return Some(HandoverFault::Own);
        }
        if addressed.is_some() && addressed != own {
            return Some(HandoverFault::Addressed { unit: incoming.said.unit.clone() });
        }
        if incoming.said.items.is_empty() {
            return Some(HandoverFault::Nothing);
        }
        let found = incoming.said.items.len();
        (found > MOST_ITEMS).then_some(HandoverFault::TooMany { found })
    }

    /// What would become of each item of a file.
    #[must_use]
    pub fn incoming_rows(&self, incoming: &Incoming) -> Vec<IncomingRow> {
        let (mut seen, mut tags) = (BTreeSet::new(), BTreeSet::new());
        let mut rows = Vec::new();
        for item in &incoming.said.items {
            let twice = !seen.insert(item.item);
            let coming =
                if twice { Coming::BadRow } else { self.coming(incoming, item, &mut tags) };
            rows.push(IncomingRow { item: item.clone(), coming });
        }
        rows
    }

    fn coming(
        &self,
        incoming: &Incoming,
        item: &HandedItem,
        tags: &mut BTreeSet<String>,
    ) -> Coming {
        let number = incoming.said.number;
        let from_there = self.units.ins().iter().filter(|one| {
            one.said.production == incoming.production
                && one.said.items.iter().any(|taken| taken.item == item.item)
        });
        let newest = from_there.max_by_key(|one| one.said.number);
        match newest {
            Some(one) if one.said.number == number => {
                return Coming::TakenBefore { line: one.at.seq.saturating_add(1) };
            }
            Some(one) if one.said.number > number => return Coming::Older,
            Some(_) | None => {}
        }
        let Some(known) = self.book.item(item.item) else {
            return self.new_tag(incoming, item, tags);
        };
        if known.kind != item.kind {
            return Coming::OtherThing;
        }
        match known.place {
            Place::Unit | Place::Out | Place::Missing => {}
            Place::Locked | Place::Handler | Place::Hand | Place::Set => {
                return Coming::HeldHere { place: known.place };
            }
        }
        let answers = self.units.out_of(item.item).map(|out| out.said.number);
        // It went out again since the hand-over that this file sends it back from.
        let own = self.created().map(|created| created.production);
        let came = item.came.filter(|came| Some(came.production) == own).map(|came| came.number);
        let last = self
            .units
            .outs()
            .iter()
            .rev()
            .find(|out| out.said.items.iter().any(|handed| handed.item == item.item));
        match (came, last) {
            (Some(came), Some(last)) if came < last.said.number => Coming::Older,
            // It is known to be back from that one; what was only told since has no number.
            (Some(_), Some(last)) if last.said.back && !last.open.contains(&item.item) => {
                Coming::Older
            }
            (Some(_) | None, Some(_) | None) => Coming::Back { answers },
        }
    }

    /// The tag that something new is entered under.
    fn new_tag(
        &self,
        incoming: &Incoming,
        item: &HandedItem,
        tags: &mut BTreeSet<String>,
    ) -> Coming {
        let typed =
            incoming.tags.iter().find(|(one, tag)| *one == item.item && !tag.trim().is_empty());
        let wanted = typed.map_or(item.tag.as_str(), |(_, tag)| tag.as_str());
        let tag = match LineText::parse(wanted, LineText::TAG) {
            Ok(tag) if typed.is_some() || tag.as_str() == item.tag => tag.as_str().to_owned(),
            Ok(_) | Err(_) if typed.is_some() => return Coming::BadTag,
            Ok(_) | Err(_) => return Coming::BadRow,
        };
        let lower = tag.to_lowercase();
        let here = self.book.items().iter().any(|one| one.tag.to_lowercase() == lower);
        if here || !tags.insert(lower) {
            return if typed.is_some() { Coming::BadTag } else { Coming::TagTaken };
        }
        Coming::New { tag }
    }
}
