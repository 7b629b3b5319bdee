//! The table that finds a word by its bytes.
//!
//! Open addressing over the numbers of the words, each with a tag of some bits of its hash; what the bytes of a number are the
//! vocabulary knows. A word is hashed and compared by a [`Key`]: eight bytes from either end, read at once.

use super::vocabulary::{FIRST_SET, UNKNOWN, WordId, WordList, short_number};

/// How many slots of the table there are for each two words: a look-up takes two probes, most told apart by their tags.
const SLOTS_PER_TWO_WORDS: usize = 3;

/// Where in a slot the tag stands, some bits of the word's hash; below it stands the word.
const TAG_SHIFT: u32 = FIRST_SET.trailing_zeros();

/// The table: words with their tags, each in the first free slot from where its hash points to.
#[derive(Debug)]
pub(super) struct Slots {
    slots: Vec<u32>,
}

impl Slots {
    pub(super) fn for_words(count: usize) -> Self {
        // One more, so that there always is an empty one.
        Self { slots: vec![UNKNOWN; count * SLOTS_PER_TWO_WORDS / 2 + 1] }
    }

    /// Where a hash points to, by its upper half.
    fn home(&self, hash: u64) -> usize {
        (((hash >> 32) * self.slots.len() as u64) >> 32) as usize
    }

    /// The tag of a hash, at its place in a slot.
    fn tag(hash: u64) -> u32 {
        (hash as u32) << TAG_SHIFT
    }

    pub(super) fn insert(&mut self, list: &WordList, word: WordId) {
        let hash = Key::of(list.bytes(word)).hash();
        let mut slot = self.home(hash);
        while self.slots[slot] != UNKNOWN {
            slot = (slot + 1) % self.slots.len();
        }
        self.slots[slot] = Self::tag(hash) | word;
    }

    /// The number of the word with that key that `is_it`.
    #[inline]
    pub(super) fn find(&self, key: Key, is_it: impl Fn(WordId) -> bool) -> Option<WordId> {
        let hash = key.hash();
        let mut slot = self.home(hash);
        loop {
            let number = self.slots[slot] ^ Self::tag(hash);
            if number < FIRST_SET && number != UNKNOWN && is_it(number) {
                return Some(number);
            }
            if self.slots[slot] == UNKNOWN {
                return None;
            }
            slot += 1;
            if slot == self.slots.len() {
                slot = 0;
            }
        }
    }
}

/// How many bytes are read at a time.
pub(super) const EIGHT: usize = 8;

/// The first eight bytes of a word and its last eight: all of it but for long words. Of eight bytes or less all are the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Key {
    first: u64,
    last: u64,
}

impl Key {
    pub(super) fn of(word: &[u8]) -> Self {
        let eight = |bytes: Option<&[u8; EIGHT]>| bytes.map_or(0, |eight| u64::from_le_bytes(*eight));
        match word.len() {
            ..=EIGHT => Self::short(word, 0, word.len()),
            _ => Self { first: eight(word.first_chunk()), last: eight(word.last_chunk()) },
        }
    }

    /// The key of a word of eight bytes or less that begins at `start` in a text.
    #[inline]
    pub(super) fn short(text: &[u8], start: usize, length: usize) -> Self {
        let rest = &text[start..];
        match rest.first_chunk() {
            Some(eight) => Self::opening(*eight, length),
            None => Self::opening(short_number(&rest[..length]).to_le_bytes(), length),
        }
    }

    /// The key of the word that so many of eight bytes are; what stands behind it is shifted out.
    #[inline]
    pub(super) fn opening(eight: [u8; EIGHT], length: usize) -> Self {
        let behind = (EIGHT - length) as u32 * u8::BITS;
        Self { first: u64::from_le_bytes(eight).wrapping_shl(behind), last: 0 }
    }

    /// A 64-bit mix of the key: both halves of one product.
    #[inline]
    fn hash(self) -> u64 {
        const SEED: u64 = 0x51_7c_c1_b7_27_22_0a_95;
        let product = u128::from(self.first) * u128::from(self.last ^ SEED);
        (product >> u64::BITS) as u64 ^ product as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_the_same_wherever_a_word_stands() {
        let text = b"le remboursement de pas et par colis";
        for start in 0..text.len() {
            for end in start + 1..=text.len().min(start + EIGHT) {
                assert_eq!(Key::of(&text[start..end]), Key::short(text, start, end - start));
            }
        }
        assert_ne!(Key::of(b"rembourses"), Key::of(b"rembourser"));
        assert_ne!(Key::of(b"pas"), Key::of(b"par"));
    }
}
