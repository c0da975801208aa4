//! Overlays: what a list is once local rules are applied to it, in the order of their ids.

use std::sync::Arc;

use expect_test::expect;
use showclear::checklist::{Checklist, Content, Overlay, Set};

use super::units::told;

fn set(folder: &str) -> Set {
    let texts = super::corpus::together(folder);
    Set::read(texts.iter().map(|(name, text)| (name.as_str(), text.as_str())))
}

fn list(set: &Set, id: &str) -> Arc<Checklist> {
    Arc::clone(set.lists().find(|list| list.id.as_str() == id).unwrap())
}

fn all(set: &Set) -> Vec<Arc<Overlay>> {
    set.overlays().into_iter().cloned().collect()
}

#[test]
fn overlays_are_applied_in_the_order_of_their_ids_and_everything_finds_its_place() {
    let set = set("overlay-good");
    let base = list(&set, "a-list");
    let overlays = all(&set);
    let ids: Vec<&str> = overlays.iter().map(|overlay| overlay.id.as_str()).collect();
    assert_eq!(ids, ["california", "second"]);
    let mut turned = overlays.clone();
    turned.reverse();
    let both = set.tightened(&base, &turned).unwrap();
    let parts: Vec<&str> = both.overlays.iter().map(|part| part.id.as_str()).collect();
    assert_eq!(parts, ids);
    expect![[r#"
        hands []
        muzzle [first_ad, armorer] cites sheet
        bore [first_ad, armorer]
        ears [] cites sheet when Text(Step(StepIx { top: 1, inner: None }), false, Literal("NOT SURE"))
        l.look [armorer]
        plug [monitor]
        rounds []
        count [] counted by armorer, first_ad
        down []
        moved []
        sign [] when Number(Fact(FactIx(0)), Eq, Literal(0))
        log []
        fact expected Diff(Number(Capacity(InputIx(0))), Number(Blind(StepIx { top: 7, inner: None }, RoleIx(0))))
        fact left Diff(Number(Fact(FactIx(0))), Number(Step(StepIx { top: 3, inner: None })))
        flag 0 no-light
        flag 1 unplugged
        stop dark at bore: armorer from muzzle
        stop unplugged at sign: monitor, armorer from ears
        bore-obstruction: bore, ears
        deaf: ears, l.look, muzzle
        es ears.ask stale
        es muzzle.ask stale
        unit look 1
    "#]].assert_eq(&told(&both));

    // Its own title, revision and bytes stay those of the list.
    assert_eq!(
        (both.rev, &both.title, both.source.sha256),
        (base.rev, &base.title, base.source.sha256)
    );
    let validity = both.validity.as_ref().unwrap();
    assert_eq!((validity.lasts, validity.warn, validity.ends_on.len()), (10 * 60_000, None, 2));
    let roles: Vec<(String, bool, bool, bool, Vec<usize>)> = both
        .roles
        .iter()
        .map(|role| {
            let apart = role.not_same_as.iter().map(|ix| ix.position()).collect();
            (role.role.to_string(), role.handler, role.exclusive_duty, role.optional, apart)
        })
        .collect();
    assert_eq!(
        roles,
        [
            ("armorer".into(), true, false, false, vec![]),
            ("first_ad".into(), true, true, false, vec![0, 2, 3]),
            ("safety".into(), true, false, false, vec![1, 3]),
            ("monitor".into(), false, true, false, vec![0, 2, 1]),
        ]
    );
}

#[test]
fn a_deviation_skips_and_lengthens_and_the_record_sees_what_was_passed_over() {
    let set = set("overlay-deviates");
    let base = list(&set, "a-list");
    let overlays = all(&set);
    assert_eq!(overlays.len(), 1);
    let deviation = overlays[0].deviates.as_ref().unwrap();
    assert_eq!(deviation.until, "2026-12-31");
    let deviating = set.tightened(&base, &overlays).unwrap();
    assert_eq!(deviating.steps.len(), base.steps.len());
    assert_eq!(deviating.validity.as_ref().unwrap().lasts, 45 * 60_000);
    let never: Vec<String> = deviating
        .steps
        .iter()
        .zip(&base.steps)
        .filter(|(now, before)| now.when.is_some() && before.when.is_none())
        .map(|(step, _)| step.path.to_string())
        .collect();
    assert_eq!(never, ["bore", "rounds"]);
}

#[test]
fn two_overlays_that_do_not_go_together_say_which_one_and_why() {
    let set = set("overlay-good");
    let again = set.files().find(|(source, _)| source.name == "b_second.ron").unwrap().0;
    let twin = again.text.replace("\"second\"", "\"third\"");
    let set = set.with_text("c_third.ron", &twin);
    assert_eq!(set.mistaken().count(), 0, "each of them fits alone");
    let base = list(&set, "a-list");
    let refused = set.tightened(&base, &all(&set)).unwrap_err();
    assert_eq!(refused.overlay.id.as_str(), "third");
    let told: Vec<String> = refused.mistakes.iter().map(ToString::to_string).collect();
    assert_eq!(told, ["there is already something called \"hands\"; take another name"]);
}

/// What an author sees while typing: a change in one file is told wherever it does harm.
#[test]
fn a_changed_text_is_told_in_every_file_that_depends_on_it() {
    let set = set("overlay-good");
    let told = |name: &str, from: &str, to: &str| -> Vec<String> {
        let (source, _) = set.files().find(|(source, _)| source.name == name).unwrap();
        let changed = source.text.replace(from, to);
        assert_ne!(*changed, *source.text);
        let set = set.with_text(name, &changed);
        set.mistaken()
            .map(|(source, mistakes)| format!("{}: {}", source.name, mistakes[0].found))
            .collect()
    };
    // A step that an overlay names; a unit whose bytes are pinned; nothing that anybody relies on.
    assert_eq!(
        told("list.ron", "id: \"bore\"", "id: \"hole\""),
        ["list.ron: there is no step \"bore\""]
    );
    assert_eq!(
        told("other.ron", "\"rounds\"", "\"chambers\""),
        ["a_california.ron: on b-list: there is no step \"rounds\" at the top of this list"]
    );
    assert_eq!(
        told("look.ron", "A look.", "Another look."),
        ["a_california.ron: no unit \"look\" at hand has this SHA-256"]
    );
    assert!(told("other.ron", "A list.", "Another list.").is_empty());
    let (_, content) = set.files().find(|(source, _)| source.name == "look.ron").unwrap();
    assert!(matches!(content, Content::Unit(unit) if unit.id().as_str() == "look"));
}

/// Two local rules for one list, each of which the list allows: what both ask holds, whichever is applied first.
#[test]
fn of_two_overlays_the_stricter_word_holds_in_either_order() {
    let set = set("overlay-good");
    let local = |id: &str, role: &str, lasts: u32| {
        let head = format!("schema: 1, id: \"{id}\", rev: 1, status: Released, lang: \"en\"");
        let role = format!("\"safety\": Role(title: \"Safety\", {role})");
        format!(
            "Overlay({head}, title: \"Local\", purpose: \"Local.\", roles: {{ {role} }}, lasts: Min({lasts}))"
        )
    };
    let (strict, loose) = ("filled_by: [\"safety_officer\"]", "optional: true");
    for [first, second] in [[(strict, 4), (loose, 7)], [(loose, 7), (strict, 4)]] {
        let set = set.with_text("c_first.ron", &local("third", first.0, first.1));
        let set = set.with_text("d_second.ron", &local("fourth", second.0, second.1));
        assert_eq!(set.mistaken().count(), 0, "each of them fits alone");
        let own =
            all(&set).into_iter().filter(|one| ["third", "fourth"].contains(&one.id.as_str()));
        let own: Vec<Arc<Overlay>> = own.collect();
        let both = set.tightened(&list(&set, "a-list"), &own).unwrap();
        let safety = both.roles.iter().find(|role| role.role.to_string() == "safety").unwrap();
        assert!(!safety.optional, "one of them needs somebody there");
        let fillers: Vec<String> = safety.filled_by.iter().map(ToString::to_string).collect();
        assert_eq!(fillers, ["safety_officer"]);
        assert_eq!(both.validity.as_ref().unwrap().lasts, 4 * 60_000);
    }
}

#[test]
fn two_overlays_that_leave_nobody_for_a_role_are_refused() {
    let set = set("overlay-loosens");
    let list = list(&set, "a-list");
    let local = |id: &str, name: &str, filler: &str| {
        format!(
            "Overlay(schema: 1, id: \"{id}\", rev: 1, status: Released, lang: \"en\", title: \"Local\", purpose: \"Local.\", roles: {{ \"{name}\": Role(title: \"Local\", filled_by: [\"{filler}\"]) }})"
        )
    };
    let set = set.with_text("y.ron", &local("y", "watch", "safety_officer"));
    let set = set.with_text("z.ron", &local("z", "watch", "production_rep"));
    let own: Vec<Arc<Overlay>> =
        all(&set).into_iter().filter(|one| ["y", "z"].contains(&one.id.as_str())).collect();
    assert_eq!(own.len(), 2, "each of them fits alone");
    let refused = set.tightened(&list, &own).unwrap_err();
    let told: Vec<String> = refused.mistakes.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        ["nobody would be left to fill the role \"watch\"; it is filled by safety_officer"]
    );
}

#[test]
fn an_overlay_adds_no_more_than_a_list_may_have() {
    let set = set("overlay-about");
    let stop = |n: usize| {
        format!(
            "Stop(id: \"s{n}\", at: [\"said\"], when: Known(\"permit\"), say: \"STOP.\", clear: Clear(by: [\"armorer\"], restart_at: \"said\")),"
        )
    };
    let (source, _) = set.files().find(|(source, _)| source.name == "text.ron").unwrap();
    for (count, fits) in [(100, true), (101, false)] {
        let stops: String = (0..count).map(stop).collect();
        let text = source.text.replace("inputs:", &format!("stops: [{stops}], inputs:"));
        let set = set.with_text("text.ron", &text);
        let told: Vec<String> = set
            .mistaken()
            .filter(|(source, _)| source.name == "text.ron")
            .flat_map(|(_, mistakes)| mistakes.iter().map(ToString::to_string))
            .collect();
        let expected: &[&str] =
            if fits { &[] } else { &["there are 101 stops, expected at most 100"] };
        assert_eq!(told, expected);
    }
}
