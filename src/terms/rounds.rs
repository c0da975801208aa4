//! Words of the rounds ledger: what a lot is of, by what its dummies are told, and what becomes of rounds.

use serde::{Deserialize, Serialize};

use super::kind::words;

words! {
    /// What the rounds of a lot are. Live ammunition is no kind: it is an alarm.
    RoundKind {
        /// Blanks.
        Blank = "blank", "blanks";
        /// Dummies.
        Dummy = "dummy", "dummies";
    }
}

words! {
    /// By what the dummies of a lot are told from a live round; one style a lot.
    Tell {
        /// A hole in the case.
        Drilled = "drilled", "hole in the case";
        /// A pellet that rattles.
        Pellet = "pellet", "pellet that rattles";
        /// No primer.
        NoPrimer = "no_primer", "no primer";
    }
}

words! {
    /// What becomes of rounds.
    RoundAct {
        /// From the lot into a numbered tray.
        Tray = "tray", "put in a tray";
        /// From a tray back to the lot.
        Untray = "untray", "back from a tray to the lot";
        /// Into a gun, from its tray.
        Load = "load", "loaded";
        /// Out of a gun unfired, back to the tray.
        Back = "back", "came back unfired";
        /// Not in the gun any more, and not counted back: its tray is due it, and the next count tells.
        NotBack = "not_back", "not in the gun, not counted back";
        /// Out of a gun, misfired, and held apart.
        Held = "held", "misfired, held apart";
        /// Fired: never measured, only what is left by subtraction.
        Fired = "fired", "fired, by subtraction";
        /// More came out of a gun than went in by the record.
        Over = "over", "more came out than went in";
        /// Doubtful: in the pot, nobody uses it.
        Pot = "pot", "doubtful, in the pot";
        /// Left the production: to the vendor, to a range, to another unit.
        Out = "out", "left the production";
        /// Found again.
        Found = "found", "found";
    }
}

words! {
    /// How the ledger of rounds stands.
    Balance {
        /// Every lot, tray and gun agrees with what was counted last.
        Balanced = "balanced", "balanced";
        /// It agrees because a difference was searched for and closed within the day before.
        Short = "short", "closed with a difference, searched";
        /// A count differs, more was taken than there was, or rounds are in a gun.
        Open = "open", "open";
    }
}
