//! `showclear concerns`: what was sealed to the safety officer, as it was written.

use super::{Opened, Said};
use crate::terms::quoted;

/// Each concern, and what could not be read.
pub(super) fn say(opened: &Opened) -> Said {
    let mut out = String::new();
    for (file, text) in &opened.read {
        out.push_str(&format!("{file}\n"));
        // Line by line, so that nothing typed can steer the terminal.
        for line in text.lines() {
            out.push_str(&format!("  {}\n", quoted(line).trim_matches('"')));
        }
        out.push('\n');
    }
    out.push_str(&format!("{} read\n", opened.read.len()));
    let mut err: String = opened.unread.iter().map(|line| format!("{line}\n")).collect();
    if opened.for_others > 0 {
        err.push_str(&format!(
            "{} are sealed to another key than this one: ask the production whose key stands under People, and since when.\n",
            opened.for_others
        ));
    }
    Said { out, code: u8::from(!err.is_empty()), err }
}
