//! The table: forty-two things that failed on one set and one on another, in our own words, and what catches each.

use super::{bench, breaks, rules, set};

/// One thing that failed.
pub(super) struct Row {
    pub(super) n: u8,
    pub(super) failed: &'static str,
    pub(super) by: By,
}

/// What catches it.
#[derive(Clone, Copy)]
pub(super) enum By {
    /// This does, and the test plays it.
    Caught { what: &'static str, play: fn() },
    /// Nothing yet; the part that will.
    NotYet { module: &'static str },
}

const fn caught(n: u8, failed: &'static str, what: &'static str, play: fn()) -> Row {
    Row { n, failed, by: By::Caught { what, play } }
}

const fn not_yet(n: u8, failed: &'static str, module: &'static str) -> Row {
    Row { n, failed, by: By::NotYet { module } }
}

pub(super) const ROWS: &[Row] = &[
    not_yet(1, "Live rounds were on the set at all", "day: a sweep before any gun comes out"),
    caught(
        2,
        "Live rounds lay in a box that said dummies",
        "dummy-tray-proof, dummies-prove-load: a sealed box is no proof; each is proven, and one that may be live is STOP",
        bench::a_label_is_no_proof,
    ),
    not_yet(
        3,
        "Live rounds in bandoliers, cart and box",
        "day: the sweep, every belt a line of its own",
    ),
    caught(
        4,
        "Dummies came loose in a bag from another film",
        "dummy-tray-proof: loose or unknown is set apart, and no gun is loaded from that tray",
        bench::loose_ones_are_set_apart,
    ),
    caught(
        5,
        "Each round was checked most of the time",
        "dummies-prove-load: one answer a round; after five of six nothing is declared or issued",
        bench::five_of_six_is_not_six,
    ),
    caught(
        6,
        "The dummies were never all counted",
        "dummies-out and wrap: as many back as went in, or STOP (the time it needs: not yet planned)",
        bench::those_that_are_missing_are_asked_for,
    ),
    caught(
        7,
        "The supplier kept no written inventory",
        "weapon-intake: pieces counted by two against what the supplier confirms; a difference is STOP",
        bench::more_or_less_than_the_manifest,
    ),
    caught(
        8,
        "Two sorts of dummy were in use, told apart by different signs",
        "dummies-prove-load: two styles in one tray are STOP",
        bench::one_style_to_a_tray,
    ),
    caught(
        9,
        "The AD saw three or four rounds, not six",
        "cold-gun-dummies: a count that is not what was proven is STOP",
        set::four_of_six_were_seen,
    ),
    caught(
        10,
        "The cylinder was not turned through",
        "cold-gun-empty: \"not turned through all\" is an answer, and is STOP",
        set::the_cylinder_was_not_turned,
    ),
    caught(
        11,
        "It was called out without the whole check",
        "production: no issue before the first AD has looked; the call is the list's last step",
        set::no_call_before_the_check,
    ),
    caught(
        12,
        "One word meant empty, and meant dummies",
        "checklist: the bare word is a mistake in a list; the call is made from the condition",
        set::the_call_says_what_is_in_it,
    ),
    caught(
        13,
        "The AD is said to have handed the gun over",
        "custody: no issue by a first AD; one that happened is a breach and ends what was declared",
        set::the_ad_never_handles,
    ),
    caught(
        14,
        "Nobody can show who handed it to whom",
        "custody: every move has giver, taker and time; one with nobody named is a breach; what goes to another unit is signed for thing by thing, and open until it is back",
        set::every_hand_is_on_record,
    ),
    not_yet(15, "The armorer was not in the room when it was used", "day: the handler at the post"),
    caught(
        16,
        "It was loaded and passed on without the weapons people",
        "production: only a qualified handler proves and loads; who opens it otherwise ends what was declared",
        set::only_handlers_make_it_so,
    ),
    caught(
        17,
        "Guns lay unattended",
        "custody and custody-break: found unattended is a breach; no short way back; not proven anew is STOP",
        breaks::left_unattended,
    ),
    caught(
        18,
        "Blanks and dummies stayed on the cart over lunch",
        "custody-break: nobody breaks before they are counted and locked",
        breaks::rounds_on_the_cart_at_lunch,
    ),
    caught(
        19,
        "Others took guns from the safe; several knew the combination",
        "custody: out of the lock by no handler is a breach, and what comes out of a sealed safe opened it; custody-break and wrap ask who has keys",
        breaks::keys_with_others,
    ),
    caught(
        20,
        "The armorer had a second job",
        "rule california: a duty that nobody takes over is STOP before it is loaded or shown (every morning: no list yet)",
        rules::a_second_job,
    ),
    caught(
        21,
        "She was told that safety took too long",
        "between-takes: asked to hurry is an answer; it is STOP, and in the log",
        breaks::asked_to_hurry,
    ),
    caught(
        22,
        "No authority to ask for training",
        "people: the armorer says that training is asked for, and nobody without it is issued a gun (written authority to stop: not yet)",
        rules::training_is_asked_for,
    ),
    caught(
        23,
        "Earlier unplanned discharges, and no inquiry",
        "production: an unplanned discharge is an alarm; no item is declared or issued until the restart is signed, with whoever answers for safety",
        set::an_unplanned_shot_stops_all_work,
    ),
    caught(
        24,
        "A double was told that it was empty, and fired a blank",
        "cold-gun-empty: two count alone, and five of six is STOP; a gun with blanks has another call",
        set::a_blank_in_an_empty_gun,
    ),
    caught(
        25,
        "Complaints were not heard; people left over it",
        "concern: anybody writes to the safety officer alone, in nobody's name; what has not left the laptop is counted (what becomes of it there: not in this record)",
        set::a_concern_is_heard_by_somebody_else,
    ),
    caught(
        26,
        "No safety meeting on some days",
        "day: without the meeting of the day, or to somebody who was not there, no gun is issued; rule california: a meeting not held is STOP",
        rules::no_meeting,
    ),
    not_yet(27, "Rehearsal was left out", "day: time for it in the plan"),
    caught(
        28,
        "A real gun was used for a line-up",
        "rubber-out: takes no real gun, costs least, and a stiff or heavy one is STOP",
        set::a_real_gun_for_a_line_up,
    ),
    caught(
        29,
        "It was pointed at the crew",
        "blank-load-fire: somebody in the line, or nearer than measured, is STOP (an empty or dummy gun toward somebody: no list yet)",
        set::somebody_in_the_line,
    ),
    not_yet(
        30,
        "Nobody was asked before it was pointed at somebody",
        "lists: the muzzle toward somebody, as an exception of two",
    ),
    caught(
        31,
        "The crew was new that morning",
        "day: whoever came after the meeting is issued nothing before being briefed; rule california: somebody near it without the course is STOP",
        rules::new_that_morning,
    ),
    not_yet(32, "Tired people, long ways", "day: rest and travel of the handlers"),
    caught(
        33,
        "Muzzles swept people, and nobody said so",
        "custody: pointed outside the plan is told by anybody in one act, and ends what was declared",
        set::a_muzzle_that_sweeps,
    ),
    caught(
        34,
        "A performer pressed for quick reloads",
        "custody and between-takes: a fired gun is loaded again only after it was unloaded; a quick reload is STOP",
        set::a_quick_reload,
    ),
    not_yet(
        35,
        "The AD had been let go after an incident before",
        "preparation: earlier incidents asked for",
    ),
    not_yet(
        36,
        "An armorer on a second show, in doubt of herself",
        "preparation: evidence of competence, a second armorer by number of guns",
    ),
    not_yet(
        37,
        "Rules on paper, neither taught nor enforced",
        "report: each requirement with what shows it",
    ),
    caught(
        38,
        "Nobody stopped the work",
        "production: STOP by anybody, no name, no reason, and nothing is in force or issued after it",
        set::anybody_stops,
    ),
    not_yet(39, "The gun was opened before police had it", "incident: hands off"),
    not_yet(
        40,
        "Other guns were emptied, rounds thrown away",
        "incident: everything is held, not only the one",
    ),
    not_yet(41, "No pictures of the shot were kept", "incident: asks to keep all media"),
    not_yet(
        42,
        "Evidence was filed under another number",
        "incident: receipts in the bundle, item by item",
    ),
    // On another set, in 1993.
    caught(
        43,
        "A dummy left a bullet in the bore, and a blank drove it out",
        "production and blank-load-fire: after dummies no blanks are loaded or declared before the gun is shown clear, bore and all; review finds what happened anyway",
        bench::blanks_after_dummies,
    ),
];
