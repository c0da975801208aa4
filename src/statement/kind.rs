//! The words of each kind of statement: in file names, in namespaces, in the first line.

use crate::event::{Mode, StatementKind};

/// The word of the kind in file names: `roster`, `sheet`, `signoff`, `approve`, `deviate`, `amend`, `restart`, `ratify`,
/// `handover`.
#[must_use]
pub fn kind_word(kind: StatementKind) -> &'static str {
    match kind {
        StatementKind::Roster => "roster",
        StatementKind::Sheet => "sheet",
        StatementKind::Signoff => "signoff",
        StatementKind::Approve => "approve",
        StatementKind::Deviate => "deviate",
        StatementKind::Amend => "amend",
        StatementKind::Restart => "restart",
        StatementKind::Ratify => "ratify",
        StatementKind::Handover => "handover",
    }
}

/// The SSHSIG namespace that signatures of the kind must have.
#[must_use]
pub fn namespace(kind: StatementKind, mode: Mode) -> &'static str {
    match (mode, kind) {
        (Mode::Drill, _) => "drill.showclear",
        (Mode::Live, StatementKind::Roster) => "roster.showclear",
        (Mode::Live, StatementKind::Sheet) => "sheet.showclear",
        (Mode::Live, StatementKind::Signoff) => "signoff.showclear",
        (Mode::Live, StatementKind::Approve) => "approve.showclear",
        (Mode::Live, StatementKind::Deviate) => "deviate.showclear",
        (Mode::Live, StatementKind::Amend) => "amend.showclear",
        (Mode::Live, StatementKind::Restart) => "restart.showclear",
        (Mode::Live, StatementKind::Ratify) => "ratify.showclear",
        (Mode::Live, StatementKind::Handover) => "handover.showclear",
    }
}

/// The name of a statement's files in `statements/<log>/`, without the ending.
#[must_use]
pub fn file_stem(number: u64, kind: StatementKind) -> String {
    format!("{number:08}-{}", kind_word(kind))
}

/// The two lines that every text of that kind begins with.
pub(super) fn first_lines(kind: StatementKind, mode: Mode) -> String {
    let (drill, word) = match mode {
        Mode::Live => ("", "LIVE"),
        Mode::Drill => ("DRILL ", "DRILL, NOT REAL"),
    };
    format!("SHOWCLEAR {drill}{} v1\nmode: {word}\n", title(kind))
}

fn title(kind: StatementKind) -> &'static str {
    match kind {
        StatementKind::Roster => "ROSTER",
        StatementKind::Sheet => "SHEET",
        StatementKind::Signoff => "SIGN-OFF",
        StatementKind::Approve => "APPROVAL",
        StatementKind::Deviate => "DEVIATION",
        StatementKind::Amend => "AMENDMENT",
        StatementKind::Restart => "RESTART",
        StatementKind::Ratify => "RATIFICATION",
        StatementKind::Handover => "HANDOVER",
    }
}
