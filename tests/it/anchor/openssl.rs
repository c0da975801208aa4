//! A real authority, `openssl ts`, answers what we ask; we and `openssl ts -verify` say the same of it.
#![expect(clippy::indexing_slicing, reason = "a helper of tests may panic")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use sha2::{Digest as _, Sha256};
use showclear::anchor::{Fault, Request, Token, Trust, read};
use tempfile::TempDir;

const TEXT: &[u8] = b"SHOWCLEAR SHEET v1\nmode: LIVE\n";

const CONFIG: &str = "\
[req]
distinguished_name = dn
prompt = no
[dn]
[root]
basicConstraints = critical, CA:TRUE, pathlen:1
keyUsage = critical, keyCertSign
[issuer]
basicConstraints = critical, CA:TRUE, pathlen:0
keyUsage = critical, keyCertSign
[noca]
basicConstraints = critical, CA:FALSE
[tsa]
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[mail]
extendedKeyUsage = critical, emailProtection
[both]
extendedKeyUsage = critical, timeStamping, emailProtection
[soft]
extendedKeyUsage = timeStamping
[ts]
default_tsa = tsa1
[tsa1]
serial = ./tsserial
crypto_device = builtin
signer_digest = DIGEST
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1, millisecs:500, microsecs:100
ordering = yes
tsa_name = yes
ess_cert_id_chain = yes
ess_cert_id_alg = ESS
";

/// A folder with an authority of its own.
pub(crate) struct Authority {
    folder: TempDir,
}

fn openssl(folder: &Path, line: &str) -> Output {
    let arguments = line.split_whitespace();
    Command::new("openssl").current_dir(folder).args(arguments).output().unwrap()
}

impl Authority {
    /// `key` are the arguments of `openssl genpkey`.
    pub(crate) fn new(key: &str, digest: &str, ess: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config = CONFIG.replace("DIGEST", digest).replace("ESS", ess);
        fs::write(folder.path().join("config"), config).unwrap();
        fs::write(folder.path().join("tsserial"), "01\n").unwrap();
        fs::write(folder.path().join("text"), TEXT).unwrap();
        let authority = Self { folder };
        for name in ["root", "issuer", "tsa"] {
            authority.run(&format!("genpkey {key} -out {name}.key"));
        }
        authority.run("req -new -x509 -config config -extensions root -key root.key -days 30 -subj /CN=SampleRoot -out root.pem");
        authority.issue("issuer", "root", "issuer", "-days 30");
        authority.issue("tsa", "issuer", "tsa", "-days 30");
        authority
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    fn run(&self, line: &str) {
        let done = openssl(self.path(), line);
        assert!(done.status.success(), "openssl {line}: {done:?}");
    }

    /// Issues `name.pem` with the extensions of a section.
    fn issue(&self, name: &str, by: &str, section: &str, days: &str) {
        self.run(&format!(
            "req -new -config config -key {name}.key -subj /CN=Sample{name} -out {name}.csr"
        ));
        self.run(&format!(
            "x509 -req -in {name}.csr -CA {by}.pem -CAkey {by}.key -CAcreateserial -sha256 {days} \
             -extfile config -extensions {section} -out {name}.pem"
        ));
    }

    fn ask(&self, nonce: u64) -> Request {
        let request = Request { text: Sha256::digest(TEXT).into(), nonce };
        fs::write(self.path().join("request.tsq"), request.to_der()).unwrap();
        request
    }

    /// What it answers to the request that lies there.
    fn answer(&self) -> Vec<u8> {
        self.run(
            "ts -reply -config config -section tsa1 -queryfile request.tsq -signer tsa.pem -inkey tsa.key \
             -chain issuer.pem -out response.tsr",
        );
        fs::read(self.path().join("response.tsr")).unwrap()
    }

    /// What it answers to these bytes.
    pub(crate) fn answers(&self, request: &[u8]) -> Vec<u8> {
        fs::write(self.path().join("request.tsq"), request).unwrap();
        self.answer()
    }

    fn trust(&self) -> Trust {
        Trust::parse(&fs::read(self.path().join("root.pem")).unwrap()).unwrap()
    }

    /// What `openssl ts -verify` says of a response.
    fn verifies(&self, response: &[u8], data: &str) -> bool {
        fs::write(self.path().join("checked.tsr"), response).unwrap();
        let line = format!("ts -verify {data} -in checked.tsr -CAfile root.pem");
        openssl(self.path(), &line).status.success()
    }
}

fn confirmed(token: &Token, trust: &Trust) -> bool {
    token.confirm(trust).is_ok()
}

fn good(key: &str, digest: &str, ess: &str) {
    let authority = Authority::new(key, digest, ess);
    let asked = openssl(authority.path(), "version");
    assert!(asked.status.success(), "{asked:?}");
    let request = authority.ask(0x8000_0000_0000_0001);
    let response = authority.answer();
    let token = read(&response).unwrap();
    assert_eq!(token.answers(&request), Ok(()));
    assert_eq!(token.accuracy(), Some(1_501));
    assert!(confirmed(&token, &authority.trust()));
    assert!(authority.verifies(&response, "-data text"));
    assert!(authority.verifies(&response, "-queryfile request.tsq"));

    // Another root, another text, another nonce.
    let other = Authority::new(key, digest, ess);
    assert!(!confirmed(&token, &other.trust()));
    assert!(!other.verifies(&response, "-data text"));
    let another = authority.ask(2);
    assert_eq!(token.answers(&another), Err(Fault::OtherNonce));
    assert!(!authority.verifies(&response, "-queryfile request.tsq"));
    let text = Request { text: [1; 32], ..request };
    assert_eq!(token.answers(&text), Err(Fault::OtherText));
    fs::write(authority.path().join("text"), b"another text").unwrap();
    assert!(!authority.verifies(&response, "-data text"));

    // A bit of each byte: what we take says the same.
    for at in 0..response.len() {
        let mut changed = response.clone();
        changed[at] ^= 1 << (at % 8);
        if let Ok(read) = read(&changed) {
            assert_eq!(read.answers(&request), Ok(()), "byte {at}");
            assert_eq!(read.time(), token.time(), "byte {at}");
        }
        assert!(read(&response[..at]).is_err(), "cut to {at} bytes");
    }
}

#[test]
#[ignore = "needs openssl"]
fn rsa_with_both_sorts_of_names() {
    good("-algorithm RSA -pkeyopt rsa_keygen_bits:2048", "sha256", "sha1");
    good("-algorithm RSA -pkeyopt rsa_keygen_bits:3072", "sha512", "sha256");
}

#[test]
#[ignore = "needs openssl"]
fn both_curves_with_both_sorts_of_names() {
    good("-algorithm EC -pkeyopt ec_paramgen_curve:P-256", "sha256", "sha1");
    good("-algorithm EC -pkeyopt ec_paramgen_curve:P-384", "sha384", "sha512");
}

/// What openssl refuses for the sake of a certificate, we refuse.
#[test]
#[ignore = "needs openssl"]
fn certificates_that_are_not_for_it() {
    const KEY: &str = "-algorithm EC -pkeyopt ec_paramgen_curve:P-256";
    // openssl answers with no certificate that is for something else, so another one takes the place afterwards.
    let authority = Authority::new(KEY, "sha256", "sha256");
    authority.ask(5);
    for section in ["mail", "both", "soft"] {
        authority.issue("tsa", "issuer", section, "-days 30");
        let answered = openssl(
            authority.path(),
            "ts -reply -config config -section tsa1 -queryfile request.tsq -signer tsa.pem -inkey tsa.key \
             -chain issuer.pem -out response.tsr",
        );
        assert!(!answered.status.success(), "{section}: openssl answers with it");
    }

    // Expired: it says a time at which its certificate does not hold.
    authority.issue("tsa", "issuer", "tsa", "-days -1");
    let response = authority.answer();
    assert_eq!(read(&response), Err(Fault::Validity));
    assert!(!authority.verifies(&response, "-data text"));

    // An issuer that is none.
    authority.issue("issuer", "root", "noca", "-days 30");
    authority.issue("tsa", "issuer", "tsa", "-days 30");
    let response = authority.answer();
    let token = read(&response).unwrap();
    assert!(token.confirm(&authority.trust()).unwrap_err().to_string().contains("may not issue"));
    assert!(!authority.verifies(&response, "-data text"));
}

/// What is refused by name.
#[test]
#[ignore = "needs openssl"]
fn what_is_not_read_is_named() {
    let authority =
        Authority::new("-algorithm EC -pkeyopt ec_paramgen_curve:P-521", "sha512", "sha256");
    authority.ask(5);
    let said = read(&authority.answer()).unwrap_err().to_string();
    assert_eq!(said, "its public key is the curve P-521, which is not read");

    let authority =
        Authority::new("-algorithm RSA -pkeyopt rsa_keygen_bits:1024", "sha256", "sha256");
    authority.ask(5);
    assert_eq!(read(&authority.answer()), Err(Fault::RsaBits(1024)));

    let authority =
        Authority::new("-algorithm RSA -pkeyopt rsa_keygen_bits:2048", "sha1", "sha256");
    authority.ask(5);
    let said = read(&authority.answer()).unwrap_err().to_string();
    assert_eq!(said, "its digest algorithm is SHA-1, which is not read");
}
