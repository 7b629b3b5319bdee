//! Columns: numbers and words one after the other, in as few bytes as they need, the same on every machine.
//!
//! A number takes a byte for each seven of its bits. A word is told by how many bytes it shares with the one before and by
//! those that follow: « arnaque », « arnaques » is one letter more. Reading never fails on bad bytes, it gives nothing.

use crate::lexicon::vocabulary::WordList;

/// A column that is written.
#[derive(Debug, Default)]
pub(super) struct Writer {
    bytes: Vec<u8>,
    last_word: Vec<u8>,
}

/// The most bytes that a word's first byte can tell as shared, and as following; so many following are told apart.
pub(super) const NIBBLE: usize = 15;

impl Writer {
    /// The bytes written.
    pub(super) fn finish(self) -> Vec<u8> {
        self.bytes
    }

    pub(super) fn number(&mut self, mut number: u32) {
        while number >= 0x80 {
            self.bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    /// A number of either sign, small where it is near 0.
    pub(super) fn signed(&mut self, number: i32) {
        self.number((number << 1 ^ number >> 31) as u32);
    }

    /// Numbers of so many bits each.
    pub(super) fn bits(&mut self, width: u32, numbers: impl Iterator<Item = u32>) {
        let (mut bits, mut held) = (0u64, 0);
        for number in numbers {
            bits |= u64::from(number) << held;
            held += width;
            while held >= u8::BITS {
                self.bytes.push(bits as u8);
                bits >>= u8::BITS;
                held -= u8::BITS;
            }
        }
        if held > 0 {
            self.bytes.push(bits as u8);
        }
    }

    /// A word, after the one before.
    pub(super) fn word(&mut self, word: &[u8]) {
        let shared = self.last_word.iter().zip(word).take_while(|(last, this)| last == this).count();
        let shared = shared.min(NIBBLE);
        let rest = &word[shared..];
        self.bytes.push((shared << 4 | rest.len().min(NIBBLE)) as u8);
        if rest.len() >= NIBBLE {
            self.number((rest.len() - NIBBLE) as u32);
        }
        self.bytes.extend_from_slice(rest);
        self.last_word.clear();
        self.last_word.extend_from_slice(word);
    }
}

/// A column that is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column<'a> {
    rest: &'a [u8],
}

impl<'a> Column<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// How many bytes are left.
    pub(super) fn len(&self) -> usize {
        self.rest.len()
    }

    /// Whether nothing is left.
    pub(super) fn is_done(&self) -> bool {
        self.rest.is_empty()
    }

    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    #[inline]
    pub(super) fn number(&mut self) -> Option<u32> {
        // Most are small, and there are hundreds of thousands.
        if let [byte @ ..0x80, rest @ ..] = self.rest {
            self.rest = rest;
            return Some(u32::from(*byte));
        }
        if let [low, high @ ..0x80, rest @ ..] = self.rest {
            self.rest = rest;
            return Some(u32::from(*low & 0x7f) | u32::from(*high) << 7);
        }
        let (number, rest) = long_number(self.rest)?;
        self.rest = rest;
        Some(number)
    }

    #[inline]
    pub(super) fn signed(&mut self) -> Option<i32> {
        let number = self.number()?;
        Some((number >> 1) as i32 ^ -((number & 1) as i32))
    }

    /// So many numbers of so many bits each.
    #[inline]
    pub(super) fn bits(&mut self, width: u32, count: usize) -> Option<impl Iterator<Item = u32> + use<'a>> {
        let length = count.checked_mul(width as usize)?.div_ceil(u8::BITS as usize);
        let (bytes, after) = self.rest.split_at_checked(length)?;
        self.rest = after;
        let (mut bytes, mut bits, mut held) = (bytes.iter(), 0u64, 0);
        Some((0..count).map(move |_| {
            while held < width {
                bits |= bytes.next().map_or(0, |byte| u64::from(*byte) << held);
                held += u8::BITS;
            }
            let number = bits & ((1 << width) - 1);
            bits >>= width;
            held -= width;
            number as u32
        }))
    }

    /// Reads a word onto the end of `list`, whose last word was read before from this column.
    pub(super) fn word(&mut self, list: &mut WordList) -> Option<()> {
        let head = usize::from(self.byte()?);
        let (shared, mut following) = (head >> 4, head & NIBBLE);
        if following == NIBBLE {
            following += self.number()? as usize;
        }
        let (rest, after) = self.rest.split_at_checked(following)?;
        self.rest = after;
        list.push_after_last(shared, rest)
    }
}

/// A number of any length, with what follows it. Takes no column, so that one that is read over and over stays in registers.
fn long_number(mut bytes: &[u8]) -> Option<(u32, &[u8])> {
    let mut number = 0;
    for shift in (0..u32::BITS).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        bytes = rest;
        number |= u32::from(byte & 0x7f) << shift;
        if *byte < 0x80 {
            return Some((number, rest));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let numbers = [0, 1, 127, 128, 300, 1 << 24, u32::MAX];
        let signed = [0, -1, 1, -64, 64, i32::MIN, i32::MAX];
        let words = [
            "",
            "arnaque",
            "arnaques",
            "a",
            "un-mot-de-plus-de-quinze-lettres",
            "un-mot-de-plus-de-quinze-ans",
        ];
        let mut writer = Writer::default();
        numbers.iter().for_each(|number| writer.number(*number));
        signed.iter().for_each(|number| writer.signed(*number));
        words.iter().for_each(|word| writer.word(word.as_bytes()));
        let bytes = writer.finish();
        let mut column = Column::new(&bytes);
        assert_eq!(numbers.map(|_| column.number().unwrap()), numbers);
        assert_eq!(signed.map(|_| column.signed().unwrap()), signed);
        let mut list = WordList::default();
        words.iter().for_each(|_| column.word(&mut list).unwrap());
        assert_eq!(words.len(), list.len());
        for (number, word) in words.iter().enumerate() {
            assert_eq!(list.bytes(number as u32), word.as_bytes());
        }
        assert!(column.is_done() && column.number().is_none() && column.word(&mut list).is_none());
    }

    #[test]
    fn a_number_that_never_ends_is_none() {
        assert_eq!(Column::new(&[0xff; 9]).number(), None);
    }
}
