//! An event in a few words.

use std::fmt;

use super::world::{PEOPLE, World};
use crate::event::Event;
use crate::terms::{ItemId, PersonId, State};

fn write(text: &mut String, words: fmt::Arguments<'_>) {
    text.push_str(&words.to_string());
}

impl World {
    fn tag(&self, item: ItemId) -> &str {
        self.state.book().item(item).map_or("?", |item| &item.tag)
    }

    fn role_of(&self, person: Option<PersonId>) -> &'static str {
        let Some(person) = person else { return "-" };
        PEOPLE.iter().find(|name| self.who(name) == Ok(person)).copied().unwrap_or("?")
    }

    /// An event in a few words.
    pub(super) fn short(&self, event: &Event) -> String {
        let mut text = String::new();
        match event {
            Event::RunStarted(_) => text.push_str("begun"),
            Event::RunAnswered(e) => {
                let said: Vec<&str> = e.replies.iter().map(|reply| reply.said.as_str()).collect();
                write(&mut text, format_args!("{}/{}: {}", e.step, e.n, said.join(" | ")));
                if e.fast {
                    text.push_str(" (fast)");
                }
                if e.at.is_some() {
                    text.push_str(" (claimed)");
                }
            }
            Event::RunParts(e) => {
                write(&mut text, format_args!("{}: {} parts", e.step, e.parts.len()));
            }
            Event::RunDrawn(e) => {
                write(&mut text, format_args!("{} asks about {}", e.step, e.picked.join(", ")));
            }
            Event::RunPassed(e) => write(&mut text, format_args!("{} not asked", e.step)),
            Event::RunWithdrawn(e) => {
                write(&mut text, format_args!("{}/{} withdrawn ({})", e.step, e.n, e.why.code()));
            }
            Event::RunRole(e) => write(&mut text, format_args!("{} bound", e.role)),
            Event::RunReplyRefused(e) => {
                write(
                    &mut text,
                    format_args!(
                        "{}: {:?} of {} does not count",
                        e.step,
                        e.said,
                        self.role_of(e.person)
                    ),
                );
            }
            Event::RunInterrupted(e) => {
                write(&mut text, format_args!("interrupted ({})", e.why.code()));
            }
            Event::RunResumed(e) => write(&mut text, format_args!("goes on at {}", e.step)),
            Event::RunEnded(e) => write(&mut text, format_args!("run {}", e.how.code())),
            Event::StopRaised(e) => {
                let rule = e.rule.as_deref().unwrap_or("called");
                let about = e.item.map_or("all", |item| self.tag(item));
                write(&mut text, format_args!("STOP {rule} about {about}"));
            }
            Event::ConcernCarried(_) => text.push_str("concern.carried"),
            Event::PersonRecipient(_) => text.push_str("person.recipient"),
            Event::StopAlarm(e) => write(&mut text, format_args!("ALARM {}", e.alarm.code())),
            Event::StopReleased(e) => write(&mut text, format_args!("by phone: {}", e.role)),
            Event::StopSettled(e) => {
                let by: Vec<String> = e.witnesses.iter().map(|one| one.role.to_string()).collect();
                let from = e.restart.as_ref().map_or("-".to_owned(), ToString::to_string);
                write(&mut text, format_args!("settled by {}, from {from}", by.join(" and ")));
            }
            Event::ItemDeclared(e) => {
                let by: Vec<&str> =
                    e.witnesses.iter().map(|one| self.role_of(Some(one.person))).collect();
                let state = State {
                    condition: e.condition,
                    n: e.n,
                    of: e.of,
                    load: e.load.as_deref().map(Into::into),
                };
                let signed = if e.statement.is_some() { ", signed" } else { "" };
                write(
                    &mut text,
                    format_args!(
                        "declared {} {} by {}{signed}",
                        self.tag(e.item),
                        state.words(),
                        by.join(" and ")
                    ),
                );
            }
            Event::ItemUnverified(e) => {
                write(&mut text, format_args!("{} ends ({})", self.tag(e.item), e.why.code()));
            }
            Event::ItemCondition(e) => {
                write(&mut text, format_args!("{} is {}", self.tag(e.item), e.condition.code()));
            }
            Event::ItemMoved(e) => {
                let breach = e.breach.map_or(String::new(), |one| format!(", {}", one.code()));
                write(&mut text, format_args!("{} {}{breach}", self.tag(e.item), e.act.code()));
            }
            Event::ItemShown(e) => {
                let to: Vec<String> = e.to.iter().map(|one| one.role.to_string()).collect();
                write(&mut text, format_args!("shown to {}", to.join(", ")));
            }
            Event::StatementPrepared(e) => {
                let by: Vec<String> = e.signers.iter().map(|one| one.role.to_string()).collect();
                write(
                    &mut text,
                    format_args!("{} prepared for {}", e.kind.code(), by.join(" and ")),
                );
            }
            Event::StatementSigned(e) => {
                write(&mut text, format_args!("{} signs", self.role_of(Some(e.person))));
            }
            Event::StatementCompleted(_) => text.push_str("counts"),
            Event::StatementRefused(e) => {
                write(&mut text, format_args!("{} declines", self.role_of(Some(e.person))));
            }
            Event::StatementVoided(e) => write(&mut text, format_args!("void ({})", e.why.code())),
            Event::LogCreated(_) => text.push_str("log.created"),
            Event::LogOpened(_) => text.push_str("log.opened"),
            Event::LogClosed {} => text.push_str("log.closed"),
            Event::LogRecovered(_) => text.push_str("log.recovered"),
            Event::LogCut(_) => text.push_str("log.cut"),
            Event::LogClockJump(_) => text.push_str("log.clock_jump"),
            Event::LogExported(_) => text.push_str("log.exported"),
            Event::LogSaw(_) => text.push_str("log.saw"),
            Event::LogMet(_) => text.push_str("log.met"),
            Event::LogForked(_) => text.push_str("log.forked"),
            Event::LogOverwritten(_) => text.push_str("log.overwritten"),
            Event::AnchorRequested(_) => text.push_str("anchor.requested"),
            Event::AnchorReceived(_) => text.push_str("anchor.received"),
            Event::CardsPrinted(_) => text.push_str("card.printed"),
            Event::HandoverOut(_) => text.push_str("handover.out"),
            Event::HandoverIn(_) => text.push_str("handover.in"),
            Event::PersonAdded(_) => text.push_str("person.added"),
            Event::PersonNamed(_) => text.push_str("person.named"),
            Event::PersonKey(_) => text.push_str("person.key"),
            Event::PersonKeyEnded(_) => text.push_str("person.key_ended"),
            Event::PersonRole(_) => text.push_str("person.role"),
            Event::PersonRoleEnded(_) => text.push_str("person.role_ended"),
            Event::PersonDetails(_) => text.push_str("person.details"),
            Event::PersonPermit(_) => text.push_str("person.permit"),
            Event::PersonTrained(_) => text.push_str("person.trained"),
            Event::RulesPeople(_) => text.push_str("rules.people"),
            Event::MeetingHeld(_) => text.push_str("meeting.held"),
            Event::PersonProvisional(_) => text.push_str("person.provisional"),
            Event::RosterRoot(_) => text.push_str("roster.root"),
            Event::RosterPolicy(_) => text.push_str("roster.policy"),
            Event::UnlockFailed(_) => text.push_str("unlock.failed"),
            Event::ItemAdded(_) => text.push_str("item.added"),
            Event::ItemParticulars(_) => text.push_str("item.particulars"),
            Event::RunAcknowledged(_) => text.push_str("run.acknowledged"),
            Event::ConcernRaised(_) => text.push_str("concern.raised"),
            Event::ConcernAnswered(_) => text.push_str("concern.answered"),
            Event::ShowMeOffered(_) => text.push_str("show_me.offered"),
            Event::LotAdded(_) => text.push_str("lot.added"),
            Event::LotMoved(_) => text.push_str("lot.moved"),
            Event::LotCounted(_) => text.push_str("lot.counted"),
            Event::LotClosed(_) => text.push_str("lot.closed"),
            Event::LotApart(_) => text.push_str("lot.apart"),
            Event::LotFreed(_) => text.push_str("lot.freed"),
            Event::LotLimit(_) => text.push_str("lot.limit"),
            Event::LotParticulars(_) => text.push_str("lot.particulars"),
            Event::DayLaw(_) => text.push_str("day.law"),
            Event::StoreAdded(_) => text.push_str("store.added"),
            Event::StoreSealed(_) => text.push_str("store.sealed"),
            Event::StoreOpened(_) => text.push_str("store.opened"),
            Event::StoreKey(_) => text.push_str("store.key"),
            Event::ListSubmitted(_) => text.push_str("list.submitted"),
            Event::ListRules(e) => {
                let ids: Vec<&str> = e.overlays.iter().map(|rule| rule.file.id.as_str()).collect();
                write(&mut text, format_args!("in force: {}", ids.join(", ")));
            }
            Event::ListDeviation(_) => text.push_str("list.deviation"),
            Event::ListWithdrawn(_) => text.push_str("list.withdrawn"),
            Event::PhotoAdded(_) => text.push_str("photo.added"),
            Event::ObjectErased(_) => text.push_str("object.erased"),
            Event::AmendProposed(_) => text.push_str("amend.proposed"),
            Event::AmendWithdrawn(_) => text.push_str("amend.withdrawn"),
            Event::HoldPlaced(_) => text.push_str("hold.placed"),
            Event::HoldLifted(_) => text.push_str("hold.lifted"),
            Event::KeepTerm(_) => text.push_str("keep.term"),
        }
        text
    }
}
