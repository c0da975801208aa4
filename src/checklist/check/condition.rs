//! Conditions and computed values: names become places, and text is never compared with number.

use super::cx::{Cx, Found, Site};
use super::names::Gives;
use crate::checklist::atom::{Literal, Operand};
use crate::checklist::draft::{self, Name};
use crate::checklist::model::FlagIx;
use crate::checklist::{Compare, Condition, NumberRef, TextRef, Value};
use crate::source::{At, Code, Mistake, Span, hint};
use crate::terms::{LineText, Millis};

/// The longest time that a list may name: one day.
const LONGEST: u64 = 24 * 3_600;

impl<'d> Cx<'d, '_> {
    pub(super) fn time(&mut self, time: &At<draft::Time>) -> Option<Millis> {
        let seconds = match time.value {
            draft::Time::Secs(n) => u64::from(n),
            draft::Time::Min(n) => u64::from(n).saturating_mul(60),
            draft::Time::Hours(n) => u64::from(n).saturating_mul(3_600),
        };
        if seconds == 0 || seconds > LONGEST {
            let told = Mistake::new(Code::OutOfRange, time.span, format!("a time of {seconds} s"));
            self.mistakes.tell(told.expected("more than nothing and at most a day"));
            return None;
        }
        seconds.checked_mul(1_000)
    }

    pub(super) fn operand(&mut self, operand: &At<Operand>, site: Site) -> Option<NumberRef> {
        match &operand.value {
            Operand::Int(number) => Some(NumberRef::Literal(*number)),
            Operand::Name(name) => self.number(name, operand.span, site),
        }
    }

    pub(super) fn number(&mut self, name: &str, span: Span, site: Site) -> Option<NumberRef> {
        match self.value(name, span, site)? {
            Found::Number(number) => Some(number),
            Found::Text(..) => {
                self.tell(
                    Code::WrongType,
                    span,
                    format!("{name:?} is a text"),
                    "name a number here",
                );
                None
            }
            Found::Answer(_) => {
                let found = format!("the answer to {name:?} is not a number");
                self.tell(Code::WrongType, span, found, "name a number here");
                None
            }
        }
    }

    pub(super) fn computed(&mut self, value: &'d draft::Value, site: Site) -> Option<Value> {
        match value {
            draft::Value::Num(number) => Some(Value::Number(NumberRef::Literal(*number))),
            draft::Value::Get(name) => {
                Some(Value::Number(self.number(&name.value, name.span, site)?))
            }
            draft::Value::If(when, yes, no) => {
                let when = self.condition(when, site);
                let (yes, no) = (self.computed(yes, site), self.computed(no, site));
                Some(Value::If(Box::new(when?), Box::new(yes?), Box::new(no?)))
            }
            draft::Value::Sum(all) => {
                let all: Vec<Option<Value>> =
                    all.rows.iter().map(|one| self.computed(one, site)).collect();
                Some(Value::Sum(all.into_iter().collect::<Option<_>>()?))
            }
            draft::Value::Diff(from, less) => {
                let (from, less) = (self.computed(from, site), self.computed(less, site));
                Some(Value::Diff(Box::new(from?), Box::new(less?)))
            }
        }
    }

    pub(super) fn condition(
        &mut self,
        draft: &'d draft::Condition,
        site: Site,
    ) -> Option<Condition> {
        use draft::Condition as C;
        match draft {
            C::Eq(name, literal) => self.literal(name, literal, true, site),
            C::Ne(name, literal) => self.literal(name, literal, false, site),
            C::Lt(name, than) => self.compare(name, Compare::Lt, than, site),
            C::Le(name, than) => self.compare(name, Compare::Le, than, site),
            C::Gt(name, than) => self.compare(name, Compare::Gt, than, site),
            C::Ge(name, than) => self.compare(name, Compare::Ge, than, site),
            C::Same(a, b) => self.same(a, b, site),
            C::In(name, of) => {
                let (text, domain) = self.text(name, site)?;
                let all = of.rows.iter().map(|line| {
                    self.one_of(name, &domain, &line.value, line.span).map(str::to_owned)
                });
                let all: Vec<Option<String>> = all.collect();
                Some(Condition::OneOf(text, all.into_iter().collect::<Option<_>>()?))
            }
            C::Known(name) => Some(match self.value(&name.value, name.span, site)? {
                Found::Number(number) => Condition::KnownNumber(number),
                Found::Text(text, _) => Condition::KnownText(text),
                Found::Answer(step) => Condition::KnownText(TextRef::Step(step)),
            }),
            C::Raised(flag) => self.raised(flag, site),
            C::Older(name, than) => {
                let than = self.time(than);
                let step = self.step(name)?;
                let named = self.names.step_named(&name.value)?;
                let (key, repeat) = (named.key(), matches!(named.gives, Gives::Tallies(_)));
                if repeat {
                    let found = format!("{:?} is a repeat and has no one answer", name.value);
                    self.tell(Code::WrongType, name.span, found, "name another step");
                    return None;
                }
                let may = self.may_name(&name.value, step, key, name.span, site);
                Some(Condition::Older(may.then_some(step)?, than?))
            }
            C::HasRole(role) => Some(Condition::Bound(self.role(role)?)),
            C::All(all) => Some(Condition::All(self.conditions(&all.rows, site)?)),
            C::Any(any) => Some(Condition::Any(self.conditions(&any.rows, site)?)),
            C::Not(inner) => Some(Condition::Not(Box::new(self.condition(inner, site)?))),
        }
    }

    fn conditions(&mut self, all: &'d [draft::Condition], site: Site) -> Option<Vec<Condition>> {
        let all: Vec<Option<Condition>> = all.iter().map(|one| self.condition(one, site)).collect();
        all.into_iter().collect()
    }

    fn literal(
        &mut self,
        name: &'d Name,
        literal: &'d At<Literal>,
        same: bool,
        site: Site,
    ) -> Option<Condition> {
        let found = self.value(&name.value, name.span, site)?;
        match (found, &literal.value) {
            (Found::Number(left), Literal::Int(right)) => {
                let how = if same { Compare::Eq } else { Compare::Ne };
                Some(Condition::Number(left, how, NumberRef::Literal(*right)))
            }
            (Found::Text(left, domain), Literal::Text(right)) => {
                let right = self.one_of(name, &domain, right, literal.span)?;
                Some(Condition::Text(left, same, TextRef::Literal(right.to_owned())))
            }
            (Found::Number(_), Literal::Text(_)) => {
                let found = format!("{:?} is a number, and this is a text", name.value);
                self.tell(
                    Code::WrongType,
                    literal.span,
                    found,
                    "to compare two names write Same(a, b)",
                );
                None
            }
            (Found::Text(..), Literal::Int(_)) => {
                let found = format!("{:?} is a text, and this is a number", name.value);
                self.tell(Code::WrongType, literal.span, found, "put it in quotation marks");
                None
            }
            (Found::Answer(_), _) => {
                self.tell_no_value(name);
                None
            }
        }
    }

    /// The text, when the name can ever be that text.
    fn one_of(
        &mut self,
        name: &Name,
        domain: &Option<Vec<&str>>,
        text: &'d str,
        span: Span,
    ) -> Option<&'d str> {
        let Some(domain) = domain else {
            return self.plain(text, span, LineText::REPLY).then_some(text);
        };
        if domain.contains(&text) {
            return Some(text);
        }
        let found = format!("{:?} is never {text:?}", name.value);
        self.tell(Code::Constant, span, found, &hint(text, domain));
        None
    }

    fn compare(
        &mut self,
        name: &Name,
        how: Compare,
        than: &At<Operand>,
        site: Site,
    ) -> Option<Condition> {
        let left = self.number(&name.value, name.span, site);
        let right = self.operand(than, site);
        Some(Condition::Number(left?, how, right?))
    }

    fn same(&mut self, a: &Name, b: &Name, site: Site) -> Option<Condition> {
        let left = self.value(&a.value, a.span, site);
        let right = self.value(&b.value, b.span, site);
        match (left?, right?) {
            (Found::Number(left), Found::Number(right)) => {
                Some(Condition::Number(left, Compare::Eq, right))
            }
            (Found::Text(left, _), Found::Text(right, _)) => {
                Some(Condition::Text(left, true, right))
            }
            (Found::Number(_), Found::Text(..)) | (Found::Text(..), Found::Number(_)) => {
                let found =
                    format!("of {:?} and {:?} one is a number and one is a text", a.value, b.value);
                self.tell(Code::WrongType, b.span, found, "they can never be the same");
                None
            }
            (Found::Answer(_), _) => {
                self.tell_no_value(a);
                None
            }
            (_, Found::Answer(_)) => {
                self.tell_no_value(b);
                None
            }
        }
    }

    /// What `name` stands for, when that is a text.
    pub(super) fn text(
        &mut self,
        name: &Name,
        site: Site,
    ) -> Option<(TextRef, Option<Vec<&'d str>>)> {
        match self.value(&name.value, name.span, site)? {
            Found::Text(text, domain) => Some((text, domain)),
            Found::Number(_) => {
                let found = format!("{:?} is a number", name.value);
                self.tell(Code::WrongType, name.span, found, "name a text here");
                None
            }
            Found::Answer(_) => {
                self.tell_no_value(name);
                None
            }
        }
    }

    fn tell_no_value(&mut self, name: &Name) {
        let found = format!("the answer to {:?} has no value to compare", name.value);
        self.tell(Code::WrongType, name.span, found, "ask with Known, or make it a Choose");
    }

    fn raised(&mut self, flag: &Name, site: Site) -> Option<Condition> {
        let at = self.names.flags.iter().position(|(name, _)| *name == flag.value);
        let Some((ix, key)) = at.and_then(|at| Some((at, self.names.flags.get(at)?.1))) else {
            let known: Vec<&str> = self.names.flags.iter().map(|(name, _)| *name).collect();
            let mend = hint(&flag.value, &known);
            let found = format!("no answer raises {:?}", flag.value);
            self.tell(Code::UnknownName, flag.span, found, &mend);
            return None;
        };
        self.used = self.used.max(key);
        if key >= site.before {
            let found = format!("{:?} may still be raised after this point", flag.value);
            self.tell(
                Code::LooksAhead,
                flag.span,
                found,
                "name only inputs, computed values and earlier steps",
            );
            return None;
        }
        Some(Condition::Raised(FlagIx(u16::try_from(ix).ok()?)))
    }
}
