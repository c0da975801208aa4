//! Files, folders and volumes: written so that a power cut leaves no half, locked by one, and probed for what they promise.

mod concerns;
pub(super) mod durable;
pub(super) mod lock;
pub(super) mod stick;
mod storage;
pub(super) mod unpack;
pub(super) mod vault;
pub(super) mod volume;

pub use concerns::{Concerns, concerns};
pub use storage::FileStorage;
