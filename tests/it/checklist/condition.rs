//! Three-valued conditions: every row of the truth tables, and what is known of nothing.

use proptest::prelude::*;
use showclear::checklist::{
    self, Checklist, Compare, Condition, FlagIx, Lookup, NumberRef, RoleIx, StepIx, StopWhen,
    TextRef, Truth, Value, truth, value,
};
use showclear::terms::Millis;

use Truth::{False, True, Unknown};

const GOOD: &str = include_str!("../../corpus/checklists/good.ron");
const ALL: [Truth; 3] = [False, Unknown, True];

fn list() -> Checklist {
    checklist::read("good.ron", GOOD).unwrap()
}

/// A run of which only these are known.
#[derive(Default)]
struct Known {
    number: Option<i64>,
    text: Option<String>,
    raised: bool,
    age: Option<Millis>,
    bound: bool,
}

impl Lookup for Known {
    fn number(&self, _: &NumberRef) -> Option<i64> {
        self.number
    }
    fn text(&self, _: &TextRef) -> Option<String> {
        self.text.clone()
    }
    fn raised(&self, _: FlagIx) -> bool {
        self.raised
    }
    fn age(&self, _: StepIx) -> Option<Millis> {
        self.age
    }
    fn bound(&self, _: RoleIx) -> bool {
        self.bound
    }
}

/// A condition of that truth when nothing is known of the run.
fn of(wanted: Truth) -> Condition {
    let number = |n| NumberRef::Literal(n);
    match wanted {
        True => Condition::Number(number(1), Compare::Eq, number(1)),
        False => Condition::Number(number(1), Compare::Eq, number(2)),
        Unknown => Condition::Text(TextRef::Scene, true, TextRef::Literal("1".to_owned())),
    }
}

#[track_caller]
fn check(condition: &Condition, run: &Known, expected: Truth) {
    assert_eq!(truth(condition, &list(), run), expected, "{condition:?}");
}

#[test]
fn all_is_the_least_and_any_is_the_most() {
    let nothing = Known::default();
    let table = [
        // left, right, all, any
        (False, False, False, False),
        (False, Unknown, False, Unknown),
        (False, True, False, True),
        (Unknown, False, False, Unknown),
        (Unknown, Unknown, Unknown, Unknown),
        (Unknown, True, Unknown, True),
        (True, False, False, True),
        (True, Unknown, Unknown, True),
        (True, True, True, True),
    ];
    for (left, right, all, any) in table {
        check(&Condition::All(vec![of(left), of(right)]), &nothing, all);
        check(&Condition::Any(vec![of(left), of(right)]), &nothing, any);
    }
    for (inner, not) in [(False, True), (Unknown, Unknown), (True, False)] {
        check(&Condition::Not(Box::new(of(inner))), &nothing, not);
    }
}

#[test]
fn comparisons_with_something_unknown_are_unknown() {
    let step = list().top(0).unwrap();
    for how in [Compare::Eq, Compare::Ne, Compare::Lt, Compare::Le, Compare::Gt, Compare::Ge] {
        let left = Condition::Number(NumberRef::Step(step), how, NumberRef::Literal(3));
        let right = Condition::Number(NumberRef::Literal(3), how, NumberRef::Step(step));
        check(&left, &Known::default(), Unknown);
        check(&right, &Known::default(), Unknown);
        let expected = match how {
            Compare::Eq | Compare::Le | Compare::Ge => True,
            Compare::Ne | Compare::Lt | Compare::Gt => False,
        };
        check(&left, &Known { number: Some(3), ..Known::default() }, expected);
    }
    let one_of = Condition::OneOf(TextRef::Step(step), vec!["a".to_owned()]);
    check(&one_of, &Known::default(), Unknown);
    check(&one_of, &Known { text: Some("a".to_owned()), ..Known::default() }, True);
    check(&one_of, &Known { text: Some("b".to_owned()), ..Known::default() }, False);
    let older = Condition::Older(step, 5_000);
    check(&older, &Known::default(), Unknown);
    check(&older, &Known { age: Some(5_000), ..Known::default() }, False);
    check(&older, &Known { age: Some(5_001), ..Known::default() }, True);
}

#[test]
fn known_raised_and_bound_are_never_unknown() {
    let list = list();
    let step = list.top(0).unwrap();
    let nothing = Known::default();
    check(&Condition::KnownNumber(NumberRef::Step(step)), &nothing, False);
    check(&Condition::KnownText(TextRef::Step(step)), &nothing, False);
    let role = list.role_named("armorer").unwrap();
    check(&Condition::Bound(role), &nothing, False);
    check(&Condition::Bound(role), &Known { bound: true, ..Known::default() }, True);
    // The flag of the good list: the stop "blocked" asks for it.
    let StopWhen::Always(Condition::Any(any)) = &list.stops[3].when else { panic!("not any") };
    check(&any[0], &nothing, False);
    check(&any[0], &Known { raised: true, ..Known::default() }, True);
}

#[test]
fn computed_values_are_unknown_on_overflow() {
    let number = |n| Value::Number(NumberRef::Literal(n));
    let list = list();
    let of = |computed: &Value| value(computed, &list, &Known::default());
    assert_eq!(of(&Value::Sum(vec![number(2), number(3)])), Some(5));
    assert_eq!(of(&Value::Sum(vec![number(i64::MAX), number(1)])), None);
    assert_eq!(of(&Value::Diff(Box::new(number(i64::MIN)), Box::new(number(1)))), None);
    let choose =
        |when| Value::If(Box::new(of_truth(when)), Box::new(number(1)), Box::new(number(2)));
    assert_eq!(of(&choose(True)), Some(1));
    assert_eq!(of(&choose(False)), Some(2));
    assert_eq!(of(&choose(Unknown)), None);
}

fn of_truth(wanted: Truth) -> Condition {
    of(wanted)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    /// Learning more never turns true into false or false into true.
    #[test]
    fn knowing_more_never_contradicts(picks in prop::collection::vec(0_usize..3, 1..5), invert: bool) {
        let build = |unknown: Truth| {
            let all = picks.iter().map(|pick| match ALL[*pick] {
                Unknown => of(unknown),
                known @ (False | True) => of(known),
            });
            let any = Condition::Any(vec![Condition::All(all.collect()), of(ALL[picks[0]])]);
            if invert { Condition::Not(Box::new(any)) } else { any }
        };
        let list = list();
        let before = truth(&build(Unknown), &list, &Known::default());
        for learnt in [True, False] {
            // The part outside of `All` stays unknown, which can only leave the whole unknown.
            let after = truth(&build(learnt), &list, &Known::default());
            prop_assert!(before == Unknown || before == after);
        }
    }
}
