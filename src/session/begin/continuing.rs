//! A production goes on in a new log of this laptop's own: the older files stay as they are, and nothing declared holds.

use std::path::Path;
use std::sync::Arc;

use super::create::{device_key, origin};
use super::opening::Ground;
use crate::event::{Continues, ContinuesWhy};
use crate::production::{Command, Creation, Happened, Library};
use crate::session::drive::Failure;
use crate::session::notice::Trouble;
use crate::session::ports::{Entropy, Found, NewLog, Order, PortError, Writer};
use crate::session::sitting::{Ports, Session};
use crate::terms::{Digest, UnverifiedWhy};
use crate::verify::{Files, Verified};

/// What is gone on from, and why.
#[derive(Debug)]
pub struct GoingOn<'a> {
    /// The production's folder.
    pub folder: &'a Path,
    /// As much of the older log as may be relied on.
    pub before: &'a Verified,
    /// Its files, and all others of the folder.
    pub files: &'a Files<'a>,
    /// Why.
    pub why: ContinuesWhy,
    /// What people call the laptop.
    pub device: String,
}

/// Makes the new log and begins its first sitting: runs in progress are abandoned, every declaration ends, STOPs stand.
/// Nothing but a roster can be signed in it first.
///
/// `found` makes the log in the folder, which the caller holds the lock on.
///
/// # Errors
///
/// When the older lines cannot be folded, or the new log cannot be made.
pub fn go_on(
    plan: GoingOn<'_>,
    entropy: &mut dyn Entropy,
    library: Arc<Library>,
    found: impl FnOnce(&NewLog<'_>) -> Result<Found, PortError>,
    ports: impl FnOnce(Box<dyn Writer>) -> Ports,
) -> Result<Session, Failure> {
    let GoingOn { folder, before, files, why, device } = plan;
    let ground = Ground::before(before, files).map_err(Trouble::from)?;
    let old = before.created();
    let size = before.entries().len() as u64;
    let root = before.reading().tree().root_at(size).ok_or(Trouble::Broke)?;
    let continues = Continues { log: old.log, size, root: Digest(*root.as_bytes()), why };
    let (key, log) = device_key(entropy)?;
    let origin = origin(old.mode, old.production, log);
    let new = NewLog { folder, log, origin: &origin, key: &key, synced_too: true };
    let found = found(&new).map_err(Trouble::from)?;
    let creation = Creation {
        mode: old.mode,
        sample: old.sample,
        production: old.production,
        log,
        title: old.title.clone(),
        key: key.public_key().to_string(),
        device,
        program: crate::session::PROGRAM.to_owned(),
        continues: Some(continues),
    };
    let mut session = Session::new(ports(found.writer), folder, ground, library);
    session.perform(Command::Happened(Happened::Created(Box::new(creation))))?;
    session.open_sitting(found.durable, Vec::new())?;
    // More than one line holds.
    while session.state().book().items().iter().any(|item| item.has_standing()) {
        session.perform(Command::Happened(Happened::Ended(UnverifiedWhy::Continued)))?;
    }
    // So that an older copy of the new log is known as one from the first line on.
    session.keep(Order::Note);
    Ok(session)
}
