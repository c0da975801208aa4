//! SHA-256 of several messages two at a time: a core has room for the blocks of a second one while it waits for the first.
//!
//! Block by block one message waits for itself; two that know nothing of each other do not. The compression is the
//! library's own, and only the padding (FIPS 180-4, section 5.1.1) is written here.

use sha2::compress256;
use sha2::digest::generic_array::GenericArray;

use super::Hash;

/// The words that a hash begins with (FIPS 180-4, section 5.3.3).
const FIRST: [u32; 8] = [
    0x6a09_e667,
    0xbb67_ae85,
    0x3c6e_f372,
    0xa54f_f53a,
    0x510e_527f,
    0x9b05_688c,
    0x1f83_d9ab,
    0x5be0_cd19,
];

type Block = [u8; 64];

/// Bytes to be hashed, with at most one byte before them.
#[derive(Clone, Copy, Debug)]
pub(in crate::log) struct Message<'a> {
    /// The byte that says what is hashed, where one does.
    pub(in crate::log) before: Option<u8>,
    /// The others.
    pub(in crate::log) bytes: &'a [u8],
}

/// Gives the hash of each message to `done`, with its place in the order of `messages`; not in that order.
pub(in crate::log) fn hash_all<'a>(
    messages: impl IntoIterator<Item = Message<'a>>,
    mut done: impl FnMut(usize, Hash),
) {
    let mut messages = messages.into_iter().enumerate();
    let (mut one, mut two) = (Lane::default(), Lane::default());
    let (mut is_one, mut is_two) = (one.begin(messages.next()), two.begin(messages.next()));
    while is_one && is_two {
        for _ in 0..one.left.min(two.left) {
            one.step();
            two.step();
        }
        if one.left == 0 {
            done(one.at, one.value());
            is_one = one.begin(messages.next());
        }
        if two.left == 0 {
            done(two.at, two.value());
            is_two = two.begin(messages.next());
        }
    }
    if is_one || is_two {
        let mut last = if is_one { one } else { two };
        while last.left > 0 {
            last.step();
        }
        done(last.at, last.value());
    }
}

/// One message on its way, and what is still to come of it: at most one block made of its start, those that stand in it
/// as they are, and one or two made of its end.
struct Lane<'a> {
    at: usize,
    state: [u32; 8],
    /// How many blocks there are, of all three sorts.
    left: usize,
    has_head: bool,
    head: Block,
    body: &'a [Block],
    has_two: bool,
    tail: [Block; 2],
}

impl Default for Lane<'_> {
    fn default() -> Self {
        Self {
            at: 0,
            state: FIRST,
            left: 0,
            has_head: false,
            head: [0; 64],
            body: &[],
            has_two: false,
            tail: [[0; 64]; 2],
        }
    }
}

impl<'a> Lane<'a> {
    /// Takes the next message, if there is one.
    fn begin(&mut self, message: Option<(usize, Message<'a>)>) -> bool {
        let Some((at, Message { before, bytes })) = message else { return false };
        self.at = at;
        self.state = FIRST;
        let (mut first, mut rest) = (before, bytes);
        self.has_head = false;
        if let (Some(byte), Some((start, more))) = (before, bytes.split_first_chunk::<63>()) {
            let [place, places @ ..] = &mut self.head;
            (*place, *places) = (byte, *start);
            self.has_head = true;
            (first, rest) = (None, more);
        }
        let (body, end) = rest.as_chunks::<64>();
        self.body = body;
        let bits = (bytes.len() as u64 + u64::from(before.is_some())) << 3;
        let tails = self.end_with(first, end, bits);
        self.left = usize::from(self.has_head) + body.len() + tails;
        true
    }

    /// Makes the last blocks: what is left of the message, a one bit, zeros, and how many bits there were.
    fn end_with(&mut self, first: Option<u8>, end: &[u8], bits: u64) -> usize {
        let used = usize::from(first.is_some()) + end.len();
        self.has_two = used >= 56;
        self.tail = [[0; 64]; 2];
        let tail = self.tail.as_flattened_mut();
        let mut at = if self.has_two { 0 } else { 64 };
        if let (Some(byte), Some(place)) = (first, tail.get_mut(at)) {
            *place = byte;
            at += 1;
        }
        if let Some(places) = tail.get_mut(at..at + end.len()) {
            places.copy_from_slice(end);
        }
        if let Some(place) = tail.get_mut(at + end.len()) {
            *place = 0x80;
        }
        if let Some(places) = tail.last_chunk_mut::<8>() {
            *places = bits.to_be_bytes();
        }
        1 + usize::from(self.has_two)
    }

    /// Compresses the next block.
    #[inline]
    fn step(&mut self) {
        self.left -= 1;
        let block = if self.has_head {
            self.has_head = false;
            &self.head
        } else if let Some((block, rest)) = self.body.split_first() {
            self.body = rest;
            block
        } else if self.has_two {
            self.has_two = false;
            let [first, _] = &self.tail;
            first
        } else {
            let [_, last] = &self.tail;
            last
        };
        compress256(&mut self.state, std::slice::from_ref(GenericArray::from_slice(block)));
    }

    /// The hash, once no block is left.
    fn value(&self) -> Hash {
        let mut bytes = [0; 32];
        for (places, word) in bytes.as_chunks_mut::<4>().0.iter_mut().zip(self.state) {
            *places = word.to_be_bytes();
        }
        Hash::new(bytes)
    }
}
