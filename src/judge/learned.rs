//! The words beside the lexicon: a small trained term over words and pairs of words.
//!
//! Takes the words; gives their grams: each word, its first five letters where it is longer, and each pair
//! of neighbours in a clause. A gram that stands inside a cue bears on the intent alone: what a cue weighs on the tones, its
//! family's file says, and nothing learned may turn that around.

use crate::find::cues::Found;
use crate::find::words::Word;
use crate::levels::Tone;
use crate::lexicon::grams::{GRAM_ROW, GramModel};
use crate::lexicon::{Lexicon, Purpose};

/// How many letters of a longer word stand for its stem, in bytes of folded text.
pub(crate) const STEM_LEN: usize = 5;

/// One gram of the message.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Gram {
    /// What it is known by.
    pub(crate) key: u32,
    /// Its row in the table of weights, or [`NO_ROW`].
    pub(crate) row: u16,
    /// The word it ends with.
    pub(crate) word: u32,
    /// Whether it bears on the tones too, not just on the intent.
    pub(crate) is_free: bool,
}

/// Buffers of this step.
#[derive(Debug, Default)]
pub(crate) struct Grams {
    pub(crate) grams: Vec<Gram>,
    /// How many of them bear on the tones.
    pub(crate) free_count: u32,
    /// What they add to each output, in the units of the table.
    pub(crate) sums: [i32; GRAM_ROW],
    /// By word: whether it stands inside a cue that bears on tone.
    taken: Vec<bool>,
}

/// Salts that keep words, stems and pairs apart.
const STEM_SALT: u32 = 0x9e37_79b9;
const PAIR_SALT: u32 = 0x85eb_ca6b;

/// Fills `grams`.
pub(crate) fn read(lexicon: &Lexicon, words: &[Word], found: &[Found], grams: &mut Grams) {
    let model = &lexicon.model.grams;
    grams.grams.clear();
    grams.taken.clear();
    grams.taken.resize(words.len(), false);
    for found in found {
        if matches!(lexicon.cues[found.cue as usize].purpose, Purpose::Tone(_)) {
            grams.taken[found.first as usize..found.end as usize].fill(true);
        }
    }
    for (index, word) in words.iter().enumerate().filter(|(_, word)| word.zone.is_own_words()) {
        let is_free = !grams.taken[index];
        let mut add = |hash: u32, is_free: bool| {
            // Spreads the hash over all bits, the high ones above all.
            let key = hash.wrapping_mul(0x9e37_79b1);
            grams.grams.push(Gram { key, row: model.row_of(key), word: index as u32, is_free });
        };
        add(word.gram, is_free);
        if word.stem != NO_STEM {
            add(u32::from(word.stem) ^ STEM_SALT, is_free);
        }
        let before = index.checked_sub(1).filter(|before| words[*before].clause == word.clause);
        if let Some(before) = before {
            let pair = words[before].gram.rotate_left(9).wrapping_mul(PAIR_SALT) ^ word.gram;
            add(pair, is_free && !grams.taken[before]);
        }
    }
    grams.sum_up(model);
}

impl Grams {
    /// Adds up the weights: for the intents those of all grams, for the tones those of the free ones.
    fn sum_up(&mut self, model: &GramModel) {
        self.sums = [0; GRAM_ROW];
        self.free_count = 0;
        for grams in self.grams.chunks(MOST_IN_SHORT) {
            let (mut all, mut taken) = ([0_i16; GRAM_ROW], [0_i16; Tone::ALL.len()]);
            for gram in grams {
                self.free_count += u32::from(gram.is_free);
                let Some(row) = model.row(gram.row) else { continue };
                for (sum, weight) in all.iter_mut().zip(row) {
                    *sum += i16::from(*weight);
                }
                if !gram.is_free {
                    for (taken, weight) in taken.iter_mut().zip(row) {
                        *taken += i16::from(*weight);
                    }
                }
            }
            for (sum, all) in self.sums.iter_mut().zip(all) {
                *sum += i32::from(all);
            }
            for (sum, taken) in self.sums.iter_mut().zip(taken) {
                *sum -= i32::from(taken);
            }
        }
    }
}

/// How many weights of eight bits surely add up within sixteen, in grams: processors add twice as many short numbers at a time.
const MOST_IN_SHORT: usize = 255;

/// What one gram counts among `count`: long messages are not louder than short ones.
pub(crate) fn value(count: usize) -> f32 {
    1.0 / (count.max(1) as f32).sqrt()
}

/// The first letters of a word by their hash, in sixteen bits: every word of the lexicon keeps one, and of ten stems one shares it.
pub(crate) fn stem_hash(hash: u32) -> u16 {
    ((hash >> 16) as u16).min(NO_STEM - 1)
}

/// In place of the hash of the first letters of a word that has no more.
pub(crate) const NO_STEM: u16 = u16::MAX;
