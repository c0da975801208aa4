//! Where the work is: whose law counts there.

use serde::{Deserialize, Serialize};

use crate::terms::Law;

/// Whose law counts where the work is, from this line on.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DayLaw {
    /// Whose.
    pub law: Law,
}
