//! How a run is begun, answered, shown and settled in a golden run.

use sha2::{Digest as _, Sha256};

use super::script::{Came, refused};
use super::world::{PEOPLE, Trouble, World, number, unclear};
use crate::checklist::Input;
use crate::custody::Item;
use crate::event::{Recorded, Witness};
use crate::production::{Ask, Happened, Led, Prepare, SetUp, Start};
use crate::run::{Answer, FaceKind, Kept, Part, Sealed};
use crate::terms::{Digest, ItemKind, StopId, UtcMillis, role};

/// A file of that name; its bytes are its name.
fn file(name: &str) -> Kept {
    let sha256 = Digest(Sha256::digest(name.as_bytes()).into());
    Kept { name: name.to_owned(), size: u64::try_from(name.len()).unwrap_or(u64::MAX), sha256 }
}

impl World {
    /// The list with the local rules that it begins with, the local rules named by their files.
    fn list_of(&mut self, list: &str, tag: &str) -> Result<(Digest, Vec<Digest>), Trouble> {
        let found = self
            .library
            .named(list)
            .ok_or_else(|| unclear(format_args!("no list {list:?} without mistakes is at hand")))?;
        let sha256 = found.source.sha256;
        let item = self.state.book().by_tag(tag).map(|item| item.id);
        let overlays = self.state.overlays_for((list, sha256), item, Led::Now, &self.now);
        let overlays: Vec<Digest> = overlays.iter().map(|file| file.sha256).collect();
        if self.library.tighten(sha256, &overlays) {
            Ok((sha256, overlays))
        } else {
            Err(unclear(format_args!("the local rules do not fit the list {list:?}")))
        }
    }

    /// Everybody of the list who is there, each in one role.
    fn start_of(&mut self, list: &str, tag: &str, card: Option<u32>) -> Result<Start, Trouble> {
        let (sha256, overlays) = self.list_of(list, tag)?;
        let found = self
            .library
            .with(sha256, &overlays)
            .ok_or_else(|| unclear(format_args!("no list {list:?} is put together")))?;
        let mut roles: Vec<Witness> = Vec::new();
        for one in found.roles.iter().filter(|one| !one.on_call) {
            let own = vec![one.role.clone()];
            let names = if one.filled_by.is_empty() { &own } else { &one.filled_by };
            let free = names.iter().find_map(|name| {
                let mut people = self.state.roster().with_role(name.as_str(), self.now.wall);
                people.find(|person| roles.iter().all(|held| held.person != person.id))
            });
            roles.extend(free.map(|person| Witness { role: one.role.clone(), person: person.id }));
        }
        let inputs = found
            .inputs
            .iter()
            .enumerate()
            .map(|(at, input)| {
                let value = if at == 0 { self.item(tag)?.to_string() } else { self.usual(input) };
                Ok((input.id().to_string(), value))
            })
            .collect::<Result<_, Trouble>>()?;
        Ok(Start {
            overlays,
            lang: None,
            list: sha256,
            roles,
            recorder: self.who(role::RECORDER)?,
            inputs,
            recorded: if card.is_some() { Recorded::After } else { Recorded::Live },
            card,
            claimed: None,
            place: SetUp { scene: "1".into(), setup: "A".into(), take: "1".into() },
        })
    }

    /// What is given for an input that a script does not name: the first that fits.
    fn usual(&self, input: &Input) -> String {
        match input {
            Input::Item { kinds, .. } => {
                let items = self.state.book().items();
                let found = items.iter().find(|item| kinds.contains(&item.kind));
                found.map(|item| item.id.to_string()).unwrap_or_default()
            }
            Input::Pick { of, .. } => of.first().cloned().unwrap_or_default(),
            Input::Number { max, .. } => max.to_string(),
            Input::Text { .. } => "sample".to_owned(),
        }
    }

    pub(super) fn start(
        &mut self,
        list: &str,
        tag: &str,
        card: Option<u32>,
        more: &[&str],
    ) -> Came {
        let mut start = self.start_of(list, tag, card)?;
        for given in more {
            let (name, value) = given
                .split_once('=')
                .ok_or_else(|| unclear(format_args!("{given:?}: write INPUT=VALUE")))?;
            let slot = start.inputs.iter_mut().find(|(input, _)| input == name);
            let slot =
                slot.ok_or_else(|| unclear(format_args!("the list has no input {name:?}")))?;
            slot.1 = match self.state.book().by_tag(value) {
                Some(item) => item.id.to_string(),
                None => value.replace('_', " "),
            };
        }
        self.ask(Ask::Start(start))
    }

    /// Answers the step that the newest open run stands at.
    pub(super) fn answer(&mut self, said: &[&str]) -> Came {
        let run = self.run().ok_or_else(|| refused("no run is open"))?;
        let step = match self.face(run) {
            Some(face) => face.step,
            None => number("none")?,
        };
        let (said, ago) = match said {
            [said @ .., "at", ago] => (said, Some(number::<i64>(ago)?.saturating_mul(1_000))),
            said => (said, None),
        };
        let at = ago.map(|ago| UtcMillis::new(self.now.wall.millis().saturating_sub(ago)));
        let answer = match said {
            ["n", count] => Answer::Number(number(count)?),
            ["blind", one, two] => {
                Answer::Blind(Sealed::new(number(one)?), Sealed::new(number(two)?))
            }
            ["text", text @ ..] => Answer::Text(text.join(" ")),
            ["many", which @ ..] => {
                Answer::Several(which.iter().map(|one| number(one)).collect::<Result<_, _>>()?)
            }
            ["files", names @ ..] => Answer::Files(names.iter().map(|name| file(name)).collect()),
            ["parts", names @ ..] => {
                Answer::Parts(names.iter().map(|name| self.part(name)).collect::<Result<_, _>>()?)
            }
            ["done"] => Answer::Done,
            ["waited", seconds] => Answer::Waited(number::<u64>(seconds)?.saturating_mul(1_000)),
            ["shown"] => Answer::ShownToAll,
            ["witnessed"] => Answer::Witnessed,
            [which] => Answer::Choice(number(which)?),
            other => return Err(unclear(format_args!("no such answer: {}", other.join(" ")))),
        };
        self.ask(Ask::Answer { run, step, answer, at })
    }

    /// A part by the tag of a magazine, the role of a person, or as it is typed.
    fn part(&self, name: &str) -> Result<Part, Trouble> {
        let magazine = |item: &&Item| item.kind == ItemKind::Magazine && item.tag == *name;
        if let Some(item) = self.state.book().items().into_iter().find(magazine) {
            return Ok(Part::Magazine(item.id));
        }
        if PEOPLE.contains(&name) {
            Ok(Part::Person(self.who(name)?))
        } else {
            Ok(Part::Typed(name.to_owned()))
        }
    }

    /// Shows to everybody whom the step at hand still names.
    pub(super) fn show_step(&mut self, card: Option<u32>) -> Came {
        let run = self.run().ok_or_else(|| refused("no run is open"))?;
        let Some(FaceKind::Show { item, by: Some(by), to }) = self.face(run).map(|face| face.kind)
        else {
            return Err(refused("the run stands at no showing"));
        };
        let to = to.into_iter().filter(|(_, looked)| !looked).map(|(shown, _)| shown).collect();
        self.happened(Happened::Shown { items: vec![item], by, to, card })
    }

    pub(super) fn settle(&mut self, wrong: bool) -> Came {
        let standing = self.state.standing_stops().next();
        let stop =
            standing.map(|stop| stop.raised.stop).ok_or_else(|| refused("no STOP stands"))?;
        if !wrong && self.state.alarms().get(stop).is_some() {
            return self.restart(stop);
        }
        let mut taken: Vec<Witness> = Vec::new();
        for one in self.state.settlers(stop, &self.library, self.now.wall) {
            let free = one
                .people
                .iter()
                .find(|person| taken.iter().all(|held| held.person != **person))
                .map(|person| Witness { role: one.role.clone(), person: *person });
            taken.extend(free);
        }
        if let Some(alone) = taken.first().filter(|_| wrong).map(|one| one.person) {
            for one in &mut taken {
                one.person = alone;
            }
        }
        self.ask(Ask::Settle { stop, witnesses: taken, why: None })
    }

    /// An alarm is settled by the restart that those on the set and whoever answers for safety sign.
    fn restart(&mut self, stop: StopId) -> Came {
        if let Some(statement) = self.state.pending().map(|pending| pending.statement) {
            self.ask(Ask::Cancel { statement })?;
        }
        let mut signers: Vec<Witness> = Vec::new();
        for slot in self.state.restart_slots(self.now.wall) {
            let free = |one: &&Witness| signers.iter().all(|held| held.person != one.person);
            let free = slot.people.iter().find(free).cloned();
            signers.extend(free);
        }
        self.ask(Ask::Prepare(Prepare::Restart { stop, signers }))?;
        self.sign_all()
    }
}
