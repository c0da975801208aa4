//! What was asked for is put to the sitting or the laptop, and what they say is put to the person.

use std::path::{Path, PathBuf};

use super::{App, Follow, Picked};
use crate::gui::action::{Action, Errand, Pin, Place};
use crate::gui::theme::Preset;
use crate::production::{Ask, CardRun, Command, Happened};
use crate::session::{
    DeviationForm, Entering, Handed, JobId, Keyless, Newcomer, Secret, Session, Settings, Source,
    Theme, Trouble, Wish,
};
use crate::terms::PersonId;

impl App {
    /// Has one thing done; what follows from it at once is given back.
    pub(super) fn perform(&mut self, action: Action) -> Vec<Action> {
        match action {
            Action::Submit(command) => self.submit(command),
            Action::Tell(command, words) => {
                if let Some(session) = &mut self.session {
                    let ticket = session.submit(command);
                    self.follow.push((ticket, Follow::Say(words)));
                }
            }
            Action::SubmitWith(command, files) => {
                if let Some(session) = &mut self.session
                    && let Err(trouble) = session.submit_with_files(command, files)
                {
                    self.complain(sentence(&trouble.to_string()), trouble.remedy());
                }
            }
            Action::Go(place) => self.shell.go(place),
            Action::Begin(list, item) => {
                let mut more = Vec::new();
                self.with_view(|shell, view| shell.begin(view, list, item, &mut more));
                return more;
            }
            Action::BeginWith(start, item, step, answer) => {
                if let Some(session) = &mut self.session {
                    let ticket = session.submit(Command::Ask(Ask::Start(*start)));
                    self.follow.push((ticket, Follow::RunWith(item, step, answer)));
                }
            }
            Action::Correct(at, words) => self.shell.correct(at, words),
            Action::Situate(situation) => {
                self.said_by_hand(&situation);
                self.situate(situation);
            }
            Action::Do(errand) => self.run_errand(errand),
        }
        Vec::new()
    }

    fn submit(&mut self, command: Command) {
        let lapsing = self.lapsing();
        let Some(session) = &mut self.session else { return };
        let follow = match &command {
            Command::Ask(Ask::Start(_)) => Some(Follow::Run),
            Command::Ask(Ask::EnterCard(card)) if matches!(card.run, CardRun::New(_)) => {
                Some(Follow::Run)
            }
            Command::Happened(Happened::NewSetUp) => Some(Follow::SetUp),
            Command::Happened(Happened::Break) => Some(Follow::Say(format!("Break. {lapsing}"))),
            Command::Ask(_) | Command::Happened(_) => None,
        };
        let ticket = session.submit(command);
        self.follow.extend(follow.map(|follow| (ticket, follow)));
    }

    /// What a new set-up or a break would end.
    fn lapsing(&self) -> String {
        let Some(session) = &self.session else { return String::new() };
        let book = session.state().book();
        let tags: Vec<String> = book
            .declared(&self.now)
            .filter_map(|item| book.item(item))
            .map(|item| item.tag.clone())
            .collect();
        if tags.is_empty() {
            "Nothing lapses.".to_owned()
        } else {
            format!("Lapsed: {}.", tags.join(", "))
        }
    }

    fn run_errand(&mut self, errand: Errand) {
        match errand {
            Errand::Sample => {
                let folder = self.free_folder("SAMPLE Night Ferry");
                self.host.start(Wish::Sample { folder });
            }
            Errand::Create(plan) => {
                self.host.start(Wish::Create(plan));
            }
            Errand::Open(path) => self.with_path(path, Picked::Open),
            Errand::Review(path) => self.with_path(path, Picked::Review),
            Errand::Export(Some(path), handed) => self.start_export(&path, (true, handed)),
            Errand::Export(None, handed) => self.with_path(None, Picked::Export(handed)),
            Errand::Disclose(Some(path), run, along) => self.disclose(&path, true, (run, along)),
            Errand::Disclose(None, run, along) => {
                self.with_path(None, Picked::Disclose(run, along));
            }
            Errand::Exchange(path) => self.with_path(path, Picked::Exchange),
            Errand::RequestTime(path) => self.with_path(path, Picked::RequestTime),
            Errand::TakeTime(path) => self.with_path(path, Picked::TakeTime),
            Errand::WriteHandover(path, number) => {
                self.with_path(path, Picked::WriteHandover(number));
            }
            Errand::ReadHandover(path) => self.with_path(path, Picked::ReadHandover),
            Errand::TakeInHandover { came, by, typed, tags } => {
                self.take_in_handover(*came, by, &typed, &tags);
            }
            Errand::WriteUnsaved(path) => self.with_path(path, Picked::Unsaved),
            Errand::Continue => {
                if let Some(way) = self.way_on.clone() {
                    self.host.start(Wish::Continue { folder: way.folder, why: way.why });
                }
            }
            Errand::Close => self.close(),
            Errand::Sign { person, pin } => self.sign(person, &pin),
            Errand::AddTaker(name) => self.add_taker(name),
            Errand::AddPerson { name, roles, pin } => self.add_person(name, roles, pin.as_ref()),
            Errand::MakeKey { person, pin } => {
                self.key(|session| session.make_key(person, secret(&pin)));
            }
            Errand::BringKey { person, path, passphrase } => {
                self.key(|session| session.bring_key(person, path, secret(&passphrase)));
            }
            Errand::RosterSheet(page) => {
                if let Some(session) = &self.session {
                    let folder = session.folder().to_owned();
                    self.host.start(Wish::RosterSheet { folder, page });
                }
            }
            Errand::CodeKept(production, at) => {
                self.keep(|settings| settings.set_code_kept(production, at));
            }
            Errand::Acknowledge(said) => self.acknowledge(said),
            Errand::BringToken { person } => self.key(|session| session.bring_token(person)),
            Errand::Attach { at, wanted, from: Some(source) } => self.attach(at, wanted, source),
            Errand::Attach { at, wanted, from: None } => {
                self.with_path(None, Picked::Attach(at, wanted));
            }
            Errand::LookAt(object) => self.look_at(object),
            Errand::AddItem(item, said) => self.add_item(item, said),
            Errand::SetParticulars(item, said) => self.set_particulars(item, said),
            Errand::SetDetails(person, said) => self.set_details(person, &said),
            Errand::EraseName { person, why, by } => self.erase_name(person, why, by),
            Errand::EraseDue { why, by } => self.erase_due(&why, by),
            Errand::Concern(text, about) => self.raise_concern(text, about),
            Errand::SetRecipient(person, key) => self.set_recipient(person, &key),
            Errand::Recovery(recovery) => self.keep(|settings| settings.recovery = recovery),
            Errand::Deviate(form) => self.deviate(&form),
            Errand::Cancel(job) => {
                self.host.cancel(job);
                if let Some(session) = &mut self.session {
                    session.cancel(job);
                }
            }
            Errand::Reopen => {
                if let Some(session) = &mut self.session {
                    session.reopen();
                }
            }
            Errand::ReadList(path) => self.with_path(path, Picked::List),
            Errand::TakeIn(items) => self.take_in(items),
            Errand::PlayGolden(wish) => {
                self.host.start(Wish::PlayGolden(wish));
            }
            Errand::KeepList(list) => self.keep_list(list),
            Errand::PutUp(list) => self.put_up(list),
            Errand::Print { path, name, page } => self.print(path, name, page),
            Errand::KeepFirstHour(of) => {
                let created = self.session.as_ref().and_then(|session| session.state().created());
                if let Some(production) = created.map(|created| created.production) {
                    self.keep(|settings| settings.set_first_hour(production, of));
                }
            }
            Errand::PrintCards(path, deck) => self.with_path(path, Picked::Cards(deck)),
            Errand::MakeKeysPrivate => self.host.make_keys_private(),
            Errand::Look(preset) => self.keep(|settings| {
                settings.theme = match preset {
                    Preset::Day => Theme::Day,
                    Preset::Dim => Theme::Dim,
                };
            }),
            Errand::Gloves(on) => self.keep(|settings| settings.gloves = on),
            Errand::Language(lang) => self.keep(|settings| settings.lang = lang),
            Errand::Scale(percent) => self.keep(|settings| settings.scale = percent),
            Errand::Pad(verb, key) => self.keep(|settings| {
                let named = key.map(egui::Key::name);
                settings.pad.retain(|(one, key)| *one != verb && Some(key.as_str()) != named);
                settings.pad.extend(named.map(|key| (verb, key.to_owned())));
            }),
        }
    }

    fn keep(&mut self, change: impl FnOnce(&mut Settings)) {
        let mut settings = self.host.settings().clone();
        change(&mut settings);
        self.host.keep(settings);
    }

    /// Goes on with a path that was typed, or has one chosen.
    fn with_path(&mut self, path: Option<PathBuf>, what: Picked) {
        let Some(path) = path else {
            let wish = match what {
                Picked::Open | Picked::Exchange => Wish::PickFolder,
                Picked::Attach(_, wanted) => Wish::PickFile(wanted),
                Picked::Review => Wish::PickBundle,
                Picked::Export(_) => Wish::PickSave { name: self.bundle_name() },
                Picked::Disclose(run, _) => Wish::PickSave { name: self.disclosed_name(run) },
                Picked::Unsaved => Wish::PickSave { name: self.unsaved_name() },
                Picked::List => Wish::PickList,
                Picked::RequestTime => Wish::PickSave { name: self.request_name() },
                Picked::TakeTime => Wish::PickAnswer,
                Picked::WriteHandover(number) => {
                    Wish::PickSave { name: self.handover_name(number) }
                }
                Picked::ReadHandover => Wish::PickBundle,
                Picked::Cards(_) => Wish::PickSave { name: "cards.pdf".to_owned() },
                Picked::Print => return,
            };
            let job = self.host.start(wish);
            self.picks.insert(job, what);
            return;
        };
        match what {
            Picked::Open => self.start_opening(path),
            Picked::Attach(at, wanted) => self.attach(at, wanted, Source::File(path)),
            Picked::Review => self.start_review(path),
            Picked::Export(handed) => self.start_export(&path, (false, handed)),
            Picked::Disclose(run, along) => self.disclose(&path, false, (run, along)),
            Picked::Exchange => self.start_exchange(&path),
            Picked::RequestTime => self.request_time(&path, true),
            Picked::TakeTime => self.take_time(&path),
            Picked::WriteHandover(number) => self.write_handover(&path, true, number),
            Picked::ReadHandover => self.read_handover(&path),
            Picked::Unsaved => self.write_unsaved(&path),
            Picked::Print => self.write_page(path, true),
            Picked::Cards(deck) => self.take_numbers(path, true, deck),
            Picked::List => self.read_list(&path),
        }
    }

    fn unsaved_name(&self) -> String {
        let name = self.session.as_ref().map(Session::unsaved_name);
        name.unwrap_or_else(|| "not-saved.txt".to_owned())
    }

    pub(super) fn start_exchange(&mut self, folder: &Path) {
        let Some(session) = &mut self.session else { return };
        if let Err(trouble) = session.exchange(folder) {
            self.complain(sentence(&trouble.to_string()), trouble.remedy());
        }
    }

    pub(super) fn write_unsaved(&mut self, path: &Path) {
        let Some(session) = &mut self.session else { return };
        if let Err(trouble) = session.write_unsaved(path) {
            self.complain(sentence(&trouble.to_string()), trouble.remedy());
        }
    }

    fn bundle_name(&self) -> String {
        self.session
            .as_ref()
            .and_then(Session::bundle_name)
            .unwrap_or_else(|| "showclear.zip".to_owned())
    }

    pub(super) fn start_opening(&mut self, folder: PathBuf) {
        self.host.start(Wish::Open { folder });
    }

    pub(super) fn start_review(&mut self, path: PathBuf) {
        let typed = &self.shell.drafts.trust;
        let (trust, head) = (typed.file(), typed.head());
        self.host.start(Wish::Review { path, trust, head });
    }

    /// A path that was typed replaces nothing; of one from a dialog the system has asked already.
    pub(super) fn start_export(&mut self, path: &Path, (typed, handed): (bool, Handed)) {
        let Some(session) = &mut self.session else { return };
        self.exported = None;
        if let Err(trouble) = session.hand_out(path, typed, handed) {
            self.complain(trouble.to_string(), trouble.remedy());
        }
    }

    /// A folder in the home of productions that is not there yet.
    fn free_folder(&self, title: &str) -> PathBuf {
        let taken: Vec<PathBuf> =
            self.host.recent().into_iter().map(|recent| recent.folder).collect();
        let home = self.host.home();
        let mut names =
            (1_u32..).map(|n| if n == 1 { title.to_owned() } else { format!("{title} {n}") });
        let free = names.find(|name| {
            let drill = home.join(format!("{name}.drill"));
            !taken.contains(&drill)
        });
        home.join(free.unwrap_or_else(|| title.to_owned()))
    }

    fn close(&mut self) {
        if let Some(session) = self.session.take()
            && let Err(failure) = session.close()
        {
            self.complain(
                format!("The end of the sitting is not recorded: {failure}."),
                failure.remedy(),
            );
        }
        self.shell.go(Place::Start);
    }

    fn sign(&mut self, person: PersonId, pin: &Pin) {
        let Some(session) = &mut self.session else { return };
        if let Err(trouble) = session.sign(person, secret(pin)) {
            self.complain(trouble.to_string(), trouble.remedy());
        }
    }

    fn key(&mut self, start: impl FnOnce(&mut Session) -> Result<JobId, Trouble>) {
        let Some(session) = &mut self.session else { return };
        if let Err(trouble) = start(session) {
            self.complain(sentence(&trouble.to_string()), trouble.remedy());
        }
    }

    fn deviate(&mut self, form: &DeviationForm) {
        let Some(session) = &mut self.session else { return };
        match session.deviate(form) {
            Ok(ticket) => {
                let words = "The deviation waits for two signatures; until then it does not apply.";
                self.follow.push((ticket, Follow::Say(words.to_owned())));
            }
            Err(trouble) => self.complain(sentence(&trouble.to_string()), trouble.remedy()),
        }
    }

    fn add_person(&mut self, name: String, roles: Vec<crate::terms::Role>, pin: Option<&Pin>) {
        let Some(session) = &mut self.session else { return };
        let roles = roles.into_iter().map(|role| (role, None)).collect();
        let words = format!("{name} is entered.");
        match session.enter_person(Newcomer { name, roles, pin: pin.map(secret) }) {
            Ok(Entering::Asked(_, ticket)) => self.follow.push((ticket, Follow::Say(words))),
            Ok(Entering::MakingKey(..)) => {}
            Err(trouble) => self.complain(trouble.to_string(), trouble.remedy()),
        }
    }

    fn acknowledge(&mut self, said: Keyless) {
        let Some(session) = &mut self.session else { return };
        let words = format!("{}, without a key: recorded, not signed.", said.name);
        match session.acknowledged(said) {
            Ok(ticket) => self.follow.push((ticket, Follow::Say(words))),
            Err(trouble) => self.complain(trouble.to_string(), trouble.remedy()),
        }
    }

    pub(super) fn name(&self, person: PersonId) -> String {
        let known = self.session.as_ref().and_then(|session| {
            let name = session.state().roster().person(person)?.name;
            session.names().get(name).map(str::to_owned)
        });
        known.unwrap_or_else(|| person.to_string())
    }
}

fn secret(pin: &Pin) -> Secret {
    Secret::from(pin.reveal().to_owned())
}

/// A reason as a sentence of its own.
pub(super) fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first: String = letters.next().map(char::to_uppercase).into_iter().flatten().collect();
    let end = if words.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{first}{}{end}", letters.as_str())
}
