//! How every amendment stands, and what no writer of ours would have written about one: writer and readers ask the same.

use std::collections::BTreeMap;

use super::{
    AmendProposed, AmendWithdrawn, Correction, Event, Prepared, RowRef, Signer, StatementKind,
    Unfit,
};
use crate::terms::{AmendId, UtcMillis};

/// What is wrong with an amendment by the lines alone.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum AmendFault {
    /// The line or the event in it is not there.
    #[error("there is no entry {seq}.{i} in this log")]
    NotThere {
        /// The line.
        seq: u64,
        /// The event in it.
        i: u32,
    },
    /// What it quotes is not what stands there.
    #[error("entry {seq}.{i} is not what the amendment says was recorded there")]
    OtherWords {
        /// The line.
        seq: u64,
        /// The event in it.
        i: u32,
    },
    /// The correction does not fit.
    #[error(transparent)]
    Unfit(#[from] Unfit),
    /// The id is taken.
    #[error("amendment {0} is proposed twice")]
    Twice(AmendId),
    /// It is not there, or was taken back.
    #[error("there is no amendment {0}, or it was taken back")]
    NoAmendment(AmendId),
    /// Another stands in its place already.
    #[error("another amendment stands in place of {0}")]
    Replaced(AmendId),
    /// Signed, it can only be replaced.
    #[error("amendment {0} is signed")]
    Signed(AmendId),
    /// It names no event where it must, one where it may not, the same one twice, or too many.
    #[error("it does not name the entries that it corrects as it must")]
    Targets,
    /// It does not correct what the one corrects that it replaces.
    #[error("it is not about what amendment {0} is about")]
    Elsewhere(AmendId),
}

impl AmendFault {
    /// What to do instead.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Unfit(unfit) => unfit.remedy(),
            Self::NotThere { .. } | Self::OtherWords { .. } | Self::Targets => {
                "Choose the entry again from the record as it is."
            }
            Self::Twice(_) => "Propose it again.",
            Self::NoAmendment(_) | Self::Replaced(_) | Self::Elsewhere(_) => {
                "Correct the entry itself, or the amendment that stands."
            }
            Self::Signed(_) => "Propose another amendment in its place.",
        }
    }
}

/// How an amendment stands.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Stands {
    /// Proposed, not signed: nothing stands corrected by it.
    Proposed,
    /// Signed.
    Signed {
        /// The statement.
        statement: u64,
        /// When.
        at: UtcMillis,
        /// By whom.
        by: Vec<Signer>,
    },
    /// Taken back before it was signed.
    Withdrawn,
}

/// One amendment.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Amendment {
    /// The line and the event in which it was proposed.
    pub place: RowRef,
    /// When.
    pub at: UtcMillis,
    /// What.
    pub said: AmendProposed,
    /// How it stands.
    pub stands: Stands,
    /// The signed amendment that stands in its place.
    pub replaced_by: Option<AmendId>,
}

impl Amendment {
    /// Whether it is signed, and nothing signed stands in its place.
    #[must_use]
    pub fn counts(&self) -> bool {
        matches!(self.stands, Stands::Signed { .. }) && self.replaced_by.is_none()
    }

    /// Whether it waits to be signed.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.stands == Stands::Proposed && self.replaced_by.is_none()
    }
}

/// Every amendment of a log.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Amendments {
    all: BTreeMap<AmendId, Amendment>,
    order: Vec<AmendId>,
    /// Which name the event at each place, in the order in which they were proposed.
    places: BTreeMap<(u64, u32), Vec<AmendId>>,
}

impl Amendments {
    /// The most events that one amendment may name.
    pub const MOST: usize = 32;

    /// Every one, in the order in which they were proposed.
    pub fn all(&self) -> impl DoubleEndedIterator<Item = &Amendment> {
        self.order.iter().filter_map(|id| self.all.get(id))
    }

    /// The one of that id.
    #[must_use]
    pub fn get(&self, id: AmendId) -> Option<&Amendment> {
        self.all.get(&id)
    }

    /// Those that name the event, in the order in which they were proposed; not those that were taken back.
    pub fn of(&self, seq: u64, i: u32) -> impl Iterator<Item = &Amendment> {
        let named = self.places.get(&(seq, i)).map(Vec::as_slice).unwrap_or_default().iter();
        named.filter_map(|id| self.get(*id)).filter(|one| one.stands != Stands::Withdrawn)
    }

    /// Every place that any of them names, once and in order.
    pub fn places(&self) -> impl Iterator<Item = (u64, u32)> {
        self.places.keys().copied()
    }

    /// Takes the next event, at `place`; `statement` is the one that it completes, and `recorded` gives each event before it.
    ///
    /// # Errors
    ///
    /// When no writer of this program could have written it there; what can be taken of it is taken all the same.
    pub fn feed(
        &mut self,
        place: &RowRef,
        at: UtcMillis,
        event: &Event,
        statement: Option<&Prepared>,
        recorded: impl Fn(&RowRef) -> Option<(UtcMillis, Event)>,
    ) -> Result<(), AmendFault> {
        if let Event::LogCreated(_) = event {
            *self = Self::default();
        } else if let Event::AmendProposed(said) = event {
            return self.propose(place, at, said, recorded);
        } else if let Event::AmendWithdrawn(taken) = event {
            return self.withdraw(taken);
        } else if let Event::StatementCompleted(done) = event
            && let Some(prepared) = statement.filter(|one| one.kind == StatementKind::Amend)
        {
            self.complete(done.statement, at, prepared);
        }
        Ok(())
    }

    fn propose(
        &mut self,
        place: &RowRef,
        at: UtcMillis,
        said: &AmendProposed,
        recorded: impl Fn(&RowRef) -> Option<(UtcMillis, Event)>,
    ) -> Result<(), AmendFault> {
        let known = said.corrects.iter().try_for_each(|one| {
            let at = one.place();
            let (t, was) = recorded(&at).ok_or(AmendFault::NotThere { seq: at.seq, i: at.i })?;
            let same = t == one.t && was == one.was;
            if same { Ok(()) } else { Err(AmendFault::OtherWords { seq: at.seq, i: at.i }) }
        });
        let fits = known.and_then(|()| self.fits(said));
        if self.all.contains_key(&said.amend) {
            return Err(AmendFault::Twice(said.amend));
        }
        let (stands, said, place) = (Stands::Proposed, said.clone(), place.clone());
        self.order.push(said.amend);
        for one in &said.corrects {
            let named = self.places.entry((one.seq, one.i)).or_default();
            // What names one place twice is unfit, and shown once all the same.
            if named.last() != Some(&said.amend) {
                named.push(said.amend);
            }
        }
        self.all.insert(said.amend, Amendment { place, at, said, stands, replaced_by: None });
        fits
    }

    /// Whether what is proposed fits the events that it names and the amendment that it replaces.
    ///
    /// # Errors
    ///
    /// When it does not.
    pub fn fits(&self, said: &AmendProposed) -> Result<(), AmendFault> {
        let places: Vec<(u64, u32)> = said.corrects.iter().map(|one| (one.seq, one.i)).collect();
        let in_order = places.windows(2).all(|two| two.is_sorted_by(|a, b| a < b));
        if !in_order || places.len() > Self::MOST {
            return Err(AmendFault::Targets);
        }
        let replaced = said.replaces.map(|id| {
            let one = self.get(id).filter(|one| one.stands != Stands::Withdrawn);
            let one = one.ok_or(AmendFault::NoAmendment(id))?;
            let same = one.said.corrects.iter().map(|one| (one.seq, one.i)).eq(places.clone());
            match (one.replaced_by, same) {
                (Some(_), _) => Err(AmendFault::Replaced(id)),
                (None, false) => Err(AmendFault::Elsewhere(id)),
                (None, true) => Ok(one),
            }
        });
        let replaced = replaced.transpose()?;
        let about_late = replaced.is_some_and(|one| one.said.corrects.is_empty());
        let named = match &said.what {
            Correction::Late { .. } => places.is_empty(),
            Correction::NotSo {} => !places.is_empty() || about_late,
            Correction::Stands {} => !places.is_empty() && replaced.is_some(),
            Correction::From { .. }
            | Correction::To { .. }
            | Correction::Watch { .. }
            | Correction::By { .. }
            | Correction::ShownTo { .. }
            | Correction::Witnesses { .. }
            | Correction::Items { .. }
            | Correction::Act { .. }
            | Correction::Time { .. }
            | Correction::Reply { .. }
            | Correction::Count { .. }
            | Correction::Words { .. } => !places.is_empty(),
        };
        if !named {
            return Err(AmendFault::Targets);
        }
        said.corrects.iter().try_for_each(|one| {
            said.what.of(&one.was)?;
            Ok(())
        })
    }

    fn withdraw(&mut self, taken: &AmendWithdrawn) -> Result<(), AmendFault> {
        let id = taken.amend;
        let one = self.all.get_mut(&id).ok_or(AmendFault::NoAmendment(id))?;
        match one.stands {
            Stands::Proposed => {
                one.stands = Stands::Withdrawn;
                Ok(())
            }
            Stands::Signed { .. } => Err(AmendFault::Signed(id)),
            Stands::Withdrawn => Err(AmendFault::NoAmendment(id)),
        }
    }

    fn complete(&mut self, statement: u64, at: UtcMillis, prepared: &Prepared) {
        let about = prepared.about.as_deref().and_then(|about| about.parse().ok());
        let Some(id) = about else { return };
        let Some(one) = self.all.get_mut(&id).filter(|one| one.waits()) else { return };
        one.stands = Stands::Signed { statement, at, by: prepared.signers.clone() };
        let replaced = one.said.replaces.and_then(|id| self.all.get_mut(&id));
        if let Some(replaced) = replaced {
            replaced.replaced_by = Some(id);
        }
    }
}
