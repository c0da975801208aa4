//! The operating system behind the ports.

mod clock;
mod desk;
mod dialogs;
mod disk;
mod entropy;
mod errands;
mod golden;
mod host;
mod keys;
mod laptop;
mod library;
mod paths;
mod reading;
mod settings;
mod shelf;
mod target;
mod workers;
mod writer;

pub use clock::SystemClock;
pub use desk::{Files, gather, read};
pub use disk::{
    Beside, Calls, Concerns, FileStorage, System, Vault, Whole, concerns, erase, keep_head,
};
pub use entropy::SystemEntropy;
pub use golden::{golden, rewrite};
pub use host::Machine;
pub use laptop::{Laptop, Opened};
pub use library::{SHIPPED, SHIPPED_GOLDEN, SHIPPED_OVERLAYS, SHIPPED_UNITS, shipped};
pub use paths::Paths;
pub use reading::{picture, png};
pub use shelf::beside;
pub use workers::Cores;
