//! How something was that is found: whose word it is, how it was done, on what it rests.

/// Whether the log itself says that a rule was broken.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Known {
    /// It was recorded as a breach of that rule.
    Recorded,
    /// The record does not say so: found by review.
    ByReview,
}

/// Whose word a time is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Whose {
    /// The answer is not here, or could not be read.
    NotRead,
    /// The reader brought no roots along.
    NotAsked {
        /// Whom the certificate names.
        authority: String,
    },
    /// A root of the reader's leads to it.
    Confirmed {
        /// Whom the certificate names.
        authority: String,
        /// Whom the root names.
        root: String,
    },
    /// None of the reader's roots leads to it.
    Refused {
        /// Whom the certificate names.
        authority: String,
    },
}

/// How rows stand.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum RowsAre {
    /// Recorded, not yet signed.
    NotYetSigned,
    /// Struck by a witness.
    Struck,
    /// Recorded after, from a card.
    After,
    /// Recorded, and whether signed stands in a text that is withheld.
    Withheld,
}

/// How the record says that blanks were in a gun.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Blanks {
    /// They were loaded, by the ledger.
    Loaded,
    /// They were declared to be in it.
    Declared,
    /// It was fired.
    Fired,
}

/// How rounds of a lot that was set apart were used.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Used {
    /// They were loaded.
    Loaded,
    /// They were put in a tray.
    Tray,
    /// A paper card tells of its tray.
    Card {
        /// Which card.
        card: u32,
    },
}

/// Whether work went on after an alarm, and on whose word.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum WentOn {
    /// It did not until the last line.
    No,
    /// The restart is signed by all.
    Signed,
    /// One of them agreed by phone and has signed that since.
    Ratified,
    /// One of them agreed by phone and has not signed that.
    NotRatified,
    /// Nobody signed a restart.
    Unsigned,
}

/// What is against a run's files.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ListFault {
    /// It began without an overlay that the local rules say.
    WithoutRule,
    /// It began without an overlay by which is deviated at the time.
    WithoutDeviation,
    /// It began under an overlay that is no local rule.
    NoRule,
    /// It began under a deviation that nobody signed, or that was over.
    NoDeviation,
    /// It does not say truly whether its list was approved.
    ApprovedUntruly,
}
