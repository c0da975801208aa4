//! What is done with a lot: counted, put in a tray and back, limited, corrected, set apart, used again, or gone.

use egui::Ui;

use super::correct;
use super::out_of_step::place;
use crate::custody::{Heap, Lot};
use crate::event::{LotMoved, Witness};
use crate::gui::action::Action;
use crate::gui::kit::{self, Button};
use crate::gui::theme::icon;
use crate::gui::view::Open;
use crate::production::{Ask, Command, Happened};
use crate::terms::{ItemId, ItemKind, LotId, PersonId, Role, RoundAct, RoundKind, role};

/// What is being told, and what was typed of it.
#[derive(Debug, Default)]
pub(super) struct Draft {
    of: Option<(LotId, Form)>,
    heap: Option<Heap>,
    tray: Option<ItemId>,
    act: Option<RoundAct>,
    first: Option<PersonId>,
    second: Option<PersonId>,
    n: String,
    why: String,
    correct: correct::Draft,
}

impl Draft {
    /// A lot, or a tray of it, that was scanned: to be counted.
    pub(super) fn count(&mut self, lot: LotId, tray: Option<ItemId>) {
        *self =
            Self { of: Some((lot, Form::Count)), heap: Some(Heap::of(tray)), ..Self::default() };
    }
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Form {
    Count,
    Tray,
    Else,
    Apart,
    Free,
    Limit,
    Correct,
}

/// What else can become of rounds, by hand.
const ELSE: [RoundAct; 6] = [
    RoundAct::Untray,
    RoundAct::Fired,
    RoundAct::Held,
    RoundAct::Pot,
    RoundAct::Out,
    RoundAct::Found,
];

/// Draws the keys, and under them what was chosen.
pub(super) fn show(
    ui: &mut Ui,
    open: &Open<'_>,
    lot: &Lot,
    draft: &mut Draft,
    out: &mut Vec<Action>,
) {
    let tag = &lot.added.tag;
    let apart = lot.apart.is_some();
    let forms = [
        (Form::Count, "Count", icon::LIST_NUMBERS, true),
        (Form::Tray, "Put in a tray", icon::PLUS, !apart),
        (Form::Else, "Something else", icon::CLIPBOARD, true),
        (Form::Apart, "Set the lot apart", icon::FLAG, !apart),
        (Form::Free, "Use it again", icon::CHECK, apart),
        (Form::Limit, "Limit of misfires", icon::TARGET, true),
        (Form::Correct, "Entered wrong", icon::PENCIL, true),
    ];
    ui.horizontal_wrapped(|ui| {
        for (form, words, icon, fits) in forms {
            if fits && Button::new(words).name(format!("{words}: {tag}")).icon(icon).pressed(ui) {
                let again = draft.of == Some((lot.id, form));
                *draft = Draft::default();
                draft.of = (!again).then_some((lot.id, form));
            }
        }
    });
    let Some((_, form)) = draft.of.filter(|(of, _)| *of == lot.id) else { return };
    let said = match form {
        Form::Count => count(ui, open, lot, draft),
        Form::Tray => tray(ui, open, lot, draft),
        Form::Else => other(ui, open, lot, draft),
        Form::Apart => set_apart(ui, open, lot, draft),
        Form::Free => free(ui, open, lot, draft),
        Form::Limit => limit(ui, open, lot, draft),
        Form::Correct => correct::show(ui, open, lot, &mut draft.correct),
    };
    if let Some(command) = said {
        out.push(Action::Submit(command));
        *draft = Draft::default();
    }
}

fn heaps(open: &Open<'_>, lot: &Lot) -> Vec<(Heap, String)> {
    lot.heaps.keys().map(|heap| (*heap, place(open, *heap))).collect()
}

fn person(
    ui: &mut Ui,
    open: &Open<'_>,
    label: &str,
    people: Vec<PersonId>,
    chosen: &mut Option<PersonId>,
) {
    let people: Vec<_> = people.into_iter().map(|one| (one, open.name(one))).collect();
    *chosen = kit::choose(ui, label, &people, *chosen).or(*chosen);
}

fn everybody(open: &Open<'_>) -> Vec<PersonId> {
    open.roster.people().map(|person| person.id).collect()
}

fn number(ui: &mut Ui, draft: &mut Draft) -> Option<u32> {
    kit::field(ui, "How many", "12", &mut draft.n);
    draft.n.trim().parse().ok()
}

fn count(ui: &mut Ui, open: &Open<'_>, lot: &Lot, draft: &mut Draft) -> Option<Command> {
    let heaps = heaps(open, lot);
    if let [(only, _)] = heaps.as_slice() {
        draft.heap = Some(*only);
    }
    draft.heap = kit::choose(ui, "What was counted", &heaps, draft.heap).or(draft.heap);
    person(ui, open, "Who counted", everybody(open), &mut draft.first);
    let n = number(ui, draft);
    let whole = draft.heap.zip(draft.first).zip(n);
    let record = Button::new("Record the count").first().icon(icon::CHECK);
    if !record.enabled(whole.is_some()).pressed(ui) {
        return None;
    }
    let ((heap, by), counted) = whole?;
    Some(Command::Happened(Happened::Counted { lot: lot.id, tray: heap.tray(), counted, by }))
}

fn trays(open: &Open<'_>, lot: &Lot) -> Vec<(ItemId, String)> {
    let kind = match lot.added.kind {
        RoundKind::Blank => ItemKind::BlankTray,
        RoundKind::Dummy => ItemKind::DummyTray,
    };
    let fit = open.book.items().into_iter().filter(|item| item.kind == kind);
    fit.map(|item| (item.id, item.tag.clone())).collect()
}

fn tray(ui: &mut Ui, open: &Open<'_>, lot: &Lot, draft: &mut Draft) -> Option<Command> {
    let trays = trays(open, lot);
    if trays.is_empty() {
        kit::body(ui, "No tray for them is in the book. Enter one under Items.");
        return None;
    }
    draft.tray = kit::choose(ui, "Which tray", &trays, draft.tray).or(draft.tray);
    person(ui, open, "Put in by", open.handlers(), &mut draft.first);
    let n = number(ui, draft);
    let whole = draft.tray.zip(draft.first).zip(n);
    let put = Button::new("Put them in").first().icon(icon::PLUS);
    if !put.enabled(whole.is_some() && !open.saving).pressed(ui) {
        return None;
    }
    let ((tray, by), n) = whole?;
    Some(Command::Ask(Ask::FillTray { lot: lot.id, tray, n, by }))
}

fn other(ui: &mut Ui, open: &Open<'_>, lot: &Lot, draft: &mut Draft) -> Option<Command> {
    let acts: Vec<_> = ELSE.iter().map(|act| (*act, act.words().to_owned())).collect();
    draft.act = kit::choose(ui, "What became of them", &acts, draft.act).or(draft.act);
    let mut heaps = heaps(open, lot);
    if draft.act == Some(RoundAct::Untray) {
        heaps.retain(|(heap, _)| heap.tray().is_some());
    }
    let where_label = if draft.act == Some(RoundAct::Found) { "Put with" } else { "Taken from" };
    draft.heap = kit::choose(ui, where_label, &heaps, draft.heap).or(draft.heap);
    person(ui, open, "By", everybody(open), &mut draft.first);
    let n = number(ui, draft);
    let there = draft.heap.filter(|heap| heaps.iter().any(|(one, _)| one == heap));
    let whole = draft.act.zip(there).zip(n.filter(|n| *n > 0));
    let record = Button::new("Record it").name("Record what became of them").first();
    if !record.icon(icon::CHECK).enabled(whole.is_some()).pressed(ui) {
        return None;
    }
    let ((act, heap), n) = whole?;
    Some(Command::Happened(Happened::Rounds(LotMoved {
        lot: lot.id,
        act,
        n,
        tray: heap.tray(),
        gun: None,
        by: draft.first,
        run: None,
        card: None,
        at: None,
    })))
}

fn set_apart(ui: &mut Ui, open: &Open<'_>, lot: &Lot, draft: &mut Draft) -> Option<Command> {
    kit::body(
        ui,
        "Its trays are set apart with it, and nothing that was declared of its rounds stands.",
    );
    let whys = ["a weak shot", "a misfire", "one is in doubt", "not known where it comes from"];
    let chosen = whys.iter().position(|why| *why == draft.why);
    let choices: Vec<_> =
        whys.iter().enumerate().map(|(at, why)| (at, (*why).to_owned())).collect();
    if let Some(why) = kit::choose(ui, "Why", &choices, chosen).and_then(|at| whys.get(at)) {
        (*why).clone_into(&mut draft.why);
    }
    let apart = Button::new("Set it apart").name(format!("Set {} apart", lot.added.tag));
    if !apart.icon(icon::FLAG).first().enabled(!draft.why.is_empty()).pressed(ui) {
        return None;
    }
    let (why, by) = (draft.why.clone(), open.handler());
    Some(Command::Happened(Happened::LotApart { lot: lot.id, why, by }))
}

fn free(ui: &mut Ui, open: &Open<'_>, lot: &Lot, draft: &mut Draft) -> Option<Command> {
    kit::field(ui, "On what ground", "every round looked at by two", &mut draft.why);
    person(ui, open, "Looked at by", open.handlers(), &mut draft.first);
    let others = everybody(open).into_iter().filter(|one| Some(*one) != draft.first).collect();
    person(ui, open, "Looked at, and by", others, &mut draft.second);
    let whole = draft.first.zip(draft.second).filter(|_| !draft.why.trim().is_empty());
    let again = Button::new("Use it again").name(format!("Use {} again now", lot.added.tag));
    if !again.icon(icon::CHECK).first().enabled(whole.is_some() && !open.saving).pressed(ui) {
        return None;
    }
    let (first, second) = whole?;
    let witnesses = vec![witness(open, first)?, witness(open, second)?];
    Some(Command::Ask(Ask::FreeLot { lot: lot.id, why: draft.why.trim().to_owned(), witnesses }))
}

fn limit(ui: &mut Ui, open: &Open<'_>, lot: &Lot, draft: &mut Draft) -> Option<Command> {
    kit::body(ui, "With so many misfired all of it is set apart, in the line that says so.");
    person(ui, open, "Says who", open.handlers(), &mut draft.first);
    let n = number(ui, draft).filter(|n| *n > 0);
    let tag = &lot.added.tag;
    let ask = |misfires, by| Command::Ask(Ask::LimitLot { lot: lot.id, misfires, by });
    let said = draft.first.zip(n);
    let set = Button::new("Set the limit").name(format!("Set the limit of {tag}")).first();
    if set.icon(icon::CHECK).enabled(said.is_some() && !open.saving).pressed(ui) {
        return said.map(|(by, n)| ask(Some(n), by));
    }
    let none = Button::new("No limit").name(format!("No limit for {tag}"));
    let may = lot.limit.is_some() && draft.first.is_some() && !open.saving;
    if lot.limit.is_some() && none.enabled(may).pressed(ui) {
        return draft.first.map(|by| ask(None, by));
    }
    None
}

/// Somebody in the first role that counts here.
pub(super) fn witness(open: &Open<'_>, person: PersonId) -> Option<Witness> {
    let holds = |name: &&&str| open.holding(&[**name]).contains(&person);
    let known = role::HANDLERS.iter().chain(role::DIRECTORS).find(holds);
    let first = open.roster.person(person)?.roles.first().map(|held| held.role.clone());
    let role: Option<Role> = known.and_then(|name| name.parse().ok()).or(first);
    Some(Witness { role: role?, person })
}
