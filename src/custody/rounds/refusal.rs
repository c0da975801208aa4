//! Why rounds are not loaded, put in a tray, or a difference not closed.

/// One reason against it.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum LotRefusal {
    /// The lot is set apart.
    #[error("lot {tag} is set apart: {why}")]
    Apart {
        /// The number of the lot.
        tag: String,
        /// Why it is.
        why: String,
    },
    /// The lot is made for other guns.
    #[error("lot {lot} is not made for {gun}")]
    OtherGun {
        /// The number of the lot.
        lot: String,
        /// The tag of the gun.
        gun: String,
    },
    /// By the record rounds of another sort are still in the gun.
    #[error("by the record {n} of lot {lot} are still in it")]
    OthersInside {
        /// How many.
        n: u32,
        /// The number of their lot.
        lot: String,
    },
    /// Dummies were in the gun, and nobody has looked down its bore since.
    #[error("dummies were in {gun} since it was last shown clear")]
    BoreFirst {
        /// The tag of the gun.
        gun: String,
    },
    /// The tray is for others.
    #[error("{tray} is no tray for these")]
    NoTrayForThem {
        /// The tag of the tray.
        tray: String,
    },
    /// The tray holds rounds of another lot.
    #[error("{tray} holds rounds of lot {lot}")]
    TrayTaken {
        /// The tag of the tray.
        tray: String,
        /// The number of that lot.
        lot: String,
    },
    /// Rounds of another lot from that tray are in a gun, and come back to it.
    #[error("{n} of lot {lot} from {tray} are in a gun")]
    TrayLoaded {
        /// The tag of the tray.
        tray: String,
        /// The number of that lot.
        lot: String,
        /// How many.
        n: u32,
    },
    /// More than there are, or than the tray holds.
    #[error("{asked} were asked for; {most} is the most")]
    TooMany {
        /// How many were asked for.
        asked: u32,
        /// How many there are, or fit.
        most: i32,
    },
    /// Nothing differs there.
    #[error("no difference is open there")]
    NothingOpen,
    /// Nobody else has counted the same.
    #[error("a second person has not counted the same yet")]
    NotRecounted,
}

impl LotRefusal {
    /// What to do, as a sentence.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Apart { .. } => {
                "Take another lot; this one is used when two have looked at every round of it."
            }
            Self::OtherGun { .. } => {
                "Take the lot that is made for this gun. Nothing is put in its place."
            }
            Self::OthersInside { .. } => "Unload it and say how many came out, then load.",
            Self::BoreFirst { .. } => {
                "Show it clear first, bore and all: what a dummy leaves behind, a blank drives out."
            }
            Self::NoTrayForThem { .. } => {
                "Choose a tray of blanks for blanks and one of dummies for dummies."
            }
            Self::TrayTaken { .. } => "Put those back first, or take another tray: one lot a tray.",
            Self::TrayLoaded { .. } => {
                "Unload that gun and say how many came out, or take another tray: one lot a tray."
            }
            Self::TooMany { .. } => "Count again, and say what there is.",
            Self::NothingOpen => "Count first; a difference shows itself.",
            Self::NotRecounted => "Search, and let another person count again.",
        }
    }
}
