//! The operating system behind the ports.

mod clock;
mod desk;
mod dialogs;
mod durable;
mod entropy;
mod host;
mod laptop;
mod library;
mod lock;
mod paths;
mod settings;
mod storage;
mod volume;
mod workers;
mod writer;

pub use clock::SystemClock;
pub use desk::{Files, gather, read};
pub use entropy::SystemEntropy;
pub use host::Machine;
pub use laptop::{Laptop, Opened};
pub use library::SHIPPED;
pub use paths::Paths;
pub use storage::FileStorage;
