//! A morning on a set, line by line through a sitting: what people did, what came of each, and what the bundle shows at the end.

use std::cell::RefCell;
use std::fmt::Write as _;
use std::path::Path;
use std::rc::Rc;

use expect_test::expect_file;
use showclear::event::{Entry, Mode};
use showclear::production::{Ask, Command, NewItem, Production};
use showclear::record;
use showclear::review::{Evidence, Page, review};
use showclear::session::{Control, Finished, Member, Plan, Session, create};
use showclear::signing::Secret;
use showclear::terms::{Action, Barrel, ItemKind, PersonId, Stamp, role};
use showclear::verify::{Files, Options, Verdict, check, look};

use super::world::{PIN, World};
use crate::production::world::{Laptop, PEOPLE, World as Played};

/// What is done, one line each; blank lines and `#` are for who reads it.
const SCRIPT: &str = include_str!("morning.script.txt");

/// A cart laptop and the sitting on it.
struct Cart {
    world: World,
    session: Session,
}

impl Laptop for Cart {
    fn perform(&mut self, command: Command) -> Result<(), String> {
        self.session.perform(command).map_err(|failure| failure.to_string())
    }

    fn sign(&mut self, person: PersonId) -> Result<(), String> {
        let job = self.session.sign(person, Secret::from(PIN.to_owned()));
        let job = job.map_err(|failure| failure.to_string())?;
        self.session.wait_for_job(job).map_err(|trouble| trouble.to_string())?;
        for _ in 0..20 {
            self.session.poll();
        }
        Ok(())
    }

    fn pass(&mut self, millis: u64) {
        self.world.pass(millis);
        self.session.poll();
    }

    fn now(&self) -> Stamp {
        self.session.now().clone()
    }

    fn state(&self) -> &Production {
        self.session.state()
    }

    fn entries(&self, seq: usize) -> Vec<Entry> {
        let state = self.world.lock();
        let segments = state.files.iter().filter(|(path, _)| path.starts_with("log/"));
        let text: String =
            segments.map(|(_, bytes)| String::from_utf8(bytes.clone()).unwrap()).collect();
        let data = |line: &str| {
            let (_, data) = line.split_once("\"data\":").unwrap();
            record::decode(data.strip_suffix('}').unwrap().as_bytes()).unwrap()
        };
        text.lines().skip(seq).map(data).collect()
    }
}

/// A production with everybody, five guns and two trays, on a laptop in memory.
fn cart() -> Cart {
    let world = World::new();
    let member = |name: &&str| {
        let signs = **name != *role::RECORDER;
        Member {
            name: format!("Sample {}", name.replace('_', " ")),
            roles: vec![name.parse().unwrap()],
            pin: signs.then(|| Secret::from(PIN.to_owned())),
            root: [role::ARMORER, role::FIRST_AD, role::SAFETY_OFFICER].contains(name),
        }
    };
    let plan = Plan {
        title: "SAMPLE Night Ferry".to_owned(),
        mode: Mode::Live,
        sample: true,
        folder: Path::new("/sample").to_owned(),
        device: "cart laptop".to_owned(),
        members: PEOPLE.iter().map(member).collect(),
        synced_too: false,
        asks: None,
    };
    let ports = |writer| world.ports(writer);
    let (mut entropy, control) = (world.clone(), Control::default());
    let lists = super::shipped();
    let session = create(&plan, &world, &mut entropy, lists, ports, &control).unwrap();
    let mut cart = Cart { world, session };
    for (kind, tag, action, barrel, capacity) in [
        (ItemKind::Revolver, "G-07", Action::Single, Barrel::Open, Some(6)),
        (ItemKind::Revolver, "G-08", Action::Single, Barrel::Open, Some(6)),
        (ItemKind::Pistol, "P-03", Action::SemiAuto, Barrel::Restricted, Some(10)),
        (ItemKind::Shotgun, "S-01", Action::Pump, Barrel::Open, Some(5)),
        (ItemKind::Rubber, "R-07", Action::None, Barrel::None, None),
        (ItemKind::DummyTray, "D-1", Action::None, Barrel::None, Some(12)),
        (ItemKind::BlankTray, "B-1", Action::None, Barrel::None, Some(50)),
    ] {
        let new = NewItem {
            kind,
            tag: tag.into(),
            action,
            barrel,
            capacity,
            known_as: None,
            particulars: None,
        };
        cart.perform(Command::Ask(Ask::AddItem(new))).unwrap();
    }
    cart
}

/// What was not recorded and what was found, in the words of the page.
fn reviewed(files: &Files<'_>) -> String {
    let checked = look(files, &Options::default());
    let evidence = Evidence::of(&checked).unwrap();
    let page = Page::of(&review(&evidence), &evidence);
    let mut text = String::new();
    let parts = std::iter::once(("What was not recorded", &page.missing));
    let parts = parts.chain(page.sections.iter().map(|one| (one.heading, &one.lines)));
    for (heading, lines) in parts {
        writeln!(text, "{heading}").unwrap();
        for line in lines {
            writeln!(text, "  {}", line.words).unwrap();
        }
    }
    for item in &page.items {
        writeln!(text, "{}: {}", item.heading, item.custody.below).unwrap();
    }
    text
}

/// What the rounds ledger says of each lot.
fn ledger(played: &Played) -> String {
    let mut text = String::new();
    for lot in played.state.rounds().lots() {
        write!(text, "{}: {} fired, {} held, ", lot.added.tag, lot.fired, lot.held).unwrap();
        writeln!(text, "{} in guns, {} left, closed at {}", lot.in_guns(), lot.left(), lot.closed)
            .unwrap();
    }
    text
}

#[test]
fn a_morning_with_two_scenes_and_five_guns() {
    let cart = Rc::new(RefCell::new(cart()));
    let (library, names) = {
        let cart = cart.borrow();
        (cart.session.library().clone(), cart.session.names().clone())
    };
    let mut played = Played::on(cart.clone(), library, names);
    let mut told = String::new();
    for line in SCRIPT.lines() {
        if line.is_empty() || line.starts_with('#') {
            writeln!(told, "{line}").unwrap();
            continue;
        }
        writeln!(told, "> {line}\n    {}", played.tell(line)).unwrap();
    }
    writeln!(told, "\n# What is so at the end\n{}\n{}", played.standing(), ledger(&played))
        .unwrap();

    let mut cart = cart.borrow_mut();
    let job = cart.session.export(Path::new("/out/day.zip")).unwrap();
    let Finished::Exported(_) = cart.session.wait_for_job(job).unwrap() else { unreachable!() };
    let zip = cart.world.lock().outside[Path::new("/out/day.zip")].clone();
    let files = Files::from_zip(&zip).unwrap();
    let found = check(&files, &Options::default());
    assert_eq!(found.verdict(), Verdict::NotConfirmed, "{found}");
    writeln!(told, "# What the bundle shows\n{}", reviewed(&files)).unwrap();
    expect_file!["morning.txt"].assert_eq(&told);
}
