//! How every STOP that is an alarm stands, from the alarm to the signed restart: writer and readers ask the same.

use std::collections::BTreeMap;

use super::{Event, Prepared, Signer, StatementKind, StopAlarm, StopRaised, StopReleased, Witness};
use crate::terms::{StopId, UtcMillis};

/// Something said of an alarm, and when.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Told<T> {
    /// When.
    pub at: UtcMillis,
    /// What.
    pub what: T,
}

/// A STOP that is an alarm.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AlarmedStop {
    /// How the STOP was raised.
    pub raised: Told<StopRaised>,
    /// What happened, the first that was said of it first; at least one.
    pub alarms: Vec<Told<StopAlarm>>,
    /// The line of this log that the code of the alarm is made at: that of the first alarm, or line 0 where an older log
    /// holds it.
    pub line: u64,
    /// Who let work go on by phone, the newest word.
    pub phoned: Option<Told<StopReleased>>,
    /// How many alarms had been said by then: whoever agreed knew of no more.
    pub phoned_of: usize,
    /// By whom it was settled.
    pub settled: Option<Told<Vec<Witness>>>,
    /// The signed restart, and who signed it.
    pub restart: Option<(u64, Vec<Signer>)>,
    /// The statement in which whoever let it go on by phone says so in writing.
    pub ratified: Option<u64>,
}

impl AlarmedStop {
    /// Whoever let it go on by phone, where nothing more was found since they did.
    #[must_use]
    pub fn phoned_for_all(&self) -> Option<&Told<StopReleased>> {
        self.phoned.as_ref().filter(|_| self.phoned_of == self.alarms.len())
    }

    /// Whoever let it go on by phone and has not signed that yet.
    #[must_use]
    pub fn owes(&self) -> Option<&StopReleased> {
        let phoned = self.phoned.as_ref().filter(|_| self.is_by_phone())?;
        self.ratified.is_none().then_some(&phoned.what)
    }

    /// Whether work went on because somebody agreed by phone who did not sign the restart.
    #[must_use]
    pub fn is_by_phone(&self) -> bool {
        let signers = self.restart.iter().flat_map(|(_, signers)| signers);
        let mut signers = signers.map(|slot| slot.person);
        let phoned = self.phoned.as_ref().map(|one| one.what.person);
        self.settled.as_ref().is_some_and(|told| {
            let counts = told.what.iter().any(|one| Some(one.person) == phoned);
            counts && !signers.any(|person| Some(person) == phoned)
        })
    }
}

/// Every STOP that is an alarm.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Alarms {
    standing: BTreeMap<StopId, Told<StopRaised>>,
    all: BTreeMap<StopId, AlarmedStop>,
}

impl Alarms {
    /// Takes the event of line `seq`; `pending` is the statement that is being signed before it.
    pub fn feed(
        &mut self,
        seq: u64,
        at: UtcMillis,
        event: &Event,
        pending: Option<(u64, &Prepared)>,
    ) {
        if let Event::StopRaised(e) = event {
            self.standing.insert(e.stop, Told { at, what: e.clone() });
        } else if let Event::StopAlarm(e) = event {
            let told = Told { at, what: e.clone() };
            if let Some(known) = self.all.get_mut(&e.stop) {
                known.alarms.push(told);
            } else if let Some(raised) = self.standing.get(&e.stop) {
                let alarmed = AlarmedStop {
                    raised: raised.clone(),
                    alarms: vec![told],
                    line: seq,
                    phoned: None,
                    phoned_of: 0,
                    settled: None,
                    restart: None,
                    ratified: None,
                };
                self.all.insert(e.stop, alarmed);
            }
        } else if let Event::StopReleased(e) = event {
            if let Some(known) = self.all.get_mut(&e.stop) {
                known.phoned_of = known.alarms.len();
                known.phoned = Some(Told { at, what: e.clone() });
            }
        } else if let Event::StopSettled(e) = event {
            self.standing.remove(&e.stop);
            if let Some(known) = self.all.get_mut(&e.stop) {
                known.settled = Some(Told { at, what: e.witnesses.clone() });
            }
        } else if let Event::StatementCompleted(_) = event {
            self.signed(pending);
        } else if let Event::LogCreated(created) = event
            && created.continues.is_some()
        {
            self.all.values_mut().for_each(|one| one.line = 0);
        }
    }

    fn signed(&mut self, pending: Option<(u64, &Prepared)>) {
        let Some((number, prepared)) = pending else { return };
        let about = prepared.about.as_deref().and_then(|about| about.parse().ok());
        let Some(known) = about.and_then(|stop: StopId| self.all.get_mut(&stop)) else { return };
        match prepared.kind {
            StatementKind::Restart => known.restart = Some((number, prepared.signers.clone())),
            StatementKind::Ratify => known.ratified = Some(number),
            StatementKind::Roster
            | StatementKind::Sheet
            | StatementKind::Signoff
            | StatementKind::Approve
            | StatementKind::Deviate
            | StatementKind::Amend
            | StatementKind::Handover => {}
        }
    }

    /// The alarm of that STOP.
    #[must_use]
    pub fn get(&self, stop: StopId) -> Option<&AlarmedStop> {
        self.all.get(&stop)
    }

    /// Every alarm, in the order of the STOPs' ids.
    pub fn all(&self) -> impl Iterator<Item = &AlarmedStop> {
        self.all.values()
    }

    /// The one that stands longest; none where no alarm stands.
    #[must_use]
    pub fn standing(&self) -> Option<&AlarmedStop> {
        self.all.values().filter(|one| one.settled.is_none()).min_by_key(|one| one.raised.at)
    }
}
