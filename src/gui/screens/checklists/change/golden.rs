//! The golden runs of a draft: played again with the bytes of its release, one a row, with what differs.

use std::path::{Path, PathBuf};

use egui::Ui;

use super::release::Gate;
use crate::checklist::Checklist;
use crate::golden::{Change, Sort};
use crate::gui::action::{Action, Errand};
use crate::gui::kit::{self, Button};
use crate::gui::screens::checklists::desk::Desk;
use crate::gui::theme::{Type, icon, palette};
use crate::gui::view::View;
use crate::session::{Came, Differs, GoldenRun, KeepList, ListKept, PlayGolden, Played, digest};
use crate::terms::Digest;

/// What was played, and what is being read of it.
#[derive(Debug, Default)]
pub(in crate::gui::screens::checklists) struct Golden {
    /// What is being played now.
    asked: Option<(Digest, u64)>,
    played: Option<Played>,
    /// The run whose difference is shown.
    open: Option<PathBuf>,
    /// The run that is being written anew.
    writes: Option<PathBuf>,
    trouble: String,
}

impl Golden {
    /// Takes what came of the runs.
    pub(in crate::gui::screens::checklists) fn take(&mut self, played: Played) {
        self.asked = None;
        self.played = Some(played);
    }

    /// Hears what became of a run that was to be written anew.
    pub(in crate::gui::screens::checklists) fn heard(&mut self, path: &Path, kept: &ListKept) {
        if self.writes.take_if(|writes| writes == path).is_none() {
            return;
        }
        self.trouble = match kept {
            ListKept::Written => {
                self.open = None;
                String::new()
            }
            ListKept::Changed => format!(
                "Not written: {} was changed outside meanwhile. It is played again; look once more.",
                path.display()
            ),
            ListKept::Failed { why, remedy } => format!("Not written: {why}. {remedy}"),
        };
    }

    /// What came of the runs, if it was with these very bytes and on the shelf as it is.
    fn fresh(&self, sha256: Digest, mark: u64) -> Option<&Played> {
        self.played.as_ref().filter(|played| played.sha256 == sha256 && played.mark == mark)
    }

    /// Has the runs played with `text`, where that was not done yet; one time at once, so that typing starts no crowd.
    pub(super) fn ask(
        &mut self,
        view: View<'_>,
        (desk, list): (&Desk, &Checklist),
        (file, text): (&Path, &str),
        out: &mut Vec<Action>,
    ) {
        let (sha256, mark) = (digest(text), view.shelf.mark);
        if self.asked.is_some() || !desk.is_saved() || self.fresh(sha256, mark).is_some() {
            return;
        }
        self.asked = Some((sha256, mark));
        out.push(Action::Do(Errand::PlayGolden(Box::new(PlayGolden {
            id: list.id.to_string(),
            draft: desk.path().to_owned(),
            file: file.to_owned(),
            text: text.to_owned(),
            files: view.library.files(),
            mark,
        }))));
    }

    /// What a release needs of them.
    pub(super) fn gate(&self, id: &str, sha256: Digest, mark: u64) -> Gate {
        let Some(played) = self.fresh(sha256, mark) else {
            return Gate {
                met: false,
                what: "Its golden runs are being played".to_owned(),
                todo: "Wait a moment; they are played once the draft is saved.".to_owned(),
            };
        };
        let (all, passed) = (played.runs.len(), played.passed());
        let missing: Vec<String> =
            played.missing().into_iter().map(|sort| file_name(id, sort)).collect();
        let mut todo = Vec::new();
        if all == 0 {
            todo.push("There is no golden run of this list yet: what people do at it, and exactly what comes of it.".to_owned());
        }
        if passed < all {
            todo.push("Look at each that does not pass: is it the list that is wrong, or what the run says?".to_owned());
        }
        if !missing.is_empty() {
            todo.push(format!("Write {}. The guide says how.", missing.join(", ")));
        }
        let what = match all {
            0 => "Golden runs: none yet".to_owned(),
            1.. if played.is_good() => {
                format!("All {all} golden runs pass with exactly these bytes")
            }
            1.. => format!("Golden runs: {passed} of {all} pass"),
        };
        Gate { met: played.is_good(), what, todo: todo.join("\n") }
    }

    /// Draws each run.
    pub(super) fn rows(&mut self, ui: &mut Ui, sha256: Digest, mark: u64, out: &mut Vec<Action>) {
        if !self.trouble.is_empty() {
            kit::strong_in(ui, self.trouble.as_str(), palette(ui).caution.text);
        }
        let Some(played) = self.fresh(sha256, mark) else { return };
        let (mut open, mut accept) = (self.open.clone(), None);
        for run in &played.runs {
            row(ui, run, &mut open, &mut accept);
        }
        self.open = open;
        if let Some(list) = accept.filter(|_| self.writes.is_none()) {
            self.writes = Some(list.path.clone());
            self.trouble.clear();
            out.push(Action::Do(Errand::KeepList(list)));
        }
    }
}

/// Where a run of that sort lies.
fn file_name(id: &str, sort: Sort) -> String {
    format!("golden/{id}.{}.txt", sort.name())
}

fn row(ui: &mut Ui, run: &GoldenRun, open: &mut Option<PathBuf>, accept: &mut Option<KeepList>) {
    let case = &run.case;
    let bad = |ui: &mut Ui, words: &str| {
        kit::pill(ui, palette(ui).caution, icon::WARNING, &format!("{case}: {words}"), Type::Body);
    };
    match &run.came {
        Came::Passed => {
            let words = format!("{case}: passes");
            kit::pill(ui, palette(ui).lapsed, icon::CHECK, &words, Type::Body);
        }
        Came::Lacks(lack) => bad(ui, &lack.to_string()),
        Came::Mistaken { line, why } => bad(ui, &format!("line {line}: {why}")),
        Came::Unread(why) => bad(ui, &format!("it cannot be read: {why}")),
        Came::Differs(differs) => {
            bad(ui, &format!("line {} comes otherwise", differs.first.line));
            let shown = open.as_ref() == Some(&run.path);
            if shown {
                difference(ui, run, differs, accept);
            } else {
                kit::body(ui, format!("Expected: {}", line(&differs.first.was)));
                kit::body(ui, format!("Found: {}", line(&differs.first.is)));
            }
            let words = if shown { "Hide the difference" } else { "Show the whole difference" };
            if Button::new(words).name(format!("{words}: {case}")).quiet().pressed(ui) {
                *open = (!shown).then(|| run.path.clone());
            }
        }
    }
}

/// One line of a run, for people.
fn line(text: &str) -> &str {
    match text.trim() {
        "" => "nothing",
        text => text,
    }
}

/// Everything that comes otherwise, and below it the way to take it so.
fn difference(ui: &mut Ui, run: &GoldenRun, differs: &Differs, accept: &mut Option<KeepList>) {
    kit::card(ui, |ui| {
        for Change { doing, was, is } in &differs.changes {
            kit::letters(ui, doing);
            for (words, lines) in [("Expected:", was), ("Found:", is)] {
                kit::caption(ui, words);
                if lines.is_empty() {
                    kit::quiet(ui, "nothing");
                }
                for line in lines {
                    kit::letters(ui, line);
                }
            }
        }
        kit::body(ui, "Accept it only where that is what has to come of it.");
        let name = format!("Accept what {} gives now", run.case);
        if Button::new("Accept what it gives now").name(name).pressed(ui) {
            *accept = Some(KeepList {
                path: run.path.clone(),
                text: differs.now.clone(),
                instead: Some(differs.was),
                remove: None,
            });
        }
    });
}
