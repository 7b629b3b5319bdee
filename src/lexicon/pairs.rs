//! The spellings of several words, found by their first two.
//!
//! Open addressing over the spellings' places in their list, each with a tag of some bits of its pair's hash, so that the
//! list is hardly ever looked at in vain: most words open some spelling, and few go on as one.

use super::vocabulary::WordId;

/// How many slots there are at least for each spelling: with so many most pairs that begin none are known by an empty slot.
const SLOTS_PER_SPELLING: usize = 3;

/// Where in a slot the tag stands; below it stands the place, counted from one.
const TAG_SHIFT: u32 = 24;

/// The table; a power of two of slots, empty ones nought.
#[derive(Debug)]
pub(super) struct Pairs {
    slots: Vec<u32>,
    /// How many bits of a hash do not tell its slot.
    shift: u32,
}

impl Pairs {
    /// The table of so many spellings, given their places with their first two words.
    pub(super) fn new(count: usize, spellings: impl Iterator<Item = (usize, WordId, WordId)>) -> Self {
        // Two at least, so that there always is an empty one and a hash tells a bit of where to look.
        let slots = (count * SLOTS_PER_SPELLING).max(1) + 1;
        let slots = vec![0; slots.next_power_of_two()];
        let mut pairs = Self { shift: u32::BITS - slots.len().trailing_zeros(), slots };
        for (place, first, second) in spellings {
            let hash = hash(first, second);
            let mut slot = pairs.home(hash);
            while pairs.slots[slot] != 0 {
                slot = pairs.after(slot);
            }
            pairs.slots[slot] = tag(hash) | (place as u32 + 1);
        }
        pairs
    }

    /// The places of spellings that may begin with these two words, in the order they were given.
    #[inline]
    pub(super) fn places(&self, first: WordId, second: WordId) -> impl Iterator<Item = usize> {
        let hash = hash(first, second);
        let mut slot = self.home(hash);
        let slots = std::iter::from_fn(move || {
            let number = self.slots[slot];
            slot = self.after(slot);
            (number != 0).then_some(number ^ tag(hash))
        });
        slots.filter(|number| number >> TAG_SHIFT == 0).map(|number| number as usize - 1)
    }

    fn home(&self, hash: u32) -> usize {
        (hash >> self.shift) as usize
    }

    fn after(&self, slot: usize) -> usize {
        (slot + 1) & (self.slots.len() - 1)
    }
}

/// A mix of two words.
#[inline]
fn hash(first: WordId, second: WordId) -> u32 {
    let both = first.wrapping_mul(0x9e37_79b1) ^ second.wrapping_mul(0x85eb_ca6b);
    both.wrapping_mul(0x9e37_79b1)
}

/// The tag of a hash, at its place in a slot: bits from its middle, since the highest tell the slot.
#[inline]
fn tag(hash: u32) -> u32 {
    hash >> 8 << TAG_SHIFT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_finds_all_its_spellings_in_order_and_no_other_pair_does() {
        let spellings = (0..300).map(|place| (place, place as WordId / 3, 7));
        let pairs = Pairs::new(300, spellings);
        assert!(pairs.places(5, 7).eq([15, 16, 17]));
        assert_eq!((0..100).filter(|first| pairs.places(*first, 8).next().is_some()).count(), 0);
    }
}
