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
    /// Who made it; private, as all that follow.
    Maker,
    /// Which model.
    Model,
    /// Which calibre.
    Calibre,
    /// The serial number.
    Serial,
    /// Whose it is.
    Owner,
    /// Of a tray: what is in its rounds.
    Load,
}

impl Column {
    /// Every one, in the order in which the template has them.
    pub const ALL: [Self; 11] = [
        Self::Tag,
        Self::Kind,
        Self::Action,
        Self::Barrel,
        Self::Capacity,
        Self::Maker,
        Self::Model,
        Self::Calibre,
        Self::Serial,
        Self::Owner,
        Self::Load,
    ];

    /// Whether a file must have it.
    #[must_use]
    pub fn is_needed(self) -> bool {
        match self {
            Self::Tag | Self::Kind | Self::Action | Self::Barrel | Self::Capacity => true,
            Self::Maker | Self::Model | Self::Calibre | Self::Serial | Self::Owner | Self::Load => {
                false
            }
        }
    }

    /// What it is called in the first row.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Tag => "tag",
            Self::Kind => "kind",
            Self::Action => "action",
            Self::Barrel => "barrel",
            Self::Capacity => "capacity",
            Self::Maker => "maker",
            Self::Model => "model",
            Self::Calibre => "calibre",
            Self::Serial => "serial",
            Self::Owner => "owner",
            Self::Load => "load",
        }
    }

    /// The one that a cell of the first row names, in small letters or large.
    #[must_use]
    pub fn named(cell: &str) -> Option<Self> {
        let name = cell.trim().to_lowercase();
        Self::ALL.into_iter().find(|column| column.name() == name)
    }
}
