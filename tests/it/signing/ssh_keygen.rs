//! That ssh-keygen takes what we write, and we what it writes, to the byte.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Output};

use showclear::signing::{KeyFile, Presence, SshSig, UnlockedKey};
use tempfile::TempDir;

use super::{key, locked};

const MESSAGE: &[u8] = b"SHOWCLEAR SHEET v1\nmode: LIVE\n";
const NAMESPACE: &str = "sheet.showclear";

/// A folder with an open key file, as ssh-keygen wants it, and a message.
fn folder(key: &UnlockedKey) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    private(&folder.path().join("key"), &KeyFile::open(key).unwrap());
    fs::write(folder.path().join("text"), MESSAGE).unwrap();
    folder
}

/// ssh-keygen refuses a key file that others may read.
fn private(path: &Path, file: &KeyFile) {
    fs::write(path, file.to_pem().unwrap().as_bytes()).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
    }
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let text = File::open(folder.join("text")).unwrap();
    let mut command = Command::new("ssh-keygen");
    command.current_dir(folder).args(arguments).stdin(text).output().unwrap()
}

#[test]
#[ignore = "needs ssh-keygen"]
fn both_write_the_same_signature_and_take_each_others() {
    let key = key(1);
    let folder = folder(&key);
    let signed = run(folder.path(), &["-Y", "sign", "-f", "key", "-n", NAMESPACE, "text"]);
    assert!(signed.status.success(), "{signed:?}");
    let theirs = fs::read(folder.path().join("text.sig")).unwrap();
    let ours = key.sign(NAMESPACE, MESSAGE).unwrap();
    assert_eq!(String::from_utf8(theirs.clone()).unwrap(), ours.to_armor());
    let read = SshSig::parse_armor(&theirs).unwrap();
    assert_eq!(read.verify(key.public_key(), NAMESPACE, MESSAGE), Ok(Presence::NotAttested));

    fs::write(folder.path().join("ours.sig"), ours.to_armor()).unwrap();
    let allowed = format!("p-7k2q9x namespaces=\"{NAMESPACE}\" {}\n", key.public_key());
    fs::write(folder.path().join("allowed"), allowed).unwrap();
    let verify = |namespace| {
        let flags = ["-Y", "verify", "-f", "allowed", "-I", "p-7k2q9x", "-s", "ours.sig", "-n"];
        run(folder.path(), &[&flags[..], &[namespace]].concat())
    };
    let good = verify(NAMESPACE);
    assert!(good.status.success(), "{good:?}");
    let fingerprint = key.public_key().fingerprint().to_string();
    assert!(String::from_utf8(good.stdout).unwrap().contains(&fingerprint));
    assert!(!verify("signoff.showclear").status.success());
}

#[test]
#[ignore = "needs ssh-keygen"]
fn our_locked_file_opens_there() {
    let key = key(2);
    let folder = folder(&key);
    private(&folder.path().join("locked"), &locked(&key, "four words"));
    let opened = run(folder.path(), &["-y", "-P", "four words", "-f", "locked"]);
    let printed = String::from_utf8(opened.stdout).unwrap();
    assert_eq!(printed.trim_end(), key.public_key().to_string());
    let wrong = run(folder.path(), &["-y", "-P", "five words", "-f", "locked"]);
    assert!(!wrong.status.success());
}

#[test]
#[ignore = "needs ssh-keygen"]
fn their_files_open_here() {
    let folder = folder(&key(3));
    let make = |kind, name, passphrase| {
        let flags = ["-q", "-t", kind, "-a", "2", "-N", passphrase, "-C", "mine", "-f", name];
        let made = run(folder.path(), &flags);
        assert!(made.status.success(), "{made:?}");
        fs::read(folder.path().join(name)).unwrap()
    };
    let file = KeyFile::parse(&make("ed25519", "brought", "four words")).unwrap();
    let opened = file.unlock(&"four words".to_owned().into()).unwrap();
    let line = fs::read_to_string(folder.path().join("brought.pub")).unwrap();
    assert_eq!(line.trim_end(), format!("{} mine", opened.public_key()));
    let error = KeyFile::parse(&make("ecdsa", "other", "four words")).unwrap_err();
    assert!(error.to_string().contains("ecdsa-sha2-nistp256"), "{error}");
}
