//! Files, folders and volumes: written so that a power cut leaves no half, locked by one, and probed for what they promise.

pub(super) mod durable;
pub(super) mod lock;
mod storage;
pub(super) mod vault;
pub(super) mod volume;

pub use storage::FileStorage;
