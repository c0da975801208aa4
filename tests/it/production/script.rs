//! Short words for what people do at the laptop, and for the lines that it becomes: the language of the golden runs.

use std::fmt::Write as _;

use showclear::checklist::Input;
use showclear::custody::{Clearing, Item};
use showclear::event::{Event, Recorded, Shown, Witness};
use showclear::production::{Ask, Happened, Led, Moved, NewLot, Prepare, SetUp, Signing, Start};
use showclear::run::{Answer, FaceKind, Kept, Part, Run, Sealed};
use showclear::terms::{
    Act, Breach, Digest, ItemId, ItemKind, LotId, PersonId, RoundKind, RunId, StopId, Tell, role,
};

use super::world::{PEOPLE, World};

/// A file of that name; its bytes are its name.
fn file(name: &str) -> Kept {
    let sha256 = Digest(<sha2::Sha256 as sha2::Digest>::digest(name.as_bytes()).into());
    Kept { name: name.to_owned(), size: u64::try_from(name.len()).unwrap(), sha256 }
}

/// What came of one line of a script.
pub(crate) type Came = Result<bool, String>;

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
    pub(crate) fn play(&mut self, line: &str) -> Came {
        let words: Vec<&str> = line.split_whitespace().collect();
        let run = self.run();
        let open = || run.ok_or_else(|| "no run is open".to_owned());
        match words.as_slice() {
            ["start", list, tag, "card", card] => self.start(list, tag, card.parse().ok(), &[]),
            ["start", list, tag, more @ ..] => self.start(list, tag, None, more),
            ["answer", said @ ..] => self.answer(said),
            ["show"] => self.show_step(None),
            ["show", "card", card] => self.show_step(card.parse().ok()),
            ["show", tag, to @ ..] => {
                let to = to.iter().map(|name| self.shown(name)).collect();
                let (items, by) = (vec![self.item(tag)], self.who(role::ARMORER));
                Ok(self.happened(Happened::Shown { items, by, to, card: None }))
            }
            ["issue", tags @ ..] => {
                let items = tags.iter().map(|tag| self.item(tag)).collect();
                let (from, action) = (self.who(role::ARMORER), vec![self.who(role::PERFORMER)]);
                self.asked(Ask::Issue { items, from, action })
            }
            ["collect", tag] => {
                let (from, to) = (self.who(role::PERFORMER), self.who(role::ARMORER));
                self.moved(Moved::plain(self.item(tag), Act::Collect, Some(from), Some(to)))
            }
            ["fire", tag] => Ok(self.happened(Happened::Fired(vec![self.item(tag)]))),
            ["lot", tag, kind, count] => self.add_lot(tag, kind, count),
            ["fill", tray, n] => {
                let (lot, tray, by) = (self.lot_of(tray), self.item(tray), self.who(role::ARMORER));
                self.asked(Ask::FillTray { lot, tray, n: n.parse().unwrap(), by })
            }
            ["came-out", tag, back, held] => {
                let (back, held) = (back.parse().unwrap(), held.parse().unwrap());
                let told = Clearing { back, held, ..Clearing::default() };
                Ok(self.happened(Happened::Cleared { gun: self.item(tag), told }))
            }
            ["counted", tray, n, name] => {
                let (lot, by) = (self.lot_of(tray), self.who(name));
                let (tray, counted) = (Some(self.item(tray)), n.parse().unwrap());
                Ok(self.happened(Happened::Counted { lot, tray, counted, by }))
            }
            ["close-difference", tray, name] => {
                let told = Witness { role: name.parse().unwrap(), person: self.who(name) };
                let (lot, tray) = (self.lot_of(tray), Some(self.item(tray)));
                self.asked(Ask::CloseDifference { lot, tray, told })
            }
            ["breach", code, tag] => {
                let breach = Breach::from_code(code);
                let plain = Moved::plain(self.item(tag), Act::SetDown, None, None);
                self.moved(Moved { breach, ..plain })
            }
            ["move", act, tag, people @ ..] => {
                let act = Act::from_code(act).unwrap();
                let mut people = people.iter().map(|name| self.who(name));
                let (from, to) = (people.next(), people.next());
                self.moved(Moved::plain(self.item(tag), act, from, to))
            }
            ["stop"] => Ok(self.happened(Happened::Stop { by: None, item: None })),
            ["stop", tag] => {
                let item = Some(self.item(tag));
                Ok(self.happened(Happened::Stop { by: None, item }))
            }
            ["settle"] => self.settle(false),
            ["settle", "wrong"] => self.settle(true),
            ["abandon"] => Ok(self.happened(Happened::Abandoned { run: open()?, why: None })),
            ["hold"] => Ok(self.happened(Happened::Held { run: open()? })),
            ["resume"] => self.asked(Ask::Resume { run: open()? }),
            ["bind", name, person] => {
                let (role, person) = (name.parse().unwrap(), self.who(person));
                self.asked(Ask::Bind { run: open()?, role, person })
            }
            ["hand-over", name, person] => {
                let (role, to) = (name.parse().unwrap(), self.who(person));
                self.asked(Ask::HandOverRole { run: open()?, role, to })
            }
            ["weak"] => {
                let run = open()?;
                let step = self.face(run).map_or_else(|| "none".parse().unwrap(), |face| face.step);
                self.asked(Ask::RefuseReply { run, step, said: "ok".to_owned() })
            }
            ["setup"] => Ok(self.happened(Happened::NewSetUp)),
            ["break"] => Ok(self.happened(Happened::Break)),
            ["prepare"] => self.asked(Ask::Prepare(Prepare::Signoff { run: open()? })),
            ["sign"] => self.sign_one().map(|()| true),
            ["decline"] => {
                let pending = self.state.pending().ok_or("nothing is being signed")?;
                let person = pending.prepared.signers.first().unwrap().person;
                let statement = pending.statement;
                self.asked(Ask::Decline { statement, person })
            }
            ["cancel"] => {
                let pending = self.state.pending().ok_or("nothing is being signed")?;
                let statement = pending.statement;
                self.asked(Ask::Cancel { statement })
            }
            ["sheet", name, rest @ ..] => {
                let person = self.who(name);
                let struck = if rest == ["strike"] { self.last_row(person) } else { Vec::new() };
                self.asked(Ask::Prepare(Prepare::Sheet { person, struck }))?;
                self.sign_all().map(|()| true)
            }
            ["pass", seconds] => {
                self.pass(seconds.parse::<u64>().unwrap() * 1_000);
                Ok(true)
            }
            ["jump", seconds] => {
                let millis = seconds.parse::<i64>().unwrap() * 1_000;
                self.jump(millis);
                Ok(self.happened(Happened::ClockJumped { wall_ms: millis }))
            }
            ["reboot"] => {
                self.reboot();
                Ok(true)
            }
            ["close"] => {
                let closed = self.happened(Happened::Closed);
                self.open();
                Ok(closed)
            }
            ["away", seconds] => {
                let closed = self.happened(Happened::Closed);
                self.pass(seconds.parse::<u64>().unwrap() * 1_000);
                self.open();
                Ok(closed)
            }
            // Ended without a word, and begun again in the same start of the machine.
            ["crash"] => {
                self.open();
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
            ["end", name] => {
                let (person, role) = (self.who(name), name.parse().unwrap());
                self.asked(Ask::EndRole { person, role })
            }
            ["rules", ids @ ..] => {
                let all = self.library.set().overlays();
                let found = |id: &&str| all.iter().find(|one| one.id.as_str() == *id).unwrap();
                let overlays = ids.iter().map(|id| found(id).source.sha256).collect();
                let by = self.who(role::SAFETY_OFFICER);
                self.asked(Ask::SetRules { overlays, why: "As on this set.".to_owned(), by })
            }
            _ => panic!("no such line: {line}"),
        }
    }

    fn add_lot(&mut self, tag: &str, kind: &str, count: &str) -> Came {
        let kind = RoundKind::from_code(kind).unwrap();
        let blank = kind == RoundKind::Blank;
        let two = [role::ARMORER, role::PROPERTY_MASTER];
        let two = two.map(|name| Witness { role: name.parse().unwrap(), person: self.who(name) });
        self.asked(Ask::AddLot(NewLot {
            kind,
            tag: tag.into(),
            maker: "Sample Maker".into(),
            calibre: "as sampled".into(),
            load: blank.then(|| "half load".into()),
            tell: (!blank).then_some(Tell::Drilled),
            guns: Vec::new(),
            count: count.parse().unwrap(),
            witnesses: two.to_vec(),
        }))
    }

    /// The lot whose tag begins as that of the tray.
    fn lot_of(&self, tray: &str) -> LotId {
        let lots = self.state.rounds().lots();
        lots.iter().find(|lot| lot.added.tag.chars().next() == tray.chars().next()).unwrap().id
    }

    /// Plays lines that all have to come to something.
    #[track_caller]
    pub(crate) fn must(&mut self, lines: &str) {
        for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let came = self.play(line);
            assert!(came.is_ok(), "{line}: {came:?}");
        }
    }

    /// Plays one line and says what came of it.
    pub(crate) fn tell(&mut self, line: &str) -> String {
        let before = self.entries.len();
        match self.play(line) {
            Err(refused) => format!("refused: {refused}"),
            Ok(_) => {
                let lines: Vec<String> = self
                    .entries
                    .iter()
                    .skip(before)
                    .map(|entry| {
                        let events: Vec<String> =
                            entry.events().iter().map(|event| self.short(event)).collect();
                        events.join(" · ")
                    })
                    .collect();
                if lines.is_empty() { "nothing to record".to_owned() } else { lines.join(" / ") }
            }
        }
    }

    fn asked(&mut self, ask: Ask) -> Came {
        self.ask(ask).map(|()| true)
    }

    fn moved(&mut self, moved: Moved) -> Came {
        Ok(self.happened(Happened::Moved(vec![moved])))
    }

    pub(crate) fn shown(&self, name: &str) -> Shown {
        let person = PEOPLE.contains(&name).then(|| self.who(name));
        Shown { role: name.parse().unwrap(), person }
    }

    pub(crate) fn face(&self, run: RunId) -> Option<showclear::run::Face> {
        self.state.face(run, &self.library, &self.names, &self.now)
    }

    fn last_row(&self, person: PersonId) -> Vec<showclear::event::RowRef> {
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
        named.last().map(|(seq, i, _)| showclear::event::RowRef { seq, i }).into_iter().collect()
    }

    /// The list with the local rules that it begins with, and everybody of it who is there, each in one role.
    pub(crate) fn start_of(&mut self, list: &str, tag: &str, card: Option<u32>) -> Start {
        let sha256 = self.library.named(list).unwrap().source.sha256;
        let item = self.state.book().by_tag(tag).map(|item| item.id);
        let rules = self.state.overlays_for((list, sha256), item, Led::Now, &self.now);
        let overlays: Vec<Digest> = rules.iter().map(|file| file.sha256).collect();
        assert!(self.library.tighten(sha256, &overlays), "they fit");
        let found = self.library.with(sha256, &overlays).unwrap();
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
                let value = if at == 0 { self.item(tag).to_string() } else { self.usual(input) };
                (input.id().to_string(), value)
            })
            .collect();
        Start {
            overlays,
            lang: None,
            list: sha256,
            roles,
            recorder: self.who(role::RECORDER),
            inputs,
            recorded: if card.is_some() { Recorded::After } else { Recorded::Live },
            card,
            claimed: None,
            place: SetUp { scene: "1".into(), setup: "A".into(), take: "1".into() },
        }
    }

    /// What is given for an input that a script does not name: the first that fits.
    fn usual(&self, input: &Input) -> String {
        match input {
            Input::Item { kinds, .. } => {
                let items = self.state.book().items();
                items.iter().find(|item| kinds.contains(&item.kind)).unwrap().id.to_string()
            }
            Input::Pick { of, .. } => of.first().unwrap().clone(),
            Input::Number { max, .. } => max.to_string(),
            Input::Text { .. } => "sample".to_owned(),
        }
    }

    fn start(&mut self, list: &str, tag: &str, card: Option<u32>, more: &[&str]) -> Came {
        let mut start = self.start_of(list, tag, card);
        for given in more {
            let (name, value) = given.split_once('=').unwrap();
            let slot = start.inputs.iter_mut().find(|(input, _)| input == name).unwrap();
            slot.1 = match self.state.book().by_tag(value) {
                Some(item) => item.id.to_string(),
                None => value.replace('_', " "),
            };
        }
        self.asked(Ask::Start(start))
    }

    /// Answers the step that the newest open run stands at.
    fn answer(&mut self, said: &[&str]) -> Came {
        let run = self.run().ok_or("no run is open")?;
        let step = match self.face(run) {
            Some(face) => face.step,
            None => "none".parse().unwrap(),
        };
        let (said, ago) = match said {
            [said @ .., "at", ago] => (said, Some(ago.parse::<i64>().unwrap() * 1_000)),
            said => (said, None),
        };
        let at = ago.map(|ago| {
            showclear::terms::UtcMillis::new(self.now.wall.millis().saturating_sub(ago))
        });
        let number = |text: &str| text.parse::<i64>().unwrap();
        let answer = match said {
            ["n", count] => Answer::Number(number(count)),
            ["blind", one, two] => {
                Answer::Blind(Sealed::new(number(one)), Sealed::new(number(two)))
            }
            ["text", text @ ..] => Answer::Text(text.join(" ")),
            ["many", which @ ..] => {
                Answer::Several(which.iter().map(|which| which.parse().unwrap()).collect())
            }
            ["files", names @ ..] => Answer::Files(names.iter().map(|name| file(name)).collect()),
            ["parts", names @ ..] => {
                Answer::Parts(names.iter().map(|name| self.part(name)).collect())
            }
            ["done"] => Answer::Done,
            ["waited", seconds] => Answer::Waited(seconds.parse::<u64>().unwrap() * 1_000),
            ["shown"] => Answer::ShownToAll,
            ["witnessed"] => Answer::Witnessed,
            [which] => Answer::Choice(which.parse().unwrap()),
            other => panic!("no such answer: {other:?}"),
        };
        self.asked(Ask::Answer { run, step, answer, at })
    }

    /// A part by the tag of a magazine, the role of a person, or as it is typed.
    fn part(&self, name: &str) -> Part {
        let magazine = |item: &&Item| item.kind == ItemKind::Magazine && item.tag == *name;
        if let Some(item) = self.state.book().items().into_iter().find(magazine) {
            return Part::Magazine(item.id);
        }
        if PEOPLE.contains(&name) {
            Part::Person(self.who(name))
        } else {
            Part::Typed(name.to_owned())
        }
    }

    /// Shows to everybody whom the step at hand still names.
    fn show_step(&mut self, card: Option<u32>) -> Came {
        let run = self.run().ok_or("no run is open")?;
        let Some(FaceKind::Show { item, by: Some(by), to }) = self.face(run).map(|face| face.kind)
        else {
            return Err("the run stands at no showing".to_owned());
        };
        let to = to.into_iter().filter(|(_, looked)| !looked).map(|(shown, _)| shown).collect();
        Ok(self.happened(Happened::Shown { items: vec![item], by, to, card }))
    }

    fn settle(&mut self, wrong: bool) -> Came {
        let standing = self.state.standing_stops().next();
        let stop = standing.map(|stop| stop.raised.stop).ok_or("no STOP stands")?;
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
        if wrong {
            let alone = taken.first().unwrap().person;
            for one in &mut taken {
                one.person = alone;
            }
        }
        self.asked(Ask::Settle { stop, witnesses: taken, why: None })
    }

    /// An alarm is settled by the restart that those on the set and whoever answers for safety sign.
    fn restart(&mut self, stop: StopId) -> Came {
        if let Some(pending) = self.state.pending() {
            let statement = pending.statement;
            self.asked(Ask::Cancel { statement })?;
        }
        let mut signers: Vec<Witness> = Vec::new();
        for slot in self.state.restart_slots(self.now.wall) {
            let free = |one: &&Witness| signers.iter().all(|held| held.person != one.person);
            let free = slot.people.iter().find(free).cloned();
            signers.extend(free);
        }
        self.asked(Ask::Prepare(Prepare::Restart { stop, signers }))?;
        self.sign_all().map(|()| true)
    }

    fn tag(&self, item: ItemId) -> &str {
        self.state.book().item(item).map_or("?", |item| &item.tag)
    }

    fn role_of(&self, person: Option<PersonId>) -> &'static str {
        let Some(person) = person else { return "-" };
        PEOPLE.iter().find(|name| self.who(name) == person).copied().unwrap_or("?")
    }

    /// An event in a few words.
    pub(crate) fn short(&self, event: &Event) -> String {
        let mut text = String::new();
        let value = serde_json::to_value(event).unwrap();
        let code = |name: &str| value[name].as_str().unwrap_or("-").to_owned();
        match event {
            Event::RunStarted(_) => text.push_str("begun"),
            Event::RunAnswered(e) => {
                let said: Vec<&str> = e.replies.iter().map(|reply| reply.said.as_str()).collect();
                write!(text, "{}/{}: {}", e.step, e.n, said.join(" | ")).unwrap();
                if e.fast {
                    text.push_str(" (fast)");
                }
                if e.at.is_some() {
                    text.push_str(" (claimed)");
                }
            }
            Event::RunParts(e) => write!(text, "{}: {} parts", e.step, e.parts.len()).unwrap(),
            Event::RunDrawn(e) => {
                write!(text, "{} asks about {}", e.step, e.picked.join(", ")).unwrap();
            }
            Event::RunPassed(e) => write!(text, "{} not asked", e.step).unwrap(),
            Event::RunWithdrawn(e) => {
                write!(text, "{}/{} withdrawn ({})", e.step, e.n, code("why")).unwrap();
            }
            Event::RunRole(e) => write!(text, "{} bound", e.role).unwrap(),
            Event::RunReplyRefused(e) => {
                write!(
                    text,
                    "{}: {:?} of {} does not count",
                    e.step,
                    e.said,
                    self.role_of(e.person)
                )
                .unwrap();
            }
            Event::RunInterrupted(_) => write!(text, "interrupted ({})", code("why")).unwrap(),
            Event::RunResumed(e) => write!(text, "goes on at {}", e.step).unwrap(),
            Event::RunEnded(_) => write!(text, "run {}", code("how")).unwrap(),
            Event::ListRules(e) => {
                let ids: Vec<&str> = e.overlays.iter().map(|rule| rule.file.id.as_str()).collect();
                write!(text, "in force: {}", ids.join(", ")).unwrap();
            }
            Event::StopAlarm(e) => write!(text, "ALARM {}", e.alarm.code()).unwrap(),
            Event::StopRaised(e) => {
                let rule = e.rule.as_deref().unwrap_or("called");
                let about = e.item.map_or("all", |item| self.tag(item));
                write!(text, "STOP {rule} about {about}").unwrap();
            }
            Event::StopSettled(e) => {
                let by: Vec<String> = e.witnesses.iter().map(|one| one.role.to_string()).collect();
                let from = e.restart.as_ref().map_or("-".to_owned(), ToString::to_string);
                write!(text, "settled by {}, from {from}", by.join(" and ")).unwrap();
            }
            Event::ItemDeclared(e) => {
                let by: Vec<&str> =
                    e.witnesses.iter().map(|one| self.role_of(Some(one.person))).collect();
                let state = showclear::terms::State {
                    condition: e.condition,
                    n: e.n,
                    of: e.of,
                    load: e.load.as_deref().map(Into::into),
                };
                let signed = if e.statement.is_some() { ", signed" } else { "" };
                write!(
                    text,
                    "declared {} {} by {}{signed}",
                    self.tag(e.item),
                    state.words(),
                    by.join(" and ")
                )
                .unwrap();
            }
            Event::ItemUnverified(e) => {
                write!(text, "{} ends ({})", self.tag(e.item), e.why.code()).unwrap();
            }
            Event::ItemCondition(e) => {
                write!(text, "{} is {}", self.tag(e.item), e.condition.code()).unwrap();
            }
            Event::ItemMoved(e) => {
                let breach = e.breach.map_or(String::new(), |one| format!(", {}", one.code()));
                write!(text, "{} {}{breach}", self.tag(e.item), e.act.code()).unwrap();
            }
            Event::ItemShown(e) => {
                let to: Vec<String> = e.to.iter().map(|one| one.role.to_string()).collect();
                write!(text, "shown to {}", to.join(", ")).unwrap();
            }
            Event::StatementPrepared(e) => {
                let by: Vec<String> = e.signers.iter().map(|one| one.role.to_string()).collect();
                write!(text, "{} prepared for {}", code("kind"), by.join(" and ")).unwrap();
            }
            Event::StatementSigned(e) => {
                write!(text, "{} signs", self.role_of(Some(e.person))).unwrap();
            }
            Event::StatementCompleted(_) => text.push_str("counts"),
            Event::StatementRefused(e) => {
                write!(text, "{} declines", self.role_of(Some(e.person))).unwrap();
            }
            Event::StatementVoided(_) => write!(text, "void ({})", code("why")).unwrap(),
            Event::LogCreated(_)
            | Event::LogOpened(_)
            | Event::LogClosed {}
            | Event::LogRecovered(_)
            | Event::LogCut(_)
            | Event::LogClockJump(_)
            | Event::LogExported(_)
            | Event::LogSaw(_)
            | Event::LogMet(_)
            | Event::LogForked(_)
            | Event::LogOverwritten(_)
            | Event::AnchorRequested(_)
            | Event::AnchorReceived(_)
            | Event::CardsPrinted(_)
            | Event::PersonAdded(_)
            | Event::PersonNamed(_)
            | Event::PersonKey(_)
            | Event::PersonKeyEnded(_)
            | Event::PersonRole(_)
            | Event::PersonRoleEnded(_)
            | Event::PersonProvisional(_)
            | Event::PersonDetails(_)
            | Event::PersonPermit(_)
            | Event::PersonTrained(_)
            | Event::RulesPeople(_)
            | Event::MeetingHeld(_)
            | Event::RosterRoot(_)
            | Event::RosterPolicy(_)
            | Event::UnlockFailed(_)
            | Event::ItemAdded(_)
            | Event::LotAdded(_)
            | Event::LotMoved(_)
            | Event::LotCounted(_)
            | Event::LotClosed(_)
            | Event::LotApart(_)
            | Event::LotFreed(_)
            | Event::LotLimit(_)
            | Event::LotParticulars(_)
            | Event::DayLaw(_)
            | Event::StoreAdded(_)
            | Event::StoreSealed(_)
            | Event::StoreOpened(_)
            | Event::StoreKey(_)
            | Event::ItemParticulars(_)
            | Event::RunAcknowledged(_)
            | Event::ConcernRaised(_)
            | Event::ConcernAnswered(_)
            | Event::ShowMeOffered(_)
            | Event::ListSubmitted(_)
            | Event::ListDeviation(_)
            | Event::ListWithdrawn(_)
            | Event::ObjectErased(_)
            | Event::AmendProposed(_)
            | Event::AmendWithdrawn(_)
            | Event::HoldPlaced(_)
            | Event::KeepTerm(_)
            | Event::PhotoAdded(_)
            | Event::StopReleased(_)
            | Event::ConcernCarried(_)
            | Event::PersonRecipient(_)
            | Event::HandoverOut(_)
            | Event::HandoverIn(_)
            | Event::HoldLifted(_) => text.push_str(&code("k")),
        }
        text
    }

    /// Where the newest run stands, and what is so of everything of which something is.
    pub(crate) fn standing(&self) -> String {
        let run =
            self.state.runs().next_back().map_or("no run".to_owned(), |run| self.where_at(run));
        let mut text = run;
        for item in self.state.book().items() {
            if item.in_force(&self.now).is_some() {
                write!(text, "; {} {}", item.tag, item.state(&self.now).words()).unwrap();
            }
        }
        if self.state.is_stopped() {
            text.push_str("; STOP");
        }
        if self.pending().is_some() {
            text.push_str("; signing");
        }
        text
    }

    fn where_at(&self, run: &Run) -> String {
        if let Some(how) = run.ended() {
            return format!("{how:?}").to_lowercase();
        }
        let waits = self.state.awaits_signing(run.id(), &self.library, &self.names, &self.now);
        let held = run.held().map_or(String::new(), |(why, _)| format!(", held ({why:?})"));
        let step = match self.face(run.id()) {
            Some(face) => format!("at {}", face.step),
            None => "behind the last step".to_owned(),
        };
        if waits.is_some() {
            format!("waits for signatures{held}")
        } else {
            format!("{step}{held}")
        }
    }
}
