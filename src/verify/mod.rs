//! Whether a production's files say what was written and signed: verdicts, findings, and the entries that may be relied on.
//!
//! Log format, section 10. It reads bytes that others give it and asks no clock, no disk and no rule of custody.
//! [`Verified`] can be made here alone.

mod bundle_files;
mod check;
mod clock_jumps;
mod disclosed;
mod facts;
mod files;
mod finding;
mod handover;
mod logs;
mod may_sign;
mod names;
mod objects;
mod options;
mod others;
mod render;
mod statement_files;
mod statements;
mod verified;

pub use check::{check, check_with, look, look_with, open, open_with};
pub use disclosed::Disclosed;
pub use facts::{
    AnchorFact, Authority, Facts, KeyFact, OtherLog, Provisional, RowCounts, RowState, RowWord,
    SeenLog, SignerFact, StatementFact,
};
pub use files::Files;
pub use finding::{Finding, Findings, Verdict};
pub use handover::{HandoverFault, HandoverRead, read_handover};
pub use logs::good_part;
pub use options::Options;
pub use others::Introduced;
pub use verified::{Checked, Leavings, Older, Unproven, Verified};
