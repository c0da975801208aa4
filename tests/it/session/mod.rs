//! A sitting over a laptop in memory: from the first person to a bundle that verifies, and every way it can be disturbed.

mod alarmed;
mod amending;
mod anchored;
mod asked;
mod attaching;
mod concern;
mod continuing;
mod details;
mod disclosed;
mod disturbed;
pub(crate) mod exchanging;
pub(crate) mod handing;
mod intake;
pub(crate) mod kept;
mod keyless;
mod keys;
mod large;
mod lists;
mod morning;
mod named;
pub(crate) mod opening;
mod photos;
mod private;
mod retention;
pub(crate) mod spine;
pub(crate) mod world;

use std::path::Path;
use std::sync::{Arc, OnceLock};

use showclear::checklist;
use showclear::event::{Mode, Recorded, Witness};
use showclear::log::{Covers, Log, Origin, read_storage};
use showclear::production::{
    Ask, Command, Happened, Library, Moved, NewItem, Prepare, SetUp, Start,
};
use showclear::run::{Answer, FaceKind, Kept, Sealed};
use showclear::session::{
    Control, Failure, Finished, Ground, Member, Notice, Object, Plan, Session, Ticket, check_line,
    create,
};
use showclear::signing::Secret;
use showclear::terms::{Act, Action, Barrel, Condition, Digest, ItemId, ItemKind, PersonId, RunId};
use showclear::verify::{Files, Options};
use world::{PIN, World};

/// A list short enough to be run in every test: a count by two people declares the gun empty.
const LIST: &str = r#"Checklist(
    schema: 1, id: "shown-empty", rev: 1, status: Released, lang: "en",
    title: "Shown empty", purpose: "For tests.", mode: ChallengeResponse,
    roles: {
        "armorer": Role(title: "Armorer", filled_by: ["armorer"], handler: true),
        "first_ad": Role(title: "First AD", filled_by: ["first_ad"], not_same_as: ["armorer"]),
    },
    inputs: [Item(id: "gun", ask: "Which gun?", kinds: ["revolver"])],
    validity: Validity(lasts: Min(20), warn: Min(3), ends_on: [HandOver, OutOfSight, Opened, SetUp, Break, ClockJump]),
    stops: [
        Stop(id: "not-empty", at: ["count"], when: Not(All([Eq("count.armorer", 0), Eq("count.first_ad", 0)])),
            say: "STOP. Not empty.", clear: Clear(by: ["armorer", "first_ad"], restart_at: "muzzle")),
    ],
    steps: [
        Step(id: "muzzle", by: "first_ad", to: "armorer",
            kind: Challenge(ask: "Muzzle?", expect: ["clear direction, nobody in line"], refuse: ["ok"])),
        Step(id: "count", declares: Declares(item: "gun", state: EmptyShownClear, witnesses: ["armorer", "first_ad"]),
            kind: BlindCount(ask: "Rounds you saw", roles: ["armorer", "first_ad"], max: 50)),
    ],
)"#;

/// A list of one step that takes a file.
const PAPER: &str = r#"Checklist(
    schema: 1, id: "paper", rev: 1, status: Released, lang: "en",
    title: "Paper", purpose: "For tests.", mode: ChallengeResponse,
    roles: { "armorer": Role(title: "Armorer", filled_by: ["armorer"], handler: true) },
    steps: [Step(id: "paper", by: "armorer", kind: Attach(ask: "The paper that came with it"))],
)"#;

/// A production with three people and one gun.
struct Set {
    world: World,
    session: Session,
    armorer: PersonId,
    first_ad: PersonId,
    recorder: PersonId,
    gun: ItemId,
}

pub(crate) fn library() -> Arc<Library> {
    let mut library = Library::default();
    library.add(checklist::read("shown-empty.ron", LIST).unwrap());
    library.add(checklist::read("paper.ron", PAPER).unwrap());
    Arc::new(library)
}

fn plan() -> Plan {
    let member = |name: &str, role: &str, pin: bool| Member {
        name: name.to_owned(),
        roles: vec![role.parse().unwrap()],
        pin: pin.then(|| Secret::from(PIN.to_owned())),
        root: pin,
    };
    Plan {
        title: "SAMPLE Night Ferry".to_owned(),
        mode: Mode::Drill,
        sample: false,
        folder: Path::new("/sample").to_owned(),
        device: "cart laptop".to_owned(),
        members: vec![
            member("Sample Armorer", "armorer", true),
            member("Sample First AD", "first_ad", true),
            member("Sample Recorder", "recorder", false),
        ],
        synced_too: false,
        asks: None,
    }
}

/// A production that was made once a process, and is opened from a copy.
pub(crate) fn made() -> (World, Session) {
    static MADE: OnceLock<World> = OnceLock::new();
    let world = MADE.get_or_init(|| make().0).copy();
    let session = open(&world).unwrap();
    (world, session)
}

/// Makes a production from nothing: device key, people, signed roster, one gun.
fn make() -> (World, Session) {
    make_in(Mode::Drill)
}

/// The same for the real thing.
#[cfg(feature = "gui")]
pub(crate) fn live() -> (World, Session) {
    make_in(Mode::Live)
}

fn make_in(mode: Mode) -> (World, Session) {
    make_of(World::new(), mode, "SAMPLE Night Ferry")
}

/// The same on another laptop.
fn make_of(world: World, mode: Mode, title: &str) -> (World, Session) {
    let ports = |writer| world.ports(writer);
    let mut entropy = world.clone();
    let control = Control::default();
    let mut session = create(
        &Plan { mode, title: title.to_owned(), ..plan() },
        &world,
        &mut entropy,
        library(),
        ports,
        &control,
    )
    .unwrap();
    session.perform(Command::Ask(Ask::AddItem(gun()))).unwrap();
    assert_eq!(control.permille(), 900);
    (world, session)
}

fn gun() -> NewItem {
    NewItem {
        kind: ItemKind::Revolver,
        tag: "G-07".to_owned(),
        action: Action::Single,
        barrel: Barrel::Open,
        capacity: Some(6),
        known_as: None,
        particulars: None,
    }
}

/// A production that was made once, in a copy that is opened for this test alone.
pub(crate) fn copied() -> (World, Session) {
    static MADE: OnceLock<World> = OnceLock::new();
    let world = MADE.get_or_init(|| made().0).copy();
    let session = open(&world).unwrap();
    (world, session)
}

/// The lists that ship with the program.
pub(crate) fn shipped() -> Arc<Library> {
    Arc::new(Library::of_set(checklist::Set::read(showclear::platform::shipped())))
}

/// The sample production with the shipped lists, made once, in a copy that is opened for this test alone.
pub(crate) fn sample() -> (World, Session) {
    static MADE: OnceLock<World> = OnceLock::new();
    let make = || {
        let world = World::new();
        let people = showclear::session::SAMPLE_PEOPLE.iter();
        world.lock().pins = people.filter_map(|one| one.pin).collect();
        let ports = |writer| world.ports(writer);
        let (mut entropy, control) = (world.clone(), Control::default());
        let path = Path::new("/sample.drill");
        showclear::session::sample(path, &world, &mut entropy, shipped(), ports, &control).unwrap();
        world
    };
    let world = MADE.get_or_init(make).copy();
    let session = open_with(&world, shipped()).unwrap();
    (world, session)
}

impl Set {
    fn new() -> Self {
        let (world, session) = copied();
        Self::of(world, session)
    }

    fn of(world: World, session: Session) -> Self {
        let wall = session.now().wall;
        let roster = session.state().roster();
        let who = |role: &str| roster.people().find(|one| one.holds(role, wall)).unwrap().id;
        let (armorer, first_ad) = (who("armorer"), who("first_ad"));
        let recorder = who("recorder");
        let gun = session.state().book().by_tag("G-07").unwrap().id;
        Self { world, session, armorer, first_ad, recorder, gun }
    }

    fn ask(&mut self, ask: Ask) {
        self.session.perform(Command::Ask(ask)).unwrap();
    }

    fn happened(&mut self, happened: Happened) {
        self.session.perform(Command::Happened(happened)).unwrap();
    }

    fn command_moved(&mut self, act: Act) {
        let command = self.moved(act);
        self.session.perform(command).unwrap();
    }

    fn moved(&self, act: Act) -> Command {
        let moved = Moved::plain(self.gun, act, Some(self.first_ad), Some(self.armorer));
        Command::Happened(Happened::Moved(vec![moved]))
    }

    fn start(&mut self) -> RunId {
        let roles = vec![("armorer", self.armorer), ("first_ad", self.first_ad)];
        self.start_list("shown-empty", roles, vec![("gun".to_owned(), self.gun.to_string())])
    }

    /// Leads the list that takes a file, and gives the file's SHA-256.
    fn answer_with_file(&mut self, bytes: &[u8]) -> Digest {
        let run = self.start_list("paper", vec![("armorer", self.armorer)], Vec::new());
        let object = Object::of(bytes);
        let (sha256, size) = (object.digest, bytes.len() as u64);
        let file = Kept { name: "paper.txt".to_owned(), size, sha256 };
        let answer = Answer::Files(vec![file]);
        let ask = Ask::Answer { run, step: "paper".parse().unwrap(), answer, at: None };
        let job = self.session.submit_with_files(Command::Ask(ask), vec![object]).unwrap();
        let Finished::Kept(ticket) = self.session.wait_for_job(job).unwrap() else {
            unreachable!()
        };
        self.session.wait_for(ticket).unwrap();
        sha256
    }

    fn start_list(
        &mut self,
        list: &str,
        roles: Vec<(&str, PersonId)>,
        inputs: Vec<(String, String)>,
    ) -> RunId {
        let list = self.session.library().named(list).unwrap().source.sha256;
        let held = |(role, person): (&str, _)| Witness { role: role.parse().unwrap(), person };
        self.ask(Ask::Start(Start {
            overlays: Vec::new(),
            lang: None,
            list,
            roles: roles.into_iter().map(held).collect(),
            recorder: self.recorder,
            inputs,
            recorded: Recorded::Live,
            card: None,
            claimed: None,
            place: SetUp { scene: "42".to_owned(), setup: "A".to_owned(), take: "1".to_owned() },
        }));
        self.session.state().runs().next_back().unwrap().id()
    }

    /// What the run's present step is answered with when all is well.
    fn answer(&self, run: RunId) -> Option<Ask> {
        let session = &self.session;
        let face = session.state().face(run, session.library(), session.names(), session.now())?;
        let answer = if matches!(face.kind, FaceKind::Challenge { .. }) {
            Answer::Choice(0)
        } else {
            Answer::Blind(Sealed::new(0), Sealed::new(0))
        };
        Some(Ask::Answer { run, step: face.step, answer, at: None })
    }

    /// Runs the list to its end: the gun is declared empty.
    fn show_clear(&mut self) -> RunId {
        let run = self.start();
        while let Some(answer) = self.answer(run) {
            self.ask(answer);
        }
        assert_eq!(self.condition(), Condition::EmptyShownClear);
        run
    }

    fn condition(&self) -> Condition {
        self.session.state().state_of(self.gun, self.session.now()).unwrap().condition
    }

    fn prepare_sheet(&mut self, person: PersonId) {
        self.ask(Ask::Prepare(Prepare::Sheet { person, struck: Vec::new() }));
    }

    fn sign(&mut self, person: PersonId) {
        let job = self.session.sign(person, Secret::from(PIN.to_owned())).unwrap();
        self.session.wait_for_job(job).unwrap();
        self.settle();
    }

    /// Lets everything that is on its way arrive, and gives what was told.
    fn settle(&mut self) -> Vec<Notice> {
        (0..20).flat_map(|_| self.session.poll().1).collect()
    }

    /// The newest line of the log as text.
    fn last_line(&self) -> String {
        let state = self.world.lock();
        let newest = state.files.iter().rfind(|(path, _)| path.starts_with("log/")).unwrap().1;
        let text = String::from_utf8(newest.clone()).unwrap();
        text.lines().next_back().unwrap().to_owned()
    }
}

/// Opens the production of `world` as a laptop does.
fn open(world: &World) -> Result<Session, String> {
    open_with(world, library())
}

/// The same with other lists at hand.
pub(crate) fn open_with(world: &World, library: Arc<Library>) -> Result<Session, String> {
    let gathered = world.lock().files.clone();
    let mut files = Files::new();
    for (path, bytes) in &gathered {
        files.add(path.as_str(), bytes.as_slice());
    }
    let verified = showclear::verify::open(&files, &Options::default())
        .map_err(|findings| findings.to_string())?;
    let log = verified.created().log.to_string();
    let origin: Origin = verified.created().origin.parse().unwrap();
    let storage = world.storage(&log);
    let reading = read_storage(&storage, check_line).unwrap();
    let sound = reading.sound(origin, &Covers::default()).map_err(|why| why.to_string())?;
    let (log, recovered) = Log::open(storage, sound).map_err(|error| error.to_string())?;
    let (mut ground, _) = Ground::of(verified, &files).map_err(|e| e.to_string())?;
    recovered.iter().for_each(|recovered| ground.set_aside(recovered));
    let ports = world.ports(world.writer(log));
    let durable = showclear::event::Durable::Full;
    Session::begin(ports, Path::new("/sample.drill"), ground, library, durable)
        .map_err(|failure: Failure| failure.to_string())
}

fn is_done(notices: &[Notice], ticket: Ticket) -> bool {
    notices.iter().any(|notice| matches!(notice, Notice::Done(done) if *done == ticket))
}
