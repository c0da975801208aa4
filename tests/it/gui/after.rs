//! Paper cards through the window: fewer inputs than live, marked everywhere, and nothing in force from them.

use super::*;

/// From the board to the page of a run that is entered from card 7, and the inputs it took.
fn card(harness: &mut Window) {
    press(harness, "What happened");
    press(harness, "From a paper card");
    harness.get_by_role_and_label(Role::TextInput, "Number of the card").focus();
    settle(harness);
    type_text(harness, "7");
    harness.get_by_role_and_label(Role::TextInput, "Time on it (may stay empty)").focus();
    settle(harness);
    type_text(harness, "14:02");
}

/// What somebody does at the window, counted as the black-box test counts it: a press, a key, a scan, a field.
struct Inputs<'w>(&'w mut Window, usize);

impl Inputs<'_> {
    #[track_caller]
    fn press(&mut self, name: &str) -> &mut Self {
        press(self.0, name);
        self.1 += 1;
        self
    }

    fn key(&mut self, one: Key) -> &mut Self {
        key(self.0, one);
        self.1 += 1;
        self
    }

    fn field(&mut self, label: &str, text: &str) -> &mut Self {
        self.0.get_by_role_and_label(Role::TextInput, label).focus();
        settle(self.0);
        type_text(self.0, text);
        self.1 += 1;
        self
    }

    fn scan(&mut self, code: &str) -> &mut Self {
        scanner::scan(self.0, code);
        self.1 += 1;
        self
    }

    #[track_caller]
    fn all(&mut self, names: &[&str]) -> &mut Self {
        for name in names {
            self.press(name);
        }
        self
    }

    /// From the board to the lines of a list about G-07, by the number that is typed.
    #[track_caller]
    fn typed(&mut self, list: &str) -> &mut Self {
        self.key(Key::F9).press("From a paper card").field("Number of the card", "7");
        self.field("Time on it (may stay empty)", "14:02").press("Item G-07").press(list)
    }
}

const LOOKED: [&str; 4] = [
    "pointed at nobody, finger off",
    "G-07",
    "gate open, turned through all, each seen empty",
    "rod passed from muzzle to recoil plate",
];
const WRITE: &str = "Write what is ticked";
const CLEAR: &str = "Card: Cold gun: empty, shown clear";
const PROVEN: &str = "Card: Dummies: prove and load";

/// The lines of show clear from card 7: everything as expected but one count.
pub(super) fn with_a_count_that_differs(harness: &mut Window) {
    Inputs(harness, 0).typed(CLEAR).key(Key::T).press("Line 5, Sample Armorer: 5");
}

/// The number of the newest line, and of the answers of the newest run with what they say.
fn newest(harness: &mut Window) -> (u64, Vec<String>) {
    let state = session(harness).shared();
    let run = state.runs().next_back().unwrap();
    let said =
        run.standing().flat_map(|given| given.said.replies.iter().map(|one| one.said.clone()));
    (state.size(), said.collect())
}

/// What show clear costs live, by the same presses as in the black box.
fn live() -> (usize, Vec<String>) {
    let (_world, mut harness) = sampled();
    let mut inputs = Inputs(&mut harness, 0);
    inputs.press("Show clear G-07").all(&LOOKED).all(&["6", "6"]);
    inputs.press("Shown to Sample Performer, performer");
    inputs.press("Shown to Sample Camera Operator, camera").press("Said aloud, and 2 answered");
    let taken = inputs.1;
    (taken, newest(&mut harness).1)
}

#[test]
fn a_whole_list_from_a_card_costs_fewer_inputs_than_live_and_says_the_same() {
    let (ten, said_live) = live();
    assert_eq!(ten, 10, "live");
    let (_world, mut harness) = sampled();
    let before = newest_size(&mut harness);
    let mut inputs = Inputs(&mut harness, 0);
    inputs.typed(CLEAR);
    assert!(!shows(inputs.0, ", ticked"), "nothing is ticked beforehand");
    let write = inputs.0.get_by_role_and_label(Role::Button, WRITE);
    assert!(write.accesskit_node().is_disabled(), "and nothing is there to be written");
    inputs.key(Key::T);
    assert!(shows(inputs.0, "Line 3: gate open, turned through all, each seen empty, ticked"));
    let write = inputs.0.get_by_role_and_label(Role::Button, WRITE);
    assert!(!write.accesskit_node().is_disabled(), "what is ticked can be written, and looks so");
    inputs.key(Key::Enter);
    assert_eq!(inputs.1, 8, "typed, with its time");
    assert!(shows(&harness, "This run has no declaration in force."));
    let (after, said) = newest(&mut harness);
    assert_eq!(said, said_live, "the same answers as live");
    assert_eq!(after, before + 1, "all of it is one line");

    let session = session(&mut harness);
    let run = session.state().runs().next_back().unwrap();
    assert_eq!((run.started().card, run.is_open()), (Some(7), false));
    let clock = |at: showclear::terms::UtcMillis| at.clock(session.offset());
    assert!(run.standing().all(|one| one.said.at.map(clock).as_deref() == Some("14:02")));
    assert!(run.standing().all(|one| !one.said.fast), "nothing was too fast on paper");
    let gun = session.state().book().by_tag("G-07").unwrap();
    assert!(gun.in_force(session.now()).is_none(), "nothing is in force from a card");
    assert!(gun.showings.iter().all(|showing| showing.card == Some(7)));
    assert_eq!(gun.showings.len(), 1);
}

fn newest_size(harness: &mut Window) -> u64 {
    session(harness).state().size()
}

#[test]
fn a_scanned_card_costs_half_of_live() {
    let (ten, _) = live();
    let (_world, mut harness) = sampled();
    let log = session(&mut harness).state().created().unwrap().log;
    let code = showclear::terms::Label::Card(log, 7).to_string();
    let mut inputs = Inputs(&mut harness, 0);
    inputs.scan(&code).press("Item G-07").press(CLEAR).key(Key::T).key(Key::Enter);
    assert!(inputs.1 * 2 <= ten, "{} of {ten}", inputs.1);
    assert_eq!(newest(&mut harness).1.len(), live().1.len());
}

#[test]
fn six_dummies_from_a_card_cost_fewer_inputs_than_live() {
    let proven = "primer pocket empty, hole seen through";
    let (_world, mut harness) = sampled();
    let mut inputs = Inputs(&mut harness, 0);
    inputs.press("Prove and load dummies G-07").all(&LOOKED).all(&["6", "6"]);
    inputs.all(&[proven; 6]).all(&["6", "6"]);
    let (taken, said_live) = (inputs.1, newest(&mut harness).1);
    assert_eq!(taken, 15, "live");

    let (_world, mut harness) = sampled();
    let mut inputs = Inputs(&mut harness, 0);
    inputs.typed(PROVEN);
    // What each dummy is stands on the card alone: nothing is expected of it.
    inputs.press(&format!("Line 6: {proven}")).press("Line 6: the same for each one after it");
    inputs.key(Key::T).key(Key::Enter);
    assert!(inputs.1 <= 10, "{} of {taken}", inputs.1);
    assert_eq!(newest(&mut harness).1, said_live);
    let session = session(&mut harness);
    let gun = session.state().book().by_tag("G-07").unwrap();
    assert!(gun.in_force(session.now()).is_none(), "nothing is in force from a card");
}

#[test]
fn a_count_that_differs_on_a_card_is_one_input_more_and_a_stop() {
    let (_world, mut harness) = sampled();
    let mut inputs = Inputs(&mut harness, 0);
    inputs.typed(CLEAR).press("Line 5, Sample Armorer: 5");
    let write = inputs.0.get_by_role_and_label(Role::Button, WRITE);
    assert!(write.accesskit_node().is_disabled());
    inputs.key(Key::T);
    assert!(!shows(inputs.0, "Line 5, Sample First AD: 6, ticked"), "half a count is none");
    inputs.press("Line 5, Sample First AD: 6");
    assert!(shows(inputs.0, "STOP. G-07 was not seen empty by both. Hold it still."));
    assert!(!shows(inputs.0, "Line 6"), "nobody knows what came after it");
    inputs.key(Key::Enter);
    assert!(inputs.1 <= 10, "{}", inputs.1);
    assert!(shows(&harness, "STOPPED"));
    let (_, said) = newest(&mut harness);
    assert_eq!(said.last().map(String::as_str), Some("5"), "up to the count, and no further");
    let state = session(&mut harness).shared();
    let run = state.runs().next_back().unwrap();
    assert!(run.is_open() && run.stops().next().is_some());
    // Once it is settled the list is asked on, from the card as before.
    press(&mut harness, "Settle STOP: Sample Armorer, armorer");
    press(&mut harness, "Settle STOP: Sample First AD, first AD");
    assert!(!shows(&harness, ", ticked"), "what was ticked of the lines before the STOP is gone");
    key(&mut harness, Key::T);
    key(&mut harness, Key::Enter);
    assert!(shows(&harness, "This run has no declaration in force."));
}

#[test]
fn what_differs_after_everything_is_ticked_is_one_input_too() {
    let (_world, mut harness) = sampled();
    let mut inputs = Inputs(&mut harness, 0);
    inputs.typed(CLEAR).key(Key::T).press("Line 5, Sample Armorer: 5").key(Key::Enter);
    assert_eq!(inputs.1, 9, "one more than with nothing unusual");
    assert!(shows(&harness, "STOPPED"));
    let (_, said) = newest(&mut harness);
    assert_eq!(said.iter().rev().take(2).rev().collect::<Vec<_>>(), ["6", "5"]);
}

#[test]
fn what_another_answer_opens_is_asked_and_not_taken_as_ticked() {
    let (_world, mut harness) = sampled();
    let mut inputs = Inputs(&mut harness, 0);
    inputs.typed(PROVEN).key(Key::T);
    let proven = "primer pocket empty, hole seen through";
    inputs.press(&format!("Line 6: {proven}"));
    assert!(!shows(inputs.0, "Line 7: primer pocket empty, hole seen through, ticked"));
    inputs.press("Line 6: the same for each one after it");
    assert!(shows(inputs.0, "Line 12, Sample Armorer: 6"), "the count comes into sight");
    assert!(!shows(inputs.0, "Line 12, Sample Armorer: 6, ticked"), "and nobody ticked it");
    inputs.key(Key::T);
    assert!(shows(inputs.0, "Line 12, Sample Armorer: 6, ticked"));
    inputs.press("Every line on the card is ticked as expected, chosen");
    assert!(!shows(inputs.0, "Line 12, Sample Armorer: 6, ticked"), "taken back by the same key");
    assert!(shows(inputs.0, "Line 6: primer pocket empty, hole seen through, ticked"));
}

#[test]
fn initials_that_are_missing_keep_the_list_open_and_tell_who_did_see_it() {
    let (_world, mut harness) = sampled();
    let mut inputs = Inputs(&mut harness, 0);
    inputs.typed(CLEAR).key(Key::T);
    inputs.press("Line 6: initials of Sample Camera Operator, camera, ticked");
    assert!(shows(inputs.0, "the run stays open at this line"));
    inputs.key(Key::Enter);
    let state = session(&mut harness).shared();
    assert!(state.runs().next_back().unwrap().is_open());
    let gun = state.book().by_tag("G-07").unwrap();
    let seen: Vec<&str> =
        gun.showings.iter().flat_map(|one| &one.to).map(|one| one.role.as_str()).collect();
    assert_eq!(seen, ["performer"]);
    assert!(shows(&harness, "initials of Sample Camera Operator, camera"), "asked on");
}

#[test]
fn a_showing_from_a_card_counts_for_no_issue() {
    let (_world, mut harness) = sampled();
    card(&mut harness);
    press(&mut harness, "Item G-07");
    press(&mut harness, "Seen by: Sample Performer");
    press(&mut harness, "Record the showing");
    let session = session(&mut harness);
    let gun = session.state().book().by_tag("G-07").unwrap();
    assert_eq!(gun.showings.last().map(|one| one.card), Some(Some(7)));
    press(&mut harness, "Go to Board");
    assert!(harness.query_by_label("Issue G-07 to Sample Performer").is_none());
}

#[test]
fn a_viewer_who_holds_no_role_is_said_by_name_and_cannot_be_picked() {
    let (_world, mut harness) = sampled();
    let state = session(&mut harness).shared();
    let wall = session(&mut harness).now().wall;
    let performer = state.roster().people().find(|one| one.holds("performer", wall)).unwrap();
    let (person, roles) = (performer.id, performer.roles.clone());
    let name = session(&mut harness).names().get(performer.name).unwrap().to_owned();
    card(&mut harness);
    press(&mut harness, "Item G-07");
    assert!(shows(&harness, &format!("Seen by: {name}")));
    for held in roles {
        let command = Command::Ask(Ask::EndRole { person, role: held.role });
        session(&mut harness).perform(command).unwrap();
    }
    settle(&mut harness);
    assert!(!shows(&harness, &format!("Seen by: {name}")));
    let why = format!("Holds no role, so cannot be named here: {name}. Give a role under People.");
    assert!(shows(&harness, &why));
}

#[test]
fn a_card_is_put_away_with_its_page() {
    let (_world, mut harness) = sampled();
    card(&mut harness);
    press(&mut harness, "Go to Board");
    press(&mut harness, "Show clear G-07");
    assert!(!shows(&harness, "RECORDED AFTER"), "what follows is live");
    assert!(shows(&harness, "Muzzle and finger?"));
}

#[test]
fn without_a_number_no_card_is_entered() {
    let (_world, mut harness) = sampled();
    harness.state_mut().shell().go(Place::Paper);
    settle(&mut harness);
    press(&mut harness, "Item G-07");
    assert!(shows(&harness, "Type the number on the card."));
    let lines = session(&mut harness).state().size();
    press(&mut harness, "Card: Cold gun: empty, shown clear");
    assert_eq!(session(&mut harness).state().size(), lines);
    assert!(harness.query_by_label("Begin").is_none());
}

#[test]
fn an_act_from_a_card_keeps_its_number_and_its_time() {
    let (_world, mut harness) = sampled();
    card(&mut harness);
    press(&mut harness, "Item G-07");
    press(&mut harness, "The card says something else");
    press(&mut harness, "Item G-07");
    press(&mut harness, "Handed to: Sample First AD");
    let session = session(&mut harness);
    let gun = session.state().book().by_tag("G-07").unwrap();
    let last = gun.history.last().unwrap();
    let showclear::custody::What::Moved { card, .. } = &last.what else { panic!("{last:?}") };
    assert_eq!(*card, Some(7));
}
