//! `showclear lint`: mistakes with line and column, advice, and the exit code.

use std::fs;

use expect_test::expect;

use super::Bench;

fn bench() -> Bench {
    let bench = Bench::new();
    for name in ["good", "comma-missing", "nobody"] {
        let file = format!("{name}.ron");
        fs::copy(format!("tests/corpus/checklists/{file}"), bench.path(&file)).unwrap();
    }
    for name in ["cold-gun-empty", "re-show"] {
        let file = format!("{name}.ron");
        fs::copy(format!("checklists/{file}"), bench.path(&file)).unwrap();
    }
    bench
}

#[test]
fn what_ships_has_nothing_against_it() {
    bench().says(&["lint", "cold-gun-empty.ron", "re-show.ron"], &expect![""]);
}

#[test]
fn mistakes() {
    let bench = bench();
    bench.says(&["lint", "comma-missing.ron"], &expect![""]);
    bench.says(&["lint", "good.ron", "nobody.ron"], &expect![""]);
    bench.says(&["lint", "comma-missing.ron", "--json"], &expect![""]);
}

#[test]
fn files_that_are_none() {
    let bench = bench();
    fs::write(bench.path("latin.ron"), b"Checklist(title: \"\xe9\")").unwrap();
    bench.says(&["lint", "latin.ron", "nowhere.ron", "re-show.ron"], &expect![""]);
    bench.says(&["lint"], &expect![""]);
}
