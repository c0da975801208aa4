//! What the command line prints for the set, as the bytes of a PDF.

use crate::event::Mode;
use crate::production::{Ask, Command, Production};
use crate::report::{
    Deck, Format, Paper, PaperError, Sheet, Sticker, Told, cards, first_hour, first_hour_card,
    labels, labels_of, rounds_sheet, sticker,
};
use crate::session::begin::fold;
use crate::session::drive::Failure;
use crate::session::host::Leaf;
use crate::session::ports::PortError;
use crate::session::sitting::Session;
use crate::terms::{ItemId, Label, PersonId, Stamp, UtcMillis};
use crate::verify::Verified;

/// What is printed, and on which paper.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Print {
    /// On US Letter; else on A4.
    pub letter: bool,
    /// What.
    pub what: Printing,
}

/// What is printed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Printing {
    /// Paper cards, with the maps of these items.
    Cards {
        /// The tags of the items; with none the cards are for any.
        tags: Vec<String>,
        /// How many of each.
        each: u32,
    },
    /// Labels.
    Labels {
        /// The tags of trays, magazines and containers; with none, and neither lots nor people, all of them.
        tags: Vec<String>,
        /// A label for each slot too.
        slots: bool,
        /// Every lot.
        lots: bool,
        /// Everybody.
        people: bool,
        /// The first free place of the first sheet, from 1.
        start: usize,
    },
    /// The sheets of rounds.
    Rounds,
    /// The first-hour card.
    FirstHour {
        /// Whom to ring, one to a line.
        ring: String,
    },
}

impl Print {
    fn format(&self) -> Format {
        if self.letter { Format::Letter } else { Format::A4 }
    }

    /// Whether a line is written for it, so that the production is opened for writing.
    #[must_use]
    pub fn takes_numbers(&self) -> bool {
        match self.what {
            Printing::Cards { .. } => true,
            Printing::Labels { .. } | Printing::Rounds | Printing::FirstHour { .. } => false,
        }
    }
}

/// Takes the numbers of a deck of cards and gives its pages; `None` where something else is asked for.
///
/// # Errors
///
/// When a tag is of no item, or the numbers cannot be taken.
pub fn print_cards(session: &mut Session, print: &Print) -> Result<Option<Vec<u8>>, PortError> {
    let Printing::Cards { tags, each } = &print.what else { return Ok(None) };
    let items = items(session.state(), tags)?;
    let deck = Deck { format: print.format(), items, each: *each };
    let command = Command::Ask(Ask::PrintCards { n: deck.len() });
    session.perform(command).map_err(|failure| failed(&failure))?;
    let from = session.state().printed_cards().last().map_or(1, |taken| taken.from);
    bytes(cards(session.state(), &deck, from)).map(Some)
}

/// The pages of whatever is made of the record alone; `None` where numbers have to be taken.
///
/// # Errors
///
/// When a tag is of no item that takes a label, or a place is not known.
pub fn print_page(
    verified: &Verified,
    print: &Print,
    now: &Stamp,
) -> Result<Option<Vec<u8>>, PortError> {
    let state = fold(verified)?;
    let name = |person: PersonId| {
        let known = state.roster().person(person).and_then(|one| verified.names().get(&one.name));
        known.cloned().unwrap_or_else(|| person.to_string())
    };
    let at = |wall: UtcMillis| wall.local(state.offset());
    let paper = match &print.what {
        Printing::Cards { .. } => return Ok(None),
        Printing::Labels { tags, slots, lots, people, start } => {
            let mut all: Vec<Label> = Vec::new();
            let every = tags.is_empty() && !lots && !people;
            let chosen = if every {
                let items = state.book().items().into_iter();
                items.filter(|item| item.kind.takes_a_label()).map(|item| item.id).collect()
            } else {
                items(&state, tags)?
            };
            all.extend(chosen.iter().flat_map(|item| labels_of(&state, *item, *slots)));
            if *lots {
                all.extend(state.rounds().lots().into_iter().map(|lot| Label::Lot(lot.id)));
            }
            if *people {
                all.extend(state.roster().people().map(|one| Label::Person(one.id)));
            }
            let stickers = all.into_iter().map(|label| stick(&state, &name, label));
            labels(print.format(), *start, &stickers.collect::<Result<Vec<_>, _>>()?)
        }
        Printing::Rounds => {
            let tag = |item: ItemId| {
                state.book().item(item).map_or_else(|| item.to_string(), |item| item.tag.clone())
            };
            let sheet = Sheet {
                title: &verified.created().title,
                drill: verified.created().mode == Mode::Drill,
                tag: &tag,
                name: &name,
                at: &at,
                now: now.wall,
            };
            rounds_sheet(state.rounds(), &sheet, print.format())
        }
        Printing::FirstHour { ring } => {
            let told = Told { ring, name: &name, at: &at, now };
            first_hour_card(&first_hour(&state, &told), print.format())
        }
    };
    bytes(paper).map(Some)
}

fn stick(
    state: &Production,
    name: &dyn Fn(PersonId) -> String,
    label: Label,
) -> Result<Sticker, PortError> {
    sticker(state, name, label).ok_or_else(|| {
        PortError::new(
            "guns and what looks like them have no labels",
            "Name trays, magazines and containers; a gun is picked by the tag on it.",
        )
    })
}

fn items(state: &Production, tags: &[String]) -> Result<Vec<ItemId>, PortError> {
    let item = |tag: &String| {
        let found = state.book().by_tag(tag).map(|item| item.id);
        found.ok_or_else(|| {
            PortError::new(
                format!("no item has the tag {tag:?}"),
                "Write the tag as it stands in the book.",
            )
        })
    };
    tags.iter().map(item).collect()
}

fn bytes(paper: Result<Paper, PaperError>) -> Result<Vec<u8>, PortError> {
    let paper =
        paper.and_then(|paper| if paper.is_empty() { Ok(None) } else { paper.pdf().map(Some) });
    match paper {
        Ok(Some(bytes)) => Ok(bytes),
        Ok(None) => Err(PortError::new("there is nothing to print", "Enter it in the book first.")),
        Err(error) => Err(PortError::new(error.to_string(), "Nothing was written.")),
    }
}

impl From<Paper> for Leaf {
    /// Drawing a hundred cards takes half a second, so whoever writes them draws them.
    fn from(paper: Paper) -> Self {
        Self::drawn(move || bytes(Ok(paper)))
    }
}

fn failed(failure: &Failure) -> PortError {
    PortError::new(failure.to_string(), failure.remedy())
}
