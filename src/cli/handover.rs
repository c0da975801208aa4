//! `showclear handover`: whether a hand-over file is unaltered, who signed it, and what it lists.

use std::path::Path;

use super::{Said, Shell};
use crate::verify::{Options, Verdict, read_handover};

/// Checks one file.
pub(super) fn run(path: &Path, trust: Option<&Path>, shell: &dyn Shell) -> Said {
    match said(path, trust, shell) {
        Ok(said) => said,
        Err(error) => Said::badly(error),
    }
}

fn said(path: &Path, trust: Option<&Path>, shell: &dyn Shell) -> Result<Said, String> {
    let options = match trust {
        None => Options::default(),
        Some(file) => Options::trusting(&shell.read(file)?).map_err(|error| {
            format!("{}: {error}. Choose an allowed_signers file.\n", file.display())
        })?,
    };
    let bytes = shell.read(path)?;
    let (verdict, out) = match read_handover(&bytes) {
        Ok(read) => {
            let verdict = read.verdict(&options);
            let next = match verdict {
                Verdict::Altered => {
                    "Your file of keys has another key for whoever signed it. Take nothing in.\n"
                }
                Verdict::NotConfirmed => {
                    "Compare the fingerprint with their roster sheet on paper, or their voice.\n"
                }
                Verdict::Confirmed
                | Verdict::FilesMissing
                | Verdict::NotRead
                | Verdict::LinesOnly => "",
            };
            (verdict, format!("{}\n{read}{next}", verdict.words()))
        }
        Err(fault) => {
            let verdict = fault.verdict();
            let words = verdict.words();
            (verdict, format!("{words}\n{}: {fault}. {}\n", path.display(), fault.remedy()))
        }
    };
    Ok(Said { out, err: String::new(), code: verdict.exit_code() })
}
