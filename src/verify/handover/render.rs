//! What a hand-over file shows, as text for a reader.

use std::fmt;

use super::{HandoverFault, HandoverRead};
use crate::bundle::{HandoverFileError, TrustFile};
use crate::event::{Mode, StatementKind};
use crate::statement::namespace;
use crate::terms::quoted;
use crate::verify::finding::Verdict;
use crate::verify::options::Options;

impl HandoverRead {
    /// The verdict, by the keys that the reader brings along.
    #[must_use]
    pub fn verdict(&self, options: &Options) -> Verdict {
        let person = self.text.signer.to_string();
        let wanted = namespace(StatementKind::Handover, self.text.mode);
        let trust = options.trust.as_ref();
        if trust.is_some_and(|trust| trust.allows(&person, wanted, &self.key)) {
            return Verdict::Confirmed;
        }
        let keys = trust.map(TrustFile::keys).unwrap_or_default();
        if keys.iter().any(|one| one.principal == person && one.key != self.key) {
            return Verdict::Altered;
        }
        Verdict::NotConfirmed
    }
}

impl HandoverFault {
    /// The verdict on a file that is not taken.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        match self {
            Self::File(
                HandoverFileError::NotOne { .. }
                | HandoverFileError::TooLarge
                | HandoverFileError::Zip(_),
            )
            | Self::OtherRecord => Verdict::NotRead,
            Self::Record(error) if error.is_newer() => Verdict::NotRead,
            Self::File(
                HandoverFileError::Package(_)
                | HandoverFileError::Keys(_)
                | HandoverFileError::Changed { .. },
            )
            | Self::Record(_)
            | Self::Text(_)
            | Self::NoText
            | Self::Unfit(_)
            | Self::Apart(_)
            | Self::Key(_)
            | Self::Form(_)
            | Self::Signature(_) => Verdict::Altered,
        }
    }
}

/// Everything that it says, line by line; whatever was typed stands in quotation marks.
impl fmt::Display for HandoverRead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { text, said, fingerprint, touched, file, .. } = self;
        let mode = match text.mode {
            Mode::Live => "live",
            Mode::Drill => "DRILL, NOT REAL",
        };
        writeln!(f, "Mode: {mode}")?;
        writeln!(f, "From: {} {}, log {}", quoted(&text.title), text.production, text.log)?;
        let back = if said.back { "comes back" } else { "does not come back" };
        writeln!(f, "Hand-over {} to {}, {back}", said.number, quoted(&said.unit))?;
        let taker = text.taker.as_deref().map_or_else(|| "nobody named".to_owned(), quoted);
        writeln!(f, "Recorded {} by their clock; taken along by {taker}", text.recorded)?;
        let touch = if *touched { ", touched" } else { "" };
        let name = quoted(&text.name);
        writeln!(f, "Signed by {name} as {}{touch}: {fingerprint}", text.role.words())?;
        for one in &said.items {
            let seal = one.seal.as_deref();
            let seal = seal.map_or_else(String::new, |seal| format!(", seal {}", quoted(seal)));
            writeln!(
                f,
                "  {} {}: last recorded {}, {}{seal}",
                quoted(&one.tag),
                one.words(),
                one.state().words(),
                one.place.words()
            )?;
        }
        for one in &said.rounds {
            let tray = said.items.iter().find(|item| item.item == one.tray);
            let tray = tray.map_or_else(|| one.tray.to_string(), |tray| quoted(&tray.tag));
            writeln!(f, "  in {tray}: {} {} of lot {}", one.n, one.kind.words(), quoted(&one.lot))?;
        }
        writeln!(f, "Nothing of this is in force: whoever takes it in looks into each anew.")?;
        writeln!(f, "SHA-256 of the file: {file}")
    }
}
