//! What a hand can do to a log, a bundle or a signature, case by case: and what each verifier says of it.
#![expect(clippy::indexing_slicing, reason = "a test may panic")]

mod content;
mod import;
mod lines;
mod signatures;
mod stage;
mod table;
mod time;

use std::collections::BTreeMap;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::Command;

use showclear::verify::Findings;

use stage::{Only, Ours, Try};
use table::ROWS;

/// Prints the table, plays every row against the program, and fails with all those that are not as they say.
#[test]
fn every_case_is_caught_or_stated() {
    let mut lost = Vec::new();
    let (mut counts, mut meaning, mut kept) = ([0; 3], 0, 0);
    for row in ROWS {
        println!("{:>2} {}  {}", row.n, row.expected.letter(), row.done);
        counts[row.expected as usize] += 1;
        let Ok(tries) = catch_unwind(AssertUnwindSafe(row.play)) else {
            lost.push(format!("{}: broke off", row.n));
            continue;
        };
        if tries.is_empty() {
            println!("        played on the program itself; no bundle comes of it");
        }
        for one in &tries {
            let found = one.found();
            println!("{}", said(one, &found));
            meaning += usize::from(one.only_ours() == Some(Only::Meaning));
            kept += usize::from(one.only_ours() == Some(Only::Kept));
            lost.extend(one.fault(&found).map(|fault| format!("{}: {fault}", row.n)));
        }
    }
    let [verdict, flagged, stated] = counts;
    println!(
        "{verdict} caught, {flagged} flagged, {stated} cannot be detected and are stated; \
         only the program refuses {meaning} bundles that need meaning and {kept} that need what was kept elsewhere"
    );
    assert!(lost.is_empty(), "{}", lost.join("\n"));
    let told = fs::read_to_string("ARCHITECTURE.md").unwrap();
    let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
    let sum = format!("{verdict} caught, {flagged} flagged, {stated} stated");
    assert!(told.contains(&sum), "ARCHITECTURE.md should say: {sum}");
}

/// One line of the table: what was done, and what each of the three says.
fn said(one: &Try, found: &Findings) -> String {
    let (sh, py) = one.scripts;
    let only = match one.only_ours() {
        Some(Only::Meaning) => "  only ours: needs meaning",
        Some(Only::Kept) => "  only ours: needs what was kept elsewhere",
        None => "",
    };
    let ours = match &one.ours {
        Ours::Takes => "takes it".to_owned(),
        Ours::Says(words) => format!("says: {words}"),
        Ours::Refuses { .. } => {
            one.finding(found).map_or_else(String::new, |it| format!("{}: {}", it.place, it.what))
        }
    };
    let (what, code) = (&one.what, found.verdict().exit_code());
    format!(
        "        {what:<58} ours {code}  verify.sh {sh}  verify.py {py}{only}\n            {ours}"
    )
}

/// Everything that is pointed out in any case names its place, says what is wrong, and what the reader should do next.
#[test]
fn every_finding_says_where_what_and_what_to_do_next() {
    let mut advice: BTreeMap<&str, usize> = BTreeMap::new();
    for row in ROWS {
        for one in (row.play)() {
            let found = one.found();
            let page = found.to_string();
            let lists = [&found.contradictions, &found.missing, &found.unread, &found.notes];
            for finding in lists.into_iter().flatten() {
                let is_sentence = finding.advice.len() > 12
                    && finding.advice.ends_with('.')
                    && finding.advice.starts_with(char::is_uppercase);
                let whole = !finding.place.is_empty() && !finding.what.is_empty() && is_sentence;
                assert!(whole, "{} {}: {finding:?}", row.n, one.what);
                assert!(page.contains(&finding.to_string()), "{} {}: {page}", row.n, one.what);
                *advice.entry(finding.advice).or_default() += 1;
            }
        }
    }
    for (advice, count) in &advice {
        println!("{count:>4}  {advice}");
    }
    assert!(advice.len() >= 6, "too few kinds of findings to say anything of them all");
}

#[test]
fn no_case_is_missing_and_none_is_empty() {
    let numbers: Vec<u8> = ROWS.iter().map(|row| row.n).collect();
    assert_eq!(numbers, (1..=74).collect::<Vec<u8>>(), "each case once, in order");
    for row in ROWS {
        assert!(row.done.len() > 12, "case {} says too little", row.n);
    }
}

/// Exit status and last line of one script of the bundle.
fn run(one: &Try, (program, script): (&str, &str)) -> (i32, String) {
    let outside = tempfile::tempdir().unwrap();
    let bundle = outside.path().join("bundle");
    for (path, bytes) in &one.files {
        let path = bundle.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let mut command = Command::new(program);
    command.current_dir(&bundle).arg(script).env("PYTHONDONTWRITEBYTECODE", "1");
    if let Some(keys) = &one.trust {
        fs::write(outside.path().join("keys"), keys).unwrap();
        command.arg("--trust").arg(outside.path().join("keys"));
    }
    let done = command.output().unwrap();
    let said = String::from_utf8_lossy(&done.stdout).into_owned();
    let steers = |c: char| c != '\n' && (c.is_control() || c == '\u{202e}');
    assert!(!said.contains(steers), "{}: {script} says {said:?}", one.what);
    (done.status.code().unwrap_or(-1), said.lines().last().unwrap_or_default().to_owned())
}

/// The scripts say of every bundle what the table has, and never refuse what the program takes.
#[test]
#[ignore = "needs python3, ssh-keygen and sha256sum"]
fn both_scripts_say_of_every_bundle_what_the_table_says() {
    let mut lost = Vec::new();
    for row in ROWS {
        for one in (row.play)() {
            let ours = one.found().verdict().exit_code();
            let (sh, py) = one.scripts;
            for (script, expected) in [(("sh", "verify.sh"), sh), (("python3", "verify.py"), py)] {
                let (code, said) = run(&one, script);
                let refuses_alone = code != 0 && ours == 0;
                if code != expected || refuses_alone {
                    let (n, what) = (row.n, &one.what);
                    lost.push(format!("{n} {what}: {} says {code} {said}; ours {ours}", script.1));
                }
            }
        }
    }
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}
