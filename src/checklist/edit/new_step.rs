//! A step that is not there yet: the common kinds, as a form fills them in, and the text that they become.

use super::EditError;
use super::layout::quote;
use super::times::in_words;
use super::tree;
use crate::terms::Millis;

/// A step that is not there yet.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct NewStep {
    /// Its permanent name; [`free_name`] proposes one.
    pub id: String,
    /// Whether people die of it.
    pub killer: bool,
    /// Who asks, by the role's name.
    pub by: Option<String>,
    /// Who answers, by the role's name.
    pub to: Option<String>,
    /// The remark under the question.
    pub note: Option<String>,
    /// What it asks.
    pub kind: NewKind,
    /// The STOP that its answers can call; `None` where none of them does.
    pub stop: Option<NewStop>,
}

/// What a new step asks.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum NewKind {
    /// Exact words aloud.
    Say {
        /// The words.
        words: String,
        /// How many answer.
        heard_by: u32,
    },
    /// A question with the replies that count and those that do not.
    Challenge {
        /// The question.
        ask: String,
        /// The replies that count.
        expect: Vec<String>,
        /// The replies that do not.
        refuse: Vec<String>,
    },
    /// One of several concrete answers.
    Choose {
        /// The question.
        ask: String,
        /// The answers.
        of: Vec<NewAnswer>,
    },
    /// One number.
    Count {
        /// The question.
        ask: String,
        /// The largest.
        max: i64,
    },
    /// A plain tick.
    Confirm {
        /// What is confirmed.
        ask: String,
    },
    /// A typed text.
    Text {
        /// The question.
        ask: String,
    },
    /// A wait.
    Wait {
        /// Why.
        ask: String,
        /// How long.
        lasts: Millis,
    },
}

/// An answer of a new step.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct NewAnswer {
    /// The words.
    pub words: String,
    /// Whether it calls the step's STOP.
    pub stops: bool,
}

/// The STOP of a new step.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct NewStop {
    /// What is said aloud.
    pub say: String,
    /// Who settles it, by the roles' names.
    pub by: Vec<String>,
}

impl NewStep {
    /// The step as a file holds it.
    pub(super) fn text(&self) -> Result<String, EditError> {
        let mut fields = vec![format!("id: {}", quote(&self.id)?)];
        if self.killer {
            fields.push("killer: true".to_owned());
        }
        for (name, value) in [("by", &self.by), ("to", &self.to), ("note", &self.note)] {
            if let Some(value) = value {
                fields.push(format!("{name}: {}", quote(value)?));
            }
        }
        fields.push(format!("kind: {}", self.kind_text()?));
        Ok(format!("Step({})", fields.join(", ")))
    }

    /// Its STOP as a file holds it.
    pub(super) fn stop_text(&self) -> Result<Option<String>, EditError> {
        let Some(stop) = &self.stop else { return Ok(None) };
        let (id, flag) = (quote(&self.id)?, quote(&self.flag())?);
        Ok(Some(format!(
            "Stop(id: {flag}, at: [{id}], when: Raised({flag}), say: {}, clear: Clear(by: [{}], restart_at: {id}))",
            quote(&stop.say)?,
            quotes(&stop.by)?,
        )))
    }

    /// The name of its STOP, and of the flag that calls it.
    fn flag(&self) -> String {
        let id: String = self.id.chars().take(34).collect();
        format!("{id}-doubt")
    }

    fn kind_text(&self) -> Result<String, EditError> {
        Ok(match &self.kind {
            NewKind::Say { words, heard_by } => {
                format!("Say(words: {}, heard_by: {heard_by})", quote(words)?)
            }
            NewKind::Challenge { ask, expect, refuse } => {
                let refuse = if refuse.is_empty() {
                    String::new()
                } else {
                    format!(", refuse: [{}]", quotes(refuse)?)
                };
                format!("Challenge(ask: {}, expect: [{}]{refuse})", quote(ask)?, quotes(expect)?)
            }
            NewKind::Choose { ask, of } => {
                let flag = quote(&self.flag())?;
                let one = |answer: &NewAnswer| -> Result<String, EditError> {
                    let words = quote(&answer.words)?;
                    Ok(if answer.stops && self.stop.is_some() {
                        format!("Choice(words: {words}, raise: {flag})")
                    } else {
                        words
                    })
                };
                let of = of.iter().map(one).collect::<Result<Vec<_>, _>>()?;
                format!("Choose(ask: {}, of: [{}])", quote(ask)?, of.join(", "))
            }
            NewKind::Count { ask, max } => format!("Count(ask: {}, max: {max})", quote(ask)?),
            NewKind::Confirm { ask } => format!("Confirm(ask: {})", quote(ask)?),
            NewKind::Text { ask } => format!("Text(ask: {})", quote(ask)?),
            NewKind::Wait { ask, lasts } => {
                format!("Wait(ask: {}, lasts: {})", quote(ask)?, in_words(*lasts)?)
            }
        })
    }
}

fn quotes(all: &[String]) -> Result<String, EditError> {
    let all = all.iter().map(|one| quote(one)).collect::<Result<Vec<_>, _>>()?;
    Ok(all.join(", "))
}

/// A name for a step made from its words, which nothing in the list has or had.
#[must_use]
pub fn free_name(text: &str, words: &str) -> String {
    let root = tree::read(text);
    let mut taken: Vec<&str> = Vec::new();
    tree::walk(&root, &mut |node| {
        taken.extend(tree::text(node));
        taken.extend(tree::fields(node).iter().filter_map(|field| tree::text(&field.value)));
    });
    let mut name = String::new();
    for c in words.chars().flat_map(char::to_lowercase) {
        if c.is_ascii_lowercase() || (c.is_ascii_digit() && !name.is_empty()) {
            name.push(c);
        } else if !name.is_empty() && !name.ends_with('-') && (c == ' ' || c == '-') {
            name.push('-');
        }
        if name.len() >= 24 {
            break;
        }
    }
    let name = match name.trim_end_matches('-') {
        "" => "step",
        name => name,
    };
    let numbered = (2_u32..).map(|number| format!("{name}-{number}"));
    let mut all = std::iter::once(name.to_owned()).chain(numbered);
    all.find(|name| !taken.contains(&name.as_str())).unwrap_or_default()
}
