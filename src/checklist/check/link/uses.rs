//! The units that a file uses: found by the SHA-256 of their bytes, or told with what it is now.

use std::str::FromStr as _;

use crate::checklist::check::names::check_name;
use crate::checklist::draft::{self, Name};
use crate::checklist::shelf::Shelf;
use crate::checklist::unit::{DEEPEST, Unit};
use crate::source::{At, Code, Mistake, Mistakes, Table, hint};
use crate::terms::Digest;

/// The units of a file, by the names that it calls them.
#[derive(Debug, Default)]
pub(in crate::checklist::check) struct Uses<'d> {
    all: Vec<(&'d str, Option<&'d Unit>)>,
}

impl<'d> Uses<'d> {
    /// The unit of that name, where it is at hand and without mistakes.
    pub(super) fn get(&self, name: &Option<Name>) -> Option<&'d Unit> {
        let name = name.as_ref()?;
        self.all.iter().find(|(known, _)| *known == name.value)?.1
    }

    /// The names that the file calls its units.
    pub(super) fn names(&self) -> Vec<&'d str> {
        self.all.iter().map(|(name, _)| *name).collect()
    }

    /// How deep units stand inside each other in the file, itself not counted.
    pub(in crate::checklist::check) fn depth(&self) -> u8 {
        self.all.iter().filter_map(|(_, unit)| Some((*unit)?.depth)).max().unwrap_or(0)
    }
}

/// The units that `table` names; whatever is wrong with one is told where it is used. `own` is the id of the file, where
/// that is a unit itself.
pub(in crate::checklist::check) fn uses<'d>(
    table: Option<&'d Table<At<draft::Use>>>,
    own: Option<&str>,
    shelf: &'d Shelf,
    mistakes: &mut Mistakes,
) -> Uses<'d> {
    let mut uses = Uses::default();
    for (name, used) in table.into_iter().flat_map(Table::iter) {
        check_name(name, mistakes);
        uses.all.push((&name.value, find(used, own, shelf, mistakes)));
    }
    uses
}

fn find<'d>(
    used: &'d At<draft::Use>,
    own: Option<&str>,
    shelf: &'d Shelf,
    mistakes: &mut Mistakes,
) -> Option<&'d Unit> {
    let draft::Use { id, rev, sha256 } = &used.value;
    let (id, sha256) = (id.as_ref(), sha256.as_ref());
    if let Some(id) = id {
        check_name(id, mistakes)?;
        if let Some(way) = own.and_then(|own| shelf.way(&id.value, own)) {
            let way: Vec<String> =
                way.iter().skip(1).map(|id| format!(", which uses {id:?}")).collect();
            let found =
                format!("this uses {:?}{}: units go round in a circle", id.value, way.concat());
            let told = Mistake::new(Code::Cycle, id.span, found);
            mistakes.tell(told.mend("write the steps out in one of them"));
            return None;
        }
    }
    let (id, rev, sha256) = (id?, rev.as_ref()?, sha256?);
    let newest = shelf.newest(&id.value);
    let Ok(digest) = Digest::from_str(&sha256.value) else {
        let told = Mistake::new(Code::WrongDigest, sha256.span, "this is not a SHA-256");
        let now = newest.map(|(now, unit)| format!("that of {} is {now}", unit.name));
        mistakes.tell(told.expected("64 digits from 0 to f").mend(now.unwrap_or_default()));
        return None;
    };
    let Some(unit) = shelf.get(digest) else {
        match newest {
            Some((now, unit)) => {
                let found = format!("no unit {:?} at hand has this SHA-256", id.value);
                let told = Mistake::new(Code::WrongDigest, sha256.span, found);
                let (name, rev) = (&unit.name, unit.rev);
                mistakes.tell(told.mend(format!("that of {name}, revision {rev}, is {now}")));
            }
            None => {
                let found = format!("no unit {:?} is at hand", id.value);
                let mend = hint(&id.value, &shelf.ids());
                mistakes.tell(Mistake::new(Code::UnknownUnit, id.span, found).mend(mend));
            }
        }
        return None;
    };
    if unit.id != id.value || unit.rev != *rev {
        let found = format!("the unit of this SHA-256 is {:?}, revision {}", unit.id, unit.rev);
        let told = Mistake::new(Code::WrongDigest, sha256.span, found);
        mistakes.tell(told.mend("correct id: and rev:, or the SHA-256"));
        return None;
    }
    let Some(found) = unit.unit.as_deref() else {
        let told = format!("the unit {:?} has mistakes of its own", unit.id);
        mistakes.tell(
            Mistake::new(Code::UnitMistaken, id.span, told)
                .mend(format!("mend {} first", unit.name)),
        );
        return None;
    };
    let most = if own.is_some() { DEEPEST.saturating_sub(1) } else { DEEPEST };
    if found.depth > most {
        let deep = found.depth.saturating_add(1);
        let told = Mistake::new(
            Code::NestedUnits,
            id.span,
            format!("units stand {deep} deep inside each other"),
        );
        mistakes
            .tell(told.expected(format!("at most {DEEPEST}")).mend("write the steps of one out"));
        return None;
    }
    Some(found)
}
