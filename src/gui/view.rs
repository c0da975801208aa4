//! All that a screen may see; nothing in it can be changed through it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::checklist::Checklist;
use crate::custody::{Book, Item, Past, Showing, What};
use crate::event::{RowRef, VoidedWhy};
use crate::production::{Library, Names, Production};
use crate::review::Page;
use crate::roster::{Person, Roster};
use crate::run::{Declaring, Face, Run};
use crate::session::{
    Alarm, ContinuesWhy, Details, Exchanged, JobId, JobKind, Known, Pixels, Recent, Settings,
    Shelf, Situation,
};
use crate::terms::{
    Act, Digest, ItemId, Millis, PersonId, Role, RunId, Stamp, StopId, UtcMillis, role,
};
use crate::words;

/// The whole window's view.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// Now; no screen asks any other clock.
    pub now: &'a Stamp,
    /// The production that is open.
    pub open: Option<&'a Open<'a>>,
    /// The checklists at hand.
    pub library: &'a Library,
    /// The user's own list files, also those with mistakes.
    pub shelf: &'a Shelf,
    /// What is kept for the next start.
    pub settings: &'a Settings,
    /// The productions opened last.
    pub recent: &'a [Recent],
    /// Where new productions are put.
    pub home: &'a str,
    /// Whether this system shows file dialogs.
    pub dialogs: bool,
    /// The long work that goes on.
    pub jobs: &'a [Work],
    /// What a review found.
    pub review: Option<&'a Reviewed>,
    /// The bundle that was written last.
    pub exported: Option<&'a Written>,
    /// What the last exchange of checkpoints came to.
    pub exchanged: Option<&'a Exchanged>,
    /// How many key files other users of this laptop can read.
    pub exposed_keys: usize,
    /// The folder that can only go on in a new log.
    pub way_on: Option<&'a WayOn>,
}

/// A folder whose log cannot be continued here, but in a new one.
#[derive(Clone, Debug)]
pub struct WayOn {
    /// The folder.
    pub folder: PathBuf,
    /// Why.
    pub why: ContinuesWhy,
    /// The same in the words of whoever found out.
    pub reason: String,
}

/// Long work.
#[derive(Clone, Debug)]
pub struct Work {
    /// Which.
    pub job: JobId,
    /// What sort.
    pub kind: JobKind,
    /// What it is.
    pub words: &'static str,
    /// How far, in thousandths.
    pub permille: u16,
}

/// A bundle that was written.
#[derive(Clone, Debug)]
pub struct Written {
    /// Where.
    pub path: String,
    /// How many lines it holds.
    pub size: u64,
    /// Its SHA-256.
    pub sha256: String,
    /// How many private objects it leaves out.
    pub withheld: u32,
    /// How many of them were to be handed out, and cannot be read on this laptop.
    pub unreadable: u32,
    /// The letters that vouch for its lines.
    pub head_code: Option<String>,
}

/// What a review found, as text for the screen.
#[derive(Clone, Debug, Default)]
pub struct Reviewed {
    /// What was looked at.
    pub path: String,
    /// The verdict, in its own words.
    pub verdict: String,
    /// Whether anything speaks against it.
    pub faulty: bool,
    /// What speaks against it.
    pub faults: Vec<String>,
    /// What verifying says beside the verdict.
    pub beside: Vec<String>,
    /// What verifying noticed, and is no contradiction.
    pub notes: Vec<String>,
    /// What the record shows, as far as it can be read.
    pub page: Option<Box<Page>>,
}

/// A production that is open.
#[derive(Debug)]
pub struct Open<'a> {
    /// As people call it.
    pub title: &'a str,
    /// Its folder.
    pub folder: &'a Path,
    /// Whether it is a drill.
    pub drill: bool,
    /// Whether it is the shipped example.
    pub sample: bool,
    /// The state as a whole, for what only the parts together can answer.
    pub production: &'a Production,
    /// The checklists, local rules and deviations of the production.
    pub library: &'a Library,
    /// The identifier that the next thing gets which is not in the book.
    pub stranger: Option<ItemId>,
    /// Where every item is.
    pub book: &'a Book,
    /// Who may do what.
    pub roster: &'a Roster,
    /// The people's names.
    pub names: &'a Names,
    /// Minutes from UTC.
    pub offset: i32,
    /// Now.
    pub now: &'a Stamp,
    /// Every run, the newest last.
    pub runs: Vec<RunSight<'a>>,
    /// The STOPs that stand.
    pub stops: Vec<StopSight>,
    /// Where the newest STOP is.
    pub alarm: Alarm,
    /// The code of the alarm that stands, to be read out by phone.
    pub phone_code: Option<String>,
    /// When the newest line was written.
    pub last: Option<&'a Stamp>,
    /// Whether something is on its way to the disk.
    pub saving: bool,
    /// How many mebibytes are free for the log, where that is little.
    pub little_space: Option<u64>,
    /// Why nothing can be saved.
    pub broken: Option<String>,
    /// What happened and is not on the disk.
    pub unsaved: Vec<String>,
    /// When showings were entered that could only be recorded later, by their line.
    pub late: &'a BTreeMap<u64, Stamp>,
    /// Scene, set-up, take, who is on the set, which guns.
    pub situation: &'a Situation,
    /// The statement that is being signed.
    pub signing: Option<SigningSight<'a>>,
    /// Whose sheets hold rows not signed yet.
    pub sheets: &'a [Sheet],
    /// The pictures of answers that were read; none where it is no picture.
    pub pictures: &'a BTreeMap<Digest, Option<Pixels>>,
    /// How many lines are on the disk, and the head code that vouches for them.
    pub head_code: Option<(u64, String)>,
    /// What is known here of the particulars of those items that have any.
    pub particulars: BTreeMap<ItemId, Known<'a>>,
    /// What is known here of how people are reached, of whom anything was entered.
    pub details: BTreeMap<PersonId, Known<'a, Details>>,
    /// The name that a bundle would have.
    pub bundle_name: Option<String>,
    /// Whether the roster waits for signatures.
    pub roster_changed: bool,
}

/// A run with its list's title and the step it stands at.
#[derive(Debug)]
pub struct RunSight<'a> {
    /// The run.
    pub run: &'a Run,
    /// The list's title.
    pub title: &'a str,
    /// The list, where it is at hand.
    pub list: Option<&'a Checklist>,
    /// The step; `None` when there is none left or the run is over.
    pub face: Option<Face>,
    /// What its witnesses sign before it goes on, where the production signs at the moment.
    pub awaits: Option<Declaring>,
    /// Why the newest text about it is void, where it is.
    pub voided: Option<VoidedWhy>,
}

/// A STOP that stands.
#[derive(Clone, Debug)]
pub struct StopSight {
    /// Which.
    pub stop: StopId,
    /// What was said.
    pub say: String,
    /// Whether a person called it, about nothing in particular.
    pub called: bool,
    /// Whether it is an alarm, which a signed restart settles and no name.
    pub alarmed: bool,
    /// When.
    pub at: UtcMillis,
    /// Who settles it: each role with those on the set who can.
    pub settlers: Vec<(Role, Vec<PersonId>)>,
}

/// A statement that is being signed.
#[derive(Debug)]
pub struct SigningSight<'a> {
    /// Its number.
    pub statement: u64,
    /// The exact text.
    pub text: &'a str,
    /// Who must sign still, the next first.
    pub still: Vec<PersonId>,
    /// Whether the next person signs with a security key, which is touched.
    pub token: bool,
    /// The work that waits for the touch.
    pub touching: Option<JobId>,
    /// How long the next person has to wait after wrong PINs.
    pub wait: Option<Millis>,
}

/// The rows that somebody has not signed yet.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Whose.
    pub person: PersonId,
    /// Each row as the sheet words it.
    pub rows: Vec<(RowRef, String)>,
}

/// What stands in the place of a production where none is: nobody, and nothing in the book.
#[derive(Debug, Default)]
pub(in crate::gui) struct Nobody {
    production: Production,
    library: Library,
    names: Names,
    situation: Situation,
    late: BTreeMap<u64, Stamp>,
    pictures: BTreeMap<Digest, Option<Pixels>>,
}

impl<'a> Open<'a> {
    /// A production of nobody, for showing how a page will look.
    #[must_use]
    pub(in crate::gui) fn nobody(nobody: &'a Nobody, now: &'a Stamp) -> Self {
        Open {
            title: "",
            folder: Path::new(""),
            drill: false,
            sample: false,
            production: &nobody.production,
            library: &nobody.library,
            stranger: None,
            book: nobody.production.book(),
            roster: nobody.production.roster(),
            names: &nobody.names,
            offset: 0,
            now,
            runs: Vec::new(),
            stops: Vec::new(),
            alarm: Alarm::None,
            phone_code: None,
            last: None,
            saving: false,
            little_space: None,
            broken: None,
            unsaved: Vec::new(),
            late: &nobody.late,
            situation: &nobody.situation,
            signing: None,
            sheets: &[],
            head_code: None,
            bundle_name: None,
            roster_changed: false,
            pictures: &nobody.pictures,
            particulars: BTreeMap::new(),
            details: BTreeMap::new(),
        }
    }
}

impl Open<'_> {
    /// A person's name.
    #[must_use]
    pub fn name(&self, person: PersonId) -> String {
        let found = self.roster.person(person).and_then(|one| self.names.get(one.name));
        found.map_or_else(|| person.to_string(), str::to_owned)
    }

    /// Several names in a row.
    #[must_use]
    pub fn names_of(&self, people: &[PersonId]) -> String {
        let names: Vec<String> = people.iter().map(|person| self.name(*person)).collect();
        names.join(", ")
    }

    /// A tag.
    #[must_use]
    pub fn tag(&self, item: ItemId) -> String {
        self.book.item(item).map_or_else(|| item.to_string(), |item| item.tag.clone())
    }

    /// "locked away in C-1", where the record says in which container.
    #[must_use]
    pub fn locked_in(&self, item: &Item) -> Option<String> {
        let store = self.production.stores().named(item.store?)?;
        Some(format!("locked away in {}", self.tag(store.item)))
    }

    /// When it was shown: when that was entered, where it could only be recorded later.
    #[must_use]
    pub fn shown_at<'b>(&'b self, showing: &'b Showing) -> &'b Stamp {
        self.late.get(&showing.at.seq).unwrap_or(&showing.at.at)
    }

    /// "11 min ago".
    #[must_use]
    pub fn ago(&self, at: &Stamp) -> String {
        words::ago(self.now.since(at))
    }

    /// "14:02".
    #[must_use]
    pub fn clock(&self, at: UtcMillis) -> String {
        at.clock(self.offset)
    }

    /// Whether a STOP stands or was pressed.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        match self.alarm {
            Alarm::None => false,
            Alarm::Pressed | Alarm::Recorded | Alarm::NotRecorded => true,
        }
    }

    /// Whether a STOP keeps a run from going on: every STOP does, save for a list that neither declares nor lets anything
    /// out of hand, and then only one of its own.
    #[must_use]
    pub fn is_halted(&self, run: RunId) -> bool {
        let calm = self.run(run).is_some_and(|one| {
            one.list.is_some_and(Checklist::goes_on_under_stop) && one.run.stops().next().is_none()
        });
        self.is_stopped() && !calm
    }

    /// Everybody whom the set-up names in one of these roles; nobody looks who is not named.
    #[must_use]
    pub fn on_set(&self, roles: &[&str]) -> Vec<PersonId> {
        let crew = self.situation.crew.iter();
        crew.filter(|(role, _)| roles.iter().any(|name| role.is(name)))
            .map(|(_, person)| *person)
            .collect()
    }

    /// The handlers on the set; those who hold the role by the roster where nobody was named.
    #[must_use]
    pub fn handlers(&self) -> Vec<PersonId> {
        let named = self.on_set(role::HANDLERS);
        if named.is_empty() { self.holding(role::HANDLERS) } else { named }
    }

    /// Everybody who holds one of these roles by the roster.
    #[must_use]
    pub fn holding(&self, roles: &[&str]) -> Vec<PersonId> {
        let wall = self.now.wall;
        let holds = |person: &&Person| roles.iter().any(|role| person.holds(role, wall));
        self.roster.people().filter(holds).map(|person| person.id).collect()
    }

    /// The handler who shows, gives and takes back.
    #[must_use]
    pub fn handler(&self) -> Option<PersonId> {
        self.handlers().first().copied()
    }

    /// Who takes an item back: whoever issued it last, where they are among the handlers on the set; else the first of them.
    #[must_use]
    pub fn collector(&self, item: ItemId) -> Option<PersonId> {
        let handlers = self.handlers();
        let issued = |past: &Past| match past.what {
            What::Moved { act: Act::Issue, from, .. } => Some(from),
            What::Moved { act: Act::HandOver, from: Some(from), .. }
                if handlers.contains(&from) =>
            {
                Some(Some(from))
            }
            What::Moved { .. }
            | What::Added
            | What::Declared { .. }
            | What::Shown { .. }
            | What::Offered { .. }
            | What::Condition { .. }
            | What::Unverified(_) => None,
        };
        let history = self.book.item(item).into_iter().flat_map(|item| item.history.iter().rev());
        let issuer = history.map(issued).find_map(|from| from).flatten();
        issuer.filter(|person| handlers.contains(person)).or_else(|| handlers.first().copied())
    }

    /// The first AD or the deputy on the set.
    #[must_use]
    pub fn director(&self) -> Option<PersonId> {
        self.on_set(role::DIRECTORS).first().copied()
    }

    /// The people of the action.
    #[must_use]
    pub fn takers(&self) -> Vec<PersonId> {
        let named = |(role, person): &(Role, PersonId)| {
            role::TAKERS.iter().any(|name| role.is(name)).then_some(*person)
        };
        self.situation.crew.iter().filter_map(named).collect()
    }

    /// The people of the action, whoever the set-up names for this gun first.
    #[must_use]
    pub fn takers_of(&self, item: ItemId) -> Vec<PersonId> {
        let mut takers = self.takers();
        let takes = self.situation.takes.iter();
        let mine = takes.filter(|(gun, _)| *gun == item).map(|(_, person)| *person).next();
        takers.sort_by_key(|person| Some(*person) != mine);
        takers
    }

    /// The open run that an item is in.
    #[must_use]
    pub fn run_of(&self, item: ItemId) -> Option<&RunSight<'_>> {
        self.runs.iter().rev().find(|one| one.run.is_open() && one.run.started().item == Some(item))
    }

    /// A run.
    #[must_use]
    pub fn run(&self, run: RunId) -> Option<&RunSight<'_>> {
        self.runs.iter().find(|one| one.run.id() == run)
    }

    /// The guns and look-alikes of this set-up, or all of them where none was named.
    #[must_use]
    pub fn guns(&self) -> Vec<&Item> {
        let shown = |item: &&Item| item.kind.is_gun() || item.kind.is_look_alike();
        self.book.items().into_iter().filter(shown).collect()
    }
}
