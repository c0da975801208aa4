//! Custody against a small model of its rules, written anew: whatever people do, allowed or not, is recorded; nothing is
//! declared or issued that the rules withhold; the ledger balances, or says what is short.
#![expect(
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what is played in a test may panic, and draws from fixed lists"
)]

mod ledger;
mod rules;

use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use showclear::event::{Event, Shown};
use showclear::production::{Ask, Happened, Moved};
use showclear::terms::{Act, Breach, ItemId, PersonId, Place, role};

use crate::production::world::World;
use ledger::Ledger;
use rules::{Deed, Model};

const TAGS: [&str; 3] = ["G-07", "G-08", "R-07"];

/// Numbers that choose what is done and how.
type Dice = (u8, u8, u8, u8, u16);

struct Game {
    world: World,
    model: Model,
    ledger: Ledger,
    /// What came up, so that the test itself can be held to coming to something.
    seen: std::collections::BTreeMap<String, u32>,
}

impl Game {
    fn new() -> Self {
        let mut world = World::new();
        let ledger = Ledger::stocked(&mut world);
        let model = Model::of(&world, &TAGS);
        Self { world, model, ledger, seen: std::collections::BTreeMap::new() }
    }

    fn count(&mut self, what: &str) {
        *self.seen.entry(what.to_owned()).or_default() += 1;
    }

    /// The events of every line since.
    fn since(&self, lines: usize) -> Vec<Event> {
        self.world.entries.iter().skip(lines).flat_map(|entry| entry.events().to_vec()).collect()
    }

    /// What happened is always recorded.
    #[track_caller]
    fn record(&mut self, happened: Happened) -> Vec<Event> {
        let before = self.world.entries.len();
        let words = format!("{happened:?}");
        assert!(self.world.happened(happened), "{words} was not recorded");
        self.since(before)
    }

    fn person(&self, n: u8) -> PersonId {
        let people = self.world.people();
        people[usize::from(n) % people.len()]
    }

    /// Mostly whoever it would be, else anybody, else nobody.
    fn somebody(&self, n: u8, likely: Option<PersonId>) -> Option<PersonId> {
        match n {
            0..120 => likely,
            120..230 => Some(self.person(n)),
            _ => None,
        }
    }

    fn act(&mut self, dice: Dice) {
        let (what, a, b, c, seconds) = dice;
        self.world.pass(u64::from(seconds) * 20);
        self.model.lapse(&self.world.now);
        let item = self.world.item(TAGS[usize::from(a) % TAGS.len()]);
        match what {
            0..50 => self.moved(item, a, b, c),
            50..95 => self.prove(item),
            95..130 => self.issue(item, b, c),
            130..165 => self.shown(item, b, c),
            165..180 => self.home(item),
            180..190 => {
                let events = self.record(Happened::Fired(vec![item]));
                self.model.fired(item);
                assert!(!events.is_empty());
            }
            190..196 => {
                let about = (b > 100).then_some(item);
                let by = Some(self.person(c));
                self.record(Happened::Stop { by, item: about });
                self.model.stop(about);
            }
            196..210 => {
                if self.world.play("settle").is_ok() {
                    self.model.settled();
                }
            }
            210..214 => {
                self.world.happened(Happened::NewSetUp);
                self.model.end_all(true);
            }
            214..217 => {
                self.world.happened(Happened::Break);
                self.model.end_all(false);
            }
            217..219 => {
                self.world.reboot();
                self.model.end_all(false);
            }
            _ => self.rounds(what, b, c),
        }
        self.check();
    }

    /// A list that declares, from its beginning to its end; what a list does is taken from its lines.
    fn prove(&mut self, item: ItemId) {
        let tag = self.world.state.book().item(item).unwrap().tag.clone();
        let script = if tag == "R-07" {
            format!("start rubber-out {tag}\nanswer 0")
        } else {
            let chambers = if tag == "G-07" { "6 6" } else { "5 5" };
            format!(
                "start cold-gun-empty {tag}\nanswer 0\nanswer text {tag}\nanswer 0\nanswer 0\nanswer blind {chambers}\nshow\nanswer done"
            )
        };
        self.list(&script);
    }

    /// Plays a list; given up where it does not come to its end.
    fn list(&mut self, script: &str) {
        let before = self.world.entries.len();
        for line in script.lines() {
            if self.world.play(line).is_err() {
                break;
            }
        }
        if self.world.run().is_some() {
            self.world.play("abandon").unwrap();
        }
        for event in self.since(before) {
            if let Event::ItemDeclared(declared) = &event {
                self.seen.entry("declared".to_owned()).and_modify(|n| *n += 1).or_insert(1);
                assert!(self.model.may_be_declared(declared.item), "{declared:?}");
            }
            self.model.follow(&event);
            self.ledger.follow(&event);
        }
    }

    fn moved(&mut self, item: ItemId, a: u8, b: u8, c: u8) {
        let act = Act::ALL[usize::from(b) % Act::ALL.len()];
        let holder = self.world.state.book().item(item).unwrap().holder;
        let armorer = self.world.who(role::ARMORER);
        let taker = if act == Act::Issue { self.world.who(role::PERFORMER) } else { armorer };
        let from = self.somebody(a.wrapping_mul(7), holder);
        let to = self.somebody(c, Some(taker));
        let breach =
            (c.is_multiple_of(29)).then(|| Breach::ALL[usize::from(a) % Breach::ALL.len()]);
        let place = (b.is_multiple_of(37)).then(|| Place::ALL[usize::from(c) % Place::ALL.len()]);
        let down = act == Act::SetDown;
        let moved = Moved {
            breach,
            place,
            watch: to.filter(|_| down),
            ..Moved::plain(item, act, from, to.filter(|_| !down))
        };
        self.tell(moved);
    }

    fn tell(&mut self, moved: Moved) {
        let now = self.world.now.clone();
        let expected = self.model.judge(&moved, &now);
        let events = self.record(Happened::Moved(vec![moved.clone()]));
        let Some(Event::ItemMoved(line)) =
            events.iter().find(|event| matches!(event, Event::ItemMoved(_)))
        else {
            panic!("a move is recorded as one");
        };
        match expected {
            Deed::Breach => assert!(line.breach.is_some(), "{moved:?}: no breach"),
            Deed::Clean => assert_eq!(line.breach, None, "{moved:?}"),
            Deed::Unsaid => {}
        }
        self.count(if line.breach.is_some() { "breach" } else { "clean" });
        self.model.moved(&moved, line.breach);
        if line.breach == Some(Breach::UnplannedDischarge) {
            let alarm = |event: &&Event| matches!(event, Event::StopAlarm(_));
            assert_eq!(events.iter().filter(alarm).count(), 1, "{moved:?}: no alarm");
            let called = |event: &&Event| matches!(event, Event::StopRaised(_));
            self.model.alarm(events.iter().filter(called).count());
        }
    }

    fn issue(&mut self, item: ItemId, b: u8, c: u8) {
        let holder = self.world.state.book().item(item).unwrap().holder;
        let armorer = self.world.who(role::ARMORER);
        let from = self.somebody(b, holder).unwrap_or(armorer);
        let taker = self.somebody(c, Some(self.world.who(role::PERFORMER)));
        let mut action: Vec<PersonId> = taker.into_iter().collect();
        action.extend((c.is_multiple_of(3)).then(|| self.world.who(role::STAND_IN)));
        let allowed = self.model.may_issue(item, Some(from), &action, &self.world.now);
        let asked = self.world.ask(Ask::Issue { items: vec![item], from, action: action.clone() });
        assert_eq!(asked.is_ok(), allowed, "{from} to {action:?}: {asked:?}");
        if allowed {
            self.count("issued");
            self.model.issued(item, &action);
        } else {
            self.count("withheld");
        }
    }

    fn shown(&mut self, item: ItemId, b: u8, c: u8) {
        let by = if b < 200 { self.world.who(role::ARMORER) } else { self.person(c) };
        let all = [role::FIRST_AD, role::PERFORMER, role::STAND_IN, role::AD_DEPUTY];
        let to: Vec<Shown> = if b < 128 {
            all.iter().map(|name| self.world.shown(name)).collect()
        } else {
            vec![self.world.shown(all[usize::from(c) % all.len()])]
        };
        let people: Vec<PersonId> = to.iter().filter_map(|shown| shown.person).collect();
        self.record(Happened::Shown { items: vec![item], by, to, card: None });
        self.model.shown(item, by, &people);
    }

    /// Back to the armorer, unloaded and let back into use: what is never refused, and leads on.
    fn home(&mut self, item: ItemId) {
        let armorer = Some(self.world.who(role::ARMORER));
        for act in [Act::Collect, Act::Unload, Act::Release] {
            self.tell(Moved::plain(item, act, None, armorer));
        }
    }

    fn rounds(&mut self, what: u8, b: u8, c: u8) {
        let gun = self.world.item("G-07");
        match what {
            219..230 => self.ledger.fill(&mut self.world, u32::from(b % 8)),
            230..240 if self.ledger.in_gun(&self.world, gun) == 0 => {
                self.list("start blank-load-fire G-07 shots=3 load=half-load_blanks\nanswer 0\nanswer 0\nanswer blind 3 3\nshow\nanswer 0");
            }
            230..248 => {
                let armorer = Some(self.world.who(role::ARMORER));
                self.tell(Moved::plain(gun, Act::Unload, None, armorer));
                let stop =
                    self.ledger.clear(&mut self.world, gun, (u32::from(b % 4), u32::from(c % 3)));
                if stop {
                    self.model.stop(Some(gun));
                }
            }
            _ => self.ledger.count(&mut self.world, i32::from(b % 3) - 1),
        }
    }

    fn check(&mut self) {
        self.model.check(&self.world);
        self.ledger.check(&self.world);
    }
}

fn dice() -> impl Strategy<Value = Dice> {
    (any::<u8>(), any::<u8>(), any::<u8>(), any::<u8>(), 0_u16..1_500)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn custody_does_what_its_rules_say(all in prop::collection::vec(dice(), 1..150)) {
        let mut game = Game::new();
        for one in all {
            game.act(one);
        }
        game.world.replays();
    }
}

/// The model would be worth nothing if what is drawn never came to anything.
#[test]
fn what_is_drawn_for_the_model_comes_to_something() {
    let mut runner = TestRunner::deterministic();
    let draws = prop::collection::vec(dice(), 400..401);
    let mut seen = std::collections::BTreeMap::new();
    for _ in 0..6 {
        let mut game = Game::new();
        for one in draws.new_tree(&mut runner).unwrap().current() {
            game.act(one);
        }
        game.seen.extend(game.ledger.seen.iter().map(|(what, n)| (what.clone(), *n)));
        for (what, n) in game.seen {
            *seen.entry(what).or_insert(0_u32) += n;
        }
    }
    for wanted in [
        "declared", "issued", "withheld", "breach", "clean", "filled", "loaded", "cleared",
        "too many", "short",
    ] {
        assert!(seen.contains_key(wanted), "{wanted} never came up in {seen:?}");
    }
}
