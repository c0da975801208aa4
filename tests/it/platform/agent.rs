//! An ssh agent that hangs: it takes what it is sent, or does not, and whoever asked it can call that off.
//!
//! Which agent is asked stands in the environment, so that this test binary is started anew for it.

use std::io::Read as _;
use std::os::unix::net::UnixListener;
use std::process::Command as Process;

use showclear::platform::{Files, Paths};
use showclear::session::{Control, Desk as _};

use super::*;

const SOCKET: &str = "agent=";
const CHILD: &str = "platform::agent::asks_an_agent_that_takes_nothing_more";

/// More than a socket takes on the way.
const MANY: usize = 64 * 1024 * 1024;

#[test]
#[ignore = "does nothing by itself; the one below starts it with an agent of its own"]
fn asks_an_agent_that_takes_nothing_more() {
    let socket = std::env::args().find_map(|word| Some(PathBuf::from(word.strip_prefix(SOCKET)?)));
    let Some(socket) = socket else { return };
    let listener = UnixListener::bind(&socket).unwrap();
    let control = Control::default();
    let called_off = control.clone();
    let agent = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        // The first bytes are taken, and then it hangs.
        stream.read_exact(&mut [0; 4]).unwrap();
        called_off.cancel();
        stream
    });
    let paths = Paths::new(Some(socket.parent().unwrap().to_owned()));
    let said = Files::new(paths, Arc::new(|| {})).agent(&vec![0; MANY], &control).unwrap_err();
    println!("\n{said}");
    drop(agent.join().unwrap());
}

#[test]
fn what_an_agent_does_not_take_is_called_off() {
    let folder = TempDir::new().unwrap();
    let socket = folder.path().join("agent");
    let done = Process::new(std::env::current_exe().unwrap())
        .args(["--exact", CHILD, "--ignored", "--nocapture"])
        .arg(format!("{SOCKET}{}", socket.display()))
        .env("SSH_AUTH_SOCK", &socket)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&done.stdout);
    assert!(said.lines().any(|line| line == "it was called off"), "{said}");
}
