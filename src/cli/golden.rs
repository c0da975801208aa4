//! `showclear lint --golden`: the golden runs beside checklist files, played again.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::lists::Lists;
use super::{Said, Shell};
use crate::checklist::{Content, Set};
use crate::golden::{Outcome, replay};

/// Plays the runs of every named list; with `accept`, what is otherwise now is written instead.
pub(super) fn run(files: &[PathBuf], accept: bool, shell: &dyn Shell) -> Said {
    let lists = Lists::read(files, shell);
    let (named, mut err) = lists.lists();
    let ids: BTreeSet<&str> = named.iter().map(|list| list.id.as_str()).collect();
    let overlays: BTreeSet<&str> =
        lists.set.overlays().into_iter().map(|one| one.id.as_str()).collect();
    let mut texts: Vec<(String, String)> = lists
        .set
        .files()
        .map(|(source, _)| (source.name.clone(), source.text.to_string()))
        .collect();
    texts.extend(shell.shipped_lists().into_iter().filter(|(name, text)| {
        let alone = Set::read([(name.as_str(), text.as_str())]);
        let list = alone.lists().any(|list| ids.contains(list.id.as_str()));
        let overlay = alone.overlays().iter().any(|one| overlays.contains(one.id.as_str()));
        !list && !overlay
    }));
    let (mut out, mut differs) = (String::new(), !err.is_empty());
    let mut sources: Vec<(PathBuf, String)> = Vec::new();
    for (source, content) in lists.named() {
        if let Content::List(list) = content {
            sources.push((PathBuf::from(&source.name), list.id.to_string()));
        }
    }
    for (file, id) in sources {
        let runs = match shell.golden(&file, &id) {
            Ok(runs) => runs,
            Err(sentence) => {
                err.push_str(&sentence);
                differs = true;
                continue;
            }
        };
        if runs.is_empty() {
            out.push_str(&format!("{}: no golden runs\n", file.display()));
        }
        for (path, text) in runs {
            let outcome = replay(&texts, &text);
            if accept && outcome.mistakes.is_empty() {
                if outcome.now != text {
                    match shell.rewrite(&path, &outcome.now) {
                        Ok(()) => out.push_str(&format!("{}: written anew\n", path.display())),
                        Err(sentence) => {
                            err.push_str(&sentence);
                            differs = true;
                        }
                    }
                }
            } else {
                differs |= tell(&path, &outcome, &mut out);
            }
        }
    }
    Said { out, err, code: if differs { 2 } else { 0 } }
}

/// Says what is wrong with one run, if anything is.
fn tell(path: &Path, outcome: &Outcome, out: &mut String) -> bool {
    let name = path.display();
    for (line, why) in &outcome.mistakes {
        out.push_str(&format!("{name}:{line}: {why}\n"));
    }
    if outcome.mistakes.is_empty()
        && let Some(found) = &outcome.first_difference
    {
        let words = |text: &str| match text.trim() {
            "" => "nothing".to_owned(),
            text => format!("{text:?}"),
        };
        let (was, is) = (words(&found.was), words(&found.is));
        out.push_str(&format!("{name}:{}: was {was}, is {is}\n", found.line));
    }
    !outcome.mistakes.is_empty() || outcome.first_difference.is_some()
}
