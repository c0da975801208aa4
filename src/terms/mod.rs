//! The names and plain values that more than one part speaks of.

mod code;
mod custody;
mod id;
mod kind;
mod name;
mod rounds;
mod text;
mod time;

pub use code::typed_code;
pub use custody::{Act, Breach, Condition, Danger, Place, State, UnverifiedWhy};
pub use id::{
    AmendId, ConcernId, Digest, IdError, ItemId, LogId, LotId, PersonId, ProductionId, RunId,
    StepId, StepPath, StopId, StoreId,
};
pub use kind::{Action, Barrel, ItemKind};
pub use name::{Role, RoleError, role};
pub use rounds::{RoundAct, RoundKind, Tell};
pub use text::{LineText, TextError, quoted};
pub use time::{BootId, MAX_INTEGER, Millis, Stamp, TimeError, Until, UtcMillis, length};
