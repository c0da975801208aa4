//! From the certificate of an authority to a root of the reader's own (RFC 5280, 6).

use super::cert::{Cert, Usages};
use super::fault::{Fault, Untrusted};
use super::trust::{Root, Trust};

/// The most certificates between a signer and a root.
const LONGEST: usize = 8;
/// The most signatures that are tried, whatever names a token makes up.
const MOST_TRIES: usize = 64;

struct Search<'a> {
    others: &'a [Cert],
    trust: &'a Trust,
    time: i64,
    tries: usize,
    /// What spoke against the first way that was tried.
    against: Option<Untrusted>,
}

/// The first root that leads to `cert` at that time.
pub(super) fn lead(
    cert: &Cert,
    others: &[Cert],
    trust: &Trust,
    time: i64,
) -> Result<Root, Untrusted> {
    let mut search = Search { others, trust, time, tries: 0, against: None };
    let found = search.up(cert, &mut Vec::new());
    found.ok_or_else(|| search.against.unwrap_or(Untrusted::NoRoot))
}

impl<'a> Search<'a> {
    /// A root above `cert`; `below` are the issuers between the signer and `cert`, `cert` itself included where it is one.
    fn up(&mut self, cert: &Cert, below: &mut Vec<&'a Cert>) -> Option<Root> {
        let (trust, others) = (self.trust, self.others);
        let name = cert.issuer_der();
        for root in trust.roots().iter().filter(|root| root.subject_der() == name) {
            if self.issues(root, cert, below) {
                return Some(Root { subject: root.subject(), sha256: root.sha256() });
            }
        }
        if below.len() >= LONGEST {
            return None;
        }
        for issuer in others.iter().filter(|issuer| issuer.subject_der() == name) {
            if below.contains(&issuer) || !self.issues(issuer, cert, below) {
                continue;
            }
            below.push(issuer);
            let found = self.up(issuer, below);
            below.pop();
            if found.is_some() {
                return found;
            }
        }
        None
    }

    /// Whether `issuer` may have issued `cert`, and did.
    fn issues(&mut self, issuer: &Cert, cert: &Cert, below: &[&Cert]) -> bool {
        self.tries += 1;
        if self.tries > MOST_TRIES {
            return false;
        }
        match self.speaks_against(issuer, cert, below) {
            None => true,
            Some(why) => {
                let subject = issuer.subject();
                self.against.get_or_insert(Untrusted::Refused { subject, why });
                false
            }
        }
    }

    fn speaks_against(&self, issuer: &Cert, cert: &Cert, below: &[&Cert]) -> Option<&'static str> {
        let between = below.iter().filter(|one| !one.is_self_issued()).count();
        match issuer.may_issue() {
            None => return Some("it may not issue certificates"),
            Some(Some(most)) if usize::from(most) < between => {
                return Some("more issuers stand below it than it allows");
            }
            Some(_) => {}
        }
        if issuer.demands_nothing_else().is_err() {
            return Some("it demands what is not understood here");
        }
        match issuer.usages() {
            Usages::Unsaid | Usages::Allowed => {}
            Usages::Other => return Some("what it issues is not for time stamps"),
        }
        if !issuer.holds_at(self.time) {
            return Some("it does not hold at that time");
        }
        match cert.signed_by(issuer) {
            Ok(()) => None,
            Err(Fault::Algorithm { .. }) => {
                Some("it signed with an algorithm that is not read here")
            }
            Err(Fault::RsaBits(_)) => Some("its RSA key is too short or too long"),
            Err(_) => Some("its key did not sign what is below it"),
        }
    }
}
