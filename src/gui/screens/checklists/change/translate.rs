//! The translations of a draft: every text beside its words in one language, what is not shown first.

use std::path::PathBuf;

use egui::{CentralPanel, Frame, Margin, Panel, ScrollArea, Ui, Vec2};

use super::parts::{Parts, named};
use super::{contest, saved};
use crate::checklist::{
    Edit, EditError, Standing, Stray, Translated, includes, is_language, languages, source_of,
    strays, translations,
};
use crate::gui::kit::{self, Button};
use crate::gui::screens::checklists::desk::Desk;
use crate::gui::screens::checklists::{Page, fields};
use crate::gui::theme::{Type, icon, palette, space};
use crate::gui::view::View;
use crate::source::Mistake;
use crate::terms::Digest;

/// Which language is being written.
#[derive(Debug, Default)]
pub(in crate::gui::screens::checklists) struct Draft {
    lang: String,
    /// A language that is to begin, as it is typed.
    typed: String,
    /// What was not shown when the language was opened: it stays where it stands while it is being mended.
    first: Vec<String>,
    /// The file and the language that this is so of.
    of: Option<(PathBuf, String)>,
    note: String,
    seen: Option<Seen>,
}

/// What the page shows of one text in one language: read when either changes, not with every frame.
#[derive(Debug)]
struct Seen {
    of: (Digest, String),
    parts: Parts,
    /// Each text, and where it is stale the words that its translation was made from, as the files were then.
    all: Vec<(Translated, Option<String>)>,
    strays: Vec<Stray>,
    has_units: bool,
}

impl Seen {
    fn read(view: View<'_>, desk: &Desk, lang: &str) -> Self {
        let text = desk.text();
        let all = translations(text, lang).into_iter();
        let with_older = |one| {
            let old = older(view, desk, &one);
            (one, old)
        };
        Self {
            of: (desk.sha256(), lang.to_owned()),
            parts: Parts::of(desk),
            all: all.map(with_older).collect(),
            strays: strays(text, lang),
            has_units: !includes(text).is_empty(),
        }
    }
}

/// The words that a stale translation was made from, where a file of the same list still has them.
fn older(view: View<'_>, desk: &Desk, one: &Translated) -> Option<String> {
    if one.standing != Standing::Stale {
        return None;
    }
    let list = desk.list()?;
    let texts = view.library.set().files().map(|(source, _)| &*source.text);
    // Other files of the same list keep what was translated; a text of the same name elsewhere has another hash.
    let mine = texts.filter(|text| text.contains(list.id.as_str()));
    source_of(&one.made_from, &one.place, mine)
}

/// Draws it; where it leads, if anywhere else.
pub(in crate::gui::screens::checklists) fn show(
    ui: &mut Ui,
    view: View<'_>,
    desk: &mut Desk,
    draft: &mut Draft,
) -> Option<Page> {
    let mut next = None;
    let around = Frame::new().inner_margin(Margin::from(Vec2::splat(space::L)));
    let top = Panel::top("translations head").frame(around).show_separator_line(false);
    top.show(ui, |ui| next = head(ui, desk, draft));
    CentralPanel::default().frame(around).show(ui, |ui| {
        ScrollArea::vertical().id_salt("translations").auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            if !draft.lang.is_empty() {
                texts(ui, view, desk, draft);
            }
        });
    });
    if next.is_some() {
        draft.of = None;
        draft.seen = None;
        draft.note.clear();
    }
    next
}

fn head(ui: &mut Ui, desk: &mut Desk, draft: &mut Draft) -> Option<Page> {
    let mut next = None;
    kit::heading(ui, format!("{}: translations", desk.title()));
    ui.horizontal_wrapped(|ui| {
        if Button::new("Back to the draft").icon(icon::BACK).pressed(ui) {
            next = Some(Page::Change(desk.path().to_owned()));
        }
        if Button::new("Undo").icon(icon::UNDO).enabled(desk.can_undo()).pressed(ui) {
            desk.undo();
            "One step back.".clone_into(&mut draft.note);
        }
        saved(ui, desk);
    });
    contest(ui, desk);
    language(ui, desk, draft);
    if !draft.note.is_empty() {
        kit::strong(ui, draft.note.as_str());
    }
    next
}

/// Which language, of those that are there or a new one.
fn language(ui: &mut Ui, desk: &mut Desk, draft: &mut Draft) {
    let mut langs = languages(desk.text());
    let another = draft.of.as_ref().is_none_or(|(path, _)| path != desk.path());
    if another && !langs.contains(&draft.lang) {
        draft.lang = langs.first().cloned().unwrap_or_default();
    }
    if !draft.lang.is_empty() && !langs.contains(&draft.lang) {
        langs.push(draft.lang.clone());
    }
    let named: Vec<(usize, String)> = langs.iter().cloned().enumerate().collect();
    let chosen = langs.iter().position(|lang| *lang == draft.lang);
    let own = desk.list().map(|list| list.lang.clone());
    ui.horizontal_top(|ui| {
        if let Some(at) = kit::choose(ui, "Language", &named, chosen)
            && let Some(lang) = langs.get(at)
        {
            desk.settle();
            draft.lang.clone_from(lang);
            draft.note.clear();
        }
        kit::field(ui, "Another language, by its code", "es, pt-BR", &mut draft.typed);
        let typed = draft.typed.trim().to_owned();
        let good = is_language(&typed) && own.as_ref() != Some(&typed);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            kit::caption(
                ui,
                if own.as_ref() == Some(&typed) { "The list is written in it." } else { " " },
            );
            if Button::new("Begin this language").enabled(good).icon(icon::PLUS).pressed(ui) {
                desk.settle();
                draft.lang = typed;
                draft.typed.clear();
                "It is written into the file with its first text.".clone_into(&mut draft.note);
            }
        });
    });
}

/// Every text, those that are not shown first.
fn texts(ui: &mut Ui, view: View<'_>, desk: &mut Desk, draft: &mut Draft) {
    let lang = draft.lang.clone();
    let now = (desk.sha256(), lang.clone());
    let seen = draft.seen.take().filter(|seen| seen.of == now);
    let mut seen = seen.unwrap_or_else(|| Seen::read(view, desk, &lang));
    let here = Some((desk.path().to_owned(), lang.clone()));
    if draft.of != here {
        let of = |standing| seen.all.iter().filter(move |(one, _)| one.standing == standing);
        let open = of(Standing::Stale).chain(of(Standing::Missing));
        draft.first = open.map(|(one, _)| one.place.clone()).collect();
        draft.of = here;
    }
    let rank = |one: &Translated| draft.first.iter().position(|place| *place == one.place);
    seen.all.sort_by_key(|(one, _)| rank(one).unwrap_or(usize::MAX));
    count(ui, &seen, &lang);
    for one in &seen.strays {
        let words = format!("The list has no text {} to translate: {}", one.place, one.words);
        kit::banner(ui, palette(ui).caution, icon::WARNING, &words, |ui| {
            let name = format!("Take out {}", one.place);
            if Button::new("Take it out").name(name).pressed(ui) {
                let (lang, place) = (lang.clone(), one.place.clone());
                let done = desk.edit(&Edit::Translate { lang, place, words: String::new() });
                told(draft, done, "It is taken out.");
            }
        });
    }
    for (one, old) in &seen.all {
        let label = named(&seen.parts, &one.source);
        kit::card(ui, |ui| {
            ui.columns_const(|[left, right]| {
                // Columns stretch their lines; these are read.
                left.vertical(|ui| source(ui, desk, (one, old.as_deref()), &label));
                right.vertical(|ui| translation(ui, desk, draft, one, &label));
            });
        });
    }
    draft.seen = Some(seen);
}

/// How many are shown, and what becomes of the others.
fn count(ui: &mut Ui, seen: &Seen, lang: &str) {
    let all = &seen.all;
    let of = |standing: Standing| all.iter().filter(|(one, _)| one.standing == standing).count();
    let (missing, stale) = (of(Standing::Missing), of(Standing::Stale));
    let words = format!(
        "{lang}: {missing} missing, {stale} of older words, {} of {} up to date",
        of(Standing::Right),
        all.len()
    );
    let (tone, sign) = if missing + stale == 0 {
        (palette(ui).lapsed, icon::CHECK_CIRCLE)
    } else {
        (palette(ui).caution, icon::NOTE)
    };
    kit::pill(ui, tone, sign, &words, Type::Strong);
    kit::quiet(
        ui,
        "What is missing or of older words is shown in the words of the list, marked. Answers are recorded in the words of the list.",
    );
    if seen.has_units {
        kit::quiet(ui, "The texts of its units are translated in the units' own files.");
    }
}

/// The text as the list has it, and how its translation stands.
fn source(ui: &mut Ui, desk: &Desk, (one, old): (&Translated, Option<&str>), label: &str) {
    kit::caption(ui, label);
    kit::body(ui, &one.source.words);
    let (tone, sign, words) = match one.standing {
        Standing::Missing => (palette(ui).caution, icon::CIRCLE, "missing"),
        Standing::Stale => (palette(ui).caution, icon::WARNING, "of older words, not shown"),
        Standing::Right if mistakes(desk, one).next().is_some() => {
            (palette(ui).caution, icon::WARNING, "has a mistake")
        }
        Standing::Right => (palette(ui).lapsed, icon::CHECK, "up to date"),
    };
    kit::pill(ui, tone, sign, words, Type::Caption);
    if let Some(old) = old {
        kit::quiet(ui, format!("It was made from \u{201c}{old}\u{201d}"));
    }
}

/// The translation in its field, with what is wrong in it.
fn translation(ui: &mut Ui, desk: &mut Desk, draft: &mut Draft, one: &Translated, label: &str) {
    let lang = draft.lang.clone();
    let mut typed = one.words.clone().unwrap_or_default();
    let response = fields::words(ui, &format!("{label}, in {lang}"), &mut typed);
    if one.source.words.contains('{') {
        kit::caption(ui, "What stands in braces is filled in: write it here as it stands there.");
    }
    for mistake in mistakes(desk, one) {
        kit::strong_in(ui, mistake.to_string(), palette(ui).caution.text);
    }
    if response.changed() {
        desk.type_translation(&lang, &one.place, &typed);
    }
    if response.lost_focus() {
        desk.settle();
    }
    let right = Button::new("Mark as still right").name(format!("Mark as still right: {label}"));
    if one.standing == Standing::Stale && right.icon(icon::CHECK).pressed(ui) {
        let place = one.place.clone();
        let done = desk.edit(&Edit::StillRight { lang, place });
        told(draft, done, "It is shown again. Undo takes that back.");
    }
}

/// What is wrong in a translation.
fn mistakes<'d>(desk: &'d Desk, one: &Translated) -> impl Iterator<Item = &'d Mistake> {
    let (start, end) = one.row;
    desk.mistakes().iter().filter(move |mistake| (start..end).contains(&mistake.span.start))
}

fn told(draft: &mut Draft, done: Result<(), EditError>, words: &str) {
    draft.note = match done {
        Ok(()) => words.to_owned(),
        Err(error) => format!("Nothing was changed: {error}. {}", error.remedy()),
    };
}
