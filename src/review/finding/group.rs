//! Where a finding stands on the page, and whether it says that something was not recorded.

use super::{Known, RowsAre, WentOn, What};

/// Where a finding stands on the page.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Group {
    /// What was not recorded.
    NotRecorded,
    /// Acts against the rules.
    Against,
    /// STOPs and answers.
    Stops,
    /// Recorded live and after.
    After,
    /// Showings, issues and lapses.
    Showings,
    /// Signatures.
    Signing,
    /// Times from authorities.
    Times,
    /// Sittings, clock and disk.
    Sittings,
    /// Lists.
    Lists,
}

impl Group {
    /// Every one, in the order of the page.
    pub const ALL: [Self; 9] = [
        Self::NotRecorded,
        Self::Against,
        Self::Stops,
        Self::After,
        Self::Showings,
        Self::Signing,
        Self::Times,
        Self::Sittings,
        Self::Lists,
    ];
}

impl What {
    /// Where it stands on the page.
    #[must_use]
    pub fn group(&self) -> Group {
        match self {
            Self::Time { .. }
            | Self::StillOut { .. }
            | Self::CardNobody { .. }
            | Self::CardIssue { .. }
            | Self::NotInBook
            | Self::Seal { .. }
            | Self::KeyUnknown { .. }
            | Self::NotBack { .. }
            | Self::RoundsDiffer { .. }
            | Self::Continues => Group::NotRecorded,
            Self::Against { .. }
            | Self::Breach { .. }
            | Self::BlanksAfterDummies { .. }
            | Self::ApartUsed { .. }
            | Self::ListAgainst { .. }
            | Self::WhileAway { .. } => Group::Against,
            Self::StopSettled { .. }
            | Self::StopStands { .. }
            | Self::Alarm { .. }
            | Self::RunAbandoned { .. }
            | Self::RunOpen { .. }
            | Self::Fast { .. }
            | Self::WeakReplies { .. }
            | Self::Withdrawn { .. } => Group::Stops,
            Self::Runs { .. }
            | Self::Card { .. }
            | Self::CardsPrinted { .. }
            | Self::Photo { .. }
            | Self::LotCorrected { .. } => Group::After,
            Self::Showings { .. } | Self::LapsedOut { .. } => Group::Showings,
            Self::Rows { .. }
            | Self::HandoverUnsigned { .. }
            | Self::StatementVoided { .. }
            | Self::StatementNotSigned { .. }
            | Self::StatementPending { .. }
            | Self::Provisional { .. } => Group::Signing,
            Self::TimeAsked { .. } | Self::TimeCame { .. } => Group::Times,
            Self::SittingNotClosed { .. }
            | Self::SittingOpen
            | Self::Between { .. }
            | Self::TornTail { .. }
            | Self::WeakVolume
            | Self::ClockJump { .. }
            | Self::TwoRecords { .. }
            | Self::StickChanged
            | Self::Hold { .. }
            | Self::Term { .. }
            | Self::Erased { .. }
            | Self::Law { .. }
            | Self::PeopleRules { .. }
            | Self::WrongPins { .. } => Group::Sittings,
            Self::NotApproved { .. } | Self::UnderDeviation { .. } => Group::Lists,
        }
    }

    /// Whether it says that something is missing; the first panel then says it, whatever its group.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        match self {
            Self::Time { .. }
            | Self::StillOut { .. }
            | Self::CardNobody { .. }
            | Self::CardIssue { .. }
            | Self::NotInBook
            | Self::Seal { .. }
            | Self::KeyUnknown { .. }
            | Self::BlanksAfterDummies { .. }
            | Self::ApartUsed { .. }
            | Self::NotBack { .. }
            | Self::WhileAway { .. }
            | Self::HandoverUnsigned { .. }
            | Self::RoundsDiffer { .. }
            | Self::Continues
            | Self::StopStands { .. }
            | Self::RunOpen { .. }
            | Self::RunAbandoned { .. }
            | Self::Card { .. }
            | Self::StatementPending { .. }
            | Self::SittingNotClosed { .. }
            | Self::SittingOpen
            | Self::TornTail { .. }
            | Self::ClockJump { .. }
            | Self::TwoRecords { .. }
            | Self::Erased { .. }
            | Self::ListAgainst { .. } => true,
            Self::Alarm { went_on, .. } => match went_on {
                WentOn::No | WentOn::NotRatified | WentOn::Unsigned => true,
                WentOn::Signed | WentOn::Ratified => false,
            },
            Self::Rows { are, .. } => match are {
                RowsAre::NotYetSigned | RowsAre::Struck | RowsAre::After | RowsAre::Withheld => {
                    true
                }
            },
            Self::Runs { after, .. } => *after > 0,
            Self::Against { rule, known, .. } => {
                *known == Known::ByReview || rule.is_of_the_record()
            }
            Self::Between { gap } => gap.is_none(),
            Self::Breach { .. }
            | Self::LotCorrected { .. }
            | Self::CardsPrinted { .. }
            | Self::Photo { .. }
            | Self::Law { .. }
            | Self::PeopleRules { .. }
            | Self::StopSettled { .. }
            | Self::Fast { .. }
            | Self::WeakReplies { .. }
            | Self::Withdrawn { .. }
            | Self::Showings { .. }
            | Self::LapsedOut { .. }
            | Self::StatementVoided { .. }
            | Self::StatementNotSigned { .. }
            | Self::Provisional { .. }
            | Self::WeakVolume
            | Self::StickChanged
            | Self::Hold { .. }
            | Self::Term { .. }
            | Self::TimeAsked { .. }
            | Self::TimeCame { .. }
            | Self::WrongPins { .. }
            | Self::NotApproved { .. }
            | Self::UnderDeviation { .. } => false,
        }
    }
}
