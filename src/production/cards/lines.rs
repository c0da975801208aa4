//! A whole list entered from a paper card: its steps as they stand on it, looked at beforehand and then written as one line.

use std::borrow::Cow;

use crate::event::{Event, ItemShown};
use crate::production::command::{CardRun, EnterCard};
use crate::production::context::{Context, Fresh, Library, Names, Signing};
use crate::production::decide::{answer, begin};
use crate::production::finish::Draft;
use crate::production::refusal::Refusal;
use crate::production::state::Production;
use crate::run::{self, Answer, Face, FaceKind, Sealed, Ticked, When};
use crate::terms::{Digest, RunId, Stamp, StepPath, UtcMillis};

/// As many events are entered at once, so that the line holds them; what comes after is entered next.
const MOST: usize = 200;

/// A step as it stands on a card.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CardLine {
    /// The step as the list asks it.
    pub face: Face,
    /// What is said of it so far.
    pub said: Option<Ticked>,
    /// What it is where all is as the list wants it, where that is one thing.
    pub expected: Option<Ticked>,
    /// What comes after it.
    pub then: Then,
}

/// What comes after a step of a card.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Then {
    /// The next step, or the end of the list.
    On,
    /// Nobody can say before it is answered.
    Open,
    /// A STOP, with its words.
    Stop(String),
    /// Nothing: not everybody who has to see it did.
    Stays,
    /// Nothing: it is not taken so.
    Refused(Refusal),
    /// More than is entered at once.
    Full,
}

/// A run as it is after what is entered so far; nothing of it is written.
struct Going {
    next: Production,
    run: RunId,
    events: Vec<Event>,
    objects: Vec<Digest>,
}

impl Going {
    fn begin(state: &Production, run: &CardRun, cx: &Context<'_>) -> Result<Self, Refusal> {
        let next = state.clone();
        match run {
            CardRun::Open(run) => {
                let known = state.run(*run).filter(|run| run.is_open());
                let known = known.ok_or(Refusal::NoSuch("open run"))?;
                if !known.is_recorded_after() {
                    return Err(Refusal::NoSuch("paper card of this run"));
                }
                Ok(Self { next, run: *run, events: Vec::new(), objects: Vec::new() })
            }
            CardRun::New(start) => {
                let Draft { events, objects, .. } = begin(state, start, cx)?;
                let began = events.iter().find_map(|event| {
                    if let Event::RunStarted(started) = event { Some(started) } else { None }
                });
                let began = began.filter(|started| started.card.is_some());
                let run = began.ok_or(Refusal::NoSuch("paper card of this run"))?.run;
                let mut going = Self { next, run, events: Vec::new(), objects };
                going.take(events, cx)?;
                Ok(going)
            }
        }
    }

    /// The run moves on by what was decided of it.
    fn take(&mut self, events: Vec<Event>, cx: &Context<'_>) -> Result<(), Refusal> {
        for event in events {
            let index = u32::try_from(self.events.len()).unwrap_or(u32::MAX);
            let applied = self.next.apply_one(Cow::Borrowed(&event), cx.size, index, cx.now);
            // What was just decided of this very state applies to it.
            applied.map_err(|_illegal| Refusal::NoSuch("place for this in the record"))?;
            self.events.push(event);
        }
        Ok(())
    }

    fn face(&self, cx: &Context<'_>) -> Option<Face> {
        self.next.face(self.run, cx.library, cx.names, cx.now)
    }

    /// Enters what the card says at the step at hand: the same question to the same engine as live.
    fn say(
        &mut self,
        step: &StepPath,
        said: &Ticked,
        at: Option<UtcMillis>,
        cx: &Context<'_>,
    ) -> Result<(), Refusal> {
        let answered = match said {
            Ticked::Answer(given) => answer(&self.next, self.run, step, given, at, cx)?,
            Ticked::Counted(one, other) => {
                let both = Answer::Blind(Sealed::new(*one), Sealed::new(*other));
                answer(&self.next, self.run, step, &both, at, cx)?
            }
            Ticked::Shown(to) => {
                if self.next.is_stopped() {
                    return Err(Refusal::Stopped);
                }
                let face = self.face(cx).filter(|face| face.step == *step);
                let kind = face.as_ref().map(|face| &face.kind);
                let Some(FaceKind::Show { item, by: Some(by), .. }) = kind else {
                    return Err(Refusal::NoSuch("showing at this step"));
                };
                if !to.is_empty() {
                    let looked = u32::try_from(to.len()).unwrap_or(u32::MAX);
                    let card = self.next.run(self.run).and_then(|run| run.started().card);
                    let (items, by, to) = (vec![*item], *by, to.clone());
                    let shown = Event::ItemShown(ItemShown { items, by, to, looked, card });
                    self.take(vec![shown], cx)?;
                }
                match answer(&self.next, self.run, step, &Answer::ShownToAll, at, cx) {
                    Ok(events) => events,
                    // Somebody's initials are missing: what was seen is entered, and the run stays where it is.
                    Err(Refusal::Run(run::Refusal::NotShown { .. })) => Vec::new(),
                    Err(refusal) => return Err(refusal),
                }
            }
        };
        self.take(answered, cx)
    }
}

/// What is entered from a card, as one line: all of it or none.
pub(in crate::production) fn enter(
    state: &Production,
    asked: &EnterCard,
    cx: &Context<'_>,
) -> Result<Draft, Refusal> {
    let mut going = Going::begin(state, &asked.run, cx)?;
    for (step, said) in &asked.said {
        going.say(step, said, asked.at, cx)?;
    }
    if going.events.is_empty() {
        return Err(Refusal::NoSuch("line on the card that is ticked"));
    }
    Ok(Draft { objects: going.objects, ..Draft::of(going.events) })
}

impl Production {
    /// The steps of a list as they stand on a card, from the first that is not entered on: each with what is said of it in
    /// `said` at the claimed time `at`, and asked on as if what is not said yet were as expected. It ends with the list, or with the first step after
    /// which nobody can say what comes.
    ///
    /// # Errors
    ///
    /// When the run cannot begin so.
    pub fn card_lines(
        &self,
        run: &CardRun,
        (said, at): (&[(StepPath, Ticked)], Option<UtcMillis>),
        (library, names, now): (&Library, &Names, &Stamp),
    ) -> Result<Vec<CardLine>, Refusal> {
        let cx = Context {
            now,
            opened: None,
            seat: None,
            // They stand for no identifier that is kept.
            fresh: Fresh([u64::MAX, u64::MAX - 1, u64::MAX - 2, u64::MAX - 3]),
            size: self.size(),
            offset: self.offset(),
            signing: Signing::Sheet,
            library,
            names,
        };
        let mut going = Going::begin(self, run, &cx)?;
        let mut lines = Vec::new();
        while let Some(face) = going.face(&cx) {
            let said = said.iter().find(|(step, _)| *step == face.step);
            let (said, expected) = (said.map(|(_, said)| said.clone()), going.expected(&cx));
            let before = going.events.len();
            let then = match said.as_ref().or(expected.as_ref()) {
                None => Then::Open,
                Some(what) => match going.say(&face.step, what, at, &cx) {
                    Err(refusal) => Then::Refused(refusal),
                    Ok(()) => going.then(before, &face, &cx),
                },
            };
            let goes_on = then == Then::On;
            lines.push(CardLine { face, said, expected, then });
            if !goes_on {
                break;
            }
        }
        Ok(lines)
    }
}

impl Going {
    fn expected(&self, cx: &Context<'_>) -> Option<Ticked> {
        let run = self.next.run(self.run)?;
        let list = cx.library.of(run)?;
        let facts = self.next.facts(run, list, cx.names, cx.now);
        let when = When { now: cx.now, opened: None, claimed: None, seed: cx.fresh.seed() };
        run.expected(list, &facts, when)
    }

    fn then(&self, before: usize, face: &Face, cx: &Context<'_>) -> Then {
        let stop = self.events.iter().skip(before).find_map(|event| {
            if let Event::StopRaised(raised) = event { Some(raised.say.clone()) } else { None }
        });
        if let Some(say) = stop {
            return Then::Stop(say);
        }
        if self.face(cx).is_some_and(|next| next.step == face.step) {
            return Then::Stays;
        }
        if self.events.len() > MOST { Then::Full } else { Then::On }
    }
}
