//! What each mistake between files, or between languages, means.

use super::{Explained, told};

pub(super) const UNKNOWN_UNIT: Explained = told(
    "A unit is used, and no file at hand has that id.",
    "Correct the id, or put the unit's file beside the list, in units.",
    "uses: { \"bores\": Use(id: \"bores\", rev: 1, sha256: \"0000000000000000000000000000000000000000000000000000000000000000\") },\nsteps: [Step(id: \"look\", kind: Include(unit: \"bores\"))],\n// unit bore",
    "uses: { \"bore\": Use(id: \"bore\", rev: 1, sha256: \"sha256 of bore\") },\nsteps: [Step(id: \"look\", kind: Include(unit: \"bore\"))],\n// unit bore",
);

pub(super) const WRONG_DIGEST: Explained = told(
    "A unit is used by a SHA-256 that its file does not have: it has been changed, or is another unit.",
    "Read what changed in it; then write the SHA-256 that it has now.",
    "uses: { \"bore\": Use(id: \"bore\", rev: 1, sha256: \"0000000000000000000000000000000000000000000000000000000000000000\") },\nsteps: [Step(id: \"look\", kind: Include(unit: \"bore\"))],\n// unit bore",
    "uses: { \"bore\": Use(id: \"bore\", rev: 1, sha256: \"sha256 of bore\") },\nsteps: [Step(id: \"look\", kind: Include(unit: \"bore\"))],\n// unit bore",
);

pub(super) const UNIT_MISTAKEN: Explained = told(
    "A unit is used that has mistakes of its own.",
    "Mend the unit first, then write its new SHA-256.",
    "uses: { \"bore\": Use(id: \"bore\", rev: 1, sha256: \"sha256 of bore\") },\nsteps: [Step(id: \"look\", kind: Include(unit: \"bore\"))],\n// unit bore\ntitle: \"\",",
    "uses: { \"bore\": Use(id: \"bore\", rev: 1, sha256: \"sha256 of bore\") },\nsteps: [Step(id: \"look\", kind: Include(unit: \"bore\"))],\n// unit bore\ntitle: \"Bore\",",
);

pub(super) const CYCLE: Explained = told(
    "A unit uses itself, at once or by way of others.",
    "Write the steps out in one of them.",
    "// unit bore\nuses: { \"bore\": Use(id: \"bore\", rev: 1, sha256: \"0000000000000000000000000000000000000000000000000000000000000000\") },\nsteps: [Step(id: \"look\", kind: Include(unit: \"bore\"))],",
    "// unit bore\nsteps: [Step(id: \"look\", kind: Count(ask: \"Rounds\", max: 9))],",
);

pub(super) const NESTED_UNITS: Explained = told(
    "Units use units deeper than anybody can follow.",
    "Write the steps of one of them out.",
    concat!(
        "// unit five\nuses: { \"u\": Use(id: \"four\", rev: 1, sha256: \"sha256 of four\") },\nsteps: [Step(id: \"look\", kind: Include(unit: \"u\"))],\n",
        "// unit four\nuses: { \"u\": Use(id: \"three\", rev: 1, sha256: \"sha256 of three\") },\nsteps: [Step(id: \"look\", kind: Include(unit: \"u\"))],\n",
        "// unit three\nuses: { \"u\": Use(id: \"two\", rev: 1, sha256: \"sha256 of two\") },\nsteps: [Step(id: \"look\", kind: Include(unit: \"u\"))],\n",
        "// unit two\nuses: { \"u\": Use(id: \"one\", rev: 1, sha256: \"sha256 of one\") },\nsteps: [Step(id: \"look\", kind: Include(unit: \"u\"))],\n",
        "// unit one",
    ),
    concat!(
        "// unit two\nuses: { \"u\": Use(id: \"one\", rev: 1, sha256: \"sha256 of one\") },\nsteps: [Step(id: \"look\", kind: Include(unit: \"u\"))],\n",
        "// unit one",
    ),
);

pub(super) const BAD_INCLUDE: Explained = told(
    "An include says what only steps can say, or gives a unit what it is not for.",
    "Say it in the unit or in a step of its own; give the unit what it asks for.",
    "uses: { \"bore\": Use(id: \"bore\", rev: 1, sha256: \"sha256 of bore\") },\nsteps: [Step(id: \"look\", killer: true, kind: Include(unit: \"bore\"))],\n// unit bore",
    "uses: { \"bore\": Use(id: \"bore\", rev: 1, sha256: \"sha256 of bore\") },\nsteps: [Step(id: \"look\", kind: Include(unit: \"bore\"))],\n// unit bore",
);

pub(super) const LIST_ONLY: Explained = told(
    "A unit says what only a list can say.",
    "Say it in the list that includes the unit.",
    "// unit bore\nsteps: [Step(id: \"look\", declares: Declares(item: \"gun\", state: EmptyShownClear), kind: Sign(roles: [\"armorer\", \"first_ad\"], meaning: \"I saw it empty.\"))],",
    "// unit bore\nsteps: [Step(id: \"look\", kind: Sign(roles: [\"armorer\", \"first_ad\"], meaning: \"I saw it empty.\"))],",
);

pub(super) const LOOSENS: Explained = told(
    "An overlay, which only tightens, would loosen the list.",
    "Leave it out, or say deviates: and have that signed.",
    "// overlay local\nskip: [\"look\"],\n// list example",
    "// overlay local\nlasts: Min(10),\n// list example",
);

pub(super) const BAD_TRANSLATION: Explained = told(
    "A translation fills in something else than the text that it translates.",
    "Fill in the same, in any order.",
    "strings: { \"es\": { \"look.ask\": (\"¿Qué hay en {gun.tag}?\", \"4a3d163a\") } },",
    "strings: { \"es\": { \"look.ask\": (\"¿Qué hay?\", \"4a3d163a\") } },",
);
