//! Everything in a golden run that comes otherwise now, act by act.

/// An act that comes to something else than the file says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Change {
    /// The line that says what is done; empty before the first.
    pub doing: String,
    /// What came of it, as the file says.
    pub was: Vec<String>,
    /// What comes of it now.
    pub is: Vec<String>,
}

/// Every act that comes otherwise; `is` is the same file as it is played now, so both say the same acts in the same order.
#[must_use]
pub fn changes(was: &str, is: &str) -> Vec<Change> {
    let pairs = acts(was).into_iter().zip(acts(is));
    let other = pairs.filter(|(was, is)| was.1 != is.1);
    other.map(|((doing, was), (_, is))| Change { doing, was, is }).collect()
}

/// What is done, each with the lines that came of it.
fn acts(text: &str) -> Vec<(String, Vec<String>)> {
    let mut all = vec![(String::new(), Vec::new())];
    for line in text.lines() {
        if line.starts_with("> ") || line.starts_with('#') {
            all.push((line.to_owned(), Vec::new()));
        } else if let Some((_, came)) = all.last_mut() {
            came.push(line.trim().to_owned());
        }
    }
    all
}
