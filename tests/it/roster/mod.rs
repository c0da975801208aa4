//! The roster: who holds what, who signs the next one, and what is refused.

mod matching;

use showclear::event::{
    Entry, Event, Kept, Prepared, Signer, StatementCompleted, StatementKind, Voided, VoidedWhy,
    Witness,
};
use showclear::roster::{IllegalEvent, Refusal, Roster, SignersError};
use showclear::terms::{Digest, PersonId, Role, UtcMillis, role};

const NOW: i64 = 1_800_000_000_000;

fn wall(millis: i64) -> UtcMillis {
    UtcMillis::new(NOW + millis)
}

fn id(number: u64) -> PersonId {
    PersonId::from_random(number)
}

fn named(role: &str) -> Role {
    role.parse().unwrap()
}

/// A roster under test that counts its lines.
#[derive(Clone)]
struct Book {
    roster: Roster,
    lines: u64,
}

impl Book {
    fn new() -> Self {
        Self { roster: Roster::default(), lines: 0 }
    }

    #[track_caller]
    fn enter(&mut self, decision: Result<Vec<Event>, Vec<Refusal>>) {
        for event in decision.unwrap() {
            self.roster.apply(&event, self.lines).unwrap();
        }
        self.lines += 1;
    }

    /// Somebody with a role, and with a key of their own where `key` says so.
    #[track_caller]
    fn person(&mut self, number: u64, role: &str, key: bool) {
        self.enter(self.roster.add_person(id(number), Digest([0; 32]), None));
        self.enter(self.roster.give_role(id(number), &named(role), None, wall(0)));
        if key {
            self.key(number, &format!("key{number}"));
        }
    }

    #[track_caller]
    fn key(&mut self, number: u64, key: &str) {
        self.enter(self.roster.add_key(id(number), key, &print(key), Kept::Here));
    }

    /// Signs the roster as it stands.
    #[track_caller]
    fn sign(&mut self) {
        let statement = self.prepare();
        let text = Digest([0; 32]);
        self.enter(Ok(vec![Event::StatementCompleted(StatementCompleted { statement, text })]));
    }

    #[track_caller]
    fn prepare(&mut self) -> u64 {
        self.enter(Ok(vec![Event::StatementPrepared(Prepared {
            kind: StatementKind::Roster,
            about: None,
            template: 1,
            offset: 0,
            signers: Vec::new(),
            meaning: String::new(),
            declares: None,
            follows: Vec::new(),
            struck: Vec::new(),
        })]));
        self.lines
    }

    /// The slots as text: role, number of the person, key.
    fn slots(&self, willing: &[u64]) -> Result<Vec<String>, SignersError> {
        let willing: Vec<PersonId> = willing.iter().copied().map(id).collect();
        let number = |person| (0..20).find(|number| id(*number) == person).unwrap();
        let text = |slot: &Signer| format!("{} {} {}", slot.role, number(slot.person), slot.key);
        Ok(self.roster.roster_signers(&willing)?.iter().map(text).collect())
    }
}

fn print(key: &str) -> String {
    format!("SHA256:{key}")
}

/// An armorer (1) and a first AD (2), both of the root, and a performer (3); not signed yet.
fn begun() -> Book {
    let mut book = Book::new();
    book.person(1, role::ARMORER, true);
    book.person(2, role::FIRST_AD, true);
    book.person(3, role::PERFORMER, false);
    book.enter(book.roster.set_root(&[id(1), id(2)], 2));
    book
}

#[test]
fn the_first_roster_is_signed_by_the_whole_root_and_every_other_holder_of_a_key() {
    let mut book = begun();
    assert_eq!(book.slots(&[]).unwrap(), ["root 1 SHA256:key1", "root 2 SHA256:key2"]);
    book.person(4, role::SAFETY_OFFICER, true);
    assert_eq!(
        book.slots(&[]).unwrap(),
        ["root 1 SHA256:key1", "root 2 SHA256:key2", "new 4 SHA256:key4"]
    );
}

#[test]
fn a_later_roster_takes_both_thresholds_and_the_new_keys() {
    let mut book = Book::new();
    for number in 1..=3 {
        book.person(number, role::ARMORER, true);
    }
    book.enter(book.roster.set_root(&[id(1), id(2), id(3)], 2));
    book.sign();
    book.person(4, role::FIRST_AD, true);
    assert_eq!(
        book.slots(&[1, 2]).unwrap(),
        ["root 1 SHA256:key1", "root 2 SHA256:key2", "new 4 SHA256:key4"]
    );
    let few = |needed, found, old| Err(SignersError::TooFew { needed, found, old });
    assert_eq!(book.slots(&[1, 4]), few(2, 1, true));
    book.enter(book.roster.set_root(&[id(1), id(4)], 2));
    assert_eq!(book.slots(&[1, 2]), few(2, 1, false), "the new root too");
    assert_eq!(
        book.slots(&[1, 2, 4]).unwrap(),
        ["root 1 SHA256:key1", "root 4 SHA256:key4", "root 2 SHA256:key2"]
    );
}

#[test]
fn the_old_root_counts_only_keys_that_the_roster_holds() {
    let mut book = begun();
    book.sign();
    book.key(1, "another");
    assert_eq!(
        book.slots(&[1, 2]).unwrap(),
        ["root 1 SHA256:key1", "root 2 SHA256:key2"],
        "the key in force vouches for the new one"
    );
    let why = showclear::event::KeyEndedWhy::Lost;
    book.enter(book.roster.end_key(id(1), "SHA256:key1", why));
    let few = SignersError::TooFew { needed: 2, found: 1, old: true };
    assert_eq!(book.slots(&[1, 2]), Err(few));
}

#[test]
fn a_roster_without_root_or_keys_cannot_be_signed() {
    let mut book = Book::new();
    assert_eq!(book.slots(&[]), Err(SignersError::NoRoot));
    book = begun();
    let why = showclear::event::KeyEndedWhy::Lost;
    book.enter(book.roster.end_key(id(2), "SHA256:key2", why));
    assert_eq!(book.slots(&[]), Err(SignersError::NoKey { persons: vec![id(2)] }));
}

#[test]
fn a_roster_is_in_force_from_its_last_signature_and_as_it_was_prepared() {
    let mut book = begun();
    assert!(book.roster.in_force().is_none());
    assert!(book.roster.signing_key(id(1)).is_none());
    let statement = book.prepare();
    book.key(3, "key3");
    let text = Digest([0; 32]);
    book.enter(Ok(vec![Event::StatementCompleted(StatementCompleted { statement, text })]));
    assert_eq!(book.roster.in_force().unwrap().size, statement);
    assert_eq!(book.roster.signing_key(id(1)).unwrap().key, "key1");
    assert!(book.roster.signing_key(id(3)).is_none(), "entered after it was prepared");
    assert!(book.roster.is_changed());
    book.sign();
    assert_eq!(book.roster.signing_key(id(3)).unwrap().key, "key3");
    assert!(!book.roster.is_changed());
}

#[test]
fn a_voided_roster_never_takes_force() {
    let mut book = begun();
    let statement = book.prepare();
    let why = VoidedWhy::Changed;
    book.enter(Ok(vec![Event::StatementVoided(Voided { statement, why })]));
    let text = Digest([0; 32]);
    book.enter(Ok(vec![Event::StatementCompleted(StatementCompleted { statement, text })]));
    assert!(book.roster.in_force().is_none());
}

#[test]
fn a_role_is_over_at_its_end() {
    let mut book = begun();
    let until = Some(wall(10));
    book.enter(book.roster.give_role(id(3), &named(role::STAND_IN), until, wall(0)));
    assert!(book.roster.holds(id(3), role::STAND_IN, wall(9)));
    assert!(!book.roster.holds(id(3), role::STAND_IN, wall(10)));
    assert!(book.roster.person(id(3)).unwrap().is_taker(wall(10)), "still a performer");
    assert_eq!(book.roster.with_role(role::PERFORMER, wall(0)).count(), 1);
    book.enter(book.roster.end_role(id(3), &named(role::PERFORMER)));
    assert!(!book.roster.person(id(3)).unwrap().is_taker(wall(10)));
}

#[test]
fn somebody_is_added_for_now_by_the_first_ad_and_a_handler() {
    let mut book = begun();
    book.enter(book.roster.add_person(id(4), Digest([0; 32]), None));
    let by = |role: &str, number| Witness { role: named(role), person: id(number) };
    let both = [by(role::FIRST_AD, 2), by(role::ARMORER, 1)];
    let ask = |book: &Book, role: &str, witnesses: &[Witness]| {
        book.roster.add_for_now(id(4), &named(role), witnesses, wall(0)).unwrap_err()
    };
    let armorer = role::ARMORER;
    assert_eq!(ask(&book, armorer, &[]), [Refusal::NoFirstAd, Refusal::NoHandler]);
    assert_eq!(ask(&book, armorer, &both[1..]), [Refusal::NoFirstAd]);
    assert_eq!(ask(&book, armorer, &both[..1]), [Refusal::NoHandler]);
    // One person cannot stand by it twice, nor in a role they do not hold, nor for themselves.
    let alone = [by(role::FIRST_AD, 2), by(role::ARMORER, 2)];
    assert_eq!(ask(&book, armorer, &alone), [Refusal::NoHandler]);
    let own = [both[0].clone(), both[1].clone(), by(armorer, 4)];
    assert_eq!(ask(&book, armorer, &own), [Refusal::Themselves { person: id(4) }]);
    let performer = named(role::PERFORMER);
    assert_eq!(ask(&book, role::PERFORMER, &both), [Refusal::NotForNow { role: performer }]);

    book.enter(book.roster.add_for_now(id(4), &named(armorer), &both, wall(0)));
    book.key(4, "key4");
    assert!(book.roster.person(id(4)).unwrap().is_handler(wall(0)));
    assert!(book.roster.person(id(4)).unwrap().is_provisional());
    assert_eq!(book.roster.signing_key(id(4)).unwrap().key, "key4", "without a roster");
    // Those added for now add nobody.
    book.enter(book.roster.add_person(id(5), Digest([0; 32]), None));
    let chain = [by(role::FIRST_AD, 2), by(armorer, 4)];
    let why = book.roster.add_for_now(id(5), &named(armorer), &chain, wall(0)).unwrap_err();
    assert_eq!(why, [Refusal::NoHandler]);
    book.sign();
    assert!(!book.roster.person(id(4)).unwrap().is_provisional(), "ratified");
    assert!(book.roster.in_force().unwrap().has_role(id(4), armorer));
}

#[test]
fn what_is_refused() {
    #[track_caller]
    fn check(decision: Result<Vec<Event>, Vec<Refusal>>, expected: &[Refusal]) {
        assert_eq!(decision.unwrap_err(), expected);
    }
    let book = begun();
    let roster = &book.roster;
    let nobody = Refusal::UnknownPerson { person: id(9) };
    let there = Refusal::AlreadyThere { person: id(1) };
    check(roster.add_person(id(1), Digest([0; 32]), None), &[there]);
    check(roster.rename(id(9), Digest([0; 32])), std::slice::from_ref(&nobody));
    let over = Refusal::Over { until: wall(-1) };
    let armorer = named(role::ARMORER);
    check(roster.give_role(id(9), &armorer, Some(wall(-1)), wall(0)), &[nobody.clone(), over]);
    let has = Refusal::HasRole { role: armorer.clone() };
    check(roster.give_role(id(1), &armorer, None, wall(0)), &[has]);
    check(roster.give_role(id(2), &armorer, None, wall(0)), &[Refusal::HandlesAndDirects]);
    let deputy = named(role::AD_DEPUTY);
    check(roster.give_role(id(1), &deputy, None, wall(0)), &[Refusal::HandlesAndDirects]);
    let not = Refusal::HasNoRole { role: armorer.clone() };
    check(roster.end_role(id(2), &armorer), &[not]);
    let key = Refusal::KeyThere { fingerprint: print("key1") };
    check(roster.add_key(id(2), "key1", &print("key1"), Kept::Here), std::slice::from_ref(&key));
    let two = [nobody.clone(), key];
    check(roster.add_key(id(9), "key1", &print("key1"), Kept::Here), &two);
    check(
        roster.set_root(&[], 0),
        &[Refusal::RootSize { found: 0 }, Refusal::Threshold { threshold: 0, of: 0 }],
    );
    check(roster.set_root(&[id(1), id(1)], 2), &[Refusal::RootSize { found: 1 }]);
    check(roster.set_root(&[id(1), id(2)], 1), &[Refusal::Threshold { threshold: 1, of: 2 }]);
    check(roster.set_root(&[id(1), id(2)], 3), &[Refusal::Threshold { threshold: 3, of: 2 }]);
    let no_key = Refusal::NoKey { person: id(3) };
    check(roster.set_root(&[id(1), id(3), id(9)], 2), &[no_key, nobody]);
    assert!(roster.set_root(&[id(1)], 1).is_ok());
}

#[test]
fn an_ended_key_never_comes_back() {
    let mut book = begun();
    let why = showclear::event::KeyEndedWhy::Compromised;
    book.enter(book.roster.end_key(id(1), "SHA256:key1", why));
    assert!(book.roster.end_key(id(1), "SHA256:key1", why).is_err());
    assert!(book.roster.add_key(id(1), "key1", "SHA256:key1", Kept::Here).is_err());
}

#[test]
fn what_nobody_could_have_written_is_refused() {
    let mut roster = begun().roster;
    let again = Book::new().roster.add_person(id(1), Digest([0; 32]), None).unwrap();
    let twice = Err(IllegalEvent::AddedTwice { person: id(1) });
    assert_eq!(roster.apply(&again[0], 9), twice);
    let given = begun().roster.give_role(id(3), &named(role::CAMERA), None, wall(0)).unwrap();
    let unknown = Err(IllegalEvent::UnknownPerson { person: id(3) });
    assert_eq!(Roster::default().apply(&given[0], 9), unknown);
}

#[test]
fn the_sample_production_folds() {
    let mut roster = Roster::default();
    for segment in 1..=5 {
        let path = format!("tests/corpus/vector/log/e1b5e6a033977376/{segment:05}.jsonl");
        for line in std::fs::read_to_string(path).unwrap().lines() {
            let (_, data) = line.split_once(r#""data":"#).unwrap();
            let entry: Entry = serde_json::from_str(data.strip_suffix('}').unwrap()).unwrap();
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            let seq = line["seq"].as_u64().unwrap();
            if seq == 7 {
                let Event::StatementPrepared(prepared) = &entry.events()[0] else {
                    unreachable!("line 7 prepares the roster")
                };
                assert_eq!(roster.roster_signers(&[]).unwrap(), prepared.signers);
            }
            for event in entry.events() {
                roster.apply(event, seq).unwrap();
            }
        }
    }
    assert_eq!(roster.in_force().unwrap().size, 8);
    let signing = roster.people().filter(|person| roster.signing_key(person.id).is_some());
    assert_eq!(signing.count(), 2);
}
