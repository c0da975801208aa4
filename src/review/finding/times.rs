//! Times that authorities said over signed texts: when one was asked for, what came back, and what that proves.

use std::collections::BTreeMap;

use super::{Finding, What, Whose};
use crate::event::{AnchorReceived, Event, StatementKind};
use crate::review::axis::{Line, Point};
use crate::review::evidence::Evidence;
use crate::review::phrase::{Speaker, kind_words};
use crate::review::say::lasted;
use crate::terms::{Digest, quoted};
use crate::verify::{AnchorFact, Authority};

/// What was asked of authorities so far, and what came.
#[derive(Default)]
pub(in crate::review) struct Times {
    kinds: BTreeMap<u64, StatementKind>,
    asked: BTreeMap<Digest, (Point, u32, u64, bool)>,
    came: Vec<(Point, u32, AnchorReceived)>,
}

impl Times {
    pub(in crate::review) fn take(&mut self, line: &Line<'_>) {
        let at = line.point;
        for (index, event) in (0_u32..).zip(line.entry.events()) {
            if let Event::StatementPrepared(prepared) = event {
                self.kinds.insert(at.seq.saturating_add(1), prepared.kind);
            } else if let Event::AnchorRequested(asked) = event {
                let one = (at, index, asked.statement, false);
                self.asked.entry(asked.request).or_insert(one);
            } else if let Event::AnchorReceived(came) = event {
                if let Some((.., answered)) = self.asked.get_mut(&came.request) {
                    *answered = true;
                }
                self.came.push((at, index, came.clone()));
            }
        }
    }

    pub(in crate::review) fn end(self, evidence: &Evidence<'_>) -> Vec<Finding> {
        let log = evidence.created().map(|created| created.log);
        let read = evidence.facts.into_iter().flat_map(|facts| &facts.anchors);
        let read: BTreeMap<(u64, Digest), &AnchorFact> = read
            .filter(|one| Some(one.log) == log)
            .map(|one| ((one.entry, one.response), one))
            .collect();
        let found = |at: Point, index: u32, what: What| {
            let (item, people) = (None, Vec::new());
            Finding { at, index, item, people, what }
        };
        let asked = self.asked.values().map(|(at, index, statement, answered)| {
            let kind = self.kinds.get(statement).copied();
            let (statement, answered) = (*statement, *answered);
            found(*at, *index, What::TimeAsked { statement, kind, answered })
        });
        let came = self.came.iter().map(|(at, index, came)| {
            let fact = read.get(&(at.seq, came.response));
            let what = What::TimeCame {
                statement: came.statement,
                kind: self.kinds.get(&came.statement).copied(),
                time: came.time,
                after: fact.and_then(|fact| fact.after_prepared),
                whose: fact.map_or(Whose::NotRead, |fact| whose(fact)),
            };
            found(*at, *index, what)
        });
        asked.chain(came).collect()
    }
}

fn whose(fact: &AnchorFact) -> Whose {
    let authority = fact.authority.clone();
    match &fact.confirmed {
        Authority::NotAsked => Whose::NotAsked { authority },
        Authority::Confirmed { root } => Whose::Confirmed { authority, root: root.clone() },
        Authority::Refused(_) => Whose::Refused { authority },
    }
}

/// The sentence of a finding about a time from an authority.
pub(in crate::review) fn sentence(what: &What, speaker: &Speaker<'_>) -> String {
    let text = |statement: &u64, kind: &Option<StatementKind>| {
        let kind = kind.map_or("a text that is not here", kind_words);
        format!("statement {statement} ({kind})")
    };
    if let What::TimeAsked { statement, kind, answered } = what {
        let answer = if *answered {
            "the answer is in this record"
        } else {
            "no answer is in this record, and a request alone proves nothing"
        };
        format!("a time was asked for over {}; {answer}", text(statement, kind))
    } else if let What::TimeCame { statement, kind, time, after, whose } = what {
        let text = text(statement, kind);
        let (says, sure) = match whose {
            Whose::NotRead => {
                return format!(
                    "a time over {text} is told of, and its answer could not be read here: it proves nothing here"
                );
            }
            Whose::NotAsked { authority } => {
                (authority, "whom no root of the reader's confirms".to_owned())
            }
            Whose::Refused { authority } => {
                (authority, "to whom none of the reader's roots leads".to_owned())
            }
            Whose::Confirmed { authority, root } => {
                (authority, format!("confirmed by the reader's root {}", quoted(root)))
            }
        };
        let after = after.map_or_else(String::new, |ms| {
            let way = if ms < 0 { "before" } else { "after" };
            let span = lasted(ms.unsigned_abs());
            format!(", {span} {way} the laptop says that it was prepared")
        });
        format!(
            "{text} existed by {}{after}, says {}, {sure}. That is of the text and the entries it covers; it does not say when they were made, or that they are true",
            speaker.at(*time),
            quoted(says),
        )
    } else {
        String::new()
    }
}
