//! `showclear lint --explain`: what a mistake or a piece of advice means, or all of them in a table.

use serde::Serialize;

use super::Said;
use crate::checklist::{Explained, explained};
use crate::source::hint;

#[derive(Serialize)]
struct Json {
    code: &'static str,
    what: &'static str,
    mend: &'static str,
    wrong: &'static str,
    mended: &'static str,
}

/// Explains the one of that code, or names all.
pub(super) fn run(code: Option<&str>, json: bool) -> Said {
    let all = explained();
    let Some(code) = code else {
        return Said::well(if json { as_json(&all) } else { table(&all) });
    };
    let Some(one) = all.iter().find(|one| one.name == code) else {
        let names: Vec<&str> = all.iter().map(|one| one.name).collect();
        let mend = hint(code, &names);
        return Said::badly(format!("{code:?} is no code of a mistake or of advice; {mend}\n"));
    };
    Said::well(if json { as_json(std::slice::from_ref(one)) } else { page(one) })
}

fn table(all: &[Explained]) -> String {
    let width = all.iter().map(|one| one.name.len()).max().unwrap_or_default();
    all.iter().fold(String::new(), |out, one| out + &format!("{:width$}  {}\n", one.name, one.what))
}

fn page(one: &Explained) -> String {
    let Explained { name, what, mend, wrong, mended } = one;
    format!(
        "{name}: {what}\n{mend}\n\nwrong:\n{}\nmended:\n{}",
        indented(wrong.0),
        indented(mended.0)
    )
}

fn indented(text: &str) -> String {
    text.lines().fold(String::new(), |out, line| out + &format!("    {line}\n"))
}

fn as_json(all: &[Explained]) -> String {
    let all: Vec<Json> = all
        .iter()
        .map(|one| Json {
            code: one.name,
            what: one.what,
            mend: one.mend,
            wrong: one.wrong.0,
            mended: one.mended.0,
        })
        .collect();
    serde_json::to_string_pretty(&all).unwrap_or_default() + "\n"
}
