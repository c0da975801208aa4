//! `showclear sample` and `showclear export`: what they write, and what they say when they cannot.

use std::fs;

use expect_test::expect;

use super::Bench;
use crate::platform::{Place, copy};

#[test]
fn an_export_is_a_bundle_that_verifies() {
    let bench = Bench::new();
    let place = Place::new();
    copy(&place.data(""), &bench.path("home/data"));
    copy(&place.folder(), &bench.path("sample.drill"));
    bench.says(&["export", "sample.drill", "out.zip"], &expect![""]);
    let said = bench.run(&["verify", "out.zip"]);
    assert!(
        said.starts_with("exit 0\nUNALTERED AS FAR AS IT SHOWS, SIGNERS NOT CONFIRMED\n"),
        "{said}"
    );
    bench.says(&["export", "sample.drill", "nowhere.zip/out.zip"], &expect![""]);
}

#[test]
fn what_is_no_production_is_not_exported() {
    let bench = Bench::new();
    bench.says(&["export", "nowhere", "out.zip"], &expect![""]);
    bench.says(&["export", "vector", "out.zip"], &expect![""]);
    assert!(!bench.path("out.zip").exists());
    bench.says(&["export", "vector"], &expect![""]);
}

#[test]
fn a_sample_is_written_once_and_verifies() {
    let bench = Bench::new();
    bench.says(&["sample", "night"], &expect![""]);
    let said = bench.run(&["verify", "night.drill"]);
    assert!(said.starts_with("exit 0\n") && said.contains("SAMPLE"), "{said}");
    bench.says(&["sample", "night"], &expect![""]);
    fs::write(bench.path("file"), "x").unwrap();
    bench.says(&["sample", "file/night"], &expect![""]);
}

#[test]
fn what_nobody_knows_is_refused_with_the_usage() {
    let bench = Bench::new();
    bench.says(&["frobnicate"], &expect![""]);
    let said = bench.run(&["--version"]);
    assert_eq!(said, format!("exit 0\nshowclear {}\n", env!("CARGO_PKG_VERSION")));
}
