//! What is written down for an answer: the words as shown, and who said what.

use std::collections::BTreeSet;

use super::answer::{Answer, Kept};
use super::cursor::At;
use super::proof;
use super::refusal::Refusal;
use super::sight::{Naming, Sight};
use crate::checklist::{Choice, Kind, RoleIx, Step};
use crate::event::Reply;
use crate::terms::{LineText, Millis, Role, Stamp};

/// The words as shown, and the replies, if `answer` fits `step`.
pub(super) fn replies(
    sight: &Sight<'_>,
    step: &Step,
    at: &At,
    answer: &Answer,
) -> Result<(String, Vec<Reply>), Refusal> {
    let unfit = |takes| Refusal::Unfit { step: at.path.clone(), takes };
    let one = |said: String, value: Option<i64>| -> Result<Vec<Reply>, Refusal> {
        Ok(vec![reply(sight, step.to.or(step.by), said, value)?])
    };
    Ok(match (&step.kind, answer) {
        (Kind::Say { words, heard_by }, Answer::Done) => {
            (sight.record(words), one(format!("said aloud, heard by {heard_by}"), None)?)
        }
        (Kind::Confirm { ask }, Answer::Done) => {
            (sight.record(ask), one("confirmed".to_owned(), None)?)
        }
        (Kind::Challenge { ask, expect, .. }, Answer::Choice(which)) => (
            sight.record(ask),
            one(chosen(sight, expect, *which).ok_or_else(|| unfit("one of its replies"))?, None)?,
        ),
        (Kind::Choose { ask, of }, Answer::Choice(which)) => (
            sight.record(ask),
            one(chosen(sight, of, *which).ok_or_else(|| unfit("one of its answers"))?, None)?,
        ),
        (Kind::ChooseMany { ask, of }, Answer::Several(which)) => {
            let distinct: BTreeSet<usize> = which.iter().copied().collect();
            let words = distinct.iter().map(|which| chosen(sight, of, *which));
            let words: Option<Vec<String>> = words.collect();
            let words = words.filter(|words| !words.is_empty() && words.len() == which.len());
            let words = words.ok_or_else(|| unfit("at least one of its answers, each once"))?;
            let said = words.into_iter().map(|said| reply(sight, step.to.or(step.by), said, None));
            (sight.record(ask), said.collect::<Result<_, _>>()?)
        }
        (Kind::Measure { ask, unit, min, max }, Answer::Number(found)) => {
            let found = within(*found, *min, *max)?;
            (sight.record(ask), one(format!("{found} {unit}"), Some(found))?)
        }
        (Kind::Scan { ask, check, .. }, Answer::Text(said)) => {
            let said = LineText::parse(said, LineText::TAG)?;
            if let Some(check) = check
                && !check.fits(said.as_str())
            {
                return Err(Refusal::Misread { check: check.words() });
            }
            (sight.record(ask), one(said.as_str().to_owned(), None)?)
        }
        (Kind::Photo { ask, least }, Answer::Files(files)) => {
            let least = usize::try_from(*least).unwrap_or(usize::MAX);
            if files.len() < least || files.len() > PICTURES {
                return Err(unfit("as many pictures as it asks for"));
            }
            (sight.record(ask), kept(sight, step, files)?)
        }
        (Kind::Attach { ask }, Answer::Files(files)) => {
            if files.len() != 1 {
                return Err(unfit("one file"));
            }
            (sight.record(ask), kept(sight, step, files)?)
        }
        (Kind::Proof { .. }, Answer::Several(which)) => {
            let questions = proof::questions(sight, &at.path);
            if questions.is_empty() || questions.len() != which.len() {
                return Err(unfit("an answer to each question"));
            }
            let said = questions.iter().zip(which).map(|(question, which)| {
                let said = question.of.get(*which).ok_or_else(|| unfit("one of its answers"))?;
                reply(sight, step.to.or(step.by), said.clone(), None)
            });
            let said = said.collect::<Result<_, _>>()?;
            let words: Vec<&str> = questions.iter().map(|one| one.words.as_str()).collect();
            (words.join(" \u{b7} "), said)
        }
        (Kind::Count { ask, min, max }, Answer::Number(found)) => {
            let found = within(*found, *min, *max)?;
            (sight.record(ask), one(found.to_string(), Some(found))?)
        }
        (Kind::BlindCount { ask, roles, max }, Answer::Blind(first, second)) => {
            let counts = [first.open(), second.open()];
            let mut both = Vec::new();
            for (role, count) in roles.iter().zip(counts) {
                let count = within(count, 0, *max)?;
                both.push(reply(sight, Some(*role), count.to_string(), Some(count))?);
            }
            (sight.record(ask), both)
        }
        (Kind::Match { ask, .. }, Answer::Text(said)) => {
            let said = LineText::parse(said, LineText::TAG)?;
            (sight.record(ask), one(said.as_str().to_owned(), None)?)
        }
        (Kind::Text { ask, max }, Answer::Text(said)) => {
            let said = LineText::parse(said, (*max).min(LineText::REPLY))?;
            (sight.record(ask), one(said.as_str().to_owned(), None)?)
        }
        (Kind::Wait { ask, lasts, holds }, Answer::Waited(ago)) => {
            let (waited, said) = began(sight, sight.wait_from(holds.is_some()), *ago)?;
            (sight.record(ask), one(said, long_enough(waited, *lasts)?)?)
        }
        (Kind::Wait { ask, lasts, holds }, Answer::Done) => {
            let waited = sight.now.lasted(sight.wait_from(holds.is_some())).unwrap_or(0);
            let said = format!("waited {} s", waited / 1_000);
            (sight.record(ask), one(said, long_enough(waited, *lasts)?)?)
        }
        (Kind::Custody { item, act, from, to, .. }, Answer::Done) => {
            let tag = sight.item(*item).map_or("?", |item| &item.tag);
            let said = vec![reply(sight, to.or(*from).or(step.by), act.words().to_owned(), None)?];
            (format!("{tag}: {}", act.words()), said)
        }
        (Kind::Show { ask, item, to, .. }, Answer::ShownToAll) => {
            let mut seen = Vec::new();
            for ix in to {
                let Some(role) = sight.list.role(*ix) else { continue };
                let looked = sight.item(*item).is_some_and(|item| sight.has_looked(item, *ix));
                match (looked, sight.holder(*ix)) {
                    (true, person) => seen.push(Reply {
                        role: Some(role.role.clone()),
                        person,
                        said: "looked".to_owned(),
                        value: None,
                        object: None,
                    }),
                    (false, Some(_)) => return Err(Refusal::NotShown { role: role.role.clone() }),
                    // A place where nobody is named, such as the camera, may be passed over.
                    (false, None) => {}
                }
            }
            (sight.record(ask), seen)
        }
        (Kind::Sign { roles, meaning }, Answer::Witnessed) => {
            let mut seen = Vec::new();
            for role in roles {
                seen.push(reply(sight, Some(*role), "seen".to_owned(), None)?);
            }
            (meaning.clone(), seen)
        }
        (Kind::Each { .. }, _) => return Err(unfit("an answer for each part")),
        (Kind::Say { .. } | Kind::Confirm { .. } | Kind::Custody { .. }, _) => {
            return Err(unfit("that it was done"));
        }
        (Kind::ChooseMany { .. }, _) => return Err(unfit("at least one of its answers")),
        (Kind::Photo { .. }, _) => return Err(unfit("pictures")),
        (Kind::Attach { .. }, _) => return Err(unfit("a file")),
        (Kind::Proof { .. }, _) => return Err(unfit("an answer to each question")),
        (Kind::Challenge { .. } | Kind::Choose { .. }, _) => {
            return Err(unfit("one of its answers"));
        }
        (Kind::Count { .. } | Kind::Measure { .. }, _) => return Err(unfit("a number")),
        (Kind::BlindCount { .. }, _) => return Err(unfit("two numbers")),
        (Kind::Match { .. } | Kind::Scan { .. } | Kind::Text { .. }, _) => {
            return Err(unfit("a text"));
        }
        (Kind::Wait { .. }, _) => return Err(unfit("a time")),
        (Kind::Show { .. }, _) => return Err(unfit("who has looked")),
        (Kind::Sign { .. }, _) => return Err(unfit("its witnesses")),
    })
}

/// The most pictures of one answer.
const PICTURES: usize = 20;

/// A reply for each file: its name and size, with the digest of its bytes.
fn kept(sight: &Sight<'_>, step: &Step, files: &[Kept]) -> Result<Vec<Reply>, Refusal> {
    let one = |file: &Kept| {
        let name = LineText::parse(&file.name, LineText::NAME)?;
        let said = format!("{}, {} bytes", name.as_str(), file.size);
        let size = i64::try_from(file.size).ok();
        Ok(Reply { object: Some(file.sha256), ..reply(sight, step.to.or(step.by), said, size)? })
    };
    files.iter().map(one).collect()
}

/// A wait that is said to have begun so long ago: how long that is, and the words. Nobody's word goes beyond the clock.
fn began(sight: &Sight<'_>, from: &Stamp, ago: Millis) -> Result<(Millis, String), Refusal> {
    // What is entered from a paper card was waited for before it was entered.
    let by_the_card = sight.run.is_recorded_after();
    match sight.now.lasted(from) {
        Some(waited) if !by_the_card && ago <= waited => {
            Ok((waited, format!("waited {} s", waited / 1_000)))
        }
        Some(waited) if !by_the_card => Err(Refusal::TooLong { seconds: waited / 1_000 }),
        Some(_) | None => {
            // The machine was started anew: the wall clock is all there is, and it is a claim.
            let wall = sight.now.wall.millis().saturating_sub(from.wall.millis());
            let wall = wall.max(0).unsigned_abs();
            if !by_the_card && ago > wall {
                return Err(Refusal::TooLong { seconds: wall / 1_000 });
            }
            Ok((ago, format!("waited {} s, as claimed", ago / 1_000)))
        }
    }
}

/// The seconds of a wait that lasted long enough.
fn long_enough(waited: Millis, lasts: Millis) -> Result<Option<i64>, Refusal> {
    if waited < lasts {
        return Err(Refusal::TooSoon { seconds: (lasts - waited).div_ceil(1_000) });
    }
    Ok(i64::try_from(waited / 1_000).ok())
}

fn chosen(sight: &Sight<'_>, choices: &[Choice], which: usize) -> Option<String> {
    sight.offered(choices, Naming::Recorded).into_iter().nth(which).map(|(_, words)| words)
}

fn within(found: i64, min: i64, max: i64) -> Result<i64, Refusal> {
    if (min..=max).contains(&found) {
        Ok(found)
    } else {
        Err(Refusal::OutOfRange { found, min, max })
    }
}

/// One reply; a role that must answer and is held by nobody cannot.
fn reply(
    sight: &Sight<'_>,
    ix: Option<RoleIx>,
    said: String,
    value: Option<i64>,
) -> Result<Reply, Refusal> {
    let role: Option<&Role> = ix.and_then(|ix| sight.list.role(ix)).map(|role| &role.role);
    let person = ix.and_then(|ix| sight.holder(ix));
    match (role, person) {
        (Some(role), None) => Err(Refusal::Nobody { role: role.clone() }),
        (role, person) => Ok(Reply { role: role.cloned(), person, said, value, object: None }),
    }
}
