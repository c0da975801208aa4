//! A production in memory: people with keys, things in the book, a clock set by hand; every line is written, read and applied.

use std::cell::RefCell;
use std::rc::Rc;

use showclear::checklist::Content;
use showclear::custody::Moment;
use showclear::event::{Durable, Entry, Event, Kept, Mode, StatementKind};
use showclear::platform::shipped;
use showclear::production::{
    Ask, Command, Context, Creation, Decision, Fresh, Happened, Library, Names, NewItem, NewKey,
    NewPerson, Prepare, Production, Signature, Signing, Sitting, decide, note,
};
use showclear::record;
use showclear::run::Run;
use showclear::session::lists;
use showclear::statement::Standing;
use showclear::terms::{
    Act, Action, Barrel, BootId, Condition, Digest, ItemId, ItemKind, LogId, PersonId,
    ProductionId, Role, RunId, Stamp, UtcMillis, role,
};

/// Everybody, by the one role they hold, in order of entry.
pub(crate) const PEOPLE: [&str; 8] = [
    role::ARMORER,
    role::PROPERTY_MASTER,
    role::FIRST_AD,
    role::PERFORMER,
    role::STAND_IN,
    role::RECORDER,
    role::SAFETY_OFFICER,
    role::AD_DEPUTY,
];

/// A list with one step of every kind, beside the shipped ones.
const EVERY_KIND: &str = include_str!("../../corpus/runs/every-kind.ron");

/// A list with the kinds that are kept beside the log, named, measured and drawn.
const MORE_KINDS: &str = include_str!("../../corpus/runs/more-kinds.ron");

/// A list whose repeats may go over nothing.
const OVER_NOTHING: &str = include_str!("../../corpus/runs/over-nothing.ron");

/// A list that asks about what was seen after it declared.
const PROOF_AFTER: &str = include_str!("../../corpus/runs/proof-after.ron");

/// A laptop that makes the lines, where they are not made here.
pub(crate) trait Laptop {
    /// Puts a command to it, and waits until it is on the disk or refused in words.
    fn perform(&mut self, command: Command) -> Result<(), String>;
    /// Somebody signs the statement that is being signed.
    fn sign(&mut self, person: PersonId) -> Result<(), String>;
    /// Lets time pass.
    fn pass(&mut self, millis: u64);
    /// What time it is there.
    fn now(&self) -> Stamp;
    /// What it says is so.
    fn state(&self) -> &Production;
    /// The entries of its log from `seq` on, as they lie on its disk.
    fn entries(&self, seq: usize) -> Vec<Entry>;
}

/// A production, and what stands around it.
#[derive(Clone)]
pub(crate) struct World {
    pub(crate) state: Production,
    pub(crate) library: Library,
    pub(crate) names: Names,
    pub(crate) now: Stamp,
    pub(crate) opened: Option<Stamp>,
    pub(crate) signing: Signing,
    pub(crate) entries: Vec<Entry>,
    standing: Standing,
    counter: u64,
    laptop: Option<Rc<RefCell<dyn Laptop>>>,
}

impl World {
    /// What is played becomes lines on `laptop`, and each of them is held against the rules here too.
    pub(crate) fn on(laptop: Rc<RefCell<dyn Laptop>>, library: Library, names: Names) -> Self {
        let now = laptop.borrow().now();
        let mut world = Self {
            state: Production::default(),
            library,
            names,
            now,
            opened: None,
            signing: Signing::Sheet,
            entries: Vec::new(),
            standing: Standing::default(),
            counter: 1,
            laptop: Some(laptop),
        };
        world.hear();
        world
    }

    /// Takes the lines that the laptop made; how many there were.
    fn hear(&mut self) -> usize {
        let Some(laptop) = self.laptop.clone() else { return 0 };
        let laptop = laptop.borrow();
        self.now = laptop.now();
        let entries = laptop.entries(self.entries.len());
        for entry in &entries {
            self.enter(entry, "the laptop");
        }
        assert!(self.state == *laptop.state(), "the lines on the disk come to what it says is so");
        entries.len()
    }

    pub(crate) fn new() -> Self {
        let units = crate::checklist::together("units-good");
        let units = units.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        let own = [
            ("every-kind.ron", EVERY_KIND),
            ("more-kinds.ron", MORE_KINDS),
            ("over-nothing.ron", OVER_NOTHING),
            ("proof-after.ron", PROOF_AFTER),
        ];
        let more: Vec<(&str, &str)> = own.into_iter().chain(units).collect();
        Self::with(&more)
    }

    /// The shipped lists and `more`.
    pub(crate) fn with<'t>(more: &[(&'t str, &'t str)]) -> Self {
        let mut all: Vec<(&'t str, &'t str)> = shipped().collect();
        all.extend(more);
        Self::only(&all)
    }

    /// These lists alone.
    pub(crate) fn only(texts: &[(&str, &str)]) -> Self {
        let texts: Vec<(String, String)> =
            texts.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        let now = Stamp {
            wall: UtcMillis::new(1_795_000_000_000),
            up: 9_000_000,
            boot: BootId(Some("one".into())),
        };
        let mut world = Self {
            state: Production::default(),
            library: lists(&texts),
            names: Names::default(),
            now,
            opened: None,
            signing: Signing::Sheet,
            entries: Vec::new(),
            standing: Standing::default(),
            counter: 1,
            laptop: None,
        };
        for (source, content) in world.library.set().files() {
            assert!(!matches!(content, Content::Mistaken(_)), "{}: {content:?}", source.name);
        }
        let created = world.happened(Happened::Created(Box::new(Creation {
            mode: Mode::Live,
            sample: true,
            production: ProductionId([1; 8]),
            log: LogId([2; 8]),
            title: "SAMPLE".into(),
            key: "ssh-ed25519 sample".into(),
            device: "sample laptop".into(),
            program: "showclear".into(),
            continues: None,
        })));
        assert!(created, "a log begins");
        world.open();
        for (at, name) in (1_u8..).zip(PEOPLE) {
            let person = PersonId::from_random(u64::from(at) * 977);
            let roles = vec![(name.parse::<Role>().unwrap(), None)];
            let key = NewKey {
                key: format!("ssh-ed25519 key{at}"),
                fingerprint: format!("SHA256:key{at}"),
                kept: Kept::Here,
            };
            let new = NewPerson { person, name: Digest([at; 32]), roles, key: Some(key) };
            world.ask(Ask::AddPerson(new)).unwrap();
        }
        for (kind, tag, action, barrel, capacity) in [
            (ItemKind::Revolver, "G-07", Action::Single, Barrel::Open, Some(6)),
            (ItemKind::Revolver, "G-08", Action::Double, Barrel::Open, Some(5)),
            (ItemKind::Pistol, "P-03", Action::SemiAuto, Barrel::Restricted, Some(10)),
            (ItemKind::Rubber, "R-07", Action::None, Barrel::None, None),
            (ItemKind::DummyTray, "D-1", Action::None, Barrel::None, Some(6)),
            (ItemKind::Magazine, "M-1", Action::None, Barrel::None, Some(10)),
            (ItemKind::Magazine, "M-2", Action::None, Barrel::None, Some(10)),
            (ItemKind::BlankTray, "B-1", Action::None, Barrel::None, Some(50)),
            (ItemKind::Magazine, "A-1", Action::None, Barrel::None, Some(15)),
            (ItemKind::Shotgun, "S-01", Action::Pump, Barrel::Open, Some(5)),
            (ItemKind::Rifle, "L-01", Action::Lever, Barrel::Open, Some(10)),
            (ItemKind::Rifle, "K-01", Action::Bolt, Barrel::Solid, Some(5)),
            (ItemKind::BlankOnly, "T-01", Action::SemiAuto, Barrel::Solid, Some(8)),
            (ItemKind::Shotgun, "H-01", Action::Break, Barrel::Open, Some(2)),
            (ItemKind::BlackPowder, "M-01", Action::MuzzleLoading, Barrel::Open, Some(1)),
            (ItemKind::Replica, "N-01", Action::None, Barrel::None, None),
        ] {
            world
                .ask(Ask::AddItem(NewItem {
                    kind,
                    tag: tag.into(),
                    action,
                    barrel,
                    capacity,
                    known_as: None,
                    particulars: None,
                }))
                .unwrap();
        }
        world.ask(Ask::SetRoot { persons: vec![world.who(role::ARMORER)] }).unwrap();
        world.ask(Ask::Prepare(Prepare::Roster)).unwrap();
        world.sign_all().unwrap();
        world
    }

    pub(crate) fn open(&mut self) {
        let opened = self.happened(Happened::Opened(Box::new(Sitting {
            program: "showclear".into(),
            zone: "UTC".into(),
            offset: 0,
            durable: Durable::Full,
            recovered: Vec::new(),
        })));
        assert!(opened, "a sitting begins with a line");
    }

    /// The machine is started anew, and the production opened again.
    pub(crate) fn reboot(&mut self) {
        self.now.boot = BootId(Some(format!("boot {}", self.counter).into()));
        self.now.up = 1_000;
        self.opened = None;
        self.open();
    }

    pub(crate) fn with_context<T>(&mut self, f: impl FnOnce(&Production, &Context<'_>) -> T) -> T {
        self.counter += 1;
        let fresh = Fresh(std::array::from_fn(|at| {
            self.counter.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (at * 7)
        }));
        f(
            &self.state,
            &Context {
                now: &self.now,
                opened: self.opened.as_ref(),
                seat: None,
                fresh,
                size: self.state.size(),
                offset: 0,
                signing: self.signing,
                library: &self.library,
                names: &self.names,
            },
        )
    }

    /// What is asked for becomes one line, or is refused in words.
    pub(crate) fn ask(&mut self, ask: Ask) -> Result<(), String> {
        if let Some(laptop) = &self.laptop {
            let done = laptop.borrow_mut().perform(Command::Ask(ask));
            self.hear();
            return done;
        }
        let decided = self.with_context(|state, cx| decide(state, &ask, cx));
        match decided {
            Ok(decision) => {
                self.take(&decision, &format!("{ask:?}"));
                Ok(())
            }
            Err(refusal) => {
                assert!(!refusal.remedy().is_empty(), "{refusal}: no remedy");
                Err(refusal.to_string())
            }
        }
    }

    /// What happened becomes one line; `false` where nothing is to be recorded.
    pub(crate) fn happened(&mut self, happened: Happened) -> bool {
        if let Some(laptop) = &self.laptop {
            laptop.borrow_mut().perform(Command::Happened(happened)).unwrap();
            return self.hear() > 0;
        }
        let decision = self.with_context(|state, cx| note(state, &happened, cx));
        if let Some(decision) = &decision {
            self.take(decision, &format!("{happened:?}"));
        }
        decision.is_some()
    }

    /// One command, one line: it fits, it is written and read the same, it applies, and the rules hold after it.
    fn take(&mut self, decision: &Decision, command: &str) {
        let bytes = record::encode(&decision.entry).unwrap();
        assert_eq!(record::decode(&bytes).unwrap(), decision.entry, "read as written");
        self.enter(&decision.entry, command);
    }

    fn enter(&mut self, entry: &Entry, command: &str) {
        let seq = self.state.size();
        let next = self.state.rehearse(entry, seq).unwrap_or_else(|illegal| {
            panic!("{command} became a line that cannot apply: {illegal}")
        });
        assert_eq!(self.state.audit(entry, seq), [], "{command}: against the rules");
        self.check_line(entry);
        self.standing.feed(seq, entry);
        assert!(
            self.standing.faults().is_empty(),
            "{command}: a verifier finds {:?}",
            self.standing.faults()
        );
        self.state = next;
        self.entries.push(entry.clone());
        self.check_state();
    }

    /// What was declared and issued in this line was earned.
    fn check_line(&self, entry: &Entry) {
        let mut book = self.state.book().clone();
        for (index, event) in (0..).zip(entry.events()) {
            if let Event::ItemMoved(moved) = event
                && moved.act == Act::Issue
                && moved.breach.is_none()
                && moved.card.is_none()
            {
                let item = book.item(moved.item).unwrap();
                assert!(item.in_force(&self.now).is_some(), "{}: nothing in force", item.tag);
                assert!(
                    item.kind.is_look_alike() || item.seen_by_director(),
                    "{}: no AD looked",
                    item.tag
                );
            }
            if let Event::ItemDeclared(declared) = event {
                assert_eq!(declared.card, None, "declared from a card");
                assert!(!self.state.is_stopped(), "declared under a STOP");
                let run = self.state.run(declared.run.unwrap()).unwrap();
                assert!(!run.is_recorded_after(), "declared by a run from a card");
                let mut people: Vec<PersonId> =
                    declared.witnesses.iter().map(|one| one.person).collect();
                people.sort_unstable();
                people.dedup();
                let needed = if declared.condition == Condition::Inert { 1 } else { 2 };
                assert!(people.len() >= needed, "{declared:?}: too few who looked");
                assert!(
                    run.started().recorder.is_none_or(|recorder| !people.contains(&recorder)),
                    "the recorder looked"
                );
                let latest = self.now.until(self.lasts(run));
                assert!(declared.until <= latest.wall && declared.until_up <= latest.up);
                if self.signing == Signing::AtTheMoment {
                    assert!(declared.statement.is_some(), "declared before it was signed");
                }
            }
            let moment = Moment { seq: self.state.size(), index, at: self.now.clone() };
            book.apply(event, &moment).unwrap();
        }
    }

    fn lasts(&self, run: &Run) -> u64 {
        let list = self.library.of(run).unwrap();
        list.validity.as_ref().map_or(20 * 60_000, |validity| validity.lasts)
    }

    /// While a STOP stands, nothing that it is about is in force, nor anything of the run that it was raised in.
    fn check_state(&self) {
        for stop in self.state.standing_stops() {
            for item in self.state.book().declared(&self.now) {
                assert!(
                    stop.raised.item.is_some_and(|about| about != item),
                    "in force under a STOP"
                );
                let run = stop.raised.run.and_then(|run| self.state.run(run));
                let named = run.is_some_and(|run| {
                    run.started().inputs.iter().any(|input| input.value == item.to_string())
                });
                assert!(!named, "in force under a STOP of its run");
            }
        }
    }

    /// The log rebuilds the state exactly.
    pub(crate) fn replays(&self) {
        let mut again = Production::default();
        for (seq, entry) in (0..).zip(&self.entries) {
            let bytes = record::encode(entry).unwrap();
            again.take_in(record::decode(&bytes).unwrap(), seq).unwrap();
        }
        assert_eq!(again, self.state, "the log, taken over, rebuilds the state exactly");
    }

    /// Somebody of those who sign still signs; the signature is made up, because sessions check it and this does not.
    pub(crate) fn sign_one(&mut self) -> Result<(), String> {
        let pending = self.state.pending().ok_or("nothing is being signed")?;
        let slot = pending
            .prepared
            .signers
            .iter()
            .find(|slot| !pending.signed.contains(&slot.person))
            .ok_or("everybody has signed")?;
        if let Some(laptop) = &self.laptop {
            laptop.borrow_mut().sign(slot.person)?;
            self.hear();
            return Ok(());
        }
        let signature = Signature {
            statement: pending.statement,
            person: slot.person,
            key: slot.key.clone(),
            text: Digest([7; 32]),
            sig: "U1NIU0lH".to_owned(),
        };
        self.ask(Ask::Sign(signature))
    }

    pub(crate) fn sign_all(&mut self) -> Result<(), String> {
        while self.state.pending().is_some() {
            self.sign_one()?;
        }
        Ok(())
    }

    pub(crate) fn people(&self) -> Vec<PersonId> {
        self.state.roster().people().map(|person| person.id).collect()
    }

    pub(crate) fn who(&self, name: &str) -> PersonId {
        self.state.roster().with_role(name, self.now.wall).next().unwrap().id
    }

    pub(crate) fn item(&self, tag: &str) -> ItemId {
        self.state.book().by_tag(tag).unwrap().id
    }

    /// The newest open run.
    pub(crate) fn run(&self) -> Option<RunId> {
        self.state.runs().rev().find(|run| run.is_open()).map(Run::id)
    }

    pub(crate) fn words(&self, tag: &str) -> String {
        self.state.state_of(self.item(tag), &self.now).unwrap().words()
    }

    /// Lets time pass on both clocks.
    pub(crate) fn pass(&mut self, millis: u64) {
        if let Some(laptop) = &self.laptop {
            laptop.borrow_mut().pass(millis);
            self.now = laptop.borrow().now();
            return;
        }
        self.now.up += millis;
        self.jump(i64::try_from(millis).unwrap());
    }

    /// Sets the wall clock forward or back.
    pub(crate) fn jump(&mut self, millis: i64) {
        self.now.wall = UtcMillis::new(self.now.wall.millis() + millis);
    }

    /// Which sort of statement is being signed.
    pub(crate) fn pending(&self) -> Option<StatementKind> {
        self.state.pending().map(|pending| pending.prepared.kind)
    }
}
