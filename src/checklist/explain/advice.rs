//! What each piece of advice means.

use super::{Explained, told};
use crate::checklist::lint::Hint;

/// What there is to say of `hint`.
pub(super) const fn explain(hint: Hint) -> Explained {
    Explained { name: hint.name(), ..text(hint) }
}

const fn text(hint: Hint) -> Explained {
    match hint {
        Hint::ManySteps => told(
            "So many steps stand without a place to pause that people lose their place.",
            "Put pause_before: true on one of them.",
            "steps: [\n    Step(id: \"s1\", by: \"first_ad\", to: \"armorer\", kind: Count(ask: \"Rounds in box 1\", max: 9)),\n    Step(id: \"s2\", by: \"first_ad\", to: \"armorer\", kind: Count(ask: \"Rounds in box 2\", max: 9)),\n    Step(id: \"s3\", by: \"first_ad\", to: \"armorer\", kind: Count(ask: \"Rounds in box 3\", max: 9)),\n    Step(id: \"s4\", by: \"first_ad\", to: \"armorer\", kind: Count(ask: \"Rounds in box 4\", max: 9)),\n    Step(id: \"s5\", by: \"first_ad\", to: \"armorer\", kind: Count(ask: \"Rounds in box 5\", max: 9)),\n    Step(id: \"s6\", by: \"first_ad\", to: \"armorer\", kind: Count(ask: \"Rounds in box 6\", max: 9)),\n    Step(id: \"s7\", by: \"first_ad\", to: \"armorer\", kind: Count(ask: \"Rounds in box 7\", max: 9)),\n    Step(id: \"s8\", by: \"first_ad\", to: \"armorer\", kind: Count(ask: \"Rounds in box 8\", max: 9)),\n    Step(id: \"s9\", by: \"first_ad\", to: \"armorer\", kind: Count(ask: \"Rounds in box 9\", max: 9)),\n    Step(id: \"s10\", by: \"first_ad\", to: \"armorer\", kind: Count(ask: \"Rounds in box 10\", max: 9)),\n],\ncovers: { \"not-as-told\": [\"s1\", \"s2\", \"s3\", \"s4\", \"s5\", \"s6\", \"s7\", \"s8\", \"s9\", \"s10\"] },",
            "steps: [\n    Step(id: \"s1\", by: \"first_ad\", to: \"armorer\", kind: Count(ask: \"Rounds in box 1\", max: 9)),\n    Step(id: \"s2\", by: \"first_ad\", to: \"armorer\", kind: Count(ask: \"Rounds in box 2\", max: 9)),\n    Step(id: \"s3\", by: \"first_ad\", to: \"armorer\", kind: Count(ask: \"Rounds in box 3\", max: 9)),\n    Step(id: \"s4\", by: \"first_ad\", to: \"armorer\", kind: Count(ask: \"Rounds in box 4\", max: 9)),\n    Step(id: \"s5\", by: \"first_ad\", to: \"armorer\", kind: Count(ask: \"Rounds in box 5\", max: 9)),\n    Step(id: \"s6\", pause_before: true, by: \"first_ad\", to: \"armorer\", kind: Count(ask: \"Rounds in box 6\", max: 9)),\n    Step(id: \"s7\", by: \"first_ad\", to: \"armorer\", kind: Count(ask: \"Rounds in box 7\", max: 9)),\n    Step(id: \"s8\", by: \"first_ad\", to: \"armorer\", kind: Count(ask: \"Rounds in box 8\", max: 9)),\n    Step(id: \"s9\", by: \"first_ad\", to: \"armorer\", kind: Count(ask: \"Rounds in box 9\", max: 9)),\n    Step(id: \"s10\", by: \"first_ad\", to: \"armorer\", kind: Count(ask: \"Rounds in box 10\", max: 9)),\n],\ncovers: { \"not-as-told\": [\"s1\", \"s2\", \"s3\", \"s4\", \"s5\", \"s6\", \"s7\", \"s8\", \"s9\", \"s10\"] },",
        ),
        Hint::LongText => told(
            "A question has more words than are taken in when it is read aloud.",
            "Say it in twelve, or in two steps.",
            "steps: [Step(id: \"look\", by: \"first_ad\", to: \"armorer\", kind: Choose(ask: \"When you look into the cylinder from the back, what is it that you see?\", of: [\"empty\", \"dummies\", \"NOT SURE\"]))],",
            "steps: [Step(id: \"look\", by: \"first_ad\", to: \"armorer\", kind: Choose(ask: \"From the back, what is in the cylinder?\", of: [\"empty\", \"dummies\", \"NOT SURE\"]))],",
        ),
        Hint::NoHazards => told(
            "The list says of no hazard which steps catch it.",
            "Say it in covers.",
            "covers: {},",
            "covers: { \"not-as-told\": [\"look\"] },",
        ),
        Hint::CoversNothing => told(
            "A step catches no hazard.",
            "Name it in covers, or leave it out.",
            "steps: [Step(id: \"look\", by: \"first_ad\", to: \"armorer\", kind: Choose(ask: \"What is in it?\", of: [\"empty\", \"dummies\", \"NOT SURE\"])), Step(id: \"tray\", by: \"first_ad\", to: \"armorer\", kind: Count(ask: \"Rounds in the tray\", max: 9))],\ncovers: { \"not-as-told\": [\"look\"] },",
            "steps: [Step(id: \"look\", by: \"first_ad\", to: \"armorer\", kind: Choose(ask: \"What is in it?\", of: [\"empty\", \"dummies\", \"NOT SURE\"])), Step(id: \"tray\", by: \"first_ad\", to: \"armorer\", kind: Count(ask: \"Rounds in the tray\", max: 9))],\ncovers: { \"not-as-told\": [\"look\", \"tray\"] },",
        ),
        Hint::SilentKiller => told(
            "A killer step whose wrong answer stops nothing.",
            "Add a Stop for the wrong answer.",
            "steps: [Step(id: \"look\", killer: true, by: \"first_ad\", to: \"armorer\", kind: Choose(ask: \"What is in it?\", of: [\"empty\", \"dummies\", \"NOT SURE\"]))],",
            "steps: [Step(id: \"look\", killer: true, by: \"first_ad\", to: \"armorer\", kind: Choose(ask: \"What is in it?\", of: [\"empty\", \"dummies\", \"NOT SURE\"]))],\nstops: [Stop(id: \"s\", at: [\"look\"], when: Eq(\"look\", \"NOT SURE\"), say: \"STOP.\", clear: Clear(by: [\"armorer\"], restart_at: \"look\"))],",
        ),
        Hint::WeakReply => told(
            "A killer step is satisfied by a word that says nothing of what was seen.",
            "Let the reply name what was seen.",
            "steps: [Step(id: \"look\", killer: true, by: \"first_ad\", to: \"armorer\", kind: Challenge(ask: \"Muzzle?\", expect: [\"checked\"], refuse: [\"ok\"]))],",
            "steps: [Step(id: \"look\", killer: true, by: \"first_ad\", to: \"armorer\", kind: Challenge(ask: \"Muzzle?\", expect: [\"down range\"], refuse: [\"ok\", \"checked\"]))],",
        ),
        Hint::UnusedRole => told(
            "No step and no stop names a role.",
            "Name it in a step, or leave it out.",
            "steps: [Step(id: \"look\", to: \"armorer\", kind: Choose(ask: \"What is in it?\", of: [\"empty\", \"dummies\", \"NOT SURE\"]))],",
            "steps: [Step(id: \"look\", by: \"first_ad\", to: \"armorer\", kind: Choose(ask: \"What is in it?\", of: [\"empty\", \"dummies\", \"NOT SURE\"]))],",
        ),
        Hint::AbsentClearer => told(
            "A stop can be settled only by somebody who may be absent.",
            "Let somebody settle it who is there.",
            "roles: { \"armorer\": Role(title: \"Armorer\"), \"first_ad\": Role(title: \"First AD\", optional: true) },\nstops: [Stop(id: \"s\", at: [\"look\"], when: Eq(\"look\", \"NOT SURE\"), say: \"STOP.\", clear: Clear(by: [\"first_ad\"], restart_at: \"look\"))],",
            "roles: { \"armorer\": Role(title: \"Armorer\"), \"first_ad\": Role(title: \"First AD\", optional: true) },\nstops: [Stop(id: \"s\", at: [\"look\"], when: Eq(\"look\", \"NOT SURE\"), say: \"STOP.\", clear: Clear(by: [\"armorer\"], restart_at: \"look\"))],",
        ),
        Hint::LiveRound => told(
            "Live rounds are something to be entered, as if they could be there.",
            "Let that answer raise a stop: they are an alarm.",
            "steps: [Step(id: \"look\", by: \"first_ad\", to: \"armorer\", kind: Choose(ask: \"What is it?\", of: [\"dummy\", \"live round\", \"NOT SURE\"]))],",
            "steps: [Step(id: \"look\", by: \"first_ad\", to: \"armorer\", kind: Choose(ask: \"What is it?\", of: [\"dummy\", Choice(words: \"live round\", raise: \"live\"), \"NOT SURE\"]))],\nstops: [Stop(id: \"s\", when: Raised(\"live\"), say: \"STOP.\", clear: Clear(by: [\"armorer\"], restart_at: \"look\"))],",
        ),
        Hint::LiveStop => told(
            "A stop for a live round is an ordinary one: names settle it, and the other guns go on.",
            "Add alarm: LiveFound. Nothing of any item is declared or issued until a restart is signed.",
            "steps: [Step(id: \"look\", killer: true, by: \"first_ad\", to: \"armorer\", kind: Choose(ask: \"What is in it?\", of: [\"empty\", \"dummies\", Choice(words: \"may be live\", raise: \"live\")]))],\nstops: [Stop(id: \"s\", at: [\"look\"], when: Raised(\"live\"), say: \"STOP. It may be live.\", clear: Clear(by: [\"armorer\"], restart_at: \"look\"))],",
            "steps: [Step(id: \"look\", killer: true, by: \"first_ad\", to: \"armorer\", kind: Choose(ask: \"What is in it?\", of: [\"empty\", \"dummies\", Choice(words: \"may be live\", raise: \"live\")]))],\nstops: [Stop(id: \"s\", at: [\"look\"], when: Raised(\"live\"), say: \"STOP. It may be live.\", clear: Clear(by: [\"armorer\"], restart_at: \"look\"), alarm: LiveFound)],",
        ),
        Hint::StaleTranslation => told(
            "A translation was made from a text that has changed since, and is not shown.",
            "Translate it again, and write the hash of the text as it stands.",
            "strings: { \"es\": { \"look.ask\": (\"¿Qué hay?\", \"00000000\") } },",
            "strings: { \"es\": { \"look.ask\": (\"¿Qué hay?\", \"4a3d163a\") } },",
        ),
        Hint::NoChange => told(
            "A released revision says nowhere what changed.",
            "Add a Change for it.",
            "status: Released,",
            "status: Released,\nchanges: [Change(rev: 1, by: \"Sample Armorer\", why: \"First.\")],",
        ),
        Hint::YesNo => told(
            "A question is answered with yes or no, which people say without looking.",
            "Let each answer say what was seen.",
            "steps: [Step(id: \"look\", by: \"first_ad\", to: \"armorer\", kind: Choose(ask: \"Is it empty?\", of: [\"yes\", \"no\", \"NOT SURE\"]))],",
            "steps: [Step(id: \"look\", by: \"first_ad\", to: \"armorer\", kind: Choose(ask: \"What is in it?\", of: [\"empty\", \"dummies\", \"NOT SURE\"]))],",
        ),
        Hint::AllOk => told(
            "A question asks of everything at once whether it is well.",
            "Ask of one thing how it is.",
            "steps: [Step(id: \"look\", by: \"first_ad\", to: \"armorer\", kind: Choose(ask: \"All clear?\", of: [\"nobody in line\", \"somebody in line\", \"NOT SURE\"]))],",
            "steps: [Step(id: \"look\", by: \"first_ad\", to: \"armorer\", kind: Choose(ask: \"Who is in line?\", of: [\"nobody\", \"somebody\", \"NOT SURE\"]))],",
        ),
        Hint::FewAnswers => told(
            "A killer step has fewer than three answers, and people miss what is rare when there are two.",
            "Give at least three, and one that it is not sure.",
            "steps: [Step(id: \"look\", killer: true, by: \"first_ad\", to: \"armorer\", kind: Choose(ask: \"What is in it?\", of: [\"empty\", \"NOT SURE\"]))],\nstops: [Stop(id: \"s\", at: [\"look\"], when: Eq(\"look\", \"NOT SURE\"), say: \"STOP.\", clear: Clear(by: [\"armorer\"], restart_at: \"look\"))],",
            "steps: [Step(id: \"look\", killer: true, by: \"first_ad\", to: \"armorer\", kind: Choose(ask: \"What is in it?\", of: [\"empty\", \"dummies\", \"NOT SURE\"]))],\nstops: [Stop(id: \"s\", at: [\"look\"], when: Eq(\"look\", \"NOT SURE\"), say: \"STOP.\", clear: Clear(by: [\"armorer\"], restart_at: \"look\"))],",
        ),
        Hint::LateKiller => told(
            "A killer step comes after paperwork: who is called away from that never gets to it.",
            "Put it first, or a place to pause between them.",
            "steps: [Step(id: \"papers\", by: \"first_ad\", to: \"armorer\", kind: Attach(ask: \"The paper of the supplier\")), Step(id: \"look\", killer: true, by: \"first_ad\", to: \"armorer\", kind: Choose(ask: \"What is in it?\", of: [\"empty\", \"dummies\", \"NOT SURE\"]))],\nstops: [Stop(id: \"s\", at: [\"look\"], when: Eq(\"look\", \"NOT SURE\"), say: \"STOP.\", clear: Clear(by: [\"armorer\"], restart_at: \"look\"))],\ncovers: { \"not-as-told\": [\"look\", \"papers\"] },",
            "steps: [Step(id: \"look\", killer: true, by: \"first_ad\", to: \"armorer\", kind: Choose(ask: \"What is in it?\", of: [\"empty\", \"dummies\", \"NOT SURE\"])), Step(id: \"papers\", by: \"first_ad\", to: \"armorer\", kind: Attach(ask: \"The paper of the supplier\"))],\nstops: [Stop(id: \"s\", at: [\"look\"], when: Eq(\"look\", \"NOT SURE\"), say: \"STOP.\", clear: Clear(by: [\"armorer\"], restart_at: \"look\"))],\ncovers: { \"not-as-told\": [\"look\", \"papers\"] },",
        ),
    }
}
