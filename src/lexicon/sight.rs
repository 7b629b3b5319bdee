//! What can be seen of the words nearby at a glance, as bits of their symbols.
//!
//! Every symbol that an edge of the trie asks for has a bit, the commonest a bit of their own, so that a word is a [`Mask`] of
//! its symbols; what is not in sight is not walked to.

use std::collections::BTreeMap;

use super::item::MAX_GAP;
use super::trie::{ANY, TURN};

/// How many words a gap and what follows it may take, in words: as far as a glance goes.
pub(crate) const GLANCE: usize = MAX_GAP + 1;

/// How many bits the symbols share, and how many of these belong to one symbol alone.
///
/// Twice as many bits halve the walks that lead nowhere; of own bits 10 to 80 were tried on mails.
const SYMBOL_BITS: u32 = 126;
const OWN_BITS: u32 = 25;

/// A set of symbols, folded onto bits; in short numbers, so that a table of masks with a number beside each has no holes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
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
    pub(crate) fn has(self, bit: u8) -> bool {
        // Two halves at once, as the processor holds them.
        let half = |at: usize| u64::from(self.0[at]) | u64::from(self.0[at + 1]) << 32;
        let bits = if bit < 64 { half(0) } else { half(2) };
        bits >> (bit % 64) & 1 != 0
    }

    pub(super) fn of_bits(bits: impl Iterator<Item = u8>) -> Self {
        // Which half a bit is in is as good as random: no branch.
        let mut halves = [0u64; 2];
        bits.for_each(|bit| halves[usize::from(bit / 64) % 2] |= 1 << (bit % 64));
        let [low, high] = halves;
        Mask([low as u32, (low >> 32) as u32, high as u32, (high >> 32) as u32])
    }

    #[inline]
    pub(crate) fn join(&mut self, other: Mask) {
        *self = self.with(other);
    }

    #[inline]
    pub(crate) fn with(self, other: Mask) -> Self {
        let ([low, high], [other_low, other_high]) = (self.halves(), other.halves());
        Self::of_halves([low | other_low, high | other_high])
    }

    /// Its halves, as the processor holds them.
    #[inline]
    fn halves(self) -> [u64; 2] {
        let half = |at: usize| u64::from(self.0[at]) | u64::from(self.0[at + 1]) << 32;
        [half(0), half(2)]
    }

    #[inline]
    fn of_halves([low, high]: [u64; 2]) -> Self {
        Mask([low as u32, (low >> 32) as u32, high as u32, (high >> 32) as u32])
    }

    /// Whether the two share a symbol, or may.
    #[inline]
    pub(crate) fn meets(self, other: Mask) -> bool {
        // Two halves at once, as the processor holds them.
        let half = |mask: Mask, at: usize| u64::from(mask.0[at]) | u64::from(mask.0[at + 1]) << 32;
        (half(self, 0) & half(other, 0)) | (half(self, 2) & half(other, 2)) != 0
    }
}

/// Where a need is looked for: at the next word after what was read or among the next few, at the one before or among the few
/// before, within the clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Next,
    Ahead,
    Previous,
    Behind,
}

/// A symbol with its bit, in the seven lowest bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct PathSymbol(u32);

const BIT_SHIFT: u32 = 7;

impl PathSymbol {
    /// What any word takes and what takes no word have no bit; they are less than all others.
    pub(super) const ANY: PathSymbol = PathSymbol(0);
    pub(super) const TURN: PathSymbol = PathSymbol(1);

    /// A word or a set with one of the bits that are shared.
    pub(super) fn shared(symbol: u32) -> Self {
        Self(symbol << BIT_SHIFT | shared_bit(symbol))
    }

    /// The same with a bit of its own, if there is that one.
    pub(super) fn with_own_bit(self, bit: u32) -> Option<Self> {
        (bit < OWN_BITS).then_some(Self(self.0 >> BIT_SHIFT << BIT_SHIFT | bit))
    }

    pub(super) fn symbol(self) -> u32 {
        match self {
            Self::ANY => ANY,
            Self::TURN => TURN,
            _ => self.0 >> BIT_SHIFT,
        }
    }

    #[inline]
    pub(crate) fn bit(self) -> u8 {
        (self.0 & ((1 << BIT_SHIFT) - 1)) as u8
    }

    /// Its own bit, if it shares none.
    pub(super) fn own_bit(self) -> Option<u8> {
        Some(self.bit()).filter(|bit| u32::from(*bit) < OWN_BITS)
    }
}

/// The symbols of edges, ascending, each once: those that most edges ask for, which are the commonest words, with bits of their
/// own. The two that are neither word nor set are left out.
pub(super) fn asked_for(edges: impl Iterator<Item = u32>) -> Vec<PathSymbol> {
    let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
    edges.filter(|symbol| *symbol < TURN).for_each(|symbol| *counts.entry(symbol).or_default() += 1);
    let mut commonest: Vec<(u32, u32)> = counts.iter().map(|(symbol, count)| (*count, *symbol)).collect();
    commonest.sort_unstable_by(|left, right| right.cmp(left));
    let mut asked: Vec<PathSymbol> = counts.into_keys().map(PathSymbol::shared).collect();
    for ((_, symbol), bit) in commonest.into_iter().zip(0..) {
        let place = asked.partition_point(|other| other.symbol() < symbol);
        let Some(owner) = asked[place].with_own_bit(bit) else { break };
        asked[place] = owner;
    }
    asked
}

fn shared_bit(symbol: u32) -> u32 {
    let hash = u64::from(symbol.wrapping_mul(0x9e37_79b1));
    OWN_BITS + ((hash * u64::from(SYMBOL_BITS - OWN_BITS)) >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::vocabulary::FIRST_SET;

    #[test]
    fn the_commonest_symbols_have_bits_of_their_own() {
        let asked = asked_for((1..=100).chain([FIRST_SET + 3, 7, TURN, ANY, FIRST_SET + 3]));
        assert!(asked.len() == 101 && asked.is_sorted() && asked[0] > PathSymbol::TURN);
        let own = |symbol: u32| asked.iter().find(|other| other.symbol() == symbol).unwrap().own_bit();
        assert_eq!((own(FIRST_SET + 3), own(7), own(100), own(1)), (Some(0), Some(1), Some(2), None));
        assert!(asked.iter().all(|symbol| u32::from(symbol.bit()) < SYMBOL_BITS));
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
