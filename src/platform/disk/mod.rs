//! Files, folders and volumes: written so that a power cut leaves no half, locked by one, and probed for what they promise.

pub(super) mod calls;
mod concerns;
pub(super) mod durable;
mod heads;
pub(super) mod lock;
pub(super) mod stick;
mod storage;
pub(super) mod unpack;
pub(super) mod vault;
pub(super) mod volume;

pub use calls::{Beside, Calls, System};
pub use concerns::{Concerns, concerns};
pub use durable::Whole;
pub use heads::keep_head;
pub use storage::FileStorage;
pub use vault::{Vault, erase};
