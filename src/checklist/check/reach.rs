//! What a step reaches for besides its own words: known texts, the parts of a repeat, and earlier steps.

use super::cx::{Cx, Site};
use crate::checklist::atom::Over as Written;
use crate::checklist::draft;
use crate::checklist::{InputIx, Over, PartSort, StepIx, TextRef};
use crate::source::{At, Code, Many};

impl Cx<'_, '_> {
    /// A text that is known without anybody saying it, and the item that it is of.
    pub(super) fn known_text(
        &mut self,
        name: &draft::Name,
        site: Site,
    ) -> Option<(TextRef, Option<InputIx>)> {
        let (text, _) = self.text(name, site)?;
        let root = name.value.split('.').next().unwrap_or_default();
        let of_item = name.value.contains('.') && root != "run";
        let item = of_item.then(|| self.item(&At { value: root.to_owned(), span: name.span }));
        Some((text, item.flatten()))
    }

    pub(super) fn over(&mut self, place: &str, over: &At<Written>, site: Site) -> Option<Over> {
        let (line, sort) = match &over.value {
            Written::Number(number) => {
                let number = At { value: number.clone(), span: over.span };
                return self.operand(&number, site).map(Over::Number);
            }
            Written::Magazines(line) => (line, PartSort::Magazines),
            Written::People(line) => (line, PartSort::People),
            Written::Typed(line) => (line, PartSort::Typed),
        };
        let ask = self.words(&format!("{place}.over"), Some(line), site)?;
        Some(Over::Named { ask, sort })
    }

    /// The steps that a proof draws from: what was chosen at them is known by the time it asks.
    pub(super) fn drawn_from(
        &mut self,
        from: &Many<draft::Name>,
        ix: StepIx,
    ) -> Option<Vec<StepIx>> {
        let mut all = Vec::new();
        for name in &from.rows {
            // A step inside a repeat may be called by the repeat's name and its own.
            let whole = self.names.step_named(&name.value).is_some();
            let leaf = name.value.rsplit('.').next().filter(|_| !whole).unwrap_or(&name.value);
            let named = At { value: leaf.to_owned(), span: name.span };
            let step = self.step(&named);
            let chosen = self.names.step_named(leaf).is_some_and(|step| step.is_chosen);
            if step.is_some() && !chosen {
                let found = format!("{:?} has no answers to choose from", name.value);
                self.tell(Code::WrongType, name.span, found, "name a Choose step");
            }
            if step.is_some_and(|step| step.top >= ix.top) {
                let found = format!("{:?} is not answered yet at this point", name.value);
                self.tell(Code::LooksAhead, name.span, found, "name only earlier steps");
            }
            if let Some(step) = step
                && all.contains(&Some(step))
            {
                let found = format!("{:?} stands here a second time", name.value);
                self.tell(Code::DoubledName, name.span, found, "name another step");
            }
            all.push(step.filter(|step| chosen && step.top < ix.top));
        }
        let all: Vec<StepIx> = all.into_iter().collect::<Option<_>>()?;
        (all.len() == from.written).then_some(all)
    }

    /// A step at the top of the list, before the one at hand.
    pub(super) fn goes_back_to(&mut self, name: &draft::Name, ix: StepIx) -> Option<StepIx> {
        let step = self.step(name)?;
        if step.inner.is_some() || step.top >= ix.top {
            let found = format!("{:?} is no earlier step at the top of the list", name.value);
            self.tell(Code::BadRestart, name.span, found, "go back to one that stands before");
            return None;
        }
        Some(step)
    }
}
