//! The sorts of mistake that a written file can hold.

/// The enum, its list and its names from one table: none can be forgotten.
macro_rules! codes {
    ($($(#[$doc:meta])* $code:ident = $name:literal,)*) => {
        /// Which sort of mistake; its [`name`](Code::name) is what tools sort and count by.
        #[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
        pub enum Code {
            $($(#[$doc])* $code,)*
        }

        impl Code {
            /// All of them, in the order in which a file is read.
            pub const ALL: &[Self] = &[$(Self::$code,)*];

            /// The code as tools write it, for instance `missing-comma`; it never changes.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$code => $name,)*
                }
            }
        }
    };
}

codes! {
    // Syntax.
    /// The file is larger than is read.
    TooLarge = "too-large",
    /// Brackets are nested deeper than is read.
    TooDeep = "too-deep",
    /// A bracket, a text or a comment is opened and never closed.
    Unclosed = "unclosed",
    /// A closing bracket closes nothing.
    Unopened = "unopened",
    /// Two values stand side by side without a comma.
    MissingComma = "missing-comma",
    /// No colon between a name and its value.
    MissingColon = "missing-colon",
    /// A value is missing.
    MissingValue = "missing-value",
    /// A value stands where only a named field can.
    MissingName = "missing-name",
    /// Something stands where nothing of its sort can.
    Stray = "stray",
    /// Something follows the one value that a file holds.
    AfterEnd = "after-end",
    /// A text holds an escape that does not exist.
    BadEscape = "bad-escape",
    /// A character that cannot be seen, or that only looks like the right one.
    BadCharacter = "bad-character",
    /// RON, but not for these files.
    Unsupported = "unsupported",
    /// The `ron` crate refuses what we did not.
    Ron = "ron",
    // Shape.
    /// One sort of value stands where another is needed.
    WrongShape = "wrong-shape",
    /// A field that its record does not have.
    UnknownField = "unknown-field",
    /// A field that its record cannot do without.
    MissingField = "missing-field",
    /// A field written twice in one record.
    DoubledField = "doubled-field",
    /// A name that is none of the choices.
    UnknownChoice = "unknown-choice",
    /// A key written twice in one map.
    DoubledKey = "doubled-key",
    // Meaning.
    /// A schema number that this program does not read.
    Schema = "schema",
    /// A name that breaks the rules for names.
    BadName = "bad-name",
    /// A text that is empty, too long or of more than one line.
    BadText = "bad-text",
    /// A number outside its limits.
    OutOfRange = "out-of-range",
    /// A list that may not be empty, or has too many rows.
    BadLength = "bad-length",
    /// Something is called by a name that nothing has.
    UnknownName = "unknown-name",
    /// Two things with one name.
    DoubledName = "doubled-name",
    /// A name that was retired and may never come back.
    RetiredName = "retired-name",
    /// A condition looks at a step that comes later.
    LooksAhead = "looks-ahead",
    /// A number is compared with a text, or something with a thing that has no value.
    WrongType = "wrong-type",
    /// A condition that can never be anything but true, or anything but false.
    Constant = "constant",
    /// A stop that restarts where it may not.
    BadRestart = "bad-restart",
    /// A killer step that is a mere tick.
    KillerTick = "killer-tick",
    /// Roles that have to differ and do not.
    SameRole = "same-role",
    /// A step declares what it cannot witness.
    BadDeclaration = "bad-declaration",
    /// An answer sets a lot apart in the step that declares something.
    RestsDeclares = "rests-declares",
    /// A joined custody step with nothing to join.
    BadJoin = "bad-join",
    /// A step that no run can reach.
    Unreachable = "unreachable",
    /// A word that says less than it seems to: "cold", "safe" or "hot" alone.
    BareWord = "bare-word",
    // Several files.
    /// A unit is used and no file at hand has that id.
    UnknownUnit = "unknown-unit",
    /// A unit is used by a SHA-256 that no file at hand has, or that is another unit's.
    WrongDigest = "wrong-digest",
    /// A unit is used that has mistakes of its own.
    UnitMistaken = "unit-mistaken",
    /// A unit uses itself, by way of others or at once.
    Cycle = "cycle",
    /// Units use units deeper than is read.
    NestedUnits = "nested-units",
    /// An include says what only steps can say, or gives a unit what it is not for.
    BadInclude = "bad-include",
    /// A unit or an overlay says what only a list can say.
    ListOnly = "list-only",
    /// What tightens a list would loosen it.
    Loosens = "loosens",
    /// A translation whose places to fill in are not those of its source.
    BadTranslation = "bad-translation",
}
