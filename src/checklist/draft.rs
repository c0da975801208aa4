//! The checklist as written, schema 1: every name still a text with its place.
//!
//! # The language by example
//!
//! A field that is left out is empty or off; `// !` marks the fields that cannot be. Times are
//! `Secs(n)`, `Min(n)` or `Hours(n)`. Ids are `[a-z][a-z0-9_-]{0,39}`; steps, inputs and computed
//! values share one namespace.
//!
//! ```ron
//! Checklist(
//!     schema: 1, id: "show-clear", rev: 1, status: Draft,          // ! Draft, Released, Retired
//!     lang: "en", title: "Show clear", purpose: "When it is used.", // ! each
//!     mode: ChallengeResponse, target: Secs(90),                   // ! ChallengeResponse, ReadDo, DoConfirm
//!     refs: { "sb1": Ref(title: "…", edition: "…", clause: "…", mark: Read) }, // ! mark: Read, Recalled, Proposed
//!     roles: { "armorer": Role(title: "Armorer", filled_by: ["armorer", "property_master"], handler: true,
//!         not_same_as: ["first_ad"], exclusive_duty: true, optional: true, on_call: true) },
//!     inputs: [
//!         Item(id: "gun", ask: "Which gun?", kinds: ["revolver"], actions: ["single"],
//!             needs: Known("gun.capacity"), needs_words: "Enter how many chambers it has."),
//!         Pick(id: "load", ask: "Contents", of: ["empty", "dummies"]),
//!         Text(id: "beat", ask: "Beat"), Number(id: "shots", ask: "Shots planned", min: 0, max: 60),
//!     ],
//!     facts: { "expected": If(Eq("load", "empty"), Num(0), Get("gun.capacity")) }, // Sum([…]), Diff(a, b)
//!     validity: Validity(lasts: Min(20), warn: Min(3), ends_on: [HandOver, OutOfSight, Opened, SetUp, Break,
//!         ClockJump]),                                              // and Interrupted(Min(5)): not recorded for longer
//!     stops: [Stop(id: "unsure", at: ["chambers"], when: Gt("chambers.unsure", 0), say: "STOP. …",
//!         clear: Clear(by: ["armorer"], restart_at: "muzzle"))],   // no `at`: judged after every answer
//!     // alarm: LiveFound of a stop (or Discharge, Injury): nothing of any item is declared or issued until a restart is signed
//!     steps: [ … ], covers: { "swapped-gun": ["tag"] },
//!     strings: { "es": { "muzzle.ask": ("¿Cañón?", "1b7e88d0") } }, // first 8 digits of the SHA-256 of the source text
//!     changes: [Change(rev: 1, by: "Sample Armorer", why: "First.")], retired: ["old-step"],
//! )
//! Step(id: "muzzle", killer: true, by: "first_ad", to: "armorer", when: Eq("load", "empty"), refs: ["sb1"],
//!     dwell: Dwell(floor: Secs(2), on_fast: Flag), note: "…", pause_before: true, kind: …, // on_fast: Flag, Block
//!     declares: Declares(item: "gun", state: EmptyShownClear, when: Eq("load", "empty"), witnesses: ["armorer", "first_ad"]))
//! // kinds that run
//! Say(words: "{call gun}", heard_by: 2)
//! Challenge(ask: "Muzzle?", expect: ["down range"], refuse: ["ok", "checked"])
//! Confirm(ask: "Tray on the cart")
//! Choose(ask: "Bore?", of: ["light seen", Choice(words: "not seen", raise: "no-bore", when: Eq("gun.barrel", "open"))])
//! Choose(ask: "And its lot?", of: [Choice(words: "it rests", rests: "gun"), "it goes on"])
//! Count(ask: "Rounds in the tray", min: 0, max: 50)
//! BlindCount(ask: "Rounds you saw", roles: ["armorer", "first_ad"], max: 50)
//! Match(ask: "Read the tag off the gun", against: "gun.tag")
//! Text(ask: "What was found", max: 500)
//! ChooseMany(ask: "Who has ears on?", of: ["camera", Choice(words: "somebody has none", raise: "no-ears")])
//! Measure(ask: "Muzzle to the nearest person", unit: "ft", min: 0, max: 500)
//! Photo(ask: "Both sides", least: 2)
//! Attach(ask: "The supplier's paper")
//! Scan(ask: "The label of the box", against: "gun.tag", check: Gtin)
//! Each(over: "gun.capacity", max: 40, part: "chamber", tally: { "unsure": ["NOT SURE"] }, steps: [ … ])
//! Wait(ask: "Misfire: wait, pointed clear", lasts: Secs(60), holds: "gun")
//! Custody(item: "gun", act: Issue, from: "armorer", to: "performer", joined: true)
//! Custody(item: "gun", act: Unload, to: "armorer", back: 5, held: 1)
//! Show(ask: "Show {gun.tag} open", item: "gun", by: "armorer", to: ["first_ad", "performer"])
//! Sign(roles: ["armorer", "first_ad"], meaning: "I saw every chamber myself.")
//! // kinds that look back, or go over what is named when the run gets there
//! Proof(pick: 1, from: ["bore", "chambers.state"], on_fail: "chambers", bench: true) // Choose steps; bench: in live runs too
//! Each(over: Magazines("Which came with it?"), …)   // or People("Who is here?"), Typed("Which boxes?"); {part} is its name
//! // of an Unload back: (came out unfired) and held: (misfired) may be left out; they go into the rounds ledger
//! // of a Wait holds: may be left out; that item is in MISFIRE HOLD from the beginning of the list on, and the wait counts from there
//! // of a Choice rests: may be left out; the whole lot of the rounds in that item, or last in it, is set apart
//! // of a Scan both against: and check: may be left out; check: Gtin, Luhn, Code39
//! // conditions: Eq(name, text or number) Ne Lt Le Gt Ge(name, number or name) Same(name, name) In(name, ["a"])
//! //   Known(name) Raised("flag") Older("step", Min(5)) HasRole("role") All([…]) Any([…]) Not(…)
//! // names of values: step, blind.role, each.tally, input, fact, gun.capacity, gun.last_count, gun.tag .kind .action
//! //   .barrel .condition .place .last .unbroken .fired .lot, run.drill .stopped .scene .setup .take
//!   .rounds (balanced, short, open; unknown without a ledger) .ledger (the same in words)
//! // in texts: {n} and {part} in a repeat, any of these names, {call gun}, {role armorer}; a brace alone is {{ or }}
//! // states: EmptyShownClear, DummiesProven(n: "count", of: "gun.capacity"), LoadedChamberEmpty(n: …, load: "…"),
//! //   Hot(n: …, load: "quarter"), FiredNotCleared, MisfireHold, Quarantine, Inert(load: "rubber"),
//! //   GasFlash(load: "airsoft, off"), AsBefore
//! ```
//!
//! # Files that are put together
//!
//! A *unit* is a file of steps that several lists include. It has no mode, target or validity, declares nothing, and is
//! given only items; what is given to it must be at least what it asks for (a handler, two people, a kind and action that
//! it is for: say so in `when:`). What `with` leaves out is called the same in the list. Up to four units stand inside each
//! other, all in one language.
//!
//! ```ron
//! Unit(schema: 1, id: "bore", rev: 1, status: Released, lang: "en", title: "…", purpose: "…", refs: {…},
//!     roles: { "armorer": Role(title: "Armorer", handler: true), "second": Role(title: "Second", not_same_as: ["armorer"]) },
//!     inputs: [Item(id: "gun", ask: "Which gun?", kinds: ["revolver"], actions: ["single"])],
//!     facts: {…}, uses: {…}, stops: […], steps: […], covers: {…}, strings: {…}, changes: […], retired: […])
//! // in a list, or in another unit
//! uses: { "bore": Use(id: "bore", rev: 1, sha256: "the SHA-256 of the unit's bytes, 64 digits") },
//! Step(id: "b", pause_before: true, when: Eq("gun.action", "single"), kind: Include(unit: "bore", with: { "second": "first_ad" }))
//! // its names behind the include: step b.rod, tally b.rounds.doubtful, count b.count.armorer (the list's role), fact
//! //   b.expected, Raised("b.no-light"), stop b.unsure; restart_at: "b" is its first step, covers: ["b"] all of them
//! ```
//!
//! An *overlay* is applied to lists and only tightens; whatever loosens is a mistake. Several apply in ascending order of
//! their ids. What it adds to a role that the list has is taken where it is more. Every list that it is for must have the
//! steps that it names.
//!
//! ```ron
//! Overlay(schema: 1, id: "california", rev: 1, status: Released, lang: "en", title: "…", purpose: "…",
//!     place: "US-CA", on: ["cold-gun-empty"], kinds: ["black_powder"], // left out: every list, every kind
//!     refs: {…}, roles: {…}, inputs: […], facts: {…}, uses: {…},
//!     add: [Add(before: "muzzle", steps: […]), Add(after: "tag", on: ["re-show"], steps: […]), // or first: true, last: true
//!     ], tighten: { "armorer": Tighten(handler: true, exclusive_duty: true, not_same_as: ["first_ad"], required: true) },
//!     stops: […], lasts: Min(10), ends_on: [SetUp], covers: {…}, strings: {…}, changes: […], retired: […],
//!     // a deviation may also skip steps and lengthen lasts:, and is applied only while it is signed
//!     skip: ["bore"], deviates: Deviates(what: "…", why: "…", until: "2026-12-31"))
//! ```
//!
//! # Translations
//!
//! `strings` names a text by its step, input, role or stop and the field: `title`, `purpose`, `armorer.title`, `gun.ask`,
//! `gun.needs_words`, `muzzle.ask`, `call.words`, `sign.meaning`, `rounds.part`, `rounds.over`, `muzzle.note`, answers by
//! their number from 1 (`bore.of.1`, `muzzle.expect.1`), `unsure.say`. It fills in what its source fills in, in any order.
//! One whose source has changed is never shown: the source stands with its language before it, `[en] Muzzle?`. Answers
//! are recorded in the words of the list, whatever language they are shown in; replies that do not count stay in them.

use super::atom::{Choice, Literal, Operand, Over};
use crate::source::{At, Many, Table, choice, record};

/// A name with its place.
pub(super) type Name = At<String>;
/// A text for people with its place.
pub(super) type Line = At<String>;

record! { pub(super) Checklist {
    schema: At<u32>, id: Name, rev: At<u32>, status: Status, lang: Name, title: Line, purpose: Line,
    mode: Mode, target: Option<At<Time>>, refs: Table<Ref>, roles: Table<Role>, inputs: Vec<Input>,
    facts: Table<Value>, uses: Table<At<Use>>, validity: Option<Validity>, stops: Vec<Stop>,
    steps: Many<Step>, covers: Table<Many<Name>>, strings: Table<Table<(Line, Name)>>,
    changes: Vec<Change>, retired: Vec<Name>,
} }

choice! { pub(super) Status as "Draft, Released or Retired" { Draft, Released, Retired } }

choice! { pub(super) Mode as "ChallengeResponse, ReadDo or DoConfirm" {
    ChallengeResponse, ReadDo, DoConfirm,
} }

choice! { pub(super) Time as "a time, such as Secs(90) or Min(20)" {
    Secs(u32), Min(u32), Hours(u32),
} }

record! { pub(super) Ref { title: Line, edition: Line, clause: Option<Line>, mark: Mark } }

choice! { pub(super) Mark as "Read, Recalled or Proposed" { Read, Recalled, Proposed } }

record! { pub(super) Role {
    title: Line, filled_by: Vec<Name>, handler: bool, not_same_as: Vec<Name>,
    exclusive_duty: bool, optional: bool, on_call: bool,
} }

choice! { pub(super) Input as "Item(…), Pick(…), Text(…) or Number(…)" {
    Item {
        id: Name, ask: Line, kinds: Many<Name>, actions: Vec<Name>, needs: Option<Condition>,
        needs_words: Option<Line>,
    },
    Pick { id: Name, ask: Line, of: Many<Line> },
    Text { id: Name, ask: Line },
    Number { id: Name, ask: Line, min: At<i64>, max: At<i64> },
} }

choice! { pub(super) Value as "a value, such as Num(6) or Get(\"gun.capacity\")" {
    Num(i64), Get(Name), If(Condition, Box<Value>, Box<Value>), Sum(Many<Value>),
    Diff(Box<Value>, Box<Value>),
} }

record! { pub(super) Use { id: Name, rev: u32, sha256: Name } }

record! { pub(super) Validity { lasts: At<Time>, warn: Option<At<Time>>, ends_on: Vec<At<Ending>> } }

choice! { pub(super) Ending as "what ends it, such as HandOver" {
    HandOver, OutOfSight, Opened, SetUp, Break, Interrupted(At<Time>), ClockJump,
} }

record! { pub(super) Stop {
    id: Name, at: Vec<Name>, when: At<Condition>, say: Line, clear: At<Clear>, alarm: Option<Danger>,
} }

choice! { pub(super) Danger as "LiveFound, Discharge or Injury" { LiveFound, Discharge, Injury } }

record! { pub(super) Clear { by: Many<Name>, restart_at: Name } }

choice! { pub(super) Condition as "a condition, such as Eq(\"load\", \"empty\")" {
    Eq(Name, At<Literal>), Ne(Name, At<Literal>), Lt(Name, At<Operand>), Le(Name, At<Operand>),
    Gt(Name, At<Operand>), Ge(Name, At<Operand>), Same(Name, Name), In(Name, Many<Line>),
    Known(Name), Raised(Name), Older(Name, At<Time>), HasRole(Name), All(Many<Condition>),
    Any(Many<Condition>), Not(Box<Condition>),
} }

record! { pub(super) Step {
    id: Name, killer: At<bool>, by: Option<Name>, to: Option<Name>, when: Option<At<Condition>>,
    refs: Vec<Name>, dwell: Option<Dwell>, note: Option<Line>, pause_before: bool,
    declares: Option<At<Declares>>, kind: At<Kind>,
} }

record! { pub(super) Dwell { floor: At<Time>, on_fast: OnFast } }

choice! { pub(super) OnFast as "Flag or Block" { Flag, Block } }

record! { pub(super) Declares {
    item: Name, state: State, when: Option<At<Condition>>, witnesses: Vec<Name>,
} }

choice! { pub(super) State as "a condition, such as EmptyShownClear" {
    EmptyShownClear,
    DummiesProven { n: At<Operand>, of: At<Operand> },
    LoadedChamberEmpty { n: At<Operand>, load: Line },
    Hot { n: At<Operand>, load: Line },
    FiredNotCleared,
    MisfireHold,
    Quarantine,
    Inert { load: Line },
    GasFlash { load: Line },
    AsBefore,
} }

choice! { pub(super) Kind as "a kind of step, such as Challenge(…)" {
    Say { words: Line, heard_by: At<u32> },
    Challenge { ask: Line, expect: Many<Choice>, refuse: Vec<Line> },
    Confirm { ask: Line },
    Choose { ask: Line, of: Many<Choice> },
    ChooseMany { ask: Line, of: Many<Choice> },
    Count { ask: Line, min: Option<At<i64>>, max: At<i64> },
    BlindCount { ask: Line, roles: Many<Name>, max: At<i64> },
    Measure { ask: Line, unit: Line, min: At<i64>, max: At<i64> },
    Match { ask: Line, against: Name },
    Text { ask: Line, max: Option<At<u32>> },
    Photo { ask: Line, least: Option<At<u32>> },
    Attach { ask: Line },
    Scan { ask: Line, against: Option<Name>, check: Option<CheckDigit> },
    Each {
        over: At<Over>, max: At<u32>, part: Line, tally: Table<Many<Line>>, steps: Many<Step>,
    },
    Include { unit: Name, with: Table<Name> },
    Proof { pick: At<u32>, from: Many<Name>, on_fail: Name, bench: bool },
    Wait { ask: Line, lasts: At<Time>, holds: Option<Name> },
    Custody {
        item: Name, act: Act, from: Option<Name>, to: Option<Name>, joined: At<bool>,
        back: Option<At<Operand>>, held: Option<At<Operand>>,
    },
    Show { ask: Line, item: Name, by: Name, to: Many<Name> },
    Sign { roles: Many<Name>, meaning: Line },
} }

choice! { pub(super) CheckDigit as "Gtin, Luhn or Code39" { Gtin, Luhn, Code39 } }

choice! { pub(super) Act as "a move, such as Issue" {
    TakeOut, Issue, Collect, SetDown, HandOver, LockAway, MakeSafe, Unload, Seal, Open, TransferOut,
    TransferIn, Quarantine, Release,
} }

record! { pub(super) Change { rev: At<u32>, by: Line, why: Line } }
