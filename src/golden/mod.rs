//! Golden runs: what people do at a list, line by line, and exactly what came of it, played again and compared.
//!
//! What is done stands behind `> `; what came of it, and what is so after it where that changed, is indented below; `#`
//! begins a remark. Every line goes through the decisions, the record and the state that a shooting day goes through.

mod answer;
mod change;
mod rounds;
mod script;
mod short;
mod sort;
mod tell;
mod world;

pub use change::{Change, changes};
pub use sort::{Lack, Sort, lack};

use world::World;

/// What a golden run comes to.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Outcome {
    /// The whole file as it is with these lists.
    pub now: String,
    /// The first line that is another than the file says.
    pub first_difference: Option<Difference>,
    /// Lines that nothing could be done with, each with its number in the file and why; such a file proves nothing.
    pub mistakes: Vec<(usize, String)>,
}

/// A line that is another than the file says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Difference {
    /// Its number, from 1.
    pub line: usize,
    /// As the file says it; empty where the file is at its end.
    pub was: String,
    /// As it is; empty where nothing more comes.
    pub is: String,
}

/// Plays `golden` with the checklist files `texts`, each a name and a text.
#[must_use]
pub fn replay(texts: &[(String, String)], golden: &str) -> Outcome {
    let mut mistakes = Vec::new();
    let mut now = String::new();
    match World::new(texts) {
        Ok(mut world) => play(&mut world, golden, &mut now, &mut mistakes),
        Err(why) => mistakes.push((1, why.to_string())),
    }
    let first_difference = difference(golden, &now);
    Outcome { now, first_difference, mistakes }
}

fn play(world: &mut World, golden: &str, now: &mut String, mistakes: &mut Vec<(usize, String)>) {
    for (number, line) in (1..).zip(golden.lines()) {
        if let Some(words) = line.strip_prefix("> ") {
            let before = world.standing();
            let came = world.tell(words).unwrap_or_else(|why| {
                mistakes.push((number, why.clone()));
                why
            });
            now.push_str(&format!("{line}\n    {came}\n"));
            let after = world.standing();
            if after != before {
                now.push_str(&format!("    = {after}\n"));
            }
        } else if line.starts_with('#') {
            now.push_str(line);
            now.push('\n');
        }
    }
    if let Err(why) = world.replays() {
        mistakes.push((golden.lines().count(), why.to_string()));
    }
}

fn difference(was: &str, is: &str) -> Option<Difference> {
    let (mut old, mut new) = (was.lines(), is.lines());
    let mut line = 0;
    loop {
        line += 1;
        match (old.next(), new.next()) {
            (None, None) => return None,
            (was, is) if was == is => {}
            (was, is) => {
                let text = |one: Option<&str>| one.unwrap_or_default().to_owned();
                return Some(Difference { line, was: text(was), is: text(is) });
            }
        }
    }
}
