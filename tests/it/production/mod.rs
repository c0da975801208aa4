//! The state and its decisions: single rules, golden runs, signing at the moment, and whatever people may do in any order.

#![expect(
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what is played in a test may panic, and draws from fixed lists"
)]

mod amend;
mod audit;
mod cards;
pub(crate) mod containers;
mod declared;
mod drawn;
mod entered;
mod lists;
mod misfire;
mod people;
mod permits;
mod property;
mod refused;
pub(crate) mod rounds;
pub(crate) mod script;
mod signed;
mod speaking;
mod told;
pub(crate) mod world;
