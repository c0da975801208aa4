//! The columns of the file, by the names in its first row.

/// A column that is read.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Column {
    /// What stands on the item.
    Tag,
    /// What it is.
    Kind,
    /// How it works.
    Action,
    /// What state its barrel is in.
    Barrel,
    /// How much it holds.
    Capacity,
}

impl Column {
    /// Every one, in the order in which the template has them.
    pub const ALL: [Self; 5] = [Self::Tag, Self::Kind, Self::Action, Self::Barrel, Self::Capacity];

    /// What it is called in the first row.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Tag => "tag",
            Self::Kind => "kind",
            Self::Action => "action",
            Self::Barrel => "barrel",
            Self::Capacity => "capacity",
        }
    }

    /// The one that a cell of the first row names, in small letters or large.
    #[must_use]
    pub fn named(cell: &str) -> Option<Self> {
        let name = cell.trim().to_lowercase();
        Self::ALL.into_iter().find(|column| column.name() == name)
    }
}
