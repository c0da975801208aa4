//! What people do, drawn by dice: mostly the right thing, else nothing would ever be declared, and now and then anything at all.

use showclear::event::{PeopleRules, PersonTrained, Shown, is_over};
use showclear::platform::SHIPPED;
use showclear::production::{Ask, Happened, Moved, Prepare, Signing};
use showclear::run::{Answer, FaceKind, Kept, Part, Sealed};
use showclear::terms::{
    Act, Breach, Condition, Digest, ItemId, ItemKind, PersonId, Place, RunId, Training, UtcMillis,
    role,
};

use super::world::World;

const TAGS: [&str; 5] = ["G-07", "G-08", "P-03", "R-07", "D-1"];

/// Four numbers that choose what is done and how.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dice {
    pub(super) act: u8,
    pub(super) a: u8,
    pub(super) b: u8,
    pub(super) c: u8,
}

impl Dice {
    fn of<T: Copy>(number: u8, all: &[T]) -> T {
        all[usize::from(number) % all.len()]
    }
}

/// Something happened that is always recorded.
#[track_caller]
fn must_record(world: &mut World, happened: Happened) {
    let what = format!("{happened:?}");
    assert!(world.happened(happened), "{what} was not recorded");
}

/// Something happened that may leave nothing to record; only where nothing changes is nothing recorded.
#[track_caller]
fn may_record(world: &mut World, happened: Happened, changes: bool) {
    let over = world.state.pending().is_some_and(|one| is_over(one.at.up, world.now.up));
    let lapsed = !world.state.book().lapsed(&world.now).is_empty();
    let what = format!("{happened:?}");
    let recorded = world.happened(happened);
    assert_eq!(recorded, changes || lapsed || over, "{what}: {changes}, {lapsed}, {over}");
}

fn awaits(world: &World) -> bool {
    world.state.runs().filter(|run| run.is_open()).any(|run| {
        world.state.awaits_signing(run.id(), &world.library, &world.names, &world.now).is_some()
    })
}

fn in_force(world: &World, kinds: impl Fn(ItemKind) -> bool) -> bool {
    let book = world.state.book();
    book.declared(&world.now).any(|item| book.item(item).is_some_and(|one| kinds(one.kind)))
}

fn subject(world: &World, run: RunId) -> (String, i64) {
    let item = world.state.run(run).and_then(|run| run.started().item);
    // A list about nothing in particular: as many guns as there are hands.
    let Some(item) = item.and_then(|item| world.state.book().item(item)) else {
        return (String::new(), 2);
    };
    let chambers =
        if item.kind == ItemKind::Pistol { 1 } else { i64::from(item.capacity.unwrap_or(0)) };
    (item.tag.clone(), chambers)
}

/// Answers the step that the newest open run stands at; small numbers choose well.
pub(super) fn answer(
    world: &mut World,
    said: u8,
    claimed: Option<UtcMillis>,
) -> Result<(), String> {
    let run = world.run().ok_or("no run")?;
    let face = world.face(run).ok_or("no step")?;
    let which = usize::from(said);
    let (tag, right) = subject(world, run);
    let count = match said {
        0..200 if face.words.contains("Rounds") => 0,
        0..200 => right,
        _ => i64::from(said) % 8,
    };
    let answer = match &face.kind {
        FaceKind::Say { .. } | FaceKind::Confirm | FaceKind::Custody { .. } => Answer::Done,
        FaceKind::Challenge { replies, .. } => Answer::Choice(which % replies.len()),
        FaceKind::Choose { of } => Answer::Choice(if said < 200 { 0 } else { which % of.len() }),
        FaceKind::ChooseMany { of } => {
            Answer::Several(if said < 200 { vec![0] } else { (0..of.len()).collect() })
        }
        FaceKind::Count { .. } => Answer::Number(count),
        FaceKind::Measure { min, max, .. } => Answer::Number(if said < 200 { *max } else { *min }),
        FaceKind::Scan { check: Some(_) } if said < 200 => Answer::Text("4006381333931".into()),
        FaceKind::Scan { .. } => {
            Answer::Text(if said < 200 { tag } else { "4006381333932".into() })
        }
        FaceKind::Photo { least } => Answer::Files(vec![kept(); usize::try_from(*least).unwrap()]),
        FaceKind::Attach => Answer::Files(vec![kept()]),
        FaceKind::Proof { questions } if questions.is_empty() => Answer::Done,
        FaceKind::Proof { questions } => {
            Answer::Several(questions.iter().map(|one| which % one.of.len()).collect())
        }
        FaceKind::Parts { offered, .. } if offered.is_empty() => {
            Answer::Parts((0..said % 3).map(|at| Part::Typed(format!("box {at}"))).collect())
        }
        FaceKind::Parts { offered, most, .. } => {
            let few = usize::from(said % 3).min(usize::try_from(*most).unwrap());
            Answer::Parts(offered.iter().take(few).map(|(part, _)| part.clone()).collect())
        }
        FaceKind::Blind { .. } => {
            Answer::Blind(Sealed::new(count), Sealed::new(if said > 250 { 0 } else { count }))
        }
        FaceKind::Match { offered } if said > 220 => {
            Answer::Text(offered[which % offered.len()].clone())
        }
        FaceKind::Match { .. } => Answer::Text(tag),
        FaceKind::Text { .. } => Answer::Text("SAMPLE 12".into()),
        FaceKind::Wait { .. } if said < 100 => Answer::Done,
        FaceKind::Wait { lasts, .. } => Answer::Waited(lasts + u64::from(said)),
        FaceKind::Show { .. } => Answer::ShownToAll,
        FaceKind::Sign { .. } => Answer::Witnessed,
    };
    world.ask(Ask::Answer { run, step: face.step, answer, at: claimed })
}

/// A file that lies beside the log.
fn kept() -> Kept {
    Kept { name: "sample.png".into(), size: 68, sha256: Digest([9; 32]) }
}

fn moved(world: &mut World, item: ItemId, dice: Dice) {
    let people = world.people();
    let somebody = |n: u8| people.get(usize::from(n) % (people.len() + 1)).copied();
    let breach = (dice.c > 200).then(|| Dice::of(dice.c, Breach::ALL));
    let card = (dice.c % 16 == 1).then_some(u32::from(dice.c));
    let ago = i64::from(dice.b) * 1_000;
    let moved = Moved {
        breach,
        place: (dice.c % 32 == 7).then(|| Dice::of(dice.b, Place::ALL)),
        watch: somebody(dice.c / 3),
        card,
        at: card.map(|_| UtcMillis::new(world.now.wall.millis() - ago)),
        ..Moved::plain(item, Dice::of(dice.b, Act::ALL), somebody(dice.b), somebody(dice.c))
    };
    must_record(world, Happened::Moved(vec![moved]));
}

fn shown(world: &mut World, item: ItemId, dice: Dice) {
    let to = [role::FIRST_AD, role::PERFORMER, role::STAND_IN].map(|name| world.shown(name));
    let mut to: Vec<Shown> = to.to_vec();
    to.extend((dice.c % 8 == 1).then(|| world.shown(role::CAMERA)));
    let by = world.who(role::ARMORER);
    let card = (dice.c % 16 == 2).then_some(12);
    must_record(world, Happened::Shown { items: vec![item], by, to, card });
}

fn statement(world: &mut World, run: Option<RunId>, dice: Dice) {
    let person = world.who(Dice::of(dice.b, &[role::ARMORER, role::FIRST_AD, role::PERFORMER]));
    let what = match (dice.c % 4, run) {
        (0..=2, Some(run)) if dice.b < 220 => Prepare::Signoff { run },
        (0..=2, _) => Prepare::Sheet { person, struck: Vec::new() },
        (_, _) => Prepare::Roster,
    };
    let _may_be_refused = world.ask(Ask::Prepare(what));
}

fn given_up(world: &mut World, run: RunId) {
    let answered = world.state.run(run).unwrap();
    let live = !answered.is_recorded_after() && !answered.given().is_empty();
    let inputs = answered.started().inputs.clone();
    must_record(world, Happened::Abandoned { run, why: None });
    assert!(!world.state.run(run).unwrap().is_open());
    for item in inputs.iter().filter_map(|input| input.value.parse::<ItemId>().ok()) {
        let item = world.state.book().item(item).unwrap();
        assert!(!live || (item.in_force(&world.now).is_none() && !item.unbroken), "{}", item.tag);
    }
    // Giving it up again changes nothing.
    may_record(world, Happened::Abandoned { run, why: None }, false);
}

type Deed = fn(&mut World, Dice);

/// What is done, and how often of 256 times.
const DONE: &[(u16, Deed)] = &[
    (30, start),
    (65, well),
    (3, told),
    (16, any_answer),
    (1, |world, dice| {
        let items = vec![item(world, dice)];
        must_record(world, Happened::Fired(items));
    }),
    (5, |world, dice| moved(world, item(world, dice), dice)),
    (26, home),
    (14, |world, dice| shown(world, item(world, dice), dice)),
    (10, issue),
    (2, stop),
    (14, |world, _| {
        if world.state.is_stopped() {
            world.must("settle");
        }
    }),
    (2, new_set_up),
    (2, a_break),
    (10, run_itself),
    (3, clock),
    (4, sitting),
    (14, |world, dice| statement(world, world.run(), dice)),
    (22, |world, dice| {
        for _ in 0..=dice.b % 3 {
            let _may_be_refused = world.sign_one();
        }
    }),
    (4, unsigned),
    (5, bind),
    (4, |world, dice| {
        world.signing = if dice.c > 100 { Signing::AtTheMoment } else { Signing::Sheet };
    }),
];

/// Does one thing.
pub(super) fn act(world: &mut World, dice: Dice) {
    let mut left = u16::from(dice.act);
    for (times, what) in DONE {
        if left < *times {
            return what(world, dice);
        }
        left -= times;
    }
    panic!("the times come to less than 256");
}

/// What is asked of people, what they were trained in, who was at the meeting or briefed after it.
fn told(world: &mut World, dice: Dice) {
    let (armorer, first_ad) = (world.who(role::ARMORER), world.who(role::FIRST_AD));
    let person = Dice::of(dice.c, &world.people());
    let ask = match dice.b % 8 {
        0 => Ask::SetPeopleRules(PeopleRules {
            training: dice.a.is_multiple_of(2),
            meeting: dice.c.is_multiple_of(2),
            by: Some(armorer),
        }),
        1 => Ask::SetPeopleRules(PeopleRules { training: false, meeting: false, by: Some(person) }),
        2..=4 => {
            let covers = Dice::of(dice.a, Training::ALL);
            let until = dice.c.is_multiple_of(3).then(|| world.now.wall.plus(300_000));
            let by = dice.a.is_multiple_of(3).then_some(armorer);
            let person = if dice.a < 128 { world.who(role::PERFORMER) } else { person };
            Ask::Train(PersonTrained { person, covers, by, until })
        }
        5 => Ask::Meet { present: world.people(), led_by: first_ad, after: false },
        6 => Ask::Meet { present: vec![person], led_by: armorer, after: false },
        _ => Ask::Meet { present: vec![person], led_by: first_ad, after: true },
    };
    let _may_be_refused = world.ask(ask);
}

fn item(world: &World, dice: Dice) -> ItemId {
    world.item(Dice::of(dice.a, &TAGS))
}

/// A list that suits the item, or now and then any.
fn start(world: &mut World, dice: Dice) {
    let tag = Dice::of(dice.a, &TAGS);
    let suited: &[&str] = match tag {
        "G-07" | "G-08" => &[
            "dummies-prove-load",
            "cold-gun-empty",
            "cold-gun-dummies",
            "re-show",
            "every-kind",
            "weapon-intake",
            "blank-load-fire",
            "blank-after-take",
            "misfire",
            "between-takes",
        ],
        "P-03" => &[
            "cold-gun-empty",
            "re-show",
            "weapon-intake",
            "more-kinds",
            "over-nothing",
            "proof-after",
            "blank-load-fire",
            "blank-after-take",
            "misfire",
            "between-takes",
        ],
        "R-07" => &["rubber-out", "weapon-intake"],
        _ => &["dummy-tray-proof", "blank-intake", "dummies-prove-load", "dummies-out"],
    };
    let list = if dice.c > 240 {
        Dice::of(dice.b, SHIPPED).0.trim_end_matches(".ron")
    } else {
        Dice::of(dice.b, suited)
    };
    // A misfire gives up the run that goes on about its gun; too many of them, and nothing is ever proven.
    if list == "misfire" && world.run().is_some() && !dice.c.is_multiple_of(8) {
        return;
    }
    let card = (dice.c % 8 == 1).then_some(7);
    let start = world.start_of(list, tag, card);
    let _may_be_refused = world.ask(Ask::Start(start));
}

/// Several steps, as they should be.
fn well(world: &mut World, dice: Dice) {
    for _ in 0..=dice.b % 12 {
        let Some(run) = world.run() else { return };
        match world.face(run).map(|face| face.kind) {
            Some(FaceKind::Wait { lasts, .. }) => world.pass(lasts),
            Some(FaceKind::Show { item, by: Some(by), to }) => {
                let to = to.into_iter().map(|(shown, _)| shown).collect();
                let card = world.state.run(run).unwrap().started().card;
                must_record(world, Happened::Shown { items: vec![item], by, to, card });
                continue;
            }
            Some(_) | None => {}
        }
        world.pass(3_000);
        let _may_be_refused = answer(world, 0, None);
    }
}

fn any_answer(world: &mut World, dice: Dice) {
    world.opened = (dice.b > 128).then(|| world.now.clone());
    world.pass(u64::from(dice.b) * 20);
    let ago = i64::from(dice.b) * 60_000;
    let claimed = UtcMillis::new(world.now.wall.millis() - ago);
    let _may_be_refused = answer(world, dice.c, dice.b.is_multiple_of(3).then_some(claimed));
}

/// Back to the armorer, let back into use and unloaded where it has to be.
fn home(world: &mut World, dice: Dice) {
    let item = item(world, dice);
    let one = world.state.book().item(item).unwrap();
    let (place, holder, condition) = (one.place, one.holder, one.physical.condition);
    let armorer = Some(world.who(role::ARMORER));
    let mut acts = Vec::new();
    match place {
        Place::Locked => acts.push((Act::TakeOut, None, armorer)),
        Place::Unit | Place::Out => acts.push((Act::TransferIn, None, armorer)),
        Place::Hand | Place::Set | Place::Missing => acts.push((Act::Collect, holder, armorer)),
        Place::Handler if holder != armorer => acts.push((Act::Collect, holder, armorer)),
        Place::Handler => {}
    }
    match condition {
        Condition::Quarantine => acts.push((Act::Release, armorer, None)),
        Condition::FiredNotCleared | Condition::MisfireHold => {
            acts.push((Act::Unload, armorer, None));
        }
        Condition::Unverified
        | Condition::EmptyShownClear
        | Condition::DummiesProven
        | Condition::LoadedChamberEmpty
        | Condition::Hot
        | Condition::Inert
        | Condition::GasFlash => {}
    }
    for (act, from, to) in acts {
        must_record(world, Happened::Moved(vec![Moved::plain(item, act, from, to)]));
    }
}

fn issue(world: &mut World, dice: Dice) {
    let item = item(world, dice);
    let (from, action) = (world.who(role::ARMORER), vec![world.who(role::PERFORMER)]);
    let items = if dice.c > 200 { vec![item, item] } else { vec![item] };
    let _may_be_refused = world.ask(Ask::Issue { items, from, action });
}

fn stop(world: &mut World, dice: Dice) {
    let by = world.people().get(usize::from(dice.b)).copied();
    let about = (dice.c > 100).then(|| item(world, dice));
    must_record(world, Happened::Stop { by, item: about });
}

fn new_set_up(world: &mut World, _: Dice) {
    let changes = awaits(world) || in_force(world, |kind| !kind.is_look_alike());
    may_record(world, Happened::NewSetUp, changes);
}

fn a_break(world: &mut World, _: Dice) {
    let changes = awaits(world) || in_force(world, |_| true);
    may_record(world, Happened::Break, changes);
}

fn run_itself(world: &mut World, dice: Dice) {
    let Some(run) = world.run() else { return };
    match dice.c % 8 {
        0 | 1 => given_up(world, run),
        2 => {
            let going = world.state.run(run).unwrap().held().is_none();
            may_record(world, Happened::Held { run }, going);
        }
        _ => {
            let _may_be_refused = world.ask(Ask::Resume { run });
        }
    }
}

fn clock(world: &mut World, dice: Dice) {
    let millis = (i64::from(dice.c) - 128) * 60_000;
    world.jump(millis);
    must_record(world, Happened::ClockJumped { wall_ms: millis });
}

fn sitting(world: &mut World, dice: Dice) {
    if dice.c > 128 {
        world.reboot();
    } else {
        must_record(world, Happened::Closed);
        world.open();
    }
}

fn unsigned(world: &mut World, dice: Dice) {
    let Some(pending) = world.state.pending() else { return };
    let (statement, person) = (pending.statement, world.people().first().copied());
    let _may_be_refused = match person.filter(|_| dice.c > 128) {
        Some(person) => world.ask(Ask::Decline { statement, person }),
        None => world.ask(Ask::Cancel { statement }),
    };
}

fn bind(world: &mut World, dice: Dice) {
    let Some(run) = world.run() else { return };
    let role = Dice::of(dice.b, &[role::FIRST_AD, role::SAFETY_OFFICER, role::CAMERA]);
    let person: PersonId = Dice::of(dice.c, &world.people());
    let _may_be_refused = world.ask(Ask::Bind { run, role: role.parse().unwrap(), person });
}
