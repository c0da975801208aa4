//! File dialogs of the system, and whether there are any: a missing one must not be taken for "cancelled".

#[cfg(feature = "gui")]
use std::path::PathBuf;
use std::sync::OnceLock;

/// What is chosen.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Choice {
    /// A folder.
    Folder,
    /// A bundle.
    Bundle,
    /// A picture.
    Picture,
    /// Any file.
    File,
    /// A list of items.
    List,
    /// The answer of a time-stamp authority.
    Answer,
    /// Where to write a file, with the name that is proposed.
    Save(String),
}

/// Whether this system shows file dialogs; asked once.
#[must_use]
pub(super) fn there_are() -> bool {
    static THERE: OnceLock<bool> = OnceLock::new();
    *THERE.get_or_init(probe)
}

#[cfg(all(feature = "gui", target_os = "linux"))]
fn probe() -> bool {
    has_program("zenity") || has_portal()
}

#[cfg(all(feature = "gui", not(target_os = "linux")))]
fn probe() -> bool {
    true
}

#[cfg(not(feature = "gui"))]
fn probe() -> bool {
    false
}

#[cfg(all(feature = "gui", target_os = "linux"))]
#[expect(clippy::disallowed_methods, reason = "the system is asked here")]
fn has_program(name: &str) -> bool {
    let paths = std::env::var("PATH").unwrap_or_default();
    std::env::split_paths(&paths).any(|folder| folder.join(name).is_file())
}

/// Whether a desktop portal can be started on the session bus.
#[cfg(all(feature = "gui", target_os = "linux"))]
fn has_portal() -> bool {
    let bus = std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some();
    let service = "org.freedesktop.portal.Desktop.service";
    let folders =
        std::env::var_os("XDG_DATA_DIRS").unwrap_or_else(|| "/usr/local/share:/usr/share".into());
    bus && std::env::split_paths(&folders)
        .any(|folder| folder.join("dbus-1/services").join(service).is_file())
}

/// A dialog that was made on the thread that draws and is waited for on another.
#[cfg(feature = "gui")]
pub(super) struct Dialog(std::pin::Pin<Box<dyn Future<Output = Option<rfd::FileHandle>> + Send>>);

#[cfg(feature = "gui")]
impl std::fmt::Debug for Dialog {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Dialog")
    }
}

#[cfg(feature = "gui")]
impl Dialog {
    /// Makes the dialog; on macOS this has to be the thread that draws.
    #[must_use]
    pub(super) fn new(choice: &Choice) -> Self {
        let dialog = rfd::AsyncFileDialog::new();
        match choice {
            Choice::Folder => Self(Box::pin(dialog.set_title("Open a production").pick_folder())),
            Choice::Bundle => Self(Box::pin(
                dialog.set_title("Review a bundle").add_filter("Bundles", &["zip"]).pick_file(),
            )),
            Choice::Picture => Self(Box::pin(
                dialog
                    .set_title("A picture for this answer")
                    .add_filter("PNG and JPEG", &["png", "PNG", "jpg", "JPG", "jpeg", "JPEG"])
                    .pick_file(),
            )),
            Choice::File => Self(Box::pin(dialog.set_title("A file for this answer").pick_file())),
            Choice::List => Self(Box::pin(
                dialog
                    .set_title("A list of items")
                    .add_filter("CSV", &["csv", "CSV", "txt", "TXT", "tsv", "TSV"])
                    .pick_file(),
            )),
            Choice::Answer => Self(Box::pin(
                dialog
                    .set_title("The answer of an authority")
                    .add_filter("Answers", &["tsr", "TSR"])
                    .pick_file(),
            )),
            Choice::Save(name) => Self(Box::pin(
                dialog.set_title("Where to write it").set_file_name(name).save_file(),
            )),
        }
    }

    /// Waits until somebody has chosen, or has not.
    #[must_use]
    pub(super) fn wait(self) -> Option<PathBuf> {
        pollster::block_on(self.0).map(|chosen| chosen.path().to_owned())
    }
}
