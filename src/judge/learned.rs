//! The words beside the lexicon: a small trained term over hashed words and pairs of words.
//!
//! Takes the words; gives the buckets of their grams: each word, its first five letters where it is longer, and each pair
//! of neighbours in a clause. A gram that stands inside a cue bears on the intent alone: what a cue weighs on the tones, its
//! family's file says, and nothing learned may turn that around.

use crate::find::cues::Found;
use crate::find::words::Word;
use crate::lexicon::model::GRAM_BUCKETS;
use crate::lexicon::{Lexicon, Purpose};

/// How many letters of a longer word stand for its stem, in bytes of folded text.
pub(crate) const STEM_LEN: usize = 5;

/// One gram of the message.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Gram {
    /// Its row in the table of weights.
    pub(crate) bucket: u32,
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
    /// By word: whether it stands inside a cue that bears on tone.
    taken: Vec<bool>,
}

/// Salts that keep words, stems and pairs apart.
const STEM_SALT: u32 = 0x9e37_79b9;
const PAIR_SALT: u32 = 0x85eb_ca6b;

/// Fills `grams`.
pub(crate) fn read(lexicon: &Lexicon, words: &[Word], found: &[Found], grams: &mut Grams) {
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
            grams.grams.push(Gram { bucket: bucket(hash), word: index as u32, is_free })
        };
        add(word.gram, is_free);
        if word.stem != word.gram {
            add(word.stem ^ STEM_SALT, is_free);
        }
        let before = index.checked_sub(1).filter(|before| words[*before].clause == word.clause);
        if let Some(before) = before {
            add(
                words[before].gram.rotate_left(9).wrapping_mul(PAIR_SALT) ^ word.gram,
                is_free && !grams.taken[before],
            );
        }
    }
    grams.free_count = grams.grams.iter().filter(|gram| gram.is_free).count() as u32;
}

/// What one gram counts among `count`: long messages are not louder than short ones.
pub(crate) fn value(count: usize) -> f32 {
    1.0 / (count.max(1) as f32).sqrt()
}

fn bucket(hash: u32) -> u32 {
    hash.wrapping_mul(0x9e37_79b1) >> (32 - GRAM_BUCKETS.trailing_zeros())
}
