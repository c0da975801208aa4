//! Kinds of step that are read and cannot be run yet: told with a way out, never skipped.

use super::cx::{Cx, Site};
use crate::checklist::draft::{self, Kind as K};
use crate::source::{At, Code};

impl<'d> Cx<'d, '_> {
    /// Tells that the step cannot be run, and what else is wrong in it.
    pub(super) fn not_yet(&mut self, place: &str, kind: &'d At<K>, site: Site) {
        let (name, instead) = match &kind.value {
            K::ChooseMany { ask, of } => {
                self.question(place, ask, site);
                let _told = self.choices(place, "of", of.as_ref(), 2, site);
                ("ChooseMany", "ask one Choose for each answer")
            }
            K::Measure { ask, unit, min, max } => {
                self.question(place, ask, site);
                let _told = self.line(unit.as_ref(), 40);
                if let (Some(min), Some(max)) = (min, max) {
                    let _told = self.within(max, min.value, i64::MAX);
                }
                ("Measure", "use Count, with the unit in the question")
            }
            K::Photo { ask, least } => {
                self.question(place, ask, site);
                if *least == Some(Some(0)) {
                    let found = "no picture is asked for";
                    self.tell(Code::OutOfRange, kind.span.head(5), found, "ask for at least one");
                }
                ("Photo", "use Text, and say where the picture is kept")
            }
            K::Attach { ask } => {
                self.question(place, ask, site);
                ("Attach", "use Text, and say where the file is kept")
            }
            K::Scan { ask, against } => {
                self.question(place, ask, site);
                if let Some(Some(against)) = against {
                    let _told = self.text(against, site);
                }
                ("Scan", "use Match, and type what is read")
            }
            K::Proof { pick, from, on_fail } => {
                if let (Some(pick), Some(from)) = (pick, from)
                    && usize::try_from(*pick).is_ok_and(|pick| pick > from.written)
                {
                    let found = format!("{pick} of {} questions are drawn", from.written);
                    self.tell(Code::OutOfRange, from.span, found, "draw fewer");
                }
                if let Some(on_fail) = on_fail {
                    let _told = self.step(on_fail);
                }
                ("Proof", "use Challenge")
            }
            K::Say { .. }
            | K::Challenge { .. }
            | K::Confirm { .. }
            | K::Choose { .. }
            | K::Count { .. }
            | K::BlindCount { .. }
            | K::Match { .. }
            | K::Text { .. }
            | K::Each { .. }
            | K::Wait { .. }
            | K::Custody { .. }
            | K::Show { .. }
            | K::Include { .. }
            | K::Sign { .. } => return,
        };
        let found = format!("this program does not run {name} steps yet");
        self.tell(Code::NotYet, kind.span.head(name.len()), found, instead);
    }

    fn question(&mut self, place: &str, ask: &Option<draft::Line>, site: Site) {
        let _told = self.words(&format!("{place}.ask"), ask.as_ref(), site);
    }
}
