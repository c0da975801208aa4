//! What a sitting is in: scene, set-up and take, who writes, and how is signed.

use super::{App, Follow};
use crate::session::Situation;

impl App {
    /// A set-up that was typed in is the one; what still waits to be recorded counts no further.
    pub(super) fn said_by_hand(&mut self, situation: &Situation) {
        let (old, new) = (&self.situation.place, &situation.place);
        if (&old.scene, &old.setup) == (&new.scene, &new.setup) {
            return;
        }
        for (_, follow) in &mut self.follow {
            if matches!(follow, Follow::SetUp) {
                *follow = Follow::Say("The new set-up is recorded.".to_owned());
            }
        }
    }

    pub(super) fn situate(&mut self, situation: Situation) {
        let Some(session) = &mut self.session else { return };
        session.set_signing(situation.signing);
        session.sit(situation.recorder);
        self.situation = situation.clone();
        if let Some(production) = session.state().created().map(|created| created.production) {
            let mut settings = self.host.settings().clone();
            settings.set_situation(production, situation);
            self.host.keep(settings);
        }
    }
}

/// The set-up after this one: the next letter, take 1; people and signing stay.
pub(super) fn next_set_up(now: &Situation) -> Situation {
    let mut next = now.clone();
    next.place.setup = following(&now.place.setup);
    next.place.take = "1".to_owned();
    next
}

/// The next letter, or the next number; anything else is marked.
fn following(setup: &str) -> String {
    if let Ok(number) = setup.parse::<u32>() {
        return number.saturating_add(1).to_string();
    }
    match setup.char_indices().next_back() {
        Some((at, last)) if last.is_ascii_alphabetic() && !matches!(last, 'z' | 'Z') => {
            let next = char::from(u8::try_from(u32::from(last) + 1).unwrap_or(b'A'));
            format!("{}{next}", setup.get(..at).unwrap_or_default())
        }
        Some(_) => format!("{setup}A"),
        None => "A".to_owned(),
    }
}
