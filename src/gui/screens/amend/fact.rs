//! Which fact was recorded wrongly, and what is right: only what the entry has is asked.

use egui::Ui;

use super::when;
use crate::event::{Correction, Event, Shown, Witness};
use crate::gui::kit;
use crate::gui::view::Open;
use crate::terms::{ItemId, PersonId, Role};

/// A fact that an entry may have.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Fact {
    From,
    To,
    Watch,
    By,
    ShownTo,
    Witnesses,
    Items,
    Time,
    Reply,
    Count,
    Words,
    NotSo,
}

impl Fact {
    fn words(self) -> &'static str {
        match self {
            Self::From => "Who gave it",
            Self::To => "Who took it",
            Self::Watch => "Who watched it",
            Self::By => "Who it was by",
            Self::ShownTo => "To whom it was shown",
            Self::Witnesses => "Who saw it",
            Self::Items => "Which item",
            Self::Time => "The time",
            Self::Reply => "What was said",
            Self::Count => "How many rounds",
            Self::Words => "Something else",
            Self::NotSo => "It did not happen",
        }
    }

    fn of(event: &Event) -> Vec<Self> {
        let mut all = if let Event::ItemMoved(_) = event {
            vec![Self::From, Self::To, Self::Watch, Self::Items]
        } else if let Event::ItemShown(_) = event {
            vec![Self::By, Self::ShownTo, Self::Items]
        } else if let Event::ItemDeclared(_) = event {
            vec![Self::Witnesses, Self::Items]
        } else if let Event::StopSettled(_) = event {
            vec![Self::Witnesses]
        } else if let Event::StopRaised(_) = event {
            vec![Self::By, Self::Items]
        } else if let Event::RunAnswered(_) = event {
            vec![Self::Reply]
        } else if let Event::ShowMeOffered(_) = event {
            vec![Self::By, Self::Items]
        } else if let Event::ItemCondition(_) = event {
            vec![Self::Items]
        } else {
            return Vec::new();
        };
        if counted(event).is_some() {
            all.push(Self::Count);
        }
        if claimed(event) {
            all.push(Self::Time);
        }
        all.extend([Self::Words, Self::NotSo]);
        all
    }
}

/// Whether the entry claims a time, as what was recorded after does.
fn claimed(event: &Event) -> bool {
    if let Event::ItemMoved(moved) = event {
        moved.at.is_some()
    } else if let Event::RunAnswered(answered) = event {
        answered.at.is_some()
    } else {
        false
    }
}

fn counted(event: &Event) -> Option<(Option<u32>, Option<u32>)> {
    let (n, of) = if let Event::ItemDeclared(declared) = event {
        (declared.n, declared.of)
    } else if let Event::ItemCondition(changed) = event {
        (changed.n, changed.of)
    } else {
        return None;
    };
    n.map(|n| (Some(n), of))
}

/// What is chosen and typed.
#[derive(Debug, Default)]
pub(super) struct Draft {
    fact: Option<Fact>,
    /// Somebody, or nobody named.
    person: Option<Option<PersonId>>,
    people: Vec<PersonId>,
    items: Vec<ItemId>,
    reply: usize,
    said: String,
    of: String,
    time: when::Draft,
}

/// Asks for it; what is right, once it is said.
pub(super) fn show(
    ui: &mut Ui,
    open: &Open<'_>,
    event: &Event,
    draft: &mut Draft,
) -> Option<Correction> {
    let facts: Vec<(Fact, String)> =
        Fact::of(event).into_iter().map(|fact| (fact, fact.words().to_owned())).collect();
    if let Some(fact) = kit::choose(ui, "What is wrong", &facts, draft.fact) {
        *draft = Draft { fact: Some(fact), ..Draft::default() };
    }
    match draft.fact? {
        Fact::From => Some(Correction::From { person: person(ui, open, draft)? }),
        Fact::To => Some(Correction::To { person: person(ui, open, draft)? }),
        Fact::Watch => Some(Correction::Watch { person: person(ui, open, draft)? }),
        Fact::By => Some(Correction::By { person: person(ui, open, draft)? }),
        Fact::ShownTo => {
            let to: Vec<Shown> = people(ui, open, "It was shown to", draft)
                .into_iter()
                .map(|one| Shown { role: one.role, person: Some(one.person) })
                .collect();
            let looked = u32::try_from(to.len()).ok()?;
            (!to.is_empty()).then_some(Correction::ShownTo { to, looked })
        }
        Fact::Witnesses => {
            let witnesses = people(ui, open, "It was seen by", draft);
            (!witnesses.is_empty()).then_some(Correction::Witnesses { witnesses })
        }
        Fact::Items => {
            let several = matches!(event, Event::ItemShown(_));
            items(ui, open, "It was", several, &mut draft.items);
            let items = draft.items.clone();
            (!items.is_empty()).then_some(Correction::Items { items })
        }
        Fact::Time => Some(Correction::Time { at: when::show(ui, open, &mut draft.time)? }),
        Fact::Reply => reply(ui, open, event, draft),
        Fact::Count => {
            kit::field(ui, "How many rounds it was", "", &mut draft.said);
            let n = draft.said.trim().parse().ok();
            let (_, whole) = counted(event)?;
            if whole.is_some() {
                kit::field(ui, "Of how many", "", &mut draft.of);
            }
            let of = whole.and_then(|_| draft.of.trim().parse().ok());
            (n.is_some() && of.is_some() == whole.is_some()).then_some(Correction::Count { n, of })
        }
        Fact::Words => {
            kit::field(ui, "What is right", "", &mut draft.said);
            let said = draft.said.trim().to_owned();
            (!said.is_empty()).then_some(Correction::Words { said })
        }
        Fact::NotSo => Some(Correction::NotSo {}),
    }
}

/// Somebody, or nobody named.
fn person(ui: &mut Ui, open: &Open<'_>, draft: &mut Draft) -> Option<Option<PersonId>> {
    let mut choices: Vec<(Option<PersonId>, String)> =
        open.roster.people().map(|one| (Some(one.id), open.name(one.id))).collect();
    choices.push((None, "Nobody named".to_owned()));
    if let Some(person) = kit::choose(ui, "It was", &choices, draft.person) {
        draft.person = Some(person);
    }
    draft.person
}

/// Several people, each in the first role they hold.
fn people(ui: &mut Ui, open: &Open<'_>, label: &str, draft: &mut Draft) -> Vec<Witness> {
    let choices: Vec<(PersonId, String)> =
        open.roster.people().map(|one| (one.id, open.name(one.id))).collect();
    if let Some(person) = kit::toggle(ui, label, &choices, &draft.people) {
        turn(&mut draft.people, person);
    }
    let role = |person: PersonId| -> Option<Role> {
        open.roster.person(person)?.roles.first().map(|held| held.role.clone())
    };
    let all = draft.people.iter().copied();
    all.filter_map(|person| Some(Witness { role: role(person)?, person })).collect()
}

/// One item, or several.
pub(super) fn items(
    ui: &mut Ui,
    open: &Open<'_>,
    label: &str,
    several: bool,
    chosen: &mut Vec<ItemId>,
) {
    let choices: Vec<(ItemId, String)> =
        open.book.items().into_iter().map(|item| (item.id, item.tag.clone())).collect();
    if let Some(item) = kit::toggle(ui, label, &choices, chosen) {
        if !several {
            chosen.retain(|one| *one == item);
        }
        turn(chosen, item);
    }
}

/// Takes one in, or out again.
pub(super) fn turn<T: PartialEq>(all: &mut Vec<T>, one: T) {
    if all.contains(&one) {
        all.retain(|other| *other != one);
    } else {
        all.push(one);
    }
}

fn reply(ui: &mut Ui, open: &Open<'_>, event: &Event, draft: &mut Draft) -> Option<Correction> {
    let Event::RunAnswered(answered) = event else { return None };
    if answered.replies.len() > 1 {
        let by = |person: Option<PersonId>| {
            person.map_or_else(|| "Nobody named".to_owned(), |person| open.name(person))
        };
        let all = answered.replies.iter().map(|one| by(one.person)).enumerate();
        let all: Vec<(usize, String)> = all.collect();
        if let Some(reply) = kit::choose(ui, "Whose reply", &all, Some(draft.reply)) {
            draft.reply = reply;
        }
    }
    let was = answered.replies.get(draft.reply)?;
    kit::field(ui, "What was said", &was.said, &mut draft.said);
    let said = draft.said.trim().to_owned();
    let value = was.value.and_then(|_| said.parse().ok());
    let ready = !said.is_empty() && was.value.is_some() == value.is_some();
    let reply = u32::try_from(draft.reply).ok()?;
    ready.then_some(Correction::Reply { reply, said, value })
}
