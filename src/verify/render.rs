//! The findings as a page of plain text.

use std::fmt;

use super::disclosed::Disclosed;
use super::facts::{AnchorFact, Authority, Facts};
use super::finding::{Finding, Findings, Verdict};
use crate::event::{Kept, Mode};
use crate::terms::{PersonId, quoted};

impl fmt::Display for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.verdict().words())?;
        list(f, "Contradictions", &self.contradictions)?;
        if let Some(facts) = &self.facts {
            if self.verdict().exit_code() == 0 {
                writeln!(f, "{}", covered(facts))?;
            }
            log(f, facts)?;
            people(f, facts, self.verdict())?;
        }
        if let Some(disclosed) = &self.disclosed {
            lines_only(f, disclosed)?;
        }
        list(f, "Missing", &self.missing)?;
        list(f, "Not read", &self.unread)?;
        list(f, "Noticed", &self.notes)?;
        match self.verdict() {
            Verdict::Confirmed | Verdict::NotConfirmed => {
                let anchored = self.facts.as_ref().is_some_and(|facts| !facts.anchors.is_empty());
                f.write_str(CANNOT_SHOW)?;
                if anchored { f.write_str(NOT_WHEN_MADE) } else { Ok(()) }
            }
            Verdict::Altered | Verdict::FilesMissing | Verdict::NotRead | Verdict::LinesOnly => {
                Ok(())
            }
        }
    }
}

/// What no reader of files can find; it stands under every verdict that nothing speaks against them.
const CANNOT_SHOW: &str = "What no check of files can show:
  Lines taken away after the last one that is vouched for, where no head code or newer note is at hand.
  The time of day: it is the laptop's, and nobody else attested it.
  A record that everybody whose keys it needs made up together, and whether what was said is true.
  What else ran on the laptop when somebody signed.
";

/// What stands under that where an authority said a time.
const NOT_WHEN_MADE: &str =
    "  When a text was made: an authority's time says only that it existed by then, if one trusts that authority.
";

/// What single lines show.
fn lines_only(f: &mut fmt::Formatter<'_>, shown: &Disclosed) -> fmt::Result {
    let many = shown.lines.len();
    let places: Vec<String> = shown.lines.iter().map(ToString::to_string).collect();
    writeln!(
        f,
        "These {many} lines are in the log that this checkpoint covers; nothing is said of the others"
    )?;
    if shown.drill {
        writeln!(f, "Mode: DRILL, NOT REAL")?;
    }
    writeln!(f, "Run: {}", quoted(&shown.run))?;
    writeln!(f, "Log: {}, {} entries, root {}", shown.origin, shown.size, shown.root)?;
    writeln!(f, "Entries: {}", places.join(", "))?;
    let whose = if shown.known { "known here" } else { "not known here: compare it" };
    writeln!(f, "Laptop: {}, {whose}", shown.fingerprint)
}

/// Up to where nothing was removed, and who says so.
fn covered(facts: &Facts) -> String {
    let signed = facts.signed_up_to;
    let texts = facts.texts_withheld();
    if texts > 0 {
        let tail = facts.size.saturating_sub(facts.vouched_up_to.unwrap_or(0));
        let upto = facts.vouched_up_to.map_or_else(String::new, |vouched| {
            format!(
                "No lines removed up to entry {vouched}, by a head code or note kept elsewhere; "
            )
        });
        return format!(
            "{upto}The names are withheld, and with them the {texts} texts that people signed: none of their signatures \
             can be checked here; {tail} entries are vouched for by the laptop alone"
        );
    }
    match (signed, facts.vouched_up_to) {
        (_, Some(vouched)) if vouched > signed => {
            let people = if signed == 0 {
                "no entry is signed by people".to_owned()
            } else {
                format!("signed by people up to entry {signed}")
            };
            let tail = facts.size.saturating_sub(vouched);
            format!(
                "No lines removed up to entry {vouched}, by a head code or note kept elsewhere; {people}; {tail} \
                 entries after entry {vouched} are vouched for by the laptop alone"
            )
        }
        (0, _) => format!(
            "No statement is signed by people; all {} entries are vouched for by the laptop alone",
            facts.size
        ),
        (_, _) => format!(
            "No lines removed up to entry {signed}, signed by people; {} entries after it are vouched for by the \
             laptop alone",
            facts.tail()
        ),
    }
}

fn log(f: &mut fmt::Formatter<'_>, facts: &Facts) -> fmt::Result {
    let mode = match facts.mode {
        Mode::Live => "live",
        Mode::Drill => "DRILL, NOT REAL",
    };
    let sample = if facts.sample { ", SAMPLE" } else { "" };
    writeln!(f, "Production: {} ({mode}{sample})", quoted(&facts.title))?;
    writeln!(f, "Log: {}, {} entries, root {}", facts.origin, facts.size, facts.root)?;
    let rows = facts.rows;
    writeln!(
        f,
        "Rows: {} signed, {} struck, {} recorded and not yet signed, {} recorded after",
        rows.signed, rows.struck, rows.unsigned, rows.after
    )?;
    if rows.withheld > 0 {
        writeln!(
            f,
            "      {} recorded, and whether they are signed stands in texts that are withheld",
            rows.withheld
        )?;
    }
    let names = match facts.names_withheld {
        0 => String::new(),
        many => format!(" ({many} of them names)"),
    };
    writeln!(f, "Objects: {} withheld{names}, {} erased", facts.withheld, facts.erased)?;
    if facts.acknowledged > 0 {
        writeln!(
            f,
            "Acknowledged, witnessed by others: {}, by people without a key; none of these is a signature",
            facts.acknowledged
        )?;
    }
    for (seq, ms) in &facts.clock_jumps {
        writeln!(f, "Clock: at entry {seq} the wall clock jumped by {ms} ms")?;
    }
    for other in &facts.others {
        writeln!(f, "Other log: {}, {} entries: {}", other.log, other.size, other.what)?;
    }
    let but = if facts.anchors.is_empty() { "" } else { " but as follows" };
    writeln!(
        f,
        "Time: the order of the entries is proven; the hours are the laptop's own, and nobody attested them{but}"
    )?;
    for anchor in &facts.anchors {
        anchored(f, facts, anchor)?;
    }
    for seen in &facts.seen {
        let (called, key) = match &seen.device {
            Some(name) => (format!(" ({})", quoted(name)), "its key was taken as it came"),
            None => (String::new(), "its own lines here name its key"),
        };
        writeln!(
            f,
            "Seen: log {}{called} with {} entries, by {} notes; {key}",
            seen.log, seen.size, seen.notes
        )?;
    }
    Ok(())
}

/// A time from an authority: what it proves, by whom, and whether the reader trusts them.
fn anchored(f: &mut fmt::Formatter<'_>, facts: &Facts, anchor: &AnchorFact) -> fmt::Result {
    let kind = anchor.kind.map_or("text", crate::statement::kind_word);
    let log = if facts.origin.ends_with(&format!("/{}", anchor.log)) {
        String::new()
    } else {
        format!(" of log {}", anchor.log)
    };
    let accuracy = match anchor.accuracy {
        Some(ms) => format!(", to {ms} ms"),
        None => String::new(),
    };
    let off = match anchor.after_prepared {
        Some(ms) if ms < 0 => format!(", {} before", span(ms)),
        Some(ms) => format!(", {} after", span(ms)),
        None => ", some time from when".to_owned(),
    };
    let confirmed = match &anchor.confirmed {
        Authority::Confirmed { root } => format!("confirmed by your root {}", quoted(root)),
        Authority::Refused(_) => "not confirmed by your roots".to_owned(),
        Authority::NotAsked => "not confirmed: compare its certificate".to_owned(),
    };
    writeln!(
        f,
        "      statement {} ({kind}){log} existed by {} UTC{accuracy}{off} the laptop says it was prepared",
        anchor.statement,
        anchor.time.local(0)
    )?;
    writeln!(f, "        says {}, {confirmed}", quoted(&anchor.authority))?;
    writeln!(f, "        certificate SHA-256 {}", anchor.certificate)
}

/// A length of time in the largest unit that shows it well, cut.
fn span(ms: i64) -> String {
    let seconds = ms.unsigned_abs() / 1000;
    match seconds {
        0..120 => format!("{seconds} s"),
        120..7_200 => format!("{} min", seconds / 60),
        7_200..172_800 => format!("{} h", seconds / 3_600),
        172_800.. => format!("{} days", seconds / 86_400),
    }
}

fn people(f: &mut fmt::Formatter<'_>, facts: &Facts, verdict: Verdict) -> fmt::Result {
    let name = |person: PersonId| {
        facts.names.get(&person).map_or_else(|| "(name not here)".to_owned(), |name| quoted(name))
    };
    match &facts.root_of {
        None => writeln!(f, "Root: none is set")?,
        Some((threshold, persons)) => {
            let persons_words: Vec<_> = persons.iter().map(ToString::to_string).collect();
            writeln!(
                f,
                "Root: {threshold} of {} persons: {}",
                persons.len(),
                persons_words.join(", ")
            )?;
        }
    }
    if verdict == Verdict::NotConfirmed {
        writeln!(f, "Compare these fingerprints with the roster sheet on paper:")?;
    }
    for key in &facts.keys {
        let kept = match key.kept {
            Kept::Here => "kept on the laptop",
            Kept::OwnFile => "kept in a file of their own",
            Kept::Token => "kept on a security key",
        };
        let roles: Vec<_> = key.roles.iter().map(ToString::to_string).collect();
        let ended = if key.ended { ", ended" } else { "" };
        writeln!(
            f,
            "Key: {} {} {} {kept}{ended} ({})",
            key.person,
            name(key.person),
            key.fingerprint,
            roles.join(", ")
        )?;
    }
    for one in &facts.statements {
        let who: Vec<_> = one
            .signers
            .iter()
            .map(|signer| format!("{} {}", signer.role, name(signer.person)))
            .collect();
        let state = match (one.counts, one.voided) {
            (true, _) => format!("signed by {}", who.join(", ")),
            (false, None) if one.withheld => "not checked, its text is withheld".to_owned(),
            (false, Some(_)) => "void".to_owned(),
            (false, None) => "does not count".to_owned(),
        };
        writeln!(
            f,
            "Statement {} ({}): {state}",
            one.number,
            crate::statement::kind_word(one.kind)
        )?;
    }
    for one in &facts.provisional {
        let ratified = if one.ratified { "ratified by a later roster" } else { "not ratified" };
        writeln!(
            f,
            "Provisional: {} {} signed statement {} as {}, {ratified}",
            one.person,
            name(one.person),
            one.statement,
            one.role
        )?;
    }
    Ok(())
}

fn list(f: &mut fmt::Formatter<'_>, title: &str, findings: &[Finding]) -> fmt::Result {
    if findings.is_empty() {
        return Ok(());
    }
    writeln!(f, "{title}:")?;
    for one in findings {
        writeln!(f, "  {one}")?;
    }
    Ok(())
}
