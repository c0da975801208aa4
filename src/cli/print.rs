//! `print`: what is asked for, put together for the sitting that prints it.

use super::{Command, Said, Shell};
use crate::session::{Print, Printing};

/// Prints what the command says.
pub(super) fn run(command: &Command, shell: &dyn Shell) -> Said {
    let Command::Print { folder, what, pdf, letter, item, count, start, slots, lots, people, ring } =
        command
    else {
        return Said::badly(String::new());
    };
    let what = match what.as_str() {
        "cards" => Printing::Cards { tags: item.clone(), each: *count },
        "labels" => Printing::Labels {
            tags: item.clone(),
            slots: *slots,
            lots: *lots,
            people: *people,
            start: *start,
        },
        "rounds" => Printing::Rounds,
        _ => {
            let read = ring.as_deref().map(|path| {
                let bytes = shell.read(path)?;
                let not_text = |_| format!("{}: this is not UTF-8 text\n", path.display());
                String::from_utf8(bytes).map_err(not_text)
            });
            match read.transpose() {
                Ok(ring) => Printing::FirstHour { ring: ring.unwrap_or_default() },
                Err(error) => return Said::badly(error),
            }
        }
    };
    let print = Print { letter: *letter, what };
    shell.print(folder, pdf, &print).map_or_else(Said::badly, Said::well)
}
