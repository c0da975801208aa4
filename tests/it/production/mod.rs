//! The state and its decisions under whatever people may do, in any order, on any clock: nothing that happened is refused, and
//! nothing that is decided fails to apply.

#![expect(
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a property may panic, and draws from fixed lists"
)]

use proptest::prelude::*;
use showclear::event::{Durable, Entry, Event, Mode, Recorded, Shown, Witness};
use showclear::platform::SHIPPED;
use showclear::production::{
    Ask, Command, Context, Creation, Decision, Fresh, Happened, Library, Moved, Names, NewItem,
    NewPerson, Production, SetUp, Signing, Sitting, Start, decide, note,
};
use showclear::record;
use showclear::run::{Answer, FaceKind, Sealed};
use showclear::session::lists;
use showclear::terms::{
    Act, Action, Barrel, BootId, Breach, Digest, ItemId, ItemKind, LogId, PersonId, ProductionId,
    Role, Stamp, StepPath, UtcMillis, role,
};

const PEOPLE: [&str; 6] = [
    role::ARMORER,
    role::PROPERTY_MASTER,
    role::FIRST_AD,
    role::PERFORMER,
    role::STAND_IN,
    role::RECORDER,
];

struct World {
    state: Production,
    library: Library,
    names: Names,
    now: Stamp,
    counter: u64,
    entries: Vec<Entry>,
}

impl World {
    fn new() -> Self {
        let texts: Vec<(String, String)> =
            SHIPPED.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
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
            counter: 1,
            entries: Vec::new(),
        };
        assert_eq!(world.library.lists().count(), SHIPPED.len(), "every shipped list is read");
        let production = ProductionId([1; 8]);
        world.happened(Happened::Created(Box::new(Creation {
            mode: Mode::Live,
            sample: true,
            production,
            log: LogId([2; 8]),
            title: "SAMPLE".into(),
            key: "ssh-ed25519 sample".into(),
            device: "sample laptop".into(),
            program: "showclear".into(),
            continues: None,
        })));
        world.open();
        for (at, name) in (1_u8..).zip(PEOPLE) {
            let person = PersonId::from_random(u64::from(at) * 977);
            let roles = vec![(name.parse::<Role>().unwrap(), None)];
            world
                .ask(Ask::AddPerson(NewPerson { person, name: Digest([at; 32]), roles, key: None }))
                .unwrap();
        }
        for (kind, tag, action, barrel, capacity) in [
            (ItemKind::Revolver, "G-07", Action::Single, Barrel::Open, Some(6)),
            (ItemKind::Revolver, "G-08", Action::Double, Barrel::Open, Some(5)),
            (ItemKind::Pistol, "P-03", Action::SemiAuto, Barrel::Restricted, Some(10)),
            (ItemKind::Rubber, "R-07", Action::None, Barrel::None, None),
            (ItemKind::DummyTray, "D-1", Action::None, Barrel::None, Some(6)),
        ] {
            world
                .ask(Ask::AddItem(NewItem {
                    kind,
                    tag: tag.into(),
                    action,
                    barrel,
                    capacity,
                    known_as: None,
                }))
                .unwrap();
        }
        world
    }

    fn open(&mut self) {
        self.happened(Happened::Opened(Box::new(Sitting {
            program: "showclear".into(),
            zone: "UTC".into(),
            offset: 0,
            durable: Durable::Full,
            recovered: Vec::new(),
        })));
    }

    fn with<T>(&mut self, f: impl FnOnce(&Production, &Context<'_>) -> T) -> T {
        self.counter += 1;
        let fresh = Fresh(std::array::from_fn(|at| {
            self.counter.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (at * 7)
        }));
        f(
            &self.state,
            &Context {
                now: &self.now,
                opened: None,
                seat: None,
                fresh,
                size: self.state.size(),
                offset: 0,
                signing: Signing::Sheet,
                library: &self.library,
                names: &self.names,
            },
        )
    }

    fn ask(&mut self, ask: Ask) -> Result<(), String> {
        let decided = self.with(|state, cx| decide(state, &ask, cx));
        self.take(decided.map_err(|refusal| refusal.to_string())?, &Command::Ask(ask));
        Ok(())
    }

    fn happened(&mut self, happened: Happened) {
        if let Some(decision) = self.with(|state, cx| note(state, &happened, cx)) {
            self.take(decision, &Command::Happened(happened));
        }
    }

    /// One command, one line: it fits, it is written and read the same, it applies, and the rules hold after it.
    fn take(&mut self, decision: Decision, command: &Command) {
        let seq = self.state.size();
        let bytes = record::encode(&decision.entry).unwrap();
        assert_eq!(record::decode(&bytes).unwrap(), decision.entry, "read as written");
        let next = self.state.rehearse(&decision.entry, seq);
        let next = next.unwrap_or_else(|illegal| {
            panic!("{command:?} became a line that cannot apply: {illegal}")
        });
        self.check_issues(&decision.entry);
        self.state = next;
        self.entries.push(decision.entry);
        self.check_stops();
    }

    /// An issue without a breach had something in force that an assistant director had seen.
    fn check_issues(&self, entry: &Entry) {
        let mut book = self.state.book().clone();
        for (index, event) in (0..).zip(entry.events()) {
            if let Event::ItemMoved(moved) = event
                && moved.act == Act::Issue
                && moved.breach.is_none()
                && moved.card.is_none()
            {
                let item = book.item(moved.item).unwrap();
                assert!(
                    item.in_force(&self.now).is_some(),
                    "{}: issued with nothing in force",
                    item.tag
                );
                assert!(
                    item.kind.is_look_alike() || item.seen_by_director(),
                    "{}: no AD looked",
                    item.tag
                );
            }
            let moment =
                showclear::custody::Moment { seq: self.state.size(), index, at: self.now.clone() };
            book.apply(event, &moment).unwrap();
        }
    }

    /// While a STOP stands, nothing that it is about is in force.
    fn check_stops(&self) {
        for stop in self.state.standing_stops() {
            for item in self.state.book().declared(&self.now) {
                assert!(
                    stop.raised.item.is_some_and(|about| about != item),
                    "in force under a STOP"
                );
            }
        }
    }

    fn people(&self) -> Vec<PersonId> {
        self.state.roster().people().map(|person| person.id).collect()
    }

    fn who(&self, name: &str) -> PersonId {
        self.state.roster().with_role(name, self.now.wall).next().unwrap().id
    }

    fn item(&self, tag: &str) -> ItemId {
        self.state.book().by_tag(tag).unwrap().id
    }

    fn start(&mut self, list: &str, tag: &str) -> Result<(), String> {
        let found = self.library.named(list).unwrap();
        let mut roles: Vec<Witness> = Vec::new();
        for one in &found.roles {
            let free = one.filled_by.iter().filter_map(|name| {
                self.state
                    .roster()
                    .with_role(name.as_str(), self.now.wall)
                    .next()
                    .map(|person| person.id)
            });
            let person =
                free.into_iter().find(|person| roles.iter().all(|held| held.person != *person));
            roles.extend(person.map(|person| Witness { role: one.role.clone(), person }));
        }
        let first = if list == "dummy-tray-proof" { "tray" } else { "gun" };
        let mut inputs = vec![(first.to_owned(), self.item(tag).to_string())];
        if list == "dummies-prove-load" {
            inputs.push(("tray".to_owned(), self.item("D-1").to_string()));
        }
        let start = Start {
            list: found.source.sha256,
            roles,
            recorder: self.who(role::RECORDER),
            inputs,
            recorded: Recorded::Live,
            card: None,
            place: SetUp { scene: "1".into(), setup: "A".into(), take: "1".into() },
        };
        self.ask(Ask::Start(start))
    }

    /// Answers the step that the newest open run stands at; `said` chooses, and small numbers choose well.
    fn answer(&mut self, said: u8) -> Result<(), String> {
        let open = self.state.runs().rev().find(|run| run.is_open()).map(showclear::run::Run::id);
        let Some(run) = open else { return Err("no run".into()) };
        let Some(face) = self.state.face(run, &self.library, &self.names, &self.now) else {
            return Err("no step".into());
        };
        let which = usize::from(said);
        let count = if said < 200 {
            if face.words.contains("Rounds") { 0 } else { self.right(run) }
        } else {
            i64::from(said) % 8
        };
        let answer = match &face.kind {
            FaceKind::Say { .. } | FaceKind::Confirm | FaceKind::Custody { .. } => Answer::Done,
            FaceKind::Challenge { replies, .. } => Answer::Choice(which % replies.len()),
            FaceKind::Choose { of } => {
                Answer::Choice(if said < 200 { 0 } else { which % of.len() })
            }
            FaceKind::Count { .. } => Answer::Number(count),
            FaceKind::Blind { .. } => {
                Answer::Blind(Sealed::new(count), Sealed::new(if said > 250 { 0 } else { count }))
            }
            FaceKind::Match { offered } if said > 220 => {
                Answer::Text(offered[which % offered.len()].clone())
            }
            FaceKind::Match { .. } => Answer::Text(self.tag_of(run)),
            FaceKind::Text { .. } => Answer::Text("SAMPLE 12".into()),
            FaceKind::Wait { lasts, .. } => Answer::Waited(*lasts),
            FaceKind::Show { .. } => Answer::ShownToAll,
            FaceKind::Sign { .. } => Answer::Witnessed,
        };
        let step: StepPath = face.step;
        self.ask(Ask::Answer { run, step, answer, at: None })
    }

    fn tag_of(&self, run: showclear::terms::RunId) -> String {
        let item = self.state.run(run).and_then(|run| run.started().item).unwrap();
        self.state.book().item(item).unwrap().tag.clone()
    }

    fn right(&self, run: showclear::terms::RunId) -> i64 {
        let item = self.state.run(run).and_then(|run| run.started().item).unwrap();
        let item = self.state.book().item(item).unwrap();
        if item.kind == ItemKind::Pistol { 1 } else { i64::from(item.capacity.unwrap_or(0)) }
    }

    fn settle(&mut self) {
        let Some(stop) = self.state.standing_stops().next().map(|stop| stop.raised.stop) else {
            return;
        };
        let mut taken = Vec::new();
        for one in self.state.settlers(stop, &self.library, self.now.wall) {
            let free = one
                .people
                .iter()
                .find(|person| taken.iter().all(|held: &Witness| held.person != **person));
            taken.extend(free.map(|person| Witness { role: one.role.clone(), person: *person }));
        }
        self.ask(Ask::Settle { stop, witnesses: taken, why: None }).unwrap();
    }

    fn act(&mut self, op: u8, a: u8, b: u8, c: u8) {
        let people = self.people();
        let somebody = |n: u8| people.get(usize::from(n) % (people.len() + 1)).copied();
        let tags = ["G-07", "G-08", "P-03", "R-07", "D-1"];
        let tag = tags[usize::from(a) % tags.len()];
        let item = self.item(tag);
        let lists = SHIPPED.len();
        match op % 16 {
            0..=1 => {
                let list = SHIPPED[usize::from(b) % lists].0.trim_end_matches(".ron").to_owned();
                let _may_be_refused = self.start(&list, tag);
            }
            2..=6 => {
                let _may_be_refused = self.answer(c);
            }
            7 => {
                let act = Act::ALL[usize::from(b) % Act::ALL.len()];
                let breach = (c > 200).then(|| Breach::ALL[usize::from(c) % Breach::ALL.len()]);
                let moved = Moved {
                    breach,
                    watch: somebody(c / 3),
                    ..Moved::plain(item, act, somebody(b), somebody(c))
                };
                self.happened(Happened::Moved(vec![moved]));
            }
            8 => {
                let to = [role::FIRST_AD, role::PERFORMER, role::STAND_IN].map(|name| Shown {
                    role: name.parse().unwrap(),
                    person: Some(self.who(name)),
                });
                let by = self.who(role::ARMORER);
                self.happened(Happened::Shown {
                    items: vec![item],
                    by,
                    to: to.to_vec(),
                    card: None,
                });
            }
            9 => {
                let (from, action) = (self.who(role::ARMORER), vec![self.who(role::PERFORMER)]);
                let _may_be_refused = self.ask(Ask::Issue { items: vec![item], from, action });
            }
            10 => {
                self.happened(Happened::Stop { by: somebody(b), item: (c > 100).then_some(item) });
            }
            11 => self.settle(),
            12 => self.happened(if c > 128 { Happened::NewSetUp } else { Happened::Break }),
            13 => {
                let open =
                    self.state.runs().rev().find(|run| run.is_open()).map(showclear::run::Run::id);
                if let Some(run) = open {
                    match c % 3 {
                        0 => self.happened(Happened::Abandoned { run, why: None }),
                        1 => self.happened(Happened::Held { run }),
                        _ => {
                            let _may_be_refused = self.ask(Ask::Resume { run });
                        }
                    }
                }
            }
            14 => self.happened(Happened::ClockJumped { wall_ms: i64::from(c) - 100 }),
            _ => {
                self.now.boot = BootId(Some(format!("boot {}", self.counter).into()));
                self.now.up = 1_000;
                self.open();
            }
        }
    }

    fn pass(&mut self, seconds: u16, back: bool) {
        let millis = u64::from(seconds) * 100;
        self.now.up += millis;
        let moved = if back { -60_000 } else { i64::try_from(millis).unwrap() };
        self.now.wall = UtcMillis::new(self.now.wall.millis() + moved);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn whatever_people_do_is_one_line_that_applies_and_replays(
        acts in prop::collection::vec((any::<u8>(), any::<u8>(), any::<u8>(), any::<u8>(), 0_u16..3_000, 0_u8..40), 1..80),
    ) {
        let mut world = World::new();
        for (op, a, b, c, seconds, back) in acts {
            world.pass(seconds, back == 0);
            world.act(op, a, b, c);
        }
        let mut again = Production::default();
        for (seq, entry) in (0..).zip(&world.entries) {
            again.apply(entry, seq).unwrap();
        }
        prop_assert_eq!(again, world.state, "the log rebuilds the state exactly");
    }
}

#[test]
fn a_declaration_that_ran_out_never_comes_back() {
    let mut world = World::new();
    world.start("cold-gun-empty", "G-07").unwrap();
    for _ in 0..5 {
        world.answer(0).unwrap();
    }
    let gun = world.item("G-07");
    let condition = |world: &World| world.state.state_of(gun, &world.now).unwrap().words();
    assert_eq!(condition(&world), "EMPTY, SHOWN CLEAR");
    world.now.up += 20 * 60_000;
    assert_eq!(
        condition(&world),
        "UNVERIFIED",
        "its time is over by one clock alone, without any event"
    );
    world.now.wall = UtcMillis::new(world.now.wall.millis() - 60 * 60_000);
    assert_eq!(condition(&world), "UNVERIFIED", "a clock set back revives nothing");
    world.happened(Happened::Stop { by: None, item: None });
    let first = world.entries.last().unwrap().events().first().unwrap();
    assert!(
        matches!(first, Event::ItemUnverified(_)),
        "the next line, whatever it is, begins with the lapse"
    );
}

#[test]
fn the_same_person_cannot_fill_two_roles_and_the_recorder_only_writes() {
    let mut world = World::new();
    let list = world.library.named("cold-gun-empty").unwrap().source.sha256;
    let (armorer, first_ad) = (world.who(role::ARMORER), world.who(role::FIRST_AD));
    let mut start = |first: PersonId, second: PersonId, recorder: PersonId| {
        let bound = |name: &str, person| Witness { role: name.parse().unwrap(), person };
        let inputs = vec![("gun".to_owned(), world.item("G-07").to_string())];
        let roles = vec![bound(role::ARMORER, first), bound(role::FIRST_AD, second)];
        let place = SetUp::default();
        world.ask(Ask::Start(Start {
            list,
            roles,
            recorder,
            inputs,
            recorded: Recorded::Live,
            card: None,
            place,
        }))
    };
    let same = start(armorer, armorer, first_ad).unwrap_err();
    assert!(same.contains("two people"), "{same}");
    let busy = start(armorer, first_ad, first_ad).unwrap_err();
    assert!(busy.contains("the recorder only writes"), "{busy}");
}
