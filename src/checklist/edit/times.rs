//! Every time in a list, by its place, what it means to shorten it, and another one instead.

use super::EditError;
use super::tree;
use crate::source::{Node, Patch, Shape, Span};
use crate::terms::Millis;

/// A time in a list.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Timing {
    /// Its name: `validity.lasts`, `validity.warn`, `target`, `steps.muzzle.floor`, `steps.misfire.lasts`.
    pub place: String,
    /// What it is for.
    pub of: TimeOf,
    /// The step that it belongs to, as [`steps`](super::steps) names it.
    pub step: Option<String>,
    /// How long it is.
    pub millis: Millis,
    span: Span,
    unit: Unit,
}

impl Timing {
    /// Whether another time instead lets something pass that did not pass before.
    #[must_use]
    pub fn loosens(&self, to: Millis) -> bool {
        match self.of {
            TimeOf::Lasts => to > self.millis,
            TimeOf::Warn | TimeOf::Floor | TimeOf::Wait => to < self.millis,
            TimeOf::Target => false,
        }
    }
}

/// What a time is for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum TimeOf {
    /// A declaration lasts so long at most.
    Lasts,
    /// So long before its end is warned.
    Warn,
    /// The list should take so long.
    Target,
    /// A step cannot honestly take less.
    Floor,
    /// So long is waited.
    Wait,
}

impl TimeOf {
    /// What it is called on the screen.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Lasts => "What it declares lasts at most",
            Self::Warn => "Warned so long before",
            Self::Target => "It should take about",
            Self::Floor => "Takes at least",
            Self::Wait => "Wait",
        }
    }
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Unit {
    Secs,
    Min,
    Hours,
}

impl Unit {
    const fn millis(self) -> Millis {
        match self {
            Self::Secs => 1_000,
            Self::Min => 60_000,
            Self::Hours => 3_600_000,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Secs => "Secs",
            Self::Min => "Min",
            Self::Hours => "Hours",
        }
    }
}

/// Every time in a list that can be set, in the order of their places.
#[must_use]
pub fn times(text: &str) -> Vec<Timing> {
    of(&tree::read(text))
}

fn of(root: &Node<'_>) -> Vec<Timing> {
    let validity = tree::field(root, "validity");
    let valid = |name| validity.and_then(|validity| tree::field(validity, name));
    let mut all = vec![
        one(tree::field(root, "target"), "target".to_owned(), TimeOf::Target, None),
        // An overlay says it without a Validity.
        one(tree::field(root, "lasts"), "lasts".to_owned(), TimeOf::Lasts, None),
        one(valid("lasts"), "validity.lasts".to_owned(), TimeOf::Lasts, None),
        one(valid("warn"), "validity.warn".to_owned(), TimeOf::Warn, None),
    ];
    for step in tree::steps(root) {
        let floor = tree::field(step.node, "dwell").and_then(|dwell| tree::field(dwell, "floor"));
        let wait = tree::field(step.node, "kind").filter(|kind| kind.name() == Some("Wait"));
        let wait = wait.and_then(|kind| tree::field(kind, "lasts"));
        let mine = Some(step.path.as_str());
        all.push(one(floor, format!("steps.{}.floor", step.path), TimeOf::Floor, mine));
        all.push(one(wait, format!("steps.{}.lasts", step.path), TimeOf::Wait, mine));
    }
    let mut all: Vec<Timing> = all.into_iter().flatten().collect();
    all.sort_by_key(|one| one.span);
    all
}

fn one(node: Option<&Node<'_>>, place: String, of: TimeOf, step: Option<&str>) -> Option<Timing> {
    let node = node?;
    let Shape::Tuple(Some(name), values) = &node.shape else { return None };
    let unit =
        [Unit::Secs, Unit::Min, Unit::Hours].into_iter().find(|unit| unit.name() == *name)?;
    let [Node { shape: Shape::Int(count), .. }] = values.as_slice() else { return None };
    let millis = Millis::try_from(*count).ok()?.checked_mul(unit.millis())?;
    Some(Timing { place, of, step: step.map(str::to_owned), millis, span: node.span, unit })
}

/// Another time at `place`, in the unit that it is written in where that goes without a rest.
pub(super) fn set(root: &Node<'_>, place: &str, to: Millis) -> Result<Vec<Patch>, EditError> {
    let all = of(root);
    let not_there = || EditError::NotThere(place.to_owned());
    let old = all.iter().find(|one| one.place == place).ok_or_else(not_there)?;
    Ok(vec![Patch::new(old.span, written(to, old.unit)?)])
}

/// A time as these files write it.
pub(super) fn in_words(time: Millis) -> Result<String, EditError> {
    written(time, Unit::Min)
}

fn written(time: Millis, first: Unit) -> Result<String, EditError> {
    let units = [first, Unit::Min, Unit::Secs];
    let unit = units.into_iter().find(|unit| time.is_multiple_of(unit.millis()));
    let unit = unit.filter(|_| time > 0).ok_or(EditError::BadTime)?;
    let count = u32::try_from(time / unit.millis()).map_err(|_too_long| EditError::BadTime)?;
    Ok(format!("{}({count})", unit.name()))
}
