//! The learned weights of words and pairs of words: `data/learned.bin`, written by `examples/fit`.
//!
//! Gives the row of a gram by its key, and what it adds to the tones and the intents. Only the grams met most often in
//! training have a row; the keys of others are not found, but for the one in some 200 000 whose key is another's.

use crate::error::Error;
use crate::levels::Tone;
use crate::names::{Intent, Name};

/// The most grams the table may have: a row is a number of sixteen bits, the highest of which stands for none.
///
/// On unseen writers, 16 000 of the grams met most often read intents as well as all that are met three times, within .005,
/// and better by .015 than buckets that grams share, in the same memory.
const MOST_ROWS: usize = NO_ROW as usize;

/// The row of a gram that the table does not have.
pub(crate) const NO_ROW: u16 = u16::MAX;

/// How many sums a gram adds to: the three tones and the intents.
pub(crate) const GRAM_OUTPUTS: usize = Tone::ALL.len() + Intent::ALL.len();

/// How long a row of the table is in memory: as many outputs as a processor adds at a time, the last ones unused.
pub(crate) const GRAM_ROW: usize = GRAM_OUTPUTS.next_multiple_of(8);

/// How many high bits of a key say where to look for it: about one key has them.
const HEAD_BITS: u32 = 14;
const HEAD_SHIFT: u32 = u32::BITS - HEAD_BITS;
const HEADS: usize = 1 << HEAD_BITS;

/// The learned weights of grams, eight bits each.
#[derive(Clone, Debug, Default)]
pub(crate) struct GramModel {
    /// What one unit of a stored weight is worth, by output.
    pub(crate) scales: [f32; GRAM_OUTPUTS],
    /// The keys of the grams, ascending.
    keys: Vec<u32>,
    /// By the high bits of a key, where the keys with these bits begin; empty when nothing is learned.
    heads: Vec<u16>,
    /// By row, then by output.
    weights: Vec<[i8; GRAM_ROW]>,
}

impl GramModel {
    /// The table of a file `learned.bin`: a scale (little-endian f32) for each output, then the keys (little-endian u32), then a
    /// byte for each weight, row by row; none of an empty file.
    ///
    /// # Errors
    /// A file that is no such table.
    pub(crate) fn of_file(bytes: &[u8]) -> Result<Self, Error> {
        Self::read(bytes).ok_or_else(|| {
            Error::new("learned.bin", None, "not a table of learned grams: write it anew with examples/fit")
        })
    }

    /// The table of these bytes, if they are one.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        if bytes.is_empty() {
            return Some(Self::default());
        }
        let (scales, rows) = bytes.split_at_checked(4 * GRAM_OUTPUTS)?;
        let count = rows.len() / (4 + GRAM_OUTPUTS);
        let (keys, weights) = rows.split_at(4 * count);
        if weights.len() != count * GRAM_OUTPUTS || count > MOST_ROWS {
            return None;
        }
        let four = |bytes: &[u8]| [bytes[0], bytes[1], bytes[2], bytes[3]];
        let keys: Vec<u32> = keys.chunks_exact(4).map(|key| u32::from_le_bytes(four(key))).collect();
        if !keys.is_sorted_by(|left, right| left < right) {
            return None;
        }
        let mut model = Self { heads: heads(&keys), keys, ..Self::default() };
        for (scale, bytes) in model.scales.iter_mut().zip(scales.chunks_exact(4)) {
            *scale = f32::from_le_bytes(four(bytes));
        }
        let padded = |row: &[u8]| {
            let mut padded = [0; GRAM_ROW];
            padded.iter_mut().zip(row).for_each(|(weight, byte)| *weight = *byte as i8);
            padded
        };
        model.weights = weights.chunks_exact(GRAM_OUTPUTS).map(padded).collect();
        Some(model)
    }

    /// The bytes of the table, as in `learned.bin`.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        if self.is_empty() {
            return Vec::new();
        }
        let scales = self.scales.iter().flat_map(|scale| scale.to_le_bytes());
        let keys = self.keys.iter().flat_map(|key| key.to_le_bytes());
        let weights = self.weights.iter().flat_map(|row| &row[..GRAM_OUTPUTS]);
        scales.chain(keys).chain(weights.map(|weight| *weight as u8)).collect()
    }

    /// Whether nothing is learned.
    pub(crate) fn is_empty(&self) -> bool {
        self.weights.is_empty()
    }

    /// Where to look rows up.
    pub(crate) fn rows(&self) -> Rows<'_> {
        const NOWHERE: &[u16; HEADS] = &[0; HEADS];
        Rows { heads: self.heads.first_chunk().unwrap_or(NOWHERE), keys: &self.keys }
    }

    /// The weights of a row, by output.
    pub(crate) fn row(&self, row: u16) -> Option<&[i8; GRAM_ROW]> {
        self.weights.get(row as usize)
    }

    /// What a gram of this row adds to an output, before it is shared among the message's grams.
    pub(crate) fn weight(&self, row: u16, output: usize) -> f32 {
        self.row(row).map_or(0.0, |row| f32::from(row[output]) * self.scales[output])
    }
}

/// What tells the row of a gram.
#[derive(Clone, Copy)]
pub(crate) struct Rows<'a> {
    heads: &'a [u16; HEADS],
    keys: &'a [u32],
}

impl Rows<'_> {
    /// The row of the gram with this key, if it has one.
    #[inline]
    pub(crate) fn find(self, key: u32) -> Option<u16> {
        let mut row = usize::from(self.heads[(key >> HEAD_SHIFT) as usize]);
        // The keys ascend: the first that is not below is it, or it is not there.
        loop {
            match self.keys.get(row) {
                Some(other) if *other < key => row += 1,
                Some(other) if *other == key => return Some(row as u16),
                _ => return None,
            }
        }
    }
}

/// Where the keys with each of the high bits begin.
fn heads(keys: &[u32]) -> Vec<u16> {
    let mut heads = vec![0; HEADS];
    keys.iter().for_each(|key| heads[(key >> HEAD_SHIFT) as usize] += 1);
    let mut begun = 0;
    for head in &mut heads {
        begun += std::mem::replace(head, begun);
    }
    heads
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The bytes of a table with these keys; the weights of each row are its number.
    fn table(keys: &[u32]) -> Vec<u8> {
        let scales = (0..GRAM_OUTPUTS).flat_map(|output| (output as f32 / 8.0).to_le_bytes());
        let keys_bytes = keys.iter().flat_map(|key| key.to_le_bytes());
        let weights = (0..keys.len()).flat_map(|row| [row as u8; GRAM_OUTPUTS]);
        scales.chain(keys_bytes).chain(weights).collect()
    }

    #[test]
    fn a_gram_is_found_by_its_key_and_others_are_not() {
        let keys = [0, 7, 1 << 19, (1 << 19) + 1, 1 << 31, u32::MAX];
        let model = GramModel::read(&table(&keys)).unwrap();
        for (row, key) in keys.iter().enumerate() {
            assert_eq!(model.rows().find(*key), Some(row as u16));
            assert_eq!(model.weight(row as u16, 8), row as f32);
        }
        for key in [1, 8, (1 << 19) + 2, u32::MAX - 1] {
            assert_eq!(model.rows().find(key), None);
        }
        assert_eq!(model.weight(NO_ROW, 0), 0.0);
        assert_eq!(GramModel::default().rows().find(7), None);
    }

    #[test]
    fn a_table_comes_back_from_its_bytes_and_other_bytes_are_refused() {
        let bytes = table(&[3, 9]);
        assert_eq!(GramModel::read(&bytes).unwrap().to_bytes(), bytes);
        assert!(GramModel::read(&[]).unwrap().is_empty());
        for spoilt in [&bytes[..bytes.len() - 1], &bytes[..50], &table(&[9, 3]), &table(&[3, 3])] {
            assert!(GramModel::read(spoilt).is_none());
        }
    }
}
