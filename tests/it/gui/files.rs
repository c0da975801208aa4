//! Files at a step: picked, pasted, dropped, in sight, taken away, and kept with the answer.

use egui::DroppedFile;

use super::*;

/// A file as the window system hands it over.
#[derive(Debug)]
struct Dropped(PathBuf);

impl DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("it is read elsewhere".to_owned())
    }
}

pub(super) fn drop_file(harness: &mut Window, path: &str) {
    harness.input_mut().dropped_files.push(Arc::new(Dropped(PathBuf::from(path))));
    harness.step();
    settle(harness);
}

#[test]
fn a_file_dropped_where_no_step_asks_for_one_is_not_lost_without_a_word() {
    let (_world, mut harness) = sampled();
    drop_file(&mut harness, "/card/a.png");
    assert!(shows(&harness, "Nothing on this page takes a file."));
    press(&mut harness, "Show clear G-07");
    drop_file(&mut harness, "/card/a.png");
    assert!(shows(&harness, "Nothing on this page takes a file."));
    assert!(shows(&harness, "pointed at nobody, finger off"), "the step is asked as before");
}
