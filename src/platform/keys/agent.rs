//! The ssh agent of this user: one message to it, and its answer, however long somebody takes to touch a security key.
#![expect(clippy::disallowed_methods, reason = "the agent is spoken to here")]

use std::io::{self, Read, Write};
use std::time::{Duration, Instant};

use crate::session::{Control, PortError};
use crate::signing::LONGEST_REPLY;

/// The longest that an answer is waited for: an agent gives up on a touch after about half a minute.
const PATIENCE: Duration = Duration::from_secs(120);

/// How often it is looked whether anybody still wants to ask and be answered.
#[cfg(unix)]
const TURN: Duration = Duration::from_millis(200);

/// Sends one message, its length in front, and gives what comes back without its length.
///
/// # Errors
///
/// When there is no agent, it breaks off, says more than an agent says, takes too long, or is not waited for any more.
pub(in crate::platform) fn ask(request: &[u8], control: &Control) -> Result<Vec<u8>, PortError> {
    let mut agent = connect()?;
    exchange(&mut agent, request, control)
}

#[cfg(unix)]
fn connect() -> Result<impl Read + Write, PortError> {
    let path = std::env::var_os("SSH_AUTH_SOCK").filter(|path| !path.is_empty());
    let path = path.ok_or_else(|| none(&"SSH_AUTH_SOCK is not set"))?;
    let agent = std::os::unix::net::UnixStream::connect(path).map_err(|error| none(&error))?;
    let turns = agent.set_read_timeout(Some(TURN));
    turns.and_then(|()| agent.set_write_timeout(Some(TURN))).map_err(|error| none(&error))?;
    Ok(agent)
}

/// A named pipe has no time-outs here: whoever waits can call the work off, and the thread ends with the agent's answer.
#[cfg(windows)]
fn connect() -> Result<impl Read + Write, PortError> {
    let pipe = r"\\.\pipe\openssh-ssh-agent";
    std::fs::OpenOptions::new().read(true).write(true).open(pipe).map_err(|error| none(&error))
}

#[cfg(not(any(unix, windows)))]
fn connect() -> Result<io::Cursor<Vec<u8>>, PortError> {
    Err(none(&"this system has none that the program knows"))
}

fn none(why: &dyn std::fmt::Display) -> PortError {
    PortError::new(
        format!("there is no ssh agent here: {why}"),
        "Start ssh-agent, add the security key (ssh-add -K, or ssh-add with its key file), and start Showclear from there.",
    )
}

fn broke(error: &io::Error) -> PortError {
    PortError::new(
        format!("the ssh agent broke off: {error}"),
        "Look at the agent, then try again.",
    )
}

fn exchange(
    agent: &mut (impl Read + Write),
    request: &[u8],
    control: &Control,
) -> Result<Vec<u8>, PortError> {
    let length = u32::try_from(request.len()).unwrap_or(u32::MAX);
    let mut message = length.to_be_bytes().to_vec();
    message.extend_from_slice(request);
    let began = Instant::now();
    send(agent, &message, began, control)?;
    let mut length = [0; 4];
    fill(agent, &mut length, began, control)?;
    let length = usize::try_from(u32::from_be_bytes(length)).unwrap_or(usize::MAX);
    if length > LONGEST_REPLY {
        return Err(PortError::new(
            format!("the ssh agent announces {length} bytes, more than any answer has"),
            "Look which program answers as the agent.",
        ));
    }
    let mut reply = vec![0; length];
    fill(agent, &mut reply, began, control)?;
    Ok(reply)
}

/// Writes until all of `message` is with the agent, which may hang and take nothing.
fn send(
    agent: &mut impl Write,
    message: &[u8],
    began: Instant,
    control: &Control,
) -> Result<(), PortError> {
    let mut at = 0;
    while let Some(rest) = message.get(at..).filter(|rest| !rest.is_empty()) {
        goes_on(began, control)?;
        match agent.write(rest) {
            Ok(0) => return Err(broke(&io::ErrorKind::WriteZero.into())),
            Ok(written) => at += written,
            Err(error) if is_a_turn(error.kind()) => {}
            Err(error) => return Err(broke(&error)),
        }
    }
    agent.flush().map_err(|error| broke(&error))
}

/// Reads until `room` is full.
fn fill(
    agent: &mut impl Read,
    room: &mut [u8],
    began: Instant,
    control: &Control,
) -> Result<(), PortError> {
    let mut at = 0;
    while let Some(rest) = room.get_mut(at..).filter(|rest| !rest.is_empty()) {
        goes_on(began, control)?;
        match agent.read(rest) {
            Ok(0) => return Err(broke(&io::ErrorKind::UnexpectedEof.into())),
            Ok(read) => at += read,
            Err(error) if is_a_turn(error.kind()) => {}
            Err(error) => return Err(broke(&error)),
        }
    }
    Ok(())
}

/// Whether the agent is still waited for.
fn goes_on(began: Instant, control: &Control) -> Result<(), PortError> {
    if control.is_cancelled() {
        return Err(PortError::new("it was called off", "Start it again when you want it."));
    }
    if began.elapsed() > PATIENCE {
        return Err(PortError::new(
            "the ssh agent did not answer in two minutes",
            "Put the security key in, touch it when it blinks, and try again.",
        ));
    }
    Ok(())
}

/// Whether nothing moved yet, and it is tried again.
fn is_a_turn(kind: io::ErrorKind) -> bool {
    matches!(kind, io::ErrorKind::Interrupted | io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut)
}
