//! The sorts of mistake that a written file can hold.

/// Which sort of mistake; its [`name`](Code::name) is what tools sort and count by.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Code {
    // Syntax.
    /// The file is larger than is read.
    TooLarge,
    /// Brackets are nested deeper than is read.
    TooDeep,
    /// A bracket, a text or a comment is opened and never closed.
    Unclosed,
    /// A closing bracket closes nothing.
    Unopened,
    /// Two values stand side by side without a comma.
    MissingComma,
    /// No colon between a name and its value.
    MissingColon,
    /// A value is missing.
    MissingValue,
    /// A value stands where only a named field can.
    MissingName,
    /// Something stands where nothing of its sort can.
    Stray,
    /// Something follows the one value that a file holds.
    AfterEnd,
    /// A text holds an escape that does not exist.
    BadEscape,
    /// A character that cannot be seen, or that only looks like the right one.
    BadCharacter,
    /// RON, but not for these files.
    Unsupported,
    /// The `ron` crate refuses what we did not.
    Ron,
    // Shape.
    /// One sort of value stands where another is needed.
    WrongShape,
    /// A field that its record does not have.
    UnknownField,
    /// A field that its record cannot do without.
    MissingField,
    /// A field written twice in one record.
    DoubledField,
    /// A name that is none of the choices.
    UnknownChoice,
    /// A key written twice in one map.
    DoubledKey,
    // Meaning.
    /// A schema number that this program does not read.
    Schema,
    /// A name that breaks the rules for names.
    BadName,
    /// A text that is empty, too long or of more than one line.
    BadText,
    /// A number outside its limits.
    OutOfRange,
    /// A list that may not be empty, or has too many rows.
    BadLength,
    /// Something is called by a name that nothing has.
    UnknownName,
    /// Two things with one name.
    DoubledName,
    /// A name that was retired and may never come back.
    RetiredName,
    /// A condition looks at a step that comes later.
    LooksAhead,
    /// A number is compared with a text, or something with a thing that has no value.
    WrongType,
    /// A condition that can never be anything but true, or anything but false.
    Constant,
    /// A stop that nobody can clear.
    NoWayOut,
    /// A stop that restarts where it may not.
    BadRestart,
    /// A killer step that is a mere tick.
    KillerTick,
    /// Roles that have to differ and do not.
    SameRole,
    /// A step declares what it cannot witness.
    BadDeclaration,
    /// A joined custody step with nothing to join.
    BadJoin,
    /// A step that no run can reach.
    Unreachable,
    /// A word that says less than it seems to: "cold", "safe" or "hot" alone.
    BareWord,
    // Several files.
    /// A unit is used and no file at hand has that id.
    UnknownUnit,
    /// A unit is used by a SHA-256 that no file at hand has, or that is another unit's.
    WrongDigest,
    /// A unit is used that has mistakes of its own.
    UnitMistaken,
    /// A unit uses itself, by way of others or at once.
    Cycle,
    /// Units use units deeper than is read.
    NestedUnits,
    /// An include says what only steps can say, or gives a unit what it is not for.
    BadInclude,
    /// A unit or an overlay says what only a list can say.
    ListOnly,
    /// What tightens a list would loosen it.
    Loosens,
    /// A translation whose places to fill in are not those of its source.
    BadTranslation,
}

impl Code {
    /// The code as tools write it, for instance `missing-comma`; it never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::TooLarge => "too-large",
            Self::TooDeep => "too-deep",
            Self::Unclosed => "unclosed",
            Self::Unopened => "unopened",
            Self::MissingComma => "missing-comma",
            Self::MissingColon => "missing-colon",
            Self::MissingValue => "missing-value",
            Self::MissingName => "missing-name",
            Self::Stray => "stray",
            Self::AfterEnd => "after-end",
            Self::BadEscape => "bad-escape",
            Self::BadCharacter => "bad-character",
            Self::Unsupported => "unsupported",
            Self::Ron => "ron",
            Self::WrongShape => "wrong-shape",
            Self::UnknownField => "unknown-field",
            Self::MissingField => "missing-field",
            Self::DoubledField => "doubled-field",
            Self::UnknownChoice => "unknown-choice",
            Self::DoubledKey => "doubled-key",
            Self::Schema => "schema",
            Self::BadName => "bad-name",
            Self::BadText => "bad-text",
            Self::OutOfRange => "out-of-range",
            Self::BadLength => "bad-length",
            Self::UnknownName => "unknown-name",
            Self::DoubledName => "doubled-name",
            Self::RetiredName => "retired-name",
            Self::LooksAhead => "looks-ahead",
            Self::WrongType => "wrong-type",
            Self::Constant => "constant",
            Self::NoWayOut => "no-way-out",
            Self::BadRestart => "bad-restart",
            Self::KillerTick => "killer-tick",
            Self::SameRole => "same-role",
            Self::BadDeclaration => "bad-declaration",
            Self::BadJoin => "bad-join",
            Self::Unreachable => "unreachable",
            Self::BareWord => "bare-word",
            Self::UnknownUnit => "unknown-unit",
            Self::WrongDigest => "wrong-digest",
            Self::UnitMistaken => "unit-mistaken",
            Self::Cycle => "cycle",
            Self::NestedUnits => "nested-units",
            Self::BadInclude => "bad-include",
            Self::ListOnly => "list-only",
            Self::Loosens => "loosens",
            Self::BadTranslation => "bad-translation",
        }
    }
}
