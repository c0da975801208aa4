//! Checks on the words that the program itself says: no verdict that it cannot give, no bare "cold", "hot" or "safe".

use std::fs;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::tidy::{rust_files, src};

/// The folders whose texts people read.
const SPEAKING: &[&str] = &[
    "gui",
    "words",
    "review",
    "run",
    "custody",
    "terms",
    "session",
    "cli",
    "verify",
    "report",
    "anchor",
    "roster",
    "production",
];

/// Texts that hold one of the words, each with the reason why it may.
const ALLOWED: &[(&str, &str)] = &[
    ("hot", "the code of the condition in the log, which is frozen; nobody reads it"),
    ("HOT, BLANKS IN IT", "with what is in it"),
    ("HOT {} x {}", "with its load"),
    ("{tag}. Cold gun: empty, shown clear.", "with its contents"),
    ("{tag}. Cold gun: {n} {noun}, proven. No blanks, no powder.", "with its contents"),
    ("{tag}. Hot gun: {n} {}.", "with its load"),
    ("Cold gun: dummies", "with its contents; the button of that list"),
];

/// What no text may say, a word being a run of letters, and why.
const BANNED: &[(&str, &str)] = &[
    ("safe", "say what was done or seen"),
    ("cold", "only with the contents"),
    ("hot", "only with the load"),
    ("certified", "nobody certified anything"),
    ("certifies", "the program certifies nothing"),
    ("tamper proof", "a change can be seen, not prevented"),
    ("tamperproof", "a change can be seen, not prevented"),
    ("non repudiation", "that is for a court"),
    ("complete", "what was never entered is not in the log"),
    ("repair", "nothing is repaired: what was found stays as it is, as evidence"),
    ("repairs", "nothing is repaired: what was found stays as it is, as evidence"),
    ("accidental discharge", "say unplanned discharge"),
    ("not to look", "to look is offered, and nobody's refusal is recorded"),
    ("declined to look", "to look is offered, and nobody's refusal is recorded"),
];

#[test]
fn nothing_is_said_that_the_program_cannot_know() {
    let root = src();
    let (mut faults, mut count, mut used) = (Vec::new(), 0, Vec::new());
    for folder in SPEAKING {
        for file in rust_files(&root.join(folder)) {
            let tokens: TokenStream = fs::read_to_string(&file).unwrap().parse().unwrap();
            for text in texts(tokens) {
                count += 1;
                if ALLOWED.iter().any(|(allowed, _)| *allowed == text) {
                    used.push(text);
                } else if let Some(why) = fault(&text) {
                    let place = file.strip_prefix(&root).unwrap().display();
                    faults.push(format!("{place}: {text:?}: {why}"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
    assert!(count > 1_000, "only {count} texts");
    for (allowed, _) in ALLOWED {
        assert!(used.iter().any(|text| text == allowed), "nobody says {allowed:?} any more");
    }
}

#[test]
fn the_check_notices() {
    let found = |source: &str| {
        let texts = texts(source.parse().unwrap());
        texts.iter().filter(|text| fault(text).is_some()).count()
    };
    assert_eq!(found(r#"fn f() { say("The gun is safe"); }"#), 1);
    assert_eq!(found(r##"fn f() { format!(r#"{tag} is COLD"#) }"##), 1);
    assert_eq!(found(r#"#[error("a \u{201c}hot\u{201d} gun")] struct E;"#), 1);
    assert_eq!(found(r#"const A: &str = "one\nsafe";"#), 1);
    assert_eq!(found(r#"const A: &[&str] = &["tamper-proof", "non-repudiation"];"#), 2);
    assert_eq!(found(r#"const A: &[&str] = &["The log is complete.", "certified"];"#), 2);
    assert_eq!(found(r#"const A: &[&str] = &["Repair this log", "Nothing is repaired."];"#), 1);
    assert_eq!(found(r#"const A: &[&str] = &["an accidental discharge", "an AD", "AD"];"#), 3);
    assert_eq!(found(r#"const A: &[&str] = &["chose not to look", "They declined to look."];"#), 2);
    assert_eq!(found(r#"const A: &[&str] = &["first AD", "First AD or deputy", "2nd AD"];"#), 0);
    assert_eq!(
        found(r#"const A: &[&str] = &["unsafe", "shot", "completed", "cold-gun-empty"];"#),
        0
    );
    assert_eq!(
        found("/// Safe, cold, hot.\nfn f() {} //! x\n// complete\n#[doc = \"safe\"] fn g() {}"),
        0
    );
}

/// Why `text` may not be said.
fn fault(text: &str) -> Option<String> {
    // A name of a list is no sentence.
    let is_name = text.contains(['-', '_'])
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_".contains(c))
        && !text.contains("proof")
        && !text.contains("repudiation");
    if is_name {
        return None;
    }
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let lower = format!(" {} ", words.join(" ").to_lowercase());
    let banned = BANNED.iter().find(|(word, _)| lower.contains(&format!(" {word} ")));
    if let Some((word, why)) = banned {
        return Some(format!("{word:?}: {why}"));
    }
    // An assistant director has a number; an AD without one is a discharge.
    let numbered =
        |word: &str| matches!(word.to_lowercase().as_str(), "first" | "1st" | "second" | "2nd");
    let pairs = std::iter::once("").chain(words.iter().copied()).zip(words.iter().copied());
    let ad = pairs.into_iter().any(|(one, word)| matches!(word, "AD" | "ADs") && !numbered(one));
    ad.then(|| "\"AD\": say first AD, or unplanned discharge".to_owned())
}

/// Every text in `tokens` but the documentation, with a blank for what is escaped.
fn texts(tokens: TokenStream) -> Vec<String> {
    let mut found = Vec::new();
    let mut in_attribute = false;
    for token in tokens {
        match token {
            TokenTree::Punct(punct) if matches!(punct.as_char(), '#') => in_attribute = true,
            TokenTree::Punct(punct) if punct.as_char() == '!' && in_attribute => {}
            TokenTree::Group(group) => {
                let is_doc = in_attribute
                    && group.delimiter() == Delimiter::Bracket
                    && group.stream().into_iter().next().is_some_and(|t| t.to_string() == "doc");
                if !is_doc {
                    found.extend(texts(group.stream()));
                }
                in_attribute = false;
            }
            TokenTree::Literal(literal) => {
                found.extend(text_of(&literal.to_string()));
                in_attribute = false;
            }
            TokenTree::Ident(_) | TokenTree::Punct(_) => in_attribute = false,
        }
    }
    found
}

fn text_of(written: &str) -> Option<String> {
    let inside = written.trim_start_matches(['b', 'c', 'r', '#']).trim_end_matches('#');
    let inside = inside.strip_prefix('"')?.strip_suffix('"')?;
    if written.contains('r') && !written.starts_with('"') {
        return Some(inside.to_owned());
    }
    let mut text = String::new();
    let mut rest = inside.chars();
    while let Some(c) = rest.next() {
        if c != '\\' {
            text.push(c);
            continue;
        }
        match rest.next() {
            Some('u') => rest.by_ref().take_while(|c| *c != '}').for_each(drop),
            Some(escaped @ ('"' | '\\' | '\'')) => {
                text.push(escaped);
                continue;
            }
            Some(_) | None => {}
        }
        text.push(' ');
    }
    Some(text)
}
