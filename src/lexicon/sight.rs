//! What can be seen of the words nearby at a glance, as bits of their symbols.
//!
//! Every symbol that an edge of the trie asks for has a bit, the commonest a bit of their own, so that a word is a [`Mask`] of
//! its symbols; what is not in [`Sight`] is not walked to.

use super::item::MAX_GAP;
use super::trie::{Edge, TURN};
use super::vocabulary::FIRST_SET;

/// How many words a gap and what follows it may take, in words: as far as a glance goes.
pub(crate) const GLANCE: usize = MAX_GAP + 1;

/// How many bits the symbols share, and how many of these belong to one symbol alone.
///
/// Twice as many bits halve the walks that lead nowhere; of own bits 10 to 80 were tried on mails.
const SYMBOL_BITS: u32 = 126;
const OWN_BITS: u32 = 25;

/// A factor that spreads bits, as FxHash's.
const MIX: u64 = 0x51_7c_c1_b7_27_22_0a_95;

/// A set of symbols, folded onto bits; in short numbers, so that a table of masks with a number beside each has no holes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Mask([u32; 4]);

impl Mask {
    /// What every glance sees: the need of a node where nothing need follow.
    pub(crate) const NOTHING: Mask = Mask([0, 0, 0, 1 << 31]);

    /// Any word at all.
    pub(super) const ANY_WORD: Mask = Mask([0, 0, 0, 1 << 30]);

    /// A word that may be passed over: nothing can be told.
    pub(crate) const ALL: Mask = Mask([u32::MAX; 4]);

    pub(super) fn of_bit(bit: u8) -> Self {
        Self::of_bits(std::iter::once(bit))
    }

    #[inline]
    pub(super) fn has(self, bit: u8) -> bool {
        // Two halves at once, as the processor holds them.
        let half = |at: usize| u64::from(self.0[at]) | u64::from(self.0[at + 1]) << 32;
        let bits = if bit < 64 { half(0) } else { half(2) };
        bits >> (bit % 64) & 1 != 0
    }

    pub(super) fn of_bits(bits: impl Iterator<Item = u8>) -> Self {
        let (mut low, mut high) = (0u64, 0u64);
        for bit in bits {
            let half = if bit < 64 { &mut low } else { &mut high };
            *half |= 1 << (bit % 64);
        }
        Mask([low as u32, (low >> 32) as u32, high as u32, (high >> 32) as u32])
    }

    /// A mix of its bits.
    pub(super) fn hash(self) -> u64 {
        let mix = |mixed: u64, part: &u32| (mixed.rotate_left(5) ^ u64::from(*part)).wrapping_mul(MIX);
        let mixed = self.0.iter().fold(0, mix);
        mixed ^ mixed >> 32
    }

    #[inline]
    pub(crate) fn join(&mut self, other: Mask) {
        for (part, other) in self.0.iter_mut().zip(other.0) {
            *part |= other;
        }
    }

    #[inline]
    pub(crate) fn with(mut self, other: Mask) -> Self {
        self.join(other);
        self
    }

    /// Whether the two share a symbol, or may.
    #[inline]
    pub(crate) fn meets(self, other: Mask) -> bool {
        // Two halves at once, as the processor holds them.
        let half = |mask: Mask, at: usize| u64::from(mask.0[at]) | u64::from(mask.0[at + 1]) << 32;
        (half(self, 0) & half(other, 0)) | (half(self, 2) & half(other, 2)) != 0
    }
}

/// Where a need is looked for: the index into a [`Sight`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Next,
    Ahead,
    Previous,
    Behind,
}

/// What can be seen from between two words, by [`Side`]: the masks of the next word, of the next few, of the one before, of
/// the few before, within the clause.
pub(crate) type Sight = [Mask; 4];

/// The bit of each symbol that some edge asks for.
#[derive(Debug)]
pub(super) struct Bits {
    words: Vec<u8>,
    sets: Vec<u8>,
}

/// The bit of a symbol that no edge asks for.
const NO_BIT: u8 = u8::MAX;

impl Bits {
    /// Gives the symbols that most edges ask for, which are the commonest words, bits of their own; the others share the rest
    /// by a hash; `words` says how many there are.
    pub(super) fn new(edges: &[Edge], words: usize) -> Self {
        let (mut words, mut sets): (Vec<u32>, Vec<u32>) = (vec![0; words], Vec::new());
        for edge in edges.iter().filter(|edge| edge.symbol < TURN) {
            let (counts, index) = match edge.symbol.checked_sub(FIRST_SET) {
                Some(set) => (&mut sets, set as usize),
                None => (&mut words, edge.symbol as usize),
            };
            if index >= counts.len() {
                counts.resize(index + 1, 0);
            }
            counts[index] += 1;
        }
        let counted = words.iter().zip(0..).chain(sets.iter().zip(FIRST_SET..));
        // The commonest so far, descending; after the first few hundred symbols hardly one is among them.
        let mut commonest: Vec<(u32, u32)> = Vec::with_capacity(OWN_BITS as usize + 1);
        for found in counted.map(|(count, symbol)| (*count, symbol)).filter(|(count, _)| *count > 0) {
            if commonest.len() < OWN_BITS as usize || commonest.last().is_some_and(|last| *last < found) {
                commonest.insert(commonest.partition_point(|other| *other > found), found);
                commonest.truncate(OWN_BITS as usize);
            }
        }
        let shared = |count: &u32, symbol: u32| if *count == 0 { NO_BIT } else { shared_bit(symbol) };
        let mut bits = Self {
            words: words.iter().zip(0..).map(|(count, word)| shared(count, word)).collect(),
            sets: sets.iter().zip(FIRST_SET..).map(|(count, set)| shared(count, set)).collect(),
        };
        for ((_, symbol), bit) in commonest.into_iter().zip(0..OWN_BITS as u8) {
            match symbol.checked_sub(FIRST_SET) {
                Some(set) => bits.sets[set as usize] = bit,
                None => bits.words[symbol as usize] = bit,
            }
        }
        bits
    }

    /// The bit of a symbol, if some edge asks for it.
    pub(super) fn of(&self, symbol: u32) -> Option<u8> {
        let bit = match symbol.checked_sub(FIRST_SET) {
            Some(set) => self.sets.get(set as usize),
            None => self.words.get(symbol as usize),
        };
        bit.copied().filter(|bit| *bit != NO_BIT)
    }
}

fn shared_bit(symbol: u32) -> u8 {
    let hash = u64::from(symbol.wrapping_mul(0x9e37_79b1));
    (OWN_BITS + ((hash * u64::from(SYMBOL_BITS - OWN_BITS)) >> 32) as u32) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commonest_symbols_have_bits_of_their_own() {
        let edge = |symbol| Edge { symbol, target: 2 };
        let edges: Vec<Edge> = (1..=100).chain([FIRST_SET + 3, 7, FIRST_SET + 3]).map(edge).collect();
        let bits = Bits::new(&edges, 50);
        assert_eq!((bits.of(FIRST_SET + 3), bits.of(7)), (Some(0), Some(1)));
        assert_eq!((bits.of(0), bits.of(101), bits.of(FIRST_SET)), (None, None, None));
        assert!((1..=100).all(|symbol| bits.of(symbol).is_some_and(|bit| u32::from(bit) < SYMBOL_BITS)));
    }

    #[test]
    fn a_mask_meets_what_shares_a_bit() {
        let masks: Vec<Mask> = (0..SYMBOL_BITS as u8).map(Mask::of_bit).collect();
        for (bit, mask) in masks.iter().enumerate() {
            assert!(mask.has(bit as u8) && mask.meets(Mask::ALL) && !mask.meets(Mask::ANY_WORD));
            assert!(masks.iter().enumerate().all(|(other, one)| mask.meets(*one) == (other == bit)));
        }
    }
}
