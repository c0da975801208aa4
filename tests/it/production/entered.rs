//! Whole lists from paper cards: what is entered at once says what each step by itself would, and is refused as a whole or not at all.

use showclear::production::{Ask, CardLine, CardRun, EnterCard, Happened, Then};
use showclear::run::{Answer, FaceKind, Sealed, Ticked};
use showclear::terms::{RunId, StepPath};

use super::world::World;

type Said = Vec<(StepPath, Ticked)>;

/// The lines of a card of G-07 as they stand where `said` is said, and nothing else.
fn lines(world: &mut World, list: &str, said: &Said) -> Vec<CardLine> {
    let run = CardRun::New(Box::new(world.start_of(list, "G-07", Some(7))));
    let (library, names, now) = (world.library.clone(), world.names.clone(), world.now.clone());
    world.state.card_lines(&run, (said, None), (&library, &names, &now)).unwrap()
}

/// What is said at each line where all is as expected, and in the places where nothing is, the first answer.
fn expected(world: &mut World, list: &str) -> Said {
    let mut said = Said::new();
    for _ in 0..60 {
        let all = lines(world, list, &said);
        let Some(last) = all.last().filter(|line| line.then == Then::Open) else {
            return all
                .into_iter()
                .filter_map(|line| Some((line.face.step, line.said.or(line.expected)?)))
                .collect();
        };
        let first = if matches!(&last.face.kind, FaceKind::Blind { .. }) {
            Ticked::Counted(6, 6)
        } else {
            Ticked::Answer(Answer::Choice(0))
        };
        said.push((last.face.step.clone(), first));
    }
    said
}

fn enter(world: &mut World, list: &str, said: Said) -> Result<RunId, String> {
    let run = CardRun::New(Box::new(world.start_of(list, "G-07", Some(7))));
    world.ask(Ask::EnterCard(Box::new(EnterCard { run, said, at: None })))?;
    Ok(world.state.runs().next_back().unwrap().id())
}

/// The same, one line of the log a step.
fn one_by_one(world: &mut World, list: &str, said: &Said) -> RunId {
    let start = world.start_of(list, "G-07", Some(7));
    world.ask(Ask::Start(start)).unwrap();
    let run = world.state.runs().next_back().unwrap().id();
    for (step, said) in said {
        let answer = match said {
            Ticked::Answer(answer) => answer.clone(),
            Ticked::Counted(one, other) => Answer::Blind(Sealed::new(*one), Sealed::new(*other)),
            Ticked::Shown(to) => {
                let face = world.face(run).unwrap();
                let FaceKind::Show { item, by: Some(by), .. } = face.kind else {
                    unreachable!("{face:?}")
                };
                let (items, to) = (vec![item], to.clone());
                world.happened(Happened::Shown { items, by, to, card: Some(7) });
                // Where everybody has looked, that is an answer by itself; the place of nobody is passed over by a press.
                if world.face(run).is_none_or(|face| face.step != *step) {
                    continue;
                }
                Answer::ShownToAll
            }
        };
        world.ask(Ask::Answer { run, step: step.clone(), answer, at: None }).unwrap();
    }
    run
}

/// What a run says: each step with its replies, and whether it goes on.
fn told(world: &World, run: RunId) -> (Vec<String>, bool) {
    let run = world.state.run(run).unwrap();
    let given = run.given().iter();
    let given = given.map(|one| {
        let replies: Vec<_> =
            one.said.replies.iter().map(|r| (&r.role, r.person, &r.said)).collect();
        format!("{} {} {replies:?}", one.said.step, one.said.n)
    });
    (given.collect(), run.is_open())
}

#[test]
fn all_at_once_says_what_each_by_itself_says_and_takes_one_line() {
    for list in ["cold-gun-empty", "dummies-prove-load", "dummies-out", "re-show", "misfire"] {
        let (mut at_once, mut each) = (World::new(), World::new());
        let said = expected(&mut at_once, list);
        assert!(!said.is_empty(), "{list}");
        let before = at_once.state.size();
        let run = enter(&mut at_once, list, said.clone()).unwrap();
        assert_eq!(at_once.state.size(), before + 1, "{list}");
        let other = one_by_one(&mut each, list, &said);
        assert_eq!(told(&at_once, run), told(&each, other), "{list}");
        assert_eq!(at_once.words("G-07"), each.words("G-07"), "{list}");
        assert!(at_once.state.book().declared(&at_once.now).next().is_none(), "{list}");
        at_once.replays();
    }
}

#[test]
fn what_is_not_taken_leaves_nothing_behind() {
    let mut world = World::new();
    let good = expected(&mut world, "cold-gun-empty");
    let before = world.state.clone();
    let mut other = good.clone();
    other[2].1 = Ticked::Answer(Answer::Choice(99));
    let mut swapped = good.clone();
    swapped.swap(0, 1);
    let mut goes_on = good.clone();
    goes_on[4].1 = Ticked::Counted(6, 5);
    let refused: Vec<String> = [other, swapped, goes_on, Said::new()]
        .into_iter()
        .map(|said| enter(&mut world, "cold-gun-empty", said).map(|_| ()).unwrap_err_or("begun"))
        .collect();
    assert_eq!(
        refused,
        [
            "the step opened takes one of its answers",
            "the next step is muzzle",
            "a STOP stands",
            "begun",
        ]
    );
    let run = world.state.runs().next_back().unwrap().id();
    world.must("abandon");
    assert!(world.state.run(run).unwrap().given().is_empty(), "nothing but the beginning");
    assert_eq!(world.state.size(), before.size() + 2, "the run that was begun, and given up");
}

trait OrSay {
    fn unwrap_err_or(self, said: &str) -> String;
}

impl OrSay for Result<(), String> {
    fn unwrap_err_or(self, said: &str) -> String {
        self.err().unwrap_or_else(|| said.to_owned())
    }
}

#[test]
fn a_stop_on_a_card_is_raised_once_and_nothing_behind_it_is_entered() {
    let mut world = World::new();
    let mut said = expected(&mut world, "cold-gun-empty");
    said.truncate(5);
    said[4].1 = Ticked::Counted(6, 5);
    let shown = lines(&mut world, "cold-gun-empty", &said);
    assert_eq!(shown.len(), 5, "nobody knows what comes after it");
    assert!(matches!(&shown[4].then, Then::Stop(say) if say.starts_with("STOP.")), "{shown:?}");
    assert!(!world.state.is_stopped(), "looking at it raises nothing");
    let run = enter(&mut world, "cold-gun-empty", said).unwrap();
    assert_eq!(world.state.standing_stops().count(), 1);
    assert!(world.state.run(run).unwrap().is_open());
    world.must("settle");
    let face = world.face(run).unwrap();
    assert_eq!(face.step.to_string(), "muzzle", "from where its list says");
}

#[test]
fn a_live_run_takes_nothing_from_a_card() {
    let mut world = World::new();
    world.must("start cold-gun-empty G-07");
    let run = world.run().unwrap();
    let said = vec![("muzzle".parse().unwrap(), Ticked::Answer(Answer::Choice(0)))];
    let card = EnterCard { run: CardRun::Open(run), said, at: None };
    let refused = world.ask(Ask::EnterCard(Box::new(card))).unwrap_err();
    assert_eq!(refused, "there is no such paper card of this run");
    let mut live = world.start_of("cold-gun-empty", "G-08", None);
    live.card = None;
    let card = EnterCard { run: CardRun::New(Box::new(live)), said: Vec::new(), at: None };
    assert!(world.ask(Ask::EnterCard(Box::new(card))).is_err());
}
