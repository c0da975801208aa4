//! What a step asks, kind by kind; what this program does not run is told, never skipped.

use super::cx::{Cx, Site};
use super::moves::joinable;
use super::names::choices;
use super::step::tally_name;
use crate::checklist::atom::{Operand, Over as Written};
use crate::checklist::draft::{self, Kind as K};
use crate::checklist::{CheckDigit, Choice, Kind, RoleIx, StepIx, Tally};
use crate::source::{At, Code, Many, Mistake, hint};
use crate::terms::{LineText, StepId};

/// The most answers that one question offers.
const ANSWERS: usize = 20;
/// The largest number that can be counted.
const COUNT: i64 = 10_000;
/// The longest name of a unit, in characters.
const UNIT: usize = 12;
/// The most pictures that one step asks for.
const PICTURES: u32 = 20;
/// The most parts of a repeat.
const PARTS: i64 = 500;

impl<'d> Cx<'d, '_> {
    pub(super) fn kind(
        &mut self,
        place: &str,
        kind: &'d At<K>,
        ix: StepIx,
        before: Option<&'d K>,
    ) -> Option<Kind> {
        let site = Site::asking(ix);
        let ask = |cx: &mut Self, line: &'d Option<draft::Line>| {
            cx.words(&format!("{place}.ask"), line.as_ref(), site)
        };
        match &kind.value {
            K::Say { words, heard_by } => {
                let words = self.words(&format!("{place}.words"), words.as_ref(), site);
                let heard = heard_by.as_ref().and_then(|heard| self.within_u32(heard, 0, 50));
                Some(Kind::Say { words: words?, heard_by: heard? })
            }
            K::Challenge { ask: line, expect, refuse } => {
                let ask = ask(self, line);
                self.both(expect.as_ref(), refuse.as_deref());
                let expect = self.choices(place, "expect", expect.as_ref(), 1, site);
                let refuse = self.refused(place, refuse.as_deref());
                Some(Kind::Challenge { ask: ask?, expect: expect?, refuse: refuse? })
            }
            K::Confirm { ask: line } => Some(Kind::Confirm { ask: ask(self, line)? }),
            K::Choose { ask: line, of } => {
                let ask = ask(self, line);
                let of = self.choices(place, "of", of.as_ref(), 2, site);
                Some(Kind::Choose { ask: ask?, of: of? })
            }
            K::ChooseMany { ask: line, of } => {
                let ask = ask(self, line);
                let of = self.choices(place, "of", of.as_ref(), 2, site);
                Some(Kind::ChooseMany { ask: ask?, of: of? })
            }
            K::Count { ask: line, min, max } => {
                let ask = ask(self, line);
                let min = match min.as_ref()? {
                    Some(min) => self.within(min, 0, COUNT),
                    None => Some(0),
                };
                let max = max.as_ref().and_then(|max| self.within(max, min.unwrap_or(0), COUNT));
                Some(Kind::Count { ask: ask?, min: min?, max: max? })
            }
            K::Measure { ask: line, unit, min, max } => {
                let ask = ask(self, line);
                let unit = self.shown(&format!("{place}.unit"), unit.as_ref(), UNIT);
                let min = min.as_ref().and_then(|min| self.within(min, -COUNT, COUNT));
                let max = max.as_ref().and_then(|max| {
                    self.within(max, min.unwrap_or(-COUNT).saturating_add(1), COUNT)
                });
                Some(Kind::Measure { ask: ask?, unit: unit?, min: min?, max: max? })
            }
            K::BlindCount { ask: line, roles, max } => {
                let ask = ask(self, line);
                let max = max.as_ref().and_then(|max| self.within(max, 1, COUNT));
                let roles = roles.as_ref().and_then(|roles| self.two_roles(roles));
                Some(Kind::BlindCount { ask: ask?, roles: roles?, max: max? })
            }
            K::Match { ask: line, against } => {
                let ask = ask(self, line);
                let (against, item) = self.known_text(against.as_ref()?, site)?;
                Some(Kind::Match { ask: ask?, against, item })
            }
            K::Scan { ask: line, against, check } => {
                let ask = ask(self, line);
                let against = match against.as_ref()? {
                    Some(against) => Some(self.known_text(against, site)?),
                    None => None,
                };
                let check = check.as_ref()?.as_ref().map(|check| match check {
                    draft::CheckDigit::Gtin => CheckDigit::Gtin,
                    draft::CheckDigit::Luhn => CheckDigit::Luhn,
                    draft::CheckDigit::Code39 => CheckDigit::Code39,
                });
                Some(Kind::Scan { ask: ask?, against, check })
            }
            K::Photo { ask: line, least } => {
                let ask = ask(self, line);
                let least = match least.as_ref()? {
                    Some(least) => self.within_u32(least, 1, PICTURES)?,
                    None => 1,
                };
                Some(Kind::Photo { ask: ask?, least })
            }
            K::Attach { ask: line } => Some(Kind::Attach { ask: ask(self, line)? }),
            K::Proof { pick, from, on_fail, bench } => {
                let from = from.as_ref().map(|from| (from, self.drawn_from(from, ix)));
                let pick = pick.as_ref().and_then(|pick| {
                    let most = from.as_ref().map_or(ANSWERS, |(from, _)| from.written.min(ANSWERS));
                    self.within_u32(pick, 1, u32::try_from(most).unwrap_or(u32::MAX))
                });
                let on_fail = on_fail.as_ref().and_then(|name| self.goes_back_to(name, ix));
                let (_, from) = from?;
                Some(Kind::Proof {
                    pick: usize::try_from(pick?).ok()?,
                    from: from?,
                    on_fail: on_fail?,
                    bench: (*bench)?,
                })
            }
            K::Text { ask: line, max } => {
                let ask = ask(self, line);
                let most = u32::try_from(LineText::REPLY).unwrap_or(u32::MAX);
                let max = match max.as_ref()? {
                    Some(max) => self.within_u32(max, 1, most),
                    None => Some(most),
                };
                Some(Kind::Text { ask: ask?, max: usize::try_from(max?).ok()? })
            }
            K::Each { over, max, part, tally, steps } => {
                if let Some(At { value: Written::Number(Operand::Int(parts)), span }) = over
                    && *parts < 1
                {
                    let found = format!("a repeat over {parts} parts asks nothing");
                    self.tell(Code::OutOfRange, *span, found, "name how many parts there are");
                } else if let Some(At { value: Written::Number(Operand::Int(parts)), span }) = over
                    && max.as_ref().is_some_and(|max| (1..*parts).contains(&i64::from(max.value)))
                {
                    let found = format!("there are {parts} parts, and max: allows fewer");
                    self.tell(Code::OutOfRange, *span, found, "raise max:");
                }
                let over = over.as_ref().and_then(|over| self.over(place, over, site));
                let most = max.as_ref();
                let parts = u32::try_from(PARTS).unwrap_or(u32::MAX);
                let most = most.and_then(|most| self.within_u32(most, 1, parts));
                let part = self.shown(&format!("{place}.part"), part.as_ref(), LineText::TAG);
                let steps = steps.as_ref();
                let tally = tally.as_ref().and_then(|tally| self.tallies(tally, steps));
                let steps = steps.and_then(|steps| self.inner_steps(steps, ix));
                Some(Kind::Each {
                    over: over?,
                    most: most?,
                    part: part?,
                    tally: tally?,
                    steps: steps?,
                })
            }
            K::Wait { ask: line, lasts, holds } => {
                let ask = ask(self, line);
                let lasts = lasts.as_ref().and_then(|lasts| self.time(lasts));
                let holds = match holds.as_ref()? {
                    Some(item) => self.item(item).map(Some),
                    None => Some(None),
                };
                Some(Kind::Wait { ask: ask?, lasts: lasts?, holds: holds? })
            }
            K::Custody { item, act, from, to, joined, back, held } => {
                let item = item.as_ref().and_then(|item| self.item(item));
                let (giver, taker) =
                    (self.optional_role(from.as_ref()), self.optional_role(to.as_ref()));
                let joined = joined.as_ref()?;
                if joined.value {
                    self.joined(joined.span, before);
                }
                let act = self.act(act.as_ref()?, (giver, taker), kind.span)?;
                let (back, held) = (self.came_out(back, act, site), self.came_out(held, act, site));
                Some(Kind::Custody {
                    item: item?,
                    act,
                    from: giver?,
                    to: taker?,
                    joined: joined.value,
                    back: back?,
                    held: held?,
                })
            }
            K::Show { ask: line, item, by, to } => {
                let ask = ask(self, line);
                let item = item.as_ref().and_then(|item| self.item(item));
                let shower = by.as_ref().and_then(|by| self.role(by));
                let all = to.as_ref().and_then(|to| self.roles(&to.rows));
                if let (Some(shower), Some(all), Some(to)) = (shower, &all, to)
                    && all.contains(&shower)
                {
                    self.tell(
                        Code::SameRole,
                        to.span,
                        "it is shown to whoever shows it",
                        "name another role",
                    );
                }
                Some(Kind::Show { ask: ask?, item: item?, by: shower?, to: all? })
            }
            K::Sign { roles, meaning } => {
                let roles = roles.as_ref().and_then(|roles| self.roles(&roles.rows));
                let meaning =
                    self.shown(&format!("{place}.meaning"), meaning.as_ref(), LineText::REASON);
                Some(Kind::Sign { roles: roles?, meaning: meaning? })
            }
            // At the top of a list its steps stand in its place.
            K::Include { .. } => {
                let span = kind.span.head("Include".len());
                self.tell(
                    Code::BadInclude,
                    span,
                    "an include stands inside a repeat",
                    "put it before or after the repeat, or write its steps out",
                );
                None
            }
        }
    }

    pub(super) fn within(&mut self, number: &At<i64>, least: i64, most: i64) -> Option<i64> {
        if (least..=most).contains(&number.value) {
            return Some(number.value);
        }
        let told = Mistake::new(Code::OutOfRange, number.span, format!("found {}", number.value));
        self.mistakes.tell(told.expected(format!("a number from {least} to {most}")));
        None
    }

    pub(super) fn within_u32(&mut self, number: &At<u32>, least: u32, most: u32) -> Option<u32> {
        let wide = At { value: i64::from(number.value), span: number.span };
        self.within(&wide, least.into(), most.into()).map(|_| number.value)
    }

    pub(super) fn choices(
        &mut self,
        place: &str,
        field: &str,
        of: Option<&'d Many<crate::checklist::atom::Choice>>,
        least: usize,
        site: Site,
    ) -> Option<Vec<Choice>> {
        let of = of?;
        if !(least..=ANSWERS).contains(&of.written) {
            let told =
                Mistake::new(Code::BadLength, of.span, format!("found {} answers", of.written));
            self.mistakes.tell(told.expected(format!("{least} to {ANSWERS}")));
        }
        let mut seen: Vec<&str> = Vec::new();
        let mut all = Vec::new();
        for (number, choice) in (1_usize..).zip(&of.rows) {
            if let Some(words) = &choice.words {
                if seen.contains(&words.value.as_str()) {
                    let found = format!("the answer {:?} stands here a second time", words.value);
                    self.tell(Code::DoubledName, words.span, found, "remove one");
                }
                seen.push(&words.value);
            }
            let words =
                self.words(&format!("{place}.{field}.{number}"), choice.words.as_ref(), site);
            let raise = choice.raise.as_ref().and_then(|flag| {
                let at = self.names.flags.iter().position(|(name, _)| *name == flag.value)?;
                u16::try_from(at).ok().map(crate::checklist::FlagIx)
            });
            let when = match &choice.when {
                Some(when) => self.shown_when(when, site).map(Some),
                None => Some(None),
            };
            let rests = match &choice.rests {
                Some(item) => self.item(item).map(Some),
                None => Some(None),
            };
            all.push(words.zip(when).zip(rests).map(|((words, when), rests)| Choice {
                words,
                shown: None,
                raise,
                when,
                rests,
            }));
        }
        let all: Vec<Choice> = all.into_iter().collect::<Option<_>>()?;
        (all.len() == of.written).then_some(all)
    }

    /// Tells a reply that is accepted and refused.
    fn both(
        &mut self,
        expect: Option<&Many<crate::checklist::atom::Choice>>,
        refuse: Option<&[draft::Line]>,
    ) {
        let expected = expect.into_iter().flat_map(|expect| &expect.rows);
        let expected: Vec<&draft::Line> =
            expected.filter_map(|choice| choice.words.as_ref()).collect();
        for refused in refuse.into_iter().flatten() {
            if expected.iter().any(|words| words.value == refused.value) {
                let found = format!("the reply {:?} is accepted and refused", refused.value);
                self.tell(Code::DoubledName, refused.span, found, "remove one");
            }
        }
    }

    /// Replies that are not accepted; these may be the bare words, for there they are turned away.
    fn refused(&mut self, place: &str, lines: Option<&[draft::Line]>) -> Option<Vec<String>> {
        let all = (1_usize..).zip(lines?).map(|(number, line)| {
            self.translatable(&format!("{place}.refuse.{number}"), Some(line), LineText::NAME)
        });
        let all: Vec<Option<String>> = all.collect();
        all.into_iter().collect()
    }

    /// Two roles that are never one person.
    fn two_roles(&mut self, roles: &Many<draft::Name>) -> Option<[RoleIx; 2]> {
        let all = self.roles(&roles.rows)?;
        let Ok(pair) = <[RoleIx; 2]>::try_from(all) else {
            let told =
                Mistake::new(Code::SameRole, roles.span, format!("found {} roles", roles.written));
            self.mistakes.tell(told.expected("two different ones"));
            return None;
        };
        let [a, b] = pair;
        if !self.names.apart(a, b) {
            let found = "nothing says that these two roles are two people";
            self.tell(Code::SameRole, roles.span, found, "add not_same_as: to one of the roles");
            return None;
        }
        Some(pair)
    }

    fn inner_steps(
        &mut self,
        steps: &'d Many<draft::Step>,
        ix: StepIx,
    ) -> Option<Vec<crate::checklist::Step>> {
        let mut all = Vec::new();
        let mut before: Option<&'d K> = None;
        for (inner, step) in (0_usize..).zip(&steps.rows) {
            let kind = step.kind.as_ref();
            if let Some(kind) = kind.filter(|kind| matches!(kind.value, K::Each { .. })) {
                self.tell(
                    Code::BadLength,
                    kind.span.head(4),
                    "a repeat stands inside a repeat",
                    "write it out, or make it a step of its own",
                );
                all.push(None);
            } else if let Some(inside) = ix.inside(inner) {
                all.push(self.resolve_step(step, inside, before));
            }
            before = joinable(before, step);
        }
        let all: Vec<_> = all.into_iter().collect::<Option<_>>()?;
        (all.len() == steps.written).then_some(all)
    }

    fn tallies(
        &mut self,
        tally: &crate::source::Table<Many<draft::Line>>,
        steps: Option<&'d Many<draft::Step>>,
    ) -> Option<Vec<Tally>> {
        let inside = steps.into_iter().flat_map(|steps| &steps.rows);
        let known: Vec<&str> = inside
            .flat_map(choices)
            .filter_map(|choice| choice.words.as_ref())
            .map(|words| words.value.as_str())
            .collect();
        let mut all = Vec::new();
        for (name, answers) in tally.iter() {
            let id: Option<StepId> = tally_name(self, name);
            for answer in &answers.rows {
                if answer.value.contains(['{', '}']) {
                    let found = "an answer with a place to fill in is counted here";
                    self.tell(Code::BadText, answer.span, found, "count an answer of fixed words");
                } else if !known.is_empty() && !known.contains(&answer.value.as_str()) {
                    let found = format!("no step of this repeat is answered {:?}", answer.value);
                    self.tell(Code::UnknownName, answer.span, found, &hint(&answer.value, &known));
                }
            }
            let answers = answers.rows.iter().map(|answer| answer.value.clone()).collect();
            all.push(id.map(|name| Tally { name, answers }));
        }
        all.into_iter().collect()
    }
}
