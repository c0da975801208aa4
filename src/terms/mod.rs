//! The names and plain values that more than one part speaks of.

pub mod clocks;
mod code;
mod custody;
mod id;
mod kind;
mod label;
mod name;
mod rounds;
mod text;
mod time;

pub use clocks::{Clock, Law, Occasion};
pub use code::typed_code;
pub use custody::{
    Act, Breach, Condition, Danger, HandoverTrust, Place, SealFound, State, Training, UnverifiedWhy,
};
pub use id::{
    AmendId, ConcernId, Digest, IdError, ItemId, LogId, LotId, Nonce, PersonId, ProductionId,
    RunId, StepId, StepPath, StopId, StoreId,
};
pub use kind::{Action, Barrel, ItemKind, Private};
pub use label::Label;
pub use name::{Role, RoleError, role};
pub use rounds::{Balance, RoundAct, RoundKind, Tell};
#[cfg(feature = "pdf")]
pub(crate) use text::is_hidden;
pub use text::{LineText, Quoted, TextError, quoted, unquoted};
pub use time::{BootId, MAX_INTEGER, Millis, Stamp, TimeError, Until, UtcMillis, length};
