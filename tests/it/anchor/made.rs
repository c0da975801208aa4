//! An authority of the tests: it answers requests with a key that everybody may know, always with the same bytes.

use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{DerSignature, SigningKey};
use sha1::Sha1;
use sha2::{Digest as _, Sha256};
use showclear::anchor::Request;

pub(crate) const ROOT: &[u8] = include_bytes!("../../corpus/anchor/root.pem");
pub(crate) const ISSUER: &[u8] = include_bytes!("../../corpus/anchor/issuer.der");
pub(crate) const CERT: &[u8] = include_bytes!("../../corpus/anchor/authority.der");
const KEY: &str = include_str!("../../corpus/anchor/authority.key.hex");

/// How the certificate is named in what is signed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Named {
    V1,
    V2,
    Both,
    Never,
}

/// What it answers; each part can be made wrong.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) text: [u8; 32],
    pub(crate) nonce: Option<u64>,
    pub(crate) time: String,
    pub(crate) named: Named,
    pub(crate) certs: Vec<Vec<u8>>,
    pub(crate) status: u8,
    pub(crate) kind: &'static str,
    /// What it says, where that is not what it signed.
    pub(crate) instead: Option<Vec<u8>>,
}

impl Answer {
    /// The good answer to a request, with a time such as `20261122193300Z`.
    pub(crate) fn to(request: &[u8], time: &str) -> Self {
        let request = Request::read(request).unwrap();
        Self {
            text: request.text,
            nonce: Some(request.nonce),
            time: time.to_owned(),
            named: Named::V2,
            certs: vec![CERT.to_vec(), ISSUER.to_vec()],
            status: 0,
            kind: "1.2.840.113549.1.9.16.1.4",
            instead: None,
        }
    }

    /// The response file.
    pub(crate) fn response(&self) -> Vec<u8> {
        let said = self.said();
        let mut attributes = vec![
            sequence(&[oid("1.2.840.113549.1.9.3"), tlv(0x31, &[oid(self.kind)])]),
            sequence(&[oid("1.2.840.113549.1.9.4"), tlv(0x31, &[octets(&Sha256::digest(&said))])]),
        ];
        if matches!(self.named, Named::V1 | Named::Both) {
            let id = sequence(&[sequence(&[sequence(&[octets(&Sha1::digest(CERT))])])]);
            attributes.push(sequence(&[oid("1.2.840.113549.1.9.16.2.12"), tlv(0x31, &[id])]));
        }
        if matches!(self.named, Named::V2 | Named::Both) {
            let id = sequence(&[sequence(&[sequence(&[octets(&Sha256::digest(CERT))])])]);
            attributes.push(sequence(&[oid("1.2.840.113549.1.9.16.2.47"), tlv(0x31, &[id])]));
        }
        attributes.sort();
        let key = SigningKey::from_slice(&hex(KEY)).unwrap();
        let signature: DerSignature = key.sign(&tlv(0x31, &attributes));
        let sha256 = || sequence(&[oid("2.16.840.1.101.3.4.2.1")]);
        let signer = sequence(&[
            vec![0x02, 0x01, 0x01],
            issuer_and_serial(CERT),
            sha256(),
            tlv(0xa0, &attributes),
            sequence(&[oid("1.2.840.10045.4.3.2")]),
            octets(signature.as_bytes()),
        ]);
        let shown = octets(self.instead.as_deref().unwrap_or(&said));
        let mut data = vec![
            vec![0x02, 0x01, 0x03],
            tlv(0x31, &[sha256()]),
            sequence(&[oid("1.2.840.113549.1.9.16.1.4"), tlv(0xa0, &[shown])]),
        ];
        if !self.certs.is_empty() {
            data.push(tlv(0xa0, &self.certs));
        }
        data.push(tlv(0x31, &[signer]));
        let token = sequence(&[oid("1.2.840.113549.1.7.2"), tlv(0xa0, &[sequence(&data)])]);
        sequence(&[sequence(&[vec![0x02, 0x01, self.status]]), token])
    }

    /// What is signed: the time stamp itself.
    pub(crate) fn said(&self) -> Vec<u8> {
        let mut parts = vec![
            vec![0x02, 0x01, 0x01],
            oid("1.3.6.1.4.1.4146.1"),
            sequence(&[sequence(&[oid("2.16.840.1.101.3.4.2.1")]), octets(&self.text)]),
            vec![0x02, 0x01, 0x2a],
            tlv(0x18, &[self.time.as_bytes().to_vec()]),
        ];
        parts.extend(self.nonce.map(integer));
        sequence(&parts)
    }
}

/// A part of DER.
pub(crate) fn tlv(tag: u8, parts: &[Vec<u8>]) -> Vec<u8> {
    let inside = parts.concat();
    let length = inside.len();
    let mut out = vec![tag];
    match length {
        0..=0x7f => out.push(u8::try_from(length).unwrap()),
        0x80..=0xff => out.extend([0x81, u8::try_from(length).unwrap()]),
        _ => {
            out.push(0x82);
            out.extend(u16::try_from(length).unwrap().to_be_bytes());
        }
    }
    [out, inside].concat()
}

pub(crate) fn sequence(parts: &[Vec<u8>]) -> Vec<u8> {
    tlv(0x30, parts)
}

fn octets(bytes: &[u8]) -> Vec<u8> {
    tlv(0x04, &[bytes.to_vec()])
}

fn oid(text: &str) -> Vec<u8> {
    let oid = der::asn1::ObjectIdentifier::new(text).unwrap();
    tlv(0x06, &[oid.as_bytes().to_vec()])
}

fn integer(number: u64) -> Vec<u8> {
    let mut bytes: Vec<u8> = number.to_be_bytes().into_iter().skip_while(|b| *b == 0).collect();
    if bytes.first().is_none_or(|first| *first >= 0x80) {
        bytes.insert(0, 0);
    }
    tlv(0x02, &[bytes])
}

/// Who issued a certificate, and under which number.
fn issuer_and_serial(cert: &[u8]) -> Vec<u8> {
    use der::{Decode as _, Encode as _};
    let body = x509_cert::Certificate::from_der(cert).unwrap().tbs_certificate;
    sequence(&[body.issuer.to_der().unwrap(), body.serial_number.to_der().unwrap()])
}

pub(crate) fn hex(text: &str) -> Vec<u8> {
    let pairs = text.trim().as_bytes().chunks(2);
    pairs.map(|pair| u8::from_str_radix(str::from_utf8(pair).unwrap(), 16).unwrap()).collect()
}
