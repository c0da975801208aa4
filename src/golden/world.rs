//! The small production of the golden runs: a crew with keys, things in the book, a clock set by hand.

use std::fmt;

use crate::checklist::Set;
use crate::event::{Durable, Entry, Kept, Mode};
use crate::production::{
    Ask, Context, Creation, Decision, Fresh, Happened, Library, Names, NewItem, NewKey, NewPerson,
    Prepare, Production, Signature, Signing, Sitting, decide, note,
};
use crate::record;
use crate::run::Run;
use crate::terms::{
    Action, Barrel, BootId, Digest, ItemId, ItemKind, LogId, PersonId, ProductionId, Role, RunId,
    Stamp, UtcMillis, role,
};

/// Everybody, by the one role they hold, in order of entry.
pub(super) const PEOPLE: [&str; 8] = [
    role::ARMORER,
    role::PROPERTY_MASTER,
    role::FIRST_AD,
    role::PERFORMER,
    role::STAND_IN,
    role::RECORDER,
    role::SAFETY_OFFICER,
    role::AD_DEPUTY,
];

/// Everything in the book, in order of entry.
const ITEMS: [(ItemKind, &str, Action, Barrel, Option<u32>); 16] = [
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
];

/// Why a line came to nothing.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Trouble {
    /// It was refused, as it would be at the laptop; a golden run may say so.
    Refused(String),
    /// It is not written as a golden run is.
    Unclear(String),
    /// What it became does not hold; the program is wrong, not the list.
    Broken(String),
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(why) => write!(f, "refused: {why}"),
            Self::Unclear(what) => write!(f, "not understood: {what}"),
            Self::Broken(what) => write!(f, "the program contradicts itself: {what}"),
        }
    }
}

/// A number, a name or a tag that is not what stands there.
pub(super) fn unclear(what: impl fmt::Display) -> Trouble {
    Trouble::Unclear(what.to_string())
}

/// The number that is written there.
pub(super) fn number<T: std::str::FromStr<Err: fmt::Display>>(text: &str) -> Result<T, Trouble> {
    text.parse().map_err(|why| unclear(format_args!("{text:?}: {why}")))
}

/// A production, and what stands around it.
pub(super) struct World {
    pub(super) state: Production,
    pub(super) library: Library,
    pub(super) names: Names,
    pub(super) now: Stamp,
    pub(super) signing: Signing,
    pub(super) entries: Vec<Entry>,
    opened: Option<Stamp>,
    counter: u64,
}

impl World {
    pub(super) fn new(texts: &[(String, String)]) -> Result<Self, Trouble> {
        let texts = texts.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        let now = Stamp {
            wall: UtcMillis::new(1_795_000_000_000),
            up: 9_000_000,
            boot: BootId(Some("one".into())),
        };
        let mut world = Self {
            state: Production::default(),
            library: Library::of_set(Set::read(texts)),
            names: Names::default(),
            now,
            opened: None,
            signing: Signing::Sheet,
            entries: Vec::new(),
            counter: 1,
        };
        world.happened(Happened::Created(Box::new(Creation {
            mode: Mode::Live,
            sample: true,
            production: ProductionId([1; 8]),
            log: LogId([2; 8]),
            title: "SAMPLE".into(),
            key: "ssh-ed25519 sample".into(),
            device: "sample laptop".into(),
            program: "showclear".into(),
            continues: None,
        })))?;
        world.open()?;
        for (at, name) in (1_u8..).zip(PEOPLE) {
            let role: Role = number(name)?;
            let key = NewKey {
                key: format!("ssh-ed25519 key{at}"),
                fingerprint: format!("SHA256:key{at}"),
                kept: Kept::Here,
            };
            world.ask(Ask::AddPerson(NewPerson {
                person: PersonId::from_random(u64::from(at) * 977),
                name: Digest([at; 32]),
                roles: vec![(role, None)],
                key: Some(key),
            }))?;
        }
        for (kind, tag, action, barrel, capacity) in ITEMS {
            let tag = tag.into();
            let new =
                NewItem { kind, tag, action, barrel, capacity, known_as: None, particulars: None };
            world.ask(Ask::AddItem(new))?;
        }
        let persons = vec![world.who(role::ARMORER)?];
        world.ask(Ask::SetRoot { persons })?;
        world.ask(Ask::Prepare(Prepare::Roster))?;
        world.sign_all()?;
        Ok(world)
    }

    pub(super) fn open(&mut self) -> Result<bool, Trouble> {
        self.happened(Happened::Opened(Box::new(Sitting {
            program: "showclear".into(),
            zone: "UTC".into(),
            offset: 0,
            durable: Durable::Full,
            recovered: Vec::new(),
        })))
    }

    /// The machine is started anew, and the production opened again.
    pub(super) fn reboot(&mut self) -> Result<bool, Trouble> {
        self.now.boot = BootId(Some(format!("boot {}", self.counter).into()));
        self.now.up = 1_000;
        self.opened = None;
        self.open()
    }

    fn with_context<T>(&mut self, f: impl FnOnce(&Production, &Context<'_>) -> T) -> T {
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
    pub(super) fn ask(&mut self, ask: Ask) -> Result<bool, Trouble> {
        let decided = self.with_context(|state, cx| decide(state, &ask, cx));
        let decision = decided.map_err(|refusal| Trouble::Refused(refusal.to_string()))?;
        self.take(&decision)?;
        Ok(true)
    }

    /// What happened becomes one line; `false` where nothing is to be recorded.
    pub(super) fn happened(&mut self, happened: Happened) -> Result<bool, Trouble> {
        let decision = self.with_context(|state, cx| note(state, &happened, cx));
        if let Some(decision) = &decision {
            self.take(decision)?;
        }
        Ok(decision.is_some())
    }

    /// One command, one line: it is written and read the same, it applies, and the rules hold after it.
    fn take(&mut self, decision: &Decision) -> Result<(), Trouble> {
        let broken = |why: &dyn fmt::Display| Trouble::Broken(why.to_string());
        let seq = self.state.size();
        let bytes = record::encode(&decision.entry).map_err(|why| broken(&why))?;
        let entry = record::decode(&bytes).map_err(|why| broken(&why))?;
        if entry != decision.entry {
            return Err(broken(&"a line is read otherwise than it was written"));
        }
        let next = self.state.rehearse(&entry, seq).map_err(|why| broken(&why))?;
        let faults = self.state.audit(&entry, seq);
        if !faults.is_empty() {
            return Err(broken(&format_args!("against the rules: {faults:?}")));
        }
        self.state = next;
        self.entries.push(entry);
        Ok(())
    }

    /// The log rebuilds the state exactly.
    pub(super) fn replays(&self) -> Result<(), Trouble> {
        let mut again = Production::default();
        for (seq, entry) in (0..).zip(&self.entries) {
            again.apply(entry, seq).map_err(|why| Trouble::Broken(why.to_string()))?;
        }
        if again == self.state {
            Ok(())
        } else {
            Err(Trouble::Broken("the log does not rebuild what was so at the end".to_owned()))
        }
    }

    /// Somebody of those who sign still signs; the signature is made up, because a sitting checks it and this does not.
    pub(super) fn sign_one(&mut self) -> Result<bool, Trouble> {
        let refused = |why: &str| Trouble::Refused(why.to_owned());
        let pending = self.state.pending().ok_or_else(|| refused("nothing is being signed"))?;
        let slot = pending
            .prepared
            .signers
            .iter()
            .find(|slot| !pending.signed.contains(&slot.person))
            .ok_or_else(|| refused("everybody has signed"))?;
        let signature = Signature {
            statement: pending.statement,
            person: slot.person,
            key: slot.key.clone(),
            text: Digest([7; 32]),
            sig: "U1NIU0lH".to_owned(),
        };
        self.ask(Ask::Sign(signature))
    }

    pub(super) fn sign_all(&mut self) -> Result<bool, Trouble> {
        while self.state.pending().is_some() {
            self.sign_one()?;
        }
        Ok(true)
    }

    /// The person who holds that role.
    pub(super) fn who(&self, name: &str) -> Result<PersonId, Trouble> {
        let found = self.state.roster().with_role(name, self.now.wall).next().map(|one| one.id);
        found.ok_or_else(|| unclear(format_args!("nobody is {name:?}")))
    }

    pub(super) fn item(&self, tag: &str) -> Result<ItemId, Trouble> {
        let found = self.state.book().by_tag(tag).map(|item| item.id);
        found.ok_or_else(|| unclear(format_args!("no item is tagged {tag:?}")))
    }

    /// The newest open run.
    pub(super) fn run(&self) -> Option<RunId> {
        self.state.runs().rev().find(|run| run.is_open()).map(Run::id)
    }

    /// Lets time pass on both clocks.
    pub(super) fn pass(&mut self, millis: u64) -> Result<(), Trouble> {
        self.now.up = self.now.up.saturating_add(millis);
        self.jump(i64::try_from(millis).map_err(unclear)?);
        Ok(())
    }

    /// Sets the wall clock forward or back.
    pub(super) fn jump(&mut self, millis: i64) {
        self.now.wall = UtcMillis::new(self.now.wall.millis().saturating_add(millis));
    }
}
