//! Which danger is caught by which steps: the dangers that everybody knows first, then those that lists name themselves.

use super::Checklist;

/// The dangers that a production's lists should catch between them, each with what it is.
///
/// They are what killed and wounded people on sets, what was found out afterwards, and what armorers know of the things
/// themselves.
pub const DANGERS: &[(&str, &str)] = &[
    ("live-round-on-set", "somebody has a live round or a weapon of their own on the set"),
    ("live-round-among-dummies", "a live round lies among dummies, or in a box that says dummies"),
    ("live-round-among-blanks", "a round with a bullet lies among blanks"),
    ("primer-only-dummy", "a dummy still has its primer, and drives its bullet into the barrel"),
    ("bore-obstruction", "something in the bore is driven out by the next blank"),
    ("home-made-blank", "a blank was made by nobody who answers for it"),
    ("wrong-load", "another load goes in than was tested and planned"),
    ("swapped-gun", "the gun in hand is not the one that was looked at"),
    ("real-gun-for-its-twin", "a real gun goes out where its look-alike was meant"),
    ("round-left-in-a-chamber", "a round stays in a chamber that nobody saw"),
    ("round-left-in-a-magazine", "a round stays in a magazine"),
    ("round-put-in-between-takes", "something was put in since it was seen"),
    ("blank-missing", "a blank is not accounted for"),
    ("dummy-missing", "a dummy is not accounted for"),
    ("round-in-a-belt", "a round goes home in a belt, a holster or a pocket"),
    ("second-person-not-looking", "the second person agrees and has not looked"),
    ("performer-not-shown", "whoever takes it in hand did not see it"),
    ("handed-by-nobody", "somebody hands it over who may not"),
    ("bare-words", "a call says less than what is in it"),
    ("muzzle-at-somebody", "it points at somebody while it is handled"),
    ("somebody-in-the-line", "somebody stands in the line of fire"),
    ("too-close", "somebody is nearer than the load was tested for"),
    ("hearing", "ears are not covered"),
    ("hangfire", "a round goes off late, in a hand that has opened it"),
    ("gun-left-with-performer", "a gun stays in a hand while everybody waits"),
    ("gun-left-out", "a gun lies somewhere, and nobody has it"),
    ("rounds-left-on-the-cart", "guns are locked away, and rounds are not"),
    ("keys-with-others", "somebody else can open what is locked"),
    ("changed-action", "the action is another than the one that was planned"),
    ("second-duty", "whoever keeps the guns has another job as well"),
    ("untrained-near-a-gun", "somebody near a gun was never told what to do"),
    ("nobody-told", "nobody was told that a gun is on set"),
    ("hurry", "somebody is asked to be quicker"),
    ("nobody-stops", "somebody saw it and said nothing"),
    ("concern-unheeded", "somebody said it, and nothing came of it"),
    ("evidence-disturbed", "after an accident things are opened, cleaned or thrown away"),
    ("tired-handler", "whoever keeps the guns has not slept"),
    ("drill-round-on-set", "what was planted in a drill stays among what is used"),
];

/// What catches one danger.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Covered {
    /// Its name.
    pub danger: String,
    /// What it is; none where a list names it alone.
    pub what: Option<&'static str>,
    /// The steps that would catch it, each as list and step.
    pub steps: Vec<(String, String)>,
}

/// What lists catch between them.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Coverage {
    /// Every danger: those that everybody knows in their order, then those that lists name, by name.
    pub dangers: Vec<Covered>,
    /// The steps that catch none, each as list and step; a step that only moves, signs or speaks what is declared is none of them.
    pub idle: Vec<(String, String)>,
}

/// What these lists, each put together with its units, catch between them.
#[must_use]
pub fn coverage<'l>(lists: impl IntoIterator<Item = &'l Checklist>) -> Coverage {
    let mut all: Vec<Covered> = DANGERS
        .iter()
        .map(|(danger, what)| Covered {
            danger: (*danger).to_owned(),
            what: Some(what),
            steps: Vec::new(),
        })
        .collect();
    let known = all.len();
    let mut idle = Vec::new();
    for list in lists {
        let id = list.id.to_string();
        for (danger, steps) in &list.covers {
            let at = all.iter().position(|one| one.danger == *danger);
            let at = at.unwrap_or_else(|| {
                all.push(Covered { danger: danger.clone(), what: None, steps: Vec::new() });
                all.len().saturating_sub(1)
            });
            let Some(covered) = all.get_mut(at) else { continue };
            for ix in steps {
                let Some(top) = list.steps.get(ix.top()) else { continue };
                let step = match ix.inner().and_then(|_| list.step(*ix)) {
                    Some(inner) => format!("{}.{}", top.path, inner.path),
                    None => top.path.to_string(),
                };
                let named = (id.clone(), step);
                if !covered.steps.contains(&named) {
                    covered.steps.push(named);
                }
            }
        }
        let catches = |at: usize| {
            list.covers.iter().flat_map(|(_, steps)| steps).any(|step| step.top() == at)
        };
        let asks = list.steps.iter().enumerate().filter(|(_, step)| step.kind.is_asked());
        let none = asks.filter(|(at, _)| !catches(*at));
        idle.extend(none.map(|(_, step)| (id.clone(), step.path.to_string())));
    }
    if let Some(own) = all.get_mut(known..) {
        own.sort_by(|a, b| a.danger.cmp(&b.danger));
    }
    Coverage { dangers: all, idle }
}
