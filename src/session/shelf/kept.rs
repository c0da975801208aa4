//! What runs, local rules and deviations were made with, as the production keeps it: the files may be others by now.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::checklist::Set;
use crate::event::RunFile;
use crate::production::{Library, Production};
use crate::session::ports::Object;
use crate::terms::Digest;
use crate::verify::Files;

/// The exact texts that a production names, by the SHA-256 of their bytes.
#[derive(Clone, Debug, Default)]
pub(in crate::session) struct Kept(BTreeMap<Digest, Text>);

/// One of them; messages call it by its id.
#[derive(Clone, Debug)]
struct Text {
    name: String,
    text: String,
}

impl Kept {
    /// Those that lie in `files`, each with the bytes that are named and no others.
    pub(in crate::session) fn of(state: &Production, files: &Files<'_>) -> Self {
        let runs = state.runs().flat_map(|run| &run.started().files);
        let text = |file: &RunFile| {
            let hex = file.sha256.to_string();
            let (folder, rest) = hex.split_at_checked(2)?;
            let bytes = files.get(&format!("objects/{folder}/{rest}"))?;
            let text = String::from_utf8(bytes.to_vec()).ok()?;
            let exact = Object::of(text.as_bytes()).digest == file.sha256;
            exact.then(|| Text { name: format!("{}.ron", file.id), text })
        };
        let mut kept = BTreeMap::new();
        for file in state.overlays().chain(runs) {
            if !kept.contains_key(&file.sha256)
                && let Some(text) = text(file)
            {
                kept.insert(file.sha256, text);
            }
        }
        Self(kept)
    }

    /// The library with what the rules and deviations need, and with what each run is led through, which may be at hand
    /// no more: nothing else can begin from that.
    pub(in crate::session) fn taken_up(
        &self,
        library: &Arc<Library>,
        state: &Production,
    ) -> Arc<Library> {
        let mut library = Arc::clone(library);
        let overlays = state.overlays().filter(|file| library.source(file.sha256).is_none());
        let missing: Vec<(String, String)> = overlays
            .filter_map(|file| self.0.get(&file.sha256))
            .map(|one| (one.name.clone(), one.text.clone()))
            .collect();
        if !missing.is_empty() {
            library = Arc::new(library.with_texts(&missing));
        }
        for run in state.runs() {
            let Some(list) = run.list().filter(|_| library.of(run).is_none()) else { continue };
            let files = run.started().files.iter().filter_map(|file| self.0.get(&file.sha256));
            let texts = files.map(|one| (one.name.as_str(), one.text.as_str()));
            if let Some(list) = Set::again(texts, list, &run.overlays()) {
                Arc::make_mut(&mut library).hold(list);
            }
        }
        library
    }
}
