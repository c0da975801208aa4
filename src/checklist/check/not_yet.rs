//! Kinds of step that are read and cannot be run yet: told with a way out, never skipped.

use super::cx::Cx;
use super::names::check_name;
use crate::checklist::draft::{self, Kind as K};
use crate::source::{At, Code, Span, Table};

impl<'d> Cx<'d, '_> {
    /// Tells that the step cannot be run, and what else is wrong in it.
    pub(super) fn not_yet(&mut self, kind: &'d At<K>) {
        let (name, instead) = match &kind.value {
            K::Include { unit, with } => {
                for name in
                    unit.iter().chain(with.iter().flat_map(|with| with.iter().map(|(_, to)| to)))
                {
                    let _told = check_name(name, self.mistakes);
                }
                ("Include", "write the steps of the unit out")
            }
            K::Say { .. }
            | K::Challenge { .. }
            | K::Confirm { .. }
            | K::Choose { .. }
            | K::ChooseMany { .. }
            | K::Measure { .. }
            | K::Photo { .. }
            | K::Attach { .. }
            | K::Scan { .. }
            | K::Proof { .. }
            | K::Count { .. }
            | K::BlindCount { .. }
            | K::Match { .. }
            | K::Text { .. }
            | K::Each { .. }
            | K::Wait { .. }
            | K::Custody { .. }
            | K::Show { .. }
            | K::Sign { .. } => return,
        };
        let found = format!("this program does not run {name} steps yet");
        self.tell(Code::NotYet, kind.span.head(name.len()), found, instead);
    }

    /// Tells that other files cannot be included.
    pub(super) fn units(&mut self, list: &draft::Checklist) {
        for (_, used) in list.uses.iter().flat_map(Table::iter) {
            let draft::Use { id, rev, sha256 } = &used.value;
            if let Some(id) = id {
                let _told = check_name(id, self.mistakes);
            }
            if *rev == Some(0) {
                let found = "revisions are counted from 1";
                self.tell(Code::OutOfRange, used.span.head(1), found, "");
            }
            if let Some(sha256) = sha256.as_ref().filter(|hash| hash.value.len() != 64) {
                self.tell(
                    Code::BadName,
                    sha256.span,
                    "this is not a SHA-256",
                    "write its 64 digits",
                );
            }
            let span: Span = used.span.head(1);
            let found = "this program does not include other files yet";
            self.tell(Code::NotYet, span, found, "write the steps of the unit out");
        }
    }
}
