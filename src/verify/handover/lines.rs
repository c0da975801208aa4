//! What lines say was taken in, held against the file that each names.

use std::collections::BTreeSet;

use super::read_handover;
use crate::event::HandoverIn;
use crate::terms::Digest;
use crate::verify::files::Files;
use crate::verify::finding::{ASK, Findings};
use crate::verify::logs::OneLog;

/// Every hand-over that `log` took in: its file is signed, and says what the line says.
pub(in crate::verify) fn taken_in(
    files: &Files<'_>,
    log: &OneLog<'_>,
    all: &[(u64, HandoverIn)],
    found: &mut Findings,
) {
    for (seq, said) in all {
        let path = path(said.file);
        // That it is missing, withheld or erased is said elsewhere.
        let Some(bytes) = files.get(&path) else { continue };
        let what = match read_handover(bytes) {
            Err(fault) => format!("{path} is no hand-over file that counts: {fault}"),
            Ok(read) => {
                let there: BTreeSet<_> = read.said.items.iter().map(|one| one.item).collect();
                let same = read.text.production == said.production
                    && read.text.title == said.title
                    && read.text.log == said.log
                    && read.said.number == said.number
                    && read.text.signer == said.signer
                    && read.key == said.key
                    && read.text.mode == log.created.mode
                    && said.items.iter().all(|one| there.contains(&one.item));
                if same {
                    continue;
                }
                format!("{path} says something else than this line, which took it in")
            }
        };
        found.altered(log.place(*seq), what, ASK);
    }
}

fn path(digest: Digest) -> String {
    let hex = digest.to_string();
    let (folder, name) = hex.split_at_checked(2).unwrap_or(("", &hex));
    format!("objects/{folder}/{name}")
}
