//! Signatures held against the texts that they are over: gathered while the lines are read, and checked many at a time.

use std::collections::BTreeMap;

use crate::event::{Mode, Signed, StatementKind};
use crate::log::{Fan, Hash, fan_out};
use crate::signing::{Presence, PublicKey, SshSig};
use crate::statement::namespace;
use crate::terms::Role;
use crate::verify::facts::SignerFact;
use crate::verify::finding::{ASK, Findings, Mark};

/// How many are gathered before they are checked.
const BATCH: usize = 1024;

/// A signature whose text is known.
pub(super) struct Waiting {
    pub(super) place: String,
    pub(super) kind: StatementKind,
    pub(super) signed: Signed,
    /// The role in which its signer was asked, where they were.
    pub(super) role: Option<Role>,
    /// The key that the log gave the signer by then, as it is written.
    pub(super) key: Option<String>,
    /// Whether the roster in force asks that a security key checks a PIN or a finger.
    pub(super) checks: bool,
    /// Where what is found belongs among what else was found.
    pub(super) mark: Mark,
}

/// What holds.
struct Held {
    key: PublicKey,
    presence: Presence,
    counter: Option<u32>,
}

/// Those that wait, and what each security key last said of how often it signed, by fingerprint.
#[derive(Default)]
pub(super) struct Signatures {
    waiting: Vec<Waiting>,
    counters: BTreeMap<String, u32>,
}

/// A statement, and the signature on it that holds.
pub(super) type Good = (u64, (SignerFact, PublicKey));

impl Signatures {
    /// One more; says whether it is time to check them.
    pub(super) fn wait(&mut self, one: Waiting) -> bool {
        self.waiting.push(one);
        self.waiting.len() >= BATCH
    }

    /// Checks those that wait against the `texts` of their statements: those that hold, and the statements of the others.
    pub(super) fn check<'t>(
        &mut self,
        fan: &dyn Fan,
        mode: Mode,
        texts: impl Fn(u64) -> Option<&'t [u8]> + Sync,
        found: &mut Findings,
    ) -> (Vec<Good>, Vec<u64>) {
        let waiting = std::mem::take(&mut self.waiting);
        // A few keys sign everything: each is read once.
        let mut keys: BTreeMap<&str, Result<PublicKey, String>> = BTreeMap::new();
        for key in waiting.iter().filter_map(|one| one.key.as_deref()) {
            keys.entry(key).or_insert_with(|| key.parse().map_err(|error| format!("{error}")));
        }
        let results = fan_out(fan, waiting.len(), |at| match waiting.get(at) {
            Some(one) => hold(one, &keys, mode, texts(one.signed.statement).unwrap_or_default()),
            None => Err(String::new()),
        });
        let (mut good, mut bad, mut said) = (Vec::new(), Vec::new(), Vec::new());
        for (one, result) in waiting.into_iter().zip(results) {
            let Waiting { place, signed, role, mark, .. } = one;
            let number = signed.statement;
            let mut own = Findings::default();
            match (result, role) {
                (Ok(held), Some(role)) => {
                    self.counted(&place, &signed, held.counter, &mut own);
                    let fact = SignerFact {
                        role,
                        person: signed.person,
                        fingerprint: signed.key,
                        touched: held.presence != Presence::NotAttested,
                    };
                    good.push((number, (fact, held.key)));
                }
                (Ok(_), None) => {}
                (Err(what), _) => {
                    let what =
                        format!("the signature of {} on statement {number}: {what}", signed.person);
                    bad.push(number);
                    own.altered(place, what, ASK);
                }
            }
            said.push((mark, own));
        }
        // From the last on, so that what is put in moves no place that is still to come.
        for (mark, own) in said.into_iter().rev() {
            found.put_in(mark, own);
        }
        (good, bad)
    }

    /// Notes a security key whose counter does not go on: two of them may hold one key.
    fn counted(
        &mut self,
        place: &str,
        signed: &Signed,
        counter: Option<u32>,
        found: &mut Findings,
    ) {
        let Some(counter) = counter else { return };
        let before = self.counters.insert(signed.key.clone(), counter);
        // One that keeps no counter says 0 each time.
        if let Some(before) = before.filter(|before| counter <= *before && *before > 0) {
            let what = format!(
                "the security key {} of {} counted {before} signatures before, and now {counter}",
                signed.key, signed.person
            );
            let advice = "There may be a second key like it. Ask who holds it.";
            found.note(place, what, advice);
        }
    }
}

fn hold(
    one: &Waiting,
    keys: &BTreeMap<&str, Result<PublicKey, String>>,
    mode: Mode,
    text: &[u8],
) -> Result<Held, String> {
    let signed = &one.signed;
    if *Hash::of(text).as_bytes() != signed.text.0 {
        return Err("the text that was signed is not the one that the lines give".to_owned());
    }
    let key = one.key.as_deref().and_then(|key| keys.get(key));
    let key = key.ok_or_else(|| format!("the log gives them no key {}", signed.key))?.clone()?;
    let blob = SshSig::parse_blob_base64_by(&signed.sig, &[&key]);
    let blob = blob.map_err(|error| error.to_string())?;
    let namespace = namespace(one.kind, mode);
    let presence = blob.verify(&key, namespace, text).map_err(|error| error.to_string())?;
    if one.checks && presence == Presence::Touched {
        return Err("the security key checked no PIN and no finger, and the roster in force asks \
                    for it"
            .to_owned());
    }
    Ok(Held { key, presence, counter: blob.counter() })
}
