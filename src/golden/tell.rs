//! What came of a line, and what is so after it.

use super::world::{Trouble, World};
use crate::run::Run;

impl World {
    /// Plays one line and says what came of it; a line that says nothing that can be done is an error.
    pub(super) fn tell(&mut self, line: &str) -> Result<String, String> {
        let before = self.entries.len();
        match self.play(line) {
            Err(why @ Trouble::Refused(_)) => Ok(why.to_string()),
            Err(why @ (Trouble::Unclear(_) | Trouble::Broken(_))) => Err(why.to_string()),
            Ok(_) => {
                let lines: Vec<String> = self
                    .entries
                    .iter()
                    .skip(before)
                    .map(|entry| {
                        let events = entry.events().iter().map(|event| self.short(event));
                        events.collect::<Vec<String>>().join(" · ")
                    })
                    .collect();
                Ok(if lines.is_empty() {
                    "nothing to record".to_owned()
                } else {
                    lines.join(" / ")
                })
            }
        }
    }

    /// Where the newest run stands, and what is so of everything of which something is.
    pub(super) fn standing(&self) -> String {
        let run =
            self.state.runs().next_back().map_or("no run".to_owned(), |run| self.where_at(run));
        let mut text = run;
        for item in self.state.book().items() {
            if item.in_force(&self.now).is_some() {
                text.push_str(&format!("; {} {}", item.tag, item.state(&self.now).words()));
            }
        }
        if self.state.is_stopped() {
            text.push_str("; STOP");
        }
        if self.state.pending().is_some() {
            text.push_str("; signing");
        }
        text
    }

    fn where_at(&self, run: &Run) -> String {
        if let Some(how) = run.ended() {
            return format!("{how:?}").to_lowercase();
        }
        let waits = self.state.awaits_signing(run.id(), &self.library, &self.names, &self.now);
        let held = run.held().map_or(String::new(), |(why, _)| format!(", held ({why:?})"));
        let step = match self.face(run.id()) {
            Some(face) => format!("at {}", face.step),
            None => "behind the last step".to_owned(),
        };
        if waits.is_some() {
            format!("waits for signatures{held}")
        } else {
            format!("{step}{held}")
        }
    }
}
