//! The form for a new step: what it asks, of whom, what may be answered, and which answers call STOP.

use egui::Ui;

use crate::checklist::{
    Edit, NewAnswer, NewKind, NewStep, NewStop, Side, TextOf, free_name, wordings,
};
use crate::gui::kit::{self, Button, Look};
use crate::gui::screens::checklists::desk::Desk;
use crate::gui::screens::checklists::fields;
use crate::gui::theme::{icon, palette};

/// A step in the making.
#[derive(Debug)]
pub(super) struct Form {
    beside: String,
    side: Side,
    kind: Which,
    killer: bool,
    ask: String,
    note: String,
    by: Option<usize>,
    to: Option<usize>,
    answers: Vec<NewAnswer>,
    weak: String,
    number: String,
    say: String,
    clear: Vec<usize>,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Which {
    Choose,
    Challenge,
    Count,
    Say,
    Text,
    Wait,
    Confirm,
}

/// What the form led to.
pub(super) enum Done {
    /// This is to be done.
    Add(Edit),
    /// Nothing.
    Close,
}

impl Form {
    /// An empty form for a step beside another.
    pub(super) fn beside(beside: String, side: Side) -> Self {
        Self {
            beside,
            side,
            kind: Which::Choose,
            killer: false,
            ask: String::new(),
            note: String::new(),
            by: None,
            to: None,
            answers: vec![
                NewAnswer::default(),
                NewAnswer { words: "NOT SURE".to_owned(), stops: true },
            ],
            weak: "ok, checked, fine".to_owned(),
            number: String::new(),
            say: "STOP. ".to_owned(),
            clear: Vec::new(),
        }
    }

    fn calls_stop(&self) -> bool {
        self.kind == Which::Choose && self.answers.iter().any(|one| one.stops)
    }

    /// What is missing before it can be added.
    fn missing(&self) -> Option<&'static str> {
        let answers = self.answers.iter().filter(|one| !one.words.trim().is_empty()).count();
        if self.ask.trim().is_empty() {
            return Some("Write what is asked.");
        }
        let number = || self.number.trim().parse::<i64>().is_ok_and(|number| number > 0);
        match self.kind {
            Which::Choose if answers < 2 => return Some("Write at least two answers."),
            Which::Challenge if answers < 1 => return Some("Write the reply that counts."),
            Which::Count if !number() => return Some("Say how many there can be at most."),
            Which::Wait if fields::time(&self.number).is_none() => {
                return Some("Say how long, such as 60 s or 5 min.");
            }
            Which::Choose
            | Which::Challenge
            | Which::Count
            | Which::Say
            | Which::Text
            | Which::Wait
            | Which::Confirm => {}
        }
        if self.calls_stop() && self.say.trim().len() <= "STOP.".len() {
            return Some("Write what is said at the STOP.");
        }
        if self.calls_stop() && self.clear.is_empty() {
            return Some("Say who settles the STOP.");
        }
        None
    }

    fn step(&self, text: &str, roles: &[String]) -> NewStep {
        let role = |at: Option<usize>| at.and_then(|at| roles.get(at)).cloned();
        let ask = self.ask.trim().to_owned();
        let answers = || {
            let all = self.answers.iter().filter(|one| !one.words.trim().is_empty());
            all.map(|one| NewAnswer { words: one.words.trim().to_owned(), stops: one.stops })
        };
        let kind = match self.kind {
            Which::Choose => NewKind::Choose { ask, of: answers().collect() },
            Which::Challenge => NewKind::Challenge {
                ask,
                expect: answers().map(|one| one.words).collect(),
                refuse: self
                    .weak
                    .split(',')
                    .map(|one| one.trim().to_owned())
                    .filter(|one| !one.is_empty())
                    .collect(),
            },
            Which::Count => NewKind::Count { ask, max: self.number.trim().parse().unwrap_or(0) },
            Which::Say => NewKind::Say { words: ask, heard_by: 1 },
            Which::Text => NewKind::Text { ask },
            Which::Wait => {
                NewKind::Wait { ask, lasts: fields::time(&self.number).unwrap_or_default() }
            }
            Which::Confirm => NewKind::Confirm { ask },
        };
        let stop = self.calls_stop().then(|| NewStop {
            say: self.say.trim().to_owned(),
            by: self.clear.iter().filter_map(|at| roles.get(*at)).cloned().collect(),
        });
        NewStep {
            id: free_name(text, &self.ask),
            killer: self.killer,
            by: role(self.by),
            to: role(self.to),
            note: Some(self.note.trim().to_owned()).filter(|note| !note.is_empty()),
            kind,
            stop,
        }
    }
}

/// Draws it; what it led to, if anything yet.
pub(super) fn show(ui: &mut Ui, desk: &Desk, form: &mut Form) -> Option<Done> {
    let titles: Vec<(String, String)> = wordings(desk.text())
        .into_iter()
        .filter(|one| one.part == TextOf::Role)
        .filter_map(|one| Some((one.place.split('.').nth(1)?.to_owned(), one.words)))
        .collect();
    let roles: Vec<String> = titles.iter().map(|(id, _)| id.clone()).collect();
    let named: Vec<(usize, String)> =
        titles.into_iter().map(|(_, title)| title).enumerate().collect();
    let side = match form.side {
        Side::Before => "before",
        Side::After => "after",
    };
    kit::title(ui, format!("A new step {side} this one"));
    let kinds = [
        (Which::Choose, "One of several answers".to_owned()),
        (Which::Challenge, "Question and reply".to_owned()),
        (Which::Count, "A number".to_owned()),
        (Which::Say, "Words said aloud".to_owned()),
        (Which::Text, "A typed text".to_owned()),
        (Which::Wait, "A wait".to_owned()),
        (Which::Confirm, "A tick".to_owned()),
    ];
    form.kind = kit::choose(ui, "How it is answered", &kinds, Some(form.kind)).unwrap_or(form.kind);
    let label = if form.kind == Which::Say { "The words" } else { "What is asked" };
    fields::words(ui, label, &mut form.ask);
    form.by = pick(ui, "Who asks", &named, form.by);
    form.to = pick(ui, "Who answers", &named, form.to);
    match form.kind {
        Which::Choose | Which::Challenge => answers(ui, form),
        Which::Count => {
            kit::field(ui, "The largest number there can be", "6", &mut form.number);
        }
        Which::Wait => {
            kit::field(ui, "How long", "60 s", &mut form.number);
        }
        Which::Say | Which::Text | Which::Confirm => {}
    }
    if form.calls_stop() {
        fields::words(ui, "What is said at the STOP", &mut form.say);
        if let Some(at) = kit::toggle(ui, "Who settles it", &named, &form.clear) {
            if form.clear.contains(&at) {
                form.clear.retain(|one| *one != at);
            } else {
                form.clear.push(at);
            }
        }
    }
    fields::words(ui, "Note under it (may stay empty)", &mut form.note);
    let look = if form.killer { Look::Chosen } else { Look::Plain };
    if Button::new("People die of this one").icon(icon::WARNING_DIAMOND).look(look).pressed(ui) {
        form.killer = !form.killer;
    }
    let missing = form.missing();
    if let Some(missing) = missing {
        kit::strong_in(ui, missing, palette(ui).caution.text);
    }
    ui.horizontal_wrapped(|ui| {
        if Button::new("Add the step").first().enabled(missing.is_none()).pressed(ui) {
            let (beside, side) = (form.beside.clone(), form.side);
            let step = Box::new(form.step(desk.text(), &roles));
            return Some(Done::Add(Edit::Add { beside, side, step }));
        }
        Button::new("Leave it").quiet().pressed(ui).then_some(Done::Close)
    })
    .inner
}

/// One of the roles, or nobody.
fn pick(
    ui: &mut Ui,
    label: &str,
    named: &[(usize, String)],
    chosen: Option<usize>,
) -> Option<usize> {
    match kit::choose(ui, label, named, chosen) {
        Some(at) if chosen == Some(at) => None,
        Some(at) => Some(at),
        None => chosen,
    }
}

fn answers(ui: &mut Ui, form: &mut Form) {
    let choose = form.kind == Which::Choose;
    for (number, answer) in (1_usize..).zip(&mut form.answers) {
        fields::words(ui, &format!("Answer {number}"), &mut answer.words);
        if choose {
            let look = if answer.stops { Look::Chosen } else { Look::Plain };
            let name = format!("Answer {number} calls STOP");
            if Button::new("It calls STOP").name(name).icon(icon::OCTAGON).look(look).pressed(ui) {
                answer.stops = !answer.stops;
            }
        }
    }
    if form.answers.len() < 9 && Button::new("One more answer").icon(icon::PLUS).pressed(ui) {
        form.answers.push(NewAnswer::default());
    }
    if !choose {
        kit::field(ui, "Replies that do not count, with commas", "", &mut form.weak);
    }
}
