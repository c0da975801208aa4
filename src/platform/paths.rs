//! Where things lie on this laptop, outside every production.

use std::path::{Path, PathBuf};

/// The folders of one user of this laptop.
#[derive(Clone, Debug)]
pub struct Paths {
    data: PathBuf,
    home: PathBuf,
}

impl Paths {
    /// The folders of this user, or all of them under `root`.
    #[must_use]
    pub fn new(root: Option<PathBuf>) -> Self {
        if let Some(root) = root {
            return Self { data: root.join("data"), home: root.join("productions") };
        }
        let data = directories::ProjectDirs::from("", "", "showclear")
            .map(|dirs| dirs.data_dir().to_owned());
        let user = directories::UserDirs::new();
        let home = user
            .as_ref()
            .map(|dirs| dirs.document_dir().unwrap_or_else(|| dirs.home_dir()).join("Showclear"));
        let here = || PathBuf::from("showclear-data");
        Self {
            data: data.unwrap_or_else(here),
            home: home.unwrap_or_else(|| here().join("productions")),
        }
    }

    /// Where new productions are put if nobody says otherwise.
    #[must_use]
    pub fn home(&self) -> &Path {
        &self.home
    }

    /// The device key of a log.
    #[must_use]
    pub fn device_key(&self, log: &str) -> PathBuf {
        self.devices().join(format!("{log}.key"))
    }

    /// The folder of the device keys.
    #[must_use]
    pub fn devices(&self) -> PathBuf {
        self.data.join("device")
    }

    /// The newest note ever written or seen for a log.
    #[must_use]
    pub fn head(&self, log: &str) -> PathBuf {
        self.data.join("heads").join(format!("{log}.note"))
    }

    /// The leaves that were seen last of another laptop's log.
    #[must_use]
    pub fn leaves(&self, log: &str) -> PathBuf {
        self.data.join("leaves").join(format!("{log}.leaves"))
    }

    /// The key of a person. A fingerprint holds `/`, which no file name may.
    #[must_use]
    pub fn key(&self, fingerprint: &str, drill: bool) -> PathBuf {
        let folder = if drill { "drill-keys" } else { "keys" };
        let name: String =
            fingerprint.trim_start_matches("SHA256:").replace('/', "_").replace('+', "-");
        self.data.join(folder).join(format!("{name}.key"))
    }

    /// Where it is written down which file a person keeps their own key in.
    #[must_use]
    pub(super) fn key_place(&self, fingerprint: &str, drill: bool) -> PathBuf {
        self.key(fingerprint, drill).with_extension("path")
    }

    /// The folders of all keys: devices and people, live and drill.
    #[must_use]
    pub(super) fn key_folders(&self) -> [PathBuf; 3] {
        ["device", "keys", "drill-keys"].map(|name| self.data.join(name))
    }

    /// The key that reads the private objects of productions on this laptop.
    #[must_use]
    pub fn identity(&self) -> PathBuf {
        self.data.join("identity.age")
    }

    /// The settings.
    #[must_use]
    pub fn settings(&self) -> PathBuf {
        self.data.join("settings.ron")
    }

    /// The user's own checklists.
    #[must_use]
    pub fn checklists(&self) -> PathBuf {
        self.data.join("checklists")
    }
}
