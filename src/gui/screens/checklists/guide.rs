//! How to write a list: the pages of the guide, which are plain text files too.

use egui::Ui;

use super::Page;
use crate::gui::kit::{self, Button, Look};
use crate::gui::theme::{icon, palette};

/// The pages in their order: the file's name and what it says.
pub(super) const PAGES: &[(&str, &str)] = &[
    ("1-change-one-word.md", include_str!("../../../../assets/guide/1-change-one-word.md")),
    ("2-add-a-step.md", include_str!("../../../../assets/guide/2-add-a-step.md")),
    ("3-release-it.md", include_str!("../../../../assets/guide/3-release-it.md")),
    ("4-a-list-of-your-own.md", include_str!("../../../../assets/guide/4-a-list-of-your-own.md")),
    ("5-every-kind-of-step.md", include_str!("../../../../assets/guide/5-every-kind-of-step.md")),
    (
        "6-units-and-local-rules.md",
        include_str!("../../../../assets/guide/6-units-and-local-rules.md"),
    ),
    ("7-another-language.md", include_str!("../../../../assets/guide/7-another-language.md")),
];

/// The page on what a release needs.
pub(super) const RELEASE: usize = 2;

/// Draws the page at `at`; where it leads, if anywhere else.
pub(super) fn show(ui: &mut Ui, at: usize) -> Option<Page> {
    let mut next = None;
    kit::page(ui, "How to write a list", false, |ui| {
        if Button::new("Back to the lists").icon(icon::BACK).pressed(ui) {
            next = Some(Page::Library);
        }
        ui.horizontal_wrapped(|ui| {
            for (number, (name, text)) in PAGES.iter().enumerate() {
                let title = text.lines().next().map_or(*name, |line| line.trim_start_matches("# "));
                let look = if number == at { Look::Chosen } else { Look::Plain };
                if Button::new(title).look(look).pressed(ui) {
                    next = Some(Page::Guide(number));
                }
            }
        });
        if let Some((_, text)) = PAGES.get(at) {
            read(ui, text);
        }
        if at + 1 < PAGES.len() && Button::new("Next page").first().pressed(ui) {
            next = Some(Page::Guide(at + 1));
        }
    });
    next
}

/// Headings, paragraphs, points and code; whatever else it is reads as it stands.
fn read(ui: &mut Ui, text: &str) {
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        if line.starts_with("```") {
            let code: Vec<&str> =
                lines.by_ref().take_while(|line| !line.starts_with("```")).collect();
            kit::card(ui, |ui| kit::letters(ui, &code.join("\n")));
        } else if let Some(words) = line.strip_prefix("# ") {
            kit::heading(ui, words);
        } else if let Some(words) =
            line.trim_start_matches('#').strip_prefix(' ').filter(|_| line.starts_with('#'))
        {
            kit::title(ui, words);
        } else if let Some(words) = line.strip_prefix("* ").or(line.strip_prefix("- ")) {
            let mut words = format!("\u{2022} {}", plain(words));
            while let Some(more) = lines.next_if(|next| next.starts_with("  ")) {
                words.push(' ');
                words.push_str(&plain(more.trim()));
            }
            kit::body(ui, words);
        } else if line.starts_with('|') {
            // The heading of a table has a rule below it, and says nothing here.
            if lines.next_if(|next| next.starts_with("|-")).is_none() {
                row(ui, line);
            }
        } else if let Some(words) = line.strip_prefix("> ") {
            kit::strong_in(ui, plain(words), palette(ui).caution.text);
        } else if !line.trim().is_empty() {
            let mut words = plain(line.trim());
            let goes_on = |next: &&str| {
                let stands_alone = next.starts_with(['#', '*', '-', '`', '>', '|']);
                !next.trim().is_empty() && !stands_alone && !is_numbered(next)
            };
            while let Some(more) = lines.next_if(goes_on) {
                words.push(' ');
                words.push_str(&plain(more.trim()));
            }
            kit::body(ui, words);
        }
    }
}

/// Words without the signs that make them bold or code in a plain text.
fn plain(words: &str) -> String {
    words.replace('`', "").replace("**", "")
}

/// A row of a table: what it is about, and what is said of it.
fn row(ui: &mut Ui, line: &str) {
    let mut cells = line.trim_matches('|').split('|').map(|cell| plain(cell.trim()));
    let (Some(about), Some(said)) = (cells.next(), cells.next()) else { return };
    kit::body(ui, format!("\u{2022} {about}: {said}"));
}

/// Whether a line begins a point with a number: "2. …".
fn is_numbered(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < line.len() && rest.starts_with(". ")
}
