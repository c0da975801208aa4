//! `VERIFY.txt`: how anybody checks a bundle with what their computer already has.

use std::fmt;

use super::manifest::Mode;
use super::path::BundlePath;

/// The shell script that goes into each bundle.
pub const VERIFY_SH: &str = include_str!("../../assets/bundle/verify.sh");

/// The Python script that goes into each bundle.
pub const VERIFY_PY: &str = include_str!("../../assets/bundle/verify.py");

/// What `VERIFY.txt` is made of; `Display` writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guide {
    /// Whether it happened or was a drill.
    pub mode: Mode,
    /// The id of the exporting log.
    pub log: String,
    /// Everybody whose key stands under a statement.
    pub signers: Vec<GuideSigner>,
    /// The statements in the bundle, in order.
    pub statements: Vec<GuideStatement>,
    /// The files of the log, in order.
    pub logs: Vec<BundlePath>,
    /// How many entries no statement covers.
    pub unsigned_tail: u64,
    /// Times from authorities over the statements, in order.
    pub anchors: Vec<GuideAnchor>,
}

/// A time from an authority over a statement (RFC 3161).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuideAnchor {
    /// The signed text; none where it is withheld.
    pub text: Option<BundlePath>,
    /// The SHA-256 of the text, in lower-case hexadecimal digits.
    pub sha256: String,
    /// The request.
    pub request: BundlePath,
    /// The answer.
    pub response: BundlePath,
    /// The time that it says, in seconds since 1970: its certificate held then, whatever is so today.
    pub time: i64,
}

/// A person and the key to compare with paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuideSigner {
    /// The role's id.
    pub role: String,
    /// The person's id.
    pub person: String,
    /// `SHA256:…`.
    pub fingerprint: String,
}

/// A statement and who signed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuideStatement {
    /// The signed text.
    pub text: BundlePath,
    /// The namespace of its signatures.
    pub namespace: String,
    /// Each signer's id and signature file.
    pub signatures: Vec<(String, BundlePath)>,
    /// The file of the log that the text names.
    pub segment: BundlePath,
}

impl fmt::Display for Guide {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mode = match self.mode {
            Mode::Live => "LIVE",
            Mode::Drill => "DRILL, NOT REAL",
        };
        writeln!(f, "{:<53}MODE: {mode}", "SHOWCLEAR BUNDLE v1")?;
        self.keys(f)?;
        self.files(f)?;
        self.signatures(f)?;
        self.texts(f)?;
        f.write_str("5. All of this at once, and every entry of the log?\n")?;
        f.write_str("     Linux, macOS:  sh verify.sh    python3 verify.py\n")?;
        f.write_str("     Windows:       py verify.py\n")?;
        f.write_str("     With your own list of keys:  --trust FILE\n")?;
        self.times(f)?;
        f.write_str(
            "What these commands cannot show: what happened after a text was signed; revoked or \
             provisional keys; touch of a security key; entries after the last statement ",
        )?;
        writeln!(f, "({} of them here, vouched for by the laptop alone);", self.unsigned_tail)?;
        f.write_str(
            "lines taken away after that statement before the export, or written since; that what \
             was said is true; the time of day.\n",
        )
    }
}

impl Guide {
    fn keys(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "1. Whose keys? Compare these fingerprints with the roster sheet on paper, or use your \
             own allowed_signers:\n",
        )?;
        let width = self.signers.iter().map(|signer| signer.role.len()).max().unwrap_or(0);
        for GuideSigner { role, person, fingerprint } in &self.signers {
            writeln!(f, "     {role:<width$}  {person}  {fingerprint}")?;
        }
        Ok(())
    }

    fn files(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("2. Is every file the one the laptop exported?\n")?;
        f.write_str("     Linux:    sha256sum -c SHA256SUMS\n")?;
        f.write_str("     macOS:    shasum -a 256 -c SHA256SUMS\n")?;
        f.write_str("     Windows:  certutil -hashfile FILE SHA256      ")?;
        f.write_str("for each file, and compare with its line in SHA256SUMS; the log first:\n")?;
        for log in &self.logs {
            writeln!(f, "               certutil -hashfile {} SHA256", log.with_backslashes())?;
        }
        let namespace = self.mode.export_namespace();
        let device = format!("device-{}", self.log);
        verify(f, &device, namespace, "SHA256SUMS.sig", "SHA256SUMS")
    }

    fn signatures(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("3. Who signed this text?")?;
        f.write_str("                        (Windows: in cmd, not PowerShell)\n")?;
        if self.statements.is_empty() {
            f.write_str(
                "     No signed text is here: nobody has signed yet, or the names are withheld, and \
                 with them the texts that print them.\n",
            )?;
        }
        for statement in &self.statements {
            for (person, signature) in &statement.signatures {
                let (text, namespace) = (statement.text.as_str(), &statement.namespace);
                verify(f, person, namespace, signature.as_str(), text)?;
                f.write_str("     Windows:\n")?;
                let (text, signature) =
                    (statement.text.with_backslashes(), signature.with_backslashes());
                verify(f, person, namespace, &signature, &text)?;
            }
        }
        Ok(())
    }

    fn times(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.anchors.is_empty() {
            return Ok(());
        }
        f.write_str(
            "6. By when did a text exist, as an authority says?  (where openssl is; ROOT.pem: the root certificate that the \
             authority itself publishes)\n",
        )?;
        for GuideAnchor { text, sha256, request, response, time } in &self.anchors {
            let over = match text {
                Some(text) => format!("-data {text}"),
                None => format!("-digest {sha256}"),
            };
            let verify =
                format!("openssl ts -verify -attime {time} -in {response} -CAfile ROOT.pem");
            writeln!(f, "     {verify} {over}")?;
            writeln!(f, "     {verify} -queryfile {request}")?;
            writeln!(f, "     openssl ts -reply -in {response} -text")?;
        }
        f.write_str(
            "     It says that the text existed by then, not that it was made then. Without -attime an old certificate \
             fails.\n",
        )
    }

    fn texts(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("4. Is the log the one they signed?\n")?;
        for GuideStatement { text, segment, .. } in &self.statements {
            writeln!(f, "     Linux:    grep \"^SHA256 (\" {text} | sha256sum -c -")?;
            writeln!(f, "     macOS:    grep \"^SHA256 (\" {text} | shasum -a 256 -c -")?;
            let (text, segment) = (text.with_backslashes(), segment.with_backslashes());
            writeln!(f, "     Windows:  certutil -hashfile {segment} SHA256")?;
            writeln!(f, "               and compare with:  findstr /b \"SHA256\" {text}")?;
        }
        Ok(())
    }
}

fn verify(
    f: &mut fmt::Formatter<'_>,
    principal: &str,
    namespace: &str,
    signature: &str,
    text: &str,
) -> fmt::Result {
    f.write_str("     ssh-keygen -Y verify -f allowed_signers ")?;
    writeln!(f, "-I {principal} -n {namespace} -s {signature} < {text}")
}
