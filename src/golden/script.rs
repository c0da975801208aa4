//! What one line of a golden run says is done at the laptop.

use super::world::{PEOPLE, Trouble, World, number, unclear};
use crate::event::{Event, RowRef, Shown};
use crate::production::{Ask, Happened, Moved, Prepare, Signing};
use crate::run::Face;
use crate::terms::{Act, Breach, PersonId, RunId, role};

/// What came of one line.
pub(super) type Came = Result<bool, Trouble>;

/// Refused as at the laptop.
pub(super) fn refused(why: &str) -> Trouble {
    Trouble::Refused(why.to_owned())
}

impl World {
    /// Does what one line of a script says. `Ok(false)` where nothing was to be recorded.
    ///
    /// `start LIST TAG|- [card N] [INPUT=VALUE…]` · `answer WORDS` (`0` `many 0 2` `files side.png` `parts M-1 M-2` `n 6` `blind 6 6` `text G-07` `done` `waited 300` `shown` `witnessed`, after
    /// it `at 60` for what is claimed to be 60 s ago) · `show [TAG ROLE…]` · `issue TAG` · `collect TAG` · `move ACT TAG [FROM [TO]]`
    /// · `stop [TAG]` · `settle [wrong]` · `abandon` · `hold` · `resume` · `bind ROLE PERSON` · `hand-over ROLE PERSON` · `weak` · `setup` · `break` · `prepare` · `sign`
    /// · `decline` · `cancel` · `sheet ROLE [strike]` · `pass 60` · `jump -60` · `reboot` · `close` · `away 60` · `crash` · `signing sheet|moment` · `end ROLE`
    /// · `rules OVERLAY…` · `lot TAG blank|dummy COUNT` · `fill TRAY N` · `came-out TAG BACK MISFIRED` · `counted TRAY N ROLE` · `close-difference TRAY ROLE`
    ///
    /// A tray's lot is the one whose tag begins with the same letter.
    pub(super) fn play(&mut self, line: &str) -> Came {
        let words: Vec<&str> = line.split_whitespace().collect();
        let run = self.run();
        let open = || run.ok_or_else(|| refused("no run is open"));
        match words.as_slice() {
            ["start", list, tag, "card", card] => self.start(list, tag, Some(number(card)?), &[]),
            ["start", list, tag, more @ ..] => self.start(list, tag, None, more),
            ["answer", said @ ..] => self.answer(said),
            ["show"] => self.show_step(None),
            ["show", "card", card] => self.show_step(Some(number(card)?)),
            ["show", tag, to @ ..] => {
                let to = to.iter().map(|name| self.shown(name)).collect::<Result<_, _>>()?;
                let (items, by) = (vec![self.item(tag)?], self.who(role::ARMORER)?);
                self.happened(Happened::Shown { items, by, to, card: None })
            }
            ["issue", tags @ ..] => {
                let items = tags.iter().map(|tag| self.item(tag)).collect::<Result<_, _>>()?;
                let (from, action) = (self.who(role::ARMORER)?, vec![self.who(role::PERFORMER)?]);
                self.ask(Ask::Issue { items, from, action })
            }
            ["collect", tag] => {
                let (from, to) = (self.who(role::PERFORMER)?, self.who(role::ARMORER)?);
                self.moved(Moved::plain(self.item(tag)?, Act::Collect, Some(from), Some(to)))
            }
            ["fire", tag] => self.happened(Happened::Fired(vec![self.item(tag)?])),
            ["breach", code, tag] => {
                let breach = Some(
                    Breach::from_code(code)
                        .ok_or_else(|| unclear(format_args!("no breach {code:?}")))?,
                );
                let plain = Moved::plain(self.item(tag)?, Act::SetDown, None, None);
                self.moved(Moved { breach, ..plain })
            }
            ["move", act, tag, people @ ..] => {
                let act = Act::from_code(act)
                    .ok_or_else(|| unclear(format_args!("no movement {act:?}")))?;
                let people: Vec<PersonId> =
                    people.iter().map(|name| self.who(name)).collect::<Result<_, _>>()?;
                let (from, to) = (people.first().copied(), people.get(1).copied());
                self.moved(Moved::plain(self.item(tag)?, act, from, to))
            }
            ["stop"] => self.happened(Happened::Stop { by: None, item: None }),
            ["stop", tag] => {
                let item = Some(self.item(tag)?);
                self.happened(Happened::Stop { by: None, item })
            }
            ["settle"] => self.settle(false),
            ["settle", "wrong"] => self.settle(true),
            ["abandon"] => self.happened(Happened::Abandoned { run: open()?, why: None }),
            ["hold"] => self.happened(Happened::Held { run: open()? }),
            ["resume"] => self.ask(Ask::Resume { run: open()? }),
            ["bind", name, person] => {
                let (role, person) = (number(name)?, self.who(person)?);
                self.ask(Ask::Bind { run: open()?, role, person })
            }
            ["hand-over", name, person] => {
                let (role, to) = (number(name)?, self.who(person)?);
                self.ask(Ask::HandOverRole { run: open()?, role, to })
            }
            ["weak"] => {
                let run = open()?;
                let step = match self.face(run) {
                    Some(face) => face.step,
                    None => number("none")?,
                };
                self.ask(Ask::RefuseReply { run, step, said: "ok".to_owned() })
            }
            ["setup"] => self.happened(Happened::NewSetUp),
            ["break"] => self.happened(Happened::Break),
            ["prepare"] => self.ask(Ask::Prepare(Prepare::Signoff { run: open()? })),
            ["sign"] => self.sign_one(),
            ["decline"] => {
                let pending =
                    self.state.pending().ok_or_else(|| refused("nothing is being signed"))?;
                let person = pending
                    .prepared
                    .signers
                    .first()
                    .map(|slot| slot.person)
                    .ok_or_else(|| refused("nobody signs"))?;
                let statement = pending.statement;
                self.ask(Ask::Decline { statement, person })
            }
            ["cancel"] => {
                let pending =
                    self.state.pending().ok_or_else(|| refused("nothing is being signed"))?;
                let statement = pending.statement;
                self.ask(Ask::Cancel { statement })
            }
            ["sheet", name, rest @ ..] => {
                let person = self.who(name)?;
                let struck = if rest == ["strike"] { self.last_row(person) } else { Vec::new() };
                self.ask(Ask::Prepare(Prepare::Sheet { person, struck }))?;
                self.sign_all()
            }
            ["pass", seconds] => {
                self.pass(number::<u64>(seconds)?.saturating_mul(1_000))?;
                Ok(true)
            }
            ["jump", seconds] => {
                let millis = number::<i64>(seconds)?.saturating_mul(1_000);
                self.jump(millis);
                self.happened(Happened::ClockJumped { wall_ms: millis })
            }
            ["reboot"] => self.reboot(),
            ["close"] => {
                let closed = self.happened(Happened::Closed)?;
                self.open()?;
                Ok(closed)
            }
            ["away", seconds] => {
                let closed = self.happened(Happened::Closed)?;
                self.pass(number::<u64>(seconds)?.saturating_mul(1_000))?;
                self.open()?;
                Ok(closed)
            }
            // Ended without a word, and begun again in the same start of the machine.
            ["crash"] => {
                self.open()?;
                Ok(true)
            }
            ["signing", "moment"] => {
                self.signing = Signing::AtTheMoment;
                Ok(true)
            }
            ["signing", "sheet"] => {
                self.signing = Signing::Sheet;
                Ok(true)
            }
            ["rules", overlays @ ..] => self.rules(overlays),
            ["end", name] => {
                let (person, role) = (self.who(name)?, number(name)?);
                self.ask(Ask::EndRole { person, role })
            }
            other => match self.rounds(other) {
                Some(came) => came,
                None => Err(unclear(format_args!("no such line: {line}"))),
            },
        }
    }

    /// Puts these overlays in force and no others.
    fn rules(&mut self, ids: &[&str]) -> Came {
        let all = self.library.set().overlays();
        let found = |id: &&str| {
            // The newest, and of two that call themselves so the one that was given first.
            let of_id = all.iter().rev().filter(|one| one.id.as_str() == *id);
            let overlay = of_id.max_by_key(|one| one.rev);
            overlay.map(|one| one.source.sha256).ok_or_else(|| {
                unclear(format_args!("no overlay {id:?} without mistakes is at hand"))
            })
        };
        let overlays = ids.iter().map(found).collect::<Result<_, _>>()?;
        let by = self.who(role::SAFETY_OFFICER)?;
        self.ask(Ask::SetRules { overlays, why: "As on this set.".to_owned(), by })
    }

    fn moved(&mut self, moved: Moved) -> Came {
        self.happened(Happened::Moved(vec![moved]))
    }

    fn shown(&self, name: &str) -> Result<Shown, Trouble> {
        let person = if PEOPLE.contains(&name) { Some(self.who(name)?) } else { None };
        Ok(Shown { role: number(name)?, person })
    }

    pub(super) fn face(&self, run: RunId) -> Option<Face> {
        self.state.face(run, &self.library, &self.names, &self.now)
    }

    fn last_row(&self, person: PersonId) -> Vec<RowRef> {
        let rows = (0_u64..).zip(&self.entries).flat_map(|(seq, entry)| {
            (0_u32..).zip(entry.events()).map(move |(i, event)| (seq, i, event))
        });
        let named = rows.filter(|(_, _, event)| {
            if let Event::ItemDeclared(declared) = event {
                declared.witnesses.iter().any(|one| one.person == person)
            } else {
                false
            }
        });
        named.last().map(|(seq, i, _)| RowRef { seq, i }).into_iter().collect()
    }
}
