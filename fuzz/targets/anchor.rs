//! Any bytes as the answer of an authority, or as the roots of a reader: refused, or taken to say what was signed and nothing else.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use showclear::anchor::{Request, Trust, read};

mod sample;

const ANSWERS: [&[u8]; 2] = [
    include_bytes!("../../tests/corpus/anchor/response.tsr"),
    include_bytes!("../../tests/corpus/anchor/openssl.tsr"),
];
const ROOT: &[u8] = include_bytes!("../../tests/corpus/anchor/root.pem");

static GOOD: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| ANSWERS.map(<[u8]>::to_vec).to_vec());

fuzz_target!(|bytes: &[u8]| {
    let roots = sample::given(bytes, &[ROOT.to_vec()]);
    let trust = Trust::parse(&roots).unwrap_or_else(|_| Trust::parse(ROOT).unwrap());
    let bytes = sample::given(bytes, &GOOD);
    if let Ok(request) = Request::read(&bytes) {
        assert_eq!(request.to_der(), bytes, "a request that is written otherwise");
    }
    let Ok(token) = read(&bytes) else { return };
    let said = |good: &Vec<u8>| {
        let good = read(good).unwrap();
        good.imprint() == token.imprint()
            && good.nonce() == token.nonce()
            && good.time() == token.time()
            && good.certificate() == token.certificate()
    };
    assert!(GOOD.iter().any(said), "something is taken that nobody signed");
    // Whatever is said of the way to a root, it is said.
    drop(token.confirm(&trust));
});
