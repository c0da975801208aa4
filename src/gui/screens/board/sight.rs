//! One gun as the board shows it: worked out once a frame, then drawn.

use crate::checklist::{Checklist, Status};
use crate::custody::{Ending, Item};
use crate::event::Shown;
use crate::gui::screens::rules;
use crate::gui::theme::{Palette, Tone, icon};
use crate::gui::view::{Open, View};
use crate::terms::{Act, Condition, Digest, PersonId, Place, Role, Stamp, State, role};
use crate::words;

/// One gun.
pub(super) struct Sight<'a> {
    pub(super) item: &'a Item,
    pub(super) state: State,
    /// Where and with whom, in words.
    pub(super) place: String,
    /// What was shown or declared, or how it ended, in words.
    pub(super) since: Vec<String>,
    /// The lists that fit it: digest, title, key.
    pub(super) lists: Vec<(Digest, String, &'static str)>,
    /// Whether a declaration is in force.
    pub(super) in_force: bool,
    /// "lapses 14:22", once its list warns of it.
    pub(super) lapses: Option<String>,
    /// Why issue is withheld; empty where it is offered.
    pub(super) withheld: Vec<String>,
    /// Which acts lead on from here.
    pub(super) acts: Vec<Act>,
}

/// What the board keeps apart, in the order of its parts.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Part {
    Guns,
    LookAlikes,
    Others,
}

impl Part {
    pub(super) const ALL: [Self; 3] = [Self::Guns, Self::LookAlikes, Self::Others];

    pub(super) fn of(item: &Item) -> Self {
        if item.kind.is_gun() {
            Self::Guns
        } else if item.kind.is_look_alike() {
            Self::LookAlikes
        } else {
            Self::Others
        }
    }

    /// The heading over it; the guns stand under the heading of the page.
    pub(super) fn heading(self) -> Option<&'static str> {
        match self {
            Self::Guns => None,
            Self::LookAlikes => Some("Look-alikes"),
            Self::Others => Some("Trays, magazines, containers"),
        }
    }
}

/// Every item, part by part; in each what needs somebody first.
pub(super) fn all<'a>(view: View<'a>, open: &'a Open<'a>) -> Vec<Sight<'a>> {
    let mut sights: Vec<Sight<'a>> =
        open.book.items().into_iter().map(|item| one(view, open, item)).collect();
    sights.sort_by_key(|one| (Part::of(one.item), rank(one)));
    sights
}

fn one<'a>(view: View<'a>, open: &'a Open<'a>, item: &'a Item) -> Sight<'a> {
    let offers = open.book.offers(item.id, open.now, open.is_stopped());
    let withheld = offers
        .iter()
        .filter(|offer| offer.act == Act::Issue)
        .flat_map(|offer| offer.withheld.iter().map(ToString::to_string))
        .collect();
    Sight {
        item,
        state: item.state(open.now),
        place: place(open, item),
        since: since(open, item),
        lists: lists(view, open, item),
        in_force: item.in_force(open.now).is_some(),
        lapses: lapses(open, item),
        withheld,
        acts: offers.into_iter().map(|offer| offer.act).collect(),
    }
}

/// When what is declared lapses, from the moment on at which its list warns of it. A time of day, and no count-down: nobody
/// hurries because of it.
fn lapses(open: &Open<'_>, item: &Item) -> Option<String> {
    let declared = item.in_force(open.now)?;
    let list = open.run(declared.run?)?.list?;
    let warn = list.validity.as_ref()?.warn?;
    let left = declared.until.left(open.now)?;
    (left <= warn).then(|| format!("lapses {}", open.clock(declared.until.wall)))
}

/// Whether it is out of a handler's hands.
pub(super) fn is_out(item: &Item) -> bool {
    match item.place {
        Place::Hand | Place::Set => true,
        Place::Locked | Place::Handler | Place::Unit | Place::Missing | Place::Out => false,
    }
}

fn rank(one: &Sight<'_>) -> u8 {
    match (one.item.place, one.state.condition) {
        (Place::Missing, _) => 0,
        (_, Condition::FiredNotCleared | Condition::MisfireHold) => 1,
        (Place::Hand | Place::Set, _) if !one.in_force => 2,
        (_, Condition::Hot | Condition::LoadedChamberEmpty) => 3,
        (_, Condition::Quarantine) => 4,
        (Place::Hand | Place::Set, _) => 5,
        (Place::Handler, _) if !one.in_force => 6,
        (Place::Handler, _) => 7,
        (Place::Unit, _) => 8,
        (Place::Locked, _) => 9,
        (Place::Out, _) => 10,
    }
}

/// The meaning and shape of a condition.
pub(super) fn tone(palette: &Palette, condition: Condition) -> (Tone, char) {
    match condition {
        Condition::Unverified => (palette.lapsed, icon::QUESTION),
        Condition::EmptyShownClear => (palette.in_force, icon::EYE),
        Condition::DummiesProven => (palette.in_force, icon::CHECK_CIRCLE),
        Condition::LoadedChamberEmpty => (palette.caution, icon::WARNING),
        Condition::Hot => (palette.caution, icon::WARNING_DIAMOND),
        Condition::FiredNotCleared | Condition::MisfireHold => (palette.stop, icon::WARNING),
        Condition::Quarantine => (palette.stop, icon::PROHIBIT),
        Condition::Inert => (palette.inert, icon::CIRCLE),
        Condition::GasFlash => (palette.caution, icon::WARNING_DIAMOND),
    }
}

fn place(open: &Open<'_>, item: &Item) -> String {
    let who = |person: Option<PersonId>| {
        person.map_or_else(|| "nobody named".to_owned(), |person| open.name(person))
    };
    match item.place {
        Place::Locked => {
            let within = open.locked_in(item).map(|words| words.replacen('l', "L", 1));
            within.unwrap_or_else(|| "Locked away".to_owned())
        }
        Place::Handler if item.moved.is_none() => "With a handler, nobody named".to_owned(),
        Place::Handler => format!("With handler {}", who(item.holder)),
        Place::Hand => format!("In hand of {}", who(item.holder)),
        Place::Set => format!("On set, watched by {}", who(item.watch)),
        Place::Unit => "With another unit, not seen here".to_owned(),
        Place::Missing => "MISSING".to_owned(),
        Place::Out => "Left the production".to_owned(),
    }
}

fn since(open: &Open<'_>, item: &Item) -> Vec<String> {
    let at = |stamp: &Stamp| words::clock_and_ago(stamp.wall, open.offset, open.now.since(stamp));
    let mut lines = Vec::new();
    if let Some(declared) = item.in_force(open.now) {
        let people: Vec<PersonId> = declared.witnesses.iter().map(|one| one.person).collect();
        lines.push(format!(
            "Declared {}, seen by {}; at the latest until {}",
            at(&declared.at.at),
            open.names_of(&people),
            open.clock(declared.until.wall),
        ));
        lines.push(showings(open, item));
        let run = declared.run.and_then(|run| open.production.run(run));
        lines.extend(run.and_then(|run| rules::caution_of_run(open, run)));
    } else if let Some(old) = &item.declaration {
        let words = old.state.words();
        lines.push(format!("{words} lapsed: its time was over; declared {}", at(&old.at.at)));
    } else if let Some(ended) = &item.ended {
        let words = ended.declaration.state.words();
        let why = match ended.why {
            Ending::Unverified(why) => why.words().to_owned(),
            Ending::Condition(condition) => condition.words().to_owned(),
            Ending::Replaced => "declared anew".to_owned(),
        };
        lines.push(format!("{words} ended {}: {why}", at(&ended.at.at)));
    } else {
        lines.push("Nothing was declared of it".to_owned());
    }
    lines
}

/// Everybody who was shown it since it was declared, each with the time of the last showing and who showed it.
fn showings(open: &Open<'_>, item: &Item) -> String {
    let Some(last) = item.last_shown() else { return "Not shown to anybody since".to_owned() };
    let mut seen: Vec<(PersonId, String, &Stamp)> = Vec::new();
    for showing in item.showings.iter().filter(|showing| showing.card.is_none()) {
        for shown in &showing.to {
            let who = shown_to(open, shown);
            seen.retain(|(_, other, _)| *other != who);
            seen.push((showing.by, who, open.shown_at(showing)));
        }
    }
    let said = |part: &[(PersonId, String, &Stamp)]| {
        let each = part.iter().map(|(_, who, at)| format!("{who} {}", open.clock(at.wall)));
        let by = part.first().map_or_else(String::new, |(by, _, _)| open.name(*by));
        format!("by {by} to {}", each.collect::<Vec<_>>().join(", "))
    };
    let each = seen.chunk_by(|one, next| one.0 == next.0).map(said);
    let each = each.collect::<Vec<_>>().join("; ");
    let late = if open.late.contains_key(&last.at.seq) { ", recorded late" } else { "" };
    format!("Shown {}{late}, {each}", open.ago(open.shown_at(last)))
}

/// To whom, in words.
fn shown_to(open: &Open<'_>, shown: &Shown) -> String {
    shown.person.map_or_else(|| shown.role.words(), |person| open.name(person))
}

fn holds(list: &Checklist) -> bool {
    !list.holds().is_empty()
}

/// The lists that can begin for it now: a re-show first where there is one, since it is the shortest way back.
fn lists(view: View<'_>, open: &Open<'_>, item: &Item) -> Vec<(Digest, String, &'static str)> {
    // While a run about it goes on, a misfire alone does not wait for that to end; one that is held already does.
    let free = match open.run_of(item.id) {
        None => |_: &Checklist| true,
        Some(run) if run.list.is_some_and(holds) => |_: &Checklist| false,
        Some(_) => holds,
    };
    let suits = |list: &&Checklist| free(list) && open.production.suits(list, item.id, open.now);
    let button = |list: &Checklist| match words::of_list(list.id.as_str()) {
        // What is being written never takes the key of what is in use.
        _ if list.status == Status::Draft => {
            (list.source.sha256, format!("Draft {}: {}", list.rev, list.title), "")
        }
        Some((words, key)) => (list.source.sha256, words.to_owned(), key),
        None => (list.source.sha256, list.title.clone(), ""),
    };
    let mut lists: Vec<_> = view.library.offered(open.drill).filter(suits).map(button).collect();
    lists.sort_by_key(|(_, _, key)| {
        words::LIKELIEST.iter().position(|one| one == key).unwrap_or(usize::MAX)
    });
    lists
}

/// The people and places that a gun is shown to in this set-up: role, person, what the cell says, key.
pub(super) fn viewers(open: &Open<'_>) -> Vec<(Role, Option<PersonId>, String, &'static str)> {
    let mut viewers = Vec::new();
    // Nobody is named for the first AD or the camera whom the set-up does not name; that they looked can be said all the same.
    if let Ok(role) = role::FIRST_AD.parse() {
        viewers.push((role, open.director(), "first AD".to_owned(), "A"));
    }
    let mut key = "P";
    for (role, person) in &open.situation.crew {
        if role::TAKERS.iter().any(|name| role.is(name)) {
            viewers.push((role.clone(), Some(*person), open.name(*person), key));
            key = "";
        }
    }
    if let Ok(role) = role::CAMERA.parse::<Role>() {
        let person = open.situation.crew.iter().find(|(one, _)| *one == role).map(|(_, who)| *who);
        viewers.push((role, person, "camera".to_owned(), "M"));
    }
    viewers
}
