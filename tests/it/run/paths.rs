//! Addresses of steps: through includes and into the parts of a repeat.

use showclear::terms::StepPath;

fn path(text: &str) -> StepPath {
    text.parse().unwrap()
}

#[test]
fn a_step_of_a_part_lies_in_its_repeat_and_in_nothing_else() {
    let proof = path("b").unit(&path("rounds")).each(3, &path("proof"));
    assert_eq!(proof.to_string(), "b.rounds[3].proof");
    assert_eq!(proof, path("b.rounds[3].proof"));
    assert_eq!(proof.head(), path("b.rounds"));
    assert_eq!((proof.leaf(), proof.instance()), ("proof", Some(3)));

    assert!(proof.is_in(&path("b.rounds")));
    for other in ["b", "rounds", "b.rod", "c.rounds", "b.rounds.proof"] {
        assert!(!proof.is_in(&path(other)), "{other}");
    }
    // Without a repeat a step lies in itself alone: an include is no step.
    assert!(path("b.rod").is_in(&path("b.rod")) && !path("b.rod").is_in(&path("b")));
    assert_eq!(path("b.rod").head(), path("b.rod"));
    assert!(path("chambers[12].state").is_in(&path("chambers")));
}

#[test]
fn the_number_of_a_part_has_one_spelling() {
    for other in ["b[0]", "b[03]", "b[+3]", "b[ 3]", "b[]", "b[3", "b[3]x", "b[65536]", "[3]"] {
        assert!(other.parse::<StepPath>().is_err(), "{other}");
    }
    assert_eq!(path("b[65535]").to_string(), "b[65535]");
}
