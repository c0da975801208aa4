//! Amendments: what may be proposed, who must sign it, and that the board never learns anything from one but an end.

use expect_test::expect;
use proptest::prelude::*;
use showclear::event::{Correction, Event, RowRef, Shown};
use showclear::production::{Amend, Ask, Prepare, Production};
use showclear::terms::{Act, AmendId, ItemId, LogId, PersonId, Place, UtcMillis, role};

use super::world::World;

const DECLARED: &str = "start cold-gun-empty G-07\nanswer 0\nanswer text G-07\nanswer 0\nanswer 0\nanswer blind 6 6\nshow\nanswer done";

/// A gun that was declared and shown; another that is left lying; a STOP that was settled.
fn world() -> World {
    let mut world = World::new();
    world.must("stop G-08\nsettle");
    world.must(DECLARED);
    world.must("move take_out P-03 armorer armorer\nbreach unattended P-03");
    assert_eq!((world.run(), world.words("G-07").as_str()), (None, "EMPTY, SHOWN CLEAR"));
    world
}

/// The newest event of that kind.
fn newest(world: &World, kind: &str) -> RowRef {
    let all = (0..).zip(&world.entries).flat_map(|(seq, entry)| {
        (0..).zip(entry.events()).map(move |(i, event)| (RowRef { seq, i }, event))
    });
    let is = |event: &Event| serde_json::to_value(event).unwrap()["k"] == kind;
    all.filter(|(_, event)| is(event)).last().unwrap().0
}

fn amend(world: &World, kind: &str, what: Correction) -> Amend {
    Amend {
        log: LogId([2; 8]),
        corrects: vec![newest(world, kind)],
        replaces: None,
        what,
        why: "Read wrongly.".into(),
        by: world.who(role::ARMORER),
    }
}

fn late(world: &World, at: UtcMillis, items: Vec<ItemId>) -> Amend {
    let people = vec![world.who(role::PERFORMER)];
    let said = "It lay on the table.".to_owned();
    let what = Correction::Late { at, items, people, said };
    Amend { corrects: Vec::new(), ..amend(world, "item.added", what) }
}

fn propose(world: &mut World, asked: Amend) -> Result<AmendId, String> {
    world.ask(Ask::Amend(Box::new(asked)))?;
    Ok(world.state.amendments().all().last().unwrap().said.amend)
}

fn to(world: &World, name: &str) -> Correction {
    Correction::ShownTo {
        to: vec![Shown { role: name.parse().unwrap(), person: Some(world.who(name)) }],
        looked: 1,
    }
}

/// What came of it: refused, or the kinds of the line.
fn came(world: &mut World, asked: Amend) -> String {
    match propose(world, asked) {
        Err(refused) => refused,
        Ok(_) => {
            let line = world.entries.last().unwrap().events().iter();
            let told = line.map(|event| {
                if let Event::ItemUnverified(ended) = event {
                    format!("{} ends: {}", ended.item, ended.why.words())
                } else {
                    serde_json::to_value(event).unwrap()["k"].as_str().unwrap().to_owned()
                }
            });
            told.collect::<Vec<_>>().join(" · ")
        }
    }
}

#[test]
fn what_cannot_be_is_refused() {
    let mut world = world();
    let now = world.now.wall;
    let performer = world.who(role::PERFORMER);
    let shown = |world: &World| amend(world, "item.shown", to(world, role::PERFORMER));
    let cases: Vec<(&str, Amend)> = vec![
        ("another log", Amend { log: LogId([3; 8]), ..shown(&world) }),
        ("not there", Amend { corrects: vec![RowRef { seq: 9_999, i: 0 }], ..shown(&world) }),
        ("the roster", amend(&world, "person.added", Correction::NotSo {})),
        ("the log", amend(&world, "log.opened", Correction::NotSo {})),
        ("a statement", amend(&world, "statement.completed", Correction::NotSo {})),
        ("nothing named", Amend { corrects: Vec::new(), ..shown(&world) }),
        (
            "a late entry that names a line",
            Amend { corrects: vec![newest(&world, "item.shown")], ..late(&world, now, Vec::new()) },
        ),
        ("no such fact", amend(&world, "item.shown", Correction::Count { n: Some(1), of: None })),
        (
            "the time of what was recorded as it happened",
            amend(&world, "item.moved", Correction::Time { at: now }),
        ),
        (
            "the same",
            amend(&world, "item.moved", Correction::Act { act: Act::SetDown, place: Place::Set }),
        ),
        (
            "nobody",
            amend(&world, "item.moved", Correction::To { person: Some(PersonId::from_random(5)) }),
        ),
        (
            "no item",
            amend(&world, "item.shown", Correction::Items { items: vec![ItemId::from_random(5)] }),
        ),
        (
            "twice",
            amend(
                &world,
                "item.shown",
                Correction::Items { items: vec![world.item("G-08"), world.item("G-08")] },
            ),
        ),
        ("still to come", late(&world, now.plus(1), Vec::new())),
        ("no reason", Amend { why: "  ".into(), ..shown(&world) }),
        ("no words", amend(&world, "item.shown", Correction::Words { said: String::new() })),
        ("hidden", amend(&world, "item.shown", Correction::Words { said: "\u{202e}".into() })),
        ("nothing to replace", amend(&world, "item.shown", Correction::Stands {})),
        ("no such amendment", Amend { replaces: Some(AmendId::from_random(1)), ..shown(&world) }),
        (
            "somebody who is not named in it",
            Amend { by: performer, ..amend(&world, "item.declared", Correction::NotSo {}) },
        ),
    ];
    let before = world.state.clone();
    let told: String = cases
        .into_iter()
        .map(|(case, asked)| format!("{case}: {}\n", came(&mut world, asked)))
        .collect();
    assert!(world.state == before, "nothing of it is recorded");
    expect![[r#"
        another log: that was recorded in another log, which this one goes on from or does not know
        not there: there is no entry 9999.0 in this log
        the roster: an entry of that kind is not corrected by an amendment
        the log: an entry of that kind is not corrected by an amendment
        a statement: an entry of that kind is not corrected by an amendment
        nothing named: it does not name the entries that it corrects as it must
        a late entry that names a line: it does not name the entries that it corrects as it must
        no such fact: that entry says nothing of the kind
        the time of what was recorded as it happened: that entry says nothing of the kind
        the same: that is what was recorded
        nobody: p-500000 is not among the people of this production
        no item: an item that it names is not in the book
        twice: it names the same twice
        still to come: the time that it claims has not come yet
        no reason: write something here
        no words: write something here
        hidden: the character U+202E cannot be used here; delete it
        nothing to replace: it does not name the entries that it corrects as it must
        no such amendment: there is no amendment a-100000, or it was taken back
        somebody who is not named in it: p-4t3000 is not named in what it corrects, and is neither armorer nor property master
    "#]].assert_eq(&told);
}

#[test]
fn what_rests_on_it_ends_and_nothing_comes_into_force() {
    let all: Vec<String> = [
        ("item.shown", Correction::NotSo {}),
        ("item.declared", Correction::Words { said: "Five were seen.".into() }),
        ("run.answered", Correction::NotSo {}),
        ("item.moved", Correction::NotSo {}),
        ("stop.raised", Correction::NotSo {}),
        ("stop.settled", Correction::NotSo {}),
    ]
    .into_iter()
    .map(|(kind, what)| {
        let mut world = world();
        let asked = amend(&world, kind, what);
        let came = came(&mut world, asked);
        world.replays();
        format!("{kind}: {came}; G-07 {}\n", world.words("G-07"))
    })
    .collect();
    expect![[r#"
        item.shown: amend.proposed · i-w7mvqv ends: a witness struck it; G-07 UNVERIFIED
        item.declared: amend.proposed · i-w7mvqv ends: a witness struck it; G-07 UNVERIFIED
        run.answered: amend.proposed · i-w7mvqv ends: a witness struck it; G-07 UNVERIFIED
        item.moved: amend.proposed; G-07 EMPTY, SHOWN CLEAR
        stop.raised: amend.proposed; G-07 EMPTY, SHOWN CLEAR
        stop.settled: amend.proposed; G-07 EMPTY, SHOWN CLEAR
    "#]]
    .assert_eq(&all.concat());
    let mut world = world();
    let g07 = vec![world.item("G-07")];
    let asked = amend(&world, "item.moved", Correction::Items { items: g07.clone() });
    assert!(came(&mut world, asked).contains("ends"), "it happened to this one instead");
    let mut world = self::world();
    let asked = late(&world, world.now.wall, g07.clone());
    assert!(came(&mut world, asked).contains("ends"), "something happened since");
    let mut world = self::world();
    let asked = late(&world, UtcMillis::new(world.now.wall.millis() - 90_000_000), g07);
    assert_eq!(came(&mut world, asked), "amend.proposed", "it was before it was looked at");
}

#[test]
fn an_answer_of_a_run_that_goes_on_is_given_again_and_not_amended() {
    let mut world = World::new();
    world.must("start cold-gun-empty G-07\nanswer 0\nanswer text G-07");
    let asked = amend(&world, "run.answered", Correction::NotSo {});
    assert_eq!(came(&mut world, asked.clone()), "a run that this belongs to goes on");
    world.must("abandon");
    assert!(came(&mut world, asked).starts_with("amend.proposed"));
}

#[test]
fn everybody_whose_word_it_touches_signs_and_nobody_alone() {
    let mut world = world();
    let asked = amend(&world, "item.shown", to(&world, role::STAND_IN));
    let id = propose(&mut world, asked.clone()).unwrap();
    let also = Vec::new();
    world.ask(Ask::Prepare(Prepare::Amend { amend: id, also })).unwrap();
    let signers = world.state.pending().unwrap().prepared.signers.clone();
    let who: Vec<String> = signers.iter().map(|slot| slot.role.to_string()).collect();
    expect!["armorer performer stand_in"].assert_eq(&who.join(" "));
    assert!(!world.state.amendments().get(id).unwrap().counts(), "not signed yet");
    world.sign_all().unwrap();
    assert!(world.state.amendments().get(id).unwrap().counts());
    // Signed, it is neither taken back nor signed again; another stands in its place.
    let (why, by) = ("It was right.".to_owned(), asked.by);
    let taken = world.ask(Ask::WithdrawAmendment { amend: id, why: why.clone(), by });
    assert_eq!(taken.unwrap_err(), "this amendment does not wait to be signed");
    let again = Amend { what: to(&world, role::PERFORMER), ..asked.clone() };
    let refused = propose(&mut world, again.clone()).unwrap_err();
    assert!(refused.ends_with("corrects the same already"), "{refused}");
    let other = propose(&mut world, Amend { replaces: Some(id), ..again }).unwrap();
    world.ask(Ask::Prepare(Prepare::Amend { amend: other, also: Vec::new() })).unwrap();
    world.sign_all().unwrap();
    assert!(!world.state.amendments().get(id).unwrap().counts(), "replaced");
    assert!(world.state.amendments().get(other).unwrap().counts());
    world.replays();
}

#[test]
fn a_breach_of_nobody_named_takes_a_second_person() {
    let mut world = world();
    let asked = amend(&world, "item.moved", Correction::NotSo {});
    let id = propose(&mut world, asked.clone()).unwrap();
    let prepare = |also: Vec<PersonId>| Ask::Prepare(Prepare::Amend { amend: id, also });
    assert_eq!(world.ask(prepare(Vec::new())).unwrap_err(), "it takes two people to sign that");
    assert_eq!(world.ask(prepare(vec![asked.by])).unwrap_err(), "it takes two people to sign that");
    let second = world.who(role::FIRST_AD);
    world.ask(prepare(vec![second])).unwrap();
    // Taken back while it is being signed, the statement is void.
    let why = "It lay there after all.".to_owned();
    let other = world.who(role::PERFORMER);
    let not_theirs = world.ask(Ask::WithdrawAmendment { amend: id, why: why.clone(), by: other });
    assert!(not_theirs.unwrap_err().contains("did not propose it"));
    world.ask(Ask::WithdrawAmendment { amend: id, why, by: asked.by }).unwrap();
    assert_eq!(world.pending(), None);
    assert_eq!(
        world.ask(prepare(vec![second])).unwrap_err(),
        "this amendment does not wait to be signed"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Whatever is amended, in whatever order, signed or not: nothing moves but that declarations end.
    #[test]
    fn no_amendment_moves_the_board(
        acts in prop::collection::vec((0_usize..9, 0_usize..10, any::<bool>()), 1..20),
    ) {
        let mut world = world();
        let kinds = ["item.shown", "item.declared", "run.answered", "item.moved", "stop.raised",
            "stop.settled", "item.added", "log.opened", "roster.root"];
        for (kind, what, sign) in acts {
            let before = world.state.clone();
            let in_force: Vec<ItemId> = before.book().declared(&world.now).collect();
            let items = vec![world.item("G-08")];
            let what = match what {
                0 => Correction::NotSo {},
                1 => Correction::Words { said: "It was otherwise.".into() },
                2 => to(&world, role::PERFORMER),
                3 => Correction::Items { items: items.clone() },
                4 => Correction::From { person: None },
                5 => Correction::By { person: Some(world.who(role::PERFORMER)) },
                6 => Correction::Reply { reply: 0, said: "5".into(), value: None },
                7 => Correction::Act { act: Act::LockAway, place: Place::Locked },
                8 => Correction::Witnesses { witnesses: Vec::new() },
                _ => Correction::Late {
                    at: world.now.wall,
                    items,
                    people: Vec::new(),
                    said: "It lay there.".into(),
                },
            };
            let mut asked = amend(&world, kinds[kind], what);
            if asked.what.items().len() == 1 && matches!(asked.what, Correction::Late { .. }) {
                asked.corrects.clear();
            }
            if let Ok(amend) = propose(&mut world, asked) && sign {
                let also = vec![world.who(role::FIRST_AD), world.who(role::SAFETY_OFFICER)];
                world.ask(Ask::Prepare(Prepare::Amend { amend, also })).unwrap();
                world.sign_all().unwrap();
            }
            let now: Vec<ItemId> = world.state.book().declared(&world.now).collect();
            prop_assert!(now.iter().all(|item| in_force.contains(item)), "something came into force");
            let ended = in_force.len() - now.len();
            let history = |state: &Production| -> usize {
                state.book().items().iter().map(|item| item.history.len()).sum()
            };
            let more = history(&world.state) - history(&before);
            prop_assert!(more >= ended, "each end is told");
            let place = |state: &Production| -> Vec<String> {
                let items = state.book().items().into_iter();
                items.map(|item| format!("{:?} {:?}", item.place, item.physical)).collect()
            };
            prop_assert_eq!(place(&world.state), place(&before));
            prop_assert_eq!(format!("{:?}", world.state.stops()), format!("{:?}", before.stops()));
            prop_assert_eq!(world.state.runs().count(), before.runs().count());
        }
        world.replays();
    }
}
