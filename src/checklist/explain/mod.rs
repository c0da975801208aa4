//! What each mistake and each piece of advice means, with an example of it and the same mended.

mod advice;
mod files;
mod frame;
mod mistake;

use crate::checklist::lint::Hint;
use crate::source::Code;

/// What there is to say of one sort of mistake or advice.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Explained {
    /// Its name, as tools write it.
    pub name: &'static str,
    /// What it is, as one sentence.
    pub what: &'static str,
    /// What to do, as one sentence.
    pub mend: &'static str,
    /// A wrong example.
    pub wrong: Example,
    /// The same, mended.
    pub mended: Example,
}

/// Fields of a file, without those that say nothing here.
///
/// More files follow, each under a line `// list`, `// unit` or `// overlay` with its id. The first file is the one that is
/// wrong. `⟨x × 80⟩` stands for eighty times `x`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Example(pub &'static str);

impl Example {
    /// The example as whole files, each with its name, the first first.
    #[must_use]
    pub fn files(self) -> Vec<(String, String)> {
        frame::files(self.0)
    }
}

/// Every mistake, then every piece of advice, in the order of the program.
#[must_use]
pub fn explained() -> Vec<Explained> {
    let mistakes = Code::ALL.iter().map(|code| mistake::explain(*code));
    mistakes.chain(Hint::ALL.iter().map(|hint| advice::explain(*hint))).collect()
}

/// One of them, of which only the name is not said yet.
const fn told(
    what: &'static str,
    mend: &'static str,
    wrong: &'static str,
    mended: &'static str,
) -> Explained {
    Explained { name: "", what, mend, wrong: Example(wrong), mended: Example(mended) }
}
