//! `DISCLOSE.txt`: what a few disclosed lines of a log prove, and what they do not.

use std::fmt;

use super::manifest::{Mode, Origin};

/// The name of the text; where it is, a zip holds single lines and is no bundle.
pub const DISCLOSE: &str = "DISCLOSE.txt";

/// The name of the file with the laptop's public key.
pub const DEVICE_KEY: &str = "device.pub";

/// What is disclosed; `Display` writes the text, which is made from nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disclosure {
    /// The log.
    pub origin: Origin,
    /// The run's id.
    pub run: String,
    /// The lines by their places in the log, from 0.
    pub lines: Vec<u64>,
    /// How many lines the checkpoint covers.
    pub size: u64,
    /// The root over them, in base64.
    pub root: String,
    /// The fingerprint of the laptop's key, `SHA256:…`.
    pub fingerprint: String,
}

impl Disclosure {
    /// The name of the folder and, with its ending, of the zip.
    #[must_use]
    pub fn name(&self) -> String {
        format!("showclear-disclosed-{}-{}", self.origin.log(), self.run)
    }

    /// The path of a line.
    #[must_use]
    pub fn line_path(seq: u64) -> String {
        format!("lines/{seq:08}.json")
    }

    /// The path of the proof of a line.
    #[must_use]
    pub fn proof_path(seq: u64) -> String {
        format!("proofs/{seq:08}.txt")
    }
}

impl fmt::Display for Disclosure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { origin, run, lines, size, root, fingerprint } = self;
        let mode = match origin.mode() {
            Mode::Live => "LIVE",
            Mode::Drill => "DRILL, NOT REAL",
        };
        let many = lines.len();
        let places: Vec<String> = lines.iter().map(ToString::to_string).collect();
        writeln!(f, "SHOWCLEAR DISCLOSURE v1")?;
        writeln!(f, "mode: {mode}")?;
        writeln!(f, "log: {origin}")?;
        writeln!(f, "run: {run}")?;
        writeln!(f, "lines: {}", places.join(" "))?;
        writeln!(f, "size: {size}")?;
        writeln!(f, "root: {root}")?;
        writeln!(f, "laptop: device-{} {fingerprint}", origin.log())?;
        writeln!(
            f,
            "What this proves: these {many} lines stand, byte for byte, at these places in the log \
             that the laptop signed a checkpoint over when it had {size} lines."
        )?;
        f.write_str(
            "What it does not prove: what any other line says. The lines between are not shown, and \
             nobody can tell from this whether these are all that the log says of the run. Not who \
             signed a statement about it; not that what was said is true; not the time of day.\n",
        )?;
        f.write_str(
            "Whose laptop? Compare its fingerprint with the allowed_signers of a bundle that you \
             hold, or ask the production.\n",
        )?;
        f.write_str(
            "To check it: showclear verify FILE; or unpack it and run python3 verify.py (Windows: \
             py verify.py).\n",
        )
    }
}
