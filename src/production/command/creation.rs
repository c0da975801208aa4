//! How a log begins, and a sitting at it.

use crate::event::{Durable, Mode};

/// How a log begins.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Creation {
    /// Live or drill, for ever.
    pub mode: Mode,
    /// Whether it is the shipped example.
    pub sample: bool,
    /// Of which production.
    pub production: crate::terms::ProductionId,
    /// Which log.
    pub log: crate::terms::LogId,
    /// The production as people call it.
    pub title: String,
    /// The device's public key.
    pub key: String,
    /// What people call the laptop.
    pub device: String,
    /// Name and version of the program.
    pub program: String,
    /// The log that this one goes on from.
    pub continues: Option<crate::event::Continues>,
}

/// How a sitting begins.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Sitting {
    /// Name and version of the program.
    pub program: String,
    /// The time zone's name.
    pub zone: String,
    /// Minutes from UTC.
    pub offset: i32,
    /// What the volume promises.
    pub durable: Durable,
    /// Torn tails that were set aside and have no line of their own yet.
    pub recovered: Vec<crate::event::Recovered>,
}
