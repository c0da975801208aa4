//! The clocks that a loss or an injury starts: whose they are, whom they tell, how long they run, and where it is written.

use super::kind::words;
use super::time::{Millis, UtcMillis};

use serde::{Deserialize, Serialize};

const HOUR: Millis = 3_600_000;

words! {
    /// Whose law counts where the work is.
    Law {
        /// California.
        California = "us_ca", "California";
        /// Another state of the United States: only what is federal is known here.
        OtherState = "us", "another US state";
        /// Anywhere else: nothing is known here.
        Elsewhere = "elsewhere", "outside the US";
    }
}

words! {
    /// What starts a clock.
    Occasion {
        /// A gun is missing: it counts from when that was found.
        Missing = "missing", "a gun is missing";
        /// Somebody is dead or badly hurt: it counts from when that was known.
        Injury = "injury", "a death or a serious injury";
    }
}

/// One clock.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Clock {
    /// Whose it is.
    pub who: &'static str,
    /// Whom they tell.
    pub tells: &'static str,
    /// Whether it says "at once", so that its time is only the latest.
    pub at_once: bool,
    /// How long at most.
    pub within: Millis,
    /// Where it is written.
    pub source: &'static str,
}

impl Clock {
    /// The latest time, where it began at `since`.
    #[must_use]
    pub fn by(&self, since: UtcMillis) -> UtcMillis {
        since.plus(self.within)
    }
}

const FEDERAL_LICENSEE: Clock = Clock {
    who: "a federal licensee (such as the rental house)",
    tells: "ATF and the local police",
    at_once: false,
    within: 48 * HOUR,
    source: "27 CFR 478.39a",
};

const CALIFORNIA_MISSING: [Clock; 3] = [
    Clock {
        who: "a California licensee (such as the rental house)",
        tells: "the local police",
        at_once: false,
        within: 48 * HOUR,
        source: "Penal Code 29115, dealers 26885",
    },
    FEDERAL_LICENSEE,
    Clock {
        who: "whoever owns or has it",
        tells: "the police where it was lost",
        at_once: false,
        within: 5 * 24 * HOUR,
        source: "Penal Code 25250",
    },
];

const CALIFORNIA_INJURY: [Clock; 1] = [Clock {
    who: "the employer",
    tells: "Cal/OSHA",
    at_once: true,
    within: 8 * HOUR,
    source: "8 CCR 342",
}];

const FEDERAL_INJURY: [Clock; 2] = [
    Clock {
        who: "the employer, after a death",
        tells: "OSHA",
        at_once: false,
        within: 8 * HOUR,
        source: "29 CFR 1904.39",
    },
    Clock {
        who: "the employer, after a stay in hospital, an amputation or the loss of an eye",
        tells: "OSHA",
        at_once: false,
        within: 24 * HOUR,
        source: "29 CFR 1904.39",
    },
];

/// The clocks that are known of a place, the shortest first; none where no law is said or known.
#[must_use]
pub fn clocks(law: Option<Law>, occasion: Occasion) -> &'static [Clock] {
    match (law, occasion) {
        (Some(Law::California), Occasion::Missing) => &CALIFORNIA_MISSING,
        (Some(Law::California), Occasion::Injury) => &CALIFORNIA_INJURY,
        (Some(Law::OtherState), Occasion::Missing) => {
            const { std::slice::from_ref(&FEDERAL_LICENSEE) }
        }
        (Some(Law::OtherState), Occasion::Injury) => &FEDERAL_INJURY,
        (Some(Law::Elsewhere) | None, Occasion::Missing | Occasion::Injury) => &[],
    }
}

/// What is not known here, and whom to ask; it stands beside the clocks, whatever they are.
#[must_use]
pub fn unknown(law: Option<Law>) -> &'static str {
    match law {
        Some(Law::California) => "A county or city may ask for more. Ask the police.",
        Some(Law::OtherState) => "What this state asks for is not known here. Ask the police now.",
        Some(Law::Elsewhere) => "What this place asks for is not known here. Ask the police now.",
        None => "Nobody said whose law counts here. Ask the police now.",
    }
}
