//! The sorts of advice.

/// The enum, its list and its names from one table: none can be forgotten.
macro_rules! hints {
    ($($(#[$doc:meta])* $hint:ident = $name:literal,)*) => {
        /// Which sort of advice; its [`name`](Hint::name) is what tools sort and count by.
        #[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
        pub enum Hint {
            $($(#[$doc])* $hint,)*
        }

        impl Hint {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$hint,)*];

            /// The name as tools write it, for instance `many-steps`; it never changes.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$hint => $name,)*
                }
            }
        }
    };
}

hints! {
    /// Too many steps between two places to pause.
    ManySteps = "many-steps",
    /// A question of too many words.
    LongText = "long-text",
    /// The list says of no hazard which steps catch it.
    NoHazards = "no-hazards",
    /// A step that catches no hazard.
    CoversNothing = "covers-nothing",
    /// A killer step that no stop looks at.
    SilentKiller = "silent-killer",
    /// A killer step that is satisfied by a word that says nothing.
    WeakReply = "weak-reply",
    /// A role that no step and no stop names.
    UnusedRole = "unused-role",
    /// A stop that only somebody who may be absent can settle.
    AbsentClearer = "absent-clearer",
    /// Live rounds as something to be entered.
    LiveRound = "live-round",
    /// A stop for a live round that is an ordinary one.
    LiveStop = "live-no-alarm",
    /// A translation of a text that has changed since.
    StaleTranslation = "stale-translation",
    /// A released revision that says nowhere what changed.
    NoChange = "no-change",
    /// A question that is answered with yes or no.
    YesNo = "yes-no",
    /// A question whether all is well, which says of nothing how it is.
    AllOk = "all-ok",
    /// A killer step with fewer than three answers to choose from.
    FewAnswers = "few-answers",
    /// A killer step after paperwork, with no place to pause between them.
    LateKiller = "late-killer",
}
