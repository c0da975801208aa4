//! What each mistake in one file means.

use super::{Explained, files, told};
use crate::source::Code;

/// What there is to say of `code`.
pub(super) const fn explain(code: Code) -> Explained {
    Explained { name: code.name(), ..text(code) }
}

const fn text(code: Code) -> Explained {
    match code {
        Code::TooLarge => told(
            "The file has more bytes than a checklist can have.",
            "Divide the list, or give the file that was meant.",
            "// ⟨a remark × 200000⟩",
            "// a remark",
        ),
        Code::TooDeep => told(
            "Brackets stand inside each other deeper than anybody can follow.",
            "Write the condition with fewer brackets, or name a part of it under facts.",
            "stops: [Stop(id: \"s\", when: ⟨Not( × 80⟩Known(\"look\")⟨) × 80⟩, say: \"STOP.\", clear: Clear(by: [\"armorer\"], restart_at: \"look\"))],",
            "stops: [Stop(id: \"s\", when: Known(\"look\"), say: \"STOP.\", clear: Clear(by: [\"armorer\"], restart_at: \"look\"))],",
        ),
        Code::Unclosed => told(
            "A bracket, a text or a comment is opened and never closed.",
            "Close it where it ends.",
            "title: \"Show clear,",
            "title: \"Show clear\",",
        ),
        Code::Unopened => told(
            "A closing bracket closes nothing.",
            "Remove it, or open it where it begins.",
            "retired: [\"old\"]],",
            "retired: [\"old\"],",
        ),
        Code::MissingComma => told(
            "Two values stand side by side without a comma.",
            "Put a comma between them.",
            "retired: [\"old\" \"older\"],",
            "retired: [\"old\", \"older\"],",
        ),
        Code::MissingColon => told(
            "There is no colon between a name and its value.",
            "Write name: value.",
            "rev = 1,",
            "rev: 1,",
        ),
        Code::MissingValue => {
            told("A value is missing.", "Write the value, or remove the name.", "rev: ,", "rev: 1,")
        }
        Code::MissingName => told(
            "A value stands where only a named field can.",
            "Write the name of the field before it.",
            "changes: [Change(rev: 1, \"Sample Armorer\", by: \"Sample Armorer\", why: \"First.\")],",
            "changes: [Change(rev: 1, by: \"Sample Armorer\", why: \"First.\")],",
        ),
        Code::Stray => told(
            "Something stands where nothing of its sort can.",
            "Remove it, or put it in quotation marks.",
            "rev: *1,",
            "rev: 1,",
        ),
        Code::AfterEnd => told(
            "Something follows the end of the list.",
            "Look for a bracket closed too early; a file holds one list.",
            "Checklist(\n...\n)\n)",
            "Checklist(\n...\n)",
        ),
        Code::BadEscape => told(
            "A backslash in a text stands before something that it does not go with.",
            "Write a backslash as two.",
            "title: \"Show \\clear\",",
            "title: \"Show clear\",",
        ),
        Code::BadCharacter => told(
            "A character cannot be seen, or only looks like the right one.",
            "Type it again.",
            "rev:\u{a0}1,",
            "rev: 1,",
        ),
        Code::Unsupported => told(
            "It is RON, but not for these files, where a thing is written in one way only.",
            "Write a plain text in double quotation marks, and values without Some.",
            "title: 'Show clear',",
            "title: \"Show clear\",",
        ),
        Code::Ron => told(
            "The program found nothing wrong, and the reader of RON that others use refuses the file.",
            "Correct what stands there; two readers that differ could read two lists.",
            "// No example of this is known.",
            "// Please report the file that you have.",
        ),
        Code::WrongShape => told(
            "One sort of value stands where another is needed.",
            "Write the sort that is asked for.",
            "title: 5,",
            "title: \"Five\",",
        ),
        Code::UnknownField => told(
            "A field has a name that nothing here has.",
            "Correct its name, or remove it.",
            "titel: \"Show clear\",",
            "title: \"Show clear\",",
        ),
        Code::MissingField => told(
            "A field that cannot be left out is not there.",
            "Add it.",
            "changes: [Change(rev: 1, why: \"First.\")],",
            "changes: [Change(rev: 1, by: \"Sample Armorer\", why: \"First.\")],",
        ),
        Code::DoubledField => told(
            "A field is written twice.",
            "Remove one of them.",
            "lang: \"en\",\nlang: \"en\",",
            "lang: \"en\",",
        ),
        Code::UnknownChoice => told(
            "A name is none of those to choose from.",
            "Write one of them.",
            "status: Final,",
            "status: Draft,",
        ),
        Code::DoubledKey => told(
            "A name is written twice in one map.",
            "Remove one of them.",
            "facts: { \"most\": Num(6), \"most\": Num(5) },",
            "facts: { \"most\": Num(6) },",
        ),
        Code::Schema => told(
            "The file is of a version of the language that this program does not read.",
            "Use a program of that version, or write the list in this one.",
            "schema: 2,",
            "schema: 1,",
        ),
        Code::BadName => told(
            "A name breaks the rules for names: small letters, digits, - and _, a letter first.",
            "Write another name.",
            "retired: [\"Old Step\"],",
            "retired: [\"old-step\"],",
        ),
        Code::BadText => told(
            "A text is empty, too long, of more than one line, or would never equal what is recorded.",
            "Write it shorter and plainly.",
            "title: \"\",",
            "title: \"Show clear\",",
        ),
        Code::OutOfRange => told(
            "A number or a time is outside its limits.",
            "Write one within them.",
            "rev: 0,",
            "rev: 1,",
        ),
        Code::BadLength => told(
            "A list has too few rows or too many.",
            "Add what is missing, or divide it.",
            "steps: [Step(id: \"look\", kind: Choose(ask: \"What is in it?\", of: [\"empty\"]))],",
            "steps: [Step(id: \"look\", kind: Choose(ask: \"What is in it?\", of: [\"empty\", \"NOT SURE\"]))],",
        ),
        Code::UnknownName => told(
            "Something is called by a name that nothing has.",
            "Correct the name.",
            "steps: [Step(id: \"look\", by: \"armourer\", kind: Confirm(ask: \"Tray on the cart\"))],",
            "steps: [Step(id: \"look\", by: \"armorer\", kind: Confirm(ask: \"Tray on the cart\"))],",
        ),
        Code::DoubledName => told(
            "Two things have one name.",
            "Give one of them another.",
            "steps: [Step(id: \"look\", kind: Confirm(ask: \"Tray here\")), Step(id: \"look\", kind: Confirm(ask: \"Tray gone\"))],",
            "steps: [Step(id: \"look\", kind: Confirm(ask: \"Tray here\")), Step(id: \"gone\", kind: Confirm(ask: \"Tray gone\"))],",
        ),
        Code::RetiredName => told(
            "A name was retired, and old records mean another thing by it.",
            "Take a new name.",
            "retired: [\"look\"],",
            "retired: [\"looked\"],",
        ),
        Code::LooksAhead => told(
            "A condition looks at a step that comes later, or at itself.",
            "Name only inputs, computed values and earlier steps.",
            "steps: [Step(id: \"look\", when: Gt(\"found\", 0), kind: Confirm(ask: \"Tray here\")), Step(id: \"found\", kind: Count(ask: \"Rounds\", max: 9))],",
            "steps: [Step(id: \"found\", kind: Count(ask: \"Rounds\", max: 9)), Step(id: \"look\", when: Gt(\"found\", 0), kind: Confirm(ask: \"Tray here\"))],",
        ),
        Code::WrongType => told(
            "A number is compared with a text, or something with a thing that has no value.",
            "Compare numbers with numbers, and texts with texts.",
            "steps: [Step(id: \"found\", kind: Count(ask: \"Rounds\", max: 9)), Step(id: \"look\", when: Eq(\"found\", \"two\"), kind: Confirm(ask: \"Tray here\"))],",
            "steps: [Step(id: \"found\", kind: Count(ask: \"Rounds\", max: 9)), Step(id: \"look\", when: Eq(\"found\", 2), kind: Confirm(ask: \"Tray here\"))],",
        ),
        Code::Constant => told(
            "The condition of a stop can never be so, and it never fires; or is always so, and no run gets past it.",
            "Mend the condition.",
            "stops: [Stop(id: \"s\", when: All([Eq(\"look\", \"empty\"), Ne(\"look\", \"empty\")]), say: \"STOP.\", clear: Clear(by: [\"armorer\"], restart_at: \"look\"))],",
            "stops: [Stop(id: \"s\", when: Ne(\"look\", \"empty\"), say: \"STOP.\", clear: Clear(by: [\"armorer\"], restart_at: \"look\"))],",
        ),
        Code::BadRestart => told(
            "A stop restarts, or a proof goes back, where it may not.",
            "Restart at the step that arms it or at one before; of a repeat, name the repeat itself.",
            "steps: [Step(id: \"look\", kind: Confirm(ask: \"Tray here\")), Step(id: \"gone\", kind: Confirm(ask: \"Tray gone\"))],\nstops: [Stop(id: \"s\", at: [\"look\"], when: Known(\"gun.tag\"), say: \"STOP.\", clear: Clear(by: [\"armorer\"], restart_at: \"gone\"))],",
            "steps: [Step(id: \"look\", kind: Confirm(ask: \"Tray here\")), Step(id: \"gone\", kind: Confirm(ask: \"Tray gone\"))],\nstops: [Stop(id: \"s\", at: [\"look\"], when: Known(\"gun.tag\"), say: \"STOP.\", clear: Clear(by: [\"armorer\"], restart_at: \"look\"))],",
        ),
        Code::KillerTick => told(
            "A killer step is a mere tick, which says nothing of what was seen.",
            "Let the answer name what was seen: Choose, Challenge, Count, BlindCount or Match.",
            "steps: [Step(id: \"look\", killer: true, kind: Confirm(ask: \"Gun empty\"))],",
            "steps: [Step(id: \"look\", killer: true, kind: Choose(ask: \"What is in it?\", of: [\"empty\", \"NOT SURE\"]))],",
        ),
        Code::SameRole => told(
            "Two roles have to differ here, and are one.",
            "Name another role.",
            "steps: [Step(id: \"look\", by: \"armorer\", to: \"armorer\", kind: Count(ask: \"Rounds\", max: 9))],",
            "steps: [Step(id: \"look\", by: \"first_ad\", to: \"armorer\", kind: Count(ask: \"Rounds\", max: 9))],",
        ),
        Code::BadDeclaration => told(
            "A step declares what its people cannot have witnessed.",
            "Declare in a step that two people who differ take part in, after any repeat.",
            "validity: Validity(lasts: Min(20)),\nsteps: [Step(id: \"look\", declares: Declares(item: \"gun\", state: EmptyShownClear), kind: Sign(roles: [\"armorer\"], meaning: \"I saw it empty.\"))],",
            "validity: Validity(lasts: Min(20)),\nsteps: [Step(id: \"look\", declares: Declares(item: \"gun\", state: EmptyShownClear), kind: Sign(roles: [\"armorer\", \"first_ad\"], meaning: \"I saw it empty.\"))],",
        ),
        Code::RestsDeclares => told(
            "An answer sets a whole lot apart in the very step that declares something.",
            "Ask for the lot in a step of its own, before the one that declares.",
            "validity: Validity(lasts: Min(20)),\nsteps: [Step(id: \"look\", by: \"armorer\", to: \"first_ad\", declares: Declares(item: \"gun\", state: EmptyShownClear), kind: Choose(ask: \"What came out?\", of: [\"nothing\", Choice(words: \"one misfired\", rests: \"gun\")]))],",
            "validity: Validity(lasts: Min(20)),\nsteps: [Step(id: \"lot\", kind: Choose(ask: \"What came out?\", of: [\"nothing\", Choice(words: \"one misfired\", rests: \"gun\")])), Step(id: \"look\", declares: Declares(item: \"gun\", state: EmptyShownClear), kind: Sign(roles: [\"armorer\", \"first_ad\"], meaning: \"I saw it empty.\"))],",
        ),
        Code::BadJoin => told(
            "A move that is to happen with the answer before it has no answer before it.",
            "Put it right after a Choose, Challenge, Count or BlindCount, or leave joined out.",
            "steps: [Step(id: \"look\", kind: Custody(item: \"gun\", act: SetDown, from: \"armorer\", joined: true))],",
            "steps: [Step(id: \"look\", kind: Custody(item: \"gun\", act: SetDown, from: \"armorer\"))],",
        ),
        Code::Unreachable => told(
            "A step, what it declares, or what an item needs has a condition that can never be so.",
            "Mend the condition, or remove the step.",
            "steps: [Step(id: \"look\", kind: Choose(ask: \"What is in it?\", of: [\"empty\", \"dummies\"])), Step(id: \"gone\", when: All([Eq(\"look\", \"empty\"), Eq(\"look\", \"dummies\")]), kind: Confirm(ask: \"Tray gone\"))],",
            "steps: [Step(id: \"look\", kind: Choose(ask: \"What is in it?\", of: [\"empty\", \"dummies\"])), Step(id: \"gone\", when: Eq(\"look\", \"empty\"), kind: Confirm(ask: \"Tray gone\"))],",
        ),
        Code::BareWord => told(
            "A word about the gun says less than it seems to: how it is, and not what is in it.",
            "Say what is in it, what was done, or what was seen.",
            "purpose: \"The gun is cold.\",",
            "purpose: \"Cold gun: empty, shown clear.\",",
        ),
        Code::UnknownUnit => files::UNKNOWN_UNIT,
        Code::WrongDigest => files::WRONG_DIGEST,
        Code::UnitMistaken => files::UNIT_MISTAKEN,
        Code::Cycle => files::CYCLE,
        Code::NestedUnits => files::NESTED_UNITS,
        Code::BadInclude => files::BAD_INCLUDE,
        Code::ListOnly => files::LIST_ONLY,
        Code::Loosens => files::LOOSENS,
        Code::BadTranslation => files::BAD_TRANSLATION,
    }
}
