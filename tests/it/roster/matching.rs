//! Distinct people with distinct keys, against every possible choice.

use showclear::roster::most_distinct;

/// Every choice of keys for the people, one after the other, by trial.
fn by_trial(pairs: &[(u8, u8)], person: u8, people: u8, taken: u8) -> usize {
    if person == people {
        return 0;
    }
    let without = by_trial(pairs, person + 1, people, taken);
    pairs
        .iter()
        .filter(|(one, key)| *one == person && taken & (1 << key) == 0)
        .map(|(_, key)| 1 + by_trial(pairs, person + 1, people, taken | 1 << key))
        .fold(without, usize::max)
}

#[test]
fn it_is_the_most_that_any_choice_reaches_up_to_four_by_four() {
    for people in 0..=4_u8 {
        for keys in 0..=4_u8 {
            for graph in 0..1_u32 << (people * keys) {
                let pairs: Vec<(u8, u8)> = (0..people)
                    .flat_map(|person| (0..keys).map(move |key| (person, key)))
                    .filter(|(person, key)| graph & (1 << (person * keys + key)) != 0)
                    .collect();
                let expected = by_trial(&pairs, 0, people, 0);
                assert_eq!(most_distinct(&pairs), expected, "{pairs:?}");
            }
        }
    }
}

#[test]
fn one_key_is_not_two_people_and_two_keys_are_not_two_people() {
    assert_eq!(most_distinct(&[("a", 1), ("b", 1)]), 1);
    assert_eq!(most_distinct(&[("a", 1), ("a", 2)]), 1);
    assert_eq!(most_distinct(&[("a", 1), ("a", 2), ("b", 1)]), 2);
}
