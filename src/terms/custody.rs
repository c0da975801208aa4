//! Words of custody: place, condition, acts, and why a declaration ended.

use serde::{Deserialize, Serialize};

use super::kind::words;
use super::text::quoted;

words! {
    /// Where an item is.
    Place {
        /// Locked away.
        Locked = "locked", "locked away";
        /// With a qualified handler.
        Handler = "handler", "with handler";
        /// In the hand of somebody in the action.
        Hand = "hand", "in hand of";
        /// On the set.
        Set = "set", "on set";
        /// With another unit, not seen here.
        Unit = "unit", "with another unit, not seen here";
        /// Nobody knows where.
        Missing = "missing", "MISSING";
        /// No longer with this production.
        Out = "out", "left the production";
    }
}

words! {
    /// In what condition an item is; the number and the load stand in [`State`].
    Condition {
        /// Nobody can say what is in it.
        Unverified = "unverified", "UNVERIFIED";
        /// Shown empty to a second person.
        EmptyShownClear = "empty_shown_clear", "EMPTY, SHOWN CLEAR";
        /// Dummies in it, every one proven.
        DummiesProven = "dummies_proven", "DUMMIES PROVEN";
        /// Rounds in the magazine, nothing in the chamber.
        LoadedChamberEmpty = "loaded_chamber_empty", "LOADED, CHAMBER EMPTY";
        /// Blanks in it, ready to fire.
        Hot = "hot", "HOT, BLANKS IN IT";
        /// It has been fired and not yet been unloaded; what is left in it is not known.
        FiredNotCleared = "fired_not_cleared", "FIRED, NOT CLEARED (count unknown)";
        /// It misfired and is being held.
        MisfireHold = "misfire_hold", "MISFIRE HOLD";
        /// Set apart; nobody uses it.
        Quarantine = "quarantine", "QUARANTINE";
        /// A rubber gun or solid replica, proven to be one.
        Inert = "inert", "INERT";
        /// A gas or flash device.
        GasFlash = "gas_flash", "GAS / FLASH";
    }
}

impl Condition {
    /// Whether blanks are in what is in that condition by what two declared.
    #[must_use]
    pub fn is_of_blanks(self) -> bool {
        match self {
            Self::LoadedChamberEmpty | Self::Hot => true,
            Self::Unverified
            | Self::EmptyShownClear
            | Self::DummiesProven
            | Self::FiredNotCleared
            | Self::MisfireHold
            | Self::Quarantine
            | Self::Inert
            | Self::GasFlash => false,
        }
    }
}

/// A condition with its numbers: what may be said of an item, never that it is harmless.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct State {
    /// The condition.
    pub condition: Condition,
    /// How many rounds.
    pub n: Option<u32>,
    /// Of how many chambers or places.
    pub of: Option<u32>,
    /// Which load, or what sort of look-alike.
    pub load: Option<Box<str>>,
}

impl State {
    /// A condition without numbers.
    #[must_use]
    pub fn plain(condition: Condition) -> Self {
        Self { condition, n: None, of: None, load: None }
    }

    /// The fixed words of log format 7.3; what is unknown stands as `?`.
    #[must_use]
    pub fn words(&self) -> String {
        let number = |n: Option<u32>| n.map_or_else(|| "?".to_owned(), |n| n.to_string());
        let load = || quoted(self.load.as_deref().unwrap_or("?"));
        match self.condition {
            Condition::DummiesProven => {
                format!("DUMMIES {}/{} PROVEN", number(self.n), number(self.of))
            }
            Condition::Hot => format!("HOT {} x {}", number(self.n), load()),
            Condition::LoadedChamberEmpty => {
                format!("LOADED, CHAMBER EMPTY {} x {}", number(self.n), load())
            }
            Condition::Inert => format!("INERT {}", load()),
            Condition::GasFlash => format!("GAS / FLASH {}", load()),
            Condition::Unverified
            | Condition::EmptyShownClear
            | Condition::FiredNotCleared
            | Condition::MisfireHold
            | Condition::Quarantine => self.condition.words().to_owned(),
        }
    }

    /// What is called out for it, contents included: the only form in which the old word for "not hot" is used.
    #[must_use]
    pub fn call(&self, tag: &str) -> String {
        match self.condition {
            Condition::EmptyShownClear => format!("{tag}. Cold gun: empty, shown clear."),
            Condition::DummiesProven => {
                let n = self.n.map_or_else(|| "?".to_owned(), number_words);
                let noun = if self.n == Some(1) { "dummy" } else { "dummies" };
                format!("{tag}. Cold gun: {n} {noun}, proven. No blanks, no powder.")
            }
            Condition::Hot => {
                let n = self.n.map_or_else(|| "?".to_owned(), number_words);
                format!("{tag}. Hot gun: {n} {}.", self.load.as_deref().unwrap_or("?"))
            }
            Condition::Inert => {
                format!("{tag}. Non-gun: {}.", self.load.as_deref().unwrap_or("inert"))
            }
            Condition::GasFlash => {
                format!("{tag}. Gas or flash device: {}.", self.load.as_deref().unwrap_or("?"))
            }
            Condition::LoadedChamberEmpty => format!("{tag}. Loaded, chamber empty."),
            Condition::Unverified
            | Condition::FiredNotCleared
            | Condition::MisfireHold
            | Condition::Quarantine => {
                format!("{tag}. {}. Do not use.", self.words())
            }
        }
    }
}

fn number_words(n: u32) -> String {
    const WORDS: [&str; 13] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    usize::try_from(n)
        .ok()
        .and_then(|n| WORDS.get(n))
        .map_or_else(|| n.to_string(), |&word| word.to_owned())
}

words! {
    /// What was done with an item.
    Act {
        /// Taken out of the locked place.
        TakeOut = "take_out", "taken out";
        /// Handed to the people of an action.
        Issue = "issue", "issued to the action";
        /// Taken back by a handler.
        Collect = "collect", "collected";
        /// Set down.
        SetDown = "set_down", "set down";
        /// Handed to another.
        HandOver = "hand_over", "handed over";
        /// Locked away.
        LockAway = "lock_away", "locked away";
        /// Made as harmless as its handler could make it.
        MakeSafe = "make_safe", "pointed clear and opened";
        /// Unloaded.
        Unload = "unload", "unloaded";
        /// A seal was put on.
        Seal = "seal", "sealed";
        /// A seal or lock was opened.
        Open = "open", "opened";
        /// Given to another unit.
        TransferOut = "transfer_out", "given to another unit";
        /// Taken back from another unit.
        TransferIn = "transfer_in", "taken back from another unit";
        /// Set apart.
        Quarantine = "quarantine", "set apart";
        /// Let back into use.
        Release = "release", "let back into use";
    }
}

impl Act {
    /// Whether it makes things safer and is therefore never refused: not by a stop, not by a full disk.
    #[must_use]
    pub fn is_never_refused(self) -> bool {
        match self {
            Self::Collect | Self::Unload | Self::MakeSafe | Self::LockAway | Self::Quarantine => {
                true
            }
            Self::TakeOut
            | Self::Issue
            | Self::SetDown
            | Self::HandOver
            | Self::Seal
            | Self::Open
            | Self::TransferOut
            | Self::TransferIn
            | Self::Release => false,
        }
    }
}

words! {
    /// Which rule an act was against.
    Breach {
        /// Whoever gave or took it back is not a qualified handler.
        NotHandler = "not_handler", "not a qualified handler";
        /// The first AD or a deputy handled it.
        DirectorHandled = "director_handled", "the first AD handled it";
        /// Nothing had been declared of it, or no longer.
        NotDeclared = "not_declared", "nothing declared";
        /// It had not been shown to those who must see it.
        NotShown = "not_shown", "not shown first";
        /// It went to somebody outside the action.
        OutsideAction = "outside_action", "outside the action";
        /// It was left with nobody named.
        NobodyNamed = "nobody_named", "nobody named";
        /// It was found lying unattended.
        Unattended = "unattended", "found unattended";
        /// It was out of the handler's sight.
        OutOfSight = "out_of_sight", "out of sight";
        /// It was given by somebody who did not hold it, by the record.
        NotHolder = "not_holder", "the giver did not hold it by the record";
        /// It was used while a STOP stood.
        WhileStopped = "while_stopped", "while a STOP stood";
        /// It was pointed at somebody outside the plan.
        Pointed = "pointed", "pointed outside the plan";
        /// Nobody knows where it is.
        Missing = "missing", "missing";
        /// It was fired outside the plan.
        UnplannedDischarge = "unplanned_discharge", "unplanned discharge";
        /// The item is not in the book.
        Unknown = "unknown", "not in the book";
    }
}

words! {
    /// What somebody was trained in.
    Training {
        /// Handling guns that are not fired.
        Handling = "handling", "handling guns";
        /// Handling guns, and firing blanks with them.
        Blanks = "blanks", "handling guns and firing blanks";
    }
}

impl Training {
    /// Whether whoever has it may do what `other` is needed for.
    #[must_use]
    pub fn includes(self, other: Self) -> bool {
        match self {
            Self::Blanks => true,
            Self::Handling => other == Self::Handling,
        }
    }
}

words! {
    /// What stops all work with guns until it is agreed and signed that it goes on.
    Danger {
        /// A live round was found.
        LiveFound = "live_found", "a live round was found";
        /// A shot that nobody planned.
        Discharge = "discharge", "an unplanned discharge";
        /// Somebody is hurt.
        Injury = "injury", "somebody is hurt";
    }
}

words! {
    /// Why what was declared of an item ended.
    UnverifiedWhy {
        /// Its time was over.
        Time = "time", "its time was over";
        /// It came back or was handed over.
        HandOver = "hand_over", "it changed hands";
        /// It was out of sight.
        OutOfSight = "out_of_sight", "it was out of sight";
        /// A new set-up.
        SetUp = "set_up", "a new set-up";
        /// A break.
        Break = "break", "a break";
        /// A breach.
        Breach = "breach", "a breach";
        /// It was opened again.
        Reopened = "reopened", "it was opened again";
        /// STOP.
        Stop = "stop", "a STOP";
        /// A witness struck the line it rests on.
        Struck = "struck", "a witness struck it";
        /// The run was abandoned.
        Abandoned = "abandoned", "the run was abandoned";
        /// The log was continued in another.
        Continued = "continued", "the log was continued";
    }
}

words! {
    /// How the seal of a container was found when it was opened.
    SealFound {
        /// The number read back is the one on record.
        Same = "same", "the seal on record was on it";
        /// None was on it by the record.
        None = "none", "no seal was on it by the record";
        /// Another number was on it.
        Differs = "differs", "ANOTHER SEAL was on it than the one on record";
        /// It was broken or gone.
        Broken = "broken", "THE SEAL WAS BROKEN or gone";
        /// Nobody read it.
        NotRead = "not_read", "NOBODY READ the seal on record";
    }
}

impl SealFound {
    /// Whether what was inside may have been in other hands.
    #[must_use]
    pub fn is_in_doubt(self) -> bool {
        match self {
            Self::Same | Self::None => false,
            Self::Differs | Self::Broken | Self::NotRead => true,
        }
    }
}

words! {
    /// By what the key of whoever signed a hand-over is known here.
    HandoverTrust {
        /// It is the key of somebody of this production.
        Roster = "roster", "a key of this production's people";
        /// A hand-over by the same key was taken in before.
        Before = "before", "the key of a hand-over taken in before";
        /// Its fingerprint was typed from their paper, or as they read it out.
        Compared = "compared", "its fingerprint was typed from their paper or their voice";
    }
}
