//! What the rows play with: a good bundle, what a hand does to it, and what each reader must say then.

use std::sync::OnceLock;

use showclear::event::Mode;
use showclear::verify::{Finding, Findings, Options};

use crate::verify::bundle::{Folder, export, files_of, whole};
use crate::verify::maker::{ARMORER, Maker, check_folder, short};

/// The log of the good bundle.
pub(super) const LOG: &str = "34750f98bd59fcfc";

/// Where the sheet that closes the second file is signed.
pub(super) const SHEET: [(&str, &str, u8); 1] = [("armorer", ARMORER, 2)];

/// What the program must say.
#[derive(Clone)]
pub(super) enum Ours {
    /// Nothing to say against it.
    Takes,
    /// Refused; at this place stand these words.
    Refuses { place: String, words: &'static str },
    /// Taken; the page that a reader sees has these words.
    Says(&'static str),
}

/// Why both scripts are content with what the program refuses.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Only {
    /// What the lines say has to be understood.
    Meaning,
    /// It takes a head code or note that was kept elsewhere, which the scripts do not read.
    Kept,
}

/// One bundle that somebody changed, and what the readers must make of it.
pub(super) struct Try {
    pub(super) what: String,
    pub(super) files: Folder,
    pub(super) options: Options,
    /// The reader's own file of keys.
    pub(super) trust: Option<String>,
    pub(super) ours: Ours,
    /// Exit codes of `verify.sh` and `verify.py`.
    pub(super) scripts: (i32, i32),
}

impl Try {
    pub(super) fn of(what: impl Into<String>, files: Folder) -> Self {
        let (options, ours) = (Options::default(), Ours::Takes);
        Self { what: what.into(), files, options, trust: None, ours, scripts: (0, 0) }
    }

    pub(super) fn refused(mut self, place: impl Into<String>, words: &'static str) -> Self {
        self.ours = Ours::Refuses { place: place.into(), words };
        self
    }

    pub(super) fn says(mut self, words: &'static str) -> Self {
        self.ours = Ours::Says(words);
        self
    }

    pub(super) fn scripts(mut self, sh: i32, py: i32) -> Self {
        self.scripts = (sh, py);
        self
    }

    pub(super) fn trusting(mut self, keys: &str) -> Self {
        self.options.trust = Options::trusting(keys.as_bytes()).unwrap().trust;
        self.trust = Some(keys.to_owned());
        self
    }

    pub(super) fn with_head(mut self, code: String) -> Self {
        self.options.head = Some(code);
        self
    }

    pub(super) fn with_note(mut self, note: &[u8]) -> Self {
        self.options.notes.push(note.to_vec());
        self
    }

    pub(super) fn found(&self) -> Findings {
        check_folder(&self.files, &self.options)
    }

    /// Whether the program alone refuses it, and what that takes.
    pub(super) fn only_ours(&self) -> Option<Only> {
        let alone = matches!(self.ours, Ours::Refuses { .. }) && self.scripts == (0, 0);
        let elsewhere = self.options.head.is_some() || !self.options.notes.is_empty();
        alone.then_some(if elsewhere { Only::Kept } else { Only::Meaning })
    }

    /// The finding that it is to be refused for.
    pub(super) fn finding<'f>(&self, found: &'f Findings) -> Option<&'f Finding> {
        let Ours::Refuses { place, words } = &self.ours else { return None };
        let all = [&found.contradictions, &found.missing, &found.unread];
        let mut all = all.into_iter().flatten();
        all.find(|one| one.place.contains(place) && one.what.contains(words))
    }

    /// What the program says, where it is not what it must say.
    pub(super) fn fault(&self, found: &Findings) -> Option<String> {
        let refused = found.verdict().exit_code() != 0;
        let fits = match &self.ours {
            Ours::Takes => !refused,
            Ours::Says(words) => !refused && found.to_string().contains(words),
            Ours::Refuses { .. } => refused && self.finding(found).is_some(),
        };
        let agrees = refused || self.scripts == (0, 0);
        (!fits || !agrees).then(|| format!("{}: {}", self.what, short(found)))
    }
}

/// A good bundle and who made it: a signed roster, a declaration, a signed sheet, and the cut of the export.
pub(super) fn good() -> &'static (Maker, Folder) {
    static GOOD: OnceLock<(Maker, Folder)> = OnceLock::new();
    GOOD.get_or_init(|| {
        let (made, files, _) = whole();
        (made, files)
    })
}

/// The good bundle after `change`, by somebody without any key.
pub(super) fn changed(change: impl FnOnce(&mut Folder)) -> Folder {
    let (_, good) = good();
    let mut files = good.clone();
    change(&mut files);
    assert!(files != *good, "nothing was changed");
    files
}

/// The same by somebody with the laptop's key, who lists the files anew and signs the list.
pub(super) fn listed_anew(change: impl FnOnce(&mut Folder)) -> Folder {
    let mut files = changed(change);
    let _zip = export(&good().0, &mut files, |_| {});
    files
}

/// One change as it is and under a new list; `scripts` are the exit codes under the new list.
pub(super) fn both(
    what: &str,
    change: impl Fn(&mut Folder),
    place: &str,
    words: &'static str,
    (sh, py): (i32, i32),
) -> Vec<Try> {
    let one = Try::of(what, changed(&change)).refused(place, words).scripts(1, 1);
    let anew = Try::of(format!("{what}, the list signed anew"), listed_anew(&change));
    vec![one, anew.refused(place, words).scripts(sh, py)]
}

/// A test that plays the same case at length and is run by itself: it cannot go without the row that names it.
pub(super) fn at_length_in(_test: fn()) {}

/// The path of a segment of the good log.
pub(super) fn segment(number: u32) -> String {
    format!("log/{LOG}/{number:05}.jsonl")
}

/// Changes the lines of one segment.
pub(super) fn lines(files: &mut Folder, number: u32, change: impl FnOnce(&mut Vec<String>)) {
    let file = files.get_mut(&segment(number)).unwrap();
    let text = String::from_utf8(file.clone()).unwrap();
    let mut lines: Vec<String> = text.split_terminator('\n').map(str::to_owned).collect();
    change(&mut lines);
    *file = lines.iter().flat_map(|line| format!("{line}\n").into_bytes()).collect();
}

/// Changes a word in one line of one segment.
pub(super) fn reword(files: &mut Folder, number: u32, line: usize, from: &str, to: &str) {
    lines(files, number, |lines| {
        assert!(lines[line].contains(from), "{from} is not in {}", lines[line]);
        lines[line] = lines[line].replacen(from, to, 1);
    });
}

/// Every event of every line that was made.
fn events(files: &Folder) -> Vec<serde_json::Value> {
    let segments = files.iter().filter(|(path, _)| path.starts_with("log/"));
    let lines = segments.flat_map(|(_, file)| str::from_utf8(file).unwrap().lines());
    lines
        .flat_map(|line| {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            line["data"]["ev"].as_array().unwrap().clone()
        })
        .collect()
}

/// What a forger hands out who has the laptop's key: texts, signature files and keys as the lines have them.
pub(super) fn handed_out(made: &mut Maker) -> Folder {
    let mut files = files_of(made);
    as_the_lines_say(made, &mut files);
    let _zip = export(made, &mut files, |_| {});
    files
}

/// Makes texts, signature files and keys anew from the lines.
pub(super) fn as_the_lines_say(made: &Maker, files: &mut Folder) {
    files.retain(|path, _| !path.starts_with("statements/"));
    let allowed = String::from_utf8(files["allowed_signers"].clone()).unwrap();
    let mut keys: Vec<String> = allowed.lines().take(1).map(str::to_owned).collect();
    let spaces = allowed.lines().nth(1).unwrap().split(' ').nth(1).unwrap().to_owned();
    for event in events(files) {
        let word = |name: &str| event[name].as_str().unwrap_or_default().to_owned();
        let stem = |number: u64| {
            let text = made.texts.get(&number)?;
            Some((format!("statements/{}/{}", made.log, text.file_stem()), text))
        };
        let number = event["statement"].as_u64().unwrap_or_default();
        match (word("k").as_str(), stem(number)) {
            ("person.key", _) => {
                keys.push(format!("{} {spaces} {}", word("person"), word("key")));
            }
            ("statement.signed", Some((stem, _))) => {
                let path = format!("{stem}.{}.sig", word("person"));
                files.insert(path, armour(&word("sig")).into());
            }
            ("statement.completed", Some((stem, text))) => {
                files.insert(format!("{stem}.txt"), text.as_str().into());
            }
            _ => {}
        }
    }
    let keys: String = keys.iter().map(|key| format!("{key}\n")).collect();
    files.insert("allowed_signers".to_owned(), keys.into());
}

/// Base64 as a signature file, whatever it says.
fn armour(digits: &str) -> String {
    let lines = digits.as_bytes().chunks(70).map(|line| str::from_utf8(line).unwrap());
    let lines: Vec<&str> = lines.collect();
    format!("-----BEGIN SSH SIGNATURE-----\n{}\n-----END SSH SIGNATURE-----\n", lines.join("\n"))
}

/// The armorer's sheet in a usual production, prepared.
pub(super) fn pending() -> (Maker, u64) {
    let mut made = Maker::usual(Mode::Live);
    let number = prepare_sheet(&mut made, "");
    (made, number)
}

/// Prepares the armorer's sheet with these rows struck.
pub(super) fn prepare_sheet(made: &mut Maker, struck: &str) -> u64 {
    made.prepare("sheet", &format!("\"{ARMORER}\""), &SHEET, struck)
}

/// Adds the line that completes the statement with these signatures.
pub(super) fn complete(made: &mut Maker, number: u64, signatures: &str) {
    let line = format!("{signatures},{}", made.completed(number));
    made.add(&line);
    made.note();
}
